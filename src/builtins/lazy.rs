//! `enumerate`, `zip`, `map`, `filter`, `reversed`: classes whose objects give their items one by one.

use crate::heap::{Bytes, Field, Object, Opaque, Payload, Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::{payload, vm};

use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::iterators::{itself, length_hint, next, stop};

pub(super) fn install(thread: &Thread) {
    let methods = |id, new, next| {
        let table = [new, Def::Method("__iter__(self, /)", itself), next];
        define_methods(thread, thread.class(id), &table);
    };
    methods(
        ClassId::Enumerate,
        Def::Static("__new__(cls, /, iterable=None, start=0)", new_enumerate),
        Def::Method("__next__(self, /)", next_enumerate),
    );
    methods(
        ClassId::Zip,
        Def::Static("__new__(cls, /, *iterables, strict=False)", new_zip),
        Def::Method("__next__(self, /)", next_zip),
    );
    methods(
        ClassId::Map,
        Def::Static("__new__(cls, /, *args)", new_map),
        Def::Method("__next__(self, /)", next_map),
    );
    methods(
        ClassId::Filter,
        Def::Static("__new__(cls, function, iterable, /)", new_filter),
        Def::Method("__next__(self, /)", next_filter),
    );
    methods(
        ClassId::Reversed,
        Def::Static("__new__(cls, sequence, /)", new_reversed),
        Def::Method("__next__(self, /)", next),
    );
    let hint = Def::Method("__length_hint__(self, /)", length_hint);
    define_methods(thread, thread.class(ClassId::Reversed), &[hint]);
}

payload! {
    /// `enumerate(iterable, start)`
    struct Enumerate {
        iterator: Field,
        /// The next number.
        number: Field,
    }
}

payload! {
    /// `zip(*iterables, strict)`
    struct Zip {
        iterators: Box<[Field]>,
        strict: bool,
    }
}

payload! {
    /// `map(function, *iterables)`
    struct Map {
        function: Field,
        iterators: Box<[Field]>,
    }
}

payload! {
    /// `filter(function, iterable)`
    struct Filter {
        /// The function, or None.
        function: Field,
        iterator: Field,
    }
}

/// The object of a class with these contents, as the result of `__new__`.
fn finish(t: &Thread, args: Args, class: ClassId, payload: impl Payload) -> Returned {
    let class = t.class(class).value();
    let object = Opaque::new(t.mutator(), class, payload).value();
    finish_new(t, args.get(t, 0), object)
}

/// The contents of self.
fn own<T: Payload>(t: &Thread, args: Args) -> Result<&T, Raised> {
    let payload = t.payload(args.get(t, 0)).opaque();
    payload.ok_or_else(|| wrong_receiver(t, args))
}

/// Pushes the iterators of the iterables from an index on in the tuple of `*args`, and takes their values.
fn iterators(t: &mut Thread, iterables: Slot, first: usize) -> Result<Box<[Field]>, Raised> {
    let count = t.get(iterables).cast::<Tuple>().map_or(0, Tuple::len);
    t.reserve(count)?;
    let mark = t.mark();
    for index in first..count {
        let scope = t.mark();
        let iterable = t.get(iterables).cast::<Tuple>();
        let iterable = iterable.and_then(|iterables| iterables.get(index));
        let iterable = t.push(iterable.unwrap_or(Value::NONE));
        let done = vm::iter(t, iterable)?;
        t.set(scope, t.result(done));
    }
    let slots = (0..count - first).map(|index| Field::new(t.get(mark.offset(index))));
    Ok(slots.collect())
}

fn new_enumerate(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 1).is_unbound() {
        return Err(t.type_error(match args.optional(t, 2) {
            None => "enumerate() missing required argument 'iterable'",
            Some(_) => "'start' is an invalid keyword argument for enumerate()",
        }));
    }
    let number = if args.optional(t, 2).is_some() {
        vm::big_index(t, args.slot(2))?
    } else {
        0.into()
    };
    let done = vm::iter(t, args.slot(1))?;
    let iterator = Field::new(t.result(done));
    let number = Field::new(t.big_int(number));
    finish(t, args, ClassId::Enumerate, Enumerate { iterator, number })
}

fn next_enumerate(t: &mut Thread, args: Args) -> Returned {
    let iterator = own::<Enumerate>(t, args)?.iterator.load();
    let iterator = t.push(iterator);
    let Some(done) = vm::next(t, iterator)? else {
        return Err(stop(t));
    };
    let item = t.result(done);
    let number = &own::<Enumerate>(t, args)?.number;
    let current = number.load();
    number.store(match current.as_small_int() {
        Some(number) => t.int(number + 1),
        None => {
            let big = current.cast::<crate::heap::BigInteger>();
            big.map_or(Value::NONE, |big| t.big_int(&big.value + 1))
        }
    });
    Ok(t.done(t.pair(current, item)))
}

fn new_zip(t: &mut Thread, args: Args) -> Returned {
    let strict = args.optional(t, 1).is_some() && vm::truth(t, args.slot(1))?;
    let iterators = iterators(t, args.slot(2), 0)?;
    finish(t, args, ClassId::Zip, Zip { iterators, strict })
}

fn next_zip(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    let (count, strict) = {
        let zip = own::<Zip>(t, args)?;
        (push_fields(t, &zip.iterators)?, zip.strict)
    };
    if count == 0 {
        return Err(stop(t));
    }
    match take_each(t, mark, count)? {
        None => Ok(t.done(t.tuple_of_slots(mark, count))),
        Some(ended) if strict => Err(uneven(t, mark, ended, count)?),
        Some(_) => Err(stop(t)),
    }
}

/// Pushes what some fields hold; how many they are.
fn push_fields(t: &Thread, fields: &[Field]) -> Result<usize, Raised> {
    t.reserve(fields.len() + 4)?;
    for field in fields {
        t.push(field.load());
    }
    Ok(fields.len())
}

/// Replaces the iterators in slots by their next items, up to the first that has ended: its index.
fn take_each(t: &mut Thread, first: Slot, count: usize) -> Result<Option<usize>, Raised> {
    for index in 0..count {
        let slot = first.offset(index);
        match vm::next(t, slot)? {
            Some(done) => t.set(slot, t.result(done)),
            None => return Ok(Some(index)),
        }
    }
    Ok(None)
}

/// The error of a strict zip of which one iterator has ended, those behind it standing in their slots; the plain end if all have.
fn uneven(t: &mut Thread, mark: Slot, ended: usize, count: usize) -> Result<Raised, Raised> {
    let (mut other, mut what) = (ended, "shorter");
    if ended == 0 {
        what = "longer";
        other = 1;
        while other < count && vm::next(t, mark.offset(other))?.is_none() {
            other += 1;
        }
        if other == count {
            return Ok(stop(t));
        }
    }
    let plural = if other == 1 { " " } else { "s 1-" };
    let number = other + 1;
    Ok(t.value_error(format!(
        "zip() argument {number} is {what} than argument{plural}{other}"
    )))
}

fn new_map(t: &mut Thread, args: Args) -> Returned {
    let count = args.get(t, 1).cast::<Tuple>().map_or(0, Tuple::len);
    if count < 2 {
        return Err(t.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators(t, args.slot(1), 1)?;
    let function = args.get(t, 1).cast::<Tuple>().and_then(|args| args.get(0));
    let function = Field::new(function.unwrap_or(Value::NONE));
    finish(
        t,
        args,
        ClassId::Map,
        Map {
            function,
            iterators,
        },
    )
}

fn next_map(t: &mut Thread, args: Args) -> Returned {
    let callee = t.mark();
    let count = {
        let map = own::<Map>(t, args)?;
        t.push(map.function.load());
        push_fields(t, &map.iterators)?
    };
    match take_each(t, callee.offset(1), count)? {
        None => vm::call_slots(t, callee, count, None),
        Some(_) => Err(stop(t)),
    }
}

fn new_filter(t: &mut Thread, args: Args) -> Returned {
    let done = vm::iter(t, args.slot(2))?;
    let iterator = Field::new(t.result(done));
    let function = Field::new(args.get(t, 1));
    finish(t, args, ClassId::Filter, Filter { function, iterator })
}

fn next_filter(t: &mut Thread, args: Args) -> Returned {
    let (function, iterator) = {
        let filter = own::<Filter>(t, args)?;
        (
            t.push(filter.function.load()),
            t.push(filter.iterator.load()),
        )
    };
    let plain = t.get(function).is_none() || t.get(function) == t.class(ClassId::Bool).value();
    let mark = t.mark();
    while let Some(done) = vm::next(t, iterator)? {
        let item = t.push_result(done);
        let mut verdict = item;
        if !plain {
            let done = vm::call(t, function, &[item])?;
            verdict = t.push_result(done);
        }
        if vm::truth(t, verdict)? {
            return Ok(t.done(t.get(item)));
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    Err(stop(t))
}

fn new_reversed(t: &mut Thread, args: Args) -> Returned {
    let sequence = args.get(t, 1);
    let class = t.class_of(sequence);
    if class.dunder(Dunder::Reversed).is_none() {
        let message = format!("'{}' object is not reversible", class.name());
        return Err(t.type_error(message));
    }
    if let Some(done) = vm::call_dunder(t, args.slot(1), Dunder::Reversed, &[])? {
        return Ok(done);
    }
    let sequence = args.get(t, 1);
    let class = t.class_of(sequence);
    if class.dunder(Dunder::GetItem).is_unbound() {
        let message = format!("'{}' object is not reversible", class.name());
        return Err(t.type_error(message));
    }
    let next = if let Some(text) = sequence.cast::<Str>() {
        text.as_str().len()
    } else if let Some(bytes) = sequence.cast::<Bytes>() {
        bytes.as_slice().len()
    } else {
        vm::length(t, args.slot(1))?
    };
    // Of text the place behind the next character counts, of all others the place of the next item.
    let sequence = args.get(t, 1);
    let next = next as i64 - sequence.cast::<Str>().is_none() as i64;
    let iterator = vm::sequence_iterator(t, ClassId::Reversed, sequence, next, -1);
    finish_new(t, args.get(t, 0), iterator)
}

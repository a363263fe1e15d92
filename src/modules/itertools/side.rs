//! Iterators that look at several items at once: `accumulate`, `batched`, `pairwise`, `zip_longest`.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{class, give, given, iterator, load, make, own, pull};
use crate::builtins::{self, Def};
use crate::heap::{Field, List, Object, Slot, Tuple, Value};
use crate::object::{Args, Dunder, Module, Raised, Returned, Thread};
use crate::{payload, vm};

pub(super) fn install(thread: &Thread, module: &Module) {
    let simple = |name, new, next| {
        class(
            thread,
            module,
            name,
            &[new, Def::Method("__next__(self, /)", next)],
        );
    };
    simple(
        "accumulate",
        Def::Static(
            "__new__(cls, iterable, func=None, *, initial=None)",
            new_accumulate,
        ),
        next_accumulate,
    );
    simple(
        "batched",
        Def::Static("__new__(cls, iterable, n, *, strict=False)", new_batched),
        next_batched,
    );
    simple(
        "pairwise",
        Def::Static("__new__(cls, iterable, /)", new_pairwise),
        next_pairwise,
    );
    simple(
        "zip_longest",
        Def::Static("__new__(cls, /, *iterables, fillvalue=None)", new_zip),
        next_zip,
    );
}

payload! {
    /// `accumulate(iterable, func, initial)`
    struct Accumulate {
        iterator: Field,
        /// None for addition.
        function: Field,
        /// UNBOUND before the first item.
        total: Field,
        /// The first item, if it is not the iterable's; None once it was given.
        initial: Field,
    }
}

fn new_accumulate(t: &mut Thread, args: Args) -> Returned {
    let iterator = iterator(t, args.slot(1))?;
    let accumulate = Accumulate {
        iterator,
        function: Field::new(args.optional(t, 2).unwrap_or(Value::NONE)),
        total: Field::unbound(),
        initial: Field::new(args.optional(t, 3).unwrap_or(Value::NONE)),
    };
    make(t, args, accumulate)
}

fn next_accumulate(t: &mut Thread, args: Args) -> Returned {
    let initial = load(t, args, |accumulate: &Accumulate| &accumulate.initial)?;
    if !t.get(initial).is_none() {
        let accumulate = own::<Accumulate>(t, args)?;
        accumulate.initial.store(Value::NONE);
        accumulate.total.store(t.get(initial));
        return give(t, Some(initial));
    }
    let Some(item) = pull(t, args, |accumulate: &Accumulate| &accumulate.iterator)? else {
        return Err(builtins::stop(t));
    };
    let total = load(t, args, |accumulate: &Accumulate| &accumulate.total)?;
    if !t.get(total).is_unbound() {
        let function = load(t, args, |accumulate: &Accumulate| &accumulate.function)?;
        let done = match t.get(function) {
            Value::NONE => vm::binary(t, Dunder::Add, total, item)?,
            _ => vm::call(t, function, &[total, item])?,
        };
        t.set(item, t.result(done));
    }
    own::<Accumulate>(t, args)?.total.store(t.get(item));
    give(t, Some(item))
}

payload! {
    /// `batched(iterable, n, strict)`
    struct Batched {
        /// None at the end.
        iterator: Field,
        size: usize,
        strict: bool,
    }
}

fn new_batched(t: &mut Thread, args: Args) -> Returned {
    let size = builtins::index_argument(t, args.slot(2))?;
    let strict = args.optional(t, 3).is_some() && vm::truth(t, args.slot(3))?;
    let Ok(size @ 1..) = usize::try_from(size) else {
        return Err(t.value_error("n must be at least one"));
    };
    let iterator = iterator(t, args.slot(1))?;
    make(
        t,
        args,
        Batched {
            iterator,
            size,
            strict,
        },
    )
}

fn next_batched(t: &mut Thread, args: Args) -> Returned {
    let (size, strict) = {
        let batched = own::<Batched>(t, args)?;
        (batched.size, batched.strict)
    };
    let batch = t.push(t.list(&[]).value());
    let mark = t.mark();
    let mut count = 0;
    while count < size
        && let Some(item) = pull(t, args, |batched: &Batched| &batched.iterator)?
    {
        if let Some(batch) = t.get(batch).cast::<List>() {
            batch.push(t.mutator(), t.get(item));
        }
        count += 1;
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    if count < size {
        own::<Batched>(t, args)?.iterator.store(Value::NONE);
    }
    if count == 0 {
        return Err(builtins::stop(t));
    }
    if strict && count < size {
        return Err(t.value_error("batched(): incomplete batch"));
    }
    vm::to_tuple(t, batch)
}

payload! {
    /// `pairwise(iterable)`
    struct Pairwise {
        iterator: Field,
        /// The item before the next one; UNBOUND at the start.
        last: Field,
    }
}

fn new_pairwise(t: &mut Thread, args: Args) -> Returned {
    let iterator = iterator(t, args.slot(1))?;
    make(
        t,
        args,
        Pairwise {
            iterator,
            last: Field::unbound(),
        },
    )
}

fn next_pairwise(t: &mut Thread, args: Args) -> Returned {
    let last = load(t, args, |pairwise: &Pairwise| &pairwise.last)?;
    if t.get(last).is_unbound() {
        let Some(first) = pull(t, args, |pairwise: &Pairwise| &pairwise.iterator)? else {
            return Err(builtins::stop(t));
        };
        t.set(last, t.get(first));
        own::<Pairwise>(t, args)?.last.store(t.get(first));
    }
    let Some(item) = pull(t, args, |pairwise: &Pairwise| &pairwise.iterator)? else {
        own::<Pairwise>(t, args)?.iterator.store(Value::NONE);
        return Err(builtins::stop(t));
    };
    own::<Pairwise>(t, args)?.last.store(t.get(item));
    Ok(t.done(t.tuple(&[t.get(last), t.get(item)])))
}

payload! {
    /// `zip_longest(*iterables, fillvalue)`
    struct Zip {
        /// None where one has ended.
        iterators: Box<[Field]>,
        fill: Field,
        /// How many have not ended.
        active: AtomicUsize,
    }
}

fn new_zip(t: &mut Thread, args: Args) -> Returned {
    // The slots: fillvalue, then the tuple of iterables.
    let iterables = args.slot(2);
    let count = t.get(iterables).cast::<Tuple>().map_or(0, Tuple::len);
    t.reserve(count)?;
    let mark = t.mark();
    for index in 0..count {
        let scope = t.mark();
        let iterable = t.push(given(t, iterables, index).unwrap_or(Value::NONE));
        let done = vm::iter(t, iterable)?;
        t.set(scope, t.result(done));
        t.pop_to(scope.offset(1));
    }
    let zip = Zip {
        iterators: (0..count)
            .map(|index| Field::new(t.get(mark.offset(index))))
            .collect(),
        fill: Field::new(args.optional(t, 1).unwrap_or(Value::NONE)),
        active: AtomicUsize::new(count),
    };
    make(t, args, zip)
}

/// Pushes the next item of one of the iterators, or what stands for it; false if it was the last that had any.
fn push_item(t: &mut Thread, args: Args, index: usize) -> Result<bool, Raised> {
    let slot: Slot = {
        let iterator = own::<Zip>(t, args)?.iterators.get(index).map(Field::load);
        t.push(iterator.unwrap_or(Value::NONE))
    };
    if !t.get(slot).is_none() {
        if let Some(done) = vm::next(t, slot)? {
            t.set(slot, t.result(done));
            t.pop_to(slot.offset(1));
            return Ok(true);
        }
        let zip = own::<Zip>(t, args)?;
        if let Some(iterator) = zip.iterators.get(index) {
            iterator.store(Value::NONE);
        }
        if zip.active.fetch_sub(1, Ordering::Relaxed) <= 1 {
            zip.active.store(0, Ordering::Relaxed);
            return Ok(false);
        }
    }
    t.set(slot, own::<Zip>(t, args)?.fill.load());
    Ok(true)
}

fn next_zip(t: &mut Thread, args: Args) -> Returned {
    let count = {
        let zip = own::<Zip>(t, args)?;
        if zip.active.load(Ordering::Relaxed) == 0 {
            return Err(builtins::stop(t));
        }
        zip.iterators.len()
    };
    t.reserve(count + 4)?;
    let mark = t.mark();
    for index in 0..count {
        if !push_item(t, args, index)? {
            return Err(builtins::stop(t));
        }
    }
    Ok(t.done(t.tuple_of_slots(mark, count)))
}

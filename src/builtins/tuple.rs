//! `tuple`: construction, subscripts, operators and methods. What lists share is `sequence`.

use crate::heap::{Field, Object, Place, Slot, Tuple, Value, hash_tuple};
use crate::object::{Args, ClassId, Common, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, comparisons, define_methods, finish_new, receiver};
use super::repr;
use super::sequence::{self, Subscript};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Tuple),
        &[
            Def::Static("__new__(cls, iterable=(), /)", new),
            Def::Method("count(self, value, /)", count),
            Def::Method("index(self, value, start=0, stop=None, /)", index),
            Def::Method("__len__(self, /)", len),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__add__(self, value, /)", add),
            Def::Method("__mul__(self, value, /)", multiply),
            Def::Method("__rmul__(self, value, /)", multiply_reflected),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__lt__(self, value, /)", less),
            Def::Method("__le__(self, value, /)", less_equal),
            Def::Method("__gt__(self, value, /)", greater),
            Def::Method("__ge__(self, value, /)", greater_equal),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_tuple),
            Def::Method("__getnewargs__(self, /)", new_args),
        ],
    );
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let tuple = if args.optional(t, 1).is_some() {
        let done = vm::to_tuple(t, args.slot(1))?;
        t.push_result(done)
    } else {
        t.push(t.common(Common::EmptyTuple))
    };
    let tuple = t.get(tuple);
    finish_new(t, args.get(t, 0), tuple)
}

fn new_args(t: &mut Thread, args: Args) -> Returned {
    let tuple = receiver::<Tuple>(t, args)?.value();
    Ok(t.done(t.tuple(&[tuple])))
}

fn count(t: &mut Thread, args: Args) -> Returned {
    receiver::<Tuple>(t, args)?;
    let count = sequence::count(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::length(count)))
}

fn index(t: &mut Thread, args: Args) -> Returned {
    let len = receiver::<Tuple>(t, args)?.len();
    let (start, stop) = sequence::search_range(t, args.slot(2), args.slot(3), len)?;
    match sequence::find(t, args.slot(0), args.slot(1), start, stop)? {
        Some(at) => Ok(t.done(Value::length(at))),
        None => Err(t.value_error("tuple.index(x): x not in tuple")),
    }
}

fn len(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(Value::length(receiver::<Tuple>(t, args)?.len())))
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<Tuple>(t, args)?;
    let subscript = sequence::subscript(t, args.slot(1), |class| {
        format!("tuple indices must be integers or slices, not {class}")
    })?;
    let tuple = receiver::<Tuple>(t, args)?;
    match subscript {
        Subscript::Item(index) => {
            let at = sequence::position(index, tuple.len());
            match at.and_then(|at| tuple.get(at)) {
                Some(item) => Ok(t.done(item)),
                None => Err(t.index_error("tuple index out of range")),
            }
        }
        Subscript::Slice(bounds) => {
            let span = bounds.fit(tuple.len());
            if span.count == tuple.len() && span.step == 1 {
                return Ok(t.done(tuple.value()));
            }
            t.check_memory(span.count * size_of::<Field>())?;
            let items = span.places().filter_map(|at| tuple.get(at));
            let items: Vec<Value<'_>> = items.collect();
            Ok(t.done(t.tuple(&items)))
        }
    }
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    receiver::<Tuple>(t, args)?;
    let found = sequence::find(t, args.slot(0), args.slot(1), 0, usize::MAX)?;
    Ok(t.done(Value::bool(found.is_some())))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let tuple = receiver::<Tuple>(t, args)?.value();
    Ok(t.done(vm::sequence_iterator(
        t,
        ClassId::TupleIterator,
        tuple,
        0,
        1,
    )))
}

fn add(t: &mut Thread, args: Args) -> Returned {
    let tuple = receiver::<Tuple>(t, args)?;
    let other = args.get(t, 1);
    let Some(other) = t.payload(other).cast::<Tuple>() else {
        if sequence::is_scripts(t, other, Dunder::RAdd) {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        }
        let class = t.class_of(other).name();
        let message = format!("can only concatenate tuple (not \"{class}\") to tuple");
        return Err(t.type_error(message));
    };
    let total = tuple.len() + other.len();
    t.check_memory(total * size_of::<Field>())?;
    let items: Vec<Value<'_>> = tuple.iter().chain(other.iter()).collect();
    Ok(t.done(t.tuple(&items)))
}

fn multiply(t: &mut Thread, args: Args) -> Returned {
    repeated(t, args, false)
}

fn multiply_reflected(t: &mut Thread, args: Args) -> Returned {
    repeated(t, args, true)
}

fn repeated(t: &mut Thread, args: Args, reflected: bool) -> Returned {
    receiver::<Tuple>(t, args)?;
    let Some(factor) = sequence::repeat_factor(t, args.slot(1), reflected)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let tuple = receiver::<Tuple>(t, args)?;
    let total = sequence::repeated_length(t, tuple.len(), factor)?;
    let mut cycle = tuple.fields().iter().cycle();
    let class = t.class(ClassId::Tuple).value();
    let product = Tuple::from_fn(t.mutator(), class, total, |_| {
        cycle.next().map_or(Value::NONE, Place::load)
    });
    Ok(t.done(product.value()))
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    receiver::<Tuple>(t, args)?;
    if t.payload(args.get(t, 1)).cast::<Tuple>().is_none() {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    sequence::compare(t, op, args.slot(0), args.slot(1))
}

comparisons!();

fn hash(t: &mut Thread, args: Args) -> Returned {
    let len = receiver::<Tuple>(t, args)?.len();
    let mark = t.mark();
    let mut hashes = Vec::with_capacity(len);
    for index in 0..len {
        let item = push_item(t, args.slot(0), index)?;
        hashes.push(vm::hash(t, item)?);
        t.pop_to(mark);
    }
    Ok(t.done(t.int(hash_tuple(hashes.into_iter()))))
}

fn push_item(t: &Thread, tuple: Slot, index: usize) -> Result<Slot, Raised> {
    let tuple = t.payload(t.get(tuple)).cast::<Tuple>();
    match tuple.and_then(|tuple| tuple.get(index)) {
        Some(item) => Ok(t.push(item)),
        None => Err(t.index_error("tuple index out of range")),
    }
}

fn repr_tuple(t: &mut Thread, args: Args) -> Returned {
    let len = receiver::<Tuple>(t, args)?.len();
    repr::container(t, args.slot(0), "(...)", |t, out| {
        out.push('(');
        repr::push_items(t, out, |t, index| {
            t.payload(args.get(t, 0)).cast::<Tuple>()?.get(index)
        })?;
        out.push_str(if len == 1 { ",)" } else { ")" });
        Ok(())
    })
}

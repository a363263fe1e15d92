//! `slice`: the object, its attributes, comparisons and `indices`. What sequences do with one is in `sequence`.

use num_bigint::BigInt;
use num_traits::Signed;

use crate::heap::{Field, Object, Slot, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, SliceObject, Thread};
use crate::vm;

use super::define::{Def, comparisons, define_methods, finish_new, receiver};
use super::{repr, sequence};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Slice),
        &[
            Def::Static("__new__(cls, start, stop=None, step=None, /)", new),
            Def::Method("indices(self, object, /)", indices),
            Def::Getter("start(self, /)", start),
            Def::Getter("stop(self, /)", stop),
            Def::Getter("step(self, /)", step),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__lt__(self, value, /)", less),
            Def::Method("__le__(self, value, /)", less_equal),
            Def::Method("__gt__(self, value, /)", greater),
            Def::Method("__ge__(self, value, /)", greater_equal),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_slice),
        ],
    );
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let (first, second) = (args.get(t, 1), args.optional(t, 2));
    let step = args.optional(t, 3).unwrap_or(Value::NONE);
    let (start, stop) = match second {
        Some(stop) => (first, stop),
        None => (Value::NONE, first),
    };
    let (start, stop, step) = (Field::new(start), Field::new(stop), Field::new(step));
    let class = t.class(ClassId::Slice).value();
    let make = |header| SliceObject {
        header,
        start,
        stop,
        step,
    };
    let slice = Value::object(t.mutator().alloc(class, make));
    finish_new(t, args.get(t, 0), slice)
}

fn start(t: &mut Thread, args: Args) -> Returned {
    let slice = receiver::<SliceObject>(t, args)?;
    Ok(t.done(slice.start.load()))
}

fn stop(t: &mut Thread, args: Args) -> Returned {
    let slice = receiver::<SliceObject>(t, args)?;
    Ok(t.done(slice.stop.load()))
}

fn step(t: &mut Thread, args: Args) -> Returned {
    let slice = receiver::<SliceObject>(t, args)?;
    Ok(t.done(slice.step.load()))
}

/// Pushes start, stop and step of the slice in a slot.
fn push_parts(t: &Thread, slice: Slot) -> Result<[Slot; 3], Raised> {
    let Some(slice) = t.get(slice).cast::<SliceObject>() else {
        return Err(t.type_error("not a slice"));
    };
    Ok([&slice.start, &slice.stop, &slice.step].map(|part| t.push(part.load())))
}

/// `slice.indices(length)`, with integers of any size.
fn indices(t: &mut Thread, args: Args) -> Returned {
    receiver::<SliceObject>(t, args)?;
    let length = vm::big_index(t, args.slot(1))?;
    if length.is_negative() {
        return Err(t.value_error("length should not be negative"));
    }
    let indices = fit(t, args.slot(0), &length)?;
    let indices = indices.map(|number| t.big_int(number));
    Ok(t.done(t.tuple(&indices)))
}

/// Start, stop and step of the slice in a slot, fitted to a sequence of `length` items.
pub(super) fn fit(t: &mut Thread, slice: Slot, length: &BigInt) -> Result<[BigInt; 3], Raised> {
    let mark = t.mark();
    let [start, stop, step] = push_parts(t, slice)?;
    // The step is read first, as CPython does.
    let step = big_number(t, step)?.unwrap_or_else(|| BigInt::from(1));
    if step == BigInt::ZERO {
        return Err(t.value_error("slice step cannot be zero"));
    }
    let (start, stop) = (big_number(t, start)?, big_number(t, stop)?);
    t.pop_to(mark);
    let backwards = step.is_negative();
    let (low, high) = if backwards {
        (BigInt::from(-1), length - 1)
    } else {
        (BigInt::ZERO, length.clone())
    };
    let place = |number: Option<BigInt>, default: &BigInt| match number {
        None => default.clone(),
        Some(number) if number.is_negative() => (number + length).max(low.clone()),
        Some(number) => number.min(high.clone()),
    };
    let (first, last) = if backwards {
        (&high, &low)
    } else {
        (&low, &high)
    };
    Ok([place(start, first), place(stop, last), step])
}

/// A number of a slice; None if it is left out.
fn big_number(t: &mut Thread, number: Slot) -> Result<Option<BigInt>, Raised> {
    if sequence::slice_number(t, number)?.is_none() {
        return Ok(None);
    }
    vm::big_index(t, number).map(Some)
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    let ours = receiver::<SliceObject>(t, args)?;
    let Some(theirs) = args.get(t, 1).cast::<SliceObject>() else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    if std::ptr::eq(ours, theirs) {
        let holds = matches!(op, Dunder::Eq | Dunder::Le | Dunder::Ge);
        return Ok(t.done(Value::bool(holds)));
    }
    let tuple = |slice: &SliceObject| {
        let parts = [&slice.start, &slice.stop, &slice.step].map(Field::load);
        t.push(t.tuple(&parts))
    };
    let (a, b) = (tuple(ours), tuple(theirs));
    sequence::compare(t, op, a, b)
}

comparisons!();

fn hash(t: &mut Thread, args: Args) -> Returned {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut hash = PRIME_5;
    receiver::<SliceObject>(t, args)?;
    for part in push_parts(t, args.slot(0))? {
        let part = vm::hash(t, part)? as u64;
        hash = hash
            .wrapping_add(part.wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
    }
    Ok(t.done(t.int(hash as i64)))
}

fn repr_slice(t: &mut Thread, args: Args) -> Returned {
    receiver::<SliceObject>(t, args)?;
    let mut out = String::from("slice");
    for (part, before) in push_parts(t, args.slot(0))?
        .into_iter()
        .zip(["(", ", ", ", "])
    {
        out.push_str(before);
        repr::push_repr(t, &mut out, part)?;
    }
    out.push(')');
    Ok(t.done(t.str(&out)))
}

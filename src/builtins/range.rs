//! `range`: numbers of any size; where all fit 64 bits no big integer is made.

use std::sync::atomic::AtomicI64;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::heap::{BigInteger, Field, Object, Slot, Value, hash_tuple};
use crate::object::{Args, ClassId, Raised, Range, RangeIterator, Returned, SliceObject, Thread};
use crate::vm;

use super::define::{Def, define_methods, finish_new, receiver};
use super::{repr, slice};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Range),
        &[
            Def::Static("__new__(cls, start, stop=None, step=None, /)", new),
            Def::Method("count(self, value, /)", count),
            Def::Method("index(self, value, /)", index),
            Def::Getter("start(self, /)", start),
            Def::Getter("stop(self, /)", stop),
            Def::Getter("step(self, /)", step),
            Def::Method("__len__(self, /)", len),
            Def::Method("__bool__(self, /)", truth),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__reversed__(self, /)", reversed),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_range),
        ],
    );
}

/// A range's numbers.
struct Numbers {
    start: BigInt,
    stop: BigInt,
    step: BigInt,
    length: BigInt,
}

impl Numbers {
    fn of(range: &Range) -> Numbers {
        Numbers {
            start: to_big(range.start.load()),
            stop: to_big(range.stop.load()),
            step: to_big(range.step.load()),
            length: to_big(range.length.load()),
        }
    }

    /// `step` is not zero.
    fn new(start: BigInt, stop: BigInt, step: BigInt) -> Numbers {
        let (distance, stride) = if step.is_negative() {
            (&start - &stop, -&step)
        } else {
            (&stop - &start, step.clone())
        };
        let length = if distance.is_positive() {
            (distance - 1u32).div_floor(&stride) + 1u32
        } else {
            BigInt::ZERO
        };
        Numbers {
            start,
            stop,
            step,
            length,
        }
    }

    fn at(&self, index: &BigInt) -> BigInt {
        &self.start + index * &self.step
    }

    /// Where a number stands, if it is in the range.
    fn place_of(&self, number: &BigInt) -> Option<BigInt> {
        let (place, rest) = (number - &self.start).div_mod_floor(&self.step);
        let inside = rest.is_zero() && !place.is_negative() && place < self.length;
        inside.then_some(place)
    }

    fn value<'t>(&self, t: &'t Thread) -> Value<'t> {
        let field = |number: &BigInt| Field::new(t.big_int(number.clone()));
        let (start, stop) = (field(&self.start), field(&self.stop));
        let (step, length) = (field(&self.step), field(&self.length));
        let make = |header| Range {
            header,
            start,
            stop,
            step,
            length,
        };
        let class = t.class(ClassId::Range).value();
        t.mutator().alloc(class, make).value()
    }
}

fn to_big(value: Value<'_>) -> BigInt {
    match value.as_small_int() {
        Some(number) => BigInt::from(number),
        None => value
            .cast::<BigInteger>()
            .map_or(BigInt::ZERO, |big| big.value.clone()),
    }
}

/// An integer, not of a subclass: those are compared by their own `__eq__`.
fn exact_int(value: Value<'_>) -> Option<BigInt> {
    match value.as_bool() {
        Some(truth) => Some(BigInt::from(truth as u8)),
        None if value.is_small_int() || value.cast::<BigInteger>().is_some() => Some(to_big(value)),
        None => None,
    }
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let mut start = BigInt::ZERO;
    let mut stop = vm::big_index(t, args.slot(1))?;
    let mut step = BigInt::from(1);
    if args.optional(t, 2).is_some() {
        start = stop;
        stop = vm::big_index(t, args.slot(2))?;
    }
    if args.optional(t, 3).is_some() {
        step = vm::big_index(t, args.slot(3))?;
        if step.is_zero() {
            return Err(t.value_error("range() arg 3 must not be zero"));
        }
    }
    let range = Numbers::new(start, stop, step).value(t);
    finish_new(t, args.get(t, 0), range)
}

fn start(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    Ok(t.done(range.start.load()))
}

fn stop(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    Ok(t.done(range.stop.load()))
}

fn step(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    Ok(t.done(range.step.load()))
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let length = receiver::<Range>(t, args)?.length.load();
    if to_big(length).to_i64().is_none() {
        let message = "Python int too large to convert to C ssize_t";
        return Err(t.error(ClassId::OverflowError, message));
    }
    Ok(t.done(length))
}

fn truth(t: &mut Thread, args: Args) -> Returned {
    let length = receiver::<Range>(t, args)?.length.load();
    Ok(t.done(Value::bool(length != Value::int(0))))
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    let numbers = Numbers::of(receiver::<Range>(t, args)?);
    let key = args.get(t, 1);
    if key.cast::<SliceObject>().is_some() {
        let [start, stop, step] = slice::fit(t, args.slot(1), &numbers.length)?;
        let (start, stop) = (numbers.at(&start), numbers.at(&stop));
        let part = Numbers::new(start, stop, step * &numbers.step);
        return Ok(t.done(part.value(t)));
    }
    if !super::sequence::is_index(t, key) {
        let class = t.class_of(key).name();
        let message = format!("range indices must be integers or slices, not {class}");
        return Err(t.type_error(message));
    }
    let mut index = vm::big_index(t, args.slot(1))?;
    if index.is_negative() {
        index += &numbers.length;
    }
    if index.is_negative() || index >= numbers.length {
        return Err(t.index_error("range object index out of range"));
    }
    Ok(t.done(t.big_int(numbers.at(&index))))
}

/// Where in the range the number in a slot is, by arithmetic for an integer, else by asking each number.
fn find(t: &mut Thread, args: Args, from: &BigInt) -> Result<Option<BigInt>, Raised> {
    let numbers = Numbers::of(receiver::<Range>(t, args)?);
    if let Some(number) = exact_int(args.get(t, 1)) {
        return Ok(numbers.place_of(&number).filter(|place| place >= from));
    }
    let mark = t.mark();
    let mut place = from.clone();
    while place < numbers.length {
        let number = t.push(t.big_int(numbers.at(&place)));
        let found = vm::equal(t, number, args.slot(1))?;
        t.pop_to(mark);
        t.poll_if_set()?;
        if found {
            return Ok(Some(place));
        }
        place += 1;
    }
    Ok(None)
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    let found = find(t, args, &BigInt::ZERO)?;
    Ok(t.done(Value::bool(found.is_some())))
}

fn index(t: &mut Thread, args: Args) -> Returned {
    if let Some(place) = find(t, args, &BigInt::ZERO)? {
        return Ok(t.done(t.big_int(place)));
    }
    if exact_int(args.get(t, 1)).is_none() {
        return Err(t.value_error("sequence.index(x): x not in sequence"));
    }
    let mut message = String::new();
    repr::push_repr(t, &mut message, args.slot(1))?;
    message.push_str(" is not in range");
    Err(t.value_error(message))
}

fn count(t: &mut Thread, args: Args) -> Returned {
    let (mut count, mut from) = (0, BigInt::ZERO);
    while let Some(place) = find(t, args, &from)? {
        count += 1;
        from = place + 1;
    }
    Ok(t.done(Value::length(count)))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    if let (Some(start), Some(step), Some(length)) = (
        range.start.load().as_small_int(),
        range.step.load().as_small_int(),
        range.length.load().as_small_int(),
    ) && let Some(iterator) = small_iterator(t, start, step, length)
    {
        return Ok(t.done(iterator));
    }
    let class = ClassId::RangeIterator;
    Ok(t.done(vm::sequence_iterator(t, class, range.value(), 0, 1)))
}

/// An iterator over `length` numbers, if the last one fits 64 bits.
fn small_iterator(t: &Thread, start: i64, step: i64, length: i64) -> Option<Value<'_>> {
    let last = (length - 1).max(0).checked_mul(step)?;
    start.checked_add(last)?;
    let class = t.class(ClassId::RangeIterator).value();
    let make = |header| RangeIterator {
        header,
        stop: start.wrapping_add(length.wrapping_mul(step)),
        step,
        left: AtomicI64::new(length),
    };
    Some(t.mutator().alloc(class, make).value())
}

fn reversed(t: &mut Thread, args: Args) -> Returned {
    let numbers = Numbers::of(receiver::<Range>(t, args)?);
    let backwards = Numbers {
        start: numbers.at(&(&numbers.length - 1)),
        stop: &numbers.start - &numbers.step,
        step: -numbers.step,
        length: numbers.length,
    };
    let small = (
        backwards.start.to_i64(),
        backwards.step.to_i64(),
        backwards.length.to_i64(),
    );
    if let (Some(start), Some(step), Some(length)) = small
        && let Some(iterator) = small_iterator(t, start, step, length)
    {
        return Ok(t.done(iterator));
    }
    let range = backwards.value(t);
    let class = ClassId::RangeIterator;
    Ok(t.done(vm::sequence_iterator(t, class, range, 0, 1)))
}

fn equal(t: &mut Thread, args: Args) -> Returned {
    let same = same(t, args)?;
    Ok(t.done(same.map_or(Value::NOT_IMPLEMENTED, Value::bool)))
}

fn not_equal(t: &mut Thread, args: Args) -> Returned {
    let same = same(t, args)?;
    Ok(t.done(same.map_or(Value::NOT_IMPLEMENTED, |same| Value::bool(!same))))
}

/// Whether two ranges have the same numbers; None if the other is no range.
fn same(t: &Thread, args: Args) -> Result<Option<bool>, Raised> {
    let ours = Numbers::of(receiver::<Range>(t, args)?);
    let Some(theirs) = args.get(t, 1).cast::<Range>().map(Numbers::of) else {
        return Ok(None);
    };
    let one = BigInt::from(1);
    let same = ours.length == theirs.length
        && (ours.length.is_zero()
            || ours.start == theirs.start && (ours.length == one || ours.step == theirs.step));
    Ok(Some(same))
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    let length = range.length.load();
    let start = if length == Value::int(0) {
        Value::NONE
    } else {
        range.start.load()
    };
    let step = if length == Value::int(0) || length == Value::int(1) {
        Value::NONE
    } else {
        range.step.load()
    };
    let parts: [Slot; 3] = [length, start, step].map(|part| t.push(part));
    let mut hashes = [0; 3];
    for (hash, part) in hashes.iter_mut().zip(parts) {
        *hash = vm::hash(t, part)?;
    }
    Ok(t.done(t.int(hash_tuple(hashes.into_iter()))))
}

fn repr_range(t: &mut Thread, args: Args) -> Returned {
    let range = receiver::<Range>(t, args)?;
    let mut shown = vec![t.push(range.start.load()), t.push(range.stop.load())];
    if range.step.load() != Value::int(1) {
        shown.push(t.push(range.step.load()));
    }
    let mut out = String::from("range(");
    for (index, number) in shown.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        repr::push_repr(t, &mut out, number)?;
    }
    out.push(')');
    Ok(t.done(t.str(&out)))
}

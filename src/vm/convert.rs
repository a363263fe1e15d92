//! Conversions: truth, hash, index, text.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::heap::{BigInteger, Slot, Str, Tuple, TupleHash, Value, hash_float, hash_int};
use crate::object::{ClassId, Done, Dunder, Raised, Returned, Thread};

/// Whether a value is true.
pub fn truth(thread: &mut Thread, value: Slot) -> Result<bool, Raised> {
    let object = thread.get(value);
    match simple_truth(object) {
        Some(truth) => Ok(truth),
        None => slow_truth(thread, value),
    }
}

/// The truth of constants, numbers and strings.
#[inline(always)]
pub(super) fn simple_truth(value: Value<'_>) -> Option<bool> {
    match value {
        Value::TRUE => Some(true),
        Value::FALSE | Value::NONE => Some(false),
        _ => match (value.as_small_int(), value.as_small_float()) {
            (Some(number), _) => Some(number != 0),
            (_, Some(number)) => Some(number != 0.0),
            _ => match value.kind() {
                Some(crate::heap::Kind::Str) => value.cast::<Str>().map(|text| text.chars() > 0),
                Some(crate::heap::Kind::List) => value
                    .cast::<crate::heap::List>()
                    .map(|list| !list.is_empty()),
                _ => None,
            },
        },
    }
}

fn slow_truth(thread: &mut Thread, value: Slot) -> Result<bool, Raised> {
    if let Some(done) = super::call_dunder(thread, value, Dunder::Bool, &[])? {
        let result = thread.result(done);
        return match result.as_bool() {
            Some(truth) => Ok(truth),
            None => {
                let class = thread.class_of(result).name();
                Err(thread.type_error(format!("__bool__ should return bool, returned {class}")))
            }
        };
    }
    if !thread
        .class_of(thread.get(value))
        .dunder(Dunder::Len)
        .is_unbound()
    {
        return Ok(super::length(thread, value)? > 0);
    }
    Ok(true)
}

/// The truth of what an operation returned.
pub(super) fn truth_of_result(thread: &mut Thread, done: Done) -> Result<bool, Raised> {
    match simple_truth(thread.result(done)) {
        Some(truth) => Ok(truth),
        None => {
            let mark = thread.mark();
            let slot = thread.push_result(done);
            let truth = slow_truth(thread, slot);
            thread.pop_to(mark);
            truth
        }
    }
}

/// How many levels of tuples are looked into.
pub(super) const TUPLE_DEPTH: u32 = 3;

/// The hash of a string, a small number, or a tuple of such; None if a method must tell.
#[inline]
pub(super) fn simple_hash(value: Value<'_>, depth: u32) -> Option<i64> {
    match scalar_hash(value) {
        None => compound_hash(value, depth),
        hash => hash,
    }
}

#[inline(never)]
fn compound_hash(value: Value<'_>, depth: u32) -> Option<i64> {
    let Some(tuple) = value.cast::<Tuple>() else {
        return value.as_small_float().and_then(hash_float);
    };
    let depth = depth.checked_sub(1)?;
    let items = tuple.fields();
    let mut hash = TupleHash::EMPTY;
    for item in items {
        let item = item.load();
        hash = hash.with(match item.as_small_int() {
            Some(number) => hash_int(number),
            None => simple_hash(item, depth)?,
        });
    }
    Some(hash.finish(items.len()))
}

/// The hash of what most keys are.
#[inline(always)]
fn scalar_hash(value: Value<'_>) -> Option<i64> {
    match value.as_small_int() {
        Some(number) => Some(hash_int(number)),
        None => value.cast::<Str>().map(Str::hash),
    }
}

/// `hash(value)`; TypeError for unhashable ones.
pub fn hash(thread: &mut Thread, value: Slot) -> Result<i64, Raised> {
    let object = thread.get(value);
    if let Some(hash) = simple_hash(object, TUPLE_DEPTH) {
        return Ok(hash);
    }
    let method = thread.class_of(object).dunder(Dunder::Hash);
    if method.is_none() || method.is_unbound() {
        let message = format!("unhashable type: '{}'", thread.class_of(object).name());
        return Err(thread.type_error(message));
    }
    let Some(done) = super::call_dunder(thread, value, Dunder::Hash, &[])? else {
        return Err(thread.type_error("unhashable type"));
    };
    let result = thread.result(done);
    match (result.as_small_int(), result.cast::<BigInteger>()) {
        // A script's own __hash__ may return any integer: one beyond 64 bits is hashed in turn.
        (Some(number), _) => Ok(if number == -1 { -2 } else { number }),
        (_, Some(big)) => Ok(match big.value.to_i64() {
            Some(hash) => hash,
            None => crate::heap::hash_big_int(&big.value),
        }),
        _ => Err(thread.type_error("__hash__ method should return an integer")),
    }
}

/// An integer operand by `__index__`, pushed as an int value.
fn index_value(thread: &mut Thread, value: Slot) -> Returned {
    let object = thread.get(value);
    if object.is_small_int() || object.cast::<BigInteger>().is_some() {
        return Ok(thread.done(object));
    }
    if let Some(truth) = object.as_bool() {
        return Ok(thread.done(Value::int(truth as i32)));
    }
    match super::call_dunder(thread, value, Dunder::Index, &[])? {
        Some(done) => {
            let returned = thread.result(done);
            let class = thread.class_of(returned).name();
            let message = format!("__index__ returned non-int (type {class})");
            let plain = match (thread.payload(returned), returned.as_bool()) {
                (_, Some(truth)) => Value::int(truth as i32),
                (number, _) if number.is_small_int() || number.cast::<BigInteger>().is_some() => {
                    number
                }
                _ => return Err(thread.type_error(message)),
            };
            if std::ptr::eq(thread.class_of(returned), thread.class(ClassId::Int)) {
                return Ok(thread.done(plain));
            }
            let plain = thread.push(plain);
            let more = "The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.";
            super::warn(
                thread,
                ClassId::DeprecationWarning,
                &format!("{message}.  {more}"),
            )?;
            Ok(thread.done(thread.get(plain)))
        }
        None => {
            let class = thread.class_of(thread.get(value)).name();
            Err(thread.type_error(format!(
                "'{class}' object cannot be interpreted as an integer"
            )))
        }
    }
}

/// An integer operand; numbers beyond 64 bits are cut to the nearest one that fits.
pub fn index(thread: &mut Thread, value: Slot) -> Result<i64, Raised> {
    if let Some(number) = thread.get(value).as_small_int() {
        return Ok(number);
    }
    let done = index_value(thread, value)?;
    let result = thread.result(done);
    if let Some(number) = result.as_small_int() {
        return Ok(number);
    }
    let big = result.cast::<BigInteger>().map(|big| &big.value);
    Ok(big.map_or(0, |big| {
        big.to_i64()
            .unwrap_or(if big.sign() == num_bigint::Sign::Minus {
                i64::MIN
            } else {
                i64::MAX
            })
    }))
}

/// An integer operand of any size.
pub fn big_index(thread: &mut Thread, value: Slot) -> Result<BigInt, Raised> {
    let done = index_value(thread, value)?;
    Ok(big_int(thread.result(done)))
}

/// The integer that a value is; 0 if it is none.
pub(super) fn big_int(value: Value<'_>) -> BigInt {
    match value.as_small_int() {
        Some(number) => BigInt::from(number),
        None => value
            .cast::<BigInteger>()
            .map_or(BigInt::ZERO, |big| big.value.clone()),
    }
}

/// An integer operand as a size; OverflowError if it is beyond 64 bits, ValueError with `message` if it is negative.
pub fn index_usize(thread: &mut Thread, value: Slot, message: &str) -> Result<usize, Raised> {
    let number = index(thread, value)?;
    if number == i64::MAX {
        return Err(thread.error(
            ClassId::OverflowError,
            "cannot fit 'int' into an index-sized integer",
        ));
    }
    usize::try_from(number).map_err(|_| thread.value_error(message))
}

/// `repr(value)`: a string.
pub fn repr(thread: &mut Thread, value: Slot) -> Returned {
    if let Some(number) = thread.get(value).as_small_int() {
        return Ok(thread.done(thread.str(itoa::Buffer::new().format(number))));
    }
    thread.check_native_recursion("while getting the repr of an object")?;
    match super::call_dunder(thread, value, Dunder::Repr, &[])? {
        Some(done) => expect_str(thread, done, "__repr__"),
        None => Err(thread.type_error("object has no __repr__")),
    }
}

/// `str(value)`: a string.
pub fn str(thread: &mut Thread, value: Slot) -> Returned {
    let object = thread.get(value);
    if object.cast::<Str>().is_some() {
        return Ok(thread.done(object));
    }
    if object.is_small_int() {
        return repr(thread, value);
    }
    thread.check_native_recursion("while getting the str of an object")?;
    match super::call_dunder(thread, value, Dunder::Str, &[])? {
        Some(done) => expect_str(thread, done, "__str__"),
        None => repr(thread, value),
    }
}

/// `ascii(value)`: a string.
pub fn ascii(thread: &mut Thread, value: Slot) -> Returned {
    let done = repr(thread, value)?;
    let result = thread.result(done);
    match result.cast::<Str>() {
        Some(text) if !text.is_ascii() => {
            let mut escaped = String::with_capacity(text.as_str().len() * 2);
            for c in text.as_str().chars() {
                match c as u32 {
                    0..0x80 => escaped.push(c),
                    code @ 0x80..0x100 => escaped.push_str(&format!("\\x{code:02x}")),
                    code @ 0x100..0x10000 => escaped.push_str(&format!("\\u{code:04x}")),
                    code => escaped.push_str(&format!("\\U{code:08x}")),
                }
            }
            Ok(thread.done(thread.str(&escaped)))
        }
        _ => Ok(thread.done(result)),
    }
}

fn expect_str(thread: &Thread, done: Done, method: &str) -> Returned {
    let result = thread.payload(thread.result(done));
    if result.cast::<Str>().is_some() {
        return Ok(thread.done(result));
    }
    let class = thread.class_of(result).name();
    Err(thread.type_error(format!("{method} returned non-string (type {class})")))
}

/// `format(value, spec)`: a string.
pub fn format(thread: &mut Thread, value: Slot, spec: Slot) -> Returned {
    if let Some(spec) = thread.get(spec).cast::<Str>() {
        let format = thread.interpreter().hooks.format;
        if let Some(text) = format(thread, thread.get(value), spec.as_str()) {
            return Ok(thread.done(text));
        }
    }
    match super::call_dunder(thread, value, Dunder::Format, &[spec])? {
        Some(done) => {
            let result = thread.result(done);
            if thread.payload(result).cast::<Str>().is_some() {
                return Ok(thread.done(result));
            }
            let class = thread.class_of(result).name();
            Err(thread.type_error(format!("__format__ must return a str, not {class}")))
        }
        None => str(thread, value),
    }
}

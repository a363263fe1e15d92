//! What natives share about numbers and text: operands as the functions of [`text`](super::text) take them, results and errors as
//! values. No type's methods.

use crate::heap::{BigInteger, Slot, Str, Value};
use crate::object::{ClassId, Raised, Returned, Thread};
use crate::vm;

use super::text::{Int, IntRef, TextError};

/// The integer that a value is: an int, a bool, or an object of a subclass that holds one.
#[inline]
pub fn int_of<'t>(thread: &'t Thread, value: Value<'t>) -> Option<IntRef<'t>> {
    let value = thread.payload(value);
    if let Some(number) = value.as_small_int() {
        return Some(IntRef::Small(number));
    }
    if let Some(big) = value.cast::<BigInteger>() {
        return Some(IntRef::Big(&big.value));
    }
    value.as_bool().map(|truth| IntRef::Small(truth.into()))
}

/// The float that a value is, or holds.
#[inline]
pub fn float_of(thread: &Thread, value: Value<'_>) -> Option<f64> {
    thread.payload(value).as_float()
}

/// The string that a value is, or holds.
#[inline]
pub fn str_of<'t>(thread: &'t Thread, value: Value<'t>) -> Option<&'t Str> {
    thread.payload(value).cast()
}

/// An integer as a value.
#[inline]
pub fn int_value(thread: &Thread, number: Int) -> Value<'_> {
    match number {
        Int::Small(number) => thread.int(number),
        Int::Big(number) => thread.big_int(number),
    }
}

/// Raises what a function of `text` answered.
#[cold]
pub fn raise(thread: &Thread, error: TextError) -> Raised {
    let class = match error {
        TextError::Value(_) => ClassId::ValueError,
        TextError::Type(_) => ClassId::TypeError,
        TextError::Overflow(_) => ClassId::OverflowError,
        TextError::ZeroDivision(_) => ClassId::ZeroDivisionError,
        TextError::Index(_) => ClassId::IndexError,
        TextError::Memory => return thread.memory_error(),
    };
    thread.error(class, error.parts().1)
}

/// Returns an integer, or raises.
#[inline]
pub fn return_int(thread: &Thread, number: Result<Int, TextError>) -> Returned {
    match number {
        Ok(number) => Ok(thread.done(int_value(thread, number))),
        Err(error) => Err(raise(thread, error)),
    }
}

/// Returns a float, or raises.
#[inline]
pub fn return_float(thread: &Thread, number: Result<f64, TextError>) -> Returned {
    match number {
        Ok(number) => Ok(thread.done(thread.float(number))),
        Err(error) => Err(raise(thread, error)),
    }
}

/// Returns the text that a function writes, or raises.
#[inline]
pub fn return_text(
    thread: &Thread,
    write: impl FnOnce(&mut String) -> Result<(), TextError>,
) -> Returned {
    match thread.written(write) {
        Ok(text) => Ok(thread.done(text)),
        Err(error) => Err(raise(thread, error)),
    }
}

/// The limit of digits that conversions between integers and decimal text observe; 0 is none.
pub fn digits_limit(thread: &Thread) -> usize {
    thread.interpreter().int_max_str_digits()
}

/// A real number as a float, as functions such as those of `math` take it: a float, an integer, an object with `__float__` or
/// `__index__`.
pub fn real(thread: &mut Thread, value: Slot) -> Result<f64, Raised> {
    {
        let number = thread.get(value);
        if let Some(number) = number.as_float() {
            return Ok(number);
        }
        if number.is_small_int() || number.cast::<BigInteger>().is_some() {
            return int_to_float(thread, number);
        }
    }
    match float_by_method(thread, value)? {
        Some(number) => Ok(number),
        None => {
            let class = thread.class_of(thread.get(value)).name();
            Err(thread.type_error(format!("must be real number, not {class}")))
        }
    }
}

/// The float that a value's `__float__` or, failing that, its `__index__` gives; None if it has neither.
pub fn float_by_method(thread: &mut Thread, value: Slot) -> Result<Option<f64>, Raised> {
    use crate::object::Dunder;
    if let Some(done) = vm::call_dunder(thread, value, Dunder::Float, &[])? {
        let result = thread.result(done);
        if let Some(number) = float_of(thread, result) {
            return Ok(Some(number));
        }
        let (class, got) = (
            thread.class_of(thread.get(value)).name(),
            thread.class_of(result).name(),
        );
        let message = format!("{class}.__float__ returned non-float (type {got})");
        return Err(thread.type_error(message));
    }
    if thread
        .class_of(thread.get(value))
        .dunder(Dunder::Index)
        .is_unbound()
    {
        return Ok(None);
    }
    let number = index_int(thread, value)?;
    let number = super::text::int_math::to_f64(number.as_ref());
    number.map(Some).map_err(|error| raise(thread, error))
}

/// An integer as a float; OverflowError if none is that large.
pub fn int_to_float(thread: &Thread, value: Value<'_>) -> Result<f64, Raised> {
    let number = int_of(thread, value).unwrap_or(IntRef::Small(0));
    super::text::int_math::to_f64(number).map_err(|error| raise(thread, error))
}

/// What a value's `__index__` gives, owned; TypeError if it has none.
pub fn index_int(thread: &mut Thread, value: Slot) -> Result<Int, Raised> {
    match int_of(thread, thread.get(value)) {
        Some(IntRef::Small(number)) => Ok(Int::Small(number)),
        Some(IntRef::Big(number)) => Ok(Int::Big(number.clone())),
        None => Ok(Int::from(vm::big_index(thread, value)?)),
    }
}

//! Arithmetic of immediate numbers, as the loop inlines it: None where the classes must tell, or the result is not immediate.
//!
//! SAFETY notes cite (shifted): the word of a small integer is the number shifted left by two; so sums and differences of such words that do not
//! overflow are words of small integers, and so are their bitwise combinations.

use super::super::arithmetic;
use crate::heap::Value;

/// Whether both are small integers.
#[inline(always)]
pub(super) fn are_ints(x: Value<'_>, y: Value<'_>) -> bool {
    (x.word() | y.word()) & 3 == 0
}

/// What an operation on words makes of two small integers, or one on floats of two small floats.
#[inline(always)]
fn numbers(
    x: Value<'_>,
    y: Value<'_>,
    ints: impl FnOnce(i64, i64) -> Option<i64>,
    floats: impl FnOnce(f64, f64) -> f64,
) -> Option<Value<'static>> {
    if are_ints(x, y) {
        let word = ints(x.word() as i64, y.word() as i64)?;
        // SAFETY: (shifted)
        Some(unsafe { Value::new(word as u64) })
    } else if x.word() & y.word() & 1 != 0 {
        Value::small_float(floats(x.as_small_float()?, y.as_small_float()?))
    } else {
        None
    }
}

#[inline(always)]
pub(super) fn add(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    numbers(x, y, i64::checked_add, |x, y| x + y)
}

#[inline(always)]
pub(super) fn sub(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    numbers(x, y, i64::checked_sub, |x, y| x - y)
}

#[inline(always)]
pub(super) fn mul(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    numbers(x, y, |x, y| (x >> 2).checked_mul(y), |x, y| x * y)
}

#[inline(always)]
pub(super) fn true_div(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    let (x, y) = (x.as_small_float()?, y.as_small_float()?);
    if y == 0.0 {
        return None;
    }
    Value::small_float(x / y)
}

#[inline(always)]
pub(super) fn floor_div(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    Value::small_int(arithmetic::floor_div(x.as_small_int()?, y.as_small_int()?)?)
}

#[inline(always)]
pub(super) fn modulo(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    Value::small_int(arithmetic::modulo(x.as_small_int()?, y.as_small_int()?)?)
}

/// By an amount that loses no bit.
#[inline(always)]
pub(super) fn left_shift(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    let (x, by) = (x.as_small_int()?, y.as_small_int()?);
    if !(0..62).contains(&by) || x << by >> by != x {
        return None;
    }
    Value::small_int(x << by)
}

#[inline(always)]
pub(super) fn right_shift(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    let (x, by) = (x.as_small_int()?, y.as_small_int()?);
    if by < 0 {
        return None;
    }
    Value::small_int(x >> by.min(63))
}

#[inline(always)]
fn bits(x: Value<'_>, y: Value<'_>, of: impl FnOnce(u64, u64) -> u64) -> Option<Value<'static>> {
    // SAFETY: (shifted)
    are_ints(x, y).then(|| unsafe { Value::new(of(x.word(), y.word())) })
}

#[inline(always)]
pub(super) fn and(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    bits(x, y, |x, y| x & y)
}

#[inline(always)]
pub(super) fn or(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    bits(x, y, |x, y| x | y)
}

#[inline(always)]
pub(super) fn xor(x: Value<'_>, y: Value<'_>) -> Option<Value<'static>> {
    bits(x, y, |x, y| x ^ y)
}

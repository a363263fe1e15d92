//! The operators of `int`, on integers of any size; floats answer for themselves. Small integers rarely come here: the loop
//! computes them.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::heap::Value;
use crate::object::{Args, ClassId, Returned, Thread};

use super::define::{Def, define_methods};
use super::int::this;
use super::number::{int_of, int_value, raise, return_float, return_int};
use super::text::{Int, IntRef, Result, float_math, int_math};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Int),
        &[
            Def::Method("__add__(self, value, /)", |t, a| direct(t, a, add)),
            Def::Method("__radd__(self, value, /)", |t, a| reflected(t, a, add)),
            Def::Method("__sub__(self, value, /)", |t, a| direct(t, a, subtract)),
            Def::Method("__rsub__(self, value, /)", |t, a| reflected(t, a, subtract)),
            Def::Method("__mul__(self, value, /)", |t, a| direct(t, a, multiply)),
            Def::Method("__rmul__(self, value, /)", |t, a| reflected(t, a, multiply)),
            Def::Method("__floordiv__(self, value, /)", |t, a| {
                direct(t, a, int_math::floor_div)
            }),
            Def::Method("__rfloordiv__(self, value, /)", |t, a| {
                reflected(t, a, int_math::floor_div)
            }),
            Def::Method("__mod__(self, value, /)", |t, a| {
                direct(t, a, int_math::modulo)
            }),
            Def::Method("__rmod__(self, value, /)", |t, a| {
                reflected(t, a, int_math::modulo)
            }),
            Def::Method("__truediv__(self, value, /)", |t, a| true_div(t, a, false)),
            Def::Method("__rtruediv__(self, value, /)", |t, a| true_div(t, a, true)),
            Def::Method("__divmod__(self, value, /)", |t, a| div_mod(t, a, false)),
            Def::Method("__rdivmod__(self, value, /)", |t, a| div_mod(t, a, true)),
            Def::Method("__pow__(self, value, mod=None, /)", |t, a| pow(t, a, false)),
            Def::Method("__rpow__(self, value, mod=None, /)", |t, a| pow(t, a, true)),
            Def::Method("__lshift__(self, value, /)", |t, a| shift_left(t, a, false)),
            Def::Method("__rlshift__(self, value, /)", |t, a| shift_left(t, a, true)),
            Def::Method("__rshift__(self, value, /)", |t, a| {
                direct(t, a, int_math::shift_right)
            }),
            Def::Method("__rrshift__(self, value, /)", |t, a| {
                reflected(t, a, int_math::shift_right)
            }),
            Def::Method("__and__(self, value, /)", |t, a| direct(t, a, and)),
            Def::Method("__rand__(self, value, /)", |t, a| reflected(t, a, and)),
            Def::Method("__or__(self, value, /)", |t, a| direct(t, a, or)),
            Def::Method("__ror__(self, value, /)", |t, a| reflected(t, a, or)),
            Def::Method("__xor__(self, value, /)", |t, a| direct(t, a, xor)),
            Def::Method("__rxor__(self, value, /)", |t, a| reflected(t, a, xor)),
            Def::Method("__neg__(self, /)", |t, a| {
                unary(t, a, i64::checked_neg, |n| -n)
            }),
            Def::Method("__pos__(self, /)", |t, a| unary(t, a, Some, BigInt::clone)),
            Def::Method("__invert__(self, /)", |t, a| {
                unary(t, a, |n| Some(!n), |n| !n)
            }),
            Def::Method("__abs__(self, /)", |t, a| {
                unary(t, a, i64::checked_abs, |n| {
                    BigInt::from(n.magnitude().clone())
                })
            }),
            Def::Method("__eq__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_eq)
            }),
            Def::Method("__ne__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_ne)
            }),
            Def::Method("__lt__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_lt)
            }),
            Def::Method("__le__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_le)
            }),
            Def::Method("__gt__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_gt)
            }),
            Def::Method("__ge__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_ge)
            }),
        ],
    );
}

/// Returned from the function around it if the second operand is no integer.
macro_rules! other {
    ($t:expr, $args:expr) => {
        match int_of($t, $args.get($t, 1)) {
            Some(number) => number,
            None => return Ok($t.done(Value::NOT_IMPLEMENTED)),
        }
    };
}

/// An operation on integers.
pub(super) type Operation = fn(IntRef<'_>, IntRef<'_>) -> Result<Int>;

#[inline]
fn direct(t: &Thread, args: Args, operation: Operation) -> Returned {
    let (a, b) = (this(t, args)?, other!(t, args));
    return_int(t, operation(a, b))
}

#[inline]
fn reflected(t: &Thread, args: Args, operation: Operation) -> Returned {
    let (a, b) = (this(t, args)?, other!(t, args));
    return_int(t, operation(b, a))
}

/// The operands in the order of the operator.
fn ordered<'t>(a: IntRef<'t>, b: IntRef<'t>, reflected: bool) -> (IntRef<'t>, IntRef<'t>) {
    if reflected { (b, a) } else { (a, b) }
}

fn add(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) + i128::from(b)),
        (IntRef::Big(a), IntRef::Big(b)) => Int::from(a + b),
        (IntRef::Big(a), IntRef::Small(b)) | (IntRef::Small(b), IntRef::Big(a)) => Int::from(a + b),
    })
}

fn subtract(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) - i128::from(b)),
        (IntRef::Big(a), IntRef::Big(b)) => Int::from(a - b),
        (IntRef::Big(a), IntRef::Small(b)) => Int::from(a - b),
        (IntRef::Small(a), IntRef::Big(b)) => Int::from(a - b),
    })
}

fn multiply(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) * i128::from(b)),
        (IntRef::Big(a), IntRef::Big(b)) => Int::from(a * b),
        (IntRef::Big(a), IntRef::Small(b)) | (IntRef::Small(b), IntRef::Big(a)) => Int::from(a * b),
    })
}

pub(super) fn and(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(bitwise(a, b, |a, b| a & b, |a, b| a & b))
}

pub(super) fn or(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(bitwise(a, b, |a, b| a | b, |a, b| a | b))
}

pub(super) fn xor(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    Ok(bitwise(a, b, |a, b| a ^ b, |a, b| a ^ b))
}

fn bitwise(
    a: IntRef<'_>,
    b: IntRef<'_>,
    small: impl Fn(i64, i64) -> i64,
    big: impl Fn(&BigInt, &BigInt) -> BigInt,
) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::Small(small(a, b)),
        (IntRef::Big(a), IntRef::Big(b)) => Int::from(big(a, b)),
        (IntRef::Big(a), IntRef::Small(b)) => Int::from(big(a, &BigInt::from(b))),
        (IntRef::Small(a), IntRef::Big(b)) => Int::from(big(&BigInt::from(a), b)),
    }
}

fn unary(
    t: &Thread,
    args: Args,
    small: impl Fn(i64) -> Option<i64>,
    big: impl Fn(&BigInt) -> BigInt,
) -> Returned {
    let result = match this(t, args)? {
        IntRef::Small(number) => match small(number) {
            Some(number) => Int::Small(number),
            None => Int::from(big(&BigInt::from(number))),
        },
        IntRef::Big(number) => Int::from(big(number)),
    };
    Ok(t.done(int_value(t, result)))
}

fn true_div(t: &Thread, args: Args, reflected: bool) -> Returned {
    let (a, b) = ordered(this(t, args)?, other!(t, args), reflected);
    return_float(t, int_math::true_div(a, b))
}

fn div_mod(t: &Thread, args: Args, reflected: bool) -> Returned {
    let (a, b) = ordered(this(t, args)?, other!(t, args), reflected);
    match int_math::div_mod(a, b) {
        Ok((quotient, rest)) => {
            let pair = [int_value(t, quotient), int_value(t, rest)];
            Ok(t.done(t.tuple(&pair)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

fn pow(t: &Thread, args: Args, reflected: bool) -> Returned {
    let (base, exponent) = ordered(this(t, args)?, other!(t, args), reflected);
    if let Some(modulus) = args.optional(t, 2).filter(|modulus| !modulus.is_none()) {
        let Some(modulus) = int_of(t, modulus) else {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        };
        return return_int(t, int_math::pow_mod(base, exponent, modulus));
    }
    if exponent.is_negative() {
        let power = int_math::to_f64(base)
            .and_then(|base| float_math::pow(base, int_math::to_f64(exponent)?));
        return return_float(t, power);
    }
    if let Some(times) = exponent.to_i64() {
        let bits = int_math::bit_length(base).saturating_mul(times as u64);
        if int_math::bit_length(base) > 1 {
            t.check_memory((bits / 8) as usize)?;
        }
    }
    return_int(t, int_math::pow(base, exponent))
}

fn shift_left(t: &Thread, args: Args, reflected: bool) -> Returned {
    let (number, by) = ordered(this(t, args)?, other!(t, args), reflected);
    if let Some(by) = by.to_i64().filter(|_| !number.is_zero()) {
        t.check_memory(usize::try_from(by).unwrap_or(0) / 8)?;
    }
    return_int(t, int_math::shift_left(number, by))
}

fn compare(t: &Thread, args: Args, holds: fn(Ordering) -> bool) -> Returned {
    let (a, b) = (this(t, args)?, other!(t, args));
    let order = match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
        (IntRef::Big(a), IntRef::Big(b)) => a.cmp(b),
        // An object of a subclass may hold a small number in a big integer.
        _ => a.to_big().cmp(&b.to_big()),
    };
    Ok(t.done(Value::bool(holds(order))))
}

//! Arithmetic that needs no method: what the loop inlines of immediate numbers, mixed numbers, and the concatenation of strings and lists.

use crate::heap::{Kind, List, Object, Str, Value};
use crate::object::{ClassId, Dunder, Thread};

/// Floor division of integers; None for division by zero. (The one overflow, of the least number by -1, is beyond 62 bits.)
#[inline(always)]
pub(super) fn floor_div(x: i64, y: i64) -> Option<i64> {
    if y == 0 {
        return None;
    }
    let quotient = x / y;
    Some(if x % y != 0 && (x < 0) != (y < 0) {
        quotient - 1
    } else {
        quotient
    })
}

/// Modulo with the sign of the divisor; None for division by zero.
#[inline(always)]
pub(super) fn modulo(x: i64, y: i64) -> Option<i64> {
    if y == 0 {
        return None;
    }
    let rest = x % y;
    Some(if rest != 0 && (rest < 0) != (y < 0) {
        rest + y
    } else {
        rest
    })
}

/// Largest integer up to which all are exact as floats.
const EXACT: i64 = 1 << 53;

/// A number as float if the conversion is exact: a float, or an integer that is not too large.
#[inline]
pub(super) fn exact_float(value: Value<'_>) -> Option<f64> {
    match value.as_small_int() {
        Some(number) if number.abs() <= EXACT => Some(number as f64),
        Some(_) => None,
        None => value.as_float(),
    }
}

/// `a op b`, or `a op= b`, of built-in values whose methods could not do anything else. None if a method must tell.
pub(super) fn direct<'t>(
    thread: &'t Thread,
    op: Dunder,
    a: Value<'t>,
    b: Value<'t>,
    in_place: bool,
) -> Option<Value<'t>> {
    match a.kind() {
        Some(Kind::Str) if op == Dunder::Add => {
            let (a, b) = (a.cast::<Str>()?, b.cast::<Str>()?);
            let length = a.as_str().len() + b.as_str().len();
            let fits = thread.mutator().fits(length);
            fits.then(|| thread.add_strings(a, b))
        }
        Some(Kind::List) if op == Dunder::Add && !in_place => {
            let (a, b) = (a.cast::<List>()?, b.cast::<List>()?);
            let fits = thread.mutator().fits((a.len() + b.len()) * 8);
            let class = thread.class(ClassId::List).value();
            fits.then(|| List::concat(thread.mutator(), class, a, b).value())
        }
        _ => mixed(thread, op, a, b),
    }
}

/// Operations on numbers of which one is a float, or whose small integers leave the inlined cases. None if a method must tell.
fn mixed<'t>(thread: &'t Thread, op: Dunder, a: Value<'t>, b: Value<'t>) -> Option<Value<'t>> {
    if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
        return integers(thread, op, x, y);
    }
    let (x, y) = (exact_float(a)?, exact_float(b)?);
    let result = match op {
        Dunder::Add => x + y,
        Dunder::Sub => x - y,
        Dunder::Mul => x * y,
        Dunder::TrueDiv if y != 0.0 => x / y,
        // Other bases, and powers that are too large, have errors.
        Dunder::Pow if x > 0.0 => Some(x.powf(y)).filter(|power| power.is_finite())?,
        _ => return None,
    };
    Some(thread.float(result))
}

fn integers<'t>(thread: &'t Thread, op: Dunder, x: i64, y: i64) -> Option<Value<'t>> {
    let result = match op {
        Dunder::Add => x + y,
        Dunder::Sub => x - y,
        Dunder::Mul => x.checked_mul(y)?,
        Dunder::TrueDiv if y != 0 && x.abs() <= EXACT && y.abs() <= EXACT => {
            return Some(thread.float(x as f64 / y as f64));
        }
        Dunder::FloorDiv => floor_div(x, y)?,
        Dunder::Mod => modulo(x, y)?,
        Dunder::And => x & y,
        Dunder::Or => x | y,
        Dunder::Xor => x ^ y,
        Dunder::LShift if (0..62).contains(&y) && x.abs() < 1 << (62 - y).min(61) => x << y,
        Dunder::RShift if y >= 0 => x >> y.min(63),
        _ => return None,
    };
    Some(thread.int(result))
}

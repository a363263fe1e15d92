//! Float arithmetic by Python's rules: division and remainder, powers, rounding, the way to integers.

use num_bigint::BigInt;

use super::error::{Result, TextError};
use super::float_bits::parts;
use super::int::Int;
use super::int_math::whole_of;

/// `x / y`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn true_div(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        Err(TextError::zero_division("float division by zero"))
    } else {
        Ok(x / y)
    }
}

/// `x // y`, towards minus infinity.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_div(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        return Err(TextError::zero_division("float floor division by zero"));
    }
    Ok(quotient_and_rest(x, y).0)
}

/// `x % y`, with the sign of `y`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn modulo(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        return Err(TextError::zero_division("float modulo by zero"));
    }
    Ok(quotient_and_rest(x, y).1)
}

/// `divmod(x, y)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div_mod(x: f64, y: f64) -> Result<(f64, f64)> {
    if y == 0.0 {
        return Err(TextError::zero_division("float divmod()"));
    }
    Ok(quotient_and_rest(x, y))
}

/// `x ** y`.
///
/// # Errors
/// `ZeroDivisionError` for a negative power of zero, `OverflowError`. Where Python answers a complex number, this is NaN.
pub fn pow(x: f64, y: f64) -> Result<f64> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(TextError::zero_division(
            "0.0 cannot be raised to a negative power",
        ));
    }
    let power = x.powf(y);
    if power.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(TextError::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(power)
}

/// `round(x, digits)`: the float nearest to the decimal nearest to `x`, half to even on its exact value.
///
/// # Errors
/// `OverflowError` if that is too large for a float.
pub fn round(x: f64, digits: i64) -> Result<f64> {
    // Beyond these no digit is left to round, or none to keep.
    if !x.is_finite() || digits > 323 {
        return Ok(x);
    }
    if digits < -308 {
        return Ok(0.0 * x);
    }
    let text = match usize::try_from(digits) {
        Ok(places) => format!("{x:.places$}"),
        Err(_) => rounded_whole(x, digits.unsigned_abs() as u32),
    };
    match text.parse::<f64>() {
        Ok(rounded) if rounded.is_finite() => Ok(rounded),
        _ => Err(TextError::overflow("rounded value too large to represent")),
    }
}

/// `round(x)`: the nearest integer, half to even.
///
/// # Errors
/// As [`trunc`].
pub fn round_to_int(x: f64) -> Result<Int> {
    trunc(x.round_ties_even())
}

/// `int(x)`, `math.trunc(x)`.
///
/// # Errors
/// `OverflowError` for infinity, `ValueError` for NaN.
pub fn trunc(x: f64) -> Result<Int> {
    if x.is_nan() {
        return Err(TextError::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(TextError::overflow(
            "cannot convert float infinity to integer",
        ));
    }
    Ok(whole_of(x.trunc()))
}

/// `math.floor(x)`.
///
/// # Errors
/// As [`trunc`].
pub fn floor(x: f64) -> Result<Int> {
    trunc(x.floor())
}

/// `math.ceil(x)`.
///
/// # Errors
/// As [`trunc`].
pub fn ceil(x: f64) -> Result<Int> {
    trunc(x.ceil())
}

/// `x.as_integer_ratio()`: numerator and denominator without common divisor.
///
/// # Errors
/// `OverflowError` for infinity, `ValueError` for NaN.
pub fn as_integer_ratio(x: f64) -> Result<(Int, Int)> {
    if x.is_nan() {
        return Err(TextError::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(TextError::overflow(
            "cannot convert Infinity to integer ratio",
        ));
    }
    if x.fract() == 0.0 {
        return Ok((whole_of(x), Int::Small(1)));
    }
    let parts = parts(x);
    let common = parts.mantissa.trailing_zeros();
    let numerator = (parts.mantissa >> common) as i64;
    // A fraction has an exponent below zero that its trailing zeros don't use up.
    let power = (-parts.exponent) as u32 - common;
    Ok((
        Int::Small(if parts.minus { -numerator } else { numerator }),
        Int::from(BigInt::from(1) << power),
    ))
}

/// Floored quotient and remainder; `y` is not zero.
fn quotient_and_rest(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0.0f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(x / y), rest);
    }
    // The division was of near-integers: its floor may be one too low.
    let floor = quotient.floor();
    (
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        },
        rest,
    )
}

/// The multiple of 10^`places` nearest to `x`, half to even, as text.
fn rounded_whole(x: f64, places: u32) -> String {
    let whole = whole_of(x.abs().trunc()).into_big();
    let unit = BigInt::from(10).pow(places);
    let (mut quotient, rest) = (&whole / &unit, &whole % &unit);
    let above_half = (&rest + &rest).cmp(&unit).then(if x.fract() == 0.0 {
        std::cmp::Ordering::Equal
    } else {
        std::cmp::Ordering::Greater
    });
    if above_half.is_gt() || above_half.is_eq() && quotient.bit(0) {
        quotient += 1;
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    format!("{sign}{quotient}e{places}")
}

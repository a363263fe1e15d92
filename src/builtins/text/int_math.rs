//! Integer arithmetic by Python's rules, for what `i64` operators and num-bigint do not answer alike: division,
//! powers, shifts, conversion to float. Every function has a fast path for small numbers.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::error::{MAX_TEXT, Result, TextError};
use super::float_bits::{assemble, parts};
use super::int::{Int, IntRef};

/// The largest integer, in bits, that a power or a shift may make.
const MAX_BITS: u64 = MAX_TEXT as u64 * 8;

/// `float(n)`, half to even.
///
/// # Errors
/// `OverflowError` if no float is that large.
pub fn to_f64(n: IntRef<'_>) -> Result<f64> {
    let big = match n {
        IntRef::Small(small) => return Ok(small as f64),
        IntRef::Big(big) => big,
    };
    let (top, inexact, exponent) = top_bits(big);
    let x = assemble(top, inexact, exponent);
    if x.is_infinite() {
        return Err(TextError::overflow("int too large to convert to float"));
    }
    Ok(if big.is_negative() { -x } else { x })
}

/// `a / b`, correctly rounded.
///
/// # Errors
/// `ZeroDivisionError`; `OverflowError` if the quotient is too large for a float.
pub fn true_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<f64> {
    if b.is_zero() {
        return Err(TextError::zero_division("division by zero"));
    }
    const EXACT: u64 = 1 << 53;
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b)
        && a.unsigned_abs() <= EXACT
        && b.unsigned_abs() <= EXACT
    {
        return Ok(a as f64 / b as f64);
    }
    let (a, b) = (a.to_big(), b.to_big());
    // A quotient of 63 or 64 bits and the knowledge whether it is exact decide any rounding.
    let shift = 64 + b.bits() as i64 - a.bits() as i64 - 1;
    let (mut over, mut under) = (a.magnitude().clone(), b.magnitude().clone());
    if shift > 64 + 1100 && !over.is_zero() {
        return Ok(if a.is_negative() != b.is_negative() {
            -0.0
        } else {
            0.0
        });
    }
    if shift >= 0 {
        over <<= shift as u64
    } else {
        under <<= shift.unsigned_abs()
    }
    let (quotient, rest) = over.div_rem(&under);
    let x = assemble(
        quotient.to_u64().unwrap_or(u64::MAX),
        !rest.is_zero(),
        -shift,
    );
    if x.is_infinite() {
        return Err(TextError::overflow(
            "integer division result too large for a float",
        ));
    }
    Ok(if a.is_negative() != b.is_negative() {
        -x
    } else {
        x
    })
}

/// `a // b`, towards minus infinity.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    match (a, b) {
        _ if b.is_zero() => Err(TextError::zero_division(
            "integer division or modulo by zero",
        )),
        (IntRef::Small(a), IntRef::Small(b)) => Ok(Int::from(Integer::div_floor(
            &i128::from(a),
            &i128::from(b),
        ))),
        _ => Ok(Int::from(with_big(a, b, |a, b| {
            short_division(a, b).map_or_else(|| a.div_floor(b), |(quotient, _)| quotient)
        }))),
    }
}

/// `a % b`, with the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn modulo(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    match (a, b) {
        _ if b.is_zero() => Err(TextError::zero_division("integer modulo by zero")),
        (IntRef::Small(_), IntRef::Small(-1)) => Ok(Int::Small(0)),
        (IntRef::Small(a), IntRef::Small(b)) => Ok(Int::Small(a.mod_floor(&b))),
        _ => Ok(Int::from(with_big(a, b, |a, b| {
            short_division(a, b).map_or_else(|| a.mod_floor(b), |(_, rest)| rest)
        }))),
    }
}

/// `divmod(a, b)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div_mod(a: IntRef<'_>, b: IntRef<'_>) -> Result<(Int, Int)> {
    match (a, b) {
        _ if b.is_zero() => Err(TextError::zero_division(
            "integer division or modulo by zero",
        )),
        (IntRef::Small(a), IntRef::Small(b)) => {
            let (quotient, rest) = i128::from(a).div_mod_floor(&i128::from(b));
            Ok((Int::from(quotient), Int::from(rest)))
        }
        _ => {
            let (quotient, rest) = with_big(a, b, |a, b| {
                short_division(a, b).unwrap_or_else(|| a.div_mod_floor(b))
            });
            Ok((Int::from(quotient), Int::from(rest)))
        }
    }
}

/// Divisors below this many bits are divided by at once.
const LONG_DIVISOR: u64 = 4096;

/// Floor division of two numbers that are much longer than their quotient, where num-bigint's recursive division pads the quotient to the
/// divisor's length. None for others.
///
/// The leading bits of both give the quotient but for a last unit or two: with a divisor cut to 64 bits more than the quotient has, the cut changes
/// the true quotient by less than 2 (Knuth, The Art of Computer Programming 2, section 4.3.1, theorem B, with one large digit). The rest tells.
fn short_division(a: &BigInt, b: &BigInt) -> Option<(BigInt, BigInt)> {
    let length = a.bits().checked_sub(b.bits())? + 1;
    if b.bits() < LONG_DIVISOR || length > b.bits() / 8 {
        return None;
    }
    let cut = b.bits() - length - 64;
    let (top, divisor) = (a.magnitude() >> cut, b.magnitude() >> cut);
    let mut quotient = BigInt::from(top / divisor);
    if a.is_negative() != b.is_negative() {
        quotient = -quotient;
    }
    let mut rest = a - &quotient * b;
    // The rest of a floor division lies between zero and the divisor, and has its sign.
    while !rest.is_zero() && rest.is_negative() != b.is_negative() {
        rest += b;
        quotient -= 1;
    }
    while rest.magnitude() >= b.magnitude() {
        rest -= b;
        quotient += 1;
    }
    Some((quotient, rest))
}

/// `base ** exponent` for an exponent that is not negative (a negative one makes floats: see `float_math::pow`).
///
/// # Errors
/// `MemoryError` if the result would be too large.
pub fn pow(base: IntRef<'_>, exponent: IntRef<'_>) -> Result<Int> {
    if let Some(base @ -1..=1) = base.to_i64() {
        let odd = match exponent {
            IntRef::Small(small) => small & 1 == 1,
            IntRef::Big(big) => big.bit(0),
        };
        return Ok(Int::Small(match (base, exponent.is_zero()) {
            (_, true) => 1,
            (-1, _) if !odd => 1,
            (base, _) => base,
        }));
    }
    let exponent = exponent
        .to_i64()
        .and_then(|e| u32::try_from(e).ok())
        .ok_or(TextError::Memory)?;
    if let IntRef::Small(small) = base
        && let Some(power) = small.checked_pow(exponent)
    {
        return Ok(Int::Small(power));
    }
    if (bit_length(base) - 1)
        .checked_mul(u64::from(exponent))
        .is_none_or(|bits| bits > MAX_BITS)
    {
        return Err(TextError::Memory);
    }
    Ok(Int::from(base.to_big().pow(exponent)))
}

/// `pow(base, exponent, modulus)`.
///
/// # Errors
/// `ValueError` for a zero modulus, or a negative exponent of a base that has no inverse.
pub fn pow_mod(base: IntRef<'_>, exponent: IntRef<'_>, modulus: IntRef<'_>) -> Result<Int> {
    if modulus.is_zero() {
        return Err(TextError::value("pow() 3rd argument cannot be 0"));
    }
    let (mut base, modulus) = (base.to_big(), modulus.to_big());
    let exponent = exponent.to_big();
    if modulus.magnitude().is_one() {
        return Ok(Int::Small(0));
    }
    if exponent.is_negative() {
        let inverse = base.modinv(&modulus.abs());
        base = inverse.ok_or(TextError::value(
            "base is not invertible for the given modulus",
        ))?;
    }
    Ok(Int::from(base.modpow(&exponent.abs(), &modulus)))
}

/// `n << by`.
///
/// # Errors
/// `ValueError` for a negative count, `OverflowError` or `MemoryError` if the result would be too large.
pub fn shift_left(n: IntRef<'_>, by: IntRef<'_>) -> Result<Int> {
    if by.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    if n.is_zero() {
        return Ok(Int::Small(0));
    }
    let by = by
        .to_i64()
        .ok_or(TextError::overflow("too many digits in integer"))? as u64;
    if let IntRef::Small(small) = n
        && by < 64
    {
        return Ok(Int::from(i128::from(small) << by));
    }
    if by + bit_length(n) > MAX_BITS {
        return Err(TextError::Memory);
    }
    Ok(Int::from(n.to_big() << by))
}

/// `n >> by`, towards minus infinity.
///
/// # Errors
/// `ValueError` for a negative count.
pub fn shift_right(n: IntRef<'_>, by: IntRef<'_>) -> Result<Int> {
    if by.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    let gone = Int::Small(if n.is_negative() { -1 } else { 0 });
    match (n, by.to_i64()) {
        (_, None) => Ok(gone),
        (IntRef::Small(small), Some(by)) => Ok(Int::Small(small >> by.min(63))),
        (IntRef::Big(big), Some(by)) if by as u64 > big.bits() => Ok(gone),
        (IntRef::Big(big), Some(by)) => Ok(Int::from(big >> by as u64)),
    }
}

/// `n.bit_length()`.
pub fn bit_length(n: IntRef<'_>) -> u64 {
    match n {
        IntRef::Small(small) => u64::from(64 - small.unsigned_abs().leading_zeros()),
        IntRef::Big(big) => big.bits(),
    }
}

/// `n.bit_count()`: ones in the binary of `abs(n)`.
pub fn bit_count(n: IntRef<'_>) -> u64 {
    match n {
        IntRef::Small(small) => u64::from(small.unsigned_abs().count_ones()),
        IntRef::Big(big) => big
            .iter_u64_digits()
            .map(|digit| u64::from(digit.count_ones()))
            .sum(),
    }
}

/// `math.isqrt(n)`.
///
/// # Errors
/// `ValueError` for a negative number.
pub fn isqrt(n: IntRef<'_>) -> Result<Int> {
    match n {
        _ if n.is_negative() => Err(TextError::value("isqrt() argument must be nonnegative")),
        IntRef::Small(small) => Ok(Int::Small(small.isqrt())),
        IntRef::Big(big) => Ok(Int::from(big.sqrt())),
    }
}

/// `math.gcd(a, b)`, never negative.
pub fn gcd(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a).gcd(&i128::from(b))),
        _ => Int::from(with_big(a, b, |a, b| a.gcd(b))),
    }
}

/// `round(n, digits)`: for negative `digits` the nearest multiple of a power of ten, half to even.
pub fn round(n: IntRef<'_>, digits: i64) -> Int {
    if digits >= 0 {
        return owned(n);
    }
    let places = digits.unsigned_abs();
    // 10^places is over twice as large as n: a digit is over 3.3 bits.
    if places > bit_length(n) / 3 + 1 {
        return Int::Small(0);
    }
    let n = n.to_big();
    let unit = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = n.div_mod_floor(&unit);
    let up = match (&rest + &rest).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    Int::from((quotient + BigInt::from(u8::from(up))) * unit)
}

/// How an integer compares with a float, exactly; `None` for NaN.
pub fn compare_float(n: IntRef<'_>, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if let IntRef::Small(small) = n
        && small.unsigned_abs() <= 1 << 53
    {
        return (small as f64).partial_cmp(&x);
    }
    if x.is_infinite() {
        return Some(if x > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = whole_of(x.trunc());
    let order = match (n, &whole) {
        (IntRef::Small(a), Int::Small(b)) => a.cmp(b),
        _ => n.to_big().cmp(&whole.clone().into_big()),
    };
    Some(order.then_with(|| 0.0.partial_cmp(&x.fract()).unwrap_or(Ordering::Equal)))
}

/// The integer that a finite float without fraction is.
pub(super) fn whole_of(x: f64) -> Int {
    // 2^63 and beyond do not fit; -2^63 does, but is as rare as they are.
    if x.abs() < 9_223_372_036_854_775_808.0 {
        return Int::Small(x as i64);
    }
    let parts = parts(x);
    let magnitude = BigInt::from(parts.mantissa) << parts.exponent.max(0);
    Int::from(if parts.minus { -magnitude } else { magnitude })
}

fn owned(n: IntRef<'_>) -> Int {
    match n {
        IntRef::Small(small) => Int::Small(small),
        IntRef::Big(big) => Int::from(big.clone()),
    }
}

/// The highest 64 bits of `abs(n)`, whether ones follow them, and their exponent.
fn top_bits(n: &BigInt) -> (u64, bool, i64) {
    let drop = n.bits().saturating_sub(64);
    let magnitude = n.magnitude();
    let top = (magnitude >> drop).to_u64().unwrap_or(u64::MAX);
    let inexact = magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop);
    (top, inexact, drop as i64)
}

fn with_big<R>(a: IntRef<'_>, b: IntRef<'_>, operation: impl Fn(&BigInt, &BigInt) -> R) -> R {
    match (a, b) {
        (IntRef::Big(a), IntRef::Big(b)) => operation(a, b),
        (IntRef::Big(a), IntRef::Small(b)) => operation(a, &BigInt::from(b)),
        (IntRef::Small(a), IntRef::Big(b)) => operation(&BigInt::from(a), b),
        (IntRef::Small(a), IntRef::Small(b)) => operation(&BigInt::from(a), &BigInt::from(b)),
    }
}

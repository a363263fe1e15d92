//! `math`: functions on floats here; on integers in `integers`; sums in `sums`.

mod gamma;
mod integers;
mod libm;
mod sums;

use std::f64::consts::{E, PI, TAU};

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::builtins;
use crate::builtins::number::{self, index_int, int_of, real, return_float, return_int};
use crate::builtins::text::{IntRef, float_math};
use crate::heap::{Slot, Tuple, Value};
use crate::object::{Args, ClassId, Dunder, Module, NativeFn, Raised, Returned, Thread};
use crate::vm;

/// Functions of one float: an infinite result of a finite argument is an overflow of these ...
macro_rules! may_overflow {
    ($($signature:literal $function:expr;)*) => {
        &[$(($signature, |t: &mut Thread, args: Args| {
            let x = real(t, args.slot(0))?;
            checked(t, x, $function(x), true)
        })),*]
    };
}

/// ... and a pole of these.
macro_rules! may_have_poles {
    ($($signature:literal $function:expr;)*) => {
        &[$(($signature, |t: &mut Thread, args: Args| {
            let x = real(t, args.slot(0))?;
            checked(t, x, $function(x), false)
        })),*]
    };
}

const OVERFLOWING: &[(&str, NativeFn)] = may_overflow! {
    "cosh(x, /)" f64::cosh;
    "exp(x, /)" f64::exp;
    "exp2(x, /)" f64::exp2;
    "expm1(x, /)" f64::exp_m1;
    "sinh(x, /)" f64::sinh;
};

const OTHERS: &[(&str, NativeFn)] = may_have_poles! {
    "acos(x, /)" f64::acos;
    "acosh(x, /)" libm::acosh;
    "asin(x, /)" f64::asin;
    "asinh(x, /)" libm::asinh;
    "atan(x, /)" f64::atan;
    "atanh(x, /)" libm::atanh;
    "cbrt(x, /)" f64::cbrt;
    "cos(x, /)" f64::cos;
    "erf(x, /)" libm::erf;
    "erfc(x, /)" libm::erfc;
    "fabs(x, /)" f64::abs;
    "log1p(x, /)" f64::ln_1p;
    "sin(x, /)" f64::sin;
    "sqrt(x, /)" f64::sqrt;
    "tan(x, /)" f64::tan;
    "tanh(x, /)" f64::tanh;
};

/// Fills `math`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let constants = [
        ("pi", PI),
        ("e", E),
        ("tau", TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        thread.set_global(module, name, thread.float(value));
    }
    builtins::add_functions(thread, module, OVERFLOWING);
    builtins::add_functions(thread, module, OTHERS);
    let table: &[(&str, NativeFn)] = &[
        ("atan2(y, x, /)", |t, args| two(t, args, f64::atan2)),
        ("ceil(x, /)", ceil),
        ("comb(n, k, /)", integers::comb),
        ("copysign(x, y, /)", |t, args| two(t, args, f64::copysign)),
        ("degrees(x, /)", |t, args| {
            let degrees = real(t, args.slot(0))? * (180.0 / PI);
            Ok(t.done(t.float(degrees)))
        }),
        ("dist(p, q, /)", sums::dist),
        ("factorial(n, /)", integers::factorial),
        ("floor(x, /)", floor),
        ("fma(x, y, z, /)", fma),
        ("fmod(x, y, /)", |t, args| two(t, args, |x, y| x % y)),
        ("frexp(x, /)", |t, args| {
            let (mantissa, exponent) = frexp(real(t, args.slot(0))?);
            Ok(t.done(t.tuple(&[t.float(mantissa), Value::int(exponent)])))
        }),
        ("fsum(seq, /)", sums::fsum),
        ("gamma(x, /)", gamma_function),
        ("gcd(*integers)", integers::gcd),
        ("hypot(*coordinates)", sums::hypot),
        ("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
        ("isfinite(x, /)", |t, args| asked(t, args, f64::is_finite)),
        ("isinf(x, /)", |t, args| asked(t, args, f64::is_infinite)),
        ("isnan(x, /)", |t, args| asked(t, args, f64::is_nan)),
        ("isqrt(n, /)", integers::isqrt),
        ("lcm(*integers)", integers::lcm),
        ("ldexp(x, i, /)", ldexp),
        ("lgamma(x, /)", |t, args| {
            let x = real(t, args.slot(0))?;
            let pole = x <= 0.0 && x == x.floor();
            checked(t, x, gamma::log_gamma(x), !pole)
        }),
        ("log(*args)", log),
        ("log10(x, /)", |t, args| {
            let logarithm = logarithm(t, args.slot(0), f64::log10)?;
            Ok(t.done(t.float(logarithm)))
        }),
        ("log2(x, /)", |t, args| {
            let logarithm = logarithm(t, args.slot(0), f64::log2)?;
            Ok(t.done(t.float(logarithm)))
        }),
        ("modf(x, /)", modf),
        ("nextafter(x, y, /, *, steps=None)", nextafter),
        ("perm(n, k=None, /)", integers::perm),
        ("pow(x, y, /)", pow),
        ("prod(iterable, /, *, start=1)", sums::prod),
        ("radians(x, /)", |t, args| {
            let radians = real(t, args.slot(0))? * (PI / 180.0);
            Ok(t.done(t.float(radians)))
        }),
        ("remainder(x, y, /)", |t, args| {
            two(t, args, |x, y| libm::remainder(x, y))
        }),
        ("sumprod(p, q, /)", sums::sumprod),
        ("trunc(x, /)", trunc),
        ("ulp(x, /)", |t, args| {
            let ulp = ulp(real(t, args.slot(0))?);
            Ok(t.done(t.float(ulp)))
        }),
    ];
    builtins::add_functions(thread, module, table);
}

fn domain_error(t: &Thread) -> Raised {
    t.value_error("math domain error")
}

fn range_error(t: &Thread) -> Raised {
    t.error(ClassId::OverflowError, "math range error")
}

/// The result of a function of x: an error where it is new that the result is no finite number.
fn checked(t: &Thread, x: f64, result: f64, overflows: bool) -> Returned {
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error(t));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if overflows {
            range_error(t)
        } else {
            domain_error(t)
        });
    }
    Ok(t.done(t.float(result)))
}

fn two(t: &mut Thread, args: Args, function: fn(f64, f64) -> f64) -> Returned {
    let (x, y) = (real(t, args.slot(0))?, real(t, args.slot(1))?);
    let result = function(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(t));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(t));
    }
    Ok(t.done(t.float(result)))
}

fn asked(t: &mut Thread, args: Args, question: fn(f64) -> bool) -> Returned {
    let answer = question(real(t, args.slot(0))?);
    Ok(t.done(Value::bool(answer)))
}

fn pow(t: &mut Thread, args: Args) -> Returned {
    let (x, y) = (real(t, args.slot(0))?, real(t, args.slot(1))?);
    let power = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if power.is_nan() || power.is_infinite() && x == 0.0 {
            return Err(domain_error(t));
        }
        if power.is_infinite() {
            return Err(range_error(t));
        }
    }
    Ok(t.done(t.float(power)))
}

fn gamma_function(t: &mut Thread, args: Args) -> Returned {
    let x = real(t, args.slot(0))?;
    checked(t, x, gamma::gamma(x), x != 0.0)
}

fn fma(t: &mut Thread, args: Args) -> Returned {
    let (x, y) = (real(t, args.slot(0))?, real(t, args.slot(1))?);
    let z = real(t, args.slot(2))?;
    let result = x.mul_add(y, z);
    if result.is_nan() && ![x, y, z].iter().any(|number| number.is_nan()) {
        return Err(t.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && [x, y, z].iter().all(|number| number.is_finite()) {
        return Err(t.error(ClassId::OverflowError, "overflow in fma"));
    }
    Ok(t.done(t.float(result)))
}

// ----- to integers -----

fn floor(t: &mut Thread, args: Args) -> Returned {
    if let Some(x) = args.get(t, 0).as_float() {
        return return_int(t, float_math::floor(x));
    }
    if let Some(done) = vm::call_dunder(t, args.slot(0), Dunder::Floor, &[])? {
        return Ok(done);
    }
    let x = real(t, args.slot(0))?;
    return_int(t, float_math::floor(x))
}

fn ceil(t: &mut Thread, args: Args) -> Returned {
    if let Some(x) = args.get(t, 0).as_float() {
        return return_int(t, float_math::ceil(x));
    }
    if let Some(done) = vm::call_dunder(t, args.slot(0), Dunder::Ceil, &[])? {
        return Ok(done);
    }
    let x = real(t, args.slot(0))?;
    return_int(t, float_math::ceil(x))
}

fn trunc(t: &mut Thread, args: Args) -> Returned {
    if let Some(x) = args.get(t, 0).as_float() {
        return return_int(t, float_math::trunc(x));
    }
    match vm::call_dunder(t, args.slot(0), Dunder::Trunc, &[])? {
        Some(done) => Ok(done),
        None => {
            let class = t.class_of(args.get(t, 0)).name();
            Err(t.type_error(format!("type {class} doesn't define __trunc__ method")))
        }
    }
}

// ----- logarithms -----

/// `log(x, base=e)`
fn log(t: &mut Thread, args: Args) -> Returned {
    let count = t.get(args.slot(0)).cast::<Tuple>().map_or(0, Tuple::len);
    if count == 0 {
        return Err(t.type_error("log expected at least 1 argument, got 0"));
    }
    if count > 2 {
        return Err(t.type_error(format!("log expected at most 2 arguments, got {count}")));
    }
    let mut logarithms = [0.0, 1.0];
    for (index, result) in logarithms.iter_mut().enumerate().take(count) {
        let given = t.get(args.slot(0)).cast::<Tuple>();
        let given = given.and_then(|given| given.get(index));
        let x = t.push(given.unwrap_or(Value::NONE));
        *result = logarithm(t, x, f64::ln)?;
    }
    match count {
        1 => Ok(t.done(t.float(logarithms[0]))),
        _ => return_float(t, float_math::true_div(logarithms[0], logarithms[1])),
    }
}

/// The logarithm of a number, which may be an integer beyond all floats.
fn logarithm(t: &mut Thread, x: Slot, function: fn(f64) -> f64) -> Result<f64, Raised> {
    let number = match int_of(t, t.get(x)) {
        Some(number) if number.is_negative() || number.is_zero() => return Err(domain_error(t)),
        Some(IntRef::Big(big)) => match number::int_to_float(t, t.get(x)) {
            Ok(number) => number,
            Err(raised) => {
                let (mantissa, exponent) = big_frexp(big);
                t.take_exception(raised);
                return Ok(function(mantissa) + function(2.0) * exponent as f64);
            }
        },
        _ => real(t, x)?,
    };
    let result = function(number);
    if number <= 0.0 || result.is_nan() && !number.is_nan() {
        return Err(domain_error(t));
    }
    Ok(result)
}

/// A positive integer as m 2^e with m from 1/2 to below 1.
fn big_frexp(number: &BigInt) -> (f64, u64) {
    let bits = number.bits();
    let drop = bits.saturating_sub(64);
    let top = (number >> drop).to_u64().unwrap_or(u64::MAX);
    // The lowest bit stands for all that follow, for the sake of rounding.
    let inexact = number
        .magnitude()
        .trailing_zeros()
        .is_some_and(|zeros| zeros < drop);
    let mantissa = (top | u64::from(inexact)) as f64 / 2.0_f64.powi(64);
    if mantissa == 1.0 {
        (0.5, bits + 1)
    } else {
        (mantissa, bits)
    }
}

// ----- the parts of a float -----

/// x as m 2^e with m from 1/2 to below 1; zero, infinity and NaN are their own m.
fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, offset) = if x.abs() < f64::MIN_POSITIVE {
        (x * 2.0_f64.powi(64), -64)
    } else {
        (x, 0)
    };
    let exponent = (x.to_bits() >> 52 & 0x7ff) as i32 - 1022;
    let mantissa = f64::from_bits(x.to_bits() & !(0x7ff << 52) | 1022 << 52);
    (mantissa, exponent + offset)
}

fn ldexp(t: &mut Thread, args: Args) -> Returned {
    let x = real(t, args.slot(0))?;
    let exponent = match int_of(t, args.get(t, 1)) {
        Some(exponent) => exponent,
        None => return Err(t.type_error("Expected an int as second argument to ldexp.")),
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(t.done(t.float(x)));
    }
    let result = match exponent.to_i64().map(i32::try_from) {
        Some(Ok(exponent)) => libm::ldexp(x, exponent),
        _ if exponent.is_negative() => 0.0_f64.copysign(x),
        _ => f64::INFINITY,
    };
    if result.is_infinite() {
        return Err(range_error(t));
    }
    Ok(t.done(t.float(result)))
}

fn modf(t: &mut Thread, args: Args) -> Returned {
    let x = real(t, args.slot(0))?;
    let whole = x.trunc();
    let fraction = if x.is_infinite() { 0.0 } else { x - whole };
    Ok(t.done(t.tuple(&[t.float(fraction.copysign(x)), t.float(whole)])))
}

fn isclose(t: &mut Thread, args: Args) -> Returned {
    let (a, b) = (real(t, args.slot(0))?, real(t, args.slot(1))?);
    let mut tolerances = [1e-9, 0.0];
    for (index, tolerance) in tolerances.iter_mut().enumerate() {
        if args.optional(t, 2 + index).is_some() {
            *tolerance = real(t, args.slot(2 + index))?;
        }
    }
    let [relative, absolute] = tolerances;
    if relative < 0.0 || absolute < 0.0 {
        return Err(t.value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let near = || {
        difference <= (relative * b).abs()
            || difference <= (relative * a).abs()
            || difference <= absolute
    };
    let close = a == b || !a.is_infinite() && !b.is_infinite() && near();
    Ok(t.done(Value::bool(close)))
}

fn nextafter(t: &mut Thread, args: Args) -> Returned {
    let (x, y) = (real(t, args.slot(0))?, real(t, args.slot(1))?);
    if args.optional(t, 2).is_none_or(Value::is_none) {
        return Ok(t.done(t.float(libm::nextafter(x, y))));
    }
    let steps = index_int(t, args.slot(2))?;
    if steps.as_ref().is_negative() {
        return Err(t.value_error("steps must be a non-negative integer"));
    }
    let steps = steps.as_ref().to_i64().unwrap_or(i64::MAX);
    Ok(t.done(t.float(steps_towards(x, y, steps))))
}

/// The float so many steps after x on the way to y, which is not passed.
fn steps_towards(x: f64, y: f64, steps: i64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if y.is_nan() || x == y {
        return y;
    }
    // Floats in order of size: their bits, those of negative ones counted down from zero.
    let rank = |x: f64| {
        let size = i128::from(x.to_bits() & !(1 << 63));
        if x.is_sign_negative() { -size } else { size }
    };
    let (from, to) = (rank(x), rank(y));
    let reached = if from < to {
        (from + i128::from(steps)).min(to)
    } else {
        (from - i128::from(steps)).max(to)
    };
    if reached == to {
        return y;
    }
    let size = f64::from_bits(reached.unsigned_abs() as u64);
    if reached < 0 || reached == 0 && x.is_sign_negative() {
        -size
    } else {
        size
    }
}

fn ulp(x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return size;
    }
    let next = libm::nextafter(size, f64::INFINITY);
    if next.is_infinite() {
        size - libm::nextafter(size, f64::NEG_INFINITY)
    } else {
        next - size
    }
}

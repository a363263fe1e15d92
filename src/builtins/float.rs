//! `float`.

use std::cmp::Ordering;

use crate::heap::{Object, Str, Value, hash_float};
use crate::object::{Args, ClassId, Complex, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::int::spec_error;
use super::number::{
    float_by_method, float_of, int_of, int_value, raise, return_float, return_int, return_text,
    str_of,
};
use super::object::identity;
use super::text::float_parse::{from_hex, parse_float};
use super::text::format::format_float;
use super::text::repr::push_bytes_repr;
use super::text::{IntRef, Result, TextError, float_math, float_text, int_math};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Float),
        &[
            Def::Static("__new__(cls, x=0.0, /)", new),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("__format__(self, format_spec, /)", format),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__bool__(self, /)", |t, a| {
                let truth = this(t, a)? != 0.0;
                Ok(t.done(Value::bool(truth)))
            }),
            Def::Method("__float__(self, /)", itself),
            Def::Method("__pos__(self, /)", itself),
            Def::Method("__neg__(self, /)", |t, a| unary(t, a, |x| -x)),
            Def::Method("__abs__(self, /)", |t, a| unary(t, a, f64::abs)),
            Def::Method("__int__(self, /)", |t, a| to_int(t, a, float_math::trunc)),
            Def::Method("__trunc__(self, /)", |t, a| to_int(t, a, float_math::trunc)),
            Def::Method("__floor__(self, /)", |t, a| to_int(t, a, float_math::floor)),
            Def::Method("__ceil__(self, /)", |t, a| to_int(t, a, float_math::ceil)),
            Def::Method("__round__(self, ndigits=None, /)", round),
            Def::Method("__add__(self, value, /)", |t, a| {
                direct(t, a, |x, y| Ok(x + y))
            }),
            Def::Method("__radd__(self, value, /)", |t, a| {
                reflected(t, a, |x, y| Ok(x + y))
            }),
            Def::Method("__sub__(self, value, /)", |t, a| {
                direct(t, a, |x, y| Ok(x - y))
            }),
            Def::Method("__rsub__(self, value, /)", |t, a| {
                reflected(t, a, |x, y| Ok(x - y))
            }),
            Def::Method("__mul__(self, value, /)", |t, a| {
                direct(t, a, |x, y| Ok(x * y))
            }),
            Def::Method("__rmul__(self, value, /)", |t, a| {
                reflected(t, a, |x, y| Ok(x * y))
            }),
            Def::Method("__truediv__(self, value, /)", |t, a| {
                direct(t, a, float_math::true_div)
            }),
            Def::Method("__rtruediv__(self, value, /)", |t, a| {
                reflected(t, a, float_math::true_div)
            }),
            Def::Method("__floordiv__(self, value, /)", |t, a| {
                direct(t, a, float_math::floor_div)
            }),
            Def::Method("__rfloordiv__(self, value, /)", |t, a| {
                reflected(t, a, float_math::floor_div)
            }),
            Def::Method("__mod__(self, value, /)", |t, a| {
                direct(t, a, float_math::modulo)
            }),
            Def::Method("__rmod__(self, value, /)", |t, a| {
                reflected(t, a, float_math::modulo)
            }),
            Def::Method("__divmod__(self, value, /)", |t, a| div_mod(t, a, false)),
            Def::Method("__rdivmod__(self, value, /)", |t, a| div_mod(t, a, true)),
            Def::Method("__pow__(self, value, mod=None, /)", |t, a| pow(t, a, false)),
            Def::Method("__rpow__(self, value, mod=None, /)", |t, a| pow(t, a, true)),
            Def::Method("__eq__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_eq)
            }),
            Def::Method("__ne__(self, value, /)", not_equal),
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
            Def::Method("is_integer(self, /)", is_integer),
            Def::Method("as_integer_ratio(self, /)", as_integer_ratio),
            Def::Method("conjugate(self, /)", itself),
            Def::Method("hex(self, /)", hex),
            Def::Class("fromhex(cls, string, /)", fromhex),
            Def::Getter("real(self)", itself),
            Def::Getter("imag(self)", |t, _| Ok(t.done(t.float(0.0)))),
        ],
    );
}

/// The float that the first argument is.
#[inline]
fn this(thread: &Thread, args: Args) -> std::result::Result<f64, Raised> {
    match float_of(thread, args.get(thread, 0)) {
        Some(number) => Ok(number),
        None => Err(wrong_receiver(thread, args)),
    }
}

/// The second operand: None if it is no real number; OverflowError for an integer that no float reaches.
#[inline]
fn other(thread: &Thread, args: Args) -> std::result::Result<Option<f64>, Raised> {
    let value = args.get(thread, 1);
    if let Some(number) = float_of(thread, value) {
        return Ok(Some(number));
    }
    match int_of(thread, value).map(int_math::to_f64) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(error)) => Err(raise(thread, error)),
    }
}

#[inline]
fn direct(t: &Thread, args: Args, operation: impl Fn(f64, f64) -> Result<f64>) -> Returned {
    let x = this(t, args)?;
    match other(t, args)? {
        Some(y) => return_float(t, operation(x, y)),
        None => Ok(t.done(Value::NOT_IMPLEMENTED)),
    }
}

#[inline]
fn reflected(t: &Thread, args: Args, operation: impl Fn(f64, f64) -> Result<f64>) -> Returned {
    direct(t, args, |x, y| operation(y, x))
}

fn unary(t: &Thread, args: Args, operation: impl Fn(f64) -> f64) -> Returned {
    let x = this(t, args)?;
    Ok(t.done(t.float(operation(x))))
}

/// The float itself, of class float.
fn itself(t: &mut Thread, args: Args) -> Returned {
    unary(t, args, |x| x)
}

fn to_int(t: &Thread, args: Args, operation: impl Fn(f64) -> Result<super::text::Int>) -> Returned {
    return_int(t, operation(this(t, args)?))
}

fn div_mod(t: &Thread, args: Args, swap: bool) -> Returned {
    let x = this(t, args)?;
    let Some(y) = other(t, args)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let (x, y) = if swap { (y, x) } else { (x, y) };
    match float_math::div_mod(x, y) {
        Ok((quotient, rest)) => {
            let pair = [t.float(quotient), t.float(rest)];
            Ok(t.done(t.tuple(&pair)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

fn pow(t: &Thread, args: Args, swap: bool) -> Returned {
    let x = this(t, args)?;
    if args
        .optional(t, 2)
        .is_some_and(|modulus| !modulus.is_none())
    {
        let message = "pow() 3rd argument not allowed unless all arguments are integers";
        return Err(t.type_error(message));
    }
    let Some(y) = other(t, args)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let (x, y) = if swap { (y, x) } else { (x, y) };
    if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 {
        let [x, y] = [x, y].map(|re| Complex { re, im: 0.0 });
        let power = super::complex::power(t, x, y)?;
        return Ok(t.done(t.complex(power.re, power.im)));
    }
    match float_math::pow(x, y) {
        Ok(power) => Ok(t.done(t.float(power))),
        // The C library's error, which has a number and a text.
        Err(TextError::Overflow(_)) => {
            let args = [Value::int(34), t.str("Numerical result out of range")];
            Err(t.raise(t.exception(ClassId::OverflowError, &args).value()))
        }
        Err(error) => Err(raise(t, error)),
    }
}

/// How the operands compare, exactly; None if the second one is no real number, Some(None) if one of them is NaN.
fn order(t: &Thread, args: Args) -> std::result::Result<Option<Option<Ordering>>, Raised> {
    let x = this(t, args)?;
    let value = args.get(t, 1);
    if let Some(y) = float_of(t, value) {
        return Ok(Some(x.partial_cmp(&y)));
    }
    let number = int_of(t, value);
    Ok(number.map(|n: IntRef<'_>| int_math::compare_float(n, x).map(Ordering::reverse)))
}

fn compare(t: &Thread, args: Args, holds: fn(Ordering) -> bool) -> Returned {
    let result = match order(t, args)? {
        Some(order) => Value::bool(order.is_some_and(holds)),
        None => Value::NOT_IMPLEMENTED,
    };
    Ok(t.done(result))
}

fn not_equal(t: &mut Thread, args: Args) -> Returned {
    let result = match order(t, args)? {
        Some(order) => Value::bool(order.is_none_or(Ordering::is_ne)),
        None => Value::NOT_IMPLEMENTED,
    };
    Ok(t.done(result))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 1);
    if value.as_float().is_some() {
        return finish_new(t, args.get(t, 0), value);
    }
    let number = if value.is_unbound() {
        0.0
    } else {
        convert(t, args)?
    };
    let value = if number.is_nan() {
        t.new_float(number)
    } else {
        t.float(number)
    };
    finish_new(t, args.get(t, 0), value)
}

/// `float(value)` of what is no plain float.
fn convert(t: &mut Thread, args: Args) -> std::result::Result<f64, Raised> {
    let value = args.get(t, 1);
    if let Some(text) = value.cast::<Str>() {
        return parse_float(text.as_str()).map_err(|error| raise(t, error));
    }
    if let Some(number) = float_by_method(t, args.slot(1))? {
        return Ok(number);
    }
    let value = args.get(t, 1);
    if let Some(text) = str_of(t, value) {
        return parse_float(text.as_str()).map_err(|error| raise(t, error));
    }
    let Some(bytes) = super::bytes::contents(t, value) else {
        let class = t.class_of(value).name();
        return Err(t.type_error(format!(
            "float() argument must be a string or a real number, not '{class}'"
        )));
    };
    let text = std::str::from_utf8(&bytes)
        .ok()
        .filter(|text| text.is_ascii());
    match text.map(parse_float) {
        Some(Ok(number)) => Ok(number),
        _ => {
            let mut message = String::from("could not convert string to float: ");
            push_bytes_repr(&mut message, &bytes);
            Err(t.value_error(message))
        }
    }
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let text = float_text::repr(this(t, args)?);
    Ok(t.done(t.str(&text)))
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let Some(spec) = str_of(t, args.get(t, 1)) else {
        return Err(spec_error(t, args));
    };
    let number = this(t, args)?;
    if spec.chars() == 0 && args.get(t, 0).as_float().is_none() {
        return vm::str(t, args.slot(0));
    }
    let class = t.class_of(args.get(t, 0)).name();
    return_text(t, |out| format_float(out, number, spec.as_str(), class))
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let by_identity = (identity(args.get(t, 0)) >> 4) as i64;
    let hash = hash_float(this(t, args)?).unwrap_or(by_identity);
    Ok(t.done(t.int(hash)))
}

fn round(t: &mut Thread, args: Args) -> Returned {
    let number = this(t, args)?;
    let digits = args.get(t, 1);
    if digits.is_unbound() || digits.is_none() {
        return return_int(t, float_math::round_to_int(number));
    }
    let digits = vm::index(t, args.slot(1))?;
    return_float(t, float_math::round(number, digits))
}

fn is_integer(t: &mut Thread, args: Args) -> Returned {
    let number = this(t, args)?;
    Ok(t.done(Value::bool(number.is_finite() && number.fract() == 0.0)))
}

fn as_integer_ratio(t: &mut Thread, args: Args) -> Returned {
    match float_math::as_integer_ratio(this(t, args)?) {
        Ok((numerator, denominator)) => {
            let pair = [int_value(t, numerator), int_value(t, denominator)];
            Ok(t.done(t.tuple(&pair)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

fn hex(t: &mut Thread, args: Args) -> Returned {
    let mut out = String::new();
    float_text::push_hex(&mut out, this(t, args)?);
    Ok(t.done(t.str(&out)))
}

fn fromhex(t: &mut Thread, args: Args) -> Returned {
    let number = match str_of(t, args.get(t, 1)) {
        Some(text) => from_hex(text.as_str()).map_err(|error| raise(t, error))?,
        None => return Err(t.type_error("bad argument type for built-in operation")),
    };
    if args.get(t, 0) == t.class(ClassId::Float).value() {
        return Ok(t.done(t.float(number)));
    }
    let number = t.push(t.float(number));
    vm::call(t, args.slot(0), &[number])
}

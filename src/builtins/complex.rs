//! `complex`: numbers with an imaginary part.

use crate::heap::{Object, Str, Value, hash_float};
use crate::object::{Args, ClassId, Complex, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::number::{float_of, int_of, raise, real, str_of};
use super::text::float_parse::parse_float;
use super::text::float_text;
use super::text::format::format_float;
use super::text::int_math;
use super::text::spec::{Align, FormatSpec, Sign, Subject};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Complex),
        &[
            Def::Static("__new__(cls, real=0, imag=0)", new),
            Def::Method("__repr__(self, /)", |t, a| {
                let text = repr(this(t, a)?);
                Ok(t.done(t.str(&text)))
            }),
            Def::Method("__format__(self, format_spec, /)", format),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__bool__(self, /)", |t, a| {
                let z = this(t, a)?;
                Ok(t.done(Value::bool(z.re != 0.0 || z.im != 0.0)))
            }),
            Def::Method("__eq__(self, value, /)", |t, a| compare(t, a, true)),
            Def::Method("__ne__(self, value, /)", |t, a| compare(t, a, false)),
            Def::Method("__add__(self, value, /)", |t, a| binary(t, a, false, add)),
            Def::Method("__radd__(self, value, /)", |t, a| binary(t, a, true, add)),
            Def::Method("__sub__(self, value, /)", |t, a| {
                binary(t, a, false, subtract)
            }),
            Def::Method("__rsub__(self, value, /)", |t, a| {
                binary(t, a, true, subtract)
            }),
            Def::Method("__mul__(self, value, /)", |t, a| {
                binary(t, a, false, |_, x, y| Ok(multiply(x, y)))
            }),
            Def::Method("__rmul__(self, value, /)", |t, a| {
                binary(t, a, true, |_, x, y| Ok(multiply(x, y)))
            }),
            Def::Method("__truediv__(self, value, /)", |t, a| {
                binary(t, a, false, divide)
            }),
            Def::Method("__rtruediv__(self, value, /)", |t, a| {
                binary(t, a, true, divide)
            }),
            Def::Method("__pow__(self, value, mod=None, /)", |t, a| pow(t, a, false)),
            Def::Method("__rpow__(self, value, mod=None, /)", |t, a| pow(t, a, true)),
            Def::Method("__neg__(self, /)", |t, a| {
                let z = this(t, a)?;
                Ok(t.done(t.complex(-z.re, -z.im)))
            }),
            Def::Method("__pos__(self, /)", itself),
            Def::Method("__complex__(self, /)", itself),
            Def::Method("__abs__(self, /)", abs),
            Def::Method("conjugate(self, /)", |t, a| {
                let z = this(t, a)?;
                Ok(t.done(t.complex(z.re, -z.im)))
            }),
            Def::Getter("real(self)", |t, a| {
                let re = this(t, a)?.re;
                Ok(t.done(t.float(re)))
            }),
            Def::Getter("imag(self)", |t, a| {
                let im = this(t, a)?.im;
                Ok(t.done(t.float(im)))
            }),
        ],
    );
}

fn complex_of(t: &Thread, value: Value<'_>) -> Option<Complex> {
    t.payload(value).opaque::<Complex>().copied()
}

fn this(t: &Thread, args: Args) -> Result<Complex, Raised> {
    match complex_of(t, args.get(t, 0)) {
        Some(z) => Ok(z),
        None => Err(wrong_receiver(t, args)),
    }
}

/// A number as a complex one; None if it is none, OverflowError for an integer that no float reaches.
fn number(t: &Thread, value: Value<'_>) -> Result<Option<Complex>, Raised> {
    if let Some(z) = complex_of(t, value) {
        return Ok(Some(z));
    }
    let re = match (float_of(t, value), int_of(t, value)) {
        (Some(re), _) => re,
        (_, Some(int)) => int_math::to_f64(int).map_err(|error| raise(t, error))?,
        _ => return Ok(None),
    };
    Ok(Some(Complex { re, im: 0.0 }))
}

fn itself(t: &mut Thread, args: Args) -> Returned {
    let z = this(t, args)?;
    Ok(t.done(t.complex(z.re, z.im)))
}

type Operation = fn(&Thread, Complex, Complex) -> Result<Complex, Raised>;

fn binary(t: &mut Thread, args: Args, swap: bool, operation: Operation) -> Returned {
    let x = this(t, args)?;
    let Some(y) = number(t, args.get(t, 1))? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let z = match swap {
        true => operation(t, y, x)?,
        false => operation(t, x, y)?,
    };
    Ok(t.done(t.complex(z.re, z.im)))
}

fn add(_: &Thread, x: Complex, y: Complex) -> Result<Complex, Raised> {
    let (re, im) = (x.re + y.re, x.im + y.im);
    Ok(Complex { re, im })
}

fn subtract(_: &Thread, x: Complex, y: Complex) -> Result<Complex, Raised> {
    let (re, im) = (x.re - y.re, x.im - y.im);
    Ok(Complex { re, im })
}

fn multiply(x: Complex, y: Complex) -> Complex {
    Complex {
        re: x.re * y.re - x.im * y.im,
        im: x.re * y.im + x.im * y.re,
    }
}

/// Division by Smith's method (1962), which does not overflow where the quotient does not.
fn divide(t: &Thread, x: Complex, y: Complex) -> Result<Complex, Raised> {
    if y.re == 0.0 && y.im == 0.0 {
        return Err(t.error(ClassId::ZeroDivisionError, "complex division by zero"));
    }
    Ok(if y.re.abs() >= y.im.abs() {
        let ratio = y.im / y.re;
        let scale = y.re + y.im * ratio;
        Complex {
            re: (x.re + x.im * ratio) / scale,
            im: (x.im - x.re * ratio) / scale,
        }
    } else {
        let ratio = y.re / y.im;
        let scale = y.re * ratio + y.im;
        Complex {
            re: (x.re * ratio + x.im) / scale,
            im: (x.im * ratio - x.re) / scale,
        }
    })
}

fn pow(t: &mut Thread, args: Args, swap: bool) -> Returned {
    if args
        .optional(t, 2)
        .is_some_and(|modulus| !modulus.is_none())
    {
        return match number(t, args.get(t, 1))? {
            Some(_) => Err(t.value_error("complex modulo")),
            None => Ok(t.done(Value::NOT_IMPLEMENTED)),
        };
    }
    binary(t, args, swap, power)
}

/// Highest absolute value of an integer exponent for which multiplying is the better way.
const MAX_INTEGER_EXPONENT: f64 = 100.0;

/// `x ** y`.
pub(super) fn power(t: &Thread, x: Complex, y: Complex) -> Result<Complex, Raised> {
    let one = Complex { re: 1.0, im: 0.0 };
    if y.im == 0.0 && y.re == y.re.floor() && y.re.abs() <= MAX_INTEGER_EXPONENT {
        let power = integer_power(x, y.re.abs() as u32);
        let power = if y.re > 0.0 {
            power
        } else {
            divide_power(t, one, power)?
        };
        return check_range(t, power);
    }
    if x.re == 0.0 && x.im == 0.0 {
        if y.im != 0.0 || y.re < 0.0 {
            return Err(zero_to_negative(t));
        }
        return Ok(Complex { re: 0.0, im: 0.0 });
    }
    let absolute = x.re.hypot(x.im);
    let angle = x.im.atan2(x.re);
    let mut length = absolute.powf(y.re);
    let mut phase = angle * y.re;
    if y.im != 0.0 {
        length *= (-angle * y.im).exp();
        phase += y.im * absolute.ln();
    }
    let (re, im) = (length * phase.cos(), length * phase.sin());
    check_range(t, Complex { re, im })
}

fn divide_power(t: &Thread, one: Complex, power: Complex) -> Result<Complex, Raised> {
    match power.re == 0.0 && power.im == 0.0 {
        true => Err(zero_to_negative(t)),
        false => divide(t, one, power),
    }
}

fn zero_to_negative(t: &Thread) -> Raised {
    let message = "0.0 to a negative or complex power";
    t.error(ClassId::ZeroDivisionError, message)
}

fn check_range(t: &Thread, z: Complex) -> Result<Complex, Raised> {
    match z.re.is_infinite() || z.im.is_infinite() {
        true => Err(t.error(ClassId::OverflowError, "complex exponentiation")),
        false => Ok(z),
    }
}

fn integer_power(base: Complex, exponent: u32) -> Complex {
    let (mut result, mut square, mut rest) = (Complex { re: 1.0, im: 0.0 }, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        rest >>= 1;
    }
    result
}

fn abs(t: &mut Thread, args: Args) -> Returned {
    let z = this(t, args)?;
    let absolute = z.re.hypot(z.im);
    if absolute.is_infinite() && z.re.is_finite() && z.im.is_finite() {
        return Err(t.error(ClassId::OverflowError, "absolute value too large"));
    }
    Ok(t.done(t.float(absolute)))
}

fn compare(t: &mut Thread, args: Args, equal: bool) -> Returned {
    let z = this(t, args)?;
    let other = args.get(t, 1);
    let same = if let Some(other) = complex_of(t, other) {
        z.re == other.re && z.im == other.im
    } else if float_of(t, other).is_some() || int_of(t, other).is_some() {
        // Exactly, as large integers are no floats.
        let re = t.push(t.float(z.re));
        z.im == 0.0 && vm::equal(t, re, args.slot(1))?
    } else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    Ok(t.done(Value::bool(same == equal)))
}

/// What CPython multiplies the imaginary part's hash with.
const HASH_IMAGINARY: i64 = 1_000_003;

fn hash(t: &mut Thread, args: Args) -> Returned {
    let z = this(t, args)?;
    let part = |part: f64| hash_float(part).unwrap_or(0);
    let hash = part(z.re).wrapping_add(part(z.im).wrapping_mul(HASH_IMAGINARY));
    Ok(t.done(t.int(if hash == -1 { -2 } else { hash })))
}

/// A part as `repr` shows it: no `.0` at the end.
fn shown(part: f64) -> String {
    let text = float_text::repr(part);
    match text.strip_suffix(".0") {
        Some(short) => short.to_string(),
        None => text,
    }
}

fn signed(part: String) -> String {
    match part.starts_with('-') {
        true => part,
        false => format!("+{part}"),
    }
}

fn is_positive_zero(part: f64) -> bool {
    part == 0.0 && part.is_sign_positive()
}

fn repr(z: Complex) -> String {
    match is_positive_zero(z.re) {
        true => format!("{}j", shown(z.im)),
        false => format!("({}{}j)", shown(z.re), signed(shown(z.im))),
    }
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let z = this(t, args)?;
    let spec = str_of(t, args.get(t, 1))
        .map_or("", Str::as_str)
        .to_string();
    if spec.is_empty() {
        return Ok(t.done(t.str(&repr(z))));
    }
    match format_with(z, &spec) {
        Ok(Ok(text)) => Ok(t.done(t.str(&text))),
        Ok(Err(message)) => Err(t.value_error(message)),
        Err(error) => Err(raise(t, error)),
    }
}

/// Both parts by the same spec, the imaginary one always with its sign, then padded together.
fn format_with(z: Complex, text: &str) -> Result<Result<String, String>, super::text::TextError> {
    let spec = FormatSpec::parse(text, Subject::Float, "complex")?;
    let refused = match (spec.kind, spec.align, spec.fill) {
        (Some(kind), ..) if !"eEfFgGn".contains(kind) => Some(format!(
            "Unknown format code '{kind}' for object of type 'complex'"
        )),
        (.., '0') => Some("Zero padding is not allowed in complex format specifier".to_string()),
        (_, Align::AfterSign, _) => {
            Some("'=' alignment flag is not allowed in complex format specifier".to_string())
        }
        _ => None,
    };
    if let Some(message) = refused {
        return Ok(Err(message));
    }
    let mut common = String::new();
    if spec.alternate {
        common.push('#');
    }
    common.extend(spec.grouping.map(|grouping| grouping.separator()));
    if let Some(precision) = spec.precision {
        common.push_str(&format!(".{precision}"));
    }
    // Without a type the digits are those of repr, or of g where a precision is given.
    let plain = spec.kind.is_none() && spec.precision.is_none();
    common.extend(spec.kind.or(spec.precision.map(|_| 'g')));
    let part = |value: f64, sign: &str| -> Result<String, super::text::TextError> {
        let mut out = String::new();
        format_float(&mut out, value, &format!("{sign}{common}"), "complex")?;
        if plain && let Some(short) = out.strip_suffix(".0") {
            out.truncate(short.len());
        }
        Ok(out)
    };
    let sign = match spec.sign {
        Some(Sign::Plus) => "+",
        Some(Sign::Space) => " ",
        _ => "-",
    };
    let mut shown = String::new();
    let whole = spec.kind.is_none() && !is_positive_zero(z.re);
    if whole {
        shown.push('(');
    }
    let with_real = spec.kind.is_some() || whole;
    if with_real {
        shown.push_str(&part(z.re, sign)?);
    }
    shown.push_str(&part(z.im, if with_real { "+" } else { sign })?);
    shown.push('j');
    if whole {
        shown.push(')');
    }
    let missing = spec
        .width
        .unwrap_or(0)
        .saturating_sub(shown.chars().count());
    let left = match spec.align {
        Align::Left => 0,
        Align::Center => missing / 2,
        _ => missing,
    };
    let pad = |count: usize| spec.fill.to_string().repeat(count);
    Ok(Ok(format!("{}{shown}{}", pad(left), pad(missing - left))))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let first = args.get(t, 1);
    if let Some(text) = str_of(t, first).map(|text| text.as_str().to_string()) {
        if args.optional(t, 2).is_some() {
            return Err(t.type_error("complex() can't take second arg if first is a string"));
        }
        return match parse(&text) {
            Some(z) => {
                let value = t.complex(z.re, z.im);
                finish_new(t, args.get(t, 0), value)
            }
            None => Err(t.value_error("complex() arg is a malformed string")),
        };
    }
    let second = args.get(t, 2);
    if str_of(t, second).is_some() {
        return Err(t.type_error("complex() second arg can't be a string"));
    }
    let mut z = argument(t, args, 1)?;
    let times_i = argument(t, args, 2)?;
    if args.optional(t, 2).is_some() {
        z.re -= times_i.im;
        z.im = match complex_of(t, args.get(t, 1)) {
            Some(_) => z.im + times_i.re,
            None => times_i.re,
        };
    }
    let value = t.complex(z.re, z.im);
    finish_new(t, args.get(t, 0), value)
}

/// A part that was given as a number or an object that can be one.
fn argument(t: &mut Thread, args: Args, index: usize) -> Result<Complex, Raised> {
    let zero = Complex { re: 0.0, im: 0.0 };
    let value = args.get(t, index);
    if value.is_unbound() {
        return Ok(zero);
    }
    if let Some(z) = number(t, value)? {
        return Ok(z);
    }
    let name = t.push(t.intern("__complex__").value());
    if index == 1 && t.get(args.slot(1)).header().is_some() {
        let class = t.push(t.class_of(args.get(t, 1)).value());
        if let Some(done) = vm::get_attribute_optional(t, class, name)? {
            let method = t.push_result(done);
            let done = vm::call(t, method, &[args.slot(1)])?;
            let made = t.result(done);
            if let Some(z) = complex_of(t, made) {
                return Ok(z);
            }
            let class = t.class_of(made).name();
            let message = format!("__complex__() should return a complex number, not {class}");
            return Err(t.type_error(message));
        }
    }
    let class = t.class_of(args.get(t, index));
    let is_number = [Dunder::Float, Dunder::Index]
        .iter()
        .any(|dunder| !class.dunder(*dunder).is_unbound());
    if !is_number {
        let class = class.name();
        return Err(t.type_error(match index {
            1 => format!("complex() first argument must be a string or a number, not '{class}'"),
            _ => format!("complex() second argument must be a number, not '{class}'"),
        }));
    }
    let re = real(t, args.slot(index))?;
    Ok(Complex { re, im: 0.0 })
}

/// Reads `1`, `2j`, `1+2j`, with white space and one pair of parentheses around it.
fn parse(text: &str) -> Option<Complex> {
    let mut text = text.trim();
    if let Some(inside) = text.strip_prefix('(') {
        text = inside.strip_suffix(')')?.trim();
    }
    if text.contains(char::is_whitespace) {
        return None;
    }
    let Some(rest) = text.strip_suffix(['j', 'J']) else {
        let re = parse_float(text).ok()?;
        return Some(Complex { re, im: 0.0 });
    };
    // The sign between the parts is the last one that belongs to no exponent.
    let bytes = rest.as_bytes();
    let split = (1..bytes.len()).rev().find(|&index| {
        matches!(bytes[index], b'+' | b'-') && !matches!(bytes[index - 1], b'e' | b'E')
    });
    let (re, im) = rest.split_at(split.unwrap_or(0));
    let im = match im {
        "" | "+" => 1.0,
        "-" => -1.0,
        _ => parse_float(im).ok()?,
    };
    let re = match re {
        "" => 0.0,
        _ => parse_float(re).ok()?,
    };
    Some(Complex { re, im })
}

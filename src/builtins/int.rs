//! `int`: making integers of other values, and the methods that are no operators; those are in `int_operators`.

use num_bigint::{BigInt, Sign};

use crate::heap::{Bytes, Object, Slot, Str, Value, hash_big_int, hash_int};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::number::{
    digits_limit, index_int, int_of, int_to_float, int_value, raise, return_int, return_text,
    str_of,
};
use super::text::format::format_int;
use super::text::int_text::{parse_int, push_int};
use super::text::repr::push_bytes_repr;
use super::text::{Int, IntRef, TextError, float_math, int_math};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Int),
        &[
            Def::Static("__new__(cls, x=0, /, base=10)", new),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("__format__(self, format_spec, /)", format),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__bool__(self, /)", truth),
            Def::Method("__int__(self, /)", itself),
            Def::Method("__index__(self, /)", itself),
            Def::Method("__trunc__(self, /)", itself),
            Def::Method("__floor__(self, /)", itself),
            Def::Method("__ceil__(self, /)", itself),
            Def::Method("__round__(self, ndigits=None, /)", round),
            Def::Method("__float__(self, /)", float),
            Def::Method("conjugate(self, /)", itself),
            Def::Method("bit_length(self, /)", bit_length),
            Def::Method("bit_count(self, /)", bit_count),
            Def::Method("as_integer_ratio(self, /)", as_integer_ratio),
            Def::Method("is_integer(self, /)", |t, _| Ok(t.done(Value::TRUE))),
            Def::Method(
                "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
                to_bytes,
            ),
            Def::Class(
                "from_bytes(cls, bytes, byteorder='big', *, signed=False)",
                from_bytes,
            ),
            Def::Getter("real(self)", itself),
            Def::Getter("numerator(self)", itself),
            Def::Getter("imag(self)", |t, _| Ok(t.done(Value::int(0)))),
            Def::Getter("denominator(self)", |t, _| Ok(t.done(Value::int(1)))),
        ],
    );
    super::int_operators::install(thread);
}

/// The integer that the first argument is.
#[inline]
pub(super) fn this(thread: &Thread, args: Args) -> Result<IntRef<'_>, Raised> {
    match int_of(thread, args.get(thread, 0)) {
        Some(number) => Ok(number),
        None => Err(wrong_receiver(thread, args)),
    }
}

fn new(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0) == t.class(ClassId::Bool).value() {
        let message = "int.__new__(bool) is not safe, use bool.__new__()";
        return Err(t.type_error(message));
    }
    let done = match (args.optional(t, 1), args.optional(t, 2)) {
        (None, None) => t.done(Value::int(0)),
        (None, Some(_)) => return Err(t.type_error("int() missing string argument")),
        (Some(_), None) => convert(t, args.slot(1))?,
        (Some(_), Some(_)) => parse_in_base(t, args.slot(1), args.slot(2))?,
    };
    finish_new(t, args.get(t, 0), t.result(done))
}

/// `int(value)`
fn convert(t: &mut Thread, value: Slot) -> Returned {
    {
        let object = t.get(value);
        if object.is_small_int() {
            return Ok(t.done(object));
        }
        if let Some(number) = object.as_float() {
            return return_int(t, float_math::trunc(number));
        }
    }
    if let Some(done) = vm::call_dunder(t, value, Dunder::Int, &[])? {
        return expect_int(t, t.result(done));
    }
    if !t.class_of(t.get(value)).dunder(Dunder::Index).is_unbound() {
        return index_value(t, value);
    }
    if let Some(done) = vm::call_dunder(t, value, Dunder::Trunc, &[])? {
        let result = t.push_result(done);
        if int_of(t, t.get(result)).is_none()
            && t.class_of(t.get(result)).dunder(Dunder::Index).is_unbound()
        {
            let class = t.class_of(t.get(result)).name();
            let message = format!("__trunc__ returned non-Integral (type {class})");
            return Err(t.type_error(message));
        }
        return index_value(t, result);
    }
    let object = t.get(value);
    match parse(t, object, 10) {
        Some(parsed) => parsed,
        None => {
            let class = t.class_of(object).name();
            Err(t.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{class}'"
            )))
        }
    }
}

/// What a value's `__index__` gives.
fn index_value(t: &mut Thread, value: Slot) -> Returned {
    let number = index_int(t, value)?;
    return_int(t, Ok(number))
}

/// A plain integer of what `__int__` returned.
fn expect_int(t: &Thread, result: Value<'_>) -> Returned {
    match int_of(t, result) {
        Some(number) => Ok(t.done(int_value(t, owned(number)))),
        None => {
            let class = t.class_of(result).name();
            Err(t.type_error(format!("__int__ returned non-int (type {class})")))
        }
    }
}

/// `int(value, base)`
fn parse_in_base(t: &mut Thread, value: Slot, base: Slot) -> Returned {
    let base = vm::index(t, base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(t.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match parse(t, t.get(value), base) {
        Some(parsed) => parsed,
        None => Err(t.type_error("int() can't convert non-string with explicit base")),
    }
}

/// Reads an integer from text; None if the value is neither a string nor bytes.
fn parse(t: &Thread, value: Value<'_>, base: i64) -> Option<Returned> {
    if let Some(text) = str_of(t, value) {
        return Some(return_int(
            t,
            parse_int(text.as_str(), base, digits_limit(t)),
        ));
    }
    let bytes = super::bytes::contents(t, value)?;
    let text = std::str::from_utf8(&bytes)
        .ok()
        .filter(|text| text.is_ascii());
    let parsed = text.map(|text| parse_int(text, base, digits_limit(t)));
    let invalid = |error: &TextError| error.parts().1.starts_with("invalid literal");
    Some(match parsed {
        Some(Ok(number)) => return_int(t, Ok(number)),
        Some(Err(error)) if !invalid(&error) => Err(raise(t, error)),
        _ => {
            let mut message = format!("invalid literal for int() with base {base}: ");
            push_bytes_repr(&mut message, &bytes);
            Err(t.value_error(message))
        }
    })
}

fn owned(number: IntRef<'_>) -> Int {
    match number {
        IntRef::Small(number) => Int::Small(number),
        IntRef::Big(number) => Int::Big(number.clone()),
    }
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let number = this(t, args)?;
    return_text(t, |out| push_int(out, number, digits_limit(t)))
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let Some(spec) = str_of(t, args.get(t, 1)) else {
        return Err(spec_error(t, args));
    };
    if spec.chars() == 0 && !args.get(t, 0).is_small_int() {
        this(t, args)?;
        return vm::str(t, args.slot(0));
    }
    let class = t.class_of(args.get(t, 0)).name();
    let (number, most) = (this(t, args)?, digits_limit(t));
    return_text(t, |out| format_int(out, number, spec.as_str(), class, most))
}

/// Raises the TypeError for a format spec that is no string.
pub(super) fn spec_error(t: &Thread, args: Args) -> Raised {
    t.wrong_argument("__format__", "argument", "str", args.get(t, 1))
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let hash = match this(t, args)? {
        IntRef::Small(number) => hash_int(number),
        IntRef::Big(number) => hash_big_int(number),
    };
    Ok(t.done(t.int(hash)))
}

fn truth(t: &mut Thread, args: Args) -> Returned {
    let truth = !this(t, args)?.is_zero();
    Ok(t.done(Value::bool(truth)))
}

/// The integer itself, of class int.
fn itself(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let number = t.payload(args.get(t, 0));
    let number = number
        .as_bool()
        .map_or(number, |truth| Value::int(truth.into()));
    Ok(t.done(number))
}

fn float(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let number = int_to_float(t, args.get(t, 0))?;
    Ok(t.done(t.float(number)))
}

fn round(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let digits = args.get(t, 1);
    if digits.is_unbound() || digits.is_none() {
        return itself(t, args);
    }
    let digits = vm::index(t, args.slot(1))?;
    let number = int_math::round(this(t, args)?, digits);
    return_int(t, Ok(number))
}

fn bit_length(t: &mut Thread, args: Args) -> Returned {
    let bits = int_math::bit_length(this(t, args)?);
    Ok(t.done(t.usize(bits as usize)))
}

fn bit_count(t: &mut Thread, args: Args) -> Returned {
    let bits = int_math::bit_count(this(t, args)?);
    Ok(t.done(t.usize(bits as usize)))
}

fn as_integer_ratio(t: &mut Thread, args: Args) -> Returned {
    let number = int_value(t, owned(this(t, args)?));
    Ok(t.done(t.tuple(&[number, Value::int(1)])))
}

/// Whether an optional byte order argument says that the least significant byte comes first.
fn is_little_endian(t: &Thread, order: Value<'_>, function: &str) -> Result<bool, Raised> {
    if order.is_unbound() {
        return Ok(false);
    }
    match order_name(t, order) {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => Err(t.value_error("byteorder must be either 'little' or 'big'")),
        None => Err(t.wrong_argument(function, "argument 'byteorder'", "str", order)),
    }
}

fn order_name<'t>(t: &'t Thread, order: Value<'t>) -> Option<&'t str> {
    str_of(t, order).map(Str::as_str)
}

fn optional_truth(t: &mut Thread, args: Args, index: usize) -> Result<bool, Raised> {
    if args.get(t, index).is_unbound() {
        Ok(false)
    } else {
        vm::truth(t, args.slot(index))
    }
}

fn to_bytes(t: &mut Thread, args: Args) -> Returned {
    let length = if args.get(t, 1).is_unbound() {
        1
    } else {
        let length = super::sequence::index_argument(t, args.slot(1))?;
        usize::try_from(length)
            .map_err(|_| t.value_error("length argument must be non-negative"))?
    };
    let signed = optional_truth(t, args, 3)?;
    let little = is_little_endian(t, args.get(t, 2), "to_bytes")?;
    let number = this(t, args)?;
    if number.is_negative() && !signed {
        let message = "can't convert negative int to unsigned";
        return Err(t.error(ClassId::OverflowError, message));
    }
    let mut bytes = if signed {
        number.to_big().to_signed_bytes_le()
    } else {
        number.to_big().magnitude().to_bytes_le()
    };
    if number.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(t.error(ClassId::OverflowError, "int too big to convert"));
    }
    t.check_memory(length.saturating_mul(2))?;
    bytes.resize(length, if number.is_negative() { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(t.done(t.bytes(&bytes)))
}

fn from_bytes(t: &mut Thread, args: Args) -> Returned {
    let little = is_little_endian(t, args.get(t, 2), "from_bytes")?;
    let signed = optional_truth(t, args, 3)?;
    let done = super::bytes::to_bytes(t, args.slot(1), "bytes")?;
    let number = {
        let result = t.result(done);
        let bytes = result.cast::<Bytes>().map_or(&[][..], Bytes::as_slice);
        match (signed, little) {
            (true, true) => BigInt::from_signed_bytes_le(bytes),
            (true, false) => BigInt::from_signed_bytes_be(bytes),
            (false, true) => BigInt::from_bytes_le(Sign::Plus, bytes),
            (false, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        }
    };
    let number = t.push(t.big_int(number));
    if t.get(args.slot(0)) == t.class(ClassId::Int).value() {
        return Ok(t.done(t.get(number)));
    }
    vm::call(t, args.slot(0), &[number])
}

/// `int(value)`, owned.
pub(super) fn to_int(t: &mut Thread, value: Slot) -> Result<Int, Raised> {
    let done = convert(t, value)?;
    Ok(int_of(t, t.result(done)).map_or(Int::Small(0), owned))
}

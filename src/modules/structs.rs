//! `struct`: values of the script as bytes by a format, and back.

use std::sync::atomic::{AtomicUsize, Ordering};

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::state::{Type, state};
use crate::builtins::number::{int_of, real};
use crate::builtins::{self, Def};
use crate::heap::{Field, Object, Opaque, Slot, Str, Tuple, Value};
use crate::object::{
    Args, Class, ClassFlags, ClassId, Dunder, ExceptionSlot, Module, NativeFn, Raised, Returned,
    Thread,
};
use crate::{no_fields, payload, vm};

/// A run of equal items of a format.
#[derive(Clone, Copy)]
struct Item {
    code: u8,
    /// Where its first item stands.
    offset: usize,
    /// How many bytes an item takes; for text all of it.
    size: usize,
    count: usize,
}

/// A format that was read.
#[derive(Clone)]
struct Layout {
    items: Vec<Item>,
    size: usize,
    big_endian: bool,
    /// Sizes and places as the machine has them.
    native: bool,
}

no_fields!(Layout);

impl Layout {
    /// Reads a format; an error is the message.
    fn parse(format: &[u8]) -> Result<Layout, &'static str> {
        let (order, mut rest) = match format {
            [order @ (b'@' | b'=' | b'<' | b'>' | b'!'), rest @ ..] => (*order, rest),
            _ => (b'@', format),
        };
        let native = order == b'@';
        let big_endian =
            matches!(order, b'>' | b'!') || cfg!(target_endian = "big") && order != b'<';
        let (mut items, mut size) = (Vec::new(), 0_usize);
        const TOO_LONG: &str = "total struct size too long";
        while let [first, tail @ ..] = rest {
            rest = tail;
            if first.is_ascii_whitespace() {
                continue;
            }
            let mut code = *first;
            let mut count = 1_usize;
            if code.is_ascii_digit() {
                count = usize::from(code - b'0');
                loop {
                    let [next, tail @ ..] = rest else {
                        return Err("repeat count given without format specifier");
                    };
                    (code, rest) = (*next, tail);
                    if !code.is_ascii_digit() {
                        break;
                    }
                    let digit = usize::from(code - b'0');
                    let more = count
                        .checked_mul(10)
                        .and_then(|count| count.checked_add(digit));
                    count = more.ok_or(TOO_LONG)?;
                }
            }
            if code == 0 {
                return Err("embedded null character");
            }
            let unit = size_of_code(code, native).ok_or("bad char in struct format")?;
            if native && !matches!(code, b'x' | b's' | b'p') {
                size = size.checked_next_multiple_of(unit).ok_or(TOO_LONG)?;
            }
            let bytes = unit.checked_mul(count).ok_or(TOO_LONG)?;
            match code {
                b'x' => {}
                b's' | b'p' => items.push(Item {
                    code,
                    offset: size,
                    size: count,
                    count: 1,
                }),
                _ => items.push(Item {
                    code,
                    offset: size,
                    size: unit,
                    count,
                }),
            }
            size = size
                .checked_add(bytes)
                .filter(|size| *size < isize::MAX as usize)
                .ok_or(TOO_LONG)?;
        }
        Ok(Layout {
            items,
            size,
            big_endian,
            native,
        })
    }

    /// How many values it takes.
    fn values(&self) -> usize {
        self.items.iter().map(|item| item.count).sum()
    }
}

/// The bytes of one item.
fn size_of_code(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if !native => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

payload! {
    /// `Struct(format)`
    struct Compiled {
        format: Field,
        layout: Layout,
    }
}

payload! {
    /// What `iter_unpack` returns.
    struct Unpacking {
        layout: Layout,
        data: Field,
        next: AtomicUsize,
    }
}

/// Fills `struct`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let exception = thread.class(ClassId::Exception);
    let error = builtins::define_class(thread, "struct", "error", exception, &[]);
    state(thread).set_class(Type::StructError, error);
    thread.set_global(module, "error", error.value());
    let object = thread.class(ClassId::Object);
    let methods = [
        Def::Static("__new__(cls, format)", new),
        Def::Method("pack(self, /, *values)", |t, args| pack(t, args, "pack")),
        Def::Method("pack_into(self, /, *values)", pack_into),
        Def::Method("unpack(self, buffer, /)", unpack),
        Def::Method("unpack_from(self, buffer, offset=0)", unpack_from),
        Def::Method("iter_unpack(self, buffer, /)", iter_unpack),
        Def::Getter("format(self)", |t, args| {
            let format = compiled(t, args)?.format.load();
            Ok(t.done(format))
        }),
        Def::Getter("size(self)", |t, args| {
            let size = compiled(t, args)?.layout.size;
            Ok(t.done(t.usize(size)))
        }),
        Def::Method("__repr__(self, /)", |t, args| {
            let format = t.push(compiled(t, args)?.format.load());
            let mut text = String::from("Struct(");
            builtins::push_repr(t, &mut text, format)?;
            text.push(')');
            Ok(t.done(t.str(&text)))
        }),
    ];
    let class = builtins::define_class(thread, "_struct", "Struct", object, &methods);
    class.set_flag(ClassFlags::HELD);
    state(thread).set_class(Type::Struct, class);
    thread.set_global(module, "Struct", class.value());
    let methods = [
        Def::Method("__iter__(self, /)", |t, args| Ok(t.done(args.get(t, 0)))),
        Def::Method("__next__(self, /)", next),
        Def::Method("__length_hint__(self, /)", |t, args| {
            let Some(unpacking) = args.get(t, 0).opaque::<Unpacking>() else {
                return Err(builtins::wrong_receiver(t, args));
            };
            let length = builtins::contents(t, unpacking.data.load()).map_or(0, |data| data.len());
            let next = unpacking.next.load(Ordering::Relaxed);
            let left = length.saturating_sub(next) / unpacking.layout.size.max(1);
            Ok(t.done(t.usize(left)))
        }),
    ];
    let class = builtins::define_class(thread, "_struct", "unpack_iterator", object, &methods);
    class.set_flag(ClassFlags::FINAL);
    state(thread).set_class(Type::StructIterator, class);
    let table: &[(&str, NativeFn)] = &[
        ("calcsize(format, /)", |t, args| {
            compile(t, args.slot(0))?;
            let size = compiled(t, args)?.layout.size;
            Ok(t.done(t.usize(size)))
        }),
        ("pack(*values)", |t, args| {
            let args = split(t, args)?;
            pack(t, args, "pack")
        }),
        ("pack_into(*values)", |t, args| {
            let args = split(t, args)?;
            pack_into(t, args)
        }),
        ("unpack(format, buffer, /)", |t, args| {
            compile(t, args.slot(0))?;
            unpack(t, args)
        }),
        ("unpack_from(format, /, buffer, offset=0)", |t, args| {
            compile(t, args.slot(0))?;
            unpack_from(t, args)
        }),
        ("iter_unpack(format, buffer, /)", |t, args| {
            compile(t, args.slot(0))?;
            iter_unpack(t, args)
        }),
        ("_clearcache()", |t, _| t.none()),
    ];
    builtins::add_functions(thread, module, table);
}

/// Raises `struct.error`.
fn error(t: &Thread, message: impl AsRef<str>) -> Raised {
    let class = state(t).class(t, Type::StructError).cast::<Class>();
    let Some(class) = class else {
        return t.value_error(message);
    };
    let exception = t.instance(class);
    let arguments = t.tuple(&[t.str(message.as_ref())]);
    t.set_exception_slot(exception, ExceptionSlot::Args, arguments);
    t.raise(exception.value())
}

fn compiled(t: &Thread, args: Args) -> Result<&Compiled, Raised> {
    let compiled = t.payload(args.get(t, 0)).opaque();
    compiled.ok_or_else(|| builtins::wrong_receiver(t, args))
}

/// Replaces the format in a slot by its Struct.
fn compile(t: &Thread, format: Slot) -> Result<(), Raised> {
    let value = t.get(format);
    if t.payload(value).opaque::<Compiled>().is_some() {
        return Ok(());
    }
    let bytes = match t.payload(value).cast::<Str>() {
        Some(text) => text.as_str().as_bytes().to_vec(),
        None => match builtins::contents(t, value) {
            Some(bytes) => bytes.into_owned(),
            None => {
                let class = t.class_of(value).name();
                let message =
                    format!("Struct() argument 1 must be a str or bytes object, not {class}");
                return Err(t.type_error(message));
            }
        },
    };
    let layout = Layout::parse(&bytes).map_err(|message| error(t, message))?;
    let text = t.str(&String::from_utf8_lossy(&bytes));
    let compiled = Compiled {
        format: Field::new(text),
        layout,
    };
    let class = state(t).class(t, Type::Struct);
    t.set(format, Opaque::new(t.mutator(), class, compiled).value());
    Ok(())
}

fn new(t: &mut Thread, args: Args) -> Returned {
    compile(t, args.slot(1))?;
    let made = t.get(args.slot(1));
    builtins::finish_new(t, args.get(t, 0), made)
}

/// The arguments of a function as those of the method: the Struct of the format, the tuple of the rest.
fn split(t: &Thread, args: Args) -> Result<Args, Raised> {
    let given: Vec<Value<'_>> = args
        .get(t, 0)
        .cast::<Tuple>()
        .into_iter()
        .flat_map(Tuple::iter)
        .collect();
    let Some((format, rest)) = given.split_first() else {
        return Err(t.type_error("missing format argument"));
    };
    let first = t.push(*format);
    t.push(t.tuple(rest));
    compile(t, first)?;
    Ok(Args::new(first, 2))
}

// ----- packing -----

/// Packs the values of the tuple in the second argument, from an index on.
fn packed(t: &mut Thread, args: Args, from: usize, function: &str) -> Result<Vec<u8>, Raised> {
    let layout = compiled(t, args)?.layout.clone();
    let (wanted, given) = (layout.values(), count(t, args).saturating_sub(from));
    if wanted != given {
        return Err(error(
            t,
            format!("{function} expected {wanted} items for packing (got {given})"),
        ));
    }
    t.check_memory(layout.size)?;
    let mut bytes = vec![0; layout.size];
    let mark = t.mark();
    let mut index = from;
    for item in &layout.items {
        for place in 0..item.count {
            let value = args
                .get(t, 1)
                .cast::<Tuple>()
                .and_then(|values| values.get(index));
            let value = t.push(value.unwrap_or(Value::NONE));
            let start = item.offset + place * item.size;
            if let Some(target) = bytes.get_mut(start..start + item.size) {
                pack_one(t, &layout, item.code, value, target)?;
            }
            t.pop_to(mark);
            index += 1;
        }
    }
    Ok(bytes)
}

fn count(t: &Thread, args: Args) -> usize {
    args.get(t, 1).cast::<Tuple>().map_or(0, Tuple::len)
}

fn pack_one(
    t: &mut Thread,
    layout: &Layout,
    code: u8,
    value: Slot,
    target: &mut [u8],
) -> Result<(), Raised> {
    match code {
        b'c' => match builtins::contents(t, t.get(value)).as_deref() {
            Some([byte]) => target[0] = *byte,
            _ => return Err(error(t, "char format requires a bytes object of length 1")),
        },
        b'?' => target[0] = u8::from(vm::truth(t, value)?),
        b's' | b'p' => {
            let Some(data) = builtins::contents(t, t.get(value)) else {
                let message = format!("argument for '{}' must be a bytes object", code as char);
                return Err(error(t, message));
            };
            let (start, most) = if code == b'p' {
                (1, 255)
            } else {
                (0, usize::MAX)
            };
            let room = target.len().saturating_sub(start).min(most);
            let length = data.len().min(room);
            if let (b'p', Some(first)) = (code, target.first_mut()) {
                *first = length as u8;
            }
            if length > 0 {
                target[start..start + length].copy_from_slice(&data[..length]);
            }
        }
        b'e' | b'f' | b'd' => {
            let class = t.class_of(t.get(value));
            let number = [Dunder::Float, Dunder::Index];
            if number
                .iter()
                .all(|method| class.dunder(*method).is_unbound())
            {
                return Err(error(t, "required argument is not a float"));
            }
            let number = real(t, value)?;
            let too_large = match code {
                b'e' => half_from(number).is_none(),
                b'f' => (number as f32).is_infinite() && number.is_finite() && !layout.native,
                _ => false,
            };
            if too_large {
                let message = format!("float too large to pack with {} format", code as char);
                return Err(t.error(ClassId::OverflowError, message));
            }
            match code {
                b'e' => store(
                    target,
                    &half_from(number).unwrap_or(0).to_le_bytes(),
                    layout.big_endian,
                ),
                b'f' => store(target, &(number as f32).to_le_bytes(), layout.big_endian),
                _ => store(target, &number.to_le_bytes(), layout.big_endian),
            }
        }
        _ => {
            if int_of(t, t.get(value)).is_none()
                && t.class_of(t.get(value)).dunder(Dunder::Index).is_unbound()
            {
                return Err(error(t, "required argument is not an integer"));
            }
            let number = builtins::number::index_int(t, value)?.into_big();
            let bits = 8 * target.len() as u32;
            let signed = code.is_ascii_lowercase();
            let (low, high) = if signed {
                (
                    -(BigInt::from(1) << (bits - 1)),
                    (BigInt::from(1) << (bits - 1)) - 1,
                )
            } else {
                (BigInt::ZERO, (BigInt::from(1) << bits) - 1)
            };
            if number < low || number > high {
                let code = code as char;
                return Err(error(
                    t,
                    format!("'{code}' format requires {low} <= number <= {high}"),
                ));
            }
            let word = number
                .to_i64()
                .map(|number| number as u64)
                .or(number.to_u64());
            store(
                target,
                &word.unwrap_or(0).to_le_bytes()[..target.len()],
                layout.big_endian,
            );
        }
    }
    Ok(())
}

/// Writes little-endian bytes in the order that is wanted.
fn store(target: &mut [u8], bytes: &[u8], big_endian: bool) {
    target.copy_from_slice(bytes);
    if big_endian {
        target.reverse();
    }
}

/// A float in 16 bits (IEEE 754), half to even; None if it is too large.
fn half_from(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    if number.is_nan() {
        return Some(sign | 0x7e00);
    }
    if number.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let size = number.abs();
    if size < 2.0_f64.powi(-14) {
        // Subnormal: multiples of 2^-24.
        return Some(sign | (size * 2.0_f64.powi(24)).round_ties_even() as u16);
    }
    let mut exponent = (size.to_bits() >> 52) as i32 - 1023;
    let mut mantissa = (size / 2.0_f64.powi(exponent) * 1024.0).round_ties_even() as u32;
    if mantissa == 2048 {
        (mantissa, exponent) = (1024, exponent + 1);
    }
    if exponent > 15 {
        return None;
    }
    Some(sign | ((exponent + 15) as u16) << 10 | (mantissa - 1024) as u16)
}

fn half_to(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, mantissa) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => mantissa * 2.0_f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + mantissa) * 2.0_f64.powi(exponent - 25),
    }
}

fn pack(t: &mut Thread, args: Args, function: &str) -> Returned {
    let bytes = packed(t, args, 0, function)?;
    Ok(t.done(t.bytes(&bytes)))
}

/// Packs into a buffer at an offset: the first two of the values.
fn pack_into(t: &mut Thread, args: Args) -> Returned {
    let size = compiled(t, args)?.layout.size;
    let missing = match count(t, args) {
        0 => Some("buffer"),
        1 => Some("offset"),
        _ => None,
    };
    if let Some(missing) = missing {
        return Err(error(t, format!("pack_into expected {missing} argument")));
    }
    let given = |t: &Thread, index| {
        let value = args
            .get(t, 1)
            .cast::<Tuple>()
            .and_then(|given| given.get(index));
        t.push(value.unwrap_or(Value::NONE))
    };
    let buffer = given(t, 0);
    let writable = t
        .class_of(t.get(buffer))
        .is_subclass(t.class(ClassId::ByteArray));
    if !writable {
        let class = t.class_of(t.get(buffer)).name();
        let message = format!("argument must be read-write bytes-like object, not {class}");
        return Err(t.type_error(message));
    }
    let offset = given(t, 1);
    let offset = builtins::index_argument(t, offset)?;
    let bytes = packed(t, args, 2, "pack_into")?;
    let length = builtins::contents(t, t.get(buffer)).map_or(0, |data| data.len());
    let start = place(
        t,
        offset,
        size,
        length,
        ("pack_into", "packing", "no space to pack"),
    )?;
    if !builtins::overwrite(t, t.get(buffer), start, &bytes) {
        return Err(error(t, "the buffer has become too small"));
    }
    t.none()
}

/// Where in a buffer of a length an offset leads, if so many bytes fit there.
fn place(
    t: &Thread,
    offset: i64,
    size: usize,
    length: usize,
    (function, doing, not_enough): (&str, &str, &str),
) -> Result<usize, Raised> {
    let mut start = offset;
    if offset < 0 {
        if offset + size as i64 > 0 {
            return Err(error(
                t,
                format!("{not_enough} {size} bytes at offset {offset}"),
            ));
        }
        start = offset.saturating_add(length as i64);
        if start < 0 {
            return Err(error(
                t,
                format!("offset {offset} out of range for {length}-byte buffer"),
            ));
        }
    }
    let needed = (start as usize).saturating_add(size);
    if needed > length {
        return Err(error(
            t,
            format!(
                "{function} requires a buffer of at least {needed} bytes for {doing} {size} bytes at offset {start} (actual buffer size is {length})"
            ),
        ));
    }
    Ok(start as usize)
}

// ----- unpacking -----

/// The tuple of the values in exactly as many bytes as the layout has.
fn unpacked<'t>(t: &'t Thread, layout: &Layout, data: &[u8]) -> Value<'t> {
    let mut values = Vec::with_capacity(layout.values());
    for item in &layout.items {
        for place in 0..item.count {
            let start = item.offset + place * item.size;
            let bytes = data.get(start..start + item.size).unwrap_or(&[]);
            values.push(unpack_one(t, item.code, bytes, layout.big_endian));
        }
    }
    t.tuple(&values)
}

fn unpack_one<'t>(t: &'t Thread, code: u8, bytes: &[u8], big_endian: bool) -> Value<'t> {
    let mut word = [0; 8];
    let short = bytes.len().min(8);
    word[..short].copy_from_slice(&bytes[..short]);
    if big_endian {
        word[..short].reverse();
    }
    let number = u64::from_le_bytes(word);
    match code {
        b'c' | b's' => t.bytes(bytes),
        b'p' => {
            let length =
                usize::from(*bytes.first().unwrap_or(&0)).min(bytes.len().saturating_sub(1));
            t.bytes(bytes.get(1..1 + length).unwrap_or(&[]))
        }
        b'?' => Value::bool(number != 0),
        b'e' => t.float(half_to(number as u16)),
        b'f' => t.float(f64::from(f32::from_bits(number as u32))),
        b'd' => t.float(f64::from_bits(number)),
        _ if code.is_ascii_lowercase() => {
            let unused = 64 - 8 * bytes.len() as u32;
            t.int((number << unused) as i64 >> unused)
        }
        _ => t.big_int(BigInt::from(number)),
    }
}

fn unpack(t: &mut Thread, args: Args) -> Returned {
    let layout = &compiled(t, args)?.layout;
    let data = builtins::bytes_like(t, args.get(t, 1))?;
    if data.len() != layout.size {
        let message = format!("unpack requires a buffer of {} bytes", layout.size);
        return Err(error(t, message));
    }
    Ok(t.done(unpacked(t, layout, &data)))
}

fn unpack_from(t: &mut Thread, args: Args) -> Returned {
    let offset = match args.optional(t, 2) {
        None => 0,
        Some(_) => builtins::index_argument(t, args.slot(2))?,
    };
    let layout = &compiled(t, args)?.layout;
    let data = builtins::bytes_like(t, args.get(t, 1))?;
    let words = ("unpack_from", "unpacking", "not enough data to unpack");
    let start = place(t, offset, layout.size, data.len(), words)?;
    let data = data.get(start..start + layout.size).unwrap_or(&[]);
    Ok(t.done(unpacked(t, layout, data)))
}

fn iter_unpack(t: &mut Thread, args: Args) -> Returned {
    let layout = compiled(t, args)?.layout.clone();
    let length = builtins::bytes_like(t, args.get(t, 1))?.len();
    if layout.size == 0 {
        return Err(error(
            t,
            "cannot iteratively unpack with a struct of length 0",
        ));
    }
    if length % layout.size != 0 {
        let message = format!(
            "iterative unpacking requires a buffer of a multiple of {} bytes",
            layout.size
        );
        return Err(error(t, message));
    }
    let unpacking = Unpacking {
        layout,
        data: Field::new(args.get(t, 1)),
        next: AtomicUsize::new(0),
    };
    let class = state(t).class(t, Type::StructIterator);
    Ok(t.done(Opaque::new(t.mutator(), class, unpacking).value()))
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let Some(unpacking) = args.get(t, 0).opaque::<Unpacking>() else {
        return Err(builtins::wrong_receiver(t, args));
    };
    let size = unpacking.layout.size;
    let start = unpacking.next.fetch_add(size, Ordering::Relaxed);
    let data = builtins::bytes_like(t, unpacking.data.load())?;
    match start.checked_add(size).and_then(|end| data.get(start..end)) {
        Some(data) => Ok(t.done(unpacked(t, &unpacking.layout, data))),
        None => Err(builtins::stop(t)),
    }
}

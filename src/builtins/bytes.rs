//! `bytes`, and what it shares with `bytearray`: making them of other objects, operators, subscripts, iteration. The methods with
//! names are in `bytes_methods`, what changes a bytearray is in `bytearray`.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::heap::{Bytes, Slot, Value, hash_bytes};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::bytearray::Buffer;
use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::number::{int_of, str_of};
use super::sequence::{self, Subscript};
use super::str_join::gather;
use super::text::repr::push_bytes_repr;

pub(super) fn install(thread: &Thread) {
    for class in [ClassId::Bytes, ClassId::ByteArray] {
        define_methods(
            thread,
            thread.class(class),
            &[
                Def::Method("__repr__(self, /)", repr),
                Def::Method("__len__(self, /)", len),
                Def::Method("__iter__(self, /)", iter),
                Def::Method("__contains__(self, key, /)", contains),
                Def::Method("__getitem__(self, key, /)", get_item),
                Def::Method("__add__(self, value, /)", add),
                Def::Method("__mul__(self, value, /)", |t, a| multiply(t, a, false)),
                Def::Method("__rmul__(self, value, /)", |t, a| multiply(t, a, true)),
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
    define_methods(
        thread,
        thread.class(ClassId::Bytes),
        &[
            Def::Static(
                "__new__(cls, source=b'', encoding='utf-8', errors='strict')",
                new,
            ),
            Def::Method("__hash__(self, /)", |t, a| {
                let hash = hash_bytes(&this(t, a)?);
                Ok(t.done(t.int(hash)))
            }),
            Def::Method("__bytes__(self, /)", |t, a| {
                this(t, a)?;
                Ok(t.done(t.payload(a.get(t, 0))))
            }),
        ],
    );
}

/// The bytes of a bytes object or, copied, of a bytearray.
pub fn contents<'t>(thread: &'t Thread, value: Value<'t>) -> Option<Cow<'t, [u8]>> {
    let value = thread.payload(value);
    match value.cast::<Bytes>() {
        Some(bytes) => Some(Cow::Borrowed(bytes.as_slice())),
        None => value
            .opaque::<Buffer>()
            .map(|buffer| Cow::Owned(buffer.copy())),
    }
}

/// The bytes of the first argument.
pub(super) fn this(thread: &Thread, args: Args) -> Result<Cow<'_, [u8]>, Raised> {
    match contents(thread, args.get(thread, 0)) {
        Some(bytes) => Ok(bytes),
        None => Err(wrong_receiver(thread, args)),
    }
}

/// The class of the first argument, bytes or bytearray, without regard to classes that derive from it.
pub(super) fn class_of_this(thread: &Thread, args: Args) -> ClassId {
    match thread.payload(args.get(thread, 0)).cast::<Bytes>() {
        Some(_) => ClassId::Bytes,
        None => ClassId::ByteArray,
    }
}

/// A new object of the same type as the first argument.
pub(super) fn like_this<'t>(thread: &'t Thread, args: Args, bytes: &[u8]) -> Value<'t> {
    match class_of_this(thread, args) {
        ClassId::Bytes => thread.bytes(bytes),
        _ => super::bytearray::new_value(thread, bytes.to_vec()),
    }
}

/// The bytes of an operand; TypeError if it has none.
pub fn bytes_like<'t>(thread: &'t Thread, value: Value<'t>) -> Result<Cow<'t, [u8]>, Raised> {
    contents(thread, value).ok_or_else(|| {
        let class = thread.class_of(value).name();
        thread.type_error(format!("a bytes-like object is required, not '{class}'"))
    })
}

/// A byte that the integer in a slot stands for; ValueError with `message` if it is none.
pub(super) fn byte(t: &mut Thread, value: Slot, message: &str) -> Result<u8, Raised> {
    let number = vm::index(t, value)?;
    u8::try_from(number).map_err(|_| t.value_error(message))
}

/// The bytes of any object that has some: bytes, `__bytes__`, or an iterable of integers. The result is a bytes object.
/// `wanted` is the type that messages name.
pub(super) fn to_bytes(t: &mut Thread, source: Slot, wanted: &str) -> Returned {
    let value = t.get(source);
    if value.cast::<Bytes>().is_some() {
        return Ok(t.done(value));
    }
    if let Some(done) = vm::call_dunder(t, source, Dunder::Bytes, &[])? {
        let result = t.result(done);
        if t.payload(result).cast::<Bytes>().is_some() {
            return Ok(t.done(t.payload(result)));
        }
        let class = t.class_of(result).name();
        let message = format!("__bytes__ returned non-bytes (type {class})");
        return Err(t.type_error(message));
    }
    let class = t.class_of(t.get(source)).name();
    let refusal = format!("cannot convert '{class}' object to {wanted}");
    let bytes = collect(t, source, &refusal, "bytes must be in range(0, 256)")?;
    Ok(t.done(t.bytes(&bytes)))
}

/// The bytes that an iterable of integers gives, or those of a bytes-like object. TypeError with `refusal` if it is neither,
/// ValueError with `range` for a number that is no byte.
pub(super) fn collect(
    t: &mut Thread,
    source: Slot,
    refusal: &str,
    range: &str,
) -> Result<Vec<u8>, Raised> {
    let value = t.get(source);
    if let Some(bytes) = contents(t, value) {
        t.check_memory(bytes.len())?;
        return Ok(bytes.into_owned());
    }
    if str_of(t, value).is_some() {
        return Err(t.type_error(refusal));
    }
    let mark = t.mark();
    let items = gather(t, source, refusal)?;
    let mut bytes = Vec::new();
    for index in 0.. {
        let Some(item) = gathered_item(t, items, index) else {
            break;
        };
        bytes.push(byte(t, item, range)?);
        t.pop_to(item);
    }
    t.pop_to(mark);
    Ok(bytes)
}

/// Pushes an item of the list or tuple in a slot.
fn gathered_item(t: &Thread, sequence: Slot, index: usize) -> Option<Slot> {
    use crate::heap::{List, Tuple};
    let value = t.get(sequence);
    let item = match value.cast::<List>() {
        Some(list) => list.get(t.mutator(), index),
        None => value.cast::<Tuple>().and_then(|tuple| tuple.get(index)),
    };
    item.map(|item| t.push(item))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let done = construct(t, args, "bytes")?;
    finish_new(t, args.get(t, 0), t.result(done))
}

/// `bytes(source, encoding, errors)` of the arguments from the second on: a bytes object. `wanted` is the type that messages name.
pub(super) fn construct(t: &mut Thread, args: Args, wanted: &str) -> Returned {
    let value = args.get(t, 1);
    let text = !value.is_unbound() && str_of(t, value).is_some();
    let (encoding, errors) = (args.get(t, 2), args.get(t, 3));
    let encoding_name = super::codec::name(t, encoding, wanted, "encoding", "utf-8")?;
    let errors_name = super::codec::name(t, errors, wanted, "errors", "strict")?;
    if text {
        if encoding.is_unbound() {
            return Err(t.type_error("string argument without an encoding"));
        }
        return super::codec::encode(t, args.slot(1), &encoding_name, &errors_name);
    }
    if !encoding.is_unbound() {
        return Err(t.type_error("encoding without a string argument"));
    }
    if !errors.is_unbound() {
        return Err(t.type_error("errors without a string argument"));
    }
    if value.is_unbound() {
        return Ok(t.done(t.bytes(&[])));
    }
    let class = t.class_of(value);
    if class.dunder(Dunder::Bytes).is_unbound() && !class.dunder(Dunder::Index).is_unbound() {
        let count = vm::index_usize(t, args.slot(1), "negative count")?;
        t.check_memory(count.saturating_mul(2))?;
        let zeros = vec![0; count];
        return Ok(t.done(t.bytes(&zeros)));
    }
    to_bytes(t, args.slot(1), wanted)
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let bytes = this(t, args)?;
    t.check_memory(bytes.len().saturating_mul(4))?;
    let mut out = String::new();
    match class_of_this(t, args) {
        ClassId::Bytes => push_bytes_repr(&mut out, &bytes),
        _ => {
            out.push_str(t.class_of(args.get(t, 0)).name());
            out.push('(');
            push_bytes_repr(&mut out, &bytes);
            out.push(')');
        }
    }
    Ok(t.done(t.str(&out)))
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let length = match t.payload(args.get(t, 0)).opaque::<Buffer>() {
        Some(buffer) => buffer.len(),
        None => this(t, args)?.len(),
    };
    Ok(t.done(Value::length(length)))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let sequence = t.payload(args.get(t, 0));
    Ok(t.done(vm::sequence_iterator(
        t,
        ClassId::BytesIterator,
        sequence,
        0,
        1,
    )))
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let part = args.get(t, 1);
    let found = if int_of(t, part).is_some() {
        let byte = byte(t, args.slot(1), "byte must be in range(0, 256)")?;
        this(t, args)?.contains(&byte)
    } else {
        let part = bytes_like(t, part)?;
        super::text::byte_text::find(&this(t, args)?, &part).is_some()
    };
    Ok(t.done(Value::bool(found)))
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    let refuse = match class_of_this(t, args) {
        ClassId::Bytes => {
            |class: &str| format!("byte indices must be integers or slices, not {class}")
        }
        _ => |class: &str| format!("bytearray indices must be integers or slices, not {class}"),
    };
    let subscript = sequence::subscript(t, args.slot(1), refuse)?;
    if let (Subscript::Item(index), Some(buffer)) =
        (&subscript, t.payload(args.get(t, 0)).opaque::<Buffer>())
    {
        return match buffer.byte(*index) {
            Some(byte) => Ok(t.done(Value::int(byte.into()))),
            None => Err(t.index_error("bytearray index out of range")),
        };
    }
    let bytes = this(t, args)?;
    match subscript {
        Subscript::Item(index) => {
            let place = sequence::position(index, bytes.len());
            match place.and_then(|place| bytes.get(place)) {
                Some(byte) => Ok(t.done(Value::int(i32::from(*byte)))),
                None => Err(t.index_error("index out of range")),
            }
        }
        Subscript::Slice(bounds) => {
            let span = bounds.fit(bytes.len());
            if span.step == 1 {
                let part = bytes.get(span.start..span.start + span.count);
                return Ok(t.done(like_this(t, args, part.unwrap_or_default())));
            }
            let places = span.places();
            let part: Vec<u8> = places
                .filter_map(|place| bytes.get(place))
                .copied()
                .collect();
            Ok(t.done(like_this(t, args, &part)))
        }
    }
}

fn add(t: &mut Thread, args: Args) -> Returned {
    let bytes = this(t, args)?;
    let value = args.get(t, 1);
    let Some(other) = contents(t, value) else {
        if sequence::is_scripts(t, value, Dunder::RAdd) {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        }
        let (other, class) = (t.class_of(value).name(), t.class_of(args.get(t, 0)).name());
        return Err(t.type_error(format!("can't concat {other} to {class}")));
    };
    t.check_memory(bytes.len().saturating_add(other.len()).saturating_mul(2))?;
    Ok(t.done(like_this(t, args, &[&bytes[..], &other[..]].concat())))
}

fn multiply(t: &mut Thread, args: Args, reflected: bool) -> Returned {
    this(t, args)?;
    let Some(times) = sequence::repeat_factor(t, args.slot(1), reflected)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let bytes = this(t, args)?;
    match bytes.len().checked_mul(times) {
        Some(length) => t.check_memory(length.saturating_mul(2))?,
        None => return Err(t.memory_error()),
    }
    Ok(t.done(like_this(t, args, &bytes.repeat(times))))
}

fn compare(t: &Thread, args: Args, holds: fn(Ordering) -> bool) -> Returned {
    let bytes = this(t, args)?;
    let result = match contents(t, args.get(t, 1)) {
        Some(other) => Value::bool(holds(bytes.cmp(&other))),
        None => Value::NOT_IMPLEMENTED,
    };
    Ok(t.done(result))
}

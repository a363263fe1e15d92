//! `bytearray`: bytes that can be changed. What it shares with `bytes` is in `bytes` and `bytes_methods`.

use parking_lot::Mutex;

use crate::heap::{Bytes, Object, Opaque, Value};
use crate::no_fields;
use crate::object::{Args, ClassId, Raised, Returned, Thread};

use super::bytes::{byte, collect, construct, contents};
use super::define::{Def, define_methods, finish_new, wrong_receiver};
use super::number::{int_of, str_of};
use super::sequence::{self, Span, Subscript};

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::ByteArray);
    define_methods(
        thread,
        class,
        &[
            Def::Static(
                "__new__(cls, source=b'', encoding='utf-8', errors='strict')",
                new,
            ),
            Def::Method("__setitem__(self, key, value, /)", set_item),
            Def::Method("__delitem__(self, key, /)", delete_item),
            Def::Method("__iadd__(self, value, /)", add_in_place),
            Def::Method("__imul__(self, value, /)", multiply_in_place),
            Def::Method("append(self, item, /)", append),
            Def::Method("extend(self, iterable_of_ints, /)", extend),
            Def::Method("insert(self, index, item, /)", insert),
            Def::Method("pop(self, index=-1, /)", pop),
            Def::Method("remove(self, value, /)", remove),
            Def::Method("reverse(self, /)", |t, a| {
                this(t, a)?.change(|bytes| bytes.reverse());
                t.none()
            }),
            Def::Method("clear(self, /)", |t, a| {
                this(t, a)?.change(Vec::clear);
                t.none()
            }),
            Def::Method("copy(self, /)", |t, a| {
                let copy = this(t, a)?.copy();
                Ok(t.done(new_value(t, copy)))
            }),
        ],
    );
    let hash = thread.intern("__hash__");
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
}

/// The contents of a bytearray. The mutex is held for copies and changes only, never while script code runs.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Mutex<Vec<u8>>,
}

no_fields!(Buffer);

impl Buffer {
    /// The bytes as they are now.
    pub(super) fn copy(&self) -> Vec<u8> {
        self.bytes.lock().clone()
    }

    /// How many there are now.
    pub(super) fn len(&self) -> usize {
        self.bytes.lock().len()
    }

    /// The byte at an index, negative ones counted from the end.
    pub(super) fn byte(&self, index: i64) -> Option<u8> {
        let bytes = self.bytes.lock();
        sequence::position(index, bytes.len()).and_then(|place| bytes.get(place).copied())
    }

    fn change<T>(&self, change: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        change(&mut self.bytes.lock())
    }
}

/// A new bytearray.
pub(super) fn new_value(thread: &Thread, bytes: Vec<u8>) -> Value<'_> {
    thread.mutator().account(bytes.len());
    let class = thread.class(ClassId::ByteArray).value();
    let buffer = Buffer {
        bytes: Mutex::new(bytes),
    };
    Opaque::new(thread.mutator(), class, buffer).value()
}

/// Writes over the bytes of a bytearray from an index on; false if it is none, or has fewer by now.
pub fn overwrite(thread: &Thread, value: Value<'_>, start: usize, bytes: &[u8]) -> bool {
    let Some(buffer) = thread.payload(value).opaque::<Buffer>() else {
        return false;
    };
    buffer.change(|all| match all.get_mut(start..start + bytes.len()) {
        Some(target) => {
            target.copy_from_slice(bytes);
            true
        }
        None => false,
    })
}

fn this(thread: &Thread, args: Args) -> Result<&Buffer, Raised> {
    match thread.payload(args.get(thread, 0)).opaque() {
        Some(buffer) => Ok(buffer),
        None => Err(wrong_receiver(thread, args)),
    }
}

/// The byte of an argument.
fn byte_argument(t: &mut Thread, args: Args, index: usize) -> Result<u8, Raised> {
    byte(t, args.slot(index), "byte must be in range(0, 256)")
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let done = construct(t, args, "bytearray")?;
    let bytes = t.result(done).cast::<Bytes>();
    let bytes = bytes.map_or(Vec::new(), |bytes| bytes.as_slice().to_vec());
    finish_new(t, args.get(t, 0), new_value(t, bytes))
}

fn subscript(t: &mut Thread, args: Args) -> Result<Subscript, Raised> {
    sequence::subscript(t, args.slot(1), |class| {
        format!("bytearray indices must be integers or slices, not {class}")
    })
}

fn set_item(t: &mut Thread, args: Args) -> Returned {
    match subscript(t, args)? {
        Subscript::Item(index) => {
            let byte = byte_argument(t, args, 2)?;
            let stored = this(t, args)?.change(|bytes| {
                let place = sequence::position(index, bytes.len())?;
                *bytes.get_mut(place)? = byte;
                Some(())
            });
            match stored {
                Some(()) => t.none(),
                None => Err(t.index_error("bytearray index out of range")),
            }
        }
        Subscript::Slice(bounds) => {
            let value = t.get(args.slot(2));
            let refusal = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
            if int_of(t, value).is_some() || str_of(t, value).is_some() {
                return Err(t.type_error(refusal));
            }
            let class = t.class_of(value).name();
            let refusal = format!("cannot convert '{class}' object to bytearray");
            let new = collect(t, args.slot(2), &refusal, "byte must be in range(0, 256)")?;
            grow(t, args, new.len())?;
            let stored =
                this(t, args)?.change(|bytes| replace(bytes, bounds.fit(bytes.len()), &new));
            match stored {
                Ok(()) => t.none(),
                Err(message) => Err(t.value_error(message)),
            }
        }
    }
}

/// Puts bytes in the place of a slice.
fn replace(bytes: &mut Vec<u8>, span: Span, new: &[u8]) -> Result<(), String> {
    if span.step == 1 {
        bytes.splice(span.start..span.start + span.count, new.iter().copied());
        return Ok(());
    }
    if new.is_empty() {
        delete(bytes, span);
        return Ok(());
    }
    let (given, wanted) = (new.len(), span.count);
    if given != wanted {
        return Err(format!(
            "attempt to assign bytes of size {given} to extended slice of size {wanted}"
        ));
    }
    for (place, byte) in span.places().zip(new) {
        if let Some(old) = bytes.get_mut(place) {
            *old = *byte;
        }
    }
    Ok(())
}

fn delete_item(t: &mut Thread, args: Args) -> Returned {
    match subscript(t, args)? {
        Subscript::Item(index) => {
            let removed = this(t, args)?.change(|bytes| take(bytes, index));
            match removed {
                Some(_) => t.none(),
                None => Err(t.index_error("bytearray index out of range")),
            }
        }
        Subscript::Slice(bounds) => {
            this(t, args)?.change(|bytes| delete(bytes, bounds.fit(bytes.len())));
            t.none()
        }
    }
}

/// Removes a slice.
fn delete(bytes: &mut Vec<u8>, span: Span) {
    let mut gone = span.ascending().places().peekable();
    let mut place = 0;
    bytes.retain(|_| {
        let goes = gone.next_if_eq(&place).is_some();
        place += 1;
        !goes
    });
}

/// Removes the byte at an index.
fn take(bytes: &mut Vec<u8>, index: i64) -> Option<u8> {
    sequence::position(index, bytes.len()).map(|place| bytes.remove(place))
}

/// Makes sure that so many more bytes fit, and counts them.
fn grow(t: &Thread, args: Args, more: usize) -> Result<(), Raised> {
    let length = this(t, args)?.len();
    t.check_memory(length.saturating_add(more).saturating_mul(2))?;
    t.mutator().account(more);
    Ok(())
}

fn push_all(t: &Thread, args: Args, more: &[u8]) -> Result<(), Raised> {
    grow(t, args, more.len())?;
    this(t, args)?.change(|bytes| bytes.extend_from_slice(more));
    Ok(())
}

fn add_in_place(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let Some(more) = contents(t, args.get(t, 1)) else {
        let class = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!("can't concat {class} to bytearray")));
    };
    push_all(t, args, &more)?;
    Ok(t.done(args.get(t, 0)))
}

fn multiply_in_place(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let Some(times) = sequence::repeat_factor(t, args.slot(1), false)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    match this(t, args)?.len().checked_mul(times) {
        Some(length) => grow(t, args, length)?,
        None => return Err(t.memory_error()),
    }
    // What others have added since is repeated too.
    this(t, args)?.change(|bytes| *bytes = bytes.repeat(times));
    Ok(t.done(args.get(t, 0)))
}

fn append(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let byte = byte_argument(t, args, 1)?;
    push_all(t, args, &[byte])?;
    t.none()
}

fn extend(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let source = args.slot(1);
    let class = t.class_of(t.get(source)).name();
    let refusal = if str_of(t, t.get(source)).is_some() {
        format!("expected iterable of integers; got: '{class}'")
    } else {
        format!("can't extend bytearray with {class}")
    };
    let more = collect(t, source, &refusal, "byte must be in range(0, 256)")?;
    push_all(t, args, &more)?;
    t.none()
}

fn insert(t: &mut Thread, args: Args) -> Returned {
    let index = sequence::index_argument(t, args.slot(1))?;
    let byte = byte_argument(t, args, 2)?;
    grow(t, args, 1)?;
    this(t, args)?.change(|bytes| {
        let length = bytes.len() as i64;
        let place = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        bytes.insert(place.clamp(0, length) as usize, byte);
    });
    t.none()
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    let index = match args.get(t, 1) {
        Value::UNBOUND => -1,
        _ => sequence::index_argument(t, args.slot(1))?,
    };
    let buffer = this(t, args)?;
    match buffer.change(|bytes| take(bytes, index)) {
        Some(byte) => Ok(t.done(Value::int(byte.into()))),
        None if buffer.len() == 0 => Err(t.index_error("pop from empty bytearray")),
        None => Err(t.index_error("pop index out of range")),
    }
}

fn remove(t: &mut Thread, args: Args) -> Returned {
    let byte = byte_argument(t, args, 1)?;
    let removed = this(t, args)?.change(|bytes| {
        let place = memchr::memchr(byte, bytes)?;
        Some(bytes.remove(place))
    });
    match removed {
        Some(_) => t.none(),
        None => Err(t.value_error("value not found in bytearray")),
    }
}

//! `bytearray`: bytes that can be changed. What it shares with `bytes` is in `bytes` and `bytes_methods`.

use parking_lot::Mutex;

use crate::heap::{Object, Opaque, Value};
use crate::no_fields;
use crate::object::{ClassId, Thread};

use super::sequence;

/// The contents of a bytearray. The mutex is held for copies and changes only.
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

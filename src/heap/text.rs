//! `TextBuffer`: text that several strings are beginnings of. A string to which others are added again and again (`s += t`) so grows in place, and
//! building a text piece by piece takes time in proportion to its length.
//!
//! The first string that `s += t` makes of a long `s` stands in a buffer with room behind it. To add to a string that ends where its
//! buffer is filled, a thread claims the bytes behind by compare-exchange; whoever comes second copies. What is filled never changes.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Mutator;
use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::value::Value;

/// Room for text, as much as the integer says that stands where objects have their class.
#[repr(C)]
pub(super) struct TextBuffer {
    header: Header,
    filled: AtomicUsize,
    bytes: [u8; 0],
}

impl TextBuffer {
    /// A buffer that begins with two texts and has room for half as much again.
    pub(super) fn of<'t>(mutator: &'t Mutator, a: &str, b: &str) -> &'t TextBuffer {
        let filled = a.len() + b.len();
        let capacity = filled + filled / 2;
        // SAFETY: what counts as filled is written.
        unsafe {
            mutator.alloc_with_tail(
                Value::length(capacity),
                capacity,
                |buffer: *mut TextBuffer, header| {
                    buffer.write(TextBuffer {
                        header,
                        filled: AtomicUsize::new(filled),
                        bytes: [],
                    });
                    let bytes = (&raw mut (*buffer).bytes).cast::<u8>();
                    bytes.copy_from_nonoverlapping(a.as_ptr(), a.len());
                    bytes
                        .add(a.len())
                        .copy_from_nonoverlapping(b.as_ptr(), b.len());
                },
            )
        }
    }

    /// Writes a text behind the first `end` bytes; false if there is no room or something else stands there.
    pub(super) fn append(&self, end: usize, text: &str) -> bool {
        let capacity = self.header.class().as_small_int().unwrap_or(0) as usize;
        let Some(filled) = end.checked_add(text.len()).filter(|&end| end <= capacity) else {
            return false;
        };
        let claim = self
            .filled
            .compare_exchange(end, filled, Ordering::Relaxed, Ordering::Relaxed);
        if claim.is_err() {
            return false;
        }
        // SAFETY: these bytes lie in the buffer, and the claim makes them this thread's alone; they are read through the string that it
        // publishes afterwards.
        unsafe {
            let place = (&raw const self.bytes).cast::<u8>().cast_mut().add(end);
            place.copy_from_nonoverlapping(text.as_ptr(), text.len());
        }
        true
    }

    /// Where the text begins.
    #[inline(always)]
    pub(super) fn start(&self) -> *const u8 {
        (&raw const self.bytes).cast()
    }
}

// SAFETY: no field; the strings in it keep it.
unsafe impl Trace for TextBuffer {
    fn trace(&self, _: &mut Tracer) {}
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for TextBuffer {
    const KIND: Kind = Kind::TextBuffer;
}

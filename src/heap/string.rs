//! Strings and bytes: immutable text behind the header; and the table of interned names.

use std::sync::atomic::{AtomicU64, Ordering};

use hashbrown::HashTable;
use parking_lot::RwLock;

use super::collector::Tracer;
use super::hash::hash_str;
use super::object::{Header, Kind, Object, Trace};
use super::text::TextBuffer;
use super::{Mutator, Value};

/// A string: UTF-8, its number of characters counted when it is made.
#[repr(C)]
pub struct Str {
    header: Header,
    bytes: usize,
    chars: usize,
    /// The hash, once computed; 0 before. (A hash that comes out as 0 is computed anew each time.)
    hash: AtomicU64,
    text: [u8; 0],
}

/// A bytes object.
#[repr(C)]
pub struct Bytes {
    header: Header,
    len: usize,
    contents: [u8; 0],
}

/// Header flag: the string is the one interned string of its text.
const INTERNED: u8 = 1;
/// Header flag: instead of the text, a pointer to the [`TextBuffer`] that begins with it stands behind the string.
const IN_BUFFER: u8 = 2;
/// From this length on, a string to which another one is added is worth a buffer.
const WORTH_A_BUFFER: usize = 512;

impl Str {
    /// New string.
    #[inline]
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, text: &str) -> &'t Str {
        Str::make(mutator, class, text.len(), count_chars(text), |place| {
            // SAFETY: there is room for so many bytes.
            unsafe { place.copy_from_nonoverlapping(text.as_ptr(), text.len()) };
        })
    }

    /// New string of two others.
    pub fn add<'t>(mutator: &'t Mutator, class: Value<'_>, a: &Str, b: &Str) -> &'t Str {
        let (bytes, chars) = (a.bytes + b.bytes, a.chars + b.chars);
        let (first, second) = (a.as_str(), b.as_str());
        if first.len() < WORTH_A_BUFFER || first.len() < second.len() {
            return Str::make(mutator, class, bytes, chars, |place| {
                // SAFETY: there is room for so many bytes.
                unsafe {
                    place.copy_from_nonoverlapping(first.as_ptr(), first.len());
                    let place = place.add(first.len());
                    place.copy_from_nonoverlapping(second.as_ptr(), second.len());
                }
            });
        }
        let buffer = match a.buffer() {
            Some(buffer) if buffer.append(first.len(), second) => buffer,
            _ => TextBuffer::of(mutator, first, second),
        };
        // SAFETY: the object and the pointer behind it are written; the buffer begins with that many bytes of UTF-8.
        unsafe {
            let tail = size_of::<*const TextBuffer>();
            mutator.alloc_with_tail(class, tail, |object: *mut Str, header| {
                header.flags.store(IN_BUFFER, Ordering::Relaxed);
                object.write(Str {
                    header,
                    bytes,
                    chars,
                    hash: AtomicU64::new(0),
                    text: [],
                });
                let place = (&raw mut (*object).text).cast::<*const TextBuffer>();
                place.write(buffer);
            })
        }
    }

    /// New string whose `bytes` bytes a function writes.
    #[inline(always)]
    fn make<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        bytes: usize,
        chars: usize,
        write: impl FnOnce(*mut u8),
    ) -> &'t Str {
        // SAFETY: all `bytes` bytes behind the object are written, with UTF-8: the callers, all here, pass closures that do.
        unsafe {
            mutator.alloc_with_tail(class, bytes, |object: *mut Str, header| {
                object.write(Str {
                    header,
                    bytes,
                    chars,
                    hash: AtomicU64::new(0),
                    text: [],
                });
                write((&raw mut (*object).text).cast());
            })
        }
    }

    /// The buffer that begins with the text, if that does not stand behind the string itself.
    #[inline(always)]
    fn buffer(&self) -> Option<&TextBuffer> {
        if self.header.flags.load(Ordering::Relaxed) & IN_BUFFER == 0 {
            return None;
        }
        // SAFETY: with this flag, set when it was made, a pointer to a buffer stands behind the string, which keeps that.
        Some(unsafe { &**(&raw const self.text).cast::<*const TextBuffer>() })
    }

    /// New string of a part of another one.
    pub fn part<'t>(mutator: &'t Mutator, class: Value<'_>, whole: &Str, part: &str) -> &'t Str {
        let chars = match whole.is_ascii() {
            true => part.len(),
            false => count_chars(part),
        };
        debug_assert_eq!(chars, count_chars(part));
        Str::make(mutator, class, part.len(), chars, |place| {
            // SAFETY: there is room for so many bytes.
            unsafe { place.copy_from_nonoverlapping(part.as_ptr(), part.len()) };
        })
    }

    /// New string of several pieces, with a separator between them.
    pub fn join<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        separator: Option<&Str>,
        pieces: &[&Str],
    ) -> &'t Str {
        let mut bytes = pieces.iter().map(|piece| piece.bytes).sum();
        let mut chars = pieces.iter().map(|piece| piece.chars).sum();
        if let Some(separator) = separator {
            let times = pieces.len().saturating_sub(1);
            bytes += times * separator.bytes;
            chars += times * separator.chars;
        }
        Str::make(mutator, class, bytes, chars, |mut place| {
            let mut write = |text: &str| {
                // SAFETY: there is room for all pieces and separators.
                unsafe {
                    place.copy_from_nonoverlapping(text.as_ptr(), text.len());
                    place = place.add(text.len());
                }
            };
            for (index, piece) in pieces.iter().enumerate() {
                if index > 0
                    && let Some(separator) = separator
                {
                    write(separator.as_str());
                }
                write(piece.as_str());
            }
        })
    }

    /// The text.
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        let start = match self.buffer() {
            None => (&raw const self.text).cast(),
            Some(buffer) => buffer.start(),
        };
        // SAFETY: that many bytes of UTF-8 were written behind the object, or into the buffer, when it was made, and never change.
        unsafe {
            let bytes = std::slice::from_raw_parts(start, self.bytes);
            std::str::from_utf8_unchecked(bytes)
        }
    }

    /// Number of characters (code points).
    #[inline(always)]
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Whether every character is ASCII, so that characters and bytes are the same.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.bytes
    }

    /// Whether it is the interned string of its text, which is then equal to another interned one only if identical.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.header.flags.load(Ordering::Relaxed) & INTERNED != 0
    }

    /// The hash: SipHash-1-3 with a zero key, as CPython with `PYTHONHASHSEED=0`. Never -1.
    #[inline]
    pub fn hash(&self) -> i64 {
        match self.hash.load(Ordering::Relaxed) {
            0 => self.compute_hash(),
            hash => hash as i64,
        }
    }

    #[cold]
    fn compute_hash(&self) -> i64 {
        let hash = hash_str(self.as_str());
        self.hash.store(hash as u64, Ordering::Relaxed);
        hash
    }
}

impl Bytes {
    /// New bytes object.
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, contents: &[u8]) -> &'t Bytes {
        let len = contents.len();
        // SAFETY: all `len` bytes behind the object are written.
        unsafe {
            mutator.alloc_with_tail(class, len, |object: *mut Bytes, header| {
                object.write(Bytes {
                    header,
                    len,
                    contents: [],
                });
                let place = (&raw mut (*object).contents).cast::<u8>();
                place.copy_from_nonoverlapping(contents.as_ptr(), len);
            })
        }
    }

    /// The bytes.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `len` bytes were written behind the object when it was made, and never change.
        unsafe { std::slice::from_raw_parts((&raw const self.contents).cast(), self.len) }
    }
}

#[inline]
fn count_chars(text: &str) -> usize {
    // Most strings are short, and the library's `is_ascii` is made for long ones.
    let ascii = match text.len() {
        0..32 => {
            let (words, rest) = text.as_bytes().as_chunks::<8>();
            let words = words
                .iter()
                .fold(0, |all, word| all | u64::from_ne_bytes(*word));
            let rest = rest.iter().fold(0, |all, byte| all | byte);
            words & 0x8080_8080_8080_8080 == 0 && rest < 0x80
        }
        _ => text.is_ascii(),
    };
    if ascii {
        text.len()
    } else {
        text.chars().count()
    }
}

// SAFETY: no field but the header's; keeps the buffer.
unsafe impl Trace for Str {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        if let Some(buffer) = self.buffer() {
            tracer.keep(buffer.header());
        }
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Str {
    const KIND: Kind = Kind::Str;
}

// SAFETY: no field but the header's.
unsafe impl Trace for Bytes {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Bytes {
    const KIND: Kind = Kind::Bytes;
}

/// An interned string, as what outlives every safepoint: interned strings are never freed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name(u64);

impl Name {
    /// The name that a string is: of the interned string of its text.
    pub fn of(mutator: &Mutator, text: &Str) -> Name {
        let interned = if text.is_interned() {
            text
        } else {
            mutator.intern(text.header.class(), text.as_str())
        };
        Name(interned.value().word())
    }

    /// Its string.
    pub fn get(self, _: &Mutator) -> Option<&Str> {
        // SAFETY: (values point to live cells) interned strings are never freed while their heap is there, which the mutator keeps.
        unsafe { Value::new(self.0) }.cast()
    }
}

/// The interned strings of a heap: names of variables and attributes. They are never freed, so that a name may be compared by
/// address and kept in caches.
#[derive(Default)]
pub(super) struct Interner {
    names: RwLock<HashTable<u64>>,
}

impl Interner {
    pub(super) fn trace_roots(&self, tracer: &mut Tracer) {
        for &word in self.names.read().iter() {
            // SAFETY: (values point to live cells) interned strings are marked here at every collection.
            tracer.mark(unsafe { Value::new(word) });
        }
    }
}

impl Mutator {
    /// The interned string of this text.
    pub fn intern(&self, class: Value<'_>, text: &str) -> &Str {
        let hash = hash_str(text) as u64;
        // SAFETY: (values point to live cells) interned strings are never freed.
        let as_str = |&word: &u64| unsafe { Value::new(word) }.cast::<Str>();
        let same = |word: &u64| as_str(word).is_some_and(|name: &Str| name.as_str() == text);
        let interner = self.heap().interner();
        if let Some(found) = interner.names.read().find(hash, same).and_then(as_str) {
            return found;
        }
        let mut names = interner.names.write();
        if let Some(found) = names.find(hash, same).and_then(as_str) {
            return found;
        }
        let name = Str::new(self, class, text);
        name.header.flags.fetch_or(INTERNED, Ordering::Relaxed);
        names.insert_unique(hash, name.value().word(), |word| {
            as_str(word).map_or(0, |s: &Str| s.hash() as u64)
        });
        name
    }
}

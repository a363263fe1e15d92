//! Strings and bytes: immutable text behind the header; and the table of interned names.

use std::sync::atomic::{AtomicU64, Ordering};

use hashbrown::HashTable;
use parking_lot::RwLock;

use super::collector::Tracer;
use super::hash::hash_str;
use super::object::{Header, Kind, Object, Trace};
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

impl Str {
    /// New string.
    #[inline]
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, text: &str) -> &'t Str {
        Str::concat(mutator, class, &[text])
    }

    /// New string of several pieces.
    pub fn concat<'t>(mutator: &'t Mutator, class: Value<'_>, pieces: &[&str]) -> &'t Str {
        let bytes = pieces.iter().map(|piece| piece.len()).sum();
        let chars = pieces.iter().map(|piece| count_chars(piece)).sum();
        // SAFETY: all `bytes` bytes behind the object are written, with UTF-8.
        unsafe {
            mutator.alloc_with_tail(class, bytes, |object: *mut Str, header| {
                object.write(Str {
                    header,
                    bytes,
                    chars,
                    hash: AtomicU64::new(0),
                    text: [],
                });
                let mut place = (&raw mut (*object).text).cast::<u8>();
                for piece in pieces {
                    place.copy_from_nonoverlapping(piece.as_ptr(), piece.len());
                    place = place.add(piece.len());
                }
            })
        }
    }

    /// The text.
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        // SAFETY: that many bytes of UTF-8 were written behind the object when it was made, and never change.
        unsafe {
            let bytes = std::slice::from_raw_parts((&raw const self.text).cast(), self.bytes);
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

fn count_chars(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

// SAFETY: no field but the header's.
unsafe impl Trace for Str {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
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

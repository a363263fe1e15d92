//! `NameIndex`: numbers by name, found without a lock while names are added.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::heap::{Mutator, Object, Published, Str, Trace, Tracer};
use crate::no_fields;

/// Interned names, each with a number. Nothing is ever removed.
pub(super) struct NameIndex(Published<Places>);

/// A hash table, at most half full, that is probed place by place.
#[derive(Default)]
struct Places {
    places: Box<[Place]>,
    filled: AtomicUsize,
}

/// The word of a name and its number; 0 while there is no name. The number is stored before the name.
#[derive(Default)]
struct Place {
    name: AtomicU64,
    number: AtomicUsize,
}

no_fields!(Place);

// SAFETY: no field inside: interned names are never freed.
unsafe impl Trace for Places {
    fn trace(&self, _: &mut Tracer) {}
    fn external_bytes(&self) -> usize {
        self.places.external_bytes()
    }
}

// SAFETY: no field inside.
unsafe impl Trace for NameIndex {
    fn trace(&self, _: &mut Tracer) {}
    fn external_bytes(&self) -> usize {
        self.0.external_bytes()
    }
}

impl Default for NameIndex {
    fn default() -> NameIndex {
        NameIndex(Published::new(Places::default()))
    }
}

impl Places {
    /// Where a name stands, or the empty place where it would; None if there is no room at all.
    #[inline]
    fn place(&self, name: u64) -> Option<(&Place, bool)> {
        let mask = self.places.len().checked_sub(1)?;
        // Names are addresses of cells: the lowest bits are all alike.
        let mut at = ((name >> 4).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
        loop {
            let place = &self.places[at & mask];
            match place.name.load(Ordering::Acquire) {
                0 => return Some((place, false)),
                found if found == name => return Some((place, true)),
                _ => at += 1,
            }
        }
    }

    fn add(&self, name: u64, number: usize) {
        if let Some((place, false)) = self.place(name) {
            place.number.store(number, Ordering::Relaxed);
            place.name.store(name, Ordering::Release);
            self.filled.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl NameIndex {
    /// The number of an interned name.
    #[inline]
    pub(super) fn find(&self, name: &Str) -> Option<usize> {
        match self.0.get().place(name.value().word()) {
            Some((place, true)) => Some(place.number.load(Ordering::Relaxed)),
            _ => None,
        }
    }

    /// Adds a name that is not there. The caller keeps other writers out.
    pub(super) fn add(&self, mutator: &Mutator, name: &Str, number: usize) {
        let old = self.0.get();
        if (old.filled.load(Ordering::Relaxed) + 1) * 2 > old.places.len() {
            let count = (old.places.len() * 2).max(8);
            let places = (0..count).map(|_| Place::default()).collect();
            let new = Places {
                places,
                filled: AtomicUsize::new(0),
            };
            for place in &old.places {
                let name = place.name.load(Ordering::Relaxed);
                if name != 0 {
                    new.add(name, place.number.load(Ordering::Relaxed));
                }
            }
            self.0.publish(mutator, new);
        }
        self.0.get().add(name.value().word(), number);
    }
}

//! `Published`: a table that readers use without a lock while a writer replaces it.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::Mutator;
use super::collector::Tracer;
use super::object::Trace;

/// A pointer to an immutable (or internally atomic) table. Replacing it retires the old one, which readers may go on using until the
/// world next stands still.
pub struct Published<T> {
    pointer: AtomicPtr<T>,
    /// As its own, so that it is shared between threads only if the tables may be.
    _owned: PhantomData<T>,
}

impl<T: Trace> Published<T> {
    /// Publishes a first table.
    pub fn new(table: T) -> Published<T> {
        Published {
            pointer: AtomicPtr::new(Box::into_raw(Box::new(table))),
            _owned: PhantomData,
        }
    }

    /// The current table.
    #[inline(always)]
    pub fn get(&self) -> &T {
        // SAFETY: (retired, not freed) the pointer comes from a Box, and that table outlives this borrow:
        // it is freed by a later collection (which no borrow of heap contents survives) or with `self`.
        unsafe { &*self.pointer.load(Ordering::Acquire) }
    }

    /// Replaces the table. Writers exclude each other by the owner's byte lock.
    pub fn publish(&self, mutator: &Mutator, table: T) {
        unsafe fn free<T>(table: *mut u8) {
            // SAFETY: the pointer came from a Box of T, and is freed once.
            drop(unsafe { Box::from_raw(table.cast::<T>()) });
        }
        mutator.account(size_of::<T>() + table.external_bytes());
        let old = self
            .pointer
            .swap(Box::into_raw(Box::new(table)), Ordering::AcqRel);
        // SAFETY: (retired, not freed) the old table is no longer reachable for new readers.
        unsafe { mutator.retire(old.cast(), free::<T>) };
    }
}

impl<T> Drop for Published<T> {
    fn drop(&mut self) {
        let table = *self.pointer.get_mut();
        // SAFETY: exclusively owned by now; it came from a Box.
        drop(unsafe { Box::from_raw(table) });
    }
}

// SAFETY: shows what the current table shows; replaced tables are unreachable once the world stands still.
unsafe impl<T: Trace> Trace for Published<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.get().trace(tracer);
    }
    fn external_bytes(&self) -> usize {
        size_of::<T>() + self.get().external_bytes()
    }
}

//! Something of an object that only one thread at a time works on, off the GIL too: the middle of a hash or of a compression.

use std::sync::Arc;

use parking_lot::Mutex;

use super::{Held, Lock, number};
use crate::gil::{Reason, ThreadId};
use crate::heap::NoFields;
use crate::object::{Raised, Thread};

/// A value behind a lock that threads wait for as they do for the script's own.
pub(in crate::modules) struct Exclusive<T> {
    lock: Lock,
    /// Taken out by the thread that has the lock.
    value: Mutex<Option<T>>,
}

// SAFETY: no field inside.
unsafe impl<T> NoFields for Exclusive<T> {}

impl<T: Send> Held for Exclusive<T> {
    fn holder(&self) -> Option<ThreadId> {
        self.lock.holder()
    }
}

impl<T: Send + 'static> Exclusive<T> {
    /// `what` is what reports call it.
    pub(in crate::modules) fn new(thread: &Thread, what: &'static str, value: T) -> Arc<Self> {
        Arc::new(Exclusive {
            lock: Lock::new(thread, what),
            value: Mutex::new(Some(value)),
        })
    }

    /// Gives the value to `work`, and to nobody else meanwhile.
    pub(in crate::modules) fn with<R>(
        self: &Arc<Self>,
        t: &mut Thread,
        work: impl FnOnce(&mut Thread, &mut T) -> Result<R, Raised>,
    ) -> Result<R, Raised> {
        if !self.lock.try_acquire(number(t)) {
            let word = self.lock.word(t, self);
            self.lock.acquire_contended(t, Reason::Lock, word, None)?;
        }
        let taken = self.value.lock().take();
        let Some(mut value) = taken else {
            unreachable!("it is put back before the lock is free");
        };
        let result = work(t, &mut value);
        *self.value.lock() = Some(value);
        self.lock.release(t.interpreter().gil.clock());
        result
    }
}

//! Without the lock: which threads have not begun yet. With it the lock knows (`driver/begin.rs`).

use super::event::ThreadId;
use super::sync::{Condvar, Mutex};

/// The threads that were registered and have not begun.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    to_begin: Mutex<Vec<ThreadId>>,
    /// One less.
    begun: Condvar,
}

impl Starts {
    pub(crate) fn join(&self, thread: ThreadId) {
        self.to_begin.lock().push(thread);
    }

    /// It has begun, or has ended without.
    pub(crate) fn leave(&self, thread: ThreadId) {
        let mut to_begin = self.to_begin.lock();
        if let Some(place) = to_begin.iter().position(|other| *other == thread) {
            to_begin.swap_remove(place);
            self.begun.notify_all();
        }
    }

    /// Returns when the thread has begun, or has ended without.
    pub(crate) fn wait(&self, thread: ThreadId) {
        let mut to_begin = self.to_begin.lock();
        while to_begin.contains(&thread) {
            self.begun.wait(&mut to_begin);
        }
    }
}

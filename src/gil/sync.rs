//! What the lock is built of: mutexes, conditions, atomics, and the end of a thread that may not go on. `tests/model` compiles
//! this room with `cfg(gil_model)` against those of a model checker, which tries schedules one by one; everything else gets the real ones.

#[cfg(not(gil_model))]
mod real {
    pub(crate) use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64};

    pub(crate) use parking_lot::{Condvar, Mutex, MutexGuard};

    /// Runs `work` on a new OS thread with so much stack.
    pub(crate) fn spawn(
        stack_bytes: usize,
        work: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<()> {
        let builder = std::thread::Builder::new().stack_size(stack_bytes);
        builder.spawn(work).map(drop)
    }

    /// Never returns, and touches nothing.
    pub(crate) fn sleep_for_ever() -> ! {
        loop {
            std::thread::park();
        }
    }
}

#[cfg(gil_model)]
mod model;

#[cfg(gil_model)]
pub(crate) use model::*;
#[cfg(not(gil_model))]
pub(crate) use real::*;

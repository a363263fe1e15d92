//! What the lock is built of: mutexes, conditions, atomics, and the end of a thread that may not go on. `tests/model` compiles
//! this room with `cfg(gil_model)` against those of a model checker, which tries schedules one by one; everything else gets the real ones.

#[cfg(not(gil_model))]
mod real {
    pub(crate) use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64};

    pub(crate) use parking_lot::{Condvar, Mutex, MutexGuard};

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

//! The parts under the model checker, with the faces of the real ones. A wait with a deadline times out or not as the schedule
//! has it; one that does not time out must be signalled, or the checker reports a deadlock: so nothing relies on a deadline to be woken.

use std::fmt;
use std::ops::{Deref, DerefMut};

use shuttle::rand::Rng as _;
pub(crate) use shuttle::sync::atomic::{AtomicBool, AtomicU32, AtomicU64};

/// A mutex that is never poisoned.
#[derive(Default)]
pub(crate) struct Mutex<T>(shuttle::sync::Mutex<T>);

/// Holds it.
pub(crate) struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
    /// None only while it waits.
    inner: Option<shuttle::sync::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Self {
        Mutex(shuttle::sync::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        let inner = Some(self.0.lock().expect("never poisoned"));
        MutexGuard { mutex: self, inner }
    }
}

impl<T> MutexGuard<'_, T> {
    pub(crate) fn unlocked<R>(guard: &mut Self, work: impl FnOnce() -> R) -> R {
        guard.inner = None;
        let result = work();
        guard.inner = Some(guard.mutex.0.lock().expect("never poisoned"));
        result
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("it does not wait")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("it does not wait")
    }
}

impl<T> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mutex")
    }
}

/// A condition.
#[derive(Debug, Default)]
pub(crate) struct Condvar(shuttle::sync::Condvar);

/// Whether a wait timed out.
pub(crate) struct Waited(bool);

impl Waited {
    pub(crate) fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    pub(crate) fn new() -> Self {
        Condvar(shuttle::sync::Condvar::new())
    }

    pub(crate) fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        let inner = guard.inner.take().expect("it does not wait");
        guard.inner = Some(self.0.wait(inner).expect("never poisoned"));
    }

    pub(crate) fn wait_until<T>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        _: std::time::Instant,
    ) -> Waited {
        if shuttle::rand::thread_rng().gen_bool(0.5) {
            MutexGuard::unlocked(guard, shuttle::thread::yield_now);
            return Waited(true);
        }
        self.wait(guard);
        Waited(false)
    }

    pub(crate) fn notify_one(&self) {
        self.0.notify_one();
    }

    pub(crate) fn notify_all(&self) {
        self.0.notify_all();
    }
}

/// The checker leaves out a detached thread that is blocked.
pub(crate) fn sleep_for_ever() -> ! {
    loop {
        shuttle::thread::park();
    }
}

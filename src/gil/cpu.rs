//! How much CPU time a thread has used since its life began, readable by others while it lives.

use std::time::Duration;

use super::os;

/// The CPU time of one script thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CpuMeter {
    clock: os::ThreadCpuClock,
    /// What the OS thread had used before: it may have done other work.
    before: Duration,
    /// What it had used when the script thread ended; its clock may not be read any more.
    at_end: Option<Duration>,
    /// What it used off the lock, where it is known to have worked rather than waited.
    native: Duration,
}

impl CpuMeter {
    /// For the calling thread, from now on.
    pub(crate) fn start() -> Self {
        let before = os::thread_cpu_time();
        CpuMeter {
            clock: os::ThreadCpuClock::of_this_thread(),
            before,
            at_end: None,
            native: Duration::ZERO,
        }
    }

    /// The calling thread ends.
    pub(crate) fn stop(&mut self) {
        self.at_end = Some(os::thread_cpu_time());
    }

    /// The thread worked off the lock.
    pub(crate) fn add_native(&mut self, span: Duration) {
        self.native += span;
    }

    /// Everything since the start.
    pub(crate) fn total(&self) -> Duration {
        self.at_end
            .or_else(|| self.clock.read())
            .unwrap_or(self.before)
            .saturating_sub(self.before)
    }

    /// What it used off the lock.
    pub(crate) fn native(&self) -> Duration {
        self.native
    }
}

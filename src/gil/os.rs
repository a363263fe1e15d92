//! What the operating system is asked for, each in a small safe function: CPU clocks, thread numbers, signals.
//! Nothing here knows of the lock.

use std::time::Duration;

use rustix::time::{ClockId, Timespec, clock_gettime};

/// CPU time of the calling thread.
pub(crate) fn thread_cpu_time() -> Duration {
    span(clock_gettime(ClockId::ThreadCPUTime))
}

/// CPU time of the process.
pub(crate) fn process_cpu_time() -> Duration {
    span(clock_gettime(ClockId::ProcessCPUTime))
}

/// The number by which the operating system knows the calling thread.
#[cfg(target_os = "linux")]
pub(crate) fn native_id() -> u64 {
    u64::try_from(rustix::thread::gettid().as_raw_nonzero().get()).unwrap_or_default()
}

/// The number by which the operating system knows the calling thread.
#[cfg(not(target_os = "linux"))]
pub(crate) fn native_id() -> u64 {
    // SAFETY: `pthread_self` has no precondition; it only names the calling thread.
    unsafe { libc::pthread_self() as u64 }
}

/// The CPU clock of one thread, which others may read while that thread lives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadCpuClock(Option<libc::clockid_t>);

impl ThreadCpuClock {
    #[cfg(target_os = "linux")]
    pub(crate) fn of_this_thread() -> Self {
        let mut clock = 0;
        // SAFETY: the calling thread is alive, and `clock` is a local that the call may write to.
        let failed = unsafe { libc::pthread_getcpuclockid(libc::pthread_self(), &raw mut clock) };
        ThreadCpuClock((failed == 0).then_some(clock))
    }

    /// Not to be had: such a thread's CPU time is known when it ends.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn of_this_thread() -> Self {
        ThreadCpuClock(None)
    }

    /// `None` if the thread is gone.
    pub(crate) fn read(self) -> Option<Duration> {
        let mut time = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: a clock id is a number; the kernel refuses one whose thread is gone. `time` is a local.
        let failed = unsafe { libc::clock_gettime(self.0?, &raw mut time) };
        let (seconds, nanos) = (
            u64::try_from(time.tv_sec).ok()?,
            u32::try_from(time.tv_nsec).ok()?,
        );
        (failed == 0).then(|| Duration::new(seconds, nanos))
    }
}

fn span(at: Timespec) -> Duration {
    Duration::new(
        u64::try_from(at.tv_sec).unwrap_or_default(),
        u32::try_from(at.tv_nsec).unwrap_or_default(),
    )
}

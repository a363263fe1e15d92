//! Where time comes from. Nothing else in gilscope reads a clock, asks for the process id or names
//! an OS thread, so that a clock that computes time can take this one's place.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::{Duration, SystemTime};

use super::os;

/// A point of a run's time: nanoseconds since the run began, never going back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

impl Instant {
    /// The beginning of the run.
    pub const START: Instant = Instant(0);

    /// The point `nanos` nanoseconds after the beginning.
    pub fn from_nanos(nanos: u64) -> Self {
        Instant(nanos)
    }

    /// Nanoseconds since the beginning of the run.
    pub fn nanos(self) -> u64 {
        self.0
    }

    /// Nanoseconds from `earlier` to here; 0 if `earlier` is later.
    pub fn nanos_since(self, earlier: Instant) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    /// Saturates: a deadline beyond 584 years is one that never comes.
    fn add(self, span: Duration) -> Instant {
        Instant(
            self.0
                .saturating_add(u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)),
        )
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        Duration::from_nanos(self.nanos_since(earlier))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ns", self.0)
    }
}

/// How local time stands to UTC at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Seconds east of Greenwich.
    pub offset: i64,
    /// Whether it is summer time.
    pub summer: bool,
    /// The name of the time zone.
    pub name: String,
}

/// The clock of one run, and the facts about the machine that a computed run would fix too.
#[derive(Debug)]
pub struct Clock {
    origin: std::time::Instant,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Clock {
            origin: std::time::Instant::now(),
        }
    }

    /// Time since the run began; monotonic.
    pub fn now(&self) -> Instant {
        Instant::START + self.origin.elapsed()
    }

    /// Time since 1970-01-01 UTC, as the machine's calendar has it: it may jump.
    pub fn since_epoch(&self) -> Duration {
        SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
    }

    /// How local time stands to UTC at a number of seconds since 1970.
    pub fn zone(&self, epoch: i64) -> Zone {
        os::zone(epoch).unwrap_or_else(|| Zone {
            offset: 0,
            summer: false,
            name: "UTC".to_owned(),
        })
    }

    /// CPU time that the calling thread has used.
    pub fn thread_cpu(&self) -> Duration {
        os::thread_cpu_time()
    }

    /// CPU time that the process has used, in all its threads.
    pub fn process_cpu(&self) -> Duration {
        os::process_cpu_time()
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        std::process::id()
    }

    /// How many cores the process may use: its affinity and its cgroup's quota count.
    pub fn cores(&self) -> usize {
        os::usable_cores()
    }

    /// The operating system's number for the calling thread.
    pub fn native_id(&self) -> u64 {
        os::native_id()
    }

    /// The same point on the operating system's clock, for a wait with a deadline.
    pub(crate) fn deadline(&self, at: Instant) -> std::time::Instant {
        // Far enough to be "never", near enough for every platform's clock to represent it.
        const NEVER: Duration = Duration::from_secs(100 * 365 * 86_400);
        self.origin + Duration::from_nanos(at.0).min(NEVER)
    }
}

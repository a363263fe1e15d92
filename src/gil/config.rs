//! How a run's lock is set up. Only data.

use std::num::NonZeroU32;
use std::time::Duration;

use tracing::Dispatch;

/// Whether there is a lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// One lock: one script thread runs at a time.
    #[default]
    On,
    /// No lock: script threads run at once. Thread states, safepoints and stop-the-world stay.
    Off,
}

/// Who gets the lock next, and when its holder is asked to drop it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    /// A waiter asks for a drop after one interval; the dropper waits for the switch (CPython since
    /// 3.2).
    #[default]
    Interval,
    /// As `Interval`, but the dropper may take it straight back.
    Greedy,
    /// The holder drops it and takes it again after every 100 instructions (CPython 2).
    Ticks,
    /// First come, first served; the interval is everybody's quantum (Ruby).
    Fifo,
    /// Threads that gave it up of themselves go ahead of those that were forced to (Beazley's proposal for CPython).
    IoFirst,
}

impl PolicyKind {
    /// All of them.
    pub const ALL: [PolicyKind; 5] = [
        PolicyKind::Interval,
        PolicyKind::Greedy,
        PolicyKind::Ticks,
        PolicyKind::Fifo,
        PolicyKind::IoFirst,
    ];

    /// Its name, as users write it.
    pub fn name(self) -> &'static str {
        match self {
            PolicyKind::Interval => "interval",
            PolicyKind::Greedy => "greedy",
            PolicyKind::Ticks => "ticks",
            PolicyKind::Fifo => "fifo",
            PolicyKind::IoFirst => "io-first",
        }
    }
}

/// How many instructions a thread runs before it looks up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// So many.
    pub instructions: NonZeroU32,
    /// Whether it then drops the lock, wanted or not ([`Breaker::TICK`](super::Breaker::TICK)).
    pub drops: bool,
}

/// Where a running thread looks at its breaker word, and so may lose the lock. Calls of native functions and function entry are
/// safepoints either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Safepoints {
    /// Where a loop jumps back (CPython since 3.10).
    #[default]
    Loops,
    /// Before every instruction (CPython up to 3.9).
    Instructions,
}

/// How a run's lock is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Whether there is a lock.
    pub mode: Mode,
    /// Who gets it next.
    pub policy: PolicyKind,
    /// How long a waiter waits before it asks for a drop. Rounded down to whole microseconds, as
    /// CPython does.
    pub interval: Duration,
    /// Where a running thread looks whether it must drop it.
    pub safepoints: Safepoints,
    /// Where the events go ([`event`](super::event)), or `None` to record nothing.
    pub recording: Option<Dispatch>,
}

impl Config {
    /// CPython's default switch interval.
    pub const DEFAULT_INTERVAL: Duration = Duration::from_millis(5);
}

impl Default for Config {
    fn default() -> Self {
        Config {
            mode: Mode::On,
            policy: PolicyKind::Interval,
            interval: Self::DEFAULT_INTERVAL,
            safepoints: Safepoints::Loops,
            recording: None,
        }
    }
}

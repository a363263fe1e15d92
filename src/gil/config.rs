//! How a run's lock is set up. Only data.

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

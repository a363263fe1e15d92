//! What a run's threads did, as numbers. Made from accounts and counters; nothing here measures.

use std::time::Duration;

use super::account::LongestWait;
use super::clock::Instant;
use super::driver::LockStatistics;
use super::event::{State, ThreadId};
use super::shared::Shared;

/// What every thread of a run did, and what happened to the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// How long the run has lasted.
    pub wall: Instant,
    /// Every thread that has started, by number.
    pub threads: Vec<ThreadStatistics>,
    /// What happened to the lock; all zero without one.
    pub lock: LockStatistics,
}

/// What one thread did. Times are nanoseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadStatistics {
    /// Its number.
    pub id: ThreadId,
    /// Its name, as it was last set.
    pub name: String,
    /// Whether it is a daemon thread.
    pub daemon: bool,
    /// When it started.
    pub started: Instant,
    /// When it ended; `None` if it is alive.
    pub ended: Option<Instant>,
    /// From start to end, or until now: the sum of `in_state`.
    pub life: u64,
    /// How long it was in each state, in the order of [`State`].
    pub in_state: [u64; State::COUNT],
    /// The part of [`State::Attached`] before it first wanted the lock; 0 without one.
    pub starting: u64,
    /// CPU time that it used, in any state.
    pub cpu: u64,
    /// The part of it that it used in [`State::Native`].
    pub native_cpu: u64,
    /// How often it was attached, from getting there to leaving.
    pub slices: u64,
    /// How often it dropped the lock because it was asked to.
    pub forced_drops: u64,
    /// How often it dropped the lock by itself.
    pub voluntary_drops: u64,
    /// Its longest wait for the lock.
    pub longest_wait: Option<LongestWait>,
}

impl ThreadStatistics {
    /// `None` if it has not started yet.
    pub(crate) fn of(thread: &Shared, now: Instant) -> Option<Self> {
        let account = thread.account.lock();
        let started = account.started?;
        // It may have changed state after `now` was read; its account may not run backwards.
        let now = now.max(account.since());
        let nanos = |span: Duration| u64::try_from(span.as_nanos()).unwrap_or(u64::MAX);
        Some(ThreadStatistics {
            id: thread.id,
            name: thread.name.lock().clone(),
            daemon: thread.daemon,
            started,
            ended: account.ended,
            life: account.ended.unwrap_or(now).nanos_since(started),
            in_state: account.in_state(now),
            starting: account.starting.unwrap_or(0),
            cpu: nanos(account.cpu.map_or(Duration::ZERO, |cpu| cpu.total())),
            native_cpu: nanos(account.cpu.map_or(Duration::ZERO, |cpu| cpu.native())),
            slices: account.slices,
            forced_drops: account.forced_drops,
            voluntary_drops: account.voluntary_drops,
            longest_wait: account.longest_wait,
        })
    }

    /// Nanoseconds for which it was in `state`.
    pub fn nanos(&self, state: State) -> u64 {
        self.in_state[state as usize]
    }

    /// Nanoseconds for which it was attached and its CPU time advanced. CPU time that it used
    /// inside system calls counts as running, up to the time that it was attached.
    pub fn running(&self) -> u64 {
        self.nanos(State::Attached)
            .min(self.cpu.saturating_sub(self.native_cpu))
    }

    /// Nanoseconds for which it was attached and had no core to run on.
    pub fn waiting_for_a_core(&self) -> u64 {
        self.nanos(State::Attached) - self.running()
    }
}

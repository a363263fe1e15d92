//! What a run's threads did, as numbers. Made from accounts and counters; nothing here measures.

use std::time::Duration;

use super::account::{Account, LongestWait};
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
    /// Of a thread whose account was as given at `now`; `None` if it had not started.
    pub(crate) fn of(thread: &Shared, account: &Account, now: Instant) -> Option<Self> {
        let started = account.started?;
        // Without the lock it may have changed state after `now` was read.
        let now = now.max(account.since());
        let (cpu, native_cpu) = thread.cpu();
        Some(ThreadStatistics {
            id: thread.id,
            name: thread.name.lock().clone(),
            daemon: thread.daemon,
            started,
            ended: account.ended,
            life: account.ended.unwrap_or(now).nanos_since(started),
            in_state: account.in_state(now),
            cpu: nanos(cpu),
            native_cpu: nanos(native_cpu),
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

fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

//! The lock of a run, or its absence: one type per mode behind one interface. This is the only
//! place that branches on the mode.

use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::clock::{Clock, Instant};
use super::config::{Config, Mode, PolicyKind};
use super::driver::{Closed, Gil, LockStatistics};
use super::event::{Reason, ThreadId, What};
use super::journal::Here;
use super::policy;
use super::shared::Shared;

/// The lock of a run, or its absence.
#[derive(Debug)]
pub(crate) enum Lock {
    On(Box<Gil>),
    Off,
}

impl Lock {
    pub(crate) fn new(config: &Config, interval: Duration) -> Self {
        match config.mode {
            Mode::On => Lock::On(Box::new(Gil::new(
                match config.policy {
                    PolicyKind::Interval => Box::new(policy::Interval::default()),
                    PolicyKind::Greedy => Box::new(policy::Greedy::default()),
                    PolicyKind::Ticks => Box::new(policy::Ticks),
                    PolicyKind::Fifo => Box::new(policy::Fifo::default()),
                    PolicyKind::IoFirst => Box::new(policy::IoFirst::default()),
                },
                interval,
            ))),
            Mode::Off => Lock::Off,
        }
    }

    pub(crate) fn mode(&self) -> Mode {
        match self {
            Lock::On(_) => Mode::On,
            Lock::Off => Mode::Off,
        }
    }

    /// A thread that may take the lock from now on.
    pub(crate) fn join(&self, thread: &Arc<Shared>) {
        if let Lock::On(gil) = self {
            gil.join(thread);
        }
    }

    /// A thread that doesn't hold the lock and never will again.
    pub(crate) fn forget(&self, thread: ThreadId) {
        if let Lock::On(gil) = self {
            gil.forget(thread);
        }
    }

    pub(crate) fn set_interval(&self, interval: Duration) {
        if let Lock::On(gil) = self {
            gil.set_interval(interval);
        }
    }

    pub(crate) fn close_to_all_but(&self, thread: ThreadId) {
        if let Lock::On(gil) = self {
            gil.close_to_all_but(thread);
        }
    }

    /// What happened to the lock until now, and what `accounts` finds: in the same instant, if
    /// there is a lock.
    pub(crate) fn snapshot<R>(
        &self,
        clock: &Clock,
        accounts: impl FnOnce() -> R,
    ) -> (Instant, LockStatistics, R) {
        match self {
            Lock::On(gil) => gil.snapshot(clock, accounts),
            Lock::Off => (clock.now(), LockStatistics::default(), accounts()),
        }
    }

    /// Takes the lock. `first` is what happens to the thread just before: it starts, or is
    /// unblocked.
    pub(crate) fn take(&self, here: Here<'_>, first: Option<What>) -> Result<(), Closed> {
        match self {
            Lock::On(gil) => gil.take(here, first),
            Lock::Off => {
                if let Some(what) = first {
                    here.note_now(what);
                }
                Ok(())
            }
        }
    }

    /// Drops the lock. `then` is what the thread goes on to, if not straight back to wanting it.
    pub(crate) fn release(&self, here: Here<'_>, reason: Reason, then: Option<What>) {
        match self {
            Lock::On(gil) => gil.release(here, reason, then),
            Lock::Off => {
                here.thread.own.breaker.take(Breaker::DROP_REQUEST);
                if let Some(what) = then {
                    here.note_now(what);
                }
            }
        }
    }
}

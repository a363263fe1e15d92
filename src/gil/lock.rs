//! The lock of a run, or its absence: one type per mode behind one interface. This is the only
//! place that branches on the mode.

use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::clock::{Clock, Instant};
use super::config::{Config, Mode, PolicyKind};
use super::driver::{Closed, Gil, Heir, LockStatistics};
use super::event::{Reason, ThreadId, What};
use super::journal::Here;
use super::policy;
use super::shared::Shared;
use super::starts::Starts;

/// The lock of a run, or its absence.
#[derive(Debug)]
pub(crate) enum Lock {
    On(Box<Gil>),
    Off(Starts),
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
            Mode::Off => Lock::Off(Starts::default()),
        }
    }

    pub(crate) fn mode(&self) -> Mode {
        match self {
            Lock::On(_) => Mode::On,
            Lock::Off(_) => Mode::Off,
        }
    }

    /// A thread that may take the lock from now on.
    pub(crate) fn join(&self, thread: &Arc<Shared>) {
        match self {
            Lock::On(gil) => gil.join(thread),
            Lock::Off(starts) => starts.join(thread.id),
        }
    }

    /// A thread that doesn't hold the lock and never will again.
    pub(crate) fn forget(&self, thread: ThreadId) {
        match self {
            Lock::On(gil) => gil.forget(thread),
            Lock::Off(starts) => starts.leave(thread),
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
            Lock::Off(_) => (clock.now(), LockStatistics::default(), accounts()),
        }
    }

    /// Takes the lock. `first` is what happens to the thread just before: it starts, or is
    /// unblocked.
    pub(crate) fn take(&self, here: Here<'_>, first: Option<What>) -> Result<(), Closed> {
        match self {
            Lock::On(gil) => gil.take(here, first),
            Lock::Off(starts) => {
                if let Some(what) = first {
                    here.note_now(what);
                    if let What::ThreadStarted { .. } = what {
                        starts.leave(here.thread.id);
                    }
                }
                Ok(())
            }
        }
    }

    /// Drops the lock. `then` is what the thread goes on to, if not straight back to wanting it. The caller wakes the heir.
    pub(crate) fn release(&self, here: Here<'_>, reason: Reason, then: Option<What>) -> Heir {
        match self {
            Lock::On(gil) => gil.release(here, reason, then),
            Lock::Off(_) => {
                here.thread.own.breaker.take(Breaker::DROP_REQUEST);
                if let Some(what) = then {
                    here.note_now(what);
                }
                Heir::NONE
            }
        }
    }

    /// Drops the lock until a thread that was registered has begun (it has had the lock, if there is one) or has ended without.
    pub(crate) fn let_begin(
        &self,
        here: Here<'_>,
        begins: ThreadId,
        reason: Reason,
        [blocked, unblocked]: [What; 2],
    ) -> Result<(), Closed> {
        match self {
            Lock::On(gil) => gil.let_begin(here, begins, reason, [blocked, unblocked]),
            Lock::Off(starts) => {
                here.note_now(blocked);
                starts.wait(begins);
                here.note_now(unblocked);
                Ok(())
            }
        }
    }
}

//! The lock of a run, or its absence: one type per mode behind one interface. This is the only
//! place that branches on the mode.

use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::clock::Instant;
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

    pub(crate) fn statistics(&self, now: Instant) -> LockStatistics {
        match self {
            Lock::On(gil) => gil.statistics(now),
            Lock::Off => LockStatistics::default(),
        }
    }

    /// Takes the lock. `unblocked` is what the thread comes back from, if it was blocked.
    pub(crate) fn take(&self, here: Here<'_>, unblocked: Option<Reason>) -> Result<(), Closed> {
        match self {
            Lock::On(gil) => gil.take(here, unblocked),
            Lock::Off => {
                if let Some(reason) = unblocked {
                    here.note_now(What::Unblocked { reason });
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

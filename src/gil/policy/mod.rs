//! Who gets the lock next, and when its holder is asked to drop it. A policy is a state machine
//! without threads, without a clock and without a mutex: the driver calls it under the lock's
//! mutex, tells it what happened and when, and does what it answers. So the same code serves OS
//! threads, computed time and unit tests.

mod fifo;
mod greedy;
mod interval;
mod io_first;
#[cfg(test)]
mod testing;
mod ticks;

use std::fmt::Debug;
use std::time::Duration;

pub(crate) use fifo::Fifo;
pub(crate) use greedy::Greedy;
pub(crate) use interval::Interval;
pub(crate) use io_first::IoFirst;
pub(crate) use ticks::{TICKS, Ticks};

use super::clock::Instant;
use super::event::{Reason, ThreadId};

/// What every policy may look at. The driver keeps it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    /// Who holds the lock now.
    pub(crate) holder: Option<ThreadId>,
    /// How often the lock went from one thread to another.
    pub(crate) switch_number: u64,
    /// The switch interval; never zero.
    pub(crate) interval: Duration,
}

/// What a thread that wants the lock does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Takes it. Only if it is free.
    Take,
    /// Waits in line to be signalled, but not beyond this point of time.
    WaitUntil(Instant),
}

/// What follows from the end of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The holder to ask for a drop.
    pub(crate) request: Option<ThreadId>,
    /// What the waiter does next.
    pub(crate) next: Next,
}

/// What follows from a drop. One waiter is signalled in any case: the [`heir`](Policy::heir).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Release {
    /// The dropper waits until another thread has taken the lock, as long as there is one that
    /// wants it.
    pub(crate) await_switch: bool,
}

/// The rules of one lock.
pub(crate) trait Policy: Debug + Send {
    /// `thread` wants the lock.
    fn wants(&mut self, view: &View, thread: ThreadId, now: Instant) -> Next;

    /// The wait of `thread` is over: it was signalled, or `timed_out`.
    fn wait_over(&mut self, view: &View, thread: ThreadId, timed_out: bool, now: Instant)
    -> Answer;

    /// `thread` took the lock.
    fn took(&mut self, thread: ThreadId, now: Instant);

    /// `thread` dropped the lock; `requested` if it had been asked to.
    fn dropped(&mut self, thread: ThreadId, reason: Reason, requested: bool) -> Release;

    /// The lock is free: whom to signal. `None` leaves it to the driver, which takes the one that has waited longest. A policy that names somebody
    /// lets nobody else take the lock until that one has taken it, or has left.
    fn heir(&mut self, _: &View, _: Instant) -> Option<ThreadId> {
        None
    }

    /// `thread` no longer wants the lock. Answers whom it had asked for a drop, to take the request back.
    fn left(&mut self, thread: ThreadId) -> Option<ThreadId>;
}

//! The accumulators: how long each thread was in each state. They are driven by the very events
//! that recorders get, so statistics and timelines can't disagree, and every boundary between two
//! states is one time stamp, so that the parts of a life sum to it exactly. Nothing here reads a
//! clock.

use super::clock::Instant;
use super::cpu::CpuMeter;
use super::event::{Event, Reason, State, ThreadId, What};

/// The longest time that a thread waited for the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongestWait {
    /// Nanoseconds.
    pub waited: u64,
    /// Where the waiter wanted it.
    pub site: u64,
    /// When it got it.
    pub ended: Instant,
    /// Who had it before.
    pub from: Option<ThreadId>,
    /// Why that one dropped it at last.
    pub reason: Reason,
    /// Where that one dropped it.
    pub dropped_at: u64,
}

/// How long a thread was in each state, and how often it changed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Account {
    pub(crate) started: Option<Instant>,
    pub(crate) ended: Option<Instant>,
    pub(crate) cpu: Option<CpuMeter>,
    state: Option<State>,
    since: Instant,
    nanos: [u64; State::COUNT],
    /// How often it was attached, from getting there to leaving.
    pub(crate) slices: u64,
    /// How often it dropped the lock because it was asked to.
    pub(crate) forced_drops: u64,
    /// How often it dropped the lock by itself.
    pub(crate) voluntary_drops: u64,
    /// The longest wait for the lock, if it ever waited.
    pub(crate) longest_wait: Option<LongestWait>,
}

impl Account {
    /// Books one event of the thread that owns the account.
    pub(crate) fn book(&mut self, event: &Event) {
        // A thread that comes back and wants the lock was not attached in between, whatever the
        // order of its events.
        let leaves = matches!(
            event.what,
            What::Dropped { .. } | What::Blocked { .. } | What::ThreadEnded {}
        );
        if leaves && self.state == Some(State::Attached) {
            self.slices += 1;
        }
        match event.what {
            What::ThreadStarted { .. } => self.started = Some(event.time),
            What::ThreadEnded {} => {
                self.enter(None, event.time);
                self.ended = Some(event.time);
            }
            What::Took {
                waited,
                from,
                reason,
                dropped_at,
            } if waited > self.longest_wait.map_or(0, |longest| longest.waited) => {
                self.longest_wait = Some(LongestWait {
                    waited,
                    site: event.site,
                    ended: event.time,
                    from,
                    reason,
                    dropped_at,
                });
            }
            What::Dropped {
                reason: Reason::Forced,
            } => self.forced_drops += 1,
            What::Dropped { .. } => self.voluntary_drops += 1,
            _ => {}
        }
        if let Some(state) = event.what.enters() {
            self.enter(Some(state), event.time);
        }
    }

    /// Nanoseconds spent in each state so far; the state that the thread is in counts up to `now`.
    pub(crate) fn in_state(&self, now: Instant) -> [u64; State::COUNT] {
        let mut nanos = self.nanos;
        if let Some(state) = self.state {
            nanos[state as usize] += now.nanos_since(self.since);
        }
        nanos
    }

    /// When the thread got into the state that it is in.
    pub(crate) fn since(&self) -> Instant {
        self.since
    }

    fn enter(&mut self, state: Option<State>, at: Instant) {
        if let Some(left) = self.state {
            self.nanos[left as usize] += at.nanos_since(self.since);
        }
        self.state = state;
        self.since = at;
    }
}

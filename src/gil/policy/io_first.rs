//! Threads that gave the lock up of themselves, to read say, go ahead of those that were forced to drop it: they won't keep it for long. That
//! ends the convoy effect. After David Beazley's priority patch and Nir Aides' `bfs.patch` (bugs.python.org/issue7946), of which CPython took
//! neither.
//!
//! Priority alone changes nothing, as a thread that computes keeps the lock for a whole interval: it is asked to drop it early, after a small part
//! of one. So that it still gets on, it keeps that small part each time, and a thread that has waited for a whole interval goes before everybody.

use std::collections::VecDeque;
use std::time::Duration;

use rustc_hash::FxHashSet;

use super::{Answer, Next, Policy, Release, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

/// What a thread that computes keeps of an interval while others that came back from a wait want the lock.
const LEAST_PART: u32 = 50;

/// The waiters, and who was forced.
#[derive(Debug)]
pub(crate) struct IoFirst {
    /// Longest first.
    waiting: VecDeque<Wait>,
    /// Those whose last drop was forced. All others count as busy with input and output.
    forced: FxHashSet<ThreadId>,
    /// Whom the free lock is for.
    heir: Option<ThreadId>,
    /// When the holder took it.
    taken: Instant,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    thread: ThreadId,
    since: Instant,
    /// Whom this waiter has asked for a drop.
    asked: Option<ThreadId>,
}

impl Default for IoFirst {
    fn default() -> Self {
        IoFirst {
            waiting: VecDeque::new(),
            forced: FxHashSet::default(),
            heir: None,
            taken: Instant::START,
        }
    }
}

impl IoFirst {
    /// When the holder's slice ends for this waiter.
    fn slice_ends(&self, holder: ThreadId, waiter: ThreadId, interval: Duration) -> Instant {
        let computes = |thread| self.forced.contains(&thread);
        let slice = match computes(holder) && !computes(waiter) {
            true => interval / LEAST_PART,
            false => interval,
        };
        self.taken + slice
    }

    fn find(&mut self, thread: ThreadId) -> Option<&mut Wait> {
        self.waiting.iter_mut().find(|wait| wait.thread == thread)
    }
}

impl Policy for IoFirst {
    fn wants(&mut self, view: &View, thread: ThreadId, now: Instant) -> Next {
        if view.holder.is_none() && self.heir.is_none() {
            return Next::Take;
        }
        self.waiting.push_back(Wait {
            thread,
            since: now,
            asked: None,
        });
        Next::WaitUntil(match view.holder {
            Some(holder) => now.max(self.slice_ends(holder, thread, view.interval)),
            // The heir is on its way, and may be one that computes.
            None => now + view.interval / LEAST_PART,
        })
    }

    fn wait_over(&mut self, view: &View, thread: ThreadId, _: bool, now: Instant) -> Answer {
        let Some(holder) = view.holder else {
            return Answer {
                request: None,
                next: match self.heir.is_none_or(|heir| heir == thread) {
                    true => Next::Take,
                    false => Next::WaitUntil(now + view.interval / LEAST_PART),
                },
            };
        };
        let ends = self.slice_ends(holder, thread, view.interval);
        if ends > now {
            return Answer {
                request: None,
                next: Next::WaitUntil(ends),
            };
        }
        if let Some(wait) = self.find(thread) {
            wait.asked = Some(holder);
        }
        Answer {
            request: Some(holder),
            next: Next::WaitUntil(now + view.interval),
        }
    }

    fn took(&mut self, thread: ThreadId, now: Instant) {
        self.left(thread);
        self.taken = now;
    }

    fn dropped(&mut self, thread: ThreadId, reason: Reason, _: bool) -> Release {
        match reason {
            Reason::Forced => self.forced.insert(thread),
            _ => self.forced.remove(&thread),
        };
        Release {
            await_switch: false,
        }
    }

    fn heir(&mut self, view: &View, now: Instant) -> Option<ThreadId> {
        let first = |chosen: &dyn Fn(&Wait) -> bool| {
            let found = self.waiting.iter().find(|wait| chosen(wait));
            found.map(|wait| wait.thread)
        };
        let heir = first(&|wait| wait.since + view.interval <= now)
            .or_else(|| first(&|wait| !self.forced.contains(&wait.thread)))
            .or_else(|| first(&|_| true));
        self.heir = heir;
        heir
    }

    fn left(&mut self, thread: ThreadId) -> Option<ThreadId> {
        if self.heir == Some(thread) {
            self.heir = None;
        }
        let place = self.waiting.iter().position(|wait| wait.thread == thread)?;
        self.waiting.remove(place)?.asked
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{A, B, C, INTERVAL, Table};
    use super::*;

    /// A lock that A has, who computes.
    fn computing() -> Table<IoFirst> {
        let mut table = Table::new(IoFirst::default());
        table.takes(A);
        table.drops(A, Reason::Forced, true);
        table.takes(A);
        table
    }

    #[test]
    fn who_comes_back_from_a_wait_asks_early() {
        let mut table = computing();
        let end = table.now() + INTERVAL / LEAST_PART;
        assert_eq!(table.wants(B), Next::WaitUntil(end));
        table.advance(INTERVAL / LEAST_PART);
        assert_eq!(table.wait_over(B, true).request, Some(A));
    }

    #[test]
    fn it_goes_ahead_of_those_that_were_forced() {
        let mut table = computing();
        table.drops(A, Reason::Forced, true);
        table.takes(C);
        table.wants(A);
        table.wants(B);
        table.drops(C, Reason::Read, false);
        assert_eq!(table.heir(), Some(B));
        assert!(matches!(table.wait_over(A, true).next, Next::WaitUntil(_)));
        assert_eq!(table.wait_over(B, false).next, Next::Take);
    }

    #[test]
    fn nobody_starves_a_whole_interval_is_the_longest_that_others_go_ahead() {
        let mut table = computing();
        table.drops(A, Reason::Forced, true);
        table.takes(C);
        table.wants(A);
        table.advance(INTERVAL);
        table.wants(B);
        table.drops(C, Reason::Read, false);
        assert_eq!(table.heir(), Some(A));
    }

    #[test]
    fn who_computes_keeps_it_for_an_interval_among_its_like() {
        let mut table = computing();
        table.drops(A, Reason::Forced, true);
        table.takes(B);
        table.drops(B, Reason::Forced, true);
        table.takes(B);
        assert_eq!(table.wants(A), Next::WaitUntil(table.now() + INTERVAL));
    }
}

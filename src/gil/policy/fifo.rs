//! A strict queue: who wants the lock lines up, and a drop hands it to the first in line; nobody barges in. A holder is asked to drop it when it
//! has had it for one interval, Ruby's quantum (`thread_sched` in `thread_pthread.c`, where it is 100 ms). Ticket locks are fair in
//! the same way (Mellor-Crummey and Scott, 1991).

use std::collections::VecDeque;

use super::{Answer, Next, Policy, Release, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

/// The queue.
#[derive(Debug)]
pub(crate) struct Fifo {
    /// Who waits, and whom each has asked for a drop; longest first.
    queue: VecDeque<(ThreadId, Option<ThreadId>)>,
    /// Whom the free lock is for.
    heir: Option<ThreadId>,
    /// When the holder took it.
    taken: Instant,
}

impl Default for Fifo {
    fn default() -> Self {
        Fifo {
            queue: VecDeque::new(),
            heir: None,
            taken: Instant::START,
        }
    }
}

impl Policy for Fifo {
    fn wants(&mut self, view: &View, thread: ThreadId, now: Instant) -> Next {
        if view.holder.is_none() && self.heir.is_none() {
            return Next::Take;
        }
        self.queue.push_back((thread, None));
        Next::WaitUntil(now.max(self.taken + view.interval))
    }

    fn wait_over(&mut self, view: &View, thread: ThreadId, _: bool, now: Instant) -> Answer {
        let later = Next::WaitUntil(now + view.interval);
        let slice_ends = self.taken + view.interval;
        let (request, next) = match view.holder {
            None if self.heir.is_none_or(|heir| heir == thread) => (None, Next::Take),
            None => (None, later),
            Some(holder) if slice_ends <= now => (Some(holder), later),
            Some(_) => (None, Next::WaitUntil(slice_ends)),
        };
        if request.is_some()
            && let Some((_, asked)) = self.queue.iter_mut().find(|(other, _)| *other == thread)
        {
            *asked = request;
        }
        Answer { request, next }
    }

    fn took(&mut self, thread: ThreadId, now: Instant) {
        self.left(thread);
        self.taken = now;
    }

    fn dropped(&mut self, _: ThreadId, _: Reason, _: bool) -> Release {
        // The dropper can't come back before its heir.
        Release {
            await_switch: false,
        }
    }

    fn heir(&mut self, _: &View, _: Instant) -> Option<ThreadId> {
        self.heir = self.queue.front().map(|(thread, _)| *thread);
        self.heir
    }

    fn left(&mut self, thread: ThreadId) -> Option<ThreadId> {
        if self.heir == Some(thread) {
            self.heir = None;
        }
        let place = self.queue.iter().position(|(other, _)| *other == thread)?;
        self.queue.remove(place)?.1
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{A, B, C, INTERVAL, Table};
    use super::*;

    #[test]
    fn the_first_in_line_gets_it_and_nobody_barges_in() {
        let mut table = Table::new(Fifo::default());
        table.takes(A);
        table.wants(B);
        table.wants(C);
        table.drops(A, Reason::Read, false);
        assert_eq!(table.heir(), Some(B));
        assert!(matches!(table.wants(A), Next::WaitUntil(_)), "back in line");
        assert!(matches!(table.wait_over(C, true).next, Next::WaitUntil(_)));
        assert_eq!(table.wait_over(B, false).next, Next::Take);
        table.takes(B);
        table.drops(B, Reason::Exit, false);
        assert_eq!(table.heir(), Some(C));
    }

    #[test]
    fn a_slice_is_one_interval_from_the_take_however_long_others_have_waited() {
        let mut table = Table::new(Fifo::default());
        table.takes(A);
        table.advance(INTERVAL / 2);
        let end = Next::WaitUntil(table.now() + INTERVAL / 2);
        assert_eq!(table.wants(B), end);
        table.advance(INTERVAL / 2);
        assert_eq!(table.wait_over(B, true).request, Some(A));
    }

    #[test]
    fn who_gives_up_leaves_the_queue_to_the_next() {
        let mut table = Table::new(Fifo::default());
        table.takes(A);
        table.wants(B);
        table.wants(C);
        table.advance(INTERVAL);
        assert_eq!(table.wait_over(B, true).request, Some(A));
        table.drops(A, Reason::Forced, true);
        assert_eq!(table.heir(), Some(B));
        assert_eq!(table.leaves(B), Some(A));
        assert_eq!(table.heir(), Some(C));
        assert_eq!(table.wait_over(C, false).next, Next::Take);
    }
}

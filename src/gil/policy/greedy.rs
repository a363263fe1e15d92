//! As `interval`, but without the forced switch: the dropper may take the lock straight back, and on a machine with a second core it nearly
//! always does, before the waiter that it signalled is awake. CPython's lock waits for the switch because of that (`FORCE_SWITCHING` in
//! `Python/ceval_gil.c`).

use super::{Answer, Interval, Next, Policy, Release, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

/// The rules of `interval`, but for the drop.
#[derive(Debug, Default)]
pub(crate) struct Greedy(Interval);

impl Policy for Greedy {
    fn wants(&mut self, view: &View, thread: ThreadId, now: Instant) -> Next {
        self.0.wants(view, thread, now)
    }

    fn wait_over(
        &mut self,
        view: &View,
        thread: ThreadId,
        timed_out: bool,
        now: Instant,
    ) -> Answer {
        self.0.wait_over(view, thread, timed_out, now)
    }

    fn took(&mut self, thread: ThreadId, now: Instant) {
        self.0.took(thread, now);
    }

    fn dropped(&mut self, _: ThreadId, _: Reason, _: bool) -> Release {
        Release {
            await_switch: false,
        }
    }

    fn left(&mut self, thread: ThreadId) -> Option<ThreadId> {
        self.0.left(thread)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{A, B, INTERVAL, Table};
    use super::*;

    #[test]
    fn the_dropper_takes_it_straight_back() {
        let mut table = Table::new(Greedy::default());
        table.takes(A);
        table.wants(B);
        table.advance(INTERVAL);
        assert_eq!(table.wait_over(B, true).request, Some(A));
        assert!(!table.drops(A, Reason::Forced, true));
        assert_eq!(table.wants(A), Next::Take);
        table.takes(A);
        let answer = table.wait_over(B, false);
        assert_eq!((answer.request, answer.next), (None, table.one_interval()));
    }
}

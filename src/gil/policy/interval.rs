//! The policy of CPython since 3.2 (`Python/ceval_gil.c`): a waiter asks for a drop after one whole
//! interval without a switch, and a holder that was asked waits until somebody else has taken the
//! lock.

use rustc_hash::FxHashMap;

use super::{Answer, Next, Policy, Release, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

/// The waiters, each with what it saw when its current wait began.
#[derive(Debug, Default)]
pub(crate) struct Interval {
    waiting: FxHashMap<ThreadId, Wait>,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    /// The switch number when this wait began: the interval is the waiter's, and a switch restarts
    /// it.
    switch_number: u64,
    /// Whom this waiter has asked for a drop, in this wait or in an earlier one.
    asked: Option<ThreadId>,
}

impl Policy for Interval {
    fn wants(&mut self, view: &View, thread: ThreadId, now: Instant) -> Next {
        // Free is free, whoever was signalled: a newcomer may barge in.
        if view.holder.is_none() {
            return Next::Take;
        }
        self.waiting.insert(
            thread,
            Wait {
                switch_number: view.switch_number,
                asked: None,
            },
        );
        Next::WaitUntil(now + view.interval)
    }

    fn wait_over(
        &mut self,
        view: &View,
        thread: ThreadId,
        timed_out: bool,
        now: Instant,
    ) -> Answer {
        let Some(holder) = view.holder else {
            return Answer {
                request: None,
                next: Next::Take,
            };
        };
        let wait = self.waiting.entry(thread).or_insert(Wait {
            switch_number: view.switch_number,
            asked: None,
        });
        // A signalled waiter that lost the race, and one whose wait straddled a switch, begin anew.
        let request = (timed_out && wait.switch_number == view.switch_number).then_some(holder);
        wait.switch_number = view.switch_number;
        wait.asked = request.or(wait.asked);
        Answer {
            request,
            next: Next::WaitUntil(now + view.interval),
        }
    }

    fn took(&mut self, thread: ThreadId, _: Instant) {
        self.waiting.remove(&thread);
    }

    fn dropped(&mut self, _: ThreadId, reason: Reason, requested: bool) -> Release {
        // A thread that ends never comes back for the lock, so there is nothing to force.
        Release {
            await_switch: requested && reason != Reason::Exit,
        }
    }

    fn left(&mut self, thread: ThreadId) -> Option<ThreadId> {
        self.waiting.remove(&thread).and_then(|wait| wait.asked)
    }
}

#[cfg(test)]
mod tests {
    //! The exact versions of the behaviours, in a time that only these tests move.

    use std::time::Duration;

    use super::super::testing::{A, B, C, INTERVAL};
    use super::*;

    type Table = super::super::testing::Table<Interval>;

    #[test]
    fn behaviour_03_the_first_request_comes_exactly_one_interval_after_the_wish() {
        let mut table = Table::new(Interval::default());
        assert_eq!(table.wants(A), Next::Take);
        table.takes(A);
        table.advance(Duration::from_millis(100));
        assert_eq!(table.wants(B), table.one_interval());
        table.advance(INTERVAL);
        let answer = table.wait_over(B, true);
        assert_eq!(answer.request, Some(A));
        assert_eq!(answer.next, table.one_interval());
    }

    #[test]
    fn behaviours_05_and_15_a_signalled_waiter_asks_for_nothing_and_waits_a_whole_interval() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(B);
        table.advance(INTERVAL / 2);
        // Dropped and taken back: the signalled waiter finds it held.
        table.drops(A, Reason::Read, false);
        table.takes(A);
        let answer = table.wait_over(B, false);
        assert_eq!(answer.request, None);
        assert_eq!(answer.next, table.one_interval());
    }

    #[test]
    fn behaviours_06_and_07_a_switch_during_the_wait_restarts_it() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(C);
        table.advance(INTERVAL / 2);
        table.drops(A, Reason::Read, false);
        table.switches_to(B);
        table.advance(INTERVAL / 2);
        let straddled = table.wait_over(C, true);
        assert_eq!(straddled.request, None);
        assert_eq!(straddled.next, table.one_interval());
        table.advance(INTERVAL);
        assert_eq!(table.wait_over(C, true).request, Some(B));
    }

    #[test]
    fn behaviour_14_a_wait_counts_on_while_the_holder_comes_back_with_nobody_between() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(B);
        table.wants(C);
        table.advance(INTERVAL / 2);
        // The signal goes to B; C sleeps on.
        table.drops(A, Reason::Read, false);
        table.takes(A);
        table.advance(INTERVAL / 2);
        assert_eq!(table.wait_over(C, true).request, Some(A));
    }

    #[test]
    fn behaviours_12_and_13_only_a_drop_that_was_asked_for_waits_for_the_switch() {
        let mut table = Table::new(Interval::default());
        for (reason, requested, waits) in [
            (Reason::Forced, true, true),
            (Reason::Read, true, true),
            (Reason::Read, false, false),
            (Reason::Exit, true, false),
        ] {
            table.takes(A);
            assert_eq!(table.drops(A, reason, requested), waits, "{reason:?}");
        }
    }

    #[test]
    fn a_free_lock_is_taken_by_whoever_comes_first() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(B);
        table.drops(A, Reason::Read, false);
        assert_eq!(table.wants(C), Next::Take, "a newcomer barges in");
        let answer = table.wait_over(B, true);
        assert_eq!(answer.next, Next::Take, "even if its time is up");
        assert_eq!(answer.request, None);
    }

    #[test]
    fn behaviour_25_a_waiter_that_leaves_says_whom_it_asked() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(B);
        table.wants(C);
        table.advance(INTERVAL);
        assert_eq!(table.wait_over(B, true).request, Some(A));
        assert_eq!(table.leaves(B), Some(A));
        assert_eq!(table.leaves(C), None);
        assert_eq!(table.leaves(B), None);
    }

    #[test]
    fn an_interval_that_is_changed_counts_from_the_next_wait_on() {
        let mut table = Table::new(Interval::default());
        table.takes(A);
        table.wants(B);
        table.view.interval = INTERVAL * 3;
        table.advance(INTERVAL);
        let answer = table.wait_over(B, true);
        assert_eq!(answer.request, Some(A));
        assert_eq!(answer.next, Next::WaitUntil(table.now() + INTERVAL * 3));
    }
}

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

    fn took(&mut self, thread: ThreadId) {
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

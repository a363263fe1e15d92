//! A lock without threads: what the driver keeps, and a clock that only tests move.

use std::time::Duration;

use super::{Answer, Next, Policy, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

pub(super) const INTERVAL: Duration = Duration::from_millis(5);
pub(super) const A: ThreadId = ThreadId(1);
pub(super) const B: ThreadId = ThreadId(2);
pub(super) const C: ThreadId = ThreadId(3);

pub(super) struct Table<P> {
    pub(super) view: View,
    policy: P,
    now: Instant,
}

impl<P: Policy> Table<P> {
    pub(super) fn new(policy: P) -> Self {
        Table {
            view: View {
                holder: None,
                switch_number: 0,
                interval: INTERVAL,
            },
            policy,
            now: Instant::START,
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.now
    }

    pub(super) fn advance(&mut self, span: Duration) {
        self.now = self.now + span;
    }

    pub(super) fn wants(&mut self, thread: ThreadId) -> Next {
        self.policy.wants(&self.view, thread, self.now)
    }

    pub(super) fn wait_over(&mut self, thread: ThreadId, timed_out: bool) -> Answer {
        self.policy
            .wait_over(&self.view, thread, timed_out, self.now)
    }

    pub(super) fn takes(&mut self, thread: ThreadId) {
        self.view.holder = Some(thread);
        self.policy.took(thread, self.now);
    }

    pub(super) fn switches_to(&mut self, thread: ThreadId) {
        self.view.switch_number += 1;
        self.takes(thread);
    }

    pub(super) fn drops(&mut self, thread: ThreadId, reason: Reason, requested: bool) -> bool {
        self.view.holder = None;
        self.policy.dropped(thread, reason, requested).await_switch
    }

    pub(super) fn heir(&mut self) -> Option<ThreadId> {
        self.policy.heir(&self.view, self.now)
    }

    pub(super) fn leaves(&mut self, thread: ThreadId) -> Option<ThreadId> {
        self.policy.left(thread)
    }

    pub(super) fn one_interval(&self) -> Next {
        Next::WaitUntil(self.now + INTERVAL)
    }
}

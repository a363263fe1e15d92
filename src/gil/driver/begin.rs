//! The wait of a thread that has started another one until that one has begun.

use super::super::clock::Instant;
use super::super::event::{Event, Reason, ThreadId, What};
use super::super::journal::Here;
use super::super::policy::Next;
use super::super::sync::MutexGuard;
use super::{Closed, Gil, State, tell_and_stay, wait_and_take};

/// A thread that has started another one. It wants the lock as soon as the other has taken it, and is put in line by that one: woken at that
/// moment, it could only go to sleep again.
#[derive(Debug)]
pub(super) struct Starter {
    thread: ThreadId,
    site: u64,
    /// What happens to it then.
    unblocked: What,
    begins: ThreadId,
    /// Since it is in line: when it wanted the lock, and how long it waits at first.
    in_line: Option<(Instant, Instant)>,
}

impl Gil {
    /// Drops the lock, and takes it again after a thread that was registered has had it, or has ended without. `blocked` and `unblocked`
    /// are what happens to this thread in between. It need not wait for the switch, if it was asked to drop the lock: the other gets it
    /// first in any case.
    pub(crate) fn let_begin(
        &self,
        here: Here<'_>,
        begins: ThreadId,
        reason: Reason,
        [blocked, unblocked]: [What; 2],
    ) -> Result<(), Closed> {
        let me = here.thread.id;
        let mut state = self.state.lock();
        let now = here.now();
        let dropped = here.stamp(now, What::Dropped { reason });
        let blocked = here.stamp(now, blocked);
        let (_, heir) = state.free(here, reason, now);
        let other = state.members.get(&begins);
        if other.is_some_and(|other| !other.has_begun) {
            state.starters.push(Starter {
                thread: me,
                site: here.site,
                unblocked,
                begins,
                in_line: None,
            });
        }
        tell_and_stay(&mut state, here, &[dropped, blocked]);
        MutexGuard::unlocked(&mut state, || heir.wake());
        loop {
            let place = state.starters.iter().position(|it| it.thread == me);
            match place.map(|place| (place, state.starters[place].in_line)) {
                Some((place, Some((wanted, until)))) => {
                    state.starters.swap_remove(place);
                    return wait_and_take(state, here, false, wanted, until);
                }
                Some((place, None)) if state.closed_to(me) => {
                    state.starters.swap_remove(place);
                    return Err(Closed);
                }
                // In line meanwhile, this thread has an eye on the time: nobody else would ask the other for a drop.
                Some((_, None)) => {
                    let until = here.now() + state.view.interval;
                    let deadline = here.journal.clock.deadline(until);
                    here.thread.turn.wait_until(&mut state, deadline);
                }
                None => {
                    drop(state);
                    return self.take(here, Some(unblocked));
                }
            }
        }
    }
}

impl State {
    /// A thread has the lock for the first time. Who waited for that wants it from now on: answers the events, booked already.
    pub(super) fn begin(&mut self, here: Here<'_>) -> Option<[Event; 2]> {
        let begun = here.thread.id;
        self.members.get_mut(&begun)?.has_begun = true;
        let starter = self.starters.iter_mut().find(|it| it.begins == begun)?;
        let there = Here {
            thread: &self.members.get(&starter.thread)?.shared,
            site: starter.site,
            journal: here.journal,
        };
        let now = here.now();
        let events = [starter.unblocked, What::Wants {}].map(|what| there.stamp(now, what));
        there.book(&events);
        self.wanting += 1;
        let until = match self.policy.wants(&self.view, starter.thread, now) {
            Next::WaitUntil(until) => until,
            Next::Take => unreachable!("the lock is held"),
        };
        self.line.push_back(starter.thread);
        starter.in_line = Some((now, until));
        Some(events)
    }

    /// A thread ended: who waits for it to begin waits in vain.
    pub(super) fn let_starter_go(&mut self, ended: ThreadId) {
        let waits = |it: &Starter| it.begins == ended && it.in_line.is_none();
        if let Some(place) = self.starters.iter().position(waits) {
            let starter = self.starters.swap_remove(place);
            self.wake(starter.thread);
        }
    }

    /// The lock is closed: none of them waits on.
    pub(super) fn let_starters_go(&self) {
        self.starters.iter().for_each(|it| self.wake(it.thread));
    }
}

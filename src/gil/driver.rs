//! The lock under OS threads: one mutex, one condition per thread, and a policy that is asked under
//! the mutex. Which thread may do what is the policy's business; this file makes OS threads do it.

mod begin;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::FxHashMap;

use begin::Starter;

use super::breaker::Breaker;
use super::clock::{Clock, Instant};
use super::event::{Event, Reason, ThreadId, What};
use super::journal::Here;
use super::overshoot::{Overshoot, Overshoots};
use super::policy::{Next, Policy, View};
use super::shared::Shared;
use super::sync::{Mutex, MutexGuard};

/// What happened to the lock during a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LockStatistics {
    /// How often it went from one thread to another (CPython's `switch_number`).
    pub switches: u64,
    /// How often a holder was asked to drop it.
    pub drop_requests: u64,
    /// How often it was dropped because of that.
    pub forced_drops: u64,
    /// How often it was dropped for any other reason.
    pub voluntary_drops: u64,
    /// Nanoseconds for which nobody held it.
    pub free: u64,
    /// How long holders that were asked to drop it ran on.
    pub overshoot: Overshoot,
}

/// The lock is closed to this thread for good: the run is being finalised.
#[derive(Debug)]
pub(crate) struct Closed;

/// The global interpreter lock of one run.
#[derive(Debug)]
pub(crate) struct Gil {
    state: Mutex<State>,
}

/// All of it is read and written under the one mutex, the drop-request bits in the threads' breaker
/// words included.
#[derive(Debug)]
struct State {
    view: View,
    policy: Box<dyn Policy>,
    members: FxHashMap<ThreadId, Member>,
    /// Who sleeps until it is signalled, longest first.
    line: VecDeque<ThreadId>,
    /// How many want the lock: those in line, and those that were signalled or timed out and are on
    /// their way.
    wanting: usize,
    /// Who dropped the lock on request and sleeps until another has taken it. The lock is free
    /// while this is set, and somebody wants it.
    awaiting_switch: Option<ThreadId>,
    /// Who sleeps until a new thread has begun.
    starters: Vec<Starter>,
    last: LastDrop,
    free_since: Instant,
    /// After finalisation began: the only thread that may still take the lock.
    closed_to_all_but: Option<ThreadId>,
    statistics: LockStatistics,
    /// When the holder was asked to drop the lock, if it was.
    asked: Instant,
    overshoots: Overshoots,
}

#[derive(Debug)]
struct Member {
    shared: Arc<Shared>,
    /// Has had the lock.
    has_begun: bool,
    /// Was taken out of the line by a drop, and has not noticed yet.
    signalled: bool,
}

/// A thread to be woken, as the lock is free. Until then the lock may stay free, though others want it.
#[must_use]
#[derive(Debug)]
pub(crate) struct Heir(Option<Arc<Shared>>);

impl Heir {
    pub(crate) const NONE: Heir = Heir(None);

    /// Not under the lock's mutex: woken there, the heir would be handed the mutex itself, and with it the lock, whoever else comes.
    pub(crate) fn wake(self) {
        if let Some(thread) = self.0 {
            thread.turn.notify_one();
        }
    }
}

/// Who held the lock last, and how it let go.
#[derive(Debug)]
struct LastDrop {
    holder: Option<ThreadId>,
    reason: Reason,
    site: u64,
}

impl Gil {
    pub(crate) fn new(policy: Box<dyn Policy>, interval: Duration) -> Self {
        let view = View {
            holder: None,
            switch_number: 0,
            interval,
        };
        Gil {
            state: Mutex::new(State {
                view,
                policy,
                members: FxHashMap::default(),
                line: VecDeque::new(),
                wanting: 0,
                awaiting_switch: None,
                starters: Vec::new(),
                last: LastDrop {
                    holder: None,
                    reason: Reason::Exit,
                    site: 0,
                },
                free_since: Instant::START,
                closed_to_all_but: None,
                statistics: LockStatistics::default(),
                asked: Instant::START,
                overshoots: Overshoots::default(),
            }),
        }
    }

    pub(crate) fn join(&self, thread: &Arc<Shared>) {
        self.state.lock().members.insert(
            thread.id,
            Member {
                shared: Arc::clone(thread),
                has_begun: false,
                signalled: false,
            },
        );
    }

    /// Takes a thread that doesn't hold the lock off the books.
    pub(crate) fn forget(&self, thread: ThreadId) {
        let mut state = self.state.lock();
        state.members.remove(&thread);
        state.let_starter_go(thread);
    }

    pub(crate) fn set_interval(&self, interval: Duration) {
        self.state.lock().view.interval = interval;
    }

    /// What happened to the lock until now, and what `accounts` finds in the same instant.
    pub(crate) fn snapshot<R>(
        &self,
        clock: &Clock,
        accounts: impl FnOnce() -> R,
    ) -> (Instant, LockStatistics, R) {
        let state = self.state.lock();
        let now = clock.now();
        let free = match state.view.holder {
            Some(_) => 0,
            None => now.nanos_since(state.free_since),
        };
        let statistics = LockStatistics {
            switches: state.view.switch_number,
            free: state.statistics.free + free,
            overshoot: state.overshoots.summary(),
            ..state.statistics
        };
        (now, statistics, accounts())
    }

    /// Closes the lock to all threads but one, for good. Those that wait leave.
    pub(crate) fn close_to_all_but(&self, thread: ThreadId) {
        let mut state = self.state.lock();
        state.closed_to_all_but = Some(thread);
        state.line.iter().for_each(|waiter| state.wake(*waiter));
        state.let_starters_go();
    }

    /// Takes the lock, for as long as that lasts. `first` is what happens to the thread just before:
    /// it starts, or is unblocked.
    pub(crate) fn take(&self, here: Here<'_>, first: Option<What>) -> Result<(), Closed> {
        let me = here.thread;
        let mut state = self.state.lock();
        if state.closed_to(me.id) {
            return Err(Closed);
        }
        let begins = matches!(first, Some(What::ThreadStarted { .. }));
        let wanted = here.now();
        let first = first.map(|what| here.stamp(wanted, what));
        let wants = here.stamp(wanted, What::Wants {});
        state.wanting += 1;
        let State { policy, view, .. } = &mut *state;
        match policy.wants(view, me.id, wanted) {
            Next::Take => {
                let took = here.stamp(wanted, state.give_to(me, wanted, wanted));
                match first {
                    Some(first) => tell_taken(state, here, begins, &[first, wants, took]),
                    None => tell_taken(state, here, begins, &[wants, took]),
                }
            }
            Next::WaitUntil(until) => {
                // In line before anything is told, so that no signal is missed meanwhile.
                state.line.push_back(me.id);
                match first {
                    Some(first) => tell_and_stay(&mut state, here, &[first, wants]),
                    None => tell_and_stay(&mut state, here, &[wants]),
                }
                wait_and_take(state, here, begins, wanted, until)?;
            }
        }
        Ok(())
    }

    /// Drops the lock and signals one waiter, which the caller wakes; waits for the switch if the policy says so. `then` is what the thread
    /// goes on to.
    pub(crate) fn release(&self, here: Here<'_>, reason: Reason, then: Option<What>) -> Heir {
        let me = here.thread;
        let mut state = self.state.lock();
        let now = here.now();
        let dropped = here.stamp(now, What::Dropped { reason });
        let (await_switch, heir) = state.free(here, reason, now);
        if !await_switch {
            match then.map(|what| here.stamp(now, what)) {
                Some(then) => tell(state, here, &[dropped, then]),
                None => tell(state, here, &[dropped]),
            }
            return heir;
        }
        state.awaiting_switch = Some(me.id);
        heir.wake();
        tell_and_stay(&mut state, here, &[dropped]);
        while state.awaiting_switch == Some(me.id) {
            me.turn.wait(&mut state);
        }
        let then = then.map(|what| here.stamp(here.now(), what));
        tell(state, here, then.as_slice());
        Heir::NONE
    }
}

/// Books under the mutex what happened, and hands it on after.
fn tell(state: MutexGuard<'_, State>, here: Here<'_>, events: &[Event]) {
    here.book(events);
    drop(state);
    here.emit(events);
}

/// [`tell`] of a thread that took the lock, and, if it begins, of the one that waited for that.
fn tell_taken(mut state: MutexGuard<'_, State>, here: Here<'_>, begins: bool, events: &[Event]) {
    if !begins {
        return tell(state, here, events);
    }
    let starter = state.begin(here);
    here.book(events);
    drop(state);
    here.emit(events);
    here.emit(starter.as_slice().as_flattened());
}

/// Books under the mutex what happened, hands it on without, and takes the mutex again. Whatever
/// the caller knew about the state may have changed meanwhile.
fn tell_and_stay(state: &mut MutexGuard<'_, State>, here: Here<'_>, events: &[Event]) {
    here.book(events);
    if here.is_recording() {
        MutexGuard::unlocked(state, || here.emit(events));
    }
}

/// Sleeps in line until the lock may be taken, and takes it.
fn wait_and_take(
    mut state: MutexGuard<'_, State>,
    here: Here<'_>,
    begins: bool,
    wanted: Instant,
    until: Instant,
) -> Result<(), Closed> {
    let now = wait_for_turn(&mut state, here, until)?;
    let took = here.stamp(now, state.give_to(here.thread, wanted, now));
    tell_taken(state, here, begins, &[took]);
    Ok(())
}

/// Sleeps in line until the policy says that the lock may be taken. Answers when that was.
fn wait_for_turn(
    state: &mut MutexGuard<'_, State>,
    here: Here<'_>,
    mut until: Instant,
) -> Result<Instant, Closed> {
    let me = here.thread;
    loop {
        let deadline = here.journal.clock.deadline(until);
        let mut timed_out = false;
        while !timed_out && !state.is_signalled(me.id) && !state.closed_to(me.id) {
            timed_out = me.turn.wait_until(state, deadline).timed_out();
        }
        let signalled = state.leave_line(me.id);
        if state.closed_to(me.id) {
            state.leave(me.id, signalled, here.now());
            return Err(Closed);
        }
        let now = here.now();
        let State { policy, view, .. } = &mut **state;
        // A signal that came after the time ran out counts: it was meant for this thread.
        let answer = policy.wait_over(view, me.id, !signalled, now);
        let Next::WaitUntil(next) = answer.next else {
            return Ok(now);
        };
        until = next;
        state.line.push_back(me.id);
        if let Some(holder) = answer.request
            && state.request_drop(holder, now)
        {
            let requested = here.stamp(now, What::DropRequested { holder });
            tell_and_stay(state, here, &[requested]);
        }
    }
}

impl State {
    fn closed_to(&self, thread: ThreadId) -> bool {
        self.closed_to_all_but
            .is_some_and(|open_to| open_to != thread)
    }

    fn is_signalled(&self, thread: ThreadId) -> bool {
        self.members
            .get(&thread)
            .is_some_and(|member| member.signalled)
    }

    /// The lock is free and `me` takes it. Answers the event for it.
    fn give_to(&mut self, me: &Shared, wanted: Instant, now: Instant) -> What {
        let LastDrop {
            holder: from,
            reason,
            site: dropped_at,
        } = self.last;
        if from.is_some_and(|from| from != me.id) {
            self.view.switch_number += 1;
        }
        self.view.holder = Some(me.id);
        self.wanting -= 1;
        self.statistics.free += now.nanos_since(self.free_since);
        self.policy.took(me.id, now);
        self.end_of_switch();
        me.own.breaker.take(Breaker::DROP_REQUEST);
        What::Took {
            waited: now.nanos_since(wanted),
            from,
            reason,
            dropped_at,
        }
    }

    /// `me` drops the lock. Answers whether it must wait for the switch, and whom to wake.
    fn free(&mut self, here: Here<'_>, reason: Reason, now: Instant) -> (bool, Heir) {
        let me = here.thread;
        let requested = me.own.breaker.take(Breaker::DROP_REQUEST);
        self.view.holder = None;
        self.free_since = now;
        self.last = LastDrop {
            holder: Some(me.id),
            reason,
            site: here.site,
        };
        match reason {
            Reason::Forced => {
                self.statistics.forced_drops += 1;
                if requested {
                    self.overshoots.add(now.nanos_since(self.asked));
                }
            }
            _ => self.statistics.voluntary_drops += 1,
        }
        let release = self.policy.dropped(me.id, reason, requested);
        let heir = self.signal_one(now);
        (release.await_switch && self.wanting > 0, heir)
    }

    /// Sets the drop-request bit of the holder; says whether nobody had.
    fn request_drop(&mut self, holder: ThreadId, now: Instant) -> bool {
        let first = self
            .members
            .get(&holder)
            .is_some_and(|member| member.shared.own.breaker.set_first(Breaker::DROP_REQUEST));
        if first {
            self.statistics.drop_requests += 1;
            self.asked = now;
        }
        first
    }

    /// Takes the thread that is to have the lock next out of the line. It is to be woken.
    fn signal_one(&mut self, now: Instant) -> Heir {
        let place = match self.policy.heir(&self.view, now) {
            Some(heir) => self.line.iter().position(|waiting| *waiting == heir),
            None => Some(0),
        };
        let first = place.and_then(|place| self.line.remove(place));
        let member = first.and_then(|first| self.members.get_mut(&first));
        Heir(member.map(|member| {
            member.signalled = true;
            Arc::clone(&member.shared)
        }))
    }

    /// A waiter is awake: it is no longer in line, and its signal, if it got one, is used up.
    fn leave_line(&mut self, thread: ThreadId) -> bool {
        let signalled = self
            .members
            .get_mut(&thread)
            .is_some_and(|member| std::mem::take(&mut member.signalled));
        if !signalled && let Some(place) = self.line.iter().position(|waiting| *waiting == thread) {
            self.line.remove(place);
        }
        signalled
    }

    /// A waiter that is awake gives up: it takes its request back, passes its signal on, and if it
    /// was the last whom a dropper could wait for, that one goes on.
    fn leave(&mut self, thread: ThreadId, signalled: bool, now: Instant) {
        self.wanting -= 1;
        if let Some(asked) = self.policy.left(thread)
            && self.view.holder == Some(asked)
            && let Some(member) = self.members.get(&asked)
        {
            member.shared.own.breaker.take(Breaker::DROP_REQUEST);
        }
        if signalled {
            self.signal_one(now).wake();
        }
        if self.wanting == 0 {
            self.end_of_switch();
        }
    }

    /// Wakes the dropper that waits for the switch, if there is one.
    fn end_of_switch(&mut self) {
        if let Some(dropper) = self.awaiting_switch.take() {
            self.wake(dropper);
        }
    }

    fn wake(&self, thread: ThreadId) {
        if let Some(member) = self.members.get(&thread) {
            member.shared.turn.notify_one();
        }
    }
}

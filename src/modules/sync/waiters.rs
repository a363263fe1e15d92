//! A queue of threads that wait for one thing, and the two ways to wait in it: for a word of another thread, or to take something
//! that others take too.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

use super::things::{Held, Identity};
use crate::gil::{Instant, Reason, ThreadId, Unparker, Wake};
use crate::object::{Raised, Thread};

/// Threads that wait for one thing.
///
/// Who gives something free looks at [`Waiters::is_empty`] *afterwards*; who wants it enters the queue and looks for it *afterwards*. Both
/// with sequential consistency, so one of them sees the other, and no wake-up is lost.
#[derive(Default)]
pub(in crate::modules) struct Waiters {
    /// Length of the queue, changed under its mutex.
    count: AtomicUsize,
    queue: Mutex<VecDeque<Arc<Ticket>>>,
    identity: Identity,
}

/// A thread's place in a queue.
pub(in crate::modules) struct Ticket {
    unparker: Unparker,
    /// When its thread began to wait.
    since: Instant,
    state: AtomicU8,
}

/// In the queue.
const QUEUED: u8 = 0;
/// Taken from the queue: what it waits for may be there.
const WOKEN: u8 = 1;
/// Taken from the queue: what it waits for is its own already.
const GRANTED: u8 = 2;

/// How long a thread waits until what it waits for is given to it, rather than to whoever comes first. CPython's figure
/// (`TIME_TO_BE_FAIR_NS` in Python/lock.c).
const FAIR: Duration = Duration::from_millis(1);

impl Ticket {
    fn new(thread: &Thread) -> Arc<Ticket> {
        Arc::new(Ticket {
            unparker: thread.unparker(),
            since: thread.now(),
            state: AtomicU8::new(QUEUED),
        })
    }

    fn state(&self) -> u8 {
        self.state.load(Ordering::Acquire)
    }

    /// Whether it was taken from the queue.
    pub(in crate::modules) fn is_woken(&self) -> bool {
        self.state() != QUEUED
    }

    fn wake(&self, state: u8) {
        self.state.store(state, Ordering::Release);
        self.unparker.unpark();
    }
}

impl Waiters {
    /// An empty queue. `what` is what reports call the thing.
    pub(in crate::modules) fn new(thread: &Thread, what: &'static str) -> Waiters {
        Waiters {
            count: AtomicUsize::new(0),
            queue: Mutex::default(),
            identity: Identity::new(what, thread.site()),
        }
    }

    /// The object word for a wait for `thing`, which this is the queue of.
    pub(in crate::modules) fn word<T: Held + 'static>(
        &self,
        thread: &Thread,
        thing: &Arc<T>,
    ) -> u64 {
        self.identity.word(thread, thing)
    }

    /// Whether nobody waits.
    #[inline]
    pub(in crate::modules) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many wait.
    #[inline]
    pub(in crate::modules) fn len(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// Enters the calling thread as the last.
    pub(in crate::modules) fn enter(&self, thread: &Thread) -> Arc<Ticket> {
        let ticket = Ticket::new(thread);
        let mut queue = self.queue.lock();
        queue.push_back(ticket.clone());
        self.count.store(queue.len(), Ordering::SeqCst);
        ticket
    }

    /// Enters a ticket again, as the first: it was its turn.
    fn enter_again(&self, ticket: &Arc<Ticket>) {
        let mut queue = self.queue.lock();
        ticket.state.store(QUEUED, Ordering::Relaxed);
        queue.push_front(ticket.clone());
        self.count.store(queue.len(), Ordering::SeqCst);
    }

    /// Takes a ticket out; false if it was taken out before, by who woke it.
    pub(in crate::modules) fn leave(&self, ticket: &Arc<Ticket>) -> bool {
        let mut queue = self.queue.lock();
        let Some(place) = queue.iter().position(|other| Arc::ptr_eq(other, ticket)) else {
            return false;
        };
        queue.remove(place);
        self.count.store(queue.len(), Ordering::SeqCst);
        true
    }

    /// Takes up to `count` out and wakes them.
    pub(in crate::modules) fn wake(&self, count: usize) {
        let woken: Vec<Arc<Ticket>> = {
            let mut queue = self.queue.lock();
            let count = count.min(queue.len());
            let woken = queue.drain(..count).collect();
            self.count.store(queue.len(), Ordering::SeqCst);
            woken
        };
        for ticket in woken {
            ticket.wake(WOKEN);
        }
    }

    /// Gives something free while others wait for it: to the first of them, by `grant`, if it has waited long; otherwise by `free`, and the
    /// first is woken to compete for it. Either says whether there was something to give.
    pub(super) fn pass_on(
        &self,
        now: Instant,
        grant: impl FnOnce(ThreadId) -> bool,
        free: impl FnOnce() -> bool,
    ) -> bool {
        let mut queue = self.queue.lock();
        let first = queue.pop_front();
        let fair = first.as_ref().filter(|first| now - first.since >= FAIR);
        let (given, state) = match fair {
            Some(first) => (grant(first.unparker.thread()), GRANTED),
            None => (free(), WOKEN),
        };
        match first {
            Some(first) if given => {
                self.count.store(queue.len(), Ordering::SeqCst);
                drop(queue);
                first.wake(state);
            }
            Some(first) => queue.push_front(first),
            None => {}
        }
        given
    }
}

/// Waits until another thread wakes the ticket: true; false at the deadline. KeyboardInterrupt and a deadlock are raised.
pub(in crate::modules) fn wait(
    thread: &mut Thread,
    waiters: &Waiters,
    ticket: &Arc<Ticket>,
    reason: Reason,
    object: u64,
    deadline: Option<Instant>,
) -> Result<bool, Raised> {
    loop {
        let raised = match thread.park_until(reason, object, deadline, || ticket.is_woken()) {
            Wake::Unparked => return Ok(true),
            Wake::TimedOut => return Ok(!waiters.leave(ticket)),
            Wake::Interrupted => match thread.safepoint() {
                Ok(()) => continue,
                Err(raised) => raised,
            },
            Wake::Deadlock => thread.abandon(),
        };
        if !waiters.leave(ticket) {
            // The call that woke it is for another, then.
            waiters.wake(1);
        }
        return Err(raised);
    }
}

/// Takes what `take` takes as soon as it is there: true; false at the deadline. It is taken off the GIL, so that whoever has the GIL
/// meanwhile finds it taken.
pub(super) fn contend(
    thread: &mut Thread,
    waiters: &Waiters,
    reason: Reason,
    object: u64,
    deadline: Option<Instant>,
    take: impl Fn() -> bool,
) -> Result<bool, Raised> {
    let ticket = waiters.enter(thread);
    // Enters the queue first and looks afterwards, as `Waiters` says.
    let take_or_stay = || {
        let taken = take();
        if taken {
            waiters.leave(&ticket);
        }
        taken
    };
    if take_or_stay() {
        return Ok(true);
    }
    loop {
        let ready = || match ticket.state() {
            GRANTED => true,
            WOKEN => {
                take() || {
                    waiters.enter_again(&ticket);
                    take_or_stay()
                }
            }
            _ => false,
        };
        let wake = thread.park_until(reason, object, deadline, ready);
        if wake == Wake::Unparked {
            return Ok(true);
        }
        // Who was woken has to look, as nobody else was woken in its place.
        if !waiters.leave(&ticket) && (ticket.state() == GRANTED || take()) {
            return Ok(true);
        }
        match wake {
            Wake::TimedOut | Wake::Unparked => return Ok(false),
            Wake::Deadlock => return Err(thread.abandon()),
            Wake::Interrupted => thread.safepoint()?,
        }
        waiters.enter_again(&ticket);
        if take_or_stay() {
            return Ok(true);
        }
    }
}

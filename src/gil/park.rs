//! Waits between script threads: `park` and `unpark`, with a permit, as every lock, condition,
//! queue and join of the script is made of them. One mutex for all, because it also counts: when
//! every live thread is parked without a deadline, nobody is left to unpark one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::breaker::Breaker;
use super::clock::{Clock, Instant};
use super::event::{Reason, ThreadId};
use super::interpreter::Interpreter;
use super::shared::Shared;
use super::sync::Mutex;

/// Why a parked thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Somebody called [`Unparker::unpark`], now or earlier. Look again whether what you wait
    /// for is there.
    Unparked,
    /// The deadline has passed.
    TimedOut,
    /// Ctrl-C, in the main thread. Poll before parking again.
    Interrupted,
    /// Every thread is parked without a deadline. Told to the main thread only;
    /// [`Interpreter::deadlock`](super::Interpreter::deadlock) has the details.
    Deadlock,
}

/// Ctrl-C came while the main thread was blocked. It stays pending: poll before blocking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted;

/// Wakes one thread. May be kept and used anywhere, also after the thread has ended.
#[derive(Clone, Debug)]
pub struct Unparker {
    interpreter: Arc<Interpreter>,
    thread: ThreadId,
}

impl Unparker {
    pub(crate) fn new(interpreter: &Arc<Interpreter>, thread: ThreadId) -> Self {
        Unparker {
            interpreter: Arc::clone(interpreter),
            thread,
        }
    }

    /// Which thread it wakes.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    /// Ends the thread's current [`park`](super::ThreadState::park), or its next one at once. More
    /// than one before that counts as one.
    pub fn unpark(&self) {
        self.interpreter.parking.unpark(self.thread);
    }
}

/// A thread in a deadlock, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Whether it is a daemon thread.
    pub daemon: bool,
    /// What kind of thing it waits for.
    pub reason: Reason,
    /// Which one: an opaque word of the caller's; 0 if it has no name.
    pub object: u64,
    /// Where.
    pub site: u64,
    /// Since when.
    pub since: Instant,
}

/// A wait that is about to begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    pub(crate) reason: Reason,
    pub(crate) site: u64,
    pub(crate) object: u64,
    pub(crate) deadline: Option<Instant>,
}

/// Where threads park.
#[derive(Debug, Default)]
pub(crate) struct Parking {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Every live thread, from its registration to its end.
    slots: FxHashMap<ThreadId, Slot>,
    /// How many of them are parked without a deadline and were not woken yet.
    untimed: usize,
    /// The script has handlers of signals, which may free a thread that waits.
    expects_signals: bool,
    deadlock: Option<Vec<Waiting>>,
}

#[derive(Debug)]
struct Slot {
    shared: Arc<Shared>,
    permit: bool,
    /// What it is parked on, if it is parked without a deadline and was not woken yet.
    untimed: Option<(Wait, Instant)>,
    deadlocked: bool,
}

impl Parking {
    pub(crate) fn join(&self, thread: &Arc<Shared>) {
        let slot = Slot {
            shared: Arc::clone(thread),
            permit: false,
            untimed: None,
            deadlocked: false,
        };
        self.state.lock().slots.insert(thread.id, slot);
    }

    /// A thread ended. Those that it leaves behind may wait for each other.
    pub(crate) fn leave(&self, thread: ThreadId) {
        let mut state = self.state.lock();
        state.slots.remove(&thread);
        state.look_for_deadlock();
    }

    /// Only `thread` is alive from now on, because the others never run again.
    pub(crate) fn forget_all_but(&self, thread: ThreadId) {
        let mut state = self.state.lock();
        state.slots.retain(|id, _| *id == thread);
        state.untimed = 0;
    }

    /// From now on a thread that nobody will wake may be woken by a signal: nothing is a deadlock.
    pub(crate) fn expect_signals(&self) {
        self.state.lock().expects_signals = true;
    }

    /// The deadlock that was found last.
    pub(crate) fn deadlock(&self) -> Option<Vec<Waiting>> {
        self.state.lock().deadlock.clone()
    }

    /// Leaves a permit for `thread`, and wakes it if it is parked.
    pub(crate) fn unpark(&self, thread: ThreadId) {
        let mut state = self.state.lock();
        if let Some(slot) = state.slots.get_mut(&thread) {
            slot.permit = true;
            state.wake(thread);
        }
    }

    /// Makes `thread` look at its breaker word if it is parked or sleeps.
    pub(crate) fn interrupt(&self, thread: ThreadId) {
        self.state.lock().wake(thread);
    }

    /// Parks the calling thread, which is detached. Uses a permit up. `None` if finalisation has left
    /// the thread behind: it may not go on.
    pub(crate) fn park(&self, me: &Shared, wait: Wait, clock: &Clock) -> Option<Wake> {
        let deadline = wait.deadline.map(|at| clock.deadline(at));
        let mut state = self.state.lock();
        let mut timed_out = false;
        let wake = loop {
            let slot = state.slots.get_mut(&me.id)?;
            if std::mem::take(&mut slot.permit) {
                break Wake::Unparked;
            }
            if me.own.breaker.has(Breaker::INTERRUPT) {
                break Wake::Interrupted;
            }
            if slot.deadlocked {
                break Wake::Deadlock;
            }
            if timed_out {
                break Wake::TimedOut;
            }
            if let Some(deadline) = deadline {
                timed_out = me.parked.wait_until(&mut state, deadline).timed_out();
            } else if slot.untimed.is_some() {
                me.parked.wait(&mut state);
            } else {
                slot.untimed = Some((wait, clock.now()));
                state.untimed += 1;
                // It may be this thread that is told, so look again before sleeping.
                state.look_for_deadlock();
            }
        };
        state.count_as_running(me.id);
        // Found or not noticed: the next time it is parked is another matter.
        if let Some(slot) = state.slots.get_mut(&me.id) {
            slot.deadlocked = false;
        }
        Some(wake)
    }

    /// Lets the calling thread, which is detached, sleep. Leaves a permit alone: it is meant for a
    /// `park`.
    pub(crate) fn sleep(
        &self,
        me: &Shared,
        until: Instant,
        clock: &Clock,
    ) -> Result<(), Interrupted> {
        let deadline = clock.deadline(until);
        let mut state = self.state.lock();
        while !me.own.breaker.has(Breaker::INTERRUPT) {
            if me.parked.wait_until(&mut state, deadline).timed_out() {
                return Ok(());
            }
        }
        Err(Interrupted)
    }
}

impl State {
    fn count_as_running(&mut self, thread: ThreadId) {
        if self
            .slots
            .get_mut(&thread)
            .is_some_and(|slot| slot.untimed.take().is_some())
        {
            self.untimed -= 1;
        }
    }

    /// `thread` counts as running from now on, though it will notice only later.
    fn wake(&mut self, thread: ThreadId) {
        self.count_as_running(thread);
        if let Some(slot) = self.slots.get(&thread) {
            slot.shared.parked.notify_one();
        }
    }

    fn look_for_deadlock(&mut self) {
        if self.expects_signals || self.untimed == 0 || self.untimed < self.slots.len() {
            return;
        }
        let mut waiting: Vec<Waiting> = self.slots.values().filter_map(Slot::waiting).collect();
        waiting.sort_by_key(|one| one.thread);
        self.deadlock = Some(waiting);
        if let Some(main) = self.slots.get_mut(&ThreadId::MAIN) {
            main.deadlocked = true;
            self.wake(ThreadId::MAIN);
        }
    }
}

impl Slot {
    fn waiting(&self) -> Option<Waiting> {
        let (
            Wait {
                reason,
                site,
                object,
                ..
            },
            since,
        ) = self.untimed?;
        let (thread, daemon) = (self.shared.id, self.shared.daemon);
        let name = self.shared.name.lock().clone();
        Some(Waiting {
            thread,
            name,
            daemon,
            reason,
            object,
            site,
            since,
        })
    }
}

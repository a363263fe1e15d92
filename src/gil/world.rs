//! Stopping the world: every other thread is stopped or detached while one thread works. The states
//! that this is about are those of [`StateWord`](super::shared::StateWord).

use std::sync::Arc;

use super::breaker::Breaker;
use super::event::ThreadId;
use super::shared::Shared;
use super::sync::{Condvar, Mutex};

/// Every thread of a run, and who has stopped them.
#[derive(Debug, Default)]
pub(crate) struct World {
    state: Mutex<State>,
    /// All owed acknowledgements are in. The requester waits for it.
    stopped: Condvar,
    /// The world was started. The suspended, and those who want to stop it next, wait for it.
    started: Condvar,
}

#[derive(Debug, Default)]
struct State {
    threads: Vec<Arc<Shared>>,
    requester: Option<ThreadId>,
    /// How many threads were attached when the stop was asked for and have not acknowledged it yet.
    owed: usize,
}

impl World {
    /// A thread that counts from now on. It starts detached, or suspended while the world is
    /// stopped.
    pub(crate) fn join(&self, thread: &Arc<Shared>) {
        let mut state = self.state.lock();
        if state.requester.is_some() {
            thread.own.state.ask_to_stop();
        }
        state.threads.push(Arc::clone(thread));
    }

    /// A thread that is detached or suspended and never comes back.
    pub(crate) fn leave(&self, thread: ThreadId) {
        self.state.lock().threads.retain(|other| other.id != thread);
    }

    /// The thread with this number, if it lives.
    pub(crate) fn thread(&self, thread: ThreadId) -> Option<Arc<Shared>> {
        self.state
            .lock()
            .threads
            .iter()
            .find(|other| other.id == thread)
            .cloned()
    }

    /// A look at every thread.
    pub(crate) fn threads(&self) -> Vec<Arc<Shared>> {
        self.state.lock().threads.clone()
    }

    /// Whether `me` has stopped the world: it collects, or it has finalised the run.
    pub(crate) fn is_stopped_by(&self, me: ThreadId) -> bool {
        self.state.lock().requester == Some(me)
    }

    /// Stops every thread but `me`, which is attached. Returns when all are stopped; false, and
    /// nothing is stopped, if another thread is at it.
    pub(crate) fn stop(&self, me: ThreadId) -> bool {
        let mut state = self.state.lock();
        if state.requester.is_some() {
            return false;
        }
        state.requester = Some(me);
        let mut owed = 0;
        for thread in state.threads.iter().filter(|thread| thread.id != me) {
            if thread.own.state.ask_to_stop() {
                thread.own.breaker.set(Breaker::STOP_THE_WORLD);
                owed += 1;
            }
        }
        state.owed = owed;
        while state.owed > 0 {
            self.stopped.wait(&mut state);
        }
        true
    }

    /// Lets everybody go on.
    pub(crate) fn start(&self) {
        let mut state = self.state.lock();
        for thread in &state.threads {
            thread.own.breaker.take(Breaker::STOP_THE_WORLD);
            thread.own.state.restart();
        }
        state.requester = None;
        self.started.notify_all();
    }

    /// Returns when nobody stops the world, which somebody may do again at once.
    pub(crate) fn wait_until_started(&self) {
        let mut state = self.state.lock();
        while state.requester.is_some() {
            self.started.wait(&mut state);
        }
    }

    /// ATTACHED to SUSPENDED if a stop was asked for; says whether it was. The acknowledgement that
    /// the thread owed.
    pub(crate) fn acknowledge(&self, me: &Shared) -> bool {
        let mut state = self.state.lock();
        if !me.own.state.suspend() {
            me.own.breaker.take(Breaker::STOP_THE_WORLD);
            return false;
        }
        state.owed -= 1;
        if state.owed == 0 {
            self.stopped.notify_one();
        }
        true
    }

    /// SUSPENDED to ATTACHED, when the world is started. After finalisation that never happens.
    pub(crate) fn attach_when_started(&self, me: &Shared) {
        let mut state = self.state.lock();
        while !me.own.state.try_attach() {
            self.started.wait(&mut state);
        }
    }
}

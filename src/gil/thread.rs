//! A script thread as its own OS thread sees it: attaching and detaching, what to do at a
//! safepoint, and every way to wait. The vm and the modules speak to the lock through this type
//! only.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::clock::Instant;
use super::cpu::CpuMeter;
use super::driver::{Closed, Heir};
use super::event::{Reason, ThreadId, What};
use super::interpreter::Interpreter;
use super::journal::Here;
use super::park::{Interrupted, Unparker, Wait, Wake};
use super::shared::Shared;

/// The calling OS thread's script thread. Dropping it ends the thread's life.
///
/// It begins detached, and its life with the first [`attach`](Self::attach). Objects may be touched only while it is attached; each method says what it
/// does to that. Once the run is finalised, attaching never returns in any thread but the one that
/// finalised it.
pub struct ThreadState {
    interpreter: Arc<Interpreter>,
    shared: Arc<Shared>,
    /// Why and where it detached last; `None` while it is attached.
    detached: Cell<Option<Departure>>,
    /// Sends this thread's events to this run's recorder. Dropped last, so that its end is
    /// recorded.
    _recorder: Option<tracing::dispatcher::DefaultGuard>,
    _owned_by_one_os_thread: PhantomData<*const ()>,
}

#[derive(Clone, Copy, Debug)]
struct Departure {
    /// What happens to it when it comes back: it starts, or is unblocked.
    returns: Option<What>,
    site: u64,
}

/// What [`ThreadState::poll`] leaves to its caller, who does it and polls again until there is
/// [`Pending::Nothing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Pending {
    /// Go on.
    Nothing,
    /// Ctrl-C: raise KeyboardInterrupt, or run the script's handler. Main thread only.
    Interrupt,
    /// Another signal that the script hears: run its handler. Main thread only.
    Signal(i32),
    /// Collect garbage.
    Collect,
    /// Raise the exception that another thread left here.
    AsyncException,
}

impl ThreadState {
    /// Begins the life of a registered thread, on the OS thread that calls this.
    pub(crate) fn begin(interpreter: Arc<Interpreter>, shared: Arc<Shared>) -> Self {
        let (recorder, daemon) = (interpreter.recorder(), shared.daemon);
        shared.account.lock().cpu = Some(CpuMeter::start());
        ThreadState {
            interpreter,
            shared,
            detached: Cell::new(Some(Departure {
                returns: Some(What::ThreadStarted { daemon }),
                site: 0,
            })),
            _recorder: recorder,
            _owned_by_one_os_thread: PhantomData,
        }
    }

    /// The run that this thread belongs to.
    pub fn interpreter(&self) -> &Arc<Interpreter> {
        &self.interpreter
    }

    /// The thread's number.
    pub fn id(&self) -> ThreadId {
        self.shared.id
    }

    /// True for the thread that was registered first.
    pub fn is_main(&self) -> bool {
        self.shared.id == ThreadId::MAIN
    }

    /// True between [`attach`](Self::attach) and [`detach`](Self::detach).
    pub fn is_attached(&self) -> bool {
        self.detached.get().is_none()
    }

    /// The breaker word: the interpreter loop tests it at every safepoint, and polls when it is not
    /// clear.
    pub fn breaker(&self) -> &Breaker {
        &self.shared.own.breaker
    }

    /// The run's time.
    pub fn now(&self) -> Instant {
        self.interpreter.clock().now()
    }

    /// Takes the lock, if there is one, and becomes ATTACHED. Does nothing if it is attached. Waits
    /// while the world is stopped, and for ever once another thread has finalised the run.
    pub fn attach(&self) {
        let Some(Departure { returns, site }) = self.detached.get() else {
            return;
        };
        let here = self.at(site);
        let taken = self.interpreter.lock.take(here, returns);
        self.become_attached(here, taken);
    }

    /// Becomes ATTACHED once it has the lock, if there is one.
    fn become_attached(&self, here: Here<'_>, taken: Result<(), Closed>) {
        if taken.is_err() {
            never_return();
        }
        if !self.shared.own.state.try_attach() {
            here.note_now(What::blocked(Reason::World));
            self.interpreter.world.attach_when_started(&self.shared);
            here.note_now(What::unblocked(Reason::World));
        }
        self.detached.set(None);
    }

    /// Becomes DETACHED and drops the lock, if there is one; waits for the switch if the drop was
    /// asked for. Does nothing if it is detached.
    pub fn detach(&self, reason: Reason, site: u64) {
        self.detach_for(reason, site, 0);
    }

    /// Does what the breaker word asks for, in CPython's order: stop for another thread, Ctrl-C,
    /// collect, drop the lock, asynchronous exception. What only the caller can do is returned, one
    /// thing at a time. The thread is attached before and after.
    #[cold]
    pub fn poll(&self, site: u64) -> Pending {
        let breaker = self.breaker();
        if breaker.take(Breaker::SAMPLE) {
            self.at(site).note_now(What::Sampled {});
        }
        if breaker.has(Breaker::STOP_THE_WORLD) {
            self.stop_for_another(site);
        }
        if breaker.take(Breaker::INTERRUPT)
            && let Some((signal, more)) = self.interpreter.take_signal()
        {
            if more {
                breaker.set(Breaker::INTERRUPT);
            }
            return match signal {
                libc::SIGINT => Pending::Interrupt,
                signal => Pending::Signal(signal),
            };
        }
        if breaker.take(Breaker::COLLECT) {
            return Pending::Collect;
        }
        if breaker.take(Breaker::TICK) || breaker.has(Breaker::DROP_REQUEST) {
            self.detach(Reason::Forced, site);
            self.attach();
        }
        if breaker.take(Breaker::ASYNC_EXCEPTION) {
            return Pending::AsyncException;
        }
        Pending::Nothing
    }

    /// Runs a system call, or other work that touches no object, detached; attached again when it
    /// returns.
    pub fn block<R>(&self, reason: Reason, site: u64, work: impl FnOnce() -> R) -> R {
        let cpu = (reason == Reason::Native).then(|| self.interpreter.clock().thread_cpu());
        self.detach(reason, site);
        let in_system_call = self.interpreter.main_call.enter(self.is_main());
        // Also when `work` panics: what unwinds may touch objects.
        let _attach = OnDrop(|| {
            self.interpreter.main_call.leave(in_system_call);
            if let Some(before) = cpu {
                let now = self.interpreter.clock().thread_cpu();
                self.shared.book_native(now.saturating_sub(before));
            }
            self.attach();
        });
        work()
    }

    /// [`block`](Self::block) for a system call that a signal may cut short: repeats it, until it
    /// ends otherwise or Ctrl-C is pending.
    pub fn block_io<R>(
        &self,
        reason: Reason,
        site: u64,
        mut call: impl FnMut() -> io::Result<R>,
    ) -> Result<io::Result<R>, Interrupted> {
        self.block(reason, site, || {
            loop {
                if self.breaker().has(Breaker::INTERRUPT) {
                    return Err(Interrupted);
                }
                match call() {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    ended => return Ok(ended),
                }
            }
        })
    }

    /// Waits, detached, until another thread unparks this one or the deadline passes. Returns soon
    /// if a permit was left. May return early: callers look again whether what they wait for is
    /// there.
    pub fn park(&self, reason: Reason, site: u64, deadline: Option<Instant>) -> Wake {
        self.park_on(reason, site, 0, deadline)
    }

    /// [`park`](Self::park), and tells recorders and the deadlock report which object it is about.
    pub fn park_on(
        &self,
        reason: Reason,
        site: u64,
        object: u64,
        deadline: Option<Instant>,
    ) -> Wake {
        self.park_until(reason, site, object, deadline, || true)
    }

    /// [`park_on`](Self::park_on), until `ready` says so, which is asked after every unpark while
    /// the thread is still detached. So a thread can take a lock of the script's before it takes
    /// the GIL: one that had to wait for the GIL first would find the other lock taken again.
    pub fn park_until(
        &self,
        reason: Reason,
        site: u64,
        object: u64,
        deadline: Option<Instant>,
        mut ready: impl FnMut() -> bool,
    ) -> Wake {
        self.detach_for(reason, site, object);
        let wait = Wait {
            reason,
            site,
            object,
            deadline,
        };
        let Interpreter { parking, .. } = &*self.interpreter;
        let wake = loop {
            match parking.park(&self.shared, wait, self.interpreter.clock()) {
                Some(Wake::Unparked) if !ready() => {}
                Some(wake) => break wake,
                None => never_return(),
            }
        };
        self.attach();
        wake
    }

    /// Waits, detached, until a thread that was registered has begun: it has been attached, before this one is again.
    pub fn wait_for_start(&self, begins: ThreadId, site: u64, object: u64) {
        let reason = Reason::Event;
        let around = [What::Blocked { reason, object }, What::unblocked(reason)];
        if !self.is_attached() {
            return;
        }
        let here = self.at(site);
        self.become_detached(Some(around[1]), site);
        let taken = self
            .interpreter
            .lock
            .let_begin(here, begins, reason, around);
        self.become_attached(here, taken);
    }

    /// What other threads unpark this one with.
    pub fn unparker(&self) -> Unparker {
        Unparker::new(&self.interpreter, self.shared.id)
    }

    /// Calls `then` when this thread has ended and its statistics are complete. It still counts as
    /// alive for the deadlock report, so `then` is the place to unpark those that wait for its end.
    pub fn at_end(&self, then: impl FnOnce() + Send + 'static) {
        *self.shared.at_end.lock() = Some(Box::new(then));
    }

    /// Sleeps, detached, for the whole of `span`, or until Ctrl-C. A span of zero is one drop and
    /// one take.
    pub fn sleep(&self, span: Duration, site: u64) -> Result<(), Interrupted> {
        let until = self.now() + span;
        self.detach(Reason::Sleep, site);
        let Interpreter { parking, .. } = &*self.interpreter;
        let slept = match span {
            Duration::ZERO => Ok(()),
            _ => parking.sleep(&self.shared, until, self.interpreter.clock()),
        };
        self.attach();
        slept
    }

    /// Runs `work` while every other thread is stopped or detached. The caller is attached and
    /// keeps the lock. Another thread may stop the world first, so `work` looks itself whether it
    /// still has anything to do.
    pub fn stop_the_world<R>(&self, work: impl FnOnce() -> R) -> R {
        let Some(began) = self.stop() else {
            return work();
        };
        let _start = OnDrop(|| {
            self.interpreter.world.start();
            let lasted = self.now().nanos_since(began);
            self.at(0).note_now(What::StopEnded { lasted });
        });
        work()
    }

    /// Ends the run for every other thread: the world stops, and never starts again. Those that are
    /// blocked in a system call, parked or waiting for the lock never attach again. The caller is
    /// attached, and goes on alone.
    pub fn finalize(&self) {
        if self.interpreter.begin_finalizing() {
            self.stop();
            self.interpreter.lock.close_to_all_but(self.shared.id);
            self.interpreter.parking.forget_all_but(self.shared.id);
        }
    }

    fn detach_for(&self, reason: Reason, site: u64, object: u64) {
        if self.is_attached() {
            self.drop_lock(reason, site, object).wake();
        }
    }

    /// Becomes DETACHED and drops the lock, if there is one. The caller wakes the heir.
    fn drop_lock(&self, reason: Reason, site: u64, object: u64) -> Heir {
        let (then, returns) = match reason {
            Reason::Forced => (None, None),
            Reason::Exit => (Some(What::ThreadEnded {}), None),
            _ => (
                Some(What::Blocked { reason, object }),
                Some(What::unblocked(reason)),
            ),
        };
        self.become_detached(returns, site);
        self.interpreter.lock.release(self.at(site), reason, then)
    }

    fn become_detached(&self, returns: Option<What>, site: u64) {
        self.detached.set(Some(Departure { returns, site }));
        // DETACHED before the lock is dropped: whoever holds the lock finds nobody else attached.
        if !self.shared.own.state.try_detach() {
            self.interpreter.world.acknowledge(&self.shared);
        }
    }

    fn stop_for_another(&self, site: u64) {
        let world = &self.interpreter.world;
        let stopped = self.now();
        if world.acknowledge(&self.shared) {
            let here = self.at(site);
            here.note(&[here.stamp(stopped, What::blocked(Reason::World))]);
            world.attach_when_started(&self.shared);
            here.note_now(What::unblocked(Reason::World));
        }
    }

    /// Stops the world, and answers when that was; `None` if this thread has stopped it already.
    /// Another that stops it goes first, and this one is stopped meanwhile.
    fn stop(&self) -> Option<Instant> {
        let (here, world) = (self.at(0), &self.interpreter.world);
        if world.is_stopped_by(self.shared.id) {
            return None;
        }
        let asked = here.now();
        here.note(&[here.stamp(asked, What::StopRequested {})]);
        while !world.stop(self.shared.id) {
            self.detach(Reason::World, 0);
            world.wait_until_started();
            self.attach();
        }
        let began = here.now();
        let waited = began.nanos_since(asked);
        here.note(&[here.stamp(began, What::StopBegan { waited })]);
        Some(began)
    }

    fn at(&self, site: u64) -> Here<'_> {
        Here {
            thread: &self.shared,
            site,
            journal: self.interpreter.journal(),
        }
    }
}

impl Drop for ThreadState {
    fn drop(&mut self) {
        self.shared.stop_cpu();
        let mut heir = Heir::NONE;
        if self.is_attached() {
            heir = self.drop_lock(Reason::Exit, 0, 0);
        } else if self.shared.has_started() {
            self.at(0).note_now(What::ThreadEnded {});
        }
        self.interpreter.leave(&self.shared);
        // Last: most often it goes on to join this thread, and would be woken again for that.
        heir.wake();
    }
}

impl fmt::Debug for ThreadState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThreadState")
            .field("thread", &self.shared)
            .field("detached", &self.detached.get())
            .finish_non_exhaustive()
    }
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Where a thread goes that comes back after the run was finalised. It isn't unwound, because what
/// unwinding runs might touch objects; the end of the process ends it.
fn never_return() -> ! {
    super::sync::sleep_for_ever()
}

//! A script thread as its own OS thread sees it: attaching and detaching, what to do at a safepoint, and every way to
//! wait. The vm and the modules speak to the lock through this type only.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::clock::Instant;
use super::cpu::CpuMeter;
use super::event::{Reason, ThreadId, What};
use super::interpreter::Interpreter;
use super::park::{Wait, Wake};
use super::shared::Shared;
use super::world::Taken;

/// What [`ThreadState::poll`] leaves to its caller, who does it and polls again until there is [`Pending::Nothing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Pending {
    /// Go on.
    Nothing,
    /// Ctrl-C: raise KeyboardInterrupt, or run the script's handler. Main thread only.
    Interrupt,
    /// Collect garbage.
    Collect,
    /// Raise the exception that another thread left here.
    AsyncException,
    /// Tell the profiler where this thread is.
    Sample,
}

/// Ctrl-C came while the main thread was blocked. The request stays pending: poll before blocking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted;

/// The calling OS thread's script thread. Dropping it ends the thread's life.
///
/// It begins detached. Objects may be touched only while it is attached; each method says what it does to that.
/// Once the run is finalised, attaching never returns in any thread but the one that finalises.
pub struct ThreadState {
    interpreter: Arc<Interpreter>,
    shared: Arc<Shared>,
    /// Why and where it detached last. `None` while it is attached.
    detached: Cell<Option<Departure>>,
    /// Keeps this run's events from other runs' recorders. Last, so that the thread's end is still recorded.
    _recorder: Option<tracing::dispatcher::DefaultGuard>,
    _owned_by_one_os_thread: PhantomData<*const ()>,
}

#[derive(Clone, Copy, Debug)]
struct Departure {
    /// What it is blocked on, if it is blocked.
    blocked: Option<Reason>,
    site: u64,
}

impl ThreadState {
    /// Begins the life of a registered thread, on the OS thread that calls this.
    pub(crate) fn begin(interpreter: Arc<Interpreter>, shared: Arc<Shared>) -> Self {
        let recorder = interpreter.recorder();
        shared.account.lock().cpu = Some(CpuMeter::start());
        let journal = interpreter.journal();
        let started = What::ThreadStarted {
            daemon: shared.daemon,
        };
        journal.note(
            &shared,
            [journal.stamp(journal.clock.now(), shared.id, 0, started)],
        );
        ThreadState {
            interpreter,
            shared,
            detached: Cell::new(Some(Departure {
                blocked: None,
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

    /// The breaker word: the interpreter loop tests it at every safepoint, and polls when it is not clear.
    pub fn breaker(&self) -> &Breaker {
        &self.shared.own.breaker
    }

    /// The run's time.
    pub fn now(&self) -> Instant {
        self.interpreter.clock().now()
    }

    /// Takes the lock, if there is one, and becomes ATTACHED. No-op if it is attached already. Waits while the world is
    /// stopped, and for ever once the run is finalised by another thread.
    pub fn attach(&self) {
        let Some(Departure { blocked, site }) = self.detached.get() else {
            return;
        };
        let Interpreter { lock, world, .. } = &*self.interpreter;
        if lock
            .take(&self.shared, site, blocked, self.interpreter.journal())
            .is_err()
        {
            never_return();
        }
        if !self.shared.own.state.try_attach() {
            self.note(
                site,
                What::Blocked {
                    reason: Reason::World,
                    object: 0,
                },
            );
            world.attach_when_started(&self.shared);
            self.note(
                site,
                What::Unblocked {
                    reason: Reason::World,
                },
            );
        }
        self.detached.set(None);
    }

    /// Becomes DETACHED and drops the lock, if there is one; waits for the switch if the drop was asked for. No-op if it
    /// is detached already.
    pub fn detach(&self, reason: Reason, site: u64) {
        self.detach_for(reason, site, 0);
    }

    /// Does what the breaker word asks for, in CPython's order: stop for another thread, Ctrl-C, collect, drop the
    /// lock, asynchronous exception. What only the caller can do is returned, one thing at a time. Stays attached.
    #[cold]
    pub fn poll(&self, site: u64) -> Pending {
        let breaker = self.breaker();
        if breaker.has(Breaker::STOP_THE_WORLD) {
            self.stop_for_another(site);
        }
        if breaker.take(Breaker::INTERRUPT) {
            return Pending::Interrupt;
        }
        if breaker.take(Breaker::COLLECT) {
            return Pending::Collect;
        }
        if breaker.has(Breaker::DROP_REQUEST) {
            self.detach(Reason::Forced, site);
            self.attach();
        }
        if breaker.take(Breaker::ASYNC_EXCEPTION) {
            return Pending::AsyncException;
        }
        if breaker.take(Breaker::SAMPLE) {
            return Pending::Sample;
        }
        Pending::Nothing
    }

    /// Runs a system call, or other work that touches no object, detached. Attached again when it returns.
    pub fn block<R>(&self, reason: Reason, site: u64, work: impl FnOnce() -> R) -> R {
        self.detach(reason, site);
        let cpu = (reason == Reason::Native).then(|| self.interpreter.clock().thread_cpu());
        // Also when `work` panics: what unwinds may touch objects.
        let _attach = OnDrop(|| {
            if let Some(before) = cpu {
                self.shared
                    .book_native(self.interpreter.clock().thread_cpu().saturating_sub(before));
            }
            self.attach();
        });
        work()
    }

    /// Waits, detached, until another thread unparks this one or the deadline passes. Returns at once if a permit was
    /// left. May return early: callers look again whether what they wait for is there.
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
        self.detach_for(reason, site, object);
        let wait = Wait {
            reason,
            site,
            object,
            deadline,
        };
        let wake = self
            .interpreter
            .parking
            .park(&self.shared, wait, self.interpreter.clock());
        self.attach();
        wake
    }

    /// What other threads unpark this one with.
    pub fn unparker(&self) -> Unparker {
        Unparker {
            interpreter: Arc::clone(&self.interpreter),
            thread: self.shared.id,
        }
    }

    /// Sleeps, detached, for the whole of `span`, or until Ctrl-C. A span of zero is one drop and one take.
    pub fn sleep(&self, span: Duration, site: u64) -> Result<(), Interrupted> {
        let until = self.now() + span;
        self.detach(Reason::Sleep, site);
        let wake = match span {
            Duration::ZERO => Wake::TimedOut,
            _ => self
                .interpreter
                .parking
                .sleep(&self.shared, until, self.interpreter.clock()),
        };
        self.attach();
        if wake == Wake::Interrupted {
            Err(Interrupted)
        } else {
            Ok(())
        }
    }

    /// Runs `work` while every other thread is stopped or detached. The caller is attached and keeps the lock. Another
    /// thread may stop the world first, so `work` looks itself whether it still has anything to do.
    pub fn stop_the_world<R>(&self, work: impl FnOnce() -> R) -> R {
        self.stop();
        let began = self.now();
        let _start = OnDrop(|| {
            self.interpreter.world.start();
            self.note(
                0,
                What::StopEnded {
                    lasted: self.now().nanos_since(began),
                },
            );
        });
        work()
    }

    /// Ends the run for every other thread: the world stops, and never starts again. Those that are blocked in a system
    /// call, parked or waiting for the lock never attach again. The caller stays attached.
    pub fn finalize(&self) {
        if self.interpreter.begin_finalizing() {
            self.stop();
            self.interpreter.lock.close_to_all_but(self.shared.id);
            self.interpreter.parking.forget_all_but(self.shared.id);
        }
    }

    fn detach_for(&self, reason: Reason, site: u64, object: u64) {
        if !self.is_attached() {
            return;
        }
        let (blocked, then) = match reason {
            Reason::Forced => (None, None),
            Reason::Exit => (None, Some(What::ThreadEnded {})),
            _ => (Some(reason), Some(What::Blocked { reason, object })),
        };
        self.detached.set(Some(Departure { blocked, site }));
        // DETACHED before the lock is dropped: whoever holds the lock finds nobody else attached.
        if !self.shared.own.state.try_detach() {
            self.interpreter.world.acknowledge(&self.shared);
        }
        self.interpreter
            .lock
            .drop(&self.shared, site, reason, then, self.interpreter.journal());
    }

    fn stop_for_another(&self, site: u64) {
        let world = &self.interpreter.world;
        let stopped = self.now();
        if world.acknowledge(&self.shared) {
            let journal = self.interpreter.journal();
            let blocked = What::Blocked {
                reason: Reason::World,
                object: 0,
            };
            journal.note(
                &self.shared,
                [journal.stamp(stopped, self.shared.id, site, blocked)],
            );
            world.attach_when_started(&self.shared);
            self.note(
                site,
                What::Unblocked {
                    reason: Reason::World,
                },
            );
        }
    }

    /// Stops the world. Another that stops it goes first, and this one is stopped meanwhile.
    fn stop(&self) {
        let asked = self.now();
        self.note(0, What::StopRequested {});
        let world = &self.interpreter.world;
        while let Err(Taken) = world.stop(self.shared.id) {
            self.detach(Reason::World, 0);
            world.wait_until_started();
            self.attach();
        }
        self.note(
            0,
            What::StopBegan {
                waited: self.now().nanos_since(asked),
            },
        );
    }

    fn note(&self, site: u64, what: What) {
        let journal = self.interpreter.journal();
        journal.note(
            &self.shared,
            [journal.stamp(journal.clock.now(), self.shared.id, site, what)],
        );
    }
}

impl Drop for ThreadState {
    fn drop(&mut self) {
        self.shared.stop_cpu();
        if self.is_attached() {
            self.detach(Reason::Exit, 0);
        } else {
            self.note(0, What::ThreadEnded {});
        }
        self.interpreter.leave(&self.shared);
    }
}

impl fmt::Debug for ThreadState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThreadState")
            .field("thread", &self.shared)
            .field("detached", &self.detached.get())
            .finish()
    }
}

/// Wakes one thread. May be kept and used anywhere, also after the thread has ended.
#[derive(Clone, Debug)]
pub struct Unparker {
    interpreter: Arc<Interpreter>,
    thread: ThreadId,
}

impl Unparker {
    /// Which thread it wakes.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    /// Ends the thread's current [`park`](ThreadState::park), or its next one at once. More than one before that counts
    /// as one.
    pub fn unpark(&self) {
        self.interpreter.parking.unpark(self.thread);
    }
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Where a thread goes that comes back after the run was finalised. It isn't unwound, because what unwinding runs might
/// touch objects; the end of the process ends it.
fn never_return() -> ! {
    loop {
        std::thread::park();
    }
}

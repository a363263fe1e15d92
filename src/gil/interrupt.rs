//! Ctrl-C. SIGINT is blocked in every thread but one that does nothing else than wait for it, so no
//! signal handler ever runs script code, and no system call of a script thread is cut short but the
//! main thread's, on purpose.

use std::io;
use std::marker::PhantomData;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::Mutex;

use super::interpreter::Interpreter;
use super::os;

/// Listens for Ctrl-C on behalf of one run, until it is dropped.
///
/// The first Ctrl-C interrupts the main thread; one that comes while the first is still pending, as
/// the main thread reaches no safepoint, calls the callback. Signals belong to the process: only
/// one of these may exist at a time.
#[derive(Debug)]
pub struct CtrlC {
    interpreter: Arc<Interpreter>,
    ears: Option<Ears>,
    /// It restores the signal mask of the thread that made it.
    _owned_by_one_os_thread: PhantomData<*const ()>,
}

#[derive(Debug)]
struct Ears {
    thread: JoinHandle<()>,
    done: Arc<AtomicBool>,
    before: os::SignalsBefore,
}

impl CtrlC {
    /// Begins to listen. To be called on the main thread before any other thread of the process
    /// exists, because threads inherit the signals that are blocked. `again` runs on a thread of
    /// its own; it is expected to save what is to be saved and to end with [`end_by_interrupt`].
    ///
    /// Does nothing if the process was started with SIGINT ignored, as a shell does for background
    /// jobs.
    pub fn listen(
        interpreter: &Arc<Interpreter>,
        again: impl FnMut() + Send + 'static,
    ) -> io::Result<Self> {
        let mut listener = CtrlC {
            interpreter: Arc::clone(interpreter),
            ears: None,
            _owned_by_one_os_thread: PhantomData,
        };
        if os::is_interrupt_ignored() {
            return Ok(listener);
        }
        let before = os::take_interrupts_over();
        let done = Arc::new(AtomicBool::new(false));
        let (run, stop) = (Arc::clone(interpreter), Arc::clone(&done));
        let spawned = std::thread::Builder::new()
            .name("gilscope-ctrl-c".to_owned())
            .spawn(move || listen(&run, &stop, again));
        match spawned {
            Ok(thread) => {
                interpreter.main_call.is_watched(true);
                listener.ears = Some(Ears {
                    thread,
                    done,
                    before,
                });
                Ok(listener)
            }
            Err(error) => {
                os::give_interrupts_back(&before);
                Err(error)
            }
        }
    }
}

impl Drop for CtrlC {
    fn drop(&mut self) {
        if let Some(Ears {
            thread,
            done,
            before,
        }) = self.ears.take()
        {
            done.store(true, Ordering::Release);
            os::interrupt_thread(&thread);
            // A callback that panicked has been reported by the panic hook already.
            let _ = thread.join();
            self.interpreter.main_call.is_watched(false);
            os::give_interrupts_back(&before);
        }
    }
}

/// Prepares `command` so that Ctrl-C ends the process that it starts. To be called for every child
/// process, because children inherit the signals that are blocked here.
pub fn unblock_interrupts_in(command: &mut Command) {
    os::unblock_interrupts_in(command);
}

/// Ends the process as if SIGINT had killed it, so that a shell stops its loop too.
pub fn end_by_interrupt() -> ! {
    os::end_by_interrupt()
}

fn listen(interpreter: &Interpreter, done: &AtomicBool, mut again: impl FnMut()) {
    /// How long the main thread may stay in a system call that began just before the nudge.
    const NUDGE_EVERY: Duration = Duration::from_millis(10);
    loop {
        os::wait_for_interrupt();
        if done.load(Ordering::Acquire) {
            return;
        }
        if !interpreter.interrupt() {
            again();
            continue;
        }
        // The signal may come just before the main thread enters the system call, so one is not
        // enough.
        while interpreter.is_interrupt_pending() && !os::another_interrupt_waits() {
            interpreter.main_call.nudge();
            std::thread::sleep(NUDGE_EVERY);
        }
    }
}

/// Whether the main thread sits in a system call.
#[derive(Debug, Default)]
pub(crate) struct MainCall {
    watched: AtomicBool,
    /// Set while it does. Whoever holds the mutex knows that the thread can't end meanwhile,
    /// because it takes the mutex on its way out.
    thread: Mutex<Option<os::Thread>>,
}

impl MainCall {
    /// The calling thread enters a system call. Answers what [`leave`](Self::leave) wants to know.
    pub(crate) fn enter(&self, is_main: bool) -> bool {
        let watched = is_main && self.watched.load(Ordering::Relaxed);
        if watched {
            *self.thread.lock() = Some(os::Thread::current());
        }
        watched
    }

    /// It leaves.
    pub(crate) fn leave(&self, entered: bool) {
        if entered {
            *self.thread.lock() = None;
        }
    }

    /// Makes a system call that it sits in return with EINTR.
    pub(crate) fn nudge(&self) {
        if let Some(thread) = &*self.thread.lock() {
            thread.nudge();
        }
    }

    pub(crate) fn is_watched(&self, watched: bool) {
        self.watched.store(watched, Ordering::Relaxed);
    }
}

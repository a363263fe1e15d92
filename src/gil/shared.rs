//! The half of a thread that others may touch: its breaker word, its state word, the conditions it
//! sleeps on and its account. The half that only its own OS thread touches is `thread`.

use std::fmt;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossbeam_utils::CachePadded;

use super::account::Account;
use super::breaker::Breaker;
use super::event::{Event, ThreadId};
use super::sync::{AtomicU32, Condvar, Mutex};

/// One script thread, as the others see it.
pub(crate) struct Shared {
    pub(crate) id: ThreadId,
    pub(crate) daemon: bool,
    pub(crate) name: Mutex<String>,
    /// What the owner looks at and changes all the time, on a cache line that others touch only
    /// when they want something of it.
    pub(crate) own: CachePadded<Own>,
    /// Where the owner sleeps while it waits for the lock, or for its successor to take it. Used
    /// with the lock's mutex.
    pub(crate) turn: Condvar,
    /// Where the owner sleeps while it is parked. Used with the parking mutex.
    pub(crate) parked: Condvar,
    pub(crate) account: CachePadded<Mutex<Account>>,
    /// What is to be done when the thread has ended.
    pub(crate) at_end: Mutex<Option<AtEnd>>,
}

/// See [`ThreadState::at_end`](super::thread::ThreadState::at_end).
pub(crate) type AtEnd = Box<dyn FnOnce() + Send>;

/// The two words of a thread.
#[derive(Debug, Default)]
pub(crate) struct Own {
    pub(crate) breaker: Breaker,
    pub(crate) state: StateWord,
}

impl Shared {
    pub(crate) fn new(id: ThreadId, name: String, daemon: bool) -> Self {
        Shared {
            id,
            daemon,
            name: Mutex::new(name),
            own: CachePadded::default(),
            turn: Condvar::new(),
            parked: Condvar::new(),
            account: CachePadded::default(),
            at_end: Mutex::default(),
        }
    }

    /// Whether the thread has ever been attached.
    pub(crate) fn has_started(&self) -> bool {
        self.account.lock().started.is_some()
    }

    /// Books CPU time that the owner used off the lock.
    pub(crate) fn book_native(&self, cpu: Duration) {
        if let Some(meter) = &mut self.account.lock().cpu {
            meter.add_native(cpu);
        }
    }

    /// CPU time of the owner: all of it, and what it used off the lock.
    pub(crate) fn cpu(&self) -> (Duration, Duration) {
        // Read under the mutex: the owner takes it before it ends, and its clock with it.
        match &self.account.lock().cpu {
            Some(meter) => (meter.total(), meter.native()),
            None => (Duration::ZERO, Duration::ZERO),
        }
    }

    /// The owner ends: its OS thread's CPU clock may be gone soon.
    pub(crate) fn stop_cpu(&self) {
        if let Some(meter) = &mut self.account.lock().cpu {
            meter.stop();
        }
    }

    /// Books events on the account.
    pub(crate) fn book(&self, events: &[Event]) {
        let mut account = self.account.lock();
        events.iter().for_each(|event| account.book(event));
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("id", &self.id)
            .field("daemon", &self.daemon)
            .field("name", &self.name)
            .field("own", &self.own)
            .finish_non_exhaustive()
    }
}

/// Whether a thread may touch objects, and whether the world asked it to stop.
///
/// | `STOP` | `ATTACHED` | state | meaning |
/// |---|---|---|---|
/// | 0 | 0 | DETACHED | touches no object; may attach at any time |
/// | 0 | 1 | ATTACHED | runs; may touch objects |
/// | 1 | 0 | SUSPENDED | touches no object; may not attach until the world starts |
/// | 1 | 1 | ATTACHED, asked to stop | owes an acknowledgement, at a safepoint or when it detaches |
///
/// The owner sets and clears `ATTACHED`; the requester of a stop sets and clears `STOP`, under the
/// world's mutex. The owner's fast paths are one compare-exchange each, and fail when `STOP` is
/// set: that is how a thread that was running when the stop was asked for can't leave without
/// acknowledging it, and one that was not can't come back.
#[derive(Debug, Default)]
pub(crate) struct StateWord(AtomicU32);

impl StateWord {
    const ATTACHED: u32 = 1;
    const STOP: u32 = 2;

    /// Whether the thread is attached now; it may not be the next moment.
    pub(crate) fn is_attached(&self) -> bool {
        self.0.load(Ordering::Relaxed) & Self::ATTACHED != 0
    }

    /// DETACHED to ATTACHED. Sees all that was written while the world was stopped. Fails if
    /// SUSPENDED.
    #[inline]
    pub(crate) fn try_attach(&self) -> bool {
        self.0
            .compare_exchange(0, Self::ATTACHED, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// ATTACHED to DETACHED. Publishes all that this thread wrote. Fails if a stop was asked for.
    #[inline]
    pub(crate) fn try_detach(&self) -> bool {
        self.0
            .compare_exchange(Self::ATTACHED, 0, Ordering::Release, Ordering::Relaxed)
            .is_ok()
    }

    /// Asks for a stop; says whether the thread was attached, and so owes an acknowledgement.
    pub(crate) fn ask_to_stop(&self) -> bool {
        self.0.fetch_or(Self::STOP, Ordering::AcqRel) & Self::ATTACHED != 0
    }

    /// ATTACHED-and-asked to SUSPENDED: the acknowledgement. False, and no change, if no stop was
    /// asked for.
    pub(crate) fn suspend(&self) -> bool {
        const ASKED: u32 = StateWord::ATTACHED | StateWord::STOP;
        self.0
            .compare_exchange(ASKED, Self::STOP, Ordering::Release, Ordering::Relaxed)
            .is_ok()
    }

    /// SUSPENDED to DETACHED.
    pub(crate) fn restart(&self) {
        self.0.fetch_and(!Self::STOP, Ordering::Release);
    }
}

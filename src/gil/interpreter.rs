//! One run: its lock, its threads, its clock. Nothing is shared between two of them.

use std::io;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tracing::Dispatch;

use super::breaker::Breaker;
use super::clock::Clock;
use super::config::{Budget, Config, Mode, PolicyKind, Safepoints};
use super::event::ThreadId;
use super::interrupt::MainCall;
use super::journal::Journal;
use super::lock::Lock;
use super::os;
use super::park::{Parking, Waiting};
use super::policy;
use super::shared::Shared;
use super::statistics::{Statistics, ThreadStatistics};
use super::sync::{AtomicBool, AtomicU32, AtomicU64, Mutex};
use super::thread::ThreadState;
use super::world::World;

/// One run of a script: the lock, the threads, the clock, and who has stopped the world.
#[derive(Debug)]
pub struct Interpreter {
    pub(crate) lock: Lock,
    pub(crate) world: World,
    pub(crate) parking: Parking,
    pub(crate) main_call: MainCall,
    journal: Journal,
    recording: Option<Dispatch>,
    budget: Option<Budget>,
    interval_us: AtomicU64,
    next_thread: AtomicU32,
    finalizing: AtomicBool,
    /// The signals that the main thread has not looked at yet, a bit for each.
    signals: AtomicU64,
    /// Whether a thread listens for signals other than Ctrl-C.
    pub(crate) listening: Mutex<bool>,
    /// The statistics of threads that have ended.
    ended: Mutex<Vec<ThreadStatistics>>,
}

/// The run is being finalised: it takes no new thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finalizing;

/// A thread that is registered and has not started yet. It counts as alive. Dropping it takes it
/// back.
#[derive(Debug)]
pub struct Registration {
    interpreter: Arc<Interpreter>,
    shared: Arc<Shared>,
    /// Whether a [`ThreadState`] took over.
    started: bool,
}

impl Interpreter {
    /// A run without threads. The first one that is registered is the main thread.
    pub fn new(config: Config) -> Arc<Self> {
        let interval_us = micros(config.interval);
        Arc::new(Interpreter {
            lock: Lock::new(&config, acting_interval(interval_us)),
            world: World::default(),
            parking: Parking::default(),
            main_call: MainCall::default(),
            journal: Journal::new(config.recording.is_some()),
            budget: budget(&config),
            recording: config.recording,
            interval_us: AtomicU64::new(interval_us),
            next_thread: AtomicU32::new(ThreadId::MAIN.0),
            finalizing: AtomicBool::new(false),
            signals: AtomicU64::new(0),
            listening: Mutex::new(false),
            ended: Mutex::new(Vec::new()),
        })
    }

    /// Makes a thread known. It is alive from now on, though it starts only with
    /// [`Registration::start`].
    pub fn register(
        self: &Arc<Self>,
        name: &str,
        daemon: bool,
    ) -> Result<Registration, Finalizing> {
        if self.is_finalizing() {
            return Err(Finalizing);
        }
        let id = ThreadId(self.next_thread.fetch_add(1, Ordering::Relaxed));
        let shared = Arc::new(Shared::new(id, name.to_owned(), daemon));
        self.world.join(&shared);
        self.parking.join(&shared);
        self.lock.join(&shared);
        Ok(Registration {
            interpreter: Arc::clone(self),
            shared,
            started: false,
        })
    }

    /// Whether there is a lock.
    pub fn mode(&self) -> Mode {
        self.lock.mode()
    }

    /// How many instructions running threads count before they look at their breaker words; `None` if they need not count.
    pub fn budget(&self) -> Option<Budget> {
        self.budget
    }

    /// The run's clock.
    pub fn clock(&self) -> &Clock {
        &self.journal.clock
    }

    /// The switch interval in microseconds, as it was set: 0 acts as 1.
    pub fn interval_us(&self) -> u64 {
        self.interval_us.load(Ordering::Relaxed)
    }

    /// Sets the switch interval, in microseconds. Waits that have begun keep theirs.
    pub fn set_interval_us(&self, interval_us: u64) {
        self.interval_us.store(interval_us, Ordering::Relaxed);
        self.lock.set_interval(acting_interval(interval_us));
    }

    /// Gives a live thread another name.
    pub fn rename(&self, thread: ThreadId, name: &str) {
        if let Some(shared) = self.world.thread(thread) {
            name.clone_into(&mut shared.name.lock());
        }
    }

    /// Sets bits in the breaker word of another thread; false if it isn't alive.
    pub fn post(&self, thread: ThreadId, bits: u32) -> bool {
        self.world.thread(thread).is_some_and(|shared| {
            shared.own.breaker.set(bits);
            true
        })
    }

    /// What Ctrl-C does. False if an earlier one is still pending.
    pub fn interrupt(&self) -> bool {
        self.signal(libc::SIGINT)
    }

    /// A signal came: sets the main thread's interrupt bit, and wakes it if it is parked or asleep.
    /// False if an earlier one of the same number is still pending.
    pub fn signal(&self, signal: i32) -> bool {
        let bit = 1_u64.checked_shl(signal.unsigned_abs()).unwrap_or(0);
        let first = self.signals.fetch_or(bit, Ordering::AcqRel) & bit == 0;
        if let Some(main) = self.world.thread(ThreadId::MAIN) {
            main.own.breaker.set(Breaker::INTERRUPT);
        }
        self.parking.interrupt(ThreadId::MAIN);
        first
    }

    /// Takes the pending signal of the lowest number, and whether there are more.
    pub(crate) fn take_signal(&self) -> Option<(i32, bool)> {
        let pending = self.signals.load(Ordering::Acquire);
        let bit = pending & pending.wrapping_neg();
        if bit == 0 {
            return None;
        }
        self.signals.fetch_and(!bit, Ordering::AcqRel);
        Some((bit.trailing_zeros() as i32, pending != bit))
    }

    /// Whether an interrupt waits for the main thread to take it.
    pub(crate) fn is_interrupt_pending(&self) -> bool {
        let main = self.world.thread(ThreadId::MAIN);
        main.is_some_and(|main| main.own.breaker.has(Breaker::INTERRUPT))
    }

    /// Whether finalisation has begun.
    pub fn is_finalizing(&self) -> bool {
        self.finalizing.load(Ordering::Acquire)
    }

    /// The deadlock that was found last: every thread, and what it waits for.
    pub fn deadlock(&self) -> Option<Vec<Waiting>> {
        self.parking.deadlock()
    }

    /// What every thread has done until now, and the lock. For a thread that is alive, the state
    /// that it is in counts up to this moment.
    pub fn statistics(&self) -> Statistics {
        // Held for the whole time, so that each thread is found once: here, or alive.
        let ended = self.ended.lock();
        let live = self.world.threads();
        let (now, lock, accounts) = self.lock.snapshot(self.clock(), || {
            let accounts = live.iter().map(|thread| *thread.account.lock());
            accounts.collect::<Vec<_>>()
        });
        let mut threads = ended.clone();
        for (thread, account) in live.iter().zip(&accounts) {
            threads.extend(ThreadStatistics::of(thread, account, now));
        }
        threads.sort_by_key(|thread| thread.id);
        Statistics {
            wall: now,
            threads,
            lock,
        }
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Makes this run's recorder the one of the calling thread.
    pub(crate) fn recorder(&self) -> Option<tracing::dispatcher::DefaultGuard> {
        self.recording
            .as_ref()
            .map(tracing::dispatcher::set_default)
    }

    /// True for the first caller.
    pub(crate) fn begin_finalizing(&self) -> bool {
        !self.finalizing.swap(true, Ordering::AcqRel)
    }

    /// A thread that is detached ended.
    pub(crate) fn leave(&self, thread: &Shared) {
        let account = *thread.account.lock();
        let statistics = ThreadStatistics::of(thread, &account, self.clock().now());
        let mut ended = self.ended.lock();
        ended.extend(statistics);
        self.world.leave(thread.id);
        drop(ended);
        self.lock.forget(thread.id);
        let then = thread.at_end.lock().take();
        if let Some(then) = then {
            then();
        }
        self.parking.leave(thread.id);
    }
}

impl Registration {
    /// The thread's number.
    pub fn id(&self) -> ThreadId {
        self.shared.id
    }

    /// Starts the thread's life on an OS thread of its own, with a native stack of so many bytes and named after it, where `body` runs.
    pub fn spawn(
        self,
        stack_bytes: usize,
        body: impl FnOnce(ThreadState) + Send + 'static,
    ) -> io::Result<()> {
        let name = self.shared.name.lock().clone();
        os::spawn(&name, stack_bytes, move || body(self.start()))
    }

    /// Starts the thread's life on the calling OS thread. It begins detached.
    pub fn start(mut self) -> ThreadState {
        self.started = true;
        ThreadState::begin(Arc::clone(&self.interpreter), Arc::clone(&self.shared))
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if !self.started {
            self.interpreter.leave(&self.shared);
        }
    }
}

fn budget(config: &Config) -> Option<Budget> {
    match (config.mode, config.policy, config.safepoints) {
        (Mode::On, PolicyKind::Ticks, _) => Some(Budget {
            instructions: policy::TICKS,
            drops: true,
        }),
        (.., Safepoints::Instructions) => Some(Budget {
            instructions: NonZeroU32::MIN,
            drops: false,
        }),
        (.., Safepoints::Loops) => None,
    }
}

/// CPython keeps whole microseconds.
fn micros(interval: Duration) -> u64 {
    u64::try_from(interval.as_micros()).unwrap_or(u64::MAX)
}

/// An interval of zero acts as one microsecond.
fn acting_interval(interval_us: u64) -> Duration {
    Duration::from_micros(interval_us.max(1))
}

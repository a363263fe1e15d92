//! A run with a recorder, and what its log says: who held the lock when, and who asked whom for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use gilscope::gil::{
    Config, Event, Interpreter, Mode, Pending, PolicyKind, Reason, State, Statistics, ThreadId,
    ThreadState, What,
};
use parking_lot::Mutex;
use tracing::{Dispatch, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Longer than any test, so that only the event under test can end a wait.
pub(crate) const NEVER: Duration = Duration::from_secs(1000);

/// One run, and everything that was recorded of it.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) interpreter: Arc<Interpreter>,
    log: Arc<Mutex<Vec<Event>>>,
    panics: Arc<AtomicBool>,
}

/// Tells of a thread that nobody joins.
struct TellsOfPanic(Arc<AtomicBool>);

impl Drop for TellsOfPanic {
    fn drop(&mut self) {
        self.0.fetch_or(thread::panicking(), Ordering::SeqCst);
    }
}

struct Recorder(Arc<Mutex<Vec<Event>>>);

impl<S: Subscriber> Layer<S> for Recorder {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        self.0.lock().extend(Event::decode(event));
    }
}

impl Run {
    /// A new run, and its main thread, attached.
    pub(crate) fn new(mode: Mode, interval: Duration) -> (Run, ThreadState) {
        Run::by(PolicyKind::Interval, mode, interval)
    }

    /// The same by another policy.
    pub(crate) fn by(policy: PolicyKind, mode: Mode, interval: Duration) -> (Run, ThreadState) {
        let log = Arc::default();
        let recorder = tracing_subscriber::registry().with(Recorder(Arc::clone(&log)));
        let interpreter = Interpreter::new(Config {
            mode,
            policy,
            interval,
            recording: Some(Dispatch::new(recorder)),
            ..Config::default()
        });
        let run = Run {
            interpreter,
            log,
            panics: Arc::default(),
        };
        let main = run
            .interpreter
            .register("MainThread", false)
            .unwrap()
            .start();
        main.attach();
        (run, main)
    }

    /// Starts a thread that runs `work`, attached.
    pub(crate) fn spawn<R: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&ThreadState) -> R + Send + 'static,
    ) -> JoinHandle<R> {
        let thread = self.interpreter.register(name, false).unwrap();
        let panics = TellsOfPanic(Arc::clone(&self.panics));
        thread::spawn(move || {
            let _panics = panics;
            let state = thread.start();
            state.attach();
            work(&state)
        })
    }

    /// Whether a thread has panicked.
    pub(crate) fn has_panicked(&self) -> bool {
        self.panics.load(Ordering::SeqCst)
    }

    /// What happened so far, in order.
    pub(crate) fn log(&self) -> Log {
        let mut events = self.log.lock().clone();
        events.sort_by_key(|event| event.sequence);
        Log(events)
    }
}

/// Ends `threads` while the caller is off the lock.
pub(crate) fn join<R>(main: &ThreadState, threads: Vec<JoinHandle<R>>) -> Vec<R> {
    main.block(Reason::Join, 0, || {
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// Does all that the breaker word asks for.
pub(crate) fn safepoint(state: &ThreadState) {
    while !state.breaker().is_clear() && state.poll(0) != Pending::Nothing {}
}

/// Runs and looks at its breaker word, as the interpreter loop does.
pub(crate) fn spin_until(state: &ThreadState, stop: impl Fn() -> bool) {
    while !stop() {
        safepoint(state);
    }
}

/// Waits for something that must come, however slow the machine is.
pub(crate) fn wait_for(what: &str, mut came: impl FnMut() -> bool) {
    let began = Instant::now();
    while !came() {
        assert!(
            began.elapsed() < Duration::from_secs(120),
            "waited for {what}"
        );
        thread::sleep(Duration::from_micros(200));
    }
}

/// A few threads that do nothing but run, until the lock was dropped by force `drops` times.
pub(crate) fn spinners(threads: usize, interval: Duration, drops: u64) -> Log {
    spinners_by(PolicyKind::Interval, threads, interval, drops)
}

/// The same by another policy.
pub(crate) fn spinners_by(
    policy: PolicyKind,
    threads: usize,
    interval: Duration,
    drops: u64,
) -> Log {
    let (run, main) = Run::by(policy, Mode::On, interval);
    let stop = Arc::new(AtomicBool::new(false));
    let spinners = (0..threads)
        .map(|_| {
            let stop = Arc::clone(&stop);
            run.spawn("spinner", move |state| {
                spin_until(state, || stop.load(Ordering::Relaxed));
            })
        })
        .collect();
    main.block(Reason::Join, 0, || {
        wait_for("forced drops", || {
            run.interpreter.statistics().lock.forced_drops >= drops
        });
    });
    stop.store(true, Ordering::Relaxed);
    join(&main, spinners);
    drop(main);
    run.log()
}

/// The events of a run, in order.
pub(crate) struct Log(pub Vec<Event>);

/// The time for which one thread held the lock.
#[derive(Debug)]
pub(crate) struct Hold {
    pub(crate) thread: ThreadId,
    pub(crate) took: Event,
    pub(crate) requests: Vec<Event>,
    pub(crate) dropped: Event,
    pub(crate) reason: Reason,
}

impl Log {
    /// Every time that the lock was held and dropped. Checks that one thread had it at a time, and
    /// that requests went to the holder.
    pub(crate) fn holds(&self) -> Vec<Hold> {
        let mut holds = Vec::new();
        let mut held: Option<(Event, Vec<Event>)> = None;
        for &event in &self.0 {
            match event.what {
                What::Took { .. } => {
                    assert!(held.is_none(), "two holders: {held:?} and {event:?}");
                    held = Some((event, Vec::new()));
                }
                What::DropRequested { holder } => {
                    let (took, requests) = held.as_mut().expect("a request to nobody");
                    assert_eq!(took.thread, holder);
                    requests.push(event);
                }
                What::Dropped { reason } => {
                    let (took, requests) = held.take().expect("dropped what nobody held");
                    assert_eq!(took.thread, event.thread);
                    assert!(took.time <= event.time);
                    holds.push(Hold {
                        thread: took.thread,
                        took,
                        requests,
                        dropped: event,
                        reason,
                    });
                }
                _ => {}
            }
        }
        holds
    }

    /// The holds that ended by force.
    pub(crate) fn forced(&self) -> Vec<Hold> {
        let mut holds = self.holds();
        holds.retain(|hold| hold.reason == Reason::Forced);
        holds
    }

    /// The events of one thread.
    pub(crate) fn of(&self, thread: ThreadId) -> impl Iterator<Item = &Event> {
        self.0.iter().filter(move |event| event.thread == thread)
    }

    /// How many events `wanted` picks.
    pub(crate) fn count(&self, wanted: impl Fn(&What) -> bool) -> usize {
        self.0.iter().filter(|event| wanted(&event.what)).count()
    }

    /// The events of one thread from the first that `from` picks.
    pub(crate) fn names_of(
        &self,
        thread: ThreadId,
        from: impl Fn(&What) -> bool,
    ) -> Vec<&'static str> {
        self.of(thread)
            .skip_while(|event| !from(&event.what))
            .map(|event| event.what.name())
            .collect()
    }
}

/// At any moment, every thread's times add up to its life, and with the lock the threads have held
/// it for exactly as long as it was held.
pub(crate) fn check_moment(statistics: &Statistics, mode: Mode) {
    let mut attached = 0;
    for thread in &statistics.threads {
        assert_eq!(
            thread.in_state.iter().sum::<u64>(),
            thread.life,
            "{thread:?}"
        );
        attached += thread.nanos(State::Attached);
    }
    if mode == Mode::On {
        assert_eq!(attached + statistics.lock.free, statistics.wall.nanos());
    }
}

/// Every thread's times add up to its life, and are those that its events tell.
pub(crate) fn check_sums(statistics: &Statistics, log: &Log) {
    for thread in &statistics.threads {
        assert_eq!(
            thread.in_state.iter().sum::<u64>(),
            thread.life,
            "{thread:?}"
        );
        let mut in_state = [0; State::COUNT];
        let mut current = None;
        for event in log.of(thread.id) {
            let entered = event.what.enters();
            if entered.is_some() || matches!(event.what, What::ThreadEnded {}) {
                if let Some((state, since)) = current {
                    in_state[state as usize] += event.time.nanos_since(since);
                }
                current = entered.map(|state| (state, event.time));
            }
        }
        assert_eq!(thread.in_state, in_state, "{thread:?}");
        assert_eq!(
            thread.running() + thread.waiting_for_a_core(),
            thread.nanos(State::Attached)
        );
    }
    let lock = statistics.lock;
    let dropped = log.count(|what| matches!(what, What::Dropped { .. })) as u64;
    assert_eq!(lock.forced_drops + lock.voluntary_drops, dropped);
    let requests = log.count(|what| matches!(what, What::DropRequested { .. })) as u64;
    assert_eq!(lock.drop_requests, requests);
    if lock.voluntary_drops > 0 {
        let held: u64 = log
            .holds()
            .iter()
            .map(|hold| hold.dropped.time.nanos_since(hold.took.time))
            .sum();
        let attached: u64 = statistics
            .threads
            .iter()
            .map(|thread| thread.nanos(State::Attached))
            .sum();
        assert_eq!(held, attached);
        assert_eq!(held + lock.free, statistics.wall.nanos());
        let forced = log.forced();
        let overshoots = forced.iter().filter_map(|hold| {
            let request = hold.requests.last()?;
            Some(hold.dropped.time.nanos_since(request.time))
        });
        let overshoots: Vec<u64> = overshoots.collect();
        assert_eq!(lock.overshoot.count, overshoots.len() as u64);
        let longest = overshoots.into_iter().max();
        assert_eq!(lock.overshoot.longest, longest.unwrap_or(0));
    }
}

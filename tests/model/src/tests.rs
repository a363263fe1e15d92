//! What must hold under every schedule.

use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::time::Duration;

use shuttle::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use shuttle::thread;

use crate::gil::{
    Breaker, Config, Interpreter, Mode, Pending, PolicyKind, Reason, ThreadState, Wake,
};

/// Every test by its name.
pub(crate) const ALL: &[(&str, fn(usize))] = &[
    (
        "one_thread_at_a_time_and_everybody_gets_a_turn",
        one_thread_at_a_time_and_everybody_gets_a_turn,
    ),
    (
        "after_a_forced_drop_another_thread_holds_the_lock_first",
        after_a_forced_drop_another_thread_holds_the_lock_first,
    ),
    (
        "after_a_forced_drop_greedy_may_take_it_straight_back",
        after_a_forced_drop_greedy_may_take_it_straight_back,
    ),
    (
        "finalisation_gets_past_everybody_and_nobody_runs_after",
        finalisation_gets_past_everybody_and_nobody_runs_after,
    ),
    (
        "nobody_is_attached_in_a_stopped_world",
        nobody_is_attached_in_a_stopped_world,
    ),
    (
        "no_permit_is_lost_and_no_deadlock_is_seen_where_there_is_none",
        no_permit_is_lost_and_no_deadlock_is_seen_where_there_is_none,
    ),
    (
        "a_deadlock_is_told_to_the_main_thread",
        a_deadlock_is_told_to_the_main_thread,
    ),
    (
        "a_started_thread_has_the_lock_before_its_starter",
        a_started_thread_has_the_lock_before_its_starter,
    ),
    (
        "nobody_waits_for_a_thread_that_ends_before_it_begins",
        nobody_waits_for_a_thread_that_ends_before_it_begins,
    ),
    (
        "finalisation_gets_past_who_waits_for_a_start",
        finalisation_gets_past_who_waits_for_a_start,
    ),
];

/// Runs a test under so many schedules of each kind: random ones, and probabilistic concurrency testing with up to three changes.
fn check(schedules: usize, test: impl Fn() + Send + Sync + Copy + 'static) {
    shuttle::check_random(test, schedules);
    for depth in 1..=3 {
        shuttle::check_pct(test, schedules, depth);
    }
}

fn run(mode: Mode) -> Arc<Interpreter> {
    run_by(mode, PolicyKind::Interval)
}

fn run_by(mode: Mode, policy: PolicyKind) -> Arc<Interpreter> {
    Interpreter::new(Config {
        mode,
        policy,
        interval: Duration::from_millis(5),
        ..Config::default()
    })
}

/// A thread of the run.
fn spawn(
    run: &Arc<Interpreter>,
    body: impl FnOnce(ThreadState) + Send + 'static,
) -> thread::JoinHandle<()> {
    let registration = run.register("worker", false).expect("not finalised");
    thread::spawn(move || body(registration.start()))
}

/// The main thread of the run.
fn main_thread(run: &Arc<Interpreter>) -> ThreadState {
    run.register("main", false).expect("not finalised").start()
}

/// A safepoint without anything for the caller to do.
fn poll(thread: &ThreadState) {
    if !thread.breaker().is_clear() {
        assert_eq!(thread.poll(0), Pending::Nothing);
    }
}

/// Where one thread at a time may be.
#[derive(Default)]
struct Inside(AtomicBool);

impl Inside {
    fn visit(&self) {
        assert!(!self.0.swap(true, Ordering::SeqCst), "two hold the lock");
        thread::yield_now();
        self.0.store(false, Ordering::SeqCst);
    }
}

fn one_thread_at_a_time_and_everybody_gets_a_turn(schedules: usize) {
    for policy in PolicyKind::ALL {
        check(schedules, move || everybody_gets_a_turn(policy));
    }
}

fn everybody_gets_a_turn(policy: PolicyKind) {
    let run = run_by(Mode::On, policy);
    let inside = Arc::new(Inside::default());
    let workers: Vec<_> = (0..3)
        .map(|number| {
            let inside = inside.clone();
            spawn(&run, move |thread| {
                thread.attach();
                inside.visit();
                poll(&thread);
                inside.visit();
                if number == 0 {
                    thread.detach(Reason::Read, 0);
                    thread.attach();
                    inside.visit();
                }
                poll(&thread);
                inside.visit();
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("no panic");
    }
}

/// Runs three threads that follow each request to drop the lock, and tells of each drop whether another thread had it before the dropper
/// got it back.
fn forced_drops(
    schedules: usize,
    policy: PolicyKind,
    tell: impl Fn(bool) + Send + Sync + Copy + 'static,
) {
    check(schedules, move || {
        let run = run_by(Mode::On, policy);
        let workers: Vec<_> = (0..3)
            .map(|_| {
                let counted = run.clone();
                spawn(&run, move |thread| {
                    thread.attach();
                    for _ in 0..2 {
                        thread::yield_now();
                        if thread.breaker().has(Breaker::DROP_REQUEST) {
                            let before = counted.statistics().lock;
                            poll(&thread);
                            let after = counted.statistics().lock;
                            assert!(after.forced_drops > before.forced_drops);
                            tell(after.switches >= before.switches + 2);
                        }
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.join().expect("no panic");
        }
    });
}

/// Behaviours 8 and 9.
fn after_a_forced_drop_another_thread_holds_the_lock_first(schedules: usize) {
    for policy in [PolicyKind::Interval, PolicyKind::Fifo, PolicyKind::IoFirst] {
        forced_drops(schedules, policy, |switched| {
            assert!(switched, "took it straight back");
        });
    }
}

/// What `greedy` is known for. How often it happens is up to the machine's scheduler, so only here it can be asserted.
fn after_a_forced_drop_greedy_may_take_it_straight_back(schedules: usize) {
    static STRAIGHT_BACK: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    forced_drops(schedules, PolicyKind::Greedy, |switched| {
        STRAIGHT_BACK.fetch_add(usize::from(!switched), Ordering::Relaxed);
    });
    assert!(
        STRAIGHT_BACK.load(Ordering::Relaxed) > 0,
        "every forced drop was a switch"
    );
}

/// Behaviour 25: waiters leave, their signals and requests are passed on or taken back, a dropper that awaits the switch goes on.
fn finalisation_gets_past_everybody_and_nobody_runs_after(schedules: usize) {
    let modes = PolicyKind::ALL.map(|policy| (Mode::On, policy));
    for (mode, policy) in modes.into_iter().chain([(Mode::Off, PolicyKind::Interval)]) {
        let test = move || {
            let run = run_by(mode, policy);
            let main = main_thread(&run);
            let over = Arc::new(AtomicBool::new(false));
            for _ in 0..2 {
                let over = over.clone();
                let registration = run.register("worker", false).expect("not finalised");
                // Those left behind sleep for ever. The checker lets a future's task do that, not a thread; this one is never suspended.
                drop(shuttle::future::spawn(async move {
                    // Nor is its end unwound: the process is gone by then.
                    let thread = ManuallyDrop::new(registration.start());
                    thread.attach();
                    for _ in 0..3 {
                        assert!(!over.load(Ordering::SeqCst), "runs after the end");
                        poll(&thread);
                    }
                    thread.detach(Reason::Write, 0);
                    thread.attach();
                    assert!(!over.load(Ordering::SeqCst), "runs after the end");
                    drop(ManuallyDrop::into_inner(thread));
                }));
            }
            main.attach();
            poll(&main);
            main.finalize();
            over.store(true, Ordering::SeqCst);
            thread::yield_now();
            main.detach(Reason::Write, 0);
            main.attach();
        };
        check(schedules, test);
    }
}

fn nobody_is_attached_in_a_stopped_world(schedules: usize) {
    for mode in [Mode::On, Mode::Off] {
        let test = move || {
            let run = run(mode);
            let attached = Arc::new(AtomicUsize::new(0));
            let workers: Vec<_> = (0..3)
                .map(|number| {
                    let attached = attached.clone();
                    spawn(&run, move |thread| {
                        thread.attach();
                        attached.fetch_add(1, Ordering::SeqCst);
                        thread::yield_now();
                        attached.fetch_sub(1, Ordering::SeqCst);
                        poll(&thread);
                        if number < 2 {
                            // Two want to stop it at once.
                            thread.stop_the_world(|| {
                                assert_eq!(attached.load(Ordering::SeqCst), 0);
                                thread::yield_now();
                                assert_eq!(attached.load(Ordering::SeqCst), 0);
                            });
                        }
                        attached.fetch_add(1, Ordering::SeqCst);
                        thread::yield_now();
                        attached.fetch_sub(1, Ordering::SeqCst);
                        thread.detach(Reason::Read, 0);
                        thread.attach();
                        attached.fetch_add(1, Ordering::SeqCst);
                        thread::yield_now();
                        attached.fetch_sub(1, Ordering::SeqCst);
                    })
                })
                .collect();
            for worker in workers {
                worker.join().expect("no panic");
            }
        };
        check(schedules, test);
    }
}

fn no_permit_is_lost_and_no_deadlock_is_seen_where_there_is_none(schedules: usize) {
    for mode in [Mode::On, Mode::Off] {
        let test = move || {
            let run = run(mode);
            let main = main_thread(&run);
            let ready = Arc::new(AtomicUsize::new(0));
            main.attach();
            let workers: Vec<_> = (0..2)
                .map(|_| {
                    let (ready, main) = (ready.clone(), main.unparker());
                    spawn(&run, move |thread| {
                        thread.attach();
                        ready.fetch_add(1, Ordering::SeqCst);
                        main.unpark();
                        poll(&thread);
                    })
                })
                .collect();
            while ready.load(Ordering::SeqCst) < 2 {
                assert_eq!(main.park(Reason::Join, 0, None), Wake::Unparked);
            }
            main.detach(Reason::Join, 0);
            for worker in workers {
                worker.join().expect("no panic");
            }
            assert!(run.deadlock().is_none());
        };
        check(schedules, test);
    }
}

fn a_deadlock_is_told_to_the_main_thread(schedules: usize) {
    for mode in [Mode::On, Mode::Off] {
        let test = move || {
            let run = run(mode);
            let main = main_thread(&run);
            main.attach();
            let unparkers = Arc::new(std::sync::Mutex::new(Vec::new()));
            let workers: Vec<_> = (0..2)
                .map(|number| {
                    let unparkers = unparkers.clone();
                    spawn(&run, move |thread| {
                        thread.attach();
                        if number == 0 {
                            unparkers.lock().expect("alone").push(thread.unparker());
                            assert_eq!(thread.park(Reason::Lock, 0, None), Wake::Unparked);
                        }
                        // The other one ends, perhaps last of all, and leaves a deadlock behind.
                    })
                })
                .collect();
            assert_eq!(main.park(Reason::Join, 0, None), Wake::Deadlock);
            assert_eq!(run.deadlock().map(|waiting| waiting.len()), Some(2));
            for unparker in unparkers.lock().expect("alone").drain(..) {
                unparker.unpark();
            }
            main.detach(Reason::Join, 0);
            for worker in workers {
                worker.join().expect("no panic");
            }
        };
        check(schedules, test);
    }
}

/// And gets it back, while a third thread and, if it lives long enough, the new one compete for it. Without the lock the wait ends.
fn a_started_thread_has_the_lock_before_its_starter(schedules: usize) {
    let modes = PolicyKind::ALL.map(|policy| (Mode::On, policy));
    for (mode, policy) in modes.into_iter().chain([(Mode::Off, PolicyKind::Interval)]) {
        let test = move || {
            let run = run_by(mode, policy);
            let main = main_thread(&run);
            main.attach();
            let inside = Arc::new(Inside::default());
            let visit = move |inside: &Inside| {
                if mode == Mode::On {
                    inside.visit();
                }
            };
            let third = spawn(&run, {
                let inside = inside.clone();
                move |thread| {
                    thread.attach();
                    visit(&inside);
                    poll(&thread);
                    visit(&inside);
                }
            });
            let began = Arc::new(AtomicBool::new(false));
            let registration = run.register("worker", false).expect("not finalised");
            let id = registration.id();
            let worker = thread::spawn({
                let (began, inside) = (began.clone(), inside.clone());
                move || {
                    let thread = registration.start();
                    thread.attach();
                    began.store(true, Ordering::SeqCst);
                    visit(&inside);
                    poll(&thread);
                    visit(&inside);
                }
            });
            main.wait_for_start(id, 0, 0);
            assert!(mode == Mode::Off || began.load(Ordering::SeqCst));
            visit(&inside);
            poll(&main);
            visit(&inside);
            main.detach(Reason::Join, 0);
            worker.join().expect("no panic");
            third.join().expect("no panic");
        };
        check(schedules, test);
    }
}

fn nobody_waits_for_a_thread_that_ends_before_it_begins(schedules: usize) {
    for mode in [Mode::On, Mode::Off] {
        let test = move || {
            let run = run(mode);
            let main = main_thread(&run);
            main.attach();
            let registration = run.register("worker", false).expect("not finalised");
            let id = registration.id();
            let worker = thread::spawn(move || drop(registration));
            main.wait_for_start(id, 0, 0);
            assert!(main.is_attached());
            worker.join().expect("no panic");
        };
        check(schedules, test);
    }
}

fn finalisation_gets_past_who_waits_for_a_start(schedules: usize) {
    let modes = PolicyKind::ALL.map(|policy| (Mode::On, policy));
    for (mode, policy) in modes.into_iter().chain([(Mode::Off, PolicyKind::Interval)]) {
        let test = move || {
            let run = run_by(mode, policy);
            let main = main_thread(&run);
            main.attach();
            let over = Arc::new(AtomicBool::new(false));
            let [starter, started] =
                [(); 2].map(|()| run.register("worker", false).expect("not finalised"));
            let id = started.id();
            for registration in [starter, started] {
                let over = over.clone();
                // As above: these may sleep for ever, and are not unwound.
                drop(shuttle::future::spawn(async move {
                    let waits = registration.id() != id;
                    let thread = ManuallyDrop::new(registration.start());
                    thread.attach();
                    assert!(!over.load(Ordering::SeqCst), "runs after the end");
                    if waits {
                        thread.wait_for_start(id, 0, 0);
                        assert!(!over.load(Ordering::SeqCst), "runs after the end");
                    }
                    drop(ManuallyDrop::into_inner(thread));
                }));
            }
            main.detach(Reason::Read, 0);
            main.attach();
            poll(&main);
            main.finalize();
            over.store(true, Ordering::SeqCst);
            thread::yield_now();
            main.detach(Reason::Write, 0);
            main.attach();
        };
        check(schedules, test);
    }
}

//! What threads do to each other besides taking the lock: parking, stopping the world, Ctrl-C and
//! the end of a run.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use gilscope::gil::{
    Breaker, Interrupted, Mode, Pending, Reason, ThreadId, ThreadState, Unparker, Wake, What,
};

use crate::support::{NEVER, Run, check_sums, join, safepoint, spin_until, wait_for};

const BOTH: [Mode; 2] = [Mode::On, Mode::Off];
const MILLISECOND: Duration = Duration::from_millis(1);

/// Threads that count, each on its own, with a safepoint at every number.
struct Counters {
    stop: Arc<AtomicBool>,
    counts: Arc<Vec<AtomicU64>>,
}

impl Counters {
    fn start(run: &Run, threads: usize) -> (Self, Vec<std::thread::JoinHandle<()>>) {
        let counters = Counters {
            stop: Arc::default(),
            counts: Arc::new((0..threads).map(|_| AtomicU64::new(0)).collect()),
        };
        let handles = (0..threads)
            .map(|number| {
                let (stop, counts) = (Arc::clone(&counters.stop), Arc::clone(&counters.counts));
                run.spawn("counter", move |state| {
                    spin_until(state, || {
                        counts[number].fetch_add(1, Ordering::Relaxed);
                        stop.load(Ordering::Relaxed)
                    });
                })
            })
            .collect();
        (counters, handles)
    }

    fn snapshot(&self) -> Vec<u64> {
        self.counts
            .iter()
            .map(|count| count.load(Ordering::Relaxed))
            .collect()
    }

    fn all_count(&self) -> bool {
        self.snapshot().iter().all(|count| *count > 0)
    }
}

#[test]
fn behaviour_24_an_interrupt_reaches_the_main_thread_only_at_its_next_safepoint() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let stop = Arc::new(AtomicBool::new(false));
        let other = run.spawn("other", {
            let stop = Arc::clone(&stop);
            move |state| {
                spin_until(state, || {
                    assert!(!state.breaker().has(Breaker::INTERRUPT));
                    stop.load(Ordering::Relaxed)
                });
            }
        });
        assert!(run.interpreter.interrupt());
        assert!(!run.interpreter.interrupt(), "the first is still pending");
        assert_eq!(main.poll(0), Pending::Interrupt);
        assert!(!main.breaker().has(Breaker::INTERRUPT));
        assert!(run.interpreter.interrupt());
        assert_eq!(main.poll(0), Pending::Interrupt);
        stop.store(true, Ordering::Relaxed);
        join(&main, vec![other]);
    }
}

#[test]
fn an_interrupt_wakes_the_main_thread_out_of_every_wait_and_stays_pending() {
    let (run, main) = Run::new(Mode::On, NEVER);
    let soon = |main: &ThreadState| {
        let interpreter = Arc::clone(main.interpreter());
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(2));
            interpreter.interrupt()
        })
    };
    let later = Some(main.now() + NEVER);
    let waits: [&dyn Fn() -> bool; 3] = [
        &|| main.sleep(NEVER, 0) == Err(Interrupted),
        &|| main.park(Reason::Lock, 0, later) == Wake::Interrupted,
        &|| {
            let read = || Err::<(), _>(io::ErrorKind::Interrupted.into());
            main.block_io(Reason::Read, 0, read).is_err()
        },
    ];
    for wait in waits {
        let interrupter = soon(&main);
        assert!(wait());
        assert!(wait(), "it stays pending");
        assert!(interrupter.join().unwrap());
        assert_eq!(main.poll(0), Pending::Interrupt);
    }
    drop(run);
}

#[test]
fn behaviour_25_after_finalisation_no_other_thread_runs() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let (counters, _threads) = Counters::start(&run, 3);
        let returned = Arc::new(AtomicBool::new(false));
        let _blocked = run.spawn("in a system call", {
            let returned = Arc::clone(&returned);
            move |state| {
                state.block(Reason::Read, 0, || std::thread::sleep(20 * MILLISECOND));
                returned.store(true, Ordering::Relaxed);
            }
        });
        let _parked = run.spawn("parked", {
            let returned = Arc::clone(&returned);
            move |state| {
                let soon = Some(state.now() + 20 * MILLISECOND);
                state.park(Reason::Lock, 0, soon);
                returned.store(true, Ordering::Relaxed);
            }
        });
        main.block(Reason::Join, 0, || {
            wait_for("all to run", || counters.all_count())
        });
        main.finalize();
        let before = counters.snapshot();
        let ran_before = returned.load(Ordering::Relaxed);
        assert!(run.interpreter.is_finalizing());
        assert!(run.interpreter.register("late", false).is_err());
        // The lock is free for a while, and the world may be stopped again, and still nobody runs.
        main.sleep(50 * MILLISECOND, 0).unwrap();
        main.stop_the_world(|| {});
        main.block(Reason::Write, 0, || std::thread::sleep(10 * MILLISECOND));
        assert_eq!(counters.snapshot(), before);
        assert_eq!(returned.load(Ordering::Relaxed), ran_before);
        assert!(!run.has_panicked());
    }
}

#[test]
fn behaviour_25_a_parked_thread_that_finalisation_left_behind_looks_at_nothing() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let looks = Arc::new(AtomicU64::new(0));
        run.spawn("parked", {
            let looks = Arc::clone(&looks);
            move |state| {
                let soon = Some(state.now() + 20 * MILLISECOND);
                state.park_until(Reason::Lock, 0, 0, soon, || {
                    looks.fetch_add(1, Ordering::Relaxed);
                    false
                });
            }
        });
        let is_parked = || {
            run.log().count(|what| {
                matches!(
                    what,
                    What::Blocked {
                        reason: Reason::Lock,
                        ..
                    }
                )
            }) == 1
        };
        main.block(Reason::Join, 0, || wait_for("the park", is_parked));
        main.finalize();
        main.sleep(60 * MILLISECOND, 0).unwrap();
        assert_eq!(looks.load(Ordering::Relaxed), 0);
    }
}

#[test]
fn a_park_that_is_not_ready_goes_on_without_coming_back() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, NEVER);
        let looks = Arc::new(AtomicU64::new(0));
        let unparker = main.unparker();
        let waker = run.spawn("waker", {
            let looks = Arc::clone(&looks);
            move |state| {
                for seen in 0..3 {
                    unparker.unpark();
                    state.block(Reason::Read, 0, || {
                        wait_for("a look", || looks.load(Ordering::Relaxed) > seen);
                    });
                }
            }
        });
        let ready = || looks.fetch_add(1, Ordering::Relaxed) == 2;
        let wake = main.park_until(Reason::Lock, 0, 0, None, ready);
        assert_eq!(wake, Wake::Unparked);
        assert_eq!(looks.load(Ordering::Relaxed), 3);
        join(&main, vec![waker]);
        let parks = |what: &What| {
            matches!(
                what,
                What::Blocked {
                    reason: Reason::Lock,
                    ..
                }
            )
        };
        assert_eq!(run.log().count(parks), 1);
    }
}

#[test]
fn behaviour_25_an_exiting_waiter_takes_its_request_back() {
    let (run, main) = Run::new(Mode::On, MILLISECOND);
    let _waiter = run.spawn("waiter", |_| {});
    wait_for("the request", || main.breaker().has(Breaker::DROP_REQUEST));
    main.finalize();
    wait_for("its end", || !main.breaker().has(Breaker::DROP_REQUEST));
    // Nobody is left to switch to, so nothing waits for a switch.
    main.breaker().set(Breaker::DROP_REQUEST);
    safepoint(&main);
    assert_eq!(run.interpreter.statistics().lock.switches, 0);
}

#[test]
fn a_stopped_world_stands_still() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let (counters, threads) = Counters::start(&run, 4);
        main.block(Reason::Join, 0, || {
            wait_for("all to run", || counters.all_count())
        });
        for _ in 0..20 {
            main.stop_the_world(|| {
                let before = counters.snapshot();
                std::thread::sleep(MILLISECOND);
                assert_eq!(counters.snapshot(), before);
            });
            let before = counters.snapshot();
            main.block(Reason::Join, 0, || {
                wait_for("it to go on", || counters.snapshot() != before);
            });
        }
        counters.stop.store(true, Ordering::Relaxed);
        join(&main, threads);
        let log = run.log();
        assert_eq!(log.count(|what| matches!(what, What::StopBegan { .. })), 20);
        assert_eq!(log.count(|what| matches!(what, What::StopEnded { .. })), 20);
    }
}

#[test]
fn a_thread_in_a_system_call_does_not_delay_a_stop_and_is_held_back_at_its_end() {
    let (run, main) = Run::new(Mode::Off, NEVER);
    let [entered, leave, returned] = [(); 3].map(|()| Arc::new(AtomicBool::new(false)));
    let blocked = run.spawn("blocked", {
        let (entered, leave, returned) = (
            Arc::clone(&entered),
            Arc::clone(&leave),
            Arc::clone(&returned),
        );
        move |state| {
            state.block(Reason::Read, 0, || {
                entered.store(true, Ordering::Relaxed);
                wait_for("leave", || leave.load(Ordering::Relaxed));
            });
            returned.store(true, Ordering::Relaxed);
        }
    });
    wait_for("the call", || entered.load(Ordering::Relaxed));
    main.stop_the_world(|| {
        leave.store(true, Ordering::Relaxed);
        std::thread::sleep(10 * MILLISECOND);
        assert!(!returned.load(Ordering::Relaxed));
    });
    join(&main, vec![blocked]);
    assert!(returned.load(Ordering::Relaxed));
}

#[test]
fn rivals_stop_the_world_one_after_another() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, Duration::from_micros(100));
        let inside = Arc::new(AtomicU64::new(0));
        let rivals = (0..6)
            .map(|_| {
                let inside = Arc::clone(&inside);
                run.spawn("rival", move |state| {
                    for _ in 0..200 {
                        state.stop_the_world(|| {
                            assert_eq!(inside.fetch_add(1, Ordering::Relaxed), 0);
                            state.stop_the_world(|| {});
                            assert_eq!(inside.fetch_sub(1, Ordering::Relaxed), 1);
                        });
                        safepoint(state);
                    }
                })
            })
            .collect();
        join(&main, rivals);
        let log = run.log();
        assert_eq!(
            log.count(|what| matches!(what, What::StopBegan { .. })),
            1200
        );
    }
}

#[test]
fn a_world_of_a_thousand_threads_stops_while_they_come_and_go() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let threads: Vec<_> = (0..1000)
            .map(|_| {
                run.spawn("short", |state| {
                    state.sleep(MILLISECOND, 0).unwrap();
                    safepoint(state);
                })
            })
            .collect();
        for _ in 0..20 {
            main.stop_the_world(|| {});
            safepoint(&main);
        }
        join(&main, threads);
        assert_eq!(run.interpreter.statistics().threads.len(), 1001);
    }
}

#[test]
fn a_permit_outlives_a_sleep_and_ends_the_next_park() {
    for mode in BOTH {
        let (_run, main) = Run::new(mode, NEVER);
        main.unparker().unpark();
        main.unparker().unpark();
        main.sleep(MILLISECOND, 0).unwrap();
        assert_eq!(main.park(Reason::Lock, 0, None), Wake::Unparked);
        let soon = main.now() + MILLISECOND;
        assert_eq!(main.park(Reason::Lock, 0, Some(soon)), Wake::TimedOut);
        assert!(main.now() >= soon);
    }
}

#[test]
fn parked_threads_hand_a_token_round() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, NEVER);
        let turn = Arc::new(AtomicU64::new(0));
        let wakes_main = main.unparker();
        let (introduce, introduction) = std::sync::mpsc::channel();
        let other = run.spawn("other", {
            let turn = Arc::clone(&turn);
            move |state| {
                introduce.send(state.unparker()).unwrap();
                pass_on(state, &turn, 1, &wakes_main);
            }
        });
        let wakes_other = main.block(Reason::Join, 0, || introduction.recv().unwrap());
        pass_on(&main, &turn, 0, &wakes_other);
        join(&main, vec![other]);
        assert_eq!(turn.load(Ordering::SeqCst), 4000);
    }
}

/// Waits 2000 times until `turn` is one of this thread's, passes it on and wakes the other.
fn pass_on(state: &ThreadState, turn: &AtomicU64, first: u64, other: &Unparker) {
    for mine in (first..4000).step_by(2) {
        while turn.load(Ordering::SeqCst) != mine {
            assert_eq!(state.park(Reason::Queue, 0, None), Wake::Unparked);
        }
        turn.fetch_add(1, Ordering::SeqCst);
        other.unpark();
    }
}

#[test]
fn a_deadlock_is_told_to_the_main_thread_with_who_waits_for_what() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        run.interpreter.rename(ThreadId::MAIN, "Chief");
        for site in [21, 22] {
            run.spawn("worker", move |state| {
                state.park_on(Reason::Condition, site, 7, None);
            });
        }
        // Whoever sleeps, waits with a deadline or sits in a system call counts as alive.
        let sleeper = run.spawn("sleeper", |state| {
            state.sleep(5 * MILLISECOND, 0).unwrap();
            let soon = Some(state.now() + 5 * MILLISECOND);
            assert_eq!(state.park(Reason::Lock, 0, soon), Wake::TimedOut);
            state.block(Reason::Read, 0, || std::thread::sleep(5 * MILLISECOND));
            state.now()
        });
        assert_eq!(run.interpreter.deadlock(), None);
        assert_eq!(main.park(Reason::Join, 20, None), Wake::Deadlock);
        assert!(main.now() >= sleeper.join().unwrap());
        let waiting = run.interpreter.deadlock().unwrap();
        let told: Vec<_> = waiting
            .iter()
            .map(|one| (one.name.as_str(), one.reason, one.site, one.object))
            .collect();
        assert_eq!(told[0], ("Chief", Reason::Join, 20, 0));
        let mut workers = told[1..].to_vec();
        workers.sort_by_key(|one| one.2);
        let worker = |site| ("worker", Reason::Condition, site, 7);
        assert_eq!(workers, [worker(21), worker(22)]);
    }
}

#[test]
fn a_thread_that_never_starts_leaves_no_trace() {
    let (run, main) = Run::new(Mode::On, NEVER);
    drop(run.interpreter.register("stillborn", false).unwrap());
    assert_eq!(
        main.park(Reason::Join, 0, None),
        Wake::Deadlock,
        "nobody else is alive"
    );
    assert_eq!(run.interpreter.statistics().threads.len(), 1);
}

#[test]
fn two_runs_do_not_affect_each_other() {
    let (quiet, quiet_main) = Run::new(Mode::On, MILLISECOND);
    let (busy, busy_main) = Run::new(Mode::On, MILLISECOND);
    let (counters, threads) = Counters::start(&busy, 2);
    busy_main.block(Reason::Join, 0, || {
        wait_for("both to run", || counters.all_count())
    });
    busy_main.block(Reason::Join, 0, || {
        spin_until(&quiet_main, || {
            busy.interpreter.statistics().lock.switches > 10
        });
    });
    counters.stop.store(true, Ordering::Relaxed);
    join(&busy_main, threads);
    let lock = quiet.interpreter.statistics().lock;
    assert_eq!((lock.switches, lock.drop_requests), (0, 0));
    assert!(
        quiet
            .log()
            .0
            .iter()
            .all(|event| event.thread == ThreadId::MAIN)
    );
}

#[test]
fn statistics_are_what_the_events_add_up_to() {
    for mode in BOTH {
        let (run, main) = Run::new(mode, MILLISECOND);
        let (counters, mut threads) = Counters::start(&run, 2);
        threads.push(run.spawn("io", |state| {
            for _ in 0..10 {
                state.sleep(MILLISECOND, 0).unwrap();
                state.block(Reason::Read, 0, || std::thread::sleep(MILLISECOND));
                state.block(Reason::Native, 0, || {
                    let until = state.now() + MILLISECOND;
                    while state.now() < until {}
                });
                let soon = Some(state.now() + MILLISECOND);
                state.park(Reason::Lock, 0, soon);
                state.stop_the_world(|| {});
            }
        }));
        main.sleep(20 * MILLISECOND, 0).unwrap();
        counters.stop.store(true, Ordering::Relaxed);
        join(&main, threads);
        drop(main);
        check_sums(&run.interpreter.statistics(), &run.log());
    }
}

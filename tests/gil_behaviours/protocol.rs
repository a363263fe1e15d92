//! Who gets the lock, and when its holder is asked for it: behaviours 1 to 16 and 21.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use gilscope::gil::{Breaker, Config, Interpreter, Mode, Reason, ThreadId, What};

use crate::support::{NEVER, Run, join, safepoint, spin_until, spinners, wait_for};

const MILLISECOND: Duration = Duration::from_millis(1);

#[test]
fn behaviour_01_the_interval_is_5_ms_and_less_than_1_us_acts_as_1_us() {
    let run = Interpreter::new(Config::default());
    assert_eq!(run.interval_us(), 5000);
    run.set_interval_us(0);
    assert_eq!(run.interval_us(), 0);

    // 999 ns are no whole microsecond; waiting for none would ask at once and all the time.
    let log = spinners(2, Duration::from_nanos(999), 100);
    for hold in log.forced() {
        for request in &hold.requests {
            assert!(request.time - hold.took.time >= Duration::from_micros(1));
        }
    }
}

#[test]
fn behaviour_02_one_thread_alone_is_never_asked_and_never_switches() {
    let (run, main) = Run::new(Mode::On, Duration::from_micros(100));
    for _ in 0..20 {
        let until = main.now() + MILLISECOND;
        spin_until(&main, || main.now() >= until);
        main.block(Reason::Read, 0, || {});
    }
    let lock = run.interpreter.statistics().lock;
    assert_eq!(lock.drop_requests, 0);
    assert_eq!(lock.forced_drops, 0);
    assert_eq!(lock.switches, 0);
    assert_eq!(lock.voluntary_drops, 20);
}

#[test]
fn behaviour_03_a_forced_slice_lasts_an_interval_from_taking_to_request() {
    let forced = spinners(2, MILLISECOND, 50).forced();
    assert!(forced.len() >= 50);
    for hold in forced {
        for request in &hold.requests {
            assert!(request.time - hold.took.time >= MILLISECOND, "{hold:?}");
        }
    }
}

#[test]
fn behaviour_04_a_native_call_that_keeps_the_lock_makes_the_slice_that_long() {
    let (run, main) = Run::new(Mode::On, MILLISECOND);
    let long = Duration::from_millis(200);
    let waiter = run.spawn("waiter", |_| {});
    let until = main.now() + long;
    wait_for("the request and the call", || {
        main.breaker().has(Breaker::DROP_REQUEST) && main.now() >= until
    });
    safepoint(&main);
    join(&main, vec![waiter]);
    let log = run.log();
    let holds = log.holds();
    let first = holds.first().unwrap();
    assert_eq!(first.thread, main.id());
    assert!(first.dropped.time - first.took.time >= long);
    assert_eq!(first.reason, Reason::Forced);
    assert_eq!(first.requests.len(), 1, "it was asked once, and early");
}

#[test]
fn behaviour_05_running_long_is_no_reason_to_be_asked() {
    // The waiter is there all the time, but its interval doesn't run out.
    let (run, main) = Run::new(Mode::On, NEVER);
    let waiter = run.spawn("waiter", |_| {});
    wait_for("the waiter", || {
        run.log().count(|what| matches!(what, What::Wants {})) == 2
    });
    let until = main.now() + Duration::from_millis(100);
    spin_until(&main, || main.now() >= until);
    assert!(!main.breaker().has(Breaker::DROP_REQUEST));
    join(&main, vec![waiter]);
    assert_eq!(run.interpreter.statistics().lock.drop_requests, 0);

    // And who asks had waited for an interval.
    let log = spinners(3, MILLISECOND, 50);
    for request in log.forced().iter().flat_map(|hold| &hold.requests) {
        let wants = log
            .of(request.thread)
            .take_while(|event| event.sequence < request.sequence)
            .filter(|event| matches!(event.what, What::Wants {}));
        assert!(request.time - wants.last().unwrap().time >= MILLISECOND);
    }
}

#[test]
fn behaviours_06_and_07_a_wait_that_straddles_a_switch_asks_for_nothing_and_begins_anew() {
    // So there is a whole interval between any switch and the next request, with any number of
    // threads.
    for threads in [3, 5] {
        let log = spinners(threads, MILLISECOND, 50);
        let mut last_switch = None;
        for event in &log.0 {
            match event.what {
                What::Took { from, .. } if from != Some(event.thread) => last_switch = Some(event),
                What::DropRequested { .. } => {
                    assert!(
                        event.time - last_switch.unwrap().time >= MILLISECOND,
                        "{event:?}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn behaviour_08_after_a_forced_drop_another_thread_is_next() {
    let log = spinners(2, MILLISECOND, 50);
    for pair in log.holds().windows(2) {
        if pair[0].reason == Reason::Forced {
            assert_ne!(pair[0].thread, pair[1].thread);
        }
    }
}

#[test]
fn behaviour_09_the_dropper_wants_it_again_only_after_the_switch() {
    let log = spinners(3, MILLISECOND, 50);
    for hold in log.forced() {
        let after = log
            .0
            .iter()
            .filter(|event| event.sequence > hold.dropped.sequence);
        let next = after
            .clone()
            .find(|event| matches!(event.what, What::Took { .. }))
            .unwrap();
        let again = after
            .clone()
            .find(|event| event.thread == hold.thread && matches!(event.what, What::Wants {}));
        assert!(
            again.is_none_or(|wants| wants.sequence > next.sequence && wants.time >= next.time)
        );
    }
}

#[test]
fn behaviour_10_a_new_holder_starts_without_a_request() {
    // Every forced drop has a request of its own, made after the thread took the lock.
    for hold in spinners(3, MILLISECOND, 50).forced() {
        assert_eq!(hold.requests.len(), 1, "{hold:?}");
    }

    // Even if it was asked while it held nothing.
    let (_run, main) = Run::new(Mode::On, NEVER);
    main.detach(Reason::Read, 0);
    main.breaker().set(Breaker::DROP_REQUEST);
    main.attach();
    assert!(main.breaker().is_clear());
}

#[test]
fn behaviour_11_only_the_holder_is_asked() {
    // `holds` checks every request against the holder.
    let log = spinners(4, MILLISECOND, 50);
    assert!(
        log.holds()
            .iter()
            .map(|hold| hold.requests.len())
            .sum::<usize>()
            >= 50
    );
}

#[test]
fn behaviour_12_a_voluntary_release_does_not_wait_and_a_waiter_gets_the_lock_at_once() {
    // With an interval that never ends, only the release itself can have woken the waiter.
    let (run, main) = Run::new(Mode::On, NEVER);
    let waiter = run.spawn("waiter", |_| {});
    wait_for("the waiter", || {
        run.log().count(|what| matches!(what, What::Wants {})) == 2
    });
    join(&main, vec![waiter]);
    let log = run.log();
    let mine: Vec<_> = log
        .of(main.id())
        .skip_while(|event| !matches!(event.what, What::Dropped { .. }))
        .collect();
    assert_eq!(
        mine[0].time, mine[1].time,
        "dropped and blocked are one moment"
    );
    assert_eq!(
        log.names_of(main.id(), |what| matches!(what, What::Dropped { .. })),
        ["dropped", "blocked", "unblocked", "wants", "took"]
    );
}

#[test]
fn behaviour_13_a_voluntary_release_waits_for_the_switch_if_it_was_asked() {
    let (run, main) = Run::new(Mode::On, MILLISECOND);
    let took = Arc::new(AtomicBool::new(false));
    let waiter = run.spawn("waiter", {
        let took = Arc::clone(&took);
        move |_| took.store(true, Ordering::SeqCst)
    });
    wait_for("the request", || main.breaker().has(Breaker::DROP_REQUEST));
    main.block(Reason::Read, 0, || {
        assert_eq!(
            run.interpreter.statistics().lock.switches,
            1,
            "before the call began"
        );
    });
    join(&main, vec![waiter]);
    assert!(took.load(Ordering::SeqCst));
    let order: Vec<_> = run
        .log()
        .0
        .iter()
        .filter(|event| {
            matches!(
                event.what,
                What::DropRequested { .. }
                    | What::Dropped {
                        reason: Reason::Read
                    }
            ) || matches!(
                event.what,
                What::Took {
                    from: Some(ThreadId::MAIN),
                    ..
                }
            ) || matches!(
                event.what,
                What::Blocked {
                    reason: Reason::Read,
                    ..
                }
            )
        })
        .map(|event| event.what.name())
        .collect();
    assert_eq!(order[..4], ["drop requested", "dropped", "took", "blocked"]);
}

#[test]
fn behaviour_14_release_and_take_with_nobody_between_is_no_switch() {
    let (run, main) = Run::new(Mode::On, NEVER);
    for _ in 0..100 {
        main.block(Reason::Read, 0, || {});
    }
    assert_eq!(run.interpreter.statistics().lock.switches, 0);
    for event in run.log().0 {
        if let What::Took { from, .. } = event.what {
            assert!(from.is_none_or(|from| from == main.id()));
        }
    }
}

#[test]
fn behaviour_15_a_signalled_waiter_that_loses_the_race_waits_a_whole_interval() {
    // The main thread lets go and barges back in, over and over. Each release signals the waiter, so
    // that a request never comes less than an interval after one.
    let interval = Duration::from_millis(5);
    let (run, main) = Run::new(Mode::On, interval);
    let waiter = run.spawn("waiter", |state| {
        for _ in 0..50 {
            state.block(Reason::Read, 0, || {});
        }
    });
    for _ in 0..40 {
        let until = main.now() + interval / 2;
        while main.now() < until {}
        main.detach(Reason::Write, 0);
        main.attach();
    }
    join(&main, vec![waiter]);
    let mut last_drop = None;
    for event in run.log().0 {
        match event.what {
            What::Dropped { .. } => last_drop = Some(event),
            What::DropRequested { holder } if holder == main.id() => {
                if let Some(drop) = last_drop {
                    assert!(event.time - drop.time >= interval, "{drop:?} {event:?}");
                }
            }
            _ => {}
        }
    }
}

#[test]
fn behaviour_16_sleeping_for_no_time_is_one_drop_and_one_take() {
    let (run, main) = Run::new(Mode::On, NEVER);
    main.sleep(Duration::ZERO, 7).unwrap();
    let log = run.log();
    let names = log.names_of(main.id(), |what| matches!(what, What::Dropped { .. }));
    assert_eq!(names, ["dropped", "blocked", "unblocked", "wants", "took"]);
    assert!(
        log.holds()
            .iter()
            .all(|hold| hold.reason == Reason::Sleep && hold.dropped.site == 7)
    );
}

#[test]
fn behaviour_21_switches_happen_only_at_safepoints() {
    // Two counters that each thread increments one after the other, without a safepoint between.
    let (run, main) = Run::new(Mode::On, Duration::from_micros(50));
    let counters = Arc::new([AtomicU64::new(0), AtomicU64::new(0)]);
    let threads = (0..4)
        .map(|_| {
            let counters = Arc::clone(&counters);
            run.spawn("counter", move |state| {
                for _ in 0..20_000 {
                    let before = counters
                        .each_ref()
                        .map(|counter| counter.load(Ordering::Relaxed));
                    assert_eq!(before[0], before[1]);
                    for counter in counters.iter() {
                        counter.store(before[0] + 1, Ordering::Relaxed);
                    }
                    safepoint(state);
                }
            })
        })
        .collect();
    join(&main, threads);
    assert_eq!(counters[0].load(Ordering::Relaxed), 80_000);
    assert_eq!(counters[1].load(Ordering::Relaxed), 80_000);
}

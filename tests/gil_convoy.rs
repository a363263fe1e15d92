//! Behaviours 18 and 20: what the protocol costs a thread that gives the lock up often, and what short intervals cost all. Bounds that
//! no slow machine can break are asserted as they are, ratios as soon as they are met.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use gilscope::gil::{Mode, PolicyKind, Reason};

use cores::{is_shown, turn};
use support::{Run, join, safepoint, spin_until};

#[path = "support/cores.rs"]
mod cores;
#[allow(dead_code)] // What the tests of the protocol need is there, too.
#[path = "gil_behaviours/support.rs"]
mod support;

const INTERVAL: Duration = Duration::from_millis(5);
/// Of a thread that serves requests: the requests, and in how many calls each of them gives the lock up.
const REQUESTS: u32 = 5;
const CALLS: u32 = 2;

/// How long the requests take beside so many spinners. A call that gives the lock up ends when a spinner has run.
fn serve(mode: Mode, interval: Duration, spinners: usize) -> Duration {
    serve_by(PolicyKind::Interval, mode, interval, spinners)
}

fn serve_by(policy: PolicyKind, mode: Mode, interval: Duration, spinners: usize) -> Duration {
    let (run, main) = Run::by(policy, mode, interval);
    let (stop, ran) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let spinners = (0..spinners)
        .map(|_| {
            let (stop, ran) = (Arc::clone(&stop), Arc::clone(&ran));
            run.spawn("spinner", move |state| {
                spin_until(state, || {
                    ran.fetch_add(1, Ordering::Relaxed);
                    stop.load(Ordering::Relaxed)
                });
            })
        })
        .collect();
    let call = || {
        main.block(Reason::Read, 0, || {
            let before = ran.load(Ordering::Relaxed);
            while ran.load(Ordering::Relaxed) == before {
                thread::yield_now();
            }
        });
    };
    call();
    let began = Instant::now();
    for _ in 0..REQUESTS * CALLS {
        call();
    }
    let took = began.elapsed();
    stop.store(true, Ordering::Relaxed);
    join(&main, spinners);
    took
}

/// How long threads take that do nothing but compute, a fixed amount each.
fn compute(interval: Duration, threads: usize) -> Duration {
    const ROUNDS: u64 = 30_000;
    let (run, main) = Run::new(Mode::On, interval);
    let began = Instant::now();
    // So that no thread is done before the next begins.
    let all = Arc::new(Barrier::new(threads));
    let threads = (0..threads)
        .map(|_| {
            let all = Arc::clone(&all);
            run.spawn("computes", move |state| {
                state.block(Reason::Barrier, 0, || all.wait());
                for round in 0..ROUNDS {
                    for step in 0..100 {
                        black_box(round + step);
                    }
                    safepoint(state);
                }
            })
        })
        .collect();
    join(&main, threads);
    began.elapsed()
}

/// Asserts that the second takes at least `ratio` times as long as the first, both measured in alternation. Of the first the best time counts,
/// of the second the median, as a lucky run has hardly any switches.
#[track_caller]
fn assert_longer(ratio: f64, first: impl Fn() -> Duration, second: impl Fn() -> Duration) {
    const LEAST: usize = 5;
    let (mut best, mut seconds, mut median) = (Duration::MAX, Vec::new(), Duration::ZERO);
    let longer = is_shown(|| {
        while {
            best = best.min(first());
            seconds.push(second());
            seconds.len() < LEAST
        } {}
        seconds.sort();
        median = seconds[seconds.len() / 2];
        median.as_secs_f64() >= ratio * best.as_secs_f64()
    });
    assert!(longer, "{median:?} is not {ratio} times {best:?}");
}

#[test]
fn behaviour_18_a_thread_that_gives_the_lock_up_waits_an_interval_each_time() {
    let _turn = turn();
    let took = serve(Mode::On, INTERVAL, 1);
    assert!(
        took >= INTERVAL * REQUESTS * CALLS,
        "{REQUESTS} requests took only {took:?}"
    );
}

#[test]
fn behaviour_18_requests_grow_with_shorter_intervals() {
    let _turn = turn();
    let with = |interval| move || serve(Mode::On, interval, 1);
    assert_longer(2.5, with(INTERVAL / 10), with(INTERVAL));
}

#[test]
fn behaviour_18_twice_the_spinners_take_nearly_twice_as_long() {
    let _turn = turn();
    let beside = |spinners| move || serve(Mode::On, INTERVAL / 5, spinners);
    assert_longer(1.5, beside(1), beside(2));
    assert_longer(1.5, beside(2), beside(4));
}

#[test]
fn behaviour_19_without_the_lock_there_is_no_convoy() {
    let _turn = turn();
    let with = |mode| move || serve(mode, INTERVAL, 1);
    assert_longer(10.0, with(Mode::Off), with(Mode::On));
}

#[test]
fn behaviour_19_io_first_ends_the_convoy() {
    let _turn = turn();
    let with = |policy| move || serve_by(policy, Mode::On, INTERVAL, 1);
    assert_longer(5.0, with(PolicyKind::IoFirst), with(PolicyKind::Interval));
}

#[test]
fn behaviour_20_intervals_from_5_ms_on_cost_the_same_and_very_short_ones_more() {
    let _turn = turn();
    let with = |interval| move || compute(interval, 2);
    assert_longer(1.0 / 1.1, with(INTERVAL), with(INTERVAL * 10));
    // More with more threads. A waiter that wakes late asks seldom: one undisturbed pair is enough.
    let four = |interval| compute(interval, 4);
    assert!(
        is_shown(|| four(Duration::from_micros(10)) >= four(INTERVAL).mul_f64(1.2)),
        "10 µs cost no more than 5 ms"
    );
}

//! The lock's behaviours, as numbered in its protocol, shown on OS threads. Bounds are one-sided: a noisy machine makes
//! things later, never earlier.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use gilscope::gil::{Config, Interpreter, Mode, Pending, ThreadState};

fn spin(state: &ThreadState, stop: &AtomicBool, counter: &AtomicU64) {
    state.attach();
    while !stop.load(Ordering::Relaxed) {
        counter.store(counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        while !state.breaker().is_clear() && state.poll(1) != Pending::Nothing {}
    }
}

#[test]
fn two_spinners_and_a_stopped_world() {
    for mode in [Mode::On, Mode::Off] {
        let run = Interpreter::new(Config {
            mode,
            ..Config::default()
        });
        let main = run.register("MainThread", false).unwrap().start();
        main.attach();
        let stop = Arc::new(AtomicBool::new(false));
        let counter = Arc::new(AtomicU64::new(0));
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let (new, stop, counter) = (
                    run.register("spinner", false).unwrap(),
                    Arc::clone(&stop),
                    Arc::clone(&counter),
                );
                thread::spawn(move || spin(&new.start(), &stop, &counter))
            })
            .collect();
        for _ in 0..20 {
            main.sleep(Duration::from_millis(5), 2).unwrap();
            main.stop_the_world(|| {
                let before = counter.load(Ordering::Relaxed);
                thread::sleep(Duration::from_millis(1));
                assert_eq!(before, counter.load(Ordering::Relaxed));
            });
        }
        stop.store(true, Ordering::Relaxed);
        main.detach(gilscope::gil::Reason::Join, 0);
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        main.attach();
        let statistics = run.statistics();
        for thread in &statistics.threads {
            assert_eq!(thread.in_state.iter().sum::<u64>(), thread.life);
        }
    }
}

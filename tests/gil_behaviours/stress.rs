//! Threads that do everything at once, in both modes. What must hold in any interleaving: with the
//! lock one thread runs at a time, while the world is stopped one thread runs at all, nobody is
//! forgotten, every life adds up, and the run comes to an end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use gilscope::gil::{Breaker, Mode, Pending, Reason, ThreadState, Unparker};
use parking_lot::Mutex;

use crate::support::{Run, check_moment, check_sums, join, wait_for};

const THREADS: usize = 10;

/// What the threads of one run share.
#[derive(Default)]
struct Shared {
    /// How many threads are attached.
    running: AtomicU64,
    stopped: AtomicBool,
    finished: AtomicU64,
    unparkers: Mutex<Vec<Unparker>>,
}

/// A small xorshift: the same seed makes the same choices.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn micros(&mut self, below: u64) -> Duration {
        Duration::from_micros(self.roll(below))
    }
}

impl Shared {
    /// Runs as attached code does: in the company that the mode allows.
    fn run(&self, state: &ThreadState) {
        assert!(state.is_attached());
        assert!(
            !self.stopped.load(Ordering::SeqCst),
            "runs while the world is stopped"
        );
        let others = self.running.fetch_add(1, Ordering::SeqCst);
        if state.interpreter().mode() == Mode::On {
            assert_eq!(others, 0, "runs beside another");
        }
        std::hint::spin_loop();
        self.running.fetch_sub(1, Ordering::SeqCst);
    }

    fn work(self: &Arc<Self>, run: &Run, state: &ThreadState, seed: u64, depth: usize) {
        let mut dice = Dice(seed | 1);
        self.unparkers.lock().push(state.unparker());
        for _ in 0..150 {
            self.run(state);
            match dice.roll(12) {
                0 => state.block(Reason::Read, 1, || std::thread::sleep(dice.micros(200))),
                1 => state.block(Reason::Write, 2, || {}),
                2 => assert_eq!(state.sleep(dice.micros(300), 3), Ok(())),
                3 => assert_eq!(state.sleep(Duration::ZERO, 4), Ok(())),
                4 => {
                    let soon = state.now() + dice.micros(500);
                    state.park(Reason::Condition, 5, Some(soon));
                }
                5 => {
                    let unparkers = self.unparkers.lock();
                    unparkers[dice.roll(unparkers.len() as u64) as usize].unpark();
                }
                6 => state.stop_the_world(|| {
                    assert_eq!(self.running.load(Ordering::SeqCst), 0);
                    self.stopped.store(true, Ordering::SeqCst);
                    std::thread::sleep(dice.micros(50));
                    self.stopped.store(false, Ordering::SeqCst);
                }),
                7 => run.interpreter.set_interval_us(dice.roll(300)),
                8 => drop(run.interpreter.register("stillborn", true)),
                9 if depth > 0 && dice.roll(10) == 0 => {
                    let (shared, all) = (Arc::clone(self), run.clone());
                    let seed = dice.roll(u64::MAX);
                    let child = run.spawn("child", move |state| {
                        shared.work(&all, state, seed, depth - 1);
                    });
                    state.block(Reason::Join, 6, || child.join().unwrap());
                }
                10 => {
                    check_moment(&run.interpreter.statistics(), run.interpreter.mode());
                }
                _ => {
                    for _ in 0..dice.roll(3000) {
                        std::hint::spin_loop();
                    }
                }
            }
            state.breaker().set(match dice.roll(8) {
                0 => Breaker::COLLECT,
                1 => Breaker::SAMPLE,
                _ => 0,
            });
            self.run(state);
            while state.poll(7) != Pending::Nothing {}
        }
        self.finished.fetch_add(1, Ordering::SeqCst);
    }
}

fn storm(mode: Mode, seed: u64) {
    let (run, main) = Run::new(mode, Duration::from_micros(100));
    let shared = Arc::new(Shared::default());
    let threads = (1..=THREADS as u64)
        .map(|number| {
            let (shared, all) = (Arc::clone(&shared), run.clone());
            run.spawn("storm", move |state| {
                shared.work(&all, state, (seed << 32) ^ (number * 0x9E37_79B9), 2);
            })
        })
        .collect();
    join(&main, threads);
    assert!(shared.finished.load(Ordering::SeqCst) >= THREADS as u64);
    assert_eq!(run.interpreter.deadlock(), None);
    drop(main);
    check_sums(&run.interpreter.statistics(), &run.log());
}

#[test]
fn a_storm_of_everything_ends_with_the_lock() {
    (1..=4).for_each(|seed| storm(Mode::On, seed));
}

#[test]
fn a_storm_of_everything_ends_without_the_lock() {
    (1..=4).for_each(|seed| storm(Mode::Off, seed));
}

#[test]
fn finalisation_ends_a_storm_at_any_moment() {
    for mode in [Mode::On, Mode::Off] {
        for seed in 1..=10 {
            let (run, main) = Run::new(mode, Duration::from_micros(100));
            let shared = Arc::new(Shared::default());
            let steps = Arc::new(AtomicU64::new(0));
            for number in 0..8 {
                let (shared, all, steps) = (Arc::clone(&shared), run.clone(), Arc::clone(&steps));
                run.spawn("storm", move |state| {
                    for round in 0.. {
                        steps.fetch_add(1, Ordering::SeqCst);
                        shared.work(&all, state, seed * 1000 + number * 100 + round, 0);
                    }
                });
            }
            main.block(Reason::Join, 0, || {
                wait_for("a start", || steps.load(Ordering::SeqCst) > seed);
            });
            main.finalize();
            let unparkers = shared.unparkers.lock().clone();
            for _ in 0..20 {
                // Nobody else runs, whatever this thread does now.
                shared.run(&main);
                main.block(Reason::Write, 0, || {
                    std::thread::sleep(Duration::from_micros(100))
                });
                unparkers.iter().for_each(Unparker::unpark);
                shared.run(&main);
                assert_eq!(shared.running.load(Ordering::SeqCst), 0);
                main.stop_the_world(|| {});
                assert_eq!(main.sleep(Duration::ZERO, 0), Ok(()));
                assert_eq!(main.poll(0), Pending::Nothing);
            }
            assert!(!run.has_panicked());
            check_moment(&run.interpreter.statistics(), mode);
        }
    }
}

//! What only shows on a machine that isn't busy with others.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often something is tried, on free cores, before it counts as not shown.
const ATTEMPTS: usize = 20;
/// How often it is tried at all.
const ATTEMPTS_IN_ALL: usize = 40;
/// What two spinning threads must get of two cores, at least.
const FREE: f64 = 1.8;

/// How many cores two plain spinning threads get.
fn cores_for_two_spinners() -> f64 {
    fn spin(until: Instant) -> u64 {
        let mut count = 0;
        while Instant::now() < until {
            count += 1;
        }
        count
    }
    let span = Duration::from_millis(200);
    let alone = spin(Instant::now() + span) as f64;
    let until = Instant::now() + span;
    let other = thread::spawn(move || spin(until));
    let both = (spin(until) + other.join().expect("the spinner ends")) as f64;
    both / alone
}

/// True if the machine can show the difference; says why not.
pub(crate) fn two_cores_are_free() -> bool {
    let cores = cores_for_two_spinners();
    if cores < FREE {
        println!("skipped: two spinning threads get only {cores:.2} cores; {FREE} are needed");
    }
    cores >= FREE
}

/// The tests of one program that measure take turns: each needs both cores.
pub(crate) fn turn() -> MutexGuard<'static, ()> {
    static CORES: Mutex<()> = Mutex::new(());
    CORES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tries until it is shown: true. What isn't shown in twenty attempts while two cores were free is not so: false. A machine that has no
/// two free cores proves nothing: true, and it says so.
pub(crate) fn is_shown(mut attempt: impl FnMut() -> bool) -> bool {
    let mut failed = 0;
    for _ in 0..ATTEMPTS_IN_ALL {
        if attempt() {
            return true;
        }
        if two_cores_are_free() {
            failed += 1;
        }
        if failed == ATTEMPTS {
            return false;
        }
    }
    true
}

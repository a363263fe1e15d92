//! What each policy is known for, shown on OS threads that do nothing but run. (That `io-first` ends the convoy is shown where the convoy
//! is.)

use std::collections::VecDeque;
use std::time::Duration;

use gilscope::gil::{PolicyKind, Reason, What};

use crate::support::{Log, spinners_by};

const INTERVAL: Duration = Duration::from_millis(1);
/// How often something is tried that a busy machine may hinder.
const ATTEMPTS: usize = 40;

/// How often the lock was dropped by force, and how often the next to take it was another thread.
fn drops_and_switches(log: &Log) -> (usize, usize) {
    let holds = log.holds();
    let forced = holds
        .windows(2)
        .filter(|pair| pair[0].reason == Reason::Forced);
    let switches = forced
        .clone()
        .filter(|pair| pair[0].thread != pair[1].thread);
    (forced.count(), switches.count())
}

#[test]
fn greedy_starves_the_waiter() {
    let starves = || {
        let (drops, switches) =
            drops_and_switches(&spinners_by(PolicyKind::Greedy, 2, INTERVAL, 30));
        4 * switches <= drops
    };
    assert!(
        (0..ATTEMPTS).any(|_| starves()),
        "the waiter got it in time"
    );
    let (drops, switches) = drops_and_switches(&spinners_by(PolicyKind::Interval, 2, INTERVAL, 30));
    assert_eq!(
        drops, switches,
        "forced switching never gives it back at once"
    );
}

#[test]
fn fifo_serves_in_the_order_of_the_wishes() {
    let log = spinners_by(PolicyKind::Fifo, 4, INTERVAL, 60);
    let mut queue = VecDeque::new();
    let mut taken = 0;
    for event in &log.0 {
        match event.what {
            What::Wants {} => queue.push_back(event.thread),
            What::Took { .. } => {
                assert_eq!(queue.pop_front(), Some(event.thread));
                taken += 1;
            }
            _ => {}
        }
    }
    assert!(taken > 60);
}

#[test]
fn a_slice_of_fifo_lasts_an_interval_from_the_take() {
    let log = spinners_by(PolicyKind::Fifo, 3, INTERVAL, 60);
    let holds = log.holds();
    let asked = holds
        .iter()
        .filter_map(|hold| Some((hold.took.time, hold.requests.first()?.time)));
    let mut slices = 0;
    for (took, asked) in asked {
        let slice = Duration::from_nanos(asked.nanos_since(took));
        assert!(slice >= INTERVAL, "asked after {slice:?}");
        slices += 1;
    }
    assert!(slices > 50);
}

//! What `fifo` is known for, shown on OS threads that do nothing but run. (That `io-first` ends the convoy is shown where the convoy is, that
//! `greedy` takes the lock straight back by the model checker.)

use std::collections::VecDeque;
use std::time::Duration;

use gilscope::gil::{PolicyKind, What};

use crate::support::spinners_by;

const INTERVAL: Duration = Duration::from_millis(1);

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

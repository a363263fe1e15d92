//! How long threads wait for the GIL when they come back from a wait of their own, from a read say: what tells a convoy.

use serde::{Deserialize, Serialize};

use super::lanes::{Lane, Reason, State};

/// A thread's waits for the GIL after it had given it up of itself, as far as they were recorded; only those that found it held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returns {
    /// How many.
    pub count: u64,
    /// The middle one, in nanoseconds.
    pub median: u64,
    /// All of them together.
    pub waited: u64,
    /// The part of it that ended because the holder was forced to drop the GIL.
    pub behind_forced: u64,
}

impl Returns {
    /// The returns of a thread.
    pub fn of(lane: &Lane) -> Self {
        let pairs = lane.slices.windows(2);
        let waits = pairs.filter(|pair| {
            let left = !matches!(
                pair[0].state,
                State::Attached | State::GilWait | State::Stopped
            );
            left && pair[1].state == State::GilWait
        });
        let mut returns = Returns::default();
        let mut lengths = Vec::new();
        for wait in waits.map(|pair| &pair[1]) {
            lengths.push(wait.length());
            returns.waited += wait.length();
            if wait.reason == Reason::Forced {
                returns.behind_forced += wait.length();
            }
        }
        lengths.sort_unstable();
        Returns {
            count: lengths.len() as u64,
            median: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
            ..returns
        }
    }
}

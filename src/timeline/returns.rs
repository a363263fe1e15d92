//! How long threads wait for the GIL when they come back from a wait of their own, from a read say: what tells a convoy.

use serde::{Deserialize, Serialize};

use super::lanes::{Lane, Reason, State, Timeline};

/// A thread's waits for the GIL after it had given it up of itself, as far as they were recorded; only those that found it held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returns {
    /// How many.
    pub count: u64,
    /// The middle one, in nanoseconds.
    pub median: u64,
    /// All of them together.
    pub waited: u64,
    /// The part of it in which somebody had the GIL who was forced to drop it at last. Who else waited and was first then, and let
    /// go of itself soon, doesn't count: the wait was for the one before.
    pub behind_forced: u64,
}

impl Returns {
    /// The returns of a thread. `forced` are the stretches in which somebody had the GIL who was forced to drop it, in order.
    pub fn of(lane: &Lane, forced: &[(u64, u64)]) -> Self {
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
            let first = forced.partition_point(|(_, to)| *to <= wait.from);
            let behind = forced[first..]
                .iter()
                .take_while(|(from, _)| *from < wait.to);
            returns.behind_forced += behind
                .map(|(from, to)| wait.to.min(*to) - wait.from.max(*from))
                .sum::<u64>();
        }
        lengths.sort_unstable();
        Returns {
            count: lengths.len() as u64,
            median: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
            ..returns
        }
    }
}

impl Timeline {
    /// The stretches in which a thread had the GIL and was forced to drop it at last; in order.
    pub fn forced_holds(&self) -> Vec<(u64, u64)> {
        let slices = self.lanes.iter().flat_map(|lane| &lane.slices);
        let forced =
            slices.filter(|slice| slice.state == State::Attached && slice.reason == Reason::Forced);
        let mut holds: Vec<_> = forced.map(|slice| (slice.from, slice.to)).collect();
        holds.sort_unstable();
        holds
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::Slice;
    use super::*;
    use crate::gil::ThreadId;

    #[test]
    fn a_wait_is_behind_whoever_was_forced_though_another_was_first_then() {
        let slice = |from, to, state, reason| Slice {
            from,
            to,
            state,
            reason,
            site: 0,
            holder: None,
            asked: None,
        };
        let lane = Lane {
            thread: ThreadId(1),
            name: "answerer".to_owned(),
            slices: vec![
                slice(0, 10, State::Sleep, Reason::Sleep),
                // 60 is when the spinner was forced, 70 when the requester, who came first, went to read.
                slice(10, 70, State::GilWait, Reason::Read),
                slice(70, 71, State::Attached, Reason::Read),
                slice(71, 80, State::Io, Reason::Read),
                slice(80, 90, State::GilWait, Reason::Read),
            ],
        };
        let returns = Returns::of(&lane, &[(0, 5), (7, 60), (95, 120)]);
        let figures = (returns.count, returns.waited, returns.behind_forced);
        assert_eq!(figures, (2, 70, 50));
    }
}

//! The timeline of a run: for each thread a lane of slices, each with its state, its reason and its
//! place; and who held the GIL when. Made from a recording, and checked: a chart is worth nothing if
//! it contradicts itself.

use std::collections::BTreeMap;

use super::recording::{Kind, Recording};
use super::summary::{Part, Summary};
pub use crate::gil::{Reason, State, ThreadId};

/// A run as lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Whether there was a GIL.
    pub gil: bool,
    /// The switch interval, in nanoseconds.
    pub interval: u64,
    /// The length of the run, in nanoseconds.
    pub wall: u64,
    /// One for each thread, in the order of their numbers.
    pub lanes: Vec<Lane>,
    /// Who asked the holder to drop the GIL, and when; in order.
    pub requests: Vec<(u64, ThreadId)>,
    /// The end of the recording if events are missing after it, and how many.
    pub cut: Option<(u64, u64)>,
}

/// The life of one thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its number.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Its life without gaps, in order.
    pub slices: Vec<Slice>,
}

/// A stretch of a thread's life in one state. Times are nanoseconds since the run began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Its beginning.
    pub from: u64,
    /// Its end.
    pub to: u64,
    /// What the thread did.
    pub state: State,
    /// Attached: why it left, forced say. Blocked: on what. GIL wait: why the holder dropped it at
    /// last.
    pub reason: Reason,
    /// A site word. Attached: where it left. Blocked, GIL wait: where it was then.
    pub site: u64,
    /// GIL wait: who had the GIL last before this thread took it, and where that one dropped it.
    pub holder: Option<(ThreadId, u64)>,
    /// Attached: when it was asked to drop the GIL.
    pub asked: Option<u64>,
}

impl Slice {
    /// Its length, in nanoseconds.
    pub fn length(&self) -> u64 {
        self.to - self.from
    }
}

/// What can't be, in a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Two threads had the GIL at this time.
    TwoHolders(u64, String, String),
    /// A thread's slices don't add up to what was counted: its name, a part of its life, then both in nanoseconds.
    Sum(String, Part, u64, u64),
}

/// A thread while its lane is being made.
struct Open {
    lane: Lane,
    slice: Option<Slice>,
}

impl Open {
    /// Ends the current slice and begins another. One without length is none.
    fn enter(&mut self, next: Option<Slice>, at: u64) {
        if let Some(mut slice) = self.slice.take() {
            slice.to = at.max(slice.from);
            if slice.length() > 0 {
                self.lane.slices.push(slice);
            }
        }
        self.slice = next;
    }
}

impl Timeline {
    /// The timeline of a recording.
    pub fn new(recording: &Recording) -> Self {
        let mut threads: BTreeMap<u32, Open> = BTreeMap::new();
        let mut holder: Option<ThreadId> = None;
        let mut last_drop: Option<(ThreadId, Reason, u64)> = None;
        let mut requests = Vec::new();
        for record in &recording.records {
            let (Some(kind), at, site, id) =
                (record.kind(), record.time(), record.site(), record.thread())
            else {
                continue;
            };
            let new = |state, reason| Slice {
                from: at,
                to: at,
                state,
                reason,
                site,
                holder: None,
                asked: None,
            };
            if let (Kind::Asked, Some(asked)) = (kind, holder) {
                requests.push((at, id));
                let asked = threads
                    .get_mut(&asked.0)
                    .and_then(|open| open.slice.as_mut());
                if let Some(slice) = asked {
                    slice.asked.get_or_insert(at);
                }
                continue;
            }
            let open = threads.entry(id.0).or_insert_with(|| Open {
                lane: Lane {
                    thread: id,
                    name: recording.name(id),
                    slices: Vec::new(),
                },
                slice: None,
            });
            match kind {
                Kind::Started | Kind::Unblocked(_) => {
                    open.enter(Some(new(State::Attached, Reason::Exit)), at);
                }
                Kind::Wants => open.enter(Some(new(State::GilWait, Reason::Exit)), at),
                Kind::Took => {
                    if let (Some(wait), Some((from, reason, dropped_at))) =
                        (&mut open.slice, last_drop)
                    {
                        wait.reason = reason;
                        wait.holder = Some((from, dropped_at));
                    }
                    open.enter(Some(new(State::Attached, Reason::Exit)), at);
                    holder = Some(id);
                }
                Kind::Dropped(reason) => {
                    open.leave(reason, site);
                    // It waits for the switch, until it wants the GIL again, is blocked or ends.
                    open.enter(Some(new(State::GilWait, reason)), at);
                    last_drop = Some((id, reason, site));
                    holder = None;
                }
                Kind::Blocked(reason) => {
                    open.leave(reason, site);
                    open.enter(Some(new(reason.state(), reason)), at);
                }
                Kind::Ended => open.enter(None, at),
                Kind::Asked
                | Kind::StopRequested
                | Kind::StopBegan
                | Kind::StopEnded
                | Kind::Sampled => {}
            }
        }
        let cut = (recording.missing > 0).then(|| {
            let end = recording.records.last().map_or(0, |record| record.time());
            (end, recording.missing)
        });
        let end = cut.map_or(recording.wall, |(end, _)| end);
        let lanes = threads.into_values().map(|mut open| {
            open.enter(None, end);
            open.lane
        });
        Timeline {
            gil: recording.setup.gil,
            interval: recording.setup.interval,
            wall: recording.wall,
            lanes: lanes.collect(),
            requests,
            cut,
        }
    }

    /// Who had the GIL (or without one, who ran) from when to when, as the place of its lane; in order.
    pub fn holds(&self) -> Vec<(u64, u64, usize)> {
        let lanes = self.lanes.iter().enumerate();
        let slices =
            lanes.flat_map(|(place, lane)| lane.slices.iter().map(move |slice| (place, slice)));
        let attached = slices.filter(|(_, slice)| slice.state == State::Attached);
        let mut holds: Vec<_> = attached
            .map(|(place, slice)| (slice.from, slice.to, place))
            .collect();
        holds.sort_unstable();
        holds
    }

    /// When the GIL was taken, or without one, when threads came to run; in order.
    pub fn takes(&self) -> Vec<u64> {
        self.holds().into_iter().map(|(from, ..)| from).collect()
    }

    /// The beginning of the stretch of so many nanoseconds in which threads wait for the GIL most: each take counts for the wait before
    /// it, up to an interval, so that threads which hand the GIL to each other without waiting don't hide a convoy. Where nobody waits,
    /// the number of takes decides.
    pub fn densest(&self, length: u64) -> u64 {
        let interval = self.interval;
        let mut takes: Vec<(u64, u64)> = Vec::new();
        for lane in &self.lanes {
            let mut waited = 0;
            for slice in &lane.slices {
                match slice.state {
                    State::GilWait => waited = slice.length().min(interval),
                    State::Attached => takes.push((slice.from, 1 + std::mem::take(&mut waited))),
                    _ => waited = 0,
                }
            }
        }
        takes.sort_unstable();
        densest(&takes, length)
    }

    /// Every contradiction in the timeline, and between it and the figures that were counted while
    /// the run went on; none is the only good answer. A cut timeline is checked up to its end, and
    /// not against the figures of the whole run.
    pub fn check(&self, summary: &Summary) -> Vec<Contradiction> {
        let mut found = Vec::new();
        if self.gil {
            let name = |lane: usize| self.lanes[lane].name.clone();
            let holds = self.holds();
            let overlap = |pair: &&[(u64, u64, usize)]| pair[0].1 > pair[1].0;
            let pairs = holds.windows(2).filter(overlap);
            found.extend(pairs.map(|pair| {
                Contradiction::TwoHolders(pair[1].0, name(pair[0].2), name(pair[1].2))
            }));
        }
        if self.cut.is_none() {
            for (lane, thread) in self.lanes.iter().zip(&summary.threads) {
                found.extend(lane.check(thread));
            }
        }
        found
    }
}

/// The beginning of the stretch of this length with the heaviest of these times; each has its weight.
fn densest(times: &[(u64, u64)], length: u64) -> u64 {
    let (mut heaviest, mut best, mut from, mut inside) = (0, 0, 0, 0);
    for (time, weight) in times {
        inside += weight;
        while times[from].0 + length <= *time {
            inside -= times[from].1;
            from += 1;
        }
        if inside > heaviest {
            (heaviest, best) = (inside, times[from].0);
        }
    }
    best
}

impl Open {
    /// Notes why a running thread leaves, and where.
    fn leave(&mut self, reason: Reason, site: u64) {
        if let Some(slice) = &mut self.slice
            && slice.state == State::Attached
        {
            slice.reason = reason;
            slice.site = site;
        }
    }
}

impl Lane {
    /// When the thread started, and when it ended.
    pub fn life(&self) -> (u64, u64) {
        let ends = self.slices.first().zip(self.slices.last());
        ends.map_or((0, 0), |(first, last)| (first.from, last.to))
    }

    /// The slices that have a part between two times.
    pub fn between(&self, from: u64, to: u64) -> &[Slice] {
        let first = self.slices.partition_point(|slice| slice.to <= from);
        let rest = self.slices.get(first..).unwrap_or_default();
        &rest[..rest.partition_point(|slice| slice.from < to)]
    }

    /// Nanoseconds between two times in each state.
    pub fn shares(&self, from: u64, to: u64) -> [u64; State::COUNT] {
        let mut shares = [0; State::COUNT];
        for slice in self.between(from, to) {
            let inside = slice.to.min(to).saturating_sub(slice.from.max(from));
            shares[slice.state as usize] += inside;
        }
        shares
    }

    fn check(&self, thread: &super::Thread) -> Vec<Contradiction> {
        let drawn = self.shares(0, u64::MAX);
        let attached = thread.nanos(Part::Running) + thread.nanos(Part::Core);
        let counted = [
            (Part::Running, State::Attached, attached),
            (Part::GilWait, State::GilWait, thread.nanos(Part::GilWait)),
            (Part::Io, State::Io, thread.nanos(Part::Io)),
            (Part::Sleep, State::Sleep, thread.nanos(Part::Sleep)),
            (Part::Lock, State::Lock, thread.nanos(Part::Lock)),
            (Part::Idle, State::Idle, thread.nanos(Part::Idle)),
            (Part::Native, State::Native, thread.nanos(Part::Native)),
            (Part::Stopped, State::Stopped, thread.nanos(Part::Stopped)),
        ];
        let wrong = counted.into_iter().filter_map(|(part, state, counted)| {
            let drawn = drawn[state as usize];
            (drawn != counted).then(|| Contradiction::Sum(self.name.clone(), part, drawn, counted))
        });
        wrong.collect()
    }
}

impl std::fmt::Display for Contradiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Contradiction::TwoHolders(at, one, other) => {
                write!(f, "at {at} ns both {one} and {other} had the GIL")
            }
            Contradiction::Sum(thread, part, drawn, counted) => write!(
                f,
                "{thread}, {}: {drawn} ns on the timeline, {counted} ns counted",
                part.name()
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ms, recording, taking_turns, took};
    use super::*;
    use crate::gil::What;

    #[test]
    fn slices_say_who_had_it_and_who_asked() {
        let (recording, summary) = taking_turns();
        let timeline = Timeline::new(&recording);
        assert_eq!(timeline.check(&summary), []);
        let lane = &timeline.lanes[2];
        assert_eq!((lane.name.as_str(), lane.life()), ("count-2", (0, ms(40))));
        assert_eq!(lane.slices.len(), 8);
        let [wait, run, ..] = &lane.slices[..] else {
            panic!("{lane:?}");
        };
        assert_eq!((wait.state, wait.reason), (State::GilWait, Reason::Forced));
        assert_eq!(wait.holder, Some((ThreadId(1), 19)));
        assert_eq!((run.state, run.reason), (State::Attached, Reason::Forced));
        assert_eq!((run.from, run.to, run.asked), (ms(5), ms(10), Some(ms(10))));
        let shares = lane.shares(ms(4), ms(7));
        assert_eq!(shares[State::GilWait as usize], ms(1));
        assert_eq!(shares[State::Attached as usize], ms(2));
    }

    #[test]
    fn two_holders_are_found() {
        let (mut recording, summary) = taking_turns();
        let started = What::ThreadStarted { daemon: false };
        let events = [
            (0, 1, started),
            (0, 1, took()),
            (3, 2, started),
            (3, 2, took()),
        ];
        recording.records = super::super::testing::recording(true, ms(9), &events).records;
        recording.missing = 1;
        let found = Timeline::new(&recording).check(&summary);
        // The recording ends as the second one takes it.
        assert_eq!(found, []);
        recording.records.extend(
            super::super::testing::recording(true, ms(9), &[(9, 1, What::ThreadEnded {})]).records,
        );
        let found = Timeline::new(&recording).check(&summary);
        let [Contradiction::TwoHolders(at, one, other)] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(
            (*at, one.as_str(), other.as_str()),
            (ms(3), "count-1", "count-2")
        );
    }

    #[test]
    fn the_densest_stretch_is_found() {
        let times = [0, 50, 100, 101, 102, 150].map(|time| (time, 1));
        assert_eq!(densest(&times, 10), 100);
        let waited = [(0, 1), (50, 3), (100, 1), (101, 1), (150, 2)];
        assert_eq!(densest(&waited, 10), 50);
        assert_eq!(densest(&[], 10), 0);
    }

    #[test]
    fn lost_time_is_found() {
        let (recording, mut summary) = taking_turns();
        summary.threads[1].parts[Part::Io as usize] += 1;
        let found = Timeline::new(&recording).check(&summary);
        assert_eq!(
            found,
            [Contradiction::Sum("count-1".to_owned(), Part::Io, 0, 1)]
        );
    }

    #[test]
    fn without_a_gil_all_may_run_and_blocked_threads_are_off() {
        let started = What::ThreadStarted { daemon: false };
        let (reason, object) = (Reason::Sleep, 0);
        let events = [
            (0, 0, started),
            (1, 1, started),
            (2, 1, What::Blocked { reason, object }),
            (6, 1, What::Unblocked { reason }),
            (7, 1, What::ThreadEnded {}),
            (9, 0, What::ThreadEnded {}),
        ];
        let timeline = Timeline::new(&recording(false, ms(9), &events));
        let lane = &timeline.lanes[1];
        let slices = lane
            .slices
            .iter()
            .map(|slice| (slice.state, slice.length()));
        assert_eq!(
            slices.collect::<Vec<_>>(),
            [
                (State::Attached, ms(1)),
                (State::Sleep, ms(4)),
                (State::Attached, ms(1))
            ]
        );
        assert_eq!(lane.between(ms(2), ms(6)).len(), 1);
        assert!(lane.between(ms(8), ms(9)).is_empty());
    }
}

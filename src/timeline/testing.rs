//! Finished runs and recordings to test with, written down as a few lines each.

use super::recording::{Place, Record, Recording};
use super::returns::Returns;
use super::summary::{Gil, Part, Setup, Summary, Thread};
use crate::gil::{Event, Instant, Reason, ThreadId, What};

/// Milliseconds in nanoseconds.
pub(crate) fn ms(millis: u64) -> u64 {
    millis * 1_000_000
}

/// A run in the making.
pub(crate) struct Sample(Summary);

impl Sample {
    pub(crate) fn gil_on(wall: u64) -> Sample {
        Sample(Summary {
            setup: Setup {
                gil: true,
                policy: "interval".to_owned(),
                interval: ms(5),
                cores: 4,
            },
            wall,
            threads: Vec::new(),
            gil: Gil::default(),
        })
    }

    pub(crate) fn gil_off(wall: u64) -> Sample {
        let mut sample = Sample::gil_on(wall);
        sample.0.setup.gil = false;
        sample
    }

    pub(crate) fn cores(mut self, cores: usize) -> Sample {
        self.0.setup.cores = cores;
        self
    }

    pub(crate) fn held(mut self, held: u64) -> Sample {
        self.0.gil.held = held;
        self
    }

    pub(crate) fn main(self, life: u64, parts: &[(Part, u64)]) -> Sample {
        self.any("MainThread", true, 0, life, parts)
    }

    pub(crate) fn thread(self, name: &str, from: u64, to: u64, parts: &[(Part, u64)]) -> Sample {
        self.any(name, false, from, to, parts)
    }

    /// The CPU time is what it ran and worked natively.
    fn any(mut self, name: &str, main: bool, from: u64, to: u64, given: &[(Part, u64)]) -> Sample {
        let mut parts = [0; Part::COUNT];
        for (part, nanos) in given {
            parts[*part as usize] += nanos;
        }
        self.0.threads.push(Thread {
            name: name.to_owned(),
            main,
            started: from,
            ended: to,
            life: to - from,
            parts,
            cpu: parts[Part::Running as usize] + parts[Part::Native as usize],
            slices: 10,
            forced_drops: 5,
            voluntary_drops: 1,
            longest_wait: None,
            returns: Returns::default(),
        });
        self
    }

    pub(crate) fn summary(self) -> Summary {
        self.0
    }
}

/// `threads` threads that compute for the whole run while the main thread joins them.
pub(crate) fn cpu_bound(gil: bool, wall: u64, threads: u64, cores: usize) -> Summary {
    let sample = if gil {
        Sample::gil_on(wall)
    } else {
        Sample::gil_off(wall)
    };
    let mut sample = sample.cores(cores).main(wall, &[(Part::Idle, wall)]);
    let (running, rest) = match gil {
        true => (wall / threads, Part::GilWait),
        false => (wall.min(wall * cores as u64 / threads), Part::Core),
    };
    for number in 1..=threads {
        let name = format!("count-{number}");
        sample = sample.thread(
            &name,
            0,
            wall,
            &[(Part::Running, running), (rest, wall - running)],
        );
    }
    sample.summary()
}

/// A recording of events, each with its millisecond and its thread, and the site word 19.
pub(crate) fn recording(gil: bool, wall: u64, events: &[(u64, u32, What)]) -> Recording {
    let record = |(sequence, (millis, thread, what)): (u64, &(u64, u32, What))| {
        Record::new(&Event {
            time: Instant::from_nanos(ms(*millis)),
            sequence,
            thread: ThreadId(*thread),
            site: 19,
            what: *what,
        })
    };
    let names = ["MainThread", "count-1", "count-2"];
    Recording {
        setup: Setup {
            gil,
            policy: "interval".to_owned(),
            interval: ms(5),
            cores: 2,
        },
        wall,
        records: (0..).zip(events).map(record).collect(),
        missing: 0,
        threads: (0..).zip(names.map(str::to_owned)).collect(),
        places: vec![Place {
            site: 19,
            name: "cpu_bound.py:19".to_owned(),
            text: "n -= 1  # <script>".to_owned(),
        }],
    }
}

/// A thread that was asked so many times where it was.
pub(crate) fn sampled(times: u64) -> Recording {
    let mut events = vec![(0, 0, What::ThreadStarted { daemon: false })];
    events.extend((1..=times).map(|at| (at, 0, What::Sampled {})));
    recording(false, ms(times + 1), &events)
}

/// `thread` took the lock.
pub(crate) fn took() -> What {
    What::Took {
        waited: 0,
        from: None,
        reason: Reason::Exit,
        dropped_at: 0,
    }
}

/// Two threads that take turns of 5 ms for 40 ms, while the main thread joins them; and the figures
/// of the same run.
pub(crate) fn taking_turns() -> (Recording, Summary) {
    let forced = What::Dropped {
        reason: Reason::Forced,
    };
    let join = What::Blocked {
        reason: Reason::Join,
        object: 0,
    };
    let started = What::ThreadStarted { daemon: false };
    let mut events = vec![
        (0, 0, started),
        (0, 0, What::Wants {}),
        (0, 0, took()),
        (
            0,
            0,
            What::Dropped {
                reason: Reason::Join,
            },
        ),
        (0, 0, join),
        (0, 1, started),
        (0, 1, What::Wants {}),
        (0, 2, started),
        (0, 2, What::Wants {}),
    ];
    for turn in 0..8 {
        let (at, thread) = (5 * turn, 1 + (turn % 2) as u32);
        let (other, last) = (3 - thread, turn == 7);
        events.push((at, thread, took()));
        if !last {
            let holder = ThreadId(thread);
            events.push((at + 5, other, What::DropRequested { holder }));
            events.push((at + 5, thread, forced));
            events.push((at + 5, thread, What::Wants {}));
        }
    }
    for (thread, reason) in [(2, Reason::Exit), (1, Reason::Exit)] {
        if thread == 1 {
            events.push((40, 1, took()));
        }
        events.push((40, thread, What::Dropped { reason }));
        events.push((40, thread, What::ThreadEnded {}));
    }
    events.push((
        40,
        0,
        What::Unblocked {
            reason: Reason::Join,
        },
    ));
    events.push((40, 0, What::ThreadEnded {}));
    let half = &[(Part::Running, ms(20)), (Part::GilWait, ms(20))];
    let summary = Sample::gil_on(ms(40))
        .cores(2)
        .held(ms(40))
        .main(ms(40), &[(Part::Idle, ms(40))])
        .thread("count-1", 0, ms(40), half)
        .thread("count-2", 0, ms(40), half)
        .summary();
    (recording(true, ms(40), &events), summary)
}

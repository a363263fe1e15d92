//! Finished runs to test with, written down as a few lines each.

use super::summary::{Gil, Part, Setup, Summary, Thread};

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

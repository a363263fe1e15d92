//! One finished run as a table: every thread with the parts of its life, and what happened to the
//! GIL. Plain data, which a child process can hand back and tests can write down.

use serde::{Deserialize, Serialize};

use super::lanes::Timeline;
use super::returns::Returns;
use crate::gil::{self, Mode, State};

/// The parts that a thread's life is divided into, in the order of tables. They add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Runs script code on a core.
    Running,
    /// Could run, but the operating system gave it no core.
    Core,
    /// Wants the GIL.
    GilWait,
    /// Reads, writes, waits for a connection or a child process.
    Io,
    /// Sleeps.
    Sleep,
    /// Waits for a `threading.Lock` or `RLock` that another thread holds.
    Lock,
    /// Waits for something that nobody contends for.
    Idle,
    /// Works off the GIL.
    Native,
    /// Is stopped while another thread collects garbage.
    Stopped,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 9;

    /// All of them.
    pub const ALL: [Part; Part::COUNT] = [
        Part::Running,
        Part::Core,
        Part::GilWait,
        Part::Io,
        Part::Sleep,
        Part::Lock,
        Part::Idle,
        Part::Native,
        Part::Stopped,
    ];

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Running => "running",
            Part::Core => "waiting for a core",
            Part::GilWait => "GIL wait",
            Part::Io => "I/O",
            Part::Sleep => "sleep",
            Part::Lock => "lock",
            Part::Idle => "idle",
            Part::Native => "native",
            Part::Stopped => "GC",
        }
    }

    /// What it means, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Part::Running => "runs script code on a core",
            Part::Core => "could run, but the system gave it no core",
            Part::GilWait => "is ready to run and waits for the GIL",
            Part::Io => "reads, writes, connects, waits for a child process",
            Part::Sleep => "time.sleep",
            Part::Lock => "waits for a Lock or RLock that another thread holds",
            Part::Idle => {
                "waits in join, a condition, event, queue, semaphore or barrier: nobody contends"
            }
            Part::Native => "works off the GIL (hashing, compressing)",
            Part::Stopped => "is stopped while another thread collects garbage",
        }
    }
}

/// How a run was set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// Whether there was a GIL.
    pub gil: bool,
    /// Its policy.
    pub policy: String,
    /// The switch interval, in nanoseconds.
    pub interval: u64,
    /// How many cores the run might use.
    pub cores: usize,
}

impl Setup {
    /// How a run with this configuration on so many cores is set up.
    pub fn new(config: &gil::Config, cores: usize) -> Self {
        Setup {
            gil: config.mode == Mode::On,
            policy: config.policy.name().to_owned(),
            interval: u64::try_from(config.interval.as_nanos()).unwrap_or(u64::MAX),
            cores,
        }
    }
}

/// What one thread did. Times are nanoseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Its name.
    pub name: String,
    /// Whether it is the main thread.
    pub main: bool,
    /// When it started, since the beginning of the run.
    pub started: u64,
    /// When it ended, or the end of the run.
    pub ended: u64,
    /// From start to end.
    pub life: u64,
    /// How its life is divided, in the order of [`Part::ALL`].
    pub parts: [u64; Part::COUNT],
    /// CPU time that it used, in whatever state.
    pub cpu: u64,
    /// How often it got to run.
    pub slices: u64,
    /// How often it dropped the GIL because it was asked to.
    pub forced_drops: u64,
    /// How often it dropped the GIL by itself.
    pub voluntary_drops: u64,
    /// Its longest wait for the GIL.
    pub longest_wait: Option<LongestWait>,
    /// Its waits for the GIL after waits of its own; known only of a run that was recorded.
    #[serde(default)]
    pub returns: Returns,
}

/// The longest time that a thread waited for the GIL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LongestWait {
    /// Nanoseconds.
    pub waited: u64,
    /// Where the waiter wanted it: `file.py:19`.
    pub site: Option<String>,
    /// The thread that had it before.
    pub holder: Option<String>,
    /// Why that one dropped it, in one word.
    pub reason: String,
    /// Where that one dropped it.
    pub dropped_at: Option<String>,
}

/// What happened to the GIL. All zero without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gil {
    /// How often it went from one thread to another.
    pub switches: u64,
    /// How often its holder was asked to drop it.
    pub drop_requests: u64,
    /// How often it was dropped because of that.
    pub forced_drops: u64,
    /// How often it was dropped for another reason.
    pub voluntary_drops: u64,
    /// Nanoseconds for which somebody held it.
    pub held: u64,
    /// How long its holder ran on after it had been asked to drop it.
    #[serde(default)]
    pub overshoot: Overshoot,
}

/// How long threads kept the GIL after they had been asked to drop it: until their next safepoint. Times are nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overshoot {
    /// How often.
    pub count: u64,
    /// The middle one.
    pub median: u64,
    /// What 99 of 100 did not exceed.
    pub p99: u64,
    /// The longest.
    pub longest: u64,
}

/// One finished run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How it was set up.
    pub setup: Setup,
    /// How long it lasted, in nanoseconds: the life of the main thread.
    pub wall: u64,
    /// Its threads, in the order in which they were made.
    pub threads: Vec<Thread>,
    /// Its GIL.
    pub gil: Gil,
}

impl Thread {
    /// Nanoseconds that it spent in one part of its life.
    pub fn nanos(&self, part: Part) -> u64 {
        self.parts[part as usize]
    }
}

impl Summary {
    /// The table of a run. `site` writes a site word as `file.py:19`.
    pub fn new(
        statistics: &gil::Statistics,
        setup: Setup,
        site: &dyn Fn(u64) -> Option<String>,
    ) -> Self {
        let name_of = |id| {
            let thread = statistics.threads.iter().find(|thread| thread.id == id);
            thread.map(|thread| thread.name.clone())
        };
        let threads = statistics.threads.iter().map(|thread| Thread {
            name: thread.name.clone(),
            main: thread.id == gil::ThreadId::MAIN,
            started: thread.started.nanos(),
            ended: thread.ended.unwrap_or(statistics.wall).nanos(),
            life: thread.life,
            parts: Part::ALL.map(|part| nanos(thread, part)),
            cpu: thread.cpu,
            slices: thread.slices,
            forced_drops: thread.forced_drops,
            voluntary_drops: thread.voluntary_drops,
            longest_wait: thread.longest_wait.map(|longest| LongestWait {
                waited: longest.waited,
                site: site(longest.site),
                holder: longest.from.and_then(name_of),
                reason: longest.reason.word().to_owned(),
                dropped_at: site(longest.dropped_at),
            }),
            returns: Returns::default(),
        });
        let lock = &statistics.lock;
        let held = match setup.gil {
            true => statistics.wall.nanos().saturating_sub(lock.free),
            false => 0,
        };
        let main = statistics
            .threads
            .iter()
            .find(|thread| thread.id == gil::ThreadId::MAIN);
        Summary {
            setup,
            wall: main.map_or(0, |main| main.life),
            threads: threads.collect(),
            gil: Gil {
                switches: lock.switches,
                drop_requests: lock.drop_requests,
                forced_drops: lock.forced_drops,
                voluntary_drops: lock.voluntary_drops,
                held,
                overshoot: Overshoot {
                    count: lock.overshoot.count,
                    median: lock.overshoot.median,
                    p99: lock.overshoot.p99,
                    longest: lock.overshoot.longest,
                },
            },
        }
    }
}

impl Summary {
    /// Adds what only the timeline of the same run tells.
    pub fn recorded(mut self, timeline: &Timeline) -> Self {
        let forced = timeline.forced_holds();
        for (thread, lane) in self.threads.iter_mut().zip(&timeline.lanes) {
            thread.returns = Returns::of(lane, &forced);
        }
        self
    }
}

fn nanos(thread: &gil::ThreadStatistics, part: Part) -> u64 {
    match part {
        Part::Running => thread.running(),
        Part::Core => thread.waiting_for_a_core(),
        Part::GilWait => thread.nanos(State::GilWait),
        Part::Io => thread.nanos(State::Io),
        Part::Sleep => thread.nanos(State::Sleep),
        Part::Lock => thread.nanos(State::Lock),
        Part::Idle => thread.nanos(State::Idle),
        Part::Native => thread.nanos(State::Native),
        Part::Stopped => thread.nanos(State::Stopped),
    }
}

//! Every number at which gilscope changes its mind. They are the tool's choices and not facts about
//! the world; `--explain` prints them. Nothing else in gilscope compares a figure with a constant.

use super::units::{exact, times};

/// One of these numbers, as `--explain` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Its value and unit.
    pub value: String,
    /// What it decides.
    pub meaning: String,
}

/// Writes the constants and the list of them from one table.
macro_rules! thresholds {
    ($( $(#[doc = $doc:literal])* $name:ident: $type:ty as $shown:expr, = $value:expr; )*) => {
        $( $(#[doc = $doc])* pub const $name: $type = $value; )*

        /// All of them, in the order in which they are used.
        pub fn all() -> Vec<Threshold> {
            vec![ $( Threshold {
                value: $shown($name),
                meaning: concat!($($doc),*).trim().to_owned(),
            } ),* ]
        }
    };
}

thresholds! {
    /// A run shorter than this is too short to explain or to judge.
    SHORTEST_RUN: u64 as exact, = 50_000_000;
    /// A run of fewer switch intervals is too short to judge.
    SHORTEST_IN_INTERVALS: u64 as number, = 20;
    /// If the main thread is idle for this share of the lives of the others, it only waits for them
    /// to end.
    JOINED: f64 as percent, = 0.9;
    /// From this ratio of the wall times on, the GIL costs time: the lowest pair must reach it.
    FASTER: f64 as times, = 1.10;
    /// Up to this ratio, the script is slower without the GIL: the highest pair must stay below it.
    SLOWER: f64 as times, = 0.90;
    /// So many threads waiting for the GIL, on average over the run, are worth a word.
    WAITERS: f64 as threads, = 0.1;
    /// So many waiting threads would keep a second core busy.
    MANY_WAITERS: f64 as threads, = 0.5;
    /// More waiting threads than this, and a script is not called I/O-bound.
    FEW_WAITERS: f64 as threads, = 0.25;
    /// With fewer cores than this, a gain can't show.
    CORES: f64 as cores, = 1.5;
    /// So many threads waiting for a Lock, on average over the run without the GIL, make the Lock
    /// the limit.
    LOCK_WAITERS: f64 as threads, = 0.5;
    /// From this share of the active time on (life without idle), one kind of work is what a script
    /// is about.
    MAIN_SHARE: f64 as percent, = 0.5;
    /// From this share of the active time on, a kind of work or a wait is mentioned.
    MENTION_SHARE: f64 as percent, = 0.05;
    /// If this share of all drops was forced, the GIL changes hands by request.
    FORCED_SHARE: f64 as percent, = 0.5;
    /// From this share of the run on, the time in which the main thread is alone is mentioned.
    ALONE_SHARE: f64 as percent, = 0.1;
    /// A convoy: a thread that found the GIL held so often when it came back from a wait,
    CONVOY_RETURNS: u64 as number, = 20;
    /// and then waited for it for this part of a switch interval, as the median;
    CONVOY_WAIT: f64 as percent, = 0.5;
    /// that spends this share of its life waiting for the GIL
    CONVOY_WAITING: f64 as percent, = 0.5;
    /// and uses no more CPU time than this share of it;
    CONVOY_CPU: f64 as percent, = 0.1;
    /// for this share of those waits somebody had it who was forced to drop it;
    CONVOY_BEHIND_FORCED: f64 as percent, = 0.8;
    /// and that gets to run so many times as often without the GIL.
    CONVOY_FASTER: f64 as times, = 2.0;
    /// A sweep's knee: waits may be so many times the best,
    KNEE_DELAY: f64 as times, = 2.0;
    /// and the wall time so many times the shortest.
    KNEE_WALL: f64 as times, = 1.05;
    /// From so many pairs on, the spread is the 10th to the 90th percentile, and not the lowest to
    /// the highest.
    PERCENTILES_FROM: usize as pairs, = 10;
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round())
}

fn number(number: u64) -> String {
    number.to_string()
}

fn threads(number: f64) -> String {
    format!("{number} threads")
}

fn cores(number: f64) -> String {
    format!("{number} cores")
}

fn pairs(number: usize) -> String {
    format!("{number} pairs")
}

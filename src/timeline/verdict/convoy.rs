//! The convoy: a thread that gives the GIL up often waits for it each time, behind threads that compute and keep it for a whole interval.

use super::Comparison;
use super::measured::Spread;
use crate::timeline::summary::{Part, Summary, Thread};
use crate::timeline::thresholds::{
    CONVOY_BEHIND_FORCED, CONVOY_CPU, CONVOY_FASTER, CONVOY_RETURNS, CONVOY_WAIT, CONVOY_WAITING,
};
use crate::timeline::units::Span;

/// A thread in a convoy.
pub(super) struct Convoy {
    name: String,
    /// The median wait, in nanoseconds.
    wait: f64,
    /// How often a second it got to run, with the GIL on and off.
    on: f64,
    off: f64,
}

impl Convoy {
    /// The thread that was in one in every run with the GIL on.
    pub(super) fn find(runs: &Comparison) -> Option<Convoy> {
        let first = runs.base.first()?;
        let everywhere = |thread: &&Thread| {
            let same =
                |run: &Summary| named(run, &thread.name).is_some_and(|it| is_caught(run, it));
            runs.base.iter().all(same)
        };
        let caught = first.threads.iter().find(everywhere)?;
        let name = &caught.name;
        let median = |runs: &[Summary], figure: fn(&Thread) -> f64| {
            let threads = runs.iter().filter_map(|run| named(run, name));
            Spread::of(threads.map(figure)).median
        };
        let convoy = Convoy {
            name: name.clone(),
            wait: median(&runs.base, |thread| thread.returns.median as f64),
            on: median(&runs.base, rate),
            off: median(&runs.other, rate),
        };
        (convoy.off >= CONVOY_FASTER * convoy.on).then_some(convoy)
    }

    /// The reason, and what `remedy`, a run by the policy io-first, had to say.
    pub(super) fn reason(&self, remedy: Option<&Summary>) -> String {
        let Convoy {
            name,
            wait,
            on,
            off,
        } = self;
        let mut reason = format!(
            "each time {name} gave the GIL up and came back, it waited {} for it (the median), behind threads that compute. It got to run \
             {on:.0} times a second, {off:.0} without the GIL.",
            Span(*wait as u64)
        );
        if let Some(thread) = remedy.and_then(|run| named(run, name)) {
            reason += &format!(
                " Measured, in one run with --policy io-first: {:.0} times a second.",
                rate(thread)
            );
        }
        reason
    }
}

/// The first thread of a name.
fn named<'a>(run: &'a Summary, name: &str) -> Option<&'a Thread> {
    run.threads.iter().find(|thread| thread.name == name)
}

/// How often a second a thread got to run of itself, and not because it was forced off.
fn rate(thread: &Thread) -> f64 {
    let seconds = thread.life as f64 / 1e9;
    thread.slices.saturating_sub(thread.forced_drops) as f64 / seconds.max(f64::MIN_POSITIVE)
}

fn is_caught(run: &Summary, thread: &Thread) -> bool {
    let (returns, life) = (thread.returns, thread.life as f64);
    returns.count >= CONVOY_RETURNS
        && returns.median as f64 >= CONVOY_WAIT * run.setup.interval as f64
        && thread.nanos(Part::GilWait) as f64 >= CONVOY_WAITING * life
        && thread.cpu as f64 <= CONVOY_CPU * life
        && returns.behind_forced as f64 >= CONVOY_BEHIND_FORCED * returns.waited as f64
}

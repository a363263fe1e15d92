//! One rule for each verdict: when it holds, and the sentence that gives its reason. First match
//! wins; the order is `Kind::ALL`.

use super::convoy::Convoy;
use super::measured::{Measured, Spread};
use super::{Comparison, Kind, MORE_PAIRS, Varied};
use crate::timeline::outputs::Agreement;
use crate::timeline::summary::Summary;
use crate::timeline::thresholds::{
    CONVOY_CPU, CONVOY_FASTER, CONVOY_RETURNS, CORES, FASTER, FEW_WAITERS, LOCK_WAITERS,
    MAIN_SHARE, MANY_WAITERS, SHORTEST_IN_INTERVALS, SHORTEST_RUN, SLOWER, WAITERS,
};
use crate::timeline::units::{Span, average, exact, times};

/// After this verdict the figures mean nothing more.
pub(crate) fn is_last_word(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ScriptFailed | Kind::TooShort | Kind::SingleThreaded
    )
}

/// The reason, if the rule holds. `first`: no earlier one did.
pub(crate) fn holds(kind: Kind, runs: &Comparison, m: &Measured, first: bool) -> Option<String> {
    let cores = runs.base.first().map_or(1, |run| run.setup.cores);
    let about_equal = m.ratio.low >= SLOWER && m.ratio.high <= FASTER;
    let is_slower = m.ratio.high < SLOWER && m.ratio.high > 0.0;
    let holds = |condition: bool, reason: &dyn Fn() -> String| condition.then(reason);
    match kind {
        Kind::ScriptFailed => runs.failure.as_ref().map(|failure| {
            let [base, other] = &runs.names;
            let name = if failure.side == 0 { base } else { other };
            format!("{} with {name}, in pair {}.", failure.how, failure.pair)
        }),
        Kind::ResultsDiffer => holds(runs.outputs != Agreement::Same, &|| {
            "the runs did not all print the same; see above.".to_owned()
        }),
        Kind::TooShort => {
            // Without the GIL it may be as short as it likes.
            let sides = [(&runs.base, m.base.wall), (&runs.other, m.other.wall)];
            let judged = if runs.varied == Varied::Gil { 1 } else { 2 };
            let mut sides = runs.names.iter().zip(sides).take(judged);
            sides.find_map(|(name, (runs, wall))| {
                let least = shortest(runs);
                holds(wall.median < least as f64, &|| {
                    format!(
                        "{} with {name}; a verdict needs {} ({SHORTEST_IN_INTERVALS} switch \
                         intervals, and {}). Give the script more work.",
                        Span(wall.median as u64),
                        exact(least),
                        exact(SHORTEST_RUN)
                    )
                })
            })
        }
        Kind::SingleThreaded => holds(runs.base.iter().all(Summary::is_single_threaded), &|| {
            "never two threads at once; without the GIL nothing more can run.".to_owned()
        }),
        Kind::Convoy => Convoy::find(runs).map(|convoy| convoy.reason(runs.remedy.as_ref())),
        Kind::GilBound => {
            let gains = m.ratio.low > FASTER && m.base.waiters >= WAITERS;
            holds(
                gains && (!m.machine_is_busy() || m.waits_explain_the_gain()),
                &|| gil_bound(m, cores),
            )
        }
        Kind::SlowerWithoutTheGil => {
            // Where other programs take cores, it is they who make the threads slow that could run at once.
            holds(is_slower && !m.machine_is_busy(), &|| slower(m))
        }
        Kind::OneCore => holds(
            (cores as f64) < CORES && m.base.waiters >= MANY_WAITERS,
            &|| {
                format!(
                    "{} threads were ready and waited, on average, but there is only one core: a gain \
                 can't show here.",
                    average(m.base.waiters)
                )
            },
        ),
        Kind::LockBound => holds(about_equal && m.other.lock_waiters >= LOCK_WAITERS, &|| {
            format!(
                "{} without the GIL ({}): there, {} threads waited for a Lock of the script, on \
                 average. The Lock lets one thread work at a time, as the GIL did.",
                times(m.ratio.median),
                m.ratio,
                average(m.other.lock_waiters)
            )
        }),
        Kind::Native => holds(about_equal && m.native_share >= MAIN_SHARE, &|| {
            format!(
                "{} without the GIL ({}): {:.0} % of the active time was native work, which gives \
                 the GIL up; {:.2} cores were busy with the GIL on.",
                times(m.ratio.median),
                m.ratio,
                100.0 * m.native_share,
                m.base.busy
            )
        }),
        Kind::IoBound => {
            let io = m.io_share >= MAIN_SHARE && m.base.waiters < FEW_WAITERS;
            holds(about_equal && io, &|| {
                format!(
                    "{} without the GIL ({}): on average {} threads were in I/O or asleep at once, \
                     which gives the GIL up.",
                    times(m.ratio.median),
                    m.ratio,
                    average(m.io_average)
                )
            })
        }
        Kind::Faster => holds(m.ratio.low > FASTER && !m.machine_is_busy(), &|| {
            let [base, other] = &runs.names;
            format!(
                "{} as fast with {other} as with {base} ({}).",
                times(m.ratio.median),
                m.ratio
            )
        }),
        Kind::Slower => holds(is_slower && !m.machine_is_busy(), &|| {
            let [base, other] = &runs.names;
            format!(
                "it takes {} as long with {other} as with {base} (ratio {}).",
                times(1.0 / m.ratio.median.max(f64::MIN_POSITIVE)),
                m.ratio
            )
        }),
        Kind::NoDifference => holds(about_equal, &|| {
            let [base, other] = &runs.names;
            format!(
                "it takes as long with {other} as with {base} (ratio {}).",
                m.ratio
            )
        }),
        Kind::Unclear => holds(first, &|| unclear(runs, m)),
    }
}

/// When it holds, in words.
pub(crate) fn condition(kind: Kind) -> String {
    let equal = format!("all pairs between {} and {}", times(SLOWER), times(FASTER));
    match kind {
        Kind::ScriptFailed => "a run ended with an exit code other than 0".to_owned(),
        Kind::ResultsDiffer => {
            "the lines that the runs print differ, in whatever order; times, addresses and rates are \
             masked"
                .to_owned()
        }
        Kind::TooShort => format!(
            "with the GIL (of other settings: with any) shorter than {} or {SHORTEST_IN_INTERVALS} switch intervals",
            exact(SHORTEST_RUN)
        ),
        Kind::SingleThreaded => {
            "never two threads ready or blocked at once, a main thread that joins aside".to_owned()
        }
        Kind::Convoy => format!(
            "in every run with the GIL on one thread, busy for at most {} % of its life, found the GIL held at least {CONVOY_RETURNS} times \
             when it came back from a wait, and then waited for at least half an interval (the median); and it gets to run at least {} as often \
             without the GIL",
            100.0 * CONVOY_CPU,
            times(CONVOY_FASTER)
        ),
        Kind::GilBound => format!(
            "every pair faster than {} without the GIL, and at least {WAITERS} threads waited for it; where other programs took cores, the run \
             without those waits would be shorter by nearly as much",
            times(FASTER)
        ),
        Kind::SlowerWithoutTheGil => format!(
            "every pair below {}, and other programs took fewer than {WAITERS} cores",
            times(SLOWER)
        ),
        Kind::OneCore => {
            format!("fewer than {CORES} cores, and at least {MANY_WAITERS} threads waited for the GIL")
        }
        Kind::LockBound => {
            format!("{equal}; without the GIL at least {LOCK_WAITERS} threads waited for a Lock")
        }
        Kind::Native => {
            format!("{equal}; native work is at least {} % of the active time", 100.0 * MAIN_SHARE)
        }
        Kind::IoBound => format!(
            "{equal}; I/O and sleep are at least {} % of the active time, and fewer than \
             {FEW_WAITERS} threads waited for the GIL",
            100.0 * MAIN_SHARE
        ),
        Kind::Faster => format!("of settings other than the GIL: every pair faster than {} with the second, and other programs took fewer than {WAITERS} cores", times(FASTER)),
        Kind::Slower => format!("of settings other than the GIL: every pair below {}, and other programs took fewer than {WAITERS} cores", times(SLOWER)),
        Kind::NoDifference => format!("of settings other than the GIL: {equal}"),
        Kind::Unclear => "anything else, a noisy machine included".to_owned(),
    }
}

/// Nanoseconds that a run must last.
fn shortest(runs: &[Summary]) -> u64 {
    let interval = runs.first().map_or(0, |run| run.setup.interval);
    SHORTEST_RUN.max(interval.saturating_mul(SHORTEST_IN_INTERVALS))
}

fn gil_bound(m: &Measured, cores: usize) -> String {
    // Without the GIL a script may have less to do than the limit assumes.
    let measured = |ratio: Spread, limit: f64| match limit >= ratio.median {
        true => format!("({ratio}, at most {})", times(limit)),
        false => format!("({ratio})"),
    };
    let faster = match m.is_diluted() {
        true => format!(
            "{} faster without the GIL while threads ran {}, {} over the whole run: for {} of {} the \
             main thread was alone, and that part stays.",
            times(m.ratio_together.median),
            measured(m.ratio_together, m.limit_together),
            times(m.ratio.median),
            Span(m.alone as u64),
            Span(m.base.wall.median as u64)
        ),
        false => format!(
            "{} faster without the GIL {}.",
            times(m.ratio.median),
            measured(m.ratio, m.limit)
        ),
    };
    let without_core = match m.other.without_core >= MANY_WAITERS {
        true => format!(
            " Without the GIL {} more threads were ready and had no core (of {cores}).",
            average(m.other.without_core)
        ),
        false => String::new(),
    };
    faster + &without_core
}

fn slower(m: &Measured) -> String {
    let longer = 1.0 / m.ratio.median.max(f64::MIN_POSITIVE);
    let lock = match m.other.lock_waiters >= WAITERS {
        true => format!(
            " Without the GIL {} threads waited for a Lock of the script, on average.",
            average(m.other.lock_waiters)
        ),
        false => {
            " Threads that change the same objects at once wait for each other's memory.".to_owned()
        }
    };
    format!(
        "it takes {} as long without the GIL (on/off {}).{lock}",
        times(longer),
        m.ratio
    )
}

fn unclear(runs: &Comparison, m: &Measured) -> String {
    let again = match runs.base.len() < MORE_PAIRS {
        true if m.machine_is_busy() => "Other programs kept this machine busy.",
        true => "More pairs may tell.",
        false => "A quieter machine may tell.",
    };
    let setting = match (runs.varied, &runs.names) {
        (Varied::Gil, _) => "without the GIL",
        (_, [_, other]) => &format!("with {other}"),
    };
    format!(
        "{} {setting}: not clearly faster, equal or slower. {again}",
        m.ratio
    )
}

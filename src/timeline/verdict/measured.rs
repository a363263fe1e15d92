//! The figures that verdicts are judged by, over all pairs.

use std::fmt::{self, Display};

use super::Comparison;
use crate::timeline::summary::{Part, Summary};
use crate::timeline::thresholds::{ALONE_SHARE, FASTER, PERCENTILES_FROM, WAITERS};
use crate::timeline::units::ratio_digits;

/// A figure over several runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// The lowest, or the 10th percentile.
    pub low: f64,
    /// The highest, or the 90th percentile.
    pub high: f64,
}

/// What the runs at one setting say, as medians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Wall time, in nanoseconds.
    pub wall: Spread,
    /// How many threads waited for the GIL, on average.
    pub waiters: f64,
    /// How often the GIL changed hands.
    pub switches: f64,
    /// How many cores were busy.
    pub busy: f64,
    /// How many threads waited for a Lock, on average.
    pub lock_waiters: f64,
    /// How many threads were ready and had no core, on average; with a GIL other programs took it.
    pub without_core: f64,
    /// How many cores other programs took, on average.
    pub cores_taken: f64,
}

/// What all pairs say together. Shares are of the base, as medians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// At the first setting.
    pub base: Side,
    /// At the second setting.
    pub other: Side,
    /// Wall time of the base divided by that of the other, pair by pair.
    pub ratio: Spread,
    /// How much faster it could be at most without the GIL, if the order of work stays.
    pub limit: f64,
    /// As `ratio`, of the time in which other threads than the main thread lived.
    pub ratio_together: Spread,
    /// As `limit`, of that time.
    pub limit_together: f64,
    /// The share of the active time that was I/O or sleep, 0 to 1.
    pub io_share: f64,
    /// The share of the active time that was native work, 0 to 1.
    pub native_share: f64,
    /// How many threads were in I/O or asleep, on average.
    pub io_average: f64,
    /// Nanoseconds in which the main thread was alone.
    pub alone: f64,
    /// How long a slice was, in nanoseconds.
    pub slice: f64,
}

impl Spread {
    /// Of any number of values; zero of none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (low, high) = if values.len() >= PERCENTILES_FROM {
            (0.1, 0.9)
        } else {
            (0.0, 1.0)
        };
        Spread {
            median: quantile(&values, 0.5),
            low: quantile(&values, low),
            high: quantile(&values, high),
        }
    }
}

/// As a range of ratios: `3.70..3.98`.
impl Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{}..{}",
            ratio_digits(self.low),
            ratio_digits(self.high)
        ))
    }
}

impl Side {
    fn of(runs: &[Summary]) -> Self {
        Side {
            wall: Spread::of(runs.iter().map(|run| run.wall as f64)),
            waiters: median(runs, &|run| run.average(Part::GilWait)),
            switches: median(runs, &|run| run.gil.switches as f64),
            busy: median(runs, &Summary::cores_busy),
            lock_waiters: median(runs, &|run| run.average(Part::Lock)),
            without_core: median(runs, &|run| run.average(Part::Core)),
            cores_taken: median(runs, &Summary::cores_taken),
        }
    }
}

fn median(runs: &[Summary], figure: &dyn Fn(&Summary) -> f64) -> f64 {
    Spread::of(runs.iter().map(figure)).median
}

impl Measured {
    /// Whether the main thread was alone for so long that it blurs the figures of the whole run.
    pub fn is_diluted(&self) -> bool {
        self.alone >= ALONE_SHARE * self.base.wall.median && self.ratio_together.median > 0.0
    }

    /// Whether other programs took so much of the machine that slow runs may be their doing.
    pub fn machine_is_busy(&self) -> bool {
        let taken = self.base.cores_taken.max(self.other.cores_taken);
        self.base.without_core.max(taken) >= WAITERS
    }

    /// Whether the run could be so much shorter if nobody waited for the GIL: at most all the waits can be saved.
    pub fn waits_explain_the_gain(&self) -> bool {
        let rest = 1.0 - self.base.waiters;
        rest <= 0.0 || self.ratio.median <= FASTER / rest
    }

    pub(crate) fn new(comparison: &Comparison) -> Self {
        let Comparison { base, other, .. } = comparison;
        let ratio = |figure: fn(&Summary) -> u64| {
            let pairs = base
                .iter()
                .zip(other)
                .filter(|(_, other)| figure(other) > 0);
            Spread::of(pairs.map(|(base, other)| figure(base) as f64 / figure(other) as f64))
        };
        Measured {
            base: Side::of(base),
            other: Side::of(other),
            ratio: ratio(|run| run.wall),
            limit: median(base, &Summary::limit),
            ratio_together: ratio(Summary::together),
            limit_together: median(base, &Summary::limit_together),
            io_share: median(base, &|run| {
                run.share(run.total(Part::Io) + run.total(Part::Sleep))
            }),
            native_share: median(base, &|run| run.share(run.total(Part::Native))),
            io_average: median(base, &Summary::average_io),
            alone: median(base, &|run| run.alone() as f64),
            slice: median(base, &|run| run.average_slice() as f64),
        }
    }
}

/// Between the two nearest values; zero of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = last as f64 * share;
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(0.0);
    at(place.floor()) + (at(place.ceil()) - at(place.floor())) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads() {
        let of = |values: &[f64]| Spread::of(values.iter().copied());
        assert_eq!(of(&[]), Spread::default());
        assert_eq!(
            of(&[3.0, 1.0]),
            Spread {
                median: 2.0,
                low: 1.0,
                high: 3.0
            }
        );
        let eleven: Vec<f64> = (0..=10).map(f64::from).collect();
        assert_eq!(
            of(&eleven),
            Spread {
                median: 5.0,
                low: 1.0,
                high: 9.0
            }
        );
    }
}

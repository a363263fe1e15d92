//! The figures that verdicts are judged by, over all pairs.

use std::fmt::{self, Display};

use super::Comparison;
use crate::timeline::summary::{Part, Summary};
use crate::timeline::thresholds::{ALONE_SHARE, PERCENTILES_FROM};
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

/// What all pairs say together. Figures of the GIL are from the runs with the GIL on, as medians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Wall time with the GIL on, in nanoseconds.
    pub wall_on: Spread,
    /// Wall time with the GIL off.
    pub wall_off: Spread,
    /// Wall time on divided by off, pair by pair.
    pub ratio: Spread,
    /// How much faster it could be at most without the GIL, if the order of work stays.
    pub limit: f64,
    /// As `ratio`, of the time in which other threads than the main thread lived.
    pub ratio_together: Spread,
    /// As `limit`, of that time.
    pub limit_together: f64,
    /// How many threads waited for the GIL, on average.
    pub waiters: f64,
    /// How often the GIL changed hands.
    pub switches: f64,
    /// How many cores were busy with the GIL on.
    pub busy_on: f64,
    /// How many cores were busy with the GIL off.
    pub busy_off: f64,
    /// The share of the active time that was I/O or sleep, 0 to 1.
    pub io_share: f64,
    /// The share of the active time that was native work, 0 to 1.
    pub native_share: f64,
    /// How many threads were in I/O or asleep, on average.
    pub io_average: f64,
    /// How many threads waited for a Lock without the GIL, on average.
    pub lock_waiters_off: f64,
    /// How many threads had the GIL and no core, on average: other programs took it.
    pub without_core_on: f64,
    /// How many threads were ready and had no core without the GIL, on average.
    pub without_core_off: f64,
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

impl Measured {
    /// Whether the main thread was alone for so long that it blurs the figures of the whole run.
    pub fn is_diluted(&self) -> bool {
        self.alone >= ALONE_SHARE * self.wall_on.median && self.ratio_together.median > 0.0
    }

    pub(crate) fn new(comparison: &Comparison) -> Self {
        let Comparison { on, off, .. } = comparison;
        let walls = |runs: &[Summary]| Spread::of(runs.iter().map(|run| run.wall as f64));
        let ratio = |figure: fn(&Summary) -> u64| {
            let pairs = on.iter().zip(off).filter(|(_, off)| figure(off) > 0);
            Spread::of(pairs.map(|(on, off)| figure(on) as f64 / figure(off) as f64))
        };
        let median = |runs: &[Summary], figure: &dyn Fn(&Summary) -> f64| {
            Spread::of(runs.iter().map(figure)).median
        };
        Measured {
            wall_on: walls(on),
            wall_off: walls(off),
            ratio: ratio(|run| run.wall),
            limit: median(on, &Summary::limit),
            ratio_together: ratio(Summary::together),
            limit_together: median(on, &Summary::limit_together),
            waiters: median(on, &|run| run.average(Part::GilWait)),
            switches: median(on, &|run| run.gil.switches as f64),
            busy_on: median(on, &Summary::cores_busy),
            busy_off: median(off, &Summary::cores_busy),
            io_share: median(on, &|run| {
                run.share(run.total(Part::Io) + run.total(Part::Sleep))
            }),
            native_share: median(on, &|run| run.share(run.total(Part::Native))),
            io_average: median(on, &Summary::average_io),
            lock_waiters_off: median(off, &|run| run.average(Part::Lock)),
            without_core_on: median(on, &|run| run.average(Part::Core)),
            without_core_off: median(off, &|run| run.average(Part::Core)),
            alone: median(on, &|run| run.alone() as f64),
            slice: median(on, &|run| run.average_slice() as f64),
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

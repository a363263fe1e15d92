//! Where values lie on an axis, and which round ones are written beside it.

use crate::render::chart::axis_steps;
use crate::timeline::units::exact;

/// Values this far apart need a logarithmic axis: on a linear one, the smallest of them would lie on the axis.
const FAR_APART: f64 = 8.0;

/// An axis of times in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// From zero on, with a mark at every step.
    Linear {
        /// Between two marks.
        step: f64,
        /// The upper end.
        high: f64,
    },
    /// Both ends are round.
    Log {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
}

impl Scale {
    /// From zero on unless the values are far apart.
    pub(super) fn fitting(values: impl Iterator<Item = f64> + Clone, marks: u64) -> Self {
        let (low, high) = ends(values.clone());
        if high > FAR_APART * low {
            return Scale::log(values);
        }
        let step = axis_steps(high.ceil() as u64, marks).0 as f64;
        Scale::Linear {
            step,
            high: step * (high / step).ceil(),
        }
    }

    /// Of values of which only those above zero count.
    pub(super) fn log(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(values);
        let (low, high) = (low * (1.0 + 1e-9), high * (1.0 - 1e-9));
        let first = rounds().rev().find(|round| *round <= low).unwrap_or(1.0);
        let last = rounds().find(|round| *round >= high && *round > first);
        Scale::Log {
            low: first,
            high: last.unwrap_or(10.0 * first),
        }
    }

    pub(super) fn is_log(self) -> bool {
        matches!(self, Scale::Log { .. })
    }

    /// How far up a value lies, from 0 to 1.
    pub(super) fn share(self, value: f64) -> f64 {
        let share = match self {
            Scale::Linear { high, .. } => value / high,
            Scale::Log { low, high } => (value.max(low) / low).ln() / (high / low).ln(),
        };
        share.clamp(0.0, 1.0)
    }

    /// So many round values at most, and what is written at them.
    pub(super) fn marks(self, most: usize) -> Vec<(f64, String)> {
        let named = |value: f64| match value {
            0.0 => (value, "0".to_owned()),
            _ => (value, exact(value as u64)),
        };
        let (low, high) = match self {
            Scale::Linear { step, high } => {
                let last = (high / step).round() as u32;
                return (0..=last).map(|at| named(f64::from(at) * step)).collect();
            }
            Scale::Log { low, high } => (low, high),
        };
        let inside = |round: &f64| (low..=high).contains(round);
        let all: Vec<f64> = rounds().filter(inside).collect();
        let decade = |round: &f64| (round.log10() - round.log10().round()).abs() < 1e-6;
        let decades: Vec<f64> = all.iter().copied().filter(decade).collect();
        let few = all.len() <= most || decades.len() < 2;
        let some = if few { all } else { decades };
        let every = some.len().div_ceil(most.max(1)).max(1);
        some.into_iter().step_by(every).map(named).collect()
    }
}

/// How far along a logarithmic axis with these values, which are in order, one lies: 0 at the first, 1 at the last.
pub(super) fn along(values: &[u64], value: f64) -> f64 {
    match (values.first(), values.last()) {
        (Some(first), Some(last)) if last > first => {
            (value / *first as f64).ln() / (*last as f64 / *first as f64).ln()
        }
        _ => 0.5,
    }
}

/// 1, 2, 5, 10 and so on, up to half a day.
fn rounds() -> impl DoubleEndedIterator<Item = f64> {
    (0..14).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(power)))
}

/// The least above zero, and the greatest; 1 of none.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, 0.0f64);
    for value in values.filter(|value| *value > 0.0) {
        (low, high) = (low.min(value), high.max(value));
    }
    if high > 0.0 { (low, high) } else { (1.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(scale: Scale, most: usize) -> Vec<String> {
        scale.marks(most).into_iter().map(|mark| mark.1).collect()
    }

    #[test]
    fn near_values_are_seen_from_zero() {
        let scale = Scale::fitting([480e6, 620e6].into_iter(), 4);
        assert_eq!(
            marks(scale, 4),
            ["0", "200 ms", "400 ms", "600 ms", "800 ms"]
        );
        assert_eq!(scale.share(400e6), 0.5);
    }

    #[test]
    fn values_far_apart_are_seen_by_their_size() {
        let scale = Scale::fitting([130e6, 5e9].into_iter(), 4);
        assert_eq!(
            marks(scale, 6),
            ["100 ms", "200 ms", "500 ms", "1 s", "2 s", "5 s"]
        );
        assert_eq!(marks(scale, 4), ["100 ms", "1 s"]);
        assert_eq!((scale.share(1e8), scale.share(5e9)), (0.0, 1.0));
        assert_eq!(scale.share(0.0), 0.0);
        let scale = Scale::log([3e6, 40e6].into_iter());
        assert_eq!(marks(scale, 3), ["2 ms", "10 ms", "50 ms"]);
    }

    #[test]
    fn an_axis_of_nothing_is_an_axis() {
        for values in [&[][..], &[0.0], &[7.0]] {
            let (log, fit) = (
                Scale::log(values.iter().copied()),
                Scale::fitting(values.iter().copied(), 4),
            );
            for scale in [log, fit] {
                assert!(
                    scale.share(0.0) == 0.0 && scale.share(7.0) > 0.0,
                    "{scale:?}"
                );
                assert!(!scale.marks(4).is_empty());
            }
        }
    }
}

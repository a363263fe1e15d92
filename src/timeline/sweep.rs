//! One script at several settings: what each run had to say, and the knee of the curve.

use super::lanes::{State, Timeline};
use super::summary::Summary;
use super::thresholds::{KNEE_DELAY, KNEE_WALL};
use super::units::{Span, times};
use super::verdict::Spread;

/// What one run says. Times are nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Its length.
    pub wall: f64,
    /// How often a second the GIL went to another thread.
    pub switches: f64,
    /// The median time from wanting the GIL to having it.
    pub p50: f64,
    /// The time that 99 of 100 such waits did not exceed.
    pub p99: f64,
    /// The median time for which the GIL was free between two threads.
    pub hand_off: f64,
}

/// A setting and its runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The setting, as people write it.
    pub label: String,
    /// Its curve: the policy.
    pub curve: String,
    /// One for each round.
    pub readings: Vec<Reading>,
}

impl Reading {
    /// Of a run that was recorded.
    pub fn of(summary: &Summary, timeline: &Timeline) -> Self {
        let slices = timeline.lanes.iter().flat_map(|lane| &lane.slices);
        let waits = slices.filter(|slice| slice.state == State::GilWait);
        let mut waits: Vec<u64> = waits.map(|slice| slice.length()).collect();
        let holds = timeline.holds();
        let changes = holds.windows(2).filter(|pair| pair[0].2 != pair[1].2);
        let mut gaps: Vec<u64> = changes
            .map(|pair| pair[1].0.saturating_sub(pair[0].1))
            .collect();
        let seconds = (summary.wall as f64 / 1e9).max(f64::MIN_POSITIVE);
        Reading {
            wall: summary.wall as f64,
            switches: summary.gil.switches as f64 / seconds,
            p50: at_share(&mut waits, 0.5),
            p99: at_share(&mut waits, 0.99),
            hand_off: at_share(&mut gaps, 0.5),
        }
    }
}

/// The value that this share of all does not exceed; zero of none.
fn at_share(values: &mut [u64], share: f64) -> f64 {
    values.sort_unstable();
    let place = (values.len() as f64 * share).ceil() as usize;
    values.get(place.saturating_sub(1)).copied().unwrap_or(0) as f64
}

impl Point {
    /// A figure over all rounds.
    pub fn spread(&self, figure: fn(&Reading) -> f64) -> Spread {
        Spread::of(self.readings.iter().map(figure))
    }

    fn median(&self, figure: fn(&Reading) -> f64) -> f64 {
        self.spread(figure).median
    }
}

/// The knee of a curve over switch intervals, which are in order: the longest whose p99 is near the best at a wall time near the best; in words.
pub fn knee(points: &[Point]) -> String {
    let least = |figure: fn(&Reading) -> f64| {
        points
            .iter()
            .min_by(|a, b| a.median(figure).total_cmp(&b.median(figure)))
    };
    let (Some(quickest), Some(shortest)) = (least(|it| it.p99), least(|it| it.wall)) else {
        return "No knee: nothing was measured.".to_owned();
    };
    let (p99, wall) = (quickest.median(|it| it.p99), shortest.median(|it| it.wall));
    if p99 == 0.0 {
        return "No knee: nobody waited for the GIL.".to_owned();
    }
    let near = |point: &&Point| {
        point.median(|it| it.p99) <= KNEE_DELAY * p99
            && point.median(|it| it.wall) <= KNEE_WALL * wall
    };
    match points.iter().rev().find(near) {
        Some(knee) => format!(
            "The knee is at {}: the longest interval at which 99 of 100 waits for the GIL end within {}, at most {} the best, and the run takes at \
             most {} the shortest.",
            knee.label,
            Span(knee.median(|it| it.p99) as u64),
            times(KNEE_DELAY),
            times(KNEE_WALL)
        ),
        None => format!(
            "No knee: the shortest waits are at {} (99 of 100 within {}) and the shortest run at {} ({}); no interval comes near both.",
            quickest.label,
            Span(p99 as u64),
            shortest.label,
            Span(wall as u64)
        ),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn point(label: &str, wall: f64, p99: f64) -> Point {
        let reading = Reading {
            wall: wall * 1e6,
            switches: 200.0,
            p50: p99 * 5e5,
            p99: p99 * 1e6,
            hand_off: 2e4,
        };
        Point {
            label: label.to_owned(),
            curve: "interval".to_owned(),
            readings: vec![reading],
        }
    }

    #[test]
    fn the_knee_is_the_longest_interval_that_is_near_both() {
        let curve = [
            point("0.1 ms", 900.0, 1.0),
            point("1 ms", 510.0, 1.5),
            point("5 ms", 500.0, 6.0),
        ];
        assert!(
            knee(&curve).starts_with("The knee is at 1 ms:"),
            "{}",
            knee(&curve)
        );
        let curve = [point("0.1 ms", 900.0, 1.0), point("5 ms", 500.0, 6.0)];
        assert!(
            knee(&curve).starts_with("No knee: the shortest waits are at 0.1 ms"),
            "{}",
            knee(&curve)
        );
        let curve = [point("1 ms", 500.0, 0.0)];
        assert!(knee(&curve).starts_with("No knee: nobody waited"));
    }

    #[test]
    fn shares() {
        assert_eq!(at_share(&mut [3, 1, 2], 0.5), 2.0);
        assert_eq!(at_share(&mut [3, 1, 2], 0.99), 3.0);
        assert_eq!(at_share(&mut [], 0.99), 0.0);
    }
}

//! One script at several settings: what each run had to say, the curves that they make, and the knee of each in words.

use super::lanes::{State, Timeline};
use super::summary::Summary;
use super::thresholds::{KNEE_DELAY, KNEE_WALL};
use super::units::{Span, exact, times};
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

/// A script at several settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// The script and its arguments, as they are typed.
    pub title: String,
    /// How many cores the runs might use.
    pub cores: usize,
    /// So many runs at each point.
    pub rounds: usize,
    /// What has one value in all runs, in words.
    pub fixed: Vec<String>,
    /// What varies along each curve.
    pub axis: Axis,
    /// With the GIL, then without it.
    pub curves: Vec<Curve>,
    /// The names of the settings of each point.
    pub columns: Vec<String>,
}

/// What varies along a curve.
#[derive(Clone, Debug, PartialEq)]
pub enum Axis {
    /// The switch interval: in nanoseconds, in order.
    Intervals(Vec<u64>),
    /// Something else: what, and its values as people write them; `ordered`: there is something between two of them.
    Values {
        /// What.
        name: String,
        /// As people write them.
        values: Vec<String>,
        /// Whether one is more than the one before.
        ordered: bool,
    },
}

/// Points that only differ in what the axis shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Its policy, the script's arguments: what tells it from the others.
    pub name: String,
    /// Whether there was a GIL.
    pub gil: bool,
    /// In the order of the axis.
    pub points: Vec<Point>,
}

/// A setting and its runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its place on the axis. None: what the axis shows makes no difference, as the interval without a GIL.
    pub place: Option<usize>,
    /// The values of [`Sweep::columns`].
    pub settings: Vec<String>,
    /// One for each round.
    pub readings: Vec<Reading>,
}

impl Reading {
    /// Of a run that was recorded.
    pub fn of(summary: &Summary, timeline: &Timeline) -> Self {
        let slices = timeline.lanes.iter().flat_map(|lane| &lane.slices);
        let waits = slices.filter(|slice| slice.state == State::GilWait);
        let mut waits: Vec<u64> = waits.map(|slice| slice.length()).collect();
        let holds = if timeline.gil {
            timeline.holds()
        } else {
            Vec::new()
        };
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

impl Axis {
    /// What it shows.
    pub fn name(&self) -> &str {
        match self {
            Axis::Intervals(_) => "switch interval",
            Axis::Values { name, .. } => name,
        }
    }

    /// How many values it has.
    pub fn len(&self) -> usize {
        match self {
            Axis::Intervals(all) => all.len(),
            Axis::Values { values, .. } => values.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of its values, as people write it.
    pub fn value(&self, place: usize) -> String {
        match self {
            Axis::Intervals(all) => all.get(place).copied().map_or(String::new(), exact),
            Axis::Values { values, .. } => values.get(place).cloned().unwrap_or_default(),
        }
    }

    /// A place for people who don't see the axis.
    pub fn label(&self, place: Option<usize>) -> String {
        match (self, place) {
            (_, None) => "GIL off".to_owned(),
            (
                Axis::Values {
                    name,
                    ordered: true,
                    ..
                },
                Some(place),
            ) => {
                format!("{name} {}", self.value(place))
            }
            (_, Some(place)) => self.value(place),
        }
    }
}

impl Point {
    /// A figure over all rounds.
    pub fn spread(&self, figure: fn(&Reading) -> f64) -> Spread {
        Spread::of(self.readings.iter().map(figure))
    }

    /// The median of a figure over all rounds.
    pub fn median(&self, figure: fn(&Reading) -> f64) -> f64 {
        self.spread(figure).median
    }
}

impl Curve {
    /// Whether it is one value for the whole axis.
    pub fn is_level(&self) -> bool {
        self.points.iter().all(|point| point.place.is_none())
    }

    /// All its runs.
    pub fn readings(&self) -> impl Iterator<Item = &Reading> + Clone {
        self.points.iter().flat_map(|point| &point.readings)
    }

    /// The point at which a figure is the least.
    fn least(&self, figure: fn(&Reading) -> f64) -> Option<&Point> {
        let points = self.points.iter();
        points.min_by(|a, b| a.median(figure).total_cmp(&b.median(figure)))
    }

    /// The point at which a figure is the greatest.
    fn greatest(&self, figure: fn(&Reading) -> f64) -> Option<&Point> {
        let points = self.points.iter();
        points.max_by(|a, b| a.median(figure).total_cmp(&b.median(figure)))
    }

    /// The longest interval whose p99 is near the best at a wall time near the best.
    fn knee(&self) -> Option<&Point> {
        let p99 = self.least(|it| it.p99)?.median(|it| it.p99);
        let wall = self.least(|it| it.wall)?.median(|it| it.wall);
        let near = |point: &&Point| {
            point.median(|it| it.p99) <= KNEE_DELAY * p99
                && point.median(|it| it.wall) <= KNEE_WALL * wall
        };
        self.points.iter().rev().find(near).filter(|_| p99 > 0.0)
    }
}

impl Sweep {
    /// The curves that were measured with the GIL.
    pub fn with_gil(&self) -> impl Iterator<Item = &Curve> {
        self.curves.iter().filter(|curve| curve.gil)
    }

    /// The place of a curve's knee; only one over switch intervals can have one.
    pub fn knee(&self, curve: &Curve) -> Option<usize> {
        let over = matches!(&self.axis, Axis::Intervals(all) if all.len() > 1);
        curve.knee().filter(|_| over && curve.gil)?.place
    }

    /// What the curves say, a sentence or two for each.
    pub fn sentences(&self) -> Vec<String> {
        let told = |curve: &Curve| match &self.axis {
            Axis::Intervals(all) if all.len() > 1 => Some(self.knee_in_words(curve)),
            axis if axis.len() > 1 => self.ends_in_words(curve),
            _ => None,
        };
        let several = self.with_gil().count() > 1;
        let curves = self.with_gil().filter_map(|curve| {
            let text = told(curve)?;
            Some(if several {
                format!("{}: {text}", curve.name)
            } else {
                text
            })
        });
        curves.chain(self.off_in_words()).collect()
    }

    fn knee_in_words(&self, curve: &Curve) -> String {
        let (Some(quickest), Some(shortest)) =
            (curve.least(|it| it.p99), curve.least(|it| it.wall))
        else {
            return "No knee: nothing was measured.".to_owned();
        };
        let p99 = |point: &Point| Span(point.median(|it| it.p99) as u64);
        if p99(quickest) == Span(0) {
            return "No knee: nobody waited for the GIL.".to_owned();
        }
        match curve.knee() {
            Some(knee) => format!(
                "The knee is at {}: the longest interval at which 99 of 100 waits for the GIL end within {}, at most {} the best, and the run takes \
                 at most {} the shortest.",
                self.axis.label(knee.place),
                p99(knee),
                times(KNEE_DELAY),
                times(KNEE_WALL)
            ),
            None => format!(
                "No knee: the shortest waits are at {} (99 of 100 within {}) and the shortest run at {} ({}); no interval comes near both.",
                self.axis.label(quickest.place),
                p99(quickest),
                self.axis.label(shortest.place),
                Span(shortest.median(|it| it.wall) as u64)
            ),
        }
    }

    /// Where the runs are the shortest and the longest, and the waits the shortest.
    fn ends_in_words(&self, curve: &Curve) -> Option<String> {
        let (least, most) = (curve.least(|it| it.wall)?, curve.greatest(|it| it.wall)?);
        let (shortest, longest) = (least.median(|it| it.wall), most.median(|it| it.wall));
        let mut text = format!(
            "The run is the shortest with {} ({}) and the longest with {} ({}, {}).",
            self.axis.label(least.place),
            Span(shortest as u64),
            self.axis.label(most.place),
            Span(longest as u64),
            times(longest / shortest.max(1.0))
        );
        let (quick, slow) = (curve.least(|it| it.p99)?, curve.greatest(|it| it.p99)?);
        let wait = |point: &Point| Span(point.median(|it| it.p99) as u64);
        let at = |point: &Point| self.axis.label(point.place);
        text += &match (wait(quick), wait(slow)) {
            (_, Span(0)) => " Nobody waited for the GIL.".to_owned(),
            (Span(0), longest) => format!(
                " Nobody waited for the GIL with {}; 99 of 100 waits end within {longest} with {}.",
                at(quick),
                at(slow)
            ),
            (shortest, longest) => format!(
                " 99 of 100 waits for the GIL end within {shortest} with {} and within {longest} with {}.",
                at(quick),
                at(slow)
            ),
        };
        Some(text)
    }

    /// How long the run takes without the GIL, beside the shortest with it.
    fn off_in_words(&self) -> Option<String> {
        let shortest = |gil: bool| {
            let curves = self.curves.iter().filter(move |curve| curve.gil == gil);
            let walls =
                curves.filter_map(|curve| Some(curve.least(|it| it.wall)?.median(|it| it.wall)));
            walls.min_by(f64::total_cmp)
        };
        let (on, off) = (shortest(true)?, shortest(false)?);
        Some(format!(
            "Without the GIL the shortest run takes {}: {} the shortest with it.",
            Span(off as u64),
            times(off / on.max(1.0))
        ))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const MS: f64 = 1e6;

    /// A point with one reading for each of these wall times and p99s, in milliseconds.
    pub(crate) fn point(place: Option<usize>, readings: &[(f64, f64)]) -> Point {
        let reading = |(wall, p99): &(f64, f64)| Reading {
            wall: wall * MS,
            switches: 200.0,
            p50: p99 * MS / 2.0,
            p99: p99 * MS,
            hand_off: 2e4,
        };
        Point {
            place,
            settings: vec!["on".to_owned(), "5000000".to_owned(), "interval".to_owned()],
            readings: readings.iter().map(reading).collect(),
        }
    }

    pub(crate) fn curve(name: &str, points: &[(f64, f64)]) -> Curve {
        let points = points.iter().enumerate();
        Curve {
            name: name.to_owned(),
            gil: true,
            points: points
                .map(|(place, reading)| point(Some(place), &[*reading]))
                .collect(),
        }
    }

    pub(crate) fn over(axis: Axis, curves: Vec<Curve>) -> Sweep {
        let columns = ["gil", "switch_interval_ns", "policy"];
        Sweep {
            title: "a.py".to_owned(),
            cores: 2,
            rounds: 1,
            fixed: vec!["policy interval".to_owned()],
            axis,
            curves,
            columns: columns.map(str::to_owned).to_vec(),
        }
    }

    /// Over 0.1, 1 and 5 ms.
    pub(crate) fn intervals(curves: Vec<Curve>) -> Sweep {
        over(Axis::Intervals(vec![100_000, 1_000_000, 5_000_000]), curves)
    }

    /// A knee at 1 ms.
    pub(crate) const KNEE: [(f64, f64); 3] = [(900.0, 1.0), (510.0, 1.5), (500.0, 6.0)];

    #[test]
    fn the_knee_is_the_longest_interval_that_is_near_both() {
        let sweep = intervals(vec![curve("interval", &KNEE)]);
        assert_eq!(sweep.knee(&sweep.curves[0]), Some(1));
        let said = sweep.sentences().join(" ");
        assert!(said.starts_with("The knee is at 1 ms: "), "{said}");
        let far = [(900.0, 1.0), (600.0, 2.5), (500.0, 6.0)];
        let sweep = intervals(vec![curve("interval", &far)]);
        assert_eq!(sweep.knee(&sweep.curves[0]), None);
        let said = sweep.sentences().join(" ");
        assert!(
            said.starts_with("No knee: the shortest waits are at 100 µs"),
            "{said}"
        );
        let sweep = intervals(vec![curve("interval", &[(500.0, 0.0); 3])]);
        assert_eq!(sweep.knee(&sweep.curves[0]), None);
        assert_eq!(sweep.sentences(), ["No knee: nobody waited for the GIL."]);
    }

    #[test]
    fn values_have_ends_and_no_knee() {
        let axis = Axis::Values {
            name: "threads".to_owned(),
            values: ["1", "2"].map(str::to_owned).to_vec(),
            ordered: true,
        };
        let mut off = curve("GIL off", &[(25.0, 0.0)]);
        off.gil = false;
        let sweep = over(axis, vec![curve("fifo", &[(50.0, 1.0), (100.0, 5.0)]), off]);
        assert_eq!(sweep.knee(&sweep.curves[0]), None);
        assert_eq!(
            sweep.sentences(),
            [
                "The run is the shortest with threads 1 (50.0 ms) and the longest with threads 2 (100 ms, 2.00x). 99 of 100 waits for the GIL end \
                 within 1.00 ms with threads 1 and within 5.00 ms with threads 2.",
                "Without the GIL the shortest run takes 25.0 ms: 0.50x the shortest with it."
            ]
        );
    }

    #[test]
    fn shares() {
        assert_eq!(at_share(&mut [3, 1, 2], 0.5), 2.0);
        assert_eq!(at_share(&mut [3, 1, 2], 0.99), 3.0);
        assert_eq!(at_share(&mut [], 0.99), 0.0);
    }
}

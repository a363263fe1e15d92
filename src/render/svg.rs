//! A timeline as a picture: the whole run with the share of each state, and below it the stretch in which threads wait for the GIL most. One
//! file, light and dark by the reader's choice, whose size does not grow with the number of slices.

use unicode_width::UnicodeWidthStr;

use super::chart::axis_steps;
use super::page::{Subject, setup};
use super::palette::{STATES, look};
use super::picture::{MARGIN, Picture, RIGHT};
use crate::timeline::lanes::{Lane, State, Timeline};
use crate::timeline::recording::Captured;
use crate::timeline::sentences::explain;
use crate::timeline::units::{Span, exact};

/// Where the lanes begin, right of their names, in pixels.
const LEFT: usize = 130;
const LANE: usize = 16;
const GAP: usize = 5;
/// A column of the whole run.
const COLUMN: usize = 3;
/// More lanes are left out, with a sentence.
const LANES: usize = 32;
/// More slices than this in the zoom could not be told apart.
const SLICES: usize = 4000;

/// The picture of runs of one script, on one time axis.
pub fn svg(subject: Subject<'_>, runs: &[Captured]) -> String {
    let timelines: Vec<Timeline> = (runs.iter())
        .map(|run| Timeline::new(&run.recording))
        .collect();
    let wall = timelines.iter().map(|timeline| timeline.wall).max();
    let mut picture = Picture::default();
    picture.text("h", subject.title);
    picture.text("s", &setup(runs));
    if !subject.verdict.is_empty() {
        picture.words(subject.verdict);
    }
    picture.legend(&timelines);
    let whole = Window {
        from: 0,
        to: wall.unwrap_or(0).max(1),
    };
    picture.axis(whole, "the whole run: heights are shares of time");
    for (timeline, run) in timelines.iter().zip(runs) {
        picture.heading(&run.name, timeline.wall);
        let lanes = timeline.lanes.iter().zip(&run.summary.threads);
        let shown: Vec<&Lane> = lanes
            .filter(|(_, thread)| !run.summary.only_joins(thread))
            .map(|(lane, _)| lane)
            .collect();
        for lane in shown.iter().take(LANES) {
            picture.shares(lane, whole);
        }
        if shown.len() > LANES {
            picture.words(&format!(
                "{} more threads are not shown.",
                shown.len() - LANES
            ));
        }
    }
    let with_gil = timelines.iter().zip(runs);
    for (timeline, run) in with_gil.filter(|(timeline, _)| timeline.gil) {
        picture.zoom(&run.name, timeline);
        picture.words(&explain(&run.summary, subject.measure).join(" "));
    }
    picture.finish("", &STATES.map(pattern).concat())
}

/// A stretch of time, in nanoseconds, that fills the width of the lanes.
#[derive(Clone, Copy)]
struct Window {
    from: u64,
    to: u64,
}

impl Window {
    /// Where a time is drawn.
    fn x(self, at: u64) -> f64 {
        let inside = at.clamp(self.from, self.to) - self.from;
        LEFT as f64 + (RIGHT - LEFT) as f64 * inside as f64 / (self.to - self.from) as f64
    }
}

/// What only timelines draw.
impl Picture {
    fn rectangle(&mut self, from: f64, to: f64, y: f64, height: f64, state: State) {
        let width = (to - from).max(0.3);
        self.add(format_args!(
            "<rect x=\"{from:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"url(#s{})\"/>",
            state as usize
        ));
    }

    /// The states that occur.
    fn legend(&mut self, timelines: &[Timeline]) {
        self.y += 10;
        let mut x = MARGIN;
        for state in STATES {
            let mut slices =
                (timelines.iter()).flat_map(|it| it.lanes.iter().flat_map(|lane| &lane.slices));
            if slices.any(|slice| slice.state == state) {
                let (name, y) = (look(state).name, self.y as f64 + 4.0);
                self.rectangle(x as f64, x as f64 + 22.0, y, 12.0, state);
                self.label(x as f64 + 28.0, self.y + 15, "s", name);
                x += 52 + 7 * name.width();
            }
        }
        self.y += 20;
    }

    /// Ticks at round times.
    fn axis(&mut self, window: Window, title: &str) {
        self.y += 14;
        self.text("h", title);
        self.y += 18;
        let (step, unit, name) = axis_steps(window.to - window.from, 10);
        let mut at = window.from.next_multiple_of(step);
        while at <= window.to {
            let (x, y) = (window.x(at), self.y);
            let value = at as f64 / unit as f64;
            // The last one must not stand out.
            let class = if x > RIGHT as f64 - 20.0 {
                "s e"
            } else {
                "s m"
            };
            self.label(x, y, class, &format!("{value} {name}"));
            self.add(format_args!(
                "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{}\"/>",
                y + 4,
                y + 9
            ));
            at += step;
        }
        self.y += 12;
    }

    fn heading(&mut self, name: &str, wall: u64) {
        self.y -= 2;
        self.text("h", &format!("{name}, {}", Span(wall)));
        self.y += 8;
    }

    /// The name of a row, and its place: the top.
    fn row(&mut self, name: &str) -> f64 {
        let top = self.y;
        let name: String = name.chars().take(16).collect();
        self.label(LEFT as f64 - 8.0, top + 13, "e s", &name);
        self.y += LANE + GAP;
        top as f64
    }

    /// A lane of the whole run: in each column the states pile up, running at the bottom. Columns alike are one.
    fn shares(&mut self, lane: &Lane, window: Window) {
        let top = self.row(&lane.name);
        let columns = (RIGHT - LEFT) / COLUMN;
        let length = window.to - window.from;
        let edge = |column: usize| {
            window.from + (u128::from(length) * column as u128 / columns as u128) as u64
        };
        let mut alike: Option<(usize, [u32; State::COUNT])> = None;
        for column in 0..=columns {
            let heights = (column < columns).then(|| {
                let (from, to) = (edge(column), edge(column + 1));
                let shares = lane.shares(from, to);
                shares
                    .map(|nanos| (nanos * LANE as u64 / (to - from).max(1)).min(LANE as u64) as u32)
            });
            match (alike, heights) {
                (Some((_, same)), Some(heights)) if same == heights => {}
                (before, heights) => {
                    if let Some((first, heights)) = before {
                        let mut y = top + LANE as f64;
                        let x = |column: usize| (LEFT + column * COLUMN) as f64;
                        for state in STATES {
                            let height = f64::from(heights[state as usize]);
                            if height > 0.0 {
                                y -= height;
                                self.rectangle(x(first), x(column), y, height, state);
                            }
                        }
                    }
                    alike = heights.map(|heights| (column, heights));
                }
            }
        }
    }

    /// The slices where threads wait for the GIL most, and who had it.
    fn zoom(&mut self, name: &str, timeline: &Timeline) {
        let length = 20 * timeline.interval.max(1);
        let from = timeline.densest(length);
        let window = Window {
            from,
            to: from + length,
        };
        let interval = exact(timeline.interval);
        let title = format!(
            "{name}, {} from {}: 20 switch intervals of {interval}",
            Span(length),
            Span(from)
        );
        self.axis(window, &title);
        let mut left = SLICES;
        let here = (timeline.lanes.iter())
            .map(|lane| (lane, lane.between(window.from, window.to)))
            .filter(|(_, slices)| !slices.is_empty());
        for (lane, slices) in here.take(LANES) {
            let top = self.row(&lane.name);
            for slice in slices.iter().take(left) {
                let (from, to) = (window.x(slice.from), window.x(slice.to));
                self.rectangle(from, to, top, LANE as f64, slice.state);
            }
            left -= left.min(slices.len());
        }
        let top = self.row("has the GIL") as usize;
        for (from, to, lane) in timeline.holds() {
            let (from, to) = (window.x(from), window.x(to));
            if to > from {
                self.rectangle(from, to, top as f64, LANE as f64, State::Attached);
                let name = &timeline.lanes[lane].name;
                if to - from > 7.0 * name.width() as f64 {
                    self.label((from + to) / 2.0, top + 12, "m w", name);
                }
            }
        }
        if left == 0 {
            self.words(
                "There are more slices than this picture can show; the page (-o x.html) zooms in.",
            );
        }
        self.y += 4;
    }
}

/// A state's colour with its pattern over it.
fn pattern(state: State) -> String {
    let look = look(state);
    let strokes = match look.pattern {
        "rising" => "M0 6L6 0",
        "falling" => "M0 0L6 6",
        "bars" => "M3 0V6",
        "cross" => "M0 6L6 0M0 0L6 6",
        "dots" => "M2 3h2",
        _ => "",
    };
    format!(
        "<pattern id=\"s{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" fill=\"{}\"/>\
         <path d=\"{strokes}\" stroke=\"#0006\" fill=\"none\"/></pattern>",
        state as usize, look.hex
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::taking_turns;

    fn picture(title: &str) -> String {
        let (recording, summary) = taking_turns();
        let subject = Subject {
            title,
            verdict: "",
            measure: Some("gilscope compare a.py"),
        };
        svg(
            subject,
            &[Captured {
                name: "GIL on".to_owned(),
                summary,
                recording,
            }],
        )
    }

    #[test]
    fn the_picture_shows_every_thread_and_who_had_the_gil() {
        let picture = picture("a <b> & c.py");
        assert!(picture.contains("a &lt;b&gt; &amp; c.py"));
        for word in [
            "count-1",
            "count-2",
            "has the GIL",
            "GIL wait",
            "GIL on, 40.0 ms",
        ] {
            assert!(picture.contains(word), "{word}: {picture}");
        }
        assert_eq!(
            picture.matches("<text").count(),
            picture.matches("</text>").count()
        );
        assert!(!picture.contains("NaN") && !picture.contains("inf"));
    }
}

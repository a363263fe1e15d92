//! The curves as a picture: the wall time, and below it, on the same axis, the wait for the GIL. Curves differ by the shape of their marks as well as
//! by colour; every mark tells its figures to a pointer.

use unicode_width::UnicodeWidthStr;

use super::scale::{Scale, along};
use super::setup;
use crate::render::palette::CURVES;
use crate::render::picture::{MARGIN, Picture, RIGHT, escaped};
use crate::render::table::cut;
use crate::timeline::sweep::{Axis, Curve, Point, Reading, Sweep};
use crate::timeline::units::{Span, count};

/// Where the panels begin, right of what is written at their axes.
const LEFT: usize = 92;
/// From the edge of a panel to the first point of a curve.
const INSET: f64 = 26.0;
/// The panels' heights.
const WALL: usize = 220;
const WAIT: usize = 170;
/// Between two rows of labels.
const ROW: usize = 15;
/// Of a letter, about.
const LETTER: f64 = 6.7;

/// The whole picture.
pub fn svg(sweep: &Sweep) -> String {
    let mut picture = Picture::default();
    picture.text("h", &sweep.title);
    picture.text("s", &setup(sweep));
    draw(&mut picture, sweep);
    for sentence in sweep.sentences() {
        picture.words(&sentence);
    }
    picture.words("A wait for the GIL lasts from wanting it to having it.");
    picture.finish(&rules(), "")
}

/// The plot alone, for a page that says the rest.
pub(super) fn figure(sweep: &Sweep) -> String {
    let mut picture = Picture::default();
    draw(&mut picture, sweep);
    picture.finish(&rules(), "")
}

fn draw(picture: &mut Picture, sweep: &Sweep) {
    Plot { picture, sweep }.draw();
}

fn rules() -> String {
    let colours = |dark: bool| {
        let curves = CURVES.iter().enumerate();
        let rules = curves.map(|(number, mark)| {
            let hex = if dark { mark.hex.1 } else { mark.hex.0 };
            format!(".c{number}{{--c:{hex}}}")
        });
        rules.collect::<String>()
    };
    format!(
        "{}.off{{--c:var(--soft)}}@media(prefers-color-scheme:dark){{{}}}\
         .curve{{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}}.dash{{stroke-dasharray:6 4}}\
         .mark{{fill:var(--c);stroke:var(--back);stroke-width:1.5}}.hollow{{fill:var(--back);stroke:var(--c);stroke-width:1.8}}\
         .range{{stroke:var(--c);stroke-width:1.6}}.dots{{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:1.5 4}}\
         .knee{{stroke:var(--text);stroke-dasharray:3 3}}.ring{{fill:none;stroke:var(--text);stroke-width:1.4}}\
         .edge{{stroke:var(--soft)}}",
        colours(false),
        colours(true)
    )
}

/// One of the two panels.
#[derive(Clone, Copy)]
struct Panel {
    top: usize,
    height: usize,
    scale: Scale,
}

impl Panel {
    fn bottom(self) -> usize {
        self.top + self.height
    }

    fn y(self, value: f64) -> f64 {
        self.bottom() as f64 - self.height as f64 * self.scale.share(value)
    }
}

/// Rows of labels, of which none covers another: for each row where its last label ends.
#[derive(Default)]
struct Rows(Vec<f64>);

impl Rows {
    /// The row of a label between two places, of so many rows at most; labels come in order.
    fn place(&mut self, from: f64, to: f64, most: usize) -> Option<usize> {
        let free = self.0.iter().position(|end| *end <= from);
        let row = free.unwrap_or(self.0.len());
        if row == self.0.len() && row < most {
            self.0.push(to);
        }
        let end = self.0.get_mut(row)?;
        *end = to;
        Some(row)
    }
}

struct Plot<'a> {
    picture: &'a mut Picture,
    sweep: &'a Sweep,
}

impl<'a> Plot<'a> {
    fn draw(&mut self) {
        let shown = self.shown();
        let off = self.references();
        self.legend(&shown, &off);
        self.picture.y += 6;
        let rounds = count(self.sweep.rounds, "run");
        self.picture.text("h", "wall time");
        let walls = (shown.iter().map(|(_, curve)| *curve))
            .chain(off.iter().map(|(_, curve)| *curve))
            .flat_map(|curve| curve.readings().map(|it| it.wall));
        let scale = Scale::fitting(walls, 4);
        let whiskers = match self.sweep.rounds {
            1 => "one run",
            _ => &format!("median of {rounds}; whiskers: the shortest and the longest"),
        };
        let logarithmic = if scale.is_log() { ", logarithmic" } else { "" };
        let (x, y) = (self.end_of("wall time"), self.picture.y);
        let text = format!("{whiskers}; lower is better{logarithmic}");
        self.picture.label(x, y, "s", &text);
        self.knee_labels(&shown);
        let wall = self.panel(WALL, scale);
        self.picture.y += 14;
        self.wait_title();
        self.picture.y += 12;
        let waits = shown
            .iter()
            .flat_map(|(_, curve)| curve.readings().flat_map(|it| [it.p50, it.p99]));
        let wait = self.panel(WAIT, Scale::log(waits));
        self.knee_lines(&shown, wall, wait);
        self.one_interval(wait);
        for (class, curve) in &off {
            self.reference(class, curve, wall);
        }
        for (number, curve) in &shown {
            self.curve(*number, curve, wait, |it| it.p50, Look::Hollow);
        }
        for (number, curve) in &shown {
            self.curve(*number, curve, wall, |it| it.wall, Look::Filled);
            self.curve(*number, curve, wait, |it| it.p99, Look::Filled);
        }
        self.axis(wall, wait);
    }

    /// The curves with the GIL that are drawn, and their numbers.
    fn shown(&self) -> Vec<(usize, &'a Curve)> {
        let sweep: &'a Sweep = self.sweep;
        sweep.with_gil().take(CURVES.len()).enumerate().collect()
    }

    /// The curves without the GIL that are drawn, in the colours of those with it where each has its own.
    fn references(&self) -> Vec<(String, &'a Curve)> {
        let sweep: &'a Sweep = self.sweep;
        let all = sweep.curves.iter().filter(|curve| !curve.gil);
        let paired = all.clone().count() == sweep.with_gil().count() && all.clone().count() > 1;
        let named = all.take(CURVES.len()).enumerate().map(|(number, curve)| {
            let own = format!("c{number}");
            (if paired { own } else { "off".to_owned() }, curve)
        });
        named.collect()
    }

    /// Where something may stand beside a heading.
    fn end_of(&self, heading: &str) -> f64 {
        MARGIN as f64 + 8.2 * heading.width() as f64 + 14.0
    }

    /// The names of the curves, if there are several.
    fn legend(&mut self, shown: &[(usize, &Curve)], off: &[(String, &Curve)]) {
        if shown.len() + off.len() < 2 {
            return;
        }
        let mut entries: Vec<(String, Option<usize>, String)> = (shown.iter())
            .map(|(number, curve)| (format!("c{number}"), Some(*number), curve.name.clone()))
            .collect();
        entries.extend(off.iter().map(|(class, curve)| {
            let wall = match &curve.points[..] {
                [point] => format!(": {}", Span(point.median(|it| it.wall) as u64)),
                _ => String::new(),
            };
            (class.clone(), None, curve.name.clone() + &wall)
        }));
        let mut x = MARGIN as f64;
        self.picture.y += 22;
        for (class, number, name) in entries {
            let length = 44.0 + LETTER * name.width() as f64 + 18.0;
            if x + length > RIGHT as f64 && x > MARGIN as f64 {
                x = MARGIN as f64;
                self.picture.y += 18;
            }
            let y = self.picture.y;
            self.sample(x, y, &class, number, Look::Filled);
            self.picture.label(x + 44.0, y, "s", &name);
            x += length;
        }
        let hidden = self.sweep.with_gil().count() - shown.len();
        if hidden > 0 {
            let text = format!("{} more in the table only.", count(hidden, "curve"));
            self.picture.text("s", &text);
        }
    }

    /// A short piece of a curve, to the left of its name.
    fn sample(&mut self, x: f64, y: usize, class: &str, number: Option<usize>, look: Look) {
        let (y, dash) = (y as f64 - 4.0, look.dash());
        let dash = if number.is_none() { " dash" } else { dash };
        self.picture.add(format_args!(
            "<g class=\"{class}\"><path class=\"curve{dash}\" d=\"M{x:.1} {y:.1}h36\"/></g>"
        ));
        if let Some(number) = number {
            self.mark(number, x + 18.0, y, look, "");
        }
    }

    fn wait_title(&mut self) {
        self.picture.text("h", "wait for the GIL");
        let (y, mut x) = (self.picture.y, self.end_of("wait for the GIL"));
        for (look, name) in [
            (Look::Filled, "99 of 100 end within"),
            (Look::Hollow, "median"),
        ] {
            self.sample(x, y, "c0", Some(0), look);
            self.picture.label(x + 44.0, y, "s", name);
            x += 44.0 + LETTER * name.width() as f64 + 24.0;
        }
        if self.over_intervals() {
            let at = y as f64 - 4.0;
            self.picture.add(format_args!(
                "<path class=\"dots\" d=\"M{x:.1} {at:.1}h36\"/>"
            ));
            self.picture.label(x + 44.0, y, "s", "one interval");
            x += 44.0 + LETTER * "one interval".width() as f64 + 24.0;
        }
        self.picture
            .label(x, y, "s", "lower is better, logarithmic");
    }

    fn over_intervals(&self) -> bool {
        self.intervals().len() > 1
    }

    /// The grid of a panel and what is written at it.
    fn panel(&mut self, height: usize, scale: Scale) -> Panel {
        let top = self.picture.y + 4;
        let panel = Panel { top, height, scale };
        for (value, name) in scale.marks(7) {
            let y = panel.y(value);
            self.picture.add(format_args!(
                "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{RIGHT}\" y2=\"{y:.1}\"/>"
            ));
            self.picture
                .label(LEFT as f64 - 8.0, y as usize + 4, "e s", &name);
        }
        self.picture.y = panel.bottom() + 4;
        panel
    }

    /// Where a place of the axis lies; curves over mere values stand side by side.
    fn x(&self, place: usize, curve: usize) -> f64 {
        let width = (RIGHT - LEFT) as f64;
        match &self.sweep.axis {
            Axis::Intervals(all) => self.interval_x(all.get(place).map_or(1.0, |at| *at as f64)),
            Axis::Values { values, .. } => {
                let cell = width / values.len() as f64;
                let curves = self.sweep.with_gil().count().min(CURVES.len());
                let aside = curve as f64 - (curves as f64 - 1.0) / 2.0;
                LEFT as f64 + (place as f64 + 0.5) * cell + aside * (cell / 8.0).min(9.0)
            }
        }
    }

    fn interval_x(&self, nanos: f64) -> f64 {
        let width = (RIGHT - LEFT) as f64 - 2.0 * INSET;
        LEFT as f64 + INSET + width * along(self.intervals(), nanos)
    }

    /// The values of the axis, if they are intervals.
    fn intervals(&self) -> &[u64] {
        match &self.sweep.axis {
            Axis::Intervals(all) => all,
            Axis::Values { .. } => &[],
        }
    }

    /// Over the first panel, in as many rows as it takes.
    fn knee_labels(&mut self, shown: &[(usize, &Curve)]) {
        let several = shown.len() > 1;
        let mut rows = Rows::default();
        let top = self.picture.y;
        for place in 0..self.sweep.axis.len() {
            let here = shown
                .iter()
                .filter(|(_, curve)| self.sweep.knee(curve) == Some(place));
            let names: Vec<&str> = here.map(|(_, curve)| curve.name.as_str()).collect();
            let value = self.sweep.axis.value(place);
            let text = match names[..] {
                [] => continue,
                [name] if several => format!("knee of {name}: {value}"),
                [_] => format!("knee: {value}"),
                _ => format!("{} knees: {value}", names.len()),
            };
            let half = LETTER * text.width() as f64 / 2.0;
            let x = self
                .x(place, 0)
                .clamp(LEFT as f64 + half, RIGHT as f64 - half);
            let row = rows.place(x - half - 8.0, x + half + 8.0, shown.len());
            let y = top + 20 + ROW * row.unwrap_or(0);
            self.picture.label(x, y, "m h", &text);
        }
        self.picture.y += 10 + ROW * rows.0.len();
    }

    fn knee_lines(&mut self, shown: &[(usize, &Curve)], wall: Panel, wait: Panel) {
        let mut places: Vec<usize> = (shown.iter())
            .filter_map(|(_, curve)| self.sweep.knee(curve))
            .collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let x = self.x(place, 0);
            for panel in [wall, wait] {
                let (top, bottom) = (panel.top, panel.bottom());
                self.picture.add(format_args!(
                    "<line class=\"knee\" x1=\"{x:.1}\" y1=\"{top}\" x2=\"{x:.1}\" y2=\"{bottom}\"/>"
                ));
            }
        }
    }

    /// Where a wait is as long as the interval.
    fn one_interval(&mut self, wait: Panel) {
        let Scale::Log { low, high } = wait.scale else {
            return;
        };
        let [first, .., last] = self.intervals() else {
            return;
        };
        let (from, to) = (low.max(*first as f64), high.min(*last as f64));
        if from < to {
            let (x1, x2) = (self.interval_x(from), self.interval_x(to));
            let (y1, y2) = (wait.y(from), wait.y(to));
            self.picture.add(format_args!(
                "<line class=\"dots\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
            ));
        }
    }

    /// The script without the GIL: a level if the axis means nothing to it, else a curve.
    fn reference(&mut self, class: &str, curve: &Curve, panel: Panel) {
        let middle = self.sweep.with_gil().count().min(CURVES.len()) / 2;
        let places = curve.points.iter().flat_map(|point| {
            let y = panel.y(point.median(|it| it.wall));
            match point.place {
                Some(place) => vec![(self.x(place, middle), y)],
                None => vec![(LEFT as f64, y), (RIGHT as f64, y)],
            }
        });
        let places: Vec<(f64, f64)> = places.collect();
        self.line(&places, class, " dash");
    }

    /// The medians of a figure, and for the filled ones how far its readings lie apart.
    fn curve(
        &mut self,
        number: usize,
        curve: &Curve,
        panel: Panel,
        figure: fn(&Reading) -> f64,
        look: Look,
    ) {
        let points: Vec<(f64, &Point)> = (curve.points.iter())
            .filter(|point| point.median(figure) > 0.0)
            .filter_map(|point| Some((self.x(point.place?, number), point)))
            .collect();
        let class = format!("c{number}");
        let ordered = !matches!(self.sweep.axis, Axis::Values { ordered: false, .. });
        if ordered && points.len() > 1 {
            let places = points.iter();
            let places = places.map(|(x, point)| (*x, panel.y(point.median(figure))));
            self.line(&places.collect::<Vec<_>>(), &class, look.dash());
        }
        for (x, point) in points {
            let spread = point.spread(figure);
            let (low, high) = (panel.y(spread.low), panel.y(spread.high));
            if look == Look::Filled && low - high > 1.0 {
                self.picture.add(format_args!(
                    "<path class=\"range {class}\" d=\"M{x:.1} {low:.1}V{high:.1}m-4 0h8M{:.1} {low:.1}h8\"/>",
                    x - 4.0
                ));
            }
            let knee = point.place == self.sweep.knee(curve);
            let y = panel.y(spread.median);
            if knee && look == Look::Filled {
                self.picture.add(format_args!(
                    "<circle class=\"ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\"/>"
                ));
            }
            self.mark(number, x, y, look, &self.told(curve, point));
        }
    }

    /// What a mark tells to a pointer.
    fn told(&self, curve: &Curve, point: &Point) -> String {
        let span = |nanos: f64| Span(nanos as u64);
        let wall = point.spread(|it| it.wall);
        let several = self.sweep.with_gil().count() > 1;
        let name = if several {
            format!("{}, ", curve.name)
        } else {
            String::new()
        };
        format!(
            "{name}{}: wall time {} ({} to {}); 99 of 100 waits for the GIL within {}, median {}",
            self.sweep.axis.label(point.place),
            span(wall.median),
            span(wall.low),
            span(wall.high),
            span(point.median(|it| it.p99)),
            span(point.median(|it| it.p50))
        )
    }

    fn line(&mut self, places: &[(f64, f64)], class: &str, dash: &str) {
        let places = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
        let places = places.collect::<Vec<_>>().join(" ");
        self.picture.add(format_args!(
            "<g class=\"{class}\"><polyline class=\"curve{dash}\" points=\"{places}\"/></g>"
        ));
    }

    fn mark(&mut self, number: usize, x: f64, y: f64, look: Look, told: &str) {
        let outline = CURVES.get(number).map_or("", |mark| mark.outline);
        let class = if look == Look::Hollow {
            "hollow"
        } else {
            "mark"
        };
        let told = match told {
            "" => String::new(),
            _ => format!("<title>{}</title>", escaped(told)),
        };
        self.picture.add(format_args!(
            "<g class=\"c{number}\"><path class=\"{class}\" transform=\"translate({x:.1} {y:.1})\" d=\"{outline}\">{told}</path></g>"
        ));
    }

    /// The values that were measured, below both panels, and what they are.
    fn axis(&mut self, wall: Panel, wait: Panel) {
        let mut rows = Rows::default();
        let middle = (self.sweep.with_gil().count().min(CURVES.len()) as f64 - 1.0) / 2.0;
        for place in 0..self.sweep.axis.len() {
            // The middle of what stands side by side.
            let (first, second) = (self.x(place, 0), self.x(place, 1));
            let x = first + (second - first) * middle;
            for panel in [wall, wait] {
                let y = panel.bottom();
                self.picture.add(format_args!(
                    "<line class=\"edge\" x1=\"{x:.1}\" y1=\"{y}\" x2=\"{x:.1}\" y2=\"{}\"/>",
                    y + 5
                ));
            }
            let text = cut(&self.sweep.axis.value(place));
            let half = LETTER * text.width() as f64 / 2.0;
            let x = x.clamp(LEFT as f64 + half, RIGHT as f64 - half);
            if let Some(row) = rows.place(x - half - 4.0, x + half + 4.0, 3) {
                let y = wait.bottom() + 18 + ROW * row;
                self.picture.label(x, y, "m s", &text);
            }
        }
        for panel in [wall, wait] {
            let y = panel.bottom();
            self.picture.add(format_args!(
                "<line class=\"edge\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{RIGHT}\" y2=\"{y}\"/>"
            ));
        }
        self.picture.y = wait.bottom() + 20 + ROW * rows.0.len();
        let name = match self.over_intervals() {
            true => "switch interval (logarithmic)",
            false => self.sweep.axis.name(),
        };
        let y = self.picture.y;
        self.picture
            .label((LEFT + RIGHT) as f64 / 2.0, y, "m h", name);
        self.picture.y += 14;
    }
}

/// How the marks of a curve are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Filled,
    Hollow,
}

impl Look {
    fn dash(self) -> &'static str {
        match self {
            Look::Filled => "",
            Look::Hollow => " dash",
        }
    }
}

//! Curves over switch intervals in a terminal: two panels on one logarithmic axis. Lines are dots of Braille cells, two across and four down.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::View;
use super::scale::{Scale, along};
use crate::render::palette::{CURVES, Mark};
use crate::render::style::{TITLE, styled};
use crate::timeline::sweep::{Curve, Reading, Sweep};
use crate::timeline::units::Span;

/// What is written at the axes: `500 ms`, and the axis.
const GUTTER: usize = 8;
/// Wider, and the curves look flat.
const WIDEST: usize = 100;
/// Left of the first point and right of the last one.
const INSET: usize = 3;
/// The rows of the two panels.
const WALL: usize = 8;
const WAIT: usize = 7;

/// The plot of a sweep over these intervals.
pub(super) fn plot(sweep: &Sweep, intervals: &[u64], view: View) -> String {
    let columns = view.width.saturating_sub(GUTTER + 1).clamp(20, WIDEST);
    let columns_of = intervals.iter().map(|interval| {
        let room = (columns - 1 - 2 * INSET) as f64;
        INSET + (room * along(intervals, *interval as f64)).round() as usize
    });
    let plot = Plot {
        sweep,
        places: columns_of.collect(),
        columns,
        signs: if view.ascii { &ASCII } else { &UNICODE },
        ascii: view.ascii,
    };
    plot.draw()
}

/// What lines are made of.
struct Signs {
    side: char,
    tick: char,
    corner: char,
    floor: char,
    foot: char,
    knee: char,
    range: char,
    level: char,
}

const UNICODE: Signs = Signs {
    side: '│',
    tick: '┤',
    corner: '└',
    floor: '─',
    foot: '┴',
    knee: '┊',
    range: '│',
    level: '╌',
};

const ASCII: Signs = Signs {
    side: '|',
    tick: '+',
    corner: '+',
    floor: '-',
    foot: '+',
    knee: ':',
    range: '|',
    level: '-',
};

struct Plot<'a> {
    sweep: &'a Sweep,
    /// The column of each interval.
    places: Vec<usize>,
    columns: usize,
    signs: &'static Signs,
    ascii: bool,
}

/// A cell: the dots of a line that goes through it, unless there is something over it.
#[derive(Clone, Copy, Default)]
struct Cell {
    dots: u8,
    glyph: Option<char>,
    style: Style,
}

impl Plot<'_> {
    fn draw(&self) -> String {
        let shown: Vec<(Mark, &Curve)> = CURVES.into_iter().zip(self.sweep.with_gil()).collect();
        let off: Vec<&Curve> = (self.sweep.curves.iter())
            .filter(|curve| !curve.gil)
            .collect();
        let curves = shown.iter().map(|(_, curve)| *curve);
        let walls = readings(curves.clone().chain(off.iter().copied()), |it| it.wall);
        let waits = readings(curves, |it| it.p99);
        let mut out = self.legend(&shown, &off);
        let (wall, wait) = (
            Scale::fitting(walls.iter().copied(), 3),
            Scale::log(waits.iter().copied()),
        );
        out += &heading("wall time by switch interval", wall);
        let mut panel = Panel::new(self, WALL, wall);
        panel.knees(&shown);
        for curve in &off {
            panel.level(curve);
        }
        shown
            .iter()
            .for_each(|(mark, curve)| panel.curve(*mark, curve, |it| it.wall));
        panel.write(&mut out);
        out += &heading("GIL wait: 99 of 100 end within", wait);
        let mut panel = Panel::new(self, WAIT, wait);
        panel.knees(&shown);
        shown
            .iter()
            .for_each(|(mark, curve)| panel.curve(*mark, curve, |it| it.p99));
        panel.write(&mut out);
        out += &self.below(&shown);
        out
    }

    fn glyph(&self, mark: Mark) -> char {
        if self.ascii { mark.ascii } else { mark.glyph }
    }

    /// Which mark is which curve, if there are several.
    fn legend(&self, shown: &[(Mark, &Curve)], off: &[&Curve]) -> String {
        let mut entries = Vec::new();
        if shown.len() > 1 {
            entries.extend(shown.iter().map(|(mark, curve)| {
                (styled(mark.style(), self.glyph(*mark)), curve.name.clone())
            }));
        }
        entries.extend(off.iter().flat_map(|curve| {
            let level = curve.points.first()?.median(|it| it.wall);
            let sign = String::from_iter([self.signs.level; 2]);
            Some((sign, format!("{} {}", curve.name, Span(level as u64))))
        }));
        let hidden = self.sweep.with_gil().count() - shown.len();
        if hidden > 0 {
            entries.push((String::new(), format!("{hidden} more in the table only")));
        }
        let (mut out, mut column) = (String::new(), 0);
        for (sign, text) in entries {
            let length = 5 + text.width();
            if column > 0 && column + length > GUTTER + self.columns {
                out.push('\n');
                column = 0;
            }
            let gap = if column > 0 { "  " } else { "" };
            let _ = write!(out, "{gap}{sign} {text}");
            column += length;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    /// The intervals that have room, and where the knees are.
    fn below(&self, shown: &[(Mark, &Curve)]) -> String {
        let last = self.places.len().saturating_sub(1);
        // The ends are never left out.
        let order = [0, last].into_iter().chain(1..last);
        let mut labels = Row::default();
        let mut knees = Vec::<Row>::new();
        for place in order {
            labels.put(self.places[place], &self.sweep.axis.value(place));
        }
        for (place, column) in self.places.iter().enumerate() {
            let here = shown
                .iter()
                .filter(|(_, curve)| self.sweep.knee(curve) == Some(place));
            let marks: String = here.map(|(mark, _)| self.glyph(*mark)).collect();
            let text = match (marks.is_empty(), shown.len()) {
                (true, _) => continue,
                (_, 1) => "knee".to_owned(),
                _ => format!("knee {marks}"),
            };
            if !knees.iter_mut().any(|row| row.put(*column, &text)) {
                let mut row = Row::default();
                row.put(*column, &text);
                knees.push(row);
            }
        }
        let rows = std::iter::once(labels).chain(knees);
        rows.map(|row| row.line(self.columns)).collect()
    }
}

/// Labels side by side.
#[derive(Default)]
struct Row(Vec<(usize, String)>);

impl Row {
    /// Puts a label around a column, if there is room; says whether.
    fn put(&mut self, column: usize, text: &str) -> bool {
        let from = column.saturating_sub(text.width() / 2);
        let apart = |(other, label): &(usize, String)| {
            from + text.width() < *other || other + label.width() < from
        };
        let fits = self.0.iter().all(apart);
        if fits {
            self.0.push((from, text.to_owned()));
        }
        fits
    }

    fn line(mut self, columns: usize) -> String {
        self.0.sort();
        let mut line = " ".repeat(GUTTER);
        for (from, text) in self.0 {
            // A label at the right edge ends there.
            let from = from.min(columns.saturating_sub(text.width()));
            line += &" ".repeat((GUTTER + from).saturating_sub(line.width()));
            line += &text;
        }
        line + "\n"
    }
}

fn heading(text: &str, scale: Scale) -> String {
    let text = format!("{:GUTTER$}{text}", "");
    let log = if scale.is_log() { " (logarithmic)" } else { "" };
    styled(TITLE, text) + log + "\n"
}

/// A panel in the making.
struct Panel<'a> {
    plot: &'a Plot<'a>,
    rows: usize,
    scale: Scale,
    cells: Vec<Cell>,
}

impl<'a> Panel<'a> {
    fn new(plot: &'a Plot<'a>, rows: usize, scale: Scale) -> Self {
        Panel {
            plot,
            rows,
            scale,
            cells: vec![Cell::default(); rows * plot.columns],
        }
    }

    /// The dot, from the top, at which a value lies.
    fn dot(&self, value: f64) -> usize {
        let last = (4 * self.rows - 1) as f64;
        (last * (1.0 - self.scale.share(value))).round() as usize
    }

    fn cell(&mut self, row: usize, column: usize) -> Option<&mut Cell> {
        let inside = column < self.plot.columns;
        let cell = self.cells.get_mut(row * self.plot.columns + column);
        cell.filter(|_| inside)
    }

    fn put(&mut self, row: usize, column: usize, glyph: char, style: Style) {
        if let Some(cell) = self.cell(row, column) {
            cell.glyph = Some(glyph);
            cell.style = style;
        }
    }

    fn knees(&mut self, shown: &[(Mark, &Curve)]) {
        let plot = self.plot;
        for place in shown.iter().filter_map(|(_, curve)| plot.sweep.knee(curve)) {
            for row in 0..self.rows {
                self.put(row, plot.places[place], plot.signs.knee, Style::new());
            }
        }
    }

    /// The wall time without the GIL: it has no interval.
    fn level(&mut self, curve: &Curve) {
        for point in &curve.points {
            let row = self.dot(point.median(|it| it.wall)) / 4;
            for column in 0..self.plot.columns {
                self.put(row, column, self.plot.signs.level, Style::new());
            }
        }
    }

    /// A line through the medians; how far the readings lie apart; and the marks over all.
    fn curve(&mut self, mark: Mark, curve: &Curve, figure: fn(&Reading) -> f64) {
        let plot = self.plot;
        let points = curve.points.iter().filter_map(|point| {
            let spread = point.spread(figure);
            let known = point.place.filter(|_| spread.median > 0.0);
            Some((plot.places[known?], spread))
        });
        let points: Vec<_> = points.collect();
        for pair in points.windows(2) {
            let [(from, first), (to, second)] = [pair[0], pair[1]];
            let (first, second) = (self.dot(first.median), self.dot(second.median));
            self.line((2 * from, first), (2 * to, second), mark.style());
        }
        for (column, spread) in &points {
            for row in self.dot(spread.high) / 4..=self.dot(spread.low) / 4 {
                self.put(row, *column, plot.signs.range, mark.style());
            }
        }
        for (column, spread) in points {
            let row = self.dot(spread.median) / 4;
            self.put(row, column, plot.glyph(mark), mark.style());
        }
    }

    /// Dots from one to another, without a gap.
    fn line(&mut self, from: (usize, usize), to: (usize, usize), style: Style) {
        /// The bits of a Braille cell, by row and column.
        const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let steps = (to.0.abs_diff(from.0)).max(to.1.abs_diff(from.1)).max(1);
        let between = |from: usize, to: usize, step: usize| {
            let share = step as f64 / steps as f64;
            (from as f64 + (to as f64 - from as f64) * share).round() as usize
        };
        for step in 0..=steps {
            let (x, y) = (between(from.0, to.0, step), between(from.1, to.1, step));
            if let Some(cell) = self.cell(y / 4, x / 2) {
                cell.dots |= DOTS[y % 4][x % 2];
                cell.glyph = None;
                cell.style = style;
            }
        }
    }

    /// The panel with its axes.
    fn write(&self, out: &mut String) {
        let signs = self.plot.signs;
        let mut names = vec![None; self.rows];
        for (value, name) in self.scale.marks(self.rows / 2) {
            names[self.dot(value) / 4] = Some(name);
        }
        for (cells, name) in self.cells.chunks(self.plot.columns).zip(names) {
            let side = if name.is_some() {
                signs.tick
            } else {
                signs.side
            };
            let name = name.unwrap_or_default();
            let _ = write!(out, "{name:>width$} {side}", width = GUTTER - 2);
            let used = cells
                .iter()
                .rposition(|cell| cell.sign(self.plot.ascii) != ' ');
            let cells = &cells[..used.map_or(0, |last| last + 1)];
            for alike in cells.chunk_by(|a, b| a.style == b.style) {
                let text: String = alike
                    .iter()
                    .map(|cell| cell.sign(self.plot.ascii))
                    .collect();
                let plain = alike[0].style == Style::new();
                *out += &if plain {
                    text
                } else {
                    styled(alike[0].style, text)
                };
            }
            out.push('\n');
        }
        let feet = (0..self.plot.columns).map(|column| match self.plot.places.contains(&column) {
            true => signs.foot,
            false => signs.floor,
        });
        let _ = writeln!(out, "{:>GUTTER$}{}", signs.corner, feet.collect::<String>());
    }
}

impl Cell {
    fn sign(&self, ascii: bool) -> char {
        match (self.glyph, self.dots) {
            (Some(glyph), _) => glyph,
            (None, 0) => ' ',
            // In ASCII a line is high in its cell or low.
            (None, dots) if ascii => {
                if dots & 0b1110_0100 == 0 {
                    '\''
                } else {
                    '.'
                }
            }
            (None, dots) => char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' '),
        }
    }
}

/// All readings of a figure.
fn readings<'a>(curves: impl Iterator<Item = &'a Curve>, figure: fn(&Reading) -> f64) -> Vec<f64> {
    let readings = curves.flat_map(Curve::readings);
    readings.map(figure).collect()
}

//! The report of `sweep`: a table, a plot to see the curves by, and what they say in words; the same as a picture, as a page, and as CSV.

mod bars;
mod curves;
mod page;
mod plot;
mod scale;

use super::table::Table;
use super::text::paragraph;
use crate::timeline::sweep::{Axis, Point, Reading, Sweep};
use crate::timeline::units::{Span, count};

pub use page::page;
pub use plot::svg;

/// How to lay it out.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// In columns.
    pub width: usize,
    /// ASCII characters only.
    pub ascii: bool,
}

/// What the figures are.
const NOTE: &str = "Medians over the rounds. GIL wait: from wanting the GIL to having it, for 99 of 100 waits at most; free: how long nobody had it between two threads. Of the best: throughput, against the shortest wall time with the GIL.";

/// The report.
pub fn sweep(sweep: &Sweep, view: View) -> String {
    let mut out = paragraph(&format!("{}: {}", sweep.title, setup(sweep)), view.width);
    out.push('\n');
    out += &table(sweep).lines(view.width);
    out.push('\n');
    out += &match &sweep.axis {
        Axis::Intervals(all) if all.len() > 1 => curves::plot(sweep, all, view),
        _ => bars::plot(sweep, view),
    };
    for sentence in sweep.sentences() {
        out.push('\n');
        out += &paragraph(&sentence, view.width);
    }
    out.push('\n');
    out += &paragraph(NOTE, view.width);
    match view.ascii {
        true => out.replace('µ', "u").replace('…', "~"),
        false => out,
    }
}

/// How the runs were set up, in a line.
fn setup(sweep: &Sweep) -> String {
    let measured = match sweep.curves.iter().all(|curve| curve.gil) {
        true => "GIL on",
        false => "GIL on, and off as a reference",
    };
    let rounds = format!("{} in turns", count(sweep.rounds, "round"));
    let parts = [measured.to_owned(), rounds, count(sweep.cores, "core")];
    let parts: Vec<String> = parts
        .into_iter()
        .chain(sweep.fixed.iter().cloned())
        .collect();
    format!(
        "{}; gilscope {}",
        parts.join(", "),
        env!("CARGO_PKG_VERSION")
    )
}

/// A row for each point; if there are several curves, below a row with the name of each.
fn table(sweep: &Sweep) -> Table {
    let mut table = Table::new(&[
        "",
        "wall\nmedian",
        "seconds\n(min..max)",
        "of the\nbest",
        "switches\n/s",
        "GIL wait\nmedian",
        "GIL wait\n99 %",
        "free\nbetween",
    ]);
    let points = sweep.with_gil().flat_map(|curve| &curve.points);
    let best = points.map(|point| point.median(|it| it.wall));
    let best = best.fold(f64::INFINITY, f64::min);
    let along = sweep.curves.iter().filter(|curve| !curve.is_level());
    let several = along.count() > 1;
    for curve in &sweep.curves {
        let headed = several && !curve.is_level();
        if headed {
            table.heading(&curve.name);
        }
        for point in &curve.points {
            let name = match point.place {
                None => curve.name.clone(),
                place if headed => format!("  {}", sweep.axis.label(place)),
                place => sweep.axis.label(place),
            };
            table.row(&name, cells(point, curve.gil, best));
        }
    }
    table
}

fn cells(point: &Point, gil: bool, best: f64) -> Vec<String> {
    let wall = point.spread(|it| it.wall);
    let seconds = |nanos: f64| format!("{:.3}", nanos / 1e9);
    let span = |figure: fn(&Reading) -> f64| match gil {
        true => Span(point.median(figure) as u64).to_string(),
        false => "-".to_owned(),
    };
    let switches = format!("{:.0}", point.median(|it| it.switches));
    vec![
        Span(wall.median as u64).to_string(),
        format!("{}..{}", seconds(wall.low), seconds(wall.high)),
        format!("{:.0} %", 100.0 * best / wall.median.max(f64::MIN_POSITIVE)),
        if gil { switches } else { "-".to_owned() },
        span(|it| it.p50),
        span(|it| it.p99),
        span(|it| it.hand_off),
    ]
}

/// All runs, one on a line: the settings, then what was read, times in nanoseconds.
pub fn csv(sweep: &Sweep) -> String {
    let figures = [
        "wall_ns",
        "switches_per_second",
        "gil_wait_p50_ns",
        "gil_wait_p99_ns",
        "hand_off_p50_ns",
    ];
    let mut out = String::new();
    let mut line = |settings: &[String], round: String, figures: &[String]| {
        let cells = settings
            .iter()
            .cloned()
            .chain([round])
            .chain(figures.iter().cloned());
        out += &cells.map(quoted).collect::<Vec<_>>().join(",");
        out.push('\n');
    };
    line(
        &sweep.columns,
        "round".to_owned(),
        &figures.map(str::to_owned),
    );
    for point in sweep.curves.iter().flat_map(|curve| &curve.points) {
        for (round, reading) in (1..).zip(&point.readings) {
            let Reading {
                wall,
                switches,
                p50,
                p99,
                hand_off,
            } = reading;
            let figures = [
                wall.to_string(),
                format!("{switches:.1}"),
                p50.to_string(),
                p99.to_string(),
                hand_off.to_string(),
            ];
            line(&point.settings, round.to_string(), &figures);
        }
    }
    out
}

/// A cell of CSV, in quotes if it needs them.
fn quoted(cell: String) -> String {
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests;

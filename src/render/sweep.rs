//! The report of `sweep`: a table, bars to see the curve by, and the knee in words; and the same as CSV.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::style::{TITLE, styled};
use super::table::Table;
use super::text::paragraph;
use crate::timeline::sweep::{Point, Reading, knee};
use crate::timeline::units::Span;

/// How to lay it out.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// In columns.
    pub width: usize,
    /// ASCII characters only.
    pub ascii: bool,
}

/// The report. The points of a curve stand side by side; `intervals`: they are switch intervals, of which a knee can be told.
pub fn sweep(points: &[Point], intervals: bool, view: View) -> String {
    let best = points.iter().map(|point| point.spread(|it| it.wall).median);
    let best = best.fold(f64::INFINITY, f64::min);
    let curves: Vec<&[Point]> = points.chunk_by(|a, b| a.curve == b.curve).collect();
    let mut out = String::new();
    for curve in &curves {
        if curves.len() > 1 {
            out += &(styled(TITLE, &curve[0].curve) + "\n");
        }
        out += &table(curve, best).lines(view.width);
        out.push('\n');
        out += &bars(curve, view);
        if intervals && curve.len() > 1 {
            out.push('\n');
            out += &paragraph(&knee(curve), view.width);
        }
        out.push('\n');
    }
    out += &paragraph(
        "Medians over the rounds. GIL wait: from wanting the GIL to having it, for 99 of 100 waits at most; free: how long nobody had it between two threads. Of the best: throughput, against the shortest wall time.",
        view.width,
    );
    match view.ascii {
        true => out.replace('µ', "u"),
        false => out,
    }
}

fn table(points: &[Point], best: f64) -> Table {
    let mut table = Table::new(&[
        "",
        "wall\n(median)",
        "seconds\n(min..max)",
        "of the\nbest",
        "switches\n/s",
        "GIL wait\nmedian",
        "GIL wait\n99 %",
        "free\nbetween",
    ]);
    for point in points {
        let span =
            |figure: fn(&Reading) -> f64| Span(point.spread(figure).median as u64).to_string();
        let wall = point.spread(|it| it.wall);
        let seconds = |nanos: f64| format!("{:.3}", nanos / 1e9);
        table.row(
            &point.label,
            [
                span(|it| it.wall),
                format!("{}..{}", seconds(wall.low), seconds(wall.high)),
                format!("{:.0} %", 100.0 * best / wall.median.max(f64::MIN_POSITIVE)),
                format!("{:.0}", point.spread(|it| it.switches).median),
                span(|it| it.p50),
                span(|it| it.p99),
                span(|it| it.hand_off),
            ],
        );
    }
    table
}

/// Two bars for each point: the wall time, and the wait that 99 of 100 did not exceed, on a logarithmic scale.
fn bars(points: &[Point], view: View) -> String {
    const GAP: usize = 3;
    let labels = points
        .iter()
        .map(|point| point.label.width())
        .max()
        .unwrap_or(0);
    let room = view.width.saturating_sub(labels + 2 * GAP) / 2;
    let most = |figure: fn(&Reading) -> f64| {
        points
            .iter()
            .map(|point| point.spread(figure).median)
            .fold(1.0, f64::max)
    };
    let least = points
        .iter()
        .map(|point| point.spread(|it| it.p99).median.max(1.0));
    let least = least.fold(f64::INFINITY, f64::min);
    let (longest, slowest) = (most(|it| it.wall), most(|it| it.p99));
    let mut out = format!(
        "{:labels$}{:GAP$}{}{:GAP$}{}\n",
        "",
        "",
        styled(TITLE, format!("{:room$}", "wall time")),
        "",
        styled(TITLE, "GIL wait, 99 %, log")
    );
    for point in points {
        let (wall, p99) = (
            point.spread(|it| it.wall).median,
            point.spread(|it| it.p99).median.max(1.0),
        );
        // A tenth is left for the smallest, so that it can be seen.
        let scale = match slowest > least {
            true => 0.1 + 0.9 * (p99 / least).ln() / (slowest / least).ln(),
            false => 1.0,
        };
        let line = format!(
            "{:labels$}{:GAP$}{}{:GAP$}{}",
            point.label,
            "",
            bar(wall / longest, room, view.ascii),
            "",
            bar(scale, room, view.ascii)
        );
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// A bar that fills a share of the room, and spaces after it.
fn bar(share: f64, room: usize, ascii: bool) -> String {
    const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = (share.clamp(0.0, 1.0) * room as f64 * 8.0).round() as usize;
    let (full, rest) = (eighths / 8, eighths % 8);
    let mut bar: String = std::iter::repeat_n(if ascii { '#' } else { '█' }, full).collect();
    if rest > 0 && full < room {
        bar.push(match ascii {
            true if rest >= 4 => '#',
            true => ' ',
            false => EIGHTHS[rest],
        });
    }
    format!("{bar:room$}")
}

/// All runs, one on a line; times in nanoseconds.
pub fn csv(points: &[Point]) -> String {
    let mut out = "policy,setting,round,wall_ns,switches_per_second,gil_wait_p50_ns,gil_wait_p99_ns,hand_off_p50_ns\n".to_owned();
    for point in points {
        for (round, reading) in (1..).zip(&point.readings) {
            let Reading {
                wall,
                switches,
                p50,
                p99,
                hand_off,
            } = reading;
            let quoted = point.label.replace('"', "\"\"");
            // Writing into a String does not fail.
            let _ = writeln!(
                out,
                "{},\"{quoted}\",{round},{wall},{switches:.1},{p50},{p99},{hand_off}",
                point.curve
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sweep::tests::point;

    #[test]
    fn the_report_fits_and_tells_the_knee() {
        let points = [
            point("100 µs", 900.0, 1.0),
            point("1 ms", 510.0, 1.5),
            point("5 ms", 500.0, 6.0),
        ];
        for width in [60, 80, 160] {
            let text = sweep(
                &points,
                true,
                View {
                    width,
                    ascii: false,
                },
            );
            let text = anstream::adapter::strip_str(&text).to_string();
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
            assert!(text.contains("The knee is at 1 ms"), "{text}");
        }
        let text = sweep(
            &points,
            false,
            View {
                width: 80,
                ascii: true,
            },
        );
        assert!(text.is_ascii() && !text.contains("knee"), "{text}");
    }

    #[test]
    fn csv_has_a_line_for_each_run() {
        let csv = csv(&[point("5 ms", 500.0, 6.0)]);
        assert_eq!(csv.lines().count(), 2);
        assert!(
            csv.ends_with("interval,\"5 ms\",1,500000000,200.0,3000000,6000000,20000\n"),
            "{csv}"
        );
    }
}

//! Points with nothing between them, and their figures as bars in a terminal.

use unicode_width::UnicodeWidthStr;

use super::View;
use crate::render::style::{TITLE, styled};
use crate::render::table::cut;
use crate::timeline::sweep::{Point, Reading, Sweep};

/// The plot.
pub(super) fn plot(sweep: &Sweep, view: View) -> String {
    let several = sweep.with_gil().count() > 1;
    let rows = sweep.with_gil().flat_map(|curve| {
        curve.points.iter().map(move |point| {
            let place = sweep.axis.label(point.place);
            let name = if several {
                format!("{}, {place}", curve.name)
            } else {
                place
            };
            (cut(&name), point)
        })
    });
    bars(&rows.collect::<Vec<_>>(), view)
}

/// Two bars for each point: the wall time, and the wait that 99 of 100 did not exceed, on a logarithmic scale.
fn bars(points: &[(String, &Point)], view: View) -> String {
    const GAP: usize = 3;
    let labels = points
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or(0);
    let room = view.width.saturating_sub(labels + 2 * GAP) / 2;
    let most = |figure: fn(&Reading) -> f64| {
        points
            .iter()
            .map(|(_, point)| point.median(figure))
            .fold(1.0, f64::max)
    };
    let least = points
        .iter()
        .map(|(_, point)| point.median(|it| it.p99).max(1.0));
    let least = least.fold(f64::INFINITY, f64::min);
    let (longest, slowest) = (most(|it| it.wall), most(|it| it.p99));
    let mut out = format!(
        "{:labels$}{:GAP$}{}{:GAP$}{}\n",
        "",
        "",
        styled(TITLE, format!("{:room$}", "wall time")),
        "",
        styled(TITLE, "GIL wait (99 %)")
    );
    for (name, point) in points {
        let (wall, p99) = (
            point.median(|it| it.wall),
            point.median(|it| it.p99).max(1.0),
        );
        // A tenth is left for the smallest, so that it can be seen.
        let scale = match slowest > least {
            true => 0.1 + 0.9 * (p99 / least).ln() / (slowest / least).ln(),
            false => 1.0,
        };
        let line = format!(
            "{:labels$}{:GAP$}{}{:GAP$}{}",
            name,
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

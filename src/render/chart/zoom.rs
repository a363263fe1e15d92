//! The zoom: the slices themselves, each column a fifth of a switch interval, and who has the GIL.

use std::fmt::Write;

use super::{EMPTY, ROWS, Row, Run, View, draw, glyph, label, name_width};
use crate::render::palette::{STATES, look};
use crate::render::style::{TITLE, styled};
use crate::render::text::paragraph;
use crate::timeline::lanes::State;
use crate::timeline::lanes::{Lane, Timeline};
use crate::timeline::units::{Span, exact};

/// Runs that changed hands less often have nothing to zoom into.
const SWITCHES_TO_ZOOM: usize = 3;
/// In the zoom, a column is this part of a switch interval.
const COLUMNS_PER_INTERVAL: u64 = 5;

/// The slices themselves, where the GIL changes hands most often.
pub(super) fn zoom(run: &Run<'_>, view: View) -> Option<String> {
    let timeline = run.timeline;
    if !timeline.gil || (timeline.takes().len() < SWITCHES_TO_ZOOM && view.zoom.is_none()) {
        return None;
    }
    let keyed = keyed(timeline);
    let names: Vec<Row<'_>> = (keyed.iter())
        .map(|(key, lane)| Row {
            name: format!("{key} {}", lane.name),
            lanes: Vec::new(),
        })
        .collect();
    let name_width = name_width(names.iter(), &[]);
    let columns = view.width.saturating_sub(name_width).max(10) as u64;
    let (from, step) = match view.zoom {
        Some((from, to)) => (from, (to.saturating_sub(from) / columns).max(1)),
        None => {
            let step = (timeline.interval / COLUMNS_PER_INTERVAL).max(1);
            (timeline.densest(step * columns), step)
        }
    };
    let columns = columns.min((timeline.wall.saturating_sub(from) / step).max(10));
    let title = format!(
        "zoom, {}: {} from {}; a column is {}, a tick {} (interval)",
        run.name,
        Span(step * columns),
        Span(from),
        Span(step),
        exact(timeline.interval)
    );
    let mut out = styled(TITLE, paragraph(&title, view.width).trim_end()) + "\n";
    let every = timeline.interval / step;
    if (2..columns).contains(&every) {
        let ticks: String = (0..columns)
            .map(|column| if column % every == 0 { '|' } else { ' ' })
            .collect();
        let _ = writeln!(out, "{:name_width$}{}", "", ticks.trim_end());
    }
    let span = |column: u64| (from + column * step, from + (column + 1) * step);
    let here = |lane: &Lane| !lane.between(from, from + step * columns).is_empty();
    let lanes: Vec<_> = (keyed.iter().zip(names))
        .filter(|((_, lane), _)| here(lane))
        .collect();
    for ((_, lane), row) in &lanes {
        out += &label(&row.name, name_width);
        let cells = (0..columns).map(|column| {
            let (from, to) = span(column);
            let shares = lane.shares(from, to);
            let longest = STATES
                .into_iter()
                .max_by_key(|state| shares[*state as usize]);
            match longest.filter(|state| shares[*state as usize] > 0) {
                Some(state) => glyph(look(state), view.ascii),
                None => EMPTY,
            }
        });
        draw(cells, &mut out);
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    let holders: String = (0..columns)
        .map(|column| {
            let (from, to) = span(column);
            let held = |lane: &Lane| lane.shares(from, to)[State::Attached as usize];
            let longest = lanes.iter().max_by_key(|((_, lane), _)| held(lane));
            match longest.filter(|((_, lane), _)| 2 * held(lane) >= to - from) {
                Some(((key, _), _)) => *key,
                None => ' ',
            }
        })
        .collect();
    let _ = writeln!(out, "{}{}", label("GIL", name_width), holders.trim_end());
    out += &paragraph(
        "  row GIL: the thread that has it; blank: nobody for most of the column",
        view.width,
    );
    Some(out)
}

/// The threads that had the GIL, each with a key of its own.
fn keyed(timeline: &Timeline) -> Vec<(char, &Lane)> {
    let attached = |lane: &&Lane| {
        lane.slices
            .iter()
            .any(|slice| slice.state == State::Attached)
    };
    let keys = ('1'..='9').chain('a'..='z');
    keys.zip(timeline.lanes.iter().filter(attached))
        .take(ROWS)
        .collect()
}

//! The zoom: the slices themselves, each column a fifth of a switch interval, and who has the GIL.

use std::fmt::Write;

use super::{EMPTY, ROWS, Run, View, draw, glyph, label, name_width};
use crate::render::palette::{STATES, look};
use crate::render::style::{TITLE, styled};
use crate::render::text::paragraph;
use crate::timeline::lanes::State;
use crate::timeline::lanes::{Lane, Timeline};
use crate::timeline::units::{Span, count, exact};

/// Runs that changed hands less often have nothing to zoom into.
const SWITCHES_TO_ZOOM: usize = 3;
/// In the zoom, a column is this part of a switch interval.
const COLUMNS_PER_INTERVAL: u64 = 5;

/// The slices themselves, where threads wait for the GIL most.
pub(super) fn zoom(run: &Run<'_>, view: View) -> Option<String> {
    let timeline = run.timeline;
    if !timeline.gil || (timeline.takes().len() < SWITCHES_TO_ZOOM && view.zoom.is_none()) {
        return None;
    }
    let name = |key: char, lane: &Lane| format!("{key} {}", lane.name);
    let names: Vec<String> = holders(timeline).map(|lane| name(KEYS[0], lane)).collect();
    let name_width = name_width(names.iter().map(String::as_str), std::iter::empty());
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
    let (keyed, more) = keyed(timeline, from, from + step * columns);
    for (key, lane) in &keyed {
        out += &label(&name(*key, lane), name_width);
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
    if more > 0 {
        let text = format!(
            "  {} lived then and are not shown",
            count(more, "more thread")
        );
        out += &paragraph(&text, view.width);
    }
    let row: String = (0..columns)
        .map(|column| {
            let (from, to) = span(column);
            let held = |lane: &Lane| lane.shares(from, to)[State::Attached as usize];
            let longest = keyed.iter().max_by_key(|(_, lane)| held(lane));
            match longest.filter(|(_, lane)| 2 * held(lane) >= to - from) {
                Some((key, _)) => *key,
                None => ' ',
            }
        })
        .collect();
    let _ = writeln!(out, "{}{}", label("GIL", name_width), row.trim_end());
    out += &paragraph(
        "  row GIL: the thread that has it; blank: nobody for most of the column",
        view.width,
    );
    Some(out)
}

/// A thread's key in the zoom: as many as there may be rows.
const KEYS: [char; ROWS] = [
    '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g',
];

/// The threads that had the GIL at some time.
fn holders(timeline: &Timeline) -> impl Iterator<Item = &Lane> {
    let attached = |lane: &Lane| (lane.slices.iter()).any(|slice| slice.state == State::Attached);
    timeline.lanes.iter().filter(move |lane| attached(lane))
}

/// Those of them that lived between two times, each with a key of its own, and how many more there were: if there are too many, those that had
/// the GIL longest.
fn keyed(timeline: &Timeline, from: u64, to: u64) -> (Vec<(char, &Lane)>, usize) {
    let held = |lane: &Lane| lane.shares(from, to)[State::Attached as usize];
    let here = holders(timeline).enumerate();
    let mut here: Vec<_> = here
        .filter(|(_, lane)| !lane.between(from, to).is_empty())
        .collect();
    here.sort_by_key(|(_, lane)| std::cmp::Reverse(held(lane)));
    let more = here.len().saturating_sub(ROWS);
    here.truncate(ROWS);
    here.sort_by_key(|(place, _)| *place);
    let lanes = here.into_iter().map(|(_, lane)| lane);
    (KEYS.into_iter().zip(lanes).collect(), more)
}

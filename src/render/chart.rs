//! A run as a picture in a terminal, in two panels. The whole run shows how much each thread ran; a column there stands for many slices, so
//! its height is a share. The zoom shows the slices themselves, where threads wait for the GIL most, and who has it.

mod zoom;

use std::fmt::Write;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::palette::{Look, STATES, look};
use super::style::{TITLE, WRONG, styled};
use super::text::paragraph;
use crate::timeline::lanes::{Lane, State, Timeline};
use crate::timeline::summary::{Part, Summary, Thread};
use crate::timeline::thresholds::{MAIN_SHARE, MENTION_SHARE};
use crate::timeline::units::Span;
use zoom::zoom;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Columns of the terminal.
    pub width: usize,
    /// Only ASCII.
    pub ascii: bool,
    /// What the zoom shows, in nanoseconds, if the user chose it.
    pub zoom: Option<(u64, u64)>,
}

/// A run to draw.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What sets it apart from the others: `GIL on`.
    pub name: &'a str,
    /// What happened.
    pub timeline: &'a Timeline,
    /// How often and for how long.
    pub summary: &'a Summary,
}

/// So many threads have rows of their own; the others share one.
const ROWS: usize = 16;
/// The widest column of names.
const WIDEST_NAME: usize = 16;
/// What stands before every row of the chart.
const INDENT: usize = 2;
/// A column of percentages.
const SHARE_WIDTH: usize = 10;
/// So many columns lie between two ticks of the axis at least.
const TICK_DISTANCE: u64 = 9;

/// Both panels: the runs on one axis, then the zoom into each that has a GIL.
pub fn chart(runs: &[Run<'_>], view: View) -> String {
    let mut out = whole_run(runs, view);
    for zoom in runs.iter().filter_map(|run| zoom(run, view)) {
        out.push('\n');
        out += &zoom;
    }
    out += &legend(runs, view);
    if view.ascii {
        out = out.replace('µ', "u");
    }
    for (end, missing) in runs.iter().filter_map(|run| run.timeline.cut) {
        let text = format!(
            "The recording was full after {}: {missing} later events are not on the chart (the figures count them). More: --max-events",
            Span(end)
        );
        out += &paragraph(&text, view.width);
    }
    out
}

/// What the timelines' checks found: one line if all is well, and loud otherwise.
pub fn checked(runs: &[Run<'_>], view: View) -> String {
    let found = runs.iter().flat_map(|run| run.timeline.check(run.summary));
    let found: Vec<String> = found.map(|found| format!("  {found}")).collect();
    if found.is_empty() {
        let text = "timeline ok: one holder at a time; slices add up to what was counted";
        return paragraph(text, view.width);
    }
    /// More would say nothing new.
    const SHOWN: usize = 5;
    let mut out = styled(WRONG, "TIMELINE WRONG: don't trust this chart") + "\n";
    found
        .iter()
        .take(SHOWN)
        .for_each(|line| out += &paragraph(line, view.width));
    out + &paragraph(
        "This is a bug in gilscope. Please report it, with the script.",
        view.width,
    )
}

/// A row: one thread, or several that share it.
struct Row<'a> {
    name: String,
    lanes: Vec<(&'a Lane, &'a Thread)>,
}

fn rows<'a>(run: &Run<'a>) -> Vec<Row<'a>> {
    let lanes = run.timeline.lanes.iter().zip(&run.summary.threads);
    let mut lanes: Vec<_> = lanes.collect();
    lanes.retain(|(_, thread)| !run.summary.only_joins(thread));
    let rest = lanes.split_off(
        lanes
            .len()
            .min(if lanes.len() > ROWS { ROWS - 1 } else { ROWS }),
    );
    let mut rows: Vec<Row<'_>> = (lanes.into_iter())
        .map(|lane| Row {
            name: lane.0.name.clone(),
            lanes: vec![lane],
        })
        .collect();
    if !rest.is_empty() {
        rows.push(Row {
            name: format!("{} others", rest.len()),
            lanes: rest,
        });
    }
    rows
}

fn whole_run(runs: &[Run<'_>], view: View) -> String {
    let all: Vec<Vec<Row<'_>>> = runs.iter().map(rows).collect();
    let names = all.iter().flatten().map(|row| row.name.as_str());
    let name_width = name_width(names, runs.iter().map(|run| run.name));
    let shares = shown_shares(runs);
    let columns = (view.width)
        .saturating_sub(name_width + shares.len() * SHARE_WIDTH)
        .max(10);
    let wall = runs
        .iter()
        .map(|run| run.timeline.wall)
        .max()
        .unwrap_or(0)
        .max(1);
    let mut out = String::new();
    let (labels, ticks) = axis(wall, columns);
    let headers: String = (shares.iter())
        .map(|part| format!("{:>SHARE_WIDTH$}", header(*part)))
        .collect();
    let _ = writeln!(
        out,
        "{}",
        styled(
            TITLE,
            format!("{:name_width$}{labels}{headers}", "whole run")
        )
    );
    for (place, (run, rows)) in runs.iter().zip(&all).enumerate() {
        let line = if place == 0 { ticks.as_str() } else { "" };
        let _ = writeln!(
            out,
            "{}",
            format!("{:name_width$}{line}", run.name).trim_end()
        );
        for row in rows {
            out += &label(&row.name, name_width);
            let cells = (0..columns).map(|column| {
                let at =
                    |column: usize| (u128::from(wall) * column as u128 / columns as u128) as u64;
                share_cell(row, at(column), at(column + 1), view.ascii)
            });
            draw(cells, &mut out);
            let life: u64 = row.lanes.iter().map(|(_, thread)| thread.life).sum();
            for part in &shares {
                let nanos: u64 = row
                    .lanes
                    .iter()
                    .map(|(_, thread)| thread.nanos(*part))
                    .sum();
                let percent = match (nanos, life) {
                    (0, _) | (_, 0) => "-".to_owned(),
                    _ => format!("{:.0} %", 100.0 * nanos as f64 / life as f64),
                };
                let _ = write!(out, "{percent:>SHARE_WIDTH$}");
            }
            out.push('\n');
        }
    }
    let column = Span(wall / columns as u64);
    let heights = if view.ascii {
        "a digit = tenths"
    } else {
        "height of a column = share"
    };
    let core = if runs.iter().any(|run| !run.timeline.gil) {
        " or ready without a core"
    } else {
        ""
    };
    let text = format!(
        "  {heights} of its {column} spent running{core}; right: shares of the thread's life"
    );
    out += &paragraph(&text, view.width);
    out
}

fn header(part: Part) -> &'static str {
    match part {
        Part::Core => "core wait",
        part => part.name(),
    }
}

/// Running, waiting for the GIL, and the largest other part if it is worth a column.
fn shown_shares(runs: &[Run<'_>]) -> Vec<Part> {
    let mut shown = vec![Part::Running];
    if runs.iter().any(|run| run.timeline.gil) {
        shown.push(Part::GilWait);
    }
    let total = |part: Part| runs.iter().map(|run| run.summary.total(part)).sum::<u64>();
    let active: u64 = runs.iter().map(|run| run.summary.active()).sum();
    let others = Part::ALL
        .into_iter()
        .filter(|part| !shown.contains(part) && *part != Part::Idle);
    let largest = others.max_by_key(|part| total(*part));
    shown.extend(largest.filter(|part| total(*part) as f64 >= MENTION_SHARE * active as f64));
    shown
}

/// The column of names: the widest of the rows, and of what stands over them.
fn name_width<'a>(
    rows: impl Iterator<Item = &'a str>,
    headings: impl Iterator<Item = &'a str>,
) -> usize {
    let rows = rows.map(|name| INDENT + name.width().min(WIDEST_NAME));
    let headings = headings.chain(["whole run"]).map(UnicodeWidthStr::width);
    rows.chain(headings).max().unwrap_or(0) + 2
}

/// A name at the left of a row, cut if it is very long.
fn label(name: &str, width: usize) -> String {
    let mut shown = String::new();
    for c in name.chars() {
        if INDENT + shown.width() + c.width().unwrap_or(0) + 2 > width {
            break;
        }
        shown.push(c);
    }
    let gap = width - INDENT - shown.width();
    format!("{:INDENT$}{shown}{:gap$}", "", "")
}

/// Between two ticks of an axis of so many nanoseconds: a round number of them, so that there are `most` at most; and the unit to label them in.
pub(super) fn axis_steps(length: u64, most: u64) -> (u64, u64, &'static str) {
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10u64.pow(power)));
    let step = steps
        .take(57)
        .find(|step| length / step <= most)
        .unwrap_or(length);
    let (unit, name) = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs")]
        .into_iter()
        .find(|(unit, _)| step * most >= *unit)
        .unwrap_or((1, "ns"));
    (step, unit, name)
}

/// The labels and the ticks of the time axis.
fn axis(wall: u64, columns: usize) -> (String, String) {
    let (step, unit, name) = axis_steps(wall, (columns as u64 / TICK_DISTANCE).max(1));
    let mut labels = vec![' '; columns];
    let mut ticks = vec!['-'; columns];
    for number in 0..=wall / step {
        let column = (u128::from(number * step) * columns as u128 / u128::from(wall)) as usize;
        let value = (number * step) as f64 / unit as f64;
        let text = if number == 0 {
            format!("0 {name}")
        } else {
            format!("{value}")
        };
        let fits = column + text.chars().count() <= columns;
        if let Some(tick) = ticks.get_mut(column) {
            *tick = '|';
        }
        for (place, c) in labels
            .iter_mut()
            .skip(column)
            .zip(text.chars())
            .filter(|_| fits)
        {
            *place = c;
        }
    }
    (labels.into_iter().collect(), ticks.into_iter().collect())
}

/// A cell of a chart: what is drawn, and how.
type Cell = (char, Style);

const EMPTY: Cell = (' ', Style::new());

/// Writes cells, those of one style together; spaces at the end stay, as columns follow.
fn draw(cells: impl Iterator<Item = Cell>, out: &mut String) {
    let cells: Vec<Cell> = cells.collect();
    for alike in cells.chunk_by(|a, b| a.1 == b.1) {
        let text: String = alike.iter().map(|(glyph, _)| glyph).collect();
        let style = alike[0].1;
        let _ = match style == Style::new() {
            true => write!(out, "{text}"),
            false => write!(out, "{}", styled(style, text)),
        };
    }
}

fn glyph(look: Look, ascii: bool) -> Cell {
    (if ascii { look.ascii } else { look.glyph }, look.style())
}

/// How much a row ran in a column, or what else it did for most of it.
fn share_cell(row: &Row<'_>, from: u64, to: u64, ascii: bool) -> Cell {
    let mut shares = [0; State::COUNT];
    for (lane, _) in &row.lanes {
        let own = lane.shares(from, to);
        shares
            .iter_mut()
            .zip(own)
            .for_each(|(sum, own)| *sum += own);
    }
    let alive: u64 = shares.iter().sum();
    if alive == 0 {
        return EMPTY;
    }
    let share = |state: State| shares[state as usize] as f64 / alive as f64;
    let longest = STATES
        .into_iter()
        .max_by(|a, b| share(*a).total_cmp(&share(*b)));
    let longest = longest.unwrap_or(State::Attached);
    let running = share(State::Attached);
    // Waiting for the GIL is what the missing height means.
    let other = !matches!(longest, State::Attached | State::GilWait);
    if other && share(longest) > MAIN_SHARE || running < 1.0 / 16.0 {
        return glyph(look(longest), ascii);
    }
    let height = match ascii {
        true if running >= 0.95 => '#',
        true => char::from_digit((running * 10.0).round().max(1.0) as u32, 10).unwrap_or('9'),
        false => ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
            [((running * 8.0).round() as usize).clamp(1, 8) - 1],
    };
    (height, look(State::Attached).style())
}

/// The glyphs that the chart can show, with their meaning.
fn legend(runs: &[Run<'_>], view: View) -> String {
    let seen = |state: &State| {
        let mut slices = runs
            .iter()
            .flat_map(|run| &run.timeline.lanes)
            .flat_map(|lane| &lane.slices);
        slices.any(|slice| slice.state == *state)
    };
    let mut out = String::from(" ");
    let mut column = 1;
    for state in STATES.into_iter().filter(seen) {
        let look = look(state);
        let (glyph, style) = glyph(look, view.ascii);
        let width = 4 + look.name.width();
        if column + width > view.width {
            out += "\n ";
            column = 1;
        }
        column += width;
        let _ = write!(out, " {} {} ", styled(style, glyph), look.name);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::{ms, taking_turns};

    fn drawn(width: usize, ascii: bool, zoom: Option<(u64, u64)>) -> String {
        let (recording, summary) = taking_turns();
        let timeline = Timeline::new(&recording);
        let run = Run {
            name: "GIL on",
            timeline: &timeline,
            summary: &summary,
        };
        let view = View { width, ascii, zoom };
        let text = chart(&[run], view) + &checked(&[run], view);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn both_panels() {
        assert_eq!(
            drawn(60, false, None),
            "\
whole run  0 ms          20                running  GIL wait
GIL on     |-------------|--------------
  count-1  ███▅░░░▆██▇░░░▄███▁░░▂███▃░░░      50 %      50 %
  count-2  ░░░▃███▂░░▁███▄░░░▇██▆░░░▅███      50 %      50 %
  height of a column = share of its 1.38 ms spent running;
right: shares of the thread's life

zoom, GIL on: 40.0 ms from 0 ns; a column is 1.00 ms, a tick
5 ms (interval)
             |    |    |    |    |    |    |    |
  1 count-1  █████░░░░░█████░░░░░█████░░░░░█████░░░░░
  2 count-2  ░░░░░█████░░░░░█████░░░░░█████░░░░░█████
  GIL        1111122222111112222211111222221111122222
  row GIL: the thread that has it; blank: nobody for most of
the column
  █ running  ░ GIL wait  . idle
timeline ok: one holder at a time; slices add up to what was
counted
"
        );
    }

    #[test]
    fn nothing_but_ascii_if_that_is_wanted() {
        for width in [60, 80, 160] {
            let text = drawn(width, true, Some((ms(3), ms(33))));
            assert!(text.is_ascii(), "{text}");
            assert!(text.contains("zoom, GIL on: "), "{text}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [60, 61, 80, 100, 160] {
            for line in drawn(width, false, None).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn ticks_of_the_axis_are_round_and_few() {
        for wall in [1, 999, 40_000, ms(1), ms(7), ms(1620), ms(3_600_000)] {
            let (labels, ticks) = axis(wall, 44);
            assert!(
                labels.starts_with("0 ") && ticks.starts_with('|'),
                "{labels}"
            );
            assert!(
                (1..=6).contains(&ticks.matches('|').count()),
                "{wall}: {ticks}"
            );
        }
    }
}

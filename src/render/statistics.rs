//! The report of one run, as `--stats` prints it.

use std::fmt::Write;

use super::style::{TITLE, WRONG, styled};
use super::table::Table;
use super::text::paragraph;
use crate::timeline::sentences::explain;
use crate::timeline::summary::{LongestWait, Part, Summary, Thread};
use crate::timeline::units::{Span, count, exact, percent, table_ms};
use crate::timeline::{Violation, check};

/// So many threads have a row of their own.
const ROWS: usize = 32;

/// The report. `measure` is the command that measures what the GIL costs this script.
pub fn statistics(run: &Summary, measure: &str, width: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", styled(TITLE, title(run)));
    out += &table(run, width);
    out.push('\n');
    out += &paragraph(&counters(run), width);
    if let Some(overshoot) = overshoot(run) {
        out += &paragraph(&overshoot, width);
    }
    if let Some((thread, longest)) = longest_wait(run) {
        out += &paragraph(&longest_sentence(thread, longest), width);
    }
    out += &checks(run, width);
    for sentence in explain(run, Some(measure)) {
        out.push('\n');
        out += &paragraph(&sentence, width);
    }
    out
}

/// What became of the self-checks of a run.
fn checks(run: &Summary, width: usize) -> String {
    let violations = check(run);
    if violations.is_empty() {
        let holder = if run.setup.gil {
            "; one holder at a time"
        } else {
            ""
        };
        return paragraph(
            &format!("checks ok: every thread's times add up to its life{holder}"),
            width,
        );
    }
    failed_checks(&violations, width)
}

/// What to say loudly if figures contradict each other.
pub(crate) fn failed_checks(violations: &[Violation], width: usize) -> String {
    let mut out = format!(
        "{}\n",
        styled(WRONG, "CHECKS FAILED: don't trust these figures")
    );
    for violation in violations {
        out += &paragraph(&format!("  {violation}"), width);
    }
    out += &paragraph(
        "This is a bug in gilscope. Please report it, with the script.",
        width,
    );
    out
}

fn title(run: &Summary) -> String {
    let wall = format!("wall {} ms", table_ms(run.wall));
    let cores = count(run.setup.cores, "core");
    match run.setup.gil {
        true => format!(
            "gilscope: GIL on, interval {}, policy {}, {cores}, {wall}",
            exact(run.setup.interval),
            run.setup.policy
        ),
        false => format!("gilscope: GIL off, {cores}, {wall}"),
    }
}

fn header(part: Part) -> &'static str {
    match part {
        Part::Running => "running",
        Part::Core => "core\nwait",
        Part::GilWait => "GIL\nwait",
        Part::Io => "I/O",
        Part::Sleep => "sleep",
        Part::Lock => "lock",
        Part::Idle => "idle",
        Part::Native => "native",
        Part::Stopped => "GC",
    }
}

fn table(run: &Summary, width: usize) -> String {
    let (shown, zero): (Vec<Part>, Vec<Part>) = Part::ALL
        .into_iter()
        .partition(|part| table_ms(run.total(*part)) != "0.0");
    let mut headers = vec!["ms", "life"];
    headers.extend(shown.iter().map(|part| header(*part)));
    headers.push("slices");
    if run.setup.gil {
        headers.push("longest\nGIL wait");
    }
    let mut table = Table::new(&headers);
    let mut row = |name: &str, threads: &[&Thread]| {
        let sum =
            |figure: &dyn Fn(&Thread) -> u64| threads.iter().map(|thread| figure(thread)).sum();
        let mut cells = vec![table_ms(sum(&|thread| thread.life))];
        cells.extend(
            shown
                .iter()
                .map(|part| table_ms(sum(&|thread| thread.nanos(*part)))),
        );
        cells.push(sum(&|thread| thread.slices).to_string());
        if run.setup.gil {
            let waits = threads
                .iter()
                .filter_map(|thread| thread.longest_wait.as_ref());
            cells.push(table_ms(
                waits.map(|longest| longest.waited).max().unwrap_or(0),
            ));
        }
        table.row(name, cells);
    };
    let all: Vec<&Thread> = run.threads.iter().collect();
    let (own_rows, others) = all.split_at(if all.len() > ROWS {
        ROWS - 1
    } else {
        all.len()
    });
    for thread in own_rows {
        row(&thread.name, &[thread]);
    }
    if !others.is_empty() {
        row(&format!("{} others", others.len()), others);
    }
    if all.len() > 1 {
        row("all", &all);
    }
    let life = run.life();
    let shares = shown.iter().map(|part| percent(run.total(*part), life));
    table.row(
        "% of life",
        std::iter::once(percent(life, life))
            .chain(shares)
            .chain([String::new(), String::new()]),
    );
    let mut lines = table.lines(width);
    if !zero.is_empty() {
        let names: Vec<&str> = zero.into_iter().map(Part::name).collect();
        lines += &paragraph(
            &format!("(all zero, not shown: {})", names.join(", ")),
            width,
        );
    }
    lines
}

fn counters(run: &Summary) -> String {
    let busy = format!("cores busy {:.2}", run.cores_busy());
    if !run.setup.gil {
        return busy;
    }
    let gil = &run.gil;
    format!(
        "{busy}   GIL free {} %   switches {}   drop requests {}   forced {}",
        percent(run.wall.saturating_sub(gil.held), run.wall),
        gil.switches,
        gil.drop_requests,
        gil.forced_drops
    )
}

/// What an overshoot is.
pub(super) const OVERSHOOT: &str = "From the request to drop the GIL to the drop, at the next safepoint of the thread that has it.";

/// How long forced slices lasted beyond the request that ended them.
fn overshoot(run: &Summary) -> Option<String> {
    let overshoot = run.gil.overshoot;
    (overshoot.count > 0).then(|| {
        format!(
            "overshoot of {}: median {}   99 % {}   longest {}. {OVERSHOOT}",
            count(overshoot.count as usize, "forced slice"),
            Span(overshoot.median),
            Span(overshoot.p99),
            Span(overshoot.longest)
        )
    })
}

fn longest_wait(run: &Summary) -> Option<(&Thread, &LongestWait)> {
    let waits = run
        .threads
        .iter()
        .filter_map(|thread| Some((thread, thread.longest_wait.as_ref()?)));
    waits.max_by_key(|(_, longest)| longest.waited)
}

fn longest_sentence(thread: &Thread, longest: &LongestWait) -> String {
    let at = |site: &Option<String>| match site {
        Some(site) => format!(" at {site}"),
        None => String::new(),
    };
    let holder = match &longest.holder {
        Some(holder) => format!(
            "; {holder} had it and dropped it{} ({})",
            at(&longest.dropped_at),
            longest.reason
        ),
        None => String::new(),
    };
    format!(
        "longest GIL wait {}: {} wanted it{}{holder}",
        Span(longest.waited),
        thread.name,
        at(&longest.site)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::summary::Overshoot;
    use crate::timeline::testing::{cpu_bound, ms};

    #[test]
    fn the_overshoot_is_told_where_a_drop_was_forced() {
        let mut run = cpu_bound(true, ms(1600), 2, 2);
        let told = |run: &Summary| {
            let text = statistics(run, "gilscope compare a.py", 80);
            anstream::adapter::strip_str(&text).to_string()
        };
        assert!(!told(&run).contains("overshoot"));
        run.gil.overshoot = Overshoot {
            count: 316,
            median: 14_200,
            p99: 210_000,
            longest: 1_310_000,
        };
        let text = told(&run);
        let line =
            "overshoot of 316 forced slices: median 14.2 µs   99 % 210 µs   longest 1.31 ms.\n";
        assert!(text.contains(line), "{text}");
    }
}

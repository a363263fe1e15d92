//! The report of `compare`: the table, what was seen, and the verdict.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::chart::{self, View};
use super::statistics::failed_checks;
use super::style::{TITLE, VERDICT, WRONG, styled};
use super::text::{beside, paragraph};
use crate::timeline::check;
use crate::timeline::outputs::{Agreement, Difference};
use crate::timeline::sentences::observations;
use crate::timeline::summary::Summary;
use crate::timeline::units::{average, count, exact, ratio_digits, times};
use crate::timeline::verdict::{Comparison, Finding, Kind, MORE_PAIRS, Measured, Spread, judge};

/// The left column of the lines below the table.
const COLUMN: usize = 11;

/// So many lines that differ are shown.
const DIFFERENCES: usize = 6;

/// The report about the script `file`, which is `typed` with its arguments on a command line. The
/// `charts` are of one run of each mode.
pub fn comparison(
    file: &str,
    typed: &str,
    runs: &Comparison,
    charts: &[chart::Run<'_>],
    view: View,
) -> String {
    let width = view.width;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}",
        styled(TITLE, paragraph(&title(file, runs), width).trim_end())
    );
    out.push('\n');
    if !runs.on.is_empty() && !runs.off.is_empty() {
        out += &table(runs, width);
        out.push('\n');
        if !charts.is_empty() {
            out += &chart::chart(charts, view);
            out.push('\n');
        }
        if let Some(seen) = typical(&runs.on).and_then(observations) {
            out += &paragraph(&seen, width);
            out.push('\n');
        }
        out += &outputs(runs, width);
        out += &checks(runs, width);
        if !charts.is_empty() {
            out += &chart::checked(charts, view);
        }
        out.push('\n');
    }
    out += &verdict(runs, typed, width);
    out
}

fn title(file: &str, runs: &Comparison) -> String {
    let pairs = format!(
        "{} alternating",
        count(runs.on.len().max(runs.off.len()), "pair")
    );
    let Some(run) = runs.on.first().or(runs.off.first()) else {
        return format!("{file}: no run ended well");
    };
    format!(
        "{file}: {}, {}, interval {}, {}",
        threads(run),
        count(run.setup.cores, "core"),
        exact(run.setup.interval),
        pairs
            .replace("pair alternating", "pair")
            .replace("pairs alternating", "alternating pairs")
    )
}

/// `4 threads`, `8 threads (4 at once)`; the main thread alone is `1 thread`.
pub fn threads(run: &Summary) -> String {
    match (run.threads_started(), run.threads_at_once()) {
        (0, _) => count(1, "thread"),
        (started, at_once) if started == at_once => count(started, "thread"),
        (started, at_once) => format!("{} ({at_once} at once)", count(started, "thread")),
    }
}

fn table(runs: &Comparison, width: usize) -> String {
    /// From here on, headers are written out.
    const WIDE: usize = 72;
    let (busy, waiting, name) = match width >= WIDE {
        true => ("cores busy", "waiting for GIL", COLUMN),
        false => ("cores", "waiting", COLUMN - 2),
    };
    let m = Measured::new(runs);
    let rows = [
        ["", "wall (min..max)", busy, waiting, "switches"].map(str::to_owned),
        [
            "GIL on".to_owned(),
            wall(m.wall_on, m.wall_on),
            format!("{:.2}", m.busy_on),
            format!("{} threads", average(m.waiters)),
            format!("{:.0}", m.switches),
        ],
        [
            "GIL off".to_owned(),
            wall(m.wall_off, m.wall_on),
            format!("{:.2}", m.busy_off),
            "-".to_owned(),
            "-".to_owned(),
        ],
    ];
    let column = |place: usize| rows.iter().map(|row| row[place].width()).max().unwrap_or(0);
    let widths = [1, 2, 3, 4].map(column);
    let mut out = String::new();
    for (place, [first, wall, busy, waiting, switches]) in rows.iter().enumerate() {
        let [a, b, c, d] = widths;
        let line = format!("{first:name$}{wall:a$}  {busy:>b$}  {waiting:>c$}  {switches:>d$}");
        let style = if place == 0 { TITLE } else { Style::new() };
        let _ = writeln!(out, "{}", styled(style, line));
    }
    let mut ratio = |label: &str, ratio: Spread, limit: String| {
        let said = format!("{} ({ratio})", times(ratio.median));
        let gap = " ".repeat((widths[0] + 2).saturating_sub(said.width()).max(1));
        out += &beside(label, &format!("{said}{gap}{limit}"), name, width);
    };
    ratio("on/off", m.ratio, limit(runs, &m));
    if m.is_diluted() {
        let limit = format!(
            "limit {} without the main thread's time alone",
            times(m.limit_together)
        );
        ratio("  threads", m.ratio_together, limit);
    }
    out
}

fn wall(spread: Spread, beside: Spread) -> String {
    // Both rows in one unit, unless the shorter one would lose its digits.
    let unit = [1e9, 1e6, 1e3]
        .into_iter()
        .find(|unit| beside.median >= 0.9995 * unit);
    let unit = unit.filter(|unit| spread.median >= 0.1 * unit);
    let units = [(1e9, "s"), (1e6, "ms"), (1e3, "µs")];
    let own = |(scale, _): &&(f64, &str)| spread.median >= 0.9995 * scale;
    let chosen = |(scale, _): &&(f64, &str)| unit == Some(*scale);
    let (scale, name) = units
        .iter()
        .find(chosen)
        .or(units.iter().find(own))
        .copied()
        .unwrap_or((1.0, "ns"));
    let digits = |nanos: f64| ratio_digits(nanos / scale);
    format!(
        "{} {name} ({}..{})",
        digits(spread.median),
        digits(spread.low),
        digits(spread.high)
    )
}

fn limit(runs: &Comparison, m: &Measured) -> String {
    let Some(run) = runs.on.first() else {
        return String::new();
    };
    let cores = count(run.setup.cores, "core");
    format!("limit here {} ({cores}, {})", times(m.limit), threads(run))
}

/// The run of median length.
fn typical(runs: &[Summary]) -> Option<&Summary> {
    let mut runs: Vec<&Summary> = runs.iter().collect();
    runs.sort_by_key(|run| run.wall);
    runs.get(runs.len() / 2).copied()
}

fn outputs(runs: &Comparison, width: usize) -> String {
    let total = runs.on.len() + runs.off.len();
    let differences = match &runs.outputs {
        Agreement::Same => {
            let same = format!("same in all {total} runs (times and addresses masked)");
            return beside("output", &same, COLUMN, width);
        }
        Agreement::Differs(differences) => differences,
    };
    let mut out = beside(
        "output",
        "differs between runs (times and addresses masked)",
        COLUMN,
        width,
    );
    let (shown, more) = differences.split_at(differences.len().min(DIFFERENCES));
    for Difference { on, off } in shown {
        let indented = |mode: &str, line: &str| {
            let name = format!("{:COLUMN$}{mode:9}", "");
            beside(&name, line, COLUMN + 9, width)
        };
        out += &indented("GIL on", on);
        out += &indented("GIL off", off);
    }
    if !more.is_empty() {
        out += &beside(
            "",
            &format!("and {}", count(more.len(), "more line")),
            COLUMN,
            width,
        );
    }
    out
}

fn checks(runs: &Comparison, width: usize) -> String {
    let violations: Vec<_> = runs.on.iter().chain(&runs.off).flat_map(check).collect();
    match violations.is_empty() {
        true => beside(
            "checks",
            "ok: one holder at a time; every thread's times add up",
            COLUMN,
            width,
        ),
        false => failed_checks(&violations, width),
    }
}

fn verdict(runs: &Comparison, typed: &str, width: usize) -> String {
    let (verdict, also) = judge(runs);
    let said = |finding: &Finding| format!("{}: {}", finding.kind.name(), finding.reason);
    let mut out = beside("VERDICT", &said(&verdict), COLUMN, width);
    let style = if verdict.kind == Kind::ScriptFailed {
        WRONG
    } else {
        VERDICT
    };
    out = out.replacen("VERDICT", &styled(style, "VERDICT"), 1);
    for finding in &also {
        out += &beside("", &format!("also: {}", said(finding)), COLUMN, width);
    }
    if verdict.kind != Kind::ScriptFailed {
        let costs = "Measured in gilscope; free-threaded CPython has costs of its own.";
        out += &beside("", costs, COLUMN, width);
    }
    // A command is not broken into lines: it is there to be copied.
    let _ = writeln!(out, "{:COLUMN$}{}", "", next(verdict.kind, runs, typed));
    out
}

/// What to type next.
fn next(verdict: Kind, runs: &Comparison, typed: &str) -> String {
    match verdict {
        Kind::ScriptFailed if runs.failure.as_ref().is_some_and(|failure| !failure.gil) => {
            format!("To see it: gilscope --gil off {typed}")
        }
        Kind::ScriptFailed => format!("To see it: gilscope {typed}"),
        Kind::ResultsDiffer => format!("To see it: gilscope compare --show-output {typed}"),
        Kind::Unclear if runs.on.len() < MORE_PAIRS => {
            format!("More: gilscope compare -n {MORE_PAIRS} {typed}")
        }
        Kind::Convoy => format!("More: gilscope run --timeline {typed}"),
        _ => format!("More: gilscope run --stats {typed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::summary::Gil;
    use crate::timeline::testing::{cpu_bound, ms};

    fn sample() -> Comparison {
        let mut on = cpu_bound(true, ms(1620), 4, 4);
        on.gil = Gil {
            switches: 317,
            drop_requests: 317,
            forced_drops: 316,
            voluntary_drops: 9,
            held: ms(1620),
        };
        let off = cpu_bound(false, ms(420), 4, 4);
        Comparison {
            on: vec![on.clone(), on],
            off: vec![off.clone(), off],
            failure: None,
            outputs: Agreement::Same,
            remedy: None,
        }
    }

    fn plain(runs: &Comparison, width: usize) -> String {
        let report = comparison(
            "examples/cpu_bound.py",
            "examples/cpu_bound.py --size 2",
            runs,
            &[],
            View {
                width,
                ascii: false,
                zoom: None,
            },
        );
        anstream::adapter::strip_str(&report).to_string()
    }

    #[test]
    fn the_report_says_all_of_it() {
        let said = plain(&sample(), 80);
        for part in [
            "examples/cpu_bound.py: 4 threads, 4 cores, interval 5 ms, 2 alternating pairs\n",
            "GIL on     1.62 s (1.62..1.62)        1.00      3.0 threads       317\n",
            "GIL off    0.42 s (0.42..0.42)        4.00                -         -\n",
            "on/off     3.86x (3.86..3.86)   limit here 4.00x (4 cores, 4 threads)\n",
            "output     same in all 4 runs (times and addresses masked)\n",
            "checks     ok",
            "VERDICT    GIL-bound: 3.86x faster without the GIL",
            "           Measured in gilscope; free-threaded CPython has costs of its own.\n",
            "           More: gilscope run --stats examples/cpu_bound.py --size 2\n",
        ] {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
    }

    #[test]
    fn a_long_time_alone_has_a_row_of_its_own() {
        let mut runs = sample();
        assert!(!plain(&runs, 80).contains("  threads"));
        for run in runs.on.iter_mut().chain(&mut runs.off) {
            let alone = ms(400);
            run.wall += alone;
            run.threads[0].life += alone;
            run.threads[0].ended += alone;
            run.threads[0].parts[0] += alone;
            run.gil.held += alone;
        }
        let said = plain(&runs, 80);
        let row =
            "  threads  3.86x (3.86..3.86)   limit 4.00x without the main thread's time alone\n";
        assert!(said.contains(row), "{row:?} is not in\n{said}");
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let mut runs = sample();
        let line = "n = 213377..271993 and more words than fit on one line ".repeat(2);
        runs.outputs = Agreement::Differs(vec![
            Difference {
                on: line.clone(),
                off: line
            };
            9
        ]);
        for width in [60, 71, 72, 80, 160] {
            let said = plain(&runs, width);
            // Commands are there to be copied.
            for line in said.lines().filter(|line| !line.contains(": gilscope ")) {
                assert!(line.width() <= width, "{width}: {line}");
            }
            assert!(said.contains("and 3 more lines"), "{said}");
        }
    }

    #[test]
    fn contradictions_are_loud() {
        let mut runs = sample();
        runs.on[1].threads[1].parts[0] += 1;
        let said = plain(&runs, 80);
        assert!(
            said.contains("CHECKS FAILED") && said.contains("bug in gilscope"),
            "{said}"
        );
    }
}

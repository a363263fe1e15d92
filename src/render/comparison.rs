//! The report of `compare`: the table, what was seen, and the verdict.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::chart::{self, View};
use super::statistics::failed_checks;
use super::style::{TITLE, VERDICT, WRONG, styled};
use super::text::{beside, common, paragraph};
use crate::timeline::check;
use crate::timeline::outputs::{Agreement, Difference};
use crate::timeline::sentences::observations;
use crate::timeline::summary::Summary;
use crate::timeline::thresholds::FASTER;
use crate::timeline::units::{average, count, exact, ratio_digits, times};
use crate::timeline::verdict::{
    Comparison, Finding, Kind, MORE_PAIRS, Measured, Side, Spread, Varied, judge,
};

/// The left column of the lines below the table.
const COLUMN: usize = 11;

/// So many lines that differ are shown.
const DIFFERENCES: usize = 6;

/// What is typed to do something again.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What follows `gilscope compare [OPTIONS]`.
    pub compare: String,
    /// What follows `gilscope [OPTIONS]` to run the script at each of the two settings.
    pub sides: [String; 2],
}

/// The report about the script `file`. The `charts` are of one run at each setting.
pub fn comparison(
    file: &str,
    typed: &Typed,
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
    if !runs.base.is_empty() && !runs.other.is_empty() {
        out += &table(runs, width);
        out.push('\n');
        if !charts.is_empty() {
            out += &chart::chart(charts, view);
            out.push('\n');
        }
        let sides = [&runs.base, &runs.other].into_iter().zip(&runs.names);
        // Of runs with the GIL and without those with it tell more.
        let said = if runs.varied == Varied::Gil { 1 } else { 2 };
        for (side, name) in sides.take(said) {
            let Some(mut seen) = typical(side).and_then(observations) else {
                continue;
            };
            if runs.varied != Varied::Gil {
                seen.insert_str(0, &format!("{name}: "));
            }
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
    let first = || {
        [runs.base.first(), runs.other.first()]
            .into_iter()
            .flatten()
    };
    if first().next().is_none() {
        return format!("{file}: no run ended well");
    }
    let pairs = match runs.base.len().max(runs.other.len()) {
        1 => "1 pair".to_owned(),
        pairs => format!("{pairs} alternating pairs"),
    };
    // In which settings the two differ is said below.
    let facts = [
        common(first(), threads),
        common(first(), |run| count(run.setup.cores, "core")),
        common(first(), |run| {
            format!("interval {}", exact(run.setup.interval))
        }),
        Some(pairs),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!("{file}: {}", facts.join(", "))
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
    let longest = runs.names.iter().map(|name| name.width()).max();
    let name = name.max(longest.unwrap_or(0) + 2);
    let m = Measured::new(runs);
    let row = |name: &str, side: &Side, gil: bool| {
        [
            name.to_owned(),
            wall(side.wall, m.base.wall),
            format!("{:.2}", side.busy),
            match gil {
                true => format!("{} threads", average(side.waiters)),
                false => "-".to_owned(),
            },
            match gil {
                true => format!("{:.0}", side.switches),
                false => "-".to_owned(),
            },
        ]
    };
    let gil = |runs: &[Summary]| runs.iter().any(|run| run.setup.gil);
    let rows = [
        ["", "wall (min..max)", busy, waiting, "switches"].map(str::to_owned),
        row(&runs.names[0], &m.base, gil(&runs.base)),
        row(&runs.names[1], &m.other, gil(&runs.other)),
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
    // A script that did better than the limit did other work than the limit assumes: its I/O was shorter without the GIL, say.
    let holds = |ratio: Spread, limit: f64| ratio.median < limit * FASTER;
    let mut ratio = |label: &str, ratio: Spread, limit: String| {
        let said = format!("{} ({ratio})", times(ratio.median));
        let gap = " ".repeat((widths[0] + 2).saturating_sub(said.width()).max(2));
        let line = format!("{said}{gap}{limit}");
        out += &beside(label, line.trim_end(), name, width);
    };
    if runs.varied != Varied::Gil {
        ratio("ratio", m.ratio, String::new());
        return out;
    }
    let here = holds(m.ratio, m.limit).then(|| limit(runs, &m));
    ratio("on/off", m.ratio, here.unwrap_or_default());
    if m.is_diluted() {
        let apart = "without the main thread's time alone";
        let limit = match holds(m.ratio_together, m.limit_together) {
            true => format!("limit {} {apart}", times(m.limit_together)),
            false => apart.to_owned(),
        };
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
    let Some(run) = runs.base.first() else {
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
    let total = runs.base.len() + runs.other.len();
    let differences = match &runs.outputs {
        Agreement::Same => {
            let same = match runs.varied {
                Varied::Arguments => {
                    "same in all runs with the same arguments (times and addresses masked)"
                        .to_owned()
                }
                _ => format!("same in all {total} runs (times and addresses masked)"),
            };
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
    let [first, second] = &runs.names;
    let names = first.width().max(second.width()) + 2;
    for Difference { base, other } in shown {
        let indented = |mode: &str, line: &str| {
            let name = format!("{:COLUMN$}{mode:names$}", "");
            beside(&name, line, COLUMN + names, width)
        };
        out += &indented(first, base);
        out += &indented(second, other);
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
    let violations: Vec<_> = runs
        .base
        .iter()
        .chain(&runs.other)
        .flat_map(check)
        .collect();
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

fn verdict(runs: &Comparison, typed: &Typed, width: usize) -> String {
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
fn next(verdict: Kind, runs: &Comparison, typed: &Typed) -> String {
    let Typed {
        compare,
        sides: [base, other],
    } = typed;
    match verdict {
        Kind::ScriptFailed
            if runs
                .failure
                .as_ref()
                .is_some_and(|failure| failure.side == 1) =>
        {
            format!("To see it: gilscope {other}")
        }
        Kind::ScriptFailed => format!("To see it: gilscope {base}"),
        Kind::ResultsDiffer => format!("To see it: gilscope compare --show-output {compare}"),
        Kind::Unclear if runs.base.len() < MORE_PAIRS => {
            format!("More: gilscope compare -n {MORE_PAIRS} {compare}")
        }
        Kind::Convoy => format!("More: gilscope run --timeline {base}"),
        _ => format!("More: gilscope run --stats {base}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::summary::Gil;
    use crate::timeline::summary::Part;
    use crate::timeline::testing::{cpu_bound, ms};

    fn sample() -> Comparison {
        let mut on = cpu_bound(true, ms(1620), 4, 4);
        on.gil = Gil {
            switches: 317,
            drop_requests: 317,
            forced_drops: 316,
            voluntary_drops: 9,
            held: ms(1620),
            ..Gil::default()
        };
        let off = cpu_bound(false, ms(420), 4, 4);
        Comparison {
            varied: Varied::Gil,
            names: ["GIL on", "GIL off"].map(str::to_owned),
            base: vec![on.clone(), on],
            other: vec![off.clone(), off],
            failure: None,
            outputs: Agreement::Same,
            remedy: None,
        }
    }

    fn plain(runs: &Comparison, width: usize) -> String {
        let report = comparison(
            "examples/cpu_bound.py",
            &Typed {
                compare: "examples/cpu_bound.py --size 2".to_owned(),
                sides: ["", "--gil=off "]
                    .map(|option| format!("{option}examples/cpu_bound.py --size 2")),
            },
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
        for run in runs.base.iter_mut().chain(&mut runs.other) {
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
    fn a_limit_that_was_passed_is_none() {
        let mut runs = sample();
        for run in &mut runs.base {
            // What a thread reads here, another one writes, which waits for the GIL.
            let wait = std::mem::take(&mut run.threads[1].parts[Part::GilWait as usize]);
            run.threads[1].parts[Part::Io as usize] += wait;
        }
        let said = plain(&runs, 80);
        let row = "on/off     3.86x (3.86..3.86)\n";
        assert!(said.contains(row), "{row:?} is not in\n{said}");
    }

    #[test]
    fn other_settings_are_named_in_every_place() {
        let mut runs = sample();
        runs.varied = Varied::Lock;
        runs.names = ["policy interval", "policy io-first"].map(str::to_owned);
        runs.other = runs.base.clone();
        let said = plain(&runs, 80);
        for part in [
            "policy interval  1.62 s (1.62..1.62)        1.00      3.0 threads       317\n",
            "policy io-first  1.62 s (1.62..1.62)        1.00      3.0 threads       317\n",
            "ratio            1.00x (1.00..1.00)\n",
            "policy io-first: With the GIL on, one thread at a time",
            "VERDICT    no difference: it takes as long with policy io-first as with policy\n",
        ] {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let mut runs = sample();
        let line = "n = 213377..271993 and more words than fit on one line ".repeat(2);
        runs.outputs = Agreement::Differs(vec![
            Difference {
                base: line.clone(),
                other: line
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
        runs.base[1].threads[1].parts[0] += 1;
        let said = plain(&runs, 80);
        assert!(
            said.contains("CHECKS FAILED") && said.contains("bug in gilscope"),
            "{said}"
        );
    }
}

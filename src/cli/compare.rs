//! `gilscope compare`: pairs of runs with the GIL on and off, in turns, each in a fresh process, and
//! one verdict.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use super::arguments::Compare;
use super::child::{self, ChildRun, Figures};
use super::{Mistake, explain, print};
use crate::gil::{Mode, PolicyKind};
use crate::render::chart;
use crate::render::comparison::comparison;
use crate::render::page::Subject;
use crate::session::Exit;
use crate::timeline::lanes::Timeline;
use crate::timeline::outputs::{Output, compare_outputs};
use crate::timeline::recording::Captured;
use crate::timeline::verdict::{Comparison, Failure, Kind, judge};
use crate::timeline::{Summary, outputs::Agreement};

pub(super) fn compare(arguments: Compare) -> Result<Exit, Mistake> {
    if arguments.common.explain {
        return explain::explain();
    }
    let Compare {
        pairs,
        common,
        outputs,
        drawing,
        show_output,
        script,
    } = arguments;
    let view = drawing.view(print::stdout_width())?;
    let script = script.open("gilscope compare")?;
    print::note_misplaced(&script, "compare", "");
    let mut options = common.to_arguments();
    options.push(format!("--max-events={}", drawing.max_events));
    let progress = print::Progress::new(show_output);
    let mut runs = Runs::default();
    'pairs: for pair in 1..=usize::from(pairs) {
        for mode in order(pair) {
            let gil = if mode == Mode::On { "on" } else { "off" };
            progress.say(&format!("pair {pair} of {pairs}: GIL {gil}"));
            let run = child::run(&script, mode, &options, show_output)?;
            if runs.add(pair, mode, run).is_err() {
                break 'pairs;
            }
        }
    }
    if judge(&runs.comparison).0.kind == Kind::Convoy {
        // What would help is said only after it was measured.
        let by = common.by(PolicyKind::IoFirst).to_arguments();
        let mut run = child::run(&script, Mode::On, &by, show_output)?;
        runs.comparison.remedy = run.figures.summary().filter(|_| run.status.success());
    }
    progress.clear();
    let Runs {
        comparison: mut all,
        on,
        off,
        mut recorded,
        failed,
    } = runs;
    all.outputs = compare_outputs(&on, &off);
    let file = script.path.to_string_lossy();
    let shown = recorded.typical(&all);
    let timelines: Vec<Timeline> = (shown.iter())
        .map(|run| Timeline::new(&run.recording))
        .collect();
    let charts: Vec<chart::Run<'_>> = (timelines.iter().zip(&shown))
        .map(|(timeline, run)| chart::Run {
            timeline,
            summary: &run.summary,
        })
        .collect();
    let typed = script.typed();
    let report = comparison(&file, &typed, &all, &charts, view);
    let (verdict, _) = judge(&all);
    let subject = Subject {
        title: &file,
        verdict: &format!("{}: {}", verdict.kind.name(), verdict.reason),
        measure: &format!("gilscope compare {typed}"),
    };
    for output in &outputs {
        output.write(subject, &shown)?;
    }
    print::report(&report)?;
    match failed {
        None => Ok(Exit::Code(0)),
        Some(run) => {
            print::aside(&last_words(&run.stderr));
            Ok(Exit::Code(exit_code(run.status)))
        }
    }
}

/// Which goes first changes from pair to pair, so that a machine that gets slower or faster favours
/// neither.
fn order(pair: usize) -> [Mode; 2] {
    match pair % 2 {
        1 => [Mode::On, Mode::Off],
        _ => [Mode::Off, Mode::On],
    }
}

/// The runs so far.
struct Runs {
    comparison: Comparison,
    on: Vec<Output>,
    off: Vec<Output>,
    recorded: Recorded,
    failed: Option<ChildRun>,
}

/// What the first runs of each mode recorded.
#[derive(Default)]
struct Recorded {
    on: Vec<Figures>,
    off: Vec<Figures>,
}

impl Recorded {
    /// So many of each mode are kept: one of them is shown.
    const KEPT: usize = 5;

    /// Of each mode the kept run that is nearest to the median in length.
    fn typical(&mut self, all: &Comparison) -> Vec<Captured> {
        let typical = |runs: &[Summary], kept: &mut [Figures]| {
            let mut walls: Vec<u64> = runs.iter().map(|run| run.wall).collect();
            walls.sort_unstable();
            let median = walls.get(walls.len() / 2)?;
            let kept = runs.iter().zip(kept);
            let (run, figures) = kept.min_by_key(|(run, _)| run.wall.abs_diff(*median))?;
            Some(Captured {
                summary: run.clone(),
                recording: figures.recording()?,
            })
        };
        let on = typical(&all.on, &mut self.on);
        let off = typical(&all.off, &mut self.off);
        on.into_iter().chain(off).collect()
    }
}

/// A run failed: there is no point in more.
struct Failed;

impl Default for Runs {
    fn default() -> Self {
        let (on, off) = (Vec::<Summary>::new(), Vec::new());
        let comparison = Comparison {
            on,
            off,
            failure: None,
            outputs: Agreement::Same,
            remedy: None,
        };
        Runs {
            comparison,
            on: Vec::new(),
            off: Vec::new(),
            recorded: Recorded::default(),
            failed: None,
        }
    }
}

impl Runs {
    fn add(&mut self, pair: usize, mode: Mode, mut run: ChildRun) -> Result<(), Failed> {
        let (all, recorded) = (&mut self.comparison, &mut self.recorded);
        let (summaries, outputs, kept) = match mode {
            Mode::On => (&mut all.on, &mut self.on, &mut recorded.on),
            Mode::Off => (&mut all.off, &mut self.off, &mut recorded.off),
        };
        let how = match (run.figures.summary(), run.status.success()) {
            (Some(summary), true) => {
                summaries.push(summary);
                outputs.push(Output::new(&run.stdout));
                if kept.len() < Recorded::KEPT {
                    kept.push(run.figures);
                }
                return Ok(());
            }
            (None, true) => "ended without its figures (os._exit?)".to_owned(),
            (_, false) => how_it_ended(run.status),
        };
        self.comparison.failure = Some(Failure {
            gil: mode == Mode::On,
            pair,
            how,
        });
        self.failed = Some(run);
        Err(Failed)
    }
}

pub(super) fn how_it_ended(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("ended by signal {signal}"),
        (None, None) => "ended in an unknown way".to_owned(),
    }
}

/// The failing script's own code, or what a shell makes of its signal.
pub(super) fn exit_code(status: ExitStatus) -> i32 {
    match (status.code(), status.signal()) {
        (Some(0), _) => 1,
        (Some(code), _) => code,
        (None, signal) => 128 + signal.unwrap_or(0),
    }
}

/// The end of what the failing run wrote to stderr.
pub(super) fn last_words(stderr: &[u8]) -> String {
    const LINES: usize = 12;
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().collect();
    let (cut, last) = lines.split_at(lines.len().saturating_sub(LINES));
    let mut out = String::new();
    if !last.is_empty() {
        out += if cut.is_empty() {
            "its stderr:\n"
        } else {
            "the end of its stderr:\n"
        };
    }
    for line in last {
        out += &format!("  {line}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_mode_always_goes_first() {
        assert_eq!(order(1), [Mode::On, Mode::Off]);
        assert_eq!(order(2), [Mode::Off, Mode::On]);
    }

    #[test]
    fn only_the_last_words_are_shown() {
        let many = "line\n".repeat(40);
        assert_eq!(last_words(many.as_bytes()).lines().count(), 13);
        assert_eq!(last_words(b"oops\n"), "its stderr:\n  oops\n");
        assert_eq!(last_words(b""), "");
    }
}

//! `gilscope compare`: pairs of runs at two settings, the GIL on and off above all, in turns, each in a fresh process, and one verdict.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use super::arguments::{Compare, VARY};
use super::child::{self, ChildRun, Figures};
use super::script::{Script, quoted};
use super::vary::{self, Choice};
use super::{Mistake, explain, print};
use crate::gil::{Mode, PolicyKind};
use crate::render::chart;
use crate::render::comparison::{Typed, comparison};
use crate::render::page::Subject;
use crate::session::Exit;
use crate::timeline::Summary;
use crate::timeline::lanes::Timeline;
use crate::timeline::outputs::{Agreement, Output, compare_outputs};
use crate::timeline::recording::Captured;
use crate::timeline::verdict::{Comparison, Failure, Kind, Varied, judge};

pub(super) fn compare(arguments: Compare) -> Result<Exit, Mistake> {
    if arguments.common.explain {
        return explain::explain();
    }
    let Compare {
        pairs,
        vary,
        gil,
        common,
        outputs,
        drawing,
        show_output,
        script,
    } = arguments;
    let view = drawing.view(print::stdout_width())?;
    let script = script.open("gilscope compare")?;
    print::note_misplaced(&script, "compare", "");
    let (_, choices) = vary::choices(&vary, &script, EXAMPLE)?;
    let (varied, settings) = two(choices, &script)?;
    let mut options = common.to_arguments();
    options.push(format!("--max-events={}", drawing.max_events));
    match (varied, gil) {
        (Varied::Gil, None) => {}
        (Varied::Gil, Some(_)) => {
            let what = "--gil and --vary gil contradict each other";
            return Err(Mistake::usage(what, EXAMPLE));
        }
        (_, gil) => options.extend(Choice::Gil(gil.unwrap_or_default().mode()).option()),
    }
    let progress = print::Progress::new(show_output);
    let mut runs = Runs::new(varied, &settings);
    'pairs: for pair in 1..=usize::from(pairs) {
        for side in order(pair) {
            let setting = &settings[side];
            progress.say(&format!("pair {pair} of {pairs}: {}", setting.name));
            let options = replaced(&options, setting.option.as_deref());
            let run = child::run(&setting.script, &options, show_output)?;
            if runs.add(pair, side, run).is_err() {
                break 'pairs;
            }
        }
    }
    if judge(&runs.comparison).0.kind == Kind::Convoy {
        // What would help is said only after it was measured.
        let io_first = Choice::Policy(PolicyKind::IoFirst).option();
        let by = replaced(&options, io_first.as_deref());
        let by = replaced(&by, settings[0].option.as_deref());
        let mut run = child::run(&script, &by, show_output)?;
        runs.comparison.remedy = run.figures.summary().filter(|_| run.status.success());
    }
    progress.clear();
    let Runs {
        comparison: mut all,
        printed: [base, other],
        mut recorded,
        failed,
    } = runs;
    all.outputs = match varied {
        // Other arguments may well print other things; the same must print the same.
        Varied::Arguments => match compare_outputs(&base, &[]) {
            Agreement::Same => compare_outputs(&[], &other),
            differs => differs,
        },
        _ => compare_outputs(&base, &other),
    };
    let file = script.path.to_string_lossy();
    let shown = typical(&all, &mut recorded);
    let timelines: Vec<Timeline> = (shown.iter())
        .map(|run| Timeline::new(&run.recording))
        .collect();
    let charts: Vec<chart::Run<'_>> = (timelines.iter().zip(&shown))
        .map(|(timeline, run)| chart::Run {
            name: &run.name,
            timeline,
            summary: &run.summary,
        })
        .collect();
    let typed = Typed {
        compare: typed(&vary, &script),
        sides: settings.each_ref().map(Setting::typed),
    };
    let report = comparison(&file, &typed, &all, &charts, view);
    let (verdict, _) = judge(&all);
    let subject = Subject {
        title: &file,
        verdict: &format!("{}: {}", verdict.kind.name(), verdict.reason),
        measure: None,
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

const EXAMPLE: &str = "gilscope compare --gil off --vary n=1,2 FILE --threads @n";

/// One of the two settings.
struct Setting {
    /// What sets it apart: `GIL off`, `policy fifo`, `threads 4`.
    name: String,
    /// Its option of `run`, if it has one.
    option: Option<String>,
    /// The script, with this setting's arguments.
    script: Script,
}

impl Setting {
    fn new(choice: &Choice, script: &Script) -> Self {
        Setting {
            name: choice.name(),
            option: choice.option(),
            script: choice.put(script.clone()),
        }
    }

    /// What follows `gilscope` to run it so.
    fn typed(&self) -> String {
        let given = self.option.iter().filter(|option| *option != "--gil=on");
        let words = given.cloned().chain([self.script.typed()]);
        words.collect::<Vec<_>>().join(" ")
    }
}

/// A comparison is of two.
fn two(choices: Vec<Choice>, script: &Script) -> Result<(Varied, [Setting; 2]), Mistake> {
    let [base, other] = match &choices[..] {
        // In whatever order they are named: verdicts say what the GIL costs.
        [off @ Choice::Gil(Mode::Off), on] => [on, off],
        [base, other] => [base, other],
        _ => {
            return Err(Mistake::usage(
                format!("--vary: two values are compared, not {}", choices.len()),
                "more than two are for gilscope sweep",
            ));
        }
    };
    let varied = match base {
        Choice::Gil(_) => Varied::Gil,
        Choice::Argument { .. } => Varied::Arguments,
        _ => Varied::Lock,
    };
    Ok((
        varied,
        [base, other].map(|choice| Setting::new(choice, script)),
    ))
}

/// What follows `gilscope compare` to do the same again.
fn typed(vary: &str, script: &Script) -> String {
    match vary {
        VARY => script.typed(),
        _ => format!("--vary {} {}", quoted(vary), script.typed()),
    }
}

/// `options`, one of them replaced by `own`.
fn replaced(options: &[String], own: Option<&str>) -> Vec<String> {
    let name = |option: &str| option.split('=').next().map(str::to_owned);
    let kept = options
        .iter()
        .filter(|option| own.and_then(name) != name(option));
    kept.cloned().chain(own.map(str::to_owned)).collect()
}

/// Which goes first changes from pair to pair, so that a machine that gets slower or faster favours
/// neither.
fn order(pair: usize) -> [usize; 2] {
    match pair % 2 {
        1 => [0, 1],
        _ => [1, 0],
    }
}

/// The runs so far.
struct Runs {
    comparison: Comparison,
    /// What they printed, at each of the two settings.
    printed: [Vec<Output>; 2],
    /// What the first of them recorded.
    recorded: [Vec<Figures>; 2],
    failed: Option<ChildRun>,
}

/// Of so many runs at each setting the recording is kept: one of them is shown.
const KEPT: usize = 5;

/// At each setting the kept run that is nearest to the median in length.
fn typical(all: &Comparison, recorded: &mut [Vec<Figures>; 2]) -> Vec<Captured> {
    let typical = |name: &String, runs: &[Summary], kept: &mut [Figures]| {
        let mut walls: Vec<u64> = runs.iter().map(|run| run.wall).collect();
        walls.sort_unstable();
        let median = walls.get(walls.len() / 2)?;
        let kept = runs.iter().zip(kept);
        let (run, figures) = kept.min_by_key(|(run, _)| run.wall.abs_diff(*median))?;
        Some(Captured {
            name: name.clone(),
            summary: run.clone(),
            recording: figures.recording()?,
        })
    };
    let sides = all.names.iter().zip([&all.base, &all.other]).zip(recorded);
    sides
        .filter_map(|((name, runs), kept)| typical(name, runs, kept))
        .collect()
}

/// A run failed: there is no point in more.
struct Failed;

impl Runs {
    fn new(varied: Varied, settings: &[Setting; 2]) -> Self {
        let comparison = Comparison {
            varied,
            names: settings.each_ref().map(|setting| setting.name.clone()),
            base: Vec::new(),
            other: Vec::new(),
            failure: None,
            outputs: Agreement::Same,
            remedy: None,
        };
        Runs {
            comparison,
            printed: Default::default(),
            recorded: Default::default(),
            failed: None,
        }
    }

    fn add(&mut self, pair: usize, side: usize, mut run: ChildRun) -> Result<(), Failed> {
        let summaries = match side {
            0 => &mut self.comparison.base,
            _ => &mut self.comparison.other,
        };
        let how = match (run.figures.summary(), run.status.success()) {
            (Some(summary), true) => {
                summaries.push(summary);
                self.printed[side].push(Output::new(&run.stdout));
                if self.recorded[side].len() < KEPT {
                    self.recorded[side].push(run.figures);
                }
                return Ok(());
            }
            (None, true) => "ended without its figures (os._exit?)".to_owned(),
            (_, false) => how_it_ended(run.status),
        };
        self.comparison.failure = Some(Failure { side, pair, how });
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
    fn neither_setting_always_goes_first() {
        assert_eq!((order(1), order(2)), ([0, 1], [1, 0]));
    }

    #[test]
    fn the_gil_is_compared_with_its_absence_in_whatever_order() {
        let script = Script {
            path: "a.py".into(),
            arguments: Vec::new(),
        };
        let [on, off] = [Mode::On, Mode::Off].map(Choice::Gil);
        for choices in [[on.clone(), off.clone()], [off, on]] {
            let (varied, settings) = two(choices.to_vec(), &script).expect("two");
            assert_eq!(varied, Varied::Gil);
            assert_eq!(settings.map(|it| it.name), ["GIL on", "GIL off"]);
        }
    }

    #[test]
    fn a_settings_own_options_replace_those_of_all() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        assert_eq!(
            replaced(&words("--policy=fifo --gil=on"), Some("--policy=ticks")),
            words("--gil=on --policy=ticks")
        );
    }

    #[test]
    fn only_the_last_words_are_shown() {
        let many = "line\n".repeat(40);
        assert_eq!(last_words(many.as_bytes()).lines().count(), 13);
        assert_eq!(last_words(b"oops\n"), "its stderr:\n  oops\n");
        assert_eq!(last_words(b""), "");
    }
}

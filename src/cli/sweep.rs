//! `gilscope sweep`: one script at several settings, in turns, each run in a fresh process.

use std::time::{Duration, Instant};

use super::arguments::Sweep as Arguments;
use super::child::{self, ChildRun};
use super::compare::{exit_code, how_it_ended, last_words};
use super::script::Script;
use super::settings::Settings;
use super::vary::Choice;
use super::{Mistake, explain, print};
use crate::gil::Mode;
use crate::render::sweep::{View, sweep as report};
use crate::session::Exit;
use crate::timeline::lanes::Timeline;
use crate::timeline::sweep::{Curve, Point, Reading, Sweep};
use crate::timeline::units::Span;

/// A point of a curve, and what is run for it.
struct Job {
    label: String,
    options: Vec<String>,
    script: Script,
    readings: Vec<Reading>,
}

pub(super) fn sweep(arguments: Arguments) -> Result<Exit, Mistake> {
    let Arguments {
        rounds,
        switch_interval,
        policies,
        vary,
        gil_off,
        outputs,
        ascii,
        explain: explaining,
        show_output,
        script,
    } = arguments;
    if explaining {
        return explain::explain();
    }
    let script = script.open("gilscope sweep")?;
    print::note_misplaced(&script, "sweep", "");
    let settings = Settings::new(switch_interval.as_deref(), &vary, &policies, &script)?;
    let mut plans = settings.curves(Mode::On);
    if gil_off {
        plans.extend(settings.curves(Mode::Off));
    }
    let mut jobs: Vec<Job> = (plans.iter())
        .flat_map(|plan| {
            let points = plan.points.iter();
            points.map(|(_, choices)| Job::new(plan.mode, choices, &script))
        })
        .collect();
    let runs = usize::from(rounds) * jobs.len();
    let (line, began) = (print::Progress::new(show_output), Instant::now());
    let (mut done, mut cores) = (0, 0);
    for round in 1..=rounds {
        let mut turn: Vec<&mut Job> = jobs.iter_mut().collect();
        // Back and forth, so that a machine that gets slower or faster favours nobody.
        if round % 2 == 0 {
            turn.reverse();
        }
        for job in turn {
            line.say(&progress(done, runs, &job.label, began.elapsed()));
            done += 1;
            let mut run = child::run(&job.script, &job.options, show_output)?;
            let Some(read) = read(&mut run) else {
                line.clear();
                print::aside(&format!(
                    "gilscope sweep: the run with {}, round {round}: {}\n{}",
                    job.label,
                    how_it_ended(run.status),
                    last_words(&run.stderr)
                ));
                return Ok(Exit::Code(exit_code(run.status)));
            };
            cores = read.cores;
            if let Some(end) = read.cut {
                line.clear();
                print::aside(&format!(
                    "note: {}: waits are known of the first {} only, as the recording was full\n",
                    job.label,
                    Span(end)
                ));
            }
            job.readings.push(read.reading);
        }
    }
    line.clear();
    let mut readings = jobs.into_iter().map(|job| job.readings);
    let curves = plans.into_iter().map(|plan| Curve {
        name: plan.name,
        gil: plan.mode == Mode::On,
        points: (plan.points.into_iter().zip(&mut readings))
            .map(|((place, choices), readings)| Point {
                place,
                settings: settings.row(plan.mode, &choices),
                readings,
            })
            .collect(),
    });
    let measured = Sweep {
        title: script.typed(),
        cores,
        rounds: usize::from(rounds),
        curves: curves.collect(),
        fixed: settings.fixed(),
        columns: settings.columns(),
        axis: settings.axis(),
    };
    let view = View {
        width: print::stdout_width(),
        ascii,
    };
    // The report first: a file that can't be written must not cost what took so long.
    print::report(&report(&measured, view))?;
    for output in &outputs {
        output.write(&measured)?;
    }
    Ok(Exit::Code(0))
}

impl Job {
    fn new(mode: Mode, choices: &[Choice], script: &Script) -> Self {
        let mut labels: Vec<String> = choices.iter().map(Choice::label).collect();
        if mode == Mode::Off {
            labels.insert(0, "GIL off".to_owned());
        }
        Job {
            label: labels.join(", "),
            options: std::iter::once(&Choice::Gil(mode))
                .chain(choices)
                .filter_map(Choice::option)
                .collect(),
            script: (choices.iter()).fold(script.clone(), |script, choice| choice.put(script)),
            readings: Vec::new(),
        }
    }
}

/// What a run that went well has to say.
struct Read {
    reading: Reading,
    cores: usize,
    /// The end of the recording, if it was full.
    cut: Option<u64>,
}

fn read(run: &mut ChildRun) -> Option<Read> {
    let summary = run.figures.summary()?;
    let timeline = Timeline::new(&run.figures.recording()?);
    run.status.success().then(|| Read {
        reading: Reading::of(&summary, &timeline),
        cores: summary.setup.cores,
        cut: timeline.cut.map(|(end, _)| end),
    })
}

/// How far it is, and how long it will take.
fn progress(done: usize, runs: usize, label: &str, spent: Duration) -> String {
    const WIDTH: usize = 20;
    let bar = "#".repeat(WIDTH * done / runs.max(1));
    let left = match spent.as_nanos().checked_div(done as u128) {
        Some(each) => format!(", {} left", Span(each as u64 * (runs - done) as u64)),
        None => String::new(),
    };
    format!("[{bar:WIDTH$}] run {} of {runs}: {label}{left}", done + 1)
}

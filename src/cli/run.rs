//! `gilscope run`: runs a script in this process, and tells on stderr what it was asked to tell.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;

use super::arguments::Run;
use super::child::HandBack;
use super::{Mistake, explain, print};
use crate::gil::{Interpreter, Mode, Sampler, ThreadId};
use crate::render::chart::{self, View};
use crate::render::comparison::threads;
use crate::render::page::Subject;
use crate::render::samples::samples;
use crate::render::statistics::statistics;
use crate::session::{self, Exit, OnStart, Outcome, Sites};
use crate::timeline::lanes::Timeline;
use crate::timeline::recording::{Captured, Place, Recorder, Recording};
use crate::timeline::samples;
use crate::timeline::trace::{Names, Printer, Trace};
use crate::timeline::units::Span;
use crate::timeline::{self, Setup, Summary, deadlock};

pub(super) fn run(arguments: Run) -> Result<Exit, Mistake> {
    if arguments.common.explain {
        return explain::explain();
    }
    let mut lock = arguments.lock()?;
    let Run {
        common,
        trace,
        stats,
        timeline,
        outputs,
        drawing,
        quiet,
        hand_back,
        script,
        ..
    } = arguments;
    let script = script.open("gilscope")?;
    let hand_back = hand_back.map(|path| HandBack::open(&path)).transpose()?;
    if !quiet {
        print::note_misplaced(&script, "run", " (-q hides this)");
    }
    let view = drawing.view(print::stderr_width())?;
    let trace = trace.then(Trace::default);
    let recorder = (timeline || !outputs.is_empty() || hand_back.is_some())
        .then(|| Recorder::new(drawing.max_events));
    lock.recording = timeline::dispatch(trace.as_ref(), recorder.as_ref());
    let live = Arc::new(Mutex::new(Live::default()));
    let on_start = on_start(trace, recorder.is_some(), lock.mode, &live);
    let outcome = session::run(session::Config {
        script: script.path.clone(),
        args: script.arguments.clone(),
        gil: lock.clone(),
        max_heap: common.max_heap,
        stress: common.stress_gc,
        hide_output: false,
        on_start: Some(on_start),
    });
    let Live {
        printer,
        sampler,
        cores,
    } = std::mem::take(&mut *live.lock());
    drop(sampler);
    if let Some(printer) = printer {
        printer.finish();
    }
    report_deadlock(&outcome);
    let at = |site| site_text(&outcome.sites, site);
    let summary = Summary::new(&outcome.statistics, Setup::new(&lock, cores), &at);
    let captured = recorder.map(|recorder| {
        let recording = recording(&recorder, &outcome, &summary);
        Captured {
            name: gil(&summary).to_owned(),
            summary: summary.clone().recorded(&Timeline::new(&recording)),
            recording,
        }
    });
    if let (Some(hand_back), Some(captured)) = (hand_back, &captured) {
        hand_back.hand(captured)?;
    }
    let measure = format!("gilscope compare {}", script.typed());
    if let Some(captured) = captured {
        if timeline {
            print::aside(&format!("\n{}", draw(&captured, view)));
        }
        let runs = [captured];
        let subject = Subject {
            title: &script.path.to_string_lossy(),
            verdict: "",
            measure: Some(&measure),
        };
        for output in &outputs {
            output.write(subject, &runs)?;
        }
    }
    if stats {
        let report = statistics(&summary, &measure, print::stderr_width());
        print::aside(&format!("\n{report}"));
    } else if !quiet
        && lock.recording.is_none()
        && io::stderr().is_terminal()
        && summary.threads_started() > 0
    {
        print::aside(&hint(&summary, &measure));
    }
    Ok(outcome.exit)
}

/// What was recorded, with the names of all threads and places.
fn recording(recorder: &Recorder, outcome: &Outcome, summary: &Summary) -> Recording {
    let (records, missing) = recorder.finish();
    let sites: BTreeSet<u64> = records.iter().map(|record| record.site()).collect();
    let mut files: HashMap<String, Vec<String>> = HashMap::new();
    let places = sites.into_iter().filter_map(|site| {
        let place = outcome.sites.describe(site)?;
        let name = site_text(&outcome.sites, site)?;
        let lines = files.entry(place.file.clone()).or_insert_with(|| {
            let text = std::fs::read_to_string(&place.file).unwrap_or_default();
            text.lines().map(|line| line.trim().to_owned()).collect()
        });
        let text = lines.get((place.line as usize).wrapping_sub(1));
        Some(Place {
            site,
            name,
            text: text.cloned().unwrap_or_default(),
        })
    });
    let threads = outcome.statistics.threads.iter();
    Recording {
        setup: summary.setup.clone(),
        wall: outcome.statistics.wall.nanos(),
        records,
        missing,
        places: places.collect(),
        threads: threads
            .map(|thread| (thread.id.0, thread.name.clone()))
            .collect(),
    }
}

/// The chart of one run, what its check found, and which lines ran.
fn draw(run: &Captured, view: View) -> String {
    let lines = samples(&run.recording, view.width);
    let timeline = Timeline::new(&run.recording);
    let run = chart::Run {
        name: &run.name,
        timeline: &timeline,
        summary: &run.summary,
    };
    chart::chart(&[run], view) + &chart::checked(&[run], view) + &lines
}

/// What is there from the start of the script on.
#[derive(Default)]
struct Live {
    printer: Option<Printer>,
    sampler: Option<Sampler>,
    cores: usize,
}

/// The printer and the sampler start with the run, when the signals that their threads must not get are blocked.
fn on_start(trace: Option<Trace>, sampling: bool, mode: Mode, live: &Arc<Mutex<Live>>) -> OnStart {
    let live = Arc::clone(live);
    OnStart(Box::new(
        move |interpreter: &Arc<Interpreter>, sites: &Sites| {
            let mut live = live.lock();
            live.cores = interpreter.clock().cores();
            let names = LiveNames {
                interpreter: Arc::clone(interpreter),
                sites: sites.clone(),
            };
            match trace.map(|trace| trace.print_to(io::stderr(), mode == Mode::On, names)) {
                Some(Ok(printer)) => live.printer = Some(printer),
                Some(Err(error)) => print::aside(&format!("gilscope: no trace: {error}\n")),
                None => {}
            }
            match sampling.then(|| Sampler::start(interpreter, samples::PERIOD)) {
                Some(Ok(sampler)) => live.sampler = Some(sampler),
                Some(Err(error)) => print::aside(&format!("gilscope: no samples: {error}\n")),
                None => {}
            }
        },
    ))
}

fn report_deadlock(outcome: &Outcome) {
    if let Some(waiting) = &outcome.deadlock {
        let at = |site| site_text(&outcome.sites, site);
        let object = |word| {
            let thing = outcome.sites.thing(word)?;
            Some(deadlock::Awaited {
                what: thing.what.to_owned(),
                made: site_text(&outcome.sites, thing.made.0),
                holder: thing.holder,
            })
        };
        let lines = deadlock::lines(waiting, outcome.statistics.wall, &at, &object);
        print::aside(&format!("gilscope: {}\n", lines.join("\n")));
    }
}

fn gil(run: &Summary) -> &'static str {
    if run.setup.gil { "GIL on" } else { "GIL off" }
}

fn hint(run: &Summary, measure: &str) -> String {
    format!(
        "gilscope: {}, {}, {}, {:.2} cores busy; see why: {measure}\n",
        gil(run),
        threads(run),
        Span(run.wall),
        run.cores_busy()
    )
}

/// `cpu_bound.py:19`
fn site_text(sites: &Sites, site: u64) -> Option<String> {
    let place = sites.describe(site)?;
    let file = Path::new(&place.file)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    Some(format!("{}:{}", file.unwrap_or(place.file), place.line))
}

struct LiveNames {
    interpreter: Arc<Interpreter>,
    sites: Sites,
}

impl Names for LiveNames {
    fn threads(&mut self) -> HashMap<ThreadId, String> {
        let statistics = self.interpreter.statistics();
        statistics
            .threads
            .into_iter()
            .map(|thread| (thread.id, thread.name))
            .collect()
    }

    fn site(&mut self, site: u64) -> Option<String> {
        site_text(&self.sites, site)
    }
}

//! `gilscope sweep`: one script at several settings, in turns, each run in a fresh process.

use std::time::{Duration, Instant};

use super::arguments::Sweep;
use super::compare::{exit_code, how_it_ended, last_words};
use super::script::Script;
use super::values::duration;
use super::{Mistake, child, explain, print};
use crate::render::sweep::{View, csv, sweep as report};
use crate::session::Exit;
use crate::timeline::lanes::Timeline;
use crate::timeline::sweep::{Point, Reading};
use crate::timeline::units::{Span, exact};

/// So many points has a range of intervals.
const POINTS: u32 = 9;

/// What is run, and its point of the curve.
struct Setting {
    options: Vec<String>,
    script: Script,
    point: Point,
}

pub(super) fn sweep(arguments: Sweep) -> Result<Exit, Mistake> {
    let Sweep {
        rounds,
        switch_interval,
        policies,
        vary,
        csv: csv_file,
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
    let default = if vary.is_some() { "5ms" } else { "10us..100ms" };
    let intervals = intervals(switch_interval.as_deref().unwrap_or(default))?;
    let over_intervals = vary.is_none();
    let mut settings = Vec::new();
    for policy in &policies {
        for interval in &intervals {
            for (label, script) in varied(&script, vary.as_deref())? {
                let own = exact(interval.as_nanos() as u64);
                settings.push(Setting {
                    options: vec![
                        "--gil=on".to_owned(),
                        format!("--switch-interval={}ns", interval.as_nanos()),
                        format!("--policy={}", policy.name()),
                    ],
                    script,
                    point: Point {
                        label: label.unwrap_or(own),
                        curve: policy.name().to_owned(),
                        readings: Vec::new(),
                    },
                });
            }
        }
    }
    if vary.is_some() && intervals.len() > 1 {
        return Err(Mistake::usage(
            "--vary and several switch intervals: one thing varies at a time",
            "gilscope sweep --vary threads=1,2,4 --switch-interval 5ms FILE --threads @threads",
        ));
    }
    let runs = usize::from(rounds) * settings.len();
    let (line, began, mut done) = (print::Progress::new(show_output), Instant::now(), 0);
    for round in 0..rounds {
        let mut turn: Vec<&mut Setting> = settings.iter_mut().collect();
        // Back and forth, so that a machine that gets slower or faster favours nobody.
        if round % 2 == 1 {
            turn.reverse();
        }
        for setting in turn {
            line.say(&progress(done, runs, &setting.point.label, began.elapsed()));
            done += 1;
            let mut run = child::run(&setting.script, &setting.options, show_output)?;
            let (summary, recording) = (run.figures.summary(), run.figures.recording());
            match (summary, recording, run.status.success()) {
                (Some(summary), Some(recording), true) => {
                    let timeline = Timeline::new(&recording);
                    if let Some((end, _)) = timeline.cut {
                        line.clear();
                        print::aside(&format!(
                            "note: {} ({}): waits are known of the first {} only, as the recording was full\n",
                            setting.point.label,
                            setting.point.curve,
                            Span(end)
                        ));
                    }
                    let reading = Reading::of(&summary, &timeline);
                    setting.point.readings.push(reading);
                }
                _ => {
                    line.clear();
                    print::aside(&format!(
                        "gilscope sweep: the run with {} ({}), round {}: {}\n{}",
                        setting.point.label,
                        setting.point.curve,
                        round + 1,
                        how_it_ended(run.status),
                        last_words(&run.stderr)
                    ));
                    return Ok(Exit::Code(exit_code(run.status)));
                }
            }
        }
    }
    line.clear();
    let points: Vec<Point> = settings.into_iter().map(|setting| setting.point).collect();
    if let Some(path) = csv_file {
        std::fs::write(&path, csv(&points)).map_err(|error| {
            Mistake::failure(format!("can't write {}: {error}", path.display()))
        })?;
    }
    let view = View {
        width: print::stdout_width(),
        ascii,
    };
    let head = format!("{}: GIL on, {rounds} rounds in turns\n\n", script.typed());
    print::report(&(head + &report(&points, over_intervals, view)))?;
    Ok(Exit::Code(0))
}

/// `10us..100ms` is a logarithmic range, `1ms,5ms` a list.
fn intervals(text: &str) -> Result<Vec<Duration>, Mistake> {
    let hint = "for example 10us..100ms (9 points, logarithmic), 1ms,5ms,20ms or 5ms";
    let read = |text: &str| {
        duration(text.trim())
            .map_err(|why| Mistake::usage(format!("--switch-interval {text}: {why}"), hint))
    };
    let Some((from, to)) = text.split_once("..") else {
        // In order, as the knee is the last that is good enough.
        let mut all = text.split(',').map(read).collect::<Result<Vec<_>, _>>()?;
        all.sort_unstable();
        all.dedup();
        return Ok(all);
    };
    let (from, to) = (read(from)?, read(to)?);
    if from >= to {
        return Err(Mistake::usage(
            format!("--switch-interval {text}: the range is empty"),
            hint,
        ));
    }
    let ratio = to.as_secs_f64() / from.as_secs_f64();
    let at = |number: u32| {
        from.as_nanos() as f64 * ratio.powf(f64::from(number) / f64::from(POINTS - 1))
    };
    let round = |nanos: f64| {
        // Two digits, as nobody asks for more.
        let unit = 10f64.powf(nanos.log10().floor() - 1.0);
        Duration::from_nanos(((nanos / unit).round() * unit).round() as u64)
    };
    Ok((0..POINTS).map(|number| round(at(number))).collect())
}

/// The script for each value of `NAME=VALUES`, which stands for `@NAME` among its arguments.
fn varied(script: &Script, vary: Option<&str>) -> Result<Vec<(Option<String>, Script)>, Mistake> {
    const HINT: &str = "gilscope sweep --vary threads=1,2,4 FILE --threads @threads";
    let Some(vary) = vary else {
        return Ok(vec![(None, script.clone())]);
    };
    let Some((name, values)) = vary.split_once('=') else {
        return Err(Mistake::usage(
            format!("--vary {vary}: NAME=VALUES is wanted"),
            HINT,
        ));
    };
    let place = format!("@{name}");
    if !script.arguments.contains(&place) {
        return Err(Mistake::usage(
            format!("{place} is not among the script's arguments"),
            HINT,
        ));
    }
    let scripts = values.split(',').map(|value| {
        let swap = |word: &String| match *word == place {
            true => value.to_owned(),
            false => word.clone(),
        };
        let script = Script {
            path: script.path.clone(),
            arguments: script.arguments.iter().map(swap).collect(),
        };
        (Some(format!("{name} {value}")), script)
    });
    Ok(scripts.collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_logarithmic_and_round() {
        let micros = |text: &str| -> Vec<u128> {
            let all = intervals(text).expect("good");
            all.iter().map(Duration::as_micros).collect()
        };
        assert_eq!(
            micros("10us..100ms"),
            [10, 32, 100, 320, 1000, 3200, 10_000, 32_000, 100_000]
        );
        assert_eq!(micros("5ms, 1ms,5ms"), [1000, 5000]);
        assert!(intervals("5ms..1ms").is_err() && intervals("5").is_err());
    }
}

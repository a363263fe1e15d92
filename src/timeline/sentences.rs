//! What a run's figures say, in plain words: a few sentences that are true of every kind of run.
//! They state what was measured, and never advise what was not.

use super::summary::{Part, Summary};
use super::thresholds::{
    ALONE_SHARE, FASTER, FORCED_SHARE, MAIN_SHARE, MENTION_SHARE, SHORTEST_RUN, WAITERS,
};
use super::units::{Span, average, count, times};

/// The sentences about one run, each a paragraph or less. `measure` is the command that measures
/// what the GIL costs; none if that has been done, as then there is nothing to guess.
pub fn explain(run: &Summary, measure: Option<&str>) -> Vec<String> {
    if run.wall < SHORTEST_RUN {
        let wall = Span(run.wall);
        return vec![format!(
            "The run took {wall}: too short for its figures to mean much."
        )];
    }
    if let Some(sentence) = single_thread(run) {
        return vec![sentence];
    }
    let mut said = Vec::from_iter(observations(run));
    if let (true, Some(measure)) = (run.setup.gil, measure) {
        said.push(what_is_to_win(run, measure));
    }
    said
}

/// What was seen, without a conclusion; one paragraph.
pub fn observations(run: &Summary) -> Option<String> {
    let mut said = Vec::new();
    said.extend(match run.setup.gil {
        true => gil_on(run),
        false => gil_off(run),
    });
    said.extend(waits_elsewhere(run));
    said.extend(collections(run));
    said.extend(busy_machine(run));
    (!said.is_empty()).then(|| said.join(" "))
}

fn single_thread(run: &Summary) -> Option<String> {
    let who = match run.threads_started() {
        0 => "Only one thread ran".to_owned(),
        _ if run.is_single_threaded() => "The threads ran one after the other".to_owned(),
        _ => return None,
    };
    Some(match run.setup.gil {
        true => format!(
            "{who}: nobody waited for the GIL, and without it nothing would run at the same time."
        ),
        false => format!("{who}: the GIL is off, and nothing ran at the same time."),
    })
}

fn gil_on(run: &Summary) -> Option<String> {
    let waiters = run.average(Part::GilWait);
    if waiters < WAITERS {
        return None;
    }
    let mut text = format!(
        "With the GIL on, one thread at a time ran script code: on average {} more were ready and \
         waited.",
        average(waiters)
    );
    let drops = run.gil.forced_drops + run.gil.voluntary_drops;
    let slice = Span(run.average_slice());
    let forced = run.gil.forced_drops as f64 >= FORCED_SHARE * drops as f64;
    text += &if forced && run.gil.drop_requests == 0 {
        format!(
            " A thread kept the GIL for {slice} on average, then dropped it and took it again, as the policy {} asks of it.",
            run.setup.policy
        )
    } else if forced {
        format!(" A thread kept the GIL for {slice} on average, then was asked to drop it.")
    } else {
        format!(
            " A thread kept the GIL for {slice} on average, then mostly dropped it by itself, to \
             sleep, read, write or wait ({} of {drops} times).",
            run.gil.voluntary_drops
        )
    };
    Some(text)
}

fn gil_off(run: &Summary) -> Option<String> {
    let (busy, without_core) = (run.cores_busy(), run.average(Part::Core));
    let mut text = format!(
        "The GIL is off: on average {busy:.2} of {} were busy",
        count(run.setup.cores, "core")
    );
    if without_core >= WAITERS {
        text += &format!(
            ", and {} more threads were ready and had no core",
            average(without_core)
        );
    }
    Some(text + ".")
}

/// If threads had no core although the script can't have used them all itself.
fn busy_machine(run: &Summary) -> Option<String> {
    let all = run.threads_at_once() + 1;
    let ready_at_once = match (run.setup.gil, run.total(Part::Native)) {
        (true, 0) => 1,
        _ => all,
    };
    let without_core = run.average(Part::Core);
    (without_core >= WAITERS && ready_at_once <= run.setup.cores).then(|| {
        format!(
            "Other programs kept this machine busy: on average {} threads could have run and had no \
             core. On a quiet machine the figures are better.",
            average(without_core)
        )
    })
}

fn waits_elsewhere(run: &Summary) -> Vec<String> {
    let mut said = Vec::new();
    let io = run.total(Part::Io) + run.total(Part::Sleep);
    if run.share(io) >= MENTION_SHARE {
        let threads = average(run.average_io());
        let kind = match (run.total(Part::Io), run.total(Part::Sleep)) {
            (0, _) => "asleep",
            (_, 0) => "in I/O",
            _ => "in I/O or asleep",
        };
        said.push(match run.setup.gil {
            true => format!(
                "On average {threads} threads were {kind} at once: a thread gives the GIL up before \
                 it blocks, so such waits overlap with the GIL on."
            ),
            false => format!("On average {threads} threads were {kind} at once."),
        });
    }
    if run.share(run.total(Part::Native)) >= MENTION_SHARE {
        let threads = average(run.average(Part::Native));
        said.push(match run.setup.gil {
            true => format!(
                "On average {threads} threads worked in native code at once: hashing and compressing \
                 give the GIL up, so they overlap with the GIL on."
            ),
            false => format!("On average {threads} threads worked in native code at once."),
        });
    }
    if run.share(run.total(Part::Lock)) >= MENTION_SHARE {
        said.push(format!(
            "On average {} threads waited for a Lock that another thread held. What is done under a \
             Lock is done by one thread at a time, with the GIL and without.",
            average(run.average(Part::Lock))
        ));
    }
    said
}

fn collections(run: &Summary) -> Option<String> {
    let stopped = run.total(Part::Stopped);
    (run.share(stopped) >= MENTION_SHARE).then(|| {
        format!(
            "{:.0} % of the threads' active time they were stopped while garbage was collected.",
            100.0 * run.share(stopped)
        )
    })
}

fn what_is_to_win(run: &Summary, measure: &str) -> String {
    let waits = Span(run.total(Part::GilWait));
    if run.average(Part::GilWait) < WAITERS {
        return format!(
            "All GIL waits together are {waits}, so --gil off has next to nothing to win here."
        );
    }
    let limit = run.limit();
    let cores = count(run.setup.cores, "core");
    if limit < FASTER && run.limit_without_io() >= FASTER {
        return format!(
            "Threads in I/O may have waited for threads that waited for the GIL, so one run can't tell what it cost. To measure it: \
             {measure}"
        );
    }
    if limit < FASTER {
        let why = match run.share(run.total(Part::Lock)) >= MAIN_SHARE {
            true => "the threads that wait for it also wait for each other".to_owned(),
            false => format!("there is not more to run at once on {cores}"),
        };
        return format!("Without the GIL the same work would take about as long here: {why}.");
    }
    let alone = run.alone();
    let alone = match run.per_wall(alone) {
        share if share >= ALONE_SHARE => {
            format!(
                ", and for {} of the run the main thread was alone",
                Span(alone)
            )
        }
        _ => String::new(),
    };
    format!(
        "Without the GIL it could be up to {} as fast here ({cores}{alone}). To measure it: {measure}",
        times(limit)
    )
}

#[cfg(test)]
mod tests {
    use super::super::summary::Gil;
    use super::super::testing::{Sample, cpu_bound, ms};
    use super::*;

    fn said(run: &Summary) -> String {
        explain(run, Some("gilscope compare FILE")).join("\n")
    }

    fn assert_says(run: &Summary, parts: &[&str], not: &[&str]) {
        let said = said(run);
        for part in parts {
            assert!(said.contains(part), "{part:?} is not in {said:?}");
        }
        for part in not {
            assert!(!said.contains(part), "{part:?} is in {said:?}");
        }
    }

    #[test]
    fn cpu_bound_with_the_gil() {
        let mut run = cpu_bound(true, ms(1600), 4, 4);
        run.gil = Gil {
            switches: 317,
            drop_requests: 317,
            forced_drops: 316,
            voluntary_drops: 6,
            ..Gil::default()
        };
        assert_says(
            &run,
            &[
                "on average 3.0 more were ready",
                "asked to drop it",
                "up to 4.00x as fast",
                "compare FILE",
            ],
            &["I/O", "Lock", "main thread was alone"],
        );
    }

    #[test]
    fn cpu_bound_on_one_core_has_nothing_to_win() {
        assert_says(
            &cpu_bound(true, ms(1600), 4, 1),
            &["3.0 more were ready", "about as long here", "on 1 core."],
            &["up to"],
        );
    }

    #[test]
    fn cpu_bound_without_the_gil() {
        assert_says(
            &cpu_bound(false, ms(1600), 4, 2),
            &[
                "on average 2.00 of 2 cores were busy",
                "2.0 more threads were ready and had no core",
            ],
            &["waited for the GIL", "--gil off"],
        );
    }

    #[test]
    fn a_busy_machine_is_named_as_such() {
        let mut run = cpu_bound(true, ms(1600), 4, 4);
        assert_says(&run, &[], &["Other programs"]);
        for thread in &mut run.threads {
            let ran = thread.parts[Part::Running as usize];
            thread.parts[Part::Running as usize] -= ran / 2;
            thread.parts[Part::Core as usize] += ran / 2;
            thread.cpu -= ran / 2;
        }
        let slow = [
            "Other programs kept this machine busy: on average 0.50 threads",
            "up to 4.00x",
        ];
        assert_says(&run, &slow, &[]);
        assert_says(&cpu_bound(false, ms(1600), 4, 2), &[], &["Other programs"]);
    }

    #[test]
    fn io_bound() {
        let mut sample = Sample::gil_on(ms(200)).main(ms(200), &[(Part::Idle, ms(200))]);
        for name in ["a", "b", "c", "d"] {
            sample = sample.thread(
                name,
                0,
                ms(200),
                &[(Part::Io, ms(150)), (Part::Sleep, ms(50))],
            );
        }
        assert_says(
            &sample.summary(),
            &[
                "On average 4.0 threads were in I/O or asleep",
                "next to nothing to win",
            ],
            &["one thread at a time", "Lock"],
        );
    }

    #[test]
    fn io_may_be_a_wait_for_threads_that_wait_for_the_gil() {
        let run = |waits: Part| {
            Sample::gil_on(ms(200))
                .main(ms(200), &[(Part::Idle, ms(200))])
                .thread(
                    "spin",
                    0,
                    ms(200),
                    &[(Part::Running, ms(100)), (Part::GilWait, ms(100))],
                )
                .thread("answer", 0, ms(200), &[(Part::GilWait, ms(200))])
                .thread("request", 0, ms(200), &[(waits, ms(200))])
                .summary()
        };
        let unknown = "one run can't tell what it cost. To measure it: gilscope compare FILE";
        assert_says(&run(Part::Io), &[unknown], &["about as long"]);
        assert_says(&run(Part::Sleep), &["about as long here"], &[unknown]);
    }

    #[test]
    fn lock_bound() {
        let run = Sample::gil_on(ms(200))
            .main(ms(200), &[(Part::Idle, ms(200))])
            .thread(
                "a",
                0,
                ms(200),
                &[(Part::Running, ms(100)), (Part::Lock, ms(100))],
            )
            .thread(
                "b",
                0,
                ms(200),
                &[(Part::Running, ms(100)), (Part::Lock, ms(100))],
            )
            .summary();
        assert_says(
            &run,
            &["On average 1.0 threads waited for a Lock"],
            &["asleep"],
        );
    }

    #[test]
    fn one_thread_and_threads_in_a_row() {
        let one = Sample::gil_on(ms(200))
            .main(ms(200), &[(Part::Running, ms(200))])
            .summary();
        assert_says(&one, &["Only one thread ran"], &["on average"]);
        let row = Sample::gil_on(ms(200))
            .main(ms(200), &[(Part::Idle, ms(200))])
            .thread("a", 0, ms(100), &[(Part::Running, ms(100))])
            .thread("b", ms(100), ms(200), &[(Part::Running, ms(100))])
            .summary();
        assert_says(&row, &["one after the other"], &["on average"]);
    }

    #[test]
    fn a_short_run_is_called_short() {
        assert_says(
            &cpu_bound(true, ms(20), 4, 4),
            &["too short"],
            &["on average"],
        );
    }
}

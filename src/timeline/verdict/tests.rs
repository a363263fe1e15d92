//! Each verdict, on runs that are written down here.

use super::*;
use crate::timeline::outputs::{Output, compare_outputs};
use crate::timeline::returns::Returns;
use crate::timeline::summary::{Part, Summary};
use crate::timeline::testing::{Sample, cpu_bound, ms};

/// `on` and `off` in so many pairs, the n-th of them n per mille longer.
fn pairs(on: &Summary, off: &Summary, pairs: u64) -> Comparison {
    let stretched = |run: &Summary| -> Vec<Summary> {
        let stretch = |run: &Summary, by| Summary {
            wall: run.wall + run.wall * by / 1000,
            ..run.clone()
        };
        (0..pairs).map(|by| stretch(run, by)).collect()
    };
    Comparison {
        varied: Varied::Gil,
        names: ["GIL on", "GIL off"].map(str::to_owned),
        base: stretched(on),
        other: stretched(off),
        failure: None,
        outputs: Agreement::Same,
        remedy: None,
    }
}

fn verdict(comparison: &Comparison) -> (Kind, String, Vec<Kind>) {
    let (verdict, also) = judge(comparison);
    (
        verdict.kind,
        verdict.reason,
        also.into_iter().map(|one| one.kind).collect(),
    )
}

/// `threads` threads that all spend the same parts of their lives the same way.
fn alike(sample: Sample, wall: u64, threads: usize, parts: &[(Part, u64)]) -> Summary {
    let sample = sample.main(wall, &[(Part::Idle, wall)]);
    (0..threads)
        .fold(sample, |sample, k| {
            sample.thread(&format!("t-{k}"), 0, wall, parts)
        })
        .summary()
}

#[test]
fn gil_bound() {
    let runs = pairs(
        &cpu_bound(true, ms(1620), 4, 4),
        &cpu_bound(false, ms(420), 4, 4),
        5,
    );
    let (kind, reason, also) = verdict(&runs);
    assert_eq!((kind, also), (Kind::GilBound, vec![]));
    assert!(
        reason.starts_with("3.86x faster without the GIL (3.86..3.86, at most 3.98x)."),
        "{reason}"
    );
    assert!(!reason.contains("alone"), "{reason}");
}

#[test]
fn more_threads_than_cores_is_said() {
    let runs = pairs(
        &cpu_bound(true, ms(1600), 4, 2),
        &cpu_bound(false, ms(800), 4, 2),
        5,
    );
    let (kind, reason, _) = verdict(&runs);
    assert_eq!(kind, Kind::GilBound);
    assert!(
        reason.contains("2.0 more threads were ready and had no core (of 2)"),
        "{reason}"
    );
}

/// Half of the work in `threads` threads, and then as much again in the main thread alone.
fn diluted(gil: bool, threads: u64) -> Summary {
    let half = ms(800);
    let together = if gil { half } else { half / 2 };
    let mut run = cpu_bound(gil, together, threads, 2);
    run.wall += half;
    let main = run.threads.iter_mut().find(|thread| thread.main);
    let main = main.expect("cpu_bound makes one");
    main.life += half;
    main.ended += half;
    main.cpu += half;
    main.parts[Part::Running as usize] += half;
    run
}

#[test]
fn what_the_main_thread_does_alone_is_told_apart() {
    let (kind, reason, _) = verdict(&pairs(&diluted(true, 2), &diluted(false, 2), 1));
    assert_eq!(kind, Kind::GilBound);
    assert_eq!(
        reason,
        "2.00x faster without the GIL while threads ran (2.00..2.00, at most 2.00x), 1.33x over the whole \
         run: for 800 ms of 1.60 s the main thread was alone, and that part stays."
    );
}

#[test]
fn a_failure_is_the_only_thing_to_say() {
    let mut runs = pairs(
        &cpu_bound(true, ms(1620), 4, 4),
        &cpu_bound(false, ms(420), 4, 4),
        1,
    );
    runs.failure = Some(Failure {
        side: 1,
        pair: 1,
        how: "exit code 3".to_owned(),
    });
    let (kind, reason, also) = verdict(&runs);
    assert_eq!((kind, also), (Kind::ScriptFailed, vec![]));
    assert_eq!(reason, "exit code 3 with GIL off, in pair 1.");
    runs.base.clear();
    runs.other.clear();
    assert_eq!(verdict(&runs).0, Kind::ScriptFailed);
}

#[test]
fn different_results_come_before_speed() {
    let mut runs = pairs(
        &cpu_bound(true, ms(1620), 4, 4),
        &cpu_bound(false, ms(420), 4, 4),
        5,
    );
    runs.outputs = compare_outputs(&[Output::new(b"n = 4")], &[Output::new(b"n = 3")]);
    let (kind, _, also) = verdict(&runs);
    assert_eq!((kind, also), (Kind::ResultsDiffer, vec![Kind::GilBound]));
}

#[test]
fn too_short() {
    let short = pairs(
        &cpu_bound(true, ms(40), 4, 4),
        &cpu_bound(false, ms(10), 4, 4),
        5,
    );
    let (kind, reason, also) = verdict(&short);
    assert_eq!((kind, also), (Kind::TooShort, vec![]));
    assert!(reason.contains("a verdict needs 100 ms"), "{reason}");
    // Twenty of a longer interval take longer.
    let mut slow = pairs(
        &cpu_bound(true, ms(900), 4, 4),
        &cpu_bound(false, ms(300), 4, 4),
        5,
    );
    slow.base
        .iter_mut()
        .for_each(|run| run.setup.interval = ms(50));
    assert_eq!(verdict(&slow).0, Kind::TooShort);
}

#[test]
fn single_threaded() {
    let run = Sample::gil_on(ms(500))
        .main(ms(500), &[(Part::Running, ms(500))])
        .summary();
    let (kind, _, also) = verdict(&pairs(&run, &run, 5));
    assert_eq!((kind, also), (Kind::SingleThreaded, vec![]));
}

#[test]
fn slower_without_the_gil() {
    let runs = pairs(
        &cpu_bound(true, ms(500), 4, 4),
        &cpu_bound(false, ms(1000), 4, 4),
        5,
    );
    let (kind, reason, _) = verdict(&runs);
    assert_eq!(kind, Kind::SlowerWithoutTheGil);
    assert!(reason.contains("2.00x as long"), "{reason}");
}

/// With as many threads as cores, none of which was free for them all the time.
#[test]
fn other_programs_are_not_taken_for_the_cost_of_having_no_gil() {
    let deprived = |wall: u64| {
        let parts = [(Part::Running, wall / 2), (Part::Core, wall - wall / 2)];
        alike(Sample::gil_off(wall).cores(2), wall, 2, &parts)
    };
    let runs = pairs(&cpu_bound(true, ms(500), 2, 2), &deprived(ms(1000)), 5);
    let (kind, reason, _) = verdict(&runs);
    assert_eq!(kind, Kind::Unclear);
    assert!(reason.contains("Other programs kept"), "{reason}");
    // Work off the GIL has no state for it: its CPU time tells.
    let mut native = alike(
        Sample::gil_off(ms(1000)).cores(2),
        ms(1000),
        2,
        &[(Part::Native, ms(1000))],
    );
    let quick = alike(
        Sample::gil_on(ms(500)).cores(2),
        ms(500),
        2,
        &[(Part::Native, ms(500))],
    );
    assert_eq!(
        verdict(&pairs(&quick, &native, 5)).0,
        Kind::SlowerWithoutTheGil
    );
    native.threads.iter_mut().for_each(|thread| thread.cpu /= 2);
    assert_eq!(verdict(&pairs(&quick, &native, 5)).0, Kind::Unclear);
}

#[test]
fn on_a_busy_machine_a_gain_must_come_from_the_waits() {
    let busy = |waits: u64| {
        let parts = [
            (Part::Running, ms(300)),
            (Part::Core, ms(400 - waits)),
            (Part::GilWait, ms(waits)),
        ];
        alike(Sample::gil_on(ms(700)).cores(2), ms(700), 1, &parts)
    };
    let quick = alike(
        Sample::gil_off(ms(350)).cores(2),
        ms(350),
        2,
        &[(Part::Running, ms(350))],
    );
    let found = |waits| verdict(&pairs(&two_threads(&busy(waits)), &quick, 5)).0;
    assert_eq!(found(100), Kind::Unclear);
    assert_eq!(found(390), Kind::GilBound);
}

/// With a second thread that lives as long and is idle, so that it is not single-threaded.
fn two_threads(run: &Summary) -> Summary {
    let mut run = run.clone();
    let mut other = run.threads[1].clone();
    other.name = "other".to_owned();
    other.cpu = 0;
    other.parts = Default::default();
    other.parts[Part::Idle as usize] = other.life;
    run.threads.push(other);
    run
}

#[test]
fn one_core() {
    let runs = pairs(
        &cpu_bound(true, ms(500), 4, 1),
        &cpu_bound(false, ms(500), 4, 1),
        5,
    );
    let (kind, reason, _) = verdict(&runs);
    assert_eq!(kind, Kind::OneCore);
    assert!(reason.contains("3.0 threads were ready"), "{reason}");
}

#[test]
fn lock_bound() {
    let on = [
        (Part::Running, ms(100)),
        (Part::Lock, ms(250)),
        (Part::GilWait, ms(50)),
    ];
    let off = [(Part::Running, ms(100)), (Part::Lock, ms(300))];
    let on = alike(Sample::gil_on(ms(400)), ms(400), 4, &on);
    let off = alike(Sample::gil_off(ms(400)), ms(400), 4, &off);
    let (kind, reason, _) = verdict(&pairs(&on, &off, 5));
    assert_eq!(kind, Kind::LockBound);
    assert!(reason.contains("3.0 threads waited for a Lock"), "{reason}");
}

#[test]
fn native() {
    let parts = [(Part::Native, ms(380)), (Part::Running, ms(20))];
    let run = alike(Sample::gil_on(ms(400)), ms(400), 4, &parts);
    let (kind, reason, _) = verdict(&pairs(&run, &run, 5));
    assert_eq!(kind, Kind::Native);
    assert!(reason.contains("95 % of the active time"), "{reason}");
}

#[test]
fn io_bound() {
    let parts = [
        (Part::Io, ms(300)),
        (Part::Sleep, ms(95)),
        (Part::Running, ms(5)),
    ];
    let run = alike(Sample::gil_on(ms(400)), ms(400), 4, &parts);
    let (kind, reason, _) = verdict(&pairs(&run, &run, 5));
    assert_eq!(kind, Kind::IoBound);
    assert!(reason.contains("3.9 threads were in I/O"), "{reason}");
}

#[test]
fn a_spread_on_both_sides_is_unclear() {
    let on = cpu_bound(true, ms(500), 2, 4);
    let mut runs = pairs(&on, &cpu_bound(false, ms(500), 2, 4), 4);
    runs.other[0].wall = ms(300);
    let (kind, reason, also) = verdict(&runs);
    assert_eq!((kind, also), (Kind::Unclear, vec![]));
    assert!(reason.contains("More pairs may tell"), "{reason}");
}

#[test]
fn every_verdict_has_a_condition() {
    for kind in Kind::ALL {
        assert!(!kind.condition().is_empty() && !kind.name().is_empty());
    }
}

/// A requester beside a thread that computes: with the GIL on it waits `wait` after each of its calls.
fn beside_a_spinner(on: bool, wait: u64, slices: u64) -> Summary {
    let wall = ms(1000);
    let sample = if on {
        Sample::gil_on(wall)
    } else {
        Sample::gil_off(wall)
    };
    let waited = wait * slices;
    let parts = [
        (Part::GilWait, waited),
        (Part::Io, wall - waited - ms(2)),
        (Part::Running, ms(2)),
    ];
    let mut run = sample
        .main(wall, &[(Part::Idle, wall)])
        .thread("requester", 0, wall, &parts)
        .thread("spin", 0, wall, &[(Part::Running, wall)])
        .summary();
    (run.threads[1].slices, run.threads[1].forced_drops) = (slices, 0);
    run.threads[1].returns = Returns {
        count: slices * u64::from(on),
        median: wait,
        waited,
        behind_forced: waited,
    };
    run
}

#[test]
fn convoy() {
    let off = beside_a_spinner(false, 0, 800);
    let caught = pairs(&beside_a_spinner(true, ms(5), 180), &off, 3);
    let (kind, reason, _) = verdict(&caught);
    assert_eq!(kind, Kind::Convoy);
    assert!(
        reason.contains("180 times a second, 800 without the GIL."),
        "{reason}"
    );
    assert!(!reason.contains("Measured"), "{reason}");
    let remedied = Comparison {
        remedy: Some(beside_a_spinner(true, 0, 700)),
        ..caught
    };
    let (_, reason, _) = verdict(&remedied);
    assert!(
        reason.ends_with("with --policy io-first: 700 times a second."),
        "{reason}"
    );
    // Short waits, or few: it is no convoy.
    for (wait, slices) in [(ms(1), 700), (ms(50), 15)] {
        let (kind, ..) = verdict(&pairs(&beside_a_spinner(true, wait, slices), &off, 3));
        assert_ne!(kind, Kind::Convoy);
    }
    // As slow without the GIL: it is not the GIL's fault.
    let slow = beside_a_spinner(false, 0, 200);
    let (kind, ..) = verdict(&pairs(&beside_a_spinner(true, ms(5), 180), &slow, 3));
    assert_ne!(kind, Kind::Convoy);
}

/// The same two settings of the lock, in five pairs.
fn settings(base: u64, other: u64) -> Comparison {
    let run = |wall| cpu_bound(true, wall, 4, 4);
    Comparison {
        varied: Varied::Lock,
        names: ["policy interval", "policy ticks"].map(str::to_owned),
        ..pairs(&run(base), &run(other), 5)
    }
}

#[test]
fn settings_other_than_the_gil_are_faster_slower_or_equal() {
    let (kind, reason, also) = verdict(&settings(ms(1600), ms(800)));
    assert_eq!((kind, also), (Kind::Faster, vec![]));
    assert_eq!(
        reason,
        "2.00x as fast with policy ticks as with policy interval (2.00..2.00)."
    );
    let (kind, reason, _) = verdict(&settings(ms(800), ms(1600)));
    assert_eq!(kind, Kind::Slower);
    assert!(
        reason.starts_with("it takes 2.00x as long with policy ticks"),
        "{reason}"
    );
    assert_eq!(verdict(&settings(ms(800), ms(810))).0, Kind::NoDifference);
    let mut mixed = settings(ms(800), ms(800));
    mixed.other[0].wall *= 2;
    let (kind, reason, _) = verdict(&mixed);
    assert_eq!(kind, Kind::Unclear);
    assert!(
        reason.contains("with policy ticks: not clearly faster"),
        "{reason}"
    );
}

#[test]
fn both_settings_must_take_long_enough() {
    let (kind, reason, _) = verdict(&settings(ms(800), ms(20)));
    assert_eq!(kind, Kind::TooShort);
    assert!(
        reason.contains("with policy ticks; a verdict needs"),
        "{reason}"
    );
}

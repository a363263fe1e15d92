//! What the project is about, measured: with the GIL threads that compute take as long as one after another, without it they run
//! side by side; waits overlap in both modes. Ratios only, of the best times.

use std::path::Path;
use std::process::Command;

use cores::{is_shown, turn, two_cores_are_free};

#[path = "support/cores.rs"]
mod cores;

/// Seconds that an example's threads took, and that the same jobs took one by one.
fn times(example: &str, gil: &str, threads: u32, size: &str) -> (f64, f64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let output = Command::new(env!("CARGO_BIN_EXE_gilscope"))
        .current_dir(folder)
        .args(["run", "-q", "--gil", gil, example])
        .args(["--threads", &threads.to_string(), "--size", size])
        .output()
        .expect("gilscope starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().last().unwrap_or_default();
    let (together, one_by_one) = line.split_once(" s (one by one: ").expect("both times");
    let seconds = |text: &str| text.rsplit(' ').next().and_then(|word| word.parse().ok());
    (
        seconds(together).expect("seconds"),
        seconds(one_by_one.trim_end_matches(" s)")).expect("seconds"),
    )
}

#[test]
fn the_gil_serialises_computing_and_not_waiting() {
    let _turn = turn();
    let size = if cfg!(debug_assertions) { "0.05" } else { "1" };
    if two_cores_are_free() {
        let (mut on, mut off, mut job) = (f64::MAX, f64::MAX, f64::MAX);
        // Noise only makes a time longer: more alternations than five are for machines that others use too.
        for round in 0..12 {
            if round >= 5 && off / job <= 1.2 && on / job >= 1.9 {
                break;
            }
            for gil in ["on", "off"] {
                let (together, one_by_one) = times("cpu_bound.py", gil, 2, size);
                let best = if gil == "on" { &mut on } else { &mut off };
                *best = best.min(together);
                job = job.min(one_by_one / 2.0);
            }
        }
        println!(
            "cpu_bound, 2 threads: GIL on {:.2} jobs, GIL off {:.2} jobs",
            on / job,
            off / job
        );
        if two_cores_are_free() {
            assert!(
                on / job >= 1.9,
                "GIL on: two threads took only {:.2} jobs",
                on / job
            );
            assert!(
                off / job <= 1.2,
                "GIL off: two threads took {:.2} jobs",
                off / job
            );
        }
    }
    for gil in ["on", "off"] {
        let mut best = f64::MAX;
        let overlap = is_shown(|| {
            let (together, one_by_one) = times("io_bound.py", gil, 8, "0.5");
            best = best.min(together / (one_by_one / 8.0));
            best <= 1.3
        });
        println!("io_bound, 8 threads, GIL {gil}: {best:.2} jobs");
        assert!(
            overlap,
            "GIL {gil}: eight waiting threads took {best:.2} jobs"
        );
    }
}

/// The lines of `benches/scaling.py` for some functions (all, if none is named): each name with how many times as much two threads did as one.
fn scaling(functions: &[String]) -> Vec<(String, f64)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scaling.py");
    let output = Command::new(env!("CARGO_BIN_EXE_gilscope"))
        .args(["run", "-q", "--gil", "off"])
        .arg(script)
        .args(functions)
        .output()
        .expect("gilscope starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_string();
        Some((name, words.next()?.parse().ok()?))
    };
    let found: Vec<_> = text.lines().filter_map(line).collect();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !found.is_empty(), "{errors}");
    found
}

/// Functions that share a lock or a cache line, or wait while one thread collects garbage for all, get less done. `scripts/scaling` prints the
/// figures.
const LEAST: f64 = 1.7;
/// How often what got less done is measured again, while two cores are free. Noise only makes a figure smaller.
const ATTEMPTS: usize = 20;

#[test]
fn without_the_gil_small_functions_share_nothing() {
    // In a debug build an operation is so slow that nothing shared would show.
    if cfg!(debug_assertions) {
        println!("skipped: needs a release build");
        return;
    }
    let _turn = turn();
    let mut slow = Vec::new();
    for _ in 0..ATTEMPTS {
        // A machine that got busy meanwhile proves nothing.
        if !two_cores_are_free() {
            return;
        }
        let found = scaling(&slow);
        slow = found
            .into_iter()
            .filter(|(_, ratio)| *ratio < LEAST)
            .map(|(name, ratio)| {
                println!("{name}: {ratio:.2}");
                name
            })
            .collect();
        if slow.is_empty() {
            return;
        }
    }
    if !two_cores_are_free() {
        return;
    }
    panic!("two threads get less than {LEAST} times as much done as one: {slow:?}");
}

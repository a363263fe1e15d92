//! What policies do to a script that only computes, run by the program itself.

#[allow(dead_code)] // One test measures here: it needs no turns.
#[path = "support/cores.rs"]
mod cores;
mod support;

use std::path::Path;

use cores::is_shown;

/// Seconds that two threads of the example took, and what `--stats` says.
fn cpu_bound(policy: &str) -> (f64, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut command = support::command(support::GILSCOPE, &folder);
    command.args([
        "run",
        "--stats",
        "--gil",
        "on",
        "--policy",
        policy,
        "cpu_bound.py",
    ]);
    command.args(["--threads", "2", "--size", "0.01", "--threads-only"]);
    let outcome = support::run(&mut command).expect("the example ends");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let seconds = outcome
        .stdout
        .rsplit_once(": ")
        .and_then(|(_, time)| time.trim().strip_suffix(" s"));
    let seconds = seconds.and_then(|time| time.parse().ok());
    (seconds.expect("a time"), outcome.stderr)
}

/// The old lock is dropped and taken after every 100 instructions, and two threads on two cores fight for it.
#[test]
fn ticks_thrash() {
    let slower = is_shown(|| {
        let ((interval, _), (ticks, stats)) = (cpu_bound("interval"), cpu_bound("ticks"));
        assert!(stats.contains("drop requests 0"), "{stats}");
        ticks >= 1.2 * interval
    });
    assert!(slower, "ticks cost next to nothing");
}

#[test]
fn an_unknown_policy_is_refused_with_the_list() {
    let mut command = support::command(support::GILSCOPE, Path::new("."));
    command.args(["run", "--policy", "fair", "x.py"]);
    let outcome = support::run(&mut command).expect("it ends");
    assert_eq!(outcome.code, 2);
    for policy in ["interval", "greedy", "ticks", "fifo", "io-first"] {
        assert!(outcome.stderr.contains(policy), "{}", outcome.stderr);
    }
}

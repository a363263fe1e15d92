//! Behaviour 22: with safepoints where loops jump back `n += 1` loses no update, before every instruction it does.

mod support;

use std::path::Path;

/// How many updates `n += 1` of the example lost.
fn lost(safepoints: &str) -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut command = support::command(support::GILSCOPE, &folder);
    command.args(["run", "-q", "--gil", "on", "--switch-interval", "1us"]);
    command.args(["--safepoints", safepoints, "lost_update.py"]);
    command.args(["--threads", "2", "--size", "0.05", "--threads-only"]);
    let outcome = support::run(&mut command).expect("the example ends");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let line = outcome.stdout.lines().next().unwrap_or_default();
    assert!(line.starts_with("2 threads, n += 1, "), "{line}");
    let (_, lost) = line.rsplit_once("lost ").expect("what was lost");
    lost.split(':')
        .next()
        .and_then(|count| count.parse().ok())
        .expect("a number")
}

#[test]
fn safepoints_at_loops_lose_nothing() {
    for _ in 0..5 {
        assert_eq!(lost("loops"), 0);
    }
}

/// A switch between read and write is a matter of chance, so it gets many.
#[test]
fn safepoints_at_instructions_lose_updates() {
    assert!((0..100).any(|_| lost("instructions") > 0));
}

//! `gilscope sweep`, as a user types it.

mod support;

use std::path::Path;

#[test]
fn a_sweep_over_two_intervals_has_a_table_a_knee_and_a_csv_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let csv = std::env::temp_dir().join(format!("gilscope-sweep-{}.csv", std::process::id()));
    let mut command = support::command(support::GILSCOPE, &folder);
    command.args(["sweep", "-n", "1", "--switch-interval", "1ms,5ms", "-o"]);
    command.arg(&csv).args(["cpu_bound.py", "--threads", "2"]);
    command.args(["--size", "0.02", "--threads-only"]);
    let outcome = support::run(&mut command).expect("it ends");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for word in ["\n1 ms ", "\n5 ms ", "wall time", "nee", "99 %"] {
        assert!(outcome.stdout.contains(word), "{word}: {}", outcome.stdout);
    }
    let table = std::fs::read_to_string(&csv).expect("the file");
    let _ = std::fs::remove_file(&csv);
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn values_go_to_their_place_and_a_failing_run_is_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut command = support::command(support::GILSCOPE, &folder);
    command.args([
        "sweep",
        "-n",
        "1",
        "--vary",
        "threads=1,none",
        "cpu_bound.py",
    ]);
    command.args(["--threads", "@threads", "--size", "0.01", "--threads-only"]);
    let outcome = support::run(&mut command).expect("it ends");
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("threads none"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("exit code 2"), "{}", outcome.stderr);
}

//! `gilscope sweep`, as a user types it.

mod support;

use std::path::{Path, PathBuf};

use support::Outcome;

/// One round of a sweep over an example, with these files to write.
fn sweep(line: &str, files: &[PathBuf]) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut command = support::command(support::GILSCOPE, &folder);
    command.args(["sweep", "-n", "1"]);
    for file in files {
        command.arg("-o").arg(file);
    }
    support::run(command.args(line.split(' '))).expect("it ends")
}

#[test]
fn a_sweep_over_two_intervals_has_a_table_a_knee_and_files() {
    let files = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sweep");
    std::fs::create_dir_all(&files).expect("the build folder can be written");
    let outcome = sweep(
        "--switch-interval 1ms,5ms --gil-off cpu_bound.py --threads 2 --size 0.02 --threads-only",
        &["a.csv", "a.svg", "a.html"].map(|name| files.join(name)),
    );
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for word in [
        "\n1 ms ",
        "\n5 ms ",
        "\nGIL off ",
        "nee",
        "99 %",
        "Without the GIL",
    ] {
        assert!(outcome.stdout.contains(word), "{word}: {}", outcome.stdout);
    }
    let read = |name| std::fs::read_to_string(files.join(name)).expect("the file");
    let csv = read("a.csv");
    let begins = [
        "gil,switch_interval_ns,policy,round,wall_ns,",
        "on,1000000,interval,1,",
        "on,5000000,interval,1,",
        "off,,,1,",
    ];
    assert_eq!(csv.lines().count(), begins.len(), "{csv}");
    for (line, begin) in csv.lines().zip(begins) {
        assert!(line.starts_with(begin), "{csv}");
    }
    let (svg, page) = (read("a.svg"), read("a.html"));
    assert!(svg.starts_with("<svg ") && svg.contains("cpu_bound.py --threads 2"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<td>GIL off</td>"));
    // A line of medians each for the wall time, the 99 % and the median wait, and the level without the GIL.
    for picture in [&svg, &page] {
        assert_eq!(picture.matches("<polyline ").count(), 4, "{picture}");
    }
}

#[test]
fn an_ending_that_nobody_knows_is_refused() {
    let outcome = sweep("cpu_bound.py", &["a.json".into()]);
    assert_eq!(outcome.code, 2);
    for ending in [".html (", ".svg (", ".csv ("] {
        assert!(outcome.stderr.contains(ending), "{}", outcome.stderr);
    }
}

#[test]
fn what_varies_is_combined() {
    let line = "--vary threads=1,2 --vary size=0.01,0.02 cpu_bound.py --threads @threads --size @size --threads-only";
    let outcome = sweep(line, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let rows = [
        "\nsize 0.01\n",
        "\n  threads 1 ",
        "\n  threads 2 ",
        "\nsize 0.02\n",
    ];
    for row in rows {
        assert!(outcome.stdout.contains(row), "{row}: {}", outcome.stdout);
    }
}

#[test]
fn values_go_to_their_place_and_a_failing_run_is_told() {
    let line = "--vary threads=1,none cpu_bound.py --threads @threads --size 0.01 --threads-only";
    let outcome = sweep(line, &[]);
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("threads none"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("exit code 2"), "{}", outcome.stderr);
}

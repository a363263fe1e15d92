//! `gilscope compare` from outside: what it varies, what it refuses, what it passes on.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Outcome;

/// Two threads that count, for a moment.
const SCRIPT: &str = "\
import sys, threading
def count():
    for _ in range(int(sys.argv[1])): pass
threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('counted to', sys.argv[1])
";

/// A folder of this test's own, with a script in it.
fn folder(name: &str, script: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compare_{name}"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("a.py"), script).expect("a script");
    folder
}

fn compare(folder: &Path, line: &str) -> Outcome {
    let mut command = support::command(support::GILSCOPE, folder);
    command.args(["compare", "-n", "1"]).args(line.split(' '));
    support::run(&mut command).expect("it ends")
}

#[test]
fn what_varies_is_named_in_the_report_and_in_its_files() {
    let folder = folder("vary", SCRIPT);
    for (vary, names) in [
        ("gil=on,off", ["GIL on", "GIL off"]),
        ("policy=interval,fifo", ["policy interval", "policy fifo"]),
        (
            "switch-interval=5ms,1ms",
            ["interval 5 ms", "interval 1 ms"],
        ),
        (
            "safepoints=loops,instructions",
            ["safepoints loops", "safepoints instructions"],
        ),
    ] {
        let outcome = compare(
            &folder,
            &format!("--vary {vary} -o x.json -o x.svg a.py 20000"),
        );
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let json = fs::read_to_string(folder.join("x.json")).expect("it was written");
        let svg = fs::read_to_string(folder.join("x.svg")).expect("it was written");
        for name in names {
            assert!(
                outcome.stdout.contains(&format!("\n{name} ")),
                "{}",
                outcome.stdout
            );
            assert!(json.contains(&format!("a.py: {name}")), "{name}");
            assert!(svg.contains(&format!(">{name}, ")), "{name}");
        }
        assert!(
            outcome.stdout.contains("same in all 2 runs"),
            "{}",
            outcome.stdout
        );
        let mut again = support::command(support::GILSCOPE, &folder);
        let again = support::run(again.args(["timeline", "x.json"])).expect("it ends");
        assert!(
            names.iter().all(|name| again.stdout.contains(name)),
            "{}",
            again.stdout
        );
    }
}

#[test]
fn arguments_vary_and_may_print_other_things() {
    let folder = folder("arguments", SCRIPT);
    let outcome = compare(&folder, "--gil off --vary size=1000,100000 a.py @size");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for part in [
        "size 1000 ",
        "size 100000 ",
        "same in all runs with the same",
    ] {
        assert!(outcome.stdout.contains(part), "{}", outcome.stdout);
    }
    assert!(
        !outcome.stdout.contains("results differ"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn a_failing_script_passes_its_code_on_and_is_named() {
    let script = "import sys\nif sys.argv[1] == '2': sys.exit(7)\n";
    let outcome = compare(&folder("fails", script), "--vary n=1,2 a.py @n");
    assert_eq!(outcome.code, 7);
    for part in [
        "script failed: exit code 7 with n 2, in pair 1.",
        "To see it: gilscope a.py 2",
    ] {
        assert!(outcome.stdout.contains(part), "{}", outcome.stdout);
    }
}

#[test]
fn mistakes_are_told() {
    let folder = folder("mistakes", SCRIPT);
    for (line, part) in [
        (
            "--vary policy=interval,fifo,ticks a.py 1",
            "two values are compared, not 3",
        ),
        (
            "--vary policy=interval a.py 1",
            "two values are compared, not 1",
        ),
        (
            "--vary policy=interval,fair a.py 1",
            "the policies are interval",
        ),
        ("--vary threads=1,2 a.py 1", "@threads is not among"),
        ("--gil off a.py 1", "contradict"),
    ] {
        let outcome = compare(&folder, line);
        assert_eq!(outcome.code, 2, "{line}");
        assert!(outcome.stderr.contains(part), "{line}: {}", outcome.stderr);
    }
}

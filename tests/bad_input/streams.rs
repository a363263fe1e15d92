//! Readers that leave, disks that are full, streams that are closed.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::finish;
use crate::{MODES, folder, script, sound, survives};

/// A reader that goes away is a BrokenPipeError for the script, whose code it becomes.
#[test]
fn a_reader_that_leaves() {
    for mode in MODES {
        let source = "while True:\n    print('x' * 1000)\n";
        let mut command = script("reader_leaves", mode, source);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gilscope starts");
        drop(child.stdout.take());
        let outcome = sound(finish(child));
        assert!(
            [1, 120].contains(&outcome.code),
            "{}: {}",
            outcome.code,
            outcome.stderr
        );
        assert!(
            outcome.stderr.contains("BrokenPipeError"),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn a_full_disk() {
    for mode in MODES {
        let full = fs::File::create("/dev/full").expect("Linux has it");
        let mut command = script("full_disk", mode, "print('x' * 100)\n");
        let child = command.stdout(full).stderr(Stdio::piped()).spawn();
        let outcome = sound(finish(child.expect("gilscope starts")));
        assert!(
            [1, 120].contains(&outcome.code),
            "{}: {}",
            outcome.code,
            outcome.stderr
        );
        assert!(
            outcome.stderr.contains("No space left on device"),
            "{}",
            outcome.stderr
        );
    }
}

/// Started with no stdin, stdout or stderr at all, as daemons and some job runners do.
#[test]
fn closed_streams() {
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        let inner = script(
            "closed",
            "on",
            "print('hello')\nopen('touched', 'w').close()\n",
        );
        let touched = folder("closed").join("touched");
        // It may be there from the run before, or not.
        let _ = fs::remove_file(&touched);
        let mut shell = Command::new("sh");
        shell
            .current_dir(folder("closed"))
            .args(["-c", &format!("exec \"$0\" \"$@\" {closed}")])
            .arg(inner.get_program())
            .args(inner.get_args());
        let outcome = survives(&mut shell);
        assert_eq!(outcome.code, 0, "{closed}: {}", outcome.stderr);
        assert!(
            touched.exists(),
            "{closed}: the script didn't run to its end"
        );
    }
}

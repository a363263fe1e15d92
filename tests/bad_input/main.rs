//! What no script may do to gilscope: make it panic, crash or hang, or leave the user without a clear message.
//!
//! Scripts here are hostile or broken on purpose; `tests/lang` holds those that ask for ordinary behaviour.

#[path = "../support/mod.rs"]
mod support;

mod interrupt;
mod memory;
mod recursion;
mod source;
mod streams;
mod threads;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{GILSCOPE, Outcome, command, run};

const MODES: [&str; 2] = ["on", "off"];

/// A folder of its own for the scripts of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("the build folder can be written");
    folder
}

/// Writes a script and gives the command that runs it.
fn script(test: &str, mode: &str, source: impl AsRef<[u8]>) -> Command {
    script_with(&[], test, mode, source)
}

/// Writes a script and gives the command that runs it with more options.
fn script_with(options: &[&str], test: &str, mode: &str, source: impl AsRef<[u8]>) -> Command {
    let folder = folder(test);
    let name = format!("{mode}.py");
    fs::write(folder.join(&name), source).expect("the build folder can be written");
    let mut command = command(GILSCOPE, &folder);
    command.args(["--gil", mode]).args(options).arg(&name);
    command
}

/// Runs a program that must neither hang nor panic nor be ended by a signal.
#[track_caller]
fn survives(command: &mut Command) -> Outcome {
    sound(run(command))
}

#[track_caller]
fn sound(result: Result<Outcome, String>) -> Outcome {
    let outcome = result.unwrap_or_else(|hangs| panic!("{hangs}"));
    let said = &outcome.stderr;
    assert!(!said.contains("panicked at"), "it panicked:\n{said}");
    assert!(
        outcome.code < 128 || outcome.code == 130,
        "signal {} ended it:\n{said}",
        outcome.code - 128
    );
    outcome
}

/// Runs a script under both modes; it must end with `code` and say `words` on stderr, in
/// capitals or not.
#[track_caller]
fn says(test: &str, source: impl AsRef<[u8]>, code: i32, words: &[&str]) {
    for mode in MODES {
        let outcome = survives(&mut script(test, mode, source.as_ref()));
        let said = &outcome.stderr;
        assert_eq!(outcome.code, code, "GIL {mode}, stderr:\n{said}");
        for word in words {
            assert!(
                said.to_lowercase().contains(&word.to_lowercase()),
                "GIL {mode}, no {word:?} in:\n{said}"
            );
        }
    }
}

/// Runs a script under both modes; it must end well and print exactly `stdout`.
#[track_caller]
fn prints(test: &str, source: &str, stdout: &str) {
    for mode in MODES {
        let outcome = survives(&mut script(test, mode, source));
        assert_eq!(outcome.stdout, stdout, "GIL {mode}:\n{}", outcome.stderr);
        assert_eq!(outcome.code, 0, "GIL {mode}:\n{}", outcome.stderr);
    }
}

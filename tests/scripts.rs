//! Runs every script under `tests/lang` and every example: with the GIL, without it, and in CPython 3.13 if there is one.
//!
//! The expectations are files beside the scripts, written by `scripts/expect`: `.out` stdout, `.err` stderr, `.exit` the
//! exit code; a file that isn't there means "nothing" and 0. A script without `.out` is a module for others to import.
//! Scripts in `tests/unsupported.txt` use something that gilscope does not do yet: they must end in an orderly way, and leave the list
//! as soon as they pass.
//! A trial is named `area/script/on`, `.../off` or `.../python`: `cargo test --test scripts -- class/` runs one area.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use support::{GILSCOPE, Outcome, command, run};

/// What runs a script.
#[derive(Clone)]
enum Runner {
    /// gilscope with `--gil on` or `--gil off`.
    Gil(&'static str),
    /// A CPython 3.13, by its path.
    Python(Arc<str>),
}

impl Runner {
    fn name(&self) -> &str {
        match self {
            Runner::Gil(mode) => mode,
            Runner::Python(_) => "python",
        }
    }

    fn run(&self, folder: &Path, words: &[&str]) -> Result<Outcome, Failed> {
        let mut command = match self {
            Runner::Gil(mode) => {
                let mut command = command(GILSCOPE, folder);
                command.args(["--gil", mode]);
                command
            }
            Runner::Python(python) => command(python, folder),
        };
        let outcome = run(command.args(words))?;
        if outcome.stderr.contains("panicked at") {
            return Err(format!("gilscope panicked:\n{}", outcome.stderr).into());
        }
        Ok(outcome)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut runners = vec![Runner::Gil("on"), Runner::Gil("off")];
    match find_python() {
        Ok(python) => runners.push(Runner::Python(python)),
        Err(why) => eprintln!("not compared with CPython: {why}"),
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    let list = fs::read_to_string(root.join("tests/unsupported.txt")).unwrap_or_default();
    let unsupported: Vec<&str> = (list.lines())
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    for folder in entries(&root.join("tests/lang")) {
        for script in scripts_in(&folder) {
            if !script.with_extension("out").exists() {
                continue;
            }
            let name = format!("{}/{}", stem(&folder), stem(&script));
            if unsupported.contains(&name.as_str()) {
                add(&mut trials, &runners[..2], &script, check_unsupported);
                add(&mut trials, &runners[2..], &script, check_script);
            } else {
                add(&mut trials, &runners, &script, check_script);
            }
        }
    }
    for script in scripts_in(&root.join("examples")) {
        match stem(&script) {
            // What all examples import; no example itself.
            "jobs" => {}
            "deadlock" => {
                add(&mut trials, &runners, &script, check_example);
                add_named(
                    &mut trials,
                    &runners[..2],
                    &script,
                    "/forever",
                    check_deadlock,
                );
            }
            _ => add(&mut trials, &runners, &script, check_example),
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

type Check = fn(&Runner, &Path) -> Result<(), Failed>;

fn add(trials: &mut Vec<Trial>, runners: &[Runner], script: &Path, check: Check) {
    add_named(trials, runners, script, "", check);
}

fn add_named(trials: &mut Vec<Trial>, runners: &[Runner], script: &Path, what: &str, check: Check) {
    let area = script.parent().map_or("", stem);
    for runner in runners {
        let (runner, script) = (runner.clone(), script.to_owned());
        let name = format!("{area}/{}{what}/{}", stem(&script), runner.name());
        trials.push(Trial::test(name, move || check(&runner, &script)));
    }
}

/// The script says what its expectations say.
fn check_script(runner: &Runner, script: &Path) -> Result<(), Failed> {
    let (folder, name) = split(script);
    let outcome = runner.run(folder, &[name])?;
    let stderr = outcome
        .stderr
        .replace(&format!("{}/", folder.display()), "");
    let expected = |suffix| fs::read_to_string(script.with_extension(suffix)).unwrap_or_default();
    let mut wrong = differences("stdout", &expected("out"), &outcome.stdout);
    if stem(folder) == "syntax_errors" && !matches!(runner, Runner::Python(_)) {
        // gilscope words and draws these its own way: only the place must be the same.
        wrong += &place_missing(&expected("err"), &stderr);
    } else {
        wrong += &differences("stderr", &expected("err"), &stderr);
    }
    let code = expected("exit").trim().parse().unwrap_or(0);
    if outcome.code != code {
        wrong += &format!("exit code: expected {code}, got {}\n", outcome.code);
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        let python = matches!(runner, Runner::Python(_));
        let hint = if python {
            "run scripts/expect to write down what CPython says\n"
        } else {
            ""
        };
        Err(format!("{wrong}{hint}--- its stderr\n{stderr}").into())
    }
}

/// What gilscope does not support is refused or answered otherwise, but never by a panic or a hang.
fn check_unsupported(runner: &Runner, script: &Path) -> Result<(), Failed> {
    match check_script(runner, script) {
        Ok(()) => Err("it passes: take it off tests/unsupported.txt".into()),
        Err(_) => {
            let (folder, name) = split(script);
            let outcome = runner.run(folder, &[name])?;
            match outcome.code {
                0 | 1 => Ok(()),
                code => Err(format!("exit code {code}:\n{}", outcome.stderr).into()),
            }
        }
    }
}

/// The example runs small, prints its two times, and refuses nonsense with exit code 2.
fn check_example(runner: &Runner, script: &Path) -> Result<(), Failed> {
    let (folder, name) = split(script);
    let outcome = runner.run(folder, &[name, "--threads", "2", "--size", "0.02"])?;
    if outcome.code != 0 || !outcome.stderr.is_empty() {
        return Err(format!("exit code {}, stderr:\n{}", outcome.code, outcome.stderr).into());
    }
    let line = outcome.stdout.lines().last().unwrap_or_default();
    if !line.starts_with("2 threads, ") || !line.contains("one by one: ") {
        return Err(format!("the last line lacks its times: {line:?}").into());
    }
    let outcome = runner.run(folder, &[name, "--threads", "none"])?;
    if outcome.code != 2 || !outcome.stderr.contains("can't use: --threads none") {
        return Err(format!(
            "--threads none: exit code {}:\n{}",
            outcome.code, outcome.stderr
        )
        .into());
    }
    Ok(())
}

/// A real deadlock is reported, not left hanging.
fn check_deadlock(runner: &Runner, script: &Path) -> Result<(), Failed> {
    let (folder, name) = split(script);
    let outcome = runner.run(
        folder,
        &[name, "--forever", "--threads", "2", "--size", "2"],
    )?;
    if outcome.code != 1 {
        return Err(format!("exit code {}, not 1:\n{}", outcome.code, outcome.stderr).into());
    }
    for word in ["deadlock", "both-1", "both-2"] {
        if !outcome.stderr.to_lowercase().contains(word) {
            return Err(format!("the report doesn't name {word:?}:\n{}", outcome.stderr).into());
        }
    }
    Ok(())
}

/// Says where two texts part; nothing if they are the same.
fn differences(what: &str, expected: &str, got: &str) -> String {
    if expected == got {
        return String::new();
    }
    let (mut left, mut right) = (expected.split('\n'), got.split('\n'));
    let mut line = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => line += 1,
            (a, b) => {
                let show =
                    |side: Option<&str>| side.map_or("(the end)".into(), |s| format!("{s:?}"));
                return format!(
                    "{what} differs at line {line}\n  expected {}\n  got      {}\n",
                    show(a),
                    show(b)
                );
            }
        }
    }
}

/// The file and the line that CPython's message names must be in ours as well.
fn place_missing(expected: &str, got: &str) -> String {
    let place = expected.lines().find_map(|line| {
        let (file, line) = line
            .trim()
            .strip_prefix("File \"")?
            .split_once("\", line ")?;
        Some((file, line))
    });
    match place {
        Some((file, line)) if !got.contains(file) || !got.contains(line) => {
            format!("stderr doesn't name {file}, line {line}\n")
        }
        _ => String::new(),
    }
}

/// A CPython 3.13, or the reason why there is none.
fn find_python() -> Result<Arc<str>, String> {
    let wanted = std::env::var("GILSCOPE_PYTHON").ok();
    let candidates = match &wanted {
        Some(path) => vec![path.as_str()],
        None => vec!["python3.13", "python3"],
    };
    for python in &candidates {
        let says = run(command(python, Path::new("/")).arg("-VV"));
        if says.is_ok_and(|outcome| outcome.stdout.starts_with("Python 3.13.")) {
            return Ok((*python).into());
        }
    }
    Err(format!(
        "none of {} is a Python 3.13 (GILSCOPE_PYTHON can name one)",
        candidates.join(", ")
    ))
}

fn scripts_in(folder: &Path) -> Vec<PathBuf> {
    let mut scripts = entries(folder);
    scripts.retain(|path| path.extension().is_some_and(|ending| ending == "py"));
    scripts
}

/// What a folder holds, sorted. A folder that can't be read fails the whole run: it must not pass for lack of tests.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or_default()
}

fn split(script: &Path) -> (&Path, &str) {
    let name = script.file_name().and_then(|s| s.to_str());
    (script.parent().unwrap_or(script), name.unwrap_or_default())
}

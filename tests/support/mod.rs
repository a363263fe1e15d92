//! Running a program to its end under a deadline, for the tests that look at gilscope from outside.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The program under test.
pub(crate) const GILSCOPE: &str = env!("CARGO_BIN_EXE_gilscope");

/// A program that is still running after this long hangs: every script here ends within a second.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// How a program ended and what it said.
pub(crate) struct Outcome {
    /// The exit code; 128 + n after signal n, as in a shell.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command that sees nothing of the caller's settings and an empty stdin.
pub(crate) fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("PYTHON_GIL")
        .env_remove("PYTHONPATH")
        .env("NO_COLOR", "1")
        .env("PYTHON_COLORS", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1");
    command
}

/// Runs `command` to its end.
///
/// # Errors
///
/// A sentence for the test's report: it can't be started, or it hangs (then it is killed).
pub(crate) fn run(command: &mut Command) -> Result<Outcome, String> {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("can't start {command:?}: {error}"))?;
    finish(child)
}

/// Waits for the end of a started program whose stdout and stderr may be pipes.
///
/// # Errors
///
/// It hangs; then it is killed.
pub(crate) fn finish(mut child: Child) -> Result<Outcome, String> {
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < DEADLINE => thread::sleep(Duration::from_millis(2)),
            Ok(None) => {
                // Nothing depends on the result: if it is gone already, so much the better.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!(
                    "still running after {} s\n--- stdout so far\n{}--- stderr so far\n{}",
                    DEADLINE.as_secs(),
                    text(&stdout),
                    text(&stderr),
                ));
            }
            Err(error) => return Err(format!("can't wait for it: {error}")),
        }
    };
    let code = status
        .code()
        .unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
    Ok(Outcome {
        code,
        stdout: text(&stdout),
        stderr: text(&stderr),
    })
}

/// Reads a pipe to its end on a thread of its own, so that a full pipe never blocks the program.
fn collect(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth reporting.
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// What a pipe held. Something else may have kept the pipe open, so this waits only a moment.
fn text(pipe: &mpsc::Receiver<Vec<u8>>) -> String {
    let bytes = pipe
        .recv_timeout(Duration::from_secs(5))
        .unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

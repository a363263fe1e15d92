//! Runs of a script in fresh child processes, one after the other, and how a child hands its figures
//! back: in a file that its parent made, and that is gone as soon as the child has opened it.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use super::Mistake;
use super::script::Script;
use crate::gil::Mode;
use crate::timeline::Summary;

/// So many bytes of what a script prints are kept.
const KEPT: usize = 16 << 20;

/// A run in a child process.
#[derive(Debug)]
pub(super) struct ChildRun {
    pub(super) status: ExitStatus,
    /// `None` if the child ended without handing it back.
    pub(super) summary: Option<Summary>,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Runs `script` in a child process, with nothing to read on stdin. If `show` is set, what it prints
/// also goes to stderr.
pub(super) fn run(
    script: &Script,
    mode: Mode,
    options: &[String],
    show: bool,
) -> Result<ChildRun, Mistake> {
    let failed = |error: io::Error| Mistake::failure(format!("can't run a child process: {error}"));
    let mut figures = Figures::new().map_err(failed)?;
    let mut child = Command::new(std::env::current_exe().map_err(failed)?)
        .args([
            "run",
            "--quiet",
            "--gil",
            if mode == Mode::On { "on" } else { "off" },
        ])
        .args(options)
        .arg("--hand-back")
        .arg(&figures.path)
        // A file whose name begins with a dash is no option.
        .arg("--")
        .arg(&script.path)
        .args(&script.arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (stdout, stderr) = std::thread::scope(|scope| {
        let stdout = scope.spawn(|| keep(stdout, show));
        let stderr = keep(stderr, show);
        (stdout.join().unwrap_or_default(), stderr)
    });
    let status = child.wait().map_err(failed)?;
    Ok(ChildRun {
        status,
        summary: figures.read(),
        stdout,
        stderr,
    })
}

/// Reads until the end, keeps the beginning.
fn keep(from: Option<impl Read>, show: bool) -> Vec<u8> {
    let Some(mut from) = from else {
        return Vec::new();
    };
    let mut kept = Vec::new();
    let mut buffer = [0; 1 << 16];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return kept,
            Ok(length) => {
                let read = buffer.get(..length).unwrap_or_default();
                let room = KEPT.saturating_sub(kept.len()).min(length);
                kept.extend_from_slice(read.get(..room).unwrap_or_default());
                if show {
                    // If nobody reads it, nobody misses it.
                    let _ = io::stderr().write_all(read);
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return kept,
        }
    }
}

/// Where a child writes its figures, as its parent sees it.
struct Figures {
    path: PathBuf,
    file: File,
}

impl Figures {
    /// A new file in the directory for temporary files, for this user only.
    fn new() -> io::Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;
        let folder = std::env::temp_dir();
        let mut tries = 0;
        loop {
            let path = folder.join(format!("gilscope-{}-{tries}", std::process::id()));
            match File::options()
                .read(true)
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)
            {
                Ok(file) => return Ok(Figures { path, file }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < 1000 => {
                    tries += 1
                }
                Err(error) => {
                    let text = format!("no temporary file in {}: {error}", folder.display());
                    return Err(io::Error::new(error.kind(), text));
                }
            }
        }
    }

    fn read(&mut self) -> Option<Summary> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).ok()?;
        postcard::from_bytes(&bytes).ok()
    }
}

impl Drop for Figures {
    fn drop(&mut self) {
        // Gone already if the child came so far as to open it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The same file, as the child sees it.
#[derive(Debug)]
pub(super) struct HandBack(File);

impl HandBack {
    /// Opens the file and removes its name, so that it is gone whatever happens.
    pub(super) fn open(path: &Path) -> Result<Self, Mistake> {
        let opened = File::options().write(true).open(path).and_then(|file| {
            std::fs::remove_file(path)?;
            Ok(HandBack(file))
        });
        opened.map_err(|error| Mistake::failure(format!("can't hand figures back: {error}")))
    }

    /// Writes the figures.
    pub(super) fn hand(mut self, summary: &Summary) -> Result<(), Mistake> {
        let bytes = postcard::to_stdvec(summary).map_err(io::Error::other);
        let written = bytes.and_then(|bytes| self.0.write_all(&bytes));
        written.map_err(|error| Mistake::failure(format!("can't hand figures back: {error}")))
    }
}

//! Runs of a script in fresh child processes, one after the other, and how a child hands its figures
//! back: in a file that its parent made, and that is gone as soon as the child has opened it.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use super::Mistake;
use super::script::Script;
use crate::timeline::Summary;
use crate::timeline::recording::{Captured, Recording};

/// So many bytes of what a script prints are kept.
const KEPT: usize = 16 << 20;

/// A run in a child process.
#[derive(Debug)]
pub(super) struct ChildRun {
    pub(super) status: ExitStatus,
    /// What the child handed back, if it came so far.
    pub(super) figures: Figures,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Runs `script` in a child process, with nothing to read on stdin. If `show` is set, what it prints
/// also goes to stderr.
pub(super) fn run(script: &Script, options: &[String], show: bool) -> Result<ChildRun, Mistake> {
    let failed = |error: io::Error| Mistake::failure(format!("can't run a child process: {error}"));
    let figures = Figures::new().map_err(failed)?;
    let mut child = Command::new(std::env::current_exe().map_err(failed)?)
        .args(["run", "--quiet"])
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
        figures,
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

/// Where a child writes its figures, as its parent sees it. What it recorded stays there until somebody asks.
#[derive(Debug)]
pub(super) struct Figures {
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

    /// The figures; `None` if the child ended without handing them back.
    pub(super) fn summary(&mut self) -> Option<Summary> {
        let bytes = self.block(0)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// What was recorded.
    pub(super) fn recording(&mut self) -> Option<Recording> {
        let bytes = self.block(1)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// One of the blocks that a child writes, each behind its length.
    fn block(&mut self, number: usize) -> Option<Vec<u8>> {
        self.file.rewind().ok()?;
        let mut length = [0; 8];
        for _ in 0..number {
            self.file.read_exact(&mut length).ok()?;
            let skipped = i64::try_from(u64::from_le_bytes(length)).ok()?;
            self.file.seek_relative(skipped).ok()?;
        }
        self.file.read_exact(&mut length).ok()?;
        let length = u64::from_le_bytes(length);
        let mut bytes = Vec::new();
        (&self.file).take(length).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == length).then_some(bytes)
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

    /// Writes the figures, and after them what was recorded.
    pub(super) fn hand(mut self, run: &Captured) -> Result<(), Mistake> {
        let mut write = || {
            self.block(&postcard::to_stdvec(&run.summary).map_err(io::Error::other)?)?;
            self.block(&postcard::to_stdvec(&run.recording).map_err(io::Error::other)?)
        };
        write().map_err(|error| Mistake::failure(format!("can't hand figures back: {error}")))
    }

    fn block(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(&(bytes.len() as u64).to_le_bytes())?;
        self.0.write_all(bytes)
    }
}

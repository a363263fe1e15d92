//! The standard streams: buffered, shared by all threads, written off the GIL.

use std::io::{self, IsTerminal, Write};

use parking_lot::Mutex;

use super::Thread;
use super::thread::Raised;
use crate::gil::Reason;

/// A standard output stream of a run. What one call writes stays together.
#[derive(Debug)]
pub struct Output {
    target: Target,
    buffer: Mutex<Vec<u8>>,
    /// Held while bytes go out, so that they keep their order.
    writer: Mutex<()>,
    flush_lines: bool,
}

/// Where the bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The process's standard output.
    Stdout,
    /// The process's standard error.
    Stderr,
    /// Nowhere.
    Nowhere,
}

/// A buffer that holds so much is written.
const BUFFER_BYTES: usize = 8 * 1024;

impl Output {
    /// A stream. Lines are written at once to a terminal and to standard error.
    pub fn new(target: Target) -> Output {
        let flush_lines = match target {
            Target::Stdout => io::stdout().is_terminal(),
            Target::Stderr => true,
            Target::Nowhere => false,
        };
        Output {
            target,
            buffer: Mutex::default(),
            writer: Mutex::new(()),
            flush_lines,
        }
    }

    /// Whether it leads to a terminal.
    pub fn is_terminal(&self) -> bool {
        match self.target {
            Target::Stdout => io::stdout().is_terminal(),
            Target::Stderr => io::stderr().is_terminal(),
            Target::Nowhere => false,
        }
    }

    /// Its file descriptor, 1 or 2.
    pub fn descriptor(&self) -> i32 {
        if self.target == Target::Stderr { 2 } else { 1 }
    }

    /// Adds text; writes if the buffer is full or a line ended where lines are written at once.
    pub fn write(&self, thread: &mut Thread, text: &str) -> Result<(), Raised> {
        self.write_bytes(thread, text.as_bytes())
    }

    /// Adds bytes, as [`write`](Output::write) does.
    pub fn write_bytes(&self, thread: &mut Thread, bytes: &[u8]) -> Result<(), Raised> {
        let full = {
            let mut buffer = self.buffer.lock();
            buffer.extend_from_slice(bytes);
            buffer.len() >= BUFFER_BYTES || self.flush_lines && bytes.contains(&b'\n')
        };
        if full { self.flush(thread) } else { Ok(()) }
    }

    /// Writes what is buffered.
    pub fn flush(&self, thread: &mut Thread) -> Result<(), Raised> {
        if self.buffer.lock().is_empty() {
            return Ok(());
        }
        match thread.block(Reason::Write, || self.write_out()) {
            Ok(()) => Ok(()),
            Err(error) => Err(thread.os_error(&error, None)),
        }
    }

    /// Writes what is buffered, without a thread: for reports and the end of a run. What cannot be written is dropped.
    pub fn write_out(&self) -> io::Result<()> {
        let _order = self.writer.lock();
        let bytes = std::mem::take(&mut *self.buffer.lock());
        match self.target {
            Target::Stdout => write_all(io::stdout().lock(), &bytes),
            Target::Stderr => write_all(io::stderr().lock(), &bytes),
            Target::Nowhere => Ok(()),
        }
    }
}

fn write_all(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

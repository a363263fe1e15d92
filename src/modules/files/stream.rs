//! Buffered bytes of an open file. Each call that asks the system makes one system call, so that it can be repeated after a signal, and
//! runs off the GIL; the rest is bookkeeping.

use std::io;

use rustix::fs::SeekFrom;

use crate::modules::descriptors::Descriptor;

/// Bytes that are read or written at a time, as in CPython.
pub(super) const CHUNK: usize = 8 * 1024;
/// The most that one system call reads, so that memory grows with what is there and not with what is asked for.
const MOST: usize = 1 << 20;

/// An open file with its buffers. Only one of the two is in use at a time.
pub(super) struct Stream {
    pub(super) descriptor: Descriptor,
    input: Vec<u8>,
    /// What of `input` was handed out.
    taken: usize,
    output: Vec<u8>,
    /// What of `output` the system has.
    written: usize,
}

/// Where lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// At `\n`.
    Lf,
    /// At `\r`.
    Cr,
    /// At `\r\n`.
    CrLf,
    /// At any of them.
    Any,
}

impl Stream {
    pub(super) fn new(descriptor: Descriptor) -> Stream {
        Stream {
            descriptor,
            input: Vec::new(),
            taken: 0,
            output: Vec::new(),
            written: 0,
        }
    }

    /// What is read and not handed out.
    pub(super) fn unread(&self) -> &[u8] {
        self.input.get(self.taken..).unwrap_or_default()
    }

    /// Hands the next bytes out.
    pub(super) fn take(&mut self, count: usize) -> Vec<u8> {
        let count = count.min(self.unread().len());
        let bytes = self.unread()[..count].to_vec();
        self.skip(count);
        bytes
    }

    /// Puts bytes back that were handed out last.
    pub(super) fn unread_front(&mut self, bytes: &[u8]) {
        self.input.splice(..self.taken, bytes.iter().copied());
        self.taken = 0;
    }

    /// Drops the next bytes.
    pub(super) fn skip(&mut self, count: usize) {
        self.taken += count;
        if self.taken >= self.input.len() {
            self.input.clear();
            self.taken = 0;
        }
    }

    /// Reads more, up to `want` bytes or a chunk, whichever is more. Answers how much came: nothing is the end.
    pub(super) fn fill(&mut self, want: usize) -> io::Result<usize> {
        self.input.drain(..self.taken);
        self.taken = 0;
        let old = self.input.len();
        self.input.resize(old + want.clamp(CHUNK, MOST), 0);
        let space = &mut self.input[old..];
        let read = rustix::io::read(&self.descriptor, space);
        self.input.truncate(old + read.unwrap_or(0));
        Ok(read?)
    }

    /// Where the line at the front ends, just after its ending; `from` bytes of it were looked at before. None if its end was not read yet.
    /// An ending `\r` that is the last byte read may go on, unless it is known to be the last of the file.
    pub(super) fn line_end(&self, from: usize, ending: Ending, last: bool) -> Option<usize> {
        let unread = self.unread();
        let after = |byte| {
            let rest = unread.get(from..)?;
            Some(from + rest.iter().position(|it| *it == byte)? + 1)
        };
        match ending {
            Ending::Lf => after(b'\n'),
            Ending::Cr => after(b'\r'),
            Ending::CrLf => {
                let from = from.saturating_sub(1);
                let pair = unread
                    .get(from..)?
                    .windows(2)
                    .position(|it| it == b"\r\n")?;
                Some(from + pair + 2)
            }
            Ending::Any => {
                let rest = unread.get(from..)?;
                let place = from + rest.iter().position(|it| matches!(it, b'\n' | b'\r'))?;
                match (unread[place], unread.get(place + 1)) {
                    (b'\n', _) => Some(place + 1),
                    (_, Some(b'\n')) => Some(place + 2),
                    (_, None) if !last => None,
                    _ => Some(place + 1),
                }
            }
        }
    }

    /// Adds bytes to what is to be written.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    /// How much is to be written.
    pub(super) fn unwritten(&self) -> usize {
        self.output.len() - self.written
    }

    /// Writes some of it. Answers whether that was all.
    pub(super) fn write_some(&mut self) -> io::Result<bool> {
        if self.unwritten() > 0 {
            let rest = self.output.get(self.written..).unwrap_or_default();
            self.written += rustix::io::write(&self.descriptor, rest)?;
        }
        let all = self.unwritten() == 0;
        if all {
            self.output.clear();
            self.written = 0;
        }
        Ok(all)
    }

    /// Drops what could not be written.
    pub(super) fn give_up(&mut self) {
        self.output.clear();
        self.written = 0;
    }

    /// The place in the file of the next byte that is handed out or added.
    pub(super) fn position(&self) -> io::Result<u64> {
        let at = rustix::fs::tell(&self.descriptor)?;
        let (unread, unwritten) = (self.unread().len() as u64, self.unwritten() as u64);
        Ok((at + unwritten).saturating_sub(unread))
    }

    /// Goes to a place. Nothing is waiting to be written.
    pub(super) fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Current(by) => SeekFrom::Current(by - self.unread().len() as i64),
            other => other,
        };
        let at = rustix::fs::seek(&self.descriptor, to)?;
        self.input.clear();
        self.taken = 0;
        Ok(at)
    }

    /// Forgets what was read ahead, so that the next write goes where the script thinks it is.
    pub(super) fn end_reading(&mut self) -> io::Result<()> {
        if !self.unread().is_empty() {
            self.seek(SeekFrom::Current(0))?;
        }
        Ok(())
    }

    /// How many bytes the file has from here to its end, as far as that is known.
    pub(super) fn remaining(&self) -> usize {
        let size = rustix::fs::fstat(&self.descriptor);
        let at = rustix::fs::tell(&self.descriptor);
        match (size, at) {
            (Ok(size), Ok(at)) => {
                let size = u64::try_from(size.st_size).unwrap_or(0);
                usize::try_from(size.saturating_sub(at)).unwrap_or(0)
            }
            _ => 0,
        }
    }
}

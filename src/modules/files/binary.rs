//! Binary files.

use std::sync::Arc;

use super::file::{Action, File};
use super::stream::{CHUNK, Ending, Stream};
use super::{fill, size_argument, this_file};
use crate::builtins::{self, Def};
use crate::heap::Bytes;
use crate::object::{Args, ClassId, Raised, Returned, Thread};

/// The methods of binary files only.
pub(super) const METHODS: &[Def] = &[
    Def::Method("read(self, size=-1, /)", read),
    Def::Method("read1(self, size=-1, /)", read_once),
    Def::Method("peek(self, size=0, /)", peek),
    Def::Method("readline(self, size=-1, /)", readline),
    Def::Method("__next__(self, /)", next),
    Def::Method("write(self, bytes, /)", write),
    Def::Getter("raw(self)", |t, args| Ok(t.done(args.get(t, 0)))),
];

/// Checks that a binary file can be read.
fn readable(t: &mut Thread, file: &File, action: Action) -> Result<(), Raised> {
    if !file.mode.reads {
        return Err(super::unsupported(t, "read"));
    }
    file.check_open(t, action)
}

fn read(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    readable(t, &file, Action::Read)?;
    let size = size_argument(t, args, 1)?;
    let bytes = file.with(t, Action::Read, |t, stream| match size {
        Some(size) if file.unbuffered => once(t, &file, stream, size),
        Some(size) => read_bytes(t, &file, stream, size),
        None => read_all(t, &file, stream),
    })?;
    Ok(t.done(t.bytes(&bytes)))
}

/// All that is left.
pub(super) fn read_all(
    t: &mut Thread,
    file: &File,
    stream: &mut Stream,
) -> Result<Vec<u8>, Raised> {
    file.flush(t, stream)?;
    loop {
        // One more than there should be, to see the end at once.
        let want = stream.remaining() + 1;
        t.check_memory(stream.unread().len().saturating_add(want).saturating_mul(2))?;
        if fill(t, stream, want)? == 0 {
            return Ok(stream.take(usize::MAX));
        }
    }
}

/// So many bytes, or all that are left.
fn read_bytes(
    t: &mut Thread,
    file: &File,
    stream: &mut Stream,
    size: usize,
) -> Result<Vec<u8>, Raised> {
    file.flush(t, stream)?;
    while let Some(missing @ 1..) = size.checked_sub(stream.unread().len()) {
        t.check_memory(stream.unread().len().saturating_mul(2))?;
        if fill(t, stream, missing)? == 0 {
            break;
        }
    }
    Ok(stream.take(size))
}

/// What is there, up to so many bytes; at most one system call.
fn once(t: &mut Thread, file: &File, stream: &mut Stream, size: usize) -> Result<Vec<u8>, Raised> {
    file.flush(t, stream)?;
    if stream.unread().is_empty() && size > 0 {
        fill(t, stream, size.min(CHUNK))?;
    }
    Ok(stream.take(size))
}

fn read_once(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    readable(t, &file, Action::Read)?;
    let size = size_argument(t, args, 1)?.unwrap_or(CHUNK);
    let bytes = file.with(t, Action::Read, |t, stream| once(t, &file, stream, size))?;
    Ok(t.done(t.bytes(&bytes)))
}

/// What comes next, which is not taken.
fn peek(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    readable(t, &file, Action::Read)?;
    let bytes = file.with(t, Action::Read, |t, stream| {
        file.flush(t, stream)?;
        if stream.unread().is_empty() {
            fill(t, stream, CHUNK)?;
        }
        Ok(stream.unread().to_vec())
    })?;
    Ok(t.done(t.bytes(&bytes)))
}

fn line(t: &mut Thread, file: &Arc<File>, limit: Option<usize>) -> Returned {
    readable(t, file, Action::ReadLine)?;
    let bytes = file.with(t, Action::ReadLine, |t, stream| {
        super::text::read_line(t, file, stream, Ending::Lf, limit)
    })?;
    Ok(t.done(t.bytes(&bytes)))
}

fn readline(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let limit = size_argument(t, args, 1)?;
    line(t, &file, limit)
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let done = line(t, &file, None)?;
    let end = t
        .result(done)
        .cast::<Bytes>()
        .is_none_or(|line| line.as_slice().is_empty());
    if end {
        return Err(t.error(ClassId::StopIteration, ""));
    }
    Ok(done)
}

/// Adds bytes to what is to be written, and writes it if that is much.
pub(super) fn put(
    t: &mut Thread,
    file: &File,
    stream: &mut Stream,
    bytes: &[u8],
) -> Result<(), Raised> {
    if let Err(error) = stream.end_reading() {
        return Err(t.os_error(&error, None));
    }
    stream.put(bytes);
    if stream.unwritten() > CHUNK || file.unbuffered {
        file.flush(t, stream)?;
    }
    Ok(())
}

fn write(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    if !file.mode.writes {
        return Err(super::unsupported(t, "write"));
    }
    let bytes = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    t.check_memory(bytes.len())?;
    file.with(t, Action::Write, |t, stream| put(t, &file, stream, &bytes))?;
    Ok(t.done(t.usize(bytes.len())))
}

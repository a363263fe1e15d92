//! Text files: bytes decoded and encoded, line endings translated.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::file::{Action, File};
use super::stream::{CHUNK, Ending, Stream};
use super::{fill, this_file};
use crate::builtins::text::encoding::{Encoding, Order};
use crate::builtins::{self, Def};
use crate::heap::{Slot, Str, Value};
use crate::object::{Args, Raised, Returned, Thread};
use crate::vm;

/// How a file's bytes are text.
pub(super) struct Text {
    pub(super) encoding: Encoding,
    /// As attributes show it.
    pub(super) encoding_name: String,
    pub(super) errors: String,
    /// The argument `newline`.
    pub(super) newline: Newline,
    /// Whether a line is written as soon as it is complete.
    pub(super) line_buffering: bool,
    /// Whether a byte order mark may come next.
    pub(super) at_start: AtomicBool,
}

/// What `open(newline=...)` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Newline {
    /// None: every line ending is read as `\n`.
    Translate,
    /// `''`: every line ending counts, and is left as it is.
    Any,
    /// `'\n'`, `'\r'`, `'\r\n'`: only this one counts.
    Only(Ending),
}

impl Newline {
    fn ending(self) -> Ending {
        match self {
            Newline::Only(ending) => ending,
            Newline::Translate | Newline::Any => Ending::Any,
        }
    }
}

impl Text {
    /// Whether the bytes of ASCII characters are theirs and nobody else's, so that lines can be found before decoding.
    pub(super) fn supports(encoding: Encoding) -> bool {
        !matches!(
            encoding,
            Encoding::Utf16(Order::Big | Order::Little | Order::Marked) | Encoding::Utf32(_)
        )
    }

    /// The string of bytes.
    fn decode(&self, t: &mut Thread, bytes: Vec<u8>) -> Returned {
        let mut bytes = bytes;
        if self.newline == Newline::Translate && bytes.contains(&b'\r') {
            bytes = translate(&bytes);
        }
        if self.at_start.swap(false, Ordering::Relaxed)
            && self.encoding == Encoding::Utf8Sig
            && bytes.starts_with(b"\xef\xbb\xbf")
        {
            bytes.drain(..3);
        }
        if self.encoding == Encoding::Utf8 || bytes.is_ascii() {
            match String::from_utf8(bytes) {
                Ok(text) => return Ok(t.done(t.str(&text))),
                Err(error) => bytes = error.into_bytes(),
            }
        }
        let bytes = t.push(t.bytes(&bytes));
        let encoding = match self.encoding {
            Encoding::Utf8Sig => Encoding::Utf8,
            other => other,
        };
        let encoding = t.push(t.str(encoding.name()));
        let errors = t.push(t.str(&self.errors));
        vm::call_method(t, bytes, "decode", &[encoding, errors])
    }

    /// The bytes of a string.
    fn encode(&self, t: &mut Thread, text: Slot) -> Result<Vec<u8>, Raised> {
        let mark = t.mark();
        let ending: Option<&str> = match self.newline {
            Newline::Only(Ending::Cr) => Some("\r"),
            Newline::Only(Ending::CrLf) => Some("\r\n"),
            _ => None,
        };
        let bytes = {
            let text = t.payload(t.get(text)).cast::<Str>().map_or("", Str::as_str);
            let text = match ending {
                Some(ending) => Cow::Owned(text.replace('\n', ending)),
                None => Cow::Borrowed(text),
            };
            if self.encoding == Encoding::Utf8 || text.is_ascii() {
                Some(text.as_bytes().to_vec())
            } else {
                t.push(t.str(&text));
                None
            }
        };
        let mut bytes = match bytes {
            Some(bytes) => bytes,
            None => {
                let encoding = match self.encoding {
                    Encoding::Utf8Sig => Encoding::Utf8,
                    other => other,
                };
                let encoding = t.push(t.str(encoding.name()));
                let errors = t.push(t.str(&self.errors));
                let done = vm::call_method(t, mark, "encode", &[encoding, errors])?;
                builtins::bytes_like(t, t.result(done))?.into_owned()
            }
        };
        t.pop_to(mark);
        if self.at_start.swap(false, Ordering::Relaxed) && self.encoding == Encoding::Utf8Sig {
            bytes.splice(..0, *b"\xef\xbb\xbf");
        }
        Ok(bytes)
    }
}

/// `\r\n` and `\r` as `\n`.
fn translate(bytes: &[u8]) -> Vec<u8> {
    let mut translated = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(&byte) = rest.next() {
        if byte == b'\r' {
            rest.next_if(|next| **next == b'\n');
            translated.push(b'\n');
        } else {
            translated.push(byte);
        }
    }
    translated
}

/// The methods of text files only.
pub(super) const METHODS: &[Def] = &[
    Def::Method("read(self, size=-1, /)", read),
    Def::Method("readline(self, size=-1, /)", readline),
    Def::Method("__next__(self, /)", next),
    Def::Method("write(self, text, /)", write),
    Def::Method("reconfigure(self, **options)", |t, _| t.none()),
    Def::Getter("encoding(self)", |t, args| {
        let file = this_file(t, args)?;
        let name = file
            .text
            .as_ref()
            .map_or("", |text| text.encoding_name.as_str());
        Ok(t.done(t.str(name)))
    }),
    Def::Getter("errors(self)", |t, args| {
        let file = this_file(t, args)?;
        let errors = file.text.as_ref().map_or("", |text| text.errors.as_str());
        Ok(t.done(t.str(errors)))
    }),
    Def::Getter("line_buffering(self)", |t, args| {
        let file = this_file(t, args)?;
        let lines = file.text.as_ref().is_some_and(|text| text.line_buffering);
        Ok(t.done(Value::bool(lines)))
    }),
    Def::Getter("newlines(self)", |t, _| t.none()),
    Def::Getter("buffer(self)", super::buffer),
];

/// Checks that a text file can be read.
fn readable(t: &mut Thread, file: &File, action: Action) -> Result<(), Raised> {
    file.check_open(t, action)?;
    if file.mode.reads {
        Ok(())
    } else {
        Err(super::unsupported(t, "not readable"))
    }
}

fn read(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    readable(t, &file, Action::Read)?;
    let size = super::size_argument(t, args, 1)?;
    let bytes = file.with(t, Action::Read, |t, stream| match size {
        Some(size) => read_characters(t, &file, stream, size),
        None => super::binary::read_all(t, &file, stream),
    })?;
    decode(t, &file, bytes)
}

fn decode(t: &mut Thread, file: &File, bytes: Vec<u8>) -> Returned {
    match &file.text {
        Some(text) => text.decode(t, bytes),
        None => Ok(t.done(t.bytes(&bytes))),
    }
}

/// Where the first `count` characters end, as they count after translation; None if there are not more than so many.
fn end_of_characters(file: &File, bytes: &[u8], count: usize) -> Option<usize> {
    let text = file.text.as_ref()?;
    let narrow = matches!(text.encoding, Encoding::Latin1 | Encoding::Ascii);
    let translates = text.newline == Newline::Translate;
    let (mut seen, mut before) = (0, 0);
    bytes.iter().enumerate().find_map(|(place, byte)| {
        // A character ends where the next one begins.
        let goes_on =
            !narrow && byte & 0xc0 == 0x80 || translates && *byte == b'\n' && before == b'\r';
        before = *byte;
        seen += usize::from(!goes_on);
        (seen > count).then_some(place)
    })
}

/// The bytes of so many characters.
fn read_characters(
    t: &mut Thread,
    file: &File,
    stream: &mut Stream,
    count: usize,
) -> Result<Vec<u8>, Raised> {
    file.flush(t, stream)?;
    loop {
        if let Some(end) = end_of_characters(file, stream.unread(), count) {
            return Ok(stream.take(end));
        }
        t.check_memory(stream.unread().len().saturating_mul(2))?;
        if fill(t, stream, CHUNK)? == 0 {
            return Ok(stream.take(usize::MAX));
        }
    }
}

/// The bytes of a line, at most `limit` of them.
pub(super) fn read_line(
    t: &mut Thread,
    file: &File,
    stream: &mut Stream,
    ending: Ending,
    limit: Option<usize>,
) -> Result<Vec<u8>, Raised> {
    file.flush(t, stream)?;
    let (mut seen, mut last) = (0, false);
    loop {
        let unread = stream.unread().len();
        let end = match stream.line_end(seen, ending, last) {
            Some(end) => Some(end),
            None if last => Some(unread),
            None => limit.filter(|limit| unread >= *limit),
        };
        if let Some(end) = end {
            return Ok(stream.take(end.min(limit.unwrap_or(end))));
        }
        // The last byte may be the first of an ending.
        seen = unread.saturating_sub(1);
        t.check_memory(unread.saturating_mul(2))?;
        last = fill(t, stream, CHUNK)? == 0;
    }
}

/// A line of a text file, as a string; an empty one at the end.
pub(in crate::modules) fn next_line(t: &mut Thread, file: &Arc<File>) -> Returned {
    readable(t, file, Action::ReadLine)?;
    let ending = file
        .text
        .as_ref()
        .map_or(Ending::Lf, |text| text.newline.ending());
    let bytes = file.with(t, Action::ReadLine, |t, stream| {
        read_line(t, file, stream, ending, None)
    })?;
    decode(t, file, bytes)
}

fn readline(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let Some(size) = super::size_argument(t, args, 1)? else {
        return next_line(t, &file);
    };
    readable(t, &file, Action::ReadLine)?;
    let ending = file
        .text
        .as_ref()
        .map_or(Ending::Lf, |text| text.newline.ending());
    let bytes = file.with(t, Action::ReadLine, |t, stream| {
        // Bytes enough for so many characters; what is too much is put back.
        let mut line = read_line(t, &file, stream, ending, Some(size.saturating_mul(4)))?;
        if let Some(end) = end_of_characters(&file, &line, size) {
            stream.unread_front(&line[end..]);
            line.truncate(end);
        }
        Ok(line)
    })?;
    decode(t, &file, bytes)
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let done = next_line(t, &file)?;
    let end = t
        .result(done)
        .cast::<Str>()
        .is_none_or(|line| line.chars() == 0);
    if end {
        return Err(t.error(crate::object::ClassId::StopIteration, ""));
    }
    Ok(done)
}

fn write(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.check_open(t, Action::Write)?;
    if !file.mode.writes {
        return Err(super::unsupported(t, "not writable"));
    }
    let Some(chars) = t.payload(args.get(t, 1)).cast::<Str>().map(Str::chars) else {
        let class = t.class_of(args.get(t, 1)).name();
        let message = format!("write() argument must be str, not {class}");
        return Err(t.type_error(message));
    };
    let Some(text) = &file.text else {
        return t.none();
    };
    let bytes = text.encode(t, args.slot(1))?;
    t.check_memory(bytes.len())?;
    file.with(t, Action::Write, |t, stream| {
        super::binary::put(t, &file, stream, &bytes)?;
        if text.line_buffering && bytes.contains(&b'\n') {
            file.flush(t, stream)?;
        }
        Ok(())
    })?;
    Ok(t.done(t.usize(chars)))
}

/// Reads a line for `input()`: without its ending; None at the end of the file.
pub(in crate::modules) fn input_line(
    t: &mut Thread,
    file: &Arc<File>,
) -> Result<Option<Slot>, Raised> {
    let done = next_line(t, file)?;
    let line = t.push_result(done);
    let text = t.get(line).cast::<Str>().map_or("", Str::as_str);
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.strip_suffix('\n').unwrap_or(text).to_string();
    t.set(line, t.str(&text));
    Ok(Some(line))
}

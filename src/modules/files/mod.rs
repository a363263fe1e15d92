//! Files: `open`, the objects that it returns, and `sys.stdin`.

mod binary;
mod file;
mod mode;
mod stream;
mod text;

pub(super) use file::{File, Written, flush_all};

use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::fs::SeekFrom;

use self::file::{Action, Mode, Name};
use self::stream::Stream;
use self::text::{Newline, Text};
use super::descriptors::Descriptor;
use super::paths::{Path, path_argument};
use super::state::{Type, state};
use super::sync::{new_object, this};
use crate::builtins::text::encoding::Encoding;
use crate::builtins::{self, Def};
use crate::gil::Reason;
use crate::heap::{List, Object, Slot, Str, Value};
use crate::object::{Args, ClassFlags, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// The methods that all files have.
const METHODS: &[Def] = &[
    Def::Method("readlines(self, hint=-1, /)", readlines),
    Def::Method("writelines(self, lines, /)", writelines),
    Def::Method("__iter__(self, /)", enter),
    Def::Method("__enter__(self, /)", enter),
    Def::Method("__exit__(self, /, *args)", close),
    Def::Method("close(self, /)", close),
    Def::Method("flush(self, /)", flush),
    Def::Method("seek(self, offset, whence=0, /)", seek),
    Def::Method("tell(self, /)", tell),
    Def::Method("truncate(self, size=None, /)", truncate),
    Def::Method("fileno(self, /)", fileno),
    Def::Method("isatty(self, /)", isatty),
    Def::Method("readable(self, /)", |t, args| {
        flag(t, args, |file| file.mode.reads)
    }),
    Def::Method("writable(self, /)", |t, args| {
        flag(t, args, |file| file.mode.writes)
    }),
    Def::Method("seekable(self, /)", seekable),
    Def::Method("__repr__(self, /)", repr),
    Def::Getter("name(self)", name),
    Def::Getter("mode(self)", |t, args| {
        let file = this_file(t, args)?;
        Ok(t.done(t.str(&file.mode.shown)))
    }),
    Def::Getter("closed(self)", |t, args| flag(t, args, File::is_closed)),
];

/// Makes the classes, and the functions `open` and `input`.
pub(super) fn install(thread: &Thread) {
    for (which, name, own) in [
        (Type::TextFile, "TextIOWrapper", text::METHODS),
        (Type::BufferedReader, "BufferedReader", binary::METHODS),
        (Type::BufferedWriter, "BufferedWriter", binary::METHODS),
        (Type::BufferedRandom, "BufferedRandom", binary::METHODS),
        (Type::FileIo, "FileIO", binary::METHODS),
    ] {
        let table: Vec<Def> = METHODS.iter().chain(own).copied().collect();
        let object = thread.class(ClassId::Object);
        let class = builtins::define_class(thread, "_io", name, object, &table);
        class.set_flag(ClassFlags::FINAL);
        state(thread).set_class(which, class);
    }
    builtins::add_functions(
        thread,
        thread.builtins(),
        &[
            (
                "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
                open,
            ),
            ("input(prompt='', /)", input),
        ],
    );
}

/// Fills `io`; the rest of it is Python.
pub(super) fn install_io(thread: &Thread, module: &Module) {
    let open = thread.builtins().get(thread.intern("open"));
    thread.set_global(module, "open", open);
    for (which, name) in [
        (Type::TextFile, "TextIOWrapper"),
        (Type::BufferedReader, "BufferedReader"),
        (Type::BufferedWriter, "BufferedWriter"),
        (Type::BufferedRandom, "BufferedRandom"),
        (Type::FileIo, "FileIO"),
    ] {
        let class = state(thread).class(thread, which);
        thread.set_global(module, name, class);
    }
}

/// Standard input, as a file of its own making.
pub(super) fn stdin(thread: &Thread) -> Arc<File> {
    let new = || {
        let text = Text {
            encoding: Encoding::Utf8,
            encoding_name: "utf-8".to_string(),
            errors: "strict".to_string(),
            newline: Newline::Translate,
            line_buffering: false,
            at_start: AtomicBool::new(false),
        };
        let mode = Mode {
            shown: "r".to_string(),
            reads: true,
            writes: false,
        };
        let name = Name::Path("<stdin>".to_string());
        let stream = Stream::new(Descriptor::Standard(0));
        File::new(thread, (name, mode, Some(text)), (0, true), stream, false)
    };
    state(thread).stdin.get_or_init(new).clone()
}

// ----- open -----

fn open(t: &mut Thread, args: Args) -> Returned {
    let asked = mode::parse(t, args)?;
    flush_all(t)?;
    let path = path_argument(t, args.slot(0), "expected str, bytes or os.PathLike object")?;
    let closefd = args.get(t, 6).is_unbound() || vm::truth(t, args.slot(6))?;
    let opener = args
        .get(t, 7)
        .bound()
        .is_some_and(|opener| !opener.is_none());
    let (number, descriptor, name) = match path {
        Path::Number(number) => {
            if number < 0 {
                return Err(t.value_error("negative file descriptor"));
            }
            match state(t).descriptors.get(number) {
                Ok(descriptor) => (number as i32, descriptor, Name::Number(number as i32)),
                Err(error) => return Err(t.os_error(&error, None)),
            }
        }
        Path::Named { .. } if !closefd => {
            return Err(t.value_error("Cannot use closefd=False with file name"));
        }
        Path::Named { shown, .. } if opener => {
            let number = call_opener(t, args, asked.flags())?;
            match state(t).descriptors.get(number) {
                Ok(descriptor) => (number as i32, descriptor, Name::Path(shown)),
                Err(error) => return Err(t.os_error(&error, None)),
            }
        }
        Path::Named { path, shown, bytes } => {
            let file = open_path(t, &asked, &path, &shown)?;
            let (number, descriptor) = state(t).descriptors.add(file);
            let name = match bytes {
                true => Name::Bytes(shown.into_bytes()),
                false => Name::Path(shown),
            };
            (number, descriptor, name)
        }
    };
    let mut stream = Stream::new(descriptor);
    if asked.appends {
        // A pipe has no end to go to.
        let _ = stream.seek(SeekFrom::End(0));
    }
    let terminal = stream.descriptor.as_fd().is_terminal();
    let which = asked.class();
    let text = asked.text.map(|mut text| {
        text.line_buffering |= terminal;
        text
    });
    let unbuffered = asked.unbuffered;
    let file = File::new(
        t,
        (name, asked.mode, text),
        (number, closefd),
        stream,
        unbuffered,
    );
    let class = state(t).class(t, which);
    Ok(t.done(new_object(t, class, file)))
}

/// The number of what the script's own `opener(path, flags)` opens.
fn call_opener(t: &mut Thread, args: Args, flags: i64) -> Result<i64, Raised> {
    let flags = t.push(t.int(flags));
    let done = vm::call(t, args.slot(7), &[args.slot(0), flags])?;
    let number = t.push_result(done);
    let number = vm::index(t, number)?;
    if number < 0 {
        return Err(t.value_error(format!("opener returned {number}")));
    }
    Ok(number)
}

fn open_path(
    t: &mut Thread,
    asked: &mode::Asked,
    path: &std::path::Path,
    shown: &str,
) -> Result<OwnedFd, Raised> {
    let mut opened = t.block_io(Reason::File, || asked.open(path))?;
    let full =
        |error: &io::Error| matches!(error.raw_os_error(), Some(libc::EMFILE | libc::ENFILE));
    if opened.as_ref().is_err_and(full) {
        // Files that the script forgot are closed with the garbage.
        t.collect();
        opened = t.block_io(Reason::File, || asked.open(path))?;
    }
    opened.map_err(|error| t.os_error(&error, Some(shown)))
}

// ----- helpers -----

/// The file of a method.
fn this_file(t: &Thread, args: Args) -> Result<Arc<File>, Raised> {
    this::<Arc<File>>(t, args).cloned()
}

fn flag(t: &mut Thread, args: Args, get: impl Fn(&File) -> bool) -> Returned {
    let file = this_file(t, args)?;
    Ok(t.done(Value::bool(get(&file))))
}

/// Reads more into a stream's buffer: how much came.
fn fill(t: &mut Thread, stream: &mut Stream, want: usize) -> Result<usize, Raised> {
    match t.block_io(Reason::Read, || stream.fill(want))? {
        Ok(count) => Ok(count),
        Err(error) => Err(t.os_error(&error, None)),
    }
}

/// An optional size: None, and a negative one, are "as much as there is".
fn size_argument(t: &mut Thread, args: Args, index: usize) -> Result<Option<usize>, Raised> {
    let given = args.get(t, index);
    if given.is_unbound() || given.is_none() {
        return Ok(None);
    }
    let is_index = given.is_small_int()
        || !t
            .class_of(given)
            .dunder(crate::object::Dunder::Index)
            .is_unbound();
    if !is_index {
        let class = t.class_of(given).name();
        let message = format!("argument should be integer or None, not '{class}'");
        return Err(t.type_error(message));
    }
    let size = vm::index(t, args.slot(index))?;
    Ok(usize::try_from(size).ok())
}

/// Raises `io.UnsupportedOperation`.
fn unsupported(t: &mut Thread, message: &str) -> Raised {
    super::raise::raise(t, "io", "UnsupportedOperation", None, message)
}

// ----- methods -----

fn enter(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.check_open(t, Action::Other)?;
    Ok(t.done(args.get(t, 0)))
}

fn close(t: &mut Thread, args: Args) -> Returned {
    this_file(t, args)?.close(t)?;
    t.none()
}

fn flush(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.with(t, Action::Flush, |t, stream| file.flush(t, stream))?;
    t.none()
}

fn readlines(t: &mut Thread, args: Args) -> Returned {
    let hint = size_argument(t, args, 1)?.filter(|hint| *hint > 0);
    let list = t.push(t.list(&[]).value());
    let mut total = 0;
    loop {
        let mark = t.mark();
        let done = vm::call_method(t, args.slot(0), "readline", &[])?;
        let line = t.push_result(done);
        let len = vm::length(t, line)?;
        if len == 0 {
            break;
        }
        if let Some(list) = t.get(list).cast::<List>() {
            list.push(t.mutator(), t.get(line));
        }
        t.pop_to(mark);
        total += len;
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
        t.poll_if_set()?;
    }
    Ok(t.done(t.get(list)))
}

fn writelines(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.check_open(t, Action::Other)?;
    let this = args.slot(0);
    vm::for_each(t, args.slot(1), |t, line| {
        vm::call_method(t, this, "write", &[line]).map(|_| ())
    })?;
    t.none()
}

fn seek(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.check_open(t, Action::Seek)?;
    let offset = vm::index(t, args.slot(1))?;
    let whence = match args.get(t, 2).bound() {
        Some(_) => vm::index(t, args.slot(2))?,
        None => 0,
    };
    if let Some(text) = &file.text {
        match whence {
            0 if offset < 0 => {
                return Err(t.value_error(format!("negative seek position {offset}")));
            }
            1 if offset != 0 => {
                return Err(unsupported(t, "can't do nonzero cur-relative seeks"));
            }
            2 if offset != 0 => {
                return Err(unsupported(t, "can't do nonzero end-relative seeks"));
            }
            0..=2 => {}
            _ => {
                let message = format!("invalid whence ({whence}, should be 0, 1 or 2)");
                return Err(t.value_error(message));
            }
        }
        let start = whence == 0 && offset == 0;
        text.at_start
            .store(start, std::sync::atomic::Ordering::Relaxed);
    }
    let to = match (whence, u64::try_from(offset)) {
        (0, Ok(offset)) => SeekFrom::Start(offset),
        (0, Err(_)) => {
            let error = io::Error::from_raw_os_error(libc::EINVAL);
            return Err(t.os_error(&error, None));
        }
        (1, _) => SeekFrom::Current(offset),
        (2, _) => SeekFrom::End(offset),
        _ => return Err(t.value_error(format!("whence value {whence} unsupported"))),
    };
    let at = file.with(t, Action::Seek, |t, stream| {
        file.flush(t, stream)?;
        stream.seek(to).map_err(|error| t.os_error(&error, None))
    })?;
    Ok(t.done(t.int(at as i64)))
}

fn tell(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let at = file.with(t, Action::Other, |t, stream| {
        stream.position().map_err(|error| t.os_error(&error, None))
    })?;
    Ok(t.done(t.int(at as i64)))
}

fn truncate(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    file.check_open(t, Action::Truncate)?;
    if !file.mode.writes {
        return Err(unsupported(t, "truncate"));
    }
    let size = match args.get(t, 1) {
        Value::UNBOUND | Value::NONE => None,
        _ => Some(vm::index(t, args.slot(1))?),
    };
    let size = file.with(t, Action::Truncate, |t, stream| {
        file.flush(t, stream)?;
        let truncated = stream.position().and_then(|at| {
            let size = match size {
                Some(size) => {
                    u64::try_from(size).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))?
                }
                None => at,
            };
            rustix::fs::ftruncate(&stream.descriptor, size)?;
            Ok(size)
        });
        truncated.map_err(|error| t.os_error(&error, None))
    })?;
    Ok(t.done(t.int(size as i64)))
}

fn fileno(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    if file.is_closed() {
        return Err(t.value_error("I/O operation on closed file"));
    }
    Ok(t.done(Value::int(file.descriptor)))
}

fn isatty(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    if file.is_closed() {
        return Err(t.value_error("I/O operation on closed file"));
    }
    let terminal = file.with(t, Action::Other, |_, stream| {
        Ok(stream.descriptor.as_fd().is_terminal())
    })?;
    Ok(t.done(Value::bool(terminal)))
}

fn seekable(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let can = file.with(t, Action::Other, |_, stream| Ok(stream.position().is_ok()))?;
    Ok(t.done(Value::bool(can)))
}

fn name(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    Ok(t.done(match &file.name {
        Name::Path(path) => t.str(path),
        Name::Bytes(path) => t.bytes(path),
        Name::Number(number) => Value::int(*number),
    }))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let done = name(t, args)?;
    let name = t.push_result(done);
    let done = vm::repr(t, name)?;
    let name = t.result(done).cast::<Str>().map_or("?", Str::as_str);
    let class = t.class_of(args.get(t, 0)).name();
    let text = match &file.text {
        Some(text) if class == "TextIOWrapper" => format!(
            "<_io.TextIOWrapper name={name} mode='{}' encoding='{}'>",
            file.mode.shown, text.encoding_name
        ),
        _ => format!("<_io.{class} name={name}>"),
    };
    Ok(t.done(t.str(&text)))
}

/// The same file, for bytes.
fn buffer(t: &mut Thread, args: Args) -> Returned {
    let file = this_file(t, args)?;
    let which = match (file.mode.reads, file.mode.writes) {
        (true, true) => Type::BufferedRandom,
        (true, false) => Type::BufferedReader,
        _ => Type::BufferedWriter,
    };
    let class = state(t).class(t, which);
    Ok(t.done(new_object(t, class, file)))
}

// ----- input -----

/// A line from `sys.stdin`, which may be an object of the script's.
fn input(t: &mut Thread, args: Args) -> Returned {
    let interpreter = t.interpreter().clone();
    if args.get(t, 0).bound().is_some() {
        let done = vm::str(t, args.slot(0))?;
        let prompt = t
            .result(done)
            .cast::<Str>()
            .map_or("", Str::as_str)
            .to_string();
        interpreter.stdout.write(t, &prompt)?;
    }
    interpreter.stdout.flush(t)?;
    let replaced = {
        let sys = super::import::loaded(t, "sys").and_then(Value::cast::<Module>);
        sys.and_then(|sys| {
            let (current, original) = (sys.get(t.intern("stdin")), sys.get(t.intern("__stdin__")));
            (current != original && !current.is_unbound()).then(|| t.push(current))
        })
    };
    let line: Option<Slot> = match replaced {
        Some(stream) => {
            let done = vm::call_method(t, stream, "readline", &[])?;
            let line = t.push_result(done);
            let text = t
                .payload(t.get(line))
                .cast::<Str>()
                .map(|text| text.as_str().to_string());
            let Some(text) = text else {
                return Err(t.type_error("object.readline() returned non-string"));
            };
            t.set(line, t.str(text.strip_suffix('\n').unwrap_or(&text)));
            (!text.is_empty()).then_some(line)
        }
        None => {
            let stdin = stdin(t);
            text::input_line(t, &stdin)?
        }
    };
    match line {
        Some(line) => Ok(t.done(t.get(line))),
        None => Err(t.error(ClassId::EOFError, "EOF when reading a line")),
    }
}

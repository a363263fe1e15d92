//! `sys.stdout` and `sys.stderr` as objects. What they write to belongs to the interpreter, because `print` and tracebacks use it too.

use std::sync::Arc;

use super::state::{Type, state};
use super::sync::{new_object, this};
use crate::builtins::{self, Def};
use crate::heap::{NoFields, Object, Str, Value};
use crate::object::{Args, ClassFlags, ClassId, Module, Output, Raised, Returned, Thread};
use crate::vm;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standard {
    Out,
    Err,
}

// SAFETY: no field inside.
unsafe impl NoFields for Standard {}

impl Standard {
    fn output(self, t: &Thread) -> &Output {
        match self {
            Standard::Out => &t.interpreter().stdout,
            Standard::Err => &t.interpreter().stderr,
        }
    }
}

/// Makes the classes.
pub(super) fn install(thread: &Thread) {
    let text = [
        Def::Method("write(self, text, /)", write_text),
        Def::Method("writelines(self, lines, /)", write_lines),
        Def::Method("flush(self, /)", flush),
        Def::Method("close(self, /)", flush),
        Def::Method("fileno(self, /)", fileno),
        Def::Method("isatty(self, /)", isatty),
        Def::Method("readable(self, /)", no),
        Def::Method("writable(self, /)", yes),
        Def::Method("seekable(self, /)", no),
        Def::Method("reconfigure(self, **options)", |t, _| t.none()),
        Def::Method("__enter__(self, /)", |t, args| Ok(t.done(args.get(t, 0)))),
        Def::Method("__exit__(self, /, *args)", flush),
        Def::Method("__repr__(self, /)", repr),
        Def::Getter("name(self)", name),
        Def::Getter("mode(self)", |t, _| Ok(t.done(t.intern("w").value()))),
        Def::Getter("encoding(self)", |t, _| {
            Ok(t.done(t.intern("utf-8").value()))
        }),
        Def::Getter("errors(self)", errors),
        Def::Getter("newlines(self)", |t, _| t.none()),
        Def::Getter("closed(self)", no),
        Def::Getter("line_buffering(self)", isatty),
        Def::Getter("buffer(self)", buffer),
    ];
    let bytes = [
        Def::Method("write(self, bytes, /)", write_bytes),
        Def::Method("flush(self, /)", flush),
        Def::Method("fileno(self, /)", fileno),
        Def::Method("isatty(self, /)", isatty),
        Def::Method("readable(self, /)", no),
        Def::Method("writable(self, /)", yes),
        Def::Getter("name(self)", name),
        Def::Getter("mode(self)", |t, _| Ok(t.done(t.intern("wb").value()))),
        Def::Getter("closed(self)", no),
    ];
    class(thread, Type::StandardText, "TextIOWrapper", &text);
    class(thread, Type::StandardBytes, "BufferedWriter", &bytes);
}

/// Makes a class of the module `_io` that scripts cannot make instances of.
fn class(thread: &Thread, which: Type, name: &'static str, table: &[Def]) {
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "_io", name, object, table);
    class.set_flag(ClassFlags::FINAL);
    state(thread).set_class(which, class);
}

/// Adds them to `sys`.
pub(super) fn add_to(thread: &Thread, sys: &Module) {
    let class = state(thread).class(thread, Type::StandardText);
    for (names, which) in [
        (["stdout", "__stdout__"], Standard::Out),
        (["stderr", "__stderr__"], Standard::Err),
    ] {
        let stream = new_object(thread, class, Arc::new(which));
        for name in names {
            thread.set_global(sys, name, stream);
        }
    }
    let class = state(thread).class(thread, Type::TextFile);
    let stdin = new_object(thread, class, super::files::stdin(thread));
    for name in ["stdin", "__stdin__"] {
        thread.set_global(sys, name, stdin);
    }
}

/// Writes to `sys.stderr`, which may be an object of the script's. Its own exceptions are dropped, as there is no other place to tell of them.
pub(super) fn complain(t: &mut Thread, text: &str) {
    let mark = t.mark();
    let stream = {
        let sys = super::import::loaded(t, "sys").and_then(Value::cast::<Module>);
        let current = sys.map(|sys| sys.get(t.intern("stderr")));
        let original = sys.map(|sys| sys.get(t.intern("__stderr__")));
        current
            .filter(|current| Some(*current) != original && !current.is_unbound())
            .map(|current| t.push(current))
    };
    let written = match stream {
        Some(stream) if t.get(stream).is_none() => Ok(()),
        Some(stream) => {
            let text = t.push(t.str(text));
            vm::call_method(t, stream, "write", &[text]).map(|_| ())
        }
        None => {
            let interpreter = t.interpreter().clone();
            interpreter.stderr.write(t, text)
        }
    };
    if let Err(raised) = written {
        t.take_exception(raised);
    }
    t.pop_to(mark);
}

fn which(t: &Thread, args: Args) -> Result<Standard, Raised> {
    this::<Arc<Standard>>(t, args).map(|which| **which)
}

fn write_text(t: &mut Thread, args: Args) -> Returned {
    let which = which(t, args)?;
    let (text, chars) = match t.payload(args.get(t, 1)).cast::<Str>() {
        Some(text) => (text.as_str().to_string(), text.chars()),
        None => {
            let class = t.class_of(args.get(t, 1)).name();
            let message = format!("write() argument must be str, not {class}");
            return Err(t.type_error(message));
        }
    };
    let interpreter = t.interpreter().clone();
    match which {
        Standard::Out => interpreter.stdout.write(t, &text)?,
        Standard::Err => interpreter.stderr.write(t, &text)?,
    }
    Ok(t.done(t.usize(chars)))
}

fn write_lines(t: &mut Thread, args: Args) -> Returned {
    let stream = args.slot(0);
    vm::for_each(t, args.slot(1), |t, line| {
        vm::call_method(t, stream, "write", &[line]).map(|_| ())
    })?;
    t.none()
}

fn write_bytes(t: &mut Thread, args: Args) -> Returned {
    let which = which(t, args)?;
    let bytes = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let interpreter = t.interpreter().clone();
    match which {
        Standard::Out => interpreter.stdout.write_bytes(t, &bytes)?,
        Standard::Err => interpreter.stderr.write_bytes(t, &bytes)?,
    }
    Ok(t.done(t.usize(bytes.len())))
}

fn flush(t: &mut Thread, args: Args) -> Returned {
    let which = which(t, args)?;
    let interpreter = t.interpreter().clone();
    match which {
        Standard::Out => interpreter.stdout.flush(t)?,
        Standard::Err => interpreter.stderr.flush(t)?,
    }
    t.none()
}

fn fileno(t: &mut Thread, args: Args) -> Returned {
    let number = which(t, args)?.output(t).descriptor();
    Ok(t.done(Value::int(number)))
}

fn isatty(t: &mut Thread, args: Args) -> Returned {
    let terminal = which(t, args)?.output(t).is_terminal();
    Ok(t.done(Value::bool(terminal)))
}

fn yes(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(Value::TRUE))
}

fn no(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(Value::FALSE))
}

fn name(t: &mut Thread, args: Args) -> Returned {
    let name = match which(t, args)? {
        Standard::Out => "<stdout>",
        Standard::Err => "<stderr>",
    };
    Ok(t.done(t.intern(name).value()))
}

fn errors(t: &mut Thread, args: Args) -> Returned {
    let errors = match which(t, args)? {
        Standard::Out => "strict",
        Standard::Err => "backslashreplace",
    };
    Ok(t.done(t.intern(errors).value()))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let name = match which(t, args)? {
        Standard::Out => "<stdout>",
        Standard::Err => "<stderr>",
    };
    let text = format!("<_io.TextIOWrapper name='{name}' mode='w' encoding='utf-8'>");
    Ok(t.done(t.str(&text)))
}

fn buffer(t: &mut Thread, args: Args) -> Returned {
    let which = which(t, args)?;
    let class = state(t).class(t, Type::StandardBytes);
    Ok(t.done(new_object(t, class, Arc::new(which))))
}

//! Built-in functions that belong to no type: print, repr, isinstance and so on.

use crate::heap::{Dict, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, Class, Common, Dunder, Module, Returned, Thread};
use crate::vm;

use super::define::add_functions;

/// Adds them.
pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            (
                "print(*args, sep=None, end=None, file=None, flush=False)",
                print,
            ),
            ("repr(obj, /)", |t, a| vm::repr(t, a.slot(0))),
            ("ascii(obj, /)", |t, a| vm::ascii(t, a.slot(0))),
            ("format(value, format_spec='', /)", format),
            ("id(obj, /)", |t, a| {
                Ok(t.done(t.int(super::identity(a.get(t, 0)) as i64)))
            }),
            ("hash(obj, /)", hash),
            ("callable(obj, /)", callable),
            ("isinstance(obj, class_or_tuple, /)", isinstance),
            ("issubclass(obj, class_or_tuple, /)", issubclass),
            ("globals()", globals),
        ],
    );
}

fn text<'t>(t: &'t Thread, slot: Slot, other: &'t str) -> &'t str {
    t.payload(t.get(slot))
        .cast::<Str>()
        .map_or(other, Str::as_str)
}

/// Slots: args is the last one, after sep, end, file, flush.
fn print(t: &mut Thread, args: Args) -> Returned {
    let (sep, end, file, flush) = (args.slot(0), args.slot(1), args.slot(2), args.slot(3));
    let count = args.get(t, 4).cast::<Tuple>().map_or(0, Tuple::len);
    for (slot, name) in [(sep, "sep"), (end, "end")] {
        let value = t.get(slot);
        if !value.is_unbound() && !value.is_none() && t.payload(value).cast::<Str>().is_none() {
            let class = t.class_of(value).name();
            return Err(t.type_error(format!("{name} must be None or a string, not {class}")));
        }
    }
    let target = match t.get(file) {
        Value::UNBOUND | Value::NONE => standard_stream(t, "stdout"),
        _ => Some(file),
    };
    let flushes = !t.get(flush).is_unbound() && vm::truth(t, flush)?;
    // To standard output goes one piece, so that lines of threads don't mix; other files get as many as CPython gives them.
    let mut line = String::new();
    let mark = t.mark();
    for index in 0..=count {
        let item = args
            .get(t, 4)
            .cast::<Tuple>()
            .and_then(|items| items.get(index));
        let piece = match item {
            Some(item) => {
                let item = t.push(item);
                let done = vm::str(t, item)?;
                t.push_result(done)
            }
            None => t.push(t.str(text(t, end, "\n"))),
        };
        let separated = index + 1 < count;
        match target {
            Some(target) => {
                let _ = vm::call_method(t, target, "write", &[piece])?;
                if separated {
                    let sep = t.push(t.str(text(t, sep, " ")));
                    let _ = vm::call_method(t, target, "write", &[sep])?;
                }
            }
            None => {
                line.push_str(text(t, piece, ""));
                if separated {
                    line.push_str(text(t, sep, " "));
                }
            }
        }
        t.pop_to(mark);
    }
    let Some(target) = target else {
        let interpreter = t.interpreter().clone();
        interpreter.stdout.write(t, &line)?;
        if flushes {
            interpreter.stdout.flush(t)?;
        }
        return t.none();
    };
    if flushes {
        let _ = vm::call_method(t, target, "flush", &[])?;
    }
    t.none()
}

/// `sys.stdout`, pushed, if a script put another object in its place; None if it is the original.
fn standard_stream(t: &Thread, name: &str) -> Option<Slot> {
    let modules = t.common(Common::Modules).cast::<Dict>()?;
    let sys = modules.get_str(t.intern("sys"))?.cast::<Module>()?;
    let current = sys.get(t.intern(name));
    let original = sys.get(t.intern("__stdout__"));
    if current.is_unbound() || current == original {
        None
    } else {
        Some(t.push(current))
    }
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let spec = if args.get(t, 1).is_unbound() {
        t.push(t.intern("").value())
    } else {
        args.slot(1)
    };
    let value = t.get(spec);
    if super::number::str_of(t, value).is_none() {
        return Err(t.wrong_argument("format", "argument 2", "str", value));
    }
    vm::format(t, args.slot(0), spec)
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let hash = vm::hash(t, args.slot(0))?;
    Ok(t.done(t.int(hash)))
}

fn callable(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let callable =
        value.cast::<Class>().is_some() || !t.class_of(value).dunder(Dunder::Call).is_unbound();
    Ok(t.done(Value::bool(callable)))
}

fn isinstance(t: &mut Thread, args: Args) -> Returned {
    let is = vm::is_instance(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::bool(is)))
}

fn issubclass(t: &mut Thread, args: Args) -> Returned {
    let is = vm::is_subclass(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::bool(is)))
}

/// The module whose function called us.
pub(super) fn calling_module(t: &Thread) -> Option<&Module> {
    let frame = t.frames.last()?;
    crate::object::frame_code(t.get(frame.callee))?
        .module
        .load()
        .cast()
}

fn globals(t: &mut Thread, _: Args) -> Returned {
    globals_of_caller(t)
}

/// The calling module's variables as a dict.
pub(super) fn globals_of_caller(t: &Thread) -> Returned {
    let module = calling_module(t).map_or(Value::NONE, Object::value);
    Ok(t.done(super::attribute_dict::attribute_dict(t, module)))
}

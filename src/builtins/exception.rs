//! Exception classes, and the text of uncaught exceptions.

use crate::heap::{Instance, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, ExceptionSlot, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};

/// Methods of the exception classes.
pub(super) fn install(thread: &Thread) {
    defaults(thread);
    define_methods(
        thread,
        thread.class(ClassId::BaseException),
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new),
            Def::Method("__init__(self, /, *args, **kwargs)", init),
            Def::Method("__str__(self, /)", str),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("with_traceback(self, tb, /)", with_traceback),
            Def::Method("add_note(self, note, /)", add_note),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::KeyError),
        &[Def::Method("__str__(self, /)", key_error_str)],
    );
    define_methods(
        thread,
        thread.class(ClassId::StopIteration),
        &[Def::Getter("value(self)", first_argument)],
    );
    define_methods(
        thread,
        thread.class(ClassId::SystemExit),
        &[Def::Getter("code(self)", system_exit_code)],
    );
    define_methods(
        thread,
        thread.class(ClassId::OSError),
        &[
            Def::Static("__new__(cls, /, *args)", os_error_new),
            Def::Method("__init__(self, /, *args)", os_error_init),
            Def::Method("__str__(self, /)", os_error_str),
        ],
    );
    for class in [
        ClassId::ImportError,
        ClassId::NameError,
        ClassId::AttributeError,
    ] {
        define_methods(
            thread,
            thread.class(class),
            &[Def::Method(
                "__init__(self, /, *args, **kwargs)",
                named_init,
            )],
        );
    }
}

/// Attributes that are None unless the exception's maker knows better.
fn defaults(thread: &Thread) {
    let none = [
        (
            ClassId::ImportError,
            &["name", "path", "msg", "name_from"][..],
        ),
        (ClassId::NameError, &["name"]),
        (ClassId::AttributeError, &["name", "obj"]),
        (
            ClassId::OSError,
            &["errno", "strerror", "filename", "filename2"],
        ),
    ];
    for (class, names) in none {
        let class = thread.class(class);
        for name in names {
            class.set(
                thread.interpreter(),
                thread.mutator(),
                thread.intern(name),
                Value::NONE,
            );
        }
    }
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let Some(class) = args.get(t, 0).cast::<crate::object::Class>() else {
        return Err(t.type_error("BaseException.__new__(X): X is not a type object"));
    };
    let instance = t.instance(class);
    t.set_exception_slot(instance, ExceptionSlot::Args, args.get(t, 1));
    Ok(t.done(instance.value()))
}

fn init(t: &mut Thread, args: Args) -> Returned {
    if args
        .get(t, 2)
        .cast::<crate::heap::Dict>()
        .is_some_and(|kwargs| !kwargs.is_empty())
    {
        let class = t.class_of(args.get(t, 0)).name();
        return Err(t.type_error(format!("{class}() takes no keyword arguments")));
    }
    if let Some(instance) = args.get(t, 0).cast::<Instance>() {
        t.set_exception_slot(instance, ExceptionSlot::Args, args.get(t, 1));
    }
    t.none()
}

/// ImportError(name=, path=), NameError(name=), AttributeError(name=, obj=).
fn named_init(t: &mut Thread, args: Args) -> Returned {
    if let Some(instance) = args.get(t, 0).cast::<Instance>() {
        t.set_exception_slot(instance, ExceptionSlot::Args, args.get(t, 1));
        if let Some(kwargs) = args.get(t, 2).cast::<crate::heap::Dict>() {
            for item in kwargs.snapshot(t.mutator()) {
                if let Some(name) = item.key.cast::<Str>() {
                    t.set_instance_attribute(instance, t.intern_value(name), item.value);
                }
            }
        }
    }
    t.none()
}

fn arguments(t: &Thread, args: Args) -> Option<&Tuple> {
    t.exception_args(args.get(t, 0))
}

fn str(t: &mut Thread, args: Args) -> Returned {
    let count = arguments(t, args).map_or(0, Tuple::len);
    match count {
        0 => Ok(t.done(t.intern("").value())),
        1 => {
            let only = arguments(t, args)
                .and_then(|tuple| tuple.get(0))
                .unwrap_or(Value::NONE);
            let only = t.push(only);
            vm::str(t, only)
        }
        _ => {
            let all = t.push(t.exception_slot(args.get(t, 0), ExceptionSlot::Args));
            vm::repr(t, all)
        }
    }
}

fn key_error_str(t: &mut Thread, args: Args) -> Returned {
    if arguments(t, args).map_or(0, Tuple::len) == 1 {
        let only = arguments(t, args)
            .and_then(|tuple| tuple.get(0))
            .unwrap_or(Value::NONE);
        let only = t.push(only);
        return vm::repr(t, only);
    }
    str(t, args)
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let name = t.class_of(args.get(t, 0)).name().to_string();
    let count = arguments(t, args).map_or(0, Tuple::len);
    let inside = if count == 1 {
        let only = arguments(t, args)
            .and_then(|tuple| tuple.get(0))
            .unwrap_or(Value::NONE);
        let only = t.push(only);
        let done = vm::repr(t, only)?;
        format!("({})", t.result(done).cast::<Str>().map_or("", Str::as_str))
    } else {
        let all = t.push(t.exception_slot(args.get(t, 0), ExceptionSlot::Args));
        let done = vm::repr(t, all)?;
        t.result(done)
            .cast::<Str>()
            .map_or("", Str::as_str)
            .to_string()
    };
    Ok(t.done(t.str(&format!("{name}{inside}"))))
}

fn with_traceback(t: &mut Thread, args: Args) -> Returned {
    let exception = args.get(t, 0);
    if let Some(instance) = exception.cast::<Instance>() {
        t.set_exception_slot(instance, ExceptionSlot::Traceback, args.get(t, 1));
    }
    Ok(t.done(exception))
}

fn add_note(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 1).cast::<Str>().is_none() {
        let class = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!("note must be a str, not '{class}'")));
    }
    if let Some(instance) = args.get(t, 0).cast::<Instance>() {
        let name = t.intern("__notes__");
        let notes = t.instance_attribute(instance, name);
        match notes.cast::<crate::heap::List>() {
            Some(notes) => notes.push(t.mutator(), args.get(t, 1)),
            None => {
                t.set_instance_attribute(instance, name, t.list(&[args.get(t, 1)]).value());
            }
        }
    }
    t.none()
}

fn first_argument(t: &mut Thread, args: Args) -> Returned {
    let first = arguments(t, args).and_then(|tuple| tuple.get(0));
    Ok(t.done(first.unwrap_or(Value::NONE)))
}

fn system_exit_code(t: &mut Thread, args: Args) -> Returned {
    let code = match arguments(t, args) {
        Some(tuple) if tuple.len() == 1 => tuple.get(0).unwrap_or(Value::NONE),
        Some(tuple) if tuple.len() > 1 => tuple.value(),
        _ => Value::NONE,
    };
    Ok(t.done(code))
}

/// `OSError(errno, text)` is an object of the subclass that stands for the error number.
fn os_error_new(t: &mut Thread, args: Args) -> Returned {
    let number = args
        .get(t, 1)
        .cast::<Tuple>()
        .filter(|given| given.len() >= 2);
    let number = number.and_then(|given| given.get(0)?.as_small_int());
    let class = args.get(t, 0).cast::<crate::object::Class>();
    let plain = class.is_some_and(|class| std::ptr::eq(class, t.class(ClassId::OSError)));
    let subclass = number.and_then(|number| i32::try_from(number).ok());
    let subclass =
        subclass.map(|number| Thread::os_error_class(&std::io::Error::from_raw_os_error(number)));
    let made = match (plain, subclass, class) {
        (true, Some(id), _) => t.instance(t.class(id)),
        (_, _, Some(class)) => t.instance(class),
        _ => return Err(t.type_error("OSError.__new__(X): X is not a type object")),
    };
    t.set_exception_slot(made, ExceptionSlot::Args, args.get(t, 1));
    Ok(t.done(made.value()))
}

fn os_error_init(t: &mut Thread, args: Args) -> Returned {
    let Some(instance) = args.get(t, 0).cast::<Instance>() else {
        return t.none();
    };
    let Some(given) = args.get(t, 1).cast::<Tuple>() else {
        return t.none();
    };
    let filename = given.get(2).unwrap_or(Value::NONE);
    if given.len() >= 2 {
        let (errno, strerror) = (
            given.get(0).unwrap_or(Value::NONE),
            given.get(1).unwrap_or(Value::NONE),
        );
        t.set_exception_slot(instance, ExceptionSlot::Args, t.tuple(&[errno, strerror]));
        for (name, value) in [
            ("errno", errno),
            ("strerror", strerror),
            ("filename", filename),
        ] {
            t.set_instance_attribute(instance, t.intern(name), value);
        }
    } else {
        t.set_exception_slot(instance, ExceptionSlot::Args, given.value());
        for name in ["errno", "strerror", "filename"] {
            t.set_instance_attribute(instance, t.intern(name), Value::NONE);
        }
    }
    t.none()
}

fn os_error_str(t: &mut Thread, args: Args) -> Returned {
    let Some(instance) = args.get(t, 0).cast::<Instance>() else {
        return str(t, args);
    };
    let part = |name: &str| t.instance_attribute(instance, t.intern(name));
    let (errno, strerror, filename) = (part("errno"), part("strerror"), part("filename"));
    if errno.is_unbound() || errno.is_none() {
        return str(t, args);
    }
    let (errno, strerror, filename) = (t.push(errno), t.push(strerror), t.push(filename));
    let number = text(t, errno, vm::str)?;
    let words = text(t, strerror, vm::str)?;
    let mut message = format!("[Errno {number}] {words}");
    if !t.get(filename).is_none() && !t.get(filename).is_unbound() {
        message.push_str(": ");
        message.push_str(&text(t, filename, vm::repr)?);
    }
    Ok(t.done(t.str(&message)))
}

fn text(
    t: &mut Thread,
    value: Slot,
    convert: fn(&mut Thread, Slot) -> Returned,
) -> Result<String, Raised> {
    let done = convert(t, value)?;
    Ok(t.result(done)
        .cast::<Str>()
        .map_or("", Str::as_str)
        .to_string())
}

/// The exit code that a pending SystemExit asks for; a message is printed.
pub fn exit_code(thread: &mut Thread, raised: Raised) -> i32 {
    let code = {
        let exception = thread.take_exception(raised);
        let args = thread.exception_args(exception);
        let code = args.and_then(|args| {
            if args.len() > 1 {
                Some(args.value())
            } else {
                args.get(0)
            }
        });
        let code = code.unwrap_or(Value::NONE);
        if code.is_none() {
            return 0;
        }
        if let Some(number) = code.as_small_int() {
            return (number & 0xff) as i32;
        }
        if let Some(flag) = code.as_bool() {
            return flag as i32;
        }
        thread.push(code)
    };
    let message = text(thread, code, vm::str).unwrap_or_else(|raised| {
        thread.take_exception(raised);
        String::new()
    });
    let interpreter = thread.interpreter().clone();
    if let Err(raised) = interpreter.stderr.write(thread, &format!("{message}\n")) {
        thread.take_exception(raised);
    }
    1
}

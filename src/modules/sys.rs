//! `sys`: the interpreter as scripts see it, and the switch interval.

use super::sync::number;
use super::{import, streams, table};
use crate::builtins;
use crate::gil::Mode;
use crate::heap::{BigInteger, Bytes, Dict, FrozenSet, Kind, List, Object, Set, Str, Tuple, Value};
use crate::object::{Args, ClassId, Common, ExceptionSlot, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `sys`; what are plain constants stands in `sys.py`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let settings = &thread.interpreter().settings;
    let strings = |list: &[String]| {
        let items: Vec<_> = list.iter().map(|item| thread.str(item)).collect();
        thread.list(&items).value()
    };
    let executable = std::env::current_exe().unwrap_or_default();
    let names: Vec<_> = table::names().map(|name| thread.str(name)).collect();
    let globals = [
        ("argv", strings(&settings.argv)),
        ("orig_argv", strings(&settings.argv)),
        ("path", strings(&import::first_path(thread))),
        ("modules", thread.common(Common::Modules)),
        ("executable", thread.str(&executable.to_string_lossy())),
        ("platform", thread.str(platform())),
        (
            "byteorder",
            thread.str(if cfg!(target_endian = "big") {
                "big"
            } else {
                "little"
            }),
        ),
        ("maxsize", thread.int(i64::MAX)),
        ("_names", thread.tuple(&names)),
        ("_gilscope_version", thread.str(env!("CARGO_PKG_VERSION"))),
    ];
    for (name, value) in globals {
        thread.set_global(module, name, value);
    }
    streams::add_to(thread, module);
    builtins::add_functions(
        thread,
        module,
        &[
            ("exit(*args)", exit),
            ("exc_info()", exc_info),
            ("excepthook(exctype, value, traceback, /)", except_hook),
            ("__excepthook__(exctype, value, traceback, /)", except_hook),
            ("exception()", |t, _| Ok(t.done(t.stack().handled.load()))),
            ("getswitchinterval()", get_switch_interval),
            ("setswitchinterval(interval, /)", set_switch_interval),
            ("_is_gil_enabled()", is_gil_enabled),
            ("getrecursionlimit()", |t, _| {
                Ok(t.done(t.usize(t.interpreter().recursion_limit())))
            }),
            ("setrecursionlimit(limit, /)", set_recursion_limit),
            ("get_int_max_str_digits()", |t, _| {
                Ok(t.done(t.usize(t.interpreter().int_max_str_digits())))
            }),
            ("set_int_max_str_digits(maxdigits)", set_int_max_str_digits),
            ("getsizeof(object, default=0)", get_size),
            ("intern(string, /)", intern),
            ("is_finalizing()", |t, _| {
                Ok(t.done(Value::bool(t.interpreter().gil.is_finalizing())))
            }),
            ("_getframe(depth=0, /)", get_frame),
            ("_exception_text(exception, /)", exception_text),
            ("_complain(heading, exception, /)", complain),
            ("_unraisable(heading, exception, /)", unraisable),
            ("_thread_number()", |t, _| {
                Ok(t.done(t.int(i64::from(number(t)))))
            }),
        ],
    );
}

/// Adds `exit` and `quit` to the builtins, where CPython's `site` puts them.
pub(super) fn install_exit(thread: &Thread) {
    let builtins = thread.builtins();
    let table: &[(_, crate::object::NativeFn)] =
        &[("exit(code=None)", quit), ("quit(code=None)", quit)];
    builtins::add_functions(thread, builtins, table);
}

fn quit(t: &mut Thread, args: Args) -> Returned {
    let exception = match args.get(t, 0) {
        Value::UNBOUND | Value::NONE => t.exception(ClassId::SystemExit, &[]),
        code => t.exception(ClassId::SystemExit, &[code]),
    };
    Err(t.raise(exception.value()))
}

fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}

fn exit(t: &mut Thread, args: Args) -> Returned {
    let given = args.get(t, 0).cast::<Tuple>();
    let count = given.map_or(0, Tuple::len);
    if count > 1 {
        return Err(t.type_error(format!("exit expected at most 1 argument, got {count}")));
    }
    let code = given.and_then(|given| given.get(0)).unwrap_or(Value::NONE);
    let exception = match (code, code.cast::<Tuple>()) {
        (Value::NONE, _) => t.exception(ClassId::SystemExit, &[]),
        // As the arguments of the exception, which a tuple becomes in CPython too.
        (_, Some(items)) => t.exception(ClassId::SystemExit, &items.iter().collect::<Vec<_>>()),
        _ => t.exception(ClassId::SystemExit, &[code]),
    };
    Err(t.raise(exception.value()))
}

fn exc_info(t: &mut Thread, _: Args) -> Returned {
    let exception = t.stack().handled.load();
    let parts = if exception.is_none() {
        [Value::NONE; 3]
    } else {
        let traceback = t.exception_slot(exception, ExceptionSlot::Traceback);
        [t.class_of(exception).value(), exception, traceback]
    };
    Ok(t.done(t.tuple(&parts)))
}

fn get_switch_interval(t: &mut Thread, _: Args) -> Returned {
    let micros = t.interpreter().gil.interval_us();
    Ok(t.done(t.float(micros as f64 * 1e-6)))
}

fn set_switch_interval(t: &mut Thread, args: Args) -> Returned {
    let given = t.payload(args.get(t, 0));
    let seconds = match given.as_float() {
        Some(seconds) => seconds,
        None if given.is_small_int()
            || given.as_bool().is_some()
            || given.cast::<BigInteger>().is_some() =>
        {
            vm::index(t, args.slot(0))? as f64
        }
        None => {
            let class = t.class_of(given).name();
            return Err(t.type_error(format!("must be real number, not {class}")));
        }
    };
    // Not a number is no positive one either.
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(t.value_error("switch interval must be strictly positive"));
    }
    t.interpreter().gil.set_interval_us((seconds * 1e6) as u64);
    t.none()
}

fn is_gil_enabled(t: &mut Thread, _: Args) -> Returned {
    let enabled = t.interpreter().gil.mode() == Mode::On;
    Ok(t.done(Value::bool(enabled)))
}

/// The least limit of digits that can be set.
const LEAST_DIGITS: usize = 640;

fn set_int_max_str_digits(t: &mut Thread, args: Args) -> Returned {
    let limit = vm::index(t, args.slot(0))?;
    match usize::try_from(limit) {
        Ok(limit) if limit == 0 || limit >= LEAST_DIGITS => {
            t.interpreter().set_int_max_str_digits(limit);
            t.none()
        }
        _ => Err(t.value_error("maxdigits must be 0 or larger than 640")),
    }
}

fn set_recursion_limit(t: &mut Thread, args: Args) -> Returned {
    let limit = vm::index(t, args.slot(0))?;
    let Ok(limit @ 1..) = usize::try_from(limit) else {
        return Err(t.value_error("recursion limit must be greater or equal than 1"));
    };
    let depth = t.frames.len();
    if limit <= depth {
        let message = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        );
        return Err(t.error(ClassId::RecursionError, message));
    }
    t.interpreter().set_recursion_limit(limit);
    t.none()
}

/// About what CPython would say: objects here have other sizes, and scripts only compare them.
fn get_size(t: &mut Thread, args: Args) -> Returned {
    let object = t.payload(args.get(t, 0));
    let size = if let Some(text) = object.cast::<Str>() {
        if text.is_ascii() {
            41 + text.chars()
        } else {
            60 + 2 * text.chars()
        }
    } else if let Some(bytes) = object.cast::<Bytes>() {
        33 + bytes.as_slice().len()
    } else if let Some(list) = object.cast::<List>() {
        56 + 8 * list.len()
    } else if let Some(tuple) = object.cast::<Tuple>() {
        40 + 8 * tuple.len()
    } else if let Some(dict) = object.cast::<Dict>() {
        if dict.is_empty() {
            64
        } else {
            184 + 36 * dict.len()
        }
    } else if let Some(len) = object
        .cast::<Set>()
        .map(|set| set.len())
        .or_else(|| object.cast::<FrozenSet>().map(|set| set.len()))
    {
        216 + if len > 4 { 32 * len } else { 0 }
    } else if let Some(big) = object.cast::<BigInteger>() {
        24 + 4 * (big.value.bits() as usize).div_ceil(30)
    } else if object.as_float().is_some() {
        24
    } else if object.is_none() {
        16
    } else if object.header().is_none() {
        28
    } else {
        48
    };
    Ok(t.done(t.usize(size)))
}

fn intern(t: &mut Thread, args: Args) -> Returned {
    let given = args.get(t, 0);
    match given.cast::<Str>() {
        Some(text) => Ok(t.done(t.intern_value(text).value())),
        None => {
            let class = t.class_of(given).name();
            Err(t.type_error(format!("intern() argument must be str, not {class}")))
        }
    }
}

/// Calls `sys.excepthook` with an exception that nobody caught.
pub(super) fn report_exception(t: &mut Thread, raised: Raised) {
    let hook = {
        let modules = t.common(Common::Modules).cast::<Dict>();
        let sys = modules.and_then(|modules| modules.get_str(t.intern("sys")));
        let sys = sys.and_then(|sys| sys.cast::<Module>());
        let hook = sys.and_then(|sys| sys.get(t.intern("excepthook")).bound());
        hook.filter(|hook| hook.kind() != Some(Kind::Native))
            .map(|hook| t.push(hook))
    };
    let Some(hook) = hook else {
        return builtins::print_exception(t, raised);
    };
    let exception = t.take_exception(raised);
    let exception = t.push(exception);
    let value = t.get(exception);
    let class = t.push(t.class_of(value).value());
    let traceback = t.push(t.exception_slot(value, ExceptionSlot::Traceback));
    if let Err(raised) = vm::call(t, hook, &[class, exception, traceback]) {
        let failed = t.take_exception(raised);
        let failed = t.push(failed);
        let first = builtins::format_exception(t, failed);
        let second = builtins::format_exception(t, exception);
        let text = format!("Error in sys.excepthook:\n{first}\nOriginal exception was:\n{second}");
        let interpreter = t.interpreter().clone();
        if let Err(raised) = interpreter.stderr.write(t, &text) {
            t.take_exception(raised);
        }
    }
}

/// Prints an exception to standard error.
fn except_hook(t: &mut Thread, args: Args) -> Returned {
    let base = t.class(ClassId::BaseException);
    if !t.class_of(args.get(t, 1)).is_subclass(base) {
        let class = t.class_of(args.get(t, 1)).name();
        let message = format!("print_exception(): Exception expected for value, {class} found");
        return Err(t.type_error(message));
    }
    let raised = t.reraise(args.get(t, 1));
    builtins::print_exception(t, raised);
    t.none()
}

fn get_frame(t: &mut Thread, args: Args) -> Returned {
    let depth = match args.optional(t, 0) {
        Some(_) => vm::index(t, args.slot(0))?,
        None => 0,
    };
    let depth = usize::try_from(depth).unwrap_or(0);
    match builtins::frame(t, depth) {
        Some(frame) => Ok(t.done(frame)),
        None => Err(t.value_error("call stack is not deep enough")),
    }
}

/// The text of an exception with its traceback and its chain.
fn exception_text(t: &mut Thread, args: Args) -> Returned {
    let text = builtins::format_exception(t, args.slot(0));
    Ok(t.done(t.str(&text)))
}

/// Tells on `sys.stderr` of an exception, under a heading.
fn complain(t: &mut Thread, args: Args) -> Returned {
    let text = builtins::format_exception(t, args.slot(1));
    tell(t, args, &text)
}

/// The same in the shorter form that CPython has for exceptions that nobody can catch.
fn unraisable(t: &mut Thread, args: Args) -> Returned {
    let text = builtins::format_unraisable(t, args.slot(1));
    tell(t, args, &text)
}

fn tell(t: &mut Thread, args: Args, text: &str) -> Returned {
    let heading = args.get(t, 0).cast::<Str>().map_or("", Str::as_str);
    let text = format!("{heading}\n{text}");
    streams::complain(t, &text);
    t.none()
}

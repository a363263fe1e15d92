//! `_signal`: the script's handlers of signals. They run on the main thread, at its next safepoint.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group, test_kill_process};

use super::net::{Patience, wait_ready};
use super::state::state;
use super::time::nanoseconds;
use crate::gil::{self, Reason};
use crate::heap::{Heap, Roots, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::{builtins, vm};

/// Numbers of signals are below this.
const END: usize = 65;
/// What `SIG_DFL` is.
const DEFAULT: i64 = 0;

/// What the script wants done about each signal.
#[derive(Default)]
pub(super) struct Handlers {
    /// UNBOUND where it never said.
    by_number: Roots,
    /// How many signals were handled, for those who wait for one.
    handled: AtomicU64,
}

impl Handlers {
    /// Those of a new run.
    pub(super) fn new(heap: &Heap) -> Handlers {
        Handlers {
            by_number: heap.roots(END),
            handled: AtomicU64::new(0),
        }
    }
}

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

const NUMBERS: &[(&str, i32)] = numbers! {
    SIGABRT SIGALRM SIGBUS SIGCHLD SIGCONT SIGFPE SIGHUP SIGILL SIGINT SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSEGV SIGSTOP SIGSYS
    SIGTERM SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ
};

/// Fills `_signal`.
pub(super) fn install(thread: &Thread, module: &Module) {
    for (name, number) in NUMBERS {
        thread.set_global(module, name, Value::int(*number));
    }
    builtins::add_functions(
        thread,
        module,
        &[
            ("set_handler(number, handler, /)", set_handler),
            ("handler(number, /)", handler),
            ("default_int_handler(signalnum, frame, /)", |t, _| {
                Err(t.error(ClassId::KeyboardInterrupt, ""))
            }),
            ("set_alarm(seconds, interval, /)", set_alarm),
            ("pause()", pause),
        ],
    );
}

/// The number of a signal in an argument.
fn number(t: &mut Thread, args: Args, index: usize) -> Result<i32, Raised> {
    match vm::index(t, args.slot(index))? {
        number @ 1..65 => Ok(number as i32),
        _ => Err(t.value_error("signal number out of range")),
    }
}

/// What is to be done about a signal.
fn wish(t: &Thread, number: i32) -> Value<'_> {
    let handlers = &state(t).handlers.by_number;
    handlers.load(t.mutator(), number as usize)
}

/// A signal came: runs its handler.
pub fn handle_signal(t: &mut Thread, signal: i32) -> Result<(), Raised> {
    state(t).handlers.handled.fetch_add(1, Ordering::Relaxed);
    let mark = t.mark();
    let handler = t.push(wish(t, signal));
    match (t.get(handler), t.get(handler).as_small_int()) {
        (Value::UNBOUND, _) if signal == libc::SIGINT => {
            return Err(t.error(ClassId::KeyboardInterrupt, ""));
        }
        (_, Some(DEFAULT)) if signal == libc::SIGINT => gil::end_by_interrupt(),
        (Value::UNBOUND, _) | (_, Some(_)) => {}
        _ => {
            let number = t.push(Value::int(signal));
            let frame = t.push(builtins::frame(t, 0).unwrap_or(Value::NONE));
            let _ = vm::call(t, handler, &[number, frame])?;
        }
    }
    t.pop_to(mark);
    Ok(())
}

/// What the script wants done about a signal; None if it never said.
fn handler(t: &mut Thread, args: Args) -> Returned {
    let number = number(t, args, 0)?;
    let handler = wish(t, number).bound().unwrap_or(Value::NONE);
    Ok(t.done(handler))
}

/// Sets the handler of a signal: a function, or one of the two numbers.
fn set_handler(t: &mut Thread, args: Args) -> Returned {
    if !t.is_main() {
        return Err(t.value_error("signal only works in main thread of the main interpreter"));
    }
    let number = number(t, args, 0)?;
    let gil = t.interpreter().gil.clone();
    let set = match (number, args.get(t, 1).as_small_int()) {
        // Ctrl-C comes in any case.
        (libc::SIGINT, Some(_)) => Ok(true),
        (libc::SIGINT, None) => {
            gil.expect_signals();
            Ok(true)
        }
        // With this one a main thread is woken.
        (libc::SIGURG, _) => Ok(false),
        (_, Some(DEFAULT)) => Ok(gil.hear_no_more(number)),
        (_, Some(_)) => Ok(gil.ignore(number)),
        (_, None) => gil.hear(number),
    };
    let error = match set {
        Ok(true) => {
            let handlers = &state(t).handlers.by_number;
            handlers.store(number as usize, args.get(t, 1));
            return t.none();
        }
        Ok(false) => std::io::Error::from_raw_os_error(libc::EINVAL),
        Err(error) => error,
    };
    Err(t.os_error(&error, None))
}

/// `os.kill`. A signal to the script itself that it has a handler for takes the short way, so that the handler has run afterwards.
pub(super) fn kill(t: &mut Thread, args: Args) -> Returned {
    let (pid, signal) = (vm::index(t, args.slot(0))?, vm::index(t, args.slot(1))?);
    let own = pid == i64::from(std::process::id());
    if let (true, signal @ 1..65) = (own, signal as i32)
        && let handler = wish(t, signal)
        && !handler.is_unbound()
        && handler.as_small_int().is_none()
    {
        t.interpreter().gil.signal(signal);
        t.poll_if_set()?;
        return t.none();
    }
    let invalid = std::io::Error::from_raw_os_error(libc::EINVAL);
    let process = i32::try_from(pid.unsigned_abs())
        .ok()
        .and_then(Pid::from_raw);
    let sent = match (process, Signal::from_named_raw(signal as i32)) {
        (Some(process), None) if signal == 0 => test_kill_process(process).map_err(Into::into),
        (Some(process), Some(signal)) if pid > 0 => {
            kill_process(process, signal).map_err(Into::into)
        }
        (Some(process), Some(signal)) => kill_process_group(process, signal).map_err(Into::into),
        _ => Err(invalid),
    };
    sent.map_err(|error| t.os_error(&error, None))?;
    t.none()
}

/// Seconds as a span of time.
fn span(t: &mut Thread, args: Args, index: usize) -> Result<Duration, Raised> {
    let nanos = nanoseconds(t, args.slot(index))?;
    match u64::try_from(nanos) {
        Ok(nanos) => Ok(Duration::from_nanos(nanos)),
        Err(_) => {
            let error = std::io::Error::from_raw_os_error(libc::EINVAL);
            Err(t.os_error(&error, None))
        }
    }
}

/// Sets the timer of SIGALRM: what was left of the one before, and its interval.
fn set_alarm(t: &mut Thread, args: Args) -> Returned {
    let (first, every) = (span(t, args, 0)?, span(t, args, 1)?);
    let (left, interval) = t.interpreter().gil.set_alarm(first, every);
    let times = [left, interval].map(|span| t.float(span.as_secs_f64()));
    Ok(t.done(t.tuple(&times)))
}

/// Waits until a signal was handled.
fn pause(t: &mut Thread, _: Args) -> Returned {
    let shared = state(t).clone();
    let before = shared.handlers.handled.load(Ordering::Relaxed);
    let interpreter = t.interpreter().clone();
    let waited = t.block_io(Reason::Select, || {
        if shared.handlers.handled.load(Ordering::Relaxed) != before {
            return Ok(0);
        }
        wait_ready(&mut [], Patience::Endless, interpreter.gil.clock())
    })?;
    waited.map_err(|error| t.os_error(&error, None))?;
    t.none()
}

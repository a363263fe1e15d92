//! Processes: what the script asks of its own, and the children that `subprocess.py` starts. Waits for a child are off the GIL.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;

use parking_lot::Mutex;

use super::net::Patience;
use super::select::patience;
use super::state::{Type, state};
use super::sync::{final_class, new_object, this};
use crate::builtins::{self, Def};
use crate::gil::{Reason, unblock_interrupts_in};
use crate::heap::{Bytes, NoFields, Slot, Str, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};
use crate::vm;

/// Adds what concerns the script's own process to `os`.
pub(super) fn add_to_os(thread: &Thread, os: &Module) {
    let functions: &[(_, crate::object::NativeFn)] = &[
        ("kill(pid, signal, /)", super::signal::kill),
        ("getuid()", |t, _| {
            let id = rustix::process::getuid().as_raw();
            Ok(t.done(t.int(id.into())))
        }),
        ("geteuid()", |t, _| {
            let id = rustix::process::geteuid().as_raw();
            Ok(t.done(t.int(id.into())))
        }),
        ("getgid()", |t, _| {
            let id = rustix::process::getgid().as_raw();
            Ok(t.done(t.int(id.into())))
        }),
        ("umask(mask, /)", |t, args| {
            let mask = vm::index(t, args.slot(0))? as _;
            let before = rustix::process::umask(rustix::fs::Mode::from_bits_truncate(mask));
            Ok(t.done(t.int(before.bits().into())))
        }),
        ("_uname()", |t, _| {
            let name = rustix::system::uname();
            let parts = [
                name.sysname(),
                name.nodename(),
                name.release(),
                name.version(),
                name.machine(),
            ];
            let parts = parts.map(|part| t.str(&part.to_string_lossy()));
            Ok(t.done(t.tuple(&parts)))
        }),
    ];
    builtins::add_functions(thread, os, functions);
}

/// Fills `_subprocess`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Getter("pid(self)", |t, args| {
            let pid = this::<Arc<Started>>(t, args)?.pid;
            Ok(t.done(t.int(pid.into())))
        }),
        Def::Method("wait(self, timeout, /)", wait),
    ];
    let class = final_class(thread, module, "Child", &methods);
    state(thread).set_class(Type::Child, class);
    let functions: &[(_, crate::object::NativeFn)] = &[(
        "start(program, args, folder, environment, stdin, stdout, stderr, own_group, /)",
        start,
    )];
    builtins::add_functions(thread, module, functions);
}

/// A child process.
struct Started {
    pid: u32,
    /// Under a lock, so that its end is taken note of once.
    child: Mutex<Child>,
    /// Ready when it has ended.
    #[cfg(target_os = "linux")]
    end: std::os::fd::OwnedFd,
}

// SAFETY: no field inside.
unsafe impl NoFields for Started {}

impl Started {
    fn new(child: Child) -> io::Result<Started> {
        let pid = child.id();
        #[cfg(target_os = "linux")]
        let end = {
            use rustix::process::{Pid, PidfdFlags, pidfd_open};
            pidfd_open(Pid::from_child(&child), PidfdFlags::empty())?
        };
        Ok(Started {
            pid,
            child: Mutex::new(child),
            #[cfg(target_os = "linux")]
            end,
        })
    }

    /// Waits a while for its end, or at most until then; false if it is too late.
    #[cfg(target_os = "linux")]
    fn await_end(&self, patience: Patience, clock: &crate::gil::Clock) -> io::Result<bool> {
        use rustix::event::{PollFd, PollFlags};
        let mut files = [PollFd::new(&self.end, PollFlags::IN)];
        Ok(super::net::wait_ready(&mut files, patience, clock)? > 0)
    }

    /// Naps, where the system cannot wait for a child and a time at once, and asks to be called again.
    #[cfg(not(target_os = "linux"))]
    fn await_end(&self, patience: Patience, clock: &crate::gil::Clock) -> io::Result<bool> {
        match patience {
            Patience::None => return Ok(false),
            Patience::Until(deadline) if clock.now() >= deadline => return Ok(false),
            _ => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
        Err(io::ErrorKind::Interrupted.into())
    }
}

/// How it ended, as Python says it: a signal is a negative number.
fn code(status: ExitStatus) -> i32 {
    let signal = status.signal().map(|signal| -signal);
    status.code().or(signal).unwrap_or(-1)
}

/// Its exit code, waiting for its end so many seconds at most; None if it is still running.
fn wait(t: &mut Thread, args: Args) -> Returned {
    let started = this::<Arc<Started>>(t, args)?.clone();
    let patience = patience(t, args, 1)?;
    let interpreter = t.interpreter().clone();
    let ended = t.block_io(Reason::Process, || {
        loop {
            if let Some(status) = started.child.lock().try_wait()? {
                return Ok(Some(code(status)));
            }
            if !started.await_end(patience, interpreter.gil.clock())? {
                return Ok(None);
            }
        }
    })?;
    match ended {
        Ok(Some(code)) => Ok(t.done(Value::int(code))),
        Ok(None) => t.none(),
        Err(error) => Err(t.os_error(&error, None)),
    }
}

/// A text or bytes in a slot, as the system wants it.
fn os_string(t: &Thread, slot: Slot) -> Result<OsString, Raised> {
    let given = t.payload(t.get(slot));
    let bytes = match (given.cast::<Str>(), given.cast::<Bytes>()) {
        (Some(text), _) => text.as_str().as_bytes(),
        (_, Some(bytes)) => bytes.as_slice(),
        _ => {
            let class = t.class_of(given).name();
            let message = format!("expected str, bytes or os.PathLike object, not {class}");
            return Err(t.type_error(message));
        }
    };
    if bytes.contains(&0) {
        return Err(t.value_error("embedded null byte"));
    }
    Ok(OsString::from_vec(bytes.to_vec()))
}

fn os_strings(t: &mut Thread, slot: Slot) -> Result<Vec<OsString>, Raised> {
    let mut strings = Vec::new();
    vm::for_each(t, slot, |t, item| {
        strings.push(os_string(t, item)?);
        Ok(())
    })?;
    Ok(strings)
}

/// What a child gets for one of its three first files: the open file of a number, or for None the script's own.
fn stdio(t: &mut Thread, args: Args, index: usize) -> Result<Stdio, Raised> {
    use std::os::fd::AsFd;
    if args.get(t, index).is_none() {
        return Ok(Stdio::inherit());
    }
    let number = vm::index(t, args.slot(index))?;
    let copied = state(t)
        .descriptors
        .get(number)
        .and_then(|file| file.as_fd().try_clone_to_owned());
    copied
        .map(Stdio::from)
        .map_err(|error| t.os_error(&error, None))
}

fn start(t: &mut Thread, args: Args) -> Returned {
    let program = os_string(t, args.slot(0))?;
    let words = os_strings(t, args.slot(1))?;
    let mut command = Command::new(&program);
    if let Some((first, rest)) = words.split_first() {
        command.arg0(first).args(rest);
    }
    let mut shown = program.to_string_lossy().into_owned();
    if !args.get(t, 2).is_none() {
        let folder = os_string(t, args.slot(2))?;
        if !std::path::Path::new(&folder).is_dir() {
            shown = folder.to_string_lossy().into_owned();
        }
        command.current_dir(folder);
    }
    // Names and values in turn.
    let environment = os_strings(t, args.slot(3))?;
    command.env_clear();
    for pair in environment.chunks_exact(2) {
        command.env(&pair[0], &pair[1]);
    }
    command
        .stdin(stdio(t, args, 4)?)
        .stdout(stdio(t, args, 5)?)
        .stderr(stdio(t, args, 6)?);
    if vm::truth(t, args.slot(7))? {
        command.process_group(0);
    }
    unblock_interrupts_in(&mut command);
    let started = t.block(Reason::Process, || command.spawn().and_then(Started::new));
    // The files of the child alone are closed.
    drop(command);
    match started {
        Ok(started) => {
            let class = state(t).class(t, Type::Child);
            Ok(t.done(new_object(t, class, Arc::new(started))))
        }
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

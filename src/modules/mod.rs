//! The modules that scripts import: in Rust where they touch the machine, in bundled Python where they do not.
//!
//! `table` lists them. A module in Rust is a function that fills a new `Module`. Whatever waits goes through the thread's `block`, `park` or
//! `sleep`, with the reason that is true: nothing here waits on a mutex or a clock of its own, so that the GIL, its recorders and a computed
//! clock see every wait.

mod absent;
mod bisect;
mod calendar;
mod collections;
mod descriptors;
mod errno;
mod files;
mod functools;
mod gc;
mod hashlib;
mod heapq;
mod import;
mod import_lock;
mod itertools;
mod json;
mod local;
mod math;
mod net;
mod operator;
mod os;
mod paths;
mod process;
mod raise;
mod random;
mod regex;
mod select;
mod signal;
mod state;
mod streams;
mod structs;
mod sync;
mod sys;
mod table;
mod thread;
mod time;
mod traceback;
mod weakref;
mod zlib;

pub use import::{import, import_from, import_star, main_module};
pub use signal::handle_signal;
pub use sync::{Thing, thing};
pub use weakref::notify as notify_weak_references;

use crate::object::{Raised, Thread};

/// Prepares the modules of a new interpreter: `sys.modules` and what every script sees.
pub fn install(thread: &Thread) {
    state::install(thread);
    import::install(thread);
    streams::install(thread);
    files::install(thread);
    sys::install_exit(thread);
}

/// Tells of an exception that ended the script: by `sys.excepthook`, if the script put another function in its place.
pub fn report_exception(thread: &mut Thread, raised: Raised) {
    sys::report_exception(thread, raised);
}

/// Whether a module of this name comes with gilscope.
pub fn is_bundled(name: &str) -> bool {
    table::find(name).is_some()
}

/// Waits for the threads that are no daemons, as at the end of a script.
pub fn wait_for_threads(thread: &mut Thread) -> Result<(), Raised> {
    thread::wait_for_threads(thread)
}

/// Calls what the script registered with `atexit`.
pub fn call_exit_functions(thread: &mut Thread) -> Result<(), Raised> {
    thread::call_exit_functions(thread)
}

/// Writes what the standard streams and open files hold.
pub fn flush(thread: &mut Thread) -> Result<(), Raised> {
    files::flush_all(thread)?;
    let interpreter = thread.interpreter().clone();
    interpreter.stdout.flush(thread)?;
    interpreter.stderr.flush(thread)
}

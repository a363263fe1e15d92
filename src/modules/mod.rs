//! The modules that scripts import: in Rust where they touch the machine, in bundled Python where they do not.
//!
//! A module in Rust is a function that fills a new `Module`; it is listed in `import`. Whatever waits goes through the thread's `block`,
//! `park` or `sleep`.

mod import;

pub use import::{import, import_from, import_star, main_module};

use crate::object::{Raised, Thread};

/// Prepares the modules of a new interpreter: `sys.modules` and what every script sees.
pub fn install(thread: &Thread) {
    import::install(thread);
}

/// Waits for the threads that are no daemons, as at the end of a script.
pub fn wait_for_threads(_thread: &mut Thread) -> Result<(), Raised> {
    Ok(())
}

/// Writes what the standard streams hold.
pub fn flush(thread: &mut Thread) -> Result<(), Raised> {
    let interpreter = thread.interpreter().clone();
    interpreter.stdout.flush(thread)?;
    interpreter.stderr.flush(thread)
}

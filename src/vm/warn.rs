//! Warnings of the interpreter itself: what the module `warnings` does with them is the script's business.

use crate::heap::Object;
use crate::object::{ClassId, Raised, Thread};

/// Warns at the line of the script that runs; raises if the script made errors of such warnings.
#[cold]
pub fn warn(thread: &mut Thread, category: ClassId, message: &str) -> Result<(), Raised> {
    let mark = thread.mark();
    let import = thread.builtins().get(thread.intern("__import__"));
    let import = thread.push(import);
    let name = thread.push(thread.intern("warnings").value());
    let done = super::call(thread, import, &[name])?;
    let module = thread.push_result(done);
    let name = thread.push(thread.intern("warn").value());
    let done = super::get_attribute(thread, module, name)?;
    let warn = thread.push_result(done);
    let message = thread.push(thread.str(message));
    let category = thread.push(thread.class(category).value());
    let _ = super::call(thread, warn, &[message, category])?;
    thread.pop_to(mark);
    Ok(())
}

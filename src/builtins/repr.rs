//! The `repr` of containers: items one after the other, and `...` where a container contains itself.

use crate::heap::{Slot, Str, Value};
use crate::object::{Raised, Returned, Thread};
use crate::vm;

use super::text::{MAX_TEXT, repr::push_str_repr};

/// Writes the `repr` of the container in a slot with `write`, or `recursive` if that is being written already, further out.
pub fn container(
    thread: &mut Thread,
    object: Slot,
    recursive: &str,
    write: impl FnOnce(&mut Thread, &mut String) -> Result<(), Raised>,
) -> Returned {
    let word = thread.get(object).word();
    if thread.reprs.contains(&word) {
        return Ok(thread.done(thread.str(recursive)));
    }
    thread.check_native_recursion("while getting the repr of an object")?;
    thread.reprs.push(word);
    let mark = thread.mark();
    let mut out = String::new();
    let written = write(thread, &mut out);
    thread.reprs.pop();
    written?;
    thread.pop_to(mark);
    thread.check_memory(out.len())?;
    // Texts of nested containers are garbage by now.
    thread.poll_if_set()?;
    Ok(thread.done(thread.str(&out)))
}

/// Appends the `repr` of the value in a slot.
pub fn push_repr(thread: &mut Thread, out: &mut String, value: Slot) -> Result<(), Raised> {
    let object = thread.get(value);
    if let Some(text) = object.cast::<Str>() {
        push_str_repr(out, text.as_str());
    } else if let Some(number) = object.as_small_int() {
        // Writing into a String does not fail.
        let _ = std::fmt::Write::write_fmt(out, format_args!("{number}"));
    } else if object.is_none() {
        out.push_str("None");
    } else {
        let done = vm::repr(thread, value)?;
        if let Some(text) = thread.result(done).cast::<Str>() {
            out.push_str(text.as_str());
        }
    }
    if out.len() > MAX_TEXT {
        return Err(thread.memory_error());
    }
    Ok(())
}

/// Appends the items between two brackets; `item` gives the item at an index, or None at the end.
pub fn push_items(
    thread: &mut Thread,
    out: &mut String,
    item: impl Fn(&Thread, usize) -> Option<Value<'_>>,
) -> Result<(), Raised> {
    let mark = thread.mark();
    let mut index = 0;
    while let Some(value) = item(thread, index) {
        let slot = thread.push(value);
        if index > 0 {
            out.push_str(", ");
        }
        push_repr(thread, out, slot)?;
        thread.pop_to(mark);
        index += 1;
    }
    Ok(())
}

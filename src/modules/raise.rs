//! Raising exceptions whose classes a bundled module defines.

use super::import;
use crate::heap::Value;
use crate::object::{Raised, Thread};
use crate::vm;

/// Raises an exception of a module's class: with a message, and with a number before it if there is one.
pub(super) fn raise(
    t: &mut Thread,
    module: &str,
    class: &str,
    number: Option<i32>,
    message: &str,
) -> Raised {
    let mark = t.mark();
    let made = import::import_by_name(t, module).and_then(|()| {
        let module = t.push(import::loaded(t, module).unwrap_or(Value::NONE));
        let done = vm::get_attribute_str(t, module, class)?;
        let class = t.push_result(done);
        let message = t.push(t.str(message));
        match number {
            Some(number) => {
                let number = t.push(Value::int(number));
                vm::call(t, class, &[number, message])
            }
            None => vm::call(t, class, &[message]),
        }
    });
    let raised = match made {
        Ok(done) => t.raise(t.result(done)),
        Err(raised) => raised,
    };
    t.pop_to(mark);
    raised
}

//! `collections`: what is used most is native (`deque`, `defaultdict`, `OrderedDict`, the counting of `Counter`), the rest bundled Python.

mod default_dict;
mod deque;
mod ordered_dict;

use crate::builtins;
use crate::heap::{Dict, Kind, Object, Slot, Value};
use crate::object::{Args, Dunder, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `collections`.
pub(super) fn install(thread: &Thread, module: &Module) {
    deque::install(thread, module);
    default_dict::install(thread, module);
    ordered_dict::install(thread, module);
    builtins::add_functions(
        thread,
        module,
        &[("_count_elements(mapping, iterable, /)", count_elements)],
    );
}

/// Adds one to the number of each item in a mapping.
fn count_elements(t: &mut Thread, args: Args) -> Returned {
    let mapping = args.slot(0);
    let one = t.push(Value::int(1));
    let get = t.push(t.intern("get").value());
    let zero = t.push(Value::int(0));
    let plain = counts_plainly(t, mapping);
    vm::for_each(t, args.slot(1), |t, item| {
        let mark = t.mark();
        let count = if plain {
            let found = vm::dict_get(t, mapping, item)?;
            t.push(found.map_or(Value::int(0), |done| t.result(done)))
        } else {
            let done = vm::get_attribute(t, mapping, get)?;
            let get = t.push_result(done);
            let done = vm::call(t, get, &[item, zero])?;
            t.push_result(done)
        };
        let done = vm::binary(t, Dunder::Add, count, one)?;
        t.set(count, t.result(done));
        if plain {
            vm::dict_set(t, mapping, item, count)?;
        } else {
            vm::set_item(t, mapping, item, count)?;
        }
        t.pop_to(mark);
        Ok(())
    })?;
    t.none()
}

/// Whether a mapping is a dict whose class has not changed how items are got and set.
fn counts_plainly(t: &Thread, mapping: Slot) -> bool {
    let value = t.get(mapping);
    let class = t.class_of(value);
    let get = class.lookup(t.intern("get"));
    t.payload(value).cast::<Dict>().is_some()
        && get.kind() == Some(Kind::Native)
        && class.dunder(Dunder::SetItem).kind() == Some(Kind::Native)
}

/// A new object of a mapping's class, made of what is in the slots, and then updated with `other`.
fn merged(t: &mut Thread, arguments: &[Slot], of: Slot, other: Slot) -> Result<Slot, Raised> {
    let class = t.push(t.class_of(t.get(of)).value());
    let done = vm::call(t, class, arguments)?;
    let merged = t.push_result(done);
    let _ = vm::call_method(t, merged, "update", &[other])?;
    Ok(merged)
}

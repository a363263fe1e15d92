//! `bisect`: where an item belongs in a sorted sequence.

use crate::builtins;
use crate::heap::{List, Slot, Value};
use crate::object::{Args, Module, NativeFn, Raised, Returned, Thread};
use crate::vm;

/// Fills `bisect`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let table: &[(&str, NativeFn)] = &[
        (
            "bisect_right(a, x, lo=0, hi=None, *, key=None)",
            |t, args| find(t, args, false),
        ),
        (
            "bisect_left(a, x, lo=0, hi=None, *, key=None)",
            |t, args| find(t, args, true),
        ),
        (
            "insort_right(a, x, lo=0, hi=None, *, key=None)",
            |t, args| insert(t, args, false),
        ),
        (
            "insort_left(a, x, lo=0, hi=None, *, key=None)",
            |t, args| insert(t, args, true),
        ),
    ];
    builtins::add_functions(thread, module, table);
    for (alias, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
        let function = module.get(thread.intern(name));
        thread.set_global(module, alias, function);
    }
}

/// The key function, if there is one.
fn key(t: &Thread, args: Args) -> Option<Slot> {
    let key = args.optional(t, 4).filter(|key| !key.is_none());
    key.map(|_| args.slot(4))
}

/// The first place whose item does not belong before x: because it is not less, or, on the right, because x is less.
fn place(t: &mut Thread, args: Args, x: Slot, left: bool) -> Result<i64, Raised> {
    let mut low = match args.optional(t, 2) {
        None => 0,
        Some(_) => builtins::index_argument(t, args.slot(2))?,
    };
    if low < 0 {
        return Err(t.value_error("lo must be non-negative"));
    }
    let mut high = match args.optional(t, 3) {
        None | Some(Value::NONE) => vm::length(t, args.slot(0))? as i64,
        Some(_) => builtins::index_argument(t, args.slot(3))?,
    };
    let key = key(t, args);
    let mark = t.mark();
    while low < high {
        let middle = low + (high - low) / 2;
        let index = t.push(t.int(middle));
        let done = vm::get_item(t, args.slot(0), index)?;
        let mut item = t.push_result(done);
        if let Some(key) = key {
            let done = vm::call(t, key, &[item])?;
            item = t.push_result(done);
        }
        let before = if left {
            vm::less(t, item, x)?
        } else {
            !vm::less(t, x, item)?
        };
        if before {
            low = middle + 1;
        } else {
            high = middle;
        }
        t.pop_to(mark);
    }
    Ok(low)
}

fn find(t: &mut Thread, args: Args, left: bool) -> Returned {
    let place = place(t, args, args.slot(1), left)?;
    Ok(t.done(t.int(place)))
}

fn insert(t: &mut Thread, args: Args, left: bool) -> Returned {
    let mut x = args.slot(1);
    if let Some(key) = key(t, args) {
        let done = vm::call(t, key, &[x])?;
        x = t.push_result(done);
    }
    let place = place(t, args, x, left)?;
    if let Some(list) = args.get(t, 0).cast::<List>() {
        list.insert(t.mutator(), place, args.get(t, 1));
        return t.none();
    }
    let place = t.push(t.int(place));
    let _ = vm::call_method(t, args.slot(0), "insert", &[place, args.slot(1)])?;
    t.none()
}

//! `gc`: asking the collector, and asking about it. It is not CPython's: there are no generations and no reference counts.

use super::state::state;
use crate::builtins;
use crate::heap::{Object, Value};
use crate::object::{Args, Module, Returned, Thread};
use crate::vm;

/// Fills `gc`.
pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            ("collect(generation=2)", collect),
            ("enable()", |t, _| switch(t, true)),
            ("disable()", |t, _| switch(t, false)),
            ("isenabled()", |t, _| {
                Ok(t.done(Value::bool(t.interpreter().heap.is_automatic())))
            }),
            ("get_count()", |t, _| {
                Ok(t.done(t.tuple(&[Value::int(0); 3])))
            }),
            ("get_threshold()", |t, _| {
                let numbers = *state(t).thresholds.lock();
                let numbers = numbers.map(|number| t.int(number));
                Ok(t.done(t.tuple(&numbers)))
            }),
            (
                "set_threshold(threshold0, threshold1=10, threshold2=10, /)",
                set_threshold,
            ),
            ("freeze()", |t, _| t.none()),
            ("unfreeze()", |t, _| t.none()),
            ("is_tracked(object, /)", is_tracked),
        ],
    );
    thread.set_global(module, "callbacks", thread.list(&[]).value());
    thread.set_global(module, "garbage", thread.list(&[]).value());
}

/// Keeps the numbers; when to collect the heap decides by itself, from the bytes that were allocated.
fn set_threshold(t: &mut Thread, args: Args) -> Returned {
    let mut numbers = *state(t).thresholds.lock();
    for (index, number) in numbers.iter_mut().enumerate() {
        if args.optional(t, index).is_some() {
            *number = vm::index(t, args.slot(index))?;
        }
    }
    *state(t).thresholds.lock() = numbers;
    t.none()
}

/// How many objects were freed; CPython counts those in cycles only, the others are gone before.
fn collect(t: &mut Thread, args: Args) -> Returned {
    if args.optional(t, 0).is_some() && !(0..=2).contains(&vm::index(t, args.slot(0))?) {
        return Err(t.value_error("invalid generation"));
    }
    let freed = t.collect().freed_objects;
    super::weakref::notify(t);
    Ok(t.done(t.usize(freed)))
}

fn switch(t: &mut Thread, on: bool) -> Returned {
    t.interpreter().heap.set_automatic(on);
    t.none()
}

/// Whether it can contain other objects, which is what CPython tracks.
fn is_tracked(t: &mut Thread, args: Args) -> Returned {
    use crate::heap::Kind;
    let kind = args.get(t, 0).kind();
    let plain = matches!(
        kind,
        None | Some(Kind::Str | Kind::Bytes | Kind::BigInt | Kind::Float)
    );
    Ok(t.done(Value::bool(!plain)))
}

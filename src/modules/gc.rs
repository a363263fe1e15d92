//! `gc`: asking the collector, and asking about it. It is not CPython's: there are no generations and no reference counts.

use crate::builtins;
use crate::heap::{Object, Value};
use crate::object::{Args, Module, Returned, Thread};

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
                Ok(t.done(t.tuple(&[Value::int(2000), Value::int(10), Value::int(0)])))
            }),
            (
                "set_threshold(threshold0, threshold1=10, threshold2=10, /)",
                |t, _| t.none(),
            ),
            ("freeze()", |t, _| t.none()),
            ("unfreeze()", |t, _| t.none()),
            ("is_tracked(object, /)", is_tracked),
        ],
    );
    thread.set_global(module, "callbacks", thread.list(&[]).value());
    thread.set_global(module, "garbage", thread.list(&[]).value());
}

/// How many objects were freed; CPython counts those in cycles only, the others are gone before.
fn collect(t: &mut Thread, _: Args) -> Returned {
    let freed = t.collect().freed_objects;
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

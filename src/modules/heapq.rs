//! The heap operations of `heapq`, on lists of the script. Items are swapped step by step, so that the list holds them all whatever a
//! comparison does.

use crate::builtins;
use crate::heap::{List, Slot};
use crate::object::{Args, ClassId, Module, NativeFn, Raised, Returned, Thread};
use crate::vm;

/// Fills `heapq` with what is native.
pub(super) fn install(thread: &Thread, module: &Module) {
    let table: &[(&str, NativeFn)] = &[
        ("heappush(heap, item, /)", push),
        ("heappop(heap, /)", |t, args| pop(t, args, false)),
        ("heapify(heap, /)", |t, args| heapify(t, args, false)),
        ("heapreplace(heap, item, /)", |t, args| {
            replace(t, args, false)
        }),
        ("heappushpop(heap, item, /)", push_pop),
        ("_heappop_max(heap, /)", |t, args| pop(t, args, true)),
        ("_heapify_max(heap, /)", |t, args| heapify(t, args, true)),
        ("_heapreplace_max(heap, item, /)", |t, args| {
            replace(t, args, true)
        }),
    ];
    builtins::add_functions(thread, module, table);
}

fn list(t: &Thread, heap: Slot) -> Option<&List> {
    t.payload(t.get(heap)).cast::<List>()
}

/// The length of the heap in the first argument.
fn length(t: &Thread, args: Args, function: &str) -> Result<usize, Raised> {
    match list(t, args.slot(0)) {
        Some(heap) => Ok(heap.len()),
        None => {
            let class = t.class_of(args.get(t, 0)).name();
            let message = format!("{function}() argument must be list, not {class}");
            let message = match function {
                "heappop" | "heapify" | "_heappop_max" | "_heapify_max" => message,
                _ => message.replacen("argument", "argument 1", 1),
            };
            Err(t.type_error(message))
        }
    }
}

fn changed(t: &Thread) -> Raised {
    t.error(ClassId::RuntimeError, "list changed size during iteration")
}

/// Whether the item at one place goes above the one at another.
fn above(t: &mut Thread, heap: Slot, (a, b): (usize, usize), max: bool) -> Result<bool, Raised> {
    let mark = t.mark();
    let length = {
        let Some(list) = list(t, heap) else {
            return Err(changed(t));
        };
        let (Some(a), Some(b)) = (list.get(t.mutator(), a), list.get(t.mutator(), b)) else {
            return Err(changed(t));
        };
        t.push(if max { b } else { a });
        t.push(if max { a } else { b });
        list.len()
    };
    let above = vm::less(t, mark, mark.offset(1))?;
    t.pop_to(mark);
    if list(t, heap).is_none_or(|list| list.len() != length) {
        return Err(changed(t));
    }
    Ok(above)
}

fn swap(t: &Thread, heap: Slot, a: usize, b: usize) {
    let Some(list) = list(t, heap) else { return };
    let (first, second) = (list.get(t.mutator(), a), list.get(t.mutator(), b));
    if let (Some(first), Some(second)) = (first, second) {
        list.set(t.mutator(), a, second);
        list.set(t.mutator(), b, first);
    }
}

/// Moves the item at a place towards the root while it goes above its parent, no further than `root`.
fn rise(t: &mut Thread, heap: Slot, root: usize, mut at: usize, max: bool) -> Result<(), Raised> {
    while at > root {
        let parent = (at - 1) / 2;
        if !above(t, heap, (at, parent), max)? {
            break;
        }
        swap(t, heap, at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves the item at a place down to a leaf, each time swapped with the child that goes above the other, and then up to where it belongs:
/// fewer comparisons than stopping on the way, as most items belong near the leaves.
fn sink(t: &mut Thread, heap: Slot, root: usize, max: bool) -> Result<(), Raised> {
    let length = list(t, heap).map_or(0, List::len);
    let mut at = root;
    while 2 * at + 1 < length {
        let left = 2 * at + 1;
        let right_is_above = left + 1 < length && !above(t, heap, (left, left + 1), max)?;
        let child = left + usize::from(right_is_above);
        swap(t, heap, at, child);
        at = child;
    }
    rise(t, heap, root, at, max)
}

fn push(t: &mut Thread, args: Args) -> Returned {
    let length = length(t, args, "heappush")?;
    if let Some(heap) = list(t, args.slot(0)) {
        heap.push(t.mutator(), args.get(t, 1));
    }
    rise(t, args.slot(0), 0, length, false)?;
    t.none()
}

fn pop(t: &mut Thread, args: Args, max: bool) -> Returned {
    length(t, args, if max { "_heappop_max" } else { "heappop" })?;
    let top = {
        let last = list(t, args.slot(0)).and_then(|heap| heap.pop(t.mutator()));
        let Some(last) = last else {
            return Err(t.index_error("index out of range"));
        };
        let heap = list(t, args.slot(0)).filter(|heap| !heap.is_empty());
        let Some((heap, top)) = heap.and_then(|heap| Some((heap, heap.get(t.mutator(), 0)?)))
        else {
            return Ok(t.done(last));
        };
        heap.set(t.mutator(), 0, last);
        t.push(top)
    };
    sink(t, args.slot(0), 0, max)?;
    Ok(t.done(t.get(top)))
}

fn replace(t: &mut Thread, args: Args, max: bool) -> Returned {
    length(
        t,
        args,
        if max {
            "_heapreplace_max"
        } else {
            "heapreplace"
        },
    )?;
    let top = {
        let heap = list(t, args.slot(0));
        let Some((heap, top)) = heap.and_then(|heap| Some((heap, heap.get(t.mutator(), 0)?)))
        else {
            return Err(t.index_error("index out of range"));
        };
        heap.set(t.mutator(), 0, args.get(t, 1));
        t.push(top)
    };
    sink(t, args.slot(0), 0, max)?;
    Ok(t.done(t.get(top)))
}

fn push_pop(t: &mut Thread, args: Args) -> Returned {
    length(t, args, "heappushpop")?;
    let top = list(t, args.slot(0)).and_then(|heap| heap.get(t.mutator(), 0));
    let Some(top) = top else {
        return Ok(t.done(args.get(t, 1)));
    };
    let top = t.push(top);
    if !vm::less(t, top, args.slot(1))? {
        return Ok(t.done(args.get(t, 1)));
    }
    replace(t, args, false)
}

fn heapify(t: &mut Thread, args: Args, max: bool) -> Returned {
    let length = length(t, args, if max { "_heapify_max" } else { "heapify" })?;
    for at in (0..length / 2).rev() {
        sink(t, args.slot(0), at, max)?;
        t.poll_if_set()?;
    }
    t.none()
}

//! Iterators: getting one, taking an item, counted loops, unpacking.

use super::{At, Outcome, store};
use crate::bytecode::Op;
use crate::heap::{List, Object, Slot, Value};
use crate::object::{ClassId, Raised, TableIterator, Thread};
use crate::vm;

#[inline(never)]
pub(in crate::vm) fn get_iter(thread: &mut Thread, at: At) -> Outcome {
    if let Some(iterator) = vm::iterate::direct(thread, thread.get(at.b())) {
        thread.set(at.a(), iterator);
        return Ok(());
    }
    store(thread, at, |thread| vm::iter(thread, at.b()))
}

/// The next item of iterator `R[b]` into `R[a]`; false at the end.
#[inline(never)]
pub(in crate::vm) fn for_iter(thread: &mut Thread, at: At, iterator: Slot) -> Result<bool, Raised> {
    let mark = thread.mark();
    let Some(done) = vm::next(thread, iterator)? else {
        thread.pop_to(mark);
        return Ok(false);
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(true)
}

/// The next key and value of iterator `R[b]` over the items of a dict, into two registers; false at the end.
#[inline(never)]
pub(in crate::vm) fn next_pair(thread: &mut Thread, at: At, window: usize) -> Result<bool, Raised> {
    let Some(iterator) = thread.get(at.b()).cast::<TableIterator>() else {
        return Ok(false);
    };
    let Some(item) = vm::iterators::next_entry(thread, iterator)? else {
        return Ok(false);
    };
    let place = at.base.offset(window);
    thread.set(place, item.key);
    thread.set(place.offset(1), item.value);
    Ok(true)
}

/// Starts `for x in range(...)`; see the opcode.
#[inline(never)]
pub(in crate::vm) fn for_range_prep(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let window = at.a();
    let count = at.instruction.d() as usize;
    if let Some((start, left, step)) = small_range(thread, window, count) {
        thread.set(window, Value::UNBOUND);
        thread.set(window.offset(1), thread.int(start));
        thread.set(window.offset(2), thread.int(left));
        thread.set(window.offset(3), thread.int(step));
        return Ok(());
    }
    let callee = thread.push(thread.get(window));
    for index in 0..count {
        thread.push(thread.get(window.offset(1 + index)));
    }
    let done = vm::call_slots(thread, callee, count, None)?;
    thread.pop_to(mark);
    let iterable = thread.push_result(done);
    let done = vm::iter(thread, iterable)?;
    let iterator = thread.result(done);
    thread.set(window, iterator);
    thread.pop_to(mark);
    Ok(())
}

/// Start, number of items and step, if the call is of the built-in range with small integers.
fn small_range(thread: &Thread, window: Slot, count: usize) -> Option<(i64, i64, i64)> {
    if thread.get(window) != thread.class(ClassId::Range).value() {
        return None;
    }
    let number = |index: usize| thread.get(window.offset(index)).as_small_int();
    let (start, stop, step) = match count {
        1 => (0, number(1)?, 1),
        2 => (number(1)?, number(2)?, 1),
        _ => (number(1)?, number(2)?, number(3)?),
    };
    // The number after the last one must still be small, as the loop computes it.
    if step == 0 || step.abs() > 1 << 40 || start.abs() > 1 << 59 || stop.abs() > 1 << 59 {
        return None;
    }
    let left = if step > 0 {
        if start >= stop {
            0
        } else {
            (stop - start - 1) / step + 1
        }
    } else if start <= stop {
        0
    } else {
        (start - stop - 1) / -step + 1
    };
    Some((start, left, step))
}

/// Unpacking; the window at a is written at the end.
#[inline(never)]
pub(in crate::vm) fn unpack(thread: &mut Thread, at: At) -> Outcome {
    let star = at.instruction.op() == Op::UnpackStar;
    if !star && let Some(list) = thread.get(at.b()).cast::<List>() {
        let done = list.if_exactly(thread.mutator(), at.instruction.c(), |index, item| {
            thread.set(at.a().offset(index), item);
        });
        if done {
            return Ok(());
        }
    }
    let (before, after) = (
        at.instruction.c(),
        at.instruction.d() as usize * star as usize,
    );
    let mark = thread.mark();
    vm::unpack(thread, at.b(), before, star, after)?;
    for index in 0..before + star as usize + after {
        thread.set(at.a().offset(index), thread.get(mark.offset(index)));
    }
    thread.pop_to(mark);
    Ok(())
}

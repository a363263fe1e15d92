//! Iteration: getting iterators, taking items, collecting and unpacking.

use crate::heap::{BigInteger, Field, Kind, List, Object, Slot, Tuple, Value};
use crate::object::{
    Args, ClassId, Done, Dunder, Native, Raised, RangeIterator, Returned, SequenceIterator,
    TableIterator, Thread,
};
use std::sync::atomic::{AtomicI64, Ordering};

use super::iterators::{given, next_in_range, next_in_sequence, next_in_table};

/// `iter(object)`.
pub fn iter(thread: &mut Thread, object: Slot) -> Returned {
    if let Some(iterator) = direct(thread, thread.get(object)) {
        return Ok(thread.done(iterator));
    }
    if let Some(done) = super::call_dunder(thread, object, Dunder::Iter, &[])? {
        let result = thread.result(done);
        let class = thread.class_of(result);
        if class.dunder(Dunder::Next).is_unbound() {
            let name = class.name();
            return Err(thread.type_error(format!("iter() returned non-iterator of type '{name}'")));
        }
        return Ok(done);
    }
    let value = thread.get(object);
    let class = thread.class_of(value);
    if class.dunder(Dunder::GetItem).is_unbound() || !class.dunder(Dunder::Iter).is_unbound() {
        let name = class.name();
        return Err(thread.type_error(format!("'{name}' object is not iterable")));
    }
    Ok(thread.done(sequence_iterator(
        thread,
        ClassId::SequenceIterator,
        value,
        0,
        1,
    )))
}

/// The iterator of a list, a tuple or a built-in iterator.
#[inline(always)]
pub(super) fn direct<'t>(thread: &'t Thread, object: Value<'t>) -> Option<Value<'t>> {
    let class = match object.kind()? {
        Kind::List => ClassId::ListIterator,
        Kind::Tuple => ClassId::TupleIterator,
        Kind::Generator | Kind::RangeIterator | Kind::SequenceIterator | Kind::TableIterator => {
            return Some(object);
        }
        _ => return None,
    };
    Some(sequence_iterator(thread, class, object, 0, 1))
}

/// A new iterator over an indexed sequence, from an index on; `step` is 1 or -1.
pub fn sequence_iterator<'t>(
    thread: &'t Thread,
    class: ClassId,
    sequence: Value<'_>,
    next: i64,
    step: i64,
) -> Value<'t> {
    let class = thread.class(class).value();
    let sequence = Field::new(sequence);
    let make = |header| SequenceIterator {
        header,
        sequence,
        next: AtomicI64::new(next),
        step,
    };
    thread.mutator().alloc(class, make).value()
}

/// The next item of an iterator, or None at its end.
#[inline]
pub fn next(thread: &mut Thread, iterator: Slot) -> Result<Option<Done>, Raised> {
    if let Some(sequence) = thread.get(iterator).cast::<SequenceIterator>()
        && let Some(item) = next_in_sequence(thread, sequence)
    {
        return Ok(item.map(|item| thread.done(item)));
    }
    next_in_another(thread, iterator)
}

/// As [`next`], where no list or tuple is iterated.
#[inline(never)]
fn next_in_another(thread: &mut Thread, iterator: Slot) -> Result<Option<Done>, Raised> {
    {
        let value = thread.get(iterator);
        match value.kind() {
            Some(Kind::RangeIterator) => {
                if let Some(range) = value.cast::<RangeIterator>() {
                    return Ok(next_in_range(range).map(|number| thread.done(thread.int(number))));
                }
            }
            Some(Kind::TableIterator) => {
                if let Some(table) = value.cast::<TableIterator>() {
                    return Ok(next_in_table(thread, table)?.map(|item| thread.done(item)));
                }
            }
            Some(Kind::Generator) => return super::generator::next(thread, iterator),
            _ => {}
        }
    }
    next_by_method(thread, iterator)
}

/// As [`next`], of an iterator that has a `__next__`.
#[inline(never)]
fn next_by_method(thread: &mut Thread, iterator: Slot) -> Result<Option<Done>, Raised> {
    let mark = thread.mark();
    match call_next(thread, iterator) {
        Ok(Some(done)) => Ok(Some(done)),
        Ok(None) => {
            let class = thread.class_of(thread.get(iterator)).name();
            Err(thread.type_error(format!("'{class}' object is not an iterator")))
        }
        Err(raised) if thread.raised_is(raised, ClassId::StopIteration) => {
            thread.take_exception(raised);
            thread.pop_to(mark);
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// Calls the iterator's `__next__`; None if it has none.
fn call_next(thread: &mut Thread, iterator: Slot) -> Result<Option<Done>, Raised> {
    let value = thread.get(iterator);
    let method = thread.class_of(value).dunder(Dunder::Next);
    let native = method.cast::<Native>();
    let Some(native) = native.filter(|native| native.arity.is(1)) else {
        return super::call_dunder(thread, iterator, Dunder::Next, &[]);
    };
    let function = native.function;
    // `zip`, `map` and the like: one native calls the next.
    thread.check_recursion()?;
    let mark = thread.mark();
    let done = function(thread, Args::new(iterator, 1))?;
    thread.pop_to(mark);
    Ok(Some(done))
}

/// Calls `body` with the slot of each item; the item is gone afterwards.
pub fn for_each(
    thread: &mut Thread,
    iterable: Slot,
    mut body: impl FnMut(&mut Thread, Slot) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let mark = thread.mark();
    let done = iter(thread, iterable)?;
    let iterator = thread.push_result(done);
    let scope = thread.mark();
    while let Some(done) = next(thread, iterator)? {
        let item = thread.push_result(done);
        body(thread, item)?;
        thread.pop_to(scope);
        thread.poll_if_set()?;
    }
    thread.pop_to(mark);
    Ok(())
}

/// Appends the items of an iterable to the list in a slot.
pub fn extend_list(thread: &mut Thread, list: Slot, iterable: Slot) -> Result<(), Raised> {
    {
        let source = thread.get(iterable);
        if let Some(target) = thread.payload(thread.get(list)).cast::<List>() {
            if let Some(source) = source.cast::<List>() {
                thread.check_memory(source.len() * 16)?;
                target.extend_from(thread.mutator(), source);
                return Ok(());
            }
            if let Some(source) = source.cast::<Tuple>() {
                let items: Vec<_> = source.iter().collect();
                thread.check_memory(items.len() * 16)?;
                target.extend(thread.mutator(), &items);
                return Ok(());
            }
        }
    }
    let mark = thread.mark();
    let done = iter(thread, iterable)?;
    let iterator = thread.push_result(done);
    ask_length_hint(thread, iterable)?;
    if thread.get(iterator) != thread.get(iterable) && append_table(thread, list, iterator)? {
        thread.pop_to(mark);
        return Ok(());
    }
    while let Some(done) = next(thread, iterator)? {
        let target = thread.payload(thread.get(list));
        if let Some(list) = target.cast::<List>() {
            if list.len() & 0xfffff == 0xfffff {
                thread.check_memory(list.len() * 12)?;
            }
            list.push(thread.mutator(), thread.result(done));
        }
        thread.poll_if_set()?;
    }
    thread.pop_to(mark);
    Ok(())
}

/// Appends to a list all that a new iterator over a dict, a view or a set gives, as it is at one moment: `list(d)` is how scripts iterate over what
/// other threads change. False if the iterator is another one.
fn append_table(thread: &mut Thread, list: Slot, iterator: Slot) -> Result<bool, Raised> {
    let Some(iterator) = thread.get(iterator).cast::<TableIterator>() else {
        return Ok(false);
    };
    let (list, table) = (thread.payload(thread.get(list)), iterator.table.load());
    let (Some(list), Some(table)) = (list.cast::<List>(), table.as_table()) else {
        return Ok(false);
    };
    let expected = iterator.expected.load(Ordering::Relaxed);
    if iterator.left.load(Ordering::Relaxed) != expected {
        return Ok(false);
    }
    thread.check_memory(table.len().saturating_mul(64))?;
    let items = table.snapshot(thread.mutator()).into_iter();
    let mut items: Vec<_> = items.map(|item| given(thread, iterator, item)).collect();
    if iterator.backwards {
        items.reverse();
    }
    list.extend(thread.mutator(), &items);
    iterator.table.store(Value::NONE);
    Ok(true)
}

/// Asks the script's `__len__` or `__length_hint__`, as CPython does before it collects items. We need no hint, but it may print or raise.
fn ask_length_hint(thread: &mut Thread, iterable: Slot) -> Result<(), Raised> {
    let asks = |thread: &Thread, method| {
        let class = thread.class_of(thread.get(iterable));
        class.dunder(method).kind() == Some(Kind::Function)
    };
    if asks(thread, Dunder::Len) {
        match super::length(thread, iterable) {
            Ok(_) => return Ok(()),
            Err(raised) if thread.raised_is(raised, ClassId::TypeError) => {
                thread.take_exception(raised);
            }
            Err(raised) => return Err(raised),
        }
    }
    if !asks(thread, Dunder::LengthHint) {
        return Ok(());
    }
    match super::call_dunder(thread, iterable, Dunder::LengthHint, &[]) {
        Ok(Some(done)) if thread.result(done) != Value::NOT_IMPLEMENTED => {
            let hint = thread.result(done);
            match hint.as_small_int() {
                Some(number) if number < 0 => {
                    Err(thread.value_error("__length_hint__() should return >= 0"))
                }
                None if hint.as_bool().is_none() && hint.cast::<BigInteger>().is_none() => {
                    let class = thread.class_of(hint).name();
                    let message = format!("__length_hint__ must be an integer, not {class}");
                    Err(thread.type_error(message))
                }
                _ => Ok(()),
            }
        }
        Err(raised) if !thread.raised_is(raised, ClassId::TypeError) => Err(raised),
        Err(raised) => {
            thread.take_exception(raised);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A new list of an iterable's items.
pub fn to_list(thread: &mut Thread, iterable: Slot) -> Returned {
    let mark = thread.mark();
    let list = thread.push(thread.list(&[]).value());
    extend_list(thread, list, iterable)?;
    let done = thread.done(thread.get(list));
    thread.pop_to(mark);
    Ok(done)
}

/// A tuple of an iterable's items.
pub fn to_tuple(thread: &mut Thread, iterable: Slot) -> Returned {
    let value = thread.get(iterable);
    if value.cast::<Tuple>().is_some() {
        return Ok(thread.done(value));
    }
    let done = to_list(thread, iterable)?;
    let list = thread.result(done);
    let items = list
        .cast::<List>()
        .map_or(Vec::new(), |list| list.snapshot(thread.mutator()));
    Ok(thread.done(thread.tuple(&items)))
}

/// Pushes exactly `before + after` items of an iterable, with a list of the rest between them if `star`.
pub fn unpack(
    thread: &mut Thread,
    iterable: Slot,
    before: usize,
    star: bool,
    after: usize,
) -> Result<(), Raised> {
    {
        let value = thread.get(iterable);
        let class = thread.class_of(value);
        if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
            let name = class.name();
            return Err(thread.type_error(format!("cannot unpack non-iterable {name} object")));
        }
    }
    let wanted = before + after;
    thread.reserve(wanted + 4)?;
    let mark = thread.mark();
    let known = {
        let value = thread.get(iterable);
        let list = value.cast::<List>();
        let list = list.map(|list| list.snapshot(thread.mutator()));
        list.or_else(|| value.cast::<Tuple>().map(|tuple| tuple.iter().collect()))
    };
    if let Some(items) = known {
        let count = items.len();
        if count < wanted {
            let least = if star { "at least " } else { "" };
            return Err(thread.value_error(format!(
                "not enough values to unpack (expected {least}{wanted}, got {count})"
            )));
        }
        if !star && count > wanted {
            return Err(
                thread.value_error(format!("too many values to unpack (expected {wanted})"))
            );
        }
        for item in &items[..before] {
            thread.push(*item);
        }
        if star {
            thread.push(thread.list(&items[before..count - after]).value());
        }
        for item in &items[count - after..] {
            thread.push(*item);
        }
        return Ok(());
    }
    let done = iter(thread, iterable)?;
    // The iterator stands above the place of the items, and is lost when they are complete.
    let places = wanted + star as usize;
    for _ in 0..places {
        thread.push(Value::UNBOUND);
    }
    let iterator = thread.push_result(done);
    let single = if star { before } else { wanted };
    for index in 0..single {
        match next(thread, iterator)? {
            Some(done) => {
                let item = thread.result(done);
                thread.set(mark.offset(index), item);
            }
            None => {
                let least = if star { "at least " } else { "" };
                return Err(thread.value_error(format!(
                    "not enough values to unpack (expected {least}{wanted}, got {index})"
                )));
            }
        }
    }
    if star {
        let done = to_list(thread, iterator)?;
        let rest = mark.offset(before);
        thread.set(rest, thread.result(done));
        return split_rest(thread, rest, before, after);
    }
    if next(thread, iterator)?.is_some() {
        return Err(thread.value_error(format!("too many values to unpack (expected {wanted})")));
    }
    thread.pop_to(mark.offset(wanted));
    Ok(())
}

/// Moves the last `after` items of the list in a slot to the slots behind it, which end the stack then.
fn split_rest(thread: &mut Thread, rest: Slot, before: usize, after: usize) -> Result<(), Raised> {
    let items = match thread.get(rest).cast::<List>() {
        Some(list) => list.snapshot(thread.mutator()),
        None => Vec::new(),
    };
    let Some(kept) = items.len().checked_sub(after) else {
        let (wanted, got) = (before + after, before + items.len());
        return Err(thread.value_error(format!(
            "not enough values to unpack (expected at least {wanted}, got {got})"
        )));
    };
    if let Some(list) = thread.get(rest).cast::<List>() {
        list.splice(thread.mutator(), kept, after, &[]);
    }
    thread.pop_to(rest.offset(1));
    for item in &items[kept..] {
        thread.push(*item);
    }
    Ok(())
}

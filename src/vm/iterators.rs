//! The built-in iterators that a `for` loop takes items from without calling a method: of ranges, lists, tuples, text, dicts and sets.

use std::sync::atomic::Ordering;

use num_bigint::BigInt;

use super::convert::big_int;
use crate::heap::{Bytes, Entry, Item, Kind, List, Str, Table, Tuple, Value};
use crate::object::{
    ClassId, Raised, Range, RangeIterator, SequenceIterator, TableIterator, Thread, ViewKind,
};

/// The next number of a range. Sharing one iterator between threads may repeat or skip numbers, as documented.
#[inline(always)]
pub(super) fn next_in_range(range: &RangeIterator) -> Option<i64> {
    let left = range.left.load(Ordering::Relaxed);
    if left <= 0 {
        return None;
    }
    range.left.store(left - 1, Ordering::Relaxed);
    Some(range.stop.wrapping_sub(left.wrapping_mul(range.step)))
}

/// The next item of a sequence of a built-in type: None if it is another sequence, Some(None) at the end.
#[inline(always)]
pub(super) fn next_in_sequence<'t>(
    thread: &'t Thread,
    iterator: &'t SequenceIterator,
) -> Option<Option<Value<'t>>> {
    let sequence = iterator.sequence.load();
    let index = iterator.next.load(Ordering::Relaxed);
    let item = if let Some(list) = sequence.cast::<List>() {
        usize::try_from(index)
            .ok()
            .and_then(|index| list.get(thread.mutator(), index))
    } else if let Some(tuple) = sequence.cast::<Tuple>() {
        usize::try_from(index)
            .ok()
            .and_then(|index| tuple.get(index))
    } else {
        return next_in_other(thread, iterator, sequence, index);
    };
    match item {
        Some(item) => {
            iterator
                .next
                .store(index + iterator.step, Ordering::Relaxed);
            Some(Some(item))
        }
        None => {
            iterator.sequence.store(Value::NONE);
            Some(None)
        }
    }
}

fn next_in_other<'t>(
    thread: &'t Thread,
    iterator: &'t SequenceIterator,
    sequence: Value<'t>,
    index: i64,
) -> Option<Option<Value<'t>>> {
    let (mut step, place) = (iterator.step, usize::try_from(index));
    let item = match sequence.kind() {
        None if sequence.is_none() => None,
        Some(Kind::Str) => {
            let string = sequence.cast::<Str>();
            let text = string.map_or("", Str::as_str);
            let c = match place {
                Ok(place) if string.is_some_and(Str::is_ascii) => {
                    let places = if step > 0 {
                        Some(place)
                    } else {
                        place.checked_sub(1)
                    };
                    let byte = places.and_then(|place| text.as_bytes().get(place));
                    byte.copied().map(char::from)
                }
                Ok(place) if step > 0 => text.get(place..).and_then(|rest| rest.chars().next()),
                Ok(place) => text.get(..place).and_then(|rest| rest.chars().next_back()),
                Err(_) => None,
            };
            step *= c.map_or(0, char::len_utf8) as i64;
            c.map(|c| thread.char(c))
        }
        Some(Kind::Bytes) => {
            let bytes = sequence.cast::<Bytes>().map_or(&[][..], Bytes::as_slice);
            let byte = place.ok().and_then(|place| bytes.get(place));
            byte.map(|byte| Value::int(i32::from(*byte)))
        }
        Some(Kind::Range) => sequence
            .cast::<Range>()
            .and_then(|range| number_of_range(thread, range, index)),
        _ => return None,
    };
    match item {
        Some(_) => iterator.next.store(index + step, Ordering::Relaxed),
        None => iterator.sequence.store(Value::NONE),
    }
    Some(item)
}

/// The number at an index of a range whose numbers may be big; None past its end.
fn number_of_range<'t>(thread: &'t Thread, range: &Range, index: i64) -> Option<Value<'t>> {
    let length = big_int(range.length.load());
    let index = BigInt::from(index);
    (index >= BigInt::ZERO && index < length)
        .then(|| thread.big_int(big_int(range.start.load()) + index * big_int(range.step.load())))
}

/// The mark of an iterator whose table has changed: no table has so many items.
const CHANGED: usize = usize::MAX;

/// The next item of a dict, a view or a set; RuntimeError if the table has changed its size.
#[inline]
pub(super) fn next_in_table<'t>(
    thread: &'t Thread,
    iterator: &'t TableIterator,
) -> Result<Option<Value<'t>>, Raised> {
    let item = next_entry(thread, iterator)?;
    Ok(item.map(|item| given(thread, iterator, item)))
}

/// What an iterator gives of an item.
#[inline(always)]
pub(super) fn given<'t>(thread: &'t Thread, iterator: &TableIterator, item: Item<'t>) -> Value<'t> {
    match iterator.view {
        ViewKind::Keys => item.key,
        ViewKind::Values => item.value,
        ViewKind::Items => thread.pair(item.key, item.value),
    }
}

/// As [`next_in_table`], with key and value apart.
#[inline]
pub(super) fn next_entry<'t>(
    thread: &'t Thread,
    iterator: &'t TableIterator,
) -> Result<Option<Item<'t>>, Raised> {
    let Some(table) = iterator.table.load().as_table() else {
        return Ok(None);
    };
    let expected = iterator.expected.load(Ordering::Relaxed);
    if table.len() != expected {
        iterator.expected.store(CHANGED, Ordering::Relaxed);
        return Err(changed(thread, table, "changed size"));
    }
    let position = iterator.position.load(Ordering::Relaxed);
    let next = if iterator.backwards {
        table.previous_before(position)
    } else {
        match table.entry(position) {
            Entry::Item(item) => Some(item),
            Entry::Deleted => table.next_from(position),
            Entry::End => None,
        }
    };
    let Some(item) = next else {
        iterator.table.store(Value::NONE);
        return Ok(None);
    };
    let left = iterator.left.load(Ordering::Relaxed);
    if left == 0 {
        iterator.table.store(Value::NONE);
        return match table.kind() {
            Kind::Dict => Err(changed(thread, table, "keys changed")),
            _ => Ok(None),
        };
    }
    iterator.left.store(left - 1, Ordering::Relaxed);
    let on = if iterator.backwards {
        item.position
    } else {
        item.position + 1
    };
    iterator.position.store(on, Ordering::Relaxed);
    Ok(Some(item))
}

#[cold]
fn changed(thread: &Thread, table: &Table, what: &str) -> Raised {
    let name = match table.kind() {
        Kind::Dict => "dictionary",
        _ => "Set",
    };
    let message = format!("{name} {what} during iteration");
    thread.error(ClassId::RuntimeError, message)
}

//! What sequences share: indices, slices, repetition, search and comparison item by item. Nothing of a single type.

use crate::heap::{Field, List, Place, Slot, Tuple, Value, same_or_eq};
use crate::object::{ClassId, Dunder, Raised, Returned, SliceObject, Thread};
use crate::vm;

/// What stands between the brackets of `sequence[...]`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subscript {
    /// An index, not yet counted from the end.
    Item(i64),
    /// A slice.
    Slice(Bounds),
}

/// A slice's numbers, with defaults filled in; independent of any length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    start: i64,
    stop: i64,
    /// Not zero.
    pub step: i64,
}

/// The places of a sequence that a slice names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first place; where to insert if there is none.
    pub start: usize,
    /// From one place to the next.
    pub step: i64,
    /// How many places.
    pub count: usize,
}

impl Bounds {
    /// Fits the slice to a sequence of `len` items.
    pub(super) fn fit(self, len: usize) -> Span {
        let Bounds { start, stop, step } = self;
        let len = len as i64;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let place = |index: i64| {
            let index = if index < 0 {
                index.saturating_add(len)
            } else {
                index
            };
            index.clamp(low, high)
        };
        let (start, stop) = (place(start), place(stop));
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 {
            0
        } else {
            (distance as u64 - 1) / step.unsigned_abs() + 1
        };
        Span {
            start: start.max(0) as usize,
            step,
            count: count as usize,
        }
    }
}

impl Span {
    /// The places, in the slice's order.
    pub(super) fn places(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |number| {
            // Within the sequence, so no product overflows.
            (self.start as i64 + number as i64 * self.step) as usize
        })
    }

    /// The same places in ascending order.
    pub(super) fn ascending(self) -> Span {
        if self.step > 0 || self.count == 0 {
            return Span {
                step: self.step.abs(),
                ..self
            };
        }
        let last = self.start as i64 + (self.count as i64 - 1) * self.step;
        Span {
            start: last as usize,
            step: -self.step,
            count: self.count,
        }
    }
}

/// The place that an index names; negative ones count from the end.
pub(super) fn position(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 {
        index.checked_add(len as i64)?
    } else {
        index
    };
    usize::try_from(at).ok().filter(|at| *at < len)
}

/// Reads an index or slice. `refuse` words the TypeError for anything else, given the name of its class.
pub(super) fn subscript(
    thread: &mut Thread,
    key: Slot,
    refuse: fn(&str) -> String,
) -> Result<Subscript, Raised> {
    let value = thread.get(key);
    if let Some(index) = value.as_small_int() {
        return Ok(Subscript::Item(index));
    }
    if value.cast::<SliceObject>().is_some() {
        return bounds(thread, key).map(Subscript::Slice);
    }
    if !is_index(thread, value) {
        let message = refuse(thread.class_of(value).name());
        return Err(thread.type_error(message));
    }
    item_index(thread, key).map(Subscript::Item)
}

/// Whether a value can be an index: an integer or an object with `__index__`.
pub(super) fn is_index(thread: &Thread, value: Value<'_>) -> bool {
    value.is_small_int() || !thread.class_of(value).dunder(Dunder::Index).is_unbound()
}

/// Reads an index; IndexError if it has more than 64 bits.
pub fn item_index(thread: &mut Thread, index: Slot) -> Result<i64, Raised> {
    match vm::index(thread, index)? {
        i64::MIN | i64::MAX => {
            let class = thread.class_of(thread.get(index)).name();
            let message = format!("cannot fit '{class}' into an index-sized integer");
            Err(thread.index_error(message))
        }
        index => Ok(index),
    }
}

/// Reads an argument that is an index; OverflowError if it has more than 64 bits.
pub fn index_argument(thread: &mut Thread, index: Slot) -> Result<i64, Raised> {
    match vm::index(thread, index)? {
        i64::MIN | i64::MAX => {
            let message = "Python int too large to convert to C ssize_t";
            Err(thread.error(ClassId::OverflowError, message))
        }
        index => Ok(index),
    }
}

/// A C int, which some lengths are in CPython.
pub fn int_argument(thread: &mut Thread, number: Slot) -> Result<i64, Raised> {
    let number = vm::index(thread, number)?;
    if i32::try_from(number).is_err() {
        let message = "Python int too large to convert to C int";
        return Err(thread.error(ClassId::OverflowError, message));
    }
    Ok(number)
}

/// Reads the numbers of the slice in a slot.
pub(super) fn bounds(thread: &mut Thread, slice: Slot) -> Result<Bounds, Raised> {
    let mark = thread.mark();
    let parts = match thread.get(slice).cast::<SliceObject>() {
        Some(slice) if let Some(bounds) = simple_bounds(slice) => return Ok(bounds),
        Some(slice) => [
            thread.push(slice.start.load()),
            thread.push(slice.stop.load()),
            thread.push(slice.step.load()),
        ],
        None => return Err(thread.type_error("not a slice")),
    };
    let step = slice_number(thread, parts[2])?.unwrap_or(1);
    if step == 0 {
        return Err(thread.value_error("slice step cannot be zero"));
    }
    let (first, last) = if step < 0 {
        (i64::MAX, i64::MIN)
    } else {
        (0, i64::MAX)
    };
    let start = slice_number(thread, parts[0])?.unwrap_or(first);
    let stop = slice_number(thread, parts[1])?.unwrap_or(last);
    thread.pop_to(mark);
    Ok(Bounds {
        start,
        stop,
        step: step.max(-i64::MAX),
    })
}

/// The numbers of a slice that goes forwards one by one, from and to small integers or the ends.
fn simple_bounds(slice: &SliceObject) -> Option<Bounds> {
    let number = |value: Value<'_>, default| match value.as_small_int() {
        None => value.is_none().then_some(default),
        number => number,
    };
    let step = number(slice.step.load(), 1)?;
    let (start, stop) = (slice.start.load(), slice.stop.load());
    (step == 1).then_some(Bounds {
        start: number(start, 0)?,
        stop: number(stop, i64::MAX)?,
        step,
    })
}

/// A number of a slice, cut to 64 bits; None if it is left out.
pub(super) fn slice_number(thread: &mut Thread, number: Slot) -> Result<Option<i64>, Raised> {
    let value = thread.get(number);
    if value.is_none() {
        return Ok(None);
    }
    if !is_index(thread, value) {
        return Err(
            thread.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    vm::index(thread, number).map(Some)
}

/// The factor of a repetition `sequence * factor`, at least 0. None if the operation is not ours to do.
pub fn repeat_factor(
    thread: &mut Thread,
    factor: Slot,
    reflected: bool,
) -> Result<Option<usize>, Raised> {
    let value = thread.get(factor);
    if !reflected && is_scripts(thread, value, Dunder::RMul) {
        return Ok(None);
    }
    if !is_index(thread, value) {
        let class = thread.class_of(value).name();
        let message = format!("can't multiply sequence by non-int of type '{class}'");
        return Err(thread.type_error(message));
    }
    match vm::index(thread, factor)? {
        i64::MIN | i64::MAX => {
            let class = thread.class_of(thread.get(factor)).name();
            let message = format!("cannot fit '{class}' into an index-sized integer");
            Err(thread.error(ClassId::OverflowError, message))
        }
        factor => Ok(Some(usize::try_from(factor).unwrap_or(0))),
    }
}

/// Whether a value's class has this special method from the script.
pub(super) fn is_scripts(thread: &Thread, value: Value<'_>, method: Dunder) -> bool {
    thread.class_of(value).dunder(method).kind() == Some(crate::heap::Kind::Function)
}

/// The length of a repetition; MemoryError if no memory holds it.
pub fn repeated_length(thread: &Thread, len: usize, factor: usize) -> Result<usize, Raised> {
    let total = len.checked_mul(factor);
    let bytes = total.and_then(|total| total.checked_mul(size_of::<Field>()));
    match (total, bytes) {
        (Some(total), Some(bytes)) => {
            thread.check_memory(bytes)?;
            Ok(total)
        }
        _ => Err(thread.memory_error()),
    }
}

/// The items of a list or tuple (or of an instance of a subclass), as many as there are now.
fn items(thread: &Thread, sequence: Slot) -> &[Place] {
    let value = thread.payload(thread.get(sequence));
    match (value.cast::<List>(), value.cast::<Tuple>()) {
        (Some(list), _) => list.fields(),
        (_, Some(tuple)) => tuple.fields(),
        _ => &[],
    }
}

/// The first place from `start` to before `stop` whose item is or equals the one in a slot.
pub(super) fn find(
    thread: &mut Thread,
    sequence: Slot,
    item: Slot,
    start: usize,
    stop: usize,
) -> Result<Option<usize>, Raised> {
    let mark = thread.mark();
    let mut at = start;
    loop {
        {
            let fields = items(thread, sequence);
            let wanted = thread.get(item);
            loop {
                let Some(field) = fields.get(at).filter(|_| at < stop) else {
                    return Ok(None);
                };
                let candidate = field.load();
                match same_or_eq(candidate, wanted) {
                    Some(true) => return Ok(Some(at)),
                    None if !candidate.is_unbound() => {
                        thread.push(candidate);
                        break;
                    }
                    _ => at += 1,
                }
            }
        }
        let found = vm::equal(thread, mark, item)?;
        thread.pop_to(mark);
        if found {
            return Ok(Some(at));
        }
        at += 1;
    }
}

/// How many items are or equal the one in a slot.
pub(super) fn count(thread: &mut Thread, sequence: Slot, item: Slot) -> Result<usize, Raised> {
    let (mut from, mut count) = (0, 0);
    while let Some(at) = find(thread, sequence, item, from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(count)
}

/// The optional `start` and `stop` of `index`, fitted to a length.
pub fn search_range(
    thread: &mut Thread,
    start: Slot,
    stop: Slot,
    len: usize,
) -> Result<(usize, usize), Raised> {
    let mut ends = [0, i64::MAX];
    for (end, slot) in ends.iter_mut().zip([start, stop]) {
        let value = thread.get(slot);
        if value.is_unbound() {
            continue;
        }
        if !is_index(thread, value) {
            return Err(
                thread.type_error("slice indices must be integers or have an __index__ method")
            );
        }
        *end = vm::index(thread, slot)?;
    }
    let place = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(len as i64)
        } else {
            index
        };
        index.max(0) as usize
    };
    Ok((place(ends[0]), place(ends[1])))
}

/// Compares two lists or two tuples by the first items that differ, then by length.
pub(super) fn compare(thread: &mut Thread, op: Dunder, a: Slot, b: Slot) -> Returned {
    let mark = thread.mark();
    let mut at = 0;
    loop {
        {
            let (xs, ys) = (items(thread, a), items(thread, b));
            let same = xs.iter().zip(ys).skip(at).take_while(|(x, y)| {
                let (x, y) = (x.load(), y.load());
                same_or_eq(x, y) == Some(true)
            });
            at += same.count();
            let (Some(x), Some(y)) = (xs.get(at), ys.get(at)) else {
                let order = xs.len().cmp(&ys.len());
                return Ok(thread.done(Value::bool(holds(op, order))));
            };
            thread.push(x.load());
            thread.push(y.load());
        }
        let (x, y) = (mark, mark.offset(1));
        if thread.get(x).is_unbound() || thread.get(y).is_unbound() {
            // Another thread is just changing the list: read again.
            thread.pop_to(mark);
            thread.poll_if_set()?;
            continue;
        }
        if !vm::same_or_equal(thread, x, y)? {
            let done = match op {
                Dunder::Eq => thread.done(Value::FALSE),
                Dunder::Ne => thread.done(Value::TRUE),
                _ => vm::compare(thread, op, x, y)?,
            };
            thread.pop_to(mark);
            return Ok(done);
        }
        thread.pop_to(mark);
        at += 1;
    }
}

/// Whether `a op b`, given how a compares with b.
pub(super) fn holds(op: Dunder, order: std::cmp::Ordering) -> bool {
    match op {
        Dunder::Lt => order.is_lt(),
        Dunder::Le => order.is_le(),
        Dunder::Gt => order.is_gt(),
        Dunder::Ge => order.is_ge(),
        Dunder::Ne => order.is_ne(),
        _ => order.is_eq(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(start: i64, stop: i64, step: i64, len: usize) -> Vec<usize> {
        Bounds { start, stop, step }.fit(len).places().collect()
    }

    #[test]
    fn slices_are_fitted_to_the_length() {
        assert_eq!(fitted(1, i64::MAX, 2, 6), [1, 3, 5]);
        assert_eq!(fitted(i64::MAX, i64::MIN, -1, 3), [2, 1, 0]);
        assert_eq!(fitted(-2, i64::MAX, 1, 5), [3, 4]);
        assert!(fitted(4, 1, 1, 9).is_empty());
        assert_eq!(fitted(0, 9, i64::MAX, 5), [0]);
        assert_eq!(fitted(9, 0, -i64::MAX, 5), [4]);
        assert_eq!(fitted(i64::MIN, i64::MAX, 1, 2), [0, 1]);
    }

    #[test]
    fn a_backward_span_ascends_over_the_same_places() {
        let span = Bounds {
            start: 8,
            stop: 0,
            step: -3,
        }
        .fit(9);
        let mut places: Vec<_> = span.places().collect();
        places.reverse();
        assert_eq!(span.ascending().places().collect::<Vec<_>>(), places);
    }
}

//! `list.sort` and `sorted`. Keys that are plain numbers, texts or tuples of such are compared without a call; for any others the classes are asked.

use std::cmp::Ordering;

use crate::heap::{Bytes, Kind, List, Object, Place, Slot, Str, Tuple, Value, same_or_eq};
use crate::object::{Raised, Thread};
use crate::vm;

use super::timsort;

/// Sorts the list in a slot. `key` holds a function, None or UNBOUND, `reverse` a truth value or UNBOUND.
pub(super) fn sort_list(
    t: &mut Thread,
    list: Slot,
    key: Slot,
    reverse: Slot,
) -> Result<(), Raised> {
    let reverse = !t.get(reverse).is_unbound() && vm::truth(t, reverse)?;
    let has_key = !t.get(key).is_unbound() && !t.get(key).is_none();
    let Some(target) = t.payload(t.get(list)).cast::<List>() else {
        return Ok(());
    };
    let in_place = |items: &mut Vec<Value<'_>>| sort_plain_values(items, reverse);
    if !has_key && target.rearrange(t.mutator(), in_place) {
        return Ok(());
    }
    // While script code compares, the list is empty: what it does to the list then cannot disturb the sort.
    let mark = t.mark();
    let items = {
        let taken = target.splice(t.mutator(), 0, usize::MAX, &[]);
        t.push(t.list(&taken).value())
    };
    let keys = t.push(t.get(items));
    let mut order = Order::default();
    let sorted = order.find(t, items, keys, has_key.then_some(key), reverse);
    let disturbed = {
        let values = list_at(t, items).map_or(Vec::new(), |items| items.snapshot(t.mutator()));
        let result: Vec<Value<'_>> = if order.0.len() == values.len() {
            order.0.iter().map(|&at| values[at]).collect()
        } else {
            values
        };
        let target = t.payload(t.get(list)).cast::<List>();
        target.is_some_and(|target| {
            !target
                .splice(t.mutator(), 0, usize::MAX, &result)
                .is_empty()
        })
    };
    sorted?;
    if disturbed {
        return Err(t.value_error("list modified during sort"));
    }
    t.pop_to(mark);
    Ok(())
}

fn list_at(t: &Thread, slot: Slot) -> Option<&List> {
    t.get(slot).cast()
}

/// The indices of items, in their order.
#[derive(Default)]
struct Order(Vec<usize>);

impl Order {
    /// Computes the keys (into a new list in the slot `keys`) and sorts by them.
    fn find(
        &mut self,
        t: &mut Thread,
        items: Slot,
        keys: Slot,
        key: Option<Slot>,
        reverse: bool,
    ) -> Result<(), Raised> {
        let count = list_at(t, items).map_or(0, List::len);
        if let Some(key) = key {
            t.set(keys, Value::object(t.list(&[])));
            let mark = t.mark();
            for index in 0..count {
                let item = list_at(t, items).and_then(|items| items.get(t.mutator(), index));
                let item = t.push(item.unwrap_or(Value::NONE));
                let done = vm::call(t, key, &[item])?;
                if let Some(keys) = list_at(t, keys) {
                    keys.push(t.mutator(), t.result(done));
                }
                t.pop_to(mark);
                t.poll_if_set()?;
            }
        }
        self.0 = (0..count).collect();
        // Reversing twice keeps equal items in their order.
        if reverse {
            self.0.reverse();
        }
        let outcome = match self.sort_plain(t, keys) {
            true => Ok(()),
            false => self.sort_asking(t, keys),
        };
        if reverse {
            self.0.reverse();
        }
        outcome
    }

    /// Sorts if no class has to be asked; else leaves the order as it is.
    fn sort_plain(&mut self, t: &Thread, keys: Slot) -> bool {
        let keys = list_at(t, keys).map_or(Vec::new(), |keys| keys.snapshot(t.mutator()));
        match PlainKeys::of(&keys) {
            PlainKeys::Ints(ints) => self.0.sort_by_key(|&at| ints[at]),
            PlainKeys::Floats(floats) => self.0.sort_by(|&a, &b| {
                let order = floats[a].partial_cmp(&floats[b]);
                order.unwrap_or(Ordering::Equal)
            }),
            PlainKeys::Texts(texts) => self.0.sort_by_key(|&at| texts[at]),
            PlainKeys::Mixed => {
                let mut order = self.0.clone();
                let mut less = |a: usize, b: usize| plain_less(keys[a], keys[b], DEPTH).ok_or(());
                if timsort::sort(&mut order, &mut less).is_err() {
                    return false;
                }
                self.0 = order;
            }
        }
        true
    }

    fn sort_asking(&mut self, t: &mut Thread, keys: Slot) -> Result<(), Raised> {
        let mark = t.mark();
        timsort::sort(&mut self.0, &mut |a, b| {
            {
                let Some(keys) = list_at(t, keys) else {
                    return Ok(false);
                };
                for index in [a, b] {
                    t.push(keys.get(t.mutator(), index).unwrap_or(Value::NONE));
                }
            }
            let less = vm::less(t, mark, mark.offset(1))?;
            t.pop_to(mark);
            t.poll_if_set()?;
            Ok(less)
        })
    }
}

/// Keys of which all are of one plain type.
enum PlainKeys<'t> {
    Ints(Vec<i64>),
    /// No NaN among them.
    Floats(Vec<f64>),
    Texts(Vec<&'t str>),
    /// Anything else.
    Mixed,
}

impl<'t> PlainKeys<'t> {
    fn of(keys: &[Value<'t>]) -> PlainKeys<'t> {
        match keys.first() {
            Some(first) if first.is_small_int() => keys
                .iter()
                .map(|key| key.as_small_int())
                .collect::<Option<_>>()
                .map_or(PlainKeys::Mixed, PlainKeys::Ints),
            Some(first) if first.as_float().is_some() => keys
                .iter()
                .map(|key| key.as_float().filter(|key| !key.is_nan()))
                .collect::<Option<_>>()
                .map_or(PlainKeys::Mixed, PlainKeys::Floats),
            Some(first) if first.cast::<Str>().is_some() => keys
                .iter()
                .map(|key| key.cast::<Str>().map(Str::as_str))
                .collect::<Option<_>>()
                .map_or(PlainKeys::Mixed, PlainKeys::Texts),
            _ => PlainKeys::Mixed,
        }
    }
}

/// Sorts values that need no key; false, and nothing changed, if a class has to be asked.
fn sort_plain_values(items: &mut [Value<'_>], reverse: bool) -> bool {
    if items.iter().all(|item| item.is_small_int()) {
        items.sort_unstable_by_key(|item| item.as_small_int());
        if reverse {
            items.reverse();
        }
        return true;
    }
    let mut sorted = items.to_vec();
    if reverse {
        sorted.reverse();
    }
    match PlainKeys::of(items) {
        PlainKeys::Texts(_) => {
            sorted.sort_by(|a, b| text(*a).cmp(text(*b)));
        }
        PlainKeys::Floats(_) => sorted.sort_by(|a, b| {
            let order = a.as_float().partial_cmp(&b.as_float());
            order.unwrap_or(Ordering::Equal)
        }),
        _ => {
            let mut less = |a, b| plain_less(a, b, DEPTH).ok_or(());
            if timsort::sort(&mut sorted, &mut less).is_err() {
                return false;
            }
        }
    }
    if reverse {
        sorted.reverse();
    }
    items.copy_from_slice(&sorted);
    true
}

fn text(value: Value<'_>) -> &str {
    value.cast::<Str>().map_or("", Str::as_str)
}

/// How many levels of tuples and lists are looked into.
const DEPTH: u32 = 6;
/// Largest integer up to which all are exact as floats.
const EXACT: i64 = 1 << 53;

/// Whether `a < b`; None if a class has to be asked (or refuses).
fn plain_less(a: Value<'_>, b: Value<'_>, depth: u32) -> Option<bool> {
    match a.kind().filter(|kind| b.kind() == Some(*kind)) {
        Some(Kind::Tuple) => less_by_items(
            a.cast::<Tuple>()?.fields(),
            b.cast::<Tuple>()?.fields(),
            depth,
        ),
        Some(Kind::List) => less_by_items(
            a.cast::<List>()?.fields(),
            b.cast::<List>()?.fields(),
            depth,
        ),
        Some(Kind::Str) => Some(text(a) < text(b)),
        Some(Kind::Bytes) => Some(a.cast::<Bytes>()?.as_slice() < b.cast::<Bytes>()?.as_slice()),
        _ => match (plain_int(a), plain_int(b)) {
            (Some(a), Some(b)) => Some(a < b),
            _ => Some(plain_float(a)? < plain_float(b)?),
        },
    }
}

/// The first items that differ decide, then the lengths.
fn less_by_items(a: &[Place], b: &[Place], depth: u32) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a.load(), b.load());
        if let (Some(a), Some(b)) = (a.as_small_int(), b.as_small_int()) {
            if a != b {
                return Some(a < b);
            }
        } else if let (Some(a), Some(b)) = (a.cast::<Str>(), b.cast::<Str>()) {
            match a.as_str().cmp(b.as_str()) {
                Ordering::Equal => {}
                order => return Some(order.is_lt()),
            }
        } else if !same_or_eq(a, b)? {
            return plain_less(a, b, depth);
        }
    }
    Some(a.len() < b.len())
}

fn plain_int(value: Value<'_>) -> Option<i64> {
    match value.as_bool() {
        Some(truth) => Some(truth.into()),
        None => value.as_small_int(),
    }
}

fn plain_float(value: Value<'_>) -> Option<f64> {
    match plain_int(value) {
        Some(number) => (number.abs() <= EXACT).then_some(number as f64),
        None => value.as_float(),
    }
}

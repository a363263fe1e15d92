//! Subscripts, membership, length; dicts and sets with keys of any class.

use std::ops::Range;

use super::convert::{TUPLE_DEPTH, simple_hash};
use crate::heap::{
    Dict, Field, Kind, List, Object, Probe, Slot, Step, Str, Table, Tuple, Value, same_or_eq,
};
use crate::object::{
    Class, ClassFlags, ClassId, Done, Dunder, Raised, Returned, SliceObject, Thread,
};

/// `object[key]`.
pub fn get_item(thread: &mut Thread, object: Slot, key: Slot) -> Returned {
    {
        let (target, index) = (thread.get(object), thread.get(key));
        if let (Some(list), Some(index)) = (target.cast::<List>(), index.as_small_int()) {
            return match list.at(thread.mutator(), index) {
                Some(value) => Ok(thread.done(value)),
                None => Err(thread.index_error("list index out of range")),
            };
        }
        if let (Some(list), Some(slice)) = (target.cast::<List>(), index.cast::<SliceObject>())
            && let Some(part) = quick_part(thread, list, slice)
        {
            return Ok(thread.done(part));
        }
        if let (Some(tuple), Some(index)) = (target.cast::<Tuple>(), index.as_small_int()) {
            if let Some(value) = position(index, tuple.len()).and_then(|at| tuple.get(at)) {
                return Ok(thread.done(value));
            }
            return Err(thread.index_error("tuple index out of range"));
        }
        if let (Some(text), Some(index)) = (target.cast::<Str>(), index.as_small_int())
            && text.is_ascii()
        {
            let bytes = text.as_str().as_bytes();
            if let Some(byte) = position(index, bytes.len()).and_then(|at| bytes.get(at)) {
                return Ok(thread.done(thread.char(char::from(*byte))));
            }
            return Err(thread.index_error("string index out of range"));
        }
        if let (Some(text), Some(slice)) = (target.cast::<Str>(), index.cast::<SliceObject>())
            && let Some(part) = quick_text(thread, text, slice)
        {
            return Ok(thread.done(part));
        }
    }
    if thread.get(object).cast::<Dict>().is_some() {
        return match dict_get(thread, object, key)? {
            Some(done) => Ok(done),
            None => Err(thread.key_error(thread.get(key))),
        };
    }
    if let Some(done) = super::call_dunder(thread, object, Dunder::GetItem, &[key])? {
        return Ok(done);
    }
    let target = thread.get(object);
    if target.cast::<Class>().is_some() {
        let method = thread.push(thread.intern("__class_getitem__").value());
        // What `type` itself defines serves `type[...]` alone.
        let own = thread
            .get(object)
            .cast::<Class>()
            .is_some_and(|class| !class.dunder(Dunder::ClassGetItem).is_unbound());
        if own && let Some(done) = super::get_attribute_optional(thread, object, method)? {
            let callee = thread.push_result(done);
            return super::call(thread, callee, &[key]);
        }
        let name = thread.get(object).cast::<Class>().map_or("?", Class::name);
        return Err(thread.type_error(format!("type '{name}' is not subscriptable")));
    }
    let class = thread.class_of(target).name();
    Err(thread.type_error(format!("'{class}' object is not subscriptable")))
}

/// The place that an index (negative ones count from the end) names.
pub(super) fn position(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    usize::try_from(at).ok().filter(|at| *at < len)
}

/// `object[key] = value`.
pub fn set_item(thread: &mut Thread, object: Slot, key: Slot, value: Slot) -> Result<(), Raised> {
    {
        let (target, index) = (thread.get(object), thread.get(key));
        if let (Some(list), Some(index)) = (target.cast::<List>(), index.as_small_int()) {
            let stored = thread.get(value);
            if list.set_at(thread.mutator(), index, stored) {
                return Ok(());
            }
            return Err(thread.index_error("list assignment index out of range"));
        }
    }
    if thread.get(object).cast::<Dict>().is_some() {
        return dict_set(thread, object, key, value);
    }
    match super::call_dunder(thread, object, Dunder::SetItem, &[key, value])? {
        Some(_) => Ok(()),
        None => {
            let class = thread.class_of(thread.get(object)).name();
            Err(thread.type_error(format!("'{class}' object does not support item assignment")))
        }
    }
}

/// `del object[key]`.
pub fn delete_item(thread: &mut Thread, object: Slot, key: Slot) -> Result<(), Raised> {
    if thread.get(object).cast::<Dict>().is_some() {
        return match dict_pop(thread, object, key)? {
            Some(_) => Ok(()),
            None => Err(thread.key_error(thread.get(key))),
        };
    }
    match super::call_dunder(thread, object, Dunder::DelItem, &[key])? {
        Some(_) => Ok(()),
        None => {
            let class = thread.class_of(thread.get(object));
            // CPython has two sentences: one for whatever could be a sequence, by an index.
            let by_index = !thread
                .class_of(thread.get(key))
                .dunder(Dunder::Index)
                .is_unbound();
            let sequence = !class.has(ClassFlags::BUILT_IN)
                || !class.dunder(Dunder::Len).is_unbound()
                || !class.dunder(Dunder::Contains).is_unbound();
            let does_not = match by_index && sequence {
                true => "doesn't",
                false => "does not",
            };
            let class = class.name();
            Err(thread.type_error(format!("'{class}' object {does_not} support item deletion")))
        }
    }
}

/// `item in container`.
pub fn contains(thread: &mut Thread, container: Slot, item: Slot) -> Result<bool, Raised> {
    if let Some(done) = super::call_dunder(thread, container, Dunder::Contains, &[item])? {
        return super::convert::truth_of_result(thread, done);
    }
    let mark = thread.mark();
    let done = match super::iter(thread, container) {
        Err(raised) if thread.raised_is(raised, ClassId::TypeError) => {
            let class = thread.class_of(thread.get(container));
            let name = class.name();
            return Err(thread.type_error(format!("argument of type '{name}' is not iterable")));
        }
        done => done?,
    };
    let iterator = thread.push_result(done);
    let mut found = false;
    let scope = thread.mark();
    while let Some(done) = super::next(thread, iterator)? {
        let candidate = thread.push_result(done);
        found = super::same_or_equal(thread, candidate, item)?;
        thread.pop_to(scope);
        if found {
            break;
        }
    }
    thread.pop_to(mark);
    Ok(found)
}

/// `len(object)`.
pub fn length(thread: &mut Thread, object: Slot) -> Result<usize, Raised> {
    let value = thread.get(object);
    if let Some(list) = value.cast::<List>() {
        return Ok(list.len());
    }
    if let Some(text) = value.cast::<Str>() {
        return Ok(text.chars());
    }
    match super::call_dunder(thread, object, Dunder::Len, &[])? {
        Some(done) => {
            let mark = thread.mark();
            let result = thread.push_result(done);
            let length = super::index(thread, result)?;
            if length == i64::MAX {
                let class = thread.class_of(thread.get(result)).name();
                let message = format!("cannot fit '{class}' into an index-sized integer");
                return Err(thread.error(ClassId::OverflowError, message));
            }
            thread.pop_to(mark);
            usize::try_from(length).map_err(|_| thread.value_error("__len__() should return >= 0"))
        }
        None => {
            let class = thread.class_of(thread.get(object)).name();
            Err(thread.type_error(format!("object of type '{class}' has no len()")))
        }
    }
}

/// Repeats an operation on a table's key until it is done, comparing keys where script code must tell.
fn with_key<T>(
    thread: &mut Thread,
    key: Slot,
    mut operation: impl FnMut(&Thread, Probe) -> Result<Attempt<T>, Raised>,
) -> Result<T, Raised> {
    let mark = thread.mark();
    let mut probe = Probe::START;
    loop {
        let next = match operation(thread, probe)? {
            Attempt::Done(outcome) => {
                thread.pop_to(mark);
                return Ok(outcome);
            }
            // The candidate is on top of the stack.
            Attempt::Ask(next) => next,
        };
        let equal = super::equal(thread, mark, key)?;
        thread.pop_to(mark);
        probe = next.answered(equal);
    }
}

/// How one attempt went; a candidate to compare was pushed.
enum Attempt<T> {
    Done(T),
    Ask(Probe),
}

impl<T> Attempt<T> {
    fn of<'t, S>(thread: &'t Thread, step: Step<'t, S>, done: impl FnOnce(S) -> T) -> Attempt<T> {
        match step {
            Step::Done(outcome) => Attempt::Done(done(outcome)),
            Step::Ask { candidate, probe } => {
                thread.push(candidate);
                Attempt::Ask(probe)
            }
        }
    }
}

fn table(thread: &Thread, slot: Slot) -> Result<&Table, Raised> {
    let value = thread.payload(thread.get(slot));
    value
        .as_table()
        .ok_or_else(|| thread.type_error("not a dict or set"))
}

fn too_large(thread: &Thread) -> Raised {
    thread.memory_error()
}

/// The value of a key in a dict (or subclass), past its `__getitem__` and `__missing__`.
pub fn dict_get(thread: &mut Thread, dict: Slot, key: Slot) -> Result<Option<Done>, Raised> {
    if let Some(found) = quick_find(thread.get(dict), thread.get(key)) {
        return Ok(found.map(|value| thread.done(value)));
    }
    let hash = super::hash(thread, key)?;
    table_find(thread, dict, key, hash)
}

/// The value of a key in a dict, or True for one in a set, if it is there; for a key whose hash is known.
pub fn table_find(
    thread: &mut Thread,
    of: Slot,
    key: Slot,
    hash: i64,
) -> Result<Option<Done>, Raised> {
    with_key(thread, key, |thread, probe| {
        let step = table(thread, of)?.lookup(probe, hash, thread.get(key));
        Ok(Attempt::of(thread, step, |found| {
            found.map(|value| thread.done(value))
        }))
    })
}

/// Stores a key and value in a dict.
pub fn dict_set(thread: &mut Thread, dict: Slot, key: Slot, value: Slot) -> Result<(), Raised> {
    let hash = super::hash(thread, key)?;
    table_insert(thread, dict, key, hash, Some(value)).map(|_| ())
}

/// Stores a key in a dict (with a value) or in a set; for a key whose hash is known. Says whether it was there before.
pub fn table_insert(
    thread: &mut Thread,
    into: Slot,
    key: Slot,
    hash: i64,
    value: Option<Slot>,
) -> Result<bool, Raised> {
    with_key(thread, key, |thread, probe| {
        let value = value.map_or(Value::TRUE, |value| thread.get(value));
        let table = table(thread, into)?;
        let step = table.insert(thread.mutator(), probe, hash, thread.get(key), value);
        Ok(Attempt::of(
            thread,
            step.map_err(|_| too_large(thread))?,
            |replaced| replaced,
        ))
    })
}

/// The value of a key, after storing `value` for it if it was absent: `dict.setdefault`.
pub fn dict_set_default(thread: &mut Thread, dict: Slot, key: Slot, value: Slot) -> Returned {
    let hash = super::hash(thread, key)?;
    with_key(thread, key, |thread, probe| {
        let table = table(thread, dict)?;
        let step = table.set_default(
            thread.mutator(),
            probe,
            hash,
            thread.get(key),
            thread.get(value),
        );
        let step = step.map_err(|_| too_large(thread))?;
        Ok(Attempt::of(thread, step, |found| {
            thread.done(found.unwrap_or(thread.get(value)))
        }))
    })
}

/// Removes a key from a dict and returns its value, if it was there.
pub fn dict_pop(thread: &mut Thread, dict: Slot, key: Slot) -> Result<Option<Done>, Raised> {
    if let Some(removed) = quick_remove(thread, thread.get(dict), thread.get(key)) {
        return Ok(removed.map(|value| thread.done(value)));
    }
    let hash = super::hash(thread, key)?;
    table_remove(thread, dict, key, hash)
}

/// Removes a key from a set if it is there, else adds it; for a key whose hash is known. Says whether it was there.
pub fn table_toggle(thread: &mut Thread, set: Slot, key: Slot, hash: i64) -> Result<bool, Raised> {
    with_key(thread, key, |thread, probe| {
        let table = table(thread, set)?;
        let step = table.toggle(thread.mutator(), probe, hash, thread.get(key));
        let step = step.map_err(|_| too_large(thread))?;
        Ok(Attempt::of(thread, step, |there| there))
    })
}

/// Moves a dict's item to its end or its beginning; whether the key was there.
pub fn dict_move_to_end(
    thread: &mut Thread,
    dict: Slot,
    key: Slot,
    last: bool,
) -> Result<bool, Raised> {
    let hash = super::hash(thread, key)?;
    table_move_to_end(thread, dict, key, hash, last)
}

/// As [`dict_move_to_end`], for a key whose hash is known.
pub fn table_move_to_end(
    thread: &mut Thread,
    dict: Slot,
    key: Slot,
    hash: i64,
    last: bool,
) -> Result<bool, Raised> {
    with_key(thread, key, |thread, probe| {
        let table = table(thread, dict)?;
        let step = table.move_to_end(thread.mutator(), probe, hash, thread.get(key), last);
        let step = step.map_err(|_| too_large(thread))?;
        Ok(Attempt::of(thread, step, |found| found))
    })
}

/// Removes a key from a dict or set and returns its value, if it was there; for a key whose hash is known.
pub fn table_remove(
    thread: &mut Thread,
    from: Slot,
    key: Slot,
    hash: i64,
) -> Result<Option<Done>, Raised> {
    with_key(thread, key, |thread, probe| {
        let step = table(thread, from)?.remove(thread.mutator(), probe, hash, thread.get(key));
        Ok(Attempt::of(thread, step, |found| {
            found.map(|value| thread.done(value))
        }))
    })
}

/// Adds an item to a set; whether it is new.
pub fn set_add(thread: &mut Thread, set: Slot, item: Slot) -> Result<bool, Raised> {
    if let Some(replaced) = quick_add(thread, thread.get(set), thread.get(item)) {
        return Ok(!replaced);
    }
    let hash = super::hash(thread, item)?;
    Ok(!table_insert(thread, set, item, hash, None)?)
}

/// Whether an item is in a set (or a key in a dict).
pub fn set_contains(thread: &mut Thread, set: Slot, item: Slot) -> Result<bool, Raised> {
    if let Some(found) = quick_find(thread.get(set), thread.get(item)) {
        return Ok(found.is_some());
    }
    let hash = super::hash(thread, item)?;
    Ok(table_find(thread, set, item, hash)?.is_some())
}

/// Removes an item from a set; whether it was there.
pub fn set_discard(thread: &mut Thread, set: Slot, item: Slot) -> Result<bool, Raised> {
    Ok(dict_pop(thread, set, item)?.is_some())
}

/// What a dict maps a key to, or True for one in a set, if script code has no say: Some(None) if it is absent. A key of another kind, or one that
/// only script code can compare, has None.
#[inline]
pub(super) fn quick_find<'t>(container: Value<'t>, key: Value<'t>) -> Option<Option<Value<'t>>> {
    let table = container.as_table()?;
    let hash = simple_hash(key, TUPLE_DEPTH)?;
    match table.lookup(Probe::START, hash, key) {
        Step::Done(found) => Some(found),
        Step::Ask { .. } => None,
    }
}

/// Subscripts of lists and tuples by small integers, and of dicts by keys that need no script code.
#[inline(always)]
pub(super) fn quick<'t>(
    thread: &'t Thread,
    object: Value<'t>,
    key: Value<'t>,
) -> Option<Value<'t>> {
    match object.kind()? {
        Kind::List => {
            let (list, index) = (object.cast::<List>()?, key.as_small_int()?);
            list.get(thread.mutator(), position(index, list.len())?)
        }
        Kind::Tuple => {
            let (tuple, index) = (object.cast::<Tuple>()?, key.as_small_int()?);
            tuple.get(position(index, tuple.len())?)
        }
        Kind::Dict => quick_find(object, key)?,
        Kind::Str => character(thread, object.cast()?, key.as_small_int()?),
        _ => None,
    }
}

/// The character at an index of a string of ASCII characters, which exist once.
#[inline(never)]
fn character<'t>(thread: &'t Thread, text: &Str, index: i64) -> Option<Value<'t>> {
    let bytes = text.as_str().as_bytes();
    if !text.is_ascii() {
        return None;
    }
    let byte = *bytes.get(position(index, bytes.len())?)?;
    Some(thread.char(char::from(byte)))
}

/// Stores into a list at a small integer or into a dict by a key that needs no script code, if that is what it is.
#[inline(always)]
pub(super) fn quick_store(
    thread: &Thread,
    object: Value<'_>,
    key: Value<'_>,
    value: Value<'_>,
) -> bool {
    if let (Some(list), Some(index)) = (object.cast::<List>(), key.as_small_int()) {
        return list.set_at(thread.mutator(), index, value);
    }
    let Some(dict) = object.cast::<Dict>() else {
        return false;
    };
    let Some(hash) = simple_hash(key, TUPLE_DEPTH) else {
        return false;
    };
    let step = dict.insert(thread.mutator(), Probe::START, hash, key, value);
    matches!(step, Ok(Step::Done(_)))
}

/// Adds an item that needs no script code to a set; whether it was there.
#[inline]
pub(super) fn quick_add(thread: &Thread, set: Value<'_>, item: Value<'_>) -> Option<bool> {
    let (table, hash) = (set.as_table()?, simple_hash(item, TUPLE_DEPTH)?);
    match table.insert(thread.mutator(), Probe::START, hash, item, Value::TRUE) {
        Ok(Step::Done(replaced)) => Some(replaced),
        _ => None,
    }
}

/// Removes a key that needs no script code from a dict or set: Some(None) if it is not there.
#[inline]
fn quick_remove<'t>(
    thread: &'t Thread,
    from: Value<'t>,
    key: Value<'_>,
) -> Option<Option<Value<'t>>> {
    let (table, hash) = (from.as_table()?, simple_hash(key, TUPLE_DEPTH)?);
    match table.remove(thread.mutator(), Probe::START, hash, key) {
        Step::Done(removed) => Some(removed),
        Step::Ask { .. } => None,
    }
}

/// The places that a slice without a step names, whose bounds are small integers or left out.
fn quick_range(slice: &SliceObject, len: usize) -> Option<Range<usize>> {
    let bound = |field: &Field, absent: usize| match field.load() {
        Value::NONE => Some(absent),
        bound => {
            let index = bound.as_small_int()?;
            let index = if index < 0 { index + len as i64 } else { index };
            Some(index.clamp(0, len as i64) as usize)
        }
    };
    let (start, stop) = (bound(&slice.start, 0)?, bound(&slice.stop, len)?);
    let plain = slice.step.load().is_none();
    plain.then_some(start..stop.max(start))
}

/// A part of a list, by such a slice.
fn quick_part<'t>(thread: &'t Thread, list: &List, slice: &SliceObject) -> Option<Value<'t>> {
    let range = quick_range(slice, list.len())?;
    let count = range.len();
    if !thread.mutator().fits(count * 8) {
        return None;
    }
    let class = thread.class(ClassId::List).value();
    let part = list.copy_range(thread.mutator(), class, range.start, count);
    Some(part.value())
}

/// A part of a string of ASCII characters, by such a slice.
fn quick_text<'t>(thread: &'t Thread, text: &'t Str, slice: &SliceObject) -> Option<Value<'t>> {
    let range = quick_range(slice, text.chars()).filter(|_| text.is_ascii())?;
    let part = &text.as_str()[range];
    Some(match part.len() == text.chars() {
        true => text.value(),
        false => thread.part(text, part),
    })
}

/// `key in container`, if that is a built-in table, a tuple or a string and script code has no say.
#[inline]
pub(super) fn quick_contains(container: Value<'_>, key: Value<'_>) -> Option<bool> {
    match container.kind()? {
        Kind::Tuple => {
            let items = container.cast::<Tuple>().map(Tuple::fields)?;
            for item in items {
                if same_or_eq(item.load(), key)? {
                    return Some(true);
                }
            }
            Some(false)
        }
        Kind::Str => {
            let (text, part) = (container.cast::<Str>()?, key.cast::<Str>()?);
            match part.as_str().as_bytes() {
                &[byte] => Some(memchr::memchr(byte, text.as_str().as_bytes()).is_some()),
                _ => None,
            }
        }
        _ => quick_find(container, key).map(|found| found.is_some()),
    }
}

//! Filling a dict from another dict, from any mapping, from pairs, from keyword arguments.

use crate::heap::{Dict, Kind, Object, Slot, Table, Tuple, Value};
use crate::object::{Dunder, Raised, Thread};
use crate::vm;

use super::set::{arrange, fill_set};

/// `dict.update(source)`: a dict, an object with `keys()`, or an iterable of pairs.
pub(super) fn merge(t: &mut Thread, dict: Slot, source: Slot) -> Result<(), Raised> {
    let value = t.get(source);
    super::attribute_dict::refresh(t, value);
    if value.kind() == Some(Kind::Dict) || has_dicts_iter(t, value) {
        return merge_table(t, dict, source);
    }
    let mark = t.mark();
    let name = t.push(t.intern("keys").value());
    let mapping = vm::get_attribute_optional(t, source, name)?.is_some();
    t.pop_to(mark);
    if mapping {
        merge_mapping(t, dict, source)
    } else {
        merge_pairs(t, dict, source)
    }
}

/// Whether an instance of a subclass of dict iterates as dicts do, so that its table says it all.
fn has_dicts_iter(t: &Thread, value: Value<'_>) -> bool {
    t.payload(value).kind() == Some(Kind::Dict)
        && t.class_of(value).dunder(Dunder::Iter)
            == t.class(crate::object::ClassId::Dict).dunder(Dunder::Iter)
}

/// The keyword arguments of a constructor or `update`: a dict of our own making.
pub(super) fn merge_keywords(t: &mut Thread, dict: Slot, keywords: Slot) -> Result<(), Raised> {
    match t.get(keywords).cast::<Dict>() {
        Some(given) if !given.is_empty() => merge_table(t, dict, keywords),
        _ => Ok(()),
    }
}

fn table(t: &Thread, slot: Slot) -> Option<&Table> {
    t.payload(t.get(slot)).as_table()
}

/// Copies the items of one table into another (a dict into a dict, or a dict's keys or a set into a set), as they are at one moment. Hashes are not computed
/// anew.
pub(super) fn merge_table(t: &mut Thread, into: Slot, source: Slot) -> Result<(), Raised> {
    arrange(t, t.get(source));
    if fill_set(t, into, source)? {
        return Ok(());
    }
    if let Some(set) = t.payload(t.get(into)).as_set() {
        set.before_merge(t.mutator(), table(t, source).map_or(0, Table::len));
    }
    if insert_all(t, into, source)? {
        return Ok(());
    }
    // Some keys have to be compared by script code, which may change either: a copy holds still. What was inserted before is inserted again, without effect.
    let mark = t.mark();
    let copy = {
        let Some(source) = table(t, source) else {
            return Ok(());
        };
        let class = t.class(crate::object::ClassId::Dict).value();
        match Dict::copy_of(t.mutator(), class, source) {
            Ok(copy) => t.push(copy.value()),
            Err(_) => return Err(t.memory_error()),
        }
    };
    let is_dict = table(t, into).is_some_and(is_dict);
    let scope = t.mark();
    let mut position = 0;
    while let Some(item) = table(t, copy).and_then(|table| table.next_from(position)) {
        position = item.position + 1;
        let hash = item.hash;
        let (key, value) = (t.push(item.key), t.push(item.value));
        vm::table_insert(t, into, key, hash, is_dict.then_some(value))?;
        t.pop_to(scope);
    }
    t.pop_to(mark);
    Ok(())
}

fn is_dict(table: &Table) -> bool {
    table.kind() == Kind::Dict
}

/// Inserts all items of a table into another as far as no script code is needed; false if it is.
fn insert_all(t: &Thread, into: Slot, source: Slot) -> Result<bool, Raised> {
    let (Some(into), Some(source)) = (table(t, into), table(t, source)) else {
        return Ok(true);
    };
    if std::ptr::eq(into, source) {
        return Ok(true);
    }
    if into.is_empty() && is_dict(source) == is_dict(into) {
        let filled = into.fill_from(t.mutator(), source);
        if filled.map_err(|_| t.memory_error())? {
            return Ok(true);
        }
    }
    let inserted = into.insert_all(t.mutator(), source);
    inserted.map_err(|_| t.memory_error())
}

/// From an object with `keys()` and `[...]`.
fn merge_mapping(t: &mut Thread, dict: Slot, source: Slot) -> Result<(), Raised> {
    let mark = t.mark();
    let done = vm::call_method(t, source, "keys", &[])?;
    let keys = t.push_result(done);
    vm::for_each(t, keys, |t, key| {
        let done = vm::get_item(t, source, key)?;
        let value = t.push_result(done);
        vm::dict_set(t, dict, key, value)
    })?;
    t.pop_to(mark);
    Ok(())
}

/// From an iterable of pairs.
fn merge_pairs(t: &mut Thread, dict: Slot, source: Slot) -> Result<(), Raised> {
    let mut number = 0;
    vm::for_each(t, source, |t, pair| {
        let mark = t.mark();
        let class = t.class_of(t.get(pair));
        if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
            return Err(t.type_error(format!(
                "cannot convert dictionary update sequence element #{number} to a sequence"
            )));
        }
        let done = vm::to_tuple(t, pair)?;
        let items = t.push_result(done);
        let (key, value) = {
            let items = t.get(items).cast::<Tuple>();
            let len = items.map_or(0, Tuple::len);
            match items.filter(|_| len == 2) {
                Some(items) => (
                    t.push(items.get(0).unwrap_or(Value::NONE)),
                    t.push(items.get(1).unwrap_or(Value::NONE)),
                ),
                None => {
                    return Err(t.value_error(format!(
                        "dictionary update sequence element #{number} has length {len}; 2 is required"
                    )));
                }
            }
        };
        vm::dict_set(t, dict, key, value)?;
        t.pop_to(mark);
        number += 1;
        Ok(())
    })
}

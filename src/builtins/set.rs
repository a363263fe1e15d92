//! What sets are made and asked with: construction, membership, algebra on tables. The methods of `set` and `frozenset` that call these are
//! `set_methods`.

use crate::heap::{AnySet, Dict, FrozenSet, Kind, Object, Set, Slot, Table, Value};
use crate::object::{ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::dict_update::merge_table;

/// The four operations of set algebra.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetOperation {
    Union,
    Intersection,
    Difference,
    SymmetricDifference,
}

/// The table of a set or frozenset (or of an instance of a subclass).
pub(super) fn set_table<'t>(t: &Thread, value: Value<'t>) -> Option<&'t Table> {
    let value = t.payload(value);
    match value.kind() {
        Some(Kind::Set | Kind::FrozenSet) => value.as_table(),
        _ => None,
    }
}

/// The table of a set, frozenset or dict that may be read in place of iterating.
fn keys_table<'t>(t: &Thread, value: Value<'t>) -> Option<&'t Table> {
    set_table(t, value).or_else(|| value.cast::<Dict>().map(|dict| &**dict))
}

/// A new empty set or frozenset.
pub(super) fn empty(t: &Thread, class: ClassId) -> Value<'_> {
    let value = t.class(class).value();
    match class {
        ClassId::FrozenSet => FrozenSet::new(t.mutator(), value).value(),
        _ => Set::new(t.mutator(), value).value(),
    }
}

/// A new set or frozenset with the items of an iterable.
pub(super) fn from_iterable(t: &mut Thread, class: ClassId, iterable: Slot) -> Returned {
    let mark = t.mark();
    let set = t.push(empty(t, class));
    add_all(t, set, iterable)?;
    let done = t.done(t.get(set));
    t.pop_to(mark);
    Ok(done)
}

/// Adds the items of an iterable to the set in a slot.
pub(super) fn add_all(t: &mut Thread, set: Slot, iterable: Slot) -> Result<(), Raised> {
    if keys_table(t, t.get(iterable)).is_some() {
        return merge_table(t, set, iterable);
    }
    vm::for_each(t, iterable, |t, item| vm::set_add(t, set, item).map(|_| ()))
}

/// A walk over the items of a table: each is pushed with its hash known. The table may change meanwhile. Where other threads run at the same
/// time it is a copy that is walked, pushed: positions shift when a table is compacted or arranged, and an item would be passed by.
pub(super) struct Walk {
    table: Slot,
    position: usize,
}

impl Walk {
    pub(super) fn over(t: &Thread, table: Slot) -> Walk {
        arrange(t, t.get(table));
        let mut walk = Walk { table, position: 0 };
        if t.mutator().locking()
            && let Some(original) = keys_table(t, t.get(table))
        {
            let class = t.class(ClassId::Dict).value();
            if let Ok(copy) = Dict::copy_of(t.mutator(), class, original) {
                walk.table = t.push(copy.value());
            }
        }
        walk
    }

    /// Pushes the next item and gives its hash.
    pub(super) fn next(&mut self, t: &Thread) -> Option<(Slot, i64)> {
        let item = keys_table(t, t.get(self.table))?.next_from(self.position)?;
        self.position = item.position + 1;
        Some((t.push(item.key), item.hash))
    }
}

/// Changes the set in a slot by an operation with an iterable.
pub(super) fn change(
    t: &mut Thread,
    operation: SetOperation,
    set: Slot,
    other: Slot,
) -> Result<(), Raised> {
    match operation {
        SetOperation::Union => add_all(t, set, other),
        SetOperation::Intersection => keep_common(t, set, other),
        SetOperation::Difference => remove_all(t, set, other),
        SetOperation::SymmetricDifference => toggle_all(t, set, other),
    }
}

/// Removes what is not in an iterable. Where another thread has changed the set meanwhile, its change is kept.
fn keep_common(t: &mut Thread, set: Slot, other: Slot) -> Result<(), Raised> {
    let mark = t.mark();
    arrange(t, t.get(set));
    let before = set_table(t, t.get(set)).map(Table::state);
    let done = intersection(t, ClassId::Set, set, other)?;
    let common = t.push_result(done);
    let replaced = {
        let sets = [set, common].map(|slot| t.payload(t.get(slot)).as_set());
        let ([Some(set), Some(common)], Some(before)) = (sets, before) else {
            return Ok(());
        };
        common.arrange(t.mutator());
        let replaced = set
            .table()
            .replace_unchanged(t.mutator(), common.table(), before)
            .map_err(|_| t.memory_error())?;
        if replaced {
            set.moved_from(common);
        }
        replaced
    };
    if !replaced {
        let done = difference(t, ClassId::Set, set, common)?;
        let others = t.push_result(done);
        remove_all(t, set, others)?;
    }
    t.pop_to(mark);
    Ok(())
}

/// Gives a new set the items of another.
pub(super) fn copy(t: &Thread, into: Slot, from: Slot) -> Result<(), Raised> {
    if let (Some(set), Some(from)) = replace(t, into, from)? {
        set.copied_from(from);
    }
    Ok(())
}

/// Gives an empty set the items of another; false if it is not empty, or one of the two is no set.
pub(super) fn fill_set(t: &Thread, into: Slot, from: Slot) -> Result<bool, Raised> {
    let [Some(set), Some(from)] = [into, from].map(|slot| t.payload(t.get(slot)).as_set()) else {
        return Ok(false);
    };
    if !set.table().is_empty() {
        return Ok(false);
    }
    from.arrange(t.mutator());
    let filled = set.table().fill_from(t.mutator(), from.table());
    let filled = filled.map_err(|_| t.memory_error())?;
    if filled {
        set.copied_from(from);
    }
    Ok(filled)
}

/// Gives a set the items of another, and tells which the two are.
fn replace<'t>(
    t: &'t Thread,
    set: Slot,
    by: Slot,
) -> Result<(Option<AnySet<'t>>, Option<AnySet<'t>>), Raised> {
    let [set, by] = [set, by].map(|slot| t.payload(t.get(slot)).as_set());
    if let (Some(set), Some(by)) = (set, by) {
        by.arrange(t.mutator());
        let replaced = set.table().replace_all_from(t.mutator(), by.table());
        replaced.map_err(|_| t.memory_error())?;
    }
    Ok((set, by))
}

/// Puts the items of a set into the order in which they are shown; any other value is left alone.
pub(super) fn arrange(t: &Thread, value: Value<'_>) {
    if let Some(set) = t.payload(value).as_set() {
        set.arrange(t.mutator());
    }
}

/// A new set of what two have in common; `other` may be any iterable.
pub(super) fn intersection(t: &mut Thread, class: ClassId, set: Slot, other: Slot) -> Returned {
    let mark = t.mark();
    let result = t.push(empty(t, class));
    let lengths = (set_table(t, t.get(set)), set_table(t, t.get(other)));
    if same_object(t, set, other) {
        copy(t, result, set)?;
    } else if let (Some(ours), Some(theirs)) = lengths {
        let (walked, asked) = if theirs.len() > ours.len() {
            (set, other)
        } else {
            (other, set)
        };
        let mut walk = Walk::over(t, walked);
        let scope = t.mark();
        while let Some((item, hash)) = walk.next(t) {
            if vm::table_find(t, asked, item, hash)?.is_some() {
                vm::table_insert(t, result, item, hash, None)?;
            }
            t.pop_to(scope);
        }
    } else {
        vm::for_each(t, other, |t, item| {
            let hash = vm::hash(t, item)?;
            if vm::table_find(t, set, item, hash)?.is_some() {
                vm::table_insert(t, result, item, hash, None)?;
            }
            Ok(())
        })?;
    }
    let done = t.done(t.get(result));
    t.pop_to(mark);
    Ok(done)
}

/// A new set of the items of a set that are not in an iterable.
pub(super) fn difference(t: &mut Thread, class: ClassId, set: Slot, other: Slot) -> Returned {
    let mark = t.mark();
    let ours = set_table(t, t.get(set)).map_or(0, Table::len);
    let theirs = keys_table(t, t.get(other)).map(Table::len);
    let result = t.push(empty(t, class));
    match theirs {
        Some(theirs) if ours >> 2 <= theirs => {
            let mut walk = Walk::over(t, set);
            let scope = t.mark();
            while let Some((item, hash)) = walk.next(t) {
                if vm::table_find(t, other, item, hash)?.is_none() {
                    vm::table_insert(t, result, item, hash, None)?;
                }
                t.pop_to(scope);
            }
        }
        _ => {
            copy(t, result, set)?;
            remove_all(t, result, other)?;
        }
    }
    let done = t.done(t.get(result));
    t.pop_to(mark);
    Ok(done)
}

/// Removes the items of an iterable from a set.
fn remove_all(t: &mut Thread, set: Slot, other: Slot) -> Result<(), Raised> {
    if same_object(t, set, other) {
        if let Some(set) = t.payload(t.get(set)).as_set() {
            set.clear(t.mutator());
        }
        return Ok(());
    }
    if keys_table(t, t.get(other)).is_none() {
        return vm::for_each(t, other, |t, item| {
            vm::set_discard(t, set, item).map(|_| ())
        });
    }
    let mark = t.mark();
    let mut walk = Walk::over(t, other);
    let scope = t.mark();
    while let Some((item, hash)) = walk.next(t) {
        vm::table_remove(t, set, item, hash)?;
        t.pop_to(scope);
    }
    t.pop_to(mark);
    Ok(())
}

/// Removes those items of an iterable that are in the set, and adds the others.
fn toggle_all(t: &mut Thread, set: Slot, other: Slot) -> Result<(), Raised> {
    if same_object(t, set, other) {
        return remove_all(t, set, other);
    }
    let mark = t.mark();
    let mut walked = other;
    if keys_table(t, t.get(other)).is_none() {
        let done = from_iterable(t, ClassId::Set, other)?;
        walked = t.push_result(done);
    }
    if let (Some(set), Some(walked)) =
        (t.payload(t.get(set)).as_set(), keys_table(t, t.get(walked)))
    {
        set.reserve(t.mutator(), walked.len());
    }
    let mut walk = Walk::over(t, walked);
    let scope = t.mark();
    while let Some((item, hash)) = walk.next(t) {
        if let Some(set) = t.payload(t.get(set)).as_set() {
            set.before_removal(t.mutator());
        }
        vm::table_toggle(t, set, item, hash)?;
        t.pop_to(scope);
    }
    t.pop_to(mark);
    Ok(())
}

fn same_object(t: &Thread, a: Slot, b: Slot) -> bool {
    t.payload(t.get(a)) == t.payload(t.get(b))
}

/// A new set of the items that are in one of the two only; `other` may be any iterable.
pub(super) fn symmetric_difference(
    t: &mut Thread,
    class: ClassId,
    set: Slot,
    other: Slot,
) -> Returned {
    let mark = t.mark();
    let done = from_iterable(t, class, other)?;
    let result = t.push_result(done);
    toggle_all(t, result, set)?;
    let done = t.done(t.get(result));
    t.pop_to(mark);
    Ok(done)
}

/// A new set of the items of both.
pub(super) fn union(t: &mut Thread, class: ClassId, set: Slot, other: Slot) -> Returned {
    let mark = t.mark();
    let result = t.push(empty(t, class));
    copy(t, result, set)?;
    add_all(t, result, other)?;
    let done = t.done(t.get(result));
    t.pop_to(mark);
    Ok(done)
}

/// Whether no item of an iterable fulfils the condition.
pub(super) fn none_in(
    t: &mut Thread,
    iterable: Slot,
    mut condition: impl FnMut(&mut Thread, Slot) -> Result<bool, Raised>,
) -> Result<bool, Raised> {
    let mark = t.mark();
    let done = vm::iter(t, iterable)?;
    let iterator = t.push_result(done);
    let scope = t.mark();
    let mut none = true;
    while none && let Some(done) = vm::next(t, iterator)? {
        let item = t.push_result(done);
        none = !condition(t, item)?;
        t.pop_to(scope);
        t.poll_if_set()?;
    }
    t.pop_to(mark);
    Ok(none)
}

/// Whether every item of one set is in the other.
pub(super) fn is_subset(t: &mut Thread, small: Slot, large: Slot) -> Result<bool, Raised> {
    let lengths = [small, large].map(|set| set_table(t, t.get(set)).map_or(0, Table::len));
    if lengths[0] > lengths[1] {
        return Ok(false);
    }
    let mark = t.mark();
    let mut walk = Walk::over(t, small);
    let scope = t.mark();
    let mut subset = true;
    while subset && let Some((item, hash)) = walk.next(t) {
        subset = vm::table_find(t, large, item, hash)?.is_some();
        t.pop_to(scope);
    }
    t.pop_to(mark);
    Ok(subset)
}

/// Runs an operation that looks for an item in a set. A set that is looked for counts as the frozenset of its items.
pub(super) fn with_item<T>(
    t: &mut Thread,
    item: Slot,
    mut operation: impl FnMut(&mut Thread, Slot) -> Result<T, Raised>,
) -> Result<T, Raised> {
    let value = t.get(item);
    let is_set = t.payload(value).kind() == Some(Kind::Set);
    if !is_set || !t.class_of(value).dunder(Dunder::Hash).is_none() {
        return operation(t, item);
    }
    let mark = t.mark();
    let frozen = t.push(empty(t, ClassId::FrozenSet));
    copy(t, frozen, item)?;
    let outcome = operation(t, frozen)?;
    t.pop_to(mark);
    Ok(outcome)
}

/// The hash of a frozenset, from those of its items, whose order does not matter.
pub(super) fn hash_items(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    let count = hashes.len() as u64;
    let mut hash = hashes.fold(0, |sum, hash| {
        let hash = hash as u64;
        sum ^ ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
    });
    hash ^= (count + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    match hash.wrapping_mul(69_069).wrapping_add(907_133_923) as i64 {
        -1 => 590_923_713,
        hash => hash,
    }
}

/// Whether a slot holds a set or frozenset.
pub(super) fn is_set(t: &Thread, slot: Slot) -> bool {
    set_table(t, t.get(slot)).is_some()
}

/// The class of new sets that an operation on this one makes.
pub(super) fn base_class(t: &Thread, set: Slot) -> ClassId {
    match t.payload(t.get(set)).kind() {
        Some(Kind::FrozenSet) => ClassId::FrozenSet,
        _ => ClassId::Set,
    }
}

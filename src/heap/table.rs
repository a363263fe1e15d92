//! The insertion-ordered table that dicts and sets are, readable without a lock while others write (rule 3).
//!
//! Comparing two keys may run script code (`__eq__`), which must not happen in this room nor under a lock. So an operation
//! on a key goes as far as it can on its own ([`same_or_eq`]) and then either is done or *asks*: it names the candidate
//! and returns a [`Probe`], plain numbers that stay valid whatever happens meanwhile, a collection included. The caller, which keeps the
//! table and its values where the collector sees them, compares and calls again with the answer:
//!
//! ```
//! # use gilscope::heap::{Dict, Probe, Slot, Step};
//! # use gilscope::object::{Raised, Thread};
//! /// `dict[key] = value`; whether the key was there before.
//! fn set(thread: &mut Thread, [dict, key, value]: [Slot; 3], hash: i64) -> Result<bool, Raised> {
//!     let (mut probe, mark) = (Probe::START, thread.mark());
//!     loop {
//!         // Read anew each time: script code may have run.
//!         let Some(table) = thread.get(dict).cast::<Dict>() else {
//!             return Ok(false);
//!         };
//!         let (this, that) = (thread.get(key), thread.get(value));
//!         match table.insert(thread.mutator(), probe, hash, this, that) {
//!             Ok(Step::Done(replaced)) => return Ok(replaced),
//!             Ok(Step::Ask { candidate, probe: next }) => {
//!                 let candidate = thread.push(candidate);
//!                 // candidate == key, in this order.
//!                 probe = next.answered(gilscope::vm::equal(thread, candidate, key)?);
//!                 thread.pop_to(mark);
//!             }
//!             Err(_) => return Err(thread.memory_error()),
//!         }
//!     }
//! }
//! ```
//!
//! The second call goes on where the first one stopped. That is right even if others wrote in between: places of the index are filled once
//! and never change, so whatever was added since lies further down the probe. Only if the table was replaced the operation starts
//! afresh, by itself. A candidate that was deleted meanwhile is passed by, whatever the answer.
//!
//! **Writers** hold the byte lock. An insert fills an entry, then publishes its place; a delete stores UNBOUND as the value; entries are
//! never reused, so a key that comes back comes last. Growing, compacting and clearing publish another table and retire the old one.
//! **Readers** take no lock: they load the table, probe, load the value, and pass by an entry whose value is UNBOUND.
//! The key of a deleted entry goes when the collector comes by.
//!
//! **Iteration** goes by position: [`Table::next_from`] gives the entry at a position or after it, and where to go on. Positions shift when the
//! table is compacted, which happens on insertion only. An iterator keeps the length it began with, stops with "changed
//! size during iteration" when it differs, and stops with "keys changed during iteration" when it would give more items than that: so it ends,
//! and what it gives was in the table, though it may skip or repeat where a script deletes and adds by turns.

use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

use super::collector::Tracer;
use super::object::{Header, Kind, Trace, lock_both};
use super::probe::{Find, Probe, Step, equal_at, find, lookup_slow};
use super::raw_table::{Head, Quick, RawTable, Sequence, Slot, bytes_of, places_for};
use super::{Mutator, Str, Value};

/// What dicts, sets and frozensets share, and all that they do: those types lead here by [`Deref`](std::ops::Deref). A set is a table whose values are
/// True.
///
/// An empty table may have no memory at all.
#[repr(C)]
pub struct Table {
    header: Header,
    table: AtomicPtr<Head>,
    /// Number of tables published so far, which is the generation of the latest.
    tables: AtomicU64,
}

/// What stands at a position.
#[derive(Clone, Copy)]
pub enum Entry<'t> {
    /// An item.
    Item(Item<'t>),
    /// Nothing any more; go on with the next position.
    Deleted,
    /// Nothing, here or behind it.
    End,
}

/// An item of a table.
#[derive(Clone, Copy)]
pub struct Item<'t> {
    /// Where it stands. Behind it stands the next.
    pub position: usize,
    /// The hash of the key.
    pub hash: i64,
    /// The key.
    pub key: Value<'t>,
    /// The value; in a set, True.
    pub value: Value<'t>,
}

/// What [`Table::state`] said of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State((u64, usize, usize));

/// The table would exceed `--max-heap`, the system's memory or 2^30 entries. Nothing has changed; it is a MemoryError.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Table {
    pub(super) fn empty(header: Header) -> Table {
        Table {
            header,
            table: AtomicPtr::default(),
            tables: AtomicU64::new(0),
        }
    }

    /// Whether it is a dict, a set or a frozenset.
    pub fn kind(&self) -> Kind {
        self.header.kind()
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.raw().map_or(0, RawTable::live)
    }

    /// Whether there is no item.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A number that changes whenever positions may have shifted.
    pub fn generation(&self) -> u64 {
        self.raw().map_or(0, RawTable::generation)
    }

    /// Finds the value of a key.
    #[inline(always)]
    pub fn lookup<'t>(
        &'t self,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
    ) -> Step<'t, Option<Value<'t>>> {
        let Some(table) = self.raw() else {
            return Step::Done(None);
        };
        match table.view().quick(hash, key) {
            Quick::Found(_, value) => Step::Done(Some(value)),
            Quick::Empty(_) => Step::Done(None),
            Quick::Unsure(start) => lookup_slow(table, start, probe, hash, key),
        }
    }

    /// Finds the value of a string among keys that are strings (attributes, keyword arguments): other keys never match.
    #[inline]
    pub fn get_str(&self, key: &Str) -> Option<Value<'_>> {
        let (mut probe, hash) = (Probe::START, key.hash());
        loop {
            match self.lookup(probe, hash, Value::object(key)) {
                Step::Done(value) => return value,
                Step::Ask { probe: next, .. } => probe = next,
            }
        }
    }

    /// Binds a key to a value; says whether it was there before. The old key stays, as in the language.
    #[inline]
    pub fn insert<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<Step<'t, bool>, TooLarge> {
        let _guard = self.header.lock(mutator);
        self.insert_locked(mutator, probe, hash, key, value)
    }

    /// As [`Table::insert`]. The caller holds the lock.
    #[inline(always)]
    fn insert_locked<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<Step<'t, bool>, TooLarge> {
        if let Some(table) = self.raw() {
            match table.view().quick(hash, key) {
                Quick::Found(slot, _) => {
                    slot.value.store(value);
                    return Ok(Step::Done(true));
                }
                Quick::Empty(place) if table.room() > 0 => {
                    table.append(place, hash, key, value);
                    return Ok(Step::Done(false));
                }
                Quick::Empty(_) => {}
                Quick::Unsure(start) => {
                    if let Some((slot, _)) = equal_at(table, start, key) {
                        slot.value.store(value);
                        return Ok(Step::Done(true));
                    }
                }
            }
        }
        self.insert_slow(mutator, probe, hash, key, value)
    }

    #[inline(never)]
    fn insert_slow<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<Step<'t, bool>, TooLarge> {
        Ok(match self.find(probe, hash, key) {
            Find::Entry(_, slot, _) => {
                slot.value.store(value);
                Step::Done(true)
            }
            Find::Empty(place) => {
                self.append(mutator, place, hash, key, value)?;
                Step::Done(false)
            }
            Find::Ask(candidate, probe) => Step::Ask { candidate, probe },
        })
    }

    /// The value of a key if it is there (and Some), else binds it to `value` (and None); nothing comes in between.
    pub fn set_default<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<Step<'t, Option<Value<'t>>>, TooLarge> {
        let _guard = self.header.lock(mutator);
        Ok(match self.find(probe, hash, key) {
            Find::Entry(_, _, found) => Step::Done(Some(found)),
            Find::Empty(place) => {
                self.append(mutator, place, hash, key, value)?;
                Step::Done(None)
            }
            Find::Ask(candidate, probe) => Step::Ask { candidate, probe },
        })
    }

    /// Removes a key and returns its value, if it was there.
    pub fn remove<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
    ) -> Step<'t, Option<Value<'t>>> {
        let _guard = self.header.lock(mutator);
        match self.find(probe, hash, key) {
            Find::Entry(number, _, value) => {
                if let Some(table) = self.raw() {
                    table.delete(number);
                }
                Step::Done(Some(value))
            }
            Find::Empty(_) => Step::Done(None),
            Find::Ask(candidate, probe) => Step::Ask { candidate, probe },
        }
    }

    /// Removes a key if it is there, else enters it with the value True; says which. Nothing comes in between.
    pub fn toggle<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
    ) -> Result<Step<'t, bool>, TooLarge> {
        let _guard = self.header.lock(mutator);
        Ok(match self.find(probe, hash, key) {
            Find::Entry(number, ..) => {
                if let Some(table) = self.raw() {
                    table.delete(number);
                }
                Step::Done(true)
            }
            Find::Empty(place) => {
                self.append(mutator, place, hash, key, Value::TRUE)?;
                Step::Done(false)
            }
            Find::Ask(candidate, probe) => Step::Ask { candidate, probe },
        })
    }

    /// Moves an item behind all others, or before them; says whether the key was there. The key and the value stay as they are.
    pub fn move_to_end<'t>(
        &'t self,
        mutator: &Mutator,
        probe: Probe,
        hash: i64,
        key: Value<'_>,
        last: bool,
    ) -> Result<Step<'t, bool>, TooLarge> {
        let _guard = self.header.lock(mutator);
        let (number, slot, value) = match self.find(probe, hash, key) {
            Find::Entry(number, slot, value) => (number, slot, value),
            Find::Empty(_) => return Ok(Step::Done(false)),
            Find::Ask(candidate, probe) => return Ok(Step::Ask { candidate, probe }),
        };
        let Some(table) = self.raw() else {
            return Ok(Step::Done(false));
        };
        if last && number + 1 == table.last() {
            return Ok(Step::Done(true));
        }
        if last && table.room() > 0 {
            table.move_to_end(number);
            return Ok(Step::Done(true));
        }
        let places = places_for(table.live().saturating_mul(2)).ok_or(TooLarge)?;
        let moved = self.empty_table(mutator, places)?;
        let others = table
            .live_from(0)
            .filter(|(other, ..)| *other != number)
            .map(|(_, slot, value)| (slot, value));
        let this = std::iter::once((slot, value));
        let (before, after) = if last {
            (None, Some(this))
        } else {
            (Some(this), None)
        };
        let all = before.into_iter().flatten().chain(others);
        for (slot, value) in all.chain(after.into_iter().flatten()) {
            moved.append_new(slot.hash.load(Ordering::Relaxed), slot.key.load(), value);
        }
        self.swap(Some(moved));
        Ok(Step::Done(true))
    }

    /// Removes and returns the last item (`popitem`).
    pub fn pop_last(&self, mutator: &Mutator) -> Option<Item<'_>> {
        let _guard = self.header.lock(mutator);
        let table = self.raw()?;
        let item = item(table.live_before_locked(usize::MAX)?);
        table.delete(item.position);
        Some(item)
    }

    /// Removes and returns the first item (`set.pop`).
    pub fn pop_first(&self, mutator: &Mutator) -> Option<Item<'_>> {
        let _guard = self.header.lock(mutator);
        let table = self.raw()?;
        let item = item(table.live_from(0).next()?);
        table.delete(item.position);
        Some(item)
    }

    /// Removes the first items until there are no more than so many.
    pub fn shorten(&self, mutator: &Mutator, most: usize) {
        let _guard = self.header.lock(mutator);
        while let Some(table) = self.raw().filter(|table| table.live() > most)
            && let Some((number, ..)) = table.live_from(0).next()
        {
            table.delete(number);
        }
    }

    /// Removes all items.
    pub fn clear(&self, mutator: &Mutator) {
        let _guard = self.header.lock(mutator);
        self.swap(None);
    }

    /// Replaces all items by those of another table, at once. A dict's items become a set's by taking the value True.
    pub fn replace_all_from(&self, mutator: &Mutator, other: &Table) -> Result<(), TooLarge> {
        self.replace_if(mutator, other, |_| true).map(|_| ())
    }

    /// Takes over all items of another table, at once, if it has none of its own: says whether that was so.
    pub fn fill_from(&self, mutator: &Mutator, other: &Table) -> Result<bool, TooLarge> {
        self.replace_if(mutator, other, Table::is_empty)
    }

    /// Takes over all items of another table unless there was a change since [`Table::state`] said this: says whether that was so.
    pub fn replace_unchanged(
        &self,
        mutator: &Mutator,
        other: &Table,
        state: State,
    ) -> Result<bool, TooLarge> {
        self.replace_if(mutator, other, |table| table.state() == state)
    }

    /// What any change makes another: of what is there, not of the values.
    pub fn state(&self) -> State {
        let table = self.raw();
        State(table.map_or((0, 0, 0), |table| {
            (table.generation(), table.filled(), table.live())
        }))
    }

    /// Enters all items of another table, in one step, unless script code has to compare keys: false if so, when some may be entered. A dict's items
    /// become a set's by taking the value True.
    pub fn insert_all(&self, mutator: &Mutator, other: &Table) -> Result<bool, TooLarge> {
        if std::ptr::eq(self, other) {
            return Ok(true);
        }
        let values = self.header.kind() == Kind::Dict;
        let _guards = lock_both(mutator, &self.header, &other.header);
        if other.len() > self.len() {
            self.reserve_locked(mutator, other.len());
        }
        for item in other.iter() {
            let value = if values { item.value } else { Value::TRUE };
            let step = self.insert_locked(mutator, Probe::START, item.hash, item.key, value)?;
            if let Step::Ask { .. } = step {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn replace_if(
        &self,
        mutator: &Mutator,
        other: &Table,
        may_be: impl FnOnce(&Table) -> bool,
    ) -> Result<bool, TooLarge> {
        if std::ptr::eq(self, other) {
            return Ok(true);
        }
        let _guards = lock_both(mutator, &self.header, &other.header);
        if !may_be(self) {
            return Ok(false);
        }
        let values = self.header.kind() == Kind::Dict;
        let copy = match other.raw() {
            Some(source) if source.live() > 0 => {
                let places = places_for(source.live()).ok_or(TooLarge)?;
                Some(self.rebuild(mutator, Some(source), places, values)?)
            }
            _ => None,
        };
        self.swap(copy);
        Ok(true)
    }

    /// Makes room for so many more items, so that adding them moves nothing; without room in memory it does nothing.
    pub fn reserve(&self, mutator: &Mutator, additional: usize) {
        let _guard = self.header.lock(mutator);
        self.reserve_locked(mutator, additional);
    }

    fn reserve_locked(&self, mutator: &Mutator, additional: usize) {
        let table = self.raw();
        let (live, room) = table.map_or((0, 0), |table| (table.live(), table.room()));
        if additional > room
            && let Some(places) = live.checked_add(additional).and_then(places_for)
            && let Ok(table) = self.rebuild(mutator, table, places, true)
        {
            self.swap(Some(table));
        }
    }

    /// Puts the items into another order: `order` is given the hash of every key, deleted ones included, and whether it is still there, and returns the
    /// indices of those to keep. Positions shift, unless the order was that already; returns it if they did.
    pub(super) fn reorder(
        &self,
        mutator: &Mutator,
        order: impl FnOnce(&[(i64, bool)]) -> Vec<usize>,
    ) -> Result<Option<Vec<usize>>, TooLarge> {
        let _guard = self.header.lock(mutator);
        let Some(table) = self.raw() else {
            return Ok(None);
        };
        let slots = (0..table.filled()).map_while(|number| table.filled_slot(number));
        let hash = |slot: &Slot| slot.hash.load(Ordering::Relaxed);
        let hashes: Vec<_> = slots
            .map(|slot| (hash(slot), !slot.value.load().is_unbound()))
            .collect();
        let order = order(&hashes);
        if order.is_sorted() {
            return Ok(None);
        }
        let ordered = self.empty_table(mutator, table.places())?;
        for slot in order.iter().filter_map(|&number| table.filled_slot(number)) {
            let (number, value) = (ordered.filled(), slot.value.load());
            ordered.append_new(
                hash(slot),
                slot.key.load(),
                value.bound().unwrap_or(Value::TRUE),
            );
            if value.is_unbound() {
                ordered.delete(number);
            }
        }
        self.swap(Some(ordered));
        Ok(Some(order))
    }

    /// A number that changes when positions shift, and how many positions there are.
    pub(super) fn extent(&self) -> (u64, usize) {
        let table = self.raw();
        table.map_or((0, 0), |table| (table.generation(), table.filled()))
    }

    /// What stands at a position.
    pub fn entry(&self, position: usize) -> Entry<'_> {
        let slot = self.raw().and_then(|table| table.filled_slot(position));
        let Some(slot) = slot else {
            return Entry::End;
        };
        match slot.value.load().bound() {
            Some(value) => Entry::Item(item((position, slot, value))),
            None => Entry::Deleted,
        }
    }

    /// The item at a position, or else the first behind it. Start with 0, go on with the item's position plus one.
    #[inline]
    pub fn next_from(&self, position: usize) -> Option<Item<'_>> {
        self.raw()?.live_from(position).next().map(item)
    }

    /// The last item before a position: start with `usize::MAX`, go on with the item's position.
    pub fn previous_before(&self, position: usize) -> Option<Item<'_>> {
        self.raw()?.live_before(position).map(item)
    }

    /// The items in order, for natives that call no script code meanwhile. Each is read when its turn comes; what is
    /// added after the table was replaced is not seen.
    pub fn iter(&self) -> impl Iterator<Item = Item<'_>> {
        self.raw()
            .into_iter()
            .flat_map(|table| table.live_from(0).map(item))
    }

    /// The items in order, as they are at one moment.
    pub fn snapshot(&self, mutator: &Mutator) -> Vec<Item<'_>> {
        let _guard = self.header.lock(mutator);
        let mut items = Vec::with_capacity(self.len());
        items.extend(self.iter());
        items
    }

    #[inline(always)]
    fn raw(&self) -> Option<RawTable<'_>> {
        // SAFETY: (retired, not freed) tables come from `allocate`; a replaced one outlives what is borrowed through `self`.
        unsafe { RawTable::from_pointer(self.table.load(Ordering::Acquire)) }
    }

    #[inline]
    fn find<'t>(&'t self, probe: Probe, hash: i64, key: Value<'_>) -> Find<'t> {
        match self.raw() {
            Some(table) => find(table, Sequence::start(hash), probe, hash, key),
            None => Find::Empty(0),
        }
    }

    /// Enters a key at the place that `find` gave, under the same lock.
    #[inline]
    fn append(
        &self,
        mutator: &Mutator,
        place: u32,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<(), TooLarge> {
        match self.raw() {
            Some(table) if table.room() > 0 => table.append(place, hash, key, value),
            full => self.append_growing(mutator, full, hash, key, value)?,
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn append_growing(
        &self,
        mutator: &Mutator,
        full: Option<RawTable<'_>>,
        hash: i64,
        key: Value<'_>,
        value: Value<'_>,
    ) -> Result<(), TooLarge> {
        // Room for at least as many again as there are, however many deleted ones go: so that each rebuilding pays for itself.
        let live = full.map_or(0, RawTable::live);
        let places = places_for(live.saturating_mul(2)).ok_or(TooLarge)?;
        let table = self.rebuild(mutator, full, places, true)?;
        table.append_new(hash, key, value);
        self.swap(Some(table));
        Ok(())
    }

    /// A new table of the live entries of an old one, which no one else has seen yet.
    fn rebuild<'t>(
        &self,
        mutator: &'t Mutator,
        source: Option<RawTable<'_>>,
        places: usize,
        values: bool,
    ) -> Result<RawTable<'t>, TooLarge> {
        let table = self.empty_table(mutator, places)?;
        if let Some(source) = source {
            for (_, slot, value) in source.live_from(0) {
                let value = if values { value } else { Value::TRUE };
                table.append_new(slot.hash.load(Ordering::Relaxed), slot.key.load(), value);
            }
        }
        Ok(table)
    }

    /// A new table without entries, which no one else has seen yet.
    fn empty_table<'t>(
        &self,
        mutator: &'t Mutator,
        places: usize,
    ) -> Result<RawTable<'t>, TooLarge> {
        let bytes = bytes_of(places).ok_or(TooLarge)?;
        if !mutator.fits(bytes) {
            return Err(TooLarge);
        }
        // Only the holder of the lock (or the only owner) counts.
        let generation = self.tables.load(Ordering::Relaxed) + 1;
        let table = RawTable::allocate(mutator, places, generation).ok_or(TooLarge)?;
        self.tables.store(generation, Ordering::Relaxed);
        Ok(table)
    }

    /// Replaces the table. The caller holds the lock.
    fn swap(&self, table: Option<RawTable<'_>>) {
        let pointer = table.map_or(std::ptr::null_mut(), RawTable::pointer);
        self.table.store(pointer, Ordering::Release);
    }
}

impl<'t> Value<'t> {
    /// The table of a dict, set or frozenset.
    #[inline]
    pub fn as_table(self) -> Option<&'t Table> {
        let header = self.header()?;
        match header.kind() {
            Kind::Dict | Kind::Set | Kind::FrozenSet => {
                // SAFETY: (one kind, one type) the types of these kinds are `repr(C)` and begin with their table (`dict`).
                Some(unsafe { &*(header as *const Header).cast::<Table>() })
            }
            _ => None,
        }
    }
}

fn item<'t>((position, slot, value): (usize, &'t Slot, Value<'t>)) -> Item<'t> {
    Item {
        position,
        hash: slot.hash.load(Ordering::Relaxed),
        key: slot.key.load(),
        value,
    }
}

// SAFETY: shows keys and values of all entries that are not deleted; the keys of deleted ones are cleared, so that
// they do not dangle. (the world stands still) No reader holds one; a `Probe` refers to none.
unsafe impl Trace for Table {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        if let Some(table) = self.raw() {
            table.trace(tracer);
        }
    }
}

#[cfg(test)]
mod tests;

//! The order of sets, which scripts see and which CPython's hash table decides: sets are arranged so before anybody looks.
//!
//! CPython keeps a set's items at the places of an open-addressed table, and whoever iterates gets them place by place. Our tables keep the order of insertion
//! instead (`table`). So that a script prints `{1, 2, 3}` for `{3, 1, 2}` as it does there, the places are worked out from the hashes when a set is first
//! iterated after it grew, and its entries put in their order. What it depends on besides the hashes is the size of the table and what was inserted
//! first, so each set remembers the size that its table would have.
//!
//! It is exact for sets that were filled and then read. What removing items leaves behind in CPython's table is not modelled, nor are sets of
//! more than [`LARGEST`] items: their order is another one, which the language allows.

use parking_lot::Mutex;

use super::object::Kind;
use super::table::Table;
use super::{FrozenSet, Mutator, Set, Value};

/// Places of a new table.
const MIN_PLACES: usize = 8;
/// From this many items on, a full table doubles; before, it grows by four.
const FAST_GROWTH: usize = 50_000;
/// How many places beside the first are tried before the probe jumps.
const LINEAR_PROBES: usize = 9;
/// Larger sets are left in the order of insertion.
const LARGEST: usize = 100_000;
/// Sets up to this size are arranged whenever something was added; larger ones when enough was, so that adding and reading by turns stays cheap.
const ALWAYS_ARRANGED: usize = 256;

/// What a set remembers of CPython's table. Its mutex is held for moments, like a byte lock, and taken before the table's.
#[derive(Default)]
pub(super) struct SetOrder(Mutex<Record>);

/// A set or frozenset, as what is common to both.
#[derive(Clone, Copy)]
pub struct AnySet<'t> {
    table: &'t Table,
    order: &'t SetOrder,
}

/// CPython's table when it was last reckoned up, and our own then.
#[derive(Default)]
struct Record {
    places: Places,
    /// Whether our entries stand in CPython's order.
    arranged: bool,
    /// At which place each of our entries stands; if it is not one for each, they are yet to be inserted.
    slots: Vec<u32>,
    /// The sum of the entries' hashes, to tell whether they are the same still.
    sum: u64,
    /// Our table's generation, and how many entries it had, removed ones included.
    extent: (u64, usize),
}

/// The size of CPython's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Places {
    /// Number of places, a power of two.
    count: usize,
    /// Items, removed ones included.
    fill: usize,
    /// Items.
    used: usize,
}

impl<'t> Value<'t> {
    /// The set or frozenset.
    pub fn as_set(self) -> Option<AnySet<'t>> {
        match self.kind()? {
            Kind::Set => self.cast::<Set>().map(AnySet::from),
            _ => self.cast::<FrozenSet>().map(AnySet::from),
        }
    }
}

impl<'t> From<&'t Set> for AnySet<'t> {
    fn from(set: &'t Set) -> AnySet<'t> {
        let order = &set.order;
        AnySet { table: set, order }
    }
}

impl<'t> From<&'t FrozenSet> for AnySet<'t> {
    fn from(set: &'t FrozenSet) -> AnySet<'t> {
        let order = &set.order;
        AnySet { table: set, order }
    }
}

impl<'t> AnySet<'t> {
    /// The items.
    pub fn table(self) -> &'t Table {
        self.table
    }

    /// Puts the items in the order in which CPython would iterate over them.
    pub fn arrange(self, mutator: &Mutator) {
        let live = self.table.len();
        if live <= LARGEST {
            self.arrange_record(mutator, live, &mut self.order.0.lock());
        }
    }

    fn arrange_record(self, mutator: &Mutator, live: usize, record: &mut Record) {
        let added = record.added(self.table);
        let few = live > ALWAYS_ARRANGED && added < live / 8;
        if live == 0 || record.arranged && (added == 0 || few) {
            return;
        }
        let mut places = Vec::new();
        let moved = self.table.reorder(mutator, |items| {
            let (order, found) = record.arrange(items, added);
            places = found;
            order
        });
        // Without memory for it the order stays as it is.
        let Ok(order) = moved else {
            return;
        };
        record.slots = match &order {
            Some(order) => order.iter().map(|&item| places[item].0).collect(),
            None => places.iter().map(|place| place.0).collect(),
        };
        record.sum = match order {
            Some(order) => sum(order.iter().map(|&item| places[item].1)),
            None => sum(places.iter().map(|place| place.1)),
        };
        record.arranged = true;
        record.extent = self.table.extent();
    }

    /// Makes room for so many more items, so that our own table is not rebuilt while they are added: what was removed meanwhile would be forgotten.
    pub fn reserve(self, mutator: &Mutator, additional: usize) {
        self.arrange(mutator);
        let mut record = self.order.0.lock();
        let known = record.added(self.table) == 0 && record.slots.len() == self.table.len();
        self.table.reserve(mutator, additional);
        if known {
            record.extent = self.table.extent();
        }
    }

    /// Says that an item may be removed from a small set next: those added so far got their places before it leaves its own.
    pub fn before_removal(self, mutator: &Mutator) {
        if self.table.len() <= ALWAYS_ARRANGED {
            self.arrange(mutator);
        }
    }

    /// Says that the items of another table, so many, are about to be added all at once: the table grows once, for all of them.
    pub fn before_merge(self, mutator: &Mutator, count: usize) {
        if count == 0 {
            return;
        }
        self.arrange(mutator);
        let mut record = self.order.0.lock();
        let added = record.added(self.table);
        record.places.add(added);
        let before = record.places.count;
        record.places.make_room(count);
        if record.places.count != before {
            record.insert_anew();
        }
        record.extent = self.table.extent();
    }

    /// Says that the items were just taken over from another set, which was arranged.
    pub fn copied_from(self, other: AnySet<'_>) {
        let count = self.table.len();
        let mut copy = Record::default();
        copy.places.make_room(count);
        (copy.places.fill, copy.places.used) = (count, count);
        let source = other.order.0.lock();
        if source.places == copy.places && source.slots.len() == count {
            (copy.slots, copy.sum) = (source.slots.clone(), source.sum);
            copy.arranged = source.arranged;
        }
        drop(source);
        copy.extent = self.table.extent();
        *self.order.0.lock() = copy;
    }

    /// Says that the items were just taken over from another set together with its table.
    pub fn moved_from(self, other: AnySet<'_>) {
        let mut record = std::mem::take(&mut *other.order.0.lock());
        record.extent = self.table.extent();
        *self.order.0.lock() = record;
    }

    /// Says that the items stand in a display of constants: CPython makes a frozenset of them, another one of that, and copies it.
    pub fn copied_from_constants(self, mutator: &Mutator) {
        self.arrange(mutator);
        *self.order.0.lock() = Record {
            extent: (self.table.extent().0, 0),
            ..Record::default()
        };
        self.arrange(mutator);
        self.copied_from(self);
    }

    /// Removes all items.
    pub fn clear(self, mutator: &Mutator) {
        self.table.clear(mutator);
        *self.order.0.lock() = Record::default();
    }
}

fn sum(hashes: impl Iterator<Item = i64>) -> u64 {
    hashes.fold(0, |sum, hash| sum.wrapping_add(hash as u64))
}

impl Record {
    /// How many items were added since.
    fn added(&self, table: &Table) -> usize {
        let (generation, entries) = table.extent();
        if generation == self.extent.0 {
            entries.saturating_sub(self.extent.1)
        } else {
            // The table was rebuilt meanwhile, so at least one was added.
            table.len().saturating_sub(self.places.used).max(1)
        }
    }

    /// All items are yet to be inserted, into a table without removed ones.
    fn insert_anew(&mut self) {
        self.slots.clear();
        self.arranged = false;
    }

    /// The order of the places: for each the index of its item. Each item is a hash and whether it is still there; what was removed takes up its place
    /// until the table grows or the place is used again. The last `added` items are new. Also each item's place and hash.
    fn arrange(&mut self, items: &[(i64, bool)], added: usize) -> (Vec<usize>, Vec<(u32, i64)>) {
        let placed = items.len().saturating_sub(added);
        let (old, places) = (&items[..placed], &mut self.places);
        let there = |item: &usize| items[*item].1;
        places.used = (0..placed).filter(there).count();
        places.fill = places.fill.max(placed);
        let mut table = Slots::new(places.room_for_fill());
        if self.slots.len() == placed && sum(old.iter().map(|item| item.0)) == self.sum {
            let all = self.slots.iter().enumerate();
            let left: Vec<_> = all
                .filter(|&(item, &place)| !table.put(place, item))
                .map(|(item, _)| item)
                .collect();
            // An item without such a place is one that is gone, or the table became smaller since: none may be lost.
            for item in left.into_iter().filter(there) {
                table.insert(items[item].0, item);
            }
        } else {
            for (item, (hash, _)) in old.iter().enumerate() {
                table.insert(*hash, item);
            }
        }
        for (item, (hash, there_now)) in items.iter().enumerate().skip(placed) {
            let vacant = |item: usize| item < placed && !items[item].1;
            let grows = if table.reuse(*hash, item, vacant) {
                places.used += 1;
                false
            } else {
                places.add_one()
            };
            places.used -= !there_now as usize;
            if grows {
                let mut larger = Slots::new(places.count);
                for item in table.items().filter(there) {
                    larger.insert(items[item].0, item);
                }
                table = larger;
            }
        }
        let mut found: Vec<_> = items.iter().map(|item| (NOWHERE, item.0)).collect();
        for (place, item) in table.places() {
            found[item].0 = place;
        }
        (table.items().collect(), found)
    }
}

/// The place of an item that is gone.
const NOWHERE: u32 = u32::MAX;

impl Default for Places {
    fn default() -> Places {
        Places {
            count: MIN_PLACES,
            fill: 0,
            used: 0,
        }
    }
}

impl Places {
    /// Whether the table is too full, and so grows.
    fn is_full(&self, more: usize) -> bool {
        (self.fill + more) * 5 >= (self.count - 1) * 3
    }

    fn resize(&mut self, least: usize) {
        self.count = MIN_PLACES;
        while self.count <= least {
            self.count *= 2;
        }
        self.fill = self.used;
    }

    fn make_room(&mut self, more: usize) {
        if self.is_full(more) {
            self.resize((self.used + more) * 2);
        }
    }

    /// One more item; whether the table has grown.
    fn add_one(&mut self) -> bool {
        self.fill += 1;
        self.used += 1;
        let grows = self.is_full(0);
        if grows {
            let factor = if self.used > FAST_GROWTH { 2 } else { 4 };
            self.resize(self.used * factor);
        }
        grows
    }

    fn add(&mut self, count: usize) {
        for _ in 0..count {
            self.add_one();
        }
    }

    /// The number of places, at least so many that what fills it leaves room.
    fn room_for_fill(&mut self) -> usize {
        while self.is_full(0) {
            self.count *= 2;
        }
        self.count
    }
}

/// An open-addressed table of items' indices plus one.
struct Slots(Vec<u32>);

impl Slots {
    fn new(places: usize) -> Slots {
        Slots(vec![0; places])
    }

    /// Puts an item at the first free place of its probe.
    fn insert(&mut self, hash: i64, item: usize) {
        self.reuse(hash, item, |_| false);
    }

    /// Puts an item at the last place of its probe whose item was removed; if there is none, at the free place that ends it. Says which.
    fn reuse(&mut self, hash: i64, item: usize, removed: impl Fn(usize) -> bool) -> bool {
        let mask = self.0.len() - 1;
        let mut perturb = hash as u64;
        let mut start = hash as usize & mask;
        let mut vacant = None;
        loop {
            let last = if start + LINEAR_PROBES <= mask {
                start + LINEAR_PROBES
            } else {
                start
            };
            for place in start..=last {
                match self.0[place] {
                    0 => {
                        self.0[vacant.unwrap_or(place)] = item as u32 + 1;
                        return vacant.is_some();
                    }
                    other if removed(other as usize - 1) => vacant = Some(place),
                    _ => {}
                }
            }
            perturb >>= 5;
            start = start
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb as usize)
                & mask;
        }
    }

    /// Puts an item at a place of the table; false if there is no such place.
    fn put(&mut self, place: u32, item: usize) -> bool {
        match self.0.get_mut(place as usize) {
            Some(slot) => {
                *slot = item as u32 + 1;
                true
            }
            None => false,
        }
    }

    /// The places with their items.
    fn places(&self) -> impl Iterator<Item = (u32, usize)> {
        let filled = (0..).zip(&self.0).filter(|(_, slot)| **slot != 0);
        filled.map(|(place, slot)| (place, *slot as usize - 1))
    }

    fn items(&self) -> impl Iterator<Item = usize> {
        self.places().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Record};

    fn order(hashes: &[i64]) -> Vec<i64> {
        let items: Vec<_> = hashes.iter().map(|&hash| (hash, true)).collect();
        let (order, _) = Record::default().arrange(&items, items.len());
        order.into_iter().map(|item| hashes[item]).collect()
    }

    #[test]
    fn as_cpython_iterates() {
        assert_eq!(order(&[3, 1, 2]), [1, 2, 3]);
        assert_eq!(order(&[8, 0, 16]), [8, 0, 16]);
        assert_eq!(order(&[100, 5, 17, 30, 2]), [2, 100, 5, 17, 30]);
        assert_eq!(order(&[-2, 5, 6]), [5, -2, 6]);
    }

    #[test]
    fn a_table_grows_when_three_fifths_are_used() {
        let sizes = |counts: &[usize]| -> Vec<usize> {
            let size = |&count: &usize| {
                let mut places = Places::default();
                places.add(count);
                places.count
            };
            counts.iter().map(size).collect()
        };
        assert_eq!(sizes(&[4, 5, 18, 19, 76, 77]), [8, 32, 32, 128, 128, 512]);
        let mut merged = Places::default();
        merged.make_room(4);
        assert_eq!(merged.count, 8);
        merged.make_room(5);
        assert_eq!(merged.count, 16);
    }
}

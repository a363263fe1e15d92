//! The memory behind dicts and sets: one allocation of an index and its entries. Who may write when is `table`'s business.

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Value};

/// The start of a table; the index ([`AtomicU32`], a power of two of them) and the entries ([`Slot`]) follow.
///
/// A place of the index holds 0 while it is empty, else the number of its entry plus one, and never changes again. The index of a
/// fresh table is zero: every place is empty. A slot that is not filled yet may hold anything, and nobody reads it.
#[repr(C)]
pub(super) struct Head {
    header: Header,
    /// Number of places in the index, less one.
    mask: u32,
    /// Number of slots: two thirds of the index, so that every probe ends.
    capacity: u32,
    /// Slots used so far. They are published: whoever sees the number sees their contents.
    filled: AtomicU32,
    /// Entries that are not deleted.
    live: AtomicU32,
    /// Every entry before this one is deleted.
    first: AtomicU32,
    /// Every entry from this one on is deleted. Only used under the owner's lock, as the gap is.
    last: AtomicU32,
    /// All entries from the first of these to before the second are deleted: what `last` had come down past before the latest
    /// `append` moved it up again. Without it, adding and popping by turns would scan the same deleted entries over and over.
    gap: [AtomicU32; 2],
    /// Tells this table from those that its owner had before; never 0.
    generation: u64,
}

/// An entry. Hash and key never change; the value is UNBOUND once the entry is deleted.
#[repr(C)]
pub(super) struct Slot {
    pub(super) hash: AtomicI64,
    pub(super) key: Field,
    pub(super) value: Field,
}

/// A published table, which stays readable for `'t`.
#[derive(Clone, Copy)]
pub(super) struct RawTable<'t>(NonNull<Head>, PhantomData<&'t Head>);

/// A table taken apart into what a probe needs at each step, so that it is computed once.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    index: NonNull<AtomicU32>,
    entries: NonNull<Slot>,
    mask: u32,
    _borrow: PhantomData<&'t Head>,
}

/// What a probe by identity and hash alone finds.
pub(super) enum Quick<'t> {
    /// The very key.
    Found(&'t Slot, Value<'t>),
    /// No key of this hash; it would be entered at this place.
    Empty(u32),
    /// Another key of this hash stands where the probe stopped.
    Unsure(Sequence),
}

/// Where a probe stands: CPython's sequence, which starts at the low bits (so that small integers lie side by side) and lets the higher ones
/// in step by step. It visits every place.
#[derive(Clone, Copy)]
pub(super) struct Sequence {
    pub(super) place: u32,
    pub(super) perturb: u64,
}

/// Places of the smallest index.
const MIN_PLACES: usize = 8;
/// Places of the largest index: entry numbers have 32 bits.
const MAX_PLACES: usize = 1 << 31;

/// How many entries an index of so many places serves.
const fn capacity_of(places: usize) -> usize {
    places * 2 / 3
}

/// Places of the smallest index that serves so many entries; None if there is none.
pub(super) fn places_for(entries: usize) -> Option<usize> {
    let wanted = entries.checked_mul(3)?.div_ceil(2);
    let places = wanted.max(MIN_PLACES).checked_next_power_of_two()?;
    (places <= MAX_PLACES).then_some(places)
}

/// Bytes of a table with so many places; None if no memory is that large.
pub(super) fn bytes_of(places: usize) -> Option<usize> {
    let [index, entries] = tail_of(places)?;
    size_of::<Head>().checked_add(index)?.checked_add(entries)
}

/// Bytes of index and entries.
fn tail_of(places: usize) -> Option<[usize; 2]> {
    let index = places.checked_mul(size_of::<AtomicU32>())?;
    let entries = capacity_of(places).checked_mul(size_of::<Slot>())?;
    Some([index, entries])
}

impl Sequence {
    #[inline(always)]
    pub(super) fn start(hash: i64) -> Sequence {
        Sequence {
            place: hash as u32,
            perturb: hash as u64,
        }
    }

    #[inline(always)]
    pub(super) fn step(&mut self) {
        self.perturb >>= 5;
        let place = u64::from(self.place) * 5 + self.perturb + 1;
        self.place = place as u32;
    }
}

impl<'t> View<'t> {
    /// A place of the index; the number wraps.
    #[inline(always)]
    fn place(self, place: u32) -> &'t AtomicU32 {
        // SAFETY: masked, so it lies in the index.
        unsafe { self.index.add((place & self.mask) as usize).as_ref() }
    }

    /// The entry that a place names: its number and itself.
    #[inline(always)]
    pub(super) fn entry_at(self, place: u32) -> Option<(usize, &'t Slot)> {
        let number = self.place(place).load(Ordering::Acquire).checked_sub(1)? as usize;
        // SAFETY: the index only holds numbers of entries that were filled before (`append`).
        Some((number, unsafe { self.entries.add(number).as_ref() }))
    }

    /// Probes for a key. Nearly always that is all there is to do: small integers and interned strings are found so, and
    /// different keys seldom have one hash.
    #[inline(always)]
    pub(super) fn quick(self, hash: i64, key: Value<'_>) -> Quick<'t> {
        let mut sequence = Sequence::start(hash);
        loop {
            let Some((_, slot)) = self.entry_at(sequence.place) else {
                return Quick::Empty(sequence.place);
            };
            if slot.key.load() == key {
                let value = slot.value.load();
                if !value.is_unbound() {
                    return Quick::Found(slot, value);
                }
            } else if slot.hash.load(Ordering::Relaxed) == hash {
                return Quick::Unsure(sequence);
            }
            sequence.step();
        }
    }
}

impl<'t> RawTable<'t> {
    /// An empty table; `places` is from [`places_for`]. None if the system has no memory.
    pub(super) fn allocate(
        mutator: &'t Mutator,
        places: usize,
        generation: u64,
    ) -> Option<RawTable<'t>> {
        let make = |header| Head {
            header,
            mask: (places - 1) as u32,
            capacity: capacity_of(places) as u32,
            filled: AtomicU32::new(0),
            live: AtomicU32::new(0),
            first: AtomicU32::new(0),
            last: AtomicU32::new(0),
            gap: [AtomicU32::new(0), AtomicU32::new(0)],
            generation,
        };
        // SAFETY: zero is valid for the index, and entries are written before they count as filled (see `Head`).
        let head = unsafe { mutator.alloc_zeroed_tail(Value::NONE, tail_of(places)?, make) }?;
        Some(RawTable(NonNull::from(head), PhantomData))
    }

    /// A table by its address, unless that is null.
    ///
    /// # Safety
    /// The table came from [`RawTable::allocate`] and is not swept during `'t`.
    #[inline(always)]
    pub(super) unsafe fn from_pointer(pointer: *mut Head) -> Option<RawTable<'t>> {
        NonNull::new(pointer).map(|head| RawTable(head, PhantomData))
    }

    pub(super) fn pointer(self) -> *mut Head {
        self.0.as_ptr()
    }

    #[inline(always)]
    fn head(self) -> &'t Head {
        // SAFETY: (retired, not freed) the head was written by `allocate` and is valid for `'t`.
        unsafe { self.0.as_ref() }
    }

    pub(super) fn places(self) -> usize {
        self.head().mask as usize + 1
    }

    #[inline(always)]
    pub(super) fn generation(self) -> u64 {
        self.head().generation
    }

    #[inline(always)]
    pub(super) fn live(self) -> usize {
        self.head().live.load(Ordering::Acquire) as usize
    }

    #[inline(always)]
    pub(super) fn filled(self) -> usize {
        self.head().filled.load(Ordering::Acquire) as usize
    }

    /// How many entries can be added.
    #[inline(always)]
    pub(super) fn room(self) -> usize {
        (self.head().capacity as usize).saturating_sub(self.filled())
    }

    /// The number of the first entry that may not be deleted.
    pub(super) fn first(self) -> usize {
        self.head().first.load(Ordering::Relaxed) as usize
    }

    /// The number after the last entry that may not be deleted. For the holder of the owner's lock.
    pub(super) fn last(self) -> usize {
        self.head().last.load(Ordering::Relaxed) as usize
    }

    #[inline(always)]
    pub(super) fn view(self) -> View<'t> {
        let mask = self.head().mask;
        // SAFETY: `allocate` put the index behind the head and the entries behind the index.
        unsafe {
            let index = self.0.add(1).cast::<AtomicU32>();
            View {
                index,
                entries: index.add(mask as usize + 1).cast(),
                mask,
                _borrow: PhantomData,
            }
        }
    }

    /// The entry that a place names: its number and itself.
    #[inline(always)]
    pub(super) fn entry_at(self, place: u32) -> Option<(usize, &'t Slot)> {
        self.view().entry_at(place)
    }

    /// An entry by its number, unless it is not there yet.
    #[inline(always)]
    pub(super) fn filled_slot(self, number: usize) -> Option<&'t Slot> {
        // SAFETY: what is filled lies below the capacity, and was written.
        (number < self.filled()).then(|| unsafe { self.view().entries.add(number).as_ref() })
    }

    /// The first empty place of a probe.
    fn empty_place(self, hash: i64) -> u32 {
        let mut sequence = Sequence::start(hash);
        while self.entry_at(sequence.place).is_some() {
            sequence.step();
        }
        sequence.place
    }

    /// Adds an entry at an empty place. The caller holds the owner's lock (or the table is not yet published) and saw that
    /// it is not full; it does nothing if it is.
    pub(super) fn append(self, place: u32, hash: i64, key: Value<'_>, value: Value<'_>) {
        let live = &self.head().live;
        if self.write(place, hash, key, value) {
            live.store(live.load(Ordering::Relaxed) + 1, Ordering::Release);
        }
    }

    /// Writes an entry without counting it; false if the table is full.
    fn write(self, place: u32, hash: i64, key: Value<'_>, value: Value<'_>) -> bool {
        let head = self.head();
        let number = head.filled.load(Ordering::Relaxed);
        if number == head.capacity {
            return false;
        }
        let slot = Slot {
            hash: AtomicI64::new(hash),
            key: Field::new(key),
            value: Field::new(value),
        };
        // SAFETY: below the capacity; nobody reads it before it is published.
        unsafe { self.view().entries.add(number as usize).write(slot) };
        self.view()
            .place(place)
            .store(number + 1, Ordering::Release);
        head.filled.store(number + 1, Ordering::Release);
        let last = head.last.load(Ordering::Relaxed);
        head.last.store(number + 1, Ordering::Relaxed);
        if last < number {
            head.gap[0].store(last, Ordering::Relaxed);
            head.gap[1].store(number, Ordering::Relaxed);
        }
        true
    }

    /// As [`RawTable::append`], for a key that is certainly not there.
    pub(super) fn append_new(self, hash: i64, key: Value<'_>, value: Value<'_>) {
        self.append(self.empty_place(hash), hash, key, value);
    }

    /// Deletes an entry and returns its value; UNBOUND if it was deleted already. The caller holds the owner's lock.
    pub(super) fn delete(self, number: usize) -> Value<'t> {
        let value = self.erase(number);
        if !value.is_unbound() {
            let live = &self.head().live;
            live.store(live.load(Ordering::Relaxed) - 1, Ordering::Release);
        }
        value
    }

    /// Moves an entry to the end of a table that is not full. The caller holds the owner's lock. Readers find it all the time, and the table is
    /// never seen with one more or one less.
    pub(super) fn move_to_end(self, number: usize) {
        if let Some(slot) = self.filled_slot(number)
            && let Some(value) = slot.value.load().bound()
        {
            let hash = slot.hash.load(Ordering::Relaxed);
            self.write(self.empty_place(hash), hash, slot.key.load(), value);
            self.erase(number);
        }
    }

    /// Deletes an entry without counting it; UNBOUND if it was deleted already.
    fn erase(self, number: usize) -> Value<'t> {
        let Some(slot) = self.filled_slot(number) else {
            return Value::UNBOUND;
        };
        let value = slot.value.load();
        if value.is_unbound() {
            return value;
        }
        slot.value.store(Value::UNBOUND);
        let head = self.head();
        if number == self.first() {
            let next = self.live_from(number + 1).next();
            let first = next.map_or(self.filled(), |(number, ..)| number);
            head.first.store(first as u32, Ordering::Relaxed);
        }
        if number + 1 == self.last() {
            let last = self
                .live_before_locked(number)
                .map_or(0, |(number, ..)| number + 1);
            head.last.store(last as u32, Ordering::Relaxed);
        }
        value
    }

    /// The entries that are not deleted, with their numbers, from a number on. Each is looked at when its turn comes.
    #[inline]
    pub(super) fn live_from(
        self,
        number: usize,
    ) -> impl Iterator<Item = (usize, &'t Slot, Value<'t>)> {
        (number.max(self.first())..)
            .map_while(move |number| {
                let slot = self.filled_slot(number)?;
                Some((number, slot, slot.value.load()))
            })
            .filter(|(_, _, value)| !value.is_unbound())
    }

    /// The last entry before a number that is not deleted.
    pub(super) fn live_before(self, number: usize) -> Option<(usize, &'t Slot, Value<'t>)> {
        self.scan_back(number, 0..0)
    }

    /// As [`RawTable::live_before`], faster, for the holder of the owner's lock.
    pub(super) fn live_before_locked(self, number: usize) -> Option<(usize, &'t Slot, Value<'t>)> {
        let [start, end] = &self.head().gap;
        let gap = start.load(Ordering::Relaxed) as usize..end.load(Ordering::Relaxed) as usize;
        self.scan_back(number.min(self.last()), gap)
    }

    fn scan_back(self, number: usize, gap: Range<usize>) -> Option<(usize, &'t Slot, Value<'t>)> {
        let mut number = number.min(self.filled());
        while number > self.first() {
            if number == gap.end && !gap.is_empty() {
                number = gap.start;
                continue;
            }
            number -= 1;
            let slot = self.filled_slot(number)?;
            let value = slot.value.load();
            if !value.is_unbound() {
                return Some((number, slot, value));
            }
        }
        None
    }

    /// Shows the values of all entries and the keys of those that are not deleted; clears the keys of the others. For a
    /// collection.
    pub(super) fn trace(self, tracer: &mut Tracer) {
        tracer.keep(&self.head().header);
        for number in 0..self.filled() {
            let Some(slot) = self.filled_slot(number) else {
                return;
            };
            if slot.value.load().is_unbound() {
                slot.key.store(Value::UNBOUND);
            } else {
                slot.key.trace(tracer);
                slot.value.trace(tracer);
            }
        }
    }
}

// SAFETY: the dict or set keeps it and shows what is inside by [`RawTable::trace`].
unsafe impl Trace for Head {
    fn trace(&self, _: &mut Tracer) {}
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Head {
    const KIND: Kind = Kind::Entries;
}

//! Lists, readable without a lock while others write (rule 2).

use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use super::buffer::Buffer;
use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace, lock_both};
use super::{Field, Mutator, Place, Value};

/// A list. Writers that change its length hold the byte lock. A reader loads the length, then the buffer, and checks the index against
/// both the length and the buffer's own capacity, so that it stays in bounds whatever pair it saw. Slots
/// beyond the length hold UNBOUND: a reader that finds it lost a race with a shrinking writer.
#[repr(C)]
pub struct List {
    header: Header,
    len: AtomicUsize,
    buffer: AtomicPtr<Buffer>,
}

impl List {
    /// New empty list with room for `capacity` items.
    pub fn with_capacity<'t>(mutator: &'t Mutator, class: Value<'_>, capacity: usize) -> &'t List {
        let buffer = match capacity {
            0 => ptr::null(),
            _ => Buffer::allocate(mutator, capacity),
        };
        List::of_buffer(mutator, class, 0, buffer)
    }

    #[inline(always)]
    fn of_buffer<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        len: usize,
        buffer: *const Buffer,
    ) -> &'t List {
        mutator.alloc(class, |header| List {
            header,
            len: AtomicUsize::new(len),
            buffer: AtomicPtr::new(buffer.cast_mut()),
        })
    }

    /// New list of the given items.
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, items: &[Value<'_>]) -> &'t List {
        List::from_fn(mutator, class, items.len(), |index| items[index])
    }

    /// New list whose items come from a function.
    pub fn from_fn<'t, 'v>(
        mutator: &'t Mutator,
        class: Value<'_>,
        len: usize,
        item: impl FnMut(usize) -> Value<'v>,
    ) -> &'t List {
        let buffer = match len {
            0 => ptr::null(),
            _ => Buffer::filled(mutator, len, item),
        };
        List::of_buffer(mutator, class, len, buffer)
    }

    /// New list of what some fields hold.
    #[inline(always)]
    pub fn of_fields<'t>(mutator: &'t Mutator, class: Value<'_>, items: &[Field]) -> &'t List {
        List::joined(mutator, class, [items, &[]])
    }

    #[inline(always)]
    fn joined<'t>(mutator: &'t Mutator, class: Value<'_>, items: [&[Field]; 2]) -> &'t List {
        let len = items[0].len() + items[1].len();
        let buffer = match len {
            0 => ptr::null(),
            _ => Buffer::joined(mutator, len, items),
        };
        List::of_buffer(mutator, class, len, buffer)
    }

    #[inline(always)]
    fn buffer(&self) -> Option<&Buffer> {
        // SAFETY: (retired, not freed) a buffer is published whole, and its cell outlives this borrow.
        unsafe { self.buffer.load(Ordering::Acquire).as_ref() }
    }

    /// The current buffer's slots, all of them.
    #[inline(always)]
    fn buffer_slots(&self) -> &[Field] {
        self.buffer().map_or(&[], Buffer::fields)
    }

    /// The places of the items, as many as there were at the moment of the call. While others write, some may turn UNBOUND.
    #[inline(always)]
    pub fn fields(&self) -> &[Place] {
        Place::of(self.own())
    }

    #[inline(always)]
    fn own(&self) -> &[Field] {
        let len = self.len.load(Ordering::Acquire);
        let slots = self.buffer_slots();
        &slots[..len.min(slots.len())]
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An item.
    #[inline(always)]
    pub fn get(&self, mutator: &Mutator, index: usize) -> Option<Value<'_>> {
        let value = self.own().get(index)?.load();
        if value.is_unbound() {
            self.get_locked(mutator, index)
        } else {
            Some(value)
        }
    }

    #[cold]
    fn get_locked(&self, mutator: &Mutator, index: usize) -> Option<Value<'_>> {
        let _guard = self.header.lock(mutator);
        self.own().get(index)?.load().bound()
    }

    /// The item that a subscript names, as long as nobody changes the list: for who found none while others may.
    pub fn at(&self, mutator: &Mutator, subscript: i64) -> Option<Value<'_>> {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        fields[place(subscript, fields.len())?].load().bound()
    }

    /// Replaces an item; false if there is none at the index. Takes the lock, so that it cannot write behind a `pop`.
    #[inline(always)]
    pub fn set(&self, mutator: &Mutator, index: usize, value: Value<'_>) -> bool {
        self.set_at(mutator, index as i64, value)
    }

    /// Replaces the item that a subscript names; false if there is none.
    #[inline(always)]
    pub fn set_at(&self, mutator: &Mutator, subscript: i64, value: Value<'_>) -> bool {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        match place(subscript, fields.len()) {
            Some(at) => {
                fields[at].store(value);
                true
            }
            None => false,
        }
    }

    /// Stores values at the places that a function picks, if it does; it is told the length, and nothing comes in between.
    pub fn set_each<P: Iterator<Item = usize>>(
        &self,
        mutator: &Mutator,
        values: &[Value<'_>],
        pick: impl FnOnce(usize) -> Option<P>,
    ) -> bool {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        let Some(places) = pick(fields.len()) else {
            return false;
        };
        for (at, value) in places.zip(values) {
            fields[at].store(*value);
        }
        true
    }

    /// All items, as they are at the moment of the call.
    pub fn snapshot(&self, mutator: &Mutator) -> Vec<Value<'_>> {
        let _guard = self.header.lock(mutator);
        self.own().iter().map(Field::load).collect()
    }

    /// Gives each item to a function, with its index, if there are exactly so many; they are as they are at the moment of the call.
    pub fn if_exactly(
        &self,
        mutator: &Mutator,
        count: usize,
        mut take: impl FnMut(usize, Value<'_>),
    ) -> bool {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        let exactly = fields.len() == count;
        if exactly {
            let items = fields.iter().map(Field::load).enumerate();
            items.for_each(|(index, item)| take(index, item));
        }
        exactly
    }

    /// The items at some indices, as they are at the moment of the call. Indices past the end give nothing.
    pub fn pick(
        &self,
        mutator: &Mutator,
        indices: impl ExactSizeIterator<Item = usize>,
    ) -> Vec<Value<'_>> {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        let mut picked = Vec::with_capacity(indices.len().min(fields.len()));
        picked.extend(
            indices
                .filter_map(|index| fields.get(index))
                .map(Field::load),
        );
        picked
    }

    /// Gives a function all items to reorder or replace, and stores what it leaves, if it says so; nothing comes in between. It must not call script
    /// code. Readers that hold no lock see the old list or the new one.
    pub fn rearrange(
        &self,
        mutator: &Mutator,
        change: impl FnOnce(&mut Vec<Value<'_>>) -> bool,
    ) -> bool {
        let _guard = self.header.lock(mutator);
        let slots = self.own();
        let mut items: Vec<_> = slots.iter().map(Field::load).collect();
        if !change(&mut items) {
            return false;
        }
        if !mutator.locking() && items.len() <= slots.len() {
            for (slot, item) in slots.iter().zip(&items) {
                slot.store(*item);
            }
            self.len.store(items.len(), Ordering::Release);
            for slot in &slots[items.len()..] {
                slot.store(Value::UNBOUND);
            }
        } else {
            self.publish(mutator, &items);
        }
        true
    }

    /// Appends an item.
    #[inline]
    pub fn push(&self, mutator: &Mutator, value: Value<'_>) {
        let _guard = self.header.lock(mutator);
        let len = self.len.load(Ordering::Relaxed);
        match self.buffer_slots().get(len) {
            Some(slot) => slot.store(value),
            None => self.push_growing(mutator, len, value),
        }
        self.len.store(len + 1, Ordering::Release);
    }

    /// Stores an item behind the last one, for which there is no room yet. The caller holds the lock.
    #[cold]
    #[inline(never)]
    fn push_growing(&self, mutator: &Mutator, len: usize, value: Value<'_>) {
        self.grow(mutator, len + 1);
        self.buffer_slots()[len].store(value);
    }

    /// Appends all of these.
    pub fn extend(&self, mutator: &Mutator, values: &[Value<'_>]) {
        let _guard = self.header.lock(mutator);
        self.append_locked(mutator, values.iter().copied());
    }

    /// Appends the items of another list, as they are at one moment.
    pub fn extend_from(&self, mutator: &Mutator, other: &List) {
        let _guards = lock_both(mutator, &self.header, &other.header);
        self.append_locked(mutator, other.fields().iter().map(Place::load));
    }

    /// Appends values. The caller holds the lock.
    #[inline]
    fn append_locked<'v>(
        &self,
        mutator: &Mutator,
        values: impl ExactSizeIterator<Item = Value<'v>>,
    ) {
        let len = self.len.load(Ordering::Relaxed);
        let new_len = len + values.len();
        if new_len > self.buffer_slots().len() {
            self.grow(mutator, new_len);
        }
        for (slot, value) in self.buffer_slots()[len..].iter().zip(values) {
            slot.store(value);
        }
        self.len.store(new_len, Ordering::Release);
    }

    /// New list of `count` items from `start` on (fewer if there are not so many), as they are at one moment.
    pub fn copy_range<'t>(
        &self,
        mutator: &'t Mutator,
        class: Value<'_>,
        start: usize,
        count: usize,
    ) -> &'t List {
        let _guard = self.header.lock(mutator);
        let fields = self.own();
        let fields = &fields[start.min(fields.len())..];
        List::of_fields(mutator, class, &fields[..count.min(fields.len())])
    }

    /// New list of the items of two, as they are at one moment.
    pub fn concat<'t>(mutator: &'t Mutator, class: Value<'_>, a: &List, b: &List) -> &'t List {
        let _guards = lock_both(mutator, &a.header, &b.header);
        List::joined(mutator, class, [a.own(), b.own()])
    }

    /// Removes and returns the last item.
    #[inline]
    pub fn pop(&self, mutator: &Mutator) -> Option<Value<'_>> {
        let _guard = self.header.lock(mutator);
        let len = self.len.load(Ordering::Relaxed);
        let slot = self.buffer_slots().get(len.checked_sub(1)?)?;
        self.len.store(len - 1, Ordering::Release);
        Some(slot.swap(Value::UNBOUND))
    }

    /// Removes and returns the item that a subscript names.
    pub fn remove_at<'t>(&'t self, mutator: &'t Mutator, subscript: i64) -> Option<Value<'t>> {
        self.remove(mutator, |items| place(subscript, items.len()))
    }

    /// Removes and returns the item whose index a function finds, if it does; nothing comes in between. It must not call script code.
    pub fn remove<'t>(
        &'t self,
        mutator: &'t Mutator,
        find: impl FnOnce(&[Place]) -> Option<usize>,
    ) -> Option<Value<'t>> {
        let found = |items: &[Place]| find(items).map_or((0, 0), |at| (at, 1));
        let removed = self.splice_where(mutator, &[], found);
        removed.first().copied()
    }

    /// Inserts before the place that a subscript names (at an end if it is past it).
    pub fn insert(&self, mutator: &Mutator, subscript: i64, value: Value<'_>) {
        self.splice_where(mutator, &[value], |items| {
            let from_end = match subscript < 0 {
                true => items.len() as i64,
                false => 0,
            };
            (subscript.saturating_add(from_end).max(0) as usize, 0)
        });
    }

    /// Replaces `count` items from `start` on by `values`, and returns those that were there. `start` and `count` are cut to the length.
    pub fn splice<'t>(
        &'t self,
        mutator: &'t Mutator,
        start: usize,
        count: usize,
        values: &[Value<'_>],
    ) -> Vec<Value<'t>> {
        self.splice_where(mutator, values, |_| (start, count))
    }

    /// As [`List::splice`]; `start` and `count` are what a function makes of the items, and nothing comes in between. It must not call script code.
    ///
    /// Readers that hold no lock may see the shifting items twice or not at all, never a freed one.
    pub fn splice_where<'t>(
        &'t self,
        mutator: &'t Mutator,
        values: &[Value<'_>],
        choose: impl FnOnce(&[Place]) -> (usize, usize),
    ) -> Vec<Value<'t>> {
        let _guard = self.header.lock(mutator);
        let (start, count) = choose(self.fields());
        let len = self.len.load(Ordering::Relaxed);
        let start = start.min(len);
        let count = count.min(len - start);
        let new_len = len - count + values.len();
        let old = self.buffer_slots();
        let removed: Vec<_> = old[start..start + count].iter().map(Field::load).collect();
        if new_len > old.len() {
            self.grow(mutator, new_len);
        }
        let slots = self.buffer_slots();
        if values.len() > count {
            self.len.store(new_len, Ordering::Release);
            for index in (start + count..len).rev() {
                slots[index - count + values.len()].store(slots[index].load());
            }
        } else if values.len() < count {
            for index in start + count..len {
                slots[index - count + values.len()].store(slots[index].load());
            }
            self.len.store(new_len, Ordering::Release);
            slots[new_len..len]
                .iter()
                .for_each(|slot| slot.store(Value::UNBOUND));
        }
        for (slot, value) in slots[start..].iter().zip(values) {
            slot.store(*value);
        }
        removed
    }

    /// Replaces all items at once: readers see the old list or the new one. (One that pairs the old length with the new buffer is
    /// stopped by the new buffer's capacity.)
    pub fn replace_all(&self, mutator: &Mutator, values: &[Value<'_>]) {
        let _guard = self.header.lock(mutator);
        self.publish(mutator, values);
    }

    /// Moves to a new buffer of just these items. The caller holds the lock.
    fn publish(&self, mutator: &Mutator, values: &[Value<'_>]) {
        let buffer = match values.len() {
            0 => ptr::null(),
            len => Buffer::filled(mutator, len, |index| values[index]),
        };
        self.buffer.store(buffer.cast_mut(), Ordering::Release);
        self.len.store(values.len(), Ordering::Release);
    }

    /// Reverses the items in place.
    pub fn reverse(&self, mutator: &Mutator) {
        let _guard = self.header.lock(mutator);
        let slots = self.own();
        for index in 0..slots.len() / 2 {
            let other = &slots[slots.len() - 1 - index];
            let value = slots[index].load();
            slots[index].store(other.load());
            other.store(value);
        }
    }

    /// Moves to a larger buffer. The caller holds the lock.
    #[cold]
    #[inline(never)]
    fn grow(&self, mutator: &Mutator, needed: usize) {
        let old = self.buffer_slots();
        let capacity = needed.max(old.len() + old.len() / 2).max(4);
        let buffer: *const Buffer = Buffer::joined(mutator, capacity, [self.own(), &[]]);
        self.buffer.store(buffer.cast_mut(), Ordering::Release);
    }
}

/// The place that a subscript names among so many; negative ones count from the end.
#[inline(always)]
fn place(subscript: i64, len: usize) -> Option<usize> {
    let from_start = match subscript < 0 {
        true => subscript.checked_add(len as i64)?,
        false => subscript,
    };
    usize::try_from(from_start).ok().filter(|at| *at < len)
}

// SAFETY: shows every slot of the buffer.
unsafe impl Trace for List {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        if let Some(buffer) = self.buffer() {
            tracer.keep(buffer.header());
        }
        self.own().iter().for_each(|slot| slot.trace(tracer));
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for List {
    const KIND: Kind = Kind::List;
}

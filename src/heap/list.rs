//! Lists, readable without a lock while others write (rule 2).

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Value};

/// A list. Writers that change its length hold the byte lock. A reader loads the length, then the buffer, and checks the index against
/// both the length and the buffer's own capacity, so that it stays in bounds whatever pair it saw. Slots
/// beyond the length hold UNBOUND: a reader that finds it lost a race with a shrinking writer.
#[repr(C)]
pub struct List {
    header: Header,
    len: AtomicUsize,
    buffer: AtomicPtr<Buffer>,
}

/// A buffer: its capacity, then its slots.
#[repr(C)]
struct Buffer {
    capacity: usize,
    slots: [Field; 0],
}

impl Buffer {
    fn layout(capacity: usize) -> Layout {
        // Capacities are checked against `--max-heap` before; an impossible one ends in `handle_alloc_error`.
        Layout::array::<Field>(capacity + 1).unwrap_or(Layout::new::<[u64; 1]>())
    }

    /// A buffer whose slots are all UNBOUND.
    fn allocate(capacity: usize) -> *mut Buffer {
        let layout = Buffer::layout(capacity);
        // SAFETY: the layout is not empty; every slot is written before the buffer is used.
        unsafe {
            let buffer = alloc(layout).cast::<Buffer>();
            if buffer.is_null() || layout.size() < capacity {
                handle_alloc_error(layout);
            }
            (&raw mut (*buffer).capacity).write(capacity);
            let slots = (&raw mut (*buffer).slots).cast::<Field>();
            for index in 0..capacity {
                slots.add(index).write(Field::unbound());
            }
            buffer
        }
    }

    /// The slots of a published buffer; none for null.
    #[inline(always)]
    fn slots<'t>(buffer: *const Buffer) -> &'t [Field] {
        if buffer.is_null() {
            return &[];
        }
        // SAFETY: (retired, not freed) a list's buffer tells its own capacity, and outlives what is borrowed through the list.
        unsafe {
            std::slice::from_raw_parts((&raw const (*buffer).slots).cast(), (*buffer).capacity)
        }
    }

    unsafe fn free(buffer: *mut u8) {
        // SAFETY: it came from `allocate`, with this capacity.
        unsafe {
            let capacity = (*buffer.cast::<Buffer>()).capacity;
            dealloc(buffer, Buffer::layout(capacity));
        }
    }
}

impl List {
    /// New empty list with room for `capacity` items.
    pub fn with_capacity<'t>(mutator: &'t Mutator, class: Value<'_>, capacity: usize) -> &'t List {
        let buffer = if capacity == 0 {
            ptr::null_mut()
        } else {
            Buffer::allocate(capacity)
        };
        mutator.alloc(class, |header| List {
            header,
            len: AtomicUsize::new(0),
            buffer: AtomicPtr::new(buffer),
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
        mut item: impl FnMut(usize) -> Value<'v>,
    ) -> &'t List {
        let list = List::with_capacity(mutator, class, len);
        for (index, slot) in list.buffer_slots().iter().enumerate() {
            slot.store(item(index));
        }
        list.len.store(len, Ordering::Release);
        list
    }

    /// The current buffer's slots, all of them.
    #[inline(always)]
    fn buffer_slots(&self) -> &[Field] {
        let buffer = self.buffer.load(Ordering::Acquire);
        if buffer.is_null() {
            return &[];
        }
        // SAFETY: (retired, not freed) a buffer is published whole, tells its own capacity, and outlives this borrow.
        unsafe {
            std::slice::from_raw_parts((&raw const (*buffer).slots).cast(), (*buffer).capacity)
        }
    }

    /// The fields of the items, as many as there were at the moment of the call. While others write, some may turn UNBOUND.
    #[inline(always)]
    pub fn fields(&self) -> &[Field] {
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
        let value = self.fields().get(index)?.load();
        if value.is_unbound() {
            self.get_locked(mutator, index)
        } else {
            Some(value)
        }
    }

    #[cold]
    fn get_locked(&self, mutator: &Mutator, index: usize) -> Option<Value<'_>> {
        let _guard = self.header.lock(mutator);
        self.fields().get(index)?.load().bound()
    }

    /// Replaces an item; false if there is none at the index. Takes the lock, so that it cannot write behind a `pop`.
    #[inline(always)]
    pub fn set(&self, mutator: &Mutator, index: usize, value: Value<'_>) -> bool {
        let _guard = self.header.lock(mutator);
        match self.fields().get(index) {
            Some(field) => {
                field.store(value);
                true
            }
            None => false,
        }
    }

    /// All items, as they are at the moment of the call.
    pub fn snapshot(&self, mutator: &Mutator) -> Vec<Value<'_>> {
        let _guard = self.header.lock(mutator);
        self.fields().iter().map(Field::load).collect()
    }

    /// The items at some indices, as they are at the moment of the call. Indices past the end give nothing.
    pub fn pick(
        &self,
        mutator: &Mutator,
        indices: impl ExactSizeIterator<Item = usize>,
    ) -> Vec<Value<'_>> {
        let _guard = self.header.lock(mutator);
        let fields = self.fields();
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
        let slots = self.fields();
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
        if len == self.buffer_slots().len() {
            self.grow(mutator, len + 1);
        }
        self.buffer_slots()[len].store(value);
        self.len.store(len + 1, Ordering::Release);
    }

    /// Appends all of these.
    pub fn extend(&self, mutator: &Mutator, values: &[Value<'_>]) {
        let _guard = self.header.lock(mutator);
        let len = self.len.load(Ordering::Relaxed);
        if len + values.len() > self.buffer_slots().len() {
            self.grow(mutator, len + values.len());
        }
        for (slot, value) in self.buffer_slots()[len..].iter().zip(values) {
            slot.store(*value);
        }
        self.len.store(len + values.len(), Ordering::Release);
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

    /// Removes and returns the item at an index.
    pub fn remove<'t>(&'t self, mutator: &'t Mutator, index: usize) -> Option<Value<'t>> {
        let removed = self.splice(mutator, index, 1, &[]);
        removed.first().copied()
    }

    /// Inserts before an index (at the end if it is past it).
    pub fn insert(&self, mutator: &Mutator, index: usize, value: Value<'_>) {
        self.splice(mutator, index, 0, &[value]);
    }

    /// Replaces `count` items from `start` on by `values`, and returns those that were there. `start` and `count` are cut to the length.
    ///
    /// Readers that hold no lock may see the shifting items twice or not at all, never a freed one.
    pub fn splice<'t>(
        &'t self,
        mutator: &'t Mutator,
        start: usize,
        count: usize,
        values: &[Value<'_>],
    ) -> Vec<Value<'t>> {
        let _guard = self.header.lock(mutator);
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
        let mut buffer = ptr::null_mut();
        if !values.is_empty() {
            buffer = Buffer::allocate(values.len());
            for (slot, value) in Buffer::slots(buffer).iter().zip(values) {
                slot.store(*value);
            }
            mutator.account(size_of_val(values));
        }
        self.swap_buffer(mutator, buffer);
        self.len.store(values.len(), Ordering::Release);
    }

    /// Reverses the items in place.
    pub fn reverse(&self, mutator: &Mutator) {
        let _guard = self.header.lock(mutator);
        let slots = self.fields();
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
        let buffer = Buffer::allocate(capacity);
        for (new, old) in Buffer::slots(buffer).iter().zip(self.fields()) {
            new.store(old.load());
        }
        self.swap_buffer(mutator, buffer);
        mutator.account(capacity * size_of::<Field>());
    }

    fn swap_buffer(&self, mutator: &Mutator, buffer: *mut Buffer) {
        let old = self.buffer.swap(buffer, Ordering::AcqRel);
        if !old.is_null() {
            // SAFETY: (retired, not freed) no new reader finds the old buffer; it is freed once.
            unsafe { mutator.retire(old.cast(), Buffer::free) };
        }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let buffer = *self.buffer.get_mut();
        if !buffer.is_null() {
            // SAFETY: the list is being freed and owns its buffer.
            unsafe { Buffer::free(buffer.cast()) };
        }
    }
}

// SAFETY: shows every slot of the buffer.
unsafe impl Trace for List {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        self.fields().iter().for_each(|slot| slot.trace(tracer));
    }
    fn external_bytes(&self) -> usize {
        size_of_val(self.buffer_slots())
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for List {
    const KIND: Kind = Kind::List;
}

//! Instances: attribute slots behind the header, and chunks of more where a class's objects outgrow them.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Value};

/// An object of a class written in the script (or an exception). Which attribute is in which slot its shape tells; a
/// name's slot never moves and is never reused (rule 4).
#[repr(C)]
pub struct Instance {
    header: Header,
    overflow: AtomicPtr<Chunk>,
    inline: usize,
    slots: [Field; 0],
}

/// Slots beyond the inline ones. Chunks double in size, are linked from the first on, and are never moved.
struct Chunk {
    slots: Box<[Field]>,
    next: AtomicPtr<Chunk>,
}

/// Slots of the first chunk.
const FIRST_CHUNK: usize = 8;

impl Instance {
    /// New object with so many inline slots, all UNBOUND, of the given shape.
    #[inline]
    pub fn new<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        shape: u32,
        inline: usize,
    ) -> &'t Instance {
        // SAFETY: all `inline` fields behind the object are written.
        unsafe {
            mutator.alloc_with_tail(
                class,
                inline * size_of::<Field>(),
                |object: *mut Instance, header| {
                    header.set_shape(shape);
                    object.write(Instance {
                        header,
                        overflow: AtomicPtr::new(ptr::null_mut()),
                        inline,
                        slots: [],
                    });
                    let slots = (&raw mut (*object).slots).cast::<Field>();
                    for index in 0..inline {
                        slots.add(index).write(Field::unbound());
                    }
                },
            )
        }
    }

    /// The inline slots.
    #[inline(always)]
    pub fn inline_slots(&self) -> &[Field] {
        // SAFETY: `inline` fields were written behind the object when it was made.
        unsafe { std::slice::from_raw_parts((&raw const self.slots).cast(), self.inline) }
    }

    /// An inline slot, for the loop, which checked a cache whose shape implies that the slot exists.
    ///
    /// # Safety
    /// `index` is below the number of inline slots.
    #[inline(always)]
    pub unsafe fn inline_slot_unchecked(&self, index: usize) -> &Field {
        // SAFETY: the caller's promise.
        unsafe { self.inline_slots().get_unchecked(index) }
    }

    /// A slot, if there is room for it by now.
    pub fn slot(&self, index: usize) -> Option<&Field> {
        if index < self.inline {
            return self.inline_slots().get(index);
        }
        let mut rest = index - self.inline;
        let mut chunk = self.overflow.load(Ordering::Acquire);
        // SAFETY: chunks are published whole, and freed only with the object.
        while let Some(current) = unsafe { chunk.as_ref() } {
            if let Some(field) = current.slots.get(rest) {
                return Some(field);
            }
            rest -= current.slots.len();
            chunk = current.next.load(Ordering::Acquire);
        }
        None
    }

    /// A slot, made if need be. The caller holds the byte lock.
    pub fn slot_or_grow(&self, mutator: &Mutator, index: usize) -> &Field {
        let mut size = FIRST_CHUNK;
        loop {
            if let Some(field) = self.slot(index) {
                return field;
            }
            let mut place = &self.overflow;
            // SAFETY: as in `slot`.
            while let Some(current) = unsafe { place.load(Ordering::Acquire).as_ref() } {
                size = current.slots.len() * 2;
                place = &current.next;
            }
            let slots = (0..size).map(|_| Field::unbound()).collect();
            let chunk = Box::new(Chunk {
                slots,
                next: AtomicPtr::new(ptr::null_mut()),
            });
            place.store(Box::into_raw(chunk), Ordering::Release);
            mutator.account(size * size_of::<Field>());
        }
    }

    fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        // SAFETY: as in `slot`.
        let first = unsafe { self.overflow.load(Ordering::Acquire).as_ref() };
        // SAFETY: as in `slot`.
        std::iter::successors(first, |chunk| unsafe {
            chunk.next.load(Ordering::Acquire).as_ref()
        })
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let mut chunk = *self.overflow.get_mut();
        while !chunk.is_null() {
            // SAFETY: the object is being freed, so its chunks are exclusively ours; they came from Boxes.
            let owned = unsafe { Box::from_raw(chunk) };
            chunk = owned.next.load(Ordering::Relaxed);
        }
    }
}

// SAFETY: shows the inline slots and those of every chunk.
unsafe impl Trace for Instance {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        self.inline_slots()
            .iter()
            .for_each(|slot| slot.trace(tracer));
        self.chunks().for_each(|chunk| chunk.slots.trace(tracer));
    }
    fn external_bytes(&self) -> usize {
        self.chunks()
            .map(|chunk| chunk.slots.external_bytes())
            .sum()
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Instance {
    const KIND: Kind = Kind::Instance;
}

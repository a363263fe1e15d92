//! Instances: attribute slots behind the header, and chunks of more where a class's objects outgrow them.

use super::buffer::Buffer;
use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Value};

/// An object of a class written in the script (or an exception). Which attribute is in which slot its shape tells; a
/// name's slot never moves and is never reused (rule 4).
#[repr(C)]
pub struct Instance {
    header: Header,
    /// Slots beyond the inline ones, in buffers that double in size, are linked from the first on, and are never moved. The first
    /// field of each leads to the next.
    overflow: Field,
    inline: usize,
    slots: [Field; 0],
}

/// Fields of the first buffer.
const FIRST_BUFFER: usize = 8;

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
                        overflow: Field::unbound(),
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
        for buffer in self.buffers() {
            let slots = &buffer.fields()[1..];
            match slots.get(rest) {
                None => rest -= slots.len(),
                found => return found,
            }
        }
        None
    }

    /// A slot, made if need be. The caller holds the byte lock.
    pub fn slot_or_grow(&self, mutator: &Mutator, index: usize) -> &Field {
        loop {
            if let Some(field) = self.slot(index) {
                return field;
            }
            let last = self.buffers().last().map(Buffer::fields);
            let size = last.map_or(FIRST_BUFFER, |fields| fields.len() * 2);
            let place = last.map_or(&self.overflow, |fields| &fields[0]);
            place.store(Buffer::allocate(mutator, size).value());
        }
    }

    fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let first = self.overflow.load().cast::<Buffer>();
        std::iter::successors(first, |buffer| buffer.fields()[0].load().cast())
    }
}

// SAFETY: shows the inline slots, the buffers and the slots in them.
unsafe impl Trace for Instance {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        for slot in self.inline_slots() {
            slot.trace(tracer);
        }
        for buffer in self.buffers() {
            tracer.keep(buffer.header());
            buffer.fields()[1..]
                .iter()
                .for_each(|slot| slot.trace(tracer));
        }
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Instance {
    const KIND: Kind = Kind::Instance;
}

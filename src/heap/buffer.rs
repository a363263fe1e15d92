//! `Buffer`: fields in a cell of their own, which belong to one object. A list has its items in one, and gets another when it grows.
//!
//! As buffers are cells, making a list costs two pops from free lists, a replaced buffer stays readable until the collector comes by
//! (retired, not freed), and sweeping a list drops nothing.

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Link, Mutator, Value};

/// Fields, as many as the integer says that stands where objects have their class.
#[repr(C)]
pub(super) struct Buffer {
    header: Header,
    fields: [Field; 0],
}

impl Buffer {
    /// A buffer of so many fields, all UNBOUND. What would exceed `--max-heap` is refused before; an impossible number ends the process.
    #[inline]
    pub(super) fn allocate(mutator: &Mutator, capacity: usize) -> &Buffer {
        Buffer::filled(mutator, capacity, |_| Value::UNBOUND)
    }

    /// A buffer of so many fields, which come from a function.
    #[inline(always)]
    pub(super) fn filled<'t, 'v>(
        mutator: &'t Mutator,
        capacity: usize,
        mut value: impl FnMut(usize) -> Value<'v>,
    ) -> &'t Buffer {
        let tail = capacity.saturating_mul(size_of::<Field>());
        // SAFETY: all `capacity` fields behind the header are written.
        unsafe {
            mutator.alloc_with_tail(
                Value::length(capacity),
                tail,
                |buffer: *mut Buffer, header| {
                    buffer.write(Buffer { header, fields: [] });
                    let fields = (&raw mut (*buffer).fields).cast::<Field>();
                    for index in 0..capacity {
                        fields.add(index).write(Field::new(value(index)));
                    }
                },
            )
        }
    }

    /// A buffer that begins with what some fields hold, and then others; the rest is UNBOUND.
    #[inline(always)]
    pub(super) fn joined<'t>(
        mutator: &'t Mutator,
        capacity: usize,
        [first, second]: [&[Field]; 2],
    ) -> &'t Buffer {
        let capacity = capacity.max(first.len() + second.len());
        let tail = capacity.saturating_mul(size_of::<Field>());
        // SAFETY: all `capacity` fields behind the header are written.
        unsafe {
            mutator.alloc_with_tail(
                Value::length(capacity),
                tail,
                |buffer: *mut Buffer, header| {
                    buffer.write(Buffer { header, fields: [] });
                    let mut place = (&raw mut (*buffer).fields).cast::<Field>();
                    let end = place.add(capacity);
                    for items in [first, second] {
                        for field in items {
                            place.write(Field::new(field.load()));
                            place = place.add(1);
                        }
                    }
                    while place != end {
                        place.write(Field::unbound());
                        place = place.add(1);
                    }
                },
            )
        }
    }

    /// The fields.
    #[inline(always)]
    pub(super) fn fields(&self) -> &[Field] {
        // An integer, which stands shifted in its word.
        let capacity = (self.header.class().word() >> 2) as usize;
        // SAFETY: `capacity` fields were written behind the header when it was made.
        unsafe { std::slice::from_raw_parts((&raw const self.fields).cast(), capacity) }
    }
}

/// A fixed number of fields of an object, in a cell of their own, so that sweeping the object drops nothing.
pub struct Fields(Link<Buffer>);

impl Fields {
    /// Fields that hold what a function gives.
    #[inline]
    pub fn filled<'v>(
        mutator: &Mutator,
        count: usize,
        value: impl FnMut(usize) -> Value<'v>,
    ) -> Fields {
        Fields(Link::new(Buffer::filled(mutator, count, value)))
    }

    /// The fields.
    #[inline(always)]
    pub fn get(&self) -> &[Field] {
        self.0.get().fields()
    }
}

// SAFETY: keeps the buffer and shows each field.
unsafe impl Trace for Fields {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.keep(self.0.get().header());
        self.get().iter().for_each(|field| field.trace(tracer));
    }
}

// SAFETY: its owner keeps it and shows the fields itself.
unsafe impl Trace for Buffer {
    fn trace(&self, _: &mut Tracer) {}
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Buffer {
    const KIND: Kind = Kind::Buffer;
}

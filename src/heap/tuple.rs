//! Tuples: a fixed number of fields behind the header.

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Place, Value};

/// A tuple. Its items are stored before it is published and never change.
#[repr(C)]
pub struct Tuple {
    header: Header,
    len: usize,
    items: [Field; 0],
}

impl Tuple {
    /// New tuple (or object of a tuple's layout, as the class says) of the given items.
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, items: &[Value<'_>]) -> &'t Tuple {
        Tuple::from_fn(mutator, class, items.len(), |index| items[index])
    }

    /// New tuple whose items come from a function (which may allocate: allocation never collects).
    #[inline(always)]
    pub fn from_fn<'t, 'v>(
        mutator: &'t Mutator,
        class: Value<'_>,
        len: usize,
        mut item: impl FnMut(usize) -> Value<'v>,
    ) -> &'t Tuple {
        // SAFETY: all `len` fields behind the object are written.
        unsafe {
            mutator.alloc_with_tail(
                class,
                len.saturating_mul(size_of::<Field>()),
                |tuple: *mut Tuple, header| {
                    tuple.write(Tuple {
                        header,
                        len,
                        items: [],
                    });
                    let items = (&raw mut (*tuple).items).cast::<Field>();
                    for index in 0..len {
                        items.add(index).write(Field::new(item(index)));
                    }
                },
            )
        }
    }

    /// New tuple of what some fields hold.
    #[inline(always)]
    pub fn of_fields<'t>(mutator: &'t Mutator, class: Value<'_>, items: &[Field]) -> &'t Tuple {
        Tuple::from_fn(mutator, class, items.len(), |index| items[index].load())
    }

    /// The places of the items.
    #[inline(always)]
    pub fn fields(&self) -> &[Place] {
        Place::of(self.own())
    }

    #[inline(always)]
    fn own(&self) -> &[Field] {
        // SAFETY: `len` fields were written behind the object when it was made.
        unsafe { std::slice::from_raw_parts((&raw const self.items).cast(), self.len) }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is `()`.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// An item.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value<'_>> {
        self.own().get(index).map(Field::load)
    }

    /// All items.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Value<'_>> + ExactSizeIterator {
        self.own().iter().map(Field::load)
    }
}

// SAFETY: shows every item.
unsafe impl Trace for Tuple {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        self.own().iter().for_each(|item| item.trace(tracer));
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for Tuple {
    const KIND: Kind = Kind::Tuple;
}

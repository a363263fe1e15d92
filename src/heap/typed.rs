//! `Link`: a field that always holds an object of one layout, so that reading it needs no look at the kind.

use std::marker::PhantomData;

use super::Field;
use super::collector::Tracer;
use super::object::{Object, Trace};

/// A field that is made with an object of layout `T` and keeps it.
#[repr(transparent)]
pub struct Link<T: Object>(Field, PhantomData<fn() -> T>);

impl<T: Object> Link<T> {
    /// A link to an object.
    #[inline(always)]
    pub fn new(object: &T) -> Link<T> {
        Link(Field::new(object.value()), PhantomData)
    }

    /// The object.
    #[inline(always)]
    pub fn get(&self) -> &T {
        // SAFETY: nobody else writes the field, and `new` takes nothing but an object of this layout.
        unsafe { self.0.load().cast_unchecked() }
    }
}

// SAFETY: shows the field.
unsafe impl<T: Object> Trace for Link<T> {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

//! Objects of types that other rooms define: files, locks, hash objects.

use std::any::{Any, TypeId};

use super::collector::Tracer;
use super::object::{Kind, Object, Trace};
use super::{Mutator, Value};
use crate::heap_object;

/// Declares the contents of an opaque object: a struct all of whose fields are traced.
#[macro_export]
macro_rules! payload {
    ($(#[$attribute:meta])* $vis:vis struct $name:ident {
        $($(#[$field_attribute:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)?
    }) => {
        $(#[$attribute])*
        $vis struct $name {
            $($(#[$field_attribute])* $field_vis $field: $type,)*
        }

        $crate::dropped_by_the_sweep!($name);

        // SAFETY: every field is traced; their types promise the same for themselves.
        unsafe impl $crate::heap::Trace for $name {
            fn trace(&self, _tracer: &mut $crate::heap::Tracer) {
                $($crate::heap::Trace::trace(&self.$field, _tracer);)*
            }
            fn external_bytes(&self) -> usize {
                0 $(+ $crate::heap::Trace::external_bytes(&self.$field))*
            }
        }
    };
}

/// The contents of an opaque object.
pub trait Payload: Trace + Any + Send + Sync {}

impl<T: Trace + Any + Send + Sync> Payload for T {}

heap_object! {
    /// An object whose contents only its own module understands.
    pub struct Opaque: Opaque {
        /// The payload's type, here so that a look at it costs no call.
        of: TypeId,
        payload: Box<dyn Payload>,
    }
}

// SAFETY: holds no values.
unsafe impl Trace for TypeId {
    fn trace(&self, _: &mut Tracer) {}
}

// SAFETY: hands the call on.
unsafe impl Trace for Box<dyn Payload> {
    fn trace(&self, tracer: &mut Tracer) {
        (**self).trace(tracer);
    }
    fn external_bytes(&self) -> usize {
        size_of_val::<dyn Payload>(&**self) + (**self).external_bytes()
    }
}

impl Opaque {
    /// New object of a class.
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, payload: impl Payload) -> &'t Opaque {
        let of = type_id(&payload);
        let payload: Box<dyn Payload> = Box::new(payload);
        mutator.alloc(class, |header| Opaque {
            header,
            of,
            payload,
        })
    }

    /// The contents, if they are of this type.
    #[inline]
    pub fn payload<T: Payload>(&self) -> Option<&T> {
        if self.of != TypeId::of::<T>() {
            return None;
        }
        // SAFETY: `of` is the type of the payload, set once when it was made.
        Some(unsafe { &*(&raw const *self.payload).cast::<T>() })
    }
}

fn type_id<T: Any>(_: &T) -> TypeId {
    TypeId::of::<T>()
}

impl<'t> Value<'t> {
    /// The contents of an opaque object, if they are of this type.
    pub fn opaque<T: Payload>(self) -> Option<&'t T> {
        self.cast::<Opaque>()?.payload()
    }
}

const _: () = assert!(Opaque::KIND as u8 == Kind::Opaque as u8);

//! Weak references: they do not keep what they refer to, and are cleared in the collection that frees it.
//!
//! The collector sees every weak reference that is itself reached, as it traces it; after marking, those whose object was not reached lose it.
//! All this happens while the world stands still, so what a thread has just read from one stays valid up to its next safepoint, as with any
//! other field.

use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use super::allocator::Heap;
use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::{Field, Mutator, Value};

/// A weak reference.
#[repr(C)]
pub struct WeakReference {
    header: Header,
    /// What it refers to, not traced; UNBOUND once that is gone.
    target: Field,
    /// What is to be called then, or None.
    callback: Field,
    /// The instance of a subclass that holds it, if one does: that is what the callback gets.
    pub owner: Field,
    /// The hash, UNBOUND until it is asked for.
    pub hash: Field,
}

// SAFETY: shows all fields but the target, which the collector clears before it frees what it points to: it is told of this reference.
unsafe impl Trace for WeakReference {
    fn trace(&self, tracer: &mut Tracer) {
        self.header.trace(tracer);
        self.callback.trace(tracer);
        self.owner.trace(tracer);
        self.hash.trace(tracer);
        tracer.weak.push(NonNull::from(self));
    }
}

// SAFETY: `repr(C)`, header first, the only type of its kind.
unsafe impl Object for WeakReference {
    const KIND: Kind = Kind::Weak;
}

impl WeakReference {
    /// New weak reference.
    pub fn new<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        target: Value<'_>,
        callback: Value<'_>,
    ) -> &'t WeakReference {
        mutator.alloc(class, |header| WeakReference {
            header,
            target: Field::new(target),
            callback: Field::new(callback),
            owner: Field::unbound(),
            hash: Field::unbound(),
        })
    }

    /// What it refers to, or None.
    #[inline]
    pub fn target(&self) -> Option<Value<'_>> {
        self.target.load().bound()
    }

    /// Forgets what it refers to, and what is to be called.
    pub fn clear(&self) {
        self.target.store(Value::UNBOUND);
        self.callback.store(Value::NONE);
    }

    /// What is to be called, or None.
    pub fn callback(&self) -> Value<'_> {
        self.callback.load()
    }

    /// The callback, for whoever is about to call it: nobody else gets it.
    pub fn take_callback(&self) -> Value<'_> {
        self.callback.swap(Value::NONE)
    }

    /// Clears it if its object was not reached; true if somebody wants to know. Called after marking.
    pub(super) fn clear_if_unmarked(&self, mark: u8) -> bool {
        let dead = |target: Value<'_>| {
            let header = target.header();
            header.is_some_and(|header| header.mark.load(Ordering::Relaxed) != mark)
        };
        if !dead(self.target.load()) {
            return false;
        }
        self.target.store(Value::UNBOUND);
        !self.callback.load().is_none()
    }
}

impl Heap {
    /// Whether a weak reference with a callback has lost its object since [`take_cleared`](Heap::take_cleared) gave the last of them.
    #[inline]
    pub fn has_cleared(&self) -> bool {
        self.any_cleared.load(Ordering::Relaxed)
    }

    /// One of those weak references.
    pub fn take_cleared<'t>(&self, _mutator: &'t Mutator) -> Option<&'t WeakReference> {
        let mut registry = self.registry.lock();
        let word = registry.cleared.pop().map(|field| field.load().word());
        self.any_cleared
            .store(!registry.cleared.is_empty(), Ordering::Relaxed);
        // SAFETY: (the heap's roots) it was reachable until this moment, and no collection comes while the mutator is borrowed.
        let value: Value<'t> = unsafe { Value::new(word?) };
        value.cast()
    }
}

//! Values that stand neither in an object nor on a stack: what a run keeps for good, such as its classes.

use std::sync::Arc;

use super::{Field, Heap, Mutator, Value};

/// Places that the heap traces as long as this exists ([`Heap::roots`]). It may be kept and shared outside the heap; so loading borrows the
/// mutator, not this, and what is loaded does not outlive the next safepoint.
///
/// ```compile_fail,E0502
/// use gilscope::heap::{Mutator, Roots};
/// use gilscope::gil::Instant;
///
/// fn kept_across_a_collection(roots: &Roots, mutator: &mut Mutator) -> bool {
///     let value = roots.load(mutator, 0);
///     mutator.collect();
///     value.is_none()
/// }
/// ```
#[derive(Default)]
pub struct Roots(Arc<[Field]>);

impl Roots {
    /// The value at an index; UNBOUND before one is stored, and beyond the end.
    #[inline(always)]
    pub fn load<'t>(&self, _: &'t Mutator, index: usize) -> Value<'t> {
        match self.0.get(index) {
            // SAFETY: (values point to live cells) the field is traced as long as `self` is there, and until the next collection,
            // which the borrow of the mutator excludes, its value lives even if `self` goes.
            Some(field) => unsafe { Value::new(field.load().word()) },
            None => Value::UNBOUND,
        }
    }

    /// Stores a value at an index, if it is one.
    pub fn store(&self, index: usize, value: Value<'_>) {
        if let Some(field) = self.0.get(index) {
            field.store(value);
        }
    }
}

impl Heap {
    /// So many new places, all UNBOUND.
    pub fn roots(&self, count: usize) -> Roots {
        let fields: Arc<[Field]> = (0..count).map(|_| Field::unbound()).collect();
        self.registry.lock().roots.push(fields.clone());
        Roots(fields)
    }
}

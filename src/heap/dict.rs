//! The types that are tables: dict, set, frozenset. What they do is in `table`; what is here is only what tells them apart.

use std::ops::Deref;
use std::sync::atomic::{AtomicI64, Ordering};

use super::collector::Tracer;
use super::object::{Kind, Object, Trace};
use super::set_order::SetOrder;
use super::table::{Table, TooLarge};
use super::{Mutator, Value};

macro_rules! table_type {
    ($(#[doc = $doc:literal])+ $name:ident { $($field:ident: $type:ty = $initial:expr),* }) => {
        $(#[doc = $doc])+
        #[repr(C)]
        pub struct $name {
            table: Table,
            $(pub(super) $field: $type,)*
        }

        impl $name {
            /// New and empty.
            #[inline]
            pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>) -> &'t $name {
                mutator.alloc(class, |header| $name {
                    table: Table::empty(header),
                    $($field: $initial,)*
                })
            }

            /// New and empty, with room for so many items (if memory has it).
            pub fn with_capacity<'t>(
                mutator: &'t Mutator,
                class: Value<'_>,
                capacity: usize,
            ) -> &'t $name {
                let new = $name::new(mutator, class);
                new.reserve(mutator, capacity);
                new
            }

            /// New, with the items of another table, as they are at one moment.
            pub fn copy_of<'t>(
                mutator: &'t Mutator,
                class: Value<'_>,
                other: &Table,
            ) -> Result<&'t $name, TooLarge> {
                let new = $name::new(mutator, class);
                new.replace_all_from(mutator, other)?;
                Ok(new)
            }
        }

        impl Deref for $name {
            type Target = Table;

            #[inline(always)]
            fn deref(&self) -> &Table {
                &self.table
            }
        }

        // SAFETY: hands the call on to the table, the only part with fields.
        unsafe impl Trace for $name {
            fn trace(&self, tracer: &mut Tracer) {
                self.table.trace(tracer);
            }
        }

        // SAFETY: `repr(C)`, the table first, which is `repr(C)` with its header first; the only type of its kind.
        unsafe impl Object for $name {
            const KIND: Kind = Kind::$name;
        }
    };
}

table_type! {
    /// A dict.
    Dict {}
}

table_type! {
    /// A set: a table whose values are True.
    Set { order: SetOrder = SetOrder::default() }
}

table_type! {
    /// A frozenset: a set that nobody changes once its maker has handed it out.
    FrozenSet { hash: AtomicI64 = AtomicI64::new(NO_HASH), order: SetOrder = SetOrder::default() }
}

/// No object has this hash.
const NO_HASH: i64 = -1;

impl FrozenSet {
    /// The hash, if it was computed before.
    pub fn cached_hash(&self) -> Option<i64> {
        Some(self.hash.load(Ordering::Relaxed)).filter(|&hash| hash != NO_HASH)
    }

    /// Remembers the hash.
    pub fn cache_hash(&self, hash: i64) {
        self.hash.store(hash, Ordering::Relaxed);
    }
}

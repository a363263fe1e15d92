//! The heap: values, object layouts, allocation, tracing and collection. The unsafe code lives here.
//!
//! **Invariants**, which SAFETY notes cite by name:
//!
//! - *values point to live cells*: a [`Value`] borrows the [`Mutator`] it was read through. Whatever may reach a safepoint takes
//!   the mutator (or the thread around it) mutably, so no unrooted value survives a collection. What must survive stands in a traced
//!   [`Field`]: a register, a stack slot, an object.
//! - *the world stands still*: a collection runs only while every other thread is stopped or detached; it alone frees cells and
//!   retired buffers, and looks into other threads' allocators.
//! - *slots never tear*: every place that threads share is a [`Field`] or another atomic, loaded with acquire, stored with release.
//! - *retired, not freed*: a buffer that was replaced stays readable until the world next stands still.
//! - *one kind, one type*: the kind byte of a header tells the Rust type of its cell.
//!
//! Collection is mark and sweep without moving, so addresses are stable. Allocation never collects: when enough bytes were allocated
//! it sets the COLLECT bit in the thread's breaker word, and the next safepoint collects.

mod allocator;
mod boxed;
mod buffer;
mod collector;
mod dict;
mod equal;
mod hash;
mod instance;
mod list;
mod object;
mod opaque;
mod probe;
mod published;
mod raw_table;
mod reserved;
mod set_order;
mod stack;
mod string;
mod table;
#[cfg(test)]
mod testing;
mod text;
mod tuple;
mod value;
mod weak;

pub use allocator::{Heap, HeapConfig, KindInfo, Mutator};
pub use boxed::{BigInteger, BoxedFloat, CellVariable};
pub use collector::{Collection, Roots, Tracer};
pub use dict::{Dict, FrozenSet, Set};
pub use equal::{same_or_eq, simple_eq};
pub use hash::{hash_big_int, hash_bytes, hash_float, hash_int, hash_str, hash_tuple};
pub use instance::Instance;
pub use list::List;
pub use object::{ByteLockGuard, Header, Kind, NoFields, Object, Trace, lock_both};
pub use opaque::{Opaque, Payload};
pub use probe::{Probe, Step};

pub use published::Published;
pub use reserved::Reserved;
pub use set_order::AnySet;
pub use stack::{Slot, Stack};
pub use string::{Bytes, Str};
pub use table::{Entry, Item, Table, TooLarge};
pub use tuple::Tuple;
pub use value::{Field, Value};
pub use weak::WeakReference;

pub(crate) use collector::collect_stopped;
pub(crate) use value::reborrow;

//! The heap: values, object layouts, allocation, tracing and collection. The unsafe code lives here.
//!
//! **Invariants**, which SAFETY notes cite by name:
//!
//! - *values point to live cells*: a [`Value`] borrows the [`Mutator`] it was read through. Whatever may reach a safepoint takes
//!   the mutator (or the thread around it) mutably, so no unrooted value survives a collection. What must survive stands in a traced
//!   [`Field`]: a register, a stack slot, an object. A field is only ever a part of such a thing, which `heap_object!` and `payload!` see to;
//!   what is kept elsewhere stands in [`Roots`].
//! - *the world stands still*: a collection runs only while every other thread is stopped or detached; it alone decides which cells are dead,
//!   drops what needs dropping, frees retired buffers, and looks into other threads' allocators. A dead cell that needs no dropping is found
//!   free later, by the thread that owns its block: nothing can refer to it any more. The mutator has the thread's part of the lock inside, so that nobody detaches or
//!   stops the world but by borrowing it mutably.
//! - *slots never tear*: every place that threads share is a [`Field`] or another atomic, loaded with acquire, stored with release.
//! - *retired, not freed*: a buffer that was replaced stays readable until the world next stands still.
//! - *one kind, one type*: the kind byte of a header tells the Rust type of its cell.
//!
//! Collection is mark and sweep without moving, so addresses are stable. Allocation never collects: when enough bytes were allocated
//! it sets the COLLECT bit in the thread's breaker word, and the next safepoint collects.
//!
//! A value that is kept across a safepoint does not compile:
//!
//! ```compile_fail,E0502
//! # use gilscope::object::Thread;
//! fn kept(thread: &mut Thread) -> bool {
//!     let value = thread.str("text");
//!     let _ = thread.poll_if_set(); // error[E0502]: cannot borrow `*thread` as mutable because it is also borrowed as immutable
//!     value.is_none()
//! }
//! ```
//!
//! It stands in a slot meanwhile:
//!
//! ```
//! # use gilscope::object::Thread;
//! fn kept(thread: &mut Thread) -> bool {
//!     let slot = thread.push(thread.str("text"));
//!     let _ = thread.poll_if_set();
//!     thread.get(slot).is_none()
//! }
//! ```

mod allocator;
mod block;
mod boxed;
mod buffer;
mod collector;
mod dict;
mod equal;
mod hash;
mod instance;
mod list;
mod local;
mod object;
mod opaque;
mod probe;
mod published;
mod raw_table;
mod reserved;
mod roots;
mod set_order;
mod stack;
mod string;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod tuple;
mod typed;
mod value;
mod waits;
mod weak;

pub use allocator::{Heap, HeapConfig, KindInfo, Mutator};
pub use boxed::{BigInteger, BoxedFloat, CellVariable};
pub use buffer::Fields;
pub use collector::{Collection, Tracer};
pub use dict::{Dict, FrozenSet, Set};
pub use equal::{same_or_eq, same_text, simple_eq};
pub use hash::{TupleHash, hash_big_int, hash_bytes, hash_float, hash_int, hash_str, hash_tuple};
pub use instance::Instance;
pub use list::List;
pub use object::{ByteLockGuard, Header, Kind, NoFields, Object, Trace, lock_both};
pub use opaque::{Opaque, Payload};
pub use probe::{Probe, Step};
pub use published::Published;
pub use reserved::{Reserved, Spaces};
pub use roots::Roots;
pub use set_order::AnySet;
pub use stack::{Slot, Stack};
pub use string::{Bytes, Name, Str};
pub use table::{Entry, Item, State, Table, TooLarge};
pub use tuple::Tuple;
pub use typed::Link;
pub use value::{Field, Place, Value};
pub use weak::WeakReference;

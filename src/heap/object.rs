//! What every heap object has: a header, a layout (`Kind`), a way to be traced.

use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

use parking_lot::RawMutex;
use parking_lot::lock_api::RawMutex as _;

use super::collector::Tracer;
use super::{Field, Mutator, Value};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident),* $(,)?) => {
        /// The layout of a heap object, in its header's first byte. Each kind belongs to exactly one Rust type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Kind {
            /// A free cell.
            Free = 0,
            $($(#[doc = $doc])+ $name,)*
        }

        impl Kind {
            /// Number of kinds.
            pub const COUNT: usize = [Kind::Free, $(Kind::$name),*].len();

            /// Whether it is no object by itself but memory of one.
            pub(super) fn is_part(self) -> bool {
                matches!(self, Kind::Buffer | Kind::Entries | Kind::TextBuffer)
            }
        }
    };
}

kinds! {
    /// A float that is not immediate.
    Float,
    /// An integer that is not immediate.
    BigInt,
    /// A string.
    Str,
    /// A bytes object.
    Bytes,
    /// A tuple.
    Tuple,
    /// A list.
    List,
    /// A dict.
    Dict,
    /// A set.
    Set,
    /// A frozenset.
    FrozenSet,
    /// An instance of a class: attributes in slots. Exceptions too.
    Instance,
    /// A variable shared between a function and those nested in it.
    Cell,
    /// A class.
    Class,
    /// A function written in the script.
    Function,
    /// A function written in Rust.
    Native,
    /// A function and its self.
    BoundMethod,
    /// A module, or any other namespace of global variables.
    Module,
    /// A code object linked to the heap.
    Code,
    /// A generator.
    Generator,
    /// A slice.
    Slice,
    /// A range.
    Range,
    /// The iterator of a range.
    RangeIterator,
    /// The iterator of a list, tuple or another indexed sequence.
    SequenceIterator,
    /// An iterator over the keys, values or items of a dict, or over a set.
    TableIterator,
    /// keys(), values() or items() of a dict.
    DictView,
    /// A property.
    Property,
    /// A static method.
    StaticMethod,
    /// A class method.
    ClassMethod,
    /// What super() returns.
    Super,
    /// One line of a traceback, linked to the next.
    Traceback,
    /// A weak reference.
    Weak,
    /// Any other object written in Rust.
    Opaque,
    /// The items of a list, or the slots that an instance got later: no object of the script, but a part of one.
    Buffer,
    /// The entries of a dict or set: a part of it.
    Entries,
    /// Text that strings are beginnings of: a part of them.
    TextBuffer,
}

/// What starts every heap cell.
#[repr(C, align(16))]
pub struct Header {
    kind: AtomicU8,
    /// The mark of the last collection that reached it; 0 if it is younger.
    pub(super) mark: AtomicU8,
    lock: RawMutex,
    /// Free for the layout's own use, but for `LARGE`.
    pub(super) flags: AtomicU8,
    /// Which attributes are where (see `object::shape`); zero for objects without attributes.
    shape: AtomicU32,
    class: Field,
}

/// Header flag: the cell is in no block.
const LARGE: u8 = 0x80;

impl Header {
    pub(super) fn new(kind: Kind, class: Value<'_>) -> Header {
        Header {
            kind: AtomicU8::new(kind as u8),
            mark: AtomicU8::new(0),
            lock: RawMutex::INIT,
            flags: AtomicU8::new(0),
            shape: AtomicU32::new(0),
            class: Field::new(class),
        }
    }

    /// The layout.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        // SAFETY: the byte is only ever written from a `Kind`: at allocation, before anybody else knows the object, and by the sweep
        // (`Free`), which only the allocator of that block looks at afterwards. So nothing races with a plain read.
        unsafe { std::mem::transmute::<u8, Kind>(*self.kind.as_ptr()) }
    }

    #[inline(always)]
    pub(super) fn set_kind(&mut self, kind: Kind) {
        *self.kind.get_mut() = kind as u8;
    }

    /// What becomes of a dead object's header.
    #[inline(always)]
    pub(super) fn set_free(&mut self) {
        *self.kind.get_mut() = Kind::Free as u8;
        *self.mark.get_mut() = 0;
    }

    /// Notes that the object is in a large cell.
    pub(super) fn set_large(&mut self) {
        *self.flags.get_mut() |= LARGE;
    }

    pub(super) fn is_large(&self) -> bool {
        self.flags.load(Ordering::Relaxed) & LARGE != 0
    }

    /// The class, as a value.
    #[inline(always)]
    pub fn class(&self) -> Value<'_> {
        self.class.load()
    }

    /// Changes the class: for `__class__` assignment and for the first classes, which are made before their own.
    pub fn set_class(&self, class: Value<'_>) {
        self.class.store(class);
    }

    /// The shape's id.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        self.shape.load(Ordering::Acquire)
    }

    /// Publishes a new shape; the values of its slots are stored before.
    #[inline(always)]
    pub fn set_shape(&self, shape: u32) {
        self.shape.store(shape, Ordering::Release);
    }

    /// Takes the object's byte lock, for the shortest of moments: never across a safepoint, a wait or script code (rule 5). While one
    /// thread at a time runs script code, nothing is taken.
    #[inline(always)]
    pub fn lock(&self, mutator: &Mutator) -> ByteLockGuard<'_> {
        if mutator.locking() {
            self.lock.lock();
            ByteLockGuard(Some(&self.lock))
        } else {
            ByteLockGuard(None)
        }
    }
}

/// Holds an object's byte lock until it is dropped.
pub struct ByteLockGuard<'t>(Option<&'t RawMutex>);

impl Drop for ByteLockGuard<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(lock) = self.0 {
            // SAFETY: the guard was made by locking this very lock, and is not cloned.
            unsafe { lock.unlock() };
        }
    }
}

/// Locks two objects in address order, so that no two threads wait for each other; one lock if both are one object.
#[inline(always)]
pub fn lock_both<'t>(
    mutator: &Mutator,
    a: &'t Header,
    b: &'t Header,
) -> (ByteLockGuard<'t>, Option<ByteLockGuard<'t>>) {
    let (pa, pb) = (a as *const Header, b as *const Header);
    if !mutator.locking() || pa == pb {
        (a.lock(mutator), None)
    } else if pa < pb {
        let first = a.lock(mutator);
        (first, Some(b.lock(mutator)))
    } else {
        let first = b.lock(mutator);
        (first, Some(a.lock(mutator)))
    }
}

/// Something that may contain fields, and shows them to the collector.
///
/// # Safety
/// `trace` shows every [`Field`] inside: one that is left out may point to a cell that was freed.
pub unsafe trait Trace {
    /// Shows every field to the tracer. Runs while the world is stopped.
    fn trace(&self, tracer: &mut Tracer);

    /// Bytes it owns outside its cell, for the collector's accounting.
    fn external_bytes(&self) -> usize {
        0
    }
}

/// A type that can be allocated as a heap cell. Use [`heap_object!`](crate::heap_object) to declare one.
///
/// # Safety
/// The type is `repr(C)` and its first field is its [`Header`]; no other type has its `KIND`.
pub unsafe trait Object: Trace + Send + Sync + 'static {
    /// The layout's number.
    const KIND: Kind;

    /// The header.
    #[inline(always)]
    fn header(&self) -> &Header {
        // SAFETY: the trait's contract: `repr(C)`, the header comes first.
        unsafe { &*(self as *const Self).cast::<Header>() }
    }

    /// Itself as a value.
    #[inline(always)]
    fn value(&self) -> Value<'_>
    where
        Self: Sized,
    {
        Value::object(self)
    }

    /// Loads a field that is found behind a mutex of this object, whose guard goes before the value does.
    #[inline(always)]
    fn load<'t>(&'t self, field: &Field) -> Value<'t> {
        // SAFETY: (values point to live cells) what any field holds while this object is borrowed lives as long as that borrow, which
        // no safepoint is within.
        unsafe { Value::new(field.load().word()) }
    }
}

/// Declares a heap object: a `repr(C)` struct that starts with its header, all of whose fields are traced.
///
/// Fields that are neither [`Field`]s nor contain any implement [`Trace`] as a no-op; a type without that
/// implementation does not compile, so no field can be forgotten.
#[macro_export]
macro_rules! heap_object {
    ($(#[$attribute:meta])* $vis:vis struct $name:ident : $kind:ident {
        $($(#[$field_attribute:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)?
    }) => {
        $(#[$attribute])*
        #[repr(C)]
        $vis struct $name {
            /// What every heap object starts with.
            pub header: $crate::heap::Header,
            $($(#[$field_attribute])* $field_vis $field: $type,)*
        }

        // SAFETY: every field is traced; their types promise the same for themselves.
        unsafe impl $crate::heap::Trace for $name {
            fn trace(&self, _tracer: &mut $crate::heap::Tracer) {
                $crate::heap::Trace::trace(&self.header, _tracer);
                $($crate::heap::Trace::trace(&self.$field, _tracer);)*
            }
            fn external_bytes(&self) -> usize {
                0 $(+ $crate::heap::Trace::external_bytes(&self.$field))*
            }
        }

        $crate::dropped_by_the_sweep!($name);

        // SAFETY: `repr(C)` with the header first; the kind is named once, in this declaration.
        unsafe impl $crate::heap::Object for $name {
            const KIND: $crate::heap::Kind = $crate::heap::Kind::$kind;
        }
    };
}

/// Refuses a `Drop` implementation of a traced type: it runs while the world is swept, when what its fields point to may be gone. Its parts
/// without fields may have one.
#[doc(hidden)]
#[macro_export]
macro_rules! dropped_by_the_sweep {
    ($name:ident) => {
        const _: () = {
            #[allow(dead_code)]
            trait MustNotImplementDrop {}
            #[allow(drop_bounds)]
            impl<T: Drop> MustNotImplementDrop for T {}
            impl MustNotImplementDrop for $name {}
        };
    };
}

// SAFETY: shows itself.
unsafe impl Trace for Field {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer) {
        tracer.mark(self.load());
    }
}

/// Declares types that contain no fields.
#[macro_export]
macro_rules! no_fields {
    ($($type:ty),* $(,)?) => {
        $(
            // SAFETY: the type holds no `Field`.
            unsafe impl $crate::heap::Trace for $type {
                fn trace(&self, _: &mut $crate::heap::Tracer) {}
            }
        )*
    };
}

no_fields!(
    bool,
    u8,
    u16,
    u32,
    u64,
    usize,
    i64,
    f64,
    AtomicU8,
    AtomicU32,
    std::sync::atomic::AtomicBool,
    std::sync::atomic::AtomicU16,
    std::sync::atomic::AtomicU64,
    std::sync::atomic::AtomicI64,
    std::sync::atomic::AtomicUsize,
    &'static str,
);

// SAFETY: no field inside.
unsafe impl Trace for String {
    fn trace(&self, _: &mut Tracer) {}
    fn external_bytes(&self) -> usize {
        self.capacity()
    }
}

// SAFETY: no field inside.
unsafe impl Trace for num_bigint::BigInt {
    fn trace(&self, _: &mut Tracer) {}
    fn external_bytes(&self) -> usize {
        usize::try_from(self.bits() / 8).unwrap_or(usize::MAX)
    }
}

// SAFETY: an `Arc` of plain data; the types that are put in one hold no fields, as they are shared with what is outside the heap.
unsafe impl<T: ?Sized + NoFields> Trace for std::sync::Arc<T> {
    fn trace(&self, _: &mut Tracer) {}
}

/// Plain data, which may therefore be shared between the heap and the outside.
///
/// # Safety
/// There is no [`Field`] inside: what such a one is made to point to is not traced, and outlives a safepoint.
pub unsafe trait NoFields {}

// SAFETY: shows each item.
unsafe impl<T: Trace> Trace for Box<[T]> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn external_bytes(&self) -> usize {
        size_of_val::<[T]>(self)
    }
}

// SAFETY: shows each item.
unsafe impl<T: Trace> Trace for Vec<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn external_bytes(&self) -> usize {
        self.capacity() * size_of::<T>()
    }
}

// SAFETY: shows each item.
unsafe impl<T: Trace> Trace for std::collections::VecDeque<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn external_bytes(&self) -> usize {
        self.capacity() * size_of::<T>()
    }
}

// SAFETY: shows what is there.
unsafe impl<T: Trace> Trace for Option<T> {
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(inner) = self {
            inner.trace(tracer);
        }
    }
}

// SAFETY: shows what is inside. The world is stopped and no mutex of a heap object is held across a safepoint,
// so the lock is free; were it not, blocking would be the safe failure.
unsafe impl<T: Trace> Trace for parking_lot::Mutex<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.lock().trace(tracer);
    }
    fn external_bytes(&self) -> usize {
        self.lock().external_bytes()
    }
}

// SAFETY: shows the class, its only field.
unsafe impl Trace for Header {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer) {
        self.class.trace(tracer);
    }
}

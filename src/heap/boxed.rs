//! The smallest objects: numbers that are not immediate, and cells of closure variables.

use num_bigint::BigInt;

use super::allocator::KindInfo;
use super::value::Field;
use crate::heap_object;

heap_object! {
    /// A float whose exponent is not among the common ones.
    pub struct BoxedFloat: Float {
        /// The float.
        pub value: f64,
    }
}

heap_object! {
    /// An integer that does not fit 62 bits.
    pub struct BigInteger: BigInt {
        /// The integer.
        pub value: BigInt,
    }
}

heap_object! {
    /// A variable that a function shares with functions nested in it.
    pub struct CellVariable: Cell {
        /// Its value, or UNBOUND.
        pub contents: Field,
    }
}

/// The kinds whose layouts this room defines.
pub(super) fn kinds() -> [KindInfo; 16] {
    [
        KindInfo::of::<BoxedFloat>(),
        KindInfo::of::<BigInteger>(),
        KindInfo::of::<CellVariable>(),
        KindInfo::of::<super::Str>(),
        KindInfo::of::<super::Bytes>(),
        KindInfo::of::<super::Tuple>(),
        KindInfo::of::<super::List>(),
        KindInfo::of::<super::Dict>(),
        KindInfo::of::<super::Set>(),
        KindInfo::of::<super::FrozenSet>(),
        KindInfo::of::<super::Instance>(),
        KindInfo::of::<super::WeakReference>(),
        KindInfo::of::<super::Opaque>(),
        KindInfo::of::<super::buffer::Buffer>(),
        KindInfo::of::<super::raw_table::Head>(),
        KindInfo::of::<super::text::TextBuffer>(),
    ]
}

//! Slices, ranges, dict views, and the iterators that the loop knows.

use std::sync::atomic::{AtomicI64, AtomicUsize};

use crate::heap::Field;
use crate::{heap_object, no_fields};

heap_object! {
    /// `slice(start, stop, step)`
    pub struct SliceObject: Slice {
        /// The start, or None.
        pub start: Field,
        /// The stop, or None.
        pub stop: Field,
        /// The step, or None.
        pub step: Field,
    }
}

heap_object! {
    /// `range(start, stop, step)`; its numbers are values, as they may be big.
    pub struct Range: Range {
        /// The start.
        pub start: Field,
        /// The stop.
        pub stop: Field,
        /// The step, not zero.
        pub step: Field,
        /// The number of items.
        pub length: Field,
    }
}

heap_object! {
    /// The iterator of a range whose numbers are all immediate.
    pub struct RangeIterator: RangeIterator {
        /// The number after the last, or what it would be if it fitted 64 bits.
        pub stop: i64,
        /// From one number to the next.
        pub step: i64,
        /// How many are left: all that changes, so that threads that share it get no number that is not in the range.
        pub left: AtomicI64,
    }
}

heap_object! {
    /// The iterator of a list, tuple, string, bytes, big range or any object with `__getitem__`.
    pub struct SequenceIterator: SequenceIterator {
        /// The sequence, or None once it is exhausted.
        pub sequence: Field,
        /// The index of the next item (for strings: byte offset); backwards iterators count down to -1.
        pub next: AtomicI64,
        /// 1, or -1 for a backwards iterator.
        pub step: i64,
    }
}

/// What a dict view or iterator shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    /// Keys (or a set's items).
    Keys,
    /// Values.
    Values,
    /// Pairs.
    Items,
}

no_fields!(ViewKind);

heap_object! {
    /// The iterator of a dict, of one of its views, or of a set.
    pub struct TableIterator: TableIterator {
        /// The dict or set, or None once it is exhausted.
        pub table: Field,
        /// What it gives.
        pub view: ViewKind,
        /// The position of the next entry (backwards: one past it).
        pub position: AtomicUsize,
        /// How many items the table had at the start; a change is an error, from then on for good.
        pub expected: AtomicUsize,
        /// How many items are left to give.
        pub left: AtomicUsize,
        /// Whether it runs backwards.
        pub backwards: bool,
    }
}

heap_object! {
    /// `d.keys()`, `d.values()`, `d.items()`
    pub struct DictView: DictView {
        /// The dict.
        pub dict: Field,
        /// What it shows.
        pub view: ViewKind,
    }
}

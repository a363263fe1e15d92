//! Heaps and mutators for this room's unit tests.

use std::sync::Arc;

use super::{Heap, HeapConfig, Mutator, Stack};

/// A heap that poisons what it frees.
pub(super) fn heap() -> Arc<Heap> {
    let config = HeapConfig {
        max_bytes: 1 << 30,
        stress: true,
    };
    Heap::new(config, [])
}

/// Access for one thread, which nobody asks to collect.
pub(super) fn mutator(heap: &Arc<Heap>) -> Mutator {
    let stack = Stack::new().expect("address space for a stack");
    Mutator::new(heap.clone(), Arc::new(stack), Box::new(|| ()))
}

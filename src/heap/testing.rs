//! Heaps and mutators for unit tests.

use std::sync::Arc;

use super::{Heap, HeapConfig, Mutator};
use crate::gil;

/// A heap that poisons what it frees.
pub(crate) fn heap() -> Arc<Heap> {
    let config = HeapConfig {
        max_bytes: 1 << 30,
        stress: true,
    };
    heap_of(config)
}

/// A heap whose threads run at once.
pub(crate) fn heap_of(config: HeapConfig) -> Arc<Heap> {
    let gil = gil::Config {
        mode: gil::Mode::Off,
        ..gil::Config::default()
    };
    Heap::new(config, [], gil::Interpreter::new(gil))
}

/// Access for the calling thread.
pub(crate) fn mutator(heap: &Arc<Heap>) -> Mutator {
    let registration = heap.gil().register("test", false).expect("not finalised");
    Mutator::new(heap.clone(), registration.start()).expect("address space for a stack")
}

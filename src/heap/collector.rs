//! The collector: mark with an explicit stack, then sweep, both while the world stands still.

use std::ptr;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::allocator::{
    Block, FIRST_THRESHOLD, FreeCell, Heap, KindInfo, Local, Registry, cell_bytes, cells,
    free_block, free_large, large_bytes,
};
use super::object::{Header, Kind, Object, Trace};
use super::value::{Field, Value};
use super::weak::WeakReference;

/// What a collection did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Collection {
    /// Objects freed.
    pub freed_objects: usize,
    /// Bytes in use afterwards, buffers outside cells included.
    pub live_bytes: usize,
}

/// The mark phase: a worklist of cells that are marked and not yet traced.
pub struct Tracer {
    worklist: Vec<NonNull<Header>>,
    /// The weak references among the marked cells.
    pub(super) weak: Vec<NonNull<WeakReference>>,
}

impl Tracer {
    /// Marks what a value points to.
    #[inline]
    pub fn mark(&mut self, value: Value<'_>) {
        if let Some(header) = value.header()
            && header.mark.load(Ordering::Relaxed) == 0
        {
            debug_assert!(header.kind() != Kind::Free, "a value dangles");
            header.mark.store(1, Ordering::Relaxed);
            self.worklist.push(NonNull::from(header));
        }
    }

    /// Marks a cell that belongs to an object being traced, which shows what is in it by itself.
    #[inline(always)]
    pub(super) fn keep(&mut self, part: &Header) {
        part.mark.store(1, Ordering::Relaxed);
    }

    fn drain(&mut self, kinds: &[Option<KindInfo>; Kind::COUNT]) {
        while let Some(cell) = self.worklist.pop() {
            // SAFETY: (values point to live cells) only cells of reachable values are on the worklist, and no cell is freed while marking.
            unsafe {
                if let Some(info) = &kinds[(*cell.as_ptr()).kind() as usize] {
                    (info.trace)(cell.as_ptr(), self);
                }
            }
        }
    }
}

impl Heap {
    /// Collects: frees every object that no root reaches, and every retired buffer.
    ///
    /// # Safety
    /// (the world stands still) No other thread of this heap runs, and the caller holds no unrooted value or buffer across the call.
    pub(super) unsafe fn collect(&self) -> Collection {
        let mut registry = self.registry.lock();
        let mut tracer = Tracer {
            worklist: Vec::with_capacity(1024),
            weak: Vec::new(),
        };
        // Nobody else has a place for values that only the registry knows.
        registry.roots.retain(|roots| Arc::strong_count(roots) > 1);
        for field in registry.roots.iter().flat_map(|roots| roots.iter()) {
            field.trace(&mut tracer);
        }
        for stack in &registry.stacks {
            stack.trace(&mut tracer);
        }
        self.interner().trace_roots(&mut tracer);
        for reference in &registry.cleared {
            tracer.mark(reference.load());
        }
        tracer.drain(&self.kinds);
        for reference in tracer.weak {
            // SAFETY: (values point to live cells) they were traced just now, so they are alive.
            let reference = unsafe { reference.as_ref() };
            if reference.clear_if_unmarked() {
                registry.cleared.push(Field::new(reference.value()));
                self.any_cleared.store(true, Ordering::Relaxed);
            }
        }

        let mut sweep = Sweep {
            heap: self,
            done: Collection::default(),
            empty: Vec::new(),
        };
        let Registry {
            locals,
            orphans,
            pool,
            ..
        } = &mut *registry;
        let orphans: &Local = orphans;
        for local in locals.iter().map(Arc::as_ref).chain([orphans]) {
            // SAFETY: the caller's promise.
            unsafe { sweep.local(local) };
        }
        let live = sweep.done.live_bytes;
        let limit = self.config.max_bytes.saturating_sub(live).max(1 << 20);
        let threshold = live.max(FIRST_THRESHOLD).min(limit);
        // Keep what may be allocated until the next collection, so that it need not come from the system again.
        let keep = threshold / super::allocator::BLOCK_BYTES;
        for block in sweep.empty.drain(keep.min(sweep.empty.len())..) {
            // SAFETY: the sweep found no live cell in it and took it off its thread's list.
            unsafe { free_block(block) };
        }
        let mut spare: usize = pool.iter().map(Vec::len).sum();
        for blocks in pool.iter_mut() {
            while sweep.empty.len() + spare > keep
                && let Some(block) = blocks.pop()
            {
                // SAFETY: no cell of it is in use.
                unsafe { free_block(block) };
                spare -= 1;
            }
        }
        for block in sweep.empty {
            // SAFETY: swept just now, so it is formatted.
            pool[unsafe { (*block.as_ptr()).class }].push(block);
        }
        self.live.store(live, Ordering::Relaxed);
        self.allocated.store(0, Ordering::Relaxed);
        self.threshold.store(threshold, Ordering::Relaxed);
        sweep.done
    }

    /// Visits every object of a type that is allocated in a block, as all that have no tail are.
    ///
    /// # Safety
    /// (the world stands still) No other thread of this heap runs.
    pub(super) unsafe fn for_each<T: Object>(&self, mut visit: impl FnMut(&T)) {
        let registry = self.registry.lock();
        let locals = registry
            .locals
            .iter()
            .map(Arc::as_ref)
            .chain([&registry.orphans]);
        for local in locals {
            for block in local.blocks.borrow().iter().flatten() {
                // SAFETY: (the world stands still; one kind, one type) blocks are formatted, and a cell of this kind holds a T.
                unsafe {
                    for cell in cells(*block).filter(|cell| (**cell).kind() == T::KIND) {
                        visit(&*cell.cast::<T>());
                    }
                }
            }
        }
    }

    /// Whether it is time to collect: enough was allocated, or memory is short.
    pub fn is_due(&self) -> bool {
        let allocated = self.allocated.load(Ordering::Relaxed);
        let enough = allocated > self.threshold.load(Ordering::Relaxed);
        enough && self.is_automatic() || self.used_bytes() > self.config.max_bytes
    }

    /// Frees every cell: the heap is being dropped.
    pub(super) fn free_everything(&mut self) {
        let registry = std::mem::take(self.registry.get_mut());
        let mut sweep = Sweep {
            heap: self,
            done: Collection::default(),
            empty: Vec::new(),
        };
        // SAFETY: the heap is exclusively borrowed and nothing is marked, so every cell goes.
        unsafe {
            for local in &registry.locals {
                sweep.local(local);
            }
            sweep.local(&registry.orphans);
        }
        for block in sweep
            .empty
            .into_iter()
            .chain(registry.pool.into_iter().flatten())
        {
            // SAFETY: emptied just now, or without cells anyway.
            unsafe { free_block(block) };
        }
    }
}

struct Sweep<'h> {
    heap: &'h Heap,
    done: Collection,
    empty: Vec<NonNull<Block>>,
}

impl Sweep<'_> {
    /// Sweeps one thread's part.
    ///
    /// # Safety
    /// As [`Heap::collect`].
    unsafe fn local(&mut self, local: &Local) {
        local.reset();
        for blocks in local.blocks.borrow_mut().iter_mut() {
            // SAFETY: the blocks are this heap's, and the world stands still.
            blocks.retain(|&block| unsafe { self.block(block) });
        }
        // SAFETY: as above; large cells come from `alloc_large`.
        local.large.borrow_mut().retain(|&cell| unsafe {
            let survives = self.cell(cell.as_ptr(), large_bytes(cell));
            if !survives {
                free_large(cell);
            }
            survives
        });
        for retired in local.retired.borrow_mut().drain(..) {
            // SAFETY: (retired, not freed) the world stands still: nobody reads it.
            unsafe { (retired.free)(retired.pointer) };
        }
    }

    /// Sweeps a block; false if nothing in it survives, in which case it joins the empty ones.
    unsafe fn block(&mut self, block: NonNull<Block>) -> bool {
        // SAFETY: (the world stands still) nobody else touches the block; its cells are headers of live, dead or free cells.
        unsafe {
            let bytes = cell_bytes(block);
            let mut free: *mut FreeCell = ptr::null_mut();
            let (mut survivors, mut free_bytes) = (0, 0);
            for cell in cells(block).rev() {
                if (*cell).kind() != Kind::Free && self.cell(cell, bytes) {
                    survivors += 1;
                    continue;
                }
                if (*cell).kind() != Kind::Free {
                    if self.heap.stress() {
                        ptr::write_bytes(cell.cast::<u8>(), POISON, bytes);
                    }
                    cell.write(Header::new(Kind::Free, Value::UNBOUND));
                }
                (*cell.cast::<FreeCell>()).next = free;
                free = cell.cast();
                free_bytes += bytes;
            }
            (*block.as_ptr()).free = free;
            (*block.as_ptr()).free_bytes = free_bytes;
            if survivors == 0 {
                self.empty.push(block);
            }
            survivors > 0
        }
    }

    /// Unmarks a marked cell (true), or drops the contents of an unmarked one (false).
    unsafe fn cell(&mut self, cell: *mut Header, bytes: usize) -> bool {
        // SAFETY: the cell is allocated, so its kind tells its type.
        unsafe {
            let Some(info) = &self.heap.kinds[(*cell).kind() as usize] else {
                return true;
            };
            if (*cell).mark.load(Ordering::Relaxed) != 0 {
                (*cell).mark.store(0, Ordering::Relaxed);
                self.done.live_bytes += bytes + info.external.map_or(0, |external| external(cell));
                return true;
            }
            self.done.freed_objects += usize::from(!(*cell).kind().is_part());
            if let Some(drop) = info.drop {
                drop(cell);
            }
            false
        }
    }
}

/// What stress mode fills freed cells with; as a value it would be a wild pointer, so that use after free shows.
const POISON: u8 = 0xda;

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::super::{BigInteger, List, Object, Value};

    #[test]
    fn what_objects_own_outside_their_cells_counts_before_and_after_a_collection() {
        let heap = testing::heap();
        let mut mutator = testing::mutator(&heap);
        for _ in 0..1000 {
            List::with_capacity(&mutator, Value::NONE, 50);
        }
        assert!(heap.used_bytes() > 1000 * 50 * 8 * 9 / 10);
        let value = num_bigint::BigInt::from(1) << (8 << 20);
        let big = mutator.alloc(Value::NONE, |header| BigInteger { header, value });
        mutator.stack().push(big.value());
        let done = mutator.collect();
        assert_eq!(done.freed_objects, 1000);
        assert!(done.live_bytes > 1 << 20 && heap.used_bytes() == done.live_bytes);
    }
}

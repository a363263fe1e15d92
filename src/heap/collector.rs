//! The collector: mark with an explicit stack while the world stands still; what needs dropping is swept then as well, and the rest later, by
//! the threads that own it, as they need room.
//!
//! A collection first sweeps what the last one left and nobody has swept since. So a mark tells which collection reached an object last; as marks
//! come again only after many collections, those that stay behind in free cells, which nobody clears, do no harm: a free cell could only be
//! taken for one in use, once.

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::allocator::{FIRST_THRESHOLD, Heap, KindInfo};
use super::block::{BLOCK_BYTES, Block, class_of, drops};
use super::local::{Local, Registry, free_large, large_bytes};
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
    mark: u8,
    worklist: Vec<NonNull<Header>>,
    /// Bytes of the marked cells, and what they own outside.
    live_bytes: usize,
    /// The weak references among the marked cells.
    pub(super) weak: Vec<NonNull<WeakReference>>,
}

impl Tracer {
    /// Marks what a value points to.
    #[inline]
    pub fn mark(&mut self, value: Value<'_>) {
        if let Some(header) = value.header()
            && header.mark.load(Ordering::Relaxed) != self.mark
        {
            debug_assert!(header.kind() != Kind::Free, "a value dangles");
            header.mark.store(self.mark, Ordering::Relaxed);
            self.worklist.push(NonNull::from(header));
        }
    }

    /// Marks a cell that belongs to an object being traced, which shows what is in it by itself.
    #[inline(always)]
    pub(super) fn keep(&mut self, part: &Header) {
        if part.mark.load(Ordering::Relaxed) != self.mark {
            part.mark.store(self.mark, Ordering::Relaxed);
            self.count(NonNull::from(part));
        }
    }

    /// Counts the bytes of a cell.
    #[inline(always)]
    fn count(&mut self, cell: NonNull<Header>) {
        // SAFETY: (values point to live cells) it is a cell that is in use; it tells whether it is a large one or in a block.
        self.live_bytes += unsafe {
            match cell.as_ref().is_large() {
                false => {
                    let block = Block::of(cell).as_mut();
                    block.note_mark(self.mark);
                    block.cell_bytes()
                }
                true => large_bytes(cell),
            }
        };
    }

    fn drain(&mut self, kinds: &[Option<KindInfo>; Kind::COUNT]) {
        while let Some(cell) = self.worklist.pop() {
            self.count(cell);
            // SAFETY: (values point to live cells) only cells of reachable values are on the worklist, and no cell is freed while marking.
            unsafe {
                if let Some(info) = &kinds[(*cell.as_ptr()).kind() as usize] {
                    (info.trace)(cell.as_ptr(), self);
                    self.live_bytes += info.external.map_or(0, |external| external(cell.as_ptr()));
                }
            }
        }
    }
}

impl Heap {
    /// Collects: every object that no root reaches is dead from now on, and every retired buffer is freed. `all` says that the dead are swept
    /// at once, not only those that need dropping.
    ///
    /// # Safety
    /// (the world stands still) No other thread of this heap runs, and the caller holds no unrooted value or buffer across the call.
    pub(super) unsafe fn collect(&self, all: bool) -> Collection {
        let mut registry = self.registry.lock();
        let mut dead = self.dead();
        dead.counted = all;
        let mut empty = Vec::new();
        let everything = |class| all || self.stress() || drops(class);
        let locals = registry.locals.iter();
        let busy = locals.filter(|local| local.allocates()).count();
        for local in registry.all_locals() {
            // SAFETY: the caller's promise.
            unsafe { local.sweep_rest(self.mark(), &mut dead, &mut empty, |_| true) };
            local.start_over();
        }

        let mark = self.mark() % LAST_MARK + 1;
        self.mark.store(mark, Ordering::Relaxed);
        let live_bytes = self.mark_all(&mut registry, mark);

        for local in registry.all_locals() {
            // SAFETY: the caller's promise.
            unsafe {
                local.sweep_rest(mark, &mut dead, &mut empty, everything);
                local.sweep_large(mark, &mut dead);
            }
        }
        let orphans = &registry.orphans;
        // SAFETY: as above. Nobody else would sweep these.
        unsafe { orphans.sweep_rest(mark, &mut dead, &mut empty, |_| true) };

        let limit = self.config.max_bytes.saturating_sub(live_bytes);
        let first = FIRST_THRESHOLD * busy.clamp(1, MOST_SHARES);
        let threshold = (live_bytes + first).min(limit.max(1 << 20));
        // Keep what may be allocated until the next collection, so that it need not come from the system again.
        registry.pool_all(empty);
        registry.shrink_pool(threshold / BLOCK_BYTES);
        self.live.store(live_bytes, Ordering::Relaxed);
        self.allocated.store(0, Ordering::Relaxed);
        self.threshold.store(threshold, Ordering::Relaxed);
        Collection {
            freed_objects: dead.objects,
            live_bytes,
        }
    }

    /// Marks what the roots reach, and clears weak references to the rest. Returns the bytes that are in use.
    fn mark_all(&self, registry: &mut Registry, mark: u8) -> usize {
        let mut tracer = Tracer {
            mark,
            worklist: Vec::with_capacity(1024),
            live_bytes: 0,
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
        // What ended threads left in theirs may dangle from now on.
        self.spaces.forget_spares();
        self.interner().trace_roots(&mut tracer);
        for reference in &registry.cleared {
            tracer.mark(reference.load());
        }
        tracer.drain(&self.kinds);
        for reference in tracer.weak {
            // SAFETY: (values point to live cells) they were traced just now, so they are alive.
            let reference = unsafe { reference.as_ref() };
            if reference.clear_if_unmarked(mark) {
                registry.cleared.push(Field::new(reference.value()));
                self.any_cleared.store(true, Ordering::Relaxed);
            }
        }
        tracer.live_bytes
    }

    /// Who takes note of the dead.
    pub(super) fn dead(&self) -> Dead<'_> {
        Dead {
            kinds: &self.kinds,
            poisoned: self.stress(),
            counted: false,
            objects: 0,
        }
    }

    /// Visits every object of a type that needs dropping: what a free cell of its blocks holds is known.
    ///
    /// # Safety
    /// (the world stands still) No other thread of this heap runs.
    pub(super) unsafe fn for_each<T: Object>(&self, mut visit: impl FnMut(&T)) {
        const { assert!(std::mem::needs_drop::<T>()) };
        let class = class_of(size_of::<T>(), true);
        let registry = self.registry.lock();
        for local in registry.all_locals() {
            for block in &local.blocks.borrow().0[class].all {
                // SAFETY: (the world stands still; one kind, one type) blocks are formatted, and a cell of this kind holds a T, which
                // is dropped only by the sweep that makes it a free cell.
                unsafe {
                    for cell in Block::cells(*block).filter(|cell| (**cell).kind() == T::KIND) {
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
        let mut registry = std::mem::take(self.registry.get_mut());
        let mut dead = self.dead();
        let mut empty = Vec::new();
        for local in registry.all_locals() {
            local.start_over();
            // SAFETY: the heap is exclusively borrowed, and nothing bears this mark, so every cell goes.
            unsafe {
                local.sweep_rest(NO_MARK, &mut dead, &mut empty, |_| true);
                local.sweep_large(NO_MARK, &mut dead);
            }
        }
        registry.pool_all(empty);
        registry.shrink_pool(0);
    }
}

/// Marks go from 1 to this, then begin anew.
const LAST_MARK: u8 = 250;
/// What no cell is marked with.
const NO_MARK: u8 = 255;
/// For how many threads the first collections wait until each has allocated its share: more than have cores to run on need no more.
const MOST_SHARES: usize = 4;

impl Registry {
    /// Every thread's part of the heap, and that of those that ended.
    fn all_locals(&self) -> impl Iterator<Item = &Local> {
        let locals = self.locals.iter().map(Arc::as_ref);
        locals.chain([&self.orphans])
    }

    /// Gives empty blocks back to the system until so many are left.
    fn shrink_pool(&mut self, keep: usize) {
        let mut count: usize = self.pool.0.iter().map(Vec::len).sum();
        for blocks in &mut self.pool.0 {
            while count > keep
                && let Some(block) = blocks.pop()
            {
                // SAFETY: no cell of it is in use.
                unsafe { Block::dispose(block) };
                count -= 1;
            }
        }
    }
}

impl Local {
    /// Sweeps the blocks of some classes, as far as they are not swept. The empty ones are taken out.
    ///
    /// # Safety
    /// As [`Heap::collect`].
    unsafe fn sweep_rest(
        &self,
        mark: u8,
        dead: &mut Dead<'_>,
        empty: &mut Vec<NonNull<Block>>,
        which: impl Fn(usize) -> bool,
    ) {
        let mut blocks = self.blocks.borrow_mut();
        for (_, blocks) in (blocks.0.iter_mut().enumerate()).filter(|(class, _)| which(*class)) {
            // SAFETY: the caller's promise.
            unsafe { blocks.sweep_rest(mark, dead, empty) };
        }
    }

    /// Sweeps the large cells, and frees the retired buffers.
    ///
    /// # Safety
    /// As [`Heap::collect`].
    unsafe fn sweep_large(&self, mark: u8, dead: &mut Dead<'_>) {
        self.large.borrow_mut().retain(|&cell| {
            // SAFETY: (the world stands still) large cells come from `alloc_large`, and need no dropping.
            unsafe {
                let survives = cell.as_ref().mark.load(Ordering::Relaxed) == mark;
                if !survives {
                    dead.bury(cell.as_ptr(), false);
                    free_large(cell);
                }
                survives
            }
        });
        for retired in self.retired.borrow_mut().drain(..) {
            // SAFETY: (retired, not freed) the world stands still: nobody reads it.
            unsafe { (retired.free)(retired.pointer) };
        }
    }
}

/// What a sweep does with the dead.
pub(super) struct Dead<'h> {
    kinds: &'h [Option<KindInfo>; Kind::COUNT],
    poisoned: bool,
    counted: bool,
    objects: usize,
}

impl Dead<'_> {
    /// Whether it is not enough to forget them.
    pub(super) fn matter(&self) -> bool {
        self.poisoned || self.counted
    }

    /// Whether their cells are filled with poison.
    pub(super) fn poisoned(&self) -> bool {
        self.poisoned
    }

    /// Counts an object, and drops its contents if that is to be done.
    ///
    /// # Safety
    /// The cell is in use, nothing refers to it, and it is not used again. To drop it, the world must stand still.
    pub(super) unsafe fn bury(&mut self, cell: *mut Header, drops: bool) {
        // SAFETY: the cell is in use, so its kind tells its type.
        unsafe {
            let kind = (*cell).kind();
            self.objects += usize::from(!kind.is_part());
            if drops && let Some(drop) = self.kinds[kind as usize].and_then(|info| info.drop) {
                drop(cell);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::super::{BigInteger, Heap, HeapConfig, List, Object, Slot, Tuple, Value};
    use super::LAST_MARK;

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

    fn blocks_of(heap: &Heap) -> usize {
        let registry = heap.registry.lock();
        let counts = registry.all_locals().map(|local| {
            let blocks = local.blocks.borrow();
            blocks
                .0
                .iter()
                .map(|blocks| blocks.all.len())
                .sum::<usize>()
        });
        counts.sum()
    }

    #[test]
    fn what_is_swept_later_is_room_for_objects_of_any_size_and_the_living_stay() {
        let heap = testing::heap_of(HeapConfig {
            max_bytes: 1 << 30,
            stress: false,
        });
        let mut mutator = testing::mutator(&heap);
        let mut most = 0;
        // More collections than there are marks.
        for round in 0..usize::from(LAST_MARK) + 10 {
            let length = [20, 60, 200][round % 3];
            while !heap.is_due() {
                for index in 0..100 {
                    let items = vec![Value::int(index); length];
                    let tuple = Tuple::new(&mutator, Value::NONE, &items);
                    if index == 50 && mutator.stack().top().index() < 300 {
                        mutator.stack().push(tuple.value());
                    }
                }
            }
            mutator.collect_if_due();
            assert!(!heap.is_due() && heap.used_bytes() < 1 << 18);
            most = most.max(blocks_of(&heap));
            let count = mutator.stack().top().index();
            for kept in mutator.stack().fields(Slot(0), count) {
                let kept = kept.load().cast::<Tuple>().expect("a tuple");
                assert!(kept.iter().all(|item| item == Value::int(50)));
            }
        }
        assert!(most * super::BLOCK_BYTES < 3 * super::FIRST_THRESHOLD);
        assert_eq!(mutator.stack().top().index(), 300);
    }
}

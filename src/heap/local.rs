//! What the heap's memory is made of and whose it is: each thread's blocks and large cells, and the registry of what no thread owns.

use std::alloc::{Layout, dealloc};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::ptr::NonNull;
use std::sync::Arc;

use super::allocator::Heap;
use super::block::{Block, CLASSES};
use super::collector::Dead;
use super::object::Header;
use super::stack::Stack;
use super::value::Field;

/// Who allocates, and what no thread owns. Its lock is held throughout a collection.
#[derive(Default)]
pub(super) struct Registry {
    pub(super) locals: Vec<Arc<Local>>,
    pub(super) stacks: Vec<Arc<Stack>>,
    /// See [`Roots`](super::Roots).
    pub(super) roots: Vec<Arc<[Field]>>,
    /// Weak references with a callback that have lost their objects.
    pub(super) cleared: Vec<Field>,
    /// Blocks of threads that ended.
    pub(super) orphans: Local,
    /// Blocks in which every cell is free, by the class that they are formatted for.
    pub(super) pool: PerClass<Vec<NonNull<Block>>>,
}

/// Something for each class of blocks.
pub(super) struct PerClass<T>(pub(super) [T; CLASSES]);

impl<T: Default> Default for PerClass<T> {
    fn default() -> Self {
        PerClass(std::array::from_fn(|_| T::default()))
    }
}

// SAFETY: (the world stands still) blocks are reached through the registry only under its lock.
unsafe impl Send for Registry {}

impl Registry {
    /// Keeps blocks in which every cell is free.
    pub(super) fn pool_all(&mut self, blocks: Vec<NonNull<Block>>) {
        for block in blocks {
            // SAFETY: swept, so it is formatted.
            let class = unsafe { block.as_ref().class() };
            self.pool.0[class].push(block);
        }
    }

    /// A block with free cells of a class: an orphan's, an empty one, a new one.
    pub(super) fn take_block(&mut self, class: usize) -> NonNull<Block> {
        let orphan = self.orphans.blocks.get_mut().0[class].take_swept();
        if let Some(block) = orphan.or_else(|| self.pool.0[class].pop()) {
            return block;
        }
        let other = self.pool.0.iter_mut().find_map(Vec::pop);
        let block = other.unwrap_or_else(Block::new);
        // SAFETY: the block is nobody else's, and no cell of it is in use.
        unsafe { Block::format(block, class) };
        block
    }
}

/// Blocks of one class. First come those that were used up since the last collection (up to `used`), then those that were swept since and
/// have free cells or not (up to `swept`), then those that were not swept yet.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) all: Vec<NonNull<Block>>,
    pub(super) used: usize,
    pub(super) swept: usize,
}

impl Blocks {
    /// The block in use, swept if need be.
    pub(super) fn current(&mut self, heap: &Heap) -> Option<NonNull<Block>> {
        let block = *self.all.get(self.used)?;
        if self.used == self.swept {
            // SAFETY: the thread's own, not swept since the last collection and so not used either. Only what needs no dropping is
            // left unswept.
            unsafe { Block::sweep(block, heap.mark(), &mut heap.dead()) };
            self.swept += 1;
        }
        Some(block)
    }

    /// Adds a block with free cells, to be used next.
    pub(super) fn add(&mut self, block: NonNull<Block>) {
        self.all.push(block);
        let last = self.all.len() - 1;
        self.all.swap(self.swept, last);
        self.swept += 1;
    }

    /// Sweeps blocks that are not swept yet until it finds an empty one, which it takes out.
    pub(super) fn reclaim(&mut self, heap: &Heap) -> Option<NonNull<Block>> {
        while self.swept < self.all.len() {
            let block = self.all.pop()?;
            // SAFETY: as in `current`.
            if !unsafe { Block::sweep(block, heap.mark(), &mut heap.dead()) } {
                return Some(block);
            }
            self.add(block);
        }
        None
    }

    /// Takes out one of blocks that are all swept and not in use.
    fn take_swept(&mut self) -> Option<NonNull<Block>> {
        self.used = 0;
        self.swept = self.swept.saturating_sub(1);
        self.all.pop()
    }

    /// Sweeps what is not swept yet. The empty ones are taken out.
    ///
    /// # Safety
    /// The caller owns the blocks. The world stands still, or what is unswept needs no dropping.
    pub(super) unsafe fn sweep_rest(
        &mut self,
        mark: u8,
        dead: &mut Dead<'_>,
        empty: &mut Vec<NonNull<Block>>,
    ) {
        let mut kept = self.swept;
        for index in self.swept..self.all.len() {
            let block = self.all[index];
            // SAFETY: the caller's promise.
            if unsafe { Block::sweep(block, mark, dead) } {
                self.all[kept] = block;
                kept += 1;
            } else {
                empty.push(block);
            }
        }
        self.all.truncate(kept);
        self.swept = kept;
    }

    /// After marking: all are to be swept.
    pub(super) fn start_over(&mut self) {
        (self.used, self.swept) = (0, 0);
    }
}

/// Free cells side by side: from where up to where.
#[derive(Default)]
pub(super) struct Run {
    pub(super) next: Cell<*mut u8>,
    pub(super) end: Cell<*mut u8>,
}

impl Run {
    pub(super) fn set(&self, cells: Range<*mut u8>) {
        self.next.set(cells.start);
        self.end.set(cells.end);
    }

    pub(super) fn take(&self) -> Range<*mut u8> {
        self.next.take()..self.end.take()
    }
}

/// A thread's part of the heap. Only its thread touches it, or a collection while the world stands still, or whoever holds
/// the registry's lock once its thread has ended. It shares no cache line with what belongs to another thread.
#[derive(Default)]
#[repr(align(128))]
pub(super) struct Local {
    /// The runs of free cells that are allocated from.
    pub(super) free: PerClass<Run>,
    pub(super) blocks: RefCell<PerClass<Blocks>>,
    pub(super) large: RefCell<Vec<NonNull<Header>>>,
    pub(super) retired: RefCell<Vec<Retired>>,
}

// SAFETY: see the type's comment: never touched by two threads at once.
unsafe impl Send for Local {}
// SAFETY: as above.
unsafe impl Sync for Local {}

/// A buffer that was replaced, freed when the world next stands still.
pub(super) struct Retired {
    pub(super) pointer: *mut u8,
    pub(super) free: unsafe fn(*mut u8),
}

/// Blocks that any thread uses.
const A_LITTLE: usize = 16;

impl Local {
    /// Whether its thread allocated more than a little since the last collection.
    pub(super) fn allocates(&self) -> bool {
        let blocks = self.blocks.borrow();
        blocks.0.iter().map(|blocks| blocks.used).sum::<usize>() > A_LITTLE
    }

    /// Forgets the runs of free cells, whose blocks are about to be swept.
    pub(super) fn start_over(&self) {
        self.free.0.iter().for_each(|run| run.set(Range::default()));
        let mut blocks = self.blocks.borrow_mut();
        blocks.0.iter_mut().for_each(Blocks::start_over);
    }
}

/// Bytes before a large cell: its size, padded to the alignment of cells.
pub(super) const LARGE_PREFIX: usize = 16;

/// Size of a large cell.
///
/// # Safety
/// The cell came from `alloc_large`.
pub(super) unsafe fn large_bytes(cell: NonNull<Header>) -> usize {
    // SAFETY: the prefix holds the size.
    unsafe {
        cell.as_ptr()
            .cast::<u8>()
            .sub(LARGE_PREFIX)
            .cast::<usize>()
            .read()
    }
}

/// Frees a large cell.
///
/// # Safety
/// The cell came from `alloc_large`, its contents were dropped, and nothing points to it.
pub(super) unsafe fn free_large(cell: NonNull<Header>) {
    // SAFETY: the layout is the one it was allocated with.
    unsafe {
        let bytes = large_bytes(cell);
        let start = cell.as_ptr().cast::<u8>().sub(LARGE_PREFIX);
        dealloc(
            start,
            Layout::from_size_align_unchecked(bytes + LARGE_PREFIX, 16),
        );
    }
}

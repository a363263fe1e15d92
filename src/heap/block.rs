//! `Block`: cells of one size, side by side, and how dead ones among them become free again.
//!
//! Objects whose contents need dropping have blocks of their own ([`class_of`]). The others need only be forgotten, so that whoever
//! owns their block may do it outside of the collection's pause, when it needs the room.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ops::Range;
use std::ptr::{self, NonNull};
use std::sync::atomic::Ordering;

use super::collector::Dead;
use super::object::{Header, Kind};
use super::value::Value;

/// Bytes of a block, also its alignment.
pub(super) const BLOCK_BYTES: usize = 16 * 1024;
/// Cell sizes, each a multiple of 16.
const SIZES: [usize; 25] = [
    32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 320, 384, 448, 512, 640,
    768, 1024, 1280, 1600, 2032,
];
/// The largest object that is in a block.
pub(super) const LARGEST: usize = SIZES[SIZES.len() - 1];
/// Classes of blocks: each size for what is only forgotten, then each for what is dropped.
pub(super) const CLASSES: usize = 2 * SIZES.len();
/// Size class by size in units of 16 bytes, rounded up.
const SIZE_CLASS: [u8; LARGEST / 16 + 1] = {
    let mut table = [0; LARGEST / 16 + 1];
    let (mut units, mut class) = (0, 0);
    while units < table.len() {
        if units * 16 > SIZES[class] {
            class += 1;
        }
        table[units] = class as u8;
        units += 1;
    }
    table
};

/// The class of blocks for objects of so many bytes, at most [`LARGEST`], whose contents need dropping or not.
#[inline(always)]
pub(super) const fn class_of(bytes: usize, drops: bool) -> usize {
    SIZE_CLASS[bytes.div_ceil(16)] as usize + if drops { SIZES.len() } else { 0 }
}

/// Bytes of each cell in a block of a class.
#[inline(always)]
pub(super) const fn size_of_class(class: usize) -> usize {
    const BYTES: [usize; CLASSES] = {
        let mut table = [0; CLASSES];
        let mut class = 0;
        while class < CLASSES {
            table[class] = SIZES[class % SIZES.len()];
            class += 1;
        }
        table
    };
    BYTES[class]
}

/// Whether the objects in blocks of a class need dropping.
pub(super) fn drops(class: usize) -> bool {
    class >= SIZES.len()
}

/// The start of a block; its cells follow. Its owner alone touches it: the thread in whose part of the heap it is, or whoever holds the
/// registry's lock, or a collection while the world stands still.
#[repr(C, align(64))]
pub(super) struct Block {
    class: usize,
    /// List of runs of free cells.
    free: *mut FreeRun,
    /// The last mark that one of its cells got.
    mark: u8,
}

/// Free cells side by side: the first one's header (its first 16 bytes), then the rest. Their headers are those of dead objects, or of kind
/// `Free`, as they all are in blocks of a class that [drops].
#[repr(C)]
pub(super) struct FreeRun {
    header: Header,
    next: *mut FreeRun,
    end: *mut u8,
}

/// What stress mode fills freed cells with; as a value it would be a wild pointer, so that use after free shows.
const POISON: u8 = 0xda;

const LAYOUT: Layout = match Layout::from_size_align(BLOCK_BYTES, BLOCK_BYTES) {
    Ok(layout) => layout,
    Err(_) => panic!("a block's size is a power of two"),
};

impl Block {
    /// A new block, without cells yet.
    pub(super) fn new() -> NonNull<Block> {
        // SAFETY: the layout is not empty.
        match NonNull::new(unsafe { alloc(LAYOUT) }) {
            Some(block) => block.cast(),
            None => handle_alloc_error(LAYOUT),
        }
    }

    /// Frees a block.
    ///
    /// # Safety
    /// No live cell is in it, and nobody refers to it.
    pub(super) unsafe fn dispose(block: NonNull<Block>) {
        // SAFETY: it came from `new`.
        unsafe { dealloc(block.as_ptr().cast(), LAYOUT) };
    }

    /// Divides a block into free cells.
    ///
    /// # Safety
    /// The caller owns the block, and no live cell is in it.
    pub(super) unsafe fn format(block: NonNull<Block>, class: usize) {
        // SAFETY: the caller owns the block; the cells lie inside it.
        unsafe {
            block.as_ptr().write(Block {
                class,
                free: ptr::null_mut(),
                mark: 0,
            });
            for cell in Block::cells(block) {
                cell.write(Header::new(Kind::Free, Value::UNBOUND));
            }
            Block::free_all(block);
        }
    }

    /// Makes one run of all cells.
    unsafe fn free_all(block: NonNull<Block>) {
        // SAFETY: the caller owns the formatted block, in which no cell is in use.
        unsafe {
            (*block.as_ptr()).free = ptr::null_mut();
            let start = block.as_ptr().cast::<u8>().add(size_of::<Block>());
            let bytes = (*block.as_ptr()).cells_bytes();
            Block::give_back(block, start, start.add(bytes));
        }
    }

    /// The block that a cell is in.
    ///
    /// # Safety
    /// It is in one.
    #[inline(always)]
    pub(super) unsafe fn of<T>(cell: NonNull<T>) -> NonNull<Block> {
        let start = |address: usize| address & !(BLOCK_BYTES - 1);
        // SAFETY: a block is aligned to its size, and none is at address 0.
        unsafe { NonNull::new_unchecked(cell.as_ptr().map_addr(start).cast()) }
    }

    /// Its class.
    pub(super) fn class(&self) -> usize {
        self.class
    }

    /// Bytes of each cell.
    #[inline(always)]
    pub(super) fn cell_bytes(&self) -> usize {
        size_of_class(self.class)
    }

    /// Bytes of all its cells.
    fn cells_bytes(&self) -> usize {
        let size = self.cell_bytes();
        (BLOCK_BYTES - size_of::<Block>()) / size * size
    }

    /// Notes that one of its cells got a mark.
    #[inline(always)]
    pub(super) fn note_mark(&mut self, mark: u8) {
        self.mark = mark;
    }

    /// Takes a run of free cells: where it starts and ends.
    pub(super) fn take_run(&mut self) -> Option<Range<*mut u8>> {
        // SAFETY: a run on the list starts with this.
        let run = unsafe { self.free.as_mut()? };
        let range = self.free.cast::<u8>()..run.end;
        self.free = run.next;
        Some(range)
    }

    /// The addresses of its cells.
    ///
    /// # Safety
    /// The block is formatted.
    pub(super) unsafe fn cells(block: NonNull<Block>) -> impl Iterator<Item = *mut Header> {
        // SAFETY: formatted.
        let (size, bytes) =
            unsafe { ((*block.as_ptr()).cell_bytes(), block.as_ref().cells_bytes()) };
        // SAFETY: the offsets stay within the block.
        let start = unsafe { block.as_ptr().cast::<u8>().add(size_of::<Block>()) };
        // SAFETY: as above.
        (0..bytes / size).map(move |index| unsafe { start.add(index * size).cast() })
    }

    /// Puts a run of free cells, unless it is empty, on the list.
    ///
    /// # Safety
    /// The caller owns the block; from `start` to `end` there are whole cells of it, none of which is in use or on the list.
    #[inline(always)]
    pub(super) unsafe fn give_back(block: NonNull<Block>, start: *mut u8, end: *mut u8) {
        if start == end {
            return;
        }
        // SAFETY: the caller's promise; a cell has room for this.
        unsafe {
            let run = start.cast::<FreeRun>();
            (*run).header.set_free();
            (*run).next = (*block.as_ptr()).free;
            (*run).end = end;
            (*block.as_ptr()).free = run;
        }
    }

    /// Makes every cell free that does not bear the mark; false if none is left in use.
    ///
    /// # Safety
    /// The caller owns the block, and after the marks were set nothing was allocated in it. If its class [drops](drops), the world
    /// stands still.
    pub(super) unsafe fn sweep(block: NonNull<Block>, mark: u8, dead: &mut Dead<'_>) -> bool {
        // SAFETY: the caller owns the block; its cells are headers of live, dead or free cells. What is not marked was not reachable when
        // the world last stood still, so it is not now.
        unsafe {
            let (class, bytes) = ((*block.as_ptr()).class, (*block.as_ptr()).cell_bytes());
            let forget = !drops(class) && !dead.matter();
            let survives = (*block.as_ptr()).mark == mark;
            if forget && !survives {
                Block::free_all(block);
                return false;
            }
            (*block.as_ptr()).free = ptr::null_mut();
            let mut start: *mut u8 = ptr::null_mut();
            for cell in Block::cells(block) {
                if (*cell).mark.load(Ordering::Relaxed) == mark {
                    if !start.is_null() {
                        Block::give_back(block, start, cell.cast());
                        start = ptr::null_mut();
                    }
                    continue;
                }
                if !forget {
                    if (*cell).kind() != Kind::Free {
                        dead.bury(cell, drops(class));
                        if dead.poisoned() {
                            ptr::write_bytes(cell.cast::<u8>(), POISON, bytes);
                        }
                    }
                    (*cell).set_free();
                }
                if start.is_null() {
                    start = cell.cast();
                }
            }
            if !start.is_null() {
                let first = block.as_ptr().cast::<u8>().add(size_of::<Block>());
                let end = first.add((*block.as_ptr()).cells_bytes());
                Block::give_back(block, start, end);
            }
            survives
        }
    }
}

const _: () = assert!(size_of::<FreeRun>() <= SIZES[0]);

//! `Block`: cells of one size, side by side, and how dead ones among them become free again.
//!
//! Objects whose contents need dropping have blocks of their own ([`class_of`]). The others need only be forgotten, so that whoever
//! owns their block may do it outside of the collection's pause, when it needs the room.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
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

/// Whether the objects in blocks of a class need dropping.
pub(super) fn drops(class: usize) -> bool {
    class >= SIZES.len()
}

/// The start of a block; its cells follow. Its owner alone touches it: the thread in whose part of the heap it is, or whoever holds the
/// registry's lock, or a collection while the world stands still.
#[repr(C, align(64))]
pub(super) struct Block {
    class: usize,
    /// List of free cells.
    free: *mut FreeCell,
    /// How many they are.
    free_count: usize,
}

/// A free cell: a header of kind `Free` (its first 16 bytes), then the link.
#[repr(C)]
pub(super) struct FreeCell {
    header: Header,
    pub(super) next: *mut FreeCell,
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
                free_count: 0,
            });
            for cell in Block::cells(block).rev() {
                cell.write(Header::new(Kind::Free, Value::UNBOUND));
                Block::give_back(block, cell);
            }
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
        SIZES[self.class % SIZES.len()]
    }

    /// Takes the list of free cells, and how many bytes they are.
    pub(super) fn take_free(&mut self) -> (*mut FreeCell, usize) {
        let count = std::mem::take(&mut self.free_count);
        let free = std::mem::replace(&mut self.free, ptr::null_mut());
        (free, count * self.cell_bytes())
    }

    /// The addresses of its cells.
    ///
    /// # Safety
    /// The block is formatted.
    pub(super) unsafe fn cells(
        block: NonNull<Block>,
    ) -> impl DoubleEndedIterator<Item = *mut Header> {
        // SAFETY: formatted.
        let size = unsafe { (*block.as_ptr()).cell_bytes() };
        let first = size_of::<Block>();
        let count = (BLOCK_BYTES - first) / size;
        // SAFETY: `first + index * size + size` stays within the block.
        (0..count).map(move |index| unsafe {
            block.as_ptr().cast::<u8>().add(first + index * size).cast()
        })
    }

    /// Puts a cell on the list of free ones.
    ///
    /// # Safety
    /// The caller owns the block, the cell is one of its and of kind `Free`.
    #[inline(always)]
    pub(super) unsafe fn give_back(block: NonNull<Block>, cell: *mut Header) {
        // SAFETY: the caller's promise.
        unsafe {
            let cell = cell.cast::<FreeCell>();
            (*cell).next = (*block.as_ptr()).free;
            (*block.as_ptr()).free = cell;
            (*block.as_ptr()).free_count += 1;
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
            let (mut free, mut free_count, mut survivors) = (ptr::null_mut(), 0, 0);
            for cell in Block::cells(block).rev() {
                if (*cell).mark.load(Ordering::Relaxed) == mark {
                    survivors += 1;
                    continue;
                }
                if !forget && (*cell).kind() != Kind::Free {
                    dead.bury(cell, drops(class));
                    if dead.poisoned() {
                        ptr::write_bytes(cell.cast::<u8>(), POISON, bytes);
                    }
                }
                (*cell).set_free();
                let cell = cell.cast::<FreeCell>();
                (*cell).next = free;
                free = cell;
                free_count += 1;
            }
            (*block.as_ptr()).free = free;
            (*block.as_ptr()).free_count = free_count;
            survivors > 0
        }
    }
}

const _: () = assert!(size_of::<FreeCell>() <= SIZES[0]);

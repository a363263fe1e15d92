//! Allocation: size-class blocks owned by threads, large cells by themselves. Nothing here decides when to collect.

use std::alloc::{Layout, alloc, alloc_zeroed, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parking_lot::Mutex;

use super::collector::Tracer;
use super::object::{Header, Kind, Object, Trace};
use super::stack::Stack;
use super::string::Interner;
use super::value::{Field, Value};
use crate::gil::{self, Breaker, ThreadState};

/// Bytes of a block, also its alignment.
pub(super) const BLOCK_BYTES: usize = 16 * 1024;
/// Cell sizes, each a multiple of 16.
const SIZES: [usize; 25] = [
    32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 320, 384, 448, 512, 640,
    768, 1024, 1280, 1600, 2032,
];
const LARGEST: usize = SIZES[SIZES.len() - 1];
/// Size class by size in units of 16 bytes, rounded up.
const CLASS_OF: [u8; LARGEST / 16 + 1] = {
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

/// How a kind is traced and freed.
#[derive(Clone, Copy)]
pub struct KindInfo {
    kind: Kind,
    pub(super) trace: unsafe fn(*const Header, &mut Tracer),
    pub(super) external: Option<unsafe fn(*const Header) -> usize>,
    pub(super) drop: Option<unsafe fn(*mut Header)>,
}

impl KindInfo {
    /// The information about one object type.
    pub const fn of<T: Object>() -> KindInfo {
        unsafe fn trace<T: Object>(cell: *const Header, tracer: &mut Tracer) {
            // SAFETY: (one kind, one type) called for cells of `T::KIND` only.
            unsafe { (*cell.cast::<T>()).trace(tracer) }
        }
        unsafe fn external<T: Object>(cell: *const Header) -> usize {
            // SAFETY: (one kind, one type)
            unsafe { (*cell.cast::<T>()).external_bytes() }
        }
        unsafe fn drop_cell<T: Object>(cell: *mut Header) {
            // SAFETY: (one kind, one type; the world stands still) the sweep drops each unreachable cell once.
            unsafe { ptr::drop_in_place(cell.cast::<T>()) }
        }
        let drops = std::mem::needs_drop::<T>();
        KindInfo {
            kind: T::KIND,
            trace: trace::<T>,
            external: if drops { Some(external::<T>) } else { None },
            drop: if drops { Some(drop_cell::<T>) } else { None },
        }
    }
}

/// What a heap is made with.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// Bytes that live objects may take, `--max-heap`.
    pub max_bytes: usize,
    /// Collect at every safepoint and poison freed cells (a test mode).
    pub stress: bool,
}

/// One interpreter's heap, shared by its threads.
pub struct Heap {
    pub(super) kinds: [Option<KindInfo>; Kind::COUNT],
    pub(super) registry: Mutex<Registry>,
    pub(super) config: HeapConfig,
    /// Whose threads use it, and so who stops the world for its collections.
    gil: Arc<gil::Interpreter>,
    /// Bytes allocated since the last collection, counted by whole blocks and big buffers.
    pub(super) allocated: AtomicUsize,
    /// Collect when `allocated` exceeds this.
    pub(super) threshold: AtomicUsize,
    /// Bytes that survived the last collection.
    pub(super) live: AtomicUsize,
    /// Whether collections happen by themselves (`gc.disable`).
    pub(super) automatic: AtomicBool,
    /// Whether there are weak references to report.
    pub(super) any_cleared: AtomicBool,
    locking: AtomicBool,
    interner: Interner,
}

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
    pub(super) pool: [Vec<NonNull<Block>>; SIZES.len()],
}

// SAFETY: (the world stands still) blocks are reached through the registry only under its lock.
unsafe impl Send for Registry {}

impl Registry {
    /// A block with free cells of a class: an orphan's, an empty one, a new one.
    fn take_block(&mut self, class: usize) -> NonNull<Block> {
        let ready = self.orphans.blocks.get_mut()[class].pop();
        if let Some(block) = ready.or_else(|| self.pool[class].pop()) {
            return block;
        }
        let other = self.pool.iter_mut().find_map(Vec::pop);
        let block = other.unwrap_or_else(new_block);
        // SAFETY: the block is nobody else's.
        unsafe { format_block(block, class) };
        block
    }
}

/// The start of a block; its cells follow.
#[repr(C, align(64))]
pub(super) struct Block {
    pub(super) class: usize,
    /// List of free cells.
    pub(super) free: *mut FreeCell,
    /// Bytes of the cells on that list.
    pub(super) free_bytes: usize,
}

/// A free cell: a header of kind `Free` (its first 16 bytes), then the link.
#[repr(C)]
pub(super) struct FreeCell {
    header: Header,
    pub(super) next: *mut FreeCell,
}

/// A thread's part of the heap. Only its thread touches it, or a collection while the world stands still, or whoever holds
/// the registry's lock once its thread has ended.
#[derive(Default)]
pub(super) struct Local {
    free: [Cell<*mut FreeCell>; SIZES.len()],
    pub(super) blocks: RefCell<[Vec<NonNull<Block>>; SIZES.len()]>,
    pub(super) cursor: [Cell<usize>; SIZES.len()],
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

impl Heap {
    /// An empty heap for the given kinds of objects, used by the threads of a run.
    pub fn new(
        config: HeapConfig,
        kinds: impl IntoIterator<Item = KindInfo>,
        gil: Arc<gil::Interpreter>,
    ) -> Arc<Heap> {
        let mut table = [None; Kind::COUNT];
        for info in kinds.into_iter().chain(super::boxed::kinds()) {
            table[info.kind as usize] = Some(info);
        }
        // An object of a kind that is missing would neither be traced nor freed. Unit tests do without those of other rooms.
        let missing = |kind: &&Option<KindInfo>| kind.is_none();
        let missing = table.iter().skip(1).filter(missing).count();
        assert!(cfg!(test) || missing == 0, "the heap is to know all kinds");
        Arc::new(Heap {
            kinds: table,
            registry: Mutex::default(),
            threshold: AtomicUsize::new(FIRST_THRESHOLD),
            config,
            gil,
            allocated: AtomicUsize::new(0),
            live: AtomicUsize::new(0),
            automatic: AtomicBool::new(true),
            any_cleared: AtomicBool::new(false),
            locking: AtomicBool::new(false),
            interner: Interner::default(),
        })
    }

    /// From now on byte locks are taken. Called before a second thread may run script code at the same time as the first.
    pub fn start_locking(&self) {
        self.locking.store(true, Ordering::SeqCst);
    }

    /// Whether every safepoint collects.
    pub fn stress(&self) -> bool {
        self.config.stress
    }

    /// The limit of `--max-heap`, in bytes.
    pub fn max_bytes(&self) -> usize {
        self.config.max_bytes
    }

    /// Bytes in use, at most: those that survived the last collection and all that were allocated since.
    pub fn used_bytes(&self) -> usize {
        self.live.load(Ordering::Relaxed) + self.allocated.load(Ordering::Relaxed)
    }

    /// Switches automatic collection on or off (`gc.enable`, `gc.disable`); `--max-heap` still collects.
    pub fn set_automatic(&self, on: bool) {
        self.automatic.store(on, Ordering::Relaxed);
    }

    /// Whether automatic collection is on.
    pub fn is_automatic(&self) -> bool {
        self.automatic.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub(super) fn gil(&self) -> &Arc<gil::Interpreter> {
        &self.gil
    }

    pub(super) fn interner(&self) -> &Interner {
        &self.interner
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        // Mutators hold the heap, so none is left: every block is an orphan's or in the pool.
        self.free_everything();
    }
}

/// Bytes of allocation before the first collection.
pub(super) const FIRST_THRESHOLD: usize = 16 << 20;

/// A thread's access to the heap: its allocator, its stack of values, and its part of the lock.
///
/// It is there only while its thread is attached, apart from the waits (`waits.rs`), which borrow it mutably. So nobody collects while a
/// value that was read through it is in sight.
pub struct Mutator {
    heap: Arc<Heap>,
    local: Arc<Local>,
    stack: Arc<Stack>,
    /// Bytes allocated and not yet counted in the heap, whose counter all threads share.
    uncounted: Cell<usize>,
    /// Dropped last: the thread detaches when its part of the heap is given back.
    pub(super) gil: ThreadState,
}

/// Threads count what they allocate in portions of so many bytes.
const PORTION: usize = 64 * 1024;
/// A thread that needs many blocks takes up to so many at once, so that threads seldom meet at the registry.
const MOST_BLOCKS_AT_ONCE: usize = 16;

impl Mutator {
    /// Access for the calling thread, which is attached from now on. An error if the system grants no address space.
    ///
    /// # Panics
    /// If the thread belongs to another run than the heap.
    pub fn new(heap: Arc<Heap>, gil: ThreadState) -> std::io::Result<Mutator> {
        assert!(
            Arc::ptr_eq(&heap.gil, gil.interpreter()),
            "a heap is of one run"
        );
        let (local, stack) = (Arc::new(Local::default()), Arc::new(Stack::new()?));
        gil.attach();
        {
            let mut registry = heap.registry.lock();
            registry.locals.push(local.clone());
            registry.stacks.push(stack.clone());
        }
        if heap.config.stress {
            gil.breaker().set(Breaker::COLLECT);
        }
        Ok(Mutator {
            heap,
            local,
            stack,
            uncounted: Cell::new(0),
            gil,
        })
    }

    /// The heap.
    #[inline(always)]
    pub fn heap(&self) -> &Arc<Heap> {
        &self.heap
    }

    /// The thread's stack of values.
    #[inline(always)]
    pub fn stack(&self) -> &Stack {
        &self.stack
    }

    /// Whether byte locks are taken.
    #[inline(always)]
    pub fn locking(&self) -> bool {
        self.heap.locking.load(Ordering::Relaxed)
    }

    /// Allocates an object of a class; `make` gets the header it must start with. What it owns outside its cell by then is counted.
    #[inline(always)]
    pub fn alloc<T: Object>(&self, class: Value<'_>, make: impl FnOnce(Header) -> T) -> &T {
        const { assert!(align_of::<T>() <= 16 && size_of::<T>() <= LARGEST) };
        let object = make(Header::new(T::KIND, class));
        let cell = self
            .alloc_small(const { CLASS_OF[size_of::<T>().div_ceil(16)] as usize })
            .cast::<T>();
        // SAFETY: the cell is free, aligned to 16 and large enough; it is this thread's until it is published. The kind is set
        // again, as `make` might have taken the header of another allocation.
        let object = unsafe {
            cell.write(object);
            (*cell.cast::<Header>()).set_kind(T::KIND);
            &*cell
        };
        if const { std::mem::needs_drop::<T>() } {
            self.account(object.external_bytes());
        }
        object
    }

    /// Allocates an object followed by `tail` bytes. `fill` writes the object and initialises the tail behind it.
    ///
    /// # Safety
    /// `fill` initialises all of what `T`'s methods and its trace read.
    pub(super) unsafe fn alloc_with_tail<T: Object>(
        &self,
        class: Value<'_>,
        tail: usize,
        fill: impl FnOnce(*mut T, Header),
    ) -> &T {
        let bytes = size_of::<T>().saturating_add(tail);
        let cell = if bytes <= LARGEST {
            self.alloc_small(CLASS_OF[bytes.div_ceil(16)] as usize)
        } else {
            self.alloc_large(bytes)
        };
        fill(cell.cast(), Header::new(T::KIND, class));
        // SAFETY: `fill` initialised it, as the caller promises.
        unsafe { &*cell.cast::<T>() }
    }

    #[inline(always)]
    fn alloc_small(&self, class: usize) -> *mut u8 {
        let free = &self.local.free[class];
        let cell = free.get();
        if cell.is_null() {
            return self.refill(class);
        }
        // SAFETY: cells on a free list are free, and the list is this thread's.
        free.set(unsafe { (*cell).next });
        cell.cast()
    }

    /// Finds a block with free cells: the thread's own, an orphan's, an empty one, a new one.
    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize) -> *mut u8 {
        let mut blocks = self.local.blocks.borrow_mut();
        loop {
            let cursor = self.local.cursor[class].get();
            if let Some(block) = blocks[class].get(cursor) {
                self.local.cursor[class].set(cursor + 1);
                // SAFETY: the block is this thread's.
                let (free, bytes) = unsafe {
                    let block = block.as_ptr();
                    let free = std::mem::replace(&mut (*block).free, ptr::null_mut());
                    (free, (*block).free_bytes)
                };
                if !free.is_null() {
                    // SAFETY: as above; the first cell is free.
                    self.local.free[class].set(unsafe { (*free).next });
                    drop(blocks);
                    self.account(bytes);
                    return free.cast();
                }
                continue;
            }
            let mut registry = self.heap.registry.lock();
            let wanted = (blocks[class].len() / 4).clamp(1, MOST_BLOCKS_AT_ONCE);
            blocks[class].extend((0..wanted).map(|_| registry.take_block(class)));
        }
    }

    /// Allocates an object followed by `tail` bytes of zeros; None if the system has no memory.
    ///
    /// # Safety
    /// Zeros are valid for what `T`'s methods and its trace read behind it.
    #[inline]
    pub(super) unsafe fn alloc_zeroed_tail<T: Object>(
        &self,
        class: Value<'_>,
        tail: usize,
        make: impl FnOnce(Header) -> T,
    ) -> Option<&T> {
        let bytes = size_of::<T>().checked_add(tail)?;
        let object = make(Header::new(T::KIND, class));
        // SAFETY: the cell is free and large enough for the object and its tail.
        unsafe {
            let cell = if bytes <= LARGEST {
                let cell = self.alloc_small(CLASS_OF[bytes.div_ceil(16)] as usize);
                cell.add(size_of::<T>()).write_bytes(0, tail);
                cell
            } else {
                self.try_large(bytes, alloc_zeroed)?
            };
            cell.cast::<T>().write(object);
            Some(&*cell.cast::<T>())
        }
    }

    #[cold]
    fn alloc_large(&self, bytes: usize) -> *mut u8 {
        match self.try_large(bytes, alloc) {
            Some(cell) => cell,
            // Callers check big sizes with `fits` first.
            None => handle_alloc_error(Layout::new::<[u64; 2]>()),
        }
    }

    #[cold]
    fn try_large(&self, bytes: usize, alloc: unsafe fn(Layout) -> *mut u8) -> Option<*mut u8> {
        let layout = Layout::from_size_align(bytes.checked_add(LARGE_PREFIX)?, 16).ok()?;
        // SAFETY: the layout is not empty; the prefix holds the size, so that the sweep knows it.
        let cell = unsafe {
            let start = NonNull::new(alloc(layout))?;
            start.cast::<usize>().write(bytes);
            start.add(LARGE_PREFIX)
        };
        self.local.large.borrow_mut().push(cell.cast());
        self.account(bytes);
        Some(cell.as_ptr())
    }

    /// Counts bytes allocated outside cells after the object was made; asks for a collection when it is time.
    #[inline]
    pub fn account(&self, bytes: usize) {
        let uncounted = self.uncounted.get().saturating_add(bytes);
        self.uncounted.set(uncounted);
        if uncounted >= PORTION {
            self.count();
        }
    }

    #[cold]
    fn count(&self) {
        let bytes = self.uncounted.take();
        self.heap.allocated.fetch_add(bytes, Ordering::Relaxed);
        if self.heap.is_due() {
            self.gil.breaker().set(Breaker::COLLECT);
        }
    }

    /// Whether so many more bytes would stay below `--max-heap`, counting garbage that a collection might free as free. A
    /// native checks this before it allocates anything big.
    pub fn fits(&self, bytes: usize) -> bool {
        bytes < (1 << 20)
            || self.heap.live.load(Ordering::Relaxed).saturating_add(bytes)
                <= self.heap.config.max_bytes
    }

    /// Keeps a replaced buffer until the world next stands still, then calls `free` on it. Its bytes were counted when it was
    /// allocated and stay so until then.
    ///
    /// # Safety
    /// `free(pointer)` is sound once no thread reads the buffer any more, and nobody else frees it.
    pub(super) unsafe fn retire(&self, pointer: *mut u8, free: unsafe fn(*mut u8)) {
        self.local
            .retired
            .borrow_mut()
            .push(Retired { pointer, free });
    }
}

impl Drop for Mutator {
    fn drop(&mut self) {
        let mut registry = self.heap.registry.lock();
        let local = &self.local;
        registry.locals.retain(|other| !Arc::ptr_eq(other, local));
        let stack = &self.stack;
        registry.stacks.retain(|other| !Arc::ptr_eq(other, stack));
        let orphans = &registry.orphans;
        let mut theirs = orphans.blocks.borrow_mut();
        for (class, mine) in local.blocks.borrow_mut().iter_mut().enumerate() {
            // The rest of the current free list goes back to its blocks, so that no free cell is lost.
            let mut cell = local.free[class].replace(ptr::null_mut());
            while !cell.is_null() {
                // SAFETY: cells on the free list are free; their block starts at the block-aligned address below.
                unsafe {
                    let next = (*cell).next;
                    let block = (cell as usize & !(BLOCK_BYTES - 1)) as *mut Block;
                    if (*block).free.is_null() {
                        (*block).free_bytes = 0;
                    }
                    (*cell).next = (*block).free;
                    (*block).free = cell;
                    (*block).free_bytes += SIZES[class];
                    cell = next;
                }
            }
            theirs[class].append(mine);
        }
        orphans
            .large
            .borrow_mut()
            .append(&mut local.large.borrow_mut());
        orphans
            .retired
            .borrow_mut()
            .append(&mut local.retired.borrow_mut());
    }
}

/// Bytes before a large cell: its size, padded to the alignment of cells.
const LARGE_PREFIX: usize = 16;

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

const BLOCK_LAYOUT: Layout = match Layout::from_size_align(BLOCK_BYTES, BLOCK_BYTES) {
    Ok(layout) => layout,
    Err(_) => panic!("a block's size is a power of two"),
};

fn new_block() -> NonNull<Block> {
    // SAFETY: the layout is not empty.
    match NonNull::new(unsafe { alloc(BLOCK_LAYOUT) }) {
        Some(block) => block.cast(),
        None => handle_alloc_error(BLOCK_LAYOUT),
    }
}

/// Frees a block.
///
/// # Safety
/// No live cell is in it, and nobody refers to it.
pub(super) unsafe fn free_block(block: NonNull<Block>) {
    // SAFETY: it came from `new_block`.
    unsafe { dealloc(block.as_ptr().cast(), BLOCK_LAYOUT) };
}

/// Makes every cell of a block free.
unsafe fn format_block(block: NonNull<Block>, class: usize) {
    // SAFETY: the caller owns the block; the cells of `cells` lie inside it.
    unsafe {
        block.as_ptr().write(Block {
            class,
            free: ptr::null_mut(),
            free_bytes: 0,
        });
        let mut next = ptr::null_mut();
        for cell in cells(block).rev() {
            cell.cast::<FreeCell>().write(FreeCell {
                header: Header::new(Kind::Free, Value::UNBOUND),
                next,
            });
            next = cell.cast();
            (*block.as_ptr()).free_bytes += SIZES[class];
        }
        (*block.as_ptr()).free = next;
    }
}

/// The addresses of a block's cells.
///
/// # Safety
/// The block is formatted.
pub(super) unsafe fn cells(block: NonNull<Block>) -> impl DoubleEndedIterator<Item = *mut Header> {
    // SAFETY: formatted, so its class is valid.
    let size = SIZES[unsafe { (*block.as_ptr()).class }];
    let first = size_of::<Block>();
    let count = (BLOCK_BYTES - first) / size;
    // SAFETY: `first + index * size + size` stays within the block.
    (0..count)
        .map(move |index| unsafe { block.as_ptr().cast::<u8>().add(first + index * size).cast() })
}

/// Bytes of a cell in a block.
///
/// # Safety
/// The block is formatted.
pub(super) unsafe fn cell_bytes(block: NonNull<Block>) -> usize {
    // SAFETY: formatted, so its class is valid.
    SIZES[unsafe { (*block.as_ptr()).class }]
}

impl Local {
    /// Forgets the free lists, whose blocks are about to be swept.
    pub(super) fn reset(&self) {
        for (free, cursor) in self.free.iter().zip(&self.cursor) {
            free.set(ptr::null_mut());
            cursor.set(0);
        }
    }
}

const _: () = assert!(size_of::<FreeCell>() <= SIZES[0]);
const _: fn() = || {
    fn traced<T: Trace>() {}
    traced::<Field>();
};

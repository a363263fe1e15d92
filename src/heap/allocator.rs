//! Allocation: from size-class blocks that the thread owns, large cells by themselves. Nothing here decides when to collect.

use std::alloc::{Layout, alloc, handle_alloc_error};
use std::cell::Cell;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use crossbeam_utils::CachePadded;
use parking_lot::Mutex;

use super::block::{Block, LARGEST, class_of, size_of_class};
use super::collector::Tracer;
use super::local::{LARGE_PREFIX, Local, Registry, Retired};
use super::object::{Header, Kind, Object, Trace};
use super::reserved::Spaces;
use super::stack::Stack;
use super::string::Interner;
use super::value::{Field, Value};
use crate::gil::{self, Breaker, ThreadState};

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
    /// On cache lines of its own, as is `allocated`: all threads read the other fields all the time.
    pub(super) registry: CachePadded<Mutex<Registry>>,
    pub(super) config: HeapConfig,
    /// Whose threads use it, and so who stops the world for its collections.
    gil: Arc<gil::Interpreter>,
    /// Bytes allocated since the last collection, counted by whole blocks and big buffers.
    pub(super) allocated: CachePadded<AtomicUsize>,
    /// Collect when `allocated` exceeds this.
    pub(super) threshold: AtomicUsize,
    /// Bytes that survived the last collection.
    pub(super) live: AtomicUsize,
    /// What the last collection marked with. Changes only while the world stands still.
    pub(super) mark: AtomicU8,
    /// Whether collections happen by themselves (`gc.disable`).
    pub(super) automatic: AtomicBool,
    /// Whether there are weak references to report.
    pub(super) any_cleared: AtomicBool,
    locking: AtomicBool,
    /// What the stacks of threads stand in.
    pub(super) spaces: Arc<Spaces>,
    interner: Interner,
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
            registry: CachePadded::default(),
            threshold: AtomicUsize::new(FIRST_THRESHOLD),
            config,
            gil,
            allocated: CachePadded::default(),
            live: AtomicUsize::new(0),
            mark: AtomicU8::new(1),
            automatic: AtomicBool::new(true),
            any_cleared: AtomicBool::new(false),
            locking: AtomicBool::new(false),
            spaces: Arc::default(),
            interner: Interner::default(),
        })
    }

    /// From now on byte locks are taken. Called before a second thread may run script code at the same time as the first.
    pub fn start_locking(&self) {
        self.locking.store(true, Ordering::SeqCst);
    }

    /// What the stacks of threads stand in.
    pub fn spaces(&self) -> &Arc<Spaces> {
        &self.spaces
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

    pub(super) fn mark(&self) -> u8 {
        self.mark.load(Ordering::Relaxed)
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

/// Bytes that a thread may allocate before the first collection, and later besides as many as are in use: so few that the processor's caches
/// hold them, so many that marking what every program has takes a few per cent of the time.
pub(super) const FIRST_THRESHOLD: usize = 4 << 20;

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
        gil.attach();
        let (local, stack) = (Arc::new(Local::default()), Stack::new(&heap.spaces)?);
        let stack = Arc::new(stack);
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
            .alloc_small(const { class_of(size_of::<T>(), std::mem::needs_drop::<T>()) })
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
    #[inline(always)]
    pub(super) unsafe fn alloc_with_tail<T: Object>(
        &self,
        class: Value<'_>,
        tail: usize,
        fill: impl FnOnce(*mut T, Header),
    ) -> &T {
        const { assert!(!std::mem::needs_drop::<T>()) };
        let bytes = size_of::<T>().saturating_add(tail);
        let header = Header::new(T::KIND, class);
        // SAFETY: `fill` initialises the object, as the caller promises; it starts with its header.
        unsafe {
            if bytes <= LARGEST {
                let cell = self.alloc_small(class_of(bytes, false));
                fill(cell.cast(), header);
                &*cell.cast::<T>()
            } else {
                let cell = self.alloc_large(bytes);
                fill(cell.cast(), header);
                (*cell.cast::<Header>()).set_large();
                &*cell.cast::<T>()
            }
        }
    }

    #[inline(always)]
    fn alloc_small(&self, class: usize) -> *mut u8 {
        let run = &self.local.free.0[class];
        let cell = run.next.get();
        if cell == run.end.get() {
            return self.refill(class);
        }
        run.next.set(cell.wrapping_add(size_of_class(class)));
        cell
    }

    /// Finds a block with free cells: the thread's own, swept now if need be; an empty one of another class; an orphan's, or a new one.
    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize) -> *mut u8 {
        let mut blocks = self.local.blocks.borrow_mut();
        loop {
            while let Some(block) = blocks.0[class].current(&self.heap) {
                // SAFETY: the block is this thread's.
                let Some(cells) = (unsafe { (*block.as_ptr()).take_run() }) else {
                    blocks.0[class].used += 1;
                    continue;
                };
                drop(blocks);
                self.account(cells.end.addr() - cells.start.addr());
                self.local.free.0[class].set(cells);
                return self.alloc_small(class);
            }
            if let Some(block) = blocks.0.iter_mut().find_map(|b| b.reclaim(&self.heap)) {
                // SAFETY: the block is this thread's, and no cell of it is in use.
                unsafe { Block::format(block, class) };
                blocks.0[class].add(block);
                continue;
            }
            let wanted = (blocks.0[class].all.len() / 4).clamp(1, MOST_BLOCKS_AT_ONCE);
            let mut registry = self.heap.registry.lock();
            (0..wanted).for_each(|_| blocks.0[class].add(registry.take_block(class)));
        }
    }

    /// Allocates an object followed by `zeros` bytes of zeros and `rest` more bytes; None if the system has no memory.
    ///
    /// # Safety
    /// Zeros are valid for what `T`'s methods and its trace read behind it; of the rest they read only what they wrote.
    #[inline]
    pub(super) unsafe fn alloc_zeroed_tail<T: Object>(
        &self,
        class: Value<'_>,
        [zeros, rest]: [usize; 2],
        make: impl FnOnce(Header) -> T,
    ) -> Option<&T> {
        let bytes = size_of::<T>().checked_add(zeros)?.checked_add(rest)?;
        const { assert!(!std::mem::needs_drop::<T>()) };
        let object = make(Header::new(T::KIND, class));
        let large = bytes > LARGEST;
        // SAFETY: the cell is free and large enough for the object and what follows.
        unsafe {
            let cell = match large {
                false => self.alloc_small(class_of(bytes, false)),
                true => self.try_large(bytes)?,
            };
            cell.add(size_of::<T>()).write_bytes(0, zeros);
            cell.cast::<T>().write(object);
            if large {
                (*cell.cast::<Header>()).set_large();
            }
            Some(&*cell.cast::<T>())
        }
    }

    #[cold]
    fn alloc_large(&self, bytes: usize) -> *mut u8 {
        match self.try_large(bytes) {
            Some(cell) => cell,
            // Callers check big sizes with `fits` first.
            None => handle_alloc_error(Layout::new::<[u64; 2]>()),
        }
    }

    #[cold]
    fn try_large(&self, bytes: usize) -> Option<*mut u8> {
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
        let local = &self.local;
        let mut mine = local.blocks.borrow_mut();
        let mut empty = Vec::new();
        for (class, blocks) in mine.0.iter_mut().enumerate() {
            // SAFETY: the thread's own blocks; none that needs dropping is left unswept.
            unsafe { blocks.sweep_rest(self.heap.mark(), &mut self.heap.dead(), &mut empty) };
            // The rest of the current free list goes back to its blocks, so that no free cell is lost.
            let cells = local.free.0[class].take();
            if let Some(start) = NonNull::new(cells.start)
                && cells.start != cells.end
            {
                // SAFETY: the cells of the run are free, and their block is this thread's.
                unsafe { Block::give_back(Block::of(start), cells.start, cells.end) };
            }
        }
        let mut registry = self.heap.registry.lock();
        registry.locals.retain(|other| !Arc::ptr_eq(other, local));
        let stack = &self.stack;
        registry.stacks.retain(|other| !Arc::ptr_eq(other, stack));
        registry.pool_all(empty);
        let orphans = &registry.orphans;
        let mut theirs = orphans.blocks.borrow_mut();
        for (mine, theirs) in mine.0.iter_mut().zip(&mut theirs.0) {
            theirs.all.append(&mut mine.all);
            theirs.swept = theirs.all.len();
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

const _: fn() = || {
    fn traced<T: Trace>() {}
    traced::<Field>();
};

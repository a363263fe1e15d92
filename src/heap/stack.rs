//! A thread's stack of values: registers of running frames, arguments and temporaries of natives, and the few single roots
//! beside them. It never moves and is never shared, except that a collection reads it.

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::collector::Tracer;
use super::object::Trace;
use super::reserved::{self, Space, Spaces};
use super::value::{Field, Value};

/// A place on a thread's stack of values, by its index. It stays valid until the frame or native that pushed it ends;
/// afterwards it reads whatever stands there, never anything dangling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub(crate) u32);

impl Slot {
    /// The slot `count` places further up.
    #[inline(always)]
    pub fn offset(self, count: usize) -> Slot {
        Slot(self.0.wrapping_add(count as u32))
    }

    /// The slot one place further down.
    pub fn below(slot: Slot) -> Slot {
        Slot(slot.0.saturating_sub(1))
    }

    /// Its index from the bottom of the stack.
    #[inline(always)]
    pub(crate) fn index(self) -> usize {
        self.0 as usize & (CAPACITY - 1)
    }

    /// How many places it is above another one.
    #[inline(always)]
    pub fn distance(self, below: Slot) -> usize {
        self.0.saturating_sub(below.0) as usize
    }
}

/// Number of slots reserved for each thread: address space, not memory.
const CAPACITY: usize = 1 << 20;
/// The last slot, which is never counted as used, so that a push there is noticed.
const LAST: usize = CAPACITY - 1;
/// By how much the part in use grows at a time.
const STEP: usize = 4096;

/// The stack. It is written all the time, so it shares no cache line with what belongs to another thread.
#[repr(align(128))]
pub struct Stack {
    space: Space<Field>,
    /// Index of the first free slot.
    top: AtomicUsize,
    /// Slots from here on were never used since the last collection cleared them.
    high: AtomicUsize,
    /// The exception being raised; UNBOUND when none is.
    pub exception: Field,
    /// The exception being handled (`sys.exception()`), or None.
    pub handled: Field,
    /// What the last native returned.
    pub result: Field,
    /// The script's Thread object, thread-local storage and the like: one value for the `modules` room's use.
    pub thread_object: Field,
}

// SAFETY: the memory is reached through atomics only (`Field`).
unsafe impl Send for Stack {}
// SAFETY: as above.
unsafe impl Sync for Stack {}

impl Stack {
    /// An empty stack; an error if the system grants no address space. Whoever calls is attached from then on, until a collection knows the
    /// stack: what stands above its top may be what another thread left there since the last one.
    pub(super) fn new(spaces: &Arc<Spaces>) -> std::io::Result<Stack> {
        Ok(Stack {
            // Zero bytes are the integer 0, so every slot holds a value.
            space: spaces.take(CAPACITY)?,
            top: AtomicUsize::new(0),
            high: AtomicUsize::new(STEP),
            exception: Field::unbound(),
            handled: Field::new(Value::NONE),
            result: Field::new(Value::NONE),
            thread_object: Field::new(Value::NONE),
        })
    }

    /// The field at a slot.
    #[inline(always)]
    pub fn field(&self, slot: Slot) -> &Field {
        let index = slot.index();
        // SAFETY: the index is masked to the mapping, all of which holds valid fields.
        unsafe { &*self.space.base().as_ptr().add(index) }
    }

    /// The fields of `count` slots, as far as there are so many.
    #[inline(always)]
    pub fn fields(&self, first: Slot, count: usize) -> &[Field] {
        let start = first.index();
        let count = count.min(CAPACITY - start);
        // SAFETY: inside the mapping, all of which holds valid fields.
        unsafe { std::slice::from_raw_parts(self.space.base().as_ptr().add(start), count) }
    }

    /// The first slot, for the loop's register pointers.
    #[inline(always)]
    pub fn base(&self) -> NonNull<Field> {
        self.space.base()
    }

    /// The first free slot.
    #[inline(always)]
    pub fn top(&self) -> Slot {
        Slot(self.top.load(Ordering::Relaxed) as u32)
    }

    /// Sets the first free slot: frees what is above, or claims it. `reserve` must have made sure that there is room.
    #[inline(always)]
    pub fn set_top(&self, top: Slot) {
        self.top
            .store(top.0 as usize & (CAPACITY - 1), Ordering::Relaxed);
    }

    /// Whether `count` slots from `slot` on are reserved already.
    #[inline(always)]
    pub fn has_room(&self, slot: Slot, count: usize) -> bool {
        slot.0 as usize + count <= self.high.load(Ordering::Relaxed)
    }

    /// Makes sure that `count` slots from `slot` on may be used; false means stack overflow.
    #[inline(always)]
    pub fn reserve(&self, slot: Slot, count: usize) -> bool {
        self.has_room(slot, count) || self.grow(slot.0 as usize + count)
    }

    #[cold]
    fn grow(&self, end: usize) -> bool {
        // The last steps are kept for the pushes of natives above a stack that frames have filled.
        if end > CAPACITY - 2 * STEP {
            return false;
        }
        self.high.store((end / STEP + 1) * STEP, Ordering::Relaxed);
        true
    }

    /// Pushes a value. A native that pushes more than a handful `reserve`s first; past the very end the last slot is used again.
    #[inline(always)]
    pub fn push(&self, value: Value<'_>) -> Slot {
        let slot = self.top();
        if slot.0 as usize >= self.high.load(Ordering::Relaxed) && !self.extend(slot) {
            self.field(slot).store(value);
            return slot;
        }
        self.field(slot).store(value);
        self.set_top(slot.offset(1));
        slot
    }

    /// Counts a step from a slot on as used; false for the very last slot.
    #[cold]
    fn extend(&self, slot: Slot) -> bool {
        let next = slot.0 as usize + 1;
        let high = (next / STEP + 1) * STEP;
        self.high.store(high.min(LAST), Ordering::Relaxed);
        next < CAPACITY
    }
}

impl Stack {
    /// Shows what stands below the top, and clears what stands above. Runs while the world stands still.
    pub(super) fn trace(&self, tracer: &mut Tracer) {
        let top = self.top().0 as usize;
        for index in 0..top {
            self.field(Slot(index as u32)).trace(tracer);
        }
        // Registers are not cleared when a frame ends or (but for locals) begins; what stands above the top may dangle
        // after this collection, so it goes now.
        let high = self.high.load(Ordering::Relaxed).max(top);
        for index in top..=high {
            self.field(Slot(index as u32)).store(Value::UNBOUND);
        }
        self.clear_from(high);
        let high = (top / STEP + 1) * STEP;
        self.high.store(high.min(LAST), Ordering::Relaxed);
        for field in [
            &self.exception,
            &self.handled,
            &self.result,
            &self.thread_object,
        ] {
            field.trace(tracer);
        }
    }

    /// Nobody should have written up there without reserving it. As any index may be asked for, the system gives these pages back as zeros, which
    /// are integers; untouched ones cost nothing.
    fn clear_from(&self, high: usize) {
        let start = high.next_multiple_of(STEP);
        if start < CAPACITY {
            // SAFETY: a part of our own mapping, from a whole page on, of which nobody holds a value: the world stands still.
            let cleared =
                unsafe { reserved::clear(self.space.base().add(start), CAPACITY - start) };
            debug_assert!(cleared.is_ok());
        }
    }
}

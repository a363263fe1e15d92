//! The breaker word: the one word that a running thread looks at to learn that somebody wants
//! something of it. What each bit asks for is decided in `thread`; nothing here waits or wakes.

use std::sync::atomic::Ordering;

use super::sync::AtomicU32;

/// One word per thread that ORs every reason for leaving the interpreter loop.
///
/// The loop tests it with one relaxed load at each safepoint ([`Breaker::is_clear`]) and calls
/// [`ThreadState::poll`](super::ThreadState::poll) when it is not zero. Anybody may set bits; only
/// `poll`, the lock and the stop-the-world protocol clear them.
#[derive(Debug, Default)]
#[repr(transparent)]
pub struct Breaker(AtomicU32);

impl Breaker {
    /// A waiter's interval ran out: drop the lock. Set and cleared under the lock's mutex.
    pub const DROP_REQUEST: u32 = 1;
    /// Somebody stops the world: report and wait. Set and cleared under the world's mutex.
    pub const STOP_THE_WORLD: u32 = 1 << 1;
    /// Ctrl-C, for the main thread.
    pub const INTERRUPT: u32 = 1 << 2;
    /// Another thread left an exception to raise here.
    pub const ASYNC_EXCEPTION: u32 = 1 << 3;
    /// A recording wants to know where this thread is.
    pub const SAMPLE: u32 = 1 << 4;
    /// Enough was allocated: collect.
    pub const COLLECT: u32 = 1 << 5;
    /// The thread's own budget of instructions is used up: drop the lock, and take it again.
    pub const TICK: u32 = 1 << 6;

    /// True when nobody wants anything. One relaxed load; this is what the loop tests.
    #[inline(always)]
    pub fn is_clear(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    /// Sets `bits`, from any thread. What was written before is visible to the `poll` that finds
    /// them.
    pub fn set(&self, bits: u32) {
        self.0.fetch_or(bits, Ordering::Release);
    }

    /// The word itself, for a loop that keeps its address in a register. It is stable while the
    /// [`ThreadState`](super::ThreadState) lives.
    pub fn word(&self) -> &AtomicU32 {
        &self.0
    }

    /// True when any of `bits` is set.
    pub fn has(&self, bits: u32) -> bool {
        self.0.load(Ordering::Acquire) & bits != 0
    }

    /// Sets `bits` and says whether none of them was set before.
    pub(crate) fn set_first(&self, bits: u32) -> bool {
        self.0.fetch_or(bits, Ordering::Release) & bits == 0
    }

    /// Clears `bits` and says whether any of them was set. Costs a load when none was.
    pub(crate) fn take(&self, bits: u32) -> bool {
        self.has(bits) && self.0.fetch_and(!bits, Ordering::AcqRel) & bits != 0
    }
}

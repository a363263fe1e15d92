//! Safepoints and waits of a thread, as the heap sees them: each borrows the mutator mutably, so that no value is kept across.
//!
//! What is handed to a wait runs detached. It can't reach an object: it holds no value, and no mutator to load one through.

use super::allocator::Mutator;
use super::collector::Collection;
use super::object::Object;
use super::{Bytes, Slot};
use crate::gil::{Breaker, Instant, Interrupted, Pending, Reason, ThreadId, Unparker, Wake};

impl Mutator {
    /// The thread's number.
    pub fn id(&self) -> ThreadId {
        self.gil.id()
    }

    /// Whether this is the main thread.
    pub fn is_main(&self) -> bool {
        self.gil.is_main()
    }

    /// The run's time.
    pub fn now(&self) -> Instant {
        self.gil.now()
    }

    /// What other threads wake this one with.
    pub fn unparker(&self) -> Unparker {
        self.gil.unparker()
    }

    /// The breaker word.
    #[inline(always)]
    pub fn breaker(&self) -> &Breaker {
        self.gil.breaker()
    }

    /// Calls `then` when this thread has ended.
    pub fn at_end(&self, then: impl FnOnce() + Send + 'static) {
        self.gil.at_end(then);
    }

    /// Does what the breaker word asks for, but for what is returned.
    pub fn poll(&mut self, site: u64) -> Pending {
        self.gil.poll(site)
    }

    /// Runs a system call, or other work that touches no object, detached.
    pub fn block<R>(&mut self, reason: Reason, site: u64, work: impl FnOnce() -> R) -> R {
        self.gil.block(reason, site, work)
    }

    /// [`block`](Mutator::block) for a system call that a signal may cut short.
    pub fn block_io<R>(
        &mut self,
        reason: Reason,
        site: u64,
        call: impl FnMut() -> std::io::Result<R>,
    ) -> Result<std::io::Result<R>, Interrupted> {
        self.gil.block_io(reason, site, call)
    }

    /// [`block`](Mutator::block) on the contents of the bytes object in a slot, without a copy; None if it is none.
    pub fn block_on_bytes<R>(
        &mut self,
        reason: Reason,
        site: u64,
        bytes: Slot,
        work: impl FnOnce(&[u8]) -> R,
    ) -> Option<R> {
        // The contents of bytes never change, nor does the slot, which keeps them, while this thread, its only user, is in here.
        let bytes = self.stack().field(bytes).load().cast::<Bytes>()?;
        Some(self.gil.block(reason, site, || work(bytes.as_slice())))
    }

    /// Waits until another thread unparks this one and `ready`, asked while detached, says so.
    pub fn park_until(
        &mut self,
        reason: Reason,
        site: u64,
        object: u64,
        deadline: Option<Instant>,
        ready: impl FnMut() -> bool,
    ) -> Wake {
        self.gil.park_until(reason, site, object, deadline, ready)
    }

    /// Waits until another thread that was registered has begun.
    pub fn wait_for_start(&mut self, begins: ThreadId, site: u64, object: u64) {
        self.gil.wait_for_start(begins, site, object);
    }

    /// Sleeps, or is interrupted.
    pub fn sleep(&mut self, span: std::time::Duration, site: u64) -> Result<(), Interrupted> {
        self.gil.sleep(span, site)
    }

    /// Ends the run for every other thread.
    pub fn finalize(&mut self) {
        self.gil.finalize();
    }

    /// Works while every other thread is stopped or detached. Another may have stopped the world, and collected, just before.
    pub fn stop_the_world<R>(&mut self, work: impl FnOnce(&Mutator) -> R) -> R {
        let mutator = &*self;
        mutator.gil.stop_the_world(|| work(mutator))
    }

    /// Collects garbage, with the world stopped.
    pub fn collect(&mut self) -> Collection {
        // SAFETY: (the world stands still) the mutable borrow means that this thread holds no value; the others are at safepoints or
        // detached, where they hold none either.
        self.stop_the_world(|mutator| unsafe { mutator.heap().collect(true) })
    }

    /// Collects garbage if it is time to, which may be over when the world has stopped: another thread may have done it. What needs no
    /// dropping is swept later.
    pub fn collect_if_due(&mut self) {
        self.stop_the_world(|mutator| {
            let heap = mutator.heap();
            if heap.stress() || heap.is_due() {
                // SAFETY: (the world stands still) as in `collect`.
                unsafe { heap.collect(false) };
            }
        });
    }

    /// Visits every object of a type, with the world stopped.
    pub fn visit<T: Object>(&mut self, visit: impl FnMut(&T)) {
        // SAFETY: (the world stands still)
        self.stop_the_world(|mutator| unsafe { mutator.heap().for_each(visit) });
    }
}

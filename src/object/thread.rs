//! `Thread`: what a script thread runs with. Its values stand on its stack; what it calls may stop it only where it is
//! borrowed mutably.

use std::cell::Cell;
use std::sync::Arc;

use super::LinkedCode;
use super::interpreter::Interpreter;
use super::names::ClassId;
use crate::bytecode::Instruction;
use crate::gil::{self, Breaker, Pending};
use crate::heap::{Collection, Mutator, Reserved, Slot, Stack, Value};

/// A native's result stands in the thread's result root. Only [`Thread::done`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Done(());

/// An exception is being raised: it stands in the thread's exception root. Only raising makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Raised(pub(super) ());

/// What natives and operations return.
pub type Returned = Result<Done, Raised>;

/// A place in a script for events and reports: code id in the upper half, line in the lower; 0 is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Site(pub u64);

/// How a frame came to be, and so what its return means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// Called by a script function in the same run of the loop.
    Called,
    /// The first frame of a run of the loop: returning leaves the loop.
    Entry,
    /// A generator resumed by `for` or `next` in the same run of the loop.
    Resumed,
    /// A generator resumed by the `yield from` of the frame below, which yields what this one yields.
    Delegated,
    /// A generator resumed by a native: yielding and returning leave the loop.
    EntryResumed,
    /// The `__init__` of an instance that the loop made: its result is dropped.
    Init,
}

/// A running frame. Pointers are the loop's business; the stack keeps the function, and so the code, alive.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The code that runs.
    pub code: *const LinkedCode,
    /// The instruction being executed, up to date whenever the loop has called out.
    pub pc: *const Instruction,
    /// The first register.
    pub base: Slot,
    /// Where the caller wants the result, a register of its own.
    pub destination: u16,
    /// How it came to be.
    pub kind: FrameKind,
    /// Where the function (or generator) stands.
    pub callee: Slot,
}

/// Most frames of a thread: each has a slot of the stack of its own.
pub(super) const MAX_FRAMES: usize = 1 << 20;

/// An interpreter thread. Natives get it as `&mut Thread`; helpers that neither collect, call, block nor drop the GIL take `&Thread`.
pub struct Thread {
    /// The frames, oldest first. For the loop and for tracebacks.
    pub frames: Reserved<Frame, MAX_FRAMES>,
    mutator: Mutator,
    interpreter: Arc<Interpreter>,
    /// The words of the containers whose `repr` is being written, outermost first.
    pub reprs: Vec<u64>,
    /// Address below which the native stack must not grow.
    native_limit: usize,
    /// How many instructions make up a budget; None for the loop that does not count them.
    budget: Option<gil::Budget>,
    /// What is left of it.
    instructions_left: u32,
    /// The run is given up: no handler catches what is raised from now on.
    abandoned: bool,
    /// Room for the next text that is [written](Thread::written).
    pub(super) text: Cell<String>,
}

/// Bytes of native stack that recursion of natives may use: more than CPython's limit of nested C calls needs.
const NATIVE_BUDGET: usize = 16 << 20;

/// Bytes of native stack kept for the deepest natives.
const NATIVE_RESERVE: usize = 192 * 1024;

impl Thread {
    /// Starts a script thread on the calling OS thread, attached. `stack_bytes` is the size of the OS thread's own stack, all of
    /// which is still free but for a little.
    pub fn start(
        interpreter: Arc<Interpreter>,
        gil: gil::ThreadState,
        stack_bytes: usize,
    ) -> std::io::Result<Thread> {
        let mutator = Mutator::new(interpreter.heap.clone(), gil)?;
        let here = 0u8;
        let native_limit = (&raw const here as usize)
            .saturating_sub(stack_bytes.min(NATIVE_BUDGET))
            .saturating_add(NATIVE_RESERVE);
        let budget = interpreter.gil.budget();
        Ok(Thread {
            frames: Reserved::new(interpreter.heap.spaces())?,
            mutator,
            interpreter,
            budget,
            instructions_left: budget.map_or(0, |budget| budget.instructions.get()),
            reprs: Vec::new(),
            native_limit,
            abandoned: false,
            text: Cell::default(),
        })
    }

    /// The interpreter.
    #[inline(always)]
    pub fn interpreter(&self) -> &Arc<Interpreter> {
        &self.interpreter
    }

    /// The heap access, for the layouts' methods.
    #[inline(always)]
    pub fn mutator(&self) -> &Mutator {
        &self.mutator
    }

    /// The stack of values.
    #[inline(always)]
    pub fn stack(&self) -> &Stack {
        self.mutator.stack()
    }

    /// The thread's number.
    pub fn id(&self) -> gil::ThreadId {
        self.mutator.id()
    }

    /// Whether this is the main thread.
    pub fn is_main(&self) -> bool {
        self.mutator.is_main()
    }

    /// The run's time.
    pub fn now(&self) -> gil::Instant {
        self.mutator.now()
    }

    /// What other threads wake this one with.
    pub fn unparker(&self) -> gil::Unparker {
        self.mutator.unparker()
    }

    /// The breaker word.
    #[inline(always)]
    pub fn breaker(&self) -> &Breaker {
        self.mutator.breaker()
    }

    // ----- the stack -----

    /// Pushes a frame whose slots are reserved. There is room for it, as there are no more frames than slots.
    #[inline(always)]
    pub fn push_frame(&mut self, frame: Frame) {
        let pushed = self.frames.push(frame);
        debug_assert!(pushed);
    }

    /// Reads a slot.
    #[inline(always)]
    pub fn get(&self, slot: Slot) -> Value<'_> {
        self.stack().field(slot).load()
    }

    /// Writes a slot.
    #[inline(always)]
    pub fn set(&self, slot: Slot, value: Value<'_>) {
        self.stack().field(slot).store(value);
    }

    /// Pushes a value; it stays until [`Thread::pop_to`] or the end of the native.
    #[inline(always)]
    pub fn push(&self, value: Value<'_>) -> Slot {
        self.stack().push(value)
    }

    /// The first free slot: a mark for [`Thread::pop_to`].
    #[inline(always)]
    pub fn mark(&self) -> Slot {
        self.stack().top()
    }

    /// Frees the slots from a mark on.
    #[inline(always)]
    pub fn pop_to(&self, mark: Slot) {
        self.stack().set_top(mark);
    }

    /// Makes sure that so many values can be pushed.
    pub fn reserve(&self, count: usize) -> Result<(), Raised> {
        if self.stack().reserve(self.mark(), count) {
            Ok(())
        } else {
            Err(self.error(ClassId::MemoryError, "too many values on the stack"))
        }
    }

    // ----- results -----

    /// Returns a value from a native or an operation.
    #[inline(always)]
    pub fn done(&self, value: Value<'_>) -> Done {
        self.stack().result.store(value);
        Done(())
    }

    /// Returns None.
    #[inline(always)]
    pub fn none(&self) -> Returned {
        Ok(self.done(Value::NONE))
    }

    /// What the last call or operation returned.
    #[inline(always)]
    pub fn result(&self, _: Done) -> Value<'_> {
        self.stack().result.load()
    }

    /// Pushes what the last call or operation returned.
    #[inline(always)]
    pub fn push_result(&self, done: Done) -> Slot {
        let value = self.result(done);
        self.push(value)
    }

    // ----- safepoints and waits -----

    /// A safepoint: does what the breaker word asks for. Raises KeyboardInterrupt or another thread's exception.
    #[cold]
    #[inline(never)]
    pub fn safepoint(&mut self) -> Result<(), Raised> {
        let site = self.site();
        loop {
            match self.mutator.poll(site.0) {
                Pending::Nothing => break,
                Pending::Collect => {
                    self.collect_if_due()?;
                }
                Pending::Interrupt => self.handle_signal(libc::SIGINT)?,
                Pending::Signal(signal) => self.handle_signal(signal)?,
                Pending::AsyncException => return Err(self.async_exception()),
            }
        }
        if self.interpreter.heap.has_cleared() {
            (self.interpreter.hooks.notify)(self);
        }
        if self.interpreter.heap.stress() {
            // The next safepoint collects again.
            self.breaker().set(Breaker::COLLECT);
        }
        Ok(())
    }

    /// Runs the script's handler of a signal. The result of a native that is being returned meanwhile stays.
    fn handle_signal(&mut self, signal: i32) -> Result<(), Raised> {
        let mark = self.mark();
        let result = self.push(self.stack().result.load());
        (self.interpreter.hooks.signal)(self, signal)?;
        self.stack().result.store(self.get(result));
        self.pop_to(mark);
        Ok(())
    }

    fn async_exception(&self) -> Raised {
        let class = self.interpreter.take_async_exception(self.id());
        self.error(class.unwrap_or(ClassId::SystemExit), "")
    }

    fn collect_if_due(&mut self) -> Result<(), Raised> {
        let heap = self.interpreter.heap.clone();
        if heap.stress() || heap.is_due() {
            self.mutator.collect_if_due();
        }
        if heap.used_bytes() > heap.max_bytes() {
            return Err(self.memory_error());
        }
        Ok(())
    }

    /// Works while every other thread is stopped or detached.
    pub(super) fn stop_the_world<R>(
        &mut self,
        work: impl FnOnce(&Interpreter, &Mutator) -> R,
    ) -> R {
        let interpreter = &self.interpreter;
        self.mutator
            .stop_the_world(|mutator| work(interpreter, mutator))
    }

    /// Collects garbage, with the world stopped.
    pub fn collect(&mut self) -> Collection {
        self.mutator.collect()
    }

    /// Empties every inline cache, with the world stopped: a class got an attribute that goes before those of its instances.
    pub fn flush_caches(&mut self) {
        self.mutator.visit::<LinkedCode>(|code| {
            code.caches.iter().for_each(|cache| {
                cache.store(
                    super::AttributeCache::EMPTY,
                    std::sync::atomic::Ordering::Relaxed,
                )
            });
        });
    }

    /// Where the thread is: code and line of the innermost frame of the user's own. A wait inside a bundled module stands where the
    /// script called it.
    pub fn site(&self) -> Site {
        let own = |frame: &&Frame| {
            super::frame_code(self.get(frame.callee)).is_some_and(|code| !code.is_bundled())
        };
        let frame = self.frames.iter().rev().find(own).or(self.frames.last());
        let code =
            frame.and_then(|frame| Some((frame, super::frame_code(self.get(frame.callee))?)));
        match code {
            Some((frame, code)) => {
                Site((code.id as u64) << 32 | code.code.line(code.index_of(frame.pc)) as u64)
            }
            None => Site(0),
        }
    }

    /// Runs a system call, or other work that touches no object, off the GIL. Ctrl-C is raised afterwards if it came.
    pub fn block<R>(&mut self, reason: gil::Reason, work: impl FnOnce() -> R) -> R {
        let site = self.site().0;
        self.mutator.block(reason, site, work)
    }

    /// Computes on the contents of the bytes object in a slot off the GIL, without a copy: they never change, and the slot keeps them. None
    /// if it is no bytes object.
    pub fn block_on_bytes<R>(
        &mut self,
        reason: gil::Reason,
        bytes: Slot,
        work: impl FnOnce(&[u8]) -> R,
    ) -> Option<R> {
        let site = self.site().0;
        self.mutator.block_on_bytes(reason, site, bytes, work)
    }

    /// [`block`](Thread::block) for a system call that a signal may cut short: it is repeated then, unless KeyboardInterrupt is to be raised.
    pub fn block_io<R>(
        &mut self,
        reason: gil::Reason,
        mut call: impl FnMut() -> std::io::Result<R>,
    ) -> Result<std::io::Result<R>, Raised> {
        let site = self.site().0;
        loop {
            match self.mutator.block_io(reason, site, &mut call) {
                Ok(ended) => return Ok(ended),
                Err(gil::Interrupted) => self.safepoint()?,
            }
        }
    }

    /// Waits for another thread's [`unpark`](gil::Unparker::unpark), for an object named by a word.
    pub fn park(
        &mut self,
        reason: gil::Reason,
        object: u64,
        deadline: Option<gil::Instant>,
    ) -> gil::Wake {
        self.park_until(reason, object, deadline, || true)
    }

    /// [`park`](Thread::park) until `ready` says so. It is asked off the GIL, so it touches no object.
    pub fn park_until(
        &mut self,
        reason: gil::Reason,
        object: u64,
        deadline: Option<gil::Instant>,
        ready: impl FnMut() -> bool,
    ) -> gil::Wake {
        let site = self.site().0;
        self.mutator
            .park_until(reason, site, object, deadline, ready)
    }

    /// Waits until another thread has begun: it has had the GIL, if there is one, before this one has it again.
    pub fn wait_for_start(&mut self, begins: gil::ThreadId, object: u64) {
        let site = self.site().0;
        self.mutator.wait_for_start(begins, site, object);
    }

    /// Calls `then` when this thread has ended: it is no longer attached, and its statistics are complete.
    pub fn at_end(&self, then: impl FnOnce() + Send + 'static) {
        self.mutator.at_end(then);
    }

    /// Sleeps; KeyboardInterrupt ends it.
    pub fn sleep(&mut self, span: std::time::Duration) -> Result<(), Raised> {
        let until = self.now() + span;
        loop {
            let left = until - self.now();
            let site = self.site().0;
            match self.mutator.sleep(left, site) {
                Ok(()) => return self.poll_if_set(),
                Err(gil::Interrupted) => self.safepoint()?,
            }
        }
    }

    /// Whether the loop is to count instructions.
    #[inline(always)]
    pub fn counts_instructions(&self) -> bool {
        self.budget.is_some()
    }

    /// Takes one instruction from the budget; true if that used it up, so that the loop must look at the breaker word.
    #[inline(always)]
    pub fn spend_instruction(&mut self) -> bool {
        self.instructions_left = self.instructions_left.saturating_sub(1);
        let spent = self.instructions_left == 0;
        if spent && let Some(budget) = self.budget {
            self.instructions_left = budget.instructions.get();
            if budget.drops {
                self.breaker().set(Breaker::TICK);
            }
        }
        spent
    }

    /// A safepoint, if anybody wants one.
    #[inline]
    pub fn poll_if_set(&mut self) -> Result<(), Raised> {
        if self.breaker().is_clear() {
            Ok(())
        } else {
            self.safepoint()
        }
    }

    /// Gives the run up, as every thread waits for another one: what is raised here unwinds the script past all its handlers.
    pub fn abandon(&mut self) -> Raised {
        self.abandoned = true;
        self.error(ClassId::SystemExit, "deadlock")
    }

    /// Whether [`Thread::abandon`] was called.
    #[inline]
    pub fn is_abandoned(&self) -> bool {
        self.abandoned
    }

    /// Stops every other thread for good; this one goes on (rule of exit).
    pub fn finalize(&mut self) {
        self.mutator.finalize();
    }

    /// Fails with RecursionError if the native stack or the recursion limit is used up. For whatever recurses natively.
    #[inline]
    pub fn check_recursion(&self) -> Result<(), Raised> {
        let here = 0u8;
        if (&raw const here as usize) < self.native_limit
            || self.frames.len() > self.interpreter.recursion_limit()
        {
            return Err(self.recursion_error());
        }
        Ok(())
    }

    /// As [`Thread::check_recursion`], with what CPython adds to the message where its own stack is used up: "in comparison", "while ...".
    #[inline]
    pub fn check_native_recursion(&self, doing: &str) -> Result<(), Raised> {
        let here = 0u8;
        if (&raw const here as usize) < self.native_limit {
            let message = format!("maximum recursion depth exceeded {doing}");
            return Err(self.error(ClassId::RecursionError, message));
        }
        self.check_recursion()
    }

    /// Raises RecursionError.
    #[cold]
    pub fn recursion_error(&self) -> Raised {
        self.error(ClassId::RecursionError, "maximum recursion depth exceeded")
    }

    /// Raises MemoryError if so many more bytes would not fit.
    #[inline]
    pub fn check_memory(&self, bytes: usize) -> Result<(), Raised> {
        if self.mutator.fits(bytes) {
            Ok(())
        } else {
            Err(self.memory_error())
        }
    }

    /// Raises MemoryError.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        self.error(ClassId::MemoryError, "")
    }
}

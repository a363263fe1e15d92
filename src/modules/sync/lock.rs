//! `_thread.lock`, which is `threading.Lock`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::things::Held;
use super::waiters::{Waiters, contend};
use super::{acquire_arguments, address, final_class, new_object, number, this};
use crate::builtins::Def;
use crate::gil::{Clock, Instant, Reason, ThreadId};
use crate::heap::{NoFields, Object, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};

/// A lock. One compare-exchange takes it when it is free, and one exchange frees it when nobody waits.
///
/// Whoever comes first gets it; a thread that has waited for a millisecond gets it next.
pub(in crate::modules) struct Lock {
    /// [`FREE`], or the [`number`] of the thread that has it.
    holder: AtomicU32,
    pub(super) waiters: Waiters,
}

const FREE: u32 = 0;

// SAFETY: no field inside.
unsafe impl NoFields for Lock {}

impl Held for Lock {
    fn holder(&self) -> Option<ThreadId> {
        self.number().checked_sub(1).map(ThreadId)
    }
}

impl Lock {
    /// A free lock. `what` is what reports call it.
    pub(in crate::modules) fn new(thread: &Thread, what: &'static str) -> Lock {
        Lock {
            holder: AtomicU32::new(FREE),
            waiters: Waiters::new(thread, what),
        }
    }

    /// The object word for a wait for `thing`, which this is the lock of.
    pub(in crate::modules) fn word<T: Held + 'static>(
        &self,
        thread: &Thread,
        thing: &Arc<T>,
    ) -> u64 {
        self.waiters.word(thread, thing)
    }

    /// The number of the thread that has it.
    #[inline]
    pub(super) fn number(&self) -> u32 {
        self.holder.load(Ordering::Acquire)
    }

    /// Takes it if it is free.
    #[inline]
    pub(in crate::modules) fn try_acquire(&self, number: u32) -> bool {
        self.holder
            .compare_exchange(FREE, number, Ordering::SeqCst, Ordering::Relaxed)
            .is_ok()
    }

    /// Takes it, waiting for it until the deadline; false if it passed. `word` names it.
    #[cold]
    pub(in crate::modules) fn acquire_contended(
        &self,
        thread: &mut Thread,
        reason: Reason,
        word: u64,
        deadline: Option<Instant>,
    ) -> Result<bool, Raised> {
        let me = number(thread);
        let take = || self.try_acquire(me);
        contend(thread, &self.waiters, reason, word, deadline, take)
    }

    /// Frees it; false if it is free.
    #[inline]
    pub(in crate::modules) fn release(&self, clock: &Clock) -> bool {
        if !self.waiters.is_empty() {
            return self.release_contended(clock);
        }
        let held = self.holder.swap(FREE, Ordering::SeqCst) != FREE;
        // One may have come in the meantime.
        if !self.waiters.is_empty() {
            self.waiters.wake(1);
        }
        held
    }

    #[cold]
    fn release_contended(&self, clock: &Clock) -> bool {
        let grant = |to: ThreadId| {
            let holder = self.number();
            holder != FREE
                && self
                    .holder
                    .compare_exchange(holder, to.0 + 1, Ordering::SeqCst, Ordering::Relaxed)
                    .is_ok()
        };
        let free = || self.holder.swap(FREE, Ordering::SeqCst) != FREE;
        self.waiters.pass_on(clock.now(), grant, free)
    }
}

/// Adds the class and what makes instances of it.
pub(super) fn install(thread: &Thread, module: &Module) {
    let table = [
        Def::Static("__new__(cls, /)", new),
        Def::Method("acquire(self, blocking=True, timeout=-1)", acquire),
        Def::Method("acquire_lock(self, blocking=True, timeout=-1)", acquire),
        Def::Method("release(self, /)", release),
        Def::Method("release_lock(self, /)", release),
        Def::Method("locked(self, /)", locked),
        Def::Method("locked_lock(self, /)", locked),
        Def::Method("__enter__(self, /)", acquire),
        Def::Method("__exit__(self, /, *args)", release),
        Def::Method("__repr__(self, /)", repr),
    ];
    let class = final_class(thread, module, "lock", &table);
    thread.set_global(module, "LockType", class.value());
    thread.set_global(module, "allocate_lock", class.value());
    thread.set_global(module, "allocate", class.value());
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let lock = Arc::new(Lock::new(t, "Lock"));
    Ok(t.done(new_object(t, args.get(t, 0), lock)))
}

/// Also `__enter__`.
fn acquire(t: &mut Thread, args: Args) -> Returned {
    let plain = args.get(t, 1).is_unbound() && args.get(t, 2).is_unbound();
    if plain && this::<Arc<Lock>>(t, args)?.try_acquire(number(t)) {
        return Ok(t.done(Value::TRUE));
    }
    let (wait, deadline) = if plain {
        (true, None)
    } else {
        acquire_arguments(t, args)?
    };
    let lock = this::<Arc<Lock>>(t, args)?.clone();
    let taken = lock.try_acquire(number(t))
        || wait && {
            let word = lock.waiters.word(t, &lock);
            lock.acquire_contended(t, Reason::Lock, word, deadline)?
        };
    Ok(t.done(Value::bool(taken)))
}

/// Also `__exit__`.
fn release(t: &mut Thread, args: Args) -> Returned {
    if this::<Arc<Lock>>(t, args)?.release(t.interpreter().gil.clock()) {
        t.none()
    } else {
        Err(t.error(
            crate::object::ClassId::RuntimeError,
            "release unlocked lock",
        ))
    }
}

fn locked(t: &mut Thread, args: Args) -> Returned {
    let locked = this::<Arc<Lock>>(t, args)?.number() != FREE;
    Ok(t.done(Value::bool(locked)))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let state = match this::<Arc<Lock>>(t, args)?.number() {
        FREE => "unlocked",
        _ => "locked",
    };
    let text = format!(
        "<{state} _thread.lock object at {:#x}>",
        address(args.get(t, 0))
    );
    Ok(t.done(t.str(&text)))
}

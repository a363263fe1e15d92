//! `_thread.RLock`, which is `threading.RLock`: a lock that its holder may take again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::lock::Lock;
use super::things::Held;
use super::{acquire_arguments, address, final_class, new_object, number, this};
use crate::builtins::Def;
use crate::gil::{Instant, Reason, ThreadId};
use crate::heap::{NoFields, Tuple, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};

struct RLock {
    lock: Lock,
    /// How often its holder has taken it; only the holder writes it.
    depth: AtomicU64,
}

// SAFETY: no field inside.
unsafe impl NoFields for RLock {}

impl Held for RLock {
    fn holder(&self) -> Option<ThreadId> {
        self.lock.holder()
    }
}

impl RLock {
    fn is_owned(&self, thread: &Thread) -> bool {
        self.lock.number() == number(thread)
    }

    fn depth(&self) -> u64 {
        self.depth.load(Ordering::Relaxed)
    }

    /// Takes it without waiting, if it is free or the thread's own.
    #[inline]
    fn try_acquire(&self, thread: &Thread) -> bool {
        let (first, own) = (self.lock.try_acquire(number(thread)), self.is_owned(thread));
        if first {
            self.depth.store(1, Ordering::Relaxed);
        } else if own {
            self.depth.store(self.depth() + 1, Ordering::Relaxed);
        }
        first || own
    }

    /// Takes it `depth` deep, waiting for it.
    fn acquire(
        self: &Arc<Self>,
        thread: &mut Thread,
        deadline: Option<Instant>,
        depth: u64,
    ) -> Result<bool, Raised> {
        let word = self.lock.waiters.word(thread, self);
        let taken = self
            .lock
            .acquire_contended(thread, Reason::Lock, word, deadline)?;
        if taken {
            self.depth.store(depth, Ordering::Relaxed);
        }
        Ok(taken)
    }
}

pub(super) fn install(thread: &Thread, module: &Module) {
    let table = [
        Def::Static("__new__(cls, /)", new),
        Def::Method("acquire(self, blocking=True, timeout=-1)", acquire),
        Def::Method("release(self, /)", release),
        Def::Method("__enter__(self, /)", acquire),
        Def::Method("__exit__(self, /, *args)", release),
        Def::Method("_is_owned(self, /)", is_owned),
        Def::Method("_recursion_count(self, /)", recursion_count),
        Def::Method("_release_save(self, /)", release_save),
        Def::Method("_acquire_restore(self, state, /)", acquire_restore),
        Def::Method("__repr__(self, /)", repr),
    ];
    final_class(thread, module, "RLock", &table);
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let lock = Arc::new(RLock {
        lock: Lock::new(t, "RLock"),
        depth: AtomicU64::new(0),
    });
    Ok(t.done(new_object(t, args.get(t, 0), lock)))
}

/// Also `__enter__`.
fn acquire(t: &mut Thread, args: Args) -> Returned {
    let plain = args.get(t, 1).is_unbound() && args.get(t, 2).is_unbound();
    if plain && this::<Arc<RLock>>(t, args)?.try_acquire(t) {
        return Ok(t.done(Value::TRUE));
    }
    let (wait, deadline) = if plain {
        (true, None)
    } else {
        acquire_arguments(t, args)?
    };
    let lock = this::<Arc<RLock>>(t, args)?.clone();
    let taken = lock.try_acquire(t) || wait && lock.acquire(t, deadline, 1)?;
    Ok(t.done(Value::bool(taken)))
}

/// Also `__exit__`.
fn release(t: &mut Thread, args: Args) -> Returned {
    let lock = this::<Arc<RLock>>(t, args)?;
    if !lock.is_owned(t) {
        return Err(not_owned(t));
    }
    match lock.depth() {
        1 => {
            lock.lock.release(t.interpreter().gil.clock());
        }
        depth => lock.depth.store(depth - 1, Ordering::Relaxed),
    }
    t.none()
}

#[cold]
fn not_owned(t: &Thread) -> Raised {
    t.error(ClassId::RuntimeError, "cannot release un-acquired lock")
}

fn is_owned(t: &mut Thread, args: Args) -> Returned {
    let owned = this::<Arc<RLock>>(t, args)?.is_owned(t);
    Ok(t.done(Value::bool(owned)))
}

fn recursion_count(t: &mut Thread, args: Args) -> Returned {
    let lock = this::<Arc<RLock>>(t, args)?;
    let depth = if lock.is_owned(t) { lock.depth() } else { 0 };
    Ok(t.done(t.int(depth as i64)))
}

/// Frees it however deep it is; `_acquire_restore` takes the result. For condition variables.
fn release_save(t: &mut Thread, args: Args) -> Returned {
    let lock = this::<Arc<RLock>>(t, args)?;
    if !lock.is_owned(t) {
        return Err(not_owned(t));
    }
    let saved = [t.int(lock.depth() as i64), t.int(number(t) as i64)];
    lock.lock.release(t.interpreter().gil.clock());
    Ok(t.done(t.tuple(&saved)))
}

fn acquire_restore(t: &mut Thread, args: Args) -> Returned {
    let lock = this::<Arc<RLock>>(t, args)?.clone();
    let state = args.get(t, 1).cast::<Tuple>();
    let depth = state
        .and_then(|state| state.get(0)?.as_small_int())
        .and_then(|depth| u64::try_from(depth).ok());
    let Some(depth) = depth else {
        return Err(t.type_error("_acquire_restore() takes what _release_save() returned"));
    };
    if lock.lock.try_acquire(number(t)) {
        lock.depth.store(depth, Ordering::Relaxed);
    } else {
        lock.acquire(t, None, depth)?;
    }
    t.none()
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let lock = this::<Arc<RLock>>(t, args)?;
    let (state, count) = match lock.lock.number() {
        0 => ("unlocked", 0),
        _ => ("locked", lock.depth()),
    };
    let text = format!(
        "<{state} _thread.RLock object owner={} count={count} at {:#x}>",
        lock.lock.number(),
        address(args.get(t, 0))
    );
    Ok(t.done(t.str(&text)))
}

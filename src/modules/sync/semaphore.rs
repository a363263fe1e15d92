//! `_thread._Semaphore`: the counter of `threading.Semaphore`, and those who wait for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::things::Held;
use super::waiters::{Waiters, contend};
use super::{deadline, final_class, new_object, this};
use crate::builtins::Def;
use crate::gil::Reason;
use crate::heap::{NoFields, Str, Value};
use crate::object::{Args, Module, Returned, Thread};
use crate::vm;

struct Semaphore {
    value: AtomicI64,
    reason: Reason,
    waiters: Waiters,
}

// SAFETY: no field inside.
unsafe impl NoFields for Semaphore {}

impl Held for Semaphore {}

impl Semaphore {
    fn try_acquire(&self) -> bool {
        let less = |value: i64| (value > 0).then_some(value - 1);
        self.value
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less)
            .is_ok()
    }

    /// Adds `count`, up to `limit`; false, and nothing is added, if that would be more.
    fn release(&self, count: i64, limit: i64) -> bool {
        let more = |value: i64| value.checked_add(count).filter(|value| *value <= limit);
        let added = self
            .value
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, more)
            .is_ok();
        if added && !self.waiters.is_empty() {
            self.waiters.wake(usize::try_from(count).unwrap_or(0));
        }
        added
    }
}

pub(super) fn install(thread: &Thread, module: &Module) {
    let table = [
        Def::Static("__new__(cls, value, what='Semaphore', /)", new),
        Def::Getter("value(self)", value),
        Def::Method("acquire(self, blocking, timeout, /)", acquire),
        Def::Method("release(self, count, limit, /)", release),
    ];
    final_class(thread, module, "_Semaphore", &table);
}

/// `what` is what reports call it; it also tells what waiting counts as.
fn new(t: &mut Thread, args: Args) -> Returned {
    let value = vm::index(t, args.slot(1))?;
    let (what, reason) = match args.get(t, 2).cast::<Str>().map_or("", Str::as_str) {
        "Queue" => ("Queue", Reason::Queue),
        _ => ("Semaphore", Reason::Semaphore),
    };
    let semaphore = Arc::new(Semaphore {
        value: AtomicI64::new(value),
        reason,
        waiters: Waiters::new(t, what),
    });
    Ok(t.done(new_object(t, args.get(t, 0), semaphore)))
}

fn value(t: &mut Thread, args: Args) -> Returned {
    let value = this::<Arc<Semaphore>>(t, args)?
        .value
        .load(Ordering::SeqCst);
    Ok(t.done(t.int(value)))
}

fn acquire(t: &mut Thread, args: Args) -> Returned {
    if this::<Arc<Semaphore>>(t, args)?.try_acquire() {
        return Ok(t.done(Value::TRUE));
    }
    let until = deadline(t, args, 2, false)?;
    if !vm::truth(t, args.slot(1))? || until.is_some_and(|until| until <= t.now()) {
        return Ok(t.done(Value::FALSE));
    }
    let semaphore = this::<Arc<Semaphore>>(t, args)?.clone();
    let word = semaphore.waiters.word(t, &semaphore);
    let take = || semaphore.try_acquire();
    let taken = contend(t, &semaphore.waiters, semaphore.reason, word, until, take)?;
    Ok(t.done(Value::bool(taken)))
}

/// Whether the counter stays within the limit (None: there is none).
fn release(t: &mut Thread, args: Args) -> Returned {
    let count = vm::index(t, args.slot(1))?;
    let limit = match args.get(t, 2) {
        Value::NONE => i64::MAX,
        _ => vm::index(t, args.slot(2))?,
    };
    let released = this::<Arc<Semaphore>>(t, args)?.release(count, limit);
    Ok(t.done(Value::bool(released)))
}

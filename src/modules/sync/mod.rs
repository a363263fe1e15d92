//! What script threads wait for each other with: locks, events, semaphores, the queues under condition variables. All are made of
//! [`Waiters`], a queue of parked threads, first come, first served.
//!
//! None of it is held across a safepoint: a short mutex inside each object, and `park` for every wait.

mod condition;
mod event;
mod exclusive;
mod lock;
mod rlock;
mod semaphore;
mod things;
mod waiters;

pub(super) use exclusive::Exclusive;
pub(super) use lock::Lock;
pub(super) use things::{Held, Things, word_of_thread};
pub use things::{Thing, thing};
pub(super) use waiters::{Waiters, wait};

use crate::builtins::Def;
use crate::gil::Instant;
use crate::heap::{Object, Opaque, Payload, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Module, Raised, Thread};
use crate::{builtins, vm};

/// Adds the classes to `_thread`.
pub(super) fn install(thread: &Thread, module: &Module) {
    lock::install(thread, module);
    rlock::install(thread, module);
    event::install(thread, module);
    semaphore::install(thread, module);
    condition::install(thread, module);
}

/// A class of a module that scripts can't derive from.
pub(super) fn final_class<'t>(
    thread: &'t Thread,
    module: &Module,
    name: &'static str,
    table: &[Def],
) -> &'t Class {
    let module_name = module.name.load();
    let module_name = module_name
        .cast::<crate::heap::Str>()
        .map_or("builtins", |name| name.as_str());
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, module_name, name, object, table);
    class.set_flag(ClassFlags::FINAL);
    thread.set_global(module, name, class.value());
    class
}

/// A new object of a class with these contents.
pub(super) fn new_object<'t>(
    thread: &'t Thread,
    class: Value<'_>,
    payload: impl Payload,
) -> Value<'t> {
    Opaque::new(thread.mutator(), class, payload).value()
}

/// The contents of a method's object.
pub(super) fn this<T: Payload>(thread: &Thread, args: Args) -> Result<&T, Raised> {
    match args.get(thread, 0).opaque::<T>() {
        Some(payload) => Ok(payload),
        None => Err(builtins::wrong_receiver(thread, args)),
    }
}

/// The deadline of an optional timeout in seconds: None for "no limit", which an absent argument, None and (with `minus_one`) -1 mean.
pub(super) fn deadline(
    thread: &mut Thread,
    args: Args,
    index: usize,
    minus_one: bool,
) -> Result<Option<Instant>, Raised> {
    let given = args.get(thread, index);
    if given.is_unbound() || given.is_none() || minus_one && given.as_small_int() == Some(-1) {
        return Ok(None);
    }
    let nanos = super::time::nanoseconds(thread, args.slot(index))?;
    if nanos < 0 {
        if minus_one {
            if nanos == -1_000_000_000 {
                return Ok(None);
            }
            return Err(thread.value_error("timeout value must be a non-negative number"));
        }
        return Ok(Some(thread.now()));
    }
    let span = std::time::Duration::from_nanos(nanos.unsigned_abs());
    Ok(Some(thread.now() + span))
}

/// The arguments `blocking=True, timeout=-1` of an `acquire`: whether to wait, and until when.
fn acquire_arguments(thread: &mut Thread, args: Args) -> Result<(bool, Option<Instant>), Raised> {
    let blocking = args.get(thread, 1).is_unbound() || vm::truth(thread, args.slot(1))?;
    let until = deadline(thread, args, 2, true)?;
    if !blocking && until.is_some() {
        return Err(thread.value_error("can't specify a timeout for a non-blocking call"));
    }
    let elapsed = until.is_some_and(|until| until <= thread.now());
    Ok((blocking && !elapsed, until))
}

/// The calling thread's number as locks keep it: never 0.
#[inline]
pub(super) fn number(thread: &Thread) -> u32 {
    thread.id().0 + 1
}

/// The place in memory that a repr shows.
pub(super) fn address(value: Value<'_>) -> u64 {
    builtins::identity(value)
}

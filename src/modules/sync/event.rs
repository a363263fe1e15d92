//! `_thread._Event`: the flag of `threading.Event`, and those who wait for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::things::Held;
use super::waiters::{Waiters, wait};
use super::{deadline, final_class, new_object, this};
use crate::builtins::Def;
use crate::gil::Reason;
use crate::heap::{NoFields, Value};
use crate::object::{Args, Module, Returned, Thread};

struct Event {
    set: AtomicBool,
    waiters: Waiters,
}

// SAFETY: no field inside.
unsafe impl NoFields for Event {}

impl Held for Event {}

impl Event {
    fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }
}

pub(super) fn install(thread: &Thread, module: &Module) {
    let table = [
        Def::Static("__new__(cls, /)", new),
        Def::Method("is_set(self, /)", is_set),
        Def::Method("set(self, /)", set),
        Def::Method("clear(self, /)", clear),
        Def::Method("wait(self, timeout=None, /)", wait_for),
    ];
    final_class(thread, module, "_Event", &table);
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let event = Arc::new(Event {
        set: AtomicBool::new(false),
        waiters: Waiters::new(t, "Event"),
    });
    Ok(t.done(new_object(t, args.get(t, 0), event)))
}

fn is_set(t: &mut Thread, args: Args) -> Returned {
    let set = this::<Arc<Event>>(t, args)?.is_set();
    Ok(t.done(Value::bool(set)))
}

fn set(t: &mut Thread, args: Args) -> Returned {
    let event = this::<Arc<Event>>(t, args)?;
    event.set.store(true, Ordering::SeqCst);
    if !event.waiters.is_empty() {
        event.waiters.wake(usize::MAX);
    }
    t.none()
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    this::<Arc<Event>>(t, args)?
        .set
        .store(false, Ordering::SeqCst);
    t.none()
}

/// True as soon as it is set, even if it is cleared again before this thread runs; False at the deadline.
fn wait_for(t: &mut Thread, args: Args) -> Returned {
    if this::<Arc<Event>>(t, args)?.is_set() {
        return Ok(t.done(Value::TRUE));
    }
    let until = deadline(t, args, 1, false)?;
    if until.is_some_and(|until| until <= t.now()) {
        return Ok(t.done(Value::FALSE));
    }
    let event = this::<Arc<Event>>(t, args)?.clone();
    let ticket = event.waiters.enter(t);
    let set = if event.is_set() {
        event.waiters.leave(&ticket);
        true
    } else {
        let word = event.waiters.word(t, &event);
        wait(t, &event.waiters, &ticket, Reason::Event, word, until)?
    };
    Ok(t.done(Value::bool(set)))
}

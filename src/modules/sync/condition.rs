//! `_thread._Waiters`: the queue of a condition variable, and of what bundled Python builds on it (barriers, queues).

use std::sync::Arc;

use super::things::Held;
use super::waiters::{Ticket, Waiters, wait};
use super::{deadline, final_class, new_object, this};
use crate::builtins::Def;
use crate::gil::Reason;
use crate::heap::{NoFields, Str, Value};
use crate::modules::state::{Type, state};
use crate::object::{Args, Module, Returned, Thread};
use crate::vm;

/// The queue and what waiting in it counts as.
pub(in crate::modules) struct Queue {
    waiters: Waiters,
    reason: Reason,
}

// SAFETY: no field inside.
unsafe impl NoFields for Queue {}
// SAFETY: no field inside.
unsafe impl NoFields for Ticket {}

impl Held for Queue {}

pub(super) fn install(thread: &Thread, module: &Module) {
    let table = [
        Def::Static("__new__(cls, what='Condition', /)", new),
        Def::Method("enter(self, /)", enter),
        Def::Method("wait(self, ticket, timeout=None, /)", wait_for),
        Def::Method("wake(self, count, /)", wake),
        Def::Method("__len__(self, /)", len),
    ];
    final_class(thread, module, "_Waiters", &table);
    let ticket = final_class(thread, module, "_Ticket", &[]);
    state(thread).set_class(Type::Ticket, ticket);
}

/// `what` is what reports call it; it also tells what waiting counts as.
fn new(t: &mut Thread, args: Args) -> Returned {
    let what = args.get(t, 1).cast::<Str>().map_or("", Str::as_str);
    let (what, reason) = match what {
        "Barrier" => ("Barrier", Reason::Barrier),
        "Queue" => ("Queue", Reason::Queue),
        "Future" => ("Future", Reason::Event),
        _ => ("Condition", Reason::Condition),
    };
    let waiters = Waiters::new(t, what);
    let queue = Arc::new(Queue { waiters, reason });
    Ok(t.done(new_object(t, args.get(t, 0), queue)))
}

/// Enters the calling thread: from now on `wake` counts it, though it begins to wait later.
fn enter(t: &mut Thread, args: Args) -> Returned {
    let ticket = this::<Arc<Queue>>(t, args)?.waiters.enter(t);
    let class = state(t).class(t, Type::Ticket);
    Ok(t.done(new_object(t, class, ticket)))
}

/// Waits until the ticket is woken: True; False at the deadline.
fn wait_for(t: &mut Thread, args: Args) -> Returned {
    let Some(ticket) = args.get(t, 1).opaque::<Arc<Ticket>>().cloned() else {
        return Err(t.type_error("wait() takes what enter() returned"));
    };
    let queue = this::<Arc<Queue>>(t, args)?.clone();
    let until = match deadline(t, args, 2, false) {
        Ok(until) => until,
        Err(raised) => {
            queue.waiters.leave(&ticket);
            return Err(raised);
        }
    };
    let woken = if ticket.is_woken() {
        true
    } else if until.is_some_and(|until| until <= t.now()) {
        !queue.waiters.leave(&ticket)
    } else {
        let word = queue.waiters.word(t, &queue);
        wait(t, &queue.waiters, &ticket, queue.reason, word, until)?
    };
    Ok(t.done(Value::bool(woken)))
}

/// Wakes the first `count`.
fn wake(t: &mut Thread, args: Args) -> Returned {
    let count = vm::index(t, args.slot(1))?;
    let queue = this::<Arc<Queue>>(t, args)?;
    if !queue.waiters.is_empty() {
        queue.waiters.wake(usize::try_from(count).unwrap_or(0));
    }
    t.none()
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let len = this::<Arc<Queue>>(t, args)?.waiters.len();
    Ok(t.done(t.usize(len)))
}

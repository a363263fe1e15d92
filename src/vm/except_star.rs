//! `except*`: what is left of a group while its clauses take their parts, and what is raised in the end.
//!
//! The state is a list: the exception as it was caught, what no clause took so far (or None), and what the clauses raised.

use crate::heap::{Instance, List, Object, Slot, Tuple, Value};
use crate::object::{Class, ClassId, ExceptionSlot, Raised, Thread};

use super::slow::{At, check_exception_class};

/// The instruction `GroupExcept`: one of four steps, as operand d says.
pub(super) fn step(thread: &mut Thread, at: At) -> Result<(), Raised> {
    let mark = thread.mark();
    let outcome = match at.instruction.d() {
        0 => {
            let caught = thread.get(at.b());
            let state = thread.list(&[caught, caught]);
            thread.set(at.a(), state.value());
            Ok(())
        }
        1 => take(thread, at),
        2 => {
            if let Some(state) = thread.get(at.b()).cast::<List>() {
                state.push(thread.mutator(), thread.get(at.c()));
            }
            Ok(())
        }
        _ => finish(thread, at),
    };
    thread.pop_to(mark);
    outcome
}

fn part(thread: &Thread, state: Slot, index: usize) -> Slot {
    let state = thread.get(state).cast::<List>();
    let part = state.and_then(|state| state.get(thread.mutator(), index));
    thread.push(part.unwrap_or(Value::NONE))
}

fn set_rest(thread: &Thread, state: Slot, rest: Value<'_>) {
    if let Some(state) = thread.get(state).cast::<List>() {
        state.set(thread.mutator(), 1, rest);
    }
}

fn is_group(thread: &Thread, value: Slot) -> bool {
    let group = thread.class(ClassId::BaseExceptionGroup);
    thread.class_of(thread.get(value)).is_subclass(group)
}

/// A new group without a message.
fn group(thread: &mut Thread, exceptions: Slot) -> Result<Slot, Raised> {
    let class = thread.push(thread.class(ClassId::BaseExceptionGroup).value());
    let message = thread.push(thread.str(""));
    let done = super::call(thread, class, &[message, exceptions])?;
    Ok(thread.push_result(done))
}

/// What the clause's classes match of the rest: `R[a]`, handled from now on; `R[a+1]` says whether it is anything.
fn take(thread: &mut Thread, at: At) -> Result<(), Raised> {
    check_exception_class(thread, at.c())?;
    let groups = thread.class(ClassId::BaseExceptionGroup);
    let is_group_class = |value: Value<'_>| {
        let class = value.cast::<Class>();
        class.is_some_and(|class| class.is_subclass(groups))
    };
    let wanted = thread.get(at.c());
    if wanted
        .cast::<Tuple>()
        .map_or(is_group_class(wanted), |all| all.iter().any(is_group_class))
    {
        return Err(thread.type_error(
            "catching ExceptionGroup with except* is not allowed. Use except instead.",
        ));
    }
    let rest = part(thread, at.b(), 1);
    let mut taken = None;
    if is_group(thread, rest) {
        let done = super::call_method(thread, rest, "split", &[at.c()])?;
        let parts = thread.push_result(done);
        let (matching, rest) = {
            let parts = thread.get(parts).cast::<Tuple>();
            let part = |index: usize| parts.and_then(|parts| parts.get(index));
            (
                part(0).unwrap_or(Value::NONE),
                part(1).unwrap_or(Value::NONE),
            )
        };
        if !matching.is_none() {
            set_rest(thread, at.b(), rest);
            taken = Some(thread.push(matching));
        }
    } else if !thread.get(rest).is_none() && super::is_instance(thread, rest, at.c())? {
        let only = thread.push(thread.tuple(&[thread.get(rest)]));
        taken = Some(group(thread, only)?);
        set_rest(thread, at.b(), Value::NONE);
    }
    if let Some(taken) = taken {
        thread.set(at.a(), thread.get(taken));
        thread.stack().handled.store(thread.get(taken));
    }
    thread.set(at.a().offset(1), Value::bool(taken.is_some()));
    Ok(())
}

/// What is to be raised after all clauses: `R[a]`; `R[a+1]` says whether it is anything.
fn finish(thread: &mut Thread, at: At) -> Result<(), Raised> {
    let (caught, rest) = (part(thread, at.b(), 0), part(thread, at.b(), 1));
    let raised = {
        let state = thread.get(at.b()).cast::<List>();
        let all = state.map_or(Vec::new(), |state| state.snapshot(thread.mutator()));
        thread.push(thread.tuple(all.get(2..).unwrap_or(&[])))
    };
    let outcome = match is_group(thread, caught) {
        false => {
            let raised = thread
                .get(raised)
                .cast::<Tuple>()
                .and_then(|raised| raised.get(0));
            thread.push(raised.unwrap_or(thread.get(rest)))
        }
        true => combined(thread, caught, rest, raised)?,
    };
    let outcome = thread.get(outcome);
    thread.set(at.a(), outcome);
    thread.set(at.a().offset(1), Value::bool(!outcome.is_none()));
    Ok(())
}

/// The rest together with what clauses raised again keeps the structure of the group that was caught; what they raised anew stands beside it.
fn combined(thread: &mut Thread, caught: Slot, rest: Slot, raised: Slot) -> Result<Slot, Raised> {
    let new = thread.push(thread.list(&[]).value());
    let kept = thread.push(thread.list(&[]).value());
    {
        let push = |list: Slot, value: Value<'_>| {
            if let Some(list) = thread.get(list).cast::<List>() {
                list.push(thread.mutator(), value);
            }
        };
        if !thread.get(rest).is_none() {
            push(kept, thread.get(rest));
        }
        let raised = thread.get(raised).cast::<Tuple>();
        for value in raised.into_iter().flat_map(Tuple::iter) {
            let list = match is_part_of(thread, value, thread.get(caught)) {
                true => kept,
                false => new,
            };
            push(list, value);
        }
    }
    let length = |thread: &Thread, list: Slot| thread.get(list).cast::<List>().map_or(0, List::len);
    let kept = match length(thread, kept) {
        0 => None,
        1 => Some(part(thread, kept, 0)),
        _ => {
            // The leaves of all that is kept, in the order of the group.
            let leaves = thread.push(thread.list(&[]).value());
            collect_leaves(thread, kept, leaves);
            Some(project(thread, caught, leaves)?)
        }
    };
    if let (Some(kept), Some(new)) = (kept, thread.get(new).cast::<List>()) {
        new.push(thread.mutator(), thread.get(kept));
    }
    match length(thread, new) {
        0 => Ok(thread.push(Value::NONE)),
        1 => Ok(part(thread, new, 0)),
        _ => group(thread, new),
    }
}

/// Whether an exception was split off the group that was caught: then it has the group's traceback, cause and context.
fn is_part_of(thread: &Thread, value: Value<'_>, caught: Value<'_>) -> bool {
    let notes = |value: Value<'_>| {
        let instance = value.cast::<Instance>();
        instance.map_or(0, |it| {
            let notes = thread.instance_attribute(it, thread.intern("__notes__"));
            notes.cast::<List>().map_or(0, List::len)
        })
    };
    let groups = thread.class(ClassId::BaseExceptionGroup);
    let same = |slot| thread.exception_slot(value, slot) == thread.exception_slot(caught, slot);
    thread.class_of(value).is_subclass(groups)
        && same(ExceptionSlot::Traceback)
        && same(ExceptionSlot::Cause)
        && same(ExceptionSlot::Context)
        && notes(value) == notes(caught)
}

/// Appends all exceptions that are no groups to a list.
fn collect_leaves(thread: &Thread, from: Slot, leaves: Slot) {
    let mut pending = match thread.get(from).cast::<List>() {
        Some(from) => from.snapshot(thread.mutator()),
        None => return,
    };
    let groups = thread.class(ClassId::BaseExceptionGroup);
    while let Some(value) = pending.pop() {
        if thread.class_of(value).is_subclass(groups) {
            let members = value
                .cast::<Instance>()
                .map(|it| thread.instance_attribute(it, thread.intern("exceptions")));
            let members = members.and_then(|members| members.cast::<Tuple>());
            pending.extend(members.into_iter().flat_map(Tuple::iter));
        } else if let Some(leaves) = thread.get(leaves).cast::<List>() {
            leaves.push(thread.mutator(), value);
        }
    }
}

/// The part of a group that has these leaves and no others.
fn project(thread: &mut Thread, caught: Slot, leaves: Slot) -> Result<Slot, Raised> {
    thread.check_native_recursion("in exception_group_projection")?;
    let words: Vec<u64> = {
        let leaves = thread.get(leaves).cast::<List>();
        let leaves = leaves.map_or(Vec::new(), |leaves| leaves.snapshot(thread.mutator()));
        leaves.iter().map(|leaf| leaf.word()).collect()
    };
    let made = thread.push(thread.list(&[]).value());
    let members = {
        let group = thread.get(caught).cast::<Instance>();
        let members =
            group.map(|group| thread.instance_attribute(group, thread.intern("exceptions")));
        thread.push(members.and_then(Value::bound).unwrap_or(Value::NONE))
    };
    let count = thread.get(members).cast::<Tuple>().map_or(0, Tuple::len);
    for index in 0..count {
        let member = thread
            .get(members)
            .cast::<Tuple>()
            .and_then(|it| it.get(index));
        let member = thread.push(member.unwrap_or(Value::NONE));
        let kept = if is_group(thread, member) {
            project(thread, member, leaves)?
        } else if words.contains(&thread.get(member).word()) {
            member
        } else {
            continue;
        };
        if let Some(made) = thread.get(made).cast::<List>()
            && !thread.get(kept).is_none()
        {
            made.push(thread.mutator(), thread.get(kept));
        }
    }
    if thread.get(made).cast::<List>().is_none_or(List::is_empty) {
        return Ok(thread.push(Value::NONE));
    }
    let done = super::call_method(thread, caught, "derive", &[made])?;
    let part = thread.push_result(done);
    if let Some(instance) = thread.get(part).cast::<Instance>() {
        for slot in [
            ExceptionSlot::Traceback,
            ExceptionSlot::Cause,
            ExceptionSlot::Context,
            ExceptionSlot::SuppressContext,
        ] {
            let value = thread.exception_slot(thread.get(caught), slot);
            thread.set_exception_slot(instance, slot, value);
        }
    }
    Ok(part)
}

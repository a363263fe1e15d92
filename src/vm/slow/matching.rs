//! The tests of `match` patterns.

use super::{At, Outcome, store};
use crate::bytecode::Op;
use crate::heap::{Kind, Object, Slot, Tuple, Value};
use crate::object::{ClassId, Done, Dunder, Raised, Thread};
use crate::vm;

#[inline(never)]
pub(in crate::vm) fn matching(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| match at.instruction.op() {
        Op::MatchKind => {
            let value = thread.payload(thread.get(at.b()));
            let is_sequence = matches!(value.kind(), Some(Kind::List | Kind::Tuple | Kind::Range));
            let is_mapping = matches!(value.kind(), Some(Kind::Dict));
            let matches = if at.instruction.d() == 1 {
                is_sequence
            } else {
                is_mapping
            };
            Ok(thread.done(Value::bool(matches)))
        }
        Op::GetLen => {
            let length = vm::length(thread, at.b())?;
            Ok(thread.done(Value::length(length)))
        }
        Op::MatchKeys => match_keys(thread, at),
        _ => match_class(thread, at),
    })
}

fn match_keys(thread: &mut Thread, at: At) -> Result<Done, Raised> {
    let count = thread.get(at.c()).cast::<Tuple>().map_or(0, Tuple::len);
    let first = thread.mark();
    thread.reserve(count + 8)?;
    for _ in 0..count {
        thread.push(Value::UNBOUND);
    }
    let scope = thread.mark();
    for index in 0..count {
        let key = thread
            .get(at.c())
            .cast::<Tuple>()
            .and_then(|keys| keys.get(index));
        let key = thread.push(key.unwrap_or(Value::NONE));
        let Some(done) = vm::dict_get(thread, at.b(), key)? else {
            return Ok(thread.done(Value::NONE));
        };
        let value = thread.result(done);
        thread.set(first.offset(index), value);
        thread.pop_to(scope);
    }
    Ok(thread.done(thread.tuple_of_slots(first, count)))
}

/// Attributes of the subject for a class pattern, positional ones by `__match_args__`.
fn match_class(thread: &mut Thread, at: At) -> Result<Done, Raised> {
    if thread.get(at.c()).kind() != Some(Kind::Class) {
        return Err(thread.type_error("called match pattern must be a class"));
    }
    if !vm::is_instance(thread, at.b(), at.c())? {
        return Ok(thread.done(Value::NONE));
    }
    let positional = at.instruction.d() as usize;
    let names = thread.get(at.a()).cast::<Tuple>().map_or(0, Tuple::len);
    let first = thread.mark();
    thread.reserve(positional + names + 16)?;
    for _ in 0..positional + names {
        thread.push(Value::UNBOUND);
    }
    let scope = thread.mark();
    for index in 0..positional + names {
        let name = if index < positional {
            if is_self_matching(thread, at.c()) {
                if positional > 1 {
                    let class = thread
                        .get(at.c())
                        .cast::<crate::object::Class>()
                        .map_or("?", |class| class.name());
                    let message =
                        format!("{class}() accepts 1 positional sub-pattern ({positional} given)");
                    return Err(thread.type_error(message));
                }
                thread.set(first, thread.get(at.b()));
                continue;
            }
            match match_arg(thread, at, index, positional)? {
                Some(name) => name,
                None => return Ok(thread.done(Value::NONE)),
            }
        } else {
            let names = thread.get(at.a()).cast::<Tuple>();
            let name = names.and_then(|names| names.get(index - positional));
            thread.push(name.unwrap_or(Value::NONE))
        };
        let Some(done) = attribute_or_none(thread, at.b(), name)? else {
            return Ok(thread.done(Value::NONE));
        };
        let value = thread.result(done);
        thread.set(first.offset(index), value);
        thread.pop_to(scope);
    }
    Ok(thread.done(thread.tuple_of_slots(first, positional + names)))
}

fn attribute_or_none(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
) -> Result<Option<Done>, Raised> {
    match vm::get_attribute_optional(thread, object, name) {
        Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
            thread.take_exception(raised);
            Ok(None)
        }
        other => other,
    }
}

/// Built-in classes whose only positional sub-pattern is the subject itself, and their subclasses that do not say otherwise.
fn is_self_matching(thread: &Thread, class: Slot) -> bool {
    use ClassId::{Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple};
    let class = thread.get(class).cast::<crate::object::Class>();
    let kinds = [
        Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple,
    ];
    let class = class.filter(|class| class.dunder(Dunder::MatchArgs).is_unbound());
    class.is_some_and(|class| {
        kinds
            .iter()
            .any(|kind| class.is_subclass(thread.class(*kind)))
    })
}

fn match_arg(
    thread: &mut Thread,
    at: At,
    index: usize,
    given: usize,
) -> Result<Option<Slot>, Raised> {
    let name = thread.push(thread.dunder_name(Dunder::MatchArgs).value());
    let found = attribute_or_none(thread, at.c(), name)?;
    let args = found.and_then(|done| thread.result(done).cast::<Tuple>());
    let count = args.map_or(0, Tuple::len);
    if given > count {
        let class = thread
            .get(at.c())
            .cast::<crate::object::Class>()
            .map_or("?", |class| class.name());
        let plural = if count == 1 { "" } else { "s" };
        let message =
            format!("{class}() accepts {count} positional sub-pattern{plural} ({given} given)");
        return Err(thread.type_error(message));
    }
    let name = args.and_then(|args| args.get(index)).unwrap_or(Value::NONE);
    Ok(Some(thread.push(name)))
}

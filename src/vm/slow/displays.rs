//! New containers and strings: displays, f-strings, starred items.

use smallvec::SmallVec;

use super::{At, Outcome};
use crate::bytecode::Op;
use crate::heap::{Dict, Field, Kind, List, Object, Slot, Str, Table, Tuple, Value};
use crate::object::{ClassId, Dunder, Function, LinkedCode, Native, SliceObject, Thread};
use crate::vm;

#[inline(never)]
pub(in crate::vm) fn build(thread: &mut Thread, at: At) -> Outcome {
    let (window, count) = (at.b(), at.instruction.c());
    let mark = thread.mark();
    match at.instruction.op() {
        Op::BuildSet => {
            let class = thread.class(ClassId::Set).value();
            let set = thread.push(crate::heap::Set::new(thread.mutator(), class).value());
            for index in 0..count {
                vm::set_add(thread, set, window.offset(index))?;
            }
            thread.set(at.a(), thread.get(set));
        }
        Op::BuildDict => {
            let dict = thread.push(thread.dict().value());
            for pair in 0..count {
                vm::dict_set(
                    thread,
                    dict,
                    window.offset(2 * pair),
                    window.offset(2 * pair + 1),
                )?;
            }
            thread.set(at.a(), thread.get(dict));
        }
        Op::BuildSlice => {
            let field = |index: usize| Field::new(thread.get(window.offset(index)));
            let (start, stop, step) = (field(0), field(1), field(2));
            let class = thread.class(ClassId::Slice).value();
            let slice = thread.mutator().alloc(class, |header| SliceObject {
                header,
                start,
                stop,
                step,
            });
            thread.set(at.a(), slice.value());
        }
        _ => {
            let mut pieces = SmallVec::<[&Str; 16]>::new();
            let piece = |index| thread.payload(thread.get(window.offset(index))).cast();
            pieces.extend((0..count).filter_map(piece));
            thread.check_memory(pieces.iter().map(|piece| piece.as_str().len()).sum())?;
            thread.set(at.a(), thread.join(None, &pieces));
        }
    }
    thread.pop_to(mark);
    Ok(())
}

/// Appends to a list. It is not slow, but the loop keeps its own state in machine registers only if little is inlined into it.
#[inline(never)]
pub(in crate::vm) fn append(thread: &Thread, list: &List, item: Value<'_>) {
    list.push(thread.mutator(), item);
}

#[inline(never)]
pub(in crate::vm) fn format_value(thread: &mut Thread, at: At) -> Outcome {
    let d = at.instruction.d();
    let mark = thread.mark();
    let mut value = at.b();
    if d & 3 != 0 {
        let done = match d & 3 {
            1 => vm::str(thread, value)?,
            2 => vm::repr(thread, value)?,
            _ => vm::ascii(thread, value)?,
        };
        value = thread.push_result(done);
    }
    let done = if d & 4 == 0 {
        let format = thread.interpreter().hooks.format;
        if let Some(text) = format(thread, thread.get(value), "") {
            thread.done(text)
        } else {
            let spec = thread.push(thread.intern("").value());
            vm::format(thread, value, spec)?
        }
    } else {
        vm::format(thread, value, at.c())?
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(in crate::vm) fn collection(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    match at.instruction.op() {
        Op::ListExtend => {
            let iterable = thread.class_of(thread.get(at.b()));
            if iterable.dunder(Dunder::Iter).is_unbound()
                && iterable.dunder(Dunder::GetItem).is_unbound()
            {
                let name = iterable.name();
                return Err(
                    thread.type_error(format!("Value after * must be an iterable, not {name}"))
                );
            }
            vm::extend_list(thread, at.a(), at.b())?;
        }
        Op::ListToTuple => {
            let done = vm::to_tuple(thread, at.b())?;
            let tuple = thread.result(done);
            thread.set(at.a(), tuple);
        }
        Op::SetAdd => {
            vm::set_add(thread, at.a(), at.b())?;
        }
        Op::SetUpdate => {
            let fresh = thread.get(at.a()).as_table().is_some_and(Table::is_empty);
            vm::for_each(thread, at.b(), |thread, item| {
                vm::set_add(thread, at.a(), item).map(|_| ())
            })?;
            if fresh
                && let Some(set) = thread.get(at.a()).as_set()
                && thread.get(at.b()).kind() == Some(Kind::Tuple)
            {
                set.copied_from_constants(thread.mutator());
            }
        }
        Op::DictInsert => vm::dict_set(thread, at.a(), at.b(), at.c())?,
        _ => dict_update(thread, code, at)?,
    }
    thread.pop_to(mark);
    Ok(())
}

/// The argument of `f(*x)` stands behind the callee as it is: makes it a list, unless it is one or a tuple.
pub(in crate::vm) fn starred_argument(thread: &mut Thread, callee: Slot) -> Outcome {
    let argument = callee.offset(1);
    let value = thread.get(argument);
    if value.cast::<Tuple>().is_some() || value.cast::<List>().is_some() {
        return Ok(());
    }
    let class = thread.class_of(value);
    if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
        let class = class.name();
        let function = callee_name(thread, callee);
        let message = format!("{function} argument after * must be an iterable, not {class}");
        return Err(thread.type_error(message));
    }
    let done = vm::to_list(thread, argument)?;
    let list = thread.result(done);
    thread.set(argument, list);
    Ok(())
}

/// `{**x}` and `f(**x)`.
fn dict_update(thread: &mut Thread, _code: &LinkedCode, at: At) -> Outcome {
    let call = at.instruction.d() == 1;
    let mark = thread.mark();
    if !call && thread.get(at.b()).kind() == Some(Kind::Dict) {
        let tables = (thread.get(at.a()).as_table(), thread.get(at.b()).as_table());
        if let (Some(into), Some(source)) = tables
            && into.is_empty()
        {
            let replaced = into.replace_all_from(thread.mutator(), source);
            return replaced.map_err(|_| thread.memory_error());
        }
        // Hashes are known. Script code may compare keys, and so change the dict: it is read entry by entry.
        let mut position = 0;
        while let Some(item) = thread
            .get(at.b())
            .cast::<Dict>()
            .and_then(|dict| dict.next_from(position))
        {
            position = item.position + 1;
            let hash = item.hash;
            let (key, value) = (thread.push(item.key), thread.push(item.value));
            vm::table_insert(thread, at.a(), key, hash, Some(value))?;
            thread.pop_to(mark);
        }
        return Ok(());
    }
    let keys_name = thread.push(thread.intern("keys").value());
    let Some(done) = vm::get_attribute_optional(thread, at.b(), keys_name)? else {
        let class = thread.class_of(thread.get(at.b())).name();
        return Err(thread.type_error(if call {
            let function = callee_name(thread, at.c());
            format!("{function} argument after ** must be a mapping, not {class}")
        } else {
            format!("'{class}' object is not a mapping")
        }));
    };
    let keys = thread.push_result(done);
    let done = vm::call(thread, keys, &[])?;
    let keys = thread.push_result(done);
    vm::for_each(thread, keys, |thread, key| {
        if call && vm::dict_get(thread, at.a(), key)?.is_some() {
            let function = callee_name(thread, at.c());
            let name = thread.get(key).cast::<Str>().map_or("?", Str::as_str);
            let message = format!("{function} got multiple values for keyword argument '{name}'");
            return Err(thread.type_error(message));
        }
        let done = vm::get_item(thread, at.b(), key)?;
        let value = thread.push_result(done);
        vm::dict_set(thread, at.a(), key, value)
    })?;
    thread.pop_to(mark);
    Ok(())
}

/// How messages about a call's arguments name the callee.
fn callee_name(thread: &Thread, callee: Slot) -> String {
    let value = thread.get(callee);
    let value = value
        .cast::<crate::object::BoundMethod>()
        .map_or(value, |method| method.function.load());
    if let Some(native) = value.cast::<Native>() {
        return format!("{}()", native.signature.qualified());
    }
    let (name, module) = match (
        value.cast::<Function>(),
        value.cast::<crate::object::Class>(),
    ) {
        (Some(function), _) => (function.qualname.load(), function.module.load()),
        (_, Some(class)) => (
            class.qualname.load(),
            class.lookup(thread.dunder_name(Dunder::Module)),
        ),
        _ => return format!("{} object", thread.class_of(value).name()),
    };
    let name = name.cast::<Str>().map_or("?", Str::as_str);
    match module.cast::<Str>().map_or("__main__", Str::as_str) {
        "builtins" => format!("{name}()"),
        module => format!("{module}.{name}()"),
    }
}

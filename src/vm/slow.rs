//! The slow paths of instructions, in safe code: each reads registers as slots, does the operation in full, writes its destination only on
//! success. The loop calls them when its short cuts do not apply.

use std::sync::atomic::Ordering;

use crate::bytecode::{Instruction, Op};
use crate::heap::{CellVariable, Dict, Field, Kind, List, Object, Slot, Str, Table, Tuple, Value};
use crate::object::{
    ClassId, Done, Dunder, Found, Function, Generator, LinkedCode, Module, Native, Raised,
    SliceObject, Thread,
};

/// What a slow path returns: its destination is written.
pub(super) type Outcome = Result<(), Raised>;

/// The frame that an instruction belongs to.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) base: Slot,
    pub(super) instruction: Instruction,
}

impl At {
    pub(super) fn a(self) -> Slot {
        self.base.offset(self.instruction.a())
    }
    pub(super) fn b(self) -> Slot {
        self.base.offset(self.instruction.b())
    }
    pub(super) fn c(self) -> Slot {
        self.base.offset(self.instruction.c())
    }
}

/// Runs an operation with a free stack above the frame, and stores its result in `R[a]`.
fn store(
    thread: &mut Thread,
    at: At,
    operation: impl FnOnce(&mut Thread) -> Result<Done, Raised>,
) -> Outcome {
    let mark = thread.mark();
    let done = operation(thread)?;
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

/// Pushes a constant.
fn push_constant(thread: &Thread, code: &LinkedCode, index: usize) -> Slot {
    thread.push(code.constants.get(index).map_or(Value::NONE, Field::load))
}

fn operator(op: Op) -> Dunder {
    match op {
        Op::Add | Op::AddK => Dunder::Add,
        Op::Sub | Op::SubK => Dunder::Sub,
        Op::Mul | Op::MulK => Dunder::Mul,
        Op::TrueDiv | Op::TrueDivK => Dunder::TrueDiv,
        Op::FloorDiv | Op::FloorDivK => Dunder::FloorDiv,
        Op::Mod | Op::ModK => Dunder::Mod,
        Op::Pow => Dunder::Pow,
        Op::MatMul => Dunder::MatMul,
        Op::LShift => Dunder::LShift,
        Op::RShift => Dunder::RShift,
        Op::And | Op::AndK => Dunder::And,
        Op::Or => Dunder::Or,
        Op::Xor => Dunder::Xor,
        Op::Lt | Op::JumpIfLt | Op::JumpIfLtK => Dunder::Lt,
        Op::Le | Op::JumpIfLe | Op::JumpIfLeK => Dunder::Le,
        Op::Gt | Op::JumpIfGt | Op::JumpIfGtK => Dunder::Gt,
        Op::Ge | Op::JumpIfGe | Op::JumpIfGeK => Dunder::Ge,
        Op::Eq | Op::JumpIfEq | Op::JumpIfEqK => Dunder::Eq,
        Op::Ne | Op::JumpIfNe | Op::JumpIfNeK => Dunder::Ne,
        Op::Neg => Dunder::Neg,
        Op::Pos => Dunder::Pos,
        _ => Dunder::Invert,
    }
}

/// A binary operator; operand c is a constant for the K forms.
#[cold]
#[inline(never)]
pub(super) fn binary(thread: &mut Thread, code: &LinkedCode, at: At, constant: bool) -> Outcome {
    let mark = thread.mark();
    let right = if constant {
        push_constant(thread, code, at.instruction.c())
    } else {
        at.c()
    };
    let op = operator(at.instruction.op());
    if let Some(value) = super::arithmetic::mixed(thread, op, thread.get(at.b()), thread.get(right))
    {
        thread.set(at.a(), value);
        thread.pop_to(mark);
        return Ok(());
    }
    let done = if at.instruction.d() == 0 {
        super::binary(thread, op, at.b(), right)?
    } else {
        super::binary_in_place(thread, op, at.b(), right)?
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn unary(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| {
        super::unary(thread, operator(at.instruction.op()), at.b())
    })
}

#[cold]
#[inline(never)]
pub(super) fn compare(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| {
        super::compare(thread, operator(at.instruction.op()), at.b(), at.c())
    })
}

/// The truth of a comparison that a jump depends on.
#[cold]
#[inline(never)]
pub(super) fn compare_jump(
    thread: &mut Thread,
    code: &LinkedCode,
    at: At,
    constant: bool,
) -> Result<bool, Raised> {
    let mark = thread.mark();
    let right = if constant {
        push_constant(thread, code, at.instruction.b())
    } else {
        at.b()
    };
    let done = super::compare(thread, operator(at.instruction.op()), at.a(), right)?;
    let truth = super::convert::truth_of_result(thread, done)?;
    thread.pop_to(mark);
    Ok(truth)
}

#[inline(never)]
pub(super) fn contains(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let found = super::contains(thread, at.c(), at.b())?;
    thread.set(at.a(), Value::bool(found != (at.instruction.d() == 1)));
    thread.pop_to(mark);
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn truth(thread: &mut Thread, register: Slot) -> Result<bool, Raised> {
    let mark = thread.mark();
    let truth = super::truth(thread, register);
    thread.pop_to(mark);
    truth
}

fn name_of<'t>(thread: &'t Thread, code: &'t LinkedCode, constant: usize) -> &'t str {
    let value = code
        .constants
        .get(constant)
        .map_or(Value::NONE, Field::load);
    let _ = thread;
    value.cast::<Str>().map_or("?", Str::as_str)
}

#[cold]
pub(super) fn unbound_local(thread: &Thread, code: &LinkedCode, constant: usize) -> Raised {
    let name = name_of(thread, code, constant);
    let message =
        format!("cannot access local variable '{name}' where it is not associated with a value");
    thread.named_error(ClassId::UnboundLocalError, &message, name)
}

#[cold]
pub(super) fn empty_cell(thread: &Thread, code: &LinkedCode, instruction: Instruction) -> Raised {
    if instruction.d() == 0 {
        return unbound_local(thread, code, instruction.c());
    }
    let name = name_of(thread, code, instruction.c());
    let message = format!(
        "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
    );
    thread.named_error(ClassId::NameError, &message, name)
}

#[cold]
#[inline(never)]
pub(super) fn global_missing(thread: &Thread, code: &LinkedCode, index: usize) -> Raised {
    let name = code
        .code
        .globals
        .get(index)
        .map_or("?", |name| name.as_str());
    name_error(thread, name)
}

fn name_error(thread: &Thread, name: &str) -> Raised {
    thread.named_error(
        ClassId::NameError,
        &format!("name '{name}' is not defined"),
        name,
    )
}

/// The namespace of a class body or exec: a dict, or any mapping.
fn namespace_get(thread: &mut Thread, at: At, name: Slot) -> Result<Option<Done>, Raised> {
    if thread.get(at.base).cast::<Dict>().is_some() {
        return super::dict_get(thread, at.base, name);
    }
    match super::get_item(thread, at.base, name) {
        Ok(done) => Ok(Some(done)),
        Err(raised) if thread.raised_is(raised, ClassId::KeyError) => {
            thread.take_exception(raised);
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// The value of a global: the module's, else the builtin.
fn load_global(code: &LinkedCode, index: usize) -> Option<Value<'_>> {
    let contents = |index: usize| {
        let cell = code.globals.get(index)?.load().cast::<CellVariable>()?;
        cell.contents.load().bound()
    };
    contents(2 * index).or_else(|| contents(2 * index + 1))
}

#[inline(never)]
pub(super) fn load_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    let found = namespace_get(thread, at, name)?;
    let value = match found {
        Some(done) => thread.result(done),
        None => match load_global(code, at.instruction.c()) {
            Some(value) => value,
            None => return Err(global_missing(thread, code, at.instruction.c())),
        },
    };
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn load_name_cell(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    let found = namespace_get(thread, at, name)?;
    let value = match found {
        Some(done) => thread.result(done),
        None => {
            let cell = thread.get(at.c()).cast::<CellVariable>();
            match cell.and_then(|cell| cell.contents.load().bound()) {
                Some(value) => value,
                None => {
                    let name = name_of(thread, code, at.instruction.b());
                    let message = format!(
                        "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                    );
                    return Err(thread.error(ClassId::NameError, message));
                }
            }
        }
    };
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn store_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    super::set_item(thread, at.base, name, at.a())?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn delete_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    match super::delete_item(thread, at.base, name) {
        Ok(()) => {}
        Err(raised) if thread.raised_is(raised, ClassId::KeyError) => {
            thread.take_exception(raised);
            return Err(name_error(
                thread,
                name_of(thread, code, at.instruction.b()),
            ));
        }
        Err(raised) => return Err(raised),
    }
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn load_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let class = thread.class_of(thread.get(at.b()));
    let custom = class.dunder(Dunder::GetAttribute).kind() == Some(Kind::Function);
    let done = if custom {
        super::get_attribute(thread, at.b(), name)?
    } else {
        match super::attribute::generic_get_attribute(thread, at.b(), name) {
            Ok((Some(done), cache)) => {
                if let Some(place) = code.caches.get(at.instruction.c()) {
                    place.store(cache, Ordering::Relaxed);
                }
                done
            }
            Ok((None, _)) => super::get_attribute(thread, at.b(), name)?,
            Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
                // A property's own AttributeError gives `__getattr__` its turn.
                let class = thread.class_of(thread.get(at.b()));
                if class.dunder(Dunder::GetAttr).is_unbound() {
                    return Err(raised);
                }
                thread.take_exception(raised);
                match super::call_dunder(thread, at.b(), Dunder::GetAttr, &[name])? {
                    Some(done) => done,
                    None => return Err(super::attribute::missing(thread, at.b(), name)),
                }
            }
            Err(raised) => return Err(raised),
        }
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

/// `R[a], R[a+1]` = function and receiver, or value and UNBOUND.
#[inline(never)]
pub(super) fn load_method(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let class = thread.class_of(thread.get(at.b()));
    if class.dunder(Dunder::GetAttribute).kind() != Some(Kind::Function) {
        let object = thread.get(at.b());
        let text = thread.get(name).cast::<Str>();
        let found = text.map(|text| thread.find_attribute(object, text));
        if let Some((Found::Method { function, receiver }, cache)) = found {
            if receiver == object
                && let Some(place) = code.caches.get(at.instruction.c())
            {
                place.store(cache, Ordering::Relaxed);
            }
            thread.set(at.a(), function);
            thread.set(at.a().offset(1), receiver);
            thread.pop_to(mark);
            return Ok(());
        }
    }
    load_attribute_into(thread, code, at, name)?;
    thread.set(at.a().offset(1), Value::UNBOUND);
    thread.pop_to(mark);
    Ok(())
}

fn load_attribute_into(thread: &mut Thread, code: &LinkedCode, at: At, name: Slot) -> Outcome {
    if let Some(place) = code.caches.get(at.instruction.c())
        && let object = thread.get(at.b())
        && let Some(text) = thread.get(name).cast::<Str>()
        && let (Found::Value(value), cache) = thread.find_attribute(object, text)
        && thread.class_of(object).dunder(Dunder::GetAttribute).kind() != Some(Kind::Function)
    {
        place.store(cache, Ordering::Relaxed);
        thread.set(at.a(), value);
        return Ok(());
    }
    store(thread, at, |thread| {
        super::get_attribute(thread, at.b(), name)
    })
}

#[inline(never)]
pub(super) fn store_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let cache = super::attribute::set_attribute_cached(thread, at.a(), name, at.b())?;
    if let Some(place) = code.caches.get(at.instruction.c()) {
        place.store(cache, Ordering::Relaxed);
    }
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn delete_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    super::delete_attribute(thread, at.a(), name)?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn get_item(thread: &mut Thread, code: &LinkedCode, at: At, constant: bool) -> Outcome {
    store(thread, at, |thread| {
        let key = if constant {
            push_constant(thread, code, at.instruction.c())
        } else {
            at.c()
        };
        super::get_item(thread, at.b(), key)
    })
}

#[inline(never)]
pub(super) fn set_item(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    super::set_item(thread, at.a(), at.b(), at.c())?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn delete_item(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    super::delete_item(thread, at.a(), at.b())?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn get_iter(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| super::iter(thread, at.b()))
}

/// The next item of iterator `R[b]` into `R[a]`; false at the end.
#[inline(never)]
pub(super) fn for_iter(thread: &mut Thread, at: At, iterator: Slot) -> Result<bool, Raised> {
    let mark = thread.mark();
    let Some(done) = super::next(thread, iterator)? else {
        thread.pop_to(mark);
        return Ok(false);
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(true)
}

/// Starts `for x in range(...)`; see the opcode.
#[inline(never)]
pub(super) fn for_range_prep(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let window = at.a();
    let count = at.instruction.d() as usize;
    if let Some((start, left, step)) = small_range(thread, window, count) {
        thread.set(window, Value::UNBOUND);
        thread.set(window.offset(1), thread.int(start));
        thread.set(window.offset(2), thread.int(left));
        thread.set(window.offset(3), thread.int(step));
        return Ok(());
    }
    let callee = thread.push(thread.get(window));
    for index in 0..count {
        thread.push(thread.get(window.offset(1 + index)));
    }
    let done = super::call_slots(thread, callee, count, None)?;
    thread.pop_to(mark);
    let iterable = thread.push_result(done);
    let done = super::iter(thread, iterable)?;
    let iterator = thread.result(done);
    thread.set(window, iterator);
    thread.pop_to(mark);
    Ok(())
}

/// Start, number of items and step, if the call is of the built-in range with small integers.
fn small_range(thread: &Thread, window: Slot, count: usize) -> Option<(i64, i64, i64)> {
    if thread.get(window) != thread.class(ClassId::Range).value() {
        return None;
    }
    let number = |index: usize| thread.get(window.offset(index)).as_small_int();
    let (start, stop, step) = match count {
        1 => (0, number(1)?, 1),
        2 => (number(1)?, number(2)?, 1),
        _ => (number(1)?, number(2)?, number(3)?),
    };
    // The number after the last one must still be small, as the loop computes it.
    if step == 0 || step.abs() > 1 << 40 || start.abs() > 1 << 59 || stop.abs() > 1 << 59 {
        return None;
    }
    let left = if step > 0 {
        if start >= stop {
            0
        } else {
            (stop - start - 1) / step + 1
        }
    } else if start <= stop {
        0
    } else {
        (start - stop - 1) / -step + 1
    };
    Some((start, left, step))
}

#[inline(never)]
pub(super) fn build(thread: &mut Thread, at: At) -> Outcome {
    let (window, count) = (at.b(), at.instruction.c());
    let mark = thread.mark();
    match at.instruction.op() {
        Op::BuildList => {
            let class = thread.class(ClassId::List).value();
            let list = List::from_fn(thread.mutator(), class, count, |index| {
                thread.get(window.offset(index))
            });
            thread.set(at.a(), list.value());
        }
        Op::BuildTuple => thread.set(at.a(), thread.tuple_of_slots(window, count)),
        Op::BuildSet => {
            let class = thread.class(ClassId::Set).value();
            let set = thread.push(crate::heap::Set::new(thread.mutator(), class).value());
            for index in 0..count {
                super::set_add(thread, set, window.offset(index))?;
            }
            thread.set(at.a(), thread.get(set));
        }
        Op::BuildDict => {
            let dict = thread.push(thread.dict().value());
            for pair in 0..count {
                super::dict_set(
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
            let pieces: Vec<&str> = (0..count)
                .filter_map(|index| {
                    thread
                        .get(window.offset(index))
                        .cast::<Str>()
                        .map(Str::as_str)
                })
                .collect();
            thread.check_memory(pieces.iter().map(|piece| piece.len()).sum())?;
            thread.set(at.a(), thread.concat(&pieces));
        }
    }
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn format_value(thread: &mut Thread, at: At) -> Outcome {
    let d = at.instruction.d();
    let mark = thread.mark();
    let mut value = at.b();
    if d & 3 != 0 {
        let done = match d & 3 {
            1 => super::str(thread, value)?,
            2 => super::repr(thread, value)?,
            _ => super::ascii(thread, value)?,
        };
        value = thread.push_result(done);
    }
    let done = if d & 4 == 0 {
        let plain = thread.get(value);
        if plain.cast::<Str>().is_some() {
            thread.done(plain)
        } else if plain.is_small_int() {
            super::str(thread, value)?
        } else {
            let spec = thread.push(thread.intern("").value());
            super::format(thread, value, spec)?
        }
    } else {
        super::format(thread, value, at.c())?
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn collection(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
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
            super::extend_list(thread, at.a(), at.b())?;
        }
        Op::ListToTuple => {
            let done = super::to_tuple(thread, at.b())?;
            let tuple = thread.result(done);
            thread.set(at.a(), tuple);
        }
        Op::SetAdd => {
            super::set_add(thread, at.a(), at.b())?;
        }
        Op::SetUpdate => {
            let fresh = thread.get(at.a()).as_table().is_some_and(Table::is_empty);
            super::for_each(thread, at.b(), |thread, item| {
                super::set_add(thread, at.a(), item).map(|_| ())
            })?;
            if fresh
                && let Some(set) = thread.get(at.a()).as_set()
                && thread.get(at.b()).kind() == Some(Kind::Tuple)
            {
                set.copied_from_constants(thread.mutator());
            }
        }
        Op::DictInsert => super::dict_set(thread, at.a(), at.b(), at.c())?,
        _ => dict_update(thread, code, at)?,
    }
    thread.pop_to(mark);
    Ok(())
}

/// The argument of `f(*x)` stands behind the callee as it is: makes it a list, unless it is one or a tuple.
pub(super) fn starred_argument(thread: &mut Thread, callee: Slot) -> Outcome {
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
    let done = super::to_list(thread, argument)?;
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
            super::table_insert(thread, at.a(), key, hash, Some(value))?;
            thread.pop_to(mark);
        }
        return Ok(());
    }
    let keys_name = thread.push(thread.intern("keys").value());
    let Some(done) = super::get_attribute_optional(thread, at.b(), keys_name)? else {
        let class = thread.class_of(thread.get(at.b())).name();
        return Err(thread.type_error(if call {
            let function = callee_name(thread, at.c());
            format!("{function} argument after ** must be a mapping, not {class}")
        } else {
            format!("'{class}' object is not a mapping")
        }));
    };
    let keys = thread.push_result(done);
    let done = super::call(thread, keys, &[])?;
    let keys = thread.push_result(done);
    super::for_each(thread, keys, |thread, key| {
        if call {
            if thread.get(key).cast::<Str>().is_none() {
                return Err(thread.type_error("keywords must be strings"));
            }
            if super::dict_get(thread, at.a(), key)?.is_some() {
                let function = callee_name(thread, at.c());
                let name = thread.get(key).cast::<Str>().map_or("?", Str::as_str);
                let message =
                    format!("{function} got multiple values for keyword argument '{name}'");
                return Err(thread.type_error(message));
            }
        }
        let done = super::get_item(thread, at.b(), key)?;
        let value = thread.push_result(done);
        super::dict_set(thread, at.a(), key, value)
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

/// Unpacking; the window at a is written at the end.
#[inline(never)]
pub(super) fn unpack(thread: &mut Thread, at: At) -> Outcome {
    let star = at.instruction.op() == Op::UnpackStar;
    let (before, after) = (
        at.instruction.c(),
        at.instruction.d() as usize * star as usize,
    );
    let mark = thread.mark();
    super::unpack(thread, at.b(), before, star, after)?;
    for index in 0..before + star as usize + after {
        thread.set(at.a().offset(index), thread.get(mark.offset(index)));
    }
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn make_function(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let part = |bit: u8, index: usize| {
        let given = at.instruction.d() & 1 << bit != 0;
        Field::new(if given {
            thread.get(at.c().offset(index))
        } else {
            Value::NONE
        })
    };
    let (defaults, keyword_defaults, annotations, closure) =
        (part(0, 0), part(1, 1), part(2, 2), part(3, 3));
    let linked = code
        .codes
        .get(at.instruction.b())
        .map_or(Value::NONE, Field::load);
    let Some(function_code) = linked.cast::<LinkedCode>() else {
        return Err(thread.error(ClassId::SystemError, "no such code"));
    };
    let name = |field: &Field| Field::new(field.load());
    let module = code.module.load().cast::<Module>().map(|module| {
        let dunder = thread.dunder_name(Dunder::Name);
        module.get(dunder).bound().unwrap_or(module.name.load())
    });
    let parts = Function::new_parts(
        [
            linked,
            closure.load(),
            defaults.load(),
            keyword_defaults.load(),
            annotations.load(),
        ],
        [
            name(&function_code.name).load(),
            name(&function_code.qualname).load(),
            name(&function_code.doc).load(),
            module.unwrap_or(Value::NONE),
        ],
    );
    let class = thread.class(ClassId::Function).value();
    let function = thread
        .mutator()
        .alloc(class, |header| parts.with_header(header));
    thread.set(at.a(), function.value());
    Ok(())
}

#[inline(never)]
pub(super) fn match_exception(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    check_exception_class(thread, at.c())?;
    // `except` asks for the class itself, past all `__instancecheck__`.
    let class = thread.class_of(thread.get(at.b()));
    let derives = |base: Value<'_>| {
        base.cast::<crate::object::Class>()
            .is_some_and(|base| class.is_subclass(base))
    };
    let wanted = thread.get(at.c());
    let matches = match wanted.cast::<Tuple>() {
        Some(tuple) => tuple.iter().any(derives),
        None => derives(wanted),
    };
    thread.set(at.a(), Value::bool(matches));
    thread.pop_to(mark);
    Ok(())
}

fn check_exception_class(thread: &Thread, slot: Slot) -> Outcome {
    let base = thread.class(ClassId::BaseException);
    let ok = |value: Value<'_>| {
        value
            .cast::<crate::object::Class>()
            .is_some_and(|class| class.is_subclass(base))
    };
    let value = thread.get(slot);
    let fits = match value.cast::<Tuple>() {
        Some(tuple) => tuple.iter().all(ok),
        None => ok(value),
    };
    if fits {
        Ok(())
    } else {
        Err(thread
            .type_error("catching classes that do not inherit from BaseException is not allowed"))
    }
}

/// Makes the exception to raise of what stands after `raise`, and raises it.
#[inline(never)]
pub(super) fn raise(thread: &mut Thread, at: At) -> Raised {
    match try_raise(thread, at) {
        Ok(raised) | Err(raised) => raised,
    }
}

fn try_raise(thread: &mut Thread, at: At) -> Result<Raised, Raised> {
    if at.instruction.d() == 0 {
        let handled = thread.stack().handled.load();
        if handled.is_none() {
            return Err(thread.error(ClassId::RuntimeError, "No active exception to reraise"));
        }
        return Ok(thread.reraise(handled));
    }
    let exception = as_exception(thread, at.a(), "exceptions must derive from BaseException")?;
    if at.instruction.d() == 2 {
        use crate::object::ExceptionSlot::{Cause, SuppressContext};
        let cause = if thread.get(at.b()).is_none() {
            thread.push(Value::NONE)
        } else {
            as_exception(
                thread,
                at.b(),
                "exception causes must derive from BaseException",
            )?
        };
        if let Some(instance) = thread.get(exception).cast::<crate::heap::Instance>() {
            thread.set_exception_slot(instance, Cause, thread.get(cause));
            thread.set_exception_slot(instance, SuppressContext, Value::TRUE);
        }
    }
    Ok(thread.raise(thread.get(exception)))
}

/// An exception instance of an instance or a class, pushed.
pub(super) fn as_exception(thread: &mut Thread, slot: Slot, message: &str) -> Result<Slot, Raised> {
    let is_class = {
        let value = thread.get(slot);
        let base = thread.class(ClassId::BaseException);
        match value.cast::<crate::object::Class>() {
            Some(class) if class.is_subclass(base) => true,
            Some(_) => return Err(thread.type_error(message)),
            None if thread.class_of(value).is_subclass(base) => false,
            None => return Err(thread.type_error(message)),
        }
    };
    if !is_class {
        return Ok(thread.push(thread.get(slot)));
    }
    let done = super::call(thread, slot, &[])?;
    let made = thread.push_result(done);
    let base = thread.class(ClassId::BaseException);
    if !thread.class_of(thread.get(made)).is_subclass(base) {
        let done = super::repr(thread, slot)?;
        let class = thread.result(done).cast::<Str>().map_or("?", Str::as_str);
        let got = thread.class_of(thread.get(made)).name();
        return Err(thread.type_error(format!(
            "calling {class} should have returned an instance of BaseException, not <class '{got}'>"
        )));
    }
    Ok(made)
}

#[inline(never)]
pub(super) fn with_enter(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let lacks = |thread: &Thread, method: &str| {
        let class = thread.class_of(thread.get(at.b())).name();
        let hint = if method == "__exit__" {
            " (missed __exit__ method)"
        } else {
            ""
        };
        thread.type_error(format!(
            "'{class}' object does not support the context manager protocol{hint}"
        ))
    };
    let class = thread.class_of(thread.get(at.b()));
    let no_exit = class.dunder(Dunder::Exit).is_unbound();
    if class.dunder(Dunder::Enter).is_unbound() {
        return Err(lacks(thread, "__enter__"));
    }
    if no_exit {
        return Err(lacks(thread, "__exit__"));
    }
    if !super::find_special(thread, at.b(), Dunder::Exit)? {
        return Err(lacks(thread, "__exit__"));
    }
    let (function, receiver) = (thread.get(mark), thread.get(mark.offset(1)));
    let exit = if receiver.is_unbound() {
        function
    } else {
        thread.bound_method(function, receiver)
    };
    thread.set(mark, exit);
    let Some(done) = super::call_dunder(thread, at.b(), Dunder::Enter, &[])? else {
        return Err(lacks(thread, "__enter__"));
    };
    let entered = thread.result(done);
    thread.set(at.a().offset(1), entered);
    thread.set(at.a(), thread.get(mark));
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn with_exit(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let none = thread.push(Value::NONE);
    let _ = super::call(thread, at.a(), &[none, none, none])?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn with_except(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let exception = thread.get(at.c());
    let class = thread.push(thread.class_of(exception).value());
    let traceback = thread.exception_slot(exception, crate::object::ExceptionSlot::Traceback);
    let traceback = thread.push(traceback);
    let done = super::call(thread, at.b(), &[class, at.c(), traceback])?;
    let swallowed = super::convert::truth_of_result(thread, done)?;
    thread.set(at.a(), Value::bool(swallowed));
    thread.pop_to(mark);
    Ok(())
}

/// The name, level and name list of an import, handed to the import hook.
#[inline(never)]
pub(super) fn import(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    match at.instruction.op() {
        Op::ImportName => {
            let name = push_constant(thread, code, at.instruction.b());
            let names = push_constant(thread, code, at.instruction.c());
            let module = thread.push(code.module.load());
            let level = thread.push(Value::int(at.instruction.d() as i32));
            let import = thread.interpreter().hooks.import;
            let done = import(thread, name, names, module, level)?;
            let imported = thread.result(done);
            thread.set(at.a(), imported);
        }
        Op::ImportFrom => {
            let name = push_constant(thread, code, at.instruction.c());
            let import_from = thread.interpreter().hooks.import_from;
            let done = import_from(thread, at.b(), name)?;
            let value = thread.result(done);
            thread.set(at.a(), value);
        }
        _ => {
            let module = thread.push(code.module.load());
            let import_star = thread.interpreter().hooks.import_star;
            let _ = import_star(thread, at.a(), module)?;
        }
    }
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn matching(thread: &mut Thread, at: At) -> Outcome {
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
            let length = super::length(thread, at.b())?;
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
        let Some(done) = super::dict_get(thread, at.b(), key)? else {
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
    if !super::is_instance(thread, at.b(), at.c())? {
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
    match super::get_attribute_optional(thread, object, name) {
        Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
            thread.take_exception(raised);
            Ok(None)
        }
        other => other,
    }
}

/// Built-in classes whose only positional sub-pattern is the subject itself.
fn is_self_matching(thread: &Thread, class: Slot) -> bool {
    use ClassId::{Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple};
    let class = thread.get(class).cast::<crate::object::Class>();
    let kinds = [
        Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple,
    ];
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

/// Copies the closure's cells to registers.
pub(super) fn copy_free(thread: &Thread, at: At) {
    let Some(frame) = thread.frames.last() else {
        return;
    };
    let callee = thread.get(frame.callee);
    let function = callee
        .cast::<Generator>()
        .map_or(callee, |generator| generator.function.load());
    let closure = function
        .cast::<Function>()
        .and_then(|function| function.closure.load().cast::<Tuple>());
    let cells = closure.map_or(&[][..], Tuple::fields);
    for (index, cell) in cells.iter().enumerate().take(at.instruction.b()) {
        thread.set(at.a().offset(index), cell.load());
    }
}

//! Names: variables that are missing, cells, and the namespaces of class bodies and exec.

use super::{At, Outcome, push_constant};
use crate::bytecode::Instruction;
use crate::heap::{CellVariable, Dict, Field, Slot, Str, Tuple, Value};
use crate::object::{ClassId, Done, Function, Generator, LinkedCode, Raised, Thread};
use crate::vm;

fn name_of<'t>(thread: &'t Thread, code: &'t LinkedCode, constant: usize) -> &'t str {
    let value = code
        .constants
        .get(constant)
        .map_or(Value::NONE, Field::load);
    let _ = thread;
    value.cast::<Str>().map_or("?", Str::as_str)
}

#[cold]
pub(in crate::vm) fn unbound_local(thread: &Thread, code: &LinkedCode, constant: usize) -> Raised {
    let name = name_of(thread, code, constant);
    let message =
        format!("cannot access local variable '{name}' where it is not associated with a value");
    thread.named_error(ClassId::UnboundLocalError, &message, name)
}

#[cold]
pub(in crate::vm) fn empty_cell(
    thread: &Thread,
    code: &LinkedCode,
    instruction: Instruction,
) -> Raised {
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
pub(in crate::vm) fn global_missing(thread: &Thread, code: &LinkedCode, index: usize) -> Raised {
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
        return vm::dict_get(thread, at.base, name);
    }
    match vm::get_item(thread, at.base, name) {
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
    let contents = |index: usize| code.globals.get(index)?.get().contents.load().bound();
    contents(2 * index).or_else(|| contents(2 * index + 1))
}

#[inline(never)]
pub(in crate::vm) fn load_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
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
pub(in crate::vm) fn load_name_cell(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
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
pub(in crate::vm) fn store_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    vm::set_item(thread, at.base, name, at.a())?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(in crate::vm) fn delete_name(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = push_constant(thread, code, at.instruction.b());
    match vm::delete_item(thread, at.base, name) {
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

/// Copies the closure's cells to registers.
pub(in crate::vm) fn copy_free(thread: &Thread, at: At) {
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

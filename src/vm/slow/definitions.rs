//! Function definitions and imports.

use super::{At, Outcome, push_constant};
use crate::bytecode::Op;
use crate::heap::{Field, Object, Value};
use crate::object::{ClassId, Dunder, Function, LinkedCode, Module, Thread};

#[inline(never)]
pub(in crate::vm) fn make_function(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
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
        function_code,
        [
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

/// The name, level and name list of an import, handed to the import hook.
#[inline(never)]
pub(in crate::vm) fn import(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
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

//! Code from strings: `eval`, `exec`; and `locals`, which they share.

use crate::heap::{Dict, Object, Slot, Str, Value};
use crate::object::{
    Args, ClassId, CompileError, CompileMode, Function, Module, Raised, Returned, Thread,
};
use crate::source::Source;
use crate::vm;

use super::define::add_functions;

/// Adds the functions.
pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            ("eval(source, /, globals=None, locals=None)", eval),
            ("exec(source, /, globals=None, locals=None)", exec),
            ("locals()", locals),
        ],
    );
}

fn eval(t: &mut Thread, args: Args) -> Returned {
    run(
        t,
        args,
        "eval",
        [CompileMode::Expression, CompileMode::ExpressionIn],
    )
}

fn exec(t: &mut Thread, args: Args) -> Returned {
    let _ = run(t, args, "exec", [CompileMode::Module, CompileMode::Exec])?;
    t.none()
}

/// Compiles and runs the text: in the calling frame's names, or in the mappings that were given.
fn run(t: &mut Thread, args: Args, name: &str, modes: [CompileMode; 2]) -> Returned {
    let text = match args.get(t, 0).cast::<Str>() {
        Some(text) => text.as_str().to_string(),
        None => {
            return Err(t.type_error(format!(
                "{name}() arg 1 must be a string, bytes or code object"
            )));
        }
    };
    let given = |t: &Thread, index: usize| {
        args.optional(t, index)
            .is_some_and(|value| !value.is_none())
    };
    let (has_globals, has_locals) = (given(t, 1), given(t, 2));
    if has_globals && t.payload(args.get(t, 1)).cast::<Dict>().is_none() {
        let class = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!("{name}() globals must be a dict, not {class}")));
    }
    let namespace = match (has_locals, has_globals) {
        (true, _) => Some(args.slot(2)),
        (false, true) => None,
        (false, false) => vm::local_names(t),
    };
    let mode = modes[namespace.is_some() as usize];
    let text = if name == "eval" {
        text.trim_start_matches([' ', '\t'])
    } else {
        &text
    };
    let compiled = (t.interpreter().hooks.compile)(&Source::new("<string>", text), mode);
    let code = match compiled {
        Ok(code) => code,
        Err(error) => return Err(syntax_error(t, &error)),
    };
    let module = {
        let module = if has_globals {
            module_of(t, args.slot(1))
        } else {
            super::general::calling_module(t)
        };
        let Some(module) = module else {
            return Err(t.error(ClassId::RuntimeError, "no globals"));
        };
        t.push(module.value())
    };
    let function = {
        let Some(module) = t.get(module).cast::<Module>() else {
            return t.none();
        };
        let linked = t.link(&code, module);
        let (none, label) = (Value::NONE, linked.name.load());
        let parts = Function::new_parts(
            [linked.value(), none, none, none, none],
            [label, label, none, none],
        );
        let class = t.class(ClassId::Function).value();
        t.push(
            t.mutator()
                .alloc(class, |header| parts.with_header(header))
                .value(),
        )
    };
    let outcome = match namespace {
        Some(namespace) => vm::call(t, function, &[namespace]),
        None => vm::call(t, function, &[]),
    };
    let result = match outcome {
        Ok(done) => Ok(t.push_result(done)),
        Err(raised) => Err(raised),
    };
    if has_globals {
        give_back(t, module, args.slot(1));
    }
    let result = result?;
    Ok(t.done(t.get(result)))
}

/// The module whose variables the dict in a slot shows (`globals()`), or a new one whose variables are its items.
fn module_of(t: &Thread, globals: Slot) -> Option<&Module> {
    if let Some(owner) = super::attribute_dict::owner_of(t, t.get(globals)) {
        return owner.cast();
    }
    let dict = t.payload(t.get(globals)).cast::<Dict>()?;
    let class = t.class(ClassId::Module).value();
    let name = t.intern("__main__").value();
    let module = Module::new(t.mutator(), class, name, t.interpreter().shapes.unique());
    for item in dict.snapshot(t.mutator()) {
        if let Some(name) = item.key.cast::<Str>() {
            t.set_global(module, name.as_str(), item.value);
        }
    }
    Some(module)
}

/// Writes the module's variables back to the dict, as the text may have changed them.
fn give_back(t: &Thread, module: Slot, globals: Slot) {
    if let (Some(module), Some(dict)) = (
        t.get(module).cast::<Module>(),
        t.get(globals).cast::<Dict>(),
    ) {
        for (name, value) in module.entries() {
            t.set_str_key(dict, name, value);
        }
        let builtins = t.intern("__builtins__");
        if dict.get_str(builtins).is_none() {
            t.set_str_key(dict, builtins, t.interpreter().builtins().value());
        }
    }
}

fn syntax_error(t: &Thread, error: &CompileError) -> Raised {
    t.error(
        error.class,
        format!("{} (<string>, line {})", error.message, error.line),
    )
}

pub(super) fn locals(t: &mut Thread, _: Args) -> Returned {
    match vm::local_names(t) {
        Some(names) => Ok(t.done(t.get(names))),
        None => super::general::globals_of_caller(t),
    }
}

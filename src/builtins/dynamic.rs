//! Code from strings: `compile`, `eval`, `exec`; and `locals`, which they share.

use crate::heap::{Dict, Object, Slot, Str, Value};
use crate::object::{
    Args, ClassId, CompileMode, Function, LinkedCode, Module, Raised, Returned, Thread,
};
use crate::source::Source;
use crate::vm;

use super::bytes::contents;
use super::define::add_functions;
use super::syntax_error::syntax_error;

/// Adds the functions.
pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            (
                "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
                compile,
            ),
            ("eval(source, /, globals=None, locals=None)", eval),
            (
                "exec(source, /, globals=None, locals=None, *, closure=None)",
                exec,
            ),
            ("locals()", locals),
        ],
    );
}

fn eval(t: &mut Thread, args: Args) -> Returned {
    run(t, args, "eval")
}

fn exec(t: &mut Thread, args: Args) -> Returned {
    let _ = run(t, args, "exec")?;
    t.none()
}

/// The text that stands in a slot as a string or bytes.
fn text_in(t: &Thread, slot: Slot) -> Option<String> {
    let value = t.payload(t.get(slot));
    match value.cast::<Str>() {
        Some(text) => Some(text.as_str().to_string()),
        None => Some(String::from_utf8_lossy(&contents(t, value)?).into_owned()),
    }
}

/// Makes a code object that can be run more than once, with any names.
fn compile(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).cast::<LinkedCode>().is_some() {
        return Ok(t.done(args.get(t, 0)));
    }
    let Some(text) = text_in(t, args.slot(0)) else {
        return Err(t.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let Some(file) = text_in(t, args.slot(1)) else {
        let class = t.class_of(args.get(t, 1)).name();
        let message = format!("expected str, bytes or os.PathLike object, not {class}");
        return Err(t.type_error(message));
    };
    let Some(mode) = text_in(t, args.slot(2)) else {
        return Err(t.wrong_argument("compile", "argument 'mode'", "str", args.get(t, 2)));
    };
    let mode = match mode.as_str() {
        "exec" | "single" => CompileMode::Module,
        "eval" => CompileMode::Expression,
        _ => {
            return Err(t.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
        }
    };
    let Some(module) = super::general::calling_module(t) else {
        return Err(t.error(ClassId::RuntimeError, "no globals"));
    };
    let code = compile_text(t, &Source::new(file, text), mode, module)?;
    Ok(t.done(code.value()))
}

fn compile_text<'t>(
    t: &'t Thread,
    source: &Source,
    mode: CompileMode,
    module: &Module,
) -> Result<&'t LinkedCode, Raised> {
    match (t.interpreter().hooks.compile)(source, mode) {
        Ok(code) => Ok(t.link(&code, module)),
        Err(error) => Err(syntax_error(t, source.name(), &error)),
    }
}

/// The code to run with the globals of a module, from a text or a code object, with its other names in a mapping or not.
fn code_of<'t>(
    t: &'t Thread,
    program: Slot,
    name: &str,
    in_mapping: bool,
    module: &Module,
) -> Result<&'t LinkedCode, Raised> {
    if let Some(given) = t.get(program).cast::<LinkedCode>() {
        let free = given.code.free_variables.len();
        if free > 0 {
            return Err(t.type_error(match name {
                "exec" => format!("code object requires a closure of exactly length {free}"),
                _ => format!("code object passed to {name}() may not contain free variables"),
            }));
        }
        return match given.mode_in_mapping().filter(|_| in_mapping) {
            Some(mode) => compile_text(t, &given.code.source, mode, module),
            None => Ok(t.link(&given.code, module)),
        };
    }
    let Some(text) = text_in(t, program) else {
        return Err(t.type_error(format!(
            "{name}() arg 1 must be a string, bytes or code object"
        )));
    };
    let (text, mode) = match (name, in_mapping) {
        ("eval", true) => (
            text.trim_start_matches([' ', '\t']),
            CompileMode::ExpressionIn,
        ),
        ("eval", false) => (
            text.trim_start_matches([' ', '\t']),
            CompileMode::Expression,
        ),
        (_, true) => (text.as_str(), CompileMode::Exec),
        (_, false) => (text.as_str(), CompileMode::Module),
    };
    compile_text(t, &Source::new("<string>", text), mode, module)
}

/// Runs a text or a code object: in the calling frame's names, or in the mappings that were given.
fn run(t: &mut Thread, args: Args, name: &str) -> Returned {
    let given = |t: &Thread, index: usize| {
        args.optional(t, index)
            .is_some_and(|value| !value.is_none())
    };
    let (has_globals, has_locals) = (given(t, 1), given(t, 2));
    if has_globals && t.payload(args.get(t, 1)).cast::<Dict>().is_none() {
        let class = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(match name {
            "eval" => "globals must be a dict".to_string(),
            _ => format!("{name}() globals must be a dict, not {class}"),
        }));
    }
    let namespace = match (has_locals, has_globals) {
        (true, _) => Some(args.slot(2)),
        (false, true) => None,
        (false, false) => vm::local_names(t),
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
        let linked = code_of(t, args.slot(0), name, namespace.is_some(), module)?;
        let (none, label) = (Value::NONE, linked.name.load());
        let parts = Function::new_parts(linked, [none; 4], [label, label, none, none]);
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
            t.set_str_key(dict, builtins, t.builtins().value());
        }
    }
}

pub(super) fn locals(t: &mut Thread, _: Args) -> Returned {
    match vm::local_names(t) {
        Some(names) => Ok(t.done(t.get(names))),
        None => super::general::globals_of_caller(t),
    }
}

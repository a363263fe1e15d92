//! `import`: modules in Rust, bundled Python, `.py` files beside the script. Loaded once each, whichever thread comes first.

use std::path::PathBuf;

use crate::heap::{Dict, Object, Slot, Str, Tuple, Value};
use crate::object::{ClassId, CompileMode, Function, Module, Raised, Returned, Thread};
use crate::source::Source;
use crate::vm;

/// A module in Rust: its name and what fills it.
type Builder = fn(&Thread, &Module);

/// The modules in Rust.
const NATIVE: &[(&str, Builder)] = &[];

/// The modules in bundled Python: name and text.
const BUNDLED: &[(&str, &str)] = &[];

/// Makes `__main__` and enters it into `sys.modules`.
pub(super) fn install(thread: &Thread) {
    new_module(thread, "__main__");
    let builtins = thread.interpreter().builtins();
    register(thread, "builtins", builtins);
}

/// The main module.
pub fn main_module(thread: &Thread) -> &Module {
    match loaded(thread, "__main__").and_then(Value::cast::<Module>) {
        Some(module) => module,
        None => new_module(thread, "__main__"),
    }
}

/// The module of a name, if it was loaded.
fn loaded<'t>(thread: &'t Thread, name: &str) -> Option<Value<'t>> {
    let modules = thread.interpreter().modules.load().cast::<Dict>()?;
    modules.get_str(thread.intern(name))
}

fn register(thread: &Thread, name: &str, module: &Module) {
    if let Some(modules) = thread.interpreter().modules.load().cast::<Dict>() {
        thread.set_str_key(modules, thread.intern(name), module.value());
    }
}

/// A new module, entered into `sys.modules`.
fn new_module<'t>(thread: &'t Thread, name: &str) -> &'t Module {
    let class = thread.class(ClassId::Module).value();
    let interned = thread.intern(name).value();
    let module = Module::new(
        thread.mutator(),
        class,
        interned,
        thread.interpreter().shapes.unique(),
    );
    thread.set_global(module, "__name__", interned);
    thread.set_global(module, "__doc__", Value::NONE);
    thread.set_global(module, "__package__", Value::NONE);
    thread.set_global(
        module,
        "__builtins__",
        thread.interpreter().builtins().value(),
    );
    register(thread, name, module);
    module
}

/// `import name` and `from name import ...`.
pub fn import(
    thread: &mut Thread,
    name: Slot,
    names: Slot,
    _module: Slot,
    level: Slot,
) -> Returned {
    let full = thread
        .get(name)
        .cast::<Str>()
        .map_or(String::new(), |name| name.as_str().to_string());
    if thread.get(level).as_small_int() != Some(0) {
        return Err(thread.error(
            ClassId::ImportError,
            "attempted relative import with no known parent package",
        ));
    }
    load(thread, &full)?;
    let wanted = match thread.get(names).cast::<Tuple>() {
        Some(_) => full.as_str(),
        // `import a.b` binds a.
        None => full.split('.').next().unwrap_or(&full),
    };
    let found = loaded(thread, wanted).unwrap_or(Value::NONE);
    Ok(thread.done(found))
}

/// Loads a module (and the packages around it) unless it is there.
fn load(thread: &mut Thread, name: &str) -> Result<(), Raised> {
    if loaded(thread, name).is_some() {
        return Ok(());
    }
    if let Some((_, build)) = NATIVE.iter().find(|(native, _)| *native == name) {
        let module = new_module(thread, name);
        build(thread, module);
        return Ok(());
    }
    if let Some((_, text)) = BUNDLED.iter().find(|(bundled, _)| *bundled == name) {
        return run(
            thread,
            name,
            &Source::new(format!("<bundled {name}>"), *text),
        );
    }
    if let Some(path) = find(thread, name) {
        let shown = path.display().to_string();
        return match std::fs::read_to_string(&path) {
            Ok(text) => run(thread, name, &Source::new(shown, text)),
            Err(error) => Err(thread.os_error(&error, Some(&shown))),
        };
    }
    Err(missing(thread, name))
}

fn find(thread: &Thread, name: &str) -> Option<PathBuf> {
    let relative: PathBuf = name.split('.').collect();
    let folders = &thread.interpreter().settings.path;
    folders
        .iter()
        .map(|folder| folder.join(&relative).with_extension("py"))
        .find(|path| path.is_file())
}

fn missing(thread: &Thread, name: &str) -> Raised {
    thread.error(
        ClassId::ModuleNotFoundError,
        format!(
            "No module named '{name}' (gilscope runs pure Python only, without packages from PyPI: model a network call with time.sleep, native work with hashlib)"
        ),
    )
}

/// Compiles and runs a module's text.
fn run(thread: &mut Thread, name: &str, source: &Source) -> Result<(), Raised> {
    let compiled = (thread.interpreter().hooks.compile)(source, CompileMode::Module);
    let code = match compiled {
        Ok(code) => code,
        Err(error) => return Err(thread.error(error.class, error.message)),
    };
    let function = {
        let module = new_module(thread, name);
        thread.set_global(module, "__file__", thread.str(source.name()));
        let linked = thread.link(&code, module);
        let (none, function_name) = (Value::NONE, linked.name.load());
        let parts = Function::new_parts(
            [linked.value(), none, none, none, none],
            [function_name, function_name, none, none],
        );
        let class = thread.class(ClassId::Function).value();
        thread.push(
            thread
                .mutator()
                .alloc(class, |header| parts.with_header(header))
                .value(),
        )
    };
    match vm::call(thread, function, &[]) {
        Ok(_) => Ok(()),
        Err(raised) => {
            // A module that failed to load is not there.
            if let Some(modules) = thread.interpreter().modules.load().cast::<Dict>() {
                let name = thread.intern(name);
                let _ = modules.remove(
                    thread.mutator(),
                    crate::heap::Probe::START,
                    name.hash(),
                    name.value(),
                );
            }
            Err(raised)
        }
    }
}

/// `from module import name`.
pub fn import_from(thread: &mut Thread, module: Slot, name: Slot) -> Returned {
    if let Some(done) = vm::get_attribute_optional(thread, module, name)? {
        return Ok(done);
    }
    let (module, name) = (thread.get(module), thread.get(name));
    let module = module
        .cast::<Module>()
        .map_or(Value::NONE, |module| module.name.load());
    let (module, name) = (
        module.cast::<Str>().map_or("?", Str::as_str),
        name.cast::<Str>().map_or("?", Str::as_str),
    );
    Err(thread.error(
        ClassId::ImportError,
        format!("cannot import name '{name}' from '{module}' (unknown location)"),
    ))
}

/// `from module import *`.
pub fn import_star(thread: &mut Thread, from: Slot, into: Slot) -> Returned {
    let (from, into) = (thread.get(from), thread.get(into));
    if let (Some(from), Some(into)) = (from.cast::<Module>(), into.cast::<Module>()) {
        let all = from.get(thread.intern("__all__"));
        let all: Option<Vec<Value<'_>>> = all
            .cast::<crate::heap::List>()
            .map(|list| list.snapshot(thread.mutator()))
            .or_else(|| all.cast::<Tuple>().map(|tuple| tuple.iter().collect()));
        for (name, value) in from.entries() {
            let public = match &all {
                Some(all) => all.iter().any(|item| {
                    item.cast::<Str>()
                        .is_some_and(|item| item.as_str() == name.as_str())
                }),
                None => !name.as_str().starts_with('_'),
            };
            if public {
                thread.set_global(into, name.as_str(), value);
            }
        }
    }
    thread.none()
}

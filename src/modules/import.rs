//! `import`: what the three import instructions do, and loading a module: from the table of our own, or from a `.py` file or a package
//! on `sys.path`.

use std::path::{Path, PathBuf};

use super::import_lock::{self, Turn};
use super::{absent, table};
use crate::builtins;
use crate::gil::Reason;
use crate::heap::{Dict, Instance, List, Object, Probe, Slot, Str, Tuple, Value};
use crate::object::{
    Args, ClassId, Common, CompileMode, Function, Module, Raised, Returned, Thread, frame_code,
};
use crate::source::Source;
use crate::vm;

pub(super) use import_lock::Imports;

/// Makes `__main__`, and enters it and `builtins` into `sys.modules`.
pub(super) fn install(thread: &Thread) {
    let main = new_module(thread, "__main__", None);
    if let Some(script) = thread.interpreter().settings.argv.first() {
        thread.set_global(main, "__file__", thread.str(script));
    }
    let builtins = thread.builtins();
    register(thread, "builtins", builtins);
    let signature = "__import__(name, globals=None, locals=None, fromlist=(), level=0)";
    builtins::add_functions(thread, builtins, &[(signature, dunder_import)]);
}

/// The main module.
pub fn main_module(thread: &Thread) -> &Module {
    match loaded(thread, "__main__").and_then(Value::cast::<Module>) {
        Some(module) => module,
        None => new_module(thread, "__main__", None),
    }
}

/// The module of a name, if it was loaded.
pub(super) fn loaded<'t>(thread: &'t Thread, name: &str) -> Option<Value<'t>> {
    let modules = thread.common(Common::Modules).cast::<Dict>()?;
    modules.get_str(thread.intern(name))
}

fn register(thread: &Thread, name: &str, module: &Module) {
    if let Some(modules) = thread.common(Common::Modules).cast::<Dict>() {
        thread.set_str_key(modules, thread.intern(name), module.value());
    }
}

/// A new module, entered into `sys.modules`. Its package is itself if it has a path to look for submodules in, else what its name says.
fn new_module<'t>(thread: &'t Thread, name: &str, path: Option<&[String]>) -> &'t Module {
    let class = thread.class(ClassId::Module).value();
    let interned = thread.intern(name).value();
    let shape = thread.interpreter().shapes.unique();
    let module = Module::new(thread.mutator(), class, interned, shape);
    thread.set_global(module, "__name__", interned);
    thread.set_global(module, "__doc__", Value::NONE);
    let package = match (path, name) {
        (_, "__main__") => Value::NONE,
        (Some(_), _) => interned,
        (None, _) => thread
            .intern(name.rsplit_once('.').map_or("", |(package, _)| package))
            .value(),
    };
    thread.set_global(module, "__package__", package);
    thread.set_global(module, "__spec__", Value::NONE);
    thread.set_global(module, "__loader__", Value::NONE);
    if let Some(path) = path {
        let path: Vec<_> = path.iter().map(|folder| thread.str(folder)).collect();
        let path = thread.list(&path).value();
        thread.set_global(module, "__path__", path);
    }
    let builtins = thread.builtins().value();
    thread.set_global(module, "__builtins__", builtins);
    register(thread, name, module);
    module
}

// ----- the instructions -----

/// `import name` and `from name import ...`.
pub fn import(thread: &mut Thread, name: Slot, names: Slot, module: Slot, level: Slot) -> Returned {
    let name = thread.get(name).cast::<Str>();
    let name = name.map_or(String::new(), |name| name.as_str().to_string());
    let level = thread.get(level).as_small_int().unwrap_or(0);
    let full = match usize::try_from(level) {
        Ok(level) if level > 0 => absolute(thread, &name, module, level)?,
        _ => name,
    };
    import_by_name(thread, &full)?;
    if thread.get(names).cast::<Tuple>().is_some() {
        load_listed(thread, &full, names)?;
        let found = loaded(thread, &full).unwrap_or(Value::NONE);
        return Ok(thread.done(found));
    }
    // `import a.b` binds a.
    let outermost = full.split('.').next().unwrap_or(&full);
    let found = loaded(thread, outermost).unwrap_or(Value::NONE);
    Ok(thread.done(found))
}

/// The function `__import__`. What is relative is so to the caller's module.
fn dunder_import(t: &mut Thread, args: Args) -> Returned {
    let (module, names) = {
        if args.get(t, 0).cast::<Str>().is_none() {
            return Err(t.type_error("module name must be a string"));
        }
        let code = (t.frames.last()).and_then(|frame| frame_code(t.get(frame.callee)));
        let module = code.map_or(Value::NONE, |code| code.module.load());
        let listed = strings(t, args.get(t, 3));
        let names: Vec<_> = listed.iter().map(|name| t.str(name)).collect();
        let names = match names.is_empty() {
            true => Value::NONE,
            false => t.tuple(&names),
        };
        (t.push(module), t.push(names))
    };
    import(t, args.slot(0), names, module, args.slot(4))
}

/// Loads a module and the packages around it.
pub(super) fn import_by_name(thread: &mut Thread, full: &str) -> Result<(), Raised> {
    let ends = full.match_indices('.').map(|(at, _)| at);
    for end in ends.chain([full.len()]) {
        load(thread, &full[..end])?;
    }
    Ok(())
}

/// The full name of what a relative import asks for.
fn absolute(thread: &Thread, name: &str, module: Slot, level: usize) -> Result<String, Raised> {
    let package = thread.get(module).cast::<Module>();
    let package = package.map_or(Value::NONE, |module| {
        module.get(thread.intern("__package__"))
    });
    let package = package.cast::<Str>().map_or("", Str::as_str);
    if package.is_empty() {
        let message = "attempted relative import with no known parent package";
        return Err(thread.error(ClassId::ImportError, message));
    }
    let mut base = package;
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((outer, _)) => base = outer,
            None => {
                let message = "attempted relative import beyond top-level package";
                return Err(thread.error(ClassId::ImportError, message));
            }
        }
    }
    Ok(if name.is_empty() {
        base.to_string()
    } else {
        format!("{base}.{name}")
    })
}

/// After `from package import names`: names that the package does not have may be its submodules.
fn load_listed(thread: &mut Thread, package: &str, names: Slot) -> Result<(), Raised> {
    let missing: Vec<String> = {
        let Some(module) = loaded(thread, package).and_then(Value::cast::<Module>) else {
            return Ok(());
        };
        if module.get(thread.intern("__path__")).is_unbound() {
            return Ok(());
        }
        let mut listed = strings(thread, thread.get(names));
        if listed.iter().any(|name| name == "*") {
            listed = strings(thread, module.get(thread.intern("__all__")));
        }
        listed.retain(|name| module.get(thread.intern(name)).is_unbound());
        listed
    };
    for name in missing {
        let full = format!("{package}.{name}");
        if table::find(&full).is_some() || find(thread, &full).is_some() {
            load(thread, &full)?;
        }
    }
    Ok(())
}

/// The strings of a tuple or list.
fn strings(thread: &Thread, value: Value<'_>) -> Vec<String> {
    let items: Vec<Value<'_>> = if let Some(tuple) = value.cast::<Tuple>() {
        tuple.iter().collect()
    } else if let Some(list) = value.cast::<List>() {
        list.snapshot(thread.mutator())
    } else {
        Vec::new()
    };
    let strings = items.iter().filter_map(|item| item.cast::<Str>());
    strings.map(|item| item.as_str().to_string()).collect()
}

/// `from module import name`.
pub fn import_from(thread: &mut Thread, module: Slot, name: Slot) -> Returned {
    match vm::get_attribute_optional(thread, module, name) {
        Ok(Some(done)) => return Ok(done),
        Ok(None) => {}
        // A module's own `__getattr__` has none.
        Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
            thread.take_exception(raised);
        }
        Err(raised) => return Err(raised),
    }
    let name = thread.get(name).cast::<Str>();
    let name = name.map_or(String::new(), |name| name.as_str().to_string());
    let global = |key: &str| {
        let module = thread.get(module).cast::<Module>()?;
        let value = module.get(thread.intern(key)).cast::<Str>()?;
        Some(value.as_str().to_string())
    };
    let (from, file) = (global("__name__"), global("__file__"));
    let from = from.unwrap_or_else(|| "<unknown module name>".to_string());
    // A submodule that is being loaded is not yet an attribute of its package.
    if let Some(found) = loaded(thread, &format!("{from}.{name}")) {
        return Ok(thread.done(found));
    }
    let place = file.as_deref().unwrap_or("unknown location");
    let message = if import_lock::is_loading(thread, &from) {
        format!(
            "cannot import name '{name}' from partially initialized module '{from}' (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{name}' from '{from}' ({place})")
    };
    let raised = import_error(
        thread,
        ClassId::ImportError,
        &message,
        &from,
        file.as_deref(),
    );
    if let Some(exception) = thread.pending_exception(raised).cast::<Instance>() {
        let (key, name) = (thread.intern("name_from"), thread.str(&name));
        thread.set_instance_attribute(exception, key, name);
    }
    Err(raised)
}

/// `from module import *`.
pub fn import_star(thread: &mut Thread, from: Slot, into: Slot) -> Returned {
    let (from, into) = (thread.get(from), thread.get(into));
    if let (Some(from), Some(into)) = (from.cast::<Module>(), into.cast::<Module>()) {
        let all = from.get(thread.intern("__all__"));
        if all.is_unbound() {
            for (name, value) in from.entries() {
                if !name.as_str().starts_with('_') {
                    thread.set_global(into, name.as_str(), value);
                }
            }
        } else {
            for name in strings(thread, all) {
                let value = from.get(thread.intern(&name));
                if value.is_unbound() {
                    let module = from.name.load();
                    let module = module.cast::<Str>().map_or("?", Str::as_str);
                    let message = format!("module '{module}' has no attribute '{name}'");
                    return Err(thread.error(ClassId::AttributeError, message));
                }
                thread.set_global(into, &name, value);
            }
        }
    }
    thread.none()
}

// ----- loading -----

/// Loads one module unless it is there. Of several threads that want it, the first loads it and the others wait.
fn load(thread: &mut Thread, name: &str) -> Result<(), Raised> {
    if loaded(thread, name).is_some() && !import_lock::is_loading(thread, name) {
        return Ok(());
    }
    match import_lock::take_turn(thread, name)? {
        Turn::Mine => {
            let result = load_now(thread, name);
            import_lock::end_turn(thread, name);
            result
        }
        Turn::Done => Ok(()),
    }
}

fn load_now(thread: &mut Thread, name: &str) -> Result<(), Raised> {
    // Found by another thread in the meantime.
    if loaded(thread, name).is_some() {
        return Ok(());
    }
    if let Some(entry) = table::find(name) {
        let module = {
            // Submodules of a package of ours stand in the table, not in a folder.
            let path = table::is_package(name).then_some(&[][..]);
            let module = new_module(thread, name, path);
            if let Some(build) = entry.build {
                build(thread, module);
            }
            thread.push(module.value())
        };
        if let Some(text) = entry.text {
            let source = Source::new(format!("<bundled {name}>"), text);
            run(thread, name, module, &source)?;
        }
    } else {
        let Some(found) = find(thread, name) else {
            return Err(missing(thread, name));
        };
        load_file(thread, name, &found)?;
    }
    bind_to_parent(thread, name);
    Ok(())
}

fn load_file(thread: &mut Thread, name: &str, found: &Found) -> Result<(), Raised> {
    let shown = found.file.display().to_string();
    let bytes = thread.block_io(Reason::File, || std::fs::read(&found.file))?;
    let text = match bytes.map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            let message = format!("(unicode error) 'utf-8' codec can't decode the file {shown}");
            return Err(thread.error(ClassId::SyntaxError, message));
        }
        Err(error) => return Err(thread.os_error(&error, Some(&shown))),
    };
    let module = {
        let folder = found
            .folder
            .as_ref()
            .map(|folder| [folder.display().to_string()]);
        let module = new_module(thread, name, folder.as_ref().map(<[String; 1]>::as_slice));
        thread.set_global(module, "__file__", thread.str(&shown));
        thread.push(module.value())
    };
    run(thread, name, module, &Source::new(shown, text))
}

/// A loaded submodule is an attribute of its package.
fn bind_to_parent(thread: &Thread, name: &str) {
    if let Some((package, last)) = name.rsplit_once('.')
        && let Some(package) = loaded(thread, package).and_then(Value::cast::<Module>)
        && let Some(module) = loaded(thread, name)
    {
        thread.set_global(package, last, module);
    }
}

/// Where a module is.
struct Found {
    file: PathBuf,
    /// The folder of a package.
    folder: Option<PathBuf>,
}

/// Looks for a module in the folders of `sys.path`, or in its package's.
fn find(thread: &Thread, name: &str) -> Option<Found> {
    let (folders, last) = match name.rsplit_once('.') {
        Some((package, last)) => {
            let package = loaded(thread, package).and_then(Value::cast::<Module>)?;
            let path = package.get(thread.intern("__path__"));
            (strings(thread, path), last)
        }
        None => (search_path(thread), name),
    };
    if last.is_empty() || last.contains('/') {
        return None;
    }
    folders.iter().find_map(|folder| {
        let folder = Path::new(folder);
        let package = folder.join(last);
        let inside = package.join("__init__.py");
        if inside.is_file() {
            return Some(Found {
                file: inside,
                folder: Some(package),
            });
        }
        let file = folder.join(format!("{last}.py"));
        file.is_file().then_some(Found { file, folder: None })
    })
}

/// `sys.path`, which scripts may change.
fn search_path(thread: &Thread) -> Vec<String> {
    let path = loaded(thread, "sys").and_then(Value::cast::<Module>);
    let path = path.map(|sys| sys.get(thread.intern("path")));
    match path {
        Some(path) if !path.is_unbound() => strings(thread, path),
        _ => first_path(thread),
    }
}

/// What `sys.path` begins with: the script's folder, with its full path.
pub(super) fn first_path(thread: &Thread) -> Vec<String> {
    let full = |folder: &PathBuf| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let full = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        full.display().to_string()
    };
    thread
        .interpreter()
        .settings
        .path
        .iter()
        .map(full)
        .collect()
}

fn missing(thread: &Thread, name: &str) -> Raised {
    let mut message = format!("No module named '{name}'");
    if let Some((package, _)) = name.rsplit_once('.') {
        let package_module = loaded(thread, package).and_then(Value::cast::<Module>);
        let path = package_module.map(|module| module.get(thread.intern("__path__")));
        if path.is_none_or(Value::is_unbound) {
            message.push_str(&format!("; '{package}' is not a package"));
        }
    }
    let raised = import_error(thread, ClassId::ModuleNotFoundError, &message, name, None);
    if let Some(exception) = thread.pending_exception(raised).cast::<Instance>() {
        let note = thread.str(absent::advice(name));
        let notes = thread.list(&[note]).value();
        thread.set_instance_attribute(exception, thread.intern("__notes__"), notes);
    }
    raised
}

/// Raises ImportError with its attributes.
fn import_error(
    thread: &Thread,
    class: ClassId,
    message: &str,
    name: &str,
    path: Option<&str>,
) -> Raised {
    let raised = thread.error(class, message);
    if let Some(exception) = thread.pending_exception(raised).cast::<Instance>() {
        let path = path.map_or(Value::NONE, |path| thread.str(path));
        let attributes = [
            ("msg", thread.str(message)),
            ("name", thread.str(name)),
            ("path", path),
        ];
        for (name, value) in attributes {
            thread.set_instance_attribute(exception, thread.intern(name), value);
        }
    }
    raised
}

/// Compiles and runs a module's text in the module that stands in a slot. One that fails is not there afterwards.
fn run(thread: &mut Thread, name: &str, module: Slot, source: &Source) -> Result<(), Raised> {
    let compiled = (thread.interpreter().hooks.compile)(source, CompileMode::Module);
    let result = match compiled {
        Ok(code) => {
            let function = {
                let Some(module) = thread.get(module).cast::<Module>() else {
                    return Ok(());
                };
                let linked = thread.link(&code, module);
                thread.set_global(module, "__doc__", linked.doc.load());
                let (none, function_name) = (Value::NONE, linked.name.load());
                let parts = Function::new_parts(
                    linked,
                    [none; 4],
                    [function_name, function_name, none, none],
                );
                let class = thread.class(ClassId::Function).value();
                let make = |header| parts.with_header(header);
                thread.push(thread.mutator().alloc(class, make).value())
            };
            vm::call(thread, function, &[]).map(|_| ())
        }
        Err(error) => Err(builtins::syntax_error(thread, source.name(), &error)),
    };
    if result.is_err()
        && let Some(modules) = thread.common(Common::Modules).cast::<Dict>()
    {
        let name = thread.intern(name);
        let _ = modules.remove(thread.mutator(), Probe::START, name.hash(), name.value());
    }
    result
}

//! "Did you mean": the name that a misspelt one is most like, measured as CPython 3.13 measures it, and what a traceback says of it.

use crate::heap::{CellVariable, Instance, List, Object, Slot, Str, Value};
use crate::object::{ClassId, Common, LinkedCode, Module, Thread, Traceback, alike};
use crate::vm;

/// What a traceback adds to the message of a NameError, an AttributeError or an ImportError; empty if nothing comes to mind.
pub(super) fn advice(t: &mut Thread, exception: Slot) -> String {
    let is = |t: &Thread, class: ClassId| t.class_of(t.get(exception)).is_subclass(t.class(class));
    let mark = t.mark();
    let advice = if is(t, ClassId::NameError) {
        for_name(t, exception)
    } else if is(t, ClassId::AttributeError) {
        for_attribute(t, exception).map(did_you_mean)
    } else if is(t, ClassId::ImportError) {
        for_import(t, exception).map(did_you_mean)
    } else {
        None
    };
    t.pop_to(mark);
    advice.unwrap_or_default()
}

fn did_you_mean(name: String) -> String {
    format!(". Did you mean: '{name}'?")
}

fn attribute<'t>(t: &'t Thread, exception: Slot, name: &str) -> Value<'t> {
    let instance = t.get(exception).cast::<Instance>();
    let value = instance.map(|instance| t.instance_attribute(instance, t.intern(name)));
    value.and_then(Value::bound).unwrap_or(Value::NONE)
}

fn text_attribute(t: &Thread, exception: Slot, name: &str) -> Option<String> {
    let text = attribute(t, exception, name).cast::<Str>()?;
    Some(text.as_str().to_string())
}

/// The innermost entry of an exception's traceback.
fn innermost(t: &Thread, exception: Slot) -> Option<&Traceback> {
    let slot = crate::object::ExceptionSlot::Traceback;
    let mut entry = t
        .exception_slot(t.get(exception), slot)
        .cast::<Traceback>()?;
    while let Some(next) = entry.next.load().cast::<Traceback>() {
        entry = next;
    }
    Some(entry)
}

/// The object that the innermost frame calls `self`.
fn receiver<'t>(t: &'t Thread, exception: Slot) -> Option<Value<'t>> {
    let value = innermost(t, exception)?.receiver.load();
    let inside = value
        .cast::<CellVariable>()
        .map(|cell| cell.contents.load());
    inside.unwrap_or(value).bound()
}

fn for_name(t: &mut Thread, exception: Slot) -> Option<String> {
    let wrong = text_attribute(t, exception, "name")?;
    let object = receiver(t, exception).map(|object| t.push(object));
    if let Some(object) = object {
        let name = t.push(t.intern(&wrong).value());
        match vm::get_attribute_optional(t, object, name) {
            Ok(Some(_)) => return Some(did_you_mean(format!("self.{wrong}"))),
            Ok(None) => {}
            Err(raised) => {
                t.take_exception(raised);
            }
        }
    }
    let mut known: Vec<String> = Vec::new();
    if let Some(code) = innermost(t, exception)?.code.load().cast::<LinkedCode>() {
        let text = |name: Value<'_>| name.cast::<Str>().map(|name| name.as_str().to_string());
        known.extend(code.locals.iter().filter_map(|name| text(name.load())));
        known.retain(|name| !name.starts_with('.'));
        for module in [code.module.load().cast::<Module>(), Some(t.builtins())] {
            let names = module.map_or(Vec::new(), Module::entries);
            known.extend(names.into_iter().map(|(name, _)| name.as_str().to_string()));
        }
    }
    let suggestion = alike(&wrong, known.iter().map(String::as_str));
    let module = is_module(t, &wrong);
    match (suggestion, module) {
        (Some(name), false) => Some(did_you_mean(name)),
        (Some(name), true) => Some(format!(
            ". Did you mean: '{name}'? Or did you forget to import '{wrong}'?"
        )),
        (None, true) => Some(format!(". Did you forget to import '{wrong}'?")),
        (None, false) => None,
    }
}

/// Whether a name is that of a module that comes with gilscope.
fn is_module(t: &Thread, name: &str) -> bool {
    (t.interpreter().hooks.is_bundled)(name)
}

/// The public names of an object (all of them, if the wrong one begins with an underscore or the object is the method's own).
fn names_of(t: &mut Thread, object: Slot, wrong: &str, own: bool) -> Vec<String> {
    let function = t.push(t.builtins().get(t.intern("dir")));
    let names = match vm::call(t, function, &[object]) {
        Ok(done) => t.push_result(done),
        Err(raised) => {
            t.take_exception(raised);
            return Vec::new();
        }
    };
    let names = t.get(names).cast::<List>();
    let names = names.map_or(Vec::new(), |names| names.snapshot(t.mutator()));
    let names = names.iter().filter_map(|name| name.cast::<Str>());
    let public = |name: &&Str| own || wrong.starts_with('_') || !name.as_str().starts_with('_');
    names
        .filter(public)
        .map(|name| name.as_str().to_string())
        .collect()
}

fn for_attribute(t: &mut Thread, exception: Slot) -> Option<String> {
    let wrong = text_attribute(t, exception, "name")?;
    let object = t.push(attribute(t, exception, "obj"));
    let own = receiver(t, exception) == Some(t.get(object));
    let known = names_of(t, object, &wrong, own);
    alike(&wrong, known.iter().map(String::as_str))
}

fn for_import(t: &mut Thread, exception: Slot) -> Option<String> {
    let wrong = text_attribute(t, exception, "name_from")?;
    let module = text_attribute(t, exception, "name")?;
    let module = {
        let modules = t.common(Common::Modules);
        let modules = modules.cast::<crate::heap::Dict>()?;
        t.push(modules.get_str(t.intern(&module))?)
    };
    let known = names_of(t, module, &wrong, false);
    alike(&wrong, known.iter().map(String::as_str))
}

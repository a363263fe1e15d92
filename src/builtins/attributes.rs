//! Attributes as a whole: `__dict__`, `dir`, `vars`, `__doc__`; and the functions that name one attribute.

use crate::heap::{Dict, Instance, Kind, List, Object, Str, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Function, Module, Returned, Thread};
use crate::vm;

use super::attribute_dict::attribute_dict;
use super::define::add_functions;
use super::mapping_proxy::mapping_proxy;

/// `getattr` and its relatives.
pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            ("getattr(object, name, default=None, /)", getattr),
            ("hasattr(obj, name, /)", hasattr),
            ("setattr(obj, name, value, /)", setattr),
            ("delattr(obj, name, /)", delattr),
            ("vars(object=None, /)", vars),
            ("dir(object=None, /)", dir),
        ],
    );
}

fn check_name(t: &Thread, args: Args) -> Result<(), crate::object::Raised> {
    if t.payload(args.get(t, 1)).cast::<Str>().is_some() {
        return Ok(());
    }
    let class = t.class_of(args.get(t, 1)).name();
    Err(t.type_error(format!("attribute name must be string, not '{class}'")))
}

fn getattr(t: &mut Thread, args: Args) -> Returned {
    check_name(t, args)?;
    if args.get(t, 2).is_unbound() {
        return vm::get_attribute(t, args.slot(0), args.slot(1));
    }
    match vm::get_attribute_optional(t, args.slot(0), args.slot(1)) {
        Ok(Some(done)) => Ok(done),
        Ok(None) => Ok(t.done(args.get(t, 2))),
        Err(raised) if t.raised_is(raised, ClassId::AttributeError) => {
            t.take_exception(raised);
            Ok(t.done(args.get(t, 2)))
        }
        Err(raised) => Err(raised),
    }
}

fn hasattr(t: &mut Thread, args: Args) -> Returned {
    check_name(t, args)?;
    let found = match vm::get_attribute_optional(t, args.slot(0), args.slot(1)) {
        Ok(found) => found.is_some(),
        Err(raised) if t.raised_is(raised, ClassId::AttributeError) => {
            t.take_exception(raised);
            false
        }
        Err(raised) => return Err(raised),
    };
    Ok(t.done(Value::bool(found)))
}

fn setattr(t: &mut Thread, args: Args) -> Returned {
    check_name(t, args)?;
    vm::set_attribute(t, args.slot(0), args.slot(1), args.slot(2))?;
    t.none()
}

fn delattr(t: &mut Thread, args: Args) -> Returned {
    check_name(t, args)?;
    vm::delete_attribute(t, args.slot(0), args.slot(1))?;
    t.none()
}

/// The attributes of an object as a mapping: a function's dict, one that shows another object's, a class's that cannot be changed through it.
fn attributes_of<'t>(t: &'t Thread, value: Value<'t>) -> Option<Value<'t>> {
    if let Some(function) = value.cast::<Function>() {
        if function.attributes.load().is_none() {
            function
                .attributes
                .compare_exchange(Value::NONE, t.dict().value());
        }
        return Some(function.attributes.load());
    }
    let has_dict = match value.kind() {
        Some(Kind::Instance) => !t.class_of(value).has(ClassFlags::NO_DICT),
        kind => matches!(kind, Some(Kind::Module | Kind::Class)),
    };
    has_dict.then(|| {
        let dict = attribute_dict(t, value);
        match value.kind() {
            Some(Kind::Class) => mapping_proxy(t, dict),
            _ => dict,
        }
    })
}

/// `x.__dict__`
pub(super) fn dict_of(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    match attributes_of(t, value) {
        Some(dict) => Ok(t.done(dict)),
        None => {
            let class = t.class_of(value).name();
            let message = format!("'{class}' object has no attribute '__dict__'");
            Err(t.error(ClassId::AttributeError, message))
        }
    }
}

/// `x.__dict__ = d`: the attributes become those of d.
pub(super) fn set_dict(t: &mut Thread, args: Args) -> Returned {
    let (value, dict) = (args.get(t, 0), args.get(t, 1));
    let (Some(instance), Some(dict)) = (value.cast::<Instance>(), dict.cast::<Dict>()) else {
        let class = t.class_of(dict).name();
        return Err(t.type_error(format!(
            "__dict__ must be set to a dictionary, not a '{class}'"
        )));
    };
    for (name, _) in t.instance_attributes(instance) {
        t.delete_instance_attribute(instance, name);
    }
    for item in dict.snapshot(t.mutator()) {
        if let Some(name) = item.key.cast::<Str>() {
            t.set_instance_attribute(instance, t.intern_value(name), item.value);
        }
    }
    t.none()
}

fn vars(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).is_unbound() {
        return super::dynamic::locals(t, args);
    }
    let name = t.push(t.intern("__dict__").value());
    match vm::get_attribute_optional(t, args.slot(0), name) {
        Ok(Some(done)) => return Ok(done),
        Err(raised) if t.raised_is(raised, ClassId::AttributeError) => {
            t.take_exception(raised);
        }
        Err(raised) => return Err(raised),
        Ok(None) => {}
    }
    Err(t.type_error("vars() argument must have __dict__ attribute"))
}

fn dir(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).is_unbound() {
        let done = super::dynamic::locals(t, args)?;
        let names = t.push_result(done);
        let done = vm::to_list(t, names)?;
        let list = t.push_result(done);
        let _ = vm::call_method(t, list, "sort", &[])?;
        return Ok(t.done(t.get(list)));
    }
    let Some(done) = vm::call_dunder(t, args.slot(0), crate::object::Dunder::Dir, &[])? else {
        return Err(t.type_error("object does not provide __dir__"));
    };
    let list = t.push_result(done);
    let done = vm::to_list(t, list)?;
    let list = t.push_result(done);
    let _ = vm::call_method(t, list, "sort", &[])?;
    Ok(t.done(t.get(list)))
}

/// `object.__dir__`: names of the object and of its classes.
pub(super) fn dir_of(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let mut names: Vec<&Str> = Vec::new();
    if let Some(class) = value.cast::<Class>() {
        for class in class.mro_classes() {
            names.extend(
                class
                    .own_entries()
                    .into_iter()
                    .filter_map(|(name, _)| name.cast::<Str>()),
            );
        }
    } else {
        if let Some(instance) = value.cast::<Instance>() {
            names.extend(
                t.instance_attributes(instance)
                    .into_iter()
                    .map(|(name, _)| name),
            );
        }
        if let Some(module) = value.cast::<Module>() {
            names.extend(module.entries().into_iter().map(|(name, _)| name));
        } else {
            for class in t.class_of(value).mro_classes() {
                names.extend(
                    class
                        .own_entries()
                        .into_iter()
                        .filter_map(|(name, _)| name.cast::<Str>()),
                );
            }
        }
    }
    names.sort_by_key(|name| name.as_str());
    names.dedup_by_key(|name| name.as_str());
    let names: Vec<Value<'_>> = names.into_iter().map(Object::value).collect();
    let list: &List = t.list(&names);
    Ok(t.done(list.value()))
}

/// `x.__doc__`: that of its class, for instances.
pub(super) fn doc_of(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let class = t.class_of(value);
    let doc = class.own(t.intern("__doc__"));
    Ok(t.done(if doc.cast::<Str>().is_some() {
        doc
    } else {
        Value::NONE
    }))
}

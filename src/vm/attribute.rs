//! The attribute protocol with everything that may run script code: properties, descriptors, `__getattr__` and friends.

use crate::heap::{FrozenSet, Instance, Kind, List, Object, Slot, Str, Tuple, Value};
use crate::object::{
    AttributeCache, Class, ClassFlags, ClassId, Done, Dunder, ExceptionSlot, Found, Function,
    Module, Property, Raised, Returned, Thread,
};

/// Looks up a special method of an object as operations do, on its class only. Pushes two values: the function and its first
/// argument, or a callable and UNBOUND. False (and nothing pushed) if there is none, or it is None.
pub fn find_special(thread: &mut Thread, object: Slot, dunder: Dunder) -> Result<bool, Raised> {
    let (get, mark) = {
        let value = thread.get(object);
        let class = thread.class_of(value);
        let method = class.dunder(dunder);
        if method.is_unbound() || method.is_none() {
            return Ok(false);
        }
        match thread.bind(method, value, class) {
            Found::Method { function, receiver } => {
                thread.push(function);
                thread.push(receiver);
                return Ok(true);
            }
            Found::Value(value) => {
                thread.push(value);
                thread.push(Value::UNBOUND);
                return Ok(true);
            }
            Found::Missing => return Ok(false),
            Found::Getter { get, receiver } => {
                let mark = thread.push(get);
                thread.push(receiver);
                (1, mark)
            }
            Found::Descriptor {
                get,
                descriptor,
                instance,
                owner,
            } => {
                let mark = thread.push(get);
                thread.push(descriptor);
                thread.push(instance);
                thread.push(owner);
                (3, mark)
            }
        }
    };
    let done = super::call_slots(thread, mark, get, None)?;
    thread.pop_to(mark);
    thread.push_result(done);
    thread.push(Value::UNBOUND);
    Ok(true)
}

/// `object.name`, the name being a constant of ours.
pub fn get_attribute_str(thread: &mut Thread, object: Slot, name: &str) -> Returned {
    let mark = thread.mark();
    let name = thread.push(thread.intern(name).value());
    let returned = get_attribute(thread, object, name);
    thread.pop_to(mark);
    returned
}

/// `object.name`; AttributeError if there is none.
pub fn get_attribute(thread: &mut Thread, object: Slot, name: Slot) -> Returned {
    match get_attribute_optional(thread, object, name)? {
        Some(done) => Ok(done),
        None => Err(missing(thread, object, name)),
    }
}

/// `object.name`, or None if there is none: neither an attribute nor a `__getattr__` that finds one.
pub fn get_attribute_optional(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
) -> Result<Option<Done>, Raised> {
    let custom = thread
        .class_of(thread.get(object))
        .dunder(Dunder::GetAttribute);
    let result = if custom.kind() == Some(Kind::Function) {
        super::call_dunder(thread, object, Dunder::GetAttribute, &[name])
    } else {
        generic_get_attribute(thread, object, name).map(|(done, _)| done)
    };
    match result {
        Ok(Some(done)) => Ok(Some(done)),
        Ok(None) => fallback(thread, object, name, None),
        Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
            fallback(thread, object, name, Some(raised))
        }
        Err(raised) => Err(raised),
    }
}

/// After the ordinary lookup failed: `__getattr__` of the class, or of a module.
fn fallback(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
    raised: Option<Raised>,
) -> Result<Option<Done>, Raised> {
    let class = thread.class_of(thread.get(object));
    if !class.dunder(Dunder::GetAttr).is_unbound() {
        if let Some(raised) = raised {
            thread.take_exception(raised);
        }
        return match super::call_dunder(thread, object, Dunder::GetAttr, &[name]) {
            Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => Err(raised),
            other => other,
        };
    }
    if raised.is_none()
        && let Some(module) = thread.get(object).cast::<Module>()
        && let getter = module.get(thread.dunder_name(Dunder::GetAttr))
        && !getter.is_unbound()
    {
        let mark = thread.mark();
        let getter = thread.push(getter);
        let done = super::call(thread, getter, &[name])?;
        thread.pop_to(mark);
        return Ok(Some(done));
    }
    match raised {
        // The property's own AttributeError, or `__getattribute__`'s.
        Some(raised) => Err(raised),
        None => Ok(None),
    }
}

/// The lookup of `object.__getattribute__` (and of modules and classes), with a cache word.
pub(super) fn generic_get_attribute(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
) -> Result<(Option<Done>, u64), Raised> {
    let mark = thread.mark();
    let count = {
        let value = thread.get(object);
        let Some(name) = thread.get(name).cast::<Str>() else {
            return Err(thread.type_error("attribute name must be string"));
        };
        let name = thread.intern_value(name);
        let (found, cache) = thread.find_attribute(value, name);
        match found {
            Found::Missing => {
                let class = thread.class_of(value);
                if let Some(property) = class.lookup(name).cast::<Property>()
                    && property.get.load().is_none()
                {
                    let (class, name) = (class.name(), name.as_str());
                    let message = format!("property '{name}' of '{class}' object has no getter");
                    return Err(thread.error(ClassId::AttributeError, message));
                }
                return Ok((None, AttributeCache::EMPTY));
            }
            Found::Value(value) => return Ok((Some(thread.done(value)), cache)),
            Found::Method { function, receiver } => {
                return Ok((
                    Some(thread.done(thread.bound_method(function, receiver))),
                    cache,
                ));
            }
            Found::Getter { get, receiver } => {
                thread.push(get);
                thread.push(receiver);
                1
            }
            Found::Descriptor {
                get,
                descriptor,
                instance,
                owner,
            } => {
                thread.push(get);
                thread.push(descriptor);
                thread.push(instance);
                thread.push(owner);
                3
            }
        }
    };
    let done = super::call_slots(thread, mark, count, None)?;
    thread.pop_to(mark);
    Ok((Some(done), AttributeCache::EMPTY))
}

/// What `object.__getattribute__` does: no `__getattr__`.
pub fn generic_attribute(thread: &mut Thread, object: Slot, name: Slot) -> Returned {
    match generic_get_attribute(thread, object, name)? {
        (Some(done), _) => Ok(done),
        (None, _) => Err(missing(thread, object, name)),
    }
}

/// Raises AttributeError for a name that was not found.
pub(super) fn missing(thread: &Thread, object: Slot, name: Slot) -> Raised {
    let value = thread.get(object);
    let name = thread.get(name).cast::<Str>().map_or("?", Str::as_str);
    let message = match (value.cast::<Class>(), value.cast::<Module>()) {
        (Some(class), _) => format!("type object '{}' has no attribute '{name}'", class.name()),
        (_, Some(module)) => {
            let module = module.name.load();
            let module = module.cast::<Str>().map_or("?", Str::as_str);
            format!("module '{module}' has no attribute '{name}'")
        }
        _ => format!(
            "'{}' object has no attribute '{name}'",
            thread.class_of(value).name()
        ),
    };
    let raised = thread.named_error(ClassId::AttributeError, &message, name);
    if let Some(exception) = thread.pending_exception(raised).cast::<Instance>() {
        thread.set_instance_attribute(exception, thread.intern("obj"), value);
    }
    raised
}

/// `object.name = value`.
pub fn set_attribute(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
    value: Slot,
) -> Result<(), Raised> {
    set_attribute_cached(thread, object, name, value).map(|_| ())
}

/// As [`set_attribute`]; returns a cache word.
pub(super) fn set_attribute_cached(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
    value: Slot,
) -> Result<u64, Raised> {
    if thread
        .class_of(thread.get(object))
        .dunder(Dunder::SetAttr)
        .kind()
        == Some(Kind::Function)
    {
        super::call_dunder(thread, object, Dunder::SetAttr, &[name, value])?;
        return Ok(AttributeCache::EMPTY);
    }
    generic_set_attribute(thread, object, name, Some(value))
}

/// `del object.name`.
pub fn delete_attribute(thread: &mut Thread, object: Slot, name: Slot) -> Result<(), Raised> {
    if thread
        .class_of(thread.get(object))
        .dunder(Dunder::DelAttr)
        .kind()
        == Some(Kind::Function)
    {
        super::call_dunder(thread, object, Dunder::DelAttr, &[name])?;
        return Ok(());
    }
    generic_set_attribute(thread, object, name, None).map(|_| ())
}

/// What `object.__setattr__` and `object.__delattr__` do (no value: delete). Returns a cache word.
pub(crate) fn generic_set_attribute(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
    value: Option<Slot>,
) -> Result<u64, Raised> {
    if thread.get(name).cast::<Str>().is_none() {
        let class = thread.class_of(thread.get(name)).name();
        return Err(thread.type_error(format!("attribute name must be string, not '{class}'")));
    }
    if set_through_descriptor(thread, object, name, value)? {
        return Ok(AttributeCache::EMPTY);
    }
    if thread.get(object).kind() == Some(Kind::Class) {
        set_class_attribute(thread, object, name, value)?;
        return Ok(AttributeCache::EMPTY);
    }
    let target = thread.get(object);
    let Some(name_text) = thread.get(name).cast::<Str>() else {
        return Ok(AttributeCache::EMPTY);
    };
    let name_text = thread.intern_value(name_text);
    let stored = value.map_or(Value::UNBOUND, |value| thread.get(value));
    if let Some(instance) = target.cast::<Instance>() {
        let class = thread.class_of(target);
        if class.has(ClassFlags::NO_DICT) && !has_slot(thread, class, name_text) {
            return Err(no_attribute(thread, class, name_text, value.is_some()));
        }
        if value.is_none() {
            return if thread.delete_instance_attribute(instance, name_text) {
                Ok(AttributeCache::EMPTY)
            } else {
                Err(missing(thread, object, name))
            };
        }
        let is_cause = class.has(ClassFlags::EXCEPTION) && name_text.as_str() == "__cause__";
        return match thread.set_instance_attribute(instance, name_text, stored) {
            Some(_) if is_cause => {
                thread.set_exception_slot(instance, ExceptionSlot::SuppressContext, Value::TRUE);
                Ok(AttributeCache::EMPTY)
            }
            Some(cache) => Ok(cache),
            None => Err(thread.memory_error()),
        };
    }
    if let Some(module) = target.cast::<Module>() {
        let cell_class = thread.class(ClassId::Cell).value();
        let cell = module.cell(thread.mutator(), cell_class, name_text);
        if cell.contents.swap(stored).is_unbound() && value.is_none() {
            return Err(missing(thread, object, name));
        }
        return Ok(AttributeCache::EMPTY);
    }
    if let Some(function) = target.cast::<Function>() {
        return set_function_attribute(thread, function, name_text, stored)
            .map(|()| AttributeCache::EMPTY);
    }
    let class = thread.class_of(target);
    Err(no_attribute(thread, class, name_text, value.is_some()))
}

/// Whether a class without `__dict__` names an attribute in a `__slots__`. Private names stand there as they are written.
fn has_slot(thread: &Thread, class: &Class, name: &Str) -> bool {
    let slots = thread.dunder_name(Dunder::Slots);
    class.mro_classes().any(|class| {
        let is_name = |value: Value<'_>| {
            let text = value.cast::<Str>().map_or("", Str::as_str);
            let private = text.starts_with("__") && !text.ends_with("__");
            let owner = class.name().trim_start_matches('_');
            match name.as_str().strip_prefix('_').filter(|_| private) {
                Some(rest) => rest.strip_prefix(owner) == Some(text),
                None => text == name.as_str(),
            }
        };
        let slots = class.own(slots);
        if let Some(tuple) = slots.cast::<Tuple>() {
            tuple.iter().any(is_name)
        } else if let Some(list) = slots.cast::<List>() {
            list.snapshot(thread.mutator()).into_iter().any(is_name)
        } else if let Some(dict) = slots.cast::<crate::heap::Dict>() {
            dict.iter().any(|item| is_name(item.key))
        } else {
            is_name(slots)
        }
    })
}

fn no_attribute(thread: &Thread, class: &Class, name: &Str, setting: bool) -> Raised {
    let (class_name, text) = (class.name(), name.as_str());
    let message = if !class.lookup(name).is_unbound() {
        format!("'{class_name}' object attribute '{text}' is read-only")
    } else if setting {
        format!(
            "'{class_name}' object has no attribute '{text}' and no __dict__ for setting new attributes"
        )
    } else {
        format!("'{class_name}' object has no attribute '{text}'")
    };
    thread.error(ClassId::AttributeError, message)
}

fn set_function_attribute(
    thread: &Thread,
    function: &Function,
    name: &Str,
    value: Value<'_>,
) -> Result<(), Raised> {
    if function.attributes.load().is_none() {
        function
            .attributes
            .compare_exchange(Value::NONE, thread.dict().value());
    }
    if let Some(dict) = function.attributes.load().cast::<crate::heap::Dict>() {
        if value.is_unbound() {
            let start = crate::heap::Probe::START;
            let removed = dict.remove(thread.mutator(), start, name.hash(), name.value());
            if !matches!(removed, crate::heap::Step::Done(Some(_))) {
                let text = name.as_str();
                let message = format!("'function' object has no attribute '{text}'");
                return Err(thread.error(ClassId::AttributeError, message));
            }
        } else {
            thread.set_str_key(dict, name, value);
        }
    }
    Ok(())
}

/// Gives the assignment to a property or a descriptor of the class; false if there is none.
fn set_through_descriptor(
    thread: &mut Thread,
    object: Slot,
    name: Slot,
    value: Option<Slot>,
) -> Result<bool, Raised> {
    let mark = thread.mark();
    let count = {
        let target = thread.get(object);
        let class = thread.class_of(target);
        let Some(text) = thread.get(name).cast::<Str>() else {
            return Ok(false);
        };
        let on_class = class.lookup(thread.intern_value(text));
        if on_class.is_unbound() || !thread.is_data_descriptor(on_class) {
            return Ok(false);
        }
        if let Some(property) = on_class.cast::<Property>() {
            let function = if value.is_some() {
                property.set.load()
            } else {
                property.delete.load()
            };
            if function.is_none() {
                let what = if value.is_some() { "setter" } else { "deleter" };
                let (class, text) = (class.name(), text.as_str());
                let message = match property.get.load().kind() {
                    Some(Kind::Native) => {
                        format!("attribute '{text}' of '{class}' objects is not writable")
                    }
                    _ => format!("property '{text}' of '{class}' object has no {what}"),
                };
                return Err(thread.error(ClassId::AttributeError, message));
            }
            thread.push(function);
            thread.push(target);
        } else {
            let dunder = if value.is_some() {
                Dunder::Set
            } else {
                Dunder::Delete
            };
            let method = thread.class_of(on_class).dunder(dunder);
            if method.is_unbound() {
                return Err(thread.error(ClassId::AttributeError, dunder.name()));
            }
            thread.push(method);
            thread.push(on_class);
            thread.push(target);
        }
        if let Some(value) = value {
            thread.push(thread.get(value));
        }
        (thread.mark().distance(mark)) - 1
    };
    let _ = super::call_slots(thread, mark, count, None)?;
    thread.pop_to(mark);
    Ok(true)
}

/// Sets (or deletes) an attribute of a class. Where instances exist and their caches could pass by the new attribute, all caches are
/// emptied while the world stands still.
pub fn set_class_attribute(
    thread: &mut Thread,
    class: Slot,
    name: Slot,
    value: Option<Slot>,
) -> Result<(), Raised> {
    let flush = {
        let target = thread.get(class);
        let Some(class) = target.cast::<Class>() else {
            return Ok(());
        };
        let Some(text) = thread.get(name).cast::<Str>() else {
            return Ok(());
        };
        let text = thread.intern_value(text);
        if class.has(ClassFlags::BUILT_IN) {
            let (name, text) = (class.name(), text.as_str());
            let what = if value.is_some() { "set" } else { "delete" };
            let message = format!("cannot {what} '{text}' attribute of immutable type '{name}'");
            return Err(thread.type_error(message));
        }
        let not_there = || {
            let (name, text) = (class.name(), text.as_str());
            let message = format!("type object '{name}' has no attribute '{text}'");
            thread.error(ClassId::AttributeError, message)
        };
        if value.is_none() && class.own(text).is_unbound() {
            return Err(not_there());
        }
        let stored = value.map_or(Value::UNBOUND, |value| thread.get(value));
        let hooks = [Dunder::GetAttribute, Dunder::SetAttr, Dunder::DelAttr];
        let hook = hooks
            .iter()
            .any(|hook| std::ptr::eq(thread.dunder_name(*hook), text));
        let had = class.set(thread.interpreter(), thread.mutator(), text, stored);
        if value.is_none() && !had {
            // Another thread was faster.
            return Err(not_there());
        }
        if text.as_str() == "__abstractmethods__" {
            match stored.cast::<FrozenSet>() {
                Some(names) if !names.is_empty() => class.set_flag(ClassFlags::ABSTRACT),
                _ => class.clear_flag(ClassFlags::ABSTRACT),
            }
        }
        hook || !stored.is_unbound() && thread.is_data_descriptor(stored)
    };
    if flush {
        thread.flush_caches();
    }
    Ok(())
}

//! `__dict__` of instances, modules and classes, and `globals()`: a dict that shows another object's attributes and changes them.
//!
//! Attributes stay in their slots (rule 4), so this is no second place for them but an instance of a subclass of dict whose methods look at the
//! object each time: those that name one attribute go straight to it, the others first bring the dict that the instance holds up to date.

use crate::heap::{Dict, Field, Instance, Object, Slot, Str, Value};
use crate::object::{
    Args, Class, ClassFlags, ClassId, Dunder, ExceptionSlot, Module, NativeFn, Raised, Returned,
    Thread,
};
use crate::vm;

use super::define::{Def, define_methods};
use super::{dict, dict_update};

/// The slot of the object whose attributes are shown; the first slot holds a dict, as in every instance of a subclass of dict.
const OWNER: usize = 1;

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::AttributeDict);
    class.set_payload(ClassId::Dict);
    class.set_flag(ClassFlags::NO_DICT);
    define_methods(
        thread,
        class,
        &[
            Def::Method("get(self, key, default=None, /)", get),
            Def::Method("setdefault(self, key, default=None, /)", set_default),
            Def::Method("pop(self, key, default=None, /)", pop),
            Def::Method("popitem(self, /)", pop_item),
            Def::Method("update(self, /, *args, **kwargs)", update),
            Def::Method("clear(self, /)", clear),
            Def::Method("copy(self, /)", |t, a| fresh(t, a, dict::copy)),
            Def::Method("keys(self, /)", |t, a| fresh(t, a, dict::keys)),
            Def::Method("values(self, /)", |t, a| fresh(t, a, dict::values)),
            Def::Method("items(self, /)", |t, a| fresh(t, a, dict::items)),
            Def::Method("__len__(self, /)", |t, a| fresh(t, a, dict::len)),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__setitem__(self, key, value, /)", set_item),
            Def::Method("__delitem__(self, key, /)", delete_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__iter__(self, /)", |t, a| fresh(t, a, dict::iter)),
            Def::Method("__reversed__(self, /)", |t, a| fresh(t, a, dict::reversed)),
            Def::Method("__or__(self, value, /)", |t, a| fresh(t, a, dict::or)),
            Def::Method("__ror__(self, value, /)", |t, a| {
                fresh(t, a, dict::or_reflected)
            }),
            Def::Method("__ior__(self, value, /)", or_in_place),
            Def::Method("__eq__(self, value, /)", |t, a| fresh(t, a, dict::equal)),
            Def::Method("__ne__(self, value, /)", |t, a| {
                fresh(t, a, dict::not_equal)
            }),
            Def::Method("__repr__(self, /)", |t, a| fresh(t, a, dict::repr_dict)),
        ],
    );
    let hash = thread.dunder_name(Dunder::Hash);
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
}

/// A dict that shows the attributes of an instance, a module or a class. A module has one for good.
pub(super) fn attribute_dict<'t>(t: &'t Thread, owner: Value<'t>) -> Value<'t> {
    let module = owner.cast::<Module>();
    if let Some(known) = module.and_then(|module| module.dict.load().bound()) {
        refresh(t, known);
        return known;
    }
    let made = t.instance(t.class(ClassId::AttributeDict));
    if let [contents, shown, ..] = made.inline_slots() {
        contents.store(snapshot(t, owner).value());
        shown.store(owner);
    }
    if let Some(module) = module
        && !module.dict.compare_exchange(Value::UNBOUND, made.value())
    {
        return module.dict.load();
    }
    made.value()
}

/// The object whose attributes a value shows, if it is such a dict.
pub(super) fn owner_of<'t>(t: &'t Thread, value: Value<'t>) -> Option<Value<'t>> {
    let class = t.class(ClassId::AttributeDict);
    let instance = value.cast::<Instance>()?;
    std::ptr::eq(t.class_of(value), class)
        .then(|| instance.inline_slots().get(OWNER).map(Field::load))
        .flatten()
}

/// Brings the dict that a value holds up to date, if it shows attributes.
pub(super) fn refresh(t: &Thread, value: Value<'_>) {
    if let (Some(owner), Some(instance)) = (owner_of(t, value), value.cast::<Instance>())
        && let Some(contents) = instance.inline_slots().first()
    {
        contents.store(snapshot(t, owner).value());
    }
}

/// The attributes as they are now.
fn snapshot<'t>(t: &'t Thread, owner: Value<'_>) -> &'t Dict {
    let entries = if let Some(instance) = owner.cast::<Instance>() {
        t.instance_attributes(instance)
    } else if let Some(module) = owner.cast::<Module>() {
        module.entries()
    } else {
        let own = owner.cast::<Class>().map_or(Vec::new(), Class::own_entries);
        own.into_iter()
            .filter_map(|(name, value)| Some((name.cast::<Str>()?, value)))
            .collect()
    };
    let dict = t.dict();
    for (name, value) in entries {
        t.set_str_key(dict, name, value);
    }
    dict
}

/// A method of dict on the attributes as they are now.
fn fresh(t: &mut Thread, args: Args, method: NativeFn) -> Returned {
    refresh(t, args.get(t, 0));
    method(t, args)
}

/// The attribute that an argument names; None if there is none.
fn find<'t>(t: &'t Thread, args: Args, index: usize) -> Option<Value<'t>> {
    let name = t.payload(args.get(t, index)).cast::<Str>()?;
    let name = t.intern_value(name);
    let owner = owner_of(t, args.get(t, 0))?;
    let value = if let Some(instance) = owner.cast::<Instance>() {
        if is_fixed(t, instance, name) {
            return None;
        }
        t.instance_attribute(instance, name)
    } else if let Some(module) = owner.cast::<Module>() {
        module.get(name)
    } else {
        owner.cast::<Class>()?.own(name)
    };
    value.bound()
}

/// Whether a name is one of the slots of an exception, which are no attributes of its `__dict__`.
fn is_fixed(t: &Thread, instance: &Instance, name: &Str) -> bool {
    t.class_of(instance.value()).has(ClassFlags::EXCEPTION)
        && ExceptionSlot::NAMES.contains(&name.as_str())
}

/// Sets the attribute of a name (with UNBOUND: deletes it).
fn store(t: &Thread, view: Slot, name: Slot, value: Value<'_>) -> Result<(), Raised> {
    let Some(name) = t.payload(t.get(name)).cast::<Str>() else {
        let class = t.class_of(t.get(name)).name();
        return Err(t.type_error(format!("attribute name must be string, not '{class}'")));
    };
    let name = t.intern_value(name);
    let Some(owner) = owner_of(t, t.get(view)) else {
        return Ok(());
    };
    if let Some(instance) = owner.cast::<Instance>() {
        if value.is_unbound() {
            t.delete_instance_attribute(instance, name);
        } else if t.set_instance_attribute(instance, name, value).is_none() {
            return Err(t.memory_error());
        }
    } else if let Some(module) = owner.cast::<Module>() {
        let cells = t.class(ClassId::Cell).value();
        module.cell(t.mutator(), cells, name).contents.store(value);
    }
    Ok(())
}

fn get(t: &mut Thread, args: Args) -> Returned {
    match find(t, args, 1) {
        Some(value) => Ok(t.done(value)),
        None => fresh(t, args, dict::get),
    }
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    match find(t, args, 1) {
        Some(value) => Ok(t.done(value)),
        None => fresh(t, args, dict::get_item),
    }
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    match find(t, args, 1) {
        Some(_) => Ok(t.done(Value::TRUE)),
        None => fresh(t, args, dict::contains),
    }
}

fn set_item(t: &mut Thread, args: Args) -> Returned {
    store(t, args.slot(0), args.slot(1), args.get(t, 2))?;
    t.none()
}

fn delete_item(t: &mut Thread, args: Args) -> Returned {
    if find(t, args, 1).is_none() {
        return Err(t.key_error(args.get(t, 1)));
    }
    store(t, args.slot(0), args.slot(1), Value::UNBOUND)?;
    t.none()
}

fn set_default(t: &mut Thread, args: Args) -> Returned {
    if let Some(value) = find(t, args, 1) {
        return Ok(t.done(value));
    }
    let default = args.optional(t, 2).unwrap_or(Value::NONE);
    store(t, args.slot(0), args.slot(1), default)?;
    Ok(t.done(default))
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    let Some(value) = find(t, args, 1) else {
        return match args.optional(t, 2) {
            Some(default) => Ok(t.done(default)),
            None => Err(t.key_error(args.get(t, 1))),
        };
    };
    let value = t.push(value);
    store(t, args.slot(0), args.slot(1), Value::UNBOUND)?;
    Ok(t.done(t.get(value)))
}

fn pop_item(t: &mut Thread, args: Args) -> Returned {
    let done = fresh(t, args, dict::pop_item)?;
    let item = t.push_result(done);
    let name = t
        .get(item)
        .cast::<crate::heap::Tuple>()
        .and_then(|item| item.get(0));
    let name = t.push(name.unwrap_or(Value::NONE));
    store(t, args.slot(0), name, Value::UNBOUND)?;
    Ok(t.done(t.get(item)))
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    let owner = owner_of(t, args.get(t, 0)).unwrap_or(Value::NONE);
    for item in snapshot(t, owner).snapshot(t.mutator()) {
        let name = t.push(item.key);
        store(t, args.slot(0), name, Value::UNBOUND)?;
    }
    t.none()
}

fn update(t: &mut Thread, args: Args) -> Returned {
    let changes = t.push(t.dict().value());
    let update = t.push(t.intern("update").value());
    let done = vm::get_attribute(t, changes, update)?;
    let mark = t.push_result(done);
    let (positional, keywords) = (args.get(t, 1), args.get(t, 2));
    let (count, names) = vm::spread(t, positional, keywords)?;
    let _ = vm::call_slots(t, mark, count, names)?;
    store_all(t, args.slot(0), changes)?;
    t.none()
}

fn or_in_place(t: &mut Thread, args: Args) -> Returned {
    let changes = t.push(t.dict().value());
    dict_update::merge(t, changes, args.slot(1))?;
    store_all(t, args.slot(0), changes)?;
    Ok(t.done(args.get(t, 0)))
}

fn store_all(t: &Thread, view: Slot, changes: Slot) -> Result<(), Raised> {
    let changes = t.get(changes).cast::<Dict>();
    for item in changes.map_or(Vec::new(), |dict| dict.snapshot(t.mutator())) {
        let name = t.push(item.key);
        store(t, view, name, item.value)?;
    }
    Ok(())
}

//! `dict`: construction, items, methods and operators. Updating from other mappings is `dict_update`, `keys()` and the like are `dict_views`.

use crate::heap::{Dict, Kind, Object, Slot, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread, ViewKind};
use crate::vm;

use super::define::{Def, define_methods, finish_new, receiver};
use super::dict_update::{merge, merge_keywords};
use super::dict_views::{new_iterator, new_view};
use super::repr;
use super::set::Walk;

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::Dict);
    define_methods(
        thread,
        class,
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new),
            Def::Method("__init__(self, /, *args, **kwargs)", init),
            Def::Method("get(self, key, default=None, /)", get),
            Def::Method("setdefault(self, key, default=None, /)", set_default),
            Def::Method("pop(self, key, default=None, /)", pop),
            Def::Method("popitem(self, /)", pop_item),
            Def::Method("update(self, /, *args, **kwargs)", update),
            Def::Method("clear(self, /)", clear),
            Def::Method("copy(self, /)", copy),
            Def::Class("fromkeys(cls, iterable, value=None, /)", from_keys),
            Def::Method("keys(self, /)", keys),
            Def::Method("values(self, /)", values),
            Def::Method("items(self, /)", items),
            Def::Method("__len__(self, /)", len),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__setitem__(self, key, value, /)", set_item),
            Def::Method("__delitem__(self, key, /)", delete_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__reversed__(self, /)", reversed),
            Def::Method("__or__(self, value, /)", or),
            Def::Method("__ror__(self, value, /)", or_reflected),
            Def::Method("__ior__(self, value, /)", or_in_place),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__repr__(self, /)", repr_dict),
        ],
    );
    let hash = thread.dunder_name(Dunder::Hash);
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let dict = t.dict().value();
    finish_new(t, args.get(t, 0), dict)
}

fn init(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    update_from(t, args, "dict")
}

fn update(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    update_from(t, args, "update")
}

/// Updates a dict by the arguments (self, /, *args, **kwargs).
fn update_from(t: &mut Thread, args: Args, function: &str) -> Returned {
    let given = args.get(t, 1).cast::<crate::heap::Tuple>();
    let given = given.map_or((0, None), |given| (given.len(), given.get(0)));
    if given.0 > 1 {
        let count = given.0;
        return Err(t.type_error(format!(
            "{function} expected at most 1 argument, got {count}"
        )));
    }
    if let Some(source) = given.1 {
        let source = t.push(source);
        merge(t, args.slot(0), source)?;
    }
    merge_keywords(t, args.slot(0), args.slot(2))?;
    t.none()
}

pub(super) fn get(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    match vm::dict_get(t, args.slot(0), args.slot(1))? {
        Some(done) => Ok(done),
        None => Ok(t.done(args.optional(t, 2).unwrap_or(Value::NONE))),
    }
}

fn set_default(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    if args.optional(t, 2).is_none() {
        t.set(args.slot(2), Value::NONE);
    }
    vm::dict_set_default(t, args.slot(0), args.slot(1), args.slot(2))
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    // Where nothing is, the key is not hashed.
    let popped = match receiver::<Dict>(t, args)?.is_empty() {
        true => None,
        false => vm::dict_pop(t, args.slot(0), args.slot(1))?,
    };
    match popped {
        Some(done) => Ok(done),
        None => match args.optional(t, 2) {
            Some(default) => Ok(t.done(default)),
            None => Err(t.key_error(args.get(t, 1))),
        },
    }
}

pub(super) fn pop_item(t: &mut Thread, args: Args) -> Returned {
    match receiver::<Dict>(t, args)?.pop_last(t.mutator()) {
        Some(item) => Ok(t.done(t.tuple(&[item.key, item.value]))),
        None => Err(t.error(ClassId::KeyError, "popitem(): dictionary is empty")),
    }
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?.clear(t.mutator());
    t.none()
}

pub(super) fn copy(t: &mut Thread, args: Args) -> Returned {
    copy_dict(t, args.slot(0))
}

/// A new dict with the items of the one in a slot.
pub(super) fn copy_dict(t: &Thread, dict: Slot) -> Returned {
    let Some(dict) = t.payload(t.get(dict)).cast::<Dict>() else {
        return Err(t.type_error("not a dict"));
    };
    let class = t.class(ClassId::Dict).value();
    match Dict::copy_of(t.mutator(), class, dict) {
        Ok(copy) => Ok(t.done(copy.value())),
        Err(_) => Err(t.memory_error()),
    }
}

fn from_keys(t: &mut Thread, args: Args) -> Returned {
    let done = vm::call(t, args.slot(0), &[])?;
    let dict = t.push_result(done);
    if args.optional(t, 2).is_none() {
        t.set(args.slot(2), Value::NONE);
    }
    let exact = t.get(dict).kind() == Some(Kind::Dict);
    let hashed = matches!(args.get(t, 1).kind(), Some(Kind::Dict | Kind::Set));
    if exact && hashed {
        let mut walk = Walk::over(t, args.slot(1));
        let mark = t.mark();
        while let Some((key, hash)) = walk.next(t) {
            vm::table_insert(t, dict, key, hash, Some(args.slot(2)))?;
            t.pop_to(mark);
        }
        return Ok(t.done(t.get(dict)));
    }
    vm::for_each(t, args.slot(1), |t, key| {
        if exact {
            vm::dict_set(t, dict, key, args.slot(2))
        } else {
            vm::set_item(t, dict, key, args.slot(2))
        }
    })?;
    Ok(t.done(t.get(dict)))
}

pub(super) fn keys(t: &mut Thread, args: Args) -> Returned {
    view(t, args, ViewKind::Keys)
}

pub(super) fn values(t: &mut Thread, args: Args) -> Returned {
    view(t, args, ViewKind::Values)
}

pub(super) fn items(t: &mut Thread, args: Args) -> Returned {
    view(t, args, ViewKind::Items)
}

fn view(t: &mut Thread, args: Args, view: ViewKind) -> Returned {
    let dict = receiver::<Dict>(t, args)?;
    Ok(t.done(new_view(t, dict, view)))
}

pub(super) fn len(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(Value::length(receiver::<Dict>(t, args)?.len())))
}

pub(super) fn get_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    if let Some(done) = vm::dict_get(t, args.slot(0), args.slot(1))? {
        return Ok(done);
    }
    if t.get(args.slot(0)).kind() != Some(Kind::Dict)
        && let Some(done) = vm::call_dunder(t, args.slot(0), Dunder::Missing, &[args.slot(1)])?
    {
        return Ok(done);
    }
    Err(t.key_error(args.get(t, 1)))
}

fn set_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    vm::dict_set(t, args.slot(0), args.slot(1), args.slot(2))?;
    t.none()
}

fn delete_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    match vm::dict_pop(t, args.slot(0), args.slot(1))? {
        Some(_) => t.none(),
        None => Err(t.key_error(args.get(t, 1))),
    }
}

pub(super) fn contains(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    let found = vm::set_contains(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::bool(found)))
}

pub(super) fn iter(t: &mut Thread, args: Args) -> Returned {
    let dict = receiver::<Dict>(t, args)?.value();
    Ok(t.done(new_iterator(t, dict, ViewKind::Keys, false)))
}

pub(super) fn reversed(t: &mut Thread, args: Args) -> Returned {
    let dict = receiver::<Dict>(t, args)?.value();
    Ok(t.done(new_iterator(t, dict, ViewKind::Keys, true)))
}

fn is_dict(t: &Thread, slot: Slot) -> bool {
    t.payload(t.get(slot)).kind() == Some(Kind::Dict)
}

pub(super) fn or(t: &mut Thread, args: Args) -> Returned {
    merged(t, args.slot(0), args.slot(1))
}

pub(super) fn or_reflected(t: &mut Thread, args: Args) -> Returned {
    merged(t, args.slot(1), args.slot(0))
}

fn merged(t: &mut Thread, left: Slot, right: Slot) -> Returned {
    if !is_dict(t, left) || !is_dict(t, right) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let done = copy_dict(t, left)?;
    let union = t.push_result(done);
    merge(t, union, right)?;
    Ok(t.done(t.get(union)))
}

fn or_in_place(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    merge(t, args.slot(0), args.slot(1))?;
    Ok(t.done(args.get(t, 0)))
}

pub(super) fn equal(t: &mut Thread, args: Args) -> Returned {
    match same(t, args)? {
        Some(same) => Ok(t.done(Value::bool(same))),
        None => Ok(t.done(Value::NOT_IMPLEMENTED)),
    }
}

pub(super) fn not_equal(t: &mut Thread, args: Args) -> Returned {
    match same(t, args)? {
        Some(same) => Ok(t.done(Value::bool(!same))),
        None => Ok(t.done(Value::NOT_IMPLEMENTED)),
    }
}

/// Whether two dicts have the same items; None if the other is no dict.
fn same(t: &mut Thread, args: Args) -> Result<Option<bool>, Raised> {
    let dict = receiver::<Dict>(t, args)?;
    let Some(other) = t.payload(args.get(t, 1)).cast::<Dict>() else {
        return Ok(None);
    };
    if dict.len() != other.len() {
        return Ok(Some(false));
    }
    let (mark, mut position) = (t.mark(), 0);
    loop {
        let Some(item) = receiver::<Dict>(t, args)?.next_from(position) else {
            return Ok(Some(true));
        };
        position = item.position + 1;
        let hash = item.hash;
        let (key, value) = (t.push(item.key), t.push(item.value));
        let Some(found) = vm::table_find(t, args.slot(1), key, hash)? else {
            return Ok(Some(false));
        };
        let found = t.push_result(found);
        if !vm::same_or_equal(t, value, found)? {
            return Ok(Some(false));
        }
        t.pop_to(mark);
    }
}

pub(super) fn repr_dict(t: &mut Thread, args: Args) -> Returned {
    receiver::<Dict>(t, args)?;
    repr::container(t, args.slot(0), "{...}", |t, out| {
        out.push('{');
        let (mark, mut position) = (t.mark(), 0);
        while let Some(item) = receiver::<Dict>(t, args)?.next_from(position) {
            if out.len() > 1 {
                out.push_str(", ");
            }
            position = item.position + 1;
            let (key, value) = (t.push(item.key), t.push(item.value));
            repr::push_repr(t, out, key)?;
            out.push_str(": ");
            repr::push_repr(t, out, value)?;
            t.pop_to(mark);
        }
        out.push('}');
        Ok(())
    })
}

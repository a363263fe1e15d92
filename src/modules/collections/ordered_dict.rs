//! `collections.OrderedDict`: a dict (which keeps its order anyway) that can move its items and minds the order when it is compared.

use super::super::state::{Type, state};
use super::merged;
use crate::builtins::{self, Def};
use crate::heap::{Dict, Field, Object, Slot, Value};
use crate::object::{Args, ClassId, DictView, Dunder, Module, Raised, Returned, Thread, ViewKind};
use crate::vm;

pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Method("popitem(self, /, last=True)", pop_item),
        Def::Method("move_to_end(self, /, key, last=True)", move_to_end),
        Def::Method("keys(self, /)", |t, args| view(t, args, ViewKind::Keys)),
        Def::Method("values(self, /)", |t, args| view(t, args, ViewKind::Values)),
        Def::Method("items(self, /)", |t, args| view(t, args, ViewKind::Items)),
        Def::Method("copy(self, /)", copy),
        Def::Method("__copy__(self, /)", copy),
        Def::Method("__eq__(self, value, /)", |t, args| equal(t, args, true)),
        Def::Method("__ne__(self, value, /)", |t, args| equal(t, args, false)),
        Def::Method("__or__(self, value, /)", or),
        Def::Method("__ror__(self, value, /)", or_reflected),
        Def::Method("__repr__(self, /)", repr),
        Def::Method("__reduce__(self, /)", reduce),
    ];
    let dict = thread.class(ClassId::Dict);
    let class = builtins::define_class(thread, "collections", "OrderedDict", dict, &methods);
    class.set_payload(ClassId::Dict);
    let hash = thread.dunder_name(Dunder::Hash);
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
    state(thread).set_class(Type::OrderedDict, class);
    thread.set_global(module, "OrderedDict", class.value());
    for (which, name, base) in [
        (Type::OrderedKeys, "odict_keys", ClassId::DictKeys),
        (Type::OrderedValues, "odict_values", ClassId::DictValues),
        (Type::OrderedItems, "odict_items", ClassId::DictItems),
    ] {
        let class = builtins::define_class(thread, "builtins", name, thread.class(base), &[]);
        state(thread).set_class(which, class);
    }
}

/// The dict that a method's object holds.
fn dict_of(t: &Thread, args: Args) -> Result<&Dict, Raised> {
    builtins::receiver::<Dict>(t, args)
}

fn last(t: &mut Thread, args: Args, index: usize) -> Result<bool, Raised> {
    Ok(args.optional(t, index).is_none() || vm::truth(t, args.slot(index))?)
}

fn pop_item(t: &mut Thread, args: Args) -> Returned {
    let last = last(t, args, 1)?;
    let dict = dict_of(t, args)?;
    let item = if last {
        dict.pop_last(t.mutator())
    } else {
        dict.pop_first(t.mutator())
    };
    match item {
        Some(item) => Ok(t.done(t.tuple(&[item.key, item.value]))),
        None => Err(t.key_error(t.str("dictionary is empty"))),
    }
}

fn move_to_end(t: &mut Thread, args: Args) -> Returned {
    dict_of(t, args)?;
    let last = last(t, args, 2)?;
    match vm::dict_move_to_end(t, args.slot(0), args.slot(1), last)? {
        true => t.none(),
        false => Err(t.key_error(args.get(t, 1))),
    }
}

fn view(t: &mut Thread, args: Args, view: ViewKind) -> Returned {
    let dict = Field::new(dict_of(t, args)?.value());
    let class = state(t).class(
        t,
        match view {
            ViewKind::Keys => Type::OrderedKeys,
            ViewKind::Values => Type::OrderedValues,
            ViewKind::Items => Type::OrderedItems,
        },
    );
    let make = |header| DictView { header, dict, view };
    Ok(t.done(t.mutator().alloc(class, make).value()))
}

fn copy(t: &mut Thread, args: Args) -> Returned {
    let class = t.push(t.class_of(args.get(t, 0)).value());
    vm::call(t, class, &[args.slot(0)])
}

fn equal(t: &mut Thread, args: Args, wanted: bool) -> Returned {
    dict_of(t, args)?;
    let (a, b) = (t.payload(args.get(t, 0)), t.payload(args.get(t, 1)));
    if b.cast::<Dict>().is_none() {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let (a, b) = (t.push(a), t.push(b));
    let mut equal = vm::equal(t, a, b)?;
    let ordered = {
        let class = state(t)
            .class(t, Type::OrderedDict)
            .cast::<crate::object::Class>();
        class.is_some_and(|class| t.class_of(args.get(t, 1)).is_subclass(class))
    };
    if equal && ordered {
        let done = vm::to_list(t, a)?;
        t.set(a, t.result(done));
        let done = vm::to_list(t, b)?;
        t.set(b, t.result(done));
        equal = vm::equal(t, a, b)?;
    }
    Ok(t.done(Value::bool(equal == wanted)))
}

fn is_dict(t: &Thread, value: Slot) -> bool {
    t.payload(t.get(value)).cast::<Dict>().is_some()
}

fn or(t: &mut Thread, args: Args) -> Returned {
    if !is_dict(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let both = merged(t, &[args.slot(0)], args.slot(0), args.slot(1))?;
    Ok(t.done(t.get(both)))
}

fn or_reflected(t: &mut Thread, args: Args) -> Returned {
    if !is_dict(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let both = merged(t, &[args.slot(1)], args.slot(0), args.slot(0))?;
    Ok(t.done(t.get(both)))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let empty = dict_of(t, args)?.is_empty();
    builtins::container(t, args.slot(0), "...", |t, out| {
        out.push_str(t.class_of(args.get(t, 0)).short_name());
        out.push('(');
        if !empty {
            let items = t.push(t.payload(args.get(t, 0)));
            builtins::push_repr(t, out, items)?;
        }
        out.push(')');
        Ok(())
    })
}

/// What `copy` and `pickle` make it anew from: the class, its arguments, the attributes, no items of a list, the items of the dict.
fn reduce(t: &mut Thread, args: Args) -> Returned {
    let name = t.push(t.intern("__dict__").value());
    let attributes = match vm::get_attribute_optional(t, args.slot(0), name)? {
        Some(done) => t.push_result(done),
        None => t.push(Value::NONE),
    };
    if !vm::truth(t, attributes)? {
        t.set(attributes, Value::NONE);
    }
    let done = vm::call_method(t, args.slot(0), "items", &[])?;
    let items = t.push_result(done);
    let done = vm::iter(t, items)?;
    let items = t.push_result(done);
    let class = t.class_of(args.get(t, 0)).value();
    let parts = [
        class,
        t.tuple(&[]),
        t.get(attributes),
        Value::NONE,
        t.get(items),
    ];
    Ok(t.done(t.tuple(&parts)))
}

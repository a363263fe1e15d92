//! `collections.defaultdict`: a dict that makes the values of missing keys.

use super::merged;
use crate::builtins::{self, Def};
use crate::heap::{Dict, Kind, Object, Slot, Tuple, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Dunder, Module, Raised, Returned, Thread};
use crate::vm;

pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Method("__init__(self, /, *args, **kwargs)", init),
        Def::Method("__missing__(self, key, /)", missing),
        Def::Method("__repr__(self, /)", repr),
        Def::Method("copy(self, /)", copy),
        Def::Method("__copy__(self, /)", copy),
        Def::Method("__or__(self, value, /)", or),
        Def::Method("__ror__(self, value, /)", or_reflected),
        Def::Method("__reduce__(self, /)", reduce),
    ];
    let dict = thread.class(ClassId::Dict);
    let class = builtins::define_class(thread, "collections", "defaultdict", dict, &methods);
    class.set_payload(ClassId::Dict);
    thread.set_global(module, "defaultdict", class.value());
}

/// The name of the attribute that holds the factory, pushed.
fn name(t: &Thread) -> Slot {
    t.push(t.intern("default_factory").value())
}

fn init(t: &mut Thread, args: Args) -> Returned {
    let count = t.get(args.slot(1)).cast::<Tuple>().map_or(0, Tuple::len);
    let factory = {
        let given = t.get(args.slot(1)).cast::<Tuple>();
        let factory = given.and_then(|given| given.get(0)).unwrap_or(Value::NONE);
        let callable = t.class_of(factory).dunder(Dunder::Call);
        if !factory.is_none() && callable.is_unbound() {
            return Err(t.type_error("first argument must be callable or None"));
        }
        t.push(factory)
    };
    let name = name(t);
    vm::set_attribute(t, args.slot(0), name, factory)?;
    // The rest is for the dict.
    let dict = t.class(ClassId::Dict);
    let init = t.push(dict.dunder(Dunder::Init));
    t.push(args.get(t, 0));
    let rest: Vec<_> = {
        let given = t.get(args.slot(1)).cast::<Tuple>();
        given.into_iter().flat_map(Tuple::iter).skip(1).collect()
    };
    let rest = t.tuple(&rest);
    let (_, names) = vm::spread(t, rest, args.get(t, 2))?;
    let named = t
        .get(args.slot(2))
        .cast::<Dict>()
        .map_or(0, |dict| dict.len());
    vm::call_slots(t, init, 1 + count.saturating_sub(1) + named, names)
}

/// The factory, pushed.
fn factory(t: &mut Thread, args: Args) -> Result<Slot, Raised> {
    let name = name(t);
    let done = vm::get_attribute(t, args.slot(0), name)?;
    Ok(t.push_result(done))
}

fn missing(t: &mut Thread, args: Args) -> Returned {
    let factory = factory(t, args)?;
    if t.get(factory).is_none() {
        return Err(t.key_error(args.get(t, 1)));
    }
    let done = vm::call(t, factory, &[])?;
    let value = t.push_result(done);
    // Where no script code has a say, a thread that finds the same key missing gets the same value, also without the GIL.
    let plain = {
        let set_item = t.class_of(args.get(t, 0)).dunder(Dunder::SetItem);
        let factory = t.get(factory);
        let class = factory.cast::<Class>();
        set_item == t.class(ClassId::Dict).dunder(Dunder::SetItem)
            && (factory.kind() == Some(Kind::Native)
                || class.is_some_and(|class| class.has(ClassFlags::BUILT_IN)))
    };
    if plain {
        return vm::dict_set_default(t, args.slot(0), args.slot(1), value);
    }
    vm::set_item(t, args.slot(0), args.slot(1), value)?;
    Ok(t.done(t.get(value)))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    t.check_native_recursion("while getting the repr of an object")?;
    let mut text = format!("{}(", t.class_of(args.get(t, 0)).short_name());
    let factory = factory(t, args)?;
    builtins::push_repr(t, &mut text, factory)?;
    text.push_str(", ");
    // The dict inside notices where it contains itself.
    let items = t.push(t.payload(args.get(t, 0)));
    builtins::push_repr(t, &mut text, items)?;
    text.push(')');
    Ok(t.done(t.str(&text)))
}

fn copy(t: &mut Thread, args: Args) -> Returned {
    let factory = factory(t, args)?;
    let class = t.push(t.class_of(args.get(t, 0)).value());
    vm::call(t, class, &[factory, args.slot(0)])
}

fn is_dict(t: &Thread, value: Slot) -> bool {
    t.payload(t.get(value)).cast::<Dict>().is_some()
}

fn or(t: &mut Thread, args: Args) -> Returned {
    if !is_dict(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let factory = factory(t, args)?;
    let both = merged(t, &[factory, args.slot(0)], args.slot(0), args.slot(1))?;
    Ok(t.done(t.get(both)))
}

fn or_reflected(t: &mut Thread, args: Args) -> Returned {
    if !is_dict(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let factory = factory(t, args)?;
    let both = merged(t, &[factory, args.slot(1)], args.slot(0), args.slot(0))?;
    Ok(t.done(t.get(both)))
}

/// What `copy` and `pickle` make it anew from: the class, its arguments, no attributes, no items of a list, the items of the dict.
fn reduce(t: &mut Thread, args: Args) -> Returned {
    let factory = factory(t, args)?;
    let class = t.push(t.class_of(args.get(t, 0)).value());
    let arguments = match t.get(factory) {
        Value::NONE => t.push(t.tuple(&[])),
        factory => t.push(t.tuple(&[factory])),
    };
    let done = vm::call_method(t, args.slot(0), "items", &[])?;
    let items = t.push_result(done);
    let done = vm::iter(t, items)?;
    let items = t.push_result(done);
    let [class, arguments, items] = [class, arguments, items].map(|slot| t.get(slot));
    Ok(t.done(t.tuple(&[class, arguments, Value::NONE, Value::NONE, items])))
}

//! How classes are made: the `class` statement, `type(name, bases, namespace)`, `__set_name__`, `__init_subclass__`.

use crate::heap::{CellVariable, Dict, Field, Object, Slot, Str, Tuple, Value};
use crate::object::{
    Args, Class, ClassFlags, ClassId, ClassMethod, Common, Dunder, Function, Module, Property,
    Raised, Returned, StaticMethod, Thread,
};
use crate::vm;

use super::bases;
use super::define::native;

/// What the `class` statement calls.
pub(super) fn install(thread: &Thread, builtins: &Module) {
    let build = native(
        thread,
        "__build_class__(func, name, /, *bases, **kwds)",
        build_class,
        builtins.value(),
        false,
    );
    thread.interpreter().set_common(Common::BuildClass, build);
    thread.set_global(builtins, "__build_class__", build);
}

/// The `class` statement: runs the body in a new namespace, then calls the metaclass.
fn build_class(t: &mut Thread, args: Args) -> Returned {
    let (function, name, given_bases, kwargs) =
        (args.slot(0), args.slot(1), args.slot(2), args.slot(3));
    let bases = resolve_bases(t, given_bases)?;
    let metaclass_name = t.push(t.intern("metaclass").value());
    let kwargs = match t.get(kwargs).cast::<Dict>() {
        Some(_) => kwargs,
        None => t.push(t.dict().value()),
    };
    let metaclass = match vm::dict_pop(t, kwargs, metaclass_name)? {
        Some(done) => t.push_result(done),
        None => t.push(t.class(ClassId::Type).value()),
    };
    let metaclass = most_derived(t, metaclass, bases)?;
    let prepare_name = t.push(t.intern("__prepare__").value());
    let custom = t.get(metaclass) != t.class(ClassId::Type).value();
    let mut namespace = t.push(t.dict().value());
    if custom && let Some(done) = vm::get_attribute_optional(t, metaclass, prepare_name)? {
        let prepare = t.push_result(done);
        let done = vm::call(t, prepare, &[name, bases])?;
        namespace = t.push_result(done);
    }
    let done = vm::call(t, function, &[namespace])?;
    let cell = t.push_result(done);
    if t.get(bases) != t.get(given_bases) {
        let key = t.push(t.intern("__orig_bases__").value());
        vm::set_item(t, namespace, key, given_bases)?;
    }
    let mark = t.mark();
    t.push(t.get(metaclass));
    t.push(t.get(name));
    t.push(t.get(bases));
    t.push(t.get(namespace));
    let (mut count, mut names) = (3, None);
    if let Some(items) = t
        .get(kwargs)
        .cast::<Dict>()
        .map(|dict| dict.snapshot(t.mutator()))
    {
        let mut keys = Vec::new();
        for item in &items {
            t.push(item.value);
            keys.push(item.key);
        }
        count += keys.len();
        if !keys.is_empty() {
            names = Some(t.push(t.tuple(&keys)));
        }
    }
    let done = vm::call_slots(t, mark, count, names)?;
    t.pop_to(mark);
    let class = t.push_result(done);
    if let Some(cell) = t.get(cell).cast::<CellVariable>() {
        cell.contents.store(t.get(class));
    }
    Ok(t.done(t.get(class)))
}

/// The bases with those that are no classes replaced by what their `__mro_entries__` says: the tuple itself if there are none.
fn resolve_bases(t: &mut Thread, bases: Slot) -> Result<Slot, Raised> {
    let is_class = |base: Value<'_>| base.cast::<Class>().is_some();
    let Some(tuple) = t.get(bases).cast::<Tuple>() else {
        return Ok(bases);
    };
    if tuple.iter().all(is_class) {
        return Ok(bases);
    }
    let count = tuple.len();
    let found = t.push(t.list(&[]).value());
    let name = t.push(t.intern("__mro_entries__").value());
    for index in 0..count {
        let mark = t.mark();
        let base = t
            .get(bases)
            .cast::<Tuple>()
            .and_then(|tuple| tuple.get(index));
        let base = t.push(base.unwrap_or(Value::NONE));
        let method = match is_class(t.get(base)) {
            true => None,
            false => vm::get_attribute_optional(t, base, name)?,
        };
        let entries = match method {
            Some(done) => {
                let method = t.push_result(done);
                let done = vm::call(t, method, &[bases])?;
                t.push_result(done)
            }
            None => t.push(t.tuple(&[t.get(base)])),
        };
        vm::extend_list(t, found, entries)?;
        t.pop_to(mark);
    }
    let done = vm::to_tuple(t, found)?;
    Ok(t.push_result(done))
}

/// The most derived of the metaclass that was asked for and those of the bases, pushed.
fn most_derived(t: &mut Thread, metaclass: Slot, bases: Slot) -> Result<Slot, Raised> {
    let Some(mut winner) = t.get(metaclass).cast::<Class>() else {
        return Ok(metaclass);
    };
    if let Some(bases) = t.get(bases).cast::<Tuple>() {
        for base in bases.iter() {
            let other = t.class_of(base);
            if winner.is_subclass(other) {
                continue;
            }
            if !other.is_subclass(winner) {
                return Err(t.type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
                ));
            }
            winner = other;
        }
    }
    Ok(t.push(winner.value()))
}

/// `type(x)`, and `type(name, bases, namespace)`.
pub(super) fn type_new(t: &mut Thread, args: Args) -> Returned {
    if let (Some(value), None) = (args.optional(t, 1), args.optional(t, 2)) {
        return Ok(t.done(t.class_of(value).value()));
    }
    let (metaclass, name, bases, namespace) =
        (args.slot(0), args.slot(1), args.slot(2), args.slot(3));
    if args.get(t, 3).is_unbound() {
        return Err(t.type_error("type() takes 1 or 3 arguments"));
    }
    if t.get(name).cast::<Str>().is_none() {
        let got = t.class_of(t.get(name)).name();
        return Err(t.type_error(format!("type.__new__() argument 1 must be str, not {got}")));
    }
    if t.get(bases).cast::<Tuple>().is_none() {
        let got = t.class_of(t.get(bases)).name();
        return Err(t.type_error(format!(
            "type.__new__() argument 2 must be tuple, not {got}"
        )));
    }
    if t.payload(t.get(namespace)).cast::<Dict>().is_none() {
        let got = t.class_of(t.get(namespace)).name();
        return Err(t.type_error(format!("type.__new__() argument 3 must be dict, not {got}")));
    }
    let winner = most_derived(t, metaclass, bases)?;
    if t.get(winner) != t.get(metaclass)
        && let Some(class) = t.get(winner).cast::<Class>()
        && class.dunder(Dunder::New) != t.class(ClassId::Type).dunder(Dunder::New)
    {
        return new_by_metaclass(t, winner, args);
    }
    let class = make_class(t, winner, name, bases, namespace)?;
    call_set_names(t, class)?;
    init_subclass(t, class, args.slot(4))?;
    Ok(t.done(t.get(class)))
}

/// `type(...)` with a base whose metaclass has a `__new__` of its own.
fn new_by_metaclass(t: &mut Thread, metaclass: Slot, args: Args) -> Returned {
    let name = t.push(t.dunder_name(Dunder::New).value());
    let done = vm::get_attribute(t, metaclass, name)?;
    let callee = t.push_result(done);
    t.push(t.get(metaclass));
    for index in 1..4 {
        t.push(args.get(t, index));
    }
    let (count, names) = vm::spread(t, Value::UNBOUND, args.get(t, 4))?;
    vm::call_slots(t, callee, 4 + count, names)
}

fn make_class(
    t: &mut Thread,
    metaclass: Slot,
    name: Slot,
    bases: Slot,
    namespace: Slot,
) -> Result<Slot, Raised> {
    let bases = match t.get(bases).cast::<Tuple>() {
        Some(tuple) if !tuple.is_empty() => bases,
        _ => t.push(t.tuple(&[t.class(ClassId::Object).value()])),
    };
    bases::check(t, bases)?;
    let shape = t.interpreter().shapes.unique();
    let class = Class::new(t.mutator(), t.get(metaclass), t.get(name), shape);
    let mro = bases::linearize(t, class, bases)?;
    let mut payload = None;
    if let (Some(bases), Some(mro)) = (t.get(bases).cast::<Tuple>(), mro.cast::<Tuple>()) {
        if let Some(dict) = t.payload(t.get(namespace)).cast::<Dict>() {
            for item in dict.snapshot(t.mutator()) {
                let Some(text) = item.key.cast::<Str>() else {
                    continue;
                };
                let text = t.intern_value(text);
                match text.as_str() {
                    "__qualname__" => class.qualname.store(item.value),
                    _ => class.define(
                        t.mutator(),
                        text,
                        implicit_wrapper(t, text.as_str(), item.value),
                    ),
                }
            }
        }
        // A class that defines equality but no hash has none.
        let (eq, hash) = (t.dunder_name(Dunder::Eq), t.dunder_name(Dunder::Hash));
        if !class.own(eq).is_unbound() && class.own(hash).is_unbound() {
            class.define(t.mutator(), hash, Value::NONE);
        }
        for ancestor in mro.iter().skip(1).filter_map(|class| class.cast::<Class>()) {
            payload = payload.or_else(|| payload_class(t, ancestor));
        }
        class.link(t.interpreter(), t.mutator(), bases, mro);
    }
    if let Some(payload) = payload {
        class.set_payload(payload);
    }
    let slots = class.own(t.dunder_name(Dunder::Slots));
    let closed = class
        .mro_classes()
        .skip(1)
        .all(|base| base.has(ClassFlags::NO_DICT));
    let names = |name: &str| {
        let is_it = |value: Value<'_>| {
            value
                .cast::<Str>()
                .is_some_and(|text| text.as_str() == name)
        };
        match slots.cast::<Tuple>() {
            Some(tuple) => tuple.iter().any(is_it),
            None => is_it(slots),
        }
    };
    if let Some((name, _)) = class
        .own_entries()
        .into_iter()
        .filter_map(|(name, value)| Some((name.cast::<Str>()?, value)))
        .find(|(name, _)| !name.as_str().starts_with("__") && names(name.as_str()))
    {
        let name = name.as_str();
        let message = format!("'{name}' in __slots__ conflicts with class variable");
        return Err(t.value_error(message));
    }
    if !slots.is_unbound() && closed && payload.is_none() && !names("__dict__") {
        class.set_flag(ClassFlags::NO_DICT);
    }
    let module = t.intern("__module__");
    if class.own(module).is_unbound() {
        // A class that is made by calling type() belongs to the module that calls.
        let caller = super::general::calling_module(t);
        let name = caller.and_then(|caller| caller.get(t.intern("__name__")).bound());
        if let Some(name) = name {
            class.set(t.interpreter(), t.mutator(), module, name);
        }
    }
    let doc = t.dunder_name(Dunder::Doc);
    if class.own(doc).is_unbound() {
        class.set(t.interpreter(), t.mutator(), doc, Value::NONE);
    }
    Ok(t.push(class.value()))
}

/// Functions of these names are class or static methods without saying so.
fn implicit_wrapper<'t>(t: &'t Thread, name: &str, value: Value<'t>) -> Value<'t> {
    if value.cast::<Function>().is_none() {
        return value;
    }
    let function = Field::new(value);
    match name {
        "__new__" => {
            let class = t.class(ClassId::StaticMethod).value();
            t.mutator()
                .alloc(class, |header| StaticMethod { header, function })
                .value()
        }
        "__init_subclass__" | "__class_getitem__" => {
            let class = t.class(ClassId::ClassMethod).value();
            t.mutator()
                .alloc(class, |header| ClassMethod { header, function })
                .value()
        }
        _ => value,
    }
}

/// The built-in class of which instances of a subclass hold a value; for a class of a module, which has no number, that of object.
fn payload_class(t: &Thread, class: &Class) -> Option<ClassId> {
    if class.has(ClassFlags::HELD) {
        return Some(ClassId::Object);
    }
    use ClassId::{ByteArray, Bytes, Complex, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple};
    let kinds = [
        Int, Float, Complex, Str, Bytes, ByteArray, Tuple, List, Dict, Set, FrozenSet,
    ];
    kinds
        .into_iter()
        .find(|kind| std::ptr::eq(t.class(*kind), class))
}

/// Tells attributes that want to know it their name.
fn call_set_names(t: &mut Thread, class: Slot) -> Result<(), Raised> {
    let entries = t
        .get(class)
        .cast::<Class>()
        .map_or(Vec::new(), Class::own_entries);
    let mark = t.mark();
    let mut pending = 0;
    for (name, value) in entries {
        if let Some(property) = value.cast::<Property>() {
            property.name.store(name);
        } else if value.header().is_some()
            && !t.class_of(value).dunder(Dunder::SetName).is_unbound()
        {
            t.push(name);
            t.push(value);
            pending += 1;
        }
    }
    for index in 0..pending {
        let (name, value) = (mark.offset(2 * index), mark.offset(2 * index + 1));
        vm::call_dunder(t, value, Dunder::SetName, &[class, name])?;
    }
    t.pop_to(mark);
    Ok(())
}

/// Calls the bases' `__init_subclass__` with the class and the keywords of the class statement.
fn init_subclass(t: &mut Thread, class: Slot, kwargs: Slot) -> Result<(), Raised> {
    let mark = t.mark();
    {
        let Some(this) = t.get(class).cast::<Class>() else {
            return Ok(());
        };
        let name = t.dunder_name(Dunder::InitSubclass);
        let found = this
            .mro_classes()
            .skip(1)
            .map(|base| base.own(name))
            .find(|value| !value.is_unbound());
        let Some(found) = found else { return Ok(()) };
        t.push(
            found
                .cast::<ClassMethod>()
                .map_or(found, |method| method.function.load()),
        );
        t.push(this.value());
    }
    let items = t
        .get(kwargs)
        .cast::<Dict>()
        .map_or(Vec::new(), |dict| dict.snapshot(t.mutator()));
    let keys: Vec<Value<'_>> = items.iter().map(|item| item.key).collect();
    for item in &items {
        t.push(item.value);
    }
    let count = 1 + keys.len();
    let names = if keys.is_empty() {
        None
    } else {
        Some(t.push(t.tuple(&keys)))
    };
    let _ = vm::call_slots(t, mark, count, names)?;
    t.pop_to(mark);
    Ok(())
}

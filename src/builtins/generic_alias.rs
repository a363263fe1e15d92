//! `list[int]` and the like: a class with the arguments it was subscripted with. It is called, compared and shown; nothing checks the arguments.

use crate::heap::{Dict, Field, Object, Opaque, Slot, Str, Tuple, Value};
use crate::object::{Args, Class, ClassId, Dunder, Raised, Returned, Thread};
use crate::{payload, vm};

use super::define::{Def, define_methods, wrong_receiver};
use super::{repr, sequence};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::GenericAlias),
        &[
            Def::Static("__new__(cls, origin, args, /)", new),
            Def::Getter("__origin__(self, /)", origin),
            Def::Getter("__args__(self, /)", arguments),
            Def::Method("__call__(self, /, *args, **kwargs)", call),
            Def::Method("__getattr__(self, name, /)", get_attribute),
            Def::Method("__instancecheck__(self, obj, /)", |t, _| {
                not_for_tests(t, "isinstance")
            }),
            Def::Method("__subclasscheck__(self, cls, /)", |t, _| {
                not_for_tests(t, "issubclass")
            }),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_alias),
            Def::Method("__mro_entries__(self, bases, /)", |t, args| {
                Ok(t.done(t.tuple(&[own(t, args)?.origin.load()])))
            }),
        ],
    );
    let subscriptable = [
        ClassId::List,
        ClassId::Tuple,
        ClassId::Dict,
        ClassId::Set,
        ClassId::FrozenSet,
        ClassId::Type,
        ClassId::Enumerate,
    ];
    for id in subscriptable {
        let method = Def::Class("__class_getitem__(cls, item, /)", subscript);
        define_methods(thread, thread.class(id), &[method]);
    }
}

/// Whether a value is such an alias.
pub(super) fn is_alias(value: Value<'_>) -> bool {
    value.opaque::<Alias>().is_some()
}

payload! {
    /// The class and its arguments.
    struct Alias {
        origin: Field,
        /// A tuple.
        arguments: Field,
    }
}

fn new(t: &mut Thread, args: Args) -> Returned {
    alias(t, args.get(t, 1), args.get(t, 2))
}

/// `cls[item]`
pub fn subscript(t: &mut Thread, args: Args) -> Returned {
    alias(t, args.get(t, 0), args.get(t, 1))
}

fn alias(t: &Thread, origin: Value<'_>, item: Value<'_>) -> Returned {
    let arguments = match item.cast::<Tuple>() {
        Some(_) => Field::new(item),
        None => Field::new(t.tuple(&[item])),
    };
    let origin = Field::new(origin);
    let class = t.class(ClassId::GenericAlias).value();
    let alias = Opaque::new(t.mutator(), class, Alias { origin, arguments });
    Ok(t.done(alias.value()))
}

fn own(t: &Thread, args: Args) -> Result<&Alias, Raised> {
    let alias = args.get(t, 0).opaque();
    alias.ok_or_else(|| wrong_receiver(t, args))
}

fn origin(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(own(t, args)?.origin.load()))
}

fn arguments(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(own(t, args)?.arguments.load()))
}

/// Makes an instance of the class.
fn call(t: &mut Thread, args: Args) -> Returned {
    let callee = t.push(own(t, args)?.origin.load());
    let given = match args.get(t, 1).cast::<Tuple>() {
        Some(given) => t.push_all(given.fields())?,
        None => 0,
    };
    let names: Vec<Value<'_>> = match args.get(t, 2).cast::<Dict>() {
        Some(keywords) => {
            t.reserve(keywords.len() + 1)?;
            let names = keywords.iter().map(|item| {
                t.push(item.value);
                item.key
            });
            names.collect()
        }
        None => Vec::new(),
    };
    let count = given + names.len();
    let names = (!names.is_empty()).then(|| t.push(t.tuple(&names)));
    vm::call_slots(t, callee, count, names)
}

fn not_for_tests(t: &Thread, function: &str) -> Returned {
    let message = format!("{function}() argument 2 cannot be a parameterized generic");
    Err(t.type_error(message))
}

/// Attributes are those of the class.
fn get_attribute(t: &mut Thread, args: Args) -> Returned {
    let origin = t.push(own(t, args)?.origin.load());
    vm::get_attribute(t, origin, args.slot(1))
}

fn equal(t: &mut Thread, args: Args) -> Returned {
    let ours = own(t, args)?;
    let Some(theirs) = args.get(t, 1).opaque::<Alias>() else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    if ours.origin.load() != theirs.origin.load() {
        return Ok(t.done(Value::FALSE));
    }
    let (a, b) = (
        t.push(ours.arguments.load()),
        t.push(theirs.arguments.load()),
    );
    sequence::compare(t, Dunder::Eq, a, b)
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let alias = own(t, args)?;
    let (origin, arguments) = (t.push(alias.origin.load()), t.push(alias.arguments.load()));
    let hash = vm::hash(t, origin)? ^ vm::hash(t, arguments)?;
    Ok(t.done(t.int(hash)))
}

fn repr_alias(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    repr::container(t, args.slot(0), "...", |t, out| {
        let (origin, arguments) = {
            let alias = own(t, args)?;
            (t.push(alias.origin.load()), t.push(alias.arguments.load()))
        };
        push_type(t, out, origin)?;
        out.push('[');
        let count = t.get(arguments).cast::<Tuple>().map_or(0, Tuple::len);
        if count == 0 {
            out.push_str("()");
        }
        for index in 0..count {
            let mark = t.mark();
            let items = t.get(arguments).cast::<Tuple>();
            let item = items.and_then(|items| items.get(index));
            let item = t.push(item.unwrap_or(Value::NONE));
            if index > 0 {
                out.push_str(", ");
            }
            push_type(t, out, item)?;
            t.pop_to(mark);
        }
        out.push(']');
        Ok(())
    })
}

/// Appends a type as annotations show it: a class by its name alone.
pub(super) fn push_type(t: &mut Thread, out: &mut String, slot: Slot) -> Result<(), Raised> {
    let value = t.get(slot);
    if value == Value::ELLIPSIS {
        out.push_str("...");
        return Ok(());
    }
    let Some(class) = value.cast::<Class>() else {
        return repr::push_repr(t, out, slot);
    };
    let module = class.lookup(t.intern("__module__"));
    let module = module.cast::<Str>().map(Str::as_str);
    let name = class.qualname.load();
    let name = name.cast::<Str>().map_or("?", Str::as_str);
    if let Some(module) = module.filter(|module| *module != "builtins") {
        out.push_str(module);
        out.push('.');
    }
    out.push_str(name);
    Ok(())
}

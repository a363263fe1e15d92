//! `type`: calling classes, and their attributes.

use crate::heap::{Object, Tuple, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Dunder, Property, Raised, Returned, Thread};
use crate::vm;

use super::build_class::type_new;
use super::define::{Def, define_methods};

/// Methods of `type`.
pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Type),
        &[
            Def::Static(
                "__new__(metaclass, name=None, bases=None, namespace=None, /, **kwargs)",
                type_new,
            ),
            Def::Method("__init__(cls, /, *args, **kwargs)", ignore),
            Def::Method("__call__(cls, /, *args, **kwargs)", type_call),
            Def::Method("__repr__(cls, /)", type_repr),
            Def::Method("mro(cls, /)", mro_list),
            Def::Method("__subclasses__(cls, /)", subclasses),
            Def::Method("__instancecheck__(cls, instance, /)", instance_check),
            Def::Method("__subclasscheck__(cls, subclass, /)", subclass_check),
            Def::Class(
                "__prepare__(cls, name=None, bases=None, /, **kwargs)",
                prepare,
            ),
            Def::Attribute("__name__(cls)", name, set_name),
            Def::Attribute("__qualname__(cls)", qualname, set_qualname),
            Def::Attribute("__module__(cls)", module, set_module),
            Def::Getter("__bases__(cls)", bases),
            Def::Getter("__base__(cls)", base),
            Def::Getter("__mro__(cls)", mro),
            Def::Getter("__dict__(cls)", super::attributes::dict_of),
            Def::Attribute("__doc__(cls)", doc, set_doc),
            Def::Attribute("__annotations__(cls)", annotations, set_annotations),
        ],
    );
}

fn ignore(t: &mut Thread, _: Args) -> Returned {
    t.none()
}

fn this(t: &Thread, args: Args) -> Result<&Class, Raised> {
    args.get(t, 0)
        .cast::<Class>()
        .ok_or_else(|| t.type_error("descriptor requires a 'type' object"))
}

fn type_call(t: &mut Thread, args: Args) -> Returned {
    let mark = t.push(args.get(t, 0));
    let (positional, keywords) = (args.get(t, 1), args.get(t, 2));
    let (count, names) = vm::spread(t, positional, keywords)?;
    vm::instantiate(t, mark, count, names)
}

fn type_repr(t: &mut Thread, args: Args) -> Returned {
    let name = super::object::full_name(t, this(t, args)?);
    Ok(t.done(t.str(&format!("<class '{name}'>"))))
}

fn mro_list(t: &mut Thread, args: Args) -> Returned {
    let items: Vec<Value<'_>> = this(t, args)?.mro_classes().map(Object::value).collect();
    Ok(t.done(t.list(&items).value()))
}

fn subclasses(t: &mut Thread, args: Args) -> Returned {
    let items: Vec<Value<'_>> = this(t, args)?
        .subclasses()
        .into_iter()
        .map(Object::value)
        .collect();
    Ok(t.done(t.list(&items).value()))
}

fn instance_check(t: &mut Thread, args: Args) -> Returned {
    let class = this(t, args)?;
    let is = t.class_of(args.get(t, 1)).is_subclass(class);
    Ok(t.done(Value::bool(is)))
}

fn subclass_check(t: &mut Thread, args: Args) -> Returned {
    let class = this(t, args)?;
    let is = args
        .get(t, 1)
        .cast::<Class>()
        .is_some_and(|other| other.is_subclass(class));
    Ok(t.done(Value::bool(is)))
}

fn prepare(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(t.dict().value()))
}

fn name(t: &mut Thread, args: Args) -> Returned {
    let class = this(t, args)?;
    if class.has(ClassFlags::BUILT_IN) {
        return Ok(t.done(t.intern(class.short_name()).value()));
    }
    Ok(t.done(class.name.load()))
}

fn set_name(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?.name.store(args.get(t, 1));
    t.none()
}

fn qualname(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(this(t, args)?.qualname.load()))
}

fn set_qualname(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?.qualname.store(args.get(t, 1));
    t.none()
}

fn own_or<'t>(
    t: &'t Thread,
    args: Args,
    name: &str,
    other: Value<'t>,
) -> Result<Value<'t>, Raised> {
    Ok(this(t, args)?.own(t.intern(name)).bound().unwrap_or(other))
}

fn set_own(t: &mut Thread, args: Args, name: &str) -> Returned {
    let name = t.push(t.intern(name).value());
    vm::set_class_attribute(t, args.slot(0), name, Some(args.slot(1)))?;
    t.none()
}

fn module(t: &mut Thread, args: Args) -> Returned {
    let builtins = t.intern("builtins").value();
    Ok(t.done(own_or(t, args, "__module__", builtins)?))
}

fn set_module(t: &mut Thread, args: Args) -> Returned {
    set_own(t, args, "__module__")
}

fn doc(t: &mut Thread, args: Args) -> Returned {
    let doc = own_or(t, args, "__doc__", Value::NONE)?;
    // Of object itself the name leads to the property that serves instances.
    Ok(t.done(if doc.cast::<Property>().is_some() {
        Value::NONE
    } else {
        doc
    }))
}

fn set_doc(t: &mut Thread, args: Args) -> Returned {
    set_own(t, args, "__doc__")
}

fn annotations(t: &mut Thread, args: Args) -> Returned {
    let found = own_or(t, args, "__annotations__", Value::UNBOUND)?;
    if !found.is_unbound() && found.cast::<Property>().is_none() {
        return Ok(t.done(found));
    }
    let class = this(t, args)?;
    let dict = t.dict();
    if !class.has(ClassFlags::BUILT_IN) {
        class.set(
            t.interpreter(),
            t.mutator(),
            t.dunder_name(Dunder::Annotations),
            dict.value(),
        );
    }
    Ok(t.done(dict.value()))
}

fn set_annotations(t: &mut Thread, args: Args) -> Returned {
    set_own(t, args, "__annotations__")
}

fn bases(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(this(t, args)?.bases.load()))
}

fn base(t: &mut Thread, args: Args) -> Returned {
    let first = this(t, args)?
        .bases
        .load()
        .cast::<Tuple>()
        .and_then(|bases| bases.get(0));
    Ok(t.done(first.unwrap_or(Value::NONE)))
}

fn mro(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(this(t, args)?.mro.load()))
}

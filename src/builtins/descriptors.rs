//! `property`, `staticmethod`, `classmethod`, `super`, and the attributes of built-in classes.

use crate::heap::{Field, Object, Slot, Str, Value};
use crate::object::{
    Args, Class, ClassId, ClassMethod, Function, Native, Property, Raised, Returned, StaticMethod,
    Super, Thread,
};
use crate::vm;

use super::define::{Def, define_methods, wrong_receiver};

/// Methods of the descriptors.
pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Property),
        &[
            Def::Static(
                "__new__(cls, fget=None, fset=None, fdel=None, doc=None)",
                property_new,
            ),
            Def::Method("getter(self, fget, /)", property_getter),
            Def::Method("setter(self, fset, /)", property_setter),
            Def::Method("deleter(self, fdel, /)", property_deleter),
            Def::Method("__get__(self, instance, owner=None, /)", property_get),
            Def::Getter("fget(self)", |t, args| {
                property_part(t, args, |property| &property.get)
            }),
            Def::Getter("fset(self)", |t, args| {
                property_part(t, args, |property| &property.set)
            }),
            Def::Getter("fdel(self)", |t, args| {
                property_part(t, args, |property| &property.delete)
            }),
            Def::Getter("__doc__(self)", |t, args| {
                property_part(t, args, |property| &property.doc)
            }),
            Def::Getter("__isabstractmethod__(self)", property_is_abstract),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::GetSetDescriptor),
        &[
            Def::Method("__get__(self, instance, owner=None, /)", property_get),
            Def::Method("__repr__(self, /)", built_in_attribute_repr),
            Def::Getter("__name__(self)", |t, args| {
                property_part(t, args, |property| &property.name)
            }),
            Def::Getter("__objclass__(self)", |t, args| {
                let owner = built_in_attribute_owner(t, args)?.value();
                Ok(t.done(owner))
            }),
            Def::Getter("__doc__(self)", |t, args| {
                property_part(t, args, |property| &property.doc)
            }),
        ],
    );
    install_wrapper(thread, ClassId::StaticMethod, static_new);
    install_wrapper(thread, ClassId::ClassMethod, class_new);
    define_methods(
        thread,
        thread.class(ClassId::Super),
        &[
            Def::Static("__new__(cls, type=None, object_or_type=None, /)", super_new),
            Def::Method("__repr__(self, /)", super_repr),
        ],
    );
}

/// What `staticmethod` and `classmethod` have in common.
fn install_wrapper(thread: &Thread, class: ClassId, new: fn(&mut Thread, Args) -> Returned) {
    define_methods(
        thread,
        thread.class(class),
        &[
            Def::Static("__new__(cls, function, /)", new),
            Def::Method("__repr__(self, /)", wrapper_repr),
            Def::Getter("__func__(self)", wrapped),
            Def::Getter("__wrapped__(self)", wrapped),
            Def::Getter("__isabstractmethod__(self)", wrapped_is_abstract),
        ],
    );
}

fn alloc_property<'t>(t: &'t Thread, parts: [Value<'_>; 4], name: Value<'_>) -> Value<'t> {
    let [get, set, delete, doc] = parts.map(|part| Field::new(part.bound().unwrap_or(Value::NONE)));
    let name = Field::new(name);
    let class = t.class(ClassId::Property).value();
    t.mutator()
        .alloc(class, |header| Property {
            header,
            get,
            set,
            delete,
            doc,
            name,
        })
        .value()
}

fn property_new(t: &mut Thread, args: Args) -> Returned {
    let part = |index: usize| args.get(t, index);
    let doc = match (part(4).bound(), part(1).cast::<Function>()) {
        (Some(doc), _) => doc,
        (None, Some(function)) => function.doc.load(),
        _ => Value::NONE,
    };
    Ok(t.done(alloc_property(
        t,
        [part(1), part(2), part(3), doc],
        Value::NONE,
    )))
}

fn property_of(t: &Thread, args: Args) -> Result<&Property, Raised> {
    args.get(t, 0)
        .cast::<Property>()
        .ok_or_else(|| t.type_error("descriptor requires a 'property' object"))
}

fn property_part(t: &mut Thread, args: Args, part: fn(&Property) -> &Field) -> Returned {
    Ok(t.done(part(property_of(t, args)?).load()))
}

fn property_getter(t: &mut Thread, args: Args) -> Returned {
    let p = property_of(t, args)?;
    let parts = [args.get(t, 1), p.set.load(), p.delete.load(), p.doc.load()];
    Ok(t.done(alloc_property(t, parts, p.name.load())))
}

fn property_setter(t: &mut Thread, args: Args) -> Returned {
    let p = property_of(t, args)?;
    let parts = [p.get.load(), args.get(t, 1), p.delete.load(), p.doc.load()];
    Ok(t.done(alloc_property(t, parts, p.name.load())))
}

fn property_deleter(t: &mut Thread, args: Args) -> Returned {
    let p = property_of(t, args)?;
    let parts = [p.get.load(), p.set.load(), args.get(t, 1), p.doc.load()];
    Ok(t.done(alloc_property(t, parts, p.name.load())))
}

fn property_get(t: &mut Thread, args: Args) -> Returned {
    let get = property_of(t, args)?.get.load();
    if args.get(t, 1).is_none() {
        return Ok(t.done(args.get(t, 0)));
    }
    let get = t.push(get);
    vm::call(t, get, &[args.slot(1)])
}

/// The built-in class that an attribute belongs to.
fn built_in_attribute_owner(t: &Thread, args: Args) -> Result<&Class, Raised> {
    let getter = property_of(t, args)?.get.load();
    let owner = getter.cast::<Native>().map(|native| native.owner.load());
    owner
        .and_then(Value::cast)
        .ok_or_else(|| wrong_receiver(t, args))
}

/// `<attribute 'real' of 'int' objects>`
fn built_in_attribute_repr(t: &mut Thread, args: Args) -> Returned {
    let owner = built_in_attribute_owner(t, args)?.name();
    let name = property_of(t, args)?.name.load();
    let name = name.cast::<Str>().map_or("", Str::as_str);
    let text = format!("<attribute '{name}' of '{owner}' objects>");
    Ok(t.done(t.str(&text)))
}

fn static_new(t: &mut Thread, args: Args) -> Returned {
    let function = Field::new(args.get(t, 1));
    let class = t.class(ClassId::StaticMethod).value();
    Ok(t.done(
        t.mutator()
            .alloc(class, |header| StaticMethod { header, function })
            .value(),
    ))
}

fn class_new(t: &mut Thread, args: Args) -> Returned {
    let function = Field::new(args.get(t, 1));
    let class = t.class(ClassId::ClassMethod).value();
    Ok(t.done(
        t.mutator()
            .alloc(class, |header| ClassMethod { header, function })
            .value(),
    ))
}

/// `<staticmethod(<function f at 0x...>)>`
fn wrapper_repr(t: &mut Thread, args: Args) -> Returned {
    let name = t.class_of(args.get(t, 0)).name().to_string();
    let done = wrapped(t, args)?;
    let function = t.push_result(done);
    let done = vm::repr(t, function)?;
    let function = t.result(done).cast::<Str>().map_or("", Str::as_str);
    Ok(t.done(t.str(&format!("<{name}({function})>"))))
}

fn wrapped(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let function = match (value.cast::<StaticMethod>(), value.cast::<ClassMethod>()) {
        (Some(method), _) => method.function.load(),
        (_, Some(method)) => method.function.load(),
        _ => Value::NONE,
    };
    Ok(t.done(function))
}

/// Whether one of the functions in the slots from `first` on was marked by `abc.abstractmethod`.
fn any_abstract(t: &mut Thread, first: Slot, count: usize) -> Returned {
    let name = t.push(t.intern("__isabstractmethod__").value());
    for index in 0..count {
        if let Some(done) = vm::get_attribute_optional(t, first.offset(index), name)? {
            let flag = t.push_result(done);
            if vm::truth(t, flag)? {
                return Ok(t.done(Value::TRUE));
            }
        }
    }
    Ok(t.done(Value::FALSE))
}

fn property_is_abstract(t: &mut Thread, args: Args) -> Returned {
    let first = t.mark();
    let property = property_of(t, args)?;
    for part in [&property.get, &property.set, &property.delete] {
        t.push(part.load());
    }
    any_abstract(t, first, 3)
}

fn wrapped_is_abstract(t: &mut Thread, args: Args) -> Returned {
    let done = wrapped(t, args)?;
    let function = t.push_result(done);
    any_abstract(t, function, 1)
}

/// `super(class, object)`; without arguments the compiler passes both.
fn super_new(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 1).is_unbound() {
        return Err(t.error(ClassId::RuntimeError, "super(): no arguments"));
    }
    let Some(class) = args.get(t, 1).cast::<Class>() else {
        let got = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!("super() argument 1 must be a type, not {got}")));
    };
    let receiver = args.get(t, 2).bound().unwrap_or(Value::NONE);
    let receiver_class = if receiver.is_none() {
        Value::NONE
    } else if receiver
        .cast::<Class>()
        .is_some_and(|other| other.is_subclass(class))
    {
        receiver
    } else if t.class_of(receiver).is_subclass(class) {
        t.class_of(receiver).value()
    } else {
        return Err(t.type_error(format!(
            "super(type, obj): obj (instance of {}) is not an instance or subtype of type ({}).",
            t.class_of(receiver).name(),
            class.name()
        )));
    };
    let (start, receiver, receiver_class) = (
        Field::new(class.value()),
        Field::new(receiver),
        Field::new(receiver_class),
    );
    let own = t.class(ClassId::Super).value();
    let made = t.mutator().alloc(own, |header| Super {
        header,
        class: start,
        receiver,
        receiver_class,
    });
    Ok(t.done(made.value()))
}

fn super_repr(t: &mut Thread, args: Args) -> Returned {
    let text = match args.get(t, 0).cast::<Super>() {
        Some(parent) => {
            let name = parent.class.load().cast::<Class>().map_or("?", Class::name);
            let owner = parent.receiver_class.load().cast::<Class>();
            match owner {
                Some(owner) => format!("<super: <class '{name}'>, <{} object>>", owner.name()),
                None => format!("<super: <class '{name}'>, NULL>"),
            }
        }
        None => "<super>".to_string(),
    };
    Ok(t.done(t.str(&text)))
}

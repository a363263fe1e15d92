//! `object`: what every value can do.

use crate::heap::{Dict, Instance, Object, Str, Tuple, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Dunder, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};

/// Methods of `object`, `NoneType`, and of the other constants.
pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Object),
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new),
            Def::Method("__init__(self, /, *args, **kwargs)", init),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("__str__(self, /)", str),
            Def::Method("__format__(self, format_spec, /)", format),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__eq__(self, value, /)", eq),
            Def::Method("__ne__(self, value, /)", ne),
            Def::Method("__getattribute__(self, name, /)", getattribute),
            Def::Method("__setattr__(self, name, value, /)", setattr),
            Def::Method("__delattr__(self, name, /)", delattr),
            Def::Method("__dir__(self, /)", super::attributes::dir_of),
            Def::Class("__init_subclass__(cls, /, **kwargs)", init_subclass),
            Def::Class("__subclasshook__(cls, other, /)", not_implemented),
            Def::Attribute("__class__(self)", class, set_class),
            Def::Attribute(
                "__dict__(self)",
                super::attributes::dict_of,
                super::attributes::set_dict,
            ),
            Def::Getter("__doc__(self)", super::attributes::doc_of),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::NoneType),
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new_none),
            Def::Method("__repr__(self, /)", constant_repr),
            // The same in every process of CPython.
            Def::Method("__hash__(self, /)", |t, _| Ok(t.done(t.int(0xfca8_6420)))),
            Def::Method("__bool__(self, /)", false_value),
        ],
    );
    for id in [ClassId::EllipsisType, ClassId::NotImplementedType] {
        define_methods(
            thread,
            thread.class(id),
            &[Def::Method("__repr__(self, /)", constant_repr)],
        );
    }
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let Some(class) = args.get(t, 0).cast::<Class>() else {
        let got = t.class_of(args.get(t, 0)).name();
        return Err(t.type_error(format!("object.__new__(X): X is not a type object ({got})")));
    };
    let given = args
        .get(t, 1)
        .cast::<Tuple>()
        .is_some_and(|tuple| !tuple.is_empty())
        || args
            .get(t, 2)
            .cast::<Dict>()
            .is_some_and(|dict| !dict.is_empty());
    let object = t.class(ClassId::Object);
    let own_new = class.dunder(Dunder::New) != object.dunder(Dunder::New);
    if given && own_new {
        return Err(
            t.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
        );
    }
    if given && class.dunder(Dunder::Init) == object.dunder(Dunder::Init) {
        return Err(t.type_error(format!("{}() takes no arguments", class.name())));
    }
    if class.has(ClassFlags::ABSTRACT) {
        return Err(t.abstract_class(class));
    }
    Ok(t.done(t.instance(class).value()))
}

fn init(t: &mut Thread, args: Args) -> Returned {
    let given = args
        .get(t, 1)
        .cast::<Tuple>()
        .is_some_and(|tuple| !tuple.is_empty());
    if given {
        let class = t.class_of(args.get(t, 0));
        let object = t.class(ClassId::Object);
        if class.dunder(Dunder::Init) != object.dunder(Dunder::Init) {
            return Err(t.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        if class.dunder(Dunder::New) == object.dunder(Dunder::New) {
            return Err(t.type_error(format!("{}() takes no arguments", class.name())));
        }
    }
    t.none()
}

/// `<module.Class object at 0x...>`
fn repr(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let text = format!(
        "<{} object at {:#x}>",
        full_name(t, t.class_of(value)),
        identity(value)
    );
    Ok(t.done(t.str(&text)))
}

/// A class's name with its module, unless it is a built-in one.
pub(super) fn full_name(t: &Thread, class: &Class) -> String {
    let module = class
        .lookup(t.intern("__module__"))
        .cast::<Str>()
        .map_or("builtins", Str::as_str);
    let qualname = class.qualname.load().cast::<Str>().map_or("?", Str::as_str);
    if module == "builtins" {
        qualname.to_string()
    } else {
        format!("{module}.{qualname}")
    }
}

/// What `id()` gives: the address of an object, a number made of the word of a constant or small number.
pub fn identity(value: Value<'_>) -> u64 {
    match value.header() {
        Some(_) => value.word() & !7,
        None => value.word() ^ 0x5555_0000_0000_0000 & 0x7fff_ffff_ffff_ffff,
    }
}

fn str(t: &mut Thread, args: Args) -> Returned {
    match vm::call_dunder(t, args.slot(0), Dunder::Repr, &[])? {
        Some(done) => Ok(done),
        None => vm::repr(t, args.slot(0)),
    }
}

fn format(t: &mut Thread, args: Args) -> Returned {
    if args
        .get(t, 1)
        .cast::<Str>()
        .is_some_and(|spec| spec.chars() > 0)
    {
        let class = t.class_of(args.get(t, 0)).name();
        return Err(t.type_error(format!(
            "unsupported format string passed to {class}.__format__"
        )));
    }
    vm::str(t, args.slot(0))
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let hash = (identity(args.get(t, 0)) >> 4) as i64;
    Ok(t.done(t.int(hash)))
}

fn eq(t: &mut Thread, args: Args) -> Returned {
    let same = args.get(t, 0) == args.get(t, 1);
    Ok(t.done(if same {
        Value::TRUE
    } else {
        Value::NOT_IMPLEMENTED
    }))
}

/// The opposite of `__eq__`.
fn ne(t: &mut Thread, args: Args) -> Returned {
    let Some(done) = vm::call_dunder(t, args.slot(0), Dunder::Eq, &[args.slot(1)])? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let result = t.push_result(done);
    if t.get(result) == Value::NOT_IMPLEMENTED {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let equal = vm::truth(t, result)?;
    Ok(t.done(Value::bool(!equal)))
}

fn getattribute(t: &mut Thread, args: Args) -> Returned {
    vm::generic_attribute(t, args.slot(0), args.slot(1))
}

fn setattr(t: &mut Thread, args: Args) -> Returned {
    vm::generic_set_attribute(t, args.slot(0), args.slot(1), Some(args.slot(2)))?;
    t.none()
}

fn delattr(t: &mut Thread, args: Args) -> Returned {
    vm::generic_set_attribute(t, args.slot(0), args.slot(1), None)?;
    t.none()
}

fn new_none(t: &mut Thread, args: Args) -> Returned {
    let positional = args.get(t, 1).cast::<Tuple>();
    let named = args.get(t, 2).cast::<Dict>();
    if positional.is_some_and(|tuple| !tuple.is_empty())
        || named.is_some_and(|dict| !dict.is_empty())
    {
        return Err(t.type_error("NoneType takes no arguments"));
    }
    t.none()
}

fn init_subclass(t: &mut Thread, args: Args) -> Returned {
    let keywords = args.get(t, 1).cast::<Dict>();
    if keywords.is_some_and(|keywords| !keywords.is_empty()) {
        let class = args.get(t, 0).cast::<Class>().map_or("?", Class::name);
        let message = format!("{class}.__init_subclass__() takes no keyword arguments");
        return Err(t.type_error(message));
    }
    t.none()
}

fn not_implemented(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(Value::NOT_IMPLEMENTED))
}

fn false_value(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(Value::FALSE))
}

fn constant_repr(t: &mut Thread, args: Args) -> Returned {
    let text = match args.get(t, 0) {
        Value::ELLIPSIS => "Ellipsis",
        Value::NOT_IMPLEMENTED => "NotImplemented",
        _ => "None",
    };
    Ok(t.done(t.intern(text).value()))
}

fn class(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(t.class_of(args.get(t, 0)).value()))
}

/// `x.__class__ = C`: between script classes whose instances are laid out alike.
fn set_class(t: &mut Thread, args: Args) -> Returned {
    let (object, class) = (args.get(t, 0), args.get(t, 1));
    let Some(class) = class.cast::<Class>() else {
        let got = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!(
            "__class__ must be set to a class, not '{got}' object"
        )));
    };
    let old = t.class_of(object);
    let movable = object.cast::<Instance>().is_some_and(|_| {
        class.payload() == old.payload()
            && !class.has(ClassFlags::BUILT_IN)
            && class.has(ClassFlags::EXCEPTION) == old.has(ClassFlags::EXCEPTION)
    });
    if !movable {
        return Err(t.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    t.move_to_class(args.slot(0), args.slot(1));
    t.none()
}

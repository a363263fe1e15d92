//! How natives become methods and functions: tables of [`Def`], one line each.

use std::sync::Arc;

use crate::heap::{Field, Object, Opaque, Payload, Slot, Str, Tuple, Value};
use crate::object::{
    Args, Class, ClassFlags, ClassId, ClassMethod, Dunder, Module, Native, NativeFn, Property,
    Raised, Returned, Signature, StaticMethod, Thread,
};

/// A line of a table: the signature (`"append(self, object, /)"`; see [`Signature::parse`]) and the function.
#[derive(Clone, Copy)]
pub enum Def {
    /// A method: binds its first argument.
    Method(&'static str, NativeFn),
    /// A class method: its first argument is the class.
    Class(&'static str, NativeFn),
    /// A static method; `__new__` is one, whose first argument is the class.
    Static(&'static str, NativeFn),
    /// A read-only attribute, computed from self.
    Getter(&'static str, NativeFn),
    /// An attribute with a getter and a setter (self, value).
    Attribute(&'static str, NativeFn, NativeFn),
}

/// Defines the natives of the six comparisons by `compare(thread, args, op)`.
macro_rules! comparisons {
    () => {
        comparisons! { equal Eq, not_equal Ne, less Lt, less_equal Le, greater Gt, greater_equal Ge }
    };
    ($($name:ident $op:ident),*) => {
        $(fn $name(thread: &mut Thread, args: Args) -> Returned {
            compare(thread, args, Dunder::$op)
        })*
    };
}
pub(super) use comparisons;

/// Defines methods of a class that is not linked yet or linked; works for both.
pub fn define_methods(thread: &Thread, class: &Class, table: &[Def]) {
    for def in table {
        let (name, value) = match *def {
            Def::Method(signature, function) => {
                let function = native(thread, signature, function, class.value(), true);
                (name_of(signature), function)
            }
            Def::Class(signature, function) => {
                let function =
                    Field::new(native(thread, signature, function, class.value(), false));
                let wrapper = thread.class(ClassId::ClassMethod).value();
                (
                    name_of(signature),
                    thread
                        .mutator()
                        .alloc(wrapper, |header| ClassMethod { header, function })
                        .value(),
                )
            }
            Def::Static(signature, function) => {
                let function =
                    Field::new(native(thread, signature, function, class.value(), false));
                let wrapper = thread.class(ClassId::StaticMethod).value();
                (
                    name_of(signature),
                    thread
                        .mutator()
                        .alloc(wrapper, |header| StaticMethod { header, function })
                        .value(),
                )
            }
            Def::Getter(signature, getter) => (
                name_of(signature),
                property(thread, class, signature, getter, None),
            ),
            Def::Attribute(signature, getter, setter) => (
                name_of(signature),
                property(thread, class, signature, getter, Some(setter)),
            ),
        };
        class.set(
            thread.interpreter(),
            thread.mutator(),
            thread.intern(name),
            value,
        );
    }
}

fn name_of(signature: &'static str) -> &'static str {
    signature.split('(').next().unwrap_or(signature)
}

fn property<'t>(
    thread: &'t Thread,
    class: &Class,
    signature: &'static str,
    getter: NativeFn,
    setter: Option<NativeFn>,
) -> Value<'t> {
    let get = Field::new(native(thread, signature, getter, class.value(), true));
    let set = match setter {
        Some(setter) => {
            let signature = Signature::parse("set(self, value, /)").renamed(name_of(signature));
            thread
                .native(setter, Arc::new(signature), class.value(), true)
                .value()
        }
        None => Value::NONE,
    };
    let set = Field::new(set);
    let (delete, doc) = (Field::new(Value::NONE), Field::new(Value::NONE));
    let name = Field::new(thread.intern(name_of(signature)).value());
    let class = thread.class(ClassId::GetSetDescriptor).value();
    thread
        .mutator()
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

/// A native function as a value. `owner` is its class or module.
pub fn native<'t>(
    thread: &'t Thread,
    signature: &'static str,
    function: NativeFn,
    owner: Value<'_>,
    is_method: bool,
) -> Value<'t> {
    let signature = Signature::parse(signature);
    let module = owner.cast::<Module>().map(|module| module.name.load());
    let signature = match (owner.cast::<Class>(), module) {
        (Some(class), _) => signature.of(class.short_name()),
        (_, Some(name)) => signature.of(name.cast::<Str>().map_or("?", Str::as_str)),
        _ => signature,
    };
    thread
        .native(function, Arc::new(signature), owner, is_method)
        .value()
}

/// The result of a built-in class's `__new__`: `value` itself, or an instance of the subclass `cls` that holds it.
pub fn finish_new(thread: &Thread, cls: Value<'_>, value: Value<'_>) -> Returned {
    let built_in = thread.class_of(value);
    let Some(class) = cls.cast::<Class>() else {
        let (name, class) = (built_in.name(), thread.class_of(cls).name());
        let message = format!("{name}.__new__(X): X is not a type object ({class})");
        return Err(thread.type_error(message));
    };
    if std::ptr::eq(class, built_in) {
        return Ok(thread.done(value));
    }
    let instance = thread.instance(class);
    match instance.inline_slots().first() {
        Some(slot) if class.payload().is_some() && class.is_subclass(built_in) => {
            slot.store(value);
            Ok(thread.done(instance.value()))
        }
        _ => {
            let (name, class) = (built_in.name(), class.name());
            let message = format!("{name}.__new__({class}): {class} is not a subtype of {name}");
            Err(thread.type_error(message))
        }
    }
}

/// The result of `__new__` of a class that scripts may derive from ([`ClassFlags::HELD`]): a new object with these contents, of the class
/// that the method belongs to, or in an instance of a subclass.
pub fn new_held(thread: &Thread, cls: Value<'_>, contents: impl Payload) -> Returned {
    let class = cls.cast::<Class>().and_then(|class| {
        let mut classes = class.mro_classes();
        classes.find(|class| class.has(ClassFlags::HELD))
    });
    let Some(class) = class else {
        return Err(thread.type_error("not a class of these objects"));
    };
    let object = Opaque::new(thread.mutator(), class.value(), contents);
    finish_new(thread, cls, object.value())
}

/// The built-in object that the first argument of a method is (or, for an instance of a subclass, holds); TypeError if it is another kind of object.
#[inline]
pub fn receiver<T: Object>(thread: &Thread, args: Args) -> Result<&T, Raised> {
    match thread.payload(args.get(thread, 0)).cast() {
        Some(object) => Ok(object),
        None => Err(wrong_receiver(thread, args)),
    }
}

/// Raises the TypeError for a method that was called with a first argument of another class.
#[cold]
pub fn wrong_receiver(thread: &Thread, args: Args) -> Raised {
    // A native's callee stands below its arguments.
    let callee = thread.get(Slot::below(args.slot(0)));
    let class = thread.class_of(args.get(thread, 0)).name();
    let Some(native) = callee.cast::<Native>() else {
        return thread.type_error(format!("unexpected '{class}' object"));
    };
    let (name, owner) = (native.signature.name.as_str(), native.owner.load());
    let owner = owner.cast::<Class>().map_or("?", Class::name);
    thread.type_error(if name.starts_with("__") {
        format!("descriptor '{name}' requires a '{owner}' object but received a '{class}'")
    } else {
        format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{class}' object")
    })
}

/// Adds functions to a module.
pub fn add_functions(thread: &Thread, module: &Module, table: &[(&'static str, NativeFn)]) {
    for (signature, function) in table {
        let value = native(thread, signature, *function, module.value(), false);
        thread.set_global(module, name_of(signature), value);
    }
}

/// A new built-in class of a module, derived from object (or `base`), linked and with methods. Scripts cannot set its attributes.
pub fn define_class<'t>(
    thread: &'t Thread,
    module: &str,
    name: &'static str,
    base: &Class,
    table: &[Def],
) -> &'t Class {
    let shape = thread.interpreter().shapes.unique();
    let metaclass = thread.class(ClassId::Type).value();
    let short = thread.intern(name).value();
    let name = match module {
        "builtins" => short,
        _ => thread.intern(&format!("{module}.{name}")).value(),
    };
    let class = Class::new(thread.mutator(), metaclass, name, shape);
    class.qualname.store(short);
    class.set_flag(ClassFlags::BUILT_IN);
    class.define(
        thread.mutator(),
        thread.intern("__module__"),
        thread.intern(module).value(),
    );
    class.define(
        thread.mutator(),
        thread.dunder_name(Dunder::Doc),
        Value::NONE,
    );
    let bases = thread.tuple(&[base.value()]);
    let mro: Vec<Value<'_>> = [class.value()]
        .into_iter()
        .chain(base.mro_classes().map(Object::value))
        .collect();
    let mro = thread.tuple(&mro);
    if let (Some(bases), Some(mro)) = (bases.cast::<Tuple>(), mro.cast::<Tuple>()) {
        class.link(thread.interpreter(), thread.mutator(), bases, mro);
    }
    define_methods(thread, class, table);
    class
}

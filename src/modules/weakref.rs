//! `weakref.ref`, and the calling of its callbacks. The collector clears the references; the rest of `weakref` is bundled Python.
//!
//! Objects go when a collection finds them unreachable, not when their last name does: `gc.collect()` says when.

use super::state::{Type, state};
use super::streams;
use crate::builtins::{self, Def};
use crate::heap::{Kind, List, Object, Slot, Str, Tuple, Value, WeakReference};
use crate::object::{Args, Class, ClassFlags, ClassId, Dunder, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `weakref`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Static(
            "__new__(cls, object, callback=None, /, *args, **kwargs)",
            new,
        ),
        Def::Method("__init__(self, object, callback=None, /)", |t, _| t.none()),
        Def::Method("__call__(self, /)", target),
        Def::Method("__hash__(self, /)", hash),
        Def::Method("__eq__(self, value, /)", |t, args| compare(t, args, true)),
        Def::Method("__ne__(self, value, /)", |t, args| compare(t, args, false)),
        Def::Method("__repr__(self, /)", repr),
        Def::Method("_clear(self, /)", clear),
        Def::Getter("__callback__(self)", |t, args| {
            Ok(t.done(own(t, args)?.callback()))
        }),
        Def::Class("__class_getitem__(cls, item, /)", builtins::subscript),
    ];
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "weakref", "ReferenceType", object, &methods);
    class.set_flag(ClassFlags::HELD);
    state(thread).set_class(Type::Reference, class);
    thread.set_global(module, "ref", class.value());
    thread.set_global(module, "ReferenceType", class.value());
}

fn own(t: &Thread, args: Args) -> Result<&WeakReference, Raised> {
    let reference = t.payload(args.get(t, 0)).cast();
    reference.ok_or_else(|| builtins::wrong_receiver(t, args))
}

/// Whether CPython keeps a list of weak references for such an object.
fn is_referable(t: &Thread, value: Value<'_>) -> bool {
    let class = t.class_of(value);
    match value.kind() {
        Some(Kind::Instance) => {
            let fixed = [ClassId::Int, ClassId::Tuple, ClassId::Bytes];
            let held = |id: &ClassId| class.is_subclass(t.class(*id));
            let closed = class.has(ClassFlags::NO_DICT) && !has_weakref_slot(t, class);
            !closed && !class.has(ClassFlags::BUILT_IN) && !fixed.iter().any(held)
        }
        Some(
            Kind::Set
            | Kind::FrozenSet
            | Kind::Class
            | Kind::Function
            | Kind::Native
            | Kind::BoundMethod
            | Kind::Module
            | Kind::Code
            | Kind::Generator
            | Kind::Opaque,
        ) => true,
        _ => false,
    }
}

/// Whether a class or a base lists `__weakref__` among its slots.
fn has_weakref_slot(t: &Thread, class: &Class) -> bool {
    class.mro_classes().any(|class| {
        let slots = class.own(t.dunder_name(Dunder::Slots));
        let names: Vec<Value<'_>> = match (slots.cast::<Tuple>(), slots.cast::<List>()) {
            (Some(names), _) => names.iter().collect(),
            (_, Some(names)) => names.snapshot(t.mutator()),
            _ => vec![slots],
        };
        let is_it = |name: &Value<'_>| name.cast::<Str>().map(Str::as_str) == Some("__weakref__");
        names.iter().any(is_it)
    })
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let (target, callback) = (args.get(t, 1), args.optional(t, 2).unwrap_or(Value::NONE));
    if !is_referable(t, target) {
        let class = t.class_of(target).name();
        let message = format!("cannot create weak reference to '{class}' object");
        return Err(t.type_error(message));
    }
    let class = state(t).class(t, Type::Reference);
    let reference = WeakReference::new(t.mutator(), class, target, callback);
    let done = builtins::finish_new(t, args.get(t, 0), reference.value())?;
    let made = t.result(done);
    if made != reference.value() {
        reference.owner.store(made);
    }
    Ok(t.done(made))
}

fn target(t: &mut Thread, args: Args) -> Returned {
    let target = own(t, args)?.target();
    Ok(t.done(target.unwrap_or(Value::NONE)))
}

/// The hash of what it refers to, which it keeps.
fn hash(t: &mut Thread, args: Args) -> Returned {
    let (known, target) = {
        let reference = own(t, args)?;
        (reference.hash.load(), reference.target())
    };
    if !known.is_unbound() {
        return Ok(t.done(known));
    }
    let Some(target) = target else {
        return Err(t.type_error("weak object has gone away"));
    };
    let target = t.push(target);
    let hash = vm::hash(t, target)?;
    let hash = t.push(t.int(hash));
    own(t, args)?.hash.store(t.get(hash));
    Ok(t.done(t.get(hash)))
}

/// Two references are equal if what they refer to is; if that is gone, only to themselves.
fn compare(t: &mut Thread, args: Args, wanted: bool) -> Returned {
    let targets: Option<(Slot, Slot)> = {
        let Some(other) = t.payload(args.get(t, 1)).cast::<WeakReference>() else {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        };
        let both = own(t, args)?.target().zip(other.target());
        both.map(|(a, b)| (t.push(a), t.push(b)))
    };
    let equal = match targets {
        Some((a, b)) => vm::same_or_equal(t, a, b)?,
        None => t.payload(args.get(t, 0)) == t.payload(args.get(t, 1)),
    };
    Ok(t.done(Value::bool(equal == wanted)))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let place = builtins::identity(args.get(t, 0));
    let class = t.class_of(args.get(t, 0)).name();
    let class = if class == "weakref.ReferenceType" {
        "weakref"
    } else {
        class
    };
    let Some(target) = own(t, args)?.target() else {
        let text = format!("<{class} at {place:#x}; dead>");
        return Ok(t.done(t.str(&text)));
    };
    let (kind, there) = (
        t.class_of(target).name().to_string(),
        builtins::identity(target),
    );
    let mut text = format!("<{class} at {place:#x}; to '{kind}' at {there:#x}");
    let (target, name) = (t.push(target), t.push(t.dunder_name(Dunder::Name).value()));
    if let Some(done) = vm::get_attribute_optional(t, target, name)?
        && let Some(name) = t.result(done).cast::<Str>()
    {
        text.push_str(&format!(" ({})", name.as_str()));
    }
    text.push('>');
    Ok(t.done(t.str(&text)))
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?.clear();
    t.none()
}

/// Calls the callbacks of the references that have lost their objects; what they raise is reported and forgotten. What the thread is about to
/// return meanwhile stays what it was.
pub fn notify(t: &mut Thread) {
    let heap = t.interpreter().heap.clone();
    if t.reserve(8).is_err() {
        return;
    }
    let mark = t.mark();
    let result = t.push(t.stack().result.load());
    loop {
        let (callback, argument) = {
            let Some(reference) = heap.take_cleared(t.mutator()) else {
                break;
            };
            let argument = reference.owner.load().bound();
            (
                t.push(reference.take_callback()),
                t.push(argument.unwrap_or(reference.value())),
            )
        };
        if !t.get(callback).is_none()
            && let Err(raised) = vm::call(t, callback, &[argument])
        {
            let exception = t.take_exception(raised);
            let exception = t.push(exception);
            let shown = match vm::repr(t, callback) {
                Ok(done) => t
                    .result(done)
                    .cast::<Str>()
                    .map(|text| text.as_str().to_string()),
                Err(raised) => {
                    t.take_exception(raised);
                    None
                }
            };
            let shown = shown.unwrap_or("<object repr() failed>".to_string());
            let text = builtins::format_exception(t, exception);
            streams::complain(t, &format!("Exception ignored in: {shown}\n{text}"));
        }
        t.pop_to(result.offset(1));
    }
    t.stack().result.store(t.get(result));
    t.pop_to(mark);
}

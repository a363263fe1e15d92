//! `BaseExceptionGroup` and `ExceptionGroup`: several exceptions as one, which can be split by what they are.

use crate::heap::{Instance, List, Object, Slot, Str, Tuple, Value};
use crate::object::{
    Args, Class, ClassFlags, ClassId, Common, ExceptionSlot, Raised, Returned, Thread,
};
use crate::vm;

use super::define::{Def, define_methods};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::BaseExceptionGroup),
        &[
            Def::Static("__new__(cls, /, *args)", new),
            Def::Method("__str__(self, /)", str),
            Def::Method("derive(self, excs, /)", derive),
            Def::Method("split(self, matcher_value, /)", split),
            Def::Method("subgroup(self, matcher_value, /)", subgroup),
            Def::Class(
                "__class_getitem__(cls, item, /)",
                super::generic_alias::subscript,
            ),
        ],
    );
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let given = t.push(args.get(t, 1));
    let count = t.get(given).cast::<Tuple>().map_or(0, Tuple::len);
    if count != 2 {
        return Err(t.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)"
        )));
    }
    let argument = |t: &Thread, index: usize| {
        let given = t.get(given).cast::<Tuple>();
        t.push(
            given
                .and_then(|given| given.get(index))
                .unwrap_or(Value::NONE),
        )
    };
    let (message, exceptions) = (argument(t, 0), argument(t, 1));
    if super::number::str_of(t, t.get(message)).is_none() {
        let class = t.class_of(t.get(message)).name();
        return Err(t.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {class}"
        )));
    }
    let dunder = crate::object::Dunder::GetItem;
    let sequence = t.class_of(t.get(exceptions)).dunder(dunder);
    if sequence.is_unbound() || t.get(exceptions).kind() == Some(crate::heap::Kind::Dict) {
        return Err(t.type_error("second argument (exceptions) must be a sequence"));
    }
    let done = vm::to_tuple(t, exceptions)?;
    let exceptions = t.push_result(done);
    let class = class_for(t, args.slot(0), exceptions)?;
    let instance = match t.get(class).cast::<Class>() {
        Some(class) => t.instance(class),
        None => return Err(t.type_error("BaseExceptionGroup.__new__(X): X is not a type object")),
    };
    t.set_exception_slot(instance, ExceptionSlot::Args, t.get(given));
    t.set_instance_attribute(instance, t.intern("message"), t.get(message));
    t.set_instance_attribute(instance, t.intern("exceptions"), t.get(exceptions));
    Ok(t.done(instance.value()))
}

/// The class of a new group, pushed: `BaseExceptionGroup` with none but `Exception`s is an `ExceptionGroup`, which must have no others.
fn class_for(t: &Thread, class: Slot, exceptions: Slot) -> Result<Slot, Raised> {
    let base = t.class(ClassId::BaseException);
    let exception = t.class(ClassId::Exception);
    let mut plain = true;
    let members = t.get(exceptions).cast::<Tuple>();
    if members.is_none_or(Tuple::is_empty) {
        return Err(t.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    for (index, item) in members.into_iter().flat_map(Tuple::iter).enumerate() {
        let member = t.class_of(item);
        if !member.is_subclass(base) {
            return Err(t.value_error(format!(
                "Item {index} of second argument (exceptions) is not an exception"
            )));
        }
        plain = plain && member.is_subclass(exception);
    }
    let wanted = t.get(class);
    if plain && wanted == t.class(ClassId::BaseExceptionGroup).value() {
        return Ok(t.push(t.class(ClassId::ExceptionGroup).value()));
    }
    let closed = wanted
        .cast::<Class>()
        .filter(|class| !plain && class.is_subclass(exception));
    match closed {
        Some(class) if class.has(ClassFlags::BUILT_IN) => {
            Err(t.type_error("Cannot nest BaseExceptions in an ExceptionGroup"))
        }
        Some(class) => {
            let name = class.name();
            Err(t.type_error(format!("Cannot nest BaseExceptions in '{name}'")))
        }
        None => Ok(class),
    }
}

/// The members of the group in a slot, pushed as a tuple.
fn members(t: &Thread, group: Slot) -> Slot {
    let instance = t.get(group).cast::<Instance>();
    let members = instance.map(|group| t.instance_attribute(group, t.intern("exceptions")));
    let members = members.and_then(Value::bound);
    t.push(members.unwrap_or(t.common(Common::EmptyTuple)))
}

fn count(t: &Thread, members: Slot) -> usize {
    t.get(members).cast::<Tuple>().map_or(0, Tuple::len)
}

fn str(t: &mut Thread, args: Args) -> Returned {
    let done = vm::get_attribute_str(t, args.slot(0), "message")?;
    let message = t.push_result(done);
    let done = vm::str(t, message)?;
    let message = t.push_result(done);
    let members = members(t, args.slot(0));
    let count = count(t, members);
    let plural = if count == 1 { "" } else { "s" };
    let message = t.get(message);
    let message = super::number::str_of(t, message).map_or("", Str::as_str);
    let text = format!("{message} ({count} sub-exception{plural})");
    Ok(t.done(t.str(&text)))
}

fn derive(t: &mut Thread, args: Args) -> Returned {
    let done = vm::get_attribute_str(t, args.slot(0), "message")?;
    let message = t.push_result(done);
    let class = t.push(t.class(ClassId::BaseExceptionGroup).value());
    vm::call(t, class, &[message, args.slot(1)])
}

/// What decides which exceptions belong to a part.
enum Matcher {
    /// A class or a tuple of classes, in a slot.
    Classes(Slot),
    /// A function, in a slot.
    Function(Slot),
}

impl Matcher {
    fn of(t: &Thread, slot: Slot) -> Result<Matcher, Raised> {
        let base = t.class(ClassId::BaseException);
        let fits = |value: Value<'_>| {
            value
                .cast::<Class>()
                .is_some_and(|class| class.is_subclass(base))
        };
        let value = t.get(slot);
        let is_classes = match value.cast::<Tuple>() {
            Some(tuple) => tuple.iter().all(fits),
            None => fits(value),
        };
        let callable = !t
            .class_of(value)
            .dunder(crate::object::Dunder::Call)
            .is_unbound();
        if is_classes {
            Ok(Matcher::Classes(slot))
        } else if callable && value.cast::<Class>().is_none() {
            Ok(Matcher::Function(slot))
        } else {
            Err(t.type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)"))
        }
    }

    fn matches(&self, t: &mut Thread, exception: Slot) -> Result<bool, Raised> {
        match self {
            Matcher::Classes(classes) => vm::is_instance(t, exception, *classes),
            Matcher::Function(function) => {
                let done = vm::call(t, *function, &[exception])?;
                let answer = t.push_result(done);
                vm::truth(t, answer)
            }
        }
    }
}

fn split(t: &mut Thread, args: Args) -> Returned {
    let matcher = Matcher::of(t, args.slot(1))?;
    let parts = part(t, args.slot(0), &matcher, true)?;
    let [matching, rest] = parts.map(|part| part.map_or(Value::NONE, |part| t.get(part)));
    Ok(t.done(t.tuple(&[matching, rest])))
}

fn subgroup(t: &mut Thread, args: Args) -> Returned {
    let matcher = Matcher::of(t, args.slot(1))?;
    let [matching, _] = part(t, args.slot(0), &matcher, false)?;
    Ok(t.done(matching.map_or(Value::NONE, |part| t.get(part))))
}

/// The matching part of an exception and (if it is wanted) the rest, both pushed; groups keep their structure.
fn part(
    t: &mut Thread,
    exception: Slot,
    matcher: &Matcher,
    want_rest: bool,
) -> Result<[Option<Slot>; 2], Raised> {
    t.check_native_recursion("in exceptiongroup_split_recursive")?;
    if matcher.matches(t, exception)? {
        return Ok([Some(exception), None]);
    }
    let group = t.class(ClassId::BaseExceptionGroup);
    if !t.class_of(t.get(exception)).is_subclass(group) {
        return Ok([None, Some(exception)]);
    }
    let lists = [t.push(t.list(&[]).value()), t.push(t.list(&[]).value())];
    let members = members(t, exception);
    for index in 0..count(t, members) {
        let mark = t.mark();
        let member = t.get(members).cast::<Tuple>().and_then(|it| it.get(index));
        let member = t.push(member.unwrap_or(Value::NONE));
        let parts = part(t, member, matcher, want_rest)?;
        for (part, list) in parts.into_iter().zip(lists) {
            if let (Some(part), Some(list)) = (part, t.get(list).cast::<List>()) {
                list.push(t.mutator(), t.get(part));
            }
        }
        t.pop_to(mark);
    }
    let matching = derived(t, exception, lists[0])?;
    let rest = match want_rest {
        true => derived(t, exception, lists[1])?,
        false => None,
    };
    Ok([matching, rest])
}

/// A group like another one, of the exceptions in a list; None if there are none.
fn derived(t: &mut Thread, group: Slot, exceptions: Slot) -> Result<Option<Slot>, Raised> {
    if t.get(exceptions).cast::<List>().is_none_or(List::is_empty) {
        return Ok(None);
    }
    let done = vm::call_method(t, group, "derive", &[exceptions])?;
    let made = t.push_result(done);
    let (Some(old), Some(new)) = (
        t.get(group).cast::<Instance>(),
        t.get(made).cast::<Instance>(),
    ) else {
        return Err(t.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    for slot in [
        ExceptionSlot::Traceback,
        ExceptionSlot::Cause,
        ExceptionSlot::Context,
        ExceptionSlot::SuppressContext,
    ] {
        t.set_exception_slot(new, slot, t.exception_slot(old.value(), slot));
    }
    let notes = t.instance_attribute(old, t.intern("__notes__"));
    if let Some(list) = notes.cast::<List>() {
        let notes = t.list(&list.snapshot(t.mutator())).value();
        t.set_instance_attribute(new, t.intern("__notes__"), notes);
    }
    Ok(Some(made))
}

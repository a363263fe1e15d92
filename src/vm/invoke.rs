//! Calls out of the loop: of whatever is not a plain function or native with just its positional arguments. What runs script code gets a frame,
//! so that the loop goes on with it.

use super::frame::push_frame;
use super::slow::{self, At};
use crate::heap::{Kind, Object, Slot, Value};
use crate::object::{
    BoundMethod, Class, ClassFlags, ClassId, Done, Dunder, FrameKind, Function, Raised, Returned,
    Thread,
};

/// How a call went on.
pub(super) enum Called {
    /// A frame was pushed.
    Frame,
    /// It returned.
    Value(Done),
}

/// Calls whatever is not a function with exactly its positional arguments. Functions get a frame, whatever else returns a value.
pub(super) fn call_other(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    names: Option<Slot>,
    destination: u16,
) -> Result<Called, Raised> {
    let value = thread.get(callee);
    match value.kind() {
        Some(Kind::Native) => {
            super::call::call_native(thread, callee, callee.offset(1), count, names)
                .map(Called::Value)
        }
        Some(Kind::Function) => {
            if let Some(function) = value.cast::<Function>() {
                let names = names.map_or(Value::UNBOUND, |names| thread.get(names));
                thread.match_function(function, callee.offset(1), count, names)?;
            }
            push_frame(
                thread,
                callee,
                callee.offset(1),
                FrameKind::Called,
                destination,
            )?;
            Ok(Called::Frame)
        }
        Some(Kind::BoundMethod) => {
            let used = count + names.is_some() as usize;
            if !thread.stack().reserve(callee, used + 4) {
                return Err(thread.recursion_error());
            }
            shift(thread, callee.offset(1), used, 1);
            if let Some(method) = value.cast::<BoundMethod>() {
                thread.set(callee.offset(1), method.receiver.load());
                thread.set(callee, method.function.load());
            }
            raise_top(thread, callee.offset(2 + used));
            let names = names.map(|names| names.offset(1));
            if let Some(function) = thread.get(callee).cast::<Function>()
                && names.is_none()
                && function.code().simple_arguments == count + 1
            {
                push_frame(
                    thread,
                    callee,
                    callee.offset(1),
                    FrameKind::Called,
                    destination,
                )?;
                return Ok(Called::Frame);
            }
            super::call_slots(thread, callee, count + 1, names).map(Called::Value)
        }
        Some(Kind::Class) if names.is_none() => {
            if let Some(returned) = super::call::call_new(thread, callee, count) {
                return returned.map(Called::Value);
            }
            match construct_in_loop(thread, callee, count, destination)? {
                true => Ok(Called::Frame),
                false => super::call_slots(thread, callee, count, None).map(Called::Value),
            }
        }
        _ => super::call_slots(thread, callee, count, names).map(Called::Value),
    }
}

/// Moves the `count` values from `first` on up by `by` slots.
fn shift(thread: &Thread, first: Slot, count: usize, by: usize) {
    for index in (0..count).rev() {
        let value = thread.get(first.offset(index));
        thread.set(first.offset(index + by), value);
    }
}

/// Makes sure that the free stack starts above a slot.
fn raise_top(thread: &Thread, end: Slot) {
    if thread.mark() < end {
        thread.pop_to(end);
    }
}

/// Instances of script classes with the plain `__new__` and an `__init__` of the script: makes the object and pushes a frame for `__init__`. False if
/// the class is of another kind.
fn construct_in_loop(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    destination: u16,
) -> Result<bool, Raised> {
    {
        let value = thread.get(callee);
        let Some(class) = value.cast::<Class>() else {
            return Ok(false);
        };
        let object = thread.class(ClassId::Object);
        let plain = class.dunder(Dunder::New) == object.dunder(Dunder::New)
            && thread.is_plain_metaclass(class)
            && !class.has(ClassFlags::NOT_PLAIN);
        let init = class.dunder(Dunder::Init);
        let simple = init
            .cast::<Function>()
            .map(|function| function.code().simple_arguments);
        if !plain || simple.is_none() || !thread.stack().reserve(callee, count + 4) {
            return Ok(false);
        }
        // The window becomes: instance, __init__, instance, arguments.
        let instance = thread.instance(class);
        shift(thread, callee.offset(1), count, 2);
        thread.set(callee, instance.value());
        thread.set(callee.offset(1), init);
        thread.set(callee.offset(2), instance.value());
        if simple != Some(count + 1)
            && let Some(function) = init.cast::<Function>()
        {
            thread.match_function(function, callee.offset(2), count + 1, Value::UNBOUND)?;
        }
    }
    push_frame(
        thread,
        callee.offset(1),
        callee.offset(2),
        FrameKind::Init,
        destination,
    )?;
    Ok(true)
}

/// `f(*args, **kwargs)`, out of the loop.
pub(super) fn call_ex(thread: &mut Thread, at: At) -> Returned {
    slow::starred_argument(thread, at.b())?;
    let callee = thread.push(thread.get(at.b()));
    let args = thread.get(at.b().offset(1));
    let kwargs = if at.instruction.d() == 1 {
        thread.get(at.b().offset(2))
    } else {
        Value::UNBOUND
    };
    let (count, names) = super::call::spread(thread, args, kwargs)?;
    super::call_slots(thread, callee, count, names)
}

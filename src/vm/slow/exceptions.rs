//! Raising and matching exceptions, and `with`.

use super::{At, Outcome};
use crate::heap::{Object, Slot, Str, Tuple, Value};
use crate::object::{ClassId, Dunder, Raised, Thread};
use crate::vm;

#[inline(never)]
pub(in crate::vm) fn match_exception(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    check_exception_class(thread, at.c())?;
    // `except` asks for the class itself, past all `__instancecheck__`.
    let class = thread.class_of(thread.get(at.b()));
    let derives = |base: Value<'_>| {
        base.cast::<crate::object::Class>()
            .is_some_and(|base| class.is_subclass(base))
    };
    let wanted = thread.get(at.c());
    let matches = match wanted.cast::<Tuple>() {
        Some(tuple) => tuple.iter().any(derives),
        None => derives(wanted),
    };
    thread.set(at.a(), Value::bool(matches));
    thread.pop_to(mark);
    Ok(())
}

pub(in crate::vm) fn check_exception_class(thread: &Thread, slot: Slot) -> Outcome {
    let base = thread.class(ClassId::BaseException);
    let ok = |value: Value<'_>| {
        value
            .cast::<crate::object::Class>()
            .is_some_and(|class| class.is_subclass(base))
    };
    let value = thread.get(slot);
    let fits = match value.cast::<Tuple>() {
        Some(tuple) => tuple.iter().all(ok),
        None => ok(value),
    };
    if fits {
        Ok(())
    } else {
        Err(thread
            .type_error("catching classes that do not inherit from BaseException is not allowed"))
    }
}

/// Makes the exception to raise of what stands after `raise`, and raises it.
#[inline(never)]
pub(in crate::vm) fn raise(thread: &mut Thread, at: At) -> Raised {
    match try_raise(thread, at) {
        Ok(raised) | Err(raised) => raised,
    }
}

fn try_raise(thread: &mut Thread, at: At) -> Result<Raised, Raised> {
    if at.instruction.d() == 0 {
        let handled = thread.stack().handled.load();
        if handled.is_none() {
            return Err(thread.error(ClassId::RuntimeError, "No active exception to reraise"));
        }
        return Ok(thread.reraise(handled));
    }
    let exception = as_exception(thread, at.a(), "exceptions must derive from BaseException")?;
    if at.instruction.d() == 2 {
        use crate::object::ExceptionSlot::{Cause, SuppressContext};
        let cause = if thread.get(at.b()).is_none() {
            thread.push(Value::NONE)
        } else {
            as_exception(
                thread,
                at.b(),
                "exception causes must derive from BaseException",
            )?
        };
        if let Some(instance) = thread.get(exception).cast::<crate::heap::Instance>() {
            thread.set_exception_slot(instance, Cause, thread.get(cause));
            thread.set_exception_slot(instance, SuppressContext, Value::TRUE);
        }
    }
    Ok(thread.raise(thread.get(exception)))
}

/// An exception instance of an instance or a class, pushed.
pub(in crate::vm) fn as_exception(
    thread: &mut Thread,
    slot: Slot,
    message: &str,
) -> Result<Slot, Raised> {
    let is_class = {
        let value = thread.get(slot);
        let base = thread.class(ClassId::BaseException);
        match value.cast::<crate::object::Class>() {
            Some(class) if class.is_subclass(base) => true,
            Some(_) => return Err(thread.type_error(message)),
            None if thread.class_of(value).is_subclass(base) => false,
            None => return Err(thread.type_error(message)),
        }
    };
    if !is_class {
        return Ok(thread.push(thread.get(slot)));
    }
    let done = vm::call(thread, slot, &[])?;
    let made = thread.push_result(done);
    let base = thread.class(ClassId::BaseException);
    if !thread.class_of(thread.get(made)).is_subclass(base) {
        let done = vm::repr(thread, slot)?;
        let class = thread.result(done).cast::<Str>().map_or("?", Str::as_str);
        let got = thread.class_of(thread.get(made)).name();
        return Err(thread.type_error(format!(
            "calling {class} should have returned an instance of BaseException, not <class '{got}'>"
        )));
    }
    Ok(made)
}

#[inline(never)]
pub(in crate::vm) fn with_enter(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let lacks = |thread: &Thread, method: &str| {
        let class = thread.class_of(thread.get(at.b())).name();
        let hint = if method == "__exit__" {
            " (missed __exit__ method)"
        } else {
            ""
        };
        thread.type_error(format!(
            "'{class}' object does not support the context manager protocol{hint}"
        ))
    };
    let class = thread.class_of(thread.get(at.b()));
    let no_exit = class.dunder(Dunder::Exit).is_unbound();
    if class.dunder(Dunder::Enter).is_unbound() {
        return Err(lacks(thread, "__enter__"));
    }
    if no_exit {
        return Err(lacks(thread, "__exit__"));
    }
    if !vm::find_special(thread, at.b(), Dunder::Exit)? {
        return Err(lacks(thread, "__exit__"));
    }
    let (function, receiver) = (thread.get(mark), thread.get(mark.offset(1)));
    let exit = if receiver.is_unbound() {
        function
    } else {
        thread.bound_method(function, receiver)
    };
    thread.set(mark, exit);
    let Some(done) = vm::call_dunder(thread, at.b(), Dunder::Enter, &[])? else {
        return Err(lacks(thread, "__enter__"));
    };
    let entered = thread.result(done);
    thread.set(at.a().offset(1), entered);
    thread.set(at.a(), thread.get(mark));
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(in crate::vm) fn with_exit(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let none = thread.push(Value::NONE);
    let _ = vm::call(thread, at.a(), &[none, none, none])?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(in crate::vm) fn with_except(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let exception = thread.get(at.c());
    let class = thread.push(thread.class_of(exception).value());
    let traceback = thread.exception_slot(exception, crate::object::ExceptionSlot::Traceback);
    let traceback = thread.push(traceback);
    let done = vm::call(thread, at.b(), &[class, at.c(), traceback])?;
    let swallowed = vm::convert::truth_of_result(thread, done)?;
    thread.set(at.a(), Value::bool(swallowed));
    thread.pop_to(mark);
    Ok(())
}

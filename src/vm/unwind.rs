//! Unwinding: from the instruction that raised to the handler that fits, through frames that have none.

use crate::heap::Slot;
use crate::object::{ClassId, FrameKind, Raised, Thread};

/// Where execution goes on after an exception.
pub(super) enum Unwound {
    /// At the innermost frame's handler; its `pc` is set to it.
    Handled,
    /// Out of this run of the loop.
    Left(Raised),
}

/// Finds the handler for the pending exception, popping frames of this run of the loop. The innermost frame's `pc` is the instruction that
/// raised. `again` says that the exception was in this frame before, so that its traceback has the place already.
pub(super) fn unwind(thread: &mut Thread, raised: Raised, mut again: bool) -> Unwound {
    loop {
        let Some(frame) = thread.frames.last().copied() else {
            return Unwound::Left(raised);
        };
        let code_value = {
            let callee = thread.get(frame.callee);
            crate::object::frame_code(callee).map(crate::heap::Object::value)
        };
        let code = code_value.and_then(|code| code.cast::<crate::object::LinkedCode>());
        if let Some(code) = code {
            let pc = code.index_of(frame.pc);
            if !again {
                thread.add_traceback(raised, code, pc, frame.base);
            }
            let covers = |handler: &&crate::bytecode::Handler| {
                (handler.start..handler.end).contains(&(pc as u32))
            };
            if let Some(handler) = code.code.handlers.iter().find(covers).copied()
                && !thread.is_abandoned()
            {
                let register = frame.base.offset(handler.register as usize);
                thread.pop_to(frame.base.offset(code.registers));
                let target = code.place(handler.target as usize);
                enter_handler(thread, raised, register);
                if let Some(frame) = thread.frames.last_mut() {
                    frame.pc = target;
                }
                return Unwound::Handled;
            }
        }
        again = false;
        thread.frames.pop();
        match frame.kind {
            FrameKind::Entry => return Unwound::Left(raised),
            FrameKind::Called | FrameKind::Init => {}
            FrameKind::Resumed | FrameKind::Delegated | FrameKind::EntryResumed => {
                super::generator::finish(thread, &frame);
                let converted = stop_iteration_becomes_error(thread, raised);
                if frame.kind == FrameKind::EntryResumed {
                    return Unwound::Left(converted);
                }
            }
        }
    }
}

/// The exception is handled now: it goes to the handler's first register, the one handled before to the second.
fn enter_handler(thread: &Thread, raised: Raised, register: Slot) {
    let exception = thread.take_exception(raised);
    thread.set(register, exception);
    thread.set(register.offset(1), thread.stack().handled.load());
    thread.stack().handled.store(exception);
}

/// A StopIteration that leaves a generator's body is an error of the script (PEP 479).
fn stop_iteration_becomes_error(thread: &Thread, raised: Raised) -> Raised {
    if !thread.raised_is(raised, ClassId::StopIteration) {
        return raised;
    }
    use crate::heap::{Object, Value};
    use crate::object::ExceptionSlot::{Cause, Context, SuppressContext};
    let original = thread.take_exception(raised);
    let message = thread.str("generator raised StopIteration");
    let error = thread.exception(ClassId::RuntimeError, &[message]);
    thread.set_exception_slot(error, Cause, original);
    thread.set_exception_slot(error, Context, original);
    thread.set_exception_slot(error, SuppressContext, Value::TRUE);
    thread.reraise(error.value())
}

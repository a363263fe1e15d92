//! Frames: pushing one for a call, leaving one, and running the innermost one.

use super::interpreter::execute;
use super::unwind::{Unwound, unwind};
use crate::heap::{Slot, Value};
use crate::object::{Done, Frame, FrameKind, Function, Raised, Returned, Thread};

/// Runs the script function in `callee` with matched arguments from `first` on.
pub(crate) fn run_function(thread: &mut Thread, callee: Slot, first: Slot) -> Returned {
    let mark = callee;
    push_frame(thread, callee, first, FrameKind::Entry, 0)?;
    match run(thread)? {
        Some(done) => {
            thread.pop_to(mark);
            Ok(done)
        }
        None => Ok(thread.done(Value::NONE)),
    }
}

/// Runs the innermost frame until it returns (or yields): Some with the value. None when a generator returned; its return value then stands
/// in the result root.
pub(super) fn run(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    if !thread.breaker().is_clear()
        && let Err(raised) = thread.safepoint()
    {
        return run_raising(thread, raised);
    }
    execute(thread)
}

/// As [`run`], starting with an exception at the innermost frame's current instruction.
pub(super) fn run_raising(thread: &mut Thread, raised: Raised) -> Result<Option<Done>, Raised> {
    match unwind(thread, raised, false) {
        Unwound::Left(raised) => Err(raised),
        Unwound::Handled => execute(thread),
    }
}

/// Pushes a frame for the function in `callee`, whose arguments are matched and stand from `first` on: reserves its registers, marks
/// the other locals unbound.
pub(super) fn push_frame(
    thread: &mut Thread,
    callee: Slot,
    first: Slot,
    kind: FrameKind,
    destination: u16,
) -> Result<(), Raised> {
    let frame = {
        let Some(function) = thread.get(callee).cast::<Function>() else {
            return Err(thread.type_error("not a function"));
        };
        let code = function.code();
        if !thread.stack().reserve(first, code.registers)
            || thread.frames.len() >= thread.interpreter().recursion_limit()
        {
            return Err(thread.recursion_error());
        }
        let parameters = match code.simple_arguments {
            usize::MAX => code.parameters().registers(),
            count => count,
        };
        for index in parameters..code.local_count {
            thread.set(first.offset(index), Value::UNBOUND);
        }
        thread.pop_to(first.offset(code.registers));
        Frame {
            code,
            pc: code.instructions.as_ptr(),
            base: first,
            destination,
            kind,
            callee,
        }
    };
    if !thread.frames.push(frame) {
        return Err(thread.recursion_error());
    }
    Ok(())
}

/// Where a frame that was left leads.
pub(super) enum Left {
    /// To the frame below, whose destination is written.
    Caller,
    /// Out of this run of the loop.
    Out(Option<Done>),
}

/// Leaves a frame that is not simply called from the one below.
pub(super) fn leave(thread: &mut Thread, frame: Frame, done: Done) -> Result<Left, Raised> {
    match frame.kind {
        FrameKind::Entry | FrameKind::Called => {
            thread.frames.pop();
            Ok(Left::Out(Some(done)))
        }
        FrameKind::Init => {
            let result = thread.result(done);
            if !result.is_none() {
                let class = thread.class_of(result).name();
                let message = format!("__init__() should return None, not '{class}'");
                // Raised at the call, as its frame has ended.
                thread.frames.pop();
                return Err(thread.type_error(message));
            }
            thread.frames.pop();
            if let Some(caller) = thread.frames.last() {
                let instance = thread.get(Slot::below(frame.callee));
                thread.set(caller.base.offset(frame.destination as usize), instance);
                restore_top(thread);
            }
            Ok(Left::Caller)
        }
        FrameKind::Resumed => {
            thread.frames.pop();
            super::generator::finish(thread, &frame);
            // The ForIter falls through: the loop is over.
            restore_top(thread);
            Ok(Left::Caller)
        }
        FrameKind::Delegated => {
            thread.frames.pop();
            super::generator::finish(thread, &frame);
            // The value of the `yield from`.
            if let Some(caller) = thread.frames.last() {
                let place = caller.base.offset(frame.destination as usize);
                thread.set(place, thread.result(done));
            }
            restore_top(thread);
            Ok(Left::Caller)
        }
        FrameKind::EntryResumed => {
            thread.frames.pop();
            super::generator::finish(thread, &frame);
            Ok(Left::Out(None))
        }
    }
}

/// The free stack starts above the innermost frame.
pub(super) fn restore_top(thread: &Thread) {
    if let Some(frame) = thread.frames.last()
        && let Some(code) = crate::object::frame_code(thread.get(frame.callee))
    {
        thread.pop_to(frame.base.offset(code.registers));
    }
}

//! `yield from`: a step of it, and exceptions that are thrown into a generator that delegates.

use super::generator::{Resume, close, resume};
use super::slow::At;
use crate::heap::{Kind, Slot, Value};
use crate::object::{ClassId, Done, Generator, GeneratorState, Raised, Thread};

/// The generator that a `yield from` resumes in the run of the loop that it is in: its iterator, unless that is to refuse what is sent.
#[inline(always)]
pub(super) fn in_loop<'t>(iterator: Value<'t>, sent: Value<'_>) -> Option<&'t Generator> {
    let generator = iterator.cast::<Generator>()?;
    let accepts = sent.is_none() || generator.state() == GeneratorState::Suspended;
    accepts.then_some(generator)
}

/// A step of `yield from`: what the iterator gave, to be yielded. None if it is exhausted; `R[a]` has its value then.
pub(super) fn delegate(thread: &mut Thread, at: At) -> Result<Option<Done>, Raised> {
    let mark = thread.mark();
    let is_generator = thread.get(at.b()).kind() == Some(Kind::Generator);
    let sent_none = thread.get(at.c()).is_none();
    let outcome = if is_generator {
        resume(thread, at.b(), Resume::Send(at.c()))?
    } else if sent_none {
        super::next(thread, at.b())?.or_else(|| {
            let _ = thread.done(Value::NONE);
            None
        })
    } else {
        match super::call_method(thread, at.b(), "send", &[at.c()]) {
            Ok(done) => Some(done),
            Err(raised) if thread.raised_is(raised, ClassId::StopIteration) => {
                let exception = thread.take_exception(raised);
                let value = thread
                    .exception_args(exception)
                    .and_then(|args| args.get(0));
                let _ = thread.done(value.unwrap_or(Value::NONE));
                None
            }
            Err(raised) => return Err(raised),
        }
    };
    thread.pop_to(mark);
    if outcome.is_none() {
        let value = thread.stack().result.load();
        thread.set(at.a(), value);
    }
    Ok(outcome)
}

/// What became of an exception thrown into a generator that delegates.
pub(super) enum Thrown {
    /// It does not delegate (or the delegate was closed): the exception is raised in its own frame.
    Here,
    /// The delegate yielded this.
    Yielded(Done),
    /// The delegate returned this: the generator goes on after its `yield from`.
    Returned(Done),
    /// The delegate raised; so does the `yield from`.
    Raised(Raised),
}

/// Throws an exception into the iterator that the suspended, claimed generator delegates to, if it does.
pub(super) fn throw_to_delegate(thread: &mut Thread, generator: Slot, exception: Slot) -> Thrown {
    let delegate = {
        let Some(suspended) = thread.get(generator).cast::<Generator>() else {
            return Thrown::Here;
        };
        let code = crate::object::frame_code(thread.get(generator));
        let pc = suspended.pc.load(std::sync::atomic::Ordering::Relaxed);
        let instruction = code.and_then(|code| code.code.instructions.get(pc as usize));
        match instruction.filter(|it| it.op() == crate::bytecode::Op::YieldFrom) {
            Some(it) => match suspended.registers.get().get(it.b()) {
                Some(register) => thread.push(register.load()),
                None => return Thrown::Here,
            },
            None => return Thrown::Here,
        }
    };
    let is_generator = thread.get(delegate).cast::<Generator>().is_some();
    let base = thread.class(ClassId::GeneratorExit);
    let exits = thread.class_of(thread.get(exception)).is_subclass(base);
    let method = if exits { "close" } else { "throw" };
    let outcome = if is_generator && exits {
        close(thread, delegate).map(Some)
    } else if is_generator {
        resume(thread, delegate, Resume::Throw(exception))
    } else {
        let name = thread.push(crate::heap::Object::value(thread.intern(method)));
        match super::get_attribute_optional(thread, delegate, name) {
            Ok(Some(done)) => {
                let method = thread.push_result(done);
                let args: &[Slot] = if exits { &[] } else { &[exception] };
                super::call(thread, method, args).map(Some)
            }
            Ok(None) => return Thrown::Here,
            Err(raised) => Err(raised),
        }
    };
    match outcome {
        Ok(_) if exits => Thrown::Here,
        Ok(Some(done)) => Thrown::Yielded(done),
        Ok(None) => Thrown::Returned(thread.done(thread.stack().result.load())),
        Err(raised)
            if !exits && !is_generator && thread.raised_is(raised, ClassId::StopIteration) =>
        {
            let exception = thread.take_exception(raised);
            let value = thread
                .exception_args(exception)
                .and_then(|args| args.get(0));
            Thrown::Returned(thread.done(value.unwrap_or(Value::NONE)))
        }
        Err(raised) => Thrown::Raised(raised),
    }
}

/// The innermost frame stands at a `yield from` whose delegate returned: its value is the expression's, and the frame goes on.
pub(super) fn finish_delegation(thread: &mut Thread, value: Slot) {
    let Some(frame) = thread.frames.last().copied() else {
        return;
    };
    let Some(code) = crate::object::frame_code(thread.get(frame.callee)) else {
        return;
    };
    let index = code.index_of(frame.pc);
    if let Some(instruction) = code.instructions.get(index) {
        thread.set(frame.base.offset(instruction.a()), thread.get(value));
    }
    let next = code.place(index + 1);
    if let Some(frame) = thread.frames.last_mut() {
        frame.pc = next;
    }
}

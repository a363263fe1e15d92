//! Resuming generators from natives: `next`, `send`, `throw`, `close`.

use crate::heap::{Slot, Value};
use crate::object::{
    ClassId, Done, Frame, FrameKind, Generator, GeneratorState, Raised, Returned, Thread,
};

/// What goes into a generator when it is resumed.
#[derive(Clone, Copy, Debug)]
pub enum Resume {
    /// None, as `next` and `for` send it.
    Next,
    /// The value in a slot.
    Send(Slot),
    /// The exception in a slot, raised at the yield.
    Throw(Slot),
}

/// Resumes the generator in a slot. What it yields, or None when it returned: then the result root holds the return value.
pub fn resume(thread: &mut Thread, generator: Slot, input: Resume) -> Result<Option<Done>, Raised> {
    thread.check_recursion()?;
    let state = claim(thread, generator)?;
    if state == GeneratorState::Finished {
        if let Resume::Throw(exception) = input {
            return Err(thread.raise(thread.get(exception)));
        }
        let _ = thread.done(Value::NONE);
        return Ok(None);
    }
    if state == GeneratorState::Created {
        let refused = match input {
            Resume::Send(value) if !thread.get(value).is_none() => {
                release(thread, generator, GeneratorState::Created);
                return Err(
                    thread.type_error("can't send non-None value to a just-started generator")
                );
            }
            Resume::Throw(exception) => Some(exception),
            _ => None,
        };
        if let Some(exception) = refused {
            release(thread, generator, GeneratorState::Finished);
            return Err(thread.raise(thread.get(exception)));
        }
    }
    let mark = thread.mark();
    let mut input = input;
    let mut returned = false;
    let mut raised_inside = None;
    if let (Resume::Throw(exception), GeneratorState::Suspended) = (input, state) {
        match throw_to_delegate(thread, generator, exception) {
            Thrown::Here => {}
            Thrown::Yielded(done) => {
                release(thread, generator, GeneratorState::Suspended);
                thread.pop_to(mark);
                return Ok(Some(done));
            }
            Thrown::Returned(done) => {
                input = Resume::Send(thread.push_result(done));
                returned = true;
            }
            Thrown::Raised(raised) => raised_inside = Some(raised),
        }
    }
    let mark = thread.mark();
    thread.push(thread.get(generator));
    if let Err(raised) = enter(thread, mark, FrameKind::EntryResumed, 0) {
        release(thread, mark, state);
        return Err(raised);
    }
    let outcome = match (raised_inside, input) {
        (Some(raised), _) => super::interpreter::run_raising(thread, raised),
        (_, Resume::Throw(exception)) => {
            // Its context is what the generator handles, not what its resumer does.
            let (exception, handled) = (thread.get(exception), thread.stack().handled.load());
            let raised = if handled == thread.get(mark.offset(1)) {
                thread.reraise(exception)
            } else {
                thread.raise(exception)
            };
            super::interpreter::run_raising(thread, raised)
        }
        (_, Resume::Send(value)) if returned => {
            finish_delegation(thread, value);
            super::interpreter::run(thread)
        }
        _ => {
            if state == GeneratorState::Suspended {
                let sent = match input {
                    Resume::Send(value) => thread.get(value),
                    _ => Value::NONE,
                };
                let sent = thread.done(sent);
                deliver(thread, sent);
            }
            super::interpreter::run(thread)
        }
    };
    thread.pop_to(mark);
    outcome
}

/// What became of an exception thrown into a generator that delegates.
enum Thrown {
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
fn throw_to_delegate(thread: &mut Thread, generator: Slot, exception: Slot) -> Thrown {
    let delegate = {
        let Some(suspended) = thread.get(generator).cast::<Generator>() else {
            return Thrown::Here;
        };
        let code = crate::object::frame_code(thread.get(generator));
        let pc = suspended.pc.load(std::sync::atomic::Ordering::Relaxed);
        let instruction = code.and_then(|code| code.code.instructions.get(pc as usize));
        match instruction.filter(|it| it.op() == crate::bytecode::Op::YieldFrom) {
            Some(it) => match suspended.registers.get(it.b()) {
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
fn finish_delegation(thread: &mut Thread, value: Slot) {
    let Some(frame) = thread.frames.last().copied() else {
        return;
    };
    let code = crate::object::frame_code(thread.get(frame.callee));
    if let Some(instruction) = code.and_then(|code| code.code.instructions.get(frame.pc as usize)) {
        thread.set(frame.base.offset(instruction.a()), thread.get(value));
    }
    if let Some(frame) = thread.frames.last_mut() {
        frame.pc += 1;
    }
}

/// Claims the generator in a slot for this thread.
pub(super) fn claim(thread: &Thread, generator: Slot) -> Result<GeneratorState, Raised> {
    let Some(generator) = thread.get(generator).cast::<Generator>() else {
        return Err(thread.type_error("not a generator"));
    };
    match generator.claim() {
        GeneratorState::Running => Err(thread.value_error("generator already executing")),
        state => Ok(state),
    }
}

/// Gives the generator in a slot back.
pub(super) fn release(thread: &Thread, generator: Slot, state: GeneratorState) {
    if let Some(generator) = thread.get(generator).cast::<Generator>() {
        generator.release(state);
    }
}

/// Pushes a frame for the claimed generator on top of the stack, its registers restored. Above the generator's slot stands the exception that its
/// resumer handles.
pub(super) fn enter(
    thread: &mut Thread,
    callee: Slot,
    kind: FrameKind,
    destination: u16,
) -> Result<(), Raised> {
    if thread.frames.len() > thread.interpreter().recursion_limit() {
        return Err(thread.recursion_error());
    }
    let frame = {
        let Some(generator) = thread.get(callee).cast::<Generator>() else {
            return Err(thread.type_error("not a generator"));
        };
        let Some(code) = crate::object::frame_code(thread.get(callee)) else {
            return Err(thread.type_error("not a generator"));
        };
        let base = callee.offset(2);
        if !thread.stack().reserve(base, code.registers + 8) {
            return Err(thread.recursion_error());
        }
        let handled = thread.stack().handled.load();
        thread.set(callee.offset(1), handled);
        if let Some(own) = Some(generator.handled.load()).filter(|own| !own.is_none()) {
            thread.stack().handled.store(own);
        }
        for (index, register) in generator.registers.iter().enumerate() {
            thread.set(base.offset(index), register.load());
        }
        thread.pop_to(base.offset(code.registers));
        let pc = generator.pc.load(std::sync::atomic::Ordering::Relaxed);
        Frame {
            code,
            pc,
            base,
            destination,
            kind,
            callee,
        }
    };
    thread.frames.push(frame);
    Ok(())
}

/// Gives a suspended generator's innermost frame the value that its yield returns, and moves it on to the next instruction. (A delegating
/// `yield from` is run again, with the value to send.)
pub(super) fn deliver(thread: &mut Thread, sent: Done) {
    let Some(frame) = thread.frames.last().copied() else {
        return;
    };
    let Some(code) = crate::object::frame_code(thread.get(frame.callee)) else {
        return;
    };
    let Some(instruction) = code.code.instructions.get(frame.pc as usize) else {
        return;
    };
    if instruction.op() == crate::bytecode::Op::YieldFrom {
        thread.set(frame.base.offset(instruction.c()), thread.result(sent));
    } else {
        thread.set(frame.base.offset(instruction.a()), thread.result(sent));
        if let Some(frame) = thread.frames.last_mut() {
            frame.pc += 1;
        }
    }
}

/// Suspends the innermost frame's generator: saves registers and place, pops the frame, restores what its resumer handled. The popped
/// frame.
pub(super) fn suspend(thread: &mut Thread) -> Option<Frame> {
    let frame = thread.frames.pop()?;
    if let Some(generator) = thread.get(frame.callee).cast::<Generator>() {
        for (index, register) in generator.registers.iter().enumerate() {
            register.store(thread.get(frame.base.offset(index)));
        }
        generator
            .pc
            .store(frame.pc, std::sync::atomic::Ordering::Relaxed);
        let outer = thread.get(frame.callee.offset(1));
        let own = thread.stack().handled.load();
        generator
            .handled
            .store(if own == outer { Value::NONE } else { own });
        thread.stack().handled.store(outer);
        generator.release(GeneratorState::Suspended);
    }
    Some(frame)
}

/// Ends the generator of a frame that was popped because it returned or raised.
pub(super) fn finish(thread: &Thread, frame: &Frame) {
    thread
        .stack()
        .handled
        .store(thread.get(frame.callee.offset(1)));
    if let Some(generator) = thread.get(frame.callee).cast::<Generator>() {
        for register in &generator.registers {
            register.store(Value::UNBOUND);
        }
        generator.handled.store(Value::NONE);
    }
    release(thread, frame.callee, GeneratorState::Finished);
}

/// `generator.close()`: raises GeneratorExit at its yield, and expects it to end. Returns what it returned.
pub fn close(thread: &mut Thread, generator: Slot) -> Returned {
    let state = thread
        .get(generator)
        .cast::<Generator>()
        .map(Generator::state);
    match state {
        Some(GeneratorState::Finished) | None => return thread.none(),
        Some(GeneratorState::Created) => {
            if claim(thread, generator)? == GeneratorState::Created {
                release(thread, generator, GeneratorState::Finished);
                return thread.none();
            }
            release(thread, generator, GeneratorState::Suspended);
        }
        _ => {}
    }
    let exit = thread.exception(ClassId::GeneratorExit, &[]);
    let exit = thread.push(crate::heap::Object::value(exit));
    match resume(thread, generator, Resume::Throw(exit)) {
        Ok(Some(_)) => Err(thread.error(ClassId::RuntimeError, "generator ignored GeneratorExit")),
        Ok(None) => Ok(thread.done(thread.stack().result.load())),
        Err(raised)
            if thread.raised_is(raised, ClassId::GeneratorExit)
                || thread.raised_is(raised, ClassId::StopIteration) =>
        {
            thread.take_exception(raised);
            thread.none()
        }
        Err(raised) => Err(raised),
    }
}

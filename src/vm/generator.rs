//! Resuming generators from natives: `next`, `send`, `throw`, `close`.

use std::sync::atomic::Ordering;

use super::delegation::{Thrown, finish_delegation, throw_to_delegate};
use super::slow::At;
use crate::bytecode::Op;
use crate::heap::{Field, Object, Slot, Value};
use crate::object::{
    ClassId, Done, Frame, FrameKind, Function, Generator, GeneratorState, LinkedCode, Raised,
    Returned, Thread,
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
    let sent = match input {
        Resume::Send(value) if state == GeneratorState::Suspended && !returned => {
            Some(thread.done(thread.get(value)))
        }
        Resume::Next if state == GeneratorState::Suspended => Some(thread.done(Value::NONE)),
        _ => None,
    };
    if let Err(raised) = enter(thread, mark, FrameKind::EntryResumed, sent) {
        release(thread, mark, state);
        return Err(raised);
    }
    let outcome = match (raised_inside, input) {
        (Some(raised), _) => super::frame::run_raising(thread, raised),
        (_, Resume::Throw(exception)) => {
            // Its context is what the generator handles, not what its resumer does.
            let (exception, handled) = (thread.get(exception), thread.stack().handled.load());
            let raised = if handled == thread.get(mark.offset(1)) {
                thread.reraise(exception)
            } else {
                thread.raise(exception)
            };
            super::frame::run_raising(thread, raised)
        }
        (_, Resume::Send(value)) if returned => {
            finish_delegation(thread, value);
            super::frame::run(thread)
        }
        _ => super::frame::run(thread),
    };
    thread.pop_to(mark);
    outcome
}

/// Claims the generator in a slot for this thread.
pub(super) fn claim(thread: &Thread, generator: Slot) -> Result<GeneratorState, Raised> {
    let Some(generator) = thread.get(generator).cast::<Generator>() else {
        return Err(thread.type_error("not a generator"));
    };
    match generator.claim(thread.mutator()) {
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
/// resumer handles. A suspended one gets what its yield returns, if it is to go on normally: then it goes on with the next instruction. (A
/// delegating `yield from` is run again, with the value to send.)
pub(super) fn enter(
    thread: &mut Thread,
    callee: Slot,
    kind: FrameKind,
    sent: Option<Done>,
) -> Result<(), Raised> {
    if thread.frames.len() > thread.interpreter().recursion_limit() {
        return Err(thread.recursion_error());
    }
    let frame = {
        let stack = thread.stack();
        let generator = stack.field(callee).load().cast::<Generator>();
        let code = generator.and_then(Generator::code);
        let (Some(generator), Some(code)) = (generator, code) else {
            return Err(thread.type_error("not a generator"));
        };
        let base = callee.offset(2);
        if !stack.reserve(base, code.registers + 8) {
            return Err(thread.recursion_error());
        }
        let [outer, registers @ ..] = stack.fields(callee.offset(1), 1 + code.registers) else {
            return Err(thread.recursion_error());
        };
        outer.store(stack.handled.load());
        let own = generator.handled.load();
        if !own.is_none() {
            stack.handled.store(own);
        }
        for (register, saved) in registers.iter().zip(&generator.registers) {
            register.store(saved.load());
        }
        thread.pop_to(base.offset(code.registers));
        let mut index = generator.pc.load(Ordering::Relaxed) as usize;
        if let (Some(sent), Some(it)) = (sent, code.instructions.get(index)) {
            let delegates = it.op_byte() == Op::YieldFrom as u8;
            let register = if delegates { it.c() } else { it.a() };
            if let Some(register) = registers.get(register) {
                register.store(thread.result(sent));
            }
            index += usize::from(!delegates);
        }
        Frame {
            code,
            pc: code.place(index),
            base,
            destination: 0,
            kind,
            callee,
        }
    };
    if !thread.frames.push(frame) {
        return Err(thread.recursion_error());
    }
    Ok(())
}

/// Suspends the innermost frame's generator: saves registers and place, pops the frame, restores what its resumer handled. The popped
/// frame.
pub(super) fn suspend(thread: &mut Thread) -> Option<Frame> {
    let frame = thread.frames.pop()?;
    let stack = thread.stack();
    let generator = stack.field(frame.callee).load().cast::<Generator>();
    if let Some(generator) = generator
        && let Some(code) = generator.code()
        && let [outer, registers @ ..] =
            stack.fields(frame.callee.offset(1), 1 + generator.registers.len())
    {
        for (register, saved) in registers.iter().zip(&generator.registers) {
            saved.store(register.load());
        }
        let index = code.index_of(frame.pc);
        generator.pc.store(index as u32, Ordering::Relaxed);
        let (own, outer) = (stack.handled.load(), outer.load());
        let own = if own == outer { Value::NONE } else { own };
        generator.handled.store(own);
        stack.handled.store(outer);
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
            match claim(thread, generator)? {
                GeneratorState::Created => {
                    release(thread, generator, GeneratorState::Finished);
                    return thread.none();
                }
                // Another thread was faster, and ran it to a yield or to its end.
                GeneratorState::Finished => return thread.none(),
                state => release(thread, generator, state),
            }
        }
        _ => {}
    }
    let exit = thread.exception(ClassId::GeneratorExit, &[]);
    let exit = thread.push(exit.value());
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

/// Suspends the innermost generator. Some: out of this run of the loop, with the yielded value; None: the frame below is at its ForIter.
pub(super) fn yield_value(thread: &mut Thread, done: Done) -> Option<Option<Done>> {
    let frame = suspend(thread)?;
    match frame.kind {
        FrameKind::EntryResumed => Some(Some(done)),
        _ => None,
    }
}

/// Resumes the generator that a ForIter iterates, in this run of the loop; false if it had ended.
pub(super) fn resume_in_loop(thread: &mut Thread, at: At) -> Result<bool, Raised> {
    let state = claim(thread, at.b())?;
    if state == GeneratorState::Finished {
        return Ok(false);
    }
    let callee = thread.push(thread.get(at.b()));
    let sent = (state == GeneratorState::Suspended).then(|| thread.done(Value::NONE));
    if let Err(raised) = enter(thread, callee, FrameKind::Resumed, sent) {
        release(thread, callee, state);
        return Err(raised);
    }
    Ok(true)
}

/// A generator of the innermost frame, which is about to be left.
pub(super) fn make_generator<'t>(thread: &'t Thread, code: &LinkedCode) -> Value<'t> {
    let Some(frame) = thread.frames.last() else {
        return Value::NONE;
    };
    let registers = (0..code.registers).map(|index| {
        let value = if index < code.local_count {
            thread.get(frame.base.offset(index))
        } else {
            Value::UNBOUND
        };
        Field::new(value)
    });
    let registers: Box<[Field]> = registers.collect();
    let function = thread.get(frame.callee);
    let (name, qualname) = match function.cast::<Function>() {
        Some(function) => (function.name.load(), function.qualname.load()),
        None => (code.name.load(), code.qualname.load()),
    };
    // MakeGenerator is the first instruction.
    let fields = [Field::new(function), Field::new(name), Field::new(qualname)];
    let class = thread.class(ClassId::Generator).value();
    thread
        .mutator()
        .alloc(class, |header| {
            Generator::make(header, fields, registers, 1)
        })
        .value()
}

//! Resuming generators from natives: `next`, `send`, `throw`, `close`.

use std::sync::atomic::Ordering;

use super::delegation::{Thrown, finish_delegation, throw_to_delegate};
use crate::bytecode::Op;
use crate::heap::{Fields, Object, Slot, Value};
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
    let frame = {
        let sent = match input {
            _ if state != GeneratorState::Suspended => None,
            Resume::Send(value) if !returned => Some(thread.get(value)),
            Resume::Next => Some(Value::NONE),
            _ => None,
        };
        let Some(claimed) = thread.get(generator).cast::<Generator>() else {
            return Err(thread.type_error("not a generator"));
        };
        frame_for(thread, claimed, FrameKind::EntryResumed, 0, sent)
    };
    match frame {
        Ok(frame) => thread.push_frame(frame),
        Err(raised) => {
            release(thread, generator, state);
            return Err(raised);
        }
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

/// As [`resume`] with [`Resume::Next`], which is what natives do nearly always.
#[inline(never)]
pub(super) fn next(thread: &mut Thread, generator: Slot) -> Result<Option<Done>, Raised> {
    thread.check_recursion()?;
    let mark = thread.mark();
    let frame = {
        let Some(generator) = thread.get(generator).cast::<Generator>() else {
            return Err(thread.type_error("not a generator"));
        };
        resumed(thread, generator, FrameKind::EntryResumed, 0, Value::NONE)?
    };
    let outcome = match frame {
        Some(frame) => {
            thread.push_frame(frame);
            super::frame::run(thread)
        }
        None => {
            let _ = thread.done(Value::NONE);
            Ok(None)
        }
    };
    thread.pop_to(mark);
    outcome
}

/// Claims the generator in a slot for this thread.
fn claim(thread: &Thread, generator: Slot) -> Result<GeneratorState, Raised> {
    let Some(generator) = thread.get(generator).cast::<Generator>() else {
        return Err(thread.type_error("not a generator"));
    };
    match generator.claim(thread.mutator()) {
        GeneratorState::Running => Err(already_executing(thread)),
        state => Ok(state),
    }
}

#[cold]
fn already_executing(thread: &Thread) -> Raised {
    thread.value_error("generator already executing")
}

/// Gives the generator in a slot back.
fn release(thread: &Thread, generator: Slot, state: GeneratorState) {
    if let Some(generator) = thread.get(generator).cast::<Generator>() {
        generator.release(state);
    }
}

/// A frame for the claimed generator on top of the stack, its registers restored. In the frame's callee slot stands the generator, above that the
/// exception that its resumer handles. A suspended generator gets what its yield returns, if it is to go on normally: then it goes on with
/// the next instruction. (A delegating `yield from` is run again, with the value to send.)
#[inline(always)]
fn frame_for(
    thread: &Thread,
    generator: &Generator,
    kind: FrameKind,
    destination: usize,
    sent: Option<Value<'_>>,
) -> Result<Frame, Raised> {
    let (stack, code) = (thread.stack(), generator.code());
    let callee = stack.top();
    let base = callee.offset(2);
    if thread.frames.len() > thread.interpreter().recursion_limit()
        || !stack.reserve(base, code.registers + 8)
    {
        return Err(thread.recursion_error());
    }
    stack.field(callee).store(generator.value());
    stack.field(callee.offset(1)).store(stack.handled.load());
    let own = generator.handled.load();
    if !own.is_none() {
        stack.handled.store(own);
    }
    let saved = generator.registers.get();
    let registers = stack.fields(base, saved.len());
    for (register, saved) in registers.iter().zip(saved) {
        register.store(saved.load());
    }
    stack.set_top(base.offset(code.registers));
    let mut index = generator.pc.load(Ordering::Relaxed) as usize;
    if let (Some(sent), Some(it)) = (sent, code.instructions.get(index)) {
        let delegates = it.op_byte() == Op::YieldFrom as u8;
        let register = if delegates { it.c() } else { it.a() };
        stack.field(base.offset(register)).store(sent);
        index += usize::from(!delegates);
    }
    Ok(Frame {
        code,
        pc: code.place(index),
        base,
        destination: destination as u16,
        kind,
        callee,
    })
}

/// Suspends the generator that a frame runs: saves registers and place, restores what its resumer handled.
#[inline(always)]
fn suspend(thread: &Thread, frame: &Frame) {
    let stack = thread.stack();
    let Some(generator) = stack.field(frame.callee).load().cast::<Generator>() else {
        return;
    };
    let saved = generator.registers.get();
    let registers = stack.fields(frame.base, saved.len());
    for (register, saved) in registers.iter().zip(saved) {
        saved.store(register.load());
    }
    let index = generator.code().index_of(frame.pc);
    generator.pc.store(index as u32, Ordering::Relaxed);
    let outer = stack.field(frame.callee.offset(1)).load();
    let own = stack.handled.load();
    if own == outer {
        generator.handled.store(Value::NONE);
    } else {
        generator.handled.store(own);
        stack.handled.store(outer);
    }
    generator.release(GeneratorState::Suspended);
}

/// Ends the generator of a frame that was popped because it returned or raised.
pub(super) fn finish(thread: &Thread, frame: &Frame) {
    thread
        .stack()
        .handled
        .store(thread.get(frame.callee.offset(1)));
    if let Some(generator) = thread.get(frame.callee).cast::<Generator>() {
        for register in generator.registers.get() {
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

/// Where a yield leads.
pub(super) enum Yielded {
    /// To the `for` of the frame below, which stands at its ForIter.
    Loop,
    /// Out of this run of the loop.
    Out,
}

/// Suspends the innermost generator, and those that delegate to it.
#[inline(always)]
pub(super) fn yield_value(thread: &mut Thread) -> Yielded {
    while let Some(frame) = thread.frames.pop() {
        suspend(thread, &frame);
        match frame.kind {
            FrameKind::Delegated => {}
            FrameKind::Resumed => return Yielded::Loop,
            _ => break,
        }
    }
    Yielded::Out
}

/// Claims a generator and makes a frame for it, to be pushed; None if it has ended.
#[inline(always)]
pub(super) fn resumed(
    thread: &Thread,
    generator: &Generator,
    kind: FrameKind,
    destination: usize,
    sent: Value<'_>,
) -> Result<Option<Frame>, Raised> {
    let state = generator.claim(thread.mutator());
    let sent = match state {
        GeneratorState::Suspended => Some(sent),
        GeneratorState::Created => None,
        GeneratorState::Finished => return Ok(None),
        GeneratorState::Running => return Err(already_executing(thread)),
    };
    let frame = frame_for(thread, generator, kind, destination, sent);
    if frame.is_err() {
        generator.release(state);
    }
    frame.map(Some)
}

/// A generator of the innermost frame, which is about to be left.
pub(super) fn make_generator<'t>(thread: &'t Thread, code: &LinkedCode) -> Value<'t> {
    let Some(frame) = thread.frames.last() else {
        return Value::NONE;
    };
    let Some(function) = thread.get(frame.callee).cast::<Function>() else {
        return Value::NONE;
    };
    let registers = Fields::filled(thread.mutator(), code.registers, |index| {
        if index < code.local_count {
            thread.get(frame.base.offset(index))
        } else {
            Value::UNBOUND
        }
    });
    let class = thread.class(ClassId::Generator).value();
    // MakeGenerator is the first instruction.
    let make = |header| Generator::make(header, function, registers, 1);
    thread.mutator().alloc(class, make).value()
}

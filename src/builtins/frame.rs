//! Frames as scripts see them: `sys._getframe`, `tb_frame`, `gi_frame`. A frame object tells where a frame is as long as that runs on the thread that
//! asks, and where it was afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::heap::{Field, Object, Opaque, Value};
use crate::object::{
    Args, ClassId, Frame, Generator, GeneratorState, LinkedCode, Raised, Returned, Thread,
    Traceback, frame_code,
};
use crate::{payload, vm};

use super::attribute_dict::attribute_dict;
use super::define::{Def, define_methods, wrong_receiver};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Frame),
        &[
            Def::Getter("f_code(self)", |t, a| {
                let code = own(t, a)?.code.load();
                Ok(t.done(code))
            }),
            Def::Getter("f_lineno(self)", line),
            Def::Getter("f_lasti(self)", |t, a| {
                let place = place(t, own(t, a)?);
                Ok(t.done(Value::length(place)))
            }),
            Def::Getter("f_back(self)", back),
            Def::Getter("f_globals(self)", globals),
            Def::Getter("f_locals(self)", locals),
            Def::Getter("f_builtins(self)", |t, _| {
                let builtins = t.builtins().value();
                Ok(t.done(attribute_dict(t, builtins)))
            }),
            Def::Getter("f_trace(self)", |t, _| t.none()),
            Def::Method("clear(self, /)", |t, _| t.none()),
            Def::Method("__repr__(self, /)", repr),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::Traceback),
        &[Def::Getter("tb_frame(self)", of_traceback)],
    );
    define_methods(
        thread,
        thread.class(ClassId::Generator),
        &[
            Def::Getter("gi_frame(self)", of_generator),
            Def::Getter("gi_code(self)", |t, a| {
                let code = frame_code(a.get(t, 0)).map_or(Value::NONE, Object::value);
                Ok(t.done(code))
            }),
        ],
    );
}

payload! {
    /// A frame: what ran in it, and where it stood when it was asked for.
    struct FrameObject {
        code: Field,
        /// The function or generator, or None for a frame of which only a traceback tells.
        callee: Field,
        thread: u64,
        /// Its place among the thread's frames, outermost first.
        depth: usize,
        place: AtomicU32,
    }
}

fn make<'t>(
    t: &'t Thread,
    code: &LinkedCode,
    callee: Value<'_>,
    depth: usize,
    place: usize,
) -> Value<'t> {
    let frame = FrameObject {
        code: Field::new(code.value()),
        callee: Field::new(callee),
        thread: thread_number(t),
        depth,
        place: AtomicU32::new(place as u32),
    };
    let class = t.class(ClassId::Frame).value();
    Opaque::new(t.mutator(), class, frame).value()
}

fn thread_number(t: &Thread) -> u64 {
    std::ptr::from_ref(t).addr() as u64
}

/// The frame of the calling thread that is so many calls out from the one that runs; None if there are not so many.
pub fn frame<'t>(t: &'t Thread, out: usize) -> Option<Value<'t>> {
    let depth = t.frames.len().checked_sub(out + 1)?;
    at(t, depth)
}

fn at<'t>(t: &'t Thread, depth: usize) -> Option<Value<'t>> {
    let frame = t.frames.get(depth)?;
    let callee = t.get(frame.callee);
    let code = frame_code(callee)?;
    Some(make(t, code, callee, depth, code.index_of(frame.pc)))
}

fn own(t: &Thread, args: Args) -> Result<&FrameObject, Raised> {
    let frame = args.get(t, 0).opaque();
    frame.ok_or_else(|| wrong_receiver(t, args))
}

/// The frame itself, if it still runs on the thread that asks.
fn running<'t>(t: &'t Thread, frame: &FrameObject) -> Option<&'t Frame> {
    let running = t.frames.get(frame.depth)?;
    let same = frame.thread == thread_number(t)
        && !frame.callee.load().is_none()
        && t.get(running.callee) == frame.callee.load();
    same.then_some(running)
}

/// The index of the instruction where the frame stands or stood last.
fn place(t: &Thread, frame: &FrameObject) -> usize {
    let code = frame.code.load().cast::<LinkedCode>();
    if let (Some(running), Some(code)) = (running(t, frame), code) {
        let place = code.index_of(running.pc) as u32;
        frame.place.store(place, Ordering::Relaxed);
    }
    frame.place.load(Ordering::Relaxed) as usize
}

fn line_of(t: &Thread, frame: &FrameObject) -> u32 {
    let code = frame.code.load().cast::<LinkedCode>();
    code.map_or(0, |code| code.code.line(place(t, frame)))
}

fn line(t: &mut Thread, args: Args) -> Returned {
    let line = line_of(t, own(t, args)?);
    Ok(t.done(Value::length(line as usize)))
}

fn back(t: &mut Thread, args: Args) -> Returned {
    let frame = own(t, args)?;
    let outer = running(t, frame).and(frame.depth.checked_sub(1));
    let back = outer.and_then(|depth| at(t, depth));
    Ok(t.done(back.unwrap_or(Value::NONE)))
}

fn globals(t: &mut Thread, args: Args) -> Returned {
    let code = own(t, args)?.code.load().cast::<LinkedCode>();
    let module = code.map_or(Value::NONE, |code| code.module.load());
    Ok(t.done(attribute_dict(t, module)))
}

fn locals(t: &mut Thread, args: Args) -> Returned {
    let frame = own(t, args)?;
    let Some(running) = running(t, frame).copied() else {
        let message = "gilscope keeps no local variables of a frame that does not run";
        return Err(t.error(ClassId::RuntimeError, message));
    };
    match vm::frame_locals(t, &running) {
        Some(names) => Ok(t.done(t.get(names))),
        None => globals(t, args),
    }
}

/// `<frame at 0x..., file 'x.py', line 3, code f>`
fn repr(t: &mut Thread, args: Args) -> Returned {
    let frame = own(t, args)?;
    let code = frame.code.load().cast::<LinkedCode>();
    let (file, name) = code.map_or(("?", "?"), |code| (code.code.source.name(), code.name()));
    let (address, line) = (super::identity(args.get(t, 0)), line_of(t, frame));
    let text = format!("<frame at {address:#x}, file '{file}', line {line}, code {name}>");
    Ok(t.done(t.str(&text)))
}

/// The frame of a traceback's entry: the innermost one that runs the same code, or what the entry itself tells.
fn of_traceback(t: &mut Thread, args: Args) -> Returned {
    let Some(entry) = args.get(t, 0).cast::<Traceback>() else {
        return Err(wrong_receiver(t, args));
    };
    let Some(code) = entry.code.load().cast::<LinkedCode>() else {
        return t.none();
    };
    let runs_it = |frame: &Frame| {
        frame_code(t.get(frame.callee)).is_some_and(|other| std::ptr::eq(other, code))
    };
    let found = match t.frames.iter().rposition(runs_it) {
        Some(depth) => at(t, depth),
        None => None,
    };
    let frame = found.unwrap_or_else(|| make(t, code, Value::NONE, 0, entry.pc));
    Ok(t.done(frame))
}

fn of_generator(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let suspended = value
        .cast::<Generator>()
        .filter(|generator| generator.state() != GeneratorState::Finished);
    let Some((generator, code)) = suspended.zip(frame_code(value)) else {
        return t.none();
    };
    let is_it = |frame: &Frame| t.get(frame.callee) == value;
    let running = t
        .frames
        .iter()
        .rposition(is_it)
        .and_then(|depth| at(t, depth));
    // One that has not started stands at its `def`.
    let place = match generator.state() {
        GeneratorState::Created => 0,
        _ => generator.pc.load(Ordering::Relaxed) as usize,
    };
    let frame = running.unwrap_or_else(|| make(t, code, Value::NONE, 0, place));
    Ok(t.done(frame))
}

//! The local variables of a running frame, by name.

use crate::bytecode::CodeKind;
use crate::heap::{CellVariable, Object, Slot, Str};
use crate::object::{Frame, Thread, frame_code};

/// The local names of the calling frame, pushed: a new dict for a function, the namespace for a class body; None at module level.
pub fn local_names(t: &Thread) -> Option<Slot> {
    frame_locals(t, t.frames.last()?)
}

/// As [`local_names`], for any frame of the thread.
pub fn frame_locals(t: &Thread, frame: &Frame) -> Option<Slot> {
    let code = frame_code(t.get(frame.callee))?;
    match code.code.kind {
        CodeKind::Module | CodeKind::Expression => None,
        CodeKind::Class => Some(t.push(t.get(frame.base))),
        CodeKind::Function | CodeKind::GeneratorExpression => {
            let dict = t.dict();
            for (index, name) in code.locals.iter().enumerate() {
                let value = t.get(frame.base.offset(index));
                let value = value
                    .cast::<CellVariable>()
                    .map_or(value, |cell| cell.contents.load());
                if let (Some(name), Some(value)) = (name.load().cast::<Str>(), value.bound())
                    && !name.as_str().starts_with('.')
                {
                    t.set_str_key(dict, name, value);
                }
            }
            Some(t.push(dict.value()))
        }
    }
}

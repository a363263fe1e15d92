//! From a finished unit to a verified code object: jumps get their distances, and those that do not fit 16 bits are
//! rewritten as a short one around a long one.

use std::sync::Arc;

use super::emit::{Buffer, Emitted};
use super::refuse::internal;
use super::unit::{Result, Unit};
use crate::bytecode::{Code, Handler, Instruction, Op, Role, verify};
use crate::source::{Source, Span};

/// How many jumps to jumps are followed; more than real code has, and an end to loops of nothing but jumps.
const MAX_HOPS: usize = 16;

/// Makes the code object.
#[inline(never)]
pub(super) fn assemble(unit: Unit<'_>, source: &Source) -> Result<Arc<Code>> {
    let places = &unit.buffer.places;
    let mut targets = unit.buffer.emitted.iter().filter_map(|e| e.target);
    if targets.any(|label| places[label.0].is_none()) {
        return internal(unit.identity.span, "a jump leads nowhere");
    }
    let mut layout = Layout::new(&unit.buffer);
    layout.settle();
    let (instructions, spans) = layout.instructions();
    let anchored = spans.iter().zip(0..);
    let anchors = anchored
        .filter_map(|(span, pc)| Some((pc, *unit.anchors.get(span)?)))
        .collect();
    let handlers = handlers(&unit.handlers, &layout.positions);
    let code = Code {
        name: unit.identity.name,
        qualname: unit.identity.qualname,
        source: source.clone(),
        first_line: unit.identity.first_line,
        kind: unit.identity.kind,
        parameters: unit.parameters,
        is_generator: unit.is_generator,
        locals: unit.locals,
        free_variables: {
            let mut free: Vec<_> = unit.free.into_iter().collect();
            free.sort_unstable_by_key(|(_, register)| *register);
            free.into_iter().map(|(name, _)| name.to_string()).collect()
        },
        registers: unit.registers as u16,
        instructions: instructions.into(),
        spans,
        anchors,
        constants: unit.pool.into_constants(),
        globals: unit.globals,
        sites: unit.sites,
        codes: unit.codes,
        handlers,
        docstring: unit.docstring,
    };
    match verify(&code) {
        Ok(()) => Ok(Arc::new(code)),
        Err(refusal) => {
            let what = format!("bad code for {}: {refusal}", code.qualname);
            internal(unit.identity.span, &what)
        }
    }
}

/// Where each emitted instruction goes. One may become none, two or three.
struct Layout<'b> {
    emitted: &'b [Emitted],
    /// For each emitted instruction, the index of the one it jumps to.
    targets: Vec<Option<usize>>,
    sizes: Vec<u32>,
    /// One more than instructions: the last is the end.
    positions: Vec<u32>,
}

impl<'b> Layout<'b> {
    fn new(buffer: &'b Buffer) -> Layout<'b> {
        let emitted = &buffer.emitted;
        let label_place = |e: &Emitted| buffer.places[e.target?.0];
        // A jump to an unconditional jump goes straight to where that one leads.
        let final_place = |e: &Emitted| {
            let mut place = label_place(e)?;
            for _ in 0..MAX_HOPS {
                match emitted.get(place) {
                    Some(next) if next.op == Op::Jump => place = label_place(next)?,
                    _ => break,
                }
            }
            Some(place)
        };
        Layout {
            emitted,
            targets: emitted.iter().map(final_place).collect(),
            sizes: vec![1; emitted.len()],
            positions: Vec::new(),
        }
    }

    /// Finds sizes at which every jump reaches its target. Jumps only ever get longer, so this ends.
    fn settle(&mut self) {
        for (i, emitted) in self.emitted.iter().enumerate() {
            if emitted.op == Op::Jump && self.targets[i] == Some(i + 1) {
                self.sizes[i] = 0;
            }
        }
        loop {
            self.place();
            let mut settled = true;
            for i in 0..self.emitted.len() {
                if self.sizes[i] == 1 && !self.is_wide(i) && !self.fits(i) {
                    self.sizes[i] = long_size(self.emitted[i].op);
                    settled = false;
                }
            }
            if settled {
                return;
            }
        }
    }

    fn place(&mut self) {
        let mut position = 0;
        self.positions.clear();
        for size in &self.sizes {
            self.positions.push(position);
            position += size;
        }
        self.positions.push(position);
    }

    /// Whether an instruction has room for any distance.
    fn is_wide(&self, i: usize) -> bool {
        self.targets[i].is_none() || self.emitted[i].op.layout().b == Role::Jump
    }

    fn fits(&self, i: usize) -> bool {
        self.distance(i, 1)
            .is_none_or(|distance| i16::try_from(distance).is_ok())
    }

    /// Distance to the target of instruction `i` from `after` places behind its first word.
    fn distance(&self, i: usize, after: u32) -> Option<i32> {
        let target = self.positions[self.targets[i]?];
        Some(target as i32 - (self.positions[i] + after) as i32)
    }

    fn instructions(&self) -> (Vec<Instruction>, Vec<Span>) {
        let mut instructions = Vec::new();
        let mut spans = Vec::new();
        for (i, emitted) in self.emitted.iter().enumerate() {
            self.encode(i, emitted, &mut instructions);
            spans.resize(instructions.len(), emitted.span);
        }
        (instructions, spans)
    }

    fn encode(&self, i: usize, emitted: &Emitted, out: &mut Vec<Instruction>) {
        let &Emitted { op, d, a, b, c, .. } = emitted;
        let size = self.sizes[i];
        let Some(distance) = self.distance(i, size) else {
            out.push(plain(op, d, a, b, c));
            return;
        };
        let short = |d: u8, distance: i16| Instruction::new(op, d, a, b, distance as u16);
        match size {
            0 => {}
            1 if self.is_wide(i) => out.push(Instruction::with_immediate(op, d, a, distance)),
            1 => out.push(short(d, distance as i16)),
            // The opposite condition skips the long jump.
            2 => {
                out.push(short(1 - d, 1));
                out.push(Instruction::with_immediate(Op::Jump, 0, 0, distance));
            }
            // An iteration has no opposite: its end skips the long jump.
            _ => {
                out.push(short(d, 1));
                out.push(Instruction::with_immediate(Op::Jump, 0, 0, 1));
                out.push(Instruction::with_immediate(Op::Jump, 0, 0, distance));
            }
        }
    }
}

fn long_size(op: Op) -> u32 {
    match op {
        Op::ForIter | Op::ForRange => 3,
        _ => 2,
    }
}

/// An instruction without a jump; an immediate was split into `b` and `c` when it was emitted.
fn plain(op: Op, d: u8, a: u16, b: u16, c: u16) -> Instruction {
    Instruction::new(op, d, a, b, c)
}

fn handlers(handlers: &[Handler], positions: &[u32]) -> Vec<Handler> {
    let place = |index: u32| positions[index as usize];
    handlers
        .iter()
        .map(|handler| Handler {
            start: place(handler.start),
            end: place(handler.end),
            target: place(handler.target),
            register: handler.register,
        })
        .filter(|handler| handler.start < handler.end)
        .collect()
}

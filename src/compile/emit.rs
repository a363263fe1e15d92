//! Instructions on their way into a code object: labels instead of distances, and the flow of control that decides what
//! is reachable and which registers are bound.

use super::flow::{Flow, Registers};
use super::unit::{Reg, Unit};
use crate::bytecode::Op;
use crate::source::Span;

/// A place in the code that jumps lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub(super) usize);

/// An instruction whose jump is still a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Emitted {
    pub(super) op: Op,
    pub(super) d: u8,
    pub(super) a: u16,
    pub(super) b: u16,
    pub(super) c: u16,
    pub(super) target: Option<Label>,
    pub(super) span: Span,
}

/// Code in the making.
#[derive(Debug)]
pub(super) struct Buffer {
    pub(super) emitted: Vec<Emitted>,
    /// Each label's place, once it is known.
    pub(super) places: Vec<Option<usize>>,
    /// For each label not yet placed, what is known on the jumps to it.
    pending: Vec<Flow>,
    /// What is known here.
    pub(super) flow: Flow,
}

impl Buffer {
    pub(super) fn new() -> Buffer {
        Buffer {
            emitted: Vec::new(),
            places: Vec::new(),
            pending: Vec::new(),
            flow: Flow::Reached(Registers::default()),
        }
    }

    fn push(&mut self, emitted: Emitted) {
        if self.flow.is_reachable() {
            self.emitted.push(emitted);
        }
    }
}

impl Unit<'_> {
    /// Emits an instruction with `d` = 0.
    pub(super) fn emit(&mut self, op: Op, a: u16, b: u16, c: u16, span: Span) {
        self.emit_d(op, 0, a, b, c, span);
    }

    /// Emits an instruction. Where execution cannot get, nothing is emitted.
    pub(super) fn emit_d(&mut self, op: Op, d: u8, a: u16, b: u16, c: u16, span: Span) {
        self.buffer.push(Emitted {
            op,
            d,
            a,
            b,
            c,
            target: None,
            span,
        });
        if matches!(
            op,
            Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise | Op::Jump
        ) {
            self.buffer.flow = Flow::Unreachable;
        }
    }

    /// A label to be placed later.
    pub(super) fn label(&mut self) -> Label {
        self.buffer.places.push(None);
        self.buffer.pending.push(Flow::Unreachable);
        Label(self.buffer.places.len() - 1)
    }

    /// Emits a jump. After `Op::Jump` the code is unreachable until a label is placed.
    pub(super) fn jump(&mut self, op: Op, d: u8, a: Reg, b: u16, to: Label, span: Span) {
        // A loop's start was placed with what every jump back to it can promise.
        if self.buffer.places[to.0].is_none() {
            let flow = &self.buffer.flow;
            self.buffer.pending[to.0].join(flow);
        }
        self.buffer.push(Emitted {
            op,
            d,
            a,
            b,
            c: 0,
            target: Some(to),
            span,
        });
        if op == Op::Jump {
            self.buffer.flow = Flow::Unreachable;
        }
    }

    /// An unconditional jump.
    pub(super) fn goto(&mut self, to: Label, span: Span) {
        self.jump(Op::Jump, 0, 0, 0, to, span);
    }

    /// Puts a label here. All jumps to it have been emitted, loops excepted.
    pub(super) fn place(&mut self, label: Label) {
        let arriving = std::mem::take(&mut self.buffer.pending[label.0]);
        self.buffer.flow.join(&arriving);
        self.buffer.places[label.0] = Some(self.buffer.emitted.len());
    }

    /// Puts the label of a loop's start here: jumps back to it come later, and may arrive with variables that were unbound meanwhile.
    pub(super) fn place_loop(&mut self, label: Label) {
        self.place(label);
        self.buffer.flow = std::mem::take(&mut self.buffer.flow).without(&self.unbindable);
    }

    /// Index of the next instruction.
    pub(super) fn position(&self) -> usize {
        self.buffer.emitted.len()
    }
}

//! The statements that surround the code being emitted and have a say when it leaves them: loops, `try`, `with`.
//!
//! Protected code is a list of ranges: when a `return`, `break` or `continue` leaves a `try` or `with`, what has to run on the way
//! out is emitted in place, and the ranges of the blocks already left have a gap there.

use super::compiler::Compiler;
use super::emit::Label;
use super::flow::Flow;
use super::refuse::refuse;
use super::unit::{Reg, Result, Unit};
use crate::bytecode::{Handler, Op};
use crate::source::Span;
use crate::syntax::ast::{Ident, Stmt};

/// Most blocks inside one another in one function; CPython's limit.
const MAX_NESTED: usize = 21;

/// What a block does when code leaves it.
#[derive(Clone, Copy)]
pub(super) enum Leaving<'a> {
    /// A loop: nothing to do.
    Loop {
        /// Where `break` goes.
        exit: Label,
        /// Where `continue` goes.
        next: Label,
    },
    /// The guarded part of a `try` without `finally`: nothing to do.
    Try,
    /// An `except` clause: the exception is no longer handled, and its name is unbound.
    Handler {
        register: Reg,
        name: Option<&'a Ident>,
    },
    /// A `try` with `finally`: its body has to run.
    Finally(&'a [Stmt]),
    /// A `finally` that runs because of an exception, which is dropped.
    FinallyHandler { register: Reg },
    /// A `with`: its context has to be left.
    With { register: Reg, span: Span },
}

/// A block that is open.
pub(super) struct Block<'a> {
    leaving: Leaving<'a>,
    /// Finished ranges of the code it protects.
    ranges: Vec<(usize, usize)>,
    /// Where the range in progress started.
    start: usize,
}

/// The code that a block protected.
pub(super) struct Protected {
    ranges: Vec<(usize, usize)>,
    /// What is known where its handler starts.
    pub(super) flow: Flow,
}

impl Block<'_> {
    fn close(&mut self, position: usize) {
        if self.start < position {
            self.ranges.push((self.start, position));
        }
    }
}

impl Unit<'_> {
    /// Starts the handler of protected code here: the exception will be in `R[register]`, the outer handled one in the next register.
    /// Where nothing is protected, the handler is unreachable.
    pub(super) fn place_handler(&mut self, protected: Protected, register: Reg) {
        let target = self.position() as u32;
        let reachable = !protected.ranges.is_empty();
        for (start, end) in protected.ranges {
            self.handlers.push(Handler {
                start: start as u32,
                end: end as u32,
                target,
                register,
            });
        }
        self.buffer.flow = match reachable {
            true => protected.flow,
            false => Flow::Unreachable,
        };
    }
}

impl<'a> Compiler<'a> {
    /// Compiles `inside` in a block.
    pub(super) fn in_block(
        &mut self,
        leaving: Leaving<'a>,
        span: Span,
        inside: impl FnOnce(&mut Self) -> Result,
    ) -> Result<Protected> {
        let depth = self.unit.blocks.len();
        if depth >= MAX_NESTED {
            return refuse(span, "too many statically nested blocks");
        }
        let flow = self.unit.cautious_flow();
        let start = self.unit.position();
        self.unit.blocks.push(Block {
            leaving,
            ranges: Vec::new(),
            start,
        });
        let result = inside(self);
        let mut blocks = self.unit.blocks.split_off(depth);
        result?;
        let mut ranges = Vec::new();
        if let Some(block) = blocks.first_mut() {
            block.close(self.unit.position());
            ranges = std::mem::take(&mut block.ranges);
        }
        Ok(Protected { ranges, flow })
    }

    /// The innermost loop: its exit, its next turn, and how many blocks are outside of its body.
    pub(super) fn innermost_loop(&self) -> Option<(Label, Label, usize)> {
        let blocks = self.unit.blocks.iter().enumerate().rev();
        blocks
            .filter_map(|(depth, block)| match block.leaving {
                Leaving::Loop { exit, next } => Some((exit, next, depth)),
                _ => None,
            })
            .next()
    }

    /// Whether leaving all blocks above `depth` runs code of any kind.
    pub(super) fn leaving_runs_code(&self, depth: usize) -> bool {
        self.unit.blocks[depth..]
            .iter()
            .any(|block| !matches!(block.leaving, Leaving::Loop { .. } | Leaving::Try))
    }

    /// Emits what has to run when all blocks above `depth` are left, innermost first, and then the `exit` itself.
    pub(super) fn leave(
        &mut self,
        depth: usize,
        span: Span,
        exit: impl FnOnce(&mut Self),
    ) -> Result {
        let mut left = Vec::new();
        let mut result = Ok(());
        while self.unit.blocks.len() > depth && result.is_ok() {
            let Some(mut block) = self.unit.blocks.pop() else {
                break;
            };
            block.close(self.unit.position());
            let leaving = block.leaving;
            left.push(block);
            result = self.leave_block(leaving, span);
        }
        if result.is_ok() {
            exit(self);
        }
        let position = self.unit.position();
        for mut block in left.into_iter().rev() {
            block.start = position;
            self.unit.blocks.push(block);
        }
        result
    }

    fn leave_block(&mut self, leaving: Leaving<'a>, span: Span) -> Result {
        match leaving {
            Leaving::Loop { .. } | Leaving::Try => Ok(()),
            Leaving::Handler { register, name } => {
                self.op(Op::PopExcept, register, 0, 0, span);
                self.unbind_handler_name(name)
            }
            Leaving::Finally(body) => self.body(body),
            Leaving::FinallyHandler { register } => {
                self.op(Op::PopExcept, register, 0, 0, span);
                Ok(())
            }
            Leaving::With { register, span } => self.exit_context(register, span),
        }
    }
}

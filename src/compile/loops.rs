//! `while` and `for`, and the iteration that comprehensions share with them.
//!
//! Loops are inverted: the condition, or the step of the iterator, stands below the body and jumps back to it, so that a turn
//! executes one jump.

use super::blocks::Leaving;
use super::compiler::Compiler;
use super::emit::Label;
use super::fold;
use super::refuse::unsupported;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, For, Stmt};

/// What a loop draws its items from.
#[derive(Clone, Copy)]
pub(super) enum Iteration {
    /// The iterator in this register.
    Iterator(Reg),
    /// The range state in the window that starts here.
    Range(Reg),
}

impl<'a> Compiler<'a> {
    pub(super) fn while_statement(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
    ) -> Result {
        let [top, next, otherwise, exit] = std::array::from_fn(|_| self.label());
        // The condition is compiled twice, so that what it binds is known to be bound in the body.
        self.branch(test, false, otherwise)?;
        self.in_block(Leaving::Loop { exit, next }, span, |c| {
            c.unit.place_loop(top);
            c.body(body)?;
            c.unit.place(next);
            match fold::constant(test).map(|constant| fold::truth(&constant)) {
                Some(true) => c.unit.jump(Op::Jump, 1, 0, 0, top, test.span),
                Some(false) => {}
                None => c.branch(test, true, top)?,
            }
            Ok(())
        })?;
        self.unit.place(otherwise);
        self.body(orelse)?;
        self.unit.place(exit);
        Ok(())
    }

    pub(super) fn for_statement(&mut self, node: &'a For, span: Span) -> Result {
        if node.is_async {
            return unsupported(span, "`async for`", "use threads and a plain `for`");
        }
        let iteration = self.iterate(&node.iter)?;
        let exit = self.label();
        self.each(iteration, &node.target, node.iter.span, |c, next| {
            c.in_block(Leaving::Loop { exit, next }, span, |c| c.body(&node.body))
                .map(|_| ())
        })?;
        self.body(&node.orelse)?;
        self.unit.place(exit);
        Ok(())
    }

    /// Evaluates an iterable and gets its iterator, in temporaries that stay allocated.
    pub(super) fn iterate(&mut self, iterable: &'a Expr) -> Result<Iteration> {
        if let Some((callee, args)) = range_call(iterable) {
            self.note_anchor(iterable);
            let window = self.unit.temps(4)?;
            self.into(callee, window)?;
            for (i, arg) in args.iter().enumerate() {
                self.into(arg, window + 1 + i as Reg)?;
            }
            let count = args.len() as u8;
            self.op_d(Op::ForRangePrep, count, window, 0, 0, iterable.span);
            return Ok(Iteration::Range(window));
        }
        self.iterator(iterable).map(Iteration::Iterator)
    }

    /// Evaluates an iterable and gets its iterator into a new temporary.
    pub(super) fn iterator(&mut self, iterable: &'a Expr) -> Result<Reg> {
        let mark = self.unit.mark();
        // Nobody sees a list that is only iterated over.
        let items = match &iterable.kind {
            ExprKind::List(items) => items.iter().map(fold::constant).collect(),
            _ => None,
        };
        let source = match items {
            Some(items) => {
                let tuple = self.unit.temp()?;
                self.load_constant(Constant::Tuple(items), tuple, iterable.span)?;
                tuple
            }
            None => self.operand(iterable, &[])?,
        };
        self.unit.release(mark);
        let iterator = self.unit.temp()?;
        self.op(Op::GetIter, iterator, source, 0, iterable.span);
        Ok(iterator)
    }

    /// Runs `body` for each item, which goes to `target`. The label is where the next turn starts.
    pub(super) fn each(
        &mut self,
        iteration: Iteration,
        target: &'a Expr,
        span: Span,
        body: impl FnOnce(&mut Self, Label) -> Result,
    ) -> Result {
        let [top, next] = std::array::from_fn(|_| self.label());
        let local = match &target.kind {
            ExprKind::Name(name) => self.register_of(name),
            _ => None,
        };
        let item = self.target(local)?;
        let flow = self.unit.cautious_flow();
        self.unit.goto(next, span);
        // The body is reached from below only, with an item.
        self.unit.buffer.flow = flow;
        self.unit.place(top);
        match local {
            Some(register) => self.unit.buffer.flow.bind(register),
            None => self.store(target, item)?,
        }
        body(self, next)?;
        self.unit.place(next);
        let (op, source) = match iteration {
            Iteration::Iterator(register) => (Op::ForIter, register),
            Iteration::Range(window) => (Op::ForRange, window),
        };
        let unpacks = matches!(target.kind, ExprKind::Tuple(_) | ExprKind::List(_));
        let d = u8::from(unpacks && op == Op::ForIter);
        self.unit.jump(op, d, item, source, top, span);
        Ok(())
    }
}

/// A call that may be the built-in `range`: whether it is, is found out at run time.
fn range_call(expr: &Expr) -> Option<(&Expr, &[Expr])> {
    let ExprKind::Call(call) = &expr.kind else {
        return None;
    };
    let is_range = matches!(&call.func.kind, ExprKind::Name(name) if &**name == "range");
    let plain = call.keywords.is_empty()
        && (1..=3).contains(&call.args.len())
        && !call
            .args
            .iter()
            .any(|arg| matches!(arg.kind, ExprKind::Starred(_)));
    (is_range && plain).then_some((&call.func, &call.args))
}

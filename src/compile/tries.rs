//! `try` in all its forms, and `with`.
//!
//! A handler gets the exception and the outer handled exception in two temporaries. While it runs it is protected itself: an
//! exception that leaves it first restores the outer handled exception.

use super::blocks::{Leaving, Protected};
use super::compiler::Compiler;
use super::emit::Label;
use super::refuse::unsupported;
use super::unit::{Reg, Result};
use crate::bytecode::Op;
use crate::source::Span;
use crate::syntax::ast::{ExceptHandler, Ident, Stmt, Try, WithItem};

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, node: &'a Try, span: Span) -> Result {
        if node.finalbody.is_empty() {
            return self.try_except(node, span);
        }
        let end = self.label();
        let protected = self.in_block(Leaving::Finally(&node.finalbody), span, |c| {
            match node.handlers.is_empty() {
                true => c.body(&node.body),
                false => c.try_except(node, span),
            }
        })?;
        self.body(&node.finalbody)?;
        self.unit.goto(end, span);

        let register = self.unit.temps(2)?;
        self.unit.place_handler(protected, register);
        let leaving = Leaving::FinallyHandler { register };
        let cleanup = self.in_block(leaving, span, |c| c.body(&node.finalbody))?;
        self.op(Op::Reraise, register, 0, 0, span);
        self.cleanup(cleanup, register, None, span)?;
        self.unit.place(end);
        Ok(())
    }

    fn try_except(&mut self, node: &'a Try, span: Span) -> Result {
        let mark = self.unit.mark();
        let end = self.label();
        let protected = self.in_block(Leaving::Try, span, |c| c.body(&node.body))?;
        self.body(&node.orelse)?;
        self.unit.goto(end, span);

        let register = self.unit.temps(2)?;
        self.unit.place_handler(protected, register);
        if node.is_star {
            self.except_star(node, register, span)?;
            self.unit.release(mark);
            self.unit.place(end);
            return Ok(());
        }
        let cleanup = self.in_block(Leaving::Try, span, |c| {
            let mut handlers = node.handlers.iter();
            handlers.try_for_each(|handler| c.except(handler, register, end))
        })?;
        self.op(Op::Reraise, register, 0, 0, span);
        self.cleanup(cleanup, register, None, span)?;
        self.unit.release(mark);
        self.unit.place(end);
        Ok(())
    }

    /// One `except` clause; control falls through if it does not match.
    fn except(&mut self, handler: &'a ExceptHandler, register: Reg, end: Label) -> Result {
        let span = handler.span;
        let next = self.label();
        if let Some(typ) = &handler.typ {
            let mark = self.unit.mark();
            let class = self.operand(typ, &[])?;
            let matches = self.unit.temp()?;
            self.op(Op::MatchException, matches, register, class, span);
            self.unit.jump(Op::JumpIfFalse, 0, matches, 0, next, span);
            self.unit.release(mark);
        }
        let name = handler.name.as_ref();
        if let Some(name) = name {
            self.store_name(&name.name, register, name.span)?;
        }
        let leaving = Leaving::Handler { register, name };
        let protected = self.in_block(leaving, span, |c| c.body(&handler.body))?;
        self.op(Op::PopExcept, register, 0, 0, span);
        self.unbind_handler_name(name)?;
        self.unit.goto(end, span);
        // Without a name, the cleanup of the whole `try` does.
        if name.is_some() {
            self.cleanup(protected, register, name, span)?;
        }
        self.unit.place(next);
        Ok(())
    }

    /// The clauses of `except*`: each takes its part of what is left of the exception in `register`; then the rest is raised, together with what the
    /// clauses raised.
    fn except_star(&mut self, node: &'a Try, register: Reg, span: Span) -> Result {
        let state = self.unit.temps(2)?;
        let leaving = Leaving::Handler {
            register,
            name: None,
        };
        let cleanup = self.in_block(leaving, span, |c| {
            c.step(0, [state, register, register], span);
            for handler in &node.handlers {
                c.except_star_clause(handler, register, state)?;
            }
            c.step(3, [state, state, register], span);
            Ok(())
        })?;
        let done = self.label();
        self.unit.jump(Op::JumpIfFalse, 0, state + 1, 0, done, span);
        self.copy(state + 1, register + 1, span);
        self.op(Op::Reraise, state, 0, 0, span);
        self.cleanup(cleanup, register, None, span)?;
        self.unit.place(done);
        self.op(Op::PopExcept, register, 0, 0, span);
        Ok(())
    }

    fn except_star_clause(
        &mut self,
        handler: &'a ExceptHandler,
        caught: Reg,
        state: Reg,
    ) -> Result {
        let span = handler.span;
        let Some(typ) = &handler.typ else {
            return Ok(());
        };
        let next = self.label();
        let mark = self.unit.mark();
        let taken = self.unit.temps(2)?;
        let class = self.operand(typ, &[])?;
        self.step(1, [taken, state, class], span);
        self.unit.release(taken as usize + 2);
        self.unit.jump(Op::JumpIfFalse, 0, taken + 1, 0, next, span);
        self.copy(taken + 1, caught, span);
        let name = handler.name.as_ref();
        if let Some(name) = name {
            self.store_name(&name.name, taken, name.span)?;
        }
        let leaving = Leaving::Handler {
            register: taken,
            name,
        };
        let protected = self.in_block(leaving, span, |c| c.body(&handler.body))?;
        self.op(Op::PopExcept, taken, 0, 0, span);
        self.unbind_handler_name(name)?;
        self.unit.goto(next, span);

        let raised = self.unit.temps(2)?;
        self.unit.place_handler(protected, raised);
        self.unbind_handler_name(name)?;
        self.step(2, [raised, state, raised], span);
        self.copy(raised + 1, caught, span);
        self.op(Op::PopExcept, raised, 0, 0, span);
        self.unit.release(mark);
        self.unit.place(next);
        Ok(())
    }

    fn step(&mut self, step: u8, [a, b, c]: [Reg; 3], span: Span) {
        self.unit.emit_d(Op::GroupExcept, step, a, b, c, span);
    }

    /// What happens when an exception leaves the handler of the exception in `register`.
    fn cleanup(
        &mut self,
        protected: Protected,
        register: Reg,
        name: Option<&'a Ident>,
        span: Span,
    ) -> Result {
        let mark = self.unit.mark();
        let raised = self.unit.temps(2)?;
        self.unit.place_handler(protected, raised);
        self.unbind_handler_name(name)?;
        self.copy(raised + 1, register + 1, span);
        self.op(Op::Reraise, raised, 0, 0, span);
        self.unit.release(mark);
        Ok(())
    }

    pub(super) fn with_statement(
        &mut self,
        items: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
        span: Span,
    ) -> Result {
        if is_async {
            return unsupported(span, "`async with`", "use threads and a plain `with`");
        }
        let Some((item, inner)) = items.split_first() else {
            return self.body(body);
        };
        let context_span = item.context.span;
        let mark = self.unit.mark();
        let manager = self.operand(&item.context, &[])?;
        self.unit.release(mark);
        let register = self.unit.temps(2)?;
        self.op(Op::WithEnter, register, manager, 0, context_span);
        let leaving = Leaving::With {
            register,
            span: context_span,
        };
        let protected = self.in_block(leaving, span, |c| {
            if let Some(target) = &item.target {
                c.store(target, register + 1)?;
            }
            c.unit.release(register as usize + 1);
            c.with_statement(inner, body, false, span)
        })?;
        let [end, swallowed] = std::array::from_fn(|_| self.label());
        self.exit_context(register, context_span)?;
        self.unit.goto(end, span);

        let raised = self.unit.temps(2)?;
        self.unit.place_handler(protected, raised);
        let cleanup = self.in_block(Leaving::Try, span, |c| {
            let result = c.unit.temp()?;
            c.op(Op::WithExcept, result, register, raised, context_span);
            c.unit
                .jump(Op::JumpIfTrue, 0, result, 0, swallowed, context_span);
            Ok(())
        })?;
        self.op(Op::Reraise, raised, 0, 0, context_span);
        self.cleanup(cleanup, raised, None, context_span)?;
        self.unit.place(swallowed);
        self.op(Op::PopExcept, raised, 0, 0, context_span);
        self.unit.place(end);
        self.unit.release(mark);
        Ok(())
    }

    /// Leaves the context in `register`, whose window must be the topmost.
    pub(super) fn exit_context(&mut self, register: Reg, span: Span) -> Result {
        let mark = self.unit.mark();
        let window = match mark == register as usize + 1 {
            true => {
                self.unit.temps(4)?;
                register
            }
            // Something is still needed above it: the value of a `return`.
            false => {
                let window = self.unit.temps(5)?;
                self.copy(window, register, span);
                window
            }
        };
        self.op(Op::WithExit, window, 0, 0, span);
        self.unit.release(mark);
        Ok(())
    }
}

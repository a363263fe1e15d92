//! Simple statements, `if`, and the dispatch to the files of the others.

use super::compiler::Compiler;
use super::emit::Label;
use super::fold;
use super::operators::arithmetic;
use super::refuse::refuse;
use super::unit::{Reg, Result};
use crate::bytecode::{CodeKind, Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, IfBranch, Operator, Stmt, StmtKind};

impl<'a> Compiler<'a> {
    pub(super) fn statement(&mut self, stmt: &'a Stmt) -> Result {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_definition(def, span),
            StmtKind::ClassDef(def) => self.class_definition(def, span),
            StmtKind::TypeAlias(alias) => self.type_alias(alias),
            StmtKind::Return(value) => self.return_statement(value.as_ref(), span),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign {
                target, op, value, ..
            } => self.augmented(target, *op, value, span),
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.annotated_assignment(target, annotation, value.as_ref(), *simple, span),
            StmtKind::For(node) => self.for_statement(node, span),
            StmtKind::While { test, body, orelse } => {
                self.while_statement(test, body, orelse, span)
            }
            StmtKind::If { branches, orelse } => self.if_statement(branches, orelse, span),
            StmtKind::With {
                items,
                body,
                is_async,
            } => self.with_statement(items, body, *is_async, span),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases, span),
            StmtKind::Raise { exc, cause } => self.raise(exc.as_ref(), cause.as_ref(), span),
            StmtKind::Try(node) => self.try_statement(node, span),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), span),
            StmtKind::Import(names) => self.import(names, span),
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => self.import_from(module, names, *level, span),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => Ok(()),
            StmtKind::Expr(value) => self.for_effect(value),
            StmtKind::Break => match self.innermost_loop() {
                Some((exit, _, depth)) => self.leave(depth, span, |c| c.unit.goto(exit, span)),
                None => refuse(span, "'break' outside loop"),
            },
            StmtKind::Continue => match self.innermost_loop() {
                Some((_, next, depth)) => self.leave(depth + 1, span, |c| c.unit.goto(next, span)),
                None => refuse(span, "'continue' not properly in loop"),
            },
        }
    }

    /// Evaluates an expression whose value nobody wants.
    pub(super) fn for_effect(&mut self, expr: &'a Expr) -> Result {
        match &expr.kind {
            ExprKind::Constant(literal) if fold::of_literal(literal).is_some() => Ok(()),
            _ => self.value(expr, None).map(|_| ()),
        }
    }

    fn if_statement(&mut self, branches: &'a [IfBranch], orelse: &'a [Stmt], span: Span) -> Result {
        let end = self.label();
        if let ([only], []) = (branches, orelse)
            && let Some(exit) = self.bare_exit(&only.body)
        {
            return self.branch(&only.test, true, exit);
        }
        for (i, branch) in branches.iter().enumerate() {
            let next = self.label();
            self.branch(&branch.test, false, next)?;
            self.body(&branch.body)?;
            if i + 1 < branches.len() || !orelse.is_empty() {
                self.unit.goto(end, span);
            }
            self.unit.place(next);
        }
        self.body(orelse)?;
        self.unit.place(end);
        Ok(())
    }

    /// Where a body that is nothing but `break` or `continue` goes, if nothing has to run on the way.
    fn bare_exit(&self, body: &[Stmt]) -> Option<Label> {
        let [stmt] = body else { return None };
        let (exit, next, depth) = self.innermost_loop()?;
        let label = match stmt.kind {
            StmtKind::Break => exit,
            StmtKind::Continue => next,
            _ => return None,
        };
        (!self.leaving_runs_code(depth)).then_some(label)
    }

    fn return_statement(&mut self, value: Option<&'a Expr>, span: Span) -> Result {
        if self.unit.identity.kind != CodeKind::Function {
            return refuse(span, "'return' outside function");
        }
        let constant = match value {
            None => Some(Constant::None),
            Some(value) => fold::constant(value),
        };
        match (constant, value) {
            (None, Some(value)) if self.leaving_runs_code(0) => {
                // What runs on the way out must not change the value.
                let register = self.push(value)?;
                self.leave(0, span, |c| c.op(Op::Return, register, 0, 0, span))
            }
            (None, Some(value)) => self.return_value(value, span),
            (constant, _) => {
                let k = self.unit.constant(constant.unwrap_or(Constant::None))?;
                self.leave(0, span, |c| c.op(Op::ReturnConst, 0, k, 0, span))
            }
        }
    }

    /// Returns from where nothing else has to run; each branch of a conditional expression by itself.
    pub(super) fn return_value(&mut self, value: &'a Expr, span: Span) -> Result {
        if let ExprKind::IfExp(choice) = &value.kind {
            let otherwise = self.label();
            return self.deeper(span, |c| {
                c.branch(&choice.test, false, otherwise)?;
                c.return_value(&choice.body, span)?;
                c.unit.place(otherwise);
                c.return_value(&choice.orelse, span)
            });
        }
        if let Some(constant) = fold::constant(value) {
            let k = self.unit.constant(constant)?;
            self.op(Op::ReturnConst, 0, k, 0, span);
            return Ok(());
        }
        let mark = self.unit.mark();
        let register = self.operand(value, &[])?;
        self.op(Op::Return, register, 0, 0, span);
        self.unit.release(mark);
        Ok(())
    }

    /// `target += value`: the target's parts are evaluated once.
    fn augmented(&mut self, target: &'a Expr, op: Operator, value: &'a Expr, span: Span) -> Result {
        match &target.kind {
            ExprKind::Name(name) => {
                self.check_assignable(name, target.span)?;
                let old = self.operand(target, &[value])?;
                let dst = self.register_of(name);
                let result = self.in_place(op, old, value, dst, span)?;
                self.store_name(name, result, target.span)
            }
            ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let location = self.attribute_span(target);
                let object = self.operand(object, &[value])?;
                let attr = self.mangled(attr);
                let old = self.unit.temp()?;
                let site = self.unit.site(&attr)?;
                self.op(Op::LoadAttr, old, object, site, location);
                let result = self.in_place(op, old, value, None, span)?;
                let site = self.unit.site(&attr)?;
                self.op(Op::StoreAttr, object, result, site, location);
                Ok(())
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } => {
                self.note_anchor(target);
                let object = self.operand(object, &[slice, value])?;
                let key = self.operand(slice, &[value])?;
                let old = self.unit.temp()?;
                self.op(Op::GetItem, old, object, key, target.span);
                let result = self.in_place(op, old, value, None, span)?;
                self.op(Op::SetItem, object, key, result, target.span);
                Ok(())
            }
            _ => refuse(target.span, "illegal expression for augmented assignment"),
        }
    }

    fn in_place(
        &mut self,
        op: Operator,
        left: Reg,
        right: &'a Expr,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let (plain, with_constant) = arithmetic(op);
        if let Some(with_constant) = with_constant
            && let Some(k) = self.constant_operand(right)?
        {
            let dst = self.target(dst)?;
            self.op_d(with_constant, 1, dst, left, k, span);
            return Ok(dst);
        }
        let right = self.operand(right, &[])?;
        let dst = self.target(dst)?;
        self.op_d(plain, 1, dst, left, right, span);
        Ok(dst)
    }

    fn raise(&mut self, exc: Option<&'a Expr>, cause: Option<&'a Expr>, span: Span) -> Result {
        match (exc, cause) {
            (None, _) => self.op(Op::Raise, 0, 0, 0, span),
            (Some(exc), None) => {
                let exc = self.operand(exc, &[])?;
                self.op_d(Op::Raise, 1, exc, 0, 0, span);
            }
            (Some(exc), Some(cause)) => {
                let exc = self.operand(exc, &[cause])?;
                let cause = self.operand(cause, &[])?;
                self.op_d(Op::Raise, 2, exc, cause, 0, span);
            }
        }
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>, span: Span) -> Result {
        let end = self.label();
        self.branch(test, true, end)?;
        let error = self.unit.temp()?;
        self.op(Op::LoadAssertionError, error, 0, 0, test.span);
        if let Some(msg) = msg {
            self.push(msg)?;
            self.op(Op::Call, error, error, 1, span);
        }
        self.op_d(Op::Raise, 1, error, 0, 0, test.span);
        self.unit.place(end);
        Ok(())
    }
}

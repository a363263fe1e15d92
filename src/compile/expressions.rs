//! Expressions: the dispatch, names, attributes, subscripts, `yield`.

use super::compiler::Compiler;
use super::fold;
use super::refuse::{refuse, unsupported};
use super::unit::{Reg, Result};
use crate::bytecode::{CodeKind, Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, NamedExpr, Slice};

impl<'a> Compiler<'a> {
    /// Evaluates an expression. With a destination the value goes there, and the destination is written only when the value is
    /// complete if it is a variable. Without one the value goes to a new temporary, or is left in the local that it is in.
    pub(super) fn value(&mut self, expr: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        self.deeper(expr.span, |c| {
            let mark = c.unit.mark();
            let register = c.value_of(expr, dst)?;
            let is_new = dst.is_none() && !c.unit.is_variable(register);
            let keep = is_new && register as usize >= mark;
            c.unit
                .release(if keep { register as usize + 1 } else { mark });
            Ok(register)
        })
    }

    fn value_of(&mut self, expr: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        let span = expr.span;
        if let Some(constant) = fold::constant(expr) {
            let dst = self.target(dst)?;
            self.load_constant(constant, dst, span)?;
            return Ok(dst);
        }
        self.note_anchor(expr);
        match &expr.kind {
            ExprKind::Name(name) => self.load_name(name, dst, span),
            ExprKind::NamedExpr(named) => self.walrus(named, dst, span),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, dst, span),
            ExprKind::BinOp { left, rest } => self.binary(left, rest, dst, span),
            ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, dst, span),
            ExprKind::Compare { left, rest } => self.compare(left, rest, dst, span),
            ExprKind::IfExp(choice) => self.if_exp(choice, dst, span),
            ExprKind::Lambda(lambda) => self.lambda(lambda, dst, span),
            ExprKind::Dict(items) => self.dict_display(items, dst, span),
            ExprKind::Set(items) => self.set_display(items, dst, span),
            ExprKind::List(items) => self.list_display(items, dst, span),
            ExprKind::Tuple(items) => self.tuple_display(items, dst, span),
            ExprKind::ListComp(comp) => self.list_comprehension(comp, dst, span),
            ExprKind::SetComp(comp) => self.set_comprehension(comp, dst, span),
            ExprKind::DictComp(comp) => self.dict_comprehension(comp, dst, span),
            ExprKind::GeneratorExp(comp) => self.generator_expression(comp, dst, span),
            ExprKind::Await(_) => {
                unsupported(span, "`await`", "use threads; they block without `await`")
            }
            ExprKind::Yield(value) => self.yield_value(value.as_deref(), dst, span),
            ExprKind::YieldFrom(value) => self.yield_from(value, dst, span),
            ExprKind::Call(call) => self.call(call, dst, span),
            ExprKind::JoinedStr(parts) => self.joined_string(parts, dst, span),
            ExprKind::Attribute { value, attr } => {
                let location = self.attribute_span(expr);
                let mark = self.unit.mark();
                let object = self.operand(value, &[])?;
                self.unit.release(mark);
                let dst = self.target(dst)?;
                let attr = self.mangled(attr);
                let site = self.unit.site(&attr)?;
                self.op(Op::LoadAttr, dst, object, site, location);
                Ok(dst)
            }
            ExprKind::Subscript { value, slice } => self.subscript(value, slice, dst, span),
            ExprKind::Slice(slice) => self.slice(slice, dst, span),
            ExprKind::Starred(_) => refuse(span, "can't use starred expression here"),
            // Other constants were folded.
            ExprKind::Constant(_) => self.target(dst),
        }
    }

    /// The range that is underlined for an attribute: of one that stands on a later line than its object, only the name.
    pub(super) fn attribute_span(&self, attribute: &Expr) -> Span {
        let span = attribute.span;
        let name = attribute.attr_span();
        match self.source.line(span.start) == self.source.line(name.start) {
            true => span,
            false => name,
        }
    }

    fn walrus(&mut self, named: &'a NamedExpr, dst: Option<Reg>, span: Span) -> Result<Reg> {
        let name = &named.target.name;
        self.check_assignable(name, named.target.span)?;
        let Some(register) = self.register_of(name) else {
            let value = self.value(&named.value, dst)?;
            self.store_name(name, value, named.target.span)?;
            return Ok(value);
        };
        self.into(&named.value, register)?;
        self.unit.buffer.flow.bind(register);
        Ok(self.deliver(register, dst, span))
    }

    fn subscript(
        &mut self,
        value: &'a Expr,
        slice: &'a Expr,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        let object = self.operand(value, &[slice])?;
        if let Some(k) = self.constant_operand(slice)? {
            self.unit.release(mark);
            let dst = self.target(dst)?;
            self.op(Op::GetItemK, dst, object, k, span);
            return Ok(dst);
        }
        let key = self.operand(slice, &[])?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::GetItem, dst, object, key, span);
        Ok(dst)
    }

    fn slice(&mut self, slice: &'a Slice, dst: Option<Reg>, span: Span) -> Result<Reg> {
        let mark = self.unit.mark();
        let window = self.unit.temps(3)?;
        for (i, part) in [&slice.lower, &slice.upper, &slice.step]
            .into_iter()
            .enumerate()
        {
            let register = window + i as Reg;
            match part {
                Some(part) => self.into(part, register)?,
                None => self.load_constant(Constant::None, register, span)?,
            }
        }
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::BuildSlice, dst, window, 0, span);
        Ok(dst)
    }

    fn check_yield(&self, what: &str, span: Span) -> Result {
        match self.unit.identity.kind {
            CodeKind::Function => Ok(()),
            _ => {
                let message = format!("'{what}' outside function");
                refuse(span, message)
            }
        }
    }

    fn yield_value(
        &mut self,
        value: Option<&'a Expr>,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        self.check_yield("yield", span)?;
        let mark = self.unit.mark();
        let value = match value {
            Some(value) => self.operand(value, &[])?,
            None => {
                let none = self.unit.temp()?;
                self.load_constant(Constant::None, none, span)?;
                none
            }
        };
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::Yield, dst, value, 0, span);
        Ok(dst)
    }

    fn yield_from(&mut self, value: &'a Expr, dst: Option<Reg>, span: Span) -> Result<Reg> {
        self.check_yield("yield from", span)?;
        let mark = self.unit.mark();
        let iterable = self.operand(value, &[])?;
        self.unit.release(mark);
        let iterator = self.unit.temp()?;
        self.op(Op::GetYieldFromIter, iterator, iterable, 0, span);
        let sent = self.unit.temp()?;
        self.load_constant(Constant::None, sent, span)?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::YieldFrom, dst, iterator, sent, span);
        Ok(dst)
    }
}

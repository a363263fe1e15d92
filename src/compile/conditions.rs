//! Conditions compiled for control flow: `and`, `or`, `not`, comparisons and constants jump directly, no truth value is made.

use super::compiler::Compiler;
use super::emit::Label;
use super::fold;
use super::operators::comparison;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{self, BoolOp, CmpOp, CompareRest, Expr, ExprKind, UnaryOp};

impl<'a> Compiler<'a> {
    /// Jumps to `to` if the expression's truth is `when`, else falls through.
    pub(super) fn branch(&mut self, expr: &'a Expr, when: bool, to: Label) -> Result {
        self.deeper(expr.span, |c| {
            let mark = c.unit.mark();
            c.branch_on(expr, when, to)?;
            c.unit.release(mark);
            Ok(())
        })
    }

    fn branch_on(&mut self, expr: &'a Expr, when: bool, to: Label) -> Result {
        let span = expr.span;
        if let Some(constant) = fold::constant(expr) {
            if fold::truth(&constant) == when {
                self.unit.goto(to, span);
            }
            return Ok(());
        }
        match &expr.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::Not,
                operand,
            } => self.branch(operand, !when, to),
            ExprKind::BoolOp { op, values } => self.branch_bool(*op, values, when, to),
            ExprKind::Compare { left, rest } => self.branch_compare(left, rest, when, to, span),
            ExprKind::IfExp(choice) => {
                let [otherwise, end] = std::array::from_fn(|_| self.label());
                self.branch(&choice.test, false, otherwise)?;
                self.branch(&choice.body, when, to)?;
                self.unit.goto(end, span);
                self.unit.place(otherwise);
                self.branch(&choice.orelse, when, to)?;
                self.unit.place(end);
                Ok(())
            }
            _ => {
                let value = self.operand(expr, &[])?;
                self.unit.jump(if_truth(when), 0, value, 0, to, span);
                Ok(())
            }
        }
    }

    fn branch_bool(&mut self, op: BoolOp, values: &'a [Expr], when: bool, to: Label) -> Result {
        let Some((last, others)) = values.split_last() else {
            return Ok(());
        };
        // The truth of an operand that decides the whole.
        let deciding = op == BoolOp::Or;
        let end = self.label();
        let decided = if deciding == when { to } else { end };
        for value in others {
            self.branch(value, deciding, decided)?;
        }
        self.branch(last, when, to)?;
        self.unit.place(end);
        Ok(())
    }

    fn branch_compare(
        &mut self,
        left: &'a Expr,
        rest: &'a [CompareRest],
        when: bool,
        to: Label,
        span: Span,
    ) -> Result {
        let end = self.label();
        let mut left = self.left_operand(left, rest.first().map(|r| &r.right))?;
        for (i, CompareRest { op, right, .. }) in rest.iter().enumerate() {
            let Some(next) = rest.get(i + 1) else {
                self.compare_and_jump(left, *op, right, when, to, span)?;
                break;
            };
            let right = self.operand(right, &[&next.right])?;
            let failed = if when { end } else { to };
            self.jump_compared(left, *op, right, false, failed, span)?;
            left = right;
        }
        self.unit.place(end);
        Ok(())
    }

    fn compare_and_jump(
        &mut self,
        left: Reg,
        op: CmpOp,
        right: &'a Expr,
        when: bool,
        to: Label,
        span: Span,
    ) -> Result {
        let is_none = matches!(&right.kind, ExprKind::Constant(ast::Constant::None));
        match (op, with_constant(op)) {
            (CmpOp::Is | CmpOp::IsNot, _) if is_none => {
                let when = when == (op == CmpOp::Is);
                self.unit
                    .jump(Op::JumpIfNone, when.into(), left, 0, to, span);
                return Ok(());
            }
            (_, Some(fused)) => {
                if let Some(k) = self.constant_operand(right)? {
                    self.unit.jump(fused, when.into(), left, k, to, span);
                    return Ok(());
                }
            }
            _ => {}
        }
        let right = self.container(op, right)?;
        self.jump_compared(left, op, right, when, to, span)
    }

    /// The right operand of a comparison. Nobody sees a list that is only searched.
    pub(super) fn container(&mut self, op: CmpOp, right: &'a Expr) -> Result<Reg> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let ExprKind::List(items) = &right.kind
            && let Some(items) = items.iter().map(fold::constant).collect()
        {
            let tuple = self.unit.temp()?;
            self.load_constant(Constant::Tuple(items), tuple, right.span)?;
            return Ok(tuple);
        }
        self.operand(right, &[])
    }

    fn jump_compared(
        &mut self,
        left: Reg,
        op: CmpOp,
        right: Reg,
        when: bool,
        to: Label,
        span: Span,
    ) -> Result {
        if let Some(fused) = with_register(op) {
            self.unit.jump(fused, when.into(), left, right, to, span);
            return Ok(());
        }
        let mark = self.unit.mark();
        let result = self.unit.temp()?;
        let (op, d) = comparison(op);
        self.op_d(op, d, result, left, right, span);
        self.unit.jump(if_truth(when), 0, result, 0, to, span);
        self.unit.release(mark);
        Ok(())
    }
}

fn if_truth(when: bool) -> Op {
    match when {
        true => Op::JumpIfTrue,
        false => Op::JumpIfFalse,
    }
}

/// The fused comparison of two registers.
fn with_register(op: CmpOp) -> Option<Op> {
    Some(match op {
        CmpOp::Lt => Op::JumpIfLt,
        CmpOp::LtE => Op::JumpIfLe,
        CmpOp::Gt => Op::JumpIfGt,
        CmpOp::GtE => Op::JumpIfGe,
        CmpOp::Eq => Op::JumpIfEq,
        CmpOp::NotEq => Op::JumpIfNe,
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    })
}

/// The fused comparison with a constant.
fn with_constant(op: CmpOp) -> Option<Op> {
    Some(match op {
        CmpOp::Lt => Op::JumpIfLtK,
        CmpOp::LtE => Op::JumpIfLeK,
        CmpOp::Gt => Op::JumpIfGtK,
        CmpOp::GtE => Op::JumpIfGeK,
        CmpOp::Eq => Op::JumpIfEqK,
        CmpOp::NotEq => Op::JumpIfNeK,
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    })
}

//! Arithmetic, comparison and boolean operators as values.

use super::compiler::Compiler;
use super::fold;
use super::unit::{Reg, Result};
use crate::bytecode::Op;
use crate::source::Span;
use crate::syntax::ast::{BinOpRest, BoolOp, CmpOp, CompareRest, Expr, IfExp, Operator, UnaryOp};

impl<'a> Compiler<'a> {
    /// A chain of binary operators, from left to right.
    pub(super) fn binary(
        &mut self,
        left: &'a Expr,
        rest: &'a [BinOpRest],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        let (mut register, rest) = self.first_operand(left, rest)?;
        for (i, step) in rest.iter().enumerate() {
            let BinOpRest { op, right, .. } = step;
            let partial = Span::new(span.start, right.span.end);
            let is_last = i + 1 == rest.len();
            let (span, dst) = match is_last {
                true => (span, dst),
                false => (partial, None),
            };
            self.note_operator(span, step);
            let (plain, with_constant) = arithmetic(*op);
            let constant = match with_constant {
                Some(fused) => self.constant_operand(right)?.map(|k| (fused, k)),
                None => None,
            };
            let (op, operand) = match constant {
                Some(operation) => operation,
                None => (plain, self.operand(right, &[])?),
            };
            self.unit.release(mark);
            let result = self.target(dst)?;
            self.op(op, result, register, operand, span);
            register = result;
        }
        Ok(register)
    }

    /// The first operand of a chain, with what can be folded into it, and the rest of the chain.
    fn first_operand(
        &mut self,
        left: &'a Expr,
        rest: &'a [BinOpRest],
    ) -> Result<(Reg, &'a [BinOpRest])> {
        let mut folded = 0;
        if let Some(mut value) = fold::constant(left) {
            for BinOpRest { op, right, .. } in rest {
                let right = fold::constant(right);
                match right.and_then(|right| fold::binary(*op, &value, &right)) {
                    Some(result) => value = result,
                    None => break,
                }
                folded += 1;
            }
            if folded > 0 {
                let register = self.unit.temp()?;
                self.load_constant(value, register, left.span)?;
                return Ok((register, &rest[folded..]));
            }
        }
        let register = self.left_operand(left, rest.first().map(|r| &r.right))?;
        Ok((register, rest))
    }

    pub(super) fn unary(
        &mut self,
        op: UnaryOp,
        operand: &'a Expr,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        let operand = self.operand(operand, &[])?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        let op = match op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        self.op(op, dst, operand, 0, span);
        Ok(dst)
    }

    /// A comparison; in a chain each operand is evaluated once, up to the first false comparison.
    pub(super) fn compare(
        &mut self,
        left: &'a Expr,
        rest: &'a [CompareRest],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        if let [only] = rest {
            let mark = self.unit.mark();
            let left = self.operand(left, &[&only.right])?;
            let right = self.container(only.op, &only.right)?;
            self.unit.release(mark);
            let dst = self.target(dst)?;
            let (op, d) = comparison(only.op);
            self.op_d(op, d, dst, left, right, span);
            return Ok(dst);
        }
        let mark = self.unit.mark();
        let result = self.scratch(dst)?;
        let end = self.label();
        let mut left = self.left_operand(left, rest.first().map(|r| &r.right))?;
        for (i, CompareRest { op, right, .. }) in rest.iter().enumerate() {
            let next = rest.get(i + 1);
            let right = match next {
                Some(next) => self.operand(right, &[&next.right])?,
                None => self.container(*op, right)?,
            };
            let (op, d) = comparison(*op);
            self.op_d(op, d, result, left, right, span);
            if next.is_some() {
                self.unit.jump(Op::JumpIfFalse, 0, result, 0, end, span);
            }
            left = right;
        }
        self.unit.place(end);
        Ok(self.settle(mark, result, dst, span))
    }

    /// `and`, `or`: the value of the operand that decides.
    pub(super) fn bool_op(
        &mut self,
        op: BoolOp,
        values: &'a [Expr],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        let result = self.scratch(dst)?;
        let end = self.label();
        for (i, value) in values.iter().enumerate() {
            self.into(value, result)?;
            if i + 1 < values.len() {
                let jump = match op {
                    BoolOp::And => Op::JumpIfFalse,
                    BoolOp::Or => Op::JumpIfTrue,
                };
                self.unit.jump(jump, 0, result, 0, end, span);
            }
        }
        self.unit.place(end);
        Ok(self.settle(mark, result, dst, span))
    }

    pub(super) fn if_exp(
        &mut self,
        choice: &'a IfExp,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let [otherwise, end] = std::array::from_fn(|_| self.label());
        let dst = self.target(dst)?;
        self.branch(&choice.test, false, otherwise)?;
        self.into(&choice.body, dst)?;
        self.unit.goto(end, span);
        self.unit.place(otherwise);
        self.into(&choice.orelse, dst)?;
        self.unit.place(end);
        Ok(dst)
    }

    /// Frees what was allocated since the mark, except a result that stays in its scratch register.
    pub(super) fn settle(&mut self, mark: usize, result: Reg, dst: Option<Reg>, span: Span) -> Reg {
        let home = self.deliver(result, dst, span);
        let keep = dst.is_none() && home as usize >= mark;
        self.unit
            .release(if keep { home as usize + 1 } else { mark });
        home
    }
}

/// The instruction of an arithmetic operator, and the one with a constant on the right if there is one.
pub(super) fn arithmetic(op: Operator) -> (Op, Option<Op>) {
    match op {
        Operator::Add => (Op::Add, Some(Op::AddK)),
        Operator::Sub => (Op::Sub, Some(Op::SubK)),
        Operator::Mult => (Op::Mul, Some(Op::MulK)),
        Operator::MatMult => (Op::MatMul, None),
        Operator::Div => (Op::TrueDiv, Some(Op::TrueDivK)),
        Operator::Mod => (Op::Mod, Some(Op::ModK)),
        Operator::Pow => (Op::Pow, None),
        Operator::LShift => (Op::LShift, None),
        Operator::RShift => (Op::RShift, None),
        Operator::BitOr => (Op::Or, None),
        Operator::BitXor => (Op::Xor, None),
        Operator::BitAnd => (Op::And, Some(Op::AndK)),
        Operator::FloorDiv => (Op::FloorDiv, Some(Op::FloorDivK)),
    }
}

/// The instruction of a comparison and its operand `d`.
pub(super) fn comparison(op: CmpOp) -> (Op, u8) {
    match op {
        CmpOp::Eq => (Op::Eq, 0),
        CmpOp::NotEq => (Op::Ne, 0),
        CmpOp::Lt => (Op::Lt, 0),
        CmpOp::LtE => (Op::Le, 0),
        CmpOp::Gt => (Op::Gt, 0),
        CmpOp::GtE => (Op::Ge, 0),
        CmpOp::Is => (Op::Is, 0),
        CmpOp::IsNot => (Op::Is, 1),
        CmpOp::In => (Op::In, 0),
        CmpOp::NotIn => (Op::In, 1),
    }
}

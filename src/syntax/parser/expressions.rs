//! Expressions down to their operators: conditionals, lambdas, assignment expressions, precedence climbing, calls and
//! attributes. Atoms are in `atoms`.

use super::{Parsed, Parser};
use crate::syntax::ast::{
    BinOpRest, BoolOp, CmpOp, CompareRest, Expr, ExprKind, IfExp, Lambda, NamedExpr, Operator,
    UnaryOp,
};
use crate::syntax::token::TokenKind;

/// How tightly operators bind; a greater number binds tighter.
mod level {
    pub(super) const OR: u8 = 1;
    pub(super) const AND: u8 = 2;
    pub(super) const NOT: u8 = 3;
    pub(super) const COMPARE: u8 = 4;
    pub(super) const BIT_OR: u8 = 5;
    pub(super) const BIT_XOR: u8 = 6;
    pub(super) const BIT_AND: u8 = 7;
    pub(super) const SHIFT: u8 = 8;
    pub(super) const SUM: u8 = 9;
    pub(super) const TERM: u8 = 10;
    pub(super) const UNARY: u8 = 11;
}

impl Parser<'_> {
    /// `a`, `*a`, `a, *b`: the value of a statement. A lone star is returned as such, for the caller to judge.
    pub(super) fn star_expressions(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let first = self.star_expression()?;
        if self.kind() != TokenKind::Comma {
            return Ok(first);
        }
        self.nested(|p| {
            let mut elements = vec![first];
            while p.eat(TokenKind::Comma) {
                if !p.kind().starts_expression() && p.kind() != TokenKind::Star {
                    break;
                }
                elements.push(p.star_expression()?);
            }
            Ok(p.expr(start, ExprKind::Tuple(elements)))
        })
    }

    /// `yield ...` or [`star_expressions`](Self::star_expressions), the star refused where it stands alone.
    pub(super) fn yield_or_expressions(&mut self) -> Parsed<Expr> {
        if self.kind() == TokenKind::Yield {
            return self.yield_expression();
        }
        let value = self.star_expressions()?;
        self.refuse_lone_star(&value)?;
        Ok(value)
    }

    pub(super) fn yield_expression(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            let start = p.advance().span.start;
            let kind = if p.eat(TokenKind::From) {
                ExprKind::YieldFrom(Box::new(p.expression()?))
            } else if p.kind().starts_expression() || p.kind() == TokenKind::Star {
                let value = p.star_expressions()?;
                p.refuse_lone_star(&value)?;
                ExprKind::Yield(Some(Box::new(value)))
            } else {
                ExprKind::Yield(None)
            };
            Ok(p.expr(start, kind))
        })
    }

    fn star_expression(&mut self) -> Parsed<Expr> {
        match self.kind() {
            TokenKind::Star => self.starred(),
            _ => self.expression(),
        }
    }

    /// `*a` with an operand as in displays and targets.
    pub(super) fn starred(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            let start = p.advance().span.start;
            let value = p.bitwise_or()?;
            Ok(p.expr(start, ExprKind::Starred(Box::new(value))))
        })
    }

    /// An element of a display: `a`, `*a`, `a := b`.
    pub(super) fn star_named_expression(&mut self) -> Parsed<Expr> {
        match self.kind() {
            TokenKind::Star => self.starred(),
            _ => self.named_expression(),
        }
    }

    /// `a`, `a := b`
    pub(super) fn named_expression(&mut self) -> Parsed<Expr> {
        if let Some(named) = self.assignment_expression()? {
            return Ok(named);
        }
        let expr = self.expression()?;
        match self.kind() {
            TokenKind::Equal => self.equal_in_expression(&expr),
            TokenKind::ColonEqual => self.walrus_target(&expr),
            _ => Ok(expr),
        }
    }

    /// `a := b`, if that is what follows.
    pub(super) fn assignment_expression(&mut self) -> Parsed<Option<Expr>> {
        if self.kind() != TokenKind::Name || self.kind_ahead(1) != TokenKind::ColonEqual {
            return Ok(None);
        }
        let named = self.nested(|p| {
            let target = p.ident()?;
            let start = target.span.start;
            p.advance();
            let value = p.expression()?;
            Ok(p.expr(
                start,
                ExprKind::NamedExpr(Box::new(NamedExpr { target, value })),
            ))
        })?;
        Ok(Some(named))
    }

    /// `a.b := c`
    pub(super) fn walrus_target<T>(&mut self, target: &Expr) -> Parsed<T> {
        match target.kind {
            ExprKind::Name(_) => self.unexpected("not allowed here"),
            _ => {
                let what = super::errors::describe(target);
                let message = format!("cannot use assignment expressions with {what}");
                self.fail_at(target.span, message, "only a name can stand before :=")
            }
        }
    }

    /// A conditional expression, a lambda, or anything that binds tighter.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        let outer = self.enter()?;
        let expr = match self.kind() {
            TokenKind::Lambda => self.lambda()?,
            _ => self.conditional()?,
        };
        self.leave(outer);
        Ok(expr)
    }

    fn conditional(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let body = self.disjunction()?;
        if self.kind() != TokenKind::If {
            return Ok(body);
        }
        self.advance();
        let test = self.disjunction()?;
        match self.kind() {
            TokenKind::Else => {}
            TokenKind::Colon => return self.unexpected("expected 'else'"),
            _ => {
                let span = self.span_from(start);
                let message = "expected 'else' after 'if' expression";
                return self.fail_at(
                    span,
                    message,
                    "say what the value is otherwise: `a if b else c`",
                );
            }
        }
        self.advance();
        let orelse = self.expression()?;
        self.wrap()?;
        Ok(self.expr(
            start,
            ExprKind::IfExp(Box::new(IfExp { test, body, orelse })),
        ))
    }

    fn lambda(&mut self) -> Parsed<Expr> {
        let start = self.advance().span.start;
        let params = self.parameters(TokenKind::Colon)?;
        if self.eat(TokenKind::FormatColon) {
            let span = self.span_from(start);
            let message = "f-string: lambda expressions are not allowed without parentheses";
            return self.fail_at(span, message, "put the lambda in parentheses");
        }
        self.expect(TokenKind::Colon, "expected ':'")?;
        let body = self.expression()?;
        self.wrap()?;
        Ok(self.expr(start, ExprKind::Lambda(Box::new(Lambda { params, body }))))
    }

    /// Operators from `or` on.
    pub(super) fn disjunction(&mut self) -> Parsed<Expr> {
        let operand = (self.at, self.start());
        let expr = self.binary(level::OR)?;
        self.last_operand = operand;
        Ok(expr)
    }

    /// Operators from `|` on: no comparisons.
    pub(super) fn bitwise_or(&mut self) -> Parsed<Expr> {
        self.binary(level::BIT_OR)
    }

    /// Precedence climbing: reads an operand and all operators that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8) -> Parsed<Expr> {
        let outer = self.enter()?;
        let start = self.start();
        let mut left = self.unary(least)?;
        while let Some(level) = self.operator_level() {
            if level < least {
                break;
            }
            left = self.chain(start, level, left)?;
        }
        self.leave(outer);
        Ok(left)
    }

    fn operator_level(&self) -> Option<u8> {
        Some(match self.kind() {
            TokenKind::Or => level::OR,
            TokenKind::And => level::AND,
            TokenKind::EqualEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
            | TokenKind::In
            | TokenKind::Is => level::COMPARE,
            TokenKind::Not if self.kind_ahead(1) == TokenKind::In => level::COMPARE,
            TokenKind::Bar => level::BIT_OR,
            TokenKind::Caret => level::BIT_XOR,
            TokenKind::Ampersand => level::BIT_AND,
            TokenKind::LeftShift | TokenKind::RightShift => level::SHIFT,
            TokenKind::Plus | TokenKind::Minus => level::SUM,
            TokenKind::Star
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At => level::TERM,
            _ => return None,
        })
    }

    /// All operators of one level that follow one another.
    fn chain(&mut self, start: u32, level: u8, first: Expr) -> Parsed<Expr> {
        let kind = match level {
            level::OR | level::AND => {
                let mut values = vec![first];
                while self.operator_level() == Some(level) {
                    self.advance();
                    values.push(self.binary(level + 1)?);
                }
                let op = if level == level::OR {
                    BoolOp::Or
                } else {
                    BoolOp::And
                };
                ExprKind::BoolOp { op, values }
            }
            level::COMPARE => {
                let mut rest = Vec::with_capacity(1);
                while self.operator_level() == Some(level) {
                    let op_start = self.start();
                    let op = self.comparison_operator();
                    let op_span = self.span_from(op_start);
                    let right = self.binary(level + 1)?;
                    rest.push(CompareRest { op, op_span, right });
                }
                let left = Box::new(first);
                ExprKind::Compare { left, rest }
            }
            _ => {
                let mut rest = Vec::with_capacity(1);
                while self.operator_level() == Some(level) {
                    let operator = self.advance();
                    let right = self.binary(level + 1)?;
                    rest.push(BinOpRest {
                        span: self.span_from(start),
                        op: arithmetic_operator(operator.kind),
                        op_span: operator.span,
                        right,
                    });
                }
                let left = Box::new(first);
                ExprKind::BinOp { left, rest }
            }
        };
        self.wrap()?;
        Ok(self.expr(start, kind))
    }

    /// Steps over one or two tokens.
    fn comparison_operator(&mut self) -> CmpOp {
        match self.advance().kind {
            TokenKind::EqualEqual => CmpOp::Eq,
            TokenKind::NotEqual => CmpOp::NotEq,
            TokenKind::Less => CmpOp::Lt,
            TokenKind::LessEqual => CmpOp::LtE,
            TokenKind::Greater => CmpOp::Gt,
            TokenKind::GreaterEqual => CmpOp::GtE,
            TokenKind::Is if self.eat(TokenKind::Not) => CmpOp::IsNot,
            TokenKind::Is => CmpOp::Is,
            TokenKind::Not => {
                self.advance();
                CmpOp::NotIn
            }
            _ => CmpOp::In,
        }
    }

    /// Signs and `not` before an operand. `not` binds loosely: `a + not b` is no expression.
    fn unary(&mut self, least: u8) -> Parsed<Expr> {
        let (op, operand_level) = match self.kind() {
            TokenKind::Not if least <= level::NOT => (UnaryOp::Not, level::NOT),
            TokenKind::Minus => (UnaryOp::USub, level::UNARY),
            TokenKind::Plus => (UnaryOp::UAdd, level::UNARY),
            TokenKind::Tilde => (UnaryOp::Invert, level::UNARY),
            _ => return self.power(),
        };
        let start = self.advance().span.start;
        let operand = Box::new(self.binary(operand_level)?);
        self.wrap()?;
        Ok(self.expr(start, ExprKind::UnaryOp { op, operand }))
    }

    fn power(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let left = match self.kind() {
            TokenKind::Await => {
                self.advance();
                let value = Box::new(self.primary()?);
                self.wrap()?;
                self.expr(start, ExprKind::Await(value))
            }
            _ => self.primary()?,
        };
        if self.kind() != TokenKind::DoubleStar {
            return Ok(left);
        }
        let op_span = self.advance().span;
        let right = self.binary(level::UNARY)?;
        self.wrap()?;
        let span = self.span_from(start);
        let rest = vec![BinOpRest {
            span,
            op: Operator::Pow,
            op_span,
            right,
        }];
        let left = Box::new(left);
        Ok(self.expr(start, ExprKind::BinOp { left, rest }))
    }

    /// An atom with the attributes, calls and subscripts behind it.
    fn primary(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let mut expr = self.atom()?;
        loop {
            expr = match self.kind() {
                TokenKind::Dot => {
                    self.advance();
                    let attr = self.ident()?.name;
                    let value = Box::new(expr);
                    self.expr(start, ExprKind::Attribute { value, attr })
                }
                TokenKind::LeftParen => self.call(start, expr)?,
                TokenKind::LeftBracket => self.subscript(start, expr)?,
                _ => return Ok(expr),
            };
            self.wrap()?;
        }
    }
}

fn arithmetic_operator(kind: TokenKind) -> Operator {
    match kind {
        TokenKind::Bar => Operator::BitOr,
        TokenKind::Caret => Operator::BitXor,
        TokenKind::Ampersand => Operator::BitAnd,
        TokenKind::LeftShift => Operator::LShift,
        TokenKind::RightShift => Operator::RShift,
        TokenKind::Minus => Operator::Sub,
        TokenKind::Star => Operator::Mult,
        TokenKind::Slash => Operator::Div,
        TokenKind::DoubleSlash => Operator::FloorDiv,
        TokenKind::Percent => Operator::Mod,
        TokenKind::At => Operator::MatMult,
        _ => Operator::Add,
    }
}

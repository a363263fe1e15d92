//! Statements that begin with an expression: assignments of all kinds and bare expressions; and what may stand left of
//! a `=`.

use super::errors::{describe, may_mean_equals};
use super::{Parsed, Parser};
use crate::syntax::ast::{CmpOp, Expr, ExprKind, Operator, StmtKind};
use crate::syntax::token::TokenKind;

/// Where a target stands, for what is said about a bad one.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TargetOf {
    Assignment,
    For,
    Del,
}

impl Parser<'_> {
    /// A statement that begins with an expression.
    pub(super) fn expression_statement(&mut self) -> Parsed<StmtKind> {
        let first_kind = self.kind();
        let first = match first_kind {
            TokenKind::Yield => self.yield_expression()?,
            _ => self.star_expressions()?,
        };
        match self.kind() {
            TokenKind::Equal => self.assignment(first, first_kind),
            TokenKind::Colon => self.annotated_assignment(first, first_kind),
            TokenKind::ColonEqual => self.walrus_target(&first),
            kind => match augmented_operator(kind) {
                Some(op) => self.augmented_assignment(first, op),
                None => {
                    self.refuse_lone_star(&first)?;
                    Ok(StmtKind::Expr(first))
                }
            },
        }
    }

    fn assignment(&mut self, first: Expr, first_kind: TokenKind) -> Parsed<StmtKind> {
        let mut targets = Vec::with_capacity(1);
        let mut value = first;
        let mut value_kind = first_kind;
        while self.kind() == TokenKind::Equal {
            if let Some(bad) = invalid_target(&value, TargetOf::Assignment) {
                let is_first = targets.is_empty();
                return self.bad_assignment(&value, bad, value_kind, is_first);
            }
            if matches!(value.kind, ExprKind::Starred(_)) {
                let message = "starred assignment target must be in a list or tuple";
                return self.fail_at(value.span, message, "add a comma: `*a, = b`");
            }
            targets.push(value);
            self.advance();
            value_kind = self.kind();
            value = match value_kind {
                TokenKind::Yield => self.yield_expression()?,
                _ => self.star_expressions()?,
            };
        }
        self.refuse_lone_star(&value)?;
        Ok(StmtKind::Assign { targets, value })
    }

    /// `bad` is the part of the target that can't be assigned to.
    fn bad_assignment<T>(
        &mut self,
        target: &Expr,
        bad: &Expr,
        first: TokenKind,
        is_first: bool,
    ) -> Parsed<T> {
        if first == TokenKind::Yield {
            let message = "assignment to yield expression not possible";
            return self.fail_at(bad.span, message, "assign the other way round: `x = yield`");
        }
        if is_first && may_mean_equals(target) {
            let is_last = self.attempt(|p| {
                p.advance();
                p.bitwise_or()?;
                match p.kind() {
                    TokenKind::Equal | TokenKind::ColonEqual => Err(super::Failed),
                    _ => Ok(()),
                }
            });
            if is_last.is_some() {
                return self.assignment_to_value(bad);
            }
        }
        self.bad_target(bad, TargetOf::Assignment)
    }

    fn bad_target<T>(&mut self, bad: &Expr, role: TargetOf) -> Parsed<T> {
        let verb = match role {
            TargetOf::Del => "delete",
            _ => "assign to",
        };
        let message = format!("cannot {verb} {}", describe(bad));
        let hint = match role {
            TargetOf::Del => "names, attributes and items can be deleted",
            _ => "names, attributes, items, and tuples or lists of them can be assigned to",
        };
        self.fail_at(bad.span, message, hint)
    }

    /// Fails unless the expression may stand where `role` says.
    pub(super) fn check_target(&mut self, target: &Expr, role: TargetOf) -> Parsed<()> {
        match invalid_target(target, role) {
            Some(bad) => self.bad_target(bad, role),
            None => Ok(()),
        }
    }

    /// `target: annotation = value`
    fn annotated_assignment(&mut self, target: Expr, first: TokenKind) -> Parsed<StmtKind> {
        let hint = "annotate names, attributes and items, one in a statement";
        let simple = match &target.kind {
            ExprKind::Name(_) => first == TokenKind::Name,
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => false,
            ExprKind::Tuple(_) => {
                let message = "only single target (not tuple) can be annotated";
                return self.fail_at(target.span, message, hint);
            }
            ExprKind::List(_) => {
                let message = "only single target (not list) can be annotated";
                return self.fail_at(target.span, message, hint);
            }
            _ => return self.fail_at(target.span, "illegal target for annotation", hint),
        };
        self.advance();
        let annotation = self.expression()?;
        let value = match self.eat(TokenKind::Equal) {
            true => Some(self.yield_or_expressions()?),
            false => None,
        };
        Ok(StmtKind::AnnAssign {
            target,
            annotation,
            value,
            simple,
        })
    }

    fn augmented_assignment(&mut self, target: Expr, op: Operator) -> Parsed<StmtKind> {
        match &target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            _ => {
                let what = describe(&target);
                let message = format!("'{what}' is an illegal expression for augmented assignment");
                return self.fail_at(
                    target.span,
                    message,
                    "name a single variable, attribute or item",
                );
            }
        }
        let op_span = self.advance().span;
        let value = self.yield_or_expressions()?;
        Ok(StmtKind::AugAssign {
            target,
            op,
            op_span,
            value,
        })
    }

    /// The targets between `for` and `in`.
    pub(super) fn for_target(&mut self) -> Parsed<Expr> {
        let target = self.target_list()?;
        self.check_target(&target, TargetOf::For)?;
        if matches!(target.kind, ExprKind::Starred(_)) {
            let message = "starred assignment target must be in a list or tuple";
            return self.fail_at(target.span, message, "add a comma: `for *a, in b`");
        }
        Ok(target)
    }

    /// Operands without comparisons, so that `in` is left alone.
    fn target_list(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let first = self.star_target()?;
        if self.kind() != TokenKind::Comma {
            return Ok(first);
        }
        self.nested(|p| {
            let mut elements = vec![first];
            while p.eat(TokenKind::Comma) && p.kind() != TokenKind::In {
                elements.push(p.star_target()?);
            }
            Ok(p.expr(start, ExprKind::Tuple(elements)))
        })
    }

    /// One target, perhaps starred.
    pub(super) fn star_target(&mut self) -> Parsed<Expr> {
        match self.kind() {
            TokenKind::Star => self.starred(),
            _ => self.bitwise_or(),
        }
    }

    /// `del a, b`
    pub(super) fn del_statement(&mut self) -> Parsed<StmtKind> {
        self.advance();
        let targets = self.star_expressions()?;
        self.check_target(&targets, TargetOf::Del)?;
        Ok(StmtKind::Delete(match targets.kind {
            ExprKind::Tuple(elements) => elements,
            kind => vec![Expr {
                span: targets.span,
                kind,
            }],
        }))
    }
}

/// The first part of an expression that can't be a target.
fn invalid_target(target: &Expr, role: TargetOf) -> Option<&Expr> {
    match &target.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::Tuple(elements) | ExprKind::List(elements) => elements
            .iter()
            .find_map(|element| invalid_target(element, role)),
        ExprKind::Starred(inner) if role != TargetOf::Del => invalid_target(inner, role),
        ExprKind::Compare { left, rest } if role == TargetOf::For => match rest.first() {
            Some(first) if first.op == CmpOp::In => invalid_target(left, role),
            _ => None,
        },
        _ => Some(target),
    }
}

fn augmented_operator(kind: TokenKind) -> Option<Operator> {
    Some(match kind {
        TokenKind::PlusEqual => Operator::Add,
        TokenKind::MinusEqual => Operator::Sub,
        TokenKind::StarEqual => Operator::Mult,
        TokenKind::SlashEqual => Operator::Div,
        TokenKind::DoubleSlashEqual => Operator::FloorDiv,
        TokenKind::PercentEqual => Operator::Mod,
        TokenKind::AtEqual => Operator::MatMult,
        TokenKind::DoubleStarEqual => Operator::Pow,
        TokenKind::LeftShiftEqual => Operator::LShift,
        TokenKind::RightShiftEqual => Operator::RShift,
        TokenKind::AmpersandEqual => Operator::BitAnd,
        TokenKind::BarEqual => Operator::BitOr,
        TokenKind::CaretEqual => Operator::BitXor,
        _ => return None,
    })
}

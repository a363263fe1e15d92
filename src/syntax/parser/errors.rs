//! Errors: the general one, and those that need a look at more than one token.

use super::{Failed, MAX_FAILURES, Parsed, Parser};
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::source::Span;
use crate::syntax::ast::{Constant, Expr, ExprKind, UnaryOp};
use crate::syntax::token::TokenKind;

/// Messages that any text may cause, code or not.
const VAGUE: [&str; 2] = ["invalid syntax", "illegal target for annotation"];

impl Parser<'_> {
    /// Reports an error and gives up on the statement. Where the lexer has already complained, says nothing.
    pub(super) fn fail<T>(&mut self, error: Diagnostic) -> Parsed<T> {
        let is_vague = VAGUE.contains(&error.message.as_str());
        let is_noise = is_vague && self.failures >= MAX_FAILURES;
        if self.kind() != TokenKind::Error && !is_noise {
            self.report(error);
        }
        Err(Failed)
    }

    /// Reports an error and lets the parser go on.
    pub(super) fn report(&mut self, error: Diagnostic) {
        self.diagnostics.push(error);
    }

    /// Fails with a message at a place.
    pub(super) fn fail_at<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        hint: &str,
    ) -> Parsed<T> {
        self.fail(Diagnostic::syntax(span, message).with_hint(hint))
    }

    /// The next token fits nothing.
    pub(super) fn unexpected<T>(&mut self, expected: &str) -> Parsed<T> {
        let token = self.token();
        let error = match token.kind {
            TokenKind::Indent => Diagnostic::new(
                DiagnosticKind::Indentation,
                self.tokens
                    .get(self.at + 1)
                    .map_or(token.span, |next| next.span),
                "unexpected indent",
            )
            .with_hint("indent it like the line above"),
            TokenKind::Greater if self.is_old_not_equal() => {
                Diagnostic::syntax(self.previous().to(token.span), "invalid syntax")
                    .with_hint("write !=")
            }
            _ => Diagnostic::syntax(token.span, "invalid syntax").with_label(expected),
        };
        let error = match (error.hint.is_some(), self.hint_for(token.kind, expected)) {
            (false, Some(hint)) => error.with_hint(hint),
            _ => error,
        };
        self.fail(error)
    }

    /// In brackets, a comma or the closing bracket should follow.
    pub(super) fn expected_comma<T>(&mut self, closer: &str) -> Parsed<T> {
        let (operand_at, operand_start) = self.last_operand;
        if self.kind().starts_expression() && self.is_operand_for_comma(operand_at) {
            let hint = self
                .quote_in_string()
                .unwrap_or("put a comma between the two");
            let error = self.attempt(|p| {
                p.expression()?;
                let span = p.span_from(operand_start);
                Ok(Diagnostic::syntax(
                    span,
                    "invalid syntax. Perhaps you forgot a comma?",
                ))
            });
            if let Some(error) = error {
                self.report(error.with_hint(hint));
                return Err(Failed);
            }
        }
        self.unexpected(&format!("expected ',' or '{closer}'"))
    }

    /// CPython leaves out words that may be keywords, and names before strings, which may be wrong prefixes.
    fn is_operand_for_comma(&self, at: usize) -> bool {
        let Some(first) = self.tokens.get(at) else {
            return false;
        };
        let next = self.tokens.get(at + 1).map(|token| token.kind);
        let is_string = matches!(next, Some(TokenKind::String));
        let word = self.text_of(first.span);
        first.kind != TokenKind::Name
            || !(is_string || matches!(word, "match" | "case" | "type" | "_" | "print" | "exec"))
    }

    /// After a condition or an element of a display stands a `=`.
    pub(super) fn equal_in_expression<T>(&mut self, left: &Expr) -> Parsed<T> {
        let right = self.attempt(|p| {
            p.advance();
            p.bitwise_or()?;
            match p.kind() {
                TokenKind::Equal | TokenKind::ColonEqual => Err(Failed),
                _ => Ok(p.previous().end),
            }
        });
        match right {
            Some(end) if matches!(left.kind, ExprKind::Name(_)) => {
                let span = Span::new(left.span.start, end);
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                self.fail_at(
                    span,
                    message,
                    "== compares, := assigns inside an expression",
                )
            }
            Some(_) if may_mean_equals(left) => self.assignment_to_value(left),
            _ => self.unexpected("not allowed in an expression"),
        }
    }

    /// `f() = 1`, where a comparison may be meant.
    pub(super) fn assignment_to_value<T>(&mut self, left: &Expr) -> Parsed<T> {
        let message = format!(
            "cannot assign to {} here. Maybe you meant '==' instead of '='?",
            describe(left)
        );
        self.fail_at(left.span, message, "to compare, write ==")
    }

    /// A star with nothing around that could take its elements.
    pub(super) fn refuse_lone_star(&mut self, expr: &Expr) -> Parsed<()> {
        match expr.kind {
            ExprKind::Starred(_) => self.fail_at(
                expr.span,
                "can't use starred expression here",
                "add a comma to make a tuple, or remove the star",
            ),
            _ => Ok(()),
        }
    }
}

/// The left side of a misplaced `=` for which CPython suggests `==`.
pub(super) fn may_mean_equals(left: &Expr) -> bool {
    match &left.kind {
        ExprKind::List(_) | ExprKind::Tuple(_) | ExprKind::GeneratorExp(_) => false,
        ExprKind::Constant(Constant::None | Constant::Bool(_)) => false,
        ExprKind::BoolOp { .. } | ExprKind::Compare { .. } => false,
        ExprKind::UnaryOp { op, .. } => *op != UnaryOp::Not,
        ExprKind::IfExp(_) | ExprKind::Lambda(_) | ExprKind::Starred(_) => false,
        _ => true,
    }
}

/// What an expression is called in CPython's messages.
pub(super) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Call(_) => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp(_) => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp(_) => "list comprehension",
        ExprKind::SetComp(_) => "set comprehension",
        ExprKind::DictComp(_) => "dict comprehension",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::JoinedStr(_) => "f-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::Bool(true)) => "True",
        ExprKind::Constant(Constant::Bool(false)) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp(_) => "conditional expression",
        ExprKind::NamedExpr(_) => "named expression",
        ExprKind::Slice(_) => "slice",
    }
}

//! The smallest expressions: names, literals, and what stands in parentheses.

use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Constant, ElementComp, Expr, ExprKind};
use crate::syntax::literal::{self, Problem};
use crate::syntax::token::{Token, TokenKind};

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Parsed<Expr> {
        let token = self.token();
        let kind = match token.kind {
            TokenKind::Name => ExprKind::Name(self.name(token.span)),
            TokenKind::Number => return self.number(),
            TokenKind::String | TokenKind::FStringStart => return self.strings(),
            TokenKind::None => ExprKind::Constant(Constant::None),
            TokenKind::True => ExprKind::Constant(Constant::Bool(true)),
            TokenKind::False => ExprKind::Constant(Constant::Bool(false)),
            TokenKind::Ellipsis => ExprKind::Constant(Constant::Ellipsis),
            TokenKind::LeftParen => return self.parenthesized(),
            TokenKind::LeftBracket => return self.list(),
            TokenKind::LeftBrace => return self.dict_or_set(),
            _ => return self.unexpected("expected an expression"),
        };
        self.advance();
        Ok(Expr {
            span: token.span,
            kind,
        })
    }

    /// A number literal.
    pub(super) fn number(&mut self) -> Parsed<Expr> {
        let token = self.advance();
        match literal::number(self.text_of(token.span)) {
            Ok(value) => Ok(Expr {
                span: token.span,
                kind: ExprKind::Constant(value),
            }),
            Err(problem) => self.bad_literal(token.span, problem),
        }
    }

    pub(super) fn bad_literal<T>(&mut self, span: Span, problem: Problem) -> Parsed<T> {
        self.fail(match problem {
            Problem::Invalid(message, hint) => Diagnostic::syntax(span, message).with_hint(hint),
            Problem::Unsupported(what, hint) => Diagnostic::unsupported(span, what).with_hint(hint),
        })
    }

    /// A group, a tuple or a generator. A group leaves no trace in the tree.
    fn parenthesized(&mut self) -> Parsed<Expr> {
        let open = self.advance();
        let start = open.span.start;
        match self.kind() {
            TokenKind::RightParen => {
                self.advance();
                return Ok(self.expr(start, ExprKind::Tuple(Vec::new())));
            }
            TokenKind::Yield => {
                let inner = self.yield_expression()?;
                self.close(open)?;
                return Ok(inner);
            }
            TokenKind::DoubleStar => return self.double_star_in_parentheses(),
            _ => {}
        }
        let first = self.star_named_expression()?;
        if self.at_comprehension() {
            let generators = self.comprehension_clauses(&first)?;
            self.close(open)?;
            self.wrap()?;
            let element = first;
            let comp = Box::new(ElementComp {
                element,
                generators,
            });
            return Ok(self.expr(start, ExprKind::GeneratorExp(comp)));
        }
        if self.kind() == TokenKind::Comma {
            let elements = self.elements(first, TokenKind::RightParen)?;
            self.close(open)?;
            self.wrap()?;
            return Ok(self.expr(start, ExprKind::Tuple(elements)));
        }
        self.close(open)?;
        if matches!(first.kind, ExprKind::Starred(_)) {
            let hint = "add a comma to make a tuple, or remove the star";
            return self.fail_at(first.span, "cannot use starred expression here", hint);
        }
        Ok(first)
    }

    fn double_star_in_parentheses<T>(&mut self) -> Parsed<T> {
        let star = self.span();
        let operand = self.attempt(|p| {
            p.advance();
            p.expression()?;
            match p.kind() {
                TokenKind::RightParen => Ok(p.previous()),
                _ => p.unexpected(""),
            }
        });
        match operand {
            Some(end) => self.fail_at(
                star.to(end),
                "cannot use double starred expression here",
                "** unpacks a mapping in a call or in braces",
            ),
            None => self.unexpected("expected an expression"),
        }
    }

    /// The elements of a display behind the first one, trailing comma included.
    pub(super) fn elements(&mut self, first: Expr, closer: TokenKind) -> Parsed<Vec<Expr>> {
        let mut elements = vec![first];
        while self.eat(TokenKind::Comma) {
            if self.kind() == closer || self.at_comprehension() {
                break;
            }
            elements.push(self.star_named_expression()?);
        }
        Ok(elements)
    }

    /// The closing bracket of one that was read; where it is missing, perhaps a comma is.
    pub(super) fn close(&mut self, open: Token) -> Parsed<()> {
        if Some(self.kind()) == open.kind.closer() {
            self.advance();
            return Ok(());
        }
        self.expected_comma(match open.kind {
            TokenKind::LeftParen => ")",
            TokenKind::LeftBracket => "]",
            _ => "}",
        })
    }
}

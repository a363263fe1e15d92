//! Displays in brackets and braces, and the comprehensions they share with generators.

use super::{Parsed, Parser};
use crate::syntax::ast::{Comprehension, DictComp, DictItem, ElementComp, Expr, ExprKind};
use crate::syntax::token::{Token, TokenKind};

impl Parser<'_> {
    /// `[...]`
    pub(super) fn list(&mut self) -> Parsed<Expr> {
        let open = self.advance();
        let start = open.span.start;
        if self.eat(TokenKind::RightBracket) {
            return Ok(self.expr(start, ExprKind::List(Vec::new())));
        }
        let first = self.star_named_expression()?;
        let kind = if self.at_comprehension() {
            ExprKind::ListComp(Box::new(self.element_comprehension(open, first)?))
        } else {
            let elements = self.display(open, first)?;
            ExprKind::List(elements)
        };
        self.wrap()?;
        Ok(self.expr(start, kind))
    }

    /// `{...}`
    pub(super) fn dict_or_set(&mut self) -> Parsed<Expr> {
        let open = self.advance();
        let start = open.span.start;
        if self.eat(TokenKind::RightBrace) {
            return Ok(self.expr(start, ExprKind::Dict(Vec::new())));
        }
        let first_kind = self.kind();
        let kind = if first_kind == TokenKind::DoubleStar {
            self.dict(open, None)?
        } else {
            let first = self.star_named_expression()?;
            if self.at_comprehension() {
                ExprKind::SetComp(Box::new(self.element_comprehension(open, first)?))
            } else if self.kind() == TokenKind::Colon && is_plain(&first, first_kind) {
                self.dict(open, Some(first))?
            } else {
                ExprKind::Set(self.display(open, first)?)
            }
        };
        self.wrap()?;
        Ok(self.expr(start, kind))
    }

    /// The elements of a list or set up to the closing bracket.
    fn display(&mut self, open: Token, first: Expr) -> Parsed<Vec<Expr>> {
        let start = first.span.start;
        let closer = open.kind.closer().unwrap_or(TokenKind::RightBracket);
        let elements = self.elements(first, closer)?;
        if self.at_comprehension() {
            let span = self.span_from(start);
            let message = "did you forget parentheses around the comprehension target?";
            return self.fail_at(span, message, "put the elements in parentheses");
        }
        self.close(open)?;
        Ok(elements)
    }

    /// The entries of a dict, of which the first key may have been read, up to the closing brace.
    fn dict(&mut self, open: Token, mut first_key: Option<Expr>) -> Parsed<ExprKind> {
        let mut items = Vec::new();
        loop {
            let item_start = self.start();
            let item = match first_key.take() {
                Some(key) => self.dict_value(key)?,
                None => self.dict_item()?,
            };
            if self.at_comprehension() && items.is_empty() {
                let Some(key) = item.key else {
                    let span = self.span_from(item_start);
                    let message = "dict unpacking cannot be used in dict comprehension";
                    return self.fail_at(span, message, "loop over the mapping's items()");
                };
                let generators = self.comprehension_clauses(&key)?;
                self.close(open)?;
                let value = item.value;
                return Ok(ExprKind::DictComp(Box::new(DictComp {
                    key,
                    value,
                    generators,
                })));
            }
            items.push(item);
            if !self.eat(TokenKind::Comma) || self.kind() == TokenKind::RightBrace {
                break;
            }
        }
        self.close(open)?;
        Ok(ExprKind::Dict(items))
    }

    fn dict_item(&mut self) -> Parsed<DictItem> {
        if self.eat(TokenKind::DoubleStar) {
            let operand = (self.at, self.start());
            let value = self.bitwise_or()?;
            self.last_operand = operand;
            return Ok(DictItem { key: None, value });
        }
        let key = self.expression()?;
        self.dict_value(key)
    }

    fn dict_value(&mut self, key: Expr) -> Parsed<DictItem> {
        if self.kind() != TokenKind::Colon {
            if !matches!(self.kind(), TokenKind::Comma | TokenKind::RightBrace) {
                return self.unexpected("expected ':'");
            }
            let hint = "a dict's entries are `key: value`";
            return self.fail_at(key.span, "':' expected after dictionary key", hint);
        }
        let colon = self.advance().span;
        match self.kind() {
            TokenKind::RightBrace | TokenKind::Comma => {
                let message = "expression expected after dictionary key and ':'";
                self.fail_at(colon, message, "write the value")
            }
            TokenKind::Star => {
                let star = self.starred()?;
                let message = "cannot use a starred expression in a dictionary value";
                self.fail_at(star.span, message, "put it in a list or tuple")
            }
            _ => Ok(DictItem {
                key: Some(key),
                value: self.expression()?,
            }),
        }
    }

    fn element_comprehension(&mut self, open: Token, element: Expr) -> Parsed<ElementComp> {
        let generators = self.comprehension_clauses(&element)?;
        self.close(open)?;
        Ok(ElementComp {
            element,
            generators,
        })
    }

    pub(super) fn at_comprehension(&self) -> bool {
        matches!(self.kind(), TokenKind::For | TokenKind::Async)
    }

    /// All `for` and `if` clauses. `element` stands before them.
    pub(super) fn comprehension_clauses(&mut self, element: &Expr) -> Parsed<Vec<Comprehension>> {
        if matches!(element.kind, ExprKind::Starred(_)) {
            let message = "iterable unpacking cannot be used in comprehension";
            return self.fail_at(
                element.span,
                message,
                "add another `for` to take the elements apart",
            );
        }
        let mut clauses = Vec::with_capacity(1);
        while self.at_comprehension() {
            let is_async = self.eat(TokenKind::Async);
            self.expect(TokenKind::For, "expected 'for'")?;
            let target = self.for_target()?;
            if self.kind() != TokenKind::In {
                let message = "'in' expected after for-loop variables";
                let span = self.span();
                return self.fail_at(span, message, "write `for x in ...`");
            }
            self.advance();
            let iter = self.disjunction()?;
            let mut ifs = Vec::new();
            while self.eat(TokenKind::If) {
                ifs.push(self.disjunction()?);
            }
            clauses.push(Comprehension {
                target,
                iter,
                ifs,
                is_async,
            });
        }
        Ok(clauses)
    }
}

/// An element that may also be a dict's key: no star, and no assignment expression without parentheses.
fn is_plain(element: &Expr, first: TokenKind) -> bool {
    match element.kind {
        ExprKind::Starred(_) => false,
        ExprKind::NamedExpr(_) => first == TokenKind::LeftParen,
        _ => true,
    }
}

//! What stands in the brackets behind an expression: arguments, indices and slices.

use super::{Parsed, Parser};
use crate::source::Span;
use crate::syntax::ast::{Call, ElementComp, Expr, ExprKind, Ident, Keyword, Slice};
use crate::syntax::token::{Token, TokenKind};

/// Arguments as they are collected.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) args: Vec<Expr>,
    pub(super) keywords: Vec<Keyword>,
}

impl Arguments {
    fn unpacks_mapping(&self) -> bool {
        self.keywords.iter().any(|keyword| keyword.arg.is_none())
    }
}

impl Parser<'_> {
    /// `(arguments)` behind a function that begins at `start`.
    pub(super) fn call(&mut self, start: u32, func: Expr) -> Parsed<Expr> {
        let Arguments { args, keywords } = self.arguments()?;
        let call = Call {
            func,
            args,
            keywords,
        };
        Ok(self.expr(start, ExprKind::Call(Box::new(call))))
    }

    /// Both parentheses and what stands between them.
    pub(super) fn arguments(&mut self) -> Parsed<Arguments> {
        let open = self.advance();
        let mut arguments = Arguments::default();
        while self.kind() != TokenKind::RightParen {
            match self.kind() {
                TokenKind::Star => self.star_argument(&mut arguments)?,
                TokenKind::DoubleStar => self.double_star_argument(&mut arguments)?,
                TokenKind::Name | TokenKind::None | TokenKind::True | TokenKind::False
                    if self.kind_ahead(1) == TokenKind::Equal =>
                {
                    self.keyword_argument(&mut arguments)?;
                }
                _ => {
                    if self.positional_argument(open, &mut arguments)? {
                        return Ok(arguments);
                    }
                }
            }
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.close(open)?;
        Ok(arguments)
    }

    fn star_argument(&mut self, arguments: &mut Arguments) -> Parsed<()> {
        let star = self.span();
        if matches!(self.kind_ahead(1), TokenKind::RightParen | TokenKind::Comma) {
            return self.fail_at(
                star,
                "Invalid star expression",
                "a star needs something to unpack",
            );
        }
        let arg = self.nested(|p| {
            p.advance();
            let value = Box::new(p.expression()?);
            Ok(p.expr(star.start, ExprKind::Starred(value)))
        })?;
        if self.kind() == TokenKind::Equal {
            let message = "cannot assign to iterable argument unpacking";
            return self.fail_at(arg.span, message, "write `name=value`");
        }
        if arguments.unpacks_mapping() {
            let message = "iterable argument unpacking follows keyword argument unpacking";
            return self.fail_at(arg.span, message, "put * before **");
        }
        arguments.args.push(arg);
        Ok(())
    }

    fn double_star_argument(&mut self, arguments: &mut Arguments) -> Parsed<()> {
        let start = self.advance().span.start;
        let value = self.expression()?;
        let span = self.span_from(start);
        if self.kind() == TokenKind::Equal {
            let message = "cannot assign to keyword argument unpacking";
            return self.fail_at(span, message, "write `name=value`");
        }
        arguments.keywords.push(Keyword {
            span,
            arg: None,
            value,
        });
        Ok(())
    }

    fn keyword_argument(&mut self, arguments: &mut Arguments) -> Parsed<()> {
        let name = self.advance();
        let equal = self.advance();
        let head = name.span.to(equal.span);
        if name.kind != TokenKind::Name {
            let word = self.text_of(name.span);
            let hint = "a keyword argument needs a name";
            return self.fail_at(head, format!("cannot assign to {word}"), hint);
        }
        if matches!(self.kind(), TokenKind::RightParen | TokenKind::Comma) {
            let hint = "write a value after the '='";
            return self.fail_at(head, "expected argument value expression", hint);
        }
        let value = self.expression()?;
        if self.at_comprehension() {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.fail_at(head, message, "put the generator in parentheses");
        }
        let arg = Ident {
            name: self.name(name.span),
            span: name.span,
        };
        arguments.keywords.push(Keyword {
            span: self.span_from(name.span.start),
            arg: Some(arg),
            value,
        });
        Ok(())
    }

    /// Also `f(x for x in y)`, for which it returns true and steps over the closing parenthesis.
    fn positional_argument(&mut self, open: Token, arguments: &mut Arguments) -> Parsed<bool> {
        let start = self.start();
        let value = match self.assignment_expression()? {
            Some(named) => named,
            None => self.expression()?,
        };
        match self.kind() {
            TokenKind::Equal => {
                let span = Span::new(start, self.span().end);
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                let hint = "to compare, write ==; a keyword argument needs a plain name";
                return self.fail_at(span, message, hint);
            }
            TokenKind::ColonEqual => return self.walrus_target(&value),
            _ => {}
        }
        if self.at_comprehension() {
            let generators = self.comprehension_clauses(&value)?;
            let alone = arguments.args.is_empty() && arguments.keywords.is_empty();
            if !alone || self.kind() == TokenKind::Comma {
                let span = self.span_from(start);
                let message = "Generator expression must be parenthesized";
                return self.fail_at(span, message, "put the generator in parentheses");
            }
            self.close(open)?;
            self.wrap()?;
            let element = value;
            let comp = Box::new(ElementComp {
                element,
                generators,
            });
            let generator = self.expr(open.span.start, ExprKind::GeneratorExp(comp));
            arguments.args.push(generator);
            return Ok(true);
        }
        if !arguments.keywords.is_empty() {
            let message = match arguments.unpacks_mapping() {
                true => "positional argument follows keyword argument unpacking",
                false => "positional argument follows keyword argument",
            };
            let span = self.span_from(start);
            return self.fail_at(span, message, "put positional arguments first");
        }
        arguments.args.push(value);
        Ok(false)
    }

    /// `[index]` behind an expression that begins at `start`.
    pub(super) fn subscript(&mut self, start: u32, value: Expr) -> Parsed<Expr> {
        let open = self.advance();
        let first_start = self.start();
        let first = self.index()?;
        let is_tuple =
            self.kind() == TokenKind::Comma || matches!(first.kind, ExprKind::Starred(_));
        let slice = if is_tuple {
            let mut elements = vec![first];
            while self.eat(TokenKind::Comma) {
                if self.kind() == TokenKind::RightBracket {
                    break;
                }
                elements.push(self.index()?);
            }
            self.wrap()?;
            self.expr(first_start, ExprKind::Tuple(elements))
        } else {
            first
        };
        self.close(open)?;
        let (value, slice) = (Box::new(value), Box::new(slice));
        Ok(self.expr(start, ExprKind::Subscript { value, slice }))
    }

    /// One index: `a`, `a := b`, `*a`, `a:b:c`.
    fn index(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if self.kind() == TokenKind::Star {
            return self.nested(|p| {
                p.advance();
                let value = Box::new(p.expression()?);
                Ok(p.expr(start, ExprKind::Starred(value)))
            });
        }
        let first = self.kind();
        let lower = match first {
            TokenKind::Colon => None,
            _ => Some(self.named_expression()?),
        };
        let is_named = |expr: &Expr| {
            matches!(expr.kind, ExprKind::NamedExpr(_)) && first != TokenKind::LeftParen
        };
        match lower {
            Some(index) if self.kind() != TokenKind::Colon || is_named(&index) => Ok(index),
            lower => self.nested(|p| {
                p.advance();
                let upper = p.slice_bound()?;
                let step = match p.eat(TokenKind::Colon) {
                    true => p.slice_bound()?,
                    false => None,
                };
                let slice = Slice { lower, upper, step };
                Ok(p.expr(start, ExprKind::Slice(Box::new(slice))))
            }),
        }
    }

    fn slice_bound(&mut self) -> Parsed<Option<Expr>> {
        match self.kind() {
            TokenKind::Colon | TokenKind::Comma | TokenKind::RightBracket => Ok(None),
            _ => self.expression().map(Some),
        }
    }
}

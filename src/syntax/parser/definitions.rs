//! Functions, classes, decorators, type parameters and type aliases.

use super::arguments::Arguments;
use super::{Parsed, Parser};
use crate::source::Span;
use crate::syntax::ast::{
    ClassDef, Expr, ExprKind, FunctionDef, Stmt, StmtKind, TypeAlias, TypeParam, TypeParamKind,
};
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// `@decorator` lines and the definition below them, whose span leaves them out.
    pub(super) fn decorated(&mut self) -> Parsed<Stmt> {
        let mut decorators = Vec::with_capacity(1);
        while self.eat(TokenKind::At) {
            decorators.push(self.named_expression()?);
            self.expect(TokenKind::Newline, "expected the end of the line")?;
        }
        let start = self.start();
        let kind = match self.kind() {
            TokenKind::Def => self.function(decorators, false)?,
            TokenKind::Class => self.class(decorators)?,
            TokenKind::Async if self.kind_ahead(1) == TokenKind::Def => {
                self.advance();
                self.function(decorators, true)?
            }
            _ => return self.unexpected("expected 'def' or 'class'"),
        };
        let span = Span::new(start, self.end_of_block());
        Ok(Stmt { span, kind })
    }

    pub(super) fn function(&mut self, decorators: Vec<Expr>, is_async: bool) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let name = self.ident()?;
        let type_params = self.type_params()?;
        if self.kind() != TokenKind::LeftParen {
            let span = self.span();
            return self.fail_at(
                span,
                "expected '('",
                "a function's name is followed by its parameters",
            );
        }
        let open = self.advance();
        let params = self.parameters(TokenKind::RightParen)?;
        self.close(open)?;
        let returns = match self.eat(TokenKind::Arrow) {
            true => Some(self.expression()?),
            false => None,
        };
        let body = self.forced_colon_and_block(start, "function definition")?;
        Ok(StmtKind::FunctionDef(Box::new(FunctionDef {
            decorators,
            name,
            type_params,
            params,
            returns,
            body,
            is_async,
        })))
    }

    pub(super) fn class(&mut self, decorators: Vec<Expr>) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let name = self.ident()?;
        let type_params = self.type_params()?;
        let Arguments { args, keywords } = match self.kind() {
            TokenKind::LeftParen => self.arguments()?,
            _ => Arguments::default(),
        };
        let body = self.colon_and_block(start, "class definition")?;
        Ok(StmtKind::ClassDef(Box::new(ClassDef {
            decorators,
            name,
            type_params,
            bases: args,
            keywords,
            body,
        })))
    }

    /// `type` is a keyword only before a name.
    pub(super) fn at_type_alias(&self) -> bool {
        self.at_word("type") && self.kind_ahead(1) == TokenKind::Name
    }

    /// `type name[params] = value`
    pub(super) fn type_alias(&mut self) -> Parsed<StmtKind> {
        self.advance();
        let name = self.ident()?;
        let type_params = self.type_params()?;
        self.expect(TokenKind::Equal, "expected '='")?;
        let value = self.expression()?;
        Ok(StmtKind::TypeAlias(Box::new(TypeAlias {
            name,
            type_params,
            value,
        })))
    }

    /// `[T, *Ts, **P]`, if it is there.
    fn type_params(&mut self) -> Parsed<Vec<TypeParam>> {
        let mut params: Vec<TypeParam> = Vec::new();
        if self.kind() != TokenKind::LeftBracket {
            return Ok(params);
        }
        let open = self.advance();
        if self.kind() == TokenKind::RightBracket {
            let span = open.span.to(self.span());
            return self.fail_at(
                span,
                "Type parameter list cannot be empty",
                "remove the brackets",
            );
        }
        while self.kind() != TokenKind::RightBracket {
            let param = self.type_param()?;
            if param.default.is_none() && params.last().is_some_and(|last| last.default.is_some()) {
                let name = &param.name.name;
                let message =
                    format!("non-default type parameter '{name}' follows default type parameter");
                return self.fail_at(param.span, message, "give it a default, or put it first");
            }
            params.push(param);
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.close(open)?;
        Ok(params)
    }

    fn type_param(&mut self) -> Parsed<TypeParam> {
        let start = self.start();
        let (mut kind, what) = match self.kind() {
            TokenKind::Star => (TypeParamKind::TypeVarTuple, "TypeVarTuple"),
            TokenKind::DoubleStar => (TypeParamKind::ParamSpec, "ParamSpec"),
            _ => (TypeParamKind::TypeVar { bound: None }, "TypeVar"),
        };
        if what != "TypeVar" {
            self.advance();
        }
        let name = self.ident()?;
        if self.kind() == TokenKind::Colon {
            let colon = self.advance().span.start;
            let limit = self.expression()?;
            match &mut kind {
                TypeParamKind::TypeVar { bound } => *bound = Some(limit),
                _ => {
                    let limit = match limit.kind {
                        ExprKind::Tuple(_) => "constraints",
                        _ => "bound",
                    };
                    let span = self.span_from(colon);
                    let message = format!("cannot use {limit} with {what}");
                    return self.fail_at(
                        span,
                        message,
                        "only a plain type variable can be limited",
                    );
                }
            }
        }
        let default = match self.eat(TokenKind::Equal) {
            true if matches!(kind, TypeParamKind::TypeVarTuple)
                && self.kind() == TokenKind::Star =>
            {
                Some(self.starred()?)
            }
            true => Some(self.expression()?),
            false => None,
        };
        Ok(TypeParam {
            span: self.span_from(start),
            name,
            kind,
            default,
        })
    }
}

//! `import` and `from ... import`.

use super::{Parsed, Parser};
use crate::source::Span;
use crate::syntax::ast::{Alias, Ident, StmtKind};
use crate::syntax::token::TokenKind;

const NO_NAMES: &str = "Expected one or more names after 'import'";

impl Parser<'_> {
    /// `import a.b as c, d`
    pub(super) fn import_statement(&mut self) -> Parsed<StmtKind> {
        let keyword = self.advance().span;
        if self.kind() == TokenKind::Newline {
            let end = self.span();
            return self.fail_at(end, NO_NAMES, "name a module");
        }
        let mut names = Vec::with_capacity(1);
        loop {
            let name = self.dotted_name()?;
            names.push(self.alias(name)?);
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        let is_plain = names.iter().all(|alias| alias.asname.is_none());
        if self.kind() == TokenKind::From && is_plain {
            let module = self.attempt(|p| {
                p.advance();
                p.dotted_name()
            });
            if let Some(module) = module {
                let span = keyword.to(module.span);
                let message = "Did you mean to use 'from ... import ...' instead?";
                let listed: Vec<&str> = names.iter().map(|alias| &*alias.name.name).collect();
                let hint = format!("write `from {} import {}`", module.name, listed.join(", "));
                return self.fail_at(span, message, &hint);
            }
        }
        Ok(StmtKind::Import(names))
    }

    /// `from ..module import a as b, c`
    pub(super) fn import_from_statement(&mut self) -> Parsed<StmtKind> {
        self.advance();
        let mut level = 0;
        loop {
            level += match self.kind() {
                TokenKind::Dot => 1,
                TokenKind::Ellipsis => 3,
                _ => break,
            };
            self.advance();
        }
        let module = match self.kind() {
            TokenKind::Import if level > 0 => None,
            _ => Some(self.dotted_name()?),
        };
        self.expect(TokenKind::Import, "expected 'import'")?;
        let names = self.imported_names()?;
        Ok(StmtKind::ImportFrom {
            module,
            names,
            level,
        })
    }

    fn imported_names(&mut self) -> Parsed<Vec<Alias>> {
        let open = self.token();
        match open.kind {
            TokenKind::Star => {
                self.advance();
                let name = Ident {
                    name: self.name(open.span),
                    span: open.span,
                };
                return Ok(vec![Alias {
                    span: open.span,
                    name,
                    asname: None,
                }]);
            }
            TokenKind::Newline => {
                return self.fail_at(open.span, NO_NAMES, "name what to import, or write *");
            }
            _ => {}
        }
        let is_open = self.eat(TokenKind::LeftParen);
        let mut names = Vec::with_capacity(1);
        loop {
            let name = self.ident()?;
            names.push(self.alias(name)?);
            if !self.eat(TokenKind::Comma) {
                break;
            }
            match self.kind() {
                TokenKind::RightParen if is_open => break,
                TokenKind::Newline => {
                    let end = self.span();
                    let message = "trailing comma not allowed without surrounding parentheses";
                    return self.fail_at(end, message, "remove the comma");
                }
                _ => {}
            }
        }
        if is_open {
            self.expect(TokenKind::RightParen, "expected ',' or ')'")?;
        }
        Ok(names)
    }

    fn alias(&mut self, name: Ident) -> Parsed<Alias> {
        let asname = match self.eat(TokenKind::As) {
            true => Some(self.ident()?),
            false => None,
        };
        Ok(Alias {
            span: self.span_from(name.span.start),
            name,
            asname,
        })
    }

    /// `a.b.c` as one name. White space around the dots is not part of it.
    fn dotted_name(&mut self) -> Parsed<Ident> {
        let first = self.ident()?;
        if self.kind() != TokenKind::Dot {
            return Ok(first);
        }
        let mut text = first.name.to_string();
        while self.eat(TokenKind::Dot) {
            text.push('.');
            text.push_str(&self.ident()?.name);
        }
        let span: Span = self.span_from(first.span.start);
        Ok(Ident {
            name: text.into(),
            span,
        })
    }
}

//! Statements on one line, other than assignments and imports.

use super::{Parsed, Parser};
use crate::source::Span;
use crate::syntax::ast::{Ident, Stmt, StmtKind};
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// Statements separated by semicolons, up to and including the end of the line.
    pub(super) fn simple_statements(&mut self, out: &mut Vec<Stmt>) -> Parsed<()> {
        loop {
            let first = self.at;
            let start = self.start();
            let kind = self.simple_statement()?;
            let span = self.span_from(start);
            out.push(Stmt { span, kind });
            if self.eat(TokenKind::Newline) {
                return Ok(());
            }
            if self.kind() != TokenKind::Semicolon {
                return self.junk_after_statement(first);
            }
            self.advance();
            if self.eat(TokenKind::Newline) {
                return Ok(());
            }
        }
    }

    fn simple_statement(&mut self) -> Parsed<StmtKind> {
        match self.kind() {
            TokenKind::Return => {
                self.advance();
                let value = match self.at_end_of_statement() {
                    true => None,
                    false => {
                        let value = self.star_expressions()?;
                        self.refuse_lone_star(&value)?;
                        Some(value)
                    }
                };
                Ok(StmtKind::Return(value))
            }
            TokenKind::Pass => Ok(self.word(StmtKind::Pass)),
            TokenKind::Break => Ok(self.word(StmtKind::Break)),
            TokenKind::Continue => Ok(self.word(StmtKind::Continue)),
            TokenKind::Raise => self.raise_statement(),
            TokenKind::Assert => self.assert_statement(),
            TokenKind::Del => self.del_statement(),
            TokenKind::Global => Ok(StmtKind::Global(self.declared_names()?)),
            TokenKind::Nonlocal => Ok(StmtKind::Nonlocal(self.declared_names()?)),
            TokenKind::Import => self.import_statement(),
            TokenKind::From => self.import_from_statement(),
            TokenKind::Name if self.at_type_alias() => self.type_alias(),
            TokenKind::Yield | TokenKind::Star => self.expression_statement(),
            kind if kind.starts_expression() => self.expression_statement(),
            TokenKind::DoubleStar => self.unexpected("`**` unpacks only in a call or in braces"),
            TokenKind::Elif | TokenKind::Else | TokenKind::Except | TokenKind::Finally => {
                self.unexpected("belongs to no statement")
            }
            _ => self.unexpected("expected a statement"),
        }
    }

    fn word(&mut self, kind: StmtKind) -> StmtKind {
        self.advance();
        kind
    }

    pub(super) fn at_end_of_statement(&self) -> bool {
        matches!(
            self.kind(),
            TokenKind::Newline | TokenKind::Semicolon | TokenKind::EndOfFile
        )
    }

    fn raise_statement(&mut self) -> Parsed<StmtKind> {
        self.advance();
        if self.at_end_of_statement() {
            return Ok(StmtKind::Raise {
                exc: None,
                cause: None,
            });
        }
        let exc = Some(self.expression()?);
        let cause = match self.eat(TokenKind::From) {
            true => Some(self.expression()?),
            false => None,
        };
        Ok(StmtKind::Raise { exc, cause })
    }

    fn assert_statement(&mut self) -> Parsed<StmtKind> {
        self.advance();
        let test = self.expression()?;
        let msg = match self.eat(TokenKind::Comma) {
            true => Some(self.expression()?),
            false => None,
        };
        Ok(StmtKind::Assert { test, msg })
    }

    /// The names after `global` or `nonlocal`.
    fn declared_names(&mut self) -> Parsed<Vec<Ident>> {
        self.advance();
        let mut names = vec![self.ident()?];
        while self.eat(TokenKind::Comma) {
            names.push(self.ident()?);
        }
        Ok(names)
    }

    /// A statement is complete, but its line isn't. `first` is the index of its first token.
    fn junk_after_statement<T>(&mut self, first: usize) -> Parsed<T> {
        let word = self.text_of(self.tokens[first].span);
        let is_word_alone = self.at == first + 1;
        if is_word_alone && matches!(word, "print" | "exec") && self.kind().starts_expression() {
            let start = self.tokens[first].span.start;
            let end = self.attempt(|p| {
                p.star_expressions()?;
                Ok(p.previous().end)
            });
            if let Some(end) = end {
                let message =
                    format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                let hint = format!("{word} is a function: put its arguments in parentheses");
                return self.fail_at(Span::new(start, end), message, &hint);
            }
        }
        self.unexpected("expected the end of the statement")
    }
}

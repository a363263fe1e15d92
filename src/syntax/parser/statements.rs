//! Statements in general: which kind one is, blocks, and going on after an error.

use super::{Failed, Parsed, Parser};
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::source::Span;
use crate::syntax::ast::Stmt;
use crate::syntax::token::TokenKind;

/// What a block takes of the depth that is left for expressions.
const BLOCK_DEPTH: usize = 2;

impl Parser<'_> {
    /// Reads one statement, or a line of them. After an error it has skipped the rest of the line; what was read of
    /// blocks below it is kept. Always makes progress.
    pub(super) fn statement(&mut self, out: &mut Vec<Stmt>) {
        let (at, depth) = (self.at, self.depth);
        self.height = 0;
        match self.any_statement(out) {
            Ok(()) => self.failures = 0,
            Err(Failed) => {
                self.failures += 1;
                self.depth = depth;
                self.recover(out);
            }
        }
        if self.at == at {
            self.advance();
        }
    }

    fn any_statement(&mut self, out: &mut Vec<Stmt>) -> Parsed<()> {
        let start = self.start();
        let kind = match self.kind() {
            TokenKind::If => self.if_statement()?,
            TokenKind::While => self.while_statement()?,
            TokenKind::For => self.for_statement(false)?,
            TokenKind::With => self.with_statement(false)?,
            TokenKind::Try => self.try_statement()?,
            TokenKind::Def => self.function(Vec::new(), false)?,
            TokenKind::Class => self.class(Vec::new())?,
            TokenKind::At => {
                let statement = self.decorated()?;
                out.push(statement);
                return Ok(());
            }
            TokenKind::Async => {
                self.advance();
                match self.kind() {
                    TokenKind::Def => self.function(Vec::new(), true)?,
                    TokenKind::For => self.for_statement(true)?,
                    TokenKind::With => self.with_statement(true)?,
                    _ => return self.unexpected("expected 'def', 'for' or 'with'"),
                }
            }
            TokenKind::Name if self.at_match() => self.match_statement()?,
            TokenKind::Indent => return self.unexpected_indent(out),
            _ => return self.simple_statements(out),
        };
        // A compound statement ends with its block, in front of the tokens that end the block.
        let span = Span::new(start, self.end_of_block());
        out.push(Stmt { span, kind });
        Ok(())
    }

    /// End of the last token that is more than layout.
    pub(super) fn end_of_block(&self) -> u32 {
        let before = self.tokens[..self.at].iter().rev();
        let mut content =
            before.skip_while(|token| matches!(token.kind, TokenKind::Newline | TokenKind::Dedent));
        content.next().map_or(0, |token| token.span.end)
    }

    /// A line that is indented for no reason: says so, and reads the block all the same.
    fn unexpected_indent(&mut self, out: &mut Vec<Stmt>) -> Parsed<()> {
        let Err(Failed) = self.unexpected::<()>("") else {
            return Ok(());
        };
        self.advance();
        self.statements(out);
        Ok(())
    }

    /// Statements up to and including the `Dedent` that ends their block.
    fn statements(&mut self, out: &mut Vec<Stmt>) {
        self.depth += BLOCK_DEPTH;
        while !matches!(self.kind(), TokenKind::Dedent | TokenKind::EndOfFile) {
            self.statement(out);
        }
        self.depth -= BLOCK_DEPTH;
        self.eat(TokenKind::Dedent);
    }

    /// The colon and block of a clause that began at `start`; `clause` completes "expected an indented block after".
    pub(super) fn colon_and_block(&mut self, start: u32, clause: &str) -> Parsed<Vec<Stmt>> {
        if !self.eat(TokenKind::Colon) {
            self.missing_colon()?;
        }
        self.block(start, clause)
    }

    /// At the end of the line the colon was forgotten, and reading can go on; elsewhere the error may be anything.
    fn missing_colon(&mut self) -> Parsed<()> {
        if self.kind() != TokenKind::Newline {
            return self.unexpected("expected ':'");
        }
        let error =
            Diagnostic::syntax(self.span(), "expected ':'").with_hint("end the line with a colon");
        self.report(error);
        Ok(())
    }

    /// Like [`colon_and_block`](Self::colon_and_block), after words behind which nothing but a colon can stand.
    pub(super) fn forced_colon_and_block(&mut self, start: u32, clause: &str) -> Parsed<Vec<Stmt>> {
        if !self.eat(TokenKind::Colon) {
            if self.kind() != TokenKind::Newline {
                let span = self.span();
                return self.fail_at(span, "expected ':'", "put a colon here");
            }
            self.missing_colon()?;
        }
        self.block(start, clause)
    }

    /// An indented block, or simple statements on the same line. A missing block is reported and taken for empty.
    fn block(&mut self, start: u32, clause: &str) -> Parsed<Vec<Stmt>> {
        let mut body = Vec::new();
        if !self.eat(TokenKind::Newline) {
            self.simple_statements(&mut body)?;
            return Ok(body);
        }
        if self.eat(TokenKind::Indent) {
            self.statements(&mut body);
            return Ok(body);
        }
        self.missing_block(start, clause);
        Ok(body)
    }

    pub(super) fn missing_block(&mut self, start: u32, clause: &str) {
        let line = self.source.line(start);
        let message = format!("expected an indented block after {clause} on line {line}");
        let span = match self.kind() {
            TokenKind::Dedent | TokenKind::EndOfFile => self.previous(),
            _ => self.span(),
        };
        let error = Diagnostic::new(DiagnosticKind::Indentation, span, message);
        self.report(error.with_hint("indent the lines of the block, or write `pass`"));
    }

    /// Skips the line that could not be read. A block below it, and the clauses that would belong to it, are read for
    /// their own errors.
    pub(super) fn recover(&mut self, out: &mut Vec<Stmt>) {
        self.skip_line();
        loop {
            if self.eat(TokenKind::Indent) {
                self.statements(out);
            }
            match self.kind() {
                TokenKind::Elif | TokenKind::Else | TokenKind::Except | TokenKind::Finally => {
                    self.skip_line()
                }
                _ => return,
            }
        }
    }

    /// Steps over the rest of a logical line; not over the end of the block if that comes first.
    fn skip_line(&mut self) {
        while !matches!(
            self.kind(),
            TokenKind::Newline | TokenKind::Dedent | TokenKind::Indent | TokenKind::EndOfFile
        ) {
            self.advance();
        }
        self.eat(TokenKind::Newline);
    }
}

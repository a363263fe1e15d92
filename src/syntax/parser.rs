//! From tokens to the tree: a recursive-descent parser over the whole grammar of Python 3.13. This file holds what all
//! parts share: the cursor, errors and recovery, and the limits on depth.
//!
//! **Errors.** A function that can't go on reports one error and returns [`Failed`]; the error reaches the statement,
//! which skips to the end of its line and, if a block follows, still reads that. So there is one error a statement, and
//! every statement of a file is read. Messages are those of CPython 3.13, whose grammar has special rules for common
//! mistakes; here each stands where the parser notices it.
//!
//! **Depth.** Two counters bound the parser's own recursion ([`MAX_DEPTH`]) and the height of the tree it builds
//! ([`MAX_HEIGHT`](ast::MAX_HEIGHT)); chains of operators are built flat, chains of calls and attributes in a loop.

mod arguments;
mod assignment;
mod atoms;
mod collections;
mod compound;
mod definitions;
mod errors;
mod expressions;
mod hints;
mod imports;
mod parameters;
mod patterns;
mod simple;
mod statements;
mod strings;

use rustc_hash::FxHashMap;

use super::ast::{self, Expr, ExprKind, Ident, Name};
use super::token::{Token, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Most entries of `expression` and `binary` that are active at once, blocks counted in. A bracket takes two, so that
/// outside of deep blocks the lexer's limit of 200 brackets is met first. Fits twice into a stack of 2 MiB in the
/// development profile.
const MAX_DEPTH: usize = 500;

/// Statements in a row after which vague errors are no longer reported. So many have one cause: text that isn't code, or
/// a bracket whose beginning is gone.
const MAX_FAILURES: usize = 3;

/// The parser has reported an error (or the lexer has) and can't go on with this statement.
pub(super) struct Failed;

type Parsed<T> = Result<T, Failed>;

/// A parser at some token of a source.
pub(super) struct Parser<'a> {
    source: &'a Source,
    text: &'a str,
    tokens: Vec<Token>,
    /// Index of the next token; stays at the last one, `EndOfFile`.
    at: usize,
    diagnostics: Vec<Diagnostic>,
    /// Statements in a row that could not be read.
    failures: usize,
    names: FxHashMap<&'a str, Name>,
    /// Active recursion.
    depth: usize,
    /// Height of the tallest tree that the current scope has built so far; see [`Parser::enter`].
    height: usize,
    /// Where the operand began that was read last, as an index and an offset: for "Perhaps you forgot a comma?".
    last_operand: (usize, u32),
}

impl<'a> Parser<'a> {
    /// A parser for a whole source. `tokens` ends with `EndOfFile`.
    pub(super) fn new(source: &'a Source, tokens: Vec<Token>) -> Parser<'a> {
        Parser {
            source,
            text: source.text(),
            tokens,
            at: 0,
            diagnostics: Vec::new(),
            failures: 0,
            names: FxHashMap::default(),
            depth: 0,
            height: 0,
            last_operand: (0, 0),
        }
    }

    /// Reads a file.
    pub(super) fn module(mut self) -> (ast::Module, Vec<Diagnostic>) {
        let mut body = Vec::new();
        while self.kind() != TokenKind::EndOfFile {
            self.statement(&mut body);
        }
        (ast::Module { body }, self.diagnostics)
    }

    /// Reads a source that is one expression.
    pub(super) fn single_expression(mut self) -> (Option<Expr>, Vec<Diagnostic>) {
        let expression = self.star_expressions().and_then(|expression| {
            self.refuse_lone_star(&expression)?;
            self.eat(TokenKind::Newline);
            match self.kind() {
                TokenKind::EndOfFile => Ok(expression),
                _ => self.unexpected("expected the end of the expression"),
            }
        });
        (expression.ok(), self.diagnostics)
    }

    // The cursor.

    fn token(&self) -> Token {
        self.tokens[self.at]
    }

    fn kind(&self) -> TokenKind {
        self.tokens[self.at].kind
    }

    /// The kind of a later token.
    fn kind_ahead(&self, n: usize) -> TokenKind {
        self.tokens
            .get(self.at + n)
            .map_or(TokenKind::EndOfFile, |token| token.kind)
    }

    fn span(&self) -> Span {
        self.tokens[self.at].span
    }

    /// Offset of the next token.
    fn start(&self) -> u32 {
        self.tokens[self.at].span.start
    }

    /// Span of the token read last.
    fn previous(&self) -> Span {
        match self.at.checked_sub(1) {
            Some(at) => self.tokens[at].span,
            None => Span::default(),
        }
    }

    /// From an offset to the end of the token read last.
    fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.previous().end.max(start))
    }

    fn advance(&mut self) -> Token {
        let token = self.tokens[self.at];
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        token
    }

    fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.kind() == kind;
        if found {
            self.advance();
        }
        found
    }

    /// Steps over a token that must be there; `expected` completes the error's label.
    fn expect(&mut self, kind: TokenKind, expected: &str) -> Parsed<Token> {
        match self.kind() == kind {
            true => Ok(self.advance()),
            false => self.unexpected(expected),
        }
    }

    fn text_of(&self, span: Span) -> &'a str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// The next token is this word, which is only sometimes a keyword.
    fn at_word(&self, word: &str) -> bool {
        self.kind() == TokenKind::Name && self.text_of(self.span()) == word
    }

    fn name(&mut self, span: Span) -> Name {
        let text = self.text_of(span);
        self.names
            .entry(text)
            .or_insert_with(|| Name::from(text))
            .clone()
    }

    /// Reads an identifier.
    fn ident(&mut self) -> Parsed<Ident> {
        let span = self.expect(TokenKind::Name, "expected a name")?.span;
        Ok(Ident {
            name: self.name(span),
            span,
        })
    }

    /// A node that reaches from an offset to the token read last.
    fn expr(&self, start: u32, kind: ExprKind) -> Expr {
        Expr {
            span: self.span_from(start),
            kind,
        }
    }

    // Limits. A scope measures what is built in it: children are scopes of their own, of which the tallest counts, and
    // each node that wraps them adds one.

    /// Opens a scope; returns what `leave` needs.
    fn enter(&mut self) -> Parsed<usize> {
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        Ok(std::mem::take(&mut self.height))
    }

    fn leave(&mut self, outer_height: usize) {
        self.depth -= 1;
        self.height = self.height.max(outer_height);
    }

    /// A node is put around what this scope has built.
    fn wrap(&mut self) -> Parsed<()> {
        self.height += 1;
        match self.height > ast::MAX_HEIGHT {
            true => self.too_deep(),
            false => Ok(()),
        }
    }

    /// A node in a scope of its own.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = self.enter()?;
        let node = read(self)?;
        self.wrap()?;
        self.leave(outer);
        Ok(node)
    }

    fn too_deep<T>(&mut self) -> Parsed<T> {
        let error = Diagnostic::syntax(self.span(), "expression nested too deeply")
            .with_hint("give parts of it names of their own");
        self.fail(error)
    }

    /// Tries something: on failure nothing has happened, and nothing is reported.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Option<T> {
        let (at, depth, height) = (self.at, self.depth, self.height);
        let (errors, operand) = (self.diagnostics.len(), self.last_operand);
        let result = read(self);
        if result.is_err() || self.diagnostics.len() > errors {
            (self.at, self.depth, self.height) = (at, depth, height);
            self.diagnostics.truncate(errors);
            self.last_operand = operand;
            return None;
        }
        result.ok()
    }
}

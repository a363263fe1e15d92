//! `case` blocks and their patterns.

use super::{Expr, Ident, Stmt};
use crate::source::Span;

/// `case pattern if guard: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchCase {
    /// From the keyword to the end of the block.
    pub span: Span,
    /// The pattern. That it is refutable, and binds the same names in every alternative, is the compiler's to check.
    pub pattern: Pattern,
    /// `if guard`
    pub guard: Option<Expr>,
    /// The block.
    pub body: Vec<Stmt>,
}

/// One pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// From its first token to its last.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// What a pattern is.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// Compares with `==`: a number (perhaps negative or complex), string, bytes, f-string-free literal or dotted name.
    MatchValue(Expr),
    /// Compares with `is`.
    MatchSingleton(Singleton),
    /// `[a, b, *rest]`, `(a, b)`, `a, b`: at most one starred, which the compiler checks.
    MatchSequence(Vec<Pattern>),
    /// `{key: pattern, **rest}`
    MatchMapping {
        /// Literals or dotted names.
        keys: Vec<Expr>,
        /// One for each key.
        patterns: Vec<Pattern>,
        /// `**rest`
        rest: Option<Ident>,
    },
    /// `cls(pattern, attr=pattern)`
    MatchClass {
        /// A name or dotted name.
        cls: Box<Expr>,
        /// Positional patterns.
        patterns: Vec<Pattern>,
        /// Keyword patterns.
        kwd_patterns: Vec<(Ident, Pattern)>,
    },
    /// `*name` in a sequence; no name for `*_`.
    MatchStar(Option<Ident>),
    /// `pattern as name`, a capture `name` (no pattern), or the wildcard `_` (neither).
    MatchAs {
        /// What must match first.
        pattern: Option<Box<Pattern>>,
        /// The name bound.
        name: Option<Ident>,
    },
    /// `a | b`: at least two.
    MatchOr(Vec<Pattern>),
}

/// `None`, `True`, `False` as patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Singleton {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
}

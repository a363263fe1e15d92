//! From text to tree: tokens, indentation, the syntax tree and the parser. Nothing here knows scopes or code.
//!
//! Text becomes tokens (`token`, with `logos`), a thin layer adds what patterns can't tell (`lexer`: indentation,
//! brackets, f-strings), the parser builds the tree ([`ast`]) and `literal` the values of literals. Every stage takes
//! any input: it reports what is wrong and goes on.
//!
//! The grammar is that of Python 3.13, all of it; what gilscope can't run is refused later, by name. Two things are left
//! out: identifiers are not brought to Unicode's NFKC form, and `\N{...}` and lone surrogates in strings are unsupported.
//! What needs scopes (`return` outside a function, repeated parameters, ...) is the compiler's to check.

pub mod ast;
mod lexer;
mod literal;
mod parser;
mod token;

#[cfg(test)]
mod tests;

use self::lexer::Tokens;
use self::parser::Parser;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Reads a file. With errors, the tree holds what could be read and must not be run. The errors are in the order of
/// their places, at most one a line.
pub fn parse_module(source: &Source) -> (ast::Module, Vec<Diagnostic>) {
    let Tokens {
        list,
        diagnostics,
        unclosed,
    } = lexer::tokenize(source);
    let (module, errors) = Parser::new(source, list).module();
    (module, merge(source, diagnostics, errors, &unclosed))
}

/// Reads a source that is one expression, as for `eval`. Blanks before it are the caller's to remove. There is an
/// expression exactly if there are no errors.
pub fn parse_expression(source: &Source) -> (Option<ast::Expr>, Vec<Diagnostic>) {
    let Tokens {
        list,
        diagnostics,
        unclosed,
    } = lexer::tokenize(source);
    let (expression, errors) = Parser::new(source, list).single_expression();
    let errors = merge(source, diagnostics, errors, &unclosed);
    (expression.filter(|_| errors.is_empty()), errors)
}

/// The errors of both stages, one a line. The lexer's go first, as in CPython: what the parser says about a line that
/// can't be cut into tokens, or about a bracket that is never closed, follows from that.
fn merge(
    source: &Source,
    from_lexer: Vec<Diagnostic>,
    from_parser: Vec<Diagnostic>,
    unclosed: &[Span],
) -> Vec<Diagnostic> {
    let is_own = |error: &Diagnostic| {
        let span = error.span;
        // The end of the line that the lexer made up is an empty token, just there.
        let start = span.start.saturating_sub(u32::from(span.start == span.end));
        let next = unclosed.partition_point(|gap| gap.end <= start);
        unclosed.get(next).is_none_or(|gap| span.end <= gap.start)
    };
    let mut errors = from_lexer;
    errors.extend(from_parser.into_iter().filter(is_own));
    let mut lines = rustc_hash::FxHashSet::default();
    errors.retain(|error| lines.insert(source.line(error.span.start)));
    errors.sort_by_key(|error| error.span.start);
    errors
}

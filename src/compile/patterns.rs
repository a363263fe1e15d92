//! `match` statements.

use super::compiler::Compiler;
use super::unit::Result;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Expr, MatchCase};

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(
        &mut self,
        _subject: &'a Expr,
        _cases: &'a [MatchCase],
        span: Span,
    ) -> Result {
        Err(Diagnostic::unsupported(span, "`match` statements").with_hint("use `if` and `elif`"))
    }
}

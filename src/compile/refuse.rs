//! Saying no to a script.

use super::unit::Result;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A `SyntaxError`.
#[cold]
pub(super) fn refuse<T>(span: Span, message: impl Into<String>) -> Result<T> {
    Err(Box::new(Diagnostic::syntax(span, message)))
}

/// Valid Python that gilscope does not run, and what to write instead.
#[cold]
pub(super) fn unsupported<T>(span: Span, construct: &str, hint: &str) -> Result<T> {
    let diagnostic = Diagnostic::unsupported(span, construct);
    Err(Box::new(diagnostic.with_hint(hint)))
}

/// A defect of the compiler, reported and not panicked about.
#[cold]
pub(super) fn internal<T>(span: Span, what: &str) -> Result<T> {
    let diagnostic = Diagnostic::syntax(span, format!("internal error: {what}"));
    let hint = "this is a defect of gilscope and not of the script; please report it";
    Err(Box::new(diagnostic.with_hint(hint)))
}

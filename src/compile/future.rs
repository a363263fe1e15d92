//! `from __future__ import ...`: which features there are, and where the statement may stand.

use super::refuse::refuse;
use super::unit::Result;
use crate::source::Span;
use crate::syntax::ast::{Alias, Ident, Stmt, StmtKind, docstring};

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Whether a module asks for annotations to be kept as text.
pub(super) fn annotations(body: &[Stmt]) -> bool {
    body[..prologue(body)].iter().any(|stmt| {
        matches!(&stmt.kind, StmtKind::ImportFrom { names, .. }
            if names.iter().any(|alias| &*alias.name.name == "annotations"))
    })
}

/// How many statements a module's docstring and future imports take.
pub(super) fn prologue(body: &[Stmt]) -> usize {
    let start = usize::from(docstring(body).is_some());
    let imports = body[start..].iter().take_while(|stmt| {
        matches!(&stmt.kind, StmtKind::ImportFrom { module, level: 0, .. } if is_future(module))
    });
    start + imports.count()
}

/// Whether an absolute import names the module `__future__`.
pub(super) fn is_future(module: &Option<Ident>) -> bool {
    module.as_ref().is_some_and(|m| &*m.name == "__future__")
}

/// What is wrong with a future import.
pub(super) fn check(names: &[Alias], in_prologue: bool, span: Span) -> Result {
    if !in_prologue {
        let message = "from __future__ imports must occur at the beginning of the file";
        return refuse(span, message);
    }
    for alias in names {
        let name = &*alias.name.name;
        if name == "braces" {
            return refuse(alias.span, "not a chance");
        }
        if !FEATURES.contains(&name) {
            let message = format!("future feature {name} is not defined");
            return refuse(alias.span, message);
        }
    }
    Ok(())
}

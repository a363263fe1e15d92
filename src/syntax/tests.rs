//! Tests of the room: what each construct becomes, where it stands, what limits hold. Messages are tested in
//! `tests/syntax.rs`, on whole scripts.

mod dump;
mod expressions;
mod limits;
mod places;
mod statements;
mod strings;

use super::{ast, parse_module};
use crate::source::Source;

/// The tree of a script without errors.
fn parse(text: &str) -> ast::Module {
    let (module, errors) = parse_module(&Source::new("t.py", text));
    assert!(errors.is_empty(), "{text:?}: {errors:#?}");
    module
}

/// Checks a script against its tree as `dump` writes it, one line a statement.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(dump::body(&parse(text).body), expected, "{text:?}");
}

/// Checks many expressions.
#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, expected) in table {
        check(text, expected);
    }
}

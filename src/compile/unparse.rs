//! The text of annotations under `from __future__ import annotations`: as CPython writes them for what annotations are usually made
//! of, as in the source for anything else.

use crate::source::Source;
use crate::syntax::ast::{BinOpRest, Constant, Expr, ExprKind, Operator};

/// The text of an expression.
pub(super) fn unparse(expr: &Expr, source: &Source) -> String {
    let mut text = String::new();
    if !write(expr, &mut text) {
        let range = expr.span.start as usize..expr.span.end as usize;
        return source.text().get(range).unwrap_or_default().to_string();
    }
    text
}

/// Writes the expression; false if it is of a kind that is not written here.
fn write(expr: &Expr, out: &mut String) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::Constant(Constant::None) => out.push_str("None"),
        ExprKind::Constant(Constant::Bool(true)) => out.push_str("True"),
        ExprKind::Constant(Constant::Bool(false)) => out.push_str("False"),
        ExprKind::Constant(Constant::Ellipsis) => out.push_str("..."),
        ExprKind::Constant(Constant::Int(value)) => out.push_str(&value.to_string()),
        ExprKind::Constant(Constant::Str(text)) => return write_string(text, out),
        ExprKind::Attribute { value, attr } => {
            if !matches!(
                value.kind,
                ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }
            ) || !write(value, out)
            {
                return false;
            }
            out.push('.');
            out.push_str(attr);
        }
        ExprKind::Subscript { value, slice } => {
            if !matches!(value.kind, ExprKind::Name(_) | ExprKind::Attribute { .. })
                || !write(value, out)
            {
                return false;
            }
            out.push('[');
            let written = match &slice.kind {
                ExprKind::Tuple(items) if items.len() > 1 => write_all(items, out),
                _ => write(slice, out),
            };
            out.push(']');
            return written;
        }
        ExprKind::List(items) => {
            out.push('[');
            let written = write_all(items, out);
            out.push(']');
            return written;
        }
        ExprKind::BinOp { left, rest } => return write_union(left, rest, out),
        _ => return false,
    }
    true
}

fn write_all(items: &[Expr], out: &mut String) -> bool {
    items.iter().enumerate().all(|(i, item)| {
        out.push_str(if i > 0 { ", " } else { "" });
        write(item, out)
    })
}

/// `a | b`; operators that bind less tightly inside would need parentheses.
fn write_union(left: &Expr, rest: &[BinOpRest], out: &mut String) -> bool {
    let is_atom = |e: &Expr| !matches!(e.kind, ExprKind::BinOp { .. });
    is_atom(left)
        && write(left, out)
        && rest.iter().all(|rest| {
            out.push_str(" | ");
            rest.op == Operator::BitOr && is_atom(&rest.right) && write(&rest.right, out)
        })
}

/// A string as `repr` writes it, if that needs no escapes.
fn write_string(text: &str, out: &mut String) -> bool {
    let plain = |c: char| (' '..='~').contains(&c) && c != '\\' && c != '\'';
    if !text.chars().all(plain) {
        return false;
    }
    out.push('\'');
    out.push_str(text);
    out.push('\'');
    true
}

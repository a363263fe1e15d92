//! Where nodes stand. Tracebacks put their carets there.

use super::parse;
use crate::source::{Source, Span};
use crate::syntax::ast::{BinOpRest, Expr, ExprKind, Stmt, StmtKind};
use crate::syntax::parse_expression;

fn only(text: &str) -> Stmt {
    parse(text).body.remove(0)
}

fn expr(text: &str) -> Expr {
    let (expr, errors) = parse_expression(&Source::new("t.py", text));
    assert!(errors.is_empty(), "{errors:#?}");
    expr.unwrap()
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

#[test]
fn a_chain_knows_the_place_of_each_partial_result() {
    let text = "(a) + b - (c)";
    let sum = expr(text);
    assert_eq!(slice(text, sum.span), text);
    let ExprKind::BinOp { left, rest } = sum.kind else {
        panic!("not a sum");
    };
    assert_eq!(slice(text, left.span), "a");
    let parts = |r: &BinOpRest| {
        (
            slice(text, r.span),
            slice(text, r.op_span),
            slice(text, r.right.span),
        )
    };
    let parts: Vec<_> = rest.iter().map(parts).collect();
    assert_eq!(parts, [("(a) + b", "+", "b"), (text, "-", "c")]);
}

#[test]
fn comparison_operators_of_two_words_have_one_place() {
    let text = "a not  in b is not c";
    let ExprKind::Compare { rest, .. } = expr(text).kind else {
        panic!("not a comparison");
    };
    let places: Vec<_> = rest.iter().map(|r| slice(text, r.op_span)).collect();
    assert_eq!(places, ["not  in", "is not"]);
}

#[test]
fn attributes_calls_and_generators() {
    let text = "(a).bcd";
    let attribute = expr(text);
    assert_eq!(slice(text, attribute.span), text);
    assert_eq!(slice(text, attribute.attr_span()), "bcd");
    let text = "f(x for x in y)";
    let ExprKind::Call(call) = expr(text).kind else {
        panic!("not a call");
    };
    assert_eq!(slice(text, call.args[0].span), "(x for x in y)");
    assert_eq!(slice(text, call.args[0].attr_span()), "(x for x in y)");
}

#[test]
fn statements_end_with_their_last_token() {
    let text = "@d\ndef f():\n  if a:\n    b\n\n  # note\n\nc";
    let def = only(text);
    assert_eq!(slice(text, def.span), "def f():\n  if a:\n    b");
    let StmtKind::FunctionDef(def) = def.kind else {
        panic!("not a function");
    };
    assert_eq!(slice(text, def.name.span), "f");
    assert_eq!(slice(text, def.decorators[0].span), "d");
    assert_eq!(slice(text, def.body[0].span), "if a:\n    b");
    let text = "if a: b\nelif c: d\nelse: e\n";
    let StmtKind::If { branches, .. } = only(text).kind else {
        panic!("not an if");
    };
    let branches: Vec<_> = branches.iter().map(|b| slice(text, b.span)).collect();
    assert_eq!(branches, ["if a: b", "elif c: d"]);
}

#[test]
fn names_share_their_text() {
    let body = parse("abc = abc").body;
    let StmtKind::Assign { targets, value } = &body[0].kind else {
        panic!("not an assignment");
    };
    let (ExprKind::Name(left), ExprKind::Name(right)) = (&targets[0].kind, &value.kind) else {
        panic!("not names");
    };
    assert!(std::sync::Arc::ptr_eq(left, right));
}

#[test]
fn an_expression_is_all_there_is() {
    let errors = |text: &str| {
        let (expr, errors) = parse_expression(&Source::new("<string>", text));
        assert_eq!(expr.is_some(), errors.is_empty());
        errors.into_iter().map(|e| e.message).collect::<Vec<_>>()
    };
    assert!(errors("1 + 1\n\n").is_empty());
    assert!(errors("a, b # c").is_empty());
    for text in ["", "a = 1", "a; b", "a\nb", "pass", "1 +"] {
        assert_eq!(errors(text), ["invalid syntax"], "{text:?}");
    }
    assert_eq!(errors("(1"), ["'(' was never closed"]);
    assert_eq!(errors("*a"), ["can't use starred expression here"]);
}

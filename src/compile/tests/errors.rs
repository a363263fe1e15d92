//! What the compiler refuses, in CPython's words, and what it says about Python that gilscope does not run.

use super::compile;
use crate::diagnostic::DiagnosticKind;

/// The message of the first error.
fn error(text: &str) -> String {
    match compile(text) {
        Ok(_) => panic!("no error in\n{text}"),
        Err(errors) => errors[0].message.clone(),
    }
}

#[test]
fn declarations() {
    let cases = [
        (
            "def f():\n print(x)\n global x",
            "name 'x' is used prior to global declaration",
        ),
        (
            "def f():\n x = 1\n global x",
            "name 'x' is assigned to before global declaration",
        ),
        (
            "def f():\n x: int\n global x",
            "annotated name 'x' can't be global",
        ),
        ("def f(x):\n global x", "name 'x' is parameter and global"),
        (
            "def f():\n global x\n nonlocal x",
            "name 'x' is nonlocal and global",
        ),
        ("def f():\n nonlocal x", "no binding for nonlocal 'x' found"),
        (
            "class C:\n x = 1\n def f(self):\n  nonlocal x",
            "no binding for nonlocal 'x' found",
        ),
        (
            "nonlocal x",
            "nonlocal declaration not allowed at module level",
        ),
        (
            "def f(a, *, a): pass",
            "duplicate argument 'a' in function definition",
        ),
        (
            "class C:\n def f(self, __a, _C__a): pass",
            "duplicate argument '_C__a' in function definition",
        ),
        (
            "def f():\n from m import *",
            "import * only allowed at module level",
        ),
        (
            "x = 1\nfrom __future__ import annotations",
            "from __future__ imports must occur at the beginning of the file",
        ),
        (
            "from __future__ import nope",
            "future feature nope is not defined",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(error(text), message, "{text}");
    }
}

#[test]
fn statements_out_of_place() {
    let cases = [
        ("return", "'return' outside function"),
        ("class C:\n return 1", "'return' outside function"),
        ("break", "'break' outside loop"),
        ("while x:\n def f():\n  break", "'break' outside loop"),
        ("continue", "'continue' not properly in loop"),
        ("yield 1", "'yield' outside function"),
        ("class C:\n yield from x", "'yield from' outside function"),
        (
            "def f(): return [(yield) for x in y]",
            "'yield' inside list comprehension",
        ),
        (
            "def f(): return ((yield) for x in y)",
            "'yield' inside generator expression",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(error(text), message, "{text}");
    }
}

#[test]
fn expressions_and_targets() {
    let cases = [
        ("__debug__ = 1", "cannot assign to __debug__"),
        ("del __debug__", "cannot delete __debug__"),
        ("f(a=1, a=2)", "keyword argument repeated: a"),
        (
            "a, *b, *c = d",
            "multiple starred expressions in assignment",
        ),
        (
            "[x := 1 for x in y]",
            "assignment expression cannot rebind comprehension iteration variable 'x'",
        ),
        (
            "[x for x in (y := z)]",
            "assignment expression cannot be used in a comprehension iterable expression",
        ),
        (
            "class C: [y := 1 for x in z]",
            "assignment expression within a comprehension cannot be used in a class body",
        ),
        (
            "[[(j := 0) for i in a] for j in b]",
            "assignment expression cannot rebind comprehension iteration variable 'j'",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(error(text), message, "{text}");
    }
}

#[test]
fn patterns() {
    let cases = [
        (
            "case _: pass\n case 1: pass",
            "wildcard makes remaining patterns unreachable",
        ),
        (
            "case y: pass\n case 1: pass",
            "name capture 'y' makes remaining patterns unreachable",
        ),
        (
            "case [a, a]: pass",
            "multiple assignments to name 'a' in pattern",
        ),
        (
            "case [a] | [b]: pass",
            "alternative patterns bind different names",
        ),
        (
            "case [*a, *b]: pass",
            "multiple starred names in sequence pattern",
        ),
        (
            "case {1: a, True: b}: pass",
            "mapping pattern checks duplicate key (True)",
        ),
        (
            "case C(a=1, a=2): pass",
            "attribute name repeated in class pattern: a",
        ),
    ];
    for (case, message) in cases {
        assert_eq!(error(&format!("match x:\n {case}")), message, "{case}");
    }
}

#[test]
fn unsupported_python_is_named() {
    let cases = [
        ("async def f(): pass", "`async def`"),
        ("def f():\n async with a: pass", "`async with`"),
        ("def f():\n async for a in b: pass", "`async for`"),
        ("def f(): await a", "`await`"),
        (
            "def f(): return [a async for a in b]",
            "asynchronous comprehensions",
        ),
    ];
    for (text, construct) in cases {
        let Err(errors) = compile(text) else {
            panic!("no error in\n{text}");
        };
        assert_eq!(
            errors[0].message,
            format!("gilscope does not support {construct}")
        );
        assert_eq!(errors[0].kind, DiagnosticKind::Unsupported);
        assert!(errors[0].hint.is_some(), "{text}");
    }
}

#[test]
fn every_error_is_reported_once_and_in_order() {
    let text = "try:\n break\nfinally:\n return\nf(a=1, a=2)\n";
    let Err(errors) = compile(text) else {
        panic!("no error");
    };
    let messages: Vec<&str> = errors.iter().map(|e| &*e.message).collect();
    assert_eq!(
        messages,
        [
            "'break' outside loop",
            "'return' outside function",
            "keyword argument repeated: a"
        ]
    );
}

#[test]
fn code_that_instructions_cannot_name_is_refused() {
    let many: String = (0..70_000).map(|i| format!(" x{i} = 1\n")).collect();
    assert_eq!(error(&format!("def f():\n{many}")), "function too large");
    let many: String = (0..70_000).map(|i| format!("f({i}.5)\n")).collect();
    assert_eq!(error(&many), "module too large");
}

#[test]
fn nesting_that_multiplies_code_ends_with_an_error() {
    // Each level compiles the next one twice.
    let mut text = String::new();
    for depth in 0..90 {
        let indent = " ".repeat(depth);
        text += &format!("{indent}try: pass\n{indent}finally:\n");
    }
    text += &format!("{}f()\n", " ".repeat(90));
    assert_eq!(error(&text), "module too large");
    let nested: String = (0..25)
        .map(|depth| format!("{}while x:\n", " ".repeat(depth)))
        .collect();
    let text = format!("{nested}{}pass\n", " ".repeat(25));
    assert_eq!(error(&text), "too many statically nested blocks");
}

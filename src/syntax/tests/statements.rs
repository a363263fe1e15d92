//! Statements, definitions, patterns, layout.

use super::{check, check_all};

#[test]
fn assignments() {
    check_all(&[
        ("a = b", "a = b"),
        ("a = b = c, d", "a = b = tuple(c, d)"),
        ("a, *b = c", "tuple(a, *b) = c"),
        ("[a, (b, c)] = d", "[a, tuple(b, c)] = d"),
        ("(a) = b.c = d[e] = f", "a = b.c = d[e] = f"),
        ("*a, = b", "tuple(*a) = b"),
        ("a = yield", "a = (yield)"),
        ("a = *b, c", "a = tuple(*b, c)"),
        ("a += b, c", "a += tuple(b, c)"),
        ("a.b -= yield c", "a.b -= (yield c)"),
        ("a **= b; a //= c; a >>= d", "a **= b; a //= c; a >>= d"),
        ("a @= b; a |= c; a %= d", "a @= b; a |= c; a %= d"),
        ("a: b", "a: b"),
        ("a: b = c", "a: b = c"),
        ("(a): b = c", "complex a: b = c"),
        ("a.b: c = *d, e", "complex a.b: c = tuple(*d, e)"),
        ("a[b]: c", "complex a[b]: c"),
    ]);
}

#[test]
fn simple_statements() {
    check_all(&[
        ("pass; break; continue;", "pass; break; continue"),
        ("return; return a, *b", "return; return tuple(a, *b)"),
        (
            "raise; raise a; raise a from b",
            "raise; raise a; raise a from b",
        ),
        ("assert a; assert a, b", "assert a; assert a, b"),
        ("del a, b.c, (d, [e])", "del a, b.c, tuple(d, [e])"),
        ("del (a, b)", "del a, b"),
        ("global a, b; nonlocal c", "global a, b; nonlocal c"),
        ("import a, b.c.d as e", "import a, b.c.d as e"),
        ("from a.b import c as d, e", "from a.b import c as d, e"),
        ("from a import (b, c as d,)", "from a import b, c as d"),
        ("from . import a", "from . import a"),
        ("from .... a import *", "from ....a import *"),
        ("type A = b", "type A = b"),
        ("type A[T: int, *U, **V] = b", "type A[T: int, *U, **V] = b"),
        (
            "type A[T = int, *U = *b] = c",
            "type A[T = int, *U = *b] = c",
        ),
    ]);
}

#[test]
fn words_that_are_only_sometimes_keywords() {
    check_all(&[
        ("match = case = type = _ = 1", "match = case = type = _ = 1"),
        ("match(a, b)", "match(a, b)"),
        ("match[a]", "match[a]"),
        ("match * a", "(match * a)"),
        ("match.a = b", "match.a = b"),
        ("match, a = b", "tuple(match, a) = b"),
        ("match -a", "(match - a)"),
        ("match: int = 1", "match: int = 1"),
        ("match[a]: int = 1", "complex match[a]: int = 1"),
        ("type(a)", "type(a)"),
        ("type: a = b", "type: a = b"),
        (
            "print(match if type else case)",
            "print((match if type else case))",
        ),
        ("match (a):\n case b: pass", "match a case b {pass}"),
        ("match [a]:\n case b: pass", "match [a] case b {pass}"),
        ("match -a:\n case b: pass", "match (-a) case b {pass}"),
        (
            "match *a, b:\n case c: pass",
            "match tuple(*a, b) case c {pass}",
        ),
        ("match a,:\n case c: pass", "match tuple(a) case c {pass}"),
        (
            "match match:\n case case: case",
            "match match case case {case}",
        ),
    ]);
}

#[test]
fn compound_statements() {
    check_all(&[
        ("if a: b; c", "if a {b; c}"),
        (
            "if a:\n b\nelif c:\n d\nelif e:\n f\nelse:\n g",
            "if a {b} elif c {d} elif e {f} else {g}",
        ),
        ("if a:\n if b: c\n else: d", "if a {if b {c} else {d}}"),
        ("if a := b: pass", "if (a := b) {pass}"),
        ("while a:\n b\nelse:\n c", "while a {b} else {c}"),
        ("for a in b: c\nelse: d", "for a in b {c} else {d}"),
        ("for a, in b, *c: d", "for tuple(a) in tuple(b, *c) {d}"),
        (
            "for (a, b), *c in d: pass",
            "for tuple(tuple(a, b), *c) in d {pass}",
        ),
        (
            "for a in b if c else d: pass",
            "for a in (b if c else d) {pass}",
        ),
        ("async for a in b: c", "async for a in b {c}"),
        ("try: a\nfinally: b", "try {a} finally {b}"),
        (
            "try:\n a\nexcept b:\n c\nexcept (d, e) as f:\n g\nexcept:\n h\nelse:\n i\nfinally:\n j",
            "try {a} except b {c} except tuple(d, e) as f {g} except {h} else {i} finally {j}",
        ),
        ("try: a\nexcept* b as c: d", "try {a} except* b as c {d}"),
        ("try: a\nexcept *b: d", "try {a} except* b {d}"),
    ]);
}

#[test]
fn with_and_its_parentheses() {
    check_all(&[
        ("with a: b", "with a {b}"),
        (
            "with a as b, c as (d, e): f",
            "with a as b, c as tuple(d, e) {f}",
        ),
        ("with (a, b): c", "with a, b {c}"),
        ("with (a as b, c as d,): e", "with a as b, c as d {e}"),
        ("with (a): b", "with a {b}"),
        ("with (a, b) as c: d", "with tuple(a, b) as c {d}"),
        ("with (a).b as c: d", "with a.b as c {d}"),
        ("with (a), (b): c", "with a, b {c}"),
        ("with (yield): a", "with (yield) {a}"),
        ("with (a := b): c", "with (a := b) {c}"),
        ("with (a for a in b): c", "with gen(a for a in b) {c}"),
        ("with (): a", "with tuple() {a}"),
        ("with (a, *b): c", "with tuple(a, *b) {c}"),
        ("async with a as b.c: d", "async with a as b.c {d}"),
    ]);
}

#[test]
fn definitions() {
    check_all(&[
        ("def f(): pass", "def f() {pass}"),
        (
            "def f(a, b: c = d, /, e=1, *g: h, i, j: k = 2, **l: m) -> n: pass",
            "def f(a, b: c=d, /, e=1, *g: h, i, j: k=2, **l: m) -> n {pass}",
        ),
        ("def f(*, a, b=1, c): pass", "def f(*, a, b=1, c) {pass}"),
        ("def f(a=1, *, b): pass", "def f(a=1, *, b) {pass}"),
        ("def f(a, /): pass", "def f(a, /) {pass}"),
        ("def f(*a: *b): pass", "def f(*a: *b) {pass}"),
        ("def f(a,): pass", "def f(a) {pass}"),
        (
            "def f[T](a: T) -> T: return a",
            "def f[T](a: T) -> T {return a}",
        ),
        ("async def f(): await a", "async def f() {(await a)}"),
        ("@a\n@b.c(d)\ndef f(): pass", "@a @b.c(d) def f() {pass}"),
        ("@a\nasync def f(): pass", "@a async def f() {pass}"),
        (
            "@a if b else c\nclass D: pass",
            "@(a if b else c) class D() {pass}",
        ),
        ("class A: pass", "class A() {pass}"),
        (
            "class A(b, *c, metaclass=d, **e): pass",
            "class A(b, *c, metaclass=d, **e) {pass}",
        ),
        (
            "class A[T: (int, str), *U, **V](b): x = 1",
            "class A[T: tuple(int, str), *U, **V](b) {x = 1}",
        ),
    ]);
}

#[test]
fn patterns() {
    let pattern = |text: &str, expected: &str| {
        let script = format!("match x:\n case {text}: pass");
        check(&script, &format!("match x case {expected} {{pass}}"));
    };
    pattern("1", "==1");
    pattern("-1", "==(-1)");
    pattern("-1.5 + 2j", "==((-1.5) + 2.0j)");
    pattern("'a' 'b'", "==\"ab\"");
    pattern("b'a'", "==b\"a\"");
    pattern("None | True | False", "(None | True | False)");
    pattern("_", "_");
    pattern("a", "a");
    pattern("a.b.c", "==a.b.c");
    pattern("a | b as c", "((a | b) as c)");
    pattern("(a)", "a");
    pattern("(a as b)", "(a as b)");
    pattern("()", "[]");
    pattern("(a,)", "[a]");
    pattern("[a, *_, b]", "[a, *_, b]");
    pattern("a, *b", "[a, *b]");
    pattern("*a,", "[*a]");
    pattern("a,", "[a]");
    pattern("[]", "[]");
    pattern("{}", "{}");
    pattern(
        "{1: a, 'b': c, d.e: f, None: g, -1: h, **i,}",
        "{1: a, \"b\": c, d.e: f, None: g, (-1): h, **i}",
    );
    pattern("{**a}", "{**a}");
    pattern("A()", "A()");
    pattern("a.B(c, d | e, f=g, h=1,)", "a.B(c, (d | e), f=g, h===1)");
    pattern("a if b", "a if b");
    pattern("a, b if (c := d)", "[a, b] if (c := d)");
    pattern("match", "match");
    check(
        "match x:\n # note\n case 1:\n  a\n\n case _:\n  b\nc",
        "match x case ==1 {a} case _ {b}; c",
    );
}

#[test]
fn layout() {
    check_all(&[
        ("", ""),
        ("\n\n# only a comment", ""),
        ("a\n\n\n# c\n  # d\nb", "a; b"),
        ("if a:\n  b\n# c\n  d\n    # e\nf", "if a {b; d}; f"),
        ("if a:\r\n  b\r\nc\r\n", "if a {b}; c"),
        ("if a:\r  b\rc\r", "if a {b}; c"),
        ("if a:\n\tb\n\tc", "if a {b; c}"),
        ("if a:\n        b\n\x0c        c", "if a {b; c}"),
        ("if a:\n    \x0c  b\n  c", "if a {b; c}"),
        ("a = (b,\n\n  # c\nd)", "a = tuple(b, d)"),
        ("a = b + \\\n  c", "a = (b + c)"),
        ("if a:\n  \\\nb\n  c", "if a {b; c}"),
        ("\u{feff}a", "a"),
        ("a;b;", "a; b"),
        ("if a: b\nc", "if a {b}; c"),
        ("if a:\n b\n   \n\n", "if a {b}"),
        ("if a:\n if b:\n  c", "if a {if b {c}}"),
        ("été = 日本 + ñ_1", "été = (日本 + ñ_1)"),
    ]);
}

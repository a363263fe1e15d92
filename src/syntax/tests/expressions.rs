//! Expressions: precedence, calls, displays, comprehensions.

use super::check_all;

#[test]
fn operators_bind_as_in_python() {
    check_all(&[
        ("a + b * c - d", "(a + (b * c) - d)"),
        ("(a + b) * c", "((a + b) * c)"),
        ("a - (b - c)", "(a - (b - c))"),
        ("a / b // c % d @ e", "(a / b // c % d @ e)"),
        ("-a ** -b ** c", "(-(a ** (-(b ** c))))"),
        ("(-a) ** b", "((-a) ** b)"),
        ("a << b + c >> d", "(a << (b + c) >> d)"),
        ("a | b ^ c & d", "(a | (b ^ (c & d)))"),
        ("~-+a", "(~(-(+a)))"),
        ("await a ** b", "((await a) ** b)"),
        ("await a.b(c)", "(await a.b(c))"),
        ("not a == b", "(not (a Eq b))"),
        ("not not a and b", "((not (not a)) and b)"),
        ("a or b and c or d", "(a or (b and c) or d)"),
        ("(a or b) or c", "((a or b) or c)"),
        ("a < b <= c != d", "(a Lt b LtE c NotEq d)"),
        ("a > b >= c == d", "(a Gt b GtE c Eq d)"),
        ("a is b is not c", "(a Is b IsNot c)"),
        ("a in b not in c", "(a In b NotIn c)"),
        ("a is not b", "(a IsNot b)"),
        ("a is (not b)", "(a Is (not b))"),
        ("a < b | c", "(a Lt (b | c))"),
    ]);
}

#[test]
fn conditionals_lambdas_and_assignment_expressions() {
    check_all(&[
        ("a if b else c if d else e", "(a if b else (c if d else e))"),
        (
            "(a if b else c) if d else e",
            "((a if b else c) if d else e)",
        ),
        (
            "a if b or c else lambda: d",
            "(a if (b or c) else (lambda : d))",
        ),
        ("lambda: a, b", "tuple((lambda : a), b)"),
        (
            "lambda a, /, b=1, *c, d, e=2, **f: a",
            "(lambda a, /, b=1, *c, d, e=2, **f: a)",
        ),
        ("lambda *, a: a", "(lambda *, a: a)"),
        ("lambda a=lambda: b: c", "(lambda a=(lambda : b): c)"),
        ("(a := b)", "(a := b)"),
        ("(a := b if c else d)", "(a := (b if c else d))"),
        ("f(a := b, c)", "f((a := b), c)"),
        ("[a := b, c]", "[(a := b), c]"),
        ("x[a := b]", "x[(a := b)]"),
    ]);
}

#[test]
fn calls_attributes_and_subscripts() {
    check_all(&[
        ("a.b.c(d)[e].f", "a.b.c(d)[e].f"),
        ("f()", "f()"),
        (
            "f(a, *b, c, d=e, *g, **h, i=j,)",
            "f(a, *b, c, *g, d=e, **h, i=j)",
        ),
        ("f(a for a in b)", "f(gen(a for a in b))"),
        ("f((a for a in b), c)", "f(gen(a for a in b), c)"),
        ("f(*a if b else c)", "f(*(a if b else c))"),
        (
            "f(match=1, case=2, type=3, _=4)",
            "f(match=1, case=2, type=3, _=4)",
        ),
        ("a[b]", "a[b]"),
        ("a[b, c]", "a[tuple(b, c)]"),
        ("a[b,]", "a[tuple(b)]"),
        ("a[*b]", "a[tuple(*b)]"),
        ("a[:]", "a[::]"),
        ("a[b:c]", "a[b:c:]"),
        ("a[::b]", "a[::b]"),
        ("a[b:c:d, e, ::]", "a[tuple(b:c:d, e, ::)]"),
        ("a[lambda: b:c]", "a[(lambda : b):c:]"),
        (
            "1 .real + 1..real + 1.5.real",
            "(1.real + 1.0.real + 1.5.real)",
        ),
    ]);
}

#[test]
fn displays() {
    check_all(&[
        ("()", "tuple()"),
        ("(a)", "a"),
        ("(a,)", "tuple(a)"),
        ("a,", "tuple(a)"),
        ("(a, *b, c)", "tuple(a, *b, c)"),
        ("*a, b", "tuple(*a, b)"),
        ("[]", "[]"),
        ("[a, *b | c,]", "[a, *(b | c)]"),
        ("{}", "dict{}"),
        ("{a}", "set{a}"),
        ("{a, *b,}", "set{a, *b}"),
        ("{a: b, **c, d: e,}", "dict{a: b, **c, d: e}"),
        ("{**a}", "dict{**a}"),
        ("{(a := b): c}", "dict{(a := b): c}"),
        ("{a: lambda: {}}", "dict{a: (lambda : dict{})}"),
        ("...", "..."),
        ("None, True, False", "tuple(None, True, False)"),
        ("(yield)", "(yield)"),
        ("(yield a, b)", "(yield tuple(a, b))"),
        ("(yield from a)", "(yield from a)"),
    ]);
}

#[test]
fn comprehensions() {
    check_all(&[
        ("[a for b in c]", "[a for b in c]"),
        (
            "[a for b, *c in d if e if f for g in h]",
            "[a for tuple(b, *c) in d if e if f for g in h]",
        ),
        ("{a for b in c}", "set{a for b in c}"),
        ("{a: b for c in d}", "dict{a: b for c in d}"),
        ("(a async for b in c)", "gen(a async for b in c)"),
        ("[a for b in c or d]", "[a for b in (c or d)]"),
        ("[a if b else c for d in e]", "[(a if b else c) for d in e]"),
        ("[a for a.b[c] in d]", "[a for a.b[c] in d]"),
        (
            "[a for b in lambda_ if (lambda: c)]",
            "[a for b in lambda_ if (lambda : c)]",
        ),
        ("[(a, b) for a in c]", "[tuple(a, b) for a in c]"),
        ("[a := b for c in d]", "[(a := b) for c in d]"),
    ]);
}

#[test]
fn numbers() {
    check_all(&[
        (
            "0, 00, 1_000, 0xfF, 0o17, 0b11",
            "tuple(0, 0, 1000, 255, 15, 3)",
        ),
        (
            "1., .5, 1e3, 1_0.5e-1, 0777.0",
            "tuple(1.0, 0.5, 1000.0, 1.05, 777.0)",
        ),
        ("1j, .5J, 09j", "tuple(1.0j, 0.5j, 9.0j)"),
        ("99999999999999999999", "big 99999999999999999999"),
        ("1if 2else 3", "(1 if 2 else 3)"),
        ("0xfor x", "(15 or x)"),
    ]);
}

//! Strings of all kinds.

use super::{check_all, parse};
use crate::syntax::ast::docstring;

#[test]
fn prefixes_escapes_and_neighbours() {
    check_all(&[
        (r#"'a' "b" '''c''' """d""""#, r#""abcd""#),
        (r#"u'a' U"b" r'\n' R'\t'"#, r#""ab\\n\\t""#),
        (r#"b'a' B"b" br'\n' Rb'\t'"#, r#"b"ab\\n\\t""#),
        (r#"'\x41\u00e9\n\d' "#, r#""Aé\n\\d""#),
        ("'a\\\nb'", r#""ab""#),
        ("'''a\n'b''c\\''''", "\"a\\n'b''c'\""),
        ("'''a\r\nb'''", r#""a\nb""#),
        (r#""it's" 'a"b'"#, r#""it'sa\"b""#),
        ("('a'\n 'b')", r#""ab""#),
        ("''", r#""""#),
        ("'é日😀'", r#""é日😀""#),
    ]);
}

#[test]
fn fstrings() {
    check_all(&[
        ("f''", r#"f"""#),
        ("f'a'", r#"f"<a>""#),
        ("f'a{b}c'", r#"f"<a>{b}<c>""#),
        ("f'{a}{b}'", r#"f"{a}{b}""#),
        ("'x' f'a{b}' 'c' F'{d}'", r#"f"<xa>{b}<c>{d}""#),
        ("f'{{a}} {{{b}}}'", r#"f"<{a} {>{b}<}>""#),
        (
            "f'{a!r} {b!s:>10} {c!a:}'",
            r#"f"{a!r}< >{b!s:<>10>}< >{c!a:}""#,
        ),
        ("f'{a:{b}.{c}f}'", r#"f"{a:{b}<.>{c}<f>}""#),
        ("f'{a:{b:{c}}}'", r#"f"{a:{b:{c}}}""#),
        ("f'{a=}'", r#"f"<a=>{a!r}""#),
        ("f'x{ a + b = }'", r#"f"<x a + b = >{(a + b)!r}""#),
        ("f'{a=!s}{b=:>5}'", r#"f"<a=>{a!s}<b=>{b:<>5>}""#),
        (r#"f"{a["b"]}""#, r#"f"{a["b"]}""#),
        (r#"f"{f"{f"{a}"}"}""#, r#"f"{f"{f"{a}"}"}""#),
        ("f'{a, *b}'", r#"f"{tuple(a, *b)}""#),
        ("f'{yield a}'", r#"f"{(yield a)}""#),
        ("f'{(lambda x: x)(1)}'", r#"f"{(lambda x: x)(1)}""#),
        ("f'{ {1: 2}[1] }'", r#"f"{dict{1: 2}[1]}""#),
        ("f'{a[b:c]}'", r#"f"{a[b:c:]}""#),
        ("f'{a != b}'", r#"f"{(a NotEq b)}""#),
        ("f'{a:=5}'", r#"f"{a:<=5>}""#),
        ("f'{(a:=5)}'", r#"f"{(a := 5)}""#),
        ("f'{a\n+ b}'", r#"f"{(a + b)}""#),
        ("f'{a # c\n}'", r#"f"{a}""#),
        ("f'''\n{a\n:x\n}'''", "f\"<\n>{a:<x\n>}\""),
        (r"f'\n{a}\{{\x41'", "f\"<\n>{a}<\\{A>\""),
        (r"rf'\n{a}\d'", r#"f"<\n>{a}<\d>""#),
        (r"f'{a:\x20}'", r#"f"{a:< >}""#),
        ("f'{a:%H:%M}'", r#"f"{a:<%H:%M>}""#),
        ("f'{\"a\" if b else c}'", r#"f"{("a" if b else c)}""#),
    ]);
}

#[test]
fn docstrings() {
    let text = |script| docstring(&parse(script).body).map(|text| text.to_string());
    assert_eq!(text("'a' 'b'\nc"), Some("ab".to_owned()));
    assert_eq!(text("f'a'"), None);
    assert_eq!(text("b'a'"), None);
    assert_eq!(text("a\n'b'"), None);
    assert_eq!(text(""), None);
}

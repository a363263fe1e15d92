//! Deep and long input. Everything runs on a thread with a 2 MiB stack, the least that script threads have.

use std::thread;

use crate::source::Source;
use crate::syntax::{ast, parse_module};

/// Parses, and walks the tree by all the recursive code there is: a copy, its comparison, its text, and two drops.
fn errors(text: String) -> Vec<String> {
    let run = move || {
        let (module, errors) = parse_module(&Source::new("t.py", text));
        let copy = module.clone();
        assert!(copy == module);
        assert!(!format!("{copy:?}").is_empty());
        errors.into_iter().map(|error| error.message).collect()
    };
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(run);
    thread.unwrap().join().unwrap()
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}x{}\n", open.repeat(depth), close.repeat(depth))
}

#[test]
fn brackets_nest_200_deep() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{1: ", "}"),
        ("f(", ")"),
        ("f(a=", ")"),
        ("x[", "]"),
    ] {
        assert_eq!(errors(nested(open, close, 200)), [""; 0], "{open}");
        let too_many = errors(nested(open, close, 201));
        assert_eq!(too_many, ["too many nested parentheses"], "{open}");
    }
    assert_eq!(errors("(".repeat(100_000)), ["too many nested parentheses"]);
}

#[test]
fn deep_expressions_are_refused() {
    let forms = [
        ("not ", ""),
        ("-", ""),
        ("x ** ", ""),
        ("x if y else ", ""),
        ("lambda: ", ""),
        ("f(*[", "])"),
        ("(x or y and not z < a | b ^ c & d << e + f * -", ")"),
        ("x.a.a.a(", ").b.b.b"),
        ("", ".a"),
        ("", "()"),
        ("(", ").a.a.a.a"),
        ("[y for y in ", "]"),
        ("[lambda z=", ": z]"),
    ];
    for (open, close) in forms {
        assert_eq!(errors(nested(open, close, 20)), [""; 0], "{open}x{close}");
        for depth in [150, 1000, 50_000] {
            let errors = errors(nested(open, close, depth));
            let allowed = [
                "expression nested too deeply",
                "too many nested parentheses",
            ];
            assert!(errors.len() <= 1, "{open}x{close} {depth}: {errors:?}");
            assert!(errors.iter().all(|e| allowed.contains(&&**e)), "{errors:?}");
            assert!(depth < 1000 || !errors.is_empty(), "{open}x{close} {depth}");
        }
    }
}

#[test]
fn deep_strings_and_patterns_are_refused() {
    let fields = errors(nested("f'{", "}'", 140));
    assert_eq!(fields, [""; 0]);
    assert_eq!(
        errors(nested("f'{", "}'", 160)),
        ["too many nested f-strings"]
    );
    let specs = errors("f'{a:{b:{c:{d}}}}'".to_owned());
    assert_eq!(specs, ["f-string: expressions nested too deeply"]);
    let pattern = |depth| format!("match x:\n case {}: pass", nested("[", "]", depth).trim());
    assert_eq!(errors(pattern(150)), [""; 0]);
    assert_eq!(errors(pattern(201)), ["too many nested parentheses"]);
}

#[test]
fn blocks_nest_to_cpythons_limit() {
    let blocks = |depth: usize| -> String {
        let lines = (0..depth).map(|n| format!("{}if x:\n", " ".repeat(n)));
        lines.chain([format!("{}x\n", " ".repeat(depth))]).collect()
    };
    assert_eq!(errors(blocks(ast::MAX_BLOCKS - 1)), [""; 0]);
    assert_eq!(
        errors(blocks(ast::MAX_BLOCKS)),
        ["too many levels of indentation"]
    );
    assert!(!errors(blocks(1000)).is_empty());
}

#[test]
fn deepest_blocks_with_deepest_expressions() {
    let depth = ast::MAX_BLOCKS - 1;
    let mut text: String = (0..depth)
        .map(|n| format!("{}if x:\n", " ".repeat(n)))
        .collect();
    text += &" ".repeat(depth);
    text += &nested("[-f(", ")]", 50);
    assert_eq!(errors(text), [""; 0]);
}

#[test]
fn chains_may_be_long() {
    let n = 10_000;
    let chain = |word: &str| format!("{}\n", vec!["x"; n].join(word));
    for operator in [
        " + ", " * ", " and ", " or ", " < ", ", ", " = ", "; ", " | ", "\n",
    ] {
        assert_eq!(errors(chain(operator)), [""; 0], "{operator}");
    }
    assert_eq!(
        errors(format!("if x: y\n{}", "elif x: y\n".repeat(n))),
        [""; 0]
    );
    assert_eq!(errors(format!("import x{}", ".x".repeat(n))), [""; 0]);
    assert_eq!(errors("'x' ".repeat(n)), [""; 0]);
    assert_eq!(errors(format!("f'{}'", "{x}".repeat(n))), [""; 0]);
    assert_eq!(
        errors(format!("[{}]", "-x.y(z)[*w] if a else b, ".repeat(n))),
        [""; 0]
    );
    assert_eq!(
        errors(format!("match x:\n case {}y.z: pass", "x.y | ".repeat(n))),
        [""; 0]
    );
    assert_eq!(
        errors(format!("x{}", ".y".repeat(ast::MAX_HEIGHT - 10))),
        [""; 0]
    );
}

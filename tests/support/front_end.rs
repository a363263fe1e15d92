//! What holds for the front end whatever text it gets: `tests/syntax.rs` and the targets of `tests/fuzz` ask it of damaged scripts.

use std::sync::Arc;

use gilscope::bytecode::{Code, disassemble, verify};
use gilscope::compile::{Namespace, compile_exec, compile_expression};
use gilscope::diagnostic::Diagnostic;
use gilscope::source::{Source, Span};
use gilscope::syntax::{parse_expression, parse_module};

/// How many errors of a text are rendered: it can have as many as lines.
const SHOWN: usize = 5;

/// It is read without a panic; there are errors that can be shown, at most one a line, or statements in order.
pub fn parses(text: &str) {
    let source = Source::new("t.py", text);
    let (module, errors) = parse_module(&source);
    can_be_shown(&errors, &source);
    let lines: Vec<u32> = (errors.iter())
        .map(|error| source.line(error.span.start))
        .collect();
    assert!(
        lines.is_sorted_by(|a, b| a < b),
        "two errors on a line: {errors:#?}"
    );
    if errors.is_empty() {
        let spans = module.body.iter().map(|statement| statement.span);
        spans.fold(0, |end, span| {
            assert!(
                end <= span.start && span.start < span.end,
                "{span:?} after {end}"
            );
            lies_in(span, &source);
            span.end
        });
    }
    let (expression, errors) = parse_expression(&source);
    can_be_shown(&errors, &source);
    assert_eq!(expression.is_some(), errors.is_empty());
}

/// It is compiled without a panic, even if it has errors; without them there is code that the verifier accepts, or what is refused can
/// be shown and is not the compiler's own fault.
pub fn compiles(text: &str) {
    let source = Source::new("t.py", text);
    let (module, errors) = parse_module(&source);
    for namespace in [Namespace::Globals, Namespace::Mapping] {
        let compiled = compile_exec(&module, &source, namespace);
        if errors.is_empty() {
            is_sound(compiled, &source);
        }
    }
    if let (Some(expression), _) = parse_expression(&source) {
        is_sound(
            compile_expression(&expression, &source, Namespace::Globals),
            &source,
        );
    }
}

fn is_sound(compiled: Result<Arc<Code>, Vec<Diagnostic>>, source: &Source) {
    match compiled {
        Ok(code) => {
            assert!(disassemble(&code).contains("t.py"));
            check_code(&code);
        }
        Err(refused) => {
            assert!(!refused.is_empty());
            can_be_shown(&refused, source);
            let mut messages = refused.iter().map(|error| error.message.as_str());
            assert!(
                !messages.any(|message| message.starts_with("internal error")),
                "{refused:#?}"
            );
        }
    }
}

fn check_code(code: &Code) {
    verify(code).unwrap();
    for &span in &code.spans {
        lies_in(span, &code.source);
    }
    for &(pc, span) in &code.anchors {
        assert!((pc as usize) < code.instructions.len());
        lies_in(span, &code.source);
    }
    code.codes.iter().for_each(|nested| check_code(nested));
}

fn can_be_shown(errors: &[Diagnostic], source: &Source) {
    for error in errors {
        assert!(!error.message.is_empty());
        lies_in(error.span, source);
    }
    for error in errors.iter().take(SHOWN) {
        let shown = error.render(source, false);
        assert!(shown.contains("t.py:"), "{shown}");
    }
}

fn lies_in(span: Span, source: &Source) {
    let range = span.start as usize..span.end as usize;
    assert!(
        source.text().get(range).is_some(),
        "{span:?} is no piece of the text"
    );
}

//! Tests of the code generator on whole functions: what it emits, what it refuses, and that registers are used soundly.

mod errors;
mod golden;
mod liveness;
mod random;
mod registers;
mod structure;

use std::sync::Arc;

use super::{Namespace, compile_exec, compile_expression};
use crate::bytecode::{Code, Op, disassemble};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::syntax::{parse_expression, parse_module};

fn compile(text: &str) -> Result<Arc<Code>, Vec<Diagnostic>> {
    compile_in(text, Namespace::Globals)
}

fn compile_in(text: &str, namespace: Namespace) -> Result<Arc<Code>, Vec<Diagnostic>> {
    let source = Source::new("test.py", text);
    let (module, errors) = parse_module(&source);
    assert_eq!(errors, [], "{text}");
    compile_exec(&module, &source, namespace)
}

/// The code of a module that has no errors.
fn module(text: &str) -> Arc<Code> {
    compile(text).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

/// The code of a function (or class), wherever it is nested.
fn function(text: &str, qualname: &str) -> Arc<Code> {
    fn find(code: &Arc<Code>, qualname: &str) -> Option<Arc<Code>> {
        if code.qualname == qualname {
            return Some(code.clone());
        }
        code.codes.iter().find_map(|code| find(code, qualname))
    }
    find(&module(text), qualname).unwrap_or_else(|| panic!("no {qualname} in\n{text}"))
}

fn expression(text: &str) -> Arc<Code> {
    let source = Source::new("<string>", text);
    let (expression, errors) = parse_expression(&source);
    assert_eq!(errors, [], "{text}");
    let expression = expression.unwrap_or_else(|| panic!("no expression in {text}"));
    compile_expression(&expression, &source, Namespace::Globals)
        .unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

fn ops(code: &Code) -> Vec<Op> {
    code.instructions.iter().map(|i| i.op()).collect()
}

fn count(code: &Code, op: Op) -> usize {
    ops(code).into_iter().filter(|&other| other == op).count()
}

/// The instructions and handlers of one code object, without lines and marks.
fn listing(code: &Code) -> Vec<String> {
    let text = disassemble(code);
    let own = text.lines().skip(1).take_while(|line| !line.is_empty());
    own.map(|line| {
        let words: Vec<&str> = line[6..].split_whitespace().collect();
        let marks = ["*", ">", ">*"];
        let words = words.into_iter().filter(|word| !marks.contains(word));
        words.collect::<Vec<_>>().join(" ")
    })
    .collect()
}

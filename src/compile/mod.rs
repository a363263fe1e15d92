//! From the syntax tree to bytecode. [`compile_module`] is the way in.
//!
//! Two passes: `scopes` finds out where every name lives, then the code generator walks the tree once and emits register code.
//! Values live in registers: locals in fixed ones, intermediate values in a stack of temporaries above them. The files:
//!
//! | file | what it generates code for |
//! |---|---|
//! | `statements`, `loops`, `tries`, `imports`, `targets`, `patterns` | statements |
//! | `expressions`, `operators`, `conditions`, `calls`, `displays`, `comprehensions` | expressions |
//! | `functions`, `classes`, `annotations`, `docstring`, `unparse` | definitions |
//! | `names`, `blocks`, `anchors` | variables; ways out of `try`, `with` and loops; what tracebacks mark |
//! | `unit`, `emit`, `flow`, `constants`, `fold`, `assemble` | the code object in the making |
//!
//! What must stay true:
//!
//! - **A variable's register changes only when the statement that binds it has its whole value**: an exception in the middle leaves the
//!   old value. Instructions write their destination on success only, so a last instruction may write a variable directly.
//! - **A window lies above everything that is still needed**, because temporaries are allocated and released as a stack.
//! - **Order of evaluation is CPython's**; a local is used where it stands only if nothing evaluated in between can rebind it.
//! - **No script makes this code panic**: what an instruction cannot name is an error with a place, and the native stack is
//!   bounded by the parser's limits on depth: the deepest tree that it accepts takes less than 2 MiB here.

mod anchors;
mod annotations;
mod assemble;
mod blocks;
mod calls;
mod classes;
mod compiler;
mod comprehensions;
mod conditions;
mod constants;
mod displays;
mod docstring;
mod emit;
mod expressions;
mod flow;
mod fold;
mod functions;
mod future;
mod imports;
mod loops;
mod names;
mod operators;
mod patterns;
mod refuse;
mod scopes;
mod statements;
mod targets;
#[cfg(test)]
mod tests;
mod tries;
mod type_params;
mod unit;
mod unparse;
mod walk;

use std::sync::Arc;

use compiler::Compiler;
use scopes::Scopes;
use unit::{Identity, Unit};

use crate::bytecode::{Code, CodeKind, Op, Parameters};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::ast::{Expr, Module, docstring};

/// Where the names of a module's own code live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// Among the globals: a module, a script, `exec` with one dict.
    Globals,
    /// In a mapping of their own, which the caller puts into `R[0]`; names that are not there are globals. `exec` and `eval` with two
    /// dicts.
    Mapping,
}

/// Compiles a module or script.
///
/// # Errors
///
/// Everything that is wrong with it, in order of place: what CPython calls a `SyntaxError` after parsing, and what gilscope does not
/// support.
pub fn compile_module(module: &Module, source: &Source) -> Result<Arc<Code>, Vec<Diagnostic>> {
    compile_exec(module, source, Namespace::Globals)
}

/// Compiles the text of `exec`, whose names live where `namespace` says.
///
/// # Errors
///
/// As [`compile_module`].
pub fn compile_exec(
    module: &Module,
    source: &Source,
    namespace: Namespace,
) -> Result<Arc<Code>, Vec<Diagnostic>> {
    let scopes = Scopes::of_module(module)?;
    let unit = outermost(CodeKind::Module, &scopes, namespace).map_err(|d| vec![*d])?;
    let mut compiler = Compiler::new(source, &scopes, unit);
    let body = &module.body;
    let prologue = body[..future::prologue(body)].last();
    compiler.prologue_end = prologue.map_or(0, |stmt| stmt.span.end);
    compiler.finish(|c| {
        let span = Span::default();
        let doc = docstring(body);
        if let Some(doc) = doc {
            c.unit.docstring = Some(docstring::clean(doc));
            let register = c.unit.temp()?;
            c.load_string(&docstring::clean(doc), register, body[0].span)?;
            c.store_name(&"__doc__".into(), register, body[0].span)?;
            c.unit.release(register as usize);
        }
        if scopes.get(Scopes::MODULE).has_annotations {
            c.set_up_annotations(span)?;
        }
        c.body(&body[usize::from(doc.is_some())..])?;
        c.return_none(span)
    })
}

/// Compiles an expression for `eval`: the code returns its value.
///
/// # Errors
///
/// As [`compile_module`].
pub fn compile_expression(
    expression: &Expr,
    source: &Source,
    namespace: Namespace,
) -> Result<Arc<Code>, Vec<Diagnostic>> {
    let scopes = Scopes::of_expression(expression)?;
    let unit = outermost(CodeKind::Expression, &scopes, namespace).map_err(|d| vec![*d])?;
    Compiler::new(source, &scopes, unit).finish(|c| {
        let value = c.operand(expression, &[])?;
        c.op(Op::Return, value, 0, 0, expression.span);
        Ok(())
    })
}

fn outermost<'a>(
    kind: CodeKind,
    scopes: &Scopes,
    namespace: Namespace,
) -> unit::Result<Box<Unit<'a>>> {
    let identity = Identity {
        kind,
        name: "<module>".to_string(),
        qualname: "<module>".to_string(),
        span: Span::default(),
        first_line: 1,
    };
    let scope = scopes.get(Scopes::MODULE);
    let has_namespace = namespace == Namespace::Mapping;
    let parameters = Parameters::default();
    Unit::new(identity, Scopes::MODULE, scope, parameters, has_namespace)
}

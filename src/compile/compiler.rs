//! The code generator's state, and the helpers that every topic uses. What is generated for which construct is in the files
//! of that topic: statements, expressions, and so on.

use std::sync::Arc;

use super::assemble::assemble;
use super::emit::Label;
use super::fold;
use super::refuse::refuse;
use super::scopes::{Scope, ScopeId, Scopes};
use super::unit::{Reg, Result, Unit};
use super::walk;
use crate::bytecode::{Code, Constant, Op};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::ast::{Expr, ExprKind, Name, Stmt};

/// Errors after which compiling stops.
const MAX_DIAGNOSTICS: usize = 20;

/// How deep expressions may nest. The parser allows less; this guards the native stack against trees from elsewhere.
const MAX_DEPTH: usize = 2000;

/// Statements that may be compiled for each byte of the source. `finally` blocks are compiled once for each way out of the `try`,
/// so nesting them multiplies; real code stays far below.
const WORK_PER_BYTE: usize = 64;

/// The state of one compilation.
pub(super) struct Compiler<'a> {
    pub(super) source: &'a Source,
    pub(super) scopes: &'a Scopes,
    /// The code object being made.
    pub(super) unit: Box<Unit<'a>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Where the docstring and the future imports of the module end.
    pub(super) prologue_end: u32,
    depth: usize,
    work_left: usize,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(source: &'a Source, scopes: &'a Scopes, unit: Box<Unit<'a>>) -> Compiler<'a> {
        Compiler {
            source,
            scopes,
            unit,
            diagnostics: Vec::new(),
            prologue_end: 0,
            depth: 0,
            work_left: 100_000 + source.text().len().saturating_mul(WORK_PER_BYTE),
        }
    }

    /// Compiles the outermost unit with `body` and hands out its code, or everything that is wrong.
    pub(super) fn finish(
        mut self,
        body: impl FnOnce(&mut Self) -> Result,
    ) -> std::result::Result<Arc<Code>, Vec<Diagnostic>> {
        if let Err(diagnostic) = body(&mut self) {
            self.diagnostics.push(*diagnostic);
        }
        if self.diagnostics.is_empty() {
            return assemble(*self.unit, self.source).map_err(|diagnostic| vec![*diagnostic]);
        }
        // Duplicated `finally` blocks repeat their errors.
        let mut distinct: Vec<Diagnostic> = Vec::new();
        for diagnostic in self.diagnostics {
            if !distinct.contains(&diagnostic) {
                distinct.push(diagnostic);
            }
        }
        distinct.sort_by_key(|diagnostic| diagnostic.span.start);
        Err(distinct)
    }

    /// Compiles a nested unit with `body` and returns its code.
    pub(super) fn nested(
        &mut self,
        unit: Box<Unit<'a>>,
        body: impl FnOnce(&mut Self) -> Result,
    ) -> Result<Arc<Code>> {
        let outer = std::mem::replace(&mut self.unit, unit);
        let errors = self.diagnostics.len();
        let result = body(self);
        let unit = std::mem::replace(&mut self.unit, outer);
        result?;
        match self.diagnostics.get(errors) {
            // The unit is incomplete; its errors are reported already.
            Some(diagnostic) => Err(Box::new(diagnostic.clone())),
            None => assemble(*unit, self.source),
        }
    }

    /// Compiles statements. An error in one of them does not keep those after it from being checked.
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Result {
        for stmt in body {
            if self.work_left == 0 {
                return Err(self.unit.too_large());
            }
            self.work_left -= 1;
            let mark = self.unit.mark();
            let inlined = self.unit.inlined.len();
            let depth = self.depth;
            if let Err(diagnostic) = self.statement(stmt) {
                if self.diagnostics.len() >= MAX_DIAGNOSTICS {
                    return Err(diagnostic);
                }
                self.diagnostics.push(*diagnostic);
                self.unit.inlined.truncate(inlined);
                self.depth = depth;
            }
            self.unit.release(mark);
        }
        Ok(())
    }

    /// Counts a level of nesting while `inside` runs.
    pub(super) fn deeper<T>(
        &mut self,
        span: Span,
        inside: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return refuse(span, "too many nested expressions");
        }
        self.depth += 1;
        let result = inside(self);
        self.depth -= 1;
        result
    }

    /// The scope that names are looked up in: the frame's, or that of the comprehension we are in.
    pub(super) fn scope_id(&self) -> ScopeId {
        match self.unit.inlined.last() {
            Some(inlined) => inlined.scope,
            None => self.unit.scope,
        }
    }

    pub(super) fn scope(&self) -> &'a Scope {
        self.scopes.get(self.scope_id())
    }

    /// A name as it is stored here: mangled if it is private to a class.
    pub(super) fn mangled(&self, name: &Name) -> Name {
        super::scopes::mangle(self.scope().private.as_ref(), name)
    }

    pub(super) fn op(&mut self, op: Op, a: u16, b: u16, c: u16, span: Span) {
        self.unit.emit(op, a, b, c, span);
    }

    pub(super) fn op_d(&mut self, op: Op, d: u8, a: u16, b: u16, c: u16, span: Span) {
        self.unit.emit_d(op, d, a, b, c, span);
    }

    /// The destination: the one asked for, or else a new temporary.
    pub(super) fn target(&mut self, dst: Option<Reg>) -> Result<Reg> {
        match dst {
            Some(register) => Ok(register),
            None => self.unit.temp(),
        }
    }

    /// A register that may be written before the value is complete: the destination if it is a temporary, else a new
    /// temporary. [`deliver`](Self::deliver) brings the value home.
    pub(super) fn scratch(&mut self, dst: Option<Reg>) -> Result<Reg> {
        match dst {
            Some(register) if !self.unit.is_variable(register) => Ok(register),
            _ => self.unit.temp(),
        }
    }

    /// Moves a complete value to its destination, if one was asked for.
    pub(super) fn deliver(&mut self, value: Reg, dst: Option<Reg>, span: Span) -> Reg {
        let dst = dst.unwrap_or(value);
        self.copy(dst, value, span);
        dst
    }

    pub(super) fn copy(&mut self, to: Reg, from: Reg, span: Span) {
        if to != from {
            self.op(Op::Move, to, from, 0, span);
        }
    }

    pub(super) fn load_constant(&mut self, constant: Constant, dst: Reg, span: Span) -> Result {
        if let Constant::Int(value) = constant
            && let Ok(small) = i32::try_from(value)
        {
            self.op(Op::LoadInt, dst, small as u16, (small >> 16) as u16, span);
            return Ok(());
        }
        let index = self.unit.constant(constant)?;
        self.op(Op::LoadConst, dst, index, 0, span);
        Ok(())
    }

    pub(super) fn load_string(&mut self, text: &str, dst: Reg, span: Span) -> Result {
        self.load_constant(Constant::Str(text.to_string()), dst, span)
    }

    /// Evaluates into `dst`. If `dst` is a variable it changes only when the whole value is there.
    pub(super) fn into(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        self.value(expr, Some(dst)).map(|_| ())
    }

    /// Evaluates into a new temporary, as the next register of a window.
    pub(super) fn push(&mut self, expr: &'a Expr) -> Result<Reg> {
        let register = self.unit.temp()?;
        self.into(expr, register)?;
        Ok(register)
    }

    /// Evaluates each expression into the next register of a window.
    pub(super) fn push_all(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) -> Result {
        for expr in exprs {
            self.push(expr)?;
        }
        Ok(())
    }

    /// Evaluates an operand. A local stays where it is, unless an expression in `later` could rebind it before it is used.
    pub(super) fn operand(&mut self, expr: &'a Expr, later: &[&Expr]) -> Result<Reg> {
        let register = self.value(expr, None)?;
        if !self.unit.is_variable(register) || !later.iter().any(|e| self.may_rebind(e, register)) {
            return Ok(register);
        }
        let copy = self.unit.temp()?;
        self.copy(copy, register, expr.span);
        Ok(copy)
    }

    /// Evaluates the left operand of an operator whose right operand is evaluated next.
    pub(super) fn left_operand(&mut self, left: &'a Expr, right: Option<&Expr>) -> Result<Reg> {
        self.operand(left, right.as_slice())
    }

    /// Whether evaluating an expression may rebind the variable in a register.
    pub(super) fn may_rebind(&self, expr: &Expr, register: Reg) -> bool {
        if matches!(expr.kind, ExprKind::Constant(_) | ExprKind::Name(_)) {
            return false;
        }
        let name = &self.unit.locals[register as usize];
        walk::rebinds(expr, &|target| *self.mangled(target) == **name)
    }

    /// A constant for the operand `K` of an instruction.
    pub(super) fn constant_operand(&mut self, expr: &Expr) -> Result<Option<u16>> {
        match fold::constant(expr) {
            Some(constant) => self.unit.constant(constant).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn label(&mut self) -> Label {
        self.unit.label()
    }
}

//! Functions and lambdas: their code objects, and the instructions that make functions of these.

use std::sync::Arc;

use super::compiler::Compiler;
use super::docstring;
use super::fold;
use super::refuse::{internal, refuse, unsupported};
use super::scopes::{ScopeId, Scopes};
use super::unit::{Identity, Reg, Result, Unit, Variable};
use crate::bytecode::{Code, CodeKind, Constant, Op, Parameters};
use crate::source::Span;
use crate::syntax::ast::{self, Expr, FunctionDef, Lambda, Parameter, docstring as ast_docstring};

/// Flags of `MakeFunction`: which registers of its window are filled.
const DEFAULTS: u8 = 1;
const KEYWORD_DEFAULTS: u8 = 1 << 1;
const ANNOTATIONS: u8 = 1 << 2;
const CLOSURE: u8 = 1 << 3;

impl<'a> Compiler<'a> {
    pub(super) fn function_definition(&mut self, def: &'a FunctionDef, span: Span) -> Result {
        if def.is_async {
            return unsupported(span, "`async def`", "use a plain `def` and threads");
        }
        self.type_parameters(&def.type_params)?;
        self.push_all(&def.decorators)?;
        let name = &def.name;
        let decorated = !def.decorators.is_empty();
        // An undecorated function goes straight to its variable.
        let home = match decorated {
            true => None,
            false => self.register_of(&name.name),
        };
        let dst = self.target(home)?;
        let start = def.decorators.first().map_or(span, |d| d.span);
        let scope = self.scope_of(def, span)?;
        let identity = self.identity(CodeKind::Function, &name.name, span, start);
        let parameters = parameters(&def.params, span)?;
        let mut unit = Unit::new(identity, scope, self.scopes.get(scope), parameters, false)?;
        let doc = ast_docstring(&def.body);
        unit.docstring = doc.map(|doc| docstring::clean(doc));
        let body = &def.body[usize::from(doc.is_some())..];
        let code = self.function_code(unit, |c| c.body(body))?;
        self.make_function(code, scope, Some(dst), span, |c, window| {
            let flags = c.defaults(&def.params, window)?;
            let annotated = c.function_annotations(def, window + 2, span)?;
            Ok(flags | if annotated { ANNOTATIONS } else { 0 })
        })?;
        self.decorate(&def.decorators, dst);
        let result = match def.decorators.len() {
            0 => dst,
            n => dst - n as Reg,
        };
        self.store_name(&name.name, result, name.span)
    }

    /// Applies decorators, which stand in the registers before `decorated`, from the last to the first. Each call's result takes
    /// its decorator's place.
    pub(super) fn decorate(&mut self, decorators: &'a [Expr], decorated: Reg) {
        let mut callee = decorated;
        for decorator in decorators.iter().rev() {
            callee -= 1;
            self.op(Op::Call, callee, callee, 1, decorator.span);
        }
    }

    pub(super) fn lambda(
        &mut self,
        lambda: &'a Lambda,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let scope = self.scope_of(lambda, span)?;
        let identity = self.identity(CodeKind::Function, "<lambda>", span, span);
        let parameters = parameters(&lambda.params, span)?;
        let unit = Unit::new(identity, scope, self.scopes.get(scope), parameters, false)?;
        let code = self.function_code(unit, |c| c.return_value(&lambda.body, lambda.body.span))?;
        self.make_function(code, scope, dst, span, |c, window| {
            c.defaults(&lambda.params, window)
        })
    }

    /// The scope that a node opens.
    pub(super) fn scope_of<T>(&self, node: &T, span: Span) -> Result<ScopeId> {
        match self.scopes.of_node(node) {
            Some(scope) => Ok(scope),
            None => internal(span, "a scope is missing"),
        }
    }

    /// Name and place of a code object that is defined here.
    pub(super) fn identity(&self, kind: CodeKind, name: &str, span: Span, start: Span) -> Identity {
        let outer = &self.unit.identity;
        let is_definition = !name.starts_with('<');
        let qualname = if self.unit.scope == Scopes::MODULE
            || is_definition && self.unit.inlined.is_empty() && self.binds_globally(name)
        {
            name.to_string()
        } else if matches!(outer.kind, CodeKind::Class | CodeKind::GeneratorExpression) {
            format!("{}.{name}", outer.qualname)
        } else {
            format!("{}.<locals>.{name}", outer.qualname)
        };
        Identity {
            kind,
            name: name.to_string(),
            qualname,
            span,
            first_line: self.source.line(start.start),
        }
    }

    /// Compiles a function's body between what every function begins and ends with.
    pub(super) fn function_code(
        &mut self,
        unit: Box<Unit<'a>>,
        body: impl FnOnce(&mut Self) -> Result,
    ) -> Result<Arc<Code>> {
        self.nested(unit, |c| {
            let span = c.unit.identity.span;
            let span = Span::new(span.start, span.start);
            if c.unit.is_generator {
                c.op(Op::MakeGenerator, 0, 0, 0, span);
            }
            c.make_cells(span)?;
            body(c)?;
            c.return_none(span)
        })
    }

    /// Fills the registers of cells and free variables.
    pub(super) fn make_cells(&mut self, span: Span) -> Result {
        let mut cells: Vec<Reg> = self
            .unit
            .variables
            .values()
            .filter_map(|variable| match variable {
                Variable::Cell(register) => Some(*register),
                Variable::Register(_) => None,
            })
            .chain(self.unit.class_cell)
            .collect();
        cells.sort_unstable();
        for register in cells {
            self.op(Op::MakeCell, register, 0, 0, span);
        }
        if let Some(&first) = self.unit.free.values().min() {
            let count = self.unit.operand(self.unit.free.len())?;
            self.op(Op::CopyFree, first, count, 0, span);
        }
        Ok(())
    }

    pub(super) fn return_none(&mut self, span: Span) -> Result {
        let none = self.unit.constant(Constant::None)?;
        self.op(Op::ReturnConst, 0, none, 0, span);
        Ok(())
    }

    /// Makes a function of a code object. `fill` evaluates defaults and annotations into the window and says which it filled.
    pub(super) fn make_function(
        &mut self,
        code: Arc<Code>,
        scope: ScopeId,
        dst: Option<Reg>,
        span: Span,
        fill: impl FnOnce(&mut Self, Reg) -> Result<u8>,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        let window = self.unit.temps(4)?;
        let mut flags = fill(self, window)?;
        if self.closure(scope, window + 3, span)? {
            flags |= CLOSURE;
        }
        let code = self.unit.code(code)?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op_d(Op::MakeFunction, flags, dst, code, window, span);
        Ok(dst)
    }

    /// The tuple of cells that a function needs, if it needs any.
    fn closure(&mut self, scope: ScopeId, dst: Reg, span: Span) -> Result<bool> {
        let free = &self.scopes.get(scope).free;
        let mut cells = Vec::new();
        for name in free {
            match self.cell_of(name) {
                Some(cell) => cells.push(cell),
                None => return internal(span, &format!("no cell for '{name}'")),
            }
        }
        let Some(&first) = cells.first() else {
            return Ok(false);
        };
        let count = self.unit.operand(cells.len())?;
        let mark = self.unit.mark();
        let in_order = cells.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let window = match in_order {
            true => first,
            false => {
                for &cell in &cells {
                    let register = self.unit.temp()?;
                    self.copy(register, cell, span);
                }
                mark as Reg
            }
        };
        self.unit.release(mark);
        self.op(Op::BuildTuple, dst, window, count, span);
        Ok(true)
    }

    /// Evaluates the defaults into the first two registers of the window.
    fn defaults(&mut self, params: &'a ast::Parameters, window: Reg) -> Result<u8> {
        let mut flags = 0;
        let positional = params.posonly.iter().chain(&params.args);
        let defaults: Vec<&Expr> = positional.filter_map(|p| p.default.as_ref()).collect();
        if let Some(first) = defaults.first() {
            let span = first.span;
            match defaults.iter().map(|d| fold::constant(d)).collect() {
                Some(constants) => {
                    self.load_constant(Constant::Tuple(constants), window, span)?;
                }
                None => {
                    let values = self.unit.mark();
                    let count = self.unit.operand(defaults.len())?;
                    self.push_all(defaults)?;
                    self.unit.release(values);
                    self.op(Op::BuildTuple, window, values as Reg, count, span);
                }
            }
            flags |= DEFAULTS;
        }
        let keyword_only: Vec<(&Parameter, &Expr)> = params
            .kwonly
            .iter()
            .filter_map(|p| Some((p, p.default.as_ref()?)))
            .collect();
        if let Some((_, first)) = keyword_only.first() {
            let pairs = self.unit.mark();
            let count = self.unit.operand(keyword_only.len())?;
            for (parameter, default) in &keyword_only {
                let key = self.unit.temp()?;
                let name = self.mangled(&parameter.arg.name.name);
                self.load_string(&name, key, parameter.arg.name.span)?;
                self.push(default)?;
            }
            self.unit.release(pairs);
            self.op(Op::BuildDict, window + 1, pairs as Reg, count, first.span);
            flags |= KEYWORD_DEFAULTS;
        }
        Ok(flags)
    }
}

/// How many parameters of which kind.
fn parameters(params: &ast::Parameters, span: Span) -> Result<Parameters> {
    let count = |n: usize| match u16::try_from(n) {
        Ok(count) => Ok(count),
        Err(_) => refuse(span, "too many parameters"),
    };
    Ok(Parameters {
        positional: count(params.posonly.len() + params.args.len())?,
        positional_only: count(params.posonly.len())?,
        keyword_only: count(params.kwonly.len())?,
        star_args: params.vararg.is_some(),
        star_kwargs: params.kwarg.is_some(),
    })
}

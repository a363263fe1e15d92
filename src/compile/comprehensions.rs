//! Comprehensions, whose code is part of the enclosing frame, and generator expressions, which are functions.
//!
//! The variables of a comprehension are temporaries, so that those of the enclosing frame with the same names are untouched.

use rustc_hash::FxHashMap;

use super::compiler::Compiler;
use super::loops::Iteration;
use super::refuse::{internal, unsupported};
use super::scopes::Resolution;
use super::unit::{Inlined, Reg, Result, Unit, Variable};
use crate::bytecode::{CodeKind, Op, Parameters};
use crate::source::Span;
use crate::syntax::ast::{Comprehension, DictComp, ElementComp, Expr, ExprKind, Name};

impl<'a> Compiler<'a> {
    pub(super) fn list_comprehension(
        &mut self,
        comp: &'a ElementComp,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let parts = (comp, Op::BuildList, &*comp.generators);
        self.inlined(parts, dst, span, |c, list| {
            let value = c.operand(&comp.element, &[])?;
            c.op(Op::ListAppend, list, value, 0, comp.element.span);
            Ok(())
        })
    }

    pub(super) fn set_comprehension(
        &mut self,
        comp: &'a ElementComp,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let parts = (comp, Op::BuildSet, &*comp.generators);
        self.inlined(parts, dst, span, |c, set| {
            let value = c.operand(&comp.element, &[])?;
            c.op(Op::SetAdd, set, value, 0, comp.element.span);
            Ok(())
        })
    }

    pub(super) fn dict_comprehension(
        &mut self,
        comp: &'a DictComp,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let parts = (comp, Op::BuildDict, &*comp.generators);
        self.inlined(parts, dst, span, |c, dict| {
            let key = c.operand(&comp.key, &[&comp.value])?;
            let value = c.operand(&comp.value, &[])?;
            let span = comp.key.span.to(comp.value.span);
            c.op(Op::DictInsert, dict, key, value, span);
            Ok(())
        })
    }

    /// A comprehension: `build` makes the container, `add` adds one element to it.
    fn inlined<T>(
        &mut self,
        (node, build, generators): (&'a T, Op, &'a [Comprehension]),
        dst: Option<Reg>,
        span: Span,
        add: impl Fn(&mut Self, Reg) -> Result,
    ) -> Result<Reg> {
        let Some((first, rest)) = generators.split_first() else {
            return internal(span, "a comprehension without clauses");
        };
        refuse_async(generators)?;
        let mark = self.unit.mark();
        let container = self.scratch(dst)?;
        let iteration = self.iterate(&first.iter)?;
        self.op(build, container, container, 0, span);
        self.enter_comprehension(node, generators, span)?;
        let result = self.clauses(iteration, first, rest, &|c| add(c, container));
        self.unit.inlined.pop();
        result?;
        Ok(self.settle(mark, container, dst, span))
    }

    /// Gives the variables of a comprehension their registers.
    fn enter_comprehension<T>(
        &mut self,
        node: &'a T,
        generators: &[Comprehension],
        span: Span,
    ) -> Result {
        let scope = self.scope_of(node, span)?;
        // The first clause binds its names before anything can read them.
        let mut bound_first = Vec::new();
        if let Some(first) = generators.first()
            && !names_of(&first.target, &mut bound_first)
        {
            bound_first.clear();
        }
        let bound_first: Vec<Name> = bound_first.iter().map(|name| self.mangled(name)).collect();
        let mut variables = FxHashMap::default();
        for symbol in self.scopes.get(scope).symbols() {
            let variable: fn(Reg) -> Variable = match symbol.resolution {
                Resolution::Local => Variable::Register,
                Resolution::Cell => Variable::Cell,
                _ => continue,
            };
            let register = self.unit.temp()?;
            self.unit.buffer.flow.unbind(register);
            let variable = variable(register);
            let is_cell = variable == Variable::Cell(register);
            if is_cell || !bound_first.contains(&symbol.name) {
                self.op(Op::Unbind, register, 0, 0, span);
            }
            if is_cell {
                self.op(Op::MakeCell, register, 0, 0, span);
            }
            variables.insert(symbol.name.clone(), variable);
        }
        self.unit.inlined.push(Inlined { scope, variables });
        Ok(())
    }

    /// The `for` and `if` clauses around `element`.
    fn clauses(
        &mut self,
        iteration: Iteration,
        clause: &'a Comprehension,
        rest: &'a [Comprehension],
        element: &dyn Fn(&mut Self) -> Result,
    ) -> Result {
        self.each(iteration, &clause.target, clause.iter.span, |c, next| {
            let mark = c.unit.mark();
            for condition in &clause.ifs {
                c.branch(condition, false, next)?;
            }
            match rest.split_first() {
                None => element(c)?,
                Some((inner, rest)) => {
                    let iteration = c.iterate(&inner.iter)?;
                    c.clauses(iteration, inner, rest, element)?;
                }
            }
            c.unit.release(mark);
            Ok(())
        })
    }

    /// A generator expression: its function is called at once, with the iterator of the first clause.
    pub(super) fn generator_expression(
        &mut self,
        comp: &'a ElementComp,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let Some((first, rest)) = comp.generators.split_first() else {
            return internal(span, "a comprehension without clauses");
        };
        refuse_async(&comp.generators)?;
        let scope = self.scope_of(comp, span)?;
        let parameters = Parameters {
            positional: 1,
            ..Parameters::default()
        };
        let kind = CodeKind::GeneratorExpression;
        let identity = self.identity(kind, "<genexpr>", span, span);
        let unit = Unit::new(identity, scope, self.scopes.get(scope), parameters, false)?;
        let code = self.function_code(unit, |c| {
            let outermost = Iteration::Iterator(0);
            c.clauses(outermost, first, rest, &|c| {
                let mark = c.unit.mark();
                let value = c.operand(&comp.element, &[])?;
                c.unit.release(mark);
                let sent = c.unit.temp()?;
                c.op(Op::Yield, sent, value, 0, comp.element.span);
                Ok(())
            })
        })?;
        let mark = self.unit.mark();
        let function = self.unit.temp()?;
        self.make_function(code, scope, Some(function), span, |_, _| Ok(0))?;
        self.iterator(&first.iter)?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::Call, dst, function, 1, span);
        Ok(dst)
    }
}

fn refuse_async(generators: &[Comprehension]) -> Result {
    match generators.iter().find(|clause| clause.is_async) {
        Some(clause) => unsupported(
            clause.target.span,
            "asynchronous comprehensions",
            "use threads and a plain `for`",
        ),
        None => Ok(()),
    }
}

/// Collects the names of a target; false if it has other parts, which may read them.
fn names_of(target: &Expr, names: &mut Vec<Name>) -> bool {
    match &target.kind {
        ExprKind::Name(name) => {
            names.push(name.clone());
            true
        }
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            items.iter().all(|item| names_of(item, names))
        }
        ExprKind::Starred(inner) => names_of(inner, names),
        _ => false,
    }
}

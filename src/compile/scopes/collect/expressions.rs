//! Names in expressions, comprehensions and lambdas.

use super::Collector;
use crate::compile::scopes::{ScopeKind, Uses, mangle};
use crate::compile::walk;
use crate::source::Span;
use crate::syntax::ast::{Comprehension, Expr, ExprKind, Lambda, Name, NamedExpr};

const GENERATOR: &str = "generator expression";

impl Collector {
    /// Some or no expression.
    pub(super) fn exprs<'a>(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.read(name, expr.span),
            ExprKind::NamedExpr(named) => self.walrus(named, expr.span),
            ExprKind::Lambda(lambda) => self.lambda(lambda),
            ExprKind::ListComp(comp) => {
                let elements = [&comp.element];
                self.comprehension(&**comp, &comp.generators, &elements, "list comprehension");
            }
            ExprKind::SetComp(comp) => {
                let elements = [&comp.element];
                self.comprehension(&**comp, &comp.generators, &elements, "set comprehension");
            }
            ExprKind::DictComp(comp) => {
                let elements = [&comp.key, &comp.value];
                self.comprehension(&**comp, &comp.generators, &elements, "dict comprehension");
            }
            ExprKind::GeneratorExp(comp) => {
                let elements = [&comp.element];
                self.comprehension(&**comp, &comp.generators, &elements, GENERATOR);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.yields(expr.span);
                walk::children(expr, &mut |child| self.expr(child));
            }
            _ => walk::children(expr, &mut |child| self.expr(child)),
        }
    }

    fn read(&mut self, name: &Name, span: Span) {
        self.note(name, Uses::READ, span);
        let in_function = !matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class);
        if &**name == "super" && in_function {
            self.note(&"__class__".into(), Uses::READ, span);
        }
    }

    fn yields(&mut self, span: Span) {
        match self.scope().kind {
            ScopeKind::Comprehension | ScopeKind::GeneratorExpression => {
                let message = format!("'yield' inside {}", self.scope().comprehension);
                self.error(span, message);
            }
            _ => self.scope().is_generator = true,
        }
    }

    fn lambda(&mut self, lambda: &Lambda) {
        walk::defaults(&lambda.params).for_each(|d| self.expr(d));
        self.in_scope(ScopeKind::Lambda, lambda, |inner| {
            inner.parameters(&lambda.params);
            inner.expr(&lambda.body);
        });
    }

    /// A comprehension: only its first iterable belongs to the enclosing scope.
    fn comprehension<T>(
        &mut self,
        node: &T,
        generators: &[Comprehension],
        elements: &[&Expr],
        what: &'static str,
    ) {
        let Some((first, rest)) = generators.split_first() else {
            return;
        };
        self.iterable(&first.iter);
        let is_generator = what == GENERATOR;
        let kind = match is_generator {
            true => ScopeKind::GeneratorExpression,
            false => ScopeKind::Comprehension,
        };
        self.in_scope(kind, node, |inner| {
            inner.scope().is_generator = is_generator;
            inner.scope().comprehension = what;
            if is_generator {
                let uses = Uses::PARAMETER.with(Uses::BOUND);
                inner.note(&".0".into(), uses, first.iter.span);
            }
            inner.iteration_target(&first.target);
            inner.exprs(&first.ifs);
            for clause in rest {
                inner.iteration_target(&clause.target);
                inner.iterable(&clause.iter);
                inner.exprs(&clause.ifs);
            }
            inner.exprs(elements.iter().copied());
        });
    }

    fn iteration_target(&mut self, target: &Expr) {
        self.scope().in_iteration_target = true;
        self.target(target, Uses::BOUND);
        self.scope().in_iteration_target = false;
    }

    fn iterable(&mut self, iterable: &Expr) {
        self.scope().iterable_depth += 1;
        self.expr(iterable);
        self.scope().iterable_depth -= 1;
    }

    /// `:=`. In a comprehension its target belongs to the nearest function or module around it.
    fn walrus(&mut self, named: &NamedExpr, span: Span) {
        if self.scope().iterable_depth > 0 {
            self.error(
                span,
                "assignment expression cannot be used in a comprehension iterable expression",
            );
        }
        let target = &named.target;
        match self.scope().kind {
            ScopeKind::Comprehension | ScopeKind::GeneratorExpression => {
                self.walrus_outwards(&target.name, target.span);
            }
            _ => {
                let uses = Uses::BOUND.with(Uses::WALRUS);
                self.note(&target.name, uses, target.span);
            }
        }
        self.expr(&named.value);
    }

    fn walrus_outwards(&mut self, name: &Name, span: Span) {
        let inner = self.current;
        let mut id = inner;
        loop {
            let mangled = mangle(self.scopes[id].private.as_ref(), name);
            let uses = self.scopes[id].uses(&mangled);
            match self.scopes[id].kind {
                ScopeKind::Comprehension | ScopeKind::GeneratorExpression => {
                    if uses.any(Uses::ITERATION) {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        return self.error(span, message);
                    }
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let declared = match uses.any(Uses::GLOBAL) {
                        true => Uses::GLOBAL,
                        false => Uses::NONLOCAL,
                    };
                    self.note_in(inner, name, declared, span);
                    let uses = Uses::BOUND.with(Uses::WALRUS);
                    return self.note_in(id, name, uses, span);
                }
                ScopeKind::Module => {
                    self.note_in(inner, name, Uses::GLOBAL, span);
                    return self.note_in(id, name, Uses::GLOBAL, span);
                }
                ScopeKind::Class => {
                    return self.error(
                        span,
                        "assignment expression within a comprehension cannot be used in a class body",
                    );
                }
            }
            let Some(parent) = self.scopes[id].parent else {
                return;
            };
            id = parent;
        }
    }
}

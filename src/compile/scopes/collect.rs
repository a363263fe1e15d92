//! The first pass over the tree: opens a scope for each module, class, function and comprehension, and notes how it uses names.
//! Declarations that contradict what was said before are reported here; what needs the enclosing scopes is left to `resolve`.

mod expressions;

use rustc_hash::FxHashMap;

use super::{Resolution, Scope, ScopeId, ScopeKind, Scopes, Symbol, Uses, mangle, node_key};
use crate::compile::future;
use crate::compile::walk;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{
    Arg, ClassDef, Expr, ExprKind, FunctionDef, Ident, Module, Name, Parameters, Pattern,
    PatternKind, Stmt, StmtKind, Try, TypeParam,
};

/// What the first pass found.
pub(super) struct Collected {
    pub(super) scopes: Vec<Scope>,
    pub(super) nodes: FxHashMap<usize, ScopeId>,
    pub(super) future_annotations: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Collects a module.
pub(super) fn collect_module(module: &Module) -> Collected {
    let mut collector = Collector::new(future::annotations(&module.body));
    collector.body(&module.body);
    collector.finish()
}

/// Collects an expression that is evaluated by itself.
pub(super) fn collect_expression(expression: &Expr) -> Collected {
    let mut collector = Collector::new(false);
    collector.expr(expression);
    collector.finish()
}

struct Collector {
    scopes: Vec<Scope>,
    nodes: FxHashMap<usize, ScopeId>,
    current: ScopeId,
    future_annotations: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Collector {
    fn new(future_annotations: bool) -> Collector {
        let mut collector = Collector {
            scopes: Vec::new(),
            nodes: FxHashMap::default(),
            current: Scopes::MODULE,
            future_annotations,
            diagnostics: Vec::new(),
        };
        collector.scopes.push(new_scope(ScopeKind::Module, None));
        collector
    }

    fn finish(self) -> Collected {
        Collected {
            scopes: self.scopes,
            nodes: self.nodes,
            future_annotations: self.future_annotations,
            diagnostics: self.diagnostics,
        }
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes[self.current]
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::syntax(span, message));
    }

    /// Collects `inside` in a new scope for `node`.
    fn in_scope<T>(&mut self, kind: ScopeKind, node: &T, inside: impl FnOnce(&mut Collector)) {
        let outer = self.current;
        let mut scope = new_scope(kind, Some(outer));
        scope.private = self.scopes[outer].private.clone();
        scope.iterable_depth = self.scopes[outer].iterable_depth;
        let id = self.scopes.len();
        self.scopes.push(scope);
        self.scopes[outer].children.push(id);
        self.nodes.insert(node_key(node), id);
        self.current = id;
        inside(self);
        self.current = outer;
    }

    /// Notes a use of a name in the current scope.
    fn note(&mut self, name: &Name, uses: Uses, span: Span) {
        self.note_in(self.current, name, uses, span);
    }

    fn note_in(&mut self, id: ScopeId, name: &Name, mut uses: Uses, span: Span) {
        let name = mangle(self.scopes[id].private.as_ref(), name);
        let before = self.scopes[id].uses(&name);
        if uses.any(Uses::PARAMETER) && before.any(Uses::PARAMETER) {
            let message = format!("duplicate argument '{name}' in function definition");
            self.error(span, message);
        }
        if self.scopes[id].in_iteration_target && uses.any(Uses::BOUND) {
            if before.any(Uses::GLOBAL.with(Uses::NONLOCAL)) {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                );
                self.error(span, message);
            }
            uses = uses.with(Uses::ITERATION);
        }
        let declaration = Uses::GLOBAL.with(Uses::NONLOCAL);
        let declares = uses.any(declaration) && !before.any(declaration);
        let scope = &mut self.scopes[id];
        let index = *scope.index.entry(name.clone()).or_insert_with(|| {
            scope.symbols.push(Symbol {
                name,
                uses: Uses::NONE,
                resolution: Resolution::GlobalImplicit,
                declared: span,
            });
            scope.symbols.len() - 1
        });
        let symbol = &mut scope.symbols[index];
        symbol.uses = symbol.uses.with(uses);
        if declares {
            symbol.declared = span;
        }
    }

    fn bind(&mut self, ident: &Ident) {
        self.note(&ident.name, Uses::BOUND, ident.span);
    }

    fn bind_import(&mut self, ident: &Ident) {
        self.note(&ident.name, Uses::IMPORTED, ident.span);
    }

    fn body(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => self.class(def),
            StmtKind::TypeAlias(alias) => {
                self.type_parameters(&alias.type_params);
                self.bind(&alias.name);
            }
            StmtKind::Return(value) => self.exprs(value),
            StmtKind::Delete(targets) => {
                let uses = Uses::BOUND.with(Uses::UNBOUND);
                targets.iter().for_each(|t| self.target(t, uses));
            }
            StmtKind::Assign { targets, value } => {
                targets.iter().for_each(|t| self.target(t, Uses::BOUND));
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target, Uses::BOUND);
                self.expr(value);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                self.annotated(target, value.is_some(), *simple);
                self.annotation(annotation);
                self.exprs(value);
            }
            StmtKind::For(node) => {
                self.target(&node.target, Uses::BOUND);
                self.expr(&node.iter);
                self.body(&node.body);
                self.body(&node.orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test);
                    self.body(&branch.body);
                }
                self.body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context);
                    item.target.iter().for_each(|t| self.target(t, Uses::BOUND));
                }
                self.body(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.exprs(&case.guard);
                    self.body(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.exprs(exc);
                self.exprs(cause);
            }
            StmtKind::Try(node) => self.try_statement(node),
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.exprs(msg);
            }
            StmtKind::Import(names) => {
                for alias in names {
                    match &alias.asname {
                        Some(asname) => self.bind_import(asname),
                        None => {
                            let first = alias.name.name.split('.').next().unwrap_or_default();
                            self.note(&first.into(), Uses::IMPORTED, alias.name.span);
                        }
                    }
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    if &*alias.name.name != "*" {
                        self.bind_import(alias.asname.as_ref().unwrap_or(&alias.name));
                    } else if self.scope().kind != ScopeKind::Module {
                        self.error(stmt.span, "import * only allowed at module level");
                    }
                }
            }
            StmtKind::Global(names) => self.declare(names, Uses::GLOBAL, "global"),
            StmtKind::Nonlocal(names) => self.declare(names, Uses::NONLOCAL, "nonlocal"),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    /// `global` and `nonlocal`.
    fn declare(&mut self, names: &[Ident], uses: Uses, keyword: &str) {
        for ident in names {
            let name = mangle(self.scope().private.as_ref(), &ident.name);
            let before = self.scope().uses(&name);
            let message = if before.any(Uses::PARAMETER) {
                Some(format!("name '{name}' is parameter and {keyword}"))
            } else if before.any(Uses::READ) {
                Some(format!(
                    "name '{name}' is used prior to {keyword} declaration"
                ))
            } else if before.any(Uses::ANNOTATED) {
                Some(format!("annotated name '{name}' can't be {keyword}"))
            } else if before.any(Uses::BOUND) {
                Some(format!(
                    "name '{name}' is assigned to before {keyword} declaration"
                ))
            } else {
                None
            };
            if let Some(message) = message {
                self.error(ident.span, message);
            }
            self.note(&ident.name, uses, ident.span);
        }
    }

    fn annotated(&mut self, target: &Expr, assigned: bool, simple: bool) {
        let ExprKind::Name(name) = &target.kind else {
            return self.target(target, Uses::BOUND);
        };
        let mangled = mangle(self.scope().private.as_ref(), name);
        let before = self.scope().uses(&mangled);
        let module = self.scope().kind == ScopeKind::Module;
        if simple && !module && before.any(Uses::GLOBAL.with(Uses::NONLOCAL)) {
            let keyword = match before.any(Uses::GLOBAL) {
                true => "global",
                false => "nonlocal",
            };
            let message = format!("annotated name '{mangled}' can't be {keyword}");
            self.error(target.span, message);
        }
        if simple {
            let uses = Uses::ANNOTATED.with(Uses::BOUND);
            self.note(name, uses, target.span);
            self.scope().has_annotations = true;
        } else if assigned {
            self.note(name, Uses::BOUND, target.span);
        }
    }

    fn try_statement(&mut self, node: &Try) {
        self.body(&node.body);
        self.body(&node.orelse);
        for handler in &node.handlers {
            self.exprs(&handler.typ);
            if let Some(name) = &handler.name {
                let uses = Uses::BOUND.with(Uses::UNBOUND);
                self.note(&name.name, uses, name.span);
            }
            self.body(&handler.body);
        }
        self.body(&node.finalbody);
    }

    fn type_parameters(&mut self, params: &[TypeParam]) {
        for param in params {
            self.bind(&param.name);
            self.note(&param.name.name, Uses::READ, param.name.span);
        }
    }

    fn function(&mut self, def: &FunctionDef) {
        self.type_parameters(&def.type_params);
        self.bind(&def.name);
        walk::defaults(&def.params).for_each(|d| self.expr(d));
        for arg in all_args(&def.params) {
            arg.annotation.iter().for_each(|a| self.annotation(a));
        }
        def.returns.iter().for_each(|a| self.annotation(a));
        def.decorators.iter().for_each(|d| self.expr(d));
        self.in_scope(ScopeKind::Function, def, |inner| {
            inner.parameters(&def.params);
            inner.body(&def.body);
        });
    }

    fn class(&mut self, def: &ClassDef) {
        self.type_parameters(&def.type_params);
        self.bind(&def.name);
        def.bases.iter().for_each(|b| self.expr(b));
        def.keywords.iter().for_each(|k| self.expr(&k.value));
        def.decorators.iter().for_each(|d| self.expr(d));
        self.in_scope(ScopeKind::Class, def, |inner| {
            inner.scope().private = Some(def.name.name.clone());
            inner.body(&def.body);
        });
    }

    /// The parameters in the order of their registers.
    fn parameters(&mut self, params: &Parameters) {
        let listed = params
            .posonly
            .iter()
            .chain(&params.args)
            .chain(&params.kwonly)
            .map(|p| &p.arg);
        let starred = [&params.vararg, &params.kwarg]
            .into_iter()
            .filter_map(|arg| arg.as_deref());
        for arg in listed.chain(starred) {
            if &*arg.name.name == "__debug__" {
                self.error(arg.name.span, "cannot assign to __debug__");
            }
            let uses = Uses::PARAMETER.with(Uses::BOUND);
            self.note(&arg.name.name, uses, arg.name.span);
        }
    }

    fn annotation(&mut self, annotation: &Expr) {
        if !self.future_annotations {
            self.expr(annotation);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::MatchValue(value) => self.expr(value),
            PatternKind::MatchSingleton(_) => {}
            PatternKind::MatchSequence(patterns) | PatternKind::MatchOr(patterns) => {
                patterns.iter().for_each(|p| self.pattern(p));
            }
            PatternKind::MatchMapping {
                keys,
                patterns,
                rest,
            } => {
                keys.iter().for_each(|k| self.expr(k));
                patterns.iter().for_each(|p| self.pattern(p));
                rest.iter().for_each(|name| self.bind(name));
            }
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_patterns,
            } => {
                self.expr(cls);
                patterns.iter().for_each(|p| self.pattern(p));
                kwd_patterns.iter().for_each(|(_, p)| self.pattern(p));
            }
            PatternKind::MatchStar(name) => name.iter().for_each(|name| self.bind(name)),
            PatternKind::MatchAs { pattern, name } => {
                pattern.iter().for_each(|p| self.pattern(p));
                name.iter().for_each(|name| self.bind(name));
            }
        }
    }

    /// Something that is assigned to or deleted.
    fn target(&mut self, target: &Expr, uses: Uses) {
        match &target.kind {
            ExprKind::Name(name) => self.note(name, uses, target.span),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.target(item, uses));
            }
            ExprKind::Starred(inner) => self.target(inner, uses),
            _ => self.expr(target),
        }
    }
}

fn new_scope(kind: ScopeKind, parent: Option<ScopeId>) -> Scope {
    Scope {
        kind,
        private: None,
        free: Vec::new(),
        is_generator: false,
        needs_class_cell: false,
        has_annotations: false,
        symbols: Vec::new(),
        index: FxHashMap::default(),
        parent,
        children: Vec::new(),
        comprehension: "",
        in_iteration_target: false,
        iterable_depth: 0,
    }
}

/// Every parameter, for its annotation, in CPython's order.
pub(in crate::compile) fn all_args(params: &Parameters) -> impl Iterator<Item = &Arg> {
    let positional = params.posonly.iter().chain(&params.args).map(|p| &p.arg);
    let keyword_only = params.kwonly.iter().map(|p| &p.arg);
    positional
        .chain(params.vararg.as_deref())
        .chain(keyword_only)
        .chain(params.kwarg.as_deref())
}

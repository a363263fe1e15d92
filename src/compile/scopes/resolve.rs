//! The second pass over the scopes: decides for every name whether it is a local, a cell, free or global.

use rustc_hash::FxHashSet;

use super::collect::Collected;
use super::{Resolution, ScopeId, ScopeKind, Scopes, Symbol, Uses};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::Name;

type Names = FxHashSet<Name>;

/// Names that a scope does not bind itself and expects from the scopes around it.
#[derive(Default)]
struct Wanted {
    /// Used by code of the frame itself.
    used: Names,
    /// Used by functions inside, so that they must be in cells.
    captured: Names,
}

/// Resolves every name, or says what is wrong with the declarations.
pub(super) fn resolve(collected: Collected) -> Result<Scopes, Vec<Diagnostic>> {
    let Collected {
        scopes,
        nodes,
        future_annotations,
        diagnostics,
    } = collected;
    let mut resolver = Resolver {
        table: Scopes {
            scopes,
            nodes,
            future_annotations,
        },
        diagnostics,
    };
    resolver.scope(Scopes::MODULE, &Names::default(), &Names::default());
    if resolver.diagnostics.is_empty() {
        Ok(resolver.table)
    } else {
        Err(resolver.diagnostics)
    }
}

struct Resolver {
    table: Scopes,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver {
    /// Resolves a scope and those in it. `bound` are the names that enclosing functions bind, `global` those they declared global.
    fn scope(&mut self, id: ScopeId, bound: &Names, global: &Names) -> Wanted {
        let kind = self.table.scopes[id].kind;
        let mut wanted = Wanted::default();
        let mut inner_bound = bound.clone();
        let mut inner_global = global.clone();
        let mut symbols = std::mem::take(&mut self.table.scopes[id].symbols);
        for symbol in &mut symbols {
            symbol.resolution = self.own_name(kind, symbol, bound, global);
            let name = &symbol.name;
            match symbol.resolution {
                Resolution::Free => {
                    wanted.used.insert(name.clone());
                }
                // What a class binds or declares is invisible to the functions in it.
                _ if kind == ScopeKind::Class => {}
                Resolution::GlobalExplicit => {
                    inner_bound.remove(name);
                    inner_global.insert(name.clone());
                }
                Resolution::Local if kind != ScopeKind::Module => {
                    inner_global.remove(name);
                    inner_bound.insert(name.clone());
                }
                _ => {}
            }
        }
        self.table.scopes[id].symbols = symbols;
        if kind == ScopeKind::Class {
            inner_bound.insert("__class__".into());
        }

        for child in self.table.scopes[id].children.clone() {
            let from_child = self.scope(child, &inner_bound, &inner_global);
            if self.table.scopes[child].kind == ScopeKind::Comprehension {
                wanted.used.extend(from_child.used);
            } else {
                wanted.captured.extend(from_child.used);
            }
            wanted.captured.extend(from_child.captured);
        }
        self.provide(id, &mut wanted);
        wanted
    }

    fn own_name(
        &mut self,
        kind: ScopeKind,
        symbol: &Symbol,
        bound: &Names,
        global: &Names,
    ) -> Resolution {
        let Symbol {
            name,
            uses,
            declared,
            ..
        } = symbol;
        if uses.any(Uses::GLOBAL) {
            if uses.any(Uses::NONLOCAL) {
                let message = format!("name '{name}' is nonlocal and global");
                self.diagnostics
                    .push(Diagnostic::syntax(*declared, message));
            }
            Resolution::GlobalExplicit
        } else if uses.any(Uses::NONLOCAL) {
            if kind == ScopeKind::Module {
                let message = "nonlocal declaration not allowed at module level";
                self.diagnostics
                    .push(Diagnostic::syntax(*declared, message));
            } else if !bound.contains(name) {
                let message = format!("no binding for nonlocal '{name}' found");
                self.diagnostics
                    .push(Diagnostic::syntax(*declared, message));
            }
            Resolution::Free
        } else if uses.any(Uses::BOUND.with(Uses::IMPORTED)) {
            Resolution::Local
        } else if bound.contains(name) && !global.contains(name) {
            Resolution::Free
        } else {
            Resolution::GlobalImplicit
        }
    }

    /// Takes the names that this scope provides out of `wanted`, and notes which of them need cells.
    fn provide(&mut self, id: ScopeId, wanted: &mut Wanted) {
        let scope = &mut self.table.scopes[id];
        match scope.kind {
            ScopeKind::Module => {
                *wanted = Wanted::default();
                return;
            }
            ScopeKind::Class => {
                // What the body itself calls `__class__` is a class around this one; what its functions and comprehensions do is this one.
                let of_outer = (scope.symbol("__class__"))
                    .is_some_and(|symbol| symbol.resolution == Resolution::Free);
                let in_comprehension = !of_outer && wanted.used.remove("__class__");
                scope.needs_class_cell = wanted.captured.remove("__class__") || in_comprehension;
            }
            _ => {
                for symbol in &mut scope.symbols {
                    if symbol.resolution != Resolution::Local {
                        continue;
                    }
                    wanted.used.remove(&symbol.name);
                    if wanted.captured.remove(&symbol.name) {
                        symbol.resolution = Resolution::Cell;
                    }
                }
            }
        }
        if scope.kind != ScopeKind::Comprehension {
            scope.free = wanted.used.union(&wanted.captured).cloned().collect();
            scope.free.sort_unstable();
        }
    }
}

//! Symbol tables: which names each scope binds, and where every name of a scope lives at run time.
//!
//! The tables follow CPython's `symtable`: one walk over the tree collects how names are used (`collect`), a second pass over
//! the scopes decides what each name means (`resolve`). Nothing here emits code.
//!
//! List, set and dict comprehensions are scopes of their own but not frames: their code is part of the enclosing frame. A
//! name of the frame that such a comprehension uses is therefore not captured, and needs no cell.

mod collect;
mod resolve;

pub(super) use collect::all_args;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Expr, Module, Name};

/// Index of a scope.
pub(super) type ScopeId = usize;

/// What opened a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    /// The module, or the text of `exec` and `eval`.
    Module,
    /// A class body; its names are invisible to the functions in it.
    Class,
    /// A `def`.
    Function,
    /// A `lambda`.
    Lambda,
    /// A generator expression, which is a function.
    GeneratorExpression,
    /// A list, set or dict comprehension: part of the enclosing frame.
    Comprehension,
}

/// Where a name of a scope lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// In the scope itself: a register, a module global, or the namespace of a class body.
    Local,
    /// In the scope itself, in a cell, because an inner function uses it.
    Cell,
    /// In a cell of an enclosing function. In a comprehension: whatever it is to the enclosing scope.
    Free,
    /// Declared `global`.
    GlobalExplicit,
    /// Bound nowhere in sight, so a global or a builtin.
    GlobalImplicit,
}

/// How a name is used in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses(u16);

impl Uses {
    pub(super) const NONE: Uses = Uses(0);
    pub(super) const GLOBAL: Uses = Uses(1);
    pub(super) const NONLOCAL: Uses = Uses(1 << 1);
    pub(super) const BOUND: Uses = Uses(1 << 2);
    pub(super) const PARAMETER: Uses = Uses(1 << 3);
    pub(super) const READ: Uses = Uses(1 << 4);
    pub(super) const ANNOTATED: Uses = Uses(1 << 5);
    /// The target of a comprehension's `for`.
    pub(super) const ITERATION: Uses = Uses(1 << 6);
    /// Unbound somewhere, by `del` or at the end of `except ... as name`.
    pub(super) const UNBOUND: Uses = Uses(1 << 7);
    /// The target of a `:=`, so that it may change in the middle of an expression.
    pub(super) const WALRUS: Uses = Uses(1 << 8);

    /// Bound by `import`. It binds, but CPython lets a later `global` override it.
    pub(super) const IMPORTED: Uses = Uses(1 << 9);

    /// Whether any of `other`'s uses is among these.
    pub(super) fn any(self, other: Uses) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Uses) -> Uses {
        Uses(self.0 | other.0)
    }
}

/// A name in a scope.
#[derive(Debug)]
pub(super) struct Symbol {
    /// The name, mangled if it is private to a class.
    pub(super) name: Name,
    /// How the scope uses it.
    pub(super) uses: Uses,
    /// Where it lives; known after `resolve`.
    pub(super) resolution: Resolution,
    /// Its `global` or `nonlocal` declaration.
    declared: Span,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    /// The class whose body this stands in, directly or in a function of it: private names are mangled with it.
    pub(super) private: Option<Name>,
    /// The names of the enclosing scopes' cells that this frame needs, sorted; empty in comprehensions.
    pub(super) free: Vec<Name>,
    /// Whether a `yield` makes the function a generator.
    pub(super) is_generator: bool,
    /// In a class body: whether a method needs the `__class__` cell.
    pub(super) needs_class_cell: bool,
    /// In a module or class body: whether `__annotations__` is needed.
    pub(super) has_annotations: bool,
    symbols: Vec<Symbol>,
    index: FxHashMap<Name, usize>,
    parent: Option<ScopeId>,
    children: Vec<ScopeId>,
    /// While collecting: what kind of comprehension it is, in words.
    comprehension: &'static str,
    /// While collecting: inside the target of a comprehension's `for`.
    in_iteration_target: bool,
    /// While collecting: how many comprehension iterables we are in.
    iterable_depth: u32,
}

impl Scope {
    /// The symbol of a (mangled) name.
    pub(super) fn symbol(&self, name: &str) -> Option<&Symbol> {
        self.index.get(name).map(|&i| &self.symbols[i])
    }

    /// Its names in order of first use, parameters first.
    pub(super) fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    fn uses(&self, name: &str) -> Uses {
        self.symbol(name).map_or(Uses::NONE, |s| s.uses)
    }
}

/// All scopes of a module.
#[derive(Debug)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    nodes: FxHashMap<usize, ScopeId>,
    /// `from __future__ import annotations`: annotations are kept as text.
    pub(super) future_annotations: bool,
}

impl Scopes {
    /// The module's own scope.
    pub(super) const MODULE: ScopeId = 0;

    /// The tables of a module, or what is wrong with its names.
    pub(super) fn of_module(module: &Module) -> Result<Scopes, Vec<Diagnostic>> {
        resolve::resolve(collect::collect_module(module))
    }

    /// The tables of an expression for `eval`.
    pub(super) fn of_expression(expression: &Expr) -> Result<Scopes, Vec<Diagnostic>> {
        resolve::resolve(collect::collect_expression(expression))
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id]
    }

    /// The scope that a node of the tree opens; `None` if the node is not from the collected tree.
    pub(super) fn of_node<T>(&self, node: &T) -> Option<ScopeId> {
        self.nodes.get(&node_key(node)).copied()
    }
}

/// Nodes are told apart by address: the tree is borrowed as long as the tables live.
fn node_key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// A private name (`__x` in class `C`) as it is stored: `_C__x`. Other names stay as they are.
pub(super) fn mangle(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else {
        return name.clone();
    };
    let stripped = class.trim_start_matches('_');
    let private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    if !private || stripped.is_empty() {
        return name.clone();
    }
    format!("_{stripped}{name}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_are_mangled() {
        let mangled = |class: &str, name: &str| mangle(Some(&class.into()), &name.into());
        assert_eq!(&*mangled("C", "__x"), "_C__x");
        assert_eq!(&*mangled("__C", "__x"), "_C__x");
        assert_eq!(&*mangled("C", "__x__"), "__x__");
        assert_eq!(&*mangled("C", "_x"), "_x");
        assert_eq!(&*mangled("__", "__x"), "__x");
        assert_eq!(&*mangle(None, &"__x".into()), "__x");
    }
}

//! The syntax tree: statements here, expressions and patterns in the files below. Plain data, no behaviour beyond
//! small questions about one node, and nothing that knows how to parse or to generate code.
//!
//! Names follow the ASDL of CPython 3.13's `ast` module. What differs, and why:
//!
//! - There is no `ctx`: whether an expression is loaded, stored or deleted follows from where it stands, and the parser
//!   has already refused targets that can't be assigned to or deleted.
//! - [`BinOp`](ExprKind::BinOp) and [`Compare`](ExprKind::Compare) hold a whole chain, and [`If`](StmtKind::If) all its
//!   `elif` branches, so that `a + b + c + ...` and long `elif` chains are wide and not deep.
//! - `Async*` twins are a flag on the node; `TryStar` is a flag on [`Try`].
//! - `f"{x=}"` is lowered to the literal text `x=` and a value with `!r`, as CPython does.
//!
//! **Depth.** From the module down to the deepest leaf there are at most [`MAX_BLOCKS`] nested blocks and, inside one
//! statement, at most [`MAX_HEIGHT`] nested expressions or patterns; the parser reports deeper input as an error. Passes
//! over the tree and its derived `Drop` may therefore recurse.

mod expr;
mod pattern;

pub use expr::{
    Arg, BinOpRest, BoolOp, Call, CmpOp, CompareRest, Comprehension, Constant, Conversion,
    DictComp, DictItem, ElementComp, Expr, ExprKind, FStringPart, FormattedValue, IfExp, Keyword,
    Lambda, NamedExpr, Operator, Parameter, Parameters, Slice, UnaryOp,
};
pub use pattern::{MatchCase, Pattern, PatternKind, Singleton};

use std::sync::Arc;

use crate::source::Span;

/// Most blocks (indented suites) that stand inside one another; CPython's limit.
pub const MAX_BLOCKS: usize = 100;

/// Most expression (or pattern) nodes on a path from a statement to a leaf.
pub const MAX_HEIGHT: usize = 500;

/// The text of an identifier or of a string constant. Equal identifiers of one module share one allocation.
pub type Name = Arc<str>;

/// An identifier with its place. Private names (`__x` in a class) are not yet mangled.
#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    /// The text.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The statements; the docstring, if any, is still the first of them.
    pub body: Vec<Stmt>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// From its first token to its last, nested blocks included, decorators excluded.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `def f(...): ...`, also `async def`.
    FunctionDef(Box<FunctionDef>),
    /// `class C(...): ...`
    ClassDef(Box<ClassDef>),
    /// `return`, `return value`
    Return(Option<Expr>),
    /// `del a, b[0]`: names, attributes, subscripts, and tuples or lists of them. `del (a, b)` is the same as `del a, b`;
    /// `del ()` is empty.
    Delete(Vec<Expr>),
    /// `a = b, c = value`: targets from left to right.
    Assign {
        /// Names, attributes, subscripts, starred ones and tuples or lists of them; never empty.
        targets: Vec<Expr>,
        /// Evaluated once, first.
        value: Expr,
    },
    /// `type X[T] = value`
    TypeAlias(Box<TypeAlias>),
    /// `target += value`
    AugAssign {
        /// A name, attribute or subscript.
        target: Expr,
        /// The operator without its `=`.
        op: Operator,
        /// Where the operator stands, with its `=`.
        op_span: Span,
        /// The right-hand side.
        value: Expr,
    },
    /// `target: annotation`, `target: annotation = value`
    AnnAssign {
        /// A name, attribute or subscript.
        target: Expr,
        /// The annotation.
        annotation: Expr,
        /// The value, if one is assigned.
        value: Option<Expr>,
        /// The target is a bare name, without parentheses: only then is the annotation recorded.
        simple: bool,
    },
    /// `for target in iter: ... else: ...`, also `async for`.
    For(Box<For>),
    /// `while test: ... else: ...`
    While {
        /// The condition.
        test: Expr,
        /// The loop's body.
        body: Vec<Stmt>,
        /// Runs when the loop ends without `break`; empty when absent.
        orelse: Vec<Stmt>,
    },
    /// `if ...: ... elif ...: ... else: ...`
    If {
        /// The `if` and every `elif`, in order; never empty.
        branches: Vec<IfBranch>,
        /// The `else` block; empty when absent.
        orelse: Vec<Stmt>,
    },
    /// `with a as b, c: ...`, also `async with`.
    With {
        /// The context managers in order; never empty.
        items: Vec<WithItem>,
        /// The body.
        body: Vec<Stmt>,
        /// `async with`.
        is_async: bool,
    },
    /// `match subject: case ...`
    Match {
        /// The subject; `match a, b:` makes it a tuple.
        subject: Expr,
        /// The cases in order; never empty.
        cases: Vec<MatchCase>,
    },
    /// `raise`, `raise exc`, `raise exc from cause`
    Raise {
        /// The exception.
        exc: Option<Expr>,
        /// The cause; only with an exception.
        cause: Option<Expr>,
    },
    /// `try: ...` with `except`, `except*`, `else`, `finally`.
    Try(Box<Try>),
    /// `assert test`, `assert test, msg`
    Assert {
        /// The condition.
        test: Expr,
        /// The message, evaluated only on failure.
        msg: Option<Expr>,
    },
    /// `import a.b as c, d`
    Import(Vec<Alias>),
    /// `from ..module import a as b`
    ImportFrom {
        /// The dotted module name; absent in `from . import a`.
        module: Option<Ident>,
        /// What is imported; `*` is a single alias named `*`.
        names: Vec<Alias>,
        /// The number of leading dots.
        level: u32,
    },
    /// `global a, b`
    Global(Vec<Ident>),
    /// `nonlocal a, b`
    Nonlocal(Vec<Ident>),
    /// An expression for its effect.
    Expr(Expr),
    /// `pass`
    Pass,
    /// `break`; that it stands in a loop is the compiler's to check.
    Break,
    /// `continue`; that it stands in a loop is the compiler's to check.
    Continue,
}

/// `def` and `async def`.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    /// Decorators in source order (applied last to first).
    pub decorators: Vec<Expr>,
    /// The function's name.
    pub name: Ident,
    /// `[T, *Ts, **P]`
    pub type_params: Vec<TypeParam>,
    /// The parameters.
    pub params: Parameters,
    /// `-> returns`
    pub returns: Option<Expr>,
    /// The body, the docstring included.
    pub body: Vec<Stmt>,
    /// `async def`.
    pub is_async: bool,
}

/// `class`.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    /// Decorators in source order (applied last to first).
    pub decorators: Vec<Expr>,
    /// The class's name.
    pub name: Ident,
    /// `[T, *Ts, **P]`
    pub type_params: Vec<TypeParam>,
    /// Positional bases; may hold starred expressions.
    pub bases: Vec<Expr>,
    /// `metaclass=M` and other keywords, `**kwargs` included.
    pub keywords: Vec<Keyword>,
    /// The body, the docstring included.
    pub body: Vec<Stmt>,
}

/// `type name[params] = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeAlias {
    /// The alias.
    pub name: Ident,
    /// `[T, *Ts, **P]`
    pub type_params: Vec<TypeParam>,
    /// The value, evaluated lazily.
    pub value: Expr,
}

/// One entry of a type parameter list.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeParam {
    /// The whole entry.
    pub span: Span,
    /// Its name.
    pub name: Ident,
    /// What it is.
    pub kind: TypeParamKind,
    /// `= default`; starred for a `TypeVarTuple` perhaps.
    pub default: Option<Expr>,
}

/// What a type parameter is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeParamKind {
    /// `T`, `T: bound`
    TypeVar {
        /// The bound, or a tuple of constraints.
        bound: Option<Expr>,
    },
    /// `*Ts`
    TypeVarTuple,
    /// `**P`
    ParamSpec,
}

/// `for` and `async for`.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// The loop's target.
    pub target: Expr,
    /// What is iterated over; may be a tuple with starred elements.
    pub iter: Expr,
    /// The loop's body.
    pub body: Vec<Stmt>,
    /// Runs when the loop ends without `break`; empty when absent.
    pub orelse: Vec<Stmt>,
    /// `async for`.
    pub is_async: bool,
}

/// The `if` or one `elif` of an `if` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct IfBranch {
    /// From the keyword to the end of the block.
    pub span: Span,
    /// The condition.
    pub test: Expr,
    /// The block.
    pub body: Vec<Stmt>,
}

/// One `context as target` of a `with` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    /// The context manager.
    pub context: Expr,
    /// Where its `__enter__` value goes.
    pub target: Option<Expr>,
}

/// `try` in all its forms. At least one handler or a `finally` block is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The guarded block.
    pub body: Vec<Stmt>,
    /// The `except` clauses; one without a type is the last.
    pub handlers: Vec<ExceptHandler>,
    /// Runs when the body raised nothing; empty when absent.
    pub orelse: Vec<Stmt>,
    /// The `finally` block; empty when absent.
    pub finalbody: Vec<Stmt>,
    /// The handlers are `except*`.
    pub is_star: bool,
}

/// `except type as name: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptHandler {
    /// From the keyword to the end of the block.
    pub span: Span,
    /// The exception type or a tuple of them; absent in a bare `except:`.
    pub typ: Option<Expr>,
    /// The name it is bound to, and unbound from at the end of the block.
    pub name: Option<Ident>,
    /// The block.
    pub body: Vec<Stmt>,
}

/// `name as asname` of an import; `name` may be dotted (`import a.b`).
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The whole entry.
    pub span: Span,
    /// The module or attribute; `*` for a star import.
    pub name: Ident,
    /// The name it is bound to.
    pub asname: Option<Ident>,
}

/// The docstring of a module, class or function body.
pub fn docstring(body: &[Stmt]) -> Option<&Name> {
    match &body.first()?.kind {
        StmtKind::Expr(Expr {
            kind: ExprKind::Constant(Constant::Str(text)),
            ..
        }) => Some(text),
        _ => None,
    }
}

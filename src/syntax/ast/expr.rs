//! Expressions of the syntax tree.

use std::sync::Arc;

use num_bigint::BigInt;

use super::{Ident, Name};
use crate::source::Span;

/// One expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// From its first token to its last. Parentheses around it are not part of it, except a tuple's or generator's own.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `a and b and c`: at least two values; a nested chain of the same operator is a node of its own only when written
    /// in parentheses.
    BoolOp {
        /// `and` or `or`.
        op: BoolOp,
        /// The operands in order.
        values: Vec<Expr>,
    },
    /// `(name := value)`
    NamedExpr(Box<NamedExpr>),
    /// A left-associative chain of operators of one precedence: `a + b - c` is `a` with the rest `+ b`, `- c`, evaluated
    /// from left to right. `a ** b` always has one rest.
    BinOp {
        /// The first operand.
        left: Box<Expr>,
        /// Operators and right operands; never empty.
        rest: Vec<BinOpRest>,
    },
    /// `not x`, `-x`, `+x`, `~x`
    UnaryOp {
        /// The operator.
        op: UnaryOp,
        /// Its operand.
        operand: Box<Expr>,
    },
    /// `lambda params: body`
    Lambda(Box<Lambda>),
    /// `body if test else orelse`
    IfExp(Box<IfExp>),
    /// `{k: v, **other}`
    Dict(Vec<DictItem>),
    /// `{a, b}`: never empty; may hold starred elements.
    Set(Vec<Expr>),
    /// `[element for ...]`
    ListComp(Box<ElementComp>),
    /// `{element for ...}`
    SetComp(Box<ElementComp>),
    /// `{key: value for ...}`
    DictComp(Box<DictComp>),
    /// `(element for ...)`
    GeneratorExp(Box<ElementComp>),
    /// `await x`
    Await(Box<Expr>),
    /// `yield`, `yield x`
    Yield(Option<Box<Expr>>),
    /// `yield from x`
    YieldFrom(Box<Expr>),
    /// `a < b <= c`: each operand is evaluated once, from left to right, stopping at the first false comparison.
    Compare {
        /// The first operand.
        left: Box<Expr>,
        /// Operators and right operands; never empty.
        rest: Vec<CompareRest>,
    },
    /// `func(args)`
    Call(Box<Call>),
    /// An f-string, with the plain strings next to it folded in.
    JoinedStr(Vec<FStringPart>),
    /// A literal.
    Constant(Constant),
    /// `value.attr`; see [`Expr::attr_span`].
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute's name.
        attr: Name,
    },
    /// `value[slice]`
    Subscript {
        /// The object.
        value: Box<Expr>,
        /// The index, a [`Slice`](ExprKind::Slice), or a tuple that may hold slices and starred elements.
        slice: Box<Expr>,
    },
    /// `*x` in a call, display, target or subscript.
    Starred(Box<Expr>),
    /// A variable.
    Name(Name),
    /// `[a, b]`; may hold starred elements.
    List(Vec<Expr>),
    /// `a, b`, `(a, b)`, `()`; may hold starred elements.
    Tuple(Vec<Expr>),
    /// `lower:upper:step`, only in a subscript.
    Slice(Box<Slice>),
}

impl Expr {
    /// The place of the attribute's name in an [`Attribute`](ExprKind::Attribute); of any other expression, its own.
    pub fn attr_span(&self) -> Span {
        match &self.kind {
            ExprKind::Attribute { attr, .. } => {
                let length = attr.len() as u32;
                Span::new(self.span.end.saturating_sub(length), self.span.end)
            }
            _ => self.span,
        }
    }
}

/// A literal value.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// An integer that fits; never negative.
    Int(i64),
    /// A larger integer.
    BigInt(Arc<BigInt>),
    /// A float.
    Float(f64),
    /// `2j`: the imaginary part of a complex number.
    Imaginary(f64),
    /// A string, escapes decoded and neighbours joined.
    Str(Name),
    /// Bytes, escapes decoded and neighbours joined.
    Bytes(Arc<[u8]>),
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    /// `and`
    And,
    /// `or`
    Or,
}

/// A binary arithmetic or bit operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mult,
    /// `@`
    MatMult,
    /// `/`
    Div,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `<<`
    LShift,
    /// `>>`
    RShift,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
    /// `//`
    FloorDiv,
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `~`
    Invert,
    /// `not`
    Not,
    /// `+`
    UAdd,
    /// `-`
    USub,
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CmpOp {
    /// `==`
    Eq,
    /// `!=`
    NotEq,
    /// `<`
    Lt,
    /// `<=`
    LtE,
    /// `>`
    Gt,
    /// `>=`
    GtE,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// An operator of a [`BinOp`](ExprKind::BinOp) chain and what stands right of it.
#[derive(Clone, Debug, PartialEq)]
pub struct BinOpRest {
    /// The partial result: from the start of the chain to the end of this right operand, parentheses included.
    pub span: Span,
    /// The operator.
    pub op: Operator,
    /// Where the operator stands.
    pub op_span: Span,
    /// Its right operand.
    pub right: Expr,
}

/// An operator of a [`Compare`](ExprKind::Compare) chain and what stands right of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRest {
    /// The operator.
    pub op: CmpOp,
    /// Where the operator stands.
    pub op_span: Span,
    /// Its right operand.
    pub right: Expr,
}

/// `target := value`
#[derive(Clone, Debug, PartialEq)]
pub struct NamedExpr {
    /// The name bound.
    pub target: Ident,
    /// Its value, and the expression's.
    pub value: Expr,
}

/// `lambda`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lambda {
    /// The parameters, without annotations.
    pub params: Parameters,
    /// The result.
    pub body: Expr,
}

/// `body if test else orelse`
#[derive(Clone, Debug, PartialEq)]
pub struct IfExp {
    /// The condition, evaluated first.
    pub test: Expr,
    /// The value if it holds.
    pub body: Expr,
    /// The value if it doesn't.
    pub orelse: Expr,
}

/// One entry of a dict display.
#[derive(Clone, Debug, PartialEq)]
pub struct DictItem {
    /// The key; absent in `**value`.
    pub key: Option<Expr>,
    /// The value, or the mapping unpacked.
    pub value: Expr,
}

/// A list, set or generator comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementComp {
    /// What is collected.
    pub element: Expr,
    /// The `for` clauses, outermost first; never empty.
    pub generators: Vec<Comprehension>,
}

/// A dict comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct DictComp {
    /// The key, evaluated first.
    pub key: Expr,
    /// The value.
    pub value: Expr,
    /// The `for` clauses, outermost first; never empty.
    pub generators: Vec<Comprehension>,
}

/// One `for target in iter if ... if ...` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// The loop's target.
    pub target: Expr,
    /// What is iterated over; the first one is evaluated in the enclosing scope.
    pub iter: Expr,
    /// The conditions.
    pub ifs: Vec<Expr>,
    /// `async for`.
    pub is_async: bool,
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called.
    pub func: Expr,
    /// Positional arguments; may hold starred ones. `f(x for x in y)` holds one generator.
    pub args: Vec<Expr>,
    /// Keyword arguments and `**mapping`s in order.
    pub keywords: Vec<Keyword>,
}

/// `arg=value` or `**value` in a call or class header.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The whole entry.
    pub span: Span,
    /// The keyword; absent in `**value`.
    pub arg: Option<Ident>,
    /// The value.
    pub value: Expr,
}

/// The parameters of a function or lambda. Names may repeat: that is the compiler's to refuse.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Before `/`.
    pub posonly: Vec<Parameter>,
    /// Positional or keyword.
    pub args: Vec<Parameter>,
    /// `*args`; its annotation may be starred.
    pub vararg: Option<Box<Arg>>,
    /// After `*` or `*args`.
    pub kwonly: Vec<Parameter>,
    /// `**kwargs`
    pub kwarg: Option<Box<Arg>>,
}

/// A parameter with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Name and annotation.
    pub arg: Arg,
    /// The default, evaluated when the function is defined.
    pub default: Option<Expr>,
}

/// A parameter's name and annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The name.
    pub name: Ident,
    /// `: annotation`
    pub annotation: Option<Expr>,
}

/// `lower:upper:step`
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// Before the first colon.
    pub lower: Option<Expr>,
    /// After it.
    pub upper: Option<Expr>,
    /// After the second colon.
    pub step: Option<Expr>,
}

/// A piece of an f-string or of a format specification.
#[derive(Clone, Debug, PartialEq)]
pub enum FStringPart {
    /// Text, escapes decoded; never empty, and never two in a row.
    Literal(Name),
    /// `{value!r:spec}`
    Value(Box<FormattedValue>),
}

/// `{value!conversion:format_spec}`
#[derive(Clone, Debug, PartialEq)]
pub struct FormattedValue {
    /// From the opening to the closing brace.
    pub span: Span,
    /// The value.
    pub value: Expr,
    /// What is applied to the value before it is formatted.
    pub conversion: Conversion,
    /// The format specification; `None` when there is no colon. It may hold values of its own.
    pub format_spec: Option<Vec<FStringPart>>,
}

/// The conversion of a formatted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// None: `format(value, spec)`.
    None,
    /// `!s`
    Str,
    /// `!r`, and `=` without a conversion or format specification
    Repr,
    /// `!a`
    Ascii,
}

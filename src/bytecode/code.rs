//! Code objects as the compiler makes them: plain data, shared between threads, independent of any heap.

use std::sync::Arc;

use num_bigint::BigInt;

use super::Instruction;
use crate::source::{Source, Span};

/// What a code object was compiled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A module or script: names are globals.
    Module,
    /// The body of a `def` or `lambda`.
    Function,
    /// The body of a class: `R[0]` is its namespace dict.
    Class,
    /// A generator expression: its one argument is the outermost iterator.
    GeneratorExpression,
    /// An expression for `eval`: a module whose value is returned.
    Expression,
}

/// A constant, as plain data.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True` or `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    BigInt(BigInt),
    /// A float; compared by bits, so that -0.0 and NaNs stay themselves.
    Float(FloatBits),
    /// A complex number without a real part.
    Imaginary(FloatBits),
    /// A string.
    Str(String),
    /// A bytes object.
    Bytes(Vec<u8>),
    /// A tuple of constants.
    Tuple(Vec<Constant>),
}

/// A float's bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatBits(pub u64);

impl From<f64> for Constant {
    fn from(value: f64) -> Constant {
        Constant::Float(FloatBits(value.to_bits()))
    }
}

/// How a code object takes its arguments. Registers in order: positional parameters (positional-only ones first),
/// keyword-only parameters, `*args` if any, `**kwargs` if any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Number of positional parameters, positional-only ones included.
    pub positional: u16,
    /// How many of those are positional-only.
    pub positional_only: u16,
    /// Number of keyword-only parameters.
    pub keyword_only: u16,
    /// Whether there is `*args`.
    pub star_args: bool,
    /// Whether there is `**kwargs`.
    pub star_kwargs: bool,
}

impl Parameters {
    /// Number of registers that parameters occupy.
    pub fn registers(&self) -> usize {
        self.positional as usize
            + self.keyword_only as usize
            + self.star_args as usize
            + self.star_kwargs as usize
    }
}

/// An entry of the exception table: if an instruction in `start..end` raises, the exception goes to `R[register]`, the exception that was
/// being handled before goes to `R[register + 1]`, and execution goes on at `target`. The first entry that fits wins, so inner
/// ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// One past the last instruction covered.
    pub end: u32,
    /// First instruction of the handler.
    pub target: u32,
    /// Where exception and outer handled exception go (two registers).
    pub register: u16,
}

/// A code object.
#[derive(Debug)]
pub struct Code {
    /// The name in tracebacks: `fib`, `<module>`, `<lambda>`, `<genexpr>`.
    pub name: String,
    /// The dotted name, as in `C.method` or `f.<locals>.g`.
    pub qualname: String,
    /// Where it came from.
    pub source: Source,
    /// Line of the `def`, from 1 (the first decorator's line if there is one).
    pub first_line: u32,
    /// What it was compiled from.
    pub kind: CodeKind,
    /// Its parameters.
    pub parameters: Parameters,
    /// Whether calling it makes a generator.
    pub is_generator: bool,
    /// Names of the parameters and locals, by register; these come first among the registers. UNBOUND at entry,
    /// parameters excepted; the registers after them are temporaries, always written before they are read.
    pub locals: Vec<String>,
    /// Names of the free variables, in the order of the closure's cells.
    pub free_variables: Vec<String>,
    /// How many registers a frame needs.
    pub registers: u16,
    /// The instructions.
    pub instructions: Arc<[Instruction]>,
    /// For each instruction, the source range it came from.
    pub spans: Vec<Span>,
    /// For instructions whose operator or brackets tracebacks mark apart (`~~^~~`): index and the range of those, by index.
    pub anchors: Vec<(u32, Span)>,
    /// The constants.
    pub constants: Vec<Constant>,
    /// Names of the globals it uses.
    pub globals: Vec<String>,
    /// For each attribute site its name.
    pub sites: Vec<String>,
    /// Nested code objects.
    pub codes: Vec<Arc<Code>>,
    /// The exception table, inner ranges first.
    pub handlers: Vec<Handler>,
    /// The docstring, if it has one.
    pub docstring: Option<String>,
}

impl Code {
    /// The range of an instruction's operator or brackets, if tracebacks mark it apart.
    pub fn anchor(&self, pc: usize) -> Option<Span> {
        let index = self
            .anchors
            .binary_search_by_key(&(pc as u32), |anchor| anchor.0)
            .ok()?;
        self.anchors.get(index).map(|anchor| anchor.1)
    }

    /// The source line, from 1, of an instruction.
    pub fn line(&self, pc: usize) -> u32 {
        self.spans
            .get(pc)
            .map_or(self.first_line, |span| self.source.line(span.start))
    }
}

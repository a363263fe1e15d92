//! A code object under construction: its registers, tables and blocks. How instructions get in is `emit`'s matter, how the code
//! object comes out `assemble`'s.
//!
//! Registers in order: parameters, locals and cells, free variables, then temporaries. Temporaries are a stack: what is allocated
//! later lies higher and is released earlier, so that a call's window is always above everything that is still needed.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::blocks::Block;
use super::constants::Pool;
use super::emit::Buffer;
use super::flow::{Flow, Registers};
use super::scopes::{Resolution, Scope, ScopeId, Uses};
use crate::bytecode::{Code, CodeKind, Constant, Handler, MAX_OPERAND, Parameters};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::Name;

/// A register's number.
pub(super) type Reg = u16;

/// What compiling a piece of the tree gives; an error says what is wrong with the script. Boxed, because these results stand in every frame of
/// a deep recursion.
pub(super) type Result<T = ()> = std::result::Result<T, Box<Diagnostic>>;

/// What a code object is called and where it stands.
pub(super) struct Identity {
    pub(super) kind: CodeKind,
    pub(super) name: String,
    pub(super) qualname: String,
    /// The definition, for errors about the whole of it and for the first instructions.
    pub(super) span: Span,
    pub(super) first_line: u32,
}

/// Where a variable of the frame lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    /// In this register.
    Register(Reg),
    /// In the cell that this register holds.
    Cell(Reg),
}

/// A comprehension whose code is being emitted into the frame.
pub(super) struct Inlined {
    pub(super) scope: ScopeId,
    pub(super) variables: FxHashMap<Name, Variable>,
}

/// A code object under construction.
pub(super) struct Unit<'a> {
    pub(super) identity: Identity,
    pub(super) scope: ScopeId,
    pub(super) parameters: Parameters,
    pub(super) is_generator: bool,
    pub(super) docstring: Option<String>,
    /// Names go through the namespace in `R[0]`.
    pub(super) has_namespace: bool,
    /// Names of the registers before the temporaries.
    pub(super) locals: Vec<String>,
    pub(super) variables: FxHashMap<Name, Variable>,
    pub(super) free: FxHashMap<Name, Reg>,
    /// In a class body: the cell of `__class__`, if a method needs it.
    pub(super) class_cell: Option<Reg>,
    /// Registers that some statement unbinds.
    pub(super) unbindable: Registers,
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) inlined: Vec<Inlined>,
    pub(super) buffer: Buffer,
    pub(super) handlers: Vec<Handler>,
    /// For ranges of the source what a traceback marks apart in them.
    pub(super) anchors: FxHashMap<Span, Span>,
    pub(super) codes: Vec<Arc<Code>>,
    pub(super) sites: Vec<String>,
    pub(super) globals: Vec<String>,
    global_index: FxHashMap<Name, u16>,
    pub(super) pool: Pool,
    top: usize,
    pub(super) registers: usize,
}

impl<'a> Unit<'a> {
    /// A unit for a scope, with registers for its variables. The scope's symbols begin with its parameters. Boxed, because units nest on the
    /// native stack as deep as functions do in the script.
    #[inline(never)]
    pub(super) fn new(
        identity: Identity,
        scope_id: ScopeId,
        scope: &Scope,
        parameters: Parameters,
        has_namespace: bool,
    ) -> Result<Box<Unit<'a>>> {
        let mut unit = Box::new(Unit {
            is_generator: scope.is_generator,
            identity,
            scope: scope_id,
            parameters,
            docstring: None,
            has_namespace,
            locals: Vec::new(),
            variables: FxHashMap::default(),
            free: FxHashMap::default(),
            class_cell: None,
            unbindable: Registers::default(),
            blocks: Vec::new(),
            inlined: Vec::new(),
            buffer: Buffer::new(),
            handlers: Vec::new(),
            anchors: FxHashMap::default(),
            codes: Vec::new(),
            sites: Vec::new(),
            globals: Vec::new(),
            global_index: FxHashMap::default(),
            pool: Pool::default(),
            top: 0,
            registers: 0,
        });
        if has_namespace {
            unit.local(".namespace")?;
        }
        if matches!(
            unit.identity.kind,
            CodeKind::Function | CodeKind::GeneratorExpression
        ) {
            for symbol in scope.symbols() {
                let variable: fn(Reg) -> Variable = match symbol.resolution {
                    Resolution::Local => Variable::Register,
                    Resolution::Cell => Variable::Cell,
                    _ => continue,
                };
                let register = unit.local(&symbol.name)?;
                let variable = variable(register);
                unit.variables.insert(symbol.name.clone(), variable);
                if variable == Variable::Register(register) && symbol.uses.any(Uses::UNBOUND) {
                    unit.unbindable.insert(register);
                }
            }
        }
        if scope.needs_class_cell {
            unit.class_cell = Some(unit.local("__class__")?);
        }
        for name in &scope.free {
            let register = unit.local(name)?;
            unit.free.insert(name.clone(), register);
        }
        unit.top = unit.locals.len();
        // Operands that say nothing are written as register 0, so that there is always one.
        unit.registers = unit.top.max(1);
        for register in 0..unit.parameters.registers() {
            unit.buffer.flow.bind(register as Reg);
        }
        Ok(unit)
    }

    fn local(&mut self, name: &str) -> Result<Reg> {
        let register = self.operand(self.locals.len())?;
        self.locals.push(name.to_string());
        Ok(register)
    }

    /// The error of code that has more of something than an instruction can name.
    #[cold]
    pub(super) fn too_large(&self) -> Box<Diagnostic> {
        let what = match self.identity.kind {
            CodeKind::Module => "module too large",
            CodeKind::Class => "class body too large",
            CodeKind::Expression => "expression too large",
            CodeKind::Function | CodeKind::GeneratorExpression => "function too large",
        };
        let diagnostic = Diagnostic::syntax(self.identity.span, what);
        Box::new(diagnostic.with_hint(
            "split it into several functions; instructions name at most 65536 registers, constants or names",
        ))
    }

    /// A number as an operand, if it fits.
    pub(super) fn operand(&self, number: usize) -> Result<u16> {
        if number > MAX_OPERAND {
            return Err(self.too_large());
        }
        Ok(number as u16)
    }

    /// Number of a constant.
    pub(super) fn constant(&mut self, constant: Constant) -> Result<u16> {
        let index = self.pool.index(constant);
        self.operand(index)
    }

    /// Number of a constant string.
    pub(super) fn name(&mut self, name: &str) -> Result<u16> {
        self.constant(Constant::Str(name.to_string()))
    }

    /// Number of a global name.
    pub(super) fn global(&mut self, name: &Name) -> Result<u16> {
        if let Some(&index) = self.global_index.get(name) {
            return Ok(index);
        }
        let index = self.operand(self.globals.len())?;
        self.globals.push(name.to_string());
        self.global_index.insert(name.clone(), index);
        Ok(index)
    }

    /// A new attribute site.
    pub(super) fn site(&mut self, name: &str) -> Result<u16> {
        let index = self.operand(self.sites.len())?;
        self.sites.push(name.to_string());
        Ok(index)
    }

    /// A new nested code object.
    pub(super) fn code(&mut self, code: Arc<Code>) -> Result<u16> {
        let index = self.operand(self.codes.len())?;
        self.codes.push(code);
        Ok(index)
    }

    /// Whether a register is a variable's and not a temporary.
    pub(super) fn is_variable(&self, register: Reg) -> bool {
        (register as usize) < self.locals.len()
    }

    /// Allocates a temporary.
    pub(super) fn temp(&mut self) -> Result<Reg> {
        self.temps(1)
    }

    /// Allocates temporaries that follow one another; the first one's number.
    pub(super) fn temps(&mut self, count: usize) -> Result<Reg> {
        let first = self.top;
        // Registers are counted in 16 bits, so that the last number stays unused.
        if first + count > MAX_OPERAND {
            return Err(self.too_large());
        }
        self.top += count;
        self.registers = self.registers.max(self.top);
        Ok(first as Reg)
    }

    /// The height of the stack of temporaries, for `release`.
    pub(super) fn mark(&self) -> usize {
        self.top
    }

    /// Frees the temporaries that were allocated since the mark.
    pub(super) fn release(&mut self, mark: usize) {
        debug_assert!(mark <= self.top, "temporaries are released in order");
        self.top = mark;
    }

    /// What is still known here when control comes back from code that may unbind variables: at the entry of a handler, and at the start
    /// of a loop.
    pub(super) fn cautious_flow(&self) -> Flow {
        self.buffer.flow.clone().without(&self.unbindable)
    }
}

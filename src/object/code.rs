//! Code objects linked to a heap: constants as values, globals as cells, inline caches.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::interpreter::CompileMode;
use super::names::ClassId;
use super::{AttributeCache, Module, Thread};
use crate::bytecode::{Code, CodeKind, Constant, Instruction, Op, Parameters};
use crate::heap::{CellVariable, Field, Link, NoFields, Object, Str, Value};
use crate::heap_object;

/// The compiler's name for the register that holds a mapping of names.
const NAMESPACE: &str = ".namespace";

heap_object! {
    /// A code object, ready to run with the globals of one module.
    pub struct LinkedCode: Code {
        /// The verified code.
        pub code: Arc<Code>,
        /// The code's instructions.
        pub instructions: Arc<[Instruction]>,
        /// Its constants.
        pub constants: Box<[Field]>,
        /// For each global name the module's cell, then the cell of the built-in of that name: 2 links each.
        pub globals: Box<[Link<CellVariable>]>,
        /// The names of the attribute sites, interned.
        pub sites: Box<[Field]>,
        /// The inline caches of the attribute sites.
        pub caches: Box<[AtomicU64]>,
        /// Nested code objects, linked.
        pub codes: Box<[Field]>,
        /// Names of the parameters and locals, interned.
        pub locals: Box<[Field]>,
        /// The module whose globals it uses.
        pub module: Field,
        /// The name, a string.
        pub name: Field,
        /// The dotted name, a string.
        pub qualname: Field,
        /// The docstring or None.
        pub doc: Field,
        /// Registers of a frame, and some room behind the arguments of calls, so that natives find their absent ones inside the frame.
        pub registers: usize,
        /// Registers of the named variables.
        pub local_count: usize,
        /// Number of arguments if a call with exactly so many positional ones needs no further look at the parameters
        /// (no keyword-only ones, no stars, no generator); `usize::MAX` otherwise.
        pub simple_arguments: usize,
        /// A number that names this code in event sites.
        pub id: u32,
    }
}

// SAFETY: no field inside.
unsafe impl NoFields for Code {}
// SAFETY: no field inside.
unsafe impl NoFields for [Instruction] {}

impl LinkedCode {
    /// Its parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.code.parameters
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.name.load().cast::<Str>().map_or("?", Str::as_str)
    }

    /// The names of the attributes that it stores into its first argument: words of interned strings.
    pub fn stored_attributes(&self) -> impl Iterator<Item = u64> {
        let stores = self.instructions.iter();
        let stores = stores.filter(|it| it.op() == Op::StoreAttr && it.a() == 0);
        stores.filter_map(|it| Some(self.sites.get(it.c())?.load().word()))
    }

    /// The index of the instruction that a frame of this code stands at.
    #[inline]
    pub fn index_of(&self, pc: *const Instruction) -> usize {
        let bytes = pc.addr().wrapping_sub(self.instructions.as_ptr().addr());
        bytes / size_of::<Instruction>()
    }

    /// The place of the instruction at an index, the first one for an index that is too large.
    #[inline]
    pub fn place(&self, index: usize) -> *const Instruction {
        let rest = self.instructions.get(index..);
        rest.map_or(self.instructions.as_ptr(), <[Instruction]>::as_ptr)
    }

    /// Whether it is a function's, and not a module's, a class's or an expression's.
    pub fn is_function(&self) -> bool {
        let kind = self.code.kind;
        matches!(kind, CodeKind::Function | CodeKind::GeneratorExpression)
    }

    /// How its text is to be compiled anew so that names go through a mapping of locals; None if it is no text of its own.
    pub fn mode_in_mapping(&self) -> Option<CompileMode> {
        match self.code.kind {
            CodeKind::Module => Some(CompileMode::Exec),
            CodeKind::Expression => Some(CompileMode::ExpressionIn),
            _ => None,
        }
    }

    /// Whether it belongs to a module that is bundled with us.
    pub fn is_bundled(&self) -> bool {
        self.code.source.name().starts_with("<bundled ")
    }
}

impl Thread {
    /// Links code to the globals of a module, nested code included.
    pub fn link<'t>(&'t self, code: &Arc<Code>, module: &Module) -> &'t LinkedCode {
        let mutator = self.mutator();
        let cell_class = self.class(ClassId::Cell).value();
        let builtins = self.builtins();
        let constants = code
            .constants
            .iter()
            .map(|constant| Field::new(self.constant(constant)))
            .collect();
        let globals = code.globals.iter().flat_map(|name| {
            let name = self.intern(name);
            let own = module.cell(mutator, cell_class, name);
            let builtin = builtins.cell(mutator, cell_class, name);
            [Link::new(own), Link::new(builtin)]
        });
        let globals = globals.collect();
        let names = |names: &[String]| {
            names
                .iter()
                .map(|name| Field::new(self.intern(name).value()))
                .collect()
        };
        let sites = names(&code.sites);
        let caches = code
            .sites
            .iter()
            .map(|_| AtomicU64::new(AttributeCache::EMPTY))
            .collect();
        let codes = code
            .codes
            .iter()
            .map(|nested| Field::new(self.link(nested, module).value()))
            .collect();
        let locals = names(&code.locals);
        let parameters = &code.parameters;
        let simple = !code.is_generator
            && parameters.keyword_only == 0
            && !parameters.star_args
            && !parameters.star_kwargs;
        let name = self.str(&code.name);
        let qualname = self.str(&code.qualname);
        let doc = code
            .docstring
            .as_ref()
            .map_or(Value::NONE, |doc| self.str(doc));
        let id = self.interpreter().register_code(code);
        mutator.alloc(self.class(ClassId::Code).value(), |header| LinkedCode {
            header,
            constants,
            globals,
            sites,
            caches,
            codes,
            locals,
            module: Field::new(module.value()),
            name: Field::new(name),
            qualname: Field::new(qualname),
            doc: Field::new(doc),
            registers: registers_with_room(code),
            local_count: code.locals.len(),
            simple_arguments: match code.kind {
                // The namespace, which is no parameter.
                CodeKind::Class => 1,
                _ if code.locals.first().is_some_and(|name| name == NAMESPACE) => 1,
                _ if simple => parameters.positional as usize,
                _ => usize::MAX,
            },
            id,
            instructions: code.instructions.clone(),
            code: code.clone(),
        })
    }

    /// A constant as a value; strings that look like names are interned.
    pub fn constant(&self, constant: &Constant) -> Value<'_> {
        match constant {
            Constant::None => Value::NONE,
            Constant::Bool(value) => Value::bool(*value),
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(value) => self.int(*value),
            Constant::BigInt(value) => self.big_int(value.clone()),
            Constant::Float(bits) => self.float(f64::from_bits(bits.0)),
            Constant::Imaginary(bits) => self.complex(0.0, f64::from_bits(bits.0)),
            Constant::Str(text) if text.len() <= 40 => self.intern(text).value(),
            Constant::Str(text) => self.str(text),
            Constant::Bytes(bytes) => self.bytes(bytes),
            Constant::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.constant(item)).collect();
                self.tuple(&items)
            }
        }
    }
}

/// Most optional arguments that a native may lack without a look at the stack's room.
const ABSENT: usize = 2;

/// How many registers a frame gets: its own, and room for the absent arguments of natives.
fn registers_with_room(code: &Code) -> usize {
    let ends = code.instructions.iter().map(|it| match it.op() {
        Op::Call => it.b() + 1 + it.c() + ABSENT,
        Op::CallMethod => it.b() + 2 + it.c() + ABSENT,
        _ => 0,
    });
    ends.fold(code.registers as usize, usize::max)
}

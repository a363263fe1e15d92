//! What the threads of one run share: the heap, the lock, the built-in classes, the modules.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;

use super::names::{ClassId, Dunder};
use super::shape::Shapes;
use super::{Module, Output, Raised, Returned, Target, Thread};
use crate::bytecode::Code;
use crate::gil;
use crate::heap::{Heap, Mutator, Roots, Slot, Value};
use crate::source::Source;

/// What the rooms above give to the ones below.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// `import name`: name, tuple of names after `from` (or None), importing module and level stand in slots. Set by `modules`.
    pub import: fn(&mut Thread, name: Slot, names: Slot, module: Slot, level: Slot) -> Returned,
    /// `from module import name`. Set by `modules`.
    pub import_from: fn(&mut Thread, module: Slot, name: Slot) -> Returned,
    /// `from module import *` into another module. Set by `modules`.
    pub import_star: fn(&mut Thread, from: Slot, into: Slot) -> Returned,
    /// `format(value, spec)` where no script code has a say: what the method of a built-in type would answer; None if that must tell, or
    /// raises. Set by `builtins`.
    pub format: for<'t> fn(&'t Thread, value: Value<'t>, spec: &str) -> Option<Value<'t>>,
    /// Calls the callbacks of weak references that have lost their objects. Set by `modules`.
    pub notify: fn(&mut Thread),
    /// Whether a module comes with gilscope. Set by `modules`.
    pub is_bundled: fn(&str) -> bool,
    /// Does what the script wants done about a signal. Set by `modules`.
    pub signal: fn(&mut Thread, signal: i32) -> Result<(), Raised>,
    /// Compiles a source text. Set by `session`. An error is the rendered diagnostics' one-line message, line and column.
    pub compile: fn(&Source, CompileMode) -> Result<Arc<Code>, CompileError>,
}

/// What a text is compiled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompileMode {
    /// A module.
    Module,
    /// Statements whose names go through a separate mapping of locals (`exec` with locals).
    Exec,
    /// One expression (`eval`).
    Expression,
    /// One expression whose names go through a separate mapping of locals.
    ExpressionIn,
}

/// Why a text did not compile.
#[derive(Clone, Debug)]
pub struct CompileError {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub class: ClassId,
    /// The first message.
    pub message: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// The source line.
    pub text: String,
    /// All diagnostics, rendered for a terminal without colour.
    pub rendered: String,
}

/// What the user asked for, as far as scripts can see it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `sys.argv`
    pub argv: Vec<String>,
    /// Where `import` looks: the script's folder.
    pub path: Vec<PathBuf>,
    /// Whether what the script prints goes nowhere.
    pub hide_output: bool,
}

/// A value that all threads of a run use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// The module of built-in functions.
    Builtins,
    /// `sys.modules`, a dict.
    Modules,
    /// The empty tuple.
    EmptyTuple,
    /// `__build_class__`
    BuildClass,
}

impl Common {
    const COUNT: usize = Common::BuildClass as usize + 1;
}

/// One run's shared state.
pub struct Interpreter {
    /// The heap.
    pub heap: Arc<Heap>,
    /// The lock and its threads.
    pub gil: Arc<gil::Interpreter>,
    /// What the rooms above provide.
    pub hooks: Hooks,
    /// The user's settings.
    pub settings: Settings,
    /// Standard output.
    pub stdout: Output,
    /// Standard error.
    pub stderr: Output,
    /// All shapes.
    pub shapes: Shapes,
    /// Held while classes change. Never across a safepoint.
    pub class_lock: Mutex<()>,
    classes: Roots,
    dunders: Roots,
    common: Roots,
    recursion_limit: AtomicUsize,
    int_max_str_digits: AtomicUsize,
    /// The strings of one ASCII character, each once it was asked for.
    characters: Roots,
    /// For each linked code's id: source name, function name.
    codes: Mutex<Vec<(String, String)>>,
    async_exceptions: Mutex<Vec<(gil::ThreadId, ClassId)>>,
    /// State of the `modules` room, such as the table of script threads.
    pub extension: OnceLock<Box<dyn std::any::Any + Send + Sync>>,
}

/// CPython's default.
const RECURSION_LIMIT: usize = 1000;
/// CPython's default.
const INT_MAX_STR_DIGITS: usize = 4300;

impl Interpreter {
    /// A new interpreter without classes: `builtins` makes them before anything runs.
    pub fn new(
        heap: Arc<Heap>,
        gil: Arc<gil::Interpreter>,
        hooks: Hooks,
        settings: Settings,
    ) -> Arc<Interpreter> {
        Arc::new(Interpreter {
            gil,
            hooks,
            stdout: Output::new(if settings.hide_output {
                Target::Nowhere
            } else {
                Target::Stdout
            }),
            stderr: Output::new(if settings.hide_output {
                Target::Nowhere
            } else {
                Target::Stderr
            }),
            settings,
            shapes: Shapes::default(),
            class_lock: Mutex::new(()),
            classes: heap.roots(ClassId::ALL.len()),
            dunders: heap.roots(Dunder::ALL.len()),
            common: heap.roots(Common::COUNT),
            recursion_limit: AtomicUsize::new(RECURSION_LIMIT),
            int_max_str_digits: AtomicUsize::new(INT_MAX_STR_DIGITS),
            characters: heap.roots(128),
            codes: Mutex::new(vec![(String::new(), String::new())]),
            async_exceptions: Mutex::default(),
            extension: OnceLock::new(),
            heap,
        })
    }

    /// A built-in class.
    #[inline(always)]
    pub fn class<'t>(&self, mutator: &'t Mutator, id: ClassId) -> Value<'t> {
        self.classes.load(mutator, id as usize)
    }

    /// Sets it: `builtins` does so once.
    pub fn set_class(&self, id: ClassId, class: Value<'_>) {
        self.classes.store(id as usize, class);
    }

    /// The name of a special method.
    #[inline(always)]
    pub fn dunder_name<'t>(&self, mutator: &'t Mutator, dunder: Dunder) -> Value<'t> {
        self.dunders.load(mutator, dunder as usize)
    }

    /// Sets it.
    pub fn set_dunder_name(&self, dunder: Dunder, name: Value<'_>) {
        self.dunders.store(dunder as usize, name);
    }

    /// A value that all threads use.
    #[inline(always)]
    pub fn common<'t>(&self, mutator: &'t Mutator, which: Common) -> Value<'t> {
        self.common.load(mutator, which as usize)
    }

    /// Sets it.
    pub fn set_common(&self, which: Common, value: Value<'_>) {
        self.common.store(which as usize, value);
    }

    /// The string of an ASCII character, UNBOUND before it is first needed.
    #[inline]
    pub(super) fn character<'t>(&self, mutator: &'t Mutator, ascii: u8) -> Value<'t> {
        self.characters.load(mutator, usize::from(ascii))
    }

    pub(super) fn set_character(&self, ascii: u8, character: Value<'_>) {
        self.characters.store(usize::from(ascii), character);
    }

    /// `sys.getrecursionlimit()`
    #[inline(always)]
    pub fn recursion_limit(&self) -> usize {
        self.recursion_limit.load(Ordering::Relaxed)
    }

    /// `sys.setrecursionlimit(n)`
    pub fn set_recursion_limit(&self, limit: usize) {
        self.recursion_limit.store(limit, Ordering::Relaxed);
    }

    /// `sys.get_int_max_str_digits()`; 0 is no limit.
    pub fn int_max_str_digits(&self) -> usize {
        self.int_max_str_digits.load(Ordering::Relaxed)
    }

    /// `sys.set_int_max_str_digits(n)`
    pub fn set_int_max_str_digits(&self, digits: usize) {
        self.int_max_str_digits.store(digits, Ordering::Relaxed);
    }

    /// Gives linked code a number for event sites.
    pub(super) fn register_code(&self, code: &Code) -> u32 {
        let mut codes = self.codes.lock();
        codes.push((code.source.name().to_string(), code.qualname.clone()));
        codes.len() as u32 - 1
    }

    /// Source name and function name by the code number of an event site; None for 0.
    pub fn code_name(&self, id: u32) -> Option<(String, String)> {
        self.codes
            .lock()
            .get(id as usize)
            .filter(|_| id != 0)
            .cloned()
    }

    /// Leaves an exception for a thread to raise at its next safepoint; false if it is not alive.
    pub fn post_async_exception(&self, thread: gil::ThreadId, class: ClassId) -> bool {
        self.async_exceptions.lock().push((thread, class));
        self.gil.post(thread, gil::Breaker::ASYNC_EXCEPTION)
    }

    pub(super) fn take_async_exception(&self, thread: gil::ThreadId) -> Option<ClassId> {
        let mut pending = self.async_exceptions.lock();
        let index = pending.iter().position(|(target, _)| *target == thread)?;
        Some(pending.remove(index).1)
    }
}

impl Thread {
    /// The module of built-in functions.
    pub fn builtins(&self) -> &Module {
        match self.common(Common::Builtins).cast::<Module>() {
            Some(module) => module,
            None => unreachable!("builtins exist from the start"),
        }
    }

    /// A value that all threads use.
    #[inline(always)]
    pub fn common(&self, which: Common) -> Value<'_> {
        self.interpreter().common(self.mutator(), which)
    }
}

//! One run, wired up from one `Config`: script, heap, lock, recorder. Nothing here draws or parses a command line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::builtins;
use crate::bytecode::Code;
use crate::compile::{self, Namespace};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::gil;
use crate::heap::{Heap, HeapConfig, Object};
use crate::modules;
use crate::object::{
    self, ClassId, CompileError, CompileMode, Function, Hooks, Interpreter, Raised, Settings,
    Thread,
};
use crate::source::{Source, Span};
use crate::syntax;
use crate::vm;

/// What to run, and how.
#[derive(Debug)]
pub struct Config {
    /// The script.
    pub script: PathBuf,
    /// Its arguments, `sys.argv[1:]`.
    pub args: Vec<String>,
    /// The lock, and where its events go.
    pub gil: gil::Config,
    /// Bytes that the heap may grow to.
    pub max_heap: usize,
    /// Collect at every safepoint.
    pub stress: bool,
    /// Whether what the script prints goes nowhere.
    pub hide_output: bool,
    /// Called on the main thread before the script's first instruction.
    pub on_start: Option<OnStart>,
}

/// Gets what a recorder needs to give threads and sites their names while the script runs.
pub struct OnStart(pub StartHook);

/// What runs then.
pub type StartHook = Box<dyn FnOnce(&Arc<gil::Interpreter>, &Sites) + Send>;

impl fmt::Debug for OnStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnStart")
    }
}

/// What became of a run.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// What its threads did.
    pub statistics: gil::Statistics,
    /// Where they did it.
    pub sites: Sites,
    /// Who waited for what, if it ended in a deadlock.
    pub deadlock: Option<Vec<gil::Waiting>>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With this exit code.
    Code(i32),
    /// By Ctrl-C: end by SIGINT, so that shell loops stop.
    Interrupted,
}

/// The places that the site words of a run stand for. Cheap to clone; grows while the run goes on.
#[derive(Clone, Default)]
pub struct Sites(Option<Arc<Interpreter>>);

impl fmt::Debug for Sites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sites")
    }
}

/// A place in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as tracebacks name it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function.
    pub function: String,
}

impl Sites {
    /// The place of a site word; `None` if it is unknown.
    pub fn describe(&self, site: u64) -> Option<Place> {
        let (file, function) = self.0.as_ref()?.code_name((site >> 32) as u32)?;
        Some(Place {
            file,
            line: site as u32,
            function,
        })
    }

    /// What the object word of a wait stands for; `None` if it has no name.
    pub fn thing(&self, object: u64) -> Option<modules::Thing> {
        modules::thing(self.0.as_ref()?, object)
    }
}

/// Bytes of native stack for the main script thread. Address space, not memory.
const MAIN_STACK_BYTES: usize = 64 << 20;

/// Runs a script. Tracebacks and diagnostics are printed when this returns, and the run is finalised: no script thread runs any more.
pub fn run(config: Config) -> Outcome {
    let gil = gil::Interpreter::new(config.gil.clone());
    // Before any other thread exists, as threads inherit which signals are blocked.
    let listener = gil::CtrlC::listen(&gil, || gil::end_by_interrupt());
    let main = std::thread::Builder::new()
        .name("MainThread".to_string())
        .stack_size(MAIN_STACK_BYTES)
        .spawn({
            let gil = gil.clone();
            move || run_main(config, &gil)
        });
    let outcome = match main.map(|main| main.join()) {
        Ok(Ok(outcome)) => outcome,
        // The panic hook has told what happened.
        Ok(Err(_)) => failed(&gil),
        Err(error) => {
            eprintln!("gilscope: can't start a thread: {error}");
            failed(&gil)
        }
    };
    drop(listener);
    outcome
}

fn failed(gil: &gil::Interpreter) -> Outcome {
    Outcome {
        exit: Exit::Code(1),
        statistics: gil.statistics(),
        sites: Sites::default(),
        deadlock: None,
    }
}

fn run_main(config: Config, gil: &Arc<gil::Interpreter>) -> Outcome {
    let Ok(registration) = gil.register("MainThread", false) else {
        return failed(gil);
    };
    let heap = HeapConfig {
        max_bytes: config.max_heap,
        stress: config.stress,
    };
    let heap = Heap::new(heap, object::kinds(), gil.clone());
    let script = config.script.to_string_lossy().into_owned();
    let folder = config
        .script
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    let settings = Settings {
        argv: [script].into_iter().chain(config.args).collect(),
        path: vec![folder],
        hide_output: config.hide_output,
    };
    let hooks = Hooks {
        is_bundled: modules::is_bundled,
        import: modules::import,
        import_from: modules::import_from,
        import_star: modules::import_star,
        format: builtins::simple_format,
        notify: modules::notify_weak_references,
        signal: modules::handle_signal,
        compile: compile_text,
    };
    let interpreter = Interpreter::new(heap, gil.clone(), hooks, settings);
    let sites = Sites(Some(interpreter.clone()));
    let mut thread =
        match Thread::start(interpreter.clone(), registration.start(), MAIN_STACK_BYTES) {
            Ok(thread) => thread,
            Err(error) => {
                eprintln!("gilscope: no address space for a thread's stack: {error}");
                return failed(gil);
            }
        };
    builtins::bootstrap(&thread);
    modules::install(&thread);
    if let Some(OnStart(on_start)) = config.on_start {
        on_start(gil, &sites);
    }
    let exit = match compile_file(&config.script) {
        Ok(code) => run_script(&mut thread, &code),
        Err(code) => Exit::Code(code),
    };
    let _ = interpreter.stdout.write_out();
    let _ = interpreter.stderr.write_out();
    thread.finalize();
    let deadlock = if thread.is_abandoned() {
        gil.deadlock()
    } else {
        None
    };
    // The main thread's life ends here, so that its times are complete; the heap is not freed under daemon threads that are blocked.
    drop(thread);
    Outcome {
        exit,
        statistics: gil.statistics(),
        sites,
        deadlock,
    }
}

/// Runs the main module and what comes after it, and tells the exit code.
fn run_script(thread: &mut Thread, code: &Arc<Code>) -> Exit {
    let result = run_module(thread, code);
    let mut exit = match result {
        Ok(()) => Exit::Code(0),
        Err(raised) => report(thread, raised),
    };
    for step in [modules::wait_for_threads, modules::call_exit_functions] {
        // After a deadlock nothing more is run.
        if !thread.is_abandoned()
            && let Err(raised) = step(thread)
        {
            exit = report(thread, raised);
        }
    }
    if let Err(raised) = modules::flush(thread) {
        exit = report(thread, raised);
    }
    exit
}

fn run_module(thread: &mut Thread, code: &Arc<Code>) -> Result<(), Raised> {
    let function = {
        let module = modules::main_module(thread);
        let linked = thread.link(code, module);
        let none = crate::heap::Value::NONE;
        let name = linked.name.load();
        let parts = Function::new_parts(linked, [none; 4], [name, name, none, none]);
        let class = thread.class(ClassId::Function).value();
        thread.push(
            thread
                .mutator()
                .alloc(class, |header| parts.with_header(header))
                .value(),
        )
    };
    let _ = vm::call(thread, function, &[])?;
    Ok(())
}

/// Prints an exception that nobody caught, as CPython does, and tells the exit code.
fn report(thread: &mut Thread, raised: Raised) -> Exit {
    if thread.is_abandoned() {
        thread.take_exception(raised);
        return Exit::Code(1);
    }
    if thread.raised_is(raised, ClassId::SystemExit) {
        return Exit::Code(builtins::exit_code(thread, raised));
    }
    let interrupted = thread.raised_is(raised, ClassId::KeyboardInterrupt);
    modules::report_exception(thread, raised);
    if interrupted {
        Exit::Interrupted
    } else {
        Exit::Code(1)
    }
}

/// Compiles a file without running it; the error is an exit code, and diagnostics are printed already.
pub fn compile_file(path: &Path) -> Result<Arc<Code>, i32> {
    let name = path.display().to_string();
    let text = match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..at]
                    .iter()
                    .filter(|byte| **byte == b'\n')
                    .count()
                    + 1;
                eprintln!(
                    "gilscope: {name}, line {line}: not UTF-8 text (byte {at}); save the script as UTF-8"
                );
                return Err(1);
            }
        },
        Err(error) => {
            eprintln!("gilscope: can't read {name}: {error}");
            return Err(2);
        }
    };
    let source = Source::new(name, text);
    compile_source(&source, CompileMode::Module).map_err(|diagnostics| {
        let colour =
            anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        eprintln!("{}", diagnostics.render(colour).trim_end());
        1
    })
}

fn compile_source(source: &Source, mode: CompileMode) -> Result<Arc<Code>, Diagnostics> {
    let namespace = match mode {
        CompileMode::Exec | CompileMode::ExpressionIn => Namespace::Mapping,
        CompileMode::Module | CompileMode::Expression => Namespace::Globals,
    };
    let (compiled, diagnostics) = match mode {
        CompileMode::Module | CompileMode::Exec => {
            let (module, diagnostics) = syntax::parse_module(source);
            (
                compile::compile_exec(&module, source, namespace),
                diagnostics,
            )
        }
        CompileMode::Expression | CompileMode::ExpressionIn => {
            match syntax::parse_expression(source) {
                (Some(expression), diagnostics) => (
                    compile::compile_expression(&expression, source, namespace),
                    diagnostics,
                ),
                (None, diagnostics) => (Err(Vec::new()), diagnostics),
            }
        }
    };
    // What the parser refused may make the compiler complain of its makeshift tree: the parser's word counts.
    let list: Vec<Diagnostic> = match compiled {
        _ if !diagnostics.is_empty() => diagnostics,
        Ok(code) => return Ok(code),
        Err(list) => list,
    };
    let list = match list.is_empty() {
        true => vec![Diagnostic::syntax(Span::default(), "invalid syntax")],
        false => list,
    };
    match Diagnostics::new(source, list) {
        Some(diagnostics) => Err(diagnostics),
        None => unreachable!("the list is not empty"),
    }
}

/// Compiles a text for imports, exec and eval.
fn compile_text(source: &Source, mode: CompileMode) -> Result<Arc<Code>, CompileError> {
    compile_source(source, mode).map_err(|diagnostics| {
        let first = diagnostics.first();
        let place = source.line_column(first.span.start);
        CompileError {
            class: match first.kind.exception() {
                "IndentationError" => ClassId::IndentationError,
                "TabError" => ClassId::TabError,
                _ => ClassId::SyntaxError,
            },
            message: first.message.clone(),
            line: place.line,
            column: place.column,
            text: source.line_text(place.line).to_string(),
            rendered: diagnostics.render(false),
        }
    })
}

//! One run, wired up from one `Config`: script, heap, lock, recorder. Nothing here draws or parses a command line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bytecode::Code;
use crate::gil;

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
pub struct OnStart(pub Box<dyn FnOnce(&Arc<gil::Interpreter>, &Sites) + Send>);

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
#[derive(Clone, Debug, Default)]
pub struct Sites;

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
    pub fn describe(&self, _site: u64) -> Option<Place> {
        None
    }
}

/// Runs a script. Tracebacks and diagnostics are printed when this returns, and the run is finalised.
pub fn run(config: Config) -> Outcome {
    let interpreter = gil::Interpreter::new(config.gil);
    if let Some(OnStart(on_start)) = config.on_start {
        on_start(&interpreter, &Sites);
    }
    Outcome {
        exit: Exit::Code(1),
        statistics: interpreter.statistics(),
        sites: Sites,
        deadlock: None,
    }
}

/// Compiles a file without running it; the error is an exit code, and diagnostics are printed already.
pub fn compile_file(_path: &Path) -> Result<Arc<Code>, i32> {
    Err(1)
}

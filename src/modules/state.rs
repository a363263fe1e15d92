//! What the modules of one run share: the classes they define, the threads they started, what a new thread is to run. Reached
//! through the interpreter, which does not know what it is.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;

use super::descriptors::Descriptors;
use super::files::{File, Written};
use super::import::Imports;
use super::local::Keys;
use super::signal::Handlers;
use super::sync::Things;
use super::thread::{Handle, Start};
use crate::heap::{Object, Roots, Value};
use crate::object::{Class, Thread};

/// The state of one run.
#[derive(Default)]
pub(super) struct State {
    /// By [`Type`].
    classes: Roots,
    /// What threads that are registered and not attached yet are to run.
    pub(super) starting: Mutex<Vec<Start>>,
    /// The threads that are no daemons and have not ended.
    pub(super) awaited: Mutex<Vec<Arc<Handle>>>,
    /// The main thread, which has ended when it begins to wait for the others.
    pub(super) main: Arc<Handle>,
    /// `threading.stack_size()`
    pub(super) stack_size: AtomicUsize,
    /// How many threads were started and have not ended.
    pub(super) running: AtomicUsize,
    pub(super) keys: Keys,
    pub(super) things: Things,
    pub(super) handlers: Handlers,
    pub(super) imports: Imports,
    /// `gc.get_threshold()`
    pub(super) thresholds: Mutex<[i64; 3]>,
    pub(super) descriptors: Descriptors,
    pub(super) written: Written,
    pub(super) stdin: OnceLock<Arc<File>>,
}

/// A class that a module in Rust makes instances of by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Type {
    /// What a condition's waiter gets from its queue.
    Ticket,
    /// `sys.stdout`
    StandardText,
    /// `sys.stdout.buffer`
    StandardBytes,
    /// What `open` returns.
    TextFile,
    BufferedReader,
    BufferedWriter,
    BufferedRandom,
    FileIo,
    /// What `zlib` makes.
    Compress,
    Decompress,
    /// What `subprocess` starts.
    Child,
    /// What `hashlib` makes.
    Hash,
    /// Of `collections`, with its iterators.
    Deque,
    DequeIterator,
    DequeReverseIterator,
    /// Of `collections`, with its views.
    OrderedDict,
    OrderedKeys,
    OrderedValues,
    OrderedItems,
    /// What `itertools.groupby` and `itertools.tee` make.
    Group,
    Tee,
    /// `weakref.ref`
    Reference,
    /// Of `struct`.
    Struct,
    StructIterator,
    StructError,
}

impl Type {
    const COUNT: usize = Type::StructError as usize + 1;
}

/// The modules' state of a thread's run.
pub(super) fn state(thread: &Thread) -> &Arc<State> {
    let state = thread.interpreter().extension.get();
    match state.and_then(|state| state.downcast_ref::<Arc<State>>()) {
        Some(state) => state,
        None => unreachable!("it is set before anything is imported"),
    }
}

/// Makes the state of a new run.
pub(super) fn install(thread: &Thread) {
    let state = Arc::new(State {
        classes: thread.interpreter().heap.roots(Type::COUNT),
        handlers: Handlers::new(&thread.interpreter().heap),
        ..State::default()
    });
    *state.thresholds.lock() = [2000, 10, 0];
    // The interpreter is new, so it has none yet.
    let _ = thread.interpreter().extension.set(Box::new(state));
}

impl State {
    /// Makes a class known.
    pub(super) fn set_class(&self, which: Type, class: &Class) {
        self.classes.store(which as usize, class.value());
    }

    /// A class.
    pub(super) fn class<'t>(&self, thread: &'t Thread, which: Type) -> Value<'t> {
        self.classes.load(thread.mutator(), which as usize)
    }
}

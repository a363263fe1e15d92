//! `_thread`: starting OS threads for script threads, waiting for their end, thread-local data. `threading` builds on it, in Python.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use super::state::{State, state};
use super::sync::{self, Waiters, final_class, new_object, this, wait, word_of_thread};
use crate::builtins::{self, Def};
use crate::gil::{self, Reason, ThreadId};
use crate::heap::{Dict, NoFields, Object, Roots, Slot, Str, Tuple, Value};
use crate::object::{Args, Class, ClassId, Common, Interpreter, Module, Raised, Returned, Thread};
use crate::vm;

/// What others know of a thread: its numbers, and whether it has ended.
#[derive(Default)]
pub(super) struct Handle {
    /// The thread's number plus 1, which is its `ident`; 0 before it starts.
    ident: AtomicU32,
    /// The operating system's number; 0 until it runs.
    native: AtomicU64,
    done: AtomicBool,
    waiters: Waiters,
}

// SAFETY: no field inside.
unsafe impl NoFields for Handle {}

/// What a new thread is to run, while nobody else holds it.
pub(super) struct Start {
    thread: ThreadId,
    /// A tuple: the function, a tuple of arguments, a dict of more or None, the `Thread` object or None.
    values: Roots,
}

/// Bytes of native stack of a thread, unless `stack_size` asks for more. Address space, not memory.
const STACK_BYTES: usize = 16 << 20;
/// The least that `stack_size` may ask for, as in CPython.
const LEAST_STACK_BYTES: i64 = 32 * 1024;

impl Handle {
    fn is_done(&self) -> bool {
        self.done.load(Ordering::SeqCst)
    }

    fn set_done(&self) {
        self.done.store(true, Ordering::SeqCst);
        if !self.waiters.is_empty() {
            self.waiters.wake(usize::MAX);
        }
    }

    fn id(&self) -> Option<ThreadId> {
        self.ident
            .load(Ordering::Acquire)
            .checked_sub(1)
            .map(ThreadId)
    }

    /// Waits for the end: true; false at the deadline.
    fn join(&self, t: &mut Thread, deadline: Option<gil::Instant>) -> Result<bool, Raised> {
        if self.is_done() {
            return Ok(true);
        }
        if deadline.is_some_and(|deadline| deadline <= t.now()) {
            return Ok(false);
        }
        let ticket = self.waiters.enter(t);
        if self.is_done() {
            self.waiters.leave(&ticket);
            return Ok(true);
        }
        let word = self.id().map_or(0, word_of_thread);
        wait(t, &self.waiters, &ticket, Reason::Join, word, deadline)
    }
}

/// Fills `_thread`.
pub(super) fn install(thread: &Thread, module: &Module) {
    sync::install(thread, module);
    super::local::install(thread, module);
    let handle = [
        Def::Static("__new__(cls, /)", new_handle),
        Def::Getter("ident(self)", handle_ident),
        Def::Getter("native_id(self)", handle_native_id),
        Def::Method("is_done(self, /)", handle_is_done),
        Def::Method("_set_done(self, /)", handle_set_done),
        Def::Method("join(self, timeout=None, /)", handle_join),
        Def::Method("rename(self, name, /)", handle_rename),
    ];
    final_class(thread, module, "_ThreadHandle", &handle);
    builtins::add_functions(
        thread,
        module,
        &[
            (
                "start_new_thread(function, args, kwargs={}, /)",
                start_new_thread,
            ),
            ("start_new(function, args, kwargs={}, /)", start_new_thread),
            ("_start(thread, function, handle, name, daemon, /)", start),
            ("_main_handle()", main_handle),
            ("get_ident()", |t, _| {
                Ok(t.done(t.int(i64::from(sync::number(t)))))
            }),
            ("get_native_id()", get_native_id),
            ("_get_main_thread_ident()", |t, _| Ok(t.done(Value::int(1)))),
            ("_count()", count),
            ("stack_size(size=0, /)", stack_size),
            ("interrupt_main(signum=2, /)", interrupt_main),
            ("exit()", exit),
            ("exit_thread()", exit),
            ("daemon_threads_allowed()", |t, _| Ok(t.done(Value::TRUE))),
            ("_is_main_interpreter()", |t, _| Ok(t.done(Value::TRUE))),
            ("_excepthook(exc_info, /)", excepthook),
        ],
    );
    let error = thread.class(ClassId::RuntimeError).value();
    thread.set_global(module, "error", error);
    // Nanoseconds in 63 bits, in whole seconds: CPython's figure.
    thread.set_global(module, "TIMEOUT_MAX", thread.float(9_223_372_036.0));
}

// ----- handles -----

fn new_handle(t: &mut Thread, args: Args) -> Returned {
    let handle = Arc::new(Handle::default());
    Ok(t.done(new_object(t, args.get(t, 0), handle)))
}

fn handle_ident(t: &mut Thread, args: Args) -> Returned {
    let ident = this::<Arc<Handle>>(t, args)?.ident.load(Ordering::Acquire);
    Ok(t.done(match ident {
        0 => Value::NONE,
        _ => t.int(i64::from(ident)),
    }))
}

fn handle_native_id(t: &mut Thread, args: Args) -> Returned {
    /// How long until it is looked for again.
    const SHORTLY: Duration = Duration::from_micros(50);
    let handle = this::<Arc<Handle>>(t, args)?.clone();
    if handle.id().is_none() {
        return t.none();
    }
    loop {
        match handle.native.load(Ordering::Acquire) {
            0 if !handle.is_done() => t.sleep(SHORTLY)?,
            native => return Ok(t.done(t.int(native as i64))),
        }
    }
}

fn handle_is_done(t: &mut Thread, args: Args) -> Returned {
    let done = this::<Arc<Handle>>(t, args)?.is_done();
    Ok(t.done(Value::bool(done)))
}

fn handle_set_done(t: &mut Thread, args: Args) -> Returned {
    this::<Arc<Handle>>(t, args)?.set_done();
    t.none()
}

fn handle_join(t: &mut Thread, args: Args) -> Returned {
    let deadline = sync::deadline(t, args, 1, false)?;
    let handle = this::<Arc<Handle>>(t, args)?.clone();
    let ended = handle.join(t, deadline)?;
    Ok(t.done(Value::bool(ended)))
}

/// Gives the thread another name in reports.
fn handle_rename(t: &mut Thread, args: Args) -> Returned {
    if let (Some(id), Some(name)) = (
        this::<Arc<Handle>>(t, args)?.id(),
        args.get(t, 1).cast::<Str>(),
    ) {
        t.interpreter().gil.rename(id, name.as_str());
    }
    t.none()
}

/// The main thread's handle.
fn main_handle(t: &mut Thread, _: Args) -> Returned {
    let main = state(t).main.clone();
    main.ident.store(ThreadId::MAIN.0 + 1, Ordering::Release);
    if t.is_main() {
        let native = t.interpreter().gil.clock().native_id();
        main.native.store(native, Ordering::Release);
    }
    let module = super::import::loaded(t, "_thread").and_then(Value::cast::<Module>);
    let class = module.map(|module| module.get(t.intern("_ThreadHandle")));
    let class = class.and_then(Value::bound);
    let class = class.unwrap_or(t.class(ClassId::Object).value());
    Ok(t.done(new_object(t, class, main)))
}

// ----- starting -----

/// Starts a thread as raw as they come: nobody waits for its end.
fn start_new_thread(t: &mut Thread, args: Args) -> Returned {
    let function = args.get(t, 0);
    let callable = function.cast::<Class>().is_some()
        || !t
            .class_of(function)
            .dunder(crate::object::Dunder::Call)
            .is_unbound();
    if !callable {
        return Err(t.type_error("first arg must be callable"));
    }
    if t.payload(args.get(t, 1)).cast::<Tuple>().is_none() {
        return Err(t.type_error("2nd arg must be a tuple"));
    }
    let kwargs = args.get(t, 2);
    if !kwargs.is_unbound() && t.payload(kwargs).cast::<Dict>().is_none() {
        return Err(t.type_error("optional 3rd arg must be a dictionary"));
    }
    let kwargs = t.payload(kwargs.bound().unwrap_or(Value::NONE));
    let arguments = t.payload(args.get(t, 1));
    let values = t.tuple(&[function, arguments, kwargs, Value::NONE]);
    let values = t.push(values);
    let handle = Arc::new(Handle::default());
    spawn(t, values, &handle, "_thread", true)?;
    Ok(t.done(t.int(i64::from(handle.ident.load(Ordering::Acquire)))))
}

/// Starts the thread of a `Thread` object.
fn start(t: &mut Thread, args: Args) -> Returned {
    let Some(handle) = args.get(t, 2).opaque::<Arc<Handle>>().cloned() else {
        return Err(t.type_error("_start() takes a handle"));
    };
    let name = args.get(t, 3).cast::<Str>();
    let name = name.map_or("?", Str::as_str).to_string();
    let daemon = vm::truth(t, args.slot(4))?;
    let values = {
        let (object, function) = (args.get(t, 0), args.get(t, 1));
        let none = t.common(Common::EmptyTuple);
        t.push(t.tuple(&[function, none, Value::NONE, object]))
    };
    let id = spawn(t, values, &handle, &name, daemon)?;
    // As CPython does: the new thread runs first, up to where it waits or a switch interval has passed.
    t.wait_for_start(id, word_of_thread(id));
    t.none()
}

/// Starts an OS thread that runs what the tuple in the slot `values` says.
fn spawn(
    t: &Thread,
    values: Slot,
    handle: &Arc<Handle>,
    name: &str,
    daemon: bool,
) -> Result<ThreadId, Raised> {
    let interpreter = t.interpreter().clone();
    let Ok(registration) = interpreter.gil.register(name, daemon) else {
        let message = "can't create new thread at interpreter shutdown";
        return Err(t.error(ClassId::PythonFinalizationError, message));
    };
    let id = registration.id();
    if handle
        .ident
        .compare_exchange(0, id.0 + 1, Ordering::AcqRel, Ordering::Acquire)
        .is_err()
    {
        return Err(t.error(ClassId::RuntimeError, "threads can only be started once"));
    }
    if interpreter.gil.mode() == gil::Mode::Off {
        interpreter.heap.start_locking();
    }
    let state = state(t).clone();
    let start = Start {
        thread: id,
        values: interpreter.heap.roots(1),
    };
    start.values.store(0, t.get(values));
    state.starting.lock().push(start);
    if !daemon {
        state.awaited.lock().push(handle.clone());
    }
    state.running.fetch_add(1, Ordering::Relaxed);
    let stack_bytes = state.stack_size.load(Ordering::Relaxed).max(STACK_BYTES);
    let spawned = registration.spawn(stack_bytes, {
        let (state, handle) = (state.clone(), handle.clone());
        move |gil| run(interpreter, gil, &state, handle, stack_bytes)
    });
    if spawned.is_err() {
        take_start(&state, id);
        handle.ident.store(0, Ordering::Release);
        state.ended(handle);
        return Err(t.error(ClassId::RuntimeError, "can't start new thread"));
    }
    Ok(id)
}

impl State {
    fn ended(&self, handle: &Arc<Handle>) {
        self.awaited
            .lock()
            .retain(|other| !Arc::ptr_eq(other, handle));
        self.running.fetch_sub(1, Ordering::Relaxed);
    }
}

fn take_start(state: &State, id: ThreadId) -> Option<Start> {
    let mut starting = state.starting.lock();
    let place = starting.iter().position(|start| start.thread == id)?;
    Some(starting.swap_remove(place))
}

/// The life of an OS thread.
fn run(
    interpreter: Arc<Interpreter>,
    gil: gil::ThreadState,
    state: &Arc<State>,
    handle: Arc<Handle>,
    stack_bytes: usize,
) {
    let id = gil.id();
    handle
        .native
        .store(interpreter.gil.clock().native_id(), Ordering::Release);
    gil.at_end({
        let state = state.clone();
        let handle = handle.clone();
        move || {
            state.ended(&handle);
            handle.set_done();
        }
    });
    match Thread::start(interpreter, gil, stack_bytes) {
        Ok(mut thread) => {
            if let Some(start) = take_start(state, id) {
                let values = thread.push(start.values.load(thread.mutator(), 0));
                call(&mut thread, values);
            }
        }
        Err(error) => {
            take_start(state, id);
            eprintln!("gilscope: no address space for a thread's stack: {error}");
        }
    }
}

/// Calls what a new thread is to run. An exception that escapes is printed: `threading` has its own way and lets none escape.
fn call(t: &mut Thread, values: Slot) {
    let part = |t: &Thread, index| {
        let value = t.get(values).cast::<Tuple>();
        let value = value.and_then(|values| values.get(index));
        t.push(value.unwrap_or(Value::NONE))
    };
    let object = part(t, 3);
    super::local::set_current(t, object);
    let (args, kwargs) = (part(t, 1), part(t, 2));
    let function = part(t, 0);
    let returned = match vm::spread(t, t.get(args), t.get(kwargs)) {
        Ok((count, names)) => vm::call_slots(t, function, count, names),
        Err(raised) => Err(raised),
    };
    if let Err(raised) = returned {
        let exit = t.raised_is(raised, ClassId::SystemExit);
        let exception = t.push(t.take_exception(raised));
        if exit {
            return;
        }
        let function = part(t, 0);
        let shown = match vm::repr(t, function) {
            Ok(done) => t
                .result(done)
                .cast::<Str>()
                .map(|it| it.as_str().to_string()),
            Err(raised) => {
                t.take_exception(raised);
                None
            }
        };
        let shown = shown.unwrap_or("<object repr() failed>".to_string());
        let text = builtins::format_unraisable(t, exception);
        let text = format!("Exception ignored in thread started by {shown}:\n{text}");
        super::streams::complain(t, &text);
    }
}

// ----- the end -----

/// Waits for the threads that are no daemons, as at the end of a script; first bundled modules that have threads tell them to end.
/// Ctrl-C ends the waiting, and is reported as CPython does.
pub(super) fn wait_for_threads(t: &mut Thread) -> Result<(), Raised> {
    let state = state(t).clone();
    state.main.set_done();
    call_if_loaded(t, "threading", "_shutdown")?;
    loop {
        let next = state.awaited.lock().first().cloned();
        match next {
            Some(handle) => handle.join(t, None)?,
            None => return Ok(()),
        };
    }
}

/// Calls what the script registered with `atexit`.
pub(super) fn call_exit_functions(t: &mut Thread) -> Result<(), Raised> {
    call_if_loaded(t, "atexit", "_run_exitfuncs")
}

/// Calls a function of a bundled module, if the module was imported.
fn call_if_loaded(t: &mut Thread, module: &str, function: &str) -> Result<(), Raised> {
    let mark = t.mark();
    let found = super::import::loaded(t, module).and_then(Value::cast::<Module>);
    let found = found.and_then(|module| module.get(t.intern(function)).bound());
    let Some(found) = found.map(|found| t.push(found)) else {
        return Ok(());
    };
    let called = vm::call(t, found, &[]).map(|_| ());
    t.pop_to(mark);
    called
}

/// `threading.excepthook`: tells of an exception that ended a thread.
fn excepthook(t: &mut Thread, args: Args) -> Returned {
    let mut parts = Vec::with_capacity(4);
    for name in ["exc_type", "exc_value", "thread"] {
        let done = match vm::get_attribute_str(t, args.slot(0), name) {
            Ok(done) => done,
            Err(raised) => {
                t.take_exception(raised);
                let message = "_thread.excepthook argument type must be ExceptHookArgs";
                return Err(t.type_error(message));
            }
        };
        parts.push(t.push_result(done));
    }
    let [class, value, thread] = parts[..] else {
        return t.none();
    };
    if t.get(class) == t.class(ClassId::SystemExit).value() {
        return t.none();
    }
    let name = if t.get(thread).is_none() {
        sync::number(t).to_string()
    } else {
        let done = vm::get_attribute_str(t, thread, "name")?;
        let name = t.push_result(done);
        let done = vm::str(t, name)?;
        let name = t.result(done).cast::<Str>();
        name.map_or("?", Str::as_str).to_string()
    };
    let text = if t.get(value).is_none() {
        let class = t.get(class).cast::<Class>().map_or("?", Class::name);
        format!("{class}\n")
    } else {
        builtins::format_exception(t, value)
    };
    super::streams::complain(t, &format!("Exception in thread {name}:\n{text}"));
    t.none()
}

// ----- the rest -----

fn get_native_id(t: &mut Thread, _: Args) -> Returned {
    let native = t.interpreter().gil.clock().native_id();
    Ok(t.done(t.int(native as i64)))
}

fn count(t: &mut Thread, _: Args) -> Returned {
    let running = state(t).running.load(Ordering::Relaxed);
    Ok(t.done(t.usize(running)))
}

/// The size for threads to come: 0 is the default. Returns the one before.
fn stack_size(t: &mut Thread, args: Args) -> Returned {
    let before = state(t).stack_size.load(Ordering::Relaxed);
    if !args.get(t, 0).is_unbound() {
        let size = vm::index(t, args.slot(0))?;
        if size < 0 {
            return Err(t.value_error("size must be 0 or a positive value"));
        }
        if size != 0 && !(LEAST_STACK_BYTES..1 << 40).contains(&size) {
            return Err(t.value_error(format!("size not valid: {size} bytes")));
        }
        let size = usize::try_from(size).unwrap_or(0);
        state(t).stack_size.store(size, Ordering::Relaxed);
    }
    Ok(t.done(t.usize(before)))
}

/// What a signal does: that of Ctrl-C interrupts the main thread. Scripts have no handlers for the others.
fn interrupt_main(t: &mut Thread, args: Args) -> Returned {
    let signal = match args.get(t, 0) {
        Value::UNBOUND => i64::from(libc::SIGINT),
        _ => vm::index(t, args.slot(0))?,
    };
    if !(1..=64).contains(&signal) {
        return Err(t.value_error("signal number out of range"));
    }
    if signal == i64::from(libc::SIGINT) {
        t.interpreter().gil.interrupt();
    }
    t.none()
}

fn exit(t: &mut Thread, _: Args) -> Returned {
    Err(t.error(ClassId::SystemExit, ""))
}

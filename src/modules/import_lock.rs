//! Who loads which module: one thread each, and the others wait until it is loaded. Two that wait for each other's modules are told to
//! go on with what is there, as in CPython.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::state::state;
use super::sync::{Held, Waiters, wait};
use crate::gil::{Reason, ThreadId};
use crate::object::{Raised, Thread};

/// The modules that are being loaded.
#[derive(Default)]
pub(super) struct Imports {
    /// How many: most imports find that there is none, and look no further.
    count: AtomicUsize,
    state: Mutex<Loads>,
}

#[derive(Default)]
struct Loads {
    loading: FxHashMap<String, Arc<Load>>,
    /// Which module a thread waits for.
    waiting: FxHashMap<ThreadId, String>,
}

struct Load {
    by: ThreadId,
    waiters: Waiters,
}

impl Held for Load {
    fn holder(&self) -> Option<ThreadId> {
        Some(self.by)
    }
}

/// Whose turn it is to load a module.
pub(super) enum Turn {
    /// The caller's, who calls [`end_turn`] afterwards.
    Mine,
    /// Nobody's: it is loaded, or as far as it can be had.
    Done,
}

/// Whether a module is being loaded.
pub(super) fn is_loading(thread: &Thread, name: &str) -> bool {
    let imports = &state(thread).imports;
    imports.count.load(Ordering::Acquire) > 0 && imports.state.lock().loading.contains_key(name)
}

/// Waits until no other thread loads the module.
pub(super) fn take_turn(thread: &mut Thread, name: &str) -> Result<Turn, Raised> {
    let (state, me) = (state(thread).clone(), thread.id());
    let mut waited = false;
    loop {
        let (load, ticket) = {
            let mut loads = state.imports.state.lock();
            let Some(load) = loads.loading.get(name).cloned() else {
                if waited && super::import::loaded(thread, name).is_some() {
                    return Ok(Turn::Done);
                }
                let waiters = Waiters::new(thread, "import");
                let load = Arc::new(Load { by: me, waiters });
                loads.loading.insert(name.to_string(), load);
                state
                    .imports
                    .count
                    .store(loads.loading.len(), Ordering::Release);
                return Ok(Turn::Mine);
            };
            if loads.leads_to(&load, me) {
                return Ok(Turn::Done);
            }
            loads.waiting.insert(me, name.to_string());
            let ticket = load.waiters.enter(thread);
            (load, ticket)
        };
        let word = load.waiters.word(thread, &load);
        let result = wait(thread, &load.waiters, &ticket, Reason::Lock, word, None);
        state.imports.state.lock().waiting.remove(&me);
        result?;
        waited = true;
    }
}

/// The module is loaded, or failed.
pub(super) fn end_turn(thread: &Thread, name: &str) {
    let imports = &state(thread).imports;
    let mut loads = imports.state.lock();
    let load = loads.loading.remove(name);
    imports.count.store(loads.loading.len(), Ordering::Release);
    drop(loads);
    if let Some(load) = load {
        load.waiters.wake(usize::MAX);
    }
}

impl Loads {
    /// Whether who loads it is `me`, or waits (for one who waits ...) for what `me` loads.
    fn leads_to(&self, load: &Load, me: ThreadId) -> bool {
        let mut by = load.by;
        for _ in 0..=self.loading.len() {
            if by == me {
                return true;
            }
            let next = self.waiting.get(&by);
            match next.and_then(|name| self.loading.get(name)) {
                Some(next) => by = next.by,
                None => return false,
            }
        }
        false
    }
}

//! The names of what threads wait for, for reports: what it is, where the script made it, who has it. Only what somebody had to wait for
//! gets one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::gil::ThreadId;
use crate::object::{Interpreter, Site, Thread};

/// Something that threads wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What it is, such as `Lock`.
    pub what: &'static str,
    /// Where the script made it.
    pub made: Site,
    /// Who has it, if it is a lock that somebody has at this moment.
    pub holder: Option<ThreadId>,
}

/// What an object word of a wait stands for; `None` if it stands for nothing that has a name.
pub fn thing(interpreter: &Interpreter, word: u64) -> Option<Thing> {
    if word & THREAD != 0 {
        return Some(Thing {
            what: "thread",
            made: Site(0),
            holder: Some(ThreadId(word as u32)),
        });
    }
    let state = interpreter.extension.get()?;
    let state = state.downcast_ref::<Arc<super::super::state::State>>()?;
    let known = state.things.known.lock();
    let (what, made, held) = known.get(&word)?;
    let holder = held.upgrade().and_then(|held| held.holder());
    Some(Thing {
        what,
        made: *made,
        holder,
    })
}

/// The object word for the end of a thread, which needs no other name.
pub(in crate::modules) fn word_of_thread(thread: ThreadId) -> u64 {
    THREAD | u64::from(thread.0)
}

const THREAD: u64 = 1 << 63;

/// Something that a thread may have.
pub(in crate::modules) trait Held: Send + Sync {
    /// Who has it.
    fn holder(&self) -> Option<ThreadId> {
        None
    }
}

/// A thing's kind, where it was made, and the thing.
type Known = (&'static str, Site, Weak<dyn Held>);

/// The things of a run that somebody had to wait for.
#[derive(Default)]
pub(in crate::modules) struct Things {
    last: AtomicU64,
    known: Mutex<FxHashMap<u64, Known>>,
}

/// A thing's part of its name.
#[derive(Default)]
pub(super) struct Identity {
    /// Its number among those that somebody had to wait for; 0 if nobody had to.
    word: AtomicU64,
    what: &'static str,
    made: Site,
}

impl Identity {
    pub(super) fn new(what: &'static str, made: Site) -> Identity {
        Identity {
            word: AtomicU64::new(0),
            what,
            made,
        }
    }

    /// The object word for a wait. Gives the thing its name if it has none yet.
    pub(super) fn word<T: Held + 'static>(&self, thread: &Thread, thing: &Arc<T>) -> u64 {
        match self.word.load(Ordering::Acquire) {
            0 => self.name(thread, thing),
            word => word,
        }
    }

    #[cold]
    fn name<T: Held + 'static>(&self, thread: &Thread, thing: &Arc<T>) -> u64 {
        let things = &super::super::state::state(thread).things;
        // Under the mutex, so that two threads give it one name.
        let mut known = things.known.lock();
        let word = self.word.load(Ordering::Acquire);
        if word != 0 {
            return word;
        }
        let word = things.last.fetch_add(1, Ordering::Relaxed) + 1;
        let thing: Weak<T> = Arc::downgrade(thing);
        known.insert(word, (self.what, self.made, thing));
        self.word.store(word, Ordering::Release);
        word
    }
}

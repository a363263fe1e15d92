//! An open file as threads share it: one at a time uses it, and who comes meanwhile waits as for the file itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use super::stream::Stream;
use super::text::Text;
use crate::gil::{Reason, ThreadId};
use crate::heap::NoFields;
use crate::modules::state::{State, state};
use crate::modules::sync::{Held, Lock, number};
use crate::object::{Raised, Thread};

/// What `open` returns.
pub(in crate::modules) struct File {
    pub(super) name: Name,
    pub(super) mode: Mode,
    /// What is special to a text file.
    pub(super) text: Option<Text>,
    /// Its number.
    pub(super) descriptor: i32,
    /// Whether writes and reads go straight to the system.
    pub(super) unbuffered: bool,
    /// Whether `close` closes the descriptor.
    closes: bool,
    closed: AtomicBool,
    lock: Lock,
    /// Taken out by the thread that has the lock.
    stream: Mutex<Option<Stream>>,
    state: Weak<State>,
}

/// What the script opened.
pub(super) enum Name {
    Path(String),
    Bytes(Vec<u8>),
    Number(i32),
}

/// What may be done with a file.
#[derive(Clone, Debug)]
pub(super) struct Mode {
    /// As attributes show it.
    pub(super) shown: String,
    pub(super) reads: bool,
    pub(super) writes: bool,
}

/// What is done with a file, which tells how a closed one complains.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    Read,
    ReadLine,
    Write,
    Flush,
    Seek,
    Truncate,
    Other,
}

// SAFETY: no field inside.
unsafe impl NoFields for File {}

impl Held for File {
    fn holder(&self) -> Option<ThreadId> {
        self.lock.holder()
    }
}

impl File {
    pub(super) fn new(
        thread: &Thread,
        (name, mode, text): (Name, Mode, Option<Text>),
        (descriptor, closes): (i32, bool),
        stream: Stream,
        unbuffered: bool,
    ) -> Arc<File> {
        let state = state(thread);
        let writes = mode.writes;
        let file = Arc::new(File {
            name,
            mode,
            text,
            descriptor,
            unbuffered,
            closes,
            closed: AtomicBool::new(false),
            lock: Lock::new(thread, "file"),
            stream: Mutex::new(Some(stream)),
            state: Arc::downgrade(state),
        });
        if writes {
            state.written.add(&file);
        }
        file
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    fn closed_error(&self, thread: &Thread, action: Action) -> Raised {
        thread.value_error(match action {
            _ if self.text.is_some() => "I/O operation on closed file.",
            Action::Read => "read of closed file",
            Action::ReadLine => "readline of closed file",
            Action::Write => "write to closed file",
            Action::Flush => "flush of closed file",
            Action::Seek => "seek of closed file",
            Action::Truncate => "truncate of closed file",
            Action::Other => "I/O operation on closed file.",
        })
    }

    /// Fails if it is closed.
    pub(super) fn check_open(&self, thread: &Thread, action: Action) -> Result<(), Raised> {
        if self.is_closed() {
            Err(self.closed_error(thread, action))
        } else {
            Ok(())
        }
    }

    /// Gives the stream to `body`, and to nobody else meanwhile.
    pub(super) fn with<R>(
        self: &Arc<Self>,
        thread: &mut Thread,
        action: Action,
        body: impl FnOnce(&mut Thread, &mut Stream) -> Result<R, Raised>,
    ) -> Result<R, Raised> {
        self.check_open(thread, action)?;
        if !self.lock.try_acquire(number(thread)) {
            let reason = match action {
                Action::Write | Action::Flush => Reason::Write,
                _ => Reason::Read,
            };
            let word = self.lock.word(thread, self);
            self.lock.acquire_contended(thread, reason, word, None)?;
        }
        let taken = self.stream.lock().take();
        let result = match taken {
            Some(mut stream) => {
                let result = body(thread, &mut stream);
                if !self.is_closed() {
                    *self.stream.lock() = Some(stream);
                }
                result
            }
            None => Err(self.closed_error(thread, action)),
        };
        self.lock.release(thread.interpreter().gil.clock());
        result
    }

    /// Writes what is buffered.
    pub(super) fn flush(&self, thread: &mut Thread, stream: &mut Stream) -> Result<(), Raised> {
        while stream.unwritten() > 0 {
            match thread.block_io(Reason::Write, || stream.write_some())? {
                Ok(_) => {}
                Err(error) => return Err(thread.os_error(&error, None)),
            }
        }
        Ok(())
    }

    /// Closes it. Whatever happens on the way, it is closed afterwards.
    pub(super) fn close(self: &Arc<Self>, thread: &mut Thread) -> Result<(), Raised> {
        if self.is_closed() {
            return Ok(());
        }
        let file = self.clone();
        self.with(thread, Action::Other, |thread, stream| {
            let result = file.flush(thread, stream);
            stream.give_up();
            file.closed.store(true, Ordering::Release);
            if !file.closes {
                return result;
            }
            let descriptor = state(thread).descriptors.close(i64::from(file.descriptor));
            // The last one that has it closes it.
            let mine = std::mem::replace(&mut stream.descriptor, super::Descriptor::Standard(0));
            thread.block(Reason::File, || drop((descriptor, mine)));
            result
        })
    }

    /// Writes what is buffered if that can be had without waiting for another thread.
    fn flush_if_free(self: &Arc<Self>, thread: &mut Thread) -> Result<(), Raised> {
        let pending = match &*self.stream.lock() {
            Some(stream) => stream.unwritten() > 0,
            None => false,
        };
        if !pending {
            return Ok(());
        }
        self.with(thread, Action::Flush, |thread, stream| {
            let result = self.flush(thread, stream);
            if result.is_err() {
                stream.give_up();
            }
            result
        })
    }
}

impl Drop for File {
    /// A file that the script forgot: nothing of what it wrote is lost.
    fn drop(&mut self) {
        if let Some(stream) = self.stream.get_mut() {
            // There is nobody to tell of an error.
            while let Ok(false) = stream.write_some() {}
            if let (true, Some(state)) = (self.closes, self.state.upgrade()) {
                let _ = state.descriptors.close(i64::from(self.descriptor));
            }
        }
    }
}

/// The files that are open for writing.
#[derive(Default)]
pub(in crate::modules) struct Written {
    files: Mutex<Vec<Weak<File>>>,
}

impl Written {
    fn add(&self, file: &Arc<File>) {
        let mut files = self.files.lock();
        if files.len() == files.capacity() {
            files.retain(|file| file.upgrade().is_some_and(|file| !file.is_closed()));
        }
        files.push(Arc::downgrade(file));
    }
}

/// Writes what all files hold. CPython writes it as soon as the last reference to a file is gone; here that is not known, so it is done
/// whenever it can be noticed: before another file is opened, and at the end.
pub(in crate::modules) fn flush_all(thread: &mut Thread) -> Result<(), Raised> {
    let files: Vec<_> = {
        let files = state(thread).written.files.lock();
        files.iter().filter_map(Weak::upgrade).collect()
    };
    files.iter().try_for_each(|file| file.flush_if_free(thread))
}

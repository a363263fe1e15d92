//! The file descriptors that scripts may use: those that they opened, and the three that every process has.
//!
//! A script can name no other one, so it never reads, writes or closes a file of gilscope's own, and one thread's close never lets
//! another thread's read end up in the wrong file: the descriptor stays open until the last call on it returns.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

/// The descriptors of a run.
#[derive(Default)]
pub(super) struct Descriptors {
    open: Mutex<FxHashMap<i32, Descriptor>>,
    /// A bit for each of the first three that was closed.
    closed: AtomicU8,
}

/// An open file, shared by its number and by the calls that use it.
#[derive(Clone)]
pub(super) enum Descriptor {
    /// Standard input, output or error: they are the process's.
    Standard(i32),
    /// One that the script opened.
    Own(Arc<OwnedFd>),
}

impl Descriptors {
    /// Takes an open file in.
    pub(super) fn add(&self, file: OwnedFd) -> (i32, Descriptor) {
        let number = file.as_raw_fd();
        let descriptor = Descriptor::Own(Arc::new(file));
        self.open.lock().insert(number, descriptor.clone());
        (number, descriptor)
    }

    /// The open file of a number.
    pub(super) fn get(&self, number: i64) -> std::io::Result<Descriptor> {
        match i32::try_from(number) {
            Ok(number @ 0..=2) if self.closed.load(Ordering::Acquire) >> number & 1 == 0 => {
                Ok(Descriptor::Standard(number))
            }
            Ok(number) => self.open.lock().get(&number).cloned().ok_or_else(bad),
            Err(_) => Err(bad()),
        }
    }

    /// Forgets a number. The file closes with the last call that uses it, which may be the drop of what this returns.
    pub(super) fn close(&self, number: i64) -> std::io::Result<Option<Descriptor>> {
        match i32::try_from(number) {
            Ok(number @ 0..=2) => {
                let bit = 1 << number;
                match self.closed.fetch_or(bit, Ordering::AcqRel) & bit {
                    0 => Ok(None),
                    _ => Err(bad()),
                }
            }
            Ok(number) => self.open.lock().remove(&number).map(Some).ok_or_else(bad),
            Err(_) => Err(bad()),
        }
    }
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Descriptor::Own(file) => file.as_fd(),
            Descriptor::Standard(0) => rustix::stdio::stdin(),
            Descriptor::Standard(1) => rustix::stdio::stdout(),
            Descriptor::Standard(_) => rustix::stdio::stderr(),
        }
    }
}

/// "Bad file descriptor"
pub(super) fn bad() -> std::io::Error {
    std::io::Error::from_raw_os_error(libc::EBADF)
}

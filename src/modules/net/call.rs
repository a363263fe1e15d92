//! Calls on sockets that may have to wait: off the GIL, no longer than the socket's timeout, and Ctrl-C ends them.

use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, BorrowedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{self, SocketAddrAny};

use super::Socket;
use crate::gil::{Clock, Instant, Reason};
use crate::modules::descriptors::Descriptor;
use crate::object::{Raised, Thread};

/// How long a call waits.
#[derive(Clone, Copy, Debug)]
pub(in crate::modules) enum Patience {
    /// Not at all.
    None,
    /// Until then.
    Until(Instant),
    /// As long as it takes.
    Endless,
}

impl Patience {
    /// How much of it is left, as the system wants to know it.
    pub(in crate::modules) fn left(self, clock: &Clock) -> Option<Timespec> {
        match self {
            Patience::None => Some(Timespec::default()),
            Patience::Until(deadline) => Timespec::try_from(deadline - clock.now()).ok(),
            Patience::Endless => None,
        }
    }
}

/// Waits until one of the files is ready: how many are; none is "too late". A signal ends it too.
pub(in crate::modules) fn wait_ready(
    files: &mut [PollFd<'_>],
    patience: Patience,
    clock: &Clock,
) -> io::Result<usize> {
    Ok(poll(files, patience.left(clock).as_ref())?)
}

/// What waiting for `reason` waits for.
fn events(reason: Reason) -> PollFlags {
    match reason {
        Reason::Write | Reason::Connect => PollFlags::OUT,
        _ => PollFlags::IN,
    }
}

/// The error of a wait that took too long. It has no number, as it comes from no system call.
fn too_late() -> io::Error {
    ErrorKind::TimedOut.into()
}

/// Waits for one file.
fn wait_for(
    file: BorrowedFd<'_>,
    reason: Reason,
    patience: Patience,
    clock: &Clock,
) -> io::Result<()> {
    match wait_ready(&mut [PollFd::new(&file, events(reason))], patience, clock)? {
        0 => Err(too_late()),
        _ => Ok(()),
    }
}

/// Makes a system call on a socket, as often as it takes: a socket with a timeout refuses to wait, and is waited for.
pub(super) fn call<R>(
    t: &mut Thread,
    (socket, file): (&Socket, &Descriptor),
    reason: Reason,
    mut work: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
) -> Result<io::Result<R>, Raised> {
    let patience = socket.patience(t);
    let interpreter = t.interpreter().clone();
    let (file, clock) = (file.as_fd(), interpreter.gil.clock());
    t.block_io(reason, || {
        loop {
            match work(file) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => match patience {
                    Patience::Until(_) => wait_for(file, reason, patience, clock)?,
                    _ => return Err(error),
                },
                ended => return ended,
            }
        }
    })
}

/// Whether it is [`too_late`].
pub(super) fn is_too_late(error: &io::Error) -> bool {
    error.kind() == ErrorKind::TimedOut && error.raw_os_error().is_none()
}

/// Connects a socket. A call that was cut short goes on in the system, so only its end is waited for then.
pub(super) fn connect(
    t: &mut Thread,
    (socket, file): (&Socket, &Descriptor),
    address: &SocketAddrAny,
) -> Result<io::Result<()>, Raised> {
    let patience = socket.patience(t);
    let interpreter = t.interpreter().clone();
    let (file, clock) = (file.as_fd(), interpreter.gil.clock());
    let mut begun = false;
    t.block_io(Reason::Connect, || {
        if !begun {
            match net::connect(file, address).map_err(io::Error::from) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {
                    begun = true;
                    return Err(error);
                }
                Err(error)
                    if error.raw_os_error() == Some(libc::EINPROGRESS)
                        && !matches!(patience, Patience::None) =>
                {
                    begun = true;
                }
                ended => return ended,
            }
        }
        wait_for(file, Reason::Connect, patience, clock)?;
        Ok(net::sockopt::socket_error(file)??)
    })
}

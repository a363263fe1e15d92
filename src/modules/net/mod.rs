//! `_socket`: sockets as the system has them. What can be said in terms of these stands in `socket.py`.
//!
//! Its class `socket` holds a descriptor. The class that scripts see is written in Python, keeps one of these in its attribute `_handle`, and
//! takes most of its methods from here as they are: each finds its handle itself, so that no frame of Python lies between a script and
//! the system call.

mod address;
mod call;
mod options;
mod resolve;

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicI32, AtomicI64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use rustix::net::{self, AddressFamily, Protocol, RecvFlags, SendFlags, Shutdown, SocketType};

pub(super) use self::call::{Patience, wait_ready};
use self::call::{call, connect};
use super::descriptors::Descriptor;
use super::state::{State, state};
use super::sync::{final_class, new_object};
use crate::builtins::{self, Def};
use crate::gil::Reason;
use crate::heap::{Instance, NoFields, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `_socket`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Static("__new__(cls, family, type, proto, fileno, /)", new),
        Def::Method("fileno(self, /)", |t, args| {
            let number = handle(t, args)?.number.load(Ordering::Acquire);
            Ok(t.done(Value::int(number)))
        }),
        Def::Method("detach(self, /)", |t, args| {
            let number = handle(t, args)?.number.swap(-1, Ordering::AcqRel);
            Ok(t.done(Value::int(number)))
        }),
        Def::Method("close(self, /)", close),
        Def::Method("settimeout(self, timeout, /)", set_timeout),
        Def::Method("gettimeout(self, /)", timeout),
        Def::Method("bind(self, address, /)", bind),
        Def::Method("listen(self, backlog=128, /)", listen),
        Def::Method("_accept(self, /)", accept),
        Def::Method("connect(self, address, /)", |t, args| {
            let connected = connect_to(t, args, "connect")?;
            connected.map_err(|error| fail(t, &error))?;
            t.none()
        }),
        Def::Method("connect_ex(self, address, /)", connect_ex),
        Def::Method("send(self, data, flags=0, /)", send),
        Def::Method("sendall(self, data, flags=0, /)", send_all),
        Def::Method("_sendto(self, data, flags, address, /)", send_to),
        Def::Method("recv(self, bufsize, flags=0, /)", receive),
        Def::Method("recvfrom(self, bufsize, flags=0, /)", receive_from),
        Def::Method("shutdown(self, how, /)", shutdown),
        Def::Method("getsockname(self, /)", |t, args| {
            let (_, file) = open(t, args)?;
            let name = net::getsockname(&file).map_err(|error| fail(t, &error.into()))?;
            Ok(t.done(address::value(t, Some(&name))))
        }),
        Def::Method("getpeername(self, /)", |t, args| {
            let (_, file) = open(t, args)?;
            let name = net::getpeername(&file).map_err(|error| fail(t, &error.into()))?;
            Ok(t.done(match name {
                Some(name) => address::value(t, Some(&name)),
                // Of a pair that never got names.
                None => t.str(""),
            }))
        }),
        Def::Method("setsockopt(self, level, option, value, /)", options::set),
        Def::Method("getsockopt(self, level, option, buflen=0, /)", options::get),
        Def::Getter("family(self)", |t, args| {
            let family = handle(t, args)?.family;
            Ok(t.done(Value::int(family)))
        }),
        Def::Getter("type(self)", |t, args| {
            let kind = handle(t, args)?.kind;
            Ok(t.done(Value::int(kind)))
        }),
        Def::Getter("proto(self)", |t, args| {
            let protocol = handle(t, args)?.protocol;
            Ok(t.done(Value::int(protocol)))
        }),
    ];
    final_class(thread, module, "socket", &methods);
    builtins::add_functions(
        thread,
        module,
        &[
            ("_pair(family, type, proto, /)", pair),
            ("_addresses(host, family, /)", resolve::addresses),
            ("gethostname()", |t, _| {
                let name = rustix::system::uname();
                Ok(t.done(t.str(&name.nodename().to_string_lossy())))
            }),
            ("inet_pton(address_family, ip_string, /)", address::pack),
            ("inet_ntop(address_family, packed_ip, /)", address::unpack),
        ],
    );
    options::add_constants(thread, module);
}

/// A socket of the script's.
struct Socket {
    /// Its descriptor; -1 once it is closed.
    number: AtomicI32,
    family: i32,
    kind: i32,
    protocol: i32,
    /// How long calls wait, in nanoseconds; -1 is for ever.
    timeout: AtomicI64,
    state: Weak<State>,
}

// SAFETY: no field inside.
unsafe impl NoFields for Socket {}

impl Socket {
    /// How long a call that begins now waits.
    fn patience(&self, t: &Thread) -> Patience {
        match u64::try_from(self.timeout.load(Ordering::Acquire)) {
            Err(_) => Patience::Endless,
            Ok(0) => Patience::None,
            Ok(nanos) => Patience::Until(t.now() + Duration::from_nanos(nanos)),
        }
    }
}

impl Drop for Socket {
    /// A socket that the script forgot is closed with the garbage.
    fn drop(&mut self) {
        let number = *self.number.get_mut();
        if let (0.., Some(state)) = (number, self.state.upgrade()) {
            let _ = state.descriptors.close(i64::from(number));
        }
    }
}

/// Raises the exception for an error of a call.
fn fail(t: &Thread, error: &std::io::Error) -> Raised {
    match call::is_too_late(error) {
        true => t.error(ClassId::TimeoutError, "timed out"),
        false => t.os_error(error, None),
    }
}

/// The handle of a method: its object, or what that keeps as `_handle`.
fn handle(t: &Thread, args: Args) -> Result<Arc<Socket>, Raised> {
    let given = args.get(t, 0);
    let given = match given.cast::<Instance>() {
        Some(instance) => t.instance_attribute(instance, t.intern("_handle")),
        None => given,
    };
    match given.opaque::<Arc<Socket>>() {
        Some(socket) => Ok(socket.clone()),
        None => Err(builtins::wrong_receiver(t, args)),
    }
}

/// The handle of a method and its open file, which stays open while it is in use.
fn open(t: &Thread, args: Args) -> Result<(Arc<Socket>, Descriptor), Raised> {
    let socket = handle(t, args)?;
    let number = socket.number.load(Ordering::Acquire);
    match state(t).descriptors.get(i64::from(number)) {
        Ok(file) => Ok((socket, file)),
        Err(error) => Err(fail(t, &error)),
    }
}

/// An argument that is a number of the C type `int`.
fn number(t: &mut Thread, args: Args, index: usize) -> Result<i32, Raised> {
    if args.get(t, index).is_unbound() {
        return Ok(0);
    }
    let number = vm::index(t, args.slot(index))?;
    i32::try_from(number).map_err(|_| {
        let class = ClassId::OverflowError;
        let which = if number < 0 {
            "less than minimum"
        } else {
            "greater than maximum"
        };
        t.error(class, format!("signed integer is {which}"))
    })
}

// ----- making and closing -----

/// A socket of these numbers, -1 for what is to be asked of `fileno` or is usual.
fn new(t: &mut Thread, args: Args) -> Returned {
    let (mut family, mut kind) = (number(t, args, 1)?, number(t, args, 2)?);
    let mut protocol = number(t, args, 3)?;
    let number = if args.get(t, 4).is_none() {
        family = if family == -1 { libc::AF_INET } else { family };
        kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
        protocol = protocol.max(0);
        let made = make(family, kind, protocol).map_err(|error| fail(t, &error))?;
        state(t).descriptors.add(made).0
    } else {
        let number = vm::index(t, args.slot(4))?;
        if number < 0 {
            return Err(t.value_error("negative file descriptor"));
        }
        let file = state(t)
            .descriptors
            .get(number)
            .map_err(|error| fail(t, &error))?;
        let kind_found =
            net::sockopt::socket_type(&file).map_err(|error| fail(t, &error.into()))?;
        if kind == -1 {
            kind = kind_found.as_raw() as i32;
        }
        if family == -1 {
            let name = net::getsockname(&file).map_err(|error| fail(t, &error.into()))?;
            family = i32::from(name.address_family().as_raw());
        }
        if protocol == -1 {
            protocol = options::protocol(&file);
        }
        number as i32
    };
    let socket = Arc::new(Socket {
        number: AtomicI32::new(number),
        family,
        kind,
        protocol,
        timeout: AtomicI64::new(-1),
        state: Arc::downgrade(state(t)),
    });
    Ok(t.done(new_object(t, args.get(t, 0), socket)))
}

#[cfg(not(target_vendor = "apple"))]
const PRIVATE: net::SocketFlags = net::SocketFlags::CLOEXEC;
#[cfg(target_vendor = "apple")]
const PRIVATE: net::SocketFlags = net::SocketFlags::empty();

/// The three numbers as the system's types.
fn numbers(
    family: i32,
    kind: i32,
    protocol: i32,
) -> std::io::Result<(AddressFamily, SocketType, Option<Protocol>)> {
    let unknown = |_| std::io::Error::from_raw_os_error(libc::EAFNOSUPPORT);
    let family = AddressFamily::from_raw(u16::try_from(family).map_err(unknown)? as _);
    let kind = SocketType::from_raw(u32::try_from(kind).map_err(unknown)?);
    let protocol = u32::try_from(protocol).map_err(unknown)?;
    Ok((
        family,
        kind,
        std::num::NonZero::new(protocol).map(Protocol::from_raw),
    ))
}

fn make(family: i32, kind: i32, protocol: i32) -> std::io::Result<OwnedFd> {
    let (family, kind, protocol) = numbers(family, kind, protocol)?;
    kept(net::socket_with(family, kind, PRIVATE, protocol)?)
}

/// A new descriptor as other programs that are started don't get to see it.
fn kept(file: OwnedFd) -> std::io::Result<OwnedFd> {
    if PRIVATE.is_empty() {
        rustix::io::fcntl_setfd(&file, rustix::io::FdFlags::CLOEXEC)?;
    }
    Ok(file)
}

/// The numbers of two connected sockets.
fn pair(t: &mut Thread, args: Args) -> Returned {
    let (family, kind) = (number(t, args, 0)?, number(t, args, 1)?);
    let protocol = number(t, args, 2)?;
    let made = numbers(family, kind, protocol).and_then(|(family, kind, protocol)| {
        let (a, b) = net::socketpair(family, kind, PRIVATE, protocol)?;
        Ok((kept(a)?, kept(b)?))
    });
    let (a, b) = made.map_err(|error| fail(t, &error))?;
    let descriptors = &state(t).descriptors;
    let (a, b) = (descriptors.add(a).0, descriptors.add(b).0);
    Ok(t.done(t.tuple(&[Value::int(a), Value::int(b)])))
}

fn close(t: &mut Thread, args: Args) -> Returned {
    let number = handle(t, args)?.number.swap(-1, Ordering::AcqRel);
    if number >= 0 {
        let last = state(t).descriptors.close(i64::from(number));
        let last = last.map_err(|error| fail(t, &error))?;
        t.block(Reason::File, || drop(last));
    }
    t.none()
}

// ----- timeouts -----

fn set_timeout(t: &mut Thread, args: Args) -> Returned {
    let nanos = match args.get(t, 1) {
        Value::NONE => -1,
        _ => match super::time::nanoseconds(t, args.slot(1))? {
            nanos @ 0.. => nanos,
            _ => return Err(t.value_error("Timeout value out of range")),
        },
    };
    let (socket, file) = open(t, args)?;
    // With a timeout the system is not to wait either: it is asked first and then waited for.
    let set = rustix::io::ioctl_fionbio(&file, nanos >= 0);
    set.map_err(|error| fail(t, &error.into()))?;
    socket.timeout.store(nanos, Ordering::Release);
    t.none()
}

fn timeout(t: &mut Thread, args: Args) -> Returned {
    let nanos = handle(t, args)?.timeout.load(Ordering::Acquire);
    if nanos < 0 {
        return t.none();
    }
    Ok(t.done(t.float(nanos as f64 * 1e-9)))
}

// ----- connections -----

fn bind(t: &mut Thread, args: Args) -> Returned {
    let (socket, file) = open(t, args)?;
    let address = address::argument(t, &socket, args.slot(1), "bind")?;
    net::bind(&file, &address).map_err(|error| fail(t, &error.into()))?;
    t.none()
}

fn listen(t: &mut Thread, args: Args) -> Returned {
    let backlog = match args.get(t, 1).bound() {
        Some(_) => number(t, args, 1)?,
        None => 128,
    };
    let (_, file) = open(t, args)?;
    net::listen(&file, backlog.max(0)).map_err(|error| fail(t, &error.into()))?;
    t.none()
}

/// A connection that came in: its number, and the other side's address.
fn accept(t: &mut Thread, args: Args) -> Returned {
    let (socket, file) = open(t, args)?;
    let accepted = call(t, (&socket, &file), Reason::Accept, |file| {
        #[cfg(not(target_vendor = "apple"))]
        let (file, from) = net::acceptfrom_with(file, PRIVATE)?;
        #[cfg(target_vendor = "apple")]
        let (file, from) = net::acceptfrom(file)?;
        Ok((kept(file)?, from))
    })?;
    let (file, from) = accepted.map_err(|error| fail(t, &error))?;
    let (number, _) = state(t).descriptors.add(file);
    let from = match from {
        Some(from) => address::value(t, Some(&from)),
        None => t.str(""),
    };
    Ok(t.done(t.tuple(&[Value::int(number), from])))
}

fn connect_to(t: &mut Thread, args: Args, name: &str) -> Result<std::io::Result<()>, Raised> {
    let (socket, file) = open(t, args)?;
    let address = address::argument(t, &socket, args.slot(1), name)?;
    connect(t, (&socket, &file), &address)
}

/// Connects, and answers the number of the error; 0 for none.
fn connect_ex(t: &mut Thread, args: Args) -> Returned {
    let number = match connect_to(t, args, "connect_ex")? {
        Ok(()) => 0,
        // Too late.
        Err(error) => error.raw_os_error().unwrap_or(libc::EWOULDBLOCK),
    };
    Ok(t.done(Value::int(number)))
}

fn shutdown(t: &mut Thread, args: Args) -> Returned {
    let how = match number(t, args, 1)? {
        libc::SHUT_RD => Shutdown::Read,
        libc::SHUT_WR => Shutdown::Write,
        libc::SHUT_RDWR => Shutdown::Both,
        _ => return Err(fail(t, &std::io::Error::from_raw_os_error(libc::EINVAL))),
    };
    let (_, file) = open(t, args)?;
    net::shutdown(&file, how).map_err(|error| fail(t, &error.into()))?;
    t.none()
}

// ----- data -----

/// A socket whose peer is gone says so by its error; no signal.
fn send_flags(flags: i32) -> SendFlags {
    SendFlags::from_bits_retain(flags as u32) | SendFlags::NOSIGNAL
}

fn send(t: &mut Thread, args: Args) -> Returned {
    let flags = send_flags(number(t, args, 2)?);
    let data = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let (socket, file) = open(t, args)?;
    let sent = call(t, (&socket, &file), Reason::Write, |file| {
        Ok(net::send(file, &data, flags)?)
    })?;
    let sent = sent.map_err(|error| fail(t, &error))?;
    Ok(t.done(t.usize(sent)))
}

fn send_all(t: &mut Thread, args: Args) -> Returned {
    let flags = send_flags(number(t, args, 2)?);
    let data = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let (socket, file) = open(t, args)?;
    let mut sent = 0;
    let all = call(t, (&socket, &file), Reason::Write, |file| {
        while sent < data.len() {
            sent += net::send(file, &data[sent..], flags)?;
        }
        Ok(())
    })?;
    all.map_err(|error| fail(t, &error))?;
    t.none()
}

fn send_to(t: &mut Thread, args: Args) -> Returned {
    let flags = send_flags(number(t, args, 2)?);
    let data = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let (socket, file) = open(t, args)?;
    let to = address::argument(t, &socket, args.slot(3), "sendto")?;
    let sent = call(t, (&socket, &file), Reason::Write, |file| {
        Ok(net::sendto(file, &data, flags, &to)?)
    })?;
    let sent = sent.map_err(|error| fail(t, &error))?;
    Ok(t.done(t.usize(sent)))
}

/// A buffer of the size that an argument says.
fn buffer(t: &mut Thread, args: Args, function: &str) -> Result<Vec<u8>, Raised> {
    let size = vm::index(t, args.slot(1))?;
    let Ok(size) = usize::try_from(size) else {
        return Err(t.value_error(format!("negative buffersize in {function}")));
    };
    t.check_memory(size)?;
    Ok(vec![0; size])
}

fn receive(t: &mut Thread, args: Args) -> Returned {
    let mut data = buffer(t, args, "recv")?;
    let flags = RecvFlags::from_bits_retain(number(t, args, 2)? as u32);
    let (socket, file) = open(t, args)?;
    let received = call(t, (&socket, &file), Reason::Read, |file| {
        Ok(net::recv(file, data.as_mut_slice(), flags)?.0)
    })?;
    let count = received.map_err(|error| fail(t, &error))?;
    Ok(t.done(t.bytes(&data[..count])))
}

fn receive_from(t: &mut Thread, args: Args) -> Returned {
    let mut data = buffer(t, args, "recvfrom")?;
    let flags = RecvFlags::from_bits_retain(number(t, args, 2)? as u32);
    let (socket, file) = open(t, args)?;
    let received = call(t, (&socket, &file), Reason::Read, |file| {
        let (count, _, from) = net::recvfrom(file, data.as_mut_slice(), flags)?;
        Ok((count, from))
    })?;
    let (count, from) = received.map_err(|error| fail(t, &error))?;
    let from = address::value(t, from.as_ref());
    Ok(t.done(t.tuple(&[t.bytes(&data[..count]), from])))
}

//! Options of sockets, and the numbers that go by names. Each option is set and read by a call of its own type, so that no value of the
//! wrong size ever reaches the system.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use rustix::net::sockopt as option;

use super::{fail, number, open};
use crate::builtins;
use crate::heap::Value;
use crate::modules::descriptors::Descriptor;
use crate::object::{Args, Module, Returned, Thread};
use crate::vm;

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    AF_UNSPEC AF_UNIX AF_INET AF_INET6
    SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_SEQPACKET
    SOL_SOCKET SO_REUSEADDR SO_REUSEPORT SO_KEEPALIVE SO_BROADCAST SO_LINGER SO_OOBINLINE SO_RCVBUF SO_SNDBUF SO_RCVTIMEO
    SO_SNDTIMEO SO_ERROR SO_TYPE SO_ACCEPTCONN
    IPPROTO_IP IPPROTO_ICMP IPPROTO_TCP IPPROTO_UDP IPPROTO_IPV6 IPPROTO_RAW
    TCP_NODELAY TCP_KEEPCNT TCP_KEEPINTVL
    IP_TTL IP_TOS IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_MULTICAST_IF IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP IPV6_V6ONLY
    MSG_OOB MSG_PEEK MSG_DONTROUTE MSG_DONTWAIT MSG_WAITALL MSG_TRUNC MSG_CTRUNC MSG_NOSIGNAL
    SHUT_RD SHUT_WR SHUT_RDWR
    AI_PASSIVE AI_CANONNAME AI_NUMERICHOST AI_NUMERICSERV AI_ADDRCONFIG AI_V4MAPPED
    EAI_AGAIN EAI_BADFLAGS EAI_FAIL EAI_FAMILY EAI_MEMORY EAI_NONAME EAI_SERVICE EAI_SOCKTYPE EAI_SYSTEM
    NI_NUMERICHOST NI_NUMERICSERV NI_NAMEREQD NI_DGRAM
};

#[cfg(target_os = "linux")]
const ON_LINUX: &[(&str, i64)] = constants! {
    SO_DOMAIN SO_PROTOCOL SOCK_CLOEXEC SOCK_NONBLOCK TCP_KEEPIDLE TCP_USER_TIMEOUT TCP_QUICKACK TCP_CORK
};
#[cfg(not(target_os = "linux"))]
const ON_LINUX: &[(&str, i64)] = &[];

/// Adds the numbers to `_socket`.
pub(super) fn add_constants(thread: &Thread, module: &Module) {
    let others = [
        ("SOMAXCONN", 4096),
        ("INADDR_ANY", 0),
        ("INADDR_BROADCAST", 0xffff_ffff),
        ("INADDR_LOOPBACK", 0x7f00_0001),
    ];
    for (name, value) in CONSTANTS.iter().chain(ON_LINUX).chain(&others) {
        thread.set_global(module, name, thread.int(*value));
    }
}

fn unknown() -> io::Error {
    io::Error::from_raw_os_error(libc::ENOPROTOOPT)
}

/// What a socket's protocol is, if that can be known.
pub(super) fn protocol(file: &Descriptor) -> i32 {
    #[cfg(target_os = "linux")]
    if let Ok(Some(protocol)) = option::socket_protocol(file) {
        return protocol.as_raw().get() as i32;
    }
    let _ = file;
    0
}

/// `setsockopt`
pub(super) fn set(t: &mut Thread, args: Args) -> Returned {
    let (level, name) = (number(t, args, 1)?, number(t, args, 2)?);
    let (_, file) = open(t, args)?;
    let bytes = builtins::contents(t, args.get(t, 3)).map(|bytes| bytes.into_owned());
    let set = match bytes {
        Some(bytes) => set_bytes(file.as_fd(), level, name, &bytes),
        None => {
            let value = vm::index(t, args.slot(3))?;
            set_number(file.as_fd(), level, name, value)
        }
    };
    set.map_err(|error| fail(t, &error))?;
    t.none()
}

fn set_number(file: BorrowedFd<'_>, level: i32, name: i32, value: i64) -> io::Result<()> {
    let on = value != 0;
    let invalid = |_| io::Error::from_raw_os_error(libc::EINVAL);
    let word = || u32::try_from(value).map_err(invalid);
    let seconds = || Ok::<_, io::Error>(Duration::from_secs(word()?.into()));
    match (level, name) {
        (libc::SOL_SOCKET, libc::SO_REUSEADDR) => option::set_socket_reuseaddr(file, on)?,
        (libc::SOL_SOCKET, libc::SO_REUSEPORT) => option::set_socket_reuseport(file, on)?,
        (libc::SOL_SOCKET, libc::SO_KEEPALIVE) => option::set_socket_keepalive(file, on)?,
        (libc::SOL_SOCKET, libc::SO_BROADCAST) => option::set_socket_broadcast(file, on)?,
        (libc::SOL_SOCKET, libc::SO_OOBINLINE) => option::set_socket_oobinline(file, on)?,
        (libc::SOL_SOCKET, libc::SO_RCVBUF) => {
            option::set_socket_recv_buffer_size(file, word()? as usize)?;
        }
        (libc::SOL_SOCKET, libc::SO_SNDBUF) => {
            option::set_socket_send_buffer_size(file, word()? as usize)?;
        }
        (libc::IPPROTO_TCP, libc::TCP_NODELAY) => option::set_tcp_nodelay(file, on)?,
        (libc::IPPROTO_TCP, libc::TCP_KEEPCNT) => option::set_tcp_keepcnt(file, word()?)?,
        (libc::IPPROTO_TCP, libc::TCP_KEEPINTVL) => option::set_tcp_keepintvl(file, seconds()?)?,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE) => option::set_tcp_keepidle(file, seconds()?)?,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT) => option::set_tcp_user_timeout(file, word()?)?,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_QUICKACK) => option::set_tcp_quickack(file, on)?,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_CORK) => option::set_tcp_cork(file, on)?,
        (libc::IPPROTO_IP, libc::IP_TTL) => option::set_ip_ttl(file, word()?)?,
        (libc::IPPROTO_IP, libc::IP_TOS) => option::set_ip_tos(file, word()? as u8)?,
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => option::set_ip_multicast_ttl(file, word()?)?,
        (libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP) => option::set_ip_multicast_loop(file, on)?,
        (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) => option::set_ipv6_v6only(file, on)?,
        _ => return Err(unknown()),
    }
    Ok(())
}

/// Options whose values are structures of C, as `struct.pack` makes them.
fn set_bytes(file: BorrowedFd<'_>, level: i32, name: i32, bytes: &[u8]) -> io::Result<()> {
    let word = |at: usize| {
        let bytes = bytes
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or(io::Error::from_raw_os_error(libc::EINVAL))
    };
    match (level, name) {
        (libc::SOL_SOCKET, libc::SO_LINGER) => {
            let (on, seconds) = (i32::from_ne_bytes(word(0)?), i32::from_ne_bytes(word(4)?));
            let span = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
            option::set_socket_linger(file, (on != 0).then_some(span))?;
        }
        (libc::IPPROTO_IP, libc::IP_ADD_MEMBERSHIP) => {
            option::set_ip_add_membership(file, &word(0)?.into(), &word(4)?.into())?;
        }
        (libc::IPPROTO_IP, libc::IP_DROP_MEMBERSHIP) => {
            option::set_ip_drop_membership(file, &word(0)?.into(), &word(4)?.into())?;
        }
        (libc::IPPROTO_IP, libc::IP_MULTICAST_IF) => {
            option::set_ip_multicast_if(file, &word(0)?.into())?;
        }
        _ => {
            let value = i32::from_ne_bytes(word(0)?);
            return set_number(file, level, name, value.into());
        }
    }
    Ok(())
}

/// `getsockopt`
pub(super) fn get(t: &mut Thread, args: Args) -> Returned {
    let (level, name) = (number(t, args, 1)?, number(t, args, 2)?);
    let size = number(t, args, 3)?;
    let (_, file) = open(t, args)?;
    if (level, name) == (libc::SOL_SOCKET, libc::SO_LINGER) && size >= 8 {
        let linger = option::socket_linger(&file).map_err(|error| fail(t, &error.into()))?;
        let seconds = linger.map_or(0, |span| span.as_secs() as i32);
        let words = [i32::from(linger.is_some()), seconds].map(i32::to_ne_bytes);
        return Ok(t.done(t.bytes(words.as_flattened())));
    }
    let value = get_number(file.as_fd(), level, name).map_err(|error| fail(t, &error))?;
    Ok(t.done(match usize::try_from(size) {
        Ok(0) | Err(_) => Value::int(value),
        Ok(size) => {
            let bytes = value.to_ne_bytes();
            t.bytes(&bytes[..size.min(bytes.len())])
        }
    }))
}

fn get_number(file: BorrowedFd<'_>, level: i32, name: i32) -> io::Result<i32> {
    let value = match (level, name) {
        (libc::SOL_SOCKET, libc::SO_REUSEADDR) => option::socket_reuseaddr(file)?.into(),
        (libc::SOL_SOCKET, libc::SO_REUSEPORT) => option::socket_reuseport(file)?.into(),
        (libc::SOL_SOCKET, libc::SO_KEEPALIVE) => option::socket_keepalive(file)?.into(),
        (libc::SOL_SOCKET, libc::SO_BROADCAST) => option::socket_broadcast(file)?.into(),
        (libc::SOL_SOCKET, libc::SO_OOBINLINE) => option::socket_oobinline(file)?.into(),
        (libc::SOL_SOCKET, libc::SO_RCVBUF) => option::socket_recv_buffer_size(file)? as i32,
        (libc::SOL_SOCKET, libc::SO_SNDBUF) => option::socket_send_buffer_size(file)? as i32,
        (libc::SOL_SOCKET, libc::SO_ERROR) => match option::socket_error(file)? {
            Ok(()) => 0,
            Err(error) => error.raw_os_error(),
        },
        (libc::SOL_SOCKET, libc::SO_TYPE) => option::socket_type(file)?.as_raw() as i32,
        (libc::SOL_SOCKET, libc::SO_ACCEPTCONN) => option::socket_acceptconn(file)?.into(),
        #[cfg(target_os = "linux")]
        (libc::SOL_SOCKET, libc::SO_DOMAIN) => option::socket_domain(file)?.as_raw().into(),
        #[cfg(target_os = "linux")]
        (libc::SOL_SOCKET, libc::SO_PROTOCOL) => {
            option::socket_protocol(file)?.map_or(0, |it| it.as_raw().get() as i32)
        }
        (libc::IPPROTO_TCP, libc::TCP_NODELAY) => option::tcp_nodelay(file)?.into(),
        (libc::IPPROTO_TCP, libc::TCP_KEEPCNT) => option::tcp_keepcnt(file)? as i32,
        (libc::IPPROTO_TCP, libc::TCP_KEEPINTVL) => option::tcp_keepintvl(file)?.as_secs() as i32,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE) => option::tcp_keepidle(file)?.as_secs() as i32,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT) => option::tcp_user_timeout(file)? as i32,
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_QUICKACK) => option::tcp_quickack(file)?.into(),
        #[cfg(target_os = "linux")]
        (libc::IPPROTO_TCP, libc::TCP_CORK) => option::tcp_cork(file)?.into(),
        (libc::IPPROTO_IP, libc::IP_TTL) => option::ip_ttl(file)? as i32,
        (libc::IPPROTO_IP, libc::IP_TOS) => option::ip_tos(file)?.into(),
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => option::ip_multicast_ttl(file)? as i32,
        (libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP) => option::ip_multicast_loop(file)?.into(),
        (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) => option::ipv6_v6only(file)?.into(),
        _ => return Err(unknown()),
    };
    Ok(value)
}

//! Addresses: what scripts write, `(host, port)` or a path, and what the system takes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};

use rustix::net::{AddressFamily, SocketAddrAny, SocketAddrUnix};

use super::{Socket, resolve};
use crate::builtins;
use crate::heap::{Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, Raised, Returned, Thread};
use crate::vm;

/// The address in a slot, for a socket's family. `function` begins the messages.
pub(super) fn argument(
    t: &mut Thread,
    socket: &Socket,
    slot: Slot,
    function: &str,
) -> Result<SocketAddrAny, Raised> {
    match socket.family {
        libc::AF_INET => {
            let [ip, port, ..] = parts(t, socket, slot, function)?;
            match ip {
                Part::Host(IpAddr::V4(ip)) => {
                    Ok(SocketAddrV4::new(ip, port.number() as u16).into())
                }
                _ => Err(unsupported(t)),
            }
        }
        libc::AF_INET6 => {
            let [ip, port, flow, scope] = parts(t, socket, slot, function)?;
            match ip {
                Part::Host(IpAddr::V6(ip)) => {
                    let (port, flow) = (port.number() as u16, flow.number());
                    Ok(SocketAddrV6::new(ip, port, flow, scope.number()).into())
                }
                _ => Err(unsupported(t)),
            }
        }
        libc::AF_UNIX => path(t, slot),
        _ => Err(t.error(ClassId::OSError, format!("{function}(): bad family"))),
    }
}

fn unsupported(t: &Thread) -> Raised {
    super::fail(t, &std::io::Error::from_raw_os_error(libc::EAFNOSUPPORT))
}

/// A part of an internet address.
#[derive(Clone, Copy)]
enum Part {
    Host(IpAddr),
    Number(u32),
}

impl Part {
    fn number(self) -> u32 {
        match self {
            Part::Number(number) => number,
            Part::Host(_) => 0,
        }
    }
}

/// Host, port, flow and scope; the last two are of the sixth version only.
fn parts(t: &mut Thread, socket: &Socket, slot: Slot, function: &str) -> Result<[Part; 4], Raised> {
    let (name, expected, most) = match socket.family {
        libc::AF_INET => ("AF_INET", "a pair (host, port)", 2),
        _ => ("AF_INET6", "a tuple (host, port[, flowinfo[, scopeid]])", 4),
    };
    let mark = t.mark();
    let count = {
        let given = t.get(slot);
        let Some(items) = t.payload(given).cast::<Tuple>() else {
            let class = t.class_of(given).name();
            let message = format!("{function}(): {name} address must be tuple, not {class}");
            return Err(t.type_error(message));
        };
        if !(2..=most).contains(&items.len()) {
            return Err(t.type_error(format!("{name} address must be {expected}")));
        }
        items.iter().for_each(|item| {
            t.push(item);
        });
        items.len()
    };
    let host = resolve::host(t, mark)?;
    let mut parts = [Part::Number(0); 4];
    for (place, part) in parts.iter_mut().enumerate().take(count).skip(1) {
        let number = vm::index(t, mark.offset(place))?;
        let most = if place == 1 { 0xffff } else { 0xffff_ffff };
        *part = match u32::try_from(number) {
            Ok(number) if number <= most => Part::Number(number),
            _ => {
                let message = match place {
                    1 => format!("{function}(): port must be 0-65535."),
                    _ => format!("{function}(): flowinfo must be 0-1048575."),
                };
                return Err(t.error(ClassId::OverflowError, message));
            }
        };
    }
    t.pop_to(mark);
    parts[0] = Part::Host(resolve::lookup(t, &host, socket.family)?[0]);
    Ok(parts)
}

/// The name of a Unix socket: a path, or after a zero byte what the system alone keeps.
fn path(t: &mut Thread, slot: Slot) -> Result<SocketAddrAny, Raised> {
    let given = t.get(slot);
    let bytes = match t.payload(given).cast::<Str>() {
        Some(text) => text.as_str().as_bytes().to_vec(),
        None => builtins::bytes_like(t, given)?.into_owned(),
    };
    let made = match bytes.split_first() {
        #[cfg(target_os = "linux")]
        Some((0, name)) => SocketAddrUnix::new_abstract_name(name),
        _ => SocketAddrUnix::new(bytes),
    };
    match made {
        Ok(made) => Ok(made.into()),
        Err(_) => Err(t.error(ClassId::OSError, "AF_UNIX path too long")),
    }
}

/// An address as scripts see it; None if there is none.
pub(super) fn value<'t>(t: &'t Thread, address: Option<&SocketAddrAny>) -> Value<'t> {
    let Some(address) = address else {
        return Value::NONE;
    };
    let port = |port: u16| Value::int(i32::from(port));
    match address.address_family() {
        AddressFamily::INET => match SocketAddrV4::try_from(address.clone()) {
            Ok(v4) => t.tuple(&[t.str(&v4.ip().to_string()), port(v4.port())]),
            Err(_) => Value::NONE,
        },
        AddressFamily::INET6 => match SocketAddrV6::try_from(address.clone()) {
            Ok(v6) => t.tuple(&[
                t.str(&v6.ip().to_string()),
                port(v6.port()),
                t.int(i64::from(v6.flowinfo())),
                t.int(i64::from(v6.scope_id())),
            ]),
            Err(_) => Value::NONE,
        },
        AddressFamily::UNIX => match SocketAddrUnix::try_from(address.clone()) {
            Ok(unix) => unix_name(t, &unix),
            Err(_) => Value::NONE,
        },
        _ => Value::NONE,
    }
}

fn unix_name<'t>(t: &'t Thread, unix: &SocketAddrUnix) -> Value<'t> {
    #[cfg(target_os = "linux")]
    if let Some(name) = unix.abstract_name().filter(|name| !name.is_empty()) {
        return t.bytes(&[&[0], name].concat());
    }
    let path = unix.path_bytes().unwrap_or_default();
    // With the zero byte at its end.
    let path = path.split(|byte| *byte == 0).next().unwrap_or_default();
    t.str(&String::from_utf8_lossy(path))
}

// ----- addresses as bytes -----

/// `inet_pton`
pub(super) fn pack(t: &mut Thread, args: Args) -> Returned {
    let family = super::number(t, args, 0)?;
    let text = super::super::time::text_argument(t, args, 1, "inet_pton")?;
    let packed = match family {
        libc::AF_INET => text.parse::<Ipv4Addr>().map(|ip| ip.octets().to_vec()),
        libc::AF_INET6 => text.parse::<Ipv6Addr>().map(|ip| ip.octets().to_vec()),
        _ => return Err(unsupported(t)),
    };
    match packed {
        Ok(bytes) => Ok(t.done(t.bytes(&bytes))),
        Err(_) => {
            let message = "illegal IP address string passed to inet_pton";
            Err(t.error(ClassId::OSError, message))
        }
    }
}

/// `inet_ntop`
pub(super) fn unpack(t: &mut Thread, args: Args) -> Returned {
    let family = super::number(t, args, 0)?;
    let bytes = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let ip = match family {
        libc::AF_INET => <[u8; 4]>::try_from(bytes).map(IpAddr::from),
        libc::AF_INET6 => <[u8; 16]>::try_from(bytes).map(IpAddr::from),
        _ => return Err(t.value_error(format!("unknown address family {family}"))),
    };
    match ip {
        Ok(ip) => Ok(t.done(t.str(&ip.to_string()))),
        Err(_) => Err(t.value_error("invalid length of packed IP address string")),
    }
}

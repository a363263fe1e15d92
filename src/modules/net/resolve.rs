//! Names of hosts: the system's resolver, asked off the GIL.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs};

use crate::builtins;
use crate::gil::Reason;
use crate::heap::{Bytes, Object, Slot, Str, Value};
use crate::modules::raise::raise;
use crate::object::{Args, Raised, Returned, Thread};

/// The addresses of a host, of one family or (0) of any: `(family, text)` for each.
pub(super) fn addresses(t: &mut Thread, args: Args) -> Returned {
    let family = super::number(t, args, 1)?;
    let host = host(t, args.slot(0))?;
    let found = lookup(t, &host, family)?;
    let pairs: Vec<Value<'_>> = found
        .iter()
        .map(|address| {
            let family = Value::int(family_of(address));
            t.tuple(&[family, t.str(&address.to_string())])
        })
        .collect();
    Ok(t.done(t.list(&pairs).value()))
}

fn family_of(address: &IpAddr) -> i32 {
    match address {
        IpAddr::V4(_) => libc::AF_INET,
        IpAddr::V6(_) => libc::AF_INET6,
    }
}

/// A host's name, given as text or bytes.
pub(super) fn host(t: &Thread, slot: Slot) -> Result<String, Raised> {
    let given = t.payload(t.get(slot));
    let name = if let Some(text) = given.cast::<Str>() {
        text.as_str().to_string()
    } else if let Some(bytes) = given.cast::<Bytes>().map(|bytes| bytes.as_slice().to_vec()) {
        String::from_utf8_lossy(&bytes).into_owned()
    } else if let Some(bytes) = builtins::contents(t, given) {
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        let class = t.class_of(given).name();
        let message = format!("str, bytes or bytearray expected, not {class}");
        return Err(t.type_error(message));
    };
    if name.contains('\0') {
        return Err(t.type_error("host name must not contain null character"));
    }
    Ok(name)
}

/// The addresses of a host; there is at least one.
pub(super) fn lookup(t: &mut Thread, host: &str, family: i32) -> Result<Vec<IpAddr>, Raised> {
    let wanted = |address: &IpAddr| family == libc::AF_UNSPEC || family == family_of(address);
    let found = if let Ok(address) = host.parse::<IpAddr>() {
        Ok(vec![address])
    } else {
        match host {
            "" if family == libc::AF_INET6 => Ok(vec![IpAddr::V6(Ipv6Addr::UNSPECIFIED)]),
            "" => Ok(vec![IpAddr::V4(Ipv4Addr::UNSPECIFIED)]),
            "<broadcast>" => Ok(vec![IpAddr::V4(Ipv4Addr::BROADCAST)]),
            _ => {
                let asked = t.block_io(Reason::Connect, || {
                    let found = (host, 0).to_socket_addrs()?;
                    Ok(found.map(|address| address.ip()).collect::<Vec<_>>())
                })?;
                asked.map_err(|error| error.to_string())
            }
        }
    };
    let message = match found {
        Ok(found) if found.iter().any(wanted) => {
            return Ok(found.into_iter().filter(wanted).collect());
        }
        Ok(_) => "Address family for hostname not supported".to_string(),
        // "failed to lookup address information: ..."
        Err(error) => match error.rsplit_once(": ") {
            Some((_, message)) => message.to_string(),
            None => error,
        },
    };
    Err(address_error(t, &message))
}

/// Raises `socket.gaierror`. The standard library keeps the resolver's text and not its number.
fn address_error(t: &mut Thread, message: &str) -> Raised {
    let number = match message {
        "Temporary failure in name resolution" => libc::EAI_AGAIN,
        "Non-recoverable failure in name resolution" => libc::EAI_FAIL,
        "No address associated with hostname" => -5,
        "Address family for hostname not supported" => -9,
        _ => libc::EAI_NONAME,
    };
    raise(t, "socket", "gaierror", Some(number), message)
}

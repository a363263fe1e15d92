//! Strings to bytes and back: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with what CPython does about errors.

use std::fmt::Write;

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`
    Utf8,
    /// `utf-8-sig`: with a byte order mark in front.
    Utf8Sig,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `utf-16`, `utf-16-le`, `utf-16-be`
    Utf16(Order),
    /// `utf-32`, `utf-32-le`, `utf-32-be`
    Utf32(Order),
}

/// The order of the bytes of an encoding's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As a byte order mark says; little-endian with a mark when written.
    Marked,
    /// The least significant byte first.
    Little,
    /// The most significant byte first.
    Big,
}

/// What to do about what cannot be encoded or decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// Fail.
    Strict,
    /// Leave it out.
    Ignore,
    /// Write `?`, read U+FFFD.
    Replace,
    /// Write and read `\x..`, `\u....`.
    BackslashReplace,
    /// Write `&#...;`.
    XmlCharRefReplace,
}

/// What could not be encoded or decoded, in units of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Why.
    pub reason: &'static str,
}

impl Encoding {
    /// The encoding of a name as scripts spell it.
    pub fn named(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase().replace(['_', ' '], "-");
        Some(match name.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf-8-sig" | "utf8-sig" => Encoding::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Encoding::Ascii,
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "8859"
            | "cp819" => Encoding::Latin1,
            "utf-16" | "utf16" | "u16" => Encoding::Utf16(Order::Marked),
            "utf-16-le" | "utf-16le" => Encoding::Utf16(Order::Little),
            "utf-16-be" | "utf-16be" => Encoding::Utf16(Order::Big),
            "utf-32" | "utf32" | "u32" => Encoding::Utf32(Order::Marked),
            "utf-32-le" | "utf-32le" => Encoding::Utf32(Order::Little),
            "utf-32-be" | "utf-32be" => Encoding::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The encoding that bytes are in: a byte order mark tells the order where it is not given.
    pub fn of(self, bytes: &[u8]) -> Encoding {
        let order = |big: bool| if big { Order::Big } else { Order::Little };
        match self {
            Encoding::Utf16(Order::Marked) => {
                Encoding::Utf16(order(bytes.starts_with(&[0xfe, 0xff])))
            }
            Encoding::Utf32(Order::Marked) => {
                Encoding::Utf32(order(bytes.starts_with(&[0, 0, 0xfe, 0xff])))
            }
            encoding => encoding,
        }
    }

    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(Order::Marked) => "utf-16",
            Encoding::Utf16(Order::Little) => "utf-16-le",
            Encoding::Utf16(Order::Big) => "utf-16-be",
            Encoding::Utf32(Order::Marked) => "utf-32",
            Encoding::Utf32(Order::Little) => "utf-32-le",
            Encoding::Utf32(Order::Big) => "utf-32-be",
        }
    }
}

impl Errors {
    /// The handling of a name as scripts spell it. Surrogates, which strings do not hold here, are errors for
    /// `surrogateescape` and `surrogatepass`, too.
    pub fn named(name: &str) -> Option<Errors> {
        Some(match name {
            "strict" | "surrogateescape" | "surrogatepass" => Errors::Strict,
            "ignore" => Errors::Ignore,
            "replace" => Errors::Replace,
            "backslashreplace" => Errors::BackslashReplace,
            "xmlcharrefreplace" => Errors::XmlCharRefReplace,
            _ => return None,
        })
    }
}

/// `text.encode(encoding, errors)`
///
/// # Errors
/// Where characters that the encoding does not have stand, counted in characters.
pub fn encode(text: &str, encoding: Encoding, errors: Errors) -> Result<Vec<u8>, Fault> {
    match encoding {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Sig => Ok(["\u{feff}".as_bytes(), text.as_bytes()].concat()),
        Encoding::Ascii => encode_narrow(text, '\x7f', "ordinal not in range(128)", errors),
        Encoding::Latin1 => encode_narrow(text, '\u{ff}', "ordinal not in range(256)", errors),
        Encoding::Utf16(order) => {
            let mark = (order == Order::Marked).then_some(0xfeff);
            let units = mark.into_iter().chain(text.encode_utf16());
            Ok(match order {
                Order::Big => units.flat_map(u16::to_be_bytes).collect(),
                _ => units.flat_map(u16::to_le_bytes).collect(),
            })
        }
        Encoding::Utf32(order) => {
            let mark = (order == Order::Marked).then_some(0xfeff);
            let units = mark.into_iter().chain(text.chars().map(u32::from));
            Ok(match order {
                Order::Big => units.flat_map(u32::to_be_bytes).collect(),
                _ => units.flat_map(u32::to_le_bytes).collect(),
            })
        }
    }
}

fn encode_narrow(
    text: &str,
    last: char,
    reason: &'static str,
    errors: Errors,
) -> Result<Vec<u8>, Fault> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let mut out = Vec::with_capacity(text.len());
    for (start, c) in text.chars().enumerate() {
        if c <= last {
            out.push(c as u8);
            continue;
        }
        match errors {
            Errors::Strict => {
                let rest = text.chars().skip(start);
                let end = start + rest.take_while(|c| *c > last).count();
                return Err(Fault { start, end, reason });
            }
            Errors::Ignore => {}
            Errors::Replace => out.push(b'?'),
            Errors::BackslashReplace => {
                let code = c as u32;
                out.extend(match code {
                    ..0x100 => format!("\\x{code:02x}").into_bytes(),
                    0x100..0x10000 => format!("\\u{code:04x}").into_bytes(),
                    _ => format!("\\U{code:08x}").into_bytes(),
                });
            }
            Errors::XmlCharRefReplace => out.extend(format!("&#{};", c as u32).into_bytes()),
        }
    }
    Ok(out)
}

/// `bytes.decode(encoding, errors)`
///
/// # Errors
/// Where bytes that mean nothing in the encoding stand.
pub fn decode(bytes: &[u8], encoding: Encoding, errors: Errors) -> Result<String, Fault> {
    match encoding {
        Encoding::Utf8 => decode_utf8(bytes, 0, errors),
        Encoding::Utf8Sig => match bytes.strip_prefix("\u{feff}".as_bytes()) {
            Some(rest) => decode_utf8(rest, 3, errors),
            None => decode_utf8(bytes, 0, errors),
        },
        Encoding::Ascii => {
            let mut out = String::with_capacity(bytes.len());
            for (start, byte) in bytes.iter().enumerate() {
                if byte.is_ascii() {
                    out.push(char::from(*byte));
                } else {
                    let (end, reason) = (start + 1, "ordinal not in range(128)");
                    replace(&mut out, bytes, Fault { start, end, reason }, errors)?;
                }
            }
            Ok(out)
        }
        Encoding::Latin1 => Ok(bytes.iter().copied().map(char::from).collect()),
        Encoding::Utf16(order) => decode_utf16(bytes, order, errors),
        Encoding::Utf32(order) => decode_utf32(bytes, order, errors),
    }
}

/// Deals with a fault of decoding.
fn replace(out: &mut String, bytes: &[u8], fault: Fault, errors: Errors) -> Result<(), Fault> {
    match errors {
        Errors::Strict | Errors::XmlCharRefReplace => return Err(fault),
        Errors::Ignore => {}
        Errors::Replace => out.push('\u{fffd}'),
        Errors::BackslashReplace => {
            for byte in bytes.get(fault.start..fault.end).unwrap_or_default() {
                // Writing into a String does not fail.
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    Ok(())
}

/// `skipped` bytes stood before `bytes`, and count in positions.
fn decode_utf8(bytes: &[u8], skipped: usize, errors: Errors) -> Result<String, Fault> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let error = match std::str::from_utf8(rest) {
            Ok(text) => {
                out.push_str(text);
                return Ok(out);
            }
            Err(error) => error,
        };
        let (good, bad) = rest.split_at(error.valid_up_to());
        out.push_str(std::str::from_utf8(good).unwrap_or_default());
        let start = at + good.len();
        let (length, reason) = match (error.error_len(), bad.first()) {
            (None, _) => (bad.len(), "unexpected end of data"),
            (Some(length), Some(0xc2..=0xf4)) => (length, "invalid continuation byte"),
            (Some(length), _) => (length, "invalid start byte"),
        };
        at = start + length;
        let fault = Fault {
            start,
            end: at,
            reason,
        };
        replace(&mut out, bytes, fault, errors).map_err(|fault| Fault {
            start: fault.start + skipped,
            end: fault.end + skipped,
            ..fault
        })?;
    }
}

fn decode_utf16(bytes: &[u8], order: Order, errors: Errors) -> Result<String, Fault> {
    let (order, mut at) = match (order, bytes) {
        (Order::Marked, [0xff, 0xfe, ..]) => (Order::Little, 2),
        (Order::Marked, [0xfe, 0xff, ..]) => (Order::Big, 2),
        (Order::Marked, _) => (Order::Little, 0),
        (order, _) => (order, 0),
    };
    let unit = |at: usize| match *bytes.get(at..at + 2)? {
        [a, b] if order == Order::Big => Some(u16::from_be_bytes([a, b])),
        [a, b] => Some(u16::from_le_bytes([a, b])),
        _ => None,
    };
    let mut out = String::with_capacity(bytes.len() / 2);
    while at < bytes.len() {
        let fault = |end: usize, reason| Fault {
            start: at,
            end: end.min(bytes.len()),
            reason,
        };
        let (next, fault) = match (unit(at), unit(at + 2)) {
            (None, _) => (bytes.len(), fault(bytes.len(), "truncated data")),
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                let code = 0x1_0000 + (u32::from(high & 0x3ff) << 10 | u32::from(low & 0x3ff));
                out.extend(char::from_u32(code));
                at += 4;
                continue;
            }
            (Some(0xd800..0xdc00), None) => {
                (bytes.len(), fault(bytes.len(), "unexpected end of data"))
            }
            (Some(0xd800..0xdc00), _) => (at + 2, fault(at + 2, "illegal UTF-16 surrogate")),
            (Some(0xdc00..0xe000), _) => (at + 2, fault(at + 2, "illegal encoding")),
            (Some(code), _) => {
                out.extend(char::from_u32(code.into()));
                at += 2;
                continue;
            }
        };
        replace(&mut out, bytes, fault, errors)?;
        at = next;
    }
    Ok(out)
}

fn decode_utf32(bytes: &[u8], order: Order, errors: Errors) -> Result<String, Fault> {
    let (order, mut at) = match (order, bytes) {
        (Order::Marked, [0xff, 0xfe, 0, 0, ..]) => (Order::Little, 4),
        (Order::Marked, [0, 0, 0xfe, 0xff, ..]) => (Order::Big, 4),
        (Order::Marked, _) => (Order::Little, 0),
        (order, _) => (order, 0),
    };
    let mut out = String::with_capacity(bytes.len() / 4);
    while at < bytes.len() {
        let code = match bytes.get(at..at + 4) {
            Some(&[a, b, c, d]) if order == Order::Big => Some(u32::from_be_bytes([a, b, c, d])),
            Some(&[a, b, c, d]) => Some(u32::from_le_bytes([a, b, c, d])),
            _ => None,
        };
        let end = (at + 4).min(bytes.len());
        let reason = match code.map(|code| (code, char::from_u32(code))) {
            Some((_, Some(c))) => {
                out.push(c);
                at += 4;
                continue;
            }
            Some((0xd800..0xe000, None)) => {
                "code point in surrogate code point range(0xd800, 0xe000)"
            }
            Some(_) => "code point not in range(0x110000)",
            None => "truncated data",
        };
        let fault = Fault {
            start: at,
            end,
            reason,
        };
        replace(&mut out, bytes, fault, errors)?;
        at = end;
    }
    Ok(out)
}

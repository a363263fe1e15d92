//! Bytes read as ASCII text: what the methods of `bytes` and `bytearray` do. Bytes beyond ASCII have no case, are no letters and no white
//! space. Positions and widths count bytes; their limits are those of `search` and `split`.

use memchr::memmem;

use super::error::{Result, TextError, check_length};
use super::split::Ends;

/// `bytes.find(part)`
pub fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [byte] => memchr::memchr(*byte, bytes),
        _ => memmem::find(bytes, part),
    }
}

/// `bytes.rfind(part)`
pub fn rfind(bytes: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [byte] => memchr::memrchr(*byte, bytes),
        _ => memmem::rfind(bytes, part),
    }
}

/// `bytes.count(part)`; an empty part stands around every byte.
pub fn count(bytes: &[u8], part: &[u8]) -> usize {
    memmem::find_iter(bytes, part).count()
}

/// `bytes.replace(old, new, limit)`
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn replace(bytes: &[u8], old: &[u8], new: &[u8], limit: Option<usize>) -> Result<Vec<u8>> {
    let limit = limit.unwrap_or(usize::MAX);
    let times = memmem::find_iter(bytes, old).take(limit).count();
    let added = new.len().checked_mul(times);
    check_length(added.and_then(|added| added.checked_add(bytes.len())))?;
    let mut out = Vec::with_capacity(bytes.len() - old.len() * times + new.len() * times);
    let mut plain = 0;
    for at in memmem::find_iter(bytes, old).take(times) {
        out.extend_from_slice(&bytes[plain..at]);
        out.extend_from_slice(new);
        plain = at + old.len();
    }
    out.extend_from_slice(&bytes[plain..]);
    Ok(out)
}

/// ASCII white space as `bytes.isspace` knows it.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// `bytes.strip(removed)` and its one-sided forms; white space if nothing else is named.
pub fn strip<'a>(bytes: &'a [u8], removed: Option<&[u8]>, ends: Ends) -> &'a [u8] {
    let goes = |byte: &u8| match removed {
        Some(removed) => removed.contains(byte),
        None => is_space(*byte),
    };
    let mut rest = bytes;
    if ends != Ends::Right {
        let gone = rest.iter().take_while(|byte| goes(byte)).count();
        rest = &rest[gone..];
    }
    if ends != Ends::Left {
        let gone = rest.iter().rev().take_while(|byte| goes(byte)).count();
        rest = &rest[..rest.len() - gone];
    }
    rest
}

/// `bytes.split(None, limit)`: the words between runs of white space; beyond the limit the rest is one part.
pub fn split_whitespace(bytes: &[u8], limit: Option<usize>) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip(bytes, None, Ends::Left);
    while !rest.is_empty() {
        if limit == Some(parts.len()) {
            parts.push(rest);
            break;
        }
        let end = rest.iter().position(|byte| is_space(*byte));
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(word);
        rest = strip(after, None, Ends::Left);
    }
    parts
}

/// `bytes.rsplit(None, limit)`: as [`split_whitespace`], counting from the end.
pub fn rsplit_whitespace(bytes: &[u8], limit: Option<usize>) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip(bytes, None, Ends::Right);
    while !rest.is_empty() {
        if limit == Some(parts.len()) {
            parts.push(rest);
            break;
        }
        let space = rest.iter().rposition(|byte| is_space(*byte));
        let (before, word) = rest.split_at(space.map_or(0, |space| space + 1));
        parts.push(word);
        rest = strip(before, None, Ends::Right);
    }
    parts.reverse();
    parts
}

/// `bytes.split(separator, limit)`
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a>(bytes: &'a [u8], separator: &[u8], limit: Option<usize>) -> Result<Vec<&'a [u8]>> {
    check_separator(separator)?;
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while limit != Some(parts.len())
        && let Some(at) = find(rest, separator)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    Ok(parts)
}

/// `bytes.rsplit(separator, limit)`
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a>(
    bytes: &'a [u8],
    separator: &[u8],
    limit: Option<usize>,
) -> Result<Vec<&'a [u8]>> {
    check_separator(separator)?;
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while limit != Some(parts.len())
        && let Some(at) = rfind(rest, separator)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    Ok(parts)
}

/// `bytes.splitlines(keepends)`: lines end with `\n`, `\r` or `\r\n`.
pub fn splitlines(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let (mut lines, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let next = match &rest[line..] {
            [b'\r', b'\n', ..] => line + 2,
            [] => line,
            _ => line + 1,
        };
        lines.push(&rest[..if keep_ends { next } else { line }]);
        rest = &rest[next..];
    }
    lines
}

/// `bytes.partition(separator)`: before, separator, after; all and nothing if it does not occur.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<[&'a [u8]; 3]> {
    check_separator(separator)?;
    Ok(match find(bytes, separator) {
        Some(at) => around(bytes, at, separator.len()),
        None => [bytes, &[], &[]],
    })
}

/// `bytes.rpartition(separator)`
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<[&'a [u8]; 3]> {
    check_separator(separator)?;
    Ok(match rfind(bytes, separator) {
        Some(at) => around(bytes, at, separator.len()),
        None => [&[], &[], bytes],
    })
}

/// `bytes.title()`
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let turn = |byte: &u8| {
        let turned = if in_word {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        in_word = byte.is_ascii_alphabetic();
        turned
    };
    bytes.iter().map(turn).collect()
}

/// `bytes.capitalize()`
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `bytes.swapcase()`
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    let turn = |byte: &u8| {
        if byte.is_ascii_lowercase() {
            byte.to_ascii_uppercase()
        } else {
            byte.to_ascii_lowercase()
        }
    };
    bytes.iter().map(turn).collect()
}

/// `bytes.islower()`: some letter is there, and none is upper case.
pub fn is_lower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.isupper()`: some letter is there, and none is lower case.
pub fn is_upper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.istitle()`
pub fn is_title(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes
}

/// `bytes.expandtabs(size)`
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn expandtabs(bytes: &[u8], size: i64) -> Result<Vec<u8>> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = Vec::with_capacity(bytes.len());
    let mut column = 0;
    for &byte in bytes {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                check_length(out.len().checked_add(spaces))?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            _ => {
                let newline = matches!(byte, b'\n' | b'\r');
                column = if newline { 0 } else { column + 1 };
                out.push(byte);
            }
        }
    }
    Ok(out)
}

/// `bytes.zfill(width)` for a width that memory holds: zeros after a leading sign.
pub fn zfill(bytes: &[u8], width: usize) -> Vec<u8> {
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let (sign, digits) = bytes.split_at(sign);
    let zeros = width.saturating_sub(bytes.len());
    [sign, &vec![b'0'; zeros], digits].concat()
}

/// `bytes.fromhex(text)`: pairs of digits, white space between them.
///
/// # Errors
/// `ValueError` for anything else.
pub fn from_hex(text: &str) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut letters = text.chars().enumerate();
    let digit = |(at, c): (usize, char)| c.to_digit(16).ok_or(at).map(|digit| digit as u8);
    while let Some((at, c)) = letters.next() {
        if u8::try_from(c).is_ok_and(is_space) {
            continue;
        }
        let pair = digit((at, c)).and_then(|high| {
            let low = digit(letters.next().ok_or(at + 1)?)?;
            Ok(high << 4 | low)
        });
        match pair {
            Ok(byte) => out.push(byte),
            Err(at) => {
                return Err(TextError::value(format!(
                    "non-hexadecimal number found in fromhex() arg at position {at}"
                )));
            }
        }
    }
    Ok(out)
}

/// `bytes.hex(separator, group)`: a separator after every `group` bytes counted from the end, from the start if it is negative.
pub fn to_hex(bytes: &[u8], separator: Option<char>, group: i64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(bytes.len() * 3);
    for (at, byte) in bytes.iter().enumerate() {
        let place = if group < 0 { at } else { bytes.len() - at };
        if let Some(separator) = separator.filter(|_| at > 0 && size > 0)
            && place % size == 0
        {
            out.push(separator);
        }
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    out
}

fn check_separator(separator: &[u8]) -> Result<()> {
    if separator.is_empty() {
        Err(TextError::value("empty separator"))
    } else {
        Ok(())
    }
}

fn around(bytes: &[u8], at: usize, length: usize) -> [&[u8]; 3] {
    [&bytes[..at], &bytes[at..at + length], &bytes[at + length..]]
}

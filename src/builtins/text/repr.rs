//! `repr` and `ascii` of strings, `repr` of bytes. Numbers are `float_text` and `int_text`.

use std::fmt::Write;

use super::unicode::is_printable;

/// Appends `repr(text)`: single quotes unless only double quotes spare an escape.
pub fn push_str_repr(out: &mut String, text: &str) {
    push_quoted(out, text, is_printable);
}

/// `repr(text)`.
pub fn repr_str(text: &str) -> String {
    let mut out = String::new();
    push_str_repr(&mut out, text);
    out
}

/// Appends `ascii(text)`: `repr` with everything beyond ASCII escaped.
pub fn push_str_ascii(out: &mut String, text: &str) {
    push_quoted(out, text, |c| c.is_ascii() && is_printable(c));
}

/// Appends `text`, which is already a repr, with everything beyond ASCII escaped: `ascii` of any object.
pub fn push_ascii_of_repr(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c)
        } else {
            push_escape(out, c)
        }
    }
}

/// Appends `repr(bytes)`: `b'...'`.
pub fn push_bytes_repr(out: &mut String, bytes: &[u8]) {
    out.reserve(bytes.len() + 3);
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        push_ascii_char(out, char::from(byte), quote, |out, c| {
            push_hex(out, 'x', c as u32, 2)
        });
    }
    out.push(quote);
}

/// `repr(bytes)`.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let mut out = String::new();
    push_bytes_repr(&mut out, bytes);
    out
}

fn push_quoted(out: &mut String, text: &str, shown: impl Fn(char) -> bool) {
    out.reserve(text.len() + 2);
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if c != quote && c != '\\' && shown(c) {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + c.len_utf8();
        if c.is_ascii() {
            push_ascii_char(out, c, quote, push_escape)
        } else {
            push_escape(out, c)
        }
    }
    out.push_str(&text[plain..]);
    out.push(quote);
}

fn push_ascii_char(out: &mut String, c: char, quote: char, escape: impl Fn(&mut String, char)) {
    match c {
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\\' => out.push_str("\\\\"),
        _ if c == quote => {
            out.push('\\');
            out.push(c);
        }
        ' '..='~' => out.push(c),
        _ => escape(out, c),
    }
}

fn push_escape(out: &mut String, c: char) {
    match c as u32 {
        code @ ..=0xff => push_hex(out, 'x', code, 2),
        code @ ..=0xffff => push_hex(out, 'u', code, 4),
        code => push_hex(out, 'U', code, 8),
    }
}

fn push_hex(out: &mut String, letter: char, code: u32, digits: usize) {
    // Writing into a String does not fail.
    let _ = write!(out, "\\{letter}{code:0digits$x}");
}

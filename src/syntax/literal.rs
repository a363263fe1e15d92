//! The values of literals: numbers, and strings with their escapes. Works on text that the lexer has found well formed;
//! what can still be wrong is the escapes.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::Num;

use super::ast::Constant;

/// Decimal integers with more digits are refused, as in CPython: converting them takes quadratic time.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// Why a literal has no value.
#[derive(Debug, PartialEq)]
pub(super) enum Problem {
    /// A `SyntaxError` with this message and hint.
    Invalid(String, &'static str),
    /// Valid Python, but not here; with a hint.
    Unsupported(&'static str, &'static str),
}

/// The value of a number.
pub(super) fn number(text: &str) -> Result<Constant, Problem> {
    let plain;
    let text = if text.contains('_') {
        plain = text.replace('_', "");
        &plain
    } else {
        text
    };
    if let Some(imaginary) = text.strip_suffix(['j', 'J']) {
        return Ok(Constant::Imaginary(float(imaginary)));
    }
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    let digits = if radix == 10 { text } else { &text[2..] };
    if radix == 10 && digits.contains(['.', 'e', 'E']) {
        return Ok(Constant::Float(float(digits)));
    }
    if let Ok(small) = i64::from_str_radix(digits, radix) {
        return Ok(Constant::Int(small));
    }
    if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
        let message = format!(
            "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit - \
             Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
            digits.len()
        );
        return Err(Problem::Invalid(message, "write it in hexadecimal"));
    }
    match BigInt::from_str_radix(digits, radix) {
        Ok(big) => Ok(Constant::BigInt(Arc::new(big))),
        Err(_) => Err(Problem::Invalid(
            "invalid decimal literal".to_owned(),
            "use digits only",
        )),
    }
}

/// The scanner lets through only what Rust also reads; too large a value becomes infinity in both languages.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// A string literal taken apart.
#[derive(Clone, Copy)]
pub(super) struct StringToken<'a> {
    pub(super) body: &'a str,
    pub(super) is_raw: bool,
    pub(super) is_bytes: bool,
}

impl<'a> StringToken<'a> {
    /// From its text with prefix and quotes.
    pub(super) fn new(text: &'a str) -> StringToken<'a> {
        let quote_at = text.find(['"', '\'']).unwrap_or(0);
        let (prefix, quoted) = text.split_at(quote_at);
        let triple =
            quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"));
        let size = if triple { 3 } else { 1 };
        StringToken {
            body: quoted.get(size..quoted.len() - size).unwrap_or(""),
            is_raw: prefix.contains(['r', 'R']),
            is_bytes: prefix.contains(['b', 'B']),
        }
    }
}

/// Appends the text that a string's body stands for.
pub(super) fn unescape(body: &str, is_raw: bool, out: &mut String) -> Result<(), Problem> {
    let special: &[char] = if is_raw { &['\r'] } else { &['\\', '\r'] };
    let mut rest = body;
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let escape = match tail.as_bytes() {
            [b'\r', b'\n', ..] => Escape::char('\n', 2),
            [b'\r', ..] => Escape::char('\n', 1),
            _ => string_escape(tail, body.len() - rest.len() + at, body)?,
        };
        out.extend(escape.value);
        rest = &tail[escape.length..];
    }
    out.push_str(rest);
    Ok(())
}

/// Appends the bytes that a bytes literal's body stands for.
pub(super) fn unescape_bytes(body: &str, is_raw: bool, out: &mut Vec<u8>) -> Result<(), Problem> {
    if !body.is_ascii() {
        let message = "bytes can only contain ASCII literal characters";
        let hint = "write other characters as escapes, or encode a string";
        return Err(Problem::Invalid(message.to_owned(), hint));
    }
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        at += match rest {
            [b'\r', b'\n', ..] => {
                out.push(b'\n');
                2
            }
            [b'\r', ..] => {
                out.push(b'\n');
                1
            }
            [b'\\', b'x', ..] if !is_raw => match hex(&rest[2..], 2) {
                (value, 2) => {
                    out.push(value as u8);
                    4
                }
                _ => {
                    let message = format!("(value error) invalid \\x escape at position {at}");
                    return Err(Problem::Invalid(
                        message,
                        "\\x takes two hexadecimal digits",
                    ));
                }
            },
            [b'\\', ..] if !is_raw => {
                let escape = simple_escape(&body[at..]);
                // An octal escape beyond 255 keeps its low byte.
                out.extend(escape.value.map(|c| c as u32 as u8));
                escape.length
            }
            _ => {
                out.push(byte);
                1
            }
        };
    }
    Ok(())
}

/// What an escape stands for, and how many bytes of source it takes.
struct Escape {
    /// `None` for a line continued.
    value: Option<char>,
    length: usize,
}

impl Escape {
    fn char(value: char, length: usize) -> Escape {
        Escape {
            value: Some(value),
            length,
        }
    }
}

/// The escape at the start of `tail`, which begins `offset` bytes into `body`.
fn string_escape(tail: &str, offset: usize, body: &str) -> Result<Escape, Problem> {
    let kind = tail.as_bytes().get(1).copied();
    let (digits, name, hint) = match kind {
        Some(b'x') => (
            2,
            "truncated \\xXX escape",
            "\\x takes two hexadecimal digits",
        ),
        Some(b'u') => (
            4,
            "truncated \\uXXXX escape",
            "\\u takes four hexadecimal digits",
        ),
        Some(b'U') => (
            8,
            "truncated \\UXXXXXXXX escape",
            "\\U takes eight hexadecimal digits",
        ),
        Some(b'N') => {
            let is_name = tail[2..].starts_with('{') && tail[2..].contains('}');
            return Err(match is_name {
                true => Problem::Unsupported(
                    "`\\N{...}` in strings",
                    "write the character itself, or its \\u escape",
                ),
                false => {
                    let hint = "\\N takes a character's name in braces";
                    unicode_error(body, offset, 2, "malformed \\N character escape", hint)
                }
            });
        }
        _ => return Ok(simple_escape(tail)),
    };
    let (value, found) = hex(&tail.as_bytes()[2..], digits);
    if found < digits {
        return Err(unicode_error(body, offset, 2 + found, name, hint));
    }
    let length = 2 + digits;
    match char::from_u32(value) {
        Some(value) => Ok(Escape::char(value, length)),
        None if (0xd800..0xe000).contains(&value) => Err(Problem::Unsupported(
            "lone surrogates in strings",
            "its strings hold whole characters only",
        )),
        None => Err(unicode_error(
            body,
            offset,
            length,
            "illegal Unicode character",
            "the last character is \\U0010ffff",
        )),
    }
}

/// An escape that strings and bytes share; an unknown one stands for its backslash.
fn simple_escape(tail: &str) -> Escape {
    let value = match tail.as_bytes() {
        [_, b'\r', b'\n', ..] => {
            return Escape {
                value: None,
                length: 3,
            };
        }
        [_, b'\n' | b'\r', ..] => {
            return Escape {
                value: None,
                length: 2,
            };
        }
        [_, digits @ ..] if matches!(digits.first(), Some(b'0'..=b'7')) => {
            let octal = digits
                .iter()
                .take(3)
                .take_while(|b| matches!(b, b'0'..=b'7'));
            let (value, length) = octal.fold((0, 1), |(value, length), digit| {
                (value * 8 + u32::from(digit - b'0'), length + 1)
            });
            return Escape::char(char::from_u32(value).unwrap_or('\0'), length);
        }
        [_, b'\\', ..] => '\\',
        [_, b'\'', ..] => '\'',
        [_, b'"', ..] => '"',
        [_, b'a', ..] => '\x07',
        [_, b'b', ..] => '\x08',
        [_, b'f', ..] => '\x0c',
        [_, b'n', ..] => '\n',
        [_, b'r', ..] => '\r',
        [_, b't', ..] => '\t',
        [_, b'v', ..] => '\x0b',
        _ => return Escape::char('\\', 1),
    };
    Escape::char(value, 2)
}

/// Reads up to `count` hexadecimal digits; also tells how many there were.
fn hex(bytes: &[u8], count: usize) -> (u32, usize) {
    let digits = bytes
        .iter()
        .take(count)
        .map_while(|&b| (b as char).to_digit(16));
    digits.fold((0, 0), |(value, found), digit| {
        (value * 16 + digit, found + 1)
    })
}

/// CPython counts positions in a copy of the body where characters beyond ASCII are written as `\UXXXXXXXX`.
fn unicode_error(
    body: &str,
    offset: usize,
    length: usize,
    what: &str,
    hint: &'static str,
) -> Problem {
    let start: usize = body[..offset]
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 10 })
        .sum();
    let end = start + length - 1;
    let message = format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {what}"
    );
    Problem::Invalid(message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Result<String, Problem> {
        let mut out = String::new();
        unescape(body, false, &mut out).map(|()| out)
    }

    fn bytes(body: &str) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        unescape_bytes(body, false, &mut out).map(|()| out)
    }

    #[test]
    fn numbers() {
        let int = |text| number(text).unwrap();
        assert_eq!(int("1_000"), Constant::Int(1000));
        assert_eq!(int("0xFF"), Constant::Int(255));
        assert_eq!(int("0o17"), Constant::Int(15));
        assert_eq!(int("0b1_01"), Constant::Int(5));
        assert_eq!(int("0_0"), Constant::Int(0));
        assert_eq!(int("9223372036854775807"), Constant::Int(i64::MAX));
        let big: BigInt = BigInt::from(i64::MAX) + 1;
        assert_eq!(
            int("9223372036854775808"),
            Constant::BigInt(Arc::new(big.clone()))
        );
        assert_eq!(int("0x8000000000000000"), Constant::BigInt(Arc::new(big)));
        for (text, value) in [
            ("1.", 1.0),
            (".5", 0.5),
            ("1e3", 1e3),
            ("1_0.2_5E-1", 1.025),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(int(text), Constant::Float(value), "{text}");
        }
        assert_eq!(int("012j"), Constant::Imaginary(12.0));
        assert!(number(&"1".repeat(4300)).is_ok());
        assert!(number(&"1".repeat(4301)).is_err());
        assert!(number(&format!("0x{}", "1".repeat(9000))).is_ok());
    }

    #[test]
    fn escapes() {
        assert_eq!(
            text(r#"\a\b\f\n\r\t\v\\\'\""#).unwrap(),
            "\x07\x08\x0c\n\r\t\x0b\\'\""
        );
        assert_eq!(
            text(r"\101\60\0\777\x41\u00e9\U0001f600").unwrap(),
            "A0\0ǿAé😀"
        );
        assert_eq!(text(r"\d\é\ ").unwrap(), r"\d\é\ ");
        assert_eq!(text("a\\\nb\\\r\nc\\\rd").unwrap(), "abcd");
        assert_eq!(text("a\r\nb\rc").unwrap(), "a\nb\nc");
        assert_eq!(bytes(r"\x00\xff\777\d\n").unwrap(), b"\x00\xff\xff\\d\n");
        let mut raw = String::new();
        unescape("\\n\r\n", true, &mut raw).unwrap();
        assert_eq!(raw, "\\n\n");
    }

    #[test]
    fn bad_escapes_have_cpythons_messages() {
        let message = |problem| match problem {
            Problem::Invalid(message, _) => message,
            Problem::Unsupported(what, _) => what.to_owned(),
        };
        let prefix = "(unicode error) 'unicodeescape' codec can't decode bytes in position";
        for (body, expected) in [
            (r"\x1", "0-2: truncated \\xXX escape"),
            (r"aé\u12", "11-14: truncated \\uXXXX escape"),
            (r"\U00110000", "0-9: illegal Unicode character"),
            (r"\N", "0-1: malformed \\N character escape"),
        ] {
            assert_eq!(
                message(text(body).unwrap_err()),
                format!("{prefix} {expected}")
            );
        }
        assert_eq!(
            message(text(r"\ud800").unwrap_err()),
            "lone surrogates in strings"
        );
        assert_eq!(
            message(bytes(r"ab\x1").unwrap_err()),
            "(value error) invalid \\x escape at position 2"
        );
        assert!(bytes("é").is_err());
    }
}

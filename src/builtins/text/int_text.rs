//! Integers to text and back: `str(n)`, `hex(n)`, `int(text, base)`. Widths and separators are `format`.

use std::fmt::Write;

use num_bigint::{BigInt, BigUint, Sign};

use super::error::{Result, TextError};
use super::int::{Int, IntRef};
use super::repr::push_str_repr;
use super::unicode;

/// `sys.int_info.default_max_str_digits`: beyond so many digits `int` and `str` refuse to convert.
pub const DEFAULT_MAX_DIGITS: usize = 4300;

/// Appends `str(n)`. `max_digits` is the limit of `sys.set_int_max_str_digits`, 0 for none.
///
/// # Errors
/// `ValueError` if `n` has more digits than that.
pub fn push_int(out: &mut String, n: IntRef<'_>, max_digits: usize) -> Result<()> {
    match n {
        IntRef::Small(small) => out.push_str(itoa::Buffer::new().format(small)),
        IntRef::Big(big) => out.push_str(&decimal(big, max_digits)?),
    }
    Ok(())
}

/// `str(n)`; see [`push_int`].
///
/// # Errors
/// `ValueError` if `n` has more digits than `max_digits`.
pub fn int_to_string(n: IntRef<'_>, max_digits: usize) -> Result<String> {
    let mut out = String::new();
    push_int(&mut out, n, max_digits)?;
    Ok(out)
}

/// Appends `bin(n)`, `oct(n)` or `hex(n)`: radix 2, 8 or 16 with its prefix.
pub fn push_prefixed(out: &mut String, n: IntRef<'_>, radix: Radix) {
    if n.is_negative() {
        out.push('-');
    }
    out.push_str(radix.prefix());
    push_magnitude(out, n, radix);
}

/// A radix that is a power of two, whose text is free of the digit limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Radix {
    /// `0b`
    Binary,
    /// `0o`
    Octal,
    /// `0x`
    Hexadecimal,
}

impl Radix {
    /// `0b`, `0o` or `0x`.
    pub fn prefix(self) -> &'static str {
        match self {
            Radix::Binary => "0b",
            Radix::Octal => "0o",
            Radix::Hexadecimal => "0x",
        }
    }

    fn value(self) -> u32 {
        match self {
            Radix::Binary => 2,
            Radix::Octal => 8,
            Radix::Hexadecimal => 16,
        }
    }
}

/// Appends the digits of `abs(n)` in a radix, lower case, no prefix.
pub(super) fn push_magnitude(out: &mut String, n: IntRef<'_>, radix: Radix) {
    match n {
        IntRef::Small(small) => {
            let small = small.unsigned_abs();
            // Writing into a String does not fail.
            _ = match radix {
                Radix::Binary => write!(out, "{small:b}"),
                Radix::Octal => write!(out, "{small:o}"),
                Radix::Hexadecimal => write!(out, "{small:x}"),
            };
        }
        IntRef::Big(big) => out.push_str(&big.magnitude().to_str_radix(radix.value())),
    }
}

/// `int(text, base)`. `max_digits` as for [`push_int`]; radixes that are powers of two have no limit.
///
/// # Errors
/// `ValueError`: no integer in that base, a base that is neither 0 nor 2 to 36, or too many digits.
pub fn parse_int(text: &str, base: i64, max_digits: usize) -> Result<Int> {
    let radix = match u32::try_from(base) {
        Ok(radix @ (0 | 2..=36)) => radix,
        _ => return Err(TextError::value("int() base must be >= 2 and <= 36, or 0")),
    };
    if let Some(small) = parse_short(text, radix) {
        return Ok(Int::Small(small));
    }
    let ascii = to_ascii(text);
    let bytes = ascii.as_ref().map_or(text, String::as_str).as_bytes();
    match read_integer(bytes, radix) {
        Some(found) => found.convert(max_digits),
        None => {
            let mut message = format!("invalid literal for int() with base {base}: ");
            let start = message.len();
            push_str_repr(&mut message, text);
            if let Some((cut, _)) = message[start..].char_indices().nth(200) {
                message.truncate(start + cut);
            }
            Err(TextError::value(message))
        }
    }
}

/// The text with decimal digits of any script and white space turned into ASCII, everything else that is not ASCII
/// into `?`; none if it is ASCII already.
pub(super) fn to_ascii(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let map = |c: char| match unicode::decimal_value(c) {
        _ if c.is_ascii() => c,
        Some(value) => char::from_digit(value, 10).unwrap_or('?'),
        None if unicode::is_space(c) => ' ',
        None => '?',
    };
    Some(text.chars().map(map).collect())
}

/// The white space that `int` and `float` strip from ASCII.
pub(super) fn trim_ascii(mut bytes: &[u8]) -> &[u8] {
    let space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    while let [first, rest @ ..] = bytes
        && space(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && space(last)
    {
        bytes = rest;
    }
    bytes
}

/// Up to 18 plain decimal digits, the common case.
fn parse_short(text: &str, radix: u32) -> Option<i64> {
    let bytes = text.as_bytes().trim_ascii();
    if radix != 10 || !(1..=18).contains(&bytes.len()) {
        return None;
    }
    bytes.iter().try_fold(0, |value, &byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i64::from(byte - b'0'))
    })
}

/// An integer as written: its sign, its digits without underscores, its radix.
struct Written {
    minus: bool,
    radix: u32,
    digits: Vec<u8>,
}

fn read_integer(bytes: &[u8], base: u32) -> Option<Written> {
    let mut rest = trim_ascii(bytes);
    let minus = rest.first() == Some(&b'-');
    if let [b'-' | b'+', after @ ..] = rest {
        rest = after;
    }
    let marked = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let radix = match (base, marked) {
        (0, 0) => 10,
        (0, marked) => marked,
        (base, _) => base,
    };
    if marked == radix {
        rest = &rest[2..];
        // The one underscore that no digit needs to precede.
        if let [b'_', after @ ..] = rest {
            rest = after;
        }
    }
    // Base 0 reads a literal, where 010 is an error and 00 is not.
    let only_zeros = base == 0 && marked == 0 && rest.first() == Some(&b'0');
    let mut digits = Vec::with_capacity(rest.len());
    let mut after_digit = false;
    for &byte in rest {
        if byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        let digit = char::from(byte).to_digit(radix)?;
        if only_zeros && digit != 0 {
            return None;
        }
        digits.push(digit as u8);
        after_digit = true;
    }
    after_digit.then_some(Written {
        minus,
        radix,
        digits,
    })
}

impl Written {
    fn convert(self, max_digits: usize) -> Result<Int> {
        let count = self.digits.len();
        if max_digits != 0 && count > max_digits && !self.radix.is_power_of_two() {
            return Err(TextError::value(format!(
                "Exceeds the limit ({max_digits} digits) for integer string conversion: value has {count} digits; use \
                 sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        let short = self.digits.iter().try_fold(0i64, |value, &digit| {
            value
                .checked_mul(i64::from(self.radix))?
                .checked_add(i64::from(digit))
        });
        if let Some(value) = short {
            return Ok(Int::Small(if self.minus { -value } else { value }));
        }
        let magnitude = BigUint::from_radix_be(&self.digits, self.radix).unwrap_or_default();
        let sign = if self.minus { Sign::Minus } else { Sign::Plus };
        Ok(Int::from(BigInt::from_biguint(sign, magnitude)))
    }
}

fn decimal(big: &BigInt, max_digits: usize) -> Result<String> {
    let too_long = || {
        TextError::value(format!(
            "Exceeds the limit ({max_digits} digits) for integer string conversion; use sys.set_int_max_str_digits() \
             to increase the limit"
        ))
    };
    // A digit is under 3.33 bits: what is sure to be too long is not converted first.
    if max_digits != 0 && big.bits() / 4 > max_digits as u64 {
        return Err(too_long());
    }
    let text = big.to_string();
    let digits = text.len() - usize::from(text.starts_with('-'));
    if max_digits != 0 && digits > max_digits {
        Err(too_long())
    } else {
        Ok(text)
    }
}

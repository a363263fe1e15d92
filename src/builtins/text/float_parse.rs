//! Text to floats: `float(text)` and `float.fromhex`. Floats to text are `float_text`.

use super::error::{Result, TextError};
use super::float_bits::assemble;
use super::int_text::{to_ascii, trim_ascii};
use super::repr::push_str_repr;

/// `float(text)`: white space around, underscores between digits, digits of any script, `inf`, `infinity`, `nan`.
///
/// # Errors
/// `ValueError` if the text is no float.
pub fn parse_float(text: &str) -> Result<f64> {
    let ascii = to_ascii(text);
    let trimmed = trim_ascii(ascii.as_deref().unwrap_or(text).as_bytes());
    let number = if trimmed.contains(&b'_') {
        without_underscores(trimmed)
    } else {
        None
    };
    // Rust reads what Python reads: the same grammar, correctly rounded.
    let digits = std::str::from_utf8(number.as_deref().unwrap_or(trimmed)).ok();
    digits
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| {
            let mut message = String::from("could not convert string to float: ");
            push_str_repr(&mut message, text);
            TextError::value(message)
        })
}

/// `float.fromhex(text)`, correctly rounded.
///
/// # Errors
/// `ValueError` if the text is no hexadecimal float, `OverflowError` if it is too large for one.
pub fn from_hex(text: &str) -> Result<f64> {
    let trimmed = trim_ascii(text.as_bytes());
    let minus = trimmed.first() == Some(&b'-');
    let unsigned = match trimmed {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    let named = |names: &[&str]| {
        names
            .iter()
            .any(|name| unsigned.eq_ignore_ascii_case(name.as_bytes()))
    };
    let x = if named(&["inf", "infinity"]) {
        f64::INFINITY
    } else if named(&["nan"]) {
        f64::NAN
    } else {
        // CPython finds a number too large before it finds rubbish behind it.
        match hex_value(unsigned) {
            Some((x, _)) if x.is_infinite() => {
                return Err(TextError::overflow(
                    "hexadecimal value too large to represent as a float",
                ));
            }
            Some((x, [])) => x,
            _ => {
                return Err(TextError::value(
                    "invalid hexadecimal floating-point string",
                ));
            }
        }
    };
    Ok(if minus { -x } else { x })
}

/// Reads `[0x]digits[.digits][p[sign]digits]`, infinite if too large; answers what follows, too.
fn hex_value(bytes: &[u8]) -> Option<(f64, &[u8])> {
    let mut rest = match bytes {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        all => all,
    };
    let (mut mantissa, mut inexact, mut exponent) = (0u64, false, 0i64);
    let (mut any, mut point) = (false, false);
    while let [byte, after @ ..] = rest {
        if let Some(digit) = char::from(*byte).to_digit(16) {
            any = true;
            exponent -= if point { 4 } else { 0 };
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | u64::from(digit);
            } else {
                inexact |= digit != 0;
                exponent += 4;
            }
        } else if *byte == b'.' && !point {
            point = true;
        } else {
            break;
        }
        rest = after;
    }
    if let [b'p' | b'P', after @ ..] = rest {
        let (power, after) = binary_exponent(after)?;
        exponent += power;
        rest = after;
    }
    any.then(|| (assemble(mantissa, inexact, exponent), rest))
}

/// Reads `[sign]digits`, cut off far beyond any float's exponent; answers what follows, too.
fn binary_exponent(bytes: &[u8]) -> Option<(i64, &[u8])> {
    const FAR: i64 = 1 << 40;
    let digits = match bytes {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = digits.split_at(count);
    let add = |value: i64, byte: &u8| (value * 10 + i64::from(byte - b'0')).min(FAR);
    let power = digits.iter().fold(0, add);
    (count > 0).then_some((
        if bytes.first() == Some(&b'-') {
            -power
        } else {
            power
        },
        rest,
    ))
}

/// The text without its underscores if each stands between two digits.
fn without_underscores(bytes: &[u8]) -> Option<Vec<u8>> {
    let digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let well_placed = bytes
        .iter()
        .enumerate()
        .all(|(at, &byte)| byte != b'_' || digit(at.checked_sub(1)) && digit(Some(at + 1)));
    well_placed.then(|| bytes.iter().copied().filter(|&byte| byte != b'_').collect())
}

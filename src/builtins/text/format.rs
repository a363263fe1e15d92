//! `format(value, spec)` of integers, floats and strings: what `__format__` of these types does, and f-strings with it.
//! Reading the spec is `spec`; `%` and `str.format` templates are `percent` and `template`.

use super::error::{Result, TextError, check_length, push_fill};
use super::float_text::{Layout, Notation, push_float, push_repr};
use super::int::IntRef;
use super::int_math::to_f64;
use super::int_text::{Radix, int_to_string, push_int, push_magnitude};
use super::spec::{Align, FormatSpec, Sign, Subject, letter};

/// Appends `format(n, spec)`. `type_name` is for messages; `max_digits` as for [`push_int`].
///
/// # Errors
/// As CPython: `ValueError` for a spec that integers don't take, `OverflowError` for what is no character or no float.
pub fn format_int(
    out: &mut String,
    n: IntRef<'_>,
    spec: &str,
    type_name: &str,
    max_digits: usize,
) -> Result<()> {
    if spec.is_empty() {
        return push_int(out, n, max_digits);
    }
    let spec = FormatSpec::parse(spec, Subject::Int, type_name)?;
    match spec.kind {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => float_with(out, to_f64(n)?, &spec),
        Some('b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X') => int_with(out, n, &spec, max_digits),
        kind => Err(unknown(kind, type_name)),
    }
}

/// Appends `format(x, spec)`. `type_name` is for messages.
///
/// # Errors
/// `ValueError` for a spec that floats don't take, `MemoryError` for one that asks for too long a text.
pub fn format_float(out: &mut String, x: f64, spec: &str, type_name: &str) -> Result<()> {
    if spec.is_empty() {
        push_repr(out, x);
        return Ok(());
    }
    let spec = FormatSpec::parse(spec, Subject::Float, type_name)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_with(out, x, &spec),
        kind => Err(unknown(kind, type_name)),
    }
}

/// Appends `format(text, spec)`. `type_name` is for messages.
///
/// # Errors
/// `ValueError` for a spec that strings don't take, `MemoryError` for one that asks for too long a text.
pub fn format_str(out: &mut String, text: &str, spec: &str, type_name: &str) -> Result<()> {
    if spec.is_empty() {
        out.push_str(text);
        return Ok(());
    }
    let spec = FormatSpec::parse(spec, Subject::Str, type_name)?;
    if spec.kind != Some('s') {
        return Err(unknown(spec.kind, type_name));
    }
    match spec.sign {
        Some(Sign::Space) => {
            return Err(TextError::value(
                "Space not allowed in string format specifier",
            ));
        }
        Some(_) => {
            return Err(TextError::value(
                "Sign not allowed in string format specifier",
            ));
        }
        None => {}
    }
    if spec.unsigned_zero {
        return Err(TextError::value(
            "Negative zero coercion (z) not allowed in string format specifier",
        ));
    }
    if spec.alternate {
        return Err(TextError::value(
            "Alternate form (#) not allowed in string format specifier",
        ));
    }
    if spec.align == Align::AfterSign {
        return Err(TextError::value(
            "'=' alignment not allowed in string format specifier",
        ));
    }
    let text = match spec.precision {
        Some(precision) => truncated(text, precision),
        None => text,
    };
    push_aligned(out, text, &spec)
}

/// Appends a text with nothing but fill around it.
fn push_aligned(out: &mut String, text: &str, spec: &FormatSpec) -> Result<()> {
    let padding = match spec.width {
        None => 0,
        Some(width) => width.saturating_sub(characters(text)),
    };
    let fill = padding.checked_mul(spec.fill.len_utf8());
    check_length(fill.and_then(|fill| fill.checked_add(text.len())))?;
    let (left, right) = around(padding, spec.align);
    push_fill(out, spec.fill, left);
    out.push_str(text);
    push_fill(out, spec.fill, right);
    Ok(())
}

/// The number of characters.
fn characters(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().count(),
    }
}

/// The first `count` characters.
pub(super) fn truncated(text: &str, count: usize) -> &str {
    // A character is at least a byte.
    if text.len() <= count {
        return text;
    }
    text.char_indices()
        .nth(count)
        .map_or(text, |(end, _)| &text[..end])
}

fn int_with(out: &mut String, n: IntRef<'_>, spec: &FormatSpec, max_digits: usize) -> Result<()> {
    if spec.precision.is_some() {
        return Err(TextError::value(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.unsigned_zero {
        return Err(TextError::value(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    let (radix, prefix) = match spec.kind {
        Some('c') => return char_with(out, n, spec),
        Some('b') => (Radix::Binary, "0b"),
        Some('o') => (Radix::Octal, "0o"),
        Some('x') => (Radix::Hexadecimal, "0x"),
        Some('X') => (Radix::Hexadecimal, "0X"),
        _ if spec.is_plain() => return push_int(out, n, max_digits),
        _ => {
            let (mut short, long);
            let text = match n {
                IntRef::Small(small) => {
                    short = itoa::Buffer::new();
                    short.format(small)
                }
                IntRef::Big(_) => {
                    long = int_to_string(n, max_digits)?;
                    &long
                }
            };
            if spec.is_aligned_text() {
                return push_aligned(out, text, spec);
            }
            return Number {
                negative: n.is_negative(),
                prefix: "",
                digits: text.strip_prefix('-').unwrap_or(text),
                tail: "",
            }
            .push(out, spec);
        }
    };
    let mut digits = String::new();
    push_magnitude(&mut digits, n, radix);
    if spec.kind == Some('X') {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    Number {
        negative: n.is_negative(),
        prefix,
        digits: &digits,
        tail: "",
    }
    .push(out, spec)
}

fn char_with(out: &mut String, n: IntRef<'_>, spec: &FormatSpec) -> Result<()> {
    if spec.sign.is_some() {
        return Err(TextError::value(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(TextError::value(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    let code = n.to_i64().ok_or(TextError::overflow(
        "Python int too large to convert to C long",
    ))?;
    let c = match u32::try_from(code) {
        Ok(code @ ..=0x10ffff) => char_of(code)?,
        _ => return Err(TextError::overflow("%c arg not in range(0x110000)")),
    };
    Number {
        negative: false,
        prefix: "",
        digits: "",
        tail: c.encode_utf8(&mut [0; 4]),
    }
    .push(out, spec)
}

/// The character of a number up to 0x10ffff.
pub(super) fn char_of(code: u32) -> Result<char> {
    char::from_u32(code).ok_or(TextError::value(
        "gilscope has no lone surrogates (0xd800 to 0xdfff)",
    ))
}

fn float_with(out: &mut String, x: f64, spec: &FormatSpec) -> Result<()> {
    if spec
        .precision
        .is_some_and(|precision| precision > i32::MAX as usize)
    {
        return Err(TextError::value("precision too big"));
    }
    let (notation, default) = match (spec.kind, spec.precision) {
        (Some('e' | 'E'), _) => (Notation::Exponent, 6),
        (Some('f' | 'F' | '%'), _) => (Notation::Fixed, 6),
        (Some(_), _) => (Notation::General, 6),
        (None, Some(_)) => (Notation::General, 0),
        (None, None) => (Notation::Repr, 0),
    };
    let layout = Layout {
        notation,
        precision: spec.precision.unwrap_or(default),
        alternate: spec.alternate,
        point_zero: spec.kind.is_none(),
        unsigned_zero: spec.unsigned_zero,
        upper: matches!(spec.kind, Some('E' | 'F' | 'G')),
    };
    let percent = spec.kind == Some('%');
    let x = if percent { x * 100.0 } else { x };
    let mut text = String::new();
    let plain = spec.is_plain();
    let target = if plain { &mut *out } else { &mut text };
    push_float(target, x, &layout)?;
    if percent {
        target.push('%');
    }
    if plain {
        return Ok(());
    }
    if spec.is_aligned_text() {
        return push_aligned(out, &text, spec);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    let whole = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, tail) = unsigned.split_at(whole);
    Number {
        negative: unsigned.len() < text.len(),
        prefix: "",
        digits,
        tail,
    }
    .push(out, spec)
}

/// The parts of a number: `-` `0x` `1234` `.5e+10%`. Separators and padding zeros go to `digits` only.
struct Number<'a> {
    negative: bool,
    prefix: &'static str,
    digits: &'a str,
    tail: &'a str,
}

impl Number<'_> {
    fn push(&self, out: &mut String, spec: &FormatSpec) -> Result<()> {
        let width = spec.width.unwrap_or(0);
        let sign = match (self.negative, spec.sign) {
            (true, _) => Some('-'),
            (false, Some(Sign::Plus)) => Some('+'),
            (false, Some(Sign::Space)) => Some(' '),
            (false, _) => None,
        };
        let fixed = usize::from(sign.is_some()) + self.prefix.len() + characters(self.tail);
        check_length(width.checked_mul(spec.fill.len_utf8()))?;
        let zeros = if spec.fill == '0' && spec.align == Align::AfterSign {
            width.saturating_sub(fixed)
        } else {
            0
        };
        let digits = self.padded_digits(spec, zeros);
        let separators = match spec.grouping {
            Some(_) => digits.saturating_sub(1) / spec.group_size(),
            None => 0,
        };
        let padding = width.saturating_sub(fixed + digits + separators);
        let (left, right) = if spec.align == Align::AfterSign {
            (0, 0)
        } else {
            around(padding, spec.align)
        };
        push_fill(out, spec.fill, left);
        if let Some(sign) = sign {
            out.push(sign);
        }
        out.push_str(self.prefix);
        if spec.align == Align::AfterSign {
            push_fill(out, spec.fill, padding);
        }
        self.push_digits(out, spec, digits);
        out.push_str(self.tail);
        push_fill(out, spec.fill, right);
        Ok(())
    }

    /// How many digits are written so that they and their separators fill at least `room`.
    fn padded_digits(&self, spec: &FormatSpec, room: usize) -> usize {
        let digits = self.digits.len();
        match spec.grouping {
            _ if digits == 0 => 0,
            None => digits.max(room),
            Some(_) => {
                // The smallest d with d + (d - 1) / size >= room.
                let size = spec.group_size();
                digits.max(room - room.saturating_sub(1) / (size + 1))
            }
        }
    }

    fn push_digits(&self, out: &mut String, spec: &FormatSpec, digits: usize) {
        let zeros = digits - self.digits.len();
        match spec.grouping {
            None => {
                push_fill(out, '0', zeros);
                out.push_str(self.digits);
            }
            Some(grouping) => {
                let padded = std::iter::repeat_n('0', zeros).chain(self.digits.chars());
                for (at, digit) in padded.enumerate() {
                    if at > 0 && (digits - at).is_multiple_of(spec.group_size()) {
                        out.push(grouping.separator());
                    }
                    out.push(digit);
                }
            }
        }
    }
}

impl FormatSpec {
    /// Nothing to put around or between the digits.
    fn is_plain(&self) -> bool {
        self.width.is_none()
            && self.grouping.is_none()
            && !matches!(self.sign, Some(Sign::Plus | Sign::Space))
    }

    /// Nothing to put between sign and digits, or between the digits.
    fn is_aligned_text(&self) -> bool {
        self.align != Align::AfterSign
            && self.grouping.is_none()
            && !matches!(self.sign, Some(Sign::Plus | Sign::Space))
    }
}

fn around(padding: usize, align: Align) -> (usize, usize) {
    match align {
        Align::Left => (0, padding),
        Align::Right | Align::AfterSign => (padding, 0),
        Align::Center => (padding / 2, padding - padding / 2),
    }
}

fn unknown(kind: Option<char>, type_name: &str) -> TextError {
    let kind = kind.map(letter).unwrap_or_default();
    TextError::value(format!(
        "Unknown format code '{kind}' for object of type '{type_name}'"
    ))
}

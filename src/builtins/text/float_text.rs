//! Floats to text: `repr`, and the layouts of `e`, `f` and `g` that every kind of formatting shares. Widths, signs and
//! separators are `format`; text to floats is `float_parse`.

use std::fmt::Write;

use super::error::{Result, check_length, push_fill};
use super::float_bits::parts;

/// `'.400f'` of any double has no digit but zeros after this many: a longer precision only adds zeros.
const EXACT_DIGITS: usize = 1100;

/// How digits are chosen and laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// The shortest digits that read back as the same float.
    Repr,
    /// `e`: one digit, a point, `precision` digits, an exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits, trailing zeros dropped.
    General,
}

/// A layout of one float.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// How digits are chosen.
    pub notation: Notation,
    /// Digits, as the notation counts them; `Repr` ignores it.
    pub precision: usize,
    /// `#`: keep the point, and `g`'s trailing zeros.
    pub alternate: bool,
    /// Write at least one digit after the point unless there is an exponent.
    pub point_zero: bool,
    /// `z`: a result of all zeros has no sign.
    pub unsigned_zero: bool,
    /// `E`, `F`, `G`.
    pub upper: bool,
}

impl Layout {
    /// The layout of `repr(x)` and `str(x)`.
    pub const REPR: Layout = Layout {
        notation: Notation::Repr,
        precision: 0,
        alternate: false,
        point_zero: true,
        unsigned_zero: false,
        upper: false,
    };
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    let mut out = String::new();
    push_repr(&mut out, x);
    out
}

/// Appends `repr(x)`.
pub fn push_repr(out: &mut String, x: f64) {
    if (1e-4..1e16).contains(&x.abs()) {
        // Here zmij lays digits out as Python does.
        out.push_str(zmij::Buffer::new().format_finite(x));
    } else if x.is_finite() {
        let digits = Digits::shortest(x);
        digits.lay_out(
            out,
            x.is_sign_negative(),
            digits.point <= -4 || digits.point > 16,
            &Layout::REPR,
        );
    } else {
        push_special(out, x, false);
    }
}

/// Appends `x` in a layout; a minus sign is written, a plus never.
///
/// # Errors
/// [`TextError::Memory`](super::TextError::Memory) if the precision asks for too long a text.
pub fn push_float(out: &mut String, x: f64, layout: &Layout) -> Result<()> {
    if !x.is_finite() {
        push_special(out, x, layout.upper);
        return Ok(());
    }
    let precision = layout.precision;
    match layout.notation {
        Notation::Repr => {
            let digits = Digits::shortest(x);
            let exponent = digits.point <= -4 || digits.point > 16;
            digits.lay_out(out, minus(x, layout, digits.is_zero()), exponent, layout);
        }
        Notation::Fixed => {
            check_length(precision.checked_add(out.len()))?;
            push_fixed(out, x, layout);
        }
        Notation::Exponent => {
            check_length(precision.checked_add(out.len()))?;
            let mut digits = Digits::rounded(x, precision.min(EXACT_DIGITS) + 1);
            let minus = minus(x, layout, digits.is_zero());
            digits.pad(precision + 1);
            digits.lay_out(out, minus, true, layout);
        }
        Notation::General => {
            let precision = precision.max(1);
            let mut digits = Digits::rounded(x, precision.min(EXACT_DIGITS));
            let minus = minus(x, layout, digits.is_zero());
            let above = if layout.point_zero {
                precision - 1
            } else {
                precision
            };
            let exponent = digits.point <= -4
                || usize::try_from(digits.point).is_ok_and(|point| point > above);
            if layout.alternate {
                check_length(precision.checked_add(out.len()))?;
                digits.pad(precision);
            } else {
                digits.strip();
            }
            digits.lay_out(out, minus, exponent, layout);
        }
    }
    Ok(())
}

/// Appends `x.hex()`.
pub fn push_hex(out: &mut String, x: f64) {
    if !x.is_finite() {
        return push_special(out, x, false);
    }
    let parts = parts(x);
    let sign = if parts.minus { "-" } else { "" };
    let (lead, fraction) = (parts.mantissa >> 52, parts.mantissa & ((1 << 52) - 1));
    // Writing into a String does not fail.
    let _ = match parts.mantissa {
        0 => write!(out, "{sign}0x0.0p+0"),
        _ => write!(
            out,
            "{sign}0x{lead}.{fraction:013x}p{:+}",
            parts.exponent + 52
        ),
    };
}

/// Decimal digits without a leading zero (but for zero itself), and where the point stands: 0.`text` * 10^`point`.
struct Digits {
    text: String,
    point: i32,
}

impl Digits {
    /// The shortest digits of a finite float.
    fn shortest(x: f64) -> Digits {
        let mut buffer = zmij::Buffer::new();
        let mut digits = Digits::read(buffer.format_finite(x.abs()));
        digits.strip();
        digits
    }

    /// `count` significant digits of a finite float, half to even.
    fn rounded(x: f64, count: usize) -> Digits {
        let mut text = String::with_capacity(count + 8);
        // Writing into a String does not fail.
        let _ = write!(text, "{:.*e}", count - 1, x.abs());
        Digits::read(&text)
    }

    /// Reads `12.5`, `0.00125` and `1.25e-3`.
    fn read(number: &str) -> Digits {
        let (mantissa, exponent) = number.split_once('e').unwrap_or((number, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut text = String::with_capacity(mantissa.len());
        let mut point = exponent.parse().unwrap_or(0);
        if whole == "0" {
            let digits = fraction.trim_start_matches('0');
            point -= (fraction.len() - digits.len()) as i32;
            text.push_str(digits);
        } else {
            point += whole.len() as i32;
            text.push_str(whole);
            text.push_str(fraction);
        }
        if text.is_empty() {
            text.push('0');
            point = 1;
        }
        Digits { text, point }
    }

    fn is_zero(&self) -> bool {
        self.text.starts_with('0')
    }

    /// Drops trailing zeros, but for the last digit.
    fn strip(&mut self) {
        let kept = self.text.trim_end_matches('0').len();
        self.text.truncate(kept.max(1));
    }

    /// Adds zeros up to `count` digits.
    fn pad(&mut self, count: usize) {
        let missing = count.saturating_sub(self.text.len());
        push_fill(&mut self.text, '0', missing);
    }

    /// Appends the digits with a point and, if asked, an exponent.
    fn lay_out(&self, out: &mut String, minus: bool, exponent: bool, layout: &Layout) {
        let digits = self.text.as_str();
        if minus {
            out.push('-');
        }
        let (whole, fraction) = if exponent {
            digits.split_at(1)
        } else {
            match usize::try_from(self.point) {
                Ok(point) if point > 0 => digits.split_at(point.min(digits.len())),
                _ => ("", digits),
            }
        };
        if whole.is_empty() {
            out.push_str("0.");
            push_fill(out, '0', self.point.unsigned_abs() as usize);
            out.push_str(fraction);
        } else {
            out.push_str(whole);
            if !exponent {
                push_fill(out, '0', (self.point as usize).saturating_sub(whole.len()));
            }
            if !fraction.is_empty() {
                out.push('.');
                out.push_str(fraction);
            } else if layout.point_zero && !exponent {
                out.push_str(".0");
            } else if layout.alternate {
                out.push('.');
            }
        }
        if exponent {
            let power = self.point - 1;
            let (letter, sign) = (
                if layout.upper { 'E' } else { 'e' },
                if power < 0 { '-' } else { '+' },
            );
            // Writing into a String does not fail.
            let _ = write!(out, "{letter}{sign}{:02}", power.unsigned_abs());
        }
    }
}

fn push_fixed(out: &mut String, x: f64, layout: &Layout) {
    let start = out.len();
    let exact = layout.precision.min(EXACT_DIGITS);
    match scaled(x, exact) {
        Some((number, unit)) => {
            if x.is_sign_negative() {
                out.push('-');
            }
            let mut digits = itoa::Buffer::new();
            out.push_str(digits.format(number / unit));
            if exact > 0 {
                out.push('.');
                let fraction = digits.format(number % unit);
                push_fill(out, '0', exact - fraction.len());
                out.push_str(fraction);
            }
        }
        // Writing into a String does not fail.
        None => _ = write!(out, "{x:.exact$}"),
    }
    if layout.alternate && exact == 0 {
        out.push('.');
    }
    push_fill(out, '0', layout.precision - exact);
    if layout.unsigned_zero && out.as_bytes()[start] == b'-' {
        let zero = out.as_bytes()[start + 1..]
            .iter()
            .all(|digit| matches!(digit, b'0' | b'.'));
        if zero {
            out.remove(start);
        }
    }
}

/// `abs(x)` in units of the last of so many digits after the point, half to even, and how many of them make one; None where 128 bits do not hold the
/// exact product.
fn scaled(x: f64, digits: usize) -> Option<(u64, u64)> {
    const MOST_DIGITS: usize = 9;
    const LEAST_EXPONENT: i32 = -120;
    let parts = parts(x);
    if digits > MOST_DIGITS || !(LEAST_EXPONENT..0).contains(&parts.exponent) {
        return None;
    }
    let unit = 10u64.pow(digits as u32);
    let product = u128::from(parts.mantissa) * u128::from(unit);
    let cut = parts.exponent.unsigned_abs();
    let (whole, rest) = (product >> cut, product & ((1 << cut) - 1));
    let half = 1 << (cut - 1);
    let up = rest > half || rest == half && whole & 1 == 1;
    let number = u64::try_from(whole + u128::from(up)).ok()?;
    Some((number, unit))
}

fn minus(x: f64, layout: &Layout, zero: bool) -> bool {
    x.is_sign_negative() && !(zero && layout.unsigned_zero)
}

fn push_special(out: &mut String, x: f64, upper: bool) {
    out.push_str(match (x.is_nan(), x < 0.0, upper) {
        (true, _, false) => "nan",
        (true, _, true) => "NAN",
        (false, false, false) => "inf",
        (false, false, true) => "INF",
        (false, true, false) => "-inf",
        (false, true, true) => "-INF",
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_ways_to_fixed_digits_agree() {
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        for round in 0..20_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Half of them are ties or near ones.
            let x = match round % 2 {
                0 => (bits >> 40) as f64 / 64.0 - 1000.0,
                _ => f64::from_bits(bits % (700 << 52) + (700 << 52)),
            };
            let digits = round % 8;
            if let Some((number, unit)) = scaled(x, digits) {
                let text = format!("{:.digits$}", x.abs());
                let expected = text.replace('.', "").parse::<u64>();
                assert_eq!(Ok(number), expected, "{x:?} to {digits} digits");
                assert_eq!(unit, 10_u64.pow(digits as u32));
            }
        }
    }
}

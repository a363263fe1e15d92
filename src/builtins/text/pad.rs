//! Making strings longer: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`, repetition. Widths count characters.

use super::error::{Result, check_length, push_fill};
use super::search::Text;

/// `text.ljust(width, fill)`.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn ljust(text: Text<'_>, width: i64, fill: char) -> Result<String> {
    let padding = missing(text, width);
    padded(text, 0, padding, fill)
}

/// `text.rjust(width, fill)`.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn rjust(text: Text<'_>, width: i64, fill: char) -> Result<String> {
    let padding = missing(text, width);
    padded(text, padding, 0, fill)
}

/// `text.center(width, fill)`: the odd one goes to the left if the width is odd.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn center(text: Text<'_>, width: i64, fill: char) -> Result<String> {
    let padding = missing(text, width);
    let left = padding / 2 + (padding & width as usize & 1);
    padded(text, left, padding - left, fill)
}

/// `text.zfill(width)`: zeros after a leading sign.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn zfill(text: Text<'_>, width: i64) -> Result<String> {
    let zeros = missing(text, width);
    check_length(text.as_str().len().checked_add(zeros))?;
    let sign = usize::from(text.as_str().starts_with(['+', '-']));
    let (sign, digits) = text.as_str().split_at(sign);
    let mut out = String::with_capacity(text.as_str().len() + zeros);
    out.push_str(sign);
    push_fill(&mut out, '0', zeros);
    out.push_str(digits);
    Ok(out)
}

/// `text.expandtabs(size)`: spaces up to the next multiple of `size` columns of the line.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn expandtabs(text: &str, size: i64) -> Result<String> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                check_length(out.len().checked_add(spaces))?;
                push_fill(&mut out, ' ', spaces);
                column += spaces;
            }
            '\t' => {}
            _ => {
                column = if matches!(c, '\n' | '\r') {
                    0
                } else {
                    column + 1
                };
                out.push(c);
            }
        }
    }
    Ok(out)
}

/// `text * count`.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn repeat(text: &str, count: i64) -> Result<String> {
    let count = usize::try_from(count).unwrap_or(0);
    if text.is_empty() {
        return Ok(String::new());
    }
    check_length(text.len().checked_mul(count))?;
    Ok(text.repeat(count))
}

fn missing(text: Text<'_>, width: i64) -> usize {
    usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(text.chars())
}

fn padded(text: Text<'_>, left: usize, right: usize, fill: char) -> Result<String> {
    let added = (left + right).checked_mul(fill.len_utf8());
    let length = added.and_then(|added| added.checked_add(text.as_str().len()));
    check_length(length)?;
    let mut out = String::with_capacity(length.unwrap_or(0));
    push_fill(&mut out, fill, left);
    out.push_str(text.as_str());
    push_fill(&mut out, fill, right);
    Ok(out)
}

//! Taking strings apart: `split`, `rsplit`, `splitlines`, `partition`, `strip`. The parts borrow from the string.

use super::error::{Result, TextError};
use super::search::{Places, first_place};
use super::unicode::is_space;

/// `text.split(None, limit)`: the words between runs of white space; beyond the limit the rest is one part.
pub fn split_whitespace(text: &str, limit: Option<usize>) -> Vec<&str> {
    if limit.is_none() && text.is_ascii() {
        let words = text.split(is_ascii_space);
        return words.filter(|word| !word.is_empty()).collect();
    }
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if limit == Some(parts.len()) {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// `text.rsplit(None, limit)`: as [`split_whitespace`], counting from the end.
pub fn rsplit_whitespace(text: &str, limit: Option<usize>) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if limit == Some(parts.len()) {
            parts.push(rest);
            break;
        }
        let word = rest.rsplit(is_space).next().unwrap_or(rest);
        parts.push(word);
        rest = rest[..rest.len() - word.len()].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

/// `text.split(separator, limit)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a>(text: &'a str, separator: &str, limit: Option<usize>) -> Result<Vec<&'a str>> {
    check_separator(separator)?;
    // Mostly there are a few.
    let mut parts = Vec::with_capacity(8);
    let mut start = 0;
    for end in Places::new(text, separator).take(limit.unwrap_or(usize::MAX)) {
        parts.push(&text[start..end]);
        start = end + separator.len();
    }
    parts.push(&text[start..]);
    Ok(parts)
}

/// `text.rsplit(separator, limit)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a>(text: &'a str, separator: &str, limit: Option<usize>) -> Result<Vec<&'a str>> {
    check_separator(separator)?;
    let mut parts: Vec<&str> = match limit.and_then(|limit| limit.checked_add(1)) {
        Some(parts) => text.rsplitn(parts, separator).collect(),
        None => text.rsplit(separator).collect(),
    };
    parts.reverse();
    Ok(parts)
}

/// `text.splitlines(keepends)`: lines end at any of Python's line boundaries, `\r\n` being one.
pub fn splitlines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, next) = match rest.find(is_line_boundary) {
            None => (rest.len(), rest.len()),
            Some(at) if rest[at..].starts_with("\r\n") => (at, at + 2),
            Some(at) => (at, at + rest[at..].chars().next().map_or(0, char::len_utf8)),
        };
        lines.push(&rest[..if keep_ends { next } else { line }]);
        rest = &rest[next..];
    }
    lines
}

/// `text.partition(separator)`: before, separator, after; the text and two empty strings if it does not occur.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a>(text: &'a str, separator: &str) -> Result<[&'a str; 3]> {
    check_separator(separator)?;
    Ok(match first_place(text, separator) {
        Some(at) => around(text, at, separator.len()),
        None => [text, "", ""],
    })
}

/// `text.rpartition(separator)`: as [`partition`] at the last occurrence; two empty strings and the text without one.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a>(text: &'a str, separator: &str) -> Result<[&'a str; 3]> {
    check_separator(separator)?;
    Ok(match text.rfind(separator) {
        Some(at) => around(text, at, separator.len()),
        None => ["", "", text],
    })
}

/// The end or ends of a string that `strip` removes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// `strip`
    Both,
    /// `lstrip`
    Left,
    /// `rstrip`
    Right,
}

/// `text.strip(characters)` and its one-sided forms; without characters, white space.
pub fn strip<'a>(text: &'a str, characters: Option<&str>, ends: Ends) -> &'a str {
    match characters {
        None => {
            let stripped = strip_ascii(text, |byte| is_ascii_space(char::from(byte)), ends);
            match stripped.as_bytes() {
                [0..0x80] | [0..0x80, .., 0..0x80] | [] => stripped,
                _ => strip_by(stripped, is_space, ends),
            }
        }
        Some(characters) if characters.is_ascii() => {
            strip_ascii(text, |byte| characters.as_bytes().contains(&byte), ends)
        }
        Some(characters) => strip_by(text, |c| characters.contains(c), ends),
    }
}

/// Strips ASCII characters.
fn strip_ascii(text: &str, removed: impl Fn(u8) -> bool, ends: Ends) -> &str {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (0, bytes.len());
    if ends != Ends::Right {
        while start < end && removed(bytes[start]) {
            start += 1;
        }
    }
    if ends != Ends::Left {
        while start < end && removed(bytes[end - 1]) {
            end -= 1;
        }
    }
    &text[start..end]
}

fn strip_by(text: &str, removed: impl Fn(char) -> bool, ends: Ends) -> &str {
    match ends {
        Ends::Both => text.trim_matches(removed),
        Ends::Left => text.trim_start_matches(removed),
        Ends::Right => text.trim_end_matches(removed),
    }
}

/// White space among ASCII characters.
fn is_ascii_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..=' ')
}

fn check_separator(separator: &str) -> Result<()> {
    if separator.is_empty() {
        Err(TextError::value("empty separator"))
    } else {
        Ok(())
    }
}

fn around(text: &str, at: usize, length: usize) -> [&str; 3] {
    [&text[..at], &text[at..at + length], &text[at + length..]]
}

fn is_line_boundary(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

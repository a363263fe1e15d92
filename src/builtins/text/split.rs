//! Taking strings apart: `split`, `rsplit`, `splitlines`, `partition`, `strip`. The parts borrow from the string.

use super::error::{Result, TextError};
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
    Ok(match limit.and_then(|limit| limit.checked_add(1)) {
        Some(parts) => text.splitn(parts, separator).collect(),
        None => match separator.as_bytes() {
            &[byte] => split_at_byte(text, byte),
            _ => text.split(separator).collect(),
        },
    })
}

/// The parts between the places of an ASCII character.
fn split_at_byte(text: &str, separator: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(separator, text.as_bytes()) {
        parts.push(&text[start..end]);
        start = end + 1;
    }
    parts.push(&text[start..]);
    parts
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
    Ok(match text.find(separator) {
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
    let removed = |c: char| match characters {
        Some(characters) => characters.contains(c),
        None => is_space(c),
    };
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

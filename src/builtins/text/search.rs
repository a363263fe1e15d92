//! Positions in strings, counted in characters as scripts count them: slices, `find`, `count`, `replace`.

use super::error::{Result, check_length};

/// A string and its length in characters, which tells ASCII from the rest without a look at the bytes.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    text: &'a str,
    chars: usize,
}

impl<'a> Text<'a> {
    /// A string of which the number of characters is known.
    pub fn new(text: &'a str, chars: usize) -> Text<'a> {
        debug_assert!(chars <= text.len());
        Text { text, chars }
    }

    /// The string.
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// Its length in characters.
    pub fn chars(self) -> usize {
        self.chars
    }

    /// Whether a character is a byte.
    pub fn is_ascii(self) -> bool {
        self.chars == self.text.len()
    }

    /// The character at an index.
    pub fn char_at(self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).copied().map(char::from)
        } else {
            self.text.chars().nth(index)
        }
    }

    /// `text[start:end]` for indices of characters that are not negative; clamped to the string.
    pub fn slice(self, start: usize, end: usize) -> &'a str {
        let start = self.byte(start);
        let end = self.byte(end).max(start);
        &self.text[start..end]
    }

    /// The byte where the character at `index` starts; the end of the string beyond it.
    fn byte(self, index: usize) -> usize {
        if index >= self.chars {
            self.text.len()
        } else if self.is_ascii() {
            index
        } else if index > self.chars / 2 {
            // From the nearer end.
            let mut back = self.text.char_indices().rev();
            back.nth(self.chars - index - 1).map_or(0, |(byte, _)| byte)
        } else {
            self.text
                .char_indices()
                .nth(index)
                .map_or(self.text.len(), |(byte, _)| byte)
        }
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Text<'a> {
        Text {
            text,
            chars: text.chars().count(),
        }
    }
}

/// The part of a sequence that optional `start` and `end` arguments name, negative ones counted from the end; none if
/// `start` lies behind `end` or behind the sequence, where not even an empty string is found.
pub fn bounds(start: Option<i64>, end: Option<i64>, length: usize) -> Option<(usize, usize)> {
    let from_end = |index: i64| {
        let magnitude = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
        if index < 0 {
            length.saturating_sub(magnitude)
        } else {
            magnitude
        }
    };
    let start = start.map_or(0, from_end);
    let end = end.map_or(length, from_end).min(length);
    (start <= end).then_some((start, end))
}

/// `text.find(needle)` between two indices; the index of the character where it starts.
pub fn find(text: Text<'_>, needle: &str, (start, end): (usize, usize)) -> Option<usize> {
    let within = text.slice(start, end);
    let byte = match single_char(needle) {
        Some(c) => within.find(c),
        None => within.find(needle),
    };
    byte.map(|byte| start + chars_in(text, &within[..byte]))
}

/// `text.rfind(needle)` between two indices.
pub fn rfind(text: Text<'_>, needle: &str, (start, end): (usize, usize)) -> Option<usize> {
    let within = text.slice(start, end);
    let byte = match single_char(needle) {
        Some(c) => within.rfind(c),
        None => within.rfind(needle),
    };
    byte.map(|byte| start + chars_in(text, &within[..byte]))
}

/// `text.count(needle)` between two indices; an empty needle stands around every character.
pub fn count(text: Text<'_>, needle: &str, (start, end): (usize, usize)) -> usize {
    occurrences(text.slice(start, end), needle)
}

/// `text.replace(old, new, limit)`; none if nothing is replaced.
///
/// # Errors
/// `MemoryError` if the result would be too long.
pub fn replace(text: &str, old: &str, new: &str, limit: Option<usize>) -> Result<Option<String>> {
    let times = match limit {
        Some(limit @ ..=1) => limit.min(usize::from(text.contains(old))),
        Some(limit) => limit.min(occurrences(text, old)),
        None => occurrences(text, old),
    };
    if times == 0 || old == new {
        return Ok(None);
    }
    let added = new
        .len()
        .checked_mul(times)
        .and_then(|added| added.checked_add(text.len()));
    check_length(added)?;
    let mut out = String::with_capacity(text.len() - old.len() * times + new.len() * times);
    let mut plain = 0;
    for (at, _) in text.match_indices(old).take(times) {
        out.push_str(&text[plain..at]);
        out.push_str(new);
        plain = at + old.len();
    }
    out.push_str(&text[plain..]);
    Ok(Some(out))
}

fn occurrences(text: &str, needle: &str) -> usize {
    match single_char(needle) {
        Some(c) => text.matches(c).count(),
        None => text.matches(needle).count(),
    }
}

/// The only character of a string: searching for it is faster than for a string.
fn single_char(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.as_str().is_empty())
}

/// The characters of a part of `whole`.
fn chars_in(whole: Text<'_>, part: &str) -> usize {
    if whole.is_ascii() {
        part.len()
    } else {
        part.chars().count()
    }
}

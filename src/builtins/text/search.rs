//! Positions in strings, counted in characters as scripts count them: slices, `find`, `count`, `replace`.

use memchr::memmem::Finder;

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
    first_place(within, needle).map(|byte| start + chars_in(text, &within[..byte]))
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
    let limit = limit.unwrap_or(usize::MAX);
    let mut places = Places::new(text, old).take(limit).peekable();
    if old == new || places.peek().is_none() {
        return Ok(None);
    }
    // The length of the result, or a bit more.
    let mut length = text.len();
    if new.len() > old.len() {
        let times = match limit {
            0..2 => limit,
            _ => limit.min(occurrences(text, old)),
        };
        let added = times.checked_mul(new.len());
        let longest = added.and_then(|added| added.checked_add(length));
        check_length(longest)?;
        length += times * (new.len() - old.len());
    }
    let mut out = String::with_capacity(length);
    let mut plain = 0;
    for at in places {
        out.push_str(&text[plain..at]);
        out.push_str(new);
        plain = at + old.len();
    }
    out.push_str(&text[plain..]);
    Ok(Some(out))
}

fn occurrences(text: &str, needle: &str) -> usize {
    match needle.as_bytes() {
        &[byte] => memchr::memchr_iter(byte, text.as_bytes()).count(),
        _ => Places::new(text, needle).count(),
    }
}

/// The first place of a needle, in bytes.
pub(super) fn first_place(text: &str, needle: &str) -> Option<usize> {
    Places::new(text, needle).next()
}

/// The places of a needle in a text, in bytes, none within another; an empty needle stands around every character.
pub(super) struct Places<'a> {
    text: &'a str,
    needle: &'a str,
    /// What has prepared itself for this needle, where the text is long enough to be worth it.
    finder: Option<Finder<'a>>,
    from: usize,
}

impl<'a> Places<'a> {
    const LONG: usize = 64;

    #[inline]
    pub(super) fn new(text: &'a str, needle: &'a str) -> Places<'a> {
        let finder = (text.len() >= Places::LONG && needle.len() > 1).then(|| Finder::new(needle));
        Places {
            text,
            needle,
            finder,
            from: 0,
        }
    }
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.from..)?;
        let found = match (self.needle.as_bytes(), &self.finder) {
            ([], _) => 0,
            (&[byte], _) => memchr::memchr(byte, rest)?,
            (_, Some(finder)) => finder.find(rest)?,
            (needle, None) => memchr::memmem::find(rest, needle)?,
        };
        let place = self.from + found;
        let step = match self.needle.len() {
            0 => self.text[place..].chars().next().map_or(1, char::len_utf8),
            length => length,
        };
        self.from = place + step;
        Some(place)
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

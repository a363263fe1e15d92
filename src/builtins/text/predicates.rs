//! `isalpha`, `isupper`, `isidentifier` and their like, of whole strings. Single characters are `unicode`.

use super::unicode;

/// `text.isalpha()`.
pub fn is_alpha(text: &str) -> bool {
    all(text, unicode::is_alpha)
}

/// `text.isdecimal()`.
pub fn is_decimal(text: &str) -> bool {
    all(text, unicode::is_decimal)
}

/// `text.isdigit()`.
pub fn is_digit(text: &str) -> bool {
    all(text, unicode::is_digit)
}

/// `text.isnumeric()`.
pub fn is_numeric(text: &str) -> bool {
    all(text, unicode::is_numeric)
}

/// `text.isalnum()`.
pub fn is_alnum(text: &str) -> bool {
    all(text, unicode::is_alnum)
}

/// `text.isspace()`.
pub fn is_space(text: &str) -> bool {
    all(text, unicode::is_space)
}

/// `text.isprintable()`; an empty string is.
pub fn is_printable(text: &str) -> bool {
    text.chars().all(unicode::is_printable)
}

/// `text.isidentifier()`; keywords are.
pub fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(unicode::is_identifier_start)
        && letters.all(unicode::is_identifier_continue)
}

/// `text.islower()`: some character has case, and all that do are lower.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(unicode::is_lower)
        && !text
            .chars()
            .any(|c| unicode::is_upper(c) || unicode::is_title(c))
}

/// `text.isupper()`: some character has case, and all that do are upper.
pub fn is_upper(text: &str) -> bool {
    text.chars().any(unicode::is_upper)
        && !text
            .chars()
            .any(|c| unicode::is_lower(c) || unicode::is_title(c))
}

/// `text.istitle()`: upper or title case starts words and stands nowhere else.
pub fn is_title(text: &str) -> bool {
    let (mut in_word, mut any) = (false, false);
    for c in text.chars() {
        let starts = unicode::is_upper(c) || unicode::is_title(c);
        let continues = unicode::is_lower(c);
        if starts && in_word || continues && !in_word {
            return false;
        }
        in_word = starts || continues;
        any |= in_word;
    }
    any
}

fn all(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}

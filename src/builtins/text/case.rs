//! `lower`, `upper`, `title`, `capitalize`, `swapcase`, `casefold` of whole strings. Single characters are `unicode`.

use super::unicode::{
    is_case_ignorable, is_cased, is_lower, is_upper, push_folded, push_lower, push_title,
    push_upper,
};

/// `text.lower()`; a sigma that ends a word becomes `ς`.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    each(text, |out, at, c| push_lower_at(out, text, at, c))
}

/// `text.upper()`.
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    each(text, |out, _, c| push_upper(out, c))
}

/// `text.title()`: every run of cased characters starts in title case.
pub fn title(text: &str) -> String {
    let mut in_word = false;
    each(text, |out, at, c| {
        if in_word {
            push_lower_at(out, text, at, c);
        } else {
            push_title(out, c);
        }
        in_word = is_cased(c);
    })
}

/// `text.capitalize()`: the first character in title case, the others in lower case.
pub fn capitalize(text: &str) -> String {
    each(text, |out, at, c| {
        if at == 0 {
            push_title(out, c);
        } else {
            push_lower_at(out, text, at, c);
        }
    })
}

/// `text.swapcase()`.
pub fn swapcase(text: &str) -> String {
    each(text, |out, at, c| {
        if is_upper(c) {
            push_lower_at(out, text, at, c);
        } else if is_lower(c) {
            push_upper(out, c);
        } else {
            out.push(c);
        }
    })
}

/// `text.casefold()`.
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    each(text, |out, _, c| push_folded(out, c))
}

fn each(text: &str, mut push: impl FnMut(&mut String, usize, char)) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        push(&mut out, at, c);
    }
    out
}

/// Appends the lower case of the character `c` at byte `at` of `text`.
fn push_lower_at(out: &mut String, text: &str, at: usize, c: char) {
    if c == 'Σ' {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let cased = |c: Option<char>| c.is_some_and(is_cased);
        let follows = cased(before.chars().rev().find(|&c| !is_case_ignorable(c)));
        let ends = !cased(after.chars().find(|&c| !is_case_ignorable(c)));
        out.push(if follows && ends { 'ς' } else { 'σ' });
    } else {
        push_lower(out, c);
    }
}

//! What Python says of one character: `isalpha`, printable, case. Answers are those of CPython 3.13 (Unicode 15.1),
//! not of the Rust toolchain's Unicode version. Whole strings are `case` and `predicates`.

use super::unicode_tables::{
    ALPHA, ASSIGNED, CASE_IGNORABLE, CASED, CLASSES, DECIMAL, DIGIT, ID_CONTINUE, ID_START, LOWER,
    NUMERIC, PRINTABLE, RUNS, SPACE, TITLE, TITLES, UPPER, ZEROS,
};

/// Flags of the ASCII characters, which never search.
const ASCII: [u16; 128] = {
    let mut table = [0; 128];
    let mut run = 0;
    let mut code = 0;
    while code < 128 {
        while RUNS[run + 1] >> 11 <= code as u32 {
            run += 1;
        }
        table[code] = CLASSES[(RUNS[run] & 0x7ff) as usize];
        code += 1;
    }
    table
};

/// A letter (categories L*).
pub fn is_alpha(c: char) -> bool {
    has(c, ALPHA)
}

/// A decimal digit of any script.
pub fn is_decimal(c: char) -> bool {
    has(c, DECIMAL)
}

/// A digit, superscripts included.
pub fn is_digit(c: char) -> bool {
    has(c, DIGIT)
}

/// Something with a numeric value, fractions and number letters included.
pub fn is_numeric(c: char) -> bool {
    has(c, NUMERIC)
}

/// `isalnum` of one character.
pub fn is_alnum(c: char) -> bool {
    has(c, ALPHA | DECIMAL | DIGIT | NUMERIC)
}

/// White space as `str.split` and `str.isspace` see it: Unicode's, and U+001C to U+001F.
pub fn is_space(c: char) -> bool {
    has(c, SPACE)
}

/// An upper-case letter.
pub fn is_upper(c: char) -> bool {
    has(c, UPPER)
}

/// A lower-case letter.
pub fn is_lower(c: char) -> bool {
    has(c, LOWER)
}

/// A title-case letter (category Lt: `ǅ`).
pub fn is_title(c: char) -> bool {
    has(c, TITLE)
}

/// A character that `repr` shows as itself.
pub fn is_printable(c: char) -> bool {
    has(c, PRINTABLE)
}

/// May start an identifier; `_` may.
pub fn is_identifier_start(c: char) -> bool {
    has(c, ID_START)
}

/// May stand in an identifier after its first character.
pub fn is_identifier_continue(c: char) -> bool {
    has(c, ID_CONTINUE)
}

/// The value 0 to 9 of a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    if !is_decimal(c) {
        return None;
    }
    let code = c as u32;
    let next = ZEROS.partition_point(|&zero| zero <= code);
    let zero = *ZEROS.get(next.checked_sub(1)?)?;
    Some(code - zero).filter(|&value| value < 10)
}

/// Appends the upper case of one character.
pub fn push_upper(out: &mut String, c: char) {
    let upper = c.to_uppercase();
    if known(c) && upper.clone().all(known) {
        out.extend(upper)
    } else {
        out.push(c)
    }
}

/// Appends the lower case of one character, out of context (a sigma is `σ`).
pub fn push_lower(out: &mut String, c: char) {
    let lower = c.to_lowercase();
    if known(c) && lower.clone().all(known) {
        out.extend(lower)
    } else {
        out.push(c)
    }
}

/// Appends the title case of one character.
pub fn push_title(out: &mut String, c: char) {
    if matches!(c, '\u{10d0}'..='\u{10ff}') {
        out.push(c);
    } else if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else {
        match TITLES.binary_search_by_key(&c, |&(from, _)| from) {
            Ok(at) => out.push_str(TITLES[at].1),
            Err(_) => push_upper(out, c),
        }
    }
}

/// Appends the case folding of one character. Folding is lower case of upper case of lower case everywhere but for
/// dotless i, which is its own, and Cherokee, which folds to upper case.
pub fn push_folded(out: &mut String, c: char) {
    match c {
        '\u{131}' => out.push(c),
        '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => push_upper(out, c),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => {
            let (mut lower, mut upper) = (String::new(), String::new());
            push_lower(&mut lower, c);
            lower.chars().for_each(|c| push_upper(&mut upper, c));
            upper.chars().for_each(|c| push_lower(out, c));
        }
    }
}

/// Has case in the sense of Unicode's final-sigma rule and of `str.title`'s word boundaries.
pub(super) fn is_cased(c: char) -> bool {
    has(c, CASED)
}

/// Skipped by Unicode's final-sigma rule.
pub(super) fn is_case_ignorable(c: char) -> bool {
    has(c, CASE_IGNORABLE)
}

/// Assigned in Python's Unicode version. The toolchain's newer Unicode pairs some of Python's letters with new ones.
fn known(c: char) -> bool {
    c.is_ascii() || has(c, ASSIGNED)
}

fn has(c: char, flags: u16) -> bool {
    let code = c as u32;
    let all = match ASCII.get(code as usize) {
        Some(&ascii) => ascii,
        None => {
            let next = RUNS.partition_point(|&run| run >> 11 <= code);
            CLASSES[(RUNS[next - 1] & 0x7ff) as usize]
        }
    };
    all & flags != 0
}

//! Text wrapped to a width.

use unicode_width::UnicodeWidthStr;

/// Appends words to `out`, from column `at` on, with line breaks so that no line is wider than
/// `width` unless a word is; later lines are indented. Ends the line.
pub(crate) fn wrap(out: &mut String, text: &str, at: usize, indent: usize, width: usize) {
    let mut column = at;
    let mut first = true;
    for word in text.split(' ') {
        let space = usize::from(!first && !word.is_empty());
        if !first && column + space + word.width() > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.width();
        first = false;
    }
    out.push('\n');
}

/// What is said of all of them, if the same is said of each.
pub(crate) fn common<T>(
    all: impl IntoIterator<Item = T>,
    fact: impl Fn(T) -> String,
) -> Option<String> {
    let mut facts = all.into_iter().map(fact);
    let first = facts.next()?;
    facts.all(|other| other == first).then_some(first)
}

/// A paragraph of its own.
pub(crate) fn paragraph(text: &str, width: usize) -> String {
    let mut out = String::new();
    wrap(&mut out, text, 0, 0, width);
    out
}

/// `name` in a left column, `text` beside it.
pub(crate) fn beside(name: &str, text: &str, column: usize, width: usize) -> String {
    let mut out = format!("{name:column$}");
    let at = out.width();
    wrap(&mut out, text, at, column, width);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces() {
        assert_eq!(paragraph("aa bb cc", 5), "aa bb\ncc\n");
        assert_eq!(paragraph("aaaaaaaa b", 5), "aaaaaaaa\nb\n");
        assert_eq!(paragraph("two  spaces", 80), "two  spaces\n");
        assert_eq!(beside("n", "aa bb cc", 4, 9), "n   aa bb\n    cc\n");
    }
}

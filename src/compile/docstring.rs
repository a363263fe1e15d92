//! Docstrings are stored without their common indentation, as CPython does since 3.13.

/// Spaces between the columns that tabs go to.
const TAB: usize = 8;

/// The docstring without the indentation that all lines but the first have in common.
pub(super) fn clean(doc: &str) -> String {
    let expanded = expand_tabs(doc);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default();
    let margin = lines
        .clone()
        .filter(|line| line.contains(|c| c != ' '))
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut cleaned = first.trim_start_matches(' ').to_string();
    for line in lines {
        cleaned.push('\n');
        let blanks = line.len() - line.trim_start_matches(' ').len();
        cleaned.push_str(&line[blanks.min(margin)..]);
    }
    cleaned
}

fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = TAB - column % TAB;
                expanded.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn the_common_margin_goes() {
        assert_eq!(
            clean("One.\n\n    Two.\n      Three.\n    "),
            "One.\n\nTwo.\n  Three.\n"
        );
        assert_eq!(clean("  One."), "One.");
        assert_eq!(clean("\n\tTab\n        eight"), "\nTab\neight");
        assert_eq!(clean(""), "");
    }
}

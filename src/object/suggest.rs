//! How alike two names are: the edit distance that CPython 3.13 uses for "Did you mean".

/// What inserting, deleting or replacing a character costs.
const MOVE: usize = 2;
/// What replacing a letter by its other case costs.
const CASE: usize = 1;
/// Longer names, and more of them, are not compared.
const MAX_LENGTH: usize = 40;
const MAX_NAMES: usize = 750;

/// The name most like the wrong one, if one is like enough; the first of several that are as good.
pub fn alike<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    if names.len() > MAX_NAMES || wrong.len() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for name in names.into_iter().filter(|name| *name != wrong) {
        // One more than a third of the characters of both may differ.
        let enough = (name.len() + wrong.len() + 3) * MOVE / 6;
        let distance = distance(wrong, name);
        if distance <= enough && best.is_none_or(|(_, least)| distance < least) {
            best = Some((name, distance));
        }
    }
    best.map(|(name, _)| name.to_string())
}

fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let mut row: Vec<usize> = (0..=a.len()).map(|count| count * MOVE).collect();
    if b.len() > MAX_LENGTH {
        return usize::MAX;
    }
    for (above, y) in b.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], (above + 1) * MOVE);
        for (index, x) in a.iter().enumerate() {
            let replaced = diagonal + replacing(*x, y);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(row[index] + MOVE).min(diagonal + MOVE);
        }
    }
    row[a.len()]
}

fn replacing(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_wins() {
        let find = |wrong: &str, names: &[&'static str]| alike(wrong, names.iter().copied());
        assert_eq!(
            find("lenght", &["length", "width"]).as_deref(),
            Some("length")
        );
        assert_eq!(find("Value", &["valve", "value"]).as_deref(), Some("value"));
        assert_eq!(find("zzz", &["total", "count"]), None);
        assert_eq!(find("x", &["y"]), None);
        assert_eq!(find("q9", &["q0", "q1"]).as_deref(), Some("q0"));
    }
}

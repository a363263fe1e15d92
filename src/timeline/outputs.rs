//! Whether the runs of a script printed the same. Lines are compared as a multiset, because threads
//! may print in any order, with times and addresses masked, because they differ by nature. Where
//! runs differ, the numbers are counted: that is how lost updates show.

use std::collections::{BTreeMap, BTreeSet};

use super::units::count;

/// What one run printed, as a multiset of masked lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output(BTreeMap<String, usize>);

/// Whether the outputs of all runs agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They do.
    Same,
    /// They don't: the lines that differ.
    Differs(Vec<Difference>),
}

/// A line that is not the same in all runs, as it was at two settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// At the first.
    pub base: String,
    /// At the second.
    pub other: String,
}

impl Output {
    /// Masks what a script printed. Bytes that are not UTF-8 are replaced.
    pub fn new(printed: &[u8]) -> Self {
        let mut lines = BTreeMap::new();
        for line in String::from_utf8_lossy(printed).lines() {
            *lines.entry(mask(line)).or_default() += 1;
        }
        Output(lines)
    }

    /// The lines that have this shape, as the numbers in them, in order.
    fn numbers(&self, shape: &Shape) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = (self.0.iter())
            .flat_map(|(line, times)| std::iter::repeat_n(Shape::of(line), *times))
            .filter(|(other, _)| other == shape)
            .map(|(_, numbers)| numbers)
            .collect();
        all.sort_by(|a, b| compare(a, b));
        all
    }
}

/// Compares the outputs of the runs at two settings.
pub fn compare_outputs(base: &[Output], other: &[Output]) -> Agreement {
    let mut all = base.iter().chain(other);
    let Some(first) = all.next() else {
        return Agreement::Same;
    };
    if all.all(|other| other == first) {
        return Agreement::Same;
    }
    let shapes: BTreeSet<Shape> = base
        .iter()
        .chain(other)
        .flat_map(|run| run.0.keys())
        .map(|line| Shape::of(line).0)
        .collect();
    Agreement::Differs(
        shapes
            .iter()
            .flat_map(|shape| differences(shape, base, other))
            .collect(),
    )
}

/// Times, clock readings, addresses and ratios of times replaced by words.
fn mask(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        masked.push_str(before);
        let inside_word = before.ends_with(|c: char| c.is_alphabetic() || c == '_')
            || (before.is_empty() && masked.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let (length, mask) = match inside_word {
            true => (digits(number), None),
            false => measure(&masked, number),
        };
        let (taken, after) = number.split_at(length);
        masked.push_str(mask.unwrap_or(taken));
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// How long the number at the start of `text` is, its unit included, and what to show in its place.
fn measure(before: &str, text: &str) -> (usize, Option<&'static str>) {
    if let Some(hex) = text.strip_prefix("0x") {
        let length = hex
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(hex.len());
        return (2 + length, Some("(address)"));
    }
    let clock = text
        .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'))
        .unwrap_or(text.len());
    if text
        .get(..clock)
        .is_some_and(|clock| clock.contains(':') && !clock.ends_with(':'))
    {
        return (clock, Some("(time)"));
    }
    let length = number_length(text);
    let (number, after) = text.split_at(length);
    let unit = after.strip_prefix(' ').unwrap_or(after);
    let unit_length = unit
        .find(|c: char| !(c.is_alphabetic()))
        .unwrap_or(unit.len());
    let (unit, end) = unit.split_at(unit_length);
    const UNITS: [&str; 14] = [
        "ns",
        "us",
        "µs",
        "μs",
        "ms",
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "milliseconds",
        "microseconds",
        "nanoseconds",
        "minutes",
    ];
    if UNITS.contains(&unit) && !end.starts_with(|c: char| c.is_ascii_digit() || c == '_') {
        return (text.len() - end.len(), Some("(time)"));
    }
    let decimal = number.contains('.');
    if decimal && after.starts_with('x') && unit == "x" {
        return (length + 1, Some("(ratio)"));
    }
    if after.starts_with("/s") {
        return (length + 2, Some("(rate)"));
    }
    const WORDS: [&str; 7] = [
        "time", "elapsed", "took", "duration", "wall", "seconds", "speedup",
    ];
    let word = before
        .trim_end_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    if decimal && WORDS.iter().any(|name| word.ends_with(name)) {
        return (length, Some("(time)"));
    }
    (length, None)
}

/// The length of a number with its separators, fraction and exponent.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = digits(text);
    while matches!(bytes.get(end), Some(b',' | b'_')) && (1..=3).all(|next| digit(end + next)) {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1 + digits(text.get(end + 1..).unwrap_or(""));
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit(end + 1 + sign) {
            end += 1 + sign + digits(text.get(end + 1 + sign..).unwrap_or(""));
        }
    }
    end
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())
}

/// A line without its numbers: the texts before, between and after them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape(Vec<String>);

impl Shape {
    /// The shape of a line, and the numbers that it leaves out.
    fn of(line: &str) -> (Shape, Vec<String>) {
        let (mut texts, mut numbers) = (vec![String::new()], Vec::new());
        let mut rest = line;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, number) = rest.split_at(at);
            let (number, after) = number.split_at(number_length(number));
            if let Some(last) = texts.last_mut() {
                last.push_str(before);
            }
            texts.push(String::new());
            numbers.push(number.to_owned());
            rest = after;
        }
        if let Some(last) = texts.last_mut() {
            last.push_str(rest);
        }
        (Shape(texts), numbers)
    }

    fn filled(&self, numbers: &[String]) -> String {
        let numbers = numbers.iter().map(String::as_str).chain([""]);
        self.0
            .iter()
            .map(String::as_str)
            .zip(numbers)
            .flat_map(|(text, number)| [text, number])
            .collect()
    }
}

fn differences(shape: &Shape, base: &[Output], other: &[Output]) -> Vec<Difference> {
    let numbers = |runs: &[Output]| {
        runs.iter()
            .map(|run| run.numbers(shape))
            .collect::<Vec<_>>()
    };
    let (base, other) = (numbers(base), numbers(other));
    let mut all = base.iter().chain(&other);
    let first = all.next();
    if all.all(|another| Some(another) == first) {
        return Vec::new();
    }
    let lines = |runs: &[Vec<Vec<String>>]| runs.iter().map(Vec::len).collect::<BTreeSet<_>>();
    let (in_base, in_other) = (lines(&base), lines(&other));
    if in_base == in_other && in_base.len() == 1 {
        let each = first.map_or(0, Vec::len);
        return (0..each)
            .map(|line| Difference {
                base: merged(shape, &base, line),
                other: merged(shape, &other, line),
            })
            .filter(|one| one.base != one.other || one.base.contains(RANGE))
            .collect();
    }
    let counted = |runs: &[Vec<Vec<String>>], lines: &BTreeSet<usize>| {
        let Some(example) = runs.iter().flatten().next() else {
            return "no such line".to_owned();
        };
        let example = shape.filled(example);
        match (
            lines.first().copied().unwrap_or(0),
            lines.last().copied().unwrap_or(0),
        ) {
            (0, 1) => {
                let seen = runs.iter().filter(|run| !run.is_empty()).count();
                format!("{example}  in {seen}/{}", runs.len())
            }
            (1, 1) => format!("{example}  in {0}/{0}", runs.len()),
            (least, most) if least == most => format!("{} like: {example}", count(most, "line")),
            (least, most) => format!("{least}{RANGE}{} like: {example}", count(most, "line")),
        }
    };
    vec![Difference {
        base: counted(&base, &in_base),
        other: counted(&other, &in_other),
    }]
}

/// Stands between the lowest and the highest value.
const RANGE: &str = "..";

/// The line at one place in every run, each number that varies written as a range.
fn merged(shape: &Shape, runs: &[Vec<Vec<String>>], line: usize) -> String {
    let rows: Vec<&Vec<String>> = runs.iter().filter_map(|run| run.get(line)).collect();
    let holes = rows.first().map_or(0, |row| row.len());
    let mut varies = false;
    let numbers: Vec<String> = (0..holes)
        .map(|hole| {
            let mut values: Vec<&String> = rows.iter().filter_map(|row| row.get(hole)).collect();
            values.sort_by(|a, b| compare_numbers(a, b));
            match (values.first(), values.last()) {
                (Some(low), Some(high)) if low != high => {
                    varies = true;
                    format!("{low}{RANGE}{high}")
                }
                (Some(same), _) => (*same).clone(),
                _ => String::new(),
            }
        })
        .collect();
    let filled = shape.filled(&numbers);
    match varies {
        true => filled,
        false => format!("{filled}  in {0}/{0}", rows.len()),
    }
}

fn compare(a: &[String], b: &[String]) -> std::cmp::Ordering {
    let unequal = a
        .iter()
        .zip(b)
        .map(|(a, b)| compare_numbers(a, b))
        .find(|order| order.is_ne());
    unequal.unwrap_or(a.len().cmp(&b.len()))
}

fn compare_numbers(a: &str, b: &str) -> std::cmp::Ordering {
    let value = |text: &str| {
        text.replace([',', '_'], "")
            .parse()
            .unwrap_or(f64::INFINITY)
    };
    value(a).total_cmp(&value(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(texts: &[&str]) -> Vec<Output> {
        texts
            .iter()
            .map(|text| Output::new(text.as_bytes()))
            .collect()
    }

    fn differences(on: &[&str], off: &[&str]) -> Vec<(String, String)> {
        match compare_outputs(&outputs(on), &outputs(off)) {
            Agreement::Same => Vec::new(),
            Agreement::Differs(all) => all.into_iter().map(|one| (one.base, one.other)).collect(),
        }
    }

    #[test]
    fn times_and_addresses_are_masked() {
        let cases = [
            (
                "4 threads: 1.620 s (one by one: 0.8 s)",
                "4 threads: (time) (one by one: (time))",
            ),
            ("took 12ms", "took (time)"),
            ("3.5µs each", "(time) each"),
            ("<C object at 0x7f00dead>", "<C object at (address)>"),
            ("done at 12:34:56.789", "done at (time)"),
            ("Elapsed: 1.234", "Elapsed: (time)"),
            ("elapsed=1.234,", "elapsed=(time),"),
            ("speed 3.86x", "speed (ratio)"),
            ("29812/s", "(rate)"),
            ("ratio 1:", "ratio 1:"),
            ("x = 12 sheep", "x = 12 sheep"),
            ("v1s 3 s2", "v1s 3 s2"),
            ("pi is 3.14159", "pi is 3.14159"),
            ("1,234,567 seconds", "(time)"),
            ("é5 ü", "é5 ü"),
        ];
        for (line, expected) in cases {
            assert_eq!(mask(line), expected);
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter() {
        assert_eq!(differences(&["a\nb\n", "b\na\n"], &["b\na\n", "a\nb"]), []);
        assert_eq!(differences(&["t 1.0 s"], &["t 2.0 s"]), []);
    }

    #[test]
    fn a_number_that_varies_becomes_a_range() {
        assert_eq!(
            differences(
                &["counter = 400000", "counter = 400000"],
                &["counter = 271993", "counter = 1213377"]
            ),
            [(
                "counter = 400000  in 2/2".to_owned(),
                "counter = 271993..1213377".to_owned()
            )]
        );
    }

    #[test]
    fn only_the_lines_that_differ_are_shown() {
        let on = ["t1 got 5\nt2 got 5\nend"; 2];
        let off = ["t1 got 5\nt2 got 4\nend", "t1 got 5\nt2 got 3\nend"];
        assert_eq!(
            differences(&on, &off),
            [("t2 got 5  in 2/2".to_owned(), "t2 got 3..4".to_owned())]
        );
    }

    #[test]
    fn a_line_that_is_missing_is_counted() {
        assert_eq!(
            differences(&["ok", "ok"], &["ok\nlost!", "ok"]),
            [("no such line".to_owned(), "lost!  in 1/2".to_owned())]
        );
        assert_eq!(
            differences(&["x\nx"], &["x\nx\nx"]),
            [("2 lines like: x".to_owned(), "3 lines like: x".to_owned())]
        );
    }

    #[test]
    fn any_bytes_can_be_compared() {
        assert_eq!(differences(&["\u{fffd}"], &["\u{fffd}"]), []);
        assert_eq!(
            compare_outputs(&[Output::new(b"\xff")], &[Output::new(b"\xff")]),
            Agreement::Same
        );
        assert_eq!(compare_outputs(&[], &[]), Agreement::Same);
    }
}

//! How numbers are written for people: every duration has a unit, and three significant digits.

use std::fmt::{self, Display};

/// Nanoseconds as people write them: `207 ms`, `1.62 s`, `51.0 µs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub u64);

impl Span {
    const UNITS: [(u64, &'static str); 4] = [
        (1_000_000_000, "s"),
        (1_000_000, "ms"),
        (1_000, "µs"),
        (1, "ns"),
    ];
}

impl Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0;
        // 999.6 ms is written as 1.00 s.
        let fits = |unit: u64| nanos as f64 / unit as f64 >= 0.9995;
        let (unit, name) = Self::UNITS
            .into_iter()
            .find(|(unit, _)| fits(*unit))
            .unwrap_or((1, "ns"));
        if unit == 1 {
            return f.pad(&format!("{nanos} {name}"));
        }
        let value = nanos as f64 / unit as f64;
        f.pad(&format!("{value:.*} {name}", decimals(value)))
    }
}

/// A duration that a user asked for, exactly: `5 ms`, `0.5 ms`, `2.5 s`.
pub fn exact(nanos: u64) -> String {
    let (unit, name) = Span::UNITS
        .into_iter()
        .find(|(unit, _)| nanos >= *unit)
        .unwrap_or((1, "ns"));
    format!("{} {name}", nanos as f64 / unit as f64)
}

/// Nanoseconds as milliseconds with one decimal and without the unit, for tables.
pub fn table_ms(nanos: u64) -> String {
    format!("{:.1}", nanos as f64 / 1e6)
}

/// A share of a whole in per cent, with one decimal; `-` of nothing.
pub fn percent(part: u64, whole: u64) -> String {
    match whole {
        0 => "-".to_owned(),
        _ => format!("{:.1}", 100.0 * part as f64 / whole as f64),
    }
}

/// How many of something: `1 thread`, `4 threads`.
pub fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}

/// A ratio: `3.86x`, `12.5x`.
pub fn times(ratio: f64) -> String {
    format!("{}x", ratio_digits(ratio))
}

/// A ratio without its `x`.
pub fn ratio_digits(ratio: f64) -> String {
    match ratio {
        ratio if ratio >= 99.95 => format!("{ratio:.0}"),
        ratio if ratio >= 9.995 => format!("{ratio:.1}"),
        _ => format!("{ratio:.2}"),
    }
}

/// An average number of threads: `3.0`; `0.02` if it is small.
pub fn average(number: f64) -> String {
    match number {
        number if number >= 0.95 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

fn decimals(value: f64) -> usize {
    match value {
        value if value >= 99.95 => 0,
        value if value >= 9.995 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_significant_digits_and_a_unit() {
        let written = |nanos| Span(nanos).to_string();
        assert_eq!(written(0), "0 ns");
        assert_eq!(written(999), "999 ns");
        assert_eq!(written(51_040), "51.0 µs");
        assert_eq!(written(5_119_000), "5.12 ms");
        assert_eq!(written(99_960_000), "100 ms");
        assert_eq!(written(999_600_000), "1.00 s");
        assert_eq!(written(207_100_000), "207 ms");
        assert_eq!(written(1_616_000_000), "1.62 s");
        assert_eq!(written(7_200_000_000_000), "7200 s");
    }

    #[test]
    fn what_a_user_asked_for_is_shown_exactly() {
        assert_eq!(exact(5_000_000), "5 ms");
        assert_eq!(exact(500_000), "500 µs");
        assert_eq!(exact(2_500_000_000), "2.5 s");
    }
}

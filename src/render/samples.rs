//! Which lines ran, as a few lines of text.

use super::style::{TITLE, styled};
use super::text::paragraph;
use crate::timeline::recording::Recording;
use crate::timeline::samples::Samples;
use crate::timeline::units::{count, percent};

/// So many lines of the script are listed.
const LINES: usize = 5;

/// The lines that the most samples were taken at; empty if there are no samples.
pub fn samples(recording: &Recording, width: usize) -> String {
    let samples = Samples::new(recording);
    if samples.total == 0 {
        return String::new();
    }
    let mut out = styled(TITLE, "lines that ran") + "\n";
    let listed = samples.by_site.iter().take(LINES);
    let rows: Vec<_> = listed
        .map(|(site, count)| (recording.at(*site), count))
        .collect();
    let names = rows.iter().filter_map(|(place, _)| *place);
    let column = names.map(|place| place.name.len()).max().unwrap_or(0);
    for (place, count) in rows {
        let share = percent(*count, samples.total);
        let (name, text) = match place {
            Some(place) => (place.name.as_str(), place.text.as_str()),
            None => ("elsewhere", ""),
        };
        let line = format!("  {share:>5} %  {name:column$}  {text}");
        let line: String = line.trim_end().chars().take(width).collect();
        out += &(line + "\n");
    }
    let text = format!(
        "Sampled, not measured: each millisecond, running threads noted their line at the next safepoint; {}.",
        count(samples.total as usize, "sample")
    );
    out + &paragraph(&text, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::sampled;

    #[test]
    fn lines_are_listed_with_their_share() {
        let text = samples(&sampled(3), 60);
        let text = anstream::adapter::strip_str(&text).to_string();
        assert!(text.starts_with("lines that ran\n  100.0 %  "), "{text}");
        assert!(text.contains("3 samples."), "{text}");
        assert_eq!(samples(&sampled(0), 60), "");
    }
}

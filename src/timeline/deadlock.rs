//! The report of a deadlock: who waits for what, and where.

use crate::gil::Waiting;

use super::units::Span;
use crate::gil::Instant;

/// The lines of the report. `site` writes a site word as `file.py:19`; `now` is the end of the run.
pub fn lines(
    waiting: &[Waiting],
    now: Instant,
    site: &dyn Fn(u64) -> Option<String>,
) -> Vec<String> {
    let width = waiting
        .iter()
        .map(|one| one.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut lines = vec!["deadlock: every thread waits for another one, for ever".to_owned()];
    lines.extend(waiting.iter().map(|one| {
        let at = site(one.site).map_or(String::new(), |site| format!(" at {site}"));
        format!(
            "  {:width$}  waits for {}{at}, since {}",
            one.name,
            super::trace::words::awaited(one.reason),
            Span(now.nanos_since(one.since))
        )
    }));
    lines
}

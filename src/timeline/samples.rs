//! Which lines ran: what threads answered when they were asked, each millisecond, where they were. A sample, not a measurement:
//! a thread answers at its next safepoint, and what is short or rare may be missing.

use std::collections::BTreeMap;
use std::time::Duration;

use super::recording::{Kind, Recording};

/// How often running threads are asked.
pub const PERIOD: Duration = Duration::from_millis(1);

/// The samples of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// All of them.
    pub total: u64,
    /// Site words and how many samples were taken there, the most first.
    pub by_site: Vec<(u64, u64)>,
}

impl Samples {
    /// The samples of a recording.
    pub fn new(recording: &Recording) -> Self {
        let mut sites: BTreeMap<u64, u64> = BTreeMap::new();
        for record in &recording.records {
            if record.kind() == Some(Kind::Sampled) {
                *sites.entry(record.site()).or_default() += 1;
            }
        }
        let mut by_site: Vec<_> = sites.into_iter().collect();
        by_site.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Samples {
            total: by_site.iter().map(|(_, count)| count).sum(),
            by_site,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sampled;
    use super::*;

    #[test]
    fn samples_are_counted_by_line() {
        let samples = Samples::new(&sampled(3));
        assert_eq!(
            (samples.total, samples.by_site.as_slice()),
            (3, &[(19, 3)][..])
        );
    }
}

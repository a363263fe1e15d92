//! Who waited for whom: the waits for the GIL, divided among those who held it meanwhile, and by the lines at which threads wanted it.

use std::collections::BTreeMap;

use super::lanes::{State, Timeline};

/// The GIL waits of a run. Times are nanoseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// For each lane, in the order of the timeline, and for each other lane: for how long the first waited while the second had the GIL.
    pub by_holder: Vec<Vec<u64>>,
    /// For each lane: for how long it waited while nobody had the GIL, which was being handed over.
    pub free: Vec<u64>,
    /// For each site word: all waits that began there, the longest first.
    pub by_site: Vec<SiteWaits>,
}

/// The GIL waits that began at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteWaits {
    /// The site word; 0 if unknown.
    pub site: u64,
    /// Their sum.
    pub nanos: u64,
    /// How many they were.
    pub count: u64,
    /// The longest.
    pub longest: u64,
}

impl Waits {
    /// The waits of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let holds = timeline.holds();
        let lanes = timeline.lanes.len();
        let mut waits = Waits {
            by_holder: vec![vec![0; lanes]; lanes],
            free: vec![0; lanes],
            by_site: Vec::new(),
        };
        let mut sites: BTreeMap<u64, SiteWaits> = BTreeMap::new();
        let slices = timeline.lanes.iter().enumerate();
        let slices =
            slices.flat_map(|(place, lane)| lane.slices.iter().map(move |slice| (place, slice)));
        for (lane, wait) in slices.filter(|(_, slice)| slice.state == State::GilWait) {
            let mut free = wait.length();
            let first = holds.partition_point(|(_, to, _)| *to <= wait.from);
            let during = holds
                .iter()
                .skip(first)
                .take_while(|(from, ..)| *from < wait.to);
            for (from, to, holder) in during {
                let held = to.min(&wait.to).saturating_sub(*from.max(&wait.from));
                waits.by_holder[lane][*holder] += held;
                free = free.saturating_sub(held);
            }
            waits.free[lane] += free;
            let site = sites.entry(wait.site).or_insert(SiteWaits {
                site: wait.site,
                nanos: 0,
                count: 0,
                longest: 0,
            });
            site.nanos += wait.length();
            site.count += 1;
            site.longest = site.longest.max(wait.length());
        }
        waits.by_site = sites.into_values().collect();
        waits
            .by_site
            .sort_by_key(|site| std::cmp::Reverse(site.nanos));
        waits
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ms, taking_turns};
    use super::*;

    #[test]
    fn waits_are_divided_among_the_holders() {
        let (recording, _) = taking_turns();
        let waits = Waits::new(&Timeline::new(&recording));
        assert_eq!(waits.by_holder[1], [0, 0, ms(20)]);
        assert_eq!(waits.by_holder[2], [0, ms(20), 0]);
        assert_eq!(waits.free, [0, 0, 0]);
        let [site] = waits.by_site[..] else {
            panic!("{:?}", waits.by_site);
        };
        assert_eq!((site.site, site.nanos, site.count), (19, ms(40), 8));
        assert_eq!(site.longest, ms(5));
    }
}

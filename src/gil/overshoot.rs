//! How long holders of the lock ran on after they had been asked to drop it: counts by size, in a space that does not grow with the run.

/// Each doubling is divided into so many sizes, as a power of two: what is told is off by 1.6 % at most.
const FINE: u32 = 5;
/// Sizes up to about four hours.
const SIZES: usize = 40 << FINE;

/// What is told of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overshoot {
    /// How many drops were forced after a request.
    pub count: u64,
    /// The middle one, in nanoseconds.
    pub median: u64,
    /// What 99 of 100 did not exceed, in nanoseconds.
    pub p99: u64,
    /// The longest, in nanoseconds.
    pub longest: u64,
}

/// All of them, by size.
#[derive(Clone, Debug)]
pub(crate) struct Overshoots {
    counts: Box<[u64; SIZES]>,
    longest: u64,
}

impl Default for Overshoots {
    fn default() -> Self {
        Overshoots {
            counts: Box::new([0; SIZES]),
            longest: 0,
        }
    }
}

impl Overshoots {
    pub(crate) fn add(&mut self, nanos: u64) {
        self.longest = self.longest.max(nanos);
        if let Some(count) = self.counts.get_mut(size(nanos).min(SIZES - 1)) {
            *count += 1;
        }
    }

    pub(crate) fn summary(&self) -> Overshoot {
        let count = self.counts.iter().sum();
        Overshoot {
            count,
            median: self.at(count.div_ceil(2)),
            p99: self.at((99 * count).div_ceil(100)),
            longest: self.longest,
        }
    }

    /// The size that so many did not exceed.
    fn at(&self, number: u64) -> u64 {
        let mut seen = 0;
        let size = self.counts.iter().position(|count| {
            seen += count;
            seen >= number && number > 0
        });
        size.map_or(0, |size| middle(size).min(self.longest))
    }
}

/// The number of a size: exact up to `2 << FINE`, then by leading bits.
fn size(nanos: u64) -> usize {
    let shift = (u64::BITS - nanos.leading_zeros()).saturating_sub(FINE + 1);
    ((shift as usize) << FINE) + (nanos >> shift) as usize
}

/// The middle of a size.
fn middle(size: usize) -> u64 {
    let shift = (size >> FINE).saturating_sub(1);
    let lead = size - (shift << FINE);
    ((lead as u64) << shift) + ((1 << shift) >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_in_order_and_fine() {
        for nanos in 0..200_000 {
            assert!([0, 1].contains(&(size(nanos + 1) - size(nanos))), "{nanos}");
        }
        let powers = (0..44).flat_map(|power| [1 << power, (2 << power) - 1]);
        for nanos in (0..2000).chain(powers) {
            assert!(size(nanos) < SIZES);
            let told = middle(size(nanos));
            assert!(told.abs_diff(nanos) * 64 <= nanos, "{nanos}: {told}");
        }
    }

    #[test]
    fn shares_of_all() {
        let mut all = Overshoots::default();
        assert_eq!(all.summary(), Overshoot::default());
        (1..=100).for_each(|micros| all.add(1000 * micros));
        let told = all.summary();
        assert_eq!((told.count, told.longest), (100, 100_000));
        assert!(told.median.abs_diff(50_000) <= 800, "{told:?}");
        assert!(told.p99.abs_diff(99_000) <= 1600, "{told:?}");
        all.add(u64::MAX);
        assert_eq!(all.summary().longest, u64::MAX);
    }
}

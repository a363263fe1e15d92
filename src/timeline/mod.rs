//! What a run's events and counters mean: the states of its threads as a table that checks itself,
//! sentences and verdicts about it, and the live trace. Everything here is data in, data or plain
//! text out; how a report is laid out is `render`'s business, and running scripts is `session`'s.

pub mod deadlock;
pub mod figures;
pub mod outputs;
pub mod sentences;
pub mod summary;
pub mod thresholds;
pub mod trace;
pub mod units;
pub mod verdict;

mod checks;
#[cfg(test)]
pub(crate) mod testing;

pub use checks::{Violation, check};
pub use summary::{Part, Setup, Summary, Thread};

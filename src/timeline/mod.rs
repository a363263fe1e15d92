//! What a run's events and counters mean: the states of its threads as a table that checks itself,
//! sentences and verdicts about it, and the live trace. Everything here is data in, data or plain
//! text out; how a report is laid out is `render`'s business, and running scripts is `session`'s.

pub mod deadlock;
pub mod figures;
pub mod lanes;
pub mod outputs;
pub mod recording;
pub mod returns;
pub mod samples;
pub mod sentences;
pub mod summary;
pub mod sweep;
pub mod thresholds;
pub mod trace;
pub mod units;
pub mod verdict;
pub mod waits;

mod checks;
#[cfg(test)]
pub(crate) mod testing;

use tracing::Dispatch;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::Registry;

pub use checks::{Violation, check};
pub use summary::{Part, Setup, Summary, Thread};

/// Where the events of a run are to go, if anybody wants them. Each run has a dispatch of its own.
pub fn dispatch(
    trace: Option<&trace::Trace>,
    recorder: Option<&recording::Recorder>,
) -> Option<Dispatch> {
    if trace.is_none() && recorder.is_none() {
        return None;
    }
    let subscriber = Registry::default()
        .with(trace.map(trace::Trace::layer))
        .with(recorder.cloned());
    Some(Dispatch::new(subscriber))
}

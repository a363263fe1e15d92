//! Where a run's events are stamped, booked and handed on. The only place that knows whether anybody records.

use std::sync::atomic::{AtomicU64, Ordering};

use crossbeam_utils::CachePadded;

use super::clock::{Clock, Instant};
use super::event::{Event, ThreadId, What, emit};
use super::shared::Shared;

/// The clock, the sequence and the recorder of one run.
#[derive(Debug)]
pub(crate) struct Journal {
    pub(crate) clock: Clock,
    recording: bool,
    sequence: CachePadded<AtomicU64>,
}

impl Journal {
    pub(crate) fn new(recording: bool) -> Self {
        Journal {
            clock: Clock::new(),
            recording,
            sequence: CachePadded::default(),
        }
    }

    /// Makes an event and gives it its place in the order of events. What happens to the lock is stamped while the
    /// lock's mutex is held, so that the order of events is the order in which they happened. Without a recorder
    /// nobody asks for the order, and no shared cache line is touched.
    pub(crate) fn stamp(&self, time: Instant, thread: ThreadId, site: u64, what: What) -> Event {
        let sequence = if self.recording {
            self.sequence.fetch_add(1, Ordering::Relaxed)
        } else {
            0
        };
        Event {
            time,
            sequence,
            thread,
            site,
            what,
        }
    }

    /// Books `events` on the thread that they happened to, and hands them to its recorder. Called on that thread, with
    /// no mutex held: a recorder may take as long as it likes.
    pub(crate) fn note<I>(&self, thread: &Shared, events: I)
    where
        I: IntoIterator<Item = Event> + Clone,
    {
        if self.recording {
            let copy = events.clone();
            thread.book(events);
            copy.into_iter().for_each(|event| emit(&event));
        } else {
            thread.book(events);
        }
    }
}

//! Where a run's events are stamped, booked and handed on. The only place that knows whether
//! anybody records.

use std::sync::atomic::Ordering;

use crossbeam_utils::CachePadded;

use super::clock::{Clock, Instant};
use super::event::{Event, What, emit};
use super::shared::Shared;
use super::sync::AtomicU64;

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
}

/// A thread at a place in the script: what its events have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Here<'a> {
    pub(crate) thread: &'a Shared,
    pub(crate) site: u64,
    pub(crate) journal: &'a Journal,
}

impl Here<'_> {
    /// The run's time.
    pub(crate) fn now(&self) -> Instant {
        self.journal.clock.now()
    }

    /// Makes an event and gives it its place in the order of events. What happens to the lock is
    /// stamped while the lock's mutex is held, so that the order of events is the order in which
    /// they happened. Without a recorder nobody asks for the order, and no shared cache line is
    /// touched.
    pub(crate) fn stamp(&self, time: Instant, what: What) -> Event {
        let sequence = if self.journal.recording {
            self.journal.sequence.fetch_add(1, Ordering::Relaxed)
        } else {
            0
        };
        Event {
            time,
            sequence,
            thread: self.thread.id,
            site: self.site,
            what,
        }
    }

    /// Books `events` on the account of the thread, which is the calling one. What happens to the
    /// lock is booked under the lock's mutex too, so that all accounts and the lock always agree.
    pub(crate) fn book(&self, events: &[Event]) {
        self.thread.book(events);
    }

    /// Whether anybody wants the events.
    pub(crate) fn is_recording(&self) -> bool {
        self.journal.recording
    }

    /// Hands `events` to the recorder of the calling thread. Called with no mutex held: a recorder
    /// may take as long as it likes.
    pub(crate) fn emit(&self, events: &[Event]) {
        if self.journal.recording {
            events.iter().for_each(emit);
        }
    }

    /// Books and emits.
    pub(crate) fn note(&self, events: &[Event]) {
        self.book(events);
        self.emit(events);
    }

    /// Stamps and notes what happens now.
    pub(crate) fn note_now(&self, what: What) {
        self.note(&[self.stamp(self.now(), what)]);
    }
}

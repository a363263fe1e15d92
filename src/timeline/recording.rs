//! What a run's recorder keeps: every transition as three words, in a buffer of the thread that made
//! it, and after the run all of them in the order in which they happened. What they mean is the
//! business of `lanes`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use thread_local::ThreadLocal;
use tracing::Subscriber;
use tracing_subscriber::layer::{Context, Layer};

use super::summary::{Setup, Summary};
use crate::gil::event::TARGET;
use crate::gil::{Event, Reason, ThreadId, What};

/// Takes the events of one run. Cheap to clone: all clones fill the same buffers.
#[derive(Clone, Debug)]
pub struct Recorder(Arc<Buffers>);

#[derive(Debug)]
struct Buffers {
    /// So many events are kept: the first ones.
    most: u64,
    /// One for each thread; its mutex is contended by nobody while the run lasts.
    threads: ThreadLocal<Mutex<Vec<Record>>>,
    missing: AtomicU64,
}

/// A run as it happened: all that charts, reports and files are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// How the run was set up.
    pub setup: Setup,
    /// Its length, in nanoseconds.
    pub wall: u64,
    /// What happened, in order.
    pub records: Vec<Record>,
    /// How many events came after the buffers were full. Those that are kept are the first.
    pub missing: u64,
    /// The names of its threads, by number.
    pub threads: Vec<(u32, String)>,
    /// The places that site words stand for, in the order of those.
    pub places: Vec<Place>,
}

/// A line of a script that something happened at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its site word.
    pub site: u64,
    /// `file.py:19`.
    pub name: String,
    /// The line, without its indentation; empty if the file can't be read.
    pub text: String,
}

/// All that is known of a run: what files are made of, and what reads them back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// What sets it apart from the other runs on the same chart: `GIL on`, `policy fifo`.
    pub name: String,
    /// Its figures.
    pub summary: Summary,
    /// Its events.
    pub recording: Recording,
}

/// One event in 24 bytes. What a longer event also tells (who had the GIL before, for how long
/// somebody waited) follows from the events before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "[u64; 3]", from = "[u64; 3]")]
pub struct Record {
    /// Nanoseconds in the upper 48 bits: three days. Then a kind and its argument, 8 bits each.
    time_and_kind: u64,
    /// The low half of the sequence number above, the thread's number below.
    order_and_thread: u64,
    /// The site word.
    site: u64,
}

/// What happened, as far as a record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A thread's life began.
    Started,
    /// A thread's life ended.
    Ended,
    /// It wants the GIL.
    Wants,
    /// It took the GIL.
    Took,
    /// It asked the holder to drop the GIL.
    Asked,
    /// It dropped the GIL, and why.
    Dropped(Reason),
    /// It is blocked, and on what.
    Blocked(Reason),
    /// What it was blocked on is over.
    Unblocked(Reason),
    /// All other threads are to stop.
    StopRequested,
    /// They are stopped.
    StopBegan,
    /// They go on.
    StopEnded,
    /// It was asked where it is.
    Sampled,
}

impl Kind {
    fn of(what: What) -> Kind {
        match what {
            What::ThreadStarted { .. } => Kind::Started,
            What::ThreadEnded {} => Kind::Ended,
            What::Wants {} => Kind::Wants,
            What::Took { .. } => Kind::Took,
            What::DropRequested { .. } => Kind::Asked,
            What::Dropped { reason } => Kind::Dropped(reason),
            What::Blocked { reason, .. } => Kind::Blocked(reason),
            What::Unblocked { reason } => Kind::Unblocked(reason),
            What::StopRequested {} => Kind::StopRequested,
            What::StopBegan { .. } => Kind::StopBegan,
            What::StopEnded { .. } => Kind::StopEnded,
            What::Sampled {} => Kind::Sampled,
        }
    }

    fn to_bits(self) -> u64 {
        let (kind, reason) = match self {
            Kind::Started => (0, None),
            Kind::Ended => (1, None),
            Kind::Wants => (2, None),
            Kind::Took => (3, None),
            Kind::Asked => (4, None),
            Kind::Dropped(reason) => (5, Some(reason)),
            Kind::Blocked(reason) => (6, Some(reason)),
            Kind::Unblocked(reason) => (7, Some(reason)),
            Kind::StopRequested => (8, None),
            Kind::StopBegan => (9, None),
            Kind::StopEnded => (10, None),
            Kind::Sampled => (11, None),
        };
        kind << 8 | reason.map_or(0, |reason| reason as u64)
    }

    /// `None` if no kind has these bits: a damaged file.
    fn from_bits(bits: u64) -> Option<Kind> {
        let reason = || Reason::ALL.get((bits & 0xff) as usize).copied();
        Some(match bits >> 8 & 0xff {
            0 => Kind::Started,
            1 => Kind::Ended,
            2 => Kind::Wants,
            3 => Kind::Took,
            4 => Kind::Asked,
            5 => Kind::Dropped(reason()?),
            6 => Kind::Blocked(reason()?),
            7 => Kind::Unblocked(reason()?),
            8 => Kind::StopRequested,
            9 => Kind::StopBegan,
            10 => Kind::StopEnded,
            11 => Kind::Sampled,
            _ => return None,
        })
    }
}

impl From<Record> for [u64; 3] {
    fn from(record: Record) -> Self {
        [record.time_and_kind, record.order_and_thread, record.site]
    }
}

impl From<[u64; 3]> for Record {
    fn from([time_and_kind, order_and_thread, site]: [u64; 3]) -> Self {
        Record {
            time_and_kind,
            order_and_thread,
            site,
        }
    }
}

impl Record {
    /// The record of an event.
    pub fn new(event: &Event) -> Record {
        Record {
            time_and_kind: event.time.nanos() << 16 | Kind::of(event.what).to_bits(),
            order_and_thread: event.sequence << 32 | u64::from(event.thread.0),
            site: event.site,
        }
    }

    /// Nanoseconds since the beginning of the run.
    pub fn time(&self) -> u64 {
        self.time_and_kind >> 16
    }

    /// What happened; `None` in a damaged file only.
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_bits(self.time_and_kind & 0xffff)
    }

    /// To whom.
    pub fn thread(&self) -> ThreadId {
        ThreadId(self.order_and_thread as u32)
    }

    /// Where: a site word; 0 if unknown.
    pub fn site(&self) -> u64 {
        self.site
    }

    fn order(&self) -> u64 {
        self.order_and_thread >> 32
    }
}

impl Recorder {
    /// Keeps the first `most` events of a run, at most 2^32 - 1.
    pub fn new(most: u64) -> Self {
        Recorder(Arc::new(Buffers {
            most: most.min(u64::from(u32::MAX)),
            threads: ThreadLocal::new(),
            missing: AtomicU64::new(0),
        }))
    }

    /// The records so far, in order, and how many events are missing after them. Takes them out.
    pub fn finish(&self) -> (Vec<Record>, u64) {
        let mut records = Vec::new();
        for buffer in self.0.threads.iter() {
            records.append(&mut buffer.lock());
        }
        // Each buffer is nearly in order, which a stable sort makes use of.
        records.sort_by_key(Record::order);
        (records, self.0.missing.load(Ordering::Relaxed))
    }
}

impl<S: Subscriber> Layer<S> for Recorder {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == TARGET
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let Some(event) = Event::decode(event) else {
            return;
        };
        // The number of an event says how many came before it: no other counter is shared.
        if event.sequence < self.0.most {
            let buffer = self.0.threads.get_or_default();
            buffer.lock().push(Record::new(&event));
        } else {
            self.0.missing.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Recording {
    /// The number of a site word's place in the list of places.
    pub fn place(&self, site: u64) -> Option<usize> {
        let found = self.places.binary_search_by_key(&site, |place| place.site);
        found.ok()
    }

    /// The place that a site word stands for.
    pub fn at(&self, site: u64) -> Option<&Place> {
        self.places.get(self.place(site)?)
    }

    /// The name of a thread.
    pub fn name(&self, thread: ThreadId) -> String {
        let named = self.threads.iter().find(|(id, _)| *id == thread.0);
        named.map_or(format!("thread {}", thread.0), |(_, name)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;
    use crate::gil::Instant;

    fn event(sequence: u64, what: What) -> Event {
        Event {
            time: Instant::from_nanos(1000 * sequence),
            sequence,
            thread: ThreadId(3),
            site: 7 << 32 | 19,
            what,
        }
    }

    #[test]
    fn a_record_says_what_the_event_said() {
        let mut all = vec![
            What::ThreadStarted { daemon: false },
            What::ThreadEnded {},
            What::Wants {},
            What::StopRequested {},
            What::StopBegan { waited: 1 },
            What::StopEnded { lasted: 1 },
            What::Sampled {},
        ];
        for reason in Reason::ALL {
            all.push(What::Dropped { reason });
            all.push(What::Blocked { reason, object: 9 });
            all.push(What::Unblocked { reason });
        }
        for (what, sequence) in all.into_iter().zip(5..) {
            let record = Record::new(&event(sequence, what));
            assert_eq!(record.kind(), Some(Kind::of(what)));
            assert_eq!((record.time(), record.order()), (1000 * sequence, sequence));
            assert_eq!(
                (record.thread(), record.site()),
                (ThreadId(3), 7 << 32 | 19)
            );
        }
        assert_eq!(size_of::<Record>(), 24);
    }

    #[test]
    fn the_first_events_are_kept_in_order_and_the_others_counted() {
        let recorder = Recorder::new(3);
        let subscriber = tracing_subscriber::registry().with(recorder.clone());
        tracing::subscriber::with_default(subscriber, || {
            for sequence in [2, 0, 1, 4, 3] {
                crate::gil::event::emit(&event(sequence, What::Wants {}));
            }
        });
        let (records, missing) = recorder.finish();
        let orders: Vec<u64> = records.iter().map(Record::order).collect();
        assert_eq!((orders, missing), (vec![0, 1, 2], 2));
    }
}

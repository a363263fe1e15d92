//! The live trace: a `tracing` layer that keeps each thread's events in a buffer of that thread, and
//! a thread of its own, which runs no script, that puts them in order and prints them. What a line
//! says is in `words`.

pub mod words;

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::Mutex;
use thread_local::ThreadLocal;
use tracing::Subscriber;
use tracing_subscriber::layer::{Context, Layer};

use crate::gil::event::TARGET;
use crate::gil::{Event, ThreadId, What};
use words::Narrator;

/// How often the printer looks for events.
const EVERY: Duration = Duration::from_millis(20);

/// For how many looks the printer waits for an event that others have overtaken.
const PATIENCE: u32 = 100;

/// So many events may wait to be printed; what comes on top is counted and not shown.
const BACKLOG: u64 = 1 << 20;

/// Gives threads and places their names while the script runs.
pub trait Names: Send {
    /// The names of the threads that are known.
    fn threads(&mut self) -> HashMap<ThreadId, String>;
    /// A site word as `file.py:19`.
    fn site(&mut self, site: u64) -> Option<String>;
}

/// The trace of one run: where its events go until they are printed.
#[derive(Clone, Debug, Default)]
pub struct Trace(Arc<Buffers>);

/// Prints a trace until it is finished.
#[derive(Debug)]
pub struct Printer {
    buffers: Arc<Buffers>,
    thread: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Buffers {
    /// One for each thread; its mutex is contended only when the printer empties it.
    threads: ThreadLocal<Mutex<Vec<Event>>>,
    waiting: AtomicU64,
    dropped: AtomicU64,
    finished: AtomicBool,
}

impl Trace {
    /// The layer that the events of the run must go through.
    pub fn layer<S: Subscriber>(&self) -> impl Layer<S> + use<S> {
        Live(Arc::clone(&self.0))
    }

    /// Starts the thread that prints. `gil` says whether the run has one.
    pub fn print_to(
        self,
        out: impl Write + Send + 'static,
        gil: bool,
        names: impl Names + 'static,
    ) -> std::io::Result<Printer> {
        let buffers = Arc::clone(&self.0);
        let thread = std::thread::Builder::new()
            .name("gilscope-trace".to_owned())
            .spawn(move || {
                let mut printer = Lines {
                    out: Some(out),
                    order: Order::default(),
                    narrator: Narrator::new(gil),
                    names,
                };
                loop {
                    let finished = self.0.finished.load(Ordering::Acquire);
                    printer.print(&self.0, finished);
                    if finished {
                        return;
                    }
                    std::thread::park_timeout(EVERY);
                }
            })?;
        Ok(Printer { buffers, thread })
    }
}

impl Printer {
    /// Prints what is left, and ends.
    pub fn finish(self) {
        self.buffers.finished.store(true, Ordering::Release);
        self.thread.thread().unpark();
        // A printer that panicked has been reported by the panic hook already.
        let _ = self.thread.join();
    }
}

impl Buffers {
    fn push(&self, event: Event) {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= BACKLOG {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            self.dropped.fetch_add(1, Ordering::Relaxed);
            return;
        }
        self.threads.get_or_default().lock().push(event);
    }

    fn take(&self) -> Vec<Event> {
        let mut all = Vec::new();
        for buffer in self.threads.iter() {
            all.append(&mut buffer.lock());
        }
        self.waiting.fetch_sub(all.len() as u64, Ordering::Relaxed);
        all
    }
}

/// The layer.
struct Live(Arc<Buffers>);

impl<S: Subscriber> Layer<S> for Live {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == TARGET
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if let Some(event) = Event::decode(event) {
            self.0.push(event);
        }
    }
}

/// Puts events into the order in which they happened. An event that was overtaken on its way here
/// holds the later ones back, though not for ever.
#[derive(Debug, Default)]
struct Order {
    waiting: BTreeMap<u64, Event>,
    next: u64,
    looks: u32,
}

impl Order {
    /// Takes events in and gives those out whose turn it is; all of them if `impatient`.
    fn sort(&mut self, events: Vec<Event>, impatient: bool) -> Vec<Event> {
        self.waiting
            .extend(events.into_iter().map(|event| (event.sequence, event)));
        let mut ready = Vec::new();
        while let Some(first) = self.waiting.first_entry() {
            if *first.key() > self.next && !impatient && self.looks < PATIENCE {
                self.looks += 1;
                break;
            }
            self.next = *first.key() + 1;
            self.looks = 0;
            ready.push(first.remove());
        }
        // Whether a wait for the GIL is over at once shows in the next event, which comes soon.
        if !impatient
            && ready
                .last()
                .is_some_and(|last| matches!(last.what, What::Wants { .. }))
        {
            self.next -= 1;
            self.waiting
                .extend(ready.pop().map(|event| (event.sequence, event)));
        }
        ready
    }
}

struct Lines<W, N> {
    /// `None` after the reader is gone.
    out: Option<W>,
    order: Order,
    narrator: Narrator,
    names: N,
}

impl<W: Write, N: Names> Lines<W, N> {
    fn print(&mut self, buffers: &Buffers, finished: bool) {
        let dropped = buffers.dropped.swap(0, Ordering::Relaxed);
        let events = self.order.sort(buffers.take(), finished || dropped > 0);
        let mut text = String::new();
        if !events.is_empty() {
            if events
                .iter()
                .any(|event| !self.narrator.knows(event.thread))
            {
                self.narrator.introduce(self.names.threads());
            }
            self.narrator
                .tell(&events, &mut |site| self.names.site(site), &mut text);
        }
        if dropped > 0 {
            text += &format!(
                "({dropped} events not shown: they came faster than they can be printed)\n"
            );
        }
        if let Some(out) = &mut self.out
            && out
                .write_all(text.as_bytes())
                .and_then(|()| out.flush())
                .is_err()
        {
            self.out = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gil::Instant;

    fn event(sequence: u64) -> Event {
        Event {
            time: Instant::from_nanos(sequence),
            sequence,
            thread: ThreadId::MAIN,
            site: 0,
            what: What::ThreadEnded {},
        }
    }

    fn sequences(events: &[Event]) -> Vec<u64> {
        events.iter().map(|event| event.sequence).collect()
    }

    #[test]
    fn an_overtaken_event_holds_the_later_ones_back() {
        let mut order = Order::default();
        assert_eq!(sequences(&order.sort(vec![event(2), event(0)], false)), [0]);
        assert_eq!(sequences(&order.sort(vec![event(1)], false)), [1, 2]);
    }

    #[test]
    fn patience_ends() {
        let mut order = Order::default();
        for _ in 0..PATIENCE {
            assert!(order.sort(vec![event(7)], false).is_empty());
        }
        assert_eq!(sequences(&order.sort(Vec::new(), false)), [7]);
        // What comes too late is shown out of order rather than lost.
        assert_eq!(sequences(&order.sort(vec![event(3)], false)), [3]);
    }

    #[test]
    fn a_wish_waits_for_its_outcome() {
        let mut order = Order::default();
        let wants = Event {
            what: What::Wants {},
            ..event(0)
        };
        assert!(order.sort(vec![wants], false).is_empty());
        assert_eq!(sequences(&order.sort(vec![event(1)], false)), [0, 1]);
        let wants = Event {
            what: What::Wants {},
            ..event(2)
        };
        assert_eq!(sequences(&order.sort(vec![wants], true)), [2]);
    }

    #[test]
    fn a_slow_printer_is_told_how_much_was_dropped() {
        let buffers = Buffers::default();
        (0..BACKLOG + 3).for_each(|sequence| buffers.push(event(sequence)));
        assert_eq!(buffers.dropped.load(Ordering::Relaxed), 3);
        assert_eq!(buffers.take().len() as u64, BACKLOG);
        buffers.push(event(0));
        assert_eq!(buffers.take().len(), 1);
    }
}

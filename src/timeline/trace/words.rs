//! What the trace says: each transition as a line in words. Events that one thread causes at one
//! moment share a line.

use std::collections::HashMap;
use std::fmt::Write;

use crate::gil::{Event, Reason, ThreadId, What};
use crate::timeline::units::Span;

/// What a blocked thread waits for.
pub(crate) fn awaited(reason: Reason) -> &'static str {
    match reason {
        Reason::Forced | Reason::Exit => "the GIL",
        Reason::Sleep => "the end of its sleep",
        Reason::Read => "something to read",
        Reason::Write => "a reader of what it writes",
        Reason::File => "a file",
        Reason::Accept => "a connection to come in",
        Reason::Connect => "a connection to be made",
        Reason::Select => "a file to be ready",
        Reason::Process => "a child process",
        Reason::Lock => "a lock that another thread holds",
        Reason::Join => "another thread to end",
        Reason::Condition => "a condition",
        Reason::Event => "an event",
        Reason::Queue => "a queue",
        Reason::Barrier => "a barrier",
        Reason::Semaphore => "a semaphore",
        Reason::Native => "native work",
        Reason::World => "a collection to end",
    }
}

/// What a thread does when it blocks, without the GIL.
fn blocks(reason: Reason) -> String {
    match reason {
        Reason::Sleep => "sleeps".to_owned(),
        Reason::Read => "reads".to_owned(),
        Reason::Write => "writes".to_owned(),
        Reason::Native => "works natively".to_owned(),
        Reason::World => "is stopped".to_owned(),
        _ => format!("waits for {}", awaited(reason)),
    }
}

/// Tells what happens, one line after the other, and remembers who holds the GIL.
#[derive(Debug)]
pub(crate) struct Narrator {
    gil: bool,
    names: HashMap<ThreadId, String>,
    width: usize,
    holder: Option<ThreadId>,
}

impl Narrator {
    pub(crate) fn new(gil: bool) -> Self {
        let width = "MainThread".len();
        Narrator {
            gil,
            names: HashMap::new(),
            width,
            holder: None,
        }
    }

    pub(crate) fn knows(&self, thread: ThreadId) -> bool {
        self.names.contains_key(&thread)
    }

    /// The names of threads from now on.
    pub(crate) fn introduce(&mut self, names: HashMap<ThreadId, String>) {
        /// Longer names push the rest of their line to the right.
        const WIDEST: usize = 20;
        let widths = names.values().map(|name| name.chars().count().min(WIDEST));
        self.width = widths.max().unwrap_or(0).max(self.width);
        self.names.extend(names);
    }

    /// Appends the lines for `events`, which are in order.
    pub(crate) fn tell(
        &mut self,
        events: &[Event],
        site: &mut dyn FnMut(u64) -> Option<String>,
        out: &mut String,
    ) {
        for moment in events.chunk_by(|a, b| a.thread == b.thread && a.time == b.time) {
            let Some(first) = moment.first() else {
                continue;
            };
            let said = self.moment(moment, site);
            if said.is_empty() {
                continue;
            }
            let waited =
                |event: &Event| matches!(event.what, What::Took { waited, .. } if waited > 0);
            let at = match moment.iter().any(waited) {
                // Where it wanted the GIL has been said.
                true => None,
                false => moment
                    .iter()
                    .find(|event| event.site != 0)
                    .and_then(|event| site(event.site)),
            };
            let at = at.map_or(String::new(), |at| format!(" at {at}"));
            let millis = first.time.nanos() as f64 / 1e6;
            let (name, width) = (self.name(first.thread), self.width);
            let _ = writeln!(
                out,
                "{millis:>10.3} ms  {name:width$}  {}{at}",
                said.join(", ")
            );
        }
    }

    fn moment(
        &mut self,
        moment: &[Event],
        site: &mut dyn FnMut(u64) -> Option<String>,
    ) -> Vec<String> {
        let mut said = Vec::new();
        for (place, event) in moment.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| moment.get(place));
            let after = moment.get(place + 1);
            match (
                event.what,
                before.map(|event| event.what),
                after.map(|event| event.what),
            ) {
                // It had it at once: there was no wait to tell of.
                (What::Wants {}, _, Some(What::Took { .. })) => {}
                // Why it dropped the GIL has been said.
                (What::Blocked { .. }, Some(What::Dropped { .. }), _) => {}
                // A recording's business.
                (What::Sampled {}, ..) => {}
                _ => said.push(self.sentence(event, site)),
            }
            match event.what {
                What::Took { .. } => self.holder = Some(event.thread),
                What::Dropped { .. } if self.holder == Some(event.thread) => self.holder = None,
                _ => {}
            }
        }
        said
    }

    fn sentence(&self, event: &Event, site: &mut dyn FnMut(u64) -> Option<String>) -> String {
        match event.what {
            What::ThreadStarted { daemon: true } => "starts (daemon)".to_owned(),
            What::ThreadStarted { .. } => "starts".to_owned(),
            What::ThreadEnded {} => "ends".to_owned(),
            What::Wants {} => match self.holder {
                Some(holder) => format!("wants the GIL (held by {})", self.name(holder)),
                None => "wants the GIL (free)".to_owned(),
            },
            What::Took { waited: 0, .. } => "took the GIL".to_owned(),
            What::Took {
                waited,
                from,
                reason,
                dropped_at,
            } => {
                let whence = match from {
                    Some(from) if from != event.thread => {
                        let at = site(dropped_at).map_or(String::new(), |at| format!(" at {at}"));
                        format!(" from {} ({}{at})", self.name(from), reason.word())
                    }
                    _ => String::new(),
                };
                format!("took the GIL after {}{whence}", Span(waited))
            }
            What::DropRequested { holder } => format!("asked {} to drop it", self.name(holder)),
            What::Dropped {
                reason: Reason::Forced,
            } => "dropped the GIL: forced".to_owned(),
            What::Dropped { reason } => format!("dropped the GIL: {}", reason.word()),
            What::Blocked { reason, .. } => blocks(reason),
            What::Unblocked {
                reason: Reason::World,
            } => "goes on".to_owned(),
            What::Unblocked { reason } if self.gil => format!("{} is over", reason.word()),
            What::Unblocked { reason } => format!("{} is over, runs", reason.word()),
            What::StopRequested {} => "asks all threads to stop".to_owned(),
            What::StopBegan { waited } => format!("all threads stopped after {}", Span(waited)),
            What::StopEnded { lasted } => format!("lets them go on after {}", Span(lasted)),
            What::Sampled {} => "was asked where it is".to_owned(),
        }
    }

    fn name(&self, thread: ThreadId) -> String {
        match self.names.get(&thread) {
            Some(name) => name.clone(),
            None => format!("thread {}", thread.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gil::Instant;

    fn told(gil: bool, events: &[(u64, u32, u64, What)]) -> String {
        let mut narrator = Narrator::new(gil);
        let names = [(0, "MainThread"), (1, "count-1"), (2, "count-2")];
        narrator.introduce(
            names
                .map(|(id, name)| (ThreadId(id), name.to_owned()))
                .into(),
        );
        let events: Vec<Event> = (events.iter().zip(0..))
            .map(|((micros, thread, site, what), sequence)| Event {
                time: Instant::from_nanos(micros * 1000),
                sequence,
                thread: ThreadId(*thread),
                site: *site,
                what: *what,
            })
            .collect();
        let mut out = String::new();
        let mut site = |site| (site != 0).then(|| format!("cpu_bound.py:{site}"));
        narrator.tell(&events, &mut site, &mut out);
        out
    }

    #[test]
    fn a_forced_switch_is_told_in_order() {
        let took = |waited, from| What::Took {
            waited,
            from,
            reason: Reason::Forced,
            dropped_at: 19,
        };
        let holder = ThreadId(1);
        assert_eq!(
            told(
                true,
                &[
                    (100, 1, 0, What::Wants {}),
                    (100, 1, 0, took(0, None)),
                    (200, 2, 19, What::Wants {}),
                    (5300, 2, 19, What::DropRequested { holder }),
                    (
                        5310,
                        1,
                        19,
                        What::Dropped {
                            reason: Reason::Forced
                        }
                    ),
                    (5340, 2, 19, took(5_140_000, Some(holder))),
                    (5345, 1, 19, What::Wants {}),
                ]
            ),
            "     0.100 ms  count-1     took the GIL\n     \
                  0.200 ms  count-2     wants the GIL (held by count-1) at cpu_bound.py:19\n     \
                  5.300 ms  count-2     asked count-1 to drop it at cpu_bound.py:19\n     \
                  5.310 ms  count-1     dropped the GIL: forced at cpu_bound.py:19\n     \
                  5.340 ms  count-2     took the GIL after 5.14 ms from count-1 (forced at \
                  cpu_bound.py:19)\n     \
                  5.345 ms  count-1     wants the GIL (held by count-2) at cpu_bound.py:19\n"
        );
    }

    #[test]
    fn what_happens_at_one_moment_is_one_line() {
        let reason = Reason::Sleep;
        let took = What::Took {
            waited: 0,
            from: Some(ThreadId(1)),
            reason,
            dropped_at: 0,
        };
        assert_eq!(
            told(
                true,
                &[
                    (1, 1, 27, What::Dropped { reason }),
                    (1, 1, 27, What::Blocked { reason, object: 0 }),
                    (9, 1, 27, What::Unblocked { reason }),
                    (9, 1, 27, What::Wants {}),
                    (9, 1, 27, took),
                ]
            ),
            "     0.001 ms  count-1     dropped the GIL: sleep at cpu_bound.py:27\n     \
                  0.009 ms  count-1     sleep is over, took the GIL at cpu_bound.py:27\n"
        );
    }

    #[test]
    fn without_a_gil_nobody_takes_it() {
        let reason = Reason::Queue;
        let said = told(
            false,
            &[
                (1, 2, 0, What::ThreadStarted { daemon: true }),
                (2, 2, 5, What::Blocked { reason, object: 0 }),
                (3, 2, 5, What::Unblocked { reason }),
                (4, 2, 0, What::ThreadEnded {}),
            ],
        );
        assert!(!said.contains("GIL"), "{said}");
        assert!(said.contains("starts (daemon)\n"), "{said}");
        assert!(
            said.contains("waits for a queue at cpu_bound.py:5\n"),
            "{said}"
        );
    }
}

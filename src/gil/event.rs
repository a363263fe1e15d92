//! The one table of what can happen to a thread and to the lock. The `tracing` call sites, the
//! decoder and the accumulators all derive from it. Collecting and drawing events happens
//! elsewhere.

use tracing::field::{Field, Visit};

use super::clock::Instant;

/// The `tracing` target of every event.
pub const TARGET: &str = "gilscope::gil";

/// A script thread's number: 0 is the main thread, the others follow in the order of their
/// registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

impl ThreadId {
    /// The thread that was registered first.
    pub const MAIN: ThreadId = ThreadId(0);
}

/// Why a thread gives the lock up, and what it then waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Reason {
    /// Asked to by a waiter, at a safepoint.
    Forced,
    /// The thread ends.
    Exit,
    /// `time.sleep`.
    Sleep,
    /// Reads from a file, a pipe or a socket.
    Read,
    /// Writes to one.
    Write,
    /// Opens, closes, looks up or changes files.
    File,
    /// Waits for a connection to come in.
    Accept,
    /// Waits for a connection to be made.
    Connect,
    /// Waits until one of several files is ready.
    Select,
    /// Waits for a child process.
    Process,
    /// A lock that another thread holds.
    Lock,
    /// The end of another thread.
    Join,
    /// A condition variable.
    Condition,
    /// An event, a future or a result.
    Event,
    /// An empty or a full queue.
    Queue,
    /// A barrier.
    Barrier,
    /// A semaphore at zero.
    Semaphore,
    /// Computes off the lock: hashing, compressing.
    Native,
    /// The world is stopped by another thread, for a collection say.
    World,
}

/// What a thread's life is divided into. At each moment a thread is in exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum State {
    /// Runs script code, or would if it had a core.
    Attached,
    /// Wants the lock, or has dropped it and waits for another to take it.
    GilWait,
    /// Reads, writes, waits for a connection or a child.
    Io,
    /// Sleeps.
    Sleep,
    /// Waits for a lock that another thread holds.
    Lock,
    /// Waits for something that nobody contends for.
    Idle,
    /// Computes off the lock.
    Native,
    /// Is stopped while another thread has stopped the world.
    Stopped,
}

impl State {
    /// How many there are.
    pub const COUNT: usize = 8;
}

impl Reason {
    /// All of them, in the order of their numbers.
    pub const ALL: [Reason; 19] = [
        Reason::Forced,
        Reason::Exit,
        Reason::Sleep,
        Reason::Read,
        Reason::Write,
        Reason::File,
        Reason::Accept,
        Reason::Connect,
        Reason::Select,
        Reason::Process,
        Reason::Lock,
        Reason::Join,
        Reason::Condition,
        Reason::Event,
        Reason::Queue,
        Reason::Barrier,
        Reason::Semaphore,
        Reason::Native,
        Reason::World,
    ];

    /// The state that a thread blocked for this reason is in.
    pub fn state(self) -> State {
        match self {
            Reason::Forced | Reason::Exit => State::GilWait,
            Reason::Sleep => State::Sleep,
            Reason::Read
            | Reason::Write
            | Reason::File
            | Reason::Accept
            | Reason::Connect
            | Reason::Select
            | Reason::Process => State::Io,
            Reason::Lock => State::Lock,
            Reason::Join
            | Reason::Condition
            | Reason::Event
            | Reason::Queue
            | Reason::Barrier
            | Reason::Semaphore => State::Idle,
            Reason::Native => State::Native,
            Reason::World => State::Stopped,
        }
    }

    /// One lower-case word for it.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Forced => "forced",
            Reason::Exit => "exit",
            Reason::Sleep => "sleep",
            Reason::Read => "read",
            Reason::Write => "write",
            Reason::File => "file",
            Reason::Accept => "accept",
            Reason::Connect => "connect",
            Reason::Select => "select",
            Reason::Process => "process",
            Reason::Lock => "lock",
            Reason::Join => "join",
            Reason::Condition => "condition",
            Reason::Event => "event",
            Reason::Queue => "queue",
            Reason::Barrier => "barrier",
            Reason::Semaphore => "semaphore",
            Reason::Native => "native",
            Reason::World => "world",
        }
    }
}

/// Something that happened, and when, to whom and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When. What happens to the lock is stamped under the lock's mutex, so that these times never
    /// contradict it.
    pub time: Instant,
    /// The order of events, where times are equal too. Recorders sort by it.
    pub sequence: u64,
    /// To whom.
    pub thread: ThreadId,
    /// Where: an opaque word of the caller's; 0 if unknown.
    pub site: u64,
    /// What.
    pub what: What,
}

impl Event {
    /// The event inside a `tracing` event, if it is one of ours.
    pub fn decode(event: &tracing::Event<'_>) -> Option<Event> {
        if event.metadata().target() != TARGET {
            return None;
        }
        let mut words = Words([0; Words::MOST]);
        event.record(&mut words);
        let [kind, time, sequence, thread, site, arguments @ ..] = words.0;
        Some(Event {
            time: Instant::from_nanos(time),
            sequence,
            thread: Number::from_number(thread)?,
            site,
            what: What::from_words(kind, &arguments)?,
        })
    }
}

/// Gathers the numeric fields of an event by their position.
struct Words([u64; Words::MOST]);

impl Words {
    /// Five that every event has, and as many as the longest one adds.
    const MOST: usize = 5 + 4;
}

impl Visit for Words {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if let Some(word) = self.0.get_mut(field.index()) {
            *word = value;
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// A field of an event as the number that travels through `tracing`.
trait Number: Sized {
    fn to_number(self) -> u64;
    fn from_number(number: u64) -> Option<Self>;
}

impl Number for u64 {
    fn to_number(self) -> u64 {
        self
    }
    fn from_number(number: u64) -> Option<Self> {
        Some(number)
    }
}

impl Number for bool {
    fn to_number(self) -> u64 {
        u64::from(self)
    }
    fn from_number(number: u64) -> Option<Self> {
        Some(number != 0)
    }
}

impl Number for ThreadId {
    fn to_number(self) -> u64 {
        u64::from(self.0)
    }
    fn from_number(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(ThreadId)
    }
}

/// `None` is a number that is no thread's.
impl Number for Option<ThreadId> {
    fn to_number(self) -> u64 {
        self.map_or(u64::MAX, Number::to_number)
    }
    fn from_number(number: u64) -> Option<Self> {
        Some(ThreadId::from_number(number))
    }
}

impl Number for Reason {
    fn to_number(self) -> u64 {
        self as u64
    }
    fn from_number(number: u64) -> Option<Self> {
        Reason::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

/// Writes the enum, the call sites and the decoder from one table.
macro_rules! events {
    ($(
        $(#[$doc:meta])*
        $number:literal $name:literal
        $variant:ident { $( $(#[$field_doc:meta])* $field:ident: $type:ty ),* }
        -> $enters:expr;
    )*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum What {
            $( $(#[$doc])* $variant { $( $(#[$field_doc])* $field: $type ),* }, )*
        }

        impl What {
            /// Its name, as in the `tracing` metadata.
            pub fn name(&self) -> &'static str {
                match self { $( What::$variant { .. } => $name, )* }
            }

            /// The state that the thread is in afterwards, if the event changes it.
            pub fn enters(&self) -> Option<State> {
                match *self {
                    $( What::$variant { $( $field ),* } => { $( let _ = $field; )* $enters } )*
                }
            }

            fn from_words(kind: u64, arguments: &[u64]) -> Option<What> {
                let mut arguments = arguments.iter().copied();
                match kind {
                    $( $number => Some(What::$variant {
                        $( $field: Number::from_number(arguments.next()?)? ),*
                    }), )*
                    _ => None,
                }
            }
        }

        /// Hands an event to the calling thread's `tracing` dispatch.
        pub(crate) fn emit(event: &Event) {
            match event.what {
                $( What::$variant { $( $field ),* } => tracing::event!(
                    name: $name,
                    target: TARGET,
                    tracing::Level::TRACE,
                    event = $number as u64,
                    time = event.time.nanos(),
                    sequence = event.sequence,
                    thread = event.thread.to_number(),
                    site = event.site,
                    $( $field = Number::to_number($field), )*
                ), )*
            }
        }
    };
}

impl What {
    /// Blocked on something that has no name.
    pub(crate) fn blocked(reason: Reason) -> What {
        What::Blocked { reason, object: 0 }
    }

    /// The end of it.
    pub(crate) fn unblocked(reason: Reason) -> What {
        What::Unblocked { reason }
    }
}

events! {
    /// A thread's life began.
    1 "thread started" ThreadStarted {
        /// Whether the run doesn't wait for its end.
        daemon: bool
    } -> Some(State::Attached);
    /// A thread's life ended.
    2 "thread ended" ThreadEnded {} -> None;
    /// The thread wants the lock.
    3 "wants" Wants {} -> Some(State::GilWait);
    /// The thread took the lock.
    4 "took" Took {
        /// Nanoseconds since it wanted it.
        waited: u64,
        /// Who had it before.
        from: Option<ThreadId>,
        /// Why that one dropped it.
        reason: Reason,
        /// Where that one dropped it.
        dropped_at: u64
    } -> Some(State::Attached);
    /// The thread waited for a whole interval without a switch, and asked the holder to drop the
    /// lock.
    5 "drop requested" DropRequested {
        /// Who was asked.
        holder: ThreadId
    } -> None;
    /// The thread dropped the lock. Until it is blocked, wants the lock again or ends, it waits for
    /// another to take it.
    6 "dropped" Dropped {
        /// Why.
        reason: Reason
    } -> Some(State::GilWait);
    /// The thread is off the lock and blocked.
    7 "blocked" Blocked {
        /// On what kind of thing.
        reason: Reason,
        /// On which one: an opaque word of the caller's; 0 if it has no name.
        object: u64
    } -> Some(reason.state());
    /// What the thread was blocked on is over.
    8 "unblocked" Unblocked {
        /// What it was blocked on.
        reason: Reason
    } -> Some(State::Attached);
    /// The thread asked for the world to stop.
    9 "stop requested" StopRequested {} -> None;
    /// Every other thread is stopped.
    10 "stop began" StopBegan {
        /// Nanoseconds since it was asked for.
        waited: u64
    } -> None;
    /// The world was started again.
    11 "stop ended" StopEnded {
        /// Nanoseconds for which it was stopped.
        lasted: u64
    } -> None;
    /// The thread, which runs, was asked where it is.
    12 "sampled" Sampled {} -> None;
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parking_lot::Mutex;
    use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

    use super::*;

    struct Decoder(Arc<Mutex<Vec<Event>>>);

    impl<S: tracing::Subscriber> Layer<S> for Decoder {
        fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
            self.0.lock().extend(Event::decode(event));
        }
    }

    #[test]
    fn every_event_comes_out_of_tracing_as_it_went_in() {
        let thread = ThreadId(7);
        let mut all = vec![
            What::ThreadStarted { daemon: true },
            What::ThreadStarted { daemon: false },
            What::ThreadEnded {},
            What::Wants {},
            What::DropRequested { holder: thread },
            What::StopRequested {},
            What::StopBegan { waited: 1 },
            What::StopEnded { lasted: u64::MAX },
            What::Sampled {},
        ];
        for reason in Reason::ALL {
            let (waited, object, dropped_at) = (u64::MAX, 1 << 63, 3);
            all.push(What::Dropped { reason });
            all.push(What::Blocked { reason, object });
            all.push(What::Unblocked { reason });
            for from in [None, Some(ThreadId::MAIN), Some(ThreadId(u32::MAX))] {
                all.push(What::Took {
                    waited,
                    from,
                    reason,
                    dropped_at,
                });
            }
        }
        let events: Vec<Event> = (0..)
            .zip(all)
            .map(|(number, what)| Event {
                time: Instant::from_nanos(number * 1000),
                sequence: number,
                thread,
                site: u64::MAX - number,
                what,
            })
            .collect();
        let log = Arc::default();
        let subscriber = tracing_subscriber::registry().with(Decoder(Arc::clone(&log)));
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!(target: "elsewhere", event = 1, "not ours");
            events.iter().for_each(emit);
        });
        assert_eq!(*log.lock(), events);
    }

    #[test]
    fn the_table_of_reasons_is_in_order() {
        for (number, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, number);
        }
    }
}

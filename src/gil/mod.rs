//! The global interpreter lock, the threads that share it, and what happens when there is none.
//! Nothing here knows what a value or an instruction is.
//!
//! # The lock
//!
//! At any moment one script thread may touch objects: the one that holds the lock. The lock itself
//! is a field that says who holds it. What makes it a GIL is how it changes hands, which is
//! CPython's protocol since 3.2 (`Python/ceval_gil.c`), here in the words of `driver.rs` and of
//! `policy/interval.rs`.
//!
//! **To take the lock**, a thread that finds it free takes it, whoever was there before. If it is
//! held, the thread sleeps for one *interval*, 5 ms by default. It may be woken earlier, because
//! the lock was dropped. If it was not, and nobody else got the lock during the whole interval
//! either, the thread asks the holder to drop it, by setting a bit in the holder's *breaker word*,
//! and sleeps again. If the lock changed hands meanwhile, the new holder has not had its interval
//! yet, so the thread asks for nothing and sleeps for a whole interval anew. Hence:
//!
//! - The timer is the waiter's, not the holder's. A thread that nobody waits for is never asked,
//!   and pays nothing: the lock has no clock tick.
//! - A slice lasts for at least one interval unless its owner gives it up, and for longer if the
//!   owner is slow to look at its breaker word.
//!
//! **To drop the lock**, a thread marks it free and wakes one of those that sleep. It does not hand
//! the lock over: a thread that comes along before the sleeper is up takes it. That costs fairness
//! and saves a switch whenever a thread lets go for a moment only, for a short write say.
//!
//! **The forced switch.** On several cores the dropper itself would always be the first to come
//! along, because the sleeper needs microseconds to wake up, and being asked to drop the lock would
//! mean nothing. So a dropper that had been asked waits until another thread has taken the lock,
//! and only then goes on. A dropper that had not been asked doesn't wait. (CPython uses a second
//! mutex and condition for this wait. Here it is the first mutex, which leaves no moment between
//! dropping the lock and waiting for the switch.)
//!
//! **A thread begins.** Who starts a thread drops the lock and wants it back when the new thread has
//! had it (`driver/begin.rs`): the new one runs first, as in CPython, up to where it waits or is asked
//! to drop the lock. The starter is put in line without being woken, and a thread that ends wakes the
//! next holder last of all, when it is off every list: so starting and joining a thread that does
//! little costs its starter one sleep, not three.
//!
//! **The convoy.** These rules together favour threads that compute over threads that wait for the
//! world outside: a thread that lets go for every request gets the lock back only an interval later
//! each time, if another computes. This is a property of the protocol, not a defect of this
//! program, and showing it is one of the things that the program is for.
//!
//! **Other policies.** Who may take the lock, who is signalled and who asks whom is decided by a *policy*,
//! a state machine that the driver asks under the lock's mutex (`policy/`, one file each). `greedy`
//! leaves out the forced switch, `ticks` the timer as well: its holder lets go every 100 instructions, by a
//! bit that it sets in its own breaker word. `fifo` and `io-first` name an heir when the lock is
//! dropped, and let nobody else have it until that one has taken it, or has left.
//!
//! # Safepoints
//!
//! A thread runs until it looks at its breaker word: at backward jumps, at function entry and
//! generator resume, and after a native call. The [`Breaker`] ORs everything that somebody may want
//! of the thread, so that looking costs one load and one branch. When it is not zero the thread
//! calls [`ThreadState::poll`], which works in CPython's order: stop for another thread, Ctrl-C,
//! collect, drop the lock, asynchronous exception. What needs the interpreter (raising, collecting)
//! is returned to the caller, one thing at a time.
//!
//! # Thread states, and no lock
//!
//! | state | holds the lock, if there is one | may touch objects | when the world is to stop |
//! |---|---|---|---|
//! | ATTACHED | yes | yes | runs: must reach a safepoint, or detach |
//! | DETACHED | no | no | is stopped already |
//! | SUSPENDED | no | no | is stopped; can't attach until the world starts |
//!
//! To *attach* is to take the lock, if there is one, and to become ATTACHED; to *detach* is to
//! become DETACHED and to drop it. Whatever blocks detaches first ([`ThreadState::block`],
//! [`park`](ThreadState::park), [`sleep`](ThreadState::sleep)). **Without the lock everything else
//! stays**: states, safepoints, stopping the world. That is the whole difference between the modes,
//! it is made in one file (`lock.rs`), and nobody else decides by the mode.
//!
//! The state is one atomic word per thread, on a cache line of its own (`shared.rs`). Attaching and
//! detaching without the lock is one compare-exchange of it, on no line that another thread
//! touches.
//!
//! # Stopping the world
//!
//! A collection, and the end of a run, need every other thread out of the way. The requester sets a
//! STOP flag in every other thread's state word. A thread that was detached is thereby suspended,
//! wherever it sits: system calls never delay a stop. A thread that was attached owes the requester
//! one acknowledgement, and gives it at its next safepoint, or when it detaches: with the flag set
//! the compare-exchange of the fast path fails, so that no thread can slip out unnoticed, and none
//! can slip in. Flags, owed acknowledgements and the list of threads change under one mutex
//! (`world.rs`), so threads may start and end at any time. Who wants to stop the world while another
//! does detaches, as for any other wait, and tries again. With the lock the requester keeps it
//! throughout; nobody else is attached then, and nothing is owed.
//!
//! # Waiting for each other
//!
//! Every lock, condition, queue and join of the script is built on [`park`](ThreadState::park) and
//! [`unpark`](Unparker::unpark) (`park.rs`). An `unpark` leaves a permit, so that it is not lost if
//! it comes before the `park`; a `park` may return early, and callers look again. One mutex guards
//! all of it, because it also counts: if every live thread, daemons included, is parked without a
//! deadline, then nobody is left who could unpark one. That is a deadlock, and the main thread is
//! told. A thread that sleeps, waits with a deadline or sits in a system call counts as alive.
//!
//! # Time, and what is told
//!
//! Time comes from one [`Clock`] per run and from nowhere else. Whatever happens to the lock or to
//! a thread is an [`Event`] of one table ([`event`]). For the lock, time and sequence number are
//! taken under the lock's mutex, and the event is handed on after it was unlocked: so no two
//! threads ever seem to hold the lock at once, and no recorder works while others wait for the
//! mutex. The accumulators ([`Statistics`]) are driven by the same events, whether anybody records
//! them or not, and booked under the same mutex; each boundary between two states is one time
//! stamp. So at any moment the times of a thread add up to its life exactly, and those for which
//! threads were attached to the time for which the lock was held.
//!
//! # Ctrl-C, and the end
//!
//! Ctrl-C is a bit in the main thread's breaker word and a nudge if that thread is blocked
//! ([`CtrlC`]). When a run ends ([`ThreadState::finalize`]), the world is stopped and never started
//! again: a thread that comes back from a system call finds that it may not attach, a thread that
//! waits for the lock takes its request back and leaves, and both sleep until the process ends.
//! They are not unwound, since what unwinding runs would touch objects.
//!
//! # What is always true
//!
//! 1. One thread at most is ATTACHED if there is a lock, and it is the one that holds it.
//! 2. Nobody is ATTACHED but the requester while the world is stopped.
//! 3. A drop-request bit means: this thread holds the lock, and somebody wants it.
//! 4. While a dropper waits for the switch, the lock is free and somebody is on the way to it. Who
//!    gives up passes its signal on, and if nobody is left the dropper goes on.
//! 5. No mutex of this room is held while code from outside runs: a system call, a recorder, the
//!    work in a stopped world. Where one is taken under another, the inner one is a thread's name
//!    or account, or the list of threads; never the lock's.
//! 6. Two runs share nothing.
//!
//! # Where to read on
//!
//! `thread.rs` is what the rest of the program sees. `driver.rs` is the lock, `policy/` says who
//! gets it and when. Then `world.rs`, `park.rs`, `interrupt.rs` and `event.rs`.

mod account;
mod breaker;
mod clock;
mod config;
mod cpu;
mod driver;
pub mod event;
mod interpreter;
mod interrupt;
mod journal;
mod lock;
mod os;
mod overshoot;
mod park;
mod policy;
mod sampler;
mod shared;
mod signals;
mod starts;
mod statistics;
mod sync;
mod thread;
mod world;

pub use account::LongestWait;
pub use breaker::Breaker;
pub use clock::{Clock, Instant, Zone};
pub use config::{Budget, Config, Mode, PolicyKind, Safepoints};
pub use driver::LockStatistics;
pub use event::{Event, Reason, State, ThreadId, What};
pub use interpreter::{Finalizing, Interpreter, Registration};
pub use interrupt::{CtrlC, end_by_interrupt, unblock_interrupts_in};
pub use overshoot::Overshoot;
pub use park::{Interrupted, Unparker, Waiting, Wake};
pub use sampler::Sampler;
pub use statistics::{Statistics, ThreadStatistics};
pub use thread::{Pending, ThreadState};

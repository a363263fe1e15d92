//! The global interpreter lock and its threads.

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
mod park;
mod policy;
mod shared;
mod statistics;
mod thread;
mod world;

pub use account::LongestWait;
pub use breaker::Breaker;
pub use clock::{Clock, Instant};
pub use config::{Config, Mode, PolicyKind};
pub use driver::LockStatistics;
pub use event::{Event, Reason, State, ThreadId, What};
pub use interpreter::{Finalizing, Interpreter, Registration};
pub use interrupt::{CtrlC, end_by_interrupt};
pub use park::{Interrupted, Unparker, Waiting, Wake};
pub use statistics::{Statistics, ThreadStatistics};
pub use thread::{Pending, ThreadState};

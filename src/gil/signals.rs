//! Signals that a script wants to hear of, other than Ctrl-C. Their handler writes the number to a pipe; a thread that runs no
//! script reads it, and makes the main thread look at it at its next safepoint.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use super::interpreter::Interpreter;
use super::os::{self, Disposition};

/// How long the main thread may stay in a system call that began just before the nudge.
const NUDGE_EVERY: Duration = Duration::from_millis(10);

impl Interpreter {
    /// Hears of a signal from now on: the main thread finds it as [`Pending::Signal`](super::Pending::Signal).
    /// False if it cannot be heard.
    pub fn hear(self: &Arc<Self>, signal: i32) -> io::Result<bool> {
        self.listen()?;
        self.expect_signals();
        Ok(os::dispose(signal, Disposition::Tell))
    }

    /// From now on a signal may wake the script: no wait is a deadlock.
    pub fn expect_signals(&self) {
        self.parking.expect_signals();
    }

    /// Does with a signal what the system does by default.
    pub fn hear_no_more(&self, signal: i32) -> bool {
        os::dispose(signal, Disposition::Default)
    }

    /// Ignores a signal.
    pub fn ignore(&self, signal: i32) -> bool {
        os::dispose(signal, Disposition::Ignore)
    }

    /// Lets SIGALRM come after a time, and again after each `every`; zero is never. Answers what was left of
    /// the time set before, and its `every`.
    pub fn set_alarm(&self, first: Duration, every: Duration) -> (Duration, Duration) {
        os::set_alarm(first, every)
    }

    /// Begins to listen unless that was done before.
    fn listen(self: &Arc<Self>) -> io::Result<()> {
        let mut listening = self.listening.lock();
        if !*listening {
            let (mut numbers, told) = io::pipe()?;
            let run = Arc::clone(self);
            std::thread::Builder::new()
                .name("gilscope-signals".to_owned())
                .spawn(move || {
                    let mut number = [0];
                    while numbers.read_exact(&mut number).is_ok() {
                        run.signal(number[0].into());
                        while run.is_interrupt_pending() {
                            run.main_call.nudge();
                            std::thread::sleep(NUDGE_EVERY);
                        }
                    }
                })?;
            os::tell_signals_to(told.into());
            os::feel_nudges();
            self.main_call.is_watched(true);
            *listening = true;
        }
        Ok(())
    }
}

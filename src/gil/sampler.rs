//! Asks running threads where they are, again and again, for a recording that is to tell which lines ran. A thread answers at its
//! next safepoint; while nobody asks, nothing anywhere serves sampling.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::breaker::Breaker;
use super::interpreter::Interpreter;

/// Samples a run until it is dropped.
#[derive(Debug)]
pub struct Sampler {
    /// Dropped first: that ends the thread.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sampler {
    /// Asks every thread that is attached each `period` anew. To be called when the signals that only script threads may get are blocked. Fails
    /// if there can be no more threads.
    pub fn start(interpreter: &Arc<Interpreter>, period: Duration) -> io::Result<Self> {
        let interpreter = Arc::clone(interpreter);
        let (stop, stopped) = channel();
        let ask = move || {
            while stopped.recv_timeout(period) == Err(RecvTimeoutError::Timeout) {
                for thread in interpreter.world.threads() {
                    if thread.own.state.is_attached() {
                        thread.own.breaker.set(Breaker::SAMPLE);
                    }
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("gilscope-sampler".to_owned())
            .spawn(ask)?;
        Ok(Sampler {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Sampler {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ran no code from outside, and so did not panic.
            let _ = thread.join();
        }
    }
}

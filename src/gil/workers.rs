//! The OS threads that script threads run on. Making and ending one costs more than all the rest of a short script thread's life, so one
//! that has seen a script thread to its end stays for the next that is started, and its stacks with it. Nobody can tell but by the
//! system's number for it: a script thread's CPU time is counted from where it began.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::os;
use super::sync::{self, Condvar, Mutex};

/// The OS threads of one run. Those that are idle end when it is dropped.
#[derive(Default)]
pub(crate) struct Workers(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Those without a script thread, the last one last.
    idle: Vec<Arc<Worker>>,
    /// None is idle from now on.
    closed: bool,
}

/// One OS thread, as others see it.
struct Worker {
    stack_bytes: usize,
    next: Mutex<Option<Next>>,
    told: Condvar,
}

/// What an idle OS thread is told to do.
enum Next {
    Live(String, Life),
    End,
}

/// The life of a script thread.
type Life = Box<dyn FnOnce() + Send>;

/// How many stay. What a program gains that starts more at once is little beside what it does in them.
const MOST_IDLE: usize = 16;

impl Workers {
    /// Runs `life` on an OS thread with so much stack, which the system's tools show under `name`. An error if there can be no more threads;
    /// `life` is dropped then.
    pub(crate) fn start(
        &self,
        name: &str,
        stack_bytes: usize,
        life: impl FnOnce() + Send + 'static,
    ) -> io::Result<()> {
        let (name, life) = (name.to_owned(), Box::new(life));
        if let Some(worker) = self.take_idle(stack_bytes) {
            worker.tell(Next::Live(name, life));
            return Ok(());
        }
        let (state, worker) = (Arc::clone(&self.0), Arc::new(Worker::new(stack_bytes)));
        sync::spawn(stack_bytes, move || {
            live(&name, life);
            while worker.is_kept(&state)
                && let Next::Live(name, life) = worker.wait()
            {
                live(&name, life);
            }
        })
    }

    /// The one that was at work last, as the processor's caches are likeliest to hold what it touches.
    fn take_idle(&self, stack_bytes: usize) -> Option<Arc<Worker>> {
        let idle = &mut self.0.lock().idle;
        let place = idle.iter().rposition(|it| it.stack_bytes == stack_bytes)?;
        Some(idle.remove(place))
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.closed = true;
        state.idle.drain(..).for_each(|it| it.tell(Next::End));
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").finish_non_exhaustive()
    }
}

impl Worker {
    fn new(stack_bytes: usize) -> Self {
        Worker {
            stack_bytes,
            next: Mutex::default(),
            told: Condvar::new(),
        }
    }

    /// Becomes idle, if there are few: true, and then it will be told what to do.
    fn is_kept(self: &Arc<Self>, workers: &Mutex<State>) -> bool {
        let mut state = workers.lock();
        let kept = !state.closed && state.idle.len() < MOST_IDLE;
        if kept {
            state.idle.push(Arc::clone(self));
        }
        kept
    }

    fn wait(&self) -> Next {
        let mut next = self.next.lock();
        loop {
            match next.take() {
                Some(next) => return next,
                None => self.told.wait(&mut next),
            }
        }
    }

    fn tell(&self, next: Next) {
        *self.next.lock() = Some(next);
        self.told.notify_one();
    }
}

fn live(name: &str, life: Life) {
    os::name_this_thread(name);
    life();
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread::{ThreadId, current, yield_now};

    use super::*;

    fn start(workers: &Workers, stack_bytes: usize) -> io::Result<Option<ThreadId>> {
        let (tell, told) = channel();
        workers.start("worker", stack_bytes, move || {
            let _ = tell.send(current().id());
        })?;
        let ran_on = told.recv().ok();
        while workers
            .0
            .lock()
            .idle
            .iter()
            .all(|it| it.stack_bytes != stack_bytes)
        {
            yield_now();
        }
        Ok(ran_on)
    }

    #[test]
    fn who_is_idle_lives_the_next_life_that_its_stack_is_made_for() -> io::Result<()> {
        let workers = Workers::default();
        let first = start(&workers, 1 << 20)?;
        assert!(first.is_some());
        assert_eq!(start(&workers, 1 << 20)?, first);
        assert_ne!(start(&workers, 2 << 20)?, first);
        assert_eq!(start(&workers, 1 << 20)?, first);
        Ok(())
    }

    #[test]
    fn all_end_when_the_run_is_over() -> io::Result<()> {
        let workers = Workers::default();
        start(&workers, 1 << 20)?;
        let state = Arc::downgrade(&workers.0);
        drop(workers);
        while state.strong_count() > 0 {
            yield_now();
        }
        Ok(())
    }
}

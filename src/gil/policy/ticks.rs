//! The lock of CPython 2 (`Python/ceval.c`, `_Py_Ticker`): the holder drops it and takes it again after every 100 instructions, whether anybody
//! waits or not, and nobody is handed anything. Waiters ask for nothing: they are signalled and mostly come too late.

use std::num::NonZeroU32;
use std::time::Duration;

use super::{Answer, Next, Policy, Release, View};
use crate::gil::clock::Instant;
use crate::gil::event::{Reason, ThreadId};

/// Instructions between two drops: `sys.getcheckinterval()`.
pub(crate) const TICKS: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// A waiter has no timer: it sleeps until it is signalled, and looks after so long just in case.
const LONG: Duration = Duration::from_secs(1);

/// Nothing to remember.
#[derive(Debug, Default)]
pub(crate) struct Ticks;

impl Policy for Ticks {
    fn wants(&mut self, view: &View, _: ThreadId, now: Instant) -> Next {
        match view.holder {
            None => Next::Take,
            Some(_) => Next::WaitUntil(now + LONG),
        }
    }

    fn wait_over(&mut self, view: &View, thread: ThreadId, _: bool, now: Instant) -> Answer {
        Answer {
            request: None,
            next: self.wants(view, thread, now),
        }
    }

    fn took(&mut self, _: ThreadId, _: Instant) {}

    fn dropped(&mut self, _: ThreadId, _: Reason, _: bool) -> Release {
        Release {
            await_switch: false,
        }
    }

    fn left(&mut self, _: ThreadId) -> Option<ThreadId> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{A, B, INTERVAL, Table};
    use super::*;

    #[test]
    fn a_waiter_never_asks() {
        let mut table = Table::new(Ticks);
        table.takes(A);
        assert_eq!(table.wants(B), Next::WaitUntil(table.now() + LONG));
        table.advance(100 * INTERVAL);
        assert_eq!(table.wait_over(B, true).request, None);
        assert!(!table.drops(A, Reason::Forced, false));
        assert_eq!(table.wait_over(B, false).next, Next::Take);
    }
}

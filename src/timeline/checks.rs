//! What must be true of every run. gilscope looks after each one and says so in its report, because
//! a figure is worth nothing if its parts contradict each other.

use std::fmt::{self, Display};

use super::summary::{Part, Summary};
use super::units::Span;

/// Something that a run's figures say and that can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// The parts of a thread's life don't add up to it.
    Sum {
        /// The thread's name.
        thread: String,
        /// From its start to its end, in nanoseconds.
        life: u64,
        /// What its parts add up to.
        sum: u64,
    },
    /// The threads together had the GIL for longer or shorter than it was held.
    Holders {
        /// Nanoseconds for which somebody held it.
        held: u64,
        /// Nanoseconds for which the threads say that they had it.
        had: u64,
    },
}

/// Every violation in a run; none is the only good answer.
pub fn check(run: &Summary) -> Vec<Violation> {
    let mut violations: Vec<Violation> = (run.threads.iter())
        .map(|thread| Violation::Sum {
            thread: thread.name.clone(),
            life: thread.ended.saturating_sub(thread.started),
            sum: thread.parts.iter().sum(),
        })
        .filter(|violation| matches!(violation, Violation::Sum { life, sum, .. } if life != sum))
        .collect();
    if run.setup.gil {
        // Whoever is attached holds the GIL. If two held it at once, the threads would have had it
        // for longer than it was held.
        let had = run.total(Part::Running) + run.total(Part::Core);
        let held = run.gil.held;
        if had != held {
            violations.push(Violation::Holders { held, had });
        }
    }
    violations
}

impl Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Violation::Sum { thread, life, sum } => write!(
                f,
                "{thread} lived for {}, but its times add up to {} ({life} and {sum} ns)",
                Span(*life),
                Span(*sum)
            ),
            Violation::Holders { held, had } => write!(
                f,
                "the GIL was held for {}, but the threads had it for {} ({held} and {had} ns): \
                 two holders at once, or one that nobody knows of",
                Span(*held),
                Span(*had)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, ms};
    use super::*;

    fn sample() -> Summary {
        Sample::gil_on(ms(100))
            .main(ms(100), &[(Part::Running, ms(10)), (Part::Idle, ms(90))])
            .thread(
                "a",
                0,
                ms(50),
                &[(Part::Running, ms(30)), (Part::GilWait, ms(20))],
            )
            .held(ms(40))
            .summary()
    }

    #[test]
    fn a_sound_run_has_no_violation() {
        assert_eq!(check(&sample()), []);
    }

    #[test]
    fn lost_time_is_found() {
        let mut run = sample();
        run.threads[1].parts[Part::GilWait as usize] -= 1;
        let [Violation::Sum { thread, life, sum }] = &check(&run)[..] else {
            panic!("{:?}", check(&run));
        };
        assert_eq!((thread.as_str(), life - sum), ("a", 1));
    }

    #[test]
    fn two_holders_at_once_are_found() {
        let mut run = sample();
        run.threads[0].parts[Part::Running as usize] += ms(5);
        run.threads[0].parts[Part::Idle as usize] -= ms(5);
        assert_eq!(
            check(&run),
            [Violation::Holders {
                held: ms(40),
                had: ms(45)
            }]
        );
    }

    #[test]
    fn without_a_gil_all_may_run_at_once() {
        let mut run = sample();
        run.setup.gil = false;
        run.gil.held = 0;
        assert_eq!(check(&run), []);
    }
}

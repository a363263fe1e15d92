//! What comparing two settings says about a script, the GIL on against off above all: one verdict, found by rules in a fixed
//! order, as a pure function of stored runs. The rules are in `rules`; how the answer is laid out is
//! `render`'s business.

mod convoy;
mod measured;
mod rules;
#[cfg(test)]
mod tests;

use super::outputs::Agreement;
use super::summary::Summary;

pub use measured::{Measured, Side, Spread};

/// Runs of one script in alternating pairs: the k-th run at the one setting, the base, belongs to the k-th at the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub varied: Varied,
    /// What the two settings are called: `GIL on`, `GIL off`.
    pub names: [String; 2],
    /// At the first setting; where the GIL is compared, with the GIL on.
    pub base: Vec<Summary>,
    /// At the second setting; where the GIL is compared, with the GIL off.
    pub other: Vec<Summary>,
    /// The run that failed, if one did: it is the last one.
    pub failure: Option<Failure>,
    /// Whether all printed the same.
    pub outputs: Agreement,
    /// A run with the GIL on by the policy io-first, if one was made because of a convoy.
    pub remedy: Option<Summary>,
}

/// So many pairs may tell what fewer can't.
pub const MORE_PAIRS: usize = 20;

/// What differs between two settings: it decides which verdicts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Varied {
    /// Whether there is a GIL.
    #[default]
    Gil,
    /// Its policy, its interval or its safepoints.
    Lock,
    /// Arguments of the script: what it prints may differ with them.
    Arguments,
}

/// A run whose script failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// At which of the two settings, 0 or 1.
    pub side: usize,
    /// In which pair, from 1.
    pub pair: usize,
    /// How it ended: `exit code 3`.
    pub how: String,
}

/// The verdicts, in the order in which they are looked for: the first that holds is the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A run failed.
    ScriptFailed,
    /// The runs printed different things.
    ResultsDiffer,
    /// Not enough time to measure anything.
    TooShort,
    /// Never two threads at once.
    SingleThreaded,
    /// A thread that gives the GIL up often waits for it behind those that compute.
    Convoy,
    /// The GIL costs time.
    GilBound,
    /// The GIL saves time.
    SlowerWithoutTheGil,
    /// Ready threads waited, and there is no second core for them.
    OneCore,
    /// A Lock of the script lets one thread work at a time.
    LockBound,
    /// Mostly work off the GIL.
    Native,
    /// Mostly I/O and sleep.
    IoBound,
    /// The second of two settings, with the same GIL, takes less time than the first.
    Faster,
    /// It takes more.
    Slower,
    /// It takes as long.
    NoDifference,
    /// Anything else, a noisy machine included.
    Unclear,
}

/// Something that the figures say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which verdict.
    pub kind: Kind,
    /// Its reason, with figures; a sentence.
    pub reason: String,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Kind; 15] = [
        Kind::ScriptFailed,
        Kind::ResultsDiffer,
        Kind::TooShort,
        Kind::SingleThreaded,
        Kind::Convoy,
        Kind::GilBound,
        Kind::SlowerWithoutTheGil,
        Kind::OneCore,
        Kind::LockBound,
        Kind::Native,
        Kind::IoBound,
        Kind::Faster,
        Kind::Slower,
        Kind::NoDifference,
        Kind::Unclear,
    ];

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::ScriptFailed => "script failed",
            Kind::ResultsDiffer => "results differ",
            Kind::TooShort => "too short",
            Kind::SingleThreaded => "single-threaded",
            Kind::Convoy => "convoy",
            Kind::GilBound => "GIL-bound",
            Kind::SlowerWithoutTheGil => "slower without the GIL",
            Kind::OneCore => "one core",
            Kind::LockBound => "lock-bound",
            Kind::Native => "native",
            Kind::IoBound => "I/O-bound",
            Kind::Faster => "faster",
            Kind::Slower => "slower",
            Kind::NoDifference => "no difference",
            Kind::Unclear => "unclear",
        }
    }

    /// Whether it can be the verdict where this was compared.
    pub fn is_about(self, varied: Varied) -> bool {
        match self {
            Kind::ScriptFailed | Kind::ResultsDiffer | Kind::TooShort | Kind::Unclear => true,
            Kind::Faster | Kind::Slower | Kind::NoDifference => varied != Varied::Gil,
            _ => varied == Varied::Gil,
        }
    }

    /// When it holds, in words.
    pub fn condition(self) -> String {
        rules::condition(self)
    }
}

/// The verdict, and after it the other findings that hold as well.
pub fn judge(comparison: &Comparison) -> (Finding, Vec<Finding>) {
    let measured = Measured::new(comparison);
    let mut findings = Vec::new();
    let possible = Kind::ALL.into_iter();
    for kind in possible.filter(|kind| kind.is_about(comparison.varied)) {
        if let Some(reason) = rules::holds(kind, comparison, &measured, findings.is_empty()) {
            findings.push(Finding { kind, reason });
            if rules::is_last_word(kind) {
                break;
            }
        }
    }
    let mut findings = findings.into_iter();
    // The last rule holds if no other does.
    let verdict = findings.next().unwrap_or(Finding {
        kind: Kind::Unclear,
        reason: String::new(),
    });
    (verdict, findings.collect())
}

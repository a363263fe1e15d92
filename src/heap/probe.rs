//! Looking for a key in a table: as far as it goes without script code, and on from where a question was answered.

use std::sync::atomic::Ordering;

use super::Value;
use super::equal::{same_or_eq, same_text, simple_eq};
use super::raw_table::{RawTable, Sequence, Slot};

/// How an operation on a key went.
#[derive(Clone, Copy)]
pub enum Step<'t, T> {
    /// Done, with this outcome.
    Done(T),
    /// The caller finds out whether `candidate == key`, then calls again with [`Probe::answered`].
    Ask {
        /// A key with the same hash.
        candidate: Value<'t>,
        /// Where to go on.
        probe: Probe,
    },
}

/// Where an operation on a key stopped. It refers to nothing, and in the wrong hands leads to a wrong key at worst.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    generation: u64,
    perturb: u64,
    place: u32,
    equal: bool,
}

impl Probe {
    /// No question was asked yet.
    pub const START: Probe = Probe {
        generation: 0,
        perturb: 0,
        place: 0,
        equal: false,
    };

    /// The same with the answer to the question.
    pub fn answered(self, equal: bool) -> Probe {
        Probe { equal, ..self }
    }
}

/// What a probe found.
pub(super) enum Find<'t> {
    Entry(usize, &'t Slot, Value<'t>),
    /// No such key; it would be entered at this place.
    Empty(u32),
    Ask(Value<'t>, Probe),
}

/// The entry where a probe stopped, if its key is equal: text that was computed, such as the words of a file, or a tuple.
#[inline(always)]
pub(super) fn equal_at<'t>(
    table: RawTable<'t>,
    start: Sequence,
    key: Value<'_>,
) -> Option<(&'t Slot, Value<'t>)> {
    let (_, slot) = table.entry_at(start.place)?;
    let candidate = slot.key.load();
    let equal = match same_text(candidate, key) {
        Some(equal) => equal,
        None => simple_eq(candidate, key) == Some(true),
    };
    // After the key: once a value is UNBOUND it stays so, and the key may be gone.
    Some((slot, slot.value.load().bound()?)).filter(|_| equal)
}

#[inline(never)]
pub(super) fn lookup_slow<'t>(
    table: RawTable<'t>,
    start: Sequence,
    probe: Probe,
    hash: i64,
    key: Value<'_>,
) -> Step<'t, Option<Value<'t>>> {
    if let Some((_, value)) = equal_at(table, start, key) {
        return Step::Done(Some(value));
    }
    match find(table, start, probe, hash, key) {
        Find::Entry(_, _, value) => Step::Done(Some(value)),
        Find::Empty(_) => Step::Done(None),
        Find::Ask(candidate, probe) => Step::Ask { candidate, probe },
    }
}

/// Probes for a key: from `start` on (no key before it has this hash), or from where a question was asked in this very table.
#[inline]
pub(super) fn find<'t>(
    table: RawTable<'t>,
    start: Sequence,
    probe: Probe,
    hash: i64,
    key: Value<'_>,
) -> Find<'t> {
    let mut sequence = start;
    if probe.generation == table.generation() {
        let Probe { place, perturb, .. } = probe;
        sequence = Sequence { place, perturb };
        if probe.equal
            && let Some((number, slot)) = table.entry_at(place)
            && let Some(value) = slot.value.load().bound()
        {
            return Find::Entry(number, slot, value);
        }
        sequence.step();
    }
    loop {
        let Some((number, slot)) = table.entry_at(sequence.place) else {
            return Find::Empty(sequence.place);
        };
        let candidate = slot.key.load();
        let equal = if candidate == key {
            Some(true)
        } else if slot.hash.load(Ordering::Relaxed) != hash {
            Some(false)
        } else {
            same_or_eq(candidate, key)
        };
        // After the key: once a value is UNBOUND it stays so, and the key may be gone.
        if equal != Some(false)
            && let Some(value) = slot.value.load().bound()
        {
            if equal.is_some() {
                return Find::Entry(number, slot, value);
            }
            let probe = Probe {
                generation: table.generation(),
                perturb: sequence.perturb,
                place: sequence.place,
                equal: false,
            };
            return Find::Ask(candidate, probe);
        }
        sequence.step();
    }
}

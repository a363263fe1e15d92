//! Definite assignment: which registers are known to hold a value at the point where code is being emitted.

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Registers(Vec<u64>);

impl Registers {
    pub(super) fn contains(&self, register: u16) -> bool {
        let (word, bit) = split(register);
        self.0.get(word).is_some_and(|w| w & bit != 0)
    }

    pub(super) fn insert(&mut self, register: u16) {
        let (word, bit) = split(register);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    pub(super) fn remove(&mut self, register: u16) {
        let (word, bit) = split(register);
        if let Some(w) = self.0.get_mut(word) {
            *w &= !bit;
        }
    }

    fn remove_all(&mut self, others: &Registers) {
        for (word, other) in self.0.iter_mut().zip(&others.0) {
            *word &= !other;
        }
    }

    fn intersect(&mut self, other: &Registers) {
        self.0.truncate(other.0.len());
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }
}

fn split(register: u16) -> (usize, u64) {
    (register as usize / 64, 1 << (register % 64))
}

/// What is known at one point of the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Flow {
    /// No execution gets here.
    #[default]
    Unreachable,
    /// Executions get here with these registers bound.
    Reached(Registers),
}

impl Flow {
    pub(super) fn is_reachable(&self) -> bool {
        matches!(self, Flow::Reached(_))
    }

    /// Whether the register is bound on every way to here.
    pub(super) fn is_bound(&self, register: u16) -> bool {
        match self {
            Flow::Unreachable => true,
            Flow::Reached(bound) => bound.contains(register),
        }
    }

    pub(super) fn bind(&mut self, register: u16) {
        if let Flow::Reached(bound) = self {
            bound.insert(register);
        }
    }

    pub(super) fn unbind(&mut self, register: u16) {
        if let Flow::Reached(bound) = self {
            bound.remove(register);
        }
    }

    /// The same point if any of these registers may have lost its value.
    pub(super) fn without(mut self, registers: &Registers) -> Flow {
        if let Flow::Reached(bound) = &mut self {
            bound.remove_all(registers);
        }
        self
    }

    /// Another way leads to the same point.
    pub(super) fn join(&mut self, other: &Flow) {
        match (&mut *self, other) {
            (_, Flow::Unreachable) => {}
            (Flow::Unreachable, _) => *self = other.clone(),
            (Flow::Reached(bound), Flow::Reached(other)) => bound.intersect(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(registers: &[u16]) -> Flow {
        let mut flow = Flow::Reached(Registers::default());
        registers.iter().for_each(|&r| flow.bind(r));
        flow
    }

    #[test]
    fn a_join_keeps_what_both_ways_bind() {
        let mut flow = reached(&[1, 70, 200]);
        flow.join(&reached(&[70, 3]));
        assert!(flow.is_bound(70));
        assert!(!flow.is_bound(1) && !flow.is_bound(3) && !flow.is_bound(200));
    }

    #[test]
    fn an_unreachable_way_adds_nothing() {
        let mut flow = reached(&[5]);
        flow.join(&Flow::Unreachable);
        assert!(flow.is_bound(5));
        let mut dead = Flow::Unreachable;
        assert!(dead.is_bound(9));
        dead.join(&reached(&[5]));
        assert!(dead.is_bound(5) && !dead.is_bound(9));
    }
}

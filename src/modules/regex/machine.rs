//! The matcher: tries, remembers where it could have gone another way, and goes back there. It needs no recursion, and stops every so often
//! so that its caller can look at the breaker word.

use super::program::{Op, Program, last_slot};
use super::syntax::{Assertion, is_word, lower};

/// A slot that holds no place.
pub(super) const NOWHERE: usize = usize::MAX;

/// How a part of a run ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Matched,
    Failed,
    /// The budget is used up.
    Unfinished,
}

/// A step to be taken back.
enum Trail {
    /// Another way to go on.
    Branch { op: usize, at: usize },
    /// What a slot held before.
    Slot { slot: usize, old: usize },
    /// A run that can give back characters.
    Shrink { op: usize, least: usize, at: usize },
    /// A lazy run that can take more.
    Grow { op: usize, at: usize, left: u32 },
}

/// A match being looked for. Places are byte offsets.
pub(super) struct Machine {
    op: usize,
    at: usize,
    start: usize,
    pub(super) slots: Vec<usize>,
    trail: Vec<Trail>,
    /// Only a match of the whole text counts.
    whole: bool,
    /// An empty match here does not count: the last one was.
    not_empty_at: usize,
}

impl Machine {
    /// A matcher for a program.
    pub(super) fn new(program: &Program, whole: bool) -> Machine {
        Machine {
            op: 0,
            at: 0,
            start: 0,
            slots: vec![NOWHERE; program.slots],
            trail: Vec::new(),
            whole,
            not_empty_at: NOWHERE,
        }
    }

    /// Begins to look for a match that starts at a place.
    pub(super) fn begin(&mut self, start: usize) {
        (self.op, self.at, self.start) = (0, start, start);
        self.slots.fill(NOWHERE);
        self.trail.clear();
    }

    /// Where the match begins and ends.
    pub(super) fn span(&self) -> (usize, usize) {
        (self.start, self.at)
    }

    /// Says that an empty match at a place does not count.
    pub(super) fn forbid_empty_at(&mut self, place: usize) {
        self.not_empty_at = place;
    }

    /// Goes on, for as many steps as the budget has.
    pub(super) fn run(&mut self, program: &Program, text: &str, budget: &mut u32) -> Outcome {
        loop {
            if *budget == 0 {
                return Outcome::Unfinished;
            }
            *budget -= 1;
            let Some(op) = program.ops.get(self.op) else {
                return Outcome::Failed;
            };
            if let Op::Matched = op {
                let refused = self.whole && self.at != text.len()
                    || self.at == self.start && self.at == self.not_empty_at;
                if !refused {
                    return Outcome::Matched;
                }
                if !self.back(program, text) {
                    return Outcome::Failed;
                }
                continue;
            }
            self.op += 1;
            if !self.step(program, op, text, budget) && !self.back(program, text) {
                return Outcome::Failed;
            }
        }
    }

    /// Carries out an instruction; false if it fails.
    #[inline]
    fn step(&mut self, program: &Program, op: &Op, text: &str, budget: &mut u32) -> bool {
        match *op {
            Op::Char(c) => self.take(text, |found| found == c),
            Op::Set(set) => self.take(text, |found| program.sets[set].contains(found)),
            Op::Run {
                set,
                least,
                most,
                lazy,
            } => {
                let set = &program.sets[set];
                let wanted = if lazy { least } else { most };
                let mut taken = 0;
                let mut after_least = if least == 0 { self.at } else { NOWHERE };
                while taken < wanted && self.take(text, |found| set.contains(found)) {
                    taken += 1;
                    if taken == least {
                        after_least = self.at;
                    }
                }
                *budget = budget.saturating_sub(taken / 8);
                if taken < least {
                    return false;
                }
                let (op, at) = (self.op, self.at);
                if lazy && most > taken {
                    let left = most - taken;
                    self.trail.push(Trail::Grow { op, at, left });
                } else if at > after_least {
                    let least = after_least;
                    self.trail.push(Trail::Shrink { op, least, at });
                }
                true
            }
            Op::Assert(assertion) => holds(assertion, text, self.at),
            Op::Back { group, fold } => self.take_again(text, group, fold),
            Op::Jump(to) => {
                self.op = to;
                true
            }
            Op::Split(first, second) => {
                let at = self.at;
                self.trail.push(Trail::Branch { op: second, at });
                self.op = first;
                true
            }
            Op::Save(slot) => {
                self.set(slot, self.at);
                true
            }
            Op::Close(group) => {
                self.set(2 * group + 1, self.at);
                self.set(last_slot(program.groups), group);
                true
            }
            Op::Again { slot, to } => {
                if self.slots[slot] != self.at {
                    self.op = to;
                }
                true
            }
            Op::Mark(slot) => {
                let reach = self.trail.len();
                self.set(slot, reach);
                self.set(slot + 1, self.at);
                true
            }
            Op::Commit { slot, rewind } => {
                if rewind {
                    self.at = self.slots[slot + 1];
                }
                let kept = self.trail.drain(self.slots[slot]..);
                let kept: Vec<Trail> = kept
                    .filter(|step| matches!(step, Trail::Slot { .. }))
                    .collect();
                self.trail.extend(kept);
                true
            }
            Op::Refuse(slot) => {
                let reach = self.slots[slot];
                while self.trail.len() > reach {
                    if let Some(Trail::Slot { slot, old }) = self.trail.pop() {
                        self.slots[slot] = old;
                    }
                }
                false
            }
            Op::StepBack(count) => {
                for _ in 0..count {
                    match text[..self.at].chars().next_back() {
                        Some(c) => self.at -= c.len_utf8(),
                        None => return false,
                    }
                }
                true
            }
            Op::Unless { group, to } => {
                if self.slots[2 * group + 1] == NOWHERE {
                    self.op = to;
                }
                true
            }
            Op::Matched => true,
        }
    }

    /// Takes back steps until there is another way to go on; false if there is none.
    fn back(&mut self, program: &Program, text: &str) -> bool {
        while let Some(step) = self.trail.pop() {
            match step {
                Trail::Slot { slot, old } => self.slots[slot] = old,
                Trail::Branch { op, at } => {
                    (self.op, self.at) = (op, at);
                    return true;
                }
                Trail::Shrink { op, least, at } => {
                    let last = text[..at].chars().next_back().map_or(1, char::len_utf8);
                    let at = at - last;
                    if at > least {
                        self.trail.push(Trail::Shrink { op, least, at });
                    }
                    (self.op, self.at) = (op, at);
                    return true;
                }
                Trail::Grow { op, at, left } => {
                    let Some(Op::Run { set, .. }) = program.ops.get(op - 1) else {
                        continue;
                    };
                    self.at = at;
                    if self.take(text, |found| program.sets[*set].contains(found)) {
                        if left > 1 {
                            let (at, left) = (self.at, left - 1);
                            self.trail.push(Trail::Grow { op, at, left });
                        }
                        self.op = op;
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Steps over a character that fits.
    #[inline(always)]
    fn take(&mut self, text: &str, fits: impl Fn(char) -> bool) -> bool {
        let Some(&byte) = text.as_bytes().get(self.at) else {
            return false;
        };
        let found = if byte < 0x80 {
            char::from(byte)
        } else {
            match text[self.at..].chars().next() {
                Some(found) => found,
                None => return false,
            }
        };
        let fits = fits(found);
        self.at += if fits { found.len_utf8() } else { 0 };
        fits
    }

    /// Steps over what a group matched.
    fn take_again(&mut self, text: &str, group: usize, fold: bool) -> bool {
        let (start, end) = (self.slots[2 * group], self.slots[2 * group + 1]);
        if start == NOWHERE || end == NOWHERE || start > end {
            return false;
        }
        let before = &text[start..end];
        if !fold {
            let same = text[self.at..].starts_with(before);
            self.at += if same { before.len() } else { 0 };
            return same;
        }
        before
            .chars()
            .all(|c| self.take(text, |found| lower(found) == lower(c)))
    }

    fn set(&mut self, slot: usize, value: usize) {
        let old = std::mem::replace(&mut self.slots[slot], value);
        self.trail.push(Trail::Slot { slot, old });
    }
}

fn holds(assertion: Assertion, text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match assertion {
        Assertion::TextStart => at == 0,
        Assertion::TextEnd => at == text.len(),
        Assertion::LastLineEnd => at == text.len() || at + 1 == text.len() && bytes[at] == b'\n',
        Assertion::LineStart => at == 0 || bytes[at - 1] == b'\n',
        Assertion::LineEnd => at == text.len() || bytes[at] == b'\n',
        Assertion::Boundary { ascii, negated } => {
            let word = |c: Option<char>| c.is_some_and(|c| is_word(c, ascii));
            let before = word(text[..at].chars().next_back());
            let after = word(text[at..].chars().next());
            // No place of an empty text is a boundary, and none is not one.
            (before != after) != negated && !(negated && text.is_empty())
        }
    }
}

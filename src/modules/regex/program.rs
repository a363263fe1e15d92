//! Regular expressions as a program for the matcher.

use super::syntax::{Assertion, NO_PLACE, Node, Pattern, Repeat, Set, UNLIMITED, Wrong};

/// Programs do not grow beyond this; only nested counted repetitions come near it.
const MAX_OPS: usize = 200_000;

/// An instruction.
#[derive(Debug)]
pub(super) enum Op {
    /// A character.
    Char(char),
    /// A character of the set of a number.
    Set(usize),
    /// A character of a set, several times: as often as possible first, or as seldom.
    Run {
        set: usize,
        least: u32,
        most: u32,
        lazy: bool,
    },
    Assert(Assertion),
    /// What a group matched.
    Back {
        group: usize,
        fold: bool,
    },
    Jump(usize),
    /// Goes on at the first; if that fails, at the second.
    Split(usize, usize),
    /// Remembers the place in a slot.
    Save(usize),
    /// Remembers the end of a group, and that it was the last to end.
    Close(usize),
    /// Goes round again if the place is another one than the slot remembers.
    Again {
        slot: usize,
        to: usize,
    },
    /// Remembers in two slots how far the trail reaches, and the place.
    Mark(usize),
    /// Forgets the branches since the mark; goes back to its place if told so.
    Commit {
        slot: usize,
        rewind: bool,
    },
    /// Undoes everything since the mark and fails.
    Refuse(usize),
    StepBack(u32),
    /// Jumps if the group did not match.
    Unless {
        group: usize,
        to: usize,
    },
    Matched,
}

/// A compiled pattern.
pub(super) struct Program {
    pub(super) ops: Vec<Op>,
    pub(super) sets: Vec<Set>,
    pub(super) groups: usize,
    /// How many places are remembered: two for each group and the whole, the number of the last group, and what repetitions need.
    pub(super) slots: usize,
    /// The character that every match begins with, if it is always the same.
    pub(super) first: Option<char>,
    pub(super) names: Vec<(String, u32)>,
    pub(super) flags: i64,
}

/// Compiles a pattern.
pub(super) fn compile(pattern: Pattern) -> Result<Program, Wrong> {
    let groups = pattern.groups as usize;
    let mut compiler = Compiler {
        ops: Vec::new(),
        sets: Vec::new(),
        slots: last_slot(groups) + 1,
    };
    compiler.node(&pattern.node)?;
    compiler.ops.push(Op::Matched);
    let mut names: Vec<(String, u32)> = pattern.names.into_iter().collect();
    names.sort_by_key(|(_, group)| *group);
    Ok(Program {
        first: first(&pattern.node),
        ops: compiler.ops,
        sets: compiler.sets,
        groups,
        slots: compiler.slots,
        names,
        flags: pattern.flags,
    })
}

/// The slot that holds the number of the group that ended last.
pub(super) fn last_slot(groups: usize) -> usize {
    2 * groups + 2
}

fn first(node: &Node) -> Option<char> {
    match node {
        Node::Set(set) => set.only(),
        Node::Group(_, node) | Node::Atomic(node) => first(node),
        Node::Concat(nodes) => nodes.first().and_then(first),
        Node::Repeat { node, least, .. } if *least > 0 => first(node),
        _ => None,
    }
}

struct Compiler {
    ops: Vec<Op>,
    sets: Vec<Set>,
    slots: usize,
}

impl Compiler {
    fn slot(&mut self, count: usize) -> usize {
        self.slots += count;
        self.slots - count
    }

    fn set(&mut self, set: &Set) -> usize {
        self.sets.push(set.clone());
        self.sets.len() - 1
    }

    /// Leaves room for an instruction that needs to know what follows.
    fn reserve(&mut self) -> usize {
        self.ops.push(Op::Matched);
        self.ops.len() - 1
    }

    fn node(&mut self, node: &Node) -> Result<(), Wrong> {
        if self.ops.len() > MAX_OPS {
            return Err(Wrong("the pattern is too large".into(), NO_PLACE));
        }
        match node {
            Node::Empty => {}
            Node::Set(set) => match set.only() {
                Some(c) => self.ops.push(Op::Char(c)),
                None => {
                    let set = self.set(set);
                    self.ops.push(Op::Set(set));
                }
            },
            Node::Assert(assertion) => self.ops.push(Op::Assert(*assertion)),
            Node::Group(group, node) => {
                let group = *group as usize;
                self.ops.push(Op::Save(2 * group));
                self.node(node)?;
                self.ops.push(Op::Close(group));
            }
            Node::Concat(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            Node::Either(nodes) => self.either(nodes)?,
            Node::Repeat {
                node,
                least,
                most,
                kind: Repeat::Possessive,
            } => {
                let slot = self.slot(2);
                self.ops.push(Op::Mark(slot));
                self.repeat(node, *least, *most, false)?;
                let rewind = false;
                self.ops.push(Op::Commit { slot, rewind });
            }
            Node::Repeat {
                node,
                least,
                most,
                kind,
            } => self.repeat(node, *least, *most, *kind == Repeat::Lazy)?,
            Node::Back { group, fold } => {
                let (group, fold) = (*group as usize, *fold);
                self.ops.push(Op::Back { group, fold });
            }
            Node::Atomic(node) => {
                let slot = self.slot(2);
                self.ops.push(Op::Mark(slot));
                self.node(node)?;
                let rewind = false;
                self.ops.push(Op::Commit { slot, rewind });
            }
            Node::Look {
                behind,
                negative,
                node,
            } => self.look(*behind, *negative, node)?,
            Node::Conditional { group, yes, no } => {
                let test = self.reserve();
                self.node(yes)?;
                let jump = self.reserve();
                let (group, to) = (*group as usize, self.ops.len());
                self.ops[test] = Op::Unless { group, to };
                self.node(no)?;
                self.ops[jump] = Op::Jump(self.ops.len());
            }
        }
        Ok(())
    }

    fn either(&mut self, nodes: &[Node]) -> Result<(), Wrong> {
        let mut jumps = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            if number + 1 == nodes.len() {
                self.node(node)?;
                break;
            }
            let split = self.reserve();
            self.node(node)?;
            jumps.push(self.reserve());
            self.ops[split] = Op::Split(split + 1, self.ops.len());
        }
        for jump in jumps {
            self.ops[jump] = Op::Jump(self.ops.len());
        }
        Ok(())
    }

    fn repeat(&mut self, node: &Node, least: u32, most: u32, lazy: bool) -> Result<(), Wrong> {
        if let Node::Set(set) = node {
            let set = self.set(set);
            self.ops.push(Op::Run {
                set,
                least,
                most,
                lazy,
            });
            return Ok(());
        }
        for _ in 0..least {
            self.node(node)?;
        }
        let choose = |round: usize, out: usize| match lazy {
            false => Op::Split(round, out),
            true => Op::Split(out, round),
        };
        if most == UNLIMITED {
            let slot = self.slot(1);
            let split = self.reserve();
            self.ops.push(Op::Save(slot));
            self.node(node)?;
            self.ops.push(Op::Again { slot, to: split });
            self.ops[split] = choose(split + 1, self.ops.len());
            return Ok(());
        }
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.reserve());
            self.node(node)?;
        }
        for split in splits {
            self.ops[split] = choose(split + 1, self.ops.len());
        }
        Ok(())
    }

    fn look(&mut self, behind: bool, negative: bool, node: &Node) -> Result<(), Wrong> {
        let slot = self.slot(2);
        self.ops.push(Op::Mark(slot));
        let split = negative.then(|| self.reserve());
        if behind {
            self.ops.push(Op::StepBack(node.width(&[]).0));
        }
        self.node(node)?;
        match split {
            None => {
                let rewind = true;
                self.ops.push(Op::Commit { slot, rewind });
            }
            Some(split) => {
                self.ops.push(Op::Refuse(slot));
                self.ops[split] = Op::Split(split + 1, self.ops.len());
            }
        }
        Ok(())
    }
}

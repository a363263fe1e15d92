//! Regular expressions as a tree.

use std::collections::BTreeMap;

use crate::builtins::text::unicode;

/// Flags, with the numbers that `re` gives them.
pub(super) const IGNORE_CASE: i64 = 2;
pub(super) const LOCALE: i64 = 4;
pub(super) const MULTILINE: i64 = 8;
pub(super) const DOT_ALL: i64 = 16;
pub(super) const UNICODE: i64 = 32;
pub(super) const VERBOSE: i64 = 64;
pub(super) const ASCII: i64 = 256;

/// No bound.
pub(super) const UNLIMITED: u32 = u32::MAX;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Set(Set),
    Assert(Assertion),
    Group(u32, Box<Node>),
    Concat(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: u32,
        kind: Repeat,
    },
    /// What a group matched, once more.
    Back {
        group: u32,
        fold: bool,
    },
    Look {
        behind: bool,
        negative: bool,
        node: Box<Node>,
    },
    /// Matched as if alone: no way back into it.
    Atomic(Box<Node>),
    /// One of two, by whether a group matched.
    Conditional {
        group: u32,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// How a repetition decides between going on and going round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    Greedy,
    Lazy,
    Possessive,
}

/// A place in the text, without a length.
#[derive(Clone, Copy, Debug)]
pub(super) enum Assertion {
    TextStart,
    TextEnd,
    /// The end, or before a newline that ends the text.
    LastLineEnd,
    LineStart,
    LineEnd,
    Boundary {
        ascii: bool,
        negated: bool,
    },
}

/// A set of characters: what a single place of the text may hold.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) items: Vec<Item>,
    pub(super) negated: bool,
    /// Case does not matter.
    pub(super) fold: bool,
}

/// Members of a set.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Range(char, char),
    Class {
        letter: char,
        ascii: bool,
        negated: bool,
    },
}

impl Set {
    fn single(c: char, fold: bool) -> Set {
        let (items, negated) = (vec![Item::Range(c, c)], false);
        Set {
            items,
            negated,
            fold,
        }
    }

    /// The one character that is in it, if it is only one.
    pub(super) fn only(&self) -> Option<char> {
        match self.items[..] {
            [Item::Range(a, b)] if a == b && !self.negated && !self.fold => Some(a),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn contains(&self, c: char) -> bool {
        let holds = |c: char| self.items.iter().any(|item| item.contains(c));
        let found = match self.fold {
            false => holds(c),
            true => holds(c) || holds(lower(c)) || holds(upper(c)),
        };
        found != self.negated
    }
}

impl Item {
    fn contains(self, c: char) -> bool {
        match self {
            Item::Range(from, to) => (from..=to).contains(&c),
            Item::Class {
                letter,
                ascii,
                negated,
            } => {
                let found = (c.is_ascii() || !ascii)
                    && match letter {
                        'd' => unicode::is_decimal(c),
                        's' => unicode::is_space(c) && !(ascii && ('\x1c'..='\x1f').contains(&c)),
                        _ => is_word(c, ascii),
                    };
                found != negated
            }
        }
    }
}

/// Whether `\w` matches.
pub(super) fn is_word(c: char, ascii: bool) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        !ascii && unicode::is_alnum(c)
    }
}

/// The lower case of a character, if that is one character.
pub(super) fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

/// A pattern that was read.
pub(super) struct Pattern {
    pub(super) node: Node,
    /// How many groups it has.
    pub(super) groups: u32,
    pub(super) names: BTreeMap<String, u32>,
    /// All flags, those in the pattern included.
    pub(super) flags: i64,
}

/// Stands for no place in the pattern.
pub(super) const NO_PLACE: usize = usize::MAX;

/// What is wrong with a pattern, and at which character.
pub(super) struct Wrong(pub(super) String, pub(super) usize);

impl Node {
    /// A character.
    pub(super) fn char(c: char, flags: i64) -> Node {
        Node::Set(Set::single(c, flags & IGNORE_CASE != 0))
    }

    /// The least and the greatest number of characters that it matches.
    pub(super) fn width(&self, groups: &[(u32, u32)]) -> (u32, u32) {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look { .. } => (0, 0),
            Node::Set(_) => (1, 1),
            Node::Group(_, node) | Node::Atomic(node) => node.width(groups),
            Node::Concat(nodes) => nodes.iter().fold((0, 0), |(least, most), node| {
                let (low, high) = node.width(groups);
                (least.saturating_add(low), most.saturating_add(high))
            }),
            Node::Either(nodes) => {
                let widths = nodes.iter().map(|node| node.width(groups));
                widths
                    .reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
                    .unwrap_or((0, 0))
            }
            Node::Repeat {
                node, least, most, ..
            } => {
                let (low, high) = node.width(groups);
                let most = if high == 0 {
                    0
                } else {
                    high.saturating_mul(*most)
                };
                (low.saturating_mul(*least), most)
            }
            Node::Back { group, .. } => groups.get(*group as usize).copied().unwrap_or((0, 0)),
            Node::Conditional { yes, no, .. } => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
        }
    }
}

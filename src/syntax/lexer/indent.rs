//! Indentation: CPython's two-column rule. A line's indentation is measured twice, with tabs to the next multiple of 8
//! and with tabs as one column; where the two disagree about the relation to another line, tabs and spaces are mixed in
//! a way whose meaning depends on the editor.

use super::{Diagnostic, DiagnosticKind, Span};
use crate::syntax::ast::MAX_BLOCKS;

/// The indentations of the open blocks, outermost first; the margin is not among them.
#[derive(Default)]
pub(super) struct Indents {
    levels: Vec<Columns>,
    /// A wrong indentation that has been reported and is now taken for that of the innermost block.
    slip: Option<usize>,
}

/// What the first token of a line means for the blocks around it.
#[derive(Default)]
pub(super) struct Change {
    pub(super) indent: bool,
    pub(super) dedents: usize,
    pub(super) problem: Option<Problem>,
}

/// What is wrong with an indentation.
#[derive(Clone, Copy)]
pub(super) enum Problem {
    Mixed,
    NoSuchLevel,
    TooDeep,
}

impl Problem {
    pub(super) fn diagnostic(self, line: Span) -> Diagnostic {
        let (kind, message, hint) = match self {
            Problem::Mixed => (
                DiagnosticKind::Tab,
                "inconsistent use of tabs and spaces in indentation",
                "indent with spaces only",
            ),
            Problem::NoSuchLevel => (
                DiagnosticKind::Indentation,
                "unindent does not match any outer indentation level",
                "indent it exactly like the line that begins its block",
            ),
            Problem::TooDeep => (
                DiagnosticKind::Indentation,
                "too many levels of indentation",
                "move inner blocks into functions",
            ),
        };
        Diagnostic::new(kind, line, message).with_hint(hint)
    }
}

impl Indents {
    /// Takes in the blanks before the first token of a line.
    pub(super) fn measure(&mut self, blanks: &str) -> Change {
        let here = Columns::of(blanks);
        let mut change = Change::default();
        let mut top = self.top();
        if here.wide > top.wide {
            if here.narrow <= top.narrow {
                change.problem = Some(Problem::Mixed);
            }
            if self.levels.len() >= MAX_BLOCKS - 1 {
                change.problem = Some(Problem::TooDeep);
            } else {
                self.levels.push(here);
                self.slip = None;
                change.indent = true;
            }
            return change;
        }
        while here.wide < top.wide {
            self.levels.pop();
            change.dedents += 1;
            let below = self.top();
            if here.wide > below.wide {
                // Between two levels. Taking it for the inner one makes the fewest errors out of one slip.
                self.levels.push(top);
                change.dedents -= 1;
                if change.dedents > 0 || self.slip != Some(here.wide) {
                    change.problem = Some(Problem::NoSuchLevel);
                }
                self.slip = Some(here.wide);
                return change;
            }
            top = below;
        }
        if here.narrow != top.narrow {
            change.problem = Some(Problem::Mixed);
        }
        change
    }

    /// The blanks reach no further than the current block.
    pub(super) fn covers(&self, blanks: &str) -> bool {
        Columns::of(blanks).wide <= self.top().wide
    }

    /// Closes all blocks at the end of the file; the number of them.
    pub(super) fn close(&mut self) -> usize {
        std::mem::take(&mut self.levels).len()
    }

    fn top(&self) -> Columns {
        self.levels.last().copied().unwrap_or_default()
    }
}

/// The width of an indentation.
#[derive(Clone, Copy, Default)]
struct Columns {
    /// A tab reaches to the next multiple of 8.
    wide: usize,
    /// A tab is one column.
    narrow: usize,
}

impl Columns {
    fn of(blanks: &str) -> Columns {
        let mut columns = Columns::default();
        for byte in blanks.bytes() {
            match byte {
                b' ' => {
                    columns.wide += 1;
                    columns.narrow += 1;
                }
                b'\t' => {
                    columns.wide = (columns.wide / 8 + 1) * 8;
                    columns.narrow += 1;
                }
                b'\x0c' => columns = Columns::default(),
                _ => break,
            }
        }
        columns
    }
}

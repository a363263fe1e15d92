//! Script text and places in it: a `Source` is one file, a `Span` a byte range of it.
//! Nothing here knows the language.

use std::sync::Arc;

/// A half-open range of bytes in one [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A place as people count it: both parts start at 1, the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// The text of one script or module, and its name as users know it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Source(Arc<SourceData>);

#[derive(Debug)]
struct SourceData {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Takes the text in, less a byte order mark; `name` is what diagnostics and tracebacks show (a path, or `<string>`).
    /// A line ends at `\n`, `\r\n` or `\r`, as in Python.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        line_starts.extend(
            (bytes.iter().enumerate())
                .filter(|&(i, &b)| b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')))
                .map(|(i, _)| i as u32 + 1),
        );
        Source(Arc::new(SourceData {
            name: name.into(),
            text,
            line_starts,
        }))
    }

    /// The name shown to users.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Line number, from 1, of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.0.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let start = self.0.line_starts[line as usize - 1] as usize;
        let end = (offset as usize).min(self.0.text.len());
        let column = self.0.text.get(start..end).map_or(0, |s| s.chars().count()) as u32 + 1;
        LineColumn { line, column }
    }

    /// The text of a line, from 1, without its line break; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let Some(&start) = self.0.line_starts.get((line as usize).wrapping_sub(1)) else {
            return "";
        };
        let rest = &self.0.text[start as usize..];
        rest.split(['\n', '\r']).next().unwrap_or("")
    }

    /// Byte offset at which a line, from 1, starts.
    pub fn line_start(&self, line: u32) -> u32 {
        self.0
            .line_starts
            .get((line as usize).wrapping_sub(1))
            .copied()
            .unwrap_or(self.0.text.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_counts_once() {
        let source = Source::new("t.py", "\u{feff}a\nb\r\nc\rd");
        let lines: Vec<&str> = (0..=5).map(|n| source.line_text(n)).collect();
        assert_eq!(lines, ["", "a", "b", "c", "d", ""]);
        let places = [0, 2, 5, 7, 99].map(|at| source.line(at));
        assert_eq!(places, [1, 2, 3, 4, 4]);
        assert_eq!(source.line_start(4), 7);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("t.py", "é = x\n");
        let place = source.line_column(5);
        assert_eq!((place.line, place.column), (1, 5));
        assert_eq!(source.line_column(99).line, 2);
    }
}

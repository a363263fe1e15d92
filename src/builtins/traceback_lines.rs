//! The source lines of a traceback's entry with their marks, as CPython 3.13 shows them: of a statement of several lines the first and the last one
//! and those around what is marked apart.

use unicode_width::UnicodeWidthChar;

use crate::source::{Source, Span};

/// A place inside the shown lines: line and byte, both from 0.
type Place = (usize, usize);

/// The lines of a span that starts in `line`, each indented by four spaces and ended. Without a span: the line alone. `anchor` is
/// what is marked apart inside the span.
pub(super) fn source_lines(
    source: &Source,
    line: u32,
    span: Option<Span>,
    anchor: Option<Span>,
) -> String {
    let span = span.filter(|span| {
        span.start < span.end && source.line(span.start) == line && source.line(span.end) >= line
    });
    let Some(span) = span else {
        let text = source.line_text(line).trim();
        return match text.is_empty() {
            true => String::new(),
            false => format!("    {text}\n"),
        };
    };
    let last = source.line(span.end - 1);
    let original: Vec<&str> = (line..=last)
        .map(|line| source.line_text(line).trim_end())
        .collect();
    if original.iter().all(|line| line.is_empty()) {
        return String::new();
    }
    let lines = dedent(&original);
    let cut = original[0].len() - lines[0].len();
    let place = |offset: u32| {
        let at = source.line(offset.saturating_sub(1)).clamp(line, last);
        let column = (offset - source.line_start(at)) as usize;
        let index = (at - line) as usize;
        let column = column.saturating_sub(cut);
        (index, column.min(lines[index].len()))
    };
    // An anchor's start belongs to the line that it begins, its end to the line that it ends.
    let begin = |offset: u32| {
        let (index, column) = place(offset + 1);
        (index, column.saturating_sub(1))
    };
    let (start, end) = (begin(span.start), place(span.end));
    let anchor = anchor.map(|anchor| (begin(anchor.start), place(anchor.end)));
    let marked = Marked {
        lines: &lines,
        start,
        end,
        anchor,
    };
    let shown: Vec<String> = marked.shown();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let shown = dedent(&shown);
    shown.iter().map(|line| format!("    {line}\n")).collect()
}

/// Lines without the white space that all of them begin with; lines of white space become empty.
fn dedent<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let indent = &line[..line.len() - line.trim_start().len()];
        margin = Some(match margin {
            None => indent,
            Some(other) => {
                let same = indent
                    .bytes()
                    .zip(other.bytes())
                    .take_while(|(a, b)| a == b);
                &indent[..same.count()]
            }
        });
    }
    let margin = margin.map_or(0, str::len);
    lines
        .iter()
        .map(|line| match line.trim().is_empty() {
            true => "",
            false => line.get(margin..).unwrap_or(line),
        })
        .collect()
}

struct Marked<'a> {
    lines: &'a [&'a str],
    start: Place,
    end: Place,
    anchor: Option<(Place, Place)>,
}

impl Marked<'_> {
    /// The lines that matter, each followed by its marks if there are any.
    fn shown(&self) -> Vec<String> {
        let last = self.lines.len() - 1;
        let mut significant = vec![0, last];
        if let Some((from, to)) = self.anchor {
            for line in [from.0, to.0] {
                significant.extend([line.saturating_sub(1), line, (line + 1).min(last)]);
            }
        }
        significant.sort_unstable();
        significant.dedup();
        let with_marks = self.are_marks_shown();
        let mut shown = Vec::new();
        let output = |line: usize, shown: &mut Vec<String>| {
            shown.push(self.lines[line].to_string());
            if with_marks {
                shown.push(self.marks(line));
            }
        };
        let mut previous = 0;
        for line in significant {
            match line - previous {
                0 | 1 => {}
                2 => output(line - 1, &mut shown),
                between => shown.push(format!("...<{} lines>...", between - 1)),
            }
            output(line, &mut shown);
            previous = line;
        }
        shown
    }

    /// Nothing is marked where the marks would only repeat the lines: if they covered all of them, or all but what a call's value is returned or
    /// assigned to.
    fn are_marks_shown(&self) -> bool {
        let last = self.lines[self.lines.len() - 1];
        let before = self.lines[0].get(..self.start.1).unwrap_or_default();
        let after = last.get(self.end.1..).unwrap_or_default();
        match self.anchor {
            Some((from, _)) => !(after.trim().is_empty() && self.is_plain_call(before, from)),
            None => !before.trim().is_empty() || !after.trim().is_empty(),
        }
    }

    fn is_plain_call(&self, before: &str, from: Place) -> bool {
        let line = self.lines[from.0];
        if !line.get(from.1..).is_some_and(|rest| rest.starts_with('(')) {
            return false;
        }
        let is_name =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
        let callee = match from.0 {
            0 => line.get(self.start.1..from.1),
            _ => None,
        };
        let assigned = before.trim_start().strip_suffix(" = ").is_some_and(is_name);
        before.trim_start() == "return " && callee.is_some_and(is_name) || assigned
    }

    /// The marks under a line.
    fn marks(&self, line: usize) -> String {
        let text = self.lines[line];
        let end = match line == self.lines.len() - 1 {
            true => self.end.1,
            false => text.len(),
        };
        let indent = text.len() - text.trim_start().len();
        let (inside, outside) = match self.anchor {
            Some(_) => ("^", "~"),
            None => ("^", "^"),
        };
        let mut marks = String::new();
        for (column, c) in text.char_indices().take_while(|(column, _)| *column < end) {
            let place = (line, column);
            let mark = if column < indent || line == 0 && column < self.start.1 {
                " "
            } else if self
                .anchor
                .is_some_and(|(from, to)| place >= from && place < to)
            {
                inside
            } else {
                outside
            };
            marks.push_str(&mark.repeat(c.width().unwrap_or(1)));
        }
        marks
    }
}

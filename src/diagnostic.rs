//! What is wrong with a script, where, and what to do: one error as data, and its picture with the source line and a
//! caret. Nothing here knows the language.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{Source, Span};

/// Which exception an error is to Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiagnosticKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// Valid Python that gilscope can't run; a `SyntaxError` to scripts.
    Unsupported,
}

impl DiagnosticKind {
    /// The name of the exception that a script sees.
    pub fn exception(self) -> &'static str {
        match self {
            DiagnosticKind::Syntax | DiagnosticKind::Unsupported => "SyntaxError",
            DiagnosticKind::Indentation => "IndentationError",
            DiagnosticKind::Tab => "TabError",
        }
    }

    fn title(self) -> &'static str {
        match self {
            DiagnosticKind::Unsupported => "not supported",
            other => other.exception(),
        }
    }
}

/// One error in a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its exception.
    pub kind: DiagnosticKind,
    /// What is wrong, in CPython's words where CPython has words for it.
    pub message: String,
    /// Where.
    pub span: Span,
    /// A few words next to the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error of some kind, without label and hint.
    pub fn new(kind: DiagnosticKind, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            kind,
            message: message.into(),
            span,
            label: None,
            hint: None,
        }
    }

    /// A `SyntaxError`.
    pub fn syntax(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(DiagnosticKind::Syntax, span, message)
    }

    /// Valid Python that gilscope can't run: ``gilscope does not support `async def` ``.
    pub fn unsupported(span: Span, construct: &str) -> Diagnostic {
        Diagnostic::new(
            DiagnosticKind::Unsupported,
            span,
            format!("gilscope does not support {construct}"),
        )
    }

    /// Adds a few words next to the caret.
    pub fn with_label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// The error with its source line, a caret and the hint; ends with a line break.
    pub fn render(&self, source: &Source, colour: bool) -> String {
        let window = Window::around(source, self.span);
        let annotation = AnnotationKind::Primary
            .span(window.span)
            .label(self.label.as_deref());
        let snippet = Snippet::source(window.text)
            .path(source.name())
            .line_start(window.line)
            .fold(false)
            .annotation(annotation);
        let title = Level::ERROR
            .with_name(self.kind.title())
            .primary_title(self.message.as_str());
        let mut group = Group::with_title(title).element(snippet);
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
        }
        let renderer = match colour {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let mut text = renderer.render(&[group]);
        text.push('\n');
        text
    }
}

/// The errors of one source, in the order of their places; never empty.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    source: Source,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// `None` if the list is empty.
    pub fn new(source: &Source, mut list: Vec<Diagnostic>) -> Option<Diagnostics> {
        list.sort_by_key(|d| d.span.start);
        match list.is_empty() {
            true => None,
            false => Some(Diagnostics {
                source: source.clone(),
                list,
            }),
        }
    }

    /// The text that the spans refer to.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The first error: the one that a `SyntaxError` object carries.
    pub fn first(&self) -> &Diagnostic {
        &self.list[0]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// All of them as text, with a blank line between.
    pub fn render(&self, colour: bool) -> String {
        let texts: Vec<String> = (self.list.iter())
            .map(|d| d.render(&self.source, colour))
            .collect();
        texts.join("\n")
    }
}

impl From<(Source, Diagnostic)> for Diagnostics {
    fn from((source, diagnostic): (Source, Diagnostic)) -> Diagnostics {
        Diagnostics {
            source,
            list: vec![diagnostic],
        }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// The one line that is shown, and the part of it under the caret.
struct Window<'a> {
    text: &'a str,
    line: usize,
    span: std::ops::Range<usize>,
}

impl<'a> Window<'a> {
    /// A span that reaches over several lines is shown to the end of its first one: the renderer would print them all.
    fn around(source: &'a Source, span: Span) -> Window<'a> {
        let place = source.line_column(span.start);
        let text = source.line_text(place.line);
        let offset = |at: u32| {
            let at = at.saturating_sub(source.line_start(place.line)) as usize;
            text.floor_char_boundary(at.min(text.len()))
        };
        let start = offset(span.start);
        Window {
            text,
            line: place.line as usize,
            span: start..offset(span.end).max(start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(text: &str, start: u32, end: u32) -> String {
        Diagnostic::syntax(Span::new(start, end), "invalid syntax")
            .with_hint("do this")
            .render(&Source::new("t.py", text), false)
    }

    #[test]
    fn a_line_with_its_caret_and_hint() {
        let expected = "\
SyntaxError: invalid syntax
 --> t.py:2:5
  |
2 | x = ?
  |     ^
  |
  = hint: do this
";
        assert_eq!(picture("a\nx = ?\nb\n", 6, 7), expected);
    }

    #[test]
    fn the_caret_keeps_its_place_behind_tabs_and_wide_characters() {
        let text = "\t日本 = ?";
        let at = text.find('?').unwrap() as u32;
        let shown = picture(text, at, at + 1);
        let lines: Vec<&str> = shown.lines().collect();
        let width = |s: &str| unicode_width::UnicodeWidthStr::width(s);
        let question = width(lines[3].split('?').next().unwrap());
        assert_eq!(lines[4].find('^'), Some(question), "{shown}");
        assert_eq!(lines[1], " --> t.py:1:7");
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let text = format!("{}?{}", "a".repeat(200_000), "b".repeat(200_000));
        let shown = picture(&text, 200_000, 200_001);
        assert!(shown.len() < 1000, "{} bytes", shown.len());
        assert!(shown.contains('?') && shown.contains('^'), "{shown}");
    }

    #[test]
    fn any_span_in_any_text_can_be_shown() {
        for text in ["", "\n", "\r\n", "a", "é\n", "a\n\n", "\u{c}\u{7}\u{202e}"] {
            for start in 0..6 {
                for end in 0..6 {
                    let shown = picture(text, start, end);
                    assert!(shown.contains("t.py:"), "{shown}");
                }
            }
        }
    }

    #[test]
    fn colour_only_when_asked_for() {
        let source = Source::new("t.py", "?");
        let error = Diagnostic::unsupported(Span::new(0, 1), "`?`");
        assert!(!error.render(&source, false).contains('\x1b'));
        assert!(error.render(&source, true).contains('\x1b'));
    }

    #[test]
    fn errors_are_sorted_by_place() {
        let source = Source::new("t.py", "a\nb\n");
        let at = |n| Diagnostic::syntax(Span::new(n, n + 1), format!("at {n}"));
        assert!(Diagnostics::new(&source, vec![]).is_none());
        let all = Diagnostics::new(&source, vec![at(2), at(0)]).unwrap();
        assert_eq!(all.first().message, "at 0");
        assert_eq!(all.iter().count(), 2);
        assert!(all.to_string().contains("at 2"));
    }
}

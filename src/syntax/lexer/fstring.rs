//! F-strings: the lexer leaves its usual mode at an f-string's quotes, returns to it in every replacement field, and
//! leaves it again for a format specification. The same quotes may be used inside a field; brackets tell where it ends.

use super::{Diagnostic, Lexer, MAX_FSTRINGS, Span, TokenKind};

/// Fields that may stand in one another's format specifications; CPython's limit.
const MAX_FIELDS: usize = 3;

/// An f-string that is open.
pub(super) struct FString {
    pub(super) quote: u8,
    pub(super) triple: bool,
    raw: bool,
    /// Where its prefix stands.
    start: usize,
    /// How many brackets were open before it.
    outer_brackets: usize,
    /// For each open field, how many brackets are open, its own brace included.
    fields: Vec<usize>,
}

impl Lexer<'_> {
    /// The next token stands directly in a replacement field, in no bracket of its own.
    pub(super) fn at_field_level(&self) -> bool {
        self.field_level() == Some(self.brackets.len())
    }

    /// How many brackets are open directly in the innermost replacement field.
    pub(super) fn field_level(&self) -> Option<usize> {
        self.fstrings.last()?.fields.last().copied()
    }

    /// Prefix and quotes have just been read.
    pub(super) fn fstring_start(&mut self, start: usize) {
        if self.fstrings.len() >= MAX_FSTRINGS {
            self.report(Diagnostic::syntax(
                self.span(start),
                "too many nested f-strings",
            ));
            return self.abandon();
        }
        let opening = self.raw.slice();
        self.fstrings.push(FString {
            quote: opening.as_bytes()[opening.len() - 1],
            triple: opening.ends_with("\"\"\"") || opening.ends_with("'''"),
            raw: opening.contains(['r', 'R']),
            start,
            outer_brackets: self.brackets.len(),
            fields: Vec::new(),
        });
        self.push(TokenKind::FStringStart, start);
        self.fstring_text(false);
    }

    /// A colon (or `:=`, of which only the colon counts) ends the expression of a field.
    pub(super) fn format_spec(&mut self, start: usize) {
        let mut raw = <TokenKind as logos::Logos>::lexer(self.text);
        raw.bump(start + 1);
        self.raw = raw;
        self.push(TokenKind::FormatColon, start);
        self.fstring_text(true);
    }

    /// The brace that closes a field has just been read.
    pub(super) fn end_field(&mut self) {
        let Some(fstring) = self.fstrings.last_mut() else {
            return;
        };
        fstring.fields.pop();
        let in_spec = !fstring.fields.is_empty();
        self.fstring_text(in_spec);
    }

    /// Literal text, up to a field, the end of a format specification or the closing quotes.
    fn fstring_text(&mut self, in_spec: bool) {
        let Some(fstring) = self.fstrings.last() else {
            return;
        };
        let (quote, triple, raw) = (fstring.quote, fstring.triple, fstring.raw);
        let bytes = self.text.as_bytes();
        let start = self.raw.span().end;
        let mut at = start;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match rest {
                [] => return self.unterminated_fstring(at),
                [b'\n' | b'\r', ..] if !triple && in_spec => {
                    // The specification ends here; white space and the brace may follow.
                    return self.middle(start, at);
                }
                [b'\n' | b'\r', ..] if !triple => return self.unterminated_fstring(at),
                [b'{', b'{', ..] | [b'}', b'}', ..] if !in_spec => at += 2,
                [b'{', ..] => {
                    self.middle(start, at);
                    return self.start_field(at);
                }
                [b'}', ..] if in_spec => return self.middle(start, at),
                [b'}', ..] => {
                    let span = Span::new(at as u32, at as u32 + 1);
                    let error = Diagnostic::syntax(span, "f-string: single '}' is not allowed")
                        .with_hint("write '}}' for a brace in the text");
                    self.report(error);
                    at += 1;
                }
                [b'\\', b'N', b'{', ..] if !raw => {
                    let end = rest.iter().position(|&b| matches!(b, b'}' | b'\n' | b'\r'));
                    let closed = end.is_some_and(|end| rest[end] == b'}');
                    at += end.unwrap_or(rest.len()) + usize::from(closed);
                }
                [b'\\', b'{' | b'}', ..] => at += 1,
                [b'\\', b'\r', b'\n', ..] => at += 3,
                [b'\\', _, ..] => at += 2,
                [first, ..] if *first == quote && (!triple || rest.starts_with(&[quote; 3])) => {
                    self.middle(start, at);
                    return self.fstring_end(at);
                }
                _ => at += 1,
            }
        }
    }

    fn middle(&mut self, start: usize, end: usize) {
        self.raw.bump(end - start);
        if end > start {
            self.push(TokenKind::FStringMiddle, start);
        }
    }

    fn start_field(&mut self, at: usize) {
        self.bump_to(at + 1);
        let depth = self.brackets.len() + 1;
        let Some(fstring) = self.fstrings.last_mut() else {
            return;
        };
        if fstring.fields.len() >= MAX_FIELDS {
            let message = "f-string: expressions nested too deeply";
            self.report(Diagnostic::syntax(self.span(at), message));
            return self.end_broken_fstrings();
        }
        fstring.fields.push(depth);
        self.open(TokenKind::LeftBrace, at);
    }

    fn fstring_end(&mut self, at: usize) {
        let Some(fstring) = self.fstrings.last() else {
            return;
        };
        let size = if fstring.triple { 3 } else { 1 };
        let in_field = !fstring.fields.is_empty();
        self.bump_to(at + size);
        if in_field {
            let message = "f-string: expecting '}', or format specs";
            let error = Diagnostic::syntax(self.span(at), message)
                .with_hint("close the replacement field with '}'");
            self.report(error);
            return self.end_broken_fstrings();
        }
        self.fstrings.pop();
        self.push(TokenKind::FStringEnd, at);
    }

    fn unterminated_fstring(&mut self, end: usize) {
        let Some(fstring) = self.fstrings.last() else {
            return;
        };
        let (what, size) = match fstring.triple {
            true => ("triple-quoted f-string", 3),
            false => ("f-string", 1),
        };
        let start = fstring.start;
        let quotes = (fstring.quote as char).to_string().repeat(size);
        let line = self.line_before(end);
        let message = format!("unterminated {what} literal (detected at line {line})");
        let opening = self.text[start..].find(fstring.quote as char).unwrap_or(0) + size;
        let span = Span::new(start as u32, (start + opening) as u32);
        self.report(Diagnostic::syntax(span, message).with_hint(format!("close it with {quotes}")));
        self.bump_to(end);
        self.end_broken_fstrings();
    }

    /// The quotes at `start` should have been a closing brace, and are the f-string's own.
    pub(super) fn unclosed_field(&mut self, start: usize) {
        let span = Span::new(start as u32, start as u32 + 1);
        let error = Diagnostic::syntax(span, "f-string: expecting '}'")
            .with_hint("close the replacement field with '}'");
        self.report(error);
        self.end_broken_fstrings();
    }

    /// Leaves all f-strings and skips the rest of the line.
    pub(super) fn end_broken_fstrings(&mut self) {
        if let Some(outermost) = self.fstrings.first() {
            self.brackets.truncate(outermost.outer_brackets);
        }
        self.fstrings.clear();
        let start = self.raw.span().start;
        self.skip_line();
        self.push(TokenKind::Error, start);
    }
}

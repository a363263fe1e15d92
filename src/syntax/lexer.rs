//! From text to tokens: a thin layer over `logos` that finds the ends of strings and numbers, counts brackets, measures
//! indentation and cuts f-strings into pieces. It never stops at an error: it reports it, leaves an
//! [`Error`](TokenKind::Error) token where the text can't be read, and goes on.

mod fstring;
mod indent;
mod number;

use logos::Logos;

use self::fstring::FString;
use self::indent::Indents;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::source::{Source, Span};

/// Most brackets inside one another; CPython's limit.
const MAX_BRACKETS: usize = 200;

/// Most f-strings inside one another; CPython's limit.
const MAX_FSTRINGS: usize = 150;

/// What the lexer hands to the parser.
pub(super) struct Tokens {
    /// Never empty; the last one, and only that one, is `EndOfFile`, behind a `Newline` and all the `Dedent`s.
    pub(super) list: Vec<Token>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// From each bracket that is never closed to where the lexer gave up on it.
    pub(super) unclosed: Vec<Span>,
}

/// Cuts a whole source.
pub(super) fn tokenize(source: &Source) -> Tokens {
    let mut lexer = Lexer {
        source,
        text: source.text(),
        raw: TokenKind::lexer(source.text()),
        tokens: Vec::with_capacity(source.text().len() / 4 + 4),
        diagnostics: Vec::new(),
        unclosed: Vec::new(),
        brackets: Vec::new(),
        lost_brackets: 0,
        fstrings: Vec::new(),
        indents: Indents::default(),
        line_start: Some(0),
    };
    lexer.run();
    Tokens {
        list: lexer.tokens,
        diagnostics: lexer.diagnostics,
        unclosed: lexer.unclosed,
    }
}

struct Lexer<'a> {
    source: &'a Source,
    text: &'a str,
    raw: logos::Lexer<'a, TokenKind>,
    tokens: Vec<Token>,
    diagnostics: Vec<Diagnostic>,
    unclosed: Vec<Span>,
    /// The brackets that are open, the braces of f-strings among them.
    brackets: Vec<Token>,
    /// Brackets given up as never closed, whose closing ones may yet come.
    lost_brackets: usize,
    /// The f-strings that are open.
    fstrings: Vec<FString>,
    indents: Indents,
    /// Where the line began whose first token is awaited.
    line_start: Option<usize>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        if self.text.len() >= u32::MAX as usize {
            let message = "source code must be smaller than 4 GiB";
            self.report(Diagnostic::syntax(Span::default(), message));
        } else {
            while let Some(result) = self.raw.next() {
                let start = self.raw.span().start;
                match result {
                    Ok(kind) => self.token(kind, start),
                    Err(()) => self.unreadable(start),
                }
            }
        }
        self.end_of_file();
    }

    fn token(&mut self, kind: TokenKind, start: usize) {
        match kind {
            TokenKind::Comment => return,
            TokenKind::Newline => return self.newline(start),
            TokenKind::Continuation => return self.continuation(start),
            _ => {}
        }
        self.first_of_line(kind, start);
        match kind {
            TokenKind::Number => self.number(start),
            TokenKind::String => self.string(start),
            TokenKind::FStringStart => self.fstring_start(start),
            TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::LeftBrace => {
                self.open(kind, start);
            }
            TokenKind::RightParen | TokenKind::RightBracket | TokenKind::RightBrace => {
                self.close(kind, start);
            }
            TokenKind::Colon | TokenKind::ColonEqual if self.at_field_level() => {
                self.format_spec(start);
            }
            TokenKind::Backslash => self.backslash(start),
            _ => self.push(kind, start),
        }
    }

    /// Measures the indentation if the token at `start` is the first of a logical line.
    fn first_of_line(&mut self, kind: TokenKind, start: usize) {
        let Some(line_start) = self.line_start.take() else {
            return;
        };
        if !self.brackets.is_empty() {
            // A statement can't begin in a bracket: the bracket was forgotten, and the rest of the file is worth reading.
            // `class=1` in a call is another mistake.
            if !kind.is_statement_keyword()
                || !self.indents.covers(&self.text[line_start..start])
                || self.raw.remainder().trim_start().starts_with('=')
            {
                return;
            }
            self.never_closed(start);
            self.push_at(
                TokenKind::Newline,
                Span::new(line_start as u32, line_start as u32),
            );
        }
        // Blanks before a backslash count, those on the line it continues with don't.
        let change = self.indents.measure(&self.text[line_start..start]);
        let blanks = Span::new(line_start as u32, start as u32);
        if let Some(problem) = change.problem {
            self.report(problem.diagnostic(blanks));
        }
        if change.indent {
            self.push_at(TokenKind::Indent, blanks);
        }
        let here = Span::new(start as u32, start as u32);
        for _ in 0..change.dedents {
            self.push_at(TokenKind::Dedent, here);
        }
    }

    fn newline(&mut self, start: usize) {
        let end = self.raw.span().end;
        if self.line_start.replace(end).is_none() && self.brackets.is_empty() {
            self.push(TokenKind::Newline, start);
        }
    }

    fn continuation(&mut self, start: usize) {
        if self.raw.remainder().is_empty() {
            self.line_start = None;
            self.backslash(start);
        }
    }

    /// A backslash that continues no line.
    fn backslash(&mut self, start: usize) {
        let (message, hint) = match self.raw.remainder().is_empty() {
            true => (
                "unexpected EOF while parsing",
                "the file ends after a backslash that continues the line",
            ),
            false => (
                "unexpected character after line continuation character",
                "a backslash must be the last character of its line",
            ),
        };
        self.report(Diagnostic::syntax(self.span(start), message).with_hint(hint));
        self.push(TokenKind::Error, start);
        self.skip_line();
    }

    fn number(&mut self, start: usize) {
        let number = number::scan(self.text.as_bytes(), start);
        self.bump_to(number.end);
        match number.problem {
            None => self.push(TokenKind::Number, start),
            Some(message) => {
                let rest = self.raw.remainder();
                let tail = rest.find(|c: char| c != '_' && !c.is_alphanumeric());
                self.bump_to(number.end + tail.unwrap_or(rest.len()));
                let error = Diagnostic::syntax(self.span(start), message);
                self.report(error.with_hint(number.hint));
                self.push(TokenKind::Error, start);
            }
        }
    }

    /// Finds the end of a string whose opening quotes have just been read.
    fn string(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let body = self.raw.span().end;
        let quote = bytes[body - 1];
        let triple =
            self.raw.slice().len() >= 3 && bytes[body - 2] == quote && bytes[body - 3] == quote;
        let mut at = body;
        loop {
            match bytes.get(at) {
                Some(b'\\') => {
                    // A backslash hides the next character, CR LF as a whole; one before the end hides nothing.
                    let pair = bytes[at..].starts_with(b"\\\r\n");
                    at = (at + 2 + usize::from(pair)).min(bytes.len());
                }
                Some(&byte) if byte == quote => {
                    let size = if triple { 3 } else { 1 };
                    if !triple || bytes[at..].starts_with(&[quote; 3]) {
                        self.bump_to(at + size);
                        return self.push(TokenKind::String, start);
                    }
                    at += 1;
                }
                None => return self.unterminated_string(start, at, triple, quote),
                Some(b'\n' | b'\r') if !triple => {
                    return self.unterminated_string(start, at, triple, quote);
                }
                Some(_) => at += 1,
            }
        }
    }

    fn unterminated_string(&mut self, start: usize, end: usize, triple: bool, quote: u8) {
        let same_quotes = |f: &FString| f.quote == quote && f.triple == triple;
        if !self.brackets.is_empty() && self.fstrings.last().is_some_and(same_quotes) {
            return self.unclosed_field(start);
        }
        let line = self.line_before(end);
        let (what, quotes) = match triple {
            true => ("triple-quoted string", 3),
            false => ("string", 1),
        };
        let quotes = (quote as char).to_string().repeat(quotes);
        let message = format!("unterminated {what} literal (detected at line {line})");
        let span = self.span(start);
        self.report(Diagnostic::syntax(span, message).with_hint(format!("close it with {quotes}")));
        self.bump_to(end);
        self.push(TokenKind::Error, start);
    }

    fn open(&mut self, kind: TokenKind, start: usize) {
        if self.brackets.len() >= MAX_BRACKETS {
            let error = Diagnostic::syntax(self.span(start), "too many nested parentheses")
                .with_hint(format!(
                    "at most {MAX_BRACKETS} brackets can stand inside one another"
                ));
            self.report(error);
            return self.abandon();
        }
        self.push(kind, start);
        self.brackets.extend(self.tokens.last());
    }

    fn close(&mut self, kind: TokenKind, start: usize) {
        let text = self.raw.slice();
        let in_field = !self.fstrings.is_empty();
        let Some(open) = self.brackets.last().copied() else {
            if self.lost_brackets > 0 {
                self.lost_brackets -= 1;
                return self.push(TokenKind::Error, start);
            }
            let error = Diagnostic::syntax(self.span(start), format!("unmatched '{text}'"))
                .with_hint("no bracket is open here");
            self.report(error);
            return self.push(TokenKind::Error, start);
        };
        if open.kind.closer() == Some(kind) {
            let ends_field = kind == TokenKind::RightBrace && self.at_field_level();
            self.brackets.pop();
            self.push(kind, start);
            if ends_field {
                self.end_field();
            }
            return;
        }
        if in_field && self.at_field_level() {
            let error =
                Diagnostic::syntax(self.span(start), format!("f-string: unmatched '{text}'"))
                    .with_hint("no such bracket is open in this replacement field");
            self.report(error);
            return self.push(TokenKind::Error, start);
        }
        let opener = &self.text[open.span.start as usize..open.span.end as usize];
        let (line, here) = (
            self.source.line(open.span.start),
            self.source.line(start as u32),
        );
        let place = match line == here {
            true => String::new(),
            false => format!(" on line {line}"),
        };
        let message = format!(
            "closing parenthesis '{text}' does not match opening parenthesis '{opener}'{place}"
        );
        let hint = match open.kind {
            TokenKind::LeftParen => "close the inner one with ')' first",
            TokenKind::LeftBracket => "close the inner one with ']' first",
            _ => "close the inner one with '}' first",
        };
        self.report(Diagnostic::syntax(self.span(start), message).with_hint(hint));
        if in_field && kind == TokenKind::RightBrace {
            return self.end_broken_fstrings();
        }
        // It closes the next bracket of its kind, and what was opened inside; without one, it is a slip of the finger.
        let floor = self.field_level().unwrap_or(0);
        let opener = |open: &Token| open.kind.closer() == Some(kind);
        let meant = self.brackets[floor..].iter().rposition(opener);
        self.brackets
            .truncate(meant.map_or(self.brackets.len() - 1, |at| floor + at));
        self.push(TokenKind::Error, start);
    }

    /// The brackets opened so far are never closed: says so of the innermost one and forgets them all.
    fn never_closed(&mut self, until: usize) {
        if let Some(open) = self.brackets.last() {
            let text = &self.text[open.span.start as usize..open.span.end as usize];
            let error = Diagnostic::syntax(open.span, format!("'{text}' was never closed"));
            let hint = match open.kind.closer() {
                Some(TokenKind::RightParen) => "add the matching ')'",
                Some(TokenKind::RightBracket) => "add the matching ']'",
                _ => "add the matching '}'",
            };
            let first = self.brackets[0].span.start;
            self.unclosed.push(Span::new(first, until as u32));
            self.lost_brackets = self.brackets.len();
            self.report(error.with_hint(hint));
        }
        self.brackets.clear();
        self.fstrings.clear();
    }

    fn end_of_file(&mut self) {
        let end = self.text.len();
        self.never_closed(end);
        let here = Span::new(end as u32, end as u32);
        let last = self.tokens.last().map(|token| token.kind);
        if !matches!(last, None | Some(TokenKind::Newline | TokenKind::Dedent)) {
            self.push_at(TokenKind::Newline, here);
        }
        for _ in 0..self.indents.close() {
            self.push_at(TokenKind::Dedent, here);
        }
        self.push_at(TokenKind::EndOfFile, here);
    }

    /// A character that begins no token.
    fn unreadable(&mut self, start: usize) {
        self.first_of_line(TokenKind::Error, start);
        let span = self.span(start);
        let found = self.text[start..].chars().next().unwrap_or(' ');
        let code = found as u32;
        let error = match found {
            '\0' => Diagnostic::syntax(span, "source code cannot contain null bytes"),
            '$' | '?' | '`' => Diagnostic::syntax(span, "invalid syntax")
                .with_hint(format!("'{found}' has no meaning in Python")),
            _ if is_invisible(found) => Diagnostic::syntax(
                span,
                format!("invalid non-printable character U+{code:04X}"),
            )
            .with_hint("delete it, or put a plain space in its place"),
            _ => {
                let error =
                    Diagnostic::syntax(span, format!("invalid character '{found}' (U+{code:04X})"));
                match found {
                    '“' | '”' | '„' | '«' | '»' => error.with_hint("use plain quotes: \""),
                    '‘' | '’' | '‚' => error.with_hint("use plain quotes: '"),
                    '–' | '—' | '−' => error.with_hint("use a plain minus sign: -"),
                    '×' => error.with_hint("use an asterisk: *"),
                    _ => error.with_hint("it can only stand in a string or comment"),
                }
            }
        };
        self.report(error);
        self.bump_to(start + found.len_utf8());
        self.push(TokenKind::Error, start);
    }

    /// Gives up on the rest of the text.
    fn abandon(&mut self) {
        self.brackets.clear();
        self.fstrings.clear();
        let start = self.raw.span().start;
        self.bump_to(self.text.len());
        self.push(TokenKind::Error, start);
    }

    fn skip_line(&mut self) {
        let rest = self.raw.remainder();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.raw.bump(length);
    }

    /// The line of an offset; at the end of the file, that of the last character.
    fn line_before(&self, offset: usize) -> u32 {
        let at_end = offset >= self.text.len();
        self.source
            .line(offset.saturating_sub(usize::from(at_end)) as u32)
    }

    /// Moves on to an offset; never back.
    fn bump_to(&mut self, offset: usize) {
        let at = self.raw.span().end;
        self.raw.bump(offset.saturating_sub(at));
    }

    fn report(&mut self, error: Diagnostic) {
        self.diagnostics.push(error);
    }

    /// From `start` to the end of what has been read.
    fn span(&self, start: usize) -> Span {
        Span::new(start as u32, self.raw.span().end as u32)
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let span = self.span(start);
        self.push_at(kind, span);
    }

    fn push_at(&mut self, kind: TokenKind, span: Span) {
        self.tokens.push(Token { kind, span });
    }
}

/// Characters that leave no mark on a screen.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}')
        || matches!(c, '\u{e0000}'..='\u{10ffff}')
}

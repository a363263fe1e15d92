//! What to do about a token that fits nothing: slips, and habits from other languages, have in common that one or two
//! tokens tell.

use super::Parser;
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// A hint for the next token, where `expected` says what should have stood there.
    pub(super) fn hint_for(&self, kind: TokenKind, expected: &str) -> Option<String> {
        let before = match self.at.checked_sub(1) {
            Some(at) => self.tokens[at].kind,
            None => TokenKind::Newline,
        };
        let joined = self.at > 0 && self.previous().end == self.start();
        let (here, previous) = (self.text_of(self.span()), self.text_of(self.previous()));
        let hint = match kind {
            TokenKind::Ampersand if joined && before == kind => "write `and`",
            TokenKind::Bar if joined && before == kind => "write `or`",
            TokenKind::Exclamation => "write `not`",
            TokenKind::Newline if before == TokenKind::Plus => {
                "something is missing after `+`; `x += 1` adds one"
            }
            TokenKind::Newline if before == TokenKind::Minus => {
                "something is missing after `-`; `x -= 1` subtracts one"
            }
            TokenKind::Newline | TokenKind::EndOfFile => "the line ends too early",
            TokenKind::Equal if before.is_keyword() => {
                return Some(format!("`{previous}` is a keyword: choose another name"));
            }
            TokenKind::Equal => "to compare, write ==",
            TokenKind::ColonEqual => "put the assignment expression in parentheses",
            TokenKind::LeftBrace => "a block is indented after a colon, not put in braces",
            TokenKind::Elif | TokenKind::Else => {
                "it must follow the block of its statement, at the same indentation"
            }
            TokenKind::Except | TokenKind::Finally => {
                "it must follow the block of its `try`, at the same indentation"
            }
            _ if kind.is_keyword() && expected == "expected a name" => {
                return Some(format!("`{here}` is a keyword: choose another name"));
            }
            _ if expected == "expected ':'" && (kind == TokenKind::Name || kind.is_keyword()) => {
                "put a colon before the block"
            }
            _ if kind.is_keyword() => {
                return Some(format!("`{here}` is a keyword and can't stand here"));
            }
            TokenKind::Name if before == TokenKind::Name => {
                return Some(format!(
                    "something is missing between `{previous}` and `{here}`"
                ));
            }
            _ if kind.starts_expression() && expected == "expected the end of the statement" => {
                let hint = "begin a new line for a new statement";
                self.quote_in_string().unwrap_or(hint)
            }
            _ => return None,
        };
        Some(hint.to_owned())
    }

    /// A string has ended and a word follows at once: `"He said "hello" to me"`.
    pub(super) fn quote_in_string(&self) -> Option<&'static str> {
        let before = self.tokens.get(self.at.checked_sub(1)?)?;
        let is_string = matches!(before.kind, TokenKind::String | TokenKind::FStringEnd);
        let joined = before.span.end == self.start();
        let hint = "a quote inside a string is written \\\" or \\', or the string gets the other kind of quotes";
        (is_string && joined && self.kind() == TokenKind::Name).then_some(hint)
    }

    /// `<>`, of which the `>` is next.
    pub(super) fn is_old_not_equal(&self) -> bool {
        self.previous().end == self.start() && self.text_of(self.previous()) == "<"
    }
}

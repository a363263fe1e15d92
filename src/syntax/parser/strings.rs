//! String literals: neighbours joined, f-strings taken apart.

use std::mem;
use std::sync::Arc;

use super::{Parsed, Parser};
use crate::source::Span;
use crate::syntax::ast::{Constant, Conversion, Expr, ExprKind, FStringPart, FormattedValue};
use crate::syntax::literal::{self, StringToken};
use crate::syntax::token::TokenKind;

/// The pieces of an f-string as they are collected: text is joined until a value comes.
#[derive(Default)]
struct Pieces {
    parts: Vec<FStringPart>,
    text: String,
}

impl Pieces {
    fn value(&mut self, value: FormattedValue) {
        self.end_text();
        self.parts.push(FStringPart::Value(Box::new(value)));
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = mem::take(&mut self.text);
            self.parts.push(FStringPart::Literal(text.into()));
        }
    }

    fn finish(mut self) -> Vec<FStringPart> {
        self.end_text();
        self.parts
    }
}

impl Parser<'_> {
    /// One or more string literals in a row.
    pub(super) fn strings(&mut self) -> Parsed<Expr> {
        if let Some(text) = self.plain_string() {
            return Ok(text);
        }
        let start = self.start();
        let mut bytes: Option<Vec<u8>> = None;
        let mut pieces = Pieces::default();
        let (mut has_text, mut has_fields) = (false, false);
        loop {
            match self.kind() {
                TokenKind::String => {
                    let span = self.advance().span;
                    let token = StringToken::new(self.text_of(span));
                    let result = if token.is_bytes {
                        literal::unescape_bytes(
                            token.body,
                            token.is_raw,
                            bytes.get_or_insert_default(),
                        )
                    } else {
                        has_text = true;
                        literal::unescape(token.body, token.is_raw, &mut pieces.text)
                    };
                    if let Err(problem) = result {
                        return self.bad_literal(span, problem);
                    }
                }
                TokenKind::FStringStart => {
                    (has_text, has_fields) = (true, true);
                    self.fstring(&mut pieces)?;
                }
                _ => break,
            }
        }
        let kind = match bytes {
            Some(_) if has_text => {
                let span = self.span_from(start);
                let hint = "make all of them bytes, or none";
                return self.fail_at(span, "cannot mix bytes and nonbytes literals", hint);
            }
            Some(bytes) => ExprKind::Constant(Constant::Bytes(bytes.into())),
            None if has_fields => {
                self.wrap()?;
                ExprKind::JoinedStr(pieces.finish())
            }
            None => ExprKind::Constant(Constant::Str(pieces.text.into())),
        };
        Ok(self.expr(start, kind))
    }

    /// The common case: a single string without escapes, copied once.
    fn plain_string(&mut self) -> Option<Expr> {
        let span = self.span();
        let next = self.kind_ahead(1);
        if self.kind() != TokenKind::String
            || matches!(next, TokenKind::String | TokenKind::FStringStart)
        {
            return None;
        }
        let token = StringToken::new(self.text_of(span));
        if token.is_bytes || token.body.contains(['\\', '\r']) {
            return None;
        }
        self.advance();
        let kind = ExprKind::Constant(Constant::Str(Arc::from(token.body)));
        Some(Expr { span, kind })
    }

    fn fstring(&mut self, pieces: &mut Pieces) -> Parsed<()> {
        let start = self.advance().span;
        let is_raw = self.text_of(start).contains(['r', 'R']);
        loop {
            match self.kind() {
                TokenKind::FStringMiddle => self.literal_text(is_raw, false, pieces)?,
                TokenKind::LeftBrace => self.replacement_field(is_raw, pieces)?,
                TokenKind::FStringEnd => {
                    self.advance();
                    return Ok(());
                }
                _ => return self.unexpected("expected the end of the f-string"),
            }
        }
    }

    /// Braces are doubled in the text of an f-string, but not in a format specification.
    fn literal_text(&mut self, is_raw: bool, in_spec: bool, pieces: &mut Pieces) -> Parsed<()> {
        let span = self.advance().span;
        let body = self.text_of(span);
        let result = if in_spec || !body.contains(['{', '}']) {
            literal::unescape(body, is_raw, &mut pieces.text)
        } else {
            unescape_with_braces(body, is_raw, &mut pieces.text)
        };
        match result {
            Ok(()) => Ok(()),
            Err(problem) => self.bad_literal(span, problem),
        }
    }

    /// `{value=!conversion:specification}`
    fn replacement_field(&mut self, is_raw: bool, pieces: &mut Pieces) -> Parsed<()> {
        let open = self.advance().span;
        self.field_starts_well()?;
        let value = self.nested(|p| match p.kind() {
            TokenKind::Yield => p.yield_expression(),
            _ => p.star_expressions(),
        })?;
        self.refuse_lone_star(&value)?;
        let is_debug = self.eat(TokenKind::Equal);
        if is_debug {
            let shown = Span::new(open.end, self.start());
            pieces.text.push_str(self.text_of(shown));
        }
        let conversion = self.conversion(is_debug)?;
        let format_spec = match self.eat(TokenKind::FormatColon) {
            true => Some(self.format_spec(is_raw)?),
            false => None,
        };
        if self.kind() != TokenKind::RightBrace {
            return self.field_goes_on(is_debug, conversion, format_spec.is_some());
        }
        self.advance();
        let conversion = match conversion {
            Some(conversion) => conversion,
            None if is_debug && format_spec.is_none() => Conversion::Repr,
            None => Conversion::None,
        };
        pieces.value(FormattedValue {
            span: self.span_from(open.start),
            value,
            conversion,
            format_spec,
        });
        Ok(())
    }

    /// Parts of a format specification; its own fields may hold no further ones with specifications.
    fn format_spec(&mut self, is_raw: bool) -> Parsed<Vec<FStringPart>> {
        let mut pieces = Pieces::default();
        loop {
            match self.kind() {
                TokenKind::FStringMiddle => self.literal_text(is_raw, true, &mut pieces)?,
                TokenKind::LeftBrace => self.replacement_field(is_raw, &mut pieces)?,
                _ => return Ok(pieces.finish()),
            }
        }
    }

    fn conversion(&mut self, is_debug: bool) -> Parsed<Option<Conversion>> {
        if self.kind() != TokenKind::Exclamation {
            return Ok(None);
        }
        let mark = self.advance().span;
        let token = self.token();
        if token.kind != TokenKind::Name {
            let message = match token.kind {
                TokenKind::FormatColon | TokenKind::RightBrace => {
                    "f-string: missing conversion character"
                }
                _ => "f-string: invalid conversion character",
            };
            return self.fail_at(token.span, message, "a conversion is !s, !r or !a");
        }
        if token.span.start != mark.end {
            let message = "f-string: conversion type must come right after the exclamation mark";
            return self.fail_at(mark.to(token.span), message, "remove the space");
        }
        let letter = self.text_of(token.span);
        let conversion = match letter {
            "s" => Conversion::Str,
            "r" => Conversion::Repr,
            "a" => Conversion::Ascii,
            _ => {
                let message = format!(
                    "f-string: invalid conversion character '{letter}': expected 's', 'r', or 'a'"
                );
                let hint = match is_debug {
                    true => "to compare, write != with nothing between",
                    false => "a conversion is !s, !r or !a",
                };
                return self.fail_at(token.span, message, hint);
            }
        };
        self.advance();
        Ok(Some(conversion))
    }

    fn field_starts_well(&mut self) -> Parsed<()> {
        let token = self.token();
        match token.kind {
            TokenKind::Equal
            | TokenKind::Exclamation
            | TokenKind::FormatColon
            | TokenKind::RightBrace => {
                let found = self.text_of(token.span);
                let message = format!("f-string: valid expression required before '{found}'");
                self.fail_at(
                    token.span,
                    message,
                    "write '{{' and '}}' for braces in the text",
                )
            }
            TokenKind::Star | TokenKind::Yield => Ok(()),
            kind if kind.starts_expression() => Ok(()),
            _ => {
                let message = "f-string: expecting a valid expression after '{'";
                self.fail_at(
                    token.span,
                    message,
                    "write '{{' and '}}' for braces in the text",
                )
            }
        }
    }

    /// Something follows in a field that doesn't belong there.
    fn field_goes_on<T>(
        &mut self,
        is_debug: bool,
        conversion: Option<Conversion>,
        has_spec: bool,
    ) -> Parsed<T> {
        let message = match conversion {
            _ if has_spec => "f-string: expecting '}', or format specs",
            Some(_) => "f-string: expecting ':' or '}'",
            None if is_debug => "f-string: expecting '!', or ':', or '}'",
            None if self.kind().starts_expression() => {
                return self.expected_comma("}");
            }
            None => "f-string: expecting '=', or '!', or ':', or '}'",
        };
        let span = self.span();
        self.fail_at(span, message, "close the replacement field with '}'")
    }
}

/// Text with doubled braces; the name of a `\N{...}` keeps its own.
fn unescape_with_braces(
    body: &str,
    is_raw: bool,
    out: &mut String,
) -> Result<(), literal::Problem> {
    let mut rest = body;
    while let Some(at) = rest.find(['{', '}']) {
        let is_double = rest.as_bytes().get(at + 1) == rest.as_bytes().get(at);
        let (text, tail) = rest.split_at(at + 1);
        literal::unescape(if is_double { text } else { rest }, is_raw, out)?;
        if !is_double {
            return Ok(());
        }
        rest = &tail[1..];
    }
    literal::unescape(rest, is_raw, out)
}

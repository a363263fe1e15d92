//! Patterns of `case`.

use super::{Parsed, Parser};
use crate::syntax::ast::{
    BinOpRest, Constant, Expr, ExprKind, Ident, Operator, Pattern, PatternKind, Singleton, UnaryOp,
};
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// What stands after `case`: a pattern, or a sequence without brackets.
    pub(super) fn patterns(&mut self) -> Parsed<Pattern> {
        let start = self.start();
        let first = self.star_pattern()?;
        let is_star = matches!(first.kind, PatternKind::MatchStar(_));
        if self.kind() != TokenKind::Comma && !is_star {
            return Ok(first);
        }
        let mut patterns = vec![first];
        if is_star && self.kind() != TokenKind::Comma {
            return self.unexpected("a starred pattern stands in a sequence: expected ','");
        }
        while self.eat(TokenKind::Comma) {
            if matches!(self.kind(), TokenKind::Colon | TokenKind::If) {
                break;
            }
            patterns.push(self.star_pattern()?);
        }
        Ok(self.pattern_node(start, PatternKind::MatchSequence(patterns)))
    }

    fn pattern_node(&self, start: u32, kind: PatternKind) -> Pattern {
        Pattern {
            span: self.span_from(start),
            kind,
        }
    }

    /// An element of a sequence.
    fn star_pattern(&mut self) -> Parsed<Pattern> {
        if self.kind() != TokenKind::Star {
            return self.pattern();
        }
        let start = self.advance().span.start;
        let name = self.ident()?;
        let name = (&*name.name != "_").then_some(name);
        Ok(self.pattern_node(start, PatternKind::MatchStar(name)))
    }

    /// Alternatives and `as`.
    fn pattern(&mut self) -> Parsed<Pattern> {
        self.nested(|p| {
            let start = p.start();
            let first = p.closed_pattern()?;
            let pattern = if p.kind() == TokenKind::Bar {
                let mut alternatives = vec![first];
                while p.eat(TokenKind::Bar) {
                    alternatives.push(p.closed_pattern()?);
                }
                p.pattern_node(start, PatternKind::MatchOr(alternatives))
            } else {
                first
            };
            if !p.eat(TokenKind::As) {
                return Ok(pattern);
            }
            let name = p.pattern_target()?;
            let kind = PatternKind::MatchAs {
                pattern: Some(Box::new(pattern)),
                name: Some(name),
            };
            Ok(p.pattern_node(start, kind))
        })
    }

    fn pattern_target(&mut self) -> Parsed<Ident> {
        if self.at_word("_") {
            let span = self.span();
            return self.fail_at(span, "cannot use '_' as a target", "leave out `as _`");
        }
        let name = self.ident()?;
        match self.kind() {
            TokenKind::Dot | TokenKind::LeftParen | TokenKind::LeftBracket => {
                self.unexpected("a pattern can only be bound to a name")
            }
            _ => Ok(name),
        }
    }

    fn closed_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.start();
        let singleton = match self.kind() {
            TokenKind::None => Singleton::None,
            TokenKind::True => Singleton::True,
            TokenKind::False => Singleton::False,
            TokenKind::Minus | TokenKind::Number | TokenKind::String | TokenKind::FStringStart => {
                let value = self.pattern_literal()?;
                return Ok(self.pattern_node(start, PatternKind::MatchValue(value)));
            }
            TokenKind::Name => return self.name_pattern(),
            TokenKind::LeftParen => return self.parenthesized_pattern(),
            TokenKind::LeftBracket => {
                self.advance();
                let patterns = self.sequence_patterns(TokenKind::RightBracket)?;
                self.expect(TokenKind::RightBracket, "expected ',' or ']'")?;
                return Ok(self.pattern_node(start, PatternKind::MatchSequence(patterns)));
            }
            TokenKind::LeftBrace => return self.mapping_pattern(),
            _ => return self.unexpected("expected a pattern"),
        };
        self.advance();
        Ok(self.pattern_node(start, PatternKind::MatchSingleton(singleton)))
    }

    /// A number, perhaps negative or complex, or a string.
    fn pattern_literal(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if matches!(self.kind(), TokenKind::String | TokenKind::FStringStart) {
            let text = self.strings()?;
            return match text.kind {
                ExprKind::JoinedStr(_) => {
                    let message = "patterns may only match literals and attribute lookups";
                    self.fail_at(text.span, message, "compare in an `if` behind the pattern")
                }
                _ => Ok(text),
            };
        }
        let left = self.signed_number()?;
        let op = match self.kind() {
            TokenKind::Plus => Operator::Add,
            TokenKind::Minus => Operator::Sub,
            _ => return Ok(left),
        };
        if is_imaginary(&left) {
            let message = "real number required in complex literal";
            return self.fail_at(left.span, message, "write the real part first");
        }
        let op_span = self.advance().span;
        if self.kind() != TokenKind::Number {
            return self.unexpected("expected an imaginary number");
        }
        let right = self.number()?;
        if !is_imaginary(&right) {
            let message = "imaginary number required in complex literal";
            return self.fail_at(
                right.span,
                message,
                "a pattern can't compute; write the sum",
            );
        }
        let rest = vec![BinOpRest {
            span: self.span_from(start),
            op,
            op_span,
            right,
        }];
        let left = Box::new(left);
        Ok(self.expr(start, ExprKind::BinOp { left, rest }))
    }

    fn signed_number(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let is_negative = self.eat(TokenKind::Minus);
        if self.kind() != TokenKind::Number {
            return self.unexpected("expected a number");
        }
        let number = self.number()?;
        if !is_negative {
            return Ok(number);
        }
        let kind = ExprKind::UnaryOp {
            op: UnaryOp::USub,
            operand: Box::new(number),
        };
        Ok(self.expr(start, kind))
    }

    /// A capture, the wildcard, a dotted name or a class.
    fn name_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.start();
        let name = self.ident()?;
        let is_dotted = self.kind() == TokenKind::Dot;
        if !is_dotted && self.kind() != TokenKind::LeftParen {
            let name = (&*name.name != "_").then_some(name);
            let kind = PatternKind::MatchAs {
                pattern: None,
                name,
            };
            return Ok(self.pattern_node(start, kind));
        }
        let value = self.dotted(name)?;
        match self.kind() {
            TokenKind::LeftParen => self.class_pattern(start, value),
            _ => Ok(self.pattern_node(start, PatternKind::MatchValue(value))),
        }
    }

    /// The attributes behind a name.
    fn dotted(&mut self, name: Ident) -> Parsed<Expr> {
        self.nested(|p| {
            let start = name.span.start;
            let mut value = p.expr(start, ExprKind::Name(name.name));
            while p.eat(TokenKind::Dot) {
                let attr = p.ident()?.name;
                let inner = Box::new(value);
                value = p.expr(start, ExprKind::Attribute { value: inner, attr });
                p.wrap()?;
            }
            Ok(value)
        })
    }

    fn class_pattern(&mut self, start: u32, cls: Expr) -> Parsed<Pattern> {
        self.advance();
        let (mut patterns, mut kwd_patterns) = (Vec::new(), Vec::new());
        while self.kind() != TokenKind::RightParen {
            if self.kind() == TokenKind::Name && self.kind_ahead(1) == TokenKind::Equal {
                let name = self.ident()?;
                self.advance();
                kwd_patterns.push((name, self.pattern()?));
            } else {
                let pattern = self.pattern()?;
                if !kwd_patterns.is_empty() {
                    let message = "positional patterns follow keyword patterns";
                    return self.fail_at(pattern.span, message, "put positional patterns first");
                }
                patterns.push(pattern);
            }
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.expect(TokenKind::RightParen, "expected ',' or ')'")?;
        let cls = Box::new(cls);
        let kind = PatternKind::MatchClass {
            cls,
            patterns,
            kwd_patterns,
        };
        Ok(self.pattern_node(start, kind))
    }

    /// A group or a sequence.
    fn parenthesized_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.advance().span.start;
        let mut patterns = self.sequence_patterns(TokenKind::RightParen)?;
        let has_comma = self.previous_is_comma();
        self.expect(TokenKind::RightParen, "expected ',' or ')'")?;
        let is_group = !has_comma && patterns.len() == 1;
        match patterns.pop() {
            Some(inner) if is_group => match inner.kind {
                PatternKind::MatchStar(_) => {
                    let error = "a starred pattern stands in a sequence: expected ','";
                    self.at -= 1;
                    self.unexpected(error)
                }
                _ => Ok(inner),
            },
            last => {
                patterns.extend(last);
                Ok(self.pattern_node(start, PatternKind::MatchSequence(patterns)))
            }
        }
    }

    fn previous_is_comma(&self) -> bool {
        self.at > 0 && self.tokens[self.at - 1].kind == TokenKind::Comma
    }

    fn sequence_patterns(&mut self, closer: TokenKind) -> Parsed<Vec<Pattern>> {
        let mut patterns = Vec::new();
        while self.kind() != closer {
            patterns.push(self.star_pattern()?);
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        Ok(patterns)
    }

    fn mapping_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.advance().span.start;
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        while self.kind() != TokenKind::RightBrace {
            if rest.is_some() {
                return self.unexpected("`**rest` must be the last of a mapping pattern");
            }
            if self.eat(TokenKind::DoubleStar) {
                if self.at_word("_") {
                    return self.unexpected("expected a name other than `_`");
                }
                rest = Some(self.ident()?);
            } else {
                keys.push(self.mapping_key()?);
                self.expect(TokenKind::Colon, "expected ':'")?;
                patterns.push(self.pattern()?);
            }
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.expect(TokenKind::RightBrace, "expected ',' or '}'")?;
        let kind = PatternKind::MatchMapping {
            keys,
            patterns,
            rest,
        };
        Ok(self.pattern_node(start, kind))
    }

    fn mapping_key(&mut self) -> Parsed<Expr> {
        match self.kind() {
            TokenKind::None | TokenKind::True | TokenKind::False => self.atom(),
            TokenKind::Name => {
                let name = self.ident()?;
                if self.kind() != TokenKind::Dot {
                    return self.unexpected("a key is a literal or a dotted name: expected '.'");
                }
                self.dotted(name)
            }
            TokenKind::Minus | TokenKind::Number | TokenKind::String | TokenKind::FStringStart => {
                self.pattern_literal()
            }
            _ => self.unexpected("expected a literal or a dotted name"),
        }
    }
}

fn is_imaginary(number: &Expr) -> bool {
    let literal = match &number.kind {
        ExprKind::UnaryOp { operand, .. } => &operand.kind,
        kind => kind,
    };
    matches!(literal, ExprKind::Constant(Constant::Imaginary(_)))
}

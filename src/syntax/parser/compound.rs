//! Compound statements other than definitions.

use super::assignment::TargetOf;
use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{
    ExceptHandler, Expr, ExprKind, For, IfBranch, MatchCase, Stmt, StmtKind, Try, WithItem,
};
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    pub(super) fn if_statement(&mut self) -> Parsed<StmtKind> {
        let mut branches = Vec::with_capacity(1);
        let mut clause = "'if' statement";
        loop {
            let start = self.advance().span.start;
            let test = self.named_expression()?;
            let body = self.colon_and_block(start, clause)?;
            let span = Span::new(start, self.end_of_block());
            branches.push(IfBranch { span, test, body });
            if self.kind() != TokenKind::Elif {
                break;
            }
            clause = "'elif' statement";
        }
        let orelse = self.else_block()?;
        Ok(StmtKind::If { branches, orelse })
    }

    fn else_block(&mut self) -> Parsed<Vec<Stmt>> {
        if self.kind() != TokenKind::Else {
            return Ok(Vec::new());
        }
        let start = self.advance().span.start;
        self.forced_colon_and_block(start, "'else' statement")
    }

    pub(super) fn while_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let test = self.named_expression()?;
        let body = self.colon_and_block(start, "'while' statement")?;
        let orelse = self.else_block()?;
        Ok(StmtKind::While { test, body, orelse })
    }

    pub(super) fn for_statement(&mut self, is_async: bool) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let target = self.for_target()?;
        self.expect(TokenKind::In, "expected 'in'")?;
        let iter = self.star_expressions()?;
        self.refuse_lone_star(&iter)?;
        let body = self.colon_and_block(start, "'for' statement")?;
        let orelse = self.else_block()?;
        Ok(StmtKind::For(Box::new(For {
            target,
            iter,
            body,
            orelse,
            is_async,
        })))
    }

    pub(super) fn with_statement(&mut self, is_async: bool) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let items = match self.parenthesized_with_items() {
            Some(items) => items,
            None => self.with_items()?,
        };
        let body = self.colon_and_block(start, "'with' statement")?;
        Ok(StmtKind::With {
            items,
            body,
            is_async,
        })
    }

    /// Items in parentheses. `with (a, b):` has two of them, but `with (a, b) as c:` and `with (yield):` have one, so
    /// this is tried first.
    fn parenthesized_with_items(&mut self) -> Option<Vec<WithItem>> {
        if self.kind() != TokenKind::LeftParen {
            return None;
        }
        self.attempt(|p| {
            p.advance();
            let mut items = vec![p.with_item()?];
            while p.eat(TokenKind::Comma) && p.kind() != TokenKind::RightParen {
                items.push(p.with_item()?);
            }
            p.expect(TokenKind::RightParen, "")?;
            let is_list = items.iter().any(|item| item.target.is_some());
            match p.kind() {
                TokenKind::Colon | TokenKind::Newline => Ok(items),
                _ if is_list => Ok(items),
                _ => p.unexpected(""),
            }
        })
    }

    fn with_items(&mut self) -> Parsed<Vec<WithItem>> {
        let mut items = vec![self.with_item()?];
        while self.eat(TokenKind::Comma) {
            items.push(self.with_item()?);
        }
        Ok(items)
    }

    fn with_item(&mut self) -> Parsed<WithItem> {
        let context = self.expression()?;
        if !self.eat(TokenKind::As) {
            return Ok(WithItem {
                context,
                target: None,
            });
        }
        let target = self.star_target()?;
        self.check_target(&target, TargetOf::Assignment)?;
        if matches!(target.kind, ExprKind::Starred(_)) {
            let message = "starred assignment target must be in a list or tuple";
            return self.fail_at(target.span, message, "remove the star");
        }
        Ok(WithItem {
            context,
            target: Some(target),
        })
    }

    pub(super) fn try_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let body = self.forced_colon_and_block(start, "'try' statement")?;
        let mut handlers: Vec<ExceptHandler> = Vec::new();
        let mut star = None;
        while self.kind() == TokenKind::Except {
            let keyword = self.advance().span;
            let is_star = self.eat(TokenKind::Star);
            if *star.get_or_insert(is_star) != is_star {
                let message = "cannot have both 'except' and 'except*' on the same 'try'";
                return self.fail_at(
                    self.span_from(keyword.start),
                    message,
                    "use one of them throughout",
                );
            }
            if let Some(bare) = handlers.last().filter(|handler| handler.typ.is_none()) {
                let span = Span::new(bare.span.start, bare.span.start + 6);
                let message = "default 'except:' must be last";
                return self.fail_at(span, message, "put it behind the other handlers");
            }
            handlers.push(self.except_handler(keyword.start, is_star)?);
        }
        let orelse = match handlers.is_empty() {
            true => Vec::new(),
            false => self.else_block()?,
        };
        let finalbody = match self.kind() {
            TokenKind::Finally => {
                let start = self.advance().span.start;
                self.forced_colon_and_block(start, "'finally' statement")?
            }
            _ if handlers.is_empty() => {
                self.missing_handler();
                Vec::new()
            }
            _ => Vec::new(),
        };
        Ok(StmtKind::Try(Box::new(Try {
            body,
            handlers,
            orelse,
            finalbody,
            is_star: star.unwrap_or(false),
        })))
    }

    fn missing_handler(&mut self) {
        let message = "expected 'except' or 'finally' block";
        let error = Diagnostic::syntax(self.span(), message);
        self.report(error.with_hint("say what happens when the block of `try` fails"));
    }

    fn except_handler(&mut self, start: u32, is_star: bool) -> Parsed<ExceptHandler> {
        let clause = match is_star {
            true => "'except*' statement",
            false => "'except' statement",
        };
        let (mut typ, mut name) = (None, None);
        if is_star && matches!(self.kind(), TokenKind::Colon | TokenKind::Newline) {
            let span = self.span();
            return self.fail_at(span, "expected one or more exception types", "name a type");
        }
        if !matches!(self.kind(), TokenKind::Colon | TokenKind::Newline) {
            let type_ = self.expression()?;
            self.refuse_type_list(&type_)?;
            if self.eat(TokenKind::As) {
                name = Some(self.ident()?);
            }
            typ = Some(type_);
        }
        let body = self.colon_and_block(start, clause)?;
        Ok(ExceptHandler {
            span: Span::new(start, self.end_of_block()),
            typ,
            name,
            body,
        })
    }

    /// `except A, B:`
    fn refuse_type_list(&mut self, first: &Expr) -> Parsed<()> {
        if self.kind() != TokenKind::Comma {
            return Ok(());
        }
        let end = self.attempt(|p| {
            p.advance();
            p.star_expressions()?;
            let end = p.previous().end;
            if p.eat(TokenKind::As) {
                p.ident()?;
            }
            p.expect(TokenKind::Colon, "")?;
            Ok(end)
        });
        match end {
            Some(end) => {
                let span = Span::new(first.span.start, end);
                let message = "multiple exception types must be parenthesized";
                self.fail_at(span, message, "write `except (A, B):`")
            }
            None => self.unexpected("expected ':'"),
        }
    }

    /// `match` is a keyword only where a `match` statement can begin: an expression follows on its line, which ends with
    /// a colon or is followed by a `case`.
    pub(super) fn at_match(&self) -> bool {
        let may_begin = |kind: TokenKind| kind.starts_expression() || kind == TokenKind::Star;
        if !self.at_word("match") || !may_begin(self.kind_ahead(1)) {
            return false;
        }
        let rest = &self.tokens[self.at..];
        let Some(end) = rest
            .iter()
            .position(|token| token.kind == TokenKind::Newline)
        else {
            return false;
        };
        let ends_with_colon = rest[end - 1].kind == TokenKind::Colon;
        let case_follows = match rest.get(end + 1..end + 3) {
            Some([indent, word]) => {
                indent.kind == TokenKind::Indent && self.text_of(word.span) == "case"
            }
            _ => false,
        };
        ends_with_colon || case_follows
    }

    pub(super) fn match_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.advance().span.start;
        let subject_start = self.start();
        let first = self.star_named_expression()?;
        let subject = if self.kind() == TokenKind::Comma {
            self.nested(|p| {
                let elements = p.elements(first, TokenKind::Colon)?;
                Ok(p.expr(subject_start, ExprKind::Tuple(elements)))
            })?
        } else {
            self.refuse_lone_star(&first)?;
            first
        };
        if !self.eat(TokenKind::Colon) {
            if self.kind() != TokenKind::Newline {
                return self.unexpected("expected ':'");
            }
            let error = Diagnostic::syntax(self.span(), "expected ':'");
            self.report(error.with_hint("end the line with a colon"));
        }
        let mut cases = Vec::new();
        self.expect(TokenKind::Newline, "expected the end of the line")?;
        if !self.eat(TokenKind::Indent) {
            self.missing_block(start, "'match' statement");
            return Ok(StmtKind::Match { subject, cases });
        }
        while !matches!(self.kind(), TokenKind::Dedent | TokenKind::EndOfFile) {
            self.case(&mut cases);
        }
        self.eat(TokenKind::Dedent);
        Ok(StmtKind::Match { subject, cases })
    }

    /// One `case`; errors in its line don't end the `match`.
    fn case(&mut self, cases: &mut Vec<MatchCase>) {
        let (at, depth) = (self.at, self.depth);
        self.height = 0;
        match self.match_case() {
            Ok(case) => cases.push(case),
            Err(super::Failed) => {
                self.depth = depth;
                self.recover(&mut Vec::new());
            }
        }
        if self.at == at {
            self.advance();
        }
    }

    fn match_case(&mut self) -> Parsed<MatchCase> {
        if !self.at_word("case") {
            return self.unexpected("expected 'case'");
        }
        let start = self.advance().span.start;
        let pattern = self.patterns()?;
        let guard = match self.eat(TokenKind::If) {
            true => Some(self.named_expression()?),
            false => None,
        };
        let body = self.colon_and_block(start, "'case' statement")?;
        Ok(MatchCase {
            span: Span::new(start, self.end_of_block()),
            pattern,
            guard,
            body,
        })
    }
}

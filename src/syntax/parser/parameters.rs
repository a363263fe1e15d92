//! Parameters of functions and lambdas.

use std::mem;

use super::{Parsed, Parser};
use crate::syntax::ast::{Arg, Expr, Parameter, Parameters};
use crate::syntax::token::TokenKind;

/// What has been seen of a parameter list.
#[derive(Default)]
struct Progress {
    params: Parameters,
    slash: bool,
    star: bool,
    default: bool,
}

impl Parser<'_> {
    /// Parameters up to the token that closes them, which is `)` for a function, whose parameters may have annotations,
    /// and `:` for a lambda.
    pub(super) fn parameters(&mut self, closer: TokenKind) -> Parsed<Parameters> {
        let mut progress = Progress::default();
        while !self.at_end_of_parameters(closer) {
            match self.kind() {
                TokenKind::Slash => self.slash(&mut progress)?,
                TokenKind::Star => self.star_parameter(closer, &mut progress)?,
                TokenKind::DoubleStar => {
                    self.double_star_parameter(closer, &mut progress)?;
                    break;
                }
                TokenKind::Name => self.parameter(closer, &mut progress)?,
                TokenKind::LeftParen => return self.parenthesized_parameters(closer),
                _ => return self.unexpected("expected a parameter"),
            }
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        if !self.at_end_of_parameters(closer) {
            return self.unexpected("expected ',' or the end of the parameters");
        }
        Ok(progress.params)
    }

    fn at_end_of_parameters(&self, closer: TokenKind) -> bool {
        let kind = self.kind();
        kind == closer || (closer == TokenKind::Colon && kind == TokenKind::FormatColon)
    }

    fn slash(&mut self, progress: &mut Progress) -> Parsed<()> {
        let slash = self.span();
        let (message, hint) = if progress.slash {
            ("/ may appear only once", "remove one of them")
        } else if progress.star {
            ("/ must be ahead of *", "put the / first")
        } else if progress.params.args.is_empty() {
            ("at least one argument must precede /", "remove the /")
        } else {
            self.advance();
            if self.kind() == TokenKind::Star {
                let star = self.span();
                return self.fail_at(star, "expected comma between / and *", "write `/, *`");
            }
            progress.slash = true;
            progress.params.posonly = mem::take(&mut progress.params.args);
            return Ok(());
        };
        self.fail_at(slash, message, hint)
    }

    fn star_parameter(&mut self, closer: TokenKind, progress: &mut Progress) -> Parsed<()> {
        let star = self.span();
        if progress.star {
            return self.fail_at(
                star,
                "* argument may appear only once",
                "remove one of them",
            );
        }
        progress.star = true;
        self.advance();
        let nothing_follows = match self.kind() {
            TokenKind::Comma => {
                let next = self.kind_ahead(1);
                next == closer || next == TokenKind::DoubleStar
            }
            _ => self.at_end_of_parameters(closer),
        };
        if nothing_follows {
            let hint = "name an argument after the *, or write *args";
            return self.fail_at(star, "named arguments must follow bare *", hint);
        }
        if self.kind() == TokenKind::Comma {
            return Ok(());
        }
        let arg = self.arg(closer, true)?;
        if self.kind() == TokenKind::Equal {
            let equal = self.span();
            let message = "var-positional argument cannot have default value";
            return self.fail_at(equal, message, "without arguments it is the empty tuple");
        }
        progress.params.vararg = Some(Box::new(arg));
        Ok(())
    }

    fn double_star_parameter(&mut self, closer: TokenKind, progress: &mut Progress) -> Parsed<()> {
        self.advance();
        let arg = self.arg(closer, false)?;
        if self.kind() == TokenKind::Equal {
            let equal = self.span();
            let message = "var-keyword argument cannot have default value";
            return self.fail_at(equal, message, "without arguments it is the empty dict");
        }
        progress.params.kwarg = Some(Box::new(arg));
        let follows = matches!(
            self.kind_ahead(1),
            TokenKind::Name | TokenKind::Star | TokenKind::DoubleStar | TokenKind::Slash
        );
        if self.eat(TokenKind::Comma) && follows {
            let span = self.span();
            let message = "arguments cannot follow var-keyword argument";
            return self.fail_at(span, message, "put it last");
        }
        Ok(())
    }

    fn parameter(&mut self, closer: TokenKind, progress: &mut Progress) -> Parsed<()> {
        let arg = self.arg(closer, false)?;
        let default = self.default(closer)?;
        if default.is_some() {
            progress.default = true;
        } else if progress.default && !progress.star {
            let message = "parameter without a default follows parameter with a default";
            let hint = "give it a default, or put it before those that have one";
            return self.fail_at(arg.name.span, message, hint);
        }
        let parameter = Parameter { arg, default };
        match progress.star {
            true => progress.params.kwonly.push(parameter),
            false => progress.params.args.push(parameter),
        }
        Ok(())
    }

    fn default(&mut self, closer: TokenKind) -> Parsed<Option<Expr>> {
        if self.kind() != TokenKind::Equal {
            return Ok(None);
        }
        let equal = self.advance().span;
        if self.kind() == TokenKind::Comma || self.at_end_of_parameters(closer) {
            return self.fail_at(
                equal,
                "expected default value expression",
                "write the default",
            );
        }
        self.expression().map(Some)
    }

    /// A name and, in functions, its annotation; that of `*args` may be starred.
    fn arg(&mut self, closer: TokenKind, is_vararg: bool) -> Parsed<Arg> {
        let name = self.ident()?;
        let annotation = match closer == TokenKind::RightParen && self.eat(TokenKind::Colon) {
            true if is_vararg && self.kind() == TokenKind::Star => Some(self.starred()?),
            true => Some(self.expression()?),
            false => None,
        };
        Ok(Arg { name, annotation })
    }

    /// `def f((a, b))`, as in Python 2.
    fn parenthesized_parameters<T>(&mut self, closer: TokenKind) -> Parsed<T> {
        let open = self.span();
        let names = self.attempt(|p| {
            p.advance();
            p.ident()?;
            while p.eat(TokenKind::Comma) && p.kind() == TokenKind::Name {
                p.ident()?;
            }
            Ok(p.expect(TokenKind::RightParen, "")?.span)
        });
        let message = match closer {
            TokenKind::Colon => "Lambda expression parameters cannot be parenthesized",
            _ => "Function parameters cannot be parenthesized",
        };
        match names {
            Some(close) => self.fail_at(
                open.to(close),
                message,
                "take the parts of one parameter inside",
            ),
            None => self.unexpected("expected a parameter"),
        }
    }
}

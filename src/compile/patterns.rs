//! `match` statements.
//!
//! A pattern is code that falls through if it matches and jumps if not. What it captures stays in temporaries, and is stored
//! into the names only when the whole pattern has matched. A case releases its temporaries at its end and not before.

mod composite;

use super::compiler::Compiler;
use super::emit::Label;
use super::refuse::refuse;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, Ident, MatchCase, Pattern, PatternKind, Singleton};

/// A name and the register of what it captured.
#[derive(Clone, Copy)]
struct Capture<'a> {
    name: &'a Ident,
    register: Reg,
}

/// Where one case stands.
struct Matching<'a> {
    captures: Vec<Capture<'a>>,
    /// Where to go if the pattern does not match.
    fail: Label,
    /// Whether a pattern that always matches may stand here.
    may_be_irrefutable: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(
        &mut self,
        subject: &'a Expr,
        cases: &'a [MatchCase],
        span: Span,
    ) -> Result {
        // A copy, because captures of cases that fail later may rebind the variable.
        let subject = self.push(subject)?;
        let end = self.label();
        for (i, case) in cases.iter().enumerate() {
            let is_last = i + 1 == cases.len();
            let mark = self.unit.mark();
            let fail = self.label();
            let mut matching = Matching {
                captures: Vec::new(),
                fail,
                may_be_irrefutable: is_last || case.guard.is_some(),
            };
            self.pattern(&case.pattern, subject, &mut matching)?;
            for Capture { name, register } in matching.captures {
                self.store_name(&name.name, register, name.span)?;
            }
            self.unit.release(mark);
            if let Some(guard) = &case.guard {
                self.branch(guard, false, fail)?;
            }
            self.body(&case.body)?;
            if !is_last {
                self.unit.goto(end, span);
            }
            self.unit.place(fail);
        }
        self.unit.place(end);
        Ok(())
    }

    /// Matches the value in a register, which keeps it until the case ends.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        matching: &mut Matching<'a>,
    ) -> Result {
        self.deeper(pattern.span, |c| c.pattern_of(pattern, subject, matching))
    }

    fn pattern_of(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        matching: &mut Matching<'a>,
    ) -> Result {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::MatchValue(value) => self.match_value(value, subject, matching, span),
            PatternKind::MatchSingleton(singleton) => {
                self.match_singleton(*singleton, subject, matching, span)
            }
            PatternKind::MatchSequence(patterns) => {
                self.match_sequence(patterns, subject, matching, span)
            }
            PatternKind::MatchMapping {
                keys,
                patterns,
                rest,
            } => self.match_mapping((keys, patterns, rest.as_ref()), subject, matching, span),
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_patterns,
            } => self.match_class((cls, patterns, kwd_patterns), subject, matching, span),
            PatternKind::MatchStar(_) => {
                refuse(span, "starred pattern outside of a sequence pattern")
            }
            PatternKind::MatchAs { pattern, name } => {
                match pattern {
                    Some(pattern) => self.pattern(pattern, subject, matching)?,
                    None => check_irrefutable(name.as_ref(), matching, span)?,
                }
                match name {
                    Some(name) => self.capture(name, subject, matching),
                    None => Ok(()),
                }
            }
            PatternKind::MatchOr(patterns) => self.match_or(patterns, subject, matching, span),
        }
    }

    /// A pattern inside another: one that always matches is fine there.
    fn subpattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        matching: &mut Matching<'a>,
    ) -> Result {
        let outer = std::mem::replace(&mut matching.may_be_irrefutable, true);
        let result = self.pattern(pattern, subject, matching);
        matching.may_be_irrefutable = outer;
        result
    }

    fn capture(&mut self, name: &'a Ident, register: Reg, matching: &mut Matching<'a>) -> Result {
        self.check_assignable(&name.name, name.span)?;
        if matching.captures.iter().any(|c| c.name.name == name.name) {
            let message = format!("multiple assignments to name '{}' in pattern", name.name);
            return refuse(name.span, message);
        }
        matching.captures.push(Capture { name, register });
        Ok(())
    }

    fn match_value(
        &mut self,
        value: &'a Expr,
        subject: Reg,
        matching: &Matching<'a>,
        span: Span,
    ) -> Result {
        if let Some(k) = self.constant_operand(value)? {
            self.unit
                .jump(Op::JumpIfEqK, 0, subject, k, matching.fail, span);
            return Ok(());
        }
        let value = self.operand(value, &[])?;
        self.unit
            .jump(Op::JumpIfEq, 0, subject, value, matching.fail, span);
        Ok(())
    }

    fn match_singleton(
        &mut self,
        singleton: Singleton,
        subject: Reg,
        matching: &Matching<'a>,
        span: Span,
    ) -> Result {
        let value = match singleton {
            Singleton::None => {
                self.unit
                    .jump(Op::JumpIfNone, 0, subject, 0, matching.fail, span);
                return Ok(());
            }
            Singleton::True => true,
            Singleton::False => false,
        };
        let expected = self.unit.temp()?;
        self.load_constant(Constant::Bool(value), expected, span)?;
        self.op(Op::Is, expected, subject, expected, span);
        self.fail_unless(expected, matching, span);
        Ok(())
    }

    /// Jumps to the failure if the register holds something false.
    fn fail_unless(&mut self, register: Reg, matching: &Matching<'a>, span: Span) {
        let fail = matching.fail;
        self.unit.jump(Op::JumpIfFalse, 0, register, 0, fail, span);
    }

    /// `a | b`: the alternatives in order; each moves what it captured to the same registers.
    fn match_or(
        &mut self,
        patterns: &'a [Pattern],
        subject: Reg,
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let matched = self.label();
        let mut common: Vec<Capture<'a>> = Vec::new();
        for (i, pattern) in patterns.iter().enumerate() {
            let is_last = i + 1 == patterns.len();
            let fail = match is_last {
                true => matching.fail,
                false => self.label(),
            };
            let mut alternative = Matching {
                captures: Vec::new(),
                fail,
                may_be_irrefutable: is_last && matching.may_be_irrefutable,
            };
            if i == 0 {
                self.pattern(pattern, subject, &mut alternative)?;
                for capture in alternative.captures {
                    let register = self.unit.temp()?;
                    self.copy(register, capture.register, span);
                    common.push(Capture {
                        register,
                        ..capture
                    });
                }
            } else {
                let mark = self.unit.mark();
                self.pattern(pattern, subject, &mut alternative)?;
                self.unify(&common, &alternative.captures, span)?;
                self.unit.release(mark);
            }
            if !is_last {
                self.unit.goto(matched, span);
                self.unit.place(fail);
            }
        }
        self.unit.place(matched);
        common
            .into_iter()
            .try_for_each(|c| self.capture(c.name, c.register, matching))
    }

    /// Moves an alternative's captures to where the first alternative's are.
    fn unify(&mut self, common: &[Capture<'a>], captures: &[Capture<'a>], span: Span) -> Result {
        let differ = "alternative patterns bind different names";
        if common.len() != captures.len() {
            return refuse(span, differ);
        }
        for target in common {
            let mut own = captures.iter();
            match own.find(|capture| capture.name.name == target.name.name) {
                Some(own) => self.copy(target.register, own.register, span),
                None => return refuse(span, differ),
            }
        }
        Ok(())
    }
}

/// Refuses a pattern that always matches where others come after it.
fn check_irrefutable(name: Option<&Ident>, matching: &Matching<'_>, span: Span) -> Result {
    if matching.may_be_irrefutable {
        return Ok(());
    }
    let what = match name {
        Some(name) => format!("name capture '{}'", name.name),
        None => "wildcard".to_string(),
    };
    let message = format!("{what} makes remaining patterns unreachable");
    refuse(span, message)
}

/// `_`
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(
        pattern.kind,
        PatternKind::MatchAs {
            pattern: None,
            name: None
        }
    )
}

//! Patterns with patterns inside: sequences, mappings, classes.

use rustc_hash::FxHashSet;

use super::{Matching, is_wildcard};
use crate::bytecode::{Constant, Op};
use crate::compile::compiler::Compiler;
use crate::compile::constants::Pool;
use crate::compile::fold;
use crate::compile::refuse::refuse;
use crate::compile::unit::{Reg, Result};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Ident, Pattern, PatternKind};

/// What `MatchKind` asks for.
const SEQUENCE: u8 = 1;
const MAPPING: u8 = 2;

/// Most patterns after a starred one, and most positional patterns of a class: their number has 8 bits.
const MAX_COUNT: usize = u8::MAX as usize;

impl<'a> Compiler<'a> {
    pub(super) fn match_sequence(
        &mut self,
        patterns: &'a [Pattern],
        subject: Reg,
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let is_star = |p: &Pattern| matches!(p.kind, PatternKind::MatchStar(_));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|p| is_star(p)).count() > 1 {
            let message = "multiple starred names in sequence pattern";
            return refuse(span, message);
        }
        self.match_kind(SEQUENCE, subject, matching, span)?;
        let length = self.unit.temp()?;
        let needed = patterns.len() - usize::from(star.is_some());
        if star.is_none() || needed > 0 {
            self.op(Op::GetLen, length, subject, 0, span);
            let compare = match star {
                None => Op::JumpIfEqK,
                Some(_) => Op::JumpIfGeK,
            };
            self.compare_length(compare, length, needed, matching, span)?;
        }
        let star_is_ignored =
            star.is_some_and(|i| matches!(patterns[i].kind, PatternKind::MatchStar(None)));
        let ignored =
            |p: &Pattern| is_wildcard(p) || matches!(p.kind, PatternKind::MatchStar(None));
        if patterns.iter().all(ignored) {
            return Ok(());
        }
        if star_is_ignored {
            return self.match_items((patterns, star), (subject, length), matching, span);
        }
        let window = self.unit.temps(patterns.len())?;
        match star {
            None => {
                let count = self.unit.operand(patterns.len())?;
                self.op(Op::UnpackSequence, window, subject, count, span);
            }
            Some(before) => {
                let after = patterns.len() - before - 1;
                if after > MAX_COUNT {
                    let message = "too many expressions in star-unpacking sequence pattern";
                    return refuse(span, message);
                }
                let count = self.unit.operand(before)?;
                self.op_d(Op::UnpackStar, after as u8, window, subject, count, span);
            }
        }
        for (i, pattern) in patterns.iter().enumerate() {
            let register = window + i as Reg;
            match &pattern.kind {
                PatternKind::MatchStar(Some(name)) => self.capture(name, register, matching)?,
                PatternKind::MatchStar(None) => {}
                _ => self.subpattern(pattern, register, matching)?,
            }
        }
        Ok(())
    }

    /// `[a, *_, b]`: only the items that are looked at are taken out.
    fn match_items(
        &mut self,
        (patterns, star): (&'a [Pattern], Option<usize>),
        (subject, length): (Reg, Reg),
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        for (i, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) || Some(i) == star {
                continue;
            }
            let item = self.unit.temp()?;
            if star.is_some_and(|star| i > star) {
                let from_end = (patterns.len() - i) as i64;
                let k = self.unit.constant(Constant::Int(from_end))?;
                self.op(Op::SubK, item, length, k, span);
                self.op(Op::GetItem, item, subject, item, span);
            } else {
                let k = self.unit.constant(Constant::Int(i as i64))?;
                self.op(Op::GetItemK, item, subject, k, span);
            }
            self.subpattern(pattern, item, matching)?;
        }
        Ok(())
    }

    fn match_kind(
        &mut self,
        kind: u8,
        subject: Reg,
        matching: &Matching<'a>,
        span: Span,
    ) -> Result {
        let result = self.unit.temp()?;
        self.op_d(Op::MatchKind, kind, result, subject, 0, span);
        self.fail_unless(result, matching, span);
        Ok(())
    }

    fn compare_length(
        &mut self,
        compare: Op,
        length: Reg,
        needed: usize,
        matching: &Matching<'a>,
        span: Span,
    ) -> Result {
        let k = self.unit.constant(Constant::Int(needed as i64))?;
        self.unit.jump(compare, 0, length, k, matching.fail, span);
        Ok(())
    }

    pub(super) fn match_mapping(
        &mut self,
        (keys, patterns, rest): (&'a [Expr], &'a [Pattern], Option<&'a Ident>),
        subject: Reg,
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        check_keys(keys)?;
        self.match_kind(MAPPING, subject, matching, span)?;
        let window = self.unit.temps(keys.len())?;
        if !keys.is_empty() {
            let length = self.unit.temp()?;
            self.op(Op::GetLen, length, subject, 0, span);
            self.compare_length(Op::JumpIfGeK, length, keys.len(), matching, span)?;
        }
        for (i, key) in keys.iter().enumerate() {
            self.into(key, window + i as Reg)?;
        }
        if !keys.is_empty() {
            let count = self.unit.operand(keys.len())?;
            let values = self.unit.temp()?;
            self.op(Op::BuildTuple, values, window, count, span);
            self.op(Op::MatchKeys, values, subject, values, span);
            self.match_values(values, patterns, matching, span)?;
        }
        let Some(rest) = rest else {
            return Ok(());
        };
        let others = self.unit.temp()?;
        self.op(Op::BuildDict, others, others, 0, span);
        self.op(Op::DictUpdate, others, subject, others, span);
        for i in 0..keys.len() {
            self.op(Op::DeleteItem, others, window + i as Reg, 0, span);
        }
        self.capture(rest, others, matching)
    }

    /// Matches the values in a tuple, or fails if there is None instead.
    fn match_values(
        &mut self,
        values: Reg,
        patterns: impl IntoIterator<Item = &'a Pattern, IntoIter: ExactSizeIterator>,
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        self.unit
            .jump(Op::JumpIfNone, 1, values, 0, matching.fail, span);
        let patterns = patterns.into_iter();
        if patterns.len() == 0 {
            return Ok(());
        }
        let count = self.unit.operand(patterns.len())?;
        let window = self.unit.temps(patterns.len())?;
        self.op(Op::UnpackSequence, window, values, count, span);
        for (i, pattern) in patterns.enumerate() {
            self.subpattern(pattern, window + i as Reg, matching)?;
        }
        Ok(())
    }

    pub(super) fn match_class(
        &mut self,
        (class, patterns, keywords): (&'a Expr, &'a [Pattern], &'a [(Ident, Pattern)]),
        subject: Reg,
        matching: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let mut names = Vec::new();
        for (name, _) in keywords {
            let text = Constant::Str(name.name.to_string());
            if names.contains(&text) {
                let message = format!("attribute name repeated in class pattern: {}", name.name);
                return refuse(name.span, message);
            }
            names.push(text);
        }
        let Ok(positional) = u8::try_from(patterns.len()) else {
            let message = "too many sub-patterns in class pattern";
            return refuse(span, message);
        };
        let class = self.operand(class, &[])?;
        let values = self.unit.temp()?;
        self.load_constant(Constant::Tuple(names), values, span)?;
        self.op_d(Op::MatchClass, positional, values, subject, class, span);
        let all: Vec<&Pattern> = patterns
            .iter()
            .chain(keywords.iter().map(|(_, pattern)| pattern))
            .collect();
        self.match_values(values, all, matching, span)
    }
}

/// Keys are literals or dotted names, and no literal comes twice.
fn check_keys(keys: &[Expr]) -> Result {
    let mut pool = Pool::default();
    let mut seen = FxHashSet::default();
    for key in keys {
        match fold::constant(key) {
            Some(constant) => {
                let shown = literal(&constant);
                if !seen.insert(pool.index(as_key(constant))) {
                    let message = format!("mapping pattern checks duplicate key ({shown})");
                    return refuse(key.span, message);
                }
            }
            None if matches!(key.kind, ExprKind::Name(_) | ExprKind::JoinedStr(_)) => {
                return refuse(
                    key.span,
                    "mapping pattern keys may only match literals and attribute lookups",
                );
            }
            None => {}
        }
    }
    Ok(())
}

/// The same constant for all numbers that are one key of a dict: `1`, `True` and `1.0`.
fn as_key(constant: Constant) -> Constant {
    match constant {
        Constant::Bool(value) => Constant::Int(value.into()),
        Constant::Float(bits) => {
            let value = f64::from_bits(bits.0);
            match value as i64 as f64 == value {
                true => Constant::Int(value as i64),
                false => Constant::Float(bits),
            }
        }
        other => other,
    }
}

/// A key in an error message.
fn literal(constant: &Constant) -> String {
    match constant {
        Constant::Str(text) => format!("'{text}'"),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => value.to_string(),
        Constant::Float(bits) => format!("{:?}", f64::from_bits(bits.0)),
        Constant::Imaginary(bits) => format!("{:?}j", f64::from_bits(bits.0)),
        Constant::None => "None".to_string(),
        Constant::Bool(true) => "True".to_string(),
        Constant::Bool(false) => "False".to_string(),
        Constant::Bytes(_) | Constant::Ellipsis | Constant::Tuple(_) => "...".to_string(),
    }
}

//! List, tuple, set and dict displays, and f-strings.
//!
//! A display's values stand in a window and become the container at once; long displays, and those with starred elements, are
//! built piece by piece.

use super::compiler::Compiler;
use super::fold;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Conversion, DictItem, Expr, ExprKind, FStringPart, FormattedValue};

/// Most values that are put into one window.
const CHUNK: usize = 64;

/// From this many constants on, a list is copied from a constant tuple.
const MIN_COPIED: usize = 6;
/// The same for sets, as CPython does: it shows in their order.
const MIN_COPIED_SET: usize = 3;

impl<'a> Compiler<'a> {
    pub(super) fn list_display(
        &mut self,
        items: &'a [Expr],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let ops = (Op::BuildList, Op::ListAppend, Op::ListExtend);
        self.elements(items, ops, dst, span)
    }

    pub(super) fn set_display(
        &mut self,
        items: &'a [Expr],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let ops = (Op::BuildSet, Op::SetAdd, Op::SetUpdate);
        self.elements(items, ops, dst, span)
    }

    pub(super) fn tuple_display(
        &mut self,
        items: &'a [Expr],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        if items.len() <= CHUNK && !items.iter().any(is_starred) {
            return self.window_of(items, Op::BuildTuple, dst, span);
        }
        let mark = self.unit.mark();
        let list = self.list_display(items, None, span)?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(Op::ListToTuple, dst, list, 0, span);
        Ok(dst)
    }

    fn window_of(
        &mut self,
        items: &'a [Expr],
        build: Op,
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let mark = self.unit.mark();
        self.push_all(items)?;
        self.unit.release(mark);
        let dst = self.target(dst)?;
        self.op(build, dst, mark as Reg, items.len() as u16, span);
        Ok(dst)
    }

    fn elements(
        &mut self,
        items: &'a [Expr],
        (build, append, extend): (Op, Op, Op),
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let least = match build {
            Op::BuildSet => MIN_COPIED_SET,
            _ => MIN_COPIED,
        };
        if items.len() >= least
            && let Some(items) = items.iter().map(fold::constant).collect()
        {
            let mark = self.unit.mark();
            let result = self.scratch(dst)?;
            self.op(build, result, result, 0, span);
            let tuple = self.unit.temp()?;
            self.load_constant(Constant::Tuple(items), tuple, span)?;
            self.op(extend, result, tuple, 0, span);
            return Ok(self.settle(mark, result, dst, span));
        }
        let at_once = items
            .iter()
            .take(CHUNK)
            .take_while(|item| !is_starred(item))
            .count();
        let (first, rest) = items.split_at(at_once);
        if rest.is_empty() {
            return self.window_of(first, build, dst, span);
        }
        let mark = self.unit.mark();
        let result = self.scratch(dst)?;
        self.window_of(first, build, Some(result), span)?;
        for item in rest {
            let mark = self.unit.mark();
            let (op, value) = match &item.kind {
                ExprKind::Starred(inner) => (extend, &**inner),
                _ => (append, item),
            };
            let value = self.operand(value, &[])?;
            self.op(op, result, value, 0, span);
            self.unit.release(mark);
        }
        Ok(self.settle(mark, result, dst, span))
    }

    pub(super) fn dict_display(
        &mut self,
        items: &'a [DictItem],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let at_once = items
            .iter()
            .take(CHUNK)
            .take_while(|item| item.key.is_some())
            .count();
        let (first, rest) = items.split_at(at_once);
        let mark = self.unit.mark();
        // Written before the rest is evaluated, so that a variable will not do, unless there is no rest.
        let result = match (rest, dst) {
            ([], Some(dst)) => dst,
            _ => self.scratch(dst)?,
        };
        let window = self.unit.mark();
        for item in first {
            self.push_all(item.key.iter().chain([&item.value]))?;
        }
        self.unit.release(window);
        let pairs = first.len() as u16;
        self.op(Op::BuildDict, result, window as Reg, pairs, span);
        for item in rest {
            let mark = self.unit.mark();
            match &item.key {
                Some(key) => {
                    let key = self.operand(key, &[&item.value])?;
                    let value = self.operand(&item.value, &[])?;
                    self.op(Op::DictInsert, result, key, value, span);
                }
                None => {
                    let mapping = self.operand(&item.value, &[])?;
                    self.op(Op::DictUpdate, result, mapping, result, span);
                }
            }
            self.unit.release(mark);
        }
        Ok(self.settle(mark, result, dst, span))
    }

    /// An f-string, or a format specification with values in it.
    pub(super) fn joined_string(
        &mut self,
        parts: &'a [FStringPart],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        match parts {
            [] => {
                let dst = self.target(dst)?;
                self.load_string("", dst, span)?;
                Ok(dst)
            }
            [part] => self.string_part(part, dst, span),
            parts => {
                let mark = self.unit.mark();
                for part in parts {
                    let register = self.unit.temp()?;
                    self.string_part(part, Some(register), span)?;
                }
                let count = self.unit.operand(parts.len())?;
                self.unit.release(mark);
                let dst = self.target(dst)?;
                self.op(Op::BuildString, dst, mark as Reg, count, span);
                Ok(dst)
            }
        }
    }

    fn string_part(&mut self, part: &'a FStringPart, dst: Option<Reg>, span: Span) -> Result<Reg> {
        match part {
            FStringPart::Literal(text) => {
                let dst = self.target(dst)?;
                self.load_string(text, dst, span)?;
                Ok(dst)
            }
            FStringPart::Value(value) => self.formatted(value, dst),
        }
    }

    fn formatted(&mut self, formatted: &'a FormattedValue, dst: Option<Reg>) -> Result<Reg> {
        let FormattedValue {
            span,
            value,
            conversion,
            format_spec,
        } = formatted;
        let conversion = match conversion {
            Conversion::None => 0,
            Conversion::Str => 1,
            Conversion::Repr => 2,
            Conversion::Ascii => 3,
        };
        let mark = self.unit.mark();
        let spec = format_spec.as_deref().filter(|spec| !spec.is_empty());
        let in_spec: Vec<&Expr> = spec.into_iter().flatten().filter_map(part_value).collect();
        let value = self.operand(value, &in_spec)?;
        let (spec, has_spec) = match spec {
            Some(parts) => (self.joined_string(parts, None, *span)?, 4),
            None => (value, 0),
        };
        self.unit.release(mark);
        let dst = self.target(dst)?;
        let d = conversion | has_spec;
        self.op_d(Op::FormatValue, d, dst, value, spec, *span);
        Ok(dst)
    }
}

fn part_value(part: &FStringPart) -> Option<&Expr> {
    match part {
        FStringPart::Literal(_) => None,
        FStringPart::Value(value) => Some(&value.value),
    }
}

fn is_starred(item: &Expr) -> bool {
    matches!(item.kind, ExprKind::Starred(_))
}

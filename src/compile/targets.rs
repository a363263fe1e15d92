//! Assignment and deletion: names, attributes, subscripts, and tuples and lists of them.

use super::compiler::Compiler;
use super::fold;
use super::refuse::refuse;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name};

/// Most targets that are assigned in parallel; with more, a tuple costs less than its parts in temporaries.
const MAX_PARALLEL: usize = 16;

/// An element of `a, b = x, y` between its evaluation and its assignment.
enum Element {
    /// In this register.
    Value(Reg),
    /// Loaded when it is assigned.
    Constant(Constant),
}

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) -> Result {
        if let [target] = targets {
            if let Some(register) = self.variable_register(target) {
                self.into(value, register)?;
                self.unit.buffer.flow.bind(register);
                return Ok(());
            }
            if let Some((targets, values)) = parallel(target, value) {
                return self.assign_parallel(targets, values);
            }
        }
        let register = match targets.split_first() {
            Some((first, rest)) if self.holds_while(first, rest) => {
                self.assign(std::slice::from_ref(first), value)?;
                return self.assign_rest(first, rest);
            }
            // An unpacking target may rebind the variable that the value stands in.
            Some((_, [_, ..])) if targets.iter().any(is_unpacking) => self.push(value)?,
            _ => {
                let later: Vec<&Expr> = targets.iter().collect();
                self.operand(value, &later)?
            }
        };
        targets
            .iter()
            .try_for_each(|target| self.store(target, register))
    }

    /// Whether the first of several targets is a local that keeps the value while the others are assigned.
    fn holds_while(&self, first: &Expr, rest: &[Expr]) -> bool {
        let Some(register) = self.variable_register(first) else {
            return false;
        };
        !rest.is_empty()
            && rest.iter().all(|target| {
                !is_unpacking(target)
                    && self.variable_register(target) != Some(register)
                    && !self.may_rebind(target, register)
            })
    }

    fn assign_rest(&mut self, first: &Expr, rest: &'a [Expr]) -> Result {
        match self.variable_register(first) {
            Some(register) => rest.iter().try_for_each(|t| self.store(t, register)),
            None => Ok(()),
        }
    }

    /// The register of a target that is a local variable.
    fn variable_register(&self, target: &Expr) -> Option<Reg> {
        match &target.kind {
            ExprKind::Name(name) => self.register_of(name),
            _ => None,
        }
    }

    /// `a, b = x, y` without a tuple: all values are evaluated, then assigned from left to right.
    fn assign_parallel(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result {
        let registers: Vec<Option<Reg>> =
            targets.iter().map(|t| self.variable_register(t)).collect();
        let mut elements = Vec::new();
        for (i, value) in values.iter().enumerate() {
            if let Some(constant) = fold::constant(value) {
                elements.push(Element::Constant(constant));
                continue;
            }
            // The last value may go straight home if no assignment before its own can see that.
            let is_last = i + 1 == values.len();
            if is_last
                && registers.iter().all(Option::is_some)
                && let Some(home) = registers[i]
                && !registers[..i].contains(&Some(home))
            {
                self.into(value, home)?;
                elements.push(Element::Value(home));
                continue;
            }
            let later: Vec<&Expr> = values[i + 1..].iter().chain(targets).collect();
            let register = self.operand(value, &later)?;
            let reassigned = registers.contains(&Some(register));
            let register = match reassigned {
                true => {
                    let copy = self.unit.temp()?;
                    self.copy(copy, register, value.span);
                    copy
                }
                false => register,
            };
            elements.push(Element::Value(register));
        }
        for ((target, element), value) in targets.iter().zip(elements).zip(values) {
            let mark = self.unit.mark();
            let register = match element {
                Element::Value(register) => register,
                Element::Constant(constant) => {
                    let home = self.variable_register(target);
                    let register = self.target(home)?;
                    self.load_constant(constant, register, value.span)?;
                    register
                }
            };
            self.store(target, register)?;
            self.unit.release(mark);
        }
        Ok(())
    }

    /// Assigns the value in a register.
    pub(super) fn store(&mut self, target: &'a Expr, value: Reg) -> Result {
        let mark = self.unit.mark();
        self.note_anchor(target);
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, value, target.span)?,
            ExprKind::Attribute {
                value: object,
                attr,
            } => {
                self.check_assignable(attr, target.span)?;
                let object = self.operand(object, &[])?;
                let attr = self.mangled(attr);
                let site = self.unit.site(&attr)?;
                let span = self.attribute_span(target);
                self.op(Op::StoreAttr, object, value, site, span);
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } => {
                let object = self.operand(object, &[slice])?;
                let key = self.operand(slice, &[])?;
                self.op(Op::SetItem, object, key, value, target.span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                self.unpack(items, value, target.span)?;
            }
            ExprKind::Starred(_) => {
                return refuse(
                    target.span,
                    "starred assignment target must be in a list or tuple",
                );
            }
            _ => {
                return refuse(target.span, "cannot assign to expression");
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    fn unpack(&mut self, items: &'a [Expr], value: Reg, span: Span) -> Result {
        let count = items.len();
        let star = items.iter().position(is_starred);
        let after = star.map_or(0, |star| count - star - 1);
        if items[count - after..].iter().any(is_starred) {
            let message = "multiple starred expressions in assignment";
            return refuse(span, message);
        }
        let (Ok(before), Ok(after)) = (u16::try_from(star.unwrap_or(count)), u8::try_from(after))
        else {
            let message = "too many expressions in star-unpacking assignment";
            return refuse(span, message);
        };
        let op = match star {
            None => Op::UnpackSequence,
            Some(_) => Op::UnpackStar,
        };
        if let Some(first) = self.variables_in_a_row(items) {
            self.op_d(op, after, first, value, before, span);
            for i in 0..count {
                self.unit.buffer.flow.bind(first + i as Reg);
            }
            return Ok(());
        }
        let window = self.unit.temps(count)?;
        self.op_d(op, after, window, value, before, span);
        for (i, item) in items.iter().enumerate() {
            self.store(unstarred(item), window + i as Reg)?;
        }
        Ok(())
    }

    /// The first register of targets that are variables in registers one after the other, so that they can be a window themselves.
    fn variables_in_a_row(&self, items: &[Expr]) -> Option<Reg> {
        let mut registers = items
            .iter()
            .map(|item| self.variable_register(unstarred(item)));
        let first = registers.next()??;
        let mut expected = first;
        registers
            .all(|register| {
                expected += 1;
                register == Some(expected)
            })
            .then_some(first)
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result {
        let mark = self.unit.mark();
        self.note_anchor(target);
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.span)?,
            ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let object = self.operand(object, &[])?;
                let attr: Name = self.mangled(attr);
                let site = self.unit.site(&attr)?;
                let span = self.attribute_span(target);
                self.op(Op::DeleteAttr, object, 0, site, span);
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } => {
                let object = self.operand(object, &[slice])?;
                let key = self.operand(slice, &[])?;
                self.op(Op::DeleteItem, object, key, 0, target.span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().try_for_each(|item| self.delete(item))?;
            }
            _ => {
                return refuse(target.span, "cannot delete expression");
            }
        }
        self.unit.release(mark);
        Ok(())
    }
}

fn is_unpacking(target: &Expr) -> bool {
    matches!(
        target.kind,
        ExprKind::Tuple(_) | ExprKind::List(_) | ExprKind::Starred(_)
    )
}

fn is_starred(item: &Expr) -> bool {
    matches!(item.kind, ExprKind::Starred(_))
}

/// The target inside `*target`.
fn unstarred(item: &Expr) -> &Expr {
    match &item.kind {
        ExprKind::Starred(inner) => inner,
        _ => item,
    }
}

/// Targets and values of `a, b = x, y`: as many of both, nothing starred, no target unpacked in its turn.
fn parallel<'a>(target: &'a Expr, value: &'a Expr) -> Option<(&'a [Expr], &'a [Expr])> {
    let (ExprKind::Tuple(targets) | ExprKind::List(targets)) = &target.kind else {
        return None;
    };
    let (ExprKind::Tuple(values) | ExprKind::List(values)) = &value.kind else {
        return None;
    };
    let fits = targets.len() == values.len()
        && targets.len() <= MAX_PARALLEL
        && !targets.iter().any(is_unpacking)
        && !values.iter().any(is_starred);
    fits.then_some((targets, values))
}

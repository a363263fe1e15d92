//! Annotations: those of functions become a dict, those of modules and classes are stored into `__annotations__`, those of locals are not
//! evaluated. With `from __future__ import annotations` they are kept as text.

use super::compiler::Compiler;
use super::scopes::all_args;
use super::unit::{Reg, Result};
use super::unparse::unparse;
use crate::bytecode::{CodeKind, Op};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, FunctionDef, Name};

impl<'a> Compiler<'a> {
    /// Evaluates a function's annotations into a dict; whether there are any.
    pub(super) fn function_annotations(
        &mut self,
        def: &'a FunctionDef,
        dst: Reg,
        span: Span,
    ) -> Result<bool> {
        let window = self.unit.mark();
        let mut count = 0;
        for arg in all_args(&def.params) {
            if let Some(annotation) = &arg.annotation {
                let name = self.mangled(&arg.name.name);
                self.annotation_pair(&name, annotation)?;
                count += 1;
            }
        }
        if let Some(returns) = &def.returns {
            self.annotation_pair(&"return".into(), returns)?;
            count += 1;
        }
        let pairs = self.unit.operand(count)?;
        self.unit.release(window);
        if pairs > 0 {
            self.op(Op::BuildDict, dst, window as Reg, pairs, span);
        }
        Ok(pairs > 0)
    }

    fn annotation_pair(&mut self, name: &Name, annotation: &'a Expr) -> Result {
        let key = self.unit.temp()?;
        self.load_string(name, key, annotation.span)?;
        let value = self.unit.temp()?;
        self.annotation(annotation, value)
    }

    fn annotation(&mut self, annotation: &'a Expr, dst: Reg) -> Result {
        if self.scopes.future_annotations {
            let text = unparse(annotation, self.source);
            return self.load_string(&text, dst, annotation.span);
        }
        match &annotation.kind {
            // `*args: *Ts` stands for the one element of `*Ts`.
            ExprKind::Starred(inner) => {
                self.into(inner, dst)?;
                self.op(Op::UnpackSequence, dst, dst, 1, annotation.span);
                Ok(())
            }
            _ => self.into(annotation, dst),
        }
    }

    pub(super) fn annotated_assignment(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
        span: Span,
    ) -> Result {
        let recorded = matches!(self.unit.identity.kind, CodeKind::Module | CodeKind::Class);
        if let Some(value) = value {
            self.assign(std::slice::from_ref(target), value)?;
        }
        match &target.kind {
            ExprKind::Name(name) => {
                self.check_assignable(name, target.span)?;
                if simple && recorded {
                    return self.record_annotation(name, annotation, span);
                }
            }
            ExprKind::Attribute { attr, .. } if &**attr == "__debug__" => {
                self.check_assignable(attr, target.span)?;
            }
            // Without a value, the parts of the target are evaluated all the same.
            ExprKind::Attribute { value: object, .. } if value.is_none() => {
                self.for_effect(object)?;
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } if value.is_none() => {
                self.for_effect(object)?;
                self.for_effect(slice)?;
            }
            _ => {}
        }
        if !simple && recorded && !self.scopes.future_annotations {
            self.for_effect(annotation)?;
        }
        Ok(())
    }

    fn record_annotation(&mut self, name: &Name, annotation: &'a Expr, span: Span) -> Result {
        let value = self.unit.temp()?;
        self.annotation(annotation, value)?;
        let annotations = self.load_name(&"__annotations__".into(), None, span)?;
        let key = self.unit.temp()?;
        let name = self.mangled(name);
        self.load_string(&name, key, span)?;
        self.op(Op::SetItem, annotations, key, value, span);
        Ok(())
    }

    /// Makes the `__annotations__` of a module or class body.
    pub(super) fn set_up_annotations(&mut self, span: Span) -> Result {
        let mark = self.unit.mark();
        let dict = self.unit.temp()?;
        self.op(Op::BuildDict, dict, dict, 0, span);
        let name: Name = "__annotations__".into();
        match self.unit.has_namespace {
            true => {
                let k = self.unit.name(&name)?;
                self.op(Op::StoreName, dict, k, 0, span);
            }
            false => {
                let g = self.unit.global(&name)?;
                self.op(Op::StoreGlobal, dict, g, 0, span);
            }
        }
        self.unit.release(mark);
        Ok(())
    }
}

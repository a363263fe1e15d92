//! Type parameters (`def f[T]`, `class C[T]`) and `type` statements. The parameters become variables of the enclosing scope, made by the module
//! `typing`; nothing checks them. The value of a `type` statement, which CPython evaluates when it is asked for, is not evaluated.

use super::compiler::Compiler;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Ident, TypeAlias, TypeParam, TypeParamKind};

impl<'a> Compiler<'a> {
    /// Makes the variables of a list of type parameters.
    pub(super) fn type_parameters(&mut self, params: &'a [TypeParam]) -> Result {
        for param in params {
            let class = match param.kind {
                TypeParamKind::TypeVar { .. } => "TypeVar",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
                TypeParamKind::ParamSpec => "ParamSpec",
            };
            self.named_by_typing(class, &param.name)?;
        }
        Ok(())
    }

    /// `type X = ...`
    pub(super) fn type_alias(&mut self, alias: &'a TypeAlias) -> Result {
        self.type_parameters(&alias.type_params)?;
        self.named_by_typing("TypeAliasType", &alias.name)
    }

    /// `Generic[T, ...]`, one more base of a class with type parameters, in a new register.
    pub(super) fn generic_base(&mut self, params: &'a [TypeParam], span: Span) -> Result {
        let base = self.typing_name("Generic", span)?;
        let window = self.unit.mark();
        for param in params {
            let item = self.unit.temp()?;
            self.load_name(&param.name.name, Some(item), param.name.span)?;
        }
        let items = window as Reg;
        self.op(Op::BuildTuple, items, items, params.len() as u16, span);
        self.op(Op::GetItem, base, base, items, span);
        self.unit.release(window);
        Ok(())
    }

    /// `name = typing.class("name")`
    fn named_by_typing(&mut self, class: &str, name: &'a Ident) -> Result {
        let mark = self.unit.mark();
        let made = self.typing_name(class, name.span)?;
        let text = self.unit.temp()?;
        self.load_string(&name.name, text, name.span)?;
        self.op(Op::Call, made, made, 1, name.span);
        self.store_name(&name.name, made, name.span)?;
        self.unit.release(mark);
        Ok(())
    }

    fn typing_name(&mut self, name: &str, span: Span) -> Result<Reg> {
        let module = self.unit.temp()?;
        self.import_module("typing", 0, Constant::None, module, span)?;
        let k = self.unit.name(name)?;
        self.op(Op::ImportFrom, module, module, k, span);
        Ok(module)
    }
}

//! Variables: where a name lives, and the instructions that read, write and delete it.

use super::compiler::Compiler;
use super::refuse::refuse;
use super::scopes::{Resolution, Scopes, Uses};
use super::unit::{Reg, Result, Variable};
use crate::bytecode::{CodeKind, Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Ident, Name};

/// Where a name lives, as instructions see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a register.
    Register(Reg),
    /// In a cell; `free` if an enclosing function made it.
    Cell { register: Reg, free: bool },
    /// Among the module's globals.
    Global,
    /// In the namespace `R[0]`, else among the globals.
    Namespace,
    /// In the namespace `R[0]` of a class body, else in a cell.
    NamespaceOrCell(Reg),
}

impl<'a> Compiler<'a> {
    /// Where a (mangled) name lives.
    fn place(&self, name: &Name) -> Place {
        for inlined in self.unit.inlined.iter().rev() {
            match inlined.variables.get(name) {
                Some(&Variable::Register(register)) => return Place::Register(register),
                Some(&Variable::Cell(register)) => {
                    return Place::Cell {
                        register,
                        free: false,
                    };
                }
                None => {}
            }
            let symbol = self.scopes.get(inlined.scope).symbol(name);
            match symbol.map(|s| s.resolution) {
                Some(Resolution::GlobalExplicit) => return Place::Global,
                Some(Resolution::GlobalImplicit) if self.unit.identity.kind == CodeKind::Class => {
                    return Place::Global;
                }
                _ => {}
            }
        }
        match self.unit.variables.get(name) {
            Some(&Variable::Register(register)) => return Place::Register(register),
            Some(&Variable::Cell(register)) => {
                return Place::Cell {
                    register,
                    free: false,
                };
            }
            None => {}
        }
        let in_class = self.unit.identity.kind == CodeKind::Class;
        let in_comprehension = !self.unit.inlined.is_empty();
        let symbol = self.scopes.get(self.unit.scope).symbol(name);
        let resolution = match symbol.map(|s| s.resolution) {
            // What a comprehension in a class body uses is not looked up in the class.
            _ if in_class && in_comprehension => Resolution::Free,
            Some(resolution) => resolution,
            None if in_class => Resolution::GlobalImplicit,
            None => Resolution::Free,
        };
        match resolution {
            Resolution::GlobalExplicit => Place::Global,
            Resolution::Free => match self.cell_of(name) {
                Some(register) if in_class && !in_comprehension => Place::NamespaceOrCell(register),
                Some(register) => Place::Cell {
                    register,
                    free: true,
                },
                None if in_class || !self.unit.has_namespace => Place::Global,
                None => Place::Namespace,
            },
            _ if self.unit.has_namespace => Place::Namespace,
            _ => Place::Global,
        }
    }

    /// The register that holds a variable's cell, if it lives in one.
    pub(super) fn cell_of(&self, name: &Name) -> Option<Reg> {
        let inlined = self.unit.inlined.iter().rev().map(|i| &i.variables);
        let mut own = inlined.chain([&self.unit.variables]);
        let variable = own.find_map(|variables| variables.get(name));
        match variable {
            Some(&Variable::Cell(register)) => Some(register),
            Some(Variable::Register(_)) => None,
            None => {
                let free = self.unit.free.get(name).copied();
                let class_cell = self.unit.class_cell.filter(|_| &**name == "__class__");
                free.or(class_cell)
            }
        }
    }

    /// The register of the variable itself, if it lives in one.
    pub(super) fn register_of(&self, name: &Name) -> Option<Reg> {
        match self.place(&self.mangled(name)) {
            Place::Register(register) => Some(register),
            _ => None,
        }
    }

    /// Whether a name is looked up among the builtins, as far as the script's own text tells.
    pub(super) fn is_builtin(&self, name: &Name) -> bool {
        let in_module = self.scopes.get(Scopes::MODULE).symbol(name);
        let is_bound = in_module.is_some_and(|s| s.uses.any(Uses::BOUND.with(Uses::IMPORTED)));
        !is_bound && self.place(&self.mangled(name)) == Place::Global
    }

    /// Whether what the frame binds to a name becomes a global of the module.
    pub(super) fn binds_globally(&self, name: &str) -> bool {
        let mangled = self.mangled(&name.into());
        let symbol = self.scopes.get(self.unit.scope).symbol(&mangled);
        self.unit.scope == Scopes::MODULE
            || symbol.is_some_and(|s| s.resolution == Resolution::GlobalExplicit)
    }

    /// Reads a variable. Without a destination a local stays where it is.
    pub(super) fn load_name(&mut self, name: &Name, dst: Option<Reg>, span: Span) -> Result<Reg> {
        if &**name == "__debug__" {
            let dst = self.target(dst)?;
            self.load_constant(Constant::Bool(true), dst, span)?;
            return Ok(dst);
        }
        let name = self.mangled(name);
        let place = self.place(&name);
        if let Place::Register(register) = place {
            self.check_bound(register, &name, span)?;
            return Ok(self.deliver(register, dst, span));
        }
        let dst = self.target(dst)?;
        match place {
            Place::Register(_) => {}
            Place::Cell { register, free } => {
                let k = self.unit.name(&name)?;
                self.op_d(Op::LoadCell, free.into(), dst, register, k, span);
            }
            Place::Global => {
                let g = self.unit.global(&name)?;
                self.op(Op::LoadGlobal, dst, g, 0, span);
            }
            Place::Namespace => {
                let (k, g) = (self.unit.name(&name)?, self.unit.global(&name)?);
                self.op(Op::LoadName, dst, k, g, span);
            }
            Place::NamespaceOrCell(register) => {
                let k = self.unit.name(&name)?;
                self.op(Op::LoadNameCell, dst, k, register, span);
            }
        }
        Ok(dst)
    }

    /// Reads a variable of the frame itself, whatever comprehension we are in. The name is mangled already.
    pub(super) fn load_own(&mut self, name: &Name, dst: Reg, span: Span) -> Result {
        match self.unit.variables.get(name) {
            Some(&Variable::Register(register)) => {
                self.check_bound(register, name, span)?;
                self.copy(dst, register, span);
            }
            Some(&Variable::Cell(register)) => {
                let k = self.unit.name(name)?;
                self.op(Op::LoadCell, dst, register, k, span);
            }
            None => {}
        }
        Ok(())
    }

    /// Emits a check unless the register is known to be bound.
    fn check_bound(&mut self, register: Reg, name: &str, span: Span) -> Result {
        if !self.unit.buffer.flow.is_bound(register) {
            let k = self.unit.name(name)?;
            self.op(Op::CheckLocal, register, k, 0, span);
            self.unit.buffer.flow.bind(register);
        }
        Ok(())
    }

    /// Writes a variable.
    pub(super) fn store_name(&mut self, name: &Name, value: Reg, span: Span) -> Result {
        self.check_assignable(name, span)?;
        let name = self.mangled(name);
        match self.place(&name) {
            Place::Register(register) => {
                self.copy(register, value, span);
                self.unit.buffer.flow.bind(register);
            }
            Place::Cell { register, .. } => self.op(Op::StoreCell, register, value, 0, span),
            Place::Global => {
                let g = self.unit.global(&name)?;
                self.op(Op::StoreGlobal, value, g, 0, span);
            }
            // `nonlocal` in a class body writes the cell.
            Place::NamespaceOrCell(cell) => self.op(Op::StoreCell, cell, value, 0, span),
            Place::Namespace => {
                let k = self.unit.name(&name)?;
                self.op(Op::StoreName, value, k, 0, span);
            }
        }
        Ok(())
    }

    /// Deletes a variable; an error at run time if it is unbound.
    pub(super) fn delete_name(&mut self, name: &Name, span: Span) -> Result {
        if &**name == "__debug__" {
            return refuse(span, "cannot delete __debug__");
        }
        let name = self.mangled(name);
        match self.place(&name) {
            Place::Register(register) => {
                if self.unit.buffer.flow.is_bound(register) {
                    self.op(Op::Unbind, register, 0, 0, span);
                } else {
                    let k = self.unit.name(&name)?;
                    self.op(Op::DeleteLocal, register, k, 0, span);
                }
                self.unit.buffer.flow.unbind(register);
            }
            Place::Cell { register, free } => {
                let k = self.unit.name(&name)?;
                self.op_d(Op::DeleteCell, free.into(), register, 0, k, span);
            }
            Place::NamespaceOrCell(cell) => {
                let k = self.unit.name(&name)?;
                self.op_d(Op::DeleteCell, 1, cell, 0, k, span);
            }
            Place::Global => {
                let g = self.unit.global(&name)?;
                self.op(Op::DeleteGlobal, 0, g, 0, span);
            }
            Place::Namespace => {
                let k = self.unit.name(&name)?;
                self.op(Op::DeleteName, 0, k, 0, span);
            }
        }
        Ok(())
    }

    /// Unbinds the name of an `except ... as name` clause, whether the clause has done so already or not.
    pub(super) fn unbind_handler_name(&mut self, name: Option<&Ident>) -> Result {
        let Some(Ident { name, span }) = name else {
            return Ok(());
        };
        if let Some(register) = self.register_of(name) {
            self.op(Op::Unbind, register, 0, 0, *span);
            self.unit.buffer.flow.unbind(register);
            return Ok(());
        }
        let mark = self.unit.mark();
        let none = self.unit.temp()?;
        self.load_constant(Constant::None, none, *span)?;
        self.store_name(name, none, *span)?;
        self.unit.release(mark);
        self.delete_name(name, *span)
    }

    /// Refuses names that cannot be bound.
    pub(super) fn check_assignable(&self, name: &str, span: Span) -> Result {
        match name {
            "__debug__" => refuse(span, "cannot assign to __debug__"),
            "None" | "True" | "False" => refuse(span, format!("cannot assign to {name}")),
            _ => Ok(()),
        }
    }
}

//! `import` in all its forms.

use super::compiler::Compiler;
use super::future;
use super::refuse::refuse;
use super::scopes::Scopes;
use super::unit::{Reg, Result};
use crate::bytecode::{Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Alias, Ident};

impl<'a> Compiler<'a> {
    /// `import a.b.c`, `import a.b.c as d`.
    pub(super) fn import(&mut self, names: &'a [Alias], span: Span) -> Result {
        for alias in names {
            let mark = self.unit.mark();
            let module = self.unit.temp()?;
            let dotted = &alias.name.name;
            self.import_module(dotted, 0, Constant::None, module, span)?;
            let mut parts = dotted.split('.');
            let first = parts.next().unwrap_or_default();
            match &alias.asname {
                None => self.store_name(&first.into(), module, span)?,
                Some(asname) => {
                    // The import gives the outermost package.
                    for part in parts {
                        let k = self.unit.name(part)?;
                        self.op(Op::ImportFrom, module, module, k, span);
                    }
                    self.store_name(&asname.name, module, span)?;
                }
            }
            self.unit.release(mark);
        }
        Ok(())
    }

    /// `from a.b import c as d, e`, `from . import a`, `from a import *`.
    pub(super) fn import_from(
        &mut self,
        module: &'a Option<Ident>,
        names: &'a [Alias],
        level: u32,
        span: Span,
    ) -> Result {
        if level == 0 && future::is_future(module) {
            let in_prologue = self.unit.scope == Scopes::MODULE && span.end <= self.prologue_end;
            future::check(names, in_prologue, span)?;
        }
        let Ok(level) = u8::try_from(level) else {
            return refuse(span, "too many dots in a relative import");
        };
        let dotted = module.as_ref().map_or("", |m| &*m.name);
        let list = names
            .iter()
            .map(|alias| Constant::Str(alias.name.name.to_string()))
            .collect();
        let module = self.unit.temp()?;
        self.import_module(dotted, level, Constant::Tuple(list), module, span)?;
        for alias in names {
            if &*alias.name.name == "*" {
                self.op(Op::ImportStar, module, 0, 0, span);
                continue;
            }
            let mark = self.unit.mark();
            let bound = &alias.asname.as_ref().unwrap_or(&alias.name).name;
            let target = self.register_of(bound);
            let item = self.target(target)?;
            let k = self.unit.name(&alias.name.name)?;
            self.op(Op::ImportFrom, item, module, k, span);
            self.store_name(bound, item, span)?;
            self.unit.release(mark);
        }
        Ok(())
    }

    pub(super) fn import_module(
        &mut self,
        dotted: &str,
        level: u8,
        names: Constant,
        dst: Reg,
        span: Span,
    ) -> Result {
        let name = self.unit.name(dotted)?;
        let names = self.unit.constant(names)?;
        self.op_d(Op::ImportName, level, dst, name, names, span);
        Ok(())
    }
}

//! Class definitions: the body is a code object that fills the namespace in `R[0]`.

use super::calls::{check_keywords, is_spread};
use super::compiler::Compiler;
use super::docstring;
use super::unit::{Reg, Result, Unit};
use crate::bytecode::{CodeKind, Op, Parameters};
use crate::source::Span;
use crate::syntax::ast::{ClassDef, docstring as ast_docstring};

impl<'a> Compiler<'a> {
    pub(super) fn class_definition(&mut self, def: &'a ClassDef, span: Span) -> Result {
        self.type_parameters(&def.type_params)?;
        check_keywords(&def.keywords)?;
        self.push_all(&def.decorators)?;
        let callee = self.unit.temp()?;
        self.op(Op::LoadBuildClass, callee, 0, 0, span);
        let body = self.unit.temp()?;
        self.class_body(def, body, span)?;
        let name = self.unit.temp()?;
        self.load_string(&def.name.name, name, span)?;
        if is_spread(&def.bases, &def.keywords) {
            let dst = Some(callee);
            self.spread_arguments(callee, 2, &def.bases, &def.keywords, dst, span)?;
        } else {
            self.push_all(&def.bases)?;
            let mut count = 2 + def.bases.len();
            if !def.type_params.is_empty() {
                self.generic_base(&def.type_params, span)?;
                count += 1;
            }
            let ops = (Op::Call, Op::CallKw);
            self.finish_call(callee, ops, count, &def.keywords, Some(callee), span)?;
        }
        self.decorate(&def.decorators, callee);
        let result = callee - def.decorators.len() as Reg;
        self.store_name(&def.name.name, result, def.name.span)
    }

    /// The function that runs the class body.
    fn class_body(&mut self, def: &'a ClassDef, dst: Reg, span: Span) -> Result {
        let name = &def.name.name;
        let start = def.decorators.first().map_or(span, |d| d.span);
        let scope = self.scope_of(def, span)?;
        let identity = self.identity(CodeKind::Class, name, span, start);
        let table = self.scopes.get(scope);
        let mut unit = Unit::new(identity, scope, table, Parameters::default(), true)?;
        let doc = ast_docstring(&def.body);
        unit.docstring = doc.map(|doc| docstring::clean(doc));
        let body = &def.body[usize::from(doc.is_some())..];
        let code = self.nested(unit, |c| {
            let span = Span::new(span.start, span.start);
            c.make_cells(span)?;
            c.class_header(span)?;
            if table.has_annotations {
                c.set_up_annotations(span)?;
            }
            c.body(body)?;
            match c.unit.class_cell {
                Some(cell) => {
                    c.op(Op::Return, cell, 0, 0, span);
                    Ok(())
                }
                None => c.return_none(span),
            }
        })?;
        self.make_function(code, scope, Some(dst), span, |_, _| Ok(0))?;
        Ok(())
    }

    /// What every class body stores first.
    fn class_header(&mut self, span: Span) -> Result {
        let mark = self.unit.mark();
        let value = self.unit.temp()?;
        let (k, g) = (
            self.unit.name("__name__")?,
            self.unit.global(&"__name__".into())?,
        );
        self.op(Op::LoadName, value, k, g, span);
        let k = self.unit.name("__module__")?;
        self.op(Op::StoreName, value, k, 0, span);
        let qualname = self.unit.identity.qualname.clone();
        self.load_string(&qualname, value, span)?;
        let k = self.unit.name("__qualname__")?;
        self.op(Op::StoreName, value, k, 0, span);
        if let Some(doc) = self.unit.docstring.clone() {
            self.load_string(&doc, value, span)?;
            let k = self.unit.name("__doc__")?;
            self.op(Op::StoreName, value, k, 0, span);
        }
        self.unit.release(mark);
        Ok(())
    }
}

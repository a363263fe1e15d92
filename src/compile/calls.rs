//! Calls: plain ones and method calls in a window, `*args` and `**kwargs` by way of a list and a dict, and `super()`.

use rustc_hash::FxHashSet;

use super::compiler::Compiler;
use super::refuse::refuse;
use super::unit::{Reg, Result};
use crate::bytecode::{CodeKind, Constant, Op};
use crate::source::Span;
use crate::syntax::ast::{Call, Expr, ExprKind, Keyword};

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, call: &'a Call, dst: Option<Reg>, span: Span) -> Result<Reg> {
        check_keywords(&call.keywords)?;
        let mark = self.unit.mark();
        if self.is_bare_super(call)
            && let Some(result) = self.super_call(call, dst, span)?
        {
            return Ok(result);
        }
        if is_spread(&call.args, &call.keywords) {
            let callee = self.push(&call.func)?;
            self.spread_arguments(callee, 0, &call.args, &call.keywords, dst, span)
        } else if let ExprKind::Attribute { value, attr } = &call.func.kind {
            let location = self.attribute_span(&call.func);
            let object = self.operand(value, &[])?;
            self.unit.release(mark);
            let window = self.unit.temps(2)?;
            let attr = self.mangled(attr);
            let site = self.unit.site(&attr)?;
            self.op(Op::LoadMethod, window, object, site, location);
            // The call, too, is shown on the line of the method's name.
            let span = match location == call.func.span {
                true => span,
                false => Span::new(location.start, span.end),
            };
            self.note_bracket(span, location.end, b'(');
            let ops = (Op::CallMethod, Op::CallMethodKw);
            self.plain_arguments(window, ops, &call.args, &call.keywords, dst, span)
        } else {
            let window = self.push(&call.func)?;
            let ops = (Op::Call, Op::CallKw);
            self.plain_arguments(window, ops, &call.args, &call.keywords, dst, span)
        }
    }

    /// Evaluates arguments into the window after what is already in it, and calls.
    fn plain_arguments(
        &mut self,
        window: Reg,
        (call, call_kw): (Op, Op),
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        self.push_all(args)?;
        self.finish_call(window, (call, call_kw), args.len(), keywords, dst, span)
    }

    /// Evaluates keyword arguments into the window behind `positional` arguments, and calls.
    pub(super) fn finish_call(
        &mut self,
        window: Reg,
        (call, call_kw): (Op, Op),
        positional: usize,
        keywords: &'a [Keyword],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let count = self.unit.operand(positional + keywords.len())?;
        let op = match keywords.is_empty() {
            true => call,
            false => {
                self.push_all(keywords.iter().map(|k| &k.value))?;
                let names = self.unit.temp()?;
                self.load_constant(keyword_names(keywords), names, span)?;
                call_kw
            }
        };
        self.unit.release(window as usize);
        let dst = self.target(dst)?;
        self.op(op, dst, window, count, span);
        Ok(dst)
    }

    /// Evaluates the arguments of a call with `*` or `**` into the two registers after the callee, and calls. `pushed` values that stand
    /// behind the callee already come before the positional arguments.
    pub(super) fn spread_arguments(
        &mut self,
        callee: Reg,
        pushed: u16,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: Option<Reg>,
        span: Span,
    ) -> Result<Reg> {
        let positional = callee + 1;
        if pushed == 0 {
            self.unit.temp()?;
        }
        self.positional_arguments(positional, pushed, args, span)?;
        let mapping = self.unit.temp()?;
        let has_keywords = !keywords.is_empty();
        if has_keywords {
            self.keyword_dict(callee, mapping, keywords, span)?;
        }
        self.unit.release(callee as usize);
        let dst = self.target(dst)?;
        self.op_d(Op::CallEx, has_keywords.into(), dst, callee, 0, span);
        Ok(dst)
    }

    /// Positional arguments as a list or tuple in `dst`, where the `pushed` ones begin; a single starred one as it is.
    fn positional_arguments(
        &mut self,
        dst: Reg,
        pushed: u16,
        args: &'a [Expr],
        span: Span,
    ) -> Result {
        if let (0, [only]) = (pushed, args)
            && let ExprKind::Starred(inner) = &only.kind
        {
            return self.into(inner, dst);
        }
        let first = match pushed {
            0 => self.unit.mark() as Reg,
            _ => dst,
        };
        let starred = args.iter().position(is_starred);
        let (plain, rest) = args.split_at(starred.unwrap_or(args.len()));
        self.push_all(plain)?;
        let count = self.unit.operand(pushed as usize + plain.len())?;
        self.unit.release(dst as usize + 1);
        let build = match rest {
            [] => Op::BuildTuple,
            _ => Op::BuildList,
        };
        self.op(build, dst, first, count, span);
        for arg in rest {
            let mark = self.unit.mark();
            let (op, d, value) = match &arg.kind {
                ExprKind::Starred(inner) => (Op::ListExtend, 1, &**inner),
                _ => (Op::ListAppend, 0, arg),
            };
            let value = self.operand(value, &[])?;
            self.op_d(op, d, dst, value, 0, span);
            self.unit.release(mark);
        }
        Ok(())
    }

    /// The keyword arguments of a call of `callee`, some of them `**mapping`s, as a dict.
    fn keyword_dict(
        &mut self,
        callee: Reg,
        dst: Reg,
        keywords: &'a [Keyword],
        span: Span,
    ) -> Result {
        let named = keywords.iter().take_while(|k| k.arg.is_some()).count();
        let (first, mut rest) = keywords.split_at(named);
        self.named_dict(dst, first, span)?;
        while let Some((keyword, after)) = rest.split_first() {
            let mark = self.unit.mark();
            let mapping = match keyword.arg {
                None => {
                    rest = after;
                    self.operand(&keyword.value, &[])?
                }
                // A repeated name must be noticed, so these are not simply stored.
                Some(_) => {
                    let named = rest.iter().take_while(|k| k.arg.is_some()).count();
                    let (run, after) = rest.split_at(named);
                    rest = after;
                    let dict = self.unit.temp()?;
                    self.named_dict(dict, run, span)?;
                    dict
                }
            };
            self.op_d(Op::DictUpdate, 1, dst, mapping, callee, span);
            self.unit.release(mark);
        }
        Ok(())
    }

    fn named_dict(&mut self, dst: Reg, keywords: &'a [Keyword], span: Span) -> Result {
        let window = self.unit.mark();
        for keyword in keywords {
            if let Some(name) = &keyword.arg {
                let key = self.unit.temp()?;
                self.load_string(&name.name, key, name.span)?;
                self.push(&keyword.value)?;
            }
        }
        let pairs = self.unit.operand(keywords.len())?;
        self.unit.release(window);
        self.op(Op::BuildDict, dst, window as Reg, pairs, span);
        Ok(())
    }

    fn is_bare_super(&self, call: &Call) -> bool {
        call.args.is_empty()
            && call.keywords.is_empty()
            && matches!(&call.func.kind, ExprKind::Name(name) if &**name == "super" && self.is_builtin(name))
    }

    /// `super()` in a method: called with the class and the first argument. `None` where there is neither; the call itself then
    /// says what is missing.
    fn super_call(&mut self, call: &'a Call, dst: Option<Reg>, span: Span) -> Result<Option<Reg>> {
        let is_function = matches!(
            self.unit.identity.kind,
            CodeKind::Function | CodeKind::GeneratorExpression
        );
        let class = self.cell_of(&"__class__".into());
        let (Some(class), true) = (class, is_function && self.unit.parameters.positional > 0)
        else {
            return Ok(None);
        };
        let first = self.unit.locals[0].as_str().into();
        let window = self.push(&call.func)?;
        let argument = self.unit.temp()?;
        let k = self.unit.name("__class__")?;
        self.op_d(Op::LoadCell, 1, argument, class, k, span);
        let argument = self.unit.temp()?;
        self.load_own(&first, argument, span)?;
        self.unit.release(window as usize);
        let dst = self.target(dst)?;
        self.op(Op::Call, dst, window, 2, span);
        Ok(Some(dst))
    }
}

/// Whether a call needs its arguments as a tuple and a dict.
pub(super) fn is_spread(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.iter().any(is_starred) || keywords.iter().any(|keyword| keyword.arg.is_none())
}

fn is_starred(arg: &Expr) -> bool {
    matches!(arg.kind, ExprKind::Starred(_))
}

/// Refuses repeated and forbidden keywords.
pub(super) fn check_keywords(keywords: &[Keyword]) -> Result {
    let mut seen = FxHashSet::default();
    for name in keywords.iter().filter_map(|k| k.arg.as_ref()) {
        if &*name.name == "__debug__" {
            return refuse(name.span, "cannot assign to __debug__");
        }
        if !seen.insert(&name.name) {
            let message = format!("keyword argument repeated: {}", name.name);
            return refuse(name.span, message);
        }
    }
    Ok(())
}

fn keyword_names(keywords: &[Keyword]) -> Constant {
    let names = keywords.iter().filter_map(|k| k.arg.as_ref());
    Constant::Tuple(
        names
            .map(|name| Constant::Str(name.name.to_string()))
            .collect(),
    )
}

//! Walking over expressions without caring what they are.

use crate::syntax::ast::{
    Call, Comprehension, Expr, ExprKind, FStringPart, Keyword, Lambda, Name, Parameters, Slice,
};

/// Calls `visit` for each direct child expression, in order of evaluation where that is fixed by the syntax alone. A lambda's
/// children are its defaults and its body; a comprehension's are those of all its clauses.
pub(super) fn children<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::Constant(_) | ExprKind::Name(_) => {}
        ExprKind::BoolOp { values, .. } => values.iter().for_each(visit),
        ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => {
            items.iter().for_each(visit);
        }
        ExprKind::NamedExpr(named) => visit(&named.value),
        ExprKind::BinOp { left, rest } => {
            visit(left);
            rest.iter().for_each(|r| visit(&r.right));
        }
        ExprKind::Compare { left, rest } => {
            visit(left);
            rest.iter().for_each(|r| visit(&r.right));
        }
        ExprKind::UnaryOp { operand: inner, .. }
        | ExprKind::Await(inner)
        | ExprKind::YieldFrom(inner)
        | ExprKind::Starred(inner)
        | ExprKind::Attribute { value: inner, .. } => visit(inner),
        ExprKind::Yield(value) => value.iter().for_each(|v| visit(v)),
        ExprKind::Lambda(lambda) => {
            let Lambda { params, body } = &**lambda;
            defaults(params).for_each(&mut *visit);
            visit(body);
        }
        ExprKind::IfExp(choice) => {
            visit(&choice.test);
            visit(&choice.body);
            visit(&choice.orelse);
        }
        ExprKind::Dict(items) => {
            for item in items {
                item.key.iter().for_each(&mut *visit);
                visit(&item.value);
            }
        }
        ExprKind::ListComp(comp) | ExprKind::SetComp(comp) | ExprKind::GeneratorExp(comp) => {
            clauses(&comp.generators, visit);
            visit(&comp.element);
        }
        ExprKind::DictComp(comp) => {
            clauses(&comp.generators, visit);
            visit(&comp.key);
            visit(&comp.value);
        }
        ExprKind::Call(call) => {
            let Call {
                func,
                args,
                keywords,
            } = &**call;
            visit(func);
            args.iter().for_each(&mut *visit);
            keywords
                .iter()
                .for_each(|Keyword { value, .. }| visit(value));
        }
        ExprKind::JoinedStr(parts) => fstring(parts, visit),
        ExprKind::Subscript { value, slice } => {
            visit(value);
            visit(slice);
        }
        ExprKind::Slice(slice) => {
            let Slice { lower, upper, step } = &**slice;
            [lower, upper, step].into_iter().flatten().for_each(visit);
        }
    }
}

/// The defaults of parameters: positional ones, then keyword-only ones.
pub(super) fn defaults(params: &Parameters) -> impl Iterator<Item = &Expr> {
    params
        .posonly
        .iter()
        .chain(&params.args)
        .chain(&params.kwonly)
        .filter_map(|p| p.default.as_ref())
}

/// Whether evaluating the expression may rebind a variable by `:=`; `is_it` recognises the variable.
pub(super) fn rebinds(expr: &Expr, is_it: &dyn Fn(&Name) -> bool) -> bool {
    if let ExprKind::NamedExpr(named) = &expr.kind
        && is_it(&named.target.name)
    {
        return true;
    }
    let mut found = false;
    children(expr, &mut |child| found = found || rebinds(child, is_it));
    found
}

fn clauses<'a>(generators: &'a [Comprehension], visit: &mut dyn FnMut(&'a Expr)) {
    for clause in generators {
        visit(&clause.iter);
        visit(&clause.target);
        clause.ifs.iter().for_each(&mut *visit);
    }
}

fn fstring<'a>(parts: &'a [FStringPart], visit: &mut dyn FnMut(&'a Expr)) {
    for part in parts {
        if let FStringPart::Value(value) = part {
            visit(&value.value);
            fstring(value.format_spec.as_deref().unwrap_or_default(), visit);
        }
    }
}

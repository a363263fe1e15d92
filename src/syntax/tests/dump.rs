//! The tree as text: Python again, but with the structure in view. Every operator has parentheses, every construct a
//! word, every block braces.

use crate::syntax::ast::*;

/// Statements separated by `; `.
pub(super) fn body(statements: &[Stmt]) -> String {
    join(statements, "; ", statement)
}

fn join<T>(list: &[T], separator: &str, show: impl Fn(&T) -> String) -> String {
    list.iter().map(show).collect::<Vec<_>>().join(separator)
}

fn list(exprs: &[Expr]) -> String {
    join(exprs, ", ", expr)
}

fn block(statements: &[Stmt]) -> String {
    format!("{{{}}}", body(statements))
}

fn option(prefix: &str, value: &Option<Expr>) -> String {
    value
        .as_ref()
        .map_or(String::new(), |value| format!("{prefix}{}", expr(value)))
}

fn orelse(word: &str, statements: &[Stmt]) -> String {
    match statements {
        [] => String::new(),
        _ => format!(" {word} {}", block(statements)),
    }
}

fn asynchronous(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn statement(statement: &Stmt) -> String {
    match &statement.kind {
        StmtKind::FunctionDef(f) => format!(
            "{}{}def {}{}({}){} {}",
            decorators(&f.decorators),
            asynchronous(f.is_async),
            f.name.name,
            type_params(&f.type_params),
            parameters(&f.params),
            option(" -> ", &f.returns),
            block(&f.body)
        ),
        StmtKind::ClassDef(c) => format!(
            "{}class {}{}({}) {}",
            decorators(&c.decorators),
            c.name.name,
            type_params(&c.type_params),
            arguments(&c.bases, &c.keywords),
            block(&c.body)
        ),
        StmtKind::Return(value) => format!("return{}", option(" ", value)),
        StmtKind::Delete(targets) => format!("del {}", list(targets)),
        StmtKind::Assign { targets, value } => {
            format!("{} = {}", join(targets, " = ", expr), expr(value))
        }
        StmtKind::TypeAlias(alias) => {
            let params = type_params(&alias.type_params);
            format!("type {}{params} = {}", alias.name.name, expr(&alias.value))
        }
        StmtKind::AugAssign {
            target, op, value, ..
        } => format!("{} {}= {}", expr(target), operator(*op), expr(value)),
        StmtKind::AnnAssign {
            target,
            annotation,
            value,
            simple,
        } => {
            let mark = if *simple { "" } else { "complex " };
            let value = option(" = ", value);
            format!("{mark}{}: {}{value}", expr(target), expr(annotation))
        }
        StmtKind::For(f) => format!(
            "{}for {} in {} {}{}",
            asynchronous(f.is_async),
            expr(&f.target),
            expr(&f.iter),
            block(&f.body),
            orelse("else", &f.orelse)
        ),
        StmtKind::While {
            test,
            body,
            orelse: other,
        } => format!(
            "while {} {}{}",
            expr(test),
            block(body),
            orelse("else", other)
        ),
        StmtKind::If {
            branches,
            orelse: other,
        } => {
            let branches = join(branches, " elif ", |b| {
                format!("{} {}", expr(&b.test), block(&b.body))
            });
            format!("if {branches}{}", orelse("else", other))
        }
        StmtKind::With {
            items,
            body,
            is_async,
        } => {
            let items = join(items, ", ", |item| {
                expr(&item.context) + &option(" as ", &item.target)
            });
            format!("{}with {items} {}", asynchronous(*is_async), block(body))
        }
        StmtKind::Match { subject, cases } => {
            let cases = join(cases, "", |case| {
                let guard = option(" if ", &case.guard);
                format!(
                    " case {}{guard} {}",
                    pattern(&case.pattern),
                    block(&case.body)
                )
            });
            format!("match {}{cases}", expr(subject))
        }
        StmtKind::Raise { exc, cause } => {
            format!("raise{}{}", option(" ", exc), option(" from ", cause))
        }
        StmtKind::Try(t) => {
            let word = if t.is_star { "except*" } else { "except" };
            let handlers = join(&t.handlers, "", |handler| {
                let name = handler
                    .name
                    .as_ref()
                    .map_or(String::new(), |name| format!(" as {}", name.name));
                format!(
                    " {word}{}{name} {}",
                    option(" ", &handler.typ),
                    block(&handler.body)
                )
            });
            let (other, last) = (orelse("else", &t.orelse), orelse("finally", &t.finalbody));
            format!("try {}{handlers}{other}{last}", block(&t.body))
        }
        StmtKind::Assert { test, msg } => format!("assert {}{}", expr(test), option(", ", msg)),
        StmtKind::Import(names) => format!("import {}", join(names, ", ", alias)),
        StmtKind::ImportFrom {
            module,
            names,
            level,
        } => {
            let module = module.as_ref().map_or("", |module| &module.name);
            let dots = ".".repeat(*level as usize);
            format!("from {dots}{module} import {}", join(names, ", ", alias))
        }
        StmtKind::Global(names) => format!("global {}", join(names, ", ", ident)),
        StmtKind::Nonlocal(names) => format!("nonlocal {}", join(names, ", ", ident)),
        StmtKind::Expr(value) => expr(value),
        StmtKind::Pass => "pass".to_owned(),
        StmtKind::Break => "break".to_owned(),
        StmtKind::Continue => "continue".to_owned(),
    }
}

fn ident(ident: &Ident) -> String {
    ident.name.to_string()
}

fn alias(alias: &Alias) -> String {
    match &alias.asname {
        Some(asname) => format!("{} as {}", alias.name.name, asname.name),
        None => ident(&alias.name),
    }
}

fn decorators(decorators: &[Expr]) -> String {
    join(decorators, "", |decorator| format!("@{} ", expr(decorator)))
}

fn type_params(params: &[TypeParam]) -> String {
    if params.is_empty() {
        return String::new();
    }
    let params = join(params, ", ", |param| {
        let name = &param.name.name;
        let head = match &param.kind {
            TypeParamKind::TypeVar { bound } => format!("{name}{}", option(": ", bound)),
            TypeParamKind::TypeVarTuple => format!("*{name}"),
            TypeParamKind::ParamSpec => format!("**{name}"),
        };
        head + &option(" = ", &param.default)
    });
    format!("[{params}]")
}

fn parameters(params: &Parameters) -> String {
    let one = |p: &Parameter| arg(&p.arg) + &option("=", &p.default);
    let mut parts: Vec<String> = params.posonly.iter().map(one).collect();
    if !parts.is_empty() {
        parts.push("/".to_owned());
    }
    parts.extend(params.args.iter().map(one));
    match &params.vararg {
        Some(vararg) => parts.push(format!("*{}", arg(vararg))),
        None if !params.kwonly.is_empty() => parts.push("*".to_owned()),
        None => {}
    }
    parts.extend(params.kwonly.iter().map(one));
    parts.extend(params.kwarg.iter().map(|kwarg| format!("**{}", arg(kwarg))));
    parts.join(", ")
}

fn arg(arg: &Arg) -> String {
    ident(&arg.name) + &option(": ", &arg.annotation)
}

fn arguments(args: &[Expr], keywords: &[Keyword]) -> String {
    let mut parts: Vec<String> = args.iter().map(expr).collect();
    parts.extend(keywords.iter().map(|keyword| match &keyword.arg {
        Some(name) => format!("{}={}", name.name, expr(&keyword.value)),
        None => format!("**{}", expr(&keyword.value)),
    }));
    parts.join(", ")
}

fn expr(expr: &Expr) -> String {
    use ExprKind::*;
    let one = |inner: &Expr| self::expr(inner);
    match &expr.kind {
        BoolOp { op, values } => {
            let word = match op {
                self::BoolOp::And => " and ",
                self::BoolOp::Or => " or ",
            };
            format!("({})", join(values, word, one))
        }
        NamedExpr(named) => format!("({} := {})", named.target.name, one(&named.value)),
        BinOp { left, rest } => {
            let rest = join(rest, "", |r| {
                format!(" {} {}", operator(r.op), one(&r.right))
            });
            format!("({}{rest})", one(left))
        }
        UnaryOp { op, operand } => {
            let sign = match op {
                self::UnaryOp::Invert => "~",
                self::UnaryOp::Not => "not ",
                self::UnaryOp::UAdd => "+",
                self::UnaryOp::USub => "-",
            };
            format!("({sign}{})", one(operand))
        }
        Lambda(lambda) => format!(
            "(lambda {}: {})",
            parameters(&lambda.params),
            one(&lambda.body)
        ),
        IfExp(e) => format!(
            "({} if {} else {})",
            one(&e.body),
            one(&e.test),
            one(&e.orelse)
        ),
        Dict(items) => {
            let items = join(items, ", ", |item| match &item.key {
                Some(key) => format!("{}: {}", one(key), one(&item.value)),
                None => format!("**{}", one(&item.value)),
            });
            format!("dict{{{items}}}")
        }
        Set(elements) => format!("set{{{}}}", list(elements)),
        ListComp(comp) => format!("[{}{}]", one(&comp.element), clauses(&comp.generators)),
        SetComp(comp) => format!("set{{{}{}}}", one(&comp.element), clauses(&comp.generators)),
        GeneratorExp(comp) => format!("gen({}{})", one(&comp.element), clauses(&comp.generators)),
        DictComp(comp) => {
            let item = format!("{}: {}", one(&comp.key), one(&comp.value));
            format!("dict{{{item}{}}}", clauses(&comp.generators))
        }
        Await(value) => format!("(await {})", one(value)),
        Yield(None) => "(yield)".to_owned(),
        Yield(Some(value)) => format!("(yield {})", one(value)),
        YieldFrom(value) => format!("(yield from {})", one(value)),
        Compare { left, rest } => {
            let rest = join(rest, "", |r| format!(" {:?} {}", r.op, one(&r.right)));
            format!("({}{rest})", one(left))
        }
        Call(call) => format!(
            "{}({})",
            one(&call.func),
            arguments(&call.args, &call.keywords)
        ),
        JoinedStr(parts) => format!("f\"{}\"", fstring(parts)),
        Constant(value) => constant(value),
        Attribute { value, attr } => format!("{}.{attr}", one(value)),
        Subscript { value, slice } => format!("{}[{}]", one(value), one(slice)),
        Starred(value) => format!("*{}", one(value)),
        Name(name) => name.to_string(),
        List(elements) => format!("[{}]", list(elements)),
        Tuple(elements) => format!("tuple({})", list(elements)),
        Slice(slice) => {
            let part = |e: &Option<Expr>| option("", e);
            format!(
                "{}:{}:{}",
                part(&slice.lower),
                part(&slice.upper),
                part(&slice.step)
            )
        }
    }
}

fn clauses(generators: &[Comprehension]) -> String {
    join(generators, "", |g| {
        let ifs = join(&g.ifs, "", |test| format!(" if {}", expr(test)));
        let word = asynchronous(g.is_async);
        format!(" {word}for {} in {}{ifs}", expr(&g.target), expr(&g.iter))
    })
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => format!("big {value}"),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Imaginary(value) => format!("{value:?}j"),
        Constant::Str(value) => format!("{value:?}"),
        Constant::Bytes(value) => format!("b\"{}\"", value.escape_ascii()),
    }
}

fn fstring(parts: &[FStringPart]) -> String {
    join(parts, "", |part| match part {
        FStringPart::Literal(text) => format!("<{text}>"),
        FStringPart::Value(value) => {
            let conversion = match value.conversion {
                Conversion::None => "",
                Conversion::Str => "!s",
                Conversion::Repr => "!r",
                Conversion::Ascii => "!a",
            };
            let spec = value.format_spec.as_ref();
            let spec = spec.map_or(String::new(), |spec| format!(":{}", fstring(spec)));
            format!("{{{}{conversion}{spec}}}", expr(&value.value))
        }
    })
}

fn pattern(p: &Pattern) -> String {
    match &p.kind {
        PatternKind::MatchValue(value) => format!("=={}", expr(value)),
        PatternKind::MatchSingleton(singleton) => format!("{singleton:?}"),
        PatternKind::MatchSequence(patterns) => format!("[{}]", join(patterns, ", ", pattern)),
        PatternKind::MatchMapping {
            keys,
            patterns,
            rest,
        } => {
            let items = keys.iter().zip(patterns);
            let mut items: Vec<String> = items
                .map(|(key, p)| format!("{}: {}", expr(key), pattern(p)))
                .collect();
            items.extend(rest.iter().map(|rest| format!("**{}", rest.name)));
            format!("{{{}}}", items.join(", "))
        }
        PatternKind::MatchClass {
            cls,
            patterns,
            kwd_patterns,
        } => {
            let mut parts: Vec<String> = patterns.iter().map(pattern).collect();
            parts.extend(
                kwd_patterns
                    .iter()
                    .map(|(name, p)| format!("{}={}", name.name, pattern(p))),
            );
            format!("{}({})", expr(cls), parts.join(", "))
        }
        PatternKind::MatchStar(name) => {
            format!("*{}", name.as_ref().map_or("_", |name| &name.name))
        }
        PatternKind::MatchAs { pattern: p, name } => {
            let name = name.as_ref().map_or("_", |name| &name.name);
            match p {
                Some(p) => format!("({} as {name})", pattern(p)),
                None => name.to_owned(),
            }
        }
        PatternKind::MatchOr(patterns) => format!("({})", join(patterns, " | ", pattern)),
    }
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "+",
        Operator::Sub => "-",
        Operator::Mult => "*",
        Operator::MatMult => "@",
        Operator::Div => "/",
        Operator::Mod => "%",
        Operator::Pow => "**",
        Operator::LShift => "<<",
        Operator::RShift => ">>",
        Operator::BitOr => "|",
        Operator::BitXor => "^",
        Operator::BitAnd => "&",
        Operator::FloorDiv => "//",
    }
}

//! Scopes, flow, constants, code objects: properties of the emitted code that a listing would bury.

use super::{compile_in, count, expression, function, listing, module, ops};
use crate::bytecode::{CodeKind, Constant, Op};
use crate::compile::Namespace;

#[test]
fn checks_stand_only_where_a_local_may_be_unbound() {
    let checks = |body: &str| {
        let code = function(&format!("def f(p, q):\n {body}"), "f");
        count(&code, Op::CheckLocal)
    };
    assert_eq!(checks("return p"), 0);
    assert_eq!(checks("x = p; return x"), 0);
    assert_eq!(checks("if p: x = 1\n return x"), 1);
    assert_eq!(checks("if p: x = 1\n else: x = 2\n return x"), 0);
    assert_eq!(checks("if p: x = 1\n else: return\n return x"), 0);
    assert_eq!(checks("for x in p: pass\n return x"), 1);
    assert_eq!(checks("for x in p: q(x)"), 0);
    assert_eq!(checks("while x := p(): q(x)\n return x"), 0);
    assert_eq!(
        checks("while True:\n  x = p()\n  if x: break\n return x"),
        0
    );
    assert_eq!(checks("if p and (x := q): return x\n return x"), 1);
    assert_eq!(checks("try: x = p()\n except q: return\n return x"), 0);
    assert_eq!(checks("try: x = p()\n except q: pass\n return x"), 1);
    assert_eq!(checks("try: x = p()\n finally: q()\n return x"), 0);
    assert_eq!(checks("with p: x = 1\n return x"), 1);
    assert_eq!(checks("return x + x\n x = 1"), 1);
    assert_eq!(checks("del p\n return p"), 1);
    assert_eq!(checks("while q:\n  q(p)\n  del p"), 1);
    assert_eq!(checks("try: q()\n except q as p: pass\n return p"), 1);
}

#[test]
fn names_live_where_their_scope_says() {
    let text = "
def f(a, b):
    def g():
        nonlocal a
        a = b
        return c
    c = [a for a in b]
    return g
";
    let f = function(text, "f");
    assert_eq!(f.locals[..2], ["a", "b"]);
    assert_eq!(count(&f, Op::MakeCell), 3);
    let g = function(text, "f.<locals>.g");
    assert_eq!(g.free_variables, ["a", "b", "c"]);
    assert_eq!(count(&g, Op::StoreCell), 1);
}

#[test]
fn what_a_comprehension_uses_needs_no_cell() {
    let f = function("def f(a):\n return [a for b in a], {b: a for b in a}", "f");
    assert_eq!(count(&f, Op::MakeCell) + count(&f, Op::LoadCell), 0);
    let f = function("def f(a):\n return [lambda: b for b in a]", "f");
    assert_eq!(count(&f, Op::MakeCell), 1);
}

#[test]
fn a_class_body_is_invisible_to_what_is_nested_in_it() {
    let text = "
x = 1
class C:
    x = 2
    y = x
    z = [x for _ in y]
    def m(self): return x, __class__
";
    let class = function(text, "C");
    assert_eq!(class.kind, CodeKind::Class);
    let m = function(text, "C.m");
    assert_eq!(m.free_variables, ["__class__"]);
    assert_eq!(m.globals, ["x"]);
    // `y` is looked up in the class twice, `x` once; the comprehension asks the globals.
    let globals = listing(&class);
    let loads = |what: &str| globals.iter().filter(|l| l.contains(what)).count();
    assert_eq!(loads("LoadGlobal"), 1);
    assert_eq!(loads("LoadName"), 3);
    assert_eq!(ops(&class).last(), Some(&Op::Return));
}

#[test]
fn private_names_are_mangled_everywhere() {
    let text = "
class C:
    def m(self, __a):
        self.__b = __a
        global __g
        return __g(__k=1)
";
    let m = function(text, "C.m");
    assert_eq!(m.locals[..2], ["self", "_C__a"]);
    assert_eq!(m.sites, ["_C__b"]);
    assert_eq!(m.globals, ["_C__g"]);
    let keyword = Constant::Tuple(vec![Constant::Str("__k".into())]);
    assert!(m.constants.contains(&keyword));
}

#[test]
fn names_and_lines_of_code_objects() {
    let text = "
def f():
    global g
    @d
    def g(): pass
    class C:
        m = lambda: 1
        def n(self): return (x for x in self)
";
    let names = |qualname: &str| {
        let code = function(text, qualname);
        (code.name.clone(), code.first_line)
    };
    assert_eq!(names("f"), ("f".into(), 2));
    assert_eq!(names("g"), ("g".into(), 4));
    assert_eq!(names("f.<locals>.C.<lambda>"), ("<lambda>".into(), 7));
    let generator = "f.<locals>.C.n.<locals>.<genexpr>";
    assert_eq!(names(generator), ("<genexpr>".into(), 8));
    let code = function(text, generator);
    assert_eq!(code.kind, CodeKind::GeneratorExpression);
    assert!(code.is_generator);
    assert_eq!(ops(&code)[0], Op::MakeGenerator);
}

#[test]
fn constants_are_folded_and_shared() {
    let code = function(
        "def f(x):\n return x + 60 * 60 * 24 + 86400, -1, 'a' 'b' * 2",
        "f",
    );
    assert_eq!(
        count(&code, Op::Mul) + count(&code, Op::MulK) + count(&code, Op::Neg),
        0
    );
    let days = code
        .constants
        .iter()
        .filter(|c| **c == Constant::Int(86400));
    assert_eq!(days.count(), 1);
    let code = function("def f(x):\n return 1, (2, 'a'), 3.5", "f");
    assert_eq!(ops(&code), [Op::ReturnConst]);
}

#[test]
fn code_that_cannot_be_reached_is_left_out() {
    let code = function("def f(x):\n return 1\n print(x)\n while x: pass", "f");
    assert_eq!(ops(&code), [Op::ReturnConst]);
    let code = function("def f(x):\n while True: pass\n print(x)", "f");
    assert_eq!(ops(&code), [Op::Jump]);
    let code = function("def f(x):\n if __debug__: return x\n print(x)", "f");
    assert_eq!(ops(&code), [Op::Return]);
}

#[test]
fn an_instruction_carries_the_range_that_a_traceback_underlines() {
    let text = "def f(x):\n    return x.a.b(1)[2] + x\n";
    let code = function(text, "f");
    let spans = code
        .spans
        .iter()
        .map(|s| &text[s.start as usize..s.end as usize]);
    let spans: Vec<&str> = spans.collect();
    assert_eq!(
        spans,
        [
            "x.a",
            "x.a.b",
            "1",
            "x.a.b(1)",
            "x.a.b(1)[2]",
            "x.a.b(1)[2] + x",
            "return x.a.b(1)[2] + x"
        ]
    );
    let text = "x = (a\n     .b()\n     .c())\n";
    let code = module(text);
    let call = code
        .instructions
        .iter()
        .rposition(|i| i.op() == Op::CallMethod);
    let span = code.spans[call.unwrap_or(0)];
    assert_eq!(&text[span.start as usize..span.end as usize], "c()");
}

#[test]
fn super_without_arguments_gets_the_class_and_the_first_argument() {
    let call = |text: &str, qualname: &str| {
        let code = function(text, qualname);
        let call = code.instructions.iter().find(|i| i.op() == Op::Call);
        (code.free_variables.clone(), call.map(|i| i.c()))
    };
    let class = vec!["__class__".to_string()];
    let method = "class C:\n def m(this, x): return super()";
    assert_eq!(call(method, "C.m"), (class.clone(), Some(2)));
    let captured = "class C:\n def m(self): return [super() for x in self], lambda: self";
    assert_eq!(call(captured, "C.m"), (class.clone(), Some(2)));
    let explicit = "class C:\n def m(self): return super(C, self)";
    assert_eq!(call(explicit, "C.m"), (class.clone(), Some(2)));
    // Where there is no class or no argument, the call itself says what is missing.
    assert_eq!(call("def f(self): return super()", "f"), (vec![], Some(0)));
    let bare = "class C:\n def m(): return super()";
    assert_eq!(call(bare, "C.m"), (class.clone(), Some(0)));
    let own = "def super(): pass\nclass C:\n def m(self): return super()";
    assert_eq!(call(own, "C.m"), (class, Some(0)));
}

#[test]
fn tracebacks_mark_operators_and_brackets_apart() {
    let text = "x = a + b * c\ny = f(a)[b]\nz[1] = a.m(b)\na+(b)\n";
    let code = module(text);
    let shown = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    let marked = |op: Op| {
        let pc = ops(&code).iter().position(|&other| other == op);
        code.anchor(pc.unwrap_or(0)).map(shown)
    };
    assert_eq!(marked(Op::Mul), Some("*"));
    assert_eq!(marked(Op::Add), Some("+"));
    assert_eq!(marked(Op::Call), Some("(a)"));
    assert_eq!(marked(Op::GetItem), Some("[b]"));
    assert_eq!(marked(Op::SetItem), Some("[1]"));
    assert_eq!(marked(Op::CallMethod), Some("(b)"));
    assert_eq!(marked(Op::LoadMethod), None);
    let last = ops(&code).iter().rposition(|&other| other == Op::Add);
    assert_eq!(code.anchor(last.unwrap_or(0)).map(shown), Some("+("));
}

#[test]
fn a_jump_that_is_too_far_goes_around() {
    let body = "  x = x + y\n".repeat(40_000);
    let text = format!("def f(x, y):\n while x < y:\n{body} for x in y:\n{body} return x");
    let code = function(&text, "f");
    assert!(code.instructions.len() > 80_000);
    assert!(count(&code, Op::Jump) >= 3);
}

#[test]
fn the_deepest_trees_fit_a_thread_of_two_mebibytes() {
    let nested = |open: &str, close: &str, times: usize| {
        format!(
            "def f(x):\n return {}x{}\n",
            open.repeat(times),
            close.repeat(times)
        )
    };
    let deep = [
        nested("lambda: ", "", 490),
        nested("not ", "", 490),
        nested("", "[0]", 490),
        nested("(", " for x in x)", 190),
        nested("f(k=", ")", 190),
        nested("{1: [", "]}", 95),
    ];
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        let compiling = thread.spawn_scoped(scope, || deep.each_ref().map(|text| module(text)));
        let codes = compiling.map(|thread| thread.join());
        assert!(matches!(codes, Ok(Ok(_))));
    });
}

#[test]
fn exec_with_a_mapping_asks_the_mapping_first() {
    let Ok(code) = compile_in("x = y\n[x for a in y]\nglobal z\nz = 1", Namespace::Mapping) else {
        panic!("it compiles");
    };
    assert_eq!(count(&code, Op::LoadName), 3);
    assert_eq!(count(&code, Op::StoreName), 1);
    assert_eq!(count(&code, Op::StoreGlobal), 1);
}

#[test]
fn an_expression_returns_its_value() {
    let code = expression("a + 1");
    assert_eq!(code.kind, CodeKind::Expression);
    assert_eq!(ops(&code), [Op::LoadGlobal, Op::AddK, Op::Return]);
}

#[test]
fn annotations_as_text() {
    let text = "
from __future__ import annotations
def f(a: dict[str,int]|None, b: 'x') -> List [ 1 ]: pass
v: undefined.thing = 1
";
    let module = module(text);
    let has = |text: &str| module.constants.contains(&Constant::Str(text.into()));
    assert!(has("dict[str, int] | None"));
    assert!(has("'x'"));
    assert!(has("List[1]"));
    assert!(has("undefined.thing"));
    assert!(!module.globals.iter().any(|g| g == "undefined"));
}

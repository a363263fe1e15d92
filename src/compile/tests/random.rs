//! Random programs: each compiles to code that the verifier and the liveness check accept, or is refused with a diagnostic.

use proptest::prelude::*;

use super::liveness::violations;
use crate::compile::compile_module;
use crate::source::Source;
use crate::syntax::parse_module;

/// Writes a program that the given bytes choose; without bytes left, the smallest one.
struct Writer<'b> {
    choices: std::slice::Iter<'b, u8>,
    text: String,
    /// Whether `return` and `yield`, and whether `break` and `continue` may stand here.
    in_function: bool,
    in_loop: bool,
}

const NAMES: [&str; 6] = ["a", "b", "c", "self", "G", "__p"];

impl Writer<'_> {
    fn choose(&mut self, among: usize) -> usize {
        *self.choices.next().unwrap_or(&0) as usize % among
    }

    fn name(&mut self) -> &'static str {
        NAMES[self.choose(NAMES.len())]
    }

    fn expr(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.name().to_string();
        }
        let depth = depth - 1;
        let choice = self.choose(28);
        let mut e = || self.expr(depth);
        match choice {
            0 => self.name().to_string(),
            1 => "(1)".to_string(),
            2 => "None".to_string(),
            3 => format!("({} + {})", e(), e()),
            4 => format!("({} - 2 * {})", e(), e()),
            5 => format!("({} and {} or {})", e(), e(), e()),
            6 => format!("({} < {} <= {})", e(), e(), e()),
            7 => format!("({} is None)", e()),
            8 => format!("(not {} in {})", e(), e()),
            9 => format!("({} if {} else {})", e(), e(), e()),
            10 => format!("{}({}, {})", e(), e(), e()),
            11 => format!("{}.m({}, k={})", e(), e(), e()),
            12 => format!("{}(*{}, k={}, **{})", e(), e(), e(), e()),
            13 => format!("{}[{}:{}]", e(), e(), e()),
            14 => format!("{}.attr", e()),
            15 => format!("[{}, *{}, {}]", e(), e(), e()),
            16 => format!("{{{}: {}, **{}}}", e(), e(), e()),
            17 => format!("[{} for a in {} if {}]", e(), e(), e()),
            18 => format!("{{{}: c for b, c in {} for a in range({})}}", e(), e(), e()),
            19 => format!("sum({} for c in {})", e(), e()),
            20 => format!("(lambda b, *c: {})", e()),
            21 => format!("f'{{{}!r:>{{{}}}}} x {{{}}}'", "a", "b", "c"),
            22 => format!("({} := {})", ["a", "b", "w"][depth % 3], e()),
            23 => format!("({} != {})", e(), e()),
            24 => "super().m()".to_string(),
            25 => format!("-{}", e()),
            26 => format!("({}, 1, ({}, {}))", e(), e(), e()),
            _ => "'text'".to_string(),
        }
    }

    fn target(&mut self) -> String {
        match self.choose(6) {
            0..=2 => self.name().to_string(),
            3 => format!("({}).attr", self.expr(1)),
            4 => format!("({})[{}]", self.expr(1), self.expr(1)),
            _ => format!("{}, (*{}, {}.y)", self.name(), self.name(), self.name()),
        }
    }

    fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn block(&mut self, indent: usize, depth: usize) {
        for _ in 0..=self.choose(3) {
            self.stmt(indent, depth);
        }
    }

    /// A header and its block.
    fn compound(&mut self, indent: usize, depth: usize, header: &str) {
        let outer = (self.in_function, self.in_loop);
        match header.split(' ').next() {
            Some("def") => (self.in_function, self.in_loop) = (true, false),
            Some("class") => (self.in_function, self.in_loop) = (false, false),
            Some("while" | "for") => self.in_loop = true,
            _ => {}
        }
        self.line(indent, header);
        self.block(indent + 1, depth);
        (self.in_function, self.in_loop) = outer;
    }

    fn stmt(&mut self, indent: usize, depth: usize) {
        let simple = 14;
        let choice = self.choose(if depth == 0 { simple } else { simple + 12 });
        let depth = depth.saturating_sub(1);
        let e = format!("({})", self.expr(2));
        let target = self.target();
        let name = self.name();
        match choice {
            0 => self.line(indent, "pass"),
            1 | 2 => self.line(indent, &format!("{target} = {e}")),
            3 => self.line(indent, &format!("{name} += {e}")),
            4 => self.line(indent, &e),
            5 if self.in_function => self.line(indent, &format!("return {e}")),
            6 if self.in_loop => self.line(indent, "break"),
            7 if self.in_loop => self.line(indent, "continue"),
            8 if self.in_function => self.line(indent, &format!("{name} = yield {e}")),
            5..=7 => self.line(indent, &format!("{name}({e})")),
            8 => self.line(indent, &format!("del {name}")),
            9 => self.line(indent, &format!("raise {e}")),
            10 => self.line(indent, &format!("assert {e}, {name}")),
            11 => self.line(indent, &format!("a, b = b, {e}")),
            12 => self.line(indent, &format!("c = {name} = {e}")),
            13 => self.line(indent, &format!("{name}: {name} = {e}")),
            14 => {
                self.compound(indent, depth, &format!("if {e}:"));
                self.compound(indent, depth, "else:");
            }
            15 => {
                self.compound(indent, depth, &format!("while {e}:"));
                self.compound(indent, depth, "else:");
            }
            16 => self.compound(indent, depth, "while True:"),
            17 => self.compound(indent, depth, &format!("for {target} in {e}:")),
            18 => self.compound(indent, depth, &format!("for {name} in range({e}):")),
            19 => {
                self.compound(indent, depth, "try:");
                self.compound(indent, depth, &format!("except {e} as {name}:"));
                self.compound(indent, depth, "except:");
            }
            20 => {
                self.compound(indent, depth, "try:");
                self.compound(indent, depth, "finally:");
            }
            21 => self.compound(indent, depth, &format!("with {e} as {target}, {name}:")),
            22 => self.compound(indent, depth, &format!("def {name}(a, b={e}, *, c=1):")),
            23 => self.compound(indent, depth, &format!("class {name}({e}):")),
            24 => {
                self.line(indent, &format!("match {e}:"));
                self.compound(indent + 1, depth, "case [a, *_, 1] | [1, a]:");
                self.compound(indent + 1, depth, "case {'k': b, **c}:");
                self.compound(indent + 1, depth, "case G(c, k=None) if c:");
            }
            _ => {
                let declaration = ["nonlocal b", "nonlocal c", "global a", "nonlocal self"];
                let declaration = declaration[self.choose(declaration.len())];
                self.line(indent, "def nested(d):");
                self.line(indent + 1, declaration);
                self.compound(indent + 1, depth, "if d:");
            }
        }
    }
}

fn program(choices: &[u8]) -> String {
    let mut writer = Writer {
        choices: choices.iter(),
        text: String::new(),
        in_function: false,
        in_loop: false,
    };
    writer.compound(0, 3, "def f(self, a, *b, **c):");
    writer.block(0, 3);
    writer.text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_program_compiles_soundly_or_is_refused(choices in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = program(&choices);
        let source = Source::new("random.py", text.clone());
        let (module, errors) = parse_module(&source);
        prop_assert!(errors.is_empty(), "{}\n{:?}", text, errors);
        match compile_module(&module, &source) {
            Ok(code) => {
                let found = violations(&code);
                prop_assert!(found.is_empty(), "{}\n{:?}", text, found);
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(!error.message.contains("internal"), "{}\n{:?}", text, error);
                }
            }
        }
    }
}

//! The discipline of the register stack: no window destroys what is still needed, no temporary is read before it is written, and a
//! variable changes only when its new value is complete.

use super::liveness::violations;
use super::{count, function, listing, module};
use crate::bytecode::{Code, Instruction, Op};

#[test]
fn windows_lie_above_everything_that_is_needed() {
    let text = "
def calls(f, x):
    return f(x) + f(x, f(x), k=f(x)) * x.m(f(x), *x, **f(x))[f(x):f(x)]

def displays(f, x):
    return [f(x), *f(x), (f(x), {f(x): f(x), **f(x)}, f'{f(x)}{f(x):{f(x)}}')]

def loops(f, x):
    for a in f(x):
        for b in range(f(a), f(x)):
            while f(a) < f(b) < f(x):
                with f(a) as c, f(b) as x.y:
                    if f(c):
                        return f(a), f(b)
                    if f(b):
                        break
                    continue
    return [f(a) for a in f(x) for b in range(f(a)) if f(b)]

def tries(f, x):
    for a in x:
        try:
            f(a)
        except f(x) as e:
            try:
                return f(e)
            finally:
                f(x)
        except:
            f(a)
            raise
        else:
            continue
        finally:
            with f(a):
                if f(x):
                    break
                f(a)
    return f(x)

def matches(f, x):
    match f(x):
        case {'a': [p, *_, q], **rest} if f(p, q): return rest
        case f.C(a, b=[b]) | [a, b]: return f(a, b)

@f(1)
@f(2)
class C(f(3), *f(4), k=f(5)):
    x: f(6) = f(7)
    @f(8)
    def m(self, a=f(9), *, b=f(10)) -> f(11):
        return super().m(f(12), (lambda: self)())
";
    assert_eq!(violations(&module(text)), Vec::<String>::new());
}

#[test]
fn the_check_itself_sees_a_bad_window() {
    let sound = function("def f(x):\n return x() + x()", "f");
    let swapped = |a: u16, b: u16| {
        let mut instructions = sound.instructions.to_vec();
        let second = instructions.iter().rposition(|i| i.op() == Op::Call);
        instructions[second.unwrap_or(0)] = Instruction::new(Op::Call, 0, a, b, 0);
        Code {
            instructions: instructions.into(),
            name: sound.name.clone(),
            qualname: sound.qualname.clone(),
            source: sound.source.clone(),
            first_line: 1,
            kind: sound.kind,
            parameters: sound.parameters.clone(),
            is_generator: false,
            locals: sound.locals.clone(),
            free_variables: Vec::new(),
            registers: sound.registers + 1,
            spans: sound.spans.clone(),
            anchors: Vec::new(),
            constants: Vec::new(),
            globals: Vec::new(),
            sites: Vec::new(),
            codes: Vec::new(),
            handlers: Vec::new(),
            docstring: None,
        }
    };
    assert_eq!(violations(&swapped(2, 2)), Vec::<String>::new());
    let found = violations(&swapped(2, 1));
    assert!(found.iter().any(|v| v.contains("destroys")), "{found:?}");
    let found = violations(&swapped(1, 3));
    assert!(
        found.iter().any(|v| v.contains("before it is written")),
        "{found:?}"
    );
}

#[test]
fn locals_are_operands_where_they_stand() {
    let code = function(
        "def f(a, b):\n a.x = b[a] + a\n return -b if a < b else a",
        "f",
    );
    assert_eq!(count(&code, Op::Move), 0, "{:#?}", listing(&code));
}

#[test]
fn a_local_is_copied_if_a_later_operand_rebinds_it() {
    let code = function("def f(a):\n return a + (a := 2)", "f");
    assert_eq!(
        listing(&code),
        [
            "0 Move R1 a",
            "1 LoadInt a 2",
            "2 Add R1 R1 a",
            "3 Return R1"
        ]
    );
    let code = function("def f(a):\n return a + [a := b for b in a]", "f");
    assert_eq!(listing(&code)[0], "0 Move R1 a");
}

#[test]
fn results_go_straight_to_their_variable() {
    let code = function(
        "def f(a, b):\n a = a + b\n a = [a, b]\n a -= 1\n a = b(a)\n return a",
        "f",
    );
    let to_a = code
        .instructions
        .iter()
        .filter(|i| matches!(i.op(), Op::Add | Op::BuildList | Op::SubK | Op::Call) && i.a() == 0);
    assert_eq!(to_a.count(), 4);
}

#[test]
fn a_variable_keeps_its_value_until_the_new_one_is_complete() {
    // If `b` raises, `a` must still be what it was: it is not written before `b` is tested or added.
    for value in [
        "a and b",
        "b < a < b",
        "[b, *a]",
        "{1: b, **a}",
        "[b for c in a]",
    ] {
        let code = function(&format!("def f(a, b):\n a = {value}\n return a"), "f");
        let writes: Vec<usize> = code
            .instructions
            .iter()
            .enumerate()
            .filter(|(_, i)| i.op() != Op::Return && i.a() == 0 && writes_a(i.op()))
            .map(|(pc, _)| pc)
            .collect();
        let before_return = code.instructions.len() - 2;
        assert_eq!(writes, [before_return], "{value}: {:#?}", listing(&code));
    }
}

fn writes_a(op: Op) -> bool {
    op.layout().a == crate::bytecode::Role::Write
}

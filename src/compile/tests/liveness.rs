//! A second opinion on registers: which are live where, so that tests can say that no call's window destroys one that is still
//! needed and that no temporary is read before it is written. The verifier checks ranges only.

use crate::bytecode::{Code, Instruction, Op, Role};

/// What an instruction does to registers.
#[derive(Default)]
struct Effect {
    reads: Vec<usize>,
    writes: Vec<usize>,
    /// Registers from here on are lost, unless written.
    destroys_from: Option<usize>,
}

type Set = Vec<bool>;

/// Every violation in a code object and those nested in it.
pub(crate) fn violations(code: &Code) -> Vec<String> {
    let mut found = Vec::new();
    check(code, &mut found);
    for nested in &code.codes {
        found.extend(violations(nested));
    }
    found
}

fn check(code: &Code, found: &mut Vec<String>) {
    let live = live_before(code);
    let mut report = |pc: usize, what: String| {
        found.push(format!("{} at {pc}: {what}", code.qualname));
    };
    let temporaries = live[0].iter().enumerate().skip(code.locals.len());
    for (register, _) in temporaries.filter(|(_, live)| **live) {
        report(
            0,
            format!("temporary {register} is read before it is written"),
        );
    }
    for (pc, &instruction) in code.instructions.iter().enumerate() {
        let effect = effect(instruction);
        let Some(from) = effect.destroys_from else {
            continue;
        };
        let mut needed = vec![false; live[pc].len()];
        for next in successors(code, pc) {
            union(&mut needed, &live[next]);
        }
        effect.writes.iter().for_each(|&w| needed[w] = false);
        if let Some(handler) = handler_of(code, pc) {
            union(&mut needed, &at_handler(code, handler, &live));
        }
        for (register, _) in needed.iter().enumerate().skip(from).filter(|(_, n)| **n) {
            report(pc, format!("a call destroys register {register}"));
        }
    }
}

fn live_before(code: &Code) -> Vec<Set> {
    let mut live = vec![vec![false; code.registers as usize]; code.instructions.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for pc in (0..code.instructions.len()).rev() {
            let effect = effect(code.instructions[pc]);
            let mut set = vec![false; code.registers as usize];
            for next in successors(code, pc) {
                union(&mut set, &live[next]);
            }
            effect.writes.iter().for_each(|&w| set[w] = false);
            effect.reads.iter().for_each(|&r| set[r] = true);
            if let Some(handler) = handler_of(code, pc) {
                union(&mut set, &at_handler(code, handler, &live));
            }
            if set != live[pc] {
                live[pc] = set;
                changed = true;
            }
        }
    }
    live
}

fn union(set: &mut Set, other: &Set) {
    set.iter_mut().zip(other).for_each(|(a, b)| *a |= b);
}

/// The handler that an exception at `pc` goes to: the first one that covers it.
fn handler_of(code: &Code, pc: usize) -> Option<usize> {
    code.handlers
        .iter()
        .position(|h| (h.start as usize..h.end as usize).contains(&pc))
}

/// What must be in the registers when the handler is entered.
fn at_handler(code: &Code, handler: usize, live: &[Set]) -> Set {
    let handler = &code.handlers[handler];
    let mut set = live[handler.target as usize].clone();
    set[handler.register as usize] = false;
    set[handler.register as usize + 1] = false;
    set
}

fn successors(code: &Code, pc: usize) -> Vec<usize> {
    let instruction = code.instructions[pc];
    let layout = instruction.op().layout();
    let distance = match (layout.b, layout.c) {
        (Role::Jump, _) => Some(instruction.immediate() as isize),
        (_, Role::Jump) => Some(instruction.jump()),
        _ => None,
    };
    let mut next = Vec::new();
    next.extend(distance.and_then(|distance| (pc + 1).checked_add_signed(distance)));
    let ends = matches!(
        instruction.op(),
        Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise | Op::Jump
    );
    if !ends {
        next.push(pc + 1);
    }
    next
}

fn effect(i: Instruction) -> Effect {
    let (a, b, c, d) = (i.a(), i.b(), i.c(), i.d() as usize);
    let mut effect = Effect::default();
    let layout = i.op().layout();
    for (role, operand) in [(layout.a, a), (layout.b, b), (layout.c, c)] {
        match role {
            Role::Read => effect.reads.push(operand),
            Role::Write => effect.writes.push(operand),
            _ => {}
        }
    }
    let call = |arguments: usize| Effect {
        reads: (b..b + arguments).collect(),
        writes: vec![a],
        destroys_from: Some(b),
    };
    match i.op() {
        Op::Call => call(c + 1),
        Op::CallKw | Op::CallMethod => call(c + 2),
        Op::CallMethodKw => call(c + 3),
        Op::CallEx => call(2 + d),
        Op::ForRangePrep => Effect {
            reads: (a..=a + d).collect(),
            writes: (a..a + 4).collect(),
            destroys_from: Some(a),
        },
        Op::WithExit => Effect {
            reads: vec![a],
            writes: Vec::new(),
            destroys_from: Some(a),
        },
        Op::WithEnter => Effect {
            reads: vec![b],
            writes: vec![a, a + 1],
            destroys_from: Some(a),
        },
        Op::ForRange => Effect {
            reads: (b..b + 4).collect(),
            ..effect
        },
        Op::LoadMethod => Effect {
            writes: vec![a, a + 1],
            ..effect
        },
        Op::BuildList | Op::BuildTuple | Op::BuildSet | Op::BuildString => Effect {
            reads: (b..b + c).collect(),
            ..effect
        },
        Op::BuildDict => Effect {
            reads: (b..b + 2 * c).collect(),
            ..effect
        },
        Op::BuildSlice => Effect {
            reads: (b..b + 3).collect(),
            ..effect
        },
        Op::UnpackSequence => Effect {
            writes: (a..a + c).collect(),
            ..effect
        },
        Op::UnpackStar => Effect {
            writes: (a..=a + c + d).collect(),
            ..effect
        },
        Op::MakeFunction => Effect {
            reads: (0..4).filter(|n| d >> n & 1 == 1).map(|n| c + n).collect(),
            ..effect
        },
        Op::CopyFree => Effect {
            writes: (a..a + b).collect(),
            ..effect
        },
        Op::Reraise => Effect {
            reads: vec![a, a + 1],
            ..effect
        },
        Op::PopExcept => Effect {
            reads: vec![a + 1],
            writes: vec![a, a + 1],
            ..effect
        },
        Op::MakeCell | Op::MatchClass => {
            effect.reads.push(a);
            effect
        }
        Op::Raise => Effect {
            reads: [a, b][..d].to_vec(),
            ..effect
        },
        Op::LoadName | Op::LoadNameCell | Op::StoreName | Op::DeleteName => {
            effect.reads.push(0);
            effect
        }
        // The dict that is built stands where nothing is read.
        Op::DictUpdate if d == 0 => Effect {
            reads: vec![a, b],
            ..effect
        },
        _ => effect,
    }
}

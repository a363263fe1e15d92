//! The verifier: checks every operand of a code object once, when it is created, so that the loop may trust them.
//!
//! What it establishes, and the loop's SAFETY notes cite: every opcode byte names an opcode; registers and windows lie inside
//! the frame; constants, globals, sites and nested code exist; jumps land on an instruction of the same code; execution
//! cannot run off the end; handler ranges and registers are sound. It does not check that values have sensible types: no
//! instruction relies on that.

use std::fmt;

use super::op::Role;
use super::{Code, CodeKind, Constant, Instruction, Op};

/// Why a code object was refused: always a defect of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// Index of the instruction, if it is about one.
    pub pc: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pc {
            Some(pc) => write!(f, "instruction {pc}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for VerifyError {}

/// Checks a code object (not its nested ones; they were checked when they were created).
pub fn verify(code: &Code) -> Result<(), VerifyError> {
    let fail = |pc, reason: &str| {
        Err(VerifyError {
            pc,
            reason: reason.to_string(),
        })
    };
    let len = code.instructions.len();
    if code.spans.len() != len {
        return fail(None, "spans and instructions differ in number");
    }
    if code.locals.len() > code.registers as usize
        || code.parameters.registers() > code.locals.len()
    {
        return fail(None, "more parameters or locals than registers");
    }
    if code.kind == CodeKind::Class && code.registers == 0 {
        return fail(None, "a class body without a register for its namespace");
    }
    if code.parameters.positional_only > code.parameters.positional {
        return fail(None, "more positional-only than positional parameters");
    }
    match code.instructions.last() {
        Some(last) if ends_execution(*last) => {}
        _ => return fail(None, "execution can run off the end"),
    }
    for (pc, &instruction) in code.instructions.iter().enumerate() {
        if let Err(reason) = verify_instruction(code, pc, instruction) {
            return fail(Some(pc), &reason);
        }
    }
    for handler in &code.handlers {
        let sound = handler.start <= handler.end
            && handler.end as usize <= len
            && (handler.target as usize) < len
            && handler.register as usize + 2 <= code.registers as usize;
        if !sound {
            return fail(None, "an exception handler is out of range");
        }
    }
    Ok(())
}

fn ends_execution(instruction: Instruction) -> bool {
    matches!(
        instruction.op(),
        Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise | Op::Jump
    )
}

fn verify_instruction(code: &Code, pc: usize, instruction: Instruction) -> Result<(), String> {
    if instruction.op_byte() as usize >= Op::COUNT {
        return Err(format!(
            "no opcode has the number {}",
            instruction.op_byte()
        ));
    }
    let layout = instruction.op().layout();
    if !layout.uses_d && instruction.d() != 0 {
        return Err("operand d is not used".to_string());
    }
    let wide = matches!(layout.b, Role::Jump | Role::Immediate);
    let (b, c) = if wide {
        (0, 0)
    } else {
        (instruction.b(), instruction.c())
    };
    for (role, operand) in [(layout.a, instruction.a()), (layout.b, b), (layout.c, c)] {
        verify_operand(code, pc, instruction, role, operand, wide)?;
    }
    verify_special(code, instruction)
}

fn verify_operand(
    code: &Code,
    pc: usize,
    instruction: Instruction,
    role: Role,
    operand: usize,
    wide: bool,
) -> Result<(), String> {
    let registers = code.registers as usize;
    let within = |limit: usize, what: &str| {
        if operand < limit {
            Ok(())
        } else {
            Err(format!("{what} {operand} of {limit}"))
        }
    };
    match role {
        Role::Unused if operand != 0 => Err("an unused operand is not zero".to_string()),
        Role::Unused | Role::Count | Role::Immediate => Ok(()),
        Role::Read | Role::Write => within(registers, "register"),
        Role::Window { per, plus } => {
            let size = instruction.c() * per as usize + plus as usize;
            within((registers + 1).saturating_sub(size), "window at register")
        }
        Role::StarWindow => {
            let size = instruction.c() + instruction.d() as usize + 1;
            within((registers + 1).saturating_sub(size), "window at register")
        }
        Role::Const => within(code.constants.len(), "constant"),
        Role::Name => match code.constants.get(operand) {
            Some(Constant::Str(_)) => Ok(()),
            _ => Err(format!("constant {operand} is not a name")),
        },
        Role::Global => within(code.globals.len(), "global"),
        Role::Site => within(code.sites.len(), "site"),
        Role::Code => within(code.codes.len(), "code"),
        Role::Jump => {
            let distance = if wide {
                instruction.immediate() as isize
            } else {
                instruction.jump()
            };
            match (pc + 1).checked_add_signed(distance) {
                Some(target) if target < code.instructions.len() => Ok(()),
                _ => Err(format!("jump by {distance} leaves the code")),
            }
        }
    }
}

/// What the table's roles cannot say.
fn verify_special(code: &Code, instruction: Instruction) -> Result<(), String> {
    let registers = code.registers as usize;
    match instruction.op() {
        Op::CopyFree
            if instruction.b() != code.free_variables.len()
                || instruction.a() + instruction.b() > registers =>
        {
            Err("the closure does not fit".to_string())
        }
        Op::ForRangePrep if !(1..=3).contains(&instruction.d()) => {
            Err("range takes one to three arguments".to_string())
        }
        Op::MakeGenerator | Op::Yield | Op::YieldFrom if !code.is_generator => {
            Err("only a generator yields".to_string())
        }
        // The loop reads R[0] as the namespace; a register always exists, its type is checked there.
        Op::LoadName | Op::LoadNameCell | Op::StoreName | Op::DeleteName if registers == 0 => {
            Err("no namespace register".to_string())
        }
        Op::Raise if instruction.d() > 2 => Err("raise has three forms".to_string()),
        _ => Ok(()),
    }
}

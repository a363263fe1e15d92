//! The disassembler: what `gilscope dis` prints.

use std::fmt::Write;

use super::op::Role;
use super::{Code, Constant, Instruction};

/// Lists a code object and those nested in it: line, safepoint mark, index, opcode, operands and what they name. `*` marks instructions
/// at which the GIL can be dropped: calls, taken backward jumps, resumed generators.
pub fn disassemble(code: &Code) -> String {
    let mut out = String::new();
    list(code, &mut out);
    out
}

fn list(code: &Code, out: &mut String) {
    let _ = writeln!(
        out,
        "{} ({}, line {}, {} registers)",
        code.qualname,
        code.source.name(),
        code.first_line,
        code.registers
    );
    let targets = jump_targets(code);
    let mut last_line = 0;
    for (pc, &instruction) in code.instructions.iter().enumerate() {
        let line = code.line(pc);
        let shown = if line == last_line {
            String::new()
        } else {
            line.to_string()
        };
        last_line = line;
        let mark = if is_safepoint(instruction) { '*' } else { ' ' };
        let target = if targets.contains(&pc) { '>' } else { ' ' };
        let _ = write!(
            out,
            "{shown:>5} {target}{mark}{pc:>4}  {:<16} ",
            instruction.op().name()
        );
        let _ = writeln!(out, "{}", operands(code, pc, instruction).trim_end());
    }
    for handler in &code.handlers {
        let _ = writeln!(
            out,
            "      {}..{} raises -> {} with R{}",
            handler.start, handler.end, handler.target, handler.register
        );
    }
    for nested in &code.codes {
        out.push('\n');
        list(nested, out);
    }
}

fn jump_distance(instruction: Instruction) -> Option<isize> {
    let layout = instruction.op().layout();
    match (layout.b, layout.c) {
        (Role::Jump, _) => Some(instruction.immediate() as isize),
        (_, Role::Jump) => Some(instruction.jump()),
        _ => None,
    }
}

fn jump_targets(code: &Code) -> std::collections::HashSet<usize> {
    let target = |(pc, &i): (usize, &Instruction)| {
        jump_distance(i).and_then(|d| (pc + 1).checked_add_signed(d))
    };
    code.instructions
        .iter()
        .enumerate()
        .filter_map(target)
        .collect()
}

fn is_safepoint(instruction: Instruction) -> bool {
    instruction.op().layout().safepoint
        || jump_distance(instruction).is_some_and(|distance| distance < 0)
}

fn operands(code: &Code, pc: usize, instruction: Instruction) -> String {
    let layout = instruction.op().layout();
    let wide = matches!(layout.b, Role::Jump | Role::Immediate);
    let mut text = String::new();
    let mut notes = Vec::new();
    for (role, operand) in [
        (layout.a, instruction.a()),
        (layout.b, instruction.b()),
        (layout.c, instruction.c()),
    ] {
        if role == Role::Unused {
            continue;
        }
        let shown = match role {
            Role::Read | Role::Write => register(code, operand),
            Role::Window { .. } | Role::StarWindow => format!("R{operand}.."),
            Role::Const | Role::Name => {
                notes.push(code.constants.get(operand).map_or(String::new(), constant));
                format!("K{operand}")
            }
            Role::Global => code.globals.get(operand).cloned().unwrap_or_default(),
            Role::Site => format!(".{}", code.sites.get(operand).map_or("", |s| s)),
            Role::Code => code
                .codes
                .get(operand)
                .map_or(String::new(), |c| format!("<{}>", c.name)),
            Role::Jump => {
                let distance = jump_distance(instruction).unwrap_or(0);
                format!("-> {}", (pc as isize + 1).wrapping_add(distance))
            }
            Role::Immediate => instruction.immediate().to_string(),
            Role::Count | Role::Unused => operand.to_string(),
        };
        text.push_str(&shown);
        text.push(' ');
        if wide && role == layout.b {
            break;
        }
    }
    if layout.uses_d && instruction.d() != 0 {
        let _ = write!(text, "d={} ", instruction.d());
    }
    if !notes.is_empty() {
        text = format!("{text:<24} ; {}", notes.join(", "));
    }
    text
}

fn register(code: &Code, index: usize) -> String {
    match code.locals.get(index) {
        Some(name) => name.clone(),
        None => format!("R{index}"),
    }
}

fn constant(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_string(),
        Constant::Bool(true) => "True".to_string(),
        Constant::Bool(false) => "False".to_string(),
        Constant::Ellipsis => "...".to_string(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => value.to_string(),
        Constant::Float(bits) => format!("{:?}", f64::from_bits(bits.0)),
        Constant::Imaginary(bits) => format!("{:?}j", f64::from_bits(bits.0)),
        Constant::Str(text) => format!("{text:?}"),
        Constant::Bytes(bytes) => format!("{} bytes", bytes.len()),
        Constant::Tuple(items) => {
            let items: Vec<String> = items.iter().map(self::constant).collect();
            format!("({})", items.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;

    #[test]
    fn every_opcode_has_a_notation() {
        for number in 0..Op::COUNT {
            assert!(!Op::ALL[number].layout().notation.is_empty());
        }
    }
}

//! The 64-bit instruction word: an opcode, an 8-bit operand `d` and three 16-bit operands `a`, `b`, `c`.

use std::fmt;

use super::op::Op;

/// Largest value of an operand `a`, `b` or `c`.
pub const MAX_OPERAND: usize = u16::MAX as usize;

/// One instruction. From the low bits: `op:8 d:8 a:16 b:16 c:16`; a long jump or immediate is a signed
/// 32-bit number in `b` and `c`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Instruction(u64);

impl Instruction {
    /// An instruction of four operands.
    pub const fn new(op: Op, d: u8, a: u16, b: u16, c: u16) -> Instruction {
        Instruction(
            op as u64 | (d as u64) << 8 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48,
        )
    }

    /// An instruction with a 32-bit immediate or jump distance in place of `b` and `c`.
    pub const fn with_immediate(op: Op, d: u8, a: u16, immediate: i32) -> Instruction {
        Instruction(
            op as u64 | (d as u64) << 8 | (a as u64) << 16 | (immediate as u32 as u64) << 32,
        )
    }

    /// The opcode.
    #[inline(always)]
    pub const fn op(self) -> Op {
        Op::ALL[(self.0 & 0xff) as usize]
    }

    /// The opcode's number, which may not name any opcode in a word that was never verified.
    #[inline(always)]
    pub const fn op_byte(self) -> u8 {
        self.0 as u8
    }

    /// Operand `a`.
    #[inline(always)]
    pub const fn a(self) -> usize {
        (self.0 >> 16 & 0xffff) as usize
    }

    /// Operand `b`.
    #[inline(always)]
    pub const fn b(self) -> usize {
        (self.0 >> 32 & 0xffff) as usize
    }

    /// Operand `c`.
    #[inline(always)]
    pub const fn c(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// Operand `d`: flags or a small count.
    #[inline(always)]
    pub const fn d(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// A short jump's distance in instructions, counted from the next instruction.
    #[inline(always)]
    pub const fn jump(self) -> isize {
        ((self.0 as i64) >> 48) as isize
    }

    /// The immediate or long jump's distance.
    #[inline(always)]
    pub const fn immediate(self) -> i32 {
        (self.0 >> 32) as i32
    }
}

impl fmt::Debug for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} d={} a={} b={} c={}",
            self.op().name(),
            self.d(),
            self.a(),
            self.b(),
            self.c()
        )
    }
}

//! The bytecode: one table of opcodes, code objects as plain data, the verifier and the disassembler.
//!
//! Nothing here knows values, threads or the loop that runs the code. Constants are plain data, which
//! `object` turns into values when it links a code object to a heap.

mod code;
mod dis;
mod instruction;
mod op;
mod verify;

pub use code::{Code, CodeKind, Constant, FloatBits, Handler, Parameters};
pub use dis::disassemble;
pub use instruction::{Instruction, MAX_OPERAND};
pub use op::{Layout, Op, Role};
pub use verify::{VerifyError, verify};

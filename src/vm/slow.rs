//! The slow paths of instructions, in safe code: each reads registers as slots, does the operation in full, writes its destination only on
//! success. The loop calls them when its short cuts do not apply.

mod attributes;
mod definitions;
mod displays;
mod exceptions;
mod loops;
mod matching;
mod names;

use crate::bytecode::{Instruction, Op};
use crate::heap::{Field, Slot, Value};
use crate::object::{Done, Dunder, LinkedCode, Raised, Thread};

pub(super) use attributes::{delete_attribute, load_attribute, load_method, store_attribute};
pub(super) use definitions::{import, make_function};
pub(super) use displays::{append, build, collection, format_value, starred_argument};
pub(super) use exceptions::{
    check_exception_class, match_exception, raise, with_enter, with_except, with_exit,
};
pub(super) use loops::{for_iter, for_range_prep, get_iter, next_pair, unpack};
pub(super) use matching::matching;
pub(super) use names::{
    copy_free, delete_name, empty_cell, global_missing, load_name, load_name_cell, store_name,
    unbound_local,
};

/// What a slow path returns: its destination is written.
pub(super) type Outcome = Result<(), Raised>;

/// The frame that an instruction belongs to.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) base: Slot,
    pub(super) instruction: Instruction,
}

impl At {
    pub(super) fn a(self) -> Slot {
        self.base.offset(self.instruction.a())
    }
    pub(super) fn b(self) -> Slot {
        self.base.offset(self.instruction.b())
    }
    pub(super) fn c(self) -> Slot {
        self.base.offset(self.instruction.c())
    }
}

/// Runs an operation with a free stack above the frame, and stores its result in `R[a]`.
fn store(
    thread: &mut Thread,
    at: At,
    operation: impl FnOnce(&mut Thread) -> Result<Done, Raised>,
) -> Outcome {
    let mark = thread.mark();
    let done = operation(thread)?;
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

fn constant_at(code: &LinkedCode, index: usize) -> Value<'_> {
    code.constants.get(index).map_or(Value::NONE, Field::load)
}

/// Pushes a constant.
fn push_constant(thread: &Thread, code: &LinkedCode, index: usize) -> Slot {
    thread.push(constant_at(code, index))
}

fn operator(op: Op) -> Dunder {
    match op {
        Op::Add | Op::AddK => Dunder::Add,
        Op::Sub | Op::SubK => Dunder::Sub,
        Op::Mul | Op::MulK => Dunder::Mul,
        Op::TrueDiv | Op::TrueDivK => Dunder::TrueDiv,
        Op::FloorDiv | Op::FloorDivK => Dunder::FloorDiv,
        Op::Mod | Op::ModK => Dunder::Mod,
        Op::Pow => Dunder::Pow,
        Op::MatMul => Dunder::MatMul,
        Op::LShift => Dunder::LShift,
        Op::RShift => Dunder::RShift,
        Op::And | Op::AndK => Dunder::And,
        Op::Or => Dunder::Or,
        Op::Xor => Dunder::Xor,
        Op::Lt | Op::JumpIfLt | Op::JumpIfLtK => Dunder::Lt,
        Op::Le | Op::JumpIfLe | Op::JumpIfLeK => Dunder::Le,
        Op::Gt | Op::JumpIfGt | Op::JumpIfGtK => Dunder::Gt,
        Op::Ge | Op::JumpIfGe | Op::JumpIfGeK => Dunder::Ge,
        Op::Eq | Op::JumpIfEq | Op::JumpIfEqK => Dunder::Eq,
        Op::Ne | Op::JumpIfNe | Op::JumpIfNeK => Dunder::Ne,
        Op::Neg => Dunder::Neg,
        Op::Pos => Dunder::Pos,
        _ => Dunder::Invert,
    }
}

/// A binary operator; operand c is a constant for the K forms.
#[inline(never)]
pub(super) fn binary(thread: &mut Thread, code: &LinkedCode, at: At, constant: bool) -> Outcome {
    let op = operator(at.instruction.op());
    let in_place = at.instruction.d() != 0;
    {
        let left = thread.get(at.b());
        let right = match constant {
            true => constant_at(code, at.instruction.c()),
            false => thread.get(at.c()),
        };
        if let Some(value) = super::arithmetic::direct(thread, op, left, right, in_place) {
            thread.set(at.a(), value);
            return Ok(());
        }
    }
    let mark = thread.mark();
    let right = if constant {
        push_constant(thread, code, at.instruction.c())
    } else {
        at.c()
    };
    let done = if in_place {
        super::binary_in_place(thread, op, at.b(), right)?
    } else {
        super::binary(thread, op, at.b(), right)?
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn unary(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| {
        super::unary(thread, operator(at.instruction.op()), at.b())
    })
}

#[inline(never)]
pub(super) fn compare(thread: &mut Thread, at: At) -> Outcome {
    store(thread, at, |thread| {
        super::compare(thread, operator(at.instruction.op()), at.b(), at.c())
    })
}

/// The truth of a comparison that a jump depends on.
#[inline(never)]
pub(super) fn compare_jump(
    thread: &mut Thread,
    code: &LinkedCode,
    at: At,
    constant: bool,
) -> Result<bool, Raised> {
    let op = operator(at.instruction.op());
    {
        let right = match constant {
            true => constant_at(code, at.instruction.b()),
            false => thread.get(at.b()),
        };
        if let Some(holds) = super::compare::simple(op, thread.get(at.a()), right) {
            return Ok(holds);
        }
    }
    let mark = thread.mark();
    let right = if constant {
        push_constant(thread, code, at.instruction.b())
    } else {
        at.b()
    };
    let done = super::compare(thread, op, at.a(), right)?;
    let truth = super::convert::truth_of_result(thread, done)?;
    thread.pop_to(mark);
    Ok(truth)
}

#[inline(never)]
pub(super) fn contains(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    let found = super::contains(thread, at.c(), at.b())?;
    thread.set(at.a(), Value::bool(found != (at.instruction.d() == 1)));
    thread.pop_to(mark);
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn truth(thread: &mut Thread, register: Slot) -> Result<bool, Raised> {
    let mark = thread.mark();
    let truth = super::truth(thread, register);
    thread.pop_to(mark);
    truth
}

#[inline(never)]
pub(super) fn get_item(thread: &mut Thread, code: &LinkedCode, at: At, constant: bool) -> Outcome {
    store(thread, at, |thread| {
        let key = if constant {
            push_constant(thread, code, at.instruction.c())
        } else {
            at.c()
        };
        super::get_item(thread, at.b(), key)
    })
}

#[inline(never)]
pub(super) fn set_item(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    super::set_item(thread, at.a(), at.b(), at.c())?;
    thread.pop_to(mark);
    Ok(())
}

#[inline(never)]
pub(super) fn delete_item(thread: &mut Thread, at: At) -> Outcome {
    let mark = thread.mark();
    super::delete_item(thread, at.a(), at.b())?;
    thread.pop_to(mark);
    Ok(())
}

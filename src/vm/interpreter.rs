//! The interpreter loop. Short arms; whatever is long or rare stands in `slow`, in safe code.
//!
//! **Why it is sound.** The loop keeps raw pointers to the running frame's registers, constants and instructions. The *verifier* has checked that
//! every operand lies inside the frame's registers, the code's constants, sites, globals and instructions; a frame is pushed
//! only after the stack has reserved its registers; the stack never moves. The *function keeps its code alive*: the frame's callee stands
//! in a stack slot below its registers, which only the caller's window covers. After whatever may reach a safepoint no value that was
//! read before is used: values are read from registers again. SAFETY notes below cite these as (verified), (callee rooted), (no stale values).

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use super::arithmetic::{floor_div, modulo};
use super::slow::{self, At};
use super::unwind::{Unwound, unwind};
use crate::bytecode::{Instruction, Op};
use crate::heap::{
    CellVariable, Dict, Field, Instance, Kind, List, Object, Slot, Str, Tuple, Value,
};
use crate::object::{
    AttributeCache, BoundMethod, Class, ClassFlags, ClassId, Done, Dunder, Frame, FrameKind,
    Function, Generator, GeneratorState, LinkedCode, Module, Native, Raised, RangeIterator,
    Returned, SequenceIterator, Thread,
};

/// Runs the script function in `callee` with matched arguments from `first` on.
pub(crate) fn run_function(thread: &mut Thread, callee: Slot, first: Slot) -> Returned {
    let mark = callee;
    push_frame(thread, callee, first, FrameKind::Entry, 0)?;
    match run(thread)? {
        Some(done) => {
            thread.pop_to(mark);
            Ok(done)
        }
        None => Ok(thread.done(Value::NONE)),
    }
}

/// Runs the innermost frame until it returns (or yields): Some with the value. None when a generator returned; its return value then stands
/// in the result root.
pub(super) fn run(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    if !thread.breaker().is_clear()
        && let Err(raised) = thread.safepoint()
    {
        return run_raising(thread, raised);
    }
    execute_frame(thread)
}

/// Runs the copy of the loop that the run asks for.
fn execute_frame(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    // SAFETY: the innermost frame was pushed by `push_frame` or `generator::enter`, as the loop requires; its pc is where it was
    // suspended, 0, or a handler.
    unsafe {
        match thread.counts_instructions() {
            false => execute::<false>(thread),
            true => execute::<true>(thread),
        }
    }
}

/// As [`run`], starting with an exception at the innermost frame's current instruction.
pub(super) fn run_raising(thread: &mut Thread, raised: Raised) -> Result<Option<Done>, Raised> {
    match unwind(thread, raised, false) {
        Unwound::Left(raised) => Err(raised),
        Unwound::Handled => execute_frame(thread),
    }
}

/// Pushes a frame for the function in `callee`, whose arguments are matched and stand from `first` on: reserves its registers, marks
/// the other locals unbound.
#[inline(always)]
pub(super) fn push_frame(
    thread: &mut Thread,
    callee: Slot,
    first: Slot,
    kind: FrameKind,
    destination: u16,
) -> Result<(), Raised> {
    let frame = {
        let Some(function) = thread.get(callee).cast::<Function>() else {
            return Err(thread.type_error("not a function"));
        };
        let code = function.code();
        if !thread.stack().reserve(first, code.registers)
            || thread.frames.len() >= thread.interpreter().recursion_limit()
        {
            return Err(thread.recursion_error());
        }
        let parameters = match code.simple_arguments {
            usize::MAX => code.parameters().registers(),
            count => count,
        };
        for index in parameters..code.local_count {
            thread.set(first.offset(index), Value::UNBOUND);
        }
        thread.pop_to(first.offset(code.registers));
        Frame {
            code,
            pc: 0,
            base: first,
            destination,
            kind,
            callee,
        }
    };
    thread.frames.push(frame);
    Ok(())
}

/// The value of a global: the module's, else the builtin.
#[inline(always)]
pub(super) fn load_global(code: &LinkedCode, index: usize) -> Option<Value<'_>> {
    let contents = |index: usize| {
        let cell = code.globals.get(index)?.load().cast::<CellVariable>()?;
        cell.contents.load().bound()
    };
    contents(2 * index).or_else(|| contents(2 * index + 1))
}

/// The loop. It is compiled twice: the copy that is `COUNTING` takes each instruction from the thread's budget, and looks at the breaker word
/// when that is used up. Nothing in the other copy serves counting.
///
/// # Safety
/// The innermost frame of `thread` was pushed by `push_frame` or `generator::enter`: its code is verified, its registers are reserved,
/// its callee stands in its slot.
unsafe fn execute<const COUNTING: bool>(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    let stack: *const Field = thread.stack().base().as_ptr();
    let breaker: *const AtomicU32 = thread.breaker().word();
    let mut base;
    let mut code: *const LinkedCode;
    let mut registers: *const Field;
    let mut constants: *const Field;
    let mut start: *const Instruction;
    let mut pc: *const Instruction;
    let mut again = false;

    // Loads the innermost frame; execution goes on `$skip` instructions after the one it stands at.
    macro_rules! load_frame {
        ($skip:expr) => {{
            let Some(frame) = thread.frames.last() else {
                return Ok(None);
            };
            base = frame.base;
            code = frame.code;
            // SAFETY: (callee rooted) the code is alive; (verified) pc stays inside the instructions.
            unsafe {
                registers = stack.add(base.index());
                let linked = &*code;
                start = linked.code.instructions.as_ptr();
                constants = linked.constants.as_ptr();
                pc = start.add(frame.pc as usize + $skip);
            }
        }};
    }
    load_frame!(0);

    loop {
        let raised: Raised = 'run: loop {
            // SAFETY: (verified) pc points to an instruction: jumps land on one and execution cannot run off the end.
            let instruction = unsafe { *pc };
            // SAFETY: (verified) as above, and one past it is at most one past the end.
            pc = unsafe { pc.add(1) };

            // The register of an operand.
            macro_rules! register {
                ($index:expr) => {{
                    // SAFETY: (verified) the index is below the frame's number of registers.
                    unsafe { &*registers.add($index) }
                }};
            }
            macro_rules! read {
                ($index:expr) => {
                    register!($index).load()
                };
            }
            macro_rules! write {
                ($index:expr, $value:expr) => {
                    register!($index).store($value)
                };
            }
            macro_rules! constant {
                ($index:expr) => {{
                    // SAFETY: (verified) the index is below the number of constants.
                    unsafe { &*constants.add($index) }.load()
                }};
            }
            macro_rules! cache {
                ($site:expr) => {{
                    let caches = code!().caches.as_ptr();
                    // SAFETY: (verified) the site exists, and each site has a cache.
                    unsafe { &*caches.add($site) }
                }};
            }
            macro_rules! code {
                () => {{
                    // SAFETY: (callee rooted)
                    unsafe { &*code }
                }};
            }
            // Records where the frame stands, before anything that may raise or look at frames.
            macro_rules! save_pc {
                () => {
                    if let Some(frame) = thread.frames.last_mut() {
                        // SAFETY: (verified) both point into the same instructions.
                        frame.pc = unsafe { pc.offset_from(start) } as u32 - 1;
                    }
                };
            }
            // Runs a slow path; leaves the loop if it raises.
            macro_rules! attempt {
                ($operation:expr) => {{
                    save_pc!();
                    match $operation {
                        Ok(value) => value,
                        Err(raised) => break 'run raised,
                    }
                }};
            }
            macro_rules! at {
                () => {
                    At { base, instruction }
                };
            }
            // Restores the free stack above the frame after a native used it.
            macro_rules! reset_top {
                () => {
                    thread.pop_to(base.offset(code!().registers))
                };
            }
            macro_rules! poll {
                () => {
                    // SAFETY: the breaker word lives as long as the thread.
                    if unsafe { &*breaker }.load(Ordering::Relaxed) != 0 {
                        attempt!(thread.safepoint());
                    }
                };
            }
            // A jump that was taken; going backwards is a safepoint. The poll happens at the jump's target, whose place
            // stands in the frame as one before it.
            macro_rules! jump {
                ($distance:expr) => {{
                    let distance: isize = $distance;
                    // SAFETY: (verified) the target is an instruction of this code.
                    pc = unsafe { pc.offset(distance) };
                    if distance < 0
                        // SAFETY: as in `poll`.
                        && unsafe { &*breaker }.load(Ordering::Relaxed) != 0
                    {
                        // The place recorded is the jump itself.
                        let target = pc;
                        // SAFETY: (verified) going back to the jump stays inside the code.
                        pc = unsafe { pc.offset(-distance) };
                        attempt!(thread.safepoint());
                        pc = target;
                    }
                }};
            }
            macro_rules! arithmetic {
                ($right:ident, $constant:expr, $checked:ident, $float:tt) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if (x.word() | y.word()) & 3 == 0 {
                        if let Some(sum) = (x.word() as i64).$checked(y.word() as i64) {
                            // SAFETY: both words are integers, and so is their sum or difference.
                            write!(instruction.a(), unsafe { Value::new(sum as u64) });
                            continue;
                        }
                    } else if x.word() & y.word() & 1 != 0
                        && let (Some(x), Some(y)) = (x.as_small_float(), y.as_small_float())
                        && let Some(result) = Value::small_float(x $float y)
                    {
                        write!(instruction.a(), result);
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! multiply {
                ($right:ident, $constant:expr) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if (x.word() | y.word()) & 3 == 0 {
                        if let Some(product) = ((x.word() as i64) >> 2).checked_mul(y.word() as i64)
                        {
                            // SAFETY: an integer times a shifted integer is a shifted integer.
                            write!(instruction.a(), unsafe { Value::new(product as u64) });
                            continue;
                        }
                    } else if x.word() & y.word() & 1 != 0
                        && let (Some(x), Some(y)) = (x.as_small_float(), y.as_small_float())
                        && let Some(result) = Value::small_float(x * y)
                    {
                        write!(instruction.a(), result);
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! divide {
                ($right:ident, $constant:expr, $operation:ident) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if let (Some(x), Some(y)) = (x.as_small_int(), y.as_small_int())
                        && let Some(result) = $operation(x, y)
                        && let Some(result) = Value::small_int(result)
                    {
                        write!(instruction.a(), result);
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! true_divide {
                ($right:ident, $constant:expr) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if let (Some(x), Some(y)) = (x.as_small_float(), y.as_small_float())
                        && y != 0.0
                        && let Some(result) = Value::small_float(x / y)
                    {
                        write!(instruction.a(), result);
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! bitwise {
                ($right:ident, $constant:expr, $operator:tt) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if (x.word() | y.word()) & 3 == 0 {
                        // SAFETY: bitwise operations on two integers' words give an integer's word.
                        write!(instruction.a(), unsafe { Value::new(x.word() $operator y.word()) });
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! compare {
                ($operator:tt) => {{
                    let (x, y) = (read!(instruction.b()), read!(instruction.c()));
                    if (x.word() | y.word()) & 3 == 0 {
                        write!(instruction.a(), Value::bool((x.word() as i64) $operator (y.word() as i64)));
                        continue;
                    }
                    if let (Some(x), Some(y)) = (x.as_small_float(), y.as_small_float()) {
                        write!(instruction.a(), Value::bool(x $operator y));
                        continue;
                    }
                    attempt!(slow::compare(thread, at!()));
                }};
            }
            macro_rules! compare_jump {
                ($right:ident, $constant:expr, $operator:tt) => {{
                    let (x, y) = (read!(instruction.a()), $right!(instruction.b()));
                    let holds = if (x.word() | y.word()) & 3 == 0 {
                        (x.word() as i64) $operator (y.word() as i64)
                    } else if let (Some(x), Some(y)) = (x.as_small_float(), y.as_small_float()) {
                        x $operator y
                    } else {
                        attempt!(slow::compare_jump(thread, code!(), at!(), $constant))
                    };
                    if holds == (instruction.d() != 0) {
                        jump!(instruction.jump());
                    }
                }};
            }
            // Goes on in the frame that was just pushed.
            macro_rules! enter_frame {
                () => {{
                    load_frame!(0);
                    // SAFETY: as in `poll`.
                    if unsafe { &*breaker }.load(Ordering::Relaxed) != 0
                        && let Err(raised) = thread.safepoint()
                    {
                        break 'run raised;
                    }
                }};
            }
            // Calls what stands in a slot of the frame with the `count` arguments after it; the result goes to `R[a]`.
            macro_rules! call {
                ($callee:expr, $count:expr) => {{
                    let (callee, count): (Slot, usize) = ($callee, $count);
                    save_pc!();
                    let value = thread.get(callee);
                    if let Some(function) = value.cast::<Function>()
                        && function.code().simple_arguments == count
                    {
                        let destination = instruction.a() as u16;
                        match push_frame(
                            thread,
                            callee,
                            callee.offset(1),
                            FrameKind::Called,
                            destination,
                        ) {
                            Ok(()) => enter_frame!(),
                            Err(raised) => break 'run raised,
                        }
                        continue;
                    }
                    match call_other(thread, callee, count, None, instruction.a() as u16) {
                        Ok(Called::Frame) => enter_frame!(),
                        Ok(Called::Value(done)) => {
                            let value = thread.result(done);
                            write!(instruction.a(), value);
                            reset_top!();
                            poll!();
                        }
                        Err(raised) => break 'run raised,
                    }
                }};
            }
            macro_rules! call_named {
                ($callee:expr, $count:expr) => {{
                    let (callee, count): (Slot, usize) = ($callee, $count);
                    let names = Some(callee.offset(1 + count));
                    match attempt!(call_other(
                        thread,
                        callee,
                        count,
                        names,
                        instruction.a() as u16
                    )) {
                        Called::Frame => enter_frame!(),
                        Called::Value(done) => {
                            let value = thread.result(done);
                            write!(instruction.a(), value);
                            reset_top!();
                            poll!();
                        }
                    }
                }};
            }
            // Leaves the innermost frame with a value that no longer depends on its registers.
            macro_rules! return_value {
                ($value:expr) => {{
                    let value: Value<'_> = $value;
                    let Some(frame) = thread.frames.last().copied() else {
                        return Ok(None);
                    };
                    if frame.kind == FrameKind::Called {
                        thread.stack().result.store(value);
                        thread.frames.pop();
                        load_frame!(1);
                        let value = thread.stack().result.load();
                        write!(frame.destination as usize, value);
                        reset_top!();
                        continue;
                    }
                    let done = thread.done(value);
                    save_pc!();
                    match leave(thread, frame, done) {
                        Ok(Left::Out(outcome)) => return Ok(outcome),
                        Ok(Left::Caller) => load_frame!(1),
                        Err(raised) => break 'run raised,
                    }
                }};
            }

            if COUNTING && thread.spend_instruction() {
                poll!();
            }
            // SAFETY: (verified) the byte names an opcode.
            let op = unsafe { std::mem::transmute::<u8, Op>(instruction.op_byte()) };
            match op {
                Op::Move => write!(instruction.a(), read!(instruction.b())),
                Op::LoadConst => write!(instruction.a(), constant!(instruction.b())),
                Op::LoadInt => write!(instruction.a(), Value::int(instruction.immediate())),
                Op::Unbind => write!(instruction.a(), Value::UNBOUND),
                Op::DeleteLocal => {
                    if read!(instruction.a()).is_unbound() {
                        attempt!(Err(slow::unbound_local(thread, code!(), instruction.b())));
                    }
                    write!(instruction.a(), Value::UNBOUND);
                }
                Op::CheckLocal => {
                    if read!(instruction.a()).is_unbound() {
                        attempt!(Err(slow::unbound_local(thread, code!(), instruction.b())));
                    }
                }

                Op::LoadGlobal => match load_global(code!(), instruction.b()) {
                    Some(value) => write!(instruction.a(), value),
                    None => attempt!(Err(slow::global_missing(thread, code!(), instruction.b()))),
                },
                Op::StoreGlobal => {
                    if let Some(cell) = global_cell(code!(), instruction.b()) {
                        cell.contents.store(read!(instruction.a()));
                    }
                }
                Op::DeleteGlobal => {
                    let cell = global_cell(code!(), instruction.b());
                    if cell.is_none_or(|cell| cell.contents.swap(Value::UNBOUND).is_unbound()) {
                        attempt!(Err(slow::global_missing(thread, code!(), instruction.b())));
                    }
                }
                Op::LoadName => attempt!(slow::load_name(thread, code!(), at!())),
                Op::LoadNameCell => attempt!(slow::load_name_cell(thread, code!(), at!())),
                Op::StoreName => attempt!(slow::store_name(thread, code!(), at!())),
                Op::DeleteName => attempt!(slow::delete_name(thread, code!(), at!())),

                Op::MakeCell => {
                    let cell = thread.cell(read!(instruction.a()));
                    write!(instruction.a(), cell);
                }
                Op::CopyFree => copy_free(thread, at!()),
                Op::LoadCell => {
                    // Read once: another thread may empty it.
                    let cell = read!(instruction.b()).cast::<CellVariable>();
                    match cell.and_then(|cell| cell.contents.load().bound()) {
                        Some(value) => write!(instruction.a(), value),
                        None => attempt!(Err(slow::empty_cell(thread, code!(), instruction))),
                    }
                }
                Op::StoreCell => {
                    if let Some(cell) = read!(instruction.a()).cast::<CellVariable>() {
                        cell.contents.store(read!(instruction.b()));
                    }
                }
                Op::DeleteCell => {
                    let cell = read!(instruction.a()).cast::<CellVariable>();
                    if cell.is_none_or(|cell| cell.contents.swap(Value::UNBOUND).is_unbound()) {
                        attempt!(Err(slow::empty_cell(thread, code!(), instruction)));
                    }
                }

                Op::Add => arithmetic!(read, false, checked_add, +),
                Op::AddK => arithmetic!(constant, true, checked_add, +),
                Op::Sub => arithmetic!(read, false, checked_sub, -),
                Op::SubK => arithmetic!(constant, true, checked_sub, -),
                Op::Mul => multiply!(read, false),
                Op::MulK => multiply!(constant, true),
                Op::TrueDiv => true_divide!(read, false),
                Op::TrueDivK => true_divide!(constant, true),
                Op::FloorDiv => divide!(read, false, floor_div),
                Op::FloorDivK => divide!(constant, true, floor_div),
                Op::Mod => divide!(read, false, modulo),
                Op::ModK => divide!(constant, true, modulo),
                Op::Pow | Op::MatMul | Op::LShift | Op::RShift => {
                    attempt!(slow::binary(thread, code!(), at!(), false));
                }
                Op::And => bitwise!(read, false, &),
                Op::AndK => bitwise!(constant, true, &),
                Op::Or => bitwise!(read, false, |),
                Op::Xor => bitwise!(read, false, ^),
                Op::Neg | Op::Pos | Op::Invert => attempt!(slow::unary(thread, at!())),
                Op::Not => {
                    let truth = match super::convert::simple_truth(read!(instruction.b())) {
                        Some(truth) => truth,
                        None => attempt!(slow::truth(thread, at!().b())),
                    };
                    write!(instruction.a(), Value::bool(!truth));
                }

                Op::Lt => compare!(<),
                Op::Le => compare!(<=),
                Op::Gt => compare!(>),
                Op::Ge => compare!(>=),
                Op::Eq => compare!(==),
                Op::Ne => compare!(!=),
                Op::Is => {
                    let same = read!(instruction.b()) == read!(instruction.c());
                    write!(instruction.a(), Value::bool(same != (instruction.d() != 0)));
                }
                Op::In => attempt!(slow::contains(thread, at!())),

                Op::Jump => jump!(instruction.immediate() as isize),
                Op::JumpIfTrue => {
                    let truth = match super::convert::simple_truth(read!(instruction.a())) {
                        Some(truth) => truth,
                        None => attempt!(slow::truth(thread, at!().a())),
                    };
                    if truth {
                        jump!(instruction.immediate() as isize);
                    }
                }
                Op::JumpIfFalse => {
                    let truth = match super::convert::simple_truth(read!(instruction.a())) {
                        Some(truth) => truth,
                        None => attempt!(slow::truth(thread, at!().a())),
                    };
                    if !truth {
                        jump!(instruction.immediate() as isize);
                    }
                }
                Op::JumpIfNone => {
                    if read!(instruction.a()).is_none() == (instruction.d() != 0) {
                        jump!(instruction.immediate() as isize);
                    }
                }
                Op::JumpIfLt => compare_jump!(read, false, <),
                Op::JumpIfLe => compare_jump!(read, false, <=),
                Op::JumpIfGt => compare_jump!(read, false, >),
                Op::JumpIfGe => compare_jump!(read, false, >=),
                Op::JumpIfEq => compare_jump!(read, false, ==),
                Op::JumpIfNe => compare_jump!(read, false, !=),
                Op::JumpIfLtK => compare_jump!(constant, true, <),
                Op::JumpIfLeK => compare_jump!(constant, true, <=),
                Op::JumpIfGtK => compare_jump!(constant, true, >),
                Op::JumpIfGeK => compare_jump!(constant, true, >=),
                Op::JumpIfEqK => compare_jump!(constant, true, ==),
                Op::JumpIfNeK => compare_jump!(constant, true, !=),

                Op::GetIter => attempt!(slow::get_iter(thread, at!())),
                Op::ForIter => {
                    let iterator = read!(instruction.b());
                    match iterator.kind() {
                        Some(Kind::RangeIterator) => {
                            if let Some(range) = iterator.cast::<RangeIterator>() {
                                if let Some(number) = super::iterators::next_in_range(range) {
                                    let number = thread.int(number);
                                    write!(instruction.a(), number);
                                    jump!(instruction.jump());
                                }
                                continue;
                            }
                        }
                        Some(Kind::SequenceIterator) => {
                            if let Some(sequence) = iterator.cast::<SequenceIterator>()
                                && let Some(item) =
                                    super::iterators::next_in_sequence(thread, sequence)
                            {
                                if let Some(item) = item {
                                    write!(instruction.a(), item);
                                    jump!(instruction.jump());
                                }
                                continue;
                            }
                        }
                        Some(Kind::Generator) => {
                            if attempt!(resume_in_loop(thread, at!())) {
                                enter_frame!()
                            }
                            continue;
                        }
                        _ => {}
                    }
                    if attempt!(slow::for_iter(thread, at!(), at!().b())) {
                        jump!(instruction.jump());
                    }
                }
                Op::ForRangePrep => attempt!(slow::for_range_prep(thread, at!())),
                Op::ForRange => {
                    let state = instruction.b();
                    if read!(state).is_unbound() {
                        let left = read!(state + 2).word() as i64;
                        if left > 0 {
                            let number = read!(state + 1);
                            let next =
                                (number.word() as i64).wrapping_add(read!(state + 3).word() as i64);
                            write!(
                                state + 2,
                                Value::small_int((left >> 2) - 1).unwrap_or(Value::int(0))
                            );
                            // SAFETY: ForRangePrep bounds the numbers such that the sum of two integers' words is one.
                            write!(state + 1, unsafe { Value::new(next as u64) });
                            write!(instruction.a(), number);
                            jump!(instruction.jump());
                        }
                    } else if attempt!(slow::for_iter(thread, at!(), at!().b())) {
                        jump!(instruction.jump());
                    }
                }

                Op::Call => call!(base.offset(instruction.b()), instruction.c()),
                Op::CallKw => call_named!(base.offset(instruction.b()), instruction.c()),
                Op::LoadMethod => {
                    let object = read!(instruction.b());
                    let cache = cache!(instruction.c());
                    if let Some(function) = cached_method(object, cache) {
                        write!(instruction.a() + 1, object);
                        write!(instruction.a(), function);
                        continue;
                    }
                    attempt!(slow::load_method(thread, code!(), at!()));
                }
                Op::CallMethod => {
                    let window = instruction.b();
                    if read!(window + 1).is_unbound() {
                        write!(window + 1, read!(window));
                        call!(base.offset(window + 1), instruction.c());
                    } else {
                        call!(base.offset(window), instruction.c() + 1);
                    }
                }
                Op::CallMethodKw => {
                    let window = instruction.b();
                    if read!(window + 1).is_unbound() {
                        write!(window + 1, read!(window));
                        call_named!(base.offset(window + 1), instruction.c());
                    } else {
                        call_named!(base.offset(window), instruction.c() + 1);
                    }
                }
                Op::CallEx => {
                    let done = attempt!(call_ex(thread, at!()));
                    let value = thread.result(done);
                    write!(instruction.a(), value);
                    reset_top!();
                    poll!();
                }
                Op::Return => return_value!(read!(instruction.a())),
                Op::ReturnConst => return_value!(constant!(instruction.b())),

                Op::LoadAttr => {
                    let object = read!(instruction.b());
                    let cache = cache!(instruction.c());
                    if let Some(value) = cached_attribute(object, cache) {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::load_attribute(thread, code!(), at!()));
                }
                Op::StoreAttr => {
                    let object = read!(instruction.a());
                    let cache = cache!(instruction.c());
                    if store_cached(thread, object, cache, read!(instruction.b())) {
                        continue;
                    }
                    attempt!(slow::store_attribute(thread, code!(), at!()));
                }
                Op::DeleteAttr => attempt!(slow::delete_attribute(thread, code!(), at!())),
                Op::GetItem => {
                    if let Some(value) =
                        quick_item(thread, read!(instruction.b()), read!(instruction.c()))
                    {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::get_item(thread, code!(), at!(), false));
                }
                Op::GetItemK => {
                    if let Some(value) =
                        quick_item(thread, read!(instruction.b()), constant!(instruction.c()))
                    {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::get_item(thread, code!(), at!(), true));
                }
                Op::SetItem => {
                    if let (Some(list), Some(index)) = (
                        read!(instruction.a()).cast::<List>(),
                        read!(instruction.b()).as_small_int(),
                    ) && index >= 0
                        && list.set(thread.mutator(), index as usize, read!(instruction.c()))
                    {
                        continue;
                    }
                    attempt!(slow::set_item(thread, at!()));
                }
                Op::DeleteItem => attempt!(slow::delete_item(thread, at!())),

                Op::BuildList
                | Op::BuildTuple
                | Op::BuildSet
                | Op::BuildDict
                | Op::BuildSlice
                | Op::BuildString => attempt!(slow::build(thread, at!())),
                Op::FormatValue => attempt!(slow::format_value(thread, at!())),
                Op::ListAppend => {
                    if let Some(list) = read!(instruction.a()).cast::<List>() {
                        list.push(thread.mutator(), read!(instruction.b()));
                    }
                }
                Op::ListExtend
                | Op::ListToTuple
                | Op::SetAdd
                | Op::SetUpdate
                | Op::DictInsert
                | Op::DictUpdate => attempt!(slow::collection(thread, code!(), at!())),
                Op::UnpackSequence => {
                    if let Some(tuple) = read!(instruction.b()).cast::<Tuple>()
                        && tuple.len() == instruction.c()
                    {
                        for (index, item) in tuple.iter().enumerate() {
                            write!(instruction.a() + index, item);
                        }
                        continue;
                    }
                    attempt!(slow::unpack(thread, at!()));
                }
                Op::UnpackStar => attempt!(slow::unpack(thread, at!())),

                Op::MakeFunction => attempt!(slow::make_function(thread, code!(), at!())),
                Op::LoadBuildClass => {
                    let build = thread.interpreter().build_class.load();
                    write!(instruction.a(), build);
                }
                Op::ImportName | Op::ImportFrom | Op::ImportStar => {
                    attempt!(slow::import(thread, code!(), at!()));
                }

                Op::Raise => {
                    again = instruction.d() == 0;
                    attempt!(Err(slow::raise(thread, at!())));
                }
                Op::Reraise => {
                    again = true;
                    thread.stack().handled.store(read!(instruction.a() + 1));
                    attempt!(Err(thread.reraise(read!(instruction.a()))));
                }
                Op::PopExcept => {
                    thread.stack().handled.store(read!(instruction.a() + 1));
                    write!(instruction.a(), Value::UNBOUND);
                    write!(instruction.a() + 1, Value::UNBOUND);
                }
                Op::MatchException => attempt!(slow::match_exception(thread, at!())),
                Op::LoadAssertionError => {
                    let class = thread.class(ClassId::AssertionError).value();
                    write!(instruction.a(), class);
                }
                Op::WithEnter => {
                    attempt!(slow::with_enter(thread, at!()));
                    poll!();
                }
                Op::WithExit => {
                    attempt!(slow::with_exit(thread, at!()));
                    poll!();
                }
                Op::WithExcept => attempt!(slow::with_except(thread, at!())),

                Op::MakeGenerator => {
                    let generator = make_generator(thread, code!());
                    return_value!(generator);
                }
                Op::Yield => {
                    save_pc!();
                    let value = read!(instruction.b());
                    let done = thread.done(value);
                    match yield_value(thread, done) {
                        Some(outcome) => return Ok(outcome),
                        None => {
                            // Resumed by a `for`: the item goes to its target, and the loop goes round.
                            load_frame!(0);
                            // SAFETY: (verified) the frame stands at its ForIter.
                            let resumer = unsafe { *pc };
                            let value = thread.stack().result.load();
                            // SAFETY: (verified) the target register exists in the resumer's frame.
                            unsafe { &*registers.add(resumer.a()) }.store(value);
                            // SAFETY: (verified) the ForIter's jump lands inside the code.
                            pc = unsafe { pc.offset(1 + resumer.jump()) };
                            reset_top!();
                        }
                    }
                }
                Op::YieldFrom => match attempt!(delegate(thread, at!())) {
                    Delegated::Returned => {}
                    Delegated::Yielded(done) => {
                        save_pc!();
                        match yield_value(thread, done) {
                            Some(outcome) => return Ok(outcome),
                            None => {
                                load_frame!(0);
                                // SAFETY: as for Yield.
                                let resumer = unsafe { *pc };
                                let value = thread.stack().result.load();
                                // SAFETY: as for Yield.
                                unsafe { &*registers.add(resumer.a()) }.store(value);
                                // SAFETY: as for Yield.
                                pc = unsafe { pc.offset(1 + resumer.jump()) };
                                reset_top!();
                            }
                        }
                    }
                },
                Op::GetYieldFromIter => attempt!(slow::get_iter(thread, at!())),

                Op::MatchKind | Op::MatchKeys | Op::MatchClass | Op::GetLen => {
                    attempt!(slow::matching(thread, at!()));
                }
            }
        };
        match unwind(thread, raised, std::mem::take(&mut again)) {
            Unwound::Handled => load_frame!(0),
            Unwound::Left(raised) => return Err(raised),
        }
    }
}

/// The module's cell of a global.
#[inline(always)]
fn global_cell(code: &LinkedCode, index: usize) -> Option<&CellVariable> {
    code.globals.get(2 * index)?.load().cast()
}

/// How a call went on.
enum Called {
    /// A frame was pushed.
    Frame,
    /// It returned.
    Value(Done),
}

/// Calls whatever is not a function with exactly its positional arguments. Functions get a frame, whatever else returns a value.
fn call_other(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    names: Option<Slot>,
    destination: u16,
) -> Result<Called, Raised> {
    let value = thread.get(callee);
    match value.kind() {
        Some(Kind::Native) => {
            super::call::call_native(thread, callee, callee.offset(1), count, names)
                .map(Called::Value)
        }
        Some(Kind::Function) => {
            if let Some(function) = value.cast::<Function>() {
                let names = names.map_or(Value::UNBOUND, |names| thread.get(names));
                thread.match_function(function, callee.offset(1), count, names)?;
            }
            push_frame(
                thread,
                callee,
                callee.offset(1),
                FrameKind::Called,
                destination,
            )?;
            Ok(Called::Frame)
        }
        Some(Kind::BoundMethod) => {
            let used = count + names.is_some() as usize;
            if !thread.stack().reserve(callee, used + 4) {
                return Err(thread.recursion_error());
            }
            shift(thread, callee.offset(1), used, 1);
            if let Some(method) = value.cast::<BoundMethod>() {
                thread.set(callee.offset(1), method.receiver.load());
                thread.set(callee, method.function.load());
            }
            raise_top(thread, callee.offset(2 + used));
            let names = names.map(|names| names.offset(1));
            if let Some(function) = thread.get(callee).cast::<Function>()
                && names.is_none()
                && function.code().simple_arguments == count + 1
            {
                push_frame(
                    thread,
                    callee,
                    callee.offset(1),
                    FrameKind::Called,
                    destination,
                )?;
                return Ok(Called::Frame);
            }
            super::call_slots(thread, callee, count + 1, names).map(Called::Value)
        }
        Some(Kind::Class) if names.is_none() => {
            match construct_in_loop(thread, callee, count, destination)? {
                true => Ok(Called::Frame),
                false => super::call_slots(thread, callee, count, None).map(Called::Value),
            }
        }
        _ => super::call_slots(thread, callee, count, names).map(Called::Value),
    }
}

/// Moves the `count` values from `first` on up by `by` slots.
fn shift(thread: &Thread, first: Slot, count: usize, by: usize) {
    for index in (0..count).rev() {
        let value = thread.get(first.offset(index));
        thread.set(first.offset(index + by), value);
    }
}

/// Makes sure that the free stack starts above a slot.
fn raise_top(thread: &Thread, end: Slot) {
    if thread.mark() < end {
        thread.pop_to(end);
    }
}

/// Instances of script classes with the plain `__new__` and an `__init__` of the script: makes the object and pushes a frame for `__init__`. False if
/// the class is of another kind.
fn construct_in_loop(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    destination: u16,
) -> Result<bool, Raised> {
    {
        let value = thread.get(callee);
        let Some(class) = value.cast::<Class>() else {
            return Ok(false);
        };
        let object = thread.class(ClassId::Object);
        let plain = class.dunder(Dunder::New) == object.dunder(Dunder::New)
            && class.header.class() == thread.class(ClassId::Type).value()
            && !class.has(ClassFlags::BUILT_IN);
        let init = class.dunder(Dunder::Init);
        let simple = init
            .cast::<Function>()
            .map(|function| function.code().simple_arguments);
        if !plain || simple.is_none() || !thread.stack().reserve(callee, count + 4) {
            return Ok(false);
        }
        // The window becomes: instance, __init__, instance, arguments.
        let instance = thread.instance(class);
        shift(thread, callee.offset(1), count, 2);
        thread.set(callee, instance.value());
        thread.set(callee.offset(1), init);
        thread.set(callee.offset(2), instance.value());
        if simple != Some(count + 1)
            && let Some(function) = init.cast::<Function>()
        {
            thread.match_function(function, callee.offset(2), count + 1, Value::UNBOUND)?;
        }
    }
    push_frame(
        thread,
        callee.offset(1),
        callee.offset(2),
        FrameKind::Init,
        destination,
    )?;
    Ok(true)
}

/// `f(*args, **kwargs)`, out of the loop.
fn call_ex(thread: &mut Thread, at: At) -> Returned {
    slow::starred_argument(thread, at.b())?;
    let callee = thread.push(thread.get(at.b()));
    let args = thread.get(at.b().offset(1));
    let kwargs = if at.instruction.d() == 1 {
        thread.get(at.b().offset(2))
    } else {
        Value::UNBOUND
    };
    let (count, names) = super::call::spread(thread, args, kwargs)?;
    super::call_slots(thread, callee, count, names)
}

/// Where a frame that was left leads.
enum Left {
    /// To the frame below, whose destination is written.
    Caller,
    /// Out of this run of the loop.
    Out(Option<Done>),
}

/// Leaves a frame that is not simply called from the one below.
fn leave(thread: &mut Thread, frame: Frame, done: Done) -> Result<Left, Raised> {
    match frame.kind {
        FrameKind::Entry | FrameKind::Called => {
            thread.frames.pop();
            Ok(Left::Out(Some(done)))
        }
        FrameKind::Init => {
            let result = thread.result(done);
            if !result.is_none() {
                let class = thread.class_of(result).name();
                let message = format!("__init__() should return None, not '{class}'");
                // Raised at the call, as its frame has ended.
                thread.frames.pop();
                return Err(thread.type_error(message));
            }
            thread.frames.pop();
            if let Some(caller) = thread.frames.last() {
                let instance = thread.get(Slot::below(frame.callee));
                thread.set(caller.base.offset(frame.destination as usize), instance);
                restore_top(thread);
            }
            Ok(Left::Caller)
        }
        FrameKind::Resumed => {
            thread.frames.pop();
            super::generator::finish(thread, &frame);
            // The ForIter falls through: the loop is over.
            restore_top(thread);
            Ok(Left::Caller)
        }
        FrameKind::EntryResumed => {
            thread.frames.pop();
            super::generator::finish(thread, &frame);
            Ok(Left::Out(None))
        }
    }
}

/// The free stack starts above the innermost frame.
fn restore_top(thread: &Thread) {
    if let Some(frame) = thread.frames.last()
        && let Some(code) = crate::object::frame_code(thread.get(frame.callee))
    {
        thread.pop_to(frame.base.offset(code.registers));
    }
}

/// Suspends the innermost generator. Some: out of this run of the loop, with the yielded value; None: the frame below is at its ForIter.
fn yield_value(thread: &mut Thread, done: Done) -> Option<Option<Done>> {
    let frame = super::generator::suspend(thread)?;
    match frame.kind {
        FrameKind::EntryResumed => Some(Some(done)),
        _ => None,
    }
}

/// Resumes the generator that a ForIter iterates, in this run of the loop; false if it had ended.
fn resume_in_loop(thread: &mut Thread, at: At) -> Result<bool, Raised> {
    let state = super::generator::claim(thread, at.b())?;
    if state == GeneratorState::Finished {
        return Ok(false);
    }
    let callee = thread.push(thread.get(at.b()));
    if let Err(raised) = super::generator::enter(thread, callee, FrameKind::Resumed, 0) {
        super::generator::release(thread, callee, state);
        return Err(raised);
    }
    if state == GeneratorState::Suspended {
        let none = thread.done(Value::NONE);
        super::generator::deliver(thread, none);
    }
    Ok(true)
}

/// A generator of the innermost frame, which is about to be left.
fn make_generator<'t>(thread: &'t Thread, code: &LinkedCode) -> Value<'t> {
    let Some(frame) = thread.frames.last() else {
        return Value::NONE;
    };
    let registers = (0..code.registers).map(|index| {
        let value = if index < code.local_count {
            thread.get(frame.base.offset(index))
        } else {
            Value::UNBOUND
        };
        Field::new(value)
    });
    let registers: Box<[Field]> = registers.collect();
    let function = thread.get(frame.callee);
    let (name, qualname) = match function.cast::<Function>() {
        Some(function) => (function.name.load(), function.qualname.load()),
        None => (code.name.load(), code.qualname.load()),
    };
    // MakeGenerator is the first instruction.
    let fields = [Field::new(function), Field::new(name), Field::new(qualname)];
    let class = thread.class(ClassId::Generator).value();
    thread
        .mutator()
        .alloc(class, |header| {
            Generator::make(header, fields, registers, 1)
        })
        .value()
}

/// Copies the closure's cells to registers.
fn copy_free(thread: &Thread, at: At) {
    let Some(frame) = thread.frames.last() else {
        return;
    };
    let callee = thread.get(frame.callee);
    let function = callee
        .cast::<Generator>()
        .map_or(callee, |generator| generator.function.load());
    let closure = function
        .cast::<Function>()
        .and_then(|function| function.closure.load().cast::<Tuple>());
    let cells = closure.map_or(&[][..], Tuple::fields);
    for (index, cell) in cells.iter().enumerate().take(at.instruction.b()) {
        thread.set(at.a().offset(index), cell.load());
    }
}

/// How a step of `yield from` went.
enum Delegated {
    /// The iterator is exhausted; `R[a]` has its value.
    Returned,
    /// It gave this, to be yielded.
    Yielded(Done),
}

fn delegate(thread: &mut Thread, at: At) -> Result<Delegated, Raised> {
    let mark = thread.mark();
    let is_generator = thread.get(at.b()).kind() == Some(Kind::Generator);
    let sent_none = thread.get(at.c()).is_none();
    let outcome = if is_generator {
        super::generator::resume(thread, at.b(), super::generator::Resume::Send(at.c()))?
    } else if sent_none {
        super::next(thread, at.b())?.or_else(|| {
            let _ = thread.done(Value::NONE);
            None
        })
    } else {
        match super::call_method(thread, at.b(), "send", &[at.c()]) {
            Ok(done) => Some(done),
            Err(raised) if thread.raised_is(raised, ClassId::StopIteration) => {
                let exception = thread.take_exception(raised);
                let value = thread
                    .exception_args(exception)
                    .and_then(|args| args.get(0));
                let _ = thread.done(value.unwrap_or(Value::NONE));
                None
            }
            Err(raised) => return Err(raised),
        }
    };
    thread.pop_to(mark);
    Ok(match outcome {
        Some(done) => Delegated::Yielded(done),
        None => {
            let value = thread.stack().result.load();
            thread.set(at.a(), value);
            Delegated::Returned
        }
    })
}

/// What an inline cache says about a read, if it fits.
#[inline(always)]
fn cached_attribute<'t>(object: Value<'t>, cache: &AtomicU64) -> Option<Value<'t>> {
    let (place, index) = slow::cached(object, cache.load(Ordering::Relaxed))?;
    match place {
        AttributeCache::Inline => {
            let instance = object.cast::<Instance>()?;
            instance.inline_slots().get(index)?.load().bound()
        }
        AttributeCache::Overflow => object.cast::<Instance>()?.slot(index)?.load().bound(),
        AttributeCache::Variable => object.cast::<Module>()?.at(index)?.contents.load().bound(),
        AttributeCache::OwnTable => plain(object.cast::<Class>()?.at(index), true),
        AttributeCache::ClassTable | AttributeCache::BuiltInTable => {
            plain(object.header()?.class().cast::<Class>()?.at(index), false)
        }
        AttributeCache::Empty => None,
    }
}

/// A value of a class's table if reading it needs no binding: its kind is looked at on every hit, as classes change.
#[inline(always)]
fn plain(value: Value<'_>, on_class: bool) -> Option<Value<'_>> {
    match value.kind() {
        Some(Kind::Function | Kind::Native) if on_class => Some(value),
        Some(
            Kind::Function
            | Kind::Native
            | Kind::Property
            | Kind::StaticMethod
            | Kind::ClassMethod
            | Kind::Instance
            | Kind::Opaque,
        ) => None,
        _ => value.bound(),
    }
}

/// The function that an inline cache says to call with the object first, if it fits.
#[inline(always)]
fn cached_method<'t>(object: Value<'t>, cache: &AtomicU64) -> Option<Value<'t>> {
    let (place, index) = slow::cached(object, cache.load(Ordering::Relaxed))?;
    if !matches!(
        place,
        AttributeCache::ClassTable | AttributeCache::BuiltInTable
    ) {
        return None;
    }
    let value = object.header()?.class().cast::<Class>()?.at(index);
    match value.kind() {
        Some(Kind::Function) => Some(value),
        Some(Kind::Native) => value
            .cast::<Native>()
            .filter(|native| native.is_method)
            .map(|_| value),
        _ => None,
    }
}

/// Writes an attribute where an inline cache says, if it fits: into a slot, or adding one.
#[inline(always)]
fn store_cached(thread: &Thread, object: Value<'_>, cache: &AtomicU64, value: Value<'_>) -> bool {
    let word = cache.load(Ordering::Relaxed);
    let Some(instance) = object.cast::<Instance>() else {
        return false;
    };
    if instance.header().shape() != word as u32 || word == 0 {
        return false;
    }
    if word >> 63 == 0 {
        let (_, index, place) = AttributeCache::split(word);
        return match instance.inline_slots().get(index) {
            Some(slot) if place == AttributeCache::Inline && !slot.load().is_unbound() => {
                slot.store(value);
                true
            }
            _ => false,
        };
    }
    // Adding: the value goes first, then the shape that shows it; the lock keeps others from adding at the same place.
    let _guard = instance.header().lock(thread.mutator());
    let next = (word >> 32) as u32 & 0x7fff_ffff;
    let slot = instance
        .inline_slots()
        .get((next as usize & 0xff).wrapping_sub(1));
    match slot {
        Some(slot) if instance.header().shape() == word as u32 => {
            slot.store(value);
            instance.header().set_shape(next);
            true
        }
        _ => false,
    }
}

/// Subscripts of lists and tuples by small integers, and of dicts by strings.
#[inline(always)]
fn quick_item<'t>(thread: &'t Thread, object: Value<'t>, key: Value<'t>) -> Option<Value<'t>> {
    match object.kind()? {
        Kind::List => {
            let (list, index) = (object.cast::<List>()?, key.as_small_int()?);
            list.get(thread.mutator(), super::item::position(index, list.len())?)
        }
        Kind::Tuple => {
            let (tuple, index) = (object.cast::<Tuple>()?, key.as_small_int()?);
            tuple.get(super::item::position(index, tuple.len())?)
        }
        Kind::Dict => object.cast::<Dict>()?.get_str(key.cast::<Str>()?),
        _ => None,
    }
}

//! The interpreter loop. Short arms; whatever is long or rare stands in `slow`, in safe code.
//!
//! **Why it is sound.** The loop keeps raw pointers to the running frame's registers, constants and instructions. The *verifier* has checked that
//! every operand lies inside the frame's registers, the code's constants, sites, globals and instructions; a frame is pushed
//! only after the stack has reserved its registers; neither the stack nor the frames move. The *function keeps its code alive*: the frame's callee
//! stands in a stack slot below its registers, which only the caller's window covers. After whatever may reach a safepoint no value that was
//! read before is used: values are read from registers again.
//! SAFETY notes below cite these as (verified), (callee rooted), (no stale values).

mod cache;
mod numbers;

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use super::delegation::{self, delegate};
use super::frame::{Left, leave};
use super::generator::{Yielded, make_generator, resumed, yield_value};
use super::invoke::{Called, call_ex, call_other};
use super::item;
use super::iterators::{next_in_range, next_in_sequence, next_in_table};
use super::slow::{self, At};
use super::unwind::{Unwound, unwind};
use crate::bytecode::{Instruction, Op};
use crate::heap::{CellVariable, Field, Kind, Link, List, Object, Slot, Tuple, Value, same_text};
use crate::object::{
    Args, ClassId, Common, Done, Frame, FrameKind, Function, Generator, LinkedCode, Native, Raised,
    RangeIterator, SequenceIterator, TableIterator, Thread, ViewKind,
};

/// Runs the innermost frame until it returns or yields, by the copy of the loop that the run asks for. The frame was pushed by `frame::push`
/// or `generator::enter`, and its pc is the first instruction, where it was suspended, or a handler.
pub(super) fn execute(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    // SAFETY: as the loop requires; only these two functions push frames, and they are called before this one.
    unsafe {
        match thread.counts_instructions() {
            false => run::<false>(thread),
            true => run::<true>(thread),
        }
    }
}

/// The loop. It is compiled twice: the copy that is `COUNTING` takes each instruction from the thread's budget, and looks at the breaker word
/// when that is used up. Nothing in the other copy serves counting.
///
/// # Safety
/// There is a frame; the innermost one was pushed by `frame::push` or `generator::enter`: its code is verified, its registers are reserved,
/// its callee stands in its slot.
unsafe fn run<const COUNTING: bool>(thread: &mut Thread) -> Result<Option<Done>, Raised> {
    let stack: *const Field = thread.stack().base().as_ptr();
    let breaker: *const AtomicU32 = thread.breaker().word();
    let mut code: *const LinkedCode;
    let mut registers: *const Field;
    let mut constants: *const Field;
    let mut pc: *const Instruction;
    let mut again = false;

    // The innermost frame.
    macro_rules! frame {
        () => {{
            // SAFETY: while the loop runs there is a frame, and frames do not move.
            unsafe { &mut *thread.frames.top().sub(1) }
        }};
    }
    // Goes on in the innermost frame, `$skip` instructions after the one it stands at.
    macro_rules! load_frame {
        ($skip:expr) => {{
            let frame: &mut Frame = frame!();
            code = frame.code;
            // SAFETY: (callee rooted) the code is alive; (verified) pc stays inside the instructions.
            unsafe {
                registers = stack.add(frame.base.index());
                constants = (*code).constants.as_ptr();
                pc = frame.pc.add($skip);
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
                    let caches: *const AtomicU64 = code!().caches.as_ptr();
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
            // The cell of a global (2 * index), or of the built-in of that name (+ 1).
            macro_rules! global {
                ($index:expr) => {{
                    let globals: *const Link<CellVariable> = code!().globals.as_ptr();
                    // SAFETY: (verified) the global exists.
                    &unsafe { &*globals.add($index) }.get().contents
                }};
            }
            // The slot of register 0.
            macro_rules! base {
                () => {
                    frame!().base
                };
            }
            // Records where the frame stands, before anything that may raise or look at frames.
            macro_rules! save_pc {
                () => {{
                    // SAFETY: (verified) pc is behind an instruction.
                    frame!().pc = unsafe { pc.sub(1) };
                }};
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
                    At {
                        base: base!(),
                        instruction,
                    }
                };
            }
            // Restores the free stack above the frame after a native used it.
            macro_rules! reset_top {
                () => {
                    thread.pop_to(base!().offset(code!().registers))
                };
            }
            macro_rules! is_wanted {
                () => {{
                    // SAFETY: the breaker word lives as long as the thread.
                    unsafe { &*breaker }.load(Ordering::Relaxed) != 0
                }};
            }
            macro_rules! poll {
                () => {
                    if is_wanted!() {
                        attempt!(thread.safepoint());
                    }
                };
            }
            // A jump that was taken; going backwards is a safepoint.
            macro_rules! jump {
                ($distance:expr) => {{
                    let distance: isize = $distance;
                    if distance < 0 && is_wanted!() {
                        // The place recorded is the jump itself.
                        attempt!(thread.safepoint());
                    }
                    // SAFETY: (verified) the target is an instruction of this code.
                    pc = unsafe { pc.offset(distance) };
                }};
            }
            // An operation on immediate numbers, or else by the classes.
            macro_rules! arithmetic {
                ($right:ident, $constant:expr, $operation:expr) => {{
                    let (x, y) = (read!(instruction.b()), $right!(instruction.c()));
                    if let Some(result) = $operation(x, y) {
                        write!(instruction.a(), result);
                        continue;
                    }
                    attempt!(slow::binary(thread, code!(), at!(), $constant));
                }};
            }
            macro_rules! compare {
                ($operator:tt) => {{
                    let (x, y) = (read!(instruction.b()), read!(instruction.c()));
                    if numbers::are_ints(x, y) {
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
            // Equality of two strings; other values go on as any comparison.
            macro_rules! equal_jump {
                ($right:ident, $constant:expr, $operator:tt) => {{
                    let (x, y) = (read!(instruction.a()), $right!(instruction.b()));
                    if let Some(equal) = same_text(x, y) {
                        if (equal $operator true) == (instruction.d() != 0) {
                            jump!(instruction.jump());
                        }
                        continue;
                    }
                    compare_jump!($right, $constant, $operator)
                }};
            }
            macro_rules! compare_jump {
                ($right:ident, $constant:expr, $operator:tt) => {{
                    let (x, y) = (read!(instruction.a()), $right!(instruction.b()));
                    let holds = if numbers::are_ints(x, y) {
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
                    if is_wanted!()
                        && let Err(raised) = thread.safepoint()
                    {
                        break 'run raised;
                    }
                }};
            }
            // Takes over what a native returned.
            macro_rules! take_result {
                ($done:expr) => {{
                    let value = thread.result($done);
                    write!(instruction.a(), value);
                    reset_top!();
                    poll!();
                }};
            }
            // Calls what stands in a register with the `count` arguments after it; the result goes to `R[a]`.
            macro_rules! call {
                ($window:expr, $count:expr) => {{
                    let (window, count): (usize, usize) = ($window, $count);
                    save_pc!();
                    let callee = base!().offset(window);
                    let first = callee.offset(1);
                    let value = read!(window);
                    // SAFETY: (verified) the window lies inside the frame's registers.
                    let arguments = unsafe { registers.add(window + 1) };
                    if let Some(function) = value.cast::<Function>() {
                        let called: &LinkedCode = function.code();
                        let fits = called.simple_arguments == count
                            && thread.stack().has_room(first, called.registers)
                            && thread.frames.len() < thread.interpreter().recursion_limit();
                        let start = called.instructions.as_ptr();
                        let frame = Frame {
                            code: called,
                            pc: start,
                            base: first,
                            destination: instruction.a() as u16,
                            kind: FrameKind::Called,
                            callee,
                        };
                        if fits && thread.frames.push(frame) {
                            for local in count..called.local_count {
                                // SAFETY: locals are registers, for which there is room.
                                unsafe { &*arguments.add(local) }.store(Value::UNBOUND);
                            }
                            (code, registers, pc) = (called, arguments, start);
                            constants = called.constants.as_ptr();
                            thread.pop_to(first.offset(called.registers));
                            if is_wanted!()
                                && let Err(raised) = thread.safepoint()
                            {
                                break 'run raised;
                            }
                            continue;
                        }
                    } else if let Some(native) = value.cast::<Native>()
                        && let Some(slots) = native.arity.takes(count)
                        && (slots == count || window + 1 + slots <= code!().registers)
                    {
                        for absent in count..slots {
                            // SAFETY: it is a register of the frame.
                            unsafe { &*arguments.add(absent) }.store(Value::UNBOUND);
                        }
                        // What stands behind the arguments is not in use, and a collection must not take it to be.
                        let top = thread.mark();
                        thread.pop_to(first.offset(slots));
                        match (native.function)(thread, Args::new(first, slots)) {
                            Ok(done) => {
                                let value = thread.result(done);
                                write!(instruction.a(), value);
                                thread.pop_to(top);
                                poll!();
                            }
                            Err(raised) => break 'run raised,
                        }
                        continue;
                    }
                    match call_other(thread, callee, count, None, instruction.a() as u16) {
                        Ok(Called::Frame) => enter_frame!(),
                        Ok(Called::Value(done)) => take_result!(done),
                        Err(raised) => break 'run raised,
                    }
                }};
            }
            macro_rules! call_named {
                ($window:expr, $count:expr) => {{
                    let (window, count): (usize, usize) = ($window, $count);
                    let callee = base!().offset(window);
                    let names = Some(callee.offset(1 + count));
                    let destination = instruction.a() as u16;
                    match attempt!(call_other(thread, callee, count, names, destination)) {
                        Called::Frame => enter_frame!(),
                        Called::Value(done) => take_result!(done),
                    }
                }};
            }
            // Leaves the innermost frame with a value that no longer depends on its registers.
            macro_rules! return_value {
                ($value:expr) => {{
                    let value: Value<'_> = $value;
                    let (kind, destination) = (frame!().kind, frame!().destination as usize);
                    let word = value.word();
                    if kind == FrameKind::Called {
                        let _ = thread.frames.pop();
                        load_frame!(1);
                        // SAFETY: (no stale values) there was no safepoint.
                        write!(destination, unsafe { Value::new(word) });
                        reset_top!();
                        continue;
                    }
                    if kind == FrameKind::Init && word == Value::NONE.word() {
                        let instance = Slot::below(frame!().callee);
                        let _ = thread.frames.pop();
                        load_frame!(1);
                        let instance = thread.get(instance);
                        write!(destination, instance);
                        reset_top!();
                        continue;
                    }
                    let done = thread.done(value);
                    save_pc!();
                    let frame = *frame!();
                    match leave(thread, frame, done) {
                        Ok(Left::Out(outcome)) => return Ok(outcome),
                        Ok(Left::Caller) => load_frame!(1),
                        Err(raised) => break 'run raised,
                    }
                }};
            }
            // Goes on in a generator, or does something else if it has ended.
            macro_rules! resume {
                ($generator:expr, $kind:expr, $sent:expr, $ended:expr) => {{
                    save_pc!();
                    match resumed(thread, $generator, $kind, instruction.a(), $sent) {
                        Ok(Some(frame)) => {
                            thread.push_frame(frame);
                            enter_frame!();
                        }
                        Ok(None) => $ended,
                        Err(raised) => break 'run raised,
                    }
                }};
            }
            // Suspends the generator whose frame is the innermost one, with a value that no longer depends on its registers.
            macro_rules! yield_value {
                ($value:expr) => {{
                    let value: Value<'_> = $value;
                    let word = value.word();
                    if let Yielded::Out = yield_value(thread) {
                        // SAFETY: (no stale values) there was no safepoint.
                        let done = thread.done(unsafe { Value::new(word) });
                        return Ok(Some(done));
                    }
                    // Resumed by a `for`: the item goes to its target, and the loop goes round.
                    load_frame!(0);
                    // SAFETY: (verified) the frame stands at its ForIter.
                    let resumer = unsafe { *pc };
                    // SAFETY: (no stale values) as above.
                    write!(resumer.a(), unsafe { Value::new(word) });
                    // SAFETY: (verified) the ForIter's jump lands inside the code.
                    pc = unsafe { pc.offset(1 + resumer.jump()) };
                    reset_top!();
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

                Op::LoadGlobal => {
                    let value = global!(2 * instruction.b()).load();
                    if !value.is_unbound() {
                        write!(instruction.a(), value);
                        continue;
                    }
                    let value = global!(2 * instruction.b() + 1).load();
                    if value.is_unbound() {
                        attempt!(Err(slow::global_missing(thread, code!(), instruction.b())));
                    }
                    write!(instruction.a(), value);
                }
                Op::StoreGlobal => global!(2 * instruction.b()).store(read!(instruction.a())),
                Op::DeleteGlobal => {
                    let old = global!(2 * instruction.b()).swap(Value::UNBOUND);
                    if old.is_unbound() {
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
                Op::CopyFree => slow::copy_free(thread, at!()),
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

                Op::Add => arithmetic!(read, false, numbers::add),
                Op::AddK => arithmetic!(constant, true, numbers::add),
                Op::Sub => arithmetic!(read, false, numbers::sub),
                Op::SubK => arithmetic!(constant, true, numbers::sub),
                Op::Mul => arithmetic!(read, false, numbers::mul),
                Op::MulK => arithmetic!(constant, true, numbers::mul),
                Op::TrueDiv => arithmetic!(read, false, numbers::true_div),
                Op::TrueDivK => arithmetic!(constant, true, numbers::true_div),
                Op::FloorDiv => arithmetic!(read, false, numbers::floor_div),
                Op::FloorDivK => arithmetic!(constant, true, numbers::floor_div),
                Op::Mod => arithmetic!(read, false, numbers::modulo),
                Op::ModK => arithmetic!(constant, true, numbers::modulo),
                Op::LShift => arithmetic!(read, false, numbers::left_shift),
                Op::RShift => arithmetic!(read, false, numbers::right_shift),
                Op::Pow | Op::MatMul => {
                    attempt!(slow::binary(thread, code!(), at!(), false));
                }
                Op::And => arithmetic!(read, false, numbers::and),
                Op::AndK => arithmetic!(constant, true, numbers::and),
                Op::Or => arithmetic!(read, false, numbers::or),
                Op::Xor => arithmetic!(read, false, numbers::xor),
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
                Op::In => {
                    let (key, container) = (read!(instruction.b()), read!(instruction.c()));
                    if let Some(found) = item::quick_contains(container, key) {
                        write!(
                            instruction.a(),
                            Value::bool(found != (instruction.d() == 1))
                        );
                        continue;
                    }
                    attempt!(slow::contains(thread, at!()));
                }

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
                Op::JumpIfEq => equal_jump!(read, false, ==),
                Op::JumpIfNe => equal_jump!(read, false, !=),
                Op::JumpIfLtK => compare_jump!(constant, true, <),
                Op::JumpIfLeK => compare_jump!(constant, true, <=),
                Op::JumpIfGtK => compare_jump!(constant, true, >),
                Op::JumpIfGeK => compare_jump!(constant, true, >=),
                Op::JumpIfEqK => equal_jump!(constant, true, ==),
                Op::JumpIfNeK => equal_jump!(constant, true, !=),

                Op::GetIter => attempt!(slow::get_iter(thread, at!())),
                Op::ForIter => {
                    let iterator = read!(instruction.b());
                    // Nearly always it is a list's or a tuple's.
                    if let Some(sequence) = iterator.cast::<SequenceIterator>()
                        && let Some(item) = next_in_sequence(thread, sequence)
                    {
                        if let Some(item) = item {
                            write!(instruction.a(), item);
                            jump!(instruction.jump());
                        }
                        continue;
                    }
                    match iterator.kind() {
                        Some(Kind::RangeIterator) => {
                            if let Some(range) = iterator.cast::<RangeIterator>() {
                                if let Some(number) = next_in_range(range) {
                                    let number = thread.int(number);
                                    write!(instruction.a(), number);
                                    jump!(instruction.jump());
                                }
                                continue;
                            }
                        }
                        Some(Kind::TableIterator) => {
                            if let Some(table) = iterator.cast::<TableIterator>() {
                                // SAFETY: (verified) the jump lands on an instruction.
                                let first = unsafe { *pc.offset(instruction.jump()) };
                                let takes_pair = instruction.d() != 0
                                    && table.view == ViewKind::Items
                                    && first.op_byte() == Op::UnpackSequence as u8
                                    && first.b() == instruction.a()
                                    && first.c() == 2;
                                if takes_pair {
                                    if attempt!(slow::next_pair(thread, at!(), first.a())) {
                                        // The unpacking is done.
                                        jump!(instruction.jump() + 1);
                                    }
                                    continue;
                                }
                                match next_in_table(thread, table) {
                                    Ok(Some(item)) => {
                                        write!(instruction.a(), item);
                                        jump!(instruction.jump());
                                    }
                                    Ok(None) => {}
                                    Err(raised) => attempt!(Err(raised)),
                                }
                                continue;
                            }
                        }
                        Some(Kind::Generator) => {
                            if let Some(generator) = iterator.cast::<Generator>() {
                                resume!(generator, FrameKind::Resumed, Value::NONE, {});
                                continue;
                            }
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

                Op::Call => call!(instruction.b(), instruction.c()),
                Op::CallKw => call_named!(instruction.b(), instruction.c()),
                Op::LoadMethod => {
                    let object = read!(instruction.b());
                    let cache = cache!(instruction.c());
                    if let Some((function, receiver)) = cache::method(object, cache) {
                        write!(instruction.a() + 1, receiver);
                        write!(instruction.a(), function);
                        continue;
                    }
                    if let Some((function, receiver)) = cache::method_elsewhere(object, cache) {
                        write!(instruction.a() + 1, receiver);
                        write!(instruction.a(), function);
                        continue;
                    }
                    attempt!(slow::load_method(thread, code!(), at!()));
                }
                Op::CallMethod => {
                    let window = instruction.b();
                    if read!(window + 1).is_unbound() {
                        write!(window + 1, read!(window));
                        call!(window + 1, instruction.c());
                    } else {
                        call!(window, instruction.c() + 1);
                    }
                }
                Op::CallMethodKw => {
                    let window = instruction.b();
                    if read!(window + 1).is_unbound() {
                        write!(window + 1, read!(window));
                        call_named!(window + 1, instruction.c());
                    } else {
                        call_named!(window, instruction.c() + 1);
                    }
                }
                Op::CallEx => {
                    let done = attempt!(call_ex(thread, at!()));
                    take_result!(done);
                }
                Op::Return => return_value!(read!(instruction.a())),
                Op::ReturnConst => return_value!(constant!(instruction.b())),

                Op::LoadAttr => {
                    let object = read!(instruction.b());
                    let cache = cache!(instruction.c());
                    if let Some(value) = cache::load(object, cache) {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::load_attribute(thread, code!(), at!()));
                }
                Op::StoreAttr => {
                    let object = read!(instruction.a());
                    let cache = cache!(instruction.c());
                    if cache::store(thread, object, cache, read!(instruction.b())) {
                        continue;
                    }
                    attempt!(slow::store_attribute(thread, code!(), at!()));
                }
                Op::DeleteAttr => attempt!(slow::delete_attribute(thread, code!(), at!())),
                Op::GetItem => {
                    if let Some(value) =
                        item::quick(thread, read!(instruction.b()), read!(instruction.c()))
                    {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::get_item(thread, code!(), at!(), false));
                }
                Op::GetItemK => {
                    if let Some(value) =
                        item::quick(thread, read!(instruction.b()), constant!(instruction.c()))
                    {
                        write!(instruction.a(), value);
                        continue;
                    }
                    attempt!(slow::get_item(thread, code!(), at!(), true));
                }
                Op::SetItem => {
                    let (object, key) = (read!(instruction.a()), read!(instruction.b()));
                    if item::quick_store(thread, object, key, read!(instruction.c())) {
                        continue;
                    }
                    attempt!(slow::set_item(thread, at!()));
                }
                Op::DeleteItem => attempt!(slow::delete_item(thread, at!())),

                Op::BuildTuple => {
                    // SAFETY: (verified) the window lies inside the frame's registers.
                    let window = unsafe { registers.add(instruction.b()) };
                    // SAFETY: as above.
                    let items = unsafe { std::slice::from_raw_parts(window, instruction.c()) };
                    write!(instruction.a(), thread.tuple_of(items));
                }
                Op::BuildList => {
                    // SAFETY: (verified) the window lies inside the frame's registers.
                    let window = unsafe { registers.add(instruction.b()) };
                    // SAFETY: as above.
                    let items = unsafe { std::slice::from_raw_parts(window, instruction.c()) };
                    write!(instruction.a(), thread.list_of(items));
                }
                Op::BuildSet | Op::BuildDict | Op::BuildSlice | Op::BuildString => {
                    attempt!(slow::build(thread, at!()))
                }
                Op::FormatValue => attempt!(slow::format_value(thread, at!())),
                Op::ListAppend => {
                    if let Some(list) = read!(instruction.a()).cast::<List>() {
                        slow::append(thread, list, read!(instruction.b()));
                    }
                }
                Op::DictInsert => {
                    let (dict, key) = (read!(instruction.a()), read!(instruction.b()));
                    if item::quick_store(thread, dict, key, read!(instruction.c())) {
                        continue;
                    }
                    attempt!(slow::collection(thread, code!(), at!()));
                }
                Op::SetAdd => {
                    let (set, item) = (read!(instruction.a()), read!(instruction.b()));
                    if item::quick_add(thread, set, item).is_some() {
                        continue;
                    }
                    attempt!(slow::collection(thread, code!(), at!()));
                }
                Op::ListExtend | Op::ListToTuple | Op::SetUpdate | Op::DictUpdate => {
                    attempt!(slow::collection(thread, code!(), at!()))
                }
                Op::UnpackSequence => {
                    if let Some(tuple) = read!(instruction.b()).cast::<Tuple>()
                        && tuple.len() == instruction.c()
                    {
                        let window = instruction.a();
                        match tuple.fields() {
                            [x, y] => {
                                write!(window, x.load());
                                write!(window + 1, y.load());
                            }
                            [x, y, z] => {
                                write!(window, x.load());
                                write!(window + 1, y.load());
                                write!(window + 2, z.load());
                            }
                            items => {
                                for (index, item) in items.iter().enumerate() {
                                    write!(window + index, item.load());
                                }
                            }
                        }
                        continue;
                    }
                    attempt!(slow::unpack(thread, at!()));
                }
                Op::UnpackStar => attempt!(slow::unpack(thread, at!())),

                Op::MakeFunction => attempt!(slow::make_function(thread, code!(), at!())),
                Op::LoadBuildClass => {
                    let build = thread.common(Common::BuildClass);
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
                Op::GroupExcept => {
                    attempt!(super::except_star::step(thread, at!()));
                    poll!();
                }
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
                    yield_value!(read!(instruction.b()));
                }
                Op::YieldFrom => {
                    let sent = read!(instruction.c());
                    if let Some(generator) = delegation::in_loop(read!(instruction.b()), sent) {
                        resume!(generator, FrameKind::Delegated, sent, {
                            write!(instruction.a(), Value::NONE)
                        });
                        continue;
                    }
                    if let Some(done) = attempt!(delegate(thread, at!())) {
                        yield_value!(thread.result(done));
                    }
                }
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

//! The built-in functions that walk an iterable or take a single step: `len`, `iter`, `next`, `sorted`, `min`, `max`, `sum`, `any`, `all`.

use crate::heap::{Kind, Slot, Tuple, Value};
use crate::object::{Args, ClassId, Done, Dunder, Module, Raised, Returned, Thread};
use crate::vm;

use super::define::add_functions;
use super::iterators::{new_callable, stop};
use super::sorting;

pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            ("len(obj, /)", len),
            ("iter(object, sentinel=None, /)", iter),
            ("next(iterator, default=None, /)", next),
            ("sorted(iterable, /, *, key=None, reverse=False)", sorted),
            ("min(*args, key=None, default=None)", min),
            ("max(*args, key=None, default=None)", max),
            ("sum(iterable, /, start=0)", sum),
            ("any(iterable, /)", any),
            ("all(iterable, /)", all),
        ],
    );
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let length = vm::length(t, args.slot(0))?;
    Ok(t.done(Value::length(length)))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let Some(sentinel) = args.optional(t, 1) else {
        return vm::iter(t, args.slot(0));
    };
    let callable = args.get(t, 0);
    let calls = matches!(
        callable.kind(),
        Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class)
    );
    if !calls && t.class_of(callable).dunder(Dunder::Call).is_unbound() {
        return Err(t.type_error("iter(v, w): v must be callable"));
    }
    Ok(t.done(new_callable(t, callable, sentinel)))
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let kind = args.get(t, 0).kind();
    let known = matches!(
        kind,
        Some(Kind::RangeIterator | Kind::SequenceIterator | Kind::TableIterator)
    );
    let outcome = if known {
        match vm::next(t, args.slot(0))? {
            Some(done) => return Ok(done),
            None => Err(stop(t)),
        }
    } else {
        // By name, so that StopIteration keeps its value.
        vm::call_dunder(t, args.slot(0), Dunder::Next, &[])
    };
    match outcome {
        Ok(Some(done)) => Ok(done),
        Ok(None) => {
            let class = t.class_of(args.get(t, 0)).name();
            Err(t.type_error(format!("'{class}' object is not an iterator")))
        }
        Err(raised) if t.raised_is(raised, ClassId::StopIteration) => match args.optional(t, 1) {
            Some(default) => {
                t.take_exception(raised);
                Ok(t.done(default))
            }
            None => Err(raised),
        },
        Err(raised) => Err(raised),
    }
}

fn sorted(t: &mut Thread, args: Args) -> Returned {
    let done = vm::to_list(t, args.slot(0))?;
    let list = t.push_result(done);
    sorting::sort_list(t, list, args.slot(1), args.slot(2))?;
    Ok(t.done(t.get(list)))
}

fn min(t: &mut Thread, args: Args) -> Returned {
    extreme(t, args, "min", Dunder::Lt)
}

fn max(t: &mut Thread, args: Args) -> Returned {
    extreme(t, args, "max", Dunder::Gt)
}

/// The item that no other one is `better` than, the first of such. Arguments: key, default, *args.
fn extreme(t: &mut Thread, args: Args, name: &str, better: Dunder) -> Returned {
    let (key, default, given) = (args.slot(0), args.slot(1), args.slot(2));
    let count = t.get(given).cast::<Tuple>().map_or(0, Tuple::len);
    let iterable = match count {
        0 => return Err(t.type_error(format!("{name} expected at least 1 argument, got 0"))),
        1 => {
            let only = t.get(given).cast::<Tuple>().and_then(|given| given.get(0));
            t.push(only.unwrap_or(Value::NONE))
        }
        _ if !t.get(default).is_unbound() => {
            return Err(t.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => given,
    };
    let keyed = !t.get(key).is_unbound() && !t.get(key).is_none();
    let best = t.push(Value::UNBOUND);
    let best_key = t.push(Value::UNBOUND);
    vm::for_each(t, iterable, |t, item| {
        let mut item_key = item;
        if keyed {
            let done = vm::call(t, key, &[item])?;
            item_key = t.push_result(done);
        }
        let wins = t.get(best).is_unbound() || {
            let done = vm::compare(t, better, item_key, best_key)?;
            is_true(t, done)?
        };
        if wins {
            t.set(best, t.get(item));
            t.set(best_key, t.get(item_key));
        }
        Ok(())
    })?;
    match (t.get(best).bound(), t.get(default).bound()) {
        (Some(best), _) => Ok(t.done(best)),
        (None, Some(default)) => Ok(t.done(default)),
        (None, None) => Err(t.value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn is_true(t: &mut Thread, done: Done) -> Result<bool, Raised> {
    if let Some(truth) = t.result(done).as_bool() {
        return Ok(truth);
    }
    let mark = t.mark();
    let slot = t.push_result(done);
    let truth = vm::truth(t, slot);
    t.pop_to(mark);
    truth
}

fn any(t: &mut Thread, args: Args) -> Returned {
    let found = search(t, args.slot(0), true)?;
    Ok(t.done(Value::bool(found)))
}

fn all(t: &mut Thread, args: Args) -> Returned {
    let found = search(t, args.slot(0), false)?;
    Ok(t.done(Value::bool(!found)))
}

/// Whether an iterable has an item of this truth. Takes no more items than it needs.
fn search(t: &mut Thread, iterable: Slot, wanted: bool) -> Result<bool, Raised> {
    let done = vm::iter(t, iterable)?;
    let iterator = t.push_result(done);
    let mark = t.mark();
    while let Some(done) = vm::next(t, iterator)? {
        let item = t.push_result(done);
        if vm::truth(t, item)? == wanted {
            return Ok(true);
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    Ok(false)
}

fn sum(t: &mut Thread, args: Args) -> Returned {
    if args.optional(t, 1).is_none() {
        t.set(args.slot(1), Value::int(0));
    }
    let what = match t.payload(args.get(t, 1)).kind() {
        Some(Kind::Str) => Some(("strings", "''")),
        Some(Kind::Bytes) => Some(("bytes", "b''")),
        _ if is_byte_array(t, args.get(t, 1)) => Some(("bytearray", "b''")),
        _ => None,
    };
    let done = vm::iter(t, args.slot(0))?;
    let iterator = t.push_result(done);
    if let Some((what, join)) = what {
        let message = format!("sum() can't sum {what} [use {join}.join(seq) instead]");
        return Err(t.type_error(message));
    }
    let total = t.push(args.get(t, 1));
    let mut running = Running::of(t.get(total));
    let mark = t.mark();
    while let Some(done) = vm::next(t, iterator)? {
        running = match running.and_add(t.result(done)) {
            Ok(running) => running,
            Err(running) => {
                let item = t.push_result(done);
                let sum = running.value(t, total);
                t.set(total, sum);
                let done = vm::binary(t, Dunder::Add, total, item)?;
                t.set(total, t.result(done));
                t.pop_to(mark);
                running.again(t.get(total))
            }
        };
        t.poll_if_set()?;
    }
    Ok(t.done(running.value(t, total)))
}

fn is_byte_array(t: &Thread, value: Value<'_>) -> bool {
    t.class_of(value).is_subclass(t.class(ClassId::ByteArray))
}

/// A sum as far as it is plain numbers: first of integers, then of floats.
#[derive(Clone, Copy)]
enum Running {
    Int(i64),
    /// The sum and, apart, what rounding has lost of it (Neumaier).
    Float(f64, f64),
    /// The sum is in a slot.
    Object,
}

impl Running {
    fn of(start: Value<'_>) -> Running {
        match start.as_small_int() {
            Some(number) => Running::Int(number),
            None => Running::Int(0).again(start),
        }
    }

    /// How to go on after an addition by the classes: floats may follow integers, but nothing comes back from objects.
    fn again(self, sum: Value<'_>) -> Running {
        match (self, sum.as_float()) {
            (Running::Float(..), None) => Running::Object,
            (Running::Int(_), Some(sum)) => Running::Float(sum, 0.0),
            _ => Running::Object,
        }
    }

    /// The sum with another number; Err with itself if the classes have to add.
    fn and_add(self, value: Value<'_>) -> Result<Running, Running> {
        let int = match value.as_small_int() {
            None => value.as_bool().map(i64::from),
            int => int,
        };
        match (self, int) {
            (Running::Int(sum), Some(number)) => {
                sum.checked_add(number).map(Running::Int).ok_or(self)
            }
            (Running::Float(sum, lost), Some(number)) => {
                Ok(Running::Float(sum + number as f64, lost))
            }
            (Running::Float(sum, lost), None) => {
                let number = value.as_float().ok_or(self)?;
                let new = sum + number;
                let rounding = if sum.abs() >= number.abs() {
                    (sum - new) + number
                } else {
                    (number - new) + sum
                };
                Ok(Running::Float(new, lost + rounding))
            }
            _ => Err(self),
        }
    }

    fn value<'t>(self, t: &'t Thread, total: Slot) -> Value<'t> {
        match self {
            Running::Int(sum) => t.int(sum),
            Running::Float(sum, lost) if lost != 0.0 && lost.is_finite() => t.float(sum + lost),
            Running::Float(sum, _) => t.float(sum),
            Running::Object => t.get(total),
        }
    }
}

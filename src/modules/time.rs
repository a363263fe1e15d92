//! `time`: the run's clocks, and sleeping. Dates stand in `calendar`.

use std::time::Duration;

use super::calendar;
use crate::builtins;
use crate::heap::{Slot, Str, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// What the monotonic clocks show when a run begins: not zero, because scripts take 0 for "long ago".
const START: Duration = Duration::from_secs(100_000);

/// Fills `time`.
pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            ("time()", |t, _| seconds(t, since_epoch(t))),
            ("time_ns()", |t, _| nanos(t, since_epoch(t))),
            ("monotonic()", |t, _| seconds(t, since_start(t))),
            ("monotonic_ns()", |t, _| nanos(t, since_start(t))),
            ("perf_counter()", |t, _| seconds(t, since_start(t))),
            ("perf_counter_ns()", |t, _| nanos(t, since_start(t))),
            ("process_time()", |t, _| seconds(t, process_cpu(t))),
            ("process_time_ns()", |t, _| nanos(t, process_cpu(t))),
            ("thread_time()", |t, _| seconds(t, thread_cpu(t))),
            ("thread_time_ns()", |t, _| nanos(t, thread_cpu(t))),
            ("sleep(seconds, /)", sleep),
        ],
    );
    calendar::install(thread, module);
}

fn since_epoch(t: &Thread) -> Duration {
    t.interpreter().gil.clock().since_epoch()
}

fn since_start(t: &Thread) -> Duration {
    START + Duration::from_nanos(t.now().nanos())
}

fn process_cpu(t: &Thread) -> Duration {
    t.interpreter().gil.clock().process_cpu()
}

fn thread_cpu(t: &Thread) -> Duration {
    t.interpreter().gil.clock().thread_cpu()
}

fn seconds(t: &Thread, span: Duration) -> Returned {
    Ok(t.done(t.float(span.as_secs_f64())))
}

fn nanos(t: &Thread, span: Duration) -> Returned {
    let nanos = i64::try_from(span.as_nanos()).unwrap_or(i64::MAX);
    Ok(t.done(t.int(nanos)))
}

fn sleep(t: &mut Thread, args: Args) -> Returned {
    let nanos = nanoseconds(t, args.slot(0))?;
    let Ok(nanos) = u64::try_from(nanos) else {
        return Err(t.value_error("sleep length must be non-negative"));
    };
    t.sleep(Duration::from_nanos(nanos))?;
    t.none()
}

/// A number of seconds as whole nanoseconds, rounded away from zero as CPython rounds timeouts.
pub(super) fn nanoseconds(t: &mut Thread, slot: Slot) -> Result<i64, Raised> {
    let out_of_range = "timestamp out of range for platform time_t";
    if let Some(seconds) = t.payload(t.get(slot)).as_float() {
        if seconds.is_nan() {
            return Err(t.value_error("Invalid value NaN (not a number)"));
        }
        let nanos = seconds * 1e9;
        let nanos = if nanos < 0.0 {
            nanos.floor()
        } else {
            nanos.ceil()
        };
        if !(-9.2e18..9.2e18).contains(&nanos) {
            return Err(t.error(ClassId::OverflowError, out_of_range));
        }
        return Ok(nanos as i64);
    }
    let seconds = vm::index(t, slot)?;
    match seconds.checked_mul(1_000_000_000) {
        Some(nanos) => Ok(nanos),
        None => {
            let message = "timestamp too large to convert to C PyTime_t";
            Err(t.error(ClassId::OverflowError, message))
        }
    }
}

/// Whole seconds since 1970 of an optional argument; now if it is absent or None.
pub(super) fn epoch_seconds(t: &mut Thread, args: Args, index: usize) -> Result<i64, Raised> {
    let given = args.get(t, index);
    if given.is_unbound() || given.is_none() {
        return Ok(i64::try_from(since_epoch(t).as_secs()).unwrap_or(i64::MAX));
    }
    match t.payload(given).as_float() {
        Some(seconds) if seconds.is_nan() => Err(t.value_error("Invalid value NaN (not a number)")),
        Some(seconds) if !(-9.2e18..9.2e18).contains(&seconds) => {
            let message = "timestamp out of range for platform time_t";
            Err(t.error(ClassId::OverflowError, message))
        }
        Some(seconds) => Ok(seconds.floor() as i64),
        None => vm::index(t, args.slot(index)),
    }
}

/// The text of an argument that must be a string.
pub(super) fn text_argument(
    t: &Thread,
    args: Args,
    index: usize,
    function: &str,
) -> Result<String, Raised> {
    let value: Value<'_> = args.get(t, index);
    match t.payload(value).cast::<Str>() {
        Some(text) => Ok(text.as_str().to_string()),
        None => Err(t.argument_type(function, index + 1, "str", value)),
    }
}

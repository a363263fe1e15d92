//! `format(value, spec)` of numbers and text of exactly the built-in classes, without a call: what f-strings and templates mostly ask for.

use crate::heap::{Str, Value};
use crate::object::Thread;

use super::number::digits_limit;
use super::text::format::{format_float, format_int, format_str};
use super::text::{IntRef, Result};

/// What the method of the value's class would answer. None if that must tell, or if it would raise.
pub fn simple_format<'t>(thread: &'t Thread, value: Value<'t>, spec: &str) -> Option<Value<'t>> {
    if spec.is_empty() && value.cast::<Str>().is_some() {
        return Some(value);
    }
    let write = |out: &mut String| {
        push_simple_format(thread, out, value, spec)
            .ok_or(())?
            .map_err(|_| ())
    };
    thread.written(write).ok()
}

/// Appends what the method of the value's class would answer, or fails as it would. None if that must tell.
#[inline]
pub(super) fn push_simple_format(
    thread: &Thread,
    out: &mut String,
    value: Value<'_>,
    spec: &str,
) -> Option<Result<()>> {
    Some(if let Some(number) = value.as_small_int() {
        format_int(
            out,
            IntRef::Small(number),
            spec,
            "int",
            digits_limit(thread),
        )
    } else if let Some(text) = value.cast::<Str>() {
        format_str(out, text.as_str(), spec, "str")
    } else {
        format_float(out, value.as_float()?, spec, "float")
    })
}

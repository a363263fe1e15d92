//! `format(value, spec)` of numbers and text of exactly the built-in classes, without a call: what f-strings mostly ask for.

use crate::heap::{Str, Value};
use crate::object::Thread;

use super::number::digits_limit;
use super::text::IntRef;
use super::text::format::{format_float, format_int, format_str};

/// What the method of the value's class would answer. None if that must tell, or if it would raise.
pub fn simple_format<'t>(thread: &'t Thread, value: Value<'t>, spec: &str) -> Option<Value<'t>> {
    let int = |number| {
        let most = digits_limit(thread);
        thread.written(|out| format_int(out, IntRef::Small(number), spec, "int", most))
    };
    let text = if let Some(number) = value.as_small_int() {
        int(number)
    } else if let Some(text) = value.cast::<Str>() {
        if spec.is_empty() {
            return Some(value);
        }
        thread.written(|out| format_str(out, text.as_str(), spec, "str"))
    } else if let Some(number) = value.as_float() {
        thread.written(|out| format_float(out, number, spec, "float"))
    } else {
        let truth = value.as_bool().filter(|_| !spec.is_empty())?;
        int(truth.into())
    };
    text.ok()
}

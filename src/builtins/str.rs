//! `str`: making strings, operators, subscripts, iteration. The methods with names are in `str_methods` and the files beside it.

use std::cmp::Ordering;

use smallvec::SmallVec;

use crate::heap::{Object, Slot, Str, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods, finish_new, receiver};
use super::int::spec_error;
use super::number::{return_text, str_of};
use super::sequence::{self, Span, Subscript};
use super::text::format::format_str;
use super::text::repr::push_str_repr;
use super::text::search::Text;

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[
            Def::Static(
                "__new__(cls, object='', encoding='utf-8', errors='strict')",
                new,
            ),
            Def::Method("__str__(self, /)", itself),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("__format__(self, format_spec, /)", format),
            Def::Method("__hash__(self, /)", |t, a| {
                let hash = this(t, a)?.hash();
                Ok(t.done(t.int(hash)))
            }),
            Def::Method("__len__(self, /)", |t, a| {
                let length = this(t, a)?.chars();
                Ok(t.done(Value::length(length)))
            }),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__add__(self, value, /)", add),
            Def::Method("__mul__(self, value, /)", |t, a| multiply(t, a, false)),
            Def::Method("__rmul__(self, value, /)", |t, a| multiply(t, a, true)),
            Def::Method("__eq__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_eq)
            }),
            Def::Method("__ne__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_ne)
            }),
            Def::Method("__lt__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_lt)
            }),
            Def::Method("__le__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_le)
            }),
            Def::Method("__gt__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_gt)
            }),
            Def::Method("__ge__(self, value, /)", |t, a| {
                compare(t, a, Ordering::is_ge)
            }),
        ],
    );
}

/// The string that the first argument is or holds.
#[inline]
pub(super) fn this(thread: &Thread, args: Args) -> Result<&Str, Raised> {
    receiver(thread, args)
}

/// The same with its length in characters, for the functions of `text`.
pub(super) fn text_of(text: &Str) -> Text<'_> {
    Text::new(text.as_str(), text.chars())
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let done = if args.get(t, 1).is_unbound() {
        t.done(t.intern("").value())
    } else if args.get(t, 2).is_unbound() && args.get(t, 3).is_unbound() {
        vm::str(t, args.slot(1))?
    } else {
        decode(t, args)?
    };
    finish_new(t, args.get(t, 0), t.result(done))
}

/// `str(bytes, encoding, errors)`
fn decode(t: &mut Thread, args: Args) -> Returned {
    // Unlike others, the constructor names the class of None.
    for (index, argument) in [(2, "encoding"), (3, "errors")] {
        if args.optional(t, index).is_some_and(Value::is_none) {
            let message = format!("str() argument '{argument}' must be str, not NoneType");
            return Err(t.type_error(message));
        }
    }
    let encoding = super::codec::name(t, args.get(t, 2), "str", "encoding", "utf-8")?;
    let errors = super::codec::name(t, args.get(t, 3), "str", "errors", "strict")?;
    let value = args.get(t, 1);
    if str_of(t, value).is_some() {
        return Err(t.type_error("decoding str is not supported"));
    }
    if super::bytes::contents(t, value).is_none() {
        let class = t.class_of(value).name();
        let message = format!("decoding to str: need a bytes-like object, {class} found");
        return Err(t.type_error(message));
    }
    super::codec::decode(t, args.slot(1), &encoding, &errors)
}

/// The string itself, of class str.
pub(super) fn itself(t: &mut Thread, args: Args) -> Returned {
    let text = this(t, args)?;
    Ok(t.done(text.value()))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let text = this(t, args)?.as_str();
    t.check_memory(text.len().saturating_mul(2))?;
    let mut out = String::new();
    push_str_repr(&mut out, text);
    Ok(t.done(t.str(&out)))
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let Some(spec) = str_of(t, args.get(t, 1)) else {
        return Err(spec_error(t, args));
    };
    if spec.chars() == 0 {
        this(t, args)?;
        return vm::str(t, args.slot(0));
    }
    let class = t.class_of(args.get(t, 0)).name();
    let text = this(t, args)?.as_str();
    return_text(t, |out| format_str(out, text, spec.as_str(), class))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let text = this(t, args)?;
    let class = if text.is_ascii() {
        ClassId::StrAsciiIterator
    } else {
        ClassId::StrIterator
    };
    Ok(t.done(vm::sequence_iterator(t, class, text.value(), 0, 1)))
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    let text = this(t, args)?;
    match str_of(t, args.get(t, 1)) {
        Some(part) => {
            let found = match part.as_str().as_bytes() {
                [byte] => text.as_str().as_bytes().contains(byte),
                _ => text.as_str().contains(part.as_str()),
            };
            Ok(t.done(Value::bool(found)))
        }
        None => {
            let class = t.class_of(args.get(t, 1)).name();
            let message = format!("'in <string>' requires string as left operand, not {class}");
            Err(t.type_error(message))
        }
    }
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    let subscript = sequence::subscript(t, args.slot(1), |class| {
        format!("string indices must be integers, not '{class}'")
    })?;
    let text = this(t, args)?;
    match subscript {
        Subscript::Item(index) => {
            let place = sequence::position(index, text.chars());
            match place.and_then(|place| text_of(text).char_at(place)) {
                Some(c) => Ok(t.done(t.char(c))),
                None => Err(t.index_error("string index out of range")),
            }
        }
        Subscript::Slice(bounds) => slice(t, text, bounds.fit(text.chars())),
    }
}

fn slice(t: &Thread, text: &Str, span: Span) -> Returned {
    if span.step == 1 {
        if span.count == text.chars() {
            return Ok(t.done(text.value()));
        }
        let part = text_of(text).slice(span.start, span.start + span.count);
        return Ok(t.done(t.part(text, part)));
    }
    t.check_memory(text.as_str().len())?;
    let part: String = if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        let places = span.places();
        places
            .filter_map(|place| bytes.get(place))
            .map(|byte| char::from(*byte))
            .collect()
    } else {
        let letters: Vec<char> = text.as_str().chars().collect();
        span.places()
            .filter_map(|place| letters.get(place))
            .collect()
    };
    Ok(t.done(t.str(&part)))
}

fn add(t: &mut Thread, args: Args) -> Returned {
    let text = this(t, args)?;
    let value = args.get(t, 1);
    let Some(other) = str_of(t, value) else {
        // An object that adds itself to strings goes first.
        if sequence::is_scripts(t, value, Dunder::RAdd) {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        }
        let class = t.class_of(value).name();
        let message = format!("can only concatenate str (not \"{class}\") to str");
        return Err(t.type_error(message));
    };
    let length = text.as_str().len().saturating_add(other.as_str().len());
    t.check_memory(length)?;
    Ok(t.done(t.add_strings(text, other)))
}

fn multiply(t: &mut Thread, args: Args, reflected: bool) -> Returned {
    this(t, args)?;
    let Some(times) = sequence::repeat_factor(t, args.slot(1), reflected)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let text = this(t, args)?;
    if times == 1 || text.chars() == 0 {
        return Ok(t.done(text.value()));
    }
    match text.as_str().len().checked_mul(times) {
        Some(bytes) => t.check_memory(bytes.saturating_mul(2))?,
        None => return Err(t.memory_error()),
    }
    let repeated = text.as_str().repeat(times);
    Ok(t.done(t.str(&repeated)))
}

fn compare(t: &Thread, args: Args, holds: fn(Ordering) -> bool) -> Returned {
    let text = this(t, args)?;
    let result = match str_of(t, args.get(t, 1)) {
        // UTF-8 sorts as its characters do.
        Some(other) => Value::bool(holds(text.as_str().cmp(other.as_str()))),
        None => Value::NOT_IMPLEMENTED,
    };
    Ok(t.done(result))
}

/// The string in an argument, or the TypeError of a method that wants one there.
pub(super) fn str_argument<'t>(
    t: &'t Thread,
    args: Args,
    index: usize,
    function: &str,
) -> Result<&'t Str, Raised> {
    let value = args.get(t, index);
    str_of(t, value).ok_or_else(|| t.wrong_argument(function, "argument", "str", value))
}

/// A list of parts of a string.
pub(super) fn list_of(t: &Thread, whole: &Str, parts: &[&str]) -> Returned {
    t.check_memory(parts.len().saturating_mul(64))?;
    let parts = parts.iter().map(|part| t.part(whole, part));
    let parts: SmallVec<[Value<'_>; 16]> = parts.collect();
    Ok(t.done(t.list(&parts).value()))
}

/// A slot with a string for messages and calls.
pub(super) fn slot_of(t: &Thread, text: &str) -> Slot {
    t.push(t.str(text))
}

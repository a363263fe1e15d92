//! The methods of `str` that look at or rewrite one string: case, classes of characters, search, padding, stripping, splitting.

use crate::heap::{Object, Str, Tuple, Value};
use crate::object::{Args, ClassId, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};
use super::number::{raise, str_of};
use super::sequence;
use super::str::{list_of, str_argument, text_of, this};
use super::text::search::{self, Text, bounds};
use super::text::split::{self, Ends};
use super::text::{Result as TextResult, case, pad, predicates};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[
            Def::Method("lower(self, /)", |t, a| map(t, a, case::lower)),
            Def::Method("upper(self, /)", |t, a| map(t, a, case::upper)),
            Def::Method("title(self, /)", |t, a| map(t, a, case::title)),
            Def::Method("capitalize(self, /)", |t, a| map(t, a, case::capitalize)),
            Def::Method("swapcase(self, /)", |t, a| map(t, a, case::swapcase)),
            Def::Method("casefold(self, /)", |t, a| map(t, a, case::casefold)),
            Def::Method("isalpha(self, /)", |t, a| is(t, a, predicates::is_alpha)),
            Def::Method("isdecimal(self, /)", |t, a| {
                is(t, a, predicates::is_decimal)
            }),
            Def::Method("isdigit(self, /)", |t, a| is(t, a, predicates::is_digit)),
            Def::Method("isnumeric(self, /)", |t, a| {
                is(t, a, predicates::is_numeric)
            }),
            Def::Method("isalnum(self, /)", |t, a| is(t, a, predicates::is_alnum)),
            Def::Method("isspace(self, /)", |t, a| is(t, a, predicates::is_space)),
            Def::Method("isprintable(self, /)", |t, a| {
                is(t, a, predicates::is_printable)
            }),
            Def::Method("isidentifier(self, /)", |t, a| {
                is(t, a, predicates::is_identifier)
            }),
            Def::Method("islower(self, /)", |t, a| is(t, a, predicates::is_lower)),
            Def::Method("isupper(self, /)", |t, a| is(t, a, predicates::is_upper)),
            Def::Method("istitle(self, /)", |t, a| is(t, a, predicates::is_title)),
            Def::Method("isascii(self, /)", |t, a| is(t, a, str::is_ascii)),
            Def::Method("find(self, sub, start=None, end=None, /)", |t, a| {
                find(t, a, "find", search::find)
            }),
            Def::Method("rfind(self, sub, start=None, end=None, /)", |t, a| {
                find(t, a, "rfind", search::rfind)
            }),
            Def::Method("index(self, sub, start=None, end=None, /)", |t, a| {
                index(t, a, "index", search::find)
            }),
            Def::Method("rindex(self, sub, start=None, end=None, /)", |t, a| {
                index(t, a, "rindex", search::rfind)
            }),
            Def::Method("count(self, sub, start=None, end=None, /)", count),
            Def::Method(
                "startswith(self, prefix, start=None, end=None, /)",
                |t, a| has_affix(t, a, "startswith", |text, part| text.starts_with(part)),
            ),
            Def::Method("endswith(self, suffix, start=None, end=None, /)", |t, a| {
                has_affix(t, a, "endswith", |text, part| text.ends_with(part))
            }),
            Def::Method("removeprefix(self, prefix, /)", |t, a| {
                let prefix = str_argument(t, a, 1, "removeprefix")?.as_str();
                part(t, a, |text| text.strip_prefix(prefix).unwrap_or(text))
            }),
            Def::Method("removesuffix(self, suffix, /)", |t, a| {
                let suffix = str_argument(t, a, 1, "removesuffix")?.as_str();
                part(t, a, |text| text.strip_suffix(suffix).unwrap_or(text))
            }),
            Def::Method("replace(self, old, new, /, count=-1)", replace),
            Def::Method("strip(self, chars=None, /)", |t, a| {
                strip(t, a, "strip", Ends::Both)
            }),
            Def::Method("lstrip(self, chars=None, /)", |t, a| {
                strip(t, a, "lstrip", Ends::Left)
            }),
            Def::Method("rstrip(self, chars=None, /)", |t, a| {
                strip(t, a, "rstrip", Ends::Right)
            }),
            Def::Method("split(self, /, sep=None, maxsplit=-1)", |t, a| {
                split(t, a, split::split_whitespace, split::split)
            }),
            Def::Method("rsplit(self, /, sep=None, maxsplit=-1)", |t, a| {
                split(t, a, split::rsplit_whitespace, split::rsplit)
            }),
            Def::Method("splitlines(self, /, keepends=False)", splitlines),
            Def::Method("partition(self, sep, /)", |t, a| {
                partition(t, a, split::partition)
            }),
            Def::Method("rpartition(self, sep, /)", |t, a| {
                partition(t, a, split::rpartition)
            }),
            Def::Method("center(self, width, fillchar=' ', /)", |t, a| {
                padded(t, a, pad::center)
            }),
            Def::Method("ljust(self, width, fillchar=' ', /)", |t, a| {
                padded(t, a, pad::ljust)
            }),
            Def::Method("rjust(self, width, fillchar=' ', /)", |t, a| {
                padded(t, a, pad::rjust)
            }),
            Def::Method("zfill(self, width, /)", zfill),
            Def::Method("expandtabs(self, /, tabsize=8)", expandtabs),
        ],
    );
}

fn map(t: &Thread, args: Args, operation: fn(&str) -> String) -> Returned {
    let text = this(t, args)?.as_str();
    t.check_memory(text.len().saturating_mul(3))?;
    Ok(t.done(t.str(&operation(text))))
}

fn is(t: &Thread, args: Args, predicate: impl Fn(&str) -> bool) -> Returned {
    let text = this(t, args)?.as_str();
    Ok(t.done(Value::bool(predicate(text))))
}

/// Returns a text that a function of `text` made, or raises.
fn made(t: &Thread, text: TextResult<String>) -> Returned {
    match text {
        Ok(text) => Ok(t.done(t.str(&text))),
        Err(error) => Err(raise(t, error)),
    }
}

/// Returns a part of the string; the string itself if it is all of it.
fn part(t: &Thread, args: Args, operation: impl Fn(&str) -> &str) -> Returned {
    let text = this(t, args)?;
    let part = operation(text.as_str());
    if part.len() == text.as_str().len() {
        return Ok(t.done(text.value()));
    }
    Ok(t.done(t.part(text, part)))
}

/// The part of the string that the arguments `start` and `end` name.
fn range(t: &mut Thread, args: Args) -> Result<Option<(usize, usize)>, Raised> {
    let mut ends = [None, None];
    for (end, index) in ends.iter_mut().zip([2, 3]) {
        if !args.get(t, index).is_unbound() {
            *end = sequence::slice_number(t, args.slot(index))?;
        }
    }
    Ok(bounds(ends[0], ends[1], this(t, args)?.chars()))
}

fn needle<'t>(t: &'t Thread, args: Args, function: &str) -> Result<&'t Str, Raised> {
    let value = args.get(t, 1);
    str_of(t, value).ok_or_else(|| t.wrong_argument(function, "argument 1", "str", value))
}

type Find = fn(Text<'_>, &str, (usize, usize)) -> Option<usize>;

fn place(t: &mut Thread, args: Args, function: &str, find: Find) -> Result<Option<usize>, Raised> {
    needle(t, args, function)?;
    let range = range(t, args)?;
    let (text, needle) = (this(t, args)?, needle(t, args, function)?);
    Ok(range.and_then(|range| find(text_of(text), needle.as_str(), range)))
}

fn find(t: &mut Thread, args: Args, function: &str, find: Find) -> Returned {
    let place = place(t, args, function, find)?;
    Ok(t.done(place.map_or(Value::int(-1), Value::length)))
}

fn index(t: &mut Thread, args: Args, function: &str, find: Find) -> Returned {
    match place(t, args, function, find)? {
        Some(place) => Ok(t.done(Value::length(place))),
        None => Err(t.value_error("substring not found")),
    }
}

fn count(t: &mut Thread, args: Args) -> Returned {
    needle(t, args, "count")?;
    let range = range(t, args)?;
    let (text, needle) = (this(t, args)?, needle(t, args, "count")?);
    let count = range.map_or(0, |range| {
        search::count(text_of(text), needle.as_str(), range)
    });
    Ok(t.done(Value::length(count)))
}

fn has_affix(t: &mut Thread, args: Args, function: &str, has: fn(&str, &str) -> bool) -> Returned {
    let everywhere = args.get(t, 2).is_unbound() && args.get(t, 3).is_unbound();
    let range = if everywhere { None } else { range(t, args)? };
    let text = this(t, args)?;
    let within = match everywhere {
        true => Some(text.as_str()),
        false => range.map(|(start, end)| text_of(text).slice(start, end)),
    };
    let has = |part: &Str| within.is_some_and(|within| has(within, part.as_str()));
    let affix = t.payload(args.get(t, 1));
    if let Some(affix) = affix.cast::<Str>() {
        return Ok(t.done(Value::bool(has(affix))));
    }
    let Some(affixes) = affix.cast::<Tuple>() else {
        let class = t.class_of(affix).name();
        return Err(t.type_error(format!(
            "{function} first arg must be str or a tuple of str, not {class}"
        )));
    };
    for affix in affixes.iter() {
        match str_of(t, affix) {
            Some(affix) if has(affix) => return Ok(t.done(Value::TRUE)),
            Some(_) => {}
            None => {
                let class = t.class_of(affix).name();
                return Err(t.type_error(format!(
                    "tuple for {function} must only contain str, not {class}"
                )));
            }
        }
    }
    Ok(t.done(Value::FALSE))
}

/// An optional count, of which negative ones mean no limit.
fn limit(t: &mut Thread, args: Args, index: usize) -> Result<Option<usize>, Raised> {
    if args.get(t, index).is_unbound() {
        return Ok(None);
    }
    Ok(usize::try_from(sequence::index_argument(t, args.slot(index))?).ok())
}

fn replace(t: &mut Thread, args: Args) -> Returned {
    for index in [1, 2] {
        let value = args.get(t, index);
        if str_of(t, value).is_none() {
            let argument = format!("argument {index}");
            return Err(t.wrong_argument("replace", &argument, "str", value));
        }
    }
    let limit = limit(t, args, 3)?;
    let text = this(t, args)?;
    let [old, new] = [1, 2].map(|index| str_of(t, args.get(t, index)).map_or("", Str::as_str));
    match search::replace(text.as_str(), old, new, limit) {
        Ok(Some(replaced)) => {
            t.check_memory(replaced.len())?;
            Ok(t.done(t.str(&replaced)))
        }
        Ok(None) => Ok(t.done(text.value())),
        Err(error) => Err(raise(t, error)),
    }
}

fn strip(t: &Thread, args: Args, function: &str, ends: Ends) -> Returned {
    let characters = match args.optional(t, 1).filter(|value| !value.is_none()) {
        None => None,
        Some(value) => match str_of(t, value) {
            Some(text) => Some(text.as_str()),
            None => return Err(t.type_error(format!("{function} arg must be None or str"))),
        },
    };
    part(t, args, |text| split::strip(text, characters, ends))
}

type SplitBy = for<'a> fn(&'a str, &str, Option<usize>) -> TextResult<Vec<&'a str>>;

fn split(
    t: &mut Thread,
    args: Args,
    by_whitespace: for<'a> fn(&'a str, Option<usize>) -> Vec<&'a str>,
    by_separator: SplitBy,
) -> Returned {
    let limit = limit(t, args, 2)?;
    let text = this(t, args)?;
    let separator = args.get(t, 1);
    let parts = if separator.is_unbound() || separator.is_none() {
        by_whitespace(text.as_str(), limit)
    } else if let Some(separator) = str_of(t, separator) {
        match by_separator(text.as_str(), separator.as_str(), limit) {
            Ok(parts) => parts,
            Err(error) => return Err(raise(t, error)),
        }
    } else {
        let class = t.class_of(separator).name();
        return Err(t.type_error(format!("must be str or None, not {class}")));
    };
    list_of(t, text, &parts)
}

fn splitlines(t: &mut Thread, args: Args) -> Returned {
    let keep = !args.get(t, 1).is_unbound() && vm::truth(t, args.slot(1))?;
    let text = this(t, args)?;
    list_of(t, text, &split::splitlines(text.as_str(), keep))
}

fn partition(
    t: &Thread,
    args: Args,
    operation: for<'a> fn(&'a str, &str) -> TextResult<[&'a str; 3]>,
) -> Returned {
    let separator = args.get(t, 1);
    let Some(separator) = str_of(t, separator) else {
        let class = t.class_of(separator).name();
        return Err(t.type_error(format!("must be str, not {class}")));
    };
    let text = this(t, args)?;
    match operation(text.as_str(), separator.as_str()) {
        Ok([before, at, after]) => {
            let at = if at.is_empty() {
                t.str("")
            } else {
                args.get(t, 1)
            };
            let parts = [t.part(text, before), at, t.part(text, after)];
            Ok(t.done(t.tuple(&parts)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

fn padded(
    t: &mut Thread,
    args: Args,
    operation: fn(Text<'_>, i64, char) -> TextResult<String>,
) -> Returned {
    let width = sequence::index_argument(t, args.slot(1))?;
    let fill = match args.optional(t, 2) {
        None => ' ',
        Some(value) => {
            let Some(fill) = str_of(t, value) else {
                let class = t.class_of(value).name();
                return Err(t.type_error(format!(
                    "The fill character must be a unicode character, not {class}"
                )));
            };
            let mut letters = fill.as_str().chars();
            match (letters.next(), letters.next()) {
                (Some(fill), None) => fill,
                _ => {
                    let message = "The fill character must be exactly one character long";
                    return Err(t.type_error(message));
                }
            }
        }
    };
    let text = this(t, args)?;
    if usize::try_from(width).unwrap_or(0) <= text.chars() {
        return Ok(t.done(text.value()));
    }
    t.check_memory(usize::try_from(width).unwrap_or(0))?;
    made(t, operation(text_of(text), width, fill))
}

fn zfill(t: &mut Thread, args: Args) -> Returned {
    let width = sequence::index_argument(t, args.slot(1))?;
    let text = this(t, args)?;
    if usize::try_from(width).unwrap_or(0) <= text.chars() {
        return Ok(t.done(text.value()));
    }
    t.check_memory(usize::try_from(width).unwrap_or(0))?;
    made(t, pad::zfill(text_of(text), width))
}

fn expandtabs(t: &mut Thread, args: Args) -> Returned {
    let size = if args.get(t, 1).is_unbound() {
        8
    } else {
        sequence::int_argument(t, args.slot(1))?
    };
    made(t, pad::expandtabs(this(t, args)?.as_str(), size))
}

//! The methods of `bytes` and `bytearray` that look at or rewrite them; answers are of the type of self.

use std::borrow::Cow;

use crate::heap::{Object, Slot, Tuple, Value};
use crate::object::{Args, ClassId, Raised, Returned, Thread};
use crate::vm;

use super::bytes::{byte, bytes_like, contents, like_this, this};
use super::define::{Def, define_methods};
use super::number::{raise, str_of};
use super::sequence;
use super::str_join::{gather, gathered};
use super::text::Result as TextResult;
use super::text::byte_text::{self, is_space};
use super::text::search::bounds;
use super::text::split::Ends;

pub(super) fn install(thread: &Thread) {
    for class in [ClassId::Bytes, ClassId::ByteArray] {
        let class = thread.class(class);
        define_methods(thread, class, SEARCHES);
        define_methods(thread, class, REWRITES);
        define_methods(thread, class, PREDICATES);
        define_methods(thread, class, CONVERSIONS);
    }
}

const SEARCHES: &[Def] = &[
    Def::Method("find(self, sub, start=None, end=None, /)", |t, a| {
        find(t, a, byte_text::find)
    }),
    Def::Method("rfind(self, sub, start=None, end=None, /)", |t, a| {
        find(t, a, byte_text::rfind)
    }),
    Def::Method("index(self, sub, start=None, end=None, /)", |t, a| {
        index(t, a, byte_text::find)
    }),
    Def::Method("rindex(self, sub, start=None, end=None, /)", |t, a| {
        index(t, a, byte_text::rfind)
    }),
    Def::Method("count(self, sub, start=None, end=None, /)", count),
    Def::Method(
        "startswith(self, prefix, start=None, end=None, /)",
        |t, a| has_affix(t, a, "startswith", |bytes, part| bytes.starts_with(part)),
    ),
    Def::Method("endswith(self, suffix, start=None, end=None, /)", |t, a| {
        has_affix(t, a, "endswith", |bytes, part| bytes.ends_with(part))
    }),
    Def::Method("partition(self, sep, /)", |t, a| {
        let separator = bytes_like(t, a.get(t, 1))?;
        parts_of(t, a, byte_text::partition(&this(t, a)?, &separator))
    }),
    Def::Method("rpartition(self, sep, /)", |t, a| {
        let separator = bytes_like(t, a.get(t, 1))?;
        parts_of(t, a, byte_text::rpartition(&this(t, a)?, &separator))
    }),
    Def::Method("split(self, /, sep=None, maxsplit=-1)", |t, a| {
        split(t, a, byte_text::split_whitespace, byte_text::split)
    }),
    Def::Method("rsplit(self, /, sep=None, maxsplit=-1)", |t, a| {
        split(t, a, byte_text::rsplit_whitespace, byte_text::rsplit)
    }),
    Def::Method("splitlines(self, /, keepends=False)", splitlines),
];

const REWRITES: &[Def] = &[
    Def::Method("upper(self, /)", |t, a| {
        rewrite(t, a, |b| b.to_ascii_uppercase())
    }),
    Def::Method("lower(self, /)", |t, a| {
        rewrite(t, a, |b| b.to_ascii_lowercase())
    }),
    Def::Method("title(self, /)", |t, a| rewrite(t, a, byte_text::title)),
    Def::Method("capitalize(self, /)", |t, a| {
        rewrite(t, a, byte_text::capitalize)
    }),
    Def::Method("swapcase(self, /)", |t, a| {
        rewrite(t, a, byte_text::swapcase)
    }),
    Def::Method("strip(self, bytes=None, /)", |t, a| strip(t, a, Ends::Both)),
    Def::Method("lstrip(self, bytes=None, /)", |t, a| {
        strip(t, a, Ends::Left)
    }),
    Def::Method("rstrip(self, bytes=None, /)", |t, a| {
        strip(t, a, Ends::Right)
    }),
    Def::Method("removeprefix(self, prefix, /)", |t, a| {
        let prefix = bytes_like(t, a.get(t, 1))?;
        rewrite(t, a, |bytes| {
            bytes.strip_prefix(&*prefix).unwrap_or(bytes).to_vec()
        })
    }),
    Def::Method("removesuffix(self, suffix, /)", |t, a| {
        let suffix = bytes_like(t, a.get(t, 1))?;
        rewrite(t, a, |bytes| {
            bytes.strip_suffix(&*suffix).unwrap_or(bytes).to_vec()
        })
    }),
    Def::Method("replace(self, old, new, count=-1, /)", replace),
    Def::Method("center(self, width, fillchar=b' ', /)", |t, a| {
        // The odd one goes to the left if the width is odd.
        pad(t, a, "center", |missing, width| {
            missing / 2 + (missing & width & 1)
        })
    }),
    Def::Method("ljust(self, width, fillchar=b' ', /)", |t, a| {
        pad(t, a, "ljust", |_, _| 0)
    }),
    Def::Method("rjust(self, width, fillchar=b' ', /)", |t, a| {
        pad(t, a, "rjust", |missing, _| missing)
    }),
    Def::Method("zfill(self, width, /)", zfill),
    Def::Method("expandtabs(self, /, tabsize=8)", expandtabs),
    Def::Method("translate(self, table, /, delete=b'')", translate),
    Def::Method("join(self, iterable_of_bytes, /)", join),
];

const PREDICATES: &[Def] = &[
    Def::Method("isalpha(self, /)", |t, a| {
        all(t, a, |byte| byte.is_ascii_alphabetic())
    }),
    Def::Method("isdigit(self, /)", |t, a| {
        all(t, a, |byte| byte.is_ascii_digit())
    }),
    Def::Method("isalnum(self, /)", |t, a| {
        all(t, a, |byte| byte.is_ascii_alphanumeric())
    }),
    Def::Method("isspace(self, /)", |t, a| all(t, a, is_space)),
    Def::Method("isascii(self, /)", |t, a| is(t, a, <[u8]>::is_ascii)),
    Def::Method("islower(self, /)", |t, a| is(t, a, byte_text::is_lower)),
    Def::Method("isupper(self, /)", |t, a| is(t, a, byte_text::is_upper)),
    Def::Method("istitle(self, /)", |t, a| is(t, a, byte_text::is_title)),
];

const CONVERSIONS: &[Def] = &[
    Def::Method("hex(self, sep=None, bytes_per_sep=1)", hex),
    Def::Class("fromhex(cls, string, /)", fromhex),
    Def::Static("maketrans(frm, to, /)", maketrans),
];

fn rewrite(t: &Thread, args: Args, operation: impl Fn(&[u8]) -> Vec<u8>) -> Returned {
    let bytes = this(t, args)?;
    t.check_memory(bytes.len().saturating_mul(2))?;
    Ok(t.done(like_this(t, args, &operation(&bytes))))
}

fn is(t: &Thread, args: Args, predicate: fn(&[u8]) -> bool) -> Returned {
    let bytes = this(t, args)?;
    Ok(t.done(Value::bool(predicate(&bytes))))
}

fn all(t: &Thread, args: Args, predicate: fn(u8) -> bool) -> Returned {
    let bytes = this(t, args)?;
    let all = !bytes.is_empty() && bytes.iter().all(|byte| predicate(*byte));
    Ok(t.done(Value::bool(all)))
}

/// The part of self that the arguments `start` and `end` name.
fn range(t: &mut Thread, args: Args) -> Result<Option<(usize, usize)>, Raised> {
    let mut ends = [None, None];
    for (end, index) in ends.iter_mut().zip([2, 3]) {
        if !args.get(t, index).is_unbound() {
            *end = sequence::slice_number(t, args.slot(index))?;
        }
    }
    Ok(bounds(ends[0], ends[1], this(t, args)?.len()))
}

/// What is searched for: bytes, or a number that stands for one byte.
fn needle<'t>(t: &'t mut Thread, args: Args) -> Result<Cow<'t, [u8]>, Raised> {
    let value = args.get(t, 1);
    if contents(t, value).is_none() {
        if !sequence::is_index(t, value) {
            let class = t.class_of(value).name();
            return Err(t.type_error(format!(
                "argument should be integer or bytes-like object, not '{class}'"
            )));
        }
        let byte = byte(t, args.slot(1), "byte must be in range(0, 256)")?;
        return Ok(Cow::Owned(vec![byte]));
    }
    bytes_like(t, args.get(t, 1))
}

type Find = fn(&[u8], &[u8]) -> Option<usize>;

/// Searches between the arguments `start` and `end`.
fn place(t: &mut Thread, args: Args, find: Find) -> Result<Option<usize>, Raised> {
    let range = range(t, args)?;
    let needle = needle(t, args)?.into_owned();
    let bytes = this(t, args)?;
    Ok(range.and_then(|(start, end)| {
        let place = find(bytes.get(start..end)?, &needle)?;
        Some(start + place)
    }))
}

fn find(t: &mut Thread, args: Args, find: Find) -> Returned {
    let place = place(t, args, find)?;
    Ok(t.done(place.map_or(Value::int(-1), Value::length)))
}

fn index(t: &mut Thread, args: Args, find: Find) -> Returned {
    match place(t, args, find)? {
        Some(place) => Ok(t.done(Value::length(place))),
        None => Err(t.value_error("subsection not found")),
    }
}

fn count(t: &mut Thread, args: Args) -> Returned {
    let range = range(t, args)?;
    let needle = needle(t, args)?.into_owned();
    let bytes = this(t, args)?;
    let within = range.and_then(|(start, end)| bytes.get(start..end));
    let count = within.map_or(0, |within| byte_text::count(within, &needle));
    Ok(t.done(Value::length(count)))
}

fn has_affix(
    t: &mut Thread,
    args: Args,
    function: &str,
    has: fn(&[u8], &[u8]) -> bool,
) -> Returned {
    let range = range(t, args)?;
    let bytes = this(t, args)?;
    let within = range.and_then(|(start, end)| bytes.get(start..end));
    let has = |part: &[u8]| within.is_some_and(|within| has(within, part));
    let affix = t.payload(args.get(t, 1));
    if let Some(affixes) = affix.cast::<Tuple>() {
        for affix in affixes.iter() {
            if has(&bytes_like(t, affix)?) {
                return Ok(t.done(Value::TRUE));
            }
        }
        return Ok(t.done(Value::FALSE));
    }
    match contents(t, affix) {
        Some(affix) => Ok(t.done(Value::bool(has(&affix)))),
        None => {
            let class = t.class_of(args.get(t, 1)).name();
            Err(t.type_error(format!(
                "{function} first arg must be bytes or a tuple of bytes, not {class}"
            )))
        }
    }
}

fn list_of(t: &Thread, args: Args, parts: &[&[u8]]) -> Returned {
    t.check_memory(parts.len().saturating_mul(64))?;
    let parts: Vec<Value<'_>> = parts.iter().map(|part| like_this(t, args, part)).collect();
    Ok(t.done(t.list(&parts).value()))
}

fn parts_of(t: &Thread, args: Args, parts: TextResult<[&[u8]; 3]>) -> Returned {
    match parts {
        Ok(parts) => {
            let parts = parts.map(|part| like_this(t, args, part));
            Ok(t.done(t.tuple(&parts)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

/// An optional count, of which negative ones mean no limit.
fn limit(t: &mut Thread, args: Args, index: usize) -> Result<Option<usize>, Raised> {
    if args.get(t, index).is_unbound() {
        return Ok(None);
    }
    Ok(usize::try_from(sequence::index_argument(t, args.slot(index))?).ok())
}

type SplitBy = for<'a> fn(&'a [u8], &[u8], Option<usize>) -> TextResult<Vec<&'a [u8]>>;

fn split(
    t: &mut Thread,
    args: Args,
    by_whitespace: for<'a> fn(&'a [u8], Option<usize>) -> Vec<&'a [u8]>,
    by_separator: SplitBy,
) -> Returned {
    let limit = limit(t, args, 2)?;
    let bytes = this(t, args)?;
    let separator = args.get(t, 1);
    if separator.is_unbound() || separator.is_none() {
        return list_of(t, args, &by_whitespace(&bytes, limit));
    }
    match by_separator(&bytes, &bytes_like(t, separator)?, limit) {
        Ok(parts) => list_of(t, args, &parts),
        Err(error) => Err(raise(t, error)),
    }
}

fn splitlines(t: &mut Thread, args: Args) -> Returned {
    let keep = !args.get(t, 1).is_unbound() && vm::truth(t, args.slot(1))?;
    list_of(t, args, &byte_text::splitlines(&this(t, args)?, keep))
}

fn strip(t: &Thread, args: Args, ends: Ends) -> Returned {
    let removed = match args.optional(t, 1).filter(|value| !value.is_none()) {
        Some(value) => Some(bytes_like(t, value)?),
        None => None,
    };
    let bytes = this(t, args)?;
    let rest = byte_text::strip(&bytes, removed.as_deref(), ends);
    Ok(t.done(like_this(t, args, rest)))
}

fn replace(t: &mut Thread, args: Args) -> Returned {
    let [old, new] = [1, 2].map(|index| bytes_like(t, args.get(t, index)).map(Cow::into_owned));
    let (old, new) = (old?, new?);
    let limit = limit(t, args, 3)?;
    match byte_text::replace(&this(t, args)?, &old, &new, limit) {
        Ok(replaced) => {
            t.check_memory(replaced.len())?;
            Ok(t.done(like_this(t, args, &replaced)))
        }
        Err(error) => Err(raise(t, error)),
    }
}

/// Pads to a width; `left` tells how much of what is missing goes to the left.
fn pad(t: &mut Thread, args: Args, function: &str, left: fn(usize, usize) -> usize) -> Returned {
    let width = usize::try_from(sequence::index_argument(t, args.slot(1))?).unwrap_or(0);
    let fill = match args.optional(t, 2) {
        None => b' ',
        Some(value) => match contents(t, value).as_deref() {
            Some(&[fill]) => fill,
            _ => {
                let wanted = "a byte string of length 1";
                return Err(t.wrong_argument(function, "argument 2", wanted, value));
            }
        },
    };
    t.check_memory(width.saturating_mul(2))?;
    let bytes = this(t, args)?;
    let missing = width.saturating_sub(bytes.len());
    let left = left(missing, width);
    let padded = [&vec![fill; left][..], &bytes, &vec![fill; missing - left]].concat();
    Ok(t.done(like_this(t, args, &padded)))
}

fn zfill(t: &mut Thread, args: Args) -> Returned {
    let width = usize::try_from(sequence::index_argument(t, args.slot(1))?).unwrap_or(0);
    t.check_memory(width.saturating_mul(2))?;
    rewrite(t, args, |bytes| byte_text::zfill(bytes, width))
}

fn expandtabs(t: &mut Thread, args: Args) -> Returned {
    let size = match args.get(t, 1) {
        Value::UNBOUND => 8,
        _ => sequence::int_argument(t, args.slot(1))?,
    };
    match byte_text::expandtabs(&this(t, args)?, size) {
        Ok(expanded) => Ok(t.done(like_this(t, args, &expanded))),
        Err(error) => Err(raise(t, error)),
    }
}

fn translate(t: &mut Thread, args: Args) -> Returned {
    let table = match args.get(t, 1) {
        Value::NONE => None,
        table => Some(bytes_like(t, table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(t.value_error("translation table must be 256 characters long"));
    }
    let deleted = match args.optional(t, 2) {
        Some(deleted) => bytes_like(t, deleted)?,
        None => Cow::Borrowed(&[][..]),
    };
    rewrite(t, args, |bytes| {
        let kept = bytes.iter().filter(|byte| !deleted.contains(byte));
        let turned = |byte: &u8| table.as_ref()?.get(usize::from(*byte)).copied();
        kept.map(|byte| turned(byte).unwrap_or(*byte)).collect()
    })
}

fn maketrans(t: &mut Thread, args: Args) -> Returned {
    let (from, to) = (
        bytes_like(t, args.get(t, 0))?,
        bytes_like(t, args.get(t, 1))?,
    );
    if from.len() != to.len() {
        return Err(t.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        if let Some(place) = table.get_mut(usize::from(*from)) {
            *place = *to;
        }
    }
    Ok(t.done(t.bytes(&table)))
}

fn join(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let items = gather(t, args.slot(1), "can only join an iterable")?;
    let separator = this(t, args)?;
    let mut joined: Vec<u8> = Vec::new();
    for (index, item) in gathered(t, items).into_iter().enumerate() {
        let Some(bytes) = contents(t, item) else {
            let class = t.class_of(item).name();
            return Err(t.type_error(format!(
                "sequence item {index}: expected a bytes-like object, {class} found"
            )));
        };
        if index > 0 {
            joined.extend_from_slice(&separator);
        }
        t.check_memory(joined.len().saturating_add(bytes.len()).saturating_mul(2))?;
        joined.extend_from_slice(&bytes);
    }
    Ok(t.done(like_this(t, args, &joined)))
}

fn hex(t: &mut Thread, args: Args) -> Returned {
    let group = match args.get(t, 2) {
        Value::UNBOUND => 1,
        _ => sequence::int_argument(t, args.slot(2))?,
    };
    let separator = match args.optional(t, 1) {
        None => None,
        Some(_) => Some(hex_separator(t, args.slot(1))?),
    };
    let bytes = this(t, args)?;
    t.check_memory(bytes.len().saturating_mul(4))?;
    Ok(t.done(t.str(&byte_text::to_hex(&bytes, separator, group))))
}

fn hex_separator(t: &mut Thread, separator: Slot) -> Result<char, Raised> {
    if vm::length(t, separator)? != 1 {
        return Err(t.value_error("sep must be length 1."));
    }
    let value = t.get(separator);
    let letters: Vec<char> = match (str_of(t, value), contents(t, value)) {
        (Some(text), _) => text.as_str().chars().collect(),
        (_, Some(bytes)) => bytes.iter().copied().map(char::from).collect(),
        _ => return Err(t.type_error("sep must be str or bytes.")),
    };
    match letters.as_slice() {
        [c] if c.is_ascii() => Ok(*c),
        _ => Err(t.value_error("sep must be ASCII.")),
    }
}

fn fromhex(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 1);
    let parsed = match str_of(t, value) {
        Some(text) => byte_text::from_hex(text.as_str()),
        None => return Err(t.wrong_argument("fromhex", "argument", "str", value)),
    };
    match parsed {
        Ok(bytes) => {
            let bytes = t.push(t.bytes(&bytes));
            if args.get(t, 0) == t.class(ClassId::Bytes).value() {
                return Ok(t.done(t.get(bytes)));
            }
            vm::call(t, args.slot(0), &[bytes])
        }
        Err(error) => Err(raise(t, error)),
    }
}

//! `str.join`, `str.translate` and `str.maketrans`, which take other objects apart.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::heap::{Dict, List, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};
use super::number::{int_of, str_of};
use super::str::this;

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[
            Def::Method("join(self, iterable, /)", join),
            Def::Method("translate(self, table, /)", translate),
            Def::Static("maketrans(x, y=None, z=None, /)", maketrans),
        ],
    );
}

/// The slot of a list or tuple with the items of the iterable in a slot: that itself if it is one. TypeError with `message` if it
/// is not iterable.
pub(super) fn gather(t: &mut Thread, iterable: Slot, message: &str) -> Result<Slot, Raised> {
    let value = t.get(iterable);
    if value.cast::<List>().is_some() || value.cast::<Tuple>().is_some() {
        return Ok(iterable);
    }
    let class = t.class_of(value);
    if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
        return Err(t.type_error(message));
    }
    let done = vm::to_list(t, iterable)?;
    Ok(t.push_result(done))
}

/// The items of the list or tuple in a slot.
pub(super) fn gathered(t: &Thread, sequence: Slot) -> Vec<Value<'_>> {
    let value = t.get(sequence);
    match value.cast::<List>() {
        Some(list) => list.snapshot(t.mutator()),
        None => value
            .cast::<Tuple>()
            .map_or(Vec::new(), |tuple| tuple.iter().collect()),
    }
}

fn join(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let items = gather(t, args.slot(1), "can only join an iterable")?;
    let separator = this(t, args)?;
    let items = gathered(t, items);
    if let [only] = items.as_slice()
        && only.cast::<Str>().is_some()
    {
        return Ok(t.done(*only));
    }
    let mut length = items.len().saturating_mul(separator.as_str().len());
    // Collected in the place of the items.
    let pieces = items.into_iter().enumerate().map(|(index, item)| {
        let text = str_of(t, item).ok_or((index, item))?;
        length = length.saturating_add(text.as_str().len());
        Ok(text)
    });
    let pieces: Vec<&Str> = match pieces.collect() {
        Ok(pieces) => pieces,
        Err((index, item)) => {
            let class = t.class_of(item).name();
            return Err(t.type_error(format!(
                "sequence item {index}: expected str instance, {class} found"
            )));
        }
    };
    t.check_memory(length)?;
    let separator = Some(separator).filter(|separator| separator.chars() > 0);
    Ok(t.done(t.join(separator, &pieces)))
}

/// What a character is translated to.
enum Translation {
    Unchanged,
    Text(String),
}

fn translate(t: &mut Thread, args: Args) -> Returned {
    let letters: Vec<char> = this(t, args)?.as_str().chars().collect();
    let mut known: FxHashMap<char, Translation> = FxHashMap::default();
    let mut out = String::with_capacity(letters.len());
    let mark = t.mark();
    for c in letters {
        let known = match known.entry(c) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(translation(t, args.slot(1), c)?),
        };
        t.pop_to(mark);
        match known {
            Translation::Text(text) => out.push_str(text),
            Translation::Unchanged => out.push(c),
        }
        t.check_memory(out.len())?;
    }
    Ok(t.done(t.str(&out)))
}

fn translation(t: &mut Thread, table: Slot, c: char) -> Result<Translation, Raised> {
    let key = t.push(Value::int(c as i32));
    let done = if t.get(table).cast::<Dict>().is_some() {
        vm::dict_get(t, table, key)?
    } else {
        match vm::get_item(t, table, key) {
            Ok(done) => Some(done),
            Err(raised) if t.raised_is(raised, ClassId::LookupError) => {
                t.take_exception(raised);
                None
            }
            Err(raised) => return Err(raised),
        }
    };
    let Some(done) = done else {
        return Ok(Translation::Unchanged);
    };
    let result = t.result(done);
    if result.is_none() {
        return Ok(Translation::Text(String::new()));
    }
    if let Some(text) = str_of(t, result) {
        return Ok(Translation::Text(text.as_str().to_string()));
    }
    match int_of(t, result).map(|code| code.to_i64()) {
        Some(code) => match code.and_then(|code| u32::try_from(code).ok()) {
            Some(code) if code < 0x11_0000 => match char::from_u32(code) {
                Some(c) => Ok(Translation::Text(c.to_string())),
                None => Err(super::number_functions::no_surrogates(t)),
            },
            _ => Err(t.value_error("character mapping must be in range(0x110000)")),
        },
        None => Err(t.type_error("character mapping must return integer, None or str")),
    }
}

fn maketrans(t: &mut Thread, args: Args) -> Returned {
    let table = t.push(t.dict().value());
    if args.get(t, 1).is_unbound() {
        return from_dict(t, args.slot(0), table);
    }
    if str_of(t, args.get(t, 0)).is_none() {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(t.type_error(message));
    }
    let [from, to, gone] = [0, 1, 2].map(|index| letters(t, args, index));
    let (from, to, gone) = (from?, to?, gone?);
    if from.len() != to.len() {
        let message = "the first two maketrans arguments must have equal length";
        return Err(t.value_error(message));
    }
    let pairs = from.iter().zip(to.iter().map(|c| Some(*c)));
    for (from, to) in pairs.chain(gone.iter().map(|c| (c, None))) {
        let mark = t.mark();
        let key = t.push(Value::int(*from as i32));
        let value = t.push(to.map_or(Value::NONE, |c| Value::int(c as i32)));
        vm::dict_set(t, table, key, value)?;
        t.pop_to(mark);
    }
    Ok(t.done(t.get(table)))
}

fn letters(t: &Thread, args: Args, index: usize) -> Result<Vec<char>, Raised> {
    let Some(value) = args.optional(t, index) else {
        return Ok(Vec::new());
    };
    match str_of(t, value) {
        Some(text) => Ok(text.as_str().chars().collect()),
        None => {
            let argument = format!("argument {}", index + 1);
            Err(t.wrong_argument("maketrans", &argument, "str", value))
        }
    }
}

/// `str.maketrans(mapping)`: the mapping with keys of one character replaced by their numbers.
fn from_dict(t: &mut Thread, mapping: Slot, table: Slot) -> Returned {
    let mark = t.mark();
    {
        let Some(dict) = t.payload(t.get(mapping)).cast::<Dict>() else {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(t.type_error(message));
        };
        let items = dict.snapshot(t.mutator());
        t.reserve(items.len().saturating_mul(2).saturating_add(8))?;
        for item in items {
            t.push(item.key);
            t.push(item.value);
        }
    }
    for index in 0..t.mark().distance(mark) / 2 {
        let (key, value) = (mark.offset(2 * index), mark.offset(2 * index + 1));
        let name = t.get(key);
        if let Some(text) = str_of(t, name) {
            let mut letters = text.as_str().chars();
            let (Some(c), None) = (letters.next(), letters.next()) else {
                let message = "string keys in translate table must be of length 1";
                return Err(t.value_error(message));
            };
            t.set(key, Value::int(c as i32));
        } else if int_of(t, name).is_none() {
            let message = "keys in translate table must be strings or integers";
            return Err(t.type_error(message));
        }
        vm::dict_set(t, table, key, value)?;
    }
    Ok(t.done(t.get(table)))
}

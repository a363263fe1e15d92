//! `_re`: regular expressions with backtracking, as Python has them. What scripts see stands in `re.py`.

mod machine;
mod parse;
mod program;
mod syntax;

use std::sync::Arc;

use self::machine::{Machine, NOWHERE, Outcome};
use self::program::{Program, last_slot};
use super::sync::{final_class, new_object, this};
use crate::builtins::Def;
use crate::heap::{List, NoFields, Object, Slot, Str, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};

/// Steps of a matcher between two looks at the breaker word.
const BUDGET: u32 = 20_000;

// SAFETY: no field inside.
unsafe impl NoFields for Program {}

/// Fills `_re`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let class = final_class(
        thread,
        module,
        "Program",
        &[
            Def::Static("__new__(cls, pattern, flags, /)", new),
            Def::Method("find(self, text, start, end, how, /)", find),
            Def::Method("find_all(self, text, start, end, limit, /)", find_all),
            Def::Getter("groups(self)", |t, args| {
                let groups = this::<Arc<Program>>(t, args)?.groups;
                Ok(t.done(t.usize(groups)))
            }),
            Def::Getter("flags(self)", |t, args| {
                let flags = this::<Arc<Program>>(t, args)?.flags;
                Ok(t.done(t.int(flags)))
            }),
            Def::Getter("names(self)", names),
        ],
    );
    thread.set_global(module, "Program", class.value());
}

/// The program of a pattern; if the pattern is wrong a tuple of a message and a place (or None).
fn new(t: &mut Thread, args: Args) -> Returned {
    let Some(pattern) = t.payload(args.get(t, 1)).cast::<Str>() else {
        return Err(t.type_error("first argument must be string or compiled pattern"));
    };
    let flags = args.get(t, 2).as_small_int().unwrap_or(0);
    let compiled = parse::parse(pattern.as_str(), flags).and_then(program::compile);
    match compiled {
        Ok(program) => Ok(t.done(new_object(t, args.get(t, 0), Arc::new(program)))),
        Err(wrong) => {
            let message = t.str(&wrong.0);
            let place = match wrong.1 {
                syntax::NO_PLACE => Value::NONE,
                place => t.usize(place),
            };
            Ok(t.done(t.tuple(&[message, place])))
        }
    }
}

/// Pairs of the groups' names and numbers.
fn names(t: &mut Thread, args: Args) -> Returned {
    let program = this::<Arc<Program>>(t, args)?.clone();
    let pairs = program.names.iter();
    let pairs: Vec<Value<'_>> = pairs
        .map(|(name, group)| t.tuple(&[t.str(name), t.int((*group).into())]))
        .collect();
    Ok(t.done(t.tuple(&pairs)))
}

/// The bounds of a search in bytes.
struct Bounds {
    start: usize,
    end: usize,
    ascii: bool,
}

fn bounds(t: &Thread, args: Args) -> Result<Bounds, Raised> {
    let text = subject(t, args.slot(1))?;
    let place = |index: usize| {
        let chars = args.get(t, index).as_small_int().unwrap_or(i64::MAX);
        let chars = usize::try_from(chars).unwrap_or(0);
        match text.is_ascii() {
            true => chars.min(text.as_str().len()),
            false => {
                let mut places = text.as_str().char_indices();
                places.nth(chars).map_or(text.as_str().len(), |(at, _)| at)
            }
        }
    };
    Ok(Bounds {
        start: place(2),
        end: place(3),
        ascii: text.is_ascii(),
    })
}

fn subject(t: &Thread, slot: Slot) -> Result<&Str, Raised> {
    let text = t.payload(t.get(slot)).cast::<Str>();
    text.ok_or_else(|| {
        let got = t.class_of(t.get(slot)).name();
        t.type_error(format!("expected string or bytes-like object, got '{got}'"))
    })
}

/// The first match at or after a place (`how` is "search"), at the place ("match"), or of all the text ("fullmatch"). Answers a tuple of the
/// starts and ends of the whole and of each group (-1 if it has none) and the number of the group that ended last; or None.
fn find(t: &mut Thread, args: Args) -> Returned {
    let program = this::<Arc<Program>>(t, args)?.clone();
    let bounds = bounds(t, args)?;
    let how = args.get(t, 4).cast::<Str>().map_or("", Str::as_str);
    let (anywhere, whole) = (how == "search", how == "fullmatch");
    let mut machine = Machine::new(&program, whole);
    if bounds.start > bounds.end
        || !search(
            t,
            args,
            &program,
            &mut machine,
            &bounds,
            bounds.start,
            anywhere,
        )?
    {
        return t.none();
    }
    let mut counter = Counter::new(&bounds);
    let text = subject(t, args.slot(1))?.as_str();
    let places = places(t, &program, &machine, &mut counter, text);
    Ok(t.done(t.tuple(&places)))
}

/// All matches that do not overlap, at most `limit` of them (0: any number), as a list of what `find` answers.
fn find_all(t: &mut Thread, args: Args) -> Returned {
    let program = this::<Arc<Program>>(t, args)?.clone();
    let bounds = bounds(t, args)?;
    let limit = args.get(t, 4).as_small_int().unwrap_or(0);
    let found = t.push(t.list(&[]).value());
    let mut machine = Machine::new(&program, false);
    let mut counter = Counter::new(&bounds);
    let (mut from, mut count) = (bounds.start, 0);
    while from <= bounds.end && (limit == 0 || count < limit) {
        if !search(t, args, &program, &mut machine, &bounds, from, true)? {
            break;
        }
        let (start, end) = machine.span();
        let text = subject(t, args.slot(1))?.as_str();
        let places = places(t, &program, &machine, &mut counter, text);
        if let Some(list) = t.get(found).cast::<List>() {
            list.push(t.mutator(), t.tuple(&places));
        }
        machine.forbid_empty_at(if start == end { end } else { NOWHERE });
        from = end;
        count += 1;
    }
    Ok(t.done(t.get(found)))
}

/// Looks for a match from a place on.
fn search(
    t: &mut Thread,
    args: Args,
    program: &Program,
    machine: &mut Machine,
    bounds: &Bounds,
    from: usize,
    anywhere: bool,
) -> Result<bool, Raised> {
    let mut start = from;
    let mut begun = false;
    loop {
        // The text stays where it is; it is borrowed anew after each look at the breaker word.
        let mut budget = BUDGET;
        let text = &subject(t, args.slot(1))?.as_str()[..bounds.end];
        loop {
            if !begun {
                if anywhere && let Some(first) = program.first {
                    match text[start..].find(first) {
                        Some(skipped) => start += skipped,
                        None => return Ok(false),
                    }
                }
                machine.begin(start);
                begun = true;
            }
            match machine.run(program, text, &mut budget) {
                Outcome::Matched => return Ok(true),
                Outcome::Unfinished => break,
                Outcome::Failed => {}
            }
            begun = false;
            match text[start..].chars().next() {
                Some(c) if anywhere => start += c.len_utf8(),
                _ => return Ok(false),
            }
        }
        t.poll_if_set()?;
    }
}

/// Counts characters up to a byte: from where it counted last, as places mostly grow.
struct Counter {
    ascii: bool,
    byte: usize,
    chars: usize,
}

impl Counter {
    fn new(bounds: &Bounds) -> Counter {
        Counter {
            ascii: bounds.ascii,
            byte: 0,
            chars: 0,
        }
    }

    fn chars(&mut self, text: &str, byte: usize) -> usize {
        if self.ascii {
            return byte;
        }
        if byte >= self.byte {
            self.chars += text[self.byte..byte].chars().count();
        } else {
            self.chars -= text[byte..self.byte].chars().count();
        }
        self.byte = byte;
        self.chars
    }
}

fn places<'t>(
    t: &'t Thread,
    program: &Program,
    machine: &Machine,
    counter: &mut Counter,
    text: &str,
) -> Vec<Value<'t>> {
    let (start, end) = machine.span();
    let mut places = vec![
        t.usize(counter.chars(text, start)),
        t.usize(counter.chars(text, end)),
    ];
    for group in 1..=program.groups {
        let (start, end) = (machine.slots[2 * group], machine.slots[2 * group + 1]);
        let matched = start != NOWHERE && end != NOWHERE;
        for place in [start, end] {
            places.push(match matched {
                true => t.usize(counter.chars(text, place)),
                false => t.int(-1),
            });
        }
    }
    let last = machine.slots[last_slot(program.groups)];
    places.push(match last {
        NOWHERE => Value::NONE,
        group => t.usize(group),
    });
    places
}

//! Iterators that need not end: `count`, `cycle`, `repeat`.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use super::{class, iterator, make, own, pull};
use crate::builtins::{self, Def};
use crate::heap::{Field, List, Object, Slot, Value};
use crate::object::{Args, Dunder, Module, Raised, Returned, Thread};
use crate::{payload, vm};

pub(super) fn install(thread: &Thread, module: &Module) {
    class(
        thread,
        module,
        "count",
        &[
            Def::Static("__new__(cls, start=0, step=1)", new_count),
            Def::Method("__next__(self, /)", next_count),
            Def::Method("__repr__(self, /)", repr_count),
        ],
    );
    class(
        thread,
        module,
        "cycle",
        &[
            Def::Static("__new__(cls, iterable, /)", new_cycle),
            Def::Method("__next__(self, /)", next_cycle),
        ],
    );
    class(
        thread,
        module,
        "repeat",
        &[
            Def::Static("__new__(cls, object, times=None)", new_repeat),
            Def::Method("__next__(self, /)", next_repeat),
            Def::Method("__length_hint__(self, /)", repeats_left),
            Def::Method("__repr__(self, /)", repr_repeat),
        ],
    );
}

payload! {
    /// `count(start, step)`
    struct Count {
        /// The next number while numbers and steps are small: then a step is one atomic addition, and no two threads get the same number.
        small: AtomicI64,
        step: i64,
        /// The next number otherwise; None before that.
        next: Field,
        /// The step as a value.
        step_value: Field,
    }
}

/// Numbers up to here are counted by atomic additions; beyond, a step would have to look for overflow.
const SMALL: i64 = 1 << 60;

fn new_count(t: &mut Thread, args: Args) -> Returned {
    for index in [1, 2] {
        if let Some(number) = args.optional(t, index) {
            let class = t.class_of(number);
            let number = [Dunder::Index, Dunder::Int, Dunder::Float];
            if number
                .iter()
                .all(|method| class.dunder(*method).is_unbound())
            {
                return Err(t.type_error("a number is required"));
            }
        }
    }
    let start = args.optional(t, 1).unwrap_or(Value::int(0));
    let step = args.optional(t, 2).unwrap_or(Value::int(1));
    let few = |number: Value<'_>| {
        let number = number.as_bool().map(i64::from).or(number.as_small_int());
        number.filter(|number| number.abs() < SMALL >> 20)
    };
    let (small, next) = match (few(start), few(step)) {
        (Some(small), Some(_)) => (small, Value::NONE),
        _ => (0, start),
    };
    let count = Count {
        small: AtomicI64::new(small),
        step: few(step).unwrap_or(0),
        next: Field::new(next),
        step_value: Field::new(step),
    };
    make(t, args, count)
}

fn next_count(t: &mut Thread, args: Args) -> Returned {
    let count = own::<Count>(t, args)?;
    let next = count.next.load();
    if next.is_none() {
        let number = count.small.fetch_add(count.step, Ordering::Relaxed);
        if number.abs() > SMALL {
            // From here on with care.
            count.next.store(t.int(number + count.step));
        }
        return Ok(t.done(t.int(number)));
    }
    let (number, step) = (t.push(next), t.push(count.step_value.load()));
    let done = vm::binary(t, Dunder::Add, number, step)?;
    let following = t.result(done);
    own::<Count>(t, args)?.next.store(following);
    Ok(t.done(t.get(number)))
}

fn repr_count(t: &mut Thread, args: Args) -> Returned {
    let (next, step) = {
        let count = own::<Count>(t, args)?;
        let next = match count.next.load() {
            Value::NONE => t.int(count.small.load(Ordering::Relaxed)),
            next => next,
        };
        (t.push(next), t.push(count.step_value.load()))
    };
    let mut text = format!("{}(", t.class_of(args.get(t, 0)).short_name());
    builtins::push_repr(t, &mut text, next)?;
    if t.get(step) != Value::int(1) {
        text.push_str(", ");
        builtins::push_repr(t, &mut text, step)?;
    }
    text.push(')');
    Ok(t.done(t.str(&text)))
}

payload! {
    /// `cycle(iterable)`
    struct Cycle {
        /// The iterator of the first round; None afterwards.
        iterator: Field,
        /// The items of the first round.
        saved: Field,
        /// The index of the next one.
        next: AtomicUsize,
    }
}

fn new_cycle(t: &mut Thread, args: Args) -> Returned {
    let iterator = iterator(t, args.slot(1))?;
    let saved = Field::new(t.list(&[]).value());
    let next = AtomicUsize::new(0);
    make(
        t,
        args,
        Cycle {
            iterator,
            saved,
            next,
        },
    )
}

fn next_cycle(t: &mut Thread, args: Args) -> Returned {
    let item = pull(t, args, |cycle: &Cycle| &cycle.iterator)?;
    let cycle = own::<Cycle>(t, args)?;
    let Some(saved) = cycle.saved.load().cast::<List>() else {
        return Err(builtins::stop(t));
    };
    if let Some(item) = item {
        saved.push(t.mutator(), t.get(item));
        return Ok(t.done(t.get(item)));
    }
    cycle.iterator.store(Value::NONE);
    let at = cycle.next.fetch_add(1, Ordering::Relaxed);
    match saved.len() {
        0 => Err(builtins::stop(t)),
        length => {
            let item = saved.get(t.mutator(), at % length);
            Ok(t.done(item.unwrap_or(Value::NONE)))
        }
    }
}

payload! {
    /// `repeat(object, times)`
    struct Repeat {
        object: Field,
        /// How often it is still to be given; below zero without end.
        left: AtomicI64,
    }
}

const ENDLESS: i64 = i64::MIN;

fn new_repeat(t: &mut Thread, args: Args) -> Returned {
    let left = match args.optional(t, 2) {
        None => ENDLESS,
        Some(_) => builtins::index_argument(t, args.slot(2))?.max(0),
    };
    let object = Field::new(args.get(t, 1));
    let left = AtomicI64::new(left);
    make(t, args, Repeat { object, left })
}

fn next_repeat(t: &mut Thread, args: Args) -> Returned {
    let repeat = own::<Repeat>(t, args)?;
    if repeat.left.load(Ordering::Relaxed) != ENDLESS {
        let left = repeat.left.fetch_sub(1, Ordering::Relaxed);
        if left <= 0 {
            repeat.left.store(0, Ordering::Relaxed);
            return Err(builtins::stop(t));
        }
    }
    Ok(t.done(repeat.object.load()))
}

fn repeats_left(t: &mut Thread, args: Args) -> Returned {
    match own::<Repeat>(t, args)?.left.load(Ordering::Relaxed) {
        ENDLESS => Err(t.type_error("len() of unsized object")),
        left => Ok(t.done(t.int(left.max(0)))),
    }
}

fn repr_repeat(t: &mut Thread, args: Args) -> Returned {
    let (object, left): (Slot, i64) = {
        let repeat = own::<Repeat>(t, args)?;
        (
            t.push(repeat.object.load()),
            repeat.left.load(Ordering::Relaxed),
        )
    };
    let name = t.class_of(args.get(t, 0)).short_name().to_string();
    builtins::container(t, args.slot(0), "...", |t, out| -> Result<(), Raised> {
        out.push_str(&name);
        out.push('(');
        builtins::push_repr(t, out, object)?;
        if left != ENDLESS {
            out.push_str(&format!(", {}", left.max(0)));
        }
        out.push(')');
        Ok(())
    })
}

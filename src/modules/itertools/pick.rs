//! Iterators that pick items of another one, or chain several: `chain`, `compress`, `dropwhile`, `filterfalse`, `islice`, `starmap`,
//! `takewhile`.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use super::{class, give, given, iterator, load, make, own, pull};
use crate::builtins::{self, Def};
use crate::heap::{Field, Object, Slot, Tuple, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::{payload, vm};

pub(super) fn install(thread: &Thread, module: &Module) {
    let simple = |name, new, next| {
        class(
            thread,
            module,
            name,
            &[new, Def::Method("__next__(self, /)", next)],
        );
    };
    class(
        thread,
        module,
        "chain",
        &[
            Def::Static("__new__(cls, /, *iterables)", new_chain),
            Def::Class("from_iterable(cls, iterable, /)", new_chain),
            Def::Method("__next__(self, /)", next_chain),
            Def::Class("__class_getitem__(cls, item, /)", builtins::subscript),
        ],
    );
    simple(
        "compress",
        Def::Static("__new__(cls, data, selectors)", new_compress),
        next_compress,
    );
    simple(
        "dropwhile",
        Def::Static("__new__(cls, predicate, iterable, /)", new_filter),
        next_dropping,
    );
    simple(
        "filterfalse",
        Def::Static("__new__(cls, function, iterable, /)", new_filter),
        next_false,
    );
    simple(
        "islice",
        Def::Static("__new__(cls, /, *args)", new_slice),
        next_slice,
    );
    simple(
        "starmap",
        Def::Static("__new__(cls, function, iterable, /)", new_filter),
        next_starmap,
    );
    simple(
        "takewhile",
        Def::Static("__new__(cls, predicate, iterable, /)", new_filter),
        next_taking,
    );
}

payload! {
    /// `chain(*iterables)`
    struct Chain {
        /// Gives the iterables; None at the end.
        source: Field,
        /// The iterator of the current one, or None.
        active: Field,
    }
}

fn new_chain(t: &mut Thread, args: Args) -> Returned {
    let source = iterator(t, args.slot(1))?;
    let active = Field::new(Value::NONE);
    make(t, args, Chain { source, active })
}

fn next_chain(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    loop {
        if let Some(item) = pull(t, args, |chain: &Chain| &chain.active)? {
            return give(t, Some(item));
        }
        t.pop_to(mark);
        let Some(iterable) = pull(t, args, |chain: &Chain| &chain.source)? else {
            own::<Chain>(t, args)?.source.store(Value::NONE);
            own::<Chain>(t, args)?.active.store(Value::NONE);
            return Err(builtins::stop(t));
        };
        let active = iterator(t, iterable)?;
        own::<Chain>(t, args)?.active.store(active.load());
        t.pop_to(mark);
        t.poll_if_set()?;
    }
}

payload! {
    /// `compress(data, selectors)`
    struct Compress {
        data: Field,
        selectors: Field,
    }
}

fn new_compress(t: &mut Thread, args: Args) -> Returned {
    let data = iterator(t, args.slot(1))?;
    let data = t.push(data.load());
    let selectors = iterator(t, args.slot(2))?;
    let data = Field::new(t.get(data));
    make(t, args, Compress { data, selectors })
}

fn next_compress(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    loop {
        let item = pull(t, args, |compress: &Compress| &compress.data)?;
        let Some(item) = item else {
            return Err(builtins::stop(t));
        };
        let Some(selector) = pull(t, args, |compress: &Compress| &compress.selectors)? else {
            return Err(builtins::stop(t));
        };
        if vm::truth(t, selector)? {
            return give(t, Some(item));
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
}

payload! {
    /// `dropwhile`, `filterfalse`, `starmap`, `takewhile` of a function and an iterable.
    struct Filter {
        function: Field,
        iterator: Field,
        /// The predicate has decided for good: the dropping, or the taking, is over.
        over: AtomicBool,
    }
}

fn new_filter(t: &mut Thread, args: Args) -> Returned {
    let iterator = iterator(t, args.slot(2))?;
    let function = Field::new(args.get(t, 1));
    let over = AtomicBool::new(false);
    make(
        t,
        args,
        Filter {
            function,
            iterator,
            over,
        },
    )
}

/// Pushes the next item, and what the function says of it.
fn judged(t: &mut Thread, args: Args) -> Result<Option<(Slot, bool)>, Raised> {
    let Some(item) = pull(t, args, |filter: &Filter| &filter.iterator)? else {
        return Ok(None);
    };
    let function = load(t, args, |filter: &Filter| &filter.function)?;
    let plain = t.get(function).is_none() || t.get(function) == t.class(ClassId::Bool).value();
    let mut verdict = item;
    if !plain {
        let done = vm::call(t, function, &[item])?;
        verdict = t.push_result(done);
    }
    Ok(Some((item, vm::truth(t, verdict)?)))
}

fn next_dropping(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    while !own::<Filter>(t, args)?.over.load(Ordering::Relaxed) {
        let Some((item, drop)) = judged(t, args)? else {
            return Err(builtins::stop(t));
        };
        if !drop {
            own::<Filter>(t, args)?.over.store(true, Ordering::Relaxed);
            return give(t, Some(item));
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    let item = pull(t, args, |filter: &Filter| &filter.iterator)?;
    give(t, item)
}

fn next_taking(t: &mut Thread, args: Args) -> Returned {
    if own::<Filter>(t, args)?.over.load(Ordering::Relaxed) {
        return Err(builtins::stop(t));
    }
    match judged(t, args)? {
        Some((item, true)) => give(t, Some(item)),
        Some((_, false)) => {
            own::<Filter>(t, args)?.over.store(true, Ordering::Relaxed);
            Err(builtins::stop(t))
        }
        None => Err(builtins::stop(t)),
    }
}

fn next_false(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    while let Some((item, verdict)) = judged(t, args)? {
        if !verdict {
            return give(t, Some(item));
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    Err(builtins::stop(t))
}

fn next_starmap(t: &mut Thread, args: Args) -> Returned {
    let Some(item) = pull(t, args, |filter: &Filter| &filter.iterator)? else {
        return Err(builtins::stop(t));
    };
    let done = vm::to_tuple(t, item)?;
    t.set(item, t.result(done));
    let callee = load(t, args, |filter: &Filter| &filter.function)?;
    let count = match t.get(item).cast::<Tuple>() {
        Some(arguments) => t.push_all(arguments.fields())?,
        None => 0,
    };
    vm::call_slots(t, callee, count, None)
}

payload! {
    /// `islice(iterable, start, stop, step)`
    struct Slice {
        /// None once the end is reached.
        iterator: Field,
        /// How many items were taken from it.
        taken: AtomicI64,
        /// The index of the next one to give.
        next: AtomicI64,
        /// Below zero without end.
        stop: i64,
        step: i64,
    }
}

/// A number of a slice: None if it is left out or None, or out of range.
fn bound(t: &mut Thread, args: Args, index: usize, message: &str) -> Result<Option<i64>, Raised> {
    let value = given(t, args.slot(1), index).unwrap_or(Value::NONE);
    if value.is_none() {
        return Ok(None);
    }
    let number = t.push(value);
    let refused = match vm::index(t, number) {
        Ok(number) if (0..i64::MAX).contains(&number) => return Ok(Some(number)),
        Ok(_) => None,
        Err(raised) => Some(raised),
    };
    if let Some(raised) = refused {
        t.take_exception(raised);
    }
    Err(t.value_error(message))
}

fn new_slice(t: &mut Thread, args: Args) -> Returned {
    let count = t.get(args.slot(1)).cast::<Tuple>().map_or(0, Tuple::len);
    if !(2..=4).contains(&count) {
        let (most, limit) = if count < 2 { ("least", 2) } else { ("most", 4) };
        let message = format!("islice expected at {most} {limit} arguments, got {count}");
        return Err(t.type_error(message));
    }
    let range = "must be None or an integer: 0 <= x <= sys.maxsize.";
    let (start, stop, step) = if count == 2 {
        let message = format!("Stop argument for islice() {range}");
        (0, bound(t, args, 1, &message)?, 1)
    } else {
        let message = format!("Indices for islice() {range}");
        let stop = format!("Stop argument for islice() {range}");
        let stop = bound(t, args, 2, &stop)?;
        let start = bound(t, args, 1, &message)?.unwrap_or(0);
        let message = "Step for islice() must be a positive integer or None.";
        let step = bound(t, args, 3, message)?.unwrap_or(1);
        if step == 0 {
            return Err(t.value_error(message));
        }
        (start, stop, step)
    };
    let iterable = t.push(given(t, args.slot(1), 0).unwrap_or(Value::NONE));
    let slice = Slice {
        iterator: iterator(t, iterable)?,
        taken: AtomicI64::new(0),
        next: AtomicI64::new(start),
        stop: stop.unwrap_or(-1),
        step,
    };
    make(t, args, slice)
}

fn next_slice(t: &mut Thread, args: Args) -> Returned {
    let mark = t.mark();
    let (next, stop, step) = {
        let slice = own::<Slice>(t, args)?;
        (slice.next.load(Ordering::Relaxed), slice.stop, slice.step)
    };
    loop {
        let slice = own::<Slice>(t, args)?;
        let taken = slice.taken.load(Ordering::Relaxed);
        // Items before the start are skipped even where the stop comes first.
        if stop >= 0 && taken >= stop.max(next) {
            break;
        }
        let Some(item) = pull(t, args, |slice: &Slice| &slice.iterator)? else {
            break;
        };
        let slice = own::<Slice>(t, args)?;
        slice.taken.store(taken + 1, Ordering::Relaxed);
        if taken >= next {
            let following = next.saturating_add(step);
            let capped = if stop >= 0 {
                following.min(stop)
            } else {
                following
            };
            slice.next.store(capped, Ordering::Relaxed);
            return give(t, Some(item));
        }
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    own::<Slice>(t, args)?.iterator.store(Value::NONE);
    Err(builtins::stop(t))
}

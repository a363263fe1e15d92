//! The combinatoric iterators: `product`, `permutations`, `combinations`, `combinations_with_replacement`. Each keeps the indices of the
//! tuple that it gave last, and steps under a mutex of its own.

use parking_lot::Mutex;

use super::{class, given, make, own};
use crate::builtins::{self, Def};
use crate::heap::{Field, Slot, Tuple, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::{payload, vm};

pub(super) fn install(thread: &Thread, module: &Module) {
    let simple = |name, new| {
        class(
            thread,
            module,
            name,
            &[new, Def::Method("__next__(self, /)", next)],
        );
    };
    simple(
        "product",
        Def::Static("__new__(cls, /, *iterables, repeat=1)", new_product),
    );
    simple(
        "permutations",
        Def::Static("__new__(cls, iterable, r=None)", new_permutations),
    );
    simple(
        "combinations",
        Def::Static("__new__(cls, iterable, r)", new_combinations),
    );
    simple(
        "combinations_with_replacement",
        Def::Static("__new__(cls, iterable, r)", |t, args| {
            new_sorted(t, args, Rule::WithReplacement)
        }),
    );
}

fn new_combinations(t: &mut Thread, args: Args) -> Returned {
    new_sorted(t, args, Rule::Combinations)
}

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Product,
    Permutations,
    Combinations,
    WithReplacement,
}

crate::no_fields!(Rule);

payload! {
    /// One of these iterators.
    struct Combine {
        rule: Rule,
        /// The items to choose from: one tuple for all places, for a product one for each.
        pools: Box<[Field]>,
        state: Mutex<State>,
    }
}

payload! {
    struct State {
        /// The indices of the tuple that comes next; empty at the end, unless that is the empty tuple.
        indices: Vec<usize>,
        /// Of permutations: how many steps the place has left before it is through.
        cycles: Vec<usize>,
        done: bool,
    }
}

fn new_product(t: &mut Thread, args: Args) -> Returned {
    // The slots: repeat, then the tuple of iterables.
    let repeat = match args.optional(t, 1) {
        None => 1,
        Some(_) => builtins::index_argument(t, args.slot(1))?,
    };
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(t.value_error("repeat argument cannot be negative"));
    };
    let count = t.get(args.slot(2)).cast::<Tuple>().map_or(0, Tuple::len);
    let places = if repeat == 0 { 0 } else { count };
    let Some(total) = places.checked_mul(repeat) else {
        return Err(t.error(ClassId::OverflowError, "repeat argument too large"));
    };
    t.check_memory(total.saturating_mul(16))?;
    t.reserve(places)?;
    let mark = t.mark();
    for index in 0..places {
        let scope = t.mark();
        let iterable = t.push(given(t, args.slot(2), index).unwrap_or(Value::NONE));
        let done = vm::to_tuple(t, iterable)?;
        t.set(scope, t.result(done));
        t.pop_to(scope.offset(1));
    }
    let pool = |place: usize| t.get(mark.offset(place % places.max(1)));
    let done = (0..total).any(|place| pool(place).cast::<Tuple>().is_none_or(Tuple::is_empty));
    let combine = Combine {
        rule: Rule::Product,
        pools: (0..total).map(|place| Field::new(pool(place))).collect(),
        state: Mutex::new(State {
            indices: vec![0; total],
            cycles: Vec::new(),
            done,
        }),
    };
    make(t, args, combine)
}

/// The pool, pushed, and its length.
fn pool(t: &mut Thread, args: Args) -> Result<(Slot, usize), Raised> {
    let done = vm::to_tuple(t, args.slot(1))?;
    let pool = t.push_result(done);
    let length = t.get(pool).cast::<Tuple>().map_or(0, Tuple::len);
    Ok((pool, length))
}

/// How many items to choose.
fn places(t: &mut Thread, args: Args) -> Result<usize, Raised> {
    let r = builtins::index_argument(t, args.slot(2))?;
    usize::try_from(r).map_err(|_| t.value_error("r must be non-negative"))
}

fn new_permutations(t: &mut Thread, args: Args) -> Returned {
    let (pool, length) = pool(t, args)?;
    let r = match args.optional(t, 2) {
        None | Some(Value::NONE) => length,
        Some(r) if builtins::number::int_of(t, r).is_none() => {
            return Err(t.type_error("Expected int as r"));
        }
        Some(_) => places(t, args)?,
    };
    let combine = Combine {
        rule: Rule::Permutations,
        pools: Box::new([Field::new(t.get(pool))]),
        state: Mutex::new(State {
            indices: (0..length).collect(),
            cycles: (0..r.min(length)).map(|place| length - place).collect(),
            done: r > length,
        }),
    };
    make(t, args, combine)
}

fn new_sorted(t: &mut Thread, args: Args, rule: Rule) -> Returned {
    let (pool, length) = pool(t, args)?;
    let r = places(t, args)?;
    let (indices, done) = match rule {
        Rule::Combinations => ((0..r.min(length)).collect(), r > length),
        _ => {
            t.check_memory(r.saturating_mul(8))?;
            (vec![0; r], length == 0 && r > 0)
        }
    };
    let combine = Combine {
        rule,
        pools: Box::new([Field::new(t.get(pool))]),
        state: Mutex::new(State {
            indices,
            cycles: Vec::new(),
            done,
        }),
    };
    make(t, args, combine)
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let combine = own::<Combine>(t, args)?;
    let mut state = combine.state.lock();
    if state.done {
        drop(state);
        return Err(builtins::stop(t));
    }
    let count = match combine.rule {
        Rule::Permutations => state.cycles.len(),
        _ => state.indices.len(),
    };
    let chosen = |(place, index): (usize, &usize)| {
        let pool = combine.pools.get(if combine.rule == Rule::Product {
            place
        } else {
            0
        });
        let pool = pool.and_then(|pool| pool.load().cast::<Tuple>());
        pool.and_then(|pool| pool.get(*index))
            .unwrap_or(Value::NONE)
    };
    let items: Vec<Value<'_>> = state
        .indices
        .iter()
        .take(count)
        .enumerate()
        .map(chosen)
        .collect();
    state.done = !match combine.rule {
        Rule::Product => step_product(&mut state.indices, &combine.pools),
        Rule::Permutations => step_permutation(&mut state),
        Rule::Combinations => step_combination(&mut state.indices, length(combine.pools.first())),
        Rule::WithReplacement => step_multiset(&mut state.indices, length(combine.pools.first())),
    };
    drop(state);
    Ok(t.done(t.tuple(&items)))
}

fn length(pool: Option<&Field>) -> usize {
    let pool = pool.and_then(|pool| pool.load().cast::<Tuple>());
    pool.map_or(0, Tuple::len)
}

/// To the next indices, the last place the fastest; false at the end.
fn step_product(indices: &mut [usize], pools: &[Field]) -> bool {
    for (index, pool) in indices.iter_mut().zip(pools).rev() {
        *index += 1;
        if *index < length(Some(pool)) {
            return true;
        }
        *index = 0;
    }
    false
}

/// The last place that can still grow does; those after it follow closely.
fn step_combination(indices: &mut [usize], length: usize) -> bool {
    let count = indices.len();
    let growing = (0..count)
        .rev()
        .find(|&place| indices[place] < length - count + place);
    let Some(place) = growing else {
        return false;
    };
    let first = indices[place] + 1;
    for (offset, index) in indices[place..].iter_mut().enumerate() {
        *index = first + offset;
    }
    true
}

/// The last place that can still grow does; those after it become the same.
fn step_multiset(indices: &mut [usize], length: usize) -> bool {
    let Some(place) = indices.iter().rposition(|index| index + 1 < length) else {
        return false;
    };
    let next = indices[place] + 1;
    indices[place..].fill(next);
    true
}

/// Each place takes each of the items behind it in turn; when it has had all, they are back in order and the place before it moves on.
fn step_permutation(state: &mut State) -> bool {
    let State {
        indices, cycles, ..
    } = state;
    let length = indices.len();
    for (place, left) in cycles.iter_mut().enumerate().rev() {
        *left -= 1;
        if *left > 0 {
            indices.swap(place, length - *left);
            return true;
        }
        indices[place..].rotate_left(1);
        *left = length - place;
    }
    false
}

//! The methods and operators of `set` and `frozenset`. What they do is in `set`.

use crate::heap::{AnySet, FrozenSet, Kind, Object, Set, Table, Tuple, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread, ViewKind};
use crate::vm;

use super::define::{Def, comparisons, define_methods, finish_new, receiver, wrong_receiver};
use super::dict_views::new_iterator;
use super::repr;
use super::set::{self, SetOperation, base_class, is_set, set_table};

pub(super) fn install(thread: &Thread) {
    let shared = [
        Def::Method("copy(self, /)", copy),
        Def::Method("union(self, *others)", union),
        Def::Method("intersection(self, *others)", intersection),
        Def::Method("difference(self, *others)", difference),
        Def::Method("symmetric_difference(self, other, /)", symmetric),
        Def::Method("isdisjoint(self, other, /)", is_disjoint),
        Def::Method("issubset(self, other, /)", is_subset),
        Def::Method("issuperset(self, other, /)", is_superset),
        Def::Method("__len__(self, /)", len),
        Def::Method("__iter__(self, /)", iter),
        Def::Method("__contains__(self, item, /)", contains),
        Def::Method("__and__(self, value, /)", and),
        Def::Method("__rand__(self, value, /)", and_reflected),
        Def::Method("__or__(self, value, /)", or),
        Def::Method("__ror__(self, value, /)", or_reflected),
        Def::Method("__sub__(self, value, /)", sub),
        Def::Method("__rsub__(self, value, /)", sub_reflected),
        Def::Method("__xor__(self, value, /)", xor),
        Def::Method("__rxor__(self, value, /)", xor_reflected),
        Def::Method("__eq__(self, value, /)", equal),
        Def::Method("__ne__(self, value, /)", not_equal),
        Def::Method("__lt__(self, value, /)", less),
        Def::Method("__le__(self, value, /)", less_equal),
        Def::Method("__gt__(self, value, /)", greater),
        Def::Method("__ge__(self, value, /)", greater_equal),
        Def::Method("__repr__(self, /)", repr_set),
    ];
    let (mutable, frozen) = (thread.class(ClassId::Set), thread.class(ClassId::FrozenSet));
    define_methods(thread, mutable, &shared);
    define_methods(
        thread,
        mutable,
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new),
            Def::Method("__init__(self, iterable=(), /)", init),
            Def::Method("add(self, object, /)", add),
            Def::Method("clear(self, /)", clear),
            Def::Method("discard(self, object, /)", discard),
            Def::Method("remove(self, object, /)", remove),
            Def::Method("pop(self, /)", pop),
            Def::Method("update(self, *others)", update),
            Def::Method("intersection_update(self, *others)", intersection_update),
            Def::Method("difference_update(self, *others)", difference_update),
            Def::Method(
                "symmetric_difference_update(self, other, /)",
                symmetric_update,
            ),
            Def::Method("__iand__(self, value, /)", and_in_place),
            Def::Method("__ior__(self, value, /)", or_in_place),
            Def::Method("__isub__(self, value, /)", sub_in_place),
            Def::Method("__ixor__(self, value, /)", xor_in_place),
        ],
    );
    let hash_name = thread.dunder_name(Dunder::Hash);
    mutable.set(
        thread.interpreter(),
        thread.mutator(),
        hash_name,
        Value::NONE,
    );
    define_methods(thread, frozen, &shared);
    define_methods(
        thread,
        frozen,
        &[
            Def::Static("__new__(cls, iterable=(), /)", new_frozen),
            Def::Method("__hash__(self, /)", hash),
        ],
    );
}

/// The table of self.
fn own(t: &Thread, args: Args) -> Result<&Table, Raised> {
    set_table(t, args.get(t, 0)).ok_or_else(|| wrong_receiver(t, args))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let set = set::empty(t, ClassId::Set);
    finish_new(t, args.get(t, 0), set)
}

fn init(t: &mut Thread, args: Args) -> Returned {
    AnySet::from(receiver::<Set>(t, args)?).clear(t.mutator());
    if args.optional(t, 1).is_some() {
        set::add_all(t, args.slot(0), args.slot(1))?;
    }
    t.none()
}

fn new_frozen(t: &mut Thread, args: Args) -> Returned {
    let given = args.get(t, 1);
    let exact = args.get(t, 0) == t.class(ClassId::FrozenSet).value();
    if exact && given.cast::<FrozenSet>().is_some() {
        return Ok(t.done(given));
    }
    let frozen = if given.is_unbound() {
        t.push(set::empty(t, ClassId::FrozenSet))
    } else {
        let done = set::from_iterable(t, ClassId::FrozenSet, args.slot(1))?;
        t.push_result(done)
    };
    let frozen = t.get(frozen);
    finish_new(t, args.get(t, 0), frozen)
}

fn add(t: &mut Thread, args: Args) -> Returned {
    receiver::<Set>(t, args)?;
    vm::set_add(t, args.slot(0), args.slot(1))?;
    t.none()
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    AnySet::from(receiver::<Set>(t, args)?).clear(t.mutator());
    t.none()
}

fn discard(t: &mut Thread, args: Args) -> Returned {
    receiver::<Set>(t, args)?;
    set::with_item(t, args.slot(1), |t, item| {
        vm::set_discard(t, args.slot(0), item)
    })?;
    t.none()
}

fn remove(t: &mut Thread, args: Args) -> Returned {
    receiver::<Set>(t, args)?;
    let removed = set::with_item(t, args.slot(1), |t, item| {
        vm::set_discard(t, args.slot(0), item)
    })?;
    if removed {
        t.none()
    } else {
        Err(t.key_error(args.get(t, 1)))
    }
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    let set = receiver::<Set>(t, args)?;
    AnySet::from(set).arrange(t.mutator());
    match set.pop_first(t.mutator()) {
        Some(item) => Ok(t.done(item.key)),
        None => Err(t.error(ClassId::KeyError, "pop from an empty set")),
    }
}

fn copy(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let value = args.get(t, 0);
    if value.kind() == Some(Kind::FrozenSet) {
        return Ok(t.done(value));
    }
    let copy = t.push(set::empty(t, base_class(t, args.slot(0))));
    set::copy(t, copy, args.slot(0))?;
    Ok(t.done(t.get(copy)))
}

/// How many iterables a method with `*others` got.
fn others(t: &Thread, args: Args) -> usize {
    args.get(t, 1).cast::<Tuple>().map_or(0, Tuple::len)
}

/// Pushes one of the iterables in `*others`.
fn push_other(t: &Thread, args: Args, index: usize) -> crate::heap::Slot {
    let others = args.get(t, 1).cast::<Tuple>();
    t.push(
        others
            .and_then(|others| others.get(index))
            .unwrap_or(Value::NONE),
    )
}

/// Changes self by an operation with each of `*others`.
fn change_all(t: &mut Thread, args: Args, operation: SetOperation) -> Returned {
    own(t, args)?;
    for index in 0..others(t, args) {
        let mark = t.mark();
        let other = push_other(t, args, index);
        set::change(t, operation, args.slot(0), other)?;
        t.pop_to(mark);
    }
    t.none()
}

fn update(t: &mut Thread, args: Args) -> Returned {
    change_all(t, args, SetOperation::Union)
}

fn intersection_update(t: &mut Thread, args: Args) -> Returned {
    change_all(t, args, SetOperation::Intersection)
}

fn difference_update(t: &mut Thread, args: Args) -> Returned {
    change_all(t, args, SetOperation::Difference)
}

fn symmetric_update(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let operation = SetOperation::SymmetricDifference;
    set::change(t, operation, args.slot(0), args.slot(1))?;
    t.none()
}

fn union(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let result = t.push(set::empty(t, base_class(t, args.slot(0))));
    set::copy(t, result, args.slot(0))?;
    for index in 0..others(t, args) {
        let mark = t.mark();
        let other = push_other(t, args, index);
        set::add_all(t, result, other)?;
        t.pop_to(mark);
    }
    Ok(t.done(t.get(result)))
}

fn intersection(t: &mut Thread, args: Args) -> Returned {
    combine(t, args, set::intersection)
}

fn difference(t: &mut Thread, args: Args) -> Returned {
    combine(t, args, set::difference)
}

type Combine = fn(&mut Thread, ClassId, crate::heap::Slot, crate::heap::Slot) -> Returned;

/// Folds self and `*others` with an operation that makes a new set.
fn combine(t: &mut Thread, args: Args, operation: Combine) -> Returned {
    own(t, args)?;
    let count = others(t, args);
    if count == 0 {
        return copy(t, args);
    }
    let class = base_class(t, args.slot(0));
    let result = t.push(args.get(t, 0));
    for index in 0..count {
        let mark = t.mark();
        let other = push_other(t, args, index);
        let done = operation(t, class, result, other)?;
        let value = t.result(done);
        t.set(result, value);
        t.pop_to(mark);
    }
    Ok(t.done(t.get(result)))
}

fn symmetric(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let class = base_class(t, args.slot(0));
    set::symmetric_difference(t, class, args.slot(0), args.slot(1))
}

fn is_disjoint(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let disjoint = set::none_in(t, args.slot(1), |t, item| {
        vm::set_contains(t, args.slot(0), item)
    })?;
    Ok(t.done(Value::bool(disjoint)))
}

fn is_subset(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let mut other = args.slot(1);
    if !is_set(t, other) {
        let done = set::from_iterable(t, ClassId::Set, other)?;
        other = t.push_result(done);
    }
    let subset = set::is_subset(t, args.slot(0), other)?;
    Ok(t.done(Value::bool(subset)))
}

fn is_superset(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let superset = if is_set(t, args.slot(1)) {
        set::is_subset(t, args.slot(1), args.slot(0))?
    } else {
        set::none_in(t, args.slot(1), |t, item| {
            Ok(!vm::set_contains(t, args.slot(0), item)?)
        })?
    };
    Ok(t.done(Value::bool(superset)))
}

fn len(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(Value::length(own(t, args)?.len())))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let set = t.payload(args.get(t, 0));
    set::arrange(t, set);
    Ok(t.done(new_iterator(t, set, ViewKind::Keys, false)))
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let found = set::with_item(t, args.slot(1), |t, item| {
        vm::set_contains(t, args.slot(0), item)
    })?;
    Ok(t.done(Value::bool(found)))
}

/// An operator between two sets: a new set of the kind of the left one. Anything else is not ours to do.
fn operate(t: &mut Thread, args: Args, operation: SetOperation, reflected: bool) -> Returned {
    own(t, args)?;
    if !is_set(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let (left, right) = if reflected {
        (args.slot(1), args.slot(0))
    } else {
        (args.slot(0), args.slot(1))
    };
    let class = base_class(t, left);
    match operation {
        SetOperation::Union => set::union(t, class, left, right),
        SetOperation::Intersection => set::intersection(t, class, left, right),
        SetOperation::Difference => set::difference(t, class, left, right),
        SetOperation::SymmetricDifference => set::symmetric_difference(t, class, left, right),
    }
}

fn and(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Intersection, false)
}

fn and_reflected(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Intersection, true)
}

fn or(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Union, false)
}

fn or_reflected(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Union, true)
}

fn sub(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Difference, false)
}

fn sub_reflected(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::Difference, true)
}

fn xor(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::SymmetricDifference, false)
}

fn xor_reflected(t: &mut Thread, args: Args) -> Returned {
    operate(t, args, SetOperation::SymmetricDifference, true)
}

/// An operator that changes the set on its left.
fn operate_in_place(t: &mut Thread, args: Args, operation: SetOperation) -> Returned {
    receiver::<Set>(t, args)?;
    if !is_set(t, args.slot(1)) {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    set::change(t, operation, args.slot(0), args.slot(1))?;
    Ok(t.done(args.get(t, 0)))
}

fn and_in_place(t: &mut Thread, args: Args) -> Returned {
    operate_in_place(t, args, SetOperation::Intersection)
}

fn or_in_place(t: &mut Thread, args: Args) -> Returned {
    operate_in_place(t, args, SetOperation::Union)
}

fn sub_in_place(t: &mut Thread, args: Args) -> Returned {
    operate_in_place(t, args, SetOperation::Difference)
}

fn xor_in_place(t: &mut Thread, args: Args) -> Returned {
    operate_in_place(t, args, SetOperation::SymmetricDifference)
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    let ours = own(t, args)?.len();
    let Some(theirs) = set_table(t, args.get(t, 1)) else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let lengths = ours.cmp(&theirs.len());
    let (a, b) = (args.slot(0), args.slot(1));
    let holds = match op {
        Dunder::Eq => lengths.is_eq() && set::is_subset(t, a, b)?,
        Dunder::Ne => !(lengths.is_eq() && set::is_subset(t, a, b)?),
        Dunder::Lt => lengths.is_lt() && set::is_subset(t, a, b)?,
        Dunder::Le => set::is_subset(t, a, b)?,
        Dunder::Gt => lengths.is_gt() && set::is_subset(t, b, a)?,
        _ => set::is_subset(t, b, a)?,
    };
    Ok(t.done(Value::bool(holds)))
}

comparisons!();

fn hash(t: &mut Thread, args: Args) -> Returned {
    let frozen = receiver::<FrozenSet>(t, args)?;
    let hash = match frozen.cached_hash() {
        Some(hash) => hash,
        None => {
            let items = frozen.snapshot(t.mutator());
            let hash = set::hash_items(items.iter().map(|item| item.hash));
            frozen.cache_hash(hash);
            hash
        }
    };
    Ok(t.done(t.int(hash)))
}

fn repr_set(t: &mut Thread, args: Args) -> Returned {
    let empty = own(t, args)?.is_empty();
    let value = args.get(t, 0);
    let name = t.class_of(value).name().to_string();
    if empty {
        return Ok(t.done(t.str(&format!("{name}()"))));
    }
    let plain = value.kind() == Some(Kind::Set);
    set::arrange(t, value);
    repr::container(t, args.slot(0), &format!("{name}(...)"), |t, out| {
        let (before, after) = if plain {
            (String::from("{"), "}")
        } else {
            (format!("{name}({{"), "})")
        };
        out.push_str(&before);
        let (mark, mut position, mut separator) = (t.mark(), 0, "");
        while let Some(item) = own(t, args)?.next_from(position) {
            out.push_str(separator);
            separator = ", ";
            position = item.position + 1;
            let item = t.push(item.key);
            repr::push_repr(t, out, item)?;
            t.pop_to(mark);
        }
        out.push_str(after);
        Ok(())
    })
}

//! `dict.keys()`, `dict.values()`, `dict.items()`: views that follow the dict, with the operations of sets. Their iterators' methods are in `iterators`.

use std::sync::atomic::AtomicUsize;

use crate::heap::{Dict, Field, Kind, Object, Slot, Tuple, Value};
use crate::object::{
    Args, ClassId, DictView, Dunder, Raised, Returned, TableIterator, Thread, ViewKind,
};
use crate::vm;

use super::define::{Def, comparisons, define_methods, receiver};
use super::repr;
use super::set::{self, SetOperation};

pub(super) fn install(thread: &Thread) {
    let shared = [
        Def::Method("__len__(self, /)", len),
        Def::Method("__iter__(self, /)", iter),
        Def::Method("__reversed__(self, /)", reversed),
        Def::Method("__repr__(self, /)", repr_view),
        Def::Getter("mapping(self, /)", mapping),
    ];
    let like_sets = [
        Def::Method("__contains__(self, key, /)", contains),
        Def::Method("isdisjoint(self, other, /)", is_disjoint),
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
    ];
    for id in [ClassId::DictKeys, ClassId::DictValues, ClassId::DictItems] {
        let class = thread.class(id);
        define_methods(thread, class, &shared);
        if id != ClassId::DictValues {
            define_methods(thread, class, &like_sets);
            let hash = thread.dunder_name(Dunder::Hash);
            class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
        }
    }
}

/// A view of a dict.
pub(super) fn new_view<'t>(t: &'t Thread, dict: &Dict, view: ViewKind) -> Value<'t> {
    let class = t.class(match view {
        ViewKind::Keys => ClassId::DictKeys,
        ViewKind::Values => ClassId::DictValues,
        ViewKind::Items => ClassId::DictItems,
    });
    let dict = Field::new(dict.value());
    t.mutator()
        .alloc(class.value(), |header| DictView { header, dict, view })
        .value()
}

/// An iterator over a dict (or a set's items, which are keys).
pub(super) fn new_iterator<'t>(
    t: &'t Thread,
    table: Value<'_>,
    view: ViewKind,
    backwards: bool,
) -> Value<'t> {
    let class = t.class(match (view, backwards) {
        _ if table.kind() != Some(Kind::Dict) => ClassId::SetIterator,
        (_, true) => ClassId::DictReverseKeyIterator,
        (ViewKind::Keys, _) => ClassId::DictKeyIterator,
        (ViewKind::Values, _) => ClassId::DictValueIterator,
        (ViewKind::Items, _) => ClassId::DictItemIterator,
    });
    let count = table.as_table().map_or(0, |table| table.len());
    let table = Field::new(table);
    t.mutator()
        .alloc(class.value(), |header| TableIterator {
            header,
            table,
            view,
            position: AtomicUsize::new(if backwards { usize::MAX } else { 0 }),
            expected: AtomicUsize::new(count),
            left: AtomicUsize::new(count),
            backwards,
        })
        .value()
}

fn dict<'t>(t: &'t Thread, view: &'t DictView) -> Result<&'t Dict, Raised> {
    let dict = view.dict.load().cast::<Dict>();
    dict.ok_or_else(|| t.type_error("not a view of a dict"))
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let view = receiver::<DictView>(t, args)?;
    Ok(t.done(Value::length(dict(t, view)?.len())))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let view = receiver::<DictView>(t, args)?;
    Ok(t.done(new_iterator(t, view.dict.load(), view.view, false)))
}

fn reversed(t: &mut Thread, args: Args) -> Returned {
    let view = receiver::<DictView>(t, args)?;
    Ok(t.done(new_iterator(t, view.dict.load(), view.view, true)))
}

fn mapping(t: &mut Thread, args: Args) -> Returned {
    let view = receiver::<DictView>(t, args)?;
    Ok(t.done(super::mapping_proxy::mapping_proxy(t, view.dict.load())))
}

fn repr_view(t: &mut Thread, args: Args) -> Returned {
    receiver::<DictView>(t, args)?;
    repr::container(t, args.slot(0), "...", |t, out| {
        out.push_str(t.class_of(args.get(t, 0)).name());
        out.push_str("([");
        let done = vm::to_list(t, args.slot(0))?;
        let items = t.push_result(done);
        repr::push_items(t, out, |t, index| {
            let items = t.get(items).cast::<crate::heap::List>()?;
            items.get(t.mutator(), index)
        })?;
        out.push_str("])");
        Ok(())
    })
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    let found = view_contains(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::bool(found)))
}

/// Whether an item is in the view of keys or items in a slot.
fn view_contains(t: &mut Thread, view: Slot, item: Slot) -> Result<bool, Raised> {
    let mark = t.mark();
    let Some(shown) = t.get(view).cast::<DictView>() else {
        return vm::contains(t, view, item);
    };
    let kind = shown.view;
    let dict = t.push(shown.dict.load());
    let found = if kind == ViewKind::Keys {
        vm::set_contains(t, dict, item)?
    } else {
        let (key, value) = {
            let pair = t.payload(t.get(item)).cast::<Tuple>();
            let Some(pair) = pair.filter(|pair| pair.len() == 2) else {
                return Ok(false);
            };
            let at = |index| pair.get(index).unwrap_or(Value::NONE);
            (t.push(at(0)), t.push(at(1)))
        };
        match vm::dict_get(t, dict, key)? {
            Some(done) => {
                let found = t.push_result(done);
                vm::same_or_equal(t, found, value)?
            }
            None => false,
        }
    };
    t.pop_to(mark);
    Ok(found)
}

fn is_disjoint(t: &mut Thread, args: Args) -> Returned {
    receiver::<DictView>(t, args)?;
    let disjoint = set::none_in(t, args.slot(1), |t, item| {
        view_contains(t, args.slot(0), item)
    })?;
    Ok(t.done(Value::bool(disjoint)))
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

/// A set operation with any iterable: the result is a set.
fn operate(t: &mut Thread, args: Args, operation: SetOperation, reflected: bool) -> Returned {
    receiver::<DictView>(t, args)?;
    if operation == SetOperation::Intersection {
        return intersection(t, args);
    }
    let (left, right) = if reflected {
        (args.slot(1), args.slot(0))
    } else {
        (args.slot(0), args.slot(1))
    };
    let left = source(t, left);
    let left = set::from_iterable(t, ClassId::Set, left)?;
    let left = t.push_result(left);
    set::change(t, operation, left, right)?;
    Ok(t.done(t.get(left)))
}

/// Where a set of a view's items is made from: of keys the dict itself, which need not be iterated.
fn source(t: &Thread, items: Slot) -> Slot {
    match t.get(items).cast::<DictView>() {
        Some(view) if view.view == ViewKind::Keys => t.push(view.dict.load()),
        _ => items,
    }
}

/// A new set of the items of one that are in the other, whose items are asked for in CPython's order.
fn intersection(t: &mut Thread, args: Args) -> Returned {
    let (mut view, mut other) = (args.slot(0), args.slot(1));
    let ours = vm::length(t, view)?;
    if let Some(set) = t.get(other).cast::<crate::heap::Set>()
        && ours <= set.len()
    {
        return set::intersection(t, ClassId::Set, other, view);
    }
    let is_view = t.get(other).cast::<DictView>();
    if is_view.is_some_and(|view| view.view != ViewKind::Values) && vm::length(t, other)? > ours {
        (view, other) = (other, view);
    }
    let result = t.push(set::empty(t, ClassId::Set));
    vm::for_each(t, other, |t, item| {
        if view_contains(t, view, item)? {
            vm::set_add(t, result, item)?;
        }
        Ok(())
    })?;
    Ok(t.done(t.get(result)))
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    receiver::<DictView>(t, args)?;
    let other = t.payload(args.get(t, 1));
    let is_set = match other.cast::<DictView>() {
        Some(view) => view.view != ViewKind::Values,
        None => matches!(other.kind(), Some(Kind::Set | Kind::FrozenSet)),
    };
    if !is_set {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let (ours, theirs) = (args.slot(0), args.slot(1));
    let lengths = vm::length(t, ours)?.cmp(&vm::length(t, theirs)?);
    let holds = match op {
        Dunder::Eq => lengths.is_eq() && all_in(t, ours, theirs)?,
        Dunder::Ne => !(lengths.is_eq() && all_in(t, ours, theirs)?),
        Dunder::Lt => lengths.is_lt() && all_in(t, ours, theirs)?,
        Dunder::Le => lengths.is_le() && all_in(t, ours, theirs)?,
        Dunder::Gt => lengths.is_gt() && all_in(t, theirs, ours)?,
        _ => lengths.is_ge() && all_in(t, theirs, ours)?,
    };
    Ok(t.done(Value::bool(holds)))
}

/// Whether all items of one are in the other.
fn all_in(t: &mut Thread, items: Slot, container: Slot) -> Result<bool, Raised> {
    let mark = t.mark();
    let done = vm::iter(t, items)?;
    let iterator = t.push_result(done);
    let scope = t.mark();
    while let Some(done) = vm::next(t, iterator)? {
        let item = t.push_result(done);
        if !view_contains(t, container, item)? {
            t.pop_to(mark);
            return Ok(false);
        }
        t.pop_to(scope);
    }
    t.pop_to(mark);
    Ok(true)
}

comparisons!();

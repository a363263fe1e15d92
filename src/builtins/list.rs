//! `list`: construction, subscripts, operators and methods. Sorting is `sorting`; what tuples share is `sequence`.

use crate::heap::{List, Object, Place, Slot, Tuple, Value, same_or_eq};
use crate::object::{Args, ClassId, Done, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, comparisons, define_methods, finish_new, receiver};
use super::sequence::{self, Subscript};
use super::{repr, sorting};

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::List);
    define_methods(
        thread,
        class,
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new),
            Def::Method("__init__(self, iterable=(), /)", init),
            Def::Method("append(self, object, /)", append),
            Def::Method("clear(self, /)", clear),
            Def::Method("copy(self, /)", copy),
            Def::Method("count(self, value, /)", count),
            Def::Method("extend(self, iterable, /)", extend),
            Def::Method("index(self, value, start=0, stop=None, /)", index),
            Def::Method("insert(self, index, object, /)", insert),
            Def::Method("pop(self, index=-1, /)", pop),
            Def::Method("remove(self, value, /)", remove),
            Def::Method("reverse(self, /)", reverse),
            Def::Method("sort(self, /, *, key=None, reverse=False)", sort),
            Def::Method("__len__(self, /)", len),
            Def::Method("__getitem__(self, index, /)", get_item),
            Def::Method("__setitem__(self, key, value, /)", set_item),
            Def::Method("__delitem__(self, key, /)", delete_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__reversed__(self, /)", reversed),
            Def::Method("__add__(self, value, /)", add),
            Def::Method("__iadd__(self, value, /)", add_in_place),
            Def::Method("__mul__(self, value, /)", multiply),
            Def::Method("__rmul__(self, value, /)", multiply_reflected),
            Def::Method("__imul__(self, value, /)", multiply_in_place),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__lt__(self, value, /)", less),
            Def::Method("__le__(self, value, /)", less_equal),
            Def::Method("__gt__(self, value, /)", greater),
            Def::Method("__ge__(self, value, /)", greater_equal),
            Def::Method("__repr__(self, /)", repr_list),
        ],
    );
    let hash = thread.dunder_name(Dunder::Hash);
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let list = t.list(&[]).value();
    finish_new(t, args.get(t, 0), list)
}

fn init(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?;
    if !list.is_empty() {
        list.replace_all(t.mutator(), &[]);
    }
    if args.optional(t, 1).is_some() {
        vm::extend_list(t, args.slot(0), args.slot(1))?;
    }
    t.none()
}

fn append(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?;
    list.push(t.mutator(), args.get(t, 1));
    t.none()
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?.replace_all(t.mutator(), &[]);
    t.none()
}

fn copy(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?;
    t.check_memory(list.len().saturating_mul(8))?;
    let class = t.class(ClassId::List).value();
    Ok(t.done(list.copy_range(t.mutator(), class, 0, usize::MAX).value()))
}

fn count(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let count = sequence::count(t, args.slot(0), args.slot(1))?;
    Ok(t.done(Value::length(count)))
}

fn extend(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    vm::extend_list(t, args.slot(0), args.slot(1))?;
    t.none()
}

fn index(t: &mut Thread, args: Args) -> Returned {
    let len = receiver::<List>(t, args)?.len();
    let (start, stop) = sequence::search_range(t, args.slot(2), args.slot(3), len)?;
    if let Some(at) = sequence::find(t, args.slot(0), args.slot(1), start, stop)? {
        return Ok(t.done(Value::length(at)));
    }
    let mut message = String::new();
    repr::push_repr(t, &mut message, args.slot(1))?;
    message.push_str(" is not in list");
    Err(t.value_error(message))
}

fn insert(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let index = sequence::index_argument(t, args.slot(1))?;
    let list = receiver::<List>(t, args)?;
    list.insert(t.mutator(), index, args.get(t, 2));
    t.none()
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    if args.optional(t, 1).is_none() {
        let popped = receiver::<List>(t, args)?.pop(t.mutator());
        return match popped {
            Some(item) => Ok(t.done(item)),
            None => Err(t.index_error("pop from empty list")),
        };
    }
    let index = sequence::index_argument(t, args.slot(1))?;
    let list = receiver::<List>(t, args)?;
    let popped = match index {
        -1 => list.pop(t.mutator()),
        _ => list.remove_at(t.mutator(), index),
    };
    match popped {
        Some(item) => Ok(t.done(item)),
        None if index == -1 || list.is_empty() => Err(t.index_error("pop from empty list")),
        None => Err(t.index_error("pop index out of range")),
    }
}

fn remove(t: &mut Thread, args: Args) -> Returned {
    let (mark, mut from) = (t.mark(), 0);
    loop {
        // As far as no script code has to tell, finding and removing it are one step.
        let mut asked = None;
        {
            let (list, wanted) = (receiver::<List>(t, args)?, args.get(t, 1));
            let removed = list.remove(t.mutator(), |items| {
                for (at, item) in items.iter().enumerate().skip(from) {
                    match same_or_eq(item.load(), wanted) {
                        Some(true) => return Some(at),
                        Some(false) => {}
                        None => {
                            t.push(item.load());
                            asked = Some(at);
                            return None;
                        }
                    }
                }
                None
            });
            if removed.is_some() {
                return t.none();
            }
        }
        let Some(at) = asked else {
            return Err(t.value_error("list.remove(x): x not in list"));
        };
        from = at + 1;
        if vm::equal(t, mark, args.slot(1))? {
            // Others may have moved it since, or taken it: then it is looked for again.
            let (list, found) = (receiver::<List>(t, args)?, t.get(mark));
            let is_it = |item: &Place| item.load() == found;
            let removed = list.remove(t.mutator(), |items| match items.get(at) {
                Some(item) if is_it(item) => Some(at),
                _ => items.iter().position(is_it),
            });
            if removed.is_some() {
                return t.none();
            }
            from = 0;
        }
        t.pop_to(mark);
    }
}

fn reverse(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?.reverse(t.mutator());
    t.none()
}

fn sort(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    sorting::sort_list(t, args.slot(0), args.slot(1), args.slot(2))?;
    t.none()
}

fn len(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(Value::length(receiver::<List>(t, args)?.len())))
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let subscript = subscript(t, args.slot(1))?;
    let list = receiver::<List>(t, args)?;
    match subscript {
        Subscript::Item(index) => match list.at(t.mutator(), index) {
            Some(item) => Ok(t.done(item)),
            None => Err(t.index_error("list index out of range")),
        },
        Subscript::Slice(bounds) => {
            let span = bounds.fit(list.len());
            t.check_memory(span.count * 8)?;
            if span.step == 1 {
                let class = t.class(ClassId::List).value();
                let part = list.copy_range(t.mutator(), class, span.start, span.count);
                return Ok(t.done(part.value()));
            }
            let items = list.pick(t.mutator(), span.places());
            Ok(t.done(t.list(&items).value()))
        }
    }
}

fn subscript(t: &mut Thread, key: Slot) -> Result<Subscript, Raised> {
    sequence::subscript(t, key, |class| {
        format!("list indices must be integers or slices, not {class}")
    })
}

fn set_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    match subscript(t, args.slot(1))? {
        Subscript::Item(index) => {
            let list = receiver::<List>(t, args)?;
            if !list.set_at(t.mutator(), index, args.get(t, 2)) {
                return Err(t.index_error("list assignment index out of range"));
            }
        }
        Subscript::Slice(bounds) => set_slice(t, args, bounds)?,
    }
    t.none()
}

fn set_slice(t: &mut Thread, args: Args, bounds: sequence::Bounds) -> Result<(), Raised> {
    let items = to_sequence(t, args.slot(2))?;
    let items = t.push_result(items);
    let values = match t.get(items).cast::<List>() {
        Some(list) => list.snapshot(t.mutator()),
        None => match t.get(items).cast::<Tuple>() {
            Some(tuple) => tuple.iter().collect(),
            None => Vec::new(),
        },
    };
    let list = receiver::<List>(t, args)?;
    if bounds.step == 1 {
        t.check_memory(values.len() * 16)?;
        list.splice_where(t.mutator(), &values, |items| {
            let span = bounds.fit(items.len());
            (span.start, span.count)
        });
        return Ok(());
    }
    let mut wanted = 0;
    let stored = list.set_each(t.mutator(), &values, |len| {
        let span = bounds.fit(len);
        wanted = span.count;
        (values.len() == wanted).then(|| span.places())
    });
    match stored {
        true => Ok(()),
        false => Err(t.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {wanted}",
            values.len(),
        ))),
    }
}

/// A list or tuple of the items of an iterable: itself, or a new list.
fn to_sequence(t: &mut Thread, iterable: Slot) -> Result<Done, Raised> {
    let value = t.get(iterable);
    if value.cast::<List>().is_some() || value.cast::<Tuple>().is_some() {
        return Ok(t.done(value));
    }
    let class = t.class_of(value);
    if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
        return Err(t.type_error("must assign iterable to extended slice"));
    }
    vm::to_list(t, iterable)
}

fn delete_item(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let subscript = subscript(t, args.slot(1))?;
    let list = receiver::<List>(t, args)?;
    match subscript {
        Subscript::Item(index) => {
            if list.remove_at(t.mutator(), index).is_none() {
                return Err(t.index_error("list assignment index out of range"));
            }
        }
        Subscript::Slice(bounds) => {
            let span = |len| bounds.fit(len).ascending();
            if bounds.step.abs() == 1 {
                list.splice_where(t.mutator(), &[], |items| {
                    let span = span(items.len());
                    (span.start, span.count)
                });
            } else {
                list.rearrange(t.mutator(), |items| {
                    let mut places = span(items.len()).places().peekable();
                    let mut at = 0;
                    items.retain(|_| {
                        at += 1;
                        places.next_if_eq(&(at - 1)).is_none()
                    });
                    true
                });
            }
        }
    }
    t.none()
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let found = sequence::find(t, args.slot(0), args.slot(1), 0, usize::MAX)?;
    Ok(t.done(Value::bool(found.is_some())))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?.value();
    Ok(t.done(vm::sequence_iterator(t, ClassId::ListIterator, list, 0, 1)))
}

fn reversed(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?;
    let last = list.len() as i64 - 1;
    let class = ClassId::ListReverseIterator;
    Ok(t.done(vm::sequence_iterator(t, class, list.value(), last, -1)))
}

fn add(t: &mut Thread, args: Args) -> Returned {
    let list = receiver::<List>(t, args)?;
    let other = args.get(t, 1);
    let Some(other) = t.payload(other).cast::<List>() else {
        if sequence::is_scripts(t, other, Dunder::RAdd) {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        }
        let class = t.class_of(other).name();
        let message = format!("can only concatenate list (not \"{class}\") to list");
        return Err(t.type_error(message));
    };
    t.check_memory(list.len().saturating_add(other.len()).saturating_mul(8))?;
    let class = t.class(ClassId::List).value();
    Ok(t.done(List::concat(t.mutator(), class, list, other).value()))
}

fn add_in_place(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    vm::extend_list(t, args.slot(0), args.slot(1))?;
    Ok(t.done(args.get(t, 0)))
}

fn multiply(t: &mut Thread, args: Args) -> Returned {
    repeated(t, args, false)
}

fn multiply_reflected(t: &mut Thread, args: Args) -> Returned {
    repeated(t, args, true)
}

fn repeated(t: &mut Thread, args: Args, reflected: bool) -> Returned {
    receiver::<List>(t, args)?;
    let Some(factor) = sequence::repeat_factor(t, args.slot(1), reflected)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let items = receiver::<List>(t, args)?.snapshot(t.mutator());
    let total = sequence::repeated_length(t, items.len(), factor)?;
    let mut cycle = items.iter().cycle();
    let class = t.class(ClassId::List).value();
    let list = List::from_fn(t.mutator(), class, total, |_| {
        cycle.next().copied().unwrap_or(Value::NONE)
    });
    Ok(t.done(list.value()))
}

fn multiply_in_place(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    let Some(factor) = sequence::repeat_factor(t, args.slot(1), false)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let list = receiver::<List>(t, args)?;
    sequence::repeated_length(t, list.len().saturating_mul(2), factor)?;
    list.rearrange(t.mutator(), |items| {
        // The list may have grown since: then it is too large only by what another thread has just added.
        *items = items.repeat(factor);
        true
    });
    Ok(t.done(args.get(t, 0)))
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    let list = receiver::<List>(t, args)?;
    let Some(other) = t.payload(args.get(t, 1)).cast::<List>() else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    if matches!(op, Dunder::Eq | Dunder::Ne) && list.len() != other.len() {
        return Ok(t.done(Value::bool(op == Dunder::Ne)));
    }
    sequence::compare(t, op, args.slot(0), args.slot(1))
}

comparisons!();

fn repr_list(t: &mut Thread, args: Args) -> Returned {
    receiver::<List>(t, args)?;
    repr::container(t, args.slot(0), "[...]", |t, out| {
        out.push('[');
        repr::push_items(t, out, |t, index| {
            let list = t.payload(args.get(t, 0)).cast::<List>()?;
            list.get(t.mutator(), index)
        })?;
        out.push(']');
        Ok(())
    })
}

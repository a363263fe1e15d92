//! The methods of the built-in iterators, for those that call them by name, and of iterators over sequences of the script's classes. What a loop
//! does with the common ones is in `vm`.

use std::sync::atomic::Ordering;

use crate::heap::{Field, Kind, List, Object, Opaque, Slot, Str, Tuple, Value};
use crate::object::{
    Args, ClassId, Raised, RangeIterator, Returned, SequenceIterator, TableIterator, Thread,
};
use crate::{payload, vm};

use super::define::{Def, define_methods, receiver, wrong_receiver};

pub(super) fn install(thread: &Thread) {
    let next_only = [
        Def::Method("__iter__(self, /)", itself),
        Def::Method("__next__(self, /)", next),
    ];
    let shared = [
        Def::Method("__iter__(self, /)", itself),
        Def::Method("__next__(self, /)", next),
        Def::Method("__length_hint__(self, /)", length_hint),
    ];
    let with_hints = [
        ClassId::RangeIterator,
        ClassId::ListIterator,
        ClassId::TupleIterator,
        ClassId::StrIterator,
        ClassId::StrAsciiIterator,
        ClassId::BytesIterator,
        ClassId::ListReverseIterator,
        ClassId::SetIterator,
        ClassId::DictKeyIterator,
        ClassId::DictValueIterator,
        ClassId::DictItemIterator,
        ClassId::DictReverseKeyIterator,
    ];
    for id in with_hints {
        define_methods(thread, thread.class(id), &shared);
    }
    define_methods(thread, thread.class(ClassId::SequenceIterator), &next_only);
    define_methods(
        thread,
        thread.class(ClassId::CallableIterator),
        &[
            Def::Method("__iter__(self, /)", itself),
            Def::Method("__next__(self, /)", next_call),
        ],
    );
}

/// `__iter__` of an iterator.
pub(super) fn itself(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(args.get(t, 0)))
}

/// Raises StopIteration: the end, for a caller by name.
pub fn stop(t: &Thread) -> Raised {
    t.error(ClassId::StopIteration, "")
}

/// `__next__` of the iterators that the loop knows, and of sequences with `__getitem__`.
pub(super) fn next(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    if let Some(iterator) = value.cast::<SequenceIterator>()
        && !is_known_sequence(iterator.sequence.load())
    {
        return next_by_index(t, args.slot(0));
    }
    match value.kind() {
        Some(Kind::SequenceIterator | Kind::RangeIterator | Kind::TableIterator) => {
            match vm::next(t, args.slot(0))? {
                Some(done) => Ok(done),
                None => Err(stop(t)),
            }
        }
        _ => Err(wrong_receiver(t, args)),
    }
}

/// Whether the loop itself takes items from such a sequence.
fn is_known_sequence(sequence: Value<'_>) -> bool {
    sequence.is_none()
        || matches!(
            sequence.kind(),
            Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes | Kind::Range)
        )
}

/// The next item of a sequence by its `__getitem__`; IndexError and StopIteration end it.
fn next_by_index(t: &mut Thread, iterator: Slot) -> Returned {
    let mark = t.mark();
    let (sequence, index, step) = {
        let Some(iterator) = t.get(iterator).cast::<SequenceIterator>() else {
            return Err(stop(t));
        };
        let index = iterator.next.load(Ordering::Relaxed);
        let sequence = t.push(iterator.sequence.load());
        (sequence, index, iterator.step)
    };
    if index >= 0 {
        let key = t.push(t.int(index));
        match vm::get_item(t, sequence, key) {
            Ok(done) => {
                if let Some(iterator) = t.get(iterator).cast::<SequenceIterator>() {
                    iterator.next.store(index + step, Ordering::Relaxed);
                }
                t.pop_to(mark);
                return Ok(done);
            }
            Err(raised)
                if t.raised_is(raised, ClassId::IndexError)
                    || t.raised_is(raised, ClassId::StopIteration) =>
            {
                t.take_exception(raised);
            }
            Err(raised) => return Err(raised),
        }
    }
    if let Some(iterator) = t.get(iterator).cast::<SequenceIterator>() {
        iterator.sequence.store(Value::NONE);
    }
    Err(stop(t))
}

/// How many items are left, as far as it is known.
pub(super) fn length_hint(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    if let Some(range) = value.cast::<RangeIterator>() {
        let left = range.left.load(Ordering::Relaxed);
        return Ok(t.done(t.int(left.max(0))));
    }
    if let Some(iterator) = value.cast::<TableIterator>() {
        let unchanged = iterator
            .table
            .load()
            .as_table()
            .is_some_and(|table| table.len() == iterator.expected.load(Ordering::Relaxed));
        let left = iterator.left.load(Ordering::Relaxed);
        return Ok(t.done(Value::length(if unchanged { left } else { 0 })));
    }
    let iterator = receiver::<SequenceIterator>(t, args)?;
    let next = iterator.next.load(Ordering::Relaxed);
    let left = match length(iterator.sequence.load(), next, iterator.step) {
        None => 0,
        Some(_) if iterator.step < 0 => next + 1,
        Some(length) => length as i64 - next,
    };
    Ok(t.done(t.int(left.max(0))))
}

/// The length of a sequence in the units that its iterator counts in. Of strings it is what is left, from where the iterator stands.
fn length(sequence: Value<'_>, next: i64, step: i64) -> Option<usize> {
    if let Some(list) = sequence.cast::<List>() {
        return Some(list.len()).filter(|len| step > 0 || next < *len as i64);
    }
    if let Some(text) = sequence.cast::<Str>() {
        let text = text.as_str().get(next.max(0) as usize..);
        return text.map(|rest| rest.chars().count() + next.max(0) as usize);
    }
    if let Some(bytes) = sequence.cast::<crate::heap::Bytes>() {
        return Some(bytes.as_slice().len());
    }
    sequence.cast::<Tuple>().map(Tuple::len)
}

payload! {
    /// `iter(callable, sentinel)`
    struct CallableIterator {
        /// What is called, or None at the end.
        callable: Field,
        /// What ends it.
        sentinel: Field,
    }
}

/// `iter(callable, sentinel)`
pub(super) fn new_callable<'t>(
    t: &'t Thread,
    callable: Value<'_>,
    sentinel: Value<'_>,
) -> Value<'t> {
    let (callable, sentinel) = (Field::new(callable), Field::new(sentinel));
    let class = t.class(ClassId::CallableIterator).value();
    let payload = CallableIterator { callable, sentinel };
    Value::object(Opaque::new(t.mutator(), class, payload))
}

fn next_call(t: &mut Thread, args: Args) -> Returned {
    let (callable, sentinel) = {
        let Some(iterator) = args.get(t, 0).opaque::<CallableIterator>() else {
            return Err(wrong_receiver(t, args));
        };
        let callable = iterator.callable.load();
        if callable.is_none() {
            return Err(stop(t));
        }
        (t.push(callable), t.push(iterator.sentinel.load()))
    };
    match vm::call(t, callable, &[]) {
        Ok(done) => {
            let item = t.push_result(done);
            if !vm::same_or_equal(t, sentinel, item)? {
                return Ok(t.done(t.get(item)));
            }
        }
        Err(raised) if t.raised_is(raised, ClassId::StopIteration) => {
            t.take_exception(raised);
        }
        Err(raised) => return Err(raised),
    }
    if let Some(iterator) = args.get(t, 0).opaque::<CallableIterator>() {
        iterator.callable.store(Value::NONE);
    }
    Err(stop(t))
}

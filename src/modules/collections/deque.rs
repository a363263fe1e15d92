//! `collections.deque`: a queue with two ends. Each operation is one step under the queue's own mutex, in both modes; comparing items
//! runs script code and so holds nothing, but notices when the queue changes meanwhile.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::{Mutex, MutexGuard};

use super::super::state::{Type, state};
use crate::builtins::{self, Def};
use crate::heap::{Field, Kind, List, Object, Opaque, Slot, Tuple, Value, same_or_eq};
use crate::object::{Args, ClassFlags, ClassId, Dunder, Module, Raised, Returned, Thread};
use crate::{payload, vm};

payload! {
    /// A queue.
    pub(super) struct Deque {
        inner: Mutex<Inner>,
    }
}

payload! {
    struct Inner {
        items: VecDeque<Field>,
        /// Grows with every change of what is where, so that iterators notice it.
        version: usize,
        /// `maxlen`
        limit: Option<usize>,
    }
}

payload! {
    /// An iterator, forwards or backwards.
    struct Iterator {
        deque: Field,
        version: usize,
        /// How many items it has given.
        given: AtomicUsize,
        backwards: bool,
        /// How many items there were.
        length: usize,
    }
}

impl Inner {
    fn push_back(&mut self, value: Value<'_>) {
        self.version += 1;
        self.items.push_back(Field::new(value));
        if self.limit.is_some_and(|limit| self.items.len() > limit) {
            self.items.pop_front();
        }
    }

    fn push_front(&mut self, value: Value<'_>) {
        self.version += 1;
        self.items.push_front(Field::new(value));
        if self.limit.is_some_and(|limit| self.items.len() > limit) {
            self.items.pop_back();
        }
    }
}

pub(super) fn install(thread: &Thread, module: &Module) {
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "collections", "deque", object, METHODS);
    class.set_flag(ClassFlags::HELD);
    let hash = thread.dunder_name(Dunder::Hash);
    class.set(thread.interpreter(), thread.mutator(), hash, Value::NONE);
    thread.set_global(module, "deque", class.value());
    state(thread).set_class(Type::Deque, class);
    for (which, name) in [
        (Type::DequeIterator, "_deque_iterator"),
        (Type::DequeReverseIterator, "_deque_reverse_iterator"),
    ] {
        let methods = [
            Def::Method("__iter__(self, /)", |t, args| Ok(t.done(args.get(t, 0)))),
            Def::Method("__next__(self, /)", next),
            Def::Method("__length_hint__(self, /)", length_hint),
        ];
        let class = builtins::define_class(thread, "collections", name, object, &methods);
        class.set_flag(ClassFlags::FINAL);
        state(thread).set_class(which, class);
    }
}

const METHODS: &[Def] = &[
    Def::Static("__new__(cls, /, *args, **kwargs)", new),
    Def::Method("__init__(self, iterable=(), maxlen=None)", init),
    Def::Method("append(self, item, /)", append),
    Def::Method("appendleft(self, item, /)", append_left),
    Def::Method("pop(self, /)", pop),
    Def::Method("popleft(self, /)", pop_left),
    Def::Method("extend(self, iterable, /)", extend),
    Def::Method("extendleft(self, iterable, /)", extend_left),
    Def::Method("clear(self, /)", clear),
    Def::Method("copy(self, /)", copy),
    Def::Method("__copy__(self, /)", copy),
    Def::Method("count(self, value, /)", count),
    Def::Method("index(self, value, start=0, stop=None, /)", index),
    Def::Method("insert(self, index, value, /)", insert),
    Def::Method("remove(self, value, /)", remove),
    Def::Method("reverse(self, /)", reverse),
    Def::Method("rotate(self, n=1, /)", rotate),
    Def::Getter("maxlen(self)", maxlen),
    Def::Method("__len__(self, /)", len),
    Def::Method("__bool__(self, /)", truth),
    Def::Method("__getitem__(self, key, /)", get_item),
    Def::Method("__setitem__(self, key, value, /)", set_item),
    Def::Method("__delitem__(self, key, /)", delete_item),
    Def::Method("__contains__(self, key, /)", contains),
    Def::Method("__iter__(self, /)", |t, args| iter(t, args, false)),
    Def::Method("__reversed__(self, /)", |t, args| iter(t, args, true)),
    Def::Method("__add__(self, value, /)", add),
    Def::Method("__iadd__(self, value, /)", add_in_place),
    Def::Method("__mul__(self, value, /)", multiply),
    Def::Method("__rmul__(self, value, /)", multiply),
    Def::Method("__imul__(self, value, /)", multiply_in_place),
    Def::Method("__eq__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Eq)
    }),
    Def::Method("__ne__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Ne)
    }),
    Def::Method("__lt__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Lt)
    }),
    Def::Method("__le__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Le)
    }),
    Def::Method("__gt__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Gt)
    }),
    Def::Method("__ge__(self, value, /)", |t, args| {
        compare(t, args, Dunder::Ge)
    }),
    Def::Method("__repr__(self, /)", repr),
    Def::Method("__reduce__(self, /)", reduce),
    Def::Class("__class_getitem__(cls, item, /)", builtins::subscript),
];

/// The queue that a value is, or holds.
fn deque_of<'t>(t: &'t Thread, value: Value<'t>) -> Option<&'t Deque> {
    t.payload(value).opaque()
}

/// The queue that a method was called on.
#[inline]
fn this(t: &Thread, args: Args) -> Result<&Deque, Raised> {
    deque_of(t, args.get(t, 0)).ok_or_else(|| builtins::wrong_receiver(t, args))
}

#[inline]
fn lock(t: &Thread, args: Args) -> Result<MutexGuard<'_, Inner>, Raised> {
    Ok(this(t, args)?.inner.lock())
}

/// Runs a change that may make the queue larger, and accounts for it.
fn grow<R>(t: &Thread, args: Args, change: impl FnOnce(&mut Inner) -> R) -> Result<R, Raised> {
    let mut inner = lock(t, args)?;
    let before = inner.items.capacity();
    let result = change(&mut inner);
    let more = inner.items.capacity().saturating_sub(before);
    drop(inner);
    if more > 0 {
        t.mutator().account(more * size_of::<Field>());
    }
    Ok(result)
}

/// A new list of all items, pushed.
fn snapshot(t: &Thread, deque: Slot) -> Slot {
    let list = t.list(&[]);
    if let Some(deque) = deque_of(t, t.get(deque)) {
        let inner = deque.inner.lock();
        let items: Vec<Value<'_>> = inner.items.iter().map(Field::load).collect();
        list.extend(t.mutator(), &items);
    }
    t.push(list.value())
}

fn new(t: &mut Thread, args: Args) -> Returned {
    builtins::new_held(t, args.get(t, 0), empty(None))
}

fn empty(limit: Option<usize>) -> Deque {
    Deque {
        inner: Mutex::new(Inner {
            items: VecDeque::new(),
            version: 0,
            limit,
        }),
    }
}

fn init(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let limit = match args.optional(t, 2) {
        None | Some(Value::NONE) => None,
        Some(limit) if t.class_of(limit).dunder(Dunder::Index).is_unbound() => {
            return Err(t.type_error("an integer is required"));
        }
        Some(_) => {
            let limit = builtins::index_argument(t, args.slot(2))?;
            match usize::try_from(limit) {
                Ok(limit) => Some(limit),
                Err(_) => return Err(t.value_error("maxlen must be non-negative")),
            }
        }
    };
    {
        let mut inner = lock(t, args)?;
        inner.limit = limit;
        inner.items.clear();
        inner.version += 1;
    }
    if args.optional(t, 1).is_some() {
        extended(t, args, Inner::push_back)?;
    }
    t.none()
}

fn append(t: &mut Thread, args: Args) -> Returned {
    grow(t, args, |inner| inner.push_back(args.get(t, 1)))?;
    t.none()
}

fn append_left(t: &mut Thread, args: Args) -> Returned {
    grow(t, args, |inner| inner.push_front(args.get(t, 1)))?;
    t.none()
}

fn pop(t: &mut Thread, args: Args) -> Returned {
    popped(t, args, VecDeque::pop_back)
}

fn pop_left(t: &mut Thread, args: Args) -> Returned {
    popped(t, args, VecDeque::pop_front)
}

fn popped(t: &Thread, args: Args, take: fn(&mut VecDeque<Field>) -> Option<Field>) -> Returned {
    let item = {
        let mut inner = lock(t, args)?;
        let item = take(&mut inner.items);
        inner.version += 1;
        item
    };
    match item {
        Some(item) => Ok(t.done(item.load())),
        None => Err(t.index_error("pop from an empty deque")),
    }
}

fn extend(t: &mut Thread, args: Args) -> Returned {
    extended(t, args, Inner::push_back)?;
    t.none()
}

fn extend_left(t: &mut Thread, args: Args) -> Returned {
    extended(t, args, Inner::push_front)?;
    t.none()
}

fn extended(t: &mut Thread, args: Args, push: fn(&mut Inner, Value<'_>)) -> Result<(), Raised> {
    this(t, args)?;
    let mut iterable = args.slot(1);
    if t.get(iterable) == args.get(t, 0) {
        iterable = snapshot(t, iterable);
    }
    let items = t.get(iterable);
    if matches!(items.kind(), Some(Kind::List | Kind::Tuple)) {
        let items: Vec<Value<'_>> = match (items.cast::<List>(), items.cast::<Tuple>()) {
            (Some(list), _) => list.snapshot(t.mutator()),
            (_, tuple) => tuple.into_iter().flat_map(Tuple::iter).collect(),
        };
        return grow(t, args, |inner| {
            items.into_iter().for_each(|item| push(inner, item));
        });
    }
    vm::for_each(t, iterable, |t, item| {
        grow(t, args, |inner| push(inner, t.get(item)))
    })
}

fn clear(t: &mut Thread, args: Args) -> Returned {
    let mut inner = lock(t, args)?;
    inner.items = VecDeque::new();
    inner.version += 1;
    drop(inner);
    t.none()
}

/// A new queue with the same items and limit; of a subclass by calling that.
fn copy(t: &mut Thread, args: Args) -> Returned {
    let limit = lock(t, args)?.limit;
    let class = t.class_of(args.get(t, 0)).value();
    if class == state(t).class(t, Type::Deque) {
        let copy = empty(limit);
        {
            let inner = lock(t, args)?;
            let fields = inner.items.iter().map(|item| Field::new(item.load()));
            copy.inner.lock().items = fields.collect();
        }
        return Ok(t.done(Opaque::new(t.mutator(), class, copy).value()));
    }
    let class = t.push(class);
    match limit {
        None => vm::call(t, class, &[args.slot(0)]),
        Some(limit) => {
            let limit = t.push(t.usize(limit));
            vm::call(t, class, &[args.slot(0), limit])
        }
    }
}

fn mutated(t: &Thread) -> Raised {
    t.error(ClassId::RuntimeError, "deque mutated during iteration")
}

/// The first place from `start` to before `stop` of an item that is or equals the one in a slot, with which `take` then does something in the same
/// step. `version` is that of the queue when the search began, if it has begun; None if it has changed since.
fn find(
    t: &mut Thread,
    args: Args,
    (start, stop): (usize, usize),
    mut version: Option<usize>,
    take: fn(&mut Inner, usize),
) -> Result<Option<Option<usize>>, Raised> {
    let mark = t.mark();
    let mut at = start;
    loop {
        {
            let wanted = args.get(t, 1);
            let mut inner = lock(t, args)?;
            if inner.version != *version.get_or_insert(inner.version) {
                return Ok(None);
            }
            loop {
                let Some(item) = inner.items.get(at).filter(|_| at < stop) else {
                    return Ok(Some(None));
                };
                match same_or_eq(item.load(), wanted) {
                    Some(true) => {
                        take(&mut inner, at);
                        return Ok(Some(Some(at)));
                    }
                    Some(false) => at += 1,
                    None => {
                        t.push(item.load());
                        break;
                    }
                }
            }
        }
        let found = vm::equal(t, mark, args.slot(1))?;
        t.pop_to(mark);
        if found {
            let mut inner = lock(t, args)?;
            let same = Some(inner.version) == version;
            if same {
                take(&mut inner, at);
            }
            return Ok(same.then_some(Some(at)));
        }
        at += 1;
        t.poll_if_set()?;
    }
}

const WHOLE: (usize, usize) = (0, usize::MAX);

fn leave(_: &mut Inner, _: usize) {}

fn count(t: &mut Thread, args: Args) -> Returned {
    let version = lock(t, args)?.version;
    let (mut from, mut count) = (0, 0);
    loop {
        match find(t, args, (from, usize::MAX), Some(version), leave)? {
            None => return Err(mutated(t)),
            Some(None) => return Ok(t.done(Value::length(count))),
            Some(Some(at)) => (from, count) = (at + 1, count + 1),
        }
    }
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    match find(t, args, WHOLE, None, leave)? {
        Some(found) => Ok(t.done(Value::bool(found.is_some()))),
        None => Err(mutated(t)),
    }
}

fn not_there(t: &mut Thread, args: Args) -> Raised {
    let mut message = String::new();
    match builtins::push_repr(t, &mut message, args.slot(1)) {
        Ok(()) => t.value_error(message + " is not in deque"),
        Err(raised) => raised,
    }
}

fn index(t: &mut Thread, args: Args) -> Returned {
    let (version, length) = {
        let inner = lock(t, args)?;
        (inner.version, inner.items.len())
    };
    let whole = args.optional(t, 2).is_none() && args.optional(t, 3).is_none();
    let (range, version) = match whole {
        true => (WHOLE, None),
        false => {
            let range = builtins::search_range(t, args.slot(2), args.slot(3), length)?;
            (range, Some(version))
        }
    };
    match find(t, args, range, version, leave)? {
        Some(Some(at)) => Ok(t.done(Value::length(at))),
        Some(None) => Err(not_there(t, args)),
        None => Err(mutated(t)),
    }
}

fn remove(t: &mut Thread, args: Args) -> Returned {
    let removed = find(t, args, WHOLE, None, |inner, at| {
        inner.items.remove(at);
        inner.version += 1;
    });
    match removed? {
        Some(Some(_)) => t.none(),
        Some(None) => Err(not_there(t, args)),
        None => Err(t.index_error("deque mutated during iteration")),
    }
}

fn insert(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let index = builtins::index_argument(t, args.slot(1))?;
    let full = grow(t, args, |inner| {
        let length = inner.items.len();
        if inner.limit.is_some_and(|limit| length >= limit) {
            return true;
        }
        let from_end = index.saturating_add(length as i64).max(0);
        let at = if index < 0 { from_end } else { index } as usize;
        inner
            .items
            .insert(at.min(length), Field::new(args.get(t, 2)));
        inner.version += 1;
        false
    })?;
    if full {
        return Err(t.index_error("deque already at its maximum size"));
    }
    t.none()
}

fn reverse(t: &mut Thread, args: Args) -> Returned {
    let mut inner = lock(t, args)?;
    // An iterator goes on with what stands there now, as in CPython.
    inner.items.make_contiguous().reverse();
    drop(inner);
    t.none()
}

fn rotate(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let steps = match args.optional(t, 1) {
        None => 1,
        Some(_) => builtins::index_argument(t, args.slot(1))?,
    };
    let mut inner = lock(t, args)?;
    let length = inner.items.len();
    if length > 1 {
        inner
            .items
            .rotate_right(steps.rem_euclid(length as i64) as usize);
        inner.version += 1;
    }
    drop(inner);
    t.none()
}

fn maxlen(t: &mut Thread, args: Args) -> Returned {
    match lock(t, args)?.limit {
        Some(limit) => Ok(t.done(t.usize(limit))),
        None => t.none(),
    }
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let length = lock(t, args)?.items.len();
    Ok(t.done(Value::length(length)))
}

fn truth(t: &mut Thread, args: Args) -> Returned {
    let empty = lock(t, args)?.items.is_empty();
    Ok(t.done(Value::bool(!empty)))
}

/// The number that a subscript names, before it is known whether there is an item.
fn subscript(t: &mut Thread, args: Args, reads: bool) -> Result<i64, Raised> {
    this(t, args)?;
    let key = args.get(t, 1);
    if let Some(index) = key.as_small_int() {
        return Ok(index);
    }
    if reads && t.class_of(key).dunder(Dunder::Index).is_unbound() {
        let class = t.class_of(key).name();
        let message = format!("sequence index must be integer, not '{class}'");
        return Err(t.type_error(message));
    }
    builtins::item_index(t, args.slot(1))
}

fn place(inner: &Inner, index: i64) -> Option<usize> {
    let length = inner.items.len();
    let at = if index < 0 {
        index.checked_add(length as i64)?
    } else {
        index
    };
    usize::try_from(at).ok().filter(|at| *at < length)
}

fn out_of_range(t: &Thread) -> Raised {
    t.index_error("deque index out of range")
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    let index = subscript(t, args, true)?;
    let inner = lock(t, args)?;
    match place(&inner, index).and_then(|at| inner.items.get(at)) {
        Some(item) => Ok(t.done(item.load())),
        None => {
            drop(inner);
            Err(out_of_range(t))
        }
    }
}

fn set_item(t: &mut Thread, args: Args) -> Returned {
    let index = subscript(t, args, false)?;
    let inner = lock(t, args)?;
    let stored = match place(&inner, index).and_then(|at| inner.items.get(at)) {
        Some(item) => {
            item.store(args.get(t, 2));
            true
        }
        None => false,
    };
    drop(inner);
    if stored {
        t.none()
    } else {
        Err(out_of_range(t))
    }
}

fn delete_item(t: &mut Thread, args: Args) -> Returned {
    let index = subscript(t, args, false)?;
    let mut inner = lock(t, args)?;
    let removed = place(&inner, index).and_then(|at| inner.items.remove(at));
    inner.version += 1;
    drop(inner);
    if removed.is_some() {
        t.none()
    } else {
        Err(out_of_range(t))
    }
}

// ----- iterators -----

fn iter(t: &mut Thread, args: Args, backwards: bool) -> Returned {
    let (version, length) = {
        let inner = lock(t, args)?;
        (inner.version, inner.items.len())
    };
    let class = state(t).class(
        t,
        if backwards {
            Type::DequeReverseIterator
        } else {
            Type::DequeIterator
        },
    );
    let iterator = Iterator {
        deque: Field::new(t.payload(args.get(t, 0))),
        version,
        given: AtomicUsize::new(0),
        backwards,
        length,
    };
    let iterator = Opaque::new(t.mutator(), class, iterator);
    Ok(t.done(iterator.value()))
}

fn iterator(t: &Thread, args: Args) -> Result<(&Iterator, &Deque), Raised> {
    let iterator = args.get(t, 0).opaque::<Iterator>();
    let both = iterator.and_then(|iterator| Some((iterator, deque_of(t, iterator.deque.load())?)));
    both.ok_or_else(|| builtins::wrong_receiver(t, args))
}

fn next(t: &mut Thread, args: Args) -> Returned {
    let (iterator, deque) = iterator(t, args)?;
    let inner = deque.inner.lock();
    let given = iterator.given.load(Ordering::Relaxed);
    // Backwards, an end is an end: in CPython only there.
    if iterator.backwards && given >= iterator.length {
        drop(inner);
        return Err(t.error(ClassId::StopIteration, ""));
    }
    if inner.version != iterator.version {
        drop(inner);
        return Err(mutated(t));
    }
    let length = inner.items.len();
    let at = if iterator.backwards {
        length.wrapping_sub(given + 1)
    } else {
        given
    };
    match inner.items.get(at) {
        Some(item) => {
            iterator.given.store(given + 1, Ordering::Relaxed);
            Ok(t.done(item.load()))
        }
        None => {
            drop(inner);
            Err(t.error(ClassId::StopIteration, ""))
        }
    }
}

fn length_hint(t: &mut Thread, args: Args) -> Returned {
    let (iterator, deque) = iterator(t, args)?;
    let length = deque.inner.lock().items.len();
    let left = length.saturating_sub(iterator.given.load(Ordering::Relaxed));
    Ok(t.done(Value::length(left)))
}

// ----- operators -----

fn add(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    if deque_of(t, args.get(t, 1)).is_none() {
        let class = t.class_of(args.get(t, 1)).name();
        let message = format!("can only concatenate deque (not \"{class}\") to deque");
        return Err(t.type_error(message));
    }
    let done = copy(t, args)?;
    let sum = t.push_result(done);
    t.push(args.get(t, 1));
    extended(t, Args::new(sum, 2), Inner::push_back)?;
    Ok(t.done(t.get(sum)))
}

fn add_in_place(t: &mut Thread, args: Args) -> Returned {
    extended(t, args, Inner::push_back)?;
    Ok(t.done(args.get(t, 0)))
}

fn multiply(t: &mut Thread, args: Args) -> Returned {
    let done = copy(t, args)?;
    let product = t.push_result(done);
    t.push(args.get(t, 1));
    multiply_in_place(t, Args::new(product, 2))
}

fn multiply_in_place(t: &mut Thread, args: Args) -> Returned {
    this(t, args)?;
    let Some(factor) = builtins::repeat_factor(t, args.slot(1), true)? else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    // No more copies than it takes to fill the queue.
    let copies = |inner: &Inner| match (inner.limit, inner.items.len()) {
        (Some(limit), length) if length > 0 => factor.min(limit.div_ceil(length)),
        _ => factor,
    };
    let (length, total) = {
        let inner = lock(t, args)?;
        (inner.items.len(), copies(&inner))
    };
    builtins::repeated_length(t, length, total)?;
    grow(t, args, |inner| {
        let total = copies(inner);
        let items: Vec<Field> = std::mem::take(&mut inner.items).into();
        for _ in 0..total {
            items.iter().for_each(|item| inner.push_back(item.load()));
        }
        inner.version += 1;
    })?;
    Ok(t.done(args.get(t, 0)))
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    this(t, args)?;
    if deque_of(t, args.get(t, 1)).is_none() {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let (a, b) = (snapshot(t, args.slot(0)), snapshot(t, args.slot(1)));
    vm::compare(t, op, a, b)
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let limit = lock(t, args)?.limit;
    builtins::container(t, args.slot(0), "[...]", |t, out| {
        out.push_str(t.class_of(args.get(t, 0)).short_name());
        out.push('(');
        let items = snapshot(t, args.slot(0));
        builtins::push_repr(t, out, items)?;
        if let Some(limit) = limit {
            out.push_str(&format!(", maxlen={limit}"));
        }
        out.push(')');
        Ok(())
    })
}

/// What `copy` and `pickle` make it anew from: the class, its arguments, the attributes, the items.
fn reduce(t: &mut Thread, args: Args) -> Returned {
    let limit = lock(t, args)?.limit;
    let class = t.push(t.class_of(args.get(t, 0)).value());
    let arguments = match limit {
        None => t.push(t.tuple(&[])),
        Some(limit) => t.push(t.tuple(&[t.tuple(&[]), t.usize(limit)])),
    };
    let name = t.push(t.intern("__dict__").value());
    let attributes = match vm::get_attribute_optional(t, args.slot(0), name)? {
        Some(done) => t.push_result(done),
        None => t.push(Value::NONE),
    };
    let done = iter(t, args, false)?;
    let items = t.push_result(done);
    let parts = [class, arguments, attributes, items].map(|slot| t.get(slot));
    Ok(t.done(t.tuple(&parts)))
}

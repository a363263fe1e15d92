//! `functools`: what is called often is native (`partial`, `reduce`, `cmp_to_key`, the wrapper of `lru_cache`); the rest is bundled Python.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::builtins::{self, Def};
use crate::heap::{Dict, Field, Kind, Object, Opaque, Payload, Slot, Str, Tuple, Value};
use crate::object::{
    Args, BoundMethod, Class, ClassFlags, ClassId, Dunder, Module, Raised, Returned, Thread,
};
use crate::{payload, vm};

/// Fills `functools`.
pub(super) fn install(thread: &Thread, module: &Module) {
    with_attributes(
        thread,
        module,
        "partial",
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new_partial),
            Def::Method("__call__(self, /, *args, **kwargs)", call_partial),
            Def::Method("__repr__(self, /)", repr_partial),
            Def::Getter("func(self)", |t, args| {
                part(t, args, |partial| &partial.function)
            }),
            Def::Getter("args(self)", |t, args| {
                part(t, args, |partial| &partial.arguments)
            }),
            Def::Getter("keywords(self)", |t, args| {
                part(t, args, |partial| &partial.keywords)
            }),
            Def::Class("__class_getitem__(cls, item, /)", builtins::subscript),
        ],
    );
    with_attributes(
        thread,
        module,
        "_lru_cache_wrapper",
        &[
            Def::Static("__new__(cls, function, maxsize, typed, info, /)", new_cache),
            Def::Method("__call__(self, /, *args, **kwargs)", call_cached),
            Def::Method("__get__(self, instance, owner=None, /)", bind),
            Def::Method("cache_info(self, /)", cache_info),
            Def::Method("cache_clear(self, /)", cache_clear),
            Def::Method("__copy__(self, /)", |t, args| Ok(t.done(args.get(t, 0)))),
            Def::Method("__deepcopy__(self, memo, /)", |t, args| {
                Ok(t.done(args.get(t, 0)))
            }),
        ],
    );
    let key = [
        Def::Static("__new__(cls, cmp, obj=None, /)", new_key),
        Def::Method("__call__(self, obj)", call_key),
        Def::Getter("obj(self)", |t, args| {
            Ok(t.done(own::<Key>(t, args)?.object.load()))
        }),
        Def::Method("__eq__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Eq)
        }),
        Def::Method("__ne__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Ne)
        }),
        Def::Method("__lt__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Lt)
        }),
        Def::Method("__le__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Le)
        }),
        Def::Method("__gt__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Gt)
        }),
        Def::Method("__ge__(self, value, /)", |t, args| {
            compare_keys(t, args, Dunder::Ge)
        }),
    ];
    let object = thread.class(ClassId::Object);
    let key = builtins::define_class(thread, "functools", "KeyWrapper", object, &key);
    key.set_flag(ClassFlags::HELD);
    key.set_flag(ClassFlags::FINAL);
    thread.set_global(module, "_KeyWrapper", key.value());
    builtins::add_functions(
        thread,
        module,
        &[("reduce(function, iterable, initial=None, /)", reduce)],
    );
}

/// A class whose objects have attributes beside their contents.
fn with_attributes(thread: &Thread, module: &Module, name: &'static str, table: &[Def]) {
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "functools", name, object, table);
    class.set_flag(ClassFlags::HELD);
    class.set_payload(ClassId::Object);
    thread.set_global(module, name, class.value());
}

/// An instance of the class that `__new__` was called with, around these contents.
fn make(t: &Thread, args: Args, contents: impl Payload) -> Returned {
    let class = args.get(t, 0).cast::<Class>();
    let Some(class) = class.filter(|class| class.payload().is_some()) else {
        return Err(t.type_error("not a class of these objects"));
    };
    let contents = Opaque::new(t.mutator(), class.value(), contents).value();
    let instance = t.instance(class);
    if let Some(slot) = instance.inline_slots().first() {
        slot.store(contents);
    }
    Ok(t.done(instance.value()))
}

/// The contents of self.
fn own<T: Payload>(t: &Thread, args: Args) -> Result<&T, Raised> {
    let contents = t.payload(args.get(t, 0)).opaque();
    contents.ok_or_else(|| builtins::wrong_receiver(t, args))
}

fn is_callable(t: &Thread, value: Value<'_>) -> bool {
    !t.class_of(value).dunder(Dunder::Call).is_unbound()
        || matches!(
            value.kind(),
            Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class)
        )
}

// ----- partial -----

payload! {
    /// `partial(func, *args, **keywords)`
    struct Partial {
        function: Field,
        /// A tuple.
        arguments: Field,
        /// A dict.
        keywords: Field,
    }
}

fn part(t: &mut Thread, args: Args, field: fn(&Partial) -> &Field) -> Returned {
    Ok(t.done(field(own::<Partial>(t, args)?).load()))
}

fn new_partial(t: &mut Thread, args: Args) -> Returned {
    let given: Vec<Value<'_>> = {
        let given = args.get(t, 1).cast::<Tuple>();
        given.into_iter().flat_map(Tuple::iter).collect()
    };
    let Some((&function, given)) = given.split_first() else {
        return Err(t.type_error("type 'partial' takes at least one argument"));
    };
    if !is_callable(t, function) {
        return Err(t.type_error("the first argument must be callable"));
    }
    // A partial of a partial is one of the function inside.
    let keywords = t.dict();
    let mut function = function;
    let mut arguments = Vec::new();
    if let Some(inner) = t.payload(function).opaque::<Partial>() {
        function = inner.function.load();
        arguments.extend(
            inner
                .arguments
                .load()
                .cast::<Tuple>()
                .into_iter()
                .flat_map(Tuple::iter),
        );
        update(t, keywords, inner.keywords.load());
    }
    update(t, keywords, args.get(t, 2));
    arguments.extend(given);
    let partial = Partial {
        function: Field::new(function),
        arguments: Field::new(t.tuple(&arguments)),
        keywords: Field::new(keywords.value()),
    };
    make(t, args, partial)
}

/// Adds the items of a dict of keywords.
fn update(t: &Thread, into: &Dict, from: Value<'_>) {
    for item in from
        .cast::<Dict>()
        .map_or(Vec::new(), |dict| dict.snapshot(t.mutator()))
    {
        if let Some(key) = item.key.cast::<Str>() {
            t.set_str_key(into, key, item.value);
        }
    }
}

fn call_partial(t: &mut Thread, args: Args) -> Returned {
    let callee = {
        let partial = own::<Partial>(t, args)?;
        let callee = t.push(partial.function.load());
        let first = partial.arguments.load().cast::<Tuple>();
        t.push_all(first.map_or(&[], Tuple::fields))?;
        callee
    };
    let first = t.mark().distance(callee) - 1;
    let partial = own::<Partial>(t, args)?;
    let given = args.get(t, 2).cast::<Dict>();
    let mut keywords = partial.keywords.load();
    if keywords.cast::<Dict>().is_none_or(|dict| dict.is_empty()) {
        keywords = args.get(t, 2);
    } else if given.is_some_and(|given| !given.is_empty()) {
        let both = t.dict();
        update(t, both, keywords);
        update(t, both, args.get(t, 2));
        keywords = both.value();
    }
    let (count, names) = vm::spread(t, args.get(t, 1), keywords)?;
    vm::call_slots(t, callee, first + count, names)
}

fn repr_partial(t: &mut Thread, args: Args) -> Returned {
    let (function, arguments, keywords) = {
        let partial = own::<Partial>(t, args)?;
        let keywords = partial.keywords.load();
        (
            t.push(partial.function.load()),
            t.push(partial.arguments.load()),
            t.push(keywords),
        )
    };
    builtins::container(t, args.slot(0), "...", |t, out| {
        let class = t.class_of(args.get(t, 0));
        let module = class.lookup(t.intern("__module__"));
        if let (Some(module), Some(name)) =
            (module.cast::<Str>(), class.qualname.load().cast::<Str>())
        {
            out.push_str(&format!("{}.{}(", module.as_str(), name.as_str()));
        }
        builtins::push_repr(t, out, function)?;
        push_arguments(t, out, arguments, keywords)?;
        out.push(')');
        Ok(())
    })
}

/// Appends arguments as a call has them, after the first: `, 1, key=2`.
pub(super) fn push_arguments(
    t: &mut Thread,
    out: &mut String,
    arguments: Slot,
    keywords: Slot,
) -> Result<(), Raised> {
    if t.get(arguments)
        .cast::<Tuple>()
        .is_some_and(|arguments| !arguments.is_empty())
    {
        out.push_str(", ");
        builtins::push_items(t, out, |t, index| {
            t.get(arguments).cast::<Tuple>()?.get(index)
        })?;
    }
    let mark = t.mark();
    let items = t
        .get(keywords)
        .cast::<Dict>()
        .map_or(Vec::new(), |dict| dict.snapshot(t.mutator()));
    let names: Vec<String> = items
        .iter()
        .map(|item| item.key.cast::<Str>().map_or("?", Str::as_str).to_string())
        .collect();
    for item in &items {
        t.push(item.value);
    }
    for (index, name) in names.iter().enumerate() {
        out.push_str(&format!(", {name}="));
        builtins::push_repr(t, out, mark.offset(index))?;
    }
    t.pop_to(mark);
    Ok(())
}

// ----- reduce -----

fn reduce(t: &mut Thread, args: Args) -> Returned {
    let class = t.class_of(args.get(t, 1));
    if class.dunder(Dunder::Iter).is_unbound() && class.dunder(Dunder::GetItem).is_unbound() {
        return Err(t.type_error("reduce() arg 2 must support iteration"));
    }
    let total = t.push(args.get(t, 2));
    vm::for_each(t, args.slot(1), |t, item| {
        if t.get(total).is_unbound() {
            t.set(total, t.get(item));
            return Ok(());
        }
        let done = vm::call(t, args.slot(0), &[total, item])?;
        t.set(total, t.result(done));
        Ok(())
    })?;
    if t.get(total).is_unbound() {
        return Err(t.type_error("reduce() of empty iterable with no initial value"));
    }
    Ok(t.done(t.get(total)))
}

// ----- cmp_to_key -----

payload! {
    /// What `cmp_to_key` returns, and what that makes of each object.
    struct Key {
        compare: Field,
        object: Field,
    }
}

fn new_key(t: &mut Thread, args: Args) -> Returned {
    let key = Key {
        compare: Field::new(args.get(t, 1)),
        object: Field::new(args.optional(t, 2).unwrap_or(Value::NONE)),
    };
    builtins::new_held(t, args.get(t, 0), key)
}

fn call_key(t: &mut Thread, args: Args) -> Returned {
    let key = Key {
        compare: Field::new(own::<Key>(t, args)?.compare.load()),
        object: Field::new(args.get(t, 1)),
    };
    let class = t.class_of(args.get(t, 0)).value();
    builtins::new_held(t, class, key)
}

fn compare_keys(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    let (compare, a, b) = {
        let key = own::<Key>(t, args)?;
        let Some(other) = args.get(t, 1).opaque::<Key>() else {
            return Err(t.type_error("other argument must be K instance"));
        };
        (
            t.push(key.compare.load()),
            t.push(key.object.load()),
            t.push(other.object.load()),
        )
    };
    let done = vm::call(t, compare, &[a, b])?;
    let order = t.push_result(done);
    let zero = t.push(Value::int(0));
    vm::compare(t, op, order, zero)
}

// ----- lru_cache -----

payload! {
    /// A function with the results of its last calls. The dict keeps them in the order of their last use.
    struct Cache {
        function: Field,
        results: Field,
        /// Makes what `cache_info` returns.
        info: Field,
        limit: Option<usize>,
        typed: bool,
        hits: AtomicUsize,
        misses: AtomicUsize,
    }
}

fn new_cache(t: &mut Thread, args: Args) -> Returned {
    if !is_callable(t, args.get(t, 1)) {
        return Err(t.type_error("the first argument must be callable"));
    }
    let limit = match args.get(t, 2) {
        Value::NONE => None,
        _ => Some(usize::try_from(builtins::index_argument(t, args.slot(2))?).unwrap_or(0)),
    };
    let typed = vm::truth(t, args.slot(3))?;
    let cache = Cache {
        function: Field::new(args.get(t, 1)),
        results: Field::new(t.dict().value()),
        info: Field::new(args.get(t, 4)),
        limit,
        typed,
        hits: AtomicUsize::new(0),
        misses: AtomicUsize::new(0),
    };
    make(t, args, cache)
}

/// Pushes what a call's result is kept under: its only argument, if that is a plain number or string, else a tuple of all arguments.
fn push_key(t: &Thread, args: Args, typed: bool) -> Slot {
    let given = args.get(t, 1).cast::<Tuple>();
    let keywords = args
        .get(t, 2)
        .cast::<Dict>()
        .filter(|keywords| !keywords.is_empty());
    if let Some(given) = given.filter(|given| given.len() == 1 && keywords.is_none() && !typed)
        && let Some(only) = given.get(0)
        && (only.is_small_int() || only.kind() == Some(Kind::Str))
    {
        return t.push(only);
    }
    let mut key: Vec<Value<'_>> = given.into_iter().flat_map(Tuple::iter).collect();
    let positional = key.len();
    if let Some(keywords) = keywords {
        // What no script passes stands between the two.
        key.push(t.class_of(args.get(t, 0)).value());
        for item in keywords.snapshot(t.mutator()) {
            key.extend([item.key, item.value]);
        }
    }
    if typed {
        let values: Vec<Value<'_>> = key[..positional]
            .iter()
            .chain(
                key.get(positional + 1..)
                    .unwrap_or(&[])
                    .iter()
                    .skip(1)
                    .step_by(2),
            )
            .map(|value| t.class_of(*value).value())
            .collect();
        key.extend(values);
    }
    t.push(t.tuple(&key))
}

fn call_cached(t: &mut Thread, args: Args) -> Returned {
    let (function, results, limit, typed) = {
        let cache = own::<Cache>(t, args)?;
        (
            t.push(cache.function.load()),
            t.push(cache.results.load()),
            cache.limit,
            cache.typed,
        )
    };
    if limit == Some(0) {
        own::<Cache>(t, args)?
            .misses
            .fetch_add(1, Ordering::Relaxed);
        return call_plainly(t, args, function);
    }
    let key = push_key(t, args, typed);
    let hash = vm::hash(t, key)?;
    if let Some(done) = vm::table_find(t, results, key, hash)? {
        own::<Cache>(t, args)?.hits.fetch_add(1, Ordering::Relaxed);
        if limit.is_none() {
            return Ok(done);
        }
        let value = t.push_result(done);
        // It stays where others find it.
        vm::table_move_to_end(t, results, key, hash, true)?;
        return Ok(t.done(t.get(value)));
    }
    own::<Cache>(t, args)?
        .misses
        .fetch_add(1, Ordering::Relaxed);
    let done = call_plainly(t, args, function)?;
    let value = t.push_result(done);
    vm::table_insert(t, results, key, hash, Some(value))?;
    if let (Some(limit), Some(results)) = (limit, t.get(results).cast::<Dict>()) {
        results.shorten(t.mutator(), limit);
    }
    Ok(t.done(t.get(value)))
}

fn call_plainly(t: &mut Thread, args: Args, function: Slot) -> Returned {
    let callee = t.push(t.get(function));
    let (count, names) = vm::spread(t, args.get(t, 1), args.get(t, 2))?;
    vm::call_slots(t, callee, count, names)
}

fn bind(t: &mut Thread, args: Args) -> Returned {
    let (function, receiver) = (args.get(t, 0), args.get(t, 1));
    if receiver.is_none() {
        return Ok(t.done(function));
    }
    let (function, receiver) = (Field::new(function), Field::new(receiver));
    let make = |header| BoundMethod {
        header,
        function,
        receiver,
    };
    let class = t.class(ClassId::BoundMethod).value();
    Ok(t.done(t.mutator().alloc(class, make).value()))
}

fn cache_info(t: &mut Thread, args: Args) -> Returned {
    let parts = {
        let cache = own::<Cache>(t, args)?;
        let size = cache
            .results
            .load()
            .cast::<Dict>()
            .map_or(0, |results| results.len());
        let (hits, misses) = (&cache.hits, &cache.misses);
        [
            t.push(cache.info.load()),
            t.push(t.usize(hits.load(Ordering::Relaxed))),
            t.push(t.usize(misses.load(Ordering::Relaxed))),
            t.push(cache.limit.map_or(Value::NONE, |limit| t.usize(limit))),
            t.push(t.usize(size)),
        ]
    };
    vm::call(t, parts[0], &parts[1..])
}

fn cache_clear(t: &mut Thread, args: Args) -> Returned {
    let cache = own::<Cache>(t, args)?;
    cache.hits.store(0, Ordering::Relaxed);
    cache.misses.store(0, Ordering::Relaxed);
    if let Some(results) = cache.results.load().cast::<Dict>() {
        results.clear(t.mutator());
    }
    t.none()
}

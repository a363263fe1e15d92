//! Iterators that share one source: `groupby` and its groups, `tee`.

use super::super::state::{Type, state};
use super::{class, iterator, load, make, own, pull};
use crate::builtins::{self, Def};
use crate::heap::{Field, Object, Opaque, Slot, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};
use crate::{payload, vm};

pub(super) fn install(thread: &Thread, module: &Module) {
    class(
        thread,
        module,
        "groupby",
        &[
            Def::Static("__new__(cls, iterable, key=None)", new_group_by),
            Def::Method("__next__(self, /)", next_group),
        ],
    );
    let group = [Def::Method("__next__(self, /)", next_in_group)];
    let group = class(thread, module, "_grouper", &group);
    state(thread).set_class(Type::Group, group);
    let tee = class(
        thread,
        module,
        "_tee",
        &[
            Def::Static("__new__(cls, iterable, /)", new_tee),
            Def::Method("__next__(self, /)", next_tee),
            Def::Method("__copy__(self, /)", copy_tee),
        ],
    );
    state(thread).set_class(Type::Tee, tee);
    builtins::add_functions(thread, module, &[("tee(iterable, n=2, /)", tee_function)]);
}

payload! {
    /// `groupby(iterable, key)`
    struct GroupBy {
        iterator: Field,
        /// The key function, or None.
        function: Field,
        /// The last item taken from the iterator, UNBOUND once its group has given it; and its key.
        item: Field,
        key: Field,
        /// The key of the current group, UNBOUND before the first.
        target: Field,
        /// The current group, the only one that still gives items.
        group: Field,
    }
}

payload! {
    /// The items of one key.
    struct Group {
        parent: Field,
        key: Field,
    }
}

fn new_group_by(t: &mut Thread, args: Args) -> Returned {
    let iterator = iterator(t, args.slot(1))?;
    let group_by = GroupBy {
        iterator,
        function: Field::new(args.optional(t, 2).unwrap_or(Value::NONE)),
        item: Field::unbound(),
        key: Field::unbound(),
        target: Field::unbound(),
        group: Field::unbound(),
    };
    make(t, args, group_by)
}

/// Takes the next item and works out its key; false at the end.
fn step(t: &mut Thread, group_by: Args) -> Result<bool, Raised> {
    let mark = t.mark();
    let Some(item) = pull(t, group_by, |group_by: &GroupBy| &group_by.iterator)? else {
        return Ok(false);
    };
    let function = load(t, group_by, |group_by: &GroupBy| &group_by.function)?;
    let mut key = item;
    if !t.get(function).is_none() {
        let done = vm::call(t, function, &[item])?;
        key = t.push_result(done);
    }
    let fields = own::<GroupBy>(t, group_by)?;
    fields.item.store(t.get(item));
    fields.key.store(t.get(key));
    t.pop_to(mark);
    Ok(true)
}

fn next_group(t: &mut Thread, args: Args) -> Returned {
    own::<GroupBy>(t, args)?.group.store(Value::UNBOUND);
    let mark = t.mark();
    // To the first item of another key.
    loop {
        let (key, target) = {
            let group_by = own::<GroupBy>(t, args)?;
            (t.push(group_by.key.load()), t.push(group_by.target.load()))
        };
        if !t.get(key).is_unbound()
            && (t.get(target).is_unbound() || !vm::same_or_equal(t, target, key)?)
        {
            break;
        }
        t.pop_to(mark);
        if !step(t, args)? {
            return Err(builtins::stop(t));
        }
        t.poll_if_set()?;
    }
    let group_by = own::<GroupBy>(t, args)?;
    let key = t.get(mark);
    group_by.target.store(key);
    let contents = Group {
        parent: Field::new(t.payload(args.get(t, 0))),
        key: Field::new(key),
    };
    let class = state(t).class(t, Type::Group);
    let group = Opaque::new(t.mutator(), class, contents).value();
    group_by.group.store(group);
    Ok(t.done(t.tuple(&[key, group])))
}

fn next_in_group(t: &mut Thread, args: Args) -> Returned {
    let parent = Args::new(load(t, args, |group: &Group| &group.parent)?, 1);
    let current = {
        let group_by = own::<GroupBy>(t, parent)?;
        group_by.group.load() == args.get(t, 0)
    };
    if !current {
        return Err(builtins::stop(t));
    }
    if own::<GroupBy>(t, parent)?.item.load().is_unbound() && !step(t, parent)? {
        return Err(builtins::stop(t));
    }
    let key = load(t, parent, |group_by: &GroupBy| &group_by.key)?;
    let target = load(t, args, |group: &Group| &group.key)?;
    if !vm::same_or_equal(t, target, key)? {
        return Err(builtins::stop(t));
    }
    let group_by = own::<GroupBy>(t, parent)?;
    let item = group_by.item.load();
    group_by.item.store(Value::UNBOUND);
    group_by.key.store(Value::UNBOUND);
    match item.bound() {
        Some(item) => Ok(t.done(item)),
        None => Err(builtins::stop(t)),
    }
}

payload! {
    /// One of the iterators that `tee` gives.
    struct Tee {
        /// Where it stands.
        link: Field,
    }
}

payload! {
    /// A link of the chain of items that those iterators walk along; what is behind the last of them is garbage.
    struct Link {
        /// UNBOUND until somebody asked for it.
        item: Field,
        next: Field,
        source: Field,
    }
}

fn new_link<'t>(t: &'t Thread, source: Value<'_>) -> Value<'t> {
    let link = Link {
        item: Field::unbound(),
        next: Field::unbound(),
        source: Field::new(source),
    };
    let class = state(t).class(t, Type::Tee);
    Opaque::new(t.mutator(), class, link).value()
}

fn new_tee(t: &mut Thread, args: Args) -> Returned {
    let link = first_link(t, args.slot(1))?;
    let link = Field::new(t.get(link));
    make(t, args, Tee { link })
}

/// Pushes the link from which on an iterable's items come: of another tee where that stands.
fn first_link(t: &mut Thread, iterable: Slot) -> Result<Slot, Raised> {
    if let Some(tee) = t.payload(t.get(iterable)).opaque::<Tee>() {
        return Ok(t.push(tee.link.load()));
    }
    let source = iterator(t, iterable)?;
    let source = t.push(source.load());
    Ok(t.push(new_link(t, t.get(source))))
}

fn tee_function(t: &mut Thread, args: Args) -> Returned {
    let count = match args.optional(t, 1) {
        None => 2,
        Some(_) => builtins::index_argument(t, args.slot(1))?,
    };
    let Ok(count) = usize::try_from(count) else {
        return Err(t.value_error("n must be >= 0"));
    };
    t.check_memory(count.saturating_mul(64))?;
    let link = first_link(t, args.slot(0))?;
    let class = state(t).class(t, Type::Tee);
    let tees: Vec<Value<'_>> = (0..count)
        .map(|_| {
            let link = Field::new(t.get(link));
            Opaque::new(t.mutator(), class, Tee { link }).value()
        })
        .collect();
    Ok(t.done(t.tuple(&tees)))
}

fn copy_tee(t: &mut Thread, args: Args) -> Returned {
    let link = Field::new(own::<Tee>(t, args)?.link.load());
    let class = state(t).class(t, Type::Tee);
    Ok(t.done(Opaque::new(t.mutator(), class, Tee { link }).value()))
}

fn next_tee(t: &mut Thread, args: Args) -> Returned {
    let link = Args::new(load(t, args, |tee: &Tee| &tee.link)?, 1);
    if own::<Link>(t, link)?.item.load().is_unbound() {
        let Some(item) = pull(t, link, |link: &Link| &link.source)? else {
            return Err(builtins::stop(t));
        };
        let here = own::<Link>(t, link)?;
        let next = new_link(t, here.source.load());
        here.next.store(next);
        here.item.store(t.get(item));
    }
    let here = own::<Link>(t, link)?;
    own::<Tee>(t, args)?.link.store(here.next.load());
    Ok(t.done(here.item.load()))
}

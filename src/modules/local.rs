//! What each thread has for itself: its `Thread` object and the attributes of `threading.local` objects.
//!
//! Both stand in one root of the thread: a tuple of the object and of a dict that has a dict of attributes for each local object. So what
//! a thread keeps dies with it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::state::state;
use super::sync::{final_class, new_object};
use crate::builtins::{self, Def};
use crate::heap::{Dict, Instance, Name, NoFields, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, Class, Module, Raised, Returned, Thread};
use crate::vm;

/// What a local object is known by: as long as it lives, its key does.
struct Key(u64);

// SAFETY: no field inside.
unsafe impl NoFields for Key {}

/// The keys of a run.
#[derive(Default)]
pub(super) struct Keys {
    last: AtomicU64,
    alive: Mutex<FxHashMap<u64, Weak<Key>>>,
}

/// A thread that has attributes of so many local objects looks for dead ones among them.
const MANY: usize = 64;

pub(super) fn install(thread: &Thread, module: &Module) {
    final_class(
        thread,
        module,
        "_LocalKey",
        &[Def::Static("__new__(cls, /)", new_key)],
    );
    builtins::add_functions(
        thread,
        module,
        &[
            ("_current()", current),
            ("_set_current(thread, /)", |t, args| {
                set_current(t, args.slot(0));
                t.none()
            }),
            ("_local_dict(key, /)", local_dict),
            ("_is_data_descriptor(cls, name, /)", is_data_descriptor),
            ("_local_get(local, name, default, /)", local_get),
            ("_local_set(local, name, value, /)", local_set),
        ],
    );
}

/// Makes an object the calling thread's `Thread` object.
pub(super) fn set_current(t: &Thread, object: Slot) {
    let dicts = match own(t, 1) {
        Value::NONE => t.dict().value(),
        dicts => dicts,
    };
    let root = t.tuple(&[t.get(object), dicts]);
    t.stack().thread_object.store(root);
}

/// A part of what the calling thread has for itself; None if it has nothing yet.
fn own(t: &Thread, index: usize) -> Value<'_> {
    let root = t.stack().thread_object.load().cast::<Tuple>();
    root.and_then(|root| root.get(index)).unwrap_or(Value::NONE)
}

/// The calling thread's `Thread` object, or None.
fn current(t: &mut Thread, _: Args) -> Returned {
    Ok(t.done(own(t, 0)))
}

fn new_key(t: &mut Thread, args: Args) -> Returned {
    let keys = &state(t).keys;
    let number = keys.last.fetch_add(1, Ordering::Relaxed) + 1;
    let key = Arc::new(Key(number));
    keys.alive.lock().insert(number, Arc::downgrade(&key));
    Ok(t.done(new_object(t, args.get(t, 0), key)))
}

/// The calling thread's dict for a key, and whether it is new.
fn local_dict(t: &mut Thread, args: Args) -> Returned {
    let Some(number) = args.get(t, 0).opaque::<Arc<Key>>().map(|key| key.0) else {
        return Err(t.type_error("_local_dict() takes a key"));
    };
    if own(t, 1).is_none() {
        let none = t.push(Value::NONE);
        set_current(t, none);
    }
    let dicts = t.push(own(t, 1));
    let number = t.push(t.int(number as i64));
    if let Some(done) = vm::dict_get(t, dicts, number)? {
        let pair = [t.result(done), Value::FALSE];
        return Ok(t.done(t.tuple(&pair)));
    }
    forget_dead(t, dicts)?;
    let dict = t.push(t.dict().value());
    vm::dict_set(t, dicts, number, dict)?;
    let pair = [t.get(dict), Value::TRUE];
    Ok(t.done(t.tuple(&pair)))
}

/// Pushes the calling thread's dict for a local object, if it has one by now and it is where to look for the name: no data descriptor of the
/// class goes before it.
fn own_attributes(t: &mut Thread, local: Slot, name: Slot) -> Result<Option<Slot>, Raised> {
    let number = {
        let (local, name) = (t.get(local), t.get(name).cast::<Str>());
        // `__new__` stores the key first.
        let slots = local.cast::<Instance>().map(Instance::inline_slots);
        let key = slots.and_then(|slots| slots.first()?.load().opaque::<Arc<Key>>());
        let (Some(key), Some(name)) = (key, name.filter(|name| name.is_interned())) else {
            return Ok(None);
        };
        let on_class = t.class_of(local).lookup(name);
        if name.as_str() == "__dict__" || t.is_data_descriptor(on_class) {
            return Ok(None);
        }
        key.0
    };
    let dicts = t.push(own(t, 1));
    if t.get(dicts).is_none() {
        return Ok(None);
    }
    let number = t.push(t.int(number as i64));
    let found = vm::dict_get(t, dicts, number)?;
    Ok(found.map(|done| t.push_result(done)))
}

/// The calling thread's attribute of a local object where that is simply a matter of looking into its dict, else the default.
fn local_get(t: &mut Thread, args: Args) -> Returned {
    if let Some(dict) = own_attributes(t, args.slot(0), args.slot(1))?
        && let Some(dict) = t.get(dict).cast::<Dict>()
        && let Some(name) = args.get(t, 1).cast::<Str>()
        && let Some(value) = dict.get_str(name)
    {
        return Ok(t.done(value));
    }
    Ok(t.done(args.get(t, 2)))
}

/// Sets it, if that is simply a matter of storing into its dict; says whether it was.
fn local_set(t: &mut Thread, args: Args) -> Returned {
    let own = own_attributes(t, args.slot(0), args.slot(1))?;
    if let Some(dict) = own {
        vm::dict_set(t, dict, args.slot(1), args.slot(2))?;
    }
    Ok(t.done(Value::bool(own.is_some())))
}

/// Whether a class has something under a name that goes before an object's own attributes.
fn is_data_descriptor(t: &mut Thread, args: Args) -> Returned {
    let (class, name) = (args.get(t, 0).cast::<Class>(), args.get(t, 1).cast::<Str>());
    let found = class.zip(name).is_some_and(|(class, name)| {
        let name = Name::of(t.mutator(), name).get(t.mutator());
        name.is_some_and(|name| t.is_data_descriptor(class.lookup(name)))
    });
    Ok(t.done(Value::bool(found)))
}

/// Drops the dicts of local objects that are gone, now and then.
fn forget_dead(t: &mut Thread, dicts: Slot) -> Result<(), Raised> {
    let len = t.get(dicts).cast::<Dict>().map_or(0, |dicts| dicts.len());
    if len < MANY || !len.is_power_of_two() {
        return Ok(());
    }
    let dead: Vec<i64> = {
        let items = t.get(dicts).cast::<Dict>();
        let items = items.map_or(Vec::new(), |dicts| dicts.snapshot(t.mutator()));
        let mut alive = state(t).keys.alive.lock();
        alive.retain(|_, key| key.strong_count() > 0);
        let numbers = items.iter().filter_map(|item| item.key.as_small_int());
        numbers
            .filter(|number| !alive.contains_key(&(*number as u64)))
            .collect()
    };
    for number in dead {
        let mark = t.mark();
        let number = t.push(t.int(number));
        vm::dict_pop(t, dicts, number)?;
        t.pop_to(mark);
    }
    Ok(())
}

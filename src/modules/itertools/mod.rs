//! `itertools`: iterators that make, pick, group and combine items lazily. Here is what they share.
//!
//! Their state is in fields and atomics: threads that share one may see an item twice or miss one, as documented, and nothing worse.
//! `count` and the combinations take one step at a time.

mod combine;
mod endless;
mod group;
mod pick;
mod side;

use crate::builtins::{self, Def};
use crate::heap::{Field, Object, Payload, Slot, Tuple, Value};
use crate::object::{Args, Class, ClassFlags, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `itertools`.
pub(super) fn install(thread: &Thread, module: &Module) {
    endless::install(thread, module);
    pick::install(thread, module);
    group::install(thread, module);
    side::install(thread, module);
    combine::install(thread, module);
}

/// A class of iterators, with the methods that all have.
fn class<'t>(thread: &'t Thread, module: &Module, name: &'static str, table: &[Def]) -> &'t Class {
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "itertools", name, object, table);
    let itself = Def::Method("__iter__(self, /)", |t, args| Ok(t.done(args.get(t, 0))));
    builtins::define_methods(thread, class, &[itself]);
    class.set_flag(ClassFlags::HELD);
    thread.set_global(module, name, class.value());
    class
}

/// The contents of self.
fn own<T: Payload>(t: &Thread, args: Args) -> Result<&T, Raised> {
    let contents = t.payload(args.get(t, 0)).opaque();
    contents.ok_or_else(|| builtins::wrong_receiver(t, args))
}

/// Pushes what a field of self holds.
fn load<T: Payload>(t: &Thread, args: Args, field: fn(&T) -> &Field) -> Result<Slot, Raised> {
    let value = field(own(t, args)?).load();
    Ok(t.push(value))
}

/// Pushes the next item of the iterator in a field of self; None at its end, or if the field holds None.
fn pull<T: Payload>(
    t: &mut Thread,
    args: Args,
    field: fn(&T) -> &Field,
) -> Result<Option<Slot>, Raised> {
    let slot = load(t, args, field)?;
    if t.get(slot).is_none() {
        return Ok(None);
    }
    match vm::next(t, slot)? {
        Some(done) => {
            t.set(slot, t.result(done));
            t.pop_to(slot.offset(1));
            Ok(Some(slot))
        }
        None => Ok(None),
    }
}

/// An iterator over what is in a slot, for a field.
fn iterator(t: &mut Thread, iterable: Slot) -> Result<Field, Raised> {
    let done = vm::iter(t, iterable)?;
    Ok(Field::new(t.result(done)))
}

/// An item of the tuple of `*args`.
fn given(t: &Thread, tuple: Slot, index: usize) -> Option<Value<'_>> {
    t.get(tuple)
        .cast::<Tuple>()
        .and_then(|given| given.get(index))
}

/// Returns the item in a slot, or ends.
fn give(t: &Thread, item: Option<Slot>) -> Returned {
    match item {
        Some(item) => Ok(t.done(t.get(item))),
        None => Err(builtins::stop(t)),
    }
}

/// A new object of the class that `__new__` was called with.
fn make(t: &Thread, args: Args, contents: impl Payload) -> Returned {
    builtins::new_held(t, args.get(t, 0), contents)
}

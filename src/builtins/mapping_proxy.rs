//! `mappingproxy` (`types.MappingProxyType`): a mapping that can be read through it, but not changed. What `C.__dict__` is.

use crate::heap::{Field, Instance, Object, Slot, Value};
use crate::object::{Args, ClassFlags, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, comparisons, define_methods, wrong_receiver};
use super::repr;

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::MappingProxy);
    class.set_flag(ClassFlags::NO_DICT);
    define_methods(
        thread,
        class,
        &[
            Def::Static("__new__(cls, mapping, /)", new),
            Def::Method("get(self, key, default=None, /)", get),
            Def::Method("keys(self, /)", |t, a| forward(t, a, "keys")),
            Def::Method("values(self, /)", |t, a| forward(t, a, "values")),
            Def::Method("items(self, /)", |t, a| forward(t, a, "items")),
            Def::Method("copy(self, /)", |t, a| forward(t, a, "copy")),
            Def::Method("__reversed__(self, /)", |t, a| {
                forward(t, a, "__reversed__")
            }),
            Def::Method("__len__(self, /)", len),
            Def::Method("__iter__(self, /)", iter),
            Def::Method("__getitem__(self, key, /)", get_item),
            Def::Method("__contains__(self, key, /)", contains),
            Def::Method("__or__(self, value, /)", or),
            Def::Method("__ror__(self, value, /)", or_reflected),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_proxy),
            Def::Method("__str__(self, /)", |t, a| {
                let mapping = mapping(t, a)?;
                vm::str(t, mapping)
            }),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__ne__(self, value, /)", not_equal),
            Def::Method("__lt__(self, value, /)", less),
            Def::Method("__le__(self, value, /)", less_equal),
            Def::Method("__gt__(self, value, /)", greater),
            Def::Method("__ge__(self, value, /)", greater_equal),
        ],
    );
}

/// A proxy of a mapping.
pub(super) fn mapping_proxy<'t>(t: &'t Thread, mapping: Value<'_>) -> Value<'t> {
    let made = t.instance(t.class(ClassId::MappingProxy));
    if let Some(slot) = made.inline_slots().first() {
        slot.store(mapping);
    }
    made.value()
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let mapping = args.get(t, 1);
    let class = t.class_of(mapping);
    let is_sequence = matches!(
        mapping.kind(),
        Some(crate::heap::Kind::List | crate::heap::Kind::Tuple)
    );
    if class.dunder(Dunder::GetItem).is_unbound() || is_sequence {
        let class = class.name();
        let message = format!("mappingproxy() argument must be a mapping, not {class}");
        return Err(t.type_error(message));
    }
    Ok(t.done(mapping_proxy(t, mapping)))
}

/// What a value is a proxy of, if it is one.
fn behind<'t>(t: &'t Thread, value: Value<'t>) -> Option<Value<'t>> {
    let instance = value.cast::<Instance>()?;
    std::ptr::eq(t.class_of(value), t.class(ClassId::MappingProxy))
        .then(|| instance.inline_slots().first().map(Field::load))
        .flatten()
}

/// The mapping, pushed.
fn mapping(t: &Thread, args: Args) -> Result<Slot, Raised> {
    match behind(t, args.get(t, 0)) {
        Some(mapping) => Ok(t.push(mapping)),
        None => Err(wrong_receiver(t, args)),
    }
}

fn forward(t: &mut Thread, args: Args, method: &str) -> Returned {
    let mapping = mapping(t, args)?;
    vm::call_method(t, mapping, method, &[])
}

fn get(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    let default = t.push(args.optional(t, 2).unwrap_or(Value::NONE));
    vm::call_method(t, mapping, "get", &[args.slot(1), default])
}

fn len(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    let length = vm::length(t, mapping)?;
    Ok(t.done(Value::length(length)))
}

fn iter(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    vm::iter(t, mapping)
}

fn get_item(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    vm::get_item(t, mapping, args.slot(1))
}

fn contains(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    let found = vm::contains(t, mapping, args.slot(1))?;
    Ok(t.done(Value::bool(found)))
}

/// An operand without its proxy, pushed.
fn plain(t: &Thread, args: Args, index: usize) -> Slot {
    let value = args.get(t, index);
    t.push(behind(t, value).unwrap_or(value))
}

fn or(t: &mut Thread, args: Args) -> Returned {
    let (left, right) = (plain(t, args, 0), plain(t, args, 1));
    vm::binary(t, Dunder::Or, left, right)
}

fn or_reflected(t: &mut Thread, args: Args) -> Returned {
    let (left, right) = (plain(t, args, 1), plain(t, args, 0));
    vm::binary(t, Dunder::Or, left, right)
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    let hash = vm::hash(t, mapping)?;
    Ok(t.done(t.int(hash)))
}

fn repr_proxy(t: &mut Thread, args: Args) -> Returned {
    let mapping = mapping(t, args)?;
    repr::container(t, args.slot(0), "mappingproxy(...)", |t, out| {
        out.push_str("mappingproxy(");
        repr::push_repr(t, out, mapping)?;
        out.push(')');
        Ok(())
    })
}

fn compare(t: &mut Thread, args: Args, op: Dunder) -> Returned {
    let (left, right) = (plain(t, args, 0), plain(t, args, 1));
    vm::compare(t, op, left, right)
}

comparisons!();

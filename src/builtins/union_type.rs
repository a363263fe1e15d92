//! `int | str`: `types.UnionType`, a set of types for `isinstance`, annotations and `match`.

use crate::heap::{Field, Object, Opaque, Slot, Tuple, Value};
use crate::object::{Args, Class, ClassId, Raised, Returned, Thread};
use crate::{payload, vm};

use super::define::{Def, define_methods, wrong_receiver};
use super::{generic_alias, repr};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::UnionType),
        &[
            Def::Getter("__args__(self)", members),
            Def::Getter("__parameters__(self)", |t, _| Ok(t.done(t.tuple(&[])))),
            Def::Method("__or__(self, value, /)", union),
            Def::Method("__ror__(self, value, /)", union_reflected),
            Def::Method("__instancecheck__(self, obj, /)", instance_check),
            Def::Method("__subclasscheck__(self, cls, /)", subclass_check),
            Def::Method("__eq__(self, value, /)", equal),
            Def::Method("__hash__(self, /)", hash),
            Def::Method("__repr__(self, /)", repr_union),
        ],
    );
    for id in [ClassId::Type, ClassId::GenericAlias] {
        let operators = [
            Def::Method("__or__(self, value, /)", union),
            Def::Method("__ror__(self, value, /)", union_reflected),
        ];
        define_methods(thread, thread.class(id), &operators);
    }
}

payload! {
    /// The types, each once.
    struct Union {
        members: Field,
    }
}

fn own(t: &Thread, args: Args) -> Result<&Union, Raised> {
    let union = args.get(t, 0).opaque();
    union.ok_or_else(|| wrong_receiver(t, args))
}

fn members(t: &mut Thread, args: Args) -> Returned {
    Ok(t.done(own(t, args)?.members.load()))
}

fn union(t: &mut Thread, args: Args) -> Returned {
    join(t, args.slot(0), args.slot(1))
}

fn union_reflected(t: &mut Thread, args: Args) -> Returned {
    join(t, args.slot(1), args.slot(0))
}

/// The types of both operands, in order, each once; a single one is itself. NotImplemented if an operand is no type.
fn join(t: &mut Thread, left: Slot, right: Slot) -> Returned {
    let first = t.mark();
    for operand in [left, right] {
        let value = t.get(operand);
        if let Some(union) = value.opaque::<Union>() {
            let members = union.members.load().cast::<Tuple>();
            t.push_all(members.map_or(&[], Tuple::fields))?;
        } else if value.is_none() {
            t.push(t.class(ClassId::NoneType).value());
        } else if value.cast::<Class>().is_some() || generic_alias::is_alias(value) {
            t.push(value);
        } else {
            return Ok(t.done(Value::NOT_IMPLEMENTED));
        }
    }
    let mut kept: Vec<Slot> = Vec::new();
    for index in 0..t.mark().distance(first) {
        let slot = first.offset(index);
        let mut seen = false;
        for other in &kept {
            seen = seen || vm::same_or_equal(t, *other, slot)?;
        }
        if !seen {
            kept.push(slot);
        }
    }
    if let [only] = kept[..] {
        return Ok(t.done(t.get(only)));
    }
    let members: Vec<Value<'_>> = kept.iter().map(|slot| t.get(*slot)).collect();
    let members = Field::new(t.tuple(&members));
    let class = t.class(ClassId::UnionType).value();
    Ok(t.done(Opaque::new(t.mutator(), class, Union { members }).value()))
}

/// Whether a test holds for one of the types; an alias such as `list[int]` cannot be tested.
fn any(
    t: &mut Thread,
    args: Args,
    function: &str,
    test: fn(&mut Thread, Slot, Slot) -> Result<bool, Raised>,
) -> Returned {
    let members = own(t, args)?.members.load();
    let has_alias = |members: &Tuple| members.iter().any(generic_alias::is_alias);
    if members.cast::<Tuple>().is_some_and(has_alias) {
        let message = format!("{function}() argument 2 cannot be a parameterized generic");
        return Err(t.type_error(message));
    }
    let members = t.push(members);
    let holds = test(t, args.slot(1), members)?;
    Ok(t.done(Value::bool(holds)))
}

fn instance_check(t: &mut Thread, args: Args) -> Returned {
    any(t, args, "isinstance", vm::is_instance)
}

fn subclass_check(t: &mut Thread, args: Args) -> Returned {
    any(t, args, "issubclass", vm::is_subclass)
}

/// The types of the union in a slot as a frozenset, pushed.
fn as_set(t: &mut Thread, union: Slot) -> Result<Slot, Raised> {
    let members = t.get(union).opaque::<Union>();
    let members = t.push(members.map_or(Value::NONE, |union| union.members.load()));
    let class = t.push(t.class(ClassId::FrozenSet).value());
    let done = vm::call(t, class, &[members])?;
    Ok(t.push_result(done))
}

fn equal(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 1).opaque::<Union>().is_none() {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    }
    let (ours, theirs) = (as_set(t, args.slot(0))?, as_set(t, args.slot(1))?);
    let equal = vm::equal(t, ours, theirs)?;
    Ok(t.done(Value::bool(equal)))
}

fn hash(t: &mut Thread, args: Args) -> Returned {
    own(t, args)?;
    let set = as_set(t, args.slot(0))?;
    let hash = vm::hash(t, set)?;
    Ok(t.done(t.int(hash)))
}

fn repr_union(t: &mut Thread, args: Args) -> Returned {
    let members = t.push(own(t, args)?.members.load());
    repr::container(t, args.slot(0), "...", |t, out| {
        let count = t.get(members).cast::<Tuple>().map_or(0, Tuple::len);
        for index in 0..count {
            let mark = t.mark();
            let member = t.get(members).cast::<Tuple>().and_then(|it| it.get(index));
            let member = t.push(member.unwrap_or(Value::NONE));
            if index > 0 {
                out.push_str(" | ");
            }
            if t.get(member) == t.class(ClassId::NoneType).value() {
                out.push_str("None");
            } else {
                generic_alias::push_type(t, out, member)?;
            }
            t.pop_to(mark);
        }
        Ok(())
    })
}

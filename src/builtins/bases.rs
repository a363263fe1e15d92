//! The bases of a new class: which may stand together, and in which order they are asked for a name.

use crate::heap::{List, Object, Slot, Str, Tuple, Value};
use crate::object::{Class, ClassFlags, ClassId, Dunder, Raised, Thread};

/// Refuses what is no class, can't be subclassed, stands there twice, or does not go with the others.
pub(super) fn check(t: &Thread, bases: Slot) -> Result<(), Raised> {
    let Some(tuple) = t.get(bases).cast::<Tuple>() else {
        return Ok(());
    };
    let mut seen: Vec<Value<'_>> = Vec::new();
    for base in tuple.iter() {
        let Some(class) = base.cast::<Class>() else {
            let got = t.class_of(base).name();
            return Err(t.type_error(format!("bases must be types (got '{got}')")));
        };
        use ClassId::{Bool, EllipsisType, Function, Generator, Native, NoneType, Range, Slice};
        let closed = [
            Bool,
            NoneType,
            EllipsisType,
            Function,
            Native,
            Generator,
            Range,
            Slice,
        ];
        if class.has(ClassFlags::FINAL) || closed.iter().any(|id| std::ptr::eq(t.class(*id), class))
        {
            return Err(t.type_error(format!(
                "type '{}' is not an acceptable base type",
                class.name()
            )));
        }
        if seen.contains(&base) {
            return Err(t.type_error(format!("duplicate base class {}", class.name())));
        }
        seen.push(base);
    }
    check_layouts(t, tuple)
}

/// Refuses bases of which each would have its own idea of what stands in an instance.
fn check_layouts(t: &Thread, bases: &Tuple) -> Result<(), Raised> {
    let mut winner = t.class(ClassId::Object);
    for base in bases.iter().filter_map(|base| base.cast::<Class>()) {
        let Some(solid) = base.mro_classes().find(|class| has_layout(t, class)) else {
            continue;
        };
        if solid.is_subclass(winner) {
            winner = solid;
        } else if !winner.is_subclass(solid) {
            return Err(t.type_error("multiple bases have instance lay-out conflict"));
        }
    }
    Ok(())
}

/// Whether instances of a class hold something that those of its bases don't, in CPython: a value, or `__slots__`.
fn has_layout(t: &Thread, class: &Class) -> bool {
    use ClassId::{
        AttributeError, BaseException, BaseExceptionGroup, ImportError, NameError, OSError,
        StopIteration, SyntaxError, SystemExit, UnicodeDecodeError, UnicodeEncodeError,
    };
    if class.has(ClassFlags::BUILT_IN) {
        let with_fields = [
            AttributeError,
            BaseException,
            BaseExceptionGroup,
            ImportError,
            NameError,
            OSError,
            StopIteration,
            SyntaxError,
            SystemExit,
            UnicodeDecodeError,
            UnicodeEncodeError,
        ];
        let is = |id: &ClassId| std::ptr::eq(t.class(*id), class);
        return match class.has(ClassFlags::EXCEPTION) {
            true => with_fields.iter().any(is),
            false => !is(&ClassId::Object),
        };
    }
    let is_slot = |value: Value<'_>| {
        let name = value.cast::<Str>().map(Str::as_str);
        name.is_some_and(|name| !matches!(name, "__dict__" | "__weakref__"))
    };
    let slots = class.own(t.dunder_name(Dunder::Slots));
    match (slots.cast::<Tuple>(), slots.cast::<List>()) {
        (Some(names), _) => names.iter().any(is_slot),
        (_, Some(names)) => names.snapshot(t.mutator()).into_iter().any(is_slot),
        _ => is_slot(slots),
    }
}

/// The method resolution order by C3 linearization (Barrett et al., 1996), the class itself first.
pub(super) fn linearize<'t>(
    t: &'t Thread,
    class: &'t Class,
    bases: Slot,
) -> Result<Value<'t>, Raised> {
    let bases: Vec<Value<'_>> = t
        .get(bases)
        .cast::<Tuple>()
        .map_or(Vec::new(), |bases| bases.iter().collect());
    let mut lists: Vec<Vec<Value<'_>>> = bases
        .iter()
        .filter_map(|base| base.cast::<Class>())
        .map(|base| base.mro_classes().map(Object::value).collect())
        .collect();
    lists.push(bases.clone());
    let mut order = vec![class.value()];
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(t.tuple(&order));
        }
        let good = lists
            .iter()
            .map(|list| list[0])
            .find(|head| !lists.iter().any(|list| list[1..].contains(head)));
        let Some(next) = good else {
            let mut names: Vec<&str> = Vec::new();
            for head in lists.iter().filter_map(|list| list[0].cast::<Class>()) {
                if !names.contains(&head.name()) {
                    names.push(head.name());
                }
            }
            return Err(t.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        order.push(next);
        for list in &mut lists {
            if list[0] == next {
                list.remove(0);
            }
        }
    }
}

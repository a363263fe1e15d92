//! Attributes whose inline cache does not fit: the full lookup, which fills it.

use std::sync::atomic::Ordering;

use super::{At, Outcome, store};
use crate::heap::{Field, Kind, Slot, Str, Value};
use crate::object::{ClassId, Dunder, Found, LinkedCode, Thread};
use crate::vm;

#[inline(never)]
pub(in crate::vm) fn load_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let class = thread.class_of(thread.get(at.b()));
    let custom = class.dunder(Dunder::GetAttribute).kind() == Some(Kind::Function);
    let done = if custom {
        vm::get_attribute(thread, at.b(), name)?
    } else {
        match vm::attribute::generic_get_attribute(thread, at.b(), name) {
            Ok((Some(done), cache)) => {
                remember(code, at, cache);
                done
            }
            Ok((None, _)) => vm::get_attribute(thread, at.b(), name)?,
            Err(raised) if thread.raised_is(raised, ClassId::AttributeError) => {
                // A property's own AttributeError gives `__getattr__` its turn.
                let class = thread.class_of(thread.get(at.b()));
                if class.dunder(Dunder::GetAttr).is_unbound() {
                    return Err(raised);
                }
                thread.take_exception(raised);
                match vm::call_dunder(thread, at.b(), Dunder::GetAttr, &[name])? {
                    Some(done) => done,
                    None => return Err(vm::attribute::missing(thread, at.b(), name)),
                }
            }
            Err(raised) => return Err(raised),
        }
    };
    let value = thread.result(done);
    thread.set(at.a(), value);
    thread.pop_to(mark);
    Ok(())
}

/// `R[a], R[a+1]` = function and receiver, or value and UNBOUND.
#[inline(never)]
pub(in crate::vm) fn load_method(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let class = thread.class_of(thread.get(at.b()));
    if class.dunder(Dunder::GetAttribute).kind() != Some(Kind::Function) {
        let object = thread.get(at.b());
        let text = thread.get(name).cast::<Str>();
        let found = text.map(|text| thread.find_attribute(object, text));
        if let Some((Found::Method { function, receiver }, cache)) = found {
            if receiver == object {
                remember(code, at, cache);
            }
            thread.set(at.a(), function);
            thread.set(at.a().offset(1), receiver);
            thread.pop_to(mark);
            return Ok(());
        }
    }
    load_attribute_into(thread, code, at, name)?;
    thread.set(at.a().offset(1), Value::UNBOUND);
    thread.pop_to(mark);
    Ok(())
}

fn load_attribute_into(thread: &mut Thread, code: &LinkedCode, at: At, name: Slot) -> Outcome {
    let object = thread.get(at.b());
    if let Some(text) = thread.get(name).cast::<Str>()
        && let (Found::Value(value), cache) = thread.find_attribute(object, text)
        && thread.class_of(object).dunder(Dunder::GetAttribute).kind() != Some(Kind::Function)
    {
        remember(code, at, cache);
        thread.set(at.a(), value);
        return Ok(());
    }
    store(thread, at, |thread| vm::get_attribute(thread, at.b(), name))
}

#[inline(never)]
pub(in crate::vm) fn store_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    let cache = vm::attribute::set_attribute_cached(thread, at.a(), name, at.b())?;
    remember(code, at, cache);
    thread.pop_to(mark);
    Ok(())
}

/// Fills the inline cache, unless it says so already: what no cache can find, a property say, is looked up each time, and threads that run
/// the same code would take the line from each other.
#[inline]
fn remember(code: &LinkedCode, at: At, cache: u64) {
    if let Some(place) = code.caches.get(at.instruction.c())
        && place.load(Ordering::Relaxed) != cache
    {
        place.store(cache, Ordering::Relaxed);
    }
}

#[inline(never)]
pub(in crate::vm) fn delete_attribute(thread: &mut Thread, code: &LinkedCode, at: At) -> Outcome {
    let mark = thread.mark();
    let name = thread.push(
        code.sites
            .get(at.instruction.c())
            .map_or(Value::NONE, Field::load),
    );
    vm::delete_attribute(thread, at.a(), name)?;
    thread.pop_to(mark);
    Ok(())
}

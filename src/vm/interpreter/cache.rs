//! Inline caches of attribute sites, as the loop uses them. What a cache word means stands in `object::attributes`: where an attribute is, never what,
//! so its kind is looked at on every hit.
//!
//! SAFETY notes cite (shapes): a word that says "inline slot" was made from an instance's shape; all objects with this shape are instances, as ids are
//! never shared, and a shape tells how many slots stand in the object.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::heap::{Header, Instance, Kind, Object, Value};
use crate::object::{AttributeCache, Class, Hit, Module, Native, Thread};

/// The value of an attribute, if the cache fits and reading it needs no call.
#[inline(always)]
pub(super) fn load<'t>(object: Value<'t>, cache: &AtomicU64) -> Option<Value<'t>> {
    let header = object.header()?;
    let word = cache.load(Ordering::Relaxed);
    let hit = Hit::of(word, header.shape());
    match hit.inline() {
        // SAFETY: (shapes)
        Some(index) => unsafe {
            let instance: &Instance = object.cast_unchecked();
            instance.inline_slot_unchecked(index).load().bound()
        },
        None => load_elsewhere(object, header, word, hit),
    }
}

#[inline(never)]
fn load_elsewhere<'t>(
    object: Value<'t>,
    header: &'t Header,
    word: u64,
    hit: Hit,
) -> Option<Value<'t>> {
    let (place, index) = in_class(header, word, hit)?;
    match place {
        AttributeCache::Inline | AttributeCache::Overflow => {
            object.cast::<Instance>()?.slot(index)?.load().bound()
        }
        AttributeCache::Variable => object.cast::<Module>()?.at(index)?.contents.load().bound(),
        AttributeCache::OwnTable => plain(object.cast::<Class>()?.at(index), true),
        AttributeCache::ClassTable | AttributeCache::BuiltInTable => {
            plain(header.class().cast::<Class>()?.at(index), false)
        }
        AttributeCache::BuiltInMethod | AttributeCache::Empty => None,
    }
}

/// Where an attribute is if the cache fits, objects without a shape included: those have the one of their class.
#[inline(always)]
fn in_class(header: &Header, word: u64, hit: Hit) -> Option<(AttributeCache, usize)> {
    if header.shape() != 0 {
        return hit.place().filter(|(place, _)| {
            !matches!(
                place,
                AttributeCache::BuiltInTable | AttributeCache::BuiltInMethod
            )
        });
    }
    let class = header.class().header()?;
    let place = Hit::of(word, class.shape()).place();
    place.filter(|(place, _)| *place == AttributeCache::BuiltInTable)
}

/// A value of a class's table if reading it needs no binding.
#[inline(always)]
fn plain(value: Value<'_>, on_class: bool) -> Option<Value<'_>> {
    match value.kind() {
        Some(Kind::Function | Kind::Native) if on_class => Some(value),
        Some(
            Kind::Function
            | Kind::Native
            | Kind::Property
            | Kind::StaticMethod
            | Kind::ClassMethod
            | Kind::Instance
            | Kind::Opaque,
        ) => None,
        _ => value.bound(),
    }
}

/// What to call for a method call, and its first argument, if the cache fits and it is a method of the object's class. The rest is
/// [`method_elsewhere`]'s, so that these two stay in machine registers.
#[inline(always)]
pub(super) fn method<'t>(object: Value<'t>, cache: &AtomicU64) -> Option<(Value<'t>, Value<'t>)> {
    let header = object.header()?;
    let word = cache.load(Ordering::Relaxed);
    let shape = header.shape();
    if shape == 0 {
        let class = header.class();
        if let Some(index) = Hit::of(word, class.header()?.shape()).built_in_method() {
            // SAFETY: (shapes) the word was made from the shape of this very class.
            let class: &Class = unsafe { class.cast_unchecked() };
            return Some((class.at(index).bound()?, object));
        }
    } else if let Some((AttributeCache::ClassTable, index)) = Hit::of(word, shape).place() {
        let value = header.class().cast::<Class>()?.at(index);
        if binds(value) {
            return Some((value, object));
        }
    }
    None
}

/// What to call for any other method call, and its first argument (UNBOUND if it is bound already), if the cache fits.
#[inline(never)]
pub(super) fn method_elsewhere<'t>(
    object: Value<'t>,
    cache: &AtomicU64,
) -> Option<(Value<'t>, Value<'t>)> {
    let header = object.header()?;
    let word = cache.load(Ordering::Relaxed);
    let hit = Hit::of(word, header.shape());
    let (place, index) = in_class(header, word, hit)?;
    if place == AttributeCache::BuiltInTable {
        let value = header.class().cast::<Class>()?.at(index);
        if binds(value) {
            return Some((value, object));
        }
    }
    Some((load_elsewhere(object, header, word, hit)?, Value::UNBOUND))
}

/// Whether a value of a class's table takes the object as its first argument.
#[inline(always)]
fn binds(value: Value<'_>) -> bool {
    match value.kind() {
        Some(Kind::Function) => true,
        Some(Kind::Native) => value.cast::<Native>().is_some_and(|it| it.is_method),
        _ => false,
    }
}

/// Writes an attribute where a cache says, if it fits: into a slot, or adding one.
#[inline(always)]
pub(super) fn store(
    thread: &Thread,
    object: Value<'_>,
    cache: &AtomicU64,
    value: Value<'_>,
) -> bool {
    let Some(header) = object.header() else {
        return false;
    };
    let shape = header.shape();
    let hit = Hit::of(cache.load(Ordering::Relaxed), shape);
    match hit.inline() {
        Some(index) => {
            // SAFETY: (shapes)
            let slot = unsafe {
                let instance: &Instance = object.cast_unchecked();
                instance.inline_slot_unchecked(index)
            };
            let bound = !slot.load().is_unbound();
            if bound {
                slot.store(value);
            }
            bound
        }
        None => add(thread, object, shape, hit, value),
    }
}

/// Adds an attribute: the value goes first, then the shape that shows it; the lock keeps others from adding at the same place.
#[inline(never)]
fn add(thread: &Thread, object: Value<'_>, shape: u32, hit: Hit, value: Value<'_>) -> bool {
    let (Some((next, index)), Some(instance)) = (hit.added(), object.cast::<Instance>()) else {
        return false;
    };
    let _guard = instance.header().lock(thread.mutator());
    match instance.inline_slots().get(index) {
        Some(slot) if instance.header().shape() == shape => {
            slot.store(value);
            instance.header().set_shape(next);
            true
        }
        _ => false,
    }
}

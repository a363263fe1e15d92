//! `Value`: what a script can name, in one 64-bit word; and `Field`, a place that holds one.
//!
//! | low bits | meaning |
//! |---|---|
//! | `00` | 62-bit integer, shifted left by two |
//! | `1` | float: its bits rotated left by four; covers zero, infinities, NaN and about 2^-255 to 2^256 |
//! | `010` | pointer to a heap object, plus two |
//! | `110` | None, True, False, Ellipsis, NotImplemented, UNBOUND |
//!
//! Float self-tagging after Melançon, Feeley, Serrano, "Float Self-Tagging" (2024): rotating a double left by four puts
//! its sign and its three top exponent bits lowest; for the common exponents the lowest two of them are equal,
//! so one of the two can be the tag.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use super::object::{Header, Kind, Object};

/// A value, valid while the thread it was read by stays away from safepoints: `'t` borrows the [`Mutator`](super::Mutator)
/// (or the `Thread` around it), and everything that may reach a safepoint wants that mutably. Equality is identity.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value<'t>(u64, PhantomData<&'t ()>);

/// Number of bits by which integers are shifted.
const INT_SHIFT: u32 = 2;
const POINTER_TAG: u64 = 0b010;

impl Value<'static> {
    /// `None`
    pub const NONE: Value<'static> = Value::from_word(0x06);
    /// `False`
    pub const FALSE: Value<'static> = Value::from_word(0x0e);
    /// `True`
    pub const TRUE: Value<'static> = Value::from_word(0x16);
    /// Not a value of the language: the mark of an unbound variable, an absent argument, a deleted entry.
    pub const UNBOUND: Value<'static> = Value::from_word(0x1e);
    /// `Ellipsis`
    pub const ELLIPSIS: Value<'static> = Value::from_word(0x26);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value<'static> = Value::from_word(0x2e);

    /// Smallest integer that needs no big integer.
    pub const MIN_INT: i64 = -(1 << 61);
    /// Largest integer that needs no big integer.
    pub const MAX_INT: i64 = (1 << 61) - 1;

    /// Takes a word apart from its origin. Private to `heap` and the loop: a word must come from a Value that is still reachable.
    #[inline(always)]
    const fn from_word(word: u64) -> Value<'static> {
        Value(word, PhantomData)
    }

    /// An integer, if it fits 62 bits.
    #[inline(always)]
    pub const fn small_int(value: i64) -> Option<Value<'static>> {
        if value >= Value::MIN_INT && value <= Value::MAX_INT {
            Some(Value::from_word((value << INT_SHIFT) as u64))
        } else {
            None
        }
    }

    /// An integer that certainly fits, such as a length.
    #[inline(always)]
    pub const fn int(value: i32) -> Value<'static> {
        Value::from_word(((value as i64) << INT_SHIFT) as u64)
    }

    /// A length or index; no object in memory is too large for it.
    #[inline(always)]
    pub const fn length(value: usize) -> Value<'static> {
        Value::from_word((value as u64) << INT_SHIFT)
    }

    /// A truth value.
    #[inline(always)]
    pub const fn bool(value: bool) -> Value<'static> {
        if value { Value::TRUE } else { Value::FALSE }
    }

    /// A float, if its exponent is among the common ones.
    #[inline(always)]
    pub const fn small_float(value: f64) -> Option<Value<'static>> {
        let rotated = value.to_bits().rotate_left(4);
        // The lowest two bits are 00 or 11 exactly if adding one clears the second.
        if rotated.wrapping_add(1) & 2 == 0 {
            Some(Value::from_word(rotated | 1))
        } else {
            None
        }
    }
}

impl<'t> Value<'t> {
    /// A heap object as a value.
    #[inline(always)]
    pub fn object<T: Object>(object: &'t T) -> Value<'t> {
        Value((object as *const T as u64) | POINTER_TAG, PhantomData)
    }

    /// The word. Two values are identical exactly if their words are equal.
    #[inline(always)]
    pub const fn word(self) -> u64 {
        self.0
    }

    /// Makes a value of a word.
    ///
    /// # Safety
    /// The word came from a value whose object, if it is one, stays reachable for `'t`.
    #[inline(always)]
    pub const unsafe fn new(word: u64) -> Value<'t> {
        Value(word, PhantomData)
    }

    /// Whether it is an immediate integer.
    #[inline(always)]
    pub const fn is_small_int(self) -> bool {
        self.0 & 3 == 0
    }

    /// The immediate integer (not a bool, not a big one).
    #[inline(always)]
    pub const fn as_small_int(self) -> Option<i64> {
        if self.is_small_int() {
            Some((self.0 as i64) >> INT_SHIFT)
        } else {
            None
        }
    }

    /// Whether it is an immediate float.
    #[inline(always)]
    pub const fn is_small_float(self) -> bool {
        self.0 & 1 == 1
    }

    /// The immediate float.
    #[inline(always)]
    pub const fn as_small_float(self) -> Option<f64> {
        if self.is_small_float() {
            Some(decode_float(self.0))
        } else {
            None
        }
    }

    /// The float, immediate or boxed.
    #[inline]
    pub fn as_float(self) -> Option<f64> {
        match self.as_small_float() {
            Some(value) => Some(value),
            None => self.cast::<super::BoxedFloat>().map(|boxed| boxed.value),
        }
    }

    /// The bool, if it is one.
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Value::TRUE => Some(true),
            Value::FALSE => Some(false),
            _ => None,
        }
    }

    /// Whether it is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    /// Whether it is the mark UNBOUND.
    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        self == Value::UNBOUND
    }

    /// None if it is UNBOUND.
    #[inline(always)]
    pub fn bound(self) -> Option<Value<'t>> {
        if self.is_unbound() { None } else { Some(self) }
    }

    /// The header of the heap object it points to, if it does.
    #[inline(always)]
    pub fn header(self) -> Option<&'t Header> {
        // Subtracting the tag (not masking it) leaves an offset that addressing absorbs.
        let address = self.0.wrapping_sub(POINTER_TAG);
        if address & 7 == 0 {
            // SAFETY: (heap map, "values point to live cells") a pointer-tagged word names a cell that is alive
            // while the value is borrowed, and every cell starts with its header.
            Some(unsafe { &*(address as *const Header) })
        } else {
            None
        }
    }

    /// The heap object's layout, or None for an immediate.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        self.header().map(Header::kind)
    }

    /// The heap object, if it has exactly this layout.
    #[inline(always)]
    pub fn cast<T: Object>(self) -> Option<&'t T> {
        match self.header() {
            Some(header) if header.kind() == T::KIND => {
                // SAFETY: the kind byte is written once, at allocation, by the type it stands for (`Object` is unsafe to implement,
                // and each kind belongs to one type).
                Some(unsafe { &*(header as *const Header).cast::<T>() })
            }
            _ => None,
        }
    }
}

impl<'t> Value<'t> {
    /// The heap object, for the loop, which knows its layout.
    ///
    /// # Safety
    /// It is a heap object of exactly this layout.
    #[inline(always)]
    pub unsafe fn cast_unchecked<T: Object>(self) -> &'t T {
        debug_assert!(self.cast::<T>().is_some());
        // SAFETY: the caller's promise, and (heap map, "values point to live cells").
        unsafe { &*(self.0.wrapping_sub(POINTER_TAG) as *const T) }
    }
}

/// The inverse of [`Value::small_float`] on a word whose low bit is set.
#[inline(always)]
pub(crate) const fn decode_float(word: u64) -> f64 {
    // Its low bits are 01 for 00, or 11 for 11.
    f64::from_bits((word - 1 + ((word >> 1) & 1)).rotate_right(4))
}

/// A place in a heap object (or a register, or another root) that holds a value. Threads may race on it: loads acquire, stores
/// release, and a word is never torn, so racing script code reads some value that was stored and sees its object's contents.
///
/// A Field belongs inside an object that the collector traces; loading from it borrows that object.
#[repr(transparent)]
pub struct Field(AtomicU64);

impl Field {
    /// A field that holds a value.
    #[inline(always)]
    pub fn new(value: Value<'_>) -> Field {
        Field(AtomicU64::new(value.word()))
    }

    /// A field that holds UNBOUND.
    #[inline(always)]
    pub const fn unbound() -> Field {
        Field(AtomicU64::new(Value::UNBOUND.0))
    }

    /// Reads it.
    #[inline(always)]
    pub fn load(&self) -> Value<'_> {
        Value(self.0.load(Ordering::Acquire), PhantomData)
    }

    /// Writes it.
    #[inline(always)]
    pub fn store(&self, value: Value<'_>) {
        self.0.store(value.word(), Ordering::Release);
    }

    /// Writes it and returns what was there.
    #[inline(always)]
    pub fn swap(&self, value: Value<'_>) -> Value<'_> {
        Value(self.0.swap(value.word(), Ordering::AcqRel), PhantomData)
    }

    /// Writes `new` if it holds `current`; tells whether it did.
    #[inline]
    pub fn compare_exchange(&self, current: Value<'_>, new: Value<'_>) -> bool {
        self.0
            .compare_exchange(
                current.word(),
                new.word(),
                Ordering::AcqRel,
                Ordering::Acquire,
            )
            .is_ok()
    }
}

/// A field that others only read: it belongs to a list, which keeps those beyond its length UNBOUND, or to a tuple.
#[repr(transparent)]
pub struct Place(Field);

impl Place {
    pub(super) fn of(fields: &[Field]) -> &[Place] {
        // SAFETY: `repr(transparent)`, and it allows less.
        unsafe { std::slice::from_raw_parts(fields.as_ptr().cast(), fields.len()) }
    }

    /// Reads it. UNBOUND if the list has become shorter meanwhile.
    #[inline(always)]
    pub fn load(&self) -> Value<'_> {
        self.0.load()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_floats_are_immediate_and_come_back() {
        for value in [
            0.0,
            -0.0,
            1.0,
            -1.5,
            1e76,
            -1e-76,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            5e-324,
        ] {
            let word = Value::small_float(value);
            assert_eq!(
                word.and_then(Value::as_small_float).map(f64::to_bits),
                word.map(|_| value.to_bits())
            );
        }
        assert!(Value::small_float(f64::NAN).is_some());
        assert!(Value::small_float(0.1).is_some() && Value::small_float(2e70).is_some());
        assert!(Value::small_float(1e150).is_none() && Value::small_float(1e-150).is_none());
    }

    #[test]
    fn integers_have_62_bits() {
        assert_eq!(
            Value::small_int(Value::MAX_INT).and_then(Value::as_small_int),
            Some((1 << 61) - 1)
        );
        assert_eq!(
            Value::small_int(Value::MIN_INT).and_then(Value::as_small_int),
            Some(-(1 << 61))
        );
        assert!(Value::small_int(1 << 61).is_none());
    }

    #[test]
    fn tags_do_not_overlap() {
        for value in [
            Value::NONE,
            Value::TRUE,
            Value::FALSE,
            Value::UNBOUND,
            Value::ELLIPSIS,
        ] {
            assert!(!value.is_small_int() && !value.is_small_float() && value.header().is_none());
        }
    }
}

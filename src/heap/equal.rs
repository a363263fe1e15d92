//! Equality that needs no script code: of numbers, text, bytes, constants, and tuples of such. What a class may redefine is not decided here.

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::object::Kind;
use super::{BigInteger, Bytes, Str, Tuple, Value};

/// Whether `a == b`; None if only script code (or the slots of a class) can tell. As in the language, NaN is not equal to itself.
///
/// A string, tuple or number is of exactly the built-in class: what a script derives from these is an
/// [`Instance`](super::Instance), which is never decided here.
#[inline]
pub fn simple_eq(a: Value<'_>, b: Value<'_>) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return Some(is_same(x, y));
    }
    match (a.cast::<Tuple>(), b.cast::<Tuple>()) {
        (Some(x), Some(y)) => compare_tuples(x, y, TUPLE_DEPTH),
        _ => compare(a, b, TUPLE_DEPTH),
    }
}

/// Whether `a is b or a == b`, which is how containers compare; None if only script code can tell.
#[inline]
pub fn same_or_eq(a: Value<'_>, b: Value<'_>) -> Option<bool> {
    if a == b { Some(true) } else { simple_eq(a, b) }
}

/// Whether two strings have the same text; None if one of the values is no string.
#[inline(always)]
pub fn same_text(a: Value<'_>, b: Value<'_>) -> Option<bool> {
    a.cast::<Str>().zip(b.cast()).map(|(x, y)| is_same(x, y))
}

/// How many levels of tuples are looked into.
const TUPLE_DEPTH: u32 = 6;

#[inline]
fn is_same(a: &Str, b: &Str) -> bool {
    std::ptr::eq(a, b) || !(a.is_interned() && b.is_interned()) && a.as_str() == b.as_str()
}

/// What can be compared here.
enum Simple<'t> {
    Int(i64),
    BigInt(&'t BigInt),
    Float(f64),
    Str(&'t Str),
    Bytes(&'t Bytes),
    Tuple(&'t Tuple),
    /// None, Ellipsis, NotImplemented: equal to themselves only.
    Constant(u64),
}

fn classify(value: Value<'_>) -> Option<Simple<'_>> {
    if let Some(value) = value.as_small_int() {
        return Some(Simple::Int(value));
    }
    if let Some(value) = value.as_bool() {
        return Some(Simple::Int(value.into()));
    }
    match value.kind() {
        None => Some(
            value
                .as_small_float()
                .map_or(Simple::Constant(value.word()), Simple::Float),
        ),
        Some(Kind::Float) => value.as_float().map(Simple::Float),
        Some(Kind::BigInt) => value
            .cast::<BigInteger>()
            .map(|big| Simple::BigInt(&big.value)),
        Some(Kind::Str) => value.cast().map(Simple::Str),
        Some(Kind::Bytes) => value.cast().map(Simple::Bytes),
        Some(Kind::Tuple) => value.cast().map(Simple::Tuple),
        Some(_) => None,
    }
}

fn compare(a: Value<'_>, b: Value<'_>, depth: u32) -> Option<bool> {
    use Simple::{BigInt, Bytes, Constant, Float, Int, Str, Tuple};
    Some(match (classify(a)?, classify(b)?) {
        (Int(a), Int(b)) => a == b,
        (Float(a), Float(b)) => a == b,
        (Int(int), Float(float)) | (Float(float), Int(int)) => int_is_float(int, float),
        (BigInt(a), BigInt(b)) => a == b,
        (BigInt(big), Float(float)) | (Float(float), BigInt(big)) => {
            float.fract() == 0.0 && num_bigint::BigInt::from_f64(float).as_ref() == Some(big)
        }
        (Str(a), Str(b)) => is_same(a, b),
        (Bytes(a), Bytes(b)) => a.as_slice() == b.as_slice(),
        (Constant(a), Constant(b)) => a == b,
        (Tuple(a), Tuple(b)) => return compare_tuples(a, b, depth),
        _ => false,
    })
}

/// Item by item, then by length, as the language does it: what an item's `__eq__` does may matter before the lengths do.
fn compare_tuples(a: &Tuple, b: &Tuple, depth: u32) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    for (x, y) in a.iter().zip(b.iter()) {
        if x == y {
            continue;
        }
        let equal = match same_text(x, y) {
            Some(equal) => equal,
            // Small integers are equal only if they are the same word.
            None => !(x.is_small_int() && y.is_small_int()) && compare(x, y, depth)?,
        };
        if !equal {
            return Some(false);
        }
    }
    Some(a.len() == b.len())
}

/// Exact: no rounding of the integer, which has at most 62 bits.
fn int_is_float(int: i64, float: f64) -> bool {
    // Within these bounds the conversion to i64 is exact for whole numbers; it saturates beyond, which `as f64` would hide.
    float.fract() == 0.0 && float.abs() < 9.2e18 && float as i64 == int
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::super::{BigInteger, BoxedFloat, Bytes, List, Mutator, Object, Str, Tuple, Value};
    use super::{same_or_eq, simple_eq};

    fn float(mutator: &Mutator, value: f64) -> Value<'_> {
        let boxed = || mutator.alloc(Value::NONE, |header| BoxedFloat { header, value });
        Value::small_float(value).unwrap_or_else(|| boxed().value())
    }

    fn big(mutator: &Mutator, value: impl Into<num_bigint::BigInt>) -> Value<'_> {
        let value = value.into();
        mutator
            .alloc(Value::NONE, |header| BigInteger { header, value })
            .value()
    }

    /// Exact, also under Miri, which blurs `exp2`.
    fn two_to(exponent: u64) -> f64 {
        f64::from_bits((1023 + exponent) << 52)
    }

    #[test]
    fn numbers_compare_across_types() {
        let mutator = &testing::mutator(&testing::heap());
        let one = Value::int(1);
        for other in [Value::TRUE, float(mutator, 1.0)] {
            assert_eq!(simple_eq(one, other), Some(true));
            assert_eq!(simple_eq(other, Value::int(2)), Some(false));
        }
        let huge: num_bigint::BigInt = num_bigint::BigInt::from(1) << 300;
        assert_eq!(
            simple_eq(big(mutator, huge.clone()), float(mutator, two_to(300))),
            Some(true)
        );
        assert_eq!(
            simple_eq(big(mutator, huge + 1), float(mutator, two_to(300))),
            Some(false)
        );
        let near = Value::small_int((1 << 60) + 1).unwrap();
        assert_eq!(simple_eq(near, float(mutator, two_to(60))), Some(false));
        let nan = float(mutator, f64::NAN);
        assert_eq!(simple_eq(nan, nan), Some(false));
        assert_eq!(same_or_eq(nan, nan), Some(true));
        assert_eq!(simple_eq(nan, big(mutator, 1)), Some(false));
        assert_eq!(
            simple_eq(float(mutator, f64::INFINITY), big(mutator, 1)),
            Some(false)
        );
        assert_eq!(
            simple_eq(float(mutator, 0.0), float(mutator, -0.0)),
            Some(true)
        );
    }

    #[test]
    fn text_bytes_and_constants() {
        let mutator = &testing::mutator(&testing::heap());
        let text = |text| Str::new(mutator, Value::NONE, text).value();
        assert_eq!(simple_eq(text("a"), text("a")), Some(true));
        assert_eq!(simple_eq(text("a"), text("b")), Some(false));
        let interned = mutator.intern(Value::NONE, "a").value();
        assert_eq!(simple_eq(text("a"), interned), Some(true));
        let bytes = Bytes::new(mutator, Value::NONE, b"a").value();
        assert_eq!(simple_eq(bytes, text("a")), Some(false));
        assert_eq!(simple_eq(Value::NONE, Value::NONE), Some(true));
        assert_eq!(simple_eq(Value::NONE, Value::FALSE), Some(false));
        assert_eq!(simple_eq(Value::int(0), Value::NONE), Some(false));
    }

    #[test]
    fn tuples_are_looked_into_until_something_unknown() {
        let mutator = &testing::mutator(&testing::heap());
        let tuple = |items: &[Value<'_>]| Tuple::new(mutator, Value::NONE, items).value();
        let (one, two) = (Value::int(1), Value::int(2));
        let list = || List::new(mutator, Value::NONE, &[]).value();
        let (a, b) = (list(), list());
        assert_eq!(
            simple_eq(tuple(&[one, two]), tuple(&[one, two])),
            Some(true)
        );
        assert_eq!(simple_eq(tuple(&[one]), tuple(&[one, two])), Some(false));
        assert_eq!(simple_eq(tuple(&[one, a]), tuple(&[one, a])), Some(true));
        assert_eq!(simple_eq(tuple(&[one, a]), tuple(&[two, b])), Some(false));
        assert_eq!(simple_eq(tuple(&[a, one]), tuple(&[b, two])), None);
        assert_eq!(simple_eq(a, b), None);
        let nest = |levels| (0..levels).fold(tuple(&[one]), |inner, _| tuple(&[inner]));
        assert_eq!(simple_eq(nest(5), nest(5)), Some(true));
        assert_eq!(simple_eq(nest(6), nest(6)), None);
    }
}

//! The functions of `math` on integers of any size.

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive};

use crate::builtins::number::{index_int, int_value, return_int};
use crate::builtins::text::{Int, int_math};
use crate::heap::{Slot, Tuple, Value};
use crate::object::{Args, ClassId, Raised, Returned, Thread};

/// `gcd(*integers)`
pub(super) fn gcd(t: &mut Thread, args: Args) -> Returned {
    fold(t, args, Int::Small(0), |a, b| {
        int_math::gcd(a.as_ref(), b.as_ref())
    })
}

/// `lcm(*integers)`
pub(super) fn lcm(t: &mut Thread, args: Args) -> Returned {
    fold(t, args, Int::Small(1), |a, b| {
        if a.as_ref().is_zero() || b.as_ref().is_zero() {
            return Int::Small(0);
        }
        let common = int_math::gcd(a.as_ref(), b.as_ref()).into_big();
        let multiple = a.into_big() / common * b.into_big();
        Int::from(BigInt::from(multiple.magnitude().clone()))
    })
}

fn fold(t: &mut Thread, args: Args, start: Int, step: fn(Int, Int) -> Int) -> Returned {
    let mut result = start;
    let mark = t.mark();
    let mut index = 0;
    while let Some(item) = t
        .get(args.slot(0))
        .cast::<Tuple>()
        .and_then(|items| items.get(index))
    {
        let item = t.push(item);
        let number = index_int(t, item)?;
        result = step(result, number);
        t.pop_to(mark);
        index += 1;
    }
    Ok(t.done(int_value(t, result)))
}

/// `isqrt(n)`
pub(super) fn isqrt(t: &mut Thread, args: Args) -> Returned {
    let number = index_int(t, args.slot(0))?;
    return_int(t, int_math::isqrt(number.as_ref()))
}

/// `factorial(n)`
pub(super) fn factorial(t: &mut Thread, args: Args) -> Returned {
    let number = index_int(t, args.slot(0))?;
    if number.as_ref().is_negative() {
        return Err(t.value_error("factorial() not defined for negative values"));
    }
    match number.as_ref().to_i64() {
        Some(n) => {
            let product = falling(t, &BigInt::from(n), n as u64)?;
            Ok(t.done(t.big_int(product)))
        }
        None => Err(too_large(t, "factorial() argument should not exceed")),
    }
}

fn too_large(t: &Thread, what: &str) -> Raised {
    t.error(ClassId::OverflowError, format!("{what} {}", i64::MAX))
}

/// n (n-1) ... (n-k+1)
fn falling(t: &Thread, n: &BigInt, k: u64) -> Result<BigInt, Raised> {
    let bits = n.bits().saturating_mul(k);
    t.check_memory(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
    Ok(product_below(n, k))
}

/// The same by halves, so that the factors of large products are of like size.
fn product_below(n: &BigInt, k: u64) -> BigInt {
    if k <= 16 {
        return (0..k).fold(BigInt::one(), |product, down| product * (n - down));
    }
    let half = k / 2;
    product_below(n, half) * product_below(&(n - half), k - half)
}

/// The arguments n and k, neither negative.
fn pair(t: &mut Thread, n: Slot, k: Slot) -> Result<(Int, Int), Raised> {
    let numbers = (index_int(t, n)?, index_int(t, k)?);
    for (name, number) in [("n", &numbers.0), ("k", &numbers.1)] {
        if number.as_ref().is_negative() {
            return Err(t.value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok(numbers)
}

/// `perm(n, k=None)`
pub(super) fn perm(t: &mut Thread, args: Args) -> Returned {
    if args.optional(t, 1).is_none_or(Value::is_none) {
        return factorial(t, args);
    }
    let (n, k) = pair(t, args.slot(0), args.slot(1))?;
    let (n, k) = (n.into_big(), k.into_big());
    if k > n {
        return Ok(t.done(Value::int(0)));
    }
    let Some(k) = k.to_i64() else {
        return Err(too_large(t, "k must not exceed"));
    };
    let product = falling(t, &n, k as u64)?;
    Ok(t.done(t.big_int(product)))
}

/// `comb(n, k)`
pub(super) fn comb(t: &mut Thread, args: Args) -> Returned {
    let (n, k) = pair(t, args.slot(0), args.slot(1))?;
    if let (Int::Small(n), Int::Small(k)) = (&n, &k)
        && let Some(count) = small_comb(*n as u64, *k as u64)
    {
        return Ok(t.done(t.big_int(BigInt::from(count))));
    }
    let (n, k) = (n.into_big(), k.into_big());
    if k > n {
        return Ok(t.done(Value::int(0)));
    }
    let k = k.clone().min(&n - k);
    let Some(k) = k.to_i64() else {
        return Err(too_large(t, "min(n - k, k) must not exceed"));
    };
    let arrangements = falling(t, &n, k as u64)?;
    Ok(t.done(t.big_int(arrangements / product_below(&BigInt::from(k), k as u64))))
}

/// The binomial coefficient, if it has no more than 64 bits.
fn small_comb(n: u64, k: u64) -> Option<u64> {
    if k > n {
        return Some(0);
    }
    let mut count = 1_u64;
    for step in 0..k.min(n - k) {
        let next = u128::from(count) * u128::from(n - step) / u128::from(step + 1);
        count = u64::try_from(next).ok()?;
    }
    Some(count)
}

//! Hashes of numbers and text as CPython computes them, so that equal values of different types hash alike.

use std::hash::Hasher;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// Numbers hash modulo this prime.
const MODULUS: u64 = (1 << 61) - 1;

/// The hash of an integer; never -1.
#[inline]
pub fn hash_int(value: i64) -> i64 {
    let magnitude = (value.unsigned_abs() % MODULUS) as i64;
    let hash = if value < 0 { -magnitude } else { magnitude };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a big integer; never -1.
pub fn hash_big_int(value: &BigInt) -> i64 {
    let magnitude = (value.magnitude() % MODULUS).to_i64().unwrap_or(0);
    let hash = if value.sign() == Sign::Minus {
        -magnitude
    } else {
        magnitude
    };
    if hash == -1 { -2 } else { hash }
}

/// The hash of text or bytes: SipHash-1-3 with a zero key, as CPython with `PYTHONHASHSEED=0`; never -1.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = siphasher::sip::SipHasher13::new_with_keys(0, 0);
    hasher.write(bytes);
    match hasher.finish() as i64 {
        -1 => -2,
        hash => hash,
    }
}

//! The hashes of CPython, run with `PYTHONHASHSEED=0`: numbers modulo 2^61 - 1, strings and bytes by SipHash-1-3. Equal numbers
//! of any type hash alike. What hashes by identity is none of this file's.

use std::hash::Hasher;

use num_bigint::{BigInt, Sign};
use siphasher::sip::SipHasher13;

/// The Mersenne prime that numbers are reduced by.
const MODULUS: u64 = (1 << BITS) - 1;
const BITS: u32 = 61;

/// The hash of an integer; never -1.
#[inline(always)]
pub fn hash_int(value: i64) -> i64 {
    let absolute = value.unsigned_abs();
    if absolute < MODULUS {
        return not_minus_one(value);
    }
    signed(reduce(absolute), value < 0)
}

/// The hash of a big integer; never -1.
pub fn hash_big_int(value: &BigInt) -> i64 {
    // 2^64 is 2^3 here, so that a digit's weight is a rotation.
    let reduced = value
        .iter_u64_digits()
        .zip(0u64..)
        .fold(0, |sum, (digit, at)| {
            let turns = (3 * at % u64::from(BITS)) as u32;
            reduce(sum + rotate(reduce(digit), turns))
        });
    signed(reduced, value.sign() == Sign::Minus)
}

/// The hash of a float; None for NaN, which hashes by identity.
pub fn hash_float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { 314_159 } else { -314_159 });
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    // The value is mantissa * 2^exponent.
    let (mantissa, exponent) = match (bits >> 52 & 0x7ff) as i32 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    let turns = exponent.rem_euclid(BITS as i32) as u32;
    Some(signed(rotate(mantissa, turns), value < 0.0))
}

/// The hash of a string; never -1.
pub fn hash_str(text: &str) -> i64 {
    if text.is_ascii() {
        return hash_bytes(text.as_bytes());
    }
    // CPython hashes its own storage: one, two or four bytes a character, by the largest.
    let width = match text.chars().max() {
        Some('\u{10000}'..) => 4,
        Some('\u{100}'..) => 2,
        _ => 1,
    };
    let mut hasher = SipHasher13::new();
    let mut chunk = [0; 64];
    let mut filled = 0;
    for c in text.chars() {
        chunk[filled..filled + width].copy_from_slice(&(c as u32).to_le_bytes()[..width]);
        filled += width;
        if filled == chunk.len() {
            hasher.write(&chunk);
            filled = 0;
        }
    }
    hasher.write(&chunk[..filled]);
    not_minus_one(hasher.finish() as i64)
}

/// The hash of bytes; never -1.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    not_minus_one(hasher.finish() as i64)
}

/// The hash of a tuple, made of its items' hashes one by one.
#[derive(Clone, Copy)]
pub struct TupleHash(u64);

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

impl TupleHash {
    /// Of no item yet.
    pub const EMPTY: TupleHash = TupleHash(PRIME_5);

    /// With one item more.
    #[inline(always)]
    pub fn with(self, item: i64) -> TupleHash {
        let sum = self.0.wrapping_add((item as u64).wrapping_mul(PRIME_2));
        TupleHash(sum.rotate_left(31).wrapping_mul(PRIME_1))
    }

    /// The hash of so many items.
    #[inline(always)]
    pub fn finish(self, items: usize) -> i64 {
        match self.0.wrapping_add(items as u64 ^ PRIME_5 ^ 3_527_539) as i64 {
            -1 => 1_546_275_796,
            hash => hash,
        }
    }
}

/// The hash of a tuple of which these are the items' hashes.
pub fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let count = items.len();
    items.fold(TupleHash::EMPTY, TupleHash::with).finish(count)
}

/// Modulo 2^61 - 1.
#[inline]
fn reduce(n: u64) -> u64 {
    let folded = (n & MODULUS) + (n >> BITS);
    if folded >= MODULUS {
        folded - MODULUS
    } else {
        folded
    }
}

/// Times 2^`turns`, for a reduced number and fewer than 61 turns.
fn rotate(n: u64, turns: u32) -> u64 {
    reduce(n << turns & MODULUS | n >> (BITS - turns))
}

#[inline]
fn signed(reduced: u64, negative: bool) -> i64 {
    let hash = reduced as i64;
    not_minus_one(if negative { -hash } else { hash })
}

/// -1 is CPython's mark of an error.
#[inline(always)]
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

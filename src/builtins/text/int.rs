//! An integer as the functions of this module take and give it. Its text is `int_text`, its arithmetic `int_math`.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

/// A Python integer; `Big` only where an `i64` does not reach, when this module made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Int {
    /// Fits an `i64`.
    Small(i64),
    /// Does not fit an `i64`.
    Big(BigInt),
}

/// A Python integer to read. `Big` may hold a small number.
#[derive(Debug, Clone, Copy)]
pub enum IntRef<'a> {
    /// Fits an `i64`.
    Small(i64),
    /// Any size.
    Big(&'a BigInt),
}

impl Int {
    /// This integer, to read.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(small) => IntRef::Small(*small),
            Int::Big(big) => IntRef::Big(big),
        }
    }

    /// This integer as a big one.
    pub fn into_big(self) -> BigInt {
        match self {
            Int::Small(small) => BigInt::from(small),
            Int::Big(big) => big,
        }
    }
}

impl From<BigInt> for Int {
    fn from(big: BigInt) -> Int {
        match big.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(big),
        }
    }
}

impl From<i64> for Int {
    fn from(small: i64) -> Int {
        Int::Small(small)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        match i64::try_from(value) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(BigInt::from(value)),
        }
    }
}

impl IntRef<'_> {
    /// Below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(small) => small < 0,
            IntRef::Big(big) => big.is_negative(),
        }
    }

    /// Zero.
    pub fn is_zero(self) -> bool {
        match self {
            IntRef::Small(small) => small == 0,
            IntRef::Big(big) => big.sign() == Sign::NoSign,
        }
    }

    /// As an `i64`, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(small) => Some(small),
            IntRef::Big(big) => big.to_i64(),
        }
    }

    /// As a big integer, copied.
    pub fn to_big(self) -> BigInt {
        match self {
            IntRef::Small(small) => BigInt::from(small),
            IntRef::Big(big) => big.clone(),
        }
    }
}

impl From<i64> for IntRef<'_> {
    fn from(small: i64) -> Self {
        IntRef::Small(small)
    }
}

impl<'a> From<&'a BigInt> for IntRef<'a> {
    fn from(big: &'a BigInt) -> Self {
        IntRef::Big(big)
    }
}

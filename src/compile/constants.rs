//! The constant pool of a code object: each value once, told apart by type and bits.

use rustc_hash::FxHashMap;

use crate::bytecode::Constant;

/// Constants in order, without duplicates.
#[derive(Debug, Default)]
pub(super) struct Pool {
    constants: Vec<Constant>,
    index: FxHashMap<Vec<u8>, usize>,
}

impl Pool {
    /// The index of a constant, which is added if it is new.
    pub(super) fn index(&mut self, constant: Constant) -> usize {
        let mut key = Vec::new();
        write_key(&constant, &mut key);
        *self.index.entry(key).or_insert_with(|| {
            self.constants.push(constant);
            self.constants.len() - 1
        })
    }

    pub(super) fn into_constants(self) -> Vec<Constant> {
        self.constants
    }
}

/// Bytes that are equal for equal constants of one type only: `1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`.
fn write_key(constant: &Constant, key: &mut Vec<u8>) {
    let mut sized = |tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.extend((bytes.len() as u64).to_le_bytes());
        key.extend(bytes);
    };
    match constant {
        Constant::None => sized(0, &[]),
        Constant::Bool(value) => sized(1, &[*value as u8]),
        Constant::Ellipsis => sized(2, &[]),
        Constant::Int(value) => sized(3, &value.to_le_bytes()),
        Constant::BigInt(value) => sized(4, &value.to_signed_bytes_le()),
        Constant::Float(bits) => sized(5, &bits.0.to_le_bytes()),
        Constant::Imaginary(bits) => sized(9, &bits.0.to_le_bytes()),
        Constant::Str(text) => sized(6, text.as_bytes()),
        Constant::Bytes(bytes) => sized(7, bytes),
        Constant::Tuple(items) => {
            key.push(8);
            key.extend((items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| write_key(item, key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_of_other_types_stay_apart() {
        let mut pool = Pool::default();
        let one = pool.index(Constant::Int(1));
        assert_ne!(one, pool.index(Constant::Bool(true)));
        assert_ne!(one, pool.index(Constant::from(1.0)));
        assert_ne!(pool.index(0.0.into()), pool.index((-0.0).into()));
        let tuple = |c| Constant::Tuple(vec![c]);
        assert_ne!(
            pool.index(tuple(Constant::Int(1))),
            pool.index(tuple(Constant::Bool(true)))
        );
        assert_eq!(one, pool.index(Constant::Int(1)));
    }
}

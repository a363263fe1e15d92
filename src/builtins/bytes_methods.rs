//! The methods of `bytes` and `bytearray` that look at or rewrite them.

/// The place where `part` first stands.
pub(super) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [] => Some(0),
        [byte] => bytes.iter().position(|candidate| candidate == byte),
        _ => bytes.windows(part.len()).position(|window| window == part),
    }
}

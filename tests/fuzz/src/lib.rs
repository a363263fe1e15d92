//! The rooms from text to code, the very files, and what must hold for any text: what the targets share. Only these rooms are built
//! with libFuzzer's counters, so that it steers by nothing else.

extern crate self as gilscope;

#[path = "../../../src/bytecode/mod.rs"]
pub mod bytecode;
#[path = "../../../src/compile/mod.rs"]
pub mod compile;
#[path = "../../../src/diagnostic.rs"]
pub mod diagnostic;
#[path = "../../../src/source.rs"]
pub mod source;
#[path = "../../../src/syntax/mod.rs"]
pub mod syntax;

pub mod mutate;
#[path = "../../support/front_end.rs"]
pub mod properties;

use libfuzzer_sys::fuzzer_mutate;

/// A mutator's turn: mostly an edit of tokens or lines, at times one of bytes.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let edited = mutate::edit(&data[..size], seed);
    match edited {
        Some(text) if text.len() <= max_size => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
}

/// Two scripts made one.
pub fn cross(first: &[u8], second: &[u8], out: &mut [u8], seed: u32) -> usize {
    let text = mutate::cross(first, second, seed);
    let size = text.len().min(out.len());
    out[..size].copy_from_slice(&text[..size]);
    size
}

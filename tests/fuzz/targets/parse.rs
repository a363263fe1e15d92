//! Any text is read without a panic, and what is wrong with it is said with a place.
#![no_main]

use gilscope_fuzz::{cross, mutate, properties};
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target};

fuzz_target!(|text: &str| properties::parses(text));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    cross(first, second, out, seed)
});

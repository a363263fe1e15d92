//! Numbers and strings as Python writes, reads and rounds them, on plain Rust data: no values of the heap here, no
//! exceptions, nothing of the machine. The built-in types call these functions; all answers are CPython 3.13's.
//!
//! A `str` holds no lone surrogates; what would make one is an error.

mod error;
mod float_bits;
mod int;
mod unicode_tables;

pub mod byte_text;
pub mod case;
pub mod encoding;
pub mod float_math;
pub mod float_parse;
pub mod float_text;
pub mod format;
pub mod int_math;
pub mod int_text;
pub mod pad;
pub mod percent;
pub mod predicates;
pub mod repr;
pub mod search;
pub mod spec;
pub mod split;
pub mod template;
pub mod unicode;

pub use error::{MAX_TEXT, Result, TextError};
pub use int::{Int, IntRef};

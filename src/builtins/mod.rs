//! The room `builtins`.

pub mod text;

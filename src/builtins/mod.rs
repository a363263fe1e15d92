//! The room `builtins`.

//! The room `bytecode`.

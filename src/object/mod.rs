//! The room `object`.

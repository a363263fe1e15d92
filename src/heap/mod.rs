//! The room `heap`.

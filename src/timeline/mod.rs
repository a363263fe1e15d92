//! The room `timeline`.

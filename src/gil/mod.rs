//! The room `gil`.

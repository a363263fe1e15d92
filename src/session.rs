//! The file `session`.

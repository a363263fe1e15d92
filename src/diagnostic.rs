//! The file `diagnostic`.

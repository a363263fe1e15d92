//! The modules that scripts import: in Rust where they touch the machine, in bundled Python where they do not.
//!
//! A module in Rust is a function that fills a new `Module`; it is listed in `registry`. Whatever waits goes through the thread's `block`,
//! `park` or `sleep`.

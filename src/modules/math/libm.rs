//! The functions of the system's mathematical library that Rust's `f64` lacks, or computes in a way of its own: results are to agree with
//! CPython's to the last bit.

// SAFETY: the signatures are those of C's <math.h>; the functions take and give plain numbers.
unsafe extern "C" {
    pub(super) safe fn acosh(x: f64) -> f64;
    pub(super) safe fn asinh(x: f64) -> f64;
    pub(super) safe fn atanh(x: f64) -> f64;
    pub(super) safe fn erf(x: f64) -> f64;
    pub(super) safe fn erfc(x: f64) -> f64;
    pub(super) safe fn ldexp(x: f64, exponent: std::ffi::c_int) -> f64;
    pub(super) safe fn nextafter(x: f64, towards: f64) -> f64;
    pub(super) safe fn remainder(x: f64, y: f64) -> f64;
}

//! Complex numbers: two floats.

use super::Thread;
use super::names::ClassId;
use crate::heap::{Object, Opaque, Value};
use crate::payload;

payload! {
    /// A complex number.
    #[derive(Clone, Copy, Debug)]
    pub struct Complex {
        /// The real part.
        pub re: f64,
        /// The imaginary part.
        pub im: f64,
    }
}

impl Thread {
    /// A complex number.
    pub fn complex(&self, re: f64, im: f64) -> Value<'_> {
        let class = self.class(ClassId::Complex).value();
        Opaque::new(self.mutator(), class, Complex { re, im }).value()
    }
}

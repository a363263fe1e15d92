//! The lock's behaviours, as numbered in its protocol, shown on OS threads. Bounds are one-sided: a
//! noisy machine makes things later, never earlier. The exact versions are asserted where the
//! policies are.

mod policies;
mod protocol;
mod stress;
mod support;
mod threads;

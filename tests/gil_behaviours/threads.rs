//! What threads do to each other besides taking the lock: parking, stopping the world, Ctrl-C and
//! the end of a run.

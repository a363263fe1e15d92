//! Generators: a frame's registers, kept while it does not run.

use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

use crate::heap::{Field, Fields, Header, Link, Mutator, Object, Value};
use crate::heap_object;

use super::{Function, LinkedCode};

heap_object! {
    /// A generator.
    pub struct Generator: Generator {
        /// Its function.
        pub function: Field,
        /// `__name__`
        pub name: Field,
        /// `__qualname__`
        pub qualname: Field,
        /// The function's code.
        pub code: Link<LinkedCode>,
        /// The registers while it is suspended.
        pub registers: Fields,
        /// The exception that was being handled inside it when it was suspended, or None.
        pub handled: Field,
        /// Index of the instruction at which it goes on.
        pub pc: AtomicU32,
        state: AtomicU8,
    }
}

/// Where a generator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum GeneratorState {
    /// Not started.
    Created = 0,
    /// At a yield.
    Suspended = 1,
    /// Running, on whatever thread claimed it.
    Running = 2,
    /// Returned or raised.
    Finished = 3,
}

impl GeneratorState {
    #[inline(always)]
    fn from_byte(byte: u8) -> GeneratorState {
        match byte {
            0 => GeneratorState::Created,
            1 => GeneratorState::Suspended,
            2 => GeneratorState::Running,
            _ => GeneratorState::Finished,
        }
    }
}

impl Generator {
    /// The contents of a new generator, which starts at an instruction of its function's code.
    pub fn make(header: Header, function: &Function, registers: Fields, pc: u32) -> Generator {
        Generator {
            header,
            function: Field::new(function.value()),
            name: Field::new(function.name.load()),
            qualname: Field::new(function.qualname.load()),
            code: Link::new(function.code()),
            registers,
            handled: Field::new(Value::NONE),
            pc: AtomicU32::new(pc),
            state: AtomicU8::new(GeneratorState::Created as u8),
        }
    }

    /// Its code.
    #[inline(always)]
    pub fn code(&self) -> &LinkedCode {
        self.code.get()
    }

    /// Its state at this moment.
    #[inline(always)]
    pub fn state(&self) -> GeneratorState {
        GeneratorState::from_byte(self.state.load(Ordering::Acquire))
    }

    /// Claims it for this thread (rule 6). The state that it had: only Created and Suspended mean that it is now ours; Running that
    /// somebody else (or this thread, further down) has it.
    #[inline(always)]
    pub fn claim(&self, mutator: &Mutator) -> GeneratorState {
        if !mutator.locking() {
            // Nobody comes in between.
            let state = self.state();
            if matches!(state, GeneratorState::Suspended | GeneratorState::Created) {
                self.release(GeneratorState::Running);
            }
            return state;
        }
        for state in [GeneratorState::Suspended, GeneratorState::Created] {
            let running = GeneratorState::Running as u8;
            if self
                .state
                .compare_exchange(state as u8, running, Ordering::AcqRel, Ordering::Acquire)
                .is_ok()
            {
                return state;
            }
        }
        self.state()
    }

    /// Gives it back, suspended or finished; what its registers hold was stored before.
    #[inline(always)]
    pub fn release(&self, state: GeneratorState) {
        self.state.store(state as u8, Ordering::Release);
    }
}

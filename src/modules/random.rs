//! The generator under `random`: the Mersenne Twister (MT19937, Matsumoto and Nishimura), seeded and read as CPython does, so that a seed gives the
//! same numbers. Each step is taken under the generator's mutex.

use num_bigint::{BigInt, BigUint, Sign};
use parking_lot::Mutex;

use crate::builtins::number::int_of;
use crate::builtins::{self, Def};
use crate::heap::{Object, Tuple, Value};
use crate::object::{Args, ClassFlags, ClassId, Module, Raised, Returned, Thread};
use crate::payload;

const SIZE: usize = 624;
const SHIFT: usize = 397;

payload! {
    /// A generator.
    struct Generator {
        twister: Mutex<Twister>,
    }
}

/// The state: 624 words and the index of the next one.
struct Twister {
    words: Box<[u32; SIZE]>,
    next: usize,
}

crate::no_fields!(Twister);

impl Twister {
    fn from_number(seed: u32) -> Twister {
        let mut words = Box::new([0; SIZE]);
        words[0] = seed;
        for at in 1..SIZE {
            let last = words[at - 1];
            words[at] = 1_812_433_253_u32
                .wrapping_mul(last ^ last >> 30)
                .wrapping_add(at as u32);
        }
        Twister { words, next: SIZE }
    }

    /// From a key of any length but zero.
    fn from_key(key: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let words = &mut twister.words;
        let mut at = 1;
        let mut mix = |factor: u32, add: &dyn Fn(usize) -> u32, steps: usize| {
            for step in 0..steps {
                let last = words[at - 1];
                let mixed = words[at] ^ (last ^ last >> 30).wrapping_mul(factor);
                words[at] = mixed.wrapping_add(add(if factor == 1_664_525 { step } else { at }));
                at += 1;
                if at == SIZE {
                    words[0] = words[SIZE - 1];
                    at = 1;
                }
            }
        };
        let of_key = |step: usize| key[step % key.len()].wrapping_add((step % key.len()) as u32);
        mix(1_664_525, &of_key, SIZE.max(key.len()));
        mix(1_566_083_941, &|at| (at as u32).wrapping_neg(), SIZE - 1);
        words[0] = 0x8000_0000;
        twister
    }

    fn word(&mut self) -> u32 {
        if self.next >= SIZE {
            self.renew();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    fn renew(&mut self) {
        for at in 0..SIZE {
            let joined = self.words[at] & 0x8000_0000 | self.words[(at + 1) % SIZE] & 0x7fff_ffff;
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at] = self.words[(at + SHIFT) % SIZE] ^ joined >> 1 ^ twist;
        }
        self.next = 0;
    }

    /// A float from 0 to below 1, of 53 random bits.
    fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }
}

/// Fills `random` with the class under `Random`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Static("__new__(cls, /, *args, **kwargs)", new),
        Def::Method("random(self, /)", random),
        Def::Method("getrandbits(self, k, /)", get_bits),
        Def::Method("_seed(self, n, /)", seed),
        Def::Method("_state(self, /)", state),
        Def::Method("_set_state(self, state, /)", set_state),
    ];
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "_random", "Random", object, &methods);
    class.set_flag(ClassFlags::HELD);
    thread.set_global(module, "_Generator", class.value());
}

fn own(t: &Thread, args: Args) -> Result<&Generator, Raised> {
    let generator = t.payload(args.get(t, 0)).opaque();
    generator.ok_or_else(|| builtins::wrong_receiver(t, args))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let twister = Mutex::new(Twister::from_number(0));
    builtins::new_held(t, args.get(t, 0), Generator { twister })
}

fn random(t: &mut Thread, args: Args) -> Returned {
    let number = own(t, args)?.twister.lock().float();
    Ok(t.done(t.float(number)))
}

/// An integer of so many random bits.
fn get_bits(t: &mut Thread, args: Args) -> Returned {
    let bits = builtins::int_argument(t, args.slot(1))?;
    let Ok(bits) = usize::try_from(bits) else {
        return Err(t.value_error("number of bits must be non-negative"));
    };
    if bits == 0 {
        own(t, args)?;
        return Ok(t.done(Value::int(0)));
    }
    t.check_memory(bits / 8)?;
    let mut twister = own(t, args)?.twister.lock();
    if bits <= 32 {
        let word = twister.word() >> (32 - bits);
        return Ok(t.done(t.int(i64::from(word))));
    }
    // The last word gives what is left of bits, the highest of the number.
    let mut words: Vec<u32> = (0..bits / 32).map(|_| twister.word()).collect();
    if bits % 32 > 0 {
        words.push(twister.word() >> (32 - bits % 32));
    }
    drop(twister);
    Ok(t.done(t.big_int(BigInt::from_biguint(Sign::Plus, BigUint::new(words)))))
}

/// Seeds it with the absolute value of an integer.
fn seed(t: &mut Thread, args: Args) -> Returned {
    let Some(number) = int_of(t, args.get(t, 1)) else {
        return Err(t.type_error("an integer is required"));
    };
    let mut key = number.to_big().magnitude().to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    *own(t, args)?.twister.lock() = Twister::from_key(&key);
    t.none()
}

/// The words and the index of the next, in a tuple.
fn state(t: &mut Thread, args: Args) -> Returned {
    let twister = own(t, args)?.twister.lock();
    let mut state: Vec<Value<'_>> = twister
        .words
        .iter()
        .map(|word| t.int(i64::from(*word)))
        .collect();
    state.push(Value::length(twister.next));
    drop(twister);
    Ok(t.done(t.tuple(&state)))
}

fn set_state(t: &mut Thread, args: Args) -> Returned {
    let Some(given) = args.get(t, 1).cast::<Tuple>() else {
        return Err(t.type_error("state vector must be a tuple"));
    };
    if given.len() != SIZE + 1 {
        return Err(t.value_error("state vector is the wrong size"));
    }
    let mut words = Box::new([0; SIZE]);
    let mut next = 0;
    for (at, value) in given.iter().enumerate() {
        let Some(number) = int_of(t, value).and_then(|number| number.to_i64()) else {
            return Err(t.type_error("an integer is required"));
        };
        match words.get_mut(at) {
            Some(word) => *word = number as u32,
            None => next = number,
        }
    }
    let Some(next) = usize::try_from(next).ok().filter(|next| *next <= SIZE) else {
        return Err(t.value_error("invalid state"));
    };
    *own(t, args)?.twister.lock() = Twister { words, next };
    t.none()
}

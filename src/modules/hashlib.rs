//! `hashlib`: digests. Long data is hashed off the GIL, as in CPython.

use std::sync::Arc;

use sha2::Digest;

use super::state::{Type, state};
use super::sync::{Exclusive, address, new_object, this};
use crate::builtins::{self, Def};
use crate::gil::Reason;
use crate::heap::{Bytes, NoFields, Object, Slot, Str, Value};
use crate::object::{Args, ClassFlags, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// Data of at least so many bytes is hashed off the GIL (`HASHLIB_GIL_MINSIZE` in CPython).
pub(super) const OFF_THE_GIL: usize = 2048;

macro_rules! algorithms {
    ($($variant:ident $name:literal $constructor:literal $type:ty, $block:literal;)*) => {
        /// A hash function in the middle of its work.
        #[derive(Clone)]
        enum Hasher {
            $($variant($type),)*
        }

        /// Name, signature of the constructor, a new one, bytes of a block.
        const ALGORITHMS: &[(&str, &str, fn() -> Hasher, usize)] = &[
            $(($name, $constructor, || Hasher::$variant(<$type>::new()), $block),)*
        ];

        impl Hasher {
            fn update(&mut self, data: &[u8]) {
                match self {
                    $(Hasher::$variant(hasher) => Digest::update(hasher, data),)*
                }
            }

            fn finish(self) -> Vec<u8> {
                match self {
                    $(Hasher::$variant(hasher) => hasher.finalize().to_vec(),)*
                }
            }

            fn size(&self) -> usize {
                match self {
                    $(Hasher::$variant(_) => <$type as Digest>::output_size(),)*
                }
            }
        }
    };
}

algorithms! {
    Md5 "md5" "md5(string=b'', *, usedforsecurity=True)" md5::Md5, 64;
    Sha1 "sha1" "sha1(string=b'', *, usedforsecurity=True)" sha1::Sha1, 64;
    Sha224 "sha224" "sha224(string=b'', *, usedforsecurity=True)" sha2::Sha224, 64;
    Sha256 "sha256" "sha256(string=b'', *, usedforsecurity=True)" sha2::Sha256, 64;
    Sha384 "sha384" "sha384(string=b'', *, usedforsecurity=True)" sha2::Sha384, 128;
    Sha512 "sha512" "sha512(string=b'', *, usedforsecurity=True)" sha2::Sha512, 128;
    Blake2b "blake2b" "blake2b(data=b'', /, *, usedforsecurity=True)" blake2::Blake2b512, 128;
    Blake2s "blake2s" "blake2s(data=b'', /, *, usedforsecurity=True)" blake2::Blake2s256, 64;
}

/// A hash object.
struct Hash {
    /// Its place among the algorithms.
    algorithm: usize,
    hasher: Arc<Exclusive<Hasher>>,
}

// SAFETY: no field inside.
unsafe impl NoFields for Hash {}

/// Fills `hashlib`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let methods = [
        Def::Method("update(self, data, /)", update),
        Def::Method("digest(self, /)", digest),
        Def::Method("hexdigest(self, /)", hexdigest),
        Def::Method("copy(self, /)", copy),
        Def::Getter("name(self)", name),
        Def::Getter("digest_size(self)", |t, args| {
            let size = (ALGORITHMS[algorithm(t, args)?].2)().size();
            Ok(t.done(t.usize(size)))
        }),
        Def::Getter("block_size(self)", |t, args| {
            let size = ALGORITHMS[algorithm(t, args)?].3;
            Ok(t.done(t.usize(size)))
        }),
        Def::Method("__repr__(self, /)", repr),
    ];
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "_hashlib", "HASH", object, &methods);
    class.set_flag(ClassFlags::FINAL);
    state(thread).set_class(Type::Hash, class);
    // A function for each, as natives capture nothing.
    let constructors = [
        open::<0>, open::<1>, open::<2>, open::<3>, open::<4>, open::<5>, open::<6>, open::<7>,
    ];
    for ((_, signature, ..), constructor) in ALGORITHMS.iter().zip(constructors) {
        builtins::add_functions(thread, module, &[(signature, constructor)]);
    }
    builtins::add_functions(
        thread,
        module,
        &[
            ("new(name, data=b'', *, usedforsecurity=True)", new),
            (
                "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)",
                pbkdf2_hmac,
            ),
        ],
    );
    let names: Vec<_> = ALGORITHMS
        .iter()
        .map(|(name, ..)| thread.str(name))
        .collect();
    thread.set_global(module, "_names", thread.tuple(&names));
}

fn open<const ALGORITHM: usize>(t: &mut Thread, args: Args) -> Returned {
    make(t, ALGORITHM, args.slot(0))
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let Some(name) = t.payload(args.get(t, 0)).cast::<Str>() else {
        return Err(t.type_error("name must be a string"));
    };
    let name = name.as_str().to_string();
    let algorithm = find(t, &name)?;
    make(t, algorithm, args.slot(1))
}

fn find(t: &Thread, name: &str) -> Result<usize, Raised> {
    let plain = name.to_ascii_lowercase().replace('-', "");
    let found = ALGORITHMS.iter().position(|(known, ..)| *known == plain);
    found.ok_or_else(|| t.value_error(format!("unsupported hash type {name}")))
}

/// A new hash object that was fed the data in a slot, if there is some.
fn make(t: &mut Thread, algorithm: usize, data: Slot) -> Returned {
    let mut hasher = (ALGORITHMS[algorithm].2)();
    if !t.get(data).is_unbound() {
        feed(t, &mut hasher, data)?;
    }
    let hasher = Exclusive::new(t, "hash", hasher);
    let hash = Arc::new(Hash { algorithm, hasher });
    let class = state(t).class(t, Type::Hash);
    Ok(t.done(new_object(t, class, hash)))
}

/// Hashes the data in a slot.
fn feed(t: &mut Thread, hasher: &mut Hasher, data: Slot) -> Result<(), Raised> {
    let mark = t.mark();
    let given = t.payload(t.get(data));
    let length = match builtins::contents(t, given) {
        Some(contents) if contents.len() < OFF_THE_GIL => {
            hasher.update(&contents);
            return Ok(());
        }
        Some(contents) => contents.len(),
        None if given.cast::<Str>().is_some() => {
            return Err(t.type_error("Strings must be encoded before hashing"));
        }
        None => return Err(t.type_error("object supporting the buffer API required")),
    };
    if given.cast::<Bytes>().is_some() {
        let bytes = t.push(given);
        t.block_on_bytes(Reason::Native, bytes, |data| hasher.update(data));
    } else {
        t.check_memory(length)?;
        // It may change meanwhile: what it holds now is what counts.
        let contents = builtins::contents(t, t.get(data))
            .unwrap_or_default()
            .into_owned();
        t.block(Reason::Native, || hasher.update(&contents));
    }
    t.pop_to(mark);
    Ok(())
}

fn update(t: &mut Thread, args: Args) -> Returned {
    let hash = this::<Arc<Hash>>(t, args)?.clone();
    hash.hasher
        .with(t, |t, hasher| feed(t, hasher, args.slot(1)))?;
    t.none()
}

/// The digest of what was hashed until now.
fn finished(t: &mut Thread, args: Args) -> Result<Vec<u8>, Raised> {
    let hash = this::<Arc<Hash>>(t, args)?.clone();
    hash.hasher.with(t, |_, hasher| Ok(hasher.clone().finish()))
}

fn digest(t: &mut Thread, args: Args) -> Returned {
    let digest = finished(t, args)?;
    Ok(t.done(t.bytes(&digest)))
}

fn hexdigest(t: &mut Thread, args: Args) -> Returned {
    use std::fmt::Write;
    let digest = finished(t, args)?;
    let mut text = String::with_capacity(2 * digest.len());
    for byte in digest {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(t.done(t.str(&text)))
}

fn copy(t: &mut Thread, args: Args) -> Returned {
    let hash = this::<Arc<Hash>>(t, args)?.clone();
    let hasher = hash.hasher.with(t, |_, hasher| Ok(hasher.clone()))?;
    let copy = Arc::new(Hash {
        algorithm: hash.algorithm,
        hasher: Exclusive::new(t, "hash", hasher),
    });
    let class = state(t).class(t, Type::Hash);
    Ok(t.done(new_object(t, class, copy)))
}

fn algorithm(t: &Thread, args: Args) -> Result<usize, Raised> {
    this::<Arc<Hash>>(t, args).map(|hash| hash.algorithm)
}

fn name(t: &mut Thread, args: Args) -> Returned {
    let name = ALGORITHMS[algorithm(t, args)?].0;
    Ok(t.done(t.intern(name).value()))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let name = ALGORITHMS[algorithm(t, args)?].0;
    let place = address(args.get(t, 0));
    let text = format!("<{name} _hashlib.HASH object @ {place:#x}>");
    Ok(t.done(t.str(&text)))
}

/// A key from a password, slowly on purpose: RFC 8018. The work is done off the GIL.
fn pbkdf2_hmac(t: &mut Thread, args: Args) -> Returned {
    let Some(name) = t.payload(args.get(t, 0)).cast::<Str>() else {
        return Err(t.argument_type("pbkdf2_hmac", 1, "str", args.get(t, 0)));
    };
    let name = name.as_str().to_string();
    let (_, _, new, block) = ALGORITHMS[find(t, &name)?];
    let password = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let salt = builtins::bytes_like(t, args.get(t, 2))?.into_owned();
    let iterations = vm::index(t, args.slot(3))?;
    if iterations < 1 {
        return Err(t.value_error("iteration value must be greater than 0."));
    }
    let size = new().size();
    let length = match args.get(t, 4) {
        Value::UNBOUND | Value::NONE => size as i64,
        _ => vm::index(t, args.slot(4))?,
    };
    let Ok(length @ 1..) = usize::try_from(length) else {
        return Err(t.value_error("key length must be greater than 0."));
    };
    t.check_memory(length)?;
    let key = t.block(Reason::Native, || {
        derive(new, block, &password, &salt, iterations, length)
    });
    Ok(t.done(t.bytes(&key)))
}

fn derive(
    new: fn() -> Hasher,
    block: usize,
    password: &[u8],
    salt: &[u8],
    iterations: i64,
    length: usize,
) -> Vec<u8> {
    let (inner, outer) = hmac_keys(new, block, password);
    let hmac = |parts: &[&[u8]]| {
        let (mut inner, mut outer) = (inner.clone(), outer.clone());
        parts.iter().for_each(|part| inner.update(part));
        outer.update(&inner.finish());
        outer.finish()
    };
    let mut key = Vec::with_capacity(length);
    for number in 1_u32.. {
        let mut last = hmac(&[salt, &number.to_be_bytes()]);
        let mut sum = last.clone();
        for _ in 1..iterations {
            last = hmac(&[&last]);
            sum.iter_mut()
                .zip(&last)
                .for_each(|(sum, byte)| *sum ^= byte);
        }
        key.extend(sum);
        if key.len() >= length {
            break;
        }
    }
    key.truncate(length);
    key
}

/// The two hashers of HMAC (RFC 2104), fed with the key.
fn hmac_keys(new: fn() -> Hasher, block: usize, key: &[u8]) -> (Hasher, Hasher) {
    let mut padded = if key.len() > block {
        let mut hasher = new();
        hasher.update(key);
        hasher.finish()
    } else {
        key.to_vec()
    };
    padded.resize(block, 0);
    let keyed = |pad: u8| {
        let mut hasher = new();
        let key: Vec<u8> = padded.iter().map(|byte| byte ^ pad).collect();
        hasher.update(&key);
        hasher
    };
    (keyed(0x36), keyed(0x5c))
}

//! `zlib`: compression and checksums. As in CPython, the work is done off the GIL, but for what is too short to be worth it.

use std::sync::Arc;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::hashlib::OFF_THE_GIL;
use super::raise::raise;
use super::state::{Type, state};
use super::sync::{Exclusive, final_class, new_object, this};
use crate::builtins::{self, Def};
use crate::gil::Reason;
use crate::heap::Value;
use crate::object::{Args, Module, Raised, Returned, Thread};
use crate::vm;

/// Bytes that are decompressed before memory is looked at.
const STEP: usize = 1 << 20;

/// Fills `zlib`.
pub(super) fn install(thread: &Thread, module: &Module) {
    let compressor = [
        Def::Method("compress(self, data, /)", compress_more),
        Def::Method("flush(self, mode=4, /)", compress_rest),
    ];
    let class = final_class(thread, module, "Compress", &compressor);
    state(thread).set_class(Type::Compress, class);
    let decompressor = [
        Def::Method("decompress(self, data, /, max_length=0)", decompress_more),
        Def::Method("flush(self, length=16384, /)", decompress_rest),
        Def::Getter("eof(self)", |t, args| {
            with_inflater(t, args, |t, inflater| {
                Ok(t.done(Value::bool(inflater.ended)))
            })
        }),
        Def::Getter("unused_data(self)", |t, args| {
            with_inflater(t, args, |t, inflater| Ok(t.done(t.bytes(&inflater.unused))))
        }),
        Def::Getter("unconsumed_tail(self)", |t, args| {
            with_inflater(t, args, |t, inflater| Ok(t.done(t.bytes(&inflater.tail))))
        }),
    ];
    let class = final_class(thread, module, "Decompress", &decompressor);
    state(thread).set_class(Type::Decompress, class);
    builtins::add_functions(
        thread,
        module,
        &[
            ("compress(data, /, level=-1, wbits=15)", compress),
            ("decompress(data, /, wbits=15, bufsize=16384)", decompress),
            (
                "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0)",
                new_compressor,
            ),
            ("decompressobj(wbits=15)", new_decompressor),
            ("crc32(data, value=0, /)", crc32),
            ("adler32(data, value=1, /)", adler32),
        ],
    );
}

/// Raises `zlib.error`.
fn fail(t: &mut Thread, number: i32, doing: &str, message: &str) -> Raised {
    let message = format!("Error {number} while {doing} data{message}");
    raise(t, "zlib", "error", None, &message)
}

/// An optional number of the C type `int`.
fn number(t: &mut Thread, args: Args, index: usize, default: i64) -> Result<i64, Raised> {
    match args.get(t, index).bound() {
        Some(_) => vm::index(t, args.slot(index)),
        None => Ok(default),
    }
}

/// Works on so many bytes: off the GIL if they are many.
fn work<R>(t: &mut Thread, bytes: usize, body: impl FnOnce() -> R) -> R {
    match bytes {
        0..OFF_THE_GIL => body(),
        _ => t.block(Reason::Native, body),
    }
}

// ----- compressing -----

/// A compressor in the middle of its work.
struct Deflater {
    compress: Compress,
    /// Everything was said.
    finished: bool,
}

impl Deflater {
    /// For a level and a kind of frame, as scripts give them; None if one of them means nothing.
    fn new(level: i64, bits: i64) -> Option<Deflater> {
        let level = match level {
            -1 => Compression::default(),
            0..=9 => Compression::new(level as u32),
            _ => return None,
        };
        let compress = match bits {
            9..=15 => Compress::new_with_window_bits(level, true, bits as u8),
            -15..=-9 => Compress::new_with_window_bits(level, false, -bits as u8),
            25..=31 => Compress::new_gzip(level, (bits - 16) as u8),
            _ => return None,
        };
        Some(Deflater {
            compress,
            finished: false,
        })
    }

    /// Takes more data; None if it can't. What comes out of it may come later.
    fn run(&mut self, mut data: &[u8], flush: FlushCompress) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        if self.finished {
            return None;
        }
        loop {
            out.reserve(data.len() / 2 + 1024);
            let (taken, made) = (self.compress.total_in(), self.compress.total_out());
            let status = self.compress.compress_vec(data, &mut out, flush).ok()?;
            data = &data[(self.compress.total_in() - taken) as usize..];
            self.finished = status == Status::StreamEnd;
            let full = out.len() == out.capacity();
            let idle = self.compress.total_out() == made && data.is_empty();
            let wants_end = matches!(flush, FlushCompress::Finish);
            if self.finished || idle || data.is_empty() && !full && !wants_end {
                return Some(out);
            }
        }
    }
}

fn compress(t: &mut Thread, args: Args) -> Returned {
    let (level, bits) = (number(t, args, 1, -1)?, number(t, args, 2, 15)?);
    let data = builtins::bytes_like(t, args.get(t, 0))?.into_owned();
    t.check_memory(data.len())?;
    let Some(mut deflater) = Deflater::new(level, bits) else {
        // CPython says so whatever is wrong.
        return Err(raise(t, "zlib", "error", None, "Bad compression level"));
    };
    let made = work(t, data.len(), || deflater.run(&data, FlushCompress::Finish));
    match made {
        Some(bytes) => Ok(t.done(t.bytes(&bytes))),
        None => Err(fail(t, -2, "compressing", "")),
    }
}

fn new_compressor(t: &mut Thread, args: Args) -> Returned {
    let (level, method) = (number(t, args, 0, -1)?, number(t, args, 1, 8)?);
    let deflater = Deflater::new(level, number(t, args, 2, 15)?).filter(|_| method == 8);
    let Some(deflater) = deflater else {
        return Err(t.value_error("Invalid initialization option"));
    };
    let deflater = Exclusive::new(t, "compressor", deflater);
    let class = state(t).class(t, Type::Compress);
    Ok(t.done(new_object(t, class, deflater)))
}

fn compress_now(t: &mut Thread, args: Args, data: &[u8], flush: FlushCompress) -> Returned {
    let deflater = this::<Arc<Exclusive<Deflater>>>(t, args)?.clone();
    t.check_memory(data.len())?;
    let made = deflater.with(t, |t, deflater| {
        Ok(work(t, data.len(), || deflater.run(data, flush)))
    })?;
    match made {
        Some(bytes) => Ok(t.done(t.bytes(&bytes))),
        None => Err(fail(t, -2, "compressing", ": inconsistent stream state")),
    }
}

fn compress_more(t: &mut Thread, args: Args) -> Returned {
    let data = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    compress_now(t, args, &data, FlushCompress::None)
}

fn compress_rest(t: &mut Thread, args: Args) -> Returned {
    let flush = match number(t, args, 1, 4)? {
        0 => return Ok(t.done(t.bytes(b""))),
        1 => FlushCompress::Partial,
        2 => FlushCompress::Sync,
        3 => FlushCompress::Full,
        4 => FlushCompress::Finish,
        _ => return Err(fail(t, -2, "flushing", ": inconsistent stream state")),
    };
    compress_now(t, args, b"", flush)
}

// ----- decompressing -----

/// The kinds of frame that compressed data may have.
#[derive(Clone, Copy)]
enum Frame {
    Zlib(u8),
    Raw(u8),
    Gzip(u8),
    /// zlib or gzip, as its first byte tells.
    Either,
}

impl Frame {
    fn named(bits: i64) -> Option<Frame> {
        Some(match bits {
            0 => Frame::Zlib(15),
            8..=15 => Frame::Zlib(bits as u8),
            -15..=-8 => Frame::Raw(-bits as u8),
            24..=31 => Frame::Gzip((bits - 16) as u8),
            40..=47 => Frame::Either,
            _ => return None,
        })
    }

    fn begin(self, first: Option<&u8>) -> Decompress {
        match (self, first) {
            (Frame::Zlib(bits), _) => Decompress::new_with_window_bits(true, bits.max(9)),
            (Frame::Raw(bits), _) => Decompress::new_with_window_bits(false, bits.max(9)),
            (Frame::Gzip(bits), _) => Decompress::new_gzip(bits.max(9)),
            (Frame::Either, Some(0x1f)) => Decompress::new_gzip(15),
            (Frame::Either, _) => Decompress::new(true),
        }
    }
}

/// A decompressor in the middle of its work.
struct Inflater {
    frame: Frame,
    /// None until there is data.
    decompress: Option<Decompress>,
    ended: bool,
    /// What came after the end.
    unused: Vec<u8>,
    /// What was not looked at, as there was enough.
    tail: Vec<u8>,
}

impl Inflater {
    fn new(frame: Frame) -> Inflater {
        Inflater {
            frame,
            decompress: None,
            ended: false,
            unused: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// Goes on until so many bytes more have come out or the data is used up. Answers how much of it was.
    fn step(&mut self, data: &[u8], out: &mut Vec<u8>, most: usize) -> Result<usize, String> {
        let frame = self.frame;
        let decompress = self
            .decompress
            .get_or_insert_with(|| frame.begin(data.first()));
        let (before, full) = (decompress.total_in(), out.len() + most);
        loop {
            let taken = (decompress.total_in() - before) as usize;
            let rest = &data[taken..];
            out.reserve_exact(most.min(16 * 1024).min(full - out.len()));
            let made = decompress.total_out();
            // No more than asked for: what the vector has room for may be more.
            let mut room = Vec::with_capacity((out.capacity() - out.len()).min(full - out.len()));
            let result = decompress.decompress_vec(rest, &mut room, FlushDecompress::Sync);
            out.extend_from_slice(&room);
            match result {
                Ok(Status::StreamEnd) => {
                    self.ended = true;
                    return Ok((decompress.total_in() - before) as usize);
                }
                Ok(_) => {
                    let now = (decompress.total_in() - before) as usize;
                    let idle = now == taken && decompress.total_out() == made;
                    if out.len() >= full || idle {
                        return Ok(now);
                    }
                }
                Err(error) if error.needs_dictionary().is_some() => {
                    return Err("Error 2 while decompressing data".to_string());
                }
                Err(error) => {
                    let message = error.message().unwrap_or("invalid data");
                    return Err(format!("Error -3 while decompressing data: {message}"));
                }
            }
        }
    }

    /// Decompresses data, up to so many bytes of result.
    fn run(&mut self, t: &mut Thread, data: &[u8], most: Option<usize>) -> Result<Vec<u8>, Raised> {
        let (mut out, mut taken) = (Vec::new(), 0);
        while !self.ended {
            let left = most.map_or(STEP, |most| (most - out.len()).min(STEP));
            if left == 0 || taken == data.len() && self.decompress.is_none() {
                break;
            }
            t.check_memory(2 * (out.len() + left))?;
            let (before, rest) = (out.len(), &data[taken..]);
            let stepped = t.block(Reason::Native, || self.step(rest, &mut out, left));
            match stepped {
                Ok(count) => taken += count,
                Err(message) => return Err(raise(t, "zlib", "error", None, &message)),
            }
            if out.len() < before + left {
                break;
            }
            t.poll_if_set()?;
        }
        let rest = &data[taken..];
        if self.ended {
            self.unused.extend_from_slice(rest);
            self.tail.clear();
        } else {
            self.tail = rest.to_vec();
        }
        Ok(out)
    }
}

fn decompress(t: &mut Thread, args: Args) -> Returned {
    let bits = number(t, args, 1, 15)?;
    let Some(frame) = Frame::named(bits) else {
        let message = ": inconsistent stream state";
        return Err(fail(t, -2, "preparing to decompress", message));
    };
    let data = builtins::bytes_like(t, args.get(t, 0))?.into_owned();
    let mut inflater = Inflater::new(frame);
    let out = inflater.run(t, &data, None)?;
    if !inflater.ended {
        let message = ": incomplete or truncated stream";
        return Err(fail(t, -5, "decompressing", message));
    }
    Ok(t.done(t.bytes(&out)))
}

fn new_decompressor(t: &mut Thread, args: Args) -> Returned {
    let bits = number(t, args, 0, 15)?;
    let Some(frame) = Frame::named(bits) else {
        return Err(t.value_error("Invalid initialization option"));
    };
    let inflater = Exclusive::new(t, "decompressor", Inflater::new(frame));
    let class = state(t).class(t, Type::Decompress);
    Ok(t.done(new_object(t, class, inflater)))
}

fn with_inflater(
    t: &mut Thread,
    args: Args,
    body: impl FnOnce(&mut Thread, &mut Inflater) -> Returned,
) -> Returned {
    let inflater = this::<Arc<Exclusive<Inflater>>>(t, args)?.clone();
    inflater.with(t, body)
}

fn decompress_more(t: &mut Thread, args: Args) -> Returned {
    let data = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let Ok(most) = usize::try_from(number(t, args, 2, 0)?) else {
        return Err(t.value_error("max_length must be non-negative"));
    };
    with_inflater(t, args, |t, inflater| {
        let out = inflater.run(t, &data, (most > 0).then_some(most))?;
        Ok(t.done(t.bytes(&out)))
    })
}

/// What is left of the data that was given.
fn decompress_rest(t: &mut Thread, args: Args) -> Returned {
    if number(t, args, 1, 16384)? <= 0 {
        return Err(t.value_error("length must be greater than zero"));
    }
    with_inflater(t, args, |t, inflater| {
        let tail = std::mem::take(&mut inflater.tail);
        let out = inflater.run(t, &tail, None)?;
        Ok(t.done(t.bytes(&out)))
    })
}

// ----- checksums -----

/// The data and the value to begin with of a checksum.
fn checksum(t: &mut Thread, args: Args, first: u32) -> Result<(Vec<u8>, u32), Raised> {
    let value = match args.get(t, 1).bound() {
        Some(_) => {
            use num_traits::ToPrimitive;
            let low = vm::big_index(t, args.slot(1))? & num_bigint::BigInt::from(u32::MAX);
            low.to_u32().unwrap_or_default()
        }
        None => first,
    };
    Ok((builtins::bytes_like(t, args.get(t, 0))?.into_owned(), value))
}

fn crc32(t: &mut Thread, args: Args) -> Returned {
    let (data, first) = checksum(t, args, 0)?;
    let sum = work(t, data.len(), || {
        let mut hasher = crc32fast::Hasher::new_with_initial(first);
        hasher.update(&data);
        hasher.finalize()
    });
    Ok(t.done(t.int(i64::from(sum))))
}

fn adler32(t: &mut Thread, args: Args) -> Returned {
    /// The greatest prime below 2^16.
    const MODULUS: u32 = 65521;
    /// So many bytes can be summed before a sum of 32 bits overflows.
    const BLOCK: usize = 5552;
    let (data, first) = checksum(t, args, 1)?;
    let sum = work(t, data.len(), || {
        let (mut a, mut b) = ((first & 0xffff) % MODULUS, (first >> 16) % MODULUS);
        for block in data.chunks(BLOCK) {
            for byte in block {
                a += u32::from(*byte);
                b += a;
            }
            (a, b) = (a % MODULUS, b % MODULUS);
        }
        b << 16 | a
    });
    Ok(t.done(t.int(i64::from(sum))))
}

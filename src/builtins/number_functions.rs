//! The built-in functions on numbers and characters: `abs`, `round`, `pow`, `divmod`, `chr`, `ord`, `hex`, `oct`, `bin`.

use crate::heap::Value;
use crate::object::{Args, Dunder, Module, Raised, Returned, Thread};
use crate::vm;

use super::define::add_functions;
use super::number::{index_int, str_of};
use super::text::int_text::{Radix, push_prefixed};

pub(super) fn install(thread: &Thread, builtins: &Module) {
    add_functions(
        thread,
        builtins,
        &[
            ("abs(x, /)", abs),
            ("round(number, ndigits=None)", round),
            ("pow(base, exp, mod=None)", pow),
            ("divmod(x, y, /)", |t, a| {
                vm::binary(t, Dunder::DivMod, a.slot(0), a.slot(1))
            }),
            ("chr(i, /)", chr),
            ("ord(c, /)", ord),
            ("hex(number, /)", |t, a| in_radix(t, a, Radix::Hexadecimal)),
            ("oct(number, /)", |t, a| in_radix(t, a, Radix::Octal)),
            ("bin(number, /)", |t, a| in_radix(t, a, Radix::Binary)),
        ],
    );
}

fn abs(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    if let Some(number) = value.as_small_int() {
        return Ok(t.done(t.int(number.abs())));
    }
    match vm::call_dunder(t, args.slot(0), Dunder::Abs, &[])? {
        Some(done) => Ok(done),
        None => {
            let class = t.class_of(args.get(t, 0)).name();
            Err(t.type_error(format!("bad operand type for abs(): '{class}'")))
        }
    }
}

fn round(t: &mut Thread, args: Args) -> Returned {
    let digits = args.optional(t, 1).filter(|digits| !digits.is_none());
    let digits = if digits.is_some() {
        &[args.slot(1)][..]
    } else {
        &[]
    };
    match vm::call_dunder(t, args.slot(0), Dunder::Round, digits)? {
        Some(done) => Ok(done),
        None => {
            let class = t.class_of(args.get(t, 0)).name();
            Err(t.type_error(format!("type {class} doesn't define __round__ method")))
        }
    }
}

fn pow(t: &mut Thread, args: Args) -> Returned {
    if args.optional(t, 2).is_none_or(Value::is_none) {
        return vm::binary(t, Dunder::Pow, args.slot(0), args.slot(1));
    }
    let others = [args.slot(1), args.slot(2)];
    if let Some(done) = vm::call_dunder(t, args.slot(0), Dunder::Pow, &others)?
        && t.result(done) != Value::NOT_IMPLEMENTED
    {
        return Ok(done);
    }
    let [base, exponent, modulus] = [0, 1, 2].map(|index| args.get(t, index));
    // Of built-in types, only float refuses a modulus in words of its own.
    if [base, exponent, modulus]
        .iter()
        .any(|value| value.as_float().is_some())
    {
        let message = "pow() 3rd argument not allowed unless all arguments are integers";
        return Err(t.type_error(message));
    }
    let [base, exponent, modulus] = [base, exponent, modulus].map(|value| t.class_of(value).name());
    Err(t.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'"
    )))
}

fn chr(t: &mut Thread, args: Args) -> Returned {
    let code = vm::index(t, args.slot(0))?;
    match u32::try_from(code) {
        Ok(code @ ..=0x10_ffff) => match char::from_u32(code) {
            Some(c) => Ok(t.done(t.char(c))),
            None => Err(no_surrogates(t)),
        },
        _ => Err(t.value_error("chr() arg not in range(0x110000)")),
    }
}

/// Raises the ValueError for half a character.
pub(super) fn no_surrogates(t: &Thread) -> Raised {
    t.value_error("gilscope has no lone surrogates (0xd800 to 0xdfff)")
}

fn ord(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let length = if let Some(text) = str_of(t, value) {
        let mut letters = text.as_str().chars();
        if let (Some(c), None) = (letters.next(), letters.next()) {
            return Ok(t.done(Value::int(c as i32)));
        }
        text.chars()
    } else if let Some(bytes) = super::bytes::contents(t, value) {
        if let [byte] = bytes.as_ref() {
            return Ok(t.done(Value::int(i32::from(*byte))));
        }
        bytes.len()
    } else {
        let class = t.class_of(value).name();
        let message = format!("ord() expected string of length 1, but {class} found");
        return Err(t.type_error(message));
    };
    Err(t.type_error(format!(
        "ord() expected a character, but string of length {length} found"
    )))
}

fn in_radix(t: &mut Thread, args: Args, radix: Radix) -> Returned {
    let number = index_int(t, args.slot(0))?;
    let mut out = String::new();
    push_prefixed(&mut out, number.as_ref(), radix);
    Ok(t.done(t.str(&out)))
}

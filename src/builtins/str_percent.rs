//! `template % arguments` of strings and of bytes: takes the arguments and converts them; layout is `text::percent`'s. Templates of bytes
//! are formatted as text of the characters up to U+00FF, which are their bytes.

use crate::heap::{Slot, Str, Tuple, Value};
use crate::object::{ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

use super::bytes;
use super::define::{Def, define_methods};
use super::number::{digits_limit, index_int, int_of, raise, real, str_of};
use super::str::{slot_of, this};
use super::text::percent::{
    Amount, Conversion, Kind, Piece, Template, not_all_converted, not_enough_arguments,
    star_wants_int,
};
use super::text::{Int, IntRef};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[
            Def::Method("__mod__(self, value, /)", |t, a| {
                let template = this(t, a)?.as_str().to_string();
                format_str(t, &template, a.slot(1))
            }),
            Def::Method("__rmod__(self, value, /)", |t, a| {
                this(t, a)?;
                match str_of(t, a.get(t, 1)).map(|text| text.as_str().to_string()) {
                    Some(template) => format_str(t, &template, a.slot(0)),
                    None => Ok(t.done(Value::NOT_IMPLEMENTED)),
                }
            }),
        ],
    );
    for class in [ClassId::Bytes, ClassId::ByteArray] {
        define_methods(
            thread,
            thread.class(class),
            &[Def::Method("__mod__(self, value, /)", |t, a| {
                let template: String = bytes::this(t, a)?.iter().copied().map(char::from).collect();
                let out = format(t, &template, a.slot(1), Flavor::Bytes)?;
                let out: Vec<u8> = out.chars().map(|c| c as u8).collect();
                Ok(t.done(bytes::like_this(t, a, &out)))
            })],
        );
    }
}

/// What is formatted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flavor {
    Str,
    Bytes,
}

/// Room for what conversions usually make.
const CONVERTED: usize = 32;

fn format_str(t: &mut Thread, template: &str, right: Slot) -> Returned {
    let out = format(t, template, right, Flavor::Str)?;
    Ok(t.done(t.str(&out)))
}

/// What stands to the right of `%`.
struct Arguments {
    /// The slot of the right side, or of what a key named.
    all: Slot,
    /// Whether it is a tuple, whose items are the arguments.
    tuple: bool,
    /// The next item of the tuple; a single argument counts as one item.
    next: usize,
    count: usize,
    /// Whether it can be asked for keys.
    mapping: bool,
}

impl Arguments {
    fn new(t: &Thread, all: Slot, flavor: Flavor) -> Arguments {
        let value = t.payload(t.get(all));
        let tuple = value.cast::<Tuple>();
        let items = t.class_of(t.get(all)).dunder(Dunder::GetItem);
        let is_bytes = matches!(flavor, Flavor::Bytes) && bytes::contents(t, value).is_some();
        let text = is_bytes || value.cast::<Str>().is_some();
        Arguments {
            all,
            tuple: tuple.is_some(),
            next: 0,
            count: tuple.map_or(1, Tuple::len),
            mapping: tuple.is_none() && !text && !items.is_unbound(),
        }
    }

    /// The value that a key named.
    fn only(slot: Slot) -> Arguments {
        Arguments {
            all: slot,
            tuple: false,
            next: 0,
            count: 1,
            mapping: true,
        }
    }

    /// Pushes the next argument.
    fn take(&mut self, t: &Thread) -> Result<Slot, Raised> {
        if self.next >= self.count {
            return Err(raise(t, not_enough_arguments()));
        }
        self.next += 1;
        let value = t.get(self.all);
        let item = match t.payload(value).cast::<Tuple>().filter(|_| self.tuple) {
            Some(tuple) => tuple.get(self.next - 1),
            None => Some(value),
        };
        match item {
            Some(item) => Ok(t.push(item)),
            None => Err(raise(t, not_enough_arguments())),
        }
    }

    /// What a `*` stands for.
    fn take_amount(&mut self, t: &Thread) -> Result<Int, Raised> {
        let slot = self.take(t)?;
        match int_of(t, t.get(slot)) {
            Some(IntRef::Small(amount)) => Ok(Int::Small(amount)),
            Some(IntRef::Big(amount)) => Ok(Int::Big(amount.clone())),
            None => Err(raise(t, star_wants_int())),
        }
    }
}

fn format(t: &mut Thread, template: &str, right: Slot, flavor: Flavor) -> Result<String, Raised> {
    let mut arguments = Arguments::new(t, right, flavor);
    let mapping = arguments.mapping;
    // What a key names stands here, as the only argument from then on.
    let named = t.push(Value::UNBOUND);
    let mut out = String::with_capacity(template.len() + CONVERTED);
    let mark = t.mark();
    for piece in Template::new(template, mapping) {
        match piece {
            Ok(Piece::Literal(text)) => out.push_str(text),
            Ok(Piece::Conversion(mut conversion)) => {
                if let Some(key) = conversion.key {
                    let key = match flavor {
                        Flavor::Str => slot_of(t, key),
                        Flavor::Bytes => {
                            let key: Vec<u8> = key.chars().map(|c| c as u8).collect();
                            t.push(t.bytes(&key))
                        }
                    };
                    let done = vm::get_item(t, right, key)?;
                    t.set(named, t.result(done));
                    arguments = Arguments::only(named);
                }
                convert(t, &mut out, &mut conversion, &mut arguments, flavor)?;
                t.pop_to(mark);
            }
            Err(error) => return Err(raise(t, error)),
        }
        t.check_memory(out.len())?;
    }
    if !mapping && arguments.next < arguments.count {
        return Err(match flavor {
            Flavor::Str => raise(t, not_all_converted()),
            Flavor::Bytes => t.type_error("not all arguments converted during bytes formatting"),
        });
    }
    Ok(out)
}

fn convert(
    t: &mut Thread,
    out: &mut String,
    conversion: &mut Conversion<'_>,
    arguments: &mut Arguments,
    flavor: Flavor,
) -> Result<(), Raised> {
    if conversion.width == Amount::Argument {
        let width = arguments.take_amount(t)?;
        conversion
            .set_width(width.as_ref())
            .map_err(|error| raise(t, error))?;
    }
    if conversion.precision == Amount::Argument {
        let precision = arguments.take_amount(t)?;
        conversion
            .set_precision(precision.as_ref())
            .map_err(|error| raise(t, error))?;
    }
    if let Some(problem) = conversion.problem.take() {
        return Err(raise(t, problem));
    }
    let argument = arguments.take(t)?;
    let bytes = flavor == Flavor::Bytes;
    if bytes && conversion.is_bytes() {
        return push_bytes(t, out, conversion, argument);
    }
    let kind = conversion.kind().map_err(|error| raise(t, error))?;
    let pushed = match kind {
        Kind::Str if bytes => return push_bytes(t, out, conversion, argument),
        Kind::Char if bytes => return push_byte(t, out, conversion, argument),
        Kind::Str | Kind::Repr | Kind::Ascii => {
            let done = match kind {
                Kind::Str => vm::str(t, argument)?,
                Kind::Repr if !bytes => vm::repr(t, argument)?,
                _ => vm::ascii(t, argument)?,
            };
            let text = str_of(t, t.result(done)).map_or("", Str::as_str);
            conversion.push_text(out, text)
        }
        Kind::Decimal | Kind::Radix => {
            let number = number(t, conversion, kind, argument)?;
            conversion.push_int(out, number.as_ref(), digits_limit(t))
        }
        Kind::Float => {
            let number = real(t, argument)?;
            conversion.push_float(out, number)
        }
        Kind::Char => return push_char(t, out, conversion, argument),
    };
    pushed.map_err(|error| raise(t, error))
}

/// The integer of a `Decimal` or `Radix` conversion.
fn number(
    t: &mut Thread,
    conversion: &Conversion<'_>,
    kind: Kind,
    argument: Slot,
) -> Result<Int, Raised> {
    match int_of(t, t.get(argument)) {
        Some(IntRef::Small(number)) => return Ok(Int::Small(number)),
        Some(IntRef::Big(number)) => return Ok(Int::Big(number.clone())),
        None => {}
    }
    let has = |method: Dunder| !t.class_of(t.get(argument)).dunder(method).is_unbound();
    let wrong_type = |t: &Thread| {
        let class = t.class_of(t.get(argument)).name();
        raise(t, conversion.wrong_type(class))
    };
    let number = if kind == Kind::Radix {
        index_int(t, argument)
    } else if has(Dunder::Int) || has(Dunder::Index) || has(Dunder::Float) {
        super::int::to_int(t, argument)
    } else {
        return Err(wrong_type(t));
    };
    match number {
        Err(raised) if t.raised_is(raised, ClassId::TypeError) => {
            t.take_exception(raised);
            Err(wrong_type(t))
        }
        number => number,
    }
}

fn push_char(
    t: &mut Thread,
    out: &mut String,
    conversion: &Conversion<'_>,
    argument: Slot,
) -> Result<(), Raised> {
    let value = t.get(argument);
    if let Some(text) = str_of(t, value) {
        let mut letters = text.as_str().chars();
        return match (letters.next(), letters.next()) {
            (Some(c), None) => conversion
                .push_char(out, c)
                .map_err(|error| raise(t, error)),
            _ => Err(raise(t, conversion.wrong_type("str"))),
        };
    }
    if t.class_of(value).dunder(Dunder::Index).is_unbound() {
        let class = t.class_of(value).name();
        return Err(raise(t, conversion.wrong_type(class)));
    }
    let code = index_int(t, argument)?;
    conversion
        .push_code(out, code.as_ref())
        .map_err(|error| raise(t, error))
}

/// `%b` and `%s` of bytes.
fn push_bytes(
    t: &mut Thread,
    out: &mut String,
    conversion: &Conversion<'_>,
    argument: Slot,
) -> Result<(), Raised> {
    let value = t.get(argument);
    let text = match bytes::contents(t, value) {
        Some(bytes) => bytes.iter().copied().map(char::from).collect::<String>(),
        None => {
            if t.class_of(value).dunder(Dunder::Bytes).is_unbound() {
                let class = t.class_of(value).name();
                return Err(t.type_error(format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{class}'"
                )));
            }
            let done = bytes::to_bytes(t, argument, "bytes")?;
            let bytes = bytes::contents(t, t.result(done)).unwrap_or_default();
            bytes.iter().copied().map(char::from).collect()
        }
    };
    conversion
        .push_text(out, &text)
        .map_err(|error| raise(t, error))
}

/// `%c` of bytes.
fn push_byte(
    t: &mut Thread,
    out: &mut String,
    conversion: &Conversion<'_>,
    argument: Slot,
) -> Result<(), Raised> {
    let value = t.get(argument);
    let byte = match bytes::contents(t, value).as_deref() {
        Some(&[byte]) => byte,
        Some(_) => return Err(t.type_error(NO_BYTE)),
        None if t.class_of(value).dunder(Dunder::Index).is_unbound() => {
            return Err(t.type_error(NO_BYTE));
        }
        None => match u8::try_from(vm::index(t, argument)?) {
            Ok(byte) => byte,
            Err(_) => {
                return Err(t.error(ClassId::OverflowError, "%c arg not in range(256)"));
            }
        },
    };
    conversion
        .push_char(out, char::from(byte))
        .map_err(|error| raise(t, error))
}

const NO_BYTE: &str = "%c requires an integer in range(256) or a single byte";

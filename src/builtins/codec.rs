//! `str.encode`, `bytes.decode`, and the exceptions that tell what could not be converted.

use crate::heap::{Bytes, Instance, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, Raised, Returned, Thread};

use super::bytes::contents;
use super::define::{Def, define_methods};
use super::number::{int_of, str_of};
use super::str::this;
use super::text::encoding::{self, Encoding, Errors, Fault};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[Def::Method(
            "encode(self, /, encoding='utf-8', errors='strict')",
            |t, a| {
                let encoding = name(t, a.get(t, 1), "encode", "encoding", "utf-8")?;
                let errors = name(t, a.get(t, 2), "encode", "errors", "strict")?;
                this(t, a)?;
                encode(t, a.slot(0), &encoding, &errors)
            },
        )],
    );
    for class in [ClassId::Bytes, ClassId::ByteArray] {
        define_methods(
            thread,
            thread.class(class),
            &[Def::Method(
                "decode(self, /, encoding='utf-8', errors='strict')",
                |t, a| {
                    let encoding = name(t, a.get(t, 1), "decode", "encoding", "utf-8")?;
                    let errors = name(t, a.get(t, 2), "decode", "errors", "strict")?;
                    super::bytes::this(t, a)?;
                    decode(t, a.slot(0), &encoding, &errors)
                },
            )],
        );
    }
    for class in [ClassId::UnicodeDecodeError, ClassId::UnicodeEncodeError] {
        define_methods(
            thread,
            thread.class(class),
            &[
                Def::Method("__init__(self, /, *args)", init),
                Def::Method("__str__(self, /)", error_text),
            ],
        );
    }
}

/// The name of an encoding or of an error handling in an optional argument.
pub(super) fn name(
    t: &Thread,
    value: Value<'_>,
    function: &str,
    argument: &str,
    default: &str,
) -> Result<String, Raised> {
    if value.is_unbound() {
        return Ok(default.to_string());
    }
    match str_of(t, value) {
        Some(name) => Ok(name.as_str().to_string()),
        None => {
            let argument = format!("argument '{argument}'");
            Err(t.wrong_argument(function, &argument, "str", value))
        }
    }
}

fn encoding_of(t: &Thread, name: &str) -> Result<Encoding, Raised> {
    Encoding::named(name)
        .ok_or_else(|| t.error(ClassId::LookupError, format!("unknown encoding: {name}")))
}

fn errors_of(t: &Thread, name: &str) -> Result<Errors, Raised> {
    let unknown = || format!("unknown error handler name '{name}'");
    Errors::named(name).ok_or_else(|| t.error(ClassId::LookupError, unknown()))
}

/// The bytes of the string in a slot.
pub(super) fn encode(t: &Thread, text: Slot, encoding: &str, errors: &str) -> Returned {
    let encoding = encoding_of(t, encoding)?;
    let source = t.payload(t.get(text));
    let text = source.cast::<Str>().map_or("", Str::as_str);
    t.check_memory(text.len().saturating_mul(4))?;
    let bytes = match encoding::encode(text, encoding, Errors::Strict) {
        Ok(bytes) => bytes,
        // An unknown error handling is only an error once there is something to handle.
        Err(fault) => match encoding::encode(text, encoding, errors_of(t, errors)?) {
            Ok(bytes) => bytes,
            Err(_) => {
                let class = ClassId::UnicodeEncodeError;
                return Err(fail(t, class, encoding, source, fault));
            }
        },
    };
    Ok(t.done(t.bytes(&bytes)))
}

/// The string of the bytes (or bytearray) in a slot.
pub(super) fn decode(t: &Thread, bytes: Slot, encoding: &str, errors: &str) -> Returned {
    let encoding = encoding_of(t, encoding)?;
    let source = t.payload(t.get(bytes));
    let contents = contents(t, source).unwrap_or_default();
    t.check_memory(contents.len().saturating_mul(2))?;
    let text = match encoding::decode(&contents, encoding, Errors::Strict) {
        Ok(text) => text,
        Err(fault) => match encoding::decode(&contents, encoding, errors_of(t, errors)?) {
            Ok(text) => text,
            Err(_) => {
                let source = t.bytes(&contents);
                let class = ClassId::UnicodeDecodeError;
                return Err(fail(t, class, encoding.of(&contents), source, fault));
            }
        },
    };
    Ok(t.done(t.str(&text)))
}

const ATTRIBUTES: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

#[cold]
fn fail(t: &Thread, class: ClassId, encoding: Encoding, source: Value<'_>, fault: Fault) -> Raised {
    let values = [
        t.str(encoding.name()),
        source,
        Value::length(fault.start),
        Value::length(fault.end),
        t.str(fault.reason),
    ];
    let exception = t.exception(class, &values);
    set_attributes(t, exception, &values);
    t.raise(exception.value())
}

fn set_attributes(t: &Thread, exception: &Instance, values: &[Value<'_>]) {
    for (name, value) in ATTRIBUTES.iter().zip(values) {
        t.set_instance_attribute(exception, t.intern(name), *value);
    }
}

fn init(t: &mut Thread, args: Args) -> Returned {
    let given = args.get(t, 1).cast::<Tuple>();
    let values: Vec<Value<'_>> = given.map_or(Vec::new(), |given| given.iter().collect());
    if values.len() != ATTRIBUTES.len() {
        let (wanted, given) = (ATTRIBUTES.len(), values.len());
        let message = format!("function takes exactly {wanted} arguments ({given} given)");
        return Err(t.type_error(message));
    }
    if let Some(exception) = args.get(t, 0).cast::<Instance>() {
        set_attributes(t, exception, &values);
    }
    t.none()
}

/// "'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)"
fn error_text(t: &mut Thread, args: Args) -> Returned {
    let Some(exception) = args.get(t, 0).cast::<Instance>() else {
        return Err(super::define::wrong_receiver(t, args));
    };
    let attribute = |name: &str| t.instance_attribute(exception, t.intern(name));
    let text = |name: &str| str_of(t, attribute(name)).map_or("", Str::as_str);
    let number = |name: &str| {
        let number = int_of(t, attribute(name)).and_then(|number| number.to_i64());
        number
            .and_then(|number| usize::try_from(number).ok())
            .unwrap_or(0)
    };
    let (encoding, reason) = (text("encoding"), text("reason"));
    let (start, end) = (number("start"), number("end"));
    let source = attribute("object");
    let one = end == start + 1;
    let (verb, what) = if let Some(source) = source.cast::<Bytes>() {
        let byte = source.as_slice().get(start).filter(|_| one);
        ("decode", byte.map(|byte| format!("byte {byte:#04x}")))
    } else {
        let source = str_of(t, source).map_or("", Str::as_str);
        let c = source.chars().nth(start).filter(|_| one);
        ("encode", c.map(|c| format!("character '{}'", escaped(c))))
    };
    let units = if verb == "decode" {
        "bytes"
    } else {
        "characters"
    };
    let place = match what {
        Some(what) => format!("{what} in position {start}"),
        None => format!("{units} in position {start}-{}", end.saturating_sub(1)),
    };
    let message = format!("'{encoding}' codec can't {verb} {place}: {reason}");
    Ok(t.done(t.str(&message)))
}

fn escaped(c: char) -> String {
    match c as u32 {
        code @ ..0x100 => format!("\\x{code:02x}"),
        code @ 0x100..0x10000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

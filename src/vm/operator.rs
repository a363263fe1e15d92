//! Arithmetic operators: the operands' classes decide, reflected and in-place forms included.

use num_bigint::BigInt;

use crate::heap::{BigInteger, Kind, Slot, Value};
use crate::object::{ClassId, Done, Dunder, Raised, Returned, Thread};

/// `a op b`, op given by its method (`Dunder::Add` and so on).
pub fn binary(thread: &mut Thread, op: Dunder, a: Slot, b: Slot) -> Returned {
    match try_binary(thread, op, a, b)? {
        Some(done) => Ok(done),
        None => Err(unsupported(thread, op, "", a, b)),
    }
}

/// `a op= b`: the in-place method if there is one, else `a op b`.
pub fn binary_in_place(thread: &mut Thread, op: Dunder, a: Slot, b: Slot) -> Returned {
    if let Some(done) = super::call_dunder(thread, a, op.in_place(), &[b])?
        && thread.result(done) != Value::NOT_IMPLEMENTED
    {
        return Ok(done);
    }
    match try_binary(thread, op, a, b)? {
        Some(done) => Ok(done),
        None => Err(unsupported(thread, op, "=", a, b)),
    }
}

/// Asks `a`'s class, and `b`'s (first if it derives from `a`'s and defines the reflected method anew); None if neither knows.
pub(super) fn try_binary(
    thread: &mut Thread,
    op: Dunder,
    a: Slot,
    b: Slot,
) -> Result<Option<Done>, Raised> {
    let (own, reflected, reflected_first) = {
        let (x, y) = (thread.get(a), thread.get(b));
        let (class_a, class_b) = (thread.class_of(x), thread.class_of(y));
        let same = std::ptr::eq(class_a, class_b);
        let own = class_a.dunder(op);
        let reflected = class_b.dunder(op.reflected());
        let first = !same
            && !reflected.is_unbound()
            && class_b.is_subclass(class_a)
            && reflected != class_a.dunder(op.reflected());
        (!own.is_unbound(), !same && !reflected.is_unbound(), first)
    };
    if reflected_first && let Some(done) = attempt(thread, b, op.reflected(), a)? {
        return Ok(Some(done));
    }
    if own && let Some(done) = attempt(thread, a, op, b)? {
        return Ok(Some(done));
    }
    if reflected && !reflected_first {
        return attempt(thread, b, op.reflected(), a);
    }
    Ok(None)
}

fn attempt(
    thread: &mut Thread,
    object: Slot,
    op: Dunder,
    other: Slot,
) -> Result<Option<Done>, Raised> {
    let done = super::call_dunder(thread, object, op, &[other])?;
    Ok(done.filter(|done| thread.result(*done) != Value::NOT_IMPLEMENTED))
}

fn unsupported(thread: &Thread, op: Dunder, assigned: &str, a: Slot, b: Slot) -> Raised {
    let (x, y) = (thread.get(a), thread.get(b));
    let (class_a, class_b) = (thread.class_of(x).name(), thread.class_of(y).name());
    let sequence = |value, op| sequence_name(thread, value, op);
    // A sequence has the last word, when nobody else knows what to do with it.
    thread.type_error(match (op, sequence(x, op), sequence(y, op.reflected())) {
        (Dunder::Add, Some(name @ ("bytes" | "bytearray")), _) => {
            format!("can't concat {class_b} to {name}")
        }
        (Dunder::Add, Some(name), _) => {
            format!("can only concatenate {name} (not \"{class_b}\") to {name}")
        }
        (Dunder::Mul, Some(_), _) => {
            format!("can't multiply sequence by non-int of type '{class_b}'")
        }
        (Dunder::Mul, _, Some(_)) => {
            format!("can't multiply sequence by non-int of type '{class_a}'")
        }
        (Dunder::Pow, ..) if assigned.is_empty() => {
            format!("unsupported operand type(s) for ** or pow(): '{class_a}' and '{class_b}'")
        }
        _ => {
            let symbol = symbol(op);
            format!(
                "unsupported operand type(s) for {symbol}{assigned}: '{class_a}' and '{class_b}'"
            )
        }
    })
}

/// The name of a built-in sequence that can be concatenated and repeated, unless its class has an operator of its own for that.
fn sequence_name(thread: &Thread, value: Value<'_>, op: Dunder) -> Option<&'static str> {
    let payload = thread.payload(value);
    let is_bytearray = || std::ptr::eq(thread.class_of(payload), thread.class(ClassId::ByteArray));
    let (class, name) = match payload.kind()? {
        Kind::Str => (ClassId::Str, "str"),
        Kind::Bytes => (ClassId::Bytes, "bytes"),
        Kind::List => (ClassId::List, "list"),
        Kind::Tuple => (ClassId::Tuple, "tuple"),
        _ if is_bytearray() => (ClassId::ByteArray, "bytearray"),
        _ => return None,
    };
    (thread.class_of(value).dunder(op) == thread.class(class).dunder(op)).then_some(name)
}

/// The operator as it is written.
pub(super) fn symbol(op: Dunder) -> &'static str {
    match op {
        Dunder::Add => "+",
        Dunder::Sub => "-",
        Dunder::Mul => "*",
        Dunder::TrueDiv => "/",
        Dunder::FloorDiv => "//",
        Dunder::Mod => "%",
        Dunder::DivMod => "divmod()",
        Dunder::Pow => "**",
        Dunder::MatMul => "@",
        Dunder::LShift => "<<",
        Dunder::RShift => ">>",
        Dunder::And => "&",
        Dunder::Or => "|",
        Dunder::Xor => "^",
        Dunder::Lt => "<",
        Dunder::Le => "<=",
        Dunder::Gt => ">",
        Dunder::Ge => ">=",
        Dunder::Eq => "==",
        _ => "!=",
    }
}

/// `-a`, `+a`, `~a`, by the method.
pub fn unary(thread: &mut Thread, op: Dunder, a: Slot) -> Returned {
    let value = thread.get(a);
    if op == Dunder::Neg {
        if let Some(number) = value.as_small_int() {
            return Ok(thread.done(thread.int(-number)));
        }
        if let Some(number) = value.as_float() {
            return Ok(thread.done(thread.float(-number)));
        }
        if let Some(number) = value.cast::<BigInteger>() {
            let negated: BigInt = -&number.value;
            return Ok(thread.done(thread.big_int(negated)));
        }
    }
    match super::call_dunder(thread, a, op, &[])? {
        Some(done) => Ok(done),
        None => {
            let symbol = match op {
                Dunder::Neg => "-",
                Dunder::Pos => "+",
                _ => "~",
            };
            let class = thread.class_of(thread.get(a)).name();
            Err(thread.type_error(format!("bad operand type for unary {symbol}: '{class}'")))
        }
    }
}

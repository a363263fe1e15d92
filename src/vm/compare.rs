//! Comparisons, identity-aware equality, class tests.

use crate::heap::{Kind, Slot, Str, Tuple, Value, same_or_eq, simple_eq};
use crate::object::{Class, Dunder, Raised, Returned, Thread};

use super::arithmetic::exact_float;

/// `a op b` for one of the six comparisons; any value may result.
pub fn compare(thread: &mut Thread, op: Dunder, a: Slot, b: Slot) -> Returned {
    let (first, second) = {
        let (x, y) = (thread.get(a), thread.get(b));
        if let Some(equal) = simple(op, x, y) {
            return Ok(thread.done(Value::bool(equal)));
        }
        let (class_a, class_b) = (thread.class_of(x), thread.class_of(y));
        let derived = !std::ptr::eq(class_a, class_b)
            && class_b.is_subclass(class_a)
            && !class_b.dunder(op.reflected()).is_unbound();
        if derived {
            ((b, op.reflected(), a), (a, op, b))
        } else {
            ((a, op, b), (b, op.reflected(), a))
        }
    };
    thread.check_native_recursion("in comparison")?;
    for (object, method, other) in [first, second] {
        if let Some(done) = super::call_dunder(thread, object, method, &[other])?
            && thread.result(done) != Value::NOT_IMPLEMENTED
        {
            return Ok(done);
        }
    }
    let identical = thread.get(a) == thread.get(b);
    match op {
        Dunder::Eq => Ok(thread.done(Value::bool(identical))),
        Dunder::Ne => Ok(thread.done(Value::bool(!identical))),
        _ => {
            let (class_a, class_b) = (
                thread.class_of(thread.get(a)),
                thread.class_of(thread.get(b)),
            );
            let (symbol, name_a, name_b) =
                (super::operator::symbol(op), class_a.name(), class_b.name());
            Err(thread.type_error(format!(
                "'{symbol}' not supported between instances of '{name_a}' and '{name_b}'"
            )))
        }
    }
}

/// Comparison that needs no method: equality of most built-in values, order of strings and of numbers that are exact as floats.
#[inline]
pub(super) fn simple(op: Dunder, a: Value<'_>, b: Value<'_>) -> Option<bool> {
    match op {
        Dunder::Eq => return simple_eq(a, b),
        Dunder::Ne => return simple_eq(a, b).map(|equal| !equal),
        _ => {}
    }
    // The bytes of UTF-8 are in the order of the characters.
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return ordered(op, &x.as_str(), &y.as_str());
    }
    ordered(op, &exact_float(a)?, &exact_float(b)?)
}

fn ordered<T: PartialOrd>(op: Dunder, x: &T, y: &T) -> Option<bool> {
    Some(match op {
        Dunder::Lt => x < y,
        Dunder::Le => x <= y,
        Dunder::Gt => x > y,
        Dunder::Ge => x >= y,
        _ => return None,
    })
}

/// Whether `a == b`.
pub fn equal(thread: &mut Thread, a: Slot, b: Slot) -> Result<bool, Raised> {
    if let Some(equal) = simple_eq(thread.get(a), thread.get(b)) {
        return Ok(equal);
    }
    let done = compare(thread, Dunder::Eq, a, b)?;
    super::convert::truth_of_result(thread, done)
}

/// Whether `a is b or a == b`, which is how containers compare items.
pub fn same_or_equal(thread: &mut Thread, a: Slot, b: Slot) -> Result<bool, Raised> {
    match same_or_eq(thread.get(a), thread.get(b)) {
        Some(equal) => Ok(equal),
        None => equal(thread, a, b),
    }
}

/// Whether `a < b`.
pub fn less(thread: &mut Thread, a: Slot, b: Slot) -> Result<bool, Raised> {
    let (x, y) = (thread.get(a), thread.get(b));
    if let (Some(x), Some(y)) = (x.as_small_int(), y.as_small_int()) {
        return Ok(x < y);
    }
    let done = compare(thread, Dunder::Lt, a, b)?;
    super::convert::truth_of_result(thread, done)
}

/// `isinstance(object, classes)`, where `classes` is a class, a union or a tuple of such.
pub fn is_instance(thread: &mut Thread, object: Slot, classes: Slot) -> Result<bool, Raised> {
    class_test(thread, object, classes, Dunder::InstanceCheck)
}

/// `issubclass(class, classes)`.
pub fn is_subclass(thread: &mut Thread, class: Slot, classes: Slot) -> Result<bool, Raised> {
    if thread.get(class).kind() != Some(Kind::Class) {
        return Err(thread.type_error("issubclass() arg 1 must be a class"));
    }
    class_test(thread, class, classes, Dunder::SubclassCheck)
}

fn class_test(
    thread: &mut Thread,
    object: Slot,
    classes: Slot,
    check: Dunder,
) -> Result<bool, Raised> {
    thread.check_recursion()?;
    {
        let (value, target) = (thread.get(object), thread.get(classes));
        if let Some(class) = target.cast::<Class>()
            && thread.class_of(target).dunder(check).kind() != Some(Kind::Function)
        {
            let tested = match check {
                Dunder::InstanceCheck => Some(thread.class_of(value)),
                _ => value.cast::<Class>(),
            };
            return Ok(tested.is_some_and(|tested| tested.is_subclass(class)));
        }
    }
    if let Some(count) = thread.get(classes).cast::<Tuple>().map(Tuple::len) {
        let mark = thread.mark();
        for index in 0..count {
            let item = thread
                .get(classes)
                .cast::<Tuple>()
                .and_then(|tuple| tuple.get(index));
            let item = thread.push(item.unwrap_or(Value::NONE));
            let found = class_test(thread, object, item, check)?;
            thread.pop_to(mark);
            if found {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(done) = super::call_dunder(thread, classes, check, &[object])? {
        return super::convert::truth_of_result(thread, done);
    }
    let what = if check == Dunder::InstanceCheck {
        "isinstance"
    } else {
        "issubclass"
    };
    let kinds = if check == Dunder::InstanceCheck {
        "a type, a tuple of types, or a union"
    } else {
        "a class, a tuple of classes, or a union"
    };
    Err(thread.type_error(format!("{what}() arg 2 must be {kinds}")))
}

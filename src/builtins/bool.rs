//! `bool`, as far as it differs from `int`.

use crate::heap::{Object, Value};
use crate::object::{Args, Class, ClassId, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods, wrong_receiver};
use super::int_operators::{Operation, and, or, xor};
use super::number::{int_of, return_int};
use super::text::{Int, IntRef};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Bool),
        &[
            Def::Static("__new__(cls, x=False, /)", new),
            Def::Method("__repr__(self, /)", repr),
            Def::Method("__invert__(self, /)", invert),
            Def::Method("__and__(self, value, /)", |t, a| operator(t, a, and)),
            Def::Method("__rand__(self, value, /)", |t, a| operator(t, a, and)),
            Def::Method("__or__(self, value, /)", |t, a| operator(t, a, or)),
            Def::Method("__ror__(self, value, /)", |t, a| operator(t, a, or)),
            Def::Method("__xor__(self, value, /)", |t, a| operator(t, a, xor)),
            Def::Method("__rxor__(self, value, /)", |t, a| operator(t, a, xor)),
        ],
    );
}

fn new(t: &mut Thread, args: Args) -> Returned {
    let class = args.get(t, 0).cast::<Class>();
    if !class.is_some_and(|class| std::ptr::eq(class, t.class(ClassId::Bool))) {
        let name = class.map_or_else(|| t.class_of(args.get(t, 0)).name(), Class::name);
        let message = format!("bool.__new__({name}): {name} is not a subtype of bool");
        return Err(t.type_error(message));
    }
    let truth = !args.get(t, 1).is_unbound() && vm::truth(t, args.slot(1))?;
    Ok(t.done(Value::bool(truth)))
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    match args.get(t, 0).as_bool() {
        Some(true) => Ok(t.done(t.intern("True").value())),
        Some(false) => Ok(t.done(t.intern("False").value())),
        None => Err(wrong_receiver(t, args)),
    }
}

/// `~truth`: of the number 0 or 1, which is seldom meant.
fn invert(t: &mut Thread, args: Args) -> Returned {
    let Some(truth) = args.get(t, 0).as_bool() else {
        return Err(wrong_receiver(t, args));
    };
    let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. \
        This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. \
        Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";
    vm::warn(t, ClassId::DeprecationWarning, message)?;
    Ok(t.done(Value::int(!i32::from(truth))))
}

/// A bitwise operator, which commutes: of two bools a bool, else as that of integers.
fn operator(t: &Thread, args: Args, operation: Operation) -> Returned {
    let (a, b) = (args.get(t, 0), args.get(t, 1));
    let Some(x) = a.as_bool() else {
        return Err(wrong_receiver(t, args));
    };
    let Some(y) = int_of(t, b) else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    match operation(IntRef::Small(x.into()), y) {
        Ok(bit) if b.as_bool().is_some() => Ok(t.done(Value::bool(bit != Int::Small(0)))),
        result => return_int(t, result),
    }
}

//! Calls from natives and operations: whatever is callable.

use crate::heap::{Kind, Object, Slot, Str, Tuple, Value};
use crate::object::{
    Args, BoundMethod, Class, ClassFlags, ClassId, ClassMethod, Dunder, Function, Native, Raised,
    Returned, StaticMethod, Thread,
};

/// Calls the callable in a slot with arguments from other slots.
pub fn call(thread: &mut Thread, callee: Slot, args: &[Slot]) -> Returned {
    let mark = thread.mark();
    thread.push(thread.get(callee));
    for &arg in args {
        thread.push(thread.get(arg));
    }
    let returned = call_slots(thread, mark, args.len(), None);
    thread.pop_to(mark);
    returned
}

/// Calls `callee` with arguments; a call that reads its operands before anything else happens.
pub fn call_value(
    thread: &mut Thread,
    callee: impl Fn(&Thread) -> Value<'_>,
    args: &[Slot],
) -> Returned {
    let mark = thread.mark();
    thread.push(callee(thread));
    for &arg in args {
        thread.push(thread.get(arg));
    }
    let returned = call_slots(thread, mark, args.len(), None);
    thread.pop_to(mark);
    returned
}

/// Calls a method of the object in a slot, by name.
pub fn call_method(thread: &mut Thread, object: Slot, name: &str, args: &[Slot]) -> Returned {
    let mark = thread.mark();
    let done = super::get_attribute_str(thread, object, name)?;
    let method = thread.push_result(done);
    let returned = call(thread, method, args);
    thread.pop_to(mark);
    returned
}

/// Calls a special method of the object in a slot, found on its class as operations find it; None if the class has none.
pub fn call_dunder(
    thread: &mut Thread,
    object: Slot,
    dunder: Dunder,
    args: &[Slot],
) -> Result<Option<crate::object::Done>, Raised> {
    let mark = thread.mark();
    let method = thread.class_of(thread.get(object)).dunder(dunder);
    if let Some(native) = method.cast::<Native>()
        && native.is_method
        && native.arity.is(args.len() + 1)
    {
        let function = native.function;
        thread.check_recursion()?;
        let first = thread.push(thread.get(object));
        for &arg in args {
            thread.push(thread.get(arg));
        }
        let returned = function(thread, Args::new(first, args.len() + 1));
        thread.pop_to(mark);
        return returned.map(Some);
    }
    if method.kind() == Some(Kind::Function) {
        thread.push(method);
        let first = thread.push(thread.get(object));
        for &arg in args {
            thread.push(thread.get(arg));
        }
        thread.check_recursion()?;
        let returned = call_function(thread, mark, first, args.len() + 1, None);
        thread.pop_to(mark);
        return returned.map(Some);
    }
    if !super::find_special(thread, object, dunder)? {
        return Ok(None);
    }
    // `find_special` pushed the function and its first argument, or UNBOUND if it is bound already.
    for &arg in args {
        thread.push(thread.get(arg));
    }
    let bound = thread.get(mark.offset(1)).is_unbound();
    if bound {
        thread.set(mark.offset(1), thread.get(mark));
    }
    let (callee, count) = if bound {
        (mark.offset(1), args.len())
    } else {
        (mark, args.len() + 1)
    };
    let returned = call_slots(thread, callee, count, None);
    thread.pop_to(mark);
    returned.map(Some)
}

/// Calls what stands in the slot `callee` with the `count` arguments in the slots after it, which end at the top of the stack. `names` is the slot
/// of a tuple that names the last of them. The slots from `callee` on are scratch.
pub fn call_slots(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    names: Option<Slot>,
) -> Returned {
    thread.check_recursion()?;
    let first = callee.offset(1);
    let value = thread.get(callee);
    match value.kind() {
        Some(Kind::Native) => call_native(thread, callee, first, count, names),
        Some(Kind::Function) => call_function(thread, callee, first, count, names),
        Some(Kind::BoundMethod) => {
            if let Some(method) = value.cast::<BoundMethod>() {
                let (function, receiver) = (method.function.load(), method.receiver.load());
                insert_argument(thread, callee, count, names.is_some(), function, receiver)?;
            }
            call_slots(
                thread,
                callee,
                count + 1,
                names.map(|names| names.offset(1)),
            )
        }
        Some(Kind::Class) => call_class(thread, callee, count, names),
        Some(Kind::StaticMethod) => {
            if let Some(method) = value.cast::<StaticMethod>() {
                thread.set(callee, method.function.load());
            }
            call_slots(thread, callee, count, names)
        }
        _ => {
            let call = thread.class_of(value).dunder(Dunder::Call);
            if call.is_unbound() || value.cast::<ClassMethod>().is_some() {
                let message = format!("'{}' object is not callable", thread.class_of(value).name());
                return Err(thread.type_error(message));
            }
            insert_argument(thread, callee, count, names.is_some(), call, value)?;
            call_slots(
                thread,
                callee,
                count + 1,
                names.map(|names| names.offset(1)),
            )
        }
    }
}

/// Replaces the callee by `function` and puts `receiver` in front of the arguments.
fn insert_argument(
    thread: &Thread,
    callee: Slot,
    count: usize,
    named: bool,
    function: Value<'_>,
    receiver: Value<'_>,
) -> Result<(), Raised> {
    let used = count + named as usize;
    if !thread.stack().reserve(callee, used + 4) {
        return Err(thread.recursion_error());
    }
    for index in (0..used).rev() {
        let value = thread.get(callee.offset(1 + index));
        thread.set(callee.offset(2 + index), value);
    }
    thread.set(callee, function);
    thread.set(callee.offset(1), receiver);
    thread.pop_to(callee.offset(2 + used));
    Ok(())
}

/// Calls a native whose arguments stand from `first` on.
pub(crate) fn call_native(
    thread: &mut Thread,
    callee: Slot,
    first: Slot,
    count: usize,
    names: Option<Slot>,
) -> Returned {
    let (function, args) = {
        let Some(native) = thread.get(callee).cast::<Native>() else {
            return Err(thread.type_error("not a native function"));
        };
        let names = names.map_or(Value::UNBOUND, |names| thread.get(names));
        let args = thread.match_native(native, first, count, names)?;
        (native.function, args)
    };
    thread.pop_to(first.offset(args.len()));
    function(thread, args)
}

/// Calls a script function whose arguments stand from `first` on, in a run of the loop of its own.
pub fn call_function(
    thread: &mut Thread,
    callee: Slot,
    first: Slot,
    count: usize,
    names: Option<Slot>,
) -> Returned {
    {
        let Some(function) = thread.get(callee).cast::<Function>() else {
            return Err(thread.type_error("not a function"));
        };
        let code = function.code();
        if names.is_some() || code.simple_arguments != count {
            let names = names.map_or(Value::UNBOUND, |names| thread.get(names));
            thread.match_function(function, first, count, names)?;
        }
    }
    super::frame::run_function(thread, callee, first)
}

/// Calls a class: `type.__call__`, that is `__new__` and then `__init__`.
fn call_class(thread: &mut Thread, callee: Slot, count: usize, names: Option<Slot>) -> Returned {
    {
        let value = thread.get(callee);
        let metaclass = thread.class_of(value);
        let call = metaclass.dunder(Dunder::Call);
        // `type.__call__` is what follows; a metaclass of the script may have its own.
        if call.kind() == Some(Kind::Function) {
            insert_argument(thread, callee, count, names.is_some(), call, value)?;
            return call_slots(
                thread,
                callee,
                count + 1,
                names.map(|names| names.offset(1)),
            );
        }
    }
    match names {
        None => match call_new(thread, callee, count) {
            Some(returned) => returned,
            None => instantiate(thread, callee, count, None),
        },
        Some(_) => instantiate(thread, callee, count, names),
    }
}

/// Calls of built-in classes that have a native `__new__` and no `__init__`, such as `str(x)`: the class and its arguments stand where that wants
/// them. None if the class is of another kind.
pub(super) fn call_new(thread: &mut Thread, callee: Slot, count: usize) -> Option<Returned> {
    let (function, args) = {
        let class = thread.get(callee).cast::<Class>()?;
        if !class.has(ClassFlags::BUILT_IN)
            || class.dunder(Dunder::Init) != thread.class(ClassId::Object).dunder(Dunder::Init)
            || !thread.is_plain_metaclass(class)
        {
            return None;
        }
        let new = class.dunder(Dunder::New).cast::<StaticMethod>()?;
        let native = new.function.load().cast::<Native>()?;
        thread.pop_to(callee.offset(1 + count));
        let matched = thread
            .reserve(native.signature.slots() + 8)
            .and_then(|()| thread.match_native(native, callee, count + 1, Value::UNBOUND));
        match matched {
            Ok(args) => (native.function, args),
            Err(raised) => return Some(Err(raised)),
        }
    };
    let asked = thread.get(callee).word();
    thread.pop_to(callee.offset(args.len()));
    let done = match function(thread, args) {
        Ok(done) => done,
        Err(raised) => return Some(Err(raised)),
    };
    let made = thread.class_of(thread.result(done)).value();
    if made.word() == asked {
        return Some(Ok(done));
    }
    // A subclass of the script, as `__str__` may return one, may have an `__init__` of its own.
    let object = thread.push_result(done);
    Some(initialize(thread, callee, object, count, None))
}

/// Makes an instance of the class in `callee`: calls `__new__`, then `__init__` if the result is an instance of the class.
pub(crate) fn instantiate(
    thread: &mut Thread,
    callee: Slot,
    count: usize,
    names: Option<Slot>,
) -> Returned {
    let used = count + names.is_some() as usize;
    let mark = callee.offset(1 + used);
    thread.pop_to(mark);
    thread.reserve(2 * used + 8)?;
    {
        let Some(class) = thread.get(callee).cast::<Class>() else {
            return Err(thread.type_error("not a class"));
        };
        let new = class.dunder(Dunder::New);
        if new.is_unbound() {
            let message = format!("cannot create '{}' instances", class.name());
            return Err(thread.type_error(message));
        }
        let new = new
            .cast::<StaticMethod>()
            .map_or(new, |method| method.function.load());
        // object.__new__ takes no arguments of its own; it only complains when nobody else takes them.
        let plain = thread.class(ClassId::Object).dunder(Dunder::New) == class.dunder(Dunder::New);
        if plain {
            let init = class.dunder(Dunder::Init);
            if count > 0 && init == thread.class(ClassId::Object).dunder(Dunder::Init) {
                let message = format!("{}() takes no arguments", class.name());
                return Err(thread.type_error(message));
            }
            if class.has(ClassFlags::ABSTRACT) {
                return Err(thread.abstract_class(class));
            }
            thread.push(thread.instance(class).value());
        } else {
            thread.push(new);
            thread.push(class.value());
        }
    }
    let object = if thread.mark() == mark.offset(1) {
        mark
    } else {
        copy_slots(thread, callee.offset(1), used);
        let new_names = names.map(|_| mark.offset(2 + count));
        let done = call_slots(thread, mark, count + 1, new_names)?;
        thread.set(mark, thread.result(done));
        thread.pop_to(mark.offset(1));
        mark
    };
    initialize(thread, callee, object, count, names)
}

/// Calls the `__init__` of a new object on top of the stack, if it is an instance of the class in `callee`, with the arguments behind that. Returns
/// the object.
fn initialize(
    thread: &mut Thread,
    callee: Slot,
    object: Slot,
    count: usize,
    names: Option<Slot>,
) -> Returned {
    let used = count + names.is_some() as usize;
    {
        let value = thread.get(object);
        let class = thread.class_of(value);
        let asked = thread.get(callee).cast::<Class>();
        let init = class.dunder(Dunder::Init);
        let skip = asked.is_none_or(|asked| !class.is_subclass(asked))
            || init.is_unbound()
            || init == thread.class(ClassId::Object).dunder(Dunder::Init);
        if skip {
            return Ok(thread.done(value));
        }
        thread.push(init);
        thread.push(value);
    }
    copy_slots(thread, callee.offset(1), used);
    let init_callee = object.offset(1);
    let init_names = names.map(|_| init_callee.offset(2 + count));
    let done = call_slots(thread, init_callee, count + 1, init_names)?;
    if !thread.result(done).is_none() {
        let class = thread.class_of(thread.result(done)).name().to_string();
        return Err(thread.type_error(format!("__init__() should return None, not '{class}'")));
    }
    Ok(thread.done(thread.get(object)))
}

fn copy_slots(thread: &Thread, first: Slot, count: usize) {
    for index in 0..count {
        thread.push(thread.get(first.offset(index)));
    }
}

/// The positional arguments of `f(*args)` and keyword ones of `**kwargs`, spread on the stack after the callee on its top: the count and the
/// slot of the names.
pub(crate) fn spread(
    thread: &Thread,
    args: Value<'_>,
    kwargs: Value<'_>,
) -> Result<(usize, Option<Slot>), Raised> {
    let mut count = match args.cast::<Tuple>() {
        Some(tuple) => thread.push_all(tuple.fields())?,
        None => {
            let items = args
                .cast::<crate::heap::List>()
                .map_or(Vec::new(), |list| list.snapshot(thread.mutator()));
            thread.reserve(items.len())?;
            for item in &items {
                thread.push(*item);
            }
            items.len()
        }
    };
    let Some(dict) = kwargs
        .cast::<crate::heap::Dict>()
        .filter(|dict| !dict.is_empty())
    else {
        return Ok((count, None));
    };
    let items = dict.snapshot(thread.mutator());
    if items.iter().any(|item| item.key.cast::<Str>().is_none()) {
        return Err(thread.type_error("keywords must be strings"));
    }
    thread.reserve(items.len() + 1)?;
    let mut names = Vec::with_capacity(items.len());
    for item in &items {
        thread.push(item.value);
        names.push(item.key);
        count += 1;
    }
    let names = thread.push(thread.tuple(&names));
    Ok((count, Some(names)))
}

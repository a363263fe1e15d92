//! `operator`: the operators as functions, and `itemgetter`, `attrgetter`, `methodcaller`.

use crate::builtins::{self, Def};
use crate::heap::{Field, Object, Payload, Slot, Str, Tuple, Value};
use crate::object::{
    Args, ClassFlags, ClassId, Dunder, Module, NativeFn, Raised, Returned, Thread,
};
use crate::{payload, vm};

macro_rules! operators {
    ($($signature:literal $function:ident $op:ident;)*) => {
        &[$(($signature, |t: &mut Thread, args: Args| {
            vm::$function(t, Dunder::$op, args.slot(0), args.slot(1))
        })),*]
    };
}

const BINARY: &[(&str, NativeFn)] = operators! {
    "lt(a, b, /)" compare Lt;
    "le(a, b, /)" compare Le;
    "eq(a, b, /)" compare Eq;
    "ne(a, b, /)" compare Ne;
    "gt(a, b, /)" compare Gt;
    "ge(a, b, /)" compare Ge;
    "add(a, b, /)" binary Add;
    "sub(a, b, /)" binary Sub;
    "mul(a, b, /)" binary Mul;
    "truediv(a, b, /)" binary TrueDiv;
    "floordiv(a, b, /)" binary FloorDiv;
    "mod(a, b, /)" binary Mod;
    "pow(a, b, /)" binary Pow;
    "matmul(a, b, /)" binary MatMul;
    "lshift(a, b, /)" binary LShift;
    "rshift(a, b, /)" binary RShift;
    "and_(a, b, /)" binary And;
    "or_(a, b, /)" binary Or;
    "xor(a, b, /)" binary Xor;
    "iadd(a, b, /)" binary_in_place Add;
    "isub(a, b, /)" binary_in_place Sub;
    "imul(a, b, /)" binary_in_place Mul;
    "itruediv(a, b, /)" binary_in_place TrueDiv;
    "ifloordiv(a, b, /)" binary_in_place FloorDiv;
    "imod(a, b, /)" binary_in_place Mod;
    "ipow(a, b, /)" binary_in_place Pow;
    "imatmul(a, b, /)" binary_in_place MatMul;
    "ilshift(a, b, /)" binary_in_place LShift;
    "irshift(a, b, /)" binary_in_place RShift;
    "iand(a, b, /)" binary_in_place And;
    "ior(a, b, /)" binary_in_place Or;
    "ixor(a, b, /)" binary_in_place Xor;
};

const OTHERS: &[(&str, NativeFn)] = &[
    ("neg(a, /)", |t, args| {
        vm::unary(t, Dunder::Neg, args.slot(0))
    }),
    ("pos(a, /)", |t, args| {
        vm::unary(t, Dunder::Pos, args.slot(0))
    }),
    ("invert(a, /)", |t, args| {
        vm::unary(t, Dunder::Invert, args.slot(0))
    }),
    ("inv(a, /)", |t, args| {
        vm::unary(t, Dunder::Invert, args.slot(0))
    }),
    ("abs(a, /)", |t, args| built_in(t, args, "abs")),
    ("not_(a, /)", |t, args| {
        let truth = vm::truth(t, args.slot(0))?;
        Ok(t.done(Value::bool(!truth)))
    }),
    ("concat(a, b, /)", |t, args| concat(t, args, vm::binary)),
    ("iconcat(a, b, /)", |t, args| {
        concat(t, args, vm::binary_in_place)
    }),
    ("contains(a, b, /)", |t, args| {
        let found = vm::contains(t, args.slot(0), args.slot(1))?;
        Ok(t.done(Value::bool(found)))
    }),
    ("getitem(a, b, /)", |t, args| {
        vm::get_item(t, args.slot(0), args.slot(1))
    }),
    ("setitem(a, b, c, /)", |t, args| {
        vm::set_item(t, args.slot(0), args.slot(1), args.slot(2))?;
        t.none()
    }),
    ("delitem(a, b, /)", |t, args| {
        vm::delete_item(t, args.slot(0), args.slot(1))?;
        t.none()
    }),
    ("index(a, /)", |t, args| {
        let index = builtins::number::index_int(t, args.slot(0))?;
        Ok(t.done(builtins::number::int_value(t, index)))
    }),
    ("call(obj, /, *args, **kwargs)", |t, args| {
        let callee = t.push(args.get(t, 0));
        let (count, names) = vm::spread(t, args.get(t, 1), args.get(t, 2))?;
        vm::call_slots(t, callee, count, names)
    }),
];

/// Functions without a special method of their name.
const PLAIN: &[(&str, NativeFn)] = &[
    ("truth(a, /)", |t, args| {
        let truth = vm::truth(t, args.slot(0))?;
        Ok(t.done(Value::bool(truth)))
    }),
    ("is_(a, b, /)", |t, args| {
        Ok(t.done(Value::bool(args.get(t, 0) == args.get(t, 1))))
    }),
    ("is_not(a, b, /)", |t, args| {
        Ok(t.done(Value::bool(args.get(t, 0) != args.get(t, 1))))
    }),
    ("countOf(a, b, /)", |t, args| {
        let mut count = 0;
        vm::for_each(t, args.slot(0), |t, item| {
            count += usize::from(vm::same_or_equal(t, item, args.slot(1))?);
            Ok(())
        })?;
        Ok(t.done(Value::length(count)))
    }),
    ("indexOf(a, b, /)", index_of),
    ("length_hint(obj, default=0, /)", length_hint),
];

/// Fills `operator`.
pub(super) fn install(thread: &Thread, module: &Module) {
    for table in [BINARY, OTHERS, PLAIN] {
        builtins::add_functions(thread, module, table);
    }
    for (signature, _) in BINARY.iter().chain(OTHERS) {
        let name = signature.split('(').next().unwrap_or(signature);
        let function = module.get(thread.intern(name));
        let special = format!("__{}__", name.trim_end_matches('_'));
        thread.set_global(module, &special, function);
    }
    getter(
        thread,
        module,
        "itemgetter",
        &[
            Def::Static("__new__(cls, /, *args)", new_items),
            Def::Method("__call__(self, obj, /)", call_items),
            Def::Method("__repr__(self, /)", |t, args| repr(t, args, "itemgetter")),
        ],
    );
    getter(
        thread,
        module,
        "attrgetter",
        &[
            Def::Static("__new__(cls, /, *args)", new_attributes),
            Def::Method("__call__(self, obj, /)", call_attributes),
            Def::Method("__repr__(self, /)", |t, args| repr(t, args, "attrgetter")),
        ],
    );
    getter(
        thread,
        module,
        "methodcaller",
        &[
            Def::Static("__new__(cls, /, *args, **kwargs)", new_method),
            Def::Method("__call__(self, obj, /)", call_method),
            Def::Method("__repr__(self, /)", repr_method),
        ],
    );
}

fn getter(thread: &Thread, module: &Module, name: &'static str, table: &[Def]) {
    let object = thread.class(ClassId::Object);
    let class = builtins::define_class(thread, "operator", name, object, table);
    class.set_flag(ClassFlags::HELD);
    class.set_flag(ClassFlags::FINAL);
    thread.set_global(module, name, class.value());
}

fn built_in(t: &mut Thread, args: Args, name: &str) -> Returned {
    let function = t.builtins().get(t.intern(name));
    let function = t.push(function);
    vm::call(t, function, &[args.slot(0)])
}

fn concat(
    t: &mut Thread,
    args: Args,
    join: fn(&mut Thread, Dunder, Slot, Slot) -> Returned,
) -> Returned {
    let class = t.class_of(args.get(t, 0));
    if class.dunder(Dunder::GetItem).is_unbound() {
        let message = format!("'{}' object can't be concatenated", class.name());
        return Err(t.type_error(message));
    }
    join(t, Dunder::Add, args.slot(0), args.slot(1))
}

fn index_of(t: &mut Thread, args: Args) -> Returned {
    let done = vm::iter(t, args.slot(0))?;
    let iterator = t.push_result(done);
    let mark = t.mark();
    let mut index = 0;
    while let Some(done) = vm::next(t, iterator)? {
        let item = t.push_result(done);
        if vm::same_or_equal(t, item, args.slot(1))? {
            return Ok(t.done(Value::length(index)));
        }
        index += 1;
        t.pop_to(mark);
        t.poll_if_set()?;
    }
    Err(t.value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(t: &mut Thread, args: Args) -> Returned {
    let default = match args.optional(t, 1) {
        None => Value::int(0),
        Some(default) if builtins::number::int_of(t, default).is_none() => {
            let class = t.class_of(default).name();
            let message = format!("'{class}' object cannot be interpreted as an integer");
            return Err(t.type_error(message));
        }
        Some(default) => default,
    };
    let default = t.push(default);
    if !t.class_of(args.get(t, 0)).dunder(Dunder::Len).is_unbound() {
        let length = vm::length(t, args.slot(0))?;
        return Ok(t.done(Value::length(length)));
    }
    match vm::call_dunder(t, args.slot(0), Dunder::LengthHint, &[]) {
        Ok(Some(done)) if t.result(done) != Value::NOT_IMPLEMENTED => {
            let hint = t.result(done);
            match hint.as_small_int() {
                Some(0..) => Ok(t.done(hint)),
                Some(_) => Err(t.value_error("__length_hint__() should return >= 0")),
                None => {
                    let class = t.class_of(hint).name();
                    let message = format!("__length_hint__ must be an integer, not {class}");
                    Err(t.type_error(message))
                }
            }
        }
        Err(raised) if !t.raised_is(raised, ClassId::TypeError) => Err(raised),
        outcome => {
            if let Err(raised) = outcome {
                t.take_exception(raised);
            }
            Ok(t.done(t.get(default)))
        }
    }
}

/// The contents of self.
fn own<T: Payload>(t: &Thread, args: Args) -> Result<&T, Raised> {
    let contents = t.payload(args.get(t, 0)).opaque();
    contents.ok_or_else(|| builtins::wrong_receiver(t, args))
}

// ----- itemgetter -----

payload! {
    /// `itemgetter(*items)`
    struct Items {
        /// A tuple.
        items: Field,
    }
}

payload! {
    /// `attrgetter(*names)`
    struct Attributes {
        /// A tuple of strings, as they were given.
        names: Field,
        /// A tuple for each of them: the names between the dots.
        paths: Field,
    }
}

payload! {
    /// `methodcaller(name, *args, **kwargs)`
    struct Method {
        name: Field,
        arguments: Field,
        keywords: Field,
    }
}

fn new_items(t: &mut Thread, args: Args) -> Returned {
    if t.get(args.slot(1))
        .cast::<Tuple>()
        .is_none_or(Tuple::is_empty)
    {
        return Err(t.type_error("itemgetter expected 1 argument, got 0"));
    }
    let items = Field::new(args.get(t, 1));
    builtins::new_held(t, args.get(t, 0), Items { items })
}

fn call_items(t: &mut Thread, args: Args) -> Returned {
    let items = t.push(own::<Items>(t, args)?.items.load());
    let count = t.get(items).cast::<Tuple>().map_or(0, Tuple::len);
    let mark = t.mark();
    for index in 0..count {
        let item = t
            .get(items)
            .cast::<Tuple>()
            .and_then(|items| items.get(index));
        let key = t.push(item.unwrap_or(Value::NONE));
        let done = vm::get_item(t, args.slot(1), key)?;
        if count == 1 {
            return Ok(done);
        }
        t.set(key, t.result(done));
        t.pop_to(key.offset(1));
    }
    Ok(t.done(t.tuple_of_slots(mark, count)))
}

// ----- attrgetter -----

fn new_attributes(t: &mut Thread, args: Args) -> Returned {
    let Some(names) = args
        .get(t, 1)
        .cast::<Tuple>()
        .filter(|names| !names.is_empty())
    else {
        return Err(t.type_error("attrgetter expected 1 argument, got 0"));
    };
    let mut paths = Vec::new();
    for name in names.iter() {
        let Some(name) = t.payload(name).cast::<Str>() else {
            return Err(t.type_error("attribute name must be a string"));
        };
        let parts: Vec<Value<'_>> = name
            .as_str()
            .split('.')
            .map(|part| t.intern(part).value())
            .collect();
        paths.push(t.tuple(&parts));
    }
    let (paths, names) = (Field::new(t.tuple(&paths)), Field::new(names.value()));
    builtins::new_held(t, args.get(t, 0), Attributes { names, paths })
}

fn call_attributes(t: &mut Thread, args: Args) -> Returned {
    let paths = t.push(own::<Attributes>(t, args)?.paths.load());
    let count = t.get(paths).cast::<Tuple>().map_or(0, Tuple::len);
    let mark = t.mark();
    for index in 0..count {
        let object = t.push(args.get(t, 1));
        let mut part = 0;
        while let Some(name) = name_at(t, paths, index, part) {
            let name = t.push(name);
            let done = vm::get_attribute(t, object, name)?;
            t.set(object, t.result(done));
            t.pop_to(object.offset(1));
            part += 1;
        }
    }
    match count {
        1 => Ok(t.done(t.get(mark))),
        _ => Ok(t.done(t.tuple_of_slots(mark, count))),
    }
}

fn name_at(t: &Thread, paths: Slot, index: usize, part: usize) -> Option<Value<'_>> {
    let path = t.get(paths).cast::<Tuple>()?.get(index)?;
    path.cast::<Tuple>()?.get(part)
}

/// `operator.itemgetter(1, 2)`
fn repr(t: &mut Thread, args: Args, name: &str) -> Returned {
    let items = match own::<Items>(t, args) {
        Ok(items) => items.items.load(),
        Err(raised) => {
            t.take_exception(raised);
            own::<Attributes>(t, args)?.names.load()
        }
    };
    let items = t.push(items);
    builtins::container(
        t,
        args.slot(0),
        &format!("operator.{name}(...)"),
        |t, out| {
            out.push_str(&format!("operator.{name}("));
            builtins::push_items(t, out, |t, index| t.get(items).cast::<Tuple>()?.get(index))?;
            out.push(')');
            Ok(())
        },
    )
}

// ----- methodcaller -----

fn new_method(t: &mut Thread, args: Args) -> Returned {
    let given = args.get(t, 1).cast::<Tuple>();
    let Some(name) = given.and_then(|given| given.get(0)) else {
        return Err(t.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(text) = t.payload(name).cast::<Str>() else {
        return Err(t.type_error("method name must be a string"));
    };
    let rest: Vec<Value<'_>> = given.into_iter().flat_map(Tuple::iter).skip(1).collect();
    let method = Method {
        name: Field::new(t.intern_value(text).value()),
        arguments: Field::new(t.tuple(&rest)),
        keywords: Field::new(args.get(t, 2)),
    };
    builtins::new_held(t, args.get(t, 0), method)
}

fn call_method(t: &mut Thread, args: Args) -> Returned {
    let name = t.push(own::<Method>(t, args)?.name.load());
    let done = vm::get_attribute(t, args.slot(1), name)?;
    let callee = t.push_result(done);
    let (count, names) = {
        let method = own::<Method>(t, args)?;
        vm::spread(t, method.arguments.load(), method.keywords.load())?
    };
    vm::call_slots(t, callee, count, names)
}

fn repr_method(t: &mut Thread, args: Args) -> Returned {
    let (name, arguments, keywords) = {
        let method = own::<Method>(t, args)?;
        let keywords = method.keywords.load();
        (
            t.push(method.name.load()),
            t.push(method.arguments.load()),
            t.push(keywords),
        )
    };
    let recursive = "operator.methodcaller(...)";
    builtins::container(t, args.slot(0), recursive, |t, out| {
        out.push_str("operator.methodcaller(");
        builtins::push_repr(t, out, name)?;
        super::functools::push_arguments(t, out, arguments, keywords)?;
        out.push(')');
        Ok(())
    })
}

//! Functions, methods, natives, generators, modules, cells, tracebacks: their attributes and methods.

use crate::heap::{CellVariable, Field, Instance, Object, Str, Value};
use crate::object::{
    Args, BoundMethod, ClassId, Function, Generator, GeneratorState, Module, Native, Raised,
    Returned, Thread, Traceback,
};
use crate::vm::{self, generator::Resume};

use super::define::{Def, define_methods};

/// Methods and attributes of the callable types.
pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Function),
        &[
            Def::Method("__call__(self, /, *args, **kwargs)", call),
            Def::Method("__get__(self, instance, owner=None, /)", bind),
            Def::Method("__repr__(self, /)", function_repr),
            Def::Attribute(
                "__name__(self)",
                |t, a| read(t, a, |f| &f.name),
                |t, a| write(t, a, |f| &f.name),
            ),
            Def::Attribute(
                "__qualname__(self)",
                |t, a| read(t, a, |f| &f.qualname),
                |t, a| write(t, a, |f| &f.qualname),
            ),
            Def::Attribute(
                "__doc__(self)",
                |t, a| read(t, a, |f| &f.doc),
                |t, a| write(t, a, |f| &f.doc),
            ),
            Def::Attribute(
                "__module__(self)",
                |t, a| read(t, a, |f| &f.module),
                |t, a| write(t, a, |f| &f.module),
            ),
            Def::Attribute(
                "__defaults__(self)",
                |t, a| read(t, a, |f| &f.defaults),
                |t, a| write(t, a, |f| &f.defaults),
            ),
            Def::Attribute(
                "__kwdefaults__(self)",
                |t, a| read(t, a, |f| &f.keyword_defaults),
                |t, a| write(t, a, |f| &f.keyword_defaults),
            ),
            Def::Getter("__closure__(self)", |t, a| read(t, a, |f| &f.closure)),
            Def::Getter("__code__(self)", |t, a| {
                let code = function_of(t, a)?.code().value();
                Ok(t.done(code))
            }),
            Def::Getter("__globals__(self)", |t, a| {
                let function = a.get(t, 0).cast::<Function>();
                let module = function.map_or(Value::NONE, |f| f.code().module.load());
                Ok(t.done(super::attribute_dict::attribute_dict(t, module)))
            }),
            Def::Attribute("__annotations__(self)", annotations, |t, a| {
                write(t, a, |f| &f.annotations)
            }),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::BoundMethod),
        &[
            Def::Method("__call__(self, /, *args, **kwargs)", call),
            Def::Method("__repr__(self, /)", method_repr),
            Def::Method("__eq__(self, value, /)", method_eq),
            Def::Method("__hash__(self, /)", method_hash),
            Def::Getter("__func__(self)", |t, a| {
                method_part(t, a, |method| &method.function)
            }),
            Def::Getter("__self__(self)", |t, a| {
                method_part(t, a, |method| &method.receiver)
            }),
            Def::Getter("__name__(self)", |t, a| method_attribute(t, a, "__name__")),
            Def::Getter("__qualname__(self)", |t, a| {
                method_attribute(t, a, "__qualname__")
            }),
            Def::Getter("__doc__(self)", |t, a| method_attribute(t, a, "__doc__")),
            Def::Getter("__module__(self)", |t, a| {
                method_attribute(t, a, "__module__")
            }),
            Def::Method("__getattr__(self, name, /)", method_getattr),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::Native),
        &[
            Def::Method("__call__(self, /, *args, **kwargs)", call),
            Def::Method("__repr__(self, /)", native_repr),
            Def::Method("__eq__(self, value, /)", native_eq),
            Def::Method("__hash__(self, /)", native_hash),
            Def::Getter("__name__(self)", native_name),
            Def::Getter("__qualname__(self)", native_name),
            Def::Getter("__self__(self)", native_self),
            Def::Getter("__module__(self)", |t, _| {
                Ok(t.done(t.intern("builtins").value()))
            }),
            Def::Getter("__doc__(self)", |t, _| t.none()),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::Generator),
        &[
            Def::Method("__iter__(self, /)", |t, a| Ok(t.done(a.get(t, 0)))),
            Def::Method("__next__(self, /)", |t, a| step(t, a, Resume::Next)),
            Def::Method("send(self, value, /)", |t, a| {
                step(t, a, Resume::Send(a.slot(1)))
            }),
            Def::Method("throw(self, type, value=None, traceback=None, /)", throw),
            Def::Method("close(self, /)", close),
            Def::Method("__repr__(self, /)", generator_repr),
            Def::Getter("__name__(self)", |t, a| {
                generator_part(t, a, |generator| generator.name.load())
            }),
            Def::Getter("__qualname__(self)", |t, a| {
                generator_part(t, a, |generator| generator.qualname.load())
            }),
            Def::Getter("gi_running(self)", |t, a| {
                generator_part(t, a, |generator| {
                    Value::bool(generator.state() == GeneratorState::Running)
                })
            }),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::Module),
        &[
            Def::Static("__new__(cls, name, doc=None)", module_new),
            Def::Method("__repr__(self, /)", module_repr),
        ],
    );
    define_methods(
        thread,
        thread.class(ClassId::Cell),
        &[Def::Attribute(
            "cell_contents(self)",
            cell_contents,
            set_cell_contents,
        )],
    );
    define_methods(
        thread,
        thread.class(ClassId::Traceback),
        &[
            Def::Getter("tb_next(self)", |t, a| {
                let next = a
                    .get(t, 0)
                    .cast::<Traceback>()
                    .map_or(Value::NONE, |entry| entry.next.load());
                Ok(t.done(next))
            }),
            Def::Getter("tb_lineno(self)", |t, a| {
                let line = a.get(t, 0).cast::<Traceback>().map_or(0, Traceback::line);
                Ok(t.done(Value::length(line as usize)))
            }),
        ],
    );
}

/// `f.__call__(...)`
fn call(t: &mut Thread, args: Args) -> Returned {
    let mark = t.push(args.get(t, 0));
    let (positional, keywords) = (args.get(t, 1), args.get(t, 2));
    let (count, names) = vm::spread(t, positional, keywords)?;
    vm::call_slots(t, mark, count, names)
}

fn bind(t: &mut Thread, args: Args) -> Returned {
    let (function, instance) = (args.get(t, 0), args.get(t, 1));
    Ok(t.done(if instance.is_none() {
        function
    } else {
        t.bound_method(function, instance)
    }))
}

fn function_of(t: &Thread, args: Args) -> Result<&Function, Raised> {
    args.get(t, 0)
        .cast::<Function>()
        .ok_or_else(|| t.type_error("descriptor requires a 'function' object"))
}

fn read(t: &mut Thread, args: Args, field: fn(&Function) -> &Field) -> Returned {
    Ok(t.done(field(function_of(t, args)?).load()))
}

fn write(t: &mut Thread, args: Args, field: fn(&Function) -> &Field) -> Returned {
    field(function_of(t, args)?).store(args.get(t, 1));
    t.none()
}

fn annotations(t: &mut Thread, args: Args) -> Returned {
    let function = function_of(t, args)?;
    if function.annotations.load().is_none() {
        function
            .annotations
            .compare_exchange(Value::NONE, t.dict().value());
    }
    Ok(t.done(function.annotations.load()))
}

fn function_repr(t: &mut Thread, args: Args) -> Returned {
    let name = function_of(t, args)?
        .qualname
        .load()
        .cast::<Str>()
        .map_or("?", Str::as_str);
    let text = format!(
        "<function {name} at {:#x}>",
        super::identity(args.get(t, 0))
    );
    Ok(t.done(t.str(&text)))
}

fn method_of(t: &Thread, args: Args) -> Result<&BoundMethod, Raised> {
    args.get(t, 0)
        .cast::<BoundMethod>()
        .ok_or_else(|| t.type_error("descriptor requires a 'method' object"))
}

fn method_part(t: &mut Thread, args: Args, field: fn(&BoundMethod) -> &Field) -> Returned {
    Ok(t.done(field(method_of(t, args)?).load()))
}

fn method_attribute(t: &mut Thread, args: Args, name: &str) -> Returned {
    let function = t.push(method_of(t, args)?.function.load());
    vm::get_attribute_str(t, function, name)
}

fn method_getattr(t: &mut Thread, args: Args) -> Returned {
    let function = t.push(method_of(t, args)?.function.load());
    match vm::get_attribute_optional(t, function, args.slot(1))? {
        Some(done) => Ok(done),
        None => {
            let name = args.get(t, 1).cast::<Str>().map_or("?", Str::as_str);
            let class = t.class_of(t.get(function)).name();
            let message = format!("'{class}' object has no attribute '{name}'");
            Err(t.error(ClassId::AttributeError, message))
        }
    }
}

fn method_repr(t: &mut Thread, args: Args) -> Returned {
    let (function, receiver) = {
        let method = method_of(t, args)?;
        (method.function.load(), method.receiver.load())
    };
    if let Some(native) = function.cast::<Native>() {
        let (class, name) = (t.class_of(receiver).name(), native.name());
        let address = super::identity(receiver);
        let text = match name.starts_with("__") {
            true => format!("<method-wrapper '{name}' of {class} object at {address:#x}>"),
            false => format!("<built-in method {name} of {class} object at {address:#x}>"),
        };
        return Ok(t.done(t.str(&text)));
    }
    let name = function
        .cast::<Function>()
        .map_or(Value::NONE, |function| function.qualname.load());
    let name = name.cast::<Str>().map_or("?", Str::as_str).to_string();
    let receiver = t.push(receiver);
    let done = vm::repr(t, receiver)?;
    let of = t.result(done).cast::<Str>().map_or("?", Str::as_str);
    Ok(t.done(t.str(&format!("<bound method {name} of {of}>"))))
}

fn method_eq(t: &mut Thread, args: Args) -> Returned {
    let (Some(a), Some(b)) = (
        args.get(t, 0).cast::<BoundMethod>(),
        args.get(t, 1).cast::<BoundMethod>(),
    ) else {
        return Ok(t.done(Value::NOT_IMPLEMENTED));
    };
    let same = a.function.load() == b.function.load() && a.receiver.load() == b.receiver.load();
    Ok(t.done(Value::bool(same)))
}

fn method_hash(t: &mut Thread, args: Args) -> Returned {
    let method = method_of(t, args)?;
    let (function, receiver) = (
        super::identity(method.function.load()),
        super::identity(method.receiver.load()),
    );
    Ok(t.done(t.int(((function >> 4) ^ receiver.rotate_left(7) >> 4) as i64)))
}

fn native_repr(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).cast::<BoundMethod>().is_some() {
        return method_repr(t, args);
    }
    let text = match args.get(t, 0).cast::<Native>() {
        Some(native) => match native.owner.load().cast::<crate::object::Class>() {
            Some(class) => {
                let what = match native.name().starts_with("__") {
                    true => "slot wrapper",
                    false => "method",
                };
                format!("<{what} '{}' of '{}' objects>", native.name(), class.name())
            }
            None => format!("<built-in function {}>", native.name()),
        },
        None => "<built-in function>".to_string(),
    };
    Ok(t.done(t.str(&text)))
}

fn native_eq(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).cast::<BoundMethod>().is_some() {
        return method_eq(t, args);
    }
    let same = args.get(t, 0) == args.get(t, 1);
    Ok(t.done(if same {
        Value::TRUE
    } else {
        Value::NOT_IMPLEMENTED
    }))
}

fn native_hash(t: &mut Thread, args: Args) -> Returned {
    if args.get(t, 0).cast::<BoundMethod>().is_some() {
        return method_hash(t, args);
    }
    let hash = (super::identity(args.get(t, 0)) >> 4) as i64;
    Ok(t.done(t.int(hash)))
}

/// The native itself, also of one that is bound to an object.
fn native_of(t: &Thread, args: Args) -> Option<&Native> {
    let value = args.get(t, 0);
    let bound = value.cast::<BoundMethod>();
    bound.map_or(value, |method| method.function.load()).cast()
}

fn native_name(t: &mut Thread, args: Args) -> Returned {
    let name = native_of(t, args).map_or("?", Native::name);
    Ok(t.done(t.intern(name).value()))
}

fn native_self(t: &mut Thread, args: Args) -> Returned {
    if let Some(method) = args.get(t, 0).cast::<BoundMethod>() {
        return Ok(t.done(method.receiver.load()));
    }
    let owner = args
        .get(t, 0)
        .cast::<Native>()
        .map_or(Value::NONE, |native| native.owner.load());
    Ok(t.done(owner))
}

fn generator_part(t: &mut Thread, args: Args, part: fn(&Generator) -> Value<'_>) -> Returned {
    let value = args.get(t, 0).cast::<Generator>().map_or(Value::NONE, part);
    Ok(t.done(value))
}

/// Resumes; raises StopIteration with the return value at the end.
fn step(t: &mut Thread, args: Args, input: Resume) -> Returned {
    match vm::generator::resume(t, args.slot(0), input)? {
        Some(done) => Ok(done),
        None => {
            let value = t.stack().result.load();
            let args = [value];
            let given = if value.is_none() {
                &args[..0]
            } else {
                &args[..]
            };
            let stop = t.exception(ClassId::StopIteration, given);
            Err(t.raise(stop.value()))
        }
    }
}

fn throw(t: &mut Thread, args: Args) -> Returned {
    let exception = match args.optional(t, 1) {
        Some(value)
            if value
                .cast::<crate::object::Class>()
                .is_some_and(|class| class.is_subclass(t.class(ClassId::BaseException))) =>
        {
            let given = args.get(t, 2);
            if given.is_unbound() || given.is_none() {
                let done = vm::call(t, args.slot(1), &[])?;
                t.push_result(done)
            } else if given.cast::<Instance>().is_some() {
                args.slot(2)
            } else {
                let done = vm::call(t, args.slot(1), &[args.slot(2)])?;
                t.push_result(done)
            }
        }
        _ => args.slot(1),
    };
    let base = t.class(ClassId::BaseException);
    if !t.class_of(t.get(exception)).is_subclass(base) {
        let class = t.class_of(t.get(exception)).name();
        return Err(t.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {class}"
        )));
    }
    step(t, args, Resume::Throw(exception))
}

fn close(t: &mut Thread, args: Args) -> Returned {
    vm::generator::close(t, args.slot(0))
}

fn generator_repr(t: &mut Thread, args: Args) -> Returned {
    let value = args.get(t, 0);
    let name = value
        .cast::<Generator>()
        .map_or(Value::NONE, |generator| generator.qualname.load());
    let name = name.cast::<Str>().map_or("?", Str::as_str);
    let text = format!("<generator object {name} at {:#x}>", super::identity(value));
    Ok(t.done(t.str(&text)))
}

fn module_new(t: &mut Thread, args: Args) -> Returned {
    let Some(name) = args.get(t, 1).cast::<Str>() else {
        let got = t.class_of(args.get(t, 1)).name();
        return Err(t.type_error(format!("module() argument 'name' must be str, not {got}")));
    };
    let name = t.intern_value(name).value();
    let class = t.class(ClassId::Module).value();
    let module = Module::new(t.mutator(), class, name, t.interpreter().shapes.unique());
    let doc = args.optional(t, 2).unwrap_or(Value::NONE);
    let empty = ["__package__", "__loader__", "__spec__"].map(|name| (name, Value::NONE));
    for (name, value) in [("__name__", name), ("__doc__", doc)]
        .into_iter()
        .chain(empty)
    {
        t.set_global(module, name, value);
    }
    Ok(t.done(module.value()))
}

fn module_repr(t: &mut Thread, args: Args) -> Returned {
    let name = args
        .get(t, 0)
        .cast::<Module>()
        .map_or(Value::NONE, |module| module.name.load());
    let name = name.cast::<Str>().map_or("?", Str::as_str);
    Ok(t.done(t.str(&format!("<module '{name}' (built-in)>"))))
}

fn cell_contents(t: &mut Thread, args: Args) -> Returned {
    let contents = args
        .get(t, 0)
        .cast::<CellVariable>()
        .map_or(Value::UNBOUND, |cell| cell.contents.load());
    if contents.is_unbound() {
        return Err(t.value_error("Cell is empty"));
    }
    Ok(t.done(contents))
}

fn set_cell_contents(t: &mut Thread, args: Args) -> Returned {
    if let Some(cell) = args.get(t, 0).cast::<CellVariable>() {
        cell.contents.store(args.get(t, 1));
    }
    t.none()
}

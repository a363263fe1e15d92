//! Code objects as scripts see them: `f.__code__`, what `compile` makes.

use crate::heap::{Field, Object, Str, Value};
use crate::object::{Args, ClassId, LinkedCode, Raised, Returned, Thread};

use super::define::{Def, define_methods, wrong_receiver};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Code),
        &[
            Def::Getter("co_name(self)", |t, a| part(t, a, |code| code.name.load())),
            Def::Getter("co_qualname(self)", |t, a| {
                part(t, a, |code| code.qualname.load())
            }),
            Def::Getter("co_argcount(self)", |t, a| {
                part(t, a, |code| {
                    Value::length(code.parameters().positional.into())
                })
            }),
            Def::Getter("co_posonlyargcount(self)", |t, a| {
                part(t, a, |code| {
                    Value::length(code.parameters().positional_only.into())
                })
            }),
            Def::Getter("co_kwonlyargcount(self)", |t, a| {
                part(t, a, |code| {
                    Value::length(code.parameters().keyword_only.into())
                })
            }),
            Def::Getter("co_firstlineno(self)", |t, a| {
                part(t, a, |code| Value::length(code.code.first_line as usize))
            }),
            Def::Getter("co_nlocals(self)", |t, a| {
                let count = variables(own(t, a)?).count();
                Ok(t.done(Value::length(count)))
            }),
            Def::Getter("co_flags(self)", |t, a| {
                part(t, a, |code| Value::length(flags(code)))
            }),
            Def::Getter("co_filename(self)", |t, a| {
                let name = own(t, a)?.code.source.name();
                Ok(t.done(t.str(name)))
            }),
            Def::Getter("co_varnames(self)", |t, a| {
                let names: Vec<Value<'_>> = variables(own(t, a)?).collect();
                Ok(t.done(t.tuple(&names)))
            }),
            Def::Getter("co_freevars(self)", |t, a| {
                let names = &own(t, a)?.code.free_variables;
                let names: Vec<Value<'_>> =
                    names.iter().map(|name| t.intern(name).value()).collect();
                Ok(t.done(t.tuple(&names)))
            }),
            Def::Getter("co_consts(self)", |t, a| {
                let constants = &own(t, a)?.constants;
                let constants: Vec<Value<'_>> = constants.iter().map(Field::load).collect();
                Ok(t.done(t.tuple(&constants)))
            }),
            Def::Method("__repr__(self, /)", repr),
        ],
    );
}

fn own(t: &Thread, args: Args) -> Result<&LinkedCode, Raised> {
    let code = args.get(t, 0).cast();
    code.ok_or_else(|| wrong_receiver(t, args))
}

fn part(t: &mut Thread, args: Args, part: fn(&LinkedCode) -> Value<'_>) -> Returned {
    Ok(t.done(part(own(t, args)?)))
}

/// The names of parameters and local variables, without the registers that only the compiler names.
fn variables(code: &LinkedCode) -> impl Iterator<Item = Value<'_>> {
    let is_ours = |name: &Value<'_>| {
        name.cast::<Str>()
            .is_some_and(|name| !name.as_str().starts_with('.'))
    };
    let free = code.code.free_variables.len();
    let own = code.locals.len() - free.min(code.locals.len());
    code.locals
        .iter()
        .map(Field::load)
        .take(own)
        .filter(is_ours)
}

/// The bits that CPython documents.
fn flags(code: &LinkedCode) -> usize {
    let parameters = code.parameters();
    let bits = [
        (code.is_function(), 0x3),
        (parameters.star_args, 0x4),
        (parameters.star_kwargs, 0x8),
        (code.code.qualname.contains(".<locals>."), 0x10),
        (code.code.is_generator, 0x20),
    ];
    bits.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum()
}

fn repr(t: &mut Thread, args: Args) -> Returned {
    let code = own(t, args)?;
    let (name, file, line) = (code.name(), code.code.source.name(), code.code.first_line);
    let address = super::identity(args.get(t, 0));
    let text = format!("<code object {name} at {address:#x}, file \"{file}\", line {line}>");
    Ok(t.done(t.str(&text)))
}

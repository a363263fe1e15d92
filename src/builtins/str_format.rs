//! `str.format` and `str.format_map`: looks up what a template names and asks it for its text.

use crate::heap::{Dict, Slot, Str, Tuple};
use crate::object::{Args, ClassId, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};
use super::number::{raise, str_of};
use super::simple_format::push_simple_format;
use super::str::{slot_of, this};
use super::text::template::{
    Conversion, Field, First, MAX_DEPTH, Numbering, Piece, Step, Template, index_out_of_range,
    too_deep,
};

pub(super) fn install(thread: &Thread) {
    define_methods(
        thread,
        thread.class(ClassId::Str),
        &[
            Def::Method("format(self, /, *args, **kwargs)", |t, a| {
                format(t, a, Source::Arguments(a.slot(1), a.slot(2)))
            }),
            Def::Method("format_map(self, mapping, /)", |t, a| {
                format(t, a, Source::Mapping(a.slot(1)))
            }),
        ],
    );
}

/// Where fields find their values.
#[derive(Clone, Copy)]
enum Source {
    /// The tuple of positional and the dict of keyword arguments.
    Arguments(Slot, Slot),
    /// An object that is asked for names.
    Mapping(Slot),
}

fn format(t: &mut Thread, args: Args, source: Source) -> Returned {
    // Formatting runs script code, so the template is copied.
    let template = this(t, args)?.as_str().to_string();
    let mut out = String::with_capacity(template.len());
    render(
        t,
        &mut out,
        &template,
        source,
        &mut Numbering::default(),
        MAX_DEPTH,
    )?;
    Ok(t.done(t.str(&out)))
}

fn render(
    t: &mut Thread,
    out: &mut String,
    template: &str,
    source: Source,
    numbering: &mut Numbering,
    depth: usize,
) -> Result<(), Raised> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(raise(t, too_deep()));
    };
    let mark = t.mark();
    for piece in Template::new(template) {
        match piece {
            Ok(Piece::Literal(text)) => out.push_str(text),
            Ok(Piece::Field(field)) => {
                let value = value(t, &field, source, numbering)?;
                if field.is_nested() {
                    let mut spec = String::new();
                    render(t, &mut spec, field.spec, source, numbering, depth)?;
                    push_formatted(t, out, value, &spec)?;
                } else {
                    push_formatted(t, out, value, field.spec)?;
                }
                t.pop_to(mark);
            }
            Err(error) => return Err(raise(t, error)),
        }
        t.check_memory(out.len())?;
    }
    Ok(())
}

/// Finds and converts a field's value.
fn value(
    t: &mut Thread,
    field: &Field<'_>,
    source: Source,
    numbering: &mut Numbering,
) -> Result<Slot, Raised> {
    let (first, steps) = match numbering.first(field.name) {
        Ok(found) => found,
        Err(error) => return Err(raise(t, error)),
    };
    let mut value = look_up(t, first, source)?;
    for step in steps {
        let done = match step {
            Ok(Step::Attribute(name)) => vm::get_attribute_str(t, value, name)?,
            Ok(Step::Index(index)) => {
                let index = t.push(t.usize(index));
                vm::get_item(t, value, index)?
            }
            Ok(Step::Key(key)) => {
                let key = slot_of(t, key);
                vm::get_item(t, value, key)?
            }
            Err(error) => return Err(raise(t, error)),
        };
        value = t.push_result(done);
    }
    let done = match field.conversion() {
        Ok(None) => return Ok(value),
        Ok(Some(Conversion::Str)) => vm::str(t, value)?,
        Ok(Some(Conversion::Repr)) => vm::repr(t, value)?,
        Ok(Some(Conversion::Ascii)) => vm::ascii(t, value)?,
        Err(error) => return Err(raise(t, error)),
    };
    Ok(t.push_result(done))
}

fn look_up(t: &mut Thread, first: First<'_>, source: Source) -> Result<Slot, Raised> {
    match (first, source) {
        (First::Index(index), Source::Arguments(tuple, _)) => {
            let item = t
                .get(tuple)
                .cast::<Tuple>()
                .and_then(|tuple| tuple.get(index));
            match item {
                Some(item) => Ok(t.push(item)),
                None => Err(raise(t, index_out_of_range(index))),
            }
        }
        (First::Index(_), Source::Mapping(_)) => {
            Err(t.value_error("Format string contains positional fields"))
        }
        (First::Name(name), Source::Arguments(_, dict)) => {
            let key = slot_of(t, name);
            if t.get(dict).cast::<Dict>().is_some()
                && let Some(done) = vm::dict_get(t, dict, key)?
            {
                return Ok(t.push_result(done));
            }
            Err(t.key_error(t.get(key)))
        }
        (First::Name(name), Source::Mapping(mapping)) => {
            let key = slot_of(t, name);
            let done = vm::get_item(t, mapping, key)?;
            Ok(t.push_result(done))
        }
    }
}

/// Appends `format(value, spec)`.
fn push_formatted(t: &mut Thread, out: &mut String, value: Slot, spec: &str) -> Result<(), Raised> {
    if let Some(pushed) = push_simple_format(t, out, t.get(value), spec) {
        return pushed.map_err(|error| raise(t, error));
    }
    let spec = slot_of(t, spec);
    let done = vm::format(t, value, spec)?;
    out.push_str(str_of(t, t.result(done)).map_or("", Str::as_str));
    Ok(())
}

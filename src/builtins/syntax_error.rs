//! `SyntaxError`: its attributes, its message with the place, and the source line that a traceback shows.

use crate::heap::{Instance, Object, Slot, Str, Tuple, Value};
use crate::object::{Args, ClassId, CompileError, ExceptionSlot, Raised, Returned, Thread};
use crate::vm;

use super::define::{Def, define_methods};

/// The attributes after `msg`, in the order of the exception's second argument.
const PLACE: [&str; 6] = [
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
];

pub(super) fn install(thread: &Thread) {
    let class = thread.class(ClassId::SyntaxError);
    for name in ["msg", "print_file_and_line"].into_iter().chain(PLACE) {
        let name = thread.intern(name);
        class.set(thread.interpreter(), thread.mutator(), name, Value::NONE);
    }
    define_methods(
        thread,
        class,
        &[
            Def::Method("__init__(self, /, *args)", init),
            Def::Method("__str__(self, /)", str),
        ],
    );
}

/// Raises the error of a text that did not compile.
pub fn syntax_error(t: &Thread, file: &str, error: &CompileError) -> Raised {
    let exception = t.exception(error.class, &[]);
    let place = [
        t.str(file),
        Value::length(error.line as usize),
        Value::length(error.column as usize),
        t.str(&format!("{}\n", error.text)),
    ];
    let arguments = t.tuple(&[t.str(&error.message), t.tuple(&place)]);
    t.set_exception_slot(exception, ExceptionSlot::Args, arguments);
    set_attributes(t, exception);
    t.raise(exception.value())
}

fn init(t: &mut Thread, args: Args) -> Returned {
    if let Some(instance) = args.get(t, 0).cast::<Instance>() {
        t.set_exception_slot(instance, ExceptionSlot::Args, args.get(t, 1));
        set_attributes(t, instance);
    }
    t.none()
}

/// Takes the attributes from the arguments: a message, and a tuple that tells the place.
fn set_attributes(t: &Thread, exception: &Instance) {
    let Some(given) = t.exception_args(exception.value()) else {
        return;
    };
    if let Some(message) = given.get(0) {
        t.set_instance_attribute(exception, t.intern("msg"), message);
    }
    let place = given.get(1).and_then(|place| place.cast::<Tuple>());
    for (name, value) in PLACE.iter().zip(place.into_iter().flat_map(Tuple::iter)) {
        t.set_instance_attribute(exception, t.intern(name), value);
    }
}

fn attribute<'t>(t: &'t Thread, exception: Slot, name: &str) -> Option<Value<'t>> {
    let instance = t.get(exception).cast::<Instance>()?;
    t.instance_attribute(instance, t.intern(name)).bound()
}

fn text_of(t: &Thread, exception: Slot, name: &str) -> Option<String> {
    let text = attribute(t, exception, name)?.cast::<Str>()?;
    Some(text.as_str().to_string())
}

fn number_of(t: &Thread, exception: Slot, name: &str) -> Option<usize> {
    usize::try_from(attribute(t, exception, name)?.as_small_int()?).ok()
}

fn str(t: &mut Thread, args: Args) -> Returned {
    let message = t.push(attribute(t, args.slot(0), "msg").unwrap_or(Value::NONE));
    let done = vm::str(t, message)?;
    let message = t
        .result(done)
        .cast::<Str>()
        .map_or("", Str::as_str)
        .to_string();
    let file = text_of(t, args.slot(0), "filename");
    let file = file.map(|file| file.rsplit('/').next().unwrap_or_default().to_string());
    let place = match (file, number_of(t, args.slot(0), "lineno")) {
        (Some(file), Some(line)) => format!(" ({file}, line {line})"),
        (Some(file), None) => format!(" ({file})"),
        (None, Some(line)) => format!(" (line {line})"),
        (None, None) => String::new(),
    };
    Ok(t.done(t.str(&(message + &place))))
}

/// What a traceback shows of a SyntaxError instead of its `str`: the lines before the message, and the message.
pub(super) fn shown(t: &Thread, exception: Slot) -> (String, String) {
    let mut lines = String::new();
    if let Some(line) = number_of(t, exception, "lineno") {
        let file = text_of(t, exception, "filename");
        let file = file.as_deref().unwrap_or("<string>");
        lines.push_str(&format!("  File \"{file}\", line {line}\n"));
    }
    if let Some(text) = text_of(t, exception, "text") {
        let text = text.trim_end_matches('\n');
        let stripped = text.trim_start_matches([' ', '\n', '\x0c']);
        let indent = text.chars().count() - stripped.chars().count();
        lines.push_str(&format!("    {stripped}\n"));
        let start = number_of(t, exception, "offset");
        if let Some(column) = start.and_then(|start| start.checked_sub(1 + indent)) {
            let end = number_of(t, exception, "end_offset").unwrap_or(0);
            let width = end.saturating_sub(column + 1 + indent).max(1);
            let before: String = stripped
                .chars()
                .take(column)
                .map(|c| if c.is_whitespace() { c } else { ' ' })
                .collect();
            lines.push_str(&format!("    {before}{}\n", "^".repeat(width)));
        }
    }
    let message = text_of(t, exception, "msg");
    (
        lines,
        message.unwrap_or_else(|| "<no detail available>".to_string()),
    )
}

//! `traceback`: the text of entries and exceptions, for `traceback.py`.

use crate::builtins;
use crate::heap::{Object, Value};
use crate::object::{Args, LinkedCode, Module, Returned, Thread, Traceback};
use crate::vm;

pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            ("_entries(traceback, /)", entries),
            ("_entry(code, line, /)", entry),
            ("_exception_only(exception, /)", exception_only),
            ("_format(exception, chain, /)", format),
        ],
    );
}

/// For each entry of a traceback: file, line, function, the source line, and the text that is printed for it.
fn entries(t: &mut Thread, args: Args) -> Returned {
    let mut entries = Vec::new();
    let mut current = args.get(t, 0);
    while let Some(entry) = current.cast::<Traceback>() {
        if let Some(code) = entry.code.load().cast::<LinkedCode>() {
            let source = &code.code.source;
            let line = entry.line();
            let parts = [
                t.str(source.name()),
                Value::length(line as usize),
                code.name.load(),
                t.str(source.line_text(line).trim()),
                t.str(&builtins::format_entry(code, entry.pc)),
            ];
            entries.push(t.tuple(&parts));
        }
        current = entry.next.load();
    }
    Ok(t.done(t.list(&entries).value()))
}

/// The text of an entry for a line of a code object, and the source line.
fn entry(t: &mut Thread, args: Args) -> Returned {
    let line = vm::index_usize(t, args.slot(1), "line must not be negative")? as u32;
    let Some(code) = args.get(t, 0).cast::<LinkedCode>() else {
        return Err(t.type_error("a code object is required"));
    };
    let (source, name) = (&code.code.source, code.name());
    let text = source.line_text(line).trim();
    let mut shown = format!("  File \"{}\", line {line}, in {name}\n", source.name());
    if !text.is_empty() {
        shown.push_str(&format!("    {text}\n"));
    }
    let parts = [t.str(&shown), t.str(text)];
    Ok(t.done(t.tuple(&parts)))
}

fn exception_only(t: &mut Thread, args: Args) -> Returned {
    let text = builtins::format_exception_only(t, args.slot(0));
    Ok(t.done(lines(t, &text)))
}

fn lines<'t>(t: &'t Thread, text: &str) -> Value<'t> {
    let lines: Vec<Value<'_>> = text.split_inclusive('\n').map(|line| t.str(line)).collect();
    t.list(&lines).value()
}

fn format(t: &mut Thread, args: Args) -> Returned {
    let chain = vm::truth(t, args.slot(1))?;
    let text = builtins::format_chain(t, args.slot(0), chain);
    Ok(t.done(t.str(&text)))
}

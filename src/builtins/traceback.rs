//! The text of exceptions with their tracebacks, as CPython 3.13 prints it.

use crate::heap::{Instance, List, Slot, Str, Value};
use crate::object::{ExceptionSlot, LinkedCode, Raised, Thread, Traceback};
use crate::vm;

use super::traceback_lines::source_lines;

/// Prints a pending exception to standard error, with its chain. It is no longer pending afterwards.
pub fn print_exception(thread: &mut Thread, raised: Raised) {
    let exception = thread.take_exception(raised);
    let exception = thread.push(exception);
    let text = format_exception(thread, exception);
    let interpreter = thread.interpreter().clone();
    let written = interpreter
        .stdout
        .flush(thread)
        .and_then(|()| interpreter.stderr.write(thread, &text));
    if let Err(raised) = written {
        thread.take_exception(raised);
    }
}

/// The text of an exception: its causes and contexts first, then its traceback, class and message.
pub fn format_exception(thread: &mut Thread, exception: Slot) -> String {
    let mut chain: Vec<(Slot, &str)> = vec![(exception, "")];
    let mut current = exception;
    // Contexts cannot form a cycle, causes can.
    while chain.len() < 100 {
        let value = thread.get(current);
        let cause = thread.exception_slot(value, ExceptionSlot::Cause);
        let context = thread.exception_slot(value, ExceptionSlot::Context);
        let suppressed =
            thread.exception_slot(value, ExceptionSlot::SuppressContext) == Value::TRUE;
        let (next, words) = if !cause.is_none() {
            (
                cause,
                "The above exception was the direct cause of the following exception:",
            )
        } else if !context.is_none() && !suppressed {
            (
                context,
                "During handling of the above exception, another exception occurred:",
            )
        } else {
            break;
        };
        if chain.iter().any(|(seen, _)| thread.get(*seen) == next) {
            break;
        }
        current = thread.push(next);
        if let Some(last) = chain.last_mut() {
            last.1 = words;
        }
        chain.push((current, ""));
    }
    let mut text = String::new();
    for (exception, words) in chain.into_iter().rev() {
        if !words.is_empty() {
            text.push_str(&format!("\n{words}\n\n"));
        }
        format_one(thread, exception, &mut text);
    }
    text
}

fn format_one(thread: &mut Thread, exception: Slot, text: &mut String) {
    let traceback = thread.exception_slot(thread.get(exception), ExceptionSlot::Traceback);
    if traceback.cast::<Traceback>().is_some() {
        text.push_str("Traceback (most recent call last):\n");
        text.push_str(&format_traceback(thread, traceback));
    }
    text.push_str(&format_exception_only(thread, exception));
}

/// How often one line is shown before repetitions are counted.
const REPEATED: usize = 3;

/// The lines of a traceback.
pub fn format_traceback(thread: &Thread, traceback: Value<'_>) -> String {
    let mut text = String::new();
    let mut last: Option<(*const LinkedCode, u32)> = None;
    let mut repeats = 0;
    let mut current = traceback;
    let flush = |text: &mut String, repeats: usize| {
        if repeats > REPEATED {
            let more = repeats - REPEATED;
            let plural = if more == 1 { "" } else { "s" };
            text.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    let _ = thread;
    while let Some(entry) = current.cast::<Traceback>() {
        if let Some(code) = entry.code.load().cast::<LinkedCode>() {
            let key = (code as *const LinkedCode, entry.line());
            if last == Some(key) {
                repeats += 1;
            } else {
                flush(&mut text, repeats);
                (last, repeats) = (Some(key), 1);
            }
            if repeats <= REPEATED {
                format_entry(code, entry.pc, &mut text);
            }
        }
        current = entry.next.load();
    }
    flush(&mut text, repeats);
    text
}

fn format_entry(code: &LinkedCode, pc: usize, text: &mut String) {
    let source = &code.code.source;
    let line = code.code.line(pc);
    text.push_str(&format!(
        "  File \"{}\", line {line}, in {}\n",
        source.name(),
        code.name()
    ));
    if source.name().starts_with('<') {
        return;
    }
    let span = code.code.spans.get(pc).copied();
    text.push_str(&source_lines(source, line, span, code.code.anchor(pc)));
}

/// The last lines: class, message, notes.
pub fn format_exception_only(thread: &mut Thread, exception: Slot) -> String {
    let (name, module) = {
        let class = thread.class_of(thread.get(exception));
        let module = class
            .lookup(thread.intern("__module__"))
            .cast::<Str>()
            .map_or("", Str::as_str);
        let qualname = class.qualname.load().cast::<Str>().map_or("?", Str::as_str);
        (qualname.to_string(), module.to_string())
    };
    let name = if module.is_empty() || module == "builtins" || module == "__main__" {
        name
    } else {
        format!("{module}.{name}")
    };
    let message = match vm::str(thread, exception) {
        Ok(done) => thread
            .result(done)
            .cast::<Str>()
            .map_or("", Str::as_str)
            .to_string(),
        Err(raised) => {
            thread.take_exception(raised);
            "<exception str() failed>".to_string()
        }
    };
    let message = message + &super::suggest::advice(thread, exception);
    let mut text = if message.is_empty() {
        format!("{name}\n")
    } else {
        format!("{name}: {message}\n")
    };
    let notes: Vec<String> = {
        let value = thread.get(exception);
        let notes = value
            .cast::<Instance>()
            .map(|it| thread.instance_attribute(it, thread.intern("__notes__")));
        let notes = notes.and_then(|notes| notes.cast::<List>());
        let items = notes.map_or(Vec::new(), |notes| notes.snapshot(thread.mutator()));
        items
            .iter()
            .filter_map(|note| note.cast::<Str>().map(|note| note.as_str().to_string()))
            .collect()
    };
    for note in notes {
        text.push_str(&note);
        text.push('\n');
    }
    text
}

//! The text of exceptions with their tracebacks, as CPython 3.13 prints it.

use crate::heap::{Instance, List, Slot, Str, Tuple, Value};
use crate::object::{ClassId, ExceptionSlot, LinkedCode, Raised, Thread, Traceback};
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

/// The text of an exception: its causes and contexts first, then its traceback, class and message, and for a group its members.
pub fn format_exception(thread: &mut Thread, exception: Slot) -> String {
    format_chain(thread, exception, true)
}

/// As [`format_exception`], with causes and contexts only if `chain` says so.
pub fn format_chain(thread: &mut Thread, exception: Slot, chain: bool) -> String {
    let mut text = Text {
        chain,
        ..Text::default()
    };
    text.exception(thread, exception);
    text.lines
}

/// Deeper groups, and more members of one, are only counted.
const MAX_DEPTH: usize = 10;
const MAX_MEMBERS: usize = 15;

/// The text while it is written. Inside groups, lines stand behind a margin.
#[derive(Default)]
struct Text {
    lines: String,
    depth: usize,
    /// The innermost group still lacks its closing line.
    open: bool,
    chain: bool,
}

impl Text {
    fn emit(&mut self, text: &str, margin: char) {
        for line in text.split_inclusive('\n') {
            if self.depth > 0 {
                self.lines.push_str(&"  ".repeat(self.depth));
                self.lines.extend([margin, ' ']);
            }
            self.lines.push_str(line);
        }
    }

    fn exception(&mut self, thread: &mut Thread, exception: Slot) {
        let chain = match self.chain {
            true => chain_of(thread, exception),
            false => vec![(exception, "")],
        };
        for (exception, words) in chain.into_iter().rev() {
            if !words.is_empty() {
                self.emit(&format!("\n{words}\n\n"), '|');
            }
            let members = members_of(thread, exception);
            match members.is_empty() {
                true => self.one(thread, exception),
                false => self.group(thread, exception, &members),
            }
        }
    }

    fn one(&mut self, thread: &mut Thread, exception: Slot) {
        self.traceback(thread, exception, "Traceback", '|');
        let last = format_exception_only(thread, exception);
        self.emit(&last, '|');
    }

    fn traceback(&mut self, thread: &Thread, exception: Slot, title: &str, margin: char) {
        let traceback = thread.exception_slot(thread.get(exception), ExceptionSlot::Traceback);
        if traceback.cast::<Traceback>().is_some() {
            self.emit(&format!("{title} (most recent call last):\n"), margin);
            self.emit(&format_traceback(thread, traceback), '|');
        }
    }

    fn group(&mut self, thread: &mut Thread, exception: Slot, members: &[Slot]) {
        if self.depth > MAX_DEPTH {
            self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
            return;
        }
        let outermost = self.depth == 0;
        self.depth += usize::from(outermost);
        let margin = if outermost { '+' } else { '|' };
        self.traceback(thread, exception, "Exception Group Traceback", margin);
        let last = format_exception_only(thread, exception);
        self.emit(&last, '|');
        self.open = false;
        let shown = members.len().min(MAX_MEMBERS + 1);
        for (index, member) in members[..shown].iter().enumerate() {
            let is_last = index + 1 == shown;
            self.open |= is_last;
            let counted = index >= MAX_MEMBERS;
            let title = match counted {
                true => "...".to_string(),
                false => (index + 1).to_string(),
            };
            let corner = if index == 0 { "+-" } else { "  " };
            let indent = "  ".repeat(self.depth);
            self.lines.push_str(&format!(
                "{indent}{corner}+---------------- {title} ----------------\n"
            ));
            self.depth += 1;
            if counted {
                let more = members.len() - MAX_MEMBERS;
                let plural = if more > 1 { "s" } else { "" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            } else {
                self.exception(thread, *member);
            }
            if is_last && self.open {
                let indent = "  ".repeat(self.depth);
                self.lines
                    .push_str(&format!("{indent}+------------------------------------\n"));
                self.open = false;
            }
            self.depth -= 1;
        }
        self.depth -= usize::from(outermost);
    }
}

/// The members of a group, pushed; none if the exception is no group.
fn members_of(thread: &Thread, exception: Slot) -> Vec<Slot> {
    let value = thread.get(exception);
    let groups = thread.class(ClassId::BaseExceptionGroup);
    let group = value
        .cast::<Instance>()
        .filter(|_| thread.class_of(value).is_subclass(groups));
    let members = group.map(|it| thread.instance_attribute(it, thread.intern("exceptions")));
    let members = members.and_then(|members| members.cast::<Tuple>());
    let members = members.into_iter().flat_map(Tuple::iter);
    members.map(|member| thread.push(member)).collect()
}

/// An exception with its causes and contexts, from the last to the first, each with the words that stand before the next later one.
fn chain_of(thread: &Thread, exception: Slot) -> Vec<(Slot, &'static str)> {
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
    chain
}

/// How often one line is shown before repetitions are counted.
const REPEATED: usize = 3;

/// The lines of a traceback.
pub fn format_traceback(_: &Thread, traceback: Value<'_>) -> String {
    traceback_lines(traceback, true)
}

/// The text of an exception that nobody can catch: as CPython's, without marks and chain.
pub fn format_unraisable(thread: &mut Thread, exception: Slot) -> String {
    let traceback = thread.exception_slot(thread.get(exception), ExceptionSlot::Traceback);
    let mut text = String::new();
    if traceback.cast::<Traceback>().is_some() {
        text.push_str("Traceback (most recent call last):\n");
        text.push_str(&traceback_lines(traceback, false));
    }
    text.push_str(&format_exception_only(thread, exception));
    text
}

fn traceback_lines(traceback: Value<'_>, marked: bool) -> String {
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
                text.push_str(&entry_lines(code, entry.pc, marked));
            }
        }
        current = entry.next.load();
    }
    flush(&mut text, repeats);
    text
}

/// The lines of one entry: the place, the source line with its marks.
pub fn format_entry(code: &LinkedCode, pc: usize) -> String {
    entry_lines(code, pc, true)
}

fn entry_lines(code: &LinkedCode, pc: usize, marked: bool) -> String {
    let source = &code.code.source;
    let line = code.code.line(pc);
    let (file, name) = (source.name(), code.name());
    let mut text = format!("  File \"{file}\", line {line}, in {name}\n");
    // What was never a file has no lines to show.
    if !file.starts_with('<') {
        let span = code.code.spans.get(pc).copied().filter(|_| marked);
        text.push_str(&source_lines(source, line, span, code.code.anchor(pc)));
    }
    text
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
    let syntax_error = thread.class(ClassId::SyntaxError);
    let is_syntax_error = thread
        .class_of(thread.get(exception))
        .is_subclass(syntax_error);
    let (before, shown) = match is_syntax_error {
        true => super::syntax_error::shown(thread, exception),
        false => (String::new(), String::new()),
    };
    let message = match vm::str(thread, exception) {
        _ if is_syntax_error => shown,
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
        format!("{before}{name}\n")
    } else {
        format!("{before}{name}: {message}\n")
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

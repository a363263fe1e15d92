//! How the command line speaks: reports to stdout or stderr, errors to stderr, and how wide they may
//! be. Styles are taken out for whatever is no terminal, and as `NO_COLOR` asks.

use std::io::{self, ErrorKind, IsTerminal, Write};

use terminal_size::{Width, terminal_size_of};

use super::Mistake;
use super::arguments::long_options;
use super::script::Script;
use crate::render::WIDTHS;
use crate::render::style::{TITLE, WRONG, styled};

/// The width of reports that don't go to a terminal.
const PIPE_WIDTH: usize = 80;

/// Writes a report to stdout. A reader that closes it early has seen enough: that is no error.
pub(super) fn report(text: &str) -> Result<(), Mistake> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Mistake::failure(format!("can't write the report: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes to stderr, beside what the script writes there. If nobody reads it, nobody is told.
pub(super) fn aside(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Says so if a script's argument is spelled like an option of the command's; `how` tells what silences this.
pub(super) fn note_misplaced(script: &Script, command: &str, how: &str) {
    if let Some(option) = script.misplaced(&long_options(command)) {
        aside(&format!(
            "note: {option} went to the script; put it before FILE{how}\n"
        ));
    }
}

/// Writes what went wrong to stderr, and what to type instead.
pub(super) fn error(mistake: &Mistake) {
    let mut text = format!("{}: {}\n", styled(WRONG, "error"), mistake.message);
    if let Some(hint) = &mistake.hint {
        text += &format!("{}: {hint}\n", styled(TITLE, "hint"));
    }
    aside(&text);
}

/// One line on stderr that says how far something is; only on a terminal.
pub(super) struct Progress {
    shown: bool,
}

impl Progress {
    /// `show_output`: the script's output goes to the same terminal.
    pub(super) fn new(show_output: bool) -> Self {
        Progress {
            shown: io::stderr().is_terminal() && !show_output,
        }
    }

    /// Replaces the line.
    pub(super) fn say(&self, text: &str) {
        if self.shown {
            aside(&format!("\r\x1b[K{text}"));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.say("");
    }
}

/// The width of reports on stdout.
pub(super) fn stdout_width() -> usize {
    width(terminal_size_of(io::stdout()))
}

/// The width of reports on stderr.
pub(super) fn stderr_width() -> usize {
    width(terminal_size_of(io::stderr()))
}

fn width(terminal: Option<(Width, terminal_size::Height)>) -> usize {
    let width = terminal.map_or(PIPE_WIDTH, |(Width(width), _)| usize::from(width));
    width.clamp(*WIDTHS.start(), *WIDTHS.end())
}

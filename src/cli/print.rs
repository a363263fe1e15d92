//! How the command line speaks: reports to stdout or stderr, errors to stderr, and how wide they may
//! be. Styles are taken out for whatever is no terminal, and as `NO_COLOR` asks.

use std::io::{self, ErrorKind, Write};

use terminal_size::{Width, terminal_size_of};

use super::Mistake;
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

/// Writes what went wrong to stderr, and what to type instead.
pub(super) fn error(mistake: &Mistake) {
    let mut text = format!("{}: {}\n", styled(WRONG, "error"), mistake.message);
    if let Some(hint) = &mistake.hint {
        text += &format!("{}: {hint}\n", styled(TITLE, "hint"));
    }
    aside(&text);
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

//! The styles of all reports. Nothing is told by colour alone.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// What a report is about: its first line, a column's name.
pub const TITLE: Style = Style::new().bold();

/// The answer.
pub const VERDICT: Style = AnsiColor::Cyan.on_default().bold();

/// Something is wrong.
pub const WRONG: Style = AnsiColor::Red.on_default().bold();

/// `text` in a style.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

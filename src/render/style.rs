//! The styles of all reports. Nothing is told by colour alone.

use std::fmt::Display;

use anstyle::{Ansi256Color, AnsiColor, Color, Style};

/// What a report is about: its first line, a column's name.
pub const TITLE: Style = Style::new().bold();

/// The answer: a blue that is readable on white and on black, which a terminal's own sixteen colours are not.
pub const VERDICT: Style = Style::new()
    .fg_color(Some(Color::Ansi256(Ansi256Color(32))))
    .bold();

/// Something is wrong.
pub const WRONG: Style = AnsiColor::Red.on_default().bold();

/// `text` in a style.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

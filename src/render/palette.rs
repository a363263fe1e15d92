//! How each state of a thread looks, everywhere. Glyphs differ as well as colours; the colours are Okabe and Ito's, which people with any
//! kind of colour vision can tell apart ("Color Universal Design", 2008), and are readable on black and on white.

use anstyle::{Ansi256Color, Color, Style};

use crate::timeline::lanes::State;

/// The look of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What users call the state.
    pub name: &'static str,
    /// On a terminal.
    pub glyph: char,
    /// On one that has only ASCII.
    pub ascii: char,
    /// The nearest of a terminal's 256 colours.
    pub colour: u8,
    /// On a page.
    pub hex: &'static str,
    /// On a page, over the colour: `plain`, `rising`, `falling`, `bars`, `cross` or `dots`.
    pub pattern: &'static str,
}

/// All states, in the order of legends.
pub const STATES: [State; State::COUNT] = [
    State::Attached,
    State::GilWait,
    State::Io,
    State::Sleep,
    State::Lock,
    State::Native,
    State::Stopped,
    State::Idle,
];

/// How a state looks.
pub fn look(state: State) -> Look {
    let (name, glyph, ascii, colour, hex, pattern) = match state {
        State::Attached => ("running", '█', '#', 36, "#009e73", "plain"),
        State::GilWait => ("GIL wait", '░', '-', 172, "#e69f00", "rising"),
        State::Io => ("I/O", '~', '~', 74, "#56b4e9", "dots"),
        State::Sleep => ("sleep", 'z', 'z', 67, "#0072b2", "bars"),
        State::Lock => ("lock", 'x', 'x', 166, "#d55e00", "cross"),
        State::Native => ("native", 'n', 'n', 175, "#cc79a7", "falling"),
        State::Stopped => ("GC", 'g', 'g', 178, "#f0e442", "cross"),
        State::Idle => ("idle", '.', '.', 245, "#999999", "plain"),
    };
    Look {
        name,
        glyph,
        ascii,
        colour,
        hex,
        pattern,
    }
}

impl Look {
    /// Its colour as a style.
    pub fn style(&self) -> Style {
        Style::new().fg_color(Some(Color::Ansi256(Ansi256Color(self.colour))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_states_look_alike() {
        for (place, state) in STATES.into_iter().enumerate() {
            for other in &STATES[..place] {
                let (one, other) = (look(state), look(*other));
                assert!(one.glyph != other.glyph && one.ascii != other.ascii);
                assert!(one.colour != other.colour && one.hex != other.hex);
            }
            assert!(look(state).ascii.is_ascii());
        }
    }
}

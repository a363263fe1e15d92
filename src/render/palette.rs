//! How each state of a thread looks, and each curve of a plot, everywhere. Glyphs differ as well as colours; the colours are Okabe and Ito's, which people with any
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

/// The look of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// On a terminal.
    pub glyph: char,
    /// On one that has only ASCII.
    pub ascii: char,
    /// The nearest of a terminal's 256 colours.
    pub colour: u8,
    /// On a white page, and on a black one.
    pub hex: (&'static str, &'static str),
    /// The outline of the mark on a page, around its middle.
    pub outline: &'static str,
}

/// Curves in the order in which they are drawn; more could not be told apart.
pub const CURVES: [Mark; 6] = {
    const fn mark(
        (glyph, ascii): (char, char),
        colour: u8,
        hex: (&'static str, &'static str),
        outline: &'static str,
    ) -> Mark {
        Mark {
            glyph,
            ascii,
            colour,
            hex,
            outline,
        }
    }
    [
        mark(
            ('●', 'o'),
            74,
            ("#0072b2", "#56b4e9"),
            "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        ),
        mark(
            ('▲', 'A'),
            166,
            ("#d55e00", "#ff8f45"),
            "M0-6L5.6 4.4H-5.6z",
        ),
        mark(
            ('■', '#'),
            36,
            ("#008060", "#2fc79b"),
            "M-4.6-4.6h9.2v9.2h-9.2z",
        ),
        mark(
            ('◆', '%'),
            175,
            ("#a8528a", "#dd8fba"),
            "M0-6.4L6.4 0L0 6.4L-6.4 0z",
        ),
        mark(
            ('▼', 'V'),
            172,
            ("#a87400", "#e69f00"),
            "M0 6L5.6-4.4H-5.6z",
        ),
        mark(
            ('✚', '+'),
            245,
            ("#59636e", "#9aa4af"),
            "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
        ),
    ]
};

impl Mark {
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

    #[test]
    fn no_two_curves_look_alike() {
        for (place, one) in CURVES.into_iter().enumerate() {
            for other in &CURVES[..place] {
                assert!(one.glyph != other.glyph && one.ascii != other.ascii);
                assert!(one.colour != other.colour && one.outline != other.outline);
                assert!(one.hex.0 != other.hex.0 && one.hex.1 != other.hex.1);
            }
            assert!(one.ascii.is_ascii());
        }
    }
}

//! The format-spec mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, read once and
//! checked as far as it does not depend on the value. Applying it is `format`.

use super::error::{Result, TextError};
use super::unicode::decimal_value;

/// Where the value stands in its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the padding stands between sign and digits.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `-`: nothing.
    Minus,
    /// `+`: a plus.
    Plus,
    /// A space.
    Space,
}

/// The thousands separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// `,`
    Comma,
    /// `_`
    Underscore,
}

impl Grouping {
    /// The separator itself.
    pub fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        }
    }
}

/// What is being formatted: decides the defaults of a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// `str`: `s`, to the left.
    Str,
    /// `int`: `d`, to the right.
    Int,
    /// `float`: no type, to the right.
    Float,
}

/// A format spec, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatSpec {
    /// The padding character.
    pub fill: char,
    /// Given, or the subject's default.
    pub align: Align,
    /// Given, or none.
    pub sign: Option<Sign>,
    /// `z`
    pub unsigned_zero: bool,
    /// `#`
    pub alternate: bool,
    /// In characters.
    pub width: Option<usize>,
    /// Given, or none.
    pub grouping: Option<Grouping>,
    /// Digits or characters, as the type counts them.
    pub precision: Option<usize>,
    /// The type letter, given or the subject's default; `None` for a float without one.
    pub kind: Option<char>,
}

impl FormatSpec {
    /// Reads a spec. `type_name` is what CPython's message calls the value's type.
    ///
    /// # Errors
    /// `ValueError`, as CPython words it. The type letter is not checked against the subject here.
    pub fn parse(text: &str, subject: Subject, type_name: &str) -> Result<FormatSpec> {
        let mut spec = FormatSpec {
            fill: ' ',
            align: if subject == Subject::Str {
                Align::Left
            } else {
                Align::Right
            },
            sign: None,
            unsigned_zero: false,
            alternate: false,
            width: None,
            grouping: None,
            precision: None,
            kind: match subject {
                Subject::Str => Some('s'),
                Subject::Int => Some('d'),
                Subject::Float => None,
            },
        };
        let mut rest = spec.read_alignment(text, subject);
        if let Some(width) = read_number(&mut rest)? {
            spec.width = Some(width);
        }
        spec.read_grouping(&mut rest)?;
        if take(&mut rest, b'.') {
            let precision = read_number(&mut rest)?;
            spec.precision =
                Some(precision.ok_or(TextError::value("Format specifier missing precision"))?);
        }
        let mut letters = rest.chars();
        if let Some(kind) = letters.next() {
            spec.kind = Some(kind);
        }
        if letters.next().is_some() {
            return Err(TextError::value(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            )));
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    /// Separators stand after so many digits.
    pub(super) fn group_size(&self) -> usize {
        if matches!(self.kind, Some('b' | 'o' | 'x' | 'X')) {
            4
        } else {
            3
        }
    }

    /// Everything before the width; answers what is left.
    fn read_alignment<'t>(&mut self, text: &'t str, subject: Subject) -> &'t str {
        let mut letters = text.chars();
        let fill = letters.next();
        let mut rest = letters.as_str();
        let mut filled = true;
        let mut aligned = take_alignment(&mut rest);
        if aligned.is_some() {
            self.fill = fill.unwrap_or(' ');
        } else {
            rest = text;
            filled = false;
            aligned = take_alignment(&mut rest);
        }
        self.sign = match rest.as_bytes().first() {
            Some(b'+') => Some(Sign::Plus),
            Some(b'-') => Some(Sign::Minus),
            Some(b' ') => Some(Sign::Space),
            _ => None,
        };
        if self.sign.is_some() {
            rest = &rest[1..];
        }
        self.unsigned_zero = take(&mut rest, b'z');
        self.alternate = take(&mut rest, b'#');
        if !filled && take(&mut rest, b'0') {
            self.fill = '0';
            if subject != Subject::Str {
                aligned = aligned.or(Some(Align::AfterSign));
            }
        }
        self.align = aligned.unwrap_or(self.align);
        rest
    }

    fn read_grouping(&mut self, rest: &mut &str) -> Result<()> {
        if take(rest, b',') {
            self.grouping = Some(Grouping::Comma);
        }
        let both = if take(rest, b'_') {
            self.grouping.replace(Grouping::Underscore).is_some() || rest.starts_with(',')
        } else {
            false
        };
        if both {
            Err(TextError::value("Cannot specify both ',' and '_'."))
        } else {
            Ok(())
        }
    }

    fn check_grouping(&self) -> Result<()> {
        let Some(grouping) = self.grouping else {
            return Ok(());
        };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => Ok(()),
            Some(kind) => {
                let (separator, kind) = (grouping.separator(), letter(kind));
                Err(TextError::value(format!(
                    "Cannot specify '{separator}' with '{kind}'."
                )))
            }
        }
    }
}

/// A type letter as error messages show it.
pub(super) fn letter(kind: char) -> String {
    if matches!(kind, '!'..='\x7f') {
        kind.to_string()
    } else {
        format!("\\x{:x}", kind as u32)
    }
}

fn take_alignment(rest: &mut &str) -> Option<Align> {
    let align = match rest.as_bytes().first()? {
        b'<' => Align::Left,
        b'>' => Align::Right,
        b'^' => Align::Center,
        b'=' => Align::AfterSign,
        _ => return None,
    };
    *rest = &rest[1..];
    Some(align)
}

fn take(rest: &mut &str, byte: u8) -> bool {
    let taken = rest.as_bytes().first() == Some(&byte);
    if taken {
        *rest = &rest[1..];
    }
    taken
}

/// Decimal digits of any script, up to the largest `ssize_t`.
pub(super) fn read_number(rest: &mut &str) -> Result<Option<usize>> {
    let mut value = None;
    while let Some((digit, after)) = split_digit(rest) {
        let next = value
            .unwrap_or(0usize)
            .checked_mul(10)
            .and_then(|tens| tens.checked_add(digit as usize));
        match next {
            Some(next) if next <= isize::MAX as usize => value = Some(next),
            _ => return Err(TextError::value("Too many decimal digits in format string")),
        }
        *rest = after;
    }
    Ok(value)
}

fn split_digit(text: &str) -> Option<(u32, &str)> {
    match text.as_bytes().first()? {
        digit @ b'0'..=b'9' => Some((u32::from(digit - b'0'), &text[1..])),
        0..0x80 => None,
        _ => {
            let mut letters = text.chars();
            let digit = decimal_value(letters.next()?)?;
            Some((digit, letters.as_str()))
        }
    }
}

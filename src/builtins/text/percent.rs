//! `template % arguments`: reading a template piece by piece, and formatting what a conversion asks for. Taking the
//! arguments from a tuple or a mapping, and `str` and `repr` of them, is the caller's.
//!
//! For each [`Conversion`] the caller does, in this order, since that is the order of CPython's errors: look up `key`;
//! if `width`, then if `precision` is [`Amount::Argument`], take an argument and call `set_width`, `set_precision`;
//! check `problem`; take the argument to format; ask for `kind`; push it.

use super::error::{Result, TextError, check_length, push_fill};
use super::float_text::{self, Layout, Notation};
use super::format::{char_of, truncated};
use super::int::IntRef;
use super::int_text::{self, Radix, push_magnitude};

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stands for itself.
    Literal(&'t str),
    /// Something to format.
    Conversion(Conversion<'t>),
}

/// A width or a precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// None is given.
    None,
    /// A number, in the template or set by the caller.
    Given(usize),
    /// `*`: the next argument.
    Argument,
}

/// The flags between `%` and the width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// What a conversion formats, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `s`: the text of `str(argument)`.
    Str,
    /// `r`: the text of `repr(argument)`.
    Repr,
    /// `a`: the text of `ascii(argument)`.
    Ascii,
    /// `d`, `i`, `u`: a number, cut to an integer.
    Decimal,
    /// `o`, `x`, `X`: an integer.
    Radix,
    /// `e`, `f`, `g` and their capitals: a float.
    Float,
    /// `c`: an integer or a string of one character.
    Char,
}

/// `%` and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion<'t> {
    /// The key between parentheses.
    pub key: Option<&'t str>,
    /// Its flags.
    pub flags: Flags,
    /// The least number of characters.
    pub width: Amount,
    /// Digits after the point, significant digits, or the most characters.
    pub precision: Amount,
    /// What is wrong with the rest of the conversion; raised after `key` and the `*`s have been taken.
    pub problem: Option<TextError>,
    letter: char,
    /// The template up to the letter.
    before: &'t str,
}

/// The pieces of a template, in order; ends after an error.
#[derive(Debug, Clone)]
pub struct Template<'t> {
    text: &'t str,
    at: usize,
    mapping: bool,
}

impl<'t> Template<'t> {
    /// Starts reading. `mapping` says that the right side can be asked for keys.
    pub fn new(text: &'t str, mapping: bool) -> Template<'t> {
        Template {
            text,
            at: 0,
            mapping,
        }
    }

    fn conversion(&mut self) -> Result<Conversion<'t>> {
        let mut reader = Reader {
            text: self.text,
            at: self.at,
        };
        let mut conversion = Conversion {
            key: None,
            flags: Flags::default(),
            width: Amount::None,
            precision: Amount::None,
            problem: None,
            letter: ' ',
            before: "",
        };
        if reader.take('(') {
            if !self.mapping {
                return Err(TextError::type_("format requires a mapping"));
            }
            conversion.key = Some(
                reader
                    .key()
                    .ok_or(TextError::value("incomplete format key"))?,
            );
        }
        conversion.problem = conversion.read(&mut reader).err();
        self.at = reader.at;
        Ok(conversion)
    }
}

impl<'t> Iterator for Template<'t> {
    type Item = Result<Piece<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let Some(percent) = memchr::memchr(b'%', rest.as_bytes()) else {
            self.at = self.text.len();
            return (!rest.is_empty()).then_some(Ok(Piece::Literal(rest)));
        };
        if percent > 0 {
            self.at += percent;
            return Some(Ok(Piece::Literal(&rest[..percent])));
        }
        if rest.starts_with("%%") {
            self.at += 2;
            return Some(Ok(Piece::Literal("%")));
        }
        self.at += 1;
        let conversion = self.conversion();
        if conversion
            .as_ref()
            .map_or(true, |conversion| conversion.problem.is_some())
        {
            self.at = self.text.len();
        }
        Some(conversion.map(Piece::Conversion))
    }
}

impl<'t> Conversion<'t> {
    /// What is to be formatted.
    ///
    /// # Errors
    /// `ValueError` for a letter that is no conversion.
    pub fn kind(&self) -> Result<Kind> {
        match self.letter {
            's' => Ok(Kind::Str),
            'r' => Ok(Kind::Repr),
            'a' => Ok(Kind::Ascii),
            'd' | 'i' | 'u' => Ok(Kind::Decimal),
            'o' | 'x' | 'X' => Ok(Kind::Radix),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Ok(Kind::Float),
            'c' => Ok(Kind::Char),
            letter => {
                let shown = if matches!(letter, '\x1f'..='~') {
                    letter
                } else {
                    '?'
                };
                Err(TextError::value(format!(
                    "unsupported format character '{shown}' (0x{:x}) at index {}",
                    letter as u32,
                    self.before.chars().count()
                )))
            }
        }
    }

    /// Whether it asks for nothing but the value.
    fn is_plain(&self) -> bool {
        self.flags == Flags::default()
            && self.width == Amount::None
            && self.precision == Amount::None
    }

    /// Whether its letter is `b`, which formats bytes and is unknown to strings.
    pub fn is_bytes(&self) -> bool {
        self.letter == 'b'
    }

    /// Sets a width that was `*`; a negative one means `-`.
    ///
    /// # Errors
    /// `OverflowError` if it does not fit a machine word.
    pub fn set_width(&mut self, width: IntRef<'_>) -> Result<()> {
        let width = width.to_i64();
        let width = width.ok_or(TextError::overflow(
            "Python int too large to convert to C ssize_t",
        ))?;
        self.flags.left |= width < 0;
        self.width = Amount::Given(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Sets a precision that was `*`; a negative one counts as 0.
    ///
    /// # Errors
    /// `OverflowError` if it does not fit a C int.
    pub fn set_precision(&mut self, precision: IntRef<'_>) -> Result<()> {
        let precision = precision
            .to_i64()
            .and_then(|precision| i32::try_from(precision).ok());
        let precision = precision.ok_or(TextError::overflow(
            "Python int too large to convert to C int",
        ))?;
        self.precision = Amount::Given(usize::try_from(precision).unwrap_or(0));
        Ok(())
    }

    /// The `TypeError` for an argument of a type that the conversion does not take.
    pub fn wrong_type(&self, type_name: &str) -> TextError {
        TextError::type_(match (self.kind(), self.letter) {
            (Ok(Kind::Radix), letter) => {
                format!("%{letter} format: an integer is required, not {type_name}")
            }
            (Ok(Kind::Decimal), letter) => {
                format!("%{letter} format: a real number is required, not {type_name}")
            }
            (Ok(Kind::Char), _) => "%c requires int or char".to_string(),
            _ => format!("must be real number, not {type_name}"),
        })
    }

    /// Appends the text of a `Str`, `Repr` or `Ascii` conversion, cut to the precision.
    ///
    /// # Errors
    /// `MemoryError` if the result would be too long.
    pub fn push_text(&self, out: &mut String, text: &str) -> Result<()> {
        let text = match self.precision {
            Amount::Given(most) => truncated(text, most),
            _ => text,
        };
        self.push_padded(out, text)
    }

    /// Appends the character of a `Char` conversion.
    ///
    /// # Errors
    /// `MemoryError` if the result would be too long.
    pub fn push_char(&self, out: &mut String, c: char) -> Result<()> {
        self.push_padded(out, c.encode_utf8(&mut [0; 4]))
    }

    /// Appends the character of a `Char` conversion that an integer stands for.
    ///
    /// # Errors
    /// `OverflowError` if no character has that number; `ValueError` for a surrogate.
    pub fn push_code(&self, out: &mut String, n: IntRef<'_>) -> Result<()> {
        match n.to_i64().and_then(|code| u32::try_from(code).ok()) {
            Some(code @ ..=0x10ffff) => self.push_char(out, char_of(code)?),
            _ => Err(TextError::overflow("%c arg not in range(0x110000)")),
        }
    }

    /// Appends the integer of a `Decimal` or `Radix` conversion; `max_digits` as for [`int_text::push_int`].
    ///
    /// # Errors
    /// `ValueError` for too many digits, `OverflowError` or `MemoryError` for too large a precision or width.
    pub fn push_int(&self, out: &mut String, n: IntRef<'_>, max_digits: usize) -> Result<()> {
        if self.is_plain() && matches!(self.letter, 'd' | 'i' | 'u') {
            return int_text::push_int(out, n, max_digits);
        }
        let mut digits = String::new();
        match self.letter {
            'o' => push_magnitude(&mut digits, n, Radix::Octal),
            'x' | 'X' => push_magnitude(&mut digits, n, Radix::Hexadecimal),
            _ => int_text::push_int(&mut digits, n, max_digits)?,
        }
        if self.letter == 'X' {
            digits.make_ascii_uppercase();
        }
        let digits = digits.trim_start_matches('-');
        let zeros = match self.precision {
            Amount::Given(least) if least > i32::MAX as usize - 3 => {
                return Err(TextError::overflow("precision too large"));
            }
            Amount::Given(least) => least.saturating_sub(digits.len()),
            _ => 0,
        };
        let prefix = match self.letter {
            _ if !self.flags.alternate => "",
            'o' => "0o",
            'x' => "0x",
            'X' => "0X",
            _ => "",
        };
        self.push_number(out, n.is_negative(), prefix, zeros, digits)
    }

    /// Appends the float of a `Float` conversion.
    ///
    /// # Errors
    /// `MemoryError` if the result would be too long.
    pub fn push_float(&self, out: &mut String, x: f64) -> Result<()> {
        let layout = Layout {
            notation: match self.letter {
                'e' | 'E' => Notation::Exponent,
                'f' | 'F' => Notation::Fixed,
                _ => Notation::General,
            },
            precision: match self.precision {
                Amount::Given(precision) => precision,
                _ => 6,
            },
            alternate: self.flags.alternate,
            point_zero: false,
            unsigned_zero: false,
            upper: self.letter.is_ascii_uppercase(),
        };
        if self.width == Amount::None && !self.flags.plus && !self.flags.blank {
            return float_text::push_float(out, x, &layout);
        }
        let mut text = String::new();
        float_text::push_float(&mut text, x, &layout)?;
        let digits = text.trim_start_matches('-');
        self.push_number(out, digits.len() < text.len(), "", 0, digits)
    }

    /// Reads what stands behind the key.
    fn read(&mut self, reader: &mut Reader<'t>) -> Result<()> {
        let incomplete = || TextError::value("incomplete format");
        loop {
            match reader.peek().ok_or_else(incomplete)? {
                '-' => self.flags.left = true,
                '+' => self.flags.plus = true,
                ' ' => self.flags.blank = true,
                '#' => self.flags.alternate = true,
                '0' => self.flags.zero = true,
                _ => break,
            }
            reader.at += 1;
        }
        self.width = reader.amount(isize::MAX as usize, "width too big")?;
        if reader.take('.') {
            self.precision = match reader.amount(i32::MAX as usize, "precision too big")? {
                Amount::None => Amount::Given(0),
                amount => amount,
            };
        }
        if let Some('h' | 'l' | 'L') = reader.peek() {
            reader.at += 1;
        }
        self.letter = reader.peek().ok_or_else(incomplete)?;
        self.before = &reader.text[..reader.at];
        reader.at += self.letter.len_utf8();
        Ok(())
    }

    fn push_padded(&self, out: &mut String, text: &str) -> Result<()> {
        if self.width == Amount::None {
            out.push_str(text);
            return Ok(());
        }
        let padding = self.padding(text.chars().count())?;
        push_fill(out, ' ', if self.flags.left { 0 } else { padding });
        out.push_str(text);
        push_fill(out, ' ', if self.flags.left { padding } else { 0 });
        Ok(())
    }

    fn push_number(
        &self,
        out: &mut String,
        minus: bool,
        prefix: &str,
        zeros: usize,
        digits: &str,
    ) -> Result<()> {
        let sign = match (minus, self.flags) {
            (true, _) => "-",
            (_, Flags { plus: true, .. }) => "+",
            (_, Flags { blank: true, .. }) => " ",
            _ => "",
        };
        check_length(zeros.checked_add(digits.len()))?;
        let padding = self.padding(sign.len() + prefix.len() + zeros + digits.len())?;
        let (left, inner, right) = match (self.flags.left, self.flags.zero) {
            (true, _) => (0, 0, padding),
            (false, true) => (0, padding, 0),
            (false, false) => (padding, 0, 0),
        };
        push_fill(out, ' ', left);
        out.push_str(sign);
        out.push_str(prefix);
        push_fill(out, '0', inner + zeros);
        out.push_str(digits);
        push_fill(out, ' ', right);
        Ok(())
    }

    /// How much is missing to the width.
    fn padding(&self, length: usize) -> Result<usize> {
        match self.width {
            Amount::Given(width) => {
                check_length(Some(width))?;
                Ok(width.saturating_sub(length))
            }
            _ => Ok(0),
        }
    }
}

/// The `TypeError` for a template that asks for more than there is.
pub fn not_enough_arguments() -> TextError {
    TextError::type_("not enough arguments for format string")
}

/// The `TypeError` for arguments that no conversion took.
pub fn not_all_converted() -> TextError {
    TextError::type_("not all arguments converted during string formatting")
}

/// The `TypeError` for a `*` whose argument is no integer.
pub fn star_wants_int() -> TextError {
    TextError::type_("* wants int")
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += if there { c.len_utf8() } else { 0 };
        there
    }

    /// Up to the parenthesis that closes the key, which may hold balanced ones.
    fn key(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let mut depth = 1;
        for (at, c) in rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at += at + 1;
                return Some(&rest[..at]);
            }
        }
        None
    }

    fn amount(&mut self, most: usize, too_big: &'static str) -> Result<Amount> {
        if self.take('*') {
            return Ok(Amount::Argument);
        }
        let mut amount = Amount::None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let before = if let Amount::Given(before) = amount {
                before
            } else {
                0
            };
            let now = before
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(digit as usize));
            match now {
                Some(now) if now <= most => amount = Amount::Given(now),
                _ => return Err(TextError::value(too_big)),
            }
            self.at += 1;
        }
        Ok(amount)
    }
}

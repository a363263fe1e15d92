//! `template.format(...)`: reading a template into text and replacement fields, and a field's name into its steps.
//! Looking values up and calling their `__format__` is the caller's.
//!
//! For each [`Field`] the caller does, in this order, since that is the order of CPython's errors: pass `name` to
//! [`Numbering::first`] and look the first part up; walk the [`Steps`]; apply `conversion`; if the spec `is_nested`,
//! format it as a template of its own, at most [`MAX_DEPTH`] deep, with the same `Numbering`.

use super::error::{Result, TextError};
use super::spec::{letter, read_number};

/// Templates may nest so deep: a format spec may hold fields, whose specs may not.
pub const MAX_DEPTH: usize = 2;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stands for itself, a doubled brace already halved.
    Literal(&'t str),
    /// `{...}`
    Field(Field<'t>),
}

/// `{name!conversion:spec}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'t> {
    /// As written, maybe empty.
    pub name: &'t str,
    /// As written, maybe empty.
    pub spec: &'t str,
    conversion: Option<char>,
}

/// What is done to a value before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

impl Field<'_> {
    /// The conversion, if there is one.
    ///
    /// # Errors
    /// `ValueError` for an unknown one.
    pub fn conversion(&self) -> Result<Option<Conversion>> {
        match self.conversion {
            None => Ok(None),
            Some('s') => Ok(Some(Conversion::Str)),
            Some('r') => Ok(Some(Conversion::Repr)),
            Some('a') => Ok(Some(Conversion::Ascii)),
            Some(c) => Err(TextError::value(format!(
                "Unknown conversion specifier {}",
                letter(c)
            ))),
        }
    }

    /// Whether the spec holds fields itself.
    pub fn is_nested(&self) -> bool {
        self.spec.contains('{')
    }
}

/// The pieces of a template, in order; ends after an error.
#[derive(Debug, Clone)]
pub struct Template<'t> {
    rest: &'t str,
}

impl<'t> Template<'t> {
    /// Starts reading.
    pub fn new(text: &'t str) -> Template<'t> {
        Template { rest: text }
    }

    /// Reads a field behind its opening brace.
    fn field(&mut self) -> Result<Field<'t>> {
        let text = self.rest;
        let mut end = 0;
        let stop = loop {
            let Some(c) = text[end..].chars().next() else {
                break None;
            };
            match c {
                '{' => return Err(TextError::value("unexpected '{' in field name")),
                '[' => {
                    end = text[end..]
                        .find(']')
                        .map_or(text.len(), |close| end + close)
                }
                '}' | ':' | '!' => break Some(c),
                _ => end += c.len_utf8(),
            }
        };
        let (name, mut rest) = (&text[..end], text.get(end + 1..).unwrap_or(""));
        let mut conversion = None;
        match stop {
            None => return Err(TextError::value("expected '}' before end of string")),
            Some('}') => {
                self.rest = rest;
                return Ok(Field {
                    name,
                    spec: "",
                    conversion,
                });
            }
            Some('!') => {
                let mut letters = rest.chars();
                conversion = letters.next();
                if conversion.is_none() {
                    return Err(TextError::value(
                        "end of string while looking for conversion specifier",
                    ));
                }
                let after = letters.next();
                rest = letters.as_str();
                match after {
                    Some('}') => {
                        self.rest = rest;
                        return Ok(Field {
                            name,
                            spec: "",
                            conversion,
                        });
                    }
                    Some(':') | None => {}
                    Some(_) => {
                        return Err(TextError::value("expected ':' after conversion specifier"));
                    }
                }
            }
            Some(_) => {}
        }
        let mut depth = 1;
        let close = rest.bytes().position(|byte| {
            depth += i64::from(byte == b'{') - i64::from(byte == b'}');
            depth == 0
        });
        let close = close.ok_or(TextError::value("unmatched '{' in format spec"))?;
        self.rest = &rest[close + 1..];
        Ok(Field {
            name,
            spec: &rest[..close],
            conversion,
        })
    }
}

impl<'t> Iterator for Template<'t> {
    type Item = Result<Piece<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest;
        let Some(at) = text.find(['{', '}']) else {
            self.rest = "";
            return (!text.is_empty()).then_some(Ok(Piece::Literal(text)));
        };
        let (brace, after) = text[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            self.rest = after;
            return Some(Ok(Piece::Literal(&text[..=at])));
        }
        if brace == "}" || after.is_empty() {
            self.rest = "";
            let message = format!("Single '{brace}' encountered in format string");
            return Some(Err(TextError::value(message)));
        }
        if at > 0 {
            self.rest = &text[at..];
            return Some(Ok(Piece::Literal(&text[..at])));
        }
        self.rest = after;
        let field = self.field();
        if field.is_err() {
            self.rest = "";
        }
        Some(field.map(Piece::Field))
    }
}

/// What a field's name starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First<'t> {
    /// A positional argument, numbered by the script or by its place.
    Index(usize),
    /// A keyword argument.
    Name(&'t str),
}

/// Whether fields are numbered by the script or by their place; one for a template and the specs nested in it.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    automatic: Option<bool>,
    next: usize,
}

impl Numbering {
    /// Splits a field's name into what it starts with and the steps from there.
    ///
    /// # Errors
    /// `ValueError` if `{}` and `{0}` are mixed, or a number is too large.
    pub fn first<'t>(&mut self, name: &'t str) -> Result<(First<'t>, Steps<'t>)> {
        let (first, rest) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
        let number = index(first)?;
        if first.is_empty() || number.is_some() {
            let automatic = first.is_empty();
            if *self.automatic.get_or_insert(automatic) != automatic {
                return Err(TextError::value(if automatic {
                    "cannot switch from manual field specification to automatic field numbering"
                } else {
                    "cannot switch from automatic field numbering to manual field specification"
                }));
            }
        }
        let first = match number {
            _ if first.is_empty() => {
                self.next += 1;
                First::Index(self.next - 1)
            }
            Some(number) => First::Index(number),
            None => First::Name(first),
        };
        Ok((first, Steps { rest }))
    }
}

/// A step from one value to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'t> {
    /// `.name`
    Attribute(&'t str),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(&'t str),
}

/// The steps of a field's name; ends after an error.
#[derive(Debug, Clone)]
pub struct Steps<'t> {
    rest: &'t str,
}

impl<'t> Steps<'t> {
    fn step(&mut self) -> Result<Step<'t>> {
        let text = self.rest;
        let step = if let Some(after) = text.strip_prefix('.') {
            let (name, rest) = after.split_at(after.find(['.', '[']).unwrap_or(after.len()));
            self.rest = rest;
            Step::Attribute(name)
        } else if let Some(after) = text.strip_prefix('[') {
            let (key, rest) = after
                .split_once(']')
                .ok_or(TextError::value("Missing ']' in format string"))?;
            self.rest = rest;
            index(key)?.map_or(Step::Key(key), Step::Index)
        } else {
            return Err(TextError::value(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        };
        match step {
            Step::Attribute("") | Step::Key("") => {
                Err(TextError::value("Empty attribute in format string"))
            }
            step => Ok(step),
        }
    }
}

impl<'t> Iterator for Steps<'t> {
    type Item = Result<Step<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = "";
        }
        Some(step)
    }
}

/// The `ValueError` for a template that nests deeper than [`MAX_DEPTH`].
pub fn too_deep() -> TextError {
    TextError::value("Max string recursion exceeded")
}

/// The `IndexError` for a positional argument that is not there.
pub fn index_out_of_range(index: usize) -> TextError {
    TextError::index(format!(
        "Replacement index {index} out of range for positional args tuple"
    ))
}

/// A name of decimal digits only, as a number.
fn index(name: &str) -> Result<Option<usize>> {
    let mut rest = name;
    let number = read_number(&mut rest)?;
    Ok(number.filter(|_| rest.is_empty()))
}

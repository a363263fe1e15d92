//! The one error of this module: which Python exception, and CPython's message. No exception objects here.

use std::borrow::Cow;
use std::fmt;

/// The longest text, in bytes, that a width, a precision or a repetition may ask for; beyond it an operation answers
/// [`TextError::Memory`] instead of allocating what a script typed as one number.
pub const MAX_TEXT: usize = 1 << 28;

/// Why an operation on text or numbers failed: the exception that CPython raises, with its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextError {
    /// `ValueError`
    Value(Cow<'static, str>),
    /// `TypeError`
    Type(Cow<'static, str>),
    /// `OverflowError`
    Overflow(Cow<'static, str>),
    /// `ZeroDivisionError`
    ZeroDivision(Cow<'static, str>),
    /// `IndexError`
    Index(Cow<'static, str>),
    /// `MemoryError`: the result would be longer than [`MAX_TEXT`] or than an integer may grow.
    Memory,
}

/// What operations of this module answer.
pub type Result<T> = std::result::Result<T, TextError>;

impl TextError {
    /// The exception's class name and its message (`MemoryError` has none).
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            TextError::Value(message) => ("ValueError", message),
            TextError::Type(message) => ("TypeError", message),
            TextError::Overflow(message) => ("OverflowError", message),
            TextError::ZeroDivision(message) => ("ZeroDivisionError", message),
            TextError::Index(message) => ("IndexError", message),
            TextError::Memory => ("MemoryError", ""),
        }
    }

    pub(super) fn value(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError::Value(message.into())
    }

    pub(super) fn type_(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError::Type(message.into())
    }

    pub(super) fn overflow(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError::Overflow(message.into())
    }

    pub(super) fn index(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError::Index(message.into())
    }

    pub(super) fn zero_division(message: &'static str) -> TextError {
        TextError::ZeroDivision(Cow::Borrowed(message))
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (class, "") => f.write_str(class),
            (class, message) => write!(f, "{class}: {message}"),
        }
    }
}

impl std::error::Error for TextError {}

/// Refuses a text of more than [`MAX_TEXT`] bytes, or one whose length overflowed (`None`).
pub(super) fn check_length(bytes: Option<usize>) -> Result<()> {
    match bytes {
        Some(bytes) if bytes <= MAX_TEXT => Ok(()),
        _ => Err(TextError::Memory),
    }
}

/// Most padding is of a few of these.
const SPACES: &str = "                                ";
const ZEROS: &str = "00000000000000000000000000000000";

/// Appends `count` copies of `fill`; the caller has checked the length.
pub(super) fn push_fill(out: &mut String, fill: char, count: usize) {
    let few = match fill {
        _ if count == 0 => return,
        ' ' => SPACES.get(..count),
        '0' => ZEROS.get(..count),
        _ => None,
    };
    match few {
        Some(few) => out.push_str(few),
        None => {
            out.reserve(count * fill.len_utf8());
            out.extend(std::iter::repeat_n(fill, count));
        }
    }
}

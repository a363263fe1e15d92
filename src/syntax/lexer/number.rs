//! Where a number ends, and what is wrong with it. Its value is computed in `literal`.

/// A number as scanned.
pub(super) struct Number {
    /// Just past its last character, or at the character that is wrong.
    pub(super) end: usize,
    /// CPython's message.
    pub(super) problem: Option<String>,
    /// What to do about it.
    pub(super) hint: &'static str,
}

/// Scans the number that starts with the digit, or point and digit, at `start`.
pub(super) fn scan(bytes: &[u8], start: usize) -> Number {
    let mut scanner = Scanner { bytes, at: start };
    let problem = scanner.number().err();
    let (problem, hint) = match problem {
        None => (None, ""),
        Some(Problem::LeadingZeros) => (
            Some(LEADING_ZEROS.to_owned()),
            "delete the zeros, or write 0o for an octal number",
        ),
        Some(Problem::Digit(digit, kind)) => (
            Some(format!("invalid digit '{digit}' in {kind} literal")),
            match kind {
                "binary" => "binary digits are 0 and 1",
                _ => "octal digits are 0 to 7",
            },
        ),
        Some(Problem::Invalid(kind)) => {
            let before = scanner.at.checked_sub(1).and_then(|at| bytes.get(at));
            let hint = match kind {
                _ if before == Some(&b'_') => "underscores may only stand between digits",
                "hexadecimal" => "hexadecimal digits are 0 to 9 and a to f",
                "octal" => "octal digits are 0 to 7",
                "binary" => "binary digits are 0 and 1",
                "imaginary" => "nothing may follow the j",
                _ if scanner.lacks_exponent() => "an exponent needs digits",
                _ => "a name can't begin with a digit",
            };
            (Some(format!("invalid {kind} literal")), hint)
        }
    };
    Number {
        end: scanner.at,
        problem,
        hint,
    }
}

const LEADING_ZEROS: &str = "leading zeros in decimal integer literals are not permitted; \
                             use an 0o prefix for octal integers";

enum Problem {
    Invalid(&'static str),
    Digit(char, &'static str),
    LeadingZeros,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn number(&mut self) -> Result<(), Problem> {
        if self.peek() != b'0' {
            if self.peek() != b'.' {
                self.digits("decimal", |b| b.is_ascii_digit())?;
            }
            return self.after_digits();
        }
        match self.ahead(1) {
            b'x' | b'X' => self.radix("hexadecimal", |b| b.is_ascii_hexdigit()),
            b'o' | b'O' => self.radix("octal", |b| matches!(b, b'0'..=b'7')),
            b'b' | b'B' => self.radix("binary", |b| matches!(b, b'0' | b'1')),
            _ => {
                let start = self.at;
                self.digits("decimal", |b| b.is_ascii_digit())?;
                let is_zero = self.bytes[start..self.at]
                    .iter()
                    .all(|b| matches!(b, b'0' | b'_'));
                let is_integer = !matches!(self.peek(), b'.' | b'e' | b'E' | b'j' | b'J');
                if is_integer && !is_zero {
                    return Err(Problem::LeadingZeros);
                }
                self.after_digits()
            }
        }
    }

    /// `0x` and what follows.
    fn radix(&mut self, kind: &'static str, is_digit: fn(u8) -> bool) -> Result<(), Problem> {
        self.at += 2;
        if self.peek() == b'_' {
            self.at += 1;
        }
        let result = self.digits(kind, is_digit);
        if self.peek().is_ascii_digit() {
            return Err(Problem::Digit(self.peek() as char, kind));
        }
        result?;
        self.end(kind)
    }

    /// Digits with single underscores between them.
    fn digits(&mut self, kind: &'static str, is_digit: fn(u8) -> bool) -> Result<(), Problem> {
        loop {
            if !is_digit(self.peek()) {
                return Err(Problem::Invalid(kind));
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
        }
    }

    /// A fraction, an exponent and a `j`, all of them optional.
    fn after_digits(&mut self) -> Result<(), Problem> {
        if self.peek() == b'.' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                self.digits("decimal", |b| b.is_ascii_digit())?;
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            let sign = usize::from(matches!(self.ahead(1), b'+' | b'-'));
            if self.ahead(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.digits("decimal", |b| b.is_ascii_digit())?;
            } else if sign == 1 {
                return Err(Problem::Invalid("decimal"));
            }
        }
        if matches!(self.peek(), b'j' | b'J') {
            self.at += 1;
            return self.end("imaginary");
        }
        self.end("decimal")
    }

    /// A number may be followed by one of a few keywords without a space, but by no other word.
    fn end(&self, kind: &'static str) -> Result<(), Problem> {
        let rest = &self.bytes[self.at..];
        let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        if keywords.iter().any(|k| rest.starts_with(k)) || !is_word(self.peek()) {
            return Ok(());
        }
        Err(Problem::Invalid(kind))
    }

    /// Stopped at an `e` without digits that is not the start of a word.
    fn lacks_exponent(&self) -> bool {
        matches!(self.peek(), b'e' | b'E') && !self.ahead(1).is_ascii_alphanumeric()
    }

    /// The byte here; 0 at the end.
    fn peek(&self) -> u8 {
        self.ahead(0)
    }

    fn ahead(&self, n: usize) -> u8 {
        self.bytes.get(self.at + n).copied().unwrap_or(0)
    }
}

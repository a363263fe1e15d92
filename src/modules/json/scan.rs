//! JSON as values.

use crate::builtins::number;
use crate::builtins::text::{float_parse, int_text};
use crate::heap::{Dict, List, Object, Slot, Str, Value};
use crate::object::{Args, Raised, Returned, Thread};
use crate::vm;

/// Reads the JSON at a place of a text; all of the text if `whole`. The answer is a pair: the value and where it ends, or what is wrong and
/// where, as `-1 - place`.
pub(super) fn scan(t: &mut Thread, args: Args) -> Returned {
    let Some(text) = t.payload(args.get(t, 0)).cast::<Str>() else {
        let got = t.class_of(args.get(t, 0)).name();
        return Err(t.type_error(format!("first argument must be a string, not {got}")));
    };
    let start = args.get(t, 1).as_small_int().unwrap_or(0);
    // An own copy: hooks run while it is read.
    let text = text.as_str().to_string();
    let hook = |index: usize| (!args.get(t, index).is_none()).then(|| args.slot(index));
    let mut scanner = Scanner {
        at: byte_offset(&text, usize::try_from(start).unwrap_or(0)),
        text: &text,
        strict: args.get(t, 3) != Value::FALSE,
        object_hook: hook(4),
        pairs_hook: hook(5),
        float_hook: hook(6),
        int_hook: hook(7),
        constant_hook: hook(8),
    };
    let whole = args.get(t, 2) == Value::TRUE;
    match scanner.document(t, whole) {
        Ok(value) => {
            let end = t.usize(text[..scanner.at].chars().count());
            Ok(t.done(t.tuple(&[t.get(value), end])))
        }
        Err(Fail::Raised(raised)) => Err(raised),
        Err(Fail::Syntax(message, at)) => {
            let place = text[..at].chars().count() as i64;
            let (message, place) = (t.str(message), t.int(-1 - place));
            Ok(t.done(t.tuple(&[message, place])))
        }
    }
}

fn byte_offset(text: &str, index: usize) -> usize {
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(at, _)| at)
}

enum Fail {
    Raised(Raised),
    /// What is wrong, and the byte where.
    Syntax(&'static str, usize),
}

impl From<Raised> for Fail {
    fn from(raised: Raised) -> Fail {
        Fail::Raised(raised)
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    strict: bool,
    object_hook: Option<Slot>,
    pairs_hook: Option<Slot>,
    float_hook: Option<Slot>,
    int_hook: Option<Slot>,
    constant_hook: Option<Slot>,
}

impl Scanner<'_> {
    fn document(&mut self, t: &mut Thread, whole: bool) -> Result<Slot, Fail> {
        if whole {
            self.skip_space();
        }
        let value = self.value(t)?;
        if whole {
            self.skip_space();
            if self.at < self.text.len() {
                return Err(Fail::Syntax("Extra data", self.at));
            }
        }
        Ok(value)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Reads a value and pushes it: nothing above the slot stays.
    fn value(&mut self, t: &mut Thread) -> Result<Slot, Fail> {
        t.check_recursion()?;
        t.reserve(8)?;
        let rest = &self.text[self.at..];
        let constants = [
            ("null", Value::NONE),
            ("true", Value::TRUE),
            ("false", Value::FALSE),
        ];
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                let text = self.string()?;
                Ok(t.push(t.str(&text)))
            }
            Some(b'{') => {
                self.at += 1;
                self.object(t)
            }
            Some(b'[') => {
                self.at += 1;
                self.array(t)
            }
            Some(b'n' | b't' | b'f') => {
                for (name, value) in constants {
                    if rest.starts_with(name) {
                        self.at += name.len();
                        return Ok(t.push(value));
                    }
                }
                Err(Fail::Syntax("Expecting value", self.at))
            }
            Some(_) => self.number(t),
            None => Err(Fail::Syntax("Expecting value", self.at)),
        }
    }

    fn array(&mut self, t: &mut Thread) -> Result<Slot, Fail> {
        let list = t.push(t.list(&[]).value());
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(list);
        }
        loop {
            let item = self.value(t)?;
            if let Some(list) = t.get(list).cast::<List>() {
                list.push(t.mutator(), t.get(item));
            }
            t.pop_to(item);
            if self.ends(b']', "Illegal trailing comma before end of array")? {
                return Ok(list);
            }
        }
    }

    fn object(&mut self, t: &mut Thread) -> Result<Slot, Fail> {
        // Pairs are only collected for the hook that wants them.
        let wants_pairs = self.pairs_hook.is_some();
        let made = match wants_pairs {
            true => t.push(t.list(&[]).value()),
            false => t.push(t.dict().value()),
        };
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return self.finish_object(t, made);
        }
        loop {
            if self.peek() != Some(b'"') {
                let message = "Expecting property name enclosed in double quotes";
                return Err(Fail::Syntax(message, self.at));
            }
            self.at += 1;
            let key = self.string()?;
            let key = t.push(t.str(&key));
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(Fail::Syntax("Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.skip_space();
            let value = self.value(t)?;
            if let Some(list) = t.get(made).cast::<List>() {
                let pair = t.tuple(&[t.get(key), t.get(value)]);
                list.push(t.mutator(), pair);
            } else if let (Some(dict), Some(key)) =
                (t.get(made).cast::<Dict>(), t.get(key).cast::<Str>())
            {
                t.set_str_key(dict, key, t.get(value));
            }
            t.pop_to(key);
            if self.ends(b'}', "Illegal trailing comma before end of object")? {
                return self.finish_object(t, made);
            }
        }
    }

    /// Whether the container ends here; else steps over the comma to the next item.
    fn ends(&mut self, closing: u8, trailing: &'static str) -> Result<bool, Fail> {
        self.skip_space();
        let comma = self.at;
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(byte) if byte == closing => {
                self.at += 1;
                return Ok(true);
            }
            _ => return Err(Fail::Syntax("Expecting ',' delimiter", comma)),
        }
        self.skip_space();
        if self.peek() == Some(closing) {
            return Err(Fail::Syntax(trailing, comma));
        }
        Ok(false)
    }

    fn finish_object(&mut self, t: &mut Thread, made: Slot) -> Result<Slot, Fail> {
        match self.pairs_hook.or(self.object_hook) {
            Some(hook) => self.hand_to(t, hook, made),
            None => Ok(made),
        }
    }

    /// The answer of a hook to the value in a slot, in its place.
    fn hand_to(&self, t: &mut Thread, hook: Slot, value: Slot) -> Result<Slot, Fail> {
        let done = vm::call(t, hook, &[value])?;
        t.set(value, t.result(done));
        t.pop_to(value.offset(1));
        Ok(value)
    }

    fn number(&mut self, t: &mut Thread) -> Result<Slot, Fail> {
        let (start, text) = (self.at, self.text);
        let rest = &text[start..];
        for (name, value) in [
            ("NaN", f64::NAN),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ] {
            if rest.starts_with(name) {
                self.at += name.len();
                return match self.constant_hook {
                    Some(hook) => {
                        let name = t.push(t.str(name));
                        self.hand_to(t, hook, name)
                    }
                    None => Ok(t.push(t.float(value))),
                };
            }
        }
        let bytes = rest.as_bytes();
        let digits = |from: usize| {
            let rest = bytes.get(from..).unwrap_or(&[]);
            rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let whole = match bytes.get(sign) {
            Some(b'0') => 1,
            _ => digits(sign),
        };
        if whole == 0 {
            return Err(Fail::Syntax("Expecting value", start));
        }
        let mut end = sign + whole;
        let fraction = match bytes.get(end) {
            Some(b'.') => digits(end + 1),
            _ => 0,
        };
        end += if fraction > 0 { fraction + 1 } else { 0 };
        let mut exponent = 0;
        if let Some(b'e' | b'E') = bytes.get(end) {
            let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            exponent = digits(end + 1 + signed);
            end += if exponent > 0 {
                1 + signed + exponent
            } else {
                0
            };
        }
        self.at += end;
        let written = &rest[..end];
        let is_float = fraction + exponent > 0;
        if let Some(hook) = if is_float {
            self.float_hook
        } else {
            self.int_hook
        } {
            let written = t.push(t.str(written));
            return self.hand_to(t, hook, written);
        }
        if is_float {
            let value =
                float_parse::parse_float(written).map_err(|error| number::raise(t, error))?;
            return Ok(t.push(t.float(value)));
        }
        if let Ok(small) = written.parse() {
            return Ok(t.push(t.int(small)));
        }
        let limit = t.interpreter().int_max_str_digits();
        let value =
            int_text::parse_int(written, 10, limit).map_err(|error| number::raise(t, error))?;
        Ok(t.push(number::int_value(t, value)))
    }

    /// The string whose opening quote was read.
    fn string(&mut self) -> Result<String, Fail> {
        let (begin, text) = (self.at - 1, self.text);
        let mut done = String::new();
        loop {
            let rest = &text.as_bytes()[self.at..];
            let plain = rest
                .iter()
                .take_while(|byte| **byte != b'"' && **byte != b'\\' && **byte >= b' ')
                .count();
            done.push_str(&text[self.at..self.at + plain]);
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(done);
                }
                Some(b'\\') => done.push(self.escape(begin)?),
                Some(_) if self.strict => {
                    return Err(Fail::Syntax("Invalid control character at", self.at));
                }
                Some(control) => {
                    done.push(control.into());
                    self.at += 1;
                }
                None => return Err(Fail::Syntax("Unterminated string starting at", begin)),
            }
        }
    }

    fn escape(&mut self, begin: usize) -> Result<char, Fail> {
        let start = self.at;
        self.at += 2;
        Ok(match self.text.as_bytes().get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = self.unit()?;
                let rest = &self.text[self.at..];
                if (0xd800..0xdc00).contains(&unit) && rest.starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let low = self.unit()?;
                    if (0xdc00..0xe000).contains(&low) {
                        let point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                        return Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    self.at = before;
                }
                // A string holds no lone surrogates.
                char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(_) => return Err(Fail::Syntax("Invalid \\escape", start)),
            None => return Err(Fail::Syntax("Unterminated string starting at", begin)),
        })
    }

    /// The four digits of `\uXXXX`.
    fn unit(&mut self) -> Result<u32, Fail> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let Some(digits) = digits else {
            return Err(Fail::Syntax("Invalid \\uXXXX escape", self.at - 1));
        };
        self.at += 4;
        Ok(digits.iter().fold(0, |unit, digit| {
            unit * 16 + char::from(*digit).to_digit(16).unwrap_or(0)
        }))
    }
}

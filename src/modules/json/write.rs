//! Values as JSON.

use crate::builtins::text::float_text;
use crate::heap::{Dict, List, Str, Tuple, Value};
use crate::object::{Args, Returned, Thread};

/// Containers nested deeper than this are left to `json.py`, which also finds out whether one contains itself.
const MAX_DEPTH: usize = 1000;

/// A string in quotes.
pub(super) fn quote(t: &mut Thread, args: Args) -> Returned {
    let Some(text) = t.payload(args.get(t, 0)).cast::<Str>() else {
        let got = t.class_of(args.get(t, 0)).name();
        return Err(t.type_error(format!("first argument must be a string, not {got}")));
    };
    let mut out = String::with_capacity(text.as_str().len() + 2);
    push_quoted(&mut out, text.as_str(), args.get(t, 1) == Value::TRUE);
    Ok(t.done(t.str(&out)))
}

/// The value as JSON; None if it holds anything but plain built-in values, or is nested very deep.
pub(super) fn write(t: &mut Thread, args: Args) -> Returned {
    for index in 4..6 {
        if args.get(t, index).cast::<Str>().is_none() {
            return t.none();
        }
    }
    let separator = |index: usize| {
        let text = args.get(t, index).cast::<Str>();
        text.map_or("", Str::as_str)
    };
    let mut writer = Writer {
        out: String::new(),
        ascii: args.get(t, 1) == Value::TRUE,
        allow_nan: args.get(t, 2) == Value::TRUE,
        sort_keys: args.get(t, 3) == Value::TRUE,
        between_items: separator(4),
        after_key: separator(5),
        indent: args.get(t, 6).cast::<Str>().map(Str::as_str),
    };
    match writer.value(t, args.get(t, 0), 0) {
        Some(()) => Ok(t.done(t.str(&writer.out))),
        None => t.none(),
    }
}

struct Writer<'t> {
    out: String,
    ascii: bool,
    allow_nan: bool,
    sort_keys: bool,
    between_items: &'t str,
    after_key: &'t str,
    /// What each level of nesting adds before a line; everything stands on one line without it.
    indent: Option<&'t str>,
}

impl Writer<'_> {
    fn value(&mut self, t: &Thread, value: Value<'_>, depth: usize) -> Option<()> {
        if let Some(text) = value.cast::<Str>() {
            push_quoted(&mut self.out, text.as_str(), self.ascii);
        } else if let Some(list) = value.cast::<List>() {
            self.array(t, &list.snapshot(t.mutator()), depth)?;
        } else if let Some(tuple) = value.cast::<Tuple>() {
            self.array(t, &tuple.iter().collect::<Vec<_>>(), depth)?;
        } else if let Some(dict) = value.cast::<Dict>() {
            self.object(t, dict, depth)?;
        } else {
            self.scalar(value)?;
        }
        Some(())
    }

    fn scalar(&mut self, value: Value<'_>) -> Option<()> {
        if let Some(number) = value.as_small_int() {
            self.out.push_str(&number.to_string());
        } else if let Some(number) = value.as_float() {
            self.float(number)?;
        } else {
            self.out.push_str(match value {
                Value::NONE => "null",
                Value::TRUE => "true",
                Value::FALSE => "false",
                _ => return None,
            });
        }
        Some(())
    }

    fn float(&mut self, number: f64) -> Option<()> {
        if number.is_finite() {
            float_text::push_repr(&mut self.out, number);
        } else if !self.allow_nan {
            return None;
        } else if number.is_nan() {
            self.out.push_str("NaN");
        } else {
            self.out.push_str(if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            });
        }
        Some(())
    }

    fn array(&mut self, t: &Thread, items: &[Value<'_>], depth: usize) -> Option<()> {
        if items.is_empty() {
            self.out.push_str("[]");
            return Some(());
        }
        if depth >= MAX_DEPTH || t.check_recursion().is_err() {
            return None;
        }
        self.out.push('[');
        for (number, item) in items.iter().enumerate() {
            self.separate(number, depth + 1);
            self.value(t, *item, depth + 1)?;
        }
        self.new_line(depth);
        self.out.push(']');
        Some(())
    }

    fn object(&mut self, t: &Thread, dict: &Dict, depth: usize) -> Option<()> {
        let mut items = dict.snapshot(t.mutator());
        if items.is_empty() {
            self.out.push_str("{}");
            return Some(());
        }
        if depth >= MAX_DEPTH || t.check_recursion().is_err() {
            return None;
        }
        if self.sort_keys {
            if items.iter().any(|item| item.key.cast::<Str>().is_none()) {
                return None;
            }
            // UTF-8 sorts as its characters do.
            items.sort_by_key(|item| item.key.cast::<Str>().map(Str::as_str));
        }
        self.out.push('{');
        for (number, item) in items.iter().enumerate() {
            self.separate(number, depth + 1);
            match item.key.cast::<Str>() {
                Some(key) => push_quoted(&mut self.out, key.as_str(), self.ascii),
                None => {
                    self.out.push('"');
                    self.scalar(item.key)?;
                    self.out.push('"');
                }
            }
            self.out.push_str(self.after_key);
            self.value(t, item.value, depth + 1)?;
        }
        self.new_line(depth);
        self.out.push('}');
        Some(())
    }

    /// What stands before the item of a number.
    fn separate(&mut self, number: usize, depth: usize) {
        if number > 0 {
            self.out.push_str(self.between_items);
        }
        self.new_line(depth);
    }

    fn new_line(&mut self, depth: usize) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str(indent);
            }
        }
    }
}

fn push_quoted(out: &mut String, text: &str, ascii: bool) {
    out.push('"');
    let mut plain = 0;
    for (at, character) in text.char_indices() {
        let short = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\0'..='\u{1f}' => "",
            '\u{7f}'.. if ascii => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        plain = at + character.len_utf8();
        if short.is_empty() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push_str(short);
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

//! The answers of `builtins::text` against CPython 3.13's, from a table that `scripts/text-cases` writes. A longer
//! table is read from the file that `GILSCOPE_TEXT_CASES` names.

mod bytes;
mod properties;
mod templates;

use std::collections::BTreeMap;
use std::fmt::Display;

use gilscope::builtins::text::int_text::{DEFAULT_MAX_DIGITS as LIMIT, Radix};
use gilscope::builtins::text::search::{self, Text};
use gilscope::builtins::text::split::{self, Ends};
use gilscope::builtins::text::{
    Int, IntRef, TextError, case, float_math, float_parse, float_text, format, int_math, int_text,
    pad, predicates, repr,
};
use gilscope::heap;
use num_bigint::BigInt;

#[test]
fn every_answer_is_cpythons() {
    let long = std::env::var("GILSCOPE_TEXT_CASES").ok();
    let table = match &long {
        Some(path) => std::fs::read_to_string(path).expect("the file of cases"),
        None => include_str!("cases.tsv").to_string(),
    };
    let mut cases = 0;
    let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in table.lines() {
        let mut fields: Vec<&str> = line.split('\t').collect();
        let expected = fields.pop().expect("an answer");
        let given = match answer(fields[0], &Arguments(&fields[1..])) {
            Ok(text) => format!("={text}"),
            Err(error) => format!("!{}", encode(&error)),
        };
        cases += 1;
        if given != expected {
            let report = format!(
                "{}\n  gives    {given}\n  expected {expected}",
                fields.join("  ")
            );
            wrong.entry(fields[0]).or_default().push(report);
        }
    }
    for (operation, reports) in &wrong {
        eprintln!(
            "{operation}: {} wrong, the first of them\n{}",
            reports.len(),
            reports[..reports.len().min(5)].join("\n")
        );
    }
    assert!(cases > 0 && wrong.is_empty(), "answers differ, see above");
}

type Predicate = fn(&str) -> bool;

struct Arguments<'a>(&'a [&'a str]);

impl Arguments<'_> {
    fn text(&self, at: usize) -> String {
        decode(self.0[at])
    }

    fn float(&self, at: usize) -> f64 {
        match self.0[at] {
            "nan" => f64::NAN,
            bits => f64::from_bits(u64::from_str_radix(bits, 16).expect("64 bits")),
        }
    }

    fn int(&self, at: usize) -> Int {
        let text = self.0[at];
        let n = match text.strip_prefix('-').unwrap_or(text).strip_prefix("0x") {
            Some(hex) => BigInt::parse_bytes(hex.as_bytes(), 16)
                .map(|n| if text.starts_with('-') { -n } else { n }),
            None => text.parse().ok(),
        };
        Int::from(n.expect("an integer"))
    }

    fn number(&self, at: usize) -> i64 {
        self.0[at].parse().expect("a small integer")
    }

    fn tagged(&self, at: usize) -> Vec<templates::Argument> {
        let inner = &self.0[at][1..self.0[at].len() - 1];
        let items = inner.split('|').filter(|item| !item.is_empty());
        items
            .map(|item| templates::Argument::read(&decode(item)))
            .collect()
    }

    fn optional(&self, at: usize) -> Option<i64> {
        (self.0[at] != "None").then(|| self.number(at))
    }

    /// A count where Python's -1 means no limit.
    fn limit(&self, at: usize) -> Option<usize> {
        usize::try_from(self.number(at)).ok()
    }

    fn bytes(&self, at: usize) -> Vec<u8> {
        let digits = self.0[at].as_bytes().chunks(2);
        digits
            .map(|two| u8::from_str_radix(std::str::from_utf8(two).expect("hex"), 16).expect("hex"))
            .collect()
    }
}

/// The answer, or the exception's class and message.
fn answer(operation: &str, with: &Arguments<'_>) -> Result<String, String> {
    match operation {
        "percent" => templates::percent(&with.text(0), &with.tagged(1), false).map(|s| encode(&s)),
        "percent_mapping" => {
            templates::percent(&with.text(0), &with.tagged(1), true).map(|s| encode(&s))
        }
        "str_format" => templates::format(&with.text(0), &with.tagged(1)).map(|s| encode(&s)),
        _ => plain_answer(operation, with).map_err(|error| error.to_string()),
    }
}

fn plain_answer(operation: &str, with: &Arguments<'_>) -> Result<String, TextError> {
    let mut out = String::new();
    let (first, second);
    let mut a = IntRef::Small(0);
    let mut b = IntRef::Small(0);
    if operation.starts_with("int_") && operation != "int_parse" || operation == "format_int" {
        first = with.int(0);
        a = first.as_ref();
        if with.0.len() > 1 && !matches!(operation, "int_compare" | "int_round" | "format_int") {
            second = with.int(1);
            b = second.as_ref();
        }
    }
    match operation {
        "float_repr" => float_text::push_repr(&mut out, with.float(0)),
        "float_parse" => return float_parse::parse_float(&with.text(0)).map(bits),
        "float_round" => return float_math::round(with.float(0), with.number(1)).map(bits),
        "float_ints" => {
            let x = with.float(0);
            return Ok(list([
                shown(float_math::trunc(x)?),
                shown(float_math::floor(x)?),
                shown(float_math::ceil(x)?),
                shown(float_math::round_to_int(x)?),
            ]));
        }
        "float_ratio" => {
            return float_math::as_integer_ratio(with.float(0))
                .map(|(n, d)| list([shown(n), shown(d)]));
        }
        "float_hex" => float_text::push_hex(&mut out, with.float(0)),
        "float_fromhex" => return float_parse::from_hex(&with.text(0)).map(bits),
        "float_divmod" => {
            let (x, y) = (with.float(0), with.float(1));
            let divided = float_math::true_div(x, y)?;
            let (quotient, rest) = float_math::div_mod(x, y)?;
            let all = [
                divided,
                float_math::floor_div(x, y)?,
                float_math::modulo(x, y)?,
                quotient,
                rest,
            ];
            return Ok(list(all.map(bits)));
        }
        "float_by_zero" => {
            let x = with.float(0);
            let all = [
                float_math::true_div(x, 0.0).err(),
                float_math::floor_div(x, 0.0).err(),
                float_math::modulo(x, -0.0).err(),
                float_math::div_mod(x, 0.0).err(),
            ];
            return Ok(list(
                all.into_iter()
                    .flatten()
                    .map(|error| error.parts().1.to_string()),
            ));
        }
        "float_pow" => return float_math::pow(with.float(0), with.float(1)).map(bits),
        "float_hash" => return Ok(list(heap::hash_float(with.float(0))).replace(['[', ']'], "")),
        "int_hash" => return Ok(hash_int(a).to_string()),
        "str_hash" => return Ok(heap::hash_str(&with.text(0)).to_string()),
        "bytes_hash" => return Ok(heap::hash_bytes(&with.bytes(0)).to_string()),
        "int_tuple_hash" => {
            let c = with.int(2);
            let items = [a, b, c.as_ref()].map(hash_int);
            let hash_of = |count: usize| heap::hash_tuple(items[..count].iter().copied());
            return Ok(list([hash_of(0), hash_of(1), hash_of(3)]));
        }
        "str_cases" => {
            let s = with.text(0);
            let all = [
                case::lower,
                case::upper,
                case::title,
                case::capitalize,
                case::swapcase,
                case::casefold,
            ];
            return Ok(list(all.map(|f| encode(&f(&s)))));
        }
        "str_is" => {
            let s = with.text(0);
            let all: [(&str, Predicate); 11] = [
                ("alpha", predicates::is_alpha),
                ("decimal", predicates::is_decimal),
                ("digit", predicates::is_digit),
                ("numeric", predicates::is_numeric),
                ("alnum", predicates::is_alnum),
                ("space", predicates::is_space),
                ("printable", predicates::is_printable),
                ("identifier", predicates::is_identifier),
                ("lower", predicates::is_lower),
                ("upper", predicates::is_upper),
                ("title", predicates::is_title),
            ];
            return Ok(list(
                all.into_iter()
                    .filter(|(_, is)| is(&s))
                    .map(|(name, _)| name),
            ));
        }
        "str_find" => {
            let (s, needle) = (with.text(0), with.text(1));
            let text = Text::from(s.as_str());
            let bounds = search::bounds(with.optional(2), with.optional(3), text.chars());
            let shown = |at: Option<usize>| at.map_or(-1, |at| at as i64);
            let found = bounds.and_then(|bounds| search::find(text, &needle, bounds));
            let last = bounds.and_then(|bounds| search::rfind(text, &needle, bounds));
            let count = bounds.map_or(0, |bounds| search::count(text, &needle, bounds));
            return Ok(list([shown(found), shown(last), count as i64]));
        }
        "str_slice" => {
            let s = with.text(0);
            let (text, start, end) = (
                Text::from(s.as_str()),
                with.number(1) as usize,
                with.number(2) as usize,
            );
            let c = text.char_at(start).map(String::from).unwrap_or_default();
            return Ok(list([encode(text.slice(start, end)), encode(&c)]));
        }
        "str_replace" => {
            let s = with.text(0);
            let replaced = search::replace(&s, &with.text(1), &with.text(2), with.limit(3))?;
            out = replaced.unwrap_or(s);
        }
        "str_split_space" => {
            let s = with.text(0);
            let mut all = split::split_whitespace(&s, with.limit(1));
            all.push("/");
            all.extend(split::rsplit_whitespace(&s, with.limit(1)));
            return Ok(list(all.into_iter().map(encode)));
        }
        "str_split" => {
            let (s, separator) = (with.text(0), with.text(1));
            let mut all = split::split(&s, &separator, with.limit(2))?;
            all.push("/");
            all.extend(split::rsplit(&s, &separator, with.limit(2))?);
            return Ok(list(all.into_iter().map(encode)));
        }
        "str_partition" => {
            let (s, separator) = (with.text(0), with.text(1));
            let both = [
                split::partition(&s, &separator)?,
                split::rpartition(&s, &separator)?,
            ];
            return Ok(list(both.into_iter().flatten().map(encode)));
        }
        "str_lines" => {
            let s = with.text(0);
            let mut all = split::splitlines(&s, false);
            all.push("/");
            all.extend(split::splitlines(&s, true));
            return Ok(list(all.into_iter().map(encode)));
        }
        "str_strip" => {
            let s = with.text(0);
            let characters = (with.0[1] != "None").then(|| with.text(1));
            let strip = |ends| encode(split::strip(&s, characters.as_deref(), ends));
            return Ok(list([Ends::Both, Ends::Left, Ends::Right].map(strip)));
        }
        "str_pad" => {
            let s = with.text(0);
            let (text, width) = (Text::from(s.as_str()), with.number(1));
            let fill = with.text(2).chars().next().expect("a fill");
            let all = [
                pad::ljust(text, width, fill)?,
                pad::rjust(text, width, fill)?,
                pad::center(text, width, fill)?,
                pad::zfill(text, width)?,
            ];
            return Ok(list(all.map(|s| encode(&s))));
        }
        "str_tabs" => {
            let (s, size) = (with.text(0), with.number(1));
            let signed = format!("+{s}");
            let all = [
                pad::expandtabs(&s, size)?,
                pad::zfill(Text::from(signed.as_str()), 20)?,
                pad::repeat(&s, size)?,
            ];
            return Ok(list(all.map(|s| encode(&s))));
        }
        "format_pieces" => {
            return templates::pieces(&with.text(0)).map(|all| list(all.iter().map(|s| encode(s))));
        }
        "int_parse" => return int_text::parse_int(&with.text(0), with.number(1), LIMIT).map(shown),
        "int_str" => int_text::push_int(&mut out, a, LIMIT)?,
        "int_hex" => {
            for radix in [Radix::Binary, Radix::Octal, Radix::Hexadecimal] {
                int_text::push_prefixed(&mut out, a, radix);
            }
        }
        "format_int" => format::format_int(&mut out, a, &with.text(1), "int", LIMIT)?,
        "format_float" => format::format_float(&mut out, with.float(0), &with.text(1), "float")?,
        "format_str" => format::format_str(&mut out, &with.text(0), &with.text(1), "str")?,
        "str_repr" => repr::push_str_repr(&mut out, &with.text(0)),
        "str_ascii" => repr::push_str_ascii(&mut out, &with.text(0)),
        "bytes_repr" => repr::push_bytes_repr(&mut out, &with.bytes(0)),
        "int_true_div" => return int_math::true_div(a, b).map(bits),
        "int_floor_div" => return int_math::floor_div(a, b).map(shown),
        "int_mod" => return int_math::modulo(a, b).map(shown),
        "int_divmod" => return int_math::div_mod(a, b).map(|(q, r)| list([shown(q), shown(r)])),
        "int_pow" => return int_math::pow(a, b).map(shown),
        "int_pow_mod" => return int_math::pow_mod(a, b, with.int(2).as_ref()).map(shown),
        "int_shl" => return int_math::shift_left(a, b).map(shown),
        "int_shr" => return int_math::shift_right(a, b).map(shown),
        "int_bits" => return Ok(list([int_math::bit_length(a), int_math::bit_count(a)])),
        "int_isqrt" => return int_math::isqrt(a).map(shown),
        "int_gcd" => return Ok(shown(int_math::gcd(a, b))),
        "int_round" => return Ok(shown(int_math::round(a, with.number(1)))),
        "int_float" => return int_math::to_f64(a).map(bits),
        "int_compare" => {
            let order = int_math::compare_float(a, with.float(1));
            let is = |wanted| {
                if order == Some(wanted) {
                    "True"
                } else {
                    "False"
                }
            };
            use std::cmp::Ordering::{Equal, Greater, Less};
            return Ok(list([is(Less), is(Equal), is(Greater)]));
        }
        _ => panic!("no operation {operation}"),
    }
    Ok(encode(&out))
}

fn bits(x: f64) -> String {
    if x.is_nan() {
        "nan".to_string()
    } else {
        format!("{:016x}", x.to_bits())
    }
}

fn shown(n: Int) -> String {
    let n = n.into_big();
    if n.bits() < 13_000 {
        n.to_string()
    } else {
        format!("{n:#x}")
    }
}

fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items
        .into_iter()
        .map(|item| item.to_string().replace('|', "\\u{7c}"))
        .collect();
    format!("[{}]", items.join("|"))
}

/// Escapes like `encode` in scripts/text-cases.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            _ if gilscope::builtins::text::unicode::is_printable(c) => out.push(c),
            _ => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('\\') {
            out.push('\\');
            rest = after;
        } else {
            let end = rest.find('}').expect("an escape");
            let code = u32::from_str_radix(&rest[2..end], 16).expect("hex");
            out.extend(char::from_u32(code));
            rest = &rest[end + 1..];
        }
    }
    out + rest
}

/// The hash of an integer of either form.
fn hash_int(n: IntRef<'_>) -> i64 {
    match n {
        IntRef::Small(small) => heap::hash_int(small),
        IntRef::Big(big) => heap::hash_big_int(big),
    }
}

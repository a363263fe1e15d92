//! What holds for any input: nothing panics, nothing allocates without bound, and inverses invert.

use gilscope::builtins::text::percent::{self, Kind};
use gilscope::builtins::text::search::{self, Text};
use gilscope::builtins::text::spec::{FormatSpec, Subject};
use gilscope::builtins::text::split::{self, Ends};
use gilscope::builtins::text::template::{Numbering, Piece, Template};
use gilscope::builtins::text::{
    Int, IntRef, TextError, case, float_math, float_parse, float_text, format, int_math, int_text,
    pad, repr,
};
use gilscope::heap;
use num_bigint::BigInt;
use proptest::prelude::*;

use super::hash_int;

fn any_float() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        any::<u64>().prop_map(f64::from_bits),
        any::<i32>().prop_map(f64::from)
    ]
}

fn any_int() -> impl Strategy<Value = Int> {
    let big = proptest::collection::vec(any::<u8>(), 0..60);
    prop_oneof![
        any::<i64>().prop_map(Int::Small),
        (-100i64..100).prop_map(Int::Small),
        big.prop_map(|bytes| Int::from(BigInt::from_signed_bytes_le(&bytes))),
    ]
}

/// Text that looks like a spec or a template, with odd characters in it.
fn near(pattern: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![
        pattern.prop_map(|text| text),
        ".{0,12}".prop_map(|text| text)
    ]
}

proptest! {
    #[test]
    fn a_float_reads_back(x in any_float()) {
        let text = float_text::repr(x);
        let back = float_parse::parse_float(&text).expect("a float");
        prop_assert!(back.to_bits() == x.to_bits() || x.is_nan() && back.is_nan(), "{text}");
        let mut hex = String::new();
        float_text::push_hex(&mut hex, x);
        let back = float_parse::from_hex(&hex).expect("a float");
        prop_assert!(back.to_bits() == x.to_bits() || x.is_nan() && back.is_nan(), "{hex}");
    }

    #[test]
    fn an_integer_reads_back(n in any_int(), base in 2u32..=36) {
        let big = n.clone().into_big();
        prop_assert_eq!(int_text::parse_int(&big.to_str_radix(base), i64::from(base), 0), Ok(n.clone()));
        let text = int_text::int_to_string(n.as_ref(), 0).expect("no limit");
        prop_assert_eq!(int_text::parse_int(&text, 10, 0), Ok(n));
    }

    #[test]
    fn quotient_and_rest_make_the_dividend(a in any_int(), b in any_int()) {
        let Ok((quotient, rest)) = int_math::div_mod(a.as_ref(), b.as_ref()) else { return Ok(()) };
        prop_assert_eq!(int_math::floor_div(a.as_ref(), b.as_ref()), Ok(quotient.clone()));
        prop_assert_eq!(int_math::modulo(a.as_ref(), b.as_ref()), Ok(rest.clone()));
        let (big_b, big_rest) = (b.into_big(), rest.into_big());
        prop_assert!(big_rest == BigInt::ZERO || (big_rest < BigInt::ZERO) == (big_b < BigInt::ZERO));
        prop_assert_eq!(quotient.into_big() * big_b + big_rest, a.into_big());
    }

    #[test]
    fn equal_numbers_hash_and_compare_alike(x in any_float()) {
        let Ok(n) = float_math::trunc(x) else { return Ok(()) };
        let whole = x.trunc();
        prop_assert_eq!(heap::hash_float(whole), Some(hash_int(n.as_ref())));
        prop_assert_eq!(hash_int(n.as_ref()), hash_int(IntRef::Big(&n.clone().into_big())));
        prop_assert_eq!(int_math::to_f64(n.as_ref()), Ok(whole));
        prop_assert_eq!(int_math::compare_float(n.as_ref(), x), whole.partial_cmp(&x));
    }

    #[test]
    fn shifting_there_and_back(n in any_int(), by in 0i64..300) {
        let shifted = int_math::shift_left(n.as_ref(), by.into()).expect("small enough");
        prop_assert_eq!(int_math::shift_right(shifted.as_ref(), by.into()), Ok(n));
    }

    #[test]
    fn no_spec_panics(spec in near("[<>=^*0]{0,2}[+ -]?z?#?0?[0-9]{0,3}[,_]{0,2}(\\.[0-9]{0,3})?[a-zA-Z%]{0,2}"), n in any_int(), x in any_float(), text in ".{0,5}") {
        let mut out = String::new();
        let _ = format::format_int(&mut out, n.as_ref(), &spec, "int", 0);
        let _ = format::format_float(&mut out, x, &spec, "float");
        let _ = format::format_str(&mut out, &text, &spec, "str");
    }

    #[test]
    fn a_width_is_filled(width in 1usize..60, x in any_float(), alignment in "[<>=^]?0?") {
        let spec = format!("{alignment}{width}");
        let mut out = String::new();
        format::format_float(&mut out, x, &spec, "float").expect("a good spec");
        prop_assert!(out.len() == width.max(float_text::repr(x).len()), "{spec}: {out}");
    }

    #[test]
    fn no_template_panics(text in near("([a%{}]|%\\([ab(]\\)|[-+ #0*.5lh!:\\[\\]]|[sdxfc]){0,12}")) {
        for piece in percent::Template::new(&text, true) {
            if let Ok(percent::Piece::Conversion(mut conversion)) = piece {
                let _ = conversion.set_width(7.into());
                let mut out = String::new();
                match conversion.kind() {
                    Ok(Kind::Float) => _ = conversion.push_float(&mut out, 1.5),
                    Ok(_) => _ = conversion.push_int(&mut out, 15.into(), 0),
                    Err(_) => {}
                }
            }
        }
        let mut numbering = Numbering::default();
        for piece in Template::new(&text) {
            if let Ok(Piece::Field(field)) = piece
                && let Ok((_, steps)) = numbering.first(field.name)
            {
                prop_assert!(steps.count() <= field.name.len());
            }
        }
    }

    #[test]
    fn parts_make_the_string(text in "[ab\u{e9} \n\r\u{2028}]{0,12}", separator in "[ab\u{e9}]{1,2}") {
        prop_assert_eq!(split::splitlines(&text, true).concat(), text.clone());
        for parts in [split::split(&text, &separator, Some(2)), split::rsplit(&text, &separator, None)] {
            prop_assert_eq!(parts.expect("a separator").join(&separator), text.clone());
        }
        prop_assert_eq!(split::partition(&text, &separator).expect("a separator").concat(), text.clone());
        let stripped = split::strip(&text, None, Ends::Both);
        prop_assert_eq!(split::split_whitespace(stripped, Some(0)), Vec::from_iter((!stripped.is_empty()).then_some(stripped)));
        let replaced = search::replace(&text, &separator, "<>", None).expect("short");
        prop_assert_eq!(replaced.unwrap_or(text.clone()), text.replace(&separator, "<>"));
    }

    #[test]
    fn slices_count_characters(text in "[ab\u{e9}\u{1f600}]{0,12}", start in 0usize..14, end in 0usize..14) {
        let whole = Text::from(text.as_str());
        let expected: String = text.chars().take(end).skip(start).collect();
        prop_assert_eq!(whole.slice(start, end), expected);
        prop_assert_eq!(whole.char_at(start), text.chars().nth(start));
    }

    #[test]
    fn case_and_repr_take_anything(text in "\\PC{0,12}|.{0,12}") {
        prop_assert_eq!(case::casefold(&case::casefold(&text)), case::casefold(&text));
        for change in [case::lower, case::upper, case::title, case::capitalize, case::swapcase] {
            prop_assert_eq!(change(&text).is_empty(), text.is_empty());
        }
        let mut ascii = String::new();
        repr::push_ascii_of_repr(&mut ascii, &repr::repr_str(&text));
        let mut direct = String::new();
        repr::push_str_ascii(&mut direct, &text);
        prop_assert_eq!(ascii, direct);
    }
}

/// Nothing here may allocate what it is asked for.
#[test]
fn what_is_too_long_is_a_memory_error() {
    let mut out = String::new();
    let text = Text::from("ab");
    let one = IntRef::Small(1);
    let huge = IntRef::Small(1_000_000_000_000);
    assert_eq!(
        format::format_int(&mut out, one, "9999999999", "int", 0),
        Err(TextError::Memory)
    );
    assert_eq!(
        format::format_int(&mut out, one, "09223372036854775807,", "int", 0),
        Err(TextError::Memory)
    );
    assert_eq!(
        format::format_int(&mut out, one, "\u{20ac}>100000000", "int", 0),
        Err(TextError::Memory)
    );
    assert_eq!(
        format::format_str(&mut out, "a", "9223372036854775807", "str"),
        Err(TextError::Memory)
    );
    for spec in [
        ".2000000000f",
        ".2000000000e",
        "#.2000000000g",
        "9223372036854775807.2f",
    ] {
        assert_eq!(
            format::format_float(&mut out, 1.0, spec, "float"),
            Err(TextError::Memory),
            "{spec}"
        );
    }
    for template in [
        "%9999999999d",
        "%.2000000000d",
        "%9999999999s",
        "%.2000000000f",
        "%9999999999c",
    ] {
        let Some(Ok(percent::Piece::Conversion(conversion))) =
            percent::Template::new(template, false).next()
        else {
            panic!("{template} is a conversion");
        };
        let answer = match conversion.kind().expect("a known letter") {
            Kind::Decimal => conversion.push_int(&mut out, one, 0),
            Kind::Float => conversion.push_float(&mut out, 1.0),
            Kind::Char => conversion.push_char(&mut out, 'a'),
            _ => conversion.push_text(&mut out, "a"),
        };
        assert_eq!(answer, Err(TextError::Memory), "{template}");
    }
    assert_eq!(pad::center(text, i64::MAX, '*'), Err(TextError::Memory));
    assert_eq!(pad::zfill(text, 1 << 40), Err(TextError::Memory));
    assert_eq!(pad::repeat("ab", i64::MAX), Err(TextError::Memory));
    assert_eq!(pad::expandtabs("a\tb", i64::MAX), Err(TextError::Memory));
    assert_eq!(
        search::replace(&"a".repeat(1 << 15), "a", &"b".repeat(1 << 15), None),
        Err(TextError::Memory)
    );
    assert_eq!(int_math::shift_left(one, huge), Err(TextError::Memory));
    assert_eq!(
        int_math::pow(IntRef::Small(3), huge),
        Err(TextError::Memory)
    );
    assert_eq!(
        int_math::pow(huge, IntRef::Small(4_000_000_000)),
        Err(TextError::Memory)
    );
    assert_eq!(out, "");
}

#[test]
fn a_spec_keeps_what_it_says() {
    let spec =
        FormatSpec::parse("\u{20ac}^+#12,.3f", Subject::Float, "float").expect("a good spec");
    assert_eq!(
        (spec.fill, spec.width, spec.precision, spec.kind),
        ('\u{20ac}', Some(12), Some(3), Some('f'))
    );
    assert!(spec.alternate && spec.grouping.is_some() && spec.sign.is_some());
}

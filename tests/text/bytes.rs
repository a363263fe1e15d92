//! Bytes of ASCII text answer as the text does, and what an encoding writes it reads.

use gilscope::builtins::text::encoding::{Encoding, Errors, Order, decode, encode};
use gilscope::builtins::text::search::{self, Text};
use gilscope::builtins::text::split::{self, Ends};
use gilscope::builtins::text::{byte_text, case, pad, predicates};
use proptest::prelude::*;

/// Text whose parts are likely to meet what is searched for. Without `\x1c` to `\x1f`, which are white space in text alone, and
/// without `\v` and `\f`, which end lines in text alone.
fn ascii() -> impl Strategy<Value = String> {
    "[abAB1 \t\n\r+-]{0,24}"
}

fn limit() -> impl Strategy<Value = Option<usize>> {
    proptest::option::of(0usize..4)
}

fn as_bytes(parts: Vec<&str>) -> Vec<&[u8]> {
    parts.into_iter().map(str::as_bytes).collect()
}

proptest! {
    #[test]
    fn parts_are_those_of_the_text(text in ascii(), separator in "[abA ]{1,2}", limit in limit()) {
        let (bytes, by) = (text.as_bytes(), separator.as_bytes());
        prop_assert_eq!(byte_text::split(bytes, by, limit), split::split(&text, &separator, limit).map(as_bytes));
        prop_assert_eq!(byte_text::rsplit(bytes, by, limit), split::rsplit(&text, &separator, limit).map(as_bytes));
        prop_assert_eq!(byte_text::split_whitespace(bytes, limit), as_bytes(split::split_whitespace(&text, limit)));
        prop_assert_eq!(byte_text::rsplit_whitespace(bytes, limit), as_bytes(split::rsplit_whitespace(&text, limit)));
        for keep in [false, true] {
            prop_assert_eq!(byte_text::splitlines(bytes, keep), as_bytes(split::splitlines(&text, keep)));
        }
        let parts = split::partition(&text, &separator).map(|parts| parts.map(str::as_bytes));
        prop_assert_eq!(byte_text::partition(bytes, by), parts);
        let parts = split::rpartition(&text, &separator).map(|parts| parts.map(str::as_bytes));
        prop_assert_eq!(byte_text::rpartition(bytes, by), parts);
        for ends in [Ends::Both, Ends::Left, Ends::Right] {
            let stripped = split::strip(&text, Some(&separator), ends);
            prop_assert_eq!(byte_text::strip(bytes, Some(by), ends), stripped.as_bytes());
            prop_assert_eq!(byte_text::strip(bytes, None, ends), split::strip(&text, None, ends).as_bytes());
        }
    }

    #[test]
    fn places_are_those_of_the_text(text in ascii(), part in "[abA ]{0,2}", new in "[xy]{0,2}", limit in limit()) {
        let (bytes, sought) = (text.as_bytes(), part.as_bytes());
        let (whole, all) = (Text::from(text.as_str()), (0, text.len()));
        prop_assert_eq!(byte_text::find(bytes, sought), search::find(whole, &part, all));
        prop_assert_eq!(byte_text::rfind(bytes, sought), search::rfind(whole, &part, all));
        prop_assert_eq!(byte_text::count(bytes, sought), search::count(whole, &part, all));
        let replaced = search::replace(&text, &part, &new, limit).map(|made| made.unwrap_or(text.clone()));
        let made = byte_text::replace(bytes, sought, new.as_bytes(), limit);
        prop_assert_eq!(made, replaced.map(String::into_bytes));
    }

    #[test]
    fn case_and_padding_are_those_of_the_text(text in ascii(), width in 0usize..40) {
        let (bytes, whole) = (text.as_bytes(), Text::from(text.as_str()));
        prop_assert_eq!(byte_text::title(bytes), case::title(&text).into_bytes());
        prop_assert_eq!(byte_text::capitalize(bytes), case::capitalize(&text).into_bytes());
        prop_assert_eq!(byte_text::swapcase(bytes), case::swapcase(&text).into_bytes());
        prop_assert_eq!(byte_text::is_lower(bytes), predicates::is_lower(&text));
        prop_assert_eq!(byte_text::is_upper(bytes), predicates::is_upper(&text));
        prop_assert_eq!(byte_text::is_title(bytes), predicates::is_title(&text));
        prop_assert_eq!(byte_text::expandtabs(bytes, width as i64), pad::expandtabs(&text, width as i64).map(String::into_bytes));
        prop_assert_eq!(Ok(byte_text::zfill(bytes, width)), pad::zfill(whole, width as i64).map(String::into_bytes));
    }

    #[test]
    fn hexadecimal_text_reads_back(bytes in proptest::collection::vec(any::<u8>(), 0..20), group in -5i64..6) {
        prop_assert_eq!(byte_text::from_hex(&byte_text::to_hex(&bytes, Some(' '), group)), Ok(bytes));
    }

    #[test]
    fn what_is_encoded_is_decoded(text in any::<String>()) {
        let orders = [Order::Marked, Order::Little, Order::Big];
        let wide = orders.into_iter().flat_map(|order| [Encoding::Utf16(order), Encoding::Utf32(order)]);
        for encoding in wide.chain([Encoding::Utf8, Encoding::Utf8Sig]) {
            // A mark that the text itself starts with is taken for the encoding's.
            if text.starts_with('\u{feff}') {
                continue;
            }
            let bytes = encode(&text, encoding, Errors::Strict);
            prop_assert_eq!(bytes.and_then(|bytes| decode(&bytes, encoding, Errors::Strict)), Ok(text.clone()));
        }
        for encoding in [Encoding::Ascii, Encoding::Latin1] {
            match encode(&text, encoding, Errors::Strict) {
                Ok(bytes) => prop_assert_eq!(decode(&bytes, encoding, Errors::Strict), Ok(text.clone())),
                Err(fault) => prop_assert!(fault.start < fault.end && fault.end <= text.chars().count()),
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_a_fault_is_named(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
        let wide = [Encoding::Utf16(Order::Marked), Encoding::Utf16(Order::Big), Encoding::Utf32(Order::Little)];
        for encoding in wide.into_iter().chain([Encoding::Utf8, Encoding::Utf8Sig, Encoding::Ascii, Encoding::Latin1]) {
            if let Err(fault) = decode(&bytes, encoding, Errors::Strict) {
                prop_assert!(fault.start < fault.end && fault.end <= bytes.len());
            }
            for errors in [Errors::Ignore, Errors::Replace, Errors::BackslashReplace] {
                prop_assert!(decode(&bytes, encoding, errors).is_ok());
            }
        }
    }
}

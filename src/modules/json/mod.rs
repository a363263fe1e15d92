//! `_json`: the parts of `json` that look at every character. What scripts see, and whatever calls them back, stands in `json.py`.

mod scan;
mod write;

use crate::builtins;
use crate::object::{Module, Thread};

/// Fills `_json`.
pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            (
                "scan(text, at, whole, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, /)",
                scan::scan,
            ),
            ("quote(text, ensure_ascii, /)", write::quote),
            (
                "write(value, ensure_ascii, allow_nan, sort_keys, item_separator, key_separator, indent, /)",
                write::write,
            ),
        ],
    );
}

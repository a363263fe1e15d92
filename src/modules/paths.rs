//! Arguments that name files: strings, bytes, path objects, and numbers of open files.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

use crate::heap::{BigInteger, Bytes, Object, Slot, Str};
use crate::object::{Raised, Thread};
use crate::vm;

/// What an argument names.
pub(super) enum Path {
    /// A path.
    Named {
        path: PathBuf,
        /// The path as messages show it.
        shown: String,
        /// Whether it was given as bytes.
        bytes: bool,
    },
    /// An open file.
    Number(i64),
}

/// The file that an argument names. `expected` begins the TypeError for anything else.
pub(super) fn path_argument(t: &mut Thread, slot: Slot, expected: &str) -> Result<Path, Raised> {
    let mark = t.mark();
    let given = t.payload(t.get(slot));
    if given.is_small_int() || given.as_bool().is_some() || given.cast::<BigInteger>().is_some() {
        return Ok(Path::Number(vm::index(t, slot)?));
    }
    let plain = given.cast::<Str>().is_some() || given.cast::<Bytes>().is_some();
    let slot = if plain {
        slot
    } else {
        let method = t.push(t.intern("__fspath__").value());
        let class = t.push(t.class_of(t.get(slot)).value());
        let Some(done) = vm::get_attribute_optional(t, class, method)? else {
            let class = t.class_of(t.get(slot)).name();
            return Err(t.type_error(format!("{expected}, not {class}")));
        };
        let function = t.push_result(done);
        let done = vm::call(t, function, &[slot])?;
        t.push_result(done)
    };
    let given = t.payload(t.get(slot));
    let path = match (given.cast::<Str>(), given.cast::<Bytes>()) {
        (Some(text), _) => Path::Named {
            path: PathBuf::from(text.as_str()),
            shown: text.as_str().to_string(),
            bytes: false,
        },
        (_, Some(bytes)) => Path::Named {
            path: PathBuf::from(OsString::from_vec(bytes.as_slice().to_vec())),
            shown: String::from_utf8_lossy(bytes.as_slice()).into_owned(),
            bytes: true,
        },
        _ => {
            let class = t.class_of(given).name();
            let message = format!("expected __fspath__() to return str or bytes, not {class}");
            return Err(t.type_error(message));
        }
    };
    if let Path::Named { path, .. } = &path
        && path.as_os_str().as_bytes().contains(&0)
    {
        return Err(t.value_error("embedded null byte"));
    }
    t.pop_to(mark);
    Ok(path)
}

//! The arguments of `open`: what they ask for, and what about them is wrong.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::file::Mode;
use super::stream::Ending;
use super::text::{Newline, Text};
use crate::builtins::text::encoding::Encoding;
use crate::heap::{Str, Value};
use crate::modules::state::Type;
use crate::object::{Args, ClassId, Raised, Thread};
use crate::vm;

/// What `open` was asked for.
pub(super) struct Asked {
    pub(super) mode: Mode,
    pub(super) text: Option<Text>,
    pub(super) unbuffered: bool,
    pub(super) appends: bool,
    creates: bool,
    truncates: bool,
    /// Whether it may be read and written.
    updates: bool,
}

impl Asked {
    /// Opens the file, with one system call but for a look whether it is a folder.
    pub(super) fn open(&self, path: &Path) -> io::Result<OwnedFd> {
        let file = std::fs::OpenOptions::new()
            .read(self.mode.reads)
            .write(self.mode.writes && !self.appends)
            .append(self.appends)
            .create(self.truncates || self.appends)
            .create_new(self.creates)
            .truncate(self.truncates)
            .open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::from_raw_os_error(libc::EISDIR));
        }
        Ok(file.into())
    }

    /// The flags of the system call, for an opener of the script's.
    pub(super) fn flags(&self) -> i64 {
        let access = match (self.mode.reads, self.mode.writes) {
            (true, true) => libc::O_RDWR,
            (false, _) => libc::O_WRONLY,
            _ => libc::O_RDONLY,
        };
        let create = if self.truncates {
            libc::O_CREAT | libc::O_TRUNC
        } else if self.appends {
            libc::O_CREAT | libc::O_APPEND
        } else if self.creates {
            libc::O_CREAT | libc::O_EXCL
        } else {
            0
        };
        i64::from(access | create | libc::O_CLOEXEC)
    }

    /// The class of the object.
    pub(super) fn class(&self) -> Type {
        if self.text.is_some() {
            Type::TextFile
        } else if self.unbuffered {
            Type::FileIo
        } else if self.updates {
            Type::BufferedRandom
        } else if self.mode.writes {
            Type::BufferedWriter
        } else {
            Type::BufferedReader
        }
    }
}

/// A string argument, or None for None and an absent one.
fn string(t: &Thread, args: Args, index: usize, name: &str) -> Result<Option<String>, Raised> {
    let value = args.get(t, index);
    if value.is_unbound() || value.is_none() && name != "mode" {
        return Ok(None);
    }
    match t.payload(value).cast::<Str>() {
        Some(text) => Ok(Some(text.as_str().to_string())),
        None => {
            let or_none = if name == "mode" { "" } else { " or None" };
            let class = match value {
                Value::NONE => "None",
                _ => t.class_of(value).name(),
            };
            let message = format!("open() argument '{name}' must be str{or_none}, not {class}");
            Err(t.type_error(message))
        }
    }
}

/// Reads the arguments after the file.
pub(super) fn parse(t: &mut Thread, args: Args) -> Result<Asked, Raised> {
    let mode = string(t, args, 1, "mode")?.unwrap_or("r".to_string());
    let buffering = match args.get(t, 2).bound() {
        Some(_) => vm::index(t, args.slot(2))?,
        None => -1,
    };
    let encoding = string(t, args, 3, "encoding")?;
    let errors = string(t, args, 4, "errors")?;
    let newline = string(t, args, 5, "newline")?;
    let has = |letter| mode.contains(letter);
    let twice = mode.chars().any(|c| mode.matches(c).count() > 1);
    if twice || mode.chars().any(|c| !"axrwb+t".contains(c)) {
        return Err(t.value_error(format!("invalid mode: '{mode}'")));
    }
    let (binary, updates) = (has('b'), has('+'));
    if binary && has('t') {
        return Err(t.value_error("can't have text and binary mode at once"));
    }
    match ['r', 'w', 'a', 'x'].into_iter().filter(|c| has(*c)).count() {
        0 => {
            let message =
                "Must have exactly one of create/read/write/append mode and at most one plus";
            return Err(t.value_error(message));
        }
        1 => {}
        _ => {
            let message = "must have exactly one of create/read/write/append mode";
            return Err(t.value_error(message));
        }
    }
    if binary {
        for (given, name) in [
            (&encoding, "an encoding"),
            (&errors, "an errors"),
            (&newline, "a newline"),
        ] {
            if given.is_some() {
                let message = format!("binary mode doesn't take {name} argument");
                return Err(t.value_error(message));
            }
        }
    } else if buffering == 0 {
        return Err(t.value_error("can't have unbuffered text I/O"));
    }
    let text = match binary {
        true => None,
        false => Some(text(t, encoding, errors, newline, buffering == 1)?),
    };
    let shown = match binary {
        true => {
            let letter = match mode.chars().find(|c| "rwax".contains(*c)) {
                Some('w') if updates => 'r',
                Some(letter) => letter,
                None => 'r',
            };
            format!("{letter}b{}", if updates { "+" } else { "" })
        }
        false => mode.clone(),
    };
    Ok(Asked {
        mode: Mode {
            shown,
            reads: has('r') || updates,
            writes: !has('r') || updates,
        },
        text,
        unbuffered: buffering == 0,
        appends: has('a'),
        creates: has('x'),
        truncates: has('w'),
        updates,
    })
}

fn text(
    t: &Thread,
    encoding: Option<String>,
    errors: Option<String>,
    newline: Option<String>,
    line_buffering: bool,
) -> Result<Text, Raised> {
    let newline = match newline.as_deref() {
        None => Newline::Translate,
        Some("") => Newline::Any,
        Some("\n") => Newline::Only(Ending::Lf),
        Some("\r") => Newline::Only(Ending::Cr),
        Some("\r\n") => Newline::Only(Ending::CrLf),
        Some(other) => return Err(t.value_error(format!("illegal newline value: {other}"))),
    };
    let encoding_name = match encoding.as_deref() {
        None | Some("locale") => "UTF-8".to_string(),
        Some(name) => name.to_string(),
    };
    let known = Encoding::named(&encoding_name);
    let Some(encoding) = known.filter(|encoding| Text::supports(*encoding)) else {
        let message = match known {
            Some(_) => format!(
                "gilscope opens text files in UTF-8, ASCII and Latin-1; read bytes and decode them for {encoding_name}"
            ),
            None => format!("unknown encoding: {encoding_name}"),
        };
        return Err(t.error(ClassId::LookupError, message));
    };
    Ok(Text {
        encoding,
        encoding_name,
        errors: errors.unwrap_or("strict".to_string()),
        newline,
        line_buffering,
        at_start: AtomicBool::new(true),
    })
}

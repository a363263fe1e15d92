//! The script on the command line: whether there is one, whether it can be read, and what to type
//! if not.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Mistake;

/// A script that can be read, and its arguments.
#[derive(Clone, Debug)]
pub(super) struct Script {
    pub(super) path: PathBuf,
    pub(super) arguments: Vec<String>,
}

impl Script {
    /// Splits the words on the command line and looks at the file.
    pub(super) fn open(
        words: Vec<OsString>,
        command: &str,
        commands: &[String],
    ) -> Result<Self, Mistake> {
        let mut words = words.into_iter();
        let path = words.next().map(PathBuf::from).unwrap_or_default();
        check(&path, command, commands)?;
        let arguments = words.map(|word| {
            word.into_string().map_err(|word| {
                let shown = word.to_string_lossy();
                Mistake::usage(
                    format!("{shown:?} is not UTF-8"),
                    "script arguments must be UTF-8",
                )
            })
        });
        Ok(Script {
            arguments: arguments.collect::<Result<_, _>>()?,
            path,
        })
    }

    /// The file and its arguments as they are typed.
    pub(super) fn typed(&self) -> String {
        let words = std::iter::once(quoted(&self.path.to_string_lossy()))
            .chain(self.arguments.iter().map(|word| quoted(word)));
        words.collect::<Vec<_>>().join(" ")
    }

    /// A script argument that is spelled like one of `options`.
    pub(super) fn misplaced<'a>(&self, options: &'a [String]) -> Option<&'a str> {
        let spelled = |option: &&String| {
            (self.arguments.iter()).any(|word| word.split('=').next() == Some(option.as_str()))
        };
        options.iter().find(spelled).map(String::as_str)
    }
}

/// Looks whether a script can be read; `command` is what stands before the file in hints.
pub(super) fn check(path: &Path, command: &str, commands: &[String]) -> Result<(), Mistake> {
    let shown = path.display();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let hint = instead(path, command, commands);
            return Err(Mistake::usage(format!("there is no file {shown}"), hint));
        }
        Err(_) if path.is_dir() => {
            let hint = match script_in(path) {
                Some(script) => format!("{command} {}", quoted(&script.to_string_lossy())),
                None => format!(
                    "{command} {}",
                    quoted(&path.join("FILE.py").to_string_lossy())
                ),
            };
            return Err(Mistake::usage(
                format!("{shown} is a directory; name a script"),
                hint,
            ));
        }
        Err(error) => {
            let hint = format!("ls -l {}", quoted(&shown.to_string()));
            return Err(Mistake::usage(format!("can't read {shown}: {error}"), hint));
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(_) => Ok(()),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let file = quoted(&shown.to_string());
            Err(Mistake {
                message: format!("{shown} is not UTF-8 text: byte 0x{byte:02x} in line {line}"),
                hint: Some(format!(
                    "if it is Latin-1: iconv -f LATIN1 -t UTF-8 {file} > utf8.py"
                )),
                code: 1,
            })
        }
    }
}

/// What was meant by a file that isn't there.
fn instead(path: &Path, command: &str, commands: &[String]) -> String {
    /// Names at least this much alike are taken for slips of the fingers.
    const ALIKE: f64 = 0.8;
    let typed = path.to_string_lossy();
    let alike = |name: &str| strsim::jaro_winkler(name, &typed);
    if commands.iter().any(|name| *name == typed) {
        return format!("a command comes first: gilscope {typed} [OPTIONS] FILE");
    }
    let near = commands.iter().filter(|name| alike(name) >= ALIKE);
    if let Some(name) = near.max_by(|a, b| alike(a).total_cmp(&alike(b))) {
        return format!("did you mean the command {name}? gilscope {name} FILE");
    }
    match sibling(path, ALIKE) {
        Some(sibling) => format!(
            "did you mean: {command} {}",
            quoted(&sibling.to_string_lossy())
        ),
        None => "gilscope --help shows examples".to_owned(),
    }
}

/// The Python file beside `path`, or in a directory spelled alike, whose name is most like its own.
fn sibling(path: &Path, alike: f64) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let readable = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let likeness = |other: &str| {
        let stem = other.strip_suffix(".py").unwrap_or(other);
        strsim::jaro_winkler(name, other).max(strsim::jaro_winkler(name, stem))
    };
    let names = std::fs::read_dir(readable)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            (name.ends_with(".py") && likeness(&name) >= alike).then_some(name)
        });
    let best = names.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)))?;
    Some(folder.join(best))
}

/// The script in a directory that most likely was meant.
fn script_in(folder: &Path) -> Option<PathBuf> {
    let names = std::fs::read_dir(folder).ok()?.flatten();
    let scripts = names.filter_map(|entry| entry.file_name().into_string().ok());
    let mut scripts: Vec<String> = scripts.filter(|name| name.ends_with(".py")).collect();
    scripts.sort_by_key(|name| {
        (
            !["__main__.py", "main.py"].contains(&name.as_str()),
            name.clone(),
        )
    });
    scripts.first().map(|name| folder.join(name))
}

/// A word as a shell must be given it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=+,@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("a/b-c.py"), "a/b-c.py");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn options_of_ours_are_noticed() {
        let script = |words: &[&str]| Script {
            path: "a.py".into(),
            arguments: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let options = ["--gil".to_owned(), "--stats".to_owned()];
        assert_eq!(
            script(&["--size", "3", "--gil=off"]).misplaced(&options),
            Some("--gil")
        );
        assert_eq!(script(&["--gilded", "gil"]).misplaced(&options), None);
    }
}

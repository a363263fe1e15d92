//! The front end on whole scripts: every error of `tests/syntax_errors/*.py` as users see it (`.expected` beside the
//! script), compared with what CPython 3.13 says where there is one; the standard library, which has no errors; and
//! damaged scripts, which must not make it panic.
//!
//! `UPDATE_GOLDENS=1 cargo test --test syntax` writes the `.expected` files anew. A script that contains the line
//! `# differs from CPython: why` is not compared with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use gilscope::diagnostic::{DiagnosticKind, Diagnostics};
use gilscope::source::Source;
use gilscope::syntax::parse_module;
use proptest::prelude::*;

#[allow(unreachable_pub)] // It is part of a library in tests/fuzz.
#[path = "support/front_end.rs"]
mod front_end;

const DIFFERS: &str = "# differs from CPython:";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with an extension, sorted.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        for entry in entries.map(|entry| entry.unwrap()) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Source::new(name, fs::read_to_string(path).unwrap())
}

/// What a run of CPython 3.13 prints; `None`, with the reason on stderr, if there is none.
fn python(code: &str, arguments: &[PathBuf]) -> Option<String> {
    let wanted = std::env::var("GILSCOPE_PYTHON").ok();
    let candidates = match &wanted {
        Some(path) => vec![path.as_str()],
        None => vec!["python3.13", "python3"],
    };
    for python in &candidates {
        let run = |command: &mut Command| command.stdin(Stdio::null()).output().ok();
        let version = run(Command::new(python).arg("--version"))?;
        if version.stdout.starts_with(b"Python 3.13.") {
            let output = run(Command::new(python)
                .args(["-X", "utf8", "-c", code])
                .args(arguments))?;
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{python}: {errors}");
            return Some(String::from_utf8_lossy(&output.stdout).into_owned());
        }
    }
    eprintln!(
        "skipped: {} is no Python 3.13 (GILSCOPE_PYTHON can name one)",
        candidates.join(" and ")
    );
    None
}

#[test]
fn broken_scripts_are_explained() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut wrong = String::new();
    let scripts = files(&root().join("tests/syntax_errors"), "py");
    assert!(scripts.len() >= 40, "only {} scripts", scripts.len());
    for script in scripts {
        let source = source(&script);
        let (_, errors) = parse_module(&source);
        let shown = match Diagnostics::new(&source, errors) {
            Some(errors) => errors.render(false),
            None => panic!("{script:?} has no errors"),
        };
        let golden = script.with_extension("expected");
        if update {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong += &format!("--- {}\n{shown}", golden.display());
        }
    }
    assert!(
        wrong.is_empty(),
        "not as expected (UPDATE_GOLDENS=1 takes this over):\n{wrong}"
    );
}

#[test]
fn the_first_error_is_cpythons() {
    let code = "
import sys, warnings
warnings.simplefilter('ignore')
for path in sys.argv[1:]:
    try:
        compile(open(path, 'rb').read(), path, 'exec')
        print('no error')
    except SyntaxError as e:
        print(f'{type(e).__name__}: {e.msg} (line {e.lineno})')
";
    let mut scripts = files(&root().join("tests/syntax_errors"), "py");
    scripts.retain(|script| !fs::read_to_string(script).unwrap().contains(DIFFERS));
    let Some(output) = python(code, &scripts) else {
        return;
    };
    let mut wrong = String::new();
    for (script, expected) in scripts.iter().zip(output.lines()) {
        let source = source(script);
        let (_, errors) = parse_module(&source);
        let ours = errors.first().map_or("no error".to_owned(), |error| {
            let (name, line) = (error.kind.exception(), source.line(error.span.start));
            format!("{name}: {} (line {line})", error.message)
        });
        if ours != expected {
            wrong += &format!(
                "{}\n  CPython {expected}\n  ours    {ours}\n",
                source.name()
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_standard_library_is_read_without_errors() {
    let code = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let Some(folder) = python(code, &[]) else {
        return;
    };
    let mut read = 0;
    for path in files(Path::new(folder.trim()), "py") {
        let is_bad = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("badsyntax_"));
        let Ok(text) = fs::read_to_string(&path) else {
            continue; // not UTF-8
        };
        let source = Source::new(path.to_string_lossy(), text);
        let (_, mut errors) = parse_module(&source);
        errors.retain(|error| error.kind != DiagnosticKind::Unsupported);
        if !is_bad && let Some(errors) = Diagnostics::new(&source, errors) {
            panic!("{errors}");
        }
        read += 1;
    }
    assert!(read > 500, "only {read} files");
}

/// Scripts to damage: every construct, the broken ones, and the examples.
static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut seeds = vec![include_str!("syntax_seed.txt").to_owned()];
    for folder in ["tests/syntax_errors", "examples"] {
        let scripts = files(&root().join(folder), "py");
        seeds.extend(
            scripts
                .iter()
                .map(|script| fs::read_to_string(script).unwrap()),
        );
    }
    seeds
});

const PIECES: &[&str] = &[
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "...", "->", "!", "=", ":=", "==", "!=", "<",
    "*", "**", "@", "-", "~", "+=", "\\", "\\\n", "\n", "\r", "\r\n", "\t", " ", "    ", "\x0c",
    "#", "'", "\"", "'''", "\"\"\"", "f'", "f\"", "f'''", "rb'", "{{", "}}", "!r", "\\N{", "\\x",
    "\\u12", "é", "日本", "€", "\0", "\u{feff}", "\u{2028}", "0", "0x", "1e", "1_", "09", "5j",
    ".5", "x", "match", "case", "type", "_", "print", "if", "else", "elif", "for", "in", "is",
    "not", "and", "or", "while", "def", "class", "return", "yield", "from", "import", "as", "with",
    "try", "except", "finally", "lambda", "async", "await", "del", "global", "raise", "assert",
    "pass", "None", "True",
];

/// One blow to a script: where (as a share of its length), how much goes, what comes.
type Edit = (f64, usize, Option<usize>);

fn damage(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for &(share, length, piece) in edits {
        let start = text.floor_char_boundary((share * text.len() as f64) as usize);
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        text.replace_range(start..end, piece.map_or("", |piece| PIECES[piece]));
    }
    text
}

fn check(text: &str) {
    front_end::parses(text);
    front_end::compiles(text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_scripts(
        seed in any::<prop::sample::Index>(),
        edits in prop::collection::vec((0.0..1.0f64, 0..12usize, prop::option::of(0..PIECES.len())), 1..8),
        cut in 0.0..2.0f64,
    ) {
        let text: &String = seed.get(&SEEDS);
        let mut text = damage(text, &edits);
        if cut < 1.0 {
            text.truncate(text.floor_char_boundary((cut * text.len() as f64) as usize));
        }
        check(&text);
    }

    #[test]
    fn any_tokens_in_any_order(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let mut text = String::new();
        for (piece, space) in pieces {
            text.push_str(PIECES[piece]);
            text.push_str(if space { " " } else { "" });
        }
        check(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }
}

//! The import table of `src/README.md`, kept true: every `crate::` path of every room leads to a room that the table allows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and what it may import of ours. `source` and `diagnostic` may be imported by all but `gil`.
const TABLE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &[]),
    ("gil", &[]),
    ("syntax", &[]),
    ("bytecode", &[]),
    ("compile", &["syntax", "bytecode"]),
    ("heap", &["gil"]),
    ("object", &["heap", "bytecode", "gil"]),
    ("vm", &["object", "heap", "bytecode", "gil"]),
    ("builtins", &["vm", "object", "heap", "gil"]),
    ("modules", &["builtins", "vm", "object", "heap", "gil"]),
    ("timeline", &["gil"]),
    ("render", &["timeline"]),
    (
        "session",
        &[
            "modules", "builtins", "vm", "object", "heap", "compile", "syntax", "bytecode",
            "timeline", "gil",
        ],
    ),
];

/// Rooms whose purpose is to bring the others together.
const FREE: &[&str] = &["cli"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The rooms that a file's `crate::` paths name, nested braces included.
fn imports(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == '$' || c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        rooms.insert(std::mem::take(&mut item));
                    }
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            rooms.insert(item);
        } else {
            rooms.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    let first = |item: String| {
        item.trim()
            .split("::")
            .next()
            .unwrap_or_default()
            .to_string()
    };
    rooms
        .into_iter()
        .map(first)
        .filter(|room| !room.is_empty())
        .collect()
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    assert!(all.len() > 50, "the walk found only {} files", all.len());
    let mut wrong = Vec::new();
    for path in all {
        let relative = path.strip_prefix(&source).expect("below src");
        let room = relative
            .components()
            .next()
            .expect("a part")
            .as_os_str()
            .to_string_lossy();
        let room = room.trim_end_matches(".rs").to_string();
        if ["lib", "main"].contains(&room.as_str()) || FREE.contains(&room.as_str()) {
            continue;
        }
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!(
                "{}: the table has no room `{room}`",
                relative.display()
            ));
            continue;
        };
        let text = fs::read_to_string(&path).expect("a readable file");
        for import in imports(&text) {
            let common = room != "gil" && ["source", "diagnostic"].contains(&import.as_str());
            let macros = ["heap_object", "no_fields", "payload"].contains(&import.as_str())
                && allowed
                    .iter()
                    .chain(&[room.as_str()])
                    .any(|name| *name == "heap");
            if import != room && !common && !macros && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}: imports `{import}`", relative.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "rooms import what they may not:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_file_says_what_lives_in_it() {
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for path in all {
        let text = fs::read_to_string(&path).expect("a readable file");
        let first = text.lines().next().unwrap_or_default();
        let included = text.contains("#![doc = include_str!");
        assert!(
            first.starts_with("//!") || included,
            "{} does not start with `//!`",
            path.display()
        );
    }
}

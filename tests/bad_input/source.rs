//! Files that are no scripts, or monstrous ones: refused with a message that names the place.

use std::fs;

use crate::support::{GILSCOPE, command};
use crate::{MODES, folder, says, script, survives};

/// Deeply nested or very long sources: run, or be refused, but never overflow the stack.
#[test]
fn monstrous_sources_end_cleanly() {
    let deep = 20_000;
    let indented: String = (0..300)
        .map(|n| format!("{}if 1:\n", " ".repeat(n)))
        .collect();
    let sources = [
        (
            "parens",
            format!("x = {}1{}\n", "(".repeat(deep), ")".repeat(deep)),
        ),
        ("open", "(".repeat(deep)),
        (
            "lists",
            format!("x = {}{}\n", "[".repeat(deep), "]".repeat(deep)),
        ),
        (
            "dicts",
            format!("x = {}1{}\n", "{1:".repeat(deep), "}".repeat(deep)),
        ),
        ("minus", format!("x = {}1\n", "-".repeat(deep))),
        ("not", format!("x = {}1\n", "not ".repeat(deep))),
        ("plus", format!("x = 1{}\n", " + 1".repeat(deep))),
        ("power", format!("x = 1{}\n", " ** 1".repeat(deep))),
        ("compare", format!("x = 1{}\n", " < 2".repeat(deep))),
        ("and", format!("x = 1{}\n", " and 1".repeat(deep))),
        ("else", format!("x = 1{}\n", " if 1 else 1".repeat(deep))),
        ("attributes", format!("x = 1\nx{}\n", ".real".repeat(deep))),
        (
            "calls",
            format!("def f(): return f\nf{}\n", "()".repeat(deep)),
        ),
        ("index", format!("x = 1\nx{}\n", "[0]".repeat(deep))),
        ("lambda", format!("x = {}1\n", "lambda: ".repeat(deep))),
        (
            "walrus",
            format!("x = {}1{}\n", "(y := ".repeat(deep), ")".repeat(deep)),
        ),
        ("stars", format!("{}x = 1\n", "*".repeat(deep))),
        ("assign", format!("{}1\n", "x = ".repeat(deep))),
        ("indent", format!("{indented}{}pass\n", " ".repeat(300))),
        (
            "elif",
            format!("if 0: pass\n{}", "elif 0: pass\n".repeat(deep)),
        ),
        (
            "fstring",
            format!("x = {}1{}\n", "f'{".repeat(300), "}'".repeat(300)),
        ),
        ("names", format!("{}\n", "x".repeat(1_000_000))),
        ("string", format!("x = '{}'\n", "x".repeat(1_000_000))),
        ("digits", format!("x = 0x{}\n", "f".repeat(1_000_000))),
        ("lines", "x = 1\n".repeat(100_000)),
        (
            "globals",
            (0..70_000).map(|n| format!("x{n} = {n}\n")).collect(),
        ),
        (
            "locals",
            format!(
                "def f():\n{}f()\n",
                (0..70_000)
                    .map(|n| format!("  x{n} = {n}\n"))
                    .collect::<String>()
            ),
        ),
        ("arguments", format!("print({})\n", "1, ".repeat(70_000))),
        ("elements", format!("x = [{}]\n", "1, ".repeat(200_000))),
        (
            "decorators",
            format!("{}def f(): pass\n", "@(lambda f: f)\n".repeat(5_000)),
        ),
    ];
    for (name, source) in sources {
        let enough = 4 * source.len() + 10_000;
        let outcome = survives(&mut script(&format!("monstrous_{name}"), "on", source));
        assert!(outcome.code <= 1, "{name}: {}", outcome.stderr);
        assert_eq!(outcome.code == 1, !outcome.stderr.is_empty(), "{name}");
        assert!(outcome.stderr.len() < enough, "{name}: an endless message");
    }
}

#[test]
fn a_missing_file_is_named() {
    for mode in MODES {
        let folder = folder("missing_file");
        let mut command = command(GILSCOPE, &folder);
        let outcome = survives(command.args(["--gil", mode, "no-such-script.py"]));
        assert_eq!(outcome.code, 2, "{}", outcome.stderr);
        assert!(
            outcome.stderr.contains("no-such-script.py"),
            "{}",
            outcome.stderr
        );
        assert!(
            outcome.stderr.contains("there is no file"),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn a_folder_is_no_script() {
    let folder = folder("folder_as_script");
    fs::create_dir_all(folder.join("scripts.py")).expect("the build folder can be written");
    let outcome = survives(command(GILSCOPE, &folder).arg("scripts.py"));
    assert!((1..=2).contains(&outcome.code), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("scripts.py"), "{}", outcome.stderr);
}

#[test]
fn a_program_is_no_script() {
    let outcome = survives(command(GILSCOPE, &folder("binary")).arg(GILSCOPE));
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("gilscope"), "{}", outcome.stderr);
}

#[test]
fn invalid_utf8_is_named_with_its_line() {
    says("utf8", b"x = 1\ny = '\xff'\n", 1, &["2", "utf-8"]);
    says("utf8_comment", b"# caf\xe9\n", 1, &["1", "utf-8"]);
}

#[test]
fn a_null_byte_is_refused() {
    says("null", b"x = 1\0\n", 1, &["null byte"]);
}

#[test]
fn odd_but_valid_files_run() {
    for (name, source) in [
        ("empty", &b""[..]),
        ("blank", b"\n\n   \n\t\n"),
        ("comment", b"# only a comment"),
        ("bom", b"\xef\xbb\xbfx = 1\nassert x == 1\n"),
        ("crlf", b"if True:\r\n    x = 1\r\nassert x == 1\r\n"),
        ("cr", b"x = 1\rassert x == 1\r"),
        ("form_feed", b"x = 1\n\x0cassert x == 1\n"),
        ("no_newline", b"def f():\n    return 1\nassert f() == 1"),
    ] {
        says(&format!("odd_{name}"), source, 0, &[]);
    }
}

#[test]
fn unsupported_python_is_named() {
    says(
        "async",
        "async def f():\n    pass\n",
        1,
        &["does not support", "async def"],
    );
}

#[test]
fn an_absent_module_says_what_to_do_instead() {
    for (module, word) in [
        ("numpy", "hashlib.pbkdf2_hmac"),
        ("mpi4py", "--gil off"),
        ("dis", "gilscope dis"),
        ("cProfile", "--stats"),
        ("asyncio", "not coroutines"),
        ("http.client", "time.sleep"),
        ("unittest", "assert"),
        ("something", "without packages from PyPI"),
    ] {
        let source = format!("import {module}\n");
        let package = module.split('.').next().unwrap_or(module);
        let missing = format!("ModuleNotFoundError: No module named '{package}'");
        says("absent", source, 1, &[&missing, "line 1", word]);
    }
}

#[test]
fn a_script_that_starts_processes_is_told_what_to_do_instead() {
    let words = ["ImportError", "'Process'", "threading", "--gil off"];
    let imported = "from multiprocessing import Process\n";
    says("processes", imported, 1, &words);
    let named = "import multiprocessing\nmultiprocessing.Process(target=print)\n";
    says("processes", named, 1, &words);
}

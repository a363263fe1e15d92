//! Sizes that no machine has: a MemoryError, soon.

use crate::{MODES, prints, says, script_with, survives};

/// Sizes are checked before anything is allocated or computed.
#[test]
fn impossible_sizes_raise_at_once() {
    let source = r#"
cases = [
    lambda: "x" * (1 << 40), lambda: [0] * (1 << 40), lambda: (0,) * (1 << 40), lambda: b"x" * (1 << 40),
    lambda: (1 << 40) * "x", lambda: bytes(1 << 40), lambda: bytearray(1 << 40), lambda: 1 << 10**12,
    lambda: 10 ** 10**10, lambda: 7 ** 7**20, lambda: (-3) ** (1 << 60), lambda: pow(10, 10**11), lambda: (1 << 1000) << (1 << 50),
    lambda: "x".ljust(1 << 40), lambda: "x".center(1 << 40), lambda: "1".zfill(1 << 40), lambda: "\t".expandtabs(1 << 40),
    lambda: f"{1:{1 << 40}}", lambda: f"{1.5:.{1 << 40}f}", lambda: "%*d" % (1 << 40, 1), lambda: "%.*f" % (1 << 40, 1.5),
    lambda: (1).to_bytes(1 << 40, "big"), lambda: "ab".replace("", "x" * 10**6) * 10**6, lambda: ",".join(["x" * 10**6] * 10**7),
    lambda: "x" * (1 << 62), lambda: [0] * (1 << 62), lambda: "x" * (1 << 63), lambda: "x" * (1 << 70), lambda: [0] * 10**30,
    lambda: "x".ljust(10**30), lambda: bytes(10**30), lambda: round(1, -(10**30)), lambda: range(10**30)[10**40],
    lambda: [0] * (1 << 61) * 8, lambda: " " * (1 << 40) + "x",
]
for n, case in enumerate(cases):
    try:
        case()
        print(n, "no error")
    except (MemoryError, OverflowError, ValueError, IndexError):
        pass
print("done")
"#;
    // round(1, -10**30) is 0: the one case that has a small result.
    prints("impossible_sizes", source, "31 no error\ndone\n");
}

#[test]
fn an_uncaught_memory_error_is_a_traceback() {
    says(
        "memory_error",
        "print('start')\nx = 'x' * (1 << 40)\n",
        1,
        &["line 2, in <module>", "MemoryError"],
    );
}

/// Growing without end stops at the limit of the heap, not when the machine is out of memory.
#[test]
fn endless_growth_ends_in_a_memory_error() {
    let growths = [
        "x = []\nwhile True: x.append([0] * 1000)",
        "x = {}\nwhile True: x[len(x)] = str(len(x))",
        "x = 'ab'\nwhile True: x += x",
        "x = set()\nwhile True: x.add((len(x), 'text'))",
        "class N:\n    pass\nx = None\nwhile True:\n    n = N()\n    n.next = x\n    x = n",
        "x = list(iter(int, 1))",
        "x = [i for i in iter(int, 1)]",
        "x = 3\nwhile True: x *= x",
        "def g():\n    while True: yield 'text'\nx = ''.join(g())",
        "x = bytearray()\nwhile True: x += bytes(100000)",
        "x = []\nx.extend(c for c in iter(str, 1))",
    ];
    for (n, source) in growths.iter().enumerate() {
        for mode in MODES {
            let test = format!("growth_{n}");
            let mut limited = script_with(&["--max-heap", "16MB"], &test, mode, source);
            let outcome = survives(&mut limited);
            assert_eq!(outcome.code, 1, "{source}\n{}", outcome.stderr);
            assert!(
                outcome.stderr.contains("MemoryError"),
                "{source}\n{}",
                outcome.stderr
            );
        }
    }
}

#[test]
fn a_script_survives_its_memory_error() {
    let source = r#"
for _ in range(3):
    try:
        "x" * (1 << 40)
    except MemoryError:
        print("caught")
print(len("x" * 1000000))
"#;
    prints(
        "survives_memory_error",
        source,
        "caught\ncaught\ncaught\n1000000\n",
    );
}

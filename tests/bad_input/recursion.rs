//! Recursion without end and data without bottom: a RecursionError, never an overflowing stack.

use crate::{prints, says};

#[test]
fn endless_recursion_is_a_traceback() {
    says(
        "endless_recursion",
        "def f(n):\n    return f(n + 1)\nf(0)\n",
        1,
        &[
            "[Previous line repeated",
            "RecursionError: maximum recursion depth exceeded",
        ],
    );
}

/// Recursion that goes through native code at every level: the native stack must hold.
#[test]
fn recursion_through_natives_is_caught() {
    let source = r#"
class R:
    def __repr__(self): return repr(self)
    def __str__(self): return "%s" % self
    def __eq__(self, other): return [self] == [other]
    def __hash__(self): return hash((self,))
    def __lt__(self, other): return sorted([self, other])
    def __iter__(self): return iter(list(self))
    def __getattr__(self, name): return getattr(self, name + "x")
    def __call__(self): return max([1, 2], key=lambda v: self())
    def __len__(self): return len(self)
    def __contains__(self, v): return v in self
    def __add__(self, other): return sum([self, other], self)
    def __format__(self, spec): return f"{self:{spec}}"
    def __bool__(self): return any([self])
    def __getitem__(self, i): return self[i]
def key(v): return sorted([v, v], key=key)
def mapped(v): return list(map(mapped, [v]))
def generated(): yield from generated()
def compared(v): return [compared(w) for w in [v]]
def evaluated(): return eval("evaluated()")
r = R()
cases = [lambda: repr(r), lambda: str(r), lambda: r == R(), lambda: hash(r), lambda: r < R(),
         lambda: [x for x in r], lambda: r.name, lambda: r(), lambda: len(r), lambda: 1 in r,
         lambda: r + R(), lambda: format(r, ""), lambda: bool(r), lambda: r[0], lambda: key(1),
         lambda: mapped(1), lambda: list(generated()), lambda: compared(1), lambda: evaluated()]
for case in cases:
    try:
        case()
        print("no error?")
    except RecursionError:
        print("RecursionError")
"#;
    prints("native_recursion", source, &"RecursionError\n".repeat(19));
}

/// A limit far above what any stack holds doesn't take the process down.
#[test]
fn a_huge_recursion_limit_is_no_crash() {
    let source = r#"
import sys
sys.setrecursionlimit(10**9)
class R:
    def __repr__(self): return repr(self)
for case in (lambda: repr(R()), lambda: sorted([1, 2], key=lambda v: case())):
    try:
        case()
    except (RecursionError, MemoryError):
        print("caught")
"#;
    prints("huge_limit", source, "caught\ncaught\n");
}

#[test]
fn threads_have_deep_stacks_of_their_own() {
    let source = r#"
import threading
def down(n): return 0 if n == 0 else 1 + down(n - 1)
def endless(n): return endless(n + 1)
def work():
    results.append(down(900))
    try:
        endless(0)
    except RecursionError:
        results.append("caught")
results = []
threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
print(results.count(900), results.count("caught"))
"#;
    prints("thread_recursion", source, "8 8\n");
}

#[test]
fn deep_data_is_walked_safely() {
    let source = r#"
nested = []
for _ in range(200_000):
    nested = [nested]
pairs = ()
for _ in range(200_000):
    pairs = (pairs,)
class Node:
    def __init__(self, next): self.next = next
node = None
for _ in range(200_000):
    node = Node(node)
error = None
for n in range(100_000):
    new = ValueError(n)
    new.__context__ = error
    error = new
for case in (lambda: repr(nested), lambda: nested == [nested], lambda: hash(pairs), lambda: str(pairs), lambda: pairs < (pairs,)):
    try:
        case()
        print("fine")
    except RecursionError:
        print("RecursionError")
"#;
    prints("deep_data", source, &"RecursionError\n".repeat(5));
}

//! Deadlocks, failing threads, many threads, threads that never end.

use crate::{prints, says};

#[test]
fn a_deadlock_is_reported() {
    says(
        "self_deadlock",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n",
        1,
        &["deadlock", "MainThread"],
    );
}

#[test]
fn an_exception_in_a_thread_names_the_thread() {
    says(
        "thread_exception",
        "import threading\ndef f(): 1 / 0\nt = threading.Thread(target=f, name='worker-7')\nt.start()\nt.join()\n",
        0,
        &[
            "Exception in thread worker-7:",
            "Traceback (most recent call last):",
            "line 2, in f",
            "ZeroDivisionError: division by zero",
        ],
    );
}

#[test]
fn hundreds_of_threads_at_once() {
    let source = r#"
import threading
gate, n, lock = threading.Event(), 0, threading.Lock()
def work():
    global n
    gate.wait()
    with lock: n += 1
threads = [threading.Thread(target=work) for _ in range(300)]
for t in threads: t.start()
gate.set()
for t in threads: t.join()
print(n)
"#;
    prints("many_threads", source, "300\n");
}

#[test]
fn daemons_do_not_hold_up_the_end() {
    let source = r#"
import threading, time
def spin():
    while True: pass
for target in (spin, spin, lambda: time.sleep(60), threading.Event().wait, threading.Lock().acquire):
    threading.Thread(target=target, daemon=True).start()
print("end")
"#;
    prints("daemons", source, "end\n");
}

/// Threads that fail in every possible way at the same time as main does.
#[test]
fn failures_everywhere_at_once() {
    let source = r#"
import sys, threading
def boom(n): raise [ValueError, KeyError, SystemExit, KeyboardInterrupt][n % 4](n)
for n in range(20):
    threading.Thread(target=boom, args=(n,)).start()
raise RuntimeError("main too")
"#;
    says("failures", source, 1, &["RuntimeError: main too"]);
}

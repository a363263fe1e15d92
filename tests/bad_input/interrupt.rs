//! Ctrl-C, whatever the main thread is doing or waiting for.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Outcome, finish};
use crate::{MODES, script, sound};

/// Starts a script, waits until it prints "ready", sends SIGINT, and waits for its end.
#[track_caller]
fn interrupted(test: &str, mode: &str, source: &str) -> Outcome {
    let mut child = script(test, mode, source)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gilscope starts");
    // Kept open to the end: a script that reads stdin must be woken by the signal alone.
    let stdin = child.stdin.take();
    let mut stdout = BufReader::new(child.stdout.take().expect("it is a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("stdout is text");
    if line == "ready\n" {
        // Long enough that it is in the middle of what it does then.
        thread::sleep(Duration::from_millis(100));
        let pid = Pid::from_child(&child);
        kill_process(pid, Signal::INT).expect("it is our child");
    }
    let rest = thread::spawn(move || {
        let mut rest = Vec::new();
        // What was read before an error is still worth reporting.
        let _ = stdout.read_to_end(&mut rest);
        String::from_utf8_lossy(&rest).into_owned()
    });
    let mut outcome = sound(finish(child));
    drop(stdin);
    outcome.stdout = line + &rest.join().expect("reading doesn't panic");
    outcome
}

/// The ways in which a main thread can be busy or blocked.
const BUSY: [(&str, &str); 16] = [
    ("sleep", "time.sleep(60)"),
    ("loop", "while True: pass"),
    ("calls", "def f(): pass\n    while True: f()"),
    ("native", "while True: sorted(range(1000))"),
    ("pipe", "os.read(os.pipe()[0], 1)"),
    ("stdin", "sys.stdin.read()"),
    (
        "socket",
        "import socket; pair = socket.socketpair(); pair[0].recv(1)",
    ),
    (
        "child",
        "import subprocess; subprocess.run(['sleep', '60'])",
    ),
    (
        "select",
        "import select, socket; pair = socket.socketpair(); select.select([pair[0]], [], [], 60)",
    ),
    (
        "accept",
        "import socket; s = socket.create_server(('127.0.0.1', 0)); s.settimeout(60); s.accept()",
    ),
    (
        "lock",
        "lock = threading.Lock(); lock.acquire(); t = threading.Thread(target=time.sleep, args=(60,), daemon=True); t.start(); lock.acquire()",
    ),
    (
        "join",
        "t = threading.Thread(target=time.sleep, args=(60,), daemon=True); t.start(); t.join()",
    ),
    ("event", "threading.Event().wait(60)"),
    (
        "condition",
        "c = threading.Condition(); c.acquire(); c.wait(60)",
    ),
    (
        "spinners",
        "def spin():\n        while True: pass\n    for _ in range(3): threading.Thread(target=spin, daemon=True).start()\n    while True: pass",
    ),
    ("generator", "sum(1 for _ in iter(int, 1))"),
];

fn busy_script(body: &str, caught: &str) -> String {
    format!(
        "import os, sys, threading, time\ndef main():\n    print('ready', flush=True)\n    {body}\n{caught}"
    )
}

#[test]
fn ctrl_c_ends_whatever_main_does() {
    for (name, body) in BUSY {
        for mode in MODES {
            let source = busy_script(body, "main()\n");
            let outcome = interrupted(&format!("ctrl_c_{name}"), mode, &source);
            let said = &outcome.stderr;
            assert_eq!(outcome.code, 130, "{name}, GIL {mode}:\n{said}");
            assert!(said.contains("Traceback"), "{name}, GIL {mode}:\n{said}");
            assert!(
                said.contains("KeyboardInterrupt"),
                "{name}, GIL {mode}:\n{said}"
            );
        }
    }
}

#[test]
fn ctrl_c_can_be_caught_everywhere() {
    for (name, body) in BUSY {
        for mode in MODES {
            let caught = "try:\n    main()\nexcept KeyboardInterrupt:\n    print('caught')\n";
            let source = busy_script(body, caught);
            let outcome = interrupted(&format!("caught_{name}"), mode, &source);
            assert_eq!(
                outcome.stdout, "ready\ncaught\n",
                "{name}:\n{}",
                outcome.stderr
            );
            assert_eq!(outcome.code, 0, "{name}:\n{}", outcome.stderr);
        }
    }
}

/// Only the main thread gets it; what other threads do goes on.
#[test]
fn other_threads_are_left_alone() {
    let source = "
import threading, time
def work():
    time.sleep(0.3)
    print('worker done')
t = threading.Thread(target=work)
t.start()
print('ready', flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    print('main caught it')
t.join()
";
    for mode in MODES {
        let outcome = interrupted("others", mode, source);
        assert_eq!(
            outcome.stdout, "ready\nmain caught it\nworker done\n",
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn finally_blocks_run() {
    let source = "
import time
try:
    print('ready', flush=True)
    time.sleep(60)
finally:
    print('cleaned up')
";
    for mode in MODES {
        let outcome = interrupted("finally", mode, source);
        assert_eq!(outcome.stdout, "ready\ncleaned up\n", "{}", outcome.stderr);
        assert_eq!(outcome.code, 130, "{}", outcome.stderr);
    }
}

#[test]
fn sigterm_ends_a_script_at_once() {
    let child = script("terminated", "on", "import time\ntime.sleep(60)\n")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gilscope starts");
    thread::sleep(Duration::from_millis(200));
    kill_process(Pid::from_child(&child), Signal::TERM).expect("it is our child");
    let ended = finish(child).expect("the signal ends it");
    assert_eq!(ended.code, 128 + Signal::TERM.as_raw());
}

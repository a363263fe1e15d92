//! Ctrl-C with real signals, each case in a process of its own: this program starts itself again and
//! sends it SIGINT. Not libtest's harness, whose threads don't block the signal.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio, exit};
use std::time::Duration;

use gilscope::gil::{
    Config, CtrlC, Interpreter, Mode, Pending, Reason, ThreadState, Wake, end_by_interrupt,
    unblock_interrupts_in,
};
use rustix::process::{Pid, Signal, kill_process};

const CASE: &str = "GILSCOPE_TEST_CTRL_C";
const SIGINT: i32 = 2;
const LONG: Duration = Duration::from_secs(60);

/// What a case does in its own process, and how that process must end.
struct Case {
    name: &'static str,
    run: fn(&ThreadState, CtrlC) -> i32,
    signals: u32,
    says: &'static str,
    ends: fn(ExitStatus) -> bool,
}

const CASES: &[Case] = &[
    Case {
        name: "ends a park",
        run: |main, _listener| {
            ready();
            while main.park(Reason::Lock, 0, None) != Wake::Interrupted {}
            taken(main)
        },
        signals: 1,
        says: "",
        ends: |status| status.code() == Some(7),
    },
    Case {
        name: "ends a sleep",
        run: |main, _listener| {
            ready();
            assert!(main.sleep(LONG, 0).is_err());
            taken(main)
        },
        signals: 1,
        says: "",
        ends: |status| status.code() == Some(7),
    },
    Case {
        name: "ends a read",
        run: |main, _listener| {
            ready();
            let read = || io::stdin().read(&mut [0]);
            assert!(main.block_io(Reason::Read, 0, read).is_err());
            taken(main)
        },
        signals: 1,
        says: "",
        ends: |status| status.code() == Some(7),
    },
    Case {
        name: "is seen at a safepoint",
        run: |main, _listener| {
            ready();
            while main.breaker().is_clear() {}
            while main.poll(0) != Pending::Interrupt {}
            7
        },
        signals: 1,
        says: "",
        ends: |status| status.code() == Some(7),
    },
    Case {
        name: "calls the callback the second time",
        run: |_main, _listener| {
            ready();
            loop {
                std::hint::spin_loop();
            }
        },
        signals: 2,
        says: "saved",
        ends: |status| status.signal() == Some(SIGINT),
    },
    Case {
        name: "kills as ever when nobody listens any more",
        run: |_main, listener| {
            drop(listener);
            ready();
            std::thread::sleep(LONG);
            0
        },
        signals: 1,
        says: "",
        ends: |status| status.signal() == Some(SIGINT),
    },
    Case {
        name: "ends the script's child processes",
        run: |_main, _listener| {
            let mut shell = Command::new("sh");
            shell.args(["-c", "kill -INT $$; sleep 2"]);
            unblock_interrupts_in(&mut shell);
            assert_eq!(shell.status().unwrap().signal(), Some(SIGINT));
            ready();
            7
        },
        signals: 0,
        says: "",
        ends: |status| status.code() == Some(7),
    },
    Case {
        name: IGNORED,
        run: |main, _listener| {
            ready();
            assert_eq!(main.sleep(Duration::from_millis(100), 0), Ok(()));
            7
        },
        signals: 1,
        says: "",
        ends: |status| status.code() == Some(7),
    },
];

const IGNORED: &str = "stays ignored if it was ignored before";

fn main() -> ExitCode {
    if let Ok(name) = std::env::var(CASE) {
        let case = CASES.iter().find(|case| case.name == name).unwrap();
        exit(run_case(case));
    }
    let mut failed = 0;
    for case in CASES {
        for mode in ["on", "off"] {
            let ok = drive(case, mode);
            println!(
                "ctrl-c {} (GIL {mode}): {}",
                case.name,
                if ok { "ok" } else { "FAILED" }
            );
            failed += u8::from(!ok);
        }
    }
    ExitCode::from(failed)
}

/// In the case's own process: a run with a second thread that is always busy.
fn run_case(case: &Case) -> i32 {
    let mode = if std::env::args().any(|arg| arg == "off") {
        Mode::Off
    } else {
        Mode::On
    };
    let run = Interpreter::new(Config {
        mode,
        ..Config::default()
    });
    let listener = CtrlC::listen(&run, || {
        println!("saved");
        end_by_interrupt();
    });
    let main = run.register("MainThread", false).unwrap().start();
    main.attach();
    let busy = run.register("busy", true).unwrap();
    std::thread::spawn(move || {
        let busy = busy.start();
        busy.attach();
        loop {
            assert_ne!(busy.poll(0), Pending::Interrupt);
        }
    });
    (case.run)(&main, listener.unwrap())
}

/// The interrupt is still pending, and the next safepoint takes it.
fn taken(main: &ThreadState) -> i32 {
    assert_eq!(main.poll(0), Pending::Interrupt);
    assert_ne!(main.poll(0), Pending::Interrupt);
    7
}

fn ready() {
    println!("ready");
    io::stdout().flush().unwrap();
}

/// Starts a case, sends it what it waits for, and looks at how it ends.
fn drive(case: &Case, mode: &str) -> bool {
    let mut child = start(case, mode);
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    if line != "ready\n" {
        println!("{}, said {line:?}", child.wait().unwrap());
        return false;
    }
    let pid = Pid::from_child(&child);
    for _ in 0..case.signals {
        // Far enough apart that two are not merged into one.
        std::thread::sleep(Duration::from_millis(200));
        kill_process(pid, Signal::INT).unwrap();
    }
    let mut said = String::new();
    output.read_to_string(&mut said).unwrap();
    let status = child.wait().unwrap();
    let ok = (case.ends)(status) && said.trim_end() == case.says;
    if !ok {
        println!("{status}, said {said:?}");
    }
    ok
}

fn start(case: &Case, mode: &str) -> Child {
    let this = std::env::current_exe().unwrap();
    let mut command = if case.name == IGNORED {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "trap '' INT; exec \"$0\" \"$@\""])
            .arg(this);
        shell
    } else {
        Command::new(this)
    };
    command
        .arg(mode)
        .env(CASE, case.name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap()
}

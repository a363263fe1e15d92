//! The command line: what users type, and what they get to read. One file per command; this one
//! picks the command and ends the process.

mod arguments;
mod child;
mod compare;
mod dis;
mod explain;
mod output;
mod print;
mod run;
mod script;
mod settings;
mod sweep;
mod timeline;
mod values;
mod vary;

use std::ffi::OsString;

use clap::Parser;

use crate::gil;
use crate::session::Exit;
use arguments::{Cli, Command};

/// Does what the process's arguments ask for, and ends the process. The exit code is the script's
/// own; 1 after an uncaught exception or a deadlock; 2 after a mistake on the command line. A run
/// that Ctrl-C ended ends the process by SIGINT.
pub fn main() -> ! {
    match dispatch(std::env::args_os()) {
        Exit::Code(code) => std::process::exit(code),
        Exit::Interrupted => gil::end_by_interrupt(),
    }
}

fn dispatch(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(mut error) => {
            arguments::suggest_option(&mut error);
            // Nobody may be left to read it; the exit code says the same.
            let _ = error.print();
            return Exit::Code(error.exit_code());
        }
    };
    let done = match cli.command {
        None => run::run(cli.run),
        Some(Command::Run(arguments)) => run::run(arguments),
        Some(Command::Compare(arguments)) => compare::compare(arguments),
        Some(Command::Sweep(arguments)) => sweep::sweep(arguments),
        Some(Command::Dis(arguments)) => dis::dis(arguments),
        Some(Command::Timeline(arguments)) => timeline::timeline(arguments),
    };
    done.unwrap_or_else(|mistake| {
        print::error(&mistake);
        Exit::Code(mistake.code)
    })
}

/// Why a command can't be done, and what to type instead.
#[derive(Debug)]
struct Mistake {
    message: String,
    /// The next command to type, or what to change.
    hint: Option<String>,
    code: i32,
}

impl Mistake {
    /// A mistake on the command line.
    fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Mistake {
            message: message.into(),
            hint: Some(hint.into()),
            code: 2,
        }
    }

    /// Something else that went wrong.
    fn failure(message: impl Into<String>) -> Self {
        Mistake {
            message: message.into(),
            hint: None,
            code: 1,
        }
    }
}

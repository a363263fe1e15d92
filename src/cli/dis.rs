//! `gilscope dis`: a script's bytecode.

use super::arguments::{Dis, commands};
use super::{Mistake, print, script};
use crate::bytecode::disassemble;
use crate::session::{Exit, compile_file};

pub(super) fn dis(arguments: Dis) -> Result<Exit, Mistake> {
    script::check(&arguments.file, "gilscope dis", &commands())?;
    match compile_file(&arguments.file) {
        Ok(code) => {
            print::report(&disassemble(&code))?;
            Ok(Exit::Code(0))
        }
        Err(code) => Ok(Exit::Code(code)),
    }
}

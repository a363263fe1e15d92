//! The built-in types and functions. Each file defines one type: its methods as natives, in a table of signatures. Operations find them
//! like any script's methods, through the class.
//!
//! Nothing here knows files, sockets, clocks or threads; that is `modules`.

mod bootstrap;
mod define;
pub mod text;

pub use bootstrap::bootstrap;
pub use define::{
    Def, add_functions, define_class, define_methods, finish_new, native, receiver, wrong_receiver,
};

use crate::object::{Module, Thread};

/// Gives the built-in classes their methods and the module `builtins` its functions. One line for each file.
fn install(_thread: &Thread, _builtins: &Module) {}

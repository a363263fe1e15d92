//! From text to tree: tokens, indentation, the syntax tree and the parser. Nothing here knows scopes or code.

pub mod ast;

//! gilscope runs a Python script on OS threads behind one global interpreter lock, or without it.
#![doc = include_str!("README.md")]

#[cfg(windows)]
compile_error!("gilscope runs on Linux and macOS; on Windows, build and use it inside WSL2");

pub mod gil;

pub mod diagnostic;
pub mod source;

pub mod builtins;
pub mod bytecode;
pub mod compile;
pub mod heap;
pub mod modules;
pub mod object;
pub mod syntax;
pub mod vm;

pub mod render;
pub mod timeline;

pub mod cli;
pub mod session;

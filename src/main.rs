//! The `gilscope` command: parses nothing itself, hands the arguments to `cli`.

fn main() {}

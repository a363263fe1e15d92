//! The `gilscope` command. Everything that it does is in [`gilscope::cli`].

fn main() -> ! {
    gilscope::cli::main()
}

//! The `gilscope` command. Everything that it does is in [`gilscope::cli`].

/// What isn't a cell of the heap: the digits of long integers, the buffers of natives, what starts with a thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ! {
    gilscope::cli::main()
}

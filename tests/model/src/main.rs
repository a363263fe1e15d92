//! The lock, parking and stop-the-world of `src/gil`, the very files, under a model checker: it runs each test under thousands of
//! schedules, in which any other thread may go on at every access to what threads share, and any wait with a deadline may time out.
//!
//!     cargo run --release --manifest-path tests/model/Cargo.toml -- [SCHEDULES [TEST]]
//!
//! SCHEDULES is how many of each of four kinds each test is run under, 1000 unless given. A failure panics and prints the schedule, which
//! `shuttle::replay` runs again.

#[allow(dead_code, unreachable_pub, unused_imports)] // It is a library there.
#[path = "../../../src/gil/mod.rs"]
mod gil;
mod tests;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let schedules = arguments
        .next()
        .map_or(1000, |count| count.parse().expect("a number"));
    let wanted = arguments.next();
    for (name, test) in tests::ALL {
        if wanted.as_deref().is_none_or(|wanted| wanted == *name) {
            let start = std::time::Instant::now();
            test(schedules);
            println!("{name}: ok, {:.1} s", start.elapsed().as_secs_f64());
        }
    }
}

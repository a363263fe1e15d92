//! The figures that reports and verdicts are made of, each computed from one finished run.

use super::summary::{Part, Summary, Thread};
use super::thresholds;

impl Summary {
    /// Nanoseconds that all threads together spent in one part of their lives.
    pub fn total(&self, part: Part) -> u64 {
        self.threads.iter().map(|thread| thread.nanos(part)).sum()
    }

    /// The sum of all lives, in nanoseconds.
    pub fn life(&self) -> u64 {
        self.threads.iter().map(|thread| thread.life).sum()
    }

    /// The sum of all lives, less the time that threads were idle, in nanoseconds.
    pub fn active(&self) -> u64 {
        self.life().saturating_sub(self.total(Part::Idle))
    }

    /// CPU time of all threads, in nanoseconds.
    pub fn cpu(&self) -> u64 {
        self.threads.iter().map(|thread| thread.cpu).sum()
    }

    /// CPU time of the script's threads divided by wall time.
    pub fn cores_busy(&self) -> f64 {
        self.per_wall(self.cpu())
    }

    /// How many threads were in this part of their lives, on average over the run.
    pub fn average(&self, part: Part) -> f64 {
        self.per_wall(self.total(part))
    }

    /// How many threads were in I/O or asleep, on average over the run.
    pub fn average_io(&self) -> f64 {
        self.average(Part::Io) + self.average(Part::Sleep)
    }

    /// How many times the length of the run this is.
    pub fn per_wall(&self, nanos: u64) -> f64 {
        match self.wall {
            0 => 0.0,
            wall => nanos as f64 / wall as f64,
        }
    }

    /// The part of all active time that `nanos` is, 0 to 1.
    pub fn share(&self, nanos: u64) -> f64 {
        match self.active() {
            0 => 0.0,
            active => nanos as f64 / active as f64,
        }
    }

    /// The main thread.
    pub fn main(&self) -> Option<&Thread> {
        self.threads.iter().find(|thread| thread.main)
    }

    /// The threads that the script started.
    pub fn started_threads(&self) -> impl Iterator<Item = &Thread> {
        self.threads.iter().filter(|thread| !thread.main)
    }

    /// How many threads the script started.
    pub fn threads_started(&self) -> usize {
        self.started_threads().count()
    }

    /// How many of the threads that the script started lived at the same time, at most.
    pub fn threads_at_once(&self) -> usize {
        self.lives().map(|(alive, _)| alive).max().unwrap_or(0)
    }

    /// Nanoseconds of the run in which no thread lived but the main thread.
    pub fn alone(&self) -> u64 {
        let with_others: u64 = (self.lives())
            .filter(|(alive, _)| *alive > 0)
            .map(|(_, nanos)| nanos)
            .sum();
        self.wall.saturating_sub(with_others)
    }

    /// Nanoseconds of the run in which a thread lived that the script had started.
    pub fn together(&self) -> u64 {
        self.wall.saturating_sub(self.alone())
    }

    /// How many cores other programs took from threads that could have used them, on average while threads ran together; at least
    /// so many, as in a moment with more such threads than cores it can't be known.
    pub fn cores_taken(&self) -> f64 {
        let (alone, together) = (self.alone(), self.together());
        if together == 0 {
            return 0.0;
        }
        let per_time = |nanos: u64| nanos as f64 / together as f64;
        let willing = [Part::Running, Part::Core, Part::Native].map(|part| self.total(part));
        let deprived = per_time(willing.iter().sum::<u64>().saturating_sub(self.cpu()));
        let of_main = self.main().map_or(0, |main| main.cpu).min(alone);
        let used = per_time(self.cpu().saturating_sub(of_main));
        deprived.min(self.setup.cores as f64 - used).max(0.0)
    }

    /// Whether two threads were never ready or blocked at the same time, a main thread aside that
    /// waits for the others to end.
    pub fn is_single_threaded(&self) -> bool {
        let others: u64 = self.started_threads().map(|thread| thread.life).sum();
        let joins = self.main().map_or(0, |main| main.nanos(Part::Idle));
        self.threads_at_once() <= 1 && joins as f64 >= thresholds::JOINED * others as f64
    }

    /// Whether this is a main thread that only waits for the threads that it started: it has nothing to show.
    pub fn only_joins(&self, thread: &Thread) -> bool {
        let others = self.started_threads().any(|other| other.life > 0);
        let idle = thread.nanos(Part::Idle) as f64;
        thread.main && others && idle >= thresholds::JOINED * thread.life as f64
    }

    /// Nanoseconds that the run would need at least without the GIL, if the order of work stays: the
    /// time that the main thread is alone, and for the rest the work spread over all cores, or the
    /// longest own time of a thread. Time without a core counts as work: other programs would take
    /// cores then too.
    pub fn shortest_without_gil(&self) -> f64 {
        self.shortest(own)
    }

    /// The same if `own` is what a thread needs for itself.
    fn shortest(&self, own: impl Fn(&Thread) -> u64) -> f64 {
        let work = |thread: &Thread| thread.cpu + thread.nanos(Part::Core);
        let alone = self.alone();
        // At most all the time that the main thread is alone is its own work; what is left is shared.
        let of_main = self.main().map_or(0, work).min(alone);
        let shared = self
            .threads
            .iter()
            .map(work)
            .sum::<u64>()
            .saturating_sub(of_main);
        let spread = shared as f64 / self.setup.cores.max(1) as f64;
        let longest = (self.threads.iter())
            .map(|thread| own(thread).saturating_sub(if thread.main { alone } else { 0 }))
            .max()
            .unwrap_or(0);
        alone as f64 + spread.max(longest as f64)
    }

    /// How much faster the run could be without the GIL, at most.
    pub fn limit(&self) -> f64 {
        faster(self.wall, self.shortest_without_gil())
    }

    /// [`limit`](Summary::limit) if all I/O were waits for other threads of the script, which came later for the GIL's sake: an
    /// answer over a pipe, say. Where the two differ, the figures of one run can't tell what the GIL cost.
    pub fn limit_without_io(&self) -> f64 {
        let own = |thread: &Thread| own(thread).saturating_sub(thread.nanos(Part::Io));
        faster(self.wall, self.shortest(own))
    }

    /// [`limit`](Summary::limit) of the time in which other threads than the main thread lived.
    pub fn limit_together(&self) -> f64 {
        let shortest = self.shortest_without_gil() - self.alone() as f64;
        faster(self.together(), shortest)
    }

    /// How long a thread kept the GIL, in nanoseconds, on average over all slices of the threads
    /// that the script started: what the main thread does alone is no slice that anybody waits for.
    pub fn average_slice(&self) -> u64 {
        let of_all = |figure: fn(&Thread) -> u64| self.started_threads().map(figure).sum::<u64>();
        let kept = of_all(|thread| thread.nanos(Part::Running) + thread.nanos(Part::Core));
        kept.checked_div(of_all(|thread| thread.slices))
            .unwrap_or(0)
    }

    /// The stretches between a start and an end of a thread that the script started: how many lived,
    /// and for how many nanoseconds.
    fn lives(&self) -> impl Iterator<Item = (usize, u64)> {
        let mut changes: Vec<(u64, i32)> = (self.started_threads())
            .flat_map(|thread| [(thread.started, 1), (thread.ended, -1)])
            .collect();
        // An end comes before a start at the same moment.
        changes.sort_unstable();
        let ends: Vec<u64> = changes.iter().skip(1).map(|(time, _)| *time).collect();
        let mut alive = 0;
        changes
            .into_iter()
            .zip(ends)
            .map(move |((from, change), to)| {
                alive += change;
                (usize::try_from(alive).unwrap_or(0), to - from)
            })
    }
}

/// How many times as long a time is as the shortest one, which may be none: at least once.
fn faster(time: u64, shortest: f64) -> f64 {
    match shortest > 0.0 {
        true => (time as f64 / shortest).max(1.0),
        false => 1.0,
    }
}

/// What a thread needs for itself whatever the others do: its life without the waits for others.
fn own(thread: &Thread) -> u64 {
    let waits = [Part::GilWait, Part::Lock, Part::Idle, Part::Stopped];
    let waits: u64 = waits.into_iter().map(|part| thread.nanos(part)).sum();
    thread.life.saturating_sub(waits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, cpu_bound, ms};
    use super::*;

    fn worker(sample: Sample, name: &str, from: u64, to: u64) -> Sample {
        sample.thread(name, from, to, &[(Part::Running, to - from)])
    }

    #[test]
    fn threads_one_after_the_other_are_not_at_once() {
        let idle = &[(Part::Idle, ms(60)), (Part::Running, ms(40))];
        let run = Sample::gil_on(ms(100)).main(ms(100), idle);
        let run = worker(worker(run, "a", ms(10), ms(40)), "b", ms(40), ms(70)).summary();
        assert_eq!((run.threads_started(), run.threads_at_once()), (2, 1));
        assert_eq!(run.alone(), ms(40));
        assert!(run.is_single_threaded());
    }

    #[test]
    fn a_busy_main_thread_is_a_second_thread() {
        let run = Sample::gil_on(ms(100)).main(ms(100), &[(Part::Running, ms(100))]);
        assert!(!worker(run, "a", 0, ms(90)).summary().is_single_threaded());
    }

    #[test]
    fn overlapping_lives_are_counted_at_their_peak() {
        let idle = &[(Part::Idle, ms(100))];
        let run = Sample::gil_on(ms(100)).main(ms(100), idle);
        let run = worker(
            worker(worker(run, "a", 0, ms(50)), "b", ms(20), ms(60)),
            "c",
            ms(55),
            ms(90),
        );
        let run = run.summary();
        assert_eq!(run.threads_at_once(), 2);
        assert_eq!(run.alone(), ms(10));
        assert!(!run.is_single_threaded());
    }

    #[test]
    fn the_limit_is_set_by_cores() {
        let run = cpu_bound(true, ms(1600), 4, 2);
        assert!((run.limit() - 2.0).abs() < 0.01, "{}", run.limit());
    }

    #[test]
    fn the_limit_is_set_by_the_longest_thread() {
        let idle = &[(Part::Idle, ms(120))];
        let run = Sample::gil_on(ms(120)).cores(8).main(ms(120), idle);
        let run = run
            .thread(
                "long",
                0,
                ms(120),
                &[(Part::Running, ms(80)), (Part::GilWait, ms(40))],
            )
            .thread(
                "short",
                0,
                ms(60),
                &[(Part::Running, ms(40)), (Part::GilWait, ms(20))],
            )
            .summary();
        assert!((run.limit() - 1.5).abs() < 0.01, "{}", run.limit());
    }

    #[test]
    fn time_that_main_is_alone_can_not_be_spread() {
        // Half of the run in two threads, half of it in the main thread.
        let half = ms(500);
        let run = Sample::gil_on(2 * half)
            .main(2 * half, &[(Part::Idle, half), (Part::Running, half)])
            .thread(
                "a",
                0,
                half,
                &[(Part::Running, half / 2), (Part::GilWait, half / 2)],
            )
            .thread(
                "b",
                0,
                half,
                &[(Part::Running, half / 2), (Part::GilWait, half / 2)],
            )
            .cores(2)
            .summary();
        let expected = 1000.0 / 750.0;
        assert!((run.limit() - expected).abs() < 0.01, "{}", run.limit());
    }
}

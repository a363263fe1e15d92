//! The report of a deadlock: who waits for what, and where.

use crate::gil::{Instant, ThreadId, Waiting};

use super::units::Span;

/// What a thread waits for, as the script knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// What it is, such as `Lock`; `thread` for the end of a thread.
    pub what: String,
    /// Where the script made it, as `file.py:19`.
    pub made: Option<String>,
    /// The thread that has it, or that is to end.
    pub holder: Option<ThreadId>,
}

/// The lines of the report. `site` writes a site word as `file.py:19`, `object` knows what an object word stands for; `now` is the end of
/// the run.
pub fn lines(
    waiting: &[Waiting],
    now: Instant,
    site: &dyn Fn(u64) -> Option<String>,
    object: &dyn Fn(u64) -> Option<Awaited>,
) -> Vec<String> {
    let width = waiting.iter().map(|one| one.name.chars().count()).max();
    let width = width.unwrap_or(0);
    let mut lines = vec!["deadlock: every thread waits for another one, for ever".to_owned()];
    lines.extend(waiting.iter().map(|one| {
        let at = site(one.site).map_or(String::new(), |site| format!(" at {site}"));
        let what = match object(one.object) {
            Some(awaited) => words(&awaited, one.thread, waiting),
            None => super::trace::words::awaited(one.reason).to_owned(),
        };
        format!(
            "  {:width$}  waits{at} for {what}, since {}",
            one.name,
            Span(now.nanos_since(one.since))
        )
    }));
    lines
}

/// `the Lock of file.py:19, which worker-1 has`
fn words(awaited: &Awaited, by: ThreadId, waiting: &[Waiting]) -> String {
    let holder = awaited.holder.map(|holder| {
        let named = waiting.iter().find(|one| one.thread == holder);
        match named {
            _ if holder == by => "it".to_owned(),
            Some(one) => one.name.clone(),
            // It took the lock and ended without giving it back.
            None => "a thread that has ended".to_owned(),
        }
    });
    let what = match &awaited.made {
        Some(made) => format!("the {} of {made}", awaited.what),
        None => format!("a {}", awaited.what),
    };
    match (awaited.what.as_str(), holder) {
        ("thread", Some(holder)) => format!("{holder} to end"),
        (_, Some(holder)) if holder == "it" => format!("{what}, which it has itself"),
        (_, Some(holder)) => format!("{what}, which {holder} has"),
        (_, None) => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gil::Reason;

    fn waiting(thread: u32, name: &str, object: u64) -> Waiting {
        Waiting {
            thread: ThreadId(thread),
            name: name.to_owned(),
            daemon: false,
            reason: Reason::Lock,
            object,
            site: 7,
            since: Instant::from_nanos(1_000_000),
        }
    }

    #[test]
    fn it_names_what_is_waited_for_and_who_has_it() {
        let object = |word| {
            let lock = |made: Option<&str>, holder: Option<u32>| Awaited {
                what: "Lock".to_owned(),
                made: made.map(str::to_owned),
                holder: holder.map(ThreadId),
            };
            let thread = |holder| Awaited {
                what: "thread".to_owned(),
                ..lock(None, Some(holder))
            };
            Some(match word {
                1 => lock(Some("a.py:3"), Some(2)),
                2 => lock(Some("a.py:4"), Some(1)),
                3 => lock(None, Some(9)),
                4 => thread(1),
                5 => lock(Some("a.py:5"), Some(5)),
                _ => return None,
            })
        };
        let all = [
            waiting(0, "MainThread", 4),
            waiting(1, "left", 1),
            waiting(2, "right", 2),
            waiting(3, "late", 3),
            waiting(4, "plain", 0),
            waiting(5, "twice", 5),
        ];
        let site = |site| (site == 7).then(|| "a.py:9".to_owned());
        let lines = lines(&all, Instant::from_nanos(3_000_000), &site, &object);
        assert_eq!(
            lines[1..],
            [
                "  MainThread  waits at a.py:9 for left to end, since 2.00 ms",
                "  left        waits at a.py:9 for the Lock of a.py:3, which right has, since 2.00 ms",
                "  right       waits at a.py:9 for the Lock of a.py:4, which left has, since 2.00 ms",
                "  late        waits at a.py:9 for a Lock, which a thread that has ended has, since 2.00 ms",
                "  plain       waits at a.py:9 for a lock that another thread holds, since 2.00 ms",
                "  twice       waits at a.py:9 for the Lock of a.py:5, which it has itself, since 2.00 ms",
            ]
        );
    }
}

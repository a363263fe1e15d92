//! The report as a page: one file that needs no network. What the page shows is put together here; how it behaves is in `page/page.js`.

use serde::Serialize;

use super::palette::{STATES, look};
use super::statistics::OVERSHOOT;
use super::text::common;
use crate::timeline::lanes::{Lane, Reason, State, Timeline};
use crate::timeline::recording::{Captured, Recording};
use crate::timeline::samples::Samples;
use crate::timeline::sentences::explain;
use crate::timeline::summary::{Part, Summary};
use crate::timeline::units::{Span, count, exact, percent, table_ms};
use crate::timeline::waits::Waits;

const PAGE: &str = include_str!("page/page.html");
pub(super) const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// So many lines are listed with their waits.
const LINES: usize = 20;
/// More threads than this, and nobody could read who waited for whom.
const MATRIX: usize = 24;

#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    setup: String,
    verdict: &'a str,
    states: Vec<StateData>,
    reasons: Vec<&'static str>,
    densest: (u64, u64),
    runs: Vec<RunData>,
}

#[derive(Clone, Serialize)]
struct StateData {
    name: &'static str,
    colour: &'static str,
    pattern: &'static str,
    /// Whether it is a wait for the GIL, of which is known who had it.
    waits: bool,
}

#[derive(Serialize)]
struct RunData {
    name: String,
    gil: bool,
    wall: u64,
    places: Vec<PlaceData>,
    lanes: Vec<LaneData>,
    statistics: TableData,
    overshoot: Option<TableData>,
    sentences: Vec<String>,
    waits: Option<WaitsData>,
    samples: SamplesData,
}

#[derive(Serialize)]
struct PlaceData {
    name: String,
    text: String,
}

/// The slices of a lane, in columns: a million of them must stay a few megabytes.
#[derive(Serialize)]
struct LaneData {
    name: String,
    /// Not shown: it only waits for the others to end.
    folded: bool,
    from: u64,
    lengths: Vec<u64>,
    states: Vec<usize>,
    reasons: Vec<usize>,
    places: Vec<i64>,
    /// The lane that had the GIL before, or -1.
    holders: Vec<i64>,
    /// Where that one dropped it: the number of a place, or -1.
    dropped: Vec<i64>,
    /// Nanoseconds after which it was asked to drop the GIL, or -1.
    asked: Vec<i64>,
}

#[derive(Serialize)]
struct TableData {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    caption: &'static str,
}

#[derive(Serialize)]
struct WaitsData {
    head: Vec<String>,
    rows: Vec<WaiterData>,
    lines: Vec<LineData>,
}

#[derive(Serialize)]
struct SamplesData {
    total: u64,
    lines: Vec<SampledData>,
}

#[derive(Serialize)]
struct SampledData {
    place: String,
    text: String,
    share: String,
    count: u64,
}

#[derive(Serialize)]
struct WaiterData {
    name: String,
    nanos: Vec<u64>,
}

#[derive(Serialize)]
struct LineData {
    place: String,
    text: String,
    nanos: u64,
    count: u64,
    longest: u64,
}

/// What a page is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The script.
    pub title: &'a str,
    /// What a comparison found; empty of a single run.
    pub verdict: &'a str,
    /// The command that measures what the GIL costs, if that has not been done.
    pub measure: Option<&'a str>,
}

/// The page about runs of one script, on one time axis.
pub fn page(subject: Subject<'_>, runs: &[Captured]) -> String {
    let Subject {
        title,
        verdict,
        measure,
    } = subject;
    let timelines: Vec<Timeline> = runs
        .iter()
        .map(|run| Timeline::new(&run.recording))
        .collect();
    let with_gil = timelines.iter().find(|timeline| timeline.gil);
    let data = Data {
        title,
        setup: setup(runs),
        verdict,
        states: STATES.map(state_data).to_vec(),
        reasons: Reason::ALL.map(Reason::word).to_vec(),
        densest: with_gil.or(timelines.first()).map_or((0, 0), densest),
        runs: runs
            .iter()
            .zip(&timelines)
            .map(|(run, timeline)| run_data(run, timeline, measure))
            .collect(),
    };
    // Numbers and strings can't fail to be written.
    let data = serde_json::to_string(&data).unwrap_or_default();
    // No text of a script may end the element that the data stands in.
    let data = data.replace('<', "\\u003c");
    PAGE.replace("/*STYLE*/", STYLE)
        .replace("/*SCRIPT*/", SCRIPT)
        .replace("/*DATA*/", &data)
}

/// The stretch of 20 intervals in which threads wait for the GIL most.
fn densest(timeline: &Timeline) -> (u64, u64) {
    let length = 20 * timeline.interval;
    let from = timeline.densest(length);
    (from, from + length)
}

/// How the runs were set up, in a line: what they have in common.
pub(super) fn setup(runs: &[Captured]) -> String {
    let runs = runs.iter().map(|run| &run.summary);
    let facts = [
        common(runs.clone(), |run| {
            count(run.threads_started().max(1), "thread")
        }),
        common(runs.clone(), |run| count(run.setup.cores, "core")),
        common(runs.clone(), |run| {
            format!("switch interval {}", exact(run.setup.interval))
        }),
        common(runs, |run| format!("policy {}", run.setup.policy)),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!(
        "{}; gilscope {}",
        facts.join(", "),
        env!("CARGO_PKG_VERSION")
    )
}

fn state_data(state: State) -> StateData {
    let look = look(state);
    StateData {
        name: look.name,
        colour: look.hex,
        pattern: look.pattern,
        waits: state == State::GilWait,
    }
}

fn run_data(run: &Captured, timeline: &Timeline, measure: Option<&str>) -> RunData {
    let Captured {
        name,
        summary,
        recording,
    } = run;
    let places = recording.places.iter().map(|place| PlaceData {
        name: place.name.clone(),
        text: place.text.clone(),
    });
    let lanes = timeline
        .lanes
        .iter()
        .zip(&summary.threads)
        .map(|(lane, thread)| lane_data(lane, summary.only_joins(thread), timeline, recording));
    RunData {
        name: name.clone(),
        gil: timeline.gil,
        wall: timeline.wall,
        places: places.collect(),
        lanes: lanes.collect(),
        statistics: statistics(summary),
        overshoot: overshoot(summary),
        sentences: explain(summary, measure),
        waits: timeline.gil.then(|| waits(timeline, recording)),
        samples: sampled(recording),
    }
}

fn lane_data(lane: &Lane, folded: bool, timeline: &Timeline, recording: &Recording) -> LaneData {
    let number = |place: Option<usize>| place.map_or(-1, |place| place as i64);
    let lane_of = |thread| timeline.lanes.iter().position(|lane| lane.thread == thread);
    let slices = &lane.slices;
    let state = |state: State| STATES.iter().position(|other| *other == state).unwrap_or(0);
    LaneData {
        name: lane.name.clone(),
        folded,
        from: lane.life().0,
        lengths: slices.iter().map(|slice| slice.length()).collect(),
        states: slices.iter().map(|slice| state(slice.state)).collect(),
        reasons: slices.iter().map(|slice| slice.reason as usize).collect(),
        places: slices
            .iter()
            .map(|slice| number(recording.place(slice.site)))
            .collect(),
        holders: (slices.iter())
            .map(|slice| number(slice.holder.and_then(|(thread, _)| lane_of(thread))))
            .collect(),
        dropped: (slices.iter())
            .map(|slice| number(slice.holder.and_then(|(_, site)| recording.place(site))))
            .collect(),
        asked: (slices.iter())
            .map(|slice| {
                slice
                    .asked
                    .map_or(-1, |at| at.saturating_sub(slice.from) as i64)
            })
            .collect(),
    }
}

/// The table of `--stats`: the parts of each thread's life in milliseconds.
fn statistics(run: &Summary) -> TableData {
    let shown: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| run.total(*part) > 0)
        .collect();
    let head = ["thread", "life"]
        .into_iter()
        .chain(shown.iter().map(|part| part.name()));
    let rows = run.threads.iter().map(|thread| {
        let parts = shown.iter().map(|part| table_ms(thread.nanos(*part)));
        [thread.name.clone(), table_ms(thread.life)]
            .into_iter()
            .chain(parts)
            .chain([thread.slices.to_string(), thread.forced_drops.to_string()])
            .collect()
    });
    TableData {
        head: head
            .chain(["slices", "forced drops"])
            .map(str::to_owned)
            .collect(),
        rows: rows.collect(),
        caption: "Milliseconds; the parts add up to the life.",
    }
}

/// How long forced slices lasted beyond the request that ended them.
fn overshoot(run: &Summary) -> Option<TableData> {
    let overshoot = run.gil.overshoot;
    let head = ["forced slices", "overshoot, median", "99 %", "longest"];
    (overshoot.count > 0).then(|| {
        let spans = [overshoot.median, overshoot.p99, overshoot.longest];
        let spans = spans.map(|nanos| Span(nanos).to_string());
        let row = std::iter::once(overshoot.count.to_string()).chain(spans);
        TableData {
            head: head.map(str::to_owned).to_vec(),
            rows: vec![row.collect()],
            caption: OVERSHOOT,
        }
    })
}

fn waits(timeline: &Timeline, recording: &Recording) -> WaitsData {
    let Waits {
        by_holder,
        free,
        by_site,
    } = Waits::new(timeline);
    let waited = |lane: usize| by_holder[lane].iter().sum::<u64>() + free[lane];
    let held = |lane: usize| by_holder.iter().map(|row| row[lane]).sum::<u64>();
    let lanes = 0..timeline.lanes.len();
    let mut waiters: Vec<usize> = lanes.clone().filter(|lane| waited(*lane) > 0).collect();
    waiters.truncate(MATRIX);
    let mut holders: Vec<usize> = lanes.filter(|lane| held(*lane) > 0).collect();
    holders.truncate(MATRIX);
    let name = |lane: &usize| timeline.lanes[*lane].name.clone();
    let rows = waiters.iter().map(|waiter| WaiterData {
        name: name(waiter),
        nanos: holders
            .iter()
            .map(|holder| by_holder[*waiter][*holder])
            .chain([free[*waiter]])
            .collect(),
    });
    let lines = by_site.iter().take(LINES).map(|site| {
        let (place, text) = line(recording, site.site, "as a thread began");
        LineData {
            place,
            text,
            nanos: site.nanos,
            count: site.count,
            longest: site.longest,
        }
    });
    WaitsData {
        head: holders
            .iter()
            .map(name)
            .chain(["nobody (handing over)".to_owned()])
            .collect(),
        rows: rows.collect(),
        lines: lines.collect(),
    }
}

/// The name of a site's line, or `unknown`, and its text.
fn line(recording: &Recording, site: u64, unknown: &str) -> (String, String) {
    match recording.at(site) {
        Some(place) => (place.name.clone(), place.text.clone()),
        None => (unknown.to_owned(), String::new()),
    }
}

fn sampled(recording: &Recording) -> SamplesData {
    let Samples { total, by_site } = Samples::new(recording);
    let lines = by_site.iter().take(LINES).map(|(site, count)| {
        let (place, text) = line(recording, *site, "elsewhere");
        SampledData {
            place,
            text,
            share: percent(*count, total),
            count: *count,
        }
    });
    SamplesData {
        total,
        lines: lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::taking_turns;

    #[test]
    fn the_page_stands_alone_and_keeps_its_data_whole() {
        let (recording, summary) = taking_turns();
        let subject = Subject {
            title: "a <b>.py",
            verdict: "",
            measure: Some("gilscope compare a.py"),
        };
        let page = page(
            subject,
            &[Captured {
                name: "GIL on".to_owned(),
                summary,
                recording,
            }],
        );
        for outside in [
            "http://",
            "https://",
            "src=",
            "/*DATA*/",
            "/*STYLE*/",
            "/*SCRIPT*/",
        ] {
            assert!(!page.contains(outside), "{outside}");
        }
        let (_, rest) = page.split_once("id=\"data\">").expect("the data");
        let (data, _) = rest.split_once("</script>").expect("its end");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["title"], "a <b>.py");
        let lane = &data["runs"][0]["lanes"][1];
        assert_eq!(lane["lengths"].as_array().map(Vec::len), Some(8));
        assert_eq!(lane["name"], "count-1");
        assert_eq!(
            data["runs"][0]["waits"]["lines"][0]["text"],
            "n -= 1  # <script>"
        );
    }
}

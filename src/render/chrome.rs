//! A recording in Chrome's trace format ("Trace Event Format", 2016), which Perfetto and chrome://tracing open. One process for each run;
//! in it a track for each thread, one that tells who has the GIL, counters, and an arrow from each drop request to the take that followed.
//! What gilscope itself knows of the runs stands in the same file, so that it can be read back.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::palette::look;
use crate::timeline::lanes::{Slice, State, ThreadId, Timeline};
use crate::timeline::recording::{Captured, Kind, Recording};
use crate::timeline::units::exact;

/// The track of the GIL. Those of the threads follow.
const GIL_TRACK: usize = 1;

/// What is read back.
#[derive(Deserialize, Serialize)]
struct Saved<'a> {
    title: Cow<'a, str>,
    runs: Cow<'a, [Captured]>,
}

/// Writes runs of the script `title`. Fails if `out` does.
pub fn write(title: &str, runs: &[Captured], mut out: impl Write) -> io::Result<()> {
    writeln!(out, "{{\"displayTimeUnit\": \"ms\",\n\"traceEvents\": [")?;
    let mut first = true;
    let mut event = |value: Value| {
        let comma = if std::mem::take(&mut first) {
            ""
        } else {
            ",\n"
        };
        out.write_all(comma.as_bytes())?;
        serde_json::to_writer(&mut out, &value).map_err(io::Error::other)
    };
    for (process, run) in (1..).zip(runs) {
        let timeline = Timeline::new(&run.recording);
        Process {
            number: process,
            timeline: &timeline,
            recording: &run.recording,
            run: &run.name,
        }
        .tell(title, &mut event)?;
    }
    write!(out, "\n],\n\"gilscope\": ")?;
    let saved = Saved {
        title: title.into(),
        runs: runs.into(),
    };
    serde_json::to_writer(&mut out, &saved).map_err(io::Error::other)?;
    writeln!(out, "}}")?;
    out.flush()
}

/// Reads back what [`write()`] wrote: the script's name and the runs. Fails with a message if it is no such file.
pub fn read(text: &str) -> Result<(String, Vec<Captured>), String> {
    #[derive(Deserialize)]
    struct File<'a> {
        gilscope: Saved<'a>,
    }
    match serde_json::from_str::<File<'_>>(text) {
        Ok(File { gilscope }) => Ok((gilscope.title.into_owned(), gilscope.runs.into_owned())),
        Err(error) => Err(format!("no recording of gilscope's: {error}")),
    }
}

type Emit<'a> = &'a mut dyn FnMut(Value) -> io::Result<()>;

struct Process<'a> {
    number: usize,
    /// What sets it apart from the others.
    run: &'a str,
    timeline: &'a Timeline,
    recording: &'a Recording,
}

impl Process<'_> {
    fn tell(&self, title: &str, emit: Emit<'_>) -> io::Result<()> {
        self.name(title, emit)?;
        for (number, lane) in self.timeline.lanes.iter().enumerate() {
            let track = GIL_TRACK + 1 + number;
            for slice in &lane.slices {
                emit(self.slice(slice, track))?;
            }
        }
        self.samples(emit)?;
        if self.timeline.gil {
            self.holders(emit)?;
            self.requests(emit)?;
        }
        self.counters(emit)
    }

    /// Names and order of the tracks. Without time stamps: they hold for the whole file.
    fn name(&self, title: &str, emit: Emit<'_>) -> io::Result<()> {
        let setup = &self.recording.setup;
        let mut facts = match setup.gil {
            true => vec![
                "GIL on".to_owned(),
                format!("interval {}", exact(setup.interval)),
                format!("policy {}", setup.policy),
            ],
            false => vec!["GIL off".to_owned()],
        };
        facts.retain(|fact| fact != self.run);
        facts.insert(0, self.run.to_owned());
        let process = format!(
            "{title}: {} (gilscope {})",
            facts.join(", "),
            env!("CARGO_PKG_VERSION")
        );
        let pid = self.number;
        emit(json!({"ph": "M", "pid": pid, "name": "process_name", "args": {"name": process}}))?;
        emit(
            json!({"ph": "M", "pid": pid, "name": "process_sort_index", "args": {"sort_index": pid}}),
        )?;
        let gil = self.timeline.gil.then_some((GIL_TRACK, "GIL"));
        let lanes =
            (GIL_TRACK + 1..).zip(self.timeline.lanes.iter().map(|lane| lane.name.as_str()));
        for (track, name) in gil.into_iter().chain(lanes) {
            emit(
                json!({"ph": "M", "pid": pid, "tid": track, "name": "thread_name", "args": {"name": name}}),
            )?;
            let order = json!({"sort_index": track});
            emit(
                json!({"ph": "M", "pid": pid, "tid": track, "name": "thread_sort_index", "args": order}),
            )?;
        }
        Ok(())
    }

    fn slice(&self, slice: &Slice, track: usize) -> Value {
        let mut arguments = json!({"reason": slice.reason.word()});
        let mut say = |name: &str, value: Value| arguments[name] = value;
        if let Some(place) = self.place(slice.site) {
            say("at", place.into());
        }
        if let Some((holder, dropped_at)) = slice.holder {
            say("had it before", self.recording.name(holder).into());
            if let Some(place) = self.place(dropped_at) {
                say("which dropped it at", place.into());
            }
        }
        if let Some(asked) = slice.asked {
            say(
                "asked to drop it after, ms",
                (micros(asked - slice.from) / 1e3).into(),
            );
            say(
                "dropped it later by, ms",
                (micros(slice.to - asked) / 1e3).into(),
            );
        }
        json!({
            "ph": "X", "pid": self.number, "tid": track, "name": look(slice.state).name, "cat": "state",
            "ts": micros(slice.from), "dur": micros(slice.length()), "args": arguments,
        })
    }

    fn place(&self, site: u64) -> Option<&str> {
        self.recording.at(site).map(|place| place.name.as_str())
    }

    fn holders(&self, emit: Emit<'_>) -> io::Result<()> {
        for (from, to, lane) in self.timeline.holds() {
            let name = &self.timeline.lanes[lane].name;
            emit(json!({
                "ph": "X", "pid": self.number, "tid": GIL_TRACK, "name": name, "cat": "GIL",
                "ts": micros(from), "dur": micros(to - from),
            }))?;
        }
        Ok(())
    }

    /// A mark where a running thread was asked for its line.
    fn samples(&self, emit: Emit<'_>) -> io::Result<()> {
        for record in &self.recording.records {
            if record.kind() == Some(Kind::Sampled)
                && let Some(track) = self.track(record.thread())
            {
                emit(json!({
                    "ph": "i", "s": "t", "pid": self.number, "tid": track, "ts": micros(record.time()),
                    "name": self.place(record.site()).unwrap_or("elsewhere"), "cat": "sample",
                }))?;
            }
        }
        Ok(())
    }

    /// An arrow from each request to the next take.
    fn requests(&self, emit: Emit<'_>) -> io::Result<()> {
        let holds = self.timeline.holds();
        for (number, (asked, asker)) in self.timeline.requests.iter().enumerate() {
            let next = holds.partition_point(|(taken, ..)| taken < asked);
            let (Some(from), Some((taken, _, taker))) = (self.track(*asker), holds.get(next))
            else {
                continue;
            };
            let to = GIL_TRACK + 1 + taker;
            let id = self.number << 32 | number;
            for (phase, track, time) in [("s", from, asked), ("f", to, taken)] {
                emit(json!({
                    "ph": phase, "bp": "e", "id": id, "pid": self.number, "tid": track, "ts": micros(*time),
                    "name": "drop request", "cat": "GIL",
                }))?;
            }
        }
        Ok(())
    }

    fn track(&self, thread: ThreadId) -> Option<usize> {
        let lane = self
            .timeline
            .lanes
            .iter()
            .position(|lane| lane.thread == thread)?;
        Some(GIL_TRACK + 1 + lane)
    }

    /// How many threads ran, and how many waited for the GIL.
    fn counters(&self, emit: Emit<'_>) -> io::Result<()> {
        for (state, name) in [
            (State::Attached, "threads running"),
            (State::GilWait, "threads waiting for the GIL"),
        ] {
            let slices = self.timeline.lanes.iter().flat_map(|lane| &lane.slices);
            let own = slices.filter(|slice| slice.state == state);
            let mut changes: Vec<(u64, i64)> = own
                .flat_map(|slice| [(slice.from, 1), (slice.to, -1)])
                .collect();
            changes.sort_unstable();
            let mut number = 0;
            for moment in changes.chunk_by(|a, b| a.0 == b.0) {
                number += moment.iter().map(|(_, change)| change).sum::<i64>();
                emit(json!({
                    "ph": "C", "pid": self.number, "name": name, "ts": micros(moment[0].0), "args": {"threads": number},
                }))?;
            }
        }
        Ok(())
    }
}

/// Nanoseconds as the format wants them: microseconds, with a fraction.
fn micros(nanos: u64) -> f64 {
    nanos as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::taking_turns;

    fn written() -> (String, Vec<Captured>) {
        let (recording, summary) = taking_turns();
        let runs = vec![Captured {
            name: "GIL on".to_owned(),
            summary,
            recording,
        }];
        let mut out = Vec::new();
        write("a.py", &runs, &mut out).expect("a Vec takes everything");
        (String::from_utf8(out).expect("JSON is text"), runs)
    }

    #[test]
    fn what_is_written_can_be_read_back() {
        let (text, runs) = written();
        assert_eq!(read(&text), Ok(("a.py".to_owned(), runs)));
        assert!(read("{\"traceEvents\": []}").is_err_and(|why| why.contains("gilscope")));
    }

    #[test]
    fn every_event_is_what_the_format_asks_for() {
        let (text, _) = written();
        let file: Value = serde_json::from_str(&text).expect("JSON");
        let events = file["traceEvents"].as_array().expect("a list");
        let of = |phase: &str| {
            events
                .iter()
                .filter(|event| event["ph"] == phase)
                .collect::<Vec<_>>()
        };
        for event in events {
            assert!(
                event["pid"].is_u64() && event["name"].is_string(),
                "{event}"
            );
            match event["ph"].as_str().expect("a phase") {
                "M" => assert!(event["ts"].is_null() && event["args"].is_object()),
                "X" => assert!(
                    event["ts"].is_f64()
                        && event["dur"].as_f64() > Some(0.0)
                        && event["tid"].is_u64()
                ),
                "C" => assert!(event["args"]["threads"].as_i64() >= Some(0)),
                "s" | "f" => assert!(event["id"].is_u64() && event["ts"].is_f64()),
                other => panic!("{other}"),
            }
        }
        // 8 slices of each thread, 1 of the main thread, and 8 on the track of the GIL.
        assert_eq!(of("X").len(), 25);
        assert_eq!((of("s").len(), of("f").len()), (7, 7));
        for (from, to) in of("s").iter().zip(of("f")) {
            assert_eq!(from["id"], to["id"]);
            assert!(from["ts"].as_f64() <= to["ts"].as_f64());
        }
    }
}

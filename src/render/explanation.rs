//! What `--explain` prints: the words, the states, the verdicts and every threshold.

use super::style::{TITLE, styled};
use super::text::{beside, paragraph};
use crate::timeline::summary::Part;
use crate::timeline::thresholds;
use crate::timeline::verdict::Kind;

/// All of it.
pub fn explanation(width: usize) -> String {
    let mut out = String::new();
    section(&mut out, "Words");
    for (word, meaning) in WORDS {
        out += &entry(word, meaning, width);
    }
    section(&mut out, "States of a thread: they add up to its life");
    for part in Part::ALL {
        out += &entry(part.name(), part.meaning(), width);
    }
    section(
        &mut out,
        "Verdicts of compare: the first that holds; others that hold follow as \"also\"",
    );
    for kind in Kind::ALL {
        out += &entry(kind.name(), &kind.condition(), width);
    }
    section(&mut out, "Thresholds: gilscope's choices, not facts");
    for threshold in thresholds::all() {
        out += &entry(&threshold.value, &threshold.meaning, width);
    }
    out
}

const WORDS: [(&str, &str); 10] = [
    (
        "GIL",
        "the global interpreter lock: whoever runs script code holds it",
    ),
    ("lock", "a threading.Lock or RLock of the script"),
    (
        "slice",
        "from taking the GIL to dropping it (without one: from running to blocking)",
    ),
    ("switch", "the GIL went from one thread to another"),
    (
        "interval",
        "how long a thread waits for the GIL, without a switch, before it asks the holder to drop it",
    ),
    (
        "forced",
        "the GIL was dropped because another thread asked for it",
    ),
    (
        "overshoot",
        "how long a thread kept the GIL after it had been asked to drop it: until its next safepoint",
    ),
    (
        "cores busy",
        "CPU time of the script's threads divided by wall time",
    ),
    (
        "on/off, threads",
        "wall time with the GIL on divided by that with it off; and the same without the time in which \
         the main thread was alone, where that is long",
    ),
    (
        "limit",
        "wall time divided by the least that the same work needs without the GIL on these cores: the \
         time that the main thread is alone, then all CPU time spread over the cores, or the longest \
         time of one thread without its waits",
    ),
];

fn section(out: &mut String, title: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    *out += &styled(TITLE, title);
    out.push('\n');
}

fn entry(name: &str, text: &str, width: usize) -> String {
    const COLUMN: usize = 26;
    let name = format!("  {name}");
    match name.len() < COLUMN {
        true => beside(&name, text, COLUMN, width),
        false => format!(
            "{}{}",
            paragraph(&name, width),
            beside("", text, COLUMN, width)
        ),
    }
}

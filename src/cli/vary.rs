//! What `--vary NAME=VALUES` says: some values of one option of the run, or of one of the script's arguments.

use std::time::Duration;

use clap::ValueEnum;

use super::Mistake;
use super::arguments::SafepointsOption;
use super::script::Script;
use super::values::duration;
use crate::gil::{Mode, PolicyKind};
use crate::timeline::units::exact;

/// The options that may vary.
const OPTIONS: [&str; 4] = ["gil", "policy", "switch-interval", "safepoints"];

/// So many points has a range of intervals.
const POINTS: u32 = 9;

/// One of the values of something that varies.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Gil(Mode),
    Interval(Duration),
    Policy(PolicyKind),
    Safepoints(SafepointsOption),
    /// The value that stands for `@NAME`.
    Argument {
        name: String,
        value: String,
    },
}

impl Choice {
    /// What it is and its value: `GIL on`, `interval 5 ms`, `policy fifo`, `threads 4`.
    pub(super) fn name(&self) -> String {
        let what = match self {
            Choice::Gil(_) => "GIL",
            Choice::Interval(_) => "interval",
            Choice::Policy(_) => "policy",
            Choice::Safepoints(_) => "safepoints",
            Choice::Argument { name, .. } => name,
        };
        format!("{what} {}", self.value())
    }

    /// How people write it where it is clear what it is.
    pub(super) fn label(&self) -> String {
        match self {
            Choice::Argument { .. } => self.name(),
            _ => self.value(),
        }
    }

    /// The value alone.
    pub(super) fn value(&self) -> String {
        match self {
            Choice::Gil(Mode::On) => "on".to_owned(),
            Choice::Gil(Mode::Off) => "off".to_owned(),
            Choice::Interval(interval) => exact(nanos(*interval)),
            Choice::Policy(policy) => policy.name().to_owned(),
            Choice::Safepoints(safepoints) => safepoints.word().to_owned(),
            Choice::Argument { value, .. } => value.clone(),
        }
    }

    /// The option of a run that chooses it, if there is one.
    pub(super) fn option(&self) -> Option<String> {
        let value = match self {
            Choice::Interval(interval) => format!("{}ns", interval.as_nanos()),
            _ => self.value(),
        };
        let option = match self {
            Choice::Gil(_) => "gil",
            Choice::Interval(_) => "switch-interval",
            Choice::Policy(_) => "policy",
            Choice::Safepoints(_) => "safepoints",
            Choice::Argument { .. } => return None,
        };
        Some(format!("--{option}={value}"))
    }

    /// The script with the value wherever `@NAME` stands among its arguments.
    pub(super) fn put(&self, script: Script) -> Script {
        let Choice::Argument { name, value } = self else {
            return script;
        };
        let place = format!("@{name}");
        let swap = |word: String| match word == place {
            true => value.clone(),
            false => word,
        };
        Script {
            path: script.path,
            arguments: script.arguments.into_iter().map(swap).collect(),
        }
    }

    /// Whether it means something without the GIL.
    pub(super) fn without_gil(&self) -> bool {
        matches!(self, Choice::Argument { .. })
    }
}

/// What `vary` names, and the values, each once. `example` is a command that shows how it is written.
pub(super) fn choices(
    vary: &str,
    script: &Script,
    example: &str,
) -> Result<(String, Vec<Choice>), Mistake> {
    let refused = |why: String| Mistake::usage(format!("--vary {vary}: {why}"), example);
    let Some((name, text)) = vary.split_once('=') else {
        return Err(refused("NAME=VALUES is wanted".to_owned()));
    };
    // An option may be written as it is typed, and an argument as it stands after the script.
    let name = name.trim_start_matches(['-', '@']);
    let place = format!("@{name}");
    let listed = |choice: &dyn Fn(&str) -> Result<Choice, String>| {
        let all = text.split(',').map(|value| choice(value.trim()));
        all.collect::<Result<Vec<_>, _>>().map_err(refused)
    };
    let choices = match name {
        _ if script.arguments.contains(&place) => {
            let argument = |value| Choice::Argument {
                name: name.to_owned(),
                value,
            };
            values(text)
                .map_err(refused)?
                .into_iter()
                .map(argument)
                .collect()
        }
        "switch-interval" => intervals(text)?,
        "gil" => listed(&|value| match value {
            "on" => Ok(Choice::Gil(Mode::On)),
            "off" => Ok(Choice::Gil(Mode::Off)),
            _ => Err("on or off".to_owned()),
        })?,
        "policy" => listed(&|value| {
            let found = PolicyKind::ALL.into_iter().find(|it| it.name() == value);
            found.map(Choice::Policy).ok_or_else(|| {
                let names = PolicyKind::ALL.map(PolicyKind::name);
                format!("the policies are {}", names.join(", "))
            })
        })?,
        "safepoints" => listed(&|value| {
            let found = SafepointsOption::from_str(value, false);
            found
                .map(Choice::Safepoints)
                .map_err(|_| "loops or instructions".to_owned())
        })?,
        _ => {
            return Err(refused(format!(
                "{place} is not among the script's arguments (options that can vary: {})",
                OPTIONS.join(", ")
            )));
        }
    };
    Ok((name.to_owned(), distinct(choices)))
}

/// Each once, in the order in which they come.
pub(super) fn distinct(choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    let mut all = Vec::new();
    for choice in choices {
        if !all.contains(&choice) {
            all.push(choice);
        }
    }
    all
}

/// `10us..100ms` is a logarithmic range, `1ms,5ms` a list.
pub(super) fn intervals(text: &str) -> Result<Vec<Choice>, Mistake> {
    let hint = "for example 10us..100ms (9 points, logarithmic), 1ms,5ms,20ms or 5ms";
    let read = |text: &str| {
        duration(text.trim())
            .map_err(|why| Mistake::usage(format!("--switch-interval {text}: {why}"), hint))
    };
    let Some((from, to)) = text.split_once("..") else {
        let all = text.split(',').map(|text| read(text).map(Choice::Interval));
        return Ok(distinct(all.collect::<Result<Vec<_>, _>>()?));
    };
    let (from, to) = (read(from)?, read(to)?);
    if from >= to {
        return Err(Mistake::usage(
            format!("--switch-interval {text}: the range is empty"),
            hint,
        ));
    }
    let ratio = to.as_secs_f64() / from.as_secs_f64();
    let at = |number: u32| {
        from.as_nanos() as f64 * ratio.powf(f64::from(number) / f64::from(POINTS - 1))
    };
    let round = |nanos: f64| {
        // Two digits, as nobody asks for more.
        let unit = 10f64.powf(nanos.log10().floor() - 1.0);
        Duration::from_nanos(((nanos / unit).round() * unit).round() as u64)
    };
    let all = (0..POINTS).map(|number| Choice::Interval(round(at(number))));
    Ok(distinct(all))
}

/// A list, or a range of whole numbers: `1..8`, or `1..64*2` where each is twice the one before.
fn values(text: &str) -> Result<Vec<String>, String> {
    /// More points than this are a slip of the fingers.
    const MOST: usize = 100;
    let range = text.split_once("..").and_then(|(from, to)| {
        let (to, factor) = to.split_once('*').unwrap_or((to, "1"));
        Some((number(from)?, number(to)?, number(factor)?))
    });
    let Some((from, to, factor)) = range else {
        let values = text.split(',').map(|value| value.trim().to_owned());
        return Ok(values.collect());
    };
    if factor == 0 || factor > 1 && from == 0 {
        return Err("for example 1..64*2: 1, 2, 4 and so on up to 64".to_owned());
    }
    let next = |at: &u64| match factor {
        1 => at.checked_add(1),
        _ => at.checked_mul(factor),
    };
    let all = std::iter::successors(Some(from), next).take_while(|at| *at <= to);
    let all: Vec<String> = all.take(MOST + 1).map(|at| at.to_string()).collect();
    match all.len() {
        0 => Err("the range is empty".to_owned()),
        more if more > MOST => Err(format!("more than {MOST} values")),
        _ => Ok(all),
    }
}

fn number(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}

/// Nanoseconds.
pub(super) fn nanos(interval: Duration) -> u64 {
    u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vary(text: &str) -> Result<Vec<Choice>, Mistake> {
        let script = Script {
            path: "a.py".into(),
            arguments: ["-t", "@threads", "x"].map(str::to_owned).to_vec(),
        };
        choices(text, &script, "gilscope compare").map(|(_, choices)| choices)
    }

    fn names(text: &str) -> Vec<String> {
        vary(text).expect("good").iter().map(Choice::name).collect()
    }

    #[test]
    fn options_vary() {
        assert_eq!(names("gil=on,off"), ["GIL on", "GIL off"]);
        assert_eq!(names("policy=fifo, ticks"), ["policy fifo", "policy ticks"]);
        assert_eq!(
            names("--switch-interval=5ms,500us"),
            ["interval 5 ms", "interval 500 µs"]
        );
        let option = vary("safepoints=instructions").expect("good")[0].option();
        assert_eq!(option.as_deref(), Some("--safepoints=instructions"));
    }

    #[test]
    fn arguments_vary() {
        for text in ["threads=1,2", "@threads=1..2"] {
            assert_eq!(names(text), ["threads 1", "threads 2"]);
        }
    }

    #[test]
    fn values_are_a_list_or_a_range() {
        assert_eq!(
            values("1, b,"),
            Ok(["1", "b", ""].map(str::to_owned).to_vec())
        );
        assert_eq!(
            values("1..3"),
            Ok(["1", "2", "3"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            values("1..9*2"),
            Ok(["1", "2", "4", "8"].map(str::to_owned).to_vec())
        );
        assert_eq!(values("a..b"), Ok(vec!["a..b".to_owned()]));
    }

    #[test]
    fn mistakes_are_refused() {
        for (text, part) in [
            ("gil", "NAME=VALUES"),
            ("gil=maybe", "on or off"),
            ("policy=fair", "the policies are interval, greedy"),
            ("switch-interval=5", "did you mean 5ms?"),
            ("safepoints=none", "loops or instructions"),
            ("size=1,2", "@size is not among"),
        ] {
            let mistake = vary(text).expect_err(text);
            assert!(mistake.message.contains(part), "{}", mistake.message);
        }
    }
}

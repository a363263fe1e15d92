//! What a sweep varies: switch intervals, what stands for `@NAME` among the script's arguments, policies. One of them is the axis; the combinations of
//! the others are curves.

use std::time::Duration;

use super::Mistake;
use super::script::Script;
use super::values::duration;
use super::vary::with_argument;
use crate::gil::{Mode, PolicyKind};
use crate::timeline::sweep::Axis;
use crate::timeline::units::exact;

/// So many points has a range of intervals.
const POINTS: u32 = 9;

/// What the options are called in a table.
const INTERVAL: &str = "switch_interval_ns";
const POLICY: &str = "policy";

/// One of the values of something that varies.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Interval(Duration),
    /// The value that stands for `@NAME`.
    Argument {
        name: String,
        value: String,
    },
    Policy(PolicyKind),
}

/// Something that varies, or could.
#[derive(Debug)]
struct Dimension {
    /// What it is called in a table.
    name: String,
    choices: Vec<Choice>,
}

/// All that varies: intervals, arguments, policies.
#[derive(Debug)]
pub(super) struct Settings {
    dimensions: Vec<Dimension>,
    /// The number of the one that is the axis.
    axis: usize,
}

/// A curve that is to be measured.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) mode: Mode,
    /// The place of each point on the axis, if it has one, and its settings.
    pub(super) points: Vec<(Option<usize>, Vec<Choice>)>,
}

impl Choice {
    /// How people write it where nothing else says what it is.
    pub(super) fn label(&self) -> String {
        match self {
            Choice::Argument { name, value } => format!("{name} {value}"),
            _ => self.value(),
        }
    }

    fn value(&self) -> String {
        match self {
            Choice::Interval(interval) => exact(nanos(*interval)),
            Choice::Argument { value, .. } => value.clone(),
            Choice::Policy(policy) => policy.name().to_owned(),
        }
    }

    /// The option of a run that chooses it, if there is one.
    pub(super) fn option(&self) -> Option<String> {
        match self {
            Choice::Interval(interval) => {
                Some(format!("--switch-interval={}ns", interval.as_nanos()))
            }
            Choice::Argument { .. } => None,
            Choice::Policy(policy) => Some(format!("--policy={}", policy.name())),
        }
    }

    /// The script with the value in its place.
    pub(super) fn put(&self, script: Script) -> Script {
        let Choice::Argument { name, value } = self else {
            return script;
        };
        with_argument(&script, &format!("@{name}"), value).script
    }

    /// Whether it means something without the GIL.
    fn without_gil(&self) -> bool {
        matches!(self, Choice::Argument { .. })
    }
}

impl Settings {
    /// From the options `--switch-interval`, `--vary` and `--policy`.
    pub(super) fn new(
        switch_interval: Option<&str>,
        vary: &[String],
        policies: &[PolicyKind],
        script: &Script,
    ) -> Result<Self, Mistake> {
        let mut varied: Vec<Dimension> = Vec::new();
        for vary in vary {
            let dimension = dimension(vary, script)?;
            if varied.iter().any(|other| other.name == dimension.name) {
                return Err(Mistake::usage(
                    format!("--vary {} is there twice", dimension.name),
                    HINT,
                ));
            }
            varied.push(dimension);
        }
        let mut take = |name: &str| {
            let place = varied.iter().position(|dimension| dimension.name == name)?;
            Some(varied.remove(place))
        };
        let default = if vary.is_empty() {
            "10us..100ms"
        } else {
            "5ms"
        };
        let over_intervals = match (take(INTERVAL), switch_interval) {
            (Some(dimension), _) => dimension,
            (None, given) => Dimension {
                name: INTERVAL.to_owned(),
                choices: intervals(given.unwrap_or(default))?,
            },
        };
        let policies = policies.iter().map(|policy| Choice::Policy(*policy));
        let over_policies = take(POLICY).unwrap_or(Dimension {
            name: POLICY.to_owned(),
            choices: distinct(policies),
        });
        // With one value each, what the user named first is the axis.
        let named = usize::from(!varied.is_empty());
        let dimensions = [over_intervals].into_iter().chain(varied);
        let dimensions: Vec<Dimension> = dimensions.chain([over_policies]).collect();
        let several = dimensions.iter().position(|it| it.choices.len() > 1);
        Ok(Settings {
            axis: several.unwrap_or(named),
            dimensions,
        })
    }

    /// What the axis shows.
    pub(super) fn axis(&self) -> Axis {
        let Dimension { name, choices } = &self.dimensions[self.axis];
        let intervals = choices.iter().map_while(|choice| match choice {
            Choice::Interval(interval) => Some(nanos(*interval)),
            _ => None,
        });
        let intervals: Vec<u64> = intervals.collect();
        match intervals.is_empty() {
            false => Axis::Intervals(intervals),
            true => Axis::Values {
                name: name.clone(),
                values: choices.iter().map(Choice::value).collect(),
                ordered: choices.iter().all(Choice::without_gil),
            },
        }
    }

    /// What does not vary, in words.
    pub(super) fn fixed(&self) -> Vec<String> {
        let dimensions = self.dimensions.iter().enumerate();
        let fixed = dimensions.filter_map(|(number, dimension)| match &dimension.choices[..] {
            [choice] if number != self.axis => Some(match choice {
                Choice::Interval(_) => format!("switch interval {}", choice.value()),
                Choice::Policy(_) => format!("policy {}", choice.value()),
                Choice::Argument { .. } => choice.label(),
            }),
            _ => None,
        });
        fixed.collect()
    }

    /// The curves with the GIL, or those without it: there, intervals and policies mean nothing.
    pub(super) fn curves(&self, mode: Mode) -> Vec<Plan> {
        let mut plans = vec![Vec::new()];
        for (number, dimension) in self.dimensions.iter().enumerate() {
            let means = mode == Mode::On || dimension.choices.iter().all(Choice::without_gil);
            if number != self.axis && means {
                plans = (plans.into_iter())
                    .flat_map(|plan| {
                        let choices = dimension.choices.iter();
                        choices.map(move |choice| [&plan[..], &[(number, choice)]].concat())
                    })
                    .collect();
            }
        }
        let axis = &self.dimensions[self.axis].choices;
        let along = mode == Mode::On || axis.iter().all(Choice::without_gil);
        let plans = plans.into_iter().map(|plan| {
            let of = |place: Option<usize>| {
                let own = place.map(|place| (self.axis, &axis[place]));
                let mut all: Vec<_> = plan.iter().copied().chain(own).collect();
                all.sort_by_key(|(number, _)| *number);
                let choices = all.into_iter().map(|(_, choice)| choice.clone());
                (place, choices.collect())
            };
            let several = plan.iter();
            let several = several.filter(|(number, _)| self.dimensions[*number].choices.len() > 1);
            let mut names: Vec<String> = several.map(|(_, choice)| choice.label()).collect();
            if mode == Mode::Off {
                names.insert(0, "GIL off".to_owned());
            } else if names.is_empty() {
                names.push("GIL on".to_owned());
            }
            Plan {
                name: names.join(", "),
                mode,
                points: match along {
                    true => (0..axis.len()).map(|place| of(Some(place))).collect(),
                    false => vec![of(None)],
                },
            }
        });
        plans.collect()
    }

    /// The columns of a table of all runs.
    pub(super) fn columns(&self) -> Vec<String> {
        let names = self
            .dimensions
            .iter()
            .map(|dimension| dimension.name.clone());
        std::iter::once("gil".to_owned()).chain(names).collect()
    }

    /// The cells of these columns for some settings.
    pub(super) fn row(&self, mode: Mode, choices: &[Choice]) -> Vec<String> {
        let gil = if mode == Mode::On { "on" } else { "off" };
        let cells = self.dimensions.iter().map(|dimension| {
            let own = (choices.iter()).find(|choice| dimension.choices.contains(choice));
            match own {
                Some(Choice::Interval(interval)) => interval.as_nanos().to_string(),
                Some(choice) => choice.value(),
                None => String::new(),
            }
        });
        std::iter::once(gil.to_owned()).chain(cells).collect()
    }
}

fn nanos(interval: Duration) -> u64 {
    u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX)
}

/// Each once, in the order in which they come.
fn distinct(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut all = Vec::new();
    for choice in choices {
        if !all.contains(&choice) {
            all.push(choice);
        }
    }
    all
}

/// `10us..100ms` is a logarithmic range, `1ms,5ms` a list.
fn intervals(text: &str) -> Result<Vec<Choice>, Mistake> {
    let hint = "for example 10us..100ms (9 points, logarithmic), 1ms,5ms,20ms or 5ms";
    let read = |text: &str| {
        duration(text.trim())
            .map_err(|why| Mistake::usage(format!("--switch-interval {text}: {why}"), hint))
    };
    let Some((from, to)) = text.split_once("..") else {
        // In order, as the knee is the last that is good enough.
        let mut all = text.split(',').map(read).collect::<Result<Vec<_>, _>>()?;
        all.sort_unstable();
        all.dedup();
        return Ok(all.into_iter().map(Choice::Interval).collect());
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

const HINT: &str = "gilscope sweep --vary threads=1,2,4 FILE --threads @threads";

/// `threads=1,2,4`: the values that stand for `@threads` among the script's arguments; `policy=` and `switch-interval=` are the options.
fn dimension(vary: &str, script: &Script) -> Result<Dimension, Mistake> {
    let refused = |why: String| Mistake::usage(format!("--vary {vary}: {why}"), HINT);
    let Some((name, text)) = vary.split_once('=') else {
        return Err(refused("NAME=VALUES is wanted".to_owned()));
    };
    let name = name.trim_start_matches(['-', '@']);
    let place = format!("@{name}");
    let (name, choices) = match name {
        _ if script.arguments.contains(&place) => {
            let values = values(text).map_err(refused)?.into_iter();
            let choices = values.map(|value| Choice::Argument {
                name: name.to_owned(),
                value,
            });
            (name, distinct(choices))
        }
        "switch-interval" => (INTERVAL, intervals(text)?),
        "policy" => {
            let policy = |name: &str| {
                let mut all = PolicyKind::ALL.into_iter();
                let found = all.find(|policy| policy.name() == name.trim());
                found.map(Choice::Policy).ok_or_else(|| {
                    let names = PolicyKind::ALL.map(PolicyKind::name);
                    refused(format!("the policies are {}", names.join(", ")))
                })
            };
            let policies = text.split(',').map(policy);
            (
                POLICY,
                distinct(policies.collect::<Result<Vec<_>, _>>()?.into_iter()),
            )
        }
        "gil" => {
            return Err(refused(
                "--gil-off adds the script without the GIL".to_owned(),
            ));
        }
        _ => {
            return Err(refused(format!(
                "{place} is not among the script's arguments (options that can vary: policy, switch-interval)"
            )));
        }
    };
    Ok(Dimension {
        name: name.to_owned(),
        choices,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        Script {
            path: "a.py".into(),
            arguments: ["--threads", "@threads", "@size"]
                .map(str::to_owned)
                .to_vec(),
        }
    }

    fn names(settings: &Settings, mode: Mode) -> Vec<(String, usize)> {
        let curves = settings.curves(mode).into_iter();
        curves.map(|plan| (plan.name, plan.points.len())).collect()
    }

    #[test]
    fn the_first_that_varies_is_the_axis_and_the_others_make_curves() {
        let vary = ["threads=1,2,4".to_owned(), "size=9,8".to_owned()];
        let policies = [PolicyKind::Interval, PolicyKind::Fifo];
        let all = Settings::new(None, &vary, &policies, &script()).expect("good");
        assert_eq!(all.axis().name(), "threads");
        assert_eq!(all.fixed(), ["switch interval 5 ms"]);
        let on = [
            "size 9, interval",
            "size 9, fifo",
            "size 8, interval",
            "size 8, fifo",
        ];
        assert_eq!(names(&all, Mode::On), on.map(|name| (name.to_owned(), 3)));
        let off = ["GIL off, size 9", "GIL off, size 8"];
        assert_eq!(names(&all, Mode::Off), off.map(|name| (name.to_owned(), 3)));
        let plan = &all.curves(Mode::On)[1];
        let (place, choices) = &plan.points[2];
        assert_eq!(*place, Some(2));
        let script = choices
            .iter()
            .fold(script(), |script, choice| choice.put(script));
        assert_eq!(script.arguments, ["--threads", "4", "9"]);
        let options: Vec<String> = choices.iter().filter_map(Choice::option).collect();
        assert_eq!(options, ["--switch-interval=5000000ns", "--policy=fifo"]);
        assert_eq!(
            all.columns(),
            ["gil", "switch_interval_ns", "threads", "size", "policy"]
        );
        assert_eq!(
            all.row(Mode::On, choices),
            ["on", "5000000", "4", "9", "fifo"]
        );
    }

    #[test]
    fn intervals_and_policies_mean_nothing_without_the_gil() {
        let vary = ["threads=1,2".to_owned()];
        let policies = [PolicyKind::Interval];
        let all = Settings::new(Some("1ms,5ms"), &vary, &policies, &script()).expect("good");
        assert_eq!(all.axis(), Axis::Intervals(vec![1_000_000, 5_000_000]));
        let off = ["GIL off, threads 1", "GIL off, threads 2"];
        assert_eq!(names(&all, Mode::Off), off.map(|name| (name.to_owned(), 1)));
        let plan = &all.curves(Mode::Off)[0];
        assert_eq!(plan.points[0].0, None);
        assert_eq!(all.row(Mode::Off, &plan.points[0].1), ["off", "", "1", ""]);
    }

    fn vary(vary: &[&str]) -> Result<Settings, Mistake> {
        let vary: Vec<String> = vary.iter().map(|text| (*text).to_owned()).collect();
        Settings::new(None, &vary, &[PolicyKind::Interval], &script())
    }

    #[test]
    fn mistakes_are_told() {
        for (wrong, part) in [
            (&["threads"][..], "NAME=VALUES"),
            (&["other=1"], "@other is not among"),
            (&["size=1", "size=2"], "twice"),
            (&["size=4..1"], "empty"),
            (&["size=1..1000"], "more than 100"),
            (&["size=0..8*2"], "for example 1..64*2"),
            (&["size=1..8*0"], "for example 1..64*2"),
            (&["policy=fair"], "the policies are interval, greedy"),
            (&["switch-interval=5"], "did you mean 5ms?"),
            (&["gil=on,off"], "--gil-off"),
        ] {
            let mistake = vary(wrong).expect_err("a mistake");
            assert!(mistake.message.contains(part), "{}", mistake.message);
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
    fn options_vary_too() {
        let all = vary(&["policy=fifo,ticks"]).expect("good");
        assert_eq!((all.axis().name(), all.axis().len()), ("policy", 2));
        assert_eq!(all.fixed(), ["switch interval 5 ms"]);
        let all = vary(&["size=1..2", "switch-interval=1ms..10ms"]).expect("good");
        assert!(matches!(all.axis(), Axis::Intervals(all) if all.len() == 9));
        assert_eq!(names(&all, Mode::On).len(), 2);
    }

    #[test]
    fn ranges_are_logarithmic_and_round() {
        let micros = |text: &str| -> Vec<u64> {
            let settings = Settings::new(Some(text), &[], &[PolicyKind::Interval], &script());
            match settings.expect("good").axis() {
                Axis::Intervals(all) => all.iter().map(|nanos| nanos / 1000).collect(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(
            micros("10us..100ms"),
            [10, 32, 100, 320, 1000, 3200, 10_000, 32_000, 100_000]
        );
        assert_eq!(micros("5ms, 1ms,5ms"), [1000, 5000]);
        assert!(intervals("5ms..1ms").is_err() && intervals("5").is_err());
    }
}

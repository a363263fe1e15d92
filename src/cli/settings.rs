//! What a sweep varies: switch intervals, what stands for `@NAME` among the script's arguments, policies. One of them is the axis; the combinations of
//! the others are curves.

use std::time::Duration;

use super::Mistake;
use super::script::Script;
use super::vary::{Choice, choices, distinct, intervals, nanos};
use crate::gil::{Mode, PolicyKind};
use crate::timeline::sweep::Axis;

/// What options are called in a table.
const INTERVAL: &str = "switch_interval_ns";
const POLICY: &str = "policy";

const EXAMPLE: &str = "gilscope sweep --vary n=1,2,4 FILE --threads @n";

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

impl Dimension {
    /// From a `--vary`.
    fn new(vary: &str, script: &Script) -> Result<Self, Mistake> {
        let (name, choices) = choices(vary, script, EXAMPLE)?;
        let name = match choices.first() {
            Some(Choice::Gil(_)) => {
                let why = "--gil-off adds the script without the GIL";
                return Err(Mistake::usage(format!("--vary {vary}: {why}"), EXAMPLE));
            }
            Some(Choice::Interval(_)) => INTERVAL.to_owned(),
            _ => name,
        };
        Ok(Dimension { name, choices })
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
            let dimension = Dimension::new(vary, script)?;
            if varied.iter().any(|other| other.name == dimension.name) {
                return Err(Mistake::usage(
                    format!("--vary {} is there twice", dimension.name),
                    EXAMPLE,
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
        let mut over_intervals = match (take(INTERVAL), switch_interval) {
            (Some(dimension), _) => dimension,
            (None, given) => Dimension {
                name: INTERVAL.to_owned(),
                choices: intervals(given.unwrap_or(default))?,
            },
        };
        // In order, as the knee is the last that is good enough.
        over_intervals.choices.sort_by_key(|choice| match choice {
            Choice::Interval(interval) => *interval,
            _ => Duration::ZERO,
        });
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
                Choice::Interval(_) => format!("switch {}", choice.name()),
                _ => choice.name(),
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
        let cells = self.dimensions.iter().map(|dimension| {
            let own = (choices.iter()).find(|choice| dimension.choices.contains(choice));
            match own {
                Some(Choice::Interval(interval)) => interval.as_nanos().to_string(),
                Some(choice) => choice.value(),
                None => String::new(),
            }
        });
        std::iter::once(Choice::Gil(mode).value())
            .chain(cells)
            .collect()
    }
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

//! What `--vary NAME=VALUES` says: one setting of the run for each value, or one of the script's arguments.

use clap::ValueEnum;

use super::Mistake;
use super::arguments::SafepointsOption;
use super::script::Script;
use super::values::duration;
use crate::gil::PolicyKind;
use crate::timeline::units::exact;
use crate::timeline::verdict::Varied;

/// What is run, and what sets it apart.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// What it is called: `GIL off`, `policy fifo`, `threads 4`.
    pub(super) name: String,
    /// The options of `run` that make it so.
    pub(super) options: Vec<String>,
    /// The script, with this setting's arguments.
    pub(super) script: Script,
}

impl Setting {
    /// What follows `gilscope` to run it so.
    pub(super) fn typed(&self) -> String {
        let given = self.options.iter().filter(|option| *option != "--gil=on");
        let words = given.cloned().chain([self.script.typed()]);
        words.collect::<Vec<_>>().join(" ")
    }
}

/// The options that may vary.
const OPTIONS: [&str; 4] = ["gil", "policy", "switch-interval", "safepoints"];

/// The settings that `vary` names, and what they differ in. `command` is what stands before it in hints.
pub(super) fn settings(
    script: &Script,
    vary: &str,
    command: &str,
) -> Result<(Varied, Vec<Setting>), Mistake> {
    let hint = format!("{command} --vary threads=1,2 FILE --threads @threads");
    let Some((name, values)) = vary.split_once('=') else {
        return Err(Mistake::usage(
            format!("--vary {vary}: NAME=VALUES is wanted"),
            hint,
        ));
    };
    // In the place of a name an option may be written as it is typed, and an argument as it stands after the script.
    let name = name.trim_start_matches("--");
    let argument = format!("@{}", name.trim_start_matches('@'));
    let varied = match name {
        _ if script.arguments.contains(&argument) => Varied::Arguments,
        "gil" => Varied::Gil,
        _ if OPTIONS.contains(&name) => Varied::Lock,
        _ => {
            let options = OPTIONS.join(", ");
            return Err(Mistake::usage(
                format!(
                    "--vary {name}: no option that can vary ({options}), and {argument} is not among the script's arguments"
                ),
                hint,
            ));
        }
    };
    let setting = |value: &str| match varied {
        Varied::Arguments => Ok(with_argument(script, &argument, value.trim())),
        _ => with_option(script, name, value.trim()),
    };
    let settings = values.split(',').map(setting);
    Ok((varied, settings.collect::<Result<_, _>>()?))
}

/// The script with `value` wherever `place` stands among its arguments.
pub(super) fn with_argument(script: &Script, place: &str, value: &str) -> Setting {
    let swap = |word: &String| match *word == place {
        true => value.to_owned(),
        false => word.clone(),
    };
    Setting {
        name: format!("{} {value}", place.trim_start_matches('@')),
        options: Vec::new(),
        script: Script {
            path: script.path.clone(),
            arguments: script.arguments.iter().map(swap).collect(),
        },
    }
}

/// The script with an option of `run`.
fn with_option(script: &Script, name: &str, value: &str) -> Result<Setting, Mistake> {
    let refused = |why: &str| {
        let example = match name {
            "gil" => "gil=on,off",
            "policy" => "policy=interval,io-first",
            "switch-interval" => "switch-interval=5ms,0.5ms",
            _ => "safepoints=loops,instructions",
        };
        Mistake::usage(
            format!("--vary {name}={value}: {why}"),
            format!("--vary {example}"),
        )
    };
    let (shown, given) = match name {
        "gil" if ["on", "off"].contains(&value) => (format!("GIL {value}"), value.to_owned()),
        "gil" => return Err(refused("on or off")),
        "policy" if PolicyKind::ALL.iter().any(|policy| policy.name() == value) => {
            (format!("policy {value}"), value.to_owned())
        }
        "policy" => {
            let names = PolicyKind::ALL.map(PolicyKind::name);
            return Err(refused(&format!("the policies are {}", names.join(", "))));
        }
        "switch-interval" => {
            let nanos = duration(value).map_err(|why| refused(&why))?.as_nanos();
            (
                format!("interval {}", exact(nanos as u64)),
                format!("{nanos}ns"),
            )
        }
        _ => {
            SafepointsOption::from_str(value, false)
                .map_err(|_| refused("loops or instructions"))?;
            (format!("safepoints {value}"), value.to_owned())
        }
    };
    Ok(Setting {
        name: shown,
        options: vec![format!("--{name}={given}")],
        script: script.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(words: &[&str]) -> Script {
        Script {
            path: "a.py".into(),
            arguments: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    fn varied(vary: &str) -> Result<(Varied, Vec<Setting>), Mistake> {
        settings(&script(&["-t", "@threads", "x"]), vary, "gilscope compare")
    }

    fn names(vary: &str) -> Vec<String> {
        let (_, settings) = varied(vary).expect("good");
        settings.into_iter().map(|setting| setting.name).collect()
    }

    #[test]
    fn options_vary() {
        assert_eq!(names("gil=on,off"), ["GIL on", "GIL off"]);
        assert_eq!(names("policy=fifo, ticks"), ["policy fifo", "policy ticks"]);
        assert_eq!(
            names("--switch-interval=500us,5ms"),
            ["interval 500 µs", "interval 5 ms"]
        );
        let (what, settings) = varied("safepoints=instructions").expect("good");
        assert_eq!(what, Varied::Lock);
        assert_eq!(settings[0].options, ["--safepoints=instructions"]);
    }

    #[test]
    fn arguments_vary() {
        for vary in ["threads=1,2", "@threads=1,2"] {
            let (what, settings) = varied(vary).expect("good");
            assert_eq!(what, Varied::Arguments);
            assert_eq!(settings[1].script.arguments, ["-t", "2", "x"]);
            assert_eq!(settings[1].name, "threads 2");
        }
    }

    #[test]
    fn mistakes_are_refused() {
        for (vary, part) in [
            ("gil", "NAME=VALUES"),
            ("gil=maybe", "on or off"),
            ("policy=fair", "the policies are interval, greedy"),
            ("switch-interval=5", "did you mean 5ms?"),
            ("safepoints=none", "loops or instructions"),
            ("size=1,2", "@size is not among"),
        ] {
            let mistake = varied(vary).expect_err(vary);
            assert!(mistake.message.contains(part), "{}", mistake.message);
        }
    }
}

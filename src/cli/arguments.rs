//! The commands and their options, as clap reads them and as `--help` tells them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::output::{Output, SweepFormat};
use super::values::{duration, event_count, size, x_option};
use super::{Mistake, script};
use crate::gil::{self, Mode, PolicyKind, Safepoints};
use crate::render::chart::View;

const EXAMPLES: &str = "\
Examples:
  gilscope examples/cpu_bound.py              run a script, as python would
  gilscope --gil off examples/cpu_bound.py    the same without the GIL
  gilscope run --stats examples/io_bound.py   where every thread's time went
  gilscope run --timeline examples/mixed.py   what every thread did when
  gilscope run --trace examples/mixed.py      who takes the GIL, live
  gilscope compare examples/cpu_bound.py      GIL on against off: one verdict
  gilscope sweep examples/convoy.py           switch intervals: the knee
  gilscope dis examples/cpu_bound.py          bytecode, with its safepoints";

const RUN_EXAMPLES: &str = "\
Examples:
  gilscope run examples/cpu_bound.py --threads 8
  gilscope run --stats --timeline examples/io_bound.py
  gilscope run --gil off --trace examples/mixed.py 2> trace.txt
  gilscope run --switch-interval 0.5ms --stats examples/cpu_bound.py
  gilscope run -o report.html -o trace.json examples/mixed.py";

const COMPARE_EXAMPLES: &str = "\
Examples:
  gilscope compare examples/cpu_bound.py
  gilscope compare -n 20 examples/mixed.py --threads 8
  gilscope compare --switch-interval 1ms examples/lock_contention.py
  gilscope compare --vary policy=interval,io-first examples/convoy.py
  gilscope compare --gil off --vary n=1,2 examples/cpu_bound.py --threads @n
  gilscope compare -o report.html examples/cpu_bound.py";

const SWEEP_EXAMPLES: &str = "\
Examples:
  gilscope sweep examples/convoy.py --threads 2 --threads-only
  gilscope sweep --gil-off -o curve.html examples/cpu_bound.py
  gilscope sweep --switch-interval 0.1ms..20ms examples/cpu_bound.py
  gilscope sweep --policy interval,fifo,io-first examples/convoy.py
  gilscope sweep --vary n=1,2,4 examples/cpu_bound.py --threads @n";

const DIS_EXAMPLES: &str = "\
Examples:
  gilscope dis examples/cpu_bound.py
  gilscope dis examples/lost_update.py | grep '\\*'     safepoints only";

const TIMELINE_EXAMPLES: &str = "\
Examples:
  gilscope run -o run.json examples/mixed.py
  gilscope timeline run.json
  gilscope timeline --from 100ms --to 150ms run.json
  gilscope timeline -o report.html run.json";

const EXIT_CODES: &str = "\
Options stand before FILE; everything after FILE is the script's.
DURATION: 5ms, 0.5ms, 100us (ns, us, µs, ms, s); less than 1us acts as 1us.
SIZE: 512MiB, 4GiB (KiB, MiB, GiB).

Exit code: the script's own; 1 after an uncaught exception or a deadlock; 2
after a mistake on the command line; Ctrl-C ends gilscope by SIGINT.
Environment: PYTHON_GIL=0|1 is the default of --gil; NO_COLOR takes colours out.

gilscope speaks Python 3.13, pure Python only: no packages from PyPI.";

const TEMPLATE: &str = "\
{before-help}{about-with-newline}
{usage-heading} {usage}

{all-args}{after-help}
";

/// How long a zoom is of which only the beginning was given, in nanoseconds.
const ZOOM: u64 = 40_000_000;

/// Run Python scripts on OS threads behind a GIL that you can watch, tune and take away
#[derive(Debug, Parser)]
#[command(
    version,
    before_help = EXAMPLES,
    after_help = EXIT_CODES,
    help_template = TEMPLATE,
    override_usage = "gilscope [OPTIONS] FILE [SCRIPT ARGS]...\n       gilscope COMMAND [OPTIONS] FILE [SCRIPT ARGS]...",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    subcommand_value_name = "COMMAND",
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) run: Run,
}

/// What to do with a script.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a script; `gilscope FILE` is short for it
    #[command(
        before_help = RUN_EXAMPLES,
        help_template = TEMPLATE,
        override_usage = "gilscope run [OPTIONS] FILE [SCRIPT ARGS]..."
    )]
    Run(Run),
    /// Run a script with the GIL and without (or at two other settings), in turns, and say what it costs
    #[command(
        before_help = COMPARE_EXAMPLES,
        help_template = TEMPLATE,
        override_usage = "gilscope compare [OPTIONS] FILE [SCRIPT ARGS]..."
    )]
    Compare(Compare),
    /// Run a script at several switch intervals, policies or sizes, in turns, and show the curve
    #[command(
        before_help = SWEEP_EXAMPLES,
        help_template = TEMPLATE,
        override_usage = "gilscope sweep [OPTIONS] FILE [SCRIPT ARGS]..."
    )]
    Sweep(Sweep),
    /// Show a script's bytecode; `*` marks where the GIL can be dropped
    #[command(
        before_help = DIS_EXAMPLES,
        help_template = TEMPLATE,
        override_usage = "gilscope dis FILE"
    )]
    Dis(Dis),
    /// Draw a saved recording, or write it in another format
    #[command(
        before_help = TIMELINE_EXAMPLES,
        help_template = TEMPLATE,
        override_usage = "gilscope timeline [OPTIONS] FILE"
    )]
    Timeline(Timeline),
}

/// The options of `run`.
#[derive(Args, Debug)]
pub(super) struct Run {
    /// Run with the GIL or without it [default: on; or PYTHON_GIL]
    #[arg(
        long,
        value_enum,
        value_name = "on|off",
        hide_possible_values = true,
        overrides_with = "x"
    )]
    gil: Option<OnOff>,
    /// The same as --gil on (1) or off (0), as in CPython
    #[arg(short = 'X', id = "x", value_name = "gil=0|1", value_parser = x_option)]
    x: Option<Mode>,
    #[command(flatten)]
    pub(super) common: Common,
    /// Print every transition of every thread to stderr, live
    #[arg(long)]
    pub(super) trace: bool,
    /// Print where every thread's time went to stderr, at the end
    #[arg(long)]
    pub(super) stats: bool,
    /// Draw what every thread did when to stderr, at the end
    #[arg(long)]
    pub(super) timeline: bool,
    /// Write the timeline to a file: .html (a page), .json (Chrome's trace format), .svg (a picture); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE", value_parser = Output::parse)]
    pub(super) outputs: Vec<Output>,
    #[command(flatten)]
    pub(super) drawing: Drawing,
    /// Print nothing but what the script prints, and errors
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Hand the figures of the run to the process that started this one, with what was recorded.
    #[arg(long, hide = true, value_name = "FILE")]
    pub(super) hand_back: Option<PathBuf>,
    #[command(flatten)]
    pub(super) script: Script,
}

/// The options of `compare`.
#[derive(Args, Debug)]
pub(super) struct Compare {
    /// Pairs of runs, one at each setting
    #[arg(short = 'n', long, value_name = "PAIRS", default_value = "5",
          value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(super) pairs: u16,
    /// The two settings: of gil, policy, switch-interval or safepoints, or values to put in the place of @NAME in the script's arguments
    #[arg(long, value_name = "NAME=A,B", default_value = VARY)]
    pub(super) vary: String,
    /// Run both settings of --vary with the GIL or without it [default: on]
    #[arg(long, value_enum, value_name = "on|off", hide_possible_values = true)]
    pub(super) gil: Option<OnOff>,
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) drawing: Drawing,
    /// Write the timeline to a file: .html (a page), .json (Chrome's trace format), .svg (a picture); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE", value_parser = Output::parse)]
    pub(super) outputs: Vec<Output>,
    /// Pass on what the script prints, to stderr
    #[arg(long)]
    pub(super) show_output: bool,
    #[command(flatten)]
    pub(super) script: Script,
}

/// The options of `sweep`.
#[derive(Args, Debug)]
pub(super) struct Sweep {
    /// Rounds: so many runs at each point
    #[arg(short = 'n', long, value_name = "ROUNDS", default_value = "3",
          value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(super) rounds: u16,
    /// Switch intervals: a range (9 points, logarithmic) or a list [default: 10us..100ms; with --vary 5ms]
    #[arg(long, value_name = "FROM..TO|LIST")]
    pub(super) switch_interval: Option<String>,
    /// Policies: interval, greedy, ticks, fifo, io-first
    #[arg(
        long = "policy",
        value_name = "LIST",
        value_delimiter = ',',
        default_value = PolicyKind::Interval.name(),
        hide_possible_values = true,
        value_parser = policies()
    )]
    pub(super) policies: Vec<PolicyKind>,
    /// Values to put in the place of @NAME in the script's arguments: 1,2,5 or 1..8 or 1..64*2 (doubling); repeatable. The first
    /// thing that has several values (intervals, --vary, policies) is the axis of the plot, and each combination of the others a curve
    #[arg(long, value_name = "NAME=VALUES")]
    pub(super) vary: Vec<String>,
    /// Run without the GIL too in each round, as a reference
    #[arg(long)]
    pub(super) gil_off: bool,
    /// Write the sweep to a file: .html (a page), .svg (a picture), .csv (all runs, one on a line); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE", value_parser = Output::parse_of_sweep)]
    pub(super) outputs: Vec<Output<SweepFormat>>,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub(super) ascii: bool,
    /// Explain all words, states, verdicts and thresholds, and end
    #[arg(long, display_order = 100)]
    pub(super) explain: bool,
    /// Pass on what the script prints, to stderr
    #[arg(long)]
    pub(super) show_output: bool,
    #[command(flatten)]
    pub(super) script: Script,
}

/// The options of `dis`.
#[derive(Args, Debug)]
pub(super) struct Dis {
    /// The Python file
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

/// The options of `timeline`.
#[derive(Args, Debug)]
pub(super) struct Timeline {
    /// Write the timeline to a file: .html (a page), .json (Chrome's trace format), .svg (a picture); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE", value_parser = Output::parse)]
    pub(super) outputs: Vec<Output>,
    #[command(flatten)]
    pub(super) drawing: Drawing,
    /// The recording, as -o FILE.json wrote it
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

/// What all commands that run scripts know.
#[derive(Args, Clone, Debug)]
pub(super) struct Common {
    /// How long to wait for the GIL before asking its holder to drop it
    #[arg(long, value_name = "DURATION", default_value = "5ms", value_parser = duration)]
    switch_interval: Duration,
    /// Who gets the GIL next: as CPython since 3.2 (interval), without its forced switch (greedy), as CPython 2 (ticks), first come, first
    /// served (fifo), whoever comes back from a wait before those that compute (io-first)
    #[arg(
        long,
        value_name = "POLICY",
        default_value = PolicyKind::Interval.name(),
        hide_possible_values = true,
        value_parser = policies()
    )]
    policy: PolicyKind,
    /// Where a running thread may lose the GIL: where loops jump back and at calls, or before every instruction (as CPython
    /// before 3.10)
    #[arg(
        long,
        value_enum,
        value_name = "loops|instructions",
        hide_possible_values = true,
        default_value = "loops"
    )]
    safepoints: SafepointsOption,
    /// How far the heap may grow before MemoryError
    #[arg(long, value_name = "SIZE", default_value = "4GiB", value_parser = size)]
    pub(super) max_heap: usize,
    /// Collect garbage at every safepoint.
    #[arg(long, hide = true)]
    pub(super) stress_gc: bool,
    /// Explain all words, states, verdicts and thresholds, and end
    #[arg(long, display_order = 100)]
    pub(super) explain: bool,
}

/// How timelines are recorded and drawn.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Drawing {
    /// Record this many events of a run at most; the figures count all of them
    #[arg(long, value_name = "COUNT", default_value = "10M", value_parser = event_count)]
    pub(super) max_events: u64,
    /// Begin the zoom of the timeline here [default: where threads wait for the GIL most]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    from: Option<Duration>,
    /// End the zoom of the timeline here [default: --from + 40ms; without --from a column is a fifth of the interval]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    to: Option<Duration>,
    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,
}

/// The script and its arguments: one list, so that whatever follows the file is the script's.
#[derive(Args, Debug)]
pub(super) struct Script {
    /// The script, and its arguments
    #[arg(value_names = ["FILE", "SCRIPT ARGS"], trailing_var_arg = true, num_args = 1..,
          required_unless_present = "explain")]
    words: Vec<OsString>,
}

/// What compare compares unless it is told otherwise.
pub(super) const VARY: &str = "gil=on,off";

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum OnOff {
    #[default]
    On,
    Off,
}

impl OnOff {
    /// The mode that is meant.
    pub(super) fn mode(self) -> Mode {
        match self {
            OnOff::On => Mode::On,
            OnOff::Off => Mode::Off,
        }
    }
}

/// The names of all policies.
fn policies() -> impl TypedValueParser<Value = PolicyKind> {
    PossibleValuesParser::new(PolicyKind::ALL.map(PolicyKind::name)).map(|name| {
        let named = PolicyKind::ALL
            .into_iter()
            .find(|policy| policy.name() == name);
        named.unwrap_or_default()
    })
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(super) enum SafepointsOption {
    Loops,
    Instructions,
}

impl SafepointsOption {
    /// As it is typed.
    pub(super) fn word(self) -> &'static str {
        match self {
            SafepointsOption::Loops => "loops",
            SafepointsOption::Instructions => "instructions",
        }
    }
}

impl Run {
    /// How the lock is to be set up: options first, then the environment.
    pub(super) fn lock(&self) -> Result<gil::Config, Mistake> {
        let option = self.gil.map(OnOff::mode);
        let mode = match option.or(self.x) {
            Some(mode) => mode,
            None => mode_of(std::env::var_os("PYTHON_GIL"))?,
        };
        Ok(gil::Config {
            mode,
            policy: self.common.policy,
            interval: self.common.switch_interval,
            safepoints: match self.common.safepoints {
                SafepointsOption::Loops => Safepoints::Loops,
                SafepointsOption::Instructions => Safepoints::Instructions,
            },
            ..gil::Config::default()
        })
    }
}

impl Drawing {
    /// How to draw on a terminal of this width.
    pub(super) fn view(&self, width: usize) -> Result<View, Mistake> {
        let nanos = |span: Duration| u64::try_from(span.as_nanos()).unwrap_or(u64::MAX);
        let zoom = match (self.from.map(nanos), self.to.map(nanos)) {
            (None, None) => None,
            (from, Some(to)) if from.unwrap_or(0) < to => Some((from.unwrap_or(0), to)),
            (Some(from), None) => Some((from, from.saturating_add(ZOOM))),
            _ => {
                let hint = "gilscope run --timeline --from 100ms --to 150ms FILE";
                return Err(Mistake::usage("--to must be later than --from", hint));
            }
        };
        Ok(View {
            width,
            ascii: self.ascii,
            zoom,
        })
    }
}

impl Common {
    /// The options that give a child process the same settings.
    pub(super) fn to_arguments(&self) -> Vec<String> {
        let mut all = vec![
            format!("--switch-interval={}ns", self.switch_interval.as_nanos()),
            format!("--policy={}", self.policy.name()),
            format!("--safepoints={}", self.safepoints.word()),
            format!("--max-heap={}KiB", self.max_heap / 1024),
        ];
        all.extend(self.stress_gc.then(|| "--stress-gc".to_owned()));
        all
    }
}

impl Script {
    /// The script, looked at. `command` is what stands before it in hints.
    pub(super) fn open(self, command: &str) -> Result<script::Script, Mistake> {
        script::Script::open(self.words, command, &commands())
    }
}

/// Adds to an error about an unknown option the one that was meant, where clap, which looks for
/// common letters, finds none: `--gli`.
pub(super) fn suggest_option(error: &mut clap::Error) {
    /// So many letters may be wrong, missing or swapped.
    const SLIPS: usize = 2;
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg) else {
        return;
    };
    if error.kind() != ErrorKind::UnknownArgument || error.get(ContextKind::SuggestedArg).is_some()
    {
        return;
    }
    let slips = |option: &String| strsim::damerau_levenshtein(option, typed);
    let options = commands()
        .into_iter()
        .flat_map(|command| long_options(&command));
    if let Some(meant) = options
        .filter(|option| slips(option) <= SLIPS)
        .min_by_key(slips)
    {
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::SuggestedArg, ContextValue::String(meant));
    }
}

/// The names of all commands.
pub(super) fn commands() -> Vec<String> {
    Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

/// The long options of a command, hidden ones aside.
pub(super) fn long_options(command: &str) -> Vec<String> {
    let cli = Cli::command();
    let Some(command) = cli.find_subcommand(command) else {
        return Vec::new();
    };
    let options = command
        .get_arguments()
        .filter(|option| !option.is_hide_set());
    options
        .filter_map(|option| option.get_long())
        .map(|long| format!("--{long}"))
        .collect()
}

fn mode_of(variable: Option<OsString>) -> Result<Mode, Mistake> {
    match variable
        .as_ref()
        .map(|value| value.to_string_lossy())
        .as_deref()
    {
        None | Some("" | "1") => Ok(Mode::On),
        Some("0") => Ok(Mode::Off),
        Some(other) => Err(Mistake::usage(
            format!("PYTHON_GIL is {other:?}; it must be 0 or 1"),
            "PYTHON_GIL=0 gilscope FILE, or gilscope --gil off FILE",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("gilscope").chain(line.split_whitespace()))
    }

    fn run(line: &str) -> Run {
        match parse(line).unwrap_or_else(|error| panic!("{line}: {error}")) {
            Cli { command: None, run }
            | Cli {
                command: Some(Command::Run(run)),
                ..
            } => run,
            other => panic!("{line}: {other:?}"),
        }
    }

    fn words(line: &str) -> Vec<String> {
        let words = run(line).script.words;
        words
            .into_iter()
            .map(|word| word.into_string().unwrap_or_default())
            .collect()
    }

    #[test]
    fn clap_finds_nothing_to_complain_about() {
        Cli::command().debug_assert();
    }

    #[test]
    fn examples_fit_on_a_line() {
        let all = [
            EXAMPLES,
            RUN_EXAMPLES,
            COMPARE_EXAMPLES,
            SWEEP_EXAMPLES,
            DIS_EXAMPLES,
            TIMELINE_EXAMPLES,
            EXIT_CODES,
        ];
        for line in all.iter().flat_map(|text| text.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn what_follows_the_file_is_the_scripts() {
        assert_eq!(
            words("a.py --gil off -n 3 -- -x"),
            ["a.py", "--gil", "off", "-n", "3", "--", "-x"]
        );
        assert_eq!(words("run --stats a.py --stats"), ["a.py", "--stats"]);
        assert_eq!(words("a.py compare"), ["a.py", "compare"]);
        assert_eq!(words("--stats a.py run --help"), ["a.py", "run", "--help"]);
        assert!(!run("a.py --stats").stats);
    }

    #[test]
    fn the_last_of_two_ways_to_say_it_wins() {
        let mode = |line: &str| run(line).lock().map(|lock| lock.mode).ok();
        assert_eq!(mode("--gil off a.py"), Some(Mode::Off));
        assert_eq!(mode("-X gil=0 a.py"), Some(Mode::Off));
        assert_eq!(mode("-Xgil=1 a.py"), Some(Mode::On));
        assert_eq!(mode("--gil off -X gil=1 a.py"), Some(Mode::On));
        assert_eq!(mode("-X gil=1 --gil off a.py"), Some(Mode::Off));
    }

    #[test]
    fn the_variable_is_the_default() {
        let mode = |value: &str| mode_of(Some(value.into())).ok();
        assert_eq!(mode("0"), Some(Mode::Off));
        assert_eq!(mode("1"), Some(Mode::On));
        assert_eq!(mode(""), Some(Mode::On));
        assert_eq!(mode("off"), None);
        assert_eq!(mode_of(None).ok(), Some(Mode::On));
    }

    #[test]
    fn mistakes_are_refused() {
        for line in [
            "--gil maybe a.py",
            "-X dev a.py",
            "--switch-interval 5m a.py",
            "compare -n 0 a.py",
            "",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_child_gets_the_same_settings() {
        let parent = run(
            "--switch-interval 0.5ms --safepoints instructions --max-heap 1.5GiB --stress-gc a.py",
        );
        let line = parent.common.to_arguments().join(" ");
        let child = run(&format!("{line} a.py"));
        assert_eq!(
            format!("{:?}", child.common),
            format!("{:?}", parent.common)
        );
    }

    #[test]
    fn options_are_listed_for_the_note() {
        let options = long_options("run");
        assert!(
            options.contains(&"--gil".to_owned()) && !options.contains(&"--hand-back".to_owned())
        );
    }
}

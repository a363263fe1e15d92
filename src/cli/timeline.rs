//! `gilscope timeline FILE.json`: a saved recording, drawn again or written in another format.

use super::arguments::Timeline;
use super::{Mistake, print};
use crate::render::page::Subject;
use crate::render::{chart, chrome};
use crate::session::Exit;
use crate::timeline::lanes;

pub(super) fn timeline(arguments: Timeline) -> Result<Exit, Mistake> {
    let view = arguments.drawing.view(print::stdout_width())?;
    let path = arguments.file;
    let refused = |why: String| Mistake {
        message: format!("{}: {why}", path.display()),
        hint: Some("gilscope run -o timeline.json FILE.py".to_owned()),
        code: 2,
    };
    let text = std::fs::read_to_string(&path).map_err(|error| refused(error.to_string()))?;
    let (title, runs) = chrome::read(&text).map_err(refused)?;
    let measure = format!("gilscope compare {title}");
    let subject = Subject {
        title: &title,
        verdict: "",
        measure: (runs.len() == 1).then_some(&measure),
    };
    for output in &arguments.outputs {
        output.write(subject, &runs)?;
    }
    if arguments.outputs.is_empty() {
        let timelines: Vec<_> = runs
            .iter()
            .map(|run| lanes::Timeline::new(&run.recording))
            .collect();
        let charts: Vec<_> = (timelines.iter().zip(&runs))
            .map(|(timeline, run)| chart::Run {
                name: &run.name,
                timeline,
                summary: &run.summary,
            })
            .collect();
        print::report(&format!(
            "{title}\n\n{}{}",
            chart::chart(&charts, view),
            chart::checked(&charts, view)
        ))?;
    }
    Ok(Exit::Code(0))
}

//! `--explain`: words, states, verdicts and thresholds.

use super::{Mistake, print};
use crate::render::explanation::explanation;
use crate::session::Exit;

pub(super) fn explain() -> Result<Exit, Mistake> {
    print::report(&explanation(print::stdout_width()))?;
    Ok(Exit::Code(0))
}

//! The sweep as a page: one file that needs no network, with the plot, what it says, and the table.

use super::plot::figure;
use super::{NOTE, setup, table};
use crate::render::page::STYLE;
use crate::render::picture::escaped;
use crate::timeline::sweep::Sweep;

/// What this page has beside the report's.
const FIGURE: &str = "\
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
th, td { padding: 0.18rem 0.6rem; }
td:first-child { white-space: pre; }";

/// The page. It follows the reader's choice of light or dark by the rules of its picture.
pub fn page(sweep: &Sweep) -> String {
    let sentences = sweep.sentences().into_iter();
    let sentences = sentences.map(|sentence| format!("<p>{}</p>\n", escaped(&sentence)));
    format!(
        include_str!("page.html"),
        title = escaped(&sweep.title),
        style = format!("{STYLE}{FIGURE}"),
        setup = escaped(&setup(sweep)),
        figure = figure(sweep),
        sentences = sentences.collect::<String>(),
        table = table(sweep).html(),
        note = escaped(NOTE),
    )
}

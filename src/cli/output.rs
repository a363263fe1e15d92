//! `-o FILE`: timelines as files, whose ending says what they are. A file is written whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Mistake;
use crate::render::page::{self, Subject};
use crate::render::{chrome, svg};
use crate::timeline::recording::Captured;

/// A file to write.
#[derive(Clone, Debug)]
pub(super) struct Output {
    path: PathBuf,
    format: Format,
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Html,
    Json,
    Svg,
}

impl Output {
    /// Reads the value of `-o`.
    pub(super) fn parse(text: &str) -> Result<Output, String> {
        let path = PathBuf::from(text);
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let format = match ending.as_deref() {
            Some("html") => Format::Html,
            Some("json") => Format::Json,
            Some("svg") => Format::Svg,
            _ => {
                return Err(
                    "the ending says what it is: .html (a page), .json (Chrome's trace format), .svg (a picture)"
                        .to_owned(),
                );
            }
        };
        Ok(Output { path, format })
    }

    /// Writes runs of a script, by way of a new file beside it.
    pub(super) fn write(&self, subject: Subject<'_>, runs: &[Captured]) -> Result<(), Mistake> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = self.path.with_file_name(name);
        let written = self.write_to(&part, subject, runs);
        written
            .and_then(|()| std::fs::rename(&part, &self.path))
            .map_err(|error| {
                // It may not be there.
                let _ = std::fs::remove_file(&part);
                Mistake::failure(format!("can't write {}: {error}", self.path.display()))
            })
    }

    fn write_to(&self, part: &Path, subject: Subject<'_>, runs: &[Captured]) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(part)?);
        match self.format {
            Format::Html => out.write_all(page::page(subject, runs).as_bytes())?,
            Format::Svg => out.write_all(svg::svg(subject, runs).as_bytes())?,
            Format::Json => chrome::write(subject.title, runs, &mut out)?,
        }
        out.flush()
    }
}

//! `-o FILE`: timelines and sweeps as files, whose ending says what they are. A file is written whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::Mistake;
use crate::render::page::{self, Subject};
use crate::render::{chrome, svg, sweep};
use crate::timeline::recording::Captured;
use crate::timeline::sweep::Sweep;

/// A file to write: its place and what is to stand in it, a timeline say.
#[derive(Clone, Debug)]
pub(super) struct Output<F = Format> {
    path: PathBuf,
    format: F,
}

/// How a timeline is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Format {
    Html,
    Json,
    Svg,
}

/// How a sweep is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum SweepFormat {
    Csv,
    Html,
    Svg,
}

impl<F: Copy> Output<F> {
    /// Reads the value of `-o`; each ending with what it stands for.
    fn by_ending(text: &str, known: &[(&str, &str, F)]) -> Result<Self, String> {
        let path = PathBuf::from(text);
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let format = known
            .iter()
            .find(|(name, ..)| ending.as_deref() == Some(*name));
        match format {
            Some((.., format)) => Ok(Output {
                path,
                format: *format,
            }),
            None => {
                let known = known.iter();
                let known = known.map(|(name, what, _)| format!(".{name} ({what})"));
                let known = known.collect::<Vec<_>>().join(", ");
                Err(format!("the ending says what it is: {known}"))
            }
        }
    }

    /// Writes by way of a new file beside it.
    fn write_with(
        &self,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Mistake> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = self.path.with_file_name(name);
        let written = File::create(&part).and_then(|file| {
            let mut out = BufWriter::new(file);
            write(&mut out)?;
            out.flush()
        });
        written
            .and_then(|()| std::fs::rename(&part, &self.path))
            .map_err(|error| {
                // It may not be there.
                let _ = std::fs::remove_file(&part);
                Mistake::failure(format!("can't write {}: {error}", self.path.display()))
            })
    }
}

impl Output {
    /// Reads the value of `-o` of `run`, `compare` and `timeline`.
    pub(super) fn parse(text: &str) -> Result<Output, String> {
        let known = [
            ("html", "a page", Format::Html),
            ("json", "Chrome's trace format", Format::Json),
            ("svg", "a picture", Format::Svg),
        ];
        Output::by_ending(text, &known)
    }

    /// Writes runs of a script.
    pub(super) fn write(&self, subject: Subject<'_>, runs: &[Captured]) -> Result<(), Mistake> {
        self.write_with(|out| match self.format {
            Format::Html => out.write_all(page::page(subject, runs).as_bytes()),
            Format::Svg => out.write_all(svg::svg(subject, runs).as_bytes()),
            Format::Json => chrome::write(subject.title, runs, out),
        })
    }
}

impl Output<SweepFormat> {
    /// Reads the value of `-o` of `sweep`.
    pub(super) fn parse_of_sweep(text: &str) -> Result<Self, String> {
        let known = [
            ("html", "a page", SweepFormat::Html),
            ("svg", "a picture", SweepFormat::Svg),
            ("csv", "all runs, one on a line", SweepFormat::Csv),
        ];
        Output::by_ending(text, &known)
    }

    /// Writes a sweep.
    pub(super) fn write(&self, measured: &Sweep) -> Result<(), Mistake> {
        let text = match self.format {
            SweepFormat::Csv => sweep::csv(measured),
            SweepFormat::Html => sweep::page(measured),
            SweepFormat::Svg => sweep::svg(measured),
        };
        self.write_with(|out| out.write_all(text.as_bytes()))
    }
}

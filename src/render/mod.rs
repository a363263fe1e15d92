//! How finished runs look: tables, reports and text wrapped to a width. Gets data from `timeline`,
//! gives text back; who prints it, and where, is `cli`'s business. Styles are written into the text
//! and taken out again by whoever prints to something that is no terminal.

pub mod chart;
pub mod chrome;
pub mod comparison;
pub mod explanation;
pub mod page;
pub mod palette;
pub mod samples;
pub mod statistics;
pub mod style;
pub mod svg;
pub mod sweep;

mod picture;
mod table;
mod text;

/// The narrowest and the widest that a report is laid out for, in columns.
pub const WIDTHS: std::ops::RangeInclusive<usize> = 60..=160;

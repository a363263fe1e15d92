//! Tables of numbers: the first column to the left, the others to the right, headers on several
//! lines if they have to be. A table that is too wide becomes several, one below the other, each
//! with the first column.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::picture::escaped;
use super::style::{TITLE, styled};

/// Between two columns.
const GAP: usize = 2;

/// The first column is cut to this.
const WIDEST_NAME: usize = 24;

/// A table in the making.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
}

/// A header, whose lines are separated by `\n`, and the cells below it.
#[derive(Clone, Debug)]
struct Column {
    header: &'static str,
    cells: Vec<String>,
    width: usize,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(headers: &[&'static str]) -> Self {
        let column = |header: &&'static str| Column {
            header,
            cells: Vec::new(),
            width: header
                .lines()
                .map(UnicodeWidthStr::width)
                .max()
                .unwrap_or(0),
        };
        Table {
            columns: headers.iter().map(column).collect(),
        }
    }

    /// Adds the name of the rows that follow, which may be wider than theirs.
    pub(crate) fn heading(&mut self, name: &str) {
        let cells = std::iter::once(cut(name)).chain(std::iter::repeat(String::new()));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.cells.push(cell);
        }
    }

    /// Adds a row; its first cell is cut if it is very wide.
    pub(crate) fn row(&mut self, name: &str, cells: impl IntoIterator<Item = String>) {
        let cells = std::iter::once(cut(name)).chain(cells);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.width = column.width.max(cell.width());
            column.cells.push(cell);
        }
    }

    /// The lines of the table, or of the tables, no wider than `width` if that can be.
    pub(crate) fn lines(&self, width: usize) -> String {
        let Some((names, mut rest)) = self.columns.split_first() else {
            return String::new();
        };
        let mut out = String::new();
        while !rest.is_empty() {
            let mut used = names.width;
            let fitting = rest.iter().take_while(|column| {
                used += GAP + column.width;
                used <= width
            });
            let fitting = fitting.count().max(1);
            let (now, later) = rest.split_at(fitting.min(rest.len()));
            if !out.is_empty() {
                out.push('\n');
            }
            draw(names, now, &mut out);
            rest = later;
        }
        out
    }

    /// As a table of a page.
    pub(crate) fn html(&self) -> String {
        let cell = |tag: &str, text: &str| format!("<{tag}>{}</{tag}>", escaped(text));
        let heads = self.columns.iter();
        let heads = heads.map(|column| cell("th", &column.header.replace('\n', " ")));
        let mut out = format!("<table>\n<tr>{}</tr>\n", heads.collect::<String>());
        let rows = self.columns.first().map_or(0, |names| names.cells.len());
        for row in 0..rows {
            let cells = self.columns.iter();
            let cells = cells.map(|column| cell("td", column.cells.get(row).map_or("", |it| it)));
            out += &format!("<tr>{}</tr>\n", cells.collect::<String>());
        }
        out + "</table>\n"
    }
}

fn draw(names: &Column, columns: &[Column], out: &mut String) {
    let all = || std::iter::once(names).chain(columns);
    let height = all()
        .map(|column| column.header.lines().count())
        .max()
        .unwrap_or(0);
    for line in 0..height {
        // A short header stands at the bottom.
        let cells = all().map(|column| {
            let lines: Vec<&str> = column.header.lines().collect();
            (line + lines.len())
                .checked_sub(height)
                .and_then(|line| lines.get(line))
                .map_or("", |l| l)
        });
        let text = aligned(all(), cells);
        *out += &styled(TITLE, text);
        out.push('\n');
    }
    for row in 0..names.cells.len() {
        let cells = all().map(|column| column.cells.get(row).map_or("", String::as_str));
        *out += &aligned(all(), cells);
        out.push('\n');
    }
}

fn aligned<'a>(
    columns: impl Iterator<Item = &'a Column>,
    cells: impl Iterator<Item = &'a str>,
) -> String {
    let mut line = String::new();
    for (place, (column, cell)) in columns.zip(cells).enumerate() {
        let pad = " ".repeat(column.width.saturating_sub(cell.width()));
        match place {
            0 => line.extend([cell, &pad]),
            _ => line.extend([&" ".repeat(GAP), &pad, cell]),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A name that leaves room for others.
pub(crate) fn cut(name: &str) -> String {
    if name.width() <= WIDEST_NAME {
        return name.to_owned();
    }
    let mut width = 1;
    let fits = name.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= WIDEST_NAME
    });
    fits.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(table: &Table, width: usize) -> String {
        anstream::adapter::strip_str(&table.lines(width)).to_string()
    }

    fn sample() -> Table {
        let mut table = Table::new(&["ms", "life", "longest\nGIL wait"]);
        table.row("MainThread", ["207.1".to_owned(), "0.1".to_owned()]);
        table.row("日本", ["5.0".to_owned(), "12.0".to_owned()]);
        table
    }

    #[test]
    fn columns_are_aligned() {
        assert_eq!(
            plain(&sample(), 80),
            "                    longest\n\
             ms           life  GIL wait\n\
             MainThread  207.1       0.1\n\
             日本          5.0      12.0\n"
        );
    }

    #[test]
    fn a_page_has_the_same_cells() {
        let mut table = Table::new(&["", "a\nb"]);
        table.row("<x>", ["1".to_owned()]);
        assert_eq!(
            table.html(),
            "<table>\n<tr><th></th><th>a b</th></tr>\n<tr><td>&lt;x&gt;</td><td>1</td></tr>\n</table>\n"
        );
    }

    #[test]
    fn a_wide_table_is_folded() {
        assert_eq!(
            plain(&sample(), 20),
            "ms           life\nMainThread  207.1\n日本          5.0\n\n             longest\nms          \
             GIL wait\nMainThread       0.1\n日本            12.0\n"
        );
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(cut(&"x".repeat(30)), format!("{}…", "x".repeat(23)));
    }
}

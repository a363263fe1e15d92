//! What all pictures (SVG) have in common: their width, their colours by light and by dark, and text that is broken into lines and escaped.

use std::fmt::Write;

use super::text::paragraph;

/// In pixels.
pub(super) const WIDTH: usize = 960;
/// Where a picture begins, left of everything, and where it ends.
pub(super) const MARGIN: usize = 20;
pub(super) const RIGHT: usize = 940;
/// Characters of a line of text.
const LINE: usize = 125;

const STYLE: &str = ":root{--back:#fff;--text:#1b1f24;--soft:#59636e;--line:#d1d9e0}\
@media(prefers-color-scheme:dark){:root{--back:#12161b;--text:#e6edf3;--soft:#9aa4af;--line:#30363d}}\
svg{background:var(--back)}text{font:13px system-ui,sans-serif;fill:var(--text)}\
.h{font-weight:600}.s{font-size:12px;fill:var(--soft)}.w{font-size:12px;fill:#fff}.e{text-anchor:end}.m{text-anchor:middle}\
line{stroke:var(--line)}";

/// A picture in the making, from top to bottom.
#[derive(Default)]
pub(super) struct Picture {
    pub(super) body: String,
    /// The bottom of what is drawn.
    pub(super) y: usize,
}

impl Picture {
    /// A line of text below all that is there.
    pub(super) fn text(&mut self, class: &str, text: &str) {
        self.y += 20;
        self.label(MARGIN as f64, self.y, class, text);
    }

    /// Text at some place.
    pub(super) fn label(&mut self, x: f64, y: usize, class: &str, text: &str) {
        let text = escaped(text);
        self.add(format_args!(
            "<text x=\"{x:.1}\" y=\"{y}\" class=\"{class}\">{text}</text>"
        ));
    }

    /// Sentences, broken into lines.
    pub(super) fn words(&mut self, text: &str) {
        self.y += 6;
        for line in paragraph(text, LINE).lines() {
            self.y -= 3;
            self.text("", line);
        }
    }

    /// An element.
    pub(super) fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing into a String does not fail.
        let _ = writeln!(self.body, "{element}");
    }

    /// The whole file, with what only this kind of picture needs: rules and definitions.
    pub(super) fn finish(self, rules: &str, definitions: &str) -> String {
        let height = self.y + 24;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\">\n\
             <style>{STYLE}{rules}</style>\n<defs>{definitions}</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"var(--back)\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// Text that can't be taken for markup.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

//! Reports, pictures, pages and tables of sweeps that are written down.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::timeline::sweep::tests::{KNEE, curve, intervals, over, point};
use crate::timeline::sweep::{Axis, Curve};

fn plain(sweep: &Sweep, width: usize, ascii: bool) -> String {
    let text = super::sweep(sweep, View { width, ascii });
    anstream::adapter::strip_str(&text).to_string()
}

fn values(name: &str, values: &[&str], ordered: bool) -> Axis {
    Axis::Values {
        name: name.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        ordered,
    }
}

/// The script without the GIL, whatever the axis shows.
fn level(name: &str, wall: f64) -> Curve {
    Curve {
        name: name.to_owned(),
        gil: false,
        points: vec![point(None, &[(wall, 0.0), (wall * 1.1, 0.0)])],
    }
}

/// Sweeps of every kind.
fn all_kinds() -> Vec<Sweep> {
    let slow = [(4000.0, 0.2), (1500.0, 2.0), (1400.0, 30.0)];
    let many = (0..9).map(|number| curve(&format!("policy with a long name {number}"), &KNEE));
    let words = [
        "a very long value indeed, longer than its place",
        "1",
        "<b>",
        "4",
    ];
    let far = [(9.0, 0.1), (10.0, 0.4), (90.0, 0.0), (400.0, 120.0)];
    let mut off = curve("GIL off", &far);
    off.gil = false;
    vec![
        intervals(vec![curve("interval", &KNEE)]),
        intervals(vec![curve("interval", &KNEE), level("GIL off", 220.0)]),
        intervals(vec![
            curve("interval", &KNEE),
            curve("fifo", &slow),
            level("GIL off", 905.0),
        ]),
        intervals(many.collect()),
        over(
            Axis::Intervals((0..40).map(|step| 1_000_000 + 100_000 * step).collect()),
            vec![curve("interval", &[(500.0, 2.0); 40])],
        ),
        over(
            values("policy", &["interval", "greedy", "io-first"], false),
            vec![curve("", &KNEE)],
        ),
        over(
            values("threads", &words, true),
            vec![curve("fifo", &far), curve("ticks", &far), off],
        ),
        over(
            Axis::Intervals(vec![5_000_000]),
            vec![curve("interval", &[(3.0, 0.0)])],
        ),
    ]
}

/// The values of an attribute, in the order of the file.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The opening tags of a kind, each with the text after it.
fn elements<'a>(picture: &'a str, kind: &str) -> Vec<(&'a str, &'a str)> {
    let parts = picture.split('<').filter_map(|part| part.split_once('>'));
    let named = |tag: &str| tag.split([' ', '/']).next() == Some(kind);
    parts.filter(|(tag, _)| named(tag)).collect()
}

/// What a text covers: left, top, right, bottom.
fn cover((tag, text): (&str, &str)) -> [f64; 4] {
    let number = |name| attribute(tag, name).and_then(|it| it.parse::<f64>().ok());
    let (x, y) = (number("x").expect("x"), number("y").expect("y"));
    let class: Vec<&str> = attribute(tag, "class").expect("class").split(' ').collect();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let width = 6.0 * text.width() as f64;
    let left = match (class.contains(&"e"), class.contains(&"m")) {
        (true, _) => x - width,
        (_, true) => x - width / 2.0,
        _ => x,
    };
    [left, y - 9.0, left + width, y + 2.0]
}

#[test]
fn a_picture_has_a_mark_for_each_figure_and_no_label_on_another() {
    for sweep in all_kinds() {
        let picture = svg(&sweep);
        for sign in ["NaN", "inf", "<b>"] {
            assert!(!picture.contains(sign), "{sign}: {picture}");
        }
        let shown: Vec<&Curve> = sweep.with_gil().take(6).collect();
        let points = shown.iter().flat_map(|curve| &curve.points);
        let marks = points.map(|point| 1 + 2 * usize::from(point.median(|it| it.p99) > 0.0));
        assert_eq!(elements(&picture, "title").len(), marks.sum::<usize>());
        let knees = shown.iter().filter(|curve| sweep.knee(curve).is_some());
        assert_eq!(elements(&picture, "circle").len(), 2 * knees.count());
        let texts: Vec<(&str, [f64; 4])> = (elements(&picture, "text").into_iter())
            .map(|text| (text.1, cover(text)))
            .collect();
        for (place, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
            assert!(*left >= 0.0 && *right <= 960.0, "{text}: {picture}");
            for (other, [from, above, to, below]) in &texts[..place] {
                let apart = right <= from || to <= left || bottom <= above || below <= top;
                assert!(apart, "{text} covers {other}: {picture}");
            }
        }
    }
}

#[test]
fn the_page_holds_picture_table_and_sentences_and_stands_alone() {
    for sweep in all_kinds() {
        let page = page(&sweep);
        for outside in ["https://", "src=", "href=", "<script", "{", "<b>"] {
            let found = match outside {
                // Rules of style have braces, the rest has none.
                "{" => page.split("</style>").skip(1).any(|part| {
                    part.split("<style>")
                        .next()
                        .is_some_and(|text| text.contains('{'))
                }),
                _ => page.contains(outside),
            };
            assert!(!found, "{outside}: {page}");
        }
        let rows: usize = sweep.curves.iter().map(|curve| curve.points.len()).sum();
        assert!(elements(&page, "tr").len() > rows, "{page}");
        assert_eq!(elements(&page, "svg").len(), 1);
        for sentence in sweep.sentences() {
            assert!(
                page.contains(&crate::render::picture::escaped(&sentence)),
                "{page}"
            );
        }
    }
}

#[test]
fn the_report_fits_and_tells_the_knee() {
    for width in [60, 80, 160] {
        for sweep in all_kinds() {
            let text = plain(&sweep, width, false);
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
            let text = plain(&sweep, width, true);
            assert!(text.is_ascii(), "{text}");
        }
        let text = plain(&all_kinds()[0], width, false);
        assert!(text.contains("The knee is at 1 ms"), "{text}");
    }
}

#[test]
fn curves_over_intervals_are_drawn_in_the_terminal() {
    let sweep = intervals(vec![curve("interval", &KNEE), level("GIL off", 220.0)]);
    let plot = |ascii, level: &str| {
        let text = plain(&sweep, 60, ascii);
        let (_, text) = text.split_once(level).expect("the plot");
        let (plot, _) = text.split_once("\n\n").expect("its end");
        plot.to_owned()
    };
    assert_eq!(
        plot(false, "╌╌ "),
        "\
GIL off 231 ms
        wall time by switch interval
   1 s ┤   ●⡀                        ┊
       │    ⠈⠉⠑⠒⠢⠤⠤⣀⣀                ┊
       │             ⠉⠉⠒⠒⠢⠤⢄⣀⡀       ┊
       │                     ⠈⠉⠉⠒⠒⠤⠤⣀●⣀⣀⣀⣀⣀⣀⣀⣀
500 ms ┤                             ┊        ⠉⠉⠉⠉⠉⠉⠉⠉⠉●
       │                             ┊
       │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     0 ┤                             ┊
       └───┴─────────────────────────┴─────────────────┴───
        GIL wait: 99 of 100 end within (logarithmic)
 10 ms ┤                             ┊
       │                             ┊               ⢀⡠●
       │                             ┊           ⣀⠤⠔⠊⠁
       │                             ┊      ⢀⡠⠤⠒⠉
       │                             ┊  ⣀⠤⠔⠊⠁
       │                     ⢀⣀⣀⣀⣀⡠⠤⠤●⠒⠉
  1 ms ┤   ●⣀⣀⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠊⠉⠉⠉⠉⠁       ┊
       └───┴─────────────────────────┴─────────────────┴───
        100 µs                     1 ms              5 ms
                                   knee"
    );
    assert_eq!(
        plot(true, "-- "),
        "\
GIL off 231 ms
        wall time by switch interval
   1 s +   o.                        :
       |    ''''.....                :
       |             ''''.....       :
       |                     '''''...o........
500 ms +                             :        '''''''''o
       |                             :
       |---------------------------------------------------
     0 +                             :
       +---+-------------------------+-----------------+---
        GIL wait: 99 of 100 end within (logarithmic)
 10 ms +                             :
       |                             :               ..o
       |                             :           ...''
       |                             :      ...''
       |                             :  ...''
       |                     ........o''
  1 ms +   o.......'''''''''''       :
       +---+-------------------------+-----------------+---
        100 us                     1 ms              5 ms
                                   knee"
    );
}

#[test]
fn csv_has_a_line_for_each_run() {
    let mut sweep = intervals(vec![curve("interval", &KNEE), level("GIL off", 220.0)]);
    sweep.columns.push("a,b".to_owned());
    for point in sweep.curves.iter_mut().flat_map(|curve| &mut curve.points) {
        point.settings.push("\"".to_owned());
    }
    let csv = csv(&sweep);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + 3 + 2);
    assert_eq!(
        lines[0],
        "gil,switch_interval_ns,policy,\"a,b\",round,wall_ns,switches_per_second,gil_wait_p50_ns,gil_wait_p99_ns,hand_off_p50_ns"
    );
    assert_eq!(
        lines[3],
        "on,5000000,interval,\"\"\"\",1,500000000,200.0,3000000,6000000,20000"
    );
}

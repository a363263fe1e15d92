//! The page that `-o report.html` writes, in a real browser: it loads without an error, zooms, and tells what is under the pointer. Skipped with a
//! reason where no Chromium is installed.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{GILSCOPE, command, run};

/// Does what a user would, and leaves what came of it in the title.
const USER: &str = r#"<script>
addEventListener("error", (event) => { document.title = "ERROR " + event.message; });
{
const said = [];
const before = view.to - view.from;
dispatchEvent(new KeyboardEvent("keydown", { key: "+" }));
said.push(view.to - view.from < before ? "zooms" : "does not zoom");
dispatchEvent(new KeyboardEvent("keydown", { key: "0" }));
said.push(view.to - view.from === wall ? "shows all" : "does not show all");
const lane = rows.find((row) => row.lane && row.lane.name === "count-1");
const box = canvas.getBoundingClientRect();
const middle = (lane.lane.from + lane.lane.to) / 2;
const x = labels + (middle - view.from) / (view.to - view.from) * (canvas.clientWidth - labels - RIGHT);
canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: box.left + x + 1, clientY: box.top + lane.y + 14 }));
said.push(tip.hidden ? "tells nothing" : "tells " + tip.textContent);
document.title = said.join("; ");
}
</script>"#;

fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    })
}

#[test]
fn the_page_works_in_a_browser() {
    let Some(browser) = browser() else {
        println!("skipped: no chromium on the PATH");
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    fs::create_dir_all(&folder).expect("the build folder can be written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cpu_bound.py");
    let mut gilscope = command(GILSCOPE, &folder);
    gilscope.args(["run", "-q", "-o", "page.html"]).arg(&script);
    let outcome = run(gilscope.args(["--threads", "2", "--size", "0.02"])).expect("it ends");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let page = folder.join("page.html");
    let text = fs::read_to_string(&page).expect("the page was written");
    fs::write(&page, text.replace("</body>", &format!("{USER}</body>")))
        .expect("it can be changed");
    let mut chromium = command(browser, &folder);
    chromium.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=profile",
        "--virtual-time-budget=3000",
        "--dump-dom",
    ]);
    let outcome = run(chromium.arg(format!("file://{}", page.display()))).expect("it ends");
    let title = outcome.stdout.split("<title>").nth(1);
    let title = title.and_then(|rest| rest.split("</title>").next());
    let title =
        title.unwrap_or_else(|| panic!("no title:\n{}\n{}", outcome.stdout, outcome.stderr));
    assert!(
        title.starts_with("zooms; shows all; tells count-1: "),
        "{title}"
    );
    for part in [
        "where every thread's time went",
        "GIL wait by line",
        "while n &gt; 0:",
    ] {
        assert!(outcome.stdout.contains(part), "{part:?} is not on the page");
    }
}

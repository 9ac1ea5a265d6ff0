//! The page of a report in a real browser: on a phone, on a desktop, in dark mode and on paper. `scripts/test` installs
//! the browser and the PDF reader.

use crate::{program, seeded};
use seeded::{home, json, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The Monday after the reported week.
const MONDAY: &str = "2026-11-23T09:00";
/// Height of a phone's screen, in pixels.
const SCREEN: u64 = 844;

/// The frames in which a page is measured: width, and whether the reader prefers dark colours.
const FRAMES: [(u64, bool); 4] = [(390, false), (390, true), (320, false), (1200, false)];

/// Measures each frame from outside, because the page itself allows no script.
const MEASURE: &str = r#"<script>
const seen = frame => {
  const page = frame.contentDocument, root = page.documentElement, beyond = [], broken = [];
  for (const it of page.querySelectorAll('main *')) {
    const box = it.getBoundingClientRect();
    if (box.width && box.right > root.clientWidth + 1 && !it.closest('.wide')) beyond.push(it.outerHTML.slice(0, 80));
  }
  for (const it of page.querySelectorAll('svg text')) {
    const box = it.getBoundingClientRect(), frame = it.closest('svg').getBoundingClientRect();
    if (box.right > frame.right + 1 || box.left < frame.left - 1) beyond.push(it.outerHTML);
  }
  for (const it of page.querySelectorAll('.figure, .counts, .big, .badge, td.right, .card td')) {
    const range = page.createRange();
    range.selectNodeContents(it);
    const boxes = [...range.getClientRects()].filter(box => box.width && box.height);
    const top = Math.max(...boxes.map(box => box.top)), bottom = Math.min(...boxes.map(box => box.bottom));
    if (boxes.length && top >= bottom) broken.push(it.textContent);
  }
  const sideways = [...page.querySelectorAll('.list > .wide')].filter(it => it.scrollWidth > it.clientWidth + 1);
  return { sideways: sideways.map(it => it.textContent.slice(0, 80)), width: root.clientWidth, scroll: root.scrollWidth, beyond, broken,
    height: Math.ceil(page.querySelector('main').getBoundingClientRect().bottom),
    ground: getComputedStyle(page.body).backgroundColor };
};
onload = () => {
  const told = [...document.querySelectorAll('iframe')].map(seen);
  document.body.innerHTML = '<pre>' + JSON.stringify(told).replaceAll('&', '+').replaceAll('<', '(').replaceAll('>', ')') + '</pre>';
};
</script>"#;

fn run(program: &str, arguments: &[&str], home: &Path) -> String {
    let output = Command::new(program).args(arguments).env("HOME", home).current_dir(home).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed, scripts/test installs it: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into()
}

fn chromium(arguments: &[&str], file: &str, home: &Path) -> String {
    let fixed = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                 --disable-component-update --disable-sync --hide-scrollbars";
    let profile = format!("--user-data-dir={}/profile", home.display());
    let file = format!("file://{}/{file}", home.display());
    let all: Vec<&str> =
        fixed.split_whitespace().chain([&*profile]).chain(arguments.iter().copied()).chain([&*file]).collect();
    run("chromium", &all, home)
}

/// Shows each page in every frame, and returns what was measured in each.
fn measured(pages: &[(&str, f64)], home: &Path) -> Vec<Value> {
    let frame = |source: &str, (width, is_dark): (u64, bool)| {
        let scheme = if is_dark { "dark" } else { "light" };
        let style = format!("border: 0; width: {width}px; height: {SCREEN}px; color-scheme: {scheme}");
        format!("<iframe style=\"{style}\" srcdoc=\"{source}\"></iframe>")
    };
    let source = |page: &str| page.replace('&', "&amp;").replace('"', "&quot;");
    let frames = pages.iter().map(|(page, _)| FRAMES.map(|it| frame(&source(page), it)).concat());
    let page = format!("<!DOCTYPE html><meta charset=\"utf-8\">{MEASURE}<body>{}</body>", frames.collect::<String>());
    fs::write(home.join("frames.html"), page).unwrap();
    let dom = chromium(&["--window-size=1300,900", "--dump-dom"], "frames.html", home);
    let told = dom.rsplit_once("<pre>").and_then(|(_, rest)| rest.split_once("</pre>"));
    serde_json::from_str(told.unwrap_or_else(|| panic!("nothing was measured: {dom}")).0).unwrap()
}

/// Prints a page. Returns the sizes of the printed pages, as reported by `pdfinfo`, and their text.
fn printed(page: &str, home: &Path) -> (Vec<String>, String) {
    fs::write(home.join("page.html"), page).unwrap();
    chromium(&["--no-pdf-header-footer", "--print-to-pdf=page.pdf"], "page.html", home);
    let info = run("pdfinfo", &["-l", "99", "page.pdf"], home);
    let sizes = info.lines().filter(|line| line.starts_with("Page ") && line.contains("size:"));
    let sizes = sizes.filter_map(|line| Some(line.split_once("size:")?.1.trim().to_owned())).collect();
    (sizes, run("pdftotext", &["page.pdf", "-"], home))
}

/// Returns the page without the sections after the overview.
fn overview_of(page: &str) -> String {
    let (before, rest) = page.split_once("<details class=\"part").expect("a part below the overview");
    format!("{before}{}", &rest[rest.rfind("</main>").unwrap()..])
}

/// Creates a home with a history of nine weeks.
fn home_with_history(lang: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let arguments = ["demo", "demo", "--weeks", "9", "--seed", "7", "--lang", lang];
    program::said(program::ops(home.path(), &arguments).env("OPS_NOW", MONDAY));
    home
}

/// Asserts that each page cuts off nothing, breaks no figure, takes at most the given number of screens on a phone, and
/// is dark for readers who prefer that.
fn assert_readable(pages: &[(&str, f64)], home: &Path) {
    let all = measured(pages, home);
    assert_eq!(all.len(), pages.len() * FRAMES.len());
    for ((_, screens), frames) in pages.iter().zip(all.chunks(FRAMES.len())) {
        for (it, (width, is_dark)) in frames.iter().zip(FRAMES) {
            let shown = format!("{width} {is_dark}: {it}");
            assert_eq!(it["width"], width, "{shown}");
            assert_eq!(it["scroll"], width, "the page scrolls sideways: {shown}");
            assert_eq!(it["beyond"], serde_json::json!([]), "{shown}");
            assert_eq!(it["broken"], serde_json::json!([]), "{shown}");
            assert_eq!(it["sideways"], serde_json::json!([]), "a list scrolls sideways: {shown}");
            if width == 390 {
                assert!(it["height"].as_f64().unwrap() <= screens * SCREEN as f64, "{shown}");
            }
        }
        assert_ne!(frames[0]["ground"], frames[1]["ground"], "dark");
    }
}

#[test]
fn a_phone_shows_everything_and_paper_has_the_overview_on_one_page() {
    for lang in ["zh", "en"] {
        let home = home_with_history(lang);
        for site in ["flagship", "all"] {
            let asked = ["report", "last", "--format", "html", "--lang", lang, "--site", site];
            let page = String::from_utf8(stdout(home.path(), MONDAY, &asked)).unwrap();
            let overview = overview_of(&page);
            // Wide tables must not break figures either, so unfold everything in a third copy.
            let unfolded = page.replace("<details class=\"part", "<details open class=\"part");
            assert_readable(&[(&overview, 3.2), (&page, 6.0), (&unfolded, 99.0)], home.path());

            let (sheets, text) = printed(&overview, home.path());
            assert_eq!(sheets.len(), 1, "{lang} {site}: {text}");
            assert!(sheets[0].starts_with("594.96 x 841.92") && sheets[0].contains("A4"), "{sheets:?}");
            if site == "flagship" {
                let (sheets, text) = printed(&page, home.path());
                assert!(sheets.len() <= 4, "{lang}: {sheets:?}");
                let across = sheets.iter().filter(|size| size.starts_with("841.92 x 594.96")).count();
                assert_eq!(across, 1, "only the grid is in landscape: {sheets:?}");
                // Folded content is printed, including what people wrote.
                let report = json(home.path(), &["2026-W47", "--site", site]);
                for list in ["skipped", "excused", "returned"] {
                    let reason = report["lists"][list][0]["reason"].as_str().expect("a reason");
                    let words = |text: &str| text.split_whitespace().collect::<String>();
                    assert!(words(&text).contains(&words(reason)), "{reason}: {text}");
                    assert!(page.contains(reason), "{reason}");
                }
                let notes = report["lists"]["notes"].as_array().unwrap();
                let said = |note: &Value| text.contains(note["text"].as_str().unwrap());
                assert!(!notes.is_empty() && notes.iter().all(said), "{notes:?}: {text}");
            }
        }
    }
}

#[test]
fn what_could_not_be_read_is_a_warning_before_the_verdict() {
    let home = home();
    let mut files = fs::read_dir(home.path().join("demo/taobao/2026/11")).unwrap().map(|file| file.unwrap().path());
    let damaged = files.find(|file| file.display().to_string().contains("2026-11-24.")).unwrap();
    let text = fs::read_to_string(&damaged).unwrap();
    fs::write(&damaged, text.replacen("\"at\"", "\"ta\"", 1)).unwrap();
    let page = ops_page(home.path(), &["report", "2026-W48", "--format", "html"]);
    let (head, rest) = page.split_once("<p class=\"verdict\">").unwrap();
    let warning = head.split_once("<p class=\"warning\">").expect("a warning").1.split_once("</p>").unwrap().0;
    assert!(warning.contains("could not be read"), "{warning}");
    assert!(!rest.split_once("</p>").unwrap().0.contains("could not be read"), "it is said once");
    assert!(rest.contains("<details class=\"part\" open>\n<summary><h2>How it is counted"), "the list is unfolded");
}

/// However much of a journal is damaged, the first page on its own stays a message, a printed page, a screen.
#[test]
fn a_first_page_stays_short_if_much_could_not_be_read() {
    let home = home();
    for file in fs::read_dir(home.path().join("demo/taobao/2026/11")).unwrap().map(|file| file.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replacen("\"at\"", "\"ta\"", 1)).unwrap();
    }
    let summary = |form: &str| ops_page(home.path(), &["report", "2026-W48", "--summary", "--format", form]);
    let message = summary("markdown");
    assert!(message.len() <= 2000 && message.contains("more; see: ops verify"), "{} {message}", message.len());
    assert!(!message.contains("No entered figure is below"), "{message}");
    let (sheets, text) = printed(&summary("html"), home.path());
    assert_eq!(sheets.len(), 1, "{text}");
    let whole = ops_page(home.path(), &["report", "2026-W48", "--format", "csv"]);
    assert!(whole.contains("see ops verify") && !whole.contains("see below"), "{whole}");
}

#[test]
fn nothing_is_compared_with_a_week_that_could_not_be_read_in_full() {
    let home = home();
    let summary = || ops_page(home.path(), &["report", "2026-W48", "--summary", "--format", "markdown"]);
    let whole = summary();
    assert!(whole.contains("last week") && !whole.contains("Not compared"), "{whole}");
    let mut files = fs::read_dir(home.path().join("demo/taobao/2026/11")).unwrap().map(|file| file.unwrap().path());
    let damaged = files.find(|file| file.display().to_string().contains("2026-11-17.")).unwrap();
    let text = fs::read_to_string(&damaged).unwrap();
    fs::write(&damaged, text.replace("\"at\"", "\"ta\"")).unwrap();
    let told = summary();
    assert!(!told.contains("last week") && told.contains("Not compared with W47"), "{told}");
    for form in ["table", "html"] {
        let told = ops_page(home.path(), &["report", "2026-W48", "--format", form]);
        assert!(!told.contains("last week") && !told.contains("pts"), "{told}");
        assert!(told.contains("Not compared with W47"), "{form}: {told}");
    }
    let told = ops_page(home.path(), &["report", "2026-W48", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["previous"]["complete"], false, "{}", told["previous"]);
    assert_eq!(told["history"][told["history"].as_array().unwrap().len() - 2]["complete"], true);
}

/// Returns what a command prints, whether it succeeds or not.
fn ops_page(home: &Path, arguments: &[&str]) -> String {
    let mut command = program::ops(home, arguments);
    let output = program::run(command.env("OPS_JOURNAL", home.join("demo")).env("OPS_NOW", seeded::NOW));
    String::from_utf8(output.stdout).unwrap()
}

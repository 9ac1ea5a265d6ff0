//! Opens the documents in real programs: LibreOffice, a browser, a PDF reader. `scripts/test` installs them. If one is
//! missing, the test fails, because a silently skipped test proves nothing.

#![cfg(feature = "xlsx")]

use crate::{overview, sheet};
use ops::render::sheet::{Body, Document, Section, csv, html, xlsx};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(program: &str, arguments: &[&str], home: &Path) -> Output {
    let output = Command::new(program).args(arguments).env("HOME", home).current_dir(home).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed, scripts/test installs it: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Returns all hostile documents as one, so that each program starts only once.
fn hostile() -> Document {
    let mut all = sheet::hostile("x");
    all.sections.clear();
    for payload in &sheet::payloads() {
        let Document { title, facts, sections, foot, .. } = sheet::hostile(payload);
        all.title = title;
        all.facts.extend(facts);
        all.foot.extend(foot);
        all.sections.extend(sections);
    }
    all
}

/// Like [`hostile`], with a single list, as for a CSV file and a worksheet.
fn hostile_rows() -> Document {
    let mut all = sheet::hostile("x");
    let mut rows = Vec::new();
    for section in hostile().sections {
        if let Body::Table(table) = section.body {
            rows.extend(table.groups);
        }
    }
    if let Some(Section { body: Body::Table(table), .. }) = all.sections.first_mut() {
        table.groups = rows;
    }
    all.sections.truncate(1);
    all
}

fn soffice(file: &str, to: &str, home: &Path) {
    let profile = format!("-env:UserInstallation=file://{}/office", home.display());
    run("soffice", &["--headless", "--norestore", &profile, "--convert-to", to, "--outdir", "out", file], home);
}

/// Checks for results of formulas in LibreOffice: an error, a sum, the text of a link.
fn assert_nothing_reckoned(text: &str) {
    for line in text.lines() {
        for reckoned in ["#NAME?", "#REF!", "#VALUE!", "Err:5"] {
            assert!(!line.contains(reckoned), "{line}");
        }
    }
}

#[test]
fn libreoffice_reckons_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let mut document = hostile_rows();
    fs::write(home.path().join("sheet.xlsx"), xlsx::write(&document).expect("a workbook")).expect("a file");
    fs::write(home.path().join("table.csv"), format!("{}{}", csv::BOM, csv::write(&document))).expect("a file");
    // Options of the filter: 44 is the comma, 34 the quote, 76 UTF-8.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1";
    document.overview = Some(overview::of("=1+1"));
    fs::write(home.path().join("first.xlsx"), xlsx::write(&document).expect("a workbook")).expect("a file");
    soffice("first.xlsx", filter, home.path());
    let first = fs::read_to_string(home.path().join("out/first.csv")).expect("UTF-8");
    assert!(first.matches("=1+1").count() > 20 && !first.contains("#NAME?"), "{first}");
    for file in ["sheet.xlsx", "table.csv"] {
        soffice(file, filter, home.path());
        let name = file.split('.').next().expect("a name");
        let text = fs::read_to_string(home.path().join(format!("out/{name}.csv"))).expect("UTF-8");
        assert_nothing_reckoned(&text);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let fields: Vec<String> = reader
            .records()
            .flat_map(|record| record.expect("a record").iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        for same in ["=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=cmd|' /C calc'!A0"] {
            let kept = fields.iter().any(|field| field == same || *field == format!("'{same}"));
            assert!(kept, "{file}: {same} is not in it");
        }
        assert!(!fields.iter().any(|field| field == "2" || field == "0"), "{file}: something was reckoned");
    }
}

#[test]
fn a_spreadsheet_with_charts_becomes_a_pdf_with_hanzi() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("week.xlsx"), xlsx::write(&sheet::sample()).expect("a workbook")).expect("a file");
    soffice("week.xlsx", "pdf", home.path());
    let text = run("pdftotext", &["-layout", "out/week.pdf", "-"], home.path()).stdout;
    let text = String::from_utf8(text).expect("UTF-8");
    for shown in ["淘宝运营每日工作", "数据与统计分析", "98.2%", "2,286.50", "每天的检查"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

/// Runs Chromium without a profile on disk and without a network.
fn chromium(arguments: &[&str], home: &Path) -> (String, String) {
    let profile = format!("--user-data-dir={}/profile", home.display());
    let mut all = vec![
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-logging=stderr",
        &profile,
    ];
    all.extend(arguments);
    let output = run("chromium", &all, home);
    (String::from_utf8_lossy(&output.stdout).into(), String::from_utf8_lossy(&output.stderr).into())
}

fn assert_no_console_error(log: &str) {
    let complaint = log.lines().find(|line| line.contains(":CONSOLE"));
    assert_eq!(complaint, None, "the page made the browser complain");
}

/// Like [`hostile`], with an overview.
fn hostile_overview() -> Document {
    let mut overview = overview::of("x");
    overview.blocks = sheet::payloads().iter().flat_map(|payload| overview::of(payload).blocks).collect();
    Document { overview: Some(overview), ..hostile() }
}

#[test]
fn a_browser_shows_payloads_as_texts() {
    let home = tempfile::tempdir().expect("a folder");
    for document in [hostile(), hostile_overview()] {
        fs::write(home.path().join("page.html"), html::write(&document)).expect("a file");
        let page = format!("file://{}/page.html", home.path().display());
        let (dom, log) = chromium(&["--dump-dom", &page], home.path());
        assert_no_console_error(&log);
        assert!(dom.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the payload is shown");
        // Texts have `<` escaped, so anything in angle brackets is a tag.
        let tags: Vec<&str> = dom.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
        for tag in &tags {
            let name = tag.split(' ').next().unwrap_or_default();
            assert!(!["script", "img", "a", "iframe", "object", "b", "i"].contains(&name), "<{tag}>");
            // Text in quotes is an attribute's value, such as the label of a cell.
            let names: String = tag.split('"').step_by(2).collect();
            assert!(!names.contains(" on"), "<{tag}>");
        }
        assert!(tags.len() > 1000, "only {} tags", tags.len());
    }
}

/// A page with a script that the content security policy must block, to show that [`assert_no_console_error`] can fail.
#[test]
fn the_policy_stops_a_script_and_the_browser_says_so() {
    let home = tempfile::tempdir().expect("a folder");
    let page = html::write(&sheet::sample()).replace("<main>", "<main><script>document.title = 'run'</script>");
    fs::write(home.path().join("page.html"), page).expect("a file");
    let page = format!("file://{}/page.html", home.path().display());
    let (dom, log) = chromium(&["--dump-dom", &page], home.path());
    assert!(log.contains(":CONSOLE"), "{log}");
    assert!(!dom.contains("<title>run</title>"));
}

#[test]
fn a_page_prints_on_a4_with_hanzi() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("page.html"), html::write(&sheet::sample())).expect("a file");
    let page = format!("file://{}/page.html", home.path().display());
    let (_, log) = chromium(&["--no-pdf-header-footer", "--print-to-pdf=page.pdf", &page], home.path());
    assert_no_console_error(&log);
    let info = String::from_utf8(run("pdfinfo", &["page.pdf"], home.path()).stdout).expect("UTF-8");
    assert!(info.lines().any(|line| line.starts_with("Page size:") && line.contains("A4")), "{info}");
    let text = String::from_utf8(run("pdftotext", &["page.pdf", "-"], home.path()).stdout).expect("UTF-8");
    for shown in ["淘宝运营每日工作", "直通车推广", "每天的检查", "各板块完成率"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

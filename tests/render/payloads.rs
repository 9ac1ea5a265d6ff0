//! No title, note or reason becomes a formula, markup or a terminal sequence, as checked with independent readers.

#![cfg(feature = "xlsx")]

use crate::{overview, sheet};
use calamine::{Data, Reader};
use ops::language::Lang;
use ops::render::Screen;
use ops::render::sheet::markdown::{self, Tables};
use ops::render::sheet::{Document, csv as csv_form, html, terminal};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Whether a terminal would act on the character; no format may contain it.
fn is_unfit(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\r') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn all(check: impl Fn(&str)) {
    sheet::payloads().iter().for_each(|payload| check(payload));
}

#[test]
fn a_terminal_gets_no_sequence() {
    all(|payload| {
        for width in [None, Some(80), Some(30)] {
            let screen = Screen { lang: Lang::Zh, width, height: None, ascii: false, colour: false };
            let text = terminal::lines(&sheet::hostile(payload), &screen).join("\n");
            assert!(!text.contains(is_unfit), "{payload:?}");
        }
    });
}

#[test]
fn csv_has_no_formula_and_keeps_its_shape() {
    all(|payload| {
        let text = csv_form::write(&sheet::hostile(payload));
        assert!(!text.contains(is_unfit), "{payload:?}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), 4, "{payload:?}");
        for record in &records {
            assert_eq!(record.len(), 4, "{payload:?}");
            for field in record.iter().flat_map(|field| field.split([';', '\n'])) {
                let begins = field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(!begins || field.parse::<f64>().is_ok_and(|number| number == -1.5), "{payload:?}: {field:?}");
            }
        }
        assert_eq!(&records[1][2], "-1.5");
    });
}

#[test]
fn a_spreadsheet_reader_sees_texts() {
    all(|payload| {
        let mut document = sheet::hostile(payload);
        sheet_has_only_texts(&document, payload);
        document.overview = Some(overview::of(payload));
        sheet_has_only_texts(&document, payload);
    });
}

fn sheet_has_only_texts(document: &Document, payload: &str) {
    let mut workbook = sheet::workbook(document);
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("a worksheet");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{payload:?}");
        let cells = workbook.worksheet_range(&name).expect("a worksheet");
        for (_, _, cell) in cells.used_cells() {
            if let Data::String(text) = cell {
                assert!(!text.contains(is_unfit), "{payload:?}: {text:?}");
            }
        }
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut() {
    for payload in sheet::too_long() {
        let cells = sheet::last_worksheet(&sheet::hostile(&payload));
        let Some(Data::String(text)) = cells.get_value((0, 0)) else { panic!("no text") };
        assert!(text.ends_with('…') && payload.starts_with(text.trim_end_matches('…')));
    }
}

#[test]
fn texts_come_back_as_they_were() {
    let check = |payload: &str, expected: &str| {
        let cells = sheet::last_worksheet(&sheet::hostile(payload));
        assert_eq!(cells.get_value((0, 0)), Some(&Data::String(expected.into())), "{payload:?}");
    };
    for same in
        ["=1+1", "@SUM(1+1)", "<script>alert(1)</script>", "&lt;b&gt;", "'quoted", "  two  ", "3/4", "0012", "1e5"]
    {
        check(same, same);
    }
    // A text that Excel would unescape; calamine has unescaped it.
    check("_x0041_", "_x0041_");
    check("a\0b", "a\u{fffd}b");
    check("\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}");
}

#[test]
fn markdown_has_no_markup_of_theirs() {
    all(|payload| {
        for tables in [Tables::Yes, Tables::No] {
            let text = markdown::write(&sheet::hostile(payload), tables);
            assert!(!text.contains(is_unfit), "{payload:?}");
            let mut options = Options::all();
            options.remove(Options::ENABLE_SMART_PUNCTUATION);
            let mut shape = Vec::new();
            for event in Parser::new_ext(&text, options) {
                match event {
                    Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{payload:?}: {event:?}"),
                    Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {
                        panic!("{payload:?}: {event:?}")
                    }
                    Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_)) => {
                        panic!("{payload:?}: {event:?}")
                    }
                    Event::Start(Tag::Emphasis | Tag::Strikethrough | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                        panic!("{payload:?}: {event:?}")
                    }
                    Event::Start(tag) => shape.push(format!("{:?}", std::mem::discriminant(&tag))),
                    _ => {}
                }
            }
            // The structure must equal that of a document of plain words: nothing starts a list, a heading or a table.
            let plain = markdown::write(&sheet::hostile("x"), tables);
            let expected = Parser::new_ext(&plain, options).filter_map(|event| match event {
                Event::Start(tag) => Some(format!("{:?}", std::mem::discriminant(&tag))),
                _ => None,
            });
            if !payload.trim().is_empty() {
                assert_eq!(
                    shape,
                    expected.collect::<Vec<_>>(),
                    "{payload:?}\n{}",
                    text.chars().take(2000).collect::<String>()
                );
            }
        }
    });
}

#[test]
fn a_page_has_the_tags_of_the_writer_alone() {
    // A chart omits names that do not fit.
    let tags = |page: &str| {
        let tags = page.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap_or_default().to_owned());
        tags.filter(|tag| !tag.ends_with("text")).collect::<Vec<_>>()
    };
    all(|payload| {
        let with_overview =
            |payload: &str| Document { overview: Some(overview::of(payload)), ..sheet::hostile(payload) };
        for document in [sheet::hostile, with_overview] {
            let page = html::write(&document(payload));
            assert!(!page.contains(is_unfit), "{payload:?}");
            assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("href"), "{payload:?}");
            if !payload.is_empty() && !payload.contains('\n') {
                assert_eq!(tags(&page), tags(&html::write(&document("x"))), "{payload:?}");
            }
        }
    });
}

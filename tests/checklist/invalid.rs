//! Snapshots of every kind of mistake in a checklist, with one file for each in `tests/invalid`.

use ops::checklist::{Reading, Severity, SourceFile, locate, read, render};
use ops::language::Lang;
use std::path::Path;
use std::{fs, io};

fn read_text(text: &str) -> Reading {
    let root = SourceFile { name: "ops.toml".to_owned(), text: text.to_owned() };
    read(root, &mut |_| Err(io::ErrorKind::NotFound.into()), "Asia/Shanghai")
}

fn page(reading: &Reading, lang: Lang) -> String {
    render(&reading.problems, reading.left_out, &reading.bundle, lang, false, 100)
}

/// Returns the names and texts of the invalid checklists, in order.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_invalid_checklist_is_told_with_its_place() {
    let files = files();
    assert!(files.len() >= 60, "{} files", files.len());
    insta::with_settings!({ snapshot_path => "../invalid/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (name, text) in files {
            let reading = read_text(&text);
            assert!(reading.checklist.is_none(), "{name} was taken");
            assert!(reading.problems.iter().any(|problem| problem.severity == Severity::Error), "{name} has no error");
            insta::assert_snapshot!(name.as_str(), page(&reading, Lang::En));
        }
    });
}

#[test]
fn the_same_is_told_in_chinese() {
    insta::with_settings!({ snapshot_path => "../invalid/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (name, text) in files() {
            let chinese = ["eight_mistakes", "syntax_chinese_quotes", "window_backwards", "task_twice", "id_capitals"];
            if chinese.contains(&name.as_str()) {
                insta::assert_snapshot!(format!("{name}.zh"), page(&read_text(&text), Lang::Zh));
            }
        }
    });
}

#[test]
fn eight_mistakes_are_eight_problems_at_their_places() {
    let text = include_str!("../invalid/eight_mistakes.toml");
    let reading = read_text(text);
    let located = locate(&reading.problems, &reading.bundle);
    let found: Vec<(usize, usize, &str)> = located
        .iter()
        .map(|problem| (problem.start.line, problem.start.column, problem.text.in_lang(Lang::En)))
        .collect();
    assert_eq!(
        found,
        [
            (2, 6, "\"Shop\" is not a valid id"),
            (3, 12, "unknown time zone \"Asia/Shangai\""),
            (4, 25, "\"11:00-20:30\" starts before \"08:20-12:00\" ends"),
            (14, 1, "unknown key \"titel\" in [[area.task]]"),
            (15, 6, "texts, times and dates must be in quotes"),
            (16, 8, "[roles] does not define \"opertor\""),
            (17, 18, "\"funday\" is not a valid day"),
            (20, 6, "the task id \"images\" is used twice"),
        ]
    );
    assert_eq!(located[7].also.map(|(file, place)| (file, place.line, place.column)), Some(("ops.toml", 13, 6)));
    assert!(text.lines().nth(19).unwrap().starts_with("id = "));
}

#[test]
fn windows_line_ends_move_no_place() {
    for (name, text) in files().into_iter().filter(|(name, _)| name != "syntax_carriage_return") {
        let places = |text: &str| {
            let reading = read_text(text);
            let located = locate(&reading.problems, &reading.bundle);
            located.iter().map(|problem| (problem.start, problem.text.clone())).collect::<Vec<_>>()
        };
        assert_eq!(places(&text), places(&text.replace('\n', "\r\n")), "{name}");
    }
}

#[test]
fn a_half_written_checklist_never_panics() {
    // Try every prefix of a file, and every file with one piece removed, as a half-saved file may be.
    let mut texts = files();
    texts.retain(|(name, _)| name.starts_with("syntax") || name.starts_with("eight"));
    for (_, text) in texts {
        for (index, _) in text.char_indices() {
            let reading = read_text(&text[..index]);
            page(&reading, Lang::Zh);
            let without: String = text[..index].chars().chain(text[index..].chars().skip(3)).collect();
            page(&read_text(&without), Lang::En);
        }
    }
}

//! Errors in calendar files with the holidays of years, and their places.

use ops::checklist::{SourceFile, locate, read};
use ops::language::Lang;
use std::io;

const ROOT: &str = "id = \"shop\"\ncalendar = { base = \"cn\", file = \"own.toml\" }\n\
    [[area]]\nid = \"daily\"\n[[area.task]]\nid = \"check\"\n";

/// Checks the problems of a calendar file: line, column and message; with the other place, if any.
fn check(file: &str, expected: &[&str]) {
    let root = SourceFile { name: "ops.toml".to_owned(), text: ROOT.to_owned() };
    let mut open = |name: &str| match name {
        "own.toml" => Ok(file.as_bytes().to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    };
    let reading = read(root, &mut open, "Asia/Shanghai");
    let located = locate(&reading.problems, &reading.bundle);
    let told = located.iter().map(|problem| {
        assert_eq!(problem.file, "own.toml");
        let also = problem.also.map_or(String::new(), |(_, at)| format!(" ({}:{})", at.line, at.column));
        format!("{}:{}: {}{also}", problem.start.line, problem.start.column, problem.text.in_lang(Lang::En))
    });
    assert_eq!(told.collect::<Vec<String>>(), expected, "{file}");
    assert_eq!(reading.checklist.is_some(), expected.is_empty(), "{file}");
}

#[test]
fn a_year_needs_its_days_off() {
    let off = "off = [{ days = \"2027-01-01..2027-01-03\", reason = \"元旦\" }]\n";
    let work = "work = [{ days = \"2027-01-09\", reason = \"元旦调休\" }]\n";
    check(&format!("[[year]]\nyear = 2027\n{off}{work}"), &[]);
    check(&format!("[[year]]\nyear = 2027\n{off}"), &[]);
    check("[[year]]\nyear = 2027\n", &["1:1: missing `off` in [[year]]"]);
    check(&format!("[[year]]\nyear = 2027\n{work}"), &["1:1: missing `off` in [[year]]"]);
    check("[[year]]\nyear = 2027\noff = []\nwork = []\n", &["3:7: `off` is an empty list"]);
}

#[test]
fn a_file_does_not_contradict_itself() {
    let year = |off: &str, work: &str| {
        let days = |days: &str| format!("[{{ days = \"{days}\", reason = \"x\" }}]");
        format!("[[year]]\nyear = 2027\noff = {}\nwork = {}\n", days(off), days(work))
    };
    let both = "4:18: 2027-02-06 is listed both as off and as worked (3:17)";
    check(&year("2027-02-06", "2027-02-06"), &[both]);
    check(&year("2027-02-01..2027-02-07", "2027-02-06..2027-02-09"), &[both]);
    check(&year("2027-02-01..2027-02-05", "2027-02-06"), &[]);
    // This file overrules an earlier one: 2026-10-01 is off, and 2026-10-10 is worked.
    check(&year("2026-10-10", "2026-10-01"), &[]);
    let other = year("2028-01-01", "2028-01-08").replace("= 2027", "= 2028");
    check(&(year("2027-01-01", "2027-01-09") + &other), &[]);
    check(
        &(year("2027-01-01", "2028-01-01") + &other),
        &["7:17: 2028-01-01 is listed both as off and as worked (4:18)"],
    );
    check(
        &(year("2027-01-01", "2027-01-09") + &year("2027-05-01", "2027-05-08")),
        &["6:8: \"2027\" appears twice (2:8)"],
    );
}

#[test]
fn days_that_are_none_are_told_by_what_is_wrong_with_them() {
    let of = |days: &str, text: &str| {
        let file = format!("[[year]]\nyear = 2027\noff = [{{ days = \"{days}\", reason = \"x\" }}]\n");
        check(&file, &[&format!("3:17: {text}")]);
    };
    of("2026-12-31..2026-12-01", "\"2026-12-31..2026-12-01\" ends before it starts");
    of("2026-01-01..2027-12-31", "\"2026-01-01..2027-12-31\" spans 730 days");
    of("2026-02-30", "there is no date \"2026-02-30\"");
    of("12-12", "\"12-12\" is not a date");
    of("mon", "\"mon\" is not a date");
}

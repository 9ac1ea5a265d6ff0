//! The examples in docs/journal.md form a valid journal.

use crate::sample;
use ops::journal::{Digest, Journal};
use sample::*;
use std::fs;

/// Returns the content of the code block with an info string.
fn block<'a>(page: &'a str, info: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("```{info}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_examples_are_read_without_a_fault() {
    let page = include_str!("../../docs/journal.md");
    let place = tempfile::tempdir().unwrap();
    let checklist = place.path().join("taobao");
    fs::create_dir_all(checklist.join("2026/11")).unwrap();
    fs::create_dir(checklist.join("texts")).unwrap();
    fs::write(checklist.join("2026/11/2026-11-23.ab12cd34.jsonl"), block(page, "jsonl day")).unwrap();
    fs::write(checklist.join("2026/11/2026-11-24.ab12cd34.jsonl"), block(page, "jsonl next day")).unwrap();
    fs::write(checklist.join("adopted.ab12cd34.jsonl"), block(page, "jsonl adopted")).unwrap();
    for text in ["id = \"taobao\"\ninclude = [\"more.toml\"]\n", ""] {
        fs::write(checklist.join(format!("texts/{}.toml", Digest::of(text.as_bytes()))), text).unwrap();
    }
    let journal = folder(place.path(), "ab12cd34");
    let found = journal.verify(None, at("12:00").to_utc()).unwrap();
    assert_eq!(found.faults, []);
    assert_eq!((found.counts.acts, found.counts.adoptions), (6, 1));
    let adoption = &journal.adoptions(CHECKLIST).unwrap().adoptions[0];
    assert!(page.contains(&adoption.digest().to_string()));
    assert_eq!(journal.bundle(adoption).unwrap().files.len(), 2);
    // The next line continues the example.
    assert_eq!(journal.append(&draft(9, "小李", "10:00", vec![tick("10:00", None)])).unwrap().n, 6);
}

//! Every message is used; unused ones must be removed from the catalogue.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helping functions too")]

use std::fs;
use std::path::Path;

/// Collects all Rust sources below a folder into one text.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut catalogue, mut text) = (String::new(), String::new());
    sources(&root.join("language/catalogue"), &mut catalogue);
    sources(&root, &mut text);
    let after = |module: &'static str| text.split(module).skip(1);
    let said: std::collections::HashSet<&str> = after("say::")
        .chain(after("text::"))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default())
        .collect();
    let names = catalogue.lines().filter_map(|line| {
        let line = line.trim();
        let end = line.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '_')?;
        // The `about_…` of commands are said by a macro.
        let is_listed = !line.starts_with("about_");
        (end > 0 && is_listed && line[end..].starts_with(['(', ':']) && line.ends_with("\";")).then_some(&line[..end])
    });
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 900, "{}", names.len());
    let unsaid: Vec<&str> = names.into_iter().filter(|name| !said.contains(name)).collect();
    assert_eq!(unsaid, Vec::<&str>::new());
}

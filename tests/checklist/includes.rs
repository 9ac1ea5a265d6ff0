//! Checklists of several files.

use ops::checklist::{Checklist, MAX_FILES, Reading, SourceFile, locate, read, read_bundle};
use ops::language::Lang;
use std::collections::HashMap;
use std::io;

/// Reads the first file, which may include the others.
fn read_files(files: &[(&str, &str)]) -> Reading {
    let bytes: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    read_bytes(&bytes)
}

fn read_bytes(files: &[(&str, Vec<u8>)]) -> Reading {
    let known: HashMap<&str, &Vec<u8>> = files.iter().map(|(name, bytes)| (*name, bytes)).collect();
    let root = SourceFile { name: files[0].0.to_owned(), text: String::from_utf8(files[0].1.clone()).unwrap() };
    let mut opened = Vec::new();
    let mut open = |name: &str| {
        assert!(!opened.contains(&name.to_owned()), "{name} is opened twice");
        opened.push(name.to_owned());
        known.get(name).map(|bytes| bytes.to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    read(root, &mut open, "Asia/Shanghai")
}

fn good(reading: Reading) -> Checklist {
    assert!(reading.problems.is_empty(), "{:#?}", reading.problems);
    reading.checklist.expect("a checklist without problems")
}

/// Returns every problem: file, line, column and message; with the other place, if any.
fn told(reading: &Reading) -> Vec<String> {
    let located = locate(&reading.problems, &reading.bundle);
    let told = located.iter().map(|problem| {
        let also = problem.also.map_or(String::new(), |(file, at)| format!(" ({file}:{}:{})", at.line, at.column));
        let (line, column) = (problem.start.line, problem.start.column);
        format!("{}:{line}:{column}: {}{also}", problem.file, problem.text.in_lang(Lang::En))
    });
    told.collect()
}

const TASK: &str = "[[area]]\nid = \"daily\"\n[[area.task]]\nid = ";

#[test]
fn files_are_joined_in_the_order_of_their_first_mention() {
    let files = [
        ("ops.toml", &*format!("id = \"shop\"\ninclude = [\"a/one.toml\", \"two.toml\"]\n{TASK}\"root\"\n")),
        ("a/one.toml", &*format!("include = [\"../three.toml\", \"./sub/four.toml\"]\n{TASK}\"one\"\n")),
        ("three.toml", &*format!("include = \"two.toml\"\n{TASK}\"three\"\n")),
        ("two.toml", &*format!("{TASK}\"two\"\n")),
        ("a/sub/four.toml", &*format!("{TASK}\"four\"\n[[area]]\nid = \"weekly\"\n[[area.task]]\nid = \"w\"\n")),
    ];
    let reading = read_files(&files);
    let names: Vec<&str> = reading.bundle.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["ops.toml", "a/one.toml", "three.toml", "two.toml", "a/sub/four.toml"]);
    let again = read_bundle(reading.bundle.clone(), "UTC");
    assert_eq!(again.bundle, reading.bundle);
    let checklist = good(reading);
    assert_eq!(
        checklist.tasks().map(|(_, task)| task.id.as_str()).collect::<Vec<_>>(),
        ["root", "one", "three", "two", "four", "w"]
    );
    assert_eq!(checklist.areas.len(), 2);
    assert_eq!(good(again).tasks().count(), 6);
}

#[test]
fn what_stands_in_several_files_is_joined() {
    let root = "id = \"shop\"\ninclude = \"more.toml\"\ntimezone = \"Asia/Shanghai\"\nwithout = [\"gone\"]\n\
        [windows]\nevening = \"19:00-22:00\"\n[roles]\noperator = \"运营\"\n[[site]]\nid = \"a\"\ntitle = \"A\"\n\
        people = { operator = \"小王\" }\n[[area]]\nid = \"daily\"\n[[area.task]]\nid = \"x\"\nat = \"noon\"\n\
        role = \"assistant\"\n";
    let more = "id = \"more\"\ntitle = \"More\"\ntimezone = \"Asia/Shanghai\"\n\
        [windows]\nevening = \"19:00-22:00\"\nnoon = \"12:00\"\n[roles]\noperator = \"运营\"\nassistant = \"助理\"\n\
        [[site]]\nid = \"a\"\npeople = { assistant = \"小李\" }\n[[area]]\nid = \"daily\"\ntitle = \"日常\"\n\
        purpose = \"目的\"\n[[area.task]]\nid = \"y\"\nat = \"evening\"\nrole = \"operator\"\n\
        [[area]]\nid = \"only\"\n[[area.task]]\nid = \"gone\"\nrole = \"operator\"\n";
    let checklist = good(read_files(&[("ops.toml", root), ("more.toml", more)]));
    assert_eq!((checklist.id.as_str(), checklist.title.as_str()), ("shop", "shop"));
    assert_eq!(checklist.roles.len(), 2);
    assert_eq!(checklist.sites.len(), 1);
    assert_eq!(checklist.sites[0].title, "A");
    assert_eq!(checklist.sites[0].people.len(), 2);
    let areas: Vec<(&str, Option<&str>)> =
        checklist.areas.iter().map(|area| (area.title.as_str(), area.purpose.as_deref())).collect();
    assert_eq!(areas, [("日常", Some("目的"))]);
    assert_eq!(checklist.tasks().map(|(_, task)| task.id.as_str()).collect::<Vec<_>>(), ["x", "y"]);
}

#[test]
fn what_contradicts_itself_is_told() {
    let root = "id = \"shop\"\ninclude = \"more.toml\"\n[windows]\nevening = \"19:00-22:00\"\n[roles]\n\
        operator = \"运营\"\n[[site]]\nid = \"a\"\ntitle = \"A\"\npeople = { operator = \"小王\" }\n\
        [[area]]\nid = \"daily\"\ntitle = \"日常\"\n[[area.task]]\nid = \"x\"\nrole = \"operator\"\n";
    let more = "timezone = \"Europe/Berlin\"\nday_start = \"05:00\"\ngrace = \"5m\"\nhours = \"08:00-20:00\"\n\
        [windows]\nevening = \"18:00-22:00\"\n[roles]\noperator = \"经理\"\n[[site]]\nid = \"a\"\ntitle = \"B\"\n\
        people = { operator = \"小李\" }\n[[area]]\nid = \"daily\"\ntitle = \"每日\"\n[[area.task]]\nid = \"x\"\n\
        role = \"operator\"\n";
    assert_eq!(
        told(&read_files(&[("ops.toml", root), ("more.toml", more)])),
        [
            "more.toml:1:12: `timezone` has no effect in an included file",
            "more.toml:2:13: `day_start` has no effect in an included file",
            "more.toml:3:9: `grace` has no effect in an included file",
            "more.toml:4:9: `hours` has no effect in an included file",
            "more.toml:6:1: the window \"evening\" has a different time in another file (ops.toml:4:1)",
            "more.toml:8:1: the role \"operator\" has a different title in another file (ops.toml:6:1)",
            "more.toml:11:9: `title` differs from its value in another file (ops.toml:9:9)",
            "more.toml:12:12: the role \"operator\" of this site is assigned to two people (ops.toml:10:12)",
            "more.toml:15:9: `title` differs from its value in another file (ops.toml:13:9)",
            "more.toml:17:6: the task id \"x\" is used twice (ops.toml:15:6)",
        ]
    );
}

#[test]
fn files_that_cannot_be_included_are_told_where_they_are_named() {
    let root = format!(
        "id = \"shop\"\ninclude = [\"missing.toml\", \"gbk.toml\", \"/abs.toml\", \"ops.toml\", \"a.toml\"]\n\
         {TASK}\"x\"\nrole = \"declared-in-the-missing-file\"\n"
    );
    let reading = read_bytes(&[
        ("ops.toml", root.into_bytes()),
        ("gbk.toml", encoding_rs::GBK.encode("title = \"淘宝运营每日工作\"\n").0.into_owned()),
        ("a.toml", b"include = [\"b.toml\"]\n".to_vec()),
        ("b.toml", b"include = [\"a.toml\"]\nid = \"X\"\n".to_vec()),
    ]);
    assert_eq!(
        told(&reading),
        [
            "ops.toml:2:12: there is no file \"missing.toml\"",
            "ops.toml:2:28: \"gbk.toml\": the file is encoded in GBK; a checklist must be UTF-8",
            "ops.toml:2:40: \"/abs.toml\" is not a relative path",
            "ops.toml:2:53: the files include each other in a cycle: ops.toml → ops.toml",
            "b.toml:1:12: the files include each other in a cycle: a.toml → b.toml → a.toml",
            "b.toml:2:6: \"X\" is not a valid id",
        ]
    );
    let mut refuse = |_: &str| Err(io::Error::other("no \u{1b}[31mway"));
    let root = SourceFile { name: "ops.toml".to_owned(), text: "id = \"a\"\ninclude = \"x.toml\"\n".to_owned() };
    let reading = read(root, &mut refuse, "UTC");
    assert_eq!(told(&reading), ["ops.toml:2:11: cannot read \"x.toml\": no \u{fffd}[31mway"]);
}

#[test]
fn the_number_of_files_is_limited() {
    let names: Vec<String> = (0..MAX_FILES + 5).map(|number| format!("\"{number}.toml\"")).collect();
    let text = format!("id = \"shop\"\ninclude = [{}]\n{TASK}\"x\"\n", names.join(", "));
    let root = SourceFile { name: "ops.toml".to_owned(), text };
    let mut open = |name: &str| Ok(format!("title = \"{name}\"\n").into_bytes());
    let reading = read(root, &mut open, "UTC");
    assert_eq!(reading.bundle.files.len(), MAX_FILES);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].text.in_lang(Lang::En), "a checklist may have at most 64 files");
    // A chain of includes is subject to the same limit.
    let root = SourceFile { name: "0.toml".to_owned(), text: "id = \"a\"\ninclude = \"1.toml\"\n".to_owned() };
    let mut open = |name: &str| {
        let number: usize = name.trim_end_matches(".toml").parse().unwrap();
        Ok(format!("include = \"{}.toml\"\n", number + 1).into_bytes())
    };
    assert_eq!(read(root, &mut open, "UTC").bundle.files.len(), MAX_FILES);
}

/// The author of a checklist on Linux may have colleagues on Windows.
#[test]
fn a_name_that_windows_keeps_for_a_device_is_warned_of() {
    let reading = read_files(&[
        ("ops.toml", &*format!("id = \"shop\"\ninclude = [\"Aux.toml\"]\n{TASK}\"root\"\n")),
        ("Aux.toml", &*format!("{TASK}\"one\"\n")),
    ]);
    assert!(reading.checklist.is_some());
    let device = "ops.toml:2:12: Windows cannot open \"Aux.toml\": it keeps that name for a device";
    assert_eq!(told(&reading), [device]);
}

//! No line is wider than the screen, whatever is shown.

use crate::program;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

fn ops(home: &Path, width: usize, lang: &str, arguments: &[&str]) -> String {
    let mut command = program::ops(home, arguments);
    let output = program::said(command.env("OPS_LANG", lang).env("COLUMNS", width.to_string()));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_newcomer_at_any_hour_has_screens_of_40_and_80_columns() {
    let home = tempfile::tempdir().expect("a folder");
    for lang in ["zh", "en"] {
        for now in ["2026-11-23T04:00", "2026-11-23T08:25", "2026-11-23T14:20", "2026-11-23T21:22", "2026-11-24T02:00"]
        {
            for width in [40, 80] {
                for command in ["now", "today"] {
                    let said = ops(home.path(), width, lang, &[command, "--now", now]);
                    for line in said.lines() {
                        assert!(line.width() <= width, "{lang} {width} {command} {now}: {line}");
                    }
                    // The output includes what comes next, and how to tick.
                    let words = if lang == "zh" { ["下一", "ops done"] } else { ["Next: ", "ops done"] };
                    words.iter().for_each(|word| assert!(said.contains(word), "{command} {now}: {word}: {said}"));
                    assert!(!said.contains("not counted"), "{command} {now}: {said}");
                }
            }
        }
    }
}

#[test]
fn every_view_keeps_to_40_and_80_columns() {
    for lang in ["zh", "en"] {
        let home = tempfile::tempdir().expect("a folder");
        ops(
            home.path(),
            80,
            lang,
            &["done", "dsr", "described=4.8", "service=4.7", "--note", "物流分数比上周低，已联系仓库跟进处理"],
        );
        ops(home.path(), 80, lang, &["done", "tk-watch@08:50", "own-images", "--at", "09:10"]);
        ops(home.path(), 80, lang, &["skip", "campaigns", "--reason", "本周没有适合本店参加的活动，下周再看"]);
        for width in [40, 80, 120, 160] {
            let check = |arguments: &[&str]| {
                for line in ops(home.path(), width, lang, arguments).lines() {
                    assert!(line.width() <= width, "{lang} {width} {arguments:?}: {} cells: {line}", line.width());
                }
            };
            check(&["now"]);
            check(&["today"]);
            check(&["today", "--by", "area"]);
            check(&["today", "tomorrow", "--ascii"]);
            check(&["log"]);
            for task in ["dsr", "tk-watch", "violations", "title", "video"] {
                check(&["show", task]);
            }
        }
    }
}

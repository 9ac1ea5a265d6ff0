//! Writes a journal of ten years of work directly, using only the format in `docs/journal.md`.

use chrono::{Days, NaiveDate};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Rounds ticked each day: some 60 acts a day, 220,000 in ten years.
const SLOTS: [(&str, &[&str]); 4] = [
    ("tk-watch", &["08:20", "08:50", "09:20", "09:50", "10:20", "10:50", "11:20", "11:50", "13:00", "13:30", "14:00"]),
    ("helpers", &["08:20", "09:20", "10:20", "11:20", "13:00", "14:00"]),
    ("hotline", &["08:30"]),
    ("dsr", &["08:30"]),
];

/// Fills the days up to 2026-11-23.
pub fn fill(journal: &Path, days: u64) {
    let last = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    for back in 0..days {
        let day = last.checked_sub_days(Days::new(back)).expect("a date");
        let folder = journal.join(day.format("taobao/%Y/%m").to_string());
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("{day}.0bench00.jsonl")), lines(day, back)).expect("a day file");
    }
}

fn lines(day: NaiveDate, back: u64) -> String {
    let mut lines = String::new();
    let mut n = 0;
    for (task, slots) in SLOTS {
        for slot in slots {
            // Tick three steps one by one, as people do.
            for step in 1..=3 {
                n += 1;
                let values = if task == "dsr" { r#","values":{"described":"4.8"}"# } else { "" };
                let mut line = String::new();
                let _ = write!(
                    line,
                    r#"{{"v":1,"id":"01935000-{n:04x}-7000-8000-{back:012x}","n":{n},"checklist":"taobao","site":"","day":"{day}","by":"小李","recorded_at":"{day}T{slot}:0{step}.000+08:00","facts":[{{"fact":"tick","task":"{task}","slot":"{slot}","at":"{day}T{slot}:0{step}.000+08:00","steps":[{step}]{values}}}]}}"#
                );
                let sum = crc32c::crc32c(line.as_bytes());
                line.pop();
                let _ = writeln!(lines, r#"{line},"sum":"{sum:08x}"}}"#);
            }
        }
    }
    lines
}

/// Returns a checklist with a number of tasks.
pub fn large_checklist(tasks: usize) -> String {
    let mut text = String::from("id = \"large\"\ntimezone = \"Asia/Shanghai\"\n");
    for task in 0..tasks {
        if task % 100 == 0 {
            let _ = write!(text, "\n[[area]]\nid = \"area-{task}\"\n");
        }
        let (hour, minute) = (8 + task % 12, task % 60);
        let _ = write!(
            text,
            "\n[[area.task]]\nid = \"task-{task}\"\ntitle = \"任务 {task}\"\nat = \"{hour:02}:{minute:02}\"\n"
        );
    }
    text
}

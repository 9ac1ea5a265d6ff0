//! A list of one-offs on stdin, one per line. Adds all or none, and reports every bad line. Only blank lines are
//! skipped.

use super::marks::unmarked;
use super::words::{Known, Said};
use crate::app::{App, Exit, Failure};
use crate::checklist::{MAX_FILE_BYTES, decode_any};
use crate::language::{Text, folded, is_visible, nfc, say, text};

/// Maximum number of lines; more would not be a list for one day, and would not fit into one act.
const MOST_LINES: usize = 500;

/// Parses the list. `given` applies where a line does not specify a value.
pub fn read(app: &App, known: &Known, given: &Said) -> Result<Vec<Said>, Failure> {
    let bytes = app.read_stdin()?;
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Failure::usage(text::list_long(MOST_LINES)));
    }
    let (text, encoding) =
        decode_any(&bytes).ok_or_else(|| Failure::usage(text::list_unknown_encoding()).hint(text::list_save_as()))?;
    if encoding != "UTF-8" {
        app.remark(say::list_encoding(app.lang(), encoding));
    }
    let text = nfc(&text);
    if text.lines().any(is_lost) {
        return Err(Failure::usage(text::list_lost()).hint(text::list_lost_hint()));
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| is_visible(line));
    let lines: Vec<(usize, &str)> = lines.collect();
    if lines.is_empty() {
        return Err(Failure::usage(text::list_empty()));
    }
    if lines.len() > MOST_LINES {
        return Err(Failure::usage(text::list_long(MOST_LINES)));
    }
    if let Some(line) = lines.first().map(|(_, line)| line.trim()).filter(|line| is_head(line)) {
        return Err(Failure::usage(text::line_columns(line)));
    }
    let (mut all, mut bad, mut under) = (Vec::new(), Vec::new(), None);
    let has_numbers = lines.len() > 1 && (1..).zip(&lines).all(|(at, (_, line))| without_number(line, at).is_some());
    for (at, (number, line)) in (1..).zip(lines) {
        let line = without_number(line, at).filter(|_| has_numbers).unwrap_or(line);
        if let Some(site) = heading_of_site(known, line) {
            under = Some(site);
            continue;
        }
        match known.said(line, given, true) {
            Ok(said) => all.push(Said { under: under.clone(), line: number, ..said }),
            Err(failure) => bad.push((number, failure)),
        }
    }
    match bad.is_empty() {
        true if all.is_empty() => Err(Failure::usage(text::list_empty())),
        true => Ok(all),
        false => Err(refused(&bad)),
    }
}

/// Returns a line without its number, if the number is followed by a blank or a dash, 1 换海报, 1-换海报. This is a
/// number only if the lines are so numbered from first to last.
fn without_number(line: &str, number: usize) -> Option<&str> {
    line.trim_start().strip_prefix(&number.to_string())?.strip_prefix([' ', '-', '\u{3000}']).map(str::trim_start)
}

/// Returns the id of the site whose name is all of a line: 旗舰店, 【旗舰店】, 旗舰店：.
fn heading_of_site(known: &Known, line: &str) -> Option<String> {
    let (site, name) = known.site_in(line)?;
    let bare = unmarked(line).trim_matches(|c: char| !c.is_alphanumeric());
    (bare == name).then(|| site.to_owned())
}

/// Returns an error for the lines of a list that do not say at which site they are to be added.
pub(super) fn unplaced<'s>(known: &Known, lines: impl Iterator<Item = &'s Said>) -> Failure {
    let lines = lines.map(|it| format!("\nstdin:{}: {}", it.line, it.title)).collect::<String>();
    let site = known.checklist.sites.first().map_or("", |site| &site.title);
    Failure::new(Exit::Task, text::list_unplaced(lines)).hint(text::list_unplaced_hint(site))
}

/// Whether question marks have replaced the letters of a line, as in Windows PowerShell if the encoding of a pipe lacks
/// them.
fn is_lost(line: &str) -> bool {
    line.matches('?').count() > 1 && !line.chars().any(char::is_alphabetic)
}

/// Whether a line is the heading of a table: only names of columns, at least two, with any separators.
fn is_head(line: &str) -> bool {
    const COLUMNS: &str = "|日期|时间|日子|几点|任务|事项|事|事情|内容|工作内容|标题|待办|要做的事|做什么|负责人|责任人|谁|人员|执行人|姓名|\
        店铺|门店|店|备注|说明|截止|截止日期|截止时间|序号|编号|状态|优先级|岗位|\
        |date|day|time|when|task|tasks|title|what|todo|who|person|people|name|owner|assignee|shop|store|site|note|notes|due|\
        deadline|no|status|priority|role|";
    let words: Vec<_> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.len() > 1 && words.iter().all(|word| COLUMNS.contains(&format!("|{}|", folded(word))))
}

fn refused(bad: &[(usize, Failure)]) -> Failure {
    Failure::usage(Text::of(|lang| {
        let line = |(number, failure): &(usize, Failure)| {
            let hint = failure.hint.as_ref().map(|hint| say::bracketed(lang, hint.in_lang(lang)));
            let what = failure.text.in_lang(lang).to_owned() + &hint.unwrap_or_default();
            format!("\nstdin:{number}: {what}")
        };
        say::list_refused(lang, bad.len()) + &bad.iter().map(line).collect::<String>()
    }))
}

/// Whether a line of a list only announces the lines below it: 今日安排, 双12当天安排, 本周重点, `Today's tasks`.
pub(super) fn is_heading(line: &str) -> bool {
    let line = line.to_lowercase();
    let of_day = ["今日", "今天", "明日", "本周", "下周", "今晚", "today's ", "this week's ", "next week's "];
    let subject = [
        "安排",
        "计划",
        "任务",
        "工作",
        "重点",
        "工作安排",
        "工作计划",
        "事项",
        "待办",
        "清单",
        "tasks",
        "jobs",
        "list",
    ];
    let behind = of_day.iter().find_map(|day| line.strip_prefix(day)).unwrap_or(&line);
    let is_short = line.chars().count() <= 8;
    let is_of_day = is_short && ["当天安排", "当日安排", "当天重点", "分工"].iter().any(|end| line.ends_with(end));
    is_of_day || subject.contains(&behind.trim_start_matches('的'))
}

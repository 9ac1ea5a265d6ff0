//! What a checklist may contain, and how it is read.

use ops::calendar::{duration_label, time_label};
use ops::checklist::{BUILTINS, BuiltinKind, Checklist, Reading, Schedule, SourceFile, Span, Task, parse_span, read};
use ops::language::Lang;
use ops::render::schedule;
use std::io;

fn read_text(text: &str) -> Reading {
    let root = SourceFile { name: "ops.toml".to_owned(), text: text.to_owned() };
    read(root, &mut |_| Err(io::ErrorKind::NotFound.into()), "Asia/Shanghai")
}

/// Reads a checklist with one task, which must have no problems.
fn checklist(top: &str, task: &str) -> Checklist {
    let text = format!("id = \"shop\"\n{top}\n[[area]]\nid = \"daily\"\n[[area.task]]\nid = \"check\"\n{task}\n");
    let reading = read_text(&text);
    assert!(reading.problems.is_empty(), "{text}\n{:#?}", reading.problems);
    reading.checklist.expect("a checklist without problems")
}

fn task(top: &str, task: &str) -> Task {
    checklist(top, task).task("check").expect("the task").1.clone()
}

fn spans(spans: &[Span]) -> String {
    let words = spans.iter().map(|span| match span {
        Span::Window(window) => format!("{}-{}", time_label(window.start), time_label(window.end)),
        Span::Point(time) => time_label(*time),
        Span::From(time) => format!("{}-", time_label(*time)),
        Span::By(time) => format!("-{}", time_label(*time)),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn forms_of_at() {
    const WINDOWS: &str = "[windows]\nevening = \"19:00－22:00\"\n\"晚上\" = \"20:00-\"\nnoon = \"12:00\"\n";
    let check = |at: &str, expected: &str| match task(WINDOWS, &format!("at = {at}")).schedule {
        Schedule::Windows(found) => assert_eq!(spans(&found), expected, "{at}"),
        other => panic!("{at}: {other:?}"),
    };
    check("\"08:30-09:00\"", "08:30-09:00");
    check("'8:30-9:00'", "08:30-09:00");
    check("\"20:20\"", "20:20");
    check("\"13:30-\"", "13:30-");
    check("\"-12:10\"", "-12:10");
    check("\"evening\"", "19:00-22:00");
    check("\"晚上\"", "20:00-");
    check("[\"noon\", \"evening\"]", "12:00 19:00-22:00");
    check("[\"09:00-09:30\", \"14:00-14:30\"]", "09:00-09:30 14:00-14:30");
    check("\"09:00-09:30, 14:00-14:30\"", "09:00-09:30 14:00-14:30");
    check("\"09:00-09:30，evening\"", "09:00-09:30 19:00-22:00");
    // Full-width characters, dashes of all lengths, blanks.
    for window in
        ["０８：３０－０９：００", "08：30—09：00", "08:30——09:00", "08:30–09:00", "08:30～09:00", "08:30~09:00"]
    {
        check(&format!("\"{window}\""), "08:30-09:00");
    }
    check("\" 08:30 - 09:00 \"", "08:30-09:00");
    check("\"　08:30　－　09:00\"", "08:30-09:00");
    check("\"１３：３０－\"", "13:30-");
    check("\"－１２：１０\"", "-12:10");
    // Across midnight, up to the end of the business day, and all of it except one minute.
    check("\"22:00-01:00\"", "22:00-01:00");
    check("\"22:00-24:00\"", "22:00-00:00");
    check("\"24:00-01:00\"", "00:00-01:00");
    check("\"22:00-04:00\"", "22:00-04:00");
    check("\"04:00-03:59\"", "04:00-03:59");
    check("\"01:30\"", "01:30");
    check("\"24:00\"", "00:00");
    check("\"-04:00\"", "-04:00");
}

#[test]
fn windows_keep_to_the_day_start_of_the_checklist() {
    let check = |top: &str, at: &str| match task(top, &format!("at = \"{at}\"")).schedule {
        Schedule::Windows(found) => assert_eq!(spans(&found), at),
        other => panic!("{other:?}"),
    };
    check("day_start = \"00:00\"", "03:00-05:00");
    check("day_start = \"00:00\"", "22:00-00:00");
    check("day_start = \"06:00\"", "23:00-05:30");
    check("day_start = \"0６：00\"", "03:00-05:00");
}

#[test]
fn forms_of_every() {
    let check = |lines: &str, expected: &str| match task("hours = \"08:20-12:00，13:00-20:30\"", lines).schedule {
        Schedule::Watch { every, spans: found } => {
            assert_eq!(format!("{} {}", duration_label(every), spans(&found)).trim_end(), expected, "{lines}");
        }
        other => panic!("{lines}: {other:?}"),
    };
    check("every = \"30m\"", "30m");
    check("every = \"1h\"\nat = \"08:00-18:00\"", "1h 08:00-18:00");
    check("every = \"１h30m\"\nat = [\"08:00-12:00\", \"13:00-\"]", "1h30m 08:00-12:00 13:00-");
    check("every = \"1m\"\nat = \"-12:10\"", "1m -12:10");
    check("every = \"90m\"", "1h30m");
}

#[test]
fn what_is_left_out_has_its_default() {
    let checklist = checklist("", "");
    assert_eq!(checklist.title, "shop");
    assert_eq!(checklist.clock.zone.name(), "Asia/Shanghai");
    assert_eq!(time_label(checklist.clock.day_start), "04:00");
    assert_eq!(duration_label(checklist.grace), "10m");
    assert!(checklist.hours.is_empty());
    assert_eq!(checklist.site_ids(), [""]);
    let (area, task) = checklist.task("check").unwrap();
    assert_eq!((area.title.as_str(), &area.purpose), ("daily", &None));
    assert_eq!(
        (task.title.as_str(), &task.schedule, &task.on, &task.except),
        ("check", &Schedule::Anytime, &None, &None)
    );
    assert!(task.role.is_none() && task.sites.is_empty() && task.steps.is_empty() && task.fields.is_empty());
}

#[test]
fn everything_that_can_be_said() {
    let text = r#"
id = "taobao"
title = " 淘宝运营每日工作 "
timezone = "asia/shanghai"
day_start = "05:00"
grace = "15m"
hours = ["08:20-12:00", "12:00-20:30"]

[roles]
operator = "运营"
assistant = "助理"

[[site]]
id = "flagship"
title = "旗舰店"
people.operator = "小王"
people.assistant = "小李"

[[site]]
id = "outlet"

[[area]]
id = "daily-checks"
title = "日常检查"
purpose = "查看自己店铺和对手店铺的情况"

[[area.task]]
id = "400-phone"
title = "400电话是否打通"
role = "operator"
sites = ["flagship"]
on = ["mon-sat", "12-12"]
except = "2027-02-06..2027-02-12"
steps = ["400电话", { title = "手机号", link = "https://example.com/?a=b" }]
note = """
先打 400，
	再打手机。"""
link = "taobao://shop"

[[area.task.field]]
id = "花费"
unit = "元"
min = 0.10
max = "1,000,000.5"
warn_above = 1_000
required = true

[[area.task]]
id = "links"
steps = 4
role = "assistant"
field = [
  { id = "title", type = "text", max_width = 60 },
  { id = "mood", type = "choice", choices = ["好", "一般", "差"] },
  { id = "ok", type = "yesno" },
  { id = "count", type = "integer", min = -5, warn_below = 1e1 },
]
"#;
    let reading = read_text(text);
    // An outlet without people gives no warning. Nor does 10, because it is not a bound of -5 or more.
    assert!(reading.problems.is_empty(), "{:#?}", reading.problems);
    insta::assert_debug_snapshot!(reading.checklist.unwrap());
}

#[test]
fn order_of_keys_is_the_files() {
    let checklist = checklist("[roles]\nz = \"1\"\na = \"2\"\nm = \"3\"\n", "");
    assert_eq!(checklist.roles.iter().map(|role| role.id.as_str()).collect::<Vec<_>>(), ["z", "a", "m"]);
}

#[test]
fn the_built_in_checklists_have_no_problems() {
    for builtin in BUILTINS {
        let reading = read_text(builtin.text);
        assert!(reading.problems.is_empty(), "{}: {:#?}", builtin.name, reading.problems);
        let tasks = match builtin.kind {
            BuiltinKind::Day => 38,
            BuiltinKind::Plan => 27,
            BuiltinKind::Blank => 3,
        };
        assert_eq!(reading.checklist.unwrap().tasks().count(), tasks, "{}", builtin.name);
    }
}

#[test]
fn windows_line_ends_change_nothing() {
    for builtin in BUILTINS {
        let plain = read_text(builtin.text).checklist.unwrap();
        let windows = read_text(&builtin.text.replace('\n', "\r\n")).checklist.unwrap();
        assert_eq!(format!("{plain:?}"), format!("{windows:?}"));
    }
}

#[test]
fn times_said_in_other_words_are_shown_in_the_usual_ones() {
    let check = |at: &str, expected: &str| match task("", &format!("at = {at:?}")).schedule {
        Schedule::Windows(found) => assert_eq!(spans(&found), expected, "{at}"),
        other => panic!("{at}: {other:?}"),
    };
    check("6am", "06:00");
    check("6 AM", "06:00");
    check("6:30 pm", "18:30");
    check("12am", "00:00");
    check("noon", "12:00");
    check("midnight", "00:00");
    check("9am-6pm", "09:00-18:00");
    check("9am to 6pm", "09:00-18:00");
    check("3-5pm", "15:00-17:00");
    check("8:30-9:30 pm", "20:30-21:30");
    check("before 6pm", "-18:00");
    check("6点半", "06:30");
    check("下午2点", "14:00");
    check("晚上8点到10点", "20:00-22:00");
    check("9点到10点半", "09:00-10:30");
    check("12点到2点", "12:00-14:00");
    check("上午10点到3点", "10:00-15:00");
    check("18点前", "-18:00");
    check("9点以后", "09:00-");
    check("凌晨1点", "01:00");
    let clock = checklist("", "").clock;
    for early in ["2点", "2点到4点", "5点前", "五点半"] {
        assert!(parse_span(early, &clock).is_err(), "{early} may be in the afternoon");
    }
    let named = |windows: &str, at: &str| task(windows, &format!("at = {at:?}")).schedule;
    let own = named("[windows]\nnoon = \"11:30-13:00\"", "noon");
    assert_eq!(own, named("", "11:30-13:00"), "a name of one's own goes before");
    assert_eq!(checklist("hours = \"9am-6pm\"", "").hours, checklist("hours = \"09:00-18:00\"", "").hours);
    assert_eq!(
        checklist("day_start = \"5am\"", "").clock.day_start,
        checklist("day_start = \"05:00\"", "").clock.day_start
    );
    assert_eq!(named("", "9点"), named("", "09:00"));
    let every = |every: &str| task("hours = \"08:00-18:00\"", &format!("every = {every:?}")).schedule;
    assert_eq!(every("半小时"), every("30m"));
    assert_eq!(every("1 hour"), every("1h"));
}

#[test]
fn days_said_in_other_words_are_shown_in_the_usual_ones() {
    let check = |days: &str, en: &str, zh: &str| {
        let checklist = checklist("", &format!("{days}\nat = \"09:00\""));
        let words = |lang| schedule::schedule(lang, &checklist, checklist.task("check").expect("the task").1);
        assert_eq!(words(Lang::En), format!("{en}, at 09:00"), "{days}");
        assert_eq!(words(Lang::Zh), format!("{zh}，09:00"), "{days}");
    };
    check("on = \"每周二\"", "on Tue", "逢周二");
    check("on = \"monday to friday\"", "on Mon to Fri", "逢周一至周五");
    check("on = \"mon–fri\"", "on Mon to Fri", "逢周一至周五");
    check("on = \"每周一至周五\"", "on Mon to Fri", "逢周一至周五");
    check("on = \"weekends\"", "on Sat to Sun", "逢周六至周日");
    check("on = \"周末\"", "on Sat to Sun", "逢周六至周日");
    check("on = \"工作日\"", "on working days", "工作日");
    check("on = \"每周一、三、五\"", "on Mon, Wed, Fri", "逢周一、周三、周五");
    check("on = [\"周一\", \"三至五\"]", "on Mon, Wed to Fri", "逢周一、周三至周五");
    check("on = \"周一三五\"", "on Mon, Wed, Fri", "逢周一、周三、周五");
    check("on = \"mon/thurs\"", "on Mon, Thu", "逢周一、周四");
    check("on = \"15th\"", "on the 15th of the month", "每月15日");
    check("on = \"last day of the month\"", "on the last day of the month", "每月最后一天");
    // Every day is the same as leaving out `on`.
    check("on = \"每天\"", "every day", "每天");
    check("on = \"daily\"", "every day", "每天");
    check("on = \"mon-sun\"", "every day", "每天");
    check("except = \"weekends\"", "every day except Sat to Sun", "每天，周六至周日除外");
    // A period's id takes precedence over other meanings of the word.
    let weekend = "[[period]]\nid = \"weekend\"\ntitle = \"Sale\"\ndays = \"11-28\"";
    let own = checklist(weekend, "on = \"weekend\"");
    assert!(schedule::schedule(Lang::En, &own, own.task("check").expect("the task").1).starts_with("during Sale"));
}

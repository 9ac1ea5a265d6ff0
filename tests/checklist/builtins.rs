//! The built-in checklists: the day covers the operator's whole day in the words of its source, and both languages have
//! the same structure.

use crate::builtin;
use builtin::{tasks, values};
use ops::calendar::DayTerm;
use ops::checklist::{BUILTINS, Builtin, BuiltinKind};
use ops::language::Lang;
use serde_json::{Value, json};
use std::collections::HashSet;

/// The rows of the source's table: area, when, words; with the permanent id of each row.
const ROWS: [(&str, &str, &str, &str); 38] = [
    ("日常检查", "08:20-08:30", "公司晨会 + 打扫卫生", "meeting"),
    ("日常检查", "08:30-09:00", "自己主图+视频+打折检查", "own-images"),
    ("日常检查", "08:30-09:00", "对手主图+视频+打折检查", "rival-images"),
    ("日常检查", "08:30-09:00", "400电话是否打通（400电话、手机号）", "hotline"),
    ("日常检查", "08:30-09:00", "店铺活动报名情况", "campaigns"),
    ("日常检查", "08:30-09:00", "违规记录、体检中心、申诉中心、投诉、闺蜜清洗", "violations"),
    ("日常检查", "08:30-09:00", "DSR", "dsr"),
    ("日常检查", "08:30-09:00", "查看并解决差的评价+问大家", "bad-morning"),
    ("数据与统计分析", "09:00-10:30", "核心关键词分析（自己+对手）", "keywords"),
    ("数据与统计分析", "10:30-11:00", "成长日志、关键词、流量来源、客服数据（自己）2个链接", "own-links"),
    ("数据与统计分析", "10:30-11:00", "成长日志、关键词、流量来源（对手）4个链接", "r1-links"),
    ("数据与统计分析", "10:30-11:00", "成长日志、关键词、流量来源（对手）4个链接", "r2-links"),
    ("数据与统计分析", "10:30-11:00", "成长日志、关键词、流量来源（对手）5个链接", "r3-links"),
    ("数据与统计分析", "11:00-11:30", "总框架（自己+对手）", "framework"),
    ("数据与统计分析", "11:00-11:30", "单品及店铺盈亏分析", "profit"),
    ("搜索推进", "每小时", "及时跟踪助手进度", "helpers"),
    ("搜索推进", "13:00-13:30", "查看并解决差的评价+问大家", "bad-noon"),
    ("搜索推进", "13:00-13:30", "每日更新好的评价+问大家", "good-noon"),
    ("搜索推进", "13:30-14:00", "客服聊天转化率分析", "chats"),
    ("搜索推进", "13:30-14:00", "仓库问题记录分析", "warehouse"),
    ("搜索推进", "20:20", "关键词模板+助理安排（安排第二天的）", "template"),
    ("搜索推进", "每天", "是否更新赠品", "gifts"),
    ("搜索推进", "晚上", "跨行业高手搜索打法分析", "study"),
    ("直通车推广", "09:00-10:00", "直通车有无欠费", "ztc-balance"),
    ("直通车推广", "09:00-10:00", "自己直通车推进情况", "ztc-own"),
    ("直通车推广", "09:00-10:00", "跟进分析对手直通车", "ztc-rival"),
    ("直通车推广", "晚上", "分析结果及应对方法", "ztc-review"),
    ("钻展推广", "08:30-09:00", "钻展有无欠费", "zz-balance"),
    ("钻展推广", "08:30-09:00", "自己钻展的投放情况", "zz-own"),
    ("钻展推广", "晚上", "分析结果及应对方法", "zz-review"),
    ("淘宝客跟进", "每半小时", "封锁对手淘宝客，看实时销量、淘客联盟、花生日记", "tk-watch"),
    ("淘宝客跟进", "14:00-15:00", "计算对手淘客什么时候掉（掉多少）", "tk-drop"),
    ("淘宝客跟进", "14:00-15:00", "跟踪淘客举报进度", "tk-reports"),
    ("评价问大家", "20:00-20:30", "查看并解决差的评价+问大家", "bad-evening"),
    ("评价问大家", "20:00-20:30", "每日更新好的评价+问大家", "good-evening"),
    ("页面策划", "09:00-10:30", "标题+主图+4张主图", "title"),
    ("页面策划", "09:00-10:30", "短视频+详情页", "video"),
    ("页面策划", "09:00-10:30", "SKU图片名称策划", "sku"),
];

fn read(lang: Lang) -> Value {
    values(Builtin::in_lang(lang).expect("one in each language").text)
}

fn text<'a>(table: &'a Value, key: &str) -> &'a str {
    table[key].as_str().unwrap_or_else(|| panic!("{table} has no {key}"))
}

/// Returns the titles of a task's steps; empty if they are only counted.
fn step_titles(task: &Value) -> Vec<&str> {
    task["steps"].as_array().map(|steps| steps.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// Returns when a task is due, in the source's words.
fn when(task: &Value) -> &str {
    match (task["at"].as_str(), task["every"].as_str()) {
        (Some("evening"), None) => "晚上",
        (Some(at), None) => at,
        (None, Some("1h")) => "每小时",
        (None, Some("30m")) => "每半小时",
        (None, None) => "每天",
        other => panic!("{other:?}"),
    }
}

/// Returns a task's words: its title, and its steps if the source has them in parentheses at the end.
fn words(task: &Value) -> [String; 3] {
    let (title, steps) = (text(task, "title"), step_titles(task));
    [title.to_owned(), format!("{title}（{}）", steps.join("+")), format!("{title}（{}）", steps.join("、"))]
}

#[test]
fn every_row_of_the_source_is_a_task() {
    let checklist = read(Lang::Zh);
    let areas = checklist["area"].as_array().expect("areas");
    let tasks: Vec<(&Value, &Value)> = areas
        .iter()
        .flat_map(|area| area["task"].as_array().expect("tasks").iter().map(move |task| (area, task)))
        .collect();
    assert_eq!(tasks.len(), ROWS.len());
    for ((area, task), (in_area, at, row, id)) in tasks.into_iter().zip(ROWS) {
        assert_eq!((text(area, "title"), when(task), text(task, "id")), (in_area, at, id));
        assert!(words(task).iter().any(|words| words == row), "{row} became {:?}", words(task));
    }
}

#[test]
fn what_a_row_names_are_its_steps() {
    let checklist = read(Lang::Zh);
    let all = tasks(&checklist);
    let check = |id: &str, expected: Value| {
        let task = all.iter().find(|task| task["id"] == id).expect("a task");
        assert_eq!(task["steps"], expected, "{id}");
    };
    check("hotline", json!(["400电话", "手机号"]));
    check("violations", json!(["违规记录", "体检中心", "申诉中心", "投诉", "闺蜜清洗"]));
    check("keywords", json!(["自己", "对手"]));
    check("framework", json!(["自己", "对手"]));
    check("own-links", json!(2));
    check("r1-links", json!(4));
    check("r2-links", json!(4));
    check("r3-links", json!(5));
    check("own-images", json!(["主图", "视频", "打折"]));
    check("rival-images", json!(["主图", "视频", "打折"]));
    check("title", json!(["标题", "主图", "主图2", "主图3", "主图4", "主图5"]));
    check("video", json!(["短视频", "详情页"]));
    check("dsr", Value::Null);
}

#[test]
fn figures_are_fields_and_none_is_required() {
    let checklist = read(Lang::Zh);
    let found: Vec<String> = tasks(&checklist)
        .into_iter()
        .flat_map(|task| task["field"].as_array().into_iter().flatten().map(move |field| (task, field)))
        .map(|(task, field)| {
            assert_eq!(field["required"], Value::Null, "a tick must stay quick");
            let limits = ["min", "max", "max_width", "warn_below", "warn_above"];
            let limits =
                limits.iter().filter(|key| !field[**key].is_null()).map(|key| format!(" {key} {}", field[*key]));
            format!("{}.{}: {}{}", text(task, "id"), text(field, "id"), text(field, "type"), limits.collect::<String>())
        })
        .collect();
    assert_eq!(
        found,
        [
            "dsr.described: number min 1 max 5 warn_below 4.6",
            "dsr.service: number min 1 max 5 warn_below 4.6",
            "dsr.shipping: number min 1 max 5 warn_below 4.6",
            "profit.profit: number",
            "chats.conversion: number min 0 max 100",
            "ztc-balance.balance: number warn_below 200",
            "ztc-review.spend: number min 0",
            "ztc-review.revenue: number min 0",
            "zz-balance.balance: number warn_below 200",
            "zz-review.spend: number min 0",
            "zz-review.revenue: number min 0",
            "tk-drop.drop: integer min 0",
            "title.title: text max_width 60",
            "video.seconds: integer min 1 max 60 warn_below 9 warn_above 30",
        ]
    );
}

/// Replaces the texts for people, leaving only the structure.
fn structure(value: &Value) -> Value {
    const WORDS: [&str; 4] = ["title", "purpose", "note", "unit"];
    match value {
        Value::Object(table) => table
            .iter()
            .map(|(key, value)| match key.as_str() {
                "roles" => (key.clone(), value.as_object().expect("roles").keys().cloned().collect()),
                // The number of steps is structure; their titles are not.
                "steps" => (key.clone(), value.as_array().map_or(value.clone(), |steps| json!(steps.len()))),
                key if WORDS.contains(&key) => (key.to_owned(), Value::Null),
                _ => (key.clone(), structure(value)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(structure).collect(),
        other => other.clone(),
    }
}

#[test]
fn both_languages_of_each_are_the_same() {
    let (chinese, english): (Vec<&Builtin>, Vec<&Builtin>) =
        BUILTINS.iter().partition(|builtin| builtin.lang == Lang::Zh);
    assert_eq!(chinese.len(), english.len());
    for (zh, en) in chinese.into_iter().zip(english) {
        assert_eq!((en.name, en.kind), (&*format!("{}.en", zh.name), zh.kind));
        assert_eq!(structure(&values(zh.text)), structure(&values(en.text)), "{}", zh.name);
    }
}

#[test]
fn each_built_in_is_found_by_its_name_and_the_day_by_its_language() {
    for builtin in BUILTINS {
        assert_eq!(Builtin::named(builtin.name).map(|found| found.text), Some(builtin.text));
    }
    let day = |lang: Lang| Builtin::in_lang(lang).map(|found| (found.name, found.kind));
    assert_eq!(day(Lang::Zh), Some(("taobao", BuiltinKind::Day)));
    assert_eq!(day(Lang::En), Some(("taobao.en", BuiltinKind::Day)));
    assert_eq!(BUILTINS.first().map(|builtin| builtin.name), Some("taobao"));
    assert!(Builtin::named("taobao.zh").is_none());
}

#[test]
fn records_of_different_built_ins_are_kept_apart() {
    let of = |kind: BuiltinKind| {
        let same_kind = BUILTINS.iter().filter(move |builtin| builtin.kind == kind);
        same_kind.map(|builtin| text(&values(builtin.text), "id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(BuiltinKind::Day), ["taobao", "taobao"]);
    assert_eq!(of(BuiltinKind::Plan), ["taobao-plan", "taobao-plan"]);
    assert_eq!(of(BuiltinKind::Blank), ["shop", "shop"]);
}

/// Collects every text of a checklist with its key.
fn texts<'a>(key: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(table) => table.iter().for_each(|(key, item)| texts(key, item, found)),
        _ => {}
    }
}

/// Returns the width in terminal cells; a Hanzi takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn every_text_fits() {
    for builtin in BUILTINS {
        let checklist = values(builtin.text);
        let mut found = Vec::new();
        texts("", &checklist, &mut found);
        for (key, text) in found {
            let widest = match key {
                "id" => 15,
                "title" => 80,
                "unit" => 8,
                "steps" => 24,
                "purpose" | "note" => 120,
                _ => 40,
            };
            assert!(width(text) <= widest, "{key} is {} wide: {text}", width(text));
            assert_eq!(text.trim(), text, "{key}");
            assert!(!text.is_empty() && !text.contains(char::is_control), "{key}: {text:?}");
        }
        // The tutorial is read in a terminal or a small window, which does not wrap its lines.
        for line in builtin.text.lines() {
            assert!(width(line) <= 160, "{} is {} wide: {line}", builtin.name, width(line));
        }
    }
}

#[test]
fn ids_are_typeable_and_unique() {
    let checklist = read(Lang::Zh);
    let mut seen = HashSet::new();
    for task in tasks(&checklist) {
        let id = text(task, "id");
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{id}");
        assert!(seen.insert(id), "{id} twice");
        let role = text(task, "role");
        assert!(checklist["roles"][role].is_string(), "{id} belongs to {role}");
    }
}

#[test]
fn the_tutorials_day_terms_are_read() {
    for builtin in BUILTINS.iter().filter(|builtin| builtin.kind != BuiltinKind::Blank) {
        let examples = builtin.text.lines().filter_map(|line| line.trim_start_matches('#').trim().split_once("= ["));
        let mut count = 0;
        for (key, rest) in examples.filter(|(key, _)| key.ends_with("on ") || key.ends_with("except ")) {
            let list = rest.split(']').next().expect("a list");
            for term in list.split(',').map(|term| term.trim().trim_matches('"')) {
                assert!(DayTerm::parse(term).is_ok(), "{key}: {term}");
                count += 1;
            }
        }
        assert!(count >= 7, "{} shows only {count} day terms", builtin.name);
    }
}

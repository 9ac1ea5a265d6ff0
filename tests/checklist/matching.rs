//! Matching typed words to tasks, in the built-in checklists and in random ones.

use crate::builtin;
use chrono::{NaiveTime, TimeDelta};
use ops::calendar::{BusinessClock, Zone};
use ops::checklist::{Area, Builtin, Checklist, Match, Schedule, Task, find_task, short_ids};
use ops::language::{Lang, plain};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Creates a checklist that only has ids and titles.
fn checklist(tasks: impl IntoIterator<Item = (String, String)>) -> Checklist {
    let task = |(id, title)| Task {
        id,
        title,
        schedule: Schedule::Anytime,
        on: None,
        except: None,
        from: None,
        until: None,
        role: None,
        sites: Vec::new(),
        steps: Vec::new(),
        fields: Vec::new(),
        note: None,
        link: None,
    };
    let tasks = tasks.into_iter().map(task).collect();
    Checklist {
        id: "test".into(),
        title: "test".into(),
        clock: BusinessClock { zone: Zone::utc(), day_start: NaiveTime::MIN },
        grace: TimeDelta::minutes(10),
        hours: Vec::new(),
        calendar: Default::default(),
        roles: Vec::new(),
        sites: Vec::new(),
        gone_sites: Vec::new(),
        absences: Vec::new(),
        measures: Vec::new(),
        targets: Default::default(),
        areas: vec![Area { id: "all".into(), title: "all".into(), purpose: None, tasks }],
    }
}

fn taobao(lang: Lang) -> Checklist {
    let values = builtin::values(Builtin::in_lang(lang).expect("one in each language").text);
    let text = |task: &serde_json::Value, key: &str| task[key].as_str().expect("a text").to_owned();
    checklist(builtin::tasks(&values).into_iter().map(|task| (text(task, "id"), text(task, "title"))))
}

#[test]
fn words_find_their_tasks() {
    let taobao = taobao(Lang::Zh);
    let check = |word: &str, expected: &str| assert_eq!(find_task(&taobao, word), Match::One(expected), "{word}");
    // Ids and their prefixes.
    check("hotline", "hotline");
    check("ho", "hotline");
    check("HO", "hotline");
    check("ＨＯ", "hotline");
    check(" ho ", "hotline");
    check("ztc-b", "ztc-balance");
    check("r2", "r2-links");
    check("title", "title");
    // Titles and their parts.
    check("DSR", "dsr");
    check("直通车有无欠费", "ztc-balance");
    check("400电话", "hotline");
    check("４００电话", "hotline");
    check("晨会", "meeting");
    check("举报", "tk-reports");
    check("（掉多少）", "tk-drop");
    check("sku图片", "sku");
    check("5个链接", "r3-links");
}

#[test]
fn pinyin_finds_tasks() {
    let taobao = taobao(Lang::Zh);
    let check = |word: &str, expected: &str| assert_eq!(find_task(&taobao, word), Match::One(expected), "{word}");
    check("ztcywqf", "ztc-balance");
    check("ZTCYWQF", "ztc-balance");
    check("zhitongcheyouwuqianfei", "ztc-balance");
    check("zhitongcheyw", "ztc-balance");
    check("直通车ywqf", "ztc-balance");
    check("400dh", "hotline");
    check("400dianhua", "hotline");
    check("400dian", "hotline");
    check("chenhui", "meeting");
    check("gsch", "meeting");
    check("zkj", "framework");
    check("cangku", "warehouse");
    check("cangk", "warehouse");
    check("cangkuwent", "warehouse");
    check("dpyk", "profit");
    check("zengpin", "gifts");
    check("zengp", "gifts");
    check("skutp", "sku");
    check("skutupian", "sku");
    // 行 is read hang or xing, and a title may be typed with either.
    check("kuahangye", "study");
    check("kuaxingye", "study");
}

#[test]
fn several_tasks_are_listed_in_the_files_order() {
    let taobao = taobao(Lang::Zh);
    let check = |word: &str, expected: &[&str]| {
        assert_eq!(find_task(&taobao, word), Match::Several(expected.to_vec()), "{word}");
    };
    check("ztc", &["ztc-balance", "ztc-own", "ztc-rival", "ztc-review"]);
    check("直通车", &["ztc-balance", "ztc-own", "ztc-rival"]);
    check("zhitongche", &["ztc-balance", "ztc-own", "ztc-rival"]);
    check("成长日志、关键词、流量来源（对手）4个链接", &["r1-links", "r2-links"]);
    check("查看并解决差的评价+问大家", &["bad-morning", "bad-noon", "bad-evening"]);
    check("分析结果及应对方法", &["ztc-review", "zz-review"]);
    check("fxjg", &["ztc-review", "zz-review"]);
    check("bad", &["bad-morning", "bad-noon", "bad-evening"]);
    check("-balance", &["ztc-balance", "zz-balance"]);
}

#[test]
fn the_first_tier_with_a_match_decides() {
    let list =
        [("b", "bee"), ("bc", "abc"), ("abcd", "x"), ("x", "Bc"), ("bcd", "b"), ("e", "直通车"), ("f", "开直通车")];
    let list = checklist(list.map(|(id, title)| (id.to_owned(), title.to_owned())));
    let check = |word: &str, expected: &[&str]| {
        let found = match find_task(&list, word) {
            Match::One(id) => vec![id],
            Match::Several(ids) => ids,
            Match::None(_) => Vec::new(),
        };
        assert_eq!(found, expected, "{word}");
    };
    check("b", &["b"]);
    check("bc", &["bc"]);
    check("BC", &["bc"]);
    check("ab", &["abcd"]);
    check("bee", &["b"]);
    check("abc", &["bc"]);
    check("cd", &["abcd", "bcd"]);
    check("ztc", &["e", "f"]);
    check("tc", &["e", "f"]);
    check("zhitongch", &["e", "f"]);
    check("kzt", &["f"]);
}

#[test]
fn a_word_that_matches_nothing_suggests_ids() {
    let taobao = taobao(Lang::Zh);
    let check = |word: &str, expected: &[&str]| {
        assert_eq!(find_task(&taobao, word), Match::None(expected.to_vec()), "{word}");
    };
    check("hotlien", &["hotline"]);
    check("metting", &["meeting"]);
    check("warehosue", &["warehouse"]);
    check("qqqq", &[]);
    check("开会", &[]);
    check("", &[]);
    check("  ", &[]);
    check("\u{3000}", &[]);
    check(&"hotline".repeat(1000), &[]);
}

#[test]
fn a_lone_letter_a_count_and_a_sign_are_no_part_of_an_id_or_title() {
    let list = [
        ("r3-links", "3 links"),
        ("r12-links", "双12备货"),
        ("dsr", "400电话"),
        ("x", "盘"),
        ("jose", "José's list"),
        ("gift", "🎁赠品"),
    ];
    let list = checklist(list.map(|(id, title)| (id.to_owned(), title.to_owned())));
    let check = |word: &str, expected: Option<&str>| {
        let expected = expected.map_or(Match::None(Vec::new()), Match::One);
        assert_eq!(find_task(&list, word), expected, "{word}");
    };
    for word in ["3", "３", "2", "s", "ｓ", "é", "-", "--", "'", ".", "0", "40", "00", "012", "。"] {
        check(word, None);
    }
    check("d", Some("dsr"));
    check("盘", Some("x"));
    check("🎁", Some("gift"));
    check("12", Some("r12-links"));
    check("400", Some("dsr"));
    check("jose\u{301}", Some("jose"));
    check("JOSÉ", Some("jose"));
    check("链接", None);
}

#[test]
fn the_built_in_tasks_have_short_names() {
    for lang in [Lang::Zh, Lang::En] {
        let taobao = taobao(lang);
        let shorts = short_ids(&taobao);
        assert_eq!(shorts.len(), 38);
        for &(id, short) in &shorts {
            assert_eq!(find_task(&taobao, short), Match::One(id), "{short}");
            assert!(short.len() <= 6, "{id} takes {short}");
        }
        let mean = shorts.iter().map(|(_, short)| short.len()).sum::<usize>() as f64 / 38.0;
        assert!(mean < 3.6, "{mean}");
    }
}

#[test]
fn no_hanzi_makes_pinyin_fail() {
    let all: String = ('\u{2e80}'..='\u{31000}').collect();
    let list = checklist([("x".to_owned(), all)]);
    for word in ["zhong", "chong", "q", "nǚ", "nv", "lue", "m", "ng"] {
        find_task(&list, word);
    }
}

proptest! {
    /// The alphabets are short, so that ids share prefixes, are prefixes of each other, and equal other tasks' titles.
    #[test]
    fn short_names_find_their_task_and_no_shorter_one_does(
        tasks in prop::collection::btree_map("[abk-]{0,4}[abk]", "[abAB]{1,3}|Ａb|主图|\u{212a}", 1..12),
    ) {
        let list = checklist(tasks.clone());
        let shorts: BTreeMap<&str, &str> = short_ids(&list).into_iter().collect();
        for id in tasks.keys() {
            let short = shorts[id.as_str()];
            prop_assert!(id.starts_with(short));
            prop_assert_eq!(find_task(&list, short), Match::One(id.as_str()), "{} for {}", short, id);
            for shorter in (1..short.len()).map(|length| &id[..length]) {
                let own_title = plain(&tasks[id]).to_lowercase() == shorter;
                prop_assert!(own_title || find_task(&list, shorter) != Match::One(id.as_str()), "{} for {}", shorter, id);
            }
        }
    }

    #[test]
    fn no_word_makes_it_fail(word in "\\PC{0,12}|[a-zA-Z0-9主图直通车İẞ]{0,10}") {
        find_task(&taobao(Lang::Zh), &word);
    }
}

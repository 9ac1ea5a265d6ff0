//! Lines that are refused, and the lines suggested instead.

use super::*;

#[test]
fn what_looks_like_a_day_or_a_time_is_no_title() {
    let glued = |word: &str, said: &str| format!("\"{word}\" starts with what looks like a day or time: \"{said}\"");
    check("9点开会", &glued("9点开会", "9点"));
    check("明天 9:00开会", &glued("明天 9:00开会", "明天 9:00"));
    check("明天盘点", &glued("明天盘点", "明天"));
    check("9点半价促销", &glued("9点半价促销", "9点半"));
    check("15号发货", &glued("15号发货", "15号"));
    check("2026-11-24-25 发货", "\"2026-11-24-25\" is not a day");
    check("2026-12 发货", "\"2026-12\" is not a day");
    check("下周 发货", "\"下周\" does not say which day or time");
    check("next week stock", "\"next week\" does not say which day or time");
    check("13月1日 发货", "there is no date 13月1日");
    check("12/1 stock", "\"12/1\" is ambiguous");
    check("1/12/2026 stock", "\"1/12/2026\" is ambiguous");
    check("12.1 stock", "\"12.1\" is ambiguous");
    check("周末 盘点", "\"周末\" is ambiguous");
    check("晚上1点 盘点", "\"晚上1点\" does not say which night");
    check("明天半夜2点 盘点", "\"明天半夜2点\" does not say which night");
    check("12:345 stock", "\"12:345\" is not a time of day");
    check("tomorrow", "the title is missing");
    // A second day or time is refused, not read as part of the title.
    check("明天 明天 发货", "\"明天\": a day or a time was already given");
    check("09:00 10:00 开会", "\"10:00\": a day or a time was already given");
    check("mon,wed stock", "\"mon,wed\" means several days or times; a one-off has only one");
    check("周一、周三 盘点", "\"周一、周三\" means several days or times; a one-off has only one");
    check("fri to sun stock", "\"fri to sun\" means several days or times; a one-off has only one");
    check("mon-fri stock", "\"mon-fri\" means several days or times; a one-off has only one");
}

/// A line that starts like a day or a time, but does not mean exactly one, is not read as a title.
#[test]
fn what_is_vague_is_refused() {
    let each = |all: &str, told: &str| {
        for said in all.split('|') {
            let expected = format!("\"{said}\" {told}");
            for behind in [" 盘点", "，盘点"] {
                check(&format!("{said}{behind}"), &expected);
                check(&format!("小李 {said}{behind}"), &expected);
            }
        }
    };
    each(
        "半小时后|两小时后|2小时后|10分钟后|一个半小时后|过半小时|再过两小时|三刻钟后|24小时内|in 2 hours|in an hour|in half an hour|\
         in 30 minutes|within 2 hours|2 hours later|in a couple of hours",
        "is relative to the current time",
    );
    each(
        "每天|每日|每周|每周三|每星期五|每月|每月1号|每个月底|每3天|每隔两天|每晚|每早|每小时|每2小时|每个工作日|逢周五|天天|隔天|每日9点|每日8:30|每日早上|天天8点|\
         每年12月1日|每年年底|每双周|每逢5号|每夜|每半年|单周周五|双周五|隔周五|工作日9点|every day|\
         every fri|each morning|every 2 hours|every other day|mondays|on fridays|weekdays|twice a week",
        "repeats; ops add is only for tasks on a single day",
    );
    each(
        "月初|月中|下月初|12月初|12月中旬|年初|下季度|下半年|今年|下个月|下周|本周|这两天|这几天|次日|改天|周八|几天后|两三天后|\
         过几天|过两天|半个月后|半天内|国庆前|双11前|双十一期间|春节前|元旦前|节后|年前|明天起|从明天起|从周一|周五后|9点左右|9点多|大约9点|\
         快9点|in a few days|next month|next year|next week|this month|later this week|early december|mid december|\
         beginning of next month|end of week|end of day|eod|by eod|by next week|by tonight|by christmas|month end|the 5th|in the morning|\
         from tomorrow|tomorrow onwards|周五下班前|两周后的周三|下周前|下周内|下下周内|下月内|近9点|不到9点|5pm-ish|after friday|after dec 1|since friday|\
         周五下午截止|15点过5|后年|明年12月|明年年初|2027年12月|3个工作日内|三个工作日后|in 3 working days|by december|late friday|early tomorrow|\
         first thing tomorrow|first thing in the morning|sometime on friday|later today|friday-ish|noon-ish|monday week|fri after next|first of december|at about 5|about friday|明年春节前|大约周五|\
         within next week|within the week|from 9 to 10|a week from friday|9:00 or so|9ish|around 9:00|half 9|by close|before closing|\
         打烊前|周五打烊前|双12零点|双12上午|双12晚上8点|双12结束后|30th|5th",
        "does not say which day or time",
    );
    for said in [
        "quarter past 9",
        "half past eight",
        "ten to nine",
        "9 o'clock",
        "at 9",
        "at nine",
        "by nine",
        "by 5",
        "after 5",
        "by5",
        "by ten to nine",
    ] {
        check(&format!("{said} stock"), &format!("\"{said}\" could be morning or evening"));
    }
    each(
        "周六、日|周一、三|周一三五|周六周日|周六日|下周一、三|明后天|今明两天|12月1日、2日|12月1号和2号|12月1、2、3号|12月1到3号|1-3号|\
         8点和10点|8:00,10:00|8:00 and 10:00|下午3点和5点|8点或9点|mon,wed|mon to fri|dec 1-3|dec 1 and 2|dec 1, 2|1-3 dec|fri 8:00 and 10:00",
        "means several days or times; a one-off has only one",
    );
    check("9.30 开会", "\"9.30\" could be a date, a time or a number");
    check("tonight 8 stock", "\"8\" is not a time of day");
    check("年底前 盘点", "\"年底前\" is too far off: a one-off is carried over for at most 31 days");
    check("周末前 盘点", "\"周末前\" is ambiguous");
    check("每天盘点", "\"每天\" repeats; ops add is only for tasks on a single day");
}

/// `9-10` may be hours or a date, and a number that counts something is not a date.
#[test]
fn two_numbers_are_no_date_where_they_may_be_more() {
    let hint = |line: &str, expected: &str| {
        assert_eq!(
            read(line, &Said::default(), true),
            format!("\"{}\" could be a date, a time or a number", line.split(' ').next().unwrap_or_default())
        );
        let failure = said(line, &Said::default(), true).expect_err("refused");
        let behind = "; if it belongs to the title, put -- before the title or use --title";
        assert_eq!(failure.hint.expect("a hint").in_lang(Lang::En), format!("write {expected}{behind}"), "{line}");
    };
    hint("9-10 stock", "2027-09-10 or 09:00-10:00");
    hint("10-11 stock", "2027-10-11 or 10:00-11:00");
    hint("12-24 小时发货", "2026-12-24");
    hint("7-15 天无理由", "2027-07-15");
    hint("10-20 元价格带", "2027-10-20");
    hint("9-10 月报表", "2027-09-10");
    check("100-200 价格带", "“100-200 价格带”");
    check("12-24 stock", "2026-12-24 “stock”");
    check("12-01 天猫 报名", "2026-12-01 “天猫 报名”");
    check("09-10 stock", "2027-09-10 “stock”");
    check("11-28 小李 对账", "2026-11-28 小李 “对账”");
    check("12.12 备货", "2026-12-12 “备货”");
}

/// A line is one task: a second clause with a day of its own, or a deadline in the middle, is asked about.
#[test]
fn a_line_is_one_task() {
    for (line, day) in [("小李 周六上午 催付，周日 对账", "周日"), ("周六 发货 然后 周日 拍图", "周日")]
    {
        check(line, &format!("\"{day}\" begins another task in the same line"));
    }
    for (line, day) in [
        ("改价要在周五晚上10点前弄好", "周五晚上10点前"),
        ("给客户周五前补发", "周五前"),
        ("麻烦小李明天把图发我", "明天"),
        ("通知小王和小李周五晚上加班", "周五晚上"),
    ] {
        check(line, &format!("\"{day}\" is a day or a time; put it before the title"));
    }
    check("小李，把图换掉，明天看效果", "小李 “把图换掉，明天看效果”");
    check("复盘周五前的数据", "“复盘周五前的数据”");
}

/// A one-off is assigned to one person only.
#[test]
fn several_people_are_refused() {
    for said in [
        "小李、小王",
        "小李和小王",
        "小李，小王",
        "小李 和 小王",
        "@小李 @小王".replace(" @", "、@").as_str(),
        "小李/助理",
    ] {
        for line in [format!("{said} 盘点"), format!("明天 {said} 盘点")] {
            check(&line, &format!("\"{said}\" is more than one person; a one-off is for one"));
        }
    }
    check("盘点 小李和小王", "\"小李和小王\" is more than one person; a one-off is for one");
    for (line, both) in [
        ("小李 小王 理货", "小李 小王"),
        ("@小李 @小王 理货", "小李 小王"),
        ("理货 小李 小王", "小李 小王"),
        ("小李 明天 理货 小王", "小李 小王"),
        ("助理 小王 理货", "助理 小王"),
    ] {
        check(line, &format!("\"{both}\" is more than one person; a one-off is for one"));
    }
    for said in ["小李 & 小王", "小李 和 小王", "Li Hua and Li"] {
        check(&format!("count {said}"), &format!("\"{said}\" is more than one person; a one-off is for one"));
    }
    check("call Li Hua and Li", "“call Li Hua and Li”");
    check("小李 交接 小王", "小李 “交接 小王”");
    check("小李 换图 小李", "小李 “换图”");
    check("小李 打包 双11", "小李 “打包 双11”");
    check("小李 和小王对账", "小李 “和小王对账”");
    check("call 小李和小王", "“call 小李和小王”");
    check("小李 小王 的图", "小李 “小王 的图”");
}

/// A person at the end may be the assignee or part of the title.
#[test]
fn for_someone_or_about_them_is_asked() {
    for (line, name) in [("email Li", "Li"), ("count Sun Li", "Sun Li"), ("packer customers", "packer")] {
        check(line, &format!("is it for \"{name}\", or is that part of the title?"));
        check(&format!("明天 {line}"), &format!("is it for \"{name}\", or is that part of the title?"));
    }
    check("明天 换图 小李", "2026-11-24 小李 “换图”");
    check("email @Li", "Li “email”");
    check("order bags Li", "Li “order bags”");
    check("packer: customers", "packer “customers”");
    check("packer 明天 customers", "2026-11-24 packer “customers”");
    for title in ["call Li", "培训 小李", "通知 小李", "plan for Li"] {
        check(title, &format!("“{title}”"));
    }
}

/// A word may begin like a day and be a known name: the longer one is chosen.
#[test]
fn a_name_that_begins_like_a_day_is_a_name() {
    check("周一鸣 盘点", "周一鸣 “盘点”");
    check("周一鸣周五 盘点", "2026-11-27 周一鸣 “盘点”");
    check("盘点 周一鸣", "周一鸣 “盘点”");
    check("周一 盘点", "2026-11-23 “盘点”");
    check("周一鸣盘点", "\"周一鸣\" is a person; put the name before the title, with a space between");
    check("Sun Li count", "Sun Li “count”");
    check("fri Sun Li count", "2026-11-27 Sun Li “count”");
    check("Sun count", "2026-11-29 “count”");
    check("盘点周一鸣五", "“盘点周一鸣五”");
}

/// A shop followed by a day or a person is not read as the start of a title.
#[test]
fn a_shop_before_a_day_is_refused() {
    for (line, site) in [
        ("outlet 明天 盘库", "outlet"),
        ("OUTLET：小李 盘库", "OUTLET"),
        ("third street 明天 盘库", "third street"),
        ("【Third Street】明天 盘库", "Third Street"),
    ] {
        check(line, &format!("\"{site}\" is not a day, a time or anybody in the checklist"));
    }
    check("outlet：明天盘库", "\"outlet\" is not a day, a time or anybody in the checklist");
    check("outlet 盘库", "“outlet 盘库”");
}

#[test]
fn what_is_likely_mistyped_is_refused() {
    check("明天 小李", "the title is missing");
    check("昨天 换主图", "2026-11-22 is in the past; a one-off is for today or later");
    check("2026-02-30 换主图", "there is no date 2026-02-30");
    check("25:00 换主图", "there is no time \"25:00\"");
    check("10:00-09:00 换主图", "\"10:00-09:00\" ends before it starts");
    check("明天 小丽 对账", "there is no person or role \"小丽\"");
    check("小里 换主图", "there is no person or role \"小里\"");
    for name in ["xiaoli", "XiaoLi", "li hua"] {
        let told = format!("there is no person or role \"{name}\"");
        check(&format!("{name} 明天 盘库"), &told);
        check(&format!("{name} 盘库"), &told);
        check(&format!("盘库 {name}"), &told);
    }
    for day in ["明天", "17:00", "tomorrow"] {
        check(&format!("@{day} 换主图"), &format!("there is no person or role \"{day}\""));
    }
    check("@小赵 换主图", "there is no person or role \"小赵\"");
    check("下下周 09:00 换主图", "\"下下周\" does not say which day or time");
    check("小钱 明天 换主图", "\"小钱\" is not a day, a time or anybody in the checklist");
    check("标题里的 09:00 和明天", "\"标题里的\" is not a day, a time or anybody in the checklist");
    check(&"图".repeat(201), "a title has at most 200 characters; put the rest into --note");
}

#[test]
fn who_is_known_is_named_once() {
    let check = |line: &str, expected: &str| {
        let failure = said(line, &Said::default(), true).expect_err("nobody of that name");
        assert_eq!(failure.hint.expect("a hint").in_lang(Lang::En), expected, "{line}");
    };
    check("@欧阳 换主图", "known: 运营, 助理, 打包, 主管, 小王, 小李, 小陈, Li Hua, Li, 周一鸣, Sun Li");
    check("@小赵 换主图", "did you mean: 小李");
    check("12/1 stock", "write 2026-12-01 or 2027-01-12");
    check("mon,wed stock", "add one task for each: mon stock, wed stock");
    // One task for each day of the range, each with the whole title.
    check("周五到周日 盘点", "add one task for each: 2026-11-27 盘点, 2026-11-28 盘点, 2026-11-29 盘点");
    check("11月27日-29日 盘点", "add one task for each: 2026-11-27 盘点, 2026-11-28 盘点, 2026-11-29 盘点");
    check("12月1日到12月31日 盘点", "add one task for each");
    check("12月1到3号 盘点", "add one task for each: 12月1号 盘点, 12月2号 盘点, 12月3号 盘点");
    check(
        "明天盘点 货架",
        "put a space after it: 明天 盘点 货架; if it belongs to the title, put -- before the title or use --title",
    );
    check("小李、小王 盘点", "add one task for each: 小李 盘点, 小王 盘点");
}

#[test]
fn the_heading_of_a_list_is_no_title() {
    for heading in [
        "今日安排",
        "双12分工",
        "双12当天安排",
        "本周重点",
        "12.15 周二 工作安排",
        "明日计划",
        "本周工作",
        "Today's tasks",
        "小李：",
    ] {
        said(heading, &Said::default(), true).expect_err(heading);
    }
    for title in ["今日头条", "下周计划表", "today's till"] {
        check(title, &format!("“{title}”"));
    }
}

#[test]
fn a_shop_in_front_of_a_title_is_noticed() {
    let site = |line: &str| said(line, &Said::default(), true).expect(line).site.map(|(site, _)| site);
    for line in ["Third Street 换图", "换图 third street", "特卖店换图", "特卖店 换图", "特卖店：换图"]
    {
        assert!(site(line).is_some(), "{line}");
    }
    for line in ["特卖店的图", "换特卖店图"] {
        assert_eq!(site(line), None, "{line}");
    }
}

/// A line is for one person. Another person's task in it is refused with a line for each.
#[test]
fn a_second_person_begins_another_line() {
    let split = |line: &str, names: &str, lines: &str| {
        check(line, &format!("\"{names}\" begins another task in the same line"));
        let hint = said(line, &Said::default(), true).expect_err(line).hint.expect(line);
        assert_eq!(hint.in_lang(Lang::En), format!("add one task for each: {lines}"));
    };
    split("小王：换海报；小李：打包", "小李", "小王：换海报, 小李 打包");
    split("小王 换海报，小李 打包", "小李", "小王 换海报, 小李 打包");
    split("@小王 换海报 @小李 打包", "小李", "@小王 换海报, 小李 打包");
    split("明天 小王 换海报，小李打包；小陈：改价", "小李、小陈", "明天 小王 换海报, 明天 小李 打包, 明天 小陈 改价");
    split("小王 换海报，然后 小李 打包", "小李", "小王 换海报, 小李 打包");
    check("明天 特卖店", "the title is missing");
    for title in ["通知 小王，小李 开会", "换图，小李的那张", "email @小李 report", "对账，联系小李"]
    {
        check(title, &format!("“{title}”"));
    }
    check("小王 换图，小李的那张", "小王 “换图，小李的那张”");
    check("换海报 —— 小王", "小王 “换海报”");
    check("换海报，今天必须完成", "\"今天\" is a day or a time; put it before the title");
    let hint =
        |line: &str| said(line, &Said::default(), true).expect_err(line).hint.expect(line).in_lang(Lang::En).to_owned();
    assert!(hint("通知小李明天早点来").starts_with("write: 明天 通知小李早点来;"));
    assert!(hint("小李【急】打包").starts_with("write: 小李 【急】打包;"));
    assert_eq!(hint("请小王换海报"), "for 小王: 小王 换海报; as a title: -- 请小王换海报");
}

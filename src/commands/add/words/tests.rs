use super::*;
use crate::calendar::time_label;
use crate::checklist::{Bundle, SourceFile, read_bundle};
use crate::language::Lang;

const SHOP: &str = r#"
id = "shop"
timezone = "Asia/Shanghai"
[roles]
operator = "运营"
assistant = "助理"
packer = "打包"
lead = "主管"
[[site]]
id = "flagship"
people = { operator = "小王", assistant = "小李" }
[[site]]
id = "outlet"
people = { operator = "小王", assistant = "小陈", packer = "Li Hua", lead = "Li" }
[[area]]
id = "a"
[[area.task]]
id = "t"
"#;

fn said(text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
    let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".into(), text: SHOP.into() }] };
    let checklist = read_bundle(bundle, "UTC").checklist.expect("a checklist");
    let today = Day::from_ymd_opt(2026, 11, 23).expect("a Monday");
    Known { checklist: &checklist, today, me: "小张", command: None }.said(text, given, otherwise)
}

fn read(text: &str, given: &Said, otherwise: bool) -> String {
    match said(text, given, otherwise) {
        Ok(said) => {
            let span = said.span.map(|span| match span {
                Span::Window(wall) => format!("{}-{}", time_label(wall.start), time_label(wall.end)),
                Span::Point(time) => time_label(time),
                Span::From(time) => format!("{}-", time_label(time)),
                Span::By(time) => format!("-{}", time_label(time)),
            });
            let day = said.day.map(|day| day.to_string());
            let until = said.until.map(|until| format!("until {until}"));
            let parts = [day, until, span, said.assignee, Some(format!("“{}”", said.title))];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Err(failure) => failure.text.in_lang(Lang::En).to_owned(),
    }
}

/// Both as the words of a command and as a line of a list: one grammar for both. Case A16.
fn check(line: &str, expected: &str) {
    assert_eq!(read(line, &Said::default(), true), expected, "{line}");
    assert_eq!(read(line, &Said::default(), false), expected, "{line}");
}

#[test]
fn a_line_says_when_and_who_before_it_says_what() {
    check("关键词模板", "“关键词模板”");
    check("明天 09:00 小李 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
    check("小李 09:00 明天 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
    check("明天，０９：００－１０：００，小李：关键词模板", "2026-11-24 09:00-10:00 小李 “关键词模板”");
    check("11-28 13:30- 助理 发货", "2026-11-28 13:30- assistant “发货”");
    check("-18:00 operator  上新   10 款", "-18:00 operator “上新 10 款”");
    check("mon 小张 发货", "2026-11-23 小张 “发货”");
    check("小李 小王 的图", "小李 “小王 的图”");
    check("主图：换背景", "“主图：换背景”");
    check("小李，把图换掉，明天看效果", "小李 “把图换掉，明天看效果”");
}

#[test]
fn days_and_times_are_read_as_they_are_said() {
    check("明天09:00 小李 模板", "2026-11-24 09:00 小李 “模板”");
    check("明天9点 模板", "2026-11-24 09:00 “模板”");
    check("下周一下午3点半，模板", "2026-11-30 15:30 “模板”");
    check("12月1日9点-10点 模板", "2026-12-01 09:00-10:00 “模板”");
    check("大后天 9点半 模板", "2026-11-26 09:30 “模板”");
    check("下周日 模板", "2026-12-06 “模板”");
    check("next mon 9:00 pack", "2026-11-30 09:00 “pack”");
    check("Next week's plan", "“Next week's plan”");
    check("下午 3点 开会", "15:00 “开会”");
    check("Li Hua pack", "Li Hua “pack”");
    check("明天 Li Hua: pack", "2026-11-24 Li Hua “pack”");
    check("@Li Hua pack", "Li Hua “pack”");
    check("Li pack", "Li “pack”");
    // Case A9.
    check("明天九点 盘点", "2026-11-24 09:00 “盘点”");
    check("十二点半 盘点", "12:30 “盘点”");
    check("二十号 三点一刻 盘点", "2026-12-20 03:15 “盘点”");
    check("十一月二十五号 下午两点 盘点", "2026-11-25 14:00 “盘点”");
    check("后天下午 盘点", "2026-11-25 13:00-18:00 “盘点”");
    check("三天后 九点到十点半 盘点", "2026-11-26 09:00-10:30 “盘点”");
    check("下下周一 盘点", "2026-12-07 “盘点”");
    check("下月5号 盘点", "2026-12-05 “盘点”");
    check("月底 盘点", "2026-11-30 “盘点”");
    check("今晚8点 直播", "2026-11-23 20:00 “直播”");
    check("今晚 直播", "2026-11-23 18:00-00:00 “直播”");
    check("明早9点 直播", "2026-11-24 09:00 “直播”");
    check("明天凌晨5点 直播", "2026-11-24 05:00 “直播”");
    check("凌晨 直播", "04:00-06:00 “直播”");
    check("夜里 直播", "22:00-04:00 “直播”");
    check("18:00前 发货", "-18:00 “发货”");
    check("周五18点前 发货", "2026-11-27 -18:00 “发货”");
    check("9-10点 开会", "09:00-10:00 “开会”");
    // Case A10.
    check("tomorrow 8:30 pm call supplier", "2026-11-24 20:30 “call supplier”");
    check("tomorrow at 8pm call supplier", "2026-11-24 20:00 “call supplier”");
    check("3-5pm stocktaking", "15:00-17:00 “stocktaking”");
    check("in 3 days at noon call", "2026-11-26 12:00 “call”");
    check("Dec 1 8.30am call", "2026-12-01 08:30 “call”");
    check("1st December call", "2026-12-01 “call”");
    check("on friday call", "2026-11-27 “call”");
    check("tonight call", "2026-11-23 18:00-00:00 “call”");
    check("tomorrow morning call", "2026-11-24 06:00-12:00 “call”");
    // Case A11.
    check("fri 17:00 - 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
    check("fri 17:00 to 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
    check("9:00 - open the shop", "09:00 “open the shop”");
    check("22:00-01:00 night shift", "22:00-01:00 “night shift”");
    // Case A12.
    check("2026/12/01 stock", "2026-12-01 “stock”");
    check("2026.12.01 stock", "2026-12-01 “stock”");
    check("20261201 stock", "2026-12-01 “stock”");
    check("12/25 stock", "2026-12-25 “stock”");
}

/// Case A15.
#[test]
fn lines_as_people_paste_them() {
    check("周五前 小李 对账", "until 2026-11-27 小李 “对账”");
    check("明天前 对账", "until 2026-11-24 “对账”");
    check("三天内 对账", "until 2026-11-26 “对账”");
    check("by fri send the order", "until 2026-11-27 “send the order”");
    check("12月31日前 对账", "\"12月31日前\" is further than the 31 days that a one-off is carried");
    check("明早 小李 对账", "2026-11-24 06:00-09:00 小李 “对账”");
    check("（1）明天 小李 对账", "2026-11-24 小李 “对账”");
    check("1. 主图换图 小王", "小王 “主图换图”");
    check("1. 主图换图 @小王", "小王 “主图换图”");
    check("主图换图 给 小王", "“主图换图 给 小王”");
    check("call 小王", "“call 小王”");
    check("主图换图 小周", "“主图换图 小周”");
    check("- [ ] fri order bags", "2026-11-27 “order bags”");
    check("- [x] fri order bags", "\"- [x] fri order bags\" is ticked already: leave it out");
    check("#1 till: repair the drawer", "“till: repair the drawer”");
}

#[test]
fn what_looks_like_a_day_or_a_time_is_no_title() {
    let glued = |word: &str, said: &str| format!("\"{word}\" begins like a day or a time: \"{said}\"");
    check("9点开会", &glued("9点开会", "9点"));
    check("明天 9:00开会", &glued("明天 9:00开会", "明天 9:00"));
    check("明天盘点", &glued("明天盘点", "明天"));
    check("9点半价促销", &glued("9点半价促销", "9点半"));
    check("15号发货", &glued("15号发货", "15号"));
    check("2026-11-24-25 发货", "\"2026-11-24-25\" is not a day");
    check("2026-12 发货", "\"2026-12\" is not a day");
    check("下周 发货", "\"下周\" is not a day");
    check("next week stock", "\"next week\" is not a day");
    check("13月1日 发货", "there is no such date as 13月1日");
    check("12/1 stock", "\"12/1\" can be read in two ways");
    check("1/12/2026 stock", "\"1/12/2026\" can be read in two ways");
    check("12.1 stock", "\"12.1\" can be read in two ways");
    check("周末 盘点", "\"周末\" can be read in two ways");
    check("晚上1点 盘点", "\"晚上1点\": of which night is not said");
    check("明天凌晨2点 盘点", "\"明天凌晨2点\" is before 04:00, and so of the evening before");
    check("12:345 stock", "\"12:345\" is not a time of day");
    check("tomorrow", "there is no title");
    // What is said once is not said again, and no second day is a title.
    check("明天 明天 发货", "\"明天\": a day or a time was said before");
    check("09:00 10:00 开会", "\"10:00\": a day or a time was said before");
    // Case A13.
    check("mon,wed stock", "\"mon,wed\" is several days; a one-off is for one");
    check("周一、周三 盘点", "\"周一、周三\" is several days; a one-off is for one");
    check("fri to sun stock", "\"fri to sun\" is several days; a one-off is for one");
    check("mon-fri stock", "\"mon-fri\" is several days; a one-off is for one");
}

#[test]
fn titles_stay_titles() {
    let titles = "400电话 打一遍|3-5款上新|12月底清货|1:1主图|S-1|618预热|双11复盘|9.9包邮|3C认证|2026新款上架|May I ask the bank|\
        now clean the till|Monday's title|Next week's plan|3号模特|2号仓 盘点|7日无理由退货|12月新款|周年庆|月底盘点表|本周复盘|\
        下午茶 订餐|中午好|10-20款上新|1-2月报表|2026 新款|2026年新款|24/7 hotline|1/2价清仓|3.5 元包邮|v1.2.3 版本|\
        12345678 退款|100件起批|5斤装|1688 找货|双12 预热|38节 活动|一号店 对账|三只松鼠 竞品|十月怀胎|九宫格 主图|\
        二维码 换新|五一活动|两面胶 采购|千牛 回复|weekend-sale banner|sun-dried tomatoes|Marching band|Junior staff|\
        second shelf|1st floor|morning briefing|fridge check|friends list|satellite dish|thursdayx|decal stickers|march sale|\
        by hand|before opening clean|after sales review|to do list|in stock check|on hold orders|at least 3 boxes|\
        today's till|noon-ish|9折券|8折|7天无理由|15天保价|30天销量|100%|A/B 测试|16:9 banner|上新 10 款|下单测试|本店公告|这款改价|\
        晚安海报|早鸟价|早教品 上架|夜宵|点赞|时效投诉|日报|号外|周转箱|明细 对账|明星款|今世缘 竞品|后台设置|前台值班|\
        小红书 发3篇|360 全景图|12306|USB-C 线|4G 卡|T-shirts";
    for title in titles.split('|').map(str::trim) {
        check(title, &format!("“{title}”"));
    }
}

#[test]
fn a_title_that_begins_like_a_day_stands_behind_two_dashes() {
    check("-- 周五例会", "“周五例会”");
    check("周五 -- 明天 09:00", "2026-11-27 “明天 09:00”");
    check("周五 小李 -- sun hats", "2026-11-27 小李 “sun hats”");
    check("周五 --", "there is no title");
}

#[test]
fn what_is_likely_mistyped_is_refused() {
    check("明天 小李", "there is no title");
    check("昨天 换主图", "2026-11-22 has gone by; a one-off is for today or later");
    check("2026-02-30 换主图", "there is no such date as 2026-02-30");
    check("25:00 换主图", "there is no time \"25:00\"");
    check("10:00-09:00 换主图", "\"10:00-09:00\" ends before it begins");
    // Case A16.
    check("明天 小丽 对账", "there is no person or role \"小丽\"");
    check("小里 换主图", "there is no person or role \"小里\"");
    check("@小赵 换主图", "there is no person or role \"小赵\"");
    check("下下周 09:00 换主图", "\"下下周\" is not a day");
    check("小钱 明天 换主图", "\"小钱\" is no day, no time and nobody the checklist names");
    check("标题里的 09:00 和明天", "\"标题里的\" is no day, no time and nobody the checklist names");
    check(&"图".repeat(201), "a title has at most 200 characters; put more into --note");
}

#[test]
fn who_is_known_is_named_once() {
    let check = |line: &str, expected: &str| {
        let failure = said(line, &Said::default(), true).expect_err("nobody of that name");
        assert_eq!(failure.hint.expect("a hint").in_lang(Lang::En), expected, "{line}");
    };
    check("@欧阳 换主图", "known are: 运营, 助理, 打包, 主管, 小王, 小李, 小陈, Li Hua, Li");
    check("@小赵 换主图", "did you mean: 小李");
    check("12/1 stock", "write 2026-12-01 or 2027-01-12");
    check("mon,wed stock", "add one for each day: mon stock, wed stock");
}

#[test]
fn what_was_given_stands_unless_a_line_may_say_otherwise() {
    let given = Said { day: Day::from_ymd_opt(2026, 11, 25), ..Said::default() };
    assert_eq!(read("明天 换主图", &given, true), "2026-11-24 “换主图”");
    assert_eq!(read("明天 换主图", &given, false), "--on says one thing, \"明天\" another");
    assert_eq!(read("周三 换主图", &given, false), "2026-11-25 “换主图”");
    assert_eq!(read("09:00 换主图", &given, false), "2026-11-25 09:00 “换主图”");
    // What is said of the day by an option makes no other day a title.
    assert_eq!(read("9点开会", &given, false), "\"9点开会\" begins like a day or a time: \"9点\"");
}

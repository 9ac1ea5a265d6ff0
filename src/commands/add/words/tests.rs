use super::*;
use crate::calendar::time_label;
use crate::checklist::{Bundle, SourceFile, Span, read_bundle};
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
title = "特卖店"
people = { operator = "小王", assistant = "小陈", packer = "Li Hua", lead = "Li" }
[[site]]
id = "third"
title = "Third Street"
people = { operator = "周一鸣", lead = "Sun Li" }
[[area]]
id = "a"
[[area.task]]
id = "t"
"#;

fn said(text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
    said_at("08:00", text, given, otherwise)
}

/// Parses a text as if typed on Monday 2026-11-23 at the given time.
fn said_at(time: &str, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
    said_on(&format!("2026-11-23T{time}"), text, given, otherwise)
}

/// Parses a text as if typed at the given minute of Monday's business day.
fn said_on(minute: &str, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
    let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".into(), text: SHOP.into() }] };
    let checklist = read_bundle(bundle, "UTC").checklist.expect("a checklist");
    let today = Day::from_ymd_opt(2026, 11, 23).expect("a Monday");
    let now = format!("{minute}:00+08:00").parse().expect("an instant");
    Known { checklist: &checklist, today, now, me: "小张", command: None, is_trial: false }.said(text, given, otherwise)
}

fn read(text: &str, given: &Said, otherwise: bool) -> String {
    told(said(text, given, otherwise))
}

fn told(said: Result<Said, Failure>) -> String {
    match said {
        Ok(said) => {
            let span = said.when.map(|when| match when.span {
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

/// Checks a line both as the words of a command and as a line of a list.
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
    check("明天九点 盘点", "2026-11-24 09:00 “盘点”");
    check("十二点半 盘点", "12:30 “盘点”");
    check("二十号 八点一刻 盘点", "2026-12-20 08:15 “盘点”");
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
    check("9-10点 开会", "09:00-10:00 “开会”");
    check("tomorrow 8:30 pm call supplier", "2026-11-24 20:30 “call supplier”");
    check("tomorrow at 8pm call supplier", "2026-11-24 20:00 “call supplier”");
    check("3-5pm stocktaking", "15:00-17:00 “stocktaking”");
    check("in 3 days at noon call", "2026-11-26 12:00 “call”");
    check("Dec 1 8.30am call", "2026-12-01 08:30 “call”");
    check("1st December call", "2026-12-01 “call”");
    check("on friday call", "2026-11-27 “call”");
    check("tonight call", "2026-11-23 18:00-00:00 “call”");
    check("tomorrow morning call", "2026-11-24 06:00-12:00 “call”");
    check("tomorrow am Li Hua call", "2026-11-24 06:00-12:00 Li Hua “call”");
    check("fri pm call", "2026-11-27 13:00-18:00 “call”");
    check("fri 17:00 - 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
    check("fri 17:00 to 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
    check("9:00 - open the shop", "09:00 “open the shop”");
    check("22:00-01:00 night shift", "22:00-01:00 “night shift”");
    check("2026/12/01 stock", "2026-12-01 “stock”");
    check("2026.12.01 stock", "2026-12-01 “stock”");
    check("20261201 stock", "2026-12-01 “stock”");
    check("12/25 stock", "2026-12-25 “stock”");
}

#[test]
fn lines_as_people_paste_them() {
    check("周五前 小李 对账", "until 2026-11-27 小李 “对账”");
    check("明天前 对账", "until 2026-11-24 “对账”");
    check("三天内 对账", "until 2026-11-26 “对账”");
    check("by fri send the order", "until 2026-11-27 “send the order”");
    check("12月31日前 对账", "\"12月31日前\" is too far off: a one-off is carried over for at most 31 days");
    check("明早 小李 对账", "2026-11-24 06:00-09:00 小李 “对账”");
    check("（1）明天 小李 对账", "2026-11-24 小李 “对账”");
    check("1. 主图换图 小王", "小王 “主图换图”");
    check("1. 主图换图 @小王", "小王 “主图换图”");
    check("主图换图 给 小王", "“主图换图 给 小王”");
    check("call 小王", "“call 小王”");
    check("主图换图 小周", "“主图换图 小周”");
    check("明天 收货 小李。", "2026-11-24 小李 “收货”");
    for line in ["1：明天 收货", "1: 明天 收货", "“明天” 收货", "*明天* 收货", "**明天 收货**", "“明天 收货”"]
    {
        check(line, "2026-11-24 “收货”");
    }
    check("1.9点半 收货", "09:30 “收货”");
    check("10.9点 收货", "09:00 “收货”");
    check("1.15:30 收货", "15:30 “收货”");
    check("2.12-01 收货", "2026-12-01 “收货”");
    for title in ["**双11复盘**", "“爆款” 海报", "1：1主图", "1.5周后 复盘", "*必做* 换图"] {
        check(title, &format!("“{title}”"));
    }
    check("- [ ] fri order bags", "2026-11-27 “order bags”");
    check("★明天 对账", "2026-11-24 “对账”");
    check("a) 明天 对账", "2026-11-24 “对账”");
    check("> 明天 对账", "2026-11-24 “对账”");
    check("| 明天 | 小李 | 盘点 |", "2026-11-24 小李 “盘点”");
    check("明天；小李；盘点C", "2026-11-24 小李 “盘点C”");
    let row = "\"日期 | 谁 | 事\" is not a day, a time or anybody in the checklist, and does not look like a title";
    assert_eq!(read("| 日期 | 谁 | 事 |", &Said::default(), true), row);
    for line in ["---", "=====", "- ", "★"] {
        check(line, "the title is missing");
    }
    check(
        "- [x] fri order bags",
        "\"- [x] fri order bags\" is marked as done: remove the line; if it belongs to the title, put -- before the title",
    );
    check("#1 till: repair the drawer", "“till: repair the drawer”");
}

/// Spoken expressions that have only one meaning.
#[test]
fn spoken_days_and_times_are_read() {
    check("零点 盘点", "00:00 “盘点”");
    check("零点半 盘点", "00:30 “盘点”");
    check("半夜12点 盘点", "00:00 “盘点”");
    check("半夜 盘点", "22:00-04:00 “盘点”");
    check("26年12月1日 盘点", "2026-12-01 “盘点”");
    check("nine am stock", "09:00 “stock”");
    check("in 3d stock", "2026-11-26 “stock”");
    check("夜10点 盘点", "22:00 “盘点”");
    check("晚8点 直播", "20:00 “直播”");
    check("明早8:30到9点 盘点", "2026-11-24 08:30-09:00 “盘点”");
    check("中午12点到1点半 盘点", "12:00-13:30 “盘点”");
    check("上午十点半前 盘点", "-10:30 “盘点”");
    check("十点一刻 盘点", "10:15 “盘点”");
    check("差五分九点 盘点", "08:55 “盘点”");
    check("下午三点差一刻 盘点", "14:45 “盘点”");
    check("晚上差5分12点 盘点", "23:55 “盘点”");
    check("从9点到10点 盘点", "09:00-10:00 “盘点”");
    check("从9点起 盘点", "09:00- “盘点”");
    check("9点开始 盘点", "09:00- “盘点”");
    check("周五晚 直播", "2026-11-27 18:00-00:00 “直播”");
    check("周五早 盘点", "2026-11-27 06:00-09:00 “盘点”");
    check("half past eight pm stock", "20:30 “stock”");
    check("tonight half past eight stock", "2026-11-23 20:30 “stock”");
    check("quarter to nine in the morning stock", "08:45 “stock”");
    check("tonight at 8 stock", "2026-11-23 20:00 “stock”");
    check("大大后天 盘点", "2026-11-27 “盘点”");
    check("今日 盘点", "2026-11-23 “盘点”");
    check("月末 盘点", "2026-11-30 “盘点”");
    check("12月底 盘点", "2026-12-31 “盘点”");
    check("年底 盘点", "2026-12-31 “盘点”");
    check("一年后 盘点", "2027-11-23 “盘点”");
    check("12/12 盘点", "2026-12-12 “盘点”");
    check("end of the month stock", "2026-11-30 “stock”");
    check("end of december stock", "2026-12-31 “stock”");
    check("on the 5th stock", "2026-12-05 “stock”");
    check("in 3 days' time stock", "2026-11-26 “stock”");
    check("tomorow stock", "2026-11-24 “stock”");
    // Deadlines.
    check("今天内 盘点", "until 2026-11-23 “盘点”");
    check("本周内 盘点", "until 2026-11-29 “盘点”");
    check("本月内 盘点", "until 2026-11-30 “盘点”");
    check("月底前 盘点", "until 2026-11-30 “盘点”");
    check("一周内 盘点", "until 2026-11-30 “盘点”");
    check("一个月内 盘点", "until 2026-12-23 “盘点”");
    check("within a week stock", "until 2026-11-30 “stock”");
    check("by friday stock", "until 2026-11-27 “stock”");
    check("by the 5th stock", "until 2026-12-05 “stock”");
    check("by 5 dec stock", "until 2026-12-05 “stock”");
    check("due dec 5 stock", "until 2026-12-05 “stock”");
    check("by the end of the month stock", "until 2026-11-30 “stock”");
}

/// A calendar day and a time name one instant, which before the day's start belongs to the evening before. 24:00 ends
/// its own day.
#[test]
fn a_day_and_a_time_name_an_instant_of_the_calendar() {
    check("12月12日0点 开抢", "2026-12-11 00:00 “开抢”");
    check("明天0点 开抢", "2026-11-23 00:00 “开抢”");
    check("明天零点 开抢", "2026-11-23 00:00 “开抢”");
    check("今晚零点 开抢", "2026-11-23 00:00 “开抢”");
    check("明天凌晨2点 开抢", "2026-11-23 02:00 “开抢”");
    check("2026-11-26T00:00 开抢", "2026-11-25 00:00 “开抢”");
    check("周五 小李 01:30-03:00 值守", "2026-11-26 01:30-03:00 小李 “值守”");
    check("周五 24:00 开抢", "2026-11-27 00:00 “开抢”");
    check("周五晚上12点 开抢", "2026-11-27 00:00 “开抢”");
    check("周五22点到次日2点 值守", "2026-11-27 22:00-02:00 “值守”");
    check("零点 开抢", "00:00 “开抢”");
    check("今天0点 开抢", "2026-11-23 00:00 has already passed");
    let given = Said { day: Day::from_ymd_opt(2026, 11, 27), ..Said::default() };
    assert_eq!(read("0:00 开抢", &given, true), "2026-11-26 00:00 “开抢”");
}

/// At ten o'clock, 3点 more likely means 15:00.
#[test]
fn a_bare_hour_that_has_gone_by_is_not_put_into_the_night() {
    let at = |time: &str, text: &str, expected: &str| {
        let said = said_at(time, text, &Said::default(), true);
        let hint =
            said.as_ref().err().and_then(|failure| failure.hint.as_ref()).map(|hint| hint.in_lang(Lang::En).to_owned());
        for way in hint.iter().filter_map(|hint| hint.strip_prefix("write ")).flat_map(|ways| ways.split(" or ")) {
            assert!(said_at(time, &format!("{way} 打电话"), &Said::default(), true).is_ok(), "{way} at {time}");
        }
        assert_eq!(hint.unwrap_or_else(|| told(said)), expected, "{text} at {time}");
    };
    at("10:00", "3点 打电话", "write 15:00 or 03:00");
    at("10:00", "三点半 打电话", "write 15:30 or 03:30");
    at("10:00", "2点前 交表", "write by 14:00 or by 02:00");
    at("10:00", "2点到4点 交表", "write 14:00-16:00 or 02:00-04:00");
    at("10:00", "今天 9点 盘点", "write 21:00 or 09:00");
    at("10:00", "周五5点 打电话", "write 2026-11-27 17:00 or 2026-11-27 05:00");
    at("10:00", "周五 5点前 打电话", "write 2026-11-27 by 17:00 or 2026-11-27 by 05:00");
    at("10:00", "3:00 打电话", "03:00 “打电话”");
    at("10:00", "凌晨3点 打电话", "03:00 “打电话”");
    at("10:00", "11点 打电话", "11:00 “打电话”");
    at("10:00", "9点到11点 打电话", "09:00-11:00 “打电话”");
    at("08:30", "9点开始 打电话", "09:00- “打电话”");
    for from in ["9点开始", "9点后", "9点起", "从9点起"] {
        at("10:00", &format!("{from} 打电话"), "write after 21:00 or after 09:00");
    }
    at("10:00", "周五9点 打电话", "2026-11-27 09:00 “打电话”");
    for time in ["15:30", "21:34", "23:00"] {
        at(time, "3点 打电话", "write 2026-11-24 03:00 or 2026-11-24 15:00");
    }
    at("21:34", "2点前 交表", "write 2026-11-24 by 02:00 or 2026-11-24 by 14:00");
    at("21:34", "11点 打电话", "write 23:00 or 11:00");
    at("22:00", "9点 打电话", "write 2026-11-24 09:00 or 2026-11-24 21:00");
    at("22:00", "5点 打电话", "write 2026-11-24 05:00 or 2026-11-24 17:00");
}

/// A one-off with a deadline, by day or by time, is due from today on.
#[test]
fn deadlines() {
    for line in [
        "周五17点前 小李 发货",
        "by friday 5pm 小李 发货",
        "by friday at 17:00 小李 发货",
        "小李 周五 下午5点前 发货",
        "by 5pm friday 小李 发货",
        "最晚周五17点 小李 发货",
        "最迟周五下午5点前 小李 发货",
        "截止周五 17:00 小李 发货",
        "周五前 17点前 小李 发货",
        "周五17点截止 小李 发货",
        "周五 17:00 截止 小李 发货",
        "周五17点前截止 小李 发货",
        "by17:00 fri 小李 发货",
        "due Fri 17:00 小李 发货",
    ] {
        check(line, "until 2026-11-27 -17:00 小李 “发货”");
    }
    check("最晚明早9点 发货", "until 2026-11-24 -09:00 “发货”");
    check("周五24点前 发货", "until 2026-11-27 -00:00 “发货”");
    check("周五凌晨2点前 发货", "until 2026-11-26 -02:00 “发货”");
    let failure = said("周五前 17点 小李 发货", &Said::default(), true).expect_err("refused");
    let either = "due by that time: by 2026-11-27 17:00 小李 发货; done at that time: 2026-11-27 17:00 小李 发货";
    assert_eq!(failure.hint.expect("a hint").in_lang(Lang::En), either);
    for line in ["最晚明天下午 发货", "by friday 9-10 发货", "最晚明早 发货", "by friday 25:00 发货"]
    {
        said(line, &Said::default(), true).expect_err(line);
    }
    check("周五前 发货", "until 2026-11-27 “发货”");
    for said in [
        "最晚周五",
        "最迟周五前",
        "不晚于周五",
        "截止周五",
        "截止 周五",
        "截至周五",
        "周五截止",
        "周五 截止",
        "周五为止",
        "周五止",
        "周五前截止",
        "最晚周五截止",
        "11-27截止",
        "截止到周五",
        "due fri",
        "due friday",
        "no later than fri",
    ] {
        check(&format!("{said} 发货"), "until 2026-11-27 “发货”");
    }
    check("最晚17点 发货", "-17:00 “发货”");
    check("今天18点前 发货", "2026-11-23 -18:00 “发货”");
    check("-18:00 fri 发货", "2026-11-27 -18:00 “发货”");
    check("截止时间 核对", "“截止时间 核对”");
    check("周五 截止日期核对", "2026-11-27 “截止日期核对”");
    check("17:00截止 发货", "-17:00 “发货”");
}

#[test]
fn titles_stay_titles() {
    let titles = "400电话 打一遍|3-5款上新|12月底清货|1:1主图|S-1|618预热|双11复盘|9.9包邮|3C认证|2026新款上架|May I ask the bank|\
        now clean the till|Monday's title|Next week's plan|3号模特|2号仓 盘点|7日无理由退货|12月新款|周年庆|月底盘点表|本周复盘|\
        下午茶 订餐|中午好|10-20款上新|1-2月报表|2026 新款|2026年新款|24/7 hotline|1/2价清仓|3.5 元包邮|v1.2.3 版本|\
        12345678 退款|100件起批|5斤装|1688 找货|双12 预热|38节 活动|一号店 对账|三只松鼠 竞品|十月怀胎|九宫格 主图|\
        二维码 换新|五一活动|两面胶 采购|千牛 回复|weekend-sale banner|sun-dried tomatoes|Marching band|Junior staff|\
        second shelf|1st floor|morning briefing|fridge check|friends list|satellite dish|thursdayx|decal stickers|march sale|\
        by hand|closing checklist|after sales review|to do list|in stock check|on hold orders|at least 3 boxes|\
        today's till|9折券|8折|7天无理由|15天保价|30天销量|100%|A/B 测试|16:9 banner|上新 10 款|下单测试|本店公告|这款改价|\
        晚安海报|早鸟价|早教品 上架|夜宵|点赞|时效投诉|日报|号外|周转箱|明细 对账|明星款|今世缘 竞品|后台设置|前台值班|\
        周报 发送|月度总结|今日头条 投放|9块9活动|618 大促 备货|双11 复盘|国庆 海报|元旦 活动页|圣诞 主题图|明星店 铺货|noon-time promo|\
        may check stock|march report|daily report|weekly review|christmas banner|black friday banner|every box counts|每日优鲜 竞品|\
        每单 拍照|每款 三张图|每个商品 检查|天天特卖 报名|次日达 物流|工作日客服排班|24小时内发货率 检查|快递 对账|快件 查询|约拍 模特|\
        自营店 对账|从业资格 更新|零食 补货|零钱 兑换|半价 清仓|半托管 报名|几款 新品|三五成群 文案|十一 旅游主题|年货 采购|节日 海报|过年货|\
        月度 复盘|周会 纪要|夜宵 促销|晚餐 直播|早餐 补货|5 to 7 boxes|about us page|about 9 boxes|around the block sign|half a dozen boxes|\
        the 5th floor|the 1st draft|2nd stock|5th floor|今天的订单打包|3号包厢 打扫|会议改到周五|会议推迟到周五|by five boxes|end of line sale|ten to go boxes|early bird sale|late fee check|mid-range phones|next door shop|\
        in a row|within reach|from the bank|by the way|12月报表|下单测试|上架 50 款|本店 公告|这批 质检|8折 活动|3 and 4 packs|\
        late fees check|late sun cream delivery|by 5 boxes|price by 5 stores|raise by 5 percent|after 5 years sale|due 5 invoices|限5件 上架|\
        每人限5|5 号模特 试穿|7 日无理由|12.5号楼 布线|PM2.5 滤芯|PM3 board|2027年 新款|2027年新款 上架|thank you card|\
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
    check("周五 --", "the title is missing");
}

#[test]
fn what_was_given_stands_unless_a_line_may_say_otherwise() {
    let given = Said { day: Day::from_ymd_opt(2026, 11, 25), ..Said::default() };
    assert_eq!(read("明天 换主图", &given, true), "2026-11-24 “换主图”");
    assert_eq!(read("明天 换主图", &given, false), "--on and \"明天\" contradict each other");
    assert_eq!(read("周三 换主图", &given, false), "2026-11-25 “换主图”");
    assert_eq!(read("09:00 换主图", &given, false), "2026-11-25 09:00 “换主图”");
    // A day given by an option does not turn another day into a title.
    assert_eq!(read("9点开会", &given, false), "\"9点开会\" starts with what looks like a day or time: \"9点\"");
}

mod behind;
mod refused;

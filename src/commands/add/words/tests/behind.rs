//! Days, times and names in unusual places: after a title, in brackets, in table cells; and the hints about them.

use super::*;
use proptest::prelude::*;

fn hint_of(line: &str) -> String {
    let failure = said(line, &Said::default(), true).expect_err(line);
    failure.hint.map(|hint| hint.in_lang(Lang::En).to_owned()).unwrap_or_default()
}

#[test]
fn a_day_or_a_time_behind_a_title_is_refused_with_what_puts_it_in_front() {
    let behind = |line: &str, tail: &str, moved: &str| {
        check(line, &format!("\"{tail}\" is a day or a time; put it before the title"));
        let hint = format!("write: {moved}; if it belongs to the title, put -- before the title or use --title");
        assert_eq!(hint_of(line), hint);
        assert!(said(moved, &Said::default(), true).is_ok(), "{moved}");
    };
    behind("打电话给供应商 明天下午三点", "明天下午三点", "明天下午三点 打电话给供应商");
    behind("call supplier tomorrow 3pm", "tomorrow 3pm", "tomorrow 3pm call supplier");
    behind("pay rent by fri", "by fri", "by fri pay rent");
    behind("rent fri", "fri", "fri rent");
    behind("更新双12主图和详情页 周五前", "周五前", "周五前 更新双12主图和详情页");
    behind("拍视频，小王，明天", "明天", "明天 拍视频，小王");
    behind("拍视频 @小王 明天", "明天", "明天 拍视频 @小王");
    behind("拍视频 明天", "明天", "明天 拍视频");
    behind("双12页面 周五前", "周五前", "周五前 双12页面");
    behind("交周报，周五", "周五", "周五 交周报");
    behind("小李 交周报 周五", "周五", "小李 周五 交周报");
    behind("直播 晚上8点", "晚上8点", "晚上8点 直播");
    behind("交图周五17点前", "周五17点前", "周五17点前 交图");
    behind("交主图周五前", "周五前", "周五前 交主图");
    behind("拍视频明天下午三点", "明天下午三点", "明天下午三点 拍视频");
    behind("小李 拍视频明天", "明天", "小李 明天 拍视频");
    behind("交图（周五前）", "周五前", "周五前 交图");
    behind("call bank (fri)", "fri", "fri call bank");
    behind("交图（小李，周五前）", "小李，周五前", "小李，周五前 交图");
    behind("交图周五前。", "周五前", "周五前 交图");
    behind("交图 明天！", "明天", "明天 交图");
    behind("换主图：明天", "明天", "明天 换主图");
    behind("换主图-周五", "周五", "周五 换主图");
    behind("交SKU周五前", "周五前", "周五前 交SKU");
    behind("call supplier - fri", "fri", "fri call supplier");
    behind("交图by fri", "by fri", "by fri 交图");
    behind("交主图和视频 周五前 小李", "周五前", "小李 周五前 交主图和视频");
    behind("发图十二月一日", "十二月一日", "十二月一日 发图");
    behind("count tomorrow please", "tomorrow", "tomorrow count");
    behind("call bank by fri, thanks!", "by fri", "by fri call bank");
    behind("交图 明天吧", "明天", "明天 交图");
    behind("交图周五截止", "周五截止", "周五截止 交图");
    behind("让小李明天去拍视频", "明天", "小李 明天 去拍视频");
    behind("提醒小李 今晚8点 回访", "今晚8点", "小李 今晚8点 回访");
    behind("记得明天给快递结账", "明天", "明天 给快递结账");
    behind("务必 周五前 交图", "周五前", "周五前 交图");
    check("周五 拍视频 明天", "\"明天\": a day or a time was already given");
    let titles = "plan for tomorrow|小李的复盘 做 昨天|check stock 12306|检查今天数据|双11复盘|周报|早上好海报|12月销售复盘|主图调亮一点|\
        拍模特3号|对比第3天内|发货当天|复盘昨天|复盘上周五|复盘上周|复盘 本周|整理11月|整理10月|复盘10月20日|卖点改成三个|改价 主图 9.9|check version 1.2|订单号12345678|16:9";
    for title in titles.split('|').map(str::trim) {
        check(title, &format!("“{title}”"));
    }
}

/// A day or time that is refused before a title is refused after it too.
#[test]
fn what_is_no_one_day_is_none_behind_a_title() {
    check("交图下周", "\"下周\" does not say which day or time");
    check("交图 下周前", "\"下周前\" does not say which day or time");
    check("交图月初", "\"月初\" does not say which day or time");
    check("数据复盘每周三", "\"每周三\" repeats; ops add is only for tasks on a single day");
    check("拍照半小时后", "\"半小时后\" is relative to the current time");
    check("交主图和视频 12/1", "\"12/1\" is ambiguous");
    check("拍主图和视频 明天 3", "\"3\" is not a time of day");
    check("call bank at 9", "\"at 9\" could be morning or evening");
    check("交图周六周日", "\"周六周日\" means several days or times; a one-off has only one");
    let title = "; if it belongs to the title, put -- before the title or use --title";
    assert_eq!(hint_of("交图周六周日"), format!("add one task for each: 周六 交图, 周日 交图{title}"));
    assert_eq!(hint_of("整改三点"), format!("write 15:00 or 03:00{title}"));
    check("改价到9.9", "“改价到9.9”");
}

#[test]
fn a_name_glued_to_a_title_is_refused_with_what_parts_them() {
    let glued = |line: &str, said: &str, apart: &str| {
        let told = read(line, &Said::default(), true);
        assert!(told.ends_with(said), "{line}: {told}");
        assert!(hint_of(line).contains(&format!(": {apart};")), "{line}: {}", hint_of(line));
        assert!(self::said(apart, &Said::default(), true).is_ok(), "{apart}");
    };
    glued("小李明天交图", "starts with what looks like a day or time: \"明天\"", "小李明天 交图");
    glued("小李周五前交图", "starts with what looks like a day or time: \"周五前\"", "小李周五前 交图");
    let person = "is a person; put the name before the title, with a space between";
    glued("小李拍图", person, "小李 拍图");
    glued("明天 小李拍图", person, "明天 小李 拍图");
    glued("拍图小李", person, "小李 拍图");
    glued("明天小李 拍图", "starts with what looks like a day or time: \"明天\"", "明天 小李 拍图");
    glued("小李-拍图", person, "小李 拍图");
    check("小钱明天 交图", "\"小钱\" is not a day, a time or anybody in the checklist");
    check("交图（小李）", "小李 “交图”");
    for title in ["联系小李", "小李的图", "Lights", "运营周报", "打包台清洁"] {
        check(title, &format!("“{title}”"));
    }
}

#[test]
fn a_line_that_ends_with_a_colon_is_a_heading() {
    for line in ["今日安排：", "明天安排：", "工作安排:", "# 本周安排：", "小李：", "小李 拍图："]
    {
        let told = read(line, &Said::default(), true);
        assert!(told.ends_with("is a heading, not a task"), "{line}: {told}");
    }
    check("-- 今日安排：", "“今日安排：”");
}

/// A dot separates the parts of a date, or decimals where the number has a unit that can be divided.
#[test]
fn a_dotted_date_is_one_before_whatever_cannot_be_halved() {
    for title in ["条幅更换", "包装升级", "页面检查", "折扣设置", "元旦预热", "单品复盘"] {
        check(&format!("12.12 {title}"), &format!("2026-12-12 “{title}”"));
        check(&format!("12/25 {title}"), &format!("2026-12-25 “{title}”"));
        check(&format!("5.20 {title}"), "\"5.20\" could be a date, a time or a number");
    }
    for title in ["12.12 元包邮", "3.5 元包邮", "1.5 米灯带", "9.9包邮"] {
        check(title, &format!("“{title}”"));
    }
}

#[test]
fn odd_days_and_hours_are_read_or_refused() {
    check("Dec1 call", "2026-12-01 “call”");
    check("1Dec call", "2026-12-01 “call”");
    check("17h call", "\"17h\" is not a time of day");
    check("24h 客服", "“24h 客服”");
    check("25.12. call", "\"25.12.\" is not a day");
    check("about 5 call", "\"about 5\" does not say which day or time");
    check("晚8 直播", "\"晚8\" is not a time of day");
    check("晚8直播", "\"晚8\" is not a time of day");
    check("早8折", "“早8折”");
    check("到周五 交图", "\"到周五\" does not say which day or time");
    check("到5点 交图", "\"到5点\" does not say which day or time");
    check("到店 核销", "“到店 核销”");
    check("10am to 3 boxes", "10:00 “to 3 boxes”");
}

/// A date in an unusual notation is read as a date, not as part of the title.
#[test]
fn dates_in_loose_writing_are_read() {
    for date in [
        "12-5号",
        "12/5号",
        "12.5号",
        "12.5日",
        "12.5周六",
        "12.5（周六）",
        "周六12/5",
        "周六12-05",
        "周六 12月5日",
        "5 号",
        "5 日",
        "周六 5号",
    ] {
        check(&format!("{date} 贴标"), "2026-12-05 “贴标”");
        check(&format!("{date}前 贴标"), "until 2026-12-05 “贴标”");
    }
    check("12.5日9点 贴标", "2026-12-05 09:00 “贴标”");
    check("5 号9点 贴标", "2026-12-05 09:00 “贴标”");
    check("周五（11/27）下午3点 贴标", "2026-11-27 15:00 “贴标”");
    check("周五11.27 贴标", "2026-11-27 “贴标”");
    check("fri Nov 27 stock", "2026-11-27 “stock”");
    check("Friday, Nov 27 stock", "2026-11-27 “stock”");
    check("周五，11月27日 贴标", "2026-11-27 “贴标”");
    check("周五11/28 贴标", "there is no date 周五11/28");
    check("5/6号 贴标", "\"5/6号\" is not a day");
    check("25-3号 贴标", "there is no date 25-3号");
    check("day after tmrw stock", "2026-11-25 “stock”");
    check("a fortnight from now stock", "2026-12-07 “stock”");
    check("15点过5分 贴标", "15:05 “贴标”");
    check("下午三点过一刻 贴标", "15:15 “贴标”");
    check("15点过后 贴标", "15:00- “贴标”");
    check("PM3:00 贴标", "15:00 “贴标”");
    check("dec 1, 2 boxes to pack", "2026-12-01 “2 boxes to pack”");
    check("monday weekly report", "2026-11-23 “weekly report”");
}

#[test]
fn brackets_and_names_glued_to_a_day_are_read() {
    check("11月30日（周一）下午2点 小王 试播", "2026-11-30 14:00 小王 “试播”");
    check("11月30日 (周一) 试播", "2026-11-30 “试播”");
    check("12-01 (Tue) 试播", "2026-12-01 “试播”");
    check("12月1日周二 试播", "2026-12-01 “试播”");
    check("明天（周二） 试播", "2026-11-24 “试播”");
    check("11月30日（周二） 试播", "there is no date 11月30日（周二）");
    check("12月12日当天 会", "2026-12-12 “会”");
    check("12月1日 周会", "2026-12-01 “周会”");
    check("明天(小王) 试播", "2026-11-24 小王 “试播”");
    check("小王明天下午2点 拍视频", "2026-11-24 14:00 小王 “拍视频”");
    check("小王明天 拍视频", "2026-11-24 小王 “拍视频”");
    check("【小王】明天 试播", "2026-11-24 小王 “试播”");
    check("（明天）试播", "2026-11-24 “试播”");
    check("「明天」 试播", "2026-11-24 “试播”");
    check("**tue** call", "2026-11-24 “call”");
    check("「新品」 试播", "“「新品」 试播”");
    check("(urgent) call", "“(urgent) call”");
    check("【双11】复盘", "“【双11】复盘”");
    check("【每日优鲜】竞品", "“【每日优鲜】竞品”");
    check("【周五例会】资料", "“【周五例会】资料”");
    check("（下周）试播", "\"下周\" does not say which day or time");
}

#[test]
fn slips_in_days_and_times_are_no_titles() {
    for line in [
        "15.30 会",
        "14.30 会",
        "18.00 会",
        "20.00 会",
        "三四点 会",
        "下午三四点 会",
        "tomorrow 3 call",
        "明天 3 会",
        "tomorrow 15 call",
        "12月 盘点",
        "一月 盘点",
        "12月份 盘点",
        "12月内 盘点",
        "5th 会",
        "afternoon 会",
        "26.12.12 会",
        "下班前 关店",
        "一会儿 关店",
        "待会 关店",
        "待会儿关店",
        "两 小时 后 会",
        "9点 左右 会",
        "9点5 会",
        "20261201T0900 会",
        "周五 下班前 关店",
    ] {
        said(line, &Said::default(), true).expect_err(line);
    }
    check("明天 下午 3 点 半 会", "2026-11-24 15:30 “会”");
    check("9 点 15 分 会", "09:15 “会”");
    check("9点零5 会", "09:05 “会”");
    check("3天 后 会", "2026-11-26 “会”");
    check("三 天 后 会", "2026-11-26 “会”");
    check("周五 前 会", "until 2026-11-27 “会”");
    check("12月5前 会", "until 2026-12-05 “会”");
    check("11月30之前 会", "until 2026-11-30 “会”");
    check("限周五前 会", "until 2026-11-27 “会”");
    check("2pm-4 会", "14:00-16:00 “会”");
    check("12月3前端 会", "“12月3前端 会”");
    check("后天一早 会", "2026-11-25 06:00-09:00 “会”");
    check("15日前 会", "until 2026-12-15 “会”");
    check("明天 3 款上新", "2026-11-24 “3 款上新”");
    check("tomorrow 3 boxes to pack", "2026-11-24 “3 boxes to pack”");
    check("3天 后台维护", "“3天 后台维护”");
    check("9点 半价促销", "09:00 “半价促销”");
    for title in [
        "3 and 4 packs",
        "12月报表",
        "下单测试",
        "afternoon tea",
        "2nd stock",
        "待会签 合同",
        "20.00 元起",
        "1.2.3 版本",
    ] {
        check(title, &format!("“{title}”"));
    }
}

#[test]
fn the_cells_of_a_row_stand_in_any_order() {
    check("拍视频\t小王\t11-30", "2026-11-30 小王 “拍视频”");
    check("回访\t小李\t周五前", "until 2026-11-27 小李 “回访”");
    check("小王\t拍视频3\t11月30日", "2026-11-30 小王 “拍视频3”");
    check("拍视频 | 小王 | 明天下午3点", "2026-11-24 15:00 小王 “拍视频”");
    check("| 拍视频 | 小王 | 明天 |", "2026-11-24 小王 “拍视频”");
    check(
        "明天\t拍视频\t回访",
        "\"拍视频 | 回访\" is not a day, a time or anybody in the checklist, and does not look like a title",
    );
    check("明天\t小王", "the title is missing");
    check("明天\t小王\t周五\t拍视频", "\"周五\": a day or a time was already given");
}

#[test]
fn after_midnight_a_time_is_not_put_into_the_evening_before() {
    let at = |text: &str| {
        // 01:32 on Tuesday belongs to Monday's business day.
        let told = said_on("2026-11-24T01:32", text, &Said::default(), true);
        told.map(|said| said.title).map_err(|failure| failure.hint.expect("a hint").in_lang(Lang::En).to_owned())
    };
    let either = |time: &str| Err(format!("write 2026-11-24 {time} or 2026-11-23 {time}"));
    assert_eq!(at("9点 开会"), either("09:00"));
    assert_eq!(at("5点 开会"), either("05:00"));
    assert_eq!(at("2点 开会"), Ok("开会".into()));
    assert_eq!(at("1点 开会"), Err("write 2026-11-24 01:00 or 2026-11-24 13:00".into()));
    assert_eq!(at("09:00 开会"), Err("write 2026-11-24 09:00 or 2026-11-23 09:00".into()));
    assert_eq!(at("凌晨 巡店"), either("凌晨"));
    assert_eq!(at("今天凌晨 巡店"), either("04:00-06:00"));
    assert_eq!(at("今早9点 巡店"), either("09:00"));
    assert_eq!(at("今天 23:00 巡店"), either("23:00"));
    assert_eq!(at("今晚 直播"), either("18:00-24:00"));
    assert_eq!(at("今晚10点前 直播"), either("by 22:00"));
    for text in ["2026-11-24 凌晨 开会", "2026-11-23 by 22:00 开会", "周一 23:00 开会", "夜里 开会", "今天 开会"]
    {
        assert_eq!(at(text), Ok("开会".into()), "{text}");
    }
    for text in ["2026-11-24 9点 开会", "2026-11-23 9点 开会", "02:00 开会", "明天 9点 开会"] {
        assert_eq!(at(text), Ok("开会".into()), "{text}");
    }
}

#[test]
fn an_hour_of_which_the_half_is_not_said_is_told_with_both() {
    assert_eq!(hint_of("at 3 call"), "write 15:00 or 03:00");
    assert_eq!(hint_of("by 5 call"), "write by 17:00 or by 05:00");
    assert_eq!(hint_of("fri after 5 call"), "write after 17:00 or after 05:00");
    assert_eq!(hint_of("by 9 o'clock call"), "write by 21:00 or by 09:00");
    assert_eq!(hint_of("half past eight call"), "write 20:30 or 08:30");
}

/// Returns the lines that a hint says to write.
fn lines(hint: &str) -> Vec<String> {
    let of =
        |before: &str, behind: &str| hint.strip_prefix(before).map(|rest| rest.split(behind).next().unwrap_or(rest));
    let one = of("put a space after it: ", "; if it belongs").or_else(|| of("write: ", "; if it belongs"));
    match hint.strip_prefix("add one task for each: ") {
        Some(each) => each.split("; if it belongs").next().unwrap_or(each).split(", ").map(str::to_owned).collect(),
        None => one.into_iter().map(str::to_owned).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// Every line that is suggested instead of a refused one can be read.
    #[test]
    fn hints_are_read_by_what_prints_them(pieces in prop::collection::vec(prop::sample::select(
        "明天|周五|下周一|12月1日|11-30|today|fri|9点|3pm|15.30|下午|三四|小李|小王|（周一）|(小王)|【|】| | |，|、|-|和|前|一早|当天|截止|过|11/27|号| week|please|late |零|5|2|开会|盘点|call|stock|by |晚上8点|每天"
            .split('|').collect::<Vec<_>>()), 1..7)) {
        let line = pieces.concat();
        if let Err(failure) = said(&line, &Said::default(), true) {
            let hint = failure.hint.map(|hint| hint.in_lang(Lang::En).to_owned()).unwrap_or_default();
            for told in lines(&hint) {
                prop_assert!(said(&told, &Said::default(), true).is_ok(), "the hint for {line:?} is refused: {told:?}");
            }
        }
    }
}

//! Messages about the days of tasks: day terms in words, periods, holidays.

catalogue! {
    // Terms, as part of a schedule.
    term_workday: "working days" / "工作日";
    term_offday: "days off" / "休息日";
    term_day_of_month(number): "the {number} of the month" / "每月{number}日";
    term_last_day: "the last day of the month" / "每月最后一天";
    term_day_from_end(number): "the {number}-to-last day of the month" / "每月倒数第{number}天";
    term_nth(number, what): "the {number} {what} of the month" / "每月第{number}个{what}";
    term_last(what): "the last {what} of the month" / "每月最后一个{what}";
    term_nth_last(number, what): "the {number}-to-last {what} of the month" / "每月倒数第{number}个{what}";
    working_day: "working day" / "工作日";
    every_days(count): "every {count} days" / "每{count}天";
    every_one_day: "every day" / "每天";
    every_weeks(count): "every {count} weeks" / "每{count}周";
    every_one_week: "every week" / "每周";
    every_months(count): "every {count} months" / "每{count}个月";
    every_one_month: "every month" / "每月";
    rhythm_from(rhythm, from): "{rhythm} from {from}" / "自{from}起{rhythm}";
    term_period(title): "during {title}" / "{title}期间";
    term_before(days, title): "the {days} days before {title}" / "{title}开始前的{days}天";
    term_before_one(title): "the day before {title}" / "{title}前一天";
    life_from(from): "from {from}" / "{from}起";
    life_until(until): "until {until}" / "到{until}为止";

    // Terms, as the reason why a task falls on a day.
    month_1: "January" / "1月";
    month_2: "February" / "2月";
    month_3: "March" / "3月";
    month_4: "April" / "4月";
    month_5: "May" / "5月";
    month_6: "June" / "6月";
    month_7: "July" / "7月";
    month_8: "August" / "8月";
    month_9: "September" / "9月";
    month_10: "October" / "10月";
    month_11: "November" / "11月";
    month_12: "December" / "12月";
    reason_day_of_month(number, month): "{number} of {month}" / "{month}{number}日";
    reason_last_day(month): "last day of {month}" / "{month}最后一天";
    reason_day_from_end(number, month): "{number}-to-last day of {month}" / "{month}倒数第{number}天";
    reason_nth(number, what, month): "{number} {what} of {month}" / "{month}第{number}个{what}";
    reason_last(what, month): "last {what} of {month}" / "{month}最后一个{what}";
    reason_nth_last(number, what, month): "{number}-to-last {what} of {month}" / "{month}倒数第{number}个{what}";
    reason_workday: "working day" / "工作日";
    reason_offday: "day off" / "休息日";
    reason_period(title, number, count): "{title}, day {number} of {count}" / "{title}第{number}天，共{count}天";
    reason_before(title, days): "{title} starts in {days} days" / "距{title}还有{days}天";
    reason_before_one(title): "{title} starts tomorrow" / "{title}明天开始";

    // What falls on which day.
    plan_empty(days): "Nothing is planned for {days}." / "{days} 没有安排。";
    plan_only_daily(days): "Nothing is planned for {days} apart from the daily tasks." / "{days} 除了每天都做的任务，没有别的安排。";
    plan_daily(count): "daily tasks: {count} (--all lists them)" / "每天都做的任务{count}项，加 --all 列出";
    today_too_long(days): "at most {days} days at a time; `ops plan` shows more" / "一次最多看{days}天；更长的用 ops plan";
    plan_too_long(years): "a plan covers at most {years} years" / "一次最多列出{years}年";
    label_next: "Next" / "接下来";
    next_ended(until): "none: it ended on {until}" / "没有了，{until} 已结束";
    next_none(years): "none within {years} years" / "{years}年内没有";

    // Remarks above the rows of a day.
    period_running(title, number, count): "{title}: day {number} of {count}" / "{title}进行中：第{number}天，共{count}天";
    period_one_day(title): "{title} today" / "今天{title}";
    period_preparing(title, days, date): "{title} in {days} days ({date}): preparation under way" / "距{title}还有{days}天（{date}开始），备战中";
    period_prepared_from(title, days): "{title} in {days} days: preparation starts today" / "距{title}还有{days}天，今天开始备战";
    period_coming(title, days, date): "{title} in {days} days ({date})" / "距{title}还有{days}天（{date}开始）";
    period_tomorrow(title): "{title} tomorrow" / "明天{title}开始";
    day_off_named(reason): "day off: {reason}" / "休息日：{reason}";
    day_worked_named(reason): "working day: {reason}" / "上班日：{reason}";
    holidays_unknown(year): "no holiday data for {year}: Saturdays and Sundays count as days off" / "没有{year}年的节假日数据，暂按周六、周日休息";
    holidays_unknown_hint: "the official notice comes in November of the year before; add it to calendars/cn.toml in the configuration folder, or update ops" / "国务院一般在前一年11月公布；可以写进配置文件夹的 calendars/cn.toml，或者升级 ops";
    holidays_known(name, years): "calendar \"{name}\": holiday data for {years}" / "日历“{name}”：已有节假日数据的年份：{years}";
}

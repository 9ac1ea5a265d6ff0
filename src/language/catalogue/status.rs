//! Words for the status of an occurrence, for times and for counts.

catalogue! {
    // Statuses on their own.
    status_upcoming: "upcoming" / "未开始";
    status_due: "due" / "待办";
    status_overdue: "overdue" / "逾期";
    status_missed: "missed" / "漏做";
    status_early: "early" / "提前";
    status_on_time: "done" / "完成";
    status_late: "late" / "超时完成";
    status_missed_done_later: "done after lapsing" / "过期补做";
    status_skipped: "skipped" / "跳过";
    status_excused: "excused" / "免做";
    status_not_required: "not counted" / "启用前不计";

    // Statuses with a duration or a time.
    state_in(time): "in {time}" / "{time}后";
    state_due(time): "due, {time} left" / "待办 剩{time}";
    state_overdue(time): "overdue {time}" / "逾期 {time}";
    state_at(word, time): "{word} {time}" / "{word} {time}";

    // Lengths of time.
    minutes_short(minutes): "{minutes}m" / "{minutes}分钟";
    whole_hours_short(hours): "{hours}h" / "{hours}小时";
    hours_short(hours, minutes): "{hours}h{minutes:02}m" / "{hours}小时{minutes}分";
    days_short(days): "{days}d" / "{days}天";
    minutes_long(minutes): "{minutes} min" / "{minutes}分钟";
    whole_hours_long(hours): "{hours} h" / "{hours}小时";
    hours_long(hours, minutes): "{hours} h {minutes} min" / "{hours}小时{minutes}分钟";

    // Days.
    weekday_mon: "Mon" / "周一";
    weekday_tue: "Tue" / "周二";
    weekday_wed: "Wed" / "周三";
    weekday_thu: "Thu" / "周四";
    weekday_fri: "Fri" / "周五";
    weekday_sat: "Sat" / "周六";
    weekday_sun: "Sun" / "周日";

    // Schedules.
    heading_due: "Due now" / "现在要做";
    heading_any_time: "Any time" / "随时";
    any_time: "any time" / "随时";
    owned_by(person): "owner: {person}" / "归{person}";
    owned_instead_of(person, away): "owner: {person} (standing in for {away})" / "归{person}（替{away}）";
    stands_in_for(away): "standing in for {away}" / "替{away}";
    stand_ins_away: "the stand-in is away too" / "替班的人也不在";
    returned_by(person): "returned by {person}" / "{person}退回";
    every_short(time): "every {time}" / "每{time}";
    schedule_any_time: "once, any time of the day" / "当天任何时间，一次";
    schedule_any(from, to): "once, any time from {from} to {to}" / "{from} 至 {to} 之间任何时间，一次";
    schedule_windows(windows): "at {windows}" / "{windows}";
    schedule_from(time): "from {time}" / "{time} 以后";
    schedule_by(time): "by {time}" / "{time} 以前";
    schedule_watch(every, spans, rounds): "{every} within {spans} ({rounds} rounds)" / "{spans} 内{every}一次（共{rounds}轮）";
    schedule_watch_always(every, rounds): "{every} around the clock ({rounds} rounds)" / "全天{every}一次（共{rounds}轮）";
    schedule_every_day: "every day" / "每天";
    schedule_every_day_except(days): "every day except {days}" / "每天，{days}除外";
    on_days(days): "on {days}" / "逢{days}";
    on_such_days(days): "on {days}" / "{days}";
    from_to(first, last): "{first} to {last}" / "{first}至{last}";
    schedule_except(days): "except {days}" / "{days}除外";

    bracketed(text): " ({text})" / "（{text}）";
    quoted(text): "\"{text}\"" / "“{text}”";
    named(name, text): "{name}: {text}" / "{name}：{text}";
    value_yes: "yes" / "是";
    value_no: "no" / "否";

    // Progress.
    steps_named(done, total): "steps {done}/{total}" / "步骤 {done}/{total}";
    steps_progress(done, total): "{done}/{total}" / "{done}/{total}";
    checks: "Checks" / "任务";
    watches: "Watches" / "巡查";
    by_person(by): "by {by}" / "{by}";
    backfilled: "backfilled" / "补记";
}

//! Messages above and below the rows of a day.

catalogue! {
    nothing_due: "Nothing is due." / "现在没有要做的。";
    now_more(parts, today): "more: {parts}. See: {today}" / "还有{parts}：{today}";
    counted(word, count): "{word} {count}" / "{word} {count}";
    to_fill_in: "to fill in" / "待填";
    values_open(fields): "to fill in: {fields}" / "待填：{fields}";

    // What comes next.
    next_one(time, title, wait): "Next: {time} {title}, in {wait}" / "下一项：{time} {title}，{wait}后";
    next_several(time, title, more, wait): "Next: {time} {title} and {more} more, in {wait}" / "下一批：{time} {title}，另有{more}项，{wait}后";
    tomorrow_at(time): "tomorrow {time}" / "明天 {time}";
    days_long(days): "{days} days" / "{days}天";
    how_to_tick(command): "When done: {command}" / "做完后勾选：{command}";

    // Windows that do not count.
    earlier_window: "1 earlier window does not count" / "前面1个时段不计";
    earlier_windows(count): "{count} earlier windows do not count" / "前面{count}个时段不计";
    checklist_began(windows, time): "{windows}: the checklist came into force at {time}" / "{windows}：清单 {time} 才启用";
    checklist_begins(windows, time): "{windows}: the checklist comes into force now, at {time}" / "{windows}：清单从现在（{time}）起启用";
    came_later(windows, time): "{windows}: added to the checklist at {time}" / "{windows}：{time} 才加进清单";

    yesterday_missed(count, command): "Missed yesterday: {count}. See: {command}" / "昨天漏做{count}项：{command}";
    unplanned_steps(count): "steps: {count}" / "{count}个步骤";
    unplanned: "Done but no longer planned" / "已做，但清单不再安排";
}

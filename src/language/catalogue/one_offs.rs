//! Messages about one-offs and faults found.

catalogue! {
    one_offs: "One-offs" / "临时任务";
    carried: "Carried" / "遗留";
    for_whom(who): "for {who}" / "交给 {who}";
    found_in(task): "found in: {task}" / "“{task}”中发现";
    this_day: "today" / "今天";
    one_day_ago: "yesterday" / "昨天";
    days_ago(days): "{days} days ago" / "{days}天前";
    in_one_day: "tomorrow" / "明天";
    in_days(days): "in {days} days" / "{days}天后";
    until_day(day): "until {day}" / "到 {day} 为止";

    label_carried: "Carried" / "顺延";
    label_for: "For" / "交给";
    label_found: "Found in" / "发现于";
    label_added: "Added" / "添加";
    label_status: "Status" / "状态";

    // Adding.
    day_gone(day): "{day} has gone by; a one-off is for today or later" / "{day} 已过，临时任务只能安排在今天或以后";
    time_gone(time): "{time} has gone by: it is overdue at once" / "{time} 已过，添加后即为逾期";
    title_missing: "there is no title" / "没有写要做什么";
    title_long(most): "a title has at most {most} characters; put more into --note" / "标题最多 {most} 个字，其余请写进 --note";
    carry_refused(text): "\"{text}\" does not fit --carry: days from 0 to 31" / "“{text}”不能用于 --carry：可写 0 至 31 天";
    no_such_person(word): "there is no person or role \"{word}\"" / "没有“{word}”这个人或岗位";
    known_people(names): "known are: {names}" / "可写：{names}";
    not_in_front(word): "\"{word}\" is no day, no time and nobody the checklist names" / "“{word}”不是日期、时间，也不是清单里的人或岗位";
    not_in_front_hint: "a line is: [DAY] [TIME] [WHO] TITLE; WHO is @NAME where the checklist names nobody" / "写法：[日期] [时间] [谁] 要做的事；清单没有写人时用 @姓名";
    not_understood(word): "\"{word}\" looks like a day or a time, but is none that is understood" / "“{word}”像是日期或时间，但看不懂";
    not_understood_hint: "write 12-01, mon, next mon, 09:00 or 09:00-10:00, and a blank behind it" / "可写 12-01、12月1日、周一、下周一、09:00、9点半、09:00-10:00，后面空一格";
    said_otherwise(option, word): "{option} says one thing, \"{word}\" another" / "{option} 与“{word}”不一致";
    list_refused(count): "the list cannot be taken; bad lines: {count}" / "清单没有添加，有 {count} 行看不懂";
    list_empty: "the list is empty" / "清单是空的";
    list_long(most): "a list has at most {most} lines" / "一次最多 {most} 行";
    list_unreadable(error): "stdin cannot be read: {error}" / "无法读取标准输入：{error}";
    list_half_written(day): "what stands above is recorded; from {day} on nothing is" / "以上已记录，{day} 起的没有记录";
    found_of_one_task: "--found goes with one task only" / "--found 一次只能用于一项任务";
    found_empty: "a fault needs a few words" / "请写明发现了什么问题";
    several_days(first, day, second, other): "{first} is of {day}, {second} of {other}: one act is about one day" / "{first} 属于 {day}，{second} 属于 {other}：一次只能记录同一天的任务";
    several_days_hint: "use one command for each day" / "请分开输入";
    lapsed_one_off(key, day): "{key} has lapsed: it was carried until {day}" / "{key} 已过期：顺延到 {day} 为止";
    list_not_utf8: "the list is not UTF-8 text" / "清单不是 UTF-8 编码";
    list_utf8: "a list is UTF-8; from GBK: iconv -f GBK -t UTF-8 list.txt | ops add -" / "清单要用 UTF-8 编码；GBK 可这样转换：iconv -f GBK -t UTF-8 清单.txt | ops add -";
    open_empty: "No one-off is open." / "没有未完成的临时任务。";
}

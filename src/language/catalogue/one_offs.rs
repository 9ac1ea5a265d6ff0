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
    day_gone(day): "{day} is in the past; a one-off is for today or later" / "{day} 已过，临时任务只能安排在今天或以后";
    time_gone(time): "{time} has already passed, so it is overdue" / "{time} 已过，添加后即为逾期";
    title_missing: "the title is missing" / "没有写要做什么";
    title_long(most): "a title has at most {most} characters; put the rest into --note" / "标题最多{most}个字，其余请写进 --note";
    carry_refused(text): "invalid value \"{text}\" for --carry: it takes 0 to 31 days" / "--carry 不能写“{text}”：可写0到31天";
    no_such_person(word): "there is no person or role \"{word}\"" / "没有“{word}”这个人或岗位";
    known_people(names): "known: {names}" / "可写：{names}";
    not_in_front(word): "\"{word}\" is not a day, a time or anybody in the checklist" / "“{word}”不是日期、时间，也不是清单里的人或岗位";
    not_in_front_hint: "write a line as [DAY] [TIME] [WHO] TITLE; if the checklist names no people, WHO is @NAME" / "写法：[日期] [时间] [谁] 要做的事；清单没写人员时用 @姓名";
    not_understood_hint: "write 12-01, mon, next mon, in 3 days, 09:00, 8pm or 09:00-10:00; if it belongs to the title, put -- before the title or use --title" / "可写 12-01、12月1日、周一、下周一、三天后、09:00、9点半、下午3点、09:00-10:00；如果本来就是标题，写在 -- 后面或用 --title";
    day_behind(tail): "\"{tail}\" at the end is a day or a time; put it before the title" / "结尾的“{tail}”是日期或时间，应写在标题前面";
    day_behind_hint(line): "write: {line}; if it belongs to the title, put -- before the title or use --title" / "请写：{line}；如果本来就是标题，写在 -- 后面或用 --title";
    said_twice(word): "\"{word}\": a day or a time was already given" / "“{word}”：前面已经写过日期或时间";
    title_as_it_is: "give each of them once; if it belongs to the title, put -- before the title or use --title" / "各写一次；如果本来就是标题，写在 -- 后面或用 --title";
    perhaps_title(near): "did you mean: {near}; if it belongs to the title, put -- before the title or use --title" / "是不是想输入：{near}；如果本来就是标题，写在 -- 后面或用 --title";
    deadline_far(said, most): "\"{said}\" is too far off: a one-off is carried over for at most {most} days" / "“{said}”太远，临时任务最多顺延{most}天";
    hours_gone: "today's business hours are over, so it is overdue" / "今天的营业时间已过，添加后即为逾期";
    that_instant(day, time): "that is {day} {time}" / "即 {day} {time}";
    moment_gone(day, time): "{day} {time} has already passed" / "{day} {time} 已经过去";
    moment_gone_hint(time): "for the coming night write {time} without a day, or with the next day" / "要写今夜，请只写 {time}，或写第二天的日期";
    deadline_clock(day, time): "\"{time}\" next to the deadline {day}: is it due by that time, or done at that time?" / "期限 {day} 旁边的“{time}”：是最晚几点做完，还是几点做？";
    deadline_clock_hint(by, on): "from today until then: {by}; on that day at that time: {on}" / "今天起、最晚那时做完：{by}；到那天那时才做：{on}";
    by_then(then): "by {then}" / "{then}前";
    several_people(said): "\"{said}\" is more than one person; a one-off is for one" / "“{said}”不止一个人，临时任务只能交给一个人";
    row_not_read(rest): "\"{rest}\" is not a day, a time or anybody in the checklist, and more than a title" / "“{rest}”不是日期、时间或清单里的人，也不像一个标题";
    line_ticked(line): "\"{line}\" is already ticked: remove the line" / "“{line}”已经打了勾，请去掉这一行";
    away_that_day(who, day): "{who} is away on {day}, and nobody stands in" / "{who}在 {day} 不在，也没有人代班";
    away_that_day_stand_in(who, day, person): "{who} is away on {day}: it falls to {person}" / "{who}在 {day} 不在，由{person}代做";
    already_there_otherwise: "already there; its note and days stay as they are" / "已经有了，备注和顺延天数没有改";
    fault_there(task, title): "{task}: \"{title}\" was found before and is still open" / "{task}：“{title}”已经记过，还没解决";
    already_there: "already there" / "已经有了";
    list_half_written(day): "the above was recorded; nothing from {day} on was" / "以上已记录；{day} 起的没有记录";
    list_recorded(done, left, day): "recorded: {done}; not recorded: {left}, from {day} on. Fix the cause and add the same list again: nothing is added twice" / "已记录{done}项，{day} 起的{left}项没有记录。排除原因后把同一份清单再添加一次即可，已记录的不会重复";
    title_given_twice: "the title is given twice: with --title and as words" / "标题写了两次：--title 和后面的文字";
    title_of_a_list: "--title is for a single one-off; in a list, put -- before a title" / "--title 只用于一项；清单的一行可在标题前写 --";
    said_otherwise(option, word): "{option} and \"{word}\" contradict each other" / "{option} 与“{word}”不一致";
    list_refused(count): "nothing was added; invalid lines in the list: {count}" / "清单没有添加：有{count}行看不懂";
    lines_awaited: "One task per line; Ctrl-D ends the list (Windows: Ctrl-Z, Enter), Ctrl-C cancels it." / "每行一项，Ctrl-D 结束（Windows 按 Ctrl-Z 再回车），Ctrl-C 取消：";
    list_empty: "the list is empty" / "清单是空的";
    list_long(most): "a list has at most {most} lines" / "一次最多{most}行";
    list_unreadable(error): "cannot read stdin: {error}" / "无法读取标准输入：{error}";
    found_of_one_task: "--found can be used with one task only" / "--found 一次只能用于一项任务";
    found_empty: "say what was found: --found needs a text" / "请写明发现了什么问题";
    several_days(first, day, second, other): "{first} is on {day}, {second} on {other}: a command records one day only" / "{first} 属于 {day}，{second} 属于 {other}：一次只能记录同一天的任务";
    several_days_hint: "use one command per day" / "请一天写一条命令";
    lapsed_one_off(title, day): "\"{title}\" has lapsed: it was carried over until {day}" / "“{title}”已过期：顺延到 {day} 为止";
    list_unknown_encoding: "the list is not text in UTF-8, UTF-16 or GBK" / "清单的编码认不出来，既不是 UTF-8、UTF-16，也不是 GBK";
    list_save_as: "save it as UTF-8: in Notepad choose \"Save as\", encoding UTF-8" / "请另存为 UTF-8：记事本选“另存为”，编码选 UTF-8";
    list_encoding(encoding): "The list was read as {encoding}." / "清单按 {encoding} 编码读取。";
    list_lost: "the list has question marks in place of words: the letters were lost before they reached ops" / "清单里该是汉字的地方全是问号：汉字在传给 ops 之前就丢了";
    list_lost_hint: "in Windows PowerShell, first run: $OutputEncoding = [Text.Encoding]::UTF8" / "在 Windows PowerShell 里请先运行：$OutputEncoding = [Text.Encoding]::UTF8";
    open_empty: "There are no open one-offs." / "没有未完成的临时任务。";
}

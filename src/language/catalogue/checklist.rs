//! Messages about the checklist: problems, what is allowed, values.

catalogue! {
    // The parts of a report of problems.
    problem_error: "error" / "错误";
    problem_warning: "warning" / "警告";
    problem_colon: ": " / "：";
    problem_help: "help" / "提示";
    problem_other_here: "the other one is here" / "另一处在这里";
    problem_more(count): "and {count} more" / "另有{count}个问题未列出";
    did_you_mean(word): "did you mean \"{word}\"?" / "是不是“{word}”？";
    list_comma: ", " / "、";
    list_semicolon: "; " / "；";
    clause_comma: ", " / "，";
    clause_semicolon: "; " / "；";

    // Size and encoding of a file.
    source_too_long(size, limit): "the file is {size} MiB; a checklist file may be at most {limit} MiB" / "文件有 {size} MiB，清单文件最大 {limit} MiB";
    source_split: "split it into several files and list them in `include`" / "请拆成几个文件，用 include 并进来";
    source_encoding(encoding): "the file is encoded in {encoding}; a checklist must be UTF-8" / "文件是 {encoding} 编码，清单必须用 UTF-8 编码";
    source_save_as_utf8(encoding): "save it as UTF-8: in Notepad choose \"Save as\", encoding UTF-8; in WPS \"Save as\", encoded text, UTF-8; or run `iconv -f {encoding} -t UTF-8 old.toml > new.toml`" / "请另存为 UTF-8：记事本选“另存为”，编码选 UTF-8；WPS 另存为编码文本，选 UTF-8；或者运行 iconv -f {encoding} -t UTF-8 旧.toml > 新.toml";
    source_bad_byte(byte, offset, line): "the file is not valid UTF-8: byte {byte} at offset {offset}, line {line}" / "文件不是 UTF-8 编码：第{line}行，偏移 {offset} 处有字节 {byte}";
    source_utf8: "save the file as UTF-8, or use an undamaged copy" / "请重新存为 UTF-8，或者换一份没有损坏的文件";

    // Files that are included.
    include_missing(name): "there is no file \"{name}\"" / "没有“{name}”这个文件";
    include_device(name): "Windows cannot open \"{name}\": it keeps that name for a device" / "Windows 打不开“{name}”：这个名字保留给设备";
    include_unreadable(name, error): "cannot read \"{name}\": {error}" / "无法读取“{name}”：{error}";
    include_undecodable(name, error): "\"{name}\": {error}" / "“{name}”：{error}";
    include_not_relative(name): "\"{name}\" is not a relative path" / "“{name}”不是相对路径";
    include_relative: "give the path relative to the file with the include: \"double-12.toml\", \"../common.toml\"" / "路径要从写 include 的文件算起，例如 \"双12.toml\"、\"../common.toml\"";
    include_circle(circle): "the files include each other in a cycle: {circle}" / "文件互相并入，成了循环：{circle}";
    include_too_many(limit): "a checklist may have at most {limit} files" / "一份清单最多{limit}个文件";
    include_ignored(key): "`{key}` has no effect in an included file" / "被并入的文件里，{key} 不起作用";
    include_root(key): "only the main file's `{key}` is used: write it there" / "只看主文件的 {key}，请写到主文件里";
    without_unknown(id): "there is no task \"{id}\" to leave out" / "没有“{id}”这个任务，无法去掉";
    conflict_window(name): "the window \"{name}\" has a different time in another file" / "时段“{name}”和另一个文件里写的时间不一样";
    conflict_role(id): "the role \"{id}\" has a different title in another file" / "岗位“{id}”和另一个文件里写的名称不一样";
    conflict_person(role): "the role \"{role}\" of this site is assigned to two people" / "这家店的岗位“{role}”写了两个人";
    conflict_text(key): "`{key}` differs from its value in another file" / "{key} 和另一个文件里写的不一样";
    conflict_text_help: "write it in one file only" / "只在一个文件里写";

    // Keys and types.
    table_top: "the top-level table" / "文件开头";
    problem_unknown_key(key, table): "unknown key \"{key}\" in {table}" / "未知的键“{key}”（{table}）";
    problem_allowed(words): "allowed: {words}" / "可以写：{words}";
    key_belongs(key, table): "`{key}` belongs in {table}" / "{key} 要写在 {table} 里";
    key_belongs_top(key): "`{key}` belongs at the top of the file, before the first [table]" / "{key} 要写在文件开头，第一个 [ ] 之前";
    problem_missing_key(key, table): "missing `{key}` in {table}" / "缺少 {key}（{table}）";
    problem_write_key(key, example): "add a line such as `{key} = {example}`" / "补上一行，例如 {key} = {example}";
    problem_wrong_type(key, wanted, found): "`{key}` must be {wanted}, not {found}" / "{key} 应为{wanted}，写的却是{found}";
    problem_quote(key, value): "put it in quotes: `{key} = \"{value}\"`" / "请加上引号：{key} = \"{value}\"";
    problem_empty_list(key): "`{key}` is an empty list" / "{key} 的列表是空的";
    problem_one_needed: "at least one is required" / "至少要写一个";
    problem_leave_out: "remove the key instead" / "不需要就整行删掉";
    problem_not_a_list(table): "{table} can appear several times, so it must be a list" / "{table} 可以重复出现，要写成列表";
    problem_list_head(table): "write `{table}`, with double brackets, before its keys" / "请写成 {table}（双方括号），放在它的内容前面";
    problem_list_braces(key): "write `{key} = [{{ … }}, {{ … }}]`" / "请写成 {key} = [{{ … }}, {{ … }}]";
    problem_twice(word): "\"{word}\" appears twice" / "“{word}”重复了";
    task_id_twice(id): "the task id \"{id}\" is used twice" / "任务代号“{id}”重复了";
    task_id_twice_help: "records refer to a task by its id: give one of the tasks another id" / "记录靠代号认任务，请给其中一个换个代号";
    type_string: "a string" / "带引号的文字";
    type_strings: "a string or a list of strings" / "带引号的文字或文字列表";
    type_integer: "a whole number" / "整数";
    type_float: "a decimal number" / "小数";
    type_number: "a number" / "数字";
    type_flag: "true or false" / "true 或 false";
    type_datetime: "an unquoted date or time" / "没加引号的日期或时间";
    type_list: "a list" / "列表";
    type_table: "a table" / "一组键和值";
    type_calendar: "a calendar name or a table" / "日历名称或一组键和值";
    type_steps: "a list of names or a number of steps" / "步骤名称列表或步骤个数";

    // Ids, names, texts.
    id_refused(id): "\"{id}\" is not a valid id" / "“{id}”不能用作代号";
    id_form(most): "an id has 1 to {most} characters of a-z, 0-9 and -, and starts with a letter or digit" / "代号用小写字母、数字和“-”，以字母或数字开头，1到{most}个字符";
    id_reserved(id): "\"{id}\" is not a valid id: Windows reserves this name for a device" / "“{id}”不能用作代号：这是 Windows 保留的设备名";
    name_refused(name): "\"{name}\" is not a valid name" / "“{name}”不能用作名字";
    name_form(most): "a name has 1 to {most} letters, digits, Chinese characters, - and _, and does not start with - or _" / "名字可以用字母、数字、汉字、“-”和“_”，不能以“-”或“_”开头，1到{most}个字符";
    window_name_number(name): "the window name \"{name}\" starts like a time" / "时段的名字“{name}”以数字开头，会和时间混淆";
    text_empty(key): "`{key}` is empty" / "{key} 是空的";
    text_too_wide(key, width, most): "`{key}` is {width} columns wide; at most {most} (a Chinese character takes 2)" / "{key} 太长：宽{width}，最多{most}（汉字算2）";
    text_use_note: "a title has to fit on one line; put the rest into `note`" / "标题只占一行，详细内容请写在 note 里";
    text_control(key, code): "`{key}` contains a character that cannot be shown: {code}" / "{key} 里有不能显示的字符：{code}";
    link_refused(link): "\"{link}\" is not a valid link" / "“{link}”不是能打开的网址";
    link_form: "a link starts with https:// or http:// and contains no spaces" / "网址以 https:// 或 http:// 开头，中间没有空格";

    // Times.
    time_unknown(text): "\"{text}\" is not a time of day" / "“{text}”不是时间";
    time_form: "write times as HH:MM, such as \"08:30\"" / "时间写成 时:分，例如 \"08:30\"";
    time_no_such(text): "there is no time \"{text}\"" / "没有“{text}”这个时间";
    time_range: "hours go from 00 to 23, minutes from 00 to 59" / "小时从00到23，分钟从00到59";
    time_after_midnight(time): "after midnight, hours start again at 00:00: write \"{time}\"" / "过了零点从 00:00 重新算，请写 \"{time}\"";
    time_which_night(text): "\"{text}\" does not say which night" / "“{text}”没有说清是哪一夜";
    time_which_night_help: "write 01:00 for the early morning, 13:00 for the afternoon" / "零点以后请写 01:00，中午以后请写 13:00";
    time_which_half(text): "\"{text}\" could be morning or evening" / "“{text}”没有说清是上午还是晚上";
    time_which_half_help: "write 8:30, 20:30, 8:30 am or 8:30 pm" / "请写 8:30、20:30、上午8点半 或 晚上8点半";
    time_day_over: "nothing can start at 24:00, the end of the day" / "24:00 是一天结束的时间，没有事情能从这时开始";
    time_day_over_help: "write \"00:00\" for the start of the day, or an earlier time such as \"23:50\"" / "一天的开头写 \"00:00\"；要在夜里做就写早一点，例如 \"23:50\"";
    duration_unknown(text): "\"{text}\" is not a duration" / "“{text}”不是时长";
    duration_form: "write durations in hours and minutes: \"10m\", \"1h\", \"1h30m\"" / "时长用小时 h 和分钟 m 写，例如 \"10m\"、\"1h\"、\"1h30m\"";
    duration_out_of_range(key, length): "`{key}` cannot be {length}" / "{key} 不能是 {length}";
    duration_range(most): "at least 1m and at most {most}" / "最短 1m，最长 {most}";
    span_form: "allowed: a window \"08:30-09:00\", a time \"20:20\", \"13:30-\" (from then on), \"-12:10\" (until then) or a name from [windows]" / "可以写：时段 \"08:30-09:00\"、时间点 \"20:20\"、\"13:30-\"（13:30 以后）、\"-12:10\"（12:10 以前），或者 [windows] 里的名字";
    span_unknown(text): "\"{text}\" is neither a time nor a window" / "“{text}”不是时间，也不是时段";
    window_unknown(name): "[windows] does not define \"{name}\"" / "[windows] 里没有“{name}”";
    window_empty(window): "\"{window}\" starts and ends at the same time" / "“{window}”的开始和结束是同一时间";
    window_empty_help(time): "write \"{time}\" for a point in time, or remove `at` for any time of the day" / "只是一个时间点就写 \"{time}\"；一天里随便什么时候就不写 at";
    window_backwards(window): "\"{window}\" ends before it starts" / "“{window}”结束得比开始早";
    window_backwards_help(window, day_start): "did you mean \"{window}\"? A window may cross midnight, but not {day_start}, when the business day starts" / "是不是 \"{window}\"？时段可以跨零点，但不能跨过 {day_start}，那是一天的起点";
    window_crosses(window, day_start): "\"{window}\" crosses {day_start}, when one business day ends and the next starts" / "“{window}”跨过了 {day_start}，那是一天结束、下一天开始的时间";
    window_crosses_help(before, behind, end): "write two windows, \"{before}\" and \"{behind}\"; or, if it suits the other tasks, start the business day when this window ends: `day_start = \"{end}\"`" / "请拆成 \"{before}\" 和 \"{behind}\" 两段；其他任务合适的话，也可以把一天的起点改到它结束时：day_start = \"{end}\"";
    window_whole_day_help(before, behind): "remove the key for the whole day, or write two windows, \"{before}\" and \"{behind}\"" / "整天都算就不写这个键，也可以写成 \"{before}\" 和 \"{behind}\" 两段";
    windows_start_together(first, second): "\"{second}\" starts at the same time as \"{first}\": the windows of a task are told apart by their start" / "“{second}”和“{first}”同时开始：同一任务的各时段靠开始时间区分";
    windows_overlap(first, second): "\"{second}\" starts before \"{first}\" ends" / "“{first}”还没结束，“{second}”就开始了";
    hours_window(text): "\"{text}\" is not a window" / "“{text}”不是时段";
    hours_form: "`hours` takes windows that do not overlap: [\"08:20-12:00\", \"13:00-20:30\"]" / "hours 写几个互不重叠的时段，例如 [\"08:20-12:00\", \"13:00-20:30\"]";
    watch_point(time): "`every` cannot repeat within \"{time}\", which is a point in time" / "“{time}”是一个时间点，every 没法在里面重复";
    watch_point_help: "give `at` a window such as \"08:30-12:00\", or remove it to repeat within `hours`" / "at 请写时段，例如 \"08:30-12:00\"；不写 at 就在 hours 里重复";
    watch_always(id): "\"{id}\" repeats around the clock" / "“{id}”会24小时不间断重复";
    watch_always_help: "set `hours` at the top of the file, or `at` for this task" / "请在文件开头写 hours，或者给这个任务写 at";
    watch_once(every): "`every` {every} is longer than its window, so there is only one round, cut short" / "every {every} 比它所在的时段还长，只会有一轮，而且提前结束";
    zone_form: "write an IANA name, such as \"Asia/Shanghai\"" / "时区用 IANA 名称，例如 \"Asia/Shanghai\"";
    zone_other_unknown(name): "the checklist sets no time zone, and the one used instead, \"{name}\", is unknown" / "清单没有写时区，而改用的时区“{name}”无法识别";
    zone_guessed_variable(zone): "the checklist sets no time zone; using {zone} from TZ" / "清单没有写时区，按环境变量 TZ 的 {zone} 计算";
    zone_guessed_system(zone): "the checklist sets no time zone; using {zone} from this computer's settings" / "清单没有写时区，按这台电脑设置的 {zone} 计算";
    zone_guessed_nothing(zone): "the checklist sets no time zone, and this computer's is unknown; using {zone}" / "清单没有写时区，也不知道这台电脑的时区，暂按 {zone} 计算";
    zone_unread(variable, told): "TZ is \"{variable}\", not an IANA name such as Asia/Shanghai; {told}" / "环境变量 TZ 是“{variable}”，不是 Asia/Shanghai 这样的 IANA 名称；{told}";
    zone_write: "set the zone at the top of the checklist, such as `timezone = \"Asia/Shanghai\"`, so that every computer sees the same day" / "请在清单开头写上时区，例如 timezone = \"Asia/Shanghai\"，这样每台电脑看到的是同一天";

    // Days.
    day_unknown(word): "\"{word}\" is not a valid day" / "看不懂日期“{word}”";
    day_vague(word): "\"{word}\" does not say which day" / "“{word}”没有写明是哪一天";
    advice_weekly: "give the day of the week: \"mon\"" / "请写明星期几，例如 \"周一\"";
    advice_monthly: "give the day of the month: \"day 1\", \"day -1\" (the last), \"first mon\", \"last workday\"" / "请写明几号或第几个，例如 \"每月1日\"、\"月末\"、\"每月第一个周一\"、\"每月最后一个工作日\"";
    advice_quarterly: "give the first day: \"every 3 months from 2026-01-01\"" / "请写明从哪天起，例如 \"自2026-01-01起每3个月\"";
    advice_yearly: "give the date: \"01-05\"" / "请写明日期，例如 \"01-05\"";
    advice_fortnightly: "give the first day: \"every 2 weeks from 2026-01-05\"" / "请写明从哪天起，例如 \"自2026-01-05起每2周\"";
    advice_other_day: "give the first day: \"every 2 days from 2026-01-05\"" / "请写明从哪天起，例如 \"自2026-01-05起每2天\"";
    advice_hourly: "for several times a day, write `every = \"1h\"`" / "一天里重复几次的，写 every = \"1h\"";
    advice_length(key, length): "write `{key} = \"{length}\"`" / "请写 {key} = \"{length}\"";
    advice_holidays: "write \"offday\" for every non-working day, or list the dates; `calendar = \"cn\"` knows the holidays" / "不上班的日子写 \"休息日\"，也可以写日期；写上 calendar = \"cn\" 就会按法定节假日算";
    advice_sun: "sunrise and sunset are not supported: write a time close to them, and split the task with `from` and `until` if they drift too far from it" / "清单不会算日出日落：请写一个接近的时间；差得太多时，用 from 和 until 分成几个任务";
    advice_list: "write several days as a list: [\"mon\", \"wed\"]" / "几天请写成列表，例如 [\"周一\", \"周三\"]";
    day_form: "allowed: mon, mon-fri, workday, offday, day 1, day -1, first mon, last workday, every 2 weeks from 2026-01-05, 12-12 (every year), 2026-12-12, ranges such as 2026-12-01..2026-12-12, and the id of a [[period]] or the days before it: double-12, before double-12" / "可以写：mon、周一至周五、工作日、休息日、每月1日、月末、每月第一个周一、每月最后一个工作日、自2026-01-05起每2周、12-12（每年）、2026-12-12、2026-12-01..2026-12-12 这样的一段、[[period]] 的代号和它的准备期，如 double-12、double-12之前";
    day_never_in_month(word): "no month has \"{word}\"" / "没有哪个月有“{word}”";
    day_rhythm(word): "\"{word}\" does not say how often and from when" / "“{word}”没有写清间隔和起始日期";
    day_rhythm_form: "write \"every 2 weeks from 2026-01-05\": a number from 1 to 9999, then days, weeks or months, then a full date" / "写成 \"every 2 weeks from 2026-01-05\" 或 \"自2026-01-05起每2周\"：要有完整的起始日期、1到9999的数字和单位（天、周或月）";
    day_rare(word): "\"{word}\" occurs in leap years only" / "“{word}”只有闰年才有";
    day_no_lead(id): "the period \"{id}\" has no `lead`, so it has no days of preparation" / "“{id}”没有写 lead，没有准备期";
    day_no_lead_help(id): "give [[period]] \"{id}\" a `lead`, the number of days to prepare" / "请给 [[period]] “{id}”写上 lead，即提前准备的天数";
    period_days(word): "\"{word}\" cannot be the days of a period" / "“{word}”不能作为 period 的日子";
    period_days_form: "write dates: \"12-01..12-12\" (every year), \"2026-12-01..2026-12-12\", or a list of these" / "period 的日子写日期：\"12-01..12-12\"（每年）、\"2026-12-01..2026-12-12\"，或者几段的列表";
    period_id_taken(id): "\"{id}\" cannot be the id of a period: it already means a day" / "“{id}”不能作为 period 的代号，它本身就是一种日期写法";
    period_conflict(id): "the period \"{id}\" is defined differently in another file" / "“{id}”这个 period 和另一个文件里写的不一样";
    calendar_unknown(name): "there is no calendar \"{name}\"" / "没有“{name}”这个日历";
    calendar_known(names): "built in: {names}; put your own days into `calendar = {{ off = [...], work = [...] }}` or a `file`" / "内置的有：{names}；自己的日子写在 calendar = {{ off = [...], work = [...] }} 里，或者写 file";
    exception_days(word): "\"{word}\" is not a date" / "“{word}”不是日期";
    exception_days_form: "write a date or a range of dates: \"2026-11-27\", \"2026-10-01..2026-10-07\"" / "写日期或一段日期：\"2026-11-27\"、\"2026-10-01..2026-10-07\"";
    exception_long(word, days): "\"{word}\" spans {days} days" / "“{word}”有{days}天，太长了";
    exception_longest(most): "a range may have at most {most} days; write several" / "一段最多{most}天，可以拆成几段";
    day_off_and_worked(day): "{day} is listed both as off and as worked" / "{day} 既写成休息，又写成上班";
    year_needs_off: "a year needs its days off, `off = [{{ days = \"2027-01-01\", reason = \"…\" }}]`; until they are known, leave out the whole [[year]]" / "一年要写上休息的日子，例如 off = [{{ days = \"2027-01-01\", reason = \"…\" }}]；还不知道就不要写这个 [[year]]";
    life_date(key, word): "`{key}` \"{word}\" is not a full date" / "{key} 的“{word}”不是完整的日期";
    life_date_form: "write year-month-day: \"2026-11-01\"" / "写成 年-月-日，例如 \"2026-11-01\"";
    life_backwards(until, from): "`until` {until} comes before `from` {from}" / "until {until} 早于 from {from}";
    day_no_such(word): "there is no date \"{word}\"" / "“{word}”这个日期不存在";
    day_date_form: "write dates as year-month-day, or as month-day for every year" / "日期写成 年-月-日；每年都有的写成 月-日";
    day_backwards(word): "\"{word}\" ends before it starts" / "“{word}”结束得比开始早";
    day_swap: "put the earlier day first" / "早的日期写在前面";
    day_adds_nothing(word): "\"{word}\" has no effect: the other entries already cover all of its days" / "“{word}”不起作用：其他几项已经包含它的所有日子";
    day_takes_nothing(word): "\"{word}\" has no effect: the task is not done on any of these days" / "“{word}”不起作用：任务本来就不在这些日子做";
    days_over(id, today): "\"{id}\" is over: it has no days from {today} on" / "“{id}”已经结束：从 {today} 起再没有它的日子";
    days_over_help: "remove it, or give it future days; its records are kept" / "可以删掉，也可以写上以后的日子；以前的记录都会保留";
    period_over(id, today): "the period \"{id}\" is over: it has no days from {today} on" / "“{id}”这段时期（period）已经结束：{today} 起没有属于它的日期";
    period_over_help: "add its next days, or write them for every year: \"12-01..12-12\"" / "请加上下一次的日子，每年都有的写成 \"12-01..12-12\"";
    days_never(id): "\"{id}\" never occurs: `except` removes every day of `on`" / "“{id}”没有一天要做：except 把 on 的日子都去掉了";
    days_never_in_life(id): "\"{id}\" never occurs: it has no days between `from` and `until`" / "“{id}”没有一天要做：from 和 until 之间没有它的日子";

    // Roles, sites, areas.
    role_unknown(id): "[roles] does not define \"{id}\"" / "[roles] 里没有“{id}”";
    role_declare(id): "define it under [roles]: `{id} = \"…\"`" / "请在 [roles] 里加上：{id} = \"…\"";
    site_unknown(id): "there is no site \"{id}\"" / "没有“{id}”这家店";
    site_declare(id): "define it: `[[site]]` with `id = \"{id}\"`" / "请加上 [[site]]，写明 id = \"{id}\"";
    absence_unknown(person): "no site has a person called \"{person}\"" / "没有哪家店有“{person}”这个人";
    absence_name_people: "use a name from the `people` of a [[site]]" / "写 [[site]] 的 people 里的名字";
    absence_needs(person): "\"{person}\" is away, but neither `stand_in` nor `reason` is given" / "“{person}”不在，却没写谁替班，也没写原因";
    absence_write: "write `stand_in = \"…\"`, or a `reason` if nobody stands in" / "写 stand_in = \"…\"；没人替就写 reason";
    stand_ins_away_on(person, day): "on {day} both \"{person}\" and the stand-in are away" / "{day} “{person}”不在，替班的人也不在，没有人做";
    stand_ins_away_help: "choose another stand-in, or give a `reason` to excuse the tasks" / "请换一个人替班；没人替就写 reason，任务免做";
    absence_own(person): "\"{person}\" cannot be their own stand-in" / "“{person}”不能替自己";
    role_vacant(site, role, count): "nobody at \"{site}\" has the role \"{role}\"; tasks without an owner: {count}" / "“{site}”没有人担任“{role}”，有{count}个任务没人负责";
    role_vacant_help(role): "put a name into `people`: `people = {{ {role} = \"…\" }}`" / "请在 people 里写明：people = {{ {role} = \"…\" }}";
    role_missing_one: "this task has no `role`, so nobody owns it" / "这个任务没写 role，没人负责";
    role_missing(count): "{count} tasks have no `role`, so nobody owns them; this is the first" / "有{count}个任务没写 role，没人负责；这是第一个";
    role_missing_help: "give each a `role` from [roles]" / "请写明 role，从 [roles] 里选";
    area_empty(id): "the area \"{id}\" has no tasks" / "板块“{id}”里没有任务";
    checklist_empty: "the checklist has no tasks" / "清单里没有任务";
    checklist_empty_help: "write tasks as `[[area.task]]` below their `[[area]]`, or start from a template: `ops init`" / "任务写在 [[area]] 下面的 [[area.task]] 里；ops init 可以生成一份现成的清单";

    // Measures and targets.
    measure_conflict(id): "the measure \"{id}\" is defined differently in another file" / "“{id}”这个 measure 和另一个文件里写的不一样";
    measure_field_form(word): "\"{word}\" does not name a field of a task" / "“{word}”不是“任务.数据项”的写法";
    measure_per_form: "write a task and its field, \"ztc-review.spend\"; `per` also takes \"count\" (number of entries) and \"days\" (days on which the task was required)" / "写任务和数据项，如 \"ztc-review.spend\"；per 还可以写 \"count\"（填了几次）或 \"days\"（应填几天）";
    measure_no_task(task): "there is no task \"{task}\"" / "没有“{task}”这个任务";
    measure_no_field(task, field): "{task} has no field \"{field}\"" / "{task} 没有数据项“{field}”";
    measure_not_number(word): "\"{word}\" is not a numeric field" / "“{word}”填的不是数字";
    measure_percent_of_nothing: "a percentage needs `per`" / "百分比要写 per";
    measure_percent_unit(unit): "a percentage cannot have the unit \"{unit}\"" / "百分比不用写单位“{unit}”";
    target_form: "write one target, such as `target = {{ month = 30000 }}`; year, quarter, week and day work too" / "只写一个，例如 target = {{ month = 30000 }}，也可以用 year、quarter、week、day";
    total_unknown(name): "unknown total: {name}" / "不认识的汇总方式：{name}";
    total_beside_target: "a field with a target is added up, so `total` must be \"sum\"" / "有目标的数据项是求和的，total 只能是 \"sum\"";
    rate_target_form: "a target is a percentage above 0 and at most 100: `target = {{ completion = 95, on_time = 90 }}`" / "目标是大于 0、不超过 100 的百分数：target = {{ completion = 95, on_time = 90 }}";
    target_positive: "a target must be above 0" / "目标要大于 0";
    target_twice: "a field can have only one target" / "一个数据项只能有一个目标";
    target_empty: "the target is empty" / "目标是空的";

    // Steps and fields.
    steps_count(count): "a task cannot have {count} steps" / "一个任务不能有{count}步";
    steps_range(most): "a task has 2 to {most} steps; one that is ticked as a whole needs no `steps`" / "步骤数是2到{most}；整个打勾的任务不用写 steps";
    field_type_unknown(name): "there is no field type \"{name}\"" / "没有“{name}”这种数据项类型";
    field_key_unfit(key, name): "`{key}` does not work with type {name}" / "{name} 类型不能写 {key}";
    field_key_fits(key, names): "`{key}` works with: {names}" / "能写 {key} 的类型：{names}";
    field_choices_missing: "a field of type choice needs `choices`" / "choice 类型要写 choices";
    field_choices_example: "list your own choices, such as `choices = [\"good\", \"fair\", \"bad\"]`" / "列出可选的内容，例如 choices = [\"好\", \"一般\", \"差\"]";
    field_bound(key, value): "`{key}` cannot be {value}" / "{key} 不能是 {value}";
    field_min_above_max(min, max): "`min` {min} is above `max` {max}: no value fits" / "min {min} 比 max {max} 大，什么值都填不进去";
    field_warn_outside(key, value): "`{key}` {value} is outside `min` and `max`" / "{key} {value} 不在 min 和 max 之间";
    field_warn_always(low, high): "every value is below {low} or above {high}, so there is always a warning" / "任何值不是低于 {low} 就是高于 {high}，每次都会警告";

    // Values that people enter.
    value_field(title, id): "{title} ({id})" / "{title}（{id}）";
    value_refused(field, typed, hint): "{field}: invalid value \"{typed}\"; expected {hint}" / "{field}：不能填“{typed}”，应填{hint}";
    value_empty(field, hint): "{field}: no value; expected {hint}" / "{field}：没有填，应填{hint}";
    value_ambiguous(field, typed, choices): "{field}: \"{typed}\" matches several choices: {choices}" / "{field}：“{typed}”匹配到好几个：{choices}";
    value_too_long(field, typed): "{field}: \"{typed}\" has too many digits to be stored exactly" / "{field}：“{typed}”位数太多，无法精确记录";
    value_too_wide(field, typed, width, most): "{field}: \"{typed}\" is {width} columns wide; at most {most} (a Chinese character takes 2)" / "{field}：“{typed}”太长：宽{width}，最多{most}（汉字算2）";
    value_not_a_line(field): "{field}: the text must be a single line without control characters" / "{field}：只能是一行文字，不能有控制字符";
    value_number: "a number" / "数字";
    value_integer: "a whole number" / "整数";
    value_between(min, max): "from {min} to {max}" / "{min}到{max}";
    value_at_least(min): "at least {min}" / "不小于 {min}";
    value_at_most(max): "at most {max}" / "不大于 {max}";
    value_in_unit(unit): "in {unit}" / "单位{unit}";
    value_with_unit(number, unit): "{number} {unit}" / "{number}{unit}";
    value_text: "one line of text" / "一行文字";
    value_text_within(most): "one line of text, at most {most} columns wide (a Chinese character takes 2)" / "一行文字，宽度不超过{most}（汉字算2）";
    value_choice(choices): "one of: {choices}" / "其中之一：{choices}";
    value_yes_no: "yes or no" / "是或否";
    value_low(title, value, bound): "{title} {value} is below {bound}" / "{title} {value}，低于 {bound}";
    value_high(title, value, bound): "{title} {value} is above {bound}" / "{title} {value}，高于 {bound}";

    // Invalid TOML.
    syntax_duplicate(key): "duplicate key \"{key}\"" / "“{key}”写了两次";
    syntax_duplicate_help: "remove one of them; a table that can appear several times has double brackets, such as [[area]]" / "请删掉一个；可重复出现的表要用双方括号，例如 [[area]]";
    syntax_unquoted: "texts, times and dates must be in quotes" / "文字、时间和日期要加引号";
    syntax_write_quoted(text): "write \"{text}\", with straight quotes" / "请写成 \"{text}\"，用英文引号";
    syntax_no_value: "there is no value after `=`" / "“=”后面没有内容";
    syntax_unclosed_string: "the closing quote is missing" / "缺少后面的引号";
    syntax_unclosed_string_help: "a text ends on the line it starts on; put text of several lines between \"\"\" and \"\"\"" / "文字要在同一行结束；多行文字前后各用三个引号 \"\"\"";
    syntax_unclosed_text: "this text is not closed: the closing \"\"\" is missing" / "这段文字没有收尾，末尾缺三个引号";
    syntax_no_equals: "expected `key = value` or a [table]" / "这一行既不是 键 = 值，也不是 [表头]";
    syntax_key_form: "comments start with #" / "注释以 # 开头";
    syntax_no_comma: "a comma between two values, or a quote, is missing" / "两个值之间缺逗号，或者少了引号";
    syntax_unclosed_list: "this list is not closed: a `]` is missing" / "这个列表没有收尾，缺“]”";
    syntax_unclosed_braces: "these braces are not closed: a `}}` is missing" / "这个花括号没有收尾，缺“}}”";
    syntax_unclosed_head: "the closing brackets are missing: write `[roles]` or `[[area]]`" / "方括号没有收尾，应写成 [roles] 或 [[area]]";
    syntax_key: "this key must be in quotes" / "这样的键要加引号";
    syntax_escape: "`\\` starts an escape sequence, and this is not a valid one" / "“\\”后面不是有效的转义";
    syntax_escape_help: "write `\\\\` for a backslash, or put the text in single quotes" / "反斜杠本身写成 \\\\，或者整段文字用单引号";
    syntax_behind: "unexpected text at the end of the line" / "这一行末尾多了东西";
    syntax_carriage_return: "the line ends with a carriage return only" / "换行符只有回车，没有换行";
    syntax_full_width(sign, twin): "the full-width {sign} is not valid here: write {twin}" / "中文符号 {sign} 要换成英文的 {twin}";
    syntax_other(message): "invalid TOML: {message}" / "TOML 写法有误：{message}";
}

//! Messages of the commands.

catalogue! {
    label_error: "error: " / "错误：";
    label_warning: "warning: " / "警告：";

    // The command line.
    usage_no_command(name): "unknown command \"{name}\"" / "没有“{name}”这个命令";
    usage_dash_value(line): "put -- before a value that starts with a dash: {line}" / "以“-”开头的数值写在 -- 后面：{line}";
    usage_dash: "for a deadline, write: by 18:00, or --at -18:00; put -- before a title that starts with a dash" / "截止时间写 18:00前 或 --at -18:00；以 - 开头的标题写在 -- 后面";
    usage_unknown_argument(arg): "unknown argument \"{arg}\"" / "不认识的参数“{arg}”";
    usage_needs_value(arg): "{arg} needs a value" / "{arg} 后面要写值";
    usage_bad_value(value, arg): "invalid value \"{value}\" for {arg}" / "{arg} 不能写“{value}”";
    usage_allowed_values(value, arg, allowed): "invalid value \"{value}\" for {arg}; allowed: {allowed}" / "{arg} 不能写“{value}”，可以写：{allowed}";
    usage_missing(arg): "missing argument: {arg}" / "缺少参数：{arg}";
    usage_conflict(arg, other): "{arg} cannot be used with {other}" / "{arg} 不能与 {other} 同时用";
    usage_twice(arg): "{arg} can be given only once" / "{arg} 只能写一次";
    usage_value_count(arg): "wrong number of values for {arg}" / "{arg} 的值写多了或写少了";
    usage_not_unicode: "an argument is not valid Unicode" / "有参数不是有效的 Unicode 文字";
    usage_see_help(help): "see: {help}" / "用法见：{help}";
    perhaps(what): "did you mean: {what}" / "是不是想输入：{what}";
    cannot_print(error): "cannot write the output: {error}" / "无法输出：{error}";
    output_in_journal(path): "{path} is inside the journal, where only records are written"
        / "{path} 在日志文件夹里，那里只存记录";
    output_is_checklist(path): "{path} is a checklist and will not be overwritten" / "{path} 是清单文件，不能覆盖";
    output_elsewhere: "choose another file: --output FILE" / "请换个文件名：--output 文件";
    journal_tilde(path): "the journal is set to {path}, but the shell did not expand the ~ to a home folder" / "日志路径写成了 {path}，其中的 ~ 没有展开成主目录";
    journal_tilde_hint(rest, path): "leave the ~ unquoted, or write \"$HOME/{rest}\"; for a folder that is really called ~, write ./{path}"
        / "请不要把 ~ 放在引号里，或写成 \"$HOME/{rest}\"；若文件夹真的叫 ~，请写 ./{path}";
    journal_tilde_hint_windows(rest): "write \"$HOME\\{rest}\" in PowerShell, \"%USERPROFILE%\\{rest}\" at the command prompt"
        / "PowerShell 里请写 \"$HOME\\{rest}\"，命令提示符里请写 \"%USERPROFILE%\\{rest}\"";
    cannot_write(path, error): "cannot write {path}: {error}" / "无法写入 {path}：{error}";

    // Days and times.
    bad_now(text): "\"{text}\" is not a valid time" / "“{text}”不是有效的时间";
    bad_now_hint: "write 08:40, 2026-11-23T08:40 or 2026-11-23T08:40+08:00" / "可写 08:40、2026-11-23T08:40 或 2026-11-23T08:40+08:00";
    day_at_night(text, today): "{today} is not over yet: which day is \"{text}\"?" / "{today} 这一天还没结束，“{text}”是哪一天？";
    day_to_come(day): "{day} is in the future" / "{day} 还没到";
    at_to_come(time, now): "{time} is in the future; it is {now} now" / "{time} 还没到，现在是 {now}";
    no_checklist_on(day): "No checklist was in force on {day}, so nothing was required." / "{day} 还没有启用清单，没有应做任务。";
    now_needs_journal: "--now cannot be used to record into your own journal" / "不能用 --now 往自己的日志里写入";
    now_needs_journal_hint: "recorded times cannot be faked; to try things out, use another journal: --journal DIR" / "记录时间不能造假；想试用请另外指定日志：--journal 文件夹";

    // Folders, files and checklists that cannot be used.
    press_enter: "To see more, open PowerShell and type: ops help. Press Enter to close this window." / "更多用法：打开 PowerShell，输入 ops help。按回车键关闭窗口。";
    no_home: "no home folder was found to keep the journal in" / "找不到用户主目录，无法存放日志";
    no_home_hint(home, state): "set {home}, or choose a journal: --journal DIR (writing to it also needs {state})" / "请设置 {home}，或指定日志：--journal 文件夹（写入还需 {state}）";
    not_a_plain_file: "not a regular file" / "不是普通文件";
    io_not_found: "no such file or directory" / "没有这个文件或文件夹";
    io_not_permitted: "permission denied" / "没有权限";
    io_disk_full: "no space left on the disk" / "磁盘已满";
    io_over_quota: "disk quota exceeded" / "磁盘配额已用完";
    io_file_too_large: "the file would be too large" / "文件太大";
    io_read_only: "the disk is read-only" / "磁盘是只读的";
    io_is_a_folder: "it is a folder" / "这是一个文件夹";
    io_no_folder: "part of the path is not a folder" / "路径中有一段不是文件夹";
    io_bad_name: "the file name is too long or has invalid characters" / "文件名太长或含有不能用的字符";
    io_busy: "it is in use by another program" / "正被其他程序占用";
    io_unreachable: "the disk does not respond" / "网络盘没有响应";
    writer_unusable(path, error): "cannot use the writer id in {path}: {error}" / "无法使用 {path} 中的写入者代号：{error}";
    builtin_used(name): "Using the built-in checklist \"{name}\". To make it your own: ops init" / "正在使用内置清单“{name}”。要改成自己的：ops init";
    checklist_unreadable(path, error): "cannot read {path}: {error}" / "无法读取 {path}：{error}";
    checklist_unreadable_hint: "choose another with --checklist FILE, or create one: ops init" / "可用 --checklist 文件 另行指定，或用 ops init 生成";
    checklist_broken(name, errors): "cannot use {name}; errors: {errors}" / "{name} 无法使用，有{errors}个错误";
    broken_file_ignored(name, errors, day): "{name} is invalid (errors: {errors}); using the version adopted on {day}. See: ops check" / "{name} 有{errors}个错误，暂用 {day} 启用的版本。查看：ops check";
    more_faults(count, verify): "and {count} more; see: {verify}" / "另有{count}处，查看：{verify}";
    other_holidays(name, day): "the holidays on this computer differ from those adopted with {name} on {day}, which stay in force; make sure everybody has the same calendars/cn.toml" / "本机的节假日数据与 {day} 随 {name} 启用的不同，仍以启用的为准；请让大家用同一份 calendars/cn.toml";
    older_text(name, day, adopt): "{name} is an older version; the one adopted on {day} stays in force. To go back to it: {adopt}" / "{name} 是旧版本，{day} 启用的版本仍然有效。要换回来：{adopt}";
    later_text(name, day, today): "{name} was adopted on {day}, and this computer's clock says {today}: set the clock, or wait for that day" / "{name} 是 {day} 启用的，而这台电脑的日期是 {today}：请校准电脑时间，或者等到那一天";
    adopts_backwards(today, day, by): "this computer's clock says {today}, and {by} adopted another checklist on {day}: recording now would change how every day from {today} on is judged" / "这台电脑的日期是 {today}，而 {by} 在 {day} 已启用另一份清单：现在记录会改变 {today} 起每一天的考核结果";
    adopts_again(today, day, by): "this computer's clock says {today}, but {by} adopted this checklist on {day}, so the clock is behind: recording now would change how every day from {today} on is judged" / "这台电脑的日期是 {today}，但这份清单 {day} 才由 {by} 启用，说明电脑时间慢了：现在记录会改变 {today} 起每一天的考核结果";
    adopts_backwards_hint(today, adopt): "set the clock; if {today} is right, adopt this checklist first: {adopt}" / "请校准电脑时间；如果今天真的是 {today}，先启用这份清单：{adopt}";
    clock_behind(now, latest): "this computer's clock says {now}, but something was already recorded at {latest}: one of the two clocks is wrong" / "这台电脑的时间是 {now}，但已有 {latest} 的记录：两台电脑的时间有一个不对";
    adopted_broken(day, count): "the checklist adopted on {day} can no longer be used; errors: {count}" / "{day} 启用的清单已无法使用，有{count}个错误";
    adopted_broken_hint: "see ops verify, then adopt a valid checklist: ops adopt FILE" / "请查看 ops verify，再启用一份好的清单：ops adopt 文件";

    origin_builtin(name): "the built-in checklist {name}" / "内置清单 {name}";
    origin_journal: "the checklist adopted last" / "最近启用的清单";

    // People and sites.
    unknown_person(me): "{me} is not in the checklist; showing all tasks" / "清单里没有 {me}，显示全部任务";
    empty_option(name): "{name} must not be empty" / "{name} 不能为空";
    not_unicode_variable(name): "{name} is not valid Unicode text" / "{name} 不是有效的 Unicode 文字";
    behind_command(flag): "{flag} must come after the command" / "{flag} 要写在命令后面";
    no_such_site(site): "there is no site \"{site}\"" / "没有“{site}”这个店铺";
    site_none_known(site): "the checklist defines no sites, so --site {site} cannot be used" / "清单没有定义店铺，--site {site} 无效";
    no_people_named: "people are defined in the `people` of a [[site]]" / "人员写在 [[site]] 的 people 里";
    others_hidden(count): "others have {count} more; --all shows them" / "别人还有{count}项；加 --all 查看";
    others_hidden_open(count, open): "others have {count} more, {open} of them to do now; --all shows them" / "别人还有{count}项，其中{open}项现在要做；加 --all 查看";
    nothing_of(person): "{person} has no tasks." / "没有{person}的任务。";
    nobody_called(word): "there is nobody called \"{word}\"" / "没有“{word}”这个人";
    excuse_too_long(days): "at most {days} days at a time" / "一次最多{days}天";
    excuse_too_long_hint: "for longer, add an [[absence]] to the checklist" / "时间更长的，请在清单里写 [[absence]]";
    nothing_to_excuse(person): "{person} has no tasks to excuse" / "{person}没有可以免做的任务";
    one_offs_stay_open(person, count, line): "{person}'s one-offs stay open: {count}. See: {line}" / "{person}还有{count}项临时任务未完成：{line}";
    persons(person): "{person}: " / "{person}：";
    excused_count(place, whose, count): "{place}  {whose}{count} excused" / "{place}  {whose}免做{count}项";
    of_them_lapsed(count): " ({count} of them over already)" / "（其中{count}项时限已过）";
    skipped_count(place, whose, count): "{place}  {whose}{count} skipped" / "{place}  {whose}跳过{count}项";
    nothing_to_skip(person): "{person} has no tasks to skip" / "{person}没有可以跳过的任务";
    nothing_left_to_do: "nothing is left to do" / "没有未完成的任务了";
    all_one_offs_stay_open(count, line): "one-offs stay open: {count}. See: {line}" / "还有{count}项临时任务未完成：{line}";
    all_of_whom(me): "{me} is not in the checklist, so it is not clear whose tasks are meant" / "清单里没有 {me}，不知道是谁的任务";
    all_of_whom_hint: "add: --for PERSON" / "请加上：--for 姓名";
    config_unknown(key): "unknown setting \"{key}\"" / "没有“{key}”这个设置";
    config_no_string(key): "\"{key}\" must be a string" / "“{key}”要写成带引号的文字";
    config_refused(path, line, what): "{path}:{line}: {what}" / "{path}:{line}：{what}";
    in_config(path, what): "{path}: {what}" / "{path}：{what}";
    config_keys(keys): "allowed settings: {keys}, each a string" / "可以写的设置：{keys}，都要加引号";
    site_several: "the checklist has several sites: choose one with --site" / "清单有多个店铺，请用 --site 指定一个";
    which_site(list): "choose a site:{list}" / "请指定店铺：{list}";
    sites_apart(tasks): "alone, these would be recorded at different sites: {tasks}. Record them one by one, or name the site" / "分开写时，这几项不在同一家店：{tasks}。请一项一项记，或写明店铺";
    which_site_of(words, list): "\"{words}\" is at several sites:{list}" / "几个店铺都有“{words}”：{list}";
    one_site_only(verb, list): "{verb} works on one site at a time:{list}" / "{verb} 一次只能用于一个店铺：{list}";
    all_sites_hint(command): "for all sites: {command}" / "全部店铺：{command}";
    pick_site: "Which site?" / "哪个店铺？";
    pick_site_of(words): "Which site for \"{words}\"?" / "“{words}”：哪个店铺？";
    site_ambiguous(site): "\"{site}\" matches several sites" / "“{site}”匹配到多个店铺";
    site_known(sites): "sites: {sites}" / "店铺：{sites}";

    // Finding a task.
    no_such_task(word): "no task matches \"{word}\"" / "没有任务匹配“{word}”";
    no_such_task_hint(today, log): "to see the ids: {today}; for one-offs: {log}" / "代号见：{today}，临时任务见：{log}";
    ambiguous_task(word, list): "\"{word}\" matches several tasks:{list}" / "“{word}”匹配到多个任务：{list}";
    ambiguous_task_hint: "type more of the name, or use the id" / "请多输几个字，或直接用代号";
    pick_by_id(command): "to choose one by its id: {command}" / "用代号选一项：{command}";
    pick_one(word): "\"{word}\" matches several:" / "“{word}”匹配到多个：";
    ask_number(count): "which one (1-{count}; Enter or q to cancel)? " / "选哪个（1-{count}，回车或 q 取消）？";
    one_alone: "choose only one" / "只能选一个";
    no_such_pick(answer): "there is no \"{answer}\" in the list" / "没有“{answer}”这一项";
    more_to_pick(count): "     {count} more: enter m" / "     还有{count}项：输入 m 继续看";
    ask_numbers(count): "which ones (1-{count}, several as 1,2; Enter or q to cancel)? " / "选哪个（1-{count}，多选写 1,2，回车或 q 取消）？";
    given_up: "cancelled" / "已取消";
    nothing_picked: "nothing was chosen" / "没有选任何一项";
    days_of_one_task(text): "\"{text}\" is several days: for a single task, give one day; several days need --all or --for" / "“{text}”不止一天：单个任务只能写某一天；写一段日子要用 --all 或 --for";
    first_day_hint(command): "for the first day only: {command}" / "只记第一天：{command}";
    all_days_hint(command): "for all tasks on these days: {command}" / "这些天的全部任务：{command}";
    bad_slot(text): "\"@{text}\" is not a valid slot" / "“@{text}”不是有效的时段";
    bad_slot_hint: "write TASK@08:30, TASK@14:00..16:00, TASK@any or TASK@*" / "可写 任务@08:30、任务@14:00..16:00、任务@any 或 任务@*";
    no_such_slot(task): "\"{task}\" has no window at that time on this day" / "“{task}”当天没有这个时段";
    known_slots(slots): "its windows start at: {slots}" / "可用时段：{slots}";
    not_planned(task, day): "\"{task}\" is not planned on {day}" / "“{task}”在 {day} 没有安排";
    not_planned_hint(command): "to see when it is planned: {command}" / "查看安排：{command}";
    done_only_at(task, sites): "\"{task}\" is done only at {sites}" / "“{task}”只在{sites}做";
    done_only_at_hint(command): "for that site: {command}" / "要指定那个店铺：{command}";
    site_gone(site, day): "{site} is not in the checklist of {day}; only its one-offs and records are left" / "{day} 的清单里没有“{site}”这个店铺，只有它的临时任务和以前的记录";
    not_recorded_at(sites): "the above was recorded; not recorded: {sites}" / "以上已记录；没有记录：{sites}";
    not_due_yet(task, start): "\"{task}\" is not due until {start}" / "“{task}”要到 {start} 才开始";
    lapsed_next_at(task, window, start): "{task}: {window} has lapsed; the next one starts at {start}" / "{task}：{window} 已过，下一轮 {start} 开始";
    tasks_apart(command): "several tasks are separated by blanks: {command}" / "多项任务用空格隔开：{command}";
    early_hint(command): "to record it ahead of time: {command}" / "要提前记录：{command}";
    name_slot_hint(command): "for that window: {command}" / "要指定那一轮：{command}";
    not_begun(task, slots): "\"{task}\" has not started yet: {slots}" / "“{task}”还没开始：{slots}";
    none_open(task): "\"{task}\" has nothing left to do." / "“{task}”没有可以打勾的时段了。";
    lapsed(task, window): "{task}: {window} has lapsed; it was the last one of the day" / "{task}：{window} 已过，当天没有下一轮了";
    lapsed_hint(command): "if it was done after all (it still counts as missed): {command}" / "如果事后补做了（仍算漏做）：{command}";

    // Ticking.
    done_hint: "write: ops done TASK [FIELD=VALUE...]" / "写法：ops done 任务 [数据名=值...]";
    value_before_task(word): "\"{word}\" comes before any task" / "“{word}”前面没有写任务";
    already_done(title, by, at): "{title}: already done by {by} at {at}" / "{title}：已完成（{by} {at}）";
    already_done_next(title, by, at, next): "{title}: already done by {by} at {at}; next at {next}" / "{title}：已完成（{by} {at}），下一轮 {next}";
    step_already(title, step, by, at): "{title}: step {step} already done by {by} at {at}" / "{title}：第{step}步已完成（{by} {at}）";
    value_same(title, value, by, at): "{title}: already {value} (entered by {by} at {at})" / "{title}：已经是 {value}（{by} {at} 填写）";
    to_change_at(undo, command): "The time was not changed. To correct it: {undo}, then: {command}" / "时间没有改。要更正，先：{undo}，再：{command}";
    to_change_at_by_steps(undo, command): "The time was not changed. To correct it, undo one entry at a time until the task is open again: {undo}, then: {command}" / "时间没有改。要更正，先逐条撤销，直到任务变回未完成：{undo}，再：{command}";
    value_was(title, value, by, at): "{title}: was {value} (entered by {by} at {at})" / "{title}：原为 {value}（{by} {at} 填写）";
    already_set_aside(title, status, by, at, reason): "{title}: already {status} by {by} at {at} ({reason})" / "{title}：已{status}（{by} {at}，{reason}）";
    after_lapse_note: "it had lapsed, so it still counts as missed" / "已过时限，仍算漏做";
    noted(text): "note: {text}" / "备注：{text}";
    partly_named(title): "{title}: only partly in that range, not included" / "{title}：只有一部分在这段时间里，没有包括";
    part_of_day_hint: "for a part of the day, name the tasks:" / "只有半天，请写明任务：";
    stand_in_excused(day, person, count, command): "{day}: {person} stands in, but what was excused before stays excused: {count}; who excused it: {command} --site all" / "{day}：{person}替班，但之前免做的仍是免做，{count}项；谁记的：{command} --site all";
    named_at(title, site, command): "\"{title}\" is at {site}: {command}" / "“{title}”在{site}：{command}";
    stays_excused(reason): "it had lapsed, so the excuse stands: {reason}" / "已过时限，仍算免做：{reason}";
    steps_open(done, total, open): "{done}/{total}, still open: {open}" / "{done}/{total}，还剩：{open}";
    step_of_one_task: "--step can be used with one task only" / "--step 一次只能用于一项任务";
    no_steps(task): "\"{task}\" has no steps" / "“{task}”没有分步骤";
    no_open_step(task): "all steps of \"{task}\" are already done" / "“{task}”的步骤都已完成";
    no_such_step(task, word): "\"{task}\" has no step \"{word}\"" / "“{task}”没有步骤“{word}”";
    known_steps(steps): "steps: {steps}; or 1-3, next, all" / "步骤：{steps}；也可写 1-3、next（下一步）、all（全部）";
    no_such_field(task, name): "\"{task}\" has no field \"{name}\"" / "“{task}”没有数据项“{name}”";
    too_many_values(task, count, word): "\"{task}\" has too many values: it takes {count}, and \"{word}\" is one more" / "“{task}”只有{count}个数据项，“{word}”多出来了";
    value_twice(field): "{field} is given twice" / "“{field}”写了两次";
    no_value_either(field, hint): "it is not a value of {field} either; expected {hint}" / "也不能填作{field}：应填{hint}";
    step_or_task(word, task, step): "\"{word}\" could be step {step} of \"{task}\" or another task" / "“{word}”既是“{task}”的第{step}步，又是另一项任务";
    steps_or_step(word, task, step): "\"{word}\" could be the task \"{task}\" or its step {step}" / "“{word}”可以指“{task}”这项任务，也可以指其中第{step}步";
    step_or_value(word, task, step, field): "\"{word}\" could be step {step} of \"{task}\" or its {field}" / "“{word}”既是“{task}”的第{step}步，又可以填作{field}";
    value_or_task(word, task, field): "\"{word}\" could be the {field} of \"{task}\" or another task" / "“{word}”既可以填作“{task}”的{field}，又是另一项任务";
    reading_step(task, step, command): "for step {step} of \"{task}\": {command}" / "要做“{task}”的第{step}步：{command}";
    reading_steps(task, steps, command): "for steps {steps} of \"{task}\": {command}" / "要做“{task}”的第{steps}步：{command}";
    reading_value(field, command): "for the value of {field}: {command}" / "要填{field}：{command}";
    day_for_a_task(word): "\"{word}\" is a day, not a task: give the day with --on" / "“{word}”是日子，不是任务：日子写在 --on 后面";
    value_or_value(value, one, other): "\"{value}\" may be the value of {one} or of {other}" / "“{value}”可以填作{one}，也可以填作{other}";
    time_for_a_task(word): "\"{word}\" is a time, not a task: give the time with --at" / "“{word}”是时间，不是任务：时间写在 --at 后面";
    site_for_a_task(word, command): "\"{word}\" is a site, not a task: {command}" / "“{word}”是店铺，不是任务：{command}";
    reading_task(task, command): "for the task \"{task}\": {command}" / "要做“{task}”：{command}";
    read_as_step(title, word, step): "{title}: taking \"{word}\" as step {step}" / "{title}：“{word}”按第{step}步处理";
    fields_open(title, fields, command): "{title}: no value yet for {fields}. To add it: {command}" / "{title}：还没填 {fields}。补填：{command}";
    ask_value_or_none(field, hint): "{field} ({hint}; Enter to skip, q to cancel): " / "{field}（{hint}，回车跳过，q 取消）：";
    no_fields(task): "\"{task}\" takes no values" / "“{task}”不需要填写数据";
    known_fields(fields): "fields: {fields}" / "可填：{fields}";
    nothing_recorded: "nothing was recorded" / "没有记录任何内容";
    field_required(task, field): "{task} requires {field}" / "{task} 需要填写 {field}";
    field_required_hint(id, hint): "add {id}=VALUE: {hint}" / "请加上 {id}=值：{hint}";
    ask_value(field, hint): "{field} ({hint}; q to cancel): " / "{field}（{hint}，q 取消）：";
    note_empty: "the note is empty" / "备注不能为空";
    note_of_one: "a note belongs to one window: TASK or TASK@08:30" / "备注只能针对一个时段：任务 或 任务@08:30";
    reason_needed: "a reason is required" / "需要说明原因";
    reason_needed_hint: "add: --reason \"out of stock\"" / "请加上：--reason \"缺货\"";
    dry_run_note: "(dry run: nothing was written)" / "（仅预览，没有写入）";
    tasks_removed(count, names): "Tasks removed: {count} ({names})" / "去掉任务{count}项：{names}";
    people_removed(count, names): "People removed: {count} ({names})" / "去掉人员{count}人：{names}";
    adopted_now(title, day): "Adopted the checklist \"{title}\", in force from {day}." / "清单“{title}”自 {day} 起启用。";

    // Undoing.
    taken_back(what, by, at): "Undone: {what} (recorded by {by} at {at})" / "已撤销：{what}（{by} {at} 记录）";
    taken_back_of(day, what, by, at): "Undone for {day}: {what} (recorded by {by} at {at})" / "已撤销 {day} 的记录：{what}（{by} {at} 记录）";
    act_said(what, by, at): "{what} (recorded by {by} at {at})" / "{what}（{by} {at} 记录）";
    act_said_of(day, what, by, at): "{what}, on {day} (recorded by {by} at {at})" / "{day} 的“{what}”（{by} {at} 记录）";
    taken_back_before(said, by, at): "already undone by {by} at {at}: {said}" / "已撤销过（{by} {at}）：{said}";
    to_record_with_values(command): "To record it again with its values: {command}" / "要连同数据重新记录：{command}";
    to_record_again(command): "To record it again: {command}" / "要重新记录：{command}";
    to_take_it_back(command): "to undo it: {command}" / "要撤销它：{command}";
    last_not_today(said): "you have nothing to undo today; your last entry was: {said}" / "你今天没有可撤销的记录；你最近一次记录是：{said}";
    nothing_on_task_of(task, day, said): "nothing to undo for \"{task}\" on {day}; its last act is: {said}" / "“{task}”在 {day} 没有可撤销的记录；最近一次是：{said}";
    more_of_command(count, command): "Other acts recorded by the same command: {count}. To undo the next: {command}" / "同一条命令还有{count}条记录，继续撤销：{command}";
    missed_now(what): "{what}: its time is over, so it now counts as missed" / "{what}：时限已过，现在算漏做";
    stands_now(what, state): "{what}: now {state}" / "{what}：现在是{state}";
    nothing_to_undo(me): "{me} has nothing to undo in the last month or on later days" / "最近一个月和以后的日子里，没有 {me} 的记录可撤销";
    nothing_to_undo_today(me): "{me} has nothing to undo today." / "{me} 今天没有可撤销的记录。";
    nothing_to_undo_of(me, day): "{me} has nothing to undo on {day}" / "{day} 没有 {me} 的记录可撤销";
    undo_later_first: "(undo the later act on it first)" / "（要先撤销后面那次）";
    which_day(said): "\"{said}\" is a day gone by and one to come, and you recorded something for both" / "“{said}”过去和将来各有一天，你两天都有记录";
    nothing_to_undo_hint(log, undo): "to see what was recorded on a day: {log} DAY; to undo some of it: {undo} TASK --on DAY" / "查看某天的记录：{log} 日期；撤销其中某项：{undo} 任务 --on 日期";
    nothing_on_task(task): "nothing to undo for \"{task}\"" / "“{task}”没有可撤销的记录";
    several_fields(task, name): "{task}: \"{name}\" matches several of its fields" / "{task}：“{name}”对应好几个数据项";
    set_aside_there(title): "{title}: already recorded, for the same reason" / "{title}：之前已按同样的原因记录过";
    undo_answered(by): "{by} has recorded something about it since" / "{by} 之后又对它做了记录";
    open_again(what, by): "{what}: no longer done; {by} had recorded something about it too" / "{what}：又变为未完成，{by} 也对它做过记录，请告知对方";
    undo_not_mine(by): "that was recorded by {by}" / "那是 {by} 的记录";
    undo_not_mine_hint(command): "to undo someone else's act, give a reason: {command}" / "撤销他人的记录请说明原因：{command}";

    // Acts in words.
    fact_done(what): "done: {what}" / "完成：{what}";
    fact_values(what): "values: {what}" / "填数据：{what}";
    fact_steps(what, steps): "step {steps}: {what}" / "第{steps}步：{what}";
    fact_skip(what, reason): "skipped: {what} ({reason})" / "跳过：{what}（{reason}）";
    fact_excuse(what, reason): "excused: {what} ({reason})" / "免做：{what}（{reason}）";
    fact_note(what, text): "note: {what}: {text}" / "备注：{what}：{text}";
    fact_add(key, what): "added {key}: {what}" / "新增 {key}：{what}";
    fact_found(key, what, task): "fault found {key}: {what} (in: {task})" / "发现问题 {key}：{what}（来自 {task}）";
    fact_undo(what): "undid: {what}" / "撤销：{what}";
    fact_undo_unknown: "an act that is not in this journal" / "不在本日志中的记录";
    so_many(count): "{count} tasks and rounds" / "{count}项";
    claimed_at(time): "(at {time})" / "（实际 {time}）";
    undone: "[undone]" / "[已撤销]";
    log_empty_of(days): "There are no such records for {days}." / "{days} 没有这样的记录。";
    log_empty(days): "Nothing is recorded for {days}." / "{days} 没有记录。";
    day_waiting(day, acts, log): "The checklist of {day} is missing or not synced yet; acts that depend on it: {acts}. See: {log}" / "{day} 的清单缺失或尚未同步，有{acts}条记录依据它；查看：{log}";
    log_waiting(date): "{date}  the checklist of these acts is missing or not synced yet" / "{date}  这些记录所依据的清单缺失或尚未同步";

    // Labels of `ops show`.
    label_area: "Area" / "板块";
    label_purpose: "Purpose" / "目的";
    label_when: "When" / "时间";
    label_role: "Role" / "岗位";
    label_sites: "Sites" / "店铺";
    only_at(sites): "only at {sites}" / "只在{sites}";
    label_steps: "Steps" / "步骤";
    label_note: "How" / "做法";
    label_link: "Link" / "链接";
    label_field: "Field" / "数据";
    last_weeks: "The last four weeks" / "最近四周";

    // The calendar.
    calendar_written(path, count, days): "Wrote {path} for {days}; events: {count}" / "已写入 {path}：{count}个日程，{days}";
    calendar_empty(days): "nothing is planned for {days}; the calendar is empty" / "{days} 没有安排，日历为空";
    calendar_only_watches(days): "only rounds of watches are planned for {days}; the calendar is empty (--watches includes them)" / "{days} 只有巡查，加 --watches 才会写入；日历为空";
    calendar_too_long(days, most): "{days} days are too many; a calendar covers at most {most}" / "{days}天太长，日历最多{most}天";
    calendar_years: "a calendar only covers the years 1 to 9998" / "日历只能写公元1年至9998年";
    alarm_refused(text): "invalid value \"{text}\" for --alarm" / "--alarm 不能写“{text}”";
    alarm_hint: "write 10m or 1h30m, at most 24h, or 0m for the start; put the range before --alarm" / "可写 10m、1h30m，最长 24h，0m 为开始时提醒；范围写在 --alarm 前面";

    // The demo.
    demo_weeks(most): "--weeks must be 1 to {most}" / "--weeks 可写1到{most}";
    demo_shops(most): "--shops must be at most {most}" / "--shops 最多写{most}";
    demo_own_journal(path): "{path} is your own journal; demo data is not written there" / "{path} 是你自己的日志，不能写入演示数据";
    demo_not_empty(path): "{path} is not an empty folder; nothing was changed" / "{path} 不是空文件夹，未作改动";
    demo_not_empty_hint: "choose one that is empty or does not exist yet" / "请换一个空的或还不存在的文件夹";
    demo_written(path, acts, first, last): "Wrote {path}: {acts} acts of demo data, {first} to {last}." / "已写入 {path}：{acts}条演示数据，{first} 至 {last}。";
    demo_shop(number): "Shop {number}" / "{number}店";
    demo_next(path): "Try: ops --journal {path} report last" / "试试：ops --journal {path} report last";

    // Labels of `ops paths`.
    path_checklist: "checklist" / "清单";
    path_program: "program" / "程序";
    path_settings: "settings" / "设置";
    path_calendars: "calendars" / "节假日";
    path_journal: "journal" / "日志";
    path_state: "state" / "本机状态";
    path_absent(path): "{path} (does not exist yet)" / "{path}（还没有）";
    path_unknown: "none: the system gives no home folder" / "没有：系统没有给出主目录";

    // Adopting, checking, verifying, and creating a checklist.
    adopted_already(title): "\"{title}\" is already in force." / "“{title}”已经启用。";
    adopted_with(title, day, digest): "Adopted \"{title}\" ({digest}), in force from {day}." / "“{title}”（{digest}）自 {day} 起启用。";
    would_adopt(title, day): "Would adopt \"{title}\", in force from {day}." / "（预览）“{title}”将自 {day} 起启用。";
    check_fine(name, areas, tasks): "{name}: no errors; areas: {areas}, tasks: {tasks}" / "{name}：没有错误，{areas}个板块共{tasks}项任务";
    check_warnings(count): "warnings: {count}" / "{count}条警告";
    check_broken(name, errors, warnings): "{name}: errors: {errors}, warnings: {warnings}" / "{name}：{errors}个错误，{warnings}条警告";
    verify_counts(files, acts, days, writers): "files: {files}, acts: {acts}, days: {days}, writers: {writers}" / "{files}个文件，{acts}条记录，{days}天，{writers}个写入者";
    verify_fine: "Every line is intact." / "每一行都完好。";
    verify_faults(count): "faults: {count}. Intact records are used; those named above are not." / "{count}处损坏。完好的记录照常使用，以上各处不计。";
    init_written(path, template, check): "Wrote {path} (template {template}). Edit it, then run: {check}" / "已生成 {path}（模板 {template}）。修改后运行：{check}";
    init_include(name): "To include it, add this line above the first [table] of ops.toml: include = [\"{name}\"]" / "要并进每日清单，在 ops.toml 的第一个 [ ] 之前加一行：include = [\"{name}\"]";
    init_exists(path): "{path} already exists; nothing was changed" / "{path} 已存在，未作改动";
    init_exists_hint: "choose another file: ops init FILE" / "请换个文件名：ops init 文件";
    would_write(path): "(dry run: {path} was not written)" / "（仅预览，没有写入 {path}）";
    no_template(name): "there is no template \"{name}\"" / "没有“{name}”这个模板";
    template_day(tasks): "the whole day, with a tutorial in the comments: {tasks} tasks" / "每天的任务，注释就是教程，共{tasks}项";
    template_plan(tasks): "add-on with weekly, monthly, campaign and new-shop tasks: {tasks}" / "每周、每月、大促、新店任务，可并入每日清单，共{tasks}项";
    template_blank(tasks): "the shortest useful checklist: {tasks} tasks" / "最短的清单，共{tasks}项任务";
    template_hint: "To use one: ops init --template NAME" / "生成：ops init --template 名称";
    known_templates(names): "templates: {names}" / "可用模板：{names}";
}

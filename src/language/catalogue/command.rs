//! Messages of the commands.

catalogue! {
    label_error: "error: " / "错误：";
    label_warning: "warning: " / "警告：";

    // The command line.
    usage_no_command(name): "there is no command \"{name}\"" / "没有“{name}”这个命令";
    usage_dash: "an end is written by 18:00 or --at -18:00; a title that begins with a dash stands behind --" / "截止时间写 18:00前 或 --at -18:00；以 - 开头的标题写在 -- 后面";
    usage_unknown_argument(arg): "unknown argument \"{arg}\"" / "不认识的参数“{arg}”";
    usage_needs_value(arg): "{arg} needs a value" / "{arg} 需要一个值";
    usage_bad_value(value, arg): "\"{value}\" does not fit {arg}" / "“{value}”不能用于 {arg}";
    usage_allowed_values(value, arg, allowed): "\"{value}\" does not fit {arg}; allowed are {allowed}" / "“{value}”不能用于 {arg}，可用：{allowed}";
    usage_missing(arg): "missing: {arg}" / "缺少：{arg}";
    usage_conflict(arg, other): "{arg} cannot go with {other}" / "{arg} 不能与 {other} 同用";
    usage_value_count(arg): "{arg} has too many or too few values" / "{arg} 的值过多或过少";
    usage_not_unicode: "an argument is not valid Unicode text" / "有参数不是有效的 Unicode 文字";
    usage_see_help: "see: ops help" / "用法见：ops help";
    perhaps(what): "did you mean: {what}" / "是不是想输入：{what}";
    cannot_print(error): "the output cannot be written: {error}" / "无法输出：{error}";
    output_in_journal(path): "{path} lies in the journal: nothing is written there but what is recorded"
        / "{path} 在日志文件夹里：那里只写记录，不写输出";
    output_is_checklist(path): "{path} is a checklist: it is not written over" / "{path} 是清单文件：不会被覆盖";
    output_elsewhere: "name another file: --output FILE" / "请换个文件：--output 文件";
    journal_tilde(path): "the journal is named {path}, and the shell has not made a home folder of the ~" / "日志路径写作 {path}，其中的 ~ 没有被展开成主目录";
    journal_tilde_hint(rest, path): "write it without quotes around the ~, or \"$HOME/{rest}\"; a folder that is really named ~ is ./{path}"
        / "请不要把 ~ 放在引号里，或写成 \"$HOME/{rest}\"；若文件夹真的叫 ~，请写 ./{path}";
    journal_tilde_hint_windows(rest): "write \"$HOME\\{rest}\" in PowerShell, \"%USERPROFILE%\\{rest}\" at the command prompt"
        / "PowerShell 里请写 \"$HOME\\{rest}\"，命令提示符里请写 \"%USERPROFILE%\\{rest}\"";
    cannot_write(path, error): "{path} cannot be written: {error}" / "无法写入 {path}：{error}";

    // Days and times.
    bad_now(text): "\"{text}\" is no instant" / "“{text}”不是有效的时刻";
    bad_now_hint: "write 08:40, 2026-11-23T08:40 or 2026-11-23T08:40+08:00" / "可写 08:40、2026-11-23T08:40 或 2026-11-23T08:40+08:00";
    day_to_come(day): "{day} is still to come" / "{day} 还没到";
    at_to_come(time, now): "{time} is still to come, it is {now} now" / "{time} 还没到，现在是 {now}";
    no_checklist_on(day): "No checklist was in force on {day}: nothing was required." / "{day} 还没有启用清单，没有应做任务。";
    now_needs_journal: "--now cannot be used to write into your own journal" / "不能用 --now 往自己的日志里写入";
    now_needs_journal_hint: "the recorded instant is not to be forged; to try things out, name another journal: --journal DIR" / "记录时间不可伪造；想试用请另指定日志：--journal 文件夹";

    // Where things are.
    press_enter: "For more open PowerShell and type: ops help. Press Enter to close this window." / "更多用法：打开 PowerShell，输入 ops help。按回车键关闭窗口。";
    no_home: "there is no home folder to keep the journal in" / "找不到用户主目录，无法存放日志";
    no_home_hint(home, state): "set {home}, or name a journal: --journal DIR (and {state} to write into it)" / "请设置 {home}，或指定日志：--journal 文件夹（写入还需 {state}）";
    not_a_plain_file: "not a plain file" / "不是普通文件";
    io_not_found: "no such file or directory" / "没有这个文件或文件夹";
    io_not_permitted: "permission denied" / "没有权限";
    io_disk_full: "no space left on the disk" / "磁盘已满";
    io_over_quota: "the disk quota is used up" / "磁盘配额已用完";
    io_file_too_large: "the file would be too large" / "文件太大";
    io_read_only: "the disk can only be read" / "磁盘是只读的";
    io_is_a_folder: "it is a directory" / "这是一个文件夹";
    io_no_folder: "a part of the path is no directory" / "路径中有一段不是文件夹";
    io_bad_name: "no name that a file can have here" / "文件名太长或含有不能用的字符";
    io_busy: "it is in use by another program" / "正被其他程序占用";
    io_unreachable: "the disk does not answer" / "网络盘没有响应";
    writer_unusable(path, error): "the writer's id in {path} cannot be used: {error}" / "无法使用 {path} 中的写入者代号：{error}";
    builtin_used(name): "Using the built-in checklist \"{name}\". To make it your own: ops init" / "正在使用内置清单“{name}”。要改成自己的：ops init";
    checklist_unreadable(path, error): "{path} cannot be read: {error}" / "无法读取 {path}：{error}";
    checklist_unreadable_hint: "name another with --checklist FILE, or write one with: ops init" / "可用 --checklist 文件 另行指定，或用 ops init 生成";
    checklist_broken(name, errors): "{name} cannot be used; problems: {errors}" / "{name} 无法使用，共 {errors} 个问题";
    broken_file_ignored(name, errors, day): "{name} is broken (problems: {errors}); using the text adopted on {day}. See: ops check" / "{name} 有 {errors} 个问题，暂用 {day} 启用的版本。查看：ops check";
    more_faults(count): "and {count} more that cannot be read: ops verify" / "另有 {count} 处无法读取：ops verify";
    other_holidays(name, day): "the holidays known here are not those that were adopted with {name} on {day}, which stay in force: let everybody have the same calendars/cn.toml" / "本机的节假日数据与 {day} 随 {name} 启用的不同，仍以启用的为准；请让大家用同一份 calendars/cn.toml";
    older_text(name, day): "{name} is an older text; the one adopted on {day} stays in force. To go back to it: ops adopt {name}" / "{name} 是旧版本，{day} 启用的版本仍然有效。要换回来：ops adopt {name}";
    adopted_broken(day, count): "the text adopted on {day} cannot be used any more; problems: {count}" / "{day} 启用的清单已无法使用：{count} 个问题";
    adopted_broken_hint: "see: ops verify; then adopt a good one: ops adopt FILE" / "请查看 ops verify，再启用一份好的清单：ops adopt 文件";

    origin_builtin(name): "the built-in checklist {name}" / "内置清单 {name}";
    origin_journal: "the checklist adopted last" / "最近启用的清单";

    // People and sites.
    unknown_person(me): "{me} is nobody the checklist names; all tasks are shown" / "清单里没有 {me}，显示全部任务";
    empty_option(name): "{name} must not be empty" / "{name} 不能为空";
    not_unicode_variable(name): "{name} is not valid Unicode text" / "{name} 不是有效的 Unicode 文字";
    behind_command(flag): "{flag} stands behind the command" / "{flag} 要写在命令后面";
    no_such_site(site): "there is no site \"{site}\"" / "没有“{site}”这个店铺";
    site_none_known(site): "the checklist names no sites, so --site {site} means nothing" / "清单没有定义店铺，--site {site} 无效";
    no_people_named: "people are named in the `people` of a [[site]]" / "人写在 [[site]] 的 people 里";
    others_hidden(count, open): "others have {count} more, {open} of them open: --all shows them" / "别人的任务另有 {count} 项，其中待办 {open} 项，加 --all 查看";
    nothing_of(person): "Nothing of {person}'s." / "没有{person}的任务。";
    nobody_called(word): "nobody is called \"{word}\"" / "没有“{word}”这个人";
    excuse_too_long(days): "at most {days} days are left out at a stroke" / "一次最多 {days} 天";
    excuse_too_long_hint: "for longer, write [[absence]] into the checklist" / "更长的请在清单里写 [[absence]]";
    nothing_to_excuse(person): "there is nothing of {person}'s to excuse" / "{person}没有要免做的任务";
    one_offs_stay_open(person, count): "one-offs of {person}'s that stay open: {count}. See: ops log --open" / "{person}仍有 {count} 项临时任务待办：ops log --open";
    persons(person): "{person}: " / "{person}：";
    excused_count(place, whose, count): "{place}  {whose}{count} excused" / "{place}  {whose}免做 {count} 项";
    skipped_count(place, whose, count): "{place}  {whose}{count} skipped" / "{place}  {whose}跳过 {count} 项";
    nothing_to_skip(person): "there is nothing of {person}'s to skip" / "{person}没有要跳过的任务";
    nothing_left_to_do: "nothing is left to be done" / "没有未做的任务了";
    all_one_offs_stay_open(count): "one-offs that stay open: {count}. See: ops log --open" / "仍有 {count} 项临时任务待办：ops log --open";
    all_of_whom(me): "{me} is nobody the checklist names: whose tasks are meant must be said" / "清单里没有 {me}，请说明是谁的任务";
    all_of_whom_hint: "add: --for PERSON" / "请加上：--for 姓名";
    config_unknown(key): "there is no setting \"{key}\"" / "没有“{key}”这个设置";
    config_no_string(key): "\"{key}\" takes a string" / "“{key}”要写成带引号的文字";
    config_refused(path, line, what): "{path}:{line}: {what}" / "{path}:{line}：{what}";
    in_config(path, what): "{path}: {what}" / "{path}：{what}";
    config_keys(keys): "settings are: {keys}, each a string" / "可以写的设置：{keys}，都要加引号";
    site_several: "the checklist has several sites: say which one with --site" / "清单有多个店铺，请用 --site 指定一个";
    which_site(list): "say at which site:{list}" / "请说明是哪个店铺：{list}";
    which_site_of(words, list): "\"{words}\" can be meant at several sites:{list}" / "“{words}”在几个店铺都有：{list}";
    one_site_only(verb, list): "{verb} is for one site at a time:{list}" / "{verb} 一次只能用于一个店铺：{list}";
    all_sites_hint(command): "for all of them: {command}" / "全部店铺：{command}";
    pick_site: "At which site?" / "哪个店铺？";
    pick_site_of(words): "\"{words}\" at which site?" / "“{words}”是哪个店铺的？";
    site_ambiguous(site): "several sites begin with \"{site}\"" / "有几个店铺以“{site}”开头";
    site_known(sites): "sites: {sites}" / "店铺：{sites}";

    // Finding a task.
    no_such_task(word): "no task matches \"{word}\"" / "没有任务匹配“{word}”";
    no_such_task_hint: "see the ids: ops today; of one-offs: ops log --open" / "代号见：ops today，临时任务见：ops log --open";
    ambiguous_task(word, list): "\"{word}\" matches several tasks:{list}" / "“{word}”匹配到多个任务：{list}";
    ambiguous_task_hint: "type more of it, or the id" / "请多输几个字，或直接用代号";
    pick_one(word): "\"{word}\" matches several:" / "“{word}”匹配到多个：";
    ask_number(count): "which one (1-{count}; Enter or q: none)? " / "选哪个（1-{count}，回车或 q 取消）？";
    one_alone: "one alone" / "只能选一个";
    no_such_pick(answer): "\"{answer}\" is none of them" / "没有“{answer}”这一项";
    more_to_pick(count): "     {count} more: m" / "     还有 {count} 项：m 继续看";
    ask_numbers(count): "which (1-{count}; several: 1,3 or 2-4; Enter or q: none)? " / "选哪个（1-{count}，多选写 1,3 或 2-4，回车或 q 取消）？";
    given_up: "given up" / "已取消";
    nothing_picked: "nothing was picked" / "没有选择";
    days_of_one_task(text): "\"{text}\" is several days: a task is left out of one day at a time, all of somebody's of several" / "“{text}”是好几天：单个任务一次只写一天，--all 或 --for 才能写一段日子";
    first_day_hint(command): "of its first day: {command}" / "只写第一天：{command}";
    all_days_hint(command): "all there is to do on these days: {command}" / "这些天的全部任务：{command}";
    bad_slot(text): "\"@{text}\" is no slot" / "“@{text}”不是有效的时段";
    bad_slot_hint: "write TASK@08:30, TASK@14:00..16:00, TASK@any or TASK@*" / "可写 任务@08:30、任务@14:00..16:00、任务@any 或 任务@*";
    no_such_slot(task): "{task} has no window at that time on this day" / "{task} 当天没有这个时段";
    known_slots(slots): "its windows begin at: {slots}" / "可用时段：{slots}";
    not_planned(task, day): "{task} is not planned on {day}" / "{task} 在 {day} 没有安排";
    not_planned_hint(command): "see when it is: {command}" / "查看安排：{command}";
    done_only_at(task, sites): "{task} is done only at {sites}" / "{task} 只在{sites}做";
    done_only_at_hint(command): "to mean that site: {command}" / "要指定那个店铺：{command}";
    site_gone(site, day): "{site} is no site of the checklist on {day}; what is still there are its one-offs and what was recorded" / "{day} 的清单里没有“{site}”这个店铺；只有它的临时任务和以前的记录还在";
    not_recorded_at(sites): "what stands above is recorded; not recorded: {sites}" / "以上已记录；没有记录的：{sites}";
    not_due_yet(task, start): "{task} is not due before {start}" / "{task} 要到 {start} 才开始";
    lapsed_next_at(task, window, start): "{task}: {window} has lapsed, the next begins at {start}" / "{task}：{window} 已过，下一轮 {start} 开始";
    early_hint(command): "to do so ahead of time: {command}" / "要提前操作：{command}";
    name_slot_hint(command): "to mean that one: {command}" / "要指定那一轮：{command}";
    not_begun(task, slots): "{task} has not begun yet: {slots}" / "{task} 还没开始：{slots}";
    none_open(task): "Nothing of {task} is open." / "{task} 没有未做的时段。";
    lapsed(task, window): "{task}: {window} has lapsed, and it was the last of the day" / "{task}：{window} 已过，今天没有下一轮了";
    lapsed_hint(command): "if it was done all the same (it stays missed, and says so): {command}" / "如果事后补做了（仍记为漏做，并注明）：{command}";

    // Ticking.
    done_hint: "write: ops done TASK [FIELD=VALUE...]" / "写法：ops done 任务 [数据名=值...]";
    value_before_task(word): "\"{word}\" stands before any task" / "“{word}”前面没有任务";
    already_done(title, by, at): "{title}: already done by {by} at {at}" / "{title}：{by} 已在 {at} 完成";
    already_done_next(title, by, at, next): "{title}: already done by {by} at {at}, next at {next}" / "{title}：{by} 已在 {at} 完成，下一轮 {next}";
    step_already(title, step, by, at): "{title}: step {step} already done by {by} at {at}" / "{title}：第 {step} 步 {by} 已在 {at} 完成";
    value_same(title, value, by, at): "{title}: it is {value} already (entered by {by} at {at})" / "{title}：已经是 {value}（{by} 于 {at} 填写）";
    at_not_changed: "The time stays as it was." / "时间没有改。";
    to_change_at(undo, command): "The time stays as it was. To correct it: {undo}, then: {command}" / "时间没有改。要更正，先：{undo}，再：{command}";
    value_was(title, value, by, at): "{title}: it was {value} (entered by {by} at {at})" / "{title}：原为 {value}（{by} 于 {at} 填写）";
    already_set_aside(title, status, by, at, reason): "{title}: already {status} by {by} at {at} ({reason})" / "{title}：{by} 已在 {at} {status}（{reason}）";
    after_lapse_note: "it had lapsed: missed, but done later" / "已过时限：记为漏做后补";
    steps_open(done, total, open): "{done}/{total}, still open: {open}" / "{done}/{total}，还剩：{open}";
    step_of_one_task: "--step goes with one task only" / "--step 一次只能用于一项任务";
    no_steps(task): "{task} has no steps" / "{task} 没有分步骤";
    no_open_step(task): "all steps of {task} are done" / "{task} 的步骤都已完成";
    no_such_step(task, word): "{task} has no step \"{word}\"" / "{task} 没有步骤“{word}”";
    known_steps(steps): "its steps: {steps}; or 1-3, next, all" / "步骤：{steps}；也可写 1-3、next（下一步）、all（全部）";
    no_such_field(task, name): "{task} has no field \"{name}\"" / "{task} 没有数据项“{name}”";
    too_many_values(task, count, word): "{task} takes values: {count}; \"{word}\" is one too many" / "{task} 只有 {count} 个数据项，“{word}”多出来了";
    value_twice(field): "{field} is given two values" / "“{field}”写了两次";
    no_value_either(field, hint): "nor is it a value of {field}: {hint}" / "也不能填作{field}：{hint}";
    step_or_task(word, task, step): "\"{word}\" is step {step} of \"{task}\", and another task" / "“{word}”既是“{task}”的第 {step} 步，又是另一项任务";
    step_or_value(word, task, step, field): "\"{word}\" is step {step} of \"{task}\", and can be its {field}" / "“{word}”既是“{task}”的第 {step} 步，又可以填作{field}";
    value_or_task(word, task, field): "\"{word}\" can be the {field} of \"{task}\", and another task" / "“{word}”既可以填作“{task}”的{field}，又是另一项任务";
    reading_step(task, step, command): "to mean step {step} of \"{task}\": {command}" / "要做“{task}”的第 {step} 步：{command}";
    reading_steps(task, steps, command): "to mean steps {steps} of \"{task}\": {command}" / "要做“{task}”的第 {steps} 步：{command}";
    reading_value(field, command): "to mean the value of {field}: {command}" / "要填{field}：{command}";
    reading_task(task, command): "to mean \"{task}\": {command}" / "要做“{task}”：{command}";
    read_as_step(title, word, step): "{title}: \"{word}\" is read as its step {step}" / "{title}：“{word}”理解为第 {step} 步";
    fields_open(title, fields, command): "{title}: no value yet for {fields}. To add them: {command}" / "{title}：还没填 {fields}。补填：{command}";
    ask_value_or_none(field, hint): "{field} ({hint}; Enter: leave it out, q: cancel): " / "{field}（{hint}，回车跳过，q 取消）：";
    no_fields(task): "{task} asks for no values" / "{task} 不需要填写数据";
    known_fields(fields): "its fields: {fields}" / "可填：{fields}";
    nothing_recorded: "nothing was recorded" / "没有记录任何内容";
    field_required(task, field): "{task} needs {field}" / "{task} 需要填写 {field}";
    field_required_hint(id, hint): "add {id}=VALUE: {hint}" / "请加上 {id}=值：{hint}";
    ask_value(field, hint): "{field} ({hint}; q: cancel): " / "{field}（{hint}，q 取消）：";
    note_empty: "a remark must not be empty" / "备注不能为空";
    note_of_one: "a remark is about one occurrence: TASK or TASK@08:30" / "备注只能针对一个时段：任务 或 任务@08:30";
    reason_needed: "a reason is needed" / "需要说明原因";
    reason_needed_hint: "add: --reason \"out of stock\"" / "请加上：--reason \"缺货\"";
    dry_run_note: "(only tried: nothing was written)" / "（仅预览，没有写入）";
    adopted_now(title, day): "The checklist \"{title}\" is in force from {day} on." / "清单“{title}”自 {day} 起启用。";

    // Taking back.
    taken_back(what, by, at): "taken back: {what} (recorded by {by} at {at})" / "已撤销：{what}（{by} 于 {at} 记录）";
    taken_back_of(day, what, by, at): "taken back, of {day}: {what} (recorded by {by} at {at})" / "已撤销 {day} 的记录：{what}（{by} 于 {at} 记录）";
    act_said(what, by, at): "{what} (recorded by {by} at {at})" / "{what}（{by} 于 {at} 记录）";
    act_said_of(day, what, by, at): "of {day}: {what} (recorded by {by} at {at})" / "{day} 的“{what}”（{by} 于 {at} 记录）";
    taken_back_before(said, by, at): "already taken back by {by} at {at}: {said}" / "{by} 已在 {at} 撤销：{said}";
    to_record_with_values(command): "its values are recorded together with the tick: {command}" / "数值要和打勾一起重新记录：{command}";
    to_record_again(command): "to record it again: {command}" / "要重新记录：{command}";
    to_take_it_back(command): "to take it back: {command}" / "要撤销它：{command}";
    last_not_today(said): "you recorded nothing today that is left to take back; your last act is {said}" / "你今天没有可撤销的记录；你最近一次记录是 {said}";
    nothing_on_task_of(task, day, said): "nothing of {day} is recorded of {task} to take back; the last is {said}" / "{task} 在 {day} 没有可撤销的记录；最近一次是{said}";
    more_of_command(count, command): "of the same command, still recorded: {count}. To take back the next: {command}" / "同一条命令还有 {count} 条记录，继续撤销：{command}";
    missed_now(what): "{what}: its time is over, so it is missed now" / "{what}：时限已过，现记为漏做";
    nothing_to_undo(me): "nothing recorded by {me} is left to take back, of the last month and of days to come" / "最近一个月和以后的日子里，没有 {me} 的记录可撤销";
    nothing_to_undo_today(me): "{me} recorded nothing today that is left to take back." / "{me} 今天没有可撤销的记录。";
    nothing_to_undo_of(me, day): "nothing recorded by {me} of {day} is left to take back" / "{day} 没有 {me} 的记录可撤销";
    undo_later_first: "(a later act on the same comes first)" / "（要先撤销后面那次）";
    nothing_to_undo_hint: "what is recorded of a day: ops log DAY; to take back some of it: ops undo TASK --on DAY" / "查看某天的记录：ops log 日期；撤销其中的：ops undo 任务 --on 日期";
    nothing_on_task(task): "nothing recorded of {task} to take back" / "{task} 没有可撤销的记录";
    undo_not_mine(by): "that was recorded by {by}" / "那是 {by} 的记录";
    undo_not_mine_hint(command): "to take back someone else's act, say why: {command}" / "撤销他人的记录请说明原因：{command}";

    // Acts in words.
    fact_done(what): "done: {what}" / "完成：{what}";
    fact_values(what): "values: {what}" / "填数据：{what}";
    fact_steps(what, steps): "step {steps}: {what}" / "第 {steps} 步：{what}";
    fact_skip(what, reason): "skipped: {what} ({reason})" / "跳过：{what}（{reason}）";
    fact_excuse(what, reason): "excused: {what} ({reason})" / "免做：{what}（{reason}）";
    fact_note(what, text): "note: {what}: {text}" / "备注：{what}：{text}";
    fact_add(key, what): "added {key}: {what}" / "新增 {key}：{what}";
    fact_found(key, what, task): "fault found {key}: {what} (in: {task})" / "发现问题 {key}：{what}（来自 {task}）";
    fact_undo(what): "took back: {what}" / "撤销：{what}";
    fact_undo_unknown: "an act not in this journal" / "不在本日志中的记录";
    so_many(count): "{count} tasks and rounds" / "{count} 项";
    claimed_at(time): "(at {time})" / "（实际 {time}）";
    undone: "[taken back]" / "[已撤销]";
    log_empty(days): "Nothing was recorded: {days}." / "没有记录：{days}。";
    day_waiting(day, acts): "The checklist of {day} is not here (yet): acts that wait for it: {acts}. They are in: ops log {day}" / "{day} 的清单不在这里（或尚未同步到），有 {acts} 条记录在等它；查看：ops log {day}";
    log_waiting(date): "{date}  the checklist of these acts is not here (yet)" / "{date}  这些记录所依据的清单不在这里（或尚未同步到）";

    // A task.
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
    calendar_written(path, count, days): "{path} written; events: {count}, {days}" / "已写入 {path}：{count} 个日程，{days}";
    calendar_empty(days): "nothing is planned for {days}; the calendar is empty" / "{days} 没有安排，日历为空";
    calendar_only_watches(days): "only rounds of watches are planned for {days}, and --watches brings them; the calendar is empty" / "{days} 只有巡查，加 --watches 才会写入；日历为空";
    calendar_too_long(days, most): "{days} days are too many for a calendar; at most {most}" / "{days} 天太长，日历最多 {most} 天";
    calendar_years: "a calendar can only tell the years 1 to 9998" / "日历只能写公元 1 年至 9998 年";
    alarm_refused(text): "\"{text}\" does not fit --alarm" / "“{text}”不能用于 --alarm";
    alarm_hint: "write 10m or 1h30m, at most 24h, 0m for the start itself; a range stands before --alarm" / "可写 10m、1h30m，最长 24h，0m 为开始时提醒；范围写在 --alarm 前面";

    // The demo.
    demo_weeks(most): "--weeks is 1 to {most}" / "--weeks 可用 1 到 {most}";
    demo_shops(most): "--shops is at most {most}" / "--shops 最多 {most}";
    demo_own_journal(path): "{path} is your own journal: nothing made up is written there" / "{path} 是你自己的日志，不能写入虚构的记录";
    demo_not_empty(path): "{path} is not an empty folder, and is left as it is" / "{path} 不是空文件夹，未作改动";
    demo_not_empty_hint: "name one that is empty or not there yet" / "请换一个空的或不存在的文件夹";
    demo_written(path, acts, first, last): "{path} written: {acts} made-up acts, {first} to {last}." / "已写入 {path}：{acts} 条虚构记录，{first} 至 {last}。";
    demo_next(path): "Try: ops --journal {path} report last" / "试试：ops --journal {path} report last";

    // Where things are.
    path_checklist: "checklist" / "清单";
    path_program: "program" / "程序";
    path_settings: "settings" / "设置";
    path_calendars: "calendars" / "节假日";
    path_journal: "journal" / "日志";
    path_state: "state" / "本机状态";
    path_absent(path): "{path} (not there yet)" / "{path}（还没有）";
    path_unknown: "nowhere: the system names no home folder" / "没有：系统没有给出主目录";

    // Adopting, checking, verifying, beginning.
    adopted_already(title): "\"{title}\" is in force already." / "“{title}”已经启用。";
    adopted_with(title, day, digest): "\"{title}\" ({digest}) is in force from {day} on." / "“{title}”（{digest}）自 {day} 起启用。";
    would_adopt(title, day): "\"{title}\" would be in force from {day} on." / "“{title}”将自 {day} 起启用。";
    check_fine(name, areas, tasks): "{name}: fine; areas: {areas}, tasks: {tasks}" / "{name}：没有问题，{areas} 个板块共 {tasks} 项任务";
    check_warnings(count): "warnings: {count}" / "{count} 条警告";
    check_broken(name, errors, warnings): "{name}: errors: {errors}, warnings: {warnings}" / "{name}：{errors} 个错误，{warnings} 条警告";
    verify_counts(files, acts, days, writers): "files: {files}, acts: {acts}, days: {days}, writers: {writers}" / "{files} 个文件，{acts} 条记录，{days} 天，{writers} 个写入者";
    verify_fine: "Every line is as it was written." / "每一行都完好。";
    verify_faults(count): "faults: {count}. What is whole is used; what is named above is not." / "{count} 处损坏。完好的记录照常使用，以上各处不计。";
    init_written(path, template, check): "{path} written (template {template}). Edit it, then: {check}" / "已生成 {path}（模板 {template}）。修改后运行：{check}";
    init_include(name): "To include it, add above the first [table] of ops.toml: include = [\"{name}\"]" / "要并进每日清单，在 ops.toml 的第一个 [ ] 之前加一行：include = [\"{name}\"]";
    init_exists(path): "{path} exists and is left as it is" / "{path} 已存在，未作改动";
    init_exists_hint: "name another file: ops init FILE" / "请换个文件名：ops init 文件";
    would_write(path): "(only tried: {path} was not written)" / "（仅预览，没有写入 {path}）";
    no_template(name): "there is no template \"{name}\"" / "没有“{name}”这个模板";
    template_day(tasks): "the day, commented as a tutorial: {tasks} tasks" / "每天的事，注释就是教程，{tasks} 项任务";
    template_plan(tasks): "weeks, months, campaigns, a new shop: {tasks} tasks to include" / "每周、每月、大促、新店，{tasks} 项任务，并进每日清单";
    template_blank(tasks): "the shortest useful one: {tasks} tasks" / "最短的清单，{tasks} 项任务";
    template_hint: "To write one: ops init --template NAME" / "生成：ops init --template 名称";
    known_templates(names): "templates: {names}" / "可用模板：{names}";
}

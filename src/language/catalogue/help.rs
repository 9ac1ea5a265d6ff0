//! Help texts: commands, their arguments and options.

catalogue! {
    // The parts of a help page.
    head_usage: "Usage: " / "用法：";
    head_commands: "Commands:" / "命令：";
    head_arguments: "Arguments:" / "参数：";
    head_options: "Options:" / "选项：";
    after_help: "Start the day with `ops today`, then use `ops now` and `ops done TASK`. `ops help COMMAND` explains a command." / "每天早上先看 `ops today`，之后用 `ops now` 和 `ops done 任务`。`ops help 命令` 查看详细用法。";

    man_exit_codes: "Exit codes: 0 success; 1 the answer is \"no\" (--check); 2 wrong usage or an invalid value; 3 the checklist is invalid; 4 no such task, or several; 5 the journal cannot be used, or cannot be read in full." / "退出码：0 正常；1 答案为“否”（--check）；2 用法错误或填的值不对；3 清单有误；4 找不到任务或匹配到多个；5 日志无法使用或未能完整读取。";
    man_environment: "Environment: OPS_CHECKLIST, OPS_JOURNAL, OPS_AS, OPS_SITE, OPS_NOW, OPS_LANG, OPS_ASCII, like the options of the same names; OPS_PAGER, PAGER; NO_COLOR, CLICOLOR_FORCE, COLUMNS." / "环境变量：OPS_CHECKLIST、OPS_JOURNAL、OPS_AS、OPS_SITE、OPS_NOW、OPS_LANG、OPS_ASCII，与同名选项作用相同；OPS_PAGER、PAGER；NO_COLOR、CLICOLOR_FORCE、COLUMNS。";
    man_files: "Files: ops.toml in the current folder or one above it, or in ops/ of the user's config folder: the checklist. ops/journal in the user's data folder: the journal. ops/writer in the user's state folder: this writer's id." / "文件：当前或上级目录的 ops.toml，或用户配置目录 ops/ 下的 ops.toml：清单。用户数据目录的 ops/journal：日志。用户状态目录的 ops/writer：本机写入者代号。";

    // Commands.
    about_ops: "Run a team's daily operations by checklist" / "按清单做好团队每天的运营";
    about_now: "Show what is due and what is overdue (same as plain `ops`)" / "现在该做什么、哪些逾期（直接输入 `ops` 也一样）";
    about_today: "Show the whole day: progress, every task, what comes next" / "一整天：进度、每项任务、接下来做什么";
    about_done: "Tick a task, with its values" / "勾选完成，可同时填写数据";
    about_skip: "Skip a task, with a reason; it still counts as required" / "跳过任务并说明原因（仍计入应做）";
    about_excuse: "Excuse a task that does not apply, with a reason; it then does not count as required" / "免做不适用的任务并说明原因（不计入应做）";
    about_undo: "Undo your last act of today, or the last one on a task" / "撤销你今天最近一次记录，或某项任务最近的记录";
    about_add: "Add a one-off: a task for one day, carried over until it is done" / "添加临时任务：只做一次，没做完就顺延";
    about_note: "Add a note to a task" / "给任务加备注";
    about_show: "Show a task: purpose, how-to, schedule, the last weeks" / "任务详情：目的、做法、时间、最近几周";
    about_plan: "Show what falls on which day: a month, a campaign, a year" / "哪天做什么：一个月、一次大促、一年";
    about_report: "Report on a week or any range of days: figures, what was missed, values" / "周报或任意一段日子：完成情况、漏做、数据";
    about_log: "Show what was recorded, by whom and when" / "记录流水：谁、何时、做了什么";
    about_calendar: "Export the plan as an iCalendar file, for phones and office calendars" / "导出日历文件（iCalendar），可导入手机和办公日历";
    about_adopt: "Put a checklist in force from today on" / "从今天起启用这份清单";
    about_check: "Check a checklist and list every problem at once" / "检查清单，一次列出全部问题";
    about_verify: "Check that every line of the journal is intact" / "核对日志的每一行是否完好";
    about_paths: "Show where things are: checklist, settings, journal" / "各种文件在哪里：清单、设置、日志";
    about_init: "Write a checklist to start from; never overwrites" / "生成一份清单模板，绝不覆盖已有文件";
    about_demo: "Write a journal of demo data, to try things out" / "生成一份演示数据，用来试用";
    about_completions: "Print shell completions" / "输出命令行补全脚本";
    about_man: "Print the manual page" / "输出手册页";
    about_help: "Show the help of a command" / "查看命令说明";

    // Options of every command.
    arg_checklist: "The checklist file [env: OPS_CHECKLIST]" / "清单文件 [环境变量 OPS_CHECKLIST]";
    arg_journal: "The journal's folder [env: OPS_JOURNAL]" / "日志文件夹 [环境变量 OPS_JOURNAL]";
    arg_as: "Who you are; the system user by default [env: OPS_AS]" / "你是谁；默认是系统用户名 [环境变量 OPS_AS]";
    arg_site: "The shop or branch: id, title or the beginning of either; several with commas, or all [env: OPS_SITE]" / "店铺：代号、名称或其开头，多个用逗号隔开，全部写 all [环境变量 OPS_SITE]";
    arg_now: "Take this as the current time: 08:40, 2026-11-23T08:40 [env: OPS_NOW]" / "把这个时间当作现在：08:40、2026-11-23T08:40 [环境变量 OPS_NOW]";
    arg_lang: "The interface language: en or zh [env: OPS_LANG]" / "界面语言：en 或 zh [环境变量 OPS_LANG]";
    arg_color: "Colours: auto, always or never" / "颜色：auto 自动、always 始终、never 从不";
    arg_ascii: "Use plain ASCII symbols [env: OPS_ASCII]" / "只用 ASCII 符号 [环境变量 OPS_ASCII]";
    arg_help: "Show this help" / "显示帮助";
    arg_version: "Show the version" / "显示版本";

    // Arguments.
    arg_check_overdue: "Exit with code 1 if anything is overdue" / "有逾期任务时退出码为 1";
    arg_json: "Print JSON for programs (docs/json.md)" / "输出 JSON，供程序读取（docs/json.md）";
    arg_no_pager: "Print long output directly, not through OPS_PAGER, PAGER or less" / "长内容直接输出，不用分页程序（OPS_PAGER、PAGER、less）";
    arg_day: "today, yesterday, tomorrow, -1, fri, 2026-11-22, 11-22; or up to 31 days: this week, mon..fri, 2026-W48" / "今天、昨天、明天、-1、周五、2026-11-22、11-22；也可写最多31天：本周、周一..周五、2026-W48";
    arg_plan_range: "Which days to look at: next (week), 2026-12, 2027, A..B; the next four weeks by default" / "要看的日子：下周、2026-12、2027、起..止；默认今后四周";
    arg_plan_all: "Include the daily tasks" / "每天都做的任务也列出来";
    arg_all: "Everybody's tasks, not only mine and those without an owner" / "所有人的任务，不只我的和没人负责的";
    arg_for: "Only the tasks of this person" / "只看这个人的任务";
    arg_filter_for: "Only the tasks of this person; several with commas; nobody for those without an owner" / "只看这个人的任务，可用逗号写几个；没人负责的写 nobody";
    arg_log_for: "Only what this person recorded, and what others recorded about this person's tasks; several with commas" / "只看这个人记的，以及别人对这个人的任务所记的；可用逗号写几个";
    arg_filter_task: "Only this task: id, part of the title, pinyin; may be repeated" / "只看这项任务：代号、标题的一部分或拼音，可写多个";
    arg_set_aside_all: "All my tasks not yet done on the day or range given with --on; everybody's if the checklist names no people" / "我还没做的全部任务，--on 可以写一天或一段日子；清单没写人员时是所有任务";
    arg_set_aside_for: "All of this person's tasks that are not done" / "这个人还没做的全部任务";
    arg_report_range: "this, last, -2 (weeks), 2026-W47, 2026-11, A..B; this week by default" / "本周、上周、-2（周）、2026-W47、2026-11、起..止；默认本周";
    arg_report_summary: "Only the first page: verdict, rates, what was worst; with --format markdown, a short message for a group chat" / "只要首页：结论、完成率、最差的几项；用 Markdown 格式时是可直接发群的短消息";
    arg_report_full: "On a terminal, also show everything after the first page" / "在终端里，首页之后的内容也全部显示";
    arg_report_by: "Tables of figures by day, week, month, area, task, person, site; several with commas" / "分组：day 按日、week 按周、month 按月、area 按板块、task 按任务、person 按人、site 按店铺，可用逗号写几个";
    arg_as_of: "Ignore what was recorded after this time" / "不计这个时刻之后的记录";
    arg_range: "A day, a week (this, last, 2026-W47) or A..B; today by default" / "某天、某周（本周、上周、2026-W47）或 起..止；默认今天";
    arg_by: "Order by time or by area" / "按时间（time）或按板块（area）排列";
    arg_task: "Id or the beginning of it, part of the title, pinyin or its initials" / "代号、代号开头、标题的一部分、拼音或首字母";
    arg_tasks: "TASK, TASK@08:30, TASK@14:00..16:00, TASK@* for all open ones" / "任务、任务@08:30、任务@14:00..16:00；任务@* 为当天全部未完成的";
    arg_done_words: "Tasks, each followed by its values (ztc-balance 320, dsr 4.8 4.9 4.5, dsr service=4.9) or by one of its steps" / "任务，其后可跟数据：ztc-balance 320、dsr 4.8 4.9 4.5、dsr 服务态度=4.9，也可跟步骤名";
    arg_step: "Only these steps: numbers (1,2), part of a title, or next" / "只勾这些步骤：序号（1,2）、步骤名的一部分，或 next（下一步）";
    arg_at: "When it was done, if not now: 10:20" / "实际完成时间，例如 10:20（不填就是现在）";
    arg_on: "Another business day: yesterday, 2026-11-22" / "另一个营业日：昨天、2026-11-22";
    arg_done_found: "A fault found while doing the task: it stays listed until it is resolved" / "做的时候发现的问题：解决之前一直提醒";
    arg_add_title: "What to do; a day, a time and a person may come first; - reads a list from stdin, one per line" / "要做的事，前面可写日期、时间、人员；写 - 则从标准输入读清单，每行一项";
    arg_add_as_it_is: "Take the title as it is, even if it starts like a day or a time; the same as putting -- before it" / "标题原样照写，开头像日期或时间也不要紧；写在 -- 后面也一样";
    arg_add_again: "Add the task even if the same one already exists" / "已经有同样的一项也再添加一次";
    arg_add_on: "For this day, today by default: tomorrow, fri, 11-28" / "哪天做，默认今天：明天、周五、11-28";
    arg_add_at: "When: 09:00, 8pm, 09:00-10:00, 13:30-, -18:00; any time by default" / "什么时间做：09:00、九点半、下午3点、09:00-10:00、13:30-、-18:00；默认随时";
    arg_add_for: "Who does it: a person or a role" / "交给谁：姓名或岗位";
    arg_add_carry: "Number of days the task is carried over: 7 by default, 31 for a fault; at most 31" / "当天没做完可顺延几天：默认 7，问题为 31；最多 31";
    arg_add_found: "Add a fault that was found while doing this task" / "这是做该任务时发现的问题";
    arg_add_note: "How to do it" / "怎么做";
    arg_log_open: "Open one-offs and faults, the oldest first" / "列出未完成的临时任务和问题，最早的在前";
    arg_done_note: "Add a note as well" / "附一句备注";
    arg_dry_run: "Only show what would be written" / "只预览，不写入";
    arg_reason: "Why" / "原因";
    arg_undo_task: "Undo what was last recorded on this task, today or on the day of --on" / "撤销这项任务今天（或 --on 那天）最近的记录";
    arg_undo_list: "List what you recorded today, each with the command that undoes it" / "列出你今天的记录，以及撤销每条的命令";
    arg_undo_reason: "Why; required to undo someone else's act" / "原因；撤销他人的记录时必填";
    arg_note_text: "The note" / "备注内容";
    arg_calendar_range: "A day, a week (this, 2026-W49) or A..B, where 12-01 or fri is the next one; the next four weeks by default" / "某天、某周（本周、2026-W49）或 起..止，其中 12-01、周五 指今后最近的一天；默认从今天起四周";
    arg_alarm: "Set a reminder before each check: 10m before by default, or another time such as 1h30m; watches never have one" / "每项任务开始前提醒，默认提前 10m，可写 1h30m；巡查从不提醒";
    arg_watches: "Include the rounds of watches" / "包括巡查的每一轮（默认不导出）";
    arg_utc: "Write times in UTC, for calendars that do not understand time zones" / "时间写成 UTC，供不认时区的日历使用";
    arg_output: "Write to this file, completely or not at all; replaces an existing file" / "写入文件（要么完整写入，要么不动），已有的文件会被替换";
    arg_adopt_file: "The checklist; by default the one in use" / "清单文件；默认用当前找到的清单";
    arg_check_file: "The checklist; by default the one in use" / "清单文件；默认用当前找到的清单";
    arg_init_file: "Where to write it; ops.toml by default" / "写到哪里；默认 ops.toml";
    arg_template: "Which template; without a name, list them" / "选用的模板；不写名称则列出全部";
    arg_demo_dir: "The folder to write to; it must be empty or not exist yet" / "写到哪个文件夹：须为空或不存在";
    arg_demo_weeks: "Number of weeks, this one included; 8 by default" / "多少周（含本周），默认 8";
    arg_demo_shops: "Number of shops, if the checklist defines none; 2 by default" / "多少家店（清单没写店铺时），默认 2";
    arg_demo_seed: "The seed: another number gives other data; 1 by default" / "换一个数就换一份数据，默认 1";
    arg_shell: "bash, zsh, fish, powershell or elvish" / "bash、zsh、fish、powershell 或 elvish";
    arg_man_command: "The command" / "命令名";
}
